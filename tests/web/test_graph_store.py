"""The Graph Store Protocol: who may write, what is kept, and what happens when two write at once."""

from __future__ import annotations

import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from rdflib import Graph
from running import TOKEN, Running, problem, running

from plangraph import files
from plangraph.store import EmbeddedStore

STORE = "/rdf-graph-store"
HERE = "urn:x-test:graph"
TURTLE = {"Content-Type": "text/turtle"}
HOME = "https://w3id.org/plangraph/id/graph/"


def put(server: Running, name: str, text: str, **headers: str) -> httpx.Response:
    return server.client.put(
        STORE, params={"graph": name}, content=text.encode(), headers={**TURTLE, **headers}
    )


def graph_of(server: Running, name: str) -> set[tuple[object, ...]]:
    answer = server.get(STORE, params={"graph": name}, headers={"Accept": "application/n-triples"})
    assert answer.status_code == 200, answer.text
    return set(Graph().parse(data=answer.text, format="nt11"))


def test_anybody_reads(server: Running) -> None:
    name = HOME + "hvidovre-2023"
    answer = server.get(STORE, params={"graph": name}, headers={"Accept": "text/turtle"})
    graph = Graph().parse(data=answer.text, format="turtle")
    assert len(graph) == len(Graph().parse(files.root() / "data" / "ttl" / "hvidovre-2023.ttl"))
    again = server.get(
        STORE,
        params={"graph": name},
        headers={"Accept": "text/turtle", "If-None-Match": answer.headers["etag"]},
    )
    assert again.status_code == 304
    other = server.get(STORE, params={"graph": name}, headers={"Accept": "application/n-triples"})
    assert other.headers["etag"] != answer.headers["etag"]
    head = server.client.head(STORE, params={"graph": name}, headers={"Accept": "text/turtle"})
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", answer.headers["etag"])


def test_nobody_writes_without_a_store(server: Running) -> None:
    for method in ("PUT", "POST", "DELETE"):
        headers = {**TURTLE, "Authorization": f"Bearer {TOKEN}"}
        answer = server.client.request(method, f"{STORE}?graph={HERE}", headers=headers)
        assert answer.status_code == 403
        assert answer.json()["type"].endswith("/problems/read-only")


@pytest.mark.parametrize(
    "given",
    [
        None,
        "Bearer",
        "Bearer wrong",
        f"Basic {TOKEN}",
        f"Bearer {TOKEN}x",
        f"Bearer {TOKEN[:-1]}",
        "Bearer æøå",
    ],
)
def test_nobody_writes_without_a_token(writable: Running, given: str | None) -> None:
    before = writable.get(STORE, params={"graph": HOME + "hvidovre-2023"}).headers["etag"]
    headers = [(b"Content-Type", b"text/turtle")]
    if given is not None:
        headers.append((b"Authorization", given.encode()))
    for method in ("PUT", "POST", "DELETE"):
        url = f"{writable.base}{STORE}?graph={HOME}hvidovre-2023"
        answer = httpx.request(method, url, headers=headers, content=b"", trust_env=False)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Bearer")
    assert writable.get(STORE, params={"graph": HOME + "hvidovre-2023"}).headers["etag"] == before


def test_a_store_without_token_is_not_written_to(stored: Path) -> None:
    with running(store=stored) as reading:
        assert reading.client.put(f"{STORE}?default", headers=TURTLE, content=b"").status_code == 403


def test_what_is_put_is_asked_at_once(writable: Running) -> None:
    assert put(writable, HERE, "<> <x:p> 1 .").status_code == 201
    assert writable.ask(f"ASK {{ GRAPH <{HERE}> {{ <{HERE}> <x:p> 1 }} }}")["boolean"] is True
    assert put(writable, HERE, "<x:a> <x:p> 2 .").status_code == 204
    assert writable.ask("ASK { ?s <x:p> 1 }")["boolean"] is False
    assert writable.client.delete(STORE, params={"graph": HERE}).status_code == 204
    assert writable.ask("ASK { ?s <x:p> ?o }")["boolean"] is False
    assert writable.client.delete(STORE, params={"graph": HERE}).status_code == 404


