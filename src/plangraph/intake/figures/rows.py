"""Rows of goal tables: their figures, by the headings of the columns they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from plangraph.intake.document import Span
from plangraph.intake.draft import Figure, Measured
from plangraph.intake.figures import columns, cues, phrases, quantities, times
from plangraph.intake.figures.columns import YEAR, Cell, Column
from plangraph.intake.figures.finding import find_in_words
from plangraph.intake.figures.passage import Passage
from plangraph.intake.structure.columns import Column as Kind
from plangraph.passages import normalise

#: What stands between two cells of a row that is written on one line.
JOINT: Final = " | "
_SIGNED: Final = re.compile(r"\s*(?P<sign>[-–+])\s?\d")
_HEADING: Final = re.compile(r"\bmål|\b20\d\d\b|krav", re.IGNORECASE)


def in_row(
    header: Sequence[str],
    cells: Sequence[str],
    kinds: Sequence[Kind] = (),
    *,
    year: int | None = None,
    due: int | None = None,
) -> tuple[Figure, ...]:
    """Find the figures of a row of a goal table.

    :param header: headings of the columns; missing ones are taken for empty
    :param cells: the row's cells, as they stand
    :param kinds: what the columns hold, where that is known
    :param year: the plan's year
    :param due: the year that the table says it is for, where neither heading nor cell says one
    :returns: figures whose spans count in the cells joined by ``" | "`` (:data:`JOINT`)
    """
    row = columns.read(header, cells, JOINT, year, kinds)
    texts = [c for c in row if c.column is Column.TEXT] or [c for c in row if c.column is Column.ASIDE]
    subject = normalise(" ".join(c.text for c in texts))
    scaled = any(cues.ON_SCALE.search(cell.text.lower()) for cell in row)
    unit = None if scaled else columns.unit(row, subject)
    baseline = _baseline(row, unit)
    if baseline is not None and baseline.unit is not None:
        unit = baseline.unit
    by = _deadline(row, year) or due
    figures = [
        _placed(figure, baseline, cell.start)
        for cell in row
        if cell.column is Column.TARGET
        for figure in _targets(cell, year, by, subject, unit)
    ]
    return tuple(figures) or _spoken(texts, year, by, baseline)


def _targets(
    cell: Cell, year: int | None, due: int | None, subject: str, unit: str | None
) -> Iterator[Figure]:
    """Yield the figures of a target cell: a bare number is a target here."""
    headed = YEAR.findall(cell.header)
    signed = _SIGNED.match(cell.text)
    low = subject.lower()
    way = next((d.way for d in phrases.directions(low, 0, len(low))), None)
    by = int(headed[-1]) if headed else due
    found: tuple[Figure, ...] = ()
    if not columns.is_number(cell.text):  # a sentence may name other numbers than its figure
        found = find_in_words(cell.text, year=year, due=by)
    if not any(f.comparator for f in found):
        found = find_in_words(cell.text, year=year, due=by, bare=True)
    for figure in found:
        if figure.comparator is None:
            continue
        plain = figure.unit is None and figure.relative_to is None
        kind, going = figure.kind, figure.direction or way
        if signed:
            kind, going = "Change", "Increase" if signed["sign"] == "+" else "Decrease"
        yield replace(
            figure,
            unit=unit if plain else figure.unit,
            kind=kind,
            direction=going,
            measured=subject or figure.measured,
        )


def _spoken(
    texts: Sequence[Cell], year: int | None, due: int | None, baseline: Measured | None
) -> tuple[Figure, ...]:
    """Read a row without columns of figures: its goal or its indicator is a sentence."""
    ways: list[Figure] = []
    for cell in texts:
        found = find_in_words(cell.text, year=year, due=due)
        placed = [_placed(f, baseline, cell.start) for f in found]
        if any(f.comparator for f in placed):
            if ways and placed[0].direction is None and placed[0].value is not None:
                placed[0] = replace(placed[0], direction=ways[0].direction)
            return tuple(placed)
        ways += placed
    return tuple(ways)


def _deadline(row: Sequence[Cell], year: int | None) -> int | None:
    found = [t for cell in row if cell.column is Column.DUE for t in times.scan(cell.text.lower(), year)]
    return found[-1].year if found else None


def _baseline(row: Sequence[Cell], unit: str | None) -> Measured | None:
    """Return the newest status figure of a row."""
    chosen = [cell for cell in row if cell.column is Column.BASELINE]
    for cell in sorted(chosen, key=lambda c: max(map(int, YEAR.findall(c.header)), default=0), reverse=True):
        read = Passage.read(cell.text)
        found = quantities.scan(read.words, read.low)
        if not found:
            continue
        first = found[0]
        when = times.scan(cell.header.lower()) or times.scan(read.low)
        start, end = read.raw_span(first.start, first.end)
        span = Span(cell.start + start, cell.start + end)
        return Measured(first.value, first.unit or unit, when[-1].period if when else None, span)
    return None


def _placed(figure: Figure, baseline: Measured | None, at: int) -> Figure:
    """Move a cell's figure to its row, and give it the row's baseline."""
    span = Span(figure.span.start + at, figure.span.end + at)
    own = figure.baseline
    if own is not None:
        own = replace(own, span=Span(own.span.start + at, own.span.end + at))
    elif baseline is not None and figure.comparator is not None:
        own = replace(baseline, unit=baseline.unit or figure.unit)
        if figure.relative_to is None and figure.unit in (None, "count"):
            figure = replace(figure, unit=own.unit)
    return replace(figure, span=span, baseline=own)


def in_lines(passage: str, *, year: int | None = None, due: int | None = None) -> tuple[Figure, ...] | None:
    """Find the figures of rows written as lines with ``|`` between the cells, the first line their heading.

    :param passage: the lines; spans are relative to it
    :param year: the plan's year
    :param due: the year that the table says it is for
    :returns: None for a passage that is no such table
    """
    lines = [(m.start(), m[0]) for m in re.finditer(r"[^\n]+", passage) if m[0].strip()]
    if len(lines) < 2 or any("|" not in line for _, line in lines):
        return None
    header = lines[0][1].split("|")
    if not any(_HEADING.search(cell) for cell in header):
        return None
    figures: list[Figure] = []
    for start, line in lines[1:]:
        cells = line.split("|")
        places = [start + sum(len(c) + 1 for c in cells[:i]) for i in range(len(cells))]
        figures += (replaced(f, cells, places) for f in in_row(header, cells, year=year, due=due))
    return tuple(figures)


def replaced(figure: Figure, cells: Sequence[str], places: Sequence[int]) -> Figure:
    """Move a figure of a joined row to where its cells really stand.

    :param figure: with spans in the cells joined by :data:`JOINT`
    :param cells: the cells
    :param places: where each begins
    """

    def moved(span: Span) -> Span:
        at = 0
        for cell, place in zip(cells, places, strict=True):
            if span.start <= at + len(cell):
                return Span(span.start - at + place, span.end - at + place)
            at += len(cell) + len(JOINT)
        return span

    baseline = figure.baseline
    if baseline is not None:
        baseline = replace(baseline, span=moved(baseline.span))
    return replace(figure, span=moved(figure.span), baseline=baseline)
