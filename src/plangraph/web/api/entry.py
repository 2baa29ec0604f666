"""Where a program begins: what there is, and where."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from plangraph import __version__
from plangraph.web.api import answers
from plangraph.web.api.answers import PREFIX, link, read
from plangraph.web.api.models.common import Link, say
from plangraph.web.api.models.knowledge import Entry
from plangraph.web.context import CONTEXT_PATH
from plangraph.web.holdings import Holdings, holdings_of
from plangraph.web.incoming import settings_of
from plangraph.web.words import both

router: APIRouter = answers.make_router("entry")

#: What there is: relation, path and the word for it.
PLACES: Final = (
    ("self", PREFIX, "api"),
    ("service-desc", f"{PREFIX}/openapi.json", "api_openapi"),
    ("service-doc", f"{PREFIX}/docs", "api_reference"),
    ("plans", f"{PREFIX}/plans", "plans"),
    ("gaps", f"{PREFIX}/gaps", "api_gaps"),
    ("matrices", f"{PREFIX}/matrices", "coverage"),
    ("questions", f"{PREFIX}/questions", "questions"),
    ("compare", f"{PREFIX}/compare", "compare"),
    ("check", f"{PREFIX}/check", "check_draft"),
    ("rules", f"{PREFIX}/rules", "rules"),
    ("targets", f"{PREFIX}/targets", "national_targets"),
    ("concepts", f"{PREFIX}/concepts", "vocabularies"),
    ("municipalities", f"{PREFIX}/municipalities", "api_municipalities"),
    ("report-schema", f"{PREFIX}/schemas/report", "api_report_schema"),
    ("sparql", "/sparql", "sparql"),
    ("graph-store", "/rdf-graph-store", "graph_store"),
    ("describedby", "/.well-known/void", "dataset"),
    ("context", CONTEXT_PATH, "api_context"),
)


@read(router, "", Entry)
def show_entry(request: Request, holdings: Annotated[Holdings, Depends(holdings_of)]) -> Response:
    """Show what there is.

    Links to everything else: the lists, the description of this API, SPARQL and the other ways to the
    same data.
    """
    prefix = settings_of(request).prefix
    links: tuple[Link, ...] = tuple(link(rel, prefix + path, key) for rel, path, key in PLACES)
    title = say(both("api_title"))
    entry = Entry(title=title, version=__version__, plans=len(holdings.plans), links=links)
    return answers.answer(request, entry, [f'<{prefix}/api>; rel="service-doc"'])
