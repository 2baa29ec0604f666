"""The picture of many plans: each as a whole, or several told together by municipality, region or year."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from plangraph.model import Text
from plangraph.network import Shared, Tally
from plangraph.picture.scene import Link, Scene, describe_links

#: Until here one plan that does not address a target is told in red; beyond, half of them are.
FEW_PLANS: Final = 24
#: From here on the picture opens as a matrix: so many lines say nothing together.
MANY_LINES: Final = 130
FEW_BOXES: Final = 8
_BASES: Final = ("Stated", "Interpreted", "Suggested")


@dataclass(frozen=True, slots=True)
class Unit:
    """What stands for one plan or several.

    :param kind: ``plan``, ``municipality``, ``region`` or ``year``
    :param label: its name
    :param plans: slugs of its plans
    :param year: of a plan
    :param links: where more is told of it
    """

    kind: str
    label: Text
    plans: tuple[str, ...]
    year: int | None = None
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Thing:
    """What plans are tied to.

    :param about: its name and what it is
    :param members: IRIs of what counts as it: of a theme the national targets
    :param links: where more is told of it
    """

    about: Shared
    members: tuple[str, ...]
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """How the plans of a unit are tied to a thing.

    :param of: how many plans of the unit could be: for a national target those of its year
    :param by_goal: how many plans are by a goal
    :param partly: how many are, but by no goal
    :param named: how many only name it
    :param goals: how many goals are
    :param elements: how many goals, areas, objectives and measures are
    :param basis: the strongest basis of a link to a national target
    :param status: of a single plan, key of :data:`plangraph.picture.words.STATUS`
    """

    of: int = 0
    by_goal: int = 0
    partly: int = 0
    named: int = 0
    goals: int = 0
    elements: int = 0
    basis: str | None = None
    status: str = ""

    def __add__(self, other: Cell) -> Cell:
        """Return both together; two plans together have no status."""
        bases = [basis for basis in _BASES if basis in (self.basis, other.basis)]
        alone = self if other == Cell() else other if self == Cell() else Cell()
        return Cell(
            of=self.of + other.of,
            by_goal=self.by_goal + other.by_goal,
            partly=self.partly + other.partly,
            named=self.named + other.named,
            goals=self.goals + other.goals,
            elements=self.elements + other.elements,
            basis=bases[0] if bases else None,
            status=alone.status,
        )

    @property
    def missing(self) -> int:
        """How many plans could be and are not."""
        return self.of - self.by_goal - self.partly

    @property
    def tied(self) -> int:
        """How many plans are."""
        return self.by_goal + self.partly


@dataclass(frozen=True, slots=True)
class Merged:
    """Plans counted together.

    :param units: what stands for the plans
    :param targets: national targets or themes
    :param concepts: target groups and instruments, the most used first
    :param cells: by place of the unit and IRI of the thing; without one nothing is said
    :param parts: of each unit, how many elements it has by kind
    """

    units: tuple[Unit, ...]
    targets: tuple[Thing, ...]
    concepts: tuple[Thing, ...]
    cells: Mapping[tuple[int, str], Cell]
    parts: tuple[Mapping[str, int], ...]

    def total(self, thing: Thing) -> Cell:
        """Return how all units together are tied to a thing."""
        places = range(len(self.units))
        return sum((self.cells.get((place, thing.about.iri), Cell()) for place in places), Cell())

    def list_users(self, thing: Thing) -> tuple[tuple[Unit, Cell], ...]:
        """Return the units that are tied to a thing."""
        found = ((unit, self.cells.get((i, thing.about.iri))) for i, unit in enumerate(self.units))
        return tuple((unit, cell) for unit, cell in found if cell is not None and cell.tied)

    @property
    def several(self) -> bool:
        """Whether a unit stands for more than one plan."""
        return any(len(unit.plans) > 1 for unit in self.units)

    @property
    def crowd(self) -> bool:
        """Whether the plans are so many that one that lacks something is no news."""
        return sum(len(unit.plans) for unit in self.units) > FEW_PLANS


@dataclass(frozen=True, slots=True)
class PlansTables:
    """What the tables of many plans say.

    :param merged: the plans
    :param nodes: ids of the boxes by ``unit 0`` and IRI; what is not drawn has none
    :param most: so many units have a row
    """

    merged: Merged
    nodes: Mapping[str, str]
    most: int = 400


def merge(
    units: Sequence[Unit],
    targets: Sequence[Thing],
    concepts: Sequence[Thing],
    tallies: Mapping[str, Tally],
    asked: Mapping[str, frozenset[str]],
) -> Merged:
    """Count plans together.

    :param tallies: what :func:`plangraph.network.tally_plans` counted
    :param asked: of each plan, IRIs of the national targets that it is held against
    """
    homes: defaultdict[str, list[str]] = defaultdict(list)
    for thing in (*targets, *concepts):
        for member in thing.members:
            homes[member].append(thing.about.iri)
    cells: dict[tuple[int, str], Cell] = {}
    parts: list[Mapping[str, int]] = []
    for place, unit in enumerate(units):
        counted: Counter[str] = Counter()
        for slug in unit.plans:
            tally = tallies.get(slug, Tally({}, ()))
            counted.update(tally.parts)
            for iri, cell in _count_plan(tally, homes, asked.get(slug, frozenset())).items():
                cells[place, iri] = cells.get((place, iri), Cell()) + cell
        parts.append(dict(counted))
    merged = Merged(tuple(units), tuple(targets), tuple(concepts), cells, tuple(parts))
    ranks = {thing.about.iri: _rank(merged.total(thing)) for thing in concepts}
    used = [thing for thing in concepts if any(ranks[thing.about.iri])]
    used.sort(key=lambda thing: (*(-n for n in ranks[thing.about.iri]), thing.about.label.da))
    return Merged(merged.units, merged.targets, tuple(used), cells, merged.parts)


def _rank(cell: Cell) -> tuple[int, int, int]:
    return cell.tied, cell.goals, cell.named


def _count_plan(tally: Tally, homes: Mapping[str, Sequence[str]], asked: Iterable[str]) -> dict[str, Cell]:
    """Count one plan: for each thing that it could be tied to or is, by IRI."""
    kinds: defaultdict[str, Counter[str]] = defaultdict(Counter)
    bases: defaultdict[str, set[str]] = defaultdict(set)
    named: set[str] = set()
    for tie in tally.ties:
        for iri in homes.get(tie.thing, ()):
            if tie.relation == "mentions":
                named.add(iri)
            else:
                kinds[iri].update(tie.counts)
                bases[iri].add(tie.basis or "")
    wanted = {iri for target in asked for iri in homes.get(target, ())}
    cells: dict[str, Cell] = {}
    for iri in {*wanted, *kinds, *named}:
        counts = kinds.get(iri, Counter())
        by_goal = counts["goal"] > 0
        partly = not by_goal and counts.total() > 0
        said = {kind for kind, many in counts.items() if many}
        cells[iri] = Cell(
            of=int(iri in wanted),
            by_goal=int(by_goal),
            partly=int(partly),
            named=int(not counts and iri in named),
            goals=counts["goal"],
            elements=counts.total(),
            basis=next((basis for basis in _BASES if basis in bases[iri]), None),
            status="goal" if by_goal else tell_part(said) if partly else "none",
        )
    return cells


def tell_part(kinds: set[str]) -> str:
    """Say what addresses a target where no goal does: key of :data:`plangraph.picture.words.STATUS`."""
    if {"focus-area", "objective"} <= kinds:
        return "both"
    return next((kind for kind in ("objective", "measure") if kinds == {kind}), "area")


def picture_plans(merged: Merged, *, most_units: int, most_concepts: int) -> tuple[Scene, PlansTables]:
    """Return the picture of many plans and its tables.

    :param most_units: so many units are drawn, the first
    :param most_concepts: so many target groups and instruments are drawn, the most used
    """
    units = list(enumerate(merged.units))[:most_units]
    worth = [thing for thing in merged.concepts if merged.total(thing).tied]
    things = [*merged.targets, *worth[:most_concepts]]
    ids = {thing.about.iri: f"c{i}" for i, thing in enumerate(things)}
    nodes = [_describe_counted(merged, thing, ids) for thing in things]
    nodes += [_describe_unit(merged, place, unit) for place, unit in units]
    edges = [
        edge
        for place, unit in units
        for thing in things
        if (edge := _describe_edge(merged, place, unit, thing, ids)) is not None
    ]
    order = ("national-target", "theme", "target-group", "instrument")
    kinds = tuple(kind for kind in order if any(thing.about.kind == kind for thing in things))
    scene = Scene(
        view="plans",
        nodes=nodes,
        edges=edges,
        plans=(),
        kinds=kinds,
        start={
            "plan": "*",
            "mediated": True,
            "kinds": kinds,
            "matrix": len(units) > FEW_BOXES and len(units) * len(things) > MANY_LINES,
        },
        crowd=merged.crowd,
        index=_index(merged, ids, most_units),
    )
    return scene, PlansTables(merged, ids | {f"unit {place}": f"u{place}" for place, _ in units})


def describe_thing(thing: Thing, ids: Mapping[str, str]) -> dict[str, Any]:
    """Describe what plans are tied to for the script.

    :param ids: of the boxes, by IRI
    """
    about = thing.about
    told: dict[str, Any] = {
        "id": ids[about.iri],
        "kind": about.kind,
        "text": about.label.as_dict(),
        "number": about.number,
        "year": about.year,
        "description": None if about.description is None else about.description.as_dict(),
        "alt": list(about.alt),
        "broader": [ids[b] for b in about.broader if b in ids],
        "go": describe_links(thing.links),
    }
    return {key: value for key, value in told.items() if value}


def _describe_counted(merged: Merged, thing: Thing, ids: Mapping[str, str]) -> dict[str, Any]:
    """Describe it with how many plans address it, where they are held against it."""
    told = describe_thing(thing, ids)
    if thing.about.kind not in ("national-target", "theme"):
        return told
    total = merged.total(thing)
    bad = total.missing * 2 >= total.of if merged.crowd else total.missing > 0
    gap = "none" if bad and total.of else "area" if total.missing or total.partly else None
    return told | {
        "reach": {"goal": total.by_goal, "area": total.partly, "none": total.missing},
        **({"gap": gap} if gap else {}),
    }


def _describe_unit(merged: Merged, place: int, unit: Unit) -> dict[str, Any]:
    missing = sum(
        cell.missing
        for thing in merged.targets
        if (cell := merged.cells.get((place, thing.about.iri))) is not None
    )
    plans = {"plan": len(unit.plans)} if unit.kind != "plan" else {}
    counts = plans | {k: merged.parts[place].get(k, 0) for k in ("focus-area", "goal")}
    told: dict[str, Any] = {
        "kind": unit.kind,
        "text": unit.label.as_dict(),
        "year": unit.year,
        "counts": {kind: many for kind, many in counts.items() if many},
        "missing": missing,
        "go": describe_links(unit.links),
    }
    return {"id": f"u{place}"} | {key: value for key, value in told.items() if value}


def _describe_edge(
    merged: Merged, place: int, unit: Unit, thing: Thing, ids: Mapping[str, str]
) -> dict[str, Any] | None:
    cell = merged.cells.get((place, thing.about.iri))
    if cell is None:
        return None
    ends = {"from": f"u{place}", "to": ids[thing.about.iri], "merged": True}
    many = {"plans": cell.tied, "of": cell.of or len(unit.plans)} if merged.several else {}
    if not cell.tied:
        return ends | many | {"kind": "gap", "status": "none"} if cell.of else None
    kind = {"target-group": "targets", "instrument": "uses"}.get(thing.about.kind, "addresses")
    told = ends | many | {"kind": kind, "count": cell.elements, "goals": cell.goals}
    return told | {k: v for k, v in (("basis", cell.basis), ("status", cell.status)) if v}


def _index(merged: Merged, ids: Mapping[str, str], most_units: int) -> list[dict[str, Any]]:
    """Describe what is not drawn, so that a search finds it."""
    left = [
        (thing.about.kind, thing.about.label, thing.about.alt, thing.links)
        for thing in merged.concepts
        if thing.about.iri not in ids
    ]
    left += [(unit.kind, unit.label, (), unit.links) for unit in merged.units[most_units:]]
    return [
        {"id": f"x{i}", "kind": kind, "text": label.as_dict(), "alt": list(alt), "href": links[0].href}
        for i, (kind, label, alt, links) in enumerate(left)
        if links
    ]
