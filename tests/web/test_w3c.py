"""The W3C tests of SPARQL 1.1 Protocol, Graph Store Protocol and Service Description, on a real server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import w3c
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import RDF
from running import TOKEN, Running, running

from plangraph.store import EmbeddedStore, load_reference

FOLDER = w3c.folder()
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")

pytestmark = pytest.mark.skipif(
    FOLDER is None, reason="the W3C test manifests are not here; name their folder in PLANGRAPH_W3C_TESTS"
)


@pytest.fixture(scope="module")
def manifests() -> Path:
    assert FOLDER is not None
    return FOLDER


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Running]:
    """A server of a store without plans, which may be written to."""
    with EmbeddedStore(tmp_path / "store") as store:
        load_reference(store)
    with running(store=tmp_path / "store", writable=True) as started:
        started.client.headers["Authorization"] = f"Bearer {TOKEN}"
        yield started


Tell = Callable[[str, object], None]


def load(case: w3c.Case, server: Running) -> None:
    for name, path in case.data:
        headers = {"Content-Type": "application/n-triples"}
        answer = server.client.put(
            "/rdf-graph-store", params={"graph": name}, content=path.read_bytes(), headers=headers
        )
        assert answer.status_code in (201, 204), answer.text


def test_protocol(manifests: Path, empty: Running, record_property: Tell) -> None:
    cases = w3c.read(manifests / "protocol" / "manifest.ttl")
    places = {"/sparql/": "/sparql"}
    wrong, refused, passed = {}, [], []
    for case in cases:
        load(case, empty)
        complaints = list(w3c.replay(case, empty.client, places))
        if case.needs_update:
            first = case.requests[0]
            answer = empty.client.request(
                first.method, "/sparql", headers=dict(first.headers), content=first.body
            )
            assert answer.status_code == 403, case.name
            assert answer.json()["type"].endswith("/problems/read-only"), case.name
            assert complaints, case.name
            refused.append(case.name)
        elif complaints:
            wrong[case.name] = complaints
        else:
            passed.append(case)
    vacuous = sum(case.is_update for case in passed)
    record_property(
        "told",
        f"W3C SPARQL Protocol: passed {len(passed)} of {len(cases)} ({vacuous} of them want a wrong update "
        f"refused, and every update is); not passed: {len(refused)} want an update to succeed, refused with "
        f"403 because the endpoint is read-only by construction; failed: {len(wrong)}",
    )
    assert wrong == {}


@pytest.mark.parametrize("kind", ["direct", "indirect"])
def test_graph_store_protocol(kind: str, manifests: Path, empty: Running, record_property: Tell) -> None:
    manifest = manifests / "graph-store-protocol" / f"manifest-{kind}.ttl"
    cases, more = w3c.read(manifest), w3c.read_unlisted(manifest)
    wrong = {}
    for case in (*cases, *more):
        # Each case begins with nothing: some want 201 for a graph that an earlier one made.
        for name in empty_names(case, empty):
            empty.client.delete(name)
        if complaints := list(w3c.replay(case, empty.client, {"/gsp": "/rdf-graph-store"})):
            wrong[case.name] = complaints
    good = sum(case.name not in wrong for case in cases)
    also = f", and {sum(case.name not in wrong for case in more)} of {len(more)} that are not listed"
    record_property(
        "told", f"W3C Graph Store Protocol, {kind}: passed {good} of {len(cases)}{also if more else ''}"
    )
    assert wrong == {}


def test_a_wrong_server_is_seen(manifests: Path, server: Running) -> None:
    cases = w3c.read(manifests / "protocol" / "manifest.ttl")
    wanting = [case for case in cases if not case.name.startswith("bad_")]
    assert all(list(w3c.replay(case, server.client, {"/sparql/": "/"})) for case in wanting)
    stores = w3c.read(manifests / "graph-store-protocol" / "manifest-direct.ttl")
    assert all(list(w3c.replay(case, server.client, {"/gsp": "/rdf-graph-store"})) for case in stores)


def empty_names(case: w3c.Case, server: Running) -> list[str]:
    paths = {request.path.replace("/gsp", "/rdf-graph-store", 1) for request in case.requests}
    return sorted(path for path in paths if "$" not in path and path != "/rdf-graph-store")


def test_service_description(manifests: Path, server: Running, record_property: Tell) -> None:
    cases = w3c.read(manifests / "service-description" / "manifest.ttl")
    answer = server.get("/sparql", headers={"Accept": "text/turtle"})
    graph = Graph().parse(data=answer.text, format="turtle")
    endpoint = URIRef(f"{server.base}/sparql")
    checks: dict[str, Callable[[], bool]] = {
        "returns-rdf": lambda: answer.status_code == 200 and len(graph) > 0,
        "has-endpoint-triple": lambda: (None, SD.endpoint, endpoint) in graph,
        "conforms-to-schema": lambda: conforms(graph),
    }
    wrong = [case.name for case in cases if not checks[case.name]()]
    record_property("told", f"W3C Service Description: passed {len(cases) - len(wrong)} of {len(cases)}")
    assert wrong == []


def conforms(graph: Graph) -> bool:
    """Hold a description against the domains and ranges of the vocabulary (its section 3)."""
    kinds = {
        SD.endpoint: (SD.Service, None),
        SD.feature: (SD.Service, None),
        SD.supportedLanguage: (SD.Service, None),
        SD.resultFormat: (SD.Service, None),
        SD.defaultDataset: (SD.Service, SD.Dataset),
        SD.defaultGraph: (SD.Dataset, SD.Graph),
        SD.namedGraph: (SD.Dataset, SD.NamedGraph),
        SD.name: (SD.NamedGraph, None),
        SD.graph: (SD.NamedGraph, SD.Graph),
    }
    known = {*kinds, RDF.type}
    for subject, predicate, value in graph:
        if str(predicate).startswith(str(SD)) and predicate not in known:
            return False
        domain, reach = kinds.get(URIRef(str(predicate)), (None, None))
        if domain is not None and (subject, RDF.type, domain) not in graph:
            return False
        if reach is not None and (value, RDF.type, reach) not in graph:
            return False
    return len(list(graph.objects(None, SD.endpoint))) == 1
