"""Reads OpenDocument texts (.odt): ``content.xml`` in its own order, with what the styles say of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final

from plangraph.errors import LoadError
from plangraph.intake.document import Cell, Document, Kind
from plangraph.intake.reading import limits
from plangraph.intake.reading.composing import Composer, number_boxes, split_bullet
from plangraph.intake.reading.numbering import Listed
from plangraph.intake.reading.odtruns import gather
from plangraph.intake.reading.odtstyles import DRAW, OFFICE, TABLE, TEXT, Counters, OdtStyles
from plangraph.intake.reading.packages import DAMAGED, Node, Package, open_package, whole
from plangraph.intake.reading.wordfacts import TRACKED

MEDIA_TYPE: Final = "application/vnd.oasis.opendocument.text"

_TITLE: Final = "{http://purl.org/dc/elements/1.1/}title"
_LOCKED: Final = "is protected with a password; open it in LibreOffice, save it without one, and try again"
_INDEXES: Final = frozenset(
    f"{TEXT}{name}"
    for name in (
        "table-of-content", "illustration-index", "table-index", "object-index", "user-index",
        "alphabetical-index", "bibliography",
    )
)  # fmt: skip
#: Blocks whose content stands in the document as if they weren't there.
_THROUGH: Final = frozenset(
    [f"{TEXT}section", f"{TEXT}index-body", f"{TEXT}index-title"]
    + [f"{TABLE}{name}" for name in ("table-row-group", "table-rows", "table-header-rows")]
)
_WIDEST: Final = 1_000
_DEEPEST: Final = 10


def read(data: bytes, name: str) -> Document:
    """Read an OpenDocument text.

    :param data: the file
    :param name: its name, for errors
    :raises LoadError: when it is no OpenDocument text, damaged, locked or over a limit
    """
    package = open_package(data, name)
    if _is_locked(package):
        raise LoadError(name, _LOCKED)
    kind = package.kind()
    if not package.holds("content.xml") and kind == "an OpenDocument text":
        raise LoadError(name, DAMAGED)
    body = (
        package.xml("content.xml").find(f"{OFFICE}body/{OFFICE}text")
        if package.holds("content.xml")
        else None
    )
    if body is None:
        raise LoadError(name, f"is no OpenDocument text but {kind}; give it its right ending")
    try:
        return _Reader(package, body).read(data)
    except RecursionError as error:
        raise limits.too_deep(name) from error


def _is_locked(package: Package) -> bool:
    if package.holds("encrypted-package"):
        return True
    manifest = "META-INF/manifest.xml"
    return package.holds(manifest) and b"encryption-data" in package.content(manifest)


@dataclass(frozen=True, slots=True)
class _Where:
    """What surrounds a paragraph.

    :param cell: where in a table
    :param box: which box
    :param contents: whether it stands in a table of contents
    :param depth: how many tables, lists and boxes it stands in
    """

    cell: Cell | None = None
    box: int | None = None
    contents: bool = False
    depth: int = 0

    def deeper(self) -> _Where:
        return replace(self, depth=self.depth + 1)


@dataclass(slots=True)
class _Reader:
    package: Package
    body: Node
    composer: Composer = field(init=False)
    styles: OdtStyles = field(init=False)
    #: Whether the file notes where its pages ended; else the breaks that were set are counted.
    soft: bool = False
    paged: bool = False
    page: int = 1
    tables: int = 0
    boxes: int = 0
    cells: int = 0
    headings: Counters = field(default_factory=Counters)
    #: Counters of lists by their id, for a list that goes on with an earlier one.
    lists: dict[str, Counters] = field(default_factory=dict)
    latest: dict[str, Counters] = field(default_factory=dict)
    noted: int = 0

    def __post_init__(self) -> None:
        self.composer = Composer(self.package.name)
        roots = [self.body.getroottree().getroot()]
        if self.package.holds("styles.xml"):
            roots.append(self.package.xml("styles.xml"))
        self.styles = OdtStyles(roots)

    def read(self, data: bytes) -> Document:
        self.soft = next(self.body.iter(f"{TEXT}soft-page-break"), None) is not None
        self.paged = self.soft or any(
            any(self.styles.breaks_page(one.get(f"{TEXT}style-name", "")))
            for one in self.body.iter(f"{TEXT}p", f"{TEXT}h")
        )
        self._walk(self.body, _Where())
        tracked = next(self.body.iter(f"{TEXT}changed-region"), None) is not None
        return self.composer.document(
            data,
            MEDIA_TYPE,
            pages=self.page if self.paged else None,
            title=self._title(),
            notes=(TRACKED,) if tracked else (),
        )

    def _title(self) -> str:
        if not self.package.holds("meta.xml"):
            return ""
        found = next(self.package.xml("meta.xml").iter(_TITLE), None)
        return "" if found is None else found.text or ""

    def _walk(self, container: Node, where: _Where) -> None:
        """Read what stands in the body, a cell, a box."""
        if where.depth > limits.NESTING:
            raise limits.too_deep(self.package.name)
        children = list(self._through(container))
        framed = {} if where.box is not None else self._framed(children)
        for child in children:
            tag = child.tag
            here = replace(where, box=framed.get(child, where.box))
            if tag in (f"{TEXT}p", f"{TEXT}h"):
                self._paragraph(child, here, None)
            elif tag == f"{TEXT}list":
                self._list(child, here, None, "", 0)
            elif tag == f"{TABLE}table":
                self._table(child, where)
            elif tag in _INDEXES:
                body = child.find(f"{TEXT}index-body")
                if body is not None:
                    self._walk(body, replace(where, contents=True, depth=where.depth + 1))
            elif tag == f"{TEXT}soft-page-break":
                self.page += 1
            elif tag.startswith(DRAW):
                self._box(child, where)

    def _through(self, container: Node) -> Iterator[Node]:
        for child in container:
            if child.tag in _THROUGH:
                if child.get(f"{TEXT}display") != "none":
                    yield from self._through(child)
            else:
                yield child

    def _framed(self, children: Sequence[Node]) -> dict[Node, int]:
        def look(child: Node) -> str:
            if child.tag not in (f"{TEXT}p", f"{TEXT}h", f"{TEXT}list"):
                return ""
            one = next(child.iter(f"{TEXT}p", f"{TEXT}h"), child)
            return self.styles.frame(one.get(f"{TEXT}style-name", ""))

        def says(child: Node) -> bool:
            return child.tag != f"{TEXT}h" and bool("".join(child.itertext()).strip())

        return number_boxes(children, look, says, self._new_box)

    def _new_box(self) -> int:
        self.boxes += 1
        return self.boxes - 1

    def _list(self, node: Node, where: _Where, counters: Counters | None, style: str, level: int) -> None:
        if where.depth + level > limits.NESTING:
            raise limits.too_deep(self.package.name)
        style = node.get(f"{TEXT}style-name") or style
        if counters is None:
            counters = self._counters(node, style)
        for item in node:
            if item.tag not in (f"{TEXT}list-item", f"{TEXT}list-header"):
                continue
            start, marked = item.get(f"{TEXT}start-value"), item.tag == f"{TEXT}list-header"
            for child in item:
                if child.tag == f"{TEXT}list":
                    self._list(child, where, counters, style, level + 1)
                elif child.tag in (f"{TEXT}p", f"{TEXT}h"):
                    listed = None
                    if not marked:
                        own = item.get(f"{TEXT}style-override") or style
                        own = own or self.styles.list_of(child.get(f"{TEXT}style-name", "")) or ""
                        listed = counters.next(partial(self.styles.rules, own), level, start)
                    marked = True
                    self._paragraph(child, where, listed)
                elif child.tag == f"{TEXT}soft-page-break":
                    self.page += 1

    def _counters(self, node: Node, style: str) -> Counters:
        """Return the counters of a list: new ones, or those of the list that it goes on with."""
        before = self.lists.get(node.get(f"{TEXT}continue-list", ""))
        if before is None and node.get(f"{TEXT}continue-numbering") == "true":
            before = self.latest.get(style)
        counters = before or Counters()
        self.latest[style] = counters
        name = node.get("{http://www.w3.org/XML/1998/namespace}id")
        if name:
            self.lists[name] = counters
        return counters

    def _paragraph(self, node: Node, where: _Where, listed: Listed | None) -> None:
        style = node.get(f"{TEXT}style-name", "")
        before, after = (False, False) if self.soft else self.styles.breaks_page(style)
        # The first paragraph only says which kind of page the document begins with.
        self.page += before and bool(self.composer.length)
        inside = gather(node, self.styles)
        page, text = self.page + inside.skipped, inside.text
        self.page += inside.ended
        level = 0
        kind = Kind.PARAGRAPH if where.cell is None else Kind.CELL
        marker = listed.marker if listed else ""
        if where.contents:
            kind, marker = Kind.CONTENTS, ""
        elif node.tag == f"{TEXT}h" or self.styles.is_title(style):
            kind, level = Kind.HEADING, whole(node.get(f"{TEXT}outline-level"), _DEEPEST) or 1
            rules = self.styles.outline_rules
            if node.tag == f"{TEXT}h" and not marker and rules(level - 1) is not None:
                marker = self.headings.next(rules, level - 1).marker if text.strip() else ""
        else:
            if not marker:
                marker, text = split_bullet(text)
            if marker:
                kind, level = Kind.ITEM, listed.level if listed else 0
        self.composer.add(
            kind,
            text,
            marker=marker,
            page=page if self.paged else None,
            level=level,
            cell=where.cell,
            box=where.box,
            style=self.styles.label(style),
            size=inside.size,
            bold=inside.bold and bool(text.strip()),
        )
        self.page += after
        for note in inside.notes:
            self._note(note)
        for drawing in inside.drawings:
            self._box(drawing, where)

    def _note(self, note: Node) -> None:
        body = note.find(f"{TEXT}note-body")
        if body is None:
            return
        self.noted += 1
        texts = [gather(paragraph, self.styles).text for paragraph in body.iter(f"{TEXT}p")]
        marker = note.findtext(f"{TEXT}note-citation") or str(self.noted)
        self.composer.add(Kind.NOTE, "\n".join(texts), marker=marker, page=self.page if self.paged else None)

    def _box(self, shape: Node, where: _Where) -> None:
        """Read the text in a drawing: a text box, or a shape with text on it."""
        if where.depth > limits.NESTING:
            raise limits.too_deep(self.package.name)
        boxes = shape.findall(f"{DRAW}text-box")
        for box in boxes:
            self._walk(box, _Where(box=self._new_box(), depth=where.depth + 1))
        if not boxes and any(child.tag in (f"{TEXT}p", f"{TEXT}list") for child in shape):
            self._walk(shape, _Where(box=self._new_box(), depth=where.depth + 1))
        elif not boxes:
            for child in shape:
                if child.tag.startswith(DRAW):
                    self._box(child, where.deeper())

    def _table(self, table: Node, where: _Where) -> None:
        rows = [row for row in self._through(table) if row.tag == f"{TABLE}table-row"]
        cells = [list(_cells(row)) for row in rows]
        self.cells += sum(map(len, cells))
        if self.cells > limits.CELLS:
            raise limits.too_long(self.package.name)
        narrow = all(_width(row) == 1 for row in rows)
        alone = narrow and len(rows) == 1
        shaded = [
            [self.styles.is_shaded(cell.get(f"{TABLE}style-name", "")) for _, cell in row] for row in cells
        ]
        box = where.box
        if box is None and rows and (narrow or all(map(all, shaded))):
            box = self._new_box()
        number = self.tables
        self.tables += not alone
        heads = sum(row.getparent().tag == f"{TABLE}table-header-rows" for row in rows)
        if not heads and not narrow and len(rows) > 1:
            apart = all(shaded[0]) and not all(map(all, shaded[1:]))
            bold = self._are_bold(cells[:1]) and not self._are_bold(cells[1:])
            heads = int(apart or bold)
        for at, row in enumerate(cells):
            first = last = self.page
            for (column, cell), colour in zip(row, shaded[at], strict=True):
                self.page = first
                inside = replace(where, box=box).deeper()
                if not alone:
                    own = box
                    if own is None and colour and at >= heads and len(cell.findall(f"{TEXT}p")) > 1:
                        own = self._new_box()
                    header = at < heads < len(rows)
                    inside = replace(inside, box=own, cell=Cell(number, at, column, header))
                self._walk(cell, inside)
                last = max(last, self.page)
            self.page = last

    def _are_bold(self, rows: Sequence[Sequence[tuple[int, Node]]]) -> bool:
        """Return whether all text in these cells is bold."""
        paragraphs = (one for row in rows for _, cell in row for one in cell.iter(f"{TEXT}p", f"{TEXT}h"))
        return all(gather(paragraph, self.styles).bold for paragraph in paragraphs)


def _cells(row: Node) -> Iterator[tuple[int, Node]]:
    """Yield the cells of a row with their columns; one that another covers takes a column and is no cell."""
    column = 0
    for cell in row:
        if cell.tag == f"{TABLE}table-cell":
            yield column, cell
        column += _columns(cell)


def _width(row: Node) -> int:
    return sum(map(_columns, row))


def _columns(cell: Node) -> int:
    if cell.tag not in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
        return 0
    return whole(cell.get(f"{TABLE}number-columns-repeated"), _WIDEST) or 1
