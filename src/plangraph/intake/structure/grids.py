"""Tables of a plan as records: what each column holds, by its heading and by what its cells say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from plangraph.intake.document import Block, Document
from plangraph.intake.structure import phrases
from plangraph.intake.structure.columns import Column, name, number

#: A row: its cells by column, each with its blocks.
Row: TypeAlias = dict[int, list[Block]]

_ONLY_FIGURE: Final = re.compile(
    r"(?:[^\W\d]{2,9}\.? |[≥≤<>~+-]\s?)?\d[\d.,]*\s*(?:%|[^\W\d]+\.?)?(?: \S+){0,2}$"
)
_SUBHEADING: Final = re.compile(
    r"(?:(?:ultimo|primo|mål|status|resultat|år)\s)?20\d\d|antal|pct\.?|procent|%|andel", re.IGNORECASE
)
_STATING: Final = frozenset({Column.GOAL, Column.OBJECTIVE, Column.INDICATOR})
_IN_WORDS: Final = _STATING | {Column.MEASURE}
#: Beside a goal they make a sheet of one.
_OF_A_GOAL: Final = frozenset({Column.FIGURE, Column.BASELINE, Column.DUE, Column.GROUP, Column.NATIONAL})
#: Headings are above these many rows at most.
_DEEPEST: Final = 3
#: A cell with more characters than this on average holds clauses.
_CLAUSES: Final = 25


@dataclass(frozen=True)
class Grid:
    """A table.

    :param heads: heading of each column (or of each row of a sheet), as printed
    :param columns: what each holds; empty when the table does not tell
    :param records: the rows below the headings; of a sheet, its goals
    :param sheet: whether its first column holds the headings
    """

    heads: dict[int, str]
    columns: dict[int, Column]
    records: tuple[Row, ...]
    sheet: bool = False

    def of(self, *wanted: Column) -> list[int]:
        """Return the columns that hold one of these."""
        return [c for c, column in sorted(self.columns.items()) if column in wanted]


def tables(blocks: Iterable[Block]) -> list[list[Row]]:
    """Return the tables among blocks, as rows from the top."""
    grids: dict[int, dict[int, Row]] = {}
    for block in blocks:
        if block.cell is not None:
            cell = block.cell
            grids.setdefault(cell.table, {}).setdefault(cell.row, {}).setdefault(cell.column, []).append(
                block
            )
    return [[grid[row] for row in sorted(grid)] for _, grid in sorted(grids.items())]


def words(document: Document, of: Iterable[Block]) -> str:
    """Return the words of a cell."""
    return " ".join(document.words(block) for block in of)


def read(document: Document, table: list[Row], above: Grid | None = None) -> Grid:
    """Read a table.

    :param above: the table just before it, which it may go on with
    """
    if sheet := _sheet(document, table):
        return sheet
    heads, columns, first = _headed(document, table)
    body = table[first:]
    if (
        not columns
        and above is not None
        and above.columns
        and not above.sheet
        and body
        and max(map(max, body)) == max(above.columns)
    ):
        heads, columns = above.heads, above.columns
    elif columns:
        columns = _by_contents(document, body, columns, heads)
    if Column.REVIEW in columns.values():
        columns = {}
    return Grid(heads, columns, tuple(body))


def _sheet(document: Document, table: list[Row]) -> Grid | None:
    """Read a table whose first column says what stands beside it, with a goal and its figures."""
    rows = [row for row in table if 0 in row and len(row) > 1]
    if len(rows) < 2 or len(rows) * 4 < len(table) * 3:
        return None
    heads = [words(document, row[0]) for row in rows]
    kinds = [name(head) for head in heads]
    told = {k for k in kinds if k is not Column.OTHER}
    across = (
        0 in table[0]
        and max(map(len, rows)) > 2
        and sum(name(words(document, of)) is not Column.OTHER for of in table[0].values())
    )
    if across > 1 or sum(k is not Column.OTHER for k in kinds) * 3 < len(kinds) * 2:
        return None
    titled = table[0] if 0 in table[0] and len(table[0]) == 1 else None
    if Column.GOAL not in told and titled is not None and len(told & _OF_A_GOAL) > 1:
        rows, heads, kinds = [{0: [], 1: titled[0]}, *rows], ["", *heads], [Column.GOAL, *kinds]
    elif not (told & _STATING) or not told & _OF_A_GOAL or len(told) < 3:
        return None
    main = next(k for k in (Column.GOAL, Column.INDICATOR, Column.OBJECTIVE) if k in kinds)
    begins = [at for at, kind in enumerate(kinds) if kind is main]
    parts = [range(at, end) for at, end in zip([0, *begins[1:]], [*begins[1:], len(rows)], strict=True)]
    records = tuple(
        {at: rows[at][column] for at in part if column in rows[at]}
        for part in parts
        for column in sorted({c for at in part for c in rows[at] if c > 0})
    )
    return Grid(dict(enumerate(heads)), dict(enumerate(kinds)), records, sheet=True)


def _headed(document: Document, table: list[Row]) -> tuple[dict[int, str], dict[int, Column], int]:
    """Return headings and kinds of the columns, empty when no row names two, and the first row below."""
    for at, row in enumerate(table[:_DEEPEST]):
        heads = {c: words(document, of) for c, of in row.items()}
        columns = {c: name(head) for c, head in heads.items()}
        known = sum(kind is not Column.OTHER for kind in columns.values())
        if known < 2 or known * 2 < len(columns):
            continue
        first = at + 1
        if first + 1 < len(table) and (below := _below(document, heads, table[first])):
            heads, first = below, first + 1
            columns = {c: name(head) for c, head in heads.items()}
        return heads, columns, first
    header = bool(table) and all(b.cell is not None and b.cell.header for of in table[0].values() for b in of)
    return {}, {}, int(header)


def _below(document: Document, heads: dict[int, str], row: Row) -> dict[int, str] | None:
    """Join a second row of headings, years or units below the first; one may stand above several."""
    said = {c: words(document, of) for c, of in row.items() if words(document, of)}
    if len(said) < 2 or 0 in said or not all(_SUBHEADING.fullmatch(s) for s in said.values()):
        return None
    result, last = dict(heads), ""
    for column in sorted({*heads, *said}):
        last = heads.get(column) or last
        if column in said:
            result[column] = f"{last} {said[column]}"
    return result


def _by_contents(
    document: Document, body: Sequence[Row], columns: dict[int, Column], heads: dict[int, str]
) -> dict[int, Column]:
    """Settle what headings leave open by what the cells hold: figures, clauses, names of groups."""
    said = {c: [t for t in (words(document, row[c]) for row in body if c in row) if t] for c in columns}
    figures = {c: sum(bool(_ONLY_FIGURE.match(t)) for t in of) * 2 > len(of) for c, of in said.items()}
    clauses = {c: bool(of) and sum(map(len, of)) > _CLAUSES * len(of) for c, of in said.items()}
    result = dict(columns)

    def kinds() -> set[Column]:
        return set(result.values())

    for column, kind in columns.items():
        others = any(
            c != column and (k in _IN_WORDS or (k is Column.OTHER and clauses[c] and not figures[c]))
            for c, k in columns.items()
        )
        if kind in {Column.GOAL, Column.OBJECTIVE} and figures[column] and others:
            result[column] = Column.FIGURE
        elif kind is Column.GROUP and sum(bool(phrases.GROUPS.search(t)) for t in said[column]) * 2 < len(
            said[column]
        ):
            doers = "hvem" in heads[column].casefold() or Column.AREA in columns.values()
            result[column] = Column.ASIDE if doers else Column.AREA
    if not kinds() & _STATING:
        for column in sorted(columns):
            if result[column] is Column.FIGURE and clauses[column] and not figures[column]:
                result[column] = Column.GOAL
                break
    if not kinds() & _STATING and Column.FIGURE in kinds() and Column.BASELINE in kinds():
        # What is measured from a baseline to a target is a goal, whatever its column is called.
        named = [
            c
            for wanted in (Column.OTHER, Column.GROUP, Column.AREA)
            for c in sorted(columns)
            if result[c] is wanted and said[c] and not figures[c]
        ]
        if named and any(figures[c] for c, k in result.items() if k is Column.FIGURE):
            result[named[0]] = Column.GOAL
    goals = [c for c, k in sorted(result.items()) if k is Column.GOAL]
    for column in goals[1:]:
        result[column] = Column.INDICATOR  # a second column about the goal says how it is known
    if Column.AREA not in kinds():
        group = next((c for c, k in sorted(result.items()) if k is Column.GROUP), None)
        if group is not None:
            result[group] = Column.AREA
    return result


def numbered(grid: Grid, record: Row) -> str:
    """Return the number that the heading of a sheet's goal has, or an empty string."""
    heads = (grid.heads[c] for c in record if grid.columns.get(c) is Column.GOAL)
    return next(filter(None, map(number, heads)), "") if grid.sheet else ""
