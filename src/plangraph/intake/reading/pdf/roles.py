"""What each paragraph of a PDF is: heading and its level, footnote, item, line of contents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from plangraph.intake.document import Kind
from plangraph.intake.reading.pdf.glyphs import Sheet
from plangraph.intake.reading.pdf.paragraphs import Paragraph
from plangraph.passages import normalise

_Style: TypeAlias = tuple[float, bool]

_SENTENCE: Final = re.compile(r"[.,;]$")
#: What a goal has and a heading seldom.
_FIGURE: Final = re.compile(r"\d\s*(?:%|pct|procent)", re.IGNORECASE)
_NOTE: Final = re.compile(r"(?:\d{1,3}|[*†‡]+|[⁰¹²³⁴-⁹]+)\)?")
_HEADING_NUMBER: Final = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?|[A-Z]\.|[IVX]{1,4}\.")
_LEVELS: Final = 6


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline that the file itself has.

    :param level: 1 the highest
    :param page: 1-based, or None where it leads nowhere
    """

    title: str
    level: int
    page: int | None


def assign(
    paragraphs: Sequence[Paragraph],
    sheets: Sequence[Sheet],
    bookmarks: Sequence[Bookmark],
    body: float,
    ink: int,
) -> None:
    """Give each paragraph its kind, level and marker.

    :param body: size of the running text, in points
    :param ink: its colour
    """
    _notes(paragraphs, sheets, body)
    marked = _bookmarked(paragraphs, bookmarks)
    heads = []
    for i, paragraph in enumerate(paragraphs):
        following = paragraphs[i + 1] if i + 1 < len(paragraphs) else None
        heads.append(_heads(paragraph, following, body, ink))
    _listed(paragraphs, heads)
    for paragraph, head in zip(paragraphs, heads, strict=True):
        if id(paragraph) in marked or head:
            paragraph.kind = Kind.HEADING
            _number(paragraph)
    _levels([p for p in paragraphs if p.kind is Kind.HEADING], marked, paragraphs)
    _nesting(paragraphs)


def _notes(paragraphs: Sequence[Paragraph], sheets: Sequence[Sheet], body: float) -> None:
    """Footnotes: small type at the foot of a page, numbered, or below a short line."""
    pages = {sheet.number: sheet for sheet in sheets}
    referred = {
        (number, word.text)
        for paragraph in paragraphs
        for line, number in zip(paragraph.lines, paragraph.pages, strict=True)
        for word in line.words[1:]
        if word.raised
    }
    for i, paragraph in enumerate(paragraphs):
        if paragraph.cell or paragraph.box is not None or paragraph.kind not in (Kind.PARAGRAPH, Kind.ITEM):
            continue
        first = paragraph.lines[0]
        sheet = pages[paragraph.pages[0]]
        if first.top < 0.4 * sheet.height:
            continue
        ruled = any(
            e.horizontal and 30 < e.right - e.left < 0.5 * sheet.width and 0 < first.top - e.top < 2.5 * body
            and abs(e.left - first.left) < 20
            for e in sheet.edges
        )  # fmt: skip
        after = i > 0 and paragraphs[i - 1].kind is Kind.NOTE and paragraphs[i - 1].pages[0] == sheet.number
        mark = first.words[0]
        numbered = bool(_NOTE.fullmatch(mark.text)) and len(first.words) > 1
        # Where notes are as large as the text, a reference on the page and the line above tell them.
        told = numbered and (sheet.number, mark.text) in referred and (ruled or after)
        if paragraph.size > 0.93 * body and not told:
            continue
        if (numbered and (mark.raised or ruled or after)) or ruled or after:
            paragraph.kind = Kind.NOTE
            if numbered:
                paragraph.marker, paragraph.marks = mark.text.strip(")"), [mark]


def _heads(paragraph: Paragraph, following: Paragraph | None, body: float, ink: int) -> bool:
    """Whether a paragraph is a heading by its type."""
    bulleted = paragraph.kind is Kind.ITEM and not paragraph.marker[0].isalnum()
    text = normalise(paragraph.text())
    letters = [c for c in text if c.isalpha()]
    other = paragraph.cell is not None or paragraph.kind not in (Kind.PARAGRAPH, Kind.ITEM)
    if other or bulleted or not letters or len(text) > 200:
        return False
    sentence = bool(_SENTENCE.search(text))
    if paragraph.size >= 1.12 * body:
        # Large type may also be an introduction, a quotation or a goal: sentences.
        return len(text) <= (40 if sentence else 150)
    long = len(paragraph.lines) > 2 or len(text) > 70 or bool(_FIGURE.search(text))
    if paragraph.size < 0.93 * body or long or sentence:
        return False
    if following is None or following.box != paragraph.box or following.cell:
        alone = following is None or following.cell is None
        if alone and paragraph.box is None:
            return False
    capitals = len(letters) >= 3 and all(c.isupper() for c in letters)
    coloured = (
        paragraph.lines[0].colour != ink and not _grey(paragraph.lines[0].colour) and paragraph.box is None
    )
    return paragraph.bold or (paragraph.kind is Kind.PARAGRAPH and (capitals or coloured))


