"""Figures of sentences before they are put together, and what sentences say of each other's figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from plangraph.intake.figures.passage import Sentence
from plangraph.intake.figures.phrases import Direction
from plangraph.intake.figures.quantities import PEOPLE, Quantity


@dataclass(frozen=True, slots=True)
class Baseline:
    """A quantity that a target starts from.

    :param quantity: the quantity
    :param unit: its unit, or that of the target where it has none of its own
    :param period: when it was measured, or None
    """

    quantity: Quantity
    unit: str | None
    period: str | None


@dataclass(frozen=True, slots=True)
class Aim:
    """A figure of a sentence.

    The fields that :class:`plangraph.intake.draft.Figure` has too mean the same; places are in the
    passage's words.

    :param tail: the stretch after it, up to the next quantity
    :param certain: from 0 to 1
    """

    start: int
    end: int
    comparator: str | None
    value: Decimal | None
    unit: str | None
    kind: str | None
    direction: str | None
    relative_to: str | None = None
    offset: Decimal | None = None
    baseline: Baseline | None = None
    due: int | None = None
    condition: str = ""
    tail: tuple[int, int] = (0, 0)
    certain: float = 0.9


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sentence holds.

    :param sentence: the sentence
    :param aims: its figures
    :param loose: its baselines that belong to no figure of its own
    :param ways: its words of direction
    """

    sentence: Sentence
    aims: tuple[Aim, ...] = ()
    loose: tuple[Baseline, ...] = ()
    ways: tuple[Direction, ...] = field(default=())


def fits(baseline: Baseline, aim: Aim) -> bool:
    """Whether a baseline can be that of a figure: their units allow it."""
    if aim.relative_to == "Baseline":
        return False
    if aim.kind == "Change":
        return aim.unit != "percentage-point" or baseline.unit in (None, "percent")
    if aim.relative_to == "NationalAverage":
        return baseline.unit == "percent"
    same = baseline.unit is None or aim.unit is None or baseline.unit == aim.unit
    return same or {baseline.unit, aim.unit} <= PEOPLE | {"count"}


def _tells(baseline: Baseline, aim: Aim, single: bool) -> bool:
    """Whether a baseline in another sentence is that of a figure: "I 2021 var det 41" is of the only one."""
    dated = single and aim.kind == "Level" and baseline.period is not None
    return bool(baseline.unit or dated) and fits(baseline, aim)


def settle(readings: Sequence[Reading]) -> Iterator[Aim]:
    """Yield the figures of a passage with what its other sentences say of them.

    A baseline may stand in a sentence of its own, and a headline may give the direction of the first figure.

    :param readings: the sentences of the passage, in order
    """
    loose = [b for r in readings for b in r.loose]
    single = sum(len(r.aims) for r in readings) == 1
    way: str | None = None
    first = True
    for reading in readings:
        if reading.sentence.headline and reading.ways and not reading.aims:
            way = reading.ways[0].way
        for found in reading.aims:
            aim = found
            if aim.baseline is None and aim.unit:
                aim = replace(aim, baseline=next((b for b in loose if _tells(b, aim, single)), None))
            own = any(d.start < aim.start for d in reading.ways)
            if first and way and aim.direction is None and aim.value is not None and not own:
                aim = replace(aim, direction=way)
            first = False
            yield aim
