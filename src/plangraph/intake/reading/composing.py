"""Puts a document's text together, so that every format comes to the same form."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final, TypeVar

from plangraph.intake.document import Block, Cell, Document, Kind, Rectangle
from plangraph.intake.reading import limits
from plangraph.model import Text

_T = TypeVar("_T")

#: Seen by nobody, and in the way of whoever compares words: soft hyphen, zero-width characters, marks of
#: direction, controls (but tab and line break).
_UNSEEN: Final = re.compile(
    "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"
)
_BREAKS: Final = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACES: Final = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
#: White space beside a line break, and more than one space, say nothing once the layout is gone.
_LOOSE: Final = re.compile(r" *\n *(?:\n *)*")
_WIDE: Final = re.compile(r" {2,}")
#: A bullet that somebody typed instead of making a list.
_TYPED_BULLET: Final = re.compile(r"\s*([•·▪◦‣●○■□➢➤✓\uf0b7\uf0a7\uf0d8\uf0fc*–—-])\s+(?=\S)")


def split_bullet(text: str) -> tuple[str, str]:
    """Return a typed bullet and the text after it; the bullet is empty when there is none."""
    typed = _TYPED_BULLET.match(text)
    if typed is None:
        return "", text
    return ("•" if "\ue000" <= typed[1] <= "\uf8ff" else typed[1]), text[typed.end() :]


def clean(text: str) -> str:
    """Return text as it stands in a composed document.

    NFC; without soft hyphens, zero-width characters and controls; every kind of space a space and every kind
    of line break a ``\\n``; the no-break hyphen a hyphen; no blank line inside; trimmed.
    """
    # A lone half of a surrogate pair, as a broken PDF font gives, could not be written anywhere.
    whole = text.encode("utf-8", "replace").decode("utf-8") if not text.isascii() else text
    plain = _UNSEEN.sub("", _BREAKS.sub("\n", whole)).replace("\u2011", "-")
    return _LOOSE.sub("\n", _WIDE.sub(" ", _SPACES.sub(" ", unicodedata.normalize("NFC", plain)))).strip()


def number_boxes(
    children: Sequence[_T],
    look: Callable[[_T], str],
    says: Callable[[_T], bool],
    new_box: Callable[[], int],
) -> dict[_T, int]:
    """Number the fields (background, border, frame) that neighbours stand in together.

    :param children: what stands in the body, a cell or a box, in order
    :param look: a word for the field that a child stands in, the same for those in one field; empty for none
    :param says: whether a child makes its field a box: a mere heading on colour is none
    :param new_box: gives the next box's number
    :returns: the number of each child that stands in one
    """
    found: dict[_T, int] = {}
    for word, group in groupby(children, look):
        together = list(group)
        if word and any(map(says, together)):
            found |= dict.fromkeys(together, new_box())
    return found


@dataclass(slots=True)
class Composer:
    """Gathers blocks in reading order and gives them their places in one text.

    Between two blocks stands a blank line; a marker stands before its block's text, one space apart.

    :param name: name of the file, for the error that says it is too long
    """

    name: str
    _parts: list[str] = field(default_factory=list)
    _blocks: list[Block] = field(default_factory=list)
    _length: int = 0

    @property
    def length(self) -> int:
        """How many characters the text has so far."""
        return self._length

    def add(
        self,
        kind: Kind,
        text: str,
        *,
        marker: str = "",
        page: int | None = None,
        level: int = 0,
        cell: Cell | None = None,
        box: int | None = None,
        style: str = "",
        size: float | None = None,
        bold: bool = False,
        element: int | None = None,
        places: tuple[Rectangle, ...] = (),
    ) -> bool:
        """Add a block; the facts are those of :class:`Block`.

        :param text: its text without marker; it is cleaned (:func:`clean`)
        :returns: whether it was added: a block without text is left out
        :raises LoadError: when the document has more text or blocks than the limits allow
        """
        text, marker = clean(text), clean(marker)
        if not text:
            return False
        before = ("\n\n" if self._parts else "") + (f"{marker} " if marker else "")
        start = self._length + len(before)
        end = start + len(text)
        if end > limits.CHARACTERS or len(self._blocks) >= limits.BLOCKS:
            raise limits.too_long(self.name)
        self._parts += (before, text)
        self._length = end
        self._blocks.append(
            Block(kind, start, end, page, level, marker, cell, box, style, size, bold, element, places)
        )
        return True

    def document(
        self,
        data: bytes,
        media_type: str,
        *,
        pages: int | None = None,
        title: str = "",
        notes: tuple[Text, ...] = (),
    ) -> Document:
        """Return the document that the blocks make.

        :param data: the file, for its digest
        :param media_type: e.g. ``application/pdf``
        :param pages: how many, where the format has pages
        :param title: as the file's properties give it
        :param notes: what a reader should know, a sentence each
        """
        return Document(
            self.name,
            media_type,
            hashlib.sha256(data).hexdigest(),
            "".join(self._parts) + ("\n" if self._parts else ""),
            tuple(self._blocks),
            pages,
            clean(title),
            notes,
        )
