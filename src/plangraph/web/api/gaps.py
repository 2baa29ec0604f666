"""Gaps: what plans lack or have wrong, of one plan and across plans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from plangraph import report
from plangraph.assess.scores import DIMENSIONS
from plangraph.model import Assessment, Finding, Severity
from plangraph.web.api import answers
from plangraph.web.api.answers import read
from plangraph.web.api.choosing import Chosen, chosen, one_of
from plangraph.web.api.elements import Slug
from plangraph.web.api.known import assessments
from plangraph.web.api.models.reports import Gap, GapList
from plangraph.web.api.paging import Paging, paging
from plangraph.web.holdings import Holdings, Plan, holdings_of

router: APIRouter = answers.make_router("gaps")


@dataclass(frozen=True, slots=True)
class Filter:
    """Which gaps are asked for; what is empty leaves all of them.

    :param severities: how serious
    :param dimensions: of which dimensions of completeness
    :param rules: of which rules
    :param waived: only those that somebody accepts, or only the others; None for both
    """

    severities: frozenset[Severity]
    dimensions: frozenset[str]
    rules: frozenset[str]
    waived: bool | None

    def lets_through(self, finding: Finding, dimension: str) -> bool:
        """Say whether a gap is asked for.

        :param dimension: that its rule belongs to
        """
        return (
            (not self.severities or finding.severity in self.severities)
            and (not self.dimensions or dimension in self.dimensions)
            and (not self.rules or finding.rule in self.rules)
            and (self.waived is None or (finding.waiver is not None) == self.waived)
        )


def filtered(
    holdings: Annotated[Holdings, Depends(holdings_of)],
    severity: Annotated[list[Severity] | None, Query(description="Only gaps that are so serious.")] = None,
    dimension: Annotated[
        list[str] | None,
        Query(
            description="Only gaps in these dimensions of completeness.",
            json_schema_extra={"items": {"type": "string", "enum": list(DIMENSIONS)}},
        ),
    ] = None,
    rule: Annotated[list[str] | None, Query(description="Only gaps that these rules found.")] = None,
    waived: Annotated[
        bool | None, Query(description="Only gaps that somebody accepts (true), or only the others (false).")
    ] = None,
) -> Filter:
    """Return which gaps a request asks for; for ``Depends``."""
    ids = {known.id for known in holdings.rules}
    for one in dimension or ():
        one_of("dimension", one, DIMENSIONS)
    for one in rule or ():
        one_of("rule", one, ids)
    return Filter(frozenset(severity or ()), frozenset(dimension or ()), frozenset(rule or ()), waived)


@read(router, "/gaps", GapList)
def list_gaps(
    request: Request,
    holdings: Annotated[Holdings, Depends(holdings_of)],
    chosen: Annotated[Chosen, Depends(chosen)],
    filtered: Annotated[Filter, Depends(filtered)],
    paging: Annotated[Paging, Depends(paging)],
) -> Response:
    """List the gaps of all plans, or of those of a municipality, a region or a year.

    A gap is a finding of a rule. Plans that are still being checked are named in `unchecked`, and their
    gaps come with a later request.
    """
    return _list(request, holdings, chosen.plans(holdings), filtered, paging)


@read(router, "/plans/{slug}/gaps", GapList, "not-found")
def list_gaps_of_plan(
    request: Request,
    holdings: Annotated[Holdings, Depends(holdings_of)],
    filtered: Annotated[Filter, Depends(filtered)],
    paging: Annotated[Paging, Depends(paging)],
    slug: Slug,
) -> Response:
    """List the gaps of a plan.

    The worst first. The request waits until the plan is checked.
    """
    return _list(request, holdings, [holdings.plan(slug)], filtered, paging)


def _list(
    request: Request, holdings: Holdings, plans: Iterable[Plan], filtered: Filter, paging: Paging
) -> Response:
    known = assessments(holdings, plans)
    dimensions = {rule.id: rule.dimension for rule in holdings.rules}
    # A country has tens of thousands of them; only those that are sent are written out.
    places = [
        (slug, place)
        for slug, assessment in known.items()
        if assessment is not None
        for place, finding in enumerate(assessment.report.findings)
        if filtered.lets_through(finding, dimensions[finding.rule])
    ]
    listing = GapList(
        unchecked=tuple(slug for slug, assessment in known.items() if assessment is None),
        items=tuple(_written(known, paging.part(places), dimensions)),
        **paging.told(len(places)),
    )
    return answers.answer(request, listing, paging.links(request, len(places)))


def _written(
    known: Mapping[str, Assessment | None],
    places: Sequence[tuple[str, int]],
    dimensions: Mapping[str, str],
) -> Iterator[Gap]:
    for slug, group in groupby(places, key=itemgetter(0)):
        assessment = known[slug]
        findings = [] if assessment is None else report.as_dict(assessment)["findings"]
        for _, place in group:
            finding = findings[place]
            yield Gap(plan=slug, dimension=dimensions[finding["rule"]], finding=finding)
