"""What the pages of coverage are asked for: which matrix, and which plans."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Depends, Query

from plangraph.assess.coverage import Kind
from plangraph.web.holdings import Holdings, Plan, holdings_of
from plangraph.web.matrices import Selection, bounded, chosen, selection
from plangraph.web.problems import ProblemError

#: So many plans can be chosen one by one.
SINGLE: Final = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page of coverage was asked for.

    :param kind: which matrix
    :param selected: which plans
    :param plans: the plans, as many as fit
    :param many: how many there are
    :param kept: the choice, as an address says it
    """

    kind: Kind
    selected: Selection
    plans: tuple[Plan, ...]
    many: int
    kept: dict[str, object]


def asked(
    holdings: Annotated[Holdings, Depends(holdings_of)],
    matrix: str = "targets",
    year: Annotated[str, Query(max_length=20)] = "",
    region: Annotated[str, Query(max_length=100)] = "",
    municipality: Annotated[str, Query(max_length=20)] = "",
    plan: Annotated[list[str], Query(max_length=SINGLE)] = [],  # noqa: B006 - FastAPI copies it
) -> Asked:
    """Return what was asked for; for ``Depends``.

    :raises ProblemError: for a matrix or plan that there is not
    """
    if matrix not in tuple(Kind):
        raise ProblemError("not-found", f"there is no matrix {matrix[:40]!r}; there are {', '.join(Kind)}")
    selected = selection(holdings, year, region, municipality, plan)
    found = chosen(holdings, selected)
    kept = {"year": year, "region": region, "municipality": municipality, "plan": list(selected.slugs)}
    return Asked(
        Kind(matrix), selected, bounded(found), len(found), {name: v for name, v in kept.items() if v}
    )


Asking = Annotated[Asked, Depends(asked)]
Served = Annotated[Holdings, Depends(holdings_of)]
