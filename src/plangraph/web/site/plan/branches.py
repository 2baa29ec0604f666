"""The golden thread: from each national target down to what serves it: focus areas, objectives, goals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from rdflib import Namespace, URIRef
from rdflib.term import Node

from plangraph.names import PG
from plangraph.numbers import natural
from plangraph.web.site.plan.parts import Branch, Element, Twig
from plangraph.web.site.plan.reader import Reader
from plangraph.web.things import Value

_PG: Final = Namespace(PG)


def grow(
    reader: Reader, areas: Sequence[Element], outside: Element | None, targets: Sequence[str]
) -> tuple[tuple[Branch, ...], tuple[Twig, ...]]:
    """Return a branch for each national target, and what serves none of them.

    :param areas: the focus areas
    :param outside: what belongs to none of them
    :param targets: IRIs of the national targets of the plan's year, in order
    """
    tree = _Tree()
    grounds = [*areas, *([] if outside is None else [outside])]
    listed = {str(t) for t in reader.said.values(URIRef(reader.plan.iri), _PG.lists)}
    tied = {tie.iri for ground in grounds for one in _all(ground) for tie in one.ties}
    others = sorted((tied | listed) - set(targets), key=natural)
    branches = tuple(
        _branch(reader, URIRef(iri), iri in listed, iri not in set(targets), tree.twigs(grounds, iri))
        for iri in [*targets, *others]
    )
    return branches, tree.loose(grounds)


def _branch(reader: Reader, node: Node, listed: bool, foreign: bool, twigs: tuple[Twig, ...]) -> Branch:
    number = next((str(v) for v in reader.objects(node, _PG.number)), "")
    return Branch(
        iri=str(node),
        anchor=reader.anchor(node, "target"),
        number=number,
        label=reader.label(node, reader.href(node)),
        listed=listed,
        foreign=foreign,
        empty=not twigs,
        twigs=twigs,
    )


def _all(ground: Element) -> Iterable[Element]:
    """Yield a focus area and everything in it."""
    yield ground
    yield from ground.objectives
    for goal in ground.goals:
        yield goal
        yield from goal.measures
    yield from ground.measures


@dataclass
class _Tree:
    """Grows twigs, and notes what has found its place on one."""

    seen: set[str] = field(default_factory=set)

    def twigs(self, grounds: Sequence[Element], target: str) -> tuple[Twig, ...]:
        """Return what serves a national target."""
        found: list[Twig] = []
        for area in grounds:
            below = self._below(area, target)
            basis = _basis(area, target)
            if not area.iri:
                found += below
            elif basis is not None or below:
                found.append(_twig(area, "not" if basis is None else basis, below))
                if basis is not None:
                    self.seen.add(area.anchor)
        return tuple(found)

    def loose(self, grounds: Sequence[Element]) -> tuple[Twig, ...]:
        """Return what serves no national target."""
        found: list[Twig] = []
        for area in grounds:
            goals = {g.anchor: g for g in area.goals if g.anchor not in self.seen}
            below: list[Twig] = []
            for objective in area.objectives:
                if objective.anchor not in self.seen:
                    mine = [goals.pop(v.href[1:]) for v in objective.served if v.href[1:] in goals]
                    over = objective if objective.priorities else area
                    twigs = [_twig(goal, "none", above=over) for goal in mine]
                    below.append(_twig(objective, "none", twigs, above=area))
            below += [_twig(goal, "none", above=area) for goal in goals.values()]
            if not area.iri:
                found += below
            elif area.anchor not in self.seen or below:
                found.append(_twig(area, "none" if area.anchor not in self.seen else "not", below))
        return tuple(found)

    def _below(self, area: Element, target: str) -> list[Twig]:
        """Return what serves a target within a focus area: objectives with their goals, goals, measures."""
        through_area = _basis(area, target) is not None
        goals: dict[str, Twig] = {}
        for goal in area.goals:
            basis = _basis(goal, target)
            above = [o for o in area.objectives if f"#{o.anchor}" in {v.href for v in goal.supports}]
            if basis is None and not goal.ties and not goal.priorities:
                served = any(_basis(o, target) is not None for o in above)
                free = not any(o.ties or o.priorities for o in above)
                basis = "through" if served or (through_area and free) else None
            measures = [_twig(m, b) for m in goal.measures if (b := _basis(m, target)) is not None]
            if basis is not None or measures:
                goals[goal.anchor] = _twig(goal, basis or "not", measures)
                if basis is not None:
                    self.seen.add(goal.anchor)
        found: list[Twig] = []
        for objective in area.objectives:
            mine = [goals.pop(v.href[1:]) for v in objective.served if v.href[1:] in goals]
            basis = _basis(objective, target)
            if basis is None and through_area and not objective.ties and not objective.priorities:
                basis = "through"
            if basis is not None or mine:
                found.append(_twig(objective, basis or "not", mine))
                if basis is not None:
                    self.seen.add(objective.anchor)
        found += goals.values()
        found += [_twig(m, b) for m in area.measures if (b := _basis(m, target)) is not None]
        return found


def _basis(element: Element, target: str) -> str | None:
    """Return on what an element's own link to a target rests, or None where it has none."""
    found = [tie.basis for tie in element.ties if tie.iri == target]
    known = ("stated", "interpreted", "suggested", "")
    return min(found, key=known.index) if found else None


def _twig(element: Element, basis: str, twigs: Iterable[Twig] = (), *, above: Element | None = None) -> Twig:
    priority = "own" if element.priorities else "through" if above is not None and above.priorities else ""
    figures = tuple(
        Value(f.demand) if f.demand else Value(f.label.text, lang=f.label.lang) for f in element.figures
    )
    return Twig(
        kind=element.kind,
        anchor=element.anchor,
        number=element.number,
        label=element.label,
        basis=basis,
        figures=figures,
        priority=priority,
        twigs=tuple(twigs),
    )
