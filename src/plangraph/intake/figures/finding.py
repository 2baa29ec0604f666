"""The figures of running text, put together from its sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final, TypeAlias

from plangraph.intake.document import Span
from plangraph.intake.draft import Figure, Ground, Measured
from plangraph.intake.figures import quantities, sentences, times
from plangraph.intake.figures.aims import Aim, Reading, settle
from plangraph.intake.figures.passage import Passage
from plangraph.intake.figures.stretches import Stretch
from plangraph.model import Text
from plangraph.names import PREFIXES
from plangraph.wording import Mention

#: Mentions in the normalised passage, or what finds them there.
Groups: TypeAlias = Callable[[str], Iterable[Mention]] | Iterable[Mention]

_TARGET_GROUP: Final = PREFIXES["tg"]
_VERB: Final = re.compile(
    r"\b(?:skal|må|bør|vil|øges|stiger|falder|reduceres|nedbringes|fastholdes|er|udgør|ligger|har"
    r"|kommer|hæves"
    r"|sænkes)\b"
)
_RELATIVE: Final = re.compile(r"\b(?:som|der|og|eller)\s$")
_KEPT: Final = re.compile(r"\bpå (?:\w+ )?(?:\d{4}-)?niveau|\bniveau(?:et)?\b|\buændret\b")
_KEPT_NUMBER: Final = re.compile(r"\b(?:andel|antal)\w*\b")
#: A passage with more numbers than this is no goal, whatever it was taken for.
_MOST: Final = 200
#: What is measured stands at the head of a sentence, or nowhere.
_HEAD: Final = 80


def find_in_words(
    passage: str,
    *,
    year: int | None = None,
    due: int | None = None,
    groups: Groups | None = None,
    bare: bool = False,
) -> tuple[Figure, ...]:
    """Find the figures of running text, or with ``bare`` those of a cell that may be a mere number.

    For the other parameters see :func:`plangraph.intake.figures.find`.
    """
    read = Passage.read(passage)
    found = quantities.scan(read.words, read.low)[:_MOST]
    when = times.scan(read.low, year)
    readings = [sentences.read(Stretch.of(read, s, found, when, year, bare)) for s in read.sentences]
    aims = list(settle(readings))
    only = _only_year(when, aims, year)
    if not aims:
        return tuple(_directions(read, readings, only or due))
    named = _groups(read, aims, groups)
    return tuple(
        _figure(read, replace(aim, due=aim.due or only or due), named.get(i), _measured(read, readings, aim))
        for i, aim in enumerate(aims)
    )


def _only_year(when: Sequence[times.Time], aims: Sequence[Aim], year: int | None) -> int | None:
    """Return the year by which things happen in a passage, where it names just one."""
    past = {aim.baseline.period for aim in aims if aim.baseline}
    years = {
        t.year
        for t in when
        if t.deadline and not t.compared and t.period not in past and (year is None or t.year >= year)
    }
    return years.pop() if len(years) == 1 else None


def _groups(read: Passage, aims: Sequence[Aim], groups: Groups | None) -> dict[int, str]:
    """Return the target group next to each figure, where the figures have different ones."""
    if groups is None or len(aims) < 2:
        return {}
    mentions = groups(read.words) if callable(groups) else groups
    of_people = [m for m in mentions if m.concept.startswith(_TARGET_GROUP)]
    result = {}
    for index, aim in enumerate(aims):
        end = aims[index + 1].start if index + 1 < len(aims) else aim.tail[1]
        near = [m for m in of_people if aim.start <= m.start < max(end, aim.end)]
        if near:
            result[index] = near[0].concept
    return result if len(set(result.values())) > 1 else {}


def _measured(read: Passage, readings: Sequence[Reading], aim: Aim) -> str:
    """Return what is measured, in the plan's words."""
    sentence = next(
        (r.sentence for r in readings if r.sentence.start <= aim.start < r.sentence.end), read.sentences[0]
    )
    words, low = read.words, read.low
    heads = [low.find(head, sentence.start, aim.start) for head in ("andel", "antal")]
    start = next((h for h in heads if 0 <= h - sentence.start < _HEAD), None)
    if start is not None:
        verbs = (m.start() for m in _VERB.finditer(low, start, aim.start))
        verb = next((v for v in verbs if not _RELATIVE.search(low[max(0, v - 8) : v])), aim.start)
        return words[start:verb].strip(" ,:;|")
    after = words[aim.end : sentence.end].strip(" .,:;|")
    if after.lower().startswith("af "):
        return after[3:].strip()
    before = words[sentence.start : aim.start].strip(" .,:;|")
    return before if len(before) >= len(after) else after


def _directions(read: Passage, readings: Sequence[Reading], due: int | None) -> Iterator[Figure]:
    """Yield the directions of a passage without figures; a sentence need not repeat its headline's."""
    told: set[str] = set()
    for reading in readings:
        ways = [w for w in reading.ways if w.way != "Maintain" or _keeps(read, reading, w.end)]
        for way in ways:
            if way.way in told:
                continue
            words = read.words[way.start : way.end].strip()
            yield Figure(
                Span(*read.raw_span(way.start, way.end)),
                None,
                None,
                None,
                None,
                way.way,
                Ground(
                    0.8,
                    Text(
                        f"Ordet »{words}« siger, hvilken vej det skal gå, og målet har intet tal.",
                        f"The word “{words}” says which way it is to go, and the goal has no figure.",
                    ),
                ),
                due_year=due,
                measured=read.words[way.end : reading.sentence.end].strip(" .,:;|"),
            )
        told |= {w.way for w in ways}


def _keeps(read: Passage, reading: Reading, at: int) -> bool:
    """Whether "fastholde" keeps a level; it may keep people in work, or a good cooperation."""
    sentence = reading.sentence
    near = read.low[sentence.start : at + 40]
    if re.search(r"\b(?:må|skal|bør) ikke (?:\w+ )?\w+$", read.low[sentence.start : at]):
        return True
    return bool(_KEPT.search(read.low, at, sentence.end) or _KEPT_NUMBER.search(near))


def _figure(read: Passage, aim: Aim, group: str | None, measured: str) -> Figure:
    words = read.words[aim.start : aim.end].strip()
    baseline = None
    if aim.baseline is not None:
        of = aim.baseline.quantity
        span = Span(*read.raw_span(of.start, of.end))
        baseline = Measured(of.value, aim.baseline.unit, aim.baseline.period, span)
    return Figure(
        Span(*read.raw_span(aim.start, aim.end)),
        aim.comparator,
        aim.value,
        aim.unit,
        aim.kind,
        aim.direction,
        Ground(aim.certain, Text(f"Målet nævner »{words}«.", f"The goal names “{words}”.")),
        relative_to=aim.relative_to,
        offset=None if aim.offset is None else aim.offset + Decimal(0),
        baseline=baseline,
        due_year=aim.due,
        condition=aim.condition,
        group=group,
        measured=measured,
    )
