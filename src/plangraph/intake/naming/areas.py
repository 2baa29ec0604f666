"""What a focus area is about: whom its heading, its opening and its objectives name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from plangraph.intake.document import Block, Document, Kind, Span
from plangraph.intake.draft import Element, Statement
from plangraph.intake.knowledge import Knowledge
from plangraph.intake.naming import mentions
from plangraph.intake.naming.mentions import EMPLOYERS, GROUP, INSTRUMENT, ON_BENEFIT, UNEMPLOYED, Named
from plangraph.names import VOCAB
from plangraph.passages import normalise

if TYPE_CHECKING:
    from plangraph.intake.structure import Outline

EMPLOYER_SERVICE: Final = VOCAB + "instrument/virksomhedskontakt"
#: How far into an area its opening reaches, in characters.
_OPENING: Final = 900
_SILENT: Final = (Kind.RUNNING, Kind.CONTENTS)
#: Blocks this close to each other may share a sentence, in characters.
_APART: Final = 4
_ANNEX: Final = re.compile(
    r"^[^\S\n]*(?:bilag|appendiks)\b(?:\s+\d+)?[^.\n]{0,60}$", re.IGNORECASE | re.MULTILINE
)
#: How much longer than its name a heading may be: number, kind and years of the area.
_AROUND_TITLE: Final = 40
#: A heading this short is one whatever it says: a plan may call an area by two names.
_SHORT_TITLE: Final = 60
_FOR_WHOM: Final = re.compile(r"[^.!?]*\bmålgruppe(?!\w*indsats)\w*\b[^.!?]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Area:
    """A focus area, as far as its statements take over from it.

    :param groups: target groups that it is about, and where
    :param source: where they are from: ``title``, ``opening``, ``objectives``, ``service`` or empty
    :param service: where its heading names the service to employers, or None
    :param objectives: its objectives, with their own groups and instruments
    """

    groups: tuple[Named, ...]
    source: str
    service: Named | None
    objectives: tuple[Statement, ...]


def parts(
    statements: Iterable[Statement], document: Document, outline: Outline | None = None
) -> dict[str, tuple[Span, ...]]:
    """Say which parts of a document each area takes up, annexes apart.

    Without an outline an area reaches from its heading to the heading of the next. A heading printed more
    than once (a list of the areas, an annex) counts where most of the area's statements follow it, and
    among equals where most text does.

    :param statements: areas and what stands in them
    :param document: the document
    :param outline: its sections, where they are known
    """
    all_of = tuple(statements)
    if outline is not None:
        return {
            s.key: _together(
                document.blocks[at]
                for section in outline.sections
                if section.area == s.key and not section.annex
                for at in section.blocks
            )
            for s in all_of
            if s.element is Element.FOCUS_AREA
        }
    return {key: (part,) for key, part in _guessed(all_of, document.text).items()}


def _together(blocks: Iterable[Block]) -> tuple[Span, ...]:
    """Join the blocks that follow each other with nothing but space between."""
    spans: list[Span] = []
    last: Block | None = None
    for block in sorted((b for b in blocks if b.kind not in _SILENT), key=lambda b: b.start):
        if (
            last is not None
            and block.start - last.end <= _APART
            and block.kind is last.kind is Kind.PARAGRAPH
        ):
            spans[-1] = Span(spans[-1].start, block.end)
        else:
            spans.append(Span(block.start, block.end))
        last = block
    return tuple(spans)


def _guessed(statements: tuple[Statement, ...], text: str) -> dict[str, Span]:
    headings = sorted(
        (span, s.key)
        for s in statements
        if s.element is Element.FOCUS_AREA
        for span in s.spans
        if span.end > span.start
    )
    annex = [m.start() for m in _ANNEX.finditer(text)]
    best: dict[str, tuple[int, int, Span]] = {}
    for position, (heading, key) in enumerate(headings):
        ends = [span.start for span, other in headings[position + 1 :] if other != key]
        ends += [start for start in annex if start > heading.end]
        part = Span(heading.start, min(ends, default=len(text)))
        inside = sum(
            1 for s in statements if s.area == key for span in s.spans if part.start <= span.start < part.end
        )
        rank = (inside, part.end - part.start, part)
        if key not in best or rank[:2] > best[key][:2]:
            best[key] = rank
    return {key: part for key, (_, _, part) in best.items()}


def describe(
    document: Document,
    area: Statement,
    texts: tuple[Span, ...],
    objectives: tuple[Statement, ...],
    knowledge: Knowledge,
) -> Area:
    """Say whom an area is about.

    :param document: the document
    :param area: the area
    :param texts: the parts of the document that it takes up
    :param objectives: its objectives, already named
    :param knowledge: vocabularies
    """
    titles = _titles(document, area)
    in_title = [n for t in titles for n in mentions.find(document.text[t.start : t.end], t.start, knowledge)]
    service = next(
        (n for n in in_title if n.kind == INSTRUMENT and at_employers(n.concept, knowledge)),
        None,
    )
    groups = _specific(mentions.strong(tuple(in_title), GROUP))
    if groups:
        return Area(groups, "title", service, objectives)
    if not service and (groups := tuple(n for o in objectives for n in _as_named(o, document))):
        return Area(groups, "objectives", service, objectives)
    if groups := _in_opening(document, texts, knowledge):
        return Area(groups, "opening", service, objectives)
    return Area((), "service" if service else "", service, objectives)


def at_employers(instrument: str, knowledge: Knowledge) -> bool:
    """Say whether an instrument is a service to employers."""
    return EMPLOYER_SERVICE in {instrument, *knowledge.lexicon.above(instrument)}


def named_in(
    document: Document, area: Statement, texts: tuple[Span, ...], knowledge: Knowledge
) -> Mapping[str, tuple[Named, ...]]:
    """Return what an area's heading and text name, by concept, each with its places."""
    found: dict[str, list[Named]] = {}
    titles = [s for s in _titles(document, area) if not any(t.start <= s.start < t.end for t in texts)]
    for part in sorted([*titles, *texts]):
        for named in mentions.every(document.text[part.start : part.end], part.start, knowledge):
            if named.kind in (GROUP, INSTRUMENT):
                found.setdefault(named.concept, []).append(named)
    return {concept: tuple(places) for concept, places in found.items()}


