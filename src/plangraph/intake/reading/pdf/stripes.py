"""Tables that show their rows only: by filled cells, or by lines between the rows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from plangraph.intake.reading.pdf.drawing import Edge, Field
from plangraph.intake.reading.pdf.regions import SNAP, Box, Grid, Place, steps
from plangraph.intake.reading.pdf.words import Word, lines


def bands(cells: list[Field], body: float) -> tuple[int, ...] | None:
    """Return where the columns of a table part whose cells are filled and have no lines, else None."""
    if len(cells) < 2 or any(cell.framed or cell.bottom - cell.top > 12 * body for cell in cells):
        return None
    xs = steps(x for cell in cells for x in (cell.left, cell.right))
    if len(xs) < 3 or any(cell.right - cell.left > 0.98 * (xs[-1] - xs[0]) for cell in cells):
        return None
    return tuple(round(x / 4) for x in xs)


def striped(cells: list[Field], words: Sequence[Word]) -> Grid | None:
    """Return the table of which some rows are filled, cell by cell; those between them are rows too."""
    xs = steps(x for cell in cells for x in (cell.left, cell.right))
    ys = steps(y for cell in cells for y in (cell.top, cell.bottom))
    top, bottom = ys[0], ys[-1]
    if len(ys) < 3:
        return None
    below = _below(words, xs, bottom, bottom + max(b - a for a, b in pairwise(ys)))
    if len({bisect_right(xs, w.left) for w in below}) > 1 and not _crossed(below, xs):
        ys.append(max(w.bottom for w in below) + SNAP)
    inside = [w for w in words if top <= w.top and w.bottom <= ys[-1] and xs[0] <= w.left <= xs[-1]]
    if _crossed(inside, xs):
        return None
    places = {(r, c): Place(r, c) for r in range(len(ys) - 1) for c in range(len(xs) - 1)}
    return Grid(
        xs[0], top, xs[-1], ys[-1], xs[:-1], len(ys) - 1, list(places.values()), 0, xs, ys, places, cells
    )


def _below(words: Sequence[Word], xs: Sequence[float], top: float, bottom: float) -> list[Word]:
    """Return the words of a row that begins between two heights, as far down as its lines are close."""
    result: list[Word] = []
    last = None
    for line in lines(w for w in words if w.top > top and xs[0] <= w.left < xs[-1]):
        if line.top > bottom if last is None else line.baseline - last > 1.5 * line.size:
            break
        last = line.baseline
        result += line.words
    return result


def ruled(
    edges: Sequence[Edge], found: Sequence[Box | Grid], words: Sequence[Word], body: float
) -> list[Grid]:
    """Find tables that have lines between their rows only, at least four."""
    levels: dict[int, list[Edge]] = {}
    for edge in edges:
        inside = any(
            g.left - 3 <= edge.left and edge.right <= g.right + 3 and g.top - 3 <= edge.top <= g.bottom + 3
            for g in found
        )
        if edge.horizontal and not inside and edge.bottom - edge.top < 4:
            levels.setdefault(round(edge.top), []).append(edge)
    spans: dict[tuple[int, int], list[float]] = {}
    for level in levels.values():
        left, right = min(e.left for e in level), max(e.right for e in level)
        if sum(e.right - e.left for e in level) > 0.9 * (right - left) and right - left > 10 * body:
            spans.setdefault((round(left / 4), round(right / 4)), []).append(level[0].top)
    result: list[Grid] = []
    for (left, right), heights in spans.items():
        ys = steps(heights)
        if len(ys) < 4:
            continue
        inside_ = [
            w for w in words if ys[0] < w.baseline < ys[-1] and 4 * left - 4 <= w.left <= 4 * right + 4
        ]
        xs = [4.0 * left - 4]
        reach = xs[0]
        for word in sorted(inside_, key=lambda w: w.left):
            if word.left > reach + 0.6 * body and reach > xs[0]:
                xs.append(word.left - 2)
            reach = max(reach, word.right)
        xs.append(4.0 * right + 4)
        if len(xs) < 3:
            continue
        places = {(r, c): Place(r, c) for r in range(len(ys) - 1) for c in range(len(xs) - 1)}
        result.append(
            Grid(
                xs[0],
                ys[0],
                xs[-1],
                ys[-1],
                xs[:-1],
                len(ys) - 1,
                list(places.values()),
                0,
                xs,
                ys,
                places,
                [],
            )
        )
    return result


def _crossed(words: Sequence[Word], xs: Sequence[float]) -> bool:
    """Whether words, or the spaces between those of a line, stand across where columns part."""
    for line in lines(words):
        for a, b in pairwise(line.words):
            if b.left - a.right < 0.5 * line.size and any(a.right - 1 < x < b.left + 1 for x in xs[1:-1]):
                return True
        if any(w.left + 1 < x < w.right - 1 for w in line.words for x in xs[1:-1]):
            return True
    return False
