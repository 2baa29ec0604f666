"""Takes letters, lines and fields off the pages of a PDF.

PDFium (Apache-2.0/BSD-3-Clause) and not pdfminer: on a plan of 30 pages a fifth of the time for a page.
"""

from __future__ import annotations

import ctypes
import math
import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from plangraph.intake.reading.pdf import drawing
from plangraph.intake.reading.pdf.drawing import Edge, Field, Frame, Point

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

_BOLD: Final = re.compile(r"bold|black|heavy|semibold|demi(?!tal)", re.IGNORECASE)
_SYMBOLS: Final = re.compile(r"wingdings|webdings|symbol|dingbats|marlett", re.IGNORECASE)
_INVISIBLE: Final = 3
_LETTER: Final = (0.0, 0.0, 612.0, 792.0)
_LARGEST: Final = 20_000.0


@dataclass(frozen=True, slots=True)
class Face:
    """How a glyph looks.

    :param size: in points, as printed
    :param colour: ``0xRRGGBB``
    :param symbols: whether the font holds pictures instead of letters
    """

    font: str
    size: float
    bold: bool
    colour: int
    symbols: bool


@dataclass(frozen=True, slots=True)
class Glyph:
    """A letter and its place, in points from the upper left corner of the page as it is shown.

    :param raised: whether its ink begins well above the line it stands on
    :param struck: whether a line goes through it
    """

    text: str
    left: float
    right: float
    baseline: float
    face: Face
    raised: bool = False
    struck: bool = False


@dataclass(slots=True)
class Sheet:
    """What stands on a page.

    :param number: 1-based
    :param read: how the page is read
    :param shown: how it is shown; a wide table set sideways on it is read turned
    :param pictured: share of the page that images cover, at most 1
    :param invisible: how many glyphs are there without being drawn
    :param recognised: whether the glyphs are those of a text recognition laid under an image
    :param unreadable: how many glyphs have no letter
    :param struck: how many glyphs are struck through
    """

    number: int
    read: Frame
    shown: Frame
    glyphs: list[Glyph] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    pictured: float = 0.0
    invisible: int = 0
    recognised: bool = False
    unreadable: int = 0
    struck: int = 0

    @property
    def width(self) -> float:
        """Of the page as it is read, in points."""
        return self.read.size[0]

    @property
    def height(self) -> float:
        """Of the page as it is read, in points."""
        return self.read.size[1]


def take(document: PdfDocument, index: int) -> Sheet:
    """Read a page.

    :param index: from 0
    :raises pypdfium2.PdfiumError: when the page cannot be loaded
    """
    page = document[index]
    try:
        return _take(page, index + 1)
    finally:
        page.close()


@dataclass(frozen=True, slots=True)
class _Raw:
    """A glyph in the page's own space."""

    text: str
    origin: Point
    box: tuple[float, float, float, float]
    ink: float
    face: Face
    direction: Point
    visible: bool


def _take(page: PdfPage, number: int) -> Sheet:
    crop, media = page.get_cropbox(), page.get_mediabox()
    extent = (
        max(crop[0], media[0]), max(crop[1], media[1]), min(crop[2], media[2]), min(crop[3], media[3])
    )  # fmt: skip
    if not (1 < extent[2] - extent[0] < _LARGEST and 1 < extent[3] - extent[1] < _LARGEST):
        extent = _LETTER  # what PDFium takes where a file gives no sensible page
    shown = page.get_rotation() // 90 % 4
    raws, unreadable = _glyphs(page)
    turns = Counter(_turn(shown, raw.direction) for raw in raws)
    common = turns.most_common(1)
    # A wide table is often set sideways on an upright page: then the page is read turned.
    extra = common[0][0] if common and common[0][0] is not None and common[0][1] > 0.6 * len(raws) else 0
    frame = Frame(extent, (shown + (extra or 0)) % 4)
    drawn = drawing.gather(page, frame)
    sheet = Sheet(number, frame, Frame(extent, shown), [], drawn.edges, drawn.fields, drawn.pictured)
    sheet.unreadable = unreadable
    upright = [raw for raw in raws if _turn(frame.rotation, raw.direction) == 0]
    visible = [raw for raw in upright if raw.visible]
    sheet.invisible = len(upright) - len(visible)
    if sheet.invisible > 9 * len(visible):
        sheet.recognised, visible = True, upright
    wide, high = frame.size
    for raw in visible:
        glyph = _placed(raw, frame)
        if -1 <= glyph.left <= wide + 1 and 0 <= glyph.baseline <= high + 1:
            sheet.glyphs.append(glyph)
    _strike(sheet)
    return sheet


