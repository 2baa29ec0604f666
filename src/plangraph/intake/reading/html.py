"""Reads web pages (.html): what stands in them, without what runs, styles or leads elsewhere."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from plangraph.errors import LoadError
from plangraph.intake.document import Cell, Document, Kind
from plangraph.intake.reading import limits
from plangraph.intake.reading.composing import Composer, split_bullet
from plangraph.intake.reading.numbering import BULLET, printed_number
from plangraph.intake.reading.packages import Node, whole

MEDIA_TYPE: Final = "text/html"

#: What is no text of the page.
_APART: Final = frozenset(
    (
        "script", "style", "nav", "template", "noscript", "head", "svg", "math", "iframe", "object", "embed",
        "select", "option", "button", "input", "textarea", "audio", "video", "canvas", "map", "datalist",
        "del", "rt", "rp",
    )
)  # fmt: skip
#: What begins a block of its own.
_BLOCKS: Final = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
        "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
        "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "ol", "p", "pre",
        "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    )
)  # fmt: skip
_BOXES: Final = frozenset(("aside", "blockquote", "fieldset", "details"))
_HEADING: Final = re.compile(r"h([1-6])$")
_FORMS: Final = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_HIDDEN: Final = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_BOLD: Final = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_FRAME: Final = re.compile(
    r"(?:border\s*:\s*(?!none|0)|background(?:-color)?\s*:\s*(?!none|transparent|white|#fff))", re.IGNORECASE
)
#: Word's own class for a line of contents, and what others call the whole of it.
_CONTENTS: Final = re.compile(
    r"(?:^|\s)(?:toc|MsoToc\w*|table-of-contents|table of contents\d*|indholdsfortegnelse\d*)(?:\s|$)",
    re.IGNORECASE,
)
_TITLE: Final = re.compile(r"(?:^|\s)(?:title|MsoTitle)(?:\s|$)")
_NOTES: Final = re.compile(r"(?:^|\s)(?:(?:sd)?(?:foot|end)note(?:s|\d+)?|Mso(?:Foot|End)noteText)(?:\s|$)")
_NOTE_LINK: Final = re.compile(r"#(?:_?ftn|_?edn|fn|sdfootnote|sdendnote)")

_CHARSET: Final = re.compile(
    rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE
)
_DECLARED: Final = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.-]{1,40})")
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Encodings of text, and none of Python's that decode to something else (zip, rot13 …).
_TEXTUAL: Final = re.compile(r"(?:utf|iso|latin|windows|cp|mac|koi|ascii|us)", re.IGNORECASE)
_WIDEST: Final = 1_000


def read(data: bytes, name: str) -> Document:
    """Read a web page.

    :param data: the file
    :param name: its name, for errors
    :raises LoadError: when it is no web page, or over a limit
    """
    from lxml import etree, html

    text = decode(data)
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        # As bytes again: a charset that the page declares would count a second time otherwise.
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise LoadError(
            name, "holds no text that can be read; save the page anew from the browser"
        ) from error
    # The parser leaves the rest of the page out without a word.
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise limits.too_deep(name)
    reader = _Reader(name)
    reader.walk(root, _Where())
    reader.flush()
    return reader.composer.document(data, MEDIA_TYPE, title=root.findtext(".//title") or "")


def decode(data: bytes) -> str:
    """Return the text of a page in the encoding that its first bytes or its own words say, else UTF-8."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    declared = _DECLARED.match(data) or _CHARSET.search(data[:4096])
    if declared is not None and _TEXTUAL.match(told := declared[1].decode("ascii")):
        # Browsers read Latin-1 as Windows-1252, and a page that says UTF-16 in ASCII letters isn't.
        encoding = "utf-8" if told.lower().startswith("utf") else told
        encoding = (
            "cp1252" if told.lower() in ("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii") else encoding
        )
        try:
            return data.decode(encoding, "replace")
        except LookupError:
            pass
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


@dataclass(slots=True)
class _Items:
    """A list while its items are read."""

    ordered: bool
    form: str
    following: int

    def next(self, claimed: str | None) -> str:
        """Return the marker of the next item."""
        if not self.ordered:
            return BULLET
        number = _number(claimed, self.following)
        self.following = number + 1
        return f"{printed_number(number, self.form)}."


@dataclass(frozen=True, slots=True)
class _Where:
    """What surrounds a piece of text.

    :param kind: what blocks here are, where their surroundings say so
    :param level: of the heading it is, or 0
    :param depth: how many lists, tables and boxes it stands in
    :param listed: how many lists it stands in
    """

    kind: Kind | None = None
    level: int = 0
    cell: Cell | None = None
    box: int | None = None
    bold: bool = False
    plain: bool = False
    items: _Items | None = None
    listed: int = 0
    depth: int = 0


