"""A draft from the file to the mended plan, over HTTP, by plain forms alone."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from drafting import DRAFTS, Visitor, findings, said
from openpyxl import load_workbook
from running import TOKEN, Running

from plangraph.intake import workbook
from plangraph.intake.knowledge import shipped
from plangraph.store import parse_graph

NO_FIGURE = "hverken tal, retning eller år"


@pytest.fixture
def visitor(server: Running) -> Visitor:
    return Visitor(server.client)


@pytest.fixture(scope="module")
def docx_draft(server: Running) -> str:
    """Path of a Word draft that tests may look at, and must not change."""
    return Visitor(server.client).hand_in(DRAFTS / "odder-2022.docx").draft


def own_word_file() -> bytes:
    """A Word draft of nobody's: one focus area, one goal with a figure, one without."""
    document = docx.Document()
    document.add_heading("Odder Kommunes beskæftigelsesplan 2022", 0)
    document.add_heading("Fokusområde 1: Unge i arbejde", 1)
    document.add_paragraph("Mål: Mindst 75 pct. af de unge er i uddannelse eller job ved udgangen af 2022.")
    document.add_paragraph("Mål: Alle unge kender deres muligheder.")
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


# ---- Handing in


@pytest.mark.parametrize(
    "name",
    [
        "odder-2022.docx",
        "dragoer-2024.pdf",
        "guldborgsund-2023.txt",
        "skive-2024.md",
        "vejen-2022.html",
        "rebild-2023.odt",
        "faaborg-midtfyn-2023.xlsx",
    ],
)
def test_a_draft_of_every_format_becomes_a_report(visitor: Visitor, name: str) -> None:
    visitor.hand_in(DRAFTS / name)
    assert visitor.status == 200, visitor.text
    assert name in visitor.text
    assert "Hvor langt er planen?" in visitor.text
    assert len(findings(visitor)) > 3
    # Whatever is quoted stands in the document: the draft's own words, and a page where there are pages.
    assert visitor.page.xpath("//blockquote")


def test_a_filled_in_template_becomes_a_report(visitor: Visitor, server: Running) -> None:
    visitor.go("/drafts")
    visitor.send("/drafts/template.xlsx", municipality="Hvidovre", year="2024")
    assert visitor.answer.headers["content-disposition"] == 'attachment; filename="hvidovre-2024.xlsx"'
    book = load_workbook(io.BytesIO(visitor.answer.content))
    assert "Mål" in book.sheetnames
    plan = Visitor(server.client).hand_in(DRAFTS / "odder-2022.docx").take("plan.xlsx")
    visitor.hand_in(plan.content, "rettet.xlsx")
    assert "Odder Kommunes beskæftigelsesplan 2022" in visitor.text
    assert "rettet.xlsx" in visitor.text


def test_a_word_template_has_the_headings(visitor: Visitor) -> None:
    visitor.go("/drafts/template.docx", municipality="Ishøj, Vallensbæk og Ishøj", year="2024")
    assert (
        visitor.answer.headers["content-disposition"] == 'attachment; filename="ishoej-vallensbaek-2024.docx"'
    )
    assert len(docx.Document(io.BytesIO(visitor.answer.content)).paragraphs) > 10


@pytest.mark.parametrize(
    ("municipality", "year"),
    [("", "2024"), ("Hvidovre", ""), ("Bøhlandet", "2024"), ("Hvidovre", "002024" + "0" * 5000)],
)
def test_a_template_needs_a_municipality_and_a_year(visitor: Visitor, municipality: str, year: str) -> None:
    visitor.go("/drafts/template.xlsx", municipality=municipality, year=year)
    assert visitor.status == 400
    assert "Skriv" in visitor.text or "Bøhlandet" in visitor.text


@pytest.mark.parametrize(("ending", "media"), [("ttl", "text/turtle"), ("jsonld", "application/ld+json")])
def test_a_graph_can_be_handed_in_again(visitor: Visitor, docx_draft: str, ending: str, media: str) -> None:
    visitor.go(docx_draft)
    before, graph = findings(visitor), visitor.take(f"plan.{ending}")
    assert graph.headers["content-type"].startswith(media)
    visitor.hand_in(graph.content, f"odder.{ending}")
    assert sorted(findings(visitor)) == sorted(before)


