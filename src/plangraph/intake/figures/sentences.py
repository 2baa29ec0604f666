"""The figures of a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from plangraph.intake.figures import cues, phrases
from plangraph.intake.figures.aims import Aim, Baseline, Reading, fits
from plangraph.intake.figures.quantities import Quantity, unit_of_noun
from plangraph.intake.figures.roles import Part, part
from plangraph.intake.figures.stretches import Stretch
from plangraph.intake.figures.times import Time

#: "2 procentpoint højere": so near the number stands to the words.
_NEAR: Final = 2


def read(stretch: Stretch) -> Reading:
    """Read a sentence: its figures, each with its baseline and year where the sentence gives them."""
    aims = list(_relative(stretch))
    waiting: list[Baseline] = []
    for index, quantity in enumerate(stretch.quantities):
        match part(stretch, index, aims):
            case Part.BASELINE:
                period = _period(stretch, quantity, stretch.following(index))
                waiting.append(Baseline(quantity, quantity.unit, period))
            case Part.TARGET:
                aims.append(_target(stretch, index, aims))
    aims, loose = _based(aims, waiting)
    aims = _with_units(stretch, aims)
    aims = _due_together(stretch, aims)
    aims = aims or list(_factors(stretch))
    if aims and (match := cues.CONDITION.search(stretch.low, stretch.start, stretch.end)):
        words = stretch.passage.words[match.start() : match.end()].strip(" ,.;")
        aims = [replace(a, condition=words) for a in aims]
    return Reading(
        stretch.sentence, tuple(sorted(aims, key=lambda a: a.start)), tuple(loose), tuple(stretch.ways)
    )


def _target(stretch: Stretch, index: int, aims: Sequence[Aim]) -> Aim:
    quantity, left, right = stretch.quantities[index], stretch.left(index), stretch.following(index)
    after = stretch.low[quantity.end : right]
    compared = quantity.bound or phrases.comparator(left, after)
    kind, way = _kind(stretch, quantity, left, after)
    last = aims[-1] if aims else None
    if (
        last is not None
        and last.value is not None
        and quantity.unit in (last.unit, None)
        and cues.joined(left)
    ):
        compared = compared or last.comparator
        kind = (last.kind or kind) if kind == "Level" else kind
        way = way or last.direction
    sure = compared is not None or quantity.unit in ("percent", "percentage-point")
    return Aim(
        quantity.start,
        quantity.end,
        compared or "Equal",
        quantity.value,
        quantity.unit,
        kind,
        way or _way(stretch, quantity.start),
        due=_due(stretch, quantity.start, quantity.end, right),
        tail=(quantity.end, right),
        certain=0.9 if sure else 0.75,
    )


def _kind(stretch: Stretch, quantity: Quantity, left: str, after: str) -> tuple[str, str | None]:
    """Say whether a quantity is a level or a change, and which way where the words beside it tell."""
    if quantity.more:
        return "Change", "Increase" if quantity.more in ("flere", "mere") else "Decrease"
    if word := cues.CHANGE_AFTER.match(after):
        return "Change", "Increase" if word["up"] or word["higher"] else "Decrease"
    if word := cues.CHANGE_NOUN.search(left):
        return "Change", "Increase" if word["up"] else "Decrease" if word["down"] else None
    moved = cues.BY_VERB.search(left) or (cues.MOVED_BY.search(left) and stretch.moves())
    if moved or (quantity.unit == "percentage-point" and not stretch.bare):
        return "Change", None
    return "Level", None


def _way(stretch: Stretch, at: int) -> str | None:
    """Return the direction that the words before a place give it; a verb says it louder than "flere"."""
    hard = stretch.cut(at, cues.HARD)
    before = [d for d in stretch.ways if hard <= d.start < at]
    verbs = [d for d in before if not d.noun]
    return (verbs or before)[-1].way if before else None


def _period(stretch: Stretch, quantity: Quantity, right: int) -> str | None:
    after = [t for t in stretch.times if quantity.end <= t.start < right]
    if after and cues.STOOD_IN.fullmatch(stretch.low[quantity.end : after[0].start]):
        return after[0].period
    cut = stretch.cut(quantity.start)
    before = [t for t in stretch.times if t.end <= quantity.start and cut <= t.start]
    return before[-1].period if before else None


def _due(stretch: Stretch, start: int, end: int, right: int) -> int | None:
    def possible(time: Time) -> bool:
        label = cues.LABELS.match(stretch.low, time.end) and time.start >= end
        return not time.compared and not label and (stretch.year is None or time.year >= stretch.year)

    hard = next((m.start() for m in cues.HARD.finditer(stretch.low, end, right)), right)
    after = [t for t in stretch.times if end <= t.start < hard and possible(t)]
    if after:
        return after[0].year
    left = stretch.low[stretch.start : start]
    before = [t for t in stretch.times if t.end <= start and possible(t) and t.deadline]
    if before:
        between = any(q.end <= before[-1].start for q in stretch.quantities if q.end <= start)
        if not between or cues.GOAL_LABEL.search(left) or cues.YEAR_LABEL.search(left):
            return before[-1].year
    label = cues.YEAR_LABEL.search(left)
    return int(label["year"]) if label else None


def _relative(stretch: Stretch) -> Iterator[Aim]:
    """Yield what is given relative to the country, or to an earlier year."""
    for relation in stretch.relations:
        start, name, distance = relation.start, relation.comparator, Decimal(0)
        near = [
            q
            for q in stretch.quantities
            if 0 <= relation.start - q.end <= _NEAR and q.unit in ("percentage-point", "percent")
        ]
        if near and relation.sign:
            name, distance = phrases.offset(relation, near[-1].value)
            start = near[-1].start
        hard = stretch.cut(relation.start, cues.HARD)
        ways = [d for d in stretch.ways if hard <= d.start < relation.start]
        way = ways[-1].way if ways else None
        if relation.reference == "Baseline" and (
            (way == "Maintain" and name == "Equal") or (near and not relation.sign)
        ):
            continue  # "fastholdes på niveau med 2022" says no more than its direction
        clause = stretch.low[hard : relation.start]
        share = bool(near) or "andel" in clause or not cues.NO_SHARE.search(clause)
        yield Aim(
            start,
            relation.end,
            name,
            None,
            "percentage-point" if share else None,
            "Level",
            way,
            relative_to=relation.reference,
            offset=distance,
            due=_due(stretch, start, relation.end, stretch.end),
            tail=(relation.end, stretch.end),
        )


def _based(aims: list[Aim], waiting: Sequence[Baseline]) -> tuple[list[Aim], list[Baseline]]:
    """Give each baseline of the sentence to the figures it belongs to; return also those that are left."""
    loose = []
    for baseline in waiting:
        given = [i for i, aim in enumerate(aims) if aim.baseline is None and fits(baseline, aim)]
        for index in given:
            aim = aims[index]
            unit = baseline.unit or (aim.unit if aim.kind == "Level" else None)
            aims[index] = replace(aim, baseline=replace(baseline, unit=unit))
        if not given:
            loose.append(baseline)
    return aims, loose


def _with_units(stretch: Stretch, aims: list[Aim]) -> list[Aim]:
    """Give bare numbers the unit of their baseline, of what they are part of, or of what is counted."""
    for index, aim in enumerate(aims):
        if aim.unit is not None or aim.value is None or cues.ON_SCALE.match(stretch.low, aim.end):
            continue
        unit = aim.baseline.unit if aim.baseline else None
        if unit is None and index and cues.PART.search(stretch.low, aims[index - 1].end, aim.start):
            unit = next((a.unit for a in reversed(aims[:index]) if a.kind == aim.kind), None)
        aims[index] = replace(aim, unit=unit or _unit_of_subject(stretch))
    lender = next((a.unit for a in aims if a.kind == "Level" and a.unit), None)
    return [
        replace(a, baseline=replace(a.baseline, unit=lender)) if a.baseline and a.baseline.unit is None else a
        for a in aims
    ]


def _unit_of_subject(stretch: Stretch) -> str | None:
    words = stretch.low[stretch.start : stretch.end]
    if cues.FULL_TIME.search(words):
        return "full-time-person"
    if match := cues.NUMBER_OF.search(words):
        return next((unit for unit in map(unit_of_noun, match["noun"].split()) if unit), "count")
    return "percent" if cues.SHARE.search(words) else None


def _due_together(stretch: Stretch, aims: list[Aim]) -> list[Aim]:
    """A change and the level that it leads to, and coordinated figures, are due together."""
    for index in range(len(aims) - 2, -1, -1):
        here, there = aims[index], aims[index + 1]
        between = stretch.low[here.end : there.start]
        tied = here.baseline is not None or here.start == there.start or cues.joined(between)
        if tied and here.due is None and here.baseline == there.baseline:
            aims[index] = replace(here, due=there.due)
    return aims


def _factors(stretch: Stretch) -> Iterator[Aim]:
    """Yield "halveres", "fordobles": a change without a number."""
    for match in cues.FACTOR.finditer(stretch.low, stretch.start, stretch.end):
        if stretch.conditional(match.start()):
            continue
        yield Aim(
            match.start(),
            match.end(),
            phrases.comparator(stretch.low[max(stretch.start, match.start() - 80) : match.start()])
            or "Equal",
            Decimal(50 if match["half"] else 100 if match["double"] else 200),
            "percent",
            "Change",
            "Decrease" if match["half"] else "Increase",
            due=_due(stretch, match.start(), match.end(), stretch.end),
            tail=(match.end(), stretch.end),
            certain=0.8,
        )
