"""A document as it was read: its text, and what its layout says about each part of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from plangraph.model import Text
from plangraph.passages import normalise

#: Name of the style of the help in our own Word template; what is written in it is no part of a plan.
GUIDANCE: Final = "Vejledning"


class Kind(StrEnum):
    """What a block is, as far as the format or the layout says so."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"  # of a bulleted or numbered list
    CELL = "cell"  # of a table
    NOTE = "note"  # a footnote or endnote
    CONTENTS = "contents"  # a line of the table of contents
    RUNNING = "running"  # a running header or footer, a page number: in the text, of no meaning


@dataclass(frozen=True, slots=True)
class Cell:
    """Where in a table a block stands.

    :param table: which table of the document, from 0
    :param row: from 0; a merged cell stands in its first row and column
    :param column: from 0
    :param header: whether the row is a heading of columns
    """

    table: int
    row: int
    column: int
    header: bool = False


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A place on a page, for whoever marks it there.

    :param page: 1-based
    :param left: points from the left edge
    :param top: points from the upper edge
    :param right: points from the left edge
    :param bottom: points from the upper edge
    """

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a document that hangs together: a heading, a paragraph, an item, a cell.

    :param kind: what it is
    :param start: first code point in the document's text, after the marker
    :param end: code point after the last
    :param page: 1-based page it begins on, or None where the format has no pages
    :param level: of a heading, 1 the highest; of an item, how deep it is nested, from 0; else 0
    :param marker: bullet or number of an item or heading, as printed (``•``, ``1.``, ``a)``); else empty
    :param cell: where in a table it stands
    :param box: number of the box (text box, frame, shaded or bordered field) that it stands in, or None
    :param style: name of its style, where the format has styles
    :param size: font size in points, where it is known
    :param bold: whether all of it is bold
    :param element: which ``w:p`` of a Word document's body it is, from 0 in document order, text boxes and
        tables included
    :param places: where on which pages its lines stand, where the format says so
    """

    kind: Kind
    start: int
    end: int
    page: int | None = None
    level: int = 0
    marker: str = ""
    cell: Cell | None = None
    box: int | None = None
    style: str = ""
    size: float | None = None
    bold: bool = False
    element: int | None = None
    places: tuple[Rectangle, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A draft as it was read.

    The text is what offsets of evidence count in. It holds every block in reading order; between two blocks
    stands at least one line break. For a text file it is the file's own text, unchanged.

    :param name: name of the file, without folder
    :param media_type: e.g. ``application/pdf``
    :param sha256: of the file's bytes, in hex
    :param text: the whole text
    :param blocks: in reading order, not overlapping
    :param pages: how many pages, or None where the format has none
    :param title: as the file's own properties give it, or empty
    :param notes: what a reader of the result should know (a page without text …), a sentence each
    """

    name: str
    media_type: str
    sha256: str
    text: str
    blocks: tuple[Block, ...]
    pages: int | None = None
    title: str = ""
    notes: tuple[Text, ...] = ()

    def words(self, part: Block | Span) -> str:
        """Return the normalised words of a part: hyphens at line ends joined, white space collapsed."""
        return normalise(self.text[part.start : part.end])


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A passage of the text.

    :param start: first code point
    :param end: code point after the last
    """

    start: int
    end: int
