"""The parts of a plan: each with its links and why they hold, its figures, and where it stands."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from plangraph.web.api import answers
from plangraph.web.api.answers import read
from plangraph.web.api.models.elements import Element, ElementList, Kind
from plangraph.web.api.paging import Paging, paging
from plangraph.web.api.reading import Reader
from plangraph.web.holdings import Holdings, Plan, holdings_of
from plangraph.web.incoming import settings_of
from plangraph.web.problems import ProblemError, nearby

router: APIRouter = answers.make_router("plans")

Slug = Annotated[str, Path(description="The plan's slug.", examples=["hvidovre-2023"])]


@read(router, "/plans/{slug}/elements", ElementList, "not-found")
def list_elements(
    request: Request,
    holdings: Annotated[Holdings, Depends(holdings_of)],
    paging: Annotated[Paging, Depends(paging)],
    slug: Slug,
    kind: Annotated[list[Kind] | None, Query(description="Only elements of these kinds.")] = None,
) -> Response:
    """List the elements of a plan, with their links, figures and evidence.

    Focus areas, objectives, goals, measures, challenges and statutory statements, by kind and then as
    they are numbered. A link says whether the plan states it, a reader interpreted it or the intake
    suggested it. Evidence points into the document; its words are there where the server has it.
    """
    plan = holdings.plan(slug)
    found = [element for element in elements_of(request, holdings, plan) if not kind or element.kind in kind]
    listing = ElementList(items=tuple(paging.part(found)), **paging.told(len(found)))
    return answers.answer(request, listing, paging.links(request, len(found)))


@read(router, "/plans/{slug}/elements/{kind}/{key}", Element, "not-found")
def show_element(
    request: Request,
    holdings: Annotated[Holdings, Depends(holdings_of)],
    slug: Slug,
    kind: Annotated[Kind, Path(description="What it is.", examples=["goal"])],
    key: Annotated[str, Path(description="Its key in the plan.", examples=["1"])],
) -> Response:
    """Show an element of a plan.

    It is known by its kind and its key in the plan: `goal/3c`.
    """
    plan = holdings.plan(slug)
    known = {e.key: e for e in elements_of(request, holdings, plan) if e.kind == kind and e.key is not None}
    if key not in known:
        hint = nearby(key, known, f"; it has {len(known)} of them")
        raise ProblemError("not-found", f"the plan {slug} has no {kind} {key[:80]!r}{hint}")
    return answers.answer(request, known[key])


def elements_of(request: Request, holdings: Holdings, plan: Plan) -> tuple[Element, ...]:
    """Return the elements of a plan, by kind and then as they are numbered."""

    def make() -> tuple[Element, ...]:
        return Reader(holdings, plan, settings_of(request).prefix).elements()

    return holdings.keep_of(plan.slug, "api elements", make)
