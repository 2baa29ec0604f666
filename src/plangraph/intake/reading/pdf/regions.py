"""Boxes and tables on a page, however they were found."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from plangraph.intake.reading.pdf.drawing import Field
from plangraph.intake.reading.pdf.words import Word

#: Lines that should meet do so within this many points.
SNAP: Final = 2.5
_YEAR: Final = re.compile(r"(?:19|20)\d\d(?:[-/]\d{2,4})?")


@dataclass(slots=True)
class Box:
    """A filled or framed part of a page that holds text.

    :param fill: colour, or None where it is only framed
    """

    left: float
    top: float
    right: float
    bottom: float
    fill: int | None = None
    words: list[Word] = field(default_factory=list)
    held: list[Box | Grid] = field(default_factory=list)


@dataclass(slots=True)
class Place:
    """A cell of a table: rows and columns it spans, and its words."""

    row: int
    column: int
    words: list[Word] = field(default_factory=list)
    fill: int | None = None


@dataclass(slots=True)
class Grid:
    """A table.

    :param columns: left edges of its columns
    :param header: how many rows at the top are headings
    :param xs: where its columns part, with both outer edges; empty for a table without lines
    :param ys: where its rows part
    :param where: cell by row and column of that raster
    :param fields: what is filled or framed in it
    """

    left: float
    top: float
    right: float
    bottom: float
    columns: list[float]
    rows: int
    places: list[Place]
    header: int = 0
    xs: list[float] = field(default_factory=list)
    ys: list[float] = field(default_factory=list)
    where: dict[tuple[int, int], Place] = field(default_factory=dict)
    fields: list[Field] = field(default_factory=list)

    def cell(self, x: float, y: float) -> Place:
        """Return the cell at a point."""
        column = max(0, min(bisect_right(self.xs, x) - 1, len(self.xs) - 2))
        row = max(0, min(bisect_right(self.ys, y) - 1, len(self.ys) - 2))
        return self.where[row, column]

    def fill_of(self, place: Place) -> int | None:
        """Return the colour behind a cell's first word."""
        x, y = place.words[0].left, place.words[0].baseline - 1
        around = [f for f in self.fields if f.left <= x <= f.right and f.top <= y <= f.bottom]
        return min(around, key=lambda f: (f.right - f.left) * (f.bottom - f.top)).fill if around else None

    @property
    def words(self) -> list[Word]:
        """All its words."""
        return [word for place in self.places for word in place.words]


def header(grid: Grid) -> int:
    """Return how many rows at the top of a table are headings, by weight, ground and colour."""
    top = [p for p in grid.places if p.row == 0]
    below = [p for p in grid.places if p.row > 0]
    if grid.rows < 2 or not below or len(top) < 2:
        return 0

    def bold(places: list[Place]) -> bool:
        letters = [(len(w.text), w.face.bold) for p in places for w in p.words]
        return sum(n for n, heavy in letters if heavy) > 0.8 * sum(n for n, _ in letters)

    def colours(places: list[Place]) -> set[int]:
        return {w.face.colour for p in places for w in p.words}

    # A first column in bold does not make the rows bold.
    rest = [p for p in below if p.column > 0]
    fills, under = {p.fill for p in top}, {p.fill for p in below if p.row == 1}
    named = [w.text for p in top for w in p.words if not _YEAR.fullmatch(w.text)]
    plain = not any(ch.isdigit() for text in named for ch in text)
    figures = sum(any(ch.isdigit() for w in p.words for ch in w.text) for p in rest)
    distinct = (
        (bold(top) and not bold(rest))
        or (len(fills) == 1 and None not in fills and fills.isdisjoint(under))
        or colours(top).isdisjoint(colours(below))
    )
    numeric = plain and grid.rows >= 3 and figures >= 0.6 * len(rest)
    return int(distinct or numeric)


def steps(values: Iterable[float]) -> list[float]:
    """Return values in order, without those that are nearly the same as the one before."""
    result: list[float] = []
    for value in sorted(values):
        if not result or value - result[-1] > 2 * SNAP:
            result.append(value)
    return result
