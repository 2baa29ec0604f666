"""Finds where a plan does what the law asks of it, and where it only recites the demand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from plangraph.intake import adoption, demands, sentences, targets
from plangraph.intake.document import Document, Kind, Span
from plangraph.intake.draft import Ground, Statutory
from plangraph.intake.knowledge import Knowledge
from plangraph.intake.recital import Recital
from plangraph.intake.sentences import Sentence
from plangraph.model import Text
from plangraph.names import REQ

if TYPE_CHECKING:
    from plangraph.intake.structure import Outline

#: Requirement → short name when the plan does it, and when it recites the demand.
_LABELS: Final = {
    "adopted-in-time": ("Vedtaget inden årets udgang", "Kravet om vedtagelse inden årets udgang"),
    "national-targets": ("Tager udgangspunkt i de nationale mål", "De nationale mål gengivet"),
    "results-review": ("Bygger på en resultatrevision", "Kravet om en resultatrevision"),
    "sent-to-council": ("Sendt til arbejdsmarkedsrådet", "Kravet om at sende planen til arbejdsmarkedsrådet"),
    "repatriation": ("Vejledning om repatriering", "Kravet om at beskrive repatriering"),
    "disability-council": ("Handicaprådet er hørt", "Handicaprådets ret til at blive hørt"),
    "responsibility": ("Kommunalbestyrelsens ansvar for planen", "Reglen om kommunalbestyrelsens ansvar"),
}
#: No heading that ends with a colon has more words.
_TITLE: Final = 6
#: How many sentences back an announcement may stand that a later sentence builds on.
_REACH: Final = 25


@dataclass(frozen=True, slots=True)
class _Found:
    """One sentence about one requirement.

    :param mere: whether it counts only where nothing better is said of the requirement
    :param why: why it was found, or None where the sentence says it
    """

    requirement: str
    meets: bool
    spans: tuple[Span, ...]
    confidence: float
    mere: bool = False
    why: Text | None = None


def find(
    document: Document,
    outline: Outline | None,
    knowledge: Knowledge,
    year: int | None,
    *,
    recitals: tuple[Recital, ...] | None = None,
    text: tuple[Sentence, ...] | None = None,
) -> tuple[Statutory, ...]:
    """Find what a plan says about the requirements that the law sets.

    All sentences that do, or all that recite, one requirement are one statement with several passages.

    :param outline: its sections; not needed
    :param year: plan year, against which a date of adoption is held; None when it is unknown
    :param recitals: what :func:`plangraph.intake.targets.recite` found, where it has been asked already
    :param text: its sentences, where they have been made out already
    """
    text = sentences.find(document) if text is None else text
    found = [*_by_sentence(text, year), *_by_reference(text), *_review_chapters(text)]
    if not any(f.requirement == "national-targets" for f in found):
        found += _recited(document, outline, knowledge, year, recitals)
    statements = []
    for requirement in _LABELS:
        iri = REQ + requirement
        if iri not in knowledge.requirements:
            continue
        done = [f for f in found if f.requirement == requirement and f.meets]
        cited = [f for f in found if f.requirement == requirement and not f.meets and not (done and f.mere)]
        for meets, of in ((True, done), (False, cited)):
            if of:
                best = max(of, key=lambda f: f.confidence)
                why = best.why or _why(requirement, meets, _in_english(knowledge, iri))
                statements.append(
                    Statutory(
                        requirement if meets else f"{requirement}-demand",
                        iri,
                        meets,
                        _LABELS[requirement][0 if meets else 1],
                        _merged(s for f in of for s in f.spans),
                        Ground(best.confidence, why),
                    )
                )
    return tuple(sorted(statements, key=lambda s: (s.spans[0].start, s.key)))


def _merged(spans: Iterator[Span]) -> tuple[Span, ...]:
    return tuple(sorted(set(spans)))


def _by_sentence(text: tuple[Sentence, ...], year: int | None) -> Iterator[_Found]:
    for sentence in text:
        if sentence.kind is Kind.HEADING and not _is_sentence(sentence.words):
            continue
        heading, lead = sentences.context(text, sentence)
        recited = adoption.recites_law(lead)
        spans: tuple[Span, ...] = (sentence.span,)
        if recited and sentence.lead is not None:
            spans = (text[sentence.lead].span, sentence.span)
        duty = recited or adoption.recites_law(sentence.words)
        yield from _adoption(sentence.words, duty, year, spans)
        for requirement, rule in demands.RULES.items():
            if (told := rule(sentence.words, duty)) is not None:
                meets, confidence = told
                if requirement == "results-review" and meets and demands.too_late(sentence.words, year):
                    continue
                yield _found(requirement, meets, confidence, spans)
        if demands.REPATRIATION.search(heading) and not demands.REPATRIATION.search(sentence.words):
            # Under "Vejledning om repatriering" a sentence need not say again what it is about.
            advises = demands.ADVICE.search(sentence.words) or demands.ADVICE.search(heading)
            if advises and not demands.DENIED.search(sentence.words):
                yield _found("repatriation", not adoption.binds(sentence.words), 0.6, spans)


def _is_sentence(heading: str) -> bool:
    """Say whether what looks like a heading is a sentence: it announces a list, or gives a date."""
    announces = heading.endswith(":") and len(heading.split()) > _TITLE
    return announces or adoption.day_in(heading) is not None


def _found(
    requirement: str, meets: bool, confidence: float, spans: tuple[Span, ...], *, mere: bool = False
) -> _Found:
    return _Found(requirement, meets, spans, confidence, mere)


def _in_english(knowledge: Knowledge, iri: str) -> str:
    """Return the English label of a requirement as the middle of a sentence has it."""
    label = knowledge.label(iri, "en")
    return label[:1].lower() + label[1:]


def _why(requirement: str, meets: bool, english: str) -> Text:
    danish = _LABELS[requirement][0].lower()
    if meets:
        return Text(
            f"Sætningen siger, at det er gjort eller gøres: {danish}.",
            f"The sentence says that it was done or is done: {english}.",
        )
    return Text(
        f"Sætningen gengiver kravet eller siger, at det skal ske, ikke at det er sket: {danish}.",
        f"The sentence recites the demand, or says that it will be met, not that it is: {english}.",
    )


def _adoption(words: str, duty: bool, year: int | None, spans: tuple[Span, ...]) -> Iterator[_Found]:
    told = adoption.read(words, duty=duty)
    if told is None:
        return
    if told.state is adoption.State.DUTY:
        timed = told.deadline or told.yearly
        yield _found("adopted-in-time" if timed else "responsibility", False, 0.85, spans)
    elif told.state is adoption.State.AHEAD:
        yield _found("responsibility", False, 0.6, spans, mere=True)
    else:
        yield _found("responsibility", True, 0.8, spans)
        if told.state is adoption.State.DONE and told.in_time(year):
            yield _found("adopted-in-time", True, 0.95, spans)
        elif told.state is adoption.State.HABIT and told.deadline:
            yield _found("adopted-in-time", True, 0.5, spans)


def _by_reference(text: tuple[Sentence, ...]) -> Iterator[_Found]:
    """Find a sentence that builds on the targets that an earlier one announced ("på den baggrund")."""
    announced: int | None = None
    for at, sentence in enumerate(text):
        if sentence.kind is not Kind.HEADING and announced is not None and at - announced <= _REACH:
            back, plan = demands.BACK.search(sentence.words), adoption.PLAN.search(sentence.words)
            if (
                back
                and plan
                and not demands.denies(sentence.words, back, plan)
                and not adoption.binds(sentence.words)
            ):
                yield _found("national-targets", True, 0.75, (text[announced].span, sentence.span))
        if demands.TARGETS.search(sentence.words) and (
            demands.ANNOUNCED.search(sentence.words) or sentence.kind is Kind.HEADING
        ):
            announced = at


def _review_chapters(text: tuple[Sentence, ...]) -> Iterator[_Found]:
    """Find a chapter of the plan that is the results review."""
    filled = {s.heading for s in text if s.kind is not Kind.HEADING}
    for at, sentence in enumerate(text):
        if sentence.kind is Kind.HEADING and at in filled and demands.REVIEW.match(sentence.words):
            yield _found("results-review", True, 0.6, (sentence.span,))


def _recited(
    document: Document,
    outline: Outline | None,
    knowledge: Knowledge,
    year: int | None,
    recitals: tuple[Recital, ...] | None,
) -> Iterator[_Found]:
    """Find targets that the plan recites without a word on what it does with them."""
    recited = targets.listed(document, outline, knowledge, year, recitals=recitals)
    if len(recited) >= 2:
        why = Text(
            "Planen gengiver ministerens mål, men siger ikke, at den tager udgangspunkt i dem.",
            "The plan recites the minister's targets, but doesn't say that it starts from them.",
        )
        spans = _merged(link.spans[0] for link in recited)
        yield _Found("national-targets", False, spans, 0.5, mere=True, why=why)
