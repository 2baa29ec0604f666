"""Finds plans by what people call them: a slug, an IRI or a file; in what ships or in a store."""

from __future__ import annotations

import os
from collections.abc import Container, Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from plangraph import files
from plangraph.errors import StoreError
from plangraph.names import PG, mint, plan_of

if TYPE_CHECKING:
    from rdflib import Graph

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
        return store.plan_in(store.read_graph(Path(name)), name)
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
            store.load(opened, Path(name))
        return opened
    if plan_files:
        raise StoreError(
            f"{plan_files[0]}: is not in the store {folder}; load it there first (plangraph load)"
        )
    return store.EmbeddedStore(folder, read_only=True)


def plan_graphs(names: Sequence[str], folder: Path | None, leave: Container[str] = ()) -> dict[str, Graph]:
    """Return the graph of each plan named, or of all when none is, by slug.

    :param names: slugs, IRIs or files
    :param folder: a store to look in, or None for the plans that ship with plangraph
    :param leave: slugs of plans that need not be read, when all are asked for
    :raises StoreError: when there is no such plan
    :raises LoadError: for a file that cannot be read or holds no plan
    """
    from plangraph import store

    stored = None if folder is None else _stored(store.EmbeddedStore(folder, read_only=True))
    shipped = {path.stem: path for path in files.plan_files()}
    known = shipped if stored is None else stored
    graphs: dict[str, Graph] = {}
    for name in names or [slug for slug in known if slug not in leave]:
        if names and is_file(name):
            graph = store.read_graph(Path(name))
            graphs[plan_of(store.plan_in(graph, name)) or Path(name).stem] = graph
            continue
        slug = plan_of(plan_iri(name)) or name
        if slug not in known:
            raise StoreError(f"there is no plan {name!r}{_near(slug, known)}; 'plangraph plans' lists them")
        graphs[slug] = store.read_graph(shipped[slug]) if stored is None else stored[slug]
    return graphs


def reference() -> Graph:
    """Return the ontology, vocabularies and reference data as one graph."""
    from plangraph import store

    return store.read_graphs(files.ontology_files())


def _stored(opened: Store) -> dict[str, Graph]:
    slugs = (plan_of(plan) for plan in opened.instances(PG + "Plan"))
    return {slug: opened.graph(mint("graph", slug)) for slug in slugs if slug is not None}


def _near(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known), n=2)
    return f" (did you mean {' or '.join(near)}?)" if near else ""
