"""What a form that mends a finding is made of, and what can be wrong with what is filled into it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, Literal, TypeAlias

from rdflib import URIRef
from rdflib.term import Node

from plangraph.errors import PlangraphError
from plangraph.model import Finding, Text

#: How a field is filled in: one or several of its options, a line, some lines, a number, a year, a period.
Kind = Literal["choice", "choices", "text", "longtext", "number", "year", "period"]
Triple: TypeAlias = tuple[Node, Node, Node]
#: Name under which the way is told that somebody chose.
WAY: Final = "way"


def in_order(triples: Iterable[Triple]) -> tuple[Triple, ...]:
    """Return triples in an order of their own, whatever IRIs and literals there are among them."""
    return tuple(sorted(set(triples), key=lambda t: [(type(n).__name__, str(n), repr(n)) for n in t]))


@dataclass(frozen=True, slots=True)
class Option:
    """Something that may be chosen.

    :param value: what is sent for it: an IRI, or a word of the form's own
    :param label: what it is called
    :param group: what it is listed under; options of one group follow each other
    :param depth: how far below the head of its group it stands, from 0
    :param note: what it means
    :param suggested: whether the finding itself points at it
    """

    value: str
    label: Text
    group: Text | None = None
    depth: int = 0
    note: Text | None = None
    suggested: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to fill in.

    :param name: stable and unique in its form (``goal.label``, ``new.target-value.unit``)
    :param label: what it is called
    :param help: what is meant by it
    :param kind: how it is filled in
    :param required: whether it has to be; in an optional part once anything of that part is filled in
    :param options: what may be chosen; nothing else may
    :param current: what is there now or is proposed: values of options, or the text
    :param needed_with: name of the field with which it has to be filled in, or empty
    :param instead_of: name of the field that this one may be filled in instead of, or empty
    :param lang: language that a text has to be in (``da``, ``en``), or empty
    :param longest: the most characters that a text may have
    :param low: the least number
    :param high: the greatest number
    :param whole: whether a number has to be a whole one
    :param pattern: regular expression of the shapes that the value meets in the end; a period may also be
        written as people do (``august 2022``)
    :param example: how it may be filled in
    """

    name: str
    label: Text
    help: Text
    kind: Kind
    required: bool = False
    options: tuple[Option, ...] = ()
    current: tuple[str, ...] = ()
    needed_with: str = ""
    instead_of: str = ""
    lang: str = ""
    longest: int | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    whole: bool = False
    pattern: str = ""
    example: Text | None = None

    def preset(self, lang: str) -> tuple[str, ...]:
        """Return what is there now or proposed, a number written as readers of a language write it."""
        if self.kind == "number" and lang == "da":
            return tuple(value.replace(".", ",") for value in self.current)
        return self.current


@dataclass(frozen=True, slots=True)
class Part:
    """Fields about one thing.

    :param name: stable and unique in its form; its fields' names begin with it
    :param about: the kind of thing (``goal``, ``target-value``, ``linkage``, ``passage`` …)
    :param title: what the thing is
    :param help: what is meant by it
    :param fields: in the order in which a person thinks of them
    :param way: the way that it belongs to; empty for what belongs to each
    :param optional: whether all of it may be left empty
    :param any_of: names of fields of which at least one has to be filled in
    """

    name: str
    about: str
    title: Text
    help: Text
    fields: tuple[Field, ...]
    way: str = ""
    optional: bool = False
    any_of: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """What the answer to a field is an answer to.

    :param field: its name
    :param subject: the thing that is said something of
    :param predicate: what is said; None where the field says which thing the subject stands for
    :param own: classes of a thing of the plan's own that a text stands for
    """

    field: str
    subject: URIRef
    predicate: URIRef | None
    own: tuple[URIRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What one way of mending a finding writes.

    :param way: its name
    :param triples: what is written as it stands
    :param asks: what is written as it is answered
    :param removed: what is taken away
    :param things: the things that parts are about, each with the name of its part
    :param cited: the things that get the passage
    :param relocated: passages that get another place
    :param words: what the terms are called that it writes
    """

    way: str
    triples: tuple[Triple, ...] = ()
    asks: tuple[Ask, ...] = ()
    removed: tuple[Triple, ...] = ()
    things: tuple[tuple[str, URIRef], ...] = ()
    cited: tuple[URIRef, ...] = ()
    relocated: tuple[URIRef, ...] = ()
    words: tuple[tuple[str, Text], ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A form that mends one finding.

    :param finding: the finding
    :param title: what is mended
    :param why: why the rule demands it
    :param effect: what the form will do, in a few sentences
    :param parts: what there is to fill in; may be empty where it only has to be confirmed
    :param ways: where there are several ways of mending it, the ways; one has to be chosen, under the name
        :data:`WAY`, and what is filled in for another counts for nothing
    :param drafts: what each way writes; of interest to :func:`~plangraph.assess.mending.fill` alone
    """

    finding: Finding
    title: Text
    why: Text
    effect: Text
    parts: tuple[Part, ...]
    ways: tuple[Option, ...] = ()
    drafts: tuple[Draft, ...] = field(default=(), repr=False)

    def fields(self, way: str | None = None) -> Iterator[Field]:
        """Give the fields: all, or those that count for one way."""
        for part in self.parts_of(way) if way is not None else self.parts:
            yield from part.fields

    def parts_of(self, way: str) -> tuple[Part, ...]:
        """Return the parts that count for one way."""
        return tuple(part for part in self.parts if part.way in ("", way))

    def field(self, name: str) -> Field:
        """Return the field of a name.

        :raises KeyError: when there is none
        """
        for known in self.fields():
            if known.name == name:
                return known
        raise KeyError(name)

    def names(self) -> frozenset[str]:
        """Return the names that may be filled in."""
        return frozenset(f.name for f in self.fields()) | (frozenset({WAY}) if self.ways else frozenset())


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one field as it was filled in.

    :param field: its name; :data:`WAY` for the way, ``by`` for the name of the person, empty for the whole
    :param message: what is wrong and what to do
    """

    field: str
    message: Text


class MendingError(PlangraphError):
    """A form that cannot be written into the plan as it was filled in; nothing was.

    :param faults: what is wrong, field by field
    """

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{f.field or 'form'}: {f.message.get('en')}" for f in self.faults))
