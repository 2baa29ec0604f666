"""Opens a workbook and gives what its visible sheets hold, row by row; the only place that knows openpyxl."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from plangraph.errors import LoadError
from plangraph.intake.reading import limits
from plangraph.intake.reading.packages import DAMAGED, Package, open_package
from plangraph.intake.workbook.layout import LISTS
from plangraph.intake.workbook.lettering import Raw

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

#: Media type of a workbook.
MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Places for cells, empty ones between others included.
_MOST_PLACES: Final = 3_000_000


@dataclass(frozen=True, slots=True)
class Value:
    """What stands in a cell.

    :param raw: a text, number, date, truth value, or None
    :param number_format: how numbers are shown (``0.00``, ``0%``, ``General``)
    :param error: an error that the cell shows (``#REF!``), or empty
    :param formula: whether it is a formula whose result the file does not hold
    """

    raw: Raw
    number_format: str = "General"
    error: str = ""
    formula: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet.

    :param number: 1-based
    :param cells: what is not blank, by 0-based column
    """

    number: int
    cells: dict[int, Value]


@dataclass(frozen=True, slots=True)
class Tab:
    """A sheet.

    :param name: as it stands on its tab
    :param hidden: whether it is hidden; its lines are left out then
    :param lines: its rows that are not blank
    """

    name: str
    hidden: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook.

    :param tabs: its sheets in their order
    :param title: as its properties give it
    """

    tabs: tuple[Tab, ...]
    title: str = ""


def open_book(data: bytes, name: str, progress: Callable[[int, int], None] | None = None) -> Book:
    """Read every cell of the visible sheets, formulas by the results that the file holds.

    :param data: the file
    :param name: its name, for the error
    :param progress: told how many sheets are read and how many there are
    :raises LoadError: when it is no workbook, locked, or has more cells than can be meant
    """
    missing = _formulas(data, name) if _has_formulas(open_package(data, name)) else {}
    room = _Room(name)
    tabs: list[Tab] = []
    with _opened(data, name, data_only=True) as book:
        for place, sheet in enumerate(book.worksheets, 1):
            hidden = sheet.sheet_state != "visible"
            tabs.append(Tab(sheet.title, hidden, () if hidden else tuple(_lines(sheet, room, missing))))
            if progress is not None:
                progress(place, len(book.worksheets))
        return Book(tuple(tabs), str(book.properties.title or ""))


def sheet_names(data: bytes) -> tuple[str, ...]:
    """Return the names of a workbook's sheets, hidden ones included; none when it is no workbook."""
    try:
        root = open_package(data, "").xml("xl/workbook.xml")
    except LoadError:
        return ()
    return tuple(str(e.get("name") or "") for e in root.iter() if str(e.tag).endswith("}sheet"))


@dataclass(slots=True)
class _Room:
    """Counts cells, so that a sheet that somebody blew up is refused before it is read.

    :param name: of the file, for the error
    """

    name: str
    filled: int = limits.CELLS
    places: int = _MOST_PLACES

    def take(self, row: Sequence[Any]) -> None:
        self.places -= len(row) or 1
        self.filled -= sum(cell.value is not None for cell in row)
        if self.places < 0 or self.filled < 0:
            raise limits.too_long(self.name)


def _opened(data: bytes, name: str, *, data_only: bool) -> closing[Workbook]:
    from openpyxl import load_workbook

    with _guarded(name):
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=data_only, keep_links=False)
        return closing(book)


@contextmanager
def _guarded(name: str) -> Iterator[None]:
    """Turn whatever openpyxl raises at a broken part into one sentence, and keep its warnings to itself."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except (LoadError, MemoryError):
        raise
    except Exception as error:  # openpyxl raises many kinds for a damaged file
        raise LoadError(name, DAMAGED) from error


def _lines(sheet: Any, room: _Room, missing: dict[tuple[str, int], set[int]]) -> Iterator[Line]:
    for number, row in _numbered(sheet, room.name):
        room.take(row)
        unsolved = missing.get((sheet.title, number), set())
        cells = {
            place: value
            for place, cell in enumerate(row)
            if (value := _value(cell, formula=place in unsolved)) is not None
        }
        if cells:
            yield Line(number, cells)


def _numbered(sheet: Any, name: str) -> Iterator[tuple[int, Sequence[Any]]]:
    sheet.reset_dimensions()  # the size that a file states is often a whole sheet's
    rows, number = iter(sheet.iter_rows()), 0
    while True:
        with _guarded(name):
            row = next(rows, None)
        if row is None:
            return
        number += 1
        yield number, row


def _value(cell: Any, *, formula: bool) -> Value | None:
    value = cell.value
    if value is None:
        # A formula whose result is an empty text says that it is a text.
        return Value(None, formula=True) if formula and cell.data_type == "n" else None
    if cell.data_type == "e":
        return Value(None, error=str(value))
    if isinstance(value, str) and not value.strip():
        return None
    return Value(_plain(value), cell.number_format or "General")


def _plain(value: Any) -> Raw:
    return value if isinstance(value, str | int | float | datetime | date) else str(value)


def _has_formulas(package: Package) -> bool:
    """Say whether any sheet but our own hidden one, which always does, holds a formula."""
    parts = [n for n in package.archive.namelist() if n.startswith("xl/worksheets/sheet")]
    with_formulas = sum(b"<f>" in part or b"<f " in part for part in map(package.content, parts))
    ours = any(LISTS.encode() in package.content(n) for n in ("xl/workbook.xml",) if package.holds(n))
    return with_formulas > (1 if ours else 0)


def _formulas(data: bytes, name: str) -> dict[tuple[str, int], set[int]]:
    """Return the places of formulas by sheet and row; those among them without a value hold no result."""
    found: dict[tuple[str, int], set[int]] = {}
    room = _Room(name)
    with _opened(data, name, data_only=False) as book:
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                continue
            for number, row in _numbered(sheet, name):
                room.take(row)
                places = {place for place, cell in enumerate(row) if cell.data_type == "f"}
                if places:
                    found[sheet.title, number] = places
    return found
