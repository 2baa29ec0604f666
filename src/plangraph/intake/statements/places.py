"""What stands in the places that a plan has for its goals, objectives, challenges and measures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from plangraph.intake.document import Document, Kind, Span
from plangraph.intake.draft import Element
from plangraph.intake.statements import measures, tables
from plangraph.intake.statements.labels import number
from plangraph.intake.statements.passages import Passage, passages
from plangraph.intake.statements.passages import tables as tables_in
from plangraph.intake.structure import Outline, Role, Section, grids
from plangraph.intake.structure.columns import Column
from plangraph.intake.structure.phrases import AIM, LABELLED

_ELEMENTS: Final = {
    Role.GOALS: Element.GOAL,
    Role.OVERVIEW: Element.GOAL,
    Role.OBJECTIVES: Element.OBJECTIVE,
    Role.CHALLENGES: Element.CHALLENGE,
    Role.MEASURES: Element.MEASURE,
}
_COLUMNS: Final = {
    Column.GOAL: Element.GOAL,
    Column.OBJECTIVE: Element.OBJECTIVE,
    Column.MEASURE: Element.MEASURE,
    Column.CHALLENGE: Element.CHALLENGE,
}
_FOREIGN: Final = frozenset({Role.MINISTER, Role.CONTENTS})
_WILL: Final = re.compile(
    r"(?:(?:i|inden|senest|ved|frem mod|ultimo|primo)\s[^,.]{0,30}?20\d\d\s)?"
    r"(?:vi|jobcent\w+|\w+ kommune|kommunen|udvalget|andelen|antallet|flere|færre|mindst|alle|det er|målet"
    r"|at)\b",
    re.IGNORECASE,
)
_NORM: Final = re.compile(
    r"\b(?:skal|vil|målet er|ønsker|øges|reduceres|nedbringes|fastholdes|mindst|højst|opnås?)\b",
    re.IGNORECASE,
)
#: Labels of how a goal is measured: beside the goal they belong to it.
_MEASURING: Final = re.compile(r"kpi|måltal|indikator|målepunkt|måle[rs]|resultatkrav", re.IGNORECASE)
_WORDS: Final = {
    "målsætning": Element.OBJECTIVE,
    "indsats": Element.MEASURE,
    "aktivitet": Element.MEASURE,
    "tiltag": Element.MEASURE,
    "udfordring": Element.CHALLENGE,
}


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement as it stands in one place.

    :param element: what it is
    :param span: its passage
    :param words: the words that name it
    :param number: its number as printed, or empty
    :param section: where it stands
    :param topic: what the place says it is about (a row of a table, "Mål for unge"), or empty
    :param confidence: from 0 to 1
    :param how: ``labelled``, ``box``, ``table``, ``list``, ``section`` or ``subheading``
    :param more: further passages of it
    """

    element: Element
    span: Span
    words: str
    number: str
    section: Section
    topic: str
    confidence: float
    how: str
    more: tuple[Span, ...] = ()


def find(outline: Outline) -> Iterator[Stated]:
    """Find what stands in the places for it; a passage may come more than once."""
    # Where the areas have a place for measures, what else they say is no measure.
    placed = len({s.area for s in outline.sections if s.role is Role.MEASURES and s.area}) > 1
    boxed = {s.area for s in outline.sections if s.role in {Role.GOALS, Role.OVERVIEW}}
    for section in outline.sections:
        if any(s.role in _FOREIGN for s in outline.around(section)):
            yield from _tables(outline, section, foreign=True)
            continue
        yield from _labelled(outline, section)
        yield from _run_in(outline, section, boxed=section.area in boxed)
        yield from _tables(outline, section)
        element = _ELEMENTS.get(section.role)
        if element is not None:
            yield from _listed(outline, section, element)
        elif (
            not placed
            and section.area
            and not section.annex
            and section.role in {Role.OTHER, Role.REPATRIATION}
        ):
            yield from _under_subheading(outline, section)


def _topic(outline: Outline, section: Section) -> str:
    return next(
        (s.topic or s.name for s in outline.around(section) if s.topic or (s.role is Role.OTHER and s.name)),
        "",
    )


def _labelled(outline: Outline, section: Section) -> Iterator[Stated]:
    """ "Resultatmål 3c: …", "Mål: …", "Indsats 2: …", wherever they stand."""
    document = outline.document
    if section.role is Role.STATUS:
        return
    if section.span is not None and section.role not in {Role.AREA}:
        match = LABELLED.match(section.heading)
        if match and len(section.heading) > match.end() + 3 and match["number"]:
            end = next(
                (
                    document.blocks[at].end
                    for at in section.blocks
                    if document.blocks[at].kind is Kind.PARAGRAPH
                ),
                section.span.end,
            )
            element = _WORDS.get(match["word"].casefold(), Element.GOAL)
            span = Span(section.span.start, end if element is Element.GOAL else section.span.end)
            yield Stated(
                element,
                span,
                section.heading,
                number(section.heading),
                section,
                section.topic,
                0.9,
                "labelled",
            )
    for passage in passages(outline, section):
        match = LABELLED.match(passage.words)
        if not match or len(passage.words) < match.end() + 8:
            continue
        if not match["number"] and passage.words[match.end() - 2 : match.end()].strip() != ":":
            continue
        element = _WORDS.get(match["word"].casefold(), Element.GOAL)
        sure = 0.97 if match["number"] else 0.85
        yield Stated(
            element,
            passage.span,
            passage.words,
            number(passage.words),
            section,
            _topic(outline, section),
            sure,
            "labelled",
        )


