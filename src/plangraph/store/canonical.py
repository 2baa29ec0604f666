"""One text for one graph: what is the same graph gives the same bytes, whatever file it came from."""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox
from rdflib import BNode, Graph

from plangraph.store.terms import triples_to_engine

#: Graphs with more blank nodes are written as they come: naming them can take as long as somebody wants.
_MOST_BLANK: Final = 1000


def canonical(graph: Graph) -> bytes:
    """Write a graph as sorted N-Triples, its blank nodes named by RDFC-1.0.

    A graph with very many blank nodes keeps the names that they have, so that two such graphs may be the
    same and their bytes not; bytes that are the same never stand for two graphs.

    :raises ValueError: for a triple that is not RDF (a literal as subject, an IRI with a space …)
    """
    blank: dict[BNode, ox.BlankNode] = {}
    triples = list(triples_to_engine(graph, blank))
    if 0 < len(blank) <= _MOST_BLANK:
        dataset = ox.Dataset(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        triples = [quad.triple for quad in dataset]
    lines = (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").splitlines(keepends=True)
    return b"".join(sorted(lines))
