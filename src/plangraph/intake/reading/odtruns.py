"""What stands in a paragraph of an OpenDocument text: its text with its look, notes, drawings, page ends."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from plangraph.intake.reading.odtstyles import DRAW, OFFICE, TEXT, OdtStyles
from plangraph.intake.reading.packages import Node

#: Inside a paragraph, what is no text of it.
_APART: Final = frozenset(
    [f"{OFFICE}annotation", f"{TEXT}ruby-text", f"{TEXT}note-citation", f"{TEXT}tracked-changes"]
)
_SIGNS: Final = {f"{TEXT}s": " ", f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}


@dataclass(slots=True)
class Inside:
    """What stands in one paragraph.

    :param style: name of its style
    :param texts: its text, piece by piece
    :param sizes: how many characters there are of each font size
    :param bold: whether all of it is bold
    :param drawings: shapes and frames that are anchored in it
    :param notes: its footnotes and endnotes
    :param skipped: pages that ended in it before its text began
    :param ended: pages that ended in it
    """

    style: str
    texts: list[str] = field(default_factory=list)
    sizes: Counter[float] = field(default_factory=Counter)
    bold: bool = True
    drawings: list[Node] = field(default_factory=list)
    notes: list[Node] = field(default_factory=list)
    skipped: int = 0
    ended: int = 0

    @property
    def text(self) -> str:
        """All of its text."""
        return "".join(self.texts)

    @property
    def size(self) -> float | None:
        """The font size of most of it, in points."""
        return self.sizes.most_common(1)[0][0] if self.sizes else None


def gather(paragraph: Node, styles: OdtStyles) -> Inside:
    """Return what stands in a paragraph.

    :param paragraph: a ``text:p`` or ``text:h``
    :param styles: the document's styles
    """
    inside = Inside(paragraph.get(f"{TEXT}style-name", ""))
    _gather(paragraph, inside, (), styles)
    return inside


def _gather(node: Node, inside: Inside, spans: tuple[str, ...], styles: OdtStyles) -> None:
    _say(node.text, inside, spans, styles)
    for child in node:
        tag = child.tag
        if tag == f"{TEXT}span":
            _gather(child, inside, (child.get(f"{TEXT}style-name", ""), *spans), styles)
        elif tag in _SIGNS:
            _say(_SIGNS[tag], inside, spans, styles)
        elif tag == f"{TEXT}soft-page-break":
            inside.ended += 1
            inside.skipped += not inside.text.strip()
        elif tag == f"{TEXT}note":
            inside.notes.append(child)
        elif tag.startswith(DRAW) and tag != f"{DRAW}a":
            inside.drawings.append(child)
        elif tag not in _APART:
            _gather(child, inside, spans, styles)
        _say(child.tail, inside, spans, styles)


def _say(text: str | None, inside: Inside, spans: tuple[str, ...], styles: OdtStyles) -> None:
    if not text or styles.is_hidden(spans, inside.style):
        return
    inside.texts.append(text)
    if said := len(text.strip()):
        if (size := styles.size(spans, inside.style)) is not None:
            inside.sizes[size] += said
        inside.bold = inside.bold and styles.is_bold(spans, inside.style)
