"""Focus areas and what belongs into them: challenges, objectives, goals with their figures, measures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from rdflib import RDF, Namespace, URIRef
from rdflib.namespace import DCTERMS, PROV, SKOS
from rdflib.term import Node

from plangraph.names import PG, PREFIXES
from plangraph.numbers import natural
from plangraph.web.site.plan.parts import Element, Figure, Measured, Reading, Tie
from plangraph.web.site.plan.reader import Reader
from plangraph.web.things import Value
from plangraph.web.words import word

_PG: Final = Namespace(PG)
#: What a plan consists of; what is of two kinds counts as the first.
_KINDS: Final = {
    "FocusArea": "focus-area",
    "Objective": "objective",
    "Goal": "goal",
    "Measure": "measure",
    "Challenge": "challenge",
}
_BASES: Final = {"Stated": "stated", "Interpreted": "interpreted", "Suggested": "suggested"}
_READINGS: Final = (
    ("baseline", _PG.baseline),
    ("national", _PG.nationalValue),
    ("related", _PG.relatedFigure),
)
#: Anchor of what belongs to no focus area.
OUTSIDE: Final = "outside"


class Elements:
    """Reads the elements of a plan, each into its place.

    :param reader: of the plan's graph
    """

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        #: Anchors of the things on the page, by IRI; and the anchor that each stands within.
        self.homes: dict[str, str] = {}
        self.parents: dict[str, str] = {}
        self._kinds: dict[Node, str] = {}
        for name, kind in _KINDS.items():
            for node in reader.of_class(name):
                self._kinds.setdefault(node, kind)

    def read(self) -> tuple[tuple[Element, ...], Element | None]:
        """Return the focus areas, and what belongs to none of them."""
        members: defaultdict[Node | None, list[Node]] = defaultdict(list)
        for node, kind in self._kinds.items():
            if kind != "focus-area":
                members[self._area_of(node)].append(node)
        areas = sorted(self._of("focus-area", self._kinds), key=self._by_number)
        found = tuple(self._area(area, members[area]) for area in areas)
        rest = members[None]
        if not rest:
            return found, None
        label = Value(word("plan_outside", self.reader.lang))
        outside = Element("", OUTSIDE, OUTSIDE, "", label)
        return found, self._filled(outside, rest)

    def measured(self, node: Node, parent: str) -> Measured:
        """Return a measured figure; this is now its place."""
        reader = self.reader
        return Measured(
            anchor=self._home(node, parent),
            label=reader.label(node),
            value=reader.quantity(node),
            period=", ".join(sorted({str(v) for v in reader.said.values(node, _PG.period)})),
            place=reader.one(node, _PG.area),
            sources=self._sources(node),
            kind=reader.one(node, _PG.figureKind),
            groups=(*reader.labels(node, _PG.targetGroup), *reader.labels(node, _PG.benefit)),
            notes=reader.texts(node, SKOS.note),
            spots=reader.spots(node),
        )

    def loose_figures(self, parent: str) -> tuple[Figure, ...]:
        """Return the target values that belong to no goal."""
        nodes = [n for n in self.reader.of_class("TargetValue") if str(n) not in self.homes]
        return tuple(self._figure(n, parent) for n in nodes)

    def is_placed(self, node: Node) -> bool:
        """Say whether a figure has its place at a goal."""
        return str(node) in self.homes

    # ---- focus areas

    def _area(self, node: Node, members: Sequence[Node]) -> Element:
        area = replace(
            self._element(node, ""),
            groups=self.reader.concepts(node, _PG.mentions, PREFIXES["tg"]),
            instruments=self.reader.concepts(node, _PG.mentions, PREFIXES["ins"]),
        )
        return self._filled(area, members)

    def _filled(self, area: Element, members: Sequence[Node]) -> Element:
        """Return a focus area with what belongs into it."""
        goals = self._of("goal", members)
        below: defaultdict[Node, list[Node]] = defaultdict(list)
        loose: list[Node] = []
        for measure in self._of("measure", members):
            served = [goal for goal in self._supported(measure) if goal in goals]
            (below[served[0]] if served else loose).append(measure)
        parent = area.anchor
        return replace(
            area,
            challenges=tuple(self._element(n, parent) for n in self._in_text("challenge", members)),
            objectives=tuple(
                self._element(n, parent) for n in sorted(self._of("objective", members), key=self._by_number)
            ),
            goals=tuple(self._goal(n, parent, below[n]) for n in sorted(goals, key=self._by_number)),
            measures=tuple(self._element(n, parent) for n in sorted(loose, key=self._by_place)),
        )

    def _area_of(self, node: Node) -> Node | None:
        known = [a for a in self.reader.nodes(node, _PG.inFocusArea) if self._kinds.get(a) == "focus-area"]
        return known[0] if known else None

    def _supported(self, measure: Node) -> list[Node]:
        return sorted(self.reader.nodes(measure, _PG.supports), key=self._by_number)

    # ---- elements

    def _element(self, node: Node, parent: str) -> Element:
        reader, kind = self.reader, self._kinds[node]
        anchor = self._home(node, parent)
        return Element(
            iri=str(node),
            kind=kind,
            anchor=anchor,
            number=reader.word(node, _PG.number),
            label=reader.label(node),
            descriptions=reader.texts(node, DCTERMS.description),
            notes=reader.texts(node, SKOS.note),
            priorities=reader.texts(node, _PG.localPriority),
            ties=self._ties(node, anchor, _PG.addresses, _PG.qualifiedLink, _PG.linkTarget),
            continued=self._ties(
                node, anchor, _PG.continues, _PG.qualifiedContinuation, _PG.continuedFrom, earlier=True
            ),
            supports=tuple(self._mention(n) for n in self._supported(node)),
            served=self._served(node, kind),
            groups=reader.concepts(node, _PG.targetGroup, PREFIXES["tg"]),
            instruments=reader.concepts(node, _PG.usesInstrument, PREFIXES["ins"]),
            set_by=reader.labels(node, PROV.wasAttributedTo),
            figures=tuple(self._figure(n, anchor) for n in reader.nodes(node, _PG.targetValue)),
            spots=reader.spots(node),
            unconfirmed=reader.is_unjudged(node, RDF.type, _PG[_CLASS[kind]]),
        )

    def _goal(self, node: Node, parent: str, measures: Iterable[Node]) -> Element:
        goal = self._element(node, parent)
        mine = sorted(measures, key=self._by_place)
        elsewhere = [
            n for n in self.reader.said.subjects(_PG.supports, node) if n in self._kinds and n not in mine
        ]
        return replace(
            goal,
            measures=tuple(self._element(n, goal.anchor) for n in mine),
            served=tuple(self._mention(n) for n in sorted(elsewhere, key=self._by_place)),
        )

    def _served(self, node: Node, kind: str) -> tuple[Value, ...]:
        """Return the goals that serve an objective."""
        if kind != "objective":
            return ()
        served = {n for n in self.reader.said.subjects(_PG.supports, node) if n in self._kinds}
        return tuple(self._mention(n) for n in sorted(served, key=self._by_number))

    def _mention(self, node: Node) -> Value:
        """Return a link to an element on this page, with its number."""
        if node not in self._kinds:
            return self.reader.label(node, self.reader.href(node))
        named = self.reader.label(node)
        number = self.reader.word(node, _PG.number)
        text = f"{number} · {named.text}" if number else named.text
        return Value(text, f"#{self.reader.anchor(node)}", named.lang)

    def _ties(
        self, node: Node, anchor: str, plain: URIRef, qualified: URIRef, end: URIRef, *, earlier: bool = False
    ) -> tuple[Tie, ...]:
        """Return links of an element: those that say why they hold, and those that do not."""
        reader = self.reader
        found, explained = [], set()
        for link in reader.nodes(node, qualified):
            for target in reader.nodes(link, end):
                explained.add(target)
                sure = reader.word(link, _PG.confidence)
                found.append(
                    Tie(
                        iri=str(target),
                        target=self._end(target, earlier),
                        basis=_BASES.get(reader.term(link, _PG.basis), ""),
                        # A link that two elements share stands at the first.
                        anchor="" if str(link) in self.homes else self._home(link, anchor),
                        sureness=_percent(sure),
                        reasons=reader.texts(link, _PG.rationale),
                        spots=reader.spots(link),
                    )
                )
        bare = set(reader.said.values(node, plain)) - explained
        found += [Tie(str(t), self._end(t, earlier), "") for t in sorted(bare, key=natural)]
        return tuple(found)

    def _end(self, target: Node, earlier: bool) -> Value:
        if earlier:
            return self.reader.elsewhere(target)
        number = next((str(v) for v in self.reader.objects(target, _PG.number)), "")
        named = self.reader.label(target)
        text = f"{number} · {named.text}" if number else named.text
        return Value(text, f"#{self.reader.anchor(target, 'target')}", named.lang)

    # ---- figures

    def _figure(self, node: Node, parent: str) -> Figure:
        reader = self.reader
        known = str(node) in self.homes
        anchor = self._home(node, parent)
        readings = [] if known else [self._reading(role, n, anchor) for role, n in self._beside(node)]
        return Figure(
            anchor="" if known else anchor,
            label=reader.label(node),
            demand=reader.demand(node),
            indicator=reader.one(node, _PG.indicator),
            groups=reader.labels(node, _PG.targetGroup),
            due=", ".join(sorted({str(v) for v in reader.said.values(node, _PG.dueYear)})),
            conditions=reader.texts(node, _PG.condition),
            readings=tuple(readings),
            notes=reader.texts(node, SKOS.note),
            spots=reader.spots(node),
            unconfirmed=any(
                reader.is_unjudged(goal, _PG.targetValue, node)
                for goal in reader.said.subjects(_PG.targetValue, node)
            ),
        )

    def _beside(self, target: Node) -> list[tuple[str, Node]]:
        return [(role, node) for role, prop in _READINGS for node in self.reader.nodes(target, prop)]

    def _reading(self, role: str, node: Node, parent: str) -> Reading:
        if str(node) in self.homes:
            label = self.reader.label(node)
            return Reading(role, None, Value(label.text, f"#{self.reader.anchor(node)}", label.lang))
        return Reading(role, self.measured(node, parent))

    def _sources(self, node: Node) -> tuple[Value, ...]:
        said = self.reader.texts(node, DCTERMS.source)
        return said or self.reader.labels(node, DCTERMS.source)

    # ---- places and order

    def _home(self, node: Node, parent: str) -> str:
        """Note that a thing stands here, within another; what has a place already keeps it."""
        anchor = self.reader.anchor(node)
        if str(node) not in self.homes:
            self.homes[str(node)] = anchor
            self.parents[anchor] = parent
        return anchor

    def _of(self, kind: str, nodes: Iterable[Node]) -> list[Node]:
        return [node for node in nodes if self._kinds[node] == kind]

    def _in_text(self, kind: str, nodes: Iterable[Node]) -> list[Node]:
        return sorted(self._of(kind, nodes), key=self._by_place)

    def _by_number(self, node: Node) -> tuple[object, ...]:
        return natural(self.reader.word(node, _PG.number)), natural(node)

    def _by_place(self, node: Node) -> tuple[object, ...]:
        spots = self.reader.spots(node)
        return spots[0].start if spots else 0, natural(node)


_CLASS: Final = {kind: name for name, kind in _KINDS.items()}


def _percent(confidence: str) -> int:
    try:
        return max(0, min(100, round(100 * float(confidence))))
    except (ValueError, OverflowError):
        return 0
