"""Where drafts are worked on: the processes, the data that they are held against, and what is known."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final, TypeVar

from plangraph.web.data import Copy
from plangraph.web.keeping import Kept
from plangraph.web.workshop import Tell, Workshop

T = TypeVar("T")

#: What is known of so many versions is remembered; the one that was asked for longest ago goes first.
_REMEMBERED: Final = 120


class Bench:
    """What all drafts of a server are worked on with.

    :param workshop: the processes
    :param current: gives the data with the other plans
    :param hands: how many files are read at a time; the others wait
    """

    def __init__(self, workshop: Workshop, current: Callable[[], Copy], hands: int) -> None:
        self._workshop, self._current = workshop, current
        self._queue = ThreadPoolExecutor(hands, thread_name_prefix="drafts")
        self._known: Kept[Any] = Kept(_REMEMBERED)
        self.closed = False

    def submit(self, work: Callable[[], None]) -> None:
        """Do something as soon as a hand is free."""
        if not self.closed:
            self._queue.submit(work)

    def do(self, craft: Callable[..., T], *materials: Any, tell: Tell | None = None, **more: Any) -> T:
        """Do a piece of work in another process; see :meth:`plangraph.web.workshop.Workshop.do`."""
        return self._workshop.do(craft, *materials, tell=tell, patient=True, **more)

    def hold(self, craft: Callable[..., T], graph: bytes, *materials: Any, **more: Any) -> T:
        """Do a piece of work that holds a plan against the others: it gets the folder of the data as well."""
        copy = self._current()  # held until the work is done: its folder goes with it
        return self._workshop.do(craft, graph, copy.folder, *materials, patient=True, **more)

    def remember(self, draft: str, version: int, what: str, make: Callable[[], T]) -> T:
        """Return what is known of a version of a draft, or find it out now, once whoever asks."""
        found: T = self._known.give((draft, version, what), make)  # one key, one kind of thing
        return found

    def note(self, draft: str, version: int, what: str, known: object) -> None:
        """Remember what is known of a version of a draft."""
        self._known.put((draft, version, what), known)

    def forget(self, draft: str) -> None:
        """Forget all that is known of a draft."""
        self._known.forget(lambda key: key[0] == draft)

    def close(self) -> None:
        """Begin nothing more; what runs ends with the workshop."""
        self.closed = True
        self._queue.shutdown(wait=False, cancel_futures=True)
