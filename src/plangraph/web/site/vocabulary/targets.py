"""The national targets: each year's with its sources, and what stays the same through the years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, SKOS
from rdflib.term import Node
from starlette.requests import Request
from starlette.responses import Response

from plangraph.model import Lang
from plangraph.names import ID, PG, REQ
from plangraph.numbers import whole
from plangraph.web.holdings import Holdings, holdings_of, label_of
from plangraph.web.negotiation import choose_lang
from plangraph.web.pages import send_page
from plangraph.web.problems import ProblemError
from plangraph.web.site.listing import alphabetical
from plangraph.web.site.places import Named
from plangraph.web.site.vocabulary.concepts import text_of
from plangraph.web.site.vocabulary.details import Badge, badge, plan_name, plans_of, reference
from plangraph.web.site.vocabulary.uses import count_parts, uses_of

router = APIRouter()
_PG = Namespace(PG)
_FEW = 6


@dataclass(frozen=True, slots=True)
class Target:
    """A national target.

    :param anchor: its place on the page of all
    :param iri: its IRI
    :param year: its year
    :param number: its number that year
    :param name: its official short name, with its page
    :param translated: the same in the other language
    :param theme: what stays the same when it returns, or None
    :param earlier: what it carries on
    :param later: what carries it on
    :param sources: where it stands
    :param disputed: whether sources disagree on it
    :param notes: remarks
    :param used: how many parts of plans address it
    :param plans: the first plans that do
    :param more_plans: how many more do
    """

    anchor: str
    iri: str
    year: str
    number: str
    name: Named
    translated: Named
    theme: Named | None
    earlier: tuple[Named, ...]
    later: tuple[Named, ...]
    sources: tuple[Named, ...]
    disputed: bool
    notes: tuple[str, ...]
    used: int
    plans: tuple[Named, ...]
    more_plans: int


@dataclass(frozen=True, slots=True)
class Source:
    """Where a year's targets stand.

    :param name: what it is
    :param notes: remarks
    :param lacks: the targets of the year that do not stand in it
    """

    name: Named
    notes: tuple[str, ...]
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """The national targets of a year.

    :param year: the year
    :param iri: of the set
    :param confirmation: how sure they are, or None
    :param disputed: whether sources disagree
    :param sources: where they stand
    :param laws: their legal basis
    :param law_note: what is to be said of that
    :param notes: remarks
    :param targets: by number
    """

    year: str
    iri: str
    confirmation: Badge | None
    disputed: bool
    sources: tuple[Source, ...]
    laws: tuple[Named, ...]
    law_note: str
    notes: tuple[str, ...]
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A theme in a year.

    :param targets: the targets, by their number and page
    :param disputed: whether sources disagree on one
    """

    targets: tuple[Named, ...]
    disputed: bool


@dataclass(frozen=True, slots=True)
class TargetsPage:
    """All national targets.

    :param years: the newest first
    :param columns: the years, the oldest first
    :param themes: the themes, each with its cells
    :param count: how many targets there are
    :param requirement: the requirement to start from them, or None
    :param ended: the last day on which it held, or nothing
    """

    years: tuple[Year, ...]
    columns: tuple[str, ...]
    themes: tuple[tuple[Named, tuple[Cell, ...]], ...]
    count: int
    requirement: Named | None
    ended: str


@router.api_route("/vocabulary/national-target", methods=["GET", "HEAD"], include_in_schema=False)
def show_targets(request: Request, holdings: Annotated[Holdings, Depends(holdings_of)]) -> Response:
    """Show the national targets by year, and by theme through the years."""
    lang = choose_lang(request)
    graph = holdings.reference
    sets = sorted(graph.subjects(RDF.type, _PG.NationalTargetSet), key=lambda s: _year(graph, s))
    years = tuple(_tell_year(holdings, one, lang) for one in reversed(sets))
    columns = tuple(year.year for year in reversed(years))
    demand = URIRef(REQ + "national-targets")
    page = TargetsPage(
        years=years,
        columns=columns,
        themes=_themes(years, columns),
        count=sum(len(year.targets) for year in years),
        requirement=reference(holdings, str(demand), lang) if (demand, None, None) in graph else None,
        ended=str(graph.value(demand, _PG.validUntil) or "")[:4],
    )
    return send_page(request, "targets.html.jinja", page)


def find_target(holdings: Holdings, name: str) -> str:
    """Return the IRI of a national target by its year and number (``2023-3``).

    :raises ProblemError: when there is none
    """
    year, _, number = name.partition("-")
    iri = f"{ID}national-target/{year}/{number}"
    if (URIRef(iri), RDF.type, _PG.NationalTarget) not in holdings.reference:
        raise ProblemError("not-found", f"there is no national target {name[:40]!r}; an example is 2023-3")
    return iri


