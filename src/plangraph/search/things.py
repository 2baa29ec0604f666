"""What can be found: kinds of thing, the properties that name them, and where their IRIs belong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from types import MappingProxyType
from typing import Final, Protocol

from plangraph.names import ID, PREFIXES, VOCAB
from plangraph.numbers import whole

#: Kinds of thing that are found, in the order in which equals stand.
KINDS: Final = (
    "target-group",
    "instrument",
    "benefit",
    "national-target",
    "municipality",
    "plan",
    "focus-area",
    "objective",
    "goal",
    "measure",
    "challenge",
    "statement",
    "theme",
    "requirement",
    "organisation",
    "question",
    "rule",
    "indicator",
    "target-value",
    "observation",
    "unit",
)
#: Places in that order.
RANK: Final = MappingProxyType({kind: at for at, kind in enumerate(KINDS)})


class Field(IntEnum):
    """Where a word stands."""

    LABEL = 0
    OTHER_LABEL = 1
    DESCRIPTION = 2


#: Properties that are read, and what they hold.
READ: Final = (
    (PREFIXES["rdfs"] + "label", Field.LABEL),
    (PREFIXES["skos"] + "prefLabel", Field.LABEL),
    (PREFIXES["skos"] + "altLabel", Field.OTHER_LABEL),
    (PREFIXES["skos"] + "hiddenLabel", Field.OTHER_LABEL),
    (PREFIXES["skos"] + "notation", Field.OTHER_LABEL),
    (PREFIXES["dcterms"] + "description", Field.DESCRIPTION),
    (PREFIXES["skos"] + "definition", Field.DESCRIPTION),
)


class Texts(Protocol):
    """What texts are read from; a store that is served is one."""

    def texts(self, predicate: str) -> Iterator[tuple[str, str, str]]:
        """Yield what has a text under a property, with the text and its language."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing to be found that no store holds.

    :param iri: what it is called
    :param kind: one of :data:`KINDS`
    :param texts: its names and descriptions
    """

    iri: str
    kind: str
    texts: tuple[tuple[Field, str], ...]


def place_of(iri: str) -> tuple[str, str] | None:
    """Return the kind of a thing and the slug of its plan, or None for what is not searched."""
    if iri.startswith(ID):
        parts = iri[len(ID) :].split("/")
        if parts[0] == "plan":
            if len(parts) == 2:
                return "plan", parts[1]
            return (parts[2], parts[1]) if len(parts) == 4 and parts[2] in RANK else None
        return (parts[0], "") if parts[0] in RANK and len(parts) > 1 else None
    if iri.startswith(VOCAB):
        scheme, _, name = iri[len(VOCAB) :].partition("/")
        return (scheme, "") if name and scheme in RANK else None
    return None


def year_of(iri: str, plan: str) -> int:
    """Return the year of a plan's part or of a national target; 0 for what has none.

    :param plan: slug of its plan, or nothing
    """
    year = plan.rpartition("-")[2] if plan else iri.rpartition("/")[0].rpartition("/")[2]
    return whole(year) or 0