def _titles(document: Document, area: Statement) -> list[Span]:
    """The passages of an area that are its heading, not a sentence about it."""
    wanted = normalise(area.label).casefold()
    titles = [
        span
        for span in area.spans
        if (words := normalise(document.text[span.start : span.end]).casefold())
        and (
            len(words) <= _SHORT_TITLE
            or (len(words) <= len(wanted) + _AROUND_TITLE and (wanted in words or words in wanted))
        )
    ]
    return titles or list(area.spans[:1])


def _specific(groups: tuple[Named, ...]) -> tuple[Named, ...]:
    """Leave *ledige* out beside a name that says which of them."""
    others = [n for n in groups if n.concept not in (UNEMPLOYED, ON_BENEFIT, EMPLOYERS)]
    return tuple(n for n in groups if n.concept not in (UNEMPLOYED, ON_BENEFIT)) if others else groups


def _in_opening(document: Document, texts: tuple[Span, ...], knowledge: Knowledge) -> tuple[Named, ...]:
    found: list[Named] = []
    left = _OPENING
    for part in texts:
        if left <= 0:
            break
        opening = document.text[part.start : min(part.end, part.start + left)]
        left -= len(opening)
        for sentence in _FOR_WHOM.finditer(opening):
            found += mentions.find(sentence[0], part.start + sentence.start(), knowledge)
    return _specific(mentions.strong(tuple(found), GROUP))


def _as_named(objective: Statement, document: Document) -> tuple[Named, ...]:
    return tuple(
        Named(g.concept, GROUP, s, normalise(document.text[s.start : s.end]), "", False, g.ground.confidence)
        for g in objective.groups
        for s in g.spans
    )