def test_a_plan_that_is_served_can_be_copied(visitor: Visitor) -> None:
    visitor.go("/drafts")
    visitor.send("/drafts/from-plan", plan="hvidovre-2023")
    assert visitor.path.startswith("/drafts/")
    assert "Kopi af en plan" in visitor.text
    assert "Hvidovre" in visitor.page.xpath("string(//h1)")
    assert findings(visitor)


def test_a_file_is_needed_and_its_kind_is_told(visitor: Visitor) -> None:
    visitor.go("/drafts")
    visitor.send("/drafts")
    assert visitor.status == 422
    assert "Vælg den fil" in visitor.text
    visitor.send("/drafts", file=("plan.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600), year="2024")
    assert visitor.status == 422
    assert "format, der ikke læses" in visitor.text
    assert visitor.form("/drafts").fields["year"] == "2024"  # what was written is still there


@pytest.mark.parametrize(
    ("name", "content", "danish", "english"),
    [
        ("plan.docx", b"", "tom", "is empty"),
        ("plan.docx", b"PK\x03\x04 and no more", "i stykker", "damaged"),
        ("plan.pdf", b"%PDF-1.7\nnothing", "i stykker", "cannot be opened"),
        ("plan.txt", b"\x00\x01\x02\x03" * 50, "passer ikke", "is no .txt file"),
        ("plan.docx", b"<html><p>no</p></html>", "endelse", "ending"),
        ("plan.ttl", b"@prefix a: <https://a.example/> .\na:b ", "ikke skrevet rigtigt", "Line 2"),
        ("plan.ttl", b"a:b a:c 1 .", "præfikset a: er ikke erklæret. Linje 1.", "has not been declared"),
        (
            "plan.trig",
            b"<g:1> {<a:s> <a:p> 1} <g:2> {<a:s> <a:p> 2}",
            "indeholder 2 grafer",
            "holds 2 graphs",
        ),
        ("plan.ttl", b"<https://a.example/a> <https://a.example/b> 1 .", "én plan", "mployment plan"),
        ("plan.jsonld", b'{"@context": "https://a.example/c"}', "på nettet", "on the network"),
    ],
)
def test_what_is_wrong_with_a_file_is_told(
    visitor: Visitor, name: str, content: bytes, danish: str, english: str
) -> None:
    visitor.hand_in(content, name)
    assert visitor.status == 200
    assert "Filen kunne ikke tages ind" in visitor.text
    assert danish in visitor.text
    assert english not in visitor.text
    assert name in visitor.text
    assert english in visitor.go(visitor.draft, lang="en").text


def test_the_address_is_still_good_after_a_file_that_is_not(visitor: Visitor) -> None:
    visitor.hand_in(b"%PDF-1.7\nnothing", "plan.pdf")
    visitor.send("/file", file=("odder.docx", DRAFTS / "odder-2022.docx")).wait()
    assert "Hvor langt er planen?" in visitor.text


def test_a_locked_word_file_is_told(visitor: Visitor) -> None:
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le")
    visitor.hand_in(locked, "plan.docx")
    assert "adgangskode" in visitor.text
    assert "password" in visitor.go(visitor.draft, lang="en").text


def test_a_scanned_pdf_is_told(visitor: Visitor) -> None:
    from PIL import Image, ImageDraw

    page = Image.new("L", (800, 1100), 255)
    ImageDraw.Draw(page).rectangle((100, 100, 700, 400), fill=0)
    made = io.BytesIO()
    page.save(made, "PDF")
    visitor.hand_in(made.getvalue(), "scannet.pdf", year="2024")
    assert "scannet" in visitor.text
    assert "tekstgenkendelse" in visitor.text


def test_a_zip_bomb_is_told(visitor: Visitor) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"<a>" + b" " * 40_000_000)
    visitor.hand_in(made.getvalue(), "plan.docx")
    assert "Filen kunne ikke tages ind" in visitor.text
    assert "for stor" in visitor.text


def test_mistakes_in_a_template_are_told_all_at_once(visitor: Visitor, docx_draft: str) -> None:
    plan = visitor.go(docx_draft).take("plan.xlsx")
    book = load_workbook(io.BytesIO(plan.content))
    sheet = book["Måltal"]
    heads = [cell.value for cell in next(row for row in sheet.iter_rows() if row[0].value)]
    unit = next(i for i, head in enumerate(heads) if head and "Enhed" in str(head))
    filled = [row for row in sheet.iter_rows(min_row=2) if row[unit].value and row[unit].value != heads[unit]]
    for row in filled[:2]:
        row[unit].value = "alen"
    made = io.BytesIO()
    book.save(made)
    visitor.hand_in(made.getvalue(), "plan.xlsx")
    assert "Filen kunne ikke tages ind" in visitor.text
    assert visitor.text.count("alen") == 2


def test_mistakes_in_an_english_template_are_told_in_the_readers_language(visitor: Visitor) -> None:
    made = workbook.template(shipped(), municipalities=["0167"], year=2024, lang="en")
    book = load_workbook(io.BytesIO(made))
    place = next(c for row in book["Goals"].iter_rows(max_row=2) for c in row if c.value == "Target groups")
    book["Goals"].cell(3, place.column).value = "Young peple"
    filled = io.BytesIO()
    book.save(filled)
    visitor.hand_in(filled.getvalue(), "plan.xlsx")
    assert "findes ikke på listen" in visitor.text
    assert "is not on the list" not in visitor.text
    assert "is not on the list" in visitor.go(visitor.draft, lang="en").text


def test_a_missing_year_is_asked_for_and_the_file_kept(visitor: Visitor) -> None:
    visitor.hand_in(DRAFTS / "noerreaa.txt")
    assert "Der mangler en oplysning" in visitor.text
    assert "hvilket år" in visitor.text
    address = visitor.draft
    visitor.send("/again", year="to tusind")
    assert visitor.status == 422
    assert "Skriv et årstal" in visitor.text
    visitor.send("/again", year="2024", municipality="Nørrekommune")
    assert visitor.status == 422
    assert "Nørrekommune" in visitor.text
    visitor.send("/again", year="2024", municipality="Odder").wait()
    assert visitor.draft == address
    assert "Hvor langt er planen?" in visitor.text
    assert "Odder" in visitor.text
    assert "2024" in visitor.text


def test_a_newer_file_that_fails_costs_nothing(visitor: Visitor) -> None:
    visitor.hand_in(own_word_file(), "plan.docx")
    before = findings(visitor)
    visitor.send("/file", file=("plan-2.docx", b"PK\x03\x04 and no more")).wait()
    assert "Den nye fil, plan-2.docx, kunne ikke tages ind" in visitor.text
    assert "Intet er gået tabt" in visitor.text
    assert findings(visitor) == before
    visitor.send("/file", file=("plan-3.txt", DRAFTS / "noerreaa.txt")).wait()
    assert "hvilket år" in visitor.text
    assert findings(visitor) == before
    visitor.send("/again", year="2022").wait()
    assert findings(visitor) != before


# ---- What was found


def test_findings_stand_by_area_in_the_order_of_the_document(visitor: Visitor, docx_draft: str) -> None:
    visitor.go(docx_draft)
    headings = said(visitor.page.xpath("//section[.//h2[@id='findings']]//h3/span[@lang='da']"))
    assert headings == ["Sygdom og arbejde", "Job til borgere med handicap", "Flygtninge og danskkundskaber"]
    starts = [visitor.page.text_content().index(heading) for heading in headings]
    assert starts == sorted(starts)
    quotes = said(visitor.page.xpath("//section[h3[@id='area-1']]/ul//blockquote/p[1]"))
    assert any("Mindst 60 pct." in quote for quote in quotes)
    assert "pg:" not in visitor.text
    assert "plangraph review" not in visitor.text


def test_each_finding_says_what_to_do_and_leads_somewhere(visitor: Visitor, docx_draft: str) -> None:
    visitor.go(docx_draft)
    items = visitor.page.xpath("//li[contains(@class, 'gap')]")
    assert len(items) == len(findings(visitor))
    for item in items:
        assert "Gør sådan:" in item.text_content()
        where = item.xpath(".//div[@class='deeds']/a/@href") or item.xpath(".//p[@class='small soft']/text()")
        assert where, item.text_content()
    named = {link.removeprefix("#") for link in visitor.page.xpath("//ol[@class='moves']//a/@href")}
    assert named
    assert named <= set(visitor.page.xpath("//li/@id"))


def test_findings_of_one_severity_alone(visitor: Visitor, docx_draft: str) -> None:
    everything = findings(visitor.go(docx_draft))
    visitor.send(docx_draft, only="violation")
    assert 0 < len(findings(visitor)) < len(everything)
    assert set(visitor.page.xpath("//li[contains(@class, 'gap')]/@class")) == {"gap violation"}
    assert f"{len(everything) - len(findings(visitor))} andre fund" in visitor.text
    visitor.go(docx_draft, only="worst")
    assert visitor.status in (400, 422)


def test_a_draft_is_told_in_english(visitor: Visitor, docx_draft: str) -> None:
    visitor.go(docx_draft, lang="en")
    assert "How far has the plan come?" in visitor.text
    assert all("lang=en" in link for link in visitor.page.xpath("//div[@class='deeds']/a/@href"))
    assert visitor.page.xpath("//blockquote/p[@lang='da']")


# ---- What can be taken away


@pytest.mark.parametrize(
    ("name", "media", "begins"),
    [
        ("plan.ttl", "text/turtle", b"@base"),
        ("plan.nt", "application/n-triples", b"<https://w3id.org/plangraph/id/"),
        ("plan.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
        ("report.html", "text/html", b"<!doctype html>"),
        ("report.pdf", "application/pdf", b"%PDF"),
        ("report.md", "text/markdown", b"#"),
        ("report.json", "application/json", b"["),
        ("report.junit.xml", "application/xml", b"<?xml"),
        ("report.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
        ("report.ttl", "text/turtle", b"@"),
        ("summary.pdf", "application/pdf", b"%PDF"),
        ("remarks.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
    ],
)
def test_files_can_be_taken_away(
    visitor: Visitor, docx_draft: str, name: str, media: str, begins: bytes
) -> None:
    answer = visitor.go(docx_draft).take(name)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith(media)
    assert answer.headers["content-disposition"].startswith('attachment; filename="odder-2022')
    assert answer.content.lower().startswith(begins.lower())


def test_every_link_to_a_file_leads_to_one(visitor: Visitor, docx_draft: str) -> None:
    visitor.go(docx_draft)
    links = [link for link in visitor.page.xpath("//aside//a/@href") if "/files/" in link]
    assert len(links) > 12
    for link in links:
        assert visitor.client.get(link).status_code == 200, link


@pytest.mark.parametrize(
    "name", ["report.exe", "plan", "plan.trig", "remarks.pdf", "state.json", "..%2Fstate.json"]
)
def test_other_files_are_not_there(visitor: Visitor, docx_draft: str, name: str) -> None:
    assert visitor.go(f"{docx_draft}/files/{name}").status == 404


def test_the_word_file_comes_back_with_remarks(visitor: Visitor, docx_draft: str) -> None:
    word = docx.Document(io.BytesIO(visitor.go(docx_draft).take("remarks.docx").content))
    comments = [comment.text for comment in word.comments]
    assert len(comments) == len(findings(visitor.go(docx_draft)))
    assert any("Mindst 60 pct." in comment for comment in comments)


def test_a_pdf_comes_back_with_remarks(visitor: Visitor) -> None:
    from pypdf import PdfReader

    visitor.hand_in(DRAFTS / "odder-2022.pdf")
    pages = PdfReader(io.BytesIO(visitor.take("remarks.pdf").content)).pages
    assert any(page.get("/Annots") for page in pages)
    assert visitor.take("remarks.docx").status_code == 404


def test_no_formula_gets_into_a_spreadsheet(visitor: Visitor) -> None:
    graph = visitor.hand_in(own_word_file(), "plan.docx").take("plan.ttl").text
    evil = graph.replace("Unge i arbejde", '=HYPERLINK(\\"https://evil.example\\")')
    assert evil != graph
    visitor.hand_in(evil.encode(), "plan.ttl")
    for name in ("plan.xlsx", "report.xlsx"):
        book = load_workbook(io.BytesIO(visitor.take(name).content))
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        told = [cell for cell in cells if cell.value and "HYPERLINK" in str(cell.value)]
        assert told, name
        assert all(cell.data_type != "f" for cell in told)


# ---- The review


def test_suggestions_are_judged_one_by_one(visitor: Visitor) -> None:
    visitor.hand_in(own_word_file(), "plan.docx")
    waiting = int(visitor.text.partition(" forslag fra læsningen")[0].rpartition(" ")[2])
    visitor.click("Gennemse forslagene")
    assert f"{waiting} venter, 0 er afgjort" in visitor.text
    assert not visitor.page.xpath("//button[@name='decision']")  # nobody judges without a name
    visitor.send("/reviewer", name=" ? ")
    assert visitor.status == 422
    visitor.send("/reviewer", name="  Anna   Jensen ")
    assert "afgøres af Anna Jensen" in visitor.text
    first = visitor.page.xpath("string(//h2[@id='suggestion-title'])")
    visitor.send("/review", decision="accepted")
    assert f"{waiting - 1} venter, 1 er afgjort" in visitor.text
    assert visitor.page.xpath("string(//h2[@id='suggestion-title'])") != first
    visitor.send("/review", decision="rejected")
    visitor.click("Spring over")
    assert "Forslag 2 af" in visitor.text
    graph = visitor.take("plan.ttl").text
    assert "Gennemsyn ved Anna Jensen" in graph
    assert "pg:Accepted" in graph
    assert "pg:Rejected" in graph


def test_a_suggestion_is_shown_in_its_place(visitor: Visitor) -> None:
    visitor.hand_in(own_word_file(), "plan.docx").click("Gennemse forslagene")
    visitor.send("/reviewer", name="Anna Jensen")
    visitor.go(visitor.draft + "/review", matter="figure")
    passage = visitor.page.xpath("//figure[@class='passage']")[0]
    assert "75 pct." in passage.xpath("string(.//mark)")
    assert "Unge i arbejde" in passage.text_content()
    assert "kender deres muligheder" in passage.text_content()


def test_suggestions_are_changed(visitor: Visitor) -> None:
    visitor.hand_in(own_word_file(), "plan.docx").click("Gennemse forslagene")
    visitor.send("/reviewer", name="Anna Jensen")
    review = visitor.draft + "/review"

    def change(matter: str, **fields: str) -> None:
        visitor.go(review, matter=matter)
        form = next(f for f in visitor.page.forms if f.xpath(".//button[@value='changed']"))
        values = {**dict(form.form_values()), "decision": "changed", **fields}
        visitor._see(visitor.client.post(form.action, data=values, follow_redirects=True))

    change("figure", value="mange")
    assert visitor.status == 422
    assert "kan ikke skrives sådan" in visitor.text
    change("figure", value="80,5", direction="Increase")
    assert visitor.status == 200, visitor.text
    change("concept", value="https://w3id.org/plangraph/vocab/target-group/ledige")
    change("element", label="Unge i job eller uddannelse")
    graph = visitor.take("plan.ttl").text
    assert "80.5" in graph
    assert "tg:ledige" in graph
    assert '"Unge i job eller uddannelse"@da' in graph
    assert graph.count("pg:Changed") == 3
    change("element")
    assert visitor.status == 422
    assert "Intet er ændret" in visitor.text


def test_a_link_is_the_plans_or_the_readers(visitor: Visitor) -> None:
    visitor.hand_in(DRAFTS / "odder-2022.docx").click("Gennemse forslagene")
    visitor.send("/reviewer", name="Anna Jensen")
    visitor.go(visitor.draft + "/review", matter="link")
    visitor.send("/review", decision="stated")
    visitor.send("/review", decision="accepted")
    graph = visitor.take("plan.ttl").text
    assert graph.count("pg:basis pg:Stated") == graph.count("pg:basis pg:Interpreted") == 1


def test_several_are_accepted_at_once(visitor: Visitor) -> None:
    visitor.hand_in(DRAFTS / "odder-2022.docx").click("Gennemse forslagene")
    visitor.send("/reviewer", name="Anna Jensen")
    sure = len([s for s in said(visitor.page.xpath("//tbody/tr/td[last()]")) if "(9" in s])
    visitor.send("/review/all", **{"from": "0.9"})
    assert f"{sure} er afgjort" in visitor.text
    visitor.click("Odder Kommunes beskæftigelsesplan 2022")
    assert "Hvad der er ændret siden udgave 1" in visitor.text


def test_the_list_is_filtered(visitor: Visitor, docx_draft: str) -> None:
    review = docx_draft + "/review"
    rows = len(visitor.go(review).page.xpath("//tbody/tr"))
    assert rows == 36
    by_matter = visitor.go(review, matter="figure").page.xpath("//tbody/tr/td[1]")
    assert set(said(by_matter)) == {"måltal"}
    by_area = len(visitor.go(review, area="1").page.xpath("//tbody/tr"))
    assert 0 < by_area < rows
    counts = [
        len(visitor.go(review, least=least).page.xpath("//tbody/tr")) for least in ("0.5", "0.8", "0.9")
    ]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[2] > 0
    assert "Ingen passer" in visitor.go(review, area="99").text


# ---- Mending


def without_figure(visitor: Visitor) -> str:
    """Address of the form for the goal that has no figure."""
    return next(
        item.xpath(".//div[@class='deeds']/a/@href")[0]
        for item in visitor.page.xpath("//li[contains(@class, 'gap')]")
        if "Alle unge kender" in item.text_content() and "goal-has-figure" in item.get("id")
    )


def test_a_gap_is_mended_in_a_form_and_gone(visitor: Visitor) -> None:
    visitor.hand_in(own_word_file(), "plan.docx")
    visitor.go(without_figure(visitor))
    gap = visitor.page.xpath("string(//p[@class='sentence'])").strip()
    assert visitor.page.xpath("//fieldset//label")
    visitor.send("/fix", name="Anna Jensen")
    assert visitor.status == 422
    assert "Noget skal rettes" in visitor.text
    # Each fault leads to its field, and the field says it too.
    for link in visitor.page.xpath("//*[@id='faults']//a/@href"):
        assert visitor.page.xpath(f"//*[@id='{link[1:]}']"), link
    where = next(
        option.get("value")
        for option in visitor.page.xpath("//select[@name='passage.where']/option")
        if option.get("value") and "muligheder" in option.text_content()
    )
    visitor.send("/fix", passage__where=where, **{"target-value.direction": increase(visitor)})
    assert visitor.status == 200, visitor.text
    changes = visitor.page.xpath("//*[@id='changes']")[0].text_content()
    assert "Rettet: 1" in changes
    assert gap in changes
    assert gap not in findings(visitor)
    assert "Tilføjet i formularer" in visitor.text
    visitor.send("/undo")
    assert gap in findings(visitor)
    assert "udgave 1" in visitor.text


def test_a_way_of_mending_that_was_not_chosen_is_asked_for(visitor: Visitor, docx_draft: str) -> None:
    visitor.go(docx_draft)
    links = visitor.page.xpath("//div[@class='deeds']/a[contains(@href, '/fix')]/@href")
    ways = next(link for link in links if visitor.go(link).page.xpath("//*[@id='m-way']"))
    visitor.go(ways).send("/fix", name="Anna Jensen", way=None)
    assert visitor.status == 422
    (leads,) = visitor.page.xpath("//*[@id='faults']//a[@href='#m-way']")
    assert leads.text_content() == visitor.page.xpath("string(//*[@id='m-way']/legend)")


def increase(visitor: Visitor) -> str:
    options = visitor.page.xpath("//select[contains(@name, 'direction')]/option/@value")
    return next(value for value in options if value.endswith("Increase"))


def test_what_no_form_mends_is_explained(visitor: Visitor, docx_draft: str) -> None:
    visitor.go(docx_draft)
    anchors = visitor.page.xpath("//li[contains(@class, 'gap')]/@id")
    suggested = next(a for a in anchors if a.startswith("f-link-suggested"))
    rule, kind, digest = "link-suggested", "focus-area", suggested.rpartition("-")[2]
    visitor.go(f"{docx_draft}/fix", finding=f"{rule}/{kind}/{digest}")
    assert visitor.status == 200
    assert "gennemsynet" in visitor.text
    assert not visitor.page.xpath("//form[contains(@action, '/fix')]")
    visitor.click("Gennemse forslagene")
    assert visitor.path.endswith("/review")


def test_a_finding_that_is_gone_is_told(visitor: Visitor, docx_draft: str) -> None:
    visitor.go(f"{docx_draft}/fix", finding="goal-has-figure/goal/0000")
    assert visitor.status == 404
    assert "Fundet er der ikke mere" in visitor.text
    assert visitor.page.xpath(f"//main//a[contains(@href, '{docx_draft}')]")


# ---- Versions


def test_a_new_file_is_compared_with_the_one_before(visitor: Visitor) -> None:
    visitor.hand_in(own_word_file(), "plan.docx")
    address = visitor.draft
    word = docx.Document(io.BytesIO(own_word_file()))
    word.paragraphs[-1].text = "Mål: 80 pct. af de unge kender deres muligheder i 2022."
    made = io.BytesIO()
    word.save(made)
    visitor.send("/file", file=("plan-2.docx", made.getvalue())).wait()
    assert visitor.draft == address
    assert "Hvad der er ændret siden udgave 1" in visitor.text
    fixed = said(visitor.page.xpath("//*[@id='changes']//details[1]//li"))
    assert any("Alle unge kender" in line for line in fixed)
    assert "plan-2.docx" in visitor.text
    visitor.send("/undo")
    assert "plan.docx" in visitor.text
    assert "plan-2.docx" not in visitor.text


def test_what_was_decided_holds_for_the_new_file(visitor: Visitor) -> None:
    visitor.hand_in(own_word_file(), "plan.docx").click("Gennemse forslagene")
    visitor.send("/reviewer", name="Anna Jensen")
    for count in range(3):
        visitor.send("/review", decision="accepted")
        if count == 0:
            one = Visitor(visitor.client).hand_in(visitor.take("plan.ttl").content, "plan.ttl")
            one.send("/file", file=("plan-2.docx", own_word_file())).wait()
            assert "1 afgørelse fra den forrige udgave gælder stadig" in one.text
    left = visitor.text.partition(" venter, 3 er afgjort")[0].rpartition(" ")[2]
    visitor.go(visitor.draft).send("/file", file=("plan-2.docx", own_word_file())).wait()
    assert "3 afgørelser fra den forrige udgave gælder stadig" in visitor.text
    assert f"{left} forslag fra læsningen venter" in visitor.text


@pytest.mark.parametrize(
    ("lang", "carried", "left", "added"),
    [
        (
            "da",
            "1 rettelse fra en formular er skrevet ind igen",
            "er ikke skrevet ind igen. Den",
            "Tilføjet i",
        ),
        ("en", "1 correction made in a form is written in again", "is not written in again. It", "Added in"),
    ],
)
def test_what_a_form_added_holds_for_the_new_file(
    server: Running, lang: str, carried: str, left: str, added: str
) -> None:
    visitor = Visitor(server.client, lang).hand_in(own_word_file(), "plan.docx")
    visitor.go(without_figure(visitor))
    gap = visitor.page.xpath("string(//p[@class='sentence'])").strip()
    where = next(
        option.get("value")
        for option in visitor.page.xpath("//select[@name='passage.where']/option")
        if option.get("value") and "muligheder" in option.text_content()
    )
    figure = {"target-value.direction": increase(visitor)}
    visitor.send("/fix", name="Anna Jensen", passage__where=where, **figure)
    assert gap not in findings(visitor)
    # Another paragraph before it: the goal is the same, and has the figure still.
    word = docx.Document(io.BytesIO(own_word_file()))
    word.paragraphs[1].insert_paragraph_before("Planen gælder alle unge i kommunen.")
    made = io.BytesIO()
    word.save(made)
    visitor.send("/file", file=("plan-2.docx", made.getvalue())).wait()
    (told,) = said(visitor.page.xpath("//section[@aria-labelledby='carried']//li"))
    assert carried in told
    assert gap not in findings(visitor)
    assert "Anna Jensen" in visitor.text.partition(added)[2]
    # Other words: the figure is no longer theirs, and that is told.
    word.paragraphs[-1].text = "Mål: Alle unge kender vejen."
    made = io.BytesIO()
    word.save(made)
    visitor.send("/file", file=("plan-3.docx", made.getvalue())).wait()
    (told,) = said(visitor.page.xpath("//section[@aria-labelledby='carried']//li"))
    assert left in told
    assert gap in told
    assert added not in visitor.text


def test_versions_are_compared_as_asked(visitor: Visitor) -> None:
    visitor.hand_in(own_word_file(), "plan.docx").click("Gennemse forslagene")
    visitor.send("/reviewer", name="Anna Jensen")
    for decision in ("accepted", "rejected", "accepted"):
        visitor.send("/review", decision=decision)
    visitor.go(visitor.draft)
    # A row of judgements is compared with what was there before it.
    assert "siden udgave 1" in visitor.text
    visitor.go(visitor.draft, since="3")
    assert "siden udgave 3" in visitor.text
    visitor.go(visitor.draft, since="99")
    assert visitor.status == 200
    assert not visitor.page.xpath("//*[@id='changes']")


# ---- Publishing


@pytest.fixture(scope="module")
def graph_of_a_new_plan(server: Running) -> bytes:
    return Visitor(server.client).hand_in(own_word_file(), "plan.docx").take("plan.ttl").content


def test_a_draft_is_published_with_a_token_alone(writable: Running, graph_of_a_new_plan: bytes) -> None:
    visitor = Visitor(writable.client).hand_in(graph_of_a_new_plan, "plan.ttl")
    assert writable.get("/plans/odder-2022").status_code == 404
    visitor.click("Udgiv planen her")
    visitor.send("/publish", token="not-a-token-of-this-one")
    assert visitor.status == 403
    assert "Det token kendes ikke" in visitor.text
    assert writable.get("/plans/odder-2022").status_code == 404
    visitor.send("/publish", token=TOKEN)
    assert visitor.status == 200
    assert "Planen er udgivet" in visitor.text
    assert writable.get("/plans/odder-2022").status_code == 200
    graph = writable.get("/rdf-graph-store?graph=https://w3id.org/plangraph/id/graph/odder-2022")
    stored, draft = (parse_graph(data, "x", ending=".ttl") for data in (graph.content, graph_of_a_new_plan))
    assert set(stored.subject_predicates()) == set(draft.subject_predicates())


def test_a_plan_is_replaced_only_by_who_says_so(writable: Running) -> None:
    visitor = Visitor(writable.client)
    visitor.go("/drafts").send("/drafts/from-plan", plan="hvidovre-2022")
    changed = visitor.take("plan.ttl").text.replace("a pg:Plan", 'rdfs:comment "ny" ; a pg:Plan')
    visitor.hand_in(changed.encode(), "plan.ttl").click("Udgiv planen her")
    page = visitor.answer
    assert "Der er allerede en plan" in visitor.text
    visitor.send("/publish", token=TOKEN)
    assert visitor.status == 422
    assert "Sæt kryds" in visitor.text
    # Somebody else writes meanwhile: what they wrote stays.
    target = "/rdf-graph-store?graph=https://w3id.org/plangraph/id/graph/hvidovre-2022"
    other = writable.get(target, headers={"Accept": "text/turtle"}).text + (
        "\n<https://w3id.org/plangraph/id/plan/hvidovre-2022> "
        '<http://www.w3.org/2000/01/rdf-schema#comment> "anden" .'
    )
    put = writable.client.put(target, content=other.encode(), headers={"Content-Type": "text/turtle"})
    assert put.status_code == 204, put.text
    visitor._see(page).send("/publish", token=TOKEN, replace="1")
    assert visitor.status == 412
    assert "ændret, siden du åbnede siden" in visitor.text
    assert '"anden"' in writable.get(target).text
    visitor.go(visitor.draft + "/publish").send("/publish", token=TOKEN, replace="1")
    assert visitor.status == 200
    assert '"ny"' in writable.get(target).text


def test_where_nobody_may_write_nothing_is_published(visitor: Visitor, docx_draft: str) -> None:
    visitor.go(docx_draft)
    assert "Udgiv" not in visitor.text
    assert visitor.go(docx_draft + "/publish").status == 403
    posted = visitor.client.post(docx_draft + "/publish", data={"token": TOKEN, "version": "1"})
    assert posted.status_code == 403
