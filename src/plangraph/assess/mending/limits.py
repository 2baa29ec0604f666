"""What the shapes and the ontology allow as the value of a property: kind, class, datatype, bounds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from rdflib import RDF, RDFS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, OWL, SH, SKOS
from rdflib.term import Node

from plangraph.check.rules import RuleSet
from plangraph.model import Text
from plangraph.names import PG

_PG: Final = Namespace(PG)
#: Words for the properties of the standards, which the ontology does not describe.
_WORDS: Final[dict[Node, tuple[Text, Text]]] = {
    RDFS.label: (
        Text("Titel", "Title"),
        Text(
            "Kort, som den skal stå i oversigter og rapporter.",
            "Short, as it is to stand in overviews and reports.",
        ),
    ),
    DCTERMS.source: (
        Text("Kilde", "Source"),
        Text(
            "Hvor tallet kommer fra, så det kan slås op igen, fx målingen i Jobindsats eller egen opgørelse.",
            "Where the figure comes from, so that it can be looked up again, such as the measurement in "
            "Jobindsats or a count of one's own.",
        ),
    ),
}
#: Properties that a thing may have several values of, where no shape says otherwise.
_SEVERAL: Final = frozenset(
    {_PG.targetGroup, _PG.usesInstrument, _PG.mentions, _PG.municipality, _PG.responsible, _PG.lists}
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What is allowed as the value of a property of a thing.

    :param classes: the classes that it may be of, where it is a thing
    :param allowed: the only values, where there is such a list
    :param datatype: of a literal; ``rdf:langString`` for a text with a language
    :param low: the least number
    :param high: the greatest number
    :param pattern: regular expression of a text
    :param several: whether there may be more than one
    :param required: whether there has to be one
    :param needed_with: properties with which there has to be one
    """

    classes: tuple[Node, ...] = ()
    allowed: tuple[Node, ...] = ()
    datatype: URIRef | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    pattern: str = ""
    several: bool = False
    required: bool = False
    needed_with: tuple[Node, ...] = ()


class Shapes:
    """The property shapes of the rules, looked up by property and class.

    :param rules: as :func:`plangraph.check.rules.load_rules` gives them
    :param reference: the ontology, for ranges, subclasses and words
    """

    def __init__(self, rules: RuleSet, reference: Graph) -> None:
        self._reference, self._graph = reference, rules.graph
        self._by_path: dict[Node, list[tuple[Node, Node]]] = defaultdict(list)
        for rule in rules.rules:
            for shape in rules.graph.objects(URIRef(rule.iri), SH.property):
                path = rules.graph.value(shape, SH.path)
                if isinstance(path, URIRef):
                    self._by_path[path].append((URIRef(rule.iri), shape))

    def limits(self, types: Iterable[Node], predicate: Node) -> Limits:
        """Return what is allowed as the value of a property of a thing of some classes."""
        above = (a for t in types for a in self._reference.transitive_objects(t, RDFS.subClassOf))
        kinds = {kind for kind in above if kind is not None}
        found, given = list(self._applying(kinds, predicate)), self._one
        ranges = [
            *self._reference.objects(predicate, RDFS.range),
            *self._reference.objects(predicate, _PG.rangeIncludes),
        ]
        literal = [r for r in ranges if str(r).startswith((str(XSD), str(RDF)))]
        datatypes = [d for _, shape in found for d in self._graph.objects(shape, SH.datatype)]
        datatype = next((URIRef(str(d)) for d in (*datatypes, *literal)), None)
        if predicate in _WORDS:
            datatype = RDF.langString
        most = given(found, SH.maxCount)
        several = predicate in _SEVERAL and most is None
        at_least = [(rule, shape) for rule, shape in found if given([(rule, shape)], SH.minCount)]
        with_others = {
            other
            for rule, _ in at_least
            for other in self._graph.objects(rule, SH.targetSubjectsOf)
            if other != predicate
        }
        return Limits(
            classes=() if datatype is not None else tuple(sorted(ranges, key=str)),
            allowed=tuple(
                node
                for _, shape in found
                for head in self._graph.objects(shape, SH["in"])
                for node in self._graph.items(head)
            ),
            datatype=datatype,
            low=max(self._numbers(found, SH.minInclusive), default=None),
            high=min(self._numbers(found, SH.maxInclusive), default=None),
            pattern=str(given(found, SH.pattern) or ""),
            several=several,
            required=any((rule, SH.targetClass, None) in self._graph for rule, _ in at_least),
            needed_with=tuple(sorted(with_others, key=str)),
        )

    def _applying(self, kinds: set[Node], predicate: Node) -> Iterator[tuple[Node, Node]]:
        for rule, shape in self._by_path[predicate]:
            targets = set(self._graph.objects(rule, SH.targetClass))
            if not targets or targets & kinds:
                yield rule, shape

    def _one(self, found: list[tuple[Node, Node]], term: URIRef) -> Literal | None:
        values = (v for _, shape in found for v in self._graph.objects(shape, term))
        return next((v for v in values if isinstance(v, Literal)), None)

    def _numbers(self, found: list[tuple[Node, Node]], term: URIRef) -> list[Decimal]:
        return [Decimal(str(v)) for _, shape in found for v in self._graph.objects(shape, term)]

    def words(self, term: Node) -> tuple[Text, Text]:
        """Return what a class, or what a property asks for, is called, capitalised, and what it means."""
        if term in _WORDS:
            return _WORDS[term]
        name, meaning = (_text(self._reference, term, p) for p in (RDFS.label, SKOS.definition))
        ranges = [r for r in self._reference.objects(term, RDFS.range) if str(r).startswith(PG)]
        if len(ranges) == 1 and (term, RDF.type, OWL.ObjectProperty) in self._reference:
            name = _text(self._reference, ranges[0], RDFS.label)  # "focus area", not "in focus area"
        return Text(_capital(name.da), _capital(name.en)), meaning


def _text(graph: Graph, term: Node, predicate: URIRef) -> Text:
    found = {v.language: str(v) for v in graph.objects(term, predicate) if isinstance(v, Literal)}
    return Text(found.get("da", ""), found.get("en", ""))


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
