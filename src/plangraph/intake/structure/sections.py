"""The sections of a document, as a tree whose branches say what stands there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from plangraph.intake.document import Block, Document, Span
from plangraph.intake.structure import grids
from plangraph.intake.structure.grids import Grid, Row
from plangraph.intake.structure.roles import Role


@dataclass(frozen=True, slots=True)
class Area:
    """A focus area.

    :param key: its number, or its place among the areas
    :param number: as printed, or empty
    :param label: its name
    :param how: ``named`` (a heading calls it an area), ``listed`` (the plan lists it) or ``chapter``
    :param spans: where it is named, in order
    """

    key: str
    number: str
    label: str
    how: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A section, or a box or part inside one.

    :param index: its place in ``Outline.sections``
    :param parent: the section around it, or None
    :param role: what it is; inherited where its own heading does not tell
    :param heading: words of its heading, or empty
    :param span: where the heading stands, or None
    :param name: the heading without number, area word and years
    :param topic: what it is about, where a heading says that too ("Mål for unge")
    :param number: number of the heading
    :param level: depth in the tree, from 0
    :param page: 1-based page of the heading, or None
    :param area: key of the area it belongs to, or None
    :param blocks: indices of the blocks directly in it, without its heading
    :param annex: whether it is part of an annex
    """

    index: int
    parent: int | None
    role: Role
    heading: str
    span: Span | None
    name: str
    topic: str
    number: str
    level: int
    page: int | None
    area: str | None
    blocks: tuple[int, ...]
    annex: bool


@dataclass(frozen=True)
class Outline:
    """What a document is made of.

    :param document: the document
    :param sections: in the order they begin; the first is what comes before every heading
    :param areas: in their order
    """

    document: Document
    sections: tuple[Section, ...]
    areas: tuple[Area, ...]
    _starts: list[int] = field(init=False, repr=False, compare=False)
    _owners: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        of = {at: s.index for s in self.sections for at in s.blocks}
        of |= {at: s.index for s in self.sections for at in self._heads(s)}
        order = sorted(of)
        starts = [self.document.blocks[at].start for at in order]
        object.__setattr__(self, "_starts", starts)
        object.__setattr__(self, "_owners", [of[at] for at in order])

    def _heads(self, section: Section) -> Iterator[int]:
        if section.span is not None:
            first = self._block(section.span.start)
            while first < len(self.document.blocks) and self.document.blocks[first].start < section.span.end:
                yield first
                first += 1

    def _block(self, offset: int) -> int:
        return max(bisect_right(self.document.blocks, offset, key=lambda b: b.start) - 1, 0)

    @cached_property
    def _tables(self) -> dict[int, Grid]:
        cells: dict[int, list[Block]] = {}
        for block in self.document.blocks:
            if block.cell is not None:
                cells.setdefault(block.cell.table, []).append(block)
        result: dict[int, Grid] = {}
        above: Grid | None = None
        for number, of in sorted(cells.items()):
            above = result[number] = grids.read(self.document, grids.tables(of)[0], above)
        return result

    @property
    def tables(self) -> tuple[Grid, ...]:
        """The tables of the document, in order."""
        return tuple(self._tables.values())

    def record_at(self, offset: int) -> tuple[Grid, Row] | None:
        """Return the record of a table that a place stands in, with its table, or None outside tables."""
        if not self.document.blocks:
            return None
        block = self.document.blocks[self._block(offset)]
        if block.cell is None or offset >= max(block.end, block.start + 1):
            return None
        grid = self._tables[block.cell.table]
        record = next((r for r in grid.records if any(block in of for of in r.values())), None)
        return None if record is None else (grid, record)

    def at(self, offset: int) -> Section:
        """Return the innermost section at a place in the text."""
        if not self._owners:
            return self.sections[0]
        return self.sections[self._owners[max(bisect_right(self._starts, offset) - 1, 0)]]

    def around(self, section: Section) -> Iterator[Section]:
        """Yield a section and those around it, from the inside out."""
        inner: Section | None = section
        while inner is not None:
            yield inner
            inner = self.sections[inner.parent] if inner.parent is not None else None

    def heading_at(self, offset: int) -> str:
        """Return the words of the heading that a place stands under, or an empty string."""
        return next((s.heading for s in self.around(self.at(offset)) if s.heading), "")

    def area_at(self, offset: int) -> Area | None:
        """Return the focus area that a place belongs to, or None."""
        key = next((s.area for s in self.around(self.at(offset)) if s.area), None)
        return next((a for a in self.areas if a.key == key), None)

    def page_at(self, offset: int) -> int | None:
        """Return the 1-based page of a place, or None where the format has no pages."""
        if not self.document.blocks:
            return None
        return self.document.blocks[self._block(offset)].page
