"""The rows and cells of a Word table, merged cells once, and what the look of the table says of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from plangraph.intake.reading.packages import Node, whole
from plangraph.intake.reading.wordruns import through
from plangraph.intake.reading.wordstyles import Styles, W, is_on, shade, value

#: More columns than any table has; a file may claim a span of a billion.
_WIDEST: Final = 1_000
#: The bit of ``w:tblLook`` that sets the first row apart.
_FIRST_ROW: Final = 0x0020


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell.

    :param content: its ``w:tc``
    :param column: first column it covers, from 0
    :param continues: whether it only goes on with the cell above or to the left
    :param shaded: whether it has a background
    """

    content: Node
    column: int
    continues: bool
    shaded: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A row.

    :param cells: its cells, from the left
    :param repeated: whether it is printed again on each page: a heading of columns
    """

    cells: tuple[TableCell, ...]
    repeated: bool


def rows(table: Node) -> tuple[Row, ...]:
    """Return the rows of a table; those that a tracked change deleted are left out."""
    return tuple(
        _row(row) for row in through(table) if row.tag == f"{W}tr" and row.find(f"{W}trPr/{W}del") is None
    )


def _row(row: Node) -> Row:
    properties = row.find(f"{W}trPr")
    column = _number(value(properties, "gridBefore"), 0)
    cells: list[TableCell] = []
    for cell in through(row):
        if cell.tag != f"{W}tc":
            continue
        told = cell.find(f"{W}tcPr")
        across = value(told, "hMerge") == "continue" or (
            told is not None and told.find(f"{W}hMerge") is not None and value(told, "hMerge") is None
        )
        down = told is not None and told.find(f"{W}vMerge") is not None and value(told, "vMerge") != "restart"
        cells.append(TableCell(cell, column, across or down, bool(shade(told))))
        column += _number(value(told, "gridSpan"), 1)
    return Row(tuple(cells), is_on(properties, "tblHeader") is True)


def _number(text: str | None, otherwise: int) -> int:
    found = whole(text, _WIDEST)
    return otherwise if found is None else found


def is_field(table: Node, grid: Sequence[Row]) -> bool:
    """Return whether the whole table stands on a background."""
    if shade(table.find(f"{W}tblPr")):
        return True
    cells = [cell for row in grid for cell in row.cells if not cell.continues]
    return bool(cells) and all(cell.shaded for cell in cells)


def headed(table: Node, grid: Sequence[Row], styles: Styles) -> int:
    """Return how many rows at the top are headings of columns.

    Those that are marked as such; else the first, where the table's style, its background or its bold type
    sets it apart from the others.
    """
    marked = next((at for at, row in enumerate(grid) if not row.repeated), len(grid))
    if marked or len(grid) < 2 or len(grid[0].cells) < 2:
        return marked if marked < len(grid) else 0
    properties = table.find(f"{W}tblPr")
    if _sets_first_row_apart(properties) and styles.heads_columns(value(properties, "tblStyle") or ""):
        return 1
    first, others = grid[0], grid[1:]
    shaded = all(cell.shaded for cell in first.cells)
    if shaded and not all(cell.shaded for row in others for cell in row.cells):
        return 1
    bold = all(_is_bold(cell.content, styles) for cell in first.cells)
    return int(bold and not all(_is_bold(cell.content, styles) for row in others for cell in row.cells))


def _sets_first_row_apart(properties: Node | None) -> bool:
    look = None if properties is None else properties.find(f"{W}tblLook")
    if look is None:
        return False
    told = look.get(f"{W}firstRow")
    if told is not None:
        return told in ("1", "true", "on")
    try:
        return bool(int(look.get(f"{W}val", "0"), 16) & _FIRST_ROW)
    except ValueError:
        return False


def _is_bold(cell: Node, styles: Styles) -> bool:
    """Return whether all text in a cell is bold; an empty cell is as bold as one likes."""
    for paragraph in cell.iter(f"{W}p"):
        style = styles.of(paragraph.find(f"{W}pPr"))
        for run in paragraph.iter(f"{W}r"):
            said = any((text.text or "").strip() for text in run.iter(f"{W}t"))
            if said and not styles.run_switch(run.find(f"{W}rPr"), style, "b"):
                return False
    return True
