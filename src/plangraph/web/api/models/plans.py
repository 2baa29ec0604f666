"""Plans, their municipalities, and how complete they are."""

from __future__ import annotations

from typing import Literal

from plangraph.web.api.models.common import Link, Listing, Model, Text, Thing
from plangraph.web.api.models.reports import Reach, Score, Tier


class Region(Model):
    """A region.

    :param iri: its IRI
    :param code: its four digits
    :param name: what it is called
    """

    iri: str
    code: str
    name: Text


class Municipality(Model):
    """A municipality.

    :param iri: its IRI
    :param code: its four digits
    :param name: what it is called
    :param region: the region that it lies in, or null where none is known
    """

    iri: str
    code: str
    name: Text
    region: Region | None


class MunicipalityPlans(Municipality):
    """A municipality and its plans.

    :param plans: slugs of its plans, by year
    """

    plans: tuple[str, ...]


class MunicipalityList(Listing):
    """Municipalities, by code.

    :param items: the municipalities of this part
    """

    items: tuple[MunicipalityPlans, ...]


class Checks(Model):
    """So many of so many checks; a check is one rule on one thing.

    :param passed: checks passed
    :param examined: checks made
    """

    passed: int
    examined: int


class Severities(Model):
    """How many findings there are of each severity.

    :param violation: violations
    :param warning: warnings
    :param info: for information
    """

    violation: int
    warning: int
    info: int


class PlanSummary(Model):
    """A plan, as lists name it.

    :param slug: its slug: what it is called in addresses
    :param iri: its IRI
    :param label: its title
    :param name: its municipalities and year, in short
    :param year: first year that it covers, or null where it says none
    :param status: whether it says that it is adopted
    :param municipalities: whose plan it is; a joint plan has several
    :param focus_areas: how many focus areas it has
    :param goals: how many goals it has
    :param level: the highest level of completeness that it reaches, `none` where it reaches none, or null
        while that is not known
    :param checks: checks passed of those made, or null while that is not known
    :param severities: findings by severity, or null while that is not known
    :param links: where there is more of it
    """

    slug: str
    iri: str
    label: Text
    name: Text
    year: int | None
    status: Literal["adopted", "draft"]
    municipalities: tuple[Municipality, ...]
    focus_areas: int
    goals: int
    level: str | None
    checks: Checks | None
    severities: Severities | None
    links: tuple[Link, ...]


class PlanList(Listing):
    """Plans, by municipality and year.

    :param unchecked: how many of all the plans chosen are not checked yet; a filter on levels leaves them out
    :param items: the plans of this part
    """

    unchecked: int
    items: tuple[PlanSummary, ...]


class PlanRef(Model):
    """A plan, as others point at it.

    :param slug: its slug
    :param name: its municipalities and year
    :param year: first year that it covers, or null where it says none
    """

    slug: str
    name: Text
    year: int | None


class Source(Model):
    """The document that a plan was read from.

    :param iri: its IRI
    :param title: its title
    :param media_type: what kind of file it is, or null where that is not said
    :param language: its language (`da`), or null where that is not said
    :param pages: how many pages it has, or null where that is not said
    :param sha256: digest of the file, or null where that is not said
    """

    iri: str
    title: Text
    media_type: str | None
    language: str | None
    pages: int | None
    sha256: str | None


class Plan(PlanSummary):
    """A plan, with what there is to know of it as a whole.

    :param description: what it is, in a few sentences, or null where nothing is written
    :param period: what time it covers, or null where that is not said
    :param adopted_by: who adopted it
    :param adopted_on: the day on which it was adopted (ISO 8601), or null where that is not said
    :param responsible: who is responsible for it
    :param sources: the documents that it was read from
    :param elements: how many elements it has of each kind
    :param series: the plans that share a municipality with it, itself among them, by year
    :param scores: checks passed of those made, by dimension; empty while that is not known
    :param tiers: the levels of completeness, lowest first; empty while that is not known
    :param targets: how far each national target of its year reaches into it; empty while that is not known
    """

    description: Text | None
    period: Thing | None
    adopted_by: tuple[Thing, ...]
    adopted_on: str | None
    responsible: tuple[Thing, ...]
    sources: tuple[Source, ...]
    elements: dict[str, int]
    series: tuple[PlanRef, ...]
    scores: tuple[Score, ...]
    tiers: tuple[Tier, ...]
    targets: tuple[Reach, ...]
