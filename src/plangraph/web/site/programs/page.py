"""What programs can ask, told to people: addresses, examples to copy, and what is good to know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from plangraph.model import Lang
from plangraph.names import mint
from plangraph.web.context import CONTEXT_PATH
from plangraph.web.holdings import Holdings, holdings_of
from plangraph.web.incoming import settings_of
from plangraph.web.negotiation import choose_lang
from plangraph.web.pages import number, send_page
from plangraph.web.words import word

router = APIRouter()

#: The plan of the examples where there is one of that name.
_PLAN: Final = "hvidovre-2023"
_RDF: Final = "Turtle, JSON-LD, N-Triples, RDF/XML"
#: The sections: name, and of each address what stands there (a word) and in what forms.
_SECTIONS: Final = (
    (
        "rest",
        (
            ("/api/v1", "entry", "JSON"),
            ("/api/v1/plans", "plans", "JSON"),
            ("/api/v1/plans/{plan}/elements", "elements", "JSON"),
            ("/api/v1/gaps", "gaps", "JSON"),
            (
                "/api/v1/plans/{plan}/report",
                "report",
                "JSON, HTML, PDF, Markdown, Excel, SARIF, JUnit, Turtle",
            ),
            ("/api/v1/matrices", "matrices", "JSON, CSV, Excel"),
            ("/api/v1/questions", "questions", "JSON, CSV, Excel"),
            ("/api/v1/compare", "compare", "JSON"),
            ("/api/v1/check", "check", "JSON, HTML, PDF, Markdown, Excel, SARIF, JUnit, Turtle"),
            ("/api/v1/rules", "rules", "JSON"),
            ("/api/v1/targets", "targets", "JSON"),
            ("/api/v1/concepts", "concepts", "JSON"),
            ("/api/v1/municipalities", "municipalities", "JSON"),
            ("/api/v1/openapi.json", "openapi", "OpenAPI 3.1"),
        ),
    ),
    (
        "documents",
        (
            ("/id/plan/{plan}", "thing", "303 → /doc/…"),
            ("/doc/id/plan/{plan}", "document", f"HTML, {_RDF}"),
            ("/ontology", "ontology", f"HTML, {_RDF}"),
            ("/vocab/target-group", "vocabulary", f"HTML, {_RDF}"),
        ),
    ),
    ("sparql", (("/sparql", "endpoint", f"JSON, XML, CSV, TSV; {_RDF}"),)),
    ("graphs", (("/rdf-graph-store?graph=…", "graph_store", _RDF),)),
    (
        "data",
        (
            ("/.well-known/void", "void", _RDF),
            ("/dump.trig", "dump", "TriG"),
            ("/dump.nq", "dump", "N-Quads"),
            (CONTEXT_PATH, "jsonld", "JSON-LD"),
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Address:
    """An address.

    :param path: its path
    :param href: where it leads; nothing where more is needed to ask it
    :param about: what stands there
    :param forms: in what forms it can be had
    """

    path: str
    href: str
    about: str
    forms: str


@dataclass(frozen=True, slots=True)
class Example:
    """A command to copy.

    :param about: what it does
    :param command: for a shell
    """

    about: str
    command: str


@dataclass(frozen=True, slots=True)
class Section:
    """A way to the data.

    :param name: its anchor
    :param title: its heading
    :param text: what it is
    :param addresses: where it is found
    :param examples: how it is asked
    """

    name: str
    title: str
    text: str
    addresses: tuple[Address, ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class ApiPage:
    """What programs can ask.

    :param sections: the ways to the data
    :param notes: what is good to know, a heading and a sentence each
    """

    sections: tuple[Section, ...]
    notes: tuple[tuple[str, str], ...]


@router.api_route("/api", methods=["GET", "HEAD"], include_in_schema=False)
def show_api(request: Request, holdings: Annotated[Holdings, Depends(holdings_of)]) -> Response:
    """Show what programs can ask."""
    lang, slugs = choose_lang(request), [plan.slug for plan in holdings.plans]
    slug = _PLAN if _PLAN in slugs else next(iter(slugs), "")
    page = ApiPage(
        sections=tuple(_section(request, lang, name, rows, slug) for name, rows in _SECTIONS),
        notes=tuple((word(f"api_note_{key}", lang), text) for key, text in _notes(request, lang)),
    )
    return send_page(request, "api.html.jinja", page)


def _section(
    request: Request, lang: Lang, name: str, rows: tuple[tuple[str, str, str], ...], slug: str
) -> Section:
    prefix = settings_of(request).prefix
    addresses = []
    for path, about, forms in rows:
        if "{plan}" in path and not slug:
            continue
        here = path.replace("{plan}", slug)
        asked = here.endswith(("…", "/compare", "/check"))
        addresses.append(Address(here, "" if asked else prefix + here, word(f"api_at_{about}", lang), forms))
    examples = tuple(
        Example(word(f"api_do_{about}", lang), command)
        for about, command in _commands(settings_of(request).base, slug).get(name, ())
    )
    return Section(
        name, word(f"api_{name}_title", lang), word(f"api_{name}_text", lang), tuple(addresses), examples
    )


def _commands(base: str, slug: str) -> dict[str, list[tuple[str, str]]]:
    """Return commands by section: the word for what each does, and the command.

    :param slug: of the plan that they ask for; nothing where there is none
    """
    plan = f"{base}/api/v1/plans/{slug}"
    query = "query=SELECT ?plan ?title { ?plan a pg:Plan ; rdfs:label ?title }"
    found = {
        "rest": [
            ("plans", f"curl '{base}/api/v1/plans?year=2023'"),
            ("gaps", f"curl '{plan}/gaps?severity=violation'"),
            ("pdf", f"curl -o report.pdf '{plan}/report?format=pdf&lang=da'"),
            ("csv", f"curl '{base}/api/v1/questions/who-offers-what?instrument=ins:igu&format=csv'"),
            ("check", f"curl -F file=@draft.docx '{base}/api/v1/check?format=md'"),
            ("job", f"curl -i -F file=@draft.docx -H 'Prefer: respond-async' {base}/api/v1/check"),
        ],
        "documents": [
            ("turtle", f"curl -L -H 'Accept: text/turtle' {base}/id/plan/{slug}"),
            ("ending", f"curl {base}/doc/id/plan/{slug}.jsonld"),
        ],
        "sparql": [("query", f"curl -G {base}/sparql -H 'Accept: text/csv' --data-urlencode '{query}'")],
        "graphs": [("graph", f"curl -H 'Accept: text/turtle' '{base}/rdf-graph-store?graph={_graph(slug)}'")],
        "data": [
            ("void", f"curl -H 'Accept: text/turtle' {base}/.well-known/void"),
            ("dump", f"curl -o plangraph.trig {base}/dump.trig"),
        ],
    }
    if slug:
        return found
    return {name: [one for one in many if one[0] not in _OF_A_PLAN] for name, many in found.items()}


_OF_A_PLAN: Final = frozenset({"gaps", "pdf", "turtle", "ending", "graph"})


def _graph(slug: str) -> str:
    return mint("graph", slug) if slug else ""


def _notes(request: Request, lang: Lang) -> list[tuple[str, str]]:
    settings = settings_of(request)
    limits = settings.limits
    rate = "rate" if limits.requests_per_second else "no_rate"
    values = {
        "cache": {},
        "parts": {},
        "errors": {},
        rate: {
            "rate": number(limits.requests_per_second, lang),
            "burst": number(limits.burst, lang),
        },
        "limits": {
            "seconds": number(limits.query_seconds, lang),
            "rows": number(limits.query_rows, lang),
            "megabytes": number(limits.draft_bytes / 1_000_000, lang),
        },
        "drafts": {"hours": number(limits.draft_hours, lang)},
        "scripts" if settings.origins else "no_scripts": {},
    }
    return [(key, word(f"api_note_{key}_text", lang, **told)) for key, told in values.items()]
