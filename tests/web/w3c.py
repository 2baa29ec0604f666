"""Replays the requests of the W3C SPARQL 1.1 test manifests against a server.

The manifests are not ours and not here: they are read from the folder that PLANGRAPH_W3C_TESTS names, or from
``shared/w3c`` beside the project.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import httpx
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from rdflib.namespace import RDFS
from rdflib.term import Node

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
HTS = Namespace("http://www.w3.org/2011/http-statusCodes#")
CNT = Namespace("http://www.w3.org/2011/content#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")

_CODES = {HTS.OK: "200", HTS.Created: "201", HTS.NoContent: "204", HTS.NotFound: "404"}
_TABLES = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
)
_GRAPHS = ("text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json")


def folder() -> Path | None:
    """Return where the manifests are, or None."""
    named = os.environ.get("PLANGRAPH_W3C_TESTS")
    found = Path(named) if named else Path(__file__).resolve().parents[3] / "shared" / "w3c"
    return found if (found / "protocol" / "manifest.ttl").is_file() else None


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    headers: tuple[tuple[str, str], ...]
    body: bytes | None
    statuses: tuple[str, ...]
    boolean: bool | None
    form: str | None
    location: str | None
    answer: tuple[str, str] | None
    answer_type: str | None


@dataclass(frozen=True)
class Case:
    name: str
    data: tuple[tuple[str, Path], ...]
    requests: tuple[Request, ...]

    @property
    def is_update(self) -> bool:
        """Whether it is about the update operation."""
        return "update" in self.name

    @property
    def needs_update(self) -> bool:
        """Whether it wants an update to succeed."""
        return self.name.startswith("update_")


def read(manifest: Path) -> tuple[Case, ...]:
    """Read the cases that a manifest lists, in its order."""
    graph = Graph().parse(manifest, format="turtle")
    return tuple(_case(graph, entry, manifest) for entry in _listed(graph))


def read_unlisted(manifest: Path) -> tuple[Case, ...]:
    """Read the cases that a manifest describes and does not list."""
    graph = Graph().parse(manifest, format="turtle")
    others = set(graph.subjects(MF.action)) - set(_listed(graph))
    return tuple(_case(graph, entry, manifest) for entry in sorted(others, key=str))


def _listed(graph: Graph) -> list[Node]:
    return list(Collection(graph, next(graph.objects(None, MF.entries))))


def _case(graph: Graph, entry: Node, manifest: Path) -> Case:
    data = tuple(
        (str(graph.value(d, RDFS.label)), manifest.parent / str(graph.value(d, UT.graph)).rpartition("/")[2])
        for d in graph.objects(entry, UT.graphData)
    )
    action = graph.value(entry, MF.action)
    requests = graph.value(action, HT.requests) if action is not None else None
    listed = Collection(graph, requests) if requests is not None else ()
    name = str(entry).rpartition("#")[2]
    return Case(name, data, tuple(_request(graph, request) for request in listed))


def _headers(graph: Graph, node: Node | None) -> tuple[tuple[str, str], ...]:
    listed = graph.value(node, HT.headers) if node is not None else None
    if listed is None:
        return ()
    return tuple(
        (str(graph.value(h, HT.fieldName)).lower(), str(graph.value(h, HT.fieldValue)))
        for h in Collection(graph, listed)
    )


def _body(graph: Graph, node: Node | None) -> tuple[str, str] | None:
    body = graph.value(node, HT.body) if node is not None else None
    if body is None:
        return None
    return str(graph.value(body, CNT.chars)), str(graph.value(body, CNT.characterEncoding))


def _request(graph: Graph, node: Node) -> Request:
    response = graph.value(node, HT.resp)
    body, headers = _body(graph, node), _headers(graph, node)
    text = None if body is None else body[0]
    if text is not None and any("multipart" in value for _, value in headers):
        text = re.sub(r"\r?\n", "\r\n", text)  # the parser of the manifest may have read \r\n as \n
    boolean = graph.value(response, MF.expectedBoolean)
    expected = _headers(graph, response)
    value = graph.value(response, MF.expectedFormat)
    location = graph.value(response, MF.expectedLocation)
    answer = _body(graph, response)
    return Request(
        str(graph.value(node, HT.methodName)),
        str(graph.value(node, HT.absolutePath)),
        headers,
        None if body is None or text is None else text.encode(body[1]),
        tuple(sorted(_status(code) for code in graph.objects(response, MF.expectedStatus))),
        bool(boolean.toPython()) if isinstance(boolean, Literal) else None,
        None if value is None else str(value),
        None if location is None else str(location),
        answer,
        dict(expected).get("content-type"),
    )


def _status(code: Node) -> str:
    if code in _CODES:
        return _CODES[URIRef(str(code))]
    return str(code).rpartition("StatusCode")[2]  # 2xx


def replay(case: Case, client: httpx.Client, places: dict[str, str]) -> Iterator[str]:
    """Send the requests of a case in order, and yield what is not as expected.

    :param places: what the paths begin with in the manifest, and here
    """
    known: dict[str, str] = {}
    for number, request in enumerate(case.requests, start=1):
        path, body = request.path, request.body
        for name, value in known.items():
            path = path.replace(name, quote(value, safe=""))
            body = None if body is None else body.replace(name.encode(), value.encode())
        start = next(place for place in places if path.startswith(place))
        path = places[start] + path.removeprefix(start)
        # httpx would write percent-encoding anew, and the tests are about just that.
        url = httpx.URL(str(client.base_url).rstrip("/")).copy_with(raw_path=path.encode())
        answer = client.send(
            client.build_request(request.method, url, headers=dict(request.headers), content=body)
        )
        for complaint in _compare(request, answer):
            yield f"request {number} ({request.method} {path[:60]}): {complaint}"
        if request.location:
            known[request.location] = answer.headers.get("location", "")


def _compare(request: Request, answer: httpx.Response) -> Iterator[str]:
    status = str(answer.status_code)
    if not any(re.fullmatch(wanted.replace("x", r"\d"), status) for wanted in request.statuses):
        yield f"status {status}, wanted {' or '.join(request.statuses)}: {answer.text[:200]}"
        return
    kind = answer.headers.get("content-type", "")
    media = kind.partition(";")[0]
    if request.answer_type is not None and request.answer_type != kind:
        yield f"content type {kind}, wanted {request.answer_type}"
    wanted = {"boolean": _TABLES[:2], "tabular": _TABLES, "RDF": _GRAPHS}.get(request.form or "")
    if wanted is not None and media not in wanted:
        yield f"a {request.form} answer was wanted, this is {media}"
    elif request.boolean is not None and _truth(answer.content, media) != request.boolean:
        yield f"the answer is not {request.boolean}"
    if request.location and not answer.headers.get("location"):
        yield "no Location"
    if request.answer is not None:
        expected = Graph().parse(data=request.answer[0], format="turtle")
        if not isomorphic(Graph().parse(data=answer.text, format="turtle"), expected):
            yield "another graph"


def _truth(body: bytes, media: str) -> bool:
    if media.endswith("json"):
        return bool(json.loads(body)["boolean"])
    found = ElementTree.fromstring(body).find("{http://www.w3.org/2005/sparql-results#}boolean")
    return found is not None and found.text == "true"
