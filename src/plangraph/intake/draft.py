"""What was understood of a document: statements, names, figures and links, each with its passage and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from plangraph.intake.document import Document, Span
from plangraph.model import Text


@dataclass(frozen=True, slots=True)
class Ground:
    """Why the intake suggests something, and how sure it is.

    :param confidence: from 0 to 1
    :param why: one sentence, e.g. "The words 'unge' stand in the goal."
    """

    confidence: float
    why: Text


class Element(StrEnum):
    """Kinds of statement; the value is the kind in its IRI (``plangraph.names.mint``)."""

    FOCUS_AREA = "focus-area"
    OBJECTIVE = "objective"
    GOAL = "goal"
    MEASURE = "measure"
    CHALLENGE = "challenge"


@dataclass(frozen=True, slots=True)
class Naming:
    """A target group or an instrument of a statement.

    :param concept: IRI of the concept
    :param inherited: whether the statement's area names it and the statement does not
    :param spans: where it is named
    :param ground: why
    """

    concept: str
    inherited: bool
    spans: tuple[Span, ...]
    ground: Ground


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure that was measured: the baseline of a target value.

    :param value: the figure as printed
    :param unit: local name of the unit (``percent``, ``person``, ``full-time-person`` …), or None
    :param period: ``2015``, ``2022-08``, ``2022-Q1``, or None
    :param span: where it stands
    """

    value: Decimal
    unit: str | None
    period: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Figure:
    """What a goal is to reach.

    The names are those of the ontology: ``AtLeast``, ``Level``, ``Increase``, ``NationalAverage`` …

    :param span: the words that say it
    :param comparator: ``AtLeast``, ``AtMost``, ``Above``, ``Below``, ``Equal``, or None for a mere direction
    :param value: the figure as printed; None when it is relative, or only a direction is given
    :param unit: local name of the unit, or None
    :param kind: ``Level`` or ``Change``, or None for a mere direction
    :param direction: ``Increase``, ``Decrease``, ``Maintain``, or None
    :param relative_to: ``NationalAverage`` or ``Baseline``, or None
    :param offset: distance from what it is relative to, in percentage points or in the unit, or None
    :param baseline: where it starts from, or None
    :param due_year: year by which it is to be reached, or None
    :param condition: the words of a condition that holds for it, or empty
    :param group: IRI of the target group that this figure alone is about, or None
    :param indicator: IRI of a known indicator that it measures, or None
    :param measured: what is measured, in the plan's words ("andelen af …"), or empty
    :param ground: why
    """

    span: Span
    comparator: str | None
    value: Decimal | None
    unit: str | None
    kind: str | None
    direction: str | None
    ground: Ground
    relative_to: str | None = None
    offset: Decimal | None = None
    baseline: Measured | None = None
    due_year: int | None = None
    condition: str = ""
    group: str | None = None
    indicator: str | None = None
    measured: str = ""


@dataclass(frozen=True, slots=True)
class TargetLink:
    """A link from a statement to a national target.

    :param target: IRI of the national target
    :param spans: the words it rests on
    :param ground: why
    """

    target: str
    spans: tuple[Span, ...]
    ground: Ground


@dataclass(frozen=True, slots=True)
class Statement:
    """A focus area, objective, goal, measure or challenge.

    :param element: which
    :param key: last part of its IRI: its number or a slug
    :param number: its number as printed (``3c``), or empty
    :param label: a short name
    :param spans: its passages; a statement printed twice is one statement with two
    :param ground: why it is taken for one
    :param area: key of the focus area it stands in, or None
    :param candidate: whether it is only offered: prose that reads like one, outside the places for it
    :param groups: target groups
    :param instruments: instruments
    :param figures: figures of a goal
    :param links: national targets
    :param supports: keys of the objectives (of a goal) or goals (of a measure) that it serves
    """

    element: Element
    key: str
    number: str
    label: str
    spans: tuple[Span, ...]
    ground: Ground
    area: str | None = None
    candidate: bool = False
    groups: tuple[Naming, ...] = ()
    instruments: tuple[Naming, ...] = ()
    figures: tuple[Figure, ...] = ()
    links: tuple[TargetLink, ...] = ()
    supports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statutory:
    """A place where the plan does, or recites, what the law asks of a plan.

    :param key: last part of its IRI
    :param requirement: IRI of the requirement
    :param meets: whether the plan does it; False where it only recites the demand
    :param label: a short name
    :param spans: its passages
    :param ground: why
    """

    key: str
    requirement: str
    meets: bool
    label: str
    spans: tuple[Span, ...]
    ground: Ground


@dataclass(frozen=True, slots=True)
class Particulars:
    """Whose plan it is, for when, and how far it has come.

    :param municipalities: four-digit codes, in the order of the title; empty when none was recognised
    :param year: first year, or None when none was recognised
    :param last_year: last year of a plan for several years; the first year for one of a year
    :param adopted: whether the document says that it is adopted; a draft otherwise
    :param adopted_on: day of adoption (ISO 8601), or None
    :param committee: name of the committee behind it, or empty
    :param jobcentre: name of the jobcentre, or empty
    :param title: title of the plan
    :param spans: where it says so
    :param ground: why
    """

    municipalities: tuple[str, ...]
    year: int | None
    last_year: int | None
    adopted: bool
    title: str
    ground: Ground
    spans: tuple[Span, ...] = ()
    adopted_on: str | None = None
    committee: str = ""
    jobcentre: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A document as far as it was understood.

    :param document: the document
    :param particulars: whose plan, for when
    :param statements: areas first, then in the order of the document
    :param statutory: what it says about what the law asks
    :param listed: national targets of its year that it recites: the target and where
    :param notes: what the intake could not do, a sentence each
    """

    document: Document
    particulars: Particulars
    statements: tuple[Statement, ...]
    statutory: tuple[Statutory, ...] = ()
    listed: tuple[TargetLink, ...] = ()
    notes: tuple[Text, ...] = field(default=())
