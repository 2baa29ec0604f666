"""What the page of a plan is made of, in one language; texts are a :class:`Value` that knows its language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from plangraph.web.things import Value


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a statement stands in the plan's document.

    :param section: heading of the section
    :param page: page, or 0 where the text has none
    :param start: first character
    :param end: character after the last; 0 where nobody says
    :param quote: the words, where they are at hand and still those that were read
    :param changed: whether the document now has other words there
    :param outside: what they stand in, where that is not a document of the plan: words that somebody added
    """

    section: Value | None
    page: int
    start: int
    end: int
    quote: Value | None = None
    changed: bool = False
    outside: Value | None = None


@dataclass(frozen=True, slots=True)
class Concept:
    """A target group or an instrument of an element.

    :param name: what it is called
    :param inherited: whether the element has it from its focus area
    :param unconfirmed: whether the intake suggested it and nobody has judged that yet
    """

    name: Value
    inherited: bool = False
    unconfirmed: bool = False


@dataclass(frozen=True, slots=True)
class Tie:
    """A link to a national target, or to an element of an earlier plan.

    :param iri: of what it leads to
    :param target: the same, as it is called
    :param basis: ``stated``, ``interpreted``, ``suggested``, or nothing where the data do not say
    :param anchor: of the link itself, where it is a thing of its own
    :param sureness: of a suggestion, in percent; 0 where none is given
    :param reasons: why it holds
    :param spots: where it stands
    """

    iri: str
    target: Value
    basis: str
    anchor: str = ""
    sureness: int = 0
    reasons: tuple[Value, ...] = ()
    spots: tuple[Spot, ...] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure that was measured (or budgeted, or expected).

    :param anchor: its anchor
    :param label: what it is called
    :param value: the figure with its unit
    :param period: what period it is of
    :param place: what place it is of
    :param sources: where it comes from
    :param kind: measured, budgeted …
    :param groups: whom it is about
    :param notes: remarks
    :param spots: where it stands
    """

    anchor: str
    label: Value
    value: str
    period: str
    place: Value | None
    sources: tuple[Value, ...]
    kind: Value | None
    groups: tuple[Value, ...]
    notes: tuple[Value, ...]
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A measured figure beside a target value.

    :param role: ``baseline``, ``national`` or ``related``
    :param figure: it, where this is its place
    :param elsewhere: a link to it, where its place is another
    """

    role: str
    figure: Measured | None
    elsewhere: Value | None = None


#: A row of a table of measured figures: the part that one plays, itself, or where it is told.
Row = tuple[str, Measured | None, Value | None]


@dataclass(frozen=True, slots=True)
class Figure:
    """What a goal is to reach.

    :param anchor: its anchor
    :param label: what it is called
    :param demand: what it asks for, in words (``at least 40 percent``); nothing without a figure
    :param indicator: what is measured
    :param groups: whom it is about
    :param due: by which year
    :param conditions: what is said with a proviso
    :param readings: baseline, national value and what else is shown along with it
    :param notes: remarks
    :param spots: where it stands
    :param unconfirmed: whether nobody has judged it yet
    """

    anchor: str
    label: Value
    demand: str
    indicator: Value | None
    groups: tuple[Value, ...]
    due: str
    conditions: tuple[Value, ...]
    readings: tuple[Reading, ...]
    notes: tuple[Value, ...]
    spots: tuple[Spot, ...]
    unconfirmed: bool = False

    @property
    def rows(self) -> tuple[Row, ...]:
        """The readings as rows of a table."""
        return tuple((one.role, one.figure, one.elsewhere) for one in self.readings)


