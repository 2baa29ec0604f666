"""What stands on a page for finding one's way: running headers and footers, page numbers, contents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from plangraph.intake.reading.pdf.glyphs import Sheet
from plangraph.intake.reading.pdf.words import Line, Word, lines

#: Parts of the page, from the top and from the foot, where running lines stand.
_HEAD: Final = 0.13
_FOOT: Final = 0.87
_PAGE: Final = re.compile(
    r"\W*(?:side|s\.|page|p\.)?\s*(?P<number>\d{1,4})(?:\s*(?:/|af|of|\|)\s*\d{1,4})?\W*", re.IGNORECASE
)
_DIGITS: Final = re.compile(r"\d+")
_LEADER: Final = re.compile(r"(?:[.·_]\s?){4,}|…{2,}|(?:…\s?){2,}")
_ENTRY: Final = re.compile(rf"(?:{_LEADER.pattern})\s*(?:\d{{1,4}}|[ivxl]{{1,6}})\W*$")
_NUMBER: Final = re.compile(r"\d{1,4}|[ivxl]{1,6}")
_CONTENTS: Final = re.compile(r"\s*(?:\d+\.?\s*)?(?:indhold|contents|table of contents)\w*\W*", re.IGNORECASE)


@dataclass(slots=True)
class Leaf:
    """A page with its words, before anything is put in order.

    :param running: its running lines, but page numbers
    :param contents: lines of a table of contents; their words are not among the others
    """

    sheet: Sheet
    words: list[Word]
    running: list[Line]
    contents: list[Line]


@dataclass(slots=True)
class _Row:
    page: int
    words: list[Word]
    text: str
    baseline: float
    size: float
    foot: bool


def part(sheets: Sequence[Sheet], words: Sequence[list[Word]], body: float) -> list[Leaf]:
    """Take running lines and tables of contents out of the words of each page.

    A line is a running one when it stands at the same place on several pages with the same words, or with a
    number that grows as the pages do; or when it is nothing but a page number at the edge.

    :param body: size of the running text, in points
    """
    rows = [_edge_rows(i, sheet, found) for i, (sheet, found) in enumerate(zip(sheets, words, strict=True))]
    alike: dict[tuple[bool, str], list[_Row]] = {}
    for row in (row for page in rows for row in page):
        alike.setdefault((row.foot, _DIGITS.sub("#", row.text)), []).append(row)
    furnished = {
        id(row)
        for page in rows
        for row in page
        if _PAGE.fullmatch(row.text)
        or _repeated(row, alike[row.foot, _DIGITS.sub("#", row.text)], len(sheets), body)
    }
    # A heading may stand at the top of several pages; but where other pages have text no running line stands.
    limits = [
        _limit([r for page in rows for r in page if r.foot == foot], furnished, foot)
        for foot in (False, True)
    ]
    leaves: list[Leaf] = []
    for i, (sheet, found) in enumerate(zip(sheets, words, strict=True)):
        taken: set[int] = set()
        running: list[Line] = []
        for foot in (False, True):
            edge = [row for row in rows[i] if row.foot == foot]
            # From the edge inwards: below a line of the text no running line follows.
            for row in sorted(edge, key=lambda r: r.baseline, reverse=foot):
                number = _PAGE.fullmatch(row.text)
                inside = row.baseline < limits[1] + 2 if foot else row.baseline > limits[0] - 2
                if id(row) not in furnished or (number and row.size > 1.2 * body) or (inside and not number):
                    break
                taken.update(id(word) for word in row.words)
                if not number:
                    running.append(Line(list(row.words)))
        rest = [word for word in found if id(word) not in taken]
        contents = _contents(rest)
        listed = {id(word) for line in contents for word in line.words}
        leaves.append(Leaf(sheet, [w for w in rest if id(w) not in listed], running, contents))
    return leaves


def _edge_rows(page: int, sheet: Sheet, words: Sequence[Word]) -> list[_Row]:
    result: list[_Row] = []
    for foot in (False, True):
        low = _FOOT * sheet.height if foot else 0.0
        high = sheet.height if foot else _HEAD * sheet.height
        for line in lines(word for word in words if low <= word.baseline <= high):
            result.append(_Row(page, line.words, line.text, line.baseline, line.size, foot))
    return result


def _limit(rows: Sequence[_Row], furnished: set[int], foot: bool) -> float:
    """Return where the text begins at the top of pages, or ends at their foot; the odd page aside."""
    edges: dict[int, float] = {}
    for row in rows:
        if id(row) not in furnished:
            choose = max if foot else min
            edges[row.page] = choose(edges.get(row.page, row.baseline), row.baseline)
    values = sorted(edges.values(), reverse=foot)
    return values[int(0.15 * len(values))] if values else (0.0 if foot else float("inf"))


def _repeated(row: _Row, alike: Sequence[_Row], pages: int, body: float) -> bool:
    near = [r for r in alike if abs(r.baseline - row.baseline) < 4 and abs(r.size - row.size) < 0.6]
    others = {r.page for r in near if r.page != row.page and (r.text == row.text or _steps(row, r))}
    if row.size > 1.15 * body:
        # A heading at the top of some pages is none; the plan's name in large type on most of them is.
        return pages >= 4 and len(others) + 1 >= 0.6 * pages
    return len(others) >= (1 if pages <= 5 else 2)


def _steps(one: _Row, other: _Row) -> bool:
    """Whether the numbers of two lines differ as their pages do, or not at all."""
    pairs = zip(_DIGITS.findall(one.text), _DIGITS.findall(other.text), strict=False)
    return all(int(a) - int(b) in (0, one.page - other.page) for a, b in pairs if len(a) < 7 and len(b) < 7)


def _contents(words: Sequence[Word]) -> list[Line]:
    """Return the lines of a table of contents: dots up to a number, or numbers in a column at the right."""
    rows = lines(words)
    if len(rows) < 3:
        return []
    entries = [i for i, line in enumerate(rows) if _led(line)]
    titled = next((i for i, line in enumerate(rows) if _CONTENTS.fullmatch(line.text)), None)
    if len(entries) < 2:
        entries = _ranged(rows) if titled is not None else []
    if len(entries) < 2 or (len(entries) < 3 and titled is None):
        return []
    taken = set(entries)
    for before, after in zip(
        [(titled if titled is not None else entries[0] - 1), *entries], entries, strict=False
    ):
        # Lines between two entries are the beginning of the second, which is too long for one line.
        between = [rows[i] for i in range(before + 1, after) if i not in taken]
        tight = all(
            rows[i + 1].baseline - rows[i].baseline < 1.6 * rows[i].size for i in range(before + 1, after)
        )
        if 0 < len(between) <= 2 and tight:
            taken.update(range(before + 1, after))
    return [rows[i] for i in sorted(taken)]


def _led(line: Line) -> bool:
    return bool(_ENTRY.search(line.text))


def _ranged(rows: Sequence[Line]) -> list[int]:
    ends = [
        i
        for i, line in enumerate(rows)
        if len(line.words) > 1
        and _NUMBER.fullmatch(line.words[-1].text)
        and line.words[-1].left - line.words[-2].right > 1.2 * line.size
    ]
    if not ends:
        return []
    edge = max(rows[i].right for i in ends)
    ends = [i for i in ends if edge - rows[i].right < 3]
    numbers = [int(rows[i].words[-1].text) for i in ends if rows[i].words[-1].text.isdigit()]
    return ends if len(ends) >= 3 and numbers == sorted(numbers) else []


def entry(line: Line) -> str:
    """Return the words of a line of contents without the dots."""
    return " ".join(_LEADER.sub(" ", line.text).split())
