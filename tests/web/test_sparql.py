"""The SPARQL endpoint: every way to ask, every form of the answer, and how it says no."""

from __future__ import annotations

import csv
import io
import json
from typing import Any
from xml.etree import ElementTree

import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import RDF, VOID
from running import Running, problem

PLANS = "SELECT ?plan WHERE { ?plan a pg:Plan } ORDER BY ?plan"
DESCRIBE = "DESCRIBE <https://w3id.org/plangraph/id/municipality/0167>"
GRAPH = "https://w3id.org/plangraph/id/graph/hvidovre-2023"
QUERY, UPDATE = "application/sparql-query", "application/sparql-update"
FORM = "application/x-www-form-urlencoded"
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")


def sent(content: str | bytes, media: str) -> dict[str, Any]:
    return {"content": content, "headers": {"Content-Type": media}}


def test_three_ways_to_ask(server: Running) -> None:
    by_get = server.get("/sparql", params={"query": PLANS})
    by_form = server.client.post("/sparql", data={"query": PLANS})
    direct = server.query(PLANS)
    assert by_get.json() == by_form.json() == direct.json()
    assert len(by_get.json()["results"]["bindings"]) == 5
    assert by_get.headers["vary"] == "Accept"
    assert by_get.headers["server-timing"].startswith("query;dur=")


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("text/csv;q=0.2, text/tab-separated-values;q=0.7", "text/tab-separated-values; charset=utf-8"),
        ("text/*", "text/csv; charset=utf-8"),
        ("application/sparql-results+json;q=0, */*;q=0.1", "application/sparql-results+xml"),
        ("*/*", "application/sparql-results+json"),
    ],
)
def test_a_table_comes_as_it_is_wanted(server: Running, accept: str, media: str) -> None:
    answer = server.query(PLANS, accept)
    assert answer.headers["content-type"] == media
    if "json" in media:
        found = [row["plan"]["value"] for row in answer.json()["results"]["bindings"]]
    elif "xml" in media:
        space = "{http://www.w3.org/2005/sparql-results#}"
        found = [node.text or "" for node in ElementTree.fromstring(answer.content).iter(f"{space}uri")]
    elif "csv" in media:
        found = [row["plan"] for row in csv.DictReader(io.StringIO(answer.text))]
    else:
        found = [line.strip("<>") for line in answer.text.splitlines()[1:]]
    assert [iri.rpartition("/")[2] for iri in found] == sorted(iri.rpartition("/")[2] for iri in found)
    assert len(found) == 5


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/turtle", "turtle"),
        ("application/n-triples", "nt11"),
        ("application/ld+json", "json-ld"),
        ("application/rdf+xml", "xml"),
    ],
)
def test_a_graph_comes_as_it_is_wanted(server: Running, accept: str, form: str) -> None:
    answer = server.query(DESCRIBE, accept)
    assert answer.headers["content-type"].partition(";")[0] == accept
    graph = Graph().parse(data=answer.text, format=form)
    expected = Graph().parse(data=server.query(DESCRIBE, "application/n-triples").text, format="nt11")
    assert set(graph) == set(expected)
    assert len(graph) > 3


def test_the_truth_comes_as_json_or_xml(server: Running) -> None:
    assert server.ask("ASK {}") == {"head": {}, "boolean": True}
    assert b"<boolean>false</boolean>" in server.query("ASK { <x:a> ?b ?c }", "application/xml").content


def test_what_xml_cannot_say_is_told_and_comes_in_another_form(server: Running) -> None:
    table = 'SELECT ("\\u0001" AS ?sign) {}'
    graph = 'CONSTRUCT { <x:a> <x:1> "\\u0001" } WHERE {}'
    problem(server.query(table, "application/sparql-results+xml"), "not-acceptable")
    problem(server.query(graph, "application/rdf+xml"), "not-acceptable")
    assert server.ask(table)["results"]["bindings"][0]["sign"]["value"] == "\x01"
    assert server.query(graph, "text/turtle").status_code == 200


def test_graphs_can_be_chosen(server: Running) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"

    def number(sparql: str, **params: str | list[str]) -> int:
        answer = server.get("/sparql", params={"query": sparql, **params}, headers={"Accept": "text/csv"})
        return int(answer.text.splitlines()[1])

    union = number(count)
    one = number("SELECT (COUNT(*) AS ?n) { GRAPH <" + GRAPH + "> { ?s ?p ?o } }")
    assert union > one > 1000
    assert number(count, **{"default-graph-uri": GRAPH}) == one
    assert number(f"SELECT (COUNT(*) AS ?n) FROM <{GRAPH}> {{ ?s ?p ?o }}") == one
    assert number("PREFIX from: <x:> SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER(?p != from:x) }") == union
    # Graphs chosen beside the query hold, whatever FROM says.
    assert number("SELECT (COUNT(*) AS ?n) FROM <x:none> { ?s ?p ?o }", **{"default-graph-uri": GRAPH}) == one
    inside = "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert number(inside) > 10
    assert number(inside, **{"named-graph-uri": [GRAPH, GRAPH.replace("2023", "2022")]}) == 2
    assert number(count, **{"named-graph-uri": GRAPH}) == 0
    assert server.get("/sparql", params={"query": "ASK {}", "default-graph-uri": "no iri"}).status_code == 400


