"""Reads Word files (.docx and its kin): ``document.xml`` in its own order, with what the styles say of it.

python-docx opens no .docm, no template, no Strict Open XML and no file with a reference to nowhere, all of
which Word does; and of what is read here it knows little. So this walks the XML with lxml.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from plangraph.errors import LoadError
from plangraph.intake.document import GUIDANCE, Cell, Document, Kind
from plangraph.intake.reading import limits
from plangraph.intake.reading.composing import Composer, clean, number_boxes, split_bullet
from plangraph.intake.reading.numbering import Listed, Numbering
from plangraph.intake.reading.packages import Node, Package, open_package, whole
from plangraph.intake.reading.worddiagrams import texts
from plangraph.intake.reading.wordfacts import (
    count_paragraphs,
    has_text,
    is_drop_cap,
    remarks,
    sets_breaks,
    stretches,
    title,
)
from plangraph.intake.reading.wordruns import Diagram, Fields, NoteReference, PageBreak, Piece, TextBox, parts
from plangraph.intake.reading.wordstyles import BODY_LEVEL, Styles, W, is_on, value
from plangraph.intake.reading.wordtables import Row, headed, is_field, rows

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read(data: bytes, name: str) -> Document:
    """Read a Word document.

    :param data: the file
    :param name: its name, for errors
    :raises LoadError: when it is no Word document, damaged, locked or over a limit
    """
    package = open_package(data, name)
    main = next(iter(package.related().get("officeDocument", {}).values()), "word/document.xml")
    if package.kind() != "a Word document":
        raise LoadError(name, f"is no Word document but {package.kind()}; give it its right ending")
    try:
        return _Reader(package, main).read(data)
    except RecursionError as error:
        raise limits.too_deep(name) from error


@dataclass(frozen=True, slots=True)
class _Where:
    """What surrounds a paragraph.

    :param cell: where in a table
    :param box: which box
    :param contents: whether it stands in a table of contents
    :param depth: how many tables and boxes it stands in
    """

    cell: Cell | None = None
    box: int | None = None
    contents: bool = False
    depth: int = 0


@dataclass(slots=True)
class _Reader:
    package: Package
    main: str
    related: dict[str, dict[str, str]] = field(init=False)
    composer: Composer = field(init=False)
    styles: Styles = field(init=False)
    numbering: Numbering = field(init=False)
    fields: Fields = field(default_factory=Fields)
    index: dict[Node, int] = field(default_factory=dict)
    #: Whether Word noted where its pages ended; else the breaks that were set are counted.
    rendered: bool = False
    paged: bool = False
    page: int = 1
    tables: int = 0
    boxes: int = 0
    cells: int = 0
    #: Text whose paragraph goes on in the next one: a drop cap, a deleted paragraph mark.
    carried: list[Piece] = field(default_factory=list)
    #: Notes that are referred to since the last one that was written.
    pending: list[tuple[NoteReference, int | None]] = field(default_factory=list)
    notes: dict[str, dict[str, Node]] = field(default_factory=dict)
    noted: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.related = self.package.related(self.main)
        self.composer = Composer(self.package.name)
        self.styles = Styles(self._part("styles"))
        self.numbering = Numbering(self._part("numbering"), self.styles)
        for kind in ("footnote", "endnote"):
            root = self._part(f"{kind}s")
            found = () if root is None else root.iterfind(W + kind)
            self.notes[kind] = {note.get(f"{W}id", ""): note for note in found}

    def _part(self, kind: str, key: str | None = None) -> Node | None:
        return self.package.part(self.related, kind, key)

    def read(self, data: bytes) -> Document:
        root = self.package.xml(self.main)
        body = root.find(f"{W}body")
        if body is None:
            raise LoadError(self.package.name, "holds no text: its document has no body")
        self.index = {paragraph: number for number, paragraph in enumerate(root.iter(f"{W}p"))}
        self.rendered = next(root.iter(f"{W}lastRenderedPageBreak"), None) is not None
        self.paged = self.rendered or sets_breaks(root)
        self._walk(body, _Where())
        self._write_notes()
        counted = self.page if self.paged and not self.rendered else None
        return self.composer.document(
            data,
            MEDIA_TYPE,
            pages=self.page if self.paged else None,
            title=title(self.package),
            notes=remarks(self.package, root, counted),
        )

    def _walk(self, container: Node, where: _Where) -> None:
        """Read what stands in the body, a cell, a text box."""
        if where.depth > limits.NESTING:
            raise limits.too_deep(self.package.name)
        for children, contents in stretches(container):
            inside = replace(where, contents=True) if contents else where
            framed = {} if inside.box is not None else self._framed(children)
            for child in children:
                if child.tag == f"{W}p":
                    self._paragraph(child, replace(inside, box=framed.get(child, inside.box)))
                elif child.tag == f"{W}tbl":
                    self._table(child, inside)
                if where.depth == 0:
                    self._write_notes()

    def _framed(self, children: Sequence[Node]) -> dict[Node, int]:
        def look(child: Node) -> str:
            if child.tag != f"{W}p":
                return ""
            properties = child.find(f"{W}pPr")
            return self.styles.frame(properties, self.styles.of(properties))

        def says(child: Node) -> bool:
            return self._level(child) is None and has_text(child)

        return number_boxes(children, look, says, self._new_box)

    def _new_box(self) -> int:
        self.boxes += 1
        return self.boxes - 1

    def _level(self, paragraph: Node) -> int | None:
        """Return the heading level of a paragraph: its own outline level, else that of its style."""
        properties = paragraph.find(f"{W}pPr")
        told = whole(value(properties, "outlineLvl"))
        if told is not None:
            return told + 1 if told < BODY_LEVEL else None
        return self.styles.level(self.styles.of(properties))

    def _paragraph(self, paragraph: Node, where: _Where) -> None:
        properties = paragraph.find(f"{W}pPr")
        style = self.styles.of(properties)
        if not self.rendered and is_on(properties, "pageBreakBefore"):
            self.page += 1
        contents = where.contents or self.styles.is_contents(style) or self.fields.contents
        pieces, boxes, page = self._gather(paragraph, style)
        text = "".join(piece.text for piece in pieces)
        mark = None if properties is None else properties.find(f"{W}rPr/{W}del")
        listed = self.numbering.next(properties, style) if mark is None or clean(text) else None
        level = self._level(paragraph)
        if mark is not None or is_drop_cap(properties):
            self.carried = pieces
        elif contents or (self.fields.contents and level is None):
            self._add(Kind.CONTENTS, pieces, None, style, page, where, paragraph)
        elif level is not None:
            self._add(Kind.HEADING, pieces, listed, style, page, where, paragraph, level)
        else:
            kind = Kind.PARAGRAPH if where.cell is None else Kind.CELL
            self._add(kind, pieces, listed, style, page, where, paragraph)
        for box in boxes:
            number = self._new_box()
            if isinstance(box, TextBox):
                self._walk(box.content, _Where(box=number, depth=where.depth + 1))
            elif (model := self._part("diagramData", box.key)) is not None:
                for said in texts(model):
                    self._add(Kind.PARAGRAPH, [Piece(said)], None, "", page, _Where(box=number), paragraph)
        section = None if properties is None else properties.find(f"{W}sectPr")
        if section is not None and not self.rendered:
            self.page += value(section, "type") not in ("continuous", "nextColumn")

    def _gather(self, paragraph: Node, style: str) -> tuple[list[Piece], list[TextBox | Diagram], int]:
        """Return the text of a paragraph, the boxes anchored in it, and the page its text begins on."""
        pieces, self.carried = self.carried, []
        boxes: list[TextBox | Diagram] = []
        page = self.page
        for part in parts(paragraph, style, self.styles, self.fields):
            match part:
                case Piece():
                    if not any(piece.text.strip() for piece in pieces):
                        page = self.page
                    pieces.append(part)
                case PageBreak(rendered):
                    self.page += rendered == self.rendered
                case NoteReference():
                    self.pending.append((part, self.index.get(paragraph)))
                case TextBox() | Diagram():
                    boxes.append(part)
        return pieces, boxes, page

    def _add(
        self,
        kind: Kind,
        pieces: Sequence[Piece],
        listed: Listed | None,
        style: str,
        page: int,
        where: _Where,
        paragraph: Node,
        level: int = 0,
    ) -> None:
        sizes: Counter[float] = Counter()
        for piece in pieces:
            if piece.size is not None:
                sizes[piece.size] += len(piece.text.strip())
        said = [piece for piece in pieces if piece.text.strip()]
        text = "".join(piece.text for piece in pieces)
        marker = listed.marker if listed else ""
        name = self.styles.name(style)
        kind = Kind.RUNNING if name == GUIDANCE else kind
        for number, line in enumerate([text] if marker or kind is Kind.HEADING else _lines(text)):
            typed, rest = (
                split_bullet(line) if kind in (Kind.PARAGRAPH, Kind.CELL) and not marker else ("", line)
            )
            bullet = (marker if number == 0 else "") or typed
            item = bullet != "" and kind in (Kind.PARAGRAPH, Kind.CELL)
            self.composer.add(
                Kind.ITEM if item else kind,
                rest,
                marker=bullet,
                page=page if self.paged else None,
                level=(listed.level if listed else 0) if item else level,
                cell=where.cell,
                box=where.box,
                style=name,
                size=sizes.most_common(1)[0][0] if sizes else None,
                bold=bool(said) and all(piece.bold for piece in said),
                element=self.index.get(paragraph),
            )

    def _table(self, table: Node, where: _Where) -> None:
        grid = rows(table)
        self.cells += sum(len(row.cells) for row in grid)
        if self.cells > limits.CELLS:
            raise limits.too_long(self.package.name)
        narrow = all(len(row.cells) == 1 for row in grid)
        box = where.box
        if box is None and (narrow or is_field(table, grid)):
            box = self._new_box()
        alone = narrow and len(grid) == 1
        if not alone:
            self.tables += 1
        number = self.tables - 1
        heads = headed(table, grid, self.styles)
        inside = replace(where, box=box, depth=where.depth + 1)
        for at, row in enumerate(grid):
            self._row(row, inside, None if alone else (number, at, at < heads))

    def _row(self, row: Row, where: _Where, place: tuple[int, int, bool] | None) -> None:
        """Read the cells of a row; each begins on the page that the row does."""
        first = last = self.page
        for cell in row.cells:
            if cell.continues:
                continue
            self.page = first
            inside = where
            if place is not None:
                number, at, header = place
                box = where.box
                if box is None and not header and cell.shaded and count_paragraphs(cell.content) > 1:
                    box = self._new_box()
                inside = replace(where, box=box, cell=Cell(number, at, cell.column, header))
            self._walk(cell.content, inside)
            # A paragraph can't go on in the next cell.
            self.carried = []
            last = max(last, self.page)
        self.page = last

    def _write_notes(self) -> None:
        """Write the footnotes and endnotes that were referred to, after what refers to them."""
        pending, self.pending = self.pending, []
        for reference, element in pending:
            note = self.notes[reference.kind].get(reference.key)
            if note is None:
                continue
            self.noted[reference.kind] += 1
            fields = Fields()
            lines = [
                "".join(
                    part.text
                    for part in parts(
                        paragraph,
                        self.styles.of(paragraph.find(f"{W}pPr")),
                        self.styles,
                        fields,
                    )
                    if isinstance(part, Piece)
                )
                for paragraph in note.iter(f"{W}p")
            ]
            self.composer.add(
                Kind.NOTE,
                "\n".join(lines),
                marker=str(self.noted[reference.kind]),
                page=self.page if self.paged else None,
                element=element,
            )


def _lines(text: str) -> list[str]:
    """Part a paragraph before each line that begins with a typed bullet."""
    found: list[str] = []
    for line in text.split("\n"):
        if found and not split_bullet(line)[0]:
            found[-1] += "\n" + line
        else:
            found.append(line)
    return found
