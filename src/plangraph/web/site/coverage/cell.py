"""A cell of coverage, ``/coverage/cell``: what stands behind it, or why it is empty and others' ways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Final

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from plangraph.assess.coverage import Kind, Opened, Reason, State
from plangraph.assess.entries import Entry
from plangraph.assess.yardstick import Target
from plangraph.model import Lang
from plangraph.report import matrices as words
from plangraph.report.words import count, listing
from plangraph.web.holdings import Holdings, Plan
from plangraph.web.matrices import opened, serving_of, yardstick_of
from plangraph.web.negotiation import choose_lang
from plangraph.web.pages import send_page
from plangraph.web.problems import ProblemError
from plangraph.web.site.coverage.asking import Asking, Served
from plangraph.web.site.coverage.cell_parts import CellPage, Group, Official
from plangraph.web.site.coverage.elements import Elements
from plangraph.web.site.coverage.reasons import Reasons
from plangraph.web.site.coverage.saying import named
from plangraph.web.site.listing import paginate
from plangraph.web.site.places import path_of
from plangraph.web.words import word

router = APIRouter()

#: So many elements stand in one part of the list, and so many of other plans are shown.
PAGE: Final = 100
OTHERS: Final = 24
_NEAR: Final = {Reason.ASKED: "linked", Reason.UNSERVED: "named"}


@router.api_route("/coverage/cell", methods=["GET", "HEAD"], include_in_schema=False)
def show_cell(
    request: Request,
    holdings: Served,
    wanted: Asking,
    row: Annotated[str, Query(max_length=300)] = "",
    column: Annotated[str, Query(max_length=300)] = "",
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> Response:
    """Show what stands behind a cell.

    :param row: key of its row
    :param column: key of its column
    :param page: which part of the elements
    """
    slugs = [plan.slug for plan in wanted.plans]
    if wanted.kind is Kind.TARGETS:
        # The column is the plan, whatever else is chosen.
        slugs = [holdings.plan(column).slug]
    try:
        found = opened(holdings, wanted.kind, row, column, slugs)
    except KeyError as error:
        known = "the matrix has no such row or column"
        raise ProblemError("not-found", f"{str(error)[:100]}: {known}") from None
    plans = [holdings.plan(slug) for slug in slugs]
    made = _Making(holdings, found, plans, choose_lang(request))
    return send_page(request, "cell.html.jinja", made.page(page, wanted.kept))


class _Making:
    """The page of a cell in the making."""

    def __init__(self, holdings: Holdings, found: Opened, plans: Sequence[Plan], lang: Lang) -> None:
        self._holdings, self._found, self._plans, self._lang = holdings, found, plans, lang
        self._elements = Elements(holdings, lang)
        self._reasons = Reasons(holdings, found, plans, self._elements, lang)

    def page(self, number: int, kept: Mapping[str, object]) -> CellPage:
        """Return the page, with one part of the elements."""
        found, lang = self._found, self._lang
        cell, kind = found.cell, found.kind
        part = paginate(len(found.entries), number, PAGE)
        others = self._nearest(found.others)
        between = "coverage_in_plan" if kind is Kind.TARGETS else "coverage_and"
        return CellPage(
            kind=kind.value,
            tab=word(f"coverage_tab_{kind.value}", lang),
            title=word(between, lang, row=found.row.label.get(lang), column=found.column.label.get(lang)),
            row=found.row.key,
            column=found.column.key,
            state=cell.state.value,
            sign=words.SIGNS[cell.state],
            label=words.STATES[cell.state].get(lang),
            mark="" if cell.confirmed else word("coverage_all_unconfirmed", lang),
            rests=self._rests(),
            why=self._reasons.why(),
            notes=self._reasons.sources(),
            demands=self._reasons.demands(),
            groups=self._groups() if len(found.verdicts) > 1 else (),
            officials=tuple(self._official(target) for target in self._targets()),
            items=tuple(self._elements.item(entry) for entry in found.entries[part.start : part.end]),
            part=part,
            near=tuple(self._elements.item(entry) for entry in found.near[:OTHERS]),
            near_text=word(f"coverage_near_{_NEAR.get(cell.reason, 'groups')}", lang),
            astray=tuple(self._elements.item(entry) for entry in found.astray[:OTHERS]),
            others=tuple(self._elements.item(entry) for entry in others[:OTHERS]),
            more=max(0, len(others) - OTHERS),
            empty=not found.entries,
            plans=self._linked_plans(),
            kept=kept,
        )

    def _rests(self) -> str:
        cell = self._found.cell
        if not cell.plans:
            return ""
        counts = {
            "goal": cell.goals,
            "objective": cell.objectives,
            "measure": cell.measures,
            "focus-area": cell.areas,
        }
        parts = [count(thing, many, self._lang) for thing, many in counts.items() if many]
        key = "coverage_rests_in" if len(self._found.verdicts) > 1 else "coverage_rests"
        values = {"what": listing(parts, self._lang), "plans": cell.plans, "all": len(self._found.verdicts)}
        return word(key, self._lang, **values)

    def _groups(self) -> tuple[Group, ...]:
        """Return the plans by what the cell is in them, the best first."""
        alike: dict[tuple[State, Reason], list[str]] = defaultdict(list)
        for verdict in self._found.verdicts:
            alike[verdict.state, verdict.reason].append(verdict.plan)
        order = sorted(alike, key=lambda pair: (tuple(State).index(pair[0]), tuple(Reason).index(pair[1])))
        return tuple(
            Group(
                state.value,
                words.SIGNS[state],
                words.STATES[state].get(self._lang),
                words.REASONS[reason].get(self._lang),
                tuple((self._elements.plan_name(slug), slug) for slug in alike[state, reason]),
            )
            for state, reason in order
        )

    def _targets(self) -> list[Target]:
        if self._found.kind is Kind.OFFERS:
            return []
        years = {plan.year for plan in self._plans}
        known = yardstick_of(self._holdings).themes.get(self._found.row.iri, ())
        return [target for target in known if target.year in years]

    def _official(self, target: Target) -> Official:
        note = None if target.note is None else named(target.note, self._lang)
        return Official(
            self._elements.target_name(target.iri),
            named(target.label, self._lang),
            path_of(target.iri),
            target.disputed,
            note,
        )

    def _nearest(self, entries: Iterable[Entry]) -> list[Entry]:
        """Return the goals of other plans first, those of the nearest years before others."""
        years = [plan.year for plan in self._plans if plan.year] or [0]

        def far(entry: Entry) -> tuple[bool, int, str]:
            year = serving_of(self._holdings, entry.plan).facts.year or 0
            full = entry.full and entry.element.kind == "goal"
            return not full, min(abs(year - own) for own in years), entry.plan

        return sorted(entries, key=far)

    def _linked_plans(self) -> tuple[tuple[str, str], ...]:
        """Return the few plans that it is worth going on to."""
        behind = dict.fromkeys(entry.plan for entry in self._found.entries)
        slugs = [plan.slug for plan in self._plans] if len(self._plans) == 1 else list(behind)
        return tuple((self._elements.plan_name(slug), slug) for slug in slugs[:6])
