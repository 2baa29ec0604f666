"""What is said of a thing, and what points at it: as a graph for programs, as rows with labels for people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS
from rdflib.term import Node

from plangraph import files
from plangraph.model import Lang, Text
from plangraph.names import BASE, ONTOLOGY, PG, RULE, mint, parse, shorten
from plangraph.store import NotAnIriError, read_graphs
from plangraph.web.pages import is_link
from plangraph.web.words import TERMS, word

if TYPE_CHECKING:
    from plangraph.web.data import Copy

#: So many things of one kind are listed on a page that point at another; the data has them all.
MOST_LISTED: Final = 60
_FIRST: Final = (RDF.type, SKOS.prefLabel, RDFS.label, SKOS.altLabel, SKOS.definition, RDFS.comment)
_TITLES: Final = (SKOS.prefLabel, RDFS.label, SH.name, URIRef("http://purl.org/dc/terms/title"))
_ONTOLOGY_GRAPH: Final = mint("graph", "ontology-plangraph")


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing as the graph knows it.

    :param iri: what it is called
    :param said: what is said of it
    :param mentions: the statements whose object it is
    """

    iri: str
    said: Graph
    mentions: Graph

    def graph(self) -> Graph:
        """Return all of it as one graph."""
        return self.said + self.mentions


@dataclass(frozen=True, slots=True)
class Value:
    """A value as a person reads it.

    :param text: its label, or what is written
    :param href: where it leads, or nothing
    :param lang: the language of the text where it is not the page's, or nothing
    """

    text: str
    href: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A property and its values.

    :param name: what the property is called, and where it is described
    :param values: the values that are shown
    :param more: how many there are besides
    """

    name: Value
    values: tuple[Value, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class ThingPage:
    """A thing, for a person.

    :param title: what it is called
    :param iri: its IRI
    :param kinds: what it is
    :param rows: what is said of it
    :param mentions: what points at it, by property
    :param forms: the same as data: name and address
    :param terms: for an ontology: what it declares
    """

    title: str
    iri: str
    kinds: tuple[Value, ...]
    rows: tuple[Row, ...]
    mentions: tuple[Row, ...]
    forms: tuple[Value, ...]
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the ontology, on its page.

    :param anchor: the last part of its IRI
    :param name: it, with its prefix
    :param label: what it is called
    :param rows: what is said of it
    """

    anchor: str
    name: str
    label: str
    rows: tuple[Row, ...]


def find(copy: Copy, iri: str) -> Thing | None:
    """Return a thing of this server, or None where nothing is known of it."""
    try:
        return _find(copy, iri)
    except NotAnIriError:
        return None


def _find(copy: Copy, iri: str) -> Thing | None:
    if iri.startswith(RULE):
        rules = _rules(copy)
        thing = Thing(iri, rules.cbd(URIRef(iri)), _pointing(rules, iri))
    elif iri == ONTOLOGY:
        thing = Thing(iri, copy.store.graph(_ONTOLOGY_GRAPH), Graph())
    else:
        thing = Thing(iri, copy.store.statements(iri), copy.store.mentions(iri))
    if len(thing.said) or len(thing.mentions) or (iri.startswith(BASE) and copy.store.holds(iri)):
        return thing
    return None


def is_version(copy: Copy, iri: str) -> bool:
    """Say whether an IRI is that of the served version of the ontology."""
    header = copy.keep("ontology header", lambda: copy.store.statements(ONTOLOGY))
    return (URIRef(ONTOLOGY), OWL.versionIRI, URIRef(iri)) in header


def describe(
    copy: Copy, thing: Thing, lang: Lang, prefix: str, query: str, forms: Iterable[Value]
) -> ThingPage:
    """Return the page of a thing.

    :param prefix: what stands before every path in a link
    :param query: what stands behind, to keep a language that was asked for
    :param forms: the same as data
    """
    reader = _Reader(copy, lang, prefix, query)
    terms: tuple[Term, ...] = ()
    said = thing.said
    if thing.iri == ONTOLOGY:
        terms = reader.terms(said)
        said = said.cbd(URIRef(ONTOLOGY))
    kinds = reader.values(said.objects(URIRef(thing.iri), RDF.type))
    return ThingPage(
        title=reader.title(thing.iri, said),
        iri=thing.iri,
        kinds=kinds,
        rows=reader.rows(said, URIRef(thing.iri)),
        mentions=reader.pointing(thing.mentions),
        forms=tuple(forms),
        terms=terms,
    )


def _rules(copy: Copy) -> Graph:
    return copy.keep("rules", lambda: read_graphs(files.shape_files()))


def _pointing(graph: Graph, iri: str) -> Graph:
    found = Graph(bind_namespaces="none")
    for triple in graph.triples((None, None, URIRef(iri))):
        found.add(triple)
    return found


