"""Boxes and ruled tables: what lines and fields hold together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from plangraph.intake.reading.pdf import stripes
from plangraph.intake.reading.pdf.drawing import Edge, Field
from plangraph.intake.reading.pdf.glyphs import Sheet
from plangraph.intake.reading.pdf.regions import SNAP, Box, Grid, Place, header, steps
from plangraph.intake.reading.pdf.words import Word, lines

#: More lines than this on a page are a drawing, or a table that no plan has.
_EDGES: Final = 3000


def find(sheet: Sheet, words: list[Word], body: float) -> tuple[list[Word], list[Box | Grid]]:
    """Find boxes and tables.

    :param body: size of the running text, in points
    :returns: the words outside of all, and the outermost boxes and tables, which hold the others
    """
    fields = [f for f in sheet.fields if not _ground(f, sheet)]
    found: list[Box | Grid] = []
    gridded: set[int] = set()
    banded: dict[tuple[int, ...], list[int]] = {}
    for edges, members in _components(sheet.edges, fields):
        cells = [fields[i] for i in members]
        xs = stripes.bands(cells, body) if len(edges) == 4 * len(cells) else None
        if xs is not None:
            banded.setdefault(xs, []).extend(members)
            continue
        pure = len(edges) == 4 * len(cells)
        made = _stacked(cells) if pure and _pile(cells) else _grid(edges, cells)
        if made is not None:
            found.append(made)
            gridded.update(members)
    for members in banded.values():
        cells = [fields[i] for i in members]
        striped = stripes.striped(cells, words)
        if striped is not None:
            found.append(striped)
        # A single row of them is that of a table which goes on without ground, unless each holds more.
        if striped is not None or max(f.bottom - f.top for f in cells) < 4 * body:
            gridded.update(members)
    found += stripes.ruled(sheet.edges, found, words, body)
    for i, one in enumerate(fields):
        if i not in gridded and one.right - one.left > 3 * body and one.bottom - one.top > 1.4 * body:
            found.append(Box(one.left, one.top, one.right, one.bottom, one.fill))
    # A frame inside a cell is the cell.
    grids = [one for one in found if isinstance(one, Grid)]
    found = [one for one in found if isinstance(one, Grid) or not any(_within(one, g) for g in grids)]
    rest = _fill(words, found)
    kept = [held for held in found if _speaks(held, body, found)]
    rest = _spill(found, kept, rest)
    for held in kept:
        if isinstance(held, Grid):
            _trim(held)
    return rest, _nested(kept)


def _pile(cells: Sequence[Field]) -> bool:
    """Whether fields stand one below the other only: the shading of one paragraph after another."""
    order = sorted(cells, key=lambda f: f.top)
    return len(order) > 1 and all(b.top > a.bottom - SNAP for a, b in pairwise(order))


def _stacked(cells: Sequence[Field]) -> Box:
    left, right = min(f.left for f in cells), max(f.right for f in cells)
    fill = max(cells, key=lambda f: f.bottom - f.top).fill
    return Box(left, min(f.top for f in cells), right, max(f.bottom for f in cells), fill)


def _ground(one: Field, sheet: Sheet) -> bool:
    """Whether a field is the page's ground or its frame."""
    return one.right - one.left > 0.9 * sheet.width and one.bottom - one.top > 0.8 * sheet.height


