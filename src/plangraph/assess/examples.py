"""How other plans solved what a finding asks for: their goals, figures, statements, with where they stand.

An example is a thing of the same kind, in another plan, that has what the finding misses. It has to be about
the same: to serve a national target of the same theme, or to be for one of the same target groups. The same
theme goes first, then the nearest plan year; a plan gives at most one example.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS
from rdflib.term import Node

from plangraph.assess.topics import Topics
from plangraph.check.subjects import Subjects
from plangraph.model import Example, Finding
from plangraph.names import PG
from plangraph.numbers import whole
from plangraph.store import PLAIN_STORE

_PG: Final = Namespace(PG)
#: How many examples a finding gets.
MOST: Final = 3
#: So many plans are looked at for one; a country has hundreds, and the nearest are the ones worth showing.
NEAREST: Final = 24
#: So many plans are kept at hand, ready to be looked at.
_AT_HAND: Final = 128
#: So many answers are remembered; a server asks for ever more drafts.
_REMEMBERED: Final = 4096
_FIGURES: Final = frozenset({_PG.value, _PG.offset, _PG.relativeTo})
#: The properties of which another plan's way is worth showing; a title or a passage is not.
_SHOWN: Final = frozenset(
    {_PG.addresses, _PG.localPriority, _PG.supports, _PG.targetGroup, _PG.usesInstrument, _PG.responsible}
    | {_PG.comparator, _PG.value, _PG.unit, _PG.dueYear, _PG.indicator, _PG.baseline, _PG.nationalValue}
    | {_PG.period, DCTERMS.source}
)
#: What is looked at to choose an example, beside what kind of thing each is.
_LINKS: Final = _SHOWN | _FIGURES | {_PG.inFocusArea, _PG.targetValue, _PG.mentions, _PG.meets}
#: Rules that only tell something; nobody has to be shown how.
_NO_GAP: Final = frozenset(
    {"focus-area-local-priority", "link-interpreted", "national-target-only-interpreted"}
)
_KINDS: Final = (
    _PG.NationalTarget, _PG.Goal, _PG.FocusArea, _PG.Objective, _PG.Measure, _PG.TargetValue, _PG.Observation,
    _PG.StatutoryRequirement, _PG.Plan,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Wish:
    """What a finding asks other plans for; whatever asks for the same gets the same examples.

    :param kind: the class of the thing at fault
    :param path: the property at fault
    :param focus: the requirement of the law that is not met, when it is one
    :param named: the groups and instruments that the finding speaks of, when it is about such
    :param objectives: whether objectives are wanted, and not goals
    """

    kind: Node
    path: URIRef
    focus: Node | None
    named: frozenset[Node]
    objectives: bool


@dataclass(frozen=True, slots=True)
class _Way:
    """A thing of another plan that has what a finding misses, and what it is about."""

    node: Node
    order: tuple[tuple[int, int, str], ...]
    themes: frozenset[Node]
    groups: frozenset[Node]


@dataclass(frozen=True, slots=True)
class _Entry:
    """Another plan, and where and when it stands.

    :param slug: its slug
    :param plan: its IRI
    :param year: its year
    :param place: number of its first municipality, 0 where it has none
    """

    slug: str
    plan: Node
    year: int
    place: int


class _Peer:
    """Another plan, and what its things are about."""

    def __init__(self, entry: _Entry, graph: Graph, reference: Graph) -> None:
        self.plan = entry.plan
        self.subjects = Subjects(graph, reference)
        self._graph, self._reference = graph, reference
        self.ways = lru_cache(_AT_HAND)(self._ways)

    @cached_property
    def topics(self) -> Topics:
        """What the things of the plan are about."""
        return Topics(self._links, self._reference)

    @cached_property
    def _links(self) -> Graph:
        """All that is looked at again and again to choose an example, apart from the rest of the plan."""
        links = Graph(store=PLAIN_STORE, bind_namespaces="none")
        for wanted in (*((p, None) for p in _LINKS), *((RDF.type, kind) for kind in _KINDS)):
            for triple in self._graph.triples((None, *wanted)):
                links.add(triple)
        return links

    def _ways(self, wish: _Wish) -> tuple[_Way, ...]:
        """Return the things that have what is wished for."""
        order, themes, groups = self.subjects.order, self.topics.themes, self.topics.groups
        return tuple(_Way(n, order(n), themes(n), groups(n)) for n in _solutions(self._links, wish))


class Peers:
    """Other plans, to take examples from; they are only looked into when a finding needs one.

    Findings come by the hundred and wish for few different things, so what was found is remembered.

    :param others: the triples of each plan, by slug
    :param reference: the ontology, vocabularies and national targets
    """

    def __init__(self, others: Mapping[str, Graph], reference: Graph) -> None:
        self._others, self._reference = others, reference
        self._peer = lru_cache(_AT_HAND)(self._make)
        self._nearest = lru_cache(_REMEMBERED)(self._find)
        self._near = lru_cache(_AT_HAND)(self._choose)

    @cached_property
    def _index(self) -> tuple[_Entry, ...]:
        found = []
        for slug, graph in sorted(self._others.items()):
            plan = graph.value(None, RDF.type, _PG.Plan, any=True)
            year = None if plan is None else graph.value(plan, _PG.year, any=True)
            if plan is not None and isinstance(year, Literal) and isinstance(year.value, int):
                place = _code(graph.objects(plan, _PG.municipality))
                found.append(_Entry(slug, plan, year.value, place))
        return tuple(found)

    def _make(self, entry: _Entry) -> _Peer:
        return _Peer(entry, self._others[entry.slug], self._reference)

    def _choose(self, plan: str, year: int) -> tuple[_Entry, ...]:
        """Return the plans nearest to one: by year, and then by their municipalities' numbers.

        Neighbours have numbers near one another.
        """
        home = next((entry.place for entry in self._index if str(entry.plan) == plan), 0)
        others = [entry for entry in self._index if str(entry.plan) != plan]
        others.sort(key=lambda e: (abs(e.year - year), -e.year, abs(e.place - home), e.slug))
        return tuple(sorted(others[:NEAREST], key=lambda entry: entry.slug))

    def examples(self, finding: Finding, topics: Topics, year: int) -> tuple[Example, ...]:
        """Return how other plans solved what a finding asks for, the nearest first.

        :param finding: of a plan; that plan gives no example for itself
        :param topics: what the things of that plan are about
        :param year: its plan year
        """
        focus = URIRef(finding.focus)
        types = topics.types(focus)
        kind = next((k for k in _KINDS if k in types), None)
        if finding.path is None or kind is None or finding.rule in _NO_GAP:
            return ()
        path, named = URIRef(finding.path), frozenset[Node]()
        if path == _PG.mentions:
            named = frozenset(URIRef(v) for v in (finding.value or "").split(" ") if v.startswith("http"))
        required = focus if kind == _PG.StatutoryRequirement else None
        wish = _Wish(kind, path, required, named, "objectives" in finding.rule)
        return self._nearest(wish, topics.themes(focus), topics.groups(focus), finding.plan, year)

    def _find(
        self, wish: _Wish, themes: frozenset[Node], groups: frozenset[Node], plan: str, year: int
    ) -> tuple[Example, ...]:
        """Return the ways of the plans other than one that are about the same, the nearest first."""
        found = []
        anybodys = wish.kind in (_PG.Plan, _PG.StatutoryRequirement)
        without_groups = wish.kind == _PG.NationalTarget
        for entry in self._near(plan, year):
            peer = self._peer(entry)
            ranked = []
            for way in peer.ways(wish):
                same_theme = bool(themes & way.themes)
                same_group = 0 if without_groups else len(groups & way.groups)
                if same_theme or same_group or anybodys:
                    ranked.append((-same_theme, -same_group, way.order, way.node))
            if ranked:
                theme, group, _, node = min(ranked, key=lambda row: row[:3])
                found.append((theme, abs(entry.year - year), -entry.year, group, entry.slug, peer, node))
        nearest = sorted(found, key=lambda row: row[:5])[:MOST]
        return tuple(_example(peer, node) for *_, peer, node in nearest)


def _code(places: Iterable[Node]) -> int:
    codes = (whole(str(place).rpartition("/")[2]) for place in places)
    return min((code for code in codes if code is not None), default=0)


def _solutions(graph: Graph, wish: _Wish) -> Iterator[Node]:
    """Return the things of another plan that have what a finding misses."""
    kind, path = wish.kind, wish.path
    if kind == _PG.StatutoryRequirement:
        yield from graph.subjects(_PG.meets, wish.focus)
    elif kind == _PG.NationalTarget:
        yield from (g for g in _typed(graph, _PG.Goal) if (g, _PG.addresses, None) in graph)
    elif path == _PG.targetValue:
        yield from (g for g in _typed(graph, _PG.Goal) if _has_figure(graph, g))
    elif path == _PG.baseline and kind == _PG.Goal:
        for goal in _typed(graph, _PG.Goal):
            if any((t, path, None) in graph for t in graph.objects(goal, _PG.targetValue)):
                yield goal
    elif path == _PG.mentions:
        for part in (*_typed(graph, _PG.Goal), *_typed(graph, _PG.Measure)):
            has = {*graph.objects(part, _PG.targetGroup), *graph.objects(part, _PG.usesInstrument)}
            if wish.named & has:
                yield part
    elif path == _PG.inFocusArea and kind == _PG.FocusArea:
        yield from _typed(graph, _PG.Objective if wish.objectives else _PG.Goal)
    elif path == _PG.supports and kind in (_PG.Goal, _PG.Objective):
        below = _PG.Measure if kind == _PG.Goal else _PG.Goal
        yield from (
            m for m in _typed(graph, below) if any(_is(graph, g, kind) for g in graph.objects(m, path))
        )
    elif path in _SHOWN:
        yield from (node for node in _typed(graph, kind) if (node, path, None) in graph)


def _typed(graph: Graph, kind: Node) -> Iterable[Node]:
    return set(graph.subjects(RDF.type, kind))


def _is(graph: Graph, node: Node, kind: Node) -> bool:
    return (node, RDF.type, kind) in graph


def _has_figure(graph: Graph, goal: Node) -> bool:
    figures = graph.objects(goal, _PG.targetValue)
    return any((figure, p, None) in graph for figure in figures for p in _FIGURES)


def _example(peer: _Peer, node: Node) -> Example:
    passages = peer.subjects.passages(node) or peer.subjects.passages(peer.topics.owner(node))
    return Example(
        plan=peer.subjects.label(peer.plan),
        element=str(node),
        label=peer.subjects.label(node),
        passage=passages[0] if passages else None,
    )
