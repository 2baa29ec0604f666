"""Pages to blocks: the order of each page, paragraphs over columns and pages, tables over pages."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count, pairwise

from plangraph.intake.document import Cell, Kind, Rectangle
from plangraph.intake.reading.composing import Composer
from plangraph.intake.reading.pdf import furniture, grids, paragraphs, roles
from plangraph.intake.reading.pdf.columns import Reader
from plangraph.intake.reading.pdf.furniture import Leaf
from plangraph.intake.reading.pdf.glyphs import Sheet
from plangraph.intake.reading.pdf.paragraphs import Leading, Paragraph
from plangraph.intake.reading.pdf.regions import Box, Grid, Place
from plangraph.intake.reading.pdf.roles import Bookmark
from plangraph.intake.reading.pdf.words import Line, lines


@dataclass(slots=True)
class _Piece:
    """Lines of one page in one box or none, or a table there."""

    page: int
    box: int | None
    lines: list[Line] = field(default_factory=list)
    grid: Grid | None = None


def compose(
    composer: Composer, leaves: Sequence[Leaf], bookmarks: Sequence[Bookmark], body: float, ink: int
) -> None:
    """Add the blocks of all pages.

    :param body: size of the running text, in points
    :param ink: its colour
    """
    pieces: list[_Piece] = []
    contents = {id(word) for leaf in leaves for line in leaf.contents for word in line.words}
    boxes, reader = 0, Reader(body, count(1))
    for leaf in leaves:
        boxes = _page(leaf, pieces, boxes, reader)
    leading = Leading(line for piece in pieces for line in piece.lines)
    made: list[Paragraph] = []
    tables = _Tables(_vocabulary(pieces))
    for piece in pieces:
        if piece.grid is not None:
            made += tables.cells(piece, leading, body)
        else:
            made += _paragraphs(piece, contents, leading, body)
            if any(line.size > 0.93 * body for line in piece.lines):
                tables.end()  # what follows text is another table
    sheets = {leaf.sheet.number: leaf.sheet for leaf in leaves}
    roles.assign(made, list(sheets.values()), bookmarks, body, ink)
    made = _joined(made)
    notes: dict[int, set[str]] = {}
    for paragraph in made:
        if paragraph.kind is Kind.NOTE:
            notes.setdefault(paragraph.pages[0], set()).add(paragraph.marker)
    running = {leaf.sheet.number: leaf.running for leaf in leaves}
    seen: set[str] = set()
    last = 0
    for paragraph in made:
        for number in range(last + 1, paragraph.pages[0] + 1):
            _running(composer, running[number], sheets, number, seen)
        last = max(last, paragraph.pages[0])
        text = paragraph.text(set().union(*(notes.get(n, set()) for n in paragraph.pages)))
        if paragraph.kind is Kind.CONTENTS:
            text = paragraphs.stitch(furniture.entry(line) for line in paragraph.lines)
        composer.add(
            paragraph.kind,
            text,
            marker=paragraph.marker,
            page=paragraph.pages[0],
            level=paragraph.level,
            cell=paragraph.cell,
            box=paragraph.box,
            size=round(paragraph.size, 1),
            bold=paragraph.bold,
            places=_places(paragraph.lines, paragraph.pages, sheets),
        )


def _running(
    composer: Composer, found: Sequence[Line], sheets: dict[int, Sheet], number: int, seen: set[str]
) -> None:
    """Add the running lines of a page that are new; in between they would part what runs over pages."""
    for line in found:
        form = re.sub(r"\d+", "#", line.text)
        if form not in seen:
            seen.add(form)
            composer.add(
                Kind.RUNNING,
                line.text,
                page=number,
                size=round(line.size, 1),
                places=_places([line], [number], sheets),
            )


def _page(leaf: Leaf, pieces: list[_Piece], boxes: int, reader: Reader) -> int:
    """Add the pieces of a page in reading order; return how many boxes there are so far."""
    words, held = grids.find(leaf.sheet, leaf.words, reader.body)
    page = leaf.sheet.number

    def add(flow: Sequence[Line | Box | Grid], box: int | None) -> None:
        nonlocal boxes
        for one in flow:
            if isinstance(one, Line):
                if (
                    not pieces
                    or pieces[-1].page != page
                    or pieces[-1].box != box
                    or pieces[-1].grid is not None
                ):
                    pieces.append(_Piece(page, box))
                pieces[-1].lines.append(one)
            elif isinstance(one, Grid):
                pieces.append(_Piece(page, box, grid=one))
            else:
                boxes += 1
                add(reader.order(one.words, one.held), boxes - 1)

    add(reader.order(words, held, leaf.contents), None)
    return boxes


def _paragraphs(piece: _Piece, contents: set[int], leading: Leading, body: float) -> list[Paragraph]:
    result: list[Paragraph] = []
    plain: list[Line] = []

    def flush() -> None:
        result.extend(paragraphs.split(plain, [piece.page] * len(plain), leading, body))
        plain.clear()

    unfinished = False
    for line in piece.lines:
        if id(line.words[0]) not in contents:
            flush_needed = unfinished
            unfinished = False
            if flush_needed:
                flush()
            plain.append(line)
            continue
        flush()
        if unfinished:
            result[-1].lines.append(line)
            result[-1].pages.append(piece.page)
        else:
            result.append(Paragraph([line], [piece.page], kind=Kind.CONTENTS))
        unfinished = not line.text.rstrip()[-1:].isdigit()
    flush()
    for paragraph in result:
        paragraph.box = piece.box
    return result


class _Tables:
    """Numbers tables, and sees that one goes on where the page before ended with it."""

    def __init__(self, known: frozenset[str]) -> None:
        self._known = known
        self._count = 0
        self._last: Grid | None = None
        self._rows = 0
        self._page = 0
        self._row: dict[int, Paragraph] = {}

    def end(self) -> None:
        """Say that the last table does not go on."""
        self._last = None

    def cells(self, piece: _Piece, leading: Leading, body: float) -> list[Paragraph]:
        """Return the paragraphs of a table's cells, row by row."""
        grid = piece.grid
        if grid is None:
            return []
        first, skip, again = 0, 0, False
        if self._goes_on(grid, piece.page):
            skip = grid.header
            again = self._unfinished(grid, skip)
            first = self._rows - skip - again
        else:
            self._count += 1
            self._row = {}
        result: list[Paragraph] = []
        for place in sorted(grid.places, key=lambda p: (p.row, p.column)):
            if place.row < skip:
                continue
            row = place.row + first
            cell = Cell(self._count - 1, row, place.column, place.row < grid.header)
            made = self._lines(grid, place)
            found = paragraphs.split(made, [piece.page] * len(made), leading, body)
            before = self._row.get(place.column)
            if again and place.row == skip and before is not None:
                before.lines[-1].broken = self._broken(before.lines[-1], found[0].lines[0])
                before.lines += found[0].lines
                before.pages += found[0].pages
                del found[0]
            for paragraph in found:
                paragraph.cell, paragraph.kind, paragraph.box = cell, Kind.CELL, piece.box
                result.append(paragraph)
                self._rows = max(self._rows if first else 0, row + 1)
        last = max((p.cell.row for p in result if p.cell), default=0)
        self._row = {p.cell.column: p for p in result if p.cell and p.cell.row == last} or self._row
        self._last, self._page = grid, piece.page
        return result

    def _goes_on(self, grid: Grid, page: int) -> bool:
        last = self._last
        return (
            last is not None
            and page == self._page + 1
            and len(last.columns) == len(grid.columns)
            and all(abs(a - b) < 4 for a, b in zip(last.columns, grid.columns, strict=True))
        )

    def _unfinished(self, grid: Grid, row: int) -> bool:
        """Whether the first row of a table's next part is the rest of the last row before."""
        first = [lines(place.words)[0].text for place in grid.places if place.row == row]
        return len(first) < len(grid.columns) and 2 * sum(text[:1].islower() for text in first) > len(first)

    def _lines(self, grid: Grid, place: Place) -> list[Line]:
        made = lines(place.words)
        limit = max(line.right for line in made)
        if grid.xs:
            # Cells have as much air at the right as at the left.
            edge = bisect_right(grid.xs, made[0].left)
            far = [x for x in grid.xs[edge:] if x > limit - 1]
            if far:
                limit = max(limit, far[0] - max(0.0, made[0].left - grid.xs[edge - 1]))
        for line in made:
            line.start, line.limit = made[0].left, limit
        if grid.xs:
            for line, after in pairwise(made):
                line.broken = self._broken(line, after)
        return made

    def _broken(self, line: Line, after: Line) -> bool:
        """Whether a word that is too long for its cell is broken without a hyphen, as word processors do."""
        if len(line.words) > 1 or len(line.text) < 4 or not line.text[-1].isalpha():
            return False
        start = after.words[0]
        letter = max((start.right - start.left) / len(start.text), 0.56 * line.size)
        if not start.text[0].islower() or line.limit - line.right > letter:
            return False
        word = start.text.strip(".,;:()").lower()
        return line.text.lower() + word in self._known or word not in self._known