def _listed(paragraphs: Sequence[Paragraph], heads: list[bool]) -> None:
    """Take back headings of which three or more follow each other alike: they are the items of a list."""
    start = 0
    for i in range(len(paragraphs) + 1):
        one, first = paragraphs[i] if i < len(paragraphs) else None, paragraphs[start]
        if (
            one is not None
            and heads[i]
            and heads[start]
            and _style(one) == _style(first)
            and one.box == first.box
        ):
            continue
        run = paragraphs[start:i]
        words = sum(len(line.words) for p in run for line in p.lines)
        if heads[start] and len(run) >= 3 and words >= 4 * len(run):
            heads[start:i] = [False] * len(run)
        start = i


def _grey(colour: int) -> bool:
    parts = (colour >> 16, colour >> 8 & 255, colour & 255)
    return max(parts) - min(parts) < 40


def _number(paragraph: Paragraph) -> None:
    """Take the number at the start of a heading for its marker."""
    words = paragraph.lines[0].words
    if not paragraph.marker and len(words) > 1 and _HEADING_NUMBER.fullmatch(words[0].text):
        if words[0].text.isdigit() and int(words[0].text) > 30:
            return
        paragraph.marker, paragraph.marks = words[0].text, [words[0]]


def _bookmarked(paragraphs: Sequence[Paragraph], bookmarks: Sequence[Bookmark]) -> dict[int, int]:
    """Return the levels of the paragraphs that the file's outline names."""
    wanted: dict[str, list[Bookmark]] = {}
    for bookmark in bookmarks:
        wanted.setdefault(_plain(bookmark.title), []).append(bookmark)
    result: dict[int, int] = {}
    for paragraph in paragraphs:
        if paragraph.cell or paragraph.kind not in (Kind.PARAGRAPH, Kind.ITEM) or len(paragraph.lines) > 5:
            continue
        found = wanted.get(_plain(f"{paragraph.marker} {paragraph.text()}"), ())
        for bookmark in found:
            if bookmark.page is None or bookmark.page == paragraph.pages[0]:
                result[id(paragraph)] = bookmark.level
                break
    return result


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", normalise(text)).casefold()


def _style(paragraph: Paragraph) -> _Style:
    return (round(paragraph.size * 2) / 2, paragraph.bold)


def _levels(headings: Sequence[Paragraph], marked: dict[int, int], paragraphs: Sequence[Paragraph]) -> None:
    """Give headings their levels: as the outline says, else by size and weight over the whole document."""
    front = _front(paragraphs)
    known: dict[_Style, Counter[int]] = {}
    for heading in headings:
        if id(heading) in marked:
            known.setdefault(_style(heading), Counter())[marked[id(heading)]] += 1
    told = {style: counted.most_common(1)[0][0] for style, counted in known.items()}
    ranked = sorted({_style(h) for h in headings if h.pages[0] not in front}, reverse=True)
    for heading in headings:
        style = _style(heading)
        if id(heading) in marked:
            level = marked[id(heading)]
        elif style in told:
            level = told[style]
        elif told:
            level = max((n + 1 for other, n in told.items() if other > style), default=1)
        else:
            level = 1 + sum(other > style for other in ranked)
        heading.level = min(level, _LEVELS)


def _front(paragraphs: Sequence[Paragraph]) -> set[int]:
    """Return the first page when it is a front page: its large type takes no level from the chapters."""
    first = [p for p in paragraphs if p.pages[0] == 1]
    words = sum(len(line.words) for p in first for line in p.lines)
    more = any(p.pages[0] > 1 for p in paragraphs)
    return {1} if more and words < 60 else set()


def _nesting(paragraphs: Sequence[Paragraph]) -> None:
    """Give items their depth by how far they are indented."""
    stack: list[float] = []
    part = None
    for paragraph in paragraphs:
        if paragraph.kind is not Kind.ITEM:
            if paragraph.kind is Kind.HEADING or paragraph.cell:
                stack = []
            continue
        left, here = paragraph.lines[0].left, paragraph.lines[0].part
        if here != part:
            stack, part = [], here
        while stack and left < stack[-1] - 3:
            stack.pop()
        if not stack or left > stack[-1] + 3:
            stack.append(left)
        paragraph.level = len(stack) - 1
