"""The processes that answer SPARQL: so many, each killed when its query takes too long, and then replaced."""

from __future__ import annotations

import logging
import multiprocessing
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from queue import Empty, SimpleQueue
from typing import Final

from plangraph.errors import PlangraphError, QueryError, StoreError
from plangraph.store import Bounds, Question, Reply
from plangraph.web import worker
from plangraph.web.data import Copy
from plangraph.web.settings import Limits

log = logging.getLogger(__name__)


#: A question waits as long as so many others may run, or so many seconds, and is turned away then.
_OTHERS: Final = 3
_SECONDS: Final = 10.0


def longest_wait(limits: Limits) -> float:
    """Return how long a question waits for a process, in seconds."""
    return max(_SECONDS, _OTHERS * limits.query_seconds)


class QueryLimitError(QueryError):
    """A query that was stopped because it took more than it may.

    :param limit: ``time`` or ``memory``
    """

    def __init__(self, limit: str, message: str) -> None:
        super().__init__(message)
        self.limit = limit


class BusyError(PlangraphError):
    """A query or other work that was not begun, as too much waits already.

    :param client: whether they are this client's own
    """

    def __init__(self, *, client: bool) -> None:
        whose = "of yours runs or waits" if client else "waits"
        super().__init__(f"too much {whose} already; ask again in a moment")
        self.client = client


def process_context() -> ForkServerContext | SpawnContext:
    """Return what starts processes: quickly, and without what this one holds open."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    # Imported once; a process that has to be replaced is then there in milliseconds.
    context.set_forkserver_preload(["__main__", worker.__name__])
    return context


class _Worker:
    """One process and the pipe to it."""

    def __init__(self, context: ForkServerContext | SpawnContext, memory: int) -> None:
        self.pipe: Connection
        self.pipe, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(
            target=worker.serve, args=(theirs, memory), name="plangraph-query", daemon=True
        )
        self.process.start()
        theirs.close()
        self.copy: Copy | None = None  # held as long as the process may read it

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


class Pool:
    """Answers questions in processes of their own.

    :param limits: how many processes, and what a query may take
    :param current: gives the copy of the data to ask
    """

    def __init__(self, limits: Limits, current: Callable[[], Copy]) -> None:
        self._limits, self._current = limits, current
        self._bounds = Bounds(limits.query_rows, limits.answer_bytes)
        self._context = process_context()
        self._idle: SimpleQueue[_Worker | None] = SimpleQueue()
        self._busy: set[_Worker] = set()
        self._asking: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._closed = False
        for _ in range(limits.workers):
            self._idle.put(None)  # started when it is first needed, or by warm()

    def warm(self) -> None:
        """Start the processes and open the data in them, so that the first who ask need not wait."""
        with suppress(PlangraphError):
            for _ in range(self._limits.workers):  # who has answered goes to the end of the queue
                self.ask(Question("ASK {}", ("json",), ()), client="")

    def close(self) -> None:
        """End all processes."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
        for _ in range(self._limits.workers):
            with suppress(Empty):
                idle = self._idle.get(timeout=self._limits.query_seconds)
                if idle is not None:
                    idle.end()
        for one in list(self._busy):
            one.end()
        self._idle.put(None)  # whoever still waits learns of it by this, and passes it on

    @property
    def asking(self) -> int:
        """How many questions run or wait."""
        return sum(self._asking.values())

    def ask(self, question: Question, *, client: str) -> Reply:
        """Answer a question, or end the process that tries.

        :param client: who asks; nobody gets all processes for long
        :raises BusyError: when too many wait already
        :raises QueryLimitError: when it takes more time or memory than it may
        :raises QueryError: when it is not SPARQL, is refused, cannot be run, or its answer is too large
        """
        with self._place(client):
            one = self._take()
            broken = True
            try:
                reply = self._put(one, question)
                broken = False
            finally:
                self._give_back(one, broken=broken)
        if isinstance(reply, PlangraphError):
            raise reply
        return reply

    @contextmanager
    def _place(self, client: str) -> Iterator[None]:
        with self._lock:
            if self._asking[client] >= self._limits.waiting_per_client:
                raise BusyError(client=True)
            if self.asking >= self._limits.workers + self._limits.waiting:
                raise BusyError(client=False)
            self._asking[client] += 1
        try:
            yield
        finally:
            with self._lock:
                self._asking[client] -= 1
                if not self._asking[client]:
                    del self._asking[client]

    def _take(self) -> _Worker:
        try:
            one = self._idle.get(timeout=longest_wait(self._limits))
        except Empty:
            raise BusyError(client=False) from None
        if self._closed:
            if one is not None:
                one.end()
            self._idle.put(None)
            raise BusyError(client=False)
        if one is None or not one.process.is_alive():
            try:
                one = _Worker(self._context, self._limits.query_memory)
            except OSError as error:
                self._idle.put(None)
                raise StoreError(f"no process for the query could be started: {error.strerror}") from None
        with self._lock:
            self._busy.add(one)
            closed = self._closed
        if closed:  # meanwhile
            self._give_back(one, broken=True)
            raise BusyError(client=False)
        return one

    def _give_back(self, one: _Worker, *, broken: bool) -> None:
        self._busy.discard(one)
        if broken:
            one.end()
        self._idle.put(None if broken else one)

    def _put(self, one: _Worker, question: Question) -> Reply | PlangraphError:
        seconds = self._limits.query_seconds
        new, one.copy = one.copy is None, self._current()
        began = time.monotonic()
        try:
            one.pipe.send(worker.Task(one.copy.folder, question, self._bounds, seconds))
            # A process that has just been started needs a moment that is not the query's.
            if not one.pipe.poll(seconds + (1.0 if new else 0.0)):
                raise QueryLimitError(
                    "time",
                    f"the query was stopped: it ran for {seconds:g} seconds, and no query may run longer",
                )
            answer: Reply | PlangraphError = one.pipe.recv()
        except (EOFError, OSError):
            if time.monotonic() - began >= seconds:
                raise QueryLimitError(
                    "time", f"the query was stopped after {seconds:g} seconds; no query may run longer"
                ) from None
            log.info("query process ended")
            raise QueryLimitError(
                "memory",
                "the query was stopped: it takes more memory than it may, or is nested too deeply",
            ) from None
        return answer
