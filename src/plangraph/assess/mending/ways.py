"""A way of mending a finding, and what whoever designs one stands on: the plan, its topics, its patches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from rdflib import Graph, Namespace, URIRef
from rdflib.term import Node

from plangraph.assess.drafting import BLANK, Sketch
from plangraph.assess.mending.forms import Triple
from plangraph.assess.remedies import Drafter
from plangraph.assess.topics import Topics
from plangraph.check.rules import RuleSet
from plangraph.model import Finding, Report, Text
from plangraph.names import PG, mint, plan_of

_PG: Final = Namespace(PG)
_UNNAMED: Final = Text("", "")


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """One way of mending a finding.

    :param name: its name; empty where there is only one
    :param label: what it does, for who chooses
    :param graph: what it writes, blanks and all
    :param removed: what it takes away
    :param anew: what is asked for anew: a thing and one of its properties, whose values are replaced
    :param relocated: passages that get another place
    :param suggested: what the finding points at as a value
    :param loose: things and properties that may stay empty although a blank is drafted for them
    """

    name: str = ""
    label: Text = _UNNAMED
    graph: Graph = field(default_factory=lambda: Graph(bind_namespaces="none"))
    removed: frozenset[Triple] = frozenset()
    anew: tuple[tuple[URIRef, URIRef], ...] = ()
    relocated: tuple[URIRef, ...] = ()
    suggested: frozenset[Node] = frozenset()
    loose: frozenset[tuple[Node, Node]] = frozenset()


class Ground:
    """What the designers of ways stand on.

    :param report: of the plan
    :param rules: the rules that it was checked by
    :param plan_graph: the triples of the plan
    :param reference: the ontology, vocabularies and national targets
    """

    def __init__(self, report: Report, rules: RuleSet, plan_graph: Graph, reference: Graph) -> None:
        self._plan, self._year = URIRef(report.plan), report.year
        self._slug = plan_of(report.plan) or ""
        self._graph, self._reference, self._rules = plan_graph, reference, rules
        self._topics = Topics(plan_graph, reference)
        self._drafter = Drafter(report, plan_graph, reference, self._topics)

    def _sketch(self) -> Sketch:
        return Sketch(self._graph, str(self._plan), self._slug, self._year)

    def _some(self, kind: str) -> URIRef:
        """Return what stands for a part of the plan that is still to be chosen."""
        return URIRef(mint(kind, self._slug, BLANK.lower()))

    def _some_target(self) -> URIRef:
        return URIRef(mint("national-target", str(self._year), BLANK.lower()))

    def _own(self, node: Node) -> bool:
        return plan_of(str(node)) == self._slug and (node, None, None) in self._graph

    def _all(self, pattern: tuple[Node | None, Node | None, Node | None]) -> Iterable[Triple]:
        return self._graph.triples(pattern)

    def _fitting(self, thing: Node) -> frozenset[Node]:
        the_set = URIRef(mint("national-target-set", str(self._year)))
        targets = self._reference.subjects(_PG.inTargetSet, the_set)
        return frozenset(t for t in targets if self._topics.fit(t, thing))


def values_of(finding: Finding) -> list[URIRef]:
    """Return the things among the values of a finding."""
    return [URIRef(v) for v in (finding.value or "").split(" ") if v.startswith(("http://", "https://"))]
