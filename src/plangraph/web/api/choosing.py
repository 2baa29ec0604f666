"""Which plans a request is about, and parameters that have to be one of a few words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated

from fastapi import Query
from rdflib import Namespace, URIRef
from rdflib.namespace import SKOS

from plangraph.names import PG
from plangraph.web.holdings import Holdings, Plan
from plangraph.web.problems import ProblemError, nearby

_PG = Namespace(PG)

#: Four digits, as parameters of an address.
Municipality = Annotated[
    str | None, Query(pattern=r"^[0-9]{4}$", description="Only of this municipality: its code, four digits.")
]
Region = Annotated[
    str | None, Query(pattern=r"^[0-9]{4}$", description="Only of this region: its code, four digits.")
]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What plans are asked for; what is None leaves all of them.

    :param municipality: code of a municipality
    :param region: code of a region
    :param year: plan year
    """

    municipality: str | None
    region: str | None
    year: int | None

    def plans(self, holdings: Holdings) -> list[Plan]:
        """Return the plans that are asked for, by municipality and year."""
        return [
            plan
            for plan in holdings.plans
            if (self.year is None or plan.year == self.year)
            and (self.municipality is None or any(p.code == self.municipality for p in plan.places))
            and (self.region is None or any(_region(holdings, p.iri) == self.region for p in plan.places))
        ]


def chosen(
    municipality: Municipality = None,
    region: Region = None,
    year: Annotated[
        int | None, Query(ge=1900, le=2200, description="Only of this year: the first that a plan covers.")
    ] = None,
) -> Chosen:
    """Return which plans a request asks for; for ``Depends``."""
    return Chosen(municipality, region, year)


def _region(holdings: Holdings, iri: str) -> str | None:
    region = holdings.reference.value(URIRef(iri), _PG.inRegion, any=True)
    return None if region is None else str(holdings.reference.value(region, SKOS.notation, any=True))


def one_of(name: str, value: str | None, known: Collection[str]) -> None:
    """Refuse a value that is none of those that are known.

    :param name: of the parameter
    :raises ProblemError: with those that come near
    """
    if value is None or value in known:
        return
    among = f"; it is one of {', '.join(known)}" if 0 < len(known) <= 12 else ""
    detail = f"{name}={value[:80]!r} is not known{nearby(value, known, among)}"
    errors = [{"where": f"query.{name}", "detail": "is not known"}]
    raise ProblemError("malformed-request", detail, errors=errors)
