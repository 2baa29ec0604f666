"""Lines, fields and pictures on a page of a PDF, and how a page lies."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, TypeAlias

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_Matrix: TypeAlias = tuple[float, float, float, float, float, float]
Point: TypeAlias = tuple[float, float]

#: A drawing (chart, logo, map) has longer paths than a frame with rounded corners.
_SEGMENTS: Final = 40
_OBJECTS: Final = 20_000
_NESTING: Final = 6
#: Thinner than this many points a filled rectangle is a line.
_THIN: Final = 3.0


@dataclass(frozen=True, slots=True)
class Frame:
    """How a page lies: between its own space and the one that counts from the upper left corner.

    :param extent: left, bottom, right, top of the page in its own space
    :param rotation: quarter turns clockwise
    """

    extent: tuple[float, float, float, float]
    rotation: int = 0

    @property
    def size(self) -> Point:
        """Width and height, turned."""
        left, bottom, right, top = self.extent
        wide, high = right - left, top - bottom
        return (high, wide) if self.rotation % 2 else (wide, high)

    def show(self, x: float, y: float) -> Point:
        """Return where a point of the page's own space lies."""
        left, bottom, right, top = self.extent
        turned = ((x - left, top - y), (y - bottom, x - left), (right - x, y - bottom), (top - y, right - x))
        return turned[self.rotation]

    def unshow(self, x: float, y: float) -> Point:
        """Return the point of the page's own space that lies there: the inverse of :meth:`show`."""
        left, bottom, right, top = self.extent
        turned = ((x + left, top - y), (y + left, x + bottom), (right - x, y + bottom), (right - y, top - x))
        return turned[self.rotation]


@dataclass(frozen=True, slots=True)
class Edge:
    """A horizontal or vertical line."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def horizontal(self) -> bool:
        """Whether it is wider than high."""
        return self.right - self.left >= self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Field:
    """A filled or framed rectangle.

    :param fill: ``0xRRGGBB``, or None where it is only framed
    """

    left: float
    top: float
    right: float
    bottom: float
    fill: int | None
    framed: bool


@dataclass(slots=True)
class Drawn:
    """What is drawn on a page beside its text.

    :param pictured: share of the page that images cover, at most 1
    """

    frame: Frame
    edges: list[Edge] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)
    pictured: float = 0.0


def gather(page: PdfPage, frame: Frame) -> Drawn:
    """Gather lines, fields and the share of images.

    :param frame: how the page is read
    """
    import pypdfium2.raw as pdfium

    drawn = Drawn(frame)
    width, height = frame.size
    area = 0.0
    for item, matrix in _objects(page):
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            corners = [_shown(frame, matrix, point) for point in _bounds(item)]
            if corners:
                (x0, y0), (x1, y1) = corners
                across = min(max(x0, x1), width) - max(min(x0, x1), 0.0)
                down = min(max(y0, y1), height) - max(min(y0, y1), 0.0)
                area += max(across, 0.0) * max(down, 0.0)
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            _path(item, matrix, drawn)
    drawn.pictured = min(1.0, area / (width * height))
    return drawn


def _objects(page: PdfPage) -> Iterator[tuple[Any, _Matrix]]:
    import pypdfium2.raw as pdfium

    left = _OBJECTS
    plain: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

    def inside(form: Any, outer: _Matrix, depth: int) -> Iterator[tuple[Any, _Matrix]]:
        nonlocal left
        for i in range(pdfium.FPDFFormObj_CountObjects(form)):
            item = pdfium.FPDFFormObj_GetObject(form, i)
            left -= 1
            if left < 0 or not item:
                return
            if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_FORM:
                yield item, outer
            elif depth < _NESTING:
                yield from inside(item, _times(_matrix(item), outer), depth + 1)

    for i in range(pdfium.FPDFPage_CountObjects(page)):
        item = pdfium.FPDFPage_GetObject(page, i)
        left -= 1
        if left < 0 or not item:
            return
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_FORM:
            yield from inside(item, _matrix(item), 0)
        else:
            yield item, plain


def _matrix(item: Any) -> _Matrix:
    import pypdfium2.raw as pdfium

    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, matrix):
        return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _times(one: _Matrix, two: _Matrix) -> _Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = two
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _bounds(item: Any) -> list[Point]:
    import pypdfium2.raw as pdfium

    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return []
    return [(left.value, bottom.value), (right.value, top.value)]


def _shown(frame: Frame, matrix: _Matrix, point: Point) -> Point:
    a, b, c, d, e, f = matrix
    x, y = point
    return frame.show(a * x + c * y + e, b * x + d * y + f)


def _path(item: Any, outer: _Matrix, drawn: Drawn) -> None:
    import pypdfium2.raw as pdfium

    count = pdfium.FPDFPath_CountSegments(item)
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(item, mode, stroked) or not (mode.value or stroked.value):
        return
    fill = _colour(item) if mode.value else None
    if count < 2 or (fill is None and not stroked.value):
        return
    matrix = _times(_matrix(item), outer)
    x, y = ctypes.c_float(), ctypes.c_float()
    part: list[tuple[Point, bool]] = []
    closed = False
    for i in range(min(count, 4 * _SEGMENTS * _SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(item, i)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO and part:
            _outline(part, closed, fill, bool(stroked.value), drawn)
            part, closed = [], False
        point = _shown(drawn.frame, matrix, (x.value, y.value))
        part.append((point, kind == pdfium.FPDF_SEGMENT_BEZIERTO))
        closed = closed or pdfium.FPDFPathSegment_GetClose(segment) == 1
    _outline(part, closed, fill, bool(stroked.value), drawn)


def _colour(item: Any) -> int | None:
    """Return the fill, None for one that nobody sees on white paper."""
    import pypdfium2.raw as pdfium

    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(item, red, green, blue, alpha):
        return 0x808080  # a pattern
    if alpha.value < 8 or min(red.value, green.value, blue.value) > 250:
        return None
    return red.value << 16 | green.value << 8 | blue.value


def _outline(
    part: list[tuple[Point, bool]], closed: bool, fill: int | None, stroked: bool, drawn: Drawn
) -> None:
    if not 2 <= len(part) <= _SEGMENTS:
        return
    points = [point for point, _ in part]
    if closed and points[0] != points[-1]:
        part = [*part, (points[0], False)]
        points.append(points[0])
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    if fill is not None and min(right - left, bottom - top) < _THIN:
        if max(right - left, bottom - top) > 2 * _THIN:
            drawn.edges.append(Edge(left, top, right, bottom))
        return
    straight = [
        Edge(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))
        for (a, _), (b, curved) in pairwise(part)
        if not curved and (abs(a[0] - b[0]) < 1 or abs(a[1] - b[1]) < 1)
    ]
    around = sum(max(e.right - e.left, e.bottom - e.top) for e in straight)
    whole = 2 * (right - left + bottom - top)
    if len(points) >= 4 and min(right - left, bottom - top) >= _THIN and around >= 0.6 * whole:
        drawn.fields.append(Field(left, top, right, bottom, fill, stroked))
    elif stroked:
        drawn.edges += [e for e in straight if max(e.right - e.left, e.bottom - e.top) > 2 * _THIN]
