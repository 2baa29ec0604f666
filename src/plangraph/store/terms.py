"""Between the engine's terms and rdflib's: the only translation, lossless in both directions."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import XSD
from rdflib.term import Node

Triple = tuple[Node, Node, Node]
EngineTerm = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

# rdflib logs a traceback for each "x"^^xsd:integer; here that is plan content, which the rules judge.
logging.getLogger("rdflib.term").addFilter(lambda record: not str(record.msg).startswith("Failed to convert"))

#: rdflib's store without contexts and events; one graph needs neither, and it takes triples in half the time.
PLAIN_STORE: Final = "SimpleMemory"
_SUBJECTS: Final = (ox.NamedNode, ox.BlankNode)
_STRING: Final = str(XSD.string)
_PLAIN: Final = frozenset({None, XSD.string, URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#langString")})


def from_engine(term: EngineTerm) -> Node:
    """Return a term of the engine as rdflib's.

    ``"x"^^xsd:string`` and ``"x"`` are one term in RDF 1.1 and become the plain literal; a lexical
    form stays as written (``01`` does not become ``1``).

    :raises ValueError: for what only RDF 1.2 has (triple terms, base direction)
    """
    if isinstance(term, ox.NamedNode):
        return _iri(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Literal):
        if term.direction is not None:
            raise ValueError(f"a text with a base direction ({term}) is RDF 1.2, which is not supported")
        if term.language is not None:
            return Literal(term.value, lang=term.language)
        datatype = term.datatype.value
        if datatype == _STRING:
            return Literal(term.value)
        return Literal(term.value, datatype=_iri(datatype), normalize=False)
    raise ValueError(f"a triple about a triple ({term}) is RDF 1.2, which is not supported")


@lru_cache(maxsize=1 << 15)
def _iri(value: str) -> URIRef:
    # The engine has looked at every letter of it already; URIRef() would look again.
    return str.__new__(URIRef, value)


@lru_cache(maxsize=1 << 15)
def _named(value: str) -> ox.NamedNode:
    return ox.NamedNode(value)


def to_engine(term: Node, blank: dict[BNode, ox.BlankNode] | None = None) -> EngineTerm:
    """Return a term of rdflib as the engine's.

    :param blank: the blank nodes met so far in the same graph
    :raises ValueError: for an IRI or a literal that the engine does not take
    """
    if isinstance(term, URIRef):
        return _named(str(term))
    if isinstance(term, BNode):
        known = {} if blank is None else blank
        return known.setdefault(term, ox.BlankNode())
    if isinstance(term, Literal):
        if term.language:
            return ox.Literal(str(term), language=term.language)
        if term.datatype in _PLAIN:
            return ox.Literal(str(term))
        return ox.Literal(str(term), datatype=_named(str(term.datatype)))
    raise ValueError(f"{term!r} is no term of RDF")


def triples_to_engine(graph: Graph, blank: dict[BNode, ox.BlankNode] | None = None) -> Iterator[ox.Triple]:
    """Yield the triples of a graph for the engine.

    :param blank: the blank nodes met so far; those of the graph are put in
    :raises ValueError: for a triple that is not RDF (a literal as subject, an IRI with a space …)
    """
    blank = {} if blank is None else blank
    for triple in graph:
        subject, predicate = to_engine(triple[0], blank), to_engine(triple[1], blank)
        if not isinstance(subject, _SUBJECTS):
            raise ValueError(f"{triple[0]!r} cannot be a subject")
        if not isinstance(predicate, ox.NamedNode):
            raise ValueError(f"{triple[1]!r} cannot be a property")
        yield ox.Triple(subject, predicate, to_engine(triple[2], blank))


def triples_from_engine(triples: Iterable[ox.Triple | ox.Quad], into: Graph | None = None) -> Graph:
    """Return triples of the engine as a graph of rdflib.

    :param into: the graph to add them to; a new one where none is given
    :raises ValueError: for what only RDF 1.2 has
    """
    graph = Graph(store=PLAIN_STORE, bind_namespaces="none") if into is None else into
    add = graph.store.add  # Graph.add() would look at the kind of each term again
    for triple in triples:
        terms = from_engine(triple.subject), from_engine(triple.predicate), from_engine(triple.object)
        add(terms, graph)
    return graph
