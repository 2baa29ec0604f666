"""Every IRI leads to a document, in the form and language that is wanted."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import httpx
import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, RDFS, VOID
from running import Running, running

from plangraph import files
from plangraph.names import BASE, PG
from plangraph.store import read_graph
from plangraph.web.context import build_context

PLAN = "/id/plan/hvidovre-2023"
THINGS = [
    PLAN,
    "/id/plan/hvidovre-2023/goal/1",
    "/id/graph/hvidovre-2023",
    "/id/municipality/0167",
    "/id/national-target/2023/3",
    "/ontology",
    "/ontology/0.1.0",
    "/vocab/target-group",
    "/vocab/instrument/ips",
    "/rule/goal-has-label",
]
PARSERS = {"ttl": "turtle", "nt": "nt11", "jsonld": "json-ld", "rdf": "xml"}


class Page(HTMLParser):
    """What a page links to and loads, and whether its headings and tables are in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.tags: list[str] = []
        self.inline: list[str] = []
        self.lang = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        self.inline += [name for name in given if name.startswith("on") or name == "style"]
        if tag == "html":
            self.lang = given.get("lang") or ""
        if tag == "a":
            self.links.append(given.get("href") or "")
        if tag in ("link", "script", "img", "iframe") and given.get("rel") != "alternate":
            self.loads.append(given.get("href") or given.get("src") or "")


@pytest.mark.parametrize("thing", THINGS)
def test_a_thing_leads_to_its_document(server: Running, thing: str) -> None:
    answer = server.get(thing, headers={"Accept": "text/turtle"})
    assert answer.status_code == 303
    assert answer.headers["vary"] == "Accept, Accept-Language"
    document = server.get(answer.headers["location"], headers={"Accept": "text/turtle"})
    assert document.status_code == 200
    assert document.headers["content-location"].endswith(".ttl")
    assert "Accept" in document.headers["vary"]
    assert 'rel="alternate"; type="application/ld+json"' in document.headers["link"]
    graph = Graph().parse(data=document.text, format="turtle")
    subject = BASE + thing.removeprefix("/").removesuffix("/0.1.0")
    if "graph" not in thing:
        assert (URIRef(subject), None, None) in graph
    assert server.client.head(thing).status_code == 303


@pytest.mark.parametrize("thing", THINGS)
def test_every_form_says_the_same(server: Running, thing: str) -> None:
    location = server.get(thing).headers["location"]
    texts = {form: server.get(f"{location}.{form}").text for form in PARSERS}
    document = json.loads(texts["jsonld"])
    if isinstance(document, dict):
        # The context is where the document says that it is; the parser must not fetch it.
        assert document["@context"] == f"{server.base}/context/v1.jsonld"
        texts["jsonld"] = json.dumps({**document, **server.get("/context/v1.jsonld").json()})
    graphs = {form: Graph().parse(data=text, format=PARSERS[form]) for form, text in texts.items()}
    for form, graph in graphs.items():
        assert as_values(graph) == as_values(graphs["nt"]), form
        assert len(graph) > 3


