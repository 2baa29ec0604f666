"""Coverage of the plans that are served: what is chosen, read and counted once for a copy of the data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from plangraph.assess.coverage import Kind, Matrix, Opened, build, open_cell
from plangraph.assess.facts import read_facts
from plangraph.assess.serving import Serving
from plangraph.assess.yardstick import Yardstick
from plangraph.names import mint
from plangraph.web.holdings import Holdings, Plan
from plangraph.web.keeping import Kept

#: So many plans stand in one matrix at most.
LIMIT: Final = 120
#: So many matrices are kept.
_KEPT: Final = 24
#: With so few plans all years are shown where nobody chose.
_FEW: Final = 12


@dataclass(frozen=True, slots=True)
class Selection:
    """Which plans a matrix speaks of.

    :param year: a year, ``all``, or ``newest`` for the newest plan of each municipality
    :param region: Danish name of a region; nothing for all
    :param municipality: code of a municipality; nothing for all
    :param slugs: slugs of single plans; nothing for all that the rest leaves
    """

    year: str = "all"
    region: str = ""
    municipality: str = ""
    slugs: tuple[str, ...] = ()


def selection(
    holdings: Holdings, year: str = "", region: str = "", municipality: str = "", slugs: Sequence[str] = ()
) -> Selection:
    """Return what was asked for; with many plans only the newest of each municipality where no year was.

    :raises ProblemError: for a plan that there is not
    """
    named = tuple(dict.fromkeys(holdings.plan(slug).slug for slug in slugs if slug))
    usual = "all" if len(holdings.plans) <= _FEW or named or municipality else "newest"
    return Selection(year or usual, region, municipality, named)


def chosen(holdings: Holdings, selected: Selection) -> tuple[Plan, ...]:
    """Return the plans of a selection, by municipality and year; they may be over the limit."""
    found = [
        plan
        for plan in holdings.plans
        if (not selected.slugs or plan.slug in selected.slugs)
        and (not selected.region or any(p.region.da == selected.region for p in plan.places))
        and (not selected.municipality or any(p.code == selected.municipality for p in plan.places))
        and (selected.year in ("all", "newest") or str(plan.year) == selected.year)
    ]
    if selected.year == "newest":
        newest: dict[str, Plan] = {}
        for plan in found:
            for home in [place.iri for place in plan.places] or [plan.iri]:
                newest[home] = max(newest.get(home, plan), plan, key=lambda p: (p.year, p.slug))
        kept = {plan.slug for plan in newest.values()}
        found = [plan for plan in found if plan.slug in kept]
    return tuple(found)


def bounded(plans: Sequence[Plan]) -> tuple[Plan, ...]:
    """Return the newest plans of many, as many as fit into a matrix, in the order in which they came."""
    kept = set(sorted(plans, key=lambda p: (-p.year, p.slug))[:LIMIT])
    return tuple(plan for plan in plans if plan in kept)


def yardstick_of(holdings: Holdings) -> Yardstick:
    """Return the national targets and vocabularies."""
    return holdings.keep("yardstick", lambda: Yardstick(holdings.reference))


def serving_of(holdings: Holdings, slug: str) -> Serving:
    """Return what serves what in a plan."""

    def read() -> Serving:
        graph = holdings.copy.store.view(mint("graph", slug))
        return Serving(read_facts(graph, holdings.plan(slug).iri), yardstick_of(holdings))

    return holdings.keep(("serving", slug), read)


def matrix_of(holdings: Holdings, kind: Kind, slugs: Sequence[str], *, whole: bool = False) -> Matrix:
    """Return a matrix over plans.

    :param slugs: of the plans, in the order of the columns where they are columns
    :param whole: with every theme, group and instrument that there is
    """

    def make() -> Matrix:
        plans = [serving_of(holdings, slug) for slug in slugs]
        return build(kind, plans, yardstick_of(holdings), whole=whole)

    kept: Kept[Matrix] = holdings.keep("matrices", lambda: Kept(_KEPT))
    return kept.give((kind, tuple(slugs), whole), make)


def opened(holdings: Holdings, kind: Kind, row: str, column: str, slugs: Sequence[str]) -> Opened:
    """Return what stands behind a cell, and the same cell of other plans, those of near years first.

    :param slugs: of the chosen plans
    :raises KeyError: when there is no such row or column
    """
    plans = [holdings.plan(slug) for slug in slugs]
    years = [plan.year for plan in plans] or [0]
    near = sorted(
        (plan for plan in holdings.plans if plan not in plans),
        key=lambda plan: (min(abs(plan.year - year) for year in years), plan.slug),
    )
    rest = near[: max(0, LIMIT - len(plans))]
    return open_cell(
        kind,
        row,
        column,
        [serving_of(holdings, plan.slug) for plan in plans],
        yardstick_of(holdings),
        [serving_of(holdings, plan.slug) for plan in rest],
    )
