"""A plan's triples by what they are about: a page asks some ten thousand questions of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rdflib import Graph
from rdflib.term import Node


class Index:
    """The triples of a graph, to be looked up from either end.

    :param graph: the triples; later changes are not seen
    """

    def __init__(self, graph: Graph) -> None:
        forth: defaultdict[tuple[Node, Node], list[Node]] = defaultdict(list)
        back: defaultdict[tuple[Node, Node], list[Node]] = defaultdict(list)
        pointing: defaultdict[Node, list[Node]] = defaultdict(list)
        for subject, predicate, value in graph:
            forth[subject, predicate].append(value)
            back[predicate, value].append(subject)
            pointing[value].append(subject)
        self.graph = graph
        self._forth, self._back, self._pointing = dict(forth), dict(back), dict(pointing)

    def values(self, node: Node, prop: Node) -> Sequence[Node]:
        """Return the values of a property, each once."""
        return self._forth.get((node, prop), ())

    def subjects(self, prop: Node, value: Node) -> Sequence[Node]:
        """Return what has a value of a property, each once."""
        return self._back.get((prop, value), ())

    def pointing(self, node: Node) -> Sequence[Node]:
        """Return what has a thing as the value of some property."""
        return self._pointing.get(node, ())
