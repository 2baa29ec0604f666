"""Reads single things out of a plan's graph for its page: names, texts, numbers, anchors and passages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from typing import Final

from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, RDFS, SKOS
from rdflib.term import Node

from plangraph.model import Lang
from plangraph.names import BASE, PG, PREFIXES, plan_of, shorten
from plangraph.network.reading import Reader as Figures
from plangraph.numbers import natural, whole
from plangraph.passages import fingerprint, normalise
from plangraph.web.holdings import Plan
from plangraph.web.pages import is_link
from plangraph.web.site.places import anchor_of, document_of, path_of
from plangraph.web.site.plan.index import Index
from plangraph.web.site.plan.parts import Concept, Spot
from plangraph.web.things import Value
from plangraph.web.words import word

_PG: Final = Namespace(PG)
_OA: Final = Namespace(PREFIXES["oa"])
_LABELS: Final = (SKOS.prefLabel, RDFS.label)
#: Ids of the page itself, which no element may have.
RESERVED: Final = frozenset(
    {
        "content", "contents", "verdict", "next", "whole", "thread", "areas", "loose", "outside", "statutory",
        "figures", "about", "years", "files", "f-gaps",
    }
)  # fmt: skip

#: What is said of a thing in any graph.
Statements = Callable[[str], Graph]


class Reader:
    """Reads a plan's graph in one language; what it does not say is looked up in the reference.

    :param said: the plan
    :param reference: ontology, vocabularies, national targets and municipalities
    :param plan: which plan it is
    :param lang: language of the page
    :param text: the text of the plan's document, where the server has it
    :param other: returns what is said of a thing of another plan
    """

    def __init__(
        self, said: Index, reference: Graph, plan: Plan, lang: Lang, text: str | None, other: Statements
    ) -> None:
        self.said = said
        self.reference, self.plan, self.lang = reference, plan, lang
        self._text, self._other = text, other
        self._figures = Figures(said.graph, reference)
        self._anchors: dict[tuple[Node, str], str] = {}
        self._used = set(RESERVED)
        self._spots: dict[Node, tuple[Spot, str]] = {}
        self._named: dict[Node, Value] = {}
        self._kept: dict[tuple[Node, Node], list[Node]] = {}

    # ---- texts

    def texts(self, node: Node, *props: URIRef) -> tuple[Value, ...]:
        """Return what is said in the page's language, else what is said in another, which the value tells."""
        for prop in props:
            if said := self._best(self.objects(node, prop)):
                return said
        return ()

    def text(self, literal: Literal) -> Value:
        """Return a literal, with its language where that is not the page's."""
        language = (literal.language or "").lower()
        own = not language or language.partition("-")[0] == self.lang
        return Value(str(literal), lang="" if own else language)

    def label(self, node: Node, href: str = "") -> Value:
        """Return what a thing is called, or its short name where it has no name."""
        if isinstance(node, Literal):
            return self.text(node)
        if node not in self._named:
            named = self.texts(node, *_LABELS)
            short = shorten(str(node)) if isinstance(node, URIRef) else word("plan_nameless", self.lang)
            self._named[node] = named[0] if named else Value(short)
        known = self._named[node]
        return Value(known.text, href, known.lang) if href else known

    def labels(self, node: Node, prop: URIRef) -> tuple[Value, ...]:
        """Return the names of the values of a property, in order."""
        return tuple(self.label(value, self.href(value)) for value in self.nodes(node, prop))

    def one(self, node: Node, prop: URIRef) -> Value | None:
        """Return the name of the first value of a property."""
        return next(iter(self.labels(node, prop)), None)

    def word(self, node: Node, prop: URIRef) -> str:
        """Return one value as a word, or nothing."""
        return min(map(str, self.said.values(node, prop)), default="")

    def term(self, node: Node, prop: URIRef) -> str:
        """Return one value that is a term of ours by its own name (``Stated``), or nothing."""
        said = self.word(node, prop)
        return said.removeprefix(PG) if said.startswith(PG) else ""

    def elsewhere(self, node: Node) -> Value:
        """Return the name of, and a link to, an element of another plan."""
        said = self._other(str(node))
        named = next((v for p in _LABELS if (v := self._best(said.objects(node, p)))), ())
        label = named[0] if named else Value(shorten(str(node)))
        return Value(label.text, self.href(node), label.lang)

    def _best(self, values: Iterable[Node]) -> tuple[Value, ...]:
        said = [v for v in values if isinstance(v, Literal) and str(v).strip()]
        best = min(map(self._rank, said), default=0)
        return tuple(self.text(v) for v in sorted(set(said), key=str) if self._rank(v) == best)

    def _rank(self, literal: Literal) -> int:
        language = (literal.language or "").lower().partition("-")[0]
        return [self.lang, "", _OTHER[self.lang]].index(language) if language in (*_OTHER, "") else 3

    # ---- nodes

    def objects(self, node: Node, prop: URIRef) -> Sequence[Node]:
        """Return the values of a property from the plan, else from the reference."""
        if own := self.said.values(node, prop):
            return own
        if (node, prop) not in self._kept:
            self._kept[node, prop] = list(self.reference.objects(node, prop))
        return self._kept[node, prop]

    def nodes(self, node: Node, prop: URIRef) -> list[Node]:
        """Return the values of a property in the plan, each once, in order."""
        return sorted(self.said.values(node, prop), key=natural)

    def of_class(self, name: str) -> list[Node]:
        """Return the things of a class, in order."""
        return sorted(self.said.subjects(RDF.type, _PG[name]), key=natural)

    def anchor(self, node: Node, part: str = "element") -> str:
        """Return the id of a thing on the page: its path behind the plan, with hyphens (``goal-3c``).

        :param part: that it plays; odd data let one thing be a goal and a national target as well
        """
        if (node, part) not in self._anchors:
            wanted = anchor_of(str(node)) or "x-"
            anchor, number = wanted, 1
            while anchor in self._used:
                number += 1
                anchor = f"{wanted}-{number}"
            self._used.add(anchor)
            self._anchors[node, part] = anchor
        return self._anchors[node, part]

    def href(self, node: Node) -> str:
        """Return where a thing is told of: on a page of this server, elsewhere on the web, or nowhere."""
        iri = str(node)
        slug = plan_of(iri)
        if isinstance(node, Literal):
            return ""
        if slug == self.plan.slug and iri != self.plan.iri:
            return f"#{self.anchor(node)}"
        if not iri.startswith(BASE):
            return iri if is_link(iri) else ""
        # What only the plan knows of has no page for people; what is said of it can be seen all the same.
        known = slug is not None or (node, None, None) in self.reference
        return path_of(iri) if known else document_of(iri)

    # ---- numbers

    def demand(self, target: Node) -> str:
        """Say what a target value asks for, as ``at least 40 percent``; nothing where it names no figure."""
        said = self._figures.demand(target)
        return "" if said is None else said.get(self.lang)

    def quantity(self, node: Node) -> str:
        """Write a figure with its unit, as the page's language does."""
        value = self._first(node, _PG.value)
        if value is None:
            return ""
        exact = value.value if isinstance(value, Literal) else None
        figure = _figure(exact, self.lang) if isinstance(exact, Decimal | int | float) else str(value)
        units = self.nodes(node, _PG.unit)
        unit = self.label(units[0]).text if units else ""
        return f"{figure} {unit[:1].lower()}{unit[1:]}".strip()

    # ---- what the intake suggested

    @cached_property
    def unjudged(self) -> frozenset[tuple[Node | None, Node | None, Node | None]]:
        """The statements that the intake suggested and nobody has judged; with None for what is missing."""
        return frozenset(
            (self._first(s, RDF.subject), self._first(s, RDF.predicate), self._first(s, RDF.object))
            for s in self.said.subjects(RDF.type, _PG.Suggestion)
            if not self.said.values(s, _PG.decision)
        )

    def _first(self, node: Node, prop: URIRef) -> Node | None:
        return min(self.said.values(node, prop), key=str, default=None)

    def is_unjudged(self, *statement: Node) -> bool:
        """Say whether nobody has judged yet that a statement holds."""
        return statement in self.unjudged

    def concepts(self, node: Node, prop: URIRef, scheme: str) -> tuple[Concept, ...]:
        """Return the groups or instruments of an element.

        :param scheme: what their IRIs begin with, where the property is of both
        """
        inherited = self.said.values(node, _PG.inherits)
        found = [
            Concept(self.label(c, self.href(c)), c in inherited, self.is_unjudged(node, prop, c))
            for c in self.said.values(node, prop)
            if prop != _PG.mentions or self._belongs(c, scheme)
        ]
        return tuple(sorted(found, key=lambda c: (c.inherited, c.name.text.casefold())))

    def _belongs(self, concept: Node, scheme: str) -> bool:
        """Say whether a concept is of a scheme; what is of neither counts as a target group."""
        instrument = str(concept).startswith(PREFIXES["ins"])
        return instrument == (scheme == PREFIXES["ins"])

    # ---- passages

    def spots(self, node: Node) -> tuple[Spot, ...]:
        """Return where a thing stands in the document, in the order of the text."""
        words = {fingerprint(str(v)): v for v in self.said.values(node, _PG.statementText)}
        found = {}
        for evidence in self.said.values(node, _PG.evidence):
            if evidence not in self._spots:
                self._spots[evidence] = self._spot(evidence)
            spot, mark = self._spots[evidence]
            if spot.quote is None and isinstance(own := words.get(mark), Literal):
                quote_ = Value(normalise(str(own)), lang=self._document_lang)
                spot = replace(spot, quote=quote_, changed=False)
            found[evidence] = spot
        return tuple(found[e] for e in sorted(found, key=lambda e: (found[e].start, found[e].end, str(e))))

    @property
    def changed(self) -> int:
        """How many of the passages asked for are others in the server's document now."""
        return sum(spot.changed for spot, _ in self._spots.values())

    def _spot(self, evidence: Node) -> tuple[Spot, str]:
        selector, source = (self._first(evidence, p) for p in (_OA.hasSelector, _OA.hasSource))
        start, end = (
            0 if selector is None else self._integer(selector, prop) for prop in (_OA.start, _OA.end)
        )
        heading = self.word(evidence, _PG.sectionHeading)
        section = Value(heading, lang=self._document_lang) if heading else None
        mark = self.word(evidence, _PG.fingerprint)
        quote_, changed = None, False
        if self._text is not None and mark and 0 <= start < end:
            there = self._text[start:end]
            changed = fingerprint(there) != mark
            quote_ = None if changed else Value(normalise(there), lang=self._document_lang)
        outside = None
        if source is not None and source not in self._documents:
            outside = self.label(source)
            if selector is not None and (added := self.word(selector, _OA.exact)):
                quote_ = Value(normalise(added), lang=self._document_lang)
        return Spot(section, self._integer(evidence, _PG.page), start, end, quote_, changed, outside), mark

    def _integer(self, node: Node, prop: URIRef) -> int:
        return whole(self.word(node, prop)) or 0

    @cached_property
    def _documents(self) -> frozenset[Node]:
        return frozenset(self.of_class("SourceDocument"))

    @cached_property
    def _document_lang(self) -> str:
        """The language of the document where it is not the page's."""
        said = {str(v) for d in self._documents for v in self.said.values(d, DCTERMS.language)}
        known = {one for one in said if re.fullmatch(r"[a-z]{2,3}", one)} or {"da"}
        language = min(known)
        return "" if language == self.lang else language


_OTHER: Final[Mapping[str, Lang]] = {"da": "en", "en": "da"}


def _figure(value: Decimal | float, lang: Lang) -> str:
    exact = Decimal(str(value))
    if not exact.is_finite() or abs(exact.adjusted()) > 30:
        return str(value)
    text = f"{exact:,f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.translate(str.maketrans(",.", ".,")) if lang == "da" else text
