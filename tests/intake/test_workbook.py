"""A workbook that a planner filled in: what becomes of it, and what is said when it cannot be understood."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from rdflib import RDF, RDFS, Graph, Literal, Namespace, URIRef

from plangraph.errors import LoadError
from plangraph.intake import workbook
from plangraph.intake.document import Document, Kind
from plangraph.intake.knowledge import shipped
from plangraph.intake.workbook import lettering
from plangraph.intake.workbook.mistakes import Mistake
from plangraph.names import INS, PG, TG, UNIT, mint
from plangraph.passages import fingerprint
from plangraph.turtle import write

_PG = Namespace(PG)
_SLUG = "hvidovre-2024"
_OA = Namespace("http://www.w3.org/ns/oa#")


@pytest.fixture(scope="module")
def empty() -> bytes:
    return workbook.template(shipped(), municipalities=["0167"], year=2024)


def fill(data: bytes, rows: dict[str, list[dict[str, Any]]], plan: dict[str, Any] | None = None) -> bytes:
    """Fill in a workbook as a planner does: rows below the example, by the headings."""
    book = load_workbook(io.BytesIO(data))
    for name, lines in rows.items():
        sheet = book[name]
        heads = {str(cell.value).rstrip(" *"): cell.column for cell in sheet[1]}
        for at, line in enumerate(lines, 3):
            for head, value in line.items():
                sheet.cell(at, heads[head]).value = value
    for row in book.worksheets[0].iter_rows(min_row=2):
        field = str(row[0].value).rstrip(" *")
        if plan and field in plan:
            row[1].value = plan[field]
    return saved(book)


def saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def mistakes(data: bytes) -> list[str]:
    with pytest.raises(LoadError) as caught:
        workbook.read(data, "plan.xlsx")
    return [line.removeprefix("- ") for line in str(caught.value).removeprefix("plan.xlsx: ").split("\n")]


def iri(kind: str, key: str) -> URIRef:
    return URIRef(mint(kind, _SLUG, key))


FILLED: dict[str, list[dict[str, Any]]] = {
    "Fokusområder": [
        {"Nr.": 1, "Navn": "Flere unge i job", "Nationale mål": "2; 5", "Nævnte målgrupper": "unge"},
    ],
    "Målsætninger": [
        {"Navn": "Alle får et tilbud", "Fokusområde": "1 · Flere unge i job",
         "Målgrupper": "unge, flygtninge"},
    ],
    "Mål": [
        {
            "Nr.": "1a", "Navn": " Flere unge i uddannelse\u00a0", "Fokusområde": "Flere unge i job",
            "Målsætning": "alle får et tilbud", "Målgrupper": "Unge", "Redskaber": "IPS; mentor",
            "Nationale mål": "Flere ledige skal opkvalificeres",
        },
    ],
    "Måltal": [
        {
            "Mål": "1a", "Sammenligning": "mindst", "Værdi": "25,5", "Enhed": "pct", "Talart": "Niveau",
            "Målår": 2024, "Udgangspunkt: værdi": 22, "Udgangspunkt: periode": 2022,
        },
    ],
    "Lovkrav": [{"Navn": "Rådet svarede i oktober", "Opfylder": "Handicaprådet er hørt"}],
    "Organisationer": [{"Navn": "Jobcenter Hvidovre", "Type": "jobcenter",
    "Hører under": "Hvidovre Kommune"}],
}  # fmt: skip


@pytest.fixture(scope="module")
def filled(empty: bytes) -> bytes:
    plan = {"Vedtaget den": "18. december 2023", "Ansvarlig": "Jobcenter Hvidovre", "Status": "vedtaget",
            "Nationale mål, som planen nævner": "1;2;3;4;5"}  # fmt: skip
    return fill(empty, FILLED, plan)


@pytest.fixture(scope="module")
def graph(filled: bytes) -> Graph:
    return workbook.read(filled, "plan.xlsx")


# ---- what becomes of it


def test_the_plan_is_described(graph: Graph) -> None:
    plan = URIRef(mint("plan", _SLUG))
    assert graph.value(plan, _PG.status) == _PG.Adopted
    assert str(graph.value(plan, _PG.adoptedOn)) == "2023-12-18"
    assert graph.value(plan, _PG.responsible) == URIRef(mint("organisation", "jobcenter-hvidovre"))
    assert len(set(graph.objects(plan, _PG.lists))) == 5


def test_rows_become_elements_with_their_names_groups_and_places(graph: Graph) -> None:
    goal, area = iri("goal", "1a"), iri("focus-area", "1")
    assert set(graph.objects(goal, RDFS.label)) == {Literal("Flere unge i uddannelse", lang="da")}
    assert graph.value(goal, _PG.inFocusArea) == area
    assert graph.value(goal, _PG.supports) == iri("objective", "alle-faar-et-tilbud")
    assert set(graph.objects(goal, _PG.usesInstrument)) == {URIRef(INS + "ips"), URIRef(INS + "mentor")}
    assert set(graph.objects(iri("objective", "alle-faar-et-tilbud"), _PG.targetGroup)) == {
        URIRef(TG + "unge"),
        URIRef(TG + "flygtninge"),
    }
    assert set(graph.objects(area, _PG.mentions)) == {URIRef(TG + "unge")}


def test_a_figure_has_its_unit_year_and_baseline(graph: Graph) -> None:
    value = graph.value(iri("goal", "1a"), _PG.targetValue)
    assert str(graph.value(value, _PG.value)) == "25.5"
    assert graph.value(value, _PG.unit) == URIRef(UNIT + "percent")
    assert graph.value(value, _PG.comparator) == _PG.AtLeast
    assert str(graph.value(value, RDFS.label)) == "Flere unge i uddannelse, 2024"
    baseline = graph.value(value, _PG.baseline)
    assert (str(graph.value(baseline, _PG.value)), str(graph.value(baseline, _PG.period))) == ("22.0", "2022")
    assert graph.value(baseline, _PG.unit) == URIRef(UNIT + "percent")
    assert graph.value(baseline, _PG.area) == URIRef(mint("municipality", "0167"))


def test_a_national_target_at_an_element_becomes_a_link_with_basis_and_reason(graph: Graph) -> None:
    target, goal = URIRef(mint("national-target", "2024", "2")), iri("goal", "1a")
    linkage = iri("linkage", "goal-1a-nt-2")
    assert (goal, _PG.addresses, target) in graph
    assert (goal, _PG.qualifiedLink, linkage) in graph
    assert (linkage, _PG.linkTarget, target) in graph
    assert (linkage, _PG.basis, _PG.Stated) in graph
    assert {o.language for o in graph.objects(linkage, _PG.rationale) if isinstance(o, Literal)} == {
        "da",
        "en",
    }


def test_each_new_row_is_its_own_evidence(graph: Graph, filled: bytes) -> None:
    text = workbook.document(filled, "plan.xlsx").text
    for kind in ("Goal", "FocusArea", "TargetValue", "Observation", "Linkage", "StatutoryStatement"):
        for element in graph.subjects(RDF.type, _PG[kind]):
            passage = graph.value(element, _PG.evidence)
            selector = graph.value(passage, _OA.hasSelector)
            words = text[
                int(str(graph.value(selector, _OA.start))) : int(str(graph.value(selector, _OA.end)))
            ]
            assert str(graph.value(passage, _PG.fingerprint)) == fingerprint(words)
    goal = graph.value(iri("goal", "1a"), _PG.evidence)
    assert str(graph.value(goal, _PG.sectionHeading)) == "Mål"


def test_the_plan_is_fit_to_be_checked(graph: Graph) -> None:
    from plangraph.check import check, load_rules

    report = check(graph, shipped().graph, load_rules())
    fired = {finding.rule for finding in report.findings}
    assert not fired & {"element-has-evidence", "evidence-located", "passage-span", "link-has-basis",
    "element-in-plan",
                        "figure-has-unit", "figure-is-decimal", "baseline-has-period",
                        "year-wellformed"}  # fmt: skip


def test_what_was_filled_in_comes_back_from_its_export(graph: Graph) -> None:
    again = workbook.read(workbook.write(graph, shipped()), "igen.xlsx")
    assert set(again) == set(graph)


def test_the_same_file_gives_the_same_graph(filled: bytes, graph: Graph) -> None:
    assert write(workbook.read(filled, "plan.xlsx")) == write(graph)


# ---- as people fill in and paste


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("12,5", "12.5"), ("12.5", "12.5"), ("1.234,5", "1234.5"), ("1 234", "1234"), ("1.234", "1234"),
        ("-0,2", "-0.2"),
        ("\u22120,2", "-0.2"), ("+3", "3"), (12.5, "12.5"), (40, "40"), (0.1 + 0.2, "0.3"),
    ],
)  # fmt: skip
def test_numbers_as_danes_write_them(raw: str | float, said: str) -> None:
    assert format(lettering.read_number(raw, "General", "da").normalize(), "f") == said


def test_a_percentage_is_read_as_it_is_shown() -> None:
    assert lettering.read_number(0.25, "0%", "da") == 25
    assert lettering.read_number("1,234.5", "General", "en") == lettering.read_number(
        "1234,5", "General", "da"
    )


@pytest.mark.parametrize("raw", ["ca. 12", "25 procent", "1,2,3", "1.23.4", True, datetime(2024, 1, 5)])
def test_what_is_no_number_is_told(raw: Any) -> None:
    with pytest.raises(Mistake):
        lettering.read_number(raw, "General", "da")


@pytest.mark.parametrize(
    "raw", ["18-12-2023", "18.12.2023", "18/12/2023", "2023-12-18", "den 18. december 2023", "18 dec 2023",
    "18. dec. 2023",
            datetime(2023, 12, 18, 13)],
)  # fmt: skip
def test_dates_as_people_write_them(raw: Any) -> None:
    assert lettering.read_date(raw).isoformat() == "2023-12-18"


@given(st.one_of(st.text(max_size=20), st.floats(), st.integers(), st.booleans(), st.datetimes()))
@settings(max_examples=200)
def test_any_cell_is_read_or_told(raw: Any) -> None:
    for read in (
        lambda: lettering.read_number(raw, "General", "da"),
        lambda: lettering.read_integer(raw, "0%", "en"),
        lambda: lettering.read_date(raw),
    ):
        try:
            read()
        except Mistake as mistake:
            assert mistake.text.da
            assert mistake.text.en
    lettering.read_text(raw)


def test_reordered_columns_blank_rows_and_english_headings_are_fine(empty: bytes) -> None:
    book = load_workbook(io.BytesIO(empty))
    sheet = book["Fokusområder"]
    sheet.delete_rows(1, sheet.max_row)
    sheet.append(["Fokusområderne i vores plan"])
    sheet.append([])
    sheet.append(["Name (Danish) *", None, "Nr."])
    sheet.append([None, " ", "\u00a0"])
    sheet.append(["Unge", "vores egen note", 7])
    filled = workbook.take_in(saved(book), "plan.xlsx")
    assert (iri("focus-area", "7"), RDFS.label, Literal("Unge", lang="da")) in filled.graph
    assert [note.da for note in filled.notes] == [
        "Fokusområder: kolonnen »B« hører ikke til skabelonen og er ikke læst (1 celler)."
    ]


def test_sheets_of_somebodys_own_are_said_and_left(filled: bytes) -> None:
    book = load_workbook(io.BytesIO(filled))
    book.create_sheet("Budget").append(["Konto", "Beløb"])
    book.create_sheet("Gemt").append(["x"])
    book["Gemt"].sheet_state = "hidden"
    taken = workbook.take_in(saved(book), "plan.xlsx")
    assert [note.en for note in taken.notes] == [
        "The sheet “Budget” is none of the template and was not read.",
        "The hidden sheet “Gemt” was not read.",
    ]
    assert (iri("goal", "1a"), RDF.type, _PG.Goal) in taken.graph


def test_the_example_is_not_read_and_one_that_was_changed_is_not_lost(empty: bytes) -> None:
    assert not set(workbook.read(empty, "plan.xlsx").subjects(RDF.type, _PG.Goal))
    book = load_workbook(io.BytesIO(empty))
    book["Mål"]["B2"] = "Vores eget mål"
    assert mistakes(saved(book)) == [
        "Mål, række 2, Navn: rækken er mærket som eksempel, men er rettet: skriv noget andet i dens "
        "første celle, eller slet den"
    ]


def test_passages_are_found_by_their_words(empty: bytes) -> None:
    data = fill(empty, {
        "Dokumenter": [{"Navn": "Planen", "Nøgle": "plan"}],
        "Kilder": [{"Nøgle": "Side 7 om unge", "Side": 7, "Afsnit": "Unge",
        "Ordlyd": "Flere unge skal\nmed."}],
        "Udfordringer": [{"Navn": "Mange unge", "Belæg": "side 7 om unge"}],
    })  # fmt: skip
    graph = workbook.read(data, "plan.xlsx")
    passage = iri("evidence", "side-7-om-unge")
    assert str(graph.value(passage, _PG.fingerprint)) == fingerprint("Flere unge skal med.")
    assert graph.value(passage, _OA.hasSource) == iri("document", "plan")
    assert graph.value(iri("challenge", "mange-unge"), _PG.evidence) == passage


def test_links_of_both_sheets_are_one(empty: bytes) -> None:
    data = fill(empty, {
        "Mål": [{"Nr.": "1", "Navn": "Flere i job", "Nationale mål": "1; 2"}],
        "Koblinger": [{"Element": "Mål 1", "Nationalt mål": "2. Flere ledige skal opkvalificeres",
                       "Grundlag": "fortolket", "Begrundelse": "Det følger af teksten."}],
    })  # fmt: skip
    graph = workbook.read(data, "plan.xlsx")
    links = {str(graph.value(n, _PG.linkTarget))[-1]: graph.value(n, _PG.basis)
             for n in graph.objects(iri("goal", "1"), _PG.qualifiedLink)}  # fmt: skip
    assert links == {"1": _PG.Stated, "2": _PG.Interpreted}


def test_an_indicator_of_the_plans_own(empty: bytes) -> None:
    data = fill(empty, {
        "Indikatorer": [{"Navn": "Besøgte virksomheder", "Enhed": "Virksomheder"}],
        "Observationer": [{"Indikator": "besøgte virksomheder", "Værdi": 120, "Enhed": "virksomheder",
        "Periode": "2023-08"},
                          {"Indikator": "besøgte virksomheder", "Værdi": 90, "Periode": datetime(2022, 8,
                          1)}],
    })  # fmt: skip
    graph = workbook.read(data, "plan.xlsx")
    indicator = URIRef(mint("indicator", f"{_SLUG}-besoegte-virksomheder"))
    found = {str(graph.value(o, _PG.period)) for o in graph.subjects(_PG.indicator, indicator)}
    assert found == {"2023-08", "2022-08"}


# ---- mistakes

MISTAKES = [
    ("Mål", {"Navn": "x", "Målgrupper": "Unge; Uneg"},
    "Målgrupper: 'Uneg' findes ikke på listen; mente du 'Unge'?"),
    ("Mål", {"Navn": "x", "Fokusområde": "9"},
    "Fokusområde: '9' er ingen række i arket Fokusområder; skriv den ind der"),
    ("Mål", {"Nr.": "1"}, "Navn: mangler"),
    ("Mål", {"Nr.": datetime(2024, 1, 2), "Navn": "x"},
     "Nr.: er blevet til en dato (2024-01-02); gør cellen til tekst, og skriv det igen"),
    ("Mål", {"Navn": "=A1"}, "Navn: formlen er ikke beregnet: åbn regnearket, og gem det igen"),
    ("Mål", {"Navn": "x", "Nationale mål": "9"},
    "Nationale mål: '9' findes ikke på listen; vælg mellem 1. Alle ledige"),
    ("Måltal", {"Værdi": 3}, "Mål: mangler"),
    ("Observationer", {"Navn": "x", "Værdi": "25 procent"},
    "Værdi: '25 procent' er ikke et tal: skriv tallet alene"),
    ("Observationer", {"Navn": "x", "Værdi": 1, "Enhed": "procnt"},
    "Enhed: 'procnt' findes ikke på listen; mente du 'Procent'?"),
    ("Observationer", {"Navn": "x", "Værdi": 1, "Tallets art": "gættet"},
     "Tallets art: 'gættet' findes ikke på listen; vælg mellem målt; budgetteret; forventet; skønnet"),
    ("Koblinger", {"Element": "Mål 3"},
     "Element: 'Mål 3' er ingen række i arkene Fokusområder, Målsætninger, Mål, "
     "Indsatser; skriv den ind der"),
    ("Videreførelser", {"Element": "x", "Videreført fra": "sidste år"},
     "Videreført fra: 'sidste år' er ikke et element i en anden plan; skriv fx hvidovre-2022: Mål 3"),
    ("Kilder", {"Side": "syv", "Nøgle": "a"}, "Side: 'syv' er ikke et helt tal"),
    ("Kilder", {"Side": 7}, "Nøgle: mangler"),
    ("Indsatser", {"Navn": "x", "Nøgle": "ÆØ!?"[2:]}, "Nøgle: '!?' kan ikke bruges: en nøgle har a-z, 0-9, "
     "- og punktum"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sheet", "row", "said"), MISTAKES, ids=lambda p: p[:30] if isinstance(p, str) else ""
)
def test_a_mistake_is_told_with_its_place(empty: bytes, sheet: str, row: dict[str, Any], said: str) -> None:
    told = mistakes(fill(empty, {sheet: [row]}))
    assert any(line.startswith(f"{sheet}, række 3, {said}") for line in told), told


def test_all_mistakes_are_told_at_once_in_the_order_of_the_sheets(empty: bytes) -> None:
    rows: dict[str, list[dict[str, Any]]] = {}
    for sheet, row, _ in MISTAKES:
        rows.setdefault(sheet, []).append(row)
    told = mistakes(fill(empty, rows, {"Vedtaget den": "i går", "Planår": "næste", "Kommuner": "Hvidovrr"}))
    assert told[0].endswith("fejl i regnearket; intet er læst ind. Ret dem, og prøv igen:")
    assert told[1:4] == [
        "Plan, række 4, Kommuner: 'Hvidovrr' findes ikke på listen; mente du 'Hvidovre'?",
        "Plan, række 5, Planår: 'næste' er ikke et helt tal",
        "Plan, række 8, Vedtaget den: 'i går' er ikke en dato; skriv fx 18-12-2023",
    ]
    assert len(told) > len(MISTAKES) + 3


def test_mistakes_are_told_in_the_language_of_the_workbook() -> None:
    english = workbook.template(shipped(), municipalities=["0167"], year=2024, lang="en")
    filled = fill(english, {"Goals": [{"Name (Danish)": "x", "Target groups": "Young peple"}]})
    with pytest.raises(LoadError) as caught:
        workbook.read(filled, "plan.xlsx")
    assert (
        caught.value.reason
        == "Goals, row 3, Target groups: 'Young peple' is not on the list; did you mean 'Young people'?"
    )
    assert caught.value.danish.startswith(
        "Goals, række 3, Target groups: 'Young peple' findes ikke på listen; "
    )


def test_an_error_in_a_cell_and_a_key_twice_are_told(empty: bytes) -> None:
    data = fill(empty, {"Mål": [{"Navn": "#REF!", "Nøgle": "a"}, {"Navn": "b", "Nøgle": "a"}]})
    assert mistakes(data)[1:] == [
        "Mål, række 3, Navn: cellen viser fejlen #REF!",
        "Mål, række 4, Nøgle: 'a' er der allerede; en nøgle er der kun én gang",
    ]


def test_a_name_that_two_rows_have_is_asked_about(empty: bytes) -> None:
    data = fill(
        empty,
        {"Fokusområder": [{"Navn": "Unge"}, {"Navn": "Unge"}], "Mål": [{"Navn": "x", "Fokusområde": "unge"}]},
    )
    assert (iri("goal", "x"), _PG.inFocusArea, iri("focus-area", "unge")) in workbook.read(data, "plan.xlsx")
    data = fill(empty, {"Fokusområder": [{"Navn": "Unge ", "Nr.": 1}, {"Navn": "Unge", "Nr.": 2}],
                        "Mål": [{"Navn": "x", "Fokusområde": "unge"}]})  # fmt: skip
    assert mistakes(data) == [
        "Mål, række 3, Fokusområde: 'unge' kan være flere rækker; skriv en af nøglerne »1«, »2«"
    ]


def test_a_plan_without_year_and_municipality_is_told(empty: bytes) -> None:
    data = fill(empty, {}, {"Planens nøgle": None, "Planår": None, "Kommuner": None})
    assert mistakes(data)[1:] == [
        "Plan, række 4, Kommuner: mangler: vælg kommunen",
        "Plan, række 5, Planår: mangler: skriv planåret",
    ]


def test_a_plan_gets_its_key_of_municipalities_and_year(empty: bytes) -> None:
    plan = {
        "Planens nøgle": None,
        "Kommuner": "Vallensbæk; Ishøj",
        "Planår": "2023",
        "Periode": "2023 - 2026",
    }
    graph = workbook.read(fill(empty, {}, plan), "plan.xlsx")
    assert (URIRef(mint("plan", "vallensbaek-ishoej-2023")), RDF.type, _PG.Plan) in graph
    assert str(graph.value(None, RDF.type, URIRef("http://purl.org/dc/terms/PeriodOfTime"))).endswith(
        "/2023-2026"
    )


def test_a_missing_sheet_of_the_plan_and_missing_headings_are_told(empty: bytes) -> None:
    book = load_workbook(io.BytesIO(empty))
    del book["Plan"]
    book["Mål"].delete_rows(1)
    assert mistakes(saved(book))[1:] == [
        "Plan: arket mangler",
        "Mål: overskrifterne mangler (Nr., Navn, Fokusområde …)",
    ]


# ---- any other spreadsheet


def own_sheet() -> Workbook:
    book = Workbook()
    sheet = book.active
    sheet.title = "Mål 2023"
    for row in (
        ["Målkatalog for Testby Jobcenter"],
        [],
        ["Fokusområde", "Mål", "Baseline 2022", 2023, "Målgruppe", "Indsats"],
        ["Unge", "Flere unge i uddannelse", 0.221, "mindst 25 pct.", "Unge", "Brobygning"],
        [None, "Flere unge i fritidsjob", 12.5, 20, "Unge", None],
        [],
        ["Godkendt", datetime(2022, 12, 14)],
    ):
        sheet.append(row)
    sheet["C4"].number_format = "0.0%"
    return book


def test_a_spreadsheet_of_somebodys_own_is_a_document() -> None:
    data = saved(own_sheet())
    assert not workbook.is_template(data)
    document = workbook.document(data, "maal.xlsx")
    assert isinstance(document, Document)
    blocks = [(b.kind, document.text[b.start : b.end], b.cell) for b in document.blocks]
    assert [text for kind, text, _ in blocks if kind is Kind.HEADING] == [
        "Mål 2023",
        "Målkatalog for Testby Jobcenter",
    ]
    cells = {(c.table, c.row, c.column): (text, c.header) for _, text, c in blocks if c is not None}
    assert cells[0, 0, 1] == ("Mål", True)
    assert cells[0, 0, 3] == ("2023", True)
    assert cells[0, 1, 2] == ("22,1 %", False)
    assert cells[0, 2, 1] == ("Flere unge i fritidsjob", False)
    assert cells[0, 2, 2] == ("12,5", False)
    assert (0, 2, 0) not in cells
    assert cells[1, 0, 1] == ("14-12-2022", False)


def test_a_list_in_one_column_and_default_names_of_sheets() -> None:
    book = Workbook()
    for row in (["Vores mål"], ["Flere i job"], ["Færre på ydelse"]):
        book.active.append(row)
    document = workbook.document(saved(book), "liste.xlsx")
    assert [(b.kind, document.text[b.start : b.end]) for b in document.blocks] == [
        (Kind.HEADING, "Vores mål"),
        (Kind.CELL, "Flere i job"),
        (Kind.CELL, "Færre på ydelse"),
    ]


@given(
    st.lists(
        st.lists(st.one_of(st.none(), st.text("aæ 1\n", max_size=5), st.integers(0, 10**6)), max_size=4),
        max_size=8,
    )
)
@settings(max_examples=30, deadline=None)
def test_blocks_of_any_spreadsheet_lie_in_its_text_in_order(rows: list[list[Any]]) -> None:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    document = workbook.document(saved(book), "x.xlsx")
    ends = [0, *(block.end for block in document.blocks)]
    for block, before in zip(document.blocks, ends, strict=False):
        assert before <= block.start < block.end <= len(document.text)


# ---- files that are none


def test_a_file_is_read_in_a_process_of_its_own(tmp_path: Path, filled: bytes, graph: Graph) -> None:
    (tmp_path / "plan.xlsx").write_bytes(filled)
    taken = workbook.open_file(tmp_path / "plan.xlsx")
    assert isinstance(taken, workbook.Filled)
    assert set(taken.graph) == set(graph)
    (tmp_path / "maal.xlsx").write_bytes(saved(own_sheet()))
    document = workbook.open_file(tmp_path / "maal.xlsx")
    assert isinstance(document, Document)
    assert document == workbook.document((tmp_path / "maal.xlsx").read_bytes(), "maal.xlsx")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"navn;antal\n", b"\xd0\xcf\x11\xe0" + b"\0" * 600])
def test_what_is_no_workbook_is_refused_in_one_sentence(data: bytes) -> None:
    assert not workbook.is_template(data)
    with pytest.raises(LoadError) as caught:
        workbook.read(data, "plan.xlsx")
    assert "\n" not in str(caught.value)


def test_a_workbook_with_a_broken_part_is_refused(filled: bytes) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(filled)) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, part[: len(part) // 2] if name.endswith("sheet3.xml") else part)
    with pytest.raises(LoadError, match="damaged"):
        workbook.read(stream.getvalue(), "plan.xlsx")


def test_a_cell_far_out_does_not_cost_a_million_rows() -> None:
    book = Workbook()
    for row in range(1, 400):
        book.active.cell(row, 16_384).value = "x"
    with pytest.raises(LoadError, match="too long"):
        workbook.document(saved(book), "x.xlsx")
