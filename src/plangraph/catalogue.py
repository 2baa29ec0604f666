"""Finds plans by what people call them: a slug, an IRI or a file; in what ships or in a store."""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Iterable, Sequence
from difflib import get_close_matches
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from plangraph import files
from plangraph.errors import LoadError, StoreError
from plangraph.names import PG, mint, plan_of

if TYPE_CHECKING:
    from rdflib import Graph

    from plangraph.intake import Taken
    from plangraph.store import Store


def is_file(name: str) -> bool:
    """Say whether a plan is named by a file: it has a path separator or an ending, as no slug has."""
    if name.startswith(("http://", "https://")):
        return False
    return os.sep in name or "/" in name or "." in name or Path(name).is_file()


def plan_iri(name: str) -> str:
    """Return the IRI of a plan named by slug, IRI or file.

    :raises StoreError: for a name that cannot be a slug
    :raises LoadError: for a file that cannot be read or holds no plan
    """
    from plangraph import store

    if is_file(name):
        return store.plan_in(file_graph(Path(name)), name)
    if name.startswith(("http://", "https://")):
        return name
    try:
        return mint("plan", name)
    except ValueError as error:
        raise StoreError(
            f"{name!r} is neither a file nor a plan's slug; 'plangraph plans' lists the plans there are"
        ) from error


def open_store(folder: Path | None, plan_files: Sequence[str] = ()) -> Store:
    """Open a store to ask: a folder, or in memory what ships with plangraph and these plan files.

    :raises StoreError: when the folder is no store, or when folder and files are both given
    :raises LoadError: for a file that cannot be read or holds no plan
    """
    from plangraph import store

    if folder is None:
        opened = store.shipped()
        for name in plan_files:
            store.load(opened, Path(name), file_graph(Path(name)))
        return opened
    if plan_files:
        raise StoreError(
            f"{plan_files[0]}: is not in the store {folder}; load it there first (plangraph load)"
        )
    return store.EmbeddedStore(folder, read_only=True)


def plan_graphs(names: Sequence[str], folder: Path | None) -> dict[str, Graph]:
    """Return the graph of each plan named, or of all when none is, by slug.

    :param names: slugs, IRIs or files
    :param folder: a store to look in, or None for the plans that ship with plangraph
    :raises StoreError: when there is no such plan
    :raises LoadError: for a file that cannot be read or holds no plan
    """
    from plangraph import store

    known = _readers(folder)
    graphs: dict[str, Graph] = {}
    for name in names or list(known):
        if names and is_file(name):
            graph = file_graph(Path(name))
            graphs[plan_of(store.plan_in(graph, name)) or Path(name).stem] = graph
            continue
        slug = plan_of(plan_iri(name)) or name
        if slug not in known:
            raise StoreError(f"there is no plan {name!r}{_near(slug, known)}; 'plangraph plans' lists them")
        graphs[slug] = known[slug]()
    return graphs


def other_plans(folder: Path | None, leave: Container[str]) -> dict[str, Graph]:
    """Return the plans that there are to look something up in, by slug; they cannot be changed.

    :param folder: a store to look in, or None for the plans that ship with plangraph
    :param leave: slugs of plans that are not wanted
    :raises StoreError: when the folder is no store
    """
    return {slug: read() for slug, read in _readers(folder, whole=False).items() if slug not in leave}


def file_graph(path: Path) -> Graph:
    """Return the graph of a plan in a file: RDF as it is, a draft as the intake understands it.

    :raises LoadError: for a file that cannot be read
    """
    from plangraph import intake, store

    return taken(path).graph if intake.is_document(path) else store.read_graph(path)


def taken(path: Path) -> Taken:
    """Take in a draft; one that has not changed is taken in once a process.

    :raises LoadError: for a file that cannot be read, or holds no plan
    """
    try:
        state = path.stat()
    except OSError as error:
        raise LoadError(path, f"cannot be read ({error.strerror})") from error
    return _taken(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=8)
def _taken(path: Path, changed: int, size: int) -> Taken:  # noqa: ARG001 - what makes it another file
    from plangraph.intake import take_in

    return take_in(path)


def reference() -> Graph:
    """Return the ontology, vocabularies and reference data as one graph."""
    from plangraph import store

    return store.reference()


def _readers(folder: Path | None, *, whole: bool = True) -> dict[str, Callable[[], Graph]]:
    """Return for each plan there is what reads it, by slug: whole, or only to look something up in."""
    from plangraph import store

    if folder is None:
        read = store.read_graph if whole else store.view_graph
        return {path.stem: partial(read, path) for path in files.plan_files()}
    opened = store.EmbeddedStore(folder, read_only=True)
    get = opened.graph if whole else opened.view
    slugs = (plan_of(plan) for plan in opened.instances(PG + "Plan"))
    return {slug: partial(get, mint("graph", slug)) for slug in slugs if slug is not None}


def _near(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known), n=2)
    return f" (did you mean {' or '.join(near)}?)" if near else ""