class _Reader:
    """Turns terms into what a person reads, in one language."""

    def __init__(self, copy: Copy, lang: Lang, prefix: str, query: str) -> None:
        self._copy, self._lang, self._prefix, self._query = copy, lang, prefix, query
        self._labels: dict[str, Text] = {}

    def title(self, iri: str, said: Graph) -> str:
        for predicate in _TITLES:
            texts = [t for t in said.objects(URIRef(iri), predicate) if isinstance(t, Literal)]
            if texts:
                return str(min(texts, key=lambda t: (t.language != self._lang, str(t))))
        return self._nameless(iri)

    def rows(self, said: Graph, subject: Node) -> tuple[Row, ...]:
        grouped: defaultdict[Node, list[Node]] = defaultdict(list)
        for _, predicate, value in said.triples((subject, None, None)):
            grouped[predicate].append(value)
        order: dict[Node, int] = {predicate: place for place, predicate in enumerate(_FIRST)}
        rows = [(order.get(p, len(order)), self._row(p, values, said)) for p, values in grouped.items()]
        return tuple(row for _, row in sorted(rows, key=lambda item: (item[0], item[1].name.text.casefold())))

    def pointing(self, mentions: Graph) -> tuple[Row, ...]:
        grouped: defaultdict[Node, list[Node]] = defaultdict(list)
        for subject, predicate, _ in mentions:
            grouped[predicate].append(subject)
        rows = [self._row(p, subjects, mentions) for p, subjects in grouped.items()]
        return tuple(sorted(rows, key=lambda row: row.name.text.casefold()))

    def terms(self, ontology: Graph) -> tuple[Term, ...]:
        subjects = sorted(
            {s for s in ontology.subjects() if isinstance(s, URIRef) and s.startswith(PG)}, key=str
        )
        self._learn(subjects)
        return tuple(
            Term(
                str(subject).removeprefix(PG),
                shorten(str(subject)),
                self.title(str(subject), ontology),
                self.rows(ontology, subject),
            )
            for subject in subjects
        )

    def values(self, nodes: Iterable[Node]) -> tuple[Value, ...]:
        listed = list(nodes)
        self._learn(listed)
        return tuple(sorted((self._value(node) for node in listed), key=self._order))

    def _row(self, predicate: Node, nodes: list[Node], said: Graph) -> Row:
        self._learn([predicate])
        if any(isinstance(node, BNode) for node in nodes):
            nodes = [part for node in nodes for part in (_leaves(said, node) or [node])]
        shown = self.values(sorted(nodes, key=str)[: 4 * MOST_LISTED])[:MOST_LISTED]
        name = Value(word("kind", self._lang)) if predicate == RDF.type else self._value(predicate)
        return Row(name, shown, len(nodes) - len(shown))

    def _order(self, value: Value) -> tuple[bool, str]:
        return bool(value.lang), value.text.casefold()

    def _learn(self, nodes: Iterable[Node]) -> None:
        unknown = {str(n) for n in nodes if isinstance(n, URIRef)} - self._labels.keys()
        self._labels.update(self._copy.store.labels(sorted(unknown)))
        for iri in unknown:
            if iri.startswith(RULE):
                found = _rules(self._copy).objects(URIRef(iri), SH.name)
                names = {name.language: str(name) for name in found if isinstance(name, Literal)}
                if names:
                    self._labels[iri] = Text(names.get("da", ""), names.get("en", ""))

    def _value(self, node: Node) -> Value:
        if isinstance(node, Literal):
            language = node.language or ""
            return Value(str(node), lang="" if language in ("", self._lang) else language)
        if isinstance(node, BNode):
            return Value("…")
        iri = str(node)
        label = self._labels.get(iri) or TERMS.get(shorten(iri))
        return Value(label.get(self._lang) if label else self._nameless(iri), self.href(iri))

    def _nameless(self, iri: str) -> str:
        """Return what a thing without a label is: its kind and its key, as ``evidence: goal-1``."""
        try:
            key = parse(iri).keys[-1]
        except ValueError:
            return shorten(iri)
        kinds = sorted(self._copy.store.kinds(iri), key=lambda kind: (not kind.startswith(PG), kind))
        labels = self._copy.store.labels(kinds)
        named = [labels[kind].get(self._lang) for kind in kinds if kind in labels]
        return f"{named[0]}: {key}" if named else shorten(iri)

    def href(self, iri: str) -> str:
        """Return where a thing is described: here when it is ours, elsewhere on the web, or nowhere."""
        if iri.startswith(BASE):
            path, hash_, anchor = iri.removeprefix(BASE).partition("#")
            return f"{self._prefix}/doc/{quote(path)}{self._query}" + (f"#{quote(anchor)}" if hash_ else "")
        return iri if is_link(iri) else ""


def _leaves(said: Graph, node: Node) -> list[Node]:
    """Return what a blank node comes down to, so that a list or a path is read as its parts."""
    found: list[Node] = []
    waiting, seen = [node], set()
    while waiting:
        one = waiting.pop()
        if not isinstance(one, BNode):
            found.append(one)
        elif one not in seen:
            seen.add(one)
            waiting += [
                value for _, p, value in said.triples((one, None, None)) if value != RDF.nil and p != RDF.type
            ]
    return found
