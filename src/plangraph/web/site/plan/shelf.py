"""Keeps what was written for whoever asks next, as much as memory bears."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Final

#: So many bytes are kept, of pages and of files each.
_MOST_KEPT: Final = 80_000_000


class Shelf:
    """Files and pages that were written, up to a number of bytes; what nobody asked for longest goes first.

    :param most: how many bytes
    """

    def __init__(self, most: int = _MOST_KEPT) -> None:
        self._most, self._kept_bytes = most, 0
        self._kept: OrderedDict[Hashable, tuple[bytes, str]] = OrderedDict()
        self._writing: dict[Hashable, threading.Lock] = {}
        self._lock = threading.Lock()

    def give(self, key: Hashable, write: Callable[[], tuple[bytes, str]]) -> tuple[bytes, str]:
        """Return a file and its media type, written now where it is not there; nobody writes it twice."""
        with self._lock:
            turn = self._writing.setdefault(key, threading.Lock())
        with turn:
            if (known := self._known(key)) is not None:
                return known
            try:
                made = write()
                self._keep(key, made)
            finally:
                with self._lock:  # who waits for it holds it, and finds the file there
                    self._writing.pop(key, None)
            return made

    def _known(self, key: Hashable) -> tuple[bytes, str] | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def _keep(self, key: Hashable, made: tuple[bytes, str]) -> None:
        with self._lock:
            self._kept[key] = made
            self._kept_bytes += len(made[0])
            while self._kept_bytes > self._most and len(self._kept) > 1:
                self._kept_bytes -= len(self._kept.popitem(last=False)[1][0])
