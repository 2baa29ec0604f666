"""Writes graphs of any name into a store, as the Graph Store Protocol wants, and keeps what must stay.

A plan stands in the graph of its name (``id:graph/<slug>``) and nowhere else: the other rooms look for it
there. The graphs that the store itself keeps (ontology, vocabularies, the record of the loads) stay.
"""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox
from rdflib import Graph, URIRef
from rdflib.namespace import RDF

from plangraph.errors import StoreError
from plangraph.names import PG, mint, parse, plan_of, shorten
from plangraph.store.loading import REFERENCE
from plangraph.store.protocol import PROVENANCE, Source
from plangraph.store.served import NamedGraphs
from plangraph.store.terms import triples_to_engine

_PLAN: Final = URIRef(PG + "Plan")


class ProtectedGraphError(StoreError):
    """A graph that the store keeps itself and nobody else writes."""


class MisplacedPlanError(StoreError):
    """A graph that would say in one plan's place what belongs in another's."""


class GraphStore(NamedGraphs):
    """A folder opened for writing graphs of any name; it is closed soon, so that others can write too."""

    def put(self, name: str | None, graph: Graph, *, source: Source) -> None:
        """Put a graph in the place of what stood under its name, all of it or nothing.

        :param name: its IRI, or None for the default graph
        :param source: what it was read from; kept as provenance where the graph is a plan's
        :raises ProtectedGraphError: for a graph that the store keeps itself
        :raises MisplacedPlanError: for a plan outside the graph of its name, or such a graph without it
        :raises StoreError: when it cannot be stored; what stood there then stands there still
        """
        _check_place(name, graph)
        if name is not None and _slug(name) is not None:
            self.replace(name, graph, source=source)
            return
        self._update(f"{_clear(name)} ;\n{_insert(name, graph)}", doing=f"storing {_called(name)}")

    def add(self, name: str | None, graph: Graph, *, source: Source) -> None:
        """Add statements to a graph, all of them or none.

        :param name: its IRI, or None for the default graph
        :param source: what they were read from
        :raises ProtectedGraphError: for a graph that the store keeps itself
        :raises MisplacedPlanError: as :meth:`put`, for the graph as it would be then
        :raises StoreError: when they cannot be stored
        """
        if name is not None and _slug(name) is not None and self.holds(name):
            self.put(name, self.graph(name) + graph, source=source)
            return
        if name is not None and not self.holds(name):
            self.put(name, graph, source=source)
            return
        _check_place(name, graph)
        self._update(_insert(name, graph), doing=f"adding to {_called(name)}")

    def tidy(self, most: int = 40) -> None:
        """Merge the engine's tables when there are many: each writing leaves some, and many are slow.

        :param most: so many tables may stay
        """
        if self._folder is not None and len(list(self._folder.glob("*.sst"))) > most:
            self._store.optimize()

    def remove(self, name: str | None) -> None:
        """Remove a graph; the default graph is emptied.

        :raises ProtectedGraphError: for a graph that the store keeps itself
        :raises StoreError: when it cannot be removed
        """
        _check_kept(name)
        self._update(_clear(name, keep=False), doing=f"removing {_called(name)}")


def _slug(name: str) -> str | None:
    try:
        key = parse(name)
    except ValueError:
        return None
    return key.keys[0] if key.kind == "graph" else None


def _called(name: str | None) -> str:
    return "the default graph" if name is None else shorten(name)


def _check_kept(name: str | None) -> None:
    slug = None if name is None else _slug(name)
    if name == PROVENANCE or (slug is not None and slug.startswith(REFERENCE)):
        raise ProtectedGraphError(
            f"{_called(name)} is kept by the store itself and cannot be changed from outside"
        )


def _check_place(name: str | None, graph: Graph) -> None:
    _check_kept(name)
    slug = None if name is None else _slug(name)
    plans = {str(plan) for plan in graph.subjects(RDF.type, _PLAN)}
    if slug is not None and plans != {mint("plan", slug)}:
        found = ", ".join(sorted(shorten(plan) for plan in plans)[:5]) or "none"
        raise MisplacedPlanError(
            f"{_called(name)} holds the plan id:plan/{slug} and no other; the plans here are: {found}"
        )
    if slug is None and (ours := sorted(plan for plan in plans if plan_of(plan) is not None)):
        raise MisplacedPlanError(
            f"{shorten(ours[0])} belongs in the graph {mint('graph', plan_of(ours[0]) or '')}, "
            f"not in {_called(name)}"
        )


def _node(name: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(name)
    except ValueError:
        raise StoreError(f"{name[:200]!r} is no IRI") from None


def _clear(name: str | None, *, keep: bool = True) -> str:
    if name is None:
        return "CLEAR DEFAULT"
    node = _node(name)
    return f"DROP SILENT GRAPH {node}" + (f" ;\nCREATE GRAPH {node}" if keep else "")


def _insert(name: str | None, graph: Graph) -> str:
    try:
        lines = (ox.serialize(triples_to_engine(graph), format=ox.RdfFormat.N_TRIPLES) or b"").decode()
    except (ValueError, UnicodeEncodeError) as error:
        raise StoreError(f"{_called(name)} cannot be stored: {error}") from None
    if name is None:
        return f"INSERT DATA {{\n{lines}}}"
    return f"INSERT DATA {{ GRAPH {_node(name)} {{\n{lines}}} }}"
