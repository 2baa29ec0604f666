"""A PDF draft given back with each finding as an annotation on a copy, its pages untouched."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from plangraph.intake.document import Rectangle
from plangraph.intake.reading.pdf.drawing import Frame
from plangraph.model import Severity
from plangraph.report.remarks import AUTHOR, Remark, Source, given
from plangraph.report.remarks import remarks as remarks_of

if TYPE_CHECKING:
    from plangraph.model import Assessment, Lang

#: Pale, so that the words stay readable below them; the note says the severity in words.
_COLOUR: Final = {Severity.VIOLATION: "ffc9c4", Severity.WARNING: "ffe6a8", Severity.INFO: "d3e6f8"}
#: Size of the icon of a note, and the distance from one to the next (points).
_ICON: Final = 12.0
_STEP: Final = 14.0


def as_pdf(assessments: Sequence[Assessment], lang: Lang, drafts: Mapping[str, Source]) -> bytes:
    """Give a PDF draft back with its findings as annotations.

    :param assessments: of one plan
    :param drafts: the documents that plans were taken in from, by the plans' IRIs
    :raises OutputError: when the plan was not handed in as a PDF
    """
    assessment, source = given(assessments, drafts, "application/pdf")
    return annotate(source.data, remarks_of(assessment, source.document, lang))


def annotate(data: bytes, remarks: Sequence[Remark]) -> bytes:
    """Put remarks into a PDF: the worst one on a part marks its words, the others are notes beside it.

    :param data: the file that was read
    :param remarks: what to say, and where; those about no part are notes along the top of the first page
    :returns: the same file with annotations appended
    """
    from pypdf import PdfReader, PdfWriter

    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted:
        reader.decrypt("")
    writer = PdfWriter(clone_from=reader)
    beside: Counter[Rectangle] = Counter()
    marked: set[Rectangle] = set()
    for remark in remarks:
        lines = remark.block.places if remark.block is not None else ()
        if lines and lines[0] not in marked:
            marked.add(lines[0])
            for number in sorted({line.page for line in lines}):
                page = writer.pages[number - 1]
                on_page = [line for line in lines if line.page == number]
                writer.add_annotation(page, _mark(_frame(page), remark, on_page))
            continue
        number = (remark.block.page if remark.block else None) or 1
        place = lines[0] if lines else Rectangle(min(number, len(writer.pages)), _STEP, _STEP, _STEP, _STEP)
        page = writer.pages[place.page - 1]
        writer.add_annotation(page, _note(_frame(page), remark, place, beside[place]))
        beside[place] += 1
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _mark(frame: Frame, remark: Remark, lines: Sequence[Rectangle]) -> Any:
    from pypdf.annotations import Highlight

    quads = [_quad(frame, line) for line in lines]
    mark = Highlight(
        rect=_around(quads),
        quad_points=_numbers(q for quad in quads for q in quad),
        highlight_color=_COLOUR[remark.severity],
        printing=True,
        title_bar=AUTHOR,
    )
    return _told(mark, remark)


def _note(frame: Frame, remark: Remark, place: Rectangle, taken: int) -> Any:
    """Make a note right of a place and of the notes that are there; at the page's edge they go on below."""
    from pypdf.annotations import Text as Note

    wide, high = frame.size
    row = max(1, int((wide - _ICON - place.right) // _STEP))
    down, across = divmod(taken, row)
    left = min(place.right + 2 + across * _STEP, wide - _ICON)
    top = min(place.top + down * _STEP, high - _ICON)
    icon = Rectangle(place.page, left, top, left + _ICON, top + _ICON)
    return _told(Note(rect=_around([_quad(frame, icon)]), text=remark.text, title_bar=AUTHOR), remark)


def _told(annotation: Any, remark: Remark) -> Any:
    from pypdf.generic import NameObject, TextStringObject

    annotation[NameObject("/Contents")] = TextStringObject(remark.text)
    annotation[NameObject("/Subj")] = TextStringObject(remark.lines[-1])
    return annotation


def _frame(page: Any) -> Frame:
    """Return how a page lies; the reader counts from the upper left corner of the page as it is shown."""
    box = page.cropbox
    extent = (float(box.left), float(box.bottom), float(box.right), float(box.top))
    return Frame(extent, (int(page.rotation) // 90) % 4)


def _quad(frame: Frame, line: Rectangle) -> tuple[float, ...]:
    """Return the corners of a line (upper left, upper right, lower left, lower right) in the page's space."""
    corners = (
        (line.left, line.top),
        (line.right, line.top),
        (line.left, line.bottom),
        (line.right, line.bottom),
    )
    return tuple(number for x, y in corners for number in frame.unshow(x, y))


def _around(quads: Sequence[tuple[float, ...]]) -> tuple[float, float, float, float]:
    across = [x for quad in quads for x in quad[::2]]
    up = [y for quad in quads for y in quad[1::2]]
    return (min(across), min(up), max(across), max(up))


def _numbers(values: Iterable[float]) -> Any:
    from pypdf.generic import ArrayObject, FloatObject

    return ArrayObject([FloatObject(value) for value in values])
