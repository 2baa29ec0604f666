"""Prose that reads like a goal, a measure or a challenge, outside the places for them: candidates."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Final

from plangraph.intake.document import Block, Kind, Span
from plangraph.intake.draft import Element
from plangraph.intake.statements.places import Stated
from plangraph.intake.structure import Outline, Role, Section

_ACTOR: Final = (
    r"(?:vi|jobcent\w+|\w+ kommune|kommunen|(?:\w+)?udvalget|kommunalbestyrelsen|byrådet|cent(?:er|re)t)"
)
_GOAL: Final = re.compile(
    r"\b(?:målet|målsætningen|ambitionen|mål) er\b|\ber målet\b|\bdet er (?:målet|ambitionen),? at\b"
    rf"|\bdet er (?:vores|kommunens|{_ACTOR}s?) mål\b"
    r"|\b(?:andelen|antallet) af\b.{1,200}\b(?:skal|øges|reduceres|nedbringes|falder|stiger)\b"
    rf"|\b{_ACTOR} (?:vil|skal|ønsker)\b.{{1,200}}"
    r"\b(?:mindst|højst|minimum|maksimalt|\d+(?:,\d+)? (?:procent|pct))",
    re.IGNORECASE | re.DOTALL,
)
_MEASURE: Final = re.compile(
    rf"\b{_ACTOR} (?:vil|skal|ønsker|agter)\b|\b(?:vil|skal) {_ACTOR}\b|\bder (?:skal|vil blive|bliver)\b"
    r"|\b(?:igangsættes|iværksættes|etableres|styrkes|udbygges|tilbydes)\b",
    re.IGNORECASE,
)
_CHALLENGE: Final = re.compile(
    r"\b\w*udfordring(?:en|er|erne)?\b|\bbarriere\w*|\bmangel på\b|\bmangler\b|\brisikerer\b|\bvanskelig\w*"
    r"|\bstår uden ?for\b",
    re.IGNORECASE,
)
#: A sentence; the stops of abbreviations and of ordinal numbers end none.
_SENTENCE: Final = re.compile(
    r"\S.*?(?:(?<!bl)(?<!ca)(?<!pct)(?<!eks)(?<!evt)(?<!mio)(?<!\d)[.!?](?=\s+[A-ZÆØÅ\"”]|\s*$)|\Z)",
    re.DOTALL,
)
_SHORTEST, _LONGEST = 30, 1500
_SILENT: Final = frozenset(
    {
        Role.MINISTER,
        Role.CONTENTS,
        Role.FOREWORD,
        Role.STATUS,
        Role.ANNEX,
        Role.FRONT,
        Role.OVERVIEW,
        Role.REPATRIATION,
    }
)


def find(outline: Outline, taken: Iterable[Span]) -> Iterator[Stated]:
    """Find sentences that say what is to be reached or done, or what is difficult.

    :param taken: passages of the statements that were found already
    """
    spans = sorted(taken)
    for section in outline.sections:
        if (
            section.annex
            or section.role in _SILENT
            or (section.area is None and section.role is not Role.OTHER)
        ):
            continue
        for at in section.blocks:
            block = outline.document.blocks[at]
            if block.kind in {Kind.PARAGRAPH, Kind.ITEM} and not _touches(spans, block):
                yield from _in_block(outline, section, block)


def _touches(spans: list[Span], block: Block) -> bool:
    """Say whether one of the passages, which hardly overlap, has a part of a block."""
    last = bisect_right(spans, Span(block.end, 0))
    return any(s.start < block.end and block.start < s.end for s in spans[max(last - 3, 0) : last])


def _in_block(outline: Outline, section: Section, block: Block) -> Iterator[Stated]:
    for match in _SENTENCE.finditer(outline.document.text, block.start, block.end):
        if not _SHORTEST < len(match[0]) < _LONGEST:
            continue
        element = _element(match[0])
        if element is not None:
            span = Span(match.start(), match.end())
            confidence = 0.35 if element is Element.GOAL else 0.25
            words = outline.document.words(span)
            yield Stated(element, span, words, "", section, section.topic, confidence, "prose")


def _element(sentence: str) -> Element | None:
    if _GOAL.search(sentence):
        return Element.GOAL
    if _MEASURE.search(sentence):
        return Element.MEASURE
    return Element.CHALLENGE if _CHALLENGE.search(sentence) else None
