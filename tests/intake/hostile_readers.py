"""Readers that misbehave, for the tests of the process that readers run in."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from plangraph.errors import LoadError
from plangraph.intake.document import Block, Document, Kind


def answer(data: bytes, name: str, progress: Callable[[int, int], None] | None = None) -> Document:
    print("noise on the standard output")
    os.write(1, b"more noise")
    for page in range(3):
        if progress is not None:
            progress(page + 1, 3)
    return Document(name, "text/plain", "", data.decode(), (Block(Kind.ITEM, 0, 1, 1),))


def surroundings(data: bytes, name: str) -> list[Any]:
    return [
        sorted(os.environ),
        [path for path in sys.path if path in ("", str(Path.cwd()))],
        sorted(sys.modules),
    ]


def refuse(data: bytes, name: str) -> None:
    raise LoadError(name, "is refused; give another", danish="er afvist", line=3, column=4)


def crash(data: bytes, name: str) -> None:
    raise KeyError("word/document.xml")


def recurse(data: bytes, name: str) -> None:
    recurse(data, name)


def die(data: bytes, name: str) -> None:
    os._exit(3)


def sleep(data: bytes, name: str) -> None:
    time.sleep(60)


def spin(data: bytes, name: str) -> None:
    while True:
        pass


def swell(data: bytes, name: str) -> None:
    kept = []
    while True:
        kept.append(bytearray(50_000_000))


def write(data: bytes, name: str) -> None:
    Path(data.decode()).write_text("x", encoding="utf-8")


def connect(data: bytes, name: str) -> None:
    import socket

    socket.create_connection(("127.0.0.1", int(data)), timeout=5)


def start_program(data: bytes, name: str) -> None:
    os.system("true")


def babble(data: bytes, name: str) -> None:
    """Answer wrongly, past the process that should: the way to the parent is open to who looks for it."""
    for descriptor in range(3, 20):
        try:
            os.write(descriptor, data)
        except OSError:
            continue


class Trap:
    def __reduce__(self) -> tuple[Any, ...]:
        return os.system, ("touch trapped",)


def smuggle(data: bytes, name: str) -> Trap:
    return Trap()


def smuggle_by_name(data: bytes, name: str) -> Any:
    return LoadError  # a class of plangraph, and no data class
