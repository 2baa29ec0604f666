"""The data that is served: a copy that stays as it is, and is replaced by a newer one when there is news.

Who asks takes the copy that is current and keeps it to the end; a copy goes when nobody holds it any more.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
import threading
import time
import weakref
from collections.abc import Callable, Hashable
from functools import cached_property
from pathlib import Path
from typing import Any, Final, TypeVar

from plangraph.errors import LoadError, PlangraphError, StoreError
from plangraph.store import Counts, GraphStore, ServedStore, copy_shipped, copy_store, stamp
from plangraph.web.keeping import Kept

T = TypeVar("T")
Stamp = tuple[tuple[str, int, int], ...]

log = logging.getLogger(__name__)

#: How long to wait for another process that writes to the store, in seconds.
PATIENCE: Final = 5.0


class Copy:
    """The data as it was at one moment; its folder goes with it.

    :param folder: where it is
    :param number: counts the copies of one server
    :param made_of: the :func:`~plangraph.store.stamp` of what it was made of
    """

    def __init__(self, folder: Path, number: int, made_of: Stamp) -> None:
        self.folder, self.number, self.made_of = folder, number, made_of
        self.store = ServedStore(folder)
        self.made_at = time.time()
        self._kept: Kept[Any] = Kept()
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)

    @cached_property
    def counts(self) -> Counts:
        """How much there is."""
        return self.store.counts()

    def digest(self, name: str | None) -> str:
        """Return what changes when a graph does; see :meth:`plangraph.store.ServedStore.digest`."""
        return self.keep(("digest", name), lambda: self.store.digest(name))

    def keep(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what was made of this copy under a key, or make it now; it never changes."""
        found: T = self._kept.give(key, make)  # one key, one kind of thing
        return found


class Data:
    """What is served now, and how it changes.

    :param source: folder of a store, or None for what ships with plangraph
    :param on_change: called after a new copy has become the current one
    :raises StoreError: when the data cannot be read
    :raises LoadError: when a shipped file is damaged
    """

    def __init__(self, source: Path | None, on_change: Callable[[Copy], None] = lambda _: None) -> None:
        self._source, self._on_change = source, on_change
        self._changing = threading.Lock()
        self._folder = Path(tempfile.mkdtemp(prefix="plangraph-"))
        self._stop = threading.Event()
        self._watcher: threading.Thread | None = None
        weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        self._current = self._copy(1)

    @property
    def current(self) -> Copy:
        """The newest copy."""
        return self._current

    def watch(self, seconds: float) -> None:
        """Look every so many seconds whether the data changed, until :meth:`close`; 0 for never."""
        if seconds > 0 and self._watcher is None:
            self._watcher = threading.Thread(target=self._look, args=(seconds,), name="watch", daemon=True)
            self._watcher.start()

    def close(self) -> None:
        """Stop looking and remove the copies."""
        self._stop.set()
        if self._watcher is not None:
            self._watcher.join()
        shutil.rmtree(self._folder, ignore_errors=True)

    def refresh(self) -> bool:
        """Make a new copy if the data changed since the last, and say whether it did.

        :raises PlangraphError: when it cannot be read; what was served is then served on
        """
        with self._changing:
            if stamp(self._source) == self._current.made_of:
                return False
            self._replace()
            return True

    def change(self, action: Callable[[GraphStore], T]) -> T:
        """Write to the store, and serve what it holds then when this returns.

        :param action: what to do; what it raises leaves everything as it is
        :raises StoreError: when another process keeps the store open
        """
        if self._source is None:
            raise StoreError("what ships with plangraph is not written to")
        with self._changing:
            with _open_to_write(self._source) as opened:
                result = action(opened)
                opened.tidy()
            self._replace()
            return result

    def _replace(self) -> None:
        self._current = self._copy(self._current.number + 1)
        self._on_change(self._current)

    def _copy(self, number: int) -> Copy:
        folder = self._folder / str(number)
        shutil.rmtree(folder, ignore_errors=True)
        if self._source is None:
            made_of = stamp(None)
            copy_shipped(folder)
        else:
            made_of = copy_store(self._source, folder, patience=PATIENCE)
        return Copy(folder, number, made_of)

    def _look(self, seconds: float) -> None:
        damaged: Stamp | None = None
        told = ""
        while not self._stop.wait(seconds):
            try:
                now = stamp(self._source)
                if now in (damaged, self._current.made_of):
                    continue
                if self.refresh():
                    log.info("data reloaded", extra={"copy": self.current.number})
                told = ""
            except (PlangraphError, OSError) as error:
                if isinstance(error, LoadError):
                    damaged = now  # reading it again would give the same
                if str(error) != told:
                    told = str(error)
                    log.error("data could not be reloaded", extra={"reason": told})


def _open_to_write(folder: Path) -> GraphStore:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return GraphStore(folder)
        except StoreError:
            if time.monotonic() >= end:
                raise
            time.sleep(0.05)
