"""What a sheet and a column of the workbook are, as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from plangraph.model import Text

#: Between several values in one cell.
SEPARATOR: Final = "; "
#: What the first cell of an example row says; such a row is not read.
EXAMPLE: Final = Text("Eksempel", "Example")


class Form(StrEnum):
    """What stands in the cells of a column."""

    TEXT = "text"  # a plain string: numbers of goals, periods, digests
    WORDS = "words"  # a text in a language
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    PERIOD = "period"  # 2023 or 2023-2026
    CONCEPT = "concept"  # a term of a list
    ELEMENT = "element"  # another row of the workbook
    ELSEWHERE = "elsewhere"  # an element of another plan
    KEY = "key"  # last part of the row's IRI
    ENTRY = "entry"  # only taken in: the import makes something of it (``Column.name`` says what)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet, or a field of the plan's form.

    :param name: code of the column, one of its kind in a sheet
    :param head: its heading
    :param help: what to write there, for whoever fills it in
    :param form: what its cells hold
    :param property: IRI of the property that it states, or empty
    :param of: names of the lists, or kinds of the rows, that its values come from
    :param lang: language of a text
    :param many: whether a cell may hold several values
    :param inverse: whether the value is the subject and the row the object
    :param inner: whether the property is one of the row's selector
    :param optional: left out where a plan says nothing there, the template included
    :param required: whether a row cannot do without
    :param chosen: whether its cells offer a list, where there is one
    :param width: in characters
    :param example: what the example row says
    """

    name: str
    head: Text
    help: Text
    form: Form
    property: str = ""
    of: tuple[str, ...] = ()
    lang: str = ""
    many: bool = False
    inverse: bool = False
    inner: bool = False
    optional: bool = False
    required: bool = False
    chosen: bool = True
    width: int = 22
    example: Text | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: one kind of thing, a row each.

    :param kind: kind in the things' IRIs (``plangraph.names.mint``)
    :param name: name of the sheet, at most 31 characters
    :param intro: what it is for
    :param types: IRIs of the classes that each row is an instance of
    :param columns: from left to right
    :param in_plan: whether each row is in the plan
    :param room: how many rows the drop-down lists offer at least; 0 when no list is made of them
    :param optional: left out where a plan has nothing of it, the template included
    """

    kind: str
    name: Text
    intro: Text
    types: tuple[str, ...]
    columns: tuple[Column, ...]
    in_plan: bool = True
    room: int = 0
    optional: bool = False

    def column(self, name: str) -> Column:
        """Return a column by its code."""
        return next(column for column in self.columns if column.name == name)


#: The sheets that are no rows of things.
NATIONAL: Final = Text("Nationale mål", "National targets")
OTHER: Final = Text("Øvrige oplysninger", "Other information")
HELP: Final = Text("Hjælp", "Help")
LISTS: Final = "plangraph"

#: What an element is called in a reference: "Mål 3c", "hvidovre-2022: Goal 3".
KIND_NAMES: Final = {
    "focus-area": Text("Fokusområde", "Focus area"),
    "objective": Text("Målsætning", "Objective"),
    "goal": Text("Mål", "Goal"),
    "measure": Text("Indsats", "Measure"),
    "challenge": Text("Udfordring", "Challenge"),
    "target-value": Text("Måltal", "Target value"),
    "observation": Text("Observation", "Observation"),
    "statement": Text("Lovkrav", "Statutory statement"),
}
