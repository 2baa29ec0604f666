"""Plans: which there are, and what there is to know of one as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Query
from rdflib import Namespace, URIRef
from rdflib.namespace import DCTERMS
from starlette.requests import Request
from starlette.responses import Response

from plangraph import report
from plangraph.assess.scores import load_levels
from plangraph.model import Assessment, Severity
from plangraph.names import PG
from plangraph.web.api import answers
from plangraph.web.api.answers import address, link, read
from plangraph.web.api.choosing import Chosen, chosen, one_of
from plangraph.web.api.elements import Slug, elements_of
from plangraph.web.api.facts import Facts
from plangraph.web.api.known import assessments
from plangraph.web.api.models.common import Link, say, say_or_none
from plangraph.web.api.models.plans import Checks, PlanList, PlanRef, PlanSummary, Severities, Source
from plangraph.web.api.models.plans import Plan as PlanAnswer
from plangraph.web.api.municipalities import municipality
from plangraph.web.api.paging import Paging, paging
from plangraph.web.api.reading import KINDS
from plangraph.web.holdings import Holdings, Plan, holdings_of
from plangraph.web.incoming import settings_of

router: APIRouter = answers.make_router("plans")

_PG: Final = Namespace(PG)
#: What a plan is said to reach that reaches no level.
NO_LEVEL: Final = "none"
LEVELS: Final = (NO_LEVEL, *(level.id for level in load_levels()))


@read(router, "/plans", PlanList)
def list_plans(
    request: Request,
    holdings: Annotated[Holdings, Depends(holdings_of)],
    chosen: Annotated[Chosen, Depends(chosen)],
    paging: Annotated[Paging, Depends(paging)],
    level: Annotated[
        str | None,
        Query(
            description="Only plans for which this is the highest level of completeness that they reach.",
            json_schema_extra={"enum": LEVELS},
        ),
    ] = None,
) -> Response:
    """List the plans.

    By municipality and then year, each with its level of completeness, checks passed and findings by
    severity. What is still being checked says null there; `unchecked` counts those.
    """
    one_of("level", level, LEVELS)
    plans = chosen.plans(holdings)
    if level is None:
        shown = paging.part(plans)
        known = assessments(holdings, shown)
        total, unchecked = len(plans), sum(holdings.assessed(plan.slug) is None for plan in plans)
    else:
        known = assessments(holdings, plans)
        found = [plan for plan in plans if level_of(known[plan.slug]) == level]
        shown, total = paging.part(found), len(found)
        unchecked = sum(assessment is None for assessment in known.values())
    items = tuple(PlanSummary(**summary_of(request, holdings, plan, known[plan.slug])) for plan in shown)
    listing = PlanList(items=items, unchecked=unchecked, **paging.told(total))
    return answers.answer(request, listing, paging.links(request, total))


@read(router, "/plans/{slug}", PlanAnswer, "not-found")
def show_plan(request: Request, holdings: Annotated[Holdings, Depends(holdings_of)], slug: Slug) -> Response:
    """Show a plan.

    Its summary, who stands behind it, and how complete it is: scores by dimension, levels, and how far
    each national target of its year reaches into it. The request waits until the plan is checked.
    """
    plan = holdings.plan(slug)
    assessment = assessments(holdings, [plan])[plan.slug]
    reported: Mapping[str, Any] = {} if assessment is None else report.as_dict(assessment)
    facts, node = Facts(holdings.graph(plan.slug), holdings.reference), URIRef(plan.iri)
    period = facts.iri(node, DCTERMS.temporal)
    kinds = Counter(element.kind for element in elements_of(request, holdings, plan))
    told = PlanAnswer(
        **summary_of(request, holdings, plan, assessment),
        description=say_or_none(facts.text(node, DCTERMS.description)),
        period=None if period is None else facts.thing(period),
        adopted_by=facts.things(node, _PG.adoptedBy),
        adopted_on=facts.word(node, _PG.adoptedOn),
        responsible=facts.things(node, _PG.responsible),
        sources=tuple(_source(facts, document) for document in facts.iris(node, DCTERMS.source)),
        elements={kind: kinds[kind] for kind in KINDS},
        series=tuple(ref_of(other) for other in holdings.series(plan)),
        scores=reported["scores"]["dimensions"] if reported else (),
        tiers=reported.get("tiers", ()),
        targets=reported.get("targets", ()),
    )
    return answers.answer(request, told)


def summary_of(
    request: Request, holdings: Holdings, plan: Plan, assessment: Assessment | None
) -> dict[str, Any]:
    """Return the fields of a plan's summary.

    :param assessment: how complete it is, or None while that is not known
    """
    checks, severities = (None, None) if assessment is None else counted(assessment)
    return {
        "slug": plan.slug,
        "iri": plan.iri,
        "label": say(plan.label),
        "name": say(plan.name),
        "year": plan.year or None,
        "status": "adopted" if plan.adopted else "draft",
        "municipalities": tuple(municipality(holdings, place.iri) for place in plan.places),
        "focus_areas": plan.areas,
        "goals": plan.goals,
        "level": level_of(assessment),
        "checks": checks,
        "severities": severities,
        "links": _links(request, plan),
    }


def counted(assessment: Assessment) -> tuple[Checks, Severities]:
    """Return how many checks a plan passed, and how many findings of each severity there are."""
    counts = assessment.report.severities()
    return (
        Checks(passed=assessment.overall.passed, examined=assessment.overall.examined),
        Severities(**{severity.value: counts[severity] for severity in Severity}),
    )


def level_of(assessment: Assessment | None) -> str | None:
    """Return the id of the highest level that a plan reaches; each holds the one before."""
    if assessment is None:
        return None
    return next((tier.id for tier in reversed(assessment.tiers) if tier.reached), NO_LEVEL)


def ref_of(plan: Plan) -> PlanRef:
    """Return a plan, as others point at it."""
    return PlanRef(slug=plan.slug, name=say(plan.name), year=plan.year or None)


def _links(request: Request, plan: Plan) -> tuple[Link, ...]:
    here, prefix = address(request, "plans", plan.slug), settings_of(request).prefix
    return (
        link("self", here, "plan"),
        link("elements", f"{here}/elements", "api_elements"),
        link("gaps", f"{here}/gaps", "api_gaps"),
        link("report", f"{here}/report", "api_report"),
        link("alternate", f"{prefix}/plans/{plan.slug}", "api_page"),
        link("describedby", f"{prefix}/doc/id/plan/{plan.slug}", "api_document"),
    )


def _source(facts: Facts, node: URIRef) -> Source:
    title = facts.text(node, DCTERMS.title)
    return Source(
        iri=str(node),
        title=say(facts.label(node) if title is None else title),
        media_type=facts.word(node, DCTERMS["format"]),
        language=facts.word(node, DCTERMS.language),
        pages=facts.integer(node, _PG.pages),
        sha256=facts.word(node, _PG.sha256),
    )
