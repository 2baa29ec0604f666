"""Tables of goals: what each row states, or each sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from plangraph.intake.document import Block, Document, Span
from plangraph.intake.structure import grids
from plangraph.intake.structure.columns import Column
from plangraph.intake.structure.grids import Grid, words
from plangraph.intake.structure.grids import Row as Cells
from plangraph.intake.structure.roles import Role, understand

_BESIDE: Final = {
    Role.GOALS: Column.GOAL,
    Role.OBJECTIVES: Column.OBJECTIVE,
    Role.CHALLENGES: Column.CHALLENGE,
    Role.MEASURES: Column.MEASURE,
}
_KINDS: Final = frozenset({Column.GOAL, Column.OBJECTIVE, Column.MEASURE, Column.CHALLENGE})
_STATING: Final = _KINDS | {Column.INDICATOR}
_FIGURES: Final = frozenset({Column.FIGURE, Column.BASELINE, Column.INDICATOR, Column.DUE})
#: What else a goal's row or sheet says of it, besides its figures.
_OF_IT: Final = _FIGURES | {Column.GROUP}
_YEAR: Final = re.compile(r"\W*(?:år )?20\d\d\W*", re.IGNORECASE)
_FIGURE: Final = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Row:
    """What a row of a table states.

    :param element: ``GOAL``, ``OBJECTIVE``, ``MEASURE`` or ``CHALLENGE``
    :param span: its passage, from the statement to the last figure of the row
    :param words: the words of the cell that states it
    :param number: its number, or empty
    :param area: what the row says its area is, or empty
    :param more: further passages of it: group and figures in other rows of its sheet
    """

    element: Column
    span: Span
    words: str
    number: str
    area: str
    more: tuple[Span, ...] = ()


def rows(document: Document, grid: Grid, table: list[Cells], *, goals: bool) -> list[Row]:
    """Read a table.

    :param grid: the table, as :func:`plangraph.intake.structure.grids.read` gave it
    :param table: its rows, as :func:`plangraph.intake.structure.grids.tables` gave them
    :param goals: whether the table stands where goals stand: then a table that does not say what its columns
        are is read as one of goals when its rows begin with words and go on with figures
    """
    if not grid.sheet and (sides := _sides(document, table)):
        return sides
    columns = grid.columns
    if not goals and _only_told(grid):
        return []
    if not _STATING & set(columns.values()):
        columns = _guessed(document, grid.records) if goals else {}
    return _read(document, grid, columns) if columns else []


def _only_told(grid: Grid) -> bool:
    """Say whether a table gives figures year by year and calls none of them a goal."""
    wanted = grid.of(Column.GOAL, Column.OBJECTIVE, Column.BASELINE, Column.DUE)
    return not wanted and all(_YEAR.fullmatch(grid.heads[c]) for c in grid.of(Column.FIGURE))


def _sides(document: Document, table: list[Cells]) -> list[Row]:
    """Read a table whose first column says what stands beside it ("Mål | …", "Indsats | …")."""
    roles = [understand(words(document, row.get(0, []))).role if len(row) > 1 else None for row in table]
    if sum(role in _BESIDE for role in roles) < 2:
        return []
    result = []
    for row, role in zip(table, roles, strict=True):
        if role not in _BESIDE:
            continue
        of = [block for column in sorted(row) if column > 0 for block in row[column]]
        items = [b for b in of if b.marker] or of
        result += [
            Row(_BESIDE[role], Span(b.start, b.end), document.words(b), "", "")
            for b in items
            if not document.text[b.start : b.end].rstrip().endswith(":") and b.end - b.start > 8
        ]
    return result


def _guessed(document: Document, table: Iterable[Cells]) -> dict[int, Column]:
    texts: dict[int, list[str]] = {}
    for row in table:
        for column, of in row.items():
            texts.setdefault(column, []).append(words(document, of))
    long = [c for c, t in sorted(texts.items()) if sum(map(len, t)) / len(t) > 25]
    if not long or len(texts) < 2:
        return {}
    result = dict.fromkeys(texts, Column.OTHER)
    for column, said in texts.items():
        if column > long[0] and sum(bool(_FIGURE.search(t)) for t in said) * 2 >= len(said):
            result[column] = Column.FIGURE
    if Column.FIGURE not in result.values():
        return {}
    result[long[0]] = Column.GOAL
    if long[0] > 0 and all(len(t) <= 4 for t in texts.get(0, [])):
        result[0] = Column.NUMBER
    return result


def _read(document: Document, grid: Grid, columns: dict[int, Column]) -> list[Row]:
    main = _main(columns)
    result: list[Row] = []
    area = ""
    for row in grid.records:
        if len(row) == 1 and len(columns) > 2 and not grid.sheet:
            # a row of its own between the others names what they are about
            area = words(document, next(iter(row.values())))
            continue
        of = {
            columns.get(c, Column.OTHER): words(document, cell)
            for c, cell in sorted(row.items(), reverse=True)
        }
        area = of.get(Column.AREA) or area
        number = of.get(Column.NUMBER, "") or grids.numbered(grid, row)
        for column in sorted(row):
            kind = columns.get(column, Column.OTHER)
            kind = Column.GOAL if kind is main else kind
            if kind in _KINDS:
                result += _stated(document, row, columns, column, kind, number, area, grid.sheet)
    return result


def _main(columns: dict[int, Column]) -> Column | None:
    """Return the column that states the goals: with figures beside them objectives and indicators are."""
    for column in (Column.GOAL, Column.INDICATOR):
        if column in columns.values():
            return column
    return Column.OBJECTIVE if Column.FIGURE in columns.values() else None


def _stated(
    document: Document,
    row: Cells,
    columns: dict[int, Column],
    column: int,
    kind: Column,
    number: str,
    area: str,
    sheet: bool,
) -> list[Row]:
    of = row[column]
    if len(of) > 1 and sum(bool(b.marker) for b in of) > 1:  # a list in a cell: an item each
        return [Row(kind, Span(b.start, b.end), document.words(b), "", area) for b in of if b.marker]
    said = words(document, of)
    if len(said) < 4:
        return []
    if kind is not Column.GOAL:
        return [Row(kind, _span(of), said, "", area)]
    beside = [c for c in sorted(row) if c != column and columns.get(c, Column.OTHER) in _OF_IT]
    if sheet:
        return [Row(kind, _span(of), said, number, area, tuple(_span(row[c]) for c in beside))]
    end = of[-1].end
    for other in sorted(c for c in row if c > column):
        if columns.get(other, Column.OTHER) in _KINDS:
            break  # what another column states is no part of the goal
        if columns.get(other, Column.OTHER) in _FIGURES:
            end = row[other][-1].end
    groups = [c for c in beside if columns[c] is Column.GROUP and not of[0].start <= row[c][0].start < end]
    return [Row(kind, Span(of[0].start, end), said, number, area, tuple(_span(row[c]) for c in groups))]


def _span(of: list[Block]) -> Span:
    return Span(of[0].start, of[-1].end)
