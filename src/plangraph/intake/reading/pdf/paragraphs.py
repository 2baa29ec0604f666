"""Lines to paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from plangraph.intake.document import Cell, Kind
from plangraph.intake.reading.pdf.words import BULLET, Line, Word, marker, said

_ENDED: Final = re.compile(r"[.!?:;…][\"”»')]*$")
_MONTHS: Final = re.compile(
    r"(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|kvartal|halvår|"
    r"klasse|plads|gang|del)\b",
    re.IGNORECASE,
)
#: Before a hyphen that belongs to the word, at a line end too: an abbreviation, a number, a letter.
_KEPT: Final = re.compile(r"(?:^|[\s(/\-–\"”»])(?:[A-ZÆØÅ0-9§.,]{1,5}|\w)-$")
#: A word in capitals that is parted at a line end.
_CAPITALS: Final = re.compile(r"[A-ZÆØÅ]{3,}-$")
_LISTING: Final = re.compile(r"(?:og|eller|samt)\b")
_SUPERSCRIPTS: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_UNIT: Final = re.compile(r"(?:\b[kcm]?m|CO|CO2)$")


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together.

    :param pages: 1-based page of each line
    :param heading: whether it looks like a heading, by type alone
    """

    lines: list[Line]
    pages: list[int]
    box: int | None = None
    cell: Cell | None = None
    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    marker: str = ""
    marks: list[Word] = field(default_factory=list)
    indent: float = 0.0

    @property
    def size(self) -> float:
        """Size of most of its letters, in points."""
        sizes: Counter[float] = Counter()
        for line in self.lines:
            sizes[line.size] += len(line.text)
        return sizes.most_common(1)[0][0]

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(line.bold for line in self.lines)

    def text(self, notes: frozenset[str] | set[str] = frozenset()) -> str:
        """Return its words line by line, without the marker.

        :param notes: marks of footnotes that stand on its pages; where they refer to them they are left out
        """
        marks = {id(word) for word in self.marks}
        parts: list[str] = []
        broken = False
        for line in self.lines:
            part = _joined((w for w in line.words if id(w) not in marks), notes)
            if broken:
                parts[-1] += part
            else:
                parts.append(part)
            broken = line.broken
        return stitch(parts)


def stitch(parts: Iterable[str]) -> str:
    """Join lines with line breaks; a word whose hyphen is its own is not left at a line end."""
    text = ""
    for line in parts:
        part = line[:-1] + "-" if line[-1:] in ("\u00ad", "\u2010") else line
        if not part:
            continue
        if text.endswith("-") and not text.endswith(" -"):
            if _CAPITALS.search(text) and not _KEPT.search(text) and part[:2].isupper():
                text = text[:-1] + part
                continue
            own = _KEPT.search(text) or part[0].isupper() or part[0].isdigit()
            if own and not _LISTING.match(part):
                text += part
                continue
        text += ("\n" if text else "") + part
    return text


def _joined(words: Iterable[Word], notes: frozenset[str] | set[str]) -> str:
    text = ""
    for word, glued in said(words):
        if word.raised and text:
            raised = word.text.translate(_SUPERSCRIPTS)
            if _UNIT.search(text):
                text += raised
            elif word.text.strip("()") not in notes:
                text += f" {raised}"
            continue
        text += ("" if glued or not text else " ") + word.text
    return text


class Leading:
    """The usual distance between the lines of a paragraph, for each size of type in a document.

    :param lines: lines of all parts of all pages, in reading order
    """

    def __init__(self, lines: Iterable[Line]) -> None:
        steps: dict[float, Counter[float]] = {}
        for a, b in pairwise(lines):
            step = b.baseline - a.baseline
            if a.part == b.part and abs(a.size - b.size) < 0.3 and 0.8 * a.size < step < 2.4 * a.size:
                steps.setdefault(round(a.size), Counter())[round(step * 2) / 2] += 1
        self._usual: dict[float, float] = {}
        for size, counted in steps.items():
            total = counted.total()
            # The smallest that is no exception: what is more is a space between paragraphs.
            self._usual[size] = min(s for s, n in counted.items() if n + counted[s + 0.5] >= 0.15 * total)

    def of(self, size: float) -> float:
        """Return it for a size, in points."""
        return min(self._usual.get(round(size), 1.25 * size), 2.2 * size)


def split(lines: Sequence[Line], pages: Sequence[int], leading: Leading, body: float) -> list[Paragraph]:
    """Put lines together into paragraphs, and recognise items by their markers.

    :param pages: page of each line
    :param body: size of the running text, in points
    """
    _narrow(lines, leading)
    result: list[Paragraph] = []
    for line, page in zip(lines, pages, strict=True):
        current = result[-1] if result else None
        mark = begins(line, current)
        if current is None or page != current.pages[-1] or _parted(current, line, mark, leading, body):
            current = Paragraph([line], [page])
            if mark:
                current.kind, current.marker, current.marks = Kind.ITEM, mark, [line.words[0]]
            rest = [w for w in line.words if w not in current.marks]
            current.indent = rest[0].left if rest else line.left
            result.append(current)
        else:
            current.lines.append(line)
            current.pages.append(page)
    return result


