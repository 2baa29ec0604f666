"""What the other rooms know of a store: a small protocol in rdflib's terms, no engine's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from rdflib import Graph
from rdflib.term import Node

from plangraph.model import Text
from plangraph.names import mint

#: The graph in which a store keeps the provenance of its loads; nothing else is ever put there.
PROVENANCE: Final = mint("graph", "provenance")


@dataclass(frozen=True, slots=True)
class Source:
    """What a graph was loaded from.

    :param name: name of the file, without its folder
    :param sha256: SHA-256 of its bytes, hex
    """

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class LoadRecord:
    """That a graph was loaded: who made it of what, and when.

    :param iri: the ``prov:Activity``
    :param graph: the named graph that it generated
    :param source: the file that it used
    :param ended: when it was done, ISO 8601 in UTC
    """

    iri: str
    graph: str
    source: Source
    ended: str


@dataclass(frozen=True, slots=True)
class Solutions:
    """The answer to a SELECT.

    :param variables: names without ``?``, in the order of the SELECT
    :param rows: one tuple a solution, as long as ``variables``; None where a variable is unbound
    """

    variables: tuple[str, ...]
    rows: tuple[tuple[Node | None, ...], ...]


#: SELECT, ASK, CONSTRUCT or DESCRIBE.
Answer = Solutions | bool | Graph


class Store(Protocol):
    """Named graphs that are replaced whole and queried as their union."""

    def graphs(self) -> tuple[str, ...]:
        """Return the IRIs of the named graphs, sorted."""

    def graph(self, iri: str) -> Graph:
        """Return a copy of one named graph.

        A store may keep values and not how they were written: ``40.0`` can come back as ``40``.

        :raises StoreError: when there is no such graph
        """

    def view(self, iri: str) -> Graph:
        """Return one named graph to look something up in: not a copy, and not to be changed.

        :raises StoreError: when there is no such graph
        """

    def replace(self, graph_iri: str, graph: Graph, *, source: Source) -> None:
        """Put a graph in the place of what stood under its IRI, all of it or nothing.

        :param graph_iri: ``id:graph/<slug>``
        :param graph: the new triples
        :param source: what they were read from; kept as the provenance of the load
        :raises StoreError: when it cannot be stored; what stood there then stands there still
        """

    def drop(self, iri: str) -> None:
        """Remove one named graph; the record of its loads stays.

        :raises StoreError: when there is no such graph
        """

    def query(self, sparql: str, bindings: Mapping[str, Node] | None = None) -> Answer:
        """Ask a SPARQL query over the union of all graphs.

        The prefixes of :data:`plangraph.names.PREFIXES` need not be declared.

        :param sparql: SELECT, ASK, CONSTRUCT or DESCRIBE; no SERVICE, no FROM, no update
        :param bindings: terms for variables (names without ``?``), which a SELECT must project; bind no
            variable that stands only in an OPTIONAL, where it would hold without having matched
        :raises QueryError: when it is not SPARQL, is refused, or a bound variable is not projected
        """

    def labels(self, iris: Iterable[str]) -> dict[str, Text]:
        """Return ``rdfs:label`` or ``skos:prefLabel`` of things, in Danish and English, where known."""

    def instances(self, class_iri: str) -> tuple[str, ...]:
        """Return the IRIs of what is said to be of a class (not of its subclasses), sorted."""

    def loads(self) -> tuple[LoadRecord, ...]:
        """Return the record of all loads, oldest first."""
