"""Writes where something stands: a known passage, words found in the document, words yet to be written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rdflib import RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, PROV
from rdflib.term import Node

from plangraph.assess.mending.forms import Fault, MendingError, Part, Triple
from plangraph.assess.mending.marking import MENDING, Mark
from plangraph.assess.mending.places import ADDED, DOCUMENT, HEADING, PAGE, SAME, WHERE, WORDS, source_of
from plangraph.assess.mending.quotes import Quote, find_quote
from plangraph.intake.document import Document
from plangraph.model import Text
from plangraph.names import PG, PREFIXES, mint
from plangraph.passages import fingerprint

_PG: Final = Namespace(PG)
_OA: Final = Namespace(PREFIXES["oa"])


@dataclass(frozen=True, slots=True)
class Place:
    """Where a form's statements stand.

    :param field: name of the field that says so
    :param where: a known passage, or one of the words of :mod:`~plangraph.assess.mending.places`
    :param words: what stands there
    :param quote: where that is in the document, when it was found
    :param heading: heading of the section as it was told
    :param page: page as it was told
    """

    field: str
    where: str
    words: str = ""
    quote: Quote | None = None
    heading: Node | None = None
    page: Node | None = None


def read_place(
    part: Part, answers: Mapping[str, Sequence[Node]], document: Document | None
) -> tuple[Place | None, list[Fault]]:
    """Read the part of a form about where something stands.

    :param part: the part
    :param answers: what was filled into the form, by name of the field
    :param document: the document, where it is at hand
    """
    told = {
        key: next(iter(answers.get(f"{part.name}.{key}", ())), None) for key in (WHERE, WORDS, HEADING, PAGE)
    }
    if told[WHERE] is None:
        return None, []
    field, where, words = f"{part.name}.{WHERE}", str(told[WHERE]), str(told[WORDS] or "")
    if where not in (DOCUMENT, ADDED):
        return Place(field, where), []
    if not words:
        return None, [Fault(f"{part.name}.{WORDS}", _NO_WORDS)]
    place = Place(field, where, words, None, told[HEADING], told[PAGE])
    if where == ADDED or document is None:
        return place, []
    found = find_quote(document, words)
    if len(found) > 1 and place.page is not None:
        found = tuple(q for q in found if str(q.page) == str(place.page))
    if len(found) != 1:
        many = Text(_MANY.da.format(count=len(found)), _MANY.en.format(count=len(found)))
        return None, [Fault(f"{part.name}.{WORDS}", many if found else _NOT_FOUND)]
    (quote,) = found
    return replace(place, words=document.text[quote.start : quote.end], quote=quote), []


class Citing:
    """Writes passages into one plan.

    :param plan_graph: the triples of the plan
    :param slug: its slug
    :param mark: who writes, and when
    """

    def __init__(self, plan_graph: Graph, slug: str, mark: Mark) -> None:
        self._graph, self._slug, self._mark = plan_graph, slug, mark
        self._plan = URIRef(mint("plan", slug))

    def known(self, place: Place, chosen: Node | None) -> list[Node]:
        """Return the passages that are there already: the one named, or those of what was chosen.

        :raises MendingError: when what was chosen has none
        """
        if place.where == SAME and chosen is not None:
            known = sorted(set(self._graph.objects(chosen, _PG.evidence)), key=str)
            if not known:
                raise MendingError([Fault(place.field, _NO_PASSAGE)])
            return list(known)
        if place.where not in (SAME, DOCUMENT, ADDED):
            return [URIRef(place.where)]
        source = source_of(self._graph)
        if place.quote is None or source is None:
            return []
        return [
            evidence
            for evidence in sorted(self._graph.subjects(_OA.hasSource, source), key=str)
            for selector in self._graph.objects(evidence, _OA.hasSelector)
            if (selector, _OA.start, Literal(place.quote.start)) in self._graph
            and (selector, _OA.end, Literal(place.quote.end)) in self._graph
        ][:1]

    def passage(self, place: Place, key: str) -> tuple[URIRef, list[Triple]]:
        """Write a passage of its own; returns its node and what is said of it.

        :param place: where it stands
        :param key: what the node is named after
        """
        node = self._free("evidence", key)
        triples: list[Triple] = [
            (node, RDF.type, _PG.Evidence),
            (node, RDF.type, _OA.SpecificResource),
            (node, _PG.inPlan, self._plan),
        ]
        return node, triples + self.location(node, place, key)

    def location(self, node: URIRef, place: Place, key: str) -> list[Triple]:
        """Write where a passage stands, and what stands there."""
        selector = self._free("selector", key)
        triples: list[Triple] = [
            (node, _OA.hasSelector, selector),
            (node, _PG.fingerprint, Literal(fingerprint(place.words))),
        ]
        if place.quote is None:  # offsets nobody knows; the words themselves say where to look
            triples += [
                (selector, RDF.type, _OA.TextQuoteSelector),
                (selector, _OA.exact, Literal(place.words, lang="da")),
            ]
        else:
            triples += [
                (selector, RDF.type, _OA.TextPositionSelector),
                (selector, _OA.start, Literal(place.quote.start)),
                (selector, _OA.end, Literal(place.quote.end)),
            ]
        quote = place.quote
        heading = place.heading or (Literal(quote.heading, lang="da") if quote and quote.heading else None)
        page = Literal(quote.page) if quote and quote.page is not None else place.page
        triples += [
            (node, predicate, value)
            for predicate, value in ((_PG.sectionHeading, heading), (_PG.page, page))
            if value is not None
        ]
        source = source_of(self._graph) if place.where == DOCUMENT else None
        if source is None:
            source, told = self._addition()
            triples += told
        return [*triples, (node, _OA.hasSource, source)]

    def _addition(self) -> tuple[URIRef, list[Triple]]:
        """Write what stands for words that somebody adds, which are in no document yet."""
        node, mark = URIRef(mint("document", self._slug, f"{mark_key(self._mark)}-tilfoejet")), self._mark
        title = Text(
            f"Tilføjet af {mark.name}, {mark.day} (står ikke i dokumentet endnu)",
            f"Added by {mark.name}, {mark.day} (not in the document yet)",
        )
        return node, [
            (node, RDF.type, PROV.Entity),
            (node, RDFS.label, Literal(title.da, lang="da")),
            (node, RDFS.label, Literal(title.en, lang="en")),
            (node, DCTERMS.title, Literal(title.da, lang="da")),
            (node, _PG.inPlan, self._plan),
            (node, PROV.wasAttributedTo, mark.person),
            (node, PROV.wasGeneratedBy, mark.activity),
        ]

    def _free(self, kind: str, key: str) -> URIRef:
        number, node = 1, URIRef(mint(kind, self._slug, key))
        while (node, None, None) in self._graph:
            number += 1
            node = URIRef(mint(kind, self._slug, f"{key}-{number}"))
        return node


def mark_key(mark: Mark) -> str:
    """Return what the things are named after that a person writes on a day."""
    return str(mark.activity).rpartition("/")[2].removesuffix(f"-{MENDING}")


_NO_WORDS: Final = Text(
    "Skriv de ord, det drejer sig om, eller vælg et kendt sted.",
    "Write the words that it is about, or choose a known place.",
)
_NO_PASSAGE: Final = Text(
    "Det valgte har selv ingen passage. Vælg et andet sted.",
    "What was chosen has no passage itself. Choose another place.",
)
_NOT_FOUND: Final = Text(
    "Ordene findes ikke i dokumentet. Skriv dem, som de står der, eller vælg, at de skal skrives ind.",
    "The words are not in the document. Write them as they stand there, or choose that they have yet to be "
    "written into it.",
)
_MANY: Final = Text(
    "Ordene står {count} steder i dokumentet. Skriv flere af dem, eller angiv siden.",
    "The words stand in {count} places of the document. Write more of them, or give the page.",
)
