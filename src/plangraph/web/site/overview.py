"""The overview: every plan with its level, its score and its most important gap."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from plangraph.model import Assessment, Lang, Severity
from plangraph.report.words import SEVERITY, SIGN
from plangraph.web.holdings import Holdings, Plan, holdings_of
from plangraph.web.negotiation import choose_lang
from plangraph.web.pages import send_page
from plangraph.web.site.listing import Choice, Part, choose, paginate

router = APIRouter()

#: So many plans stand on one page.
PAGE: Final = 100


@dataclass(frozen=True, slots=True)
class Level:
    """How high a plan stands on the stairs of completeness.

    :param name: of the highest level reached; nothing where none is
    :param reached: how many levels are reached
    :param levels: how many there are
    """

    name: str
    reached: int
    levels: int


@dataclass(frozen=True, slots=True)
class Row:
    """A plan in the overview; what is not known yet is None.

    :param slug: its slug
    :param label: its title
    :param places: its municipalities
    :param year: its year; 0 where it says none
    :param areas: focus areas
    :param goals: goals
    :param level: its level of completeness
    :param passed: checks passed
    :param examined: checks made
    :param gap: the most important gap; nothing where there is none
    :param severity: how serious that is, as a class of the style sheet
    :param sign: the severity's sign
    :param severity_name: the severity as a word
    """

    slug: str
    label: str
    places: str
    year: int
    areas: int
    goals: int
    level: Level | None
    passed: int
    examined: int
    gap: str
    severity: str
    sign: str
    severity_name: str


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """The overview.

    :param rows: the plans of this part of the list
    :param part: which part it is
    :param plans: how many plans there are in all
    :param municipalities: how many municipalities have one
    :param years: what years can be chosen
    :param regions: what regions can be chosen
    :param query: what is chosen, for links to other parts
    :param checking: how many of the plans shown are still being checked
    """

    rows: tuple[Row, ...]
    part: Part
    plans: int
    municipalities: int
    years: tuple[Choice, ...]
    regions: tuple[Choice, ...]
    query: Mapping[str, str]
    checking: int


@router.api_route("/", methods=["GET", "HEAD"], include_in_schema=False)
def show_overview(
    request: Request,
    holdings: Annotated[Holdings, Depends(holdings_of)],
    year: str = "",
    region: str = "",
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> Response:
    """Show the plans, of a year and a region where they are chosen."""
    lang = choose_lang(request)
    plans = [p for p in holdings.plans if _is_chosen(p, year, region)]
    part = paginate(len(plans), page, PAGE)
    rows = tuple(_row(p, holdings.assessed(p.slug), lang) for p in plans[part.start : part.end])
    regions = {place.region.da: place.region for plan in holdings.plans for place in plan.places}
    shown = OverviewPage(
        rows=rows,
        part=part,
        plans=len(holdings.plans),
        municipalities=len({place.iri for plan in holdings.plans for place in plan.places}),
        years=choose(
            ((str(y), str(y)) for y in sorted({p.year for p in holdings.plans}, reverse=True)), year
        ),
        regions=choose(((key, name.get(lang)) for key, name in sorted(regions.items()) if key), region),
        query={name: said for name, said in (("year", year), ("region", region)) if said},
        checking=sum(row.level is None for row in rows),
    )
    return send_page(request, "overview.html.jinja", shown)


def _is_chosen(plan: Plan, year: str, region: str) -> bool:
    there = not region or any(place.region.da == region for place in plan.places)
    return there and (not year or str(plan.year) == year)


def _row(plan: Plan, assessment: Assessment | None, lang: Lang) -> Row:
    from plangraph.report.terminal import most_important

    gap = "" if assessment is None else most_important(assessment.report, lang)
    findings = () if assessment is None else assessment.report.findings
    # What weighs most is of the worst severity that there is.
    open_ = {finding.severity for finding in findings if finding.waiver is None}
    worst = next((severity for severity in Severity if severity in open_), Severity.INFO)
    return Row(
        slug=plan.slug,
        label=plan.label.get(lang),
        places=" · ".join(place.name.get(lang) for place in plan.places) or plan.slug,
        year=plan.year,
        areas=plan.areas,
        goals=plan.goals,
        level=None if assessment is None else level_of(assessment, lang),
        passed=0 if assessment is None else assessment.overall.passed,
        examined=0 if assessment is None else assessment.overall.examined,
        gap=gap,
        severity=worst.value,
        sign=SIGN[worst],
        severity_name=SEVERITY[worst].get(lang),
    )


def level_of(assessment: Assessment, lang: Lang) -> Level:
    """Return how high a plan stands: each level holds the one before."""
    reached = [tier.name.get(lang) for tier in assessment.tiers if tier.reached]
    return Level(reached[-1] if reached else "", len(reached), len(assessment.tiers))
