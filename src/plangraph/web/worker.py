"""A process that answers SPARQL which a user wrote, so that it can be killed and nothing else suffers.

Whatever the query does, it does here: it is looked over, parsed, run and written in this process. The kernel
ends it when it takes more memory or time than it may; the pool that started it kills it earlier than that.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from plangraph.errors import PlangraphError, QueryError
from plangraph.store import Bounds, Question, Reply, ServedStore

#: Lower priority than those who answer everybody else.
_NICENESS: Final = 10
#: How much longer than the pool the kernel waits, in seconds of work.
_GRACE: Final = 5


@dataclass(frozen=True, slots=True)
class Task:
    """A question to a copy of the data.

    :param folder: where the copy is
    :param question: what to answer
    :param bounds: how big the answer may be
    :param seconds: how long it may take
    """

    folder: Path
    question: Question
    bounds: Bounds
    seconds: float


def serve(pipe: Connection, memory: int) -> None:
    """Answer tasks until the other end of the pipe is closed.

    :param pipe: tasks come in; a :class:`~plangraph.store.Reply` or an error goes out for each
    :param memory: how much more memory than the open store needs may be taken, in bytes
    """
    # A terminal sends Ctrl+C, and a service manager its signal, to all processes; the pool decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    _be_modest()
    opened: tuple[Path, ServedStore] | None = None
    with suppress(EOFError, OSError):
        while True:
            task: Task = pipe.recv()
            try:
                if opened is None or opened[0] != task.folder:
                    _lift_bounds()
                    opened = None  # the old copy is given up first
                    opened = task.folder, ServedStore(task.folder)
                    _bound(memory)
                _bound_time(task.seconds)
                answer: Reply | PlangraphError = opened[1].answer(task.question, task.bounds)
            except PlangraphError as error:
                answer = error
            except MemoryError:
                answer = QueryError("the query takes more memory than it may")
            pipe.send(answer)


def _be_modest() -> None:
    # The engine writes to standard error when it has no memory left; that is the pool's to tell.
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), sys.stderr.fileno() if sys.stderr else 2)
    if sys.platform != "win32":
        import resource

        os.nice(_NICENESS)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _lift_bounds() -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def _bound(memory: int) -> None:
    """Let the kernel refuse more memory than may be taken.

    New files cannot be refused as well: the engine opens some of its tables when they are first needed.
    """
    if sys.platform == "linux":
        import resource

        # Source: proc_pid_statm(5), the sixth field: private memory that can be written, in pages.
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[5])
        most = pages * resource.getpagesize() + memory
        resource.setrlimit(resource.RLIMIT_DATA, (most, resource.RLIM_INFINITY))


def _bound_time(seconds: float) -> None:
    """Let the kernel end this process some time after the pool should have."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime + seconds) + _GRACE
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))
