"""The search page: who is found, where it leads, and what a stranger can do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from picking import get, pick, said
from running import Running

from plangraph import queries
from plangraph.check.rules import load_rules
from plangraph.search import KINDS
from plangraph.web.words import word

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LANGS = ("da", "en")


def ask(server: Running, question: str, **more: str) -> Any:
    return get(server, "/search", q=question, **more)


def groups(tree: Any) -> dict[str, list[Any]]:
    """The hits of each kind."""
    return {
        section.get("aria-labelledby").removeprefix("group-"): pick(section, "ul.hits h3 a")
        for section in pick(tree, "section")
        if section.get("aria-labelledby").startswith("group-")
    }


def counted(tree: Any) -> dict[str, int]:
    return {
        option.get("value"): int(said(option).rpartition("(")[2].rstrip(")"))
        for option in pick(tree, 'select[name="kind"] option')
        if option.get("value")
    }


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("question", ["IGU", "igu", "hvem tilbyder IGU", "integrationsgrunduddannelse"])
def test_igu_leads_to_those_who_offer_it(server: Running, question: str, lang: str) -> None:
    tree = ask(server, question, lang=lang)
    (box,) = pick(tree, "section.meant")
    assert "IGU" in said(pick(box, "h2")[0])
    plans = {a.get("href").partition("?")[0] for a in pick(box, 'a[href^="/plans/"]')}
    offer = server.ask(
        "SELECT DISTINCT ?plan { ?e pg:usesInstrument|pg:mentions ins:igu ; pg:inPlan ?plan }"
    )["results"]["bindings"]
    assert plans == {"/plans/" + row["plan"]["value"].rpartition("/")[2] for row in offer}
    for link in pick(box, "a.button"):
        answer = server.get(link.get("href"))
        assert answer.status_code == 200
        assert "/plans/frederikssund-2023" in answer.text
    where = [a.get("href").partition("?")[0] for a in pick(box, "a.button")]
    assert where[0].startswith("/vocabulary/instrument/igu")
    assert "/questions/who-offers-what" in where


@pytest.mark.parametrize(
    ("question", "kind", "path"),
    [
        ("Flygtninge", "target-group", "/vocabulary/target-group/flygtninge"),
        ("refugees", "target-group", "/vocabulary/target-group/flygtninge"),
        ("fleksjob", "instrument", "/vocabulary/instrument/fleksjob"),
        ("smaajob", "instrument", "/vocabulary/instrument/smaajob"),
        ("kontanthjælp", "benefit", "/vocabulary/benefit/kontanthjaelp"),
        ("Hvidovre", "municipality", "/questions/plans-at-a-glance"),
        ("Beskæftigelsesplan 2020", "plan", "/plans/hvidovre-2020"),
        ("virksomhederne skal sikres", "national-target", "/vocabulary/national-target/2024-5"),
        ("repatriering", "requirement", "/vocabulary/requirement/repatriation"),
        ("Mål uden tal", "question", "/questions/goals-without-figure"),
        ("goals without a figure", "question", "/questions/goals-without-figure"),
        ("Handicaprådet", "organisation", "/doc/id/organisation/hvidovre-handicapraad"),
    ],
)
def test_each_kind_is_found_and_leads_to_its_page(
    server: Running, question: str, kind: str, path: str
) -> None:
    tree = ask(server, question)
    first = groups(tree)[kind][0]
    assert first.get("href").partition("?")[0] == path
    assert server.get(first.get("href")).status_code == 200


def test_every_question_and_rule_is_found_by_its_title(server: Running) -> None:
    for lang in LANGS:
        for query in queries.questions():
            found = groups(ask(server, query.title.get(lang), kind="question", lang=lang))["question"]
            assert urlsplit(found[0].get("href")).path == f"/questions/{query.name}"
        for rule in load_rules().rules[::9]:
            found = groups(ask(server, rule.name.get(lang), kind="rule", lang=lang))["rule"]
            assert urlsplit(found[0].get("href")).path == f"/rules/{rule.id}"


def test_a_part_of_a_plan_says_where_it_stands(server: Running) -> None:
    tree = ask(server, "IGU", kind="measure", plan="frederikssund-2023", lang="da")
    (hit,) = pick(tree, "ul.hits li")
    (title,) = pick(hit, "h3 a")
    assert title.get("href") == "/plans/frederikssund-2023?lang=da#measure-igu"
    where = said(pick(hit, "p.small.soft")[0])
    assert where.startswith("Frederikssund 2023 · Flygtninge og familiesammenførte skal i job")
    assert "side 11" in where
    page = get(server, "/plans/frederikssund-2023", lang="da")
    assert pick(page, "#measure-igu")


def test_a_heading_of_the_document_is_marked_as_danish(server: Running) -> None:
    tree = ask(server, "IGU", kind="measure", plan="frederikssund-2023", lang="en")
    (heading,) = pick(tree, 'ul.hits p.small span[lang="da"]')
    assert said(heading).startswith("“Fokusområde 3.")


def test_what_was_looked_for_is_marked(server: Running) -> None:
    tree = ask(server, "flygtninge", lang="da")
    marks = {said(mark) for mark in pick(tree, "ul.hits mark")}
    assert {"flygtninge", "Flygtninge"} <= marks
    assert all("flygtning" in mark.casefold() for mark in marks)
    foreign = ask(server, "refugees", kind="target-group", lang="da")
    (also,) = [p for p in pick(foreign, "ul.hits li p") if said(p) == "Også: Refugees"]
    assert pick(also, 'span[lang="en"] mark')


def test_a_misspelt_word_is_told_of_and_its_like_shown(server: Running) -> None:
    tree = ask(server, "flygtnnige", lang="da")
    note = pick(tree, ".note")[0]
    assert "Mente du flygtninge" in said(note)
    (link,) = pick(note, "a")
    assert groups(get(server, link.get("href"))).keys() == groups(tree).keys()
    assert not pick(get(server, link.get("href")), ".note")


def test_kinds_and_plans_are_counted_and_chosen(server: Running) -> None:
    tree = ask(server, "unge", lang="en")
    kinds = counted(tree)
    total = int(said(pick(tree, 'p[role="status"] strong')[0]).split()[0])
    assert sum(kinds.values()) == total
    assert list(groups(tree)) == list(kinds)
    for kind, many in list(kinds.items())[:4]:
        listed: list[str] = []
        for number in range(1, -(-many // 25) + 1):
            part = ask(server, "unge", kind=kind, page=str(number), lang="en")
            assert list(groups(part)) == [kind]
            listed += [a.get("href") for a in groups(part)[kind]]
        assert len(listed) == len(set(listed)) == many
    mine = ask(server, "unge", plan="hvidovre-2023", lang="en")
    plans = {a.get("href").partition("?")[0] for a in pick(mine, "ul.hits p.small.soft a")}
    assert plans == {"/plans/hvidovre-2023"}
    assert counted(mine)["measure"] < kinds["measure"]
    assert not pick(mine, "section.meant")


def test_links_keep_what_was_chosen(server: Running) -> None:
    tree = ask(server, "job", plan="frederikssund-2023", lang="en")
    more = [a.get("href") for a in pick(tree, "section p a") if "/search?" in a.get("href")]
    assert more
    for link in more:
        query = parse_qs(urlsplit(link).query)
        assert (query["q"], query["plan"], query["lang"]) == (["job"], ["frederikssund-2023"], ["en"])
        assert query["kind"][0] in KINDS


def test_every_kind_has_a_name() -> None:
    for lang in LANGS:
        assert len({word(f"search_kind_{kind}", lang) for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize("lang", LANGS)
def test_without_a_question_the_page_helps(server: Running, lang: str) -> None:
    tree = get(server, "/search", lang=lang)
    examples = pick(tree, "main ul.row a")
    assert len(examples) >= 4
    for link in examples:
        assert groups(get(server, link.get("href"))), link.get("href")


@pytest.mark.parametrize(
    "question",
    [
        "<script>alert(1)</script>",
        "xqzw",
        "'; DROP TABLE plans; --",
        "((((((((((",
        "\x00\x01",
        "a" * 5000,
        "ord " * 500,
        "%F0%9F%92%A9",
        "\u202egnuM",
        "{{ 7 * 7 }}",
    ],
)
def test_any_question_gets_a_page(server: Running, question: str) -> None:
    for more in (
        {},
        {"kind": "nope", "plan": "nope", "page": "7"},
        {"kind": "goal", "plan": "hvidovre-2023"},
    ):
        tree = ask(server, question, **more)
        assert not tree.xpath("//main//script")
        assert len(pick(tree, "#q")[0].get("value")) <= 200


@pytest.mark.parametrize("number", ["x", "0", "-1", "99999999999"])
def test_a_wrong_page_is_refused(server: Running, number: str) -> None:
    answer = server.get("/search", params={"q": "unge", "page": number})
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")


def test_a_browser_that_has_the_page_is_told_so(server: Running) -> None:
    answer = server.get("/search?q=IGU&lang=da")
    again = server.get("/search?q=IGU&lang=da", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304
    assert server.client.head("/search?q=IGU").status_code == 200


HOSTILE = """@base <https://w3id.org/plangraph/id/> .
@prefix pg: <https://w3id.org/plangraph/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
<plan/ond-2023> a pg:Plan ; pg:year 2023 ; pg:municipality <municipality/0101> ; rdfs:label "Zorglub"@da .
<plan/ond-2023/goal/1> a pg:Goal ; pg:inPlan <plan/ond-2023> ;
  rdfs:label "Zorglub <img src=x onerror=alert(1)>"@da ;
  dcterms:description "</p><script>alert(1)</script> zorglub"@da .
