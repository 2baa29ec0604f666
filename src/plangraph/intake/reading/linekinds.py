"""What each line of a plain text is part of, by its looks and its neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from plangraph.intake.document import Cell, Kind
from plangraph.intake.reading.lines import Line, Shape, is_capitals

_CONTENTS_HEADING: Final = re.compile(r"indhold(?:sfortegnelse)?:?", re.IGNORECASE)
_CONTENTS_LINE: Final = re.compile(r".*\S\s+\d{1,3}$")
#: Chapters that are announced by a word: "Fokusområde 2. …", "Bilag 1: …", "Tema 3 – …".
ANNOUNCED: Final = re.compile(
    r"(?:fokusområde|indsatsområde|pejlemærke|tema(?:område)?|strategispor|spor|kapitel|bilag|del)\s+"
    r"(?:\d{1,2}|[a-zA-Z])\s*[.:–-]\s*\S",
    re.IGNORECASE,
)
#: "Resultatmål 3c: …", "Mål: …", "Indsats: …": begins a paragraph of its own, and is no heading.
LABELLED: Final = re.compile(
    r"(?:(?:resultat|effekt|del|succes|kvalitets)?mål|målsætning|indsats)"
    r"\s+(?:\d{1,2}(?:\.\d{1,2})?\s*[a-z]?|[a-z]\d{0,2})\s*[.:–-]\s"
    r"|(?:(?:resultat|effekt|del|succes)?mål|målsætning(?:er)?|indsats(?:er)?|aktivitet(?:er)?|tiltag|baggrund"
    r"|status|udfordring(?:er)?|målgruppe|succeskriteri(?:e|er|um)|ansvarlig|tidsfrist|frist|indikator|baseline"
    r"|måltal|redskab(?:er)?|initiativ(?:er)?)\s*:\s*\S",
    re.IGNORECASE,
)
#: Width of a text whose lines are paragraphs: no line of it is full.
UNWRAPPED: Final = 10_000
#: A sentence ends, maybe with the number of a footnote.
TERMINAL: Final = re.compile(r"[.!?:;][\"'”’»)]*\d{0,2}$")
#: A sentence goes on.
OPEN: Final = re.compile(
    r"(?:[-,/(–]|\b(?:og|eller|samt|i|af|til|for|med|som|at|der|på|om|en|et|den|det|de|fra|ved|under|mellem"
    r"|skal|vil|kan|er|har|havde|have|var|blev|bliver|være|hvor|når|hvis|ikke|også|inden|over|bl\.a\.|f\.eks\."
    r"|fx))$"
)
_TWO_SENTENCES: Final = re.compile(r"\w{3,}[.!?]\s+[A-ZÆØÅ]")
#: A line is short when it leaves this much of the width free.
SHORT: Final = 0.8
COLUMN: Final = re.compile(r"\s*(?:\t|\|)\s*")
#: How far up a list item's first line is looked for.
_REACH: Final = 25


def kinds_of(text: str, lines: Sequence[Line], width: int) -> list[Kind | Cell | None]:
    """Say for each line what it is part of: a kind of block, a row of a table (its first cell), or nothing.

    :param text: the whole text
    :param lines: as :func:`plangraph.intake.reading.lines.split` gave them
    :param width: length of a full line, in characters
    """
    kinds: list[Kind | Cell | None] = []
    in_lists = _listed(lines)
    contents = _contents(lines)
    tables = _tables(text, lines)
    for at, line in enumerate(lines):
        if at in tables:
            kinds.append(tables[at])
        elif at in contents or line.shape is Shape.LEADERS:
            kinds.append(Kind.CONTENTS)
        elif line.shape in _KINDS:
            kinds.append(_KINDS[line.shape])
        elif line.shape is Shape.CHAPTER:
            listed = _chapter_follows(lines, at, 1) or _chapter_follows(lines, at, -1)
            kinds.append(Kind.ITEM if listed or line.words.endswith((".", ";", ",")) else Kind.HEADING)
        elif line.shape is Shape.NUMBER:
            kinds.append(_numbered(line, at in in_lists))
        elif line.shape is Shape.CAPITALS:
            inside = at > 0 and line.blanks == 0 and _in_sentence(lines[at - 1], line)
            kinds.append(Kind.PARAGRAPH if inside else Kind.HEADING)
        elif _heads(lines, at, width):
            kinds.append(Kind.HEADING)
        else:
            kinds.append(Kind.PARAGRAPH)
    return kinds


#: What lines of one shape are, wherever they stand.
_KINDS: Final[dict[Shape, Kind | None]] = {
    Shape.BULLET: Kind.ITEM,
    Shape.HASHES: Kind.HEADING,
    Shape.PAGE_NUMBER: Kind.RUNNING,
    Shape.RUNNING: Kind.RUNNING,
    Shape.NOTE: Kind.NOTE,
    Shape.RULE: None,
}


def _listed(lines: Sequence[Line]) -> set[int]:
    """Find the numbered lines that make lists: number follows number, with nothing but words between."""
    found: set[int] = set()
    last: int | None = None
    gap = 0  # blank lines between the items of the list
    for at, line in enumerate(lines):
        if line.shape is Shape.NUMBER:
            follows = last is not None and at - last <= 6 and _follows(lines[last].marker, line.marker)
            if last is not None and follows and not _starts_anew(lines, at, gap):
                gap = min(gap, line.blanks) if last in found else line.blanks
                found |= {last, at}
            last = at
        elif line.shape is not Shape.WORDS or (last is not None and _paragraph_between(lines, last, at)):
            last = last if line.shape in {Shape.PAGE_NUMBER, Shape.RUNNING} else None
    return found


def _starts_anew(lines: Sequence[Line], at: int, gap: int) -> bool:
    """Say whether a number that would go on with the list above is that of a chapter ("3. … / 4. UNGE")."""
    line, above = lines[at], lines[at - 1]
    if is_capitals(line.words) and not is_capitals(above.words):
        return True
    return (
        line.blanks > gap
        and above.words.endswith(".")
        and not TERMINAL.search(line.words)
        and len(line.words) <= 90
    )


def _chapter_follows(lines: Sequence[Line], at: int, step: int) -> bool:
    """Say whether "2.4" comes right after "2.3", with at most the rest of its sentence between: a list."""
    number = lines[at].marker.rstrip(".").split(".")
    for other in lines[at + step : at + 4 * step if at + 4 * step >= 0 else None : step]:
        if other.shape is Shape.CHAPTER:
            theirs = other.marker.rstrip(".").split(".")
            return number[:-1] == theirs[:-1] and int(theirs[-1]) == int(number[-1]) + step
        if other.shape is not Shape.WORDS:
            return False
    return False


def _paragraph_between(lines: Sequence[Line], number: int, at: int) -> bool:
    """Say whether a new paragraph, with another below it, begins at a line under a numbered one."""
    line, above = lines[at], lines[at - 1]
    return (
        line.blanks > 0
        and at - number > 1
        and bool(TERMINAL.search(above.words))
        and not line.words[:1].islower()
    )


def _follows(first: str, second: str) -> bool:
    one, two = first.strip("()."), second.strip("():.")
    one = one.rstrip(":")
    if one.isdigit() and two.isdigit():
        return int(two) == int(one) + 1
    if len(one) > 1 and one[0] == two[0] and one[1:].isdigit() and two[1:].isdigit():
        return int(two[1:]) == int(one[1:]) + 1
    return len(one) == len(two) == 1 and ord(two.lower()) == ord(one.lower()) + 1


def _numbered(line: Line, in_list: bool) -> Kind:
    """Tell an item from a heading and a note by what stands after the number."""
    if in_list or re.match(r"\(?(?:\d{1,2}[a-h]|[a-zA-Z]\d)", line.marker):
        return Kind.ITEM
    if (
        len(line.words) <= 90
        and not line.words.endswith((".", ",", ";"))
        and (line.marker[:1].isdigit() or line.marker[:1].isupper())
        and not line.marker.endswith((":", ")"))
        and line.words[:1].isupper()
    ):
        return Kind.HEADING
    return Kind.NOTE if re.fullmatch(r"\d{1,2}\)", line.marker) else Kind.ITEM


def _contents(lines: Sequence[Line]) -> set[int]:
    """Find the lines of tables of contents, also those that go over two lines or have no dots."""
    found: set[int] = set()
    for at, line in enumerate(lines):
        if not _CONTENTS_HEADING.fullmatch(line.words):
            continue
        last = at
        for after in range(at + 1, len(lines)):
            if lines[after].shape is Shape.LEADERS or _CONTENTS_LINE.fullmatch(lines[after].words):
                if lines[after].shape is not Shape.PAGE_NUMBER:
                    last = after
            elif after - last > 2:
                break
        found.update(range(at + 1, last + 1))
    return found


def _heads(lines: Sequence[Line], at: int, width: int) -> bool:
    """Say whether a line without marker and capitals stands as a heading does."""
    line = lines[at]
    if _in_sentence(lines[at - 1] if at else None, line):
        return False
    if ANNOUNCED.match(line.words):
        return len(line.words) <= 160 and not line.words.endswith((".", ","))
    below = _after(lines, at)
    if below is not None and year_below(line, below, _after(lines, at + 1)):
        return True
    return looks_short(line, width) and (line.bold or _stands_apart(lines, at, width))


def _stands_apart(lines: Sequence[Line], at: int, width: int) -> bool:
    """Say whether what is around a short line leaves it alone."""
    line, below = lines[at], _after(lines, at)
    if below is None or below.sheet != line.sheet:
        return line.blanks > 0
    if len(line.words) > 40 and _in_item(lines, at):
        return False
    if below.words[:1].islower() and below.shape is Shape.WORDS:
        return not below.blanks and _two_lines(lines, at, width)
    return below.blanks > 0 or len(line.words) <= width * (SHORT if line.blanks else 0.75)


def _in_item(lines: Sequence[Line], at: int) -> bool:
    """Say whether nothing but lines of a list item are between a line and the item's bullet."""
    first = max(at - _REACH, 0)
    while at > first and lines[at].blanks == 0 and lines[at].shape is Shape.WORDS:
        at -= 1
    return lines[at].shape is Shape.BULLET