def as_values(graph: Graph) -> set[tuple[str, str, str]]:
    """Compare what is said, not how numbers and blank nodes are written."""

    def one(node: object) -> str:
        from rdflib import BNode, Literal

        if isinstance(node, BNode):
            return "_"
        if isinstance(node, Literal):
            return f"{node.toPython()}@{node.language or ''}"
        return str(node)

    return {(one(s), one(p), one(o)) for s, p, o in graph}


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("text/turtle", "text/turtle"),
        ("application/ld+json, text/turtle;q=0.5", "application/ld+json"),
        ("application/n-triples", "application/n-triples"),
        ("*/*", "text/html"),
    ],
)
def test_the_form_is_negotiated(server: Running, accept: str, media: str) -> None:
    answer = server.get("/doc" + PLAN, headers={"Accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == media


def test_nothing_that_is_wanted_is_said(server: Running) -> None:
    answer = server.get("/doc" + PLAN, headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert answer.json()["type"].endswith("/problems/not-acceptable")


@pytest.mark.parametrize("ending", ["", ".html", ".ttl", ".jsonld", ".nt"])
def test_a_document_is_sent_once(server: Running, ending: str) -> None:
    first = server.get("/doc" + PLAN + ending)
    tag = first.headers["etag"]
    assert server.get("/doc" + PLAN + ending).headers["etag"] == tag
    again = server.get("/doc" + PLAN + ending, headers={"If-None-Match": f'"x", W/{tag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == tag
    head = server.client.head("/doc" + PLAN + ending)
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", tag)


def test_a_page_speaks_danish_and_english(server: Running) -> None:
    danish, english = (server.get(f"/doc{PLAN}.html?lang={lang}") for lang in ("da", "en"))
    assert (Page(danish.text).lang, Page(english.text).lang) == ("da", "en")
    assert [answer.headers["content-language"] for answer in (danish, english)] == ["da", "en"]
    assert "content-language" not in server.get(f"/doc{PLAN}.ttl?lang=da").headers
    assert "Hvad der siges om det" in danish.text
    assert "What is said of it" in english.text
    assert Page(server.get("/doc" + PLAN, headers={"Accept-Language": "en-GB,da;q=0.5"}).text).lang == "en"
    assert Page(server.get("/doc" + PLAN, headers={"Accept-Language": "sv"}).text).lang == "da"
    assert "/doc/id/municipality/0167?lang=en" in Page(english.text).links
    followed = server.get(PLAN + "?lang=en", follow_redirects=True, headers={"Accept": "text/html"})
    assert Page(followed.text).lang == "en"


@pytest.mark.parametrize("thing", THINGS)
def test_a_page_names_things_and_its_links_lead_somewhere(server: Running, thing: str) -> None:
    location = server.get(thing).headers["location"]
    page = Page(server.get(f"{location}.html?lang=en").text)
    assert page.tags.count("h1") == 1
    assert page.tags.count("table") == page.tags.count("caption")
    assert page.inline == []
    assert "script" not in page.tags
    loaded = {address.partition("?")[0] for address in page.loads}
    assert loaded == {"/static/page.css", "/static/mark.svg"}
    for link in sorted({link.partition("#")[0] for link in page.links if link.startswith("/")})[:25]:
        assert server.get(link).status_code == 200, link


def test_a_page_shows_labels_and_not_iris(server: Running) -> None:
    text = server.get(f"/doc{PLAN}/goal/1.html?lang=en").text
    shown = re.sub(r"<code>.*?</code>|<[^>]+>", " ", text)
    assert "https://w3id.org/plangraph/" not in shown
    assert not re.findall(r"\b(?:id|pg|rdfs|dcterms|prov|oa):", shown)
    assert "Hvidovre" in shown
    assert "evidence: goal-1" in shown


def test_the_ontology_has_a_place_for_each_term(server: Running) -> None:
    text = server.get("/doc/ontology.html?lang=en").text
    assert '<h3 id="FocusArea">' in text
    terms = {
        str(s)
        for s in read_graph(files.root() / "ontology" / "plangraph.ttl").subjects()
        if str(s).startswith(PG)
    }
    assert {PG + anchor for anchor in re.findall(r'<h3 id="([^"]+)"', text)} == terms


@pytest.mark.parametrize(
    "path",
    [
        "/id/plan/nowhere-1999", "/doc/id/plan/nowhere-1999", "/doc/id/plan/nowhere-1999.ttl", "/vocab/x",
        "/rule/x", "/ontology/9.9.9", "/doc/", "/id/", "/doc/../../etc/passwd", "/static/../settings.py",
        "/static/x", "/nothing", "/doc/%ff%fe", "/id/plan/%00", "/doc/id/plan/%0d%0aX",
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_found(server: Running, path: str) -> None:
    url = httpx.URL(server.base).copy_with(raw_path=path.encode())
    for accept, media in (("*/*", "application/problem+json"), ("text/html", "text/html; charset=utf-8")):
        answer = server.client.get(url, headers={"Accept": accept})
        assert answer.status_code == 404, answer.text
        assert answer.headers["content-type"] == media


def test_every_iri_of_ours_leads_somewhere(server: Running) -> None:
    """One of each kind, as the data has them."""
    found = server.ask(
        "SELECT DISTINCT ?s { ?s ?p ?o FILTER(STRSTARTS(STR(?s), 'https://w3id.org/plangraph/')) }"
    )
    iris = sorted(row["s"]["value"] for row in found["results"]["bindings"] if row["s"]["type"] == "uri")
    one_of_each = {re.sub(r"[^/]*\d[^/]*", "*", iri): iri for iri in iris}
    assert len(one_of_each) > 100
    for iri in sorted(one_of_each.values())[::3]:
        path = iri.removeprefix("https://w3id.org/plangraph").partition("#")[0]
        answer = server.get(path, follow_redirects=True, headers={"Accept": "application/n-triples"})
        assert answer.status_code == 200, iri
        assert f"<{iri}>" in answer.text


# ---- The context


def test_the_context_is_that_of_the_ontology(update_goldens: bool) -> None:
    path = files.root() / "ontology" / "context" / "v1.jsonld"
    built = build_context(read_graph(files.root() / "ontology" / "plangraph.ttl"))
    if update_goldens:
        path.write_text(json.dumps(built, ensure_ascii=False, indent=2) + "\n", "utf-8")
    assert json.loads(path.read_text("utf-8")) == built, (
        "run 'make golden', or make a new version of the context"
    )


def test_the_context_is_published_under_its_version(server: Running) -> None:
    answer = server.get("/context/v1.jsonld")
    assert answer.headers["content-type"] == "application/ld+json"
    terms = answer.json()["@context"]
    assert terms["Goal"] == {"@id": "pg:Goal"}
    assert terms["addresses"] == {"@id": "pg:addresses", "@type": "@id"}
    assert terms["year"]["@type"] == "xsd:integer"
    assert server.get("/context/v2.jsonld").status_code == 404


# ---- The description of the data


def test_the_data_is_described_with_true_counts(server: Running) -> None:
    graph = Graph().parse(
        data=server.get("/.well-known/void", headers={"Accept": "text/turtle"}).text, format="turtle"
    )
    data = URIRef(f"{server.base}/.well-known/void#dataset")
    assert (data, RDF.type, DCAT.Dataset) in graph

    def count(what: str) -> int:
        found = server.ask(f"SELECT ({what} AS ?n) {{ ?s ?p ?o }}")
        return int(found["results"]["bindings"][0]["n"]["value"])

    def said(predicate: URIRef) -> int:
        value = graph.value(data, predicate)
        return int(str(value))

    assert said(VOID.triples) == count("COUNT(*)")
    assert said(VOID.distinctSubjects) == count("COUNT(DISTINCT ?s)")
    assert said(VOID.distinctObjects) == count("COUNT(DISTINCT ?o)")
    assert said(VOID.properties) == count("COUNT(DISTINCT ?p)")
    goals = next(graph.subjects(VOID["class"], URIRef(PG + "Goal")))
    assert int(str(graph.value(goals, VOID.entities))) == len(
        server.ask("SELECT ?g { ?g a pg:Goal }")["results"]["bindings"]
    )
    assert len(list(graph.objects(data, VOID.propertyPartition))) == said(VOID.properties)
    subset = URIRef("https://w3id.org/plangraph/id/graph/hvidovre-2023")
    assert (data, VOID.subset, subset) in graph
    for dump in graph.objects(data, VOID.dataDump):
        assert server.get(str(dump)).status_code == 200


def test_the_description_has_what_catalogues_want(server: Running) -> None:
    """What DCAT-AP 3.0 makes mandatory, and what is recommended and known."""
    graph = Graph().parse(
        data=server.get("/.well-known/void", headers={"Accept": "text/turtle"}).text, format="turtle"
    )
    wanted = {
        DCAT.Catalog: (DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.dataset),
        DCAT.Dataset: (DCTERMS.title, DCTERMS.description, DCAT.theme, DCAT.distribution, DCTERMS.publisher),
        DCAT.Distribution: (DCAT.accessURL, DCTERMS["format"], DCTERMS.license),
        DCAT.DataService: (DCTERMS.title, DCAT.endpointURL, DCAT.servesDataset),
        FOAF.Agent: (FOAF.name,),
    }
    for kind, predicates in wanted.items():
        subjects = list(graph.subjects(RDF.type, kind))
        assert subjects, kind
        for subject in subjects:
            for predicate in predicates:
                assert graph.value(subject, predicate) is not None, (subject, predicate)
    languages = {str(getattr(title, "language", "")) for title in graph.objects(None, DCTERMS.title)}
    assert languages == {"da", "en"}


def test_all_of_the_data_can_be_had(server: Running) -> None:
    from rdflib import Dataset

    for form, name in (("trig", "trig"), ("nq", "nquads")):
        answer = server.get(f"/dump.{form}")
        assert answer.status_code == 200
        dataset = Dataset()
        dataset.parse(data=answer.text, format=name)
        assert len({quad[3] for quad in dataset.quads()}) > 10
        assert any(dataset.quads((None, RDFS.label, None, None)))
    assert server.get("/dump.exe").status_code == 404


# ---- Under a public address


def test_links_have_the_public_address() -> None:
    with running("--base", "https://plans.example.dk/graf/") as behind:
        answer = behind.get(PLAN)
        assert answer.headers["location"] == "/graf/doc" + PLAN
        page = Page(behind.get(f"/doc{PLAN}.html").text)
        assert page.loads[0].partition("?")[0] == "/graf/static/page.css"
        assert all(link.startswith(("/graf/", "http", "#", "?")) for link in page.links)
        problem = behind.get("/nothing").json()
        assert problem["type"] == "https://plans.example.dk/graf/problems/not-found"
        graph = Graph().parse(data=behind.get("/sparql").text, format="turtle")
        assert URIRef("https://plans.example.dk/graf/sparql") in set(graph.objects())