def test_a_wrong_query_is_told_with_its_place(server: Running) -> None:
    answer = server.query("SELECT ?a\nWHERE { ?a ?b }")
    told = problem(answer, "malformed-query")
    assert told["type"] == f"{server.base}/problems/malformed-query"
    assert told["line"] == 2
    assert told["column"] > 1
    assert "line 2" in told["detail"]
    unknown = server.query("SELECT ?a { ?a nope:b ?c }").json()
    assert "nope:" in unknown["detail"]


@pytest.mark.parametrize(
    ("method", "path", "more", "status", "kind"),
    [
        ("POST", "/sparql", {"data": {"update": "CLEAR ALL"}}, 403, "read-only"),
        ("GET", "/sparql?update=CLEAR%20ALL", {}, 403, "read-only"),
        ("POST", "/sparql", sent("CLEAR ALL", UPDATE), 403, "read-only"),
        ("POST", "/sparql", sent("ASK {}", "text/plain"), 415, "unsupported-media-type"),
        ("POST", "/sparql", sent("ASK {}", QUERY + "; charset=UTF-16"), 415, "unsupported-media-type"),
        ("POST", "/sparql", sent(b"ASK \xff", QUERY), 400, "malformed-request"),
        ("POST", "/sparql", sent("&".join(["a=b"] * 300), FORM), 400, "malformed-request"),
        ("POST", "/sparql", {}, 415, "unsupported-media-type"),
        ("GET", "/sparql?query=ASK%20%7B%7D&query=ASK%20%7B%7D", {}, 400, "malformed-request"),
        ("GET", "/sparql?nothing=here", {}, 400, "malformed-request"),
        ("PUT", "/sparql", {}, 405, "method-not-allowed"),
        ("POST", "/sparql", sent("x" * 2_000_000, QUERY), 413, "too-large"),
        ("POST", "/sparql", sent("#" * 300_000, QUERY), 413, "too-large"),
        ("GET", "/sparql?query=ASK%20%7B%7D", {"headers": {"Accept": "image/png"}}, 406, "not-acceptable"),
        ("GET", "/sparql?query=ASK%20%7B%7D", {"headers": {"Accept": "text/turtle"}}, 406, "not-acceptable"),
        ("GET", "/sparql", {"headers": {"Accept": "image/png"}}, 406, "not-acceptable"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(
    server: Running, method: str, path: str, more: dict[str, Any], status: int, kind: str
) -> None:
    answer = server.client.request(method, path, **more)
    assert answer.status_code == status, answer.text
    told = problem(answer, kind)
    assert told["title"] and told["detail"]


@pytest.mark.parametrize(
    "accept", ["text/turtle", "application/ld+json", "application/n-triples", "application/rdf+xml"]
)
def test_the_service_describes_itself_truly(server: Running, accept: str) -> None:
    answer = server.get("/sparql", headers={"Accept": accept})
    form = {"text/turtle": "turtle", "application/ld+json": "json-ld", "application/n-triples": "nt11"}.get(
        accept, "xml"
    )
    graph = Graph().parse(data=answer.text, format=form)
    service = next(graph.subjects(SD.endpoint, URIRef(f"{server.base}/sparql")))
    assert (service, SD.feature, SD.UnionDefaultGraph) in graph
    assert (service, SD.supportedLanguage, SD.SPARQL11Query) in graph
    assert len(set(graph.objects(service, SD.resultFormat))) == 8
    for named in graph.subjects(RDF.type, SD.NamedGraph):
        name, described = graph.value(named, SD.name), graph.value(named, SD.graph)
        counted = server.ask(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{name}> {{ ?s ?p ?o }} }}")
        assert counted["results"]["bindings"][0]["n"]["value"] == str(graph.value(described, VOID.triples))


def test_a_description_is_sent_once(server: Running) -> None:
    first = server.get("/sparql", headers={"Accept": "text/turtle"})
    again = server.get("/sparql", headers={"Accept": "text/turtle", "If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert server.client.head("/sparql").status_code == 200


def test_a_query_without_variables_can_be_answered(server: Running) -> None:
    sparql = "SELECT * { <https://w3id.org/plangraph/ontology> a owl:Ontology }"
    assert json.loads(server.query(sparql).text)["results"]["bindings"] == [{}]
    assert server.query(sparql, "text/csv").status_code == 200
    assert b"<result></result>" in server.query(sparql, "application/sparql-results+xml").content
