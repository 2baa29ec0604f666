"""The areas of a plan: which there are, and from where to where each of them goes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from plangraph.intake.document import Document, Kind, Span
from plangraph.intake.structure import announcing, grids, phrases
from plangraph.intake.structure.announcing import Announced, is_area_heading
from plangraph.intake.structure.columns import Column
from plangraph.intake.structure.headings import GUESSED, Heading
from plangraph.intake.structure.likeness import likeness
from plangraph.intake.structure.roles import INNER, Role

#: A heading this like a listed name is the area's heading; a further one has to be more alike.
_LIKE: Final = 68.0
_SAME: Final = 88.0
#: More chapters than this are no areas.
_MOST: Final = 60
_SILENT: Final = frozenset({Kind.RUNNING, Kind.NOTE, Kind.CONTENTS})
#: Sections that end whatever area is before them.
_ENDS: Final = frozenset({Role.CONTENTS, Role.FOREWORD, Role.OVERVIEW})
_STATED: Final = frozenset({Role.GOALS, Role.OBJECTIVES, Role.CHALLENGES, Role.MEASURES})


@dataclass(slots=True)
class Found:
    """An area in the making.

    :param number: as printed, or empty
    :param name: its name
    :param how: ``named`` (a heading says "Fokusområde 3"), ``listed`` or ``chapter``
    :param spans: where it is named
    :param headings: the headings that head its text
    :param extents: first block and block after the last of each part of its text
    """

    number: str
    name: str
    how: str
    spans: list[Span] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    extents: list[tuple[int, int]] = field(default_factory=list)


def find(document: Document, headings: tuple[Heading, ...]) -> tuple[list[Found], dict[int, Heading]]:
    """Find the areas.

    What a heading calls an area is one; else what the plan lists as its areas; else the chapters that hold
    goals, objectives, challenges or measures of their own.

    :param document: the document
    :param headings: its headings, as :func:`plangraph.intake.structure.headings.find` gave them
    :returns: the areas, and by first block the sections whose heading stands after their text
    """
    main = _main(headings)
    listed = announcing.announced(document, headings)
    areas = _named(main)
    if areas:
        _add_listed(areas, listed)
    elif listed:
        areas = _listed(listed, main)
    if sum(bool(area.headings) for area in areas) < 2:
        chapters = (
            _chapters(main, _labelled(document))
            or (_tabled(document) if not areas else [])
            or _topics(headings)
        )
        if not areas:
            areas = chapters
        elif not any(area.headings for area in areas):
            for area in chapters:
                _join(areas, area)
    return areas, _extend(document, headings, areas)


def closest(areas: Sequence[Found], name: str, least: float = _LIKE) -> Found | None:
    """Return the area whose name, or one of whose headings, is most like a name."""
    best = max(areas, key=lambda area: _alike(area, name), default=None)
    return best if best is not None and _alike(best, name) >= least else None


def _alike(area: Found, name: str) -> float:
    names = {area.name, *(heading.title.name for heading in area.headings)}
    return max(likeness(n, name) for n in names)


def _main(headings: tuple[Heading, ...]) -> list[Heading]:
    """Return the headings before the annexes and outside tables of contents."""
    result: list[Heading] = []
    for heading in headings:
        if heading.title.annex and result:
            break
        result.append(heading)
    return result


def _named(main: Sequence[Heading]) -> list[Found]:
    areas: list[Found] = []
    for heading in main:
        title = heading.title
        if not title.area or heading.leaf:
            continue
        same = next((a for a in areas if title.number and a.number == title.number), None)
        if not title.number:
            same = closest(areas, title.name, 95)
        if same is None:
            same = Found(title.number, title.name, "named")
            areas.append(same)
        same.spans.append(Span(heading.start, heading.end))
        same.headings.append(heading)
    blanks = any(heading.title.blank for heading in main)
    return areas if len(areas) > 1 or blanks else []


def _add_listed(areas: list[Found], listed: tuple[Announced, ...]) -> None:
    for item in listed:
        area = next((a for a in areas if item.number and a.number == item.number), None)
        if area is None or _alike(area, item.name) < 40:
            area = closest(areas, item.name)
        if area is not None:
            area.spans.insert(0, item.span)


def _listed(listed: tuple[Announced, ...], main: Sequence[Heading]) -> list[Found]:
    """Give each listed area the heading that is most like its name; each heading goes to one."""
    areas = [Found(item.number, item.name, "listed", [item.span]) for item in listed]
    after = max(item.span.end for item in listed)
    heads = [h for h in main if is_area_heading(h) and not h.leaf]
    pairs = sorted(
        (
            (_alike(area, h.title.name) + (h.start > after), -h.level, -h.start, i, h)
            for i, area in enumerate(areas)
            for h in heads
        ),
        key=lambda pair: pair[:3],
        reverse=True,
    )
    taken: set[int] = set()
    for score, _, _, i, heading in pairs:
        if heading.first in taken or score < (_SAME if areas[i].headings else _LIKE):
            continue
        if areas[i].headings and heading.level != areas[i].headings[0].level:
            continue
        taken.add(heading.first)
        areas[i].headings.append(heading)
        areas[i].spans.append(Span(heading.start, heading.end))
    return areas


def _labelled(document: Document) -> list[int]:
    """Return where blocks state goals by themselves: "Mål 2: …", "Det er målet, at …", tables of goals."""
    found = []
    tables: set[int] = set()
    for at, block in enumerate(document.blocks):
        if block.kind in {Kind.PARAGRAPH, Kind.ITEM, Kind.HEADING}:
            if phrases.states_goal(document.text, block.start, block.end):
                found.append(at)
        elif block.cell is not None and block.cell.table not in tables:
            tables.add(block.cell.table)
            table = [b for b in document.blocks[at : at + 60] if b.cell and b.cell.table == block.cell.table]
            if grids.read(document, grids.tables(table)[0]).of(Column.GOAL):
                found.append(at)
    return found


def _chapters(main: Sequence[Heading], stating: Sequence[int]) -> list[Found]:
    """Take the highest level with at least two headings that have goals, measures … of their own."""
    path: list[Heading] = []
    holding: dict[int, list[Heading]] = {}
    ends = [*(heading.first for heading in main[1:]), max(stating, default=0) + 1]
    for heading, end in zip(main, ends, strict=False):
        while path and path[-1].level >= heading.level:
            path.pop()
        own = bisect_left(stating, end) > bisect_left(stating, heading.first)
        if own or heading.title.role in _STATED:
            for above in [*path, heading] if own and not heading.leaf else path:
                of = holding.setdefault(above.level, [])
                # "Delmål 1.1: …" heads a goal, not an area
                goal = phrases.states_goal(above.words, 0, len(above.words))
                if is_area_heading(above) and not goal and above not in of:
                    of.append(above)
        if not heading.leaf:
            path.append(heading)
    for level in sorted(holding):
        if 1 < len(holding[level]) <= _MOST:
            holders = holding[level]
            # A chapter on a group is one of them, also where it has nothing but prose.
            alike = [
                h
                for h in main
                if h.level == level
                and h.first > holders[0].first
                and h.title.role is None
                and phrases.GROUPS.search(h.title.name)
            ]
            return [_from_heading(h, "chapter") for h in sorted({*holders, *alike}, key=lambda h: h.first)]
    return []


def _tabled(document: Document) -> list[Found]:
    """Take the names in a table's column of areas."""
    areas: list[Found] = []
    for table in grids.tables(document.blocks):
        grid = grids.read(document, table)
        stating = grid.of(Column.GOAL, Column.INDICATOR, Column.OBJECTIVE, Column.MEASURE, Column.CHALLENGE)
        for at in grid.of(Column.AREA) if stating and not grid.sheet else ():
            for row in grid.records:
                for block in row.get(at, []):
                    name = re.sub(r"\s*\([^()]*\)$", "", document.words(block))
                    if name and closest(areas, name, 95) is None:
                        areas.append(Found("", name, "table", [Span(block.start, block.start + len(name))]))
        if len(areas) > 1:
            return areas
    return []


