"""The editor of queries: as a form for everybody, and with a script, by keyboard alone."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import httpx
import openpyxl
import pytest
from lxml import html
from rdflib import Graph
from running import Running

from browsing import VIEWS, axe, overflow, quiet
from plangraph import queries
from plangraph.errors import OutputError
from plangraph.names import PREFIXES
from plangraph.web import answers
from plangraph.web.site.editor import answering
from plangraph.web.site.editor import page as editor
from plangraph.web.words.editor import WORDS, say

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
GOALS = """SELECT ?goal ?plan ?year WHERE {
  ?goal a pg:Goal ; pg:inPlan ?plan . ?plan pg:year ?year
} ORDER BY ?goal"""
DESCRIBE = "DESCRIBE <https://w3id.org/plangraph/id/plan/hvidovre-2023/goal/1>"
WRONG = "SELECT ?a\nWHERE { ?a ?b }\nLIMIT 3"
SCRIPT = "<script>alert(1)</script>"
LONG = f"{GOALS}\n# {'x' * editor.LONGEST_LINK}"


def address(query: str, **more: str) -> str:
    return f"/query?{urlencode({'query': query, **more})}"


def page_of(answer: httpx.Response, status: int = 200) -> html.HtmlElement:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return html.document_fromstring(answer.content.decode("utf-8"))


def pick(page: html.HtmlElement, *path: str) -> list[html.HtmlElement]:
    """Return the elements below others: each step of the path is ``tag``, ``#id`` or ``tag.class``."""
    steps = ""
    for step in path:
        tag, _, name = step.partition("#")
        tag, _, kind = tag.partition(".")
        steps += f"//{tag or '*'}" + (f"[@id='{name}']" if name else "")
        steps += f"[contains(concat(' ', @class, ' '), ' {kind} ')]" if kind else ""
    return list(page.xpath("." + steps))


def text_of(page: html.HtmlElement, selector: str) -> str:
    (found,) = pick(page, *selector.split())
    return " ".join(found.text_content().split())


def ask(server: Running, query: str, lang: str = "da", status: int = 200) -> html.HtmlElement:
    return page_of(server.get(address(query, lang=lang)), status)


# ---- A form for everybody


def test_the_form_works_without_a_script(server: Running) -> None:
    page = page_of(server.get("/query?lang=da"))
    form = page.forms[0]
    assert page.xpath("//label[@for='query']") and form.method == "POST"
    sent = server.client.post(form.action, data={**dict(form.form_values()), "query": GOALS})
    assert sent.status_code == 303
    assert sent.headers["location"] == f"/query?lang=da&{urlencode({'query': GOALS})}#answer"
    answer = server.get(sent.headers["location"])
    found = page_of(answer)
    assert pick(found, "textarea")[0].text.removeprefix("\n") == GOALS
    count = len(server.ask(GOALS)["results"]["bindings"])
    assert count > 50
    assert text_of(found, "#answer-summary").startswith(f"{count} rækker på ")
    assert text_of(found, "#answer-summary").endswith((" ms", " s"))
    assert answer.headers["server-timing"].startswith("query;dur=")
    assert answer.headers["cache-control"] == "no-cache"


def test_things_have_their_names_and_their_iris(server: Running) -> None:
    labels = {"da": "Hvidovre", "en": "Hvidovre"}
    for lang in labels:
        page = ask(server, GOALS, lang)
        rows = pick(page, "table.answer", "tbody", "tr")
        head = [cell.text_content() for cell in pick(page, "table.answer", "th")]
        assert head == ["goal", "plan", "year"]
        first = pick(rows[0], "td")
        name, short = pick(first[0], "a")[0], pick(first[0], ".name")[0].text_content()
        assert short.startswith("id:plan/")
        assert name.get("href") == f"/doc/{short.replace('id:', 'id/', 1)}?lang={lang}"
        iri = PREFIXES["id"] + short.removeprefix("id:")
        wanted = server.ask(f'SELECT ?l {{ <{iri}> rdfs:label ?l FILTER(LANG(?l) = "{lang}") }}')
        assert name.text_content() == wanted["results"]["bindings"][0]["l"]["value"]
        assert first[2].get("class") == "number" and first[2].text_content().isdecimal()
        assert server.get(name.get("href"), follow_redirects=True).status_code == 200


