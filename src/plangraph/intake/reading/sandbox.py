"""Reads untrusted files in a process of its own, which may use so much and no more, and is killed beyond it.

The child gets the bytes, not the path; it opens no file for writing, no connection and no program. What it
gives back is data classes of plangraph and nothing else, so a parser that was taken over reaches no further.
"""

from __future__ import annotations

import importlib
import io
import json
import os
import pickle
import struct
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, is_dataclass
from enum import Enum
from typing import IO, TYPE_CHECKING, Any, Final

from plangraph.errors import LoadError

if TYPE_CHECKING:
    from plangraph.intake.reading.limits import Allowance

_HEAD: Final = struct.Struct(">cQ")
_PAIR: Final = struct.Struct(">QQ")
#: Bytes that a result may have at most.
_LARGEST: Final = 400_000_000
#: Of this process's environment the child gets what Python needs to start; secrets stay here.
_ENVIRONMENT: Final = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "LANG", "LC_ALL", "LD_LIBRARY_PATH")
#: Types beside plangraph's own that a result may hold.
_PLAIN: Final = frozenset(
    {
        ("datetime", "date"),
        ("datetime", "datetime"),
        ("datetime", "time"),
        ("datetime", "timedelta"),
        ("decimal", "Decimal"),
    }
)

_TOO_LONG: Final = (
    "took longer than {seconds:.0f} seconds to read and was stopped; give a shorter or simpler file"
)
_TOO_MUCH: Final = "needed more than {memory} MB of memory to be read and was stopped; give a smaller file"
_BROKE_OFF: Final = (
    "could not be read ({what}); it is damaged or very unusual: open it in the program that made it, save it "
    "anew, and try again"
)
#: What a refusal is made of.
_FACTS: Final = ("source", "reason", "danish", "line", "column")

# The paths come from the caller; the folder that the caller stands in is not one of them.
_START: Final = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1]); "
    "from plangraph.intake.reading.sandbox import serve; serve()"
)


