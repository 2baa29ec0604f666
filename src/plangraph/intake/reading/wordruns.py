"""What stands in a paragraph of a Word document: text with its look, page breaks, notes, text boxes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from plangraph.intake.reading.packages import Node, whole
from plangraph.intake.reading.worddiagrams import DATA, REFERENCE
from plangraph.intake.reading.wordstyles import Styles, W, is_on

_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_ALTERNATE: Final = f"{_MC}AlternateContent"
_BOX_CONTENT: Final = f"{W}txbxContent"

#: Wrappers whose content stands in the document as if they weren't there.
_THROUGH: Final = frozenset(W + name for name in ("customXml", "ins", "moveTo", "smartTag", "sdtContent"))
#: What a tracked change took away.
_DELETED: Final = frozenset(W + name for name in ("del", "moveFrom"))
_PASSAGES: Final = frozenset(W + name for name in ("hyperlink", "fldSimple", "dir", "bdo"))
_PICTURES: Final = frozenset(W + name for name in ("drawing", "pict", "object"))
_SIGNS: Final = {W + "tab": "\t", W + "ptab": "\t", W + "cr": "\n", W + "br": "\n", W + "noBreakHyphen": "-"}
#: Signs of the symbol fonts that say something in words; the others are ornament.
_SYMBOLS: Final = {"b7": "•", "a7": "▪", "e0": "→", "fc": "✓", "b3": "≥", "a3": "≤", "b1": "±", "2d": "-"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that looks the same.

    :param text: its text
    :param bold: whether it is bold
    :param size: font size in points, or None where nothing says it
    """

    text: str
    bold: bool = False
    size: float | None = None


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A new page.

    :param rendered: whether Word noted that a page really ended here, not only that one should
    """

    rendered: bool


@dataclass(frozen=True, slots=True)
class NoteReference:
    """A reference to a note.

    :param kind: ``footnote`` or ``endnote``
    :param key: its ``w:id``
    """

    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class TextBox:
    """A text box that is anchored here.

    :param content: its ``w:txbxContent``
    """

    content: Node


@dataclass(frozen=True, slots=True)
class Diagram:
    """A SmartArt diagram that is anchored here.

    :param key: id of the relation to its data
    """

    key: str


#: What stands in a paragraph beside its text.
Anchored: TypeAlias = "PageBreak | NoteReference | TextBox | Diagram"


@dataclass(slots=True)
class Fields:
    """The fields that are open at a place: only their results are text."""

    #: For each open field its instruction, and whether its result has begun.
    _open: list[tuple[str, bool]] = field(default_factory=list)

    def begin(self) -> None:
        """Begin a field: its instruction follows."""
        self._open.append(("", False))

    def instruct(self, text: str) -> None:
        """Take a part of the innermost field's instruction."""
        if self._open and not self._open[-1][1]:
            self._open[-1] = (self._open[-1][0] + text, False)

    def separate(self) -> None:
        """Begin the result of the innermost field."""
        if self._open:
            self._open[-1] = (self._open[-1][0], True)

    def end(self) -> None:
        """End the innermost field."""
        if self._open:
            self._open.pop()

    def end_paragraph(self) -> None:
        """Forget fields whose instruction never ended: they would swallow the rest of the document."""
        while self._open and not self._open[-1][1]:
            self._open.pop()

    @property
    def visible(self) -> bool:
        """Whether text here is printed."""
        return all(result for _, result in self._open)

    @property
    def contents(self) -> bool:
        """Whether text here is the result of a field that makes a table of contents."""
        return any(result and told.split()[:1] == ["TOC"] for told, result in self._open)


def through(node: Node) -> Iterator[Node]:
    """Yield the children of a node, each :func:`unwrapped`."""
    for child in node:
        yield from unwrapped(child)


def unwrapped(child: Node) -> Iterator[Node]:
    """Yield what stands in a wrapper, or the node itself when it is none.

    Nothing, when a tracked change deleted it or it only asks to be filled in.
    """
    tag = child.tag
    if tag == f"{W}sdt":
        properties, content = child.find(f"{W}sdtPr"), child.find(f"{W}sdtContent")
        if content is not None and not is_on(properties, "showingPlcHdr"):
            yield from through(content)
    elif tag in _THROUGH:
        yield from through(child)
    elif tag == _ALTERNATE:
        yield from through(chosen(child))
    elif tag not in _DELETED:
        yield child


