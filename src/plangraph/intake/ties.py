"""Finds where a plan itself ties a national target to one of its areas, objectives or goals."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeAlias

from plangraph.intake import target_columns, themes
from plangraph.intake.document import Block, Document, Span
from plangraph.intake.draft import Element, Ground, Statement, TargetLink
from plangraph.intake.knowledge import Knowledge, NationalTarget
from plangraph.intake.recital import Recital
from plangraph.model import Text
from plangraph.passages import normalise

if TYPE_CHECKING:
    from plangraph.intake.structure import Outline

#: Kind and key of a statement.
Name: TypeAlias = tuple[Element, str]

#: So like, a recital is the target's name.
_VERBATIM: Final = 0.9
#: A cell or heading is no longer than this (code points).
_ONE_LINE: Final = 250
_ROW: Final = (
    "Planen binder selv de to sammen: de står i samme række af en tabel",
    "The plan itself ties the two: they stand in one row of a table",
)
#: How far (code points) after an area's last passage a box may stand and still be the area's.
_NEAR: Final = 2500
_AREA_NUMBERS: Final = re.compile(
    r"\b(?:(?:fokus|indsats|tema|kerne)?område|tema|spor|kapitel|pejlemærke|indsats)\w*\s+"
    r"(?P<numbers>\d+(?:(?:\s*,\s*|\s+(?:og|samt)\s+)\d+)*)",
    re.IGNORECASE,
)
_BY_NUMBER: Final = re.compile(
    r"\b(?:national[te]? mål|ministermål|(?:beskæftigelses)?ministerens mål(?:sætning)?)"
    r"\s*(?:nr\.?\s*|nummer\s*)?(?P<numbers>\d(?:\s*(?:,|og|&|\+)\s*\d(?!\d))*)(?!\d|\.\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A passage that shows which area a place in the document belongs to.

    :param title: whether it is the area's own, not that of a statement in it
    """

    start: int
    end: int
    area: str
    title: bool


@dataclass(frozen=True, slots=True)
class _Chapters:
    """Where in the document each area has its text.

    :param outline: the sections, which tell it best, or None
    :param marks: the passages that show it where there are no sections
    :param titles: title of each area
    """

    outline: Outline | None
    marks: tuple[_Mark, ...]
    titles: dict[str, str]

    @classmethod
    def of(cls, statements: tuple[Statement, ...], outline: Outline | None) -> _Chapters:
        """Gather it from the areas and what stands in them.

        An area is also named where the plan lists its areas, and in annexes; its mark is the passage next
        to its first statement.
        """
        below: dict[str, list[Span]] = defaultdict(list)
        for statement in statements:
            if statement.area is not None and statement.spans and statement.element is not Element.FOCUS_AREA:
                below[statement.area].append(statement.spans[0])
        marks = [_Mark(s.start, s.end, key, False) for key, spans in below.items() for s in spans]
        areas = [s for s in statements if s.element is Element.FOCUS_AREA]
        for area in areas:
            if area.spans:
                first = min((s.start for s in below.get(area.key, ())), default=area.spans[-1].start)
                own = min(area.spans, key=lambda s: abs(s.start - first))
                marks.append(_Mark(own.start, own.end, area.key, True))
        marks.sort(key=lambda m: (m.start, m.end))
        return cls(outline, tuple(marks), {a.key: normalise(a.label) for a in areas})

    def at(self, span: Span) -> tuple[str, ...]:
        """Return the areas that a place can belong to: none, one, or the one before and the one after it."""
        if self.outline is not None:
            section = self.outline.at(span.start)
            area = None if section.annex else self.outline.area_at(span.start)
            return (area.key,) if area is not None and area.key in self.titles else ()
        at = bisect_right(self.marks, span.start, key=lambda m: m.start)
        if at == 0:
            return ()
        before = self.marks[at - 1]
        if at == len(self.marks):
            near = span.start - before.end <= _NEAR and before.area in self.titles
            return (before.area,) if near else ()
        after = self.marks[at]
        can = (before.area,) if before.title or before.area == after.area else (before.area, after.area)
        return tuple(key for key in can if key in self.titles)


