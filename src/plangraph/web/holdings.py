"""What the pages know of the plans that are served: names, graphs, documents, and how complete they are.

A :class:`Holdings` belongs to one copy of the data and is made once for it; what takes long is made when it
is first asked for. Reports come from :class:`Assessor`, which checks plans in the background and keeps what
is known.
"""

from __future__ import annotations

import difflib
import logging
import threading
from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDFS
from starlette.requests import Request

from plangraph import catalogue
from plangraph.errors import PlangraphError
from plangraph.model import LANGS, Assessment, Text
from plangraph.names import PG, mint, plan_of, shorten
from plangraph.web import crafts
from plangraph.web.data import Copy
from plangraph.web.keeping import Kept
from plangraph.web.problems import ProblemError
from plangraph.web.workshop import Workshop

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

    def plan(self, slug: str) -> Plan:
        """Return a plan.

        :raises ProblemError: when there is none that is called so
        """
        known = {plan.slug: plan for plan in self.plans}
        if slug not in known:
            near = difflib.get_close_matches(slug[:80], known, n=2)
            hint = f"; did you mean {' or '.join(near)}?" if near else ""
            raise ProblemError("not-found", f"there is no plan {slug[:80]!r}{hint}")
        return known[slug]

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
        said = graph.value(node, _PG.year)
        year = int(str(said)) if said is not None and str(said).isdecimal() else 0
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


class Assessor:
    """Checks plans in the background, and at once those that somebody waits for.

    :param folder: where reports are kept from one start to the next, or None
    :param quick: does what somebody waits for
    :param slow: does the rest
    """

    def __init__(self, folder: Path | None, quick: Workshop, slow: Workshop) -> None:
        self._folder, self._quick, self._slow = folder, quick, slow
        self._queue = ThreadPoolExecutor(max_workers=1, thread_name_prefix="assess")
        self._lock = threading.Lock()
        self._known: dict[tuple[int, str], Future[Assessment]] = {}
        self._documents: dict[str, Path] | None = None
        self._closed = False

    def begin(self, holdings: Holdings) -> None:
        """Check all plans of a copy one after the other, in the background."""
        number = holdings.copy.number
        with self._lock:
            # Those of older copies are of no more use; who waits for one holds it.
            for key in [key for key in self._known if key[0] < number - 1]:
                self._known.pop(key).cancel()
        for plan in holdings.plans:
            with self._lock:
                if self._closed:
                    return
                if (number, plan.slug) not in self._known:
                    self._known[number, plan.slug] = self._queue.submit(
                        self._assess, self._slow, holdings, plan.slug
                    )

    def look(self, holdings: Holdings, slug: str) -> Assessment | None:
        """Return a plan's assessment if it is there; a plan that cannot be checked has none."""
        with self._lock:
            found = self._known.get((holdings.copy.number, slug))
        if found is None or not found.done() or found.cancelled() or found.exception() is not None:
            return None
        return found.result()

    def wait(self, holdings: Holdings, slug: str) -> Assessment:
        """Return a plan's assessment; what is not begun yet is done now.

        :raises PlangraphError: when it cannot be checked
        """
        key = (holdings.copy.number, slug)
        with self._lock:
            found = self._known.get(key)
            mine = found is None or found.cancel() or found.cancelled()
            if mine:
                found = self._known[key] = Future()
        assert found is not None  # noqa: S101 - for the type checker
        if mine:
            found.set_running_or_notify_cancel()
            try:
                found.set_result(self._assess(self._quick, holdings, slug))
            except BaseException as error:
                with self._lock:  # whoever comes next tries again
                    self._known.pop(key, None)
                found.set_exception(error)
                raise
        return found.result()

    def text(self, folder: Path | None, slug: str, graph: Graph) -> str | None:
        """Return the text of a plan's document, from a folder in which it is known by its SHA-256 or name."""
        if folder is None:
            return None
        path = self._document(folder, slug, graph)
        if path is None:
            return None
        try:
            return self._quick.do(crafts.read_document, path)
        except PlangraphError:
            log.exception("a document cannot be read", extra={"plan": slug})
            return None

    def close(self) -> None:
        """Stop checking."""
        with self._lock:
            self._closed = True
        self._queue.shutdown(wait=False, cancel_futures=True)

    def _document(self, folder: Path, slug: str, graph: Graph) -> Path | None:
        from plangraph.evidence import digest

        with self._lock:
            if self._documents is None:
                files = [path for path in sorted(folder.iterdir()) if path.is_file()]
                self._documents = {digest(path): path for path in files}
            found = [self._documents.get(str(known)) for known in graph.objects(None, _PG.sha256)]
        by_name = folder / f"{slug}.txt"
        return next((path for path in found if path is not None), by_name if by_name.is_file() else None)

    def _assess(self, workshop: Workshop, holdings: Holdings, slug: str) -> Assessment:
        folder = holdings.copy.folder
        return workshop.do(crafts.assess_plan, slug, folder, self._folder, holdings.text(slug))


def holdings_of(request: Request) -> Holdings:
    """Return the plans of the data that a request sees; for ``Depends``."""
    give: Callable[[Copy], Holdings] = request.app.state.holdings
    return give(request.app.state.data.current)
