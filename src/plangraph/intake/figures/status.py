"""Baselines that a goal doesn't name itself: from the section or annex that tells how things stand."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from plangraph.intake.document import Document, Kind, Span
from plangraph.intake.draft import Element, Figure, Ground, Measured, Statement
from plangraph.intake.figures import quantities, times
from plangraph.intake.figures.likeness import content, shared
from plangraph.intake.figures.passage import Passage, Sentence
from plangraph.intake.figures.quantities import PEOPLE, Quantity
from plangraph.model import Text

if TYPE_CHECKING:
    from plangraph.intake.structure import Outline, Section

#: So much of what a goal says (weighed by how seldom its words are) must stand in the status, and so much
#: more than in the next best.
_ENOUGH: Final = 0.6
_CLEARLY: Final = 0.08
#: Or so much, where nothing else in the goal's own part of the status comes near.
_SOME: Final = 0.3
_ALONE: Final = 2.0
#: Outside the goal's own part of the status section.
_ENOUGH_ELSEWHERE: Final = 0.8
_FEWEST: Final = 2
_ELSEWHERE: Final = re.compile(
    r"\b(?:hele landet|landsgennemsnit\w*|landsplan|landet som helhed|på landsplan|nationalt|klyngen?"
    r"|regionen|rar\b[\w-]*"
    r"|sammenlign\w*|øvrige kommuner|landet)"
)
_CLAUSE: Final = re.compile(r", (?:mens|hvor|hvorimod|og i hele)|; | mod ")
_LEADING: Final = re.compile(
    r"(?:\bandel(?:en)? på|\b(?:lå|ligger|var|er|udgjorde|udgør|udgør i alt)\b[^.;]*(?:på|i alt)?|\bpå"
    r"|\bsvarende til)[ (]*(?:ca\. )?$"
)
_FROM_TO: Final = re.compile(
    r"\bfra (?:\S+ ){0,2}?20\d\d (?:og )?(?:frem )?til (?:\S+ ){0,2}?20\d\d", re.IGNORECASE
)
_RATIO: Final = re.compile(r"\b\w+grad(?:en)?\b|\bforhold(?:et|stal\w*)\b|\bkvotient\w*")


@dataclass(frozen=True, slots=True)
class _Note:
    """A place of the status that tells a figure."""

    span: Span
    words: frozenset[str]
    figures: tuple[tuple[Quantity, str | None, str | None, Span], ...]  # quantity, unit, period, place
    area: str | None


def baselines(document: Document, outline: Outline, statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Give figures without a baseline the status figure that the plan states for the same thing elsewhere.

    A status section or annex is searched under the heading of the goal's own area first. A place counts when
    it shares most of the goal's words, clearly more than the next one, and has one figure of the
    municipality's own (not the country's) in a unit that fits.

    :param document: the document
    :param outline: its sections
    :param statements: all statements; those that are no goals pass through
    :returns: the statements, in the same order
    """
    found = tuple(statements)
    wanting = [
        s for s in found if s.element is Element.GOAL and any(_wants(document, s, f) for f in s.figures)
    ]
    if not wanting:
        return found
    notes = list(
        _notes(document, outline, [span for s in found if s.element is Element.GOAL for span in s.spans])
    )
    if not notes:
        return found
    spread = Counter(word for note in notes for word in note.words)
    words = {s.key: content(document.words(s.spans[0])) for s in wanting}
    alike = {key: [_likeness(of, note, spread) for note in notes] for key, of in words.items()}
    closest = [max(of) for of in zip(*alike.values(), strict=True)]
    result: list[Statement] = []
    for statement in found:
        if statement not in wanting:
            result.append(statement)
            continue
        ours = words[statement.key]
        # a place that says more of another goal is not this one's
        near = alike[statement.key]
        mine = [n for n, best, own in zip(notes, closest, near, strict=True) if own >= best]
        result.append(_based(document, statement, ours, mine, spread))
    return tuple(result)


def _wants(document: Document, statement: Statement, figure: Figure) -> bool:
    if figure.comparator is None or figure.baseline is not None or figure.relative_to == "Baseline":
        return False
    # "falder 20 pct. fra maj 2021 til maj 2022" says itself what it is held against.
    return figure.kind != "Change" or not any(_FROM_TO.search(document.words(s)) for s in statement.spans)


def _notes(document: Document, outline: Outline, taken: Sequence[Span]) -> Iterator[_Note]:
    from plangraph.intake.structure import Role

    for section in outline.sections:
        if section.role is not Role.STATUS:
            continue
        area = next((s.area for s in outline.around(section) if s.area), None)
        for span in _places(document, section):
            if any(span.start < t.end and t.start < span.end for t in taken):
                continue
            note = _note(document, span, area)
            if note.figures:
                yield note


def _places(document: Document, section: Section) -> Iterator[Span]:
    """Yield items and paragraphs; a line that begins with a small letter goes on with what is before it."""
    start = end = -1
    for index in section.blocks:
        block = document.blocks[index]
        if block.kind in (Kind.NOTE, Kind.RUNNING, Kind.CONTENTS, Kind.HEADING) or block.cell is not None:
            continue
        words = document.text[block.start : block.end].lstrip()
        if start >= 0 and words[:1].islower() and not block.marker:
            end = block.end
            continue
        if start >= 0:
            yield Span(start, end)
        start, end = block.start, block.end
    if start >= 0:
        yield Span(start, end)


