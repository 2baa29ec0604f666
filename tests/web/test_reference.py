"""The reference pages: ontology, rules, and what is said of the data, held against the files themselves."""

from __future__ import annotations

import csv
import hashlib
import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from picking import asking, get, page, pick, said
from rdflib import OWL, RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.namespace import SH, SKOS
from running import Running

from plangraph import catalogue, files
from plangraph.check.rules import PLACEHOLDERS, load_rules
from plangraph.model import Rule, Severity
from plangraph.names import ONTOLOGY, PG
from plangraph.report.words import SEVERITY, SIGN

P = Namespace(PG)
LANGS = ("da", "en")
SLUGS = [path.stem for path in files.plan_files()]
RULES = load_rules().rules
EARLIER = {"hvidovre-2023": "hvidovre-2022", "hvidovre-2022": "hvidovre-2020"}
TERMS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, OWL.NamedIndividual)


@cache
def ontology() -> Graph:
    return Graph().parse(files.root() / "ontology" / "plangraph.ttl")


def text(graph: Graph, node: Any, predicate: URIRef, lang: str) -> str:
    texts = [v for v in graph.objects(node, predicate) if isinstance(v, Literal) and v.language == lang]
    (found,) = texts
    return " ".join(str(found).split())


_IDS: dict[tuple[str, str], set[str]] = {}


def ids(server: Running, path: str) -> set[str]:
    """The ids of a page, which is asked for once."""
    if (server.base, path) not in _IDS:
        _IDS[server.base, path] = set(get(server, path).xpath("//@id"))
    return _IDS[server.base, path]


def hrefs(node: Any) -> set[str]:
    return {a.get("href") for a in pick(node, "a")}


# ---- the ontology


@pytest.mark.parametrize("lang", LANGS)
def test_every_term_stands_on_the_page_once(server: Running, lang: str) -> None:
    tree = get(server, "/ontology-reference", lang=lang)
    ids = Counter(element.get("id") for element in tree.xpath("//*[@id]"))
    assert max(ids.values()) == 1
    terms = {s for kind in TERMS for s in ontology().subjects(RDF.type, kind) if str(s).startswith(PG)}
    told = {article.get("id"): article for article in pick(tree, "article.term")}
    assert set(told) == {str(term).removeprefix(PG) for term in terms}
    for term in terms:
        article = said(told[str(term).removeprefix(PG)])
        assert article.startswith(f"{text(ontology(), term, RDFS.label, lang)} pg:")
        other = "en" if lang == "da" else "da"
        assert text(ontology(), term, RDFS.label, other) in article
        if definitions := list(ontology().objects(term, SKOS.definition)):
            assert any(" ".join(str(d).split()) in article for d in definitions)
    version = str(ontology().value(URIRef(ONTOLOGY), OWL.versionInfo))
    assert version in said(pick(tree, "dl.facts")[0])


def terms(server: Running) -> dict[str, Any]:
    """What the page of the ontology says of each term; looking for each in so long a page takes a minute."""
    return {
        article.get("id"): article
        for article in pick(get(server, "/ontology-reference", lang="en"), "article")
    }


def test_domain_range_and_hierarchy_lead_to_their_terms(server: Running) -> None:
    told = terms(server)
    for prop in ontology().subjects(RDF.type, OWL.ObjectProperty):
        article = told[str(prop).removeprefix(PG)]
        for predicate in (RDFS.domain, RDFS.range, P.domainIncludes, P.rangeIncludes):
            for term in ontology().objects(prop, predicate):
                if str(term).startswith(PG):
                    anchor = f"/ontology-reference?lang=en#{str(term).removeprefix(PG)}"
                    assert anchor in hrefs(article), (prop, term)
                    if predicate in (RDFS.domain, P.domainIncludes):
                        kind = told[str(term).removeprefix(PG)]
                        assert f"/ontology-reference?lang=en#{str(prop).removeprefix(PG)}" in hrefs(kind)


def test_alignments_are_told(server: Running) -> None:
    aligned = Graph().parse(files.root() / "ontology" / "alignments.ttl")
    told = terms(server)
    for term, predicate, other in aligned:
        if predicate not in (SKOS.closeMatch, SKOS.broadMatch, SKOS.relatedMatch):
            continue
        article = told[str(term).removeprefix(PG)]
        local = re.split(r"[#/]", str(other))[-1]
        assert f":{local}" in said(article), (term, other)
        assert not any(href.startswith("urn:") for href in hrefs(article))


