"""Reads Markdown (.md): CommonMark with tables, as the text that it is shown as."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from plangraph.errors import LoadError
from plangraph.intake.document import Cell, Document, Kind
from plangraph.intake.reading import limits
from plangraph.intake.reading.composing import Composer
from plangraph.intake.reading.numbering import BULLET

if TYPE_CHECKING:
    from markdown_it.token import Token

MEDIA_TYPE: Final = "text/markdown"

#: Facts about the file that some programs put before its text.
_FRONT: Final = re.compile(r"\A---[ \t]*\n(?P<facts>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TITLE: Final = re.compile(r"^title:[ \t]*(?P<title>.+?)[ \t]*$", re.MULTILINE)
_TAG: Final = re.compile(r"<[^<>]*>")


def read(data: bytes, name: str) -> Document:
    """Read Markdown.

    :param data: the file, UTF-8
    :param name: its name, for errors
    :raises LoadError: when it is not UTF-8, or over a limit
    """
    from markdown_it import MarkdownIt

    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise LoadError(name, f"is not UTF-8 text (byte {error.start}); save it as UTF-8") from error
    if len(text) > limits.CHARACTERS:
        raise limits.too_long(name)
    front = _FRONT.match(text)
    title = _TITLE.search(front["facts"]) if front else None
    # HTML in it is text to be shown, not run: its tags are left out.
    parser = MarkdownIt("commonmark", {"maxNesting": limits.NESTING * 4}).enable("table")
    tokens = parser.parse(text[front.end() :] if front else text)
    reader = _Reader(Composer(name))
    for token in tokens:
        reader.take(token)
    return reader.composer.document(data, MEDIA_TYPE, title=title["title"].strip("\"'") if title else "")


@dataclass(slots=True)
class _List:
    """A list that is open: the number of its next item, or None for bullets."""

    following: int | None
    delimiter: str = "."


@dataclass(slots=True)
class _Reader:
    composer: Composer
    lists: list[_List] = field(default_factory=list)
    marker: str = ""
    level: int = 0
    quotes: int = 0
    boxes: int = -1
    table: int = -1
    row: int = -1
    column: int = -1
    head: bool = False

    def take(self, token: Token) -> None:
        """Take the next token of the parser."""
        match token.type:
            case "inline":
                self._add(*_plain(token.children or ()))
            case "fence" | "code_block":
                self._add(token.content, False)
            case "html_block":
                self._add(_without_tags(token.content), False)
            case "heading_open" | "heading_close":
                self.level = int(token.tag[1]) if token.nesting > 0 else 0
            case "blockquote_open" | "blockquote_close":
                self.boxes += self.quotes == 0 and token.nesting > 0
                self.quotes += token.nesting
            case "list_item_open" | "list_item_close":
                self.marker = self._next_marker() if token.nesting > 0 else ""
            case "bullet_list_open" | "ordered_list_open":
                first = int(token.attrs.get("start", 1)) if token.type == "ordered_list_open" else None
                self.lists.append(_List(first, token.markup or "."))
            case "bullet_list_close" | "ordered_list_close":
                self.lists.pop()
            case _:
                self._take_table(token)

    def _take_table(self, token: Token) -> None:
        match token.type:
            case "table_open":
                self.table, self.row = self.table + 1, -1
            case "thead_open" | "thead_close":
                self.head = token.nesting > 0
            case "tr_open":
                self.row, self.column = self.row + 1, -1
            case "th_open" | "td_open":
                self.column += 1
            case "table_close":
                self.column = -1

    def _next_marker(self) -> str:
        of = self.lists[-1]
        if of.following is None:
            return BULLET
        of.following += 1
        return f"{of.following - 1}{of.delimiter}"

    def _add(self, text: str, bold: bool) -> None:
        cell = Cell(self.table, self.row, self.column, self.head) if self.column >= 0 else None
        kind, level, marker = Kind.PARAGRAPH, 0, self.marker
        if self.level:
            kind, level = Kind.HEADING, self.level
        elif marker:
            kind, level = Kind.ITEM, len(self.lists) - 1
        elif cell is not None:
            kind = Kind.CELL
        if self.composer.add(
            kind,
            text,
            marker=marker,
            level=level,
            cell=cell,
            box=self.boxes if self.quotes else None,
            bold=bold or kind is Kind.HEADING,
        ):
            self.marker = ""


def _plain(tokens: Sequence[Token]) -> tuple[str, bool]:
    """Return the words of a line of tokens, and whether all of them are bold."""
    texts: list[str] = []
    strong, bold = 0, True
    for token in tokens:
        strong += {"strong_open": 1, "strong_close": -1}.get(token.type, 0)
        if token.type in ("softbreak", "hardbreak"):
            texts.append("\n")
        elif token.type in ("text", "code_inline", "text_special"):
            texts.append(token.content)
            bold = bold and (strong > 0 or not token.content.strip())
        elif token.type == "html_inline" and token.content.lower().startswith("<br"):
            texts.append("\n")
    text = "".join(texts)
    return text, bold and bool(text.strip())


def _without_tags(html: str) -> str:
    """Return the words of a block of HTML; a comment has none."""
    import html as entities

    bare = re.sub(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", "", html, flags=re.DOTALL | re.I)
    return entities.unescape(_TAG.sub(" ", bare))