def year_below(line: Line, below: Line, third: Line | None) -> bool:
    """Say whether a heading goes on with a year on the line below it ("… indsats i / 2024")."""
    return (
        bool(re.fullmatch(r"20\d\d(?:\s*[-–]\s*(?:20)?\d\d)?", below.words))
        and below.blanks == 0
        and line.words[:1].isupper()
        and (third is None or third.words[:1].isupper())
    )


def _two_lines(lines: Sequence[Line], at: int, width: int) -> bool:
    second, third = lines[at + 1], _after(lines, at + 1)
    return (
        len(second.words) < width * 0.6
        and not TERMINAL.search(second.words)
        and (third is None or third.blanks > 0 or third.shape is Shape.BULLET)
        and len(lines[at].words) + len(second.words) <= 120
        and lines[at].words[:1].isupper()
        and len(re.findall(r"\d+", lines[at].words + second.words)) < 2
    )


def looks_short(line: Line, width: int) -> bool:
    """Say whether a line has the words of a heading: few, and no sentence."""
    words = line.words
    digits = sum(c.isdigit() for c in words)
    return (
        2 < len(words) <= min(90, width)
        and words[0].isupper()
        and not TERMINAL.search(words)
        and not OPEN.search(words.casefold())
        and digits * 4 < len(words)
        and not LABELLED.match(words)
        and not _TWO_SENTENCES.search(words)
        and "\t" not in words
        and "@" not in words
        and not words.startswith(("Kilde", "Tabel ", "Figur "))
    )


