"""What a statement takes over from its focus area because it does not name it itself."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from typing import Final

from plangraph.intake.draft import Element, Naming, Statement
from plangraph.intake.knowledge import Knowledge
from plangraph.intake.naming.areas import Area
from plangraph.intake.naming.mentions import EMPLOYERS, ON_BENEFIT, UNEMPLOYED, Named, by_benefit
from plangraph.names import VOCAB

#: Words that point back to whomever the area is about.
_POINTING: Final = re.compile(
    r"\b(?:målgruppen?s?|gruppens?|borger(?:en|ne)s?|deltager(?:en|ne)s?|de (?:unge|ledige|sygemeldte)s?"
    r"|den enkeltes?|kandidat(?:en|er|erne)?s?)\b",
    re.IGNORECASE,
)
_CITIZENS: Final = re.compile(
    r"\b(?:borger(?:en|ne|e)?s?|kandidat(?:en|er|erne)?s?|deltager(?:en|ne|e)?s?)\b", re.IGNORECASE
)
_IMPAIRED: Final = VOCAB + "target-group/nedsat-arbejdsevne"
#: Sources that are not the name of the area.
_NOT_NAMED: Final = frozenset({"opening", "objectives"})
_IN_REACH: Final = {"title": 0.65, "opening": 0.55, "objectives": 0.55, "service": 0.5}


@dataclass(frozen=True, slots=True)
class Taken:
    """A concept that a statement takes over.

    :param concept: IRI
    :param named: where the area names it
    :param confidence: from 0 to 1
    :param source: as of the area, or ``objective``
    """

    concept: str
    named: tuple[Named, ...]
    confidence: float
    source: str


def groups(
    statement: Statement, words: str, area: Area, employers_only: bool, knowledge: Knowledge
) -> tuple[Taken, ...]:
    """Say which target groups a statement has from its area.

    It takes the area's groups when it names none; those of the citizens when it names employers alone; a
    group that its own names only describe further (benefit claimants in an area about young people); and
    the narrower group of the area when its own name is the broader one.

    :param statement: with its own groups and instruments
    :param words: its normalised words
    :param area: its area
    :param employers_only: whether its instruments are all services to employers
    :param knowledge: vocabularies
    """
    own = [g.concept for g in statement.groups]
    offered = _by_concept(area.groups)
    if not own:
        return _for_nobody(statement, words, area, offered, employers_only)
    if EMPLOYERS in own and len(own) == 1:
        wanted = () if EMPLOYERS in offered else tuple(c for c in offered if c != EMPLOYERS)
    else:
        citizens = [o for o in own if o != EMPLOYERS]
        wanted = tuple(c for c in offered if _adds(c, citizens, offered, knowledge))
    return tuple(_taken(c, offered[c], area.source, words) for c in wanted if c not in own)


def instruments(statement: Statement, area: Area, knowledge: Knowledge) -> tuple[Taken, ...]:
    """Say which instruments a goal without any has from its area: those of the objective it carries out.

    :param statement: with all its groups
    :param area: its area
    :param knowledge: vocabularies
    """
    if statement.element is not Element.GOAL or statement.instruments:
        return ()
    own = _narrowest([g.concept for g in statement.groups], knowledge)
    mine = [o for o in area.objectives if not statement.supports or o.key in statement.supports]
    found: dict[str, Taken] = {}
    for objective in mine:
        theirs = _narrowest([g.concept for g in objective.groups if not g.inherited], knowledge)
        if len(area.objectives) == 1 or (theirs and theirs <= own):
            for naming in objective.instruments:
                found.setdefault(naming.concept, Taken(naming.concept, _places(naming), 0.45, "objective"))
    if not found and area.service is not None and own == {EMPLOYERS}:
        service = area.service
        found[service.concept] = Taken(service.concept, (service,), 0.45, "title")
    return tuple(found.values())


def _for_nobody(
    statement: Statement, words: str, area: Area, offered: dict[str, tuple[Named, ...]], employers_only: bool
) -> tuple[Taken, ...]:
    if area.source in _NOT_NAMED and len(offered) > 1:
        # an objective about "ledige" beside others says little of whom this is for
        offered = {c: n for c, n in offered.items() if c != UNEMPLOYED}
    elif area.source in _NOT_NAMED and UNEMPLOYED in offered and not _POINTING.search(words):
        return ()
    if offered:
        citizens = {c: n for c, n in offered.items() if c != EMPLOYERS}
        chosen = offered
        if citizens and EMPLOYERS in offered:
            chosen = {EMPLOYERS: offered[EMPLOYERS]} if employers_only else citizens
            if employers_only and _CITIZENS.search(words):
                chosen = offered
        elif EMPLOYERS in offered:
            chosen = _of_service(statement, words, offered[EMPLOYERS], employers_only)
        return tuple(_taken(c, places, area.source, words) for c, places in chosen.items())
    if area.service is None:
        return ()
    service = _of_service(statement, words, (area.service,), employers_only)
    return tuple(_taken(c, places, "service", words) for c, places in service.items())


def _of_service(
    statement: Statement, words: str, places: tuple[Named, ...], employers_only: bool
) -> dict[str, tuple[Named, ...]]:
    """In an area about service to employers: whom a statement without a name is for."""
    found = {}
    if employers_only or not statement.instruments:
        found[EMPLOYERS] = places
    if _CITIZENS.search(words) or (statement.instruments and not employers_only):
        found[UNEMPLOYED] = places
    return found


def _adds(offered: str, own: Iterable[str], all_offered: Container[str], knowledge: Knowledge) -> bool:
    """Say whether a group of the area still holds beside those that a statement names."""
    above = knowledge.lexicon.above
    mine = list(own)
    if offered == EMPLOYERS or offered in mine:
        return False
    if any(o in all_offered and offered in above(o) for o in mine):
        return False  # the area names both, the statement only the narrower
    if all(o in above(offered) for o in mine):
        # "de unge" in an area about vulnerable young people; but "ledige" in one about the long-term
        # unemployed may be any of them
        return not (by_benefit(offered, knowledge) and UNEMPLOYED in mine)
    if by_benefit(offered, knowledge):
        return False  # the statement's own benefit or readiness replaces the area's
    return all(_describes(o, offered, knowledge) for o in mine)


def _describes(own: str, offered: str, knowledge: Knowledge) -> bool:
    """Say whether a group's name tells of a benefit or an ability and leaves open who the people are."""
    upward = {own, *knowledge.lexicon.above(own)}
    if offered in upward and ON_BENEFIT not in upward:
        return False  # "udsatte unge" are said to be young
    return by_benefit(own, knowledge) or _IMPAIRED in upward


def _narrowest(concepts: Iterable[str], knowledge: Knowledge) -> set[str]:
    every = set(concepts)
    return {c for c in every if not any(c in knowledge.lexicon.above(o) for o in every)}


def _by_concept(found: tuple[Named, ...]) -> dict[str, tuple[Named, ...]]:
    result: dict[str, tuple[Named, ...]] = {}
    for named in found:
        result[named.concept] = (*result.get(named.concept, ()), named)
    return result


def _taken(concept: str, places: tuple[Named, ...], source: str, words: str) -> Taken:
    pointing = 0.1 if _POINTING.search(words) else 0.0
    return Taken(concept, places, round(_IN_REACH.get(source, 0.5) + pointing, 2), source)


def _places(naming: Naming) -> tuple[Named, ...]:
    return tuple(
        Named(naming.concept, "Instrument", s, "", "", False, naming.ground.confidence) for s in naming.spans
    )
