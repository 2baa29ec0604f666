"""Notes things down in a draft's graph: labels, passages, and for each statement that it is a suggestion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from rdflib import RDF, XSD, Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDFS

from plangraph.intake.document import Document, Span
from plangraph.intake.draft import Ground
from plangraph.intake.structure import Outline
from plangraph.model import Text
from plangraph.names import PG, PREFIXES, mint, slug
from plangraph.passages import fingerprint, normalise

_PG: Final = Namespace(PG)
_OA: Final = Namespace(PREFIXES["oa"])


class Pen:
    """Writes into the graph of one plan.

    :param document: what the plan is read from
    :param outline: its sections
    :param name: the plan's slug
    """

    def __init__(self, document: Document, outline: Outline, name: str) -> None:
        self.document, self.outline, self.name = document, outline, name
        self.graph = Graph(bind_namespaces="none")
        self.plan = URIRef(mint("plan", name))
        self.source = self.iri("document", "source")
        self._evidence: dict[Span, URIRef] = {}
        self._counts: Counter[tuple[str, str]] = Counter()

    def suggest(
        self, subject: URIRef, predicate: URIRef, value: URIRef, spans: Iterable[Span], ground: Ground
    ) -> URIRef:
        """Say something of a thing, and that it is only a suggestion; returns the suggestion."""
        self.graph.add((subject, predicate, value))
        return self.suggestion(subject, predicate, value, spans, ground)

    def suggestion(
        self, subject: URIRef, predicate: URIRef, value: URIRef, spans: Iterable[Span], ground: Ground
    ) -> URIRef:
        """Note a suggestion without saying it; returns its node."""
        parts = [str(subject).rsplit("/", 2)[-2:] if subject != self.plan else ["plan"]]
        if predicate != RDF.type:
            parts.append([slug(str(value).rsplit("/", 1)[-1].rsplit("#", 1)[-1])])
        node = self.iri(
            "suggestion", self.numbered("suggestion", "-".join(p for part in parts for p in part))
        )
        for predicate_, object_ in (
            (RDF.type, _PG.Suggestion),
            (_PG.inPlan, self.plan),
            (RDF.subject, subject),
            (RDF.predicate, predicate),
            (RDF.object, value),
        ):
            self.graph.add((node, predicate_, object_))
        self.grounds(node, ground)
        self.point(node, spans)
        return node

    def grounds(self, node: URIRef, ground: Ground) -> None:
        """Note how sure something is, and why."""
        confidence = Decimal(str(round(min(1.0, max(0.0, ground.confidence)), 2)))
        self.graph.add((node, _PG.confidence, decimal(confidence)))
        self.texts(node, _PG.rationale, ground.why)

    def words(self, node: URIRef, spans: tuple[Span, ...]) -> None:
        """Note the passages of a thing and the words of the first."""
        self.point(node, spans)
        if spans:
            self.graph.add((node, _PG.statementText, self.quoted(spans)))

    def quoted(self, spans: tuple[Span, ...]) -> Literal:
        """Return the document's words of the first passage."""
        return Literal(self.document.words(spans[0]), lang="da")

    def point(self, node: URIRef, spans: Iterable[Span]) -> None:
        """Note where a thing stands."""
        for span in spans:
            self.graph.add((node, _PG.evidence, self._passage(span)))

    def _passage(self, span: Span) -> URIRef:
        if span in self._evidence:
            return self._evidence[span]
        key = f"{span.start}-{span.end}"
        node, selector = self.iri("evidence", key), self.iri("selector", key)
        self._evidence[span] = node
        for kind in (_PG.Evidence, _OA.SpecificResource):
            self.graph.add((node, RDF.type, kind))
        self.graph.add((node, _PG.inPlan, self.plan))
        self.graph.add((node, _OA.hasSource, self.source))
        self.graph.add((node, _OA.hasSelector, selector))
        words = self.document.text[span.start : span.end]
        self.graph.add((node, _PG.fingerprint, Literal(fingerprint(words))))
        if heading := self.outline.heading_at(span.start):
            self.graph.add((node, _PG.sectionHeading, Literal(heading, lang="da")))
        page = self.outline.page_at(span.start)
        if page is not None:
            self.graph.add((node, _PG.page, Literal(page)))
        self.graph.add((selector, RDF.type, _OA.TextPositionSelector))
        self.graph.add((selector, _OA.start, Literal(span.start)))
        self.graph.add((selector, _OA.end, Literal(span.end)))
        return node

    def label(self, node: URIRef, text: str) -> None:
        """Give a thing its Danish name."""
        self.graph.add((node, RDFS.label, Literal(normalise(text), lang="da")))

    def texts(self, node: URIRef, predicate: URIRef, text: Text) -> None:
        """Note a text in both languages."""
        self.graph.add((node, predicate, Literal(text.da, lang="da")))
        self.graph.add((node, predicate, Literal(text.en, lang="en")))

    def iri(self, kind: str, key: str) -> URIRef:
        """Return the IRI of a thing of the plan."""
        return URIRef(mint(str(kind), self.name, key))

    def numbered(self, kind: str, key: str) -> str:
        """Return a key that is not taken yet: the second of its kind ends in -2."""
        self._counts[kind, key] += 1
        count = self._counts[kind, key]
        return key if count == 1 else f"{key}-{count}"


def decimal(number: Decimal) -> Literal:
    """Write a figure as the shipped plans do: one figure is one term everywhere."""
    text = format(number.normalize(), "f")
    return Literal(text if "." in text else text + ".0", datatype=XSD.decimal)
