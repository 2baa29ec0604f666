"""Finds what ships with plangraph, in a checkout or inside the wheel, and saves what it makes."""

from __future__ import annotations

import os
import tempfile
from functools import cache
from pathlib import Path

from plangraph.errors import OutputError, PlangraphError


@cache
def root() -> Path:
    """Return the folder that holds ``ontology/``, ``shapes/``, ``queries/`` and ``data/``."""
    package = Path(__file__).resolve().parent
    for folder in (package / "_resources", package.parent.parent):
        if (folder / "ontology" / "plangraph.ttl").is_file():
            return folder
    raise PlangraphError(
        f"the ontology is not beside the package ({package}); the installation is incomplete: "
        "install plangraph again"
    )


def ontology_files() -> tuple[Path, ...]:
    """Return the Turtle files of the ontology, vocabularies and reference data, sorted by path."""
    return tuple(p for p in sorted((root() / "ontology").rglob("*.ttl")) if p.name != "alignments.ttl")


def shape_files() -> tuple[Path, ...]:
    """Return the rule files for plans (all of ``shapes/`` but the shapes of the ontology itself)."""
    return tuple(p for p in sorted((root() / "shapes").glob("*.ttl")) if p.name != "ontology.ttl")


def query_files() -> tuple[Path, ...]:
    """Return the question library, sorted by theme and name."""
    return tuple(sorted((root() / "queries").glob("*/*.rq")))


def plan_files() -> tuple[Path, ...]:
    """Return the shipped plans, sorted by slug; the waivers beside them are no plans."""
    found = sorted((root() / "data" / "ttl").glob("*.ttl"))
    return tuple(path for path in found if not path.name.endswith(".waivers.ttl"))


def save(target: Path, content: str | bytes) -> None:
    """Write a file whole or not at all: a failure leaves what was there before.

    :param target: the file
    :param content: text (written as UTF-8) or bytes
    :raises OutputError: when the folder is missing or cannot be written, or the target is a folder
    """
    if target.is_dir():
        raise OutputError(target, "is a folder; name a file in it")
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except FileNotFoundError as error:
        raise OutputError(target, f"the folder {target.parent} does not exist; make it first") from error
    except OSError as error:
        raise OutputError(target, f"cannot be written ({error.strerror})") from error
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content.encode() if isinstance(content, str) else content)
        # mkstemp makes files private; a report is as public as any file its owner makes.
        umask = os.umask(0)
        os.umask(umask)
        Path(name).chmod(0o666 & ~umask)
        Path(name).replace(target)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise OutputError(target, f"cannot be written ({error.strerror})") from error


def make_folder(target: Path) -> None:
    """Make a folder, and those above it, unless it is there.

    :raises OutputError: when it cannot be made, is a file, or cannot be written into
    """
    try:
        target.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise OutputError(target, "is a file, and a folder is needed; name another with --out") from error
    except NotADirectoryError as error:
        raise OutputError(target, "lies below a file, not a folder; name another with --out") from error
    except OSError as error:
        raise OutputError(target, f"cannot be made ({error.strerror}); name another with --out") from error
    if not os.access(target, os.W_OK):
        raise OutputError(target, "cannot be written into; name another folder with --out")
