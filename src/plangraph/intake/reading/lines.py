"""The lines of a plain text, and what each of them looks like by itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

_LINE: Final = re.compile(
    "([^\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]*)(\r\n|[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]|\\Z)"
)
#: What surrounds the words of a line and says nothing.
_MARGIN: Final = " \t\u00a0\u2007\u202f\u200b\ufeff\u00ad"

#: Bullets: typographic ones, glyphs of symbol fonts (private use), the replacement character that is left of
#: them, and those of typewriters, which need a space after them.
_BULLET: Final = re.compile(
    r"(?P<marker>[•·▪■□●○◦‣⁃➢➤►▶✓✔❖→⇒\ufffd\ue000-\uf8ff]|(?:[-–—*+]|o)(?=[ \t\u00a0]))"
    r"[ \t\u00a0]*(?:(?P<number>\d{1,2}\.)[ \t\u00a0]+)?(?=\S)"
)
_NUMBER: Final = re.compile(
    r"(?P<marker>\(?(?:\d{1,2}[a-h]?|[a-zA-Z]\d{0,2})[.)]|\d{1,2}[a-h]?:)[ \t\u00a0]+(?=\S)"
    r"|(?P<tight>\d{1,2}\.\t)"
)
_CHAPTER: Final = re.compile(r"(?P<marker>\d{1,2}(?:\.\d{1,2}){1,3}\.?)[ \t\u00a0]+(?=[^\W\d_])")
_HASHES: Final = re.compile(r"(?P<marker>#{1,6})[ \t]+(?=\S)")
_PAGE_NUMBER: Final = re.compile(
    r"(?:[-–|]\s*)?(?:side|s\.|page)?\s*(?P<number>\d{1,3})(?:\s*(?:/|af|of)\s*\d{1,3})?(?:\s*[-–|])?",
    re.IGNORECASE,
)
_LEADERS: Final = re.compile(r"(?:\.[ \u00a0]?){4,}\s*\d{0,3}$|…{2,}\s*\d{0,3}$|_{4,}\s*\d{1,3}$")
_RULE: Final = re.compile(r"[-–—_=*·.•\s]{3,}")
_NOTE: Final = re.compile(
    r"\(?(?:\d{1,2}|[¹²³⁴⁵⁶⁷⁸⁹]+)[.)]?[ \t\u00a0]*(?=(?:Kilde|Se|Jf\.|Jvf\.|https?:|www\.)(?!\w))"
    r"|\d{1,2}(?:\t|[ \u00a0]{2,})[ \t\u00a0]*(?=\S)"
    r"|\d{1,2}[ \u00a0](?=[A-ZÆØÅ].*\b(?:Jobindsats|beregning|statistik|Redegørelse|Kilde|fremskrivning))",
    re.IGNORECASE,
)
_LETTERS: Final = re.compile(r"[^\W\d_]")
#: Headings of parts that each chapter has, maybe each page.
_PART: Final = re.compile(
    r"[\w -]*(?:mål|målsætning(?:er)?|udfordring(?:er)?|indsats(?:er)?|strategi(?:er)?|aktiviteter|tiltag"
    r"|status|baggrund|initiativer)(?: 20\d\d)?:?",
    re.IGNORECASE,
)
#: "UNGE Mål 2024": what stands above the two columns of a table of goals.
_COLUMNS: Final = re.compile(r"\s+(?:Result\w*mål|Måltal|Mål)(?:\s+(?:for\s+)?20\d\d)?$")


class Shape(Enum):
    """What a line looks like by itself."""

    WORDS = auto()
    BULLET = auto()
    NUMBER = auto()
    CHAPTER = auto()  # "2.3 Indsatser"
    HASHES = auto()  # "## Indsatser"
    CAPITALS = auto()
    LEADERS = auto()  # a line of a table of contents
    PAGE_NUMBER = auto()
    RUNNING = auto()
    NOTE = auto()
    RULE = auto()
    ROW = auto()  # of a table: two tabs or more, or bars


@dataclass(slots=True)
class Line:
    """A line that holds something.

    :param start: first code point of its words, in the text; the marker is before it
    :param end: code point after the last
    :param words: what stands between
    :param marker: bullet, number or hashes before it
    :param shape: what it looks like
    :param blanks: how many blank lines are above it
    :param sheet: page it is on, from 0, as far as the text shows where pages end
    :param indent: how many blanks are before its marker
    :param bold: whether asterisks make it bold
    """

    start: int
    end: int
    words: str
    marker: str
    shape: Shape
    blanks: int
    sheet: int
    indent: int
    bold: bool = False


def split(text: str) -> list[Line]:
    """Split a text into the lines that hold something, each with its shape and page.

    A page ends at a form feed. In texts where the form feed became one space before the first word of the
    page, as some extractors leave it, such a line begins one.
    """
    lines: list[Line] = []
    blanks, sheet = 0, 0
    for match in _LINE.finditer(text):
        words = match[1].strip(_MARGIN)
        if words:
            start = match.start() + match[1].index(words)
            lines.append(_line(text, start, start + len(words), blanks, sheet, start - match.start()))
            blanks = 0
        else:
            blanks += 1
        if match[2] == "\x0c":
            sheet += 1
    if not sheet:
        _turn_pages(lines)
    _find_running(lines)
    return lines


def is_capitals(words: str) -> bool:
    """Say whether words are set in capitals, as headings are."""
    letters = _LETTERS.findall(_COLUMNS.sub("", words))
    return (
        len(letters) >= 2
        and all(c.isupper() for c in letters)
        and len(words) <= 100
        and not words.startswith("(")
        and not words.endswith((".", ","))
    )


def _line(text: str, start: int, end: int, blanks: int, sheet: int, indent: int) -> Line:
    words, marker, bold = text[start:end], "", False
    shape = Shape.WORDS
    if _RULE.fullmatch(words):
        shape = Shape.RULE
    elif _PAGE_NUMBER.fullmatch(words):
        shape = Shape.PAGE_NUMBER
    elif _LEADERS.search(words):
        shape = Shape.LEADERS
    elif words.count("\t") > 1 or (words[0] == words[-1] == "|" and len(words) > 2):
        shape = Shape.ROW
    elif (match := _NOTE.match(words)) and _reads_as_note(words[match.end() :]):
        marker, shape, start = match[0].strip(), Shape.NOTE, start + match.end()
    else:
        for candidate, pattern in _MARKED:
            if match := pattern.match(words):
                marker, shape, start = match[0].strip(), candidate, start + match.end()
                break
    start, end, bold = _within_asterisks(text, start, end, shape)
    words = text[start:end]
    if shape is Shape.WORDS and is_capitals(words):
        shape = Shape.CAPITALS
    return Line(start, end, words, marker, shape, blanks, sheet, indent, bold)


def _within_asterisks(text: str, start: int, end: int, shape: Shape) -> tuple[int, int, bool]:
    """Return where the words between asterisks are, and whether these made them bold."""
    words = text[start:end]
    bold = False
    if len(words) > 4 and words.endswith("**"):
        bold = words.startswith("**") or shape in {Shape.BULLET, Shape.NUMBER}
        left, right = (2 if words.startswith("**") else 0), 2
        inner = words[left : len(words) - right]
        if "**" not in inner:
            start, end = start + left, end - right
    elif len(words) > 2 and words[0] == words[-1] == "*" and words[1] not in "* ":
        start, end = start + 1, end - 1
    return start, end, bold


_MARKED: Final = (
    (Shape.HASHES, _HASHES),
    (Shape.BULLET, _BULLET),
    (Shape.CHAPTER, _CHAPTER),
    (Shape.NUMBER, _NUMBER),
)


def _reads_as_note(words: str) -> bool:
    """A heading "1  Indledning" is short and has no full stop; a note names a source or is a sentence."""
    return (
        len(words) > 70
        or words.endswith((".", ")"))
        or bool(re.search(r"\b(?:kilde|jobindsats|statistik|http|www|beregning)", words, re.IGNORECASE))
    )


def _turn_pages(lines: list[Line]) -> None:
    """Number the pages of a text without form feeds, by single leading spaces and printed page numbers."""
    bullets = [line.indent == 1 for line in lines if line.shape is Shape.BULLET]
    set_in = sum(bullets) * 4 > len(bullets)  # here a bullet after a space is nothing special
    by_space = sum(line.indent == 1 and line.shape is not Shape.BULLET for line in lines) * 8 < len(lines)
    sheet, at_end = 0, False
    for above, line in zip([None, *lines], lines, strict=False):
        new = by_space and line.indent == 1 and line.shape is not Shape.LEADERS
        new = new and not (set_in and line.shape is Shape.BULLET)
        if new and above is not None:
            # The second line of a heading that begins the page is set in by a space too.
            new = not (above.indent == 1 and line.blanks == 0 and not above.words.endswith((".", ":")))
        if line.shape is Shape.PAGE_NUMBER:
            at_end = not line.blanks and above is not None
            new = not at_end
        elif at_end:
            new, at_end = True, False
        sheet += bool(new and above is not None)
        line.sheet = sheet


def _find_running(lines: Sequence[Line]) -> None:
    """Mark what stands at the top or foot of at least three pages and half of them alike."""
    sheets: dict[int, list[Line]] = {}
    for line in lines:
        if line.shape is not Shape.PAGE_NUMBER:
            sheets.setdefault(line.sheet, []).append(line)
    if len(sheets) < 3:
        return
    edges = [
        line
        for of in sheets.values()
        for line in {id(x): x for x in (*of[:2], *of[-2:])}.values()
        if line.shape in {Shape.WORDS, Shape.CAPITALS} and not _PART.fullmatch(line.words)
    ]
    often = Counter(_without_digits(line.words) for line in edges)
    for line in edges:
        times = often[_without_digits(line.words)]
        if times >= 3 and times * 2 >= len(sheets) and len(line.words) <= 100:
            line.shape = Shape.RUNNING


def _without_digits(words: str) -> str:
    return re.sub(r"\d+", "#", words.casefold())


def numbered_pages(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Yield page and printed number of each page that prints one."""
    for line in lines:
        if line.shape is Shape.PAGE_NUMBER and (match := _PAGE_NUMBER.fullmatch(line.words)):
            yield line.sheet, int(match["number"])
