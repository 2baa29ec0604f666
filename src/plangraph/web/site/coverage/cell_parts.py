"""What the page of a cell consists of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from plangraph.web.site.listing import Part
from plangraph.web.things import Value


@dataclass(frozen=True, slots=True)
class Way:
    """How an element has to do with a row or column.

    :param text: what it has to do with it
    :param basis: of a link: ``stated``, ``interpreted``, ``suggested`` or ``unknown``; nothing otherwise
    :param said: what the basis is called
    :param notes: that it was taken from the focus area, comes through a measure, is not confirmed
    :param rationale: why the link holds, or None
    """

    text: str
    basis: str
    said: str
    notes: tuple[str, ...]
    rationale: Value | None


@dataclass(frozen=True, slots=True)
class Item:
    """An element.

    :param plan: what its plan is called
    :param slug: slug of its plan
    :param anchor: its place on the page of the plan
    :param kind: what kind of element it is
    :param number: its number; nothing where it has none
    :param label: its title
    :param ways: how it has to do with the cell
    :param note: what else is to be known of it, or nothing
    :param figures: what a goal is to reach
    :param figure: what stands there where a goal has no figure; nothing for what is no goal
    """

    plan: str
    slug: str
    anchor: str
    kind: str
    number: str
    label: Value
    ways: tuple[Way, ...]
    note: str
    figures: tuple[Value, ...]
    figure: str


@dataclass(frozen=True, slots=True)
class Demand:
    """A rule that asks for what is missing.

    :param id: its id
    :param name: what it demands
    :param why: why
    :param fix: what to do; nothing where that differs from plan to plan
    :param laws: the law behind it
    """

    id: str
    name: str
    why: str
    fix: str
    laws: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The plans in which a cell is the same.

    :param state: its state
    :param sign: the state's sign
    :param label: what the state is called
    :param reason: why
    :param plans: what the plans are called, and their slugs
    """

    state: str
    sign: str
    label: str
    reason: str
    plans: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Official:
    """A national target of the theme in the years of the plans.

    :param name: number and year
    :param label: its official name
    :param href: where it is told of, or nothing
    :param disputed: whether the sources disagree
    :param note: what is to be known of it, or None
    """

    name: str
    label: Value
    href: str
    disputed: bool
    note: Value | None


@dataclass(frozen=True, slots=True)
class CellPage:
    """A cell.

    :param kind: of which matrix
    :param tab: what the matrix is called
    :param title: row and column
    :param row: key of its row
    :param column: key of its column
    :param state: its state
    :param sign: the state's sign
    :param label: what the state is called
    :param mark: that nothing of it is confirmed, or nothing
    :param rests: how much stands behind it, or nothing
    :param why: why it is empty or only partly covered
    :param notes: what the sources say of it
    :param demands: the rules that ask for it
    :param groups: plan by plan, where there are several
    :param officials: the national targets that it is about
    :param items: the elements behind it
    :param part: which part of them
    :param near: what comes near, and what to say of it
    :param near_text: what to say of it
    :param astray: what is linked to another year's target
    :param others: the same cell in other plans
    :param more: how many elements of other plans are not shown
    :param empty: whether nothing stands behind it
    :param plans: the plans that links lead to, names and slugs
    :param kept: the choice of plans, for links
    """

    kind: str
    tab: str
    title: str
    row: str
    column: str
    state: str
    sign: str
    label: str
    mark: str
    rests: str
    why: tuple[str, ...]
    notes: tuple[Value, ...]
    demands: tuple[Demand, ...]
    groups: tuple[Group, ...]
    officials: tuple[Official, ...]
    items: tuple[Item, ...]
    part: Part
    near: tuple[Item, ...]
    near_text: str
    astray: tuple[Item, ...]
    others: tuple[Item, ...]
    more: int
    empty: bool
    plans: tuple[tuple[str, str], ...]
    kept: Mapping[str, object]
