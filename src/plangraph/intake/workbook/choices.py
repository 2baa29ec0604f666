"""The hidden sheet that the drop-down lists choose from: vocabularies, and rows of the other sheets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plangraph.intake.workbook.content import Content
from plangraph.intake.workbook.layout import KIND_NAMES, LISTS, Column, Form
from plangraph.intake.workbook.references import DOT
from plangraph.intake.workbook.sheets import LINKED, SHEETS
from plangraph.model import Lang

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

#: What is chosen from the rows of a sheet by name; of evidence only the keys would say little.
_FROM_ROWS: Final = tuple(sheet for sheet in SHEETS if sheet.room > 1)
_VERSION: Final = 1
#: What a row is called by.
_PARTS: Final[tuple[str, ...]] = ("number", "label", "key")
#: Characters that the result of a formula is given with.
_MOST: Final = 255


class Choices:
    """Names the lists while the sheets are written, and writes them in the end.

    :param book: the workbook
    :param content: what it holds
    :param columns: for each kind the columns that its sheet shows
    :param lang: language of the lists
    :param example: whether the first row of each sheet is an example
    """

    def __init__(
        self, book: Workbook, content: Content, columns: dict[str, list[Column]],
        lang: Lang, example: bool,
    ) -> None:  # fmt: skip
        self.book, self.content, self.lists, self.columns = book, content, content.lists, columns
        self.lang, self.example = lang, example
        self.wanted: dict[tuple[str, ...], str] = {}

    def name_of(self, column: Column) -> str:
        """Return the name of the list that a column's cells choose from, or nothing."""
        if not column.chosen or column.form not in (Form.CONCEPT, Form.ELEMENT, Form.ENTRY):
            return ""
        kinds = {sheet.kind for sheet in _FROM_ROWS}
        of = tuple(name for name in column.of if name in self.lists or name in kinds)
        if not of:
            return ""
        # Of lists and rows together, the first is offered, or there would be no end to it.
        if len(of) > 1 and of != LINKED and any(name in kinds for name in of):
            of = of[:1]
        return self.wanted.setdefault(of, "valg_" + "_".join(name.replace("-", "_") for name in of)[:200])

    def write(self) -> None:
        """Write the hidden sheet and the names of the lists on it."""
        sheet = self.book.add_worksheet(LISTS)
        sheet.hide()
        sheet.write_string(0, 0, f"plangraph {_VERSION} {self.lang}")
        place = 1
        for of, name in self.wanted.items():
            sheet.write_string(0, place, name)
            if all(part in self.lists for part in of):
                values = [v for part in of for v in self.lists[part].offered]
                for row, value in enumerate(values, 1):
                    sheet.write_string(row, place, value)
                area = f"={_range(place, max(len(values), 1))}"
                self.book.define_name(name, area)
                place += 1
            else:
                place = self._write_rows(sheet, place, of, name)

    def _write_rows(self, sheet: Worksheet, place: int, of: tuple[str, ...], name: str) -> int:
        """Write formulas that name rows of sheets, and return the next column.

        Of several sheets the rows are numbered in a second column and stand without gaps in a third.
        """
        named: list[str] = []
        row = 1
        for kind in of:
            for at, formula in enumerate(self._formulas(kind, len(of) > 1)):
                value = self._called(kind, at, len(of) > 1)
                sheet.write_formula(row, place, formula, None, value)
                if len(of) > 1:
                    named += [value] * bool(value)
                    here, above = f"{_letters(place)}{row + 1}", f"{_letters(place + 1)}{row}"
                    sheet.write_formula(row, place + 1, f'=N({above})+({here}<>"")', None, len(named))
                row += 1
        top, span = _absolute(place, 1), _range(place, row - 1)
        if len(of) == 1:
            last = f'SUMPRODUCT(MAX(({span}<>"")*ROW({span})))-1'
            self.book.define_name(name, f"=OFFSET({top},0,0,MAX(1,{last}),1)")
            return place + 1
        for at in range(1, row):
            cell = f"INDEX({_span(place, row)},MATCH({at},{_span(place + 1, row)},0))"
            value = named[at - 1] if at <= len(named) else ""
            sheet.write_formula(at, place + 2, f'=IFERROR({cell},"")', None, value)
        top, last = _absolute(place + 2, 1), _absolute(place + 1, row - 1)
        self.book.define_name(name, f"=OFFSET({top},0,0,MAX(1,{last}),1)")
        return place + 3

    def _formulas(self, kind: str, prefixed: bool) -> Iterator[str]:
        """Yield for each row of a sheet, and for room below, the formula that names it."""
        sheet = next(s for s in _FROM_ROWS if s.kind == kind)
        shown = [column.name for column in self.columns[kind]]
        tab = "'" + sheet.name.get(self.lang).replace("'", "''") + "'!"
        first = 3 if self.example else 2
        letters = {part: _letters(shown.index(part)) for part in _PARTS if part in shown}
        for at in range(max(sheet.room, len(self.content.rows.get(kind, ())) + 50)):
            cells: dict[str, str] = {part: f"{tab}{letter}{at + first}" for part, letter in letters.items()}
            yield _formula(cells, KIND_NAMES[kind].get(self.lang) if prefixed else "")

    def _called(self, kind: str, at: int, prefixed: bool) -> str:
        rows = self.content.rows.get(kind, [])
        if at >= len(rows):
            return ""
        start = f"{KIND_NAMES[kind].get(self.lang)} " if prefixed else ""
        return (start + rows[at].target.name)[:_MOST]


def _formula(cells: dict[str, str], kind: str) -> str:
    """Return the formula that names a row as :class:`references.Target` does."""
    number, label, key = (cells.get(n, "") for n in ("number", "label", "key"))
    named = f'{number}&"{DOT}"&{label}' if number and label else label or number or key
    if number and label:
        named = f'IF({number}="",{label},IF({label}="",{number},{named}))'
    if key and label:
        named = f'IF({number + "&" if number else ""}{label}="",{key}&"",{named})'
    start = f'"{kind} "&' if kind else ""
    blank = "&".join(part for part in (number, label, key) if part)
    return f'=IF({blank}="","",{start}{named})'


def _letters(place: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(place))


def _absolute(place: int, row: int) -> str:
    return f"{LISTS}!${_letters(place)}${row + 1}"


def _range(place: int, rows: int) -> str:
    return f"{LISTS}!{_span(place, rows + 1)}"


def _span(place: int, rows: int) -> str:
    return f"${_letters(place)}$2:${_letters(place)}${rows}"
