"""What can be chosen for the parameters of questions: plans, national targets, groups, places, years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.namespace import SKOS
from rdflib.term import Node

from plangraph.model import Lang
from plangraph.names import PG
from plangraph.numbers import whole
from plangraph.queries import KINDS
from plangraph.web.holdings import Holdings, label_of
from plangraph.web.site.listing import alphabetical
from plangraph.web.words import word

_PG: Final = Namespace(PG)
#: Plans stand under their municipality when there are more than this.
_FEW_PLANS: Final = 12


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be chosen.

    :param value: what is sent
    :param label: what it says
    :param iri: what it means; nothing for a number
    :param depth: how far it stands below the first of its group
    """

    value: str
    label: str
    iri: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Options:
    """Options under a heading.

    :param label: the heading, or nothing
    :param options: the options
    """

    label: str
    options: tuple[Option, ...]


def options_of(holdings: Holdings, kind: str, lang: Lang) -> tuple[Options, ...]:
    """Return what can be chosen for a parameter of a kind.

    :param kind: a key of :data:`plangraph.queries.KINDS`
    """
    make = {
        "plan": _plans,
        "municipality": _municipalities,
        "year": _years,
        "national-target": _national_targets,
    }.get(kind)
    if make is not None:
        return holdings.keep(("options", kind, lang), lambda: make(holdings, lang))
    return holdings.keep(("options", kind, lang), lambda: _concepts(holdings.reference, kind, lang))


def _plans(holdings: Holdings, lang: Lang) -> tuple[Options, ...]:
    groups: dict[str, list[Option]] = {}
    several = len(holdings.plans) > _FEW_PLANS
    for plan in sorted(holdings.plans, key=lambda p: (alphabetical(p.name.da.rpartition(" ")[0]), -p.year)):
        name = plan.name.get(lang)
        groups.setdefault(name.rpartition(" ")[0] if several else "", []).append(
            Option(plan.slug, name, plan.iri)
        )
    return tuple(Options(label, tuple(options)) for label, options in groups.items())


def _municipalities(holdings: Holdings, lang: Lang) -> tuple[Options, ...]:
    """Return all municipalities, first those with a plan: that the others have none is an answer too."""
    here = {place.iri for plan in holdings.plans for place in plan.places}
    known = holdings.reference.subjects(RDF.type, _PG.Municipality)
    found = sorted(
        (_option(holdings.reference, iri, "municipality", lang) for iri in known),
        key=lambda option: alphabetical(option.label),
    )
    return tuple(
        Options(word(heading, lang), tuple(option for option in found if (option.iri in here) is has))
        for heading, has in (("questions_with_plan", True), ("questions_without_plan", False))
        if any((option.iri in here) is has for option in found)
    )


def _years(holdings: Holdings, _: Lang) -> tuple[Options, ...]:
    years = sorted({plan.year for plan in holdings.plans if plan.year}, reverse=True)
    return (Options("", tuple(Option(str(year), str(year)) for year in years)),)


def _national_targets(holdings: Holdings, lang: Lang) -> tuple[Options, ...]:
    graph = holdings.reference
    years: defaultdict[int, list[tuple[str, Option]]] = defaultdict(list)
    for target in graph.subjects(RDF.type, _PG.NationalTarget):
        number, year = str(graph.value(target, _PG.number) or ""), whole(graph.value(target, _PG.year))
        option = _option(graph, target, "national-target", lang)
        named = Option(option.value, f"{number}. {option.label}", option.iri)
        years[year or 0].append((number.rjust(4), named))
    return tuple(
        Options(
            f"{word('national_targets', lang)} {year}",
            tuple(option for _, option in sorted(years[year], key=lambda pair: pair[0])),
        )
        for year in sorted(years, reverse=True)
    )


def _concepts(graph: Graph, kind: str, lang: Lang) -> tuple[Options, ...]:
    """Return the concepts of a class under those at the top, each once, where it stands first."""
    known = {c for c in graph.subjects(RDF.type, URIRef(KINDS[kind][0])) if isinstance(c, URIRef)}
    tops = [c for c in known if not set(graph.objects(c, SKOS.broader)) & known]
    seen: set[Node] = set()

    def below(concept: URIRef, depth: int) -> Iterable[Option]:
        if concept in seen:
            return
        seen.add(concept)
        option = _option(graph, concept, kind, lang)
        yield Option(option.value, option.label, option.iri, depth)
        for narrower in _sorted(graph, known & set(graph.subjects(SKOS.broader, concept)), lang):
            yield from below(narrower, depth + 1)

    groups = [tuple(below(top, 0)) for top in _sorted(graph, tops, lang)]
    alone = tuple(options[0] for options in groups if len(options) == 1)
    headed = [Options(options[0].label, options) for options in groups if len(options) > 1]
    return (*headed, *([Options(word("questions_others", lang), alone)] if alone else ()))


def _sorted(graph: Graph, concepts: Iterable[URIRef], lang: Lang) -> list[URIRef]:
    return sorted(concepts, key=lambda c: (alphabetical(label_of(graph, c).get(lang)), str(c)))


def _option(graph: Graph, thing: Node, kind: str, lang: Lang) -> Option:
    iri = str(thing)
    return Option(iri.removeprefix(KINDS[kind][1]), label_of(graph, thing).get(lang), iri)
