"""The templates that a planner gets: as a workbook and as a Word document."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from rdflib import RDF, RDFS, Graph, Literal, URIRef

from plangraph import store
from plangraph.files import plan_files
from plangraph.intake import word_template, workbook
from plangraph.intake.knowledge import shipped
from plangraph.intake.workbook.layout import HELP, LISTS, NATIONAL, Form
from plangraph.intake.workbook.sheets import PLAN, SHEETS
from plangraph.model import LANGS, Lang
from plangraph.names import PG, mint

Convert = Callable[[Path, str], Path]


def template(lang: Lang = "da") -> bytes:
    return workbook.template(shipped(), municipalities=["0167"], year=2024, lang=lang)


@pytest.fixture(scope="module", params=LANGS)
def lang(request: pytest.FixtureRequest) -> Lang:
    lang: Lang = request.param
    return lang


@pytest.fixture(scope="module")
def book(lang: Lang) -> dict[str, Worksheet]:
    return {sheet.title: sheet for sheet in load_workbook(io.BytesIO(template(lang))).worksheets}


# ---- the workbook


def test_it_has_a_sheet_for_each_kind_of_thing(book: dict[str, Worksheet], lang: Lang) -> None:
    names = [PLAN.name, NATIONAL, *(sheet.name for sheet in SHEETS if not sheet.optional), HELP]
    assert list(book) == [*(name.get(lang) for name in names), LISTS]
    assert [sheet.title for sheet in book.values() if sheet.sheet_state != "visible"] == [LISTS]


def test_the_national_targets_of_the_year_are_there(book: dict[str, Worksheet], lang: Lang) -> None:
    rows = list(book[NATIONAL.get(lang)].iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in rows] == ["1", "2", "3", "4", "5"]
    if lang == "da":
        assert rows[1][1] == "Flere ledige skal opkvalificeres"


def test_each_sheet_is_a_table_with_a_frozen_heading_row(book: dict[str, Worksheet], lang: Lang) -> None:
    for sheet in (s for s in SHEETS if not s.optional):
        page = book[sheet.name.get(lang)]
        (table,) = page.tables.values()
        assert table.headerRowCount in (None, 1)
        assert page.freeze_panes in ("B2", "C2")
        heads = [str(cell.value).rstrip(" *") for cell in page[1]]
        assert heads == [column.head.get(lang) for column in sheet.columns if not column.optional]
        assert len(set(heads)) == len(heads)


def test_each_column_has_its_help_and_each_list_its_drop_down(book: dict[str, Worksheet], lang: Lang) -> None:
    for sheet in (s for s in SHEETS if not s.optional):
        page = book[sheet.name.get(lang)]
        rules = {
            min(r.min_col for r in rule.sqref.ranges): rule for rule in page.data_validations.dataValidation
        }
        for place, column in enumerate((c for c in sheet.columns if not c.optional), 1):
            assert rules[place].prompt
            assert rules[place].promptTitle == column.head.get(lang)[:32]
            listed = column.form in (Form.CONCEPT, Form.ELEMENT, Form.ENTRY) and column.of not in (
                (),
                ("evidence",),
            )
            assert (rules[place].type == "list") is listed, column.name
            if listed:
                assert rules[place].formula1.startswith("valg_")


def test_help_fits_where_excel_shows_it() -> None:
    for sheet in (PLAN, *SHEETS):
        for column in sheet.columns:
            for lang in LANGS:
                assert 0 < len(column.help.get(lang)) <= 255, (sheet.kind, column.name, lang)
                assert len(sheet.name.get(lang)) <= 31


def test_every_list_is_named_and_holds_what_the_vocabulary_has() -> None:
    book = load_workbook(io.BytesIO(template()))
    names = {name: defined.attr_text for name, defined in book.defined_names.items()}
    for sheet in book.worksheets:
        for rule in sheet.data_validations.dataValidation:
            assert rule.type != "list" or rule.formula1 in names
    column = re.fullmatch(rf"{LISTS}!\$([A-Z]+)\$2:\$[A-Z]+\$(\d+)", names["valg_unit"])
    assert column is not None
    units = [book[LISTS][f"{column[1]}{row}"].value for row in range(2, int(column[2]) + 1)]
    assert len(units) == 18
    assert {"Procent", "Procentpoint", "Personer"} <= set(units)


def test_the_example_is_marked_as_one_by_a_word(book: dict[str, Worksheet], lang: Lang) -> None:
    word = {"da": "Eksempel", "en": "Example"}[lang]
    for sheet in (s for s in SHEETS if not s.optional):
        assert book[sheet.name.get(lang)]["A2"].value == word


def test_the_plan_is_named_and_a_joint_plan_too() -> None:
    data = workbook.template(shipped(), municipalities=["0187", "0183"], year=2017)
    form = {r[0].value: r[1].value for r in load_workbook(io.BytesIO(data))["Plan"].iter_rows(min_row=2)}
    assert form["Kommuner"] == "Vallensbæk; Ishøj"
    assert form["Planens nøgle"] == "vallensbaek-ishoej-2017"
    assert workbook.is_template(data)


def test_a_year_without_national_targets_says_so() -> None:
    data = workbook.template(shipped(), municipalities=["0167"], year=2025)
    assert "Ingen nationale mål" in str(load_workbook(io.BytesIO(data))["Nationale mål"]["B2"].value)
    workbook.read(data, "plan.xlsx")


@pytest.mark.parametrize("codes", [[], ["9999"], ["0167", "hvidovre"]])
def test_a_municipality_that_is_none_is_refused(codes: list[str]) -> None:
    with pytest.raises(ValueError, match="no municipality"):
        workbook.template(shipped(), municipalities=codes, year=2024)
    with pytest.raises(ValueError, match="no municipality"):
        word_template.write(shipped(), municipalities=codes, year=2024)


def test_no_text_is_a_formula() -> None:
    goal = URIRef(mint("goal", "testby-2023", "1"))
    graph = Graph()
    graph.add((URIRef(mint("plan", "testby-2023")), RDF.type, URIRef(PG + "Plan")))
    graph.add((goal, RDF.type, URIRef(PG + "Goal")))
    graph.add((goal, URIRef(PG + "inPlan"), URIRef(mint("plan", "testby-2023"))))
    graph.add((goal, RDFS.label, Literal("=HYPERLINK(1)", lang="da")))
    book = load_workbook(io.BytesIO(workbook.write(graph, shipped())))
    cells = [c for s in book.worksheets if s.title != LISTS for row in s.iter_rows() for c in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    (cell,) = [cell for cell in cells if cell.value == "=HYPERLINK(1)"]
    assert cell.quotePrefix


def test_libreoffice_opens_saves_and_computes_the_drop_down_lists(
    libreoffice: Convert, tmp_path: Path
) -> None:
    book = load_workbook(io.BytesIO(template()))
    for name, rows in {
        "Fokusområder": [["1", "Unge"], [None, None], ["2", "Voksne"]],
        "Mål": [["1a", "Flere i job"], [None, "Uden nummer"]],
    }.items():
        for at, row in enumerate(rows, 3):
            for place, value in enumerate(row, 1):
                book[name].cell(at, place).value = value
    # openpyxl keeps no results of formulas: those below are LibreOffice's own.
    book.save(tmp_path / "fil.xlsx")
    saved = libreoffice(tmp_path / "fil.xlsx", "xlsx:Calc MS Excel 2007 XML").read_bytes()
    assert workbook.is_template(saved)
    assert set(workbook.read(saved, "fil.xlsx")) != set()
    lists = load_workbook(io.BytesIO(saved), data_only=True)[LISTS]
    shown = {
        str(c[0].value): [x.value for x in c[1:] if x.value] for c in lists.iter_cols(min_col=2) if c[0].value
    }
    areas = next(values for name, values in shown.items() if name == "valg_focus_area")
    assert areas == ["1 · Unge", "2 · Voksne"]
    every = next(c for c in lists.iter_cols() if c[1].value == "Fokusområde 1 · Unge" and c[2].value)
    assert [x.value for x in every[1:] if x.value] == [
        "Fokusområde 1 · Unge",
        "Fokusområde 2 · Voksne",
        "Mål 1a · Flere i job",
        "Mål Uden nummer",
    ]


def test_a_plan_that_libreoffice_saved_comes_back_equal(libreoffice: Convert, tmp_path: Path) -> None:
    graph = store.read_graph(min(plan_files(), key=lambda p: p.stat().st_size))
    (tmp_path / "fil.xlsx").write_bytes(workbook.write(graph, shipped()))
    saved = libreoffice(tmp_path / "fil.xlsx", "xlsx:Calc MS Excel 2007 XML").read_bytes()
    assert set(workbook.read(saved, "fil.xlsx")) == set(graph)


# ---- the Word template


@pytest.fixture(scope="module")
def word() -> docx.document.Document:
    return docx.Document(io.BytesIO(word_template.write(shipped(), municipalities=["0167"], year=2024)))


def test_the_word_template_has_real_headings(word: docx.document.Document) -> None:
    heads = [(p.style.name, p.text) for p in word.paragraphs if p.style.name.startswith(("Heading", "Title"))]
    assert heads[:3] == [
        ("Title", "Beskæftigelsesplan 2024"),
        ("Heading 1", "Indledning"),
        ("Heading 1", "Nationale mål 2024"),
    ]
    assert ("Heading 1", "Fokusområde 1. [Skriv fokusområdets navn]") in heads
    at = [text for _, text in heads].index("Fokusområde 1. [Skriv fokusområdets navn]")
    parts = ["Udfordringer", "Målsætninger", "Mål", "Målgruppe", "Indsatser"]
    assert heads[at + 1 : at + 6] == [("Heading 2", part) for part in parts]


def test_the_word_template_lists_the_targets_of_the_year(word: docx.document.Document) -> None:
    listed = [p.text for p in word.paragraphs if p.style.name == "List Number"]
    assert listed == [target.names[0] for target in shipped().targets[2024]]


def test_help_has_a_style_of_its_own_and_nothing_else_is_said(word: docx.document.Document) -> None:
    said = [p.text for p in word.paragraphs if p.text and p.style.name == "Normal"]
    assert not said
    helps = [p.text for p in word.paragraphs if p.style.name == word_template.GUIDANCE]
    assert any("Sådan bruges skabelonen" in text for text in helps)


def test_the_word_template_is_danish_titled_and_accessible(word: docx.document.Document) -> None:
    assert word.core_properties.title == "Beskæftigelsesplan 2024, Hvidovre Kommune"
    assert word.core_properties.language == "da-DK"
    language = next(word.styles.element.find(qn("w:docDefaults")).iter(qn("w:lang")))
    assert language.get(qn("w:val")) == "da-DK"
    assert len(word.tables) == 3
    for table in word.tables:
        assert [cell.text for cell in table.rows[0].cells] == ["Mål", "Udgangspunkt", "Måltal", "År"]
        assert list(table.rows[0]._tr.iter(qn("w:tblHeader")))
        assert list(table._tbl.tblPr.iter(qn("w:tblDescription")))


@pytest.mark.parametrize("year", [2025, 2012])
def test_a_year_without_targets_says_so_in_the_help(year: int) -> None:
    made = docx.Document(
        io.BytesIO(word_template.write(shipped(), municipalities=["0167"], year=year, lang="en"))
    )
    texts = {p.text: p.style.name for p in made.paragraphs}
    assert texts["plangraph knows no national targets for this year."] == word_template.GUIDANCE
    assert "List Number" not in texts.values()
    assert ("Vedtagelse" in texts) is (year >= 2015)


def test_a_joint_plan_names_its_municipalities() -> None:
    made = docx.Document(
        io.BytesIO(word_template.write(shipped(), municipalities=["0187", "0183"], year=2017))
    )
    assert made.paragraphs[1].text == "Vallensbæk og Ishøj Kommuner"


def test_the_same_template_is_the_same_bytes() -> None:
    made = [word_template.write(shipped(), municipalities=["0167"], year=2024) for _ in range(2)]
    assert made[0] == made[1]
    assert template() == template()


def test_libreoffice_lays_the_word_template_out(libreoffice: Convert, tmp_path: Path) -> None:
    import pypdf

    (tmp_path / "fil.docx").write_bytes(word_template.write(shipped(), municipalities=["0167"], year=2024))
    pages = [p.extract_text() for p in pypdf.PdfReader(libreoffice(tmp_path / "fil.docx", "pdf")).pages]
    assert len(pages) == 4
    assert pages[0].startswith("Beskæftigelsesplan 2024")
    assert all(f"Fokusområde {number}." in pages[number] for number in (1, 2, 3))