<plan/ond-2023/goal/2> a pg:Goal ; pg:inPlan <plan/ond-2023> ; dcterms:description "zorglub uden navn"@da .
"""


def test_what_plans_say_stays_text(hostile: Running) -> None:
    tree = ask(hostile, "zorglub", lang="en")
    hits = {a.get("href").partition("#")[2]: a for a in groups(tree)["goal"]}
    assert said(hits["goal-1"]) == "Zorglub <img src=x onerror=alert(1)>"
    assert pick(hits["goal-1"], 'span[lang="da"]')
    assert said(hits["goal-2"]) == "id:plan/ond-2023/goal/2"
    assert not tree.xpath("//main//img | //main//script")


def test_the_index_follows_the_data(writable: Running) -> None:
    assert not groups(ask(writable, "zorglub"))
    answer = writable.client.put(
        "/rdf-graph-store",
        params={"graph": "https://w3id.org/plangraph/id/graph/ond-2023"},
        content=HOSTILE.encode(),
        headers={"Content-Type": "text/turtle"},
    )
    assert answer.status_code == 201, answer.text
    assert groups(ask(writable, "zorglub")).keys() == {"plan", "goal"}
    gone = writable.client.delete(
        "/rdf-graph-store", params={"graph": "https://w3id.org/plangraph/id/graph/ond-2023"}
    )
    assert gone.status_code in (200, 204)
    assert not groups(ask(writable, "zorglub"))


def test_a_country_is_searched(nation: Running) -> None:
    tree = ask(nation, "IGU", lang="da")
    (box,) = pick(tree, "section.meant")
    assert len(pick(box, 'p a[href^="/plans/"]')) == 5
    assert "og 61 mere" in said(box)
    found = ask(nation, "mål", kind="goal", page="2", lang="da")
    assert len(groups(found)["goal"]) == 25
    assert "Side 2 af" in said(found)
    assert len(pick(found, 'select[name="plan"] option')) == 196 + 1


# ---- in a browser


@pytest.mark.parametrize("lang", LANGS)
def test_a_committee_member_finds_who_offers_igu_by_keyboard(
    server: Running, browser: Browser, lang: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{server.base}/?lang={lang}")
    tab.locator("#q").focus()
    tab.keyboard.type("IGU")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/search?*")
    tab.locator("section.meant a.button").first.focus()
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/vocabulary/instrument/igu*")
    plans = set(tab.locator("h2#used ~ .scroll tbody td:first-child a").all_inner_texts())
    assert plans == {"Frederikssund 2023", "Hvidovre 2022", "Ishøj-Vallensbæk 2017"}
    context.close()