@dataclass(frozen=True, slots=True)
class Element:
    """A focus area, objective, goal, measure or challenge, with what belongs into it.

    :param iri: its IRI; nothing for what stands outside all focus areas
    :param kind: ``focus-area``, ``objective``, ``goal``, ``measure``, ``challenge``
    :param anchor: its anchor
    :param number: as the plan numbers it
    :param label: what it is called
    :param descriptions: a paraphrase of it
    :param notes: remarks
    :param priorities: why the municipality set it without a national target
    :param ties: its links to national targets
    :param continued: the earlier elements that it carries on
    :param supports: objectives (of a goal) or goals (of a measure) that it serves
    :param served: goals (of an objective) that serve it, or measures (of a goal) that stand elsewhere
    :param groups: target groups; of a focus area those that it names
    :param instruments: likewise
    :param set_by: who set it
    :param figures: what it is to reach
    :param spots: where it stands
    :param unconfirmed: whether the intake suggested it and nobody has judged that yet
    :param challenges: of a focus area
    :param objectives: of a focus area
    :param goals: of a focus area
    :param measures: of a goal, or of a focus area where they serve no goal in it
    """

    iri: str
    kind: str
    anchor: str
    number: str
    label: Value
    descriptions: tuple[Value, ...] = ()
    notes: tuple[Value, ...] = ()
    priorities: tuple[Value, ...] = ()
    ties: tuple[Tie, ...] = ()
    continued: tuple[Tie, ...] = ()
    supports: tuple[Value, ...] = ()
    served: tuple[Value, ...] = ()
    groups: tuple[Concept, ...] = ()
    instruments: tuple[Concept, ...] = ()
    set_by: tuple[Value, ...] = ()
    figures: tuple[Figure, ...] = ()
    spots: tuple[Spot, ...] = ()
    unconfirmed: bool = False
    challenges: tuple[Element, ...] = ()
    objectives: tuple[Element, ...] = ()
    goals: tuple[Element, ...] = ()
    measures: tuple[Element, ...] = ()


@dataclass(frozen=True, slots=True)
class Twig:
    """An element in the thread that begins at a national target.

    :param kind: of the element
    :param anchor: of the element
    :param number: its number
    :param label: what it is called
    :param basis: as in :class:`Tie`; ``through`` what it belongs to; ``not`` itself, only what belongs to it
    :param figures: what it is to reach, in short
    :param priority: ``own`` where it is said to be a local priority, ``through`` where what it belongs to is
    :param twigs: what belongs into it
    """

    kind: str
    anchor: str
    number: str
    label: Value
    basis: str
    figures: tuple[Value, ...] = ()
    priority: str = ""
    twigs: tuple[Twig, ...] = ()


@dataclass(frozen=True, slots=True)
class Branch:
    """A national target, and what in the plan serves it.

    :param iri: its IRI
    :param anchor: its anchor
    :param number: its number that year
    :param label: its official name
    :param listed: whether the plan recites it
    :param foreign: whether it is no target of the plan's year
    :param empty: whether nothing serves it
    :param twigs: what serves it, or as much of it as is shown
    """

    iri: str
    anchor: str
    number: str
    label: Value
    listed: bool
    foreign: bool
    empty: bool
    twigs: tuple[Twig, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """What the plan says on a statutory requirement.

    :param anchor: its anchor
    :param relation: ``meets``, ``cites``, ``bearsOn``, or nothing
    :param label: what it is called
    :param descriptions: a paraphrase
    :param notes: remarks
    :param spots: where it stands
    :param unconfirmed: whether nobody has judged it yet
    :param elsewhere: whether it is told in full at another requirement
    """

    anchor: str
    relation: str
    label: Value
    descriptions: tuple[Value, ...]
    notes: tuple[Value, ...]
    spots: tuple[Spot, ...]
    unconfirmed: bool = False
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Requirement:
    """A statutory requirement, and what the plan says on it.

    :param iri: its IRI
    :param anchor: its anchor
    :param label: what it asks for
    :param laws: its legal basis
    :param confirmation: how sure that is, where it is not confirmed
    :param relation: the best of its statements' relations; nothing where the plan says nothing
    :param statements: what the plan says
    """

    iri: str
    anchor: str
    label: Value
    laws: tuple[Value, ...]
    confirmation: Value | None
    relation: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """Something said of the plan as a whole.

    :param key: the word for it
    :param values: what is said
    """

    key: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Thread:
    """All that a plan's graph says, each thing once and in its place.

    :param areas: the focus areas
    :param outside: what belongs to none of them; None where there is nothing
    :param branches: the national targets
    :param loose: what serves none of them
    :param requirements: the statutory requirements
    :param statements: what the plan says beside them
    :param figures: target values that belong to no goal
    :param measured: figures that no target value is held against
    :param about: what is said of the plan as a whole
    :param spots: where that stands
    :param homes: anchors of the things on the page, by IRI
    :param parents: the anchor that each anchor stands within
    :param pending: suggestions of the intake that nobody has judged
    :param changed: passages that the server's document no longer has
    """

    areas: tuple[Element, ...]
    outside: Element | None
    branches: tuple[Branch, ...]
    loose: tuple[Twig, ...]
    requirements: tuple[Requirement, ...]
    statements: tuple[Statement, ...]
    figures: tuple[Figure, ...]
    measured: tuple[Measured, ...]
    about: tuple[Fact, ...]
    spots: tuple[Spot, ...]
    homes: Mapping[str, str]
    parents: Mapping[str, str]
    pending: int
    changed: int
