"""What plans are held against: national targets by theme and year, vocabularies as hierarchies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from typing import Final

from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, RDFS, SKOS
from rdflib.term import Node

from plangraph.model import Text
from plangraph.names import PG, PREFIXES, shorten
from plangraph.numbers import whole

_PG: Final = Namespace(PG)
#: The requirement whose validity says in which years there are national targets at all.
_REQUIREMENT: Final = URIRef(PREFIXES["req"] + "national-targets")


class Standing(StrEnum):
    """What is known of the national targets of a year."""

    ANNOUNCED = "announced"
    ABOLISHED = "abolished"
    UNRECORDED = "unrecorded"


@dataclass(frozen=True, slots=True)
class Target:
    """A national target as it was announced for one year.

    :param iri: its IRI
    :param number: its number that year
    :param label: its official short name
    :param year: the year
    :param theme: IRI of what stays the same when it returns in another year; its own where it has none
    :param disputed: whether the sources disagree that it was a target that year
    :param note: what is to be known of it, such as why it is disputed
    """

    iri: str
    number: str
    label: Text
    year: int
    theme: str
    disputed: bool
    note: Text | None


class Yardstick:
    """The reference data, read once: ask it as often as you like.

    :param reference: the ontology, vocabularies and national targets
    """

    def __init__(self, reference: Graph) -> None:
        self._reference = reference
        self.label = cache(self._label)
        self.upward = cache(self._upward)

    @cached_property
    def targets(self) -> dict[str, Target]:
        """The national targets by IRI, in the order of years and numbers."""
        found = [self._target(node) for node in self._reference.subjects(RDF.type, _PG.NationalTarget)]
        known = [target for target in found if target is not None]
        return {t.iri: t for t in sorted(known, key=lambda t: (t.year, len(t.number), t.number, t.iri))}

    @cached_property
    def themes(self) -> dict[str, tuple[Target, ...]]:
        """The national targets of each theme, by its IRI."""
        found: dict[str, list[Target]] = {}
        for target in self.targets.values():
            found.setdefault(target.theme, []).append(target)
        return {theme: tuple(targets) for theme, targets in found.items()}

    @cached_property
    def years(self) -> frozenset[int]:
        """The years whose targets are recorded."""
        sets = self._reference.subjects(RDF.type, _PG.NationalTargetSet)
        return frozenset(year for s in sets if (year := self._year(s)) is not None)

    @cached_property
    def last_year(self) -> int | None:
        """The last year for which the law asked plans to start from national targets."""
        until = self._reference.value(_REQUIREMENT, _PG.validUntil)
        return None if until is None else int(str(until)[:4])

    def standing(self, year: int) -> Standing:
        """Say what is known of the national targets of a year."""
        if year in self.years:
            return Standing.ANNOUNCED
        if self.last_year is not None and year > self.last_year:
            return Standing.ABOLISHED
        return Standing.UNRECORDED

    def in_force(self, theme: str, year: int) -> tuple[Target, ...]:
        """Return the national targets of a theme that were announced for a year."""
        return tuple(t for t in self.themes.get(theme, ()) if t.year == year)

    def groups_of(self, theme: str) -> frozenset[str]:
        """Return the target groups that the vocabulary says a theme is about."""
        related = (str(concept) for concept in self._reference.objects(URIRef(theme), SKOS.relatedMatch))
        return frozenset(concept for concept in related if self.is_a(concept, "TargetGroup"))

    def concepts(self, kind: str) -> tuple[str, ...]:
        """Return the concepts of a kind (``TargetGroup``, ``Instrument``), sorted."""
        return tuple(sorted(str(c) for c in self._reference.subjects(RDF.type, _PG[kind])))

    def is_a(self, concept: str, kind: str) -> bool:
        """Say whether the vocabularies know a thing as a concept of a kind."""
        return (URIRef(concept), RDF.type, _PG[kind]) in self._reference

    def broader(self, concept: str) -> tuple[str, ...]:
        """Return what stands right above a concept, by label."""
        above = {str(b) for b in self._reference.objects(URIRef(concept), SKOS.broader)}
        return tuple(sorted(above, key=lambda c: (self.label(c).da.casefold(), c)))

    def _upward(self, concept: str) -> frozenset[str]:
        """Return a concept and everything broader; a circle ends where it began."""
        found, waiting = {concept}, [concept]
        while waiting:
            for above in self._reference.objects(URIRef(waiting.pop()), SKOS.broader):
                if str(above) not in found:
                    found.add(str(above))
                    waiting.append(str(above))
        return frozenset(found)

    def above(self, concepts: Iterable[str]) -> frozenset[str]:
        """Return concepts and everything broader than any of them."""
        return frozenset(broader for concept in concepts for broader in self.upward(concept))

    def _label(self, iri: str) -> Text:
        """Return what the reference data calls a thing, else its short name."""
        return text_of(self._reference, URIRef(iri), SKOS.prefLabel, RDFS.label) or Text(
            shorten(iri), shorten(iri)
        )

    def describe(self, iri: str) -> Text | None:
        """Return the definition of a concept, a theme or a target, where there is one."""
        return text_of(self._reference, URIRef(iri), SKOS.definition, DCTERMS.description)

    def note(self, year: int) -> Text | None:
        """Return what is to be known of a year's targets, such as that the sources disagree."""
        for group in self._reference.subjects(RDF.type, _PG.NationalTargetSet):
            if self._year(group) == year:
                return text_of(self._reference, group, SKOS.note)
        return None

    def _target(self, node: Node) -> Target | None:
        group = self._reference.value(node, _PG.inTargetSet)
        year = None if group is None else self._year(group)
        if year is None:
            return None
        return Target(
            iri=str(node),
            number=str(self._reference.value(node, _PG.number) or ""),
            label=self.label(str(node)),
            year=year,
            theme=str(self._reference.value(node, _PG.theme) or node),
            disputed=str(self._reference.value(node, _PG.disputed)) in ("true", "1"),
            note=text_of(self._reference, node, SKOS.note),
        )

    def _year(self, node: Node) -> int | None:
        return whole(self._reference.value(node, _PG.year))


def text_of(graph: Graph, node: Node, *properties: URIRef) -> Text | None:
    """Return a text in both languages; the first property that says anything decides."""
    for prop in properties:
        found: dict[str, str] = {}
        for value in sorted(graph.objects(node, prop), key=str):
            if isinstance(value, Literal):
                found.setdefault((value.language or "da").partition("-")[0], str(value))
        if "da" in found or "en" in found:
            return Text(found.get("da", ""), found.get("en", ""))
        if found:
            any_text = next(iter(found.values()))
            return Text(any_text, any_text)
    return None