def find(
    document: Document,
    outline: Outline | None,
    statements: tuple[Statement, ...],
    targets: tuple[NationalTarget, ...],
    found: tuple[Recital, ...],
    knowledge: Knowledge,
) -> dict[Name, tuple[TargetLink, ...]]:
    """Return the targets that the plan itself ties to statements: by a box, a table, a sentence or a number.

    :param outline: its sections, where they are known
    :param targets: those of the plan's year
    :param found: where they are recited
    """
    found = tuple(r for r in found if not r.catchword)
    ties: dict[Name, dict[str, TargetLink]] = defaultdict(dict)
    chapters = _Chapters.of(statements, outline)
    told = set()
    for goal, span, here in target_columns.find(outline, statements, targets, found, knowledge):
        told |= {r.span for r in found if span.start <= r.span.start < span.end}
        ties[name_of(goal)] |= {t.iri: TargetLink(t.iri, (span,), ground(0.9, *_ROW, t)) for t in here}
    for key, one in _referred(document, found, chapters.titles):
        told.add(one.span)
        _keep(ties[Element.FOCUS_AREA, key], _tie(one))
    boxes = [r for r in found if r.span not in told and not _is_survey(r, found, len(targets))]
    taken: set[str] = set()
    # Those that stand within one area come first: what lies between two goes to the one without.
    for one in sorted(boxes, key=lambda r: (len(chapters.at(r.span)) != 1, r.span)):
        statement = _inside(statements, one.span)
        if statement is not None and statement.element is not Element.FOCUS_AREA:
            if statement.element is Element.MEASURE and not one.ministers and statement.area is not None:
                if one.likeness >= _VERBATIM:  # what the chapter does is said in the minister's words
                    _keep(ties[Element.FOCUS_AREA, statement.area], _tie(one))
            elif one.ministers or one.likeness >= _VERBATIM:
                _keep(ties[name_of(statement)], _tie(one))
            continue
        area = _area_of(one, chapters, taken, knowledge)
        if area is not None and (one.ministers or one.heading or one.likeness >= _VERBATIM):
            taken.add(area)
            _keep(ties[Element.FOCUS_AREA, area], _tie(one))
    for name, target, span in _numbered(document, statements, chapters, found, targets):
        ties[name][target.iri] = TargetLink(
            target.iri,
            (span,),
            ground(
                0.9,
                "Planen binder selv de to sammen: den nævner målets nummer her",
                "The plan itself ties the two: it gives the target's number here",
                target,
            ),
        )
    return {name: tuple(of.values()) for name, of in ties.items()}


def _referred(
    document: Document, found: Iterable[Recital], titles: dict[str, str]
) -> Iterator[tuple[str, Recital]]:
    """Find targets that stand in one row of a table, or in one sentence, with the area they belong to."""
    rows: dict[tuple[int, int], list[Block]] = defaultdict(list)
    for block in document.blocks:
        if block.cell is not None and not block.cell.header:
            rows[block.cell.table, block.cell.row].append(block)
    for one in found:
        for row in rows.values():
            if any(b.start <= one.span.start < b.end for b in row):
                beside = [document.words(b) for b in row if not b.start <= one.span.start < b.end]
                for key in sorted({key for words in beside for key in _areas_in(words, titles)}):
                    yield key, one
        if one.ministers and one.group[0] == "sentence":
            start = document.text.rfind(".", 0, one.span.start) + 1
            for key in _areas_in(normalise(document.text[start : one.span.start]), titles):
                yield key, one


def _areas_in(words: str, titles: dict[str, str]) -> Iterator[str]:
    """Return the areas that words refer to, by number ("fokusområde 2 og 5") or by title."""
    for match in _AREA_NUMBERS.finditer(words):
        yield from (key for key in re.findall(r"\d+", match["numbers"]) if key in titles)
    for key, title in titles.items():
        if len(title) >= 12 and title.casefold() in words.casefold():
            yield key


