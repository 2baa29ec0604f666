"""What can be had of a plan as a file opens in the programs it is for, and says what the page says."""

from __future__ import annotations

import io
import json
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pypdf
import pytest
from lxml import etree
from plan_pages import SLUGS, Page, graph_of, words
from rdflib import RDF, Graph, Literal
from rdflib.namespace import SH
from running import Running

import plangraph
from browsing import quiet
from plangraph.intake import workbook
from plangraph.web.protection import POLICY

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SLUG = "hvidovre-2023"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {
    "report.html": "text/html; charset=utf-8",
    "report.pdf": "application/pdf",
    "report.md": "text/markdown; charset=utf-8",
    "report.json": "application/json",
    "report.sarif": "application/sarif+json",
    "report.junit.xml": "application/xml",
    "report.xml": "application/xml",
    "report.xlsx": XLSX,
    "report.ttl": "text/turtle; charset=utf-8",
    "summary.html": "text/html; charset=utf-8",
    "summary.pdf": "application/pdf",
}


def fetch(server: Running, name: str, lang: str = "da") -> bytes:
    answer = server.get(f"/plans/{SLUG}/{name}?lang={lang}")
    assert answer.status_code == 200, answer.text
    return answer.content


def same(one: Graph, other: Graph) -> bool:
    """Whether two graphs without blank nodes say the same; 35 and 35.0 are one number."""

    def told(graph: Graph) -> set[tuple[object, ...]]:
        return {
            (s, p, o.value if isinstance(o, Literal) and isinstance(o.value, Decimal) else o)
            for s, p, o in graph
        }

    return told(one) == told(other)


def found(server: Running) -> list[dict]:
    return json.loads(fetch(server, "report.json"))[0]["findings"]


@pytest.mark.parametrize("name", TYPES)
def test_every_file_says_what_it_is(server: Running, name: str) -> None:
    answer = server.get(f"/plans/{SLUG}/{name}?lang=en")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == TYPES[name]
    how = "inline" if name.endswith(".html") else "attachment"
    assert answer.headers["content-disposition"] == f'{how}; filename="{SLUG}-{name}"'
    assert answer.headers["content-language"] == "en"
    assert "Accept-Language" in answer.headers["vary"]
    again = server.get(f"/plans/{SLUG}/{name}?lang=en", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    head = server.client.head(f"/plans/{SLUG}/{name}?lang=en")
    assert (head.status_code, head.headers["etag"]) == (200, answer.headers["etag"])


@pytest.mark.parametrize(("lang", "said"), [("da", "Hvidovre"), ("en", "checks")])
@pytest.mark.parametrize("name", ["report.pdf", "summary.pdf"])
def test_a_pdf_opens(server: Running, name: str, lang: str, said: str) -> None:
    data = fetch(server, name, lang)
    assert data.startswith(b"%PDF-")
    read = pypdf.PdfReader(io.BytesIO(data))
    assert len(read.pages) == 1 if name.startswith("summary") else len(read.pages) > 3
    assert said in "".join(page.extract_text() for page in read.pages)
    assert read.trailer["/Root"]["/Lang"] == lang


def test_json_and_sarif_and_junit_tell_the_same_findings(server: Running) -> None:
    findings = found(server)
    sarif = json.loads(fetch(server, "report.sarif"))
    assert sarif["version"] == "2.1.0"
    results = [result for run in sarif["runs"] for result in run["results"]]
    assert {r["ruleId"] for r in results} == {f["rule"] for f in findings}
    assert len(results) == len(findings) > 20
    for name in ("report.junit.xml", "report.xml"):
        suites = etree.fromstring(fetch(server, name))
        assert len(suites.xpath("//testcase")) > 50
        assert len(suites.xpath("//failure")) >= 1


def test_no_file_names_a_folder_of_the_server(server: Running) -> None:
    folders = (tempfile.gettempdir() + "/", str(Path(plangraph.__file__).parents[1]), str(Path.home()) + "/")
    for name in TYPES:
        if not name.endswith((".pdf", ".xlsx")):
            text = fetch(server, name).decode()
            assert [folder for folder in folders if folder in text] == []


def test_markdown_and_turtle_are_read(server: Running) -> None:
    findings = found(server)
    text = fetch(server, "report.md").decode()
    assert text.startswith("# ")
    assert all(" ".join(f["message"]["da"].split())[:12] in text for f in findings[:5])
    graph = Graph().parse(data=fetch(server, "report.ttl"), format="turtle")
    assert len(list(graph.subjects(RDF.type, SH.ValidationResult))) == len(findings)


def test_the_report_as_a_workbook_opens(server: Running) -> None:
    book = openpyxl.load_workbook(io.BytesIO(fetch(server, "report.xlsx")))
    cells = {str(c.value) for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None}
    assert all(f["message"]["da"] in cells for f in found(server))


@pytest.mark.parametrize("slug", SLUGS)
def test_the_plan_as_a_workbook_comes_back_the_same(server: Running, slug: str) -> None:
    answer = server.get(f"/plans/{slug}/plan.xlsx")
    assert (answer.status_code, answer.headers["content-type"]) == (200, XLSX)
    assert answer.headers["content-disposition"] == f'attachment; filename="{slug}.xlsx"'
    assert same(workbook.read(answer.content, f"{slug}.xlsx"), graph_of(slug))


@pytest.mark.parametrize("ending", ["ttl", "jsonld", "nt", "rdf"])
def test_the_graph_is_had_in_every_form(server: Running, ending: str) -> None:
    shown = Page(server.get(f"/plans/{SLUG}?lang=da").text)
    path = f"/doc/id/graph/{SLUG}.{ending}"
    assert f"{path}?lang=da" in shown.section("files").xpath(".//a/@href")
    answer = server.get(path)
    form = {"ttl": "turtle", "jsonld": "json-ld", "nt": "nt", "rdf": "xml"}[ending]
    assert same(Graph().parse(data=answer.content, format=form), graph_of(SLUG))


def test_the_page_offers_every_file_there_is(server: Running) -> None:
    shown = Page(server.get(f"/plans/{SLUG}?lang=da").text)
    hrefs = {href.partition("?")[0] for href in shown.section("files").xpath(".//a/@href")}
    missing = {f"/plans/{SLUG}/{name}" for name in TYPES if name != "report.xml"} - hrefs
    assert missing == set()
    assert {f"/plans/{SLUG}/plan.xlsx", f"/doc/id/plan/{SLUG}"} <= hrefs
    for href in hrefs:
        assert server.get(href, headers={"Accept": "text/html"}).status_code == 200, href


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ("report.docx", "report.pdf"),
        ("report.", "report.pdf"),
        ("report.PDF", "report.pdf"),
        ("summary.xlsx", "summary.pdf"),
        ("report.html%0d%0aX-Evil:%201", "report.html"),
    ],
)
def test_another_format_is_told_which_there_are(server: Running, path: str, known: str) -> None:
    answer = server.get(f"/plans/{SLUG}/{path}")
    assert answer.status_code == 404
    assert "x-evil" not in answer.headers
    if path != "report.":
        assert answer.json()["type"].endswith("/problems/unknown-format")
        assert known in answer.json()["detail"]


