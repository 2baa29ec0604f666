"""What stands behind the cells of matrices: elements, and how each has to do with row and column."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from plangraph.assess.facts import Element, Facts

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class How:
    """One way in which an element has to do with a row or a column.

    :param other: IRI of the national target, target group or instrument
    :param basis: of a link to a national target: ``Stated``, ``Interpreted``, ``Suggested`` or nothing
    :param node: of a link: the linkage that says why; nothing where there is none
    :param inherited: whether the group or instrument was taken from the focus area
    :param via: IRI of the element that stands between; nothing where the element has it itself
    :param waiting: whether the intake suggested it and nobody has reviewed it
    """

    other: str
    basis: str = ""
    node: str = ""
    inherited: bool = False
    via: str = ""
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """An element behind a cell.

    :param plan: slug of its plan
    :param element: the element
    :param ways: how it has to do with the row and the column
    :param full: whether it serves it itself or through a measure, and not only through what stands above it
    """

    plan: str
    element: Element
    ways: tuple[How, ...]
    full: bool = True

    @property
    def confirmed(self) -> bool:
        """Whether no part of it rests on a suggestion of the intake that nobody has reviewed."""
        return self.element.iri not in self.element.waiting and not any(way.waiting for way in self.ways)


@dataclass(frozen=True, slots=True)
class Tally:
    """What of a plan stands behind a cell, counted.

    :param goals: goals
    :param objectives: objectives
    :param measures: measures
    :param areas: focus areas
    :param by_goal: whether a goal serves it fully
    :param confirmed: whether something of it has been confirmed
    """

    goals: int
    objectives: int
    measures: int
    areas: int
    by_goal: bool
    confirmed: bool


class Gathered:
    """Entries in the making: of each element one a pair, however many ways lead to it."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._found: dict[Pair, dict[str, tuple[dict[How, None], bool]]] = defaultdict(dict)

    def add(
        self,
        element: Element,
        rows: Iterable[How],
        columns: Iterable[How],
        *,
        key: Callable[[str], str] = str,
        full: bool = True,
    ) -> None:
        """Add an element to the cells of rows and columns.

        :param key: what a row is called by what leads to it
        :param full: whether it serves them itself
        """
        columns = list(columns)
        for row in rows:
            name = key(row.other)
            for column in columns:
                ways, before = self._found[name, column.other].get(element.iri, ({}, False))
                ways.update(dict.fromkeys((row, column)))
                self._found[name, column.other][element.iri] = ways, before or full

    def entries(self) -> dict[Pair, list[Entry]]:
        """Return what was gathered, by row and column."""
        elements = self._facts.elements
        return {
            pair: [Entry(self._facts.slug, elements[iri], tuple(w), full) for iri, (w, full) in found.items()]
            for pair, found in self._found.items()
        }


def in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return entries of one plan as a reader wants them: goals first, then from the top of the plan down."""
    return tuple(sorted(entries, key=lambda e: (e.element.kind != "goal", not e.full, e.element.order)))


def merge(before: Entry | None, entry: Entry) -> Entry:
    """Return an entry with the ways of another of the same element."""
    if before is None:
        return entry
    ways = tuple(dict.fromkeys((*before.ways, *entry.ways)))
    return Entry(entry.plan, entry.element, ways, before.full or entry.full)


def count(entries: Iterable[Entry]) -> Tally:
    """Count entries of one plan, each element once."""
    kinds: dict[str, str] = {}
    by_goal = confirmed = False
    for entry in entries:
        kinds[entry.element.iri] = entry.element.kind
        by_goal |= entry.full and entry.element.kind == "goal"
        confirmed |= entry.confirmed
    many = Counter(kinds.values())
    return Tally(many["goal"], many["objective"], many["measure"], many["focus-area"], by_goal, confirmed)
