"""The processes in which drafts are read and plans checked: work that takes seconds, and may be killed.

What somebody hands in is read, checked and written out there and not in the process that answers everybody
else. A process stays for the next piece of work, so that the rules are read once; one that takes too much is
killed and replaced. The work itself is plain functions of :mod:`plangraph.web.crafts`.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from queue import Empty, LifoQueue
from typing import Any, Final, TypeVar

from plangraph.errors import PlangraphError
from plangraph.web.pool import BusyError, process_context

T = TypeVar("T")
#: Told how far a piece of work is: so much of so much.
Tell = Callable[[int, int], None]

log = logging.getLogger(__name__)

#: How long a piece of work waits for a process before it is turned away, in seconds.
PATIENCE: Final = 30.0
#: So many pieces of work wait at a time, and the next is turned away at once: each that waits keeps one of
#: the server's forty threads from answering others.
_WAITING: Final = 12


class WorkLimitError(PlangraphError):
    """Work that was stopped because it took more than it may.

    :param limit: ``time`` or ``memory``
    """

    def __init__(self, limit: str, message: str) -> None:
        super().__init__(message)
        self.limit = limit


@dataclass(frozen=True, slots=True)
class _Progress:
    done: int
    total: int


class Workshop:
    """Does work in processes of its own.

    :param size: how many processes; each is started when it is first needed
    :param seconds: how long a piece of work may take before its process is killed
    :param memory: how much memory a process may take, in bytes (on Linux)
    :param niceness: how far its processes stand back behind others
    """

    def __init__(self, size: int, seconds: float, memory: int, *, niceness: int = 5) -> None:
        self._seconds, self._memory, self._niceness = seconds, memory, niceness
        # The one that worked last has read the most, so it is taken first.
        self._idle: LifoQueue[_Hand | None] = LifoQueue()
        self._busy: set[_Hand] = set()
        self._waiting, self._closed = 0, False
        self._lock = threading.Lock()
        for _ in range(size):
            self._idle.put(None)

    def do(
        self,
        craft: Callable[..., T],
        *materials: Any,
        tell: Tell | None = None,
        patient: bool = False,
        **more: Any,
    ) -> T:
        """Do a piece of work and return what came of it.

        :param craft: a function of :mod:`plangraph.web.crafts`; what it takes and gives has to be picklable
        :param tell: told how far it is; the craft then takes a ``tell`` as well
        :param patient: whether it waits for a process however many others do
        :raises BusyError: when no process becomes free in time, or too many wait already
        :raises WorkLimitError: when it takes more time or memory than it may
        :raises PlangraphError: what the work itself says is wrong
        """
        hand, broken = self._take(patient=patient), True
        try:
            made = hand.work(craft, materials, more, self._seconds, tell)
            broken = False
        finally:
            self._give_back(hand, broken=broken)
        if isinstance(made, PlangraphError):
            raise made
        result: T = made
        return result

    def close(self) -> None:
        """End all processes, whatever they do."""
        with self._lock:
            self._closed = True
            busy = list(self._busy)
        for hand in busy:
            hand.end()
        with suppress(Empty):
            while True:
                if (idle := self._idle.get_nowait()) is not None:
                    idle.end()
        self._idle.put(None)  # whoever still waits learns of it by this, and passes it on

    def _take(self, *, patient: bool) -> _Hand:
        hand = self._wait(patient=patient)
        if self._closed:
            if hand is not None:
                hand.end()
            self._idle.put(None)
            raise BusyError(client=False)
        if hand is None or not hand.process.is_alive():
            try:
                hand = _Hand(self._memory, self._niceness)
            except OSError:
                self._idle.put(None)
                raise BusyError(client=False) from None
        with self._lock:
            self._busy.add(hand)
            closed = self._closed
        if closed:  # meanwhile
            self._give_back(hand, broken=True)
            raise BusyError(client=False)
        return hand

    def _wait(self, *, patient: bool) -> _Hand | None:
        with suppress(Empty):
            return self._idle.get_nowait()
        with self._lock:
            if self._waiting >= _WAITING and not patient:
                raise BusyError(client=False)
            self._waiting += 1
        try:
            return self._idle.get(timeout=PATIENCE)
        except Empty:
            raise BusyError(client=False) from None
        finally:
            with self._lock:
                self._waiting -= 1

    def _give_back(self, hand: _Hand, *, broken: bool) -> None:
        with self._lock:
            self._busy.discard(hand)
            ends = broken or self._closed
        if ends:
            hand.end()
        self._idle.put(None if ends else hand)


class _Hand:
    """One process and the pipe to it."""

    def __init__(self, memory: int, niceness: int) -> None:
        context = process_context()
        self.pipe: Connection
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(
            target=serve, args=(theirs, memory, niceness), name="plangraph-work", daemon=True
        )
        self.process.start()
        theirs.close()

    def work(
        self,
        craft: Callable[..., Any],
        materials: Any,
        more: dict[str, Any],
        seconds: float,
        tell: Tell | None,
    ) -> Any:
        end = time.monotonic() + seconds
        try:
            self.pipe.send((craft, materials, more, tell is not None))
            while True:
                if not self.pipe.poll(max(0.0, end - time.monotonic())):
                    raise WorkLimitError(
                        "time",
                        f"the work was stopped: it took over {seconds:g} seconds, and none may take longer",
                    )
                told = self.pipe.recv()
                if not isinstance(told, _Progress):
                    return told
                if tell is not None:
                    tell(told.done, told.total)
        except (EOFError, OSError):
            log.info("work process ended")
            raise WorkLimitError(
                "memory", "the work was stopped: it takes more memory than it may, or the server is stopping"
            ) from None

    def end(self) -> None:
        # Whoever waits at the pipe learns of it by its end; closing it under them would leave them waiting.
        self.process.kill()
        self.process.join()


def serve(pipe: Connection, memory: int, niceness: int) -> None:
    """Do pieces of work until the other end of the pipe is closed; this runs in the process.

    :param pipe: ``(craft, materials, keywords, whether to tell)`` comes in; the result or an error goes out
    :param memory: how much may be taken, in bytes
    :param niceness: how far it stands back behind others
    """
    import signal

    # A terminal sends Ctrl+C, and a service manager its signal, to all processes; the server decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if sys.platform != "win32":
        import resource

        os.nice(niceness)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if sys.platform == "linux":
            resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    with suppress(EOFError, OSError):
        while True:
            craft, materials, more, tells = pipe.recv()
            if tells:
                more = {**more, "tell": lambda done, total: pipe.send(_Progress(done, total))}
            try:
                made = craft(*materials, **more)
            except PlangraphError as error:
                made = error
            except (MemoryError, RecursionError):
                made = WorkLimitError("memory", "the work was stopped: it takes more memory than it may")
            except Exception:  # a fault of ours: the log has it, and whoever asked learns that it was ours
                log.exception("work failed")
                made = WorkLimitError("fault", "the fault is the server's; its log says what it was")
            pipe.send(made)
