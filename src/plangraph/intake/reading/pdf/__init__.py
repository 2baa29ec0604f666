"""Reads PDF by its geometry: where letters, lines and fields stand, not in which order the file has them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from plangraph.errors import LoadError
from plangraph.intake.document import Document
from plangraph.intake.reading import limits
from plangraph.intake.reading.composing import Composer
from plangraph.intake.reading.pdf import furniture, glyphs, pages, words
from plangraph.intake.reading.pdf.drawing import Frame
from plangraph.intake.reading.pdf.glyphs import Sheet
from plangraph.intake.reading.pdf.roles import Bookmark
from plangraph.model import Text

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MEDIA_TYPE: Final = "application/pdf"
_END: Final = 4096
_BLANK: Final = Frame((0.0, 0.0, 595.0, 842.0))
#: Titles that a program has put in by itself.
_TITLES: Final = re.compile(
    r"untitled|uden titel|do[ck]ument\s*\d*|microsoft word.*|.*\.(?:docx?|pdf|indd|odt|pptx?|tmp)|\W*",
    re.IGNORECASE,
)


def read(data: bytes, name: str, progress: Callable[[int, int], None] | None = None) -> Document:
    """Read a PDF.

    The text holds what a person reads, in that order; a block's places are in points from the upper left
    corner of the page as it is shown, its rotation and crop box applied. Running lines are blocks where they
    first stand, page numbers are left out; so is text that is set aslant, or not printed.

    :param data: the file
    :param name: its name, for messages and the document
    :param progress: called with pages read and pages in all
    :raises LoadError: when it is damaged, locked, too long, or scanned without text
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _refusal(name, data, str(error)) from error
    try:
        if b"%%EOF" not in data[-_END:] and b"startxref" not in data[-_END:]:
            raise LoadError(name, "ends early, so part of it is missing; fetch or save the PDF anew")
        return _read(document, data, name, progress)
    finally:
        document.close()


def _refusal(name: str, data: bytes, told: str) -> LoadError:
    if "assword" in told:
        return LoadError(name, "is locked with a password; save it without one and hand it in again")
    if "ecurity" in told:
        return LoadError(
            name,
            "is locked in a way that cannot be opened; save it without protection and hand it in again",
            danish="er beskyttet, så den ikke kan åbnes; gem den uden beskyttelse, og aflever den igen",
        )
    if not data.lstrip()[:5].startswith(b"%PDF"):
        return LoadError(
            name,
            "is no PDF; hand in the file that the PDF was made from, or save it as PDF anew",
            danish="er ikke en PDF; aflever den fil, den er lavet af, eller gem den igen som PDF",
        )
    return LoadError(name, "is damaged and cannot be opened as PDF; save it anew and hand it in again")


def _read(
    document: PdfDocument, data: bytes, name: str, progress: Callable[[int, int], None] | None
) -> Document:
    import pypdfium2

    count = len(document)
    if not count:
        raise LoadError(name, "has no pages; save the PDF anew and hand it in again")
    if count > limits.PAGES:
        raise LoadError(
            name,
            f"has {count} pages, more than the {limits.PAGES} allowed; hand in the plan alone",
            danish=f"har {count} sider, og der læses højst {limits.PAGES}; aflever kun selve planen",
        )
    sheets: list[Sheet] = []
    broken: list[int] = []
    letters = 0
    for index in range(count):
        try:
            sheet = glyphs.take(document, index)
        except pypdfium2.PdfiumError:
            broken.append(index + 1)
            sheet = Sheet(index + 1, _BLANK, _BLANK)
        letters += len(sheet.glyphs)
        if letters > limits.CHARACTERS:
            raise limits.too_long(name)
        sheets.append(sheet)
        if progress is not None:
            progress(index + 1, count)
    if len(broken) == count:
        raise LoadError(name, "is damaged: none of its pages can be read; save it anew and hand it in again")
    notes = _judge(sheets, broken, name)
    found = [words.find(sheet.glyphs) for sheet in sheets]
    body, ink = _usual(sheets)
    leaves = furniture.part(sheets, found, body)
    composer = Composer(name)
    pages.compose(composer, leaves, _bookmarks(document), body, ink)
    return composer.document(data, MEDIA_TYPE, pages=count, title=_title(document), notes=tuple(notes))


