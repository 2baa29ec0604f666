"""A table as the bytes of a file for spreadsheets and programs: CSV and Excel.

Both hold the same: where the cells of a column are things with labels, the column stands twice, once with
their IRIs and once with what people call them. What a spreadsheet would run as a formula is neutralised as
OWASP advises (CSV injection); numbers stay numbers, also those below zero.
"""

from __future__ import annotations

import csv
import io
import re
from typing import Final, TypeGuard

from plangraph.errors import OutputError
from plangraph.model import Lang, Text
from plangraph.report.sheets import FORMULA, MOST_ROWS, Row, Sheet, write_sheets
from plangraph.report.sheets import Column as SheetColumn
from plangraph.tables import Cell, Column, Table

#: Media types, by the extension of the file.
MEDIA_TYPES: Final = {
    ".csv": "text/csv; charset=utf-8; header=present",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
#: Where a spreadsheet that separates by something else would begin a new cell with a formula.
_INSIDE: Final = re.compile(r"(?<=[;\t\r\n])(?=[=+\-@＝＋－＠])")
#: Columns are this wide, in characters.
_NARROW: Final = 8
_WIDE: Final = 60


def as_csv(table: Table, lang: str, *, bom: bool = False) -> bytes:
    """Return a table as CSV (RFC 4180, UTF-8, a header row of keys: ``plan``, ``plan_label``).

    :param lang: language of the labels
    :param bom: begin with a byte order mark: Excel takes the file for another encoding without it
    """
    out = io.StringIO()
    writer = csv.writer(out)
    head, rows = spread(table, lang)
    writer.writerow(head)
    writer.writerows([_tame(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig" if bom else "utf-8")


def as_xlsx(table: Table, lang: Lang, *others: Table) -> bytes:
    """Return a table as an Excel workbook, with headings and labels in a language.

    :param others: tables that get a sheet of their own behind it
    :raises OutputError: when one has more rows than a sheet takes
    """
    return write_sheets(table.title.get(lang), [_sheet(one, lang) for one in (table, *others)], lang)


def _sheet(table: Table, lang: Lang) -> Sheet:
    if len(table.rows) > MOST_ROWS:
        raise OutputError("xlsx", f"{len(table.rows)} rows are more than an Excel sheet takes; ask for CSV")
    columns: list[SheetColumn] = []
    cells: list[list[str | int | float | None]] = [[] for _ in table.rows]
    for at, column in enumerate(table.columns):
        values = [row[at] for row in table.rows]
        shown = [_shown(table, cell, lang) for cell in values]
        columns.append((column.label, _width(column.label.get(lang), shown), _look(column, values)))
        for row, one in zip(cells, shown, strict=True):
            row.append(one)
        # A word that stands for another is in the labels too; only what can be looked up gets a column.
        iris: list[str | int | float | None] = [cell if _is_iri(cell, table) else None for cell in values]
        if any(iris):
            label = Text(f"{column.label.get('da')} (IRI)", f"{column.label.get('en')} (IRI)")
            columns.append((label, _width(label.get(lang), iris), "text"))
            for row, iri in zip(cells, iris, strict=True):
                row.append(iri)
    rows: list[Row] = [tuple(row) for row in cells]
    return Sheet(table.title.get(lang), columns, rows)


def spread(table: Table, lang: str) -> tuple[list[str], list[list[Cell]]]:
    """Spread each column of labelled things over two: ``x``, the IRI, and ``x_label``, its label."""
    labelled = _labelled(table)
    head: list[str] = []
    rows: list[list[Cell]] = [[] for _ in table.rows]
    for i, column in enumerate(table.columns):
        head.append(column.key)
        for out, row in zip(rows, table.rows, strict=True):
            out.append(row[i])
        if i in labelled:
            head.append(f"{column.key}_label")
            for out, row in zip(rows, table.rows, strict=True):
                label = table.labels.get(str(row[i]))
                out.append(label.get(lang) if label else None)
    return head, rows


def _labelled(table: Table) -> set[int]:
    """Return the columns in which some cell is an IRI with a label."""
    return {i for i in range(len(table.columns)) if any(row[i] in table.labels for row in table.rows)}


def _is_iri(cell: Cell, table: Table) -> TypeGuard[str]:
    return isinstance(cell, str) and cell in table.labels and cell.startswith(("http://", "https://", "urn:"))


def _tame(cell: Cell) -> Cell:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str):
        cell = _INSIDE.sub("'", cell)
        return "'" + cell if cell.startswith(FORMULA) else cell
    return cell


def _shown(table: Table, cell: Cell, lang: Lang) -> str | int | float | None:
    if cell is None or (isinstance(cell, int | float) and not isinstance(cell, bool)):
        return cell
    return table.show(cell, lang)


def _look(column: Column, cells: list[Cell]) -> str:
    numbers = [cell for cell in cells if cell is not None]
    if not numbers or not all(isinstance(n, int | float) and not isinstance(n, bool) for n in numbers):
        return "text"
    if column.key.lower().endswith("year"):
        return "year"
    return "number" if all(isinstance(n, int) for n in numbers) else "any"


def _width(head: str, cells: list[str | int | float | None]) -> int:
    longest = max((len(str(cell)) for cell in cells if cell is not None), default=0)
    return min(max(longest, len(head)) + 4, _WIDE) if longest or head else _NARROW
