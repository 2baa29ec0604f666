"""Puts the recognisers in order: a document goes in, a draft with what was understood comes out."""

from __future__ import annotations

from dataclasses import replace

from plangraph.intake import (
    figures,
    naming,
    particulars,
    sentences,
    statements,
    statutory,
    structure,
    targets,
)
from plangraph.intake.document import Document
from plangraph.intake.draft import Draft, Element, Particulars, Statement
from plangraph.intake.knowledge import Knowledge, shipped
from plangraph.intake.structure import Outline
from plangraph.model import Text


def understand(
    document: Document,
    knowledge: Knowledge | None = None,
    *,
    municipalities: tuple[str, ...] = (),
    year: int | None = None,
    outline: Outline | None = None,
) -> Draft:
    """Recognise what a document says.

    :param document: as a reader gave it
    :param knowledge: vocabularies and reference data; None for those that ship
    :param municipalities: four-digit codes that are known from elsewhere; they win over what the text says
    :param year: plan year that is known from elsewhere
    :param outline: its sections, where they have been made out already
    """
    known = knowledge or shipped()
    outline = outline or structure.outline(document)
    facts = _told(particulars.recognise(document, known), municipalities, year)
    found = statements.find(document, outline, known)
    found = naming.name(document, found, known, outline=outline)
    text = sentences.find(document)
    recited = targets.recite(document, known, facts.year, text)
    found = targets.link(document, outline, found, known, facts.year, recitals=recited)
    found = tuple(_with_figures(document, outline, s, known, facts.year) for s in found)
    found = figures.baselines(document, outline, found)
    return Draft(
        document,
        facts,
        found,
        statutory.find(document, outline, known, facts.year, recitals=recited, text=text),
        targets.listed(document, outline, known, facts.year, recitals=recited),
        _notes(facts, found),
    )


def _told(facts: Particulars, municipalities: tuple[str, ...], year: int | None) -> Particulars:
    if municipalities:
        facts = replace(facts, municipalities=municipalities)
    if year is not None:
        facts = replace(facts, year=year, last_year=facts.last_year if facts.year == year else year)
    return facts


def _with_figures(
    document: Document, outline: Outline, statement: Statement, known: Knowledge, year: int | None
) -> Statement:
    if statement.element is not Element.GOAL:
        return statement
    found = figures.gather(document, outline, statement, year=year, lexicon=known.lexicon)
    words = " ".join(document.words(span) for span in statement.spans[:1])
    return replace(statement, figures=figures.indicators(found, words, known))


def _notes(facts: Particulars, found: tuple[Statement, ...]) -> tuple[Text, ...]:
    notes = []
    if not facts.municipalities:
        notes.append(
            Text(
                "Dokumentet siger ikke, hvilken kommune planen er for.",
                "The document does not say which municipality the plan is for.",
            )
        )
    if not any(s.element is Element.GOAL and not s.candidate for s in found):
        notes.append(
            Text(
                "Der blev ikke fundet mål i dokumentet: hverken et afsnit eller en boks med mål, "
                "nummererede mål eller en måltabel.",
                "No goals were found in the document: no section or box of goals, no numbered goals, no "
                "table of goals.",
            )
        )
    return tuple(notes)
