"""Rules: what plans are held against."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from plangraph.assess.scores import DIMENSIONS
from plangraph.model import Severity
from plangraph.web.api import answers
from plangraph.web.api.answers import read
from plangraph.web.api.choosing import one_of
from plangraph.web.api.models.knowledge import Rule, RuleList
from plangraph.web.api.paging import Paging, paging
from plangraph.web.holdings import Holdings, holdings_of
from plangraph.web.problems import ProblemError, nearby

router: APIRouter = answers.make_router("rules")


@read(router, "/rules", RuleList)
def list_rules(
    request: Request,
    holdings: Annotated[Holdings, Depends(holdings_of)],
    paging: Annotated[Paging, Depends(paging)],
    dimension: Annotated[
        str | None,
        Query(
            description="Only rules of this dimension of completeness.",
            json_schema_extra={"enum": list(DIMENSIONS)},
        ),
    ] = None,
    severity: Annotated[
        Severity | None, Query(description="Only rules whose findings are so serious.")
    ] = None,
    year: Annotated[
        int | None, Query(ge=1900, le=2200, description="Only rules that apply to plans of this year.")
    ] = None,
) -> Response:
    """List the rules.

    What plans are held against, with why it is demanded and what to do about it.
    """
    one_of("dimension", dimension, DIMENSIONS)
    found = [
        rule
        for rule in holdings.rules
        if dimension in (None, rule.dimension)
        and severity in (None, rule.severity)
        and (year is None or rule.applies_to(year))
    ]
    items = tuple(Rule.model_validate(rule) for rule in paging.part(found))
    listing = RuleList(items=items, **paging.told(len(found)))
    return answers.answer(request, listing, paging.links(request, len(found)))


@read(router, "/rules/{rule}", Rule, "not-found")
def show_rule(
    request: Request,
    holdings: Annotated[Holdings, Depends(holdings_of)],
    rule: Annotated[str, Path(description="Its id.", examples=["national-target-unaddressed"])],
) -> Response:
    """Show a rule.

    Its words in both languages, and the years that it applies to.
    """
    known = {one.id: one for one in holdings.rules}
    if rule not in known:
        raise ProblemError("not-found", f"there is no rule {rule[:80]!r}{nearby(rule, known)}")
    return answers.answer(request, Rule.model_validate(known[rule]))
