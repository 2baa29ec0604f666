"""What a section holds: its items, paragraphs and rows, each with its whole passage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from plangraph.intake.document import Block, Document, Kind, Span
from plangraph.intake.structure import Outline, Section, grids
from plangraph.intake.structure.grids import Row
from plangraph.passages import normalise

_TERMINAL: Final = re.compile(r"[.!?:;…][\"'”’»)]*\d{0,2}\s*$")
_TYPED: Final = re.compile(
    r"(?P<marker>\d{1,2}(?:\.\d{1,2})+\.?|\d{1,2}[.)]|\d{1,2}[a-h][.:)]|[a-zA-Z]\)|[•·▪–*-])"
    r"[ \t\u00a0]+(?=\S)"
)
_SILENT: Final = frozenset({Kind.RUNNING, Kind.NOTE, Kind.CONTENTS, Kind.HEADING})


@dataclass(frozen=True, slots=True)
class Passage:
    """An item or paragraph, with what belongs to it.

    :param span: from its first to its last code point
    :param item: whether it is an item of a list
    :param marker: bullet or number of the item
    :param words: its normalised words
    :param leads: whether it announces what follows it (it ends with a colon)
    :param after: the paragraph that follows an item directly, before the next item, or None
    """

    span: Span
    item: bool
    marker: str
    words: str
    leads: bool
    after: Span | None


@dataclass(slots=True)
class _Growing:
    """A passage that the next block may still belong to."""

    start: int
    end: int
    item: bool
    marker: str
    parts: list[str]
    after: Span | None = None


def passages(outline: Outline, section: Section) -> list[Passage]:
    """Return the items and paragraphs directly in a section, without tables.

    An item holds the items nested in it, and goes on in the next block where its sentence does.
    """
    document = outline.document
    found: list[_Growing] = []
    depth: int | None = None  # of the outer items
    for block in _speaking(document, section):
        if block.cell is not None:
            continue
        above = found[-1] if found else None
        typed = _typed(document, block)
        if above is not None and typed is None and _belongs(document, above, block, depth):
            above.end = block.end
            above.parts.append(document.text[block.start : block.end])
            continue
        item = block.kind is Kind.ITEM or typed is not None
        if item:
            depth = block.level if depth is None else min(depth, block.level)
        elif above is not None and above.item:
            above.after = Span(block.start, block.end)
        start = typed.end() if typed else block.start
        marker = typed["marker"] if typed else block.marker
        found.append(_Growing(start, block.end, item, marker, [document.text[start : block.end]]))
    return [_passage(one) for one in found]


def _passage(one: _Growing) -> Passage:
    words = normalise("\n".join(one.parts))  # without what stands between them: page numbers, notes
    return Passage(Span(one.start, one.end), one.item, one.marker, words, words.endswith(":"), one.after)


def _typed(document: Document, block: Block) -> re.Match[str] | None:
    """Return the number that was typed in front of a block: it is an item all the same."""
    if block.kind is not Kind.PARAGRAPH and block.marker[:1].isdigit():
        return None
    return _TYPED.match(document.text, block.start, block.end)


def tables(outline: Outline, section: Section) -> list[list[Row]]:
    """Return the tables directly in a section, as rows from the top."""
    return grids.tables(_speaking(outline.document, section))


def _speaking(document: Document, section: Section) -> Iterator[Block]:
    return (document.blocks[at] for at in section.blocks if document.blocks[at].kind not in _SILENT)


def _belongs(document: Document, above: _Growing, block: Block, depth: int | None) -> bool:
    """Say whether a block goes on with the passage above it."""
    if block.kind is Kind.ITEM:
        return above.item and depth is not None and block.level > depth
    first = document.text[block.start : block.start + 1]
    open_sentence = not _TERMINAL.search(document.text[max(above.start, above.end - 20) : above.end])
    return open_sentence and (first.islower() or first in "(,")
