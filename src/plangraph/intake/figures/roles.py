"""What a quantity of a sentence is there for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from plangraph.intake.figures import cues, phrases
from plangraph.intake.figures.aims import Aim
from plangraph.intake.figures.quantities import DURATIONS, Quantity
from plangraph.intake.figures.stretches import Stretch


class Part(StrEnum):
    """What a quantity can be."""

    TARGET = "target"
    BASELINE = "baseline"
    NONE = "none"  # a condition, background, or somebody else's figure


def part(stretch: Stretch, index: int, aims: Sequence[Aim]) -> Part:
    """Say what a quantity is there for.

    :param stretch: its sentence
    :param index: which of the sentence's quantities
    :param aims: the figures that were found before it in the sentence
    """
    return next((p for p in _verdicts(stretch, index, aims) if p is not None), Part.NONE)


def _verdicts(stretch: Stretch, index: int, aims: Sequence[Aim]) -> Iterator[Part | None]:
    """Yield what each cue says, the strongest first; None where a cue is not there."""
    quantity, left = stretch.quantities[index], stretch.left(index)
    at = quantity.start
    yield Part.NONE if any(r.start <= at < r.end for r in stretch.relations) else None
    # the distance of a relation ("2 procentpoint over …") is part of it
    inside = not quantity.bound and any(a.start <= at < a.end for a in aims)
    yield Part.NONE if inside else None
    if around := stretch.parenthesis(at):
        yield _parenthesised(stretch, quantity, around)
    clause = stretch.clause(at)
    yield Part.BASELINE if cues.STATUS.search(left) and not cues.GOAL_LABEL.search(left) else None
    if label := cues.YEAR_LABEL.search(left):
        before = stretch.year is not None and int(label["year"]) < stretch.year
        yield Part.BASELINE if before else Part.TARGET
    goes_on = index + 1 < len(stretch.quantities) or bool(aims)
    yield Part.BASELINE if goes_on and cues.FROM.search(left) else None
    yield Part.BASELINE if aims and cues.AGAINST.search(left) else None
    past = cues.PAST.search(clause)
    elsewhere = cues.NATIONAL.search(clause) and (past or cues.ELSEWHERE.search(left))
    yield Part.NONE if elsewhere else None
    yield Part.BASELINE if _earlier(stretch, index, left) else None
    if past and not cues.MODAL.search(clause):
        yield Part.BASELINE if quantity.unit not in DURATIONS or cues.LASTING.search(left) else Part.NONE
    if (restated := cues.RESTATED.search(left)) and not cues.CHANGE_NOUN.search(left):
        yield Part.TARGET if restated["part"] and aims and phrases.comparator(left) else Part.NONE
    target = stretch.bare or any(_wanted(stretch, index, left, clause, aims))
    yield Part.TARGET if target else Part.NONE


def _wanted(stretch: Stretch, index: int, left: str, clause: str, aims: Sequence[Aim]) -> Iterator[bool]:
    """Yield reasons to take a quantity for a target, by its unit."""
    quantity = stretch.quantities[index]
    if quantity.unit in ("percent", "percentage-point", "dkk"):
        yield True
    elif quantity.unit in DURATIONS:
        moved = stretch.moves() and (cues.TO.search(left) or cues.MOVED_BY.search(left))
        tied = moved or cues.LASTING.search(left) or left.endswith(": ") or cues.joined(left)
        yield bool(tied) and not stretch.about_share() and not cues.WITHIN.search(left)
    elif quantity.unit is None:
        yield bool(phrases.comparator(left) and cues.ON_SCALE.match(stretch.low, quantity.number_end))
        yield from _bare(stretch, left, clause, aims)
    else:
        yield from _counted(stretch, quantity, left, clause, aims)


def _bare(stretch: Stretch, left: str, clause: str, aims: Sequence[Aim]) -> Iterator[bool]:
    compared = phrases.comparator(left)
    counted = cues.COUNTED.search(clause) is not None
    yield cues.GOAL_LABEL.search(left) is not None
    yield bool(aims) and compared is not None and cues.joined(left)
    yield cues.TO.search(left) is not None and (bool(aims) or counted or stretch.moves())
    sure = counted or compared in ("AtLeast", "AtMost")
    yield sure and cues.ON.search(left) is not None and not cues.WITHIN.search(left)
    bounded = compared is not None and cues.NUMBERED.search(clause) is not None
    yield bounded and not cues.WITHIN.search(left)
    # "Antal fleksjob: 420"
    yield left.endswith(": ") and cues.NUMBERED.search(clause) is not None
    yield cues.BY_VERB.search(left) is not None
    yield cues.MOVED_BY.search(left) is not None and stretch.moves()


def _counted(
    stretch: Stretch, quantity: Quantity, left: str, clause: str, aims: Sequence[Aim]
) -> Iterator[bool]:
    yield bool(quantity.more)
    yield cues.TO.search(left) is not None and (stretch.moves() or bool(aims))
    yield stretch.moves() and bool(cues.MOVED_BY.search(left) or cues.BY_VERB.search(left))
    if stretch.about_share():
        return
    cut = stretch.cut(quantity.start, cues.HARD)
    if any(a.start >= cut for a in aims):  # the clause has its figure; a second one must be tied to it
        yield cues.joined(left) and not cues.NO_COUNT.search(left)
        return
    if phrases.comparator(left, stretch.low[quantity.end : stretch.end]):
        yield not quantity.spelled or not cues.WITHIN.search(left)
        return
    yield cues.ON.search(left) is not None and cues.NUMBERED.search(clause) is not None
    known = quantity.unit != "count" and not quantity.spelled
    yield not (cues.DETERMINED if known else cues.NO_COUNT).search(left)


def _earlier(stretch: Stretch, index: int, left: str) -> bool:
    """Whether the year that stands with a quantity is before the plan's: it was measured then."""
    quantity, year = stretch.quantities[index], stretch.year
    moved = cues.MOVED_BY.search(left) or cues.BY_VERB.search(left) or cues.TO.search(left)
    if year is None or moved or quantity.more or quantity.unit == "percentage-point":
        return False
    after = [t for t in stretch.times if quantity.end <= t.start < stretch.following(index)]
    if after and cues.LABELS.match(stretch.low, after[0].end):
        return False  # "420 (2022: 395)": the year is that of the next figure
    if after and cues.MEASURED_IN.fullmatch(stretch.low[quantity.end : after[0].start]):
        return after[0].year < year
    if after and not after[0].compared:
        return False
    cut = stretch.cut(quantity.start)
    before = [t for t in stretch.times if cut <= t.start and t.end <= quantity.start and not t.compared]
    return bool(before) and before[-1].year < year and not cues.MODAL.search(stretch.clause(quantity.start))


def _parenthesised(stretch: Stretch, quantity: Quantity, around: tuple[int, int]) -> Part:
    """Tell a baseline in parentheses, and seldom a target, from what is only added."""
    inside = re.split(r"[,;] (?=\D)", stretch.low[around[0] + 1 : quantity.start])[-1]
    whole = inside + re.split(r"[,;)]", stretch.low[quantity.start : around[1]])[0]
    when = [t for t in stretch.times if around[0] <= t.start < around[1]]
    told = any(cue.search(inside) for cue in (cues.STATUS, cues.PAST, cues.NOW))
    wanted = cues.GOAL_LABEL.search(inside) or phrases.comparator(inside)
    past = bool(when) and (when[0].year < stretch.year if stretch.year is not None else not when[0].deadline)
    if cues.NATIONAL.search(whole):
        return Part.NONE
    if told or (past and not wanted):
        return Part.BASELINE
    return Part.TARGET if wanted else Part.NONE
