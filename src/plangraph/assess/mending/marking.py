"""Marks what a person wrote into a plan through a form: who, when, and what was there before."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from rdflib import RDF, RDFS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.namespace import PROV
from rdflib.term import Node

from plangraph.assess.mending.answers import read_line
from plangraph.assess.mending.forms import Fault, MendingError, Triple, in_order
from plangraph.model import Text
from plangraph.names import PG, PREFIXES, mint, slug

_PG: Final = Namespace(PG)
_OA: Final = Namespace(PREFIXES["oa"])
#: What an activity is named after, beside the day and the person.
MENDING: Final = "rettelse"
_LONGEST: Final = 100
#: Nodes that need no mark of their own: they hang on one that has it.
_HANGING: Final = frozenset({_OA.TextPositionSelector, _OA.TextQuoteSelector})


@dataclass(frozen=True, slots=True)
class Mark:
    """Who mends a plan, and when.

    :param plan: slug of the plan
    :param name: name of the person
    :param day: the day (ISO 8601)
    :param person: IRI of the person
    :param activity: IRI of what was done that day
    """

    plan: str
    name: str
    day: str
    person: URIRef
    activity: URIRef

    def tell(self) -> list[Triple]:
        """Return what is said of the person and the activity; the same for all that is done in a day."""
        return [
            (self.activity, RDF.type, PROV.Activity),
            (self.activity, RDFS.label, Literal(f"Rettelser ved {self.name}, {self.day}", lang="da")),
            (self.activity, RDFS.label, Literal(f"Corrections by {self.name}, {self.day}", lang="en")),
            (self.activity, PROV.endedAtTime, Literal(f"{self.day}T00:00:00Z", datatype=XSD.dateTime)),
            (self.activity, PROV.wasAssociatedWith, self.person),
            (self.person, RDF.type, PROV.Agent),
            (self.person, RDFS.label, Literal(self.name, lang="da")),
        ]


def mark_of(plan: str, by: str, on: datetime.date) -> Mark:
    """Return the mark of a person on a day.

    :param plan: slug of the plan
    :param by: name of the person
    :param on: the day
    :raises MendingError: for a name that is none
    """
    try:
        name = read_line(by)
        key = slug(name[:_LONGEST])
    except ValueError as error:
        raise MendingError([Fault("by", _NO_NAME)]) from error
    if len(name) > _LONGEST:
        raise MendingError([Fault("by", _NO_NAME)])
    day = on.isoformat()
    return Mark(
        plan,
        name,
        day,
        URIRef(mint("organisation", key)),
        URIRef(mint("review", plan, f"{day}-{key}-{MENDING}")),
    )


def marked(before: Graph, added: Iterable[Triple], removed: Iterable[Triple], mark: Mark) -> list[Triple]:
    """Return what says of each change who made it.

    A new thing is marked itself; what is said of a thing that was there is a statement of its own; so is what
    is no longer said.

    :param before: the plan before
    :param added: what is new in it
    :param removed: what is gone from it
    :param mark: who and when
    """
    added, removed, told = in_order(added), in_order(removed), mark.tell()
    new = {s for s, p, _ in added if p == RDF.type and (s, None, None) not in before}
    hanging = {s for s, p, o in added if p == RDF.type and o in _HANGING}
    told += [(node, PROV.wasGeneratedBy, mark.activity) for node in sorted(new - hanging, key=str)]
    number = 1 + sum(1 for _ in before.subjects(RDF.type, RDF.Statement))
    for triple, by in (
        *((t, PROV.wasGeneratedBy) for t in added if t[0] not in new | hanging and t[2] not in new),
        *((t, PROV.wasInvalidatedBy) for t in removed if _told_of(t, before, removed)),
    ):
        told += _statement(triple, by, number, mark)
        number += 1
    return told


def _told_of(triple: Triple, before: Graph, removed: Sequence[Triple]) -> bool:
    """Say whether it is told that something is no longer said: of a thing that is gone only what it was."""
    gone = {t for t in removed if t[0] == triple[0]}
    if any(t not in gone for t in before.triples((triple[0], None, None))):
        return True
    return triple[1] == RDF.type and str(triple[2]).startswith(PG)


def _statement(triple: Triple, by: Node, number: int, mark: Mark) -> list[Triple]:
    node = URIRef(f"{mark.activity}-{number}")
    parts: tuple[tuple[Node, Node], ...] = tuple(
        zip((RDF.subject, RDF.predicate, RDF.object), triple, strict=True)
    )
    return [(node, RDF.type, RDF.Statement), *((node, p, o) for p, o in parts), (node, by, mark.activity)]


_NO_NAME: Final = Text(
    "Skriv, hvem der retter: et navn på højst 100 tegn.", "Say who mends: a name of 100 characters at most."
)
