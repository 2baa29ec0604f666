"""The headings of a document, whatever its format calls them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import Final

from plangraph.intake.document import Block, Document, Kind
from plangraph.intake.structure import phrases
from plangraph.intake.structure.roles import INNER, Role, Title, announced_role, understand

#: Formats whose headings are guessed from how the text looks.
GUESSED: Final = frozenset({"text/plain", "application/pdf"})
#: Level of headings that are no headings of the format: a bold line, the first line of a box.
_INFORMAL: Final = 20
#: Level of the heading of a box or part inside a section.
LEAF: Final = 90
_MAYBE: Final = frozenset({Kind.PARAGRAPH, Kind.CELL, Kind.ITEM})
_SENTENCE_END: Final = re.compile(r"[.!?;,]$")
_CHAPTER: Final = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?")
#: Where sections hold no areas: repeated words there are no chapters.
_AFTER: Final = frozenset({Role.ANNEX, Role.OVERVIEW})


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading.

    :param first: index of its first block
    :param last: index of its last block, itself in most cases
    :param start: first code point
    :param end: code point after the last
    :param level: 1 the highest; informal headings are below all others
    :param words: its normalised words
    :param title: what it says
    :param page: 1-based page, or None
    :param box: the box it stands in, or None
    :param colon: whether it ends with a colon, so that what follows it belongs to it
    """

    first: int
    last: int
    start: int
    end: int
    level: int
    words: str
    title: Title
    page: int | None
    box: int | None
    colon: bool

    @property
    def leaf(self) -> bool:
        """Whether it heads a part inside a section."""
        return self.level >= LEAF


def find(document: Document) -> tuple[Heading, ...]:
    """Find the headings of a document, in order."""
    body = _body_size(document)
    sizes = sorted({b.size for b in document.blocks if b.size and b.size > body * 1.1}, reverse=True)
    lone = _lone_cells(document)
    found: list[Heading] = []
    for at, block in enumerate(document.blocks):
        level = _level(document, at, sizes, lone)
        if level is None:
            if (lead := _lead(document, at)) is not None:
                found.append(lead)
            continue
        words = document.words(block)
        typed = re.match(r"\d{1,2}(?:\.\d{1,2})*[.)]?\s", words)
        numbered = block.marker[:1].isdigit() and typed is None
        marked = f"{block.marker} {words}" if numbered else words
        heading = Heading(
            at,
            at,
            block.start,
            block.end,
            level,
            words,
            understand(marked),
            block.page,
            block.box,
            words.endswith(":"),
        )
        found.append(heading)
    found = _grouping(_joined(document, found))
    return tuple(_demoted(document, found))


def _level(document: Document, at: int, sizes: list[float], lone: frozenset[int]) -> int | None:
    """Return the level of a block that is a heading, or None."""
    block = document.blocks[at]
    if block.kind is Kind.HEADING:
        return max(block.level, 1)
    if (
        block.kind not in _MAYBE
        or block.end - block.start > 120
        or (block.cell is not None and at not in lone)
    ):
        return None
    words = document.words(block)
    if block.cell is not None and understand(words).area:
        return _INFORMAL
    return _INFORMAL + 5 if _names_part(document, at, words) else _level_by_looks(block, words, sizes)


def _level_by_looks(block: Block, words: str, sizes: list[float]) -> int | None:
    """Return the level of a paragraph that is set like a heading: bold, or in larger letters."""
    if block.kind is not Kind.PARAGRAPH or _SENTENCE_END.search(words) or not words[:1].isupper():
        return None
    if block.size in sizes and len(words) <= 100:
        return _INFORMAL + sizes.index(block.size)
    return _INFORMAL + 4 if block.bold and len(words) <= 90 and not words.endswith(":") else None


def _names_part(document: Document, at: int, words: str) -> bool:
    """Say whether a short block names a part of a plan ("Mål:") and looks like its heading."""
    block = document.blocks[at]
    if len(words) > 80 or words.endswith((".", ",", ";")):
        return False
    role = understand(words).role
    if role not in INNER and role not in {Role.OVERVIEW, Role.REPATRIATION}:
        return False
    first_of_box = block.box is not None and (at == 0 or document.blocks[at - 1].box != block.box)
    if words.endswith(":") or first_of_box or block.bold or block.kind is Kind.CELL:
        return True
    # "2.2 Politiske mål" on a line of its own is no item, whatever a text file made of its number.
    alone = block.kind is Kind.PARAGRAPH or _CHAPTER.fullmatch(block.marker) is not None
    return alone and len(words) <= 50 and words[:1].isupper() and len(words.split()) <= 5


