"""Municipalities: all of the country, and whose plans are here."""

from __future__ import annotations

from collections import defaultdict
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query
from rdflib import RDF, Namespace, URIRef
from rdflib.namespace import SKOS
from starlette.requests import Request
from starlette.responses import Response

from plangraph.names import PG
from plangraph.web.api import answers, choosing
from plangraph.web.api.answers import read
from plangraph.web.api.facts import Facts
from plangraph.web.api.models.common import say
from plangraph.web.api.models.plans import Municipality, MunicipalityList, MunicipalityPlans, Region
from plangraph.web.api.paging import Paging, paging
from plangraph.web.holdings import Holdings, holdings_of
from plangraph.web.problems import ProblemError

router: APIRouter = answers.make_router("municipalities")

_PG = Namespace(PG)


@read(router, "/municipalities", MunicipalityList)
def list_municipalities(
    request: Request,
    holdings: Annotated[Holdings, Depends(holdings_of)],
    paging: Annotated[Paging, Depends(paging)],
    region: choosing.Region = None,
    has_plan: Annotated[
        bool | None, Query(description="Only those that have a plan here, or only those that have none.")
    ] = None,
) -> Response:
    """List the municipalities, and which of them have a plan.

    All of the country, by code.
    """
    plans = _plans(holdings)
    found = [
        place
        for place in _municipalities(holdings)
        if (region is None or (place.region is not None and place.region.code == region))
        and (has_plan is None or (place.iri in plans) == has_plan)
    ]
    items = tuple(_with_plans(place, plans) for place in paging.part(found))
    listing = MunicipalityList(items=items, **paging.told(len(found)))
    return answers.answer(request, listing, paging.links(request, len(found)))


@read(router, "/municipalities/{code}", MunicipalityPlans, "not-found")
def show_municipality(
    request: Request,
    holdings: Annotated[Holdings, Depends(holdings_of)],
    code: Annotated[str, Path(pattern=r"^[0-9]{4}$", description="Its four digits.", examples=["0167"])],
) -> Response:
    """Show a municipality and its plans.

    It is known by its four digits.
    """
    for place in _municipalities(holdings):
        if place.code == code:
            return answers.answer(request, _with_plans(place, _plans(holdings)))
    raise ProblemError("not-found", f"there is no municipality with the code {code!r}")


def municipality(holdings: Holdings, iri: str) -> Municipality:
    """Return a municipality by its IRI; one that nobody knows has its short name."""
    facts, node = Facts(holdings.reference, holdings.reference), URIRef(iri)
    region = facts.iri(node, _PG.inRegion)
    return Municipality(
        iri=iri,
        code=_code(facts, node),
        name=say(facts.label(node)),
        region=None
        if region is None
        else Region(iri=str(region), code=_code(facts, region), name=say(facts.label(region))),
    )


def _code(facts: Facts, node: URIRef) -> str:
    return facts.word(node, SKOS.notation) or str(node).rpartition("/")[2]


def _municipalities(holdings: Holdings) -> tuple[Municipality, ...]:
    def make() -> tuple[Municipality, ...]:
        known = set(holdings.reference.subjects(RDF.type, _PG.Municipality))
        found = {str(node) for node in known if isinstance(node, URIRef)}
        found |= {place.iri for plan in holdings.plans for place in plan.places}
        return tuple(sorted((municipality(holdings, iri) for iri in found), key=lambda m: (m.code, m.iri)))

    return holdings.keep("api municipalities", make)


def _plans(holdings: Holdings) -> dict[str, tuple[str, ...]]:
    """Return the slugs of the plans of each municipality, by its IRI."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for plan in sorted(holdings.plans, key=lambda plan: (plan.year, plan.slug)):
        for place in plan.places:
            found[place.iri].append(plan.slug)
    return {iri: tuple(slugs) for iri, slugs in found.items()}


def _with_plans(place: Municipality, plans: dict[str, tuple[str, ...]]) -> MunicipalityPlans:
    return MunicipalityPlans(**dict(place), plans=plans.get(place.iri, ()))
