"""Pictures of tables: bars and heat tables, as numbers that a template draws."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from plangraph.model import Lang
from plangraph.names import ID
from plangraph.queries import Chart
from plangraph.tables import Cell, Table
from plangraph.web.site.places import Named, named
from plangraph.web.words import word

#: More rows and columns make no picture; the table has them all.
_MOST_ROWS: Final = 20
_MOST_COLUMNS: Final = 12
_NATIONAL_TARGETS: Final = ID + "national-target/"
#: Shades of a heat table, beside none.
SHADES: Final = 5


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar.

    :param series: which of the counted columns it shows, from 0
    :param value: how much
    :param width: of the longest, in per cent
    """

    series: int
    value: float
    width: float


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar chart.

    :param title: what it shows
    :param heading: over the names of its rows
    :param series: what is counted, a name a bar of each row
    :param rows: names of what is counted, each with its bars
    :param left_out: how many rows there are besides
    """

    title: str
    heading: str
    series: tuple[str, ...]
    rows: tuple[tuple[tuple[Named, ...], tuple[Bar, ...]], ...]
    left_out: int
    form: str = "bars"


@dataclass(frozen=True, slots=True)
class Square:
    """A square of a heat table.

    :param value: how much; 0 for nothing
    :param shade: from 0 for nothing to :data:`SHADES` for the most
    """

    value: float
    shade: int


@dataclass(frozen=True, slots=True)
class Heat:
    """A heat table.

    :param title: what it shows
    :param heading: over the names of its rows
    :param columns: names of its columns
    :param rows: names of its rows, each with its squares
    :param left_out: how many rows there are besides
    :param columns_left_out: how many columns there are besides
    """

    title: str
    heading: str
    columns: tuple[Named, ...]
    rows: tuple[tuple[Named, tuple[Square, ...]], ...]
    left_out: int
    columns_left_out: int
    form: str = "heat"


def draw(table: Table, chart: Chart | None, lang: Lang) -> Bars | Heat | None:
    """Return a picture of a table, or None where there is nothing to compare.

    :param chart: what it shows
    """
    if chart is None:
        return None
    return _heat(table, chart, lang) if chart.form == "heat" else _bars(table, chart, lang)


def _bars(table: Table, chart: Chart, lang: Lang) -> Bars | None:
    sums: dict[tuple[Cell, ...], list[float]] = {}
    by, of = _at(table, chart.by), _at(table, chart.of)
    seen: set[tuple[Cell, ...]] = set()
    for row in table.rows:
        key = tuple(row[at] for at in by)
        bars = sums.setdefault(key, [0.0] * max(1, len(of)))
        if not of:
            bars[0] += _one(table, chart, row, key, seen)
        for place, at in enumerate(of):
            bars[place] += _number(row[at])
    if len(sums) < 2:
        return None
    # Years and the like stay in their order; else the longest stands first.
    order = sorted(sums.items(), key=lambda item: 0 if len(by) > 1 else -max(item[1]))
    most = max((max(bars) for bars in sums.values()), default=0) or 1
    rows = tuple(
        (
            tuple(_named(table, cell, lang) for cell in key),
            tuple(Bar(at, _whole(value), round(100 * value / most, 2)) for at, value in enumerate(bars)),
        )
        for key, bars in order[:_MOST_ROWS]
    )
    return Bars(
        title=_title(table, chart, lang),
        heading=_labels(table, chart.by, lang),
        series=tuple(_label(table, key, lang) for key in chart.of) or (chart.what.get(lang),),
        rows=rows,
        left_out=len(sums) - len(rows),
    )


def _heat(table: Table, chart: Chart, lang: Lang) -> Bars | Heat | None:
    down, across = _at(table, chart.by[:1])[0], _at(table, chart.by[-1:])[0]
    of, seen = _at(table, chart.of), set[tuple[Cell, ...]]()
    squares: defaultdict[tuple[Cell, Cell], float] = defaultdict(float)
    for row in table.rows:
        key = (row[down], row[across])
        squares[key] += sum(_number(row[at]) for at in of) if of else _one(table, chart, row, key, seen)
    rows, rows_left = _largest(squares, 0, _MOST_ROWS)
    columns, columns_left = _largest(squares, 1, _MOST_COLUMNS)
    if len(rows) < 2 or len(columns) < 2:
        left = chart.by[:1] if len(columns) < 2 else chart.by[-1:]
        return _bars(table, replace(chart, form="bars", by=left, of=chart.of), lang)
    most = max((squares.get((r, c), 0.0) for r in rows for c in columns), default=0.0)
    return Heat(
        title=_title(table, chart, lang),
        heading=_label(table, chart.by[0], lang),
        columns=tuple(_named(table, column, lang) for column in columns),
        rows=tuple(
            (
                _named(table, row, lang),
                tuple(
                    Square(_whole(value), math.ceil(SHADES * value / most) if value > 0 else 0)
                    for column in columns
                    for value in (squares.get((row, column), 0.0),)
                ),
            )
            for row in rows
        ),
        left_out=rows_left,
        columns_left_out=columns_left,
    )


def _largest(squares: Mapping[tuple[Cell, Cell], float], side: int, most: int) -> tuple[list[Cell], int]:
    """Return the rows (side 0) or columns (1) with most in them, as they stand in the table, and how many
    are left."""
    known = list(dict.fromkeys(key[side] for key in squares))
    if len(known) <= most:
        return known, 0
    sums: defaultdict[Cell, float] = defaultdict(float)
    for key, value in squares.items():
        sums[key[side]] += value
    kept = set(sorted(known, key=lambda cell: -sums[cell])[:most])
    return [cell for cell in known if cell in kept], len(known) - most


def _one(
    table: Table, chart: Chart, row: tuple[Cell, ...], key: tuple[Cell, ...], seen: set[tuple[Cell, ...]]
) -> float:
    """Return what a row counts for: 1, or 0 where what is counted was seen there before."""
    if not chart.distinct:
        return 1
    new = (*key, row[_at(table, (chart.distinct,))[0]])
    if new in seen:
        return 0
    seen.add(new)
    return 1


def _at(table: Table, keys: tuple[str, ...]) -> list[int]:
    places = {column.key: at for at, column in enumerate(table.columns)}
    return [places[key] for key in keys]


def _number(cell: Cell) -> float:
    return float(cell) if isinstance(cell, int | float) else 0.0


def _whole(value: float) -> float:
    return int(value) if float(value).is_integer() else value


def _named(table: Table, cell: Cell, lang: Lang) -> Named:
    if isinstance(cell, str) and ":" in cell:
        one = named(cell, table.labels, lang)
        if not cell.startswith(_NATIONAL_TARGETS):
            return one
        year = cell[len(_NATIONAL_TARGETS) :].partition("/")[0]  # many are called the same in several years
        return replace(one, text=f"{one.text} ({year})")
    return Named(table.show(cell, lang) or word("questions_none", lang))


def _label(table: Table, key: str, lang: Lang) -> str:
    return next(column.label.get(lang) for column in table.columns if column.key == key)


def _labels(table: Table, keys: tuple[str, ...], lang: Lang) -> str:
    return " · ".join(_label(table, key, lang) for key in keys)


def _title(table: Table, chart: Chart, lang: Lang) -> str:
    named_by = [_label(table, key, lang).lower() for key in chart.by]
    by, last = (", ".join(named_by[:-1]), named_by[-1]) if len(named_by) > 1 else (named_by[0], "")
    key = "questions_by_two" if last else "questions_by_one"
    return word(key, lang, what=chart.what.get(lang), by=by, last=last)
