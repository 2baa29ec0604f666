"""Puts files into a store: one plan file into its plan's graph, and what the project ships."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rdflib import Graph

from plangraph.errors import LoadError
from plangraph.files import ontology_files, plan_files
from plangraph.names import mint, parse, plan_of, shorten
from plangraph.names import slug as slug_of
from plangraph.store.embedded import EmbeddedStore
from plangraph.store.protocol import Source, Store
from plangraph.store.reading import parse_graph, plan_in, read_bytes, read_graphs

#: What the names of the ontology's and its vocabularies' graphs begin with; no plan's may.
REFERENCE = "ontology-"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A plan that was put into a store.

    :param plan: IRI of the plan
    :param slug: its slug
    :param graph: IRI of its named graph
    :param triples: how many statements it has
    :param replaced: whether an earlier version stood there
    """

    plan: str
    slug: str
    graph: str
    triples: int
    replaced: bool


def load(store: Store, path: Path, graph: Graph | None = None) -> Loaded:
    """Load one plan file into the graph named after its plan, whole or not at all.

    :param store: where to
    :param path: the file
    :param graph: what it holds, where it has been read already
    :raises LoadError: when the file cannot be read, holds no plan or several, or the plan's IRI is not ours
    :raises StoreError: when the store cannot take it; what it held it then still holds
    """
    data = read_bytes(path)
    graph = parse_graph(data, path, ending=path.suffix) if graph is None else graph
    plan = plan_in(graph, path)
    slug = plan_of(plan)
    if slug is None or parse(plan).kind != "plan":
        raise LoadError(path, f"the plan is called {plan}; a plan's IRI is {mint('plan', 'x')[:-1]}<slug>")
    if slug == "provenance" or slug.startswith(REFERENCE):
        raise LoadError(path, f"{shorten(plan)}: this slug is taken by the store itself; choose another")
    iri = mint("graph", slug)
    replaced = iri in store.graphs()
    store.replace(iri, graph, source=source_of(path, data))
    return Loaded(plan, slug, iri, len(graph), replaced)


@cache
def reference() -> Graph:
    """Return the ontology, vocabularies and reference data as one graph.

    It is read once a process, and nobody changes it.

    :raises LoadError: when a file of the installation is damaged
    """
    return read_graphs(ontology_files())


def load_reference(store: Store) -> None:
    """Load the ontology, the vocabularies and the reference data, a graph for each file.

    :raises LoadError: when a file of the installation is damaged
    :raises StoreError: when the store cannot take it
    """
    for path in ontology_files():
        data = read_bytes(path)
        store.replace(
            mint("graph", REFERENCE + slug_of(path.stem)),
            parse_graph(data, path, ending=path.suffix),
            source=source_of(path, data),
        )


def load_shipped(store: Store) -> None:
    """Load the reference data and the plans that the project ships.

    :raises LoadError: when a file of the installation is damaged
    :raises StoreError: when the store cannot take it
    """
    load_reference(store)
    for path in plan_files():
        load(store, path)


def shipped() -> EmbeddedStore:
    """Return a new store in memory with the reference data and the shipped plans."""
    store = EmbeddedStore()
    load_shipped(store)
    return store


def source_of(path: Path, data: bytes) -> Source:
    """Return what is kept of a file that a graph was read from."""
    return Source(path.name, hashlib.sha256(data).hexdigest())