def run(
    function: str,
    data: bytes,
    name: str,
    allowance: Allowance,
    progress: Callable[[int, int], None] | None = None,
) -> Any:
    """Call a reader on a file, in a child process.

    :param function: ``module:function`` of plangraph, called as ``function(data, name)``
    :param data: the file
    :param name: its name, for errors
    :param allowance: what the child may use
    :param progress: told how much is done and how much there is; the function gets it as its third argument
    :returns: what the function does: data classes and enumerations of plangraph, and plain values
    :raises LoadError: when the function does, or breaks off, or uses more than it may
    """
    import subprocess
    import threading

    order = {"function": function, "name": name, "progress": progress is not None, **asdict(allowance)}
    try:
        child = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-I", "-c", _START, json.dumps(_paths())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={key: os.environ[key] for key in _ENVIRONMENT if key in os.environ},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise LoadError(name, f"could not be read: no process could be started for it ({error})") from error
    target, source = (pipe for pipe in (child.stdin, child.stdout) if pipe is not None)  # both were asked for
    late = threading.Event()

    def stop() -> None:
        late.set()
        child.kill()

    timer = threading.Timer(allowance.wall, stop)
    timer.daemon = True
    timer.start()
    try:
        told = _talk(target, source, json.dumps(order).encode(), data, name, progress)
    except MemoryError:
        raise LoadError(name, _TOO_MUCH.format(memory=allowance.memory // 1_000_000)) from None
    finally:
        timer.cancel()
        child.kill()
        for pipe in (target, source):
            with suppress(OSError):
                pipe.close()
        child.wait()
    if told is not None:
        return told[0]
    raise _why(child.returncode, late.is_set(), name, allowance)


def _talk(
    target: IO[bytes],
    source: IO[bytes],
    order: bytes,
    data: bytes,
    name: str,
    progress: Callable[[int, int], None] | None,
) -> tuple[Any] | None:
    """Hand the file over and take the answer; None when the child ended without one."""
    try:
        target.write(_HEAD.pack(b"O", len(order)) + order)
        target.write(_HEAD.pack(b"D", len(data)))
        target.write(data)
        target.close()
    except OSError:
        return None
    while (frame := _receive(source)) is not None:
        try:
            told = _understood(*frame, name)
        except Exception as error:  # the child may say anything, so anything may come of it
            raise LoadError(name, _BROKE_OFF.format(what="its reader gave a wrong answer")) from error
        if isinstance(told, Exception):
            raise told
        if frame[0] == b"R":
            return (told,)
        if progress is not None:
            progress(*told)
    return None


def _understood(kind: bytes, content: bytes, name: str) -> Any:
    """Return what a frame of the child says: progress, its result, or the error to raise."""
    match kind:
        case b"P":
            return _PAIR.unpack(content)
        case b"R":
            return _Unpickler(io.BytesIO(content)).load()
        case b"L":
            return LoadError(**json.loads(content))
        case b"M":
            return MemoryError()
        case b"B":
            what, trace = json.loads(content)
            refusal = LoadError(name, _BROKE_OFF.format(what=what))
            refusal.add_note(trace)  # for whoever looks into it; the sentence is for the user
            return refusal
        case _:
            raise ValueError(kind)


def _why(code: int, late: bool, name: str, allowance: Allowance) -> LoadError:
    """Return what to say of a child that ended without an answer."""
    import signal

    if late or code == -getattr(signal, "SIGXCPU", 0):
        return LoadError(name, _TOO_LONG.format(seconds=allowance.wall if late else allowance.cpu))
    if code == -getattr(signal, "SIGKILL", 0):
        # Not by us: the system runs short of memory.
        return LoadError(name, _TOO_MUCH.format(memory=allowance.memory // 1_000_000))
    return LoadError(name, _BROKE_OFF.format(what=f"its reader ended with {code}"))


def _paths() -> list[str]:
    """Return where this process finds its modules, but for the folder that it happens to stand in."""
    return [os.path.abspath(path) for path in sys.path if path]  # noqa: PTH100 - an entry need not be a path


def _find(function: str) -> Callable[..., Any]:
    module, _, attribute = function.partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), attribute)
    return found


def _receive(stream: IO[bytes]) -> tuple[bytes, bytes] | None:
    """Return the next frame of a stream, or None at its end."""
    head = stream.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    kind, size = _HEAD.unpack(head)
    if size > _LARGEST:
        return None
    content = stream.read(size)
    return (kind, content) if len(content) == size else None


class _Unpickler(pickle.Unpickler):
    """Makes data classes and enumerations of plangraph and a few plain types, and calls nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _PLAIN:
            return getattr(importlib.import_module(module), name)
        if module.startswith("plangraph."):
            found = getattr(importlib.import_module(module), name, None)
            if isinstance(found, type) and (is_dataclass(found) or issubclass(found, Enum)):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no data class of plangraph")


def serve() -> None:
    """Do what the parent orders, in the child: read a frame with the order and one with the file, answer."""
    source = sys.stdin.buffer
    target = os.fdopen(os.dup(1), "wb")
    # What a library prints must not get into the answer.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)

    def send(kind: bytes, content: bytes) -> None:
        target.write(_HEAD.pack(kind, len(content)) + content)
        target.flush()

    def tell(done: int, of: int) -> None:
        send(b"P", _PAIR.pack(done, of))

    ordered, handed = _receive(source), _receive(source)
    if ordered is None or handed is None:
        return
    order = json.loads(ordered[1])
    try:
        _confine(order["memory"], order["cpu"])
        function = _find(order["function"])
        sys.addaudithook(_forbid)
        result = function(handed[1], order["name"], *([tell] if order["progress"] else []))
        answer = pickle.dumps(result, pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        send(b"M", b"")
    except LoadError as error:
        send(b"L", json.dumps({name: vars(error)[name] for name in _FACTS}).encode())
    except Exception as error:  # a parser may raise anything; the caller gets one sentence
        import traceback

        send(b"B", json.dumps([type(error).__name__, traceback.format_exc(limit=-12)]).encode())
    else:
        send(b"R", answer)


def _confine(memory: int, cpu: int) -> None:
    """Let this process use so much and no more, as far as the system knows such limits."""
    try:
        import resource
    except ImportError:  # Windows: the parent's clock alone
        return
    for name, most in (
        ("RLIMIT_AS", memory),
        ("RLIMIT_CPU", cpu),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_CORE", 0),
        ("RLIMIT_NOFILE", 64),
    ):
        kind = getattr(resource, name, None)
        if kind is None:
            continue
        hard = resource.getrlimit(kind)[1]
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        # At the second limit the process is killed; only at the first does the signal say why.
        later = name == "RLIMIT_CPU" and (hard == resource.RLIM_INFINITY or bound < hard)
        # macOS knows RLIMIT_AS and refuses to set it.
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (bound, bound + later))


#: What a reader has no business with; so are all events of a kind, by what stands before the dot.
_FORBIDDEN: Final = frozenset(
    {
        "os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.startfile",
        "os.kill", "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate",
        "os.chmod", "os.chown", "pty.spawn",
    }
)  # fmt: skip
_FORBIDDEN_KINDS: Final = ("socket.", "subprocess.", "shutil.", "tempfile.", "urllib.", "ftplib.", "http.")
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def _forbid(event: str, facts: tuple[Any, ...]) -> None:
    """Refuse network, programs and writing, whoever asks; Python calls this before each."""
    writes = event == "open" and isinstance(facts[2], int) and facts[2] & _WRITING
    if writes or event in _FORBIDDEN or event.startswith(_FORBIDDEN_KINDS):
        raise PermissionError(f"a reader may not do this: {event}")