def _components(edges: Sequence[Edge], fields: Sequence[Field]) -> Iterable[tuple[list[Edge], list[int]]]:
    """Yield lines that meet, with the fields among them."""
    pieces: list[tuple[Edge, int | None]] = [(edge, None) for edge in edges]
    pieces += [(Edge(f.left, f.top, f.right, f.bottom), i) for i, f in enumerate(fields)]
    if len(pieces) > _EDGES:
        return
    owner = list(range(len(pieces)))

    def root(i: int) -> int:
        while owner[i] != i:
            owner[i] = owner[owner[i]]
            i = owner[i]
        return i

    order = sorted(range(len(pieces)), key=lambda i: pieces[i][0].top)
    active: list[int] = []
    for i in order:
        one, which = pieces[i]
        active = [j for j in active if pieces[j][0].bottom >= one.top - SNAP]
        for j in active:
            other, what = pieces[j]
            if (
                other.left <= one.right + SNAP
                and one.left <= other.right + SNAP
                and _meet(one, which, other, what)
            ):
                owner[root(i)] = root(j)
        active.append(i)
    groups: dict[int, list[int]] = {}
    for i in range(len(pieces)):
        groups.setdefault(root(i), []).append(i)
    for group in groups.values():
        lines_: list[Edge] = []
        members: list[int] = []
        for i in group:
            edge, which = pieces[i]
            if which is None:
                lines_.append(edge)
            else:
                members.append(which)
                lines_ += _sides(edge)
        yield lines_, members


def _meet(one: Edge, which: int | None, other: Edge, what: int | None) -> bool:
    """Whether two pieces belong to one frame; a small field inside a large one does not."""
    if which is None and what is None:
        return True
    for inner, outer in ((one, other), (other, one)):
        inside = (
            inner.left > outer.left + SNAP
            and inner.right < outer.right - SNAP
            and inner.top > outer.top + SNAP
            and inner.bottom < outer.bottom - SNAP
        )
        if inside and (what if inner is one else which) is not None:
            return False
    return True


def _sides(edge: Edge) -> list[Edge]:
    a, b, c, d = edge.left, edge.top, edge.right, edge.bottom
    return [Edge(a, b, c, b), Edge(a, d, c, d), Edge(a, b, a, d), Edge(c, b, c, d)]


def _grid(edges: list[Edge], members: list[Field]) -> Box | Grid | None:
    """Return what the lines hold: a table, a box of several fields, or nothing."""
    flat = [e for e in edges if e.horizontal and e.right - e.left > 8]
    tall = [e for e in edges if not e.horizontal and e.bottom - e.top > 6]
    if len(flat) < 2 or not tall:
        return None
    left, right = min(e.left for e in flat), max(e.right for e in flat)
    top, bottom = min(e.top for e in (*flat, *tall)), max(e.bottom for e in (*flat, *tall))
    xs = steps([*((e.left + e.right) / 2 for e in tall), left, right])
    ys = steps([*((e.top + e.bottom) / 2 for e in flat), top, bottom])
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 1 or rows < 1 or columns * rows > 5000 or (columns == 1 and rows == 1):
        return None
    fill = max(members, key=lambda f: (f.right - f.left) * (f.bottom - f.top)).fill if members else None
    if columns == 1:
        return Box(left, top, right, bottom, fill)
    if rows == 1 and len(members) >= columns:
        return None
    owner = {(r, c): (r, c) for r in range(rows) for c in range(columns)}

    def root(cell: tuple[int, int]) -> tuple[int, int]:
        while owner[cell] != cell:
            cell = owner[cell]
        return cell

    for r in range(rows):
        for c in range(columns):
            if c and not _parted(tall, xs[c], ys[r], ys[r + 1], upright=True):
                owner[root((r, c))] = root((r, c - 1))
            if r and not _parted(flat, ys[r], xs[c], xs[c + 1], upright=False):
                one, two = sorted((root((r, c)), root((r - 1, c))))
                owner[two] = one
    places = {cell: Place(*cell) for cell in owner if root(cell) == cell}
    if len(places) < 2:
        return Box(left, top, right, bottom, fill)
    where = {cell: places[root(cell)] for cell in owner}
    return Grid(left, top, right, bottom, xs[:-1], rows, list(places.values()), 0, xs, ys, where, members)


def _parted(edges: list[Edge], at: float, start: float, end: float, *, upright: bool) -> bool:
    """Whether lines part two cells along most of their common side."""
    covered = 0.0
    for edge in edges:
        across = (edge.left + edge.right) / 2 if upright else (edge.top + edge.bottom) / 2
        if abs(across - at) <= 2 * SNAP:
            low, high = (edge.top, edge.bottom) if upright else (edge.left, edge.right)
            covered += max(0.0, min(high, end) - max(low, start))
    return covered >= 0.6 * (end - start)


