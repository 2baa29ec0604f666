"""About the data: where it comes from, what is unconfirmed, how it may be used; and about the pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query
from rdflib import Literal
from rdflib.term import Node
from starlette.requests import Request
from starlette.responses import Response

from plangraph import __version__
from plangraph.model import Lang
from plangraph.names import BASE, PG, shorten
from plangraph.store import Solutions
from plangraph.web.holdings import Holdings, Plan, holdings_of, label_of
from plangraph.web.incoming import settings_of
from plangraph.web.negotiation import choose_lang
from plangraph.web.pages import is_link, send_page
from plangraph.web.site.dates import write_date
from plangraph.web.site.listing import Part, alphabetical, paginate
from plangraph.web.site.places import Named, path_of
from plangraph.web.site.vocabulary.details import Badge, badge
from plangraph.web.words import TERMS, word

router = APIRouter()

#: So many plans stand in the table of sources.
PAGE: Final = 100
#: So many loads are listed, the last ones.
LOADS: Final = 50
#: The kinds of thing that are counted, as plans are made of them.
_COUNTED: Final = (
    "Plan",
    "FocusArea",
    "Objective",
    "Goal",
    "Measure",
    "Challenge",
    "TargetValue",
    "Observation",
    "StatutoryStatement",
    "Evidence",
    "NationalTarget",
)
_BASES: Final = ("Stated", "Interpreted", "Suggested")
_SOURCES: Final = """
PREFIX pg: <https://w3id.org/plangraph/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?plan ?document ?title ?format ?pages ?sha
WHERE {
  ?document a pg:SourceDocument ; pg:inPlan ?plan .
  OPTIONAL { ?document dcterms:title ?title }
  OPTIONAL { ?document dcterms:format ?format }
  OPTIONAL { ?document pg:pages ?pages }
  OPTIONAL { ?document pg:sha256 ?sha }
}
ORDER BY ?plan ?document ?title"""
_LINKS: Final = """
PREFIX pg: <https://w3id.org/plangraph/ontology#>
SELECT ?kind ?basis (COUNT(DISTINCT ?link) AS ?links)
WHERE {
  VALUES ?kind { pg:Linkage pg:Continuation }
  ?link a ?kind .
  OPTIONAL { ?link pg:basis ?basis }
}
GROUP BY ?kind ?basis
ORDER BY ?kind ?basis"""
_UNSURE: Final = """
PREFIX pg: <https://w3id.org/plangraph/ontology#>
SELECT DISTINCT ?thing ?how
WHERE {
  { ?thing pg:confirmation ?how . FILTER(?how != pg:Confirmed) }
  UNION
  { ?thing pg:disputed true . BIND("disputed" AS ?how) }
}
ORDER BY ?thing ?how"""
_SUGGESTED: Final = """
PREFIX pg: <https://w3id.org/plangraph/ontology#>
SELECT (COUNT(DISTINCT ?one) AS ?many)
WHERE { ?one a pg:Suggestion . FILTER NOT EXISTS { ?one pg:decision ?decision } }"""


@dataclass(frozen=True, slots=True)
class Source:
    """A plan and the document that it was read from.

    :param plan: the plan
    :param adopted: whether it says that it is adopted
    :param title: of the document
    :param page: of the document
    :param format: its media type
    :param pages: how many pages it has, or nothing
    :param sha: SHA-256 of what was read, or nothing
    """

    plan: Named
    adopted: bool
    title: str
    page: Named
    format: str
    pages: str
    sha: str


@dataclass(frozen=True, slots=True)
class Links:
    """How many links there are on one basis.

    :param name: of the basis, last part of its IRI in small letters
    :param meaning: what it means
    :param targets: links to national targets
    :param earlier: links to earlier plans
    """

    name: str
    meaning: str
    targets: int
    earlier: int


@dataclass(frozen=True, slots=True)
class Unsure:
    """Things of one kind that are not confirmed.

    :param kind: what they are
    :param things: each with how sure it is
    """

    kind: str
    things: tuple[tuple[Named, Badge], ...]


@dataclass(frozen=True, slots=True)
class Load:
    """A load.

    :param graph: what was loaded
    :param source: what it was read from
    :param sha: SHA-256 of that, or nothing
    :param day: when
    """

    graph: Named
    source: str
    sha: str
    day: str


@dataclass(frozen=True, slots=True)
class AboutPage:
    """About the data.

    :param counts: how many there are of each kind
    :param statements: how many statements
    :param municipalities: how many municipalities have a plan
    :param years: the plan years
    :param sources: the plans of this part, with their documents
    :param part: which part it is
    :param links: how links are marked
    :param suggested: how many suggestions of the intake nobody has judged
    :param unsure: what is not confirmed
    :param unsure_count: how many things that are
    :param loads: the last loads
    :param more_loads: how many there are besides
    :param base: public address of the server
    :param made: when this copy of the data was made
    :param version: of plangraph
    :param draft_hours: how long a draft is kept
    """

    counts: tuple[tuple[Named, int], ...]
    statements: int
    municipalities: int
    years: str
    sources: tuple[Source, ...]
    part: Part
    links: tuple[Links, ...]
    suggested: int
    unsure: tuple[Unsure, ...]
    unsure_count: int
    loads: tuple[Load, ...]
    more_loads: int
    base: str
    made: str
    version: str
    draft_hours: float


@router.api_route("/about", methods=["GET", "HEAD"], include_in_schema=False)
def show_about(
    request: Request,
    holdings: Annotated[Holdings, Depends(holdings_of)],
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> Response:
    """Tell about the data."""
    lang, settings = choose_lang(request), settings_of(request)
    counts, plans = holdings.copy.counts, holdings.plans
    sources = holdings.keep("sources", lambda: _rows(holdings, _SOURCES))
    part = paginate(len(plans), page, PAGE)
    unsure = holdings.keep(("unsure", lang), lambda: _unsure(holdings, lang))
    loads = sorted(holdings.copy.store.loads(), key=lambda load: (load.ended, load.graph), reverse=True)
    years = sorted({plan.year for plan in plans if plan.year})
    made = datetime.fromtimestamp(holdings.copy.made_at, UTC).date().isoformat()
    shown = AboutPage(
        counts=tuple(
            (Named(word(f"about_count_{kind}", lang), path_of(PG + kind)), counts.classes[PG + kind])
            for kind in _COUNTED
            if counts.classes.get(PG + kind)
        ),
        statements=counts.triples,
        municipalities=len({place.iri for plan in plans for place in plan.places}),
        years=f"{years[0]}–{years[-1]}" if len(years) > 1 else "".join(map(str, years)),
        sources=tuple(one for plan in plans[part.start : part.end] for one in _sources(sources, plan, lang)),
        part=part,
        links=holdings.keep(("links", lang), lambda: _links(holdings, lang)),
        suggested=holdings.keep("suggested", lambda: _count(holdings, _SUGGESTED)),
        unsure=unsure,
        unsure_count=len({thing.path or thing.text for group in unsure for thing, _ in group.things}),
        loads=tuple(
            Load(
                Named(shorten(load.graph), path_of(load.graph)),
                load.source.name,
                load.source.sha256,
                write_date(load.ended, lang),
            )
            for load in loads[:LOADS]
        ),
        more_loads=max(0, len(loads) - LOADS),
        base=settings.base,
        made=write_date(made, lang),
        version=__version__,
        draft_hours=settings.limits.draft_hours,
    )
    return send_page(request, "about.html.jinja", shown)


def _rows(holdings: Holdings, sparql: str) -> tuple[tuple[Node | None, ...], ...]:
    answer = holdings.copy.store.query(sparql)
    return answer.rows if isinstance(answer, Solutions) else ()


def _count(holdings: Holdings, sparql: str) -> int:
    return int(str(_rows(holdings, sparql)[0][0]))


def _sources(rows: Iterable[tuple[Node | None, ...]], plan: Plan, lang: Lang) -> Iterable[Source]:
    """Return the documents of a plan; a plan without one has a row without."""
    name = Named(plan.name.get(lang), f"/plans/{plan.slug}")
    mine: dict[str, tuple[Node | None, ...]] = {}
    for iri, document, *facts in rows:
        if str(iri) == plan.iri:
            mine.setdefault(str(document), tuple(facts))
    if not mine:
        return [Source(name, plan.adopted, "", Named(""), "", "", "")]
    return [_source(name, plan, document, facts, lang) for document, facts in mine.items()]


def _source(name: Named, plan: Plan, document: str, facts: tuple[Node | None, ...], lang: Lang) -> Source:
    title, form, pages, sha = ("" if fact is None else str(fact) for fact in facts)
    written = facts[0].language if isinstance(facts[0], Literal) else None
    foreign = written if written and written != lang else ""
    shown = Named(title or shorten(document), path_of(document), lang=foreign)
    return Source(name, plan.adopted, title, shown, form, pages, sha)


def _links(holdings: Holdings, lang: Lang) -> tuple[Links, ...]:
    counted: Counter[tuple[str, str]] = Counter()
    for kind, basis, many in _rows(holdings, _LINKS):
        counted[str(kind).removeprefix(PG), str(basis or "").removeprefix(PG)] += int(str(many))
    found = []
    for name in (*_BASES, ""):
        targets, earlier = counted["Linkage", name], counted["Continuation", name]
        if name or targets or earlier:
            meaning = word(f"about_basis_{name.lower() or 'none'}_means", lang)
            found.append(Links(name.lower() or "unknown", meaning, targets, earlier))
    return tuple(found)


def _unsure(holdings: Holdings, lang: Lang) -> tuple[Unsure, ...]:
    store, graph = holdings.copy.store, holdings.reference
    rows = [(str(thing), how) for thing, how in _rows(holdings, _UNSURE)]
    labels = store.labels(sorted({iri for iri, _ in rows}))
    groups: dict[str, list[tuple[Named, Badge]]] = {}
    for iri, how in rows:
        said = str(how).removeprefix(PG)
        if said == "disputed":
            mark: Badge | None = Badge("Unconfirmed", "⚠", word("vocabulary_disputed", lang))
        else:
            mark = badge(holdings, said, lang)
        kinds = [kind for kind in store.kinds(iri) if kind.startswith(PG)] or list(store.kinds(iri))
        short = shorten(kinds[0]) if kinds else ""
        kind = (
            TERMS[short].get(lang) if short in TERMS else label_of(graph, kinds[0]).get(lang) if kinds else ""
        )
        label = labels[iri].get(lang) if iri in labels else shorten(iri)
        if mark is not None:
            name = Named(label, path_of(iri), iri if is_link(iri) and not iri.startswith(BASE) else "")
            groups.setdefault(kind, []).append((name, mark))
    return tuple(
        Unsure(kind, tuple(sorted(things, key=lambda pair: alphabetical(pair[0].text))))
        for kind, things in sorted(groups.items(), key=lambda item: alphabetical(item[0]))
    )
