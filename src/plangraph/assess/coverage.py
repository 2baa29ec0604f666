"""Coverage as matrices, and what an empty cell means.

There are three (:class:`Kind`): national target × plan, target group × instrument, national target ×
target group. A row of national targets is a theme, so that a target that returns in a later year under
another number stands in one row. The last two speak of the chosen plans together. A broader group or
instrument includes the narrower.

A cell is in one of five states (:class:`State`); its :class:`Reason` says why. For one plan the first
that holds:

* ``goal``: a goal serves it, itself or through a measure that supports the goal.
* ``part``: only something else does: a focus area, an objective, a measure that supports no goal, or a
  goal that is linked to the national target through its focus area or objective alone.

Else it is empty. Where the cell is about a national target, the year decides first:

* ``unknown``, *no-year*: the plan says no year, so nobody knows which national targets hold for it.
* ``not-relevant``, *abolished*: from that year on there are no national targets (the requirement has
  ended).
* ``unknown``, *unrecorded-year*: the national targets of that year are not recorded.
* ``not-relevant``, *other-year*: the theme is not among the national targets of that year.
* ``unknown``, *disputed*: the sources disagree whether it was a national target that year (2019).

Then the plan does:

* ``unknown``, *no-elements*: the plan is there, but nothing of its content is recorded.
* ``unknown``, *unreviewed*: suggestions of the intake wait for somebody to judge them; they may fill
  the cell.
* ``missing``, *unaddressed*: the national target is in force, and nothing in the plan is linked to it.
* ``missing``, *asked*: it is in force and about this group (``skos:relatedMatch`` of its theme), but
  what is linked to it is not for the group.
* ``missing``, *unserved*: a focus area names both (or is linked to the target and names the group), but
  nothing in the plan is for the group, or nothing uses the instrument.
* ``not-relevant``, *apart*: the plan names both, but nothing asks that they go together.
* ``not-relevant``, *not-asked*: the national target is in force but not about this group, which the
  plan does not name.
* ``not-relevant``, *not-named*: the plan names one of the two at most.

Of several plans together a cell is what is first among ``goal``, ``part``, ``missing``, ``unknown`` and
``not-relevant`` in any of them. The national targets are those of the first year that a plan covers, as
in the rules; a link to a target of a later year that it covers counts too, one to any other year's does
not. Whether a plan passes its checks, or has been checked at all, changes nothing here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from rdflib import Graph

from plangraph.assess.axes import Head, concept_heads, plan_heads, theme_heads
from plangraph.assess.entries import Entry, Pair, Tally, in_order
from plangraph.assess.facts import read_facts
from plangraph.assess.serving import Serving
from plangraph.assess.yardstick import Standing, Yardstick


class Kind(StrEnum):
    """Which matrix."""

    TARGETS = "targets"
    OFFERS = "offers"
    AIMS = "aims"


class State(StrEnum):
    """How far a cell is covered; the first is the best."""

    GOAL = "goal"
    PART = "part"
    MISSING = "missing"
    UNKNOWN = "unknown"
    NOT_RELEVANT = "not-relevant"


class Reason(StrEnum):
    """Why a cell is in its state."""

    SERVED = "served"
    PARTLY = "partly"
    UNADDRESSED = "unaddressed"
    ASKED = "asked"
    UNSERVED = "unserved"
    NO_YEAR = "no-year"
    UNRECORDED_YEAR = "unrecorded-year"
    DISPUTED = "disputed"
    NO_ELEMENTS = "no-elements"
    UNREVIEWED = "unreviewed"
    NO_PLANS = "no-plans"
    APART = "apart"
    NOT_ASKED = "not-asked"
    NOT_NAMED = "not-named"
    OTHER_YEAR = "other-year"
    ABOLISHED = "abolished"


_STATES: Final = tuple(State)
_REASONS: Final = tuple(Reason)
_SERVED: Final = State.GOAL, Reason.SERVED
_PARTLY: Final = State.PART, Reason.PARTLY
_NONE: Final = State.UNKNOWN, Reason.NO_PLANS


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a matrix.

    :param state: how far it is covered
    :param reason: why
    :param goals: how many goals stand behind it
    :param objectives: how many objectives
    :param measures: how many measures
    :param areas: how many focus areas
    :param plans: in how many of the chosen plans
    :param confirmed: False where all of it rests on suggestions of the intake that nobody has reviewed
    """

    state: State
    reason: Reason
    goals: int = 0
    objectives: int = 0
    measures: int = 0
    areas: int = 0
    plans: int = 0
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Matrix:
    """A matrix of coverage.

    :param kind: which it is
    :param rows: its rows, those of a hierarchy depth first
    :param columns: its columns, likewise
    :param cells: by key of row and column
    :param plans: slugs of the plans that it speaks of
    """

    kind: Kind
    rows: tuple[Head, ...]
    columns: tuple[Head, ...]
    cells: Mapping[Pair, Cell]
    plans: tuple[str, ...]

    def cell(self, row: str, column: str) -> Cell:
        """Return a cell.

        :raises KeyError: when there is no such row or column
        """
        return self.cells[row, column]

    def count(self) -> dict[State, int]:
        """Count the cells by state."""
        found = dict.fromkeys(State, 0)
        for cell in self.cells.values():
            found[cell.state] += 1
        return found


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a cell is in one plan alone.

    :param plan: its slug
    :param state: how far it is covered there
    :param reason: why
    """

    plan: str
    state: State
    reason: Reason


@dataclass(frozen=True, slots=True)
class Opened:
    """A cell, and what stands behind it.

    :param kind: which matrix it is of
    :param row: its row
    :param column: its column
    :param cell: the cell
    :param verdicts: what it is in each of the chosen plans
    :param entries: the elements behind it, by plan, goals first
    :param near: where it is missing or only partly covered, what comes near: elements for the groups that the
        national target is about, what is linked to it for others, focus areas that name what nothing serves
    :param astray: elements linked to the national target of another year, which covers nothing of this year's
    :param others: the elements that stand in the same cell of plans that are not chosen
    """

    kind: Kind
    row: Head
    column: Head
    cell: Cell
    verdicts: tuple[Verdict, ...]
    entries: tuple[Entry, ...]
    near: tuple[Entry, ...]
    astray: tuple[Entry, ...]
    others: tuple[Entry, ...]


def read_plans(graphs: Mapping[str, Graph], yardstick: Yardstick) -> tuple[Serving, ...]:
    """Read plans, so that matrices can be built of them.

    :param graphs: their triples, by IRI of the plan
    :param yardstick: the national targets and vocabularies
    """
    return tuple(Serving(read_facts(graph, iri), yardstick) for iri, graph in graphs.items())


def build(kind: Kind, plans: Sequence[Serving], yardstick: Yardstick, *, whole: bool = False) -> Matrix:
    """Build a matrix over plans.

    :param kind: which
    :param plans: the chosen plans, in the order of the columns where they are columns
    :param yardstick: the national targets and vocabularies
    :param whole: with every theme, group and instrument that there is, and not only those that the plans and
        their years know
    """
    rows, columns = _axes(kind, plans, yardstick, whole=whole)
    cells: dict[Pair, Cell] = {}
    for row in rows:
        for number, column in enumerate(columns):
            chosen = plans[number : number + 1] if kind is Kind.TARGETS else plans
            cells[row.key, column.key] = _cell(kind, chosen, (row.iri, column.iri), yardstick)
    return Matrix(kind, rows, columns, cells, tuple(plan.facts.slug for plan in plans))


def open_cell(
    kind: Kind,
    row: str,
    column: str,
    plans: Sequence[Serving],
    yardstick: Yardstick,
    others: Sequence[Serving] = (),
) -> Opened:
    """Return what stands behind a cell.

    :param row: key of its row
    :param column: key of its column
    :param plans: the chosen plans
    :param others: plans that are not chosen and may show how it can be done
    :raises KeyError: when there is no such row or column
    """
    rows, columns = _axes(kind, plans, yardstick, whole=True)
    head, top = _head(rows, row), _head(columns, column)
    chosen = [plan for plan in plans if kind is not Kind.TARGETS or plan.facts.iri == top.iri]
    rest = [plan for plan in (*plans, *others) if plan not in chosen]
    pair = (head.iri, top.iri)
    return Opened(
        kind=kind,
        row=head,
        column=top,
        cell=_cell(kind, chosen, pair, yardstick),
        verdicts=tuple(Verdict(plan.facts.slug, *_judge(kind, plan, pair, yardstick)) for plan in chosen),
        entries=tuple(entry for plan in chosen for entry in _behind(kind, plan, pair)),
        near=tuple(entry for plan in chosen for entry in _near(kind, plan, pair, yardstick)),
        astray=tuple(e for plan in chosen for e in in_order(plan.astray.get(pair[0], ()))),
        others=tuple(entry for plan in rest for entry in _behind(kind, plan, pair)),
    )


def _axes(
    kind: Kind, plans: Sequence[Serving], yardstick: Yardstick, *, whole: bool
) -> tuple[tuple[Head, ...], tuple[Head, ...]]:
    """Return the heads of the rows and of the columns."""
    named = {concept for plan in plans for concept in plan.named}
    groups = concept_heads(named, "TargetGroup", yardstick, whole=whole)
    if kind is Kind.OFFERS:
        return groups, concept_heads(named, "Instrument", yardstick, whole=whole)
    years = {plan.facts.year for plan in plans if plan.facts.year is not None}
    linked = {theme for plan in plans for theme in (*plan.linked, *plan.astray)}
    themes = theme_heads(linked, years, yardstick, whole=whole)
    return themes, plan_heads(plans) if kind is Kind.TARGETS else groups


def _head(heads: Sequence[Head], key: str) -> Head:
    for head in heads:
        if head.key == key:
            return head
    raise KeyError(key)


def _cell(kind: Kind, plans: Sequence[Serving], pair: Pair, yardstick: Yardstick) -> Cell:
    there = [tally for plan in plans if (tally := _tally(kind, plan, pair)) is not None]
    if not there:
        return Cell(*min((_judge(kind, plan, pair, yardstick) for plan in plans), key=_rank, default=_NONE))
    by_goal = any(tally.by_goal for tally in there)
    return Cell(
        *(_SERVED if by_goal else _PARTLY),
        goals=sum(tally.goals for tally in there),
        objectives=sum(tally.objectives for tally in there),
        measures=sum(tally.measures for tally in there),
        areas=sum(tally.areas for tally in there),
        plans=len(there),
        confirmed=any(tally.confirmed for tally in there),
    )


def _rank(verdict: tuple[State, Reason]) -> tuple[int, int]:
    return _STATES.index(verdict[0]), _REASONS.index(verdict[1])


def _tally(kind: Kind, plan: Serving, pair: Pair) -> Tally | None:
    if kind is Kind.TARGETS:
        return plan.reached.get(pair[0])
    return (plan.offered if kind is Kind.OFFERS else plan.aimed).get(pair)


def _behind(kind: Kind, plan: Serving, pair: Pair) -> tuple[Entry, ...]:
    if kind is Kind.TARGETS:
        return in_order(plan.linked.get(pair[0], ()))
    return plan.behind(plan.offers if kind is Kind.OFFERS else plan.aims, *pair)


def _near(kind: Kind, plan: Serving, pair: Pair, yardstick: Yardstick) -> tuple[Entry, ...]:
    """Return what comes near to filling a cell of a plan that lacks something there."""
    state, reason = _judge(kind, plan, pair, yardstick)
    if state not in (State.PART, State.MISSING) or (state is State.PART and kind is not Kind.TARGETS):
        return ()
    if reason is Reason.UNSERVED:
        wanted = pair if kind is Kind.OFFERS else pair[1:]
        areas = plan.facts.of_kind("focus-area")
        return plan.entries(areas, lambda e: e.mentions & plan.unserved, wanted)
    if reason is Reason.ASKED:
        return in_order(plan.linked.get(pair[0], ()))
    # A narrower group of the theme's, or one of the same name; "the unemployed" would bring everything.
    linked = {entry.element.iri for entry in plan.linked.get(pair[0], ())}
    goals = (goal for goal in plan.facts.of_kind("goal", "objective") if goal.iri not in linked)
    return plan.entries(goals, lambda e: e.groups, yardstick.groups_of(pair[0]))


def _judge(kind: Kind, plan: Serving, pair: Pair, yardstick: Yardstick) -> tuple[State, Reason]:
    """Say what a cell is in one plan alone."""
    tally = _tally(kind, plan, pair)
    if tally is not None:
        return _SERVED if tally.by_goal else _PARTLY
    if kind is not Kind.OFFERS:
        verdict = _judge_year(plan, pair[0], yardstick)
        if verdict is not None:
            return verdict
    if not plan.facts.elements:
        return State.UNKNOWN, Reason.NO_ELEMENTS
    if plan.facts.waiting:
        return State.UNKNOWN, Reason.UNREVIEWED
    lack = _lack(kind, plan, pair, yardstick)
    return (State.NOT_RELEVANT, _unasked(kind, plan, pair)) if lack is None else (State.MISSING, lack)


def _unasked(kind: Kind, plan: Serving, pair: Pair) -> Reason:
    """Say why nothing asks for an empty cell to be filled."""
    if kind is Kind.AIMS:
        return Reason.APART if pair[1] in plan.named else Reason.NOT_ASKED
    return Reason.APART if pair[0] in plan.named and pair[1] in plan.named else Reason.NOT_NAMED


def _judge_year(plan: Serving, theme: str, yardstick: Yardstick) -> tuple[State, Reason] | None:
    """Say why a national target cannot be asked of a plan, or nothing where it can."""
    year = plan.facts.year
    if year is None:
        return State.UNKNOWN, Reason.NO_YEAR
    standing = yardstick.standing(year)
    if standing is Standing.ABOLISHED:
        return State.NOT_RELEVANT, Reason.ABOLISHED
    if standing is Standing.UNRECORDED:
        return State.UNKNOWN, Reason.UNRECORDED_YEAR
    targets = yardstick.in_force(theme, year)
    if not targets:
        return State.NOT_RELEVANT, Reason.OTHER_YEAR
    if all(target.disputed for target in targets):
        return State.UNKNOWN, Reason.DISPUTED
    return None


def _lack(kind: Kind, plan: Serving, pair: Pair, yardstick: Yardstick) -> Reason | None:
    """Say what asks for an empty cell to be filled, or nothing where nothing does."""
    if kind is Kind.TARGETS:
        return Reason.UNADDRESSED
    if kind is Kind.OFFERS:
        return Reason.UNSERVED if pair in plan.left_open else None
    theme, group = pair
    if any(group in yardstick.upward(asked) for asked in yardstick.groups_of(theme)):
        return Reason.ASKED if theme in plan.linked else Reason.UNADDRESSED
    return Reason.UNSERVED if plan.area_naming(theme, group) else None