def chosen(alternate: Node) -> Node:
    """Return the one branch of alternatives that is read: the first with text, else the first."""
    for branch in alternate:
        if next(branch.iter(f"{W}t", _BOX_CONTENT, REFERENCE), None) is not None:
            return branch
    return alternate[0] if len(alternate) else alternate


def parts(paragraph: Node, style: str, styles: Styles, fields: Fields) -> Iterator[Piece | Anchored]:
    """Yield what stands in a paragraph, in order.

    :param paragraph: a ``w:p``
    :param style: id of its style
    :param styles: the document's styles
    :param fields: the fields that are open before it; kept up to date
    """
    yield from _inline(paragraph, style, styles, fields)
    fields.end_paragraph()


def _inline(node: Node, style: str, styles: Styles, fields: Fields) -> Iterator[Piece | Anchored]:
    for child in through(node):
        tag = child.tag
        if tag == f"{W}r":
            yield from _run(child, style, styles, fields)
        elif tag in _PASSAGES:
            yield from _inline(child, style, styles, fields)
        elif tag.startswith(_MATH) and fields.visible:
            yield Piece("".join(text.text or "" for text in child.iter(f"{_MATH}t")))


def _run(run: Node, style: str, styles: Styles, fields: Fields) -> Iterator[Piece | Anchored]:
    properties = run.find(f"{W}rPr")
    hidden = styles.run_switch(properties, style, "vanish")
    texts: list[str] = []
    for part in _run_parts(run, fields):
        if not isinstance(part, str):
            yield from _piece(texts, properties, style, styles)
            yield part
        elif not hidden:
            texts.append(part)
    yield from _piece(texts, properties, style, styles)


def _piece(texts: list[str], properties: Node | None, style: str, styles: Styles) -> Iterator[Piece]:
    """Yield the texts gathered so far as one piece, and forget them."""
    text = "".join(texts)
    texts.clear()
    if text:
        half_points = whole(styles.run_value(properties, style, "sz"))
        size = None if half_points is None else half_points / 2
        yield Piece(text, styles.run_switch(properties, style, "b"), size)


def _run_parts(run: Node, fields: Fields) -> Iterator[str | Anchored]:
    for child in run:
        tag = child.tag
        if tag in _PICTURES:
            yield from _drawn(child)
        elif tag == _ALTERNATE:
            yield from _run_parts(chosen(child), fields)
        elif tag == f"{W}ruby":
            for base in child.iterfind(f"{W}rubyBase/{W}r"):
                yield from _run_parts(base, fields)
        elif tag == f"{W}fldChar":
            _follow(child.get(f"{W}fldCharType"), fields)
        elif tag == f"{W}instrText":
            fields.instruct(child.text or "")
        elif tag == f"{W}lastRenderedPageBreak":
            yield PageBreak(rendered=True)
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            yield NoteReference(tag.removeprefix(W).removesuffix("Reference"), child.get(f"{W}id", ""))
        else:
            if fields.visible:
                yield _sign(child)
            if tag == f"{W}br" and child.get(f"{W}type") == "page":
                yield PageBreak(rendered=False)


def _sign(child: Node) -> str:
    """Return what a child of a run prints."""
    tag = child.tag
    if tag == f"{W}t":
        return child.text or ""
    return _symbol(child.get(f"{W}char", "")) if tag == f"{W}sym" else _SIGNS.get(tag, "")


def _follow(kind: str | None, fields: Fields) -> None:
    match kind:
        case "begin":
            fields.begin()
        case "separate":
            fields.separate()
        case "end":
            fields.end()


def _symbol(code: str) -> str:
    code = code.lower()
    if code.startswith("f0"):
        return _SYMBOLS.get(code[2:].lstrip("0"), "")
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def _drawn(node: Node) -> Iterator[TextBox | Diagram]:
    """Yield what can be read in a drawing, each once: not the copy for old programs."""
    for child in node:
        if child.tag == _ALTERNATE:
            yield from _drawn(chosen(child))
        elif child.tag == _BOX_CONTENT:
            yield TextBox(child)
        elif child.tag == REFERENCE:
            yield Diagram(child.get(DATA, ""))
        else:
            yield from _drawn(child)
