"""Reads any other spreadsheet as a document, so that somebody's own goal sheet is understood like a text."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from plangraph.intake.document import Cell, Document, Kind
from plangraph.intake.reading.composing import Composer
from plangraph.intake.workbook import lettering
from plangraph.intake.workbook.layout import LISTS
from plangraph.intake.workbook.opening import MEDIA_TYPE, Book, Line, Tab, Value, open_book
from plangraph.model import Text

#: Names that a program gives a sheet by itself; they say nothing.
_UNNAMED: Final = re.compile(r"(?:ark|sheet|tabel|tabelle|blad)\s*\d*", re.IGNORECASE)
#: How many empty rows end a table.
_GAP: Final = 1
_DECIMALS: Final = re.compile(r"0\.(0+)")
#: A number in the headings that is a year or the end of a name stays one.
_LONGEST_TITLE: Final = 300


def read(data: bytes, name: str, progress: Callable[[int, int], None] | None = None) -> Document:
    """Read a spreadsheet as a document: each table's cells with their row, column and heading row.

    Cells say what they show: percentages with their sign, numbers with a decimal comma, dates by the day.

    :param data: the file
    :param name: its name
    :param progress: told how many sheets are read and how many there are
    :raises LoadError: when it is no workbook, or too big
    """
    return composed(open_book(data, name, progress), data, name)[0]


def composed(book: Book, data: bytes, name: str) -> tuple[Document, dict[tuple[str, int], tuple[int, int]]]:
    """Compose the text of a workbook.

    :param book: what it holds
    :param data: the file, for its digest
    :param name: its name
    :returns: the document, and where in its text each row of each sheet stands
    """
    composer = Composer(name)
    places: dict[tuple[str, int], tuple[int, int]] = {}
    count, table = 0, 0
    notes: list[Text] = []
    for tab in book.tabs:
        if tab.hidden:
            if tab.name != LISTS:
                notes.append(
                    Text(
                        f"Det skjulte ark »{tab.name}« er ikke læst.",
                        f"The hidden sheet “{tab.name}” was not read.",
                    )
                )
            continue
        if not tab.lines:
            continue
        if not _UNNAMED.fullmatch(tab.name.strip()):
            count += composer.add(Kind.HEADING, tab.name, level=1)
        for block in _blocks(tab):
            if isinstance(block, Line):
                begin = count
                text = " ".join(shown(value) for value in block.cells.values())
                kind = (
                    Kind.HEADING if len(text) <= _LONGEST_TITLE and not text.endswith(".") else Kind.PARAGRAPH
                )
                count += composer.add(kind, text, level=2 if kind is Kind.HEADING else 0)
                places[tab.name, block.number] = (begin, count)
                continue
            lines, headed = block
            left = min(place for line in lines for place in line.cells)
            for row, line in enumerate(lines):
                begin = count
                for place in sorted(line.cells):
                    cell = Cell(table, row, place - left, headed and row == 0)
                    count += composer.add(Kind.CELL, shown(line.cells[place]), cell=cell, bold=cell.header)
                places[tab.name, line.number] = (begin, count)
            table += 1
    made = composer.document(data, MEDIA_TYPE, title=book.title, notes=tuple(notes))
    return made, {
        place: (made.blocks[begin].start, made.blocks[end - 1].end)
        for place, (begin, end) in places.items()
        if end > begin
    }


def _blocks(tab: Tab) -> list[Line | tuple[list[Line], bool]]:
    """Return a sheet's parts in order: titles and remarks (one cell alone), and tables."""
    made: list[Line | tuple[list[Line], bool]] = []
    group: list[Line] = []
    for line in [*tab.lines, None]:
        if group and (line is None or line.number - group[-1].number > _GAP):
            made += _table(group)
            group = []
        if line is not None:
            group.append(line)
    return made


def _table(lines: list[Line]) -> list[Line | tuple[list[Line], bool]]:
    """Return the parts of rows that stand together: what is above and below the table, and the table."""
    if max(len(line.cells) for line in lines) < 2 and len(lines) < 3:
        return list(lines)
    begin = 0
    while begin < len(lines) and len(lines[begin].cells) < 2 and len(lines) - begin > 1:
        begin += 1
    end = len(lines)
    if len(lines[begin].cells) < 2:  # a list in one column, under its title
        return [lines[0], (lines[1:], False)] if len(lines) > 1 else list(lines)
    table = lines[begin:end]
    return [*lines[:begin], (table, _is_head(table))]


def _is_head(lines: list[Line]) -> bool:
    """Say whether the first row is headings: texts and years, and something below them."""
    if len(lines) < 2 or len(lines[0].cells) < 2:
        return False
    for value in lines[0].cells.values():
        year = isinstance(value.raw, int | float) and 1990 <= value.raw <= 2100
        if not (year or (isinstance(value.raw, str) and len(value.raw) <= 100)):
            return False
    return True


def shown(value: Value) -> str:
    """Return what a cell shows, in Danish writing."""
    raw = value.raw
    if isinstance(raw, str):
        return lettering.clean(raw)
    if isinstance(raw, bool):
        return "ja" if raw else "nej"
    if isinstance(raw, datetime | date):
        return raw.strftime("%d-%m-%Y")
    if isinstance(raw, int | float):
        number, percent = lettering.decimal_of(raw), "%" in value.number_format
        number = number * 100 if percent else number
        match = _DECIMALS.search(value.number_format)
        places = len(match[1]) if match else (0 if percent or "0" in value.number_format else None)
        text = format(number.normalize(), "f") if places is None else _rounded(number, places)
        return text.replace(".", ",") + (" %" if percent else "")
    return value.error


def _rounded(number: Decimal, places: int) -> str:
    return f"{number:.{places}f}"