def _judge(sheets: Sequence[Sheet], broken: Sequence[int], name: str) -> list[Text]:
    """Say which pages have no text; refuse when none has.

    :raises LoadError: when no page has text
    """
    for sheet in sheets:
        if sheet.unreadable > 0.3 * max(1, len(sheet.glyphs)):
            sheet.glyphs = []
    unreadable = [s.number for s in sheets if not s.glyphs and s.unreadable]
    scanned = [s.number for s in sheets if len(s.glyphs) < 10 and s.pictured > 0.5 and not s.unreadable]
    if not any(sheet.glyphs for sheet in sheets) or (
        scanned and sum(len(s.glyphs) for s in sheets) < 20 * len(scanned) and 2 * len(scanned) > len(sheets)
    ):
        if unreadable:
            raise LoadError(
                name,
                "has letters without meaning, as its fonts do not say which they are; hand in the Word file",
            )
        if scanned:
            raise LoadError(
                name,
                "is scanned: its pages are pictures without text; run text recognition (OCR) on it, "
                "or hand in the Word file it was made from",
            )
        raise LoadError(name, "has no text; hand in the Word file that it was made from")
    recognised = [s.number for s in sheets if s.recognised]
    hidden = [s.number for s in sheets if s.invisible and not s.recognised]
    notes = []
    for numbers, da, en in (
        (broken, "kan ikke læses og er udeladt", "cannot be read and {is} left out"),
        (
            scanned,
            "er scannet uden tekst og kunne ikke læses; kør tekstgenkendelse (OCR) på filen",
            "{is} scanned without text and could not be read; run text recognition (OCR) on the PDF",
        ),
        (
            unreadable,
            "har bogstaver, som skrifttyperne ikke siger hvad er, og kunne ikke læses",
            "{has} letters whose fonts do not say which they are, and could not be read",
        ),
        (
            recognised,
            "er scannet; teksten er tekstgenkendelsens og kan have fejl",
            "{is} scanned; the text is that of a text recognition and may hold errors",
        ),
        (
            [s.number for s in sheets if s.struck],
            "har overstreget tekst, som er udeladt",
            "{has} struck-out text, which is left out",
        ),
        (hidden, "har usynlig tekst, som er udeladt", "{has} invisible text, which is left out"),
    ):
        if numbers:
            one = len(numbers) == 1
            verb = en.replace("{is}", "is" if one else "are").replace("{has}", "has" if one else "have")
            notes.append(
                Text(
                    f"Side {_listed(numbers, 'og')} {da}.",
                    f"Page{'' if one else 's'} {_listed(numbers, 'and')} {verb}.",
                )
            )
    return notes


def _listed(numbers: Sequence[int], conjunction: str) -> str:
    """Write page numbers, runs of them shortened: 2, 4-6 and 9."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    parts = [str(a) if a == b else f"{a}-{b}" for a, b in runs]
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {conjunction} {parts[-1]}"


def _usual(sheets: Sequence[Sheet]) -> tuple[float, int]:
    """Return size and colour of the running text: the largest type that a fifth of all letters have.

    Not the most frequent one, which in a plan of tables is that of the tables.
    """
    sizes: Counter[float] = Counter()
    colours: Counter[int] = Counter()
    for sheet in sheets:
        for glyph in sheet.glyphs:
            sizes[round(glyph.face.size * 2) / 2] += 1
            colours[glyph.face.colour] += 1
    body = max(size for size, n in sizes.items() if n + sizes[size + 0.5] >= 0.2 * sizes.total())
    return max(1.0, body), colours.most_common(1)[0][0]


def _bookmarks(document: PdfDocument) -> list[Bookmark]:
    import pypdfium2

    result: list[Bookmark] = []
    try:
        for entry in document.get_toc(max_depth=6):
            dest = entry.get_dest()
            index = dest.get_index() if dest is not None else None
            result.append(Bookmark(entry.get_title(), entry.level + 1, None if index is None else index + 1))
            if len(result) > 2000:
                break
    except (pypdfium2.PdfiumError, ValueError, RecursionError):
        return []  # an outline that is broken says nothing
    return result


def _title(document: PdfDocument) -> str:
    title = str(document.get_metadata_dict().get("Title", "")).strip()
    return "" if _TITLES.fullmatch(title) else title
