"""The concepts of the vocabularies as the reference data has them, in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import OWL, RDFS, SKOS
from rdflib.term import Node

from plangraph.model import LANGS, Lang, Text
from plangraph.names import PG, VOCAB
from plangraph.web.holdings import Holdings, label_of
from plangraph.web.site.listing import alphabetical

_PG: Final = Namespace(PG)
#: The vocabularies in the order in which they are shown; those that nobody thought of follow.
ORDER: Final = (
    "target-group",
    "instrument",
    "benefit",
    "theme",
    "requirement",
    "indicator",
    "unit",
)
_NO_TEXT: Final = Text("", "")
_MATCHES: Final = (SKOS.exactMatch, SKOS.closeMatch, SKOS.relatedMatch, SKOS.related)
_NOTES: Final = (SKOS.scopeNote, SKOS.note, SKOS.changeNote)


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept.

    :param iri: its IRI
    :param slug: its name in its vocabulary
    :param label: what it is called
    :param definition: what it means
    :param others: what it is called besides, by language
    :param notation: its code elsewhere, or nothing
    :param broader: the concepts above it
    :param narrower: the concepts below it
    :param matches: what it is related to: property and IRI
    :param laws: IRIs of its legal basis
    :param law_note: what is to be said of that
    :param notes: remarks, by language
    :param since: first day of its validity, or nothing
    :param until: last day of its validity, or nothing
    :param known_since: from when it is known to have held, where its beginning is not known
    :param confirmation: how sure its legal basis is: last part of the IRI, or nothing
    :param unit: IRI of the unit that it is counted in, or nothing
    """

    iri: str
    slug: str
    label: Text
    definition: Text
    others: Mapping[Lang, tuple[str, ...]]
    notation: str
    broader: tuple[str, ...]
    narrower: tuple[str, ...]
    matches: tuple[tuple[str, str], ...]
    laws: tuple[str, ...]
    law_note: Text
    notes: Mapping[Lang, tuple[str, ...]]
    since: str
    until: str
    known_since: str
    confirmation: str
    unit: str


@dataclass(frozen=True, slots=True)
class Scheme:
    """A vocabulary.

    :param iri: its IRI
    :param slug: its name in addresses
    :param label: what it is called
    :param definition: what it holds
    :param notes: remarks, by language
    :param version: its version, or nothing
    :param concepts: its concepts by IRI
    """

    iri: str
    slug: str
    label: Text
    definition: Text
    notes: Mapping[Lang, tuple[str, ...]]
    version: str
    concepts: Mapping[str, Concept]

    def find(self, slug: str) -> Concept | None:
        """Return a concept by its name, or None."""
        return next((c for c in self.concepts.values() if c.slug == slug), None)

    def below(self, iri: str) -> tuple[str, ...]:
        """Return a concept and all below it, each once."""
        found: dict[str, None] = {}
        waiting = [iri]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found[one] = None
                waiting += self.concepts[one].narrower
        return tuple(found)

    def tops(self, lang: Lang) -> tuple[Concept, ...]:
        """Return the concepts that stand below none, by name."""
        return self.sorted((c.iri for c in self.concepts.values() if not c.broader), lang)

    def sorted(self, iris: Iterable[str], lang: Lang) -> tuple[Concept, ...]:
        """Return concepts by name."""
        found = [self.concepts[iri] for iri in iris if iri in self.concepts]
        return tuple(sorted(found, key=lambda c: (alphabetical(c.label.get(lang)), c.iri)))


def schemes_of(holdings: Holdings) -> Mapping[str, Scheme]:
    """Return the vocabularies by their name in addresses, in the order in which they are shown."""
    return holdings.keep("vocabularies", lambda: _read(holdings.reference))


def _read(graph: Graph) -> dict[str, Scheme]:
    found = {}
    for node in graph.subjects(RDF.type, SKOS.ConceptScheme):
        iri = str(node)
        slug = iri.removeprefix(VOCAB)
        members = [m for m in graph.subjects(SKOS.inScheme, node) if isinstance(m, URIRef)]
        found[slug] = Scheme(
            iri=iri,
            slug=slug,
            label=label_of(graph, node),
            definition=text_of(graph, node, SKOS.definition),
            notes=_texts(graph, node, *_NOTES),
            version=str(graph.value(node, OWL.versionInfo) or ""),
            concepts={str(m): _concept(graph, m, set(members)) for m in sorted(members, key=str)},
        )
    rank = {slug: at for at, slug in enumerate(ORDER)}
    return dict(sorted(found.items(), key=lambda item: (rank.get(item[0], len(rank)), item[0])))


def _concept(graph: Graph, node: URIRef, members: set[URIRef]) -> Concept:
    narrower = {n for n in graph.subjects(SKOS.broader, node) if n in members}
    return Concept(
        iri=str(node),
        slug=str(node).rpartition("/")[2],
        label=label_of(graph, node),
        definition=text_of(graph, node, SKOS.definition),
        others=_texts(graph, node, SKOS.altLabel),
        notation=str(graph.value(node, SKOS.notation) or ""),
        broader=_iris(b for b in graph.objects(node, SKOS.broader) if b in members),
        narrower=_iris(narrower),
        matches=tuple((str(p), iri) for p in _MATCHES for iri in _iris(graph.objects(node, p))),
        laws=_iris([*graph.objects(node, _PG.legalBasis), *graph.objects(node, RDFS.seeAlso)]),
        law_note=text_of(graph, node, _PG.legalBasisNote),
        notes=_texts(graph, node, *_NOTES),
        since=str(graph.value(node, _PG.validFrom) or ""),
        until=str(graph.value(node, _PG.validUntil) or ""),
        known_since=str(graph.value(node, _PG.knownFrom) or ""),
        confirmation=str(graph.value(node, _PG.confirmation) or "").removeprefix(PG),
        unit=str(graph.value(node, _PG.unit) or ""),
    )


def text_of(graph: Graph, node: Node, predicate: URIRef) -> Text:
    """Return a text in both languages; nothing where there is none."""
    texts = {v.language: str(v) for v in graph.objects(node, predicate) if isinstance(v, Literal)}
    plain = texts.get(None, "")
    return Text(texts.get("da", plain), texts.get("en", plain)) if texts else _NO_TEXT


def _texts(graph: Graph, node: Node, *predicates: URIRef) -> dict[Lang, tuple[str, ...]]:
    said = [v for p in predicates for v in graph.objects(node, p) if isinstance(v, Literal)]
    return {
        lang: tuple(sorted({str(v) for v in said if v.language == lang}, key=alphabetical)) for lang in LANGS
    }


def _iris(nodes: Iterable[Node]) -> tuple[str, ...]:
    return tuple(sorted({str(n) for n in nodes if isinstance(n, URIRef)}))
