"""What the intake knows before it reads: vocabularies, national targets, municipalities, requirements."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Final

from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDFS, SKOS

from plangraph.names import PG
from plangraph.wording import Lexicon

_PG: Final = Namespace(PG)


@dataclass(frozen=True, slots=True)
class NationalTarget:
    """A national target of one year.

    :param iri: the target
    :param year: plan year it was announced for
    :param number: its number that year
    :param names: its official Danish name and the other forms of it
    :param theme: IRI of its theme, or None
    """

    iri: str
    year: int
    number: str
    names: tuple[str, ...]
    theme: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality.

    :param iri: the municipality
    :param code: four digits
    :param name: e.g. ``Hvidovre``
    """

    iri: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """What can be measured, under its Danish names.

    :param iri: the indicator
    :param names: preferred name first
    """

    iri: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Knowledge:
    """Everything that the recognisers look up.

    :param lexicon: Danish labels of target groups, instruments and benefits
    :param kinds: for each concept of the lexicon the local name of its class (``TargetGroup`` …)
    :param targets: national targets by year, in the order of their numbers
    :param places: the municipalities, by code
    :param indicators: the known indicators
    :param requirements: IRIs of the statutory requirements
    :param graph: the reference data that all of it comes from, for what is looked up seldom
    """

    lexicon: Lexicon
    kinds: dict[str, str]
    targets: dict[int, tuple[NationalTarget, ...]]
    places: dict[str, Place]
    indicators: tuple[Indicator, ...]
    requirements: tuple[str, ...]
    graph: Graph

    @classmethod
    def from_graph(cls, graph: Graph) -> Knowledge:
        """Gather it from the reference data.

        :param graph: ontology, vocabularies, national targets and municipalities in one graph
        """
        kinds = {
            str(concept): kind
            for kind in ("TargetGroup", "Instrument", "Benefit")
            for concept in graph.subjects(RDF.type, _PG[kind])
        }
        return cls(
            Lexicon.from_graph(graph),
            kinds,
            _targets(graph),
            {place.code: place for place in _places(graph)},
            tuple(
                Indicator(str(i), _names(graph, i))
                for i in sorted(graph.subjects(RDF.type, _PG.Indicator), key=str)
            ),
            tuple(sorted(str(r) for r in graph.subjects(RDF.type, _PG.StatutoryRequirement))),
            graph,
        )

    def place(self, name: str) -> Place:
        """Return the municipality of a name (*Hvidovre*, *Hvidovre Kommune*) or a four-digit code.

        :raises LookupError: when there is none, with the names that are near
        """
        wanted = name.strip().removesuffix("Kommune").removesuffix("kommune").strip().casefold()
        for place in self.places.values():
            if wanted in (place.code, place.name.casefold()):
                return place
        near = get_close_matches(wanted, [place.name.casefold() for place in self.places.values()], n=2)
        names = [place.name for place in self.places.values() if place.name.casefold() in near]
        raise LookupError(
            f"there is no municipality {name!r}" + (f" (did you mean {' or '.join(names)}?)" if names else "")
        )

    def label(self, iri: str, language: str) -> str:
        """Return the label of something in the reference data, or an empty string.

        :param language: ``da`` or ``en``
        """
        labels = self.graph.objects(URIRef(iri), SKOS.prefLabel)
        return next((str(o) for o in labels if isinstance(o, Literal) and o.language == language), "")


@cache
def shipped() -> Knowledge:
    """Return what ships with plangraph; read once a process."""
    from plangraph import store

    return Knowledge.from_graph(store.reference())


def _names(graph: Graph, thing: object) -> tuple[str, ...]:
    return tuple(
        str(label)
        for predicate in (SKOS.prefLabel, RDFS.label, SKOS.altLabel, SKOS.hiddenLabel)
        for label in sorted(graph.objects(URIRef(str(thing)), predicate), key=str)
        if isinstance(label, Literal) and label.language == "da"
    )


def _targets(graph: Graph) -> dict[int, tuple[NationalTarget, ...]]:
    found: dict[int, list[NationalTarget]] = {}
    for target in graph.subjects(RDF.type, _PG.NationalTarget):
        year = int(str(graph.value(target, _PG.year)))
        theme = graph.value(target, _PG.theme)
        number = str(graph.value(target, _PG.number))
        found.setdefault(year, []).append(
            NationalTarget(str(target), year, number, _names(graph, target), str(theme) if theme else None)
        )
    return {year: tuple(sorted(of, key=lambda t: (len(t.number), t.number))) for year, of in found.items()}


def _places(graph: Graph) -> list[Place]:
    return [
        Place(str(place), str(graph.value(place, SKOS.notation)), _names(graph, place)[0])
        for place in sorted(graph.subjects(RDF.type, _PG.Municipality), key=str)
    ]