def _run_in(outline: Outline, section: Section, *, boxed: bool) -> Iterator[Stated]:
    """ "Målet er, at …": a paragraph that says so, in an area that has no other place for its goals.

    With a number of its own ("2.3 Det er målet, at …") it is a goal wherever it stands.

    :param boxed: whether the area has another place for its goals
    """
    if section.role not in {Role.AREA, Role.OTHER} or section.annex:
        return
    for passage in passages(outline, section):
        number = re.sub(r"[^0-9.]", "", passage.marker).strip(".")
        if passage.leads or not AIM.match(passage.words):
            continue
        if number or (section.area and not boxed):
            yield Stated(
                Element.GOAL,
                passage.span,
                passage.words,
                number,
                section,
                _topic(outline, section),
                0.75 if number else 0.7,
                "labelled",
            )


def _tables(outline: Outline, section: Section, *, foreign: bool = False) -> Iterator[Stated]:
    """Yield what tables state.

    :param foreign: whether it is the minister's section: a table there states only what stands beside a
        column of the minister's targets
    """
    if section.role is Role.STATUS or (section.annex and section.role is Role.ANNEX):
        return
    element = _ELEMENTS.get(section.role)
    above: grids.Grid | None = None
    for table in tables_in(outline, section):
        above = grid = grids.read(outline.document, table, above)
        if foreign and not (grid.of(Column.NATIONAL) and grid.of(Column.GOAL)):
            continue
        found = tables.rows(outline.document, grid, table, goals=element is Element.GOAL)
        for row in found:
            topic = row.area or _topic(outline, section)
            kind = _COLUMNS[row.element]
            yield Stated(kind, row.span, row.words, row.number, section, topic, 0.9, "table", row.more)
        if not found and element is not None and all(set(row) == {0} for row in table):
            # A frame around paragraphs or a list.
            inside = [b for row in table for b in row[0]]
            items = [b for b in inside if b.marker] or inside
            for block in items:
                words = outline.document.words(block)
                if len(words) > 8 and not words.endswith(":"):
                    yield Stated(
                        element, Span(block.start, block.end), words, "", section, section.topic, 0.85, "box"
                    )


def _listed(outline: Outline, section: Section, element: Element) -> Iterator[Stated]:
    found = passages(outline, section)
    items = [p for p in found if p.item and not (p.leads and len(p.words) < 60)]
    topic = _topic(outline, section)
    if items:
        rows = _rows(items)
        for item in items:
            if LABELLED.match(item.words):
                continue
            span = Span(item.span.start, item.after.end) if rows and item.after else item.span
            printed = re.sub(r"[^0-9a-zA-Z.]", "", item.marker).strip(".")
            if not any(c.isdigit() for c in printed):
                printed = ""
            yield Stated(element, span, item.words, printed, section, topic, 0.93, "list")
        if element is not Element.MEASURE:
            return
    elif element is not Element.MEASURE and tables_in(outline, section):
        return  # what the table states; what is said around it is said about it
    yield from _paragraphs(outline.document, section, [p for p in found if not p.item], element, topic)


def _rows(items: list[Passage]) -> bool:
    """Say whether numbered items are the rows of a table: each is followed by a paragraph of its own."""
    numbered = [i for i in items if any(c.isdigit() for c in i.marker)]
    return (
        bool(numbered)
        and len(numbered) == len(items)
        and sum(i.after is not None for i in items) * 2 > len(items)
    )


def _paragraphs(
    document: Document, section: Section, found: list[Passage], element: Element, topic: str
) -> Iterator[Stated]:
    found = [p for p in found if not p.leads and len(p.words) > 20 and not LABELLED.match(p.words)]
    if element in {Element.GOAL, Element.OBJECTIVE}:
        if section.role is Role.OVERVIEW:
            return
        willing = [p for p in found if _WILL.match(p.words) and _NORM.search(p.words)]
        # A box that is a paragraph is one goal; further paragraphs are goals when they read like goals.
        first = found[:1] if not willing or (found and _NORM.search(found[0].words)) else []
        found = first + [p for p in willing if p not in first]
    for passage in found:
        for span in measures.pieces(document, passage) if element is Element.MEASURE else [passage.span]:
            words = passage.words if span == passage.span else document.words(span)
            yield Stated(element, span, words, "", section, topic, 0.8, "section")


def _under_subheading(outline: Outline, section: Section) -> Iterator[Stated]:
    """Yield what a section of an area describes that its heading names: a measure, as a rule."""
    if any(s.role in {Role.STATUS, Role.CHALLENGES} for s in outline.around(section)) or not section.heading:
        return
    found = [
        p
        for p in passages(outline, section)
        if not p.item and not p.leads and len(p.words) > 40 and not LABELLED.match(p.words)
    ]
    if not measures.names(section.name) and not any(measures.does(p.words) for p in found):
        return
    for passage in found:
        for span in measures.pieces(outline.document, passage):
            words = outline.document.words(span)
            yield Stated(Element.MEASURE, span, words, "", section, section.name, 0.55, "subheading")
