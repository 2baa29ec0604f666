"""What the graph shows: one plan, many plans, or what is tied to one thing, with what is said of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from plangraph.model import Lang, Text
from plangraph.names import shorten
from plangraph.network import Shared, Use, find_uses
from plangraph.numbers import natural
from plangraph.picture import (
    Piece,
    Thing,
    Unit,
    UseRow,
    UsersTables,
    UsesTable,
    compose,
    list_rows,
    merge,
    name_nodes,
    picture_plan,
    picture_plans,
    picture_uses,
    tell_use,
)
from plangraph.picture.words import KIND
from plangraph.web.holdings import Holdings, Plan
from plangraph.web.pages import Crumb, number
from plangraph.web.site.graph.choice import WAYS, Asked, Focus, Group, Known, choose_way, group_plans, know
from plangraph.web.site.graph.leads import Leads
from plangraph.web.site.listing import Part, paginate
from plangraph.web.words import word

#: So many boxes of plans, municipalities … are drawn.
UNITS: Final = 100
#: So many elements round one thing are drawn; beyond, their plans are.
PLACES: Final = 60
#: So many elements stand on one page of the table.
ROWS: Final = 200


@dataclass(frozen=True, slots=True)
class Lead:
    """A link.

    :param text: what it says
    :param href: where it leads; nothing where it does not
    """

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class View:
    """A picture with what is said of it.

    :param title: heading
    :param lead: how to read it
    :param piece: the picture; None where no plan is chosen
    :param steps: where it is
    :param about: what the thing in focus is
    :param around: things beside it, each with links
    :param said: what is shown and what is left out
    :param focus: what is in focus in the picture of a plan
    :param part: which part of a long table
    """

    title: str
    lead: str
    piece: Piece | None = None
    steps: tuple[Crumb, ...] = ()
    about: str = ""
    around: tuple[tuple[str, tuple[Lead, ...]], ...] = ()
    said: tuple[str, ...] = ()
    focus: Lead | None = None
    part: Part | None = None


class Stage:
    """Makes the views of some plans.

    :param plans: the plans that are shown
    :param asked: what the address asks for
    :param leads: where a picture leads
    :param newest: the year that was chosen because nobody did, or nothing
    """

    def __init__(
        self,
        holdings: Holdings,
        plans: tuple[Plan, ...],
        asked: Asked,
        leads: Leads,
        lang: Lang,
        newest: str,
    ) -> None:
        self._holdings, self._plans, self._asked, self._leads = holdings, plans, asked, leads
        self._lang, self._newest = lang, newest

    def _say(self, key: str, **values: object) -> str:
        shown = {n: number(v, self._lang) if isinstance(v, int) else v for n, v in values.items()}
        return word(key, self._lang, **shown)

    def show_plan(self, focus: Focus | None) -> View:
        """Return the picture of one plan."""
        (plan,) = self._plans
        network = self._holdings.network([plan.slug])
        ids = name_nodes(network)
        scene = picture_plan(network, plan.slug, self._leads.of_element)
        said, lead = [], None
        if focus is not None and focus.iri != plan.iri:
            if focus.iri in ids:
                label = network.nodes[focus.iri]["label"].get(self._lang)
                lead = Lead(label, f"#row-{ids[focus.iri]}")
                scene = scene.focused(ids[focus.iri])
            else:
                thing = know(self._holdings).shared[focus.iri].label.get(self._lang)
                said.append(self._say("graph_not_in_plan", thing=thing))
        rows = list_rows(network, leads=self._leads.of_element)
        name = plan.name.get(self._lang)
        return View(
            self._say("graph_title_plan", plan=plan.label.get(self._lang)),
            self._say("graph_how_plan"),
            compose(scene, rows, lang=self._lang, search=self._leads.search),
            (Crumb(name, f"/plans/{plan.slug}"),),
            said=tuple(said),
            focus=lead,
        )

    def show_plans(self) -> View:
        """Return the picture of many plans."""
        known, said = know(self._holdings), self._tell_plans()
        way = choose_way(self._plans, self._asked.by)
        groups = group_plans(self._plans, way)
        if way != "plan" and self._asked.by not in WAYS:
            said.append(self._say("graph_together", way=self._say(f"graph_by_{way}").lower()))
        by_theme = len({plan.year for plan in self._plans}) > 1
        if by_theme:
            said.append(self._say("graph_themes"))
        targets, concepts = self._things(known, by_theme=by_theme)
        merged = merge(
            self._units(groups),
            targets,
            concepts,
            known.tallies,
            {p.slug: known.list_asked(p) for p in self._plans},
        )
        most = self._asked.most
        scene, tables = picture_plans(merged, most_units=UNITS, most_concepts=most)
        worth = sum(1 for thing in merged.concepts if merged.total(thing).tied)
        if worth > most:
            said.append(self._say("graph_concepts_left", drawn=most, all=len(merged.concepts)))
        if len(groups) > UNITS:
            said.append(self._say("graph_units_left", drawn=UNITS, all=len(groups)))
        return View(
            self._say("graph_title"),
            self._say("graph_how_plans"),
            compose(scene, tables, lang=self._lang, search=self._leads.search),
            said=tuple(said),
        )

    def show_thing(self, shared: Shared, page: int) -> View:
        """Return the picture of what is tied to a thing."""
        known, said = know(self._holdings), self._tell_plans()
        chosen = {plan.slug: plan for plan in self._plans}
        uses = _choose_uses(find_uses(self._holdings.copy.store, known.members(shared)), list(chosen))
        told = {"places": len(uses), "plans": len({use.plan for use in uses}), "all": len(chosen)}
        said.append(self._say("graph_uses" if uses else "graph_uses_none", **told))
        few = len(uses) <= PLACES
        part = paginate(len(uses), page, ROWS)
        rows = self._rows(uses if few else uses[part.start : part.end], chosen)
        if few:
            members = [m for m in known.members(shared) if m == shared.iri or any(u.thing == m for u in uses)]
            things = [self._thing(known, known.shared[member]) for member in members]
            scene, table = picture_uses(things, rows)
            piece = compose(scene, table, lang=self._lang, search=self._leads.search)
        else:
            said.append(self._say("graph_uses_many"))
            piece = self._many_uses(known, shared, rows)
        return View(
            self._say("graph_title_thing", thing=shared.label.get(self._lang)),
            KIND[shared.kind].get(self._lang) + (f" {shared.year}" if shared.year else ""),
            piece,
            (Crumb(self._say("graph_title"), "/graph"),),
            about="" if shared.description is None else shared.description.get(self._lang),
            around=self._around(known, shared),
            said=tuple(said),
            part=None if few else part,
        )

    def _many_uses(self, known: Known, shared: Shared, rows: tuple[UseRow, ...]) -> Piece:
        way = choose_way(self._plans, self._asked.by)
        concept = shared.kind in ("target-group", "instrument")
        thing = (self._thing(known, shared),)
        merged = merge(
            self._units(group_plans(self._plans, way)),
            () if concept else thing,
            thing if concept else (),
            known.tallies,
            {p.slug: known.list_asked(p) for p in self._plans},
        )
        scene, tables = picture_plans(merged, most_units=UNITS, most_concepts=1)
        told = UsersTables(tables, UsesTable(rows, {}))
        return compose(scene, told, lang=self._lang, search=self._leads.search, tables="users")

    def _tell_plans(self) -> list[str]:
        """Say which plans are shown, and whether they were chosen because nobody did."""
        years = sorted({plan.year for plan in self._plans if plan.year})
        span = "–".join(str(year) for year in dict.fromkeys((years[0], years[-1]))) if years else "–"
        homes = len({place.iri for plan in self._plans for place in plan.places})
        key = "graph_shown_home" if homes == 1 else "graph_shown"
        said = [self._say(key, plans=len(self._plans), municipalities=homes, years=span)]
        if self._newest:
            everything = len(self._holdings.plans)
            said.append(self._say("graph_newest", all=everything, year=self._newest))
        return said

    def _units(self, groups: tuple[Group, ...]) -> list[Unit]:
        if all(len(group.plans) == 1 for group in groups):
            # Nothing is put together then, whatever was asked.
            groups = group_plans(self._plans, "plan")
        return [
            Unit(
                group.kind,
                group.label,
                tuple(plan.slug for plan in group.plans),
                group.plans[0].year or None if group.kind == "plan" else None,
                self._leads.of_group(group),
            )
            for group in groups
        ]

    def _things(self, known: Known, *, by_theme: bool) -> tuple[list[Thing], list[Thing]]:
        """Return the national targets of the plans, or their themes, and every group and instrument."""
        asked = {iri for plan in self._plans for iri in known.list_asked(plan)}
        targets: dict[str, Shared] = {}
        for iri in asked & set(known.shared):
            shared = known.shared[iri]
            theme = known.shared.get(shared.theme or "") if by_theme else None
            targets[(theme or shared).iri] = theme or shared
        concepts = [s for s in known.shared.values() if s.kind in ("target-group", "instrument")]
        order = sorted(targets.values(), key=lambda s: (s.year or 0, natural(s.number or ""), s.label.da))
        return [self._thing(known, s) for s in order], [self._thing(known, s) for s in concepts]

    def _thing(self, known: Known, shared: Shared) -> Thing:
        return Thing(shared, known.members(shared), self._leads.of_shared(shared))

    def _rows(self, uses: tuple[Use, ...], plans: dict[str, Plan]) -> tuple[UseRow, ...]:
        labels = self._holdings.copy.store.labels({use.element for use in uses})
        return tuple(
            UseRow(
                use=use,
                label=labels.get(use.element) or Text(shorten(use.element), shorten(use.element)),
                plan_label=plans[use.plan].name,
                note=tell_use(use),
                links=self._leads.of_element(use.element, use.kind, use.plan),
                plan_links=self._leads.of_plan(use.plan),
            )
            for use in uses
        )

    def _around(self, known: Known, shared: Shared) -> tuple[tuple[str, tuple[Lead, ...]], ...]:
        """Return what is narrower and broader than a concept, as links that keep the chosen plans."""
        narrower = [s for s in known.shared.values() if shared.iri in s.broader]
        broader = [known.shared[iri] for iri in shared.broader if iri in known.shared]
        found = []
        for key, some in (("graph_broader", broader), ("graph_narrower", narrower)):
            links = [Lead(s.label.get(self._lang), self._leads.to_places(s)) for s in some]
            if links:
                found.append((self._say(key), tuple(sorted(links, key=lambda link: link.text.casefold()))))
        return tuple(found)


def _choose_uses(uses: tuple[Use, ...], slugs: list[str]) -> tuple[Use, ...]:
    """Return the uses in some plans, in the plans' order; what is used is not told as named too."""
    order = {slug: place for place, slug in enumerate(slugs)}
    kinds = ("goal", "objective", "measure", "focus-area")
    said = {(use.element, use.thing) for use in uses if use.relation != "mentions"}
    found = [
        use
        for use in uses
        if use.plan in order and (use.relation != "mentions" or (use.element, use.thing) not in said)
    ]
    return tuple(
        sorted(
            found,
            key=lambda u: (
                order[u.plan],
                kinds.index(u.kind),
                natural(u.number or ""),
                u.element,
            ),
        )
    )
