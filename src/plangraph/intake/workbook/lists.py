"""The lists that cells choose from: terms of the vocabularies, shown by name, found by any name or code."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from rdflib import RDF, RDFS, Graph, Literal, URIRef
from rdflib.namespace import SKOS
from rdflib.term import Node

from plangraph.intake.knowledge import Knowledge
from plangraph.intake.workbook.mistakes import Mistake
from plangraph.model import Lang, Text
from plangraph.names import ID, PG, PREFIXES, shorten

#: For each list the class whose members are on it.
_CLASSES: Final = {
    "municipality": "Municipality",
    "target-group": "TargetGroup",
    "instrument": "Instrument",
    "benefit": "Benefit",
    "unit": "Unit",
    "comparator": "Comparator",
    "direction": "Direction",
    "value-kind": "ValueKind",
    "reference": "Reference",
    "figure-kind": "FigureKind",
    "basis": "Basis",
    "status": "PlanStatus",
    "requirement": "StatutoryRequirement",
    "indicator": "Indicator",
    "decision": "Decision",
}
#: The order of short lists is one of meaning, not of letters.
_ORDER: Final = {
    "comparator": ("AtLeast", "AtMost", "Above", "Below", "Equal"),
    "direction": ("Increase", "Decrease", "Maintain"),
    "value-kind": ("Level", "Change"),
    "reference": ("NationalAverage", "Baseline"),
    "figure-kind": ("Measured", "Budgeted", "Forecast", "Estimated"),
    "basis": ("Stated", "Interpreted", "Suggested"),
    "status": ("Draft", "Adopted"),
}
#: Classes of organisation, and what they are called.
BODIES: Final = {
    PG + "Council": Text("råd eller kommunalbestyrelse", "council"),
    PG + "Committee": Text("udvalg", "committee"),
    PG + "Jobcentre": Text("jobcenter", "jobcentre"),
    PREFIXES["org"] + "OrganizationalUnit": Text("anden enhed", "other unit"),
}
_AREAS: Final = ("Country", "Municipality", "Region", "LabourMarketArea")


def fold(text: str) -> str:
    """Return a name as names are compared: case, white space and a full stop at the end don't count."""
    return re.sub(r"\s+", " ", text).strip(" .").casefold()


def resembling(text: str, forms: Iterable[str]) -> str | None:
    """Return the form that somebody meant who wrote a text, or None.

    :param text: with a letter or two wrong, or only a part
    :param forms: folded
    """
    from rapidfuzz import fuzz, process
    from rapidfuzz.distance import OSA

    wanted, names = fold(text), list(forms)
    # Letters swapped or missing first; then words that are there among others.
    best = process.extractOne(wanted, names, scorer=OSA.normalized_similarity, score_cutoff=0.6)
    best = best or process.extractOne(wanted, names, scorer=fuzz.WRatio, score_cutoff=80)
    return None if best is None else str(best[0])


@dataclass(frozen=True, slots=True)
class Listing:
    """A list that cells choose from.

    :param shown: each term's name in the language of the workbook, in the list's order
    :param offered: the names that a cell is offered; the others are only understood
    """

    shown: dict[Node, str]
    offered: tuple[str, ...] = ()
    _found: tuple[dict[str, set[Node]], ...] = field(default=({}, {}, {}))

    @classmethod
    def of(
        cls,
        shown: Mapping[Node, str],
        names: Iterable[tuple[int, str, Node]],
        offered: Iterable[str] | None = None,
    ) -> Listing:
        """Make a list.

        :param shown: each term's name
        :param names: every form under which a term is found, with its rank: 0 names, 1 codes, 2 other names
        :param offered: the names that a cell is offered; all of them without
        """
        found: tuple[dict[str, set[Node]], ...] = (defaultdict(set), defaultdict(set), defaultdict(set))
        for term, name in shown.items():
            found[0][fold(name)].add(term)
        for rank, name, term in names:
            found[rank][fold(name)].add(term)
        return cls(dict(shown), tuple(shown.values() if offered is None else offered), found)

    def find(self, text: str) -> Node | None:
        """Return the term that a text names, or None.

        :raises Mistake: when it names several
        """
        wanted = fold(text)
        for forms in self._found:
            terms = forms.get(wanted)
            if terms and len(terms) == 1:
                return next(iter(terms))
            if terms:
                codes = ", ".join(sorted(shorten(str(t)) for t in terms))
                raise Mistake(Text(f"'{text}' kan være flere: {codes}", f"'{text}' may be any of {codes}"))
        return None

    def closest(self, text: str) -> str | None:
        """Return the name on the list that a text resembles most, or None."""
        forms = {form: terms for group in (self._found[2], self._found[0]) for form, terms in group.items()}
        best = resembling(text, forms)
        return None if best is None else self.shown.get(min(forms[best], key=str))