def test_a_plan_that_is_not_there_has_no_files(server: Running) -> None:
    for name in ("report", "report.pdf", "summary.html", "plan.xlsx"):
        answer = server.get(f"/plans/hvidovre-1999/{name}")
        assert answer.status_code == 404
        assert "did you mean hvidovre-2" in answer.json()["detail"]


def test_only_the_files_with_their_own_style_have_their_own_policy(server: Running) -> None:
    for name in TYPES:
        policy = server.get(f"/plans/{SLUG}/{name}").headers["content-security-policy"]
        if name.endswith(".html"):
            assert policy.startswith("default-src 'none'; style-src 'sha256-")
            assert "unsafe" not in policy and policy.endswith("frame-ancestors 'none'")
        else:
            assert policy == POLICY


@pytest.mark.parametrize("name", ["report.html", "summary.html"])
def test_the_html_files_look_and_work_as_they_should(server: Running, browser: Browser, name: str) -> None:
    page = browser.new_page()
    wrong = quiet(page)
    page.goto(f"{server.base}/plans/{SLUG}/{name}?lang=da")
    assert page.evaluate("document.styleSheets.length") == 1
    assert page.evaluate("document.styleSheets[0].cssRules.length") > 10
    if name == "report.html":
        page.locator("#da form.filter").first.wait_for(state="visible")  # its script shows it
    page.close()
    assert wrong == []


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_report_within_the_site_says_the_same(server: Running, lang: str) -> None:
    shown = Page(server.get(f"/plans/{SLUG}/report?lang={lang}").text)
    findings = found(server)
    for number, finding in enumerate(findings, 1):
        assert " ".join(finding["message"][lang].split()) in words(shown.at(f"finding-{number}"))
    assert len(shown.root.xpath("//h1")) == len(shown.root.xpath("//main")) == 1
    assert f"/plans/{SLUG}?lang={lang}" in shown.root.xpath("//nav[@class='crumbs']//a/@href")
