"""Finds words that somebody copied from a document, however they were hyphenated, broken or capitalised."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from plangraph.intake.document import Document, Kind
from plangraph.passages import BROKEN_WORD

#: What stands for words that were left out.
_ELLIPSES: Final = ("…", "...")
#: What is copied of a passage in pieces lies within so many characters.
_FARTHEST: Final = 5000
#: Signs that a person, a printer and a word processor write differently.
_ALIKE: Final = {
    **dict.fromkeys("“”„»«", '"'),
    **dict.fromkeys("’‘‚´`", "'"),
    **dict.fromkeys("–—‑‐−", "-"),
}


@dataclass(frozen=True, slots=True)
class Quote:
    """Where copied words stand in a document.

    :param start: first code point
    :param end: code point after the last
    :param page: page, or None where the document has none
    :param heading: heading of the section, or None
    """

    start: int
    end: int
    page: int | None
    heading: str | None


def find_quote(document: Document, words: str) -> tuple[Quote, ...]:
    """Find copied words in a document, wherever they stand; pieces with … between them are one passage.

    :param document: the document
    :param words: what was copied
    """
    for sign in _ELLIPSES:
        words = words.replace(sign, "\0")
    pieces = [folded for piece in words.split("\0") if (folded := _fold(piece)[0].strip())]
    if not pieces:
        return ()
    text, places = _fold(document.text)
    found = []
    start = _next(text, pieces[0], 0)
    while start >= 0:
        end: int | None = start + len(pieces[0])
        for piece in pieces[1:]:
            place = _next(text, piece, end or 0, start + _FARTHEST + len(piece))
            end = None if place < 0 else place + len(piece)
            if end is None:
                break
        if end is not None:
            found.append(_quote(document, places[start][0], places[end - 1][1]))
        start = _next(text, pieces[0], start + 1)
    return tuple(found)


def _next(text: str, piece: str, start: int, end: int | None = None) -> int:
    """Return where a piece stands next as whole words, before an end, or -1."""
    place = text.find(piece, start, end)
    while place >= 0:
        behind = place + len(piece)
        before, after = text[place - 1 : place] if place else "", text[behind : behind + 1]
        if not (before.isalnum() and piece[0].isalnum()) and not (after.isalnum() and piece[-1].isalnum()):
            return place
        place = text.find(piece, place + 1, end)
    return -1


def _fold(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return a text as it is compared, and for each of its characters where it stands in the original."""
    folded, places = list[str](), list[tuple[int, int]]()
    broken = {match.start(): match.end() for match in BROKEN_WORD.finditer(text)}
    place = 0
    while place < len(text):
        if place in broken:
            place = broken[place]
            continue
        end = place + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        sign = unicodedata.normalize("NFC", text[place:end])
        if sign.isspace():
            if folded and folded[-1] != " ":
                folded.append(" ")
                places.append((place, end))
        elif sign != "\u00ad":
            lower = _ALIKE.get(sign, sign.lower())
            folded += lower
            places += [(place, end)] * len(lower)
        place = end
    return "".join(folded), places


def _quote(document: Document, start: int, end: int) -> Quote:
    blocks = document.blocks
    before = range(bisect_right(blocks, start, key=lambda block: block.start) - 1, -1, -1)
    heading = next((blocks[i] for i in before if blocks[i].kind is Kind.HEADING), None)
    page = next((page for i in before if (page := blocks[i].page) is not None), None)
    return Quote(start, end, page, None if heading is None else document.words(heading))