def code(term: Node) -> str:
    """Return the local name of a term: ``unge`` of ``tg:unge``."""
    return re.split(r"[/#]", str(term))[-1]


def listings(knowledge: Knowledge, year: int | None, lang: Lang) -> dict[str, Listing]:
    """Make all lists.

    :param knowledge: the reference data
    :param year: plan year, whose national targets are named without their year
    :param lang: language of the names shown
    """
    graph = knowledge.graph
    made = {}
    for name, kind in _CLASSES.items():
        terms = set(graph.subjects(RDF.type, URIRef(PG + kind)))
        made[name] = _listing(graph, terms, lang, name)
    areas = [t for kind in _AREAS for t in sorted(graph.subjects(RDF.type, URIRef(PG + kind)), key=str)]
    made["area"] = _listing(graph, areas, lang, "area")
    made["organisation-type"] = Listing.of(
        {URIRef(iri): name.get(lang) for iri, name in BODIES.items()},
        [
            (rank, form, URIRef(iri))
            for iri, name in BODIES.items()
            for rank, form in ((0, name.da), (0, name.en), (1, shorten(iri)))
        ],
    )
    owl = PREFIXES["owl"]
    properties = {RDF.type, *graph.subjects(RDF.type, URIRef(owl + "ObjectProperty"))}
    made["property"] = _listing(graph, properties, lang, "property")
    made["class"] = _listing(graph, set(graph.subjects(RDF.type, URIRef(owl + "Class"))), lang, "class")
    made["national-target"] = _targets(knowledge, year, lang)
    return made


def _listing(graph: Graph, terms: Iterable[Node], lang: Lang, name: str) -> Listing:
    names: list[tuple[int, str, Node]] = []
    shown: dict[Node, str] = {}
    for term in terms:
        for predicate, rank in (
            (SKOS.prefLabel, 0),
            (RDFS.label, 0),
            (SKOS.altLabel, 2),
            (SKOS.hiddenLabel, 2),
        ):
            for label in graph.objects(term, predicate):
                names.append((rank, str(label), term))
                if rank == 0 and isinstance(label, Literal) and label.language == lang:
                    shown[term] = str(label)
        shown.setdefault(term, code(term))
        names += [(1, code(term), term), (1, shorten(str(term)), term)]
        if name in ("municipality", "area") and str(term).startswith(ID + "municipality/"):
            formal = "Kommune" if lang == "da" else "Municipality"
            names.append((2, f"{shown[term]} {formal}", term))
    order = _ORDER.get(name)
    if order is not None:
        keys = {term: (order.index(code(term)) if code(term) in order else len(order), "") for term in shown}
    elif name == "area":
        keys = {term: (place, "") for place, term in enumerate(shown)}
    else:
        keys = {term: (0, fold(label)) for term, label in shown.items()}
    return Listing.of({term: shown[term] for term in sorted(shown, key=lambda t: (keys[t], str(t)))}, names)


def _targets(knowledge: Knowledge, year: int | None, lang: Lang) -> Listing:
    shown: dict[Node, str] = {}
    names: list[tuple[int, str, Node]] = []
    years = sorted(knowledge.targets, key=lambda y: (y != year, y))
    for of in years:
        for target in knowledge.targets[of]:
            term = URIRef(target.iri)
            labels = [str(o) for o in knowledge.graph.objects(term, SKOS.prefLabel)] or list(target.names)
            label = next(
                (
                    str(o)
                    for o in knowledge.graph.objects(term, SKOS.prefLabel)
                    if isinstance(o, Literal) and o.language == lang
                ),
                labels[0],
            )
            mark = f"{target.number}. " if of == year else f"{of}/{target.number}. "
            shown[term] = mark + label
            names += [(1, f"{of}/{target.number}", term), (1, shorten(target.iri), term)]
            names += [(0, mark + other, term) for other in labels]
            if of == year:
                names += [(1, target.number, term), (1, f"nr. {target.number}", term)]
                names += [(0, other, term) for other in labels] + [(2, other, term) for other in target.names]
    of_year = [shown[URIRef(target.iri)] for target in knowledge.targets.get(year or 0, ())]
    return Listing.of(shown, names, of_year)
