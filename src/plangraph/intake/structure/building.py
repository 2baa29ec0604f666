"""Puts the blocks of a document into sections."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import Final

from plangraph.intake.document import Block, Document, Kind, Span
from plangraph.intake.structure import areas as area_finding
from plangraph.intake.structure.areas import Found
from plangraph.intake.structure.headings import GUESSED, LEAF, Heading, find
from plangraph.intake.structure.roles import Role, understand
from plangraph.intake.structure.sections import Area, Outline, Section

#: Roles that hold for everything below a heading, unless it says otherwise.
_PASSED_ON: Final = frozenset(
    {Role.ANNEX, Role.STATUS, Role.MINISTER, Role.CONTENTS, Role.CHALLENGES, Role.OVERVIEW, Role.REPATRIATION}
)
_PASSED_ON_IF_SURE: Final = _PASSED_ON | {Role.GOALS, Role.OBJECTIVES, Role.MEASURES}
#: Sections whose parts may each be about an area that has its text elsewhere.
_BY_TOPIC: Final = frozenset({Role.GOALS, Role.OBJECTIVES, Role.OVERVIEW, Role.MEASURES, Role.STATUS})
_BOXES: Final = frozenset({Role.GOALS, Role.OBJECTIVES, Role.MINISTER})
_SILENT: Final = frozenset({Kind.RUNNING, Kind.NOTE, Kind.CONTENTS})
#: Words that no sentence ends with.
_OPEN: Final = re.compile(
    r"(?:[-,(]|\b(?:og|eller|samt|i|af|til|for|med|som|at|der|på|om|en|et|den|det|de|fra|ved|skal|vil|kan|er|har"
    r"|deres|sin|sit|sine|så|når|hvor|hvis|mindst|højst|alle|flere))\s*\Z"
)
_WILL: Final = re.compile(
    r"(?:vi|jobcent\w+|kommunen|udvalget|målet|det er)\s+(?:vil|skal|ønsker|er|målet)\b|at\b", re.IGNORECASE
)


@dataclass(slots=True)
class _Open:
    """A section that blocks may still go into."""

    index: int
    level: int
    role: Role
    box: int | None
    leaf: bool
    list_only: bool = False  # a sentence heads it: it is over where its list is
    items: int = 0
    paragraphs: int = 0
    ended: bool = True  # whether the last paragraph was a sentence of its own
    last: tuple[int, int] | None = None  # where its last words are


def outline(document: Document) -> Outline:
    """Find the sections of a document, what each of them is, and the areas of the plan.

    :param document: as any of the readers gave it
    """
    headings = find(document)
    found, after = area_finding.find(document, headings)
    keys = _keys(found)
    builder = _Builder(document, headings, found, keys, after)
    sections = builder.build()
    return Outline(
        document,
        sections,
        tuple(
            Area(
                key, a.number, _label(a.name), a.how, tuple(sorted(set(a.spans + builder.named.get(key, []))))
            )
            for key, a in zip(keys, found, strict=True)
        ),
    )


def _keys(found: list[Found]) -> list[str]:
    numbers = Counter(a.number for a in found)
    if all(a.number and numbers[a.number] == 1 for a in found):
        return [a.number.lower() for a in found]
    return [str(at) for at in range(1, len(found) + 1)]


def _label(name: str) -> str:
    name = re.sub(r"(?<=\w)[-\u00ad] (?=(?!og|eller|samt)\w)", "", name)
    return (
        name[:1] + name[1:].lower()
        if name.isupper() and len(name) > 4
        else name.capitalize()
        if name.isupper()
        else name
    )


class _Builder:
    """Walks the blocks and puts each into its section."""

    def __init__(
        self,
        document: Document,
        headings: tuple[Heading, ...],
        found: list[Found],
        keys: list[str],
        after: dict[int, Heading],
    ) -> None:
        self.after = after
        self.document, self.found, self.keys = document, found, keys
        self.heads = {h.first: h for h in headings}
        self.inside = {at: h for h in headings for at in range(h.first + 1, h.last + 1)}
        self.own = {h.first: i for i, a in enumerate(found) for h in a.headings}
        self.begins = {start: i for i, a in enumerate(found) for start, _ in a.extents}
        self.ends = {end for a in found for _, end in a.extents}
        self.guessed = document.media_type in GUESSED
        self.named: dict[str, list[Span]] = {}
        self.sections: list[Section] = []
        self.content: list[list[int]] = []
        self.stack: list[_Open] = []
        self.area_depth: int | None = None

    def build(self) -> tuple[Section, ...]:
        self._open(None, 0, Role.FRONT)
        for at, block in enumerate(self.document.blocks):
            if at in self.ends and self.area_depth is not None:
                del self.stack[self.area_depth :]
                self.area_depth = None
            if at in self.begins:
                self._enter_area(self.begins[at], at)
            if at in self.after:
                self._enter(self.after[at])
            if at in self.own or at in self.inside or any(h.first == at for h in self.after.values()):
                continue
            if at in self.heads:
                self._enter(self.heads[at])
            else:
                self._put(at, block)
        return tuple(replace(s, blocks=tuple(b)) for s, b in zip(self.sections, self.content, strict=True))

    def _open(self, heading: Heading | None, level: int, role: Role, area: str | None = None) -> None:
        parent = self.stack[-1] if self.stack else None
        above = self.sections[parent.index] if parent else None
        title = heading.title if heading else None
        index = len(self.sections)
        self.sections.append(
            Section(
                index,
                parent.index if parent else None,
                role,
                heading.words if heading else "",
                Span(heading.start, heading.end) if heading else None,
                title.name if title else "",
                title.topic if title else "",
                title.number if title else "",
                above.level + 1 if above else 0,
                heading.page if heading else None,
                area or (above.area if above else None),
                (),
                bool(above and above.annex) or bool(title and title.annex),
            )
        )
        self.content.append([])
        box = heading.box if heading else None
        listed = bool(heading and heading.leaf and heading.colon and not heading.words)
        self.stack.append(_Open(index, level, role, box, bool(heading and heading.leaf), listed))

    def _enter_area(self, which: int, at: int) -> None:
        heading = next(
            h
            for h, (start, _) in zip(self.found[which].headings, self.found[which].extents, strict=True)
            if start == at
        )
        level = min(heading.level, LEAF - 1)
        while len(self.stack) > 1 and self.stack[-1].level >= level:
            self.stack.pop()
        while len(self.stack) > 1 and self.stack[-1].role is Role.FRONT:
            self.stack.pop()
        self.area_depth = len(self.stack)
        role = heading.title.role if heading.title.role in _BY_TOPIC else Role.AREA
        if role is Role.AREA and self.stack[-1].role in _BY_TOPIC:
            role = self.stack[-1].role  # "Mål" / "Unge": the area's part is all goals
        self._open(heading, level, role, self.keys[which])

    def _enter(self, heading: Heading) -> None:
        floor = (self.area_depth or 0) + 1
        while len(self.stack) > floor and self._left_by(self.stack[-1], heading):
            self.stack.pop()
        above = self.stack[-1]
        role = heading.title.role or Role.OTHER
        if self.sections[above.index].annex and role is Role.MEASURES:
            role = Role.OTHER
        if role in {Role.OTHER, Role.AREA}:
            passed = _PASSED_ON if self.guessed and above.leaf else _PASSED_ON_IF_SURE
            role = above.role if above.role in passed else role
        area = None
        if self.area_depth is None and (
            self.sections[above.index].annex or above.role in _BY_TOPIC or heading.title.topic
        ):
            area = self._area_of(heading)
        self._open(heading, heading.level, role, area)

    def _left_by(self, section: _Open, heading: Heading) -> bool:
        """Say whether a heading ends a section."""
        if understand(self.sections[section.index].heading).annex:
            return heading.title.annex or (not self.guessed and heading.level <= section.level)
        if (
            section.leaf
            and self.guessed
            and not heading.leaf
            and section.role in {Role.CHALLENGES, Role.MEASURES}
        ):
            return not (heading.level > 1 and section.level < LEAF)
        return section.level >= heading.level

    def _area_of(self, heading: Heading) -> str | None:
        """Find the area that a heading outside every area's own text is about."""
        name = heading.title.topic or (heading.title.name if heading.title.role in {None, Role.AREA} else "")
        if not name:
            return None
        area = None
        if heading.title.area and heading.title.number:
            area = next((a for a in self.found if a.number == heading.title.number), None)
        area = area or area_finding.closest(self.found, name, 78)
        if area is None:
            return None
        key = self.keys[self.found.index(area)]
        if heading.title.area:
            self.named.setdefault(key, []).append(Span(heading.start, heading.end))
        return key

    def _put(self, at: int, block: Block) -> None:
        while len(self.stack) > 1 and self._is_over(self.stack[-1], block):
            self.stack.pop()
        top = self.stack[-1]
        self.content[top.index].append(at)
        if block.kind is Kind.ITEM:
            top.items += 1
        elif block.kind is Kind.PARAGRAPH:
            top.paragraphs += 1
        if block.kind not in _SILENT:
            top.last = (max(block.start, block.end - 30), block.end)
            top.ended = not self.document.text[block.start : block.end].rstrip().endswith((":", ";"))

    def _is_over(self, section: _Open, block: Block) -> bool:
        """Say whether a box has ended before a block."""
        if not section.leaf or block.kind in _SILENT:
            return False
        if section.list_only:
            return block.kind is not Kind.ITEM and (section.items > 0 or block.kind is not Kind.PARAGRAPH)
        if section.box is not None:
            return block.box != section.box
        boxed = self.guessed and section.role in _BOXES and not self.sections[section.index].annex
        if not boxed or block.kind is not Kind.PARAGRAPH or not section.ended:
            return False
        text = self.document.text
        if text[block.start].islower() and section.last and _OPEN.search(text, *section.last):
            return False  # an item that goes on on the next page
        more = _WILL.match(text, block.start, block.end)
        return section.items > 0 or (section.paragraphs > 0 and more is None)