def test_what_is_posted_is_added(writable: Running) -> None:
    for number in (1, 2):
        answer = writable.client.post(
            STORE, params={"graph": HERE}, content=f"<x:a> <x:p> {number} .", headers=TURTLE
        )
        assert answer.status_code == (201 if number == 1 else 204)
    assert len(graph_of(writable, HERE)) == 2
    writable.client.delete(STORE, params={"graph": HERE})


def test_a_direct_address_is_the_name(writable: Running) -> None:
    assert writable.client.put(STORE + "/a/b.ttl", content="<> <x:p> 1 .", headers=TURTLE).status_code == 201
    assert graph_of(writable, f"{writable.base}{STORE}/a/b.ttl")
    assert "<x:p>" in writable.get(STORE + "/a/b.ttl", headers={"Accept": "application/n-triples"}).text
    assert writable.client.delete(STORE + "/a/b.ttl").status_code == 204


def test_a_plan_is_put_in_its_own_graph_alone(writable: Running) -> None:
    text = (files.root() / "data" / "ttl" / "hvidovre-2023.ttl").read_text("utf-8")
    wrong = put(writable, HOME + "hvidovre-2022", text)
    assert wrong.status_code == 422
    assert wrong.json()["type"].endswith("/problems/misplaced-plan")
    assert put(writable, HERE, text).status_code == 422
    assert put(writable, HOME + "new-2023", "<x:a> <x:p> 1 .").status_code == 422
    assert put(writable, HOME + "hvidovre-2023", text).status_code == 204
    loads = writable.ask(f"SELECT ?load {{ ?load prov:generated <{HOME}hvidovre-2023> }}")
    assert len(loads["results"]["bindings"]) == 2


def test_what_the_store_keeps_stays(writable: Running) -> None:
    for slug in ("provenance", "ontology-plangraph"):
        for method in ("PUT", "POST", "DELETE"):
            answer = writable.client.request(
                method, f"{STORE}?graph={HOME}{slug}", headers=TURTLE, content="<x:a> <x:p> 1 ."
            )
            assert answer.status_code == 403
            assert answer.json()["type"].endswith("/problems/protected-graph")


def test_conditions_hold(writable: Running) -> None:
    assert put(writable, HERE, "<x:a> <x:p> 1 .", **{"If-Match": "*"}).status_code == 412
    assert put(writable, HERE, "<x:a> <x:p> 1 .", **{"If-None-Match": "*"}).status_code == 201
    assert put(writable, HERE, "<x:a> <x:p> 2 .", **{"If-None-Match": "*"}).status_code == 412
    tags = [
        writable.get(STORE, params={"graph": HERE}, headers={"Accept": accept}).headers["etag"]
        for accept in ("text/turtle", "application/ld+json")
    ]
    assert put(writable, HERE, "<x:a> <x:p> 3 .", **{"If-Match": f"W/{tags[0]}"}).status_code == 412
    assert put(writable, HERE, "<x:a> <x:p> 3 .", **{"If-Match": f'"other", {tags[1]}'}).status_code == 204
    late = put(writable, HERE, "<x:a> <x:p> 4 .", **{"If-Match": tags[0]})
    assert late.status_code == 412
    assert late.json()["type"].endswith("/problems/changed-meanwhile")
    assert (
        writable.client.delete(STORE, params={"graph": HERE}, headers={"If-Match": tags[0]}).status_code
        == 412
    )
    assert writable.client.delete(STORE, params={"graph": HERE}).status_code == 204


def test_of_two_who_write_at_once_one_is_told(writable: Running) -> None:
    put(writable, HERE, "<x:a> <x:p> 0 .")
    tag = writable.get(STORE, params={"graph": HERE}).headers["etag"]
    with ThreadPoolExecutor(4) as people:
        answers = list(
            people.map(lambda n: put(writable, HERE, f"<x:a> <x:p> {n} .", **{"If-Match": tag}), range(1, 5))
        )
    assert sorted(answer.status_code for answer in answers) == [204, 412, 412, 412]
    writable.client.delete(STORE, params={"graph": HERE})


def test_a_reader_never_sees_half(writable: Running) -> None:
    """While a graph is replaced again and again, it is always whole."""
    texts = ["\n".join(f"<x:{k}> <x:p> {n} ." for k in range(300)) for n in range(40)]
    put(writable, HERE, texts[0])
    sparql = f"SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?o) AS ?k) {{ GRAPH <{HERE}> {{ ?s <x:p> ?o }} }}"
    with ThreadPoolExecutor(1) as writer:
        writing = writer.map(lambda text: put(writable, HERE, text).status_code, texts)
        for _ in range(60):
            row = writable.ask(sparql)["results"]["bindings"][0]
            assert (row["n"]["value"], row["k"]["value"]) == ("300", "1")
        assert set(writing) == {204}
    writable.client.delete(STORE, params={"graph": HERE})