def tell_target(holdings: Holdings, iri: str, lang: Lang) -> Target:
    """Return what is told of a national target."""
    return holdings.keep(("national target", iri, lang), lambda: _tell_target(holdings, iri, lang))


def _tell_target(holdings: Holdings, iri: str, lang: Lang) -> Target:
    graph, node = holdings.reference, URIRef(iri)
    year, number = str(_year(graph, node)), str(graph.value(node, _PG.number) or "")
    label, other = label_of(graph, node), "en" if lang == "da" else "da"
    theme = graph.value(node, _PG.theme)
    count = count_parts(uses_of(holdings, "national-target", [iri]))
    plans = plans_of(holdings, count)
    return Target(
        anchor=f"{year}-{number}",
        iri=iri,
        year=year,
        number=number,
        name=Named(label.get(lang), _path(node)),
        translated=Named(label.get(other), lang=other),
        theme=None if theme is None else reference(holdings, str(theme), lang),
        earlier=_others(graph, graph.objects(node, _PG.continues)),
        later=_others(graph, graph.subjects(_PG.continues, node)),
        sources=tuple(
            reference(holdings, str(s), lang) for s in sorted(graph.objects(node, DCTERMS.source), key=str)
        ),
        disputed=(node, _PG.disputed, Literal(True)) in graph,
        notes=_notes(graph, node, lang),
        used=count.total,
        plans=tuple(plan_name(plan, lang) for plan, _ in plans[:_FEW]),
        more_plans=max(0, len(plans) - _FEW),
    )


def _tell_year(holdings: Holdings, node: Node, lang: Lang) -> Year:
    graph = holdings.reference
    members = sorted(
        graph.subjects(_PG.inTargetSet, node), key=lambda t: str(graph.value(t, _PG.number) or "").rjust(4)
    )
    targets = tuple(tell_target(holdings, str(t), lang) for t in members)
    sources = sorted(graph.objects(node, DCTERMS.source), key=str)
    return Year(
        year=str(_year(graph, node)),
        iri=str(node),
        confirmation=badge(holdings, str(graph.value(node, _PG.confirmation) or "").removeprefix(PG), lang),
        disputed=(node, _PG.disputed, Literal(True)) in graph,
        sources=tuple(
            Source(
                reference(holdings, str(source), lang),
                _notes(graph, source, lang),
                tuple(
                    str(graph.value(t, _PG.number))
                    for t in members
                    if (t, DCTERMS.source, source) not in graph
                ),
            )
            for source in sources
        ),
        laws=tuple(
            reference(holdings, str(law), lang)
            for law in sorted(graph.objects(node, _PG.legalBasis), key=str)
        ),
        law_note=text_of(graph, node, _PG.legalBasisNote).get(lang),
        notes=_notes(graph, node, lang),
        targets=targets,
    )


def _themes(years: tuple[Year, ...], columns: tuple[str, ...]) -> tuple[tuple[Named, tuple[Cell, ...]], ...]:
    cells: defaultdict[Named, defaultdict[str, list[Target]]] = defaultdict(lambda: defaultdict(list))
    for year in years:
        for target in year.targets:
            if target.theme is not None:
                cells[target.theme][year.year].append(target)
    return tuple(
        (
            theme,
            tuple(
                Cell(
                    tuple(Named(t.number, f"/vocabulary/national-target#{t.anchor}") for t in by_year[year]),
                    any(t.disputed for t in by_year[year]),
                )
                for year in columns
            ),
        )
        for theme, by_year in sorted(cells.items(), key=lambda item: alphabetical(item[0].text))
    )


def _year(graph: Graph, node: Node) -> int:
    return whole(graph.value(node, _PG.year)) or 0


def _path(node: Node) -> str:
    return "/vocabulary/national-target/" + "-".join(str(node).removeprefix(ID).split("/")[1:])


def _others(graph: Graph, nodes: Iterable[Node]) -> tuple[Named, ...]:
    found = sorted(nodes, key=str)
    return tuple(Named(f"{graph.value(n, _PG.year)}: {graph.value(n, _PG.number)}", _path(n)) for n in found)


def _notes(graph: Graph, node: Node, lang: Lang) -> tuple[str, ...]:
    said = [v for v in graph.objects(node, SKOS.note) if isinstance(v, Literal)]
    return tuple(sorted(str(v) for v in said if v.language == lang))
