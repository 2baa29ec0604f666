"""The vocabularies as trees, a page a concept, and the national targets through the years."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from picking import get, pick, said
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, SKOS
from rdflib.term import Node
from running import Running

from plangraph import catalogue
from plangraph.files import plan_files
from plangraph.names import INS, PG, TG, VOCAB, mint
from plangraph.store import read_graph

if TYPE_CHECKING:
    from playwright.sync_api import Browser

P = Namespace(PG)
LANGS = ("da", "en")
SCHEMES = ("target-group", "instrument", "benefit", "theme", "requirement", "indicator", "unit")
USED_BY = {
    "target-group": ("targetGroup", "mentions"),
    "instrument": ("usesInstrument", "mentions"),
    "benefit": ("benefit",),
    "indicator": ("indicator",),
    "unit": ("unit",),
    "requirement": ("meets", "cites"),
}


@cache
def reference() -> Graph:
    return catalogue.reference()


@cache
def plans() -> Graph:
    """All shipped plans in one graph."""
    together = Graph()
    for path in plan_files():
        together += read_graph(path)
    return together


def concepts(scheme: str) -> dict[str, URIRef]:
    """The concepts of a vocabulary by their name in it."""
    found = reference().subjects(SKOS.inScheme, URIRef(VOCAB + scheme))
    return {str(c).rpartition("/")[2]: URIRef(str(c)) for c in found}


def text(node: Node, predicate: URIRef, lang: str) -> str:
    texts = [v for v in reference().objects(node, predicate) if isinstance(v, Literal)]
    (found,) = [v for v in texts if v.language == lang]
    return " ".join(str(found).split())


def users(scheme: str, concept: Node) -> set[Node]:
    """The parts of plans that use a concept or a narrower one."""
    below = set(reference().transitive_subjects(SKOS.broader, concept))
    return {s for by in USED_BY[scheme] for one in below for s in plans().subjects(P[by], one)}


def own_text(item: Any) -> str:
    """What an item of a tree says of itself, without what stands below it."""
    return " ".join(said(child) for child in item if child.tag != "details")


def total(node: Any) -> int:
    digits = "".join(sign for sign in said(node) if sign.isdecimal())
    return int(digits) if digits else 0


@pytest.mark.parametrize("lang", LANGS)
def test_every_vocabulary_has_a_card(server: Running, lang: str) -> None:
    tree = get(server, "/vocabulary", lang=lang)
    links = {a.get("href").partition("?")[0].rpartition("/")[2]: a for a in pick(tree, "li.card h2 a")}
    assert set(links) == {*SCHEMES, "national-target"}
    for scheme in SCHEMES:
        card = next(links[scheme].iterancestors("li"))
        assert said(links[scheme]) == text(URIRef(VOCAB + scheme), SKOS.prefLabel, lang)
        assert str(len(concepts(scheme))) in said(card).split()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_concept_stands_in_its_tree_once(server: Running, scheme: str, lang: str) -> None:
    tree = get(server, f"/vocabulary/{scheme}", lang=lang)
    ids = Counter(element.get("id") for element in tree.xpath("//*[@id]"))
    assert max(ids.values()) == 1
    told = {item.get("id"): item for item in pick(tree, "li.concept[id]")}
    assert set(told) == set(concepts(scheme))
    for slug, concept in concepts(scheme).items():
        item = told[slug]
        words = own_text(item)
        other = "en" if lang == "da" else "da"
        assert words.startswith(
            f"{text(concept, SKOS.prefLabel, lang)} {text(concept, SKOS.prefLabel, other)}"
        )
        assert text(concept, SKOS.definition, lang) in words
        for name in reference().objects(concept, SKOS.altLabel):
            assert str(name) in words
        broader = {str(b).rpartition("/")[2] for b in reference().objects(concept, SKOS.broader)}
        above = [li.get("id") for li in item.iterancestors("li")]
        assert (above[:1] or [None])[0] in (broader or {None})
        linked = {a.get("href").partition("#")[2] for a in pick(item, "p a")} | set(above)
        assert broader <= linked, "what it belongs to as well is told"
        for link in item.xpath("./p[@class='name']//a"):
            assert link.get("href") == f"/vocabulary/{scheme}/{slug}?lang={lang}"


@pytest.mark.parametrize("scheme", sorted(USED_BY))
def test_uses_are_counted_with_the_narrower_ones(server: Running, scheme: str) -> None:
    tree = get(server, f"/vocabulary/{scheme}", lang="en")
    for slug, concept in concepts(scheme).items():
        (line,) = pick(tree, f'li.concept[id="{slug}"]')[0].xpath("./p[contains(@class, 'used')]")
        expected = users(scheme, concept)
        links = pick(line, "a")
        assert (total(links[0]) if links else 0) == len(expected), slug
        homes = {str(e).partition("/id/plan/")[2].partition("/")[0] for e in expected}
        linked = {a.get("href").partition("?")[0].removeprefix("/plans/") for a in links[1:]}
        assert linked == homes if len(homes) <= 6 else linked < homes


@pytest.mark.parametrize(
    ("scheme", "slug"),
    [
        ("target-group", "unge"),
        ("target-group", "jobparate-kontanthjaelpsmodtagere"),
        ("instrument", "igu"),
        ("instrument", "mentor"),
        ("benefit", "kontanthjaelp"),
        ("requirement", "repatriation"),
        ("unit", "percent"),
    ],
)
def test_the_page_of_a_concept_lists_every_use(server: Running, scheme: str, slug: str) -> None:
    path, found, number = f"/vocabulary/{scheme}/{slug}", set[str](), 1
    while True:
        tree = get(server, path, page=str(number), lang="en")
        for row in tree.xpath("//table//tbody/tr"):
            found.add(row.xpath("./td[3]//a/@href")[0])
        if not pick(tree, 'a[rel="next"]'):
            break
        number += 1
    expected = users(scheme, concepts(scheme)[slug])
    anchors = {
        f"/plans/{home}?lang=en#{rest.replace('/', '-')}"
        for home, _, rest in (str(e).partition("/id/plan/")[2].partition("/") for e in expected)
    }
    assert found == anchors


def test_a_narrower_concept_and_one_from_the_area_are_told(server: Running) -> None:
    tree = get(server, "/vocabulary/instrument/mentor", lang="en")
    rows = [said(row) for row in tree.xpath("//table//tbody/tr")]
    assert any("Company mentor" in row for row in rows)
    inherited = {
        str(s).rpartition("/")[2]
        for one in reference().transitive_subjects(SKOS.broader, URIRef(INS + "mentor"))
        for s in plans().subjects(P.inherits, one)
    }
    marked = {
        row.xpath("./td[3]//a/@href")[0].rpartition("-")[2]
        for row in tree.xpath("//table//tbody/tr")
        if "from the focus area" in said(row)
    }
    assert {key.rpartition("-")[2] for key in inherited} == marked


def test_a_concept_tells_of_its_law_validity_and_place(server: Running) -> None:
    tree = get(server, "/vocabulary/instrument/igu", lang="da")
    facts = said(pick(tree, "dl.facts")[0])
    assert "fra 1. juli 2016" in facts
    assert pick(tree, 'dl.facts a[href="https://www.retsinformation.dk/eli/lta/2016/623"]')
    assert "bekræftet" in said(pick(tree, ".confirmation.Confirmed")[0])
    below = get(server, "/vocabulary/target-group/jobparate-kontanthjaelpsmodtagere", lang="en")
    broader = {a.get("href").partition("?")[0] for a in pick(below, "dl.facts")[0].xpath(".//a")}
    assert {path.rpartition("/")[2] for path in broader} == {"jobparate", "kontanthjaelpsmodtagere"}
    exact = get(server, "/vocabulary/unit/percent", lang="en")
    assert pick(exact, 'dl.facts a[href="http://qudt.org/vocab/unit/PERCENT"]')


def test_a_concept_leads_to_the_questions_about_it(server: Running) -> None:
    tree = get(server, "/vocabulary/instrument/igu", lang="en")
    links = [a.get("href") for a in tree.xpath("//h2[@id='ask']/following-sibling::ul[1]//a")]
    assert "/questions/who-offers-what?instrument=igu&lang=en" in links
    for link in links:
        assert pick(get(server, link), "table.answer, .note")
    chosen = get(server, links[0])
    assert any(o.get("value") == "igu" for o in pick(chosen, "option[selected]"))


def test_a_plan_can_be_chosen(server: Running) -> None:
    tree = get(server, "/vocabulary/target-group/unge", plan="hvidovre-2020", lang="en")
    homes = {row.xpath("./td[1]//a/@href")[0] for row in tree.xpath("//table//tbody/tr")}
    assert homes == {"/plans/hvidovre-2020?lang=en"}
    assert [o.get("value") for o in pick(tree, 'select[name="plan"] option[selected]')] == ["hvidovre-2020"]
    every = get(server, "/vocabulary/target-group/unge", plan="nope", lang="en")
    assert len(every.xpath("//table//tbody/tr")) > len(tree.xpath("//table//tbody/tr"))


class TestNationalTargets:
    def test_every_target_stands_under_its_year_once(self, server: Running) -> None:
        for lang in LANGS:
            tree = get(server, "/vocabulary/national-target", lang=lang)
            ids = Counter(element.get("id") for element in tree.xpath("//*[@id]"))
            assert max(ids.values()) == 1
            for target in reference().subjects(RDF.type, P.NationalTarget):
                year, number = str(target).rsplit("/", 2)[1:]
                (item,) = pick(tree, f'li[id="{year}-{number}"]')
                assert text(target, SKOS.prefLabel, lang) in said(item)
                assert next(item.iterancestors("section")).get("aria-labelledby") == f"year-{year}"

    def test_what_sources_disagree_on_is_told_with_both(self, server: Running) -> None:
        tree = get(server, "/vocabulary/national-target", lang="en")
        section = next(pick(tree, "h2#year-2019")[0].iterancestors("section"))
        assert "sources disagree" in said(pick(section, "h2")[0])
        sources = pick(section, "dl.facts dd")[0]
        labels = {
            text(source, URIRef("http://www.w3.org/2000/01/rdf-schema#label"), "en")
            for source in reference().objects(URIRef(mint("national-target-set", "2019")), DCTERMS.source)
        }
        assert len(labels) == 2
        assert all(label in said(sources) for label in labels)
        assert "without target 7" in said(sources)
        assert "without target 5" in said(sources)
        disputed = [li.get("id") for li in pick(section, "ol.targets li") if "sources disagree" in said(li)]
        assert disputed == ["2019-5", "2019-7"]
        assert "sources disagree" not in said(pick(tree, "h2#year-2020")[0])

    def test_a_theme_is_followed_through_the_years(self, server: Running) -> None:
        tree = get(server, "/vocabulary/national-target", lang="da")
        (table,) = pick(tree, "table.years")
        years = [said(th) for th in pick(table, "thead th")][1:]
        assert years == [str(year) for year in range(2017, 2025)]
        found = {
            (said(row.xpath("./th")[0]), year): [a.get("href").lstrip("#") for a in pick(cell, "a")]
            for row in pick(table, "tbody tr")
            for year, cell in zip(years, row.xpath("./td"), strict=True)
        }
        for target in reference().subjects(RDF.type, P.NationalTarget):
            year, number = str(target).rsplit("/", 2)[1:]
            theme = reference().value(target, P.theme)
            assert theme is not None
            assert f"{year}-{number}" in found[text(theme, SKOS.prefLabel, "da"), year]
        assert sum(map(len, found.values())) == len(set(reference().subjects(RDF.type, P.NationalTarget)))

    @pytest.mark.parametrize("name", ["2023-3", "2022-1", "2020-1", "2017-2"])
    def test_who_addresses_it_and_on_what_basis(self, server: Running, name: str) -> None:
        tree = get(server, f"/vocabulary/national-target/{name}", lang="en")
        target = URIRef(mint("national-target", *name.split("-")))
        elements = set(plans().subjects(P.addresses, target))
        rows = tree.xpath("//table//tbody/tr")
        assert len(rows) == len(elements)
        bases = Counter(
            str(plans().value(link, P.basis)).removeprefix(PG).lower()
            for link in plans().subjects(P.linkTarget, target)
        )
        shown = Counter(
            span.get("class").removeprefix("basis ") for row in rows for span in pick(row, "span.basis")
        )
        assert shown == bases

    def test_a_theme_lists_what_serves_its_targets(self, server: Running) -> None:
        tree = get(server, "/vocabulary/theme/flygtninge", lang="en")
        theme = URIRef(VOCAB + "theme/flygtninge")
        targets = set(reference().subjects(P.theme, theme))
        expected = {e for t in targets for e in plans().subjects(P.addresses, t)}
        rows = tree.xpath("//table//tbody/tr")
        assert {row.xpath("./td[3]//a/@href")[0].partition("#")[2] for row in rows} == {
            str(e).partition("/id/plan/")[2].partition("/")[2].replace("/", "-") for e in expected
        }
        assert all(pick(row, "span.basis") for row in rows)
        assert all("/vocabulary/national-target/" in row.xpath("./td[4]//a/@href")[0] for row in rows)


@pytest.mark.parametrize(
    "path",
    [
        "/vocabulary/nope",
        "/vocabulary/target-group/nope",
        "/vocabulary/nope/unge",
        "/vocabulary/national-target/2023-99",
        "/vocabulary/national-target/x",
        "/vocabulary/target-group/%3Cscript%3E",
        "/vocabulary/target-group/..%2f..",
    ],
)
def test_what_is_not_there_is_told(server: Running, path: str) -> None:
    tree = get(server, path, 404)
    assert not tree.xpath("//main//script")


def test_the_hierarchy_leads_nowhere_else(server: Running) -> None:
    pages = [
        "/vocabulary/target-group",
        "/vocabulary/instrument/mentor",
        "/vocabulary/national-target/2023-3",
    ]
    for path in (*pages, "/vocabulary/theme/handicap", "/vocabulary/national-target"):
        tree = get(server, path)
        here = {link.partition("#")[0] for link in tree.xpath("//main//a/@href") if link.startswith("/")}
        for link in sorted(here)[:40]:
            assert server.get(link).status_code == 200, link
        ids = set(tree.xpath("//@id"))
        for link in tree.xpath("//main//a/@href"):
            if link.startswith("#"):
                assert link[1:] in ids, link


# ---- other data

HOSTILE = """@base <https://w3id.org/plangraph/id/> .
@prefix pg: <https://w3id.org/plangraph/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix tg: <https://w3id.org/plangraph/vocab/target-group/> .
<plan/ond-2023> a pg:Plan ; pg:year 2023 ; pg:municipality <municipality/0101> ; rdfs:label "Ond"@da .
<plan/ond-2023/goal/1> a pg:Goal ; pg:inPlan <plan/ond-2023> ;
  pg:targetGroup tg:unge, tg:udsatte-unge, tg:findes-ikke ;
  pg:addresses <national-target/2023/3> ; rdfs:label "<script>alert(1)</script>"@da .
