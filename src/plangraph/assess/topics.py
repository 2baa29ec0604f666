"""What the parts of a plan are about: themes of national targets, target groups, instruments."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final

from rdflib import RDF, Graph, Namespace
from rdflib.namespace import SKOS
from rdflib.term import Node

from plangraph.names import PG

_PG: Final = Namespace(PG)
#: A group with more groups below it than this ("the unemployed") says too little about what belongs together.
_BROAD: Final = 10


class Topics:
    """What the things of one plan are about.

    :param graph: the triples of one plan
    :param reference: the ontology, vocabularies and national targets
    """

    def __init__(self, graph: Graph, reference: Graph) -> None:
        self._graph, self._reference = graph, reference
        self.themes = cache(self._themes)
        self.groups = cache(self._groups)
        self._theme_groups = cache(self._groups_of_theme)

    def types(self, node: Node) -> set[Node]:
        """Return the classes of a thing of the plan or of the reference data."""
        return {*self._graph.objects(node, RDF.type), *self._reference.objects(node, RDF.type)}

    def owner(self, node: Node) -> Node:
        """Return the goal that a figure belongs to; anything else is its own owner."""
        for held_by in (_PG.targetValue, _PG.baseline, _PG.nationalValue):
            above = self._graph.value(None, held_by, node, any=True)
            if above is not None:
                return self.owner(above)
        return node

    def area(self, node: Node) -> Node | None:
        """Return the focus area that a thing is or lies in."""
        node = self.owner(node)
        if (node, RDF.type, _PG.FocusArea) in self._graph:
            return node
        return self._graph.value(node, _PG.inFocusArea, any=True)

    def _themes(self, node: Node) -> frozenset[Node]:
        """Return the themes that a thing serves: those of the targets linked to it or to what is above it."""
        own = set(self._reference.objects(node, _PG.theme))
        node = self.owner(node)
        near = {node, *self._graph.objects(node, _PG.inFocusArea), *self._graph.objects(node, _PG.supports)}
        if (node, RDF.type, _PG.FocusArea) in self._graph:
            near.update(self._graph.subjects(_PG.inFocusArea, node))
        targets = {t for n in near for t in self._graph.objects(n, _PG.addresses)}
        return frozenset(own | {theme for t in targets for theme in self._reference.objects(t, _PG.theme)})

    def _groups(self, node: Node) -> frozenset[Node]:
        """Return the target groups of a thing; of a focus area also those named there or of what is in it."""
        node = self.owner(node)
        groups = set(self._graph.objects(node, _PG.targetGroup))
        if (node, RDF.type, _PG.FocusArea) in self._graph:
            groups.update(self._graph.objects(node, _PG.mentions))
            for part in self._graph.subjects(_PG.inFocusArea, node):
                groups.update(self._graph.objects(part, _PG.targetGroup))
        for theme in self._reference.objects(node, _PG.theme):
            groups.update(self._theme_groups(theme))
        return frozenset(groups)

    def _groups_of_theme(self, theme: Node) -> frozenset[Node]:
        """Return the target groups that a theme is about, with those below them unless they are too broad."""
        groups = set(self._reference.objects(theme, SKOS.relatedMatch))
        for group in list(groups):
            narrower = {n for n in self._reference.transitive_subjects(SKOS.broader, group) if n is not None}
            groups |= narrower if len(narrower) <= _BROAD else set()
        return frozenset(groups)

    def fit(self, target: Node, thing: Node) -> int:
        """Say how well a thing of the plan suits a national target: how many groups they share."""
        return len(self.groups(target) & self.groups(thing))

    def best(self, things: Iterable[Node], wanted: Node) -> Node | None:
        """Return the thing that shares most groups and instruments with another, or None where none does.

        :param things: of the plan; of equals the first wins
        :param wanted: a thing of the plan, or a national target
        """
        scored = [(self.fit(wanted, t) + self._instruments(wanted, t), t) for t in things]
        score, found = max(scored, key=lambda pair: pair[0], default=(0, None))
        return found if score else None

    def _instruments(self, one: Node, other: Node) -> int:
        uses = _PG.usesInstrument
        return len(set(self._graph.objects(one, uses)) & set(self._graph.objects(other, uses)))
