"""Elements from year to year as the page shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from rdflib import Namespace, URIRef

from plangraph.assess.development import (
    KINDS,
    Change,
    Fate,
    Stage,
    Thread,
    count_fates,
    read_figures,
    trace,
)
from plangraph.assess.facts import Element, Tie
from plangraph.model import Lang, Text
from plangraph.names import PG, mint, plan_of
from plangraph.network.reading import Reader
from plangraph.web.holdings import Holdings, Plan
from plangraph.web.matrices import serving_of, yardstick_of
from plangraph.web.site.coverage.saying import named
from plangraph.web.site.places import anchor_of
from plangraph.web.things import Value
from plangraph.web.words import word

_PG: Final = Namespace(PG)
#: A sign for each fate, so that colour is never the only one.
SIGNS: Final = {
    Fate.CARRIED: "→",
    Fate.CHANGED: "≠",
    Fate.RESUMED: "↻",
    Fate.NEW: "+",
    Fate.DROPPED: "✖",
    Fate.DISCONTINUED: "✖",
    Fate.NONE: "",
}
#: So many values of a change are named.
_VALUES: Final = 8


@dataclass(frozen=True, slots=True)
class Named:
    """An element.

    :param slug: slug of its plan
    :param anchor: its place on the page of the plan
    :param number: its number; nothing where it has none
    :param label: its title
    """

    slug: str
    anchor: str
    number: str
    label: Value


@dataclass(frozen=True, slots=True)
class Difference:
    """What is different in what was carried over.

    :param what: what it is about
    :param gone: what is there no more
    :param come: what there was not before
    """

    what: str
    gone: tuple[Value, ...]
    come: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Stand:
    """A thread in one plan.

    :param fate: what became of it, as a class of the style sheet; ``none`` where there is nothing to say
    :param sign: the fate's sign
    :param said: what it is called
    :param elements: its elements there
    :param differences: what is different since the plan before
    :param basis: who says that it carries on what was before: ``stated``, ``interpreted`` …
    :param basis_said: what that is called
    :param rationale: why
    :param left: what of the plan before nothing of it carries on, where something else does
    """

    fate: str
    sign: str
    said: str
    elements: tuple[Named, ...]
    differences: tuple[Difference, ...]
    basis: str
    basis_said: str
    rationale: tuple[Value, ...]
    left: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """The threads of a kind.

    :param kind: ``focus-area``, ``objective`` or ``goal``
    :param title: what they are called
    :param rows: each thread, a stand a plan
    """

    kind: str
    title: str
    rows: tuple[tuple[Stand, ...], ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the threads in a plan.

    :param plan: what the plan is called
    :param before: what the plan before is called
    :param counts: fate, sign, what it is called, and how many
    """

    plan: str
    before: str
    counts: tuple[tuple[str, str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Series:
    """Plans of the same municipality.

    :param key: what it is called in addresses of the page
    :param name: the municipality
    :param plans: their names and slugs
    :param tallies: from plan to plan
    :param kinds: their threads
    """

    key: str
    name: str
    plans: tuple[tuple[str, str], ...]
    tallies: tuple[Tally, ...]
    kinds: tuple[Kind, ...]


def follow(holdings: Holdings, plans: Sequence[Plan], lang: Lang) -> tuple[Series, ...]:
    """Return the elements of plans of the same municipality, from year to year.

    :param plans: the earliest first
    """
    groups = [group for group in _groups(plans) if len(group) > 1]
    return tuple(
        _Follower(holdings, group, lang).series(f"line-{number}") for number, group in enumerate(groups, 1)
    )


def _groups(plans: Sequence[Plan]) -> list[list[Plan]]:
    """Return the plans that share a municipality together."""
    groups: list[list[Plan]] = []
    for plan in plans:
        homes = {place.iri for place in plan.places}
        akin = [g for g in groups if any(homes & {p.iri for p in other.places} for other in g)]
        groups = [group for group in groups if group not in akin]
        groups.append([*(other for group in akin for other in group), plan])
    return [sorted(group, key=plans.index) for group in groups]


class _Follower:
    """Follows the elements of plans of one municipality."""

    def __init__(self, holdings: Holdings, plans: Sequence[Plan], lang: Lang) -> None:
        self._holdings, self._plans, self._lang = holdings, plans, lang
        self._yardstick = yardstick_of(holdings)

    def series(self, key: str) -> Series:
        """Return the plans with their threads."""
        lang = self._lang
        facts = [serving_of(self._holdings, plan.slug).facts for plan in self._plans]
        between = [
            serving_of(self._holdings, plan.slug).facts
            for plan in self._holdings.series(self._plans[-1])
            if plan not in self._plans
        ]
        threads = trace(facts, between, self._compared())
        places = {place.iri: place.name for plan in self._plans for place in plan.places}
        names = [plan.name.get(lang) for plan in self._plans]
        return Series(
            key=key,
            name=" · ".join(sorted(name.get(lang) for name in places.values())),
            plans=tuple(zip(names, (plan.slug for plan in self._plans), strict=True)),
            tallies=tuple(
                Tally(names[n], names[n - 1], self._counts(threads, n)) for n in range(1, len(names))
            ),
            kinds=tuple(kind for name in KINDS if (kind := self._kind(name, threads)).rows),
        )

    def _compared(self) -> dict[str, Callable[[Element], Iterable[str | Text]]]:
        def themes(element: Element) -> Iterable[str]:
            serving = serving_of(self._holdings, plan_of(element.iri) or "")
            return {serving.theme(tie.other) for tie in element.links}

        def figures(element: Element) -> Iterable[Text]:
            slug = plan_of(element.iri) or ""
            if element.kind != "goal":
                return ()
            view = self._holdings.copy.store.view(mint("graph", slug))
            found = read_figures(view, self._holdings.reference, element.iri)
            return {figure.demand for figure in found if figure.demand is not None}

        return {
            "targets": themes,
            "groups": lambda element: element.groups,
            "instruments": lambda element: element.instruments,
            "figures": figures,
        }

    def _counts(self, threads: Sequence[Thread], number: int) -> tuple[tuple[str, str, str, int], ...]:
        counts = count_fates(threads, number)
        return tuple(
            (fate.value, SIGNS[fate], word(f"comparison_many_{fate.value}", self._lang), counts[fate])
            for fate in Fate
            if fate is not Fate.NONE and counts.get(fate)
        )

    def _kind(self, kind: str, threads: Sequence[Thread]) -> Kind:
        rows = [tuple(map(self._stand, thread.stages)) for thread in threads if thread.kind == kind]
        return Kind(kind, word(f"comparison_kind_{kind}", self._lang), tuple(rows))

    def _stand(self, stage: Stage) -> Stand:
        lang = self._lang
        bases = {tie.basis or "unknown" for tie in stage.ties}
        # The weakest of them is what the whole rests on.
        weakest = next((b for b in ("unknown", "Suggested", "Interpreted", "Stated") if b in bases), "")
        return Stand(
            fate=stage.fate.value,
            sign=SIGNS[stage.fate],
            said="" if stage.fate is Fate.NONE else word(f"comparison_fate_{stage.fate.value}", lang),
            elements=tuple(map(self._named, stage.elements)),
            # Both titles are there to be seen.
            differences=tuple(self._difference(c) for c in stage.changes if c.what != "title"),
            basis=weakest.lower(),
            basis_said=word(f"coverage_basis_{weakest.lower()}", lang) if weakest else "",
            rationale=tuple(dict.fromkeys(v for tie in stage.ties if (v := self._rationale(tie)))),
            left=tuple(map(self._named, stage.left)) if stage.elements else (),
        )

    def _named(self, element: Element) -> Named:
        slug = plan_of(element.iri) or ""
        return Named(slug, anchor_of(element.iri), element.number, named(element.label, self._lang))

    def _difference(self, change: Change) -> Difference:
        what = word(f"comparison_what_{change.what}", self._lang)
        gone, come = (tuple(map(self._value, values[:_VALUES])) for values in (change.gone, change.come))
        return Difference(what, gone, come)

    def _value(self, value: str | Text) -> Value:
        label = self._yardstick.label(value) if isinstance(value, str) else value
        return named(label, self._lang)

    def _rationale(self, tie: Tie) -> Value | None:
        slug = plan_of(tie.node) if tie.node else None
        if slug is None:
            return None
        view = self._holdings.copy.store.view(mint("graph", slug))
        said = Reader(view, self._holdings.reference).text(URIRef(tie.node), _PG.rationale)
        return None if said is None else named(said, self._lang)