"""


def test_what_plans_say_stays_text_and_a_part_counts_once(hostile: Running) -> None:
    tree = get(hostile, "/vocabulary/target-group/unge", plan="ond-2023", lang="en")
    assert not tree.xpath("//main//script")
    rows = tree.xpath("//table//tbody/tr")
    assert len(rows) == 2  # by two concepts
    assert "<script>alert(1)</script>" in said(rows[0])
    option = next(o for o in pick(tree, "option") if o.get("value") == "ond-2023")
    assert said(option).endswith("(1)")
    (item,) = pick(get(hostile, "/vocabulary/target-group", lang="en"), "li#unge")
    (line,) = item.xpath("./p[contains(@class, 'used')]")
    assert total(pick(line, "a")[0]) == len(users("target-group", URIRef(TG + "unge"))) + 1
    target = get(hostile, "/vocabulary/national-target/2023-3", plan="ond-2023", lang="en")
    (row,) = target.xpath("//table//tbody/tr")
    assert not pick(row, "span.basis.stated"), "nobody says on what basis"


def test_a_country_uses_words_too(nation: Running) -> None:
    tree = get(nation, "/vocabulary/instrument", lang="en")
    (line,) = pick(tree, "li#igu")[0].xpath("./p[contains(@class, 'used')]")
    links = pick(line, "a")
    offering = 2 * len(range(0, 98, 3))
    assert f"and {offering - 6} more" in said(line)
    assert len(links) == 1 + 6
    one = get(nation, "/vocabulary/instrument/igu", lang="en")
    assert len(one.xpath("//table//tbody/tr")) == 100
    assert len(pick(one, 'select[name="plan"] option')) == 1 + offering
    last = get(nation, "/vocabulary/instrument/igu", page="999", lang="en")
    assert len(last.xpath("//table//tbody/tr")) == total(links[0]) % 100


# ---- in a browser


def test_an_anchor_brings_its_concept_into_view(server: Running, browser: Browser) -> None:
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    tab.goto(f"{server.base}/vocabulary/instrument#fleksjob")
    box = tab.locator("#fleksjob").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 900
    tab.close()