def test_long_answers_come_in_parts(server: Running) -> None:
    query = "SELECT ?e { ?e a pg:Evidence } ORDER BY ?e"
    total = len(server.ask(query)["results"]["bindings"])
    parts = -(-total // answering.ROWS)
    assert parts > 2
    seen: list[str] = []
    for number in range(1, parts + 1):
        page = page_of(server.get(address(query, lang="en", page=str(number))))
        seen += [cell.text_content() for cell in pick(page, "table.answer", "tbody", "td")]
        assert f"Page {number} of {parts}" in page.text_content()
    assert len(seen) == len(set(seen)) == total


def test_a_long_query_is_answered_at_once(server: Running) -> None:
    answer = server.client.post("/query?lang=en", data={"query": LONG.replace("\n", "\r\n")})
    page = page_of(answer)
    assert "too long to stand in a link" in text_of(page, ".summary")
    assert pick(page, "#outcome")[0].get("data-address") is None
    assert not page.xpath("//nav[@aria-label='Pages']")
    form = pick(page, "#answer", "form")[0]
    assert dict(form.form_values())["query"].replace("\r\n", "\n") == LONG
    buttons = {button.text: button.get("formaction") for button in pick(form, "button")}
    sent = server.client.post(buttons["JSON"], data=dict(form.form_values()))
    assert sent.json() == server.ask(GOALS)
    table = server.client.post(buttons["CSV"], data=dict(form.form_values()))
    assert len(table.text.splitlines()) == len(sent.json()["results"]["bindings"]) + 1


@pytest.mark.parametrize(
    ("query", "danish", "english"),
    [
        ("ASK { ?x a pg:Plan }", "Ja.", "Yes."),
        ("ASK { ?x a <x:nothing> }", "Nej.", "No."),
        ("SELECT ?x { ?x a <x:nothing> }", "Intet i data passer", "Nothing in the data matches"),
        ("CONSTRUCT { ?x a ?y } WHERE { ?x a <x:nothing> }", "Intet i data passer", "Nothing in the data"),
        ("SELECT * { pg:Goal a owl:Class }", "ingen variable at vise", "no variables to show"),
        ("SELECT (1 AS ?n) {}", "1 række på", "1 row in"),
    ],
)
def test_every_kind_of_answer_is_told(server: Running, query: str, danish: str, english: str) -> None:
    for lang, said in (("da", danish), ("en", english)):
        assert said in text_of(ask(server, query, lang), "#answer"), lang


def test_a_graph_can_be_read_and_fetched(server: Running) -> None:
    page = ask(server, DESCRIBE)
    shown = Graph().parse(data=pick(page, "pre.graph")[0].text_content(), format="turtle")
    expected = Graph().parse(data=server.query(DESCRIBE, "text/turtle").text, format="turtle")
    assert set(shown) == set(expected)
    assert text_of(page, "#answer-summary").startswith(f"{len(expected)} udsagn")
    for link, form in zip(
        pick(page, "#answer", "ul", "a"), ("turtle", "json-ld", "nt11", "xml"), strict=True
    ):
        sent = server.get(link.get("href"))
        assert sent.headers["content-disposition"].startswith("attachment; ")
        assert set(Graph().parse(data=sent.text, format=form)) == set(expected)
    big = ask(
        server, "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } ?p a owl:DatatypeProperty }", "en"
    )
    assert "the beginning of the graph" in big.text_content()
    assert len(pick(big, "pre.graph")[0].text_content()) < 110_000


def test_values_are_shown_as_they_are(server: Running) -> None:
    query = """SELECT ?a ?b { VALUES (?a ?b) {
      ("to\\tbe \\"or\\\\ not\\nto be"@da 5) (UNDEF 1.50) ("chat"@fr UNDEF) ("2023-01-01"^^xsd:date 1e3)
      (<http://a.example/b?c=%22d> -7) (<javascript:alert(1)> 0) (<urn:x> "5"^^<x:y>) ("" true)
    } }"""
    page = ask(server, query, "en")
    cells = [pick(row, "td") for row in pick(page, "table.answer", "tbody", "tr")]
    texts = [[cell.text_content() for cell in row] for row in cells]
    assert texts == [
        ['to\tbe "or\\ not\nto be', "5"],
        ["", "1.5"],
        ["chat", ""],
        ["2023-01-01", "1000"],
        ["http://a.example/b?c=%22d", "-7"],
        ["javascript:alert(1)", "0"],
        ["urn:x", "5"],
        ["", "true"],
    ]
    assert [cell.get("lang") for cell in (cells[0][0], cells[2][0])] == ["da", "fr"]
    assert [link.get("href") for link in pick(page, "table.answer", "td", "a")] == [
        "http://a.example/b?c=%22d"
    ]
    assert not pick(page, "table.answer", "td.number")  # a column of numbers holds nothing else


# ---- What is wrong, and where


@pytest.mark.parametrize(
    ("query", "danish", "line", "column"),
    [
        ("", "Forespørgslen er tom", 0, 0),
        (WRONG, "Ikke SPARQL ved", 2, 9),
        ("SELECT ?a {\n ?a foaf:b ?c }", "Ingen PREFIX-linje erklærer foaf:", 2, 5),
        ("SELECT ?a {", "der mangler 1 afsluttende }", 1, 12),
        ("HELLO", "En forespørgsel har SELECT", 1, 1),
        ("SELECT * { ?a ?b ?c\n BIND(1 AS ?a) }", "Ikke SPARQL ved", 2, 16),
        ("SELECT * { SERVICE <x:y> { ?a ?b ?c } }", "SERVICE afvises", 0, 0),
        ("DELETE WHERE { ?a ?b ?c }", "DELETE afvises", 0, 0),
        ("SELECT * { ?a ?b ?c FILTER(<x:f>(?a)) }", "Forespørgslen kan ikke køres", 0, 0),
    ],
)
def test_a_fault_is_told_with_its_place(
    server: Running, query: str, danish: str, line: int, column: int
) -> None:
    page = ask(server, query, "da", 400)
    message = text_of(page, "#fault-message")
    assert danish in message
    assert not page.xpath("//*[@id='fault-message']//*[@lang]")
    assert pick(page, "textarea")[0].get("aria-invalid") == "true"
    assert "fault-message" in pick(page, "textarea")[0].get("aria-describedby")
    answer = pick(page, "#answer")[0]
    assert (answer.get("data-line"), answer.get("data-column")) == (str(line), str(column))
    if not line:
        assert not pick(page, ".excerpt")
        return
    assert message.startswith(f"Linje {line}, kolonne {column}: ")
    (wrong,) = pick(page, ".excerpt", ".wrong")
    assert wrong.get("value") == str(line)
    assert pick(wrong, "code")[0].text_content().rstrip() == query.split("\n")[line - 1].rstrip()
    assert "Fejlen står her" in wrong.text_content()
    english = ask(server, query, "en", 400)
    assert text_of(english, "#fault-message").startswith(f"Line {line}, column {column}: ")


def test_an_answer_over_the_limits_is_told_in_danish(server: Running) -> None:
    page = ask(server, "SELECT * { ?a ?b ?c . ?d ?e ?f }", "da", 422)
    assert "svaret er for stort" in text_of(page, "#fault-title").lower()
    assert "bed om en del af det med LIMIT" in text_of(page, "#fault-message")
    too_long = server.client.post("/query?lang=da", data={"query": "# " + "x" * 200_000})
    assert "over 200 kB" in text_of(page_of(too_long, 413), "#fault-message")


def test_what_is_said_in_english_only_is_marked(server: Running) -> None:
    assert say("something nobody foresaw", "da") == ("something nobody foresaw", "en")
    assert say("something nobody foresaw", "en") == ("something nobody foresaw", "en")
    limits = (
        "the query was stopped: it ran for 15 seconds, and no query may run longer",
        "the query was stopped after 15 seconds; no query may run longer",
        "the query was stopped: it takes more memory than it may, or is nested too deeply",
        "the query takes more memory than it may",
        "the answer is over 30 MB; ask for a part of it with LIMIT and OFFSET",
        "too many queries of yours run or wait already; ask again in a moment",
        "too many queries wait already; ask again in a moment",
    )
    for message in limits:
        danish, lang = say(message, "da")
        assert lang == "da" and danish != message, message


def test_no_such_example_and_no_such_form(server: Running) -> None:
    assert server.get("/query?example=nothing").status_code == 404
    for form, query, status in (
        ("doc", GOALS, 404),
        ("csv", DESCRIBE, 406),
        ("csv", "ASK {}", 406),
        ("ttl", GOALS, 406),
        ("csv", WRONG, 400),
        ("xlsx", "", 400),
    ):
        answer = server.get(f"/query/answer.{form}", params={"query": query})
        assert answer.status_code == status, (form, query)
        assert answer.headers["content-type"] == "application/problem+json"


# ---- Files, examples, completions


def test_files_hold_the_whole_answer(server: Running) -> None:
    page = ask(server, GOALS, "en")
    links = {link.text: link.get("href") for link in pick(page, "#answer", "ul.row", "a")}
    assert list(links) == ["CSV", "Excel", "TSV", "JSON", "XML"]
    rows = server.ask(GOALS)["results"]["bindings"]
    assert server.get(links["JSON"]).json()["results"]["bindings"] == rows
    assert server.get(links["TSV"]).content == server.query(GOALS, "text/tab-separated-values").content
    assert b"<sparql" in server.get(links["XML"]).content
    sent = server.get(links["CSV"])
    assert sent.headers["content-disposition"] == 'attachment; filename="answer.csv"'
    table = list(csv.DictReader(io.StringIO(sent.content.decode("utf-8-sig"))))
    assert [row["goal"] for row in table] == [row["goal"]["value"] for row in rows]
    assert all(row["goal_label"] and row["plan_label"] and row["year"].isdecimal() for row in table)
    book = openpyxl.load_workbook(io.BytesIO(server.get(links["Excel"]).content))
    assert book.active is not None
    sheet = list(book.active.iter_rows(values_only=True))
    assert len(sheet) == len(rows) + 1
    assert isinstance(sheet[1][sheet[0].index("year")], int)


def test_spreadsheets_run_nothing(server: Running) -> None:
    query = 'SELECT ?x ?n { VALUES (?x ?n) { ("=1+1" -5) ("@SUM(A1)" -1.5) ("+4" 12345678901234567890) } }'
    sent = server.get("/query/answer.csv", params={"query": query})
    rows = list(csv.reader(io.StringIO(sent.content.decode("utf-8-sig"))))[1:]
    assert rows == [["'=1+1", "-5"], ["'@SUM(A1)", "-1.5"], ["'+4", "12345678901234567890"]]
    sent = server.get("/query/answer.xlsx", params={"query": query})
    sheet = openpyxl.load_workbook(io.BytesIO(sent.content)).active
    assert sheet is not None
    assert [[cell.data_type for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        ["s", "n"],
        ["s", "n"],
        ["s", "s"],
    ]


@pytest.mark.parametrize("lang", ["da", "en"])
def test_every_question_of_the_library_is_an_example_that_runs(server: Running, lang: str) -> None:
    page = page_of(server.get(f"/query?lang={lang}"))
    links = {link.get("data-example"): link for link in page.xpath("//*[@data-example]")}
    library = {question.name: question for question in queries.questions()}
    assert set(links) == set(library)
    headings = [heading.text_content() for heading in pick(page, ".shelf", "h3")]
    assert set(headings) == {text.get(lang) for key, text in WORDS.items() if "_theme_" in key}
    for name, link in links.items():
        assert link.text == library[name].title.get(lang)
        text = pick(page_of(server.get(link.get("href"))), "textarea")[0].text
        assert f"# {link.text}\n" in text and "#+" not in text
        found = ask(server, text.removeprefix("\n"), lang)
        nothing = WORDS["editor_no_rows"].get(lang)
        assert pick(found, "table.answer") or nothing in text_of(found, "#answer"), name


def test_completions_are_valid_sparql_with_names_in_both_languages(server: Running) -> None:
    answer = server.get("/query/terms.json")
    again = server.get("/query/terms.json", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    known = answer.json()
    assert known["prefixes"] == dict(PREFIXES)
    terms = {term[0]: term[1:] for term in known["terms"]}
    assert terms["pg:Goal"][:4] == ["pg:Goal", "class", "mål", "goal"]
    assert terms["pg:inPlan"][1] == "property"
    assert terms["id:plan/hvidovre-2023"][0] == "<https://w3id.org/plangraph/id/plan/hvidovre-2023>"
    assert terms["tg:unge"][1] == "thing"
    assert {kind for _, kind, *_ in terms.values()} == {"class", "property", "thing"}
    assert all(da and en for _, _, da, en, *_ in terms.values())
    assert "IGU" in terms["ins:igu"][4].split(" · ")
    values = " ".join(written for written, *_ in terms.values())
    counted = server.ask(f"SELECT (COUNT(*) AS ?n) {{ VALUES ?x {{ {values} }} }}")
    assert counted["results"]["bindings"][0]["n"]["value"] == str(len(terms))
    assert {one["name"] for one in known["examples"]} == {query.name for query in queries.questions()}
    assert all(one["da"]["text"].startswith(f"# {one['da']['title']}\n") for one in known["examples"])


# ---- The endpoint sends people here, programs nowhere


@pytest.mark.parametrize("path", ["/sparql", "/sparql?" + urlencode({"query": GOALS, "lang": "en"})])
def test_a_browser_at_the_endpoint_is_shown_the_editor(server: Running, path: str) -> None:
    sent = server.get(path, headers=BROWSER)
    assert sent.status_code == 303
    assert sent.headers["location"] == path.replace("/sparql", "/query")
    assert "Accept" in sent.headers["vary"]
    page_of(server.get(sent.headers["location"], headers=BROWSER))


@pytest.mark.parametrize(
    ("accept", "more"),
    [
        ("*/*", {}),
        ("application/sparql-results+json", {}),
        ("text/html;q=0.5, application/sparql-results+json", {}),
        ("text/html, application/sparql-results+xml", {}),
        (BROWSER["Accept"], {"default-graph-uri": "https://w3id.org/plangraph/id/graph/hvidovre-2023"}),
    ],
)
def test_programs_get_their_answer(server: Running, accept: str, more: dict[str, str]) -> None:
    answer = server.get("/sparql", params={"query": GOALS, **more}, headers={"Accept": accept})
    assert answer.status_code == 200
    assert "sparql-results" in answer.headers["content-type"]


# ---- Nothing that somebody writes runs


@pytest.fixture
def evil(writable: Running) -> Iterator[Running]:
    """A server whose data has names that mean harm."""
    text = f"""<urn:x-test:evil> <http://www.w3.org/2000/01/rdf-schema#label>
        "<img src=x onerror=alert(1)>{SCRIPT}"@da, "\\" onmouseover=\\"alert(1)"@en .
        <javascript:alert(2)> <http://www.w3.org/2000/01/rdf-schema#label> "harmless" ."""
    params, headers = {"graph": "urn:x-test:evil-names"}, {"Content-Type": "text/turtle"}
    sent = writable.client.put("/rdf-graph-store", params=params, content=text, headers=headers)
    assert sent.status_code in (200, 201, 204), sent.text
    yield writable


EVIL = "SELECT ?s ?l { GRAPH <urn:x-test:evil-names> { ?s rdfs:label ?l } } ORDER BY ?s ?l"


@pytest.mark.parametrize("lang", ["da", "en"])
def test_hostile_names_stay_text(evil: Running, lang: str) -> None:
    page = ask(evil, EVIL, lang)
    assert len(pick(page, "table.answer", "tbody", "tr")) == 3
    assert "alert(1)" in pick(page, "table.answer")[0].text_content()
    assert not page.xpath("//table//img | //table//script | //*[@onmouseover] | //*[@onerror]")
    assert not [a for a in pick(page, "a") if (a.get("href") or "").startswith("javascript")]


@pytest.mark.parametrize(
    "query", [f"{SCRIPT}</textarea>{SCRIPT}", f"SELECT ('{SCRIPT}' AS ?x) {{}}", f"# {SCRIPT}\n{DESCRIBE}"]
)
def test_a_hostile_query_stays_text(server: Running, query: str) -> None:
    answer = server.get(address(query))
    page = html.document_fromstring(answer.text)
    assert pick(page, "textarea")[0].text.removeprefix("\n") == query
    assert SCRIPT not in answer.text
    name = server.get(f"/query?example={quote(SCRIPT)}", headers=BROWSER)
    assert name.status_code == 404 and SCRIPT not in name.text


def test_a_very_wide_answer_is_cut(server: Running, tmp_path: Path) -> None:
    many = 1500
    names = " ".join(f"?v{i}" for i in range(many))
    query = f"SELECT * {{ VALUES ({names}) {{ ({'1 ' * many}) }} }}"
    page = page_of(server.client.post("/query?lang=en", data={"query": query}))
    assert len(pick(page, "table.answer", "th")) == answering.COLUMNS
    assert "the first 40 of 1,500 columns" in page.text_content()
    body = "\t".join(f"?v{i}" for i in range(20_000)).encode() + b"\n"
    with pytest.raises(OutputError, match="20000 columns are more than an Excel sheet takes"):
        answers.write_answer(body, 0, "xlsx", tmp_path, "da")
    wide = ask(server, "SELECT (CONCAT(" + ", ".join(["'" + "x" * 1000 + "'"] * 5) + ") AS ?t) {}")
    assert len(pick(wide, "table.answer", "td")[0].text_content()) < 2000


def test_without_the_bundle_the_page_is_whole() -> None:
    from plangraph.web import pages

    shown: list[Any] = []
    blank = editor.EditorPage("ASK {}", False, True, (), PREFIXES, None, None, False, {})
    frame = pages.Frame("da", "", "/query", "", "?lang=en", "1")
    template = pages._environment("da").get_template("editor.html.jinja")
    for page in (blank, dataclasses.replace(blank, bundled=True, words={"running": "…"})):
        shown.append(html.document_fromstring(template.render(page=page, frame=frame)))
    assert not pick(shown[0], "script")
    assert pick(shown[0], "form#ask", "textarea") and pick(shown[0], "form#ask", "button")
    assert len(pick(shown[1], "script")) == 2
    settings = json.loads(pick(shown[1], "#editor-settings")[0].text)
    assert settings["terms"] == "/query/terms.json"


# ---- In a browser

READY = "html[data-editor=ready]"
SET = "text => document.querySelector('.CodeMirror').CodeMirror.setValue(text)"
VALUE = "() => document.querySelector('.CodeMirror').CodeMirror.getValue()"


@pytest.fixture(scope="module")
def bundled(server: Running) -> None:
    if server.get("/static/editor/editor.js").status_code != 200:
        pytest.skip("the editor is not bundled: npm was absent when plangraph was installed")


@pytest.fixture
def page(browser: Browser, bundled: None) -> Iterator[Page]:
    """A page that complains of nothing."""
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    opened.set_default_timeout(15_000)
    opened.on("dialog", lambda dialog: pytest.fail(dialog.message))
    wrong = quiet(opened)
    yield opened
    opened.close()
    assert wrong == []


def wait_for_value(page: Page, end: str) -> None:
    """Wait until what was typed stands in the field; a field that is read aloud is read a little later."""
    page.wait_for_function(
        "end => document.querySelector('.CodeMirror').CodeMirror.getValue().endsWith(end)", arg=end
    )


def take(page: Page, typed: str, name: str, end: str) -> None:
    """Take the first suggestion with Enter when it is there to be seen, as a person does.

    The list is made anew in the frame after a key, and until then it only notes that Enter was pressed.

    :param typed: what the text ends in
    :param name: the suggestion
    :param end: what the text ends in then
    """
    wait_for_value(page, typed)
    page.evaluate("() => new Promise(requestAnimationFrame)")
    option = page.get_by_role("option", selected=True)
    option.filter(has_text=name).wait_for()
    page.keyboard.press("Enter")
    wait_for_value(page, end)


def tab_to_the_field(page: Page) -> None:
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('role')") == "textbox":
            return
    raise AssertionError("the keyboard does not reach the field")


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("da", ("mål", "rækker på", "Forespørgsel")),
        ("en", ("goal", "rows in", "Query")),
    ],
)
def test_a_query_is_written_and_run_by_keyboard_alone(
    page: Page, server: Running, lang: str, words: tuple[str, str, str]
) -> None:
    page.goto(f"{server.base}/query?lang={lang}")
    page.wait_for_selector(READY)
    tab_to_the_field(page)
    field = page.get_by_role("textbox", name=words[2], exact=True)
    assert field.evaluate("field => field === document.activeElement")
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.type("SELECT ?goal ?year { ?goal a pg:Go")
    wait_for_value(page, "a pg:Go")
    option = page.get_by_role("option", selected=True)
    option.filter(has_text="pg:Goal").wait_for()
    assert option.inner_text().split("\n") == [
        "pg:Goal",
        f"{words[0]} ({WORDS['editor_kind_class'].get(lang)})",
    ]
    assert axe(page) == []
    take(page, "a pg:Go", "pg:Goal", "a pg:Goal")
    page.keyboard.type(" ; pg:inPlan/pg:year ?ye")
    take(page, "?ye", "?year", "pg:inPlan/pg:year ?year")
    page.keyboard.type(" } ORDER BY ?goal LIMIT 7")
    wait_for_value(page, "pg:inPlan/pg:year ?year } ORDER BY ?goal LIMIT 7")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#answer table")
    assert page.locator("#answer tbody tr").count() == 7
    assert f"7 {words[1]}" in page.locator("#answer-summary").inner_text()
    assert page.locator("#query-status").inner_text() == page.locator("#answer-summary").inner_text()
    # The address leads to the same answer, and Tab leaves the field.
    assert f"lang={lang}" in page.url and "LIMIT+7" in page.url
    assert page.evaluate("document.activeElement.getAttribute('role')") == "textbox"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "run"
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "textbox"
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.getAttribute('role')") != "textbox"
    assert axe(page) == []
    page.reload()
    page.wait_for_selector(READY)
    assert page.locator("#answer tbody tr").count() == 7
    assert page.evaluate("Object.keys(localStorage).length") == 0
    assert page.context.cookies() == []


def test_tab_leaves_an_open_list_and_escape_closes_it(page: Page, server: Running) -> None:
    page.goto(f"{server.base}/query?lang=en")
    page.wait_for_selector(READY)
    tab_to_the_field(page)
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.keyboard.press("Control+Space")
    options = page.get_by_role("option")
    options.first.wait_for()
    assert options.first.inner_text().startswith("SELECT")
    assert "How high do the plans aim?" in " ".join(options.all_inner_texts())
    page.keyboard.press("Escape")
    options.first.wait_for(state="detached")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "textbox"
    before = page.evaluate(VALUE)
    page.keyboard.press("Control+Space")
    options.first.wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "run"
    assert page.evaluate(VALUE) == before


def test_completion_finds_things_by_their_names_and_the_place_in_the_query(
    page: Page, server: Running
) -> None:
    page.goto(f"{server.base}/query?lang=da")
    page.wait_for_selector(READY)
    page.locator(".CodeMirror-code").focus()

    def offered(text: str) -> list[str]:
        page.evaluate(SET, text)
        page.keyboard.press("Control+End")
        page.keyboard.press("Control+Space")
        page.get_by_role("option").first.wait_for()
        found = [entry.split("\n")[0] for entry in page.get_by_role("option").all_inner_texts()]
        page.keyboard.press("Escape")
        page.get_by_role("option").first.wait_for(state="detached")
        return found

    assert offered("SELECT ?g { ?g a mål")[0] == "pg:Goal"
    assert offered("SELECT ?g { ?g pg:targetGroup unge")[0] == "tg:unge"
    assert offered("SELECT ?g { ?g bruger")[0] == "pg:usesInstrument"
    assert offered("SELECT ?g { ?g pg:usesInstrument IGU")[0].startswith("ins:")
    assert offered("SELECT ?plan ?goal { ?pl") == ["?plan"]
    assert offered("PREFIX sk") == ["skos:"]
    assert "OPTIONAL" in offered("SELECT ?g { ?g a pg:Goal . OPT")
    assert not {"INSERT", "DELETE", "SERVICE"} & set(offered("SELECT ?g { ?g a pg:Goal . "))
    # In an empty field a word finds the questions of the library too.
    assert "Mål uden indikator" in offered("indikator")
    assert "Mål uden indikator" not in offered("SELECT ?g { indikator")
    page.evaluate(SET, "SELECT * { ?p a ?c . hvidovre-2023")
    page.keyboard.press("Control+End")
    page.keyboard.press("Control+Space")
    plan = f"<{PREFIXES['id']}plan/hvidovre-2023>"
    take(page, "hvidovre-2023", "id:plan/hvidovre-2023", plan)
    assert page.evaluate(VALUE) == f"SELECT * {{ ?p a ?c . {plan}"


def test_faults_are_marked_while_one_writes_and_when_the_server_finds_them(
    page: Page, server: Running
) -> None:
    page.clock.install()
    page.goto(f"{server.base}/query?lang=en")
    page.wait_for_selector(READY)
    told = page.locator("#query-syntax")
    page.evaluate(SET, "SELECT ?a\nWHERE { ?a ?b }")
    page.wait_for_selector(".yasqe .fault")
    assert told.inner_text() == "Line 2: “}” cannot stand here."
    assert page.locator(".yasqe .fault-text").inner_text() == "}"
    assert axe(page) == []
    page.evaluate(SET, "SELECT ?a { ?a foaf:name ?b }")
    page.wait_for_function("() => document.getElementById('query-syntax').textContent.includes('foaf:')")
    assert "is not declared" in told.inner_text()
    page.evaluate(SET, "SELECT ?a { ?a skos:prefLabel ?b")  # not at its end yet, and no fault
    page.wait_for_function("() => !document.getElementById('query-syntax').textContent")
    assert page.locator(".yasqe .fault").count() == 0
    # What only the server knows to be wrong; it stays when the field would have been looked through again.
    page.evaluate(SET, "SELECT * {\n ?a ?b ?c\n BIND(1 AS ?a) }")
    page.locator(".CodeMirror-code").focus()
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#fault-title")
    page.clock.fast_forward(1000)
    assert page.locator("#query-status").inner_text().startswith("Line 3, column 16")
    assert page.locator(".yasqe .fault").get_attribute("title").startswith("Line 3")
    assert axe(page) == []
    page.keyboard.type(" ")
    page.wait_for_selector(".yasqe .fault", state="detached")


def test_an_example_is_put_into_the_field_and_a_long_query_runs(page: Page, server: Running) -> None:
    page.goto(f"{server.base}/query?lang=en")
    page.wait_for_selector(READY)
    page.locator("[data-example=goals-without-indicator]").click()
    assert page.evaluate(VALUE).startswith("# Goals without an indicator\n")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "textbox"
    page.locator("#run").click()
    page.wait_for_selector("#answer table")
    first = page.url
    page.evaluate(SET, LONG)
    page.locator("#run").click()
    page.wait_for_function("() => document.querySelector('.summary')?.textContent.includes('too long')")
    assert page.url == first
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    assert download.value.suggested_filename == "answer.csv"
    page.evaluate("location.hash = 'content'")  # as the link that skips to the content does
    assert page.evaluate(VALUE) == LONG
    page.go_back()
    page.go_back()
    page.wait_for_function("() => !location.search.includes('query=')")
    page.wait_for_selector(READY)
    assert page.locator("#answer").count() == 0


def test_hostile_names_do_nothing_in_a_browser(page: Page, evil: Running) -> None:
    page.goto(evil.base + address(EVIL, lang="da"))
    page.wait_for_selector(READY)
    assert page.locator("#answer tbody tr").count() == 3
    page.locator("#run").click()
    page.wait_for_function("() => document.getElementById('query-status').textContent.includes('3 rækker')")
    assert page.locator("#answer :is(img, script)").count() == 0


@pytest.mark.parametrize(("lang", "width"), VIEWS)
def test_the_pages_are_accessible(page: Page, server: Running, lang: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for path in ("/query?", address(GOALS) + "&", address(DESCRIBE) + "&", address("ASK {}") + "&"):
        page.goto(f"{server.base}{path}lang={lang}")
        page.wait_for_selector(READY)
        assert axe(page) == [], path
        assert overflow(page) == 0, path


def test_without_a_script_a_person_gets_as_far(server: Running, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    wrong = quiet(page)
    page.goto(f"{server.base}/query?lang=en")
    page.get_by_role("link", name="Goals without an indicator").click()
    assert page.locator("textarea").input_value().startswith("# Goals without an indicator\n")
    page.get_by_role("button", name="Run the query").click()
    assert page.locator("#answer tbody tr").count() > 0
    assert page.url.endswith("#answer")
    page.get_by_role("link", name="Dansk").click()
    assert "på" in page.locator("#answer-summary").inner_text()
    assert overflow(page) == 0
    context.close()
    assert wrong == []
