"""Tables as files for spreadsheets: labels and IRIs, numbers that stay numbers, and nothing that is run."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest

from plangraph.errors import OutputError
from plangraph.model import Text
from plangraph.report import as_rows, sheets, tabular
from plangraph.report.tabular import MEDIA_TYPES, as_csv, as_xlsx, spread
from plangraph.tables import Column, Table

GOAL = "https://w3id.org/plangraph/id/plan/x/goal/1"
#: What a spreadsheet would run, as OWASP lists it under CSV injection.
HOSTILE = [
    '=HYPERLINK("http://evil.invalid";"x")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\0=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
]


def table(*rows: tuple[str | int | float | bool | None, ...], title: str = "Tabel") -> Table:
    columns = (
        Column("goal", Text("Mål", "Goal")),
        Column("value", Text("Tal", "Figure")),
        Column("dueYear", Text("Frist", "Due")),
    )
    return Table(Text(title, "Table"), columns, rows, {GOAL: Text("Flere i job", "More in work")})


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_csv_has_iris_labels_and_plain_numbers() -> None:
    made = as_csv(table((GOAL, -0.2, 2023), (None, True, None)), "en")
    assert read(made) == [
        ["goal", "goal_label", "value", "dueYear"],
        [GOAL, "More in work", "-0.2", "2023"],
        ["", "", "true", ""],
    ]


def test_a_byte_order_mark_only_where_it_is_wanted() -> None:
    one = table((GOAL, "æøå", 1))
    assert as_csv(one, "da", bom=True) == b"\xef\xbb\xbf" + as_csv(one, "da")
    assert as_rows(one, "csv", "da").encode() == as_csv(one, "da")


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_is_run(text: str) -> None:
    one = Table(
        Text(text, text),
        (Column("x", Text(text, text)), Column("y", Text("y", "y"))),
        ((text, 1), (GOAL, 2)),
        {GOAL: Text(text, text)},
    )
    rows = read(as_csv(one, "da"))
    assert rows[1][0] == "'" + text.replace("\t=", "\t'=").replace("\r=", "\r'=").replace("\n=", "\n'=")
    assert all(cell[:1] not in ("=", "+", "-", "@", "\t", "\r", "\n", "\0") for row in rows for cell in row)
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(one, "da")))
    for row in book.worksheets[0].iter_rows():
        for cell in row:
            assert cell.data_type != "f"
            if isinstance(cell.value, str) and cell.value.startswith(text[:1]) and cell.value[:1] in "=+-@":
                assert cell.quotePrefix


def test_no_formula_begins_where_another_separator_would_cut() -> None:
    (_, cells) = read(as_csv(table(("a;=1+1", "b\n-2", None)), "da"))
    assert cells[:2] == ["a;'=1+1", "b\n'-2"]


def test_numbers_stay_numbers_in_excel() -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(table((GOAL, -0.2, 2023), (GOAL, 3, None)), "da")))
    (sheet,) = book.worksheets
    assert sheet.title == "Tabel"
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows == [
        ["Mål", "Mål (IRI)", "Tal", "Frist"],
        ["Flere i job", GOAL, -0.2, 2023],
        ["Flere i job", GOAL, 3, None],
    ]
    assert sheet["D2"].number_format.startswith("0")
    assert sheet.freeze_panes == "B2"
    assert sheet["B2"].hyperlink is None


def test_a_word_for_a_value_gets_no_column_of_its_own() -> None:
    one = Table(Text("x", "x"), (Column("state", Text("Status", "State")),), (("none",),))
    one.labels["none"] = Text("slet ikke", "not at all")
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(one, "en")))
    assert [[c.value for c in row] for row in book.worksheets[0].iter_rows()] == [["State"], ["not at all"]]
    assert spread(one, "en") == (["state", "state_label"], [["none", "not at all"]])


def test_several_tables_are_several_sheets() -> None:
    names = ["=1", "a/b", "a/b", "x" * 40]
    tables = [table((GOAL, 1, 1), title=name) for name in names]
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(tables[0], "da", *tables[1:])))
    assert book.sheetnames == ["=1", "a b", "a b (2)", "x" * 31]


def test_the_same_table_is_the_same_bytes() -> None:
    one = table((GOAL, 1, 2023))
    assert as_xlsx(one, "da") == as_xlsx(one, "da")


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tabular, "MOST_ROWS", 1)
    assert sheets.MOST_ROWS == 1_048_575
    with pytest.raises(OutputError, match="2 rows"):
        as_xlsx(table((GOAL, 1, 1), (GOAL, 2, 2)), "da")


def test_media_types() -> None:
    assert set(MEDIA_TYPES) == {".csv", ".xlsx"}