def _narrow(lines: Sequence[Line], leading: Leading) -> None:
    """Give lines that together fill less than their part, as beside a picture, the edge that they keep to."""
    stretch: list[Line] = []
    for line, after in zip(lines, [*lines[1:], None], strict=False):
        stretch.append(line)
        step = after.baseline - line.baseline if after is not None else 0.0
        if (
            after is not None
            and after.part == line.part
            and abs(after.size - line.size) < 0.3
            and 0 < step < 1.3 * leading.of(line.size)
        ):
            continue
        right = max(one.right for one in stretch)
        close = sum(right - one.right < 3 * one.size for one in stretch)
        if len(stretch) >= 3 and close >= 0.5 * len(stretch):
            for one in stretch:
                one.limit = min(one.limit, right)
        stretch = []


def begins(line: Line, before: Paragraph | None) -> str:
    """Return the marker with which a line begins an item, or nothing."""
    first = line.words[0]
    second = line.words[1] if len(line.words) > 1 else None
    mark = marker(first, second)
    if not mark or second is None or first.raised:
        return ""
    if mark[-1] in ".)" and mark != BULLET:
        if _MONTHS.match(second.text):
            return ""
        if before is not None and before.lines[-1].part == line.part:
            last = before.lines[-1]
            # In the middle of a sentence a number that a line happens to begin with is no marker.
            running = abs(last.left - line.left) < 2 and not _ENDED.search(last.text)
            if running and not before.marker and _full(last, line) and before.size == line.size:
                return ""
    if mark in "-–—·" and second.left - first.right > 3 * line.size:
        return ""
    return mark


def _follows(last: Line, line: Line) -> bool:
    """Whether a line goes on with the sentence of the one before, as far as its edges and letters say."""
    return _full(last, line) or (line.words[0].text[:1].islower() and not _ENDED.search(last.text))


def _full(last: Line, line: Line) -> bool:
    """Whether a line is full, so that the next one's first word would not have fitted in."""
    first = line.words[0]
    room = line.limit - last.right
    if _centred(last, line):
        room = (line.limit - line.start) - (last.right - last.left)
    slack = (0.5 if _ENDED.search(last.text) else 1.2) * line.size
    return room < first.right - first.left + slack or last.text.endswith(("-", "\u00ad"))


def _centred(one: Line, other: Line) -> bool:
    middle = (one.left + one.right) / 2 - (other.left + other.right) / 2
    return abs(middle) < 2 and abs(one.left - other.left) > 4


def _parted(current: Paragraph, line: Line, mark: str, leading: Leading, body: float) -> bool:
    """Whether a line begins a new paragraph."""
    last = current.lines[-1]
    step = line.baseline - last.baseline
    full = _follows(last, line)
    large = line.size >= 1.12 * body and last.size >= 1.12 * body
    indented = line.left - current.indent
    return (
        bool(mark)
        or last.part != line.part
        or abs(last.size - line.size) > 0.08 * max(last.size, line.size)
        or step > max(1.3 * leading.of(line.size), leading.of(line.size) + 2.5)
        or step < -line.size
        or (line.words[0].raised and line.words[0].text.isdigit())
        or (last.bold != line.bold and not full)
        or (last.colour != line.colour and not full)
        or (not full and not (large and not _ENDED.search(last.text)))
        or _indented(current, line, indented)
    )


def _indented(current: Paragraph, line: Line, indented: float) -> bool:
    em = line.size
    if _centred(current.lines[-1], line):
        return False
    if current.marker:
        return line.left < current.lines[0].left - 0.8 * em or indented > 1.5 * em
    if len(current.lines) == 1:
        return indented > 0.8 * em  # less: its first line was the indented one
    return abs(line.left - current.lines[-1].left) > 0.8 * em


def continues(last: Paragraph, following: Paragraph) -> bool:
    """Whether a paragraph goes on in the next column or on the next page."""
    if following.kind is not Kind.PARAGRAPH or last.kind not in (Kind.PARAGRAPH, Kind.ITEM):
        return False
    if abs(last.size - following.size) > 0.5 or last.bold != following.bold or last.box != following.box:
        return False
    end, start = last.lines[-1], following.lines[0]
    if start.text[:1].islower():
        return not re.search(r"[.!?]$", end.text)
    if len(end.words) < 3:
        return False
    full = end.right > end.limit - 2.5 * end.size or end.text.endswith("-")
    if not _ENDED.search(end.text):
        return full
    # Where both edges are straight, only the last line of a paragraph is short. A hyphen may hang out a bit.
    ends = [line.limit - line.right < 0.45 * line.size for line in last.lines]
    return len(ends) >= 4 and all(ends)
