"""What became of the elements of plans from one year to the next: carried over, changed, dropped, new.

As the question ``carried-dropped-added`` has it, an element is carried over where a later one says
(``pg:continues``) that it carries it on; titles that are alike say nothing. A plan that lies between two that
are compared passes on what it carries.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from plangraph.assess.facts import Element, Facts, Tie
from plangraph.model import Text
from plangraph.names import PG
from plangraph.network.reading import Reader

_PG: Final = Namespace(PG)
#: What is followed from year to year.
KINDS: Final = ("focus-area", "objective", "goal")


class Fate(StrEnum):
    """What became of elements in a plan, seen from the one before."""

    CARRIED = "carried"
    CHANGED = "changed"
    RESUMED = "resumed"
    NEW = "new"
    DROPPED = "dropped"
    DISCONTINUED = "discontinued"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Change:
    """What is different in what was carried over.

    :param what: ``title``, or what was compared
    :param gone: what is there no more: IRIs, or texts of titles and figures
    :param come: what there was not before
    """

    what: str
    gone: tuple[str | Text, ...]
    come: tuple[str | Text, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """A thread in one plan.

    :param elements: its elements there, in order
    :param fate: what became of it since the plan before; ``none`` in the first, and where it never was
    :param changes: what is different since then
    :param ties: why it is said to carry on what was before
    :param left: elements of the plan before that nothing of it carries on
    """

    elements: tuple[Element, ...]
    fate: Fate
    changes: tuple[Change, ...] = ()
    ties: tuple[Tie, ...] = ()
    left: tuple[Element, ...] = ()


@dataclass(frozen=True, slots=True)
class Thread:
    """Elements that carry one another on, through the plans.

    :param kind: ``focus-area``, ``objective`` or ``goal``; where it changed, the highest of them
    :param stages: one a plan
    """

    kind: str
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """What a goal is to reach, in its parts as the plan prints them; None for what it does not say.

    :param iri: the ``pg:TargetValue``
    :param label: what it is called
    :param indicator: IRI of what is measured
    :param comparator: ``AtLeast``, ``AtMost`` …
    :param direction: ``Increase``, ``Decrease`` or ``Maintain``
    :param kind: ``Level`` or ``Change``
    :param value: the figure
    :param offset: distance from what it is relative to
    :param relative: ``NationalAverage`` or ``Baseline``
    :param unit: IRI of the unit
    :param due: year in which it is to be reached
    :param baselines: figures that it starts from
    :param demand: all that as people read it
    """

    iri: str
    label: Text
    indicator: str | None
    comparator: str | None
    direction: str | None
    kind: str | None
    value: Decimal | None
    offset: Decimal | None
    relative: str | None
    unit: str | None
    due: int | None
    baselines: tuple[Decimal, ...]
    demand: Text | None

    def is_like(self, other: Figure) -> bool:
        """Say whether two figures can be held against each other: of the same thing, in the same way."""
        same = (self.unit, self.kind, self.relative) == (other.unit, other.kind, other.relative)
        return self.indicator is not None and self.indicator == other.indicator and same


#: What is compared of elements, by name: themes, groups, figures …
Compared = Mapping[str, Callable[[Element], Iterable[str | Text]]]


def trace(
    plans: Sequence[Facts], between: Sequence[Facts] = (), compared: Compared = MappingProxyType({})
) -> tuple[Thread, ...]:
    """Follow elements through plans of the same municipality.

    :param plans: the earliest first
    :param between: other plans of the municipality, which pass on what they carry
    :param compared: what makes an element another than it was, beside its title
    :returns: focus areas, then objectives, then goals, each in the order in which they come up
    """
    known = {iri: element for plan in (*plans, *between) for iri, element in plan.elements.items()}
    place = {element.iri: number for number, plan in enumerate(plans) for element in plan.of_kind(*KINDS)}
    carried = {iri: _ancestors(known[iri], known) for iri in place}
    tops = _join(place, carried)
    gathered: dict[str, list[list[Element]]] = {}
    for iri, number in place.items():
        gathered.setdefault(tops[iri], [[] for _ in plans])[number].append(known[iri])
    threads = [_thread(cells, plans, carried, compared) for cells in gathered.values()]
    return tuple(sorted(threads, key=lambda thread: KINDS.index(thread.kind)))


def _join(place: Mapping[str, int], carried: Mapping[str, Mapping[str, object]]) -> dict[str, str]:
    """Return for each element of the plans the one that stands for all that it hangs together with."""
    above = {iri: iri for iri in place}

    def top(iri: str) -> str:
        while above[iri] != iri:
            above[iri] = above[above[iri]]
            iri = above[iri]
        return iri

    for iri, number in place.items():
        for earlier in carried[iri]:
            if place.get(earlier, number) < number:
                above[top(iri)] = top(earlier)
    return {iri: top(iri) for iri in place}


def _ancestors(element: Element, known: Mapping[str, Element]) -> dict[str, tuple[Tie, ...]]:
    """Return all that an element carries on, each with the links that lead there."""
    found: dict[str, tuple[Tie, ...]] = {}
    waiting: list[tuple[Element, tuple[Tie, ...]]] = [(element, ())]
    while waiting:
        one, way = waiting.pop()
        for tie in one.continues:
            if tie.other not in found and tie.other != element.iri:
                found[tie.other] = (*way, tie)
                if tie.other in known:
                    waiting.append((known[tie.other], (*way, tie)))
    return found


def _thread(
    cells: Sequence[Sequence[Element]],
    plans: Sequence[Facts],
    carried: Mapping[str, Mapping[str, tuple[Tie, ...]]],
    compared: Compared,
) -> Thread:
    stages: list[Stage] = []
    for number, elements in enumerate(cells):
        before = cells[number - 1] if number else ()
        earlier = next((cell for cell in reversed(cells[:number]) if cell), ())
        ways = {e.iri: way for one in elements for e in earlier if (way := carried[one.iri].get(e.iri))}
        left = tuple(element for element in before if element.iri not in ways)
        if not elements:
            said = any(element.iri in plans[number].dropped for element in before)
            gone = Fate.DISCONTINUED if said else Fate.DROPPED
            stages.append(Stage((), gone if before else Fate.NONE, left=left))
        elif not earlier:
            stages.append(Stage(tuple(elements), Fate.NEW if number else Fate.NONE))
        else:
            changes = _changes(earlier, elements, compared)
            # A new title alone changes nothing of what is to be done.
            other = any(change.what != "title" for change in changes)
            fate = Fate.RESUMED if not before else Fate.CHANGED if other else Fate.CARRIED
            ties = tuple(dict.fromkeys(tie for way in ways.values() for tie in way))
            stages.append(Stage(tuple(elements), fate, changes, ties, left))
    kinds = {element.kind for cell in cells for element in cell}
    return Thread(next(kind for kind in KINDS if kind in kinds), tuple(stages))


def _changes(before: Sequence[Element], after: Sequence[Element], compared: Compared) -> tuple[Change, ...]:
    """Return what is different; where one of several titles stayed, the title did."""
    found = []
    if not {e.label for e in before} & {e.label for e in after}:
        found.append(Change("title", tuple(e.label for e in before), tuple(e.label for e in after)))
    for what, values in compared.items():
        one, other = ({value for e in elements for value in values(e)} for elements in (before, after))
        if one != other:
            found.append(Change(what, _sorted(one - other), _sorted(other - one)))
    return tuple(found)


def _sorted(values: Iterable[str | Text]) -> tuple[str | Text, ...]:
    return tuple(sorted(values, key=lambda value: value if isinstance(value, str) else value.get("da")))


def read_figures(graph: Graph, reference: Graph, goal: str) -> tuple[Figure, ...]:
    """Return what a goal is to reach.

    :param graph: the triples of its plan
    :param reference: the vocabularies
    :param goal: its IRI
    """
    reader = Reader(graph, reference)
    return tuple(
        Figure(
            iri=str(node),
            label=reader.label(node),
            indicator=_iri(graph, node, _PG.indicator),
            comparator=_term(graph, node, _PG.comparator),
            direction=_term(graph, node, _PG.direction),
            kind=_term(graph, node, _PG.valueKind),
            value=_number(graph, node, _PG.value),
            offset=_number(graph, node, _PG.offset),
            relative=_term(graph, node, _PG.relativeTo),
            unit=_iri(graph, node, _PG.unit),
            due=reader.number(node, _PG.dueYear),
            baselines=tuple(
                number
                for baseline in sorted(graph.objects(node, _PG.baseline), key=str)
                if (number := _number(graph, baseline, _PG.value)) is not None
            ),
            demand=reader.demand(node),
        )
        for node in sorted(graph.objects(URIRef(goal), _PG.targetValue), key=str)
    )


def _iri(graph: Graph, node: Node, prop: URIRef) -> str | None:
    return min((str(v) for v in graph.objects(node, prop) if isinstance(v, URIRef)), default=None)


def _term(graph: Graph, node: Node, prop: URIRef) -> str | None:
    said = _iri(graph, node, prop)
    return said.removeprefix(PG) if said is not None and said.startswith(PG) else None


def _number(graph: Graph, node: Node, prop: URIRef) -> Decimal | None:
    for value in sorted(graph.objects(node, prop), key=str):
        number = value.value if isinstance(value, Literal) else None
        if isinstance(number, int | float | Decimal) and not isinstance(number, bool):
            return Decimal(str(number))
    return None


def count_fates(threads: Sequence[Thread], number: int) -> dict[Fate, int]:
    """Count what became of the threads in a plan.

    :param number: which plan, from 0
    """
    found: dict[Fate, int] = defaultdict(int)
    for thread in threads:
        found[thread.stages[number].fate] += 1
    return found
