"""Matrices of coverage: rows, columns, cells, and what stands behind a cell."""

from __future__ import annotations

from plangraph.assess.coverage import Kind, Reason, State
from plangraph.web.api.models.common import Link, Listing, Model, Text
from plangraph.web.api.models.elements import TargetRef


class MatrixSummary(Model):
    """A matrix that can be had.

    :param name: its name in addresses
    :param title: what it shows
    :param row: what stands in its rows
    :param column: what stands in its columns
    :param links: where it is
    """

    name: Kind
    title: Text
    row: Text
    column: Text
    links: tuple[Link, ...]


class MatrixList(Listing):
    """The matrices.

    :param items: the matrices of this part
    """

    items: tuple[MatrixSummary, ...]


class Head(Model):
    """A row or column of a matrix.

    :param key: what it is called in addresses (`unge`, `hvidovre-2023`)
    :param iri: the theme, target group, instrument or plan
    :param label: what it is called
    :param depth: how far down a hierarchy it stands, 0 at the top; a broader row includes the narrower
    :param parent: key of what it stands under, or null at the top
    :param targets: of a theme: its national targets in the years of the plans
    """

    key: str
    iri: str
    label: Text
    depth: int
    parent: str | None
    targets: tuple[TargetRef, ...]


class EmptyCell(Model):
    """A cell of a matrix that nothing stands behind.

    :param row: key of its row
    :param column: key of its column
    :param state: how far it is covered
    :param reason: why it is in that state
    """

    row: str
    column: str
    state: State
    reason: Reason


class Cell(EmptyCell):
    """A cell of a matrix, and how much stands behind it.

    :param goals: how many goals stand behind it
    :param objectives: how many objectives
    :param measures: how many measures
    :param focus_areas: how many focus areas
    :param plans: in how many of the plans chosen
    :param confirmed: false where all of it rests on suggestions of the intake that nobody has reviewed
    """

    goals: int
    objectives: int
    measures: int
    focus_areas: int
    plans: int
    confirmed: bool


class Matrix(Model):
    """A matrix of coverage.

    :param name: which it is
    :param title: what it shows
    :param plans: slugs of the plans that it speaks of
    :param rows: its rows; what stands under another follows it
    :param columns: its columns, likewise
    :param counts: how many of all its cells are in each state
    :param cells: its cells row by row, those in the states asked for; most are empty, and say so in short
    :param states: what the states are called
    :param reasons: what the reasons mean
    """

    name: Kind
    title: Text
    plans: tuple[str, ...]
    rows: tuple[Head, ...]
    columns: tuple[Head, ...]
    counts: dict[State, int]
    cells: tuple[Cell | EmptyCell, ...]
    states: dict[State, Text]
    reasons: dict[Reason, Text]


class Verdict(Model):
    """What a cell is in one plan alone.

    :param plan: slug of the plan
    :param state: how far it is covered there
    :param reason: why
    """

    plan: str
    state: State
    reason: Reason


class Behind(Model):
    """An element that stands behind a cell.

    :param plan: slug of its plan
    :param iri: its IRI
    :param kind: `focus-area`, `objective`, `goal` or `measure`
    :param label: what it is called
    :param number: its number, as printed, or null
    :param full: whether it serves the cell itself or through a measure, not only through what it is in
    :param confirmed: whether no part of that is a suggestion of the intake that nobody has reviewed
    :param href: where it is found here
    """

    plan: str
    iri: str
    kind: str
    label: Text
    number: str | None
    full: bool
    confirmed: bool
    href: str


class OpenedCell(Model):
    """A cell of a matrix, and what stands behind it.

    :param name: the matrix that it is of
    :param plans: slugs of the plans chosen
    :param row: its row
    :param column: its column
    :param cell: the cell
    :param verdicts: what it is in each of the plans chosen
    :param elements: what stands behind it in them, goals first
    :param astray: what is linked to the national target of another year, which covers nothing of this year's
    :param elsewhere: what stands in the same cell of plans that are not chosen
    """

    name: Kind
    plans: tuple[str, ...]
    row: Head
    column: Head
    cell: Cell | EmptyCell
    verdicts: tuple[Verdict, ...]
    elements: tuple[Behind, ...]
    astray: tuple[Behind, ...]
    elsewhere: tuple[Behind, ...]
