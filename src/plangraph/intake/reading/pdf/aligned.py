"""Tables without lines: cells that stand in rows and columns."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from plangraph.intake.reading.pdf.regions import Grid, Place, header
from plangraph.intake.reading.pdf.words import Line, lines

if TYPE_CHECKING:
    from plangraph.intake.reading.pdf.columns import Run


def find(runs: Sequence[Run], body: float) -> Grid | None:
    """Return the table that runs of words make, or None when they are columns of text.

    In a table the cells of a row begin on one line, and rows end together; columns of text do neither.

    :param body: size of the running text, in points
    """
    if len(runs) < 6 or any(run.held for run in runs):
        return None
    columns = _columns(runs, body)
    if not 2 <= len(columns) <= 12:
        return None
    bands = _bands(runs, columns, body)
    # What stands before and after in the first column alone is no part of it.
    while bands and len(_filled(bands[0], columns)) < 2:
        bands.pop(0)
    while bands and len(_filled(bands[-1], columns)) < 2:
        bands.pop()
    if len(bands) < 3 or not _regular(bands, columns):
        return None
    places: list[Place] = []
    for row, band in enumerate(bands):
        for line in band:
            column = _column(line, columns)
            place = next((p for p in places if (p.row, p.column) == (row, column)), None)
            if place is None:
                place = Place(row, column)
                places.append(place)
            place.words += line.words
    inside = [line for band in bands for line in band]
    grid = Grid(
        min(line.left for line in inside),
        min(line.top for line in inside),
        max(line.right for line in inside),
        max(line.bottom for line in inside),
        columns,
        len(bands),
        places,
    )
    grid.header = header(grid)
    return grid


def _columns(runs: Sequence[Run], body: float) -> list[float]:
    """Return the left edges of columns: where nothing stands across."""
    spans: list[list[float]] = []
    for run in sorted(runs, key=lambda r: r.left):
        if spans and run.left < spans[-1][1] + 0.6 * body:
            spans[-1][1] = max(spans[-1][1], run.right)
        else:
            spans.append([run.left, run.right])
    return [left for left, _ in spans]


def _column(line: Line, columns: list[float]) -> int:
    return max(0, bisect_right(columns, line.left + 1) - 1)


def _filled(band: list[Line], columns: list[float]) -> set[int]:
    return {_column(line, columns) for line in band}


def _bands(runs: Sequence[Run], columns: list[float], body: float) -> list[list[Line]]:
    """Part the lines where all columns have a gap; where none has, each line is a row."""
    made: list[Line] = []
    for c in range(len(columns)):
        limit = columns[c + 1] if c + 1 < len(columns) else float("inf")
        made += lines(w for r in runs if columns[c] - 1 <= r.left < limit - 1 for w in r.words)
    made.sort(key=lambda line: line.baseline)
    levels: list[list[Line]] = []
    for line in made:
        if levels and line.baseline - levels[-1][0].baseline < 0.35 * body:
            levels[-1].append(line)
        else:
            levels.append([line])
    steps = [b[0].baseline - a[0].baseline for a, b in pairwise(levels)]
    if not steps:
        return []
    usual = min(median(steps), 1.45 * body)
    most = min(len(columns), 3)
    full = sum(len(_filled(level, columns)) >= most for level in levels)
    others = [len(line.words) for line in made if _column(line, columns) > 0]
    # Columns of text on a common raster fill each line too, but with more words.
    if full >= 0.8 * len(levels) and median(others) <= 3:
        rows: list[list[Line]] = []
        for level in levels:
            if rows and len(_filled(level, columns)) < most and 0 not in _filled(level, columns):
                rows[-1] += level  # what a cell above goes on with
            else:
                rows.append(level)
        return rows
    bands = [levels[0][:]]
    for level, step in zip(levels[1:], steps, strict=True):
        if step > 1.25 * usual:
            bands.append([])
        bands[-1] += level
    return bands


def _regular(bands: list[list[Line]], columns: list[float]) -> bool:
    """Whether rows begin on one line in their columns, and cells are short enough for a table."""
    shared = 0
    cells = 0
    long = 0
    firsts: list[int] = []
    for band in bands:
        tops: dict[int, float] = {}
        counts: dict[int, int] = {}
        for line in band:
            column = _column(line, columns)
            tops[column] = min(tops.get(column, 1e9), line.baseline)
            counts[column] = counts.get(column, 0) + 1
        firsts.append(sum(len(line.words) for line in band if _column(line, columns) == 0))
        shared += len(tops) >= 2 and max(tops.values()) - min(tops.values()) < 2.5
        cells += len(counts)
        long += sum(n > 8 for n in counts.values())
    if shared < 0.75 * len(bands) or long > 0.2 * cells:
        return False
    if len(columns) >= 3:
        return True
    single = all(len(_filled(band, columns)) == len(band) for band in bands)
    words = [len(line.words) for band in bands for line in band if _column(line, columns) == 1]
    return median(firsts) <= 5 and (not single or len(bands) >= 3) and bool(words)
