"""The front page: the plans, the vocabularies, and where programs find what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from plangraph.names import BASE, PG
from plangraph.web.data import Copy
from plangraph.web.incoming import current_copy, settings_of
from plangraph.web.negotiation import choose_lang
from plangraph.web.pages import render, show
from plangraph.web.problems import KINDS, ProblemError
from plangraph.web.sending import send

router = APIRouter()

_SCHEME = "http://www.w3.org/2004/02/skos/core#ConceptScheme"


@dataclass(frozen=True, slots=True)
class Link:
    """A link on the page.

    :param text: what it says
    :param href: where it leads
    """

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class FrontPage:
    """What there is.

    :param plans: the plans
    :param vocabularies: the vocabularies
    """

    plans: tuple[Link, ...]
    vocabularies: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class KindPage:
    """A kind of problem.

    :param title: what it is
    :param status: the HTTP status that goes with it
    """

    title: str
    status: int


@router.api_route("/", methods=["GET", "HEAD"])
def show_front(request: Request, copy: Annotated[Copy, Depends(current_copy)]) -> Response:
    """Show the front page."""
    lang, prefix = choose_lang(request), settings_of(request).prefix
    query = f"?lang={lang}" if "lang" in request.query_params else ""

    def links(class_iri: str) -> tuple[Link, ...]:
        iris = [iri for iri in copy.store.instances(class_iri) if iri.startswith(BASE)]
        labels = copy.store.labels(iris)
        found = [
            Link(
                labels[iri].get(lang) if iri in labels else iri,
                f"{prefix}/doc/{iri.removeprefix(BASE)}{query}",
            )
            for iri in iris
        ]
        return tuple(sorted(found, key=lambda link: link.text.casefold()))

    page = FrontPage(links(PG + "Plan"), links(_SCHEME))
    body = render(request, "front.html.jinja", page, lang).encode()
    headers = {"Vary": "Accept-Language", "Content-Language": lang}
    return send(request, body, "text/html; charset=utf-8", headers)


@router.api_route("/problems/{name}", methods=["GET", "HEAD"])
def show_problem(request: Request, name: str) -> Response:
    """Say what a kind of problem is; the ``type`` of each leads here."""
    if name not in KINDS:
        raise ProblemError("not-found", f"there is no problem {name[:100]!r}")
    kind = KINDS[name]
    page = KindPage(kind.title.get(choose_lang(request)), kind.status)
    return show(request, "kind.html.jinja", page, headers={"Vary": "Accept-Language"})


@router.api_route("/robots.txt", methods=["GET", "HEAD"])
def send_robots() -> Response:
    """Ask crawlers to leave the endpoints alone."""
    return PlainTextResponse(
        "User-agent: *\nDisallow: /sparql\nDisallow: /rdf-graph-store\nDisallow: /dump.\n"
    )
