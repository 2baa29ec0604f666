"""Copies of the data that stay as they are, for those who read while others write.

A server answers from such a copy. The folder of a store may meanwhile be written to by another process
(``plangraph load``), and the shipped files may be edited; :func:`stamp` tells when a new copy is due.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from plangraph.errors import LoadError, StoreError
from plangraph.files import ontology_files, plan_files
from plangraph.names import mint
from plangraph.names import slug as slug_of
from plangraph.store.embedded import record
from plangraph.store.loading import REFERENCE, source_of
from plangraph.store.protocol import PROVENANCE
from plangraph.store.reading import read_bytes

#: What the engine writes for people, and the file that it locks.
_NOT_DATA: Final = ("LOG", "LOCK")
_PAUSE: Final = 0.05


def stamp(folder: Path | None) -> tuple[tuple[str, int, int], ...]:
    """Return what changes when the data does: name, time and size of each file.

    :param folder: a store, or None for the files that ship with plangraph
    """
    paths = [*ontology_files(), *plan_files()] if folder is None else _data_files(folder)
    found = []
    for path in paths:
        try:
            status = path.stat()
        except FileNotFoundError:
            continue
        found.append((str(path), status.st_mtime_ns, status.st_size))
    return tuple(found)


def copy_shipped(target: Path) -> None:
    """Make a store of what ships with plangraph, as :func:`plangraph.store.load_shipped` does, only faster.

    :param target: a folder that is not there yet
    :raises LoadError: when a file of the installation is damaged
    :raises StoreError: when the folder cannot be written
    """
    quads: list[ox.Quad] = []
    reference = ontology_files()
    for path in (*reference, *plan_files()):
        data = read_bytes(path)
        slug = (REFERENCE if path in reference else "") + slug_of(path.stem)
        graph = ox.NamedNode(mint("graph", slug))
        try:
            parsed = list(ox.parse(data, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True))
        except SyntaxError as error:
            raise LoadError(path, str(error.msg), line=error.lineno, column=error.offset) from None
        quads += [ox.Quad(q.subject, q.predicate, q.object, graph) for q in parsed]
        made = record(graph.value, f"{slug}.1", source_of(path, data))
        quads += [ox.Quad(t.subject, t.predicate, t.object, ox.NamedNode(PROVENANCE)) for t in made]
    try:
        engine = ox.Store(str(target))
        engine.bulk_extend(quads)
        engine.flush()
    except (OSError, RuntimeError) as error:
        raise StoreError(f"{target} cannot be written: {error}") from None


def copy_store(folder: Path, target: Path, *, patience: float = 0.0) -> tuple[tuple[str, int, int], ...]:
    """Copy a store while nobody writes to it.

    :param folder: the store
    :param target: a folder that is not there yet
    :param patience: how long to wait for another process that has it open, in seconds
    :returns: its :func:`stamp` at that moment
    :raises StoreError: when it is no store, cannot be read, or another process keeps it open
    """
    if not (folder / "CURRENT").is_file():
        what = "is no store" if folder.exists() else "does not exist"
        raise StoreError(f"{folder} {what}; load a plan into it first: plangraph load FILE --store {folder}")
    try:
        with _nobody_writing(folder, patience):
            target.mkdir(parents=True)
            for path in _data_files(folder):
                _copy(path, target / path.name)
            return stamp(folder)
    except OSError as error:
        raise StoreError(f"{folder} cannot be read: {error.strerror or error}") from None


def _data_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith(_NOT_DATA))


def _copy(path: Path, target: Path) -> None:
    # Tables are written once and never changed: another name for the same file is as good as a copy.
    if path.suffix == ".sst":
        try:
            os.link(path, target)
        except OSError:
            pass
        else:
            return
    shutil.copyfile(path, target)


@contextmanager
def _nobody_writing(folder: Path, patience: float) -> Iterator[None]:
    """Hold the lock that the engine takes to write, in its shared form: readers do not hinder one another."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    end = time.monotonic() + patience
    with (folder / "LOCK").open("rb") as lock:
        while True:
            try:
                fcntl.lockf(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except (BlockingIOError, PermissionError):
                if time.monotonic() >= end:
                    raise StoreError(
                        f"{folder} cannot be opened as a store: another process has it open; close that first"
                    ) from None
                time.sleep(_PAUSE)
            else:
                break
        yield