def _fill(words: list[Word], found: list[Box | Grid]) -> list[Word]:
    """Give each word to the smallest box or table that it stands in; return the others."""
    rest: list[Word] = []
    found.sort(key=_area)
    for word in words:
        x, y = (word.left + word.right) / 2, word.baseline - 0.3 * word.face.size
        for one in found:
            if one.left <= x <= one.right and one.top <= y <= one.bottom:
                if isinstance(one, Box):
                    one.words.append(word)
                else:
                    one.cell(x, y).words.append(word)
                break
        else:
            rest.append(word)
    return rest


def _area(one: Box | Grid) -> float:
    return (one.right - one.left) * (one.bottom - one.top)


def _speaks(held: Box | Grid, body: float, found: Sequence[Box | Grid]) -> bool:
    """Whether a box or table is one, and not the ground of a heading or of a row of a table, or a drawing."""
    if isinstance(held, Grid):
        spoken = [p for p in held.places if p.words]
        return len({p.row for p in spoken}) > 1 and len({p.column for p in spoken}) > 1
    rows = lines(held.words)
    inside = any(_within(other, held) for other in found if other is not held)
    if sum(len(w.text) for w in held.words) < 12 and not inside:
        return False  # the label of a bar, a button, a page number on a field
    if not rows:
        return inside
    if len(rows) <= 3 and all(line.size >= 1.15 * body for line in rows):
        return False
    if len(rows) <= 3 and held.fill is not None:
        # Words far apart on one line: the filled row of a table without lines.
        return not any(
            b.left - a.right > 1.8 * line.size
            for line in rows
            for a, b in zip(line.words, line.words[1:], strict=False)
            if len(a.text) > 3
        )
    return True


def _trim(grid: Grid) -> None:
    """Leave out empty rows and columns, number the rest anew, and see which rows are headings."""
    places = [p for p in grid.places if p.words]
    rows = sorted({p.row for p in places})
    columns = sorted({p.column for p in places})
    for place in places:
        place.row, place.column = rows.index(place.row), columns.index(place.column)
    grid.columns = [grid.columns[c] for c in columns]
    grid.rows, grid.places = len(rows), places
    for place in places:
        place.fill = grid.fill_of(place)
    grid.header = header(grid)


def _spill(found: list[Box | Grid], kept: list[Box | Grid], rest: list[Word]) -> list[Word]:
    """Return the words outside, and those of what turned out to be none to whatever surrounds it."""
    ids = {id(one) for one in kept}
    for one in found:
        if id(one) in ids:
            continue
        around = [k for k in kept if k is not one and _within(one, k)]
        for word in one.words:
            x, y = (word.left + word.right) / 2, word.baseline - 0.3 * word.face.size
            for outer in around:
                if outer.left <= x <= outer.right and outer.top <= y <= outer.bottom:
                    if isinstance(outer, Box):
                        outer.words.append(word)
                    else:
                        outer.cell(x, y).words.append(word)
                    break
            else:
                rest.append(word)
    return rest


def _within(one: Box | Grid, other: Box | Grid) -> bool:
    return (
        one.left >= other.left - SNAP
        and one.right <= other.right + SNAP
        and one.top >= other.top - SNAP
        and one.bottom <= other.bottom + SNAP
        and _area(one) <= _area(other)
    )


def _nested(kept: list[Box | Grid]) -> list[Box | Grid]:
    """Put each box or table into the smallest box around it; return those that stand in none."""
    outermost: list[Box | Grid] = []
    order = sorted(kept, key=_area)
    for i, one in enumerate(order):
        around = next((o for o in order[i + 1 :] if isinstance(o, Box) and _within(one, o)), None)
        if around is not None:
            around.held.append(one)
        else:
            outermost.append(one)
    return outermost
