"""What serves what in one plan: its elements as they meet in the cells of a matrix.

An element meets a national target where it is linked to one; it meets a target group or an instrument where
the plan says so of it. What stands below passes on what it has to what it supports:

* a goal works with the instruments of the measures that support it, for the groups of those measures; a
  measure that names no group is for the groups of its goals;
* a goal that names no group is for the groups of its measures;
* what lies in a focus area that is linked to a national target, or a goal under an objective that is, serves
  the target only through it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

from plangraph.assess.entries import Entry, Gathered, How, Pair, Tally, count, in_order, merge
from plangraph.assess.facts import Element, Facts
from plangraph.assess.yardstick import Yardstick
from plangraph.model import Text
from plangraph.names import parse
from plangraph.numbers import whole


class Serving:
    """What serves what in a plan; worked out when it is first asked for.

    :param facts: the plan
    :param yardstick: the national targets and vocabularies
    """

    def __init__(self, facts: Facts, yardstick: Yardstick) -> None:
        self.facts, self._yardstick = facts, yardstick

    @cached_property
    def name(self) -> Text:
        """Its municipalities and year in short: ``Hvidovre 2023``."""
        labels = [self._yardstick.label(place) for place in self.facts.places]
        labels.sort(key=lambda label: label.get("da").casefold())
        year = f" {self.facts.year}" if self.facts.year else ""
        da, en = ("-".join(label.get(lang) for label in labels) for lang in ("da", "en"))
        return Text((da or self.facts.slug) + year, (en or self.facts.slug) + year)

    def upward(self, concept: str) -> frozenset[str]:
        """Return a concept and everything broader."""
        return self._yardstick.upward(concept)

    @cached_property
    def groups(self) -> dict[str, bool]:
        """The target groups that something is for, and whether a goal is, itself or through a measure."""
        return self._used(lambda element: element.groups)

    @cached_property
    def instruments(self) -> dict[str, bool]:
        """The instruments that something uses, and whether a goal does, itself or through a measure."""
        return self._used(lambda element: element.instruments)

    def _used(self, concepts: Callable[[Element], Iterable[str]]) -> dict[str, bool]:
        found: dict[str, bool] = {}
        for element in self.facts.of_kind("objective", "goal", "measure"):
            by_goal = element.kind == "goal" or (element.kind == "measure" and bool(self._goals(element)))
            for concept in concepts(element):
                found[concept] = found.get(concept, False) or by_goal
        return found

    def theme(self, target: str) -> str:
        """Return the theme of a national target; one that nobody knows is its own."""
        known = self._yardstick.targets.get(target)
        return target if known is None else known.theme

    def counts(self, target: str) -> bool:
        """Say whether a national target is one of the plan's own years, and so covers what they ask for."""
        known = self._yardstick.targets.get(target)
        year = _year_in(target) if known is None else known.year
        first, last = self.facts.year, self.facts.last
        return first is None or last is None or year is None or first <= year <= last

    @cached_property
    def linked(self) -> dict[str, list[Entry]]:
        """What is linked to the national targets of each theme in the plan's own years."""
        return self._linked(own=True)

    @cached_property
    def astray(self) -> dict[str, list[Entry]]:
        """What is linked to national targets of other years, by theme: it covers nothing of this year's."""
        return self._linked(own=False)

    def _linked(self, *, own: bool) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = defaultdict(list)
        for element in self.facts.elements.values():
            ways: dict[str, list[How]] = defaultdict(list)
            for way in _links(element):
                if self.counts(way.other) is own:
                    ways[self.theme(way.other)].append(way)
            for theme, these in ways.items():
                found[theme].append(Entry(self.facts.slug, element, tuple(these)))
        return dict(found)

    @cached_property
    def offers(self) -> dict[Pair, list[Entry]]:
        """What brings a target group and an instrument together, by group and instrument as named."""
        found = Gathered(self.facts)
        for element in self.facts.of_kind("objective", "goal", "measure"):
            groups, tools = list(_groups(element)), list(_tools(element))
            if element.kind == "goal":
                groups = groups or [way for m in self._measures(element) for way in _groups(m, element)]
                for measure in self._measures(element):
                    theirs = list(_groups(measure, element)) or list(_groups(element))
                    found.add(element, theirs, _tools(measure, element))
            elif element.kind == "measure" and not groups:
                groups = [way for goal in self._goals(element) for way in _groups(goal, element)]
            found.add(element, groups, tools)
        return found.entries()

    @cached_property
    def aims(self) -> dict[Pair, list[Entry]]:
        """What is for a target group and serves a national target, by theme and group as they are named."""
        found = Gathered(self.facts)
        for element in self.facts.of_kind("objective", "goal", "measure"):
            groups = list(_groups(element))
            if element.kind == "goal":
                groups += [way for m in self._measures(element) for way in _groups(m, element)]
            own = [way for way in _links(element) if self.counts(way.other)]
            themes = {self.theme(way.other) for way in own}
            found.add(element, own, groups, key=self.theme)
            above = [self.facts.elements[iri] for iri in self._above(element)]
            # What it has itself need not be said again of what stands above it.
            through = [
                way
                for higher in above
                for way in _links(higher, element)
                if self.counts(way.other) and self.theme(way.other) not in themes
            ]
            found.add(element, through, groups, key=self.theme, full=False)
        return found.entries()

    def behind(self, pairs: Mapping[Pair, list[Entry]], row: str, column: str) -> tuple[Entry, ...]:
        """Return what stands behind a cell, narrower groups and instruments included, goals first.

        :param pairs: :attr:`offers` or :attr:`aims`
        """
        found: dict[str, Entry] = {}
        for (one, other), entries in pairs.items():
            if row in self._yardstick.upward(one) and column in self._yardstick.upward(other):
                for entry in entries:
                    found[entry.element.iri] = merge(found.get(entry.element.iri), entry)
        return in_order(found.values())

    def entries(
        self,
        elements: Iterable[Element],
        concepts: Callable[[Element], Iterable[str]],
        wanted: Iterable[str],
    ) -> tuple[Entry, ...]:
        """Return the elements that have one of some concepts, or a narrower one.

        :param concepts: what of an element counts
        :param wanted: groups and instruments
        """
        asked, found = set(wanted), []
        for element in elements:
            there = sorted(c for c in concepts(element) if self._yardstick.upward(c) & asked)
            if there:
                found.append(Entry(self.facts.slug, element, tuple(_ways(element, there, None))))
        return in_order(found)

    @cached_property
    def offered(self) -> dict[Pair, Tally]:
        """What stands behind each cell of group and instrument that is not empty."""
        return self._rolled(self.offers)

    @cached_property
    def aimed(self) -> dict[Pair, Tally]:
        """What stands behind each cell of theme and group that is not empty."""
        return self._rolled(self.aims)

    @cached_property
    def reached(self) -> dict[str, Tally]:
        """What is linked to each theme, counted."""
        return {theme: count(entries) for theme, entries in self.linked.items()}

    def _rolled(self, pairs: Mapping[Pair, list[Entry]]) -> dict[Pair, Tally]:
        upward, found = self._yardstick.upward, defaultdict[Pair, list[Entry]](list)
        for (row, column), entries in pairs.items():
            for above in upward(row):
                for beside in upward(column):
                    found[above, beside] += entries
        return {pair: count(entries) for pair, entries in found.items()}

    def _above(self, element: Element) -> list[str]:
        objectives = [iri for iri in element.supports if self.facts.elements[iri].kind == "objective"]
        return [*element.areas, *(objectives if element.kind == "goal" else ())]

    def _measures(self, goal: Element) -> list[Element]:
        return self._below.get(goal.iri, [])

    def _goals(self, measure: Element) -> list[Element]:
        above = (self.facts.elements[iri] for iri in measure.supports)
        return [element for element in above if element.kind == "goal"]

    @cached_property
    def _below(self) -> dict[str, list[Element]]:
        found: dict[str, list[Element]] = defaultdict(list)
        for measure in self.facts.of_kind("measure"):
            for iri in measure.supports:
                found[iri].append(measure)
        return found

    @cached_property
    def named(self) -> frozenset[str]:
        """The target groups and instruments that the plan names anywhere, and everything broader."""
        return self._yardstick.above(c for e in self.facts.elements.values() for c in _concepts(e))

    @cached_property
    def unserved(self) -> frozenset[str]:
        """The groups and instruments that a focus area names and that nothing in the plan is for or uses.

        As the rules ``target-group-not-served`` and ``instrument-not-used`` have it: an element for a
        narrower or a broader one serves it too, and so does a figure about it and a focus area of its name.
        """
        used = self.facts.figured | {
            concept
            for element in self.facts.of_kind("objective", "goal", "measure")
            for concept in element.groups | element.instruments
        }
        titles = {
            title.casefold()
            for area in self.facts.of_kind("focus-area")
            for title in (area.label.da, area.label.en)
        }
        broader = self._yardstick.above(used)
        found = set()
        for concept in {c for area in self.facts.of_kind("focus-area") for c in area.mentions}:
            label = self._yardstick.label(concept)
            served = concept in broader or bool(self._yardstick.upward(concept) & used)
            if not served and not {label.da.casefold(), label.en.casefold()} & titles:
                found.add(concept)
        return frozenset(found)

    @cached_property
    def left_open(self) -> frozenset[Pair]:
        """Pairs that a focus area names together where nothing serves one of the two; and those broader."""
        upward, found = self._yardstick.upward, set()
        for area in self.facts.of_kind("focus-area"):
            groups = [c for c in area.mentions if self._yardstick.is_a(c, "TargetGroup")]
            tools = [c for c in area.mentions if self._yardstick.is_a(c, "Instrument")]
            for group in groups:
                for tool in tools:
                    if group in self.unserved or tool in self.unserved:
                        found |= {(g, t) for g in upward(group) for t in upward(tool)}
        return frozenset(found)

    def area_naming(self, theme: str, group: str) -> str:
        """Return a focus area that is linked to a theme and names a group (or a narrower) nothing serves."""
        for entry in self.linked.get(theme, ()):
            for concept in entry.element.mentions & self.unserved:
                if entry.element.kind == "focus-area" and group in self._yardstick.upward(concept):
                    return entry.element.iri
        return ""


def _links(element: Element, below: Element | None = None) -> Iterator[How]:
    via = "" if below is None else element.iri
    for tie in element.links:
        yield How(tie.other, tie.basis, tie.node, via=via, waiting=tie.basis == "Suggested")


def _groups(element: Element, other: Element | None = None) -> Iterator[How]:
    return _ways(element, element.groups, other)


def _tools(element: Element, other: Element | None = None) -> Iterator[How]:
    return _ways(element, element.instruments, other)


def _ways(element: Element, concepts: Iterable[str], other: Element | None) -> Iterator[How]:
    via = "" if other is None else element.iri
    for concept in sorted(concepts):
        waiting = concept in element.waiting or (other is not None and element.iri in element.waiting)
        yield How(concept, inherited=concept in element.inherited, via=via, waiting=waiting)


def _concepts(element: Element) -> frozenset[str]:
    return element.groups | element.instruments | element.mentions


def _year_in(target: str) -> int | None:
    """Return the year that stands in the IRI of a national target that is not recorded."""
    try:
        key = parse(target)
    except ValueError:
        return None
    return whole(key.keys[0]) if key.kind == "national-target" else None
