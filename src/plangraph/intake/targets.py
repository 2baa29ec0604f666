"""Finds the minister's targets in a plan, and suggests which of them each statement addresses."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from plangraph.intake import official, recital, target_columns, themes, ties
from plangraph.intake.document import Document
from plangraph.intake.draft import Element, Ground, Statement, TargetLink
from plangraph.intake.knowledge import Knowledge, NationalTarget
from plangraph.intake.recital import Recital
from plangraph.intake.sentences import Sentence
from plangraph.model import Text
from plangraph.passages import normalise

if TYPE_CHECKING:
    from plangraph.intake.structure import Outline

#: A title says "most" of a target's name from this share of its weight.
_MOST: Final = 0.6


def listed(
    document: Document,
    outline: Outline | None,  # noqa: ARG001 - as its neighbours are called
    knowledge: Knowledge,
    year: int | None,
    *,
    recitals: tuple[Recital, ...] | None = None,
) -> tuple[TargetLink, ...]:
    """Find where a plan recites the minister's targets of its year, in the order of their numbers.

    :param outline: its sections; not needed
    :param year: plan year; without it, or in a year without targets, nothing is found
    :param recitals: what :func:`recite` found, where it has been asked already
    """
    places: dict[NationalTarget, list[Recital]] = defaultdict(list)
    for found in recite(document, knowledge, year) if recitals is None else recitals:
        places[found.target].append(found)
    return tuple(
        TargetLink(target.iri, tuple(r.span for r in places[target]), _recited(target, places[target]))
        for target in _targets(knowledge, year)
        if places[target]
    )


def _targets(knowledge: Knowledge, year: int | None) -> tuple[NationalTarget, ...]:
    return () if year is None else knowledge.targets.get(year, ())


def recite(
    document: Document, knowledge: Knowledge, year: int | None, text: tuple[Sentence, ...] | None = None
) -> tuple[Recital, ...]:
    """Find every place where a plan recites one of the minister's targets of its year.

    :param text: its sentences, where they have been made out already
    """
    targets = _targets(knowledge, year)
    return recital.find(document, targets, year, text) if year is not None and targets else ()


def _recited(target: NationalTarget, places: list[Recital]) -> Ground:
    best = max(places, key=lambda r: (r.ministers, r.likeness))
    confidence = round(min(0.98, best.likeness if best.ministers else 0.8 * best.likeness), 2)
    where = (
        ("som ministerens", "as the minister's")
        if best.ministers
        else ("uden at nævne ministeren", "without naming the minister")
    )
    return Ground(
        confidence,
        Text(
            f"Planen gengiver nationalt mål {target.number} {where[0]}.",
            f"The plan recites national target {target.number} {where[1]}.",
        ),
    )


def link(
    document: Document,
    outline: Outline | None,
    statements: tuple[Statement, ...],
    knowledge: Knowledge,
    year: int | None,
    *,
    recitals: tuple[Recital, ...] | None = None,
) -> tuple[Statement, ...]:
    """Suggest the national targets that each statement addresses; where nothing says so, there is none.

    A target is an area's when a box of the minister's in its chapter names it, when its title says most of
    the target's name, or when its title has the words of the target's theme. Objectives and goals have their
    area's targets, unless they name another benefit, and what their own words say. A measure has a
    link only when its own words say another target than its area's; a challenge has none.

    :param outline: its sections, where they are known
    :param statements: areas, objectives, goals, measures, challenges
    :param year: plan year; without it, or in a year without targets, nothing is linked
    :param recitals: what :func:`recite` found, where it has been asked already
    """
    targets = _targets(knowledge, year)
    if not targets:
        return statements
    found = recite(document, knowledge, year) if recitals is None else recitals
    tied = ties.find(document, outline, statements, targets, found, knowledge)
    columned = target_columns.given(statements, outline)
    by_goal = {s.area for s in statements if columned.get(ties.name_of(s))}
    areas: dict[str, tuple[TargetLink, ...]] = {}
    for area in statements:
        if area.element is Element.FOCUS_AREA:
            # A plan that ties its targets goal by goal doesn't leave it to the title of the area.
            titled = () if area.key in by_goal else _by_title(area, targets, knowledge)
            areas[area.key] = tied.get(ties.name_of(area)) or titled
    result = []
    for statement in statements:
        if statement.element is Element.FOCUS_AREA:
            links = areas[statement.key]
        elif statement.element is Element.CHALLENGE:
            links = ()
        elif ties.name_of(statement) in columned:
            links = tied.get(ties.name_of(statement), ())
        else:
            own = tied.get(ties.name_of(statement), ())
            above = areas.get(statement.area, ()) if statement.area is not None else ()
            links = _of(document, statement, own, above, targets, knowledge)
        result.append(replace(statement, links=links) if links else statement)
    return tuple(result)


def _by_title(
    area: Statement, targets: tuple[NationalTarget, ...], knowledge: Knowledge
) -> tuple[TargetLink, ...]:
    """Link an area by its title: the surest kind of likeness that any target has."""
    title = normalise(area.label)
    spans = area.spans[-1:]
    named = [(t, official.likeness(title, t)) for t in targets]
    if most := [(t, share) for t, share in named if share >= _MOST]:
        return tuple(
            TargetLink(t.iri, spans, ties.ground(0.8 if share > 0.8 else 0.75, *_NAMED, t))
            for t, share in most
        )
    if spoken := [t for t in targets if themes.speaks(title, t, knowledge)]:
        return tuple(TargetLink(t.iri, spans, ties.ground(0.65, *_THEME, t)) for t in spoken)
    return tuple(
        TargetLink(t.iri, spans, ties.ground(0.5, *_TITLE, t))
        for t in targets
        if themes.of(t).titles.search(title)
    )


_NAMED: Final = (
    "Titlen siger det meste af målets navn; planen binder dem ikke selv sammen",
    "The title says most of the target's name; the plan itself doesn't tie the two",
)
_THEME: Final = (
    "Titlen har ord fra målets tema; planen binder dem ikke selv sammen",
    "The title has words of the target's theme; the plan itself doesn't tie the two",
)
_TITLE: Final = (
    "Titlen peger mod målets tema, uden målets egne ord; planen binder dem ikke selv sammen",
    "The title points to the target's theme, without its own words; the plan itself doesn't tie the two",
)


def _of(
    document: Document,
    statement: Statement,
    tied: tuple[TargetLink, ...],
    above: tuple[TargetLink, ...],
    targets: tuple[NationalTarget, ...],
    knowledge: Knowledge,
) -> tuple[TargetLink, ...]:
    """Link an objective, goal or measure: what it is tied to, what its area has, what its own words say."""
    spans = statement.spans[:1]
    # A measure is described at length, and much is mentioned by the way: its name says what it is.
    is_measure = statement.element is Element.MEASURE
    words = normalise(statement.label) if is_measure or not spans else document.words(spans[0])
    links = {one.target: one for one in tied}
    inherited = {one.target: one for one in above}
    for target in targets:
        if target.iri in links:
            continue
        speaks = themes.speaks(words, target, knowledge)
        share = official.likeness(words, target) if speaks else 0.0
        if target.iri in inherited:
            if not is_measure and themes.excludes(words, target) is None:
                from_area = inherited[target.iri].ground.confidence
                ground = _inheriting(target, from_area, speaks is not None)
                links[target.iri] = TargetLink(target.iri, spans, ground)
        elif speaks and (not above or share >= _MOST):
            confidence = 0.6 if share >= _MOST else 0.5
            why = (
                "Ordene hører til målets tema, og området har ikke selv det mål",
                "The words belong to the target's theme, and the area itself doesn't have that target",
            )
            links[target.iri] = TargetLink(target.iri, spans, ties.ground(confidence, *why, target))
    return tuple(links[t.iri] for t in targets if t.iri in links)


def _inheriting(target: NationalTarget, from_area: float, speaks: bool) -> Ground:
    if speaks:
        return ties.ground(
            min(0.85, from_area),
            "Området har målet, og ordene her hører til målets tema",
            "The area has the target, and the words here belong to the target's theme",
            target,
        )
    return ties.ground(
        round(min(0.6, 0.8 * from_area), 2),
        "Står i et område, der har målet, og intet her taler imod",
        "Stands in an area that has the target, and nothing here speaks against it",
        target,
    )
