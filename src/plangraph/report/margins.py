"""A Word draft given back with each finding as a comment in its margin, and nothing else changed."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from plangraph.report.remarks import AUTHOR, WORD, Remark, Source, given
from plangraph.report.remarks import remarks as remarks_of

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

    from plangraph.model import Assessment, Lang


def as_docx(assessments: Sequence[Assessment], lang: Lang, drafts: Mapping[str, Source]) -> bytes:
    """Give a Word draft back with its findings as comments.

    :param assessments: of one plan
    :param drafts: the documents that plans were taken in from, by the plans' IRIs
    :raises OutputError: when the plan was not handed in as a Word file
    """
    assessment, source = given(assessments, drafts, WORD)
    return comment(source.data, remarks_of(assessment, source.document, lang))


def comment(data: bytes, remarks: Sequence[Remark]) -> bytes:
    """Put remarks into a Word file.

    :param data: the file that was read; its paragraphs are counted as the reader counted them
    :param remarks: those without a block go to the first paragraph
    :returns: the same file with comments
    """
    import docx
    from docx.oxml.ns import qn

    word = docx.Document(io.BytesIO(data))
    paragraphs = list(word.element.body.iter(qn("w:p")))
    if not paragraphs:
        paragraphs = [word.add_paragraph()._p]
    for remark in remarks:
        place = remark.block.element if remark.block is not None else None
        known = place is not None and place < len(paragraphs)
        paragraph = paragraphs[place if known and place is not None else 0]
        _anchor(_commentable(paragraph), _add(word, remark))
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _add(word: WordDocument, remark: Remark) -> int:
    made = word.part._comments_part.comments.add_comment(author=AUTHOR, initials="pg")
    made.paragraphs[0].add_run(_clean(remark.heading)).bold = True
    for line in remark.lines:
        made.add_paragraph(_clean(line))
    return made.comment_id


def _commentable(paragraph: Any) -> Any:
    """Return the paragraph, or the one that holds its text box: Word takes no comments inside a text box."""
    from docx.oxml.ns import qn

    for above in paragraph.iterancestors(qn("w:p")):
        paragraph = above
    return paragraph


def _anchor(paragraph: Any, comment_id: int) -> None:
    """Mark a whole paragraph as what a comment is about."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    start, end, run, reference = (
        OxmlElement(tag) for tag in ("w:commentRangeStart", "w:commentRangeEnd", "w:r", "w:commentReference")
    )
    for element in (start, end, reference):
        element.set(qn("w:id"), str(comment_id))
    run.append(reference)
    properties = paragraph.find(qn("w:pPr"))
    paragraph.insert(0 if properties is None else 1, start)
    paragraph.extend((end, run))


def _clean(text: str) -> str:
    """Drop what XML cannot hold."""
    return "".join(c for c in text if c in "\t\n" or " " <= c < "\ud800" or c >= "\ue000")