def _keep(ties: dict[str, TargetLink], tie: TargetLink) -> None:
    """Add a tie; of two to one target the surer gives the reason, and both give their passages."""
    other = ties.get(tie.target)
    if other is not None:
        spans = tuple(sorted({*other.spans, *tie.spans}))
        tie = replace(max(other, tie, key=lambda t: t.ground.confidence), spans=spans)
    ties[tie.target] = tie


def _tie(one: Recital) -> TargetLink:
    if one.ministers:
        why = ground(
            0.95 if one.likeness >= _VERBATIM else 0.85,
            "Planen binder selv de to sammen: ministerens mål står her som ministerens",
            "The plan itself ties the two: the minister's target stands here as the minister's",
            one.target,
        )
    else:
        why = ground(
            0.85,
            "Planen gentager her ministerens mål næsten ordret",
            "The plan repeats the minister's target here, almost to the word",
            one.target,
        )
    return TargetLink(one.target.iri, (one.span,), why)


def _is_survey(one: Recital, found: Iterable[Recital], total: int) -> bool:
    """Say whether a recital is one of a list of the year's targets, which ties nothing to a chapter."""
    beside = {r.target for r in found if r.group == one.group}
    return len(beside) >= min(3, total) and len(beside) > 1


def _inside(statements: tuple[Statement, ...], span: Span) -> Statement | None:
    around = [s for s in statements for p in s.spans if p.start <= span.start and span.end <= p.end]
    return min(around, key=lambda s: min(p.end - p.start for p in s.spans), default=None)


def _area_of(one: Recital, chapters: _Chapters, taken: set[str], knowledge: Knowledge) -> str | None:
    """Return the area whose chapter a recital stands in; between two, the one whose title fits it."""
    can = chapters.at(one.span)
    if len(can) < 2:
        return can[0] if can else None
    fits = [key for key in can if _fits(chapters.titles[key], one.target, knowledge)]
    free = [key for key in can if key not in taken]
    return fits[0] if len(fits) == 1 else free[-1] if free else can[-1]


def _fits(title: str, target: NationalTarget, knowledge: Knowledge) -> bool:
    return bool(themes.speaks(title, target, knowledge) or themes.of(target).titles.search(title))


def _beside(document: Document, statements: tuple[Statement, ...], span: Span) -> Statement | None:
    """Return the first statement of the cell or heading that a passage is part of: "X (ministermål 3)"."""
    at = bisect_right(document.blocks, span.start, key=lambda b: b.start) - 1
    if at < 0:
        return None
    block = document.blocks[at]
    if block.end < span.end or block.end - block.start > _ONE_LINE:
        return None
    return next((s for s in statements if any(block.start <= p.start < block.end for p in s.spans)), None)


def _numbered(
    document: Document,
    statements: tuple[Statement, ...],
    chapters: _Chapters,
    found: tuple[Recital, ...],
    targets: tuple[NationalTarget, ...],
) -> Iterator[tuple[Name, NationalTarget, Span]]:
    """Find targets given by number ("nationalt mål 3"): by the plan's own numbers, else the official."""
    numbers = {t.number: t for t in targets}
    for one in found:
        if one.ministers and (printed := re.match(r"\d+", one.marker)):
            numbers[printed[0]] = one.target
    for match in _BY_NUMBER.finditer(document.text):
        span = Span(*match.span())
        statement = _inside(statements, span) or _beside(document, statements, span)
        within = chapters.at(span)
        if statement is not None:
            name = name_of(statement)
        elif len(within) == 1:
            name = (Element.FOCUS_AREA, within[0])
        else:
            continue
        for number in re.findall(r"\d", match["numbers"]):
            if number in numbers:
                yield name, numbers[number], span


def name_of(statement: Statement) -> Name:
    """Return kind and key of a statement."""
    return statement.element, statement.key


def ground(confidence: float, da: str, en: str, target: NationalTarget) -> Ground:
    """Return why a target is suggested: a sentence without full stop in each language, and its number."""
    about = f"nationalt mål {target.number}", f"national target {target.number}"
    return Ground(confidence, Text(f"{da} ({about[0]}).", f"{en} ({about[1]})."))
