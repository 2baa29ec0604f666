"""What was made is kept for whoever asks next, as much of it as memory bears."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Hashable
from contextlib import suppress
from typing import Any, Generic, TypeVar

from cachetools import LRUCache, cached

T = TypeVar("T")


def _one(_: object) -> int:
    return 1


class Kept(Generic[T]):
    """Things by their keys; what nobody asked for longest goes first, and what is over the bound is not kept.

    :param most: how much is kept in all
    :param size: how much of that a thing takes; each takes 1 where nothing is said
    """

    def __init__(self, most: float = math.inf, size: Callable[[T], float] = _one) -> None:
        self._known: LRUCache[Hashable, T] = LRUCache(most, size)
        self._turn = threading.Condition()
        self._make = cached(self._known, key=lambda key, _: key, condition=self._turn)(lambda _, make: make())

    def give(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what there is under a key, or make it now; who asks for the same meanwhile waits for it."""
        found: T = self._make(key, make)
        return found

    def put(self, key: Hashable, thing: T) -> None:
        """Keep a thing that was made already."""
        with self._turn, suppress(ValueError):  # over the bound
            self._known[key] = thing

    def forget(self, gone: Callable[[Any], bool]) -> None:
        """Let go of everything whose key is said to be gone."""
        with self._turn:
            for key in [key for key in self._known if gone(key)]:
                del self._known[key]
