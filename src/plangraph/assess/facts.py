"""What coverage and comparison need of a plan: its elements, whom they are for, and how they hang together.

It is read in a few passes over the plan's triples, so that a whole country can be read while somebody waits.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, RDFS
from rdflib.term import Node

from plangraph.model import Text
from plangraph.names import PG, PREFIXES, mint, plan_of, shorten
from plangraph.numbers import natural

_PG: Final = Namespace(PG)
_DCAT: Final = Namespace(PREFIXES["dcat"])
#: Kinds of element, by class, from the top of a plan to the bottom.
KINDS: Final = {
    _PG.FocusArea: "focus-area",
    _PG.Objective: "objective",
    _PG.Goal: "goal",
    _PG.Measure: "measure",
}
_ORDER: Final = {kind: place for place, kind in enumerate(KINDS.values())}


@dataclass(frozen=True, slots=True)
class Tie:
    """A link from an element to a national target, or to an element of another plan.

    :param other: IRI of what it leads to
    :param basis: ``Stated``, ``Interpreted`` or ``Suggested``; nothing where nobody says
    :param node: the linkage or continuation that says why; nothing where there is none
    """

    other: str
    basis: str = ""
    node: str = ""


@dataclass(frozen=True, slots=True)
class Element:
    """A focus area, objective, goal or measure.

    :param iri: its IRI
    :param kind: ``focus-area``, ``objective``, ``goal`` or ``measure``
    :param label: its title
    :param number: as printed; nothing where it has none
    :param areas: IRIs of the focus areas it is in
    :param links: to national targets
    :param groups: IRIs of the target groups it is for
    :param instruments: IRIs of the instruments it uses
    :param mentions: IRIs of groups and instruments that are named (focus areas)
    :param inherited: those of ``groups`` and ``instruments`` that were taken from the focus area
    :param supports: IRIs of the objectives or goals it supports
    :param continues: elements of earlier plans that it carries on
    :param waiting: what of it the intake suggested and nobody has reviewed: groups and instruments, and
        its own where it is itself such a suggestion
    """

    iri: str
    kind: str
    label: Text
    number: str = ""
    areas: tuple[str, ...] = ()
    links: tuple[Tie, ...] = ()
    groups: frozenset[str] = frozenset()
    instruments: frozenset[str] = frozenset()
    mentions: frozenset[str] = frozenset()
    inherited: frozenset[str] = frozenset()
    supports: tuple[str, ...] = ()
    continues: tuple[Tie, ...] = ()
    waiting: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """The last part of its IRI, by which its plan knows it (``3c``)."""
        return self.iri.rpartition("/")[2]

    @property
    def order(self) -> tuple[object, ...]:
        """A sort key: from the top of a plan to the bottom, goal 10 after goal 9."""
        return (_ORDER[self.kind], natural(self.key))


@dataclass(frozen=True, slots=True)
class Facts:
    """A plan as coverage and comparison see it.

    :param slug: its slug
    :param iri: its IRI
    :param label: its title
    :param year: first year it covers, or None where it says none
    :param last: last year it covers; the first where it says no other
    :param places: IRIs of its municipalities, sorted
    :param lists: national targets that it lists itself
    :param elements: by IRI, in the order of :attr:`Element.order`
    :param figured: groups that some figure is about
    :param waiting: how many suggestions of the intake nobody has reviewed
    :param dropped: elements of earlier plans that it says it does not carry on
    """

    slug: str
    iri: str
    label: Text
    year: int | None
    last: int | None
    places: tuple[str, ...]
    lists: frozenset[str]
    elements: Mapping[str, Element]
    figured: frozenset[str]
    waiting: int
    dropped: frozenset[str]

    def of_kind(self, *kinds: str) -> Iterator[Element]:
        """Yield the elements of some kinds, in order."""
        return (element for element in self.elements.values() if element.kind in kinds)


def read_facts(graph: Graph, plan: str) -> Facts:
    """Read a plan's graph.

    :param graph: the triples of the plan
    :param plan: its IRI
    """
    node, reader = URIRef(plan), _Reader(graph)
    year = _year(graph.value(node, _PG.year))
    slug = plan_of(plan) or plan
    kinds: dict[Node, str] = {}
    for cls, kind in KINDS.items():
        for element in graph.subjects(RDF.type, cls):
            if isinstance(element, URIRef) and (
                _home(element) == plan or str(graph.value(element, _PG.inPlan)) == plan
            ):
                kinds.setdefault(element, kind)
    waiting, count = _waiting(graph, reader)
    elements = [
        Element(
            iri=str(element),
            kind=kind,
            label=reader.label(element),
            number=str(reader.one(_PG.number, element) or ""),
            areas=tuple(sorted(str(a) for a in reader.all(_PG.inFocusArea, element) if a in kinds)),
            links=reader.ties(element, _PG.addresses, _PG.qualifiedLink, _PG.linkTarget),
            groups=reader.set(_PG.targetGroup, element),
            instruments=reader.set(_PG.usesInstrument, element),
            mentions=reader.set(_PG.mentions, element),
            inherited=reader.set(_PG.inherits, element),
            supports=tuple(sorted(str(s) for s in reader.all(_PG.supports, element) if s in kinds)),
            continues=reader.ties(element, _PG.continues, _PG.qualifiedContinuation, _PG.continuedFrom),
            waiting=frozenset(waiting.get(element, ())),
        )
        for element, kind in kinds.items()
    ]
    dropped = {str(o) for s in (node, *kinds) for o in reader.all(_PG.discontinues, s)}
    return Facts(
        slug=slug,
        iri=plan,
        label=reader.label(node),
        year=year,
        last=None if year is None else max(year, _last_year(graph, node) or year),
        places=tuple(sorted(reader.set(_PG.municipality, node))),
        lists=reader.set(_PG.lists, node),
        elements={e.iri: e for e in sorted(elements, key=lambda e: (e.order, e.iri))},
        figured=frozenset(
            str(group)
            for cls in (_PG.TargetValue, _PG.Observation)
            for figure in graph.subjects(RDF.type, cls)
            for group in reader.all(_PG.targetGroup, figure)
        ),
        waiting=count,
        dropped=frozenset(dropped),
    )


def _year(value: Node | None) -> int | None:
    """Return a year, or the year of a date; what is neither is left to the rules to report."""
    found = re.match(r"[12]\d{3}(?!\d)", str(value or ""))
    return int(found[0]) if found else None


def _last_year(graph: Graph, plan: Node) -> int | None:
    period = graph.value(plan, DCTERMS.temporal, any=True)
    return None if period is None else _year(graph.value(period, _DCAT.endDate, any=True))


def _home(element: URIRef) -> str:
    """Return the IRI of the plan in whose name an element stands."""
    slug = plan_of(str(element))
    return "" if slug is None else mint("plan", slug)


def _waiting(graph: Graph, reader: _Reader) -> tuple[dict[Node, set[str]], int]:
    """Return what nobody has reviewed: of each element what of it, and how many suggestions there are."""
    found: dict[Node, set[str]] = defaultdict(set)
    open_ = [s for s in graph.subjects(RDF.type, _PG.Suggestion) if not reader.all(_PG.decision, s)]
    for suggestion in open_:
        subject, predicate, value = (
            graph.value(suggestion, p) for p in (RDF.subject, RDF.predicate, RDF.object)
        )
        if subject is not None:
            found[subject].add(str(subject) if predicate == RDF.type else str(value))
    links = {
        link for link in graph.subjects(_PG.basis, _PG.Suggested) if (link, RDF.type, _PG.Linkage) in graph
    }
    return found, len(open_) + len(links)


class _Reader:
    """A graph, a property at a time: each is gone through once."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._known: dict[URIRef, dict[Node, list[Node]]] = {}

    def all(self, prop: URIRef, node: Node) -> list[Node]:
        """Return the values of a property."""
        if prop not in self._known:
            found: dict[Node, list[Node]] = defaultdict(list)
            for subject, value in self._graph.subject_objects(prop):
                found[subject].append(value)
            self._known[prop] = found
        return self._known[prop].get(node, [])

    def one(self, prop: URIRef, node: Node) -> Node | None:
        """Return a value of a property; of several always the same."""
        return min(self.all(prop, node), key=str, default=None)

    def set(self, prop: URIRef, node: Node) -> frozenset[str]:
        """Return the things that a property leads to."""
        return frozenset(str(value) for value in self.all(prop, node) if isinstance(value, URIRef))

    def label(self, node: Node) -> Text:
        """Return what a thing is called, else its short name."""
        texts = {v.language: str(v) for v in self.all(RDFS.label, node) if isinstance(v, Literal)}
        plain = texts.get(None, "")
        said = Text(texts.get("da", plain), texts.get("en", plain))
        if said.da or said.en:
            return said
        other = next((texts[lang] for lang in sorted(map(str, texts))), shorten(str(node)))
        return Text(other, other)

    def ties(self, node: Node, prop: URIRef, qualified: URIRef, to: URIRef) -> tuple[Tie, ...]:
        """Return what a property leads to, each with the node that says why."""
        why = {self.one(to, link): link for link in sorted(self.all(qualified, node), key=str)}
        return tuple(
            Tie(
                other,
                "" if link is None else str(self.one(_PG.basis, link) or "").removeprefix(PG),
                "" if link is None else str(link),
            )
            for other in sorted(self.set(prop, node))
            for link in (why.get(URIRef(other)),)
        )