def _in_sentence(above: Line | None, line: Line) -> bool:
    """Say whether the line above leaves a sentence open that this line may go on with."""
    if above is None or above.shape in _APART:
        return False
    if line.sheet != above.sheet and not line.words[:1].islower():
        return False
    if TERMINAL.search(above.words) or is_capitals(above.words):
        return False
    return line.blanks == 0 or bool(OPEN.search(above.words.casefold()))


_APART: Final = frozenset({Shape.PAGE_NUMBER, Shape.RUNNING, Shape.RULE, Shape.NOTE, Shape.LEADERS})


def _tables(text: str, lines: Sequence[Line]) -> dict[int, Cell]:
    """Find rows with cells between tabs or bars: at least two such lines, one under the other."""
    found: dict[int, Cell] = {}
    table, row, columns, first = -1, 0, 0, -2
    for at, line in enumerate(lines):
        width = len(COLUMN.findall(text[line.start : line.end].strip("|")))
        if not width or line.shape not in {Shape.WORDS, Shape.ROW, Shape.CAPITALS}:
            columns = 0
            continue
        if columns and at == first + 1 and line.blanks == 0:
            if row == 0:
                table += 1
                found[at - 1] = Cell(table, 0, 0, header=True)
            row += 1
            found[at] = Cell(table, row, 0)
        else:
            row = 0
        columns, first = width, at
    return found


def full_width(lines: Sequence[Line]) -> int:
    """Return how long a full line is, or ``UNWRAPPED`` where each line is a paragraph."""
    plain = [line for line in lines if line.shape in {Shape.WORDS, Shape.BULLET}]
    going = sum(
        below.shape is Shape.WORDS and below.blanks == 0 and below.words[:1].islower() for below in lines[1:]
    )
    if going * 12 < len(plain):
        return UNWRAPPED
    lengths = sorted(len(line.words) for line in plain)
    return lengths[len(lengths) * 9 // 10] if lengths else UNWRAPPED


def _after(lines: Sequence[Line], at: int) -> Line | None:
    return lines[at + 1] if at + 1 < len(lines) else None