def _note(document: Document, span: Span, area: str | None) -> _Note:
    read = Passage.read(document.text[span.start : span.end])
    found = quantities.scan(read.words, read.low)
    when = [t for t in times.scan(read.low) if "/" not in t.period] or list(times.scan(read.low))
    figures = []
    words: set[str] = set()
    for sentence in read.sentences:
        own = _own(read, sentence)
        if own is None:
            continue
        start, end = own
        words |= content(read.low[start:end])
        period = _period(read.low, [t for t in when if start <= t.start < end] or when)
        for quantity in found:
            if not start <= quantity.start < end:
                continue
            unit = quantity.unit
            if (
                unit is None
                and "," in read.low[quantity.start : quantity.number_end]
                and _RATIO.search(read.low[start:end])
            ):
                unit = "ratio"
            first, last = read.raw_span(quantity.start, quantity.end)
            figures.append((quantity, unit, period, Span(span.start + first, span.start + last)))
    led = [f for f in figures if _LEADING.search(read.low[max(0, f[0].start - 60) : f[0].start])]
    return _Note(span, frozenset(words), tuple(led or figures), area)


def _own(read: Passage, sentence: Sentence) -> tuple[int, int] | None:
    """Return the stretch of a sentence that is about the municipality, or None where there is none."""
    words = read.low[sentence.start : sentence.end]
    elsewhere = _ELSEWHERE.search(words)
    if elsewhere is None:
        return sentence.start, sentence.end
    cuts = [m.start() for m in _CLAUSE.finditer(words) if m.start() < elsewhere.start()]
    return (sentence.start, sentence.start + cuts[-1]) if cuts else None


def _period(low: str, when: Sequence[times.Time]) -> str | None:
    """Return the finest period, the last of several; "3. kvartal 2021 til 2. kvartal 2022" is one."""
    fine = [t for t in when if "-" in t.period] or list(when)
    if len(fine) > 1 and low[fine[-2].end : fine[-1].start].strip() in ("til", "-", "–", "til og med"):
        return f"{fine[-2].period}/{fine[-1].period}"
    return fine[-1].period if fine else None


def _based(
    document: Document,
    statement: Statement,
    ours: frozenset[str],
    notes: Sequence[_Note],
    spread: Counter[str],
) -> Statement:
    figures = []
    for figure in statement.figures:
        if _wants(document, statement, figure):
            words = ours if len(statement.figures) == 1 else content(figure.measured) or ours
            figures.append(_with_baseline(document, figure, words, statement.area, notes, spread))
        else:
            figures.append(figure)
    return replace(statement, figures=tuple(figures))


def _with_baseline(
    document: Document,
    figure: Figure,
    ours: frozenset[str],
    area: str | None,
    notes: Sequence[_Note],
    spread: Counter[str],
) -> Figure:
    near = [n for n in notes if area is not None and n.area == area]
    for among, enough in ((near, _ENOUGH), ([n for n in notes if n.area is None], _ENOUGH_ELSEWHERE)):
        ranked = sorted(
            ((_likeness(ours, n, spread), n.span.start, n) for n in among), key=lambda r: (-r[0], r[1])
        )
        ranked = [r for r in ranked if _fitting(figure, r[2])]
        if not ranked:
            continue
        score, _, best = ranked[0]
        second = ranked[1][0] if len(ranked) > 1 else 0.0
        common = shared(ours, best.words)
        sure = score >= enough and score - second >= _CLEARLY and len(common) >= _FEWEST
        alone = among is near and score >= _SOME and score >= _ALONE * second
        fitting = _fitting(figure, best)
        if len(fitting) == 1 and (sure or alone):
            return _explained(document, figure, fitting[0], common, ranked[0][0])
    return figure


def _likeness(ours: frozenset[str], note: _Note, spread: Counter[str]) -> float:
    """Weigh what the two share: most of the goal's words, and not too much besides."""

    def weight(words: Iterable[str]) -> float:
        return sum(1 / math.log2(2 + spread.get(word, 0)) for word in words)

    if not ours or not note.words or not (both := shared(ours, note.words)):
        return 0.0
    common = weight(both) / weight(ours)
    back = weight(shared(note.words, ours)) / weight(note.words)
    return 0.75 * common + 0.25 * back


def _fitting(figure: Figure, note: _Note) -> list[tuple[Quantity, str | None, str | None, Span]]:
    wanted = figure.unit
    if figure.relative_to == "NationalAverage":
        return [f for f in note.figures if f[1] == "percent"] or [f for f in note.figures if f[1] == "ratio"]
    if figure.kind == "Change" and wanted == "percent":
        return [f for f in note.figures if f[1] not in ("percent", "percentage-point", None)] or [
            f for f in note.figures if f[1] == "percent"
        ]
    if wanted == "percentage-point":
        return [f for f in note.figures if f[1] == "percent"]
    if wanted in PEOPLE:
        return [f for f in note.figures if f[1] in PEOPLE]
    return [f for f in note.figures if f[1] is not None and f[1] == wanted]


def _explained(
    document: Document,
    figure: Figure,
    found: tuple[Quantity, str | None, str | None, Span],
    common: frozenset[str],
    likeness: float,
) -> Figure:
    quantity, unit, period, span = found
    words = document.words(span)
    kin = ", ".join(f"»{word}…«" for word in sorted(common)[:4])
    english = ", ".join(f"“{word}…”" for word in sorted(common)[:4])
    ground = Ground(
        round(min(figure.ground.confidence, likeness), 2),
        Text(
            f"{figure.ground.why.da} Udgangspunktet {words} står i planens status, som deler ordene {kin}.",
            f"{figure.ground.why.en} The baseline {words} stands in the plan's status, which shares the"
            f" words {english}.",
        ),
    )
    if unit == "ratio" and figure.unit == "percentage-point" and figure.relative_to:
        figure = replace(figure, unit="ratio")
    return replace(figure, baseline=Measured(quantity.value, unit, period, span), ground=ground)