@pytest.mark.parametrize(
    ("method", "path", "content", "media", "status", "kind"),
    [
        ("PUT", f"?graph={HERE}", "<x:a> <x:p> ", "text/turtle", 400, "malformed-graph"),
        ("PUT", f"?graph={HERE}", "", "text/html", 415, "unsupported-media-type"),
        ("PUT", f"?graph={HERE}", '{"@context": "http://h/"}', "application/ld+json", 400, "malformed-graph"),
        ("PUT", "?graph=relative", "", "text/turtle", 400, "malformed-request"),
        ("PUT", "?graph=x:%20y", "", "text/turtle", 400, "malformed-request"),
        ("PUT", "", "", "text/turtle", 400, "malformed-request"),
        ("GET", "?graph=%ff:%fe", None, "text/turtle", 400, "malformed-request"),
        ("PUT", "?graph=%ff:%fe", "", "text/turtle", 400, "malformed-request"),
        ("PUT", f"?graph={HERE}&default", "", "text/turtle", 400, "malformed-request"),
        ("GET", f"?graph={HERE}&graph={HERE}", None, "text/turtle", 400, "malformed-request"),
        ("GET", f"?graph={HERE}", None, "text/turtle", 404, "not-found"),
        ("DELETE", f"?graph={HERE}", None, "text/turtle", 404, "not-found"),
        ("PATCH", f"?graph={HERE}", None, "text/turtle", 405, "method-not-allowed"),
        ("PUT", f"?graph={HERE}", b"# " + b"x" * 21_000_000, "text/turtle", 413, "too-large"),
        ("POST", f"?graph={HERE}", "no form", "multipart/form-data; boundary=x", 400, "malformed-request"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(
    writable: Running, method: str, path: str, content: str, media: str, status: int, kind: str
) -> None:
    answer = writable.client.request(method, STORE + path, content=content, headers={"Content-Type": media})
    assert answer.status_code == status, answer.text
    problem(answer, kind)
    if kind == "malformed-graph" and media == "text/turtle":
        assert answer.json()["line"] == 1
    if media.startswith("multipart"):
        assert answer.json()["detail"].startswith("the form cannot be read: ")


def test_files_of_a_form_are_one_graph(writable: Running) -> None:
    parts = {
        "a": ("a.ttl", "<x:a> <x:p> 1 .", "text/turtle"),
        "b": ("b.nt", "<x:b> <x:p> <x:c> .", "application/n-triples"),
    }
    assert writable.client.post(STORE, params={"graph": HERE}, files=parts).status_code == 201
    assert len(graph_of(writable, HERE)) == 2
    writable.client.delete(STORE, params={"graph": HERE})


def test_what_another_process_loads_is_served(stored: Path, tmp_path: Path) -> None:
    from rdflib import Literal, URIRef

    from plangraph.store import Source

    folder = tmp_path / "store"
    shutil.copytree(stored, folder)
    with running(store=folder, writable=True) as server:
        iri = HOME + "hvidovre-2023"
        with EmbeddedStore(folder) as other:
            # Meanwhile the server reads on, and who wants to write is told to wait.
            assert server.ask("ASK { ?p a pg:Plan }")["boolean"] is True
            graph = other.graph(iri)
            graph.add((URIRef("x:new"), URIRef("x:p"), Literal("read again")))
            other.replace(iri, graph, source=Source("x.ttl", "0"))
        end = time.monotonic() + 30
        while not server.ask("ASK { <x:new> ?p 'read again' }")["boolean"]:
            assert time.monotonic() < end, "the data was not read again"


def test_who_writes_while_another_process_does_is_told(stored: Path, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    shutil.copytree(stored, folder)
    with running(store=folder, writable=True) as server, EmbeddedStore(folder):
        server.client.headers["Authorization"] = f"Bearer {TOKEN}"
        answer = put(server, HERE, "<x:a> <x:p> 1 .")
        assert answer.status_code == 503
        assert str(tmp_path) not in answer.text
        assert answer.headers["retry-after"]
