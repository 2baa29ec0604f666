"""Every IRI leads to a document: 303 from the thing to it, and the document in the form that is wanted.

Source: W3C, "Cool URIs for the Semantic Web", section 4.2 (303 URIs forwarding to one generic document).
"""

from __future__ import annotations

import json
from typing import Annotated, Final
from urllib.parse import quote

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from plangraph.names import BASE, ONTOLOGY, mint
from plangraph.store import GRAPH_FORMS, Form, write_graph
from plangraph.web.context import CONTEXT_PATH, compact
from plangraph.web.data import Copy
from plangraph.web.incoming import current_copy, settings_of
from plangraph.web.negotiation import choose_lang, rank_forms
from plangraph.web.pages import render
from plangraph.web.problems import ProblemError
from plangraph.web.sending import send
from plangraph.web.things import Thing, Value, describe, find, is_version

router = APIRouter()

HTML: Final = Form("html", "text/html", "text/html; charset=utf-8")
_FORMS: Final = {"html": HTML, **GRAPH_FORMS}
_NAMES: Final = {"html": "HTML", "ttl": "Turtle", "jsonld": "JSON-LD", "nt": "N-Triples", "rdf": "RDF/XML"}
_GRAPHS: Final = mint("graph", "x")[:-1]
_READ: Final = ["GET", "HEAD"]


@router.api_route("/id/{rest:path}", methods=_READ)
@router.api_route("/vocab/{rest:path}", methods=_READ)
@router.api_route("/rule/{rest:path}", methods=_READ)
@router.api_route("/ontology/{rest:path}", methods=_READ)
@router.api_route("/ontology", methods=_READ)
def lead(request: Request, copy: Annotated[Copy, Depends(current_copy)]) -> Response:
    """Lead from a thing, which nobody can send, to the document about it."""
    path = request.url.path.removeprefix("/")
    if is_version(copy, BASE + path):
        path = ONTOLOGY.removeprefix(BASE)
    elif find(copy, BASE + path) is None:
        raise ProblemError("not-found", f"nothing is known of {BASE}{path[:200]}")
    query = f"?{request.url.query}" if request.url.query else ""
    target = f"{settings_of(request).prefix}/doc/{quote(path)}{query}"
    return RedirectResponse(target, 303, {"Cache-Control": "no-cache", "Vary": "Accept, Accept-Language"})


@router.api_route("/doc/{path:path}", methods=_READ)
def show_document(request: Request, path: str, copy: Annotated[Copy, Depends(current_copy)]) -> Response:
    """Send what is known of a thing: in the form of the ending, or in the one that the client wants most."""
    thing, form = find(copy, BASE + path), ""
    if thing is None:
        stem, dot, ending = path.rpartition(".")
        if dot and ending in _FORMS:
            thing, form = find(copy, BASE + stem), ending
        path = stem if thing else path
    if thing is None:
        raise ProblemError("not-found", f"nothing is known of {BASE}{path[:200]}")
    address = f"{settings_of(request).prefix}/doc/{quote(path)}"
    headers = {"Link": _links(address, form)}
    if not form:
        form = next(iter(rank_forms(request, GRAPH_FORMS, html=True)), "")
        if not form:
            raise ProblemError(
                "not-acceptable", f"it can be had as {', '.join(f.media for f in _FORMS.values())}"
            )
        headers["Vary"] = "Accept, Accept-Language" if form == "html" else "Accept"
    elif form == "html":
        headers["Vary"] = "Accept-Language"
    if form == "html":
        headers["Content-Language"] = choose_lang(request)
    headers["Content-Location"] = f"{address}.{form}"
    return send(request, _body(request, copy, thing, form, address), _FORMS[form].sent, headers)


def _body(request: Request, copy: Copy, thing: Thing, form: str, address: str) -> bytes:
    if form == "html":
        lang = choose_lang(request)
        query = f"?lang={lang}" if "lang" in request.query_params else ""
        forms = [Value(_NAMES[name], f"{address}.{name}") for name in GRAPH_FORMS]
        page = describe(copy, thing, lang, settings_of(request).prefix, query, forms)
        return render(request, "thing.html.jinja", page, lang).encode()
    if thing.iri.startswith(_GRAPHS) and copy.store.holds(thing.iri):
        return copy.store.write(thing.iri, form)
    if form == "jsonld":
        return compact(thing.graph(), settings_of(request).base + CONTEXT_PATH)
    return write_graph(thing.graph(), form)


def _links(address: str, form: str) -> str:
    return ", ".join(
        f'<{address}.{name}>; rel="alternate"; type="{known.media}"'
        for name, known in _FORMS.items()
        if name != form
    )


@router.api_route(CONTEXT_PATH, methods=_READ)
def send_context(request: Request) -> Response:
    """Send the context that the JSON-LD of this server refers to; what an address gives never changes."""
    from plangraph.web.context import read_context

    body = json.dumps(read_context(), ensure_ascii=False, indent=2).encode()
    return send(request, body, GRAPH_FORMS["jsonld"].sent, {"Cache-Control": "public, max-age=86400"})