def test_what_rules_demand_stands_with_the_term(server: Running) -> None:
    tree = get(server, "/ontology-reference", lang="en")
    year = said(pick(tree, 'article[id="year"]')[0])
    assert "at least 1; at most 1; not below 2000; not above 2100; datatype xsd:integer" in year
    assert "pattern ^[0-9a-f]{64}$" in said(pick(tree, 'article[id="fingerprint"]')[0])
    goal = hrefs(pick(tree, 'article[id="Goal"]')[0])
    assert "/rules/goal-has-figure?lang=en" in goal
    told = {href.partition("?")[0] for href in hrefs(tree) if href.startswith("/rules/")}
    known = {f"/rules/{rule.id}" for rule in RULES}
    assert told <= known
    paths = {
        str(path) for path in load_rules().shapes_of(RULES).objects(None, SH.path) if str(path).startswith(PG)
    }
    articles = terms(server)
    for path in paths:
        assert any("/rules/" in href for href in hrefs(articles[path.removeprefix(PG)])), path


def test_numbers_and_examples_are_those_of_the_data(server: Running) -> None:
    tree = get(server, "/ontology-reference", lang="en")
    for name, many in (("Goal", 63), ("Plan", 5)):
        counted = server.ask(f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ ?x a pg:{name} }}")
        number = int(counted["results"]["bindings"][0]["n"]["value"])
        assert number == many
        assert f"{number} things" in said(pick(tree, f'article[id="{name}"]')[0])
    found = server.ask("SELECT (COUNT(*) AS ?n) { ?s pg:addresses ?o }")["results"]["bindings"]
    article = pick(tree, 'article[id="addresses"]')[0]
    assert f"{found[0]['n']['value']} statements" in said(article)
    example = [href for href in hrefs(article) if href.startswith("/plans/")]
    assert example
    assert server.get(example[0]).status_code == 200
    assert "not used yet" in said(pick(tree, 'article[id="Waiver"]')[0])


# ---- the rules


@pytest.fixture(scope="module")
def checked(server: Running) -> Running:
    """The server when all plans are checked: a plan's page waits for that."""
    for slug in SLUGS:
        assert server.get(f"/plans/{slug}").status_code == 200
    return server


@cache
def findings() -> dict[str, Counter[str]]:
    """How often each rule fires in each plan, by the check itself."""
    from plangraph.check.plans import check

    reference, rules = catalogue.reference(), load_rules()
    graphs = catalogue.plan_graphs([], None)
    counted: dict[str, Counter[str]] = {}
    for slug, graph in graphs.items():
        earlier = graphs.get(EARLIER.get(slug, ""))
        counted[slug] = Counter(f.rule for f in check(graph, reference, rules, earlier).findings)
    return counted


@pytest.mark.parametrize("lang", LANGS)
def test_every_rule_stands_in_its_dimension_once(checked: Running, lang: str) -> None:
    tree = get(checked, "/rules", lang=lang)
    rows = {row.get("id"): row for row in pick(tree, "section tbody tr")}
    assert set(rows) == {rule.id for rule in RULES}
    assert len(pick(tree, "section tbody tr")) == len(RULES)
    for rule in RULES:
        row = rows[rule.id]
        assert pick(next(row.iterancestors("section")), f"h2#{rule.dimension}")
        (link,) = pick(row, "th a")
        assert (said(link), link.get("href")) == (rule.name.get(lang), f"/rules/{rule.id}?lang={lang}")
        cells = [said(cell) for cell in pick(row, "td")]
        assert cells[0] == f"{SIGN[rule.severity]} {SEVERITY[rule.severity].get(lang)}"
        assert ("2024" in cells[1]) is (rule.valid_until == 2024)
        assert int(cells[3]) == sum(bool(counted[rule.id]) for counted in findings().values()), rule.id


def test_levels_are_those_of_the_file(server: Running) -> None:
    tiers = tomllib.loads((files.root() / "shapes" / "tiers.toml").read_text("utf-8"))["tier"]
    tree = get(server, "/rules", lang="da")
    assert [said(strong) for strong in pick(tree, "main ol strong")] == [tier["name"]["da"] for tier in tiers]
    rows = {row.get("id"): said(pick(row, "td")[2]) for row in pick(tree, "section tbody tr")}
    for rule in RULES:
        blocked = [
            tier["name"]["da"]
            for tier in tiers
            if rule.severity.value in tier["blocks"].get(rule.dimension, [])
        ]
        assert rows[rule.id] == (blocked[0] if blocked else "–")


