"""The parts of a plan: focus areas, objectives, goals, measures, challenges, statements."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import WithJsonSchema

from plangraph.web.api.models.common import Link, Listing, Model, Text, Thing
from plangraph.web.api.models.reports import SCHEMA

#: Where in the document a statement stands, as a report says it.
Passage: TypeAlias = Annotated[dict[str, Any], WithJsonSchema({"$ref": f"{SCHEMA}#/$defs/passage"})]
Kind = Literal["focus-area", "objective", "goal", "measure", "challenge", "statement"]
Basis = Literal["stated", "interpreted", "suggested"]
Comparator = Literal["at-least", "at-most", "above", "below", "equal"]
ValueKind = Literal["level", "change"]
Direction = Literal["increase", "decrease", "maintain"]
Reference = Literal["national-average", "baseline"]
FigureKind = Literal["measured", "estimated", "forecast", "budgeted"]


class ElementRef(Model):
    """An element, as others point at it.

    :param iri: its IRI
    :param label: what it is called
    :param number: its number, as printed, or null
    :param plan: slug of the plan that it is in, or null where its IRI doesn't say
    :param href: where it is found here, or null where this server doesn't have it
    """

    iri: str
    label: Text
    number: str | None
    plan: str | None
    href: str | None


class ConceptRef(Model):
    """A concept of a vocabulary, as others point at it.

    :param iri: its IRI
    :param id: the same in short (`tg:unge`)
    :param label: what it is called
    """

    iri: str
    id: str
    label: Text


class ConceptUse(ConceptRef):
    """A concept that an element uses.

    :param inherited: whether the element's own passage doesn't name it, and what the element stands in does
    :param suggested: whether the intake suggested it and nobody has confirmed it yet
    """

    inherited: bool
    suggested: bool


class TargetRef(Model):
    """A national target, as others point at it.

    :param iri: its IRI
    :param year: the year that it was announced for, or null where that is not known
    :param number: its number that year, or null where that is not known
    :param label: its official short name
    """

    iri: str
    year: int | None
    number: str | None
    label: Text


class TargetLink(Model):
    """A link to a national target, and why it holds.

    :param target: the target
    :param basis: `stated`: the plan ties the two itself; `interpreted`: a reader did; `suggested`: the intake
        did and nobody has confirmed it; null where nothing is said
    :param rationale: why, or null where nothing is said
    :param confidence: how sure the intake is, from 0 to 1; null for what it didn't suggest
    :param evidence: where that stands in the document
    """

    target: TargetRef
    basis: Basis | None
    rationale: Text | None
    confidence: float | None
    evidence: tuple[Passage, ...]


class Continuation(Model):
    """What an element carries on from an earlier plan.

    :param element: the earlier element
    :param basis: who says so, as with links to national targets
    :param rationale: why, or null where nothing is said
    """

    element: ElementRef
    basis: Basis | None
    rationale: Text | None


class Observation(Model):
    """A figure that was measured or expected.

    :param iri: its IRI
    :param label: what it is called
    :param value: the figure, as printed, or null where it is no number
    :param unit: its unit, or null
    :param period: the time that it is of (`2022-08`, `2022-Q1`, `2015`), or null
    :param areas: where it is of: municipalities, regions, the country
    :param kind: how it came about: `measured`, `estimated`, `forecast`, `budgeted`, or null
    :param indicator: what is measured, or null
    :param benefit: the benefit that it is broken down by, or null
    :param target_groups: whom it is of
    :param source: whose figure it is, as the plan says, or null
    :param evidence: where it stands in the document
    """

    iri: str
    label: Text
    value: int | float | None
    unit: ConceptRef | None
    period: str | None
    areas: tuple[Thing, ...]
    kind: FigureKind | None
    indicator: ConceptRef | None
    benefit: ConceptRef | None
    target_groups: tuple[ConceptRef, ...]
    source: Text | None
    evidence: tuple[Passage, ...]


class Figure(Model):
    """What a goal is to reach: a figure, or only a direction.

    :param iri: its IRI
    :param label: what it is called
    :param suggested: whether the intake suggested it and nobody has confirmed it yet
    :param indicator: what is measured, or null
    :param comparator: how it compares with what is reached, or null
    :param value_kind: whether it is a level to reach or a change from the baseline, or null
    :param direction: which way it is to go, or null
    :param value: the figure, as printed, or null
    :param unit: its unit, or null
    :param relative_to: what it is measured against, or null
    :param offset: how far from that it is to be, in its unit, or null
    :param due_year: the year by which it is to be reached, or null
    :param condition: under what condition, or null
    :param target_groups: whom it is of, where that is narrower than the goal
    :param baselines: where it starts from
    :param national_values: how it is in the whole country
    :param evidence: where it stands in the document
    """

    iri: str
    label: Text
    suggested: bool
    indicator: ConceptRef | None
    comparator: Comparator | None
    value_kind: ValueKind | None
    direction: Direction | None
    value: int | float | None
    unit: ConceptRef | None
    relative_to: Reference | None
    offset: int | float | None
    due_year: int | None
    condition: Text | None
    target_groups: tuple[ConceptRef, ...]
    baselines: tuple[Observation, ...]
    national_values: tuple[Observation, ...]
    evidence: tuple[Passage, ...]


class Element(Model):
    """A part of a plan.

    :param iri: its IRI
    :param kind: what it is
    :param key: its key: with the kind it is its address in the plan; null where its IRI has none
    :param number: its number, as printed, or null
    :param label: what it is called
    :param description: what it says, in other words, or null
    :param local_priority: why the municipality set it although no national target asks for it, or null
    :param suggested: whether the intake suggested it and nobody has confirmed it yet
    :param focus_area: the focus area that it stands in, or null
    :param supports: what it serves: a goal its objectives, a measure its goals
    :param supported_by: what serves it
    :param continues: what it carries on from an earlier plan
    :param national_targets: the national targets that it is linked to, and why
    :param target_groups: whom it is for
    :param instruments: by what means
    :param mentions: groups and instruments that the text of a focus area names
    :param figures: what a goal is to reach
    :param meets: the statutory requirements that a statement meets
    :param cites: the statutory requirements that a statement only recites
    :param attributed_to: who set it
    :param evidence: where it stands in the document
    :param links: where there is more of it
    """

    iri: str
    kind: Kind
    key: str | None
    number: str | None
    label: Text
    description: Text | None
    local_priority: Text | None
    suggested: bool
    focus_area: ElementRef | None
    supports: tuple[ElementRef, ...]
    supported_by: tuple[ElementRef, ...]
    continues: tuple[Continuation, ...]
    national_targets: tuple[TargetLink, ...]
    target_groups: tuple[ConceptUse, ...]
    instruments: tuple[ConceptUse, ...]
    mentions: tuple[ConceptUse, ...]
    figures: tuple[Figure, ...]
    meets: tuple[ConceptUse, ...]
    cites: tuple[ConceptUse, ...]
    attributed_to: tuple[Thing, ...]
    evidence: tuple[Passage, ...]
    links: tuple[Link, ...]


class ElementList(Listing):
    """Elements of a plan, by kind and number.

    :param items: the elements of this part
    """

    items: tuple[Element, ...]
