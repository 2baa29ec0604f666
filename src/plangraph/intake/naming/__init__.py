"""Names whom each statement is for and what it makes use of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from rdflib import Literal, URIRef
from rdflib.namespace import SKOS

from plangraph.intake.document import Document, Span
from plangraph.intake.draft import Element, Ground, Naming, Statement
from plangraph.intake.knowledge import Knowledge
from plangraph.intake.naming import areas, inheritance, mentions
from plangraph.intake.naming.areas import Area
from plangraph.intake.naming.inheritance import Taken
from plangraph.intake.naming.mentions import GROUP, INSTRUMENT, Named
from plangraph.model import Text
from plangraph.passages import normalise

if TYPE_CHECKING:
    from plangraph.intake.structure import Outline

#: Objectives first, because goals take over from them.
_ORDER = (Element.OBJECTIVE, Element.GOAL, Element.MEASURE, Element.CHALLENGE)
_FROM = {
    "title": Text("fokusområdets overskrift", "the heading of the focus area"),
    "opening": Text("fokusområdets indledning", "the opening of the focus area"),
    "objectives": Text("fokusområdets målsætninger", "the objectives of the focus area"),
    "objective": Text("den målsætning, som målet udmønter", "the objective that the goal carries out"),
}


def name(
    document: Document,
    statements: Iterable[Statement],
    knowledge: Knowledge,
    *,
    texts: Mapping[str, tuple[Span, ...]] | None = None,
    outline: Outline | None = None,
) -> tuple[Statement, ...]:
    """Fill the target groups and instruments of statements.

    A focus area gets everything that its text names. The others get what their passages name, unless it is
    negated, an exception, an actor or a state to reach; and, marked as inherited, what they take over from
    their area. Challenges have groups only.

    :param document: what they were read from
    :param statements: areas, objectives, goals, measures and challenges
    :param knowledge: vocabularies
    :param texts: for each area's key the parts of the document that it takes up
    :param outline: sections of the document, which say the same; without either the headings decide
    """
    given = tuple(statements)
    parts = {**areas.parts(given, document, outline), **(texts or {})}
    named = {id(s): _own(document, s, knowledge) for s in given if s.element is not Element.FOCUS_AREA}
    described: dict[str, Area] = {}
    result: dict[int, Statement] = {}
    for area in given:
        if area.element is Element.FOCUS_AREA:
            part = parts.get(area.key, ())
            objectives = tuple(
                named[id(s)]
                for s in given
                if s.element is Element.OBJECTIVE and s.area == area.key and not s.candidate
            )
            described[area.key] = areas.describe(document, area, part, objectives, knowledge)
            result[id(area)] = _with_mentions(document, area, part, knowledge)
    for element in _ORDER:
        for statement in given:
            if statement.element is element:
                own = named[id(statement)]
                about = described.get(statement.area or "")
                result[id(statement)] = own if about is None else _inherit(document, own, about, knowledge)
    return tuple(result[id(s)] for s in given)


def _own(document: Document, statement: Statement, knowledge: Knowledge) -> Statement:
    found = tuple(
        named
        for span in statement.spans
        for named in mentions.find(document.text[span.start : span.end], span.start, knowledge)
    )
    challenge = statement.element is Element.CHALLENGE
    return replace(
        statement,
        groups=_namings(mentions.strong(found, GROUP), knowledge),
        instruments=() if challenge else _namings(mentions.strong(found, INSTRUMENT), knowledge),
    )


def _with_mentions(
    document: Document, area: Statement, part: tuple[Span, ...], knowledge: Knowledge
) -> Statement:
    found = [n for places in areas.named_in(document, area, part, knowledge).values() for n in places]
    return replace(
        area,
        groups=_namings([n for n in found if n.kind == GROUP], knowledge),
        instruments=_namings([n for n in found if n.kind == INSTRUMENT], knowledge),
    )


def _inherit(document: Document, statement: Statement, area: Area, knowledge: Knowledge) -> Statement:
    words = normalise(" ".join(document.text[s.start : s.end] for s in statement.spans))
    used = statement.instruments
    employers_only = bool(used) and all(areas.at_employers(i.concept, knowledge) for i in used)
    taken = inheritance.groups(statement, words, area, employers_only, knowledge)
    whole = replace(statement, groups=(*statement.groups, *(_inherited(t, knowledge) for t in taken)))
    more = inheritance.instruments(whole, area, knowledge)
    return replace(whole, instruments=(*used, *(_inherited(t, knowledge) for t in more)))


def _namings(found: Iterable[Named], knowledge: Knowledge) -> tuple[Naming, ...]:
    by_concept: dict[str, list[Named]] = {}
    for named in found:
        by_concept.setdefault(named.concept, []).append(named)
    return tuple(_naming(concept, places, knowledge) for concept, places in by_concept.items())


def _naming(concept: str, places: list[Named], knowledge: Knowledge) -> Naming:
    best = max(places, key=lambda n: n.confidence)
    called = _label(concept, knowledge)
    why = Text(
        f"Ordene »{best.words}« står her; de er et navn for »{called.da}«.",
        f"The words “{best.words}” stand here; they are a name for “{called.en}”.",
    )
    if best.weak:
        why = Text(
            f"Ordene »{best.words}« står her, men siger måske blot, hvor nogen er på vej hen eller arbejder.",
            f"The words “{best.words}” stand here, but may only say where someone is heading or working.",
        )
    spans = tuple(sorted({n.span for n in places}))
    return Naming(concept, inherited=False, spans=spans, ground=Ground(best.confidence, why))


def _inherited(taken: Taken, knowledge: Knowledge) -> Naming:
    called = _label(taken.concept, knowledge)
    if taken.source == "service":
        why = Text(
            f"Fokusområdet handler om service til virksomheder; passagen nævner ikke selv »{called.da}«.",
            f"The focus area is about service to employers; the passage itself does not name “{called.en}”.",
        )
    else:
        where = _FROM[taken.source]
        why = Text(
            f"»{called.da}« nævnes i {where.da} og ikke i passagen selv.",
            f"“{called.en}” is named in {where.en}, not in the passage itself.",
        )
    spans = tuple(sorted({n.span for n in taken.named}))
    return Naming(taken.concept, inherited=True, spans=spans, ground=Ground(taken.confidence, why))


def _label(concept: str, knowledge: Knowledge) -> Text:
    labels = {
        str(label.language): str(label)
        for label in knowledge.graph.objects(URIRef(concept), SKOS.prefLabel)
        if isinstance(label, Literal)
    }
    fallback = concept.rsplit("/", 1)[-1]
    return Text(labels.get("da", fallback), labels.get("en", fallback))
