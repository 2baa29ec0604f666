"""Whom and what plans are for: target groups and instruments in some and not in the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from plangraph.assess.axes import concept_heads
from plangraph.assess.serving import Serving
from plangraph.model import Lang
from plangraph.web.holdings import Holdings, Plan
from plangraph.web.matrices import serving_of, yardstick_of
from plangraph.web.site.coverage.saying import named
from plangraph.web.site.places import path_of
from plangraph.web.things import Value
from plangraph.web.words import word

#: How a plan has a group or an instrument, the best first, and its sign.
LEVELS: Final = {"goal": "✔", "part": "▲", "named": "○", "none": "–"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A group or instrument in a plan.

    :param level: ``goal``, ``part``, ``named`` or ``none``
    :param sign: the level's sign
    :param said: what it is called
    """

    level: str
    sign: str
    said: str


@dataclass(frozen=True, slots=True)
class Concept:
    """A group or instrument in all plans.

    :param name: what it is called, and where it is told of
    :param marks: one a plan
    """

    name: Value
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Differences:
    """Groups or instruments of plans.

    :param kind: ``groups`` or ``instruments``
    :param title: what they are called
    :param rows: those that differ
    :param same: names of those that all plans have alike
    """

    kind: str
    title: str
    rows: tuple[Concept, ...]
    same: tuple[Value, ...]


def compare_concepts(holdings: Holdings, plans: Sequence[Plan], lang: Lang) -> tuple[Differences, ...]:
    """Return the target groups and the instruments of plans."""
    servings = [serving_of(holdings, plan.slug) for plan in plans]
    yardstick = yardstick_of(holdings)
    found = []
    named_ones = {concept for serving in servings for concept in serving.named}
    for kind, cls in (("groups", "TargetGroup"), ("instruments", "Instrument")):
        rows, same = [], []
        for head in concept_heads(named_ones, cls, yardstick, whole=False):
            levels = [_level(serving, head.iri, kind) for serving in servings]
            if len(set(levels)) > 1:
                marks = (Mark(lv, LEVELS[lv], word(f"comparison_level_{lv}", lang)) for lv in levels)
                rows.append(Concept(named(head.label, lang, path_of(head.iri)), tuple(marks)))
            elif levels[0] != "none":
                same.append(named(head.label, lang, path_of(head.iri)))
        title = word("target_groups" if kind == "groups" else "instruments", lang)
        found.append(Differences(kind, title, tuple(rows), tuple(same)))
    return tuple(found)


def _level(serving: Serving, concept: str, kind: str) -> str:
    """Say how a plan has a concept or a narrower one: in a goal, in something else, named, not at all."""
    best = "named" if concept in serving.named else "none"
    for used, by_goal in (serving.groups if kind == "groups" else serving.instruments).items():
        if concept in serving.upward(used):
            if by_goal:
                return "goal"
            best = "part"
    return best