def test_rules_of_a_severity_are_chosen(server: Running) -> None:
    for severity in Severity:
        tree = get(server, "/rules", severity=severity.value)
        shown = {row.get("id") for row in pick(tree, "section tbody tr")}
        assert shown == {rule.id for rule in RULES if rule.severity is severity}
    assert "Ingen passer." in said(get(server, "/rules", severity="nope", lang="da"))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_says_why_and_how_and_where_it_fires(checked: Running, rule: Rule) -> None:
    lang = LANGS[RULES.index(rule) % 2]
    tree = get(checked, f"/rules/{rule.id}", lang=lang)
    words = said(tree.xpath("//main")[0])
    assert said(pick(tree, "h1")[0]) == " ".join(rule.name.get(lang).split())
    assert " ".join(rule.why.get(lang).split()) in words
    blanks = "|".join(PLACEHOLDERS)
    assert not re.search(rf"\{{({blanks})\}}", words.partition("SELECT")[0]), "a blank has no words"
    for address in rule.see_also:
        assert address in hrefs(tree)
    expected = sum(counted[rule.id] for counted in findings().values())
    fired = tree.xpath("//h2[@id='fires']/following-sibling::div//tbody/tr")
    assert len(fired) == min(expected, 100)
    for row in fired[:3]:
        place = row.xpath("./td[3]//a/@href")[0]
        path, _, anchor = place.partition("#")
        assert anchor in ids(checked, path), place
    states = tree.xpath("//details//tbody/tr")
    assert len(states) == len(SLUGS)


def test_a_finding_leads_to_itself(checked: Running) -> None:
    tree = get(checked, "/rules/goal-has-figure", lang="en")
    row = tree.xpath("//h2[@id='fires']/following-sibling::div//tbody/tr")[0]
    path, _, anchor = row.xpath("./td[3]//a/@href")[0].partition("#")
    (finding,) = pick(get(checked, path), f'[id="{anchor}"]')
    message = said(row.xpath("./td[2]")[0])
    assert message in said(finding)


def test_while_plans_are_checked_the_page_says_so() -> None:
    with asking() as fetch:  # nobody began to check
        tree = page(fetch("/rules/goal-has-figure?lang=en"))
        assert "5 plans are still being checked" in said(pick(tree, '.note[role="status"]')[0])
        assert "No plan is checked yet." in said(tree)
        assert "0 of 5 plans" in said(page(fetch("/rules?lang=en")))


@pytest.mark.parametrize("path", ["/rules/nope", "/rules/..%2fetc", "/rules/%3Cscript%3E"])
def test_an_unknown_rule_is_told(server: Running, path: str) -> None:
    assert not get(server, path, 404).xpath("//main//script")


# ---- about the data


@pytest.mark.parametrize("lang", LANGS)
def test_the_counts_are_true(server: Running, lang: str) -> None:
    tree = get(server, "/about", lang=lang)
    counts = {}
    for item in pick(tree, "ul.counts li"):
        kind = pick(item, "a")[0].get("href").partition("#")[2]
        counts[kind] = int(re.sub(r"\D", "", said(pick(item, "strong")[0])))
    assert {"Plan", "Goal", "FocusArea", "Measure", "Evidence"} <= counts.keys()
    for kind, many in counts.items():
        found = server.ask(f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ ?x a pg:{kind} }}")["results"]["bindings"]
        assert int(found[0]["n"]["value"]) == many, kind
    triples = server.ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")["results"]["bindings"][0]["n"]["value"]
    number = f"{int(triples):,}".replace(",", "." if lang == "da" else ",")
    assert number in said(tree.xpath("//h2[@id='what']/following-sibling::p[1]")[0])


def test_every_plan_names_its_document(server: Running) -> None:
    tree = get(server, "/about", lang="en")
    rows = tree.xpath("//h2[@id='sources']/following-sibling::div[1]//tbody/tr")
    assert len(rows) == len(SLUGS)
    for row in rows:
        slug = row.xpath("./th//a/@href")[0].partition("?")[0].rpartition("/")[2]
        graph = Graph().parse(files.root() / "data" / "ttl" / f"{slug}.ttl")
        document = graph.value(None, RDF.type, P.SourceDocument)
        assert said(row.xpath("./td[5]")[0]) == str(graph.value(document, P.sha256))
        pages = graph.value(document, P.pages)
        assert pick(row, 'td a[lang="da"]'), "its title is in Danish"
        assert said(row.xpath("./td[4]")[0]) == (str(pages) if pages is not None else "–")


