"""Finds what a plan states: its areas, objectives, goals, challenges and measures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from rapidfuzz import fuzz

from plangraph.intake.document import Document
from plangraph.intake.draft import Element, Ground, Statement
from plangraph.intake.knowledge import Knowledge
from plangraph.intake.statements import places, prose
from plangraph.intake.statements.gathering import gather
from plangraph.intake.statements.places import Stated
from plangraph.intake.structure import Area, Outline
from plangraph.model import Text

__all__ = ["find"]

#: Words this alike are those of a national target, spelling mistakes and all.
_RECITED: Final = 88.0


def find(document: Document, outline: Outline, knowledge: Knowledge) -> tuple[Statement, ...]:
    """Find the statements of a plan.

    What stands in a place for it (a box, section, list or table of goals, objectives, challenges or
    measures, or under a number of its own) is asserted; prose elsewhere that reads like it is a candidate.

    :param document: the document
    :param outline: its sections, as :func:`plangraph.intake.structure.outline` gave them
    :param knowledge: the vocabularies, for areas that are named in other words
    :raises ValueError: when the outline is that of another document
    :returns: areas first, then in the order of the document
    """
    if outline.document is not document:
        raise ValueError("the outline is that of another document")
    found = gather(outline, _own(places.find(outline), knowledge), knowledge)
    taken = [span for statement in found for span in statement.spans]
    offered = gather(outline, prose.find(outline, taken), knowledge, candidates=True)
    areas = [_area(area) for area in outline.areas]
    return (*areas, *sorted([*found, *map(_offered, offered)], key=lambda s: s.spans[0]))


def _own(stated: Iterable[Stated], knowledge: Knowledge) -> list[Stated]:
    """Leave out lists that recite the national targets: those are not the municipality's own."""
    names = {name for targets in knowledge.targets.values() for target in targets for name in target.names}
    everything = list(stated)
    lists: dict[tuple[int, Element], list[Stated]] = defaultdict(list)
    for one in everything:
        if one.element in {Element.GOAL, Element.OBJECTIVE} and one.how in {"list", "section"}:
            lists[one.section.index, one.element].append(one)
    foreign: set[Stated] = set()
    for of in lists.values():
        recited = [
            one for one in of if any(fuzz.ratio(one.words.rstrip("."), name) >= _RECITED for name in names)
        ]
        if len(recited) > 1 and len(recited) * 2 > len(of):
            foreign.update(recited)
    return [one for one in everything if one not in foreign]


def _offered(statement: Statement) -> Statement:
    """Give a candidate a key that no other statement has."""
    return replace(statement, key=f"kandidat-{statement.key}")


_HOW: Final = {
    "named": (
        0.97,
        "Overskriften kalder det et fokusområde (eller pejlemærke, tema …).",
        "The heading calls it a focus area (or theme …).",
    ),
    "listed": (
        0.95,
        "Planen opregner det blandt sine fokusområder.",
        "The plan lists it among its focus areas.",
    ),
    "table": (
        0.85,
        "En tabel opregner det i sin kolonne med områder.",
        "A table lists it in its column of areas.",
    ),
    "chapter": (
        0.8,
        "Kapitlet har sine egne mål, målsætninger, udfordringer eller indsatser.",
        "The chapter has goals, objectives, challenges or measures of its own.",
    ),
}


def _area(area: Area) -> Statement:
    confidence, danish, english = _HOW[area.how]
    return Statement(
        Element.FOCUS_AREA,
        area.key,
        area.number,
        area.label,
        area.spans,
        Ground(confidence, Text(danish, english)),
    )
