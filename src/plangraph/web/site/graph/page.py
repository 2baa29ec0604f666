"""The graph: plans as a picture that can be questioned, with tables that say the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from plangraph.model import Lang
from plangraph.names import shorten
from plangraph.picture import SCRIPTS, STYLE, digest, read_assets
from plangraph.web.holdings import Holdings, Plan, holdings_of
from plangraph.web.incoming import settings_of
from plangraph.web.negotiation import choose_lang
from plangraph.web.pages import number, send_page
from plangraph.web.problems import ProblemError
from plangraph.web.site.graph.choice import ALL, WAYS, Asked, choose_plans, find_focus, know, list_candidates
from plangraph.web.site.graph.leads import Leads
from plangraph.web.site.graph.views import Stage, View
from plangraph.web.site.listing import Choice, choose
from plangraph.web.words import word

router = APIRouter()

#: So many target groups and instruments are drawn, unless somebody asks for more.
CONCEPTS: Final = (24, 48, 96)
#: So many plans can be ticked one by one.
CHECKS: Final = 120
_READ: Final = ["GET", "HEAD"]
_FOREVER: Final = {"Cache-Control": "public, max-age=31536000, immutable"}


@dataclass(frozen=True, slots=True)
class Form:
    """What plans can be chosen.

    :param plans: how many there are to choose from
    :param years: their years
    :param regions: their regions
    :param municipalities: their municipalities
    :param ways: how they can be put together
    :param most: how many target groups and instruments can be drawn
    :param checks: the plans, to be ticked; none where they are too many
    :param focus: what is in focus and stays so
    :param narrowed: whether anything is chosen
    :param open: whether the form is open from the start
    """

    plans: int
    years: tuple[Choice, ...]
    regions: tuple[Choice, ...]
    municipalities: tuple[Choice, ...]
    ways: tuple[Choice, ...]
    most: tuple[Choice, ...]
    checks: tuple[Choice, ...]
    focus: str
    narrowed: bool
    open: bool


@dataclass(frozen=True, slots=True)
class GraphPage(View):
    """The page.

    :param form: what can be chosen
    :param query: what it was asked, for its other parts
    :param scripts: addresses of the scripts
    :param style: address of the style sheet
    """

    form: Form = Form(0, (), (), (), (), (), (), "", False, False)
    query: dict[str, Any] | None = None
    scripts: tuple[str, ...] = ()
    style: str = ""


@router.api_route("/graph", methods=_READ, include_in_schema=False)
def show_graph(
    request: Request,
    holdings: Annotated[Holdings, Depends(holdings_of)],
    plan: Annotated[list[str] | None, Query()] = None,
    year: str | None = None,
    region: str = "",
    municipality: str = "",
    by: str = "",
    focus: str = "",
    most: Annotated[int, Query(ge=1, le=CONCEPTS[-1])] = CONCEPTS[0],
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> Response:
    """Show plans as a picture: one plan, several, or what is tied to the thing in focus."""
    lang = choose_lang(request)
    asked = Asked(tuple(slug for slug in plan or () if slug), year, region, municipality, by, focus, most)
    plans, newest = choose_plans(holdings, asked)
    wanted = find_focus(holdings, asked, plans)
    if wanted is not None and wanted.plan:
        plans, newest = (holdings.plan(wanted.plan),), ""
    elif wanted is not None and newest and (held := know(holdings).shared[wanted.iri].year):
        # A national target is of one year, and only the plans of that one are held against it.
        asked = replace(asked, year=str(held))
        plans, newest = choose_plans(holdings, asked)
    prefix = settings_of(request).prefix
    leads = Leads(prefix, lang if "lang" in request.query_params else "", asked)
    stage = Stage(holdings, plans, asked, leads, lang, newest)
    if not plans:
        view = View(word("graph_title", lang), word("graph_how_plans", lang))
    elif len(plans) == 1:
        view = stage.show_plan(wanted)
    elif wanted is not None:
        view = stage.show_thing(know(holdings).shared[wanted.iri], page)
    else:
        view = stage.show_plans()
    files = f"{prefix}/graph/files/{digest()}/"
    shown = GraphPage(
        **{name: getattr(view, name) for name in View.__dataclass_fields__},
        form=_form(holdings, plans, asked, newest, lang),
        query=leads.query | {"focus": focus, "by": by},
        scripts=tuple(files + name for name in SCRIPTS),
        style=files + STYLE,
    )
    return send_page(request, "graph.html.jinja", shown)


@router.api_route("/graph/files/{version}/{name}", methods=_READ, include_in_schema=False)
def send_file(version: str, name: str) -> Response:
    """Send a script or the style sheet; what an address gives never changes."""
    asset = read_assets().get(name)
    if asset is None or version != digest():
        raise ProblemError("not-found", f"there is no file {name[:100]!r} of this version")
    return Response(asset.body, 200, {**_FOREVER, "Content-Type": asset.media})


def _form(holdings: Holdings, plans: tuple[Plan, ...], asked: Asked, newest: str, lang: Lang) -> Form:
    candidates = list_candidates(holdings.plans, asked)
    if newest:
        candidates = tuple(plan for plan in candidates if str(plan.year) == newest)
    regions = {place.region.da: place.region for plan in holdings.plans for place in plan.places}
    homes = {place.code: place.name for plan in holdings.plans for place in plan.places}
    checks = candidates if len(candidates) <= CHECKS else ()
    return Form(
        plans=len(candidates),
        years=choose(
            ((str(y), str(y)) for y in sorted({p.year for p in holdings.plans if p.year}, reverse=True)),
            newest or asked.year or "",
        ),
        regions=choose(((key, name.get(lang)) for key, name in sorted(regions.items()) if key), asked.region),
        municipalities=choose(
            sorted(((c, n.get(lang)) for c, n in homes.items()), key=lambda pair: pair[1].casefold()),
            asked.municipality,
        ),
        ways=choose(((way, word(f"graph_by_{way}", lang)) for way in WAYS), asked.by),
        most=choose(((str(many), number(many, lang)) for many in CONCEPTS), str(asked.most)),
        checks=choose(((plan.slug, plan.name.get(lang)) for plan in checks), *asked.plans),
        focus=shorten(asked.focus) if asked.focus else "",
        narrowed=asked.narrowed and asked.year != ALL,
        open=not plans,
    )
