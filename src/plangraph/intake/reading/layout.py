"""Makes blocks of the lines of a plain text: headings, paragraphs, items, cells, notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from plangraph.intake.document import Block, Cell, Kind
from plangraph.intake.reading.linekinds import (
    ANNOUNCED,
    COLUMN,
    LABELLED,
    OPEN,
    SHORT,
    TERMINAL,
    UNWRAPPED,
    full_width,
    kinds_of,
    looks_short,
    year_below,
)
from plangraph.intake.reading.lines import Line, Shape

#: Shapes of items.
_ITEMS: Final = frozenset({Shape.BULLET, Shape.NUMBER})
#: A line so many blanks further in stands further in; one blank may be left of a page's end.
_IN: Final = 2
#: Characters that begin no sentence.
_INNER: Final = frozenset("()’”»,")


@dataclass(slots=True)
class _Part:
    """A block in the making."""

    kind: Kind
    start: int
    end: int
    last: Line
    marker: str = ""
    level: int = 0
    bold: bool = False
    cell: Cell | None = None
    sheet: int | None = None  # where it begins; None where that is where it ends
    longest: int = 0  # of its lines, in characters
    indent: int = 0  # of its first line


def arrange(text: str, lines: Sequence[Line], offset: int | None) -> tuple[Block, ...]:
    """Put lines together to blocks.

    :param text: the whole text
    :param lines: as :func:`plangraph.intake.reading.lines.split` gave them
    :param offset: what to add to a line's page to get its number, or None where that is not known
    """
    width = full_width(lines)
    hanging = _hangs(lines)
    kinds = kinds_of(text, lines, width)
    parts: list[_Part] = []
    open_part: _Part | None = None  # what a line may go on with
    for at, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if isinstance(kind, Cell):
            parts.append(_Part(Kind.CELL, line.start, line.end, line, cell=kind))
            open_part = None
        elif kind in {Kind.RUNNING, Kind.CONTENTS}:
            parts.append(_Part(kind, line.start, line.end, line))
            open_part = None
        elif kind is None:  # a rule
            open_part = None
        elif open_part is not None and (
            _heading_goes_on(open_part, line, kind, width, _after(lines, at))
            if open_part.kind is Kind.HEADING
            else _goes_on(open_part, line, kind, width, hanging=hanging)
        ):
            open_part.end, open_part.last = line.end, line
            open_part.longest = max(open_part.longest, len(line.words))
        else:
            open_part = _Part(kind, line.start, line.end, line, line.marker, _level(line, kind), line.bold)
            open_part.sheet, open_part.longest = line.sheet, len(line.words)
            open_part.indent = line.indent
            parts.append(open_part)
    cells = [cell for part in parts for cell in _cells(text, part)]
    return tuple(
        Block(
            part.kind,
            part.start,
            part.end,
            _page(part, offset),
            part.level,
            part.marker,
            part.cell,
            bold=part.bold,
        )
        for part in _with_chapter_numbers(cells)
        if part.start < part.end
    )


def _page(part: _Part, offset: int | None) -> int | None:
    if offset is None:
        return None
    page = (part.last.sheet if part.sheet is None else part.sheet) + offset
    return page if page > 0 else None


def _after(lines: Sequence[Line], at: int) -> Line | None:
    return lines[at + 1] if at + 1 < len(lines) else None


def _goes_on(part: _Part, line: Line, kind: Kind | Cell, width: int, *, hanging: bool) -> bool:
    """Say whether a line goes on with the part above it."""
    last = part.last
    if kind is not Kind.PARAGRAPH or line.marker or LABELLED.match(line.words):
        return False
    turned = line.sheet != last.sheet
    if part.kind is Kind.NOTE:
        return not line.blanks and not turned
    lower = line.words[:1].islower() or line.words[:1] in _INNER
    ended = bool(TERMINAL.search(last.words))
    if turned or line.blanks:
        near = part.kind is not Kind.ITEM if turned else lower or line.blanks < 3
        return not ended and near and (lower or (not turned and bool(OPEN.search(last.words))))
    if width == UNWRAPPED or lower:
        return lower
    if part.kind is Kind.ITEM:
        return (ended and not _is_back(part, line, hanging=hanging)) or _had_no_room(part, line)
    # No blank line: a new paragraph only where a sentence ended well before the margin.
    return not ended or len(last.words) >= width * SHORT


def _is_back(part: _Part, line: Line, *, hanging: bool) -> bool:
    """Say whether a line after a full stop is back at the left margin, where no item goes on.

    :param hanging: whether the items of the text go on further in than they begin
    """
    deeper = hanging or part.last.indent >= part.indent + _IN
    return deeper and line.indent <= part.indent and part.last.words.endswith((".", "!", "?"))


def _hangs(lines: Sequence[Line]) -> bool:
    """Say whether the lines that items go on with stand further in than the items' first lines."""
    begun = -1  # indent of the item above
    inside = outside = 0
    for line in lines:
        if line.shape in _ITEMS:
            begun = line.indent
        elif line.blanks or line.shape is not Shape.WORDS:
            begun = -1
        elif begun >= 0 and line.words[:1].islower():
            inside += line.indent >= begun + _IN
            outside += line.indent < begun + _IN
    return inside > outside