def _topics(headings: Sequence[Heading]) -> list[Found]:
    """Take what stands under a heading of goals ("Mål" / "Unge" …), or is in it ("Mål for unge")."""
    for role in (Role.GOALS, Role.OVERVIEW, Role.MEASURES, Role.OBJECTIVES):
        for at, heading in enumerate(headings):
            if heading.title.role is not role or heading.leaf:
                continue
            below: list[Heading] = []
            for other in headings[at + 1 :]:
                if other.level <= heading.level:
                    break
                below.append(other)
            highest = min((h.level for h in below), default=0)
            first = [h for h in below if is_area_heading(h) and h.level == highest]
            if 1 < len(first) <= _MOST:
                return [_from_heading(h, "chapter") for h in first]
    by_topic: list[Found] = []
    for heading in headings:
        topic = heading.title.topic
        if heading.title.role not in {Role.GOALS, Role.MEASURES} or not topic or len(by_topic) > _MOST:
            continue
        if closest(by_topic, topic, 95) is None:
            by_topic.append(Found("", topic, "chapter", [Span(heading.start, heading.end)], [heading]))
    return by_topic if 1 < len(by_topic) <= _MOST else []


def _from_heading(heading: Heading, how: str) -> Found:
    span = Span(heading.start, heading.end)
    return Found(heading.title.number, heading.title.name, how, [span], [heading])


