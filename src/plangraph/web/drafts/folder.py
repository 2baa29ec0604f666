"""The folder of one draft: fixed names for its files, written whole or not at all, private to the server.

::

    state.json                    what is known of it
    file-1.docx                   a file that was handed in (the ending is one of those that are read)
    read-1.json   text-1.txt      what was read of it, and its text
    plan-1.ttl.gz                 a version of the plan's graph
"""

from __future__ import annotations

import gzip
import os
import secrets
import shutil
from collections.abc import Iterable
from pathlib import Path

from plangraph.web.drafts import state as states
from plangraph.web.drafts.state import State, Upload


class Folder:
    """The files of one draft.

    :param path: where they are
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def make(self) -> None:
        """Make the folder; nobody but the server's user gets into it."""
        self.path.mkdir(mode=0o700)

    def remove(self) -> None:
        """Remove the folder with all that is in it."""
        # By another name it is out of the way at once, whatever is being written into it.
        gone = self.path.with_name(f".gone-{secrets.token_hex(8)}")
        try:
            self.path.rename(gone)
        except OSError:
            gone = self.path
        shutil.rmtree(gone, ignore_errors=True)

    def size(self) -> int:
        """Return how many bytes its files have."""
        try:
            return sum(entry.stat().st_size for entry in os.scandir(self.path))
        except OSError:
            return 0

    def read_state(self) -> State:
        """Return what is known of the draft.

        :raises ValueError: when that is damaged
        :raises OSError: when it cannot be read
        """
        return states.read((self.path / "state.json").read_bytes())

    def write_state(self, state: State) -> None:
        """Write down what is known of the draft."""
        self._write("state.json", states.write(state))

    def upload(self, upload: Upload) -> Path:
        """Return where a file is that was handed in."""
        return self.path / f"file-{upload.number}{upload.ending}"

    def write_upload(self, upload: Upload, data: bytes) -> None:
        """Keep a file that was handed in."""
        self._write(self.upload(upload).name, data)

    def document(self, number: int) -> bytes | None:
        """Return what was read of a file, or None where it was no document."""
        return self._read(f"read-{number}.json")

    def text(self, number: int) -> str | None:
        """Return the text of a file, or None where it was no document."""
        data = self._read(f"text-{number}.txt")
        return None if data is None else data.decode()

    def write_document(self, number: int, document: bytes, text: str) -> None:
        """Keep what was read of a file."""
        self._write(f"read-{number}.json", document)
        self._write(f"text-{number}.txt", text.encode())

    def graph(self, version: int) -> bytes:
        """Return a version of the plan's graph, as Turtle.

        :raises OSError: when it is not there
        """
        return gzip.decompress((self.path / f"plan-{version}.ttl.gz").read_bytes())

    def write_graph(self, version: int, graph: bytes) -> None:
        """Keep a version of the plan's graph."""
        self._write(f"plan-{version}.ttl.gz", gzip.compress(graph, 6, mtime=0))

    def keep_only(self, state: State) -> None:
        """Remove the files of uploads and versions that the draft does not have any more."""
        known = {"state.json", *(f"plan-{one.number}.ttl.gz" for one in state.versions)}
        for one in state.uploads:
            known |= {self.upload(one).name, f"read-{one.number}.json", f"text-{one.number}.txt"}
        for entry in self.path.iterdir():
            if entry.name not in known:
                entry.unlink(missing_ok=True)

    def _read(self, name: str) -> bytes | None:
        try:
            return (self.path / name).read_bytes()
        except FileNotFoundError:
            return None

    def _write(self, name: str, data: bytes) -> None:
        made = self.path / f".{secrets.token_hex(8)}"
        try:
            with os.fdopen(os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
                stream.write(data)
            made.replace(self.path / name)
        except OSError:
            made.unlink(missing_ok=True)
            raise


def leftovers(folder: Path) -> Iterable[Path]:
    """Return what was being removed when a server ended."""
    return folder.glob(".gone-*")
