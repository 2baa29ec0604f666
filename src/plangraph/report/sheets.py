"""Sheets of an Excel workbook, all of one form: a frozen head with a filter, text that is never a formula."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from plangraph.model import Lang, Text

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

#: What Excel takes: characters of a cell, characters of a sheet's name, rows below the head.
_MOST_TEXT: Final = 32_767
_MOST_NAME: Final = 31
MOST_ROWS: Final = 1_048_575
#: Height of a line, and of the tallest row that Excel takes, in points.
_LINE: Final = 13.5
_TALLEST: Final = 409.0
_NO_NAME: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")
#: With these a cell would be taken for a formula when somebody opens, edits or saves it as CSV (OWASP).
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
#: No clock: the same content is the same bytes.
_CREATED: Final = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_FORMS: Final = {"number": "#,##0_)", "any": "General", "year": "0_)", "share": "0 %_)"}

Cell = str | int | float | None
Row = tuple[Cell, ...]
#: A column: its head, its width in characters, and how its cells look.
Column = tuple[Text, int, str]
#: Colours behind cells, by the look of their column and what they say.
Faces = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook.

    :param name: its name; it is made to fit what Excel takes
    :param columns: its columns
    :param rows: as long as ``columns`` each
    """

    name: str
    columns: Sequence[Column]
    rows: Sequence[Row]


def write_sheets(
    title: str, sheets: Sequence[Sheet], lang: Lang, *, faces: Faces = MappingProxyType({})
) -> bytes:
    """Write a workbook.

    :param title: what its properties call it
    :param sheets: in order
    :param lang: language of the heads
    :param faces: colours behind cells
    """
    from xlsxwriter import Workbook

    stream = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(stream, options) as book:
        book.set_properties({"title": title, "author": "plangraph", "created": _CREATED})
        writer = _Writer(book, lang, faces)
        for sheet in sheets:
            writer.add(sheet)
    return stream.getvalue()


class _Writer:
    """Adds sheets to a workbook."""

    def __init__(self, book: Workbook, lang: Lang, faces: Faces) -> None:
        self._book, self._lang, self._faces = book, lang, faces
        self._names: set[str] = set()
        self._formats: dict[tuple[str, bool, str], Format] = {}

    def add(self, given: Sheet) -> None:
        columns, rows = given.columns, given.rows
        sheet = self._book.add_worksheet(_sheet_name(given.name, self._names))
        for number, (head, width, _) in enumerate(columns):
            sheet.set_column(number, number, width)
            text = head.get(self._lang)
            sheet.write_string(0, number, text, self._format("head", quoted=text.startswith(FORMULA)))
        sheet.set_row(0, _height([c[0].get(self._lang) for c in columns], columns))
        for at, row in enumerate(rows, 1):
            sheet.set_row(at, _height(row, columns))
            for number, (cell, (_, _, look)) in enumerate(zip(row, columns, strict=True)):
                face = self._faces.get(look, {}).get(cell, "") if isinstance(cell, str) else ""
                self._write(sheet, at, number, cell, look, face)
        sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(8)  # A3, which A4 is half of
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&R&P / &N")

    def _write(self, sheet: Worksheet, row: int, column: int, cell: Cell, look: str, face: str) -> None:
        if cell is None:
            sheet.write_blank(row, column, None, self._format(look))
        elif isinstance(cell, str):
            quoted = cell.startswith(FORMULA)
            sheet.write_string(row, column, cell[:_MOST_TEXT], self._format(look, quoted=quoted, face=face))
        else:
            sheet.write_number(row, column, cell, self._format(look))

    def _format(self, look: str, *, quoted: bool = False, face: str = "") -> Format:
        known = self._formats.get((look, quoted, face))
        if known is not None:
            return known
        made = self._book.add_format({"valign": "top", "text_wrap": True, "border": 1, "font_size": 10})
        made.set_border_color("#C8CDD3")
        if look == "head":
            made.set_bold()
            made.set_bg_color("#1F3A5F")
            made.set_font_color("#FFFFFF")
            made.set_valign("vcenter")
        elif look in _FORMS:
            made.set_num_format(_FORMS[look])
            made.set_align("right")
        if face:
            made.set_bg_color(face)
        if quoted:
            made.set_quote_prefix()
        self._formats[look, quoted, face] = made
        return made


def _height(row: Sequence[Cell], columns: Sequence[Column]) -> float:
    """Return the height that a row needs, in points; not every program finds it out by itself."""
    lines = 1
    for cell, (_, width, _) in zip(row, columns, strict=True):
        if isinstance(cell, str):
            lines = max(lines, sum(-(-max(len(part), 1) // (width - 1)) for part in cell.split("\n")))
    return min(lines * _LINE + 3, _TALLEST)


def _sheet_name(name: str, taken: set[str]) -> str:
    """Return a name that Excel takes: at most 31 characters, none of its signs, not used yet."""
    base = _NO_NAME.sub(" ", name).strip(" '") or "-"
    number, found = 1, base[:_MOST_NAME].strip(" '")
    while found.casefold() in taken or found.casefold() == "history":  # Excel keeps that name to itself
        number += 1
        end = f" ({number})"
        found = base[: _MOST_NAME - len(end)].strip(" '") + end
    taken.add(found.casefold())
    return found
