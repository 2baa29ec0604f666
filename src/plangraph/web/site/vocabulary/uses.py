"""Where concepts and national targets are used: by which parts of which plans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from rdflib import Namespace, URIRef

from plangraph.names import ID, PG
from plangraph.store import Solutions
from plangraph.web.holdings import Holdings
from plangraph.web.site.vocabulary.concepts import Scheme

_PG: Final = Namespace(PG)
#: How concepts of a vocabulary are used.
_BY: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "target-group": ("targetGroup", "mentions"),
        "instrument": ("usesInstrument", "mentions"),
        "benefit": ("benefit",),
        "indicator": ("indicator",),
        "unit": ("unit",),
        "requirement": ("meets", "cites"),
        "theme": ("addresses",),
        "national-target": ("addresses",),
    }
)
#: What the plan states outdoes what a reader interprets.
_SURE: Final = MappingProxyType({"Suggested": 1, "Interpreted": 2, "Stated": 3})
_PLANS: Final = ID + "plan/"
_BASES: Final = """
PREFIX pg: <https://w3id.org/plangraph/ontology#>
SELECT ?target ?element ?basis
WHERE { ?link pg:linkTarget ?target ; pg:basis ?basis . ?element pg:qualifiedLink ?link }
ORDER BY ?element ?basis"""


@dataclass(frozen=True, slots=True)
class Count:
    """How much a concept is used, with all that is narrower.

    :param plans: how many parts of each plan use it, by slug
    :param own: how many parts of plans use it itself
    """

    plans: Mapping[str, int]
    own: int

    @property
    def total(self) -> int:
        """How many parts of plans use it."""
        return sum(self.plans.values())


@dataclass(frozen=True, slots=True)
class Use:
    """A part of a plan that uses a concept.

    :param element: its IRI
    :param plan: slug of its plan
    :param by: the property, last part of its IRI
    :param concept: IRI of the concept that it uses: the one asked for or a narrower one; of a theme the
        national target
    """

    element: str
    plan: str
    by: str
    concept: str


NO_USE: Final = Count({}, 0)


def counts_of(holdings: Holdings, scheme: Scheme) -> Mapping[str, Count]:
    """Return how much each concept of a vocabulary is used, by IRI."""
    return holdings.keep(("uses", scheme.slug), lambda: _count(holdings, scheme))


def uses_of(holdings: Holdings, scheme: str, concepts: Iterable[str]) -> list[Use]:
    """Return the parts of plans that use one of several concepts.

    :param scheme: name of the vocabulary, or ``national-target``
    :param concepts: IRIs of a concept and those below it
    """
    return [
        Use(element, plan, by, used)
        for concept in concepts
        for element, plan, by, used in _uses(holdings, scheme, concept)
    ]


def count_parts(found: Iterable[Use]) -> Count:
    """Return how many parts of each plan are among some uses; each counts once, whatever it uses."""
    return Count(dict(Counter(plan for plan, _ in {(use.plan, use.element) for use in found})), 0)


def targets_of(holdings: Holdings, theme: str) -> list[str]:
    """Return the IRIs of the national targets with a theme."""
    return sorted(str(t) for t in holdings.reference.subjects(_PG.theme, URIRef(theme)))


def bases_of(holdings: Holdings, target: str) -> dict[str, str]:
    """Return on what basis parts of plans are linked to a national target: ``Stated``, by IRI of the part."""
    answer = holdings.copy.store.query(_BASES, {"target": URIRef(target)})
    rows = answer.rows if isinstance(answer, Solutions) else ()
    found: dict[str, str] = {}
    for _, element, basis in rows:
        said = str(basis).removeprefix(PG)
        if _SURE.get(said, 0) >= _SURE.get(found.get(str(element), ""), 0):
            found[str(element)] = said
    return found


def inheriting(holdings: Holdings, concepts: Iterable[str]) -> set[tuple[str, str]]:
    """Return the parts that have a concept from their focus area: their IRI and the concept's."""
    return {link for concept in concepts for link in holdings.copy.store.links(_PG + "inherits", concept)}


def _uses(holdings: Holdings, scheme: str, concept: str) -> Iterator[tuple[str, str, str, str]]:
    used = targets_of(holdings, concept) if scheme == "theme" else [concept]
    for by in _BY.get(scheme, ()):
        for one in used:
            for element, _ in holdings.copy.store.links(_PG + by, one):
                if element.startswith(_PLANS):
                    yield element, element[len(_PLANS) :].partition("/")[0], by, one


def _count(holdings: Holdings, scheme: Scheme) -> dict[str, Count]:
    own: dict[str, dict[str, str]] = {
        iri: {element: plan for element, plan, *_ in _uses(holdings, scheme.slug, iri)}
        for iri in scheme.concepts
    }
    counts = {}
    for iri in scheme.concepts:
        together: dict[str, str] = {}
        for one in scheme.below(iri):
            together |= own[one]
        counts[iri] = Count(dict(Counter(together.values())), len(own[iri]))
    return counts
