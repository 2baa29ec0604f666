"""What the page of a matrix consists of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from plangraph.web.site.listing import Choice, Part
from plangraph.web.things import Value


@dataclass(frozen=True, slots=True)
class Tab:
    """A matrix to choose.

    :param kind: its name in addresses
    :param label: what it says
    """

    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Sign:
    """A state in the legend.

    :param state: its name, which is a class of the style sheet too
    :param sign: its sign
    :param label: what it is called
    :param meaning: what it means
    :param count: how many cells are in it
    """

    state: str
    sign: str
    label: str
    meaning: str
    count: str


@dataclass(frozen=True, slots=True)
class Top:
    """A column.

    :param key: its key
    :param name: what it is called, and where it leads
    :param under: what is only said to those who do not see that it stands under another
    :param fold: what the link says that folds it or unfolds it; nothing where nothing is below
    :param below: how many columns are below
    :param folded: whether they are hidden
    :param opened: which columns are unfolded when that link is followed
    """

    key: str
    name: Value
    under: str = ""
    fold: str = ""
    below: int = 0
    folded: bool = False
    opened: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """A cell.

    :param column: key of its column
    :param state: its state
    :param sign: its sign
    :param text: what stands beside the sign
    :param hidden: what is only said to those who do not see the sign
    :param mark: that it is not confirmed, or nothing
    """

    column: str
    state: str
    sign: str
    text: str
    hidden: str
    mark: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row.

    :param key: its key
    :param name: what it is called, and where it leads
    :param depth: how far down its hierarchy it stands
    :param notes: what stands under the name
    :param under: what is only said to those who do not see that it is indented
    :param cells: its cells
    :param covered: in how many of the plans in which it is relevant it is covered by a goal
    """

    key: str
    name: Value
    depth: int
    notes: tuple[str, ...]
    under: str
    cells: tuple[Field, ...]
    covered: str


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """A matrix with what can be chosen.

    :param kind: which matrix
    :param tabs: the matrices
    :param title: its title
    :param caption: how to read it
    :param about: which plans it speaks of
    :param notes: what it leaves out, and why
    :param years: what years can be chosen
    :param regions: what regions
    :param municipalities: what municipalities
    :param plans: what single plans; none where there are too many for a list
    :param filtered: whether something is chosen
    :param kept: what was asked for, for links to other matrices and to cells
    :param query: the same and how the table is shown, for links to itself
    :param signs: the legend
    :param corner: what stands in the rows
    :param columns: the columns
    :param rows: the rows
    :param narrow: whether the heads of the columns stand upright
    :param summed: whether each row says in how many plans it is covered
    :param part: which part of the plans stands beside each other
    :param whole: whether empty rows and columns are shown too
    :param unfolded: whether all columns are unfolded; None where there is nothing to unfold
    :param download: what the files are asked for
    """

    kind: str
    tabs: tuple[Tab, ...]
    title: str
    caption: str
    about: str
    notes: tuple[str, ...]
    years: tuple[Choice, ...]
    regions: tuple[Choice, ...]
    municipalities: tuple[Choice, ...]
    plans: tuple[Choice, ...]
    filtered: bool
    kept: Mapping[str, object]
    query: Mapping[str, object]
    signs: tuple[Sign, ...]
    corner: str
    columns: tuple[Top, ...]
    rows: tuple[Row, ...]
    narrow: bool
    summed: bool
    part: Part
    whole: bool
    unfolded: bool | None
    download: str