def _join(areas: list[Found], other: Found) -> None:
    area = closest(areas, other.name)
    if area is not None:
        area.spans += other.spans
        area.headings += other.headings


def _extend(document: Document, headings: Sequence[Heading], areas: Sequence[Found]) -> dict[int, Heading]:
    """Find from where to where each area goes, and which other sections are headed at their end."""
    others: dict[int, Heading] = {}
    sheets = _sheets(document)
    own = sorted(((h, area) for area in areas for h in area.headings), key=lambda pair: pair[0].first)
    if not own:
        return others
    after = sum(_heads_what_is_above(document, sheets, h) for h, _ in own) * 2 > len(own)

    def begins(heading: Heading) -> int:
        if after and _heads_what_is_above(document, sheets, heading):
            return sheets.index(sheets[heading.first])
        return heading.first

    starts = [begins(h) for h, _ in own]
    numbered = sum(bool(h.title.number) for h, _ in own) * 2 > len(own)
    guessed = document.media_type in GUESSED
    own_firsts = {h.first for h, _ in own}
    for (heading, area), start, following in zip(
        own, starts, [*starts[1:], len(document.blocks)], strict=True
    ):
        end = following
        for other in _after(headings, heading.last):
            if other.first >= end:
                break
            if other.first not in own_firsts and _ends(heading, other, guessed=guessed, numbered=numbered):
                end = max(begins(other), heading.last + 1)
                if end < other.first:
                    others[end] = other
                break
        area.extents.append((start, end))
    return others


def _after(headings: Sequence[Heading], last: int) -> Iterable[Heading]:
    return (h for h in headings if h.first > last)


def _ends(area: Heading, other: Heading, *, guessed: bool, numbered: bool) -> bool:
    if other.leaf:
        return False
    if other.title.annex or other.title.role in _ENDS or other.level < area.level:
        return True
    if other.level > area.level:
        return False
    if not guessed or other.title.role in {Role.REPATRIATION, Role.MINISTER, *INNER}:
        return True
    return numbered and bool(other.title.number)


def _sheets(document: Document) -> list[int]:
    """Return for each block the page it is on; in a text that does not number them, where one begins."""
    if any(b.page is not None for b in document.blocks):
        return [b.page or 0 for b in document.blocks]
    result, sheet, end = [], 0, 0
    for block in document.blocks:
        gap = document.text[end : block.start]
        if "\x0c" in gap or (document.media_type == "text/plain" and gap.endswith("\n ")):
            sheet += 1
        result.append(sheet)
        end = block.end
    return result


def _heads_what_is_above(document: Document, sheets: Sequence[int], heading: Heading) -> bool:
    """Say whether a heading is the last thing on its page: then it heads what stands above it there."""
    sheet = sheets[heading.first]
    for at in range(heading.last + 1, len(sheets)):
        if sheets[at] != sheet:
            break
        if document.blocks[at].kind not in _SILENT:
            return False
    above = 0
    for at in range(heading.first - 1, -1, -1):
        if sheets[at] != sheet or above == 2:
            break
        above += document.blocks[at].kind not in _SILENT
    return above == 2
