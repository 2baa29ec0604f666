"""Counts what plans are tied to, straight from a store: a country at once, without reading each plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from rdflib import URIRef

from plangraph.errors import StoreError
from plangraph.names import ID, PG

if TYPE_CHECKING:
    from plangraph.store import Solutions, Store

#: What a plan consists of, by class.
KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        PG + "FocusArea": "focus-area",
        PG + "Objective": "objective",
        PG + "Goal": "goal",
        PG + "Measure": "measure",
    }
)
#: How an element is tied to what plans share, by property.
RELATIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        PG + "addresses": "addresses",
        PG + "targetGroup": "targets",
        PG + "usesInstrument": "uses",
        PG + "mentions": "mentions",
    }
)
#: The strongest first.
_BASES: Final = ("Stated", "Interpreted", "Suggested")
_GRAPHS: Final = ID + "graph/"

_TIES: Final = """
SELECT ?graph ?kind ?thing (COUNT(DISTINCT ?element) AS ?many)
WHERE {{ GRAPH ?graph {{ ?element pg:{name} ?thing ; a ?kind }} }}
GROUP BY ?graph ?kind ?thing"""
_PARTS: Final = """
SELECT ?graph ?kind (COUNT(DISTINCT ?element) AS ?many)
WHERE { VALUES ?kind { pg:FocusArea pg:Objective pg:Goal pg:Measure } GRAPH ?graph { ?element a ?kind } }
GROUP BY ?graph ?kind"""
_LINKS: Final = """
SELECT DISTINCT ?graph ?thing ?basis
WHERE { GRAPH ?graph { ?link pg:linkTarget ?thing ; pg:basis ?basis } }"""
_LISTED: Final = "SELECT DISTINCT ?graph ?thing WHERE { GRAPH ?graph { ?plan pg:lists ?thing } }"
_USES: Final = """
SELECT DISTINCT ?thing ?graph ?element ?kind
WHERE {{ GRAPH ?graph {{ ?element pg:{name} ?thing ; a ?kind }} }}"""
_NUMBERS: Final = """
SELECT DISTINCT ?thing ?graph ?element ?number
WHERE {{ GRAPH ?graph {{ ?element pg:{name} ?thing ; pg:number ?number }} }}"""
_QUALIFIED: Final = """
SELECT DISTINCT ?thing ?graph ?element ?basis
WHERE { GRAPH ?graph { ?link pg:linkTarget ?thing ; pg:basis ?basis . ?element pg:qualifiedLink ?link } }"""
_INHERITED: Final = """
SELECT DISTINCT ?thing ?graph ?element WHERE { GRAPH ?graph { ?element pg:inherits ?thing } }"""


@dataclass(frozen=True, slots=True)
class Tie:
    """That a plan is tied to a thing that plans share.

    :param thing: IRI of a national target, a target group or an instrument
    :param relation: ``addresses``, ``targets``, ``uses`` or ``mentions``
    :param counts: how many different elements of the plan are, by kind
    :param basis: of a link to a national target the strongest there is, or None
    """

    thing: str
    relation: str
    counts: Mapping[str, int]
    basis: str | None = None

    @property
    def goals(self) -> int:
        """How many of the elements are goals."""
        return self.counts.get("goal", 0)


@dataclass(frozen=True, slots=True)
class Tally:
    """What one plan is tied to.

    :param parts: how many elements it has, by kind
    :param ties: what they are tied to
    :param listed: IRIs of the national targets that it says hold for it
    """

    parts: Mapping[str, int]
    ties: tuple[Tie, ...]
    listed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Use:
    """An element of a plan that is tied to a thing.

    :param plan: slug of the plan
    :param element: IRI of the element
    :param kind: ``focus-area``, ``objective``, ``goal`` or ``measure``
    :param thing: what it is tied to
    :param relation: how: see :class:`Tie`
    :param number: its number in the plan, or None
    :param basis: of a link to a national target, or None
    :param inherited: whether its area says so and not its own words
    """

    plan: str
    element: str
    kind: str
    thing: str
    relation: str
    number: str | None = None
    basis: str | None = None
    inherited: bool = False


def tally_plans(store: Store) -> Mapping[str, Tally]:
    """Count what every plan of a store is tied to, by slug.

    :param store: one named graph a plan (``id:graph/<slug>``)
    """
    parts: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for graph, kind, many in _rows(store, _PARTS):
        parts[graph][KINDS[kind]] = int(many)
    counts: defaultdict[tuple[str, str, str], dict[str, int]] = defaultdict(dict)
    for iri, relation in RELATIONS.items():
        for graph, kind, thing, many in _rows(store, _TIES.format(name=iri.removeprefix(PG))):
            if kind in KINDS:
                counts[graph, thing, relation][KINDS[kind]] = int(many)
    bases: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for graph, thing, basis in _rows(store, _LINKS):
        bases[graph, thing].add(basis.removeprefix(PG))
    listed: defaultdict[str, set[str]] = defaultdict(set)
    for graph, thing in _rows(store, _LISTED):
        listed[graph].add(thing)
    ties: defaultdict[str, list[Tie]] = defaultdict(list)
    for (graph, thing, relation), found in sorted(counts.items()):
        known = bases[graph, thing] if relation == "addresses" else set()
        ties[graph].append(Tie(thing, relation, found, next((b for b in _BASES if b in known), None)))
    graphs = sorted(g for g in {*parts, *ties, *listed} if g.startswith(_GRAPHS))
    return {
        graph.removeprefix(_GRAPHS): Tally(parts[graph], tuple(ties[graph]), frozenset(listed[graph]))
        for graph in graphs
    }


def find_uses(store: Store, things: Iterable[str]) -> tuple[Use, ...]:
    """Find the elements of all plans that are tied to any of some things, by plan.

    :param things: IRIs of national targets, target groups or instruments
    """
    found: set[Use] = set()
    for wanted in things:
        bases = {(g, e): basis for _, g, e, basis in _rows(store, _QUALIFIED, thing=wanted)}
        inherited = {(g, e) for _, g, e in _rows(store, _INHERITED, thing=wanted)}
        for iri, relation in RELATIONS.items():
            name = iri.removeprefix(PG)
            numbers = {
                (g, e): number for _, g, e, number in _rows(store, _NUMBERS.format(name=name), thing=wanted)
            }
            for thing, graph, element, kind in _rows(store, _USES.format(name=name), thing=wanted):
                at = (graph, element)
                if kind in KINDS and graph.startswith(_GRAPHS):
                    basis = bases.get(at, "") if relation == "addresses" else ""
                    found.add(
                        Use(
                            plan=graph.removeprefix(_GRAPHS),
                            element=element,
                            kind=KINDS[kind],
                            thing=thing,
                            relation=relation,
                            number=numbers.get(at),
                            basis=basis.removeprefix(PG) or None,
                            inherited=relation != "mentions" and at in inherited,
                        )
                    )
    return tuple(sorted(found, key=lambda use: (use.plan, use.element, use.thing, use.relation)))


def _rows(store: Store, sparql: str, **bound: str) -> Iterable[tuple[str, ...]]:
    """Yield the solutions of a query as words; what is unbound is empty."""
    answer: Solutions | object = store.query(sparql, {name: URIRef(iri) for name, iri in bound.items()})
    rows = getattr(answer, "rows", None)
    if rows is None:
        raise StoreError("a table was asked for and something else came")
    for row in rows:
        yield tuple("" if term is None else str(term) for term in row)