def _lead(document: Document, at: int) -> Heading | None:
    """Return a sentence that announces a list ("Udvalget har følgende mål:") as the list's heading."""
    block = document.blocks[at]
    if block.kind is not Kind.PARAGRAPH or at + 1 == len(document.blocks):
        return None
    if document.blocks[at + 1].kind is not Kind.ITEM or block.end - block.start > 700:
        return None
    words = document.words(block)
    role = announced_role(words) if words.endswith(":") else None
    if role is None:
        return None
    above = document.blocks[at - 1] if at else None
    if (
        above is not None
        and above.kind is Kind.PARAGRAPH
        and len(words) < 60
        and phrases.MINISTERIAL.search(document.words(above))
    ):
        role = Role.MINISTER  # "De fem mål er:", below a sentence about the minister
    return Heading(
        at,
        at,
        block.start,
        block.end,
        LEAF,
        "",
        Title(role, "", words[-100:].rstrip(":")),
        block.page,
        block.box,
        colon=True,
    )


def _body_size(document: Document) -> float:
    sizes: Counter[float] = Counter()
    for block in document.blocks:
        if block.size and block.kind in {Kind.PARAGRAPH, Kind.ITEM}:
            sizes[block.size] += block.end - block.start
    return sizes.most_common(1)[0][0] if sizes else 1e9


def _lone_cells(document: Document) -> frozenset[int]:
    """Return the blocks that have a row of a table to themselves: in frames, in rows of headings."""
    rows: dict[tuple[int, int], set[int]] = {}
    for block in document.blocks:
        if block.cell is not None:
            rows.setdefault((block.cell.table, block.cell.row), set()).add(block.cell.column)
    return frozenset(
        at
        for at, block in enumerate(document.blocks)
        if block.cell is not None and rows[block.cell.table, block.cell.row] == {0}
    )


def _joined(document: Document, found: list[Heading]) -> list[Heading]:
    """Join a heading that goes over two blocks: "… UDVALGETS" / "MÅLSÆTNINGER"."""
    result: list[Heading] = []
    for heading in found:
        above = result[-1] if result else None
        if above is not None and _goes_on(document, above, heading):
            words = document.words(replace(document.blocks[above.first], end=heading.end))
            result[-1] = replace(
                above, last=heading.last, end=heading.end, words=words, title=understand(words)
            )
        else:
            result.append(heading)
    return result


def _grouping(found: list[Heading]) -> list[Heading]:
    """Make areas of goals that others are numbered below: "Hovedmål 1: …" above "Delmål 1.1: …"."""
    if any(heading.title.area for heading in found):
        return found
    goals = {at: match for at, heading in enumerate(found) if (match := phrases.labels_goal(heading.words))}
    grouping: dict[int, Heading] = {}
    for at, match in goals.items():
        heading, number = found[at], match["number"] or ""
        if not number.isdigit():
            continue
        end = next((i for i in range(at + 1, len(found)) if found[i].level <= heading.level), len(found))
        below = [goals[i]["number"] or "" for i in range(at + 1, end) if i in goals]
        if any(re.match(rf"{number}[.-]\d", other) for other in below):
            title = Title(Role.AREA, number, heading.words[match.end() :], area=True)
            grouping[at] = replace(heading, title=title)
    return found if len(grouping) < 2 else [grouping.get(at, h) for at, h in enumerate(found)]


def _goes_on(document: Document, above: Heading, heading: Heading) -> bool:
    if heading.first != above.last + 1 or heading.level != above.level or above.title.role is not None:
        return False
    if document.blocks[heading.first].marker or heading.page != above.page or heading.box != above.box:
        return False
    whole = understand(f"{above.words} {heading.words}")
    if above.words.isupper() and heading.words.isupper() and whole.role in INNER:
        return heading.title.role is None or above.words.endswith(("S", "-"))
    return heading.words[:1].islower() and len(above.words) + len(heading.words) < 140


def _demoted(document: Document, found: list[Heading]) -> list[Heading]:
    """Make the headings of parts ("Mål", "Udfordringer") leaves where they stand inside chapters.

    They do in most documents, whatever level their headings have: they come again and again, or in a box,
    or the format has no levels.
    """
    guessed = document.media_type in GUESSED
    often = Counter(h.title.name.casefold() for h in found if h.title.role in INNER)
    chapters = min((h.level for h in found if h.title.role not in INNER), default=1)
    result = []
    for heading in found:
        role = heading.title.role
        if role in INNER and not _is_chapter(document, heading, often, chapters, guessed=guessed):
            heading = replace(heading, level=LEAF)  # noqa: PLW2901 - the heading as it counts from here
        result.append(heading)
    return result


def _is_chapter(
    document: Document, heading: Heading, often: Counter[str], chapters: int, *, guessed: bool
) -> bool:
    if heading.box is not None or heading.colon or heading.title.topic or heading.level >= _INFORMAL:
        return False
    if heading.title.number or heading.title.annex:
        return True
    if often[heading.title.name.casefold()] > 1:
        return False
    block: Block = document.blocks[heading.first]
    return heading.level <= chapters and (not guessed or block.marker.startswith("#"))
