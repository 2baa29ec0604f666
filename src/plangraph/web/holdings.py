"""What the pages know of the plans that are served: names, graphs, documents, and how complete they are.

A :class:`Holdings` belongs to one copy of the data and is made once for it; what takes long is made when it
is first asked for. Reports come from :class:`~plangraph.web.assessor.Assessor`.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDFS
from starlette.requests import Request

from plangraph import catalogue
from plangraph.model import LANGS, Assessment, Text
from plangraph.names import PG, mint, plan_of, shorten
from plangraph.numbers import whole
from plangraph.web.assessor import Assessor
from plangraph.web.data import Copy
from plangraph.web.keeping import Kept
from plangraph.web.problems import ProblemError, nearby

if TYPE_CHECKING:
    from plangraph.model import Rule
    from plangraph.network import Network

T = TypeVar("T")
_PG: Final = Namespace(PG)
#: So many statements of plans are held in memory (about a kilobyte each), and so many networks.
_STATEMENTS: Final = 250_000
_NETWORKS: Final = 48
#: So many things that were made of single plans are kept, and so many bytes of pages and files.
_OF_PLANS: Final = 256
_WRITTEN: Final = 160_000_000

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality.

    :param iri: its IRI
    :param code: its four digits
    :param name: what it is called
    :param region: name of its region, or nothing where none is known
    """

    iri: str
    code: str
    name: Text
    region: Text


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan, as lists and headings name it.

    :param slug: its slug
    :param iri: its IRI
    :param label: its title
    :param name: its municipalities and year, in short (``Hvidovre 2023``)
    :param year: first year it covers; 0 where it says none
    :param places: its municipalities
    :param areas: how many focus areas it has
    :param goals: how many goals it has
    :param adopted: whether it says that it is adopted (not a draft)
    """

    slug: str
    iri: str
    label: Text
    name: Text
    year: int
    places: tuple[Place, ...]
    areas: int
    goals: int
    adopted: bool


class Holdings:
    """The plans of one copy of the data.

    :param copy: the data
    :param assessor: what checks plans
    :param texts: folder of the plans' documents, or None
    """

    def __init__(self, copy: Copy, assessor: Assessor, texts: Path | None) -> None:
        self.copy = copy
        self._assessor, self._texts = assessor, texts
        self._kept: Kept[Any] = Kept()
        self._graphs: Kept[Graph] = Kept(_STATEMENTS, len)
        self._networks: Kept[Network] = Kept(_NETWORKS)
        self._of_plans: Kept[Any] = Kept(_OF_PLANS)
        self._written: Kept[tuple[bytes, str]] = Kept(_WRITTEN, lambda file: len(file[0]))

    @property
    def reference(self) -> Graph:
        """The ontology, vocabularies, national targets and municipalities; not to be changed."""
        return catalogue.reference()

    @cached_property
    def plans(self) -> tuple[Plan, ...]:
        """The plans, by municipality and then year."""
        found = [
            self._plan(iri, slug)
            for iri in self.copy.store.instances(str(_PG.Plan))
            if (slug := plan_of(iri)) is not None and self.copy.store.holds(mint("graph", slug))
        ]
        return tuple(sorted(found, key=lambda p: ([q.name.da.casefold() for q in p.places], p.year, p.slug)))

    @cached_property
    def _by_slug(self) -> dict[str, Plan]:
        return {plan.slug: plan for plan in self.plans}

    def plan(self, slug: str) -> Plan:
        """Return a plan.

        :raises ProblemError: when there is none that is called so
        """
        found = self._by_slug.get(slug)
        if found is None:
            hint = nearby(slug, self._by_slug)
            raise ProblemError("not-found", f"there is no plan {slug[:80]!r}{hint}")
        return found

    def graph(self, slug: str) -> Graph:
        """Return the triples of a plan; they are not to be changed."""
        iri = mint("graph", self.plan(slug).slug)
        return self._graphs.give(iri, lambda: self.copy.store.graph(iri))

    def network(self, slugs: Sequence[str] = ()) -> Network:
        """Return plans as a network of typed edges: those named, or all."""
        from plangraph.network import project

        chosen = tuple(sorted(slugs)) or tuple(plan.slug for plan in self.plans)
        return self._networks.give(chosen, lambda: project(map(self.graph, chosen), self.reference))

    def series(self, plan: Plan) -> tuple[Plan, ...]:
        """Return the plans that share a municipality with one, itself among them, by year."""
        homes = {place.iri for place in plan.places}
        same = [other for other in self.plans if homes & {place.iri for place in other.places}]
        return tuple(sorted(same, key=lambda other: (other.year, other.slug)))

    def assessment(self, slug: str) -> Assessment:
        """Return how complete a plan is; waits until it is checked.

        :raises PlangraphError: when it cannot be checked
        """
        return self._assessor.wait(self, self.plan(slug).slug)

    def assessed(self, slug: str) -> Assessment | None:
        """Return how complete a plan is, or None while that is not known yet."""
        return self._assessor.look(self, slug)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules, by dimension and id."""
        from plangraph.check.rules import load_rules

        return load_rules().rules

    def text(self, slug: str) -> str | None:
        """Return the text of a plan's document, or None where the server does not have it."""
        return self.keep_of(slug, "text", lambda: self._assessor.text(self._texts, slug, self.graph(slug)))

    def keep(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what was made under a key, or make it now; others may ask for something else meanwhile."""
        found: T = self._kept.give(key, make)  # one key, one kind of thing
        return found

    def keep_of(self, slug: str, what: Hashable, make: Callable[[], T]) -> T:
        """Return what was made of a plan, or make it now; of many plans only the latest are kept."""
        found: T = self._of_plans.give((slug, what), make)
        return found

    def written(self, key: Hashable, write: Callable[[], tuple[bytes, str]]) -> tuple[bytes, str]:
        """Return a page or file and its media type, written now where it is not kept."""
        return self._written.give(key, write)

    def _plan(self, iri: str, slug: str) -> Plan:
        graph, node = self.copy.store.view(mint("graph", slug)), URIRef(iri)
        homes = sorted({str(home) for home in graph.objects(node, _PG.municipality)})
        places = tuple(sorted((self._place(home) for home in homes), key=lambda place: place.name.da))
        year = whole(graph.value(node, _PG.year)) or 0
        names = {lang: "-".join(p.name.get(lang) for p in places) for lang in LANGS}
        short = {lang: f"{name} {year or ''}".strip() or slug for lang, name in names.items()}
        return Plan(
            slug=slug,
            iri=iri,
            label=label_of(graph, node),
            name=Text(short["da"], short["en"]),
            year=year,
            places=places,
            areas=len(set(graph.subjects(RDF.type, _PG.FocusArea))),
            goals=len(set(graph.subjects(RDF.type, _PG.Goal))),
            adopted=(node, _PG.status, _PG.Adopted) in graph,
        )

    def _place(self, iri: str) -> Place:
        node = URIRef(iri)
        region = self.reference.value(node, _PG.inRegion)
        code = str(self.reference.value(node, SKOS_NOTATION) or iri.rpartition("/")[2])
        empty = Text("", "")
        return Place(
            iri,
            code,
            label_of(self.reference, node),
            empty if region is None else label_of(self.reference, region),
        )


SKOS_NOTATION: Final = URIRef("http://www.w3.org/2004/02/skos/core#notation")
_PREF_LABEL: Final = URIRef("http://www.w3.org/2004/02/skos/core#prefLabel")


def label_of(graph: Graph, thing: object) -> Text:
    """Return what a graph calls a thing, or its short name where it has none."""
    node = URIRef(str(thing))
    for predicate in (_PREF_LABEL, RDFS.label):
        texts = {v.language: str(v) for v in graph.objects(node, predicate) if isinstance(v, Literal)}
        if texts:
            plain = texts.get(None, "")
            return Text(texts.get("da", plain) or next(iter(texts.values())), texts.get("en", plain))
    short = shorten(str(node))
    return Text(short, short)


class Shelf:
    """The holdings of the newest copy of the data; a copy that nobody looks at any more goes.

    :param assessor: what checks plans
    :param texts: folder of the plans' documents, or None
    """

    def __init__(self, assessor: Assessor, texts: Path | None) -> None:
        self._assessor, self._texts = assessor, texts
        self._lock = threading.Lock()
        self._newest: Holdings | None = None

    def give(self, copy: Copy) -> Holdings:
        """Return the holdings of a copy."""
        with self._lock:
            if self._newest is None or self._newest.copy.number < copy.number:
                self._newest = Holdings(copy, self._assessor, self._texts)
            if self._newest.copy is copy:
                return self._newest
        return Holdings(copy, self._assessor, self._texts)  # who began before the news ends with the old


def holdings_of(request: Request) -> Holdings:
    """Return the plans of the data that a request sees; for ``Depends``."""
    give: Callable[[Copy], Holdings] = request.app.state.holdings
    return give(request.app.state.data.current)
