"""The Graph Store Protocol: whole graphs read by anybody, and written by who knows a token.

A graph is named by ``?graph=<IRI>`` or ``?default``, or directly: its address under ``/rdf-graph-store/`` is
its name.

Source: W3C SPARQL 1.1 Graph Store HTTP Protocol, sections 4 (identification) and 5 (operations); RFC 9110,
section 13 (conditional requests).
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Annotated, Final
from uuid import uuid4

from fastapi import APIRouter, Depends
from rdflib import Graph
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import Response

from plangraph.store import GRAPH_FORMS, GraphStore, Source, parse_graph
from plangraph.web.data import Copy
from plangraph.web.incoming import (
    current_copy,
    data_of,
    read_already,
    read_body,
    require_token,
    settings_of,
)
from plangraph.web.negotiation import rank_forms
from plangraph.web.problems import ProblemError
from plangraph.web.sending import has_it

router = APIRouter()

PATH: Final = "/rdf-graph-store"
#: RFC 3987: a scheme, and nothing that must be escaped.
_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`\ufffd]*\Z")
_DIRECT: Final = PATH + "/{rest:path}"
_MULTIPART: Final = "multipart/form-data"
_MOST_PARTS: Final = 20
#: Media types that are read, and the endings that their files would have.
_READ: Final = {form.media: f".{name}" for name, form in GRAPH_FORMS.items()}


@dataclass(frozen=True, slots=True)
class _Named:
    """The graph that a request is about.

    :param iri: its name, or None for the default graph
    """

    iri: str | None


@dataclass(frozen=True, slots=True)
class _Sent:
    """What a request sends to be stored.

    :param parts: bytes and media type of each part; mostly one
    """

    parts: tuple[tuple[bytes, str], ...]

    @property
    def source(self) -> Source:
        data = b"".join(part for part, _ in self.parts)
        return Source("Graph Store Protocol", hashlib.sha256(data).hexdigest())


def _named(request: Request) -> _Named:
    """Return which graph is meant.

    :raises ProblemError: when none is, or more than one
    """
    pairs = request.query_params.multi_items()
    if request.scope["path"] != PATH:
        if pairs:
            raise ProblemError(
                "malformed-request", "an address that names a graph directly takes no parameters"
            )
        raw: bytes = request.scope.get("raw_path") or request.scope["path"].encode()
        return _Named(settings_of(request).base + raw.decode("ascii"))
    graphs = [value for name, value in pairs if name == "graph"]
    defaults = [value for name, value in pairs if name == "default"]
    if len(pairs) != 1 or len(graphs) + len(defaults) != 1:
        raise ProblemError("malformed-request", "name one graph: ?graph=<IRI> or ?default")
    if defaults:
        return _Named(None)
    if not _IRI.match(graphs[0]):
        raise ProblemError("malformed-request", f"{graphs[0][:200]!r} is no IRI of a graph; write it whole")
    return _Named(graphs[0])


async def _sent(request: Request) -> _Sent:
    """Read what is sent, once it is known that it may be."""
    require_token(request)
    limit = settings_of(request).limits.graph_bytes
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media != _MULTIPART:
        return _Sent(((await read_body(request, limit), media),))
    return await _multipart(read_already(request, await read_body(request, limit)))


async def _multipart(request: Request) -> _Sent:
    try:
        async with request.form(max_files=_MOST_PARTS, max_fields=_MOST_PARTS) as form:
            parts = []
            for _, value in form.multi_items():
                if not isinstance(value, UploadFile):
                    raise ProblemError("malformed-request", "each part of the form is a file of RDF")
                media = (value.content_type or "").partition(";")[0].strip().lower()
                parts.append((await value.read(), media))
    except MultiPartException as error:
        raise ProblemError("malformed-request", f"the form cannot be read: {error.message}") from None
    if not parts:
        raise ProblemError("malformed-request", "the form holds no file")
    return _Sent(tuple(parts))


def _parse(sent: _Sent, base: str) -> Graph:
    graph = Graph(bind_namespaces="none")
    for data, media in sent.parts:
        if media not in _READ:
            raise ProblemError(
                "unsupported-media-type",
                f"{media[:100] or 'data without a media type'} is not read; {', '.join(_READ)} are",
                headers={"Accept-Post": ", ".join((*_READ, _MULTIPART))},
            )
        graph += parse_graph(data, "the graph", ending=_READ[media], base=base, may_be_empty=True)
    return graph


def _tag(digest: str, form: str) -> str:
    return f'"{digest[:32]}.{form}"'


def _check(request: Request, store: GraphStore, name: str | None) -> None:
    """Hold the conditions of a request against the graph as it is now.

    Whatever form the client has, it is the graph that it knows: tags differ by form and are taken by digest.
    """
    exists = store.holds(name)
    wanted, unwanted = request.headers.get("if-match"), request.headers.get("if-none-match")
    if wanted is None and unwanted is None:
        return
    digest = store.digest(name)[:32] if exists else ""
    if wanted is not None and not (exists and (wanted.strip() == "*" or digest in _digests(wanted))):
        raise ProblemError("changed-meanwhile", "the graph is not the one that If-Match names; read it again")
    if unwanted is not None and exists and (unwanted.strip() == "*" or digest in _digests(unwanted)):
        raise ProblemError("changed-meanwhile", "there is such a graph already, and If-None-Match wants none")


def _digests(header: str) -> list[str]:
    # A weak tag never matches a strong one.
    tags = [tag.strip() for tag in header.split(",")]
    return [tag.strip('"').partition(".")[0] for tag in tags if tag.startswith('"')]


Current = Annotated[Copy, Depends(current_copy)]
Name = Annotated[_Named, Depends(_named)]
Body = Annotated[_Sent, Depends(_sent)]


@router.api_route(PATH, methods=["GET", "HEAD"])
@router.api_route(_DIRECT, methods=["GET", "HEAD"])
def read(request: Request, named: Name, copy: Current) -> Response:
    """Send a graph."""
    if not copy.store.holds(named.iri):
        raise _missing(named)
    wanted = rank_forms(request, GRAPH_FORMS)
    if not wanted:
        raise ProblemError("not-acceptable", f"a graph can be had as {', '.join(_READ)}")
    tag = _tag(copy.digest(named.iri), wanted[0])
    headers = {"ETag": tag, "Vary": "Accept", "Cache-Control": "no-cache"}
    if has_it(request, tag):
        return Response(None, 304, headers)
    body = copy.store.write(named.iri, wanted[0])
    return Response(body, 200, {**headers, "Content-Type": GRAPH_FORMS[wanted[0]].sent})


@router.put(PATH)
@router.put(_DIRECT)
def replace(request: Request, named: Name, sent: Body) -> Response:
    """Put a graph in the place of what stood there."""
    graph = _parse(sent, named.iri or settings_of(request).base + PATH)

    def action(store: GraphStore) -> bool:
        _check(request, store, named.iri)
        existed = store.holds(named.iri)
        store.put(named.iri, graph, source=sent.source)
        return existed

    return _done(existed=data_of(request).change(action))


@router.post(PATH)
@router.post(_DIRECT)
def add(request: Request, sent: Body) -> Response:
    """Add statements to a graph; without a name, make a new one and say where it is."""
    base = settings_of(request).base + PATH
    unnamed = request.scope["path"] == PATH and not request.query_params
    name = f"{base}/{uuid4().hex}" if unnamed else _named(request).iri
    graph = _parse(sent, name or base)

    def action(store: GraphStore) -> bool:
        _check(request, store, name)
        existed = store.holds(name)
        store.add(name, graph, source=sent.source)
        return existed

    existed = data_of(request).change(action)
    if unnamed and name is not None:
        return Response(None, 201, {"Location": name})
    return _done(existed=existed)


@router.delete(PATH, dependencies=[Depends(require_token)])
@router.delete(_DIRECT, dependencies=[Depends(require_token)])
def remove(request: Request, named: Name) -> Response:
    """Remove a graph; the default graph is emptied."""

    def action(store: GraphStore) -> None:
        if not store.holds(named.iri):
            raise _missing(named)
        _check(request, store, named.iri)
        store.remove(named.iri)

    data_of(request).change(action)
    return Response(None, 204)


def _missing(named: _Named) -> ProblemError:
    return ProblemError("not-found", f"there is no graph {(named.iri or '')[:200]}")


def _done(*, existed: bool) -> Response:
    return Response(None, 204 if existed else 201)