@dataclass(slots=True)
class _Reader:
    name: str
    composer: Composer = field(init=False)
    texts: list[str] = field(default_factory=list)
    #: Where the text gathered so far stands, and whether all of it is bold.
    at: _Where = field(default_factory=_Where)
    bold: bool = True
    #: Marker of the item that begins, until its first block is there; how deep it is.
    marker: str = ""
    boxes: int = 0
    tables: int = 0
    cells: int = 0

    def __post_init__(self) -> None:
        self.composer = Composer(self.name)

    def walk(self, node: Node, where: _Where) -> None:
        """Read an element and what stands in it."""
        tag = node.tag
        style = node.get("style", "")
        if tag in _APART or node.get("hidden") is not None or _HIDDEN.search(style) or _leads_to_note(node):
            return
        if tag == "br":
            self.say("\n", replace(where, plain=True))
            return
        block = tag in _BLOCKS
        if block:
            self.flush()
            where = self._entered(node, where)
        elif tag in ("b", "strong") or _BOLD.search(style):
            where = replace(where, bold=True)
        if where.depth > limits.NESTING:
            raise limits.too_deep(self.name)
        if tag == "table":
            self._table(node, where)
        else:
            self.say(node.text, where)
            for child in node:
                self.walk(child, where)
                self.say(child.tail, where)
        if block:
            self.flush()
            if tag == "li":
                self.marker = ""

    def _entered(self, node: Node, where: _Where) -> _Where:
        """Return what surrounds the content of a block."""
        tag, style = node.tag, node.get("style", "")
        names = f"{node.get('class', '')} {node.get('id', '')}"
        if heading := _HEADING.match(tag):
            return replace(where, level=int(heading[1]), bold=True)
        if tag == "p" and _TITLE.search(names):
            return replace(where, level=1)
        if tag in ("ul", "ol", "menu", "dir"):
            items = _Items(
                tag == "ol", _FORMS.get(node.get("type", "1"), "decimal"), _number(node.get("start"), 1)
            )
            return replace(where, items=items, listed=where.listed + 1, depth=where.depth + 1)
        if tag == "li":
            self.marker = BULLET if where.items is None else where.items.next(node.get("value"))
        elif tag == "pre":
            where = replace(where, plain=True)
        elif tag == "dt" or _BOLD.search(style):
            where = replace(where, bold=True)
        if _CONTENTS.search(names) or node.get("role") == "doc-toc":
            where = replace(where, kind=Kind.CONTENTS)
        elif _NOTES.search(names) or node.get("role", "").startswith(("doc-footnote", "doc-endnote")):
            where = replace(where, kind=Kind.NOTE)
        elif tag == "footer" or (tag == "div" and node.get("title") in ("header", "footer")):
            where = replace(where, kind=Kind.RUNNING)
        if where.box is None and (tag in _BOXES or (tag in ("div", "section") and _FRAME.search(style))):
            where = replace(where, box=self._new_box(), depth=where.depth + 1)
        return where

    def _new_box(self) -> int:
        self.boxes += 1
        return self.boxes - 1

    def say(self, text: str | None, where: _Where) -> None:
        """Take text that stands here; line breaks in it are only spaces, but where it is set as typed."""
        if not text:
            return
        if not self.texts:
            self.at, self.bold = where, True
        self.texts.append(text if where.plain else " ".join(re.split(r"[ \t\r\n\f]+", text)))
        self.bold = self.bold and (where.bold or not text.strip())

    def flush(self) -> None:
        """Make a block of the text taken so far."""
        text, at = "".join(self.texts), self.at
        self.texts = []
        if not text.strip():
            return
        marker, self.marker = self.marker, ""
        level = at.level
        if at.kind is not None:
            kind, level = at.kind, 0
        elif level:
            kind = Kind.HEADING
        else:
            if not marker:
                marker, text = split_bullet(text)
            kind = Kind.PARAGRAPH if at.cell is None else Kind.CELL
            if marker:
                kind, level = Kind.ITEM, max(at.listed - 1, 0)
        self.composer.add(kind, text, marker=marker, level=level, cell=at.cell, box=at.box, bold=self.bold)

    def _table(self, table: Node, where: _Where) -> None:
        where = replace(where, depth=where.depth + 1, items=None, listed=0)
        for caption in table.iterchildren("caption"):
            self.walk(caption, where)
        grid = [list(row.iterchildren("td", "th")) for row in _rows(table)]
        self.cells += sum(map(len, grid))
        if self.cells > limits.CELLS:
            raise limits.too_long(self.name)
        narrow = all(len(row) == 1 for row in grid)
        box = where.box if where.box is not None or not narrow else self._new_box()
        alone = narrow and len(grid) == 1
        number = self.tables
        self.tables += not alone
        #: Columns that a cell above still covers, and for how many rows.
        covered: dict[int, int] = {}
        heads = next((at for at, row in enumerate(grid) if not _is_head(row)), 0)
        for at, row in enumerate(grid):
            free = _free(covered)
            covered = {column: left - 1 for column, left in covered.items() if left > 1}
            for cell in row:
                column = next(free)
                for more in range(_number(cell.get("colspan"), 1)):
                    if more:
                        next(free)
                    if (rows := _number(cell.get("rowspan"), 1)) > 1:
                        covered[column + more] = rows - 1
                place = where.cell if alone else Cell(number, at, column, at < heads)
                self.walk(cell, replace(where, cell=place, box=box, bold=cell.tag == "th"))


def _rows(table: Node) -> Iterator[Node]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from child.iterchildren("tr")


def _is_head(row: list[Node]) -> bool:
    return bool(row) and (
        all(cell.tag == "th" for cell in row) or row[0].getparent().getparent().tag == "thead"
    )


def _free(covered: dict[int, int]) -> Iterator[int]:
    """Yield the columns that no cell from above covers."""
    taken = frozenset(covered)
    column = 0
    while True:
        if column not in taken:
            yield column
        column += 1


def _leads_to_note(node: Node) -> bool:
    """Return whether this is the number that refers to a footnote, or back from it."""
    if node.tag != "a":
        return False
    return node.get("role") == "doc-noteref" or bool(_NOTE_LINK.match(node.get("href", "")))


def _number(text: str | None, otherwise: int) -> int:
    found = whole(text, _WIDEST)
    return otherwise if found is None else max(found, 1)
