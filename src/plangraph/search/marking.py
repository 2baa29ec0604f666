"""The words of a text that made it a hit, and the part of it in which they stand."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from plangraph.search.words import WORD, Form, form

#: So many characters of a long text are shown before the first word that was found.
_BEFORE: Final = 60


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text.

    :param text: what it says
    :param found: whether it is a word that was looked for
    """

    text: str
    found: bool


def marked(text: str, terms: Sequence[Form]) -> tuple[Piece, ...]:
    """Return a text in pieces, the words that were looked for each in one of their own."""
    text = unicodedata.normalize("NFC", text)
    pieces, last = [], 0
    for start, end in _places(text, terms):
        if start > last:
            pieces.append(Piece(text[last:start], found=False))
        pieces.append(Piece(text[start:end], found=True))
        last = end
    if last < len(text):
        pieces.append(Piece(text[last:], found=False))
    return tuple(pieces)


def snippet(text: str, terms: Sequence[Form], longest: int) -> str:
    """Return a text, or the part of a long one where the first word stands that was looked for.

    :param longest: so many characters, and the word that they end in
    """
    text = " ".join(unicodedata.normalize("NFC", text).split())
    if len(text) <= longest:
        return text
    first = next(_places(text, terms), (0, 0))[0]
    start = 0 if first <= longest - _BEFORE else text.rfind(" ", 0, first - _BEFORE) + 1
    end = len(text) if start + longest >= len(text) else text.find(" ", start + longest)
    end = len(text) if end < 0 else end
    return ("… " if start else "") + text[start:end] + (" …" if end < len(text) else "")


def _places(text: str, terms: Sequence[Form]) -> Iterator[tuple[int, int]]:
    for match in WORD.finditer(text):
        word = form(match[0].lower())
        if any(term.fits(word) is not None for term in terms):
            yield match.span()
