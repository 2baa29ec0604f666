"""The answer to a question as a table with its picture: sorted, in parts, by the names of things."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from plangraph.model import Lang
from plangraph.queries import Query
from plangraph.tables import Cell, Column, Table
from plangraph.web.holdings import Holdings
from plangraph.web.site.listing import Part, alphabetical, paginate
from plangraph.web.site.places import Named, foreign, named
from plangraph.web.site.questions.charts import Bars, Heat, draw

#: So many rows stand on a page; a download has them all.
ROWS: Final = 500


@dataclass(frozen=True, slots=True)
class Head:
    """A column of the answer.

    :param key: of the column
    :param label: its heading
    :param numeric: whether it holds numbers
    :param sorted: ``ascending`` or ``descending`` where the table is sorted by it, or nothing
    :param sort: what sorts by it, or the other way round
    """

    key: str
    label: str
    numeric: bool
    sorted: str
    sort: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer as a table.

    :param heads: its columns
    :param rows: the rows of this part
    :param part: which part it is
    :param chart: a picture of all rows, or None
    :param hidden: whether columns are left out because they say what was chosen
    """

    heads: tuple[Head, ...]
    rows: tuple[tuple[Named, ...], ...]
    part: Part
    chart: Bars | Heat | None
    hidden: bool


def tell_answer(
    holdings: Holdings,
    table: Table,
    query: Query,
    given: Mapping[str, str],
    sort: str,
    page: int,
    lang: Lang,
) -> Answer:
    """Return an answer as it is shown.

    :param table: all of it
    :param query: the question
    :param given: the parameters that were chosen
    :param sort: a column's key, with a hyphen before it for the other way round
    :param page: which part of its rows, from 1
    """
    # On a page a plan is called by its place and year.
    short = {plan.iri: plan.name for plan in holdings.plans if plan.iri in table.labels}
    table = sort_table(replace(table, labels=table.labels | short), sort, lang)
    part = paginate(len(table.rows), page, ROWS)
    shown = [at for at, column in enumerate(table.columns) if not _is_chosen(table, at, column, given)]
    return Answer(
        heads=tuple(_head(table.columns[at], _is_numeric(table, at), sort, lang) for at in shown),
        rows=tuple(
            tuple(_shown(table, row[at], lang) for at in shown) for row in table.rows[part.start : part.end]
        ),
        part=part,
        chart=draw(table, query.chart, lang),
        hidden=len(shown) < len(table.columns),
    )


def _is_chosen(table: Table, at: int, column: Column, given: Mapping[str, str]) -> bool:
    """Say whether a column only repeats what was chosen."""
    return column.key in given and len({row[at] for row in table.rows}) == 1 < len(table.columns)


def _head(column: Column, numeric: bool, sort: str, lang: Lang) -> Head:
    state = {column.key: "ascending", f"-{column.key}": "descending"}.get(sort, "")
    return Head(
        column.key, column.label.get(lang), numeric, state, ("-" if state == "ascending" else "") + column.key
    )


def _is_numeric(table: Table, at: int) -> bool:
    cells = [row[at] for row in table.rows if row[at] is not None]
    return bool(cells) and all(isinstance(c, int | float) and not isinstance(c, bool) for c in cells)


def _shown(table: Table, cell: Cell, lang: Lang) -> Named:
    if isinstance(cell, str) and ":" in cell:
        return named(cell, table.labels, lang)
    if isinstance(cell, str) and cell in table.labels:
        return Named(table.show(cell, lang), lang=foreign(table.labels[cell], lang))
    return Named(table.show(cell, lang))


def sort_table(table: Table, sort: str, lang: Lang) -> Table:
    """Return a table sorted by a column; as it was asked where there is no such column."""
    key = sort.removeprefix("-")
    at = next((at for at, column in enumerate(table.columns) if column.key == key), None)
    if at is None:
        return table

    def order(row: tuple[Cell, ...]) -> tuple[int, float, str]:
        cell = row[at]
        if isinstance(cell, int | float):
            return 0, float(cell), ""
        shown = table.show(cell, lang)
        digits = re.match(r"\d+", shown)
        return 1, float(digits[0]) if digits else math.inf, alphabetical(shown)

    full = [row for row in table.rows if row[at] is not None]
    empty = [row for row in table.rows if row[at] is None]  # at the end, however it is sorted
    return replace(table, rows=(*sorted(full, key=order, reverse=sort.startswith("-")), *empty))
