"""How high plans aim: the national targets that they serve, and the figures of their goals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from plangraph.assess.coverage import Cell, Kind, State
from plangraph.assess.development import Figure, read_figures
from plangraph.assess.entries import in_order
from plangraph.assess.facts import Element
from plangraph.model import Lang
from plangraph.names import mint
from plangraph.report.matrices import SIGNS
from plangraph.web.holdings import Holdings, Plan
from plangraph.web.matrices import matrix_of, serving_of, yardstick_of
from plangraph.web.pages import number
from plangraph.web.site.comparison.lines import Named
from plangraph.web.site.coverage.saying import named, short, target_notes
from plangraph.web.site.places import anchor_of
from plangraph.web.things import Value
from plangraph.web.words import word


@dataclass(frozen=True, slots=True)
class Aim:
    """A theme in one plan.

    :param slug: slug of the plan
    :param state: its state
    :param sign: the state's sign
    :param said: what it is called
    :param figures: how many of its goals have a figure, in words; nothing where there are no goals
    """

    slug: str
    state: str
    sign: str
    said: str
    figures: str


@dataclass(frozen=True, slots=True)
class Theme:
    """A national target in all plans.

    :param key: key of the theme
    :param name: what it is called
    :param notes: numbers and years
    :param aims: one a plan
    :param differs: whether the plans in which it is in force differ
    """

    key: str
    name: Value
    notes: tuple[str, ...]
    aims: tuple[Aim, ...]
    differs: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A figure of a goal; nothing for what it does not say.

    :param plan: what its plan is called
    :param goal: the goal
    :param indicator: what is measured
    :param aim: at least, at most, or the way it is to go
    :param value: the figure, or the distance from what it is relative to
    :param unit: its unit
    :param relative: what it is relative to
    :param due: the year in which it is to be reached
    :param baseline: what it starts from
    """

    plan: str
    goal: Named
    indicator: Value | None
    aim: str
    value: str
    unit: Value | None
    relative: str
    due: str
    baseline: str


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures that serve a theme, or share an indicator.

    :param name: of the theme or indicator
    :param rows: plan by plan
    :param note: what is to be known of them, or nothing
    """

    name: Value
    rows: tuple[Row, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Ambitions:
    """How high plans aim.

    :param themes: the national targets
    :param figures: the figures by theme
    :param alike: the figures of indicators that several plans use
    :param plain: for each plan, how many of its goals have no figure: name, goals without, goals
    """

    themes: tuple[Theme, ...]
    figures: tuple[Figures, ...]
    alike: tuple[Figures, ...]
    plain: tuple[tuple[str, int, int], ...]


def compare_ambitions(holdings: Holdings, plans: Sequence[Plan], lang: Lang) -> Ambitions:
    """Return how high plans aim."""
    return _Making(holdings, plans, lang).ambitions()


class _Making:
    """Reads the figures of goals once."""

    def __init__(self, holdings: Holdings, plans: Sequence[Plan], lang: Lang) -> None:
        self._holdings, self._plans, self._lang = holdings, plans, lang
        self._yardstick = yardstick_of(holdings)
        self._figures: dict[str, tuple[Figure, ...]] = {}

    def ambitions(self) -> Ambitions:
        rows = [
            (plan, goal, figure)
            for plan in self._plans
            for goal in serving_of(self._holdings, plan.slug).facts.of_kind("goal")
            for figure in self._of(plan, goal)
        ]
        return Ambitions(
            tuple(self._themes()), tuple(self._by_theme()), tuple(self._alike(rows)), tuple(self._plain())
        )

    def _of(self, plan: Plan, goal: Element) -> tuple[Figure, ...]:
        if goal.iri not in self._figures:
            view = self._holdings.copy.store.view(mint("graph", plan.slug))
            self._figures[goal.iri] = read_figures(view, self._holdings.reference, goal.iri)
        return self._figures[goal.iri]

    def _has_figure(self, plan: Plan, goal: Element) -> bool:
        return any(f.value is not None or f.offset is not None or f.relative for f in self._of(plan, goal))

    def _plain(self) -> Iterator[tuple[str, int, int]]:
        for plan in self._plans:
            goals = list(serving_of(self._holdings, plan.slug).facts.of_kind("goal"))
            without = sum(not self._has_figure(plan, goal) for goal in goals)
            yield plan.name.get(self._lang), without, len(goals)

    def _themes(self) -> Iterator[Theme]:
        matrix = matrix_of(self._holdings, Kind.TARGETS, [plan.slug for plan in self._plans])
        for head in matrix.rows:
            cells = [matrix.cell(head.key, plan.slug) for plan in self._plans]
            if all(cell.state is State.NOT_RELEVANT for cell in cells):
                continue
            aims = tuple(
                self._aim(plan, head.iri, cell) for plan, cell in zip(self._plans, cells, strict=True)
            )
            there = {
                (aim.state, aim.figures)
                for aim, cell in zip(aims, cells, strict=True)
                if cell.state is not State.NOT_RELEVANT
            }
            name = named(head.label, self._lang)
            yield Theme(head.key, name, tuple(target_notes(head, self._lang)), aims, len(there) > 1)

    def _aim(self, plan: Plan, theme: str, cell: Cell) -> Aim:
        lang = self._lang
        entries = serving_of(self._holdings, plan.slug).linked.get(theme, ())
        goals = [entry.element for entry in entries if entry.element.kind == "goal"]
        with_figure = sum(self._has_figure(plan, goal) for goal in goals)
        said = f"{cell.goals} {short(cell, lang)}" if cell.state is State.GOAL else short(cell, lang)
        figures = word("comparison_with_figure", lang, count=with_figure) if goals else ""
        return Aim(plan.slug, cell.state.value, SIGNS[cell.state], said, figures)

    def _by_theme(self) -> Iterator[Figures]:
        matrix = matrix_of(self._holdings, Kind.TARGETS, [plan.slug for plan in self._plans])
        told: set[str] = set()
        for head in matrix.rows:
            rows = []
            for plan in self._plans:
                for entry in in_order(serving_of(self._holdings, plan.slug).linked.get(head.iri, ())):
                    if entry.element.kind == "goal":
                        told.add(entry.element.iri)
                        rows += self._rows(plan, entry.element)
            if rows:
                yield Figures(named(head.label, self._lang), tuple(rows))
        rest = [
            self._row(plan, goal, figure)
            for plan in self._plans
            for goal in serving_of(self._holdings, plan.slug).facts.of_kind("goal")
            if goal.iri not in told
            for figure in self._of(plan, goal)
        ]
        if rest:
            yield Figures(Value(word("comparison_no_theme", self._lang)), tuple(rest))

    def _alike(self, rows: Sequence[tuple[Plan, Element, Figure]]) -> Iterator[Figures]:
        """Yield what several plans measure by the same indicator."""
        found: dict[str, list[tuple[Plan, Element, Figure]]] = {}
        for row in rows:
            if row[2].indicator is not None:
                found.setdefault(row[2].indicator, []).append(row)
        for indicator, these in sorted(found.items()):
            if len({plan.slug for plan, _, _ in these}) > 1:
                first = these[0][2]
                like = all(first.is_like(figure) for _, _, figure in these)
                note = word("comparison_alike" if like else "comparison_unlike", self._lang)
                name = named(self._yardstick.label(indicator), self._lang)
                yield Figures(name, tuple(self._row(*row) for row in these), note)

    def _rows(self, plan: Plan, goal: Element) -> list[Row]:
        """Return the figures of a goal, or that it has none."""
        rows = [self._row(plan, goal, figure) for figure in self._of(plan, goal)]
        return rows or [
            Row(
                plan.name.get(self._lang),
                Named(plan.slug, anchor_of(goal.iri), goal.number, named(goal.label, self._lang)),
                None,
                word("coverage_no_figure", self._lang),
                "",
                None,
                "",
                "",
                "",
            )
        ]

    def _row(self, plan: Plan, goal: Element, figure: Figure) -> Row:
        lang = self._lang
        aim = figure.comparator or figure.direction
        relative = (
            word(f"comparison_relative_{figure.relative}", lang) if figure.relative in _RELATIVE else ""
        )
        value = figure.value if figure.value is not None else figure.offset
        change = figure.kind == "Change" and figure.direction in ("Increase", "Decrease")
        return Row(
            plan=plan.name.get(lang),
            goal=Named(plan.slug, anchor_of(goal.iri), goal.number, named(goal.label, lang)),
            indicator=None if figure.indicator is None else self._name(figure.indicator),
            aim=" ".join(
                word(f"comparison_aim_{one}", lang)
                for one in (aim, f"Change{figure.direction}" if change else None)
                if one in _AIMS
            ),
            value="" if value is None else _written(value, lang),
            unit=None if figure.unit is None else self._name(figure.unit),
            relative=relative,
            due="" if figure.due is None else str(figure.due),
            baseline="; ".join(_written(one, lang) for one in figure.baselines),
        )

    def _name(self, iri: str) -> Value:
        return named(self._yardstick.label(iri), self._lang)


_RELATIVE = frozenset({"NationalAverage", "Baseline"})
_AIMS = frozenset(
    {"AtLeast", "AtMost", "Above", "Below", "Equal", "Increase", "Decrease", "Maintain"}
    | {"ChangeIncrease", "ChangeDecrease"}
)


def _written(value: Decimal, lang: Lang) -> str:
    exact = value.normalize()
    return number(int(exact) if exact == exact.to_integral_value() else float(exact), lang)