def _had_no_room(part: _Part, line: Line) -> bool:
    """Say whether the first word of a line would not have fitted on the line above it.

    Where it would have, the list is over, and its last item has no full stop.
    """
    room = max(part.longest, len(line.words)) * 0.9
    return len(part.last.words) + 1 + len(line.words.split()[0]) > room


def _heading_goes_on(part: _Part, line: Line, kind: Kind | Cell, width: int, below: Line | None) -> bool:
    last = part.last
    if line.sheet != last.sheet or line.shape in _BEGINNING or kind is Kind.NOTE:
        return False
    if last.shape is Shape.CAPITALS:
        return line.shape is Shape.CAPITALS and not line.blanks and not {last.words, line.words} & _WHOLE
    if last.shape is Shape.HASHES or line.shape is Shape.CAPITALS:
        return False
    going = bool(OPEN.search(last.words.casefold()))
    if line.words[:1].islower():
        if line.blanks:
            return going or bool(ANNOUNCED.match(last.words))
        return len(line.words) <= width and not line.words.endswith(".")
    return not line.blanks and going and (looks_short(line, width) or year_below(last, line, below))


_BEGINNING: Final = frozenset({Shape.HASHES, Shape.BULLET, Shape.NUMBER, Shape.CHAPTER})
#: Headings of boxes that stand alone, whatever capitals follow.
_WHOLE: Final = frozenset({"MÅL", "MÅLSÆTNINGER", "UDFORDRINGER", "INDSATSER", "INDLEDNING", "FORORD"})


def _level(line: Line, kind: Kind | Cell | None) -> int:
    if kind is Kind.ITEM:
        return min(line.indent // 3, 3) if line.indent > 2 else 0
    if kind is not Kind.HEADING:
        return 0
    if line.shape is Shape.HASHES:
        return len(line.marker)
    if line.shape is Shape.CHAPTER:
        return line.marker.rstrip(".").count(".") + 1
    first = line.shape in {Shape.CAPITALS, Shape.NUMBER} or bool(ANNOUNCED.match(line.words))
    return 1 if first else 2


def _cells(text: str, part: _Part) -> list[_Part]:
    """Split a row of a table into its cells."""
    if part.cell is None:
        return [part]
    cells, start, column = [], part.start, 0
    row = text[part.start : part.end]
    bars = row.startswith("|")
    for match in [*COLUMN.finditer(row), None]:
        end = part.start + match.start() if match else part.end
        if not (bars and match is not None and match.start() == 0):
            if text[start:end].strip(" |"):
                cell = Cell(part.cell.table, part.cell.row, column, part.cell.header)
                cells.append(_Part(Kind.CELL, start, end, part.last, cell=cell))
            column += 1
        start = part.start + match.end() if match else end
    return cells


def _with_chapter_numbers(parts: list[_Part]) -> list[_Part]:
    """Give a heading that is nothing but a number ("# 3") as marker to the heading below it."""
    result: list[_Part] = []
    for part in parts:
        above = result[-1] if result else None
        if above is not None and above.kind is part.kind is Kind.HEADING:
            number = above.last.words
            if number.isdigit() and above.start + len(number) == above.end:
                result.pop()
                part.marker, part.level = number, above.level
        result.append(part)
    return result
