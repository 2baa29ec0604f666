"""Which plans the graph shows and how they are put together: what an address asks, and what there is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from plangraph.model import Text
from plangraph.names import BASE, ID, PREFIXES, plan_of
from plangraph.network import Shared, Tally, list_unknown, read_shared, tally_plans
from plangraph.picture import name_shortly
from plangraph.web.holdings import Holdings, Plan
from plangraph.web.problems import ProblemError

#: Until here all plans are shown when nobody chooses; beyond, those of the newest year.
FEW: Final = 24
#: Until here each plan has a box of its own unless somebody asks otherwise.
BOXES: Final = 32
#: How plans can be put together.
WAYS: Final = ("plan", "municipality", "region", "year")
#: What an address says for "all of them" where it is not a form's empty choice.
ALL: Final = "all"


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for.

    :param plans: slugs of plans
    :param year: a year, or nothing for all; None where nothing is said
    :param region: name of a region in Danish, or nothing
    :param municipality: code of a municipality, or nothing
    :param by: one of :data:`WAYS`, or nothing
    :param focus: IRI or short name of a thing, or nothing
    :param most: how many target groups and instruments are to be drawn
    """

    plans: tuple[str, ...]
    year: str | None
    region: str
    municipality: str
    by: str
    focus: str
    most: int

    @property
    def narrowed(self) -> bool:
        """Whether anything is chosen."""
        return bool(self.plans or self.year or self.region or self.municipality)


@dataclass(frozen=True, slots=True)
class Group:
    """Plans that stand in one box.

    :param kind: one of :data:`WAYS`
    :param key: what an address says for it
    :param label: its name
    :param plans: its plans
    """

    kind: str
    key: str
    label: Text
    plans: tuple[Plan, ...]


def choose_plans(holdings: Holdings, asked: Asked) -> tuple[tuple[Plan, ...], str]:
    """Return the plans that are asked for, and the year where one was chosen because nobody did.

    :raises ProblemError: for a plan that there is not
    """
    if asked.plans:
        wanted = {holdings.plan(slug).slug for slug in asked.plans}
        return tuple(plan for plan in holdings.plans if plan.slug in wanted), ""
    found = list_candidates(holdings.plans, asked)
    if asked.year is None and len(found) > FEW:
        newest = max(plan.year for plan in found)
        return tuple(plan for plan in found if plan.year == newest), str(newest)
    return found, ""


def list_candidates(plans: Iterable[Plan], asked: Asked) -> tuple[Plan, ...]:
    """Return the plans of a year, a region and a municipality, whichever single ones are chosen."""
    return tuple(
        plan
        for plan in plans
        if (not asked.year or asked.year in (str(plan.year), ALL))
        and (not asked.region or any(place.region.da == asked.region for place in plan.places))
        and (not asked.municipality or any(place.code == asked.municipality for place in plan.places))
    )


def choose_way(plans: Sequence[Plan], by: str) -> str:
    """Return how plans are put together: as asked, or so that the picture stays readable."""
    if by in WAYS:
        return by
    if len(plans) <= BOXES:
        return "plan"
    regions, homes = len(group_plans(plans, "region")), len(group_plans(plans, "municipality"))
    if regions > 1:
        return "region"
    return "municipality" if homes <= BOXES else "year"


def group_plans(plans: Iterable[Plan], way: str) -> tuple[Group, ...]:
    """Put plans together.

    :param way: one of :data:`WAYS`
    """
    found: defaultdict[str, list[Plan]] = defaultdict(list)
    labels: dict[str, Text] = {}
    for plan in plans:
        key, label = _group_of(plan, way)
        found[key].append(plan)
        labels.setdefault(key, label)
    groups = [Group(way, key, labels[key], tuple(some)) for key, some in found.items()]
    return tuple(sorted(groups, key=lambda group: (not group.key, group.label.da.casefold(), group.key)))


def _group_of(plan: Plan, way: str) -> tuple[str, Text]:
    if way == "plan":
        return plan.slug, plan.name
    if way == "year":
        return (str(plan.year), Text(str(plan.year), str(plan.year))) if plan.year else ("", _UNKNOWN)
    if way == "municipality":
        homes = plan.places
        joined = Text("-".join(p.name.da for p in homes), "-".join(p.name.en for p in homes))
        return ("-".join(p.code for p in homes), joined) if homes else ("", _UNKNOWN)
    region = next((place.region for place in plan.places if place.region.da), None)
    return ("", _UNKNOWN) if region is None else (region.da, region)


_UNKNOWN: Final = Text("ikke oplyst", "not known")


@dataclass(frozen=True, slots=True)
class Known:
    """What plans are tied to, counted once for a copy of the data.

    :param tallies: of each plan, by slug
    :param shared: what they share, by IRI
    """

    tallies: Mapping[str, Tally]
    shared: Mapping[str, Shared]

    def list_asked(self, plan: Plan) -> frozenset[str]:
        """Return the national targets that a plan is held against: its year's, and all it speaks of."""
        tally = self.tallies.get(plan.slug, Tally({}, ()))
        of_year = {
            iri
            for iri, shared in self.shared.items()
            if plan.year and shared.kind == "national-target" and shared.year == plan.year
        }
        spoken = {tie.thing for tie in tally.ties if tie.relation == "addresses"}
        return frozenset(of_year | spoken | tally.listed)

    def members(self, shared: Shared) -> tuple[str, ...]:
        """Return what counts as a thing: of a theme its national targets, of another the thing itself."""
        if shared.kind != "theme":
            return (shared.iri,)
        return tuple(sorted(iri for iri, other in self.shared.items() if other.theme == shared.iri))


def know(holdings: Holdings) -> Known:
    """Return what the plans are tied to; it is counted when it is first asked for."""

    def count() -> Known:
        store = holdings.copy.store
        tallies, shared = tally_plans(store), read_shared(holdings.reference)
        iris = {tie.thing for tally in tallies.values() for tie in tally.ties} - set(shared)
        return Known(tallies, {**shared, **list_unknown(tallies.values(), shared, store.labels(iris))})

    return holdings.keep("graph of all plans", count)


@dataclass(frozen=True, slots=True)
class Focus:
    """What an address wants in focus.

    :param plan: slug of its plan, where it is an element of one or the plan itself
    :param iri: its IRI
    """

    plan: str
    iri: str


def find_focus(holdings: Holdings, asked: Asked, chosen: Sequence[Plan]) -> Focus | None:
    """Return what is to be in focus, or None where nothing is.

    :param chosen: the plans that are shown; of one plan a short name will do (``goal-3c``)
    :raises ProblemError: for a name of nothing
    """
    if not asked.focus:
        return None
    iri = spell_out(asked.focus)
    slug = plan_of(iri)
    if slug is not None:
        plan = holdings.plan(slug)
        if iri == plan.iri or iri in holdings.network([plan.slug]):
            return Focus(plan.slug, iri)
    elif iri in know(holdings).shared:
        return Focus("", iri)
    elif len(chosen) == 1:
        for node in holdings.network([chosen[0].slug]):
            if name_shortly(node) == asked.focus:
                return Focus(chosen[0].slug, node)
    raise ProblemError("not-found", f"there is nothing called {asked.focus[:100]!r} in the graph")


def spell_out(name: str) -> str:
    """Return the IRI that a name stands for: ``ins:igu``, ``vocab/instrument/igu`` or the IRI itself."""
    prefix, colon, rest = name.partition(":")
    if colon and prefix in PREFIXES:
        return PREFIXES[prefix] + rest
    return name if colon else (ID if name.startswith("plan/") else BASE) + name