def test_links_are_counted_by_their_basis(server: Running, data: Path) -> None:
    with (data / "queries" / "links-by-basis.csv").open(encoding="utf-8", newline="") as stream:
        golden: Counter[tuple[str, str]] = Counter()
        for row in csv.DictReader(stream):
            golden[row["kind"], row["basis"].removeprefix("pg:").lower()] += int(row["links"])
    tree = get(server, "/about", lang="en")
    rows = tree.xpath("//h2[@id='links']/following-sibling::div[1]//tbody/tr")
    for row in rows:
        name = pick(row, ".basis")[0].get("class").removeprefix("basis ")
        numbers = [int(said(cell)) for cell in row.xpath("./td[@class='number']")]
        assert numbers == [golden["pg:Linkage", name], golden["pg:Continuation", name]]
    assert [pick(row, ".basis")[0].get("class") for row in rows] == [
        "basis stated", "basis interpreted", "basis suggested",
    ]  # fmt: skip


def test_everything_unconfirmed_is_listed(server: Running) -> None:
    unsure = "{ ?t pg:confirmation ?c FILTER(?c != pg:Confirmed) } UNION { ?t pg:disputed true }"
    rows = server.ask(f"SELECT DISTINCT ?t {{ {unsure} }}")["results"]["bindings"]
    things = {row["t"]["value"] for row in rows}
    assert len(things) > 20
    for lang in LANGS:
        tree = get(server, "/about", lang=lang)
        above = "//h2[@id='loads']/preceding-sibling::ul"
        listed = tree.xpath(f"{above}[preceding-sibling::h2[@id='unconfirmed']]/li")
        assert len({pick(item, "a")[0].get("href") for item in listed}) == len(things)
        assert all(pick(item, ".confirmation") for item in listed)
        labels = {said(pick(item, "a")[0]) for item in listed}
        for thing in things:
            names = {
                str(v)
                for p in (SKOS.prefLabel, RDFS.label)
                for v in catalogue.reference().objects(URIRef(thing), p)
                if getattr(v, "language", "") == lang
            }
            assert {" ".join(name.split()) for name in names} & labels, thing


def test_loads_are_told_with_what_was_read(server: Running) -> None:
    tree = get(server, "/about", lang="en")
    rows = tree.xpath("//h2[@id='loads']/following-sibling::details//tbody/tr")
    read = {said(row.xpath("./td[1]")[0]): said(row.xpath("./td[3]")[0]) for row in rows}
    for path in (*files.plan_files(), *files.ontology_files()):
        assert read[path.name] == hashlib.sha256(path.read_bytes()).hexdigest()


def test_licences_and_how_to_cite(server: Running) -> None:
    tree = get(server, "/about", lang="da")
    assert {"https://creativecommons.org/licenses/by/4.0/", "https://www.mozilla.org/MPL/2.0/"} <= hrefs(tree)
    assert f"{server.base}/about" in said(pick(tree, "blockquote")[0])


def test_what_is_said_of_privacy_holds(server: Running) -> None:
    secret = "hemmeligt-soegeord-4711"
    for path in ("/about", f"/search?q={secret}", "/questions/ambition", "/vocabulary", "/rules"):
        answer = server.get(path)
        assert "set-cookie" not in answer.headers
        for address in re.findall(r'(?:src|srcset|action)="([^"]*)"|<link[^>]*href="([^"]*)"', answer.text):
            assert not "".join(address).startswith(("http", "//"))
    assert secret not in server.errors.read_text("utf-8")
    assert "127.0.0.1" not in "".join(str(line) for line in server.log() if line.get("event") == "request")


def test_many_plans_come_in_parts(nation: Running) -> None:
    tree = get(nation, "/about", page="2", lang="da")
    rows = tree.xpath("//h2[@id='sources']/following-sibling::div[1]//tbody/tr")
    assert len(rows) == 96
    assert "intet dokument angivet" in said(rows[0])
    assert "Side 2 af 2" in said(tree)
    assert "196 planer fra 98 kommuner" in said(tree)
