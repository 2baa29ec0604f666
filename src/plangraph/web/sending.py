"""How representations go out: with an ETag, or as the word that the client has them already."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from starlette.requests import Request
from starlette.responses import Response

from plangraph.store import GRAPH_FORMS, write_graph
from plangraph.web import crafts
from plangraph.web.negotiation import rank_forms
from plangraph.web.problems import ProblemError

if TYPE_CHECKING:
    from rdflib import Graph

    from plangraph.model import Lang
    from plangraph.tables import Table
    from plangraph.web.workshop import Workshop

#: A workbook of more cells is large.
_LARGE: Final = 20_000
#: More prefixes that descriptions of data use.
MORE_PREFIXES: Final = {
    "void": "http://rdfs.org/ns/void#",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "foaf": "http://xmlns.com/foaf/0.1/",
}


def send(request: Request, body: bytes, media: str, headers: dict[str, str]) -> Response:
    """Send a representation with its ETag, or say that the client has it already.

    Source: RFC 9110, sections 8.8.3 and 13.1.2.
    """
    tag = f'"{hashlib.sha256(media.encode() + body).hexdigest()[:32]}"'
    headers = {"Cache-Control": "no-cache", **headers, "ETag": tag}
    if has_it(request, tag):
        return Response(None, 304, headers)
    return Response(body, 200, {**headers, "Content-Type": media})


def has_it(request: Request, tag: str) -> bool:
    """Say whether a client that asks again has a representation already (If-None-Match, weak comparison)."""
    known = request.headers.get("if-none-match", "")
    return known.strip() == "*" or tag in [one.strip().removeprefix("W/") for one in known.split(",")]


def write_workbook(request: Request, table: Table, lang: Lang) -> bytes:
    """Write a table as an Excel workbook; a large one in another process, as that takes seconds.

    :raises OutputError: when it has more rows than a sheet takes
    """
    if len(table.rows) * len(table.columns) <= _LARGE:
        return crafts.write_workbook(table, lang)
    workshop: Workshop = request.app.state.workshop
    return workshop.do(crafts.write_workbook, table, lang)


def send_graph(request: Request, graph: Graph) -> Response:
    """Send a graph in the form that the client wants most.

    :raises ProblemError: when it wants none that there is
    """
    wanted = rank_forms(request, GRAPH_FORMS)
    if not wanted:
        known = ", ".join(form.media for form in GRAPH_FORMS.values())
        raise ProblemError("not-acceptable", f"it can be had as {known}")
    body = write_graph(graph, wanted[0], MORE_PREFIXES)
    return send(request, body, GRAPH_FORMS[wanted[0]].sent, {"Vary": "Accept"})