def _strike(sheet: Sheet) -> None:
    """Mark what is struck through: a draft with changes shown still holds what was deleted."""
    flat = [e for e in sheet.edges if e.horizontal and e.bottom - e.top < 1.5]
    edges = sorted(((e.top, e) for e in flat), key=lambda pair: pair[0])
    heights = [top for top, _ in edges]
    if not edges:
        return
    for i, glyph in enumerate(sheet.glyphs):
        size, middle = glyph.face.size, (glyph.left + glyph.right) / 2
        low, high = (bisect_left(heights, glyph.baseline - part * size) for part in (0.45, 0.15))
        if any(edge.left <= middle <= edge.right for _, edge in edges[low:high]):
            sheet.glyphs[i] = replace(glyph, struck=True)
            sheet.struck += 1


def _turn(rotation: int, direction: Point) -> int | None:
    """Return the quarter turns that a text still needs to stand upright, None when it is oblique."""
    a, b = direction
    x, y = ((a, -b), (b, a), (-a, b), (-b, -a))[rotation]
    if abs(y) <= 0.1 * abs(x):
        return 0 if x > 0 else 2
    if abs(x) <= 0.1 * abs(y):
        return 3 if y > 0 else 1
    return None


def _placed(raw: _Raw, frame: Frame) -> Glyph:
    x, baseline = frame.show(*raw.origin)
    one = frame.show(raw.box[0], raw.box[1])
    two = frame.show(raw.box[2], raw.box[3])
    left, right = sorted((one[0], two[0]))
    size = raw.face.size
    raised = raw.text.isdigit() and raw.ink > 0.2 * size
    return Glyph(raw.text, min(left, x) if x > left - size else left, right, baseline, raw.face, raised)


def _glyphs(page: PdfPage) -> tuple[list[_Raw], int]:
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    try:
        result: list[_Raw] = []
        unreadable = 0
        x, y = ctypes.c_double(), ctypes.c_double()
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        loose = pdfium.FS_RECTF()
        current, look = None, (Face("", 1.0, False, 0, False), (1.0, 0.0), True)
        for i in range(pdfium.FPDFText_CountChars(text)):
            if pdfium.FPDFText_IsGenerated(text, i) == 1:
                continue
            owner = pdfium.FPDFText_GetTextObject(text, i)
            address = ctypes.cast(owner, ctypes.c_void_p).value
            if address != current:
                current, look = address, _look(text, i, owner)
            face, direction, visible = look
            code = pdfium.FPDFText_GetUnicode(text, i)
            # PDFium gives a hyphen that ends a line as U+0002.
            letter = "-" if code == 2 else chr(code) if 31 < code < 0x110000 else ""
            if pdfium.FPDFText_HasUnicodeMapError(text, i) == 1 or not letter or letter == "\ufffd":
                letter = letter or "\ufffd"
                unreadable += not face.symbols
            if not pdfium.FPDFText_GetLooseCharBox(text, i, loose):
                continue
            pdfium.FPDFText_GetCharOrigin(text, i, x, y)
            box = (loose.left, loose.bottom, loose.right, loose.top)
            ink = 0.0
            if letter.isdigit():
                # How far a figure begins above the line: a mark of a note may be as large as the text.
                pdfium.FPDFText_GetCharBox(text, i, left, right, bottom, top)
                ux, uy = -direction[1], direction[0]
                corners = ((left.value, bottom.value), (right.value, top.value))
                ink = min((cx - x.value) * ux + (cy - y.value) * uy for cx, cy in corners)
            result.append(_Raw(letter, (x.value, y.value), box, ink, face, direction, visible))
        return result, unreadable
    finally:
        text.close()


def _look(text: Any, index: int, owner: Any) -> tuple[Face, Point, bool]:
    """Return face, direction and visibility, which all letters of a text object share."""
    import pypdfium2.raw as pdfium

    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, index, matrix)
    length = math.hypot(matrix.a, matrix.b) or 1.0
    size = pdfium.FPDFText_GetFontSize(text, index) * (math.hypot(matrix.c, matrix.d) or 1.0)
    name, flags = ctypes.create_string_buffer(256), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text, index, name, 256, flags)
    font = name.value.decode("utf-8", "replace").split("+", 1)[-1]
    weight = pdfium.FPDFText_GetFontWeight(text, index)
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    pdfium.FPDFText_GetFillColor(text, index, red, green, blue, alpha)
    mode = pdfium.FPDFTextObj_GetTextRenderMode(owner) if owner else 0
    face = Face(
        font,
        round(abs(size), 2),
        # Mode 2 (fill and stroke) is how Word prints bold with a font that has none.
        bool(_BOLD.search(font)) or weight >= 700 or mode == 2,
        red.value << 16 | green.value << 8 | blue.value,
        bool(_SYMBOLS.search(font)),
    )
    return face, (matrix.a / length, matrix.b / length), mode != _INVISIBLE and alpha.value > 0
