"""Asks SPARQL of one graph in memory: the engine's speed for triples that a library of Python holds."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox
from rdflib import BNode, Graph
from rdflib.term import Node

from plangraph.errors import QueryError
from plangraph.store import guard
from plangraph.store.protocol import Solutions
from plangraph.store.terms import from_engine, to_engine, triples_to_engine


class Snapshot:
    """A graph as it is now, ready to be asked; what is done to the graph later does not show.

    Literals come back with the value that they had and maybe another spelling (``40`` for ``40.0``);
    blank nodes come back as they were.

    :param graph: the triples
    :raises ValueError: for a triple that is not RDF (a literal as subject, an IRI with a space …)
    """

    def __init__(self, graph: Graph) -> None:
        self._blank: dict[BNode, ox.BlankNode] = {}
        self._engine = ox.Store()
        self._engine.extend(
            [ox.Quad(t.subject, t.predicate, t.object) for t in triples_to_engine(graph, self._blank)]
        )
        self._original: dict[object, Node] = {known: node for node, known in self._blank.items()}

    def select(self, sparql: str, bindings: Mapping[str, Node] | None = None) -> Solutions:
        """Ask a SELECT with all its prefixes written out.

        :param bindings: terms for variables (names without ``?``), which the query must project
        :raises QueryError: when it is not a SELECT, is refused or cannot be run
        """
        terms = {ox.Variable(name): to_engine(term, self._blank) for name, term in (bindings or {}).items()}
        result = _select(self._engine, sparql, terms)
        rows = tuple(tuple(None if t is None else self._node(t) for t in row) for row in result)
        return Solutions(tuple(v.value for v in result.variables), rows)

    def _node(self, term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Node:
        return self._original[term] if isinstance(term, ox.BlankNode) else from_engine(term)


def selected(sparql: str) -> frozenset[str]:
    """Return the names of the variables that a SELECT projects; the query is parsed and not asked.

    :raises QueryError: when it is not SPARQL, no SELECT, or refused
    """
    return frozenset(v.value for v in _select(_NOTHING, sparql, {}).variables)


_NOTHING = ox.Store()


def _select(
    engine: ox.Store,
    sparql: str,
    terms: dict[ox.Variable, ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple],
) -> ox.QuerySolutions:
    guard.check(sparql)
    try:
        result = engine.query(sparql, substitutions=terms or None)
    except SyntaxError as error:
        raise QueryError(f"not SPARQL: {' '.join(str(error.msg).split())}") from None
    except (RuntimeError, ValueError) as error:
        raise QueryError(f"the query cannot be run: {error}") from None
    if not isinstance(result, ox.QuerySolutions):
        raise QueryError("a SELECT is wanted here")
    return result