def _vocabulary(pieces: Sequence[_Piece]) -> frozenset[str]:
    """Return the words that stand whole somewhere: anywhere but at the start of a line of a cell."""
    found: set[str] = set()
    for piece in pieces:
        cells = [] if piece.grid is None else [lines(place.words) for place in piece.grid.places]
        for line in (*piece.lines, *(line for cell in cells for line in cell)):
            words = line.words if piece.grid is None else line.words[1:-1]
            found.update(word.text.strip(".,;:()").lower() for word in words)
    return frozenset(found)


def _joined(made: Sequence[Paragraph]) -> list[Paragraph]:
    """Join paragraphs that go on in the next column or on the next page, past boxes, tables and notes."""
    result: list[Paragraph] = []
    open_: Paragraph | None = None
    for paragraph in made:
        if paragraph.box is None and paragraph.cell is None and paragraph.kind is not Kind.NOTE:
            if (
                open_ is not None
                and open_.lines[-1].part != paragraph.lines[0].part
                and paragraphs.continues(open_, paragraph)
            ):
                open_.lines += paragraph.lines
                open_.pages += paragraph.pages
                continue
            open_ = paragraph
        result.append(paragraph)
    return result


def _places(lines: Sequence[Line], numbers: Sequence[int], sheets: dict[int, Sheet]) -> tuple[Rectangle, ...]:
    """Return where lines stand on the pages as they are shown."""
    result = []
    for line, number in zip(lines, numbers, strict=True):
        sheet = sheets[number]
        corners = [(line.left, line.top), (line.right, line.bottom)]
        if sheet.read != sheet.shown:
            corners = [sheet.shown.show(*sheet.read.unshow(*corner)) for corner in corners]
        (x0, y0), (x1, y1) = corners
        result.append(
            Rectangle(number, *(round(v, 2) for v in (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))))
        )
    return tuple(result)
