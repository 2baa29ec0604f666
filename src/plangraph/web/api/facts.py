"""What a plan's graph says of a thing, as the API tells it; what the plan doesn't say is looked up."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import asdict, replace
from functools import cached_property
from typing import Any, Final

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from plangraph.check.subjects import Subjects
from plangraph.model import Passage, Text
from plangraph.names import PG, Key, parse, shorten
from plangraph.numbers import whole
from plangraph.passages import fingerprint, normalise
from plangraph.web.api.models.common import Thing, say
from plangraph.web.api.models.elements import ConceptRef, TargetRef

_PG: Final = Namespace(PG)


class Facts:
    """Reads a graph, and a reference where the graph says nothing.

    :param graph: the triples of one plan, or the reference itself
    :param reference: the ontology, vocabularies, national targets and municipalities
    :param text: the text of the plan's document, where it is at hand
    """

    def __init__(self, graph: Graph, reference: Graph, text: str | None = None) -> None:
        self.graph, self.reference, self._text = graph, reference, text

    @cached_property
    def subjects(self) -> Subjects:
        """Names and passages."""
        return Subjects(self.graph, self.reference)

    def values(self, node: Node, prop: URIRef) -> list[Node]:
        """Return the values of a property, in a stable order."""
        found = set(self.graph.objects(node, prop)) or set(self.reference.objects(node, prop))
        return sorted(found, key=lambda value: (self.subjects.order(value), str(value.n3())))

    def iris(self, node: Node, *props: URIRef) -> list[URIRef]:
        """Return the things that a property (or several) leads to."""
        return [value for prop in props for value in self.values(node, prop) if isinstance(value, URIRef)]

    def iri(self, node: Node, prop: URIRef) -> URIRef | None:
        """Return the first thing that a property leads to."""
        return next(iter(self.iris(node, prop)), None)

    def holders(self, prop: URIRef, node: Node) -> list[URIRef]:
        """Return the things of which a property leads to another."""
        found = {s for s in self.graph.subjects(prop, node) if isinstance(s, URIRef)}
        return sorted(found, key=self.subjects.order)

    def label(self, node: Node) -> Text:
        """Return what a thing is called."""
        return self.subjects.label(node)

    def text(self, node: Node, prop: URIRef) -> Text | None:
        """Return a text in both languages, or None where nothing is written."""
        found = self.texts(node, prop)
        return found[0] if found else None

    def texts(self, node: Node, prop: URIRef) -> list[Text]:
        """Return the texts of a property; the first Danish one goes with the first English one, and so on."""
        by_lang: dict[str, list[str]] = {"da": [], "en": []}
        for value in self.values(node, prop):
            if isinstance(value, Literal):
                for lang in [value.language] if value.language in by_lang else by_lang:
                    by_lang[lang].append(str(value))
        most = max(map(len, by_lang.values()))
        da, en = (texts + [""] * (most - len(texts)) for texts in by_lang.values())
        return [Text(*pair) for pair in zip(da, en, strict=True)]

    def word(self, node: Node, prop: URIRef) -> str | None:
        """Return a value as it is written."""
        return next((str(value) for value in self.values(node, prop)), None)

    def integer(self, node: Node, prop: URIRef) -> int | None:
        """Return a whole number; anything else is for the rules to find."""
        return whole(self.word(node, prop))

    def number(self, node: Node, prop: URIRef) -> int | float | None:
        """Return a number, or None for what is none."""
        try:
            value = float(self.word(node, prop) or "nan")
        except ValueError:
            return None
        if not math.isfinite(value):
            return None
        return int(value) if value.is_integer() and abs(value) < 2**53 else value

    def term(self, node: Node, prop: URIRef, names: Iterable[str]) -> Any:
        """Return which of some names a value is: ``at-least`` is what is written as ``pg:AtLeast``."""
        said = set(self.iris(node, prop))
        return next((name for name in names if _PG[_camel(name)] in said), None)

    def passages(self, *nodes: Node) -> tuple[dict[str, Any], ...]:
        """Return where things stand in the document, as a report says it."""
        return tuple(_as_reported(self._quoted(passage)) for passage in self.subjects.passages(*nodes))

    def _quoted(self, passage: Passage) -> Passage:
        """Return a passage with its words, where the document is at hand and still has them there."""
        if self._text is None or passage.words is not None:
            return passage
        words = self._text[passage.start : passage.end]
        known = self.graph.value(URIRef(passage.iri), _PG.fingerprint, any=True)
        return replace(passage, words=normalise(words)) if fingerprint(words) == str(known) else passage

    def thing(self, node: URIRef) -> Thing:
        """Return a thing by its name."""
        return Thing(iri=str(node), label=say(self.label(node)))

    def things(self, node: Node, prop: URIRef) -> tuple[Thing, ...]:
        """Return the things that a property leads to, by their names."""
        return tuple(map(self.thing, self.iris(node, prop)))

    def concept(self, node: URIRef) -> ConceptRef:
        """Return a concept by its name."""
        return ConceptRef(iri=str(node), id=shorten(str(node)), label=say(self.label(node)))

    def concepts(self, node: Node, *props: URIRef) -> tuple[ConceptRef, ...]:
        """Return the concepts that properties lead to."""
        return tuple(map(self.concept, self.iris(node, *props)))

    def target(self, node: URIRef) -> TargetRef:
        """Return a national target by its name."""
        try:
            key = parse(str(node))
        except ValueError:
            key = Key("", ())
        year = self.integer(node, _PG.year)
        if year is None and key.kind == "national-target":
            year = whole(key.keys[0])
        return TargetRef(
            iri=str(node), year=year, number=self.word(node, _PG.number), label=say(self.label(node))
        )


def _camel(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("-"))


def _as_reported(passage: Passage) -> dict[str, Any]:
    told = asdict(passage)
    return {"evidence": told.pop("iri"), **told}
