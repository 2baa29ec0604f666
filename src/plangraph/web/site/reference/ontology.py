"""The ontology: every class, property and named value, with what rules demand of it and where it is used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Annotated, Final, TypeVar

from fastapi import APIRouter, Depends
from rdflib import OWL, RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, SKOS
from rdflib.term import Node
from starlette.requests import Request
from starlette.responses import Response

from plangraph import files
from plangraph.model import Lang
from plangraph.names import ONTOLOGY, PG, plan_of, shorten
from plangraph.store import read_graph
from plangraph.web.holdings import Holdings, holdings_of, label_of
from plangraph.web.negotiation import choose_lang
from plangraph.web.pages import is_link, send_page
from plangraph.web.site.listing import alphabetical
from plangraph.web.site.places import Named, named, path_of
from plangraph.web.site.reference.constraints import demands_of, rule_set, write_constraints
from plangraph.web.site.vocabulary.concepts import text_of
from plangraph.web.words import word

#: What a statement is about, and what else it says.
Statement = TypeVar("Statement", bound=tuple[str, ...])

router = APIRouter()
_PG: Final = Namespace(PG)

#: Kinds of term, as the page orders them.
_KINDS: Final = (
    ("class", OWL.Class),
    ("object", OWL.ObjectProperty),
    ("data", OWL.DatatypeProperty),
    ("annotation", OWL.AnnotationProperty),
    ("value", OWL.NamedIndividual),
)
#: What is said of a term, and what the page calls it; of a property its domain and range come first.
_FACTS: Final = (
    ((RDFS.domain, _PG.domainIncludes), "reference_domain"),
    ((RDFS.range, _PG.rangeIncludes), "reference_range"),
    ((RDFS.subClassOf,), "reference_kind_of"),
    ((RDFS.subPropertyOf,), "reference_narrower_than"),
    ((OWL.inverseOf,), "reference_inverse"),
    ((DCTERMS.isReplacedBy,), "reference_replaced"),
)
_EXAMPLES: Final = 3
#: So many statements are looked at for one that a plan makes.
_LOOKED_AT: Final = 2000


@dataclass(frozen=True, slots=True)
class Demanded:
    """What a rule demands of a term.

    :param rule: the rule
    :param what: its demands in a few words; none where only the rule itself says it
    """

    rule: Named
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A term.

    :param anchor: its name without prefix
    :param name: its name with prefix
    :param label: what it is called
    :param translated: the same in the other language
    :param definition: what it means
    :param facts: what is said of it: what, and the terms
    :param properties: of a class, the properties that its things have
    :param values: of a class, its named values
    :param demanded: what rules demand
    :param uses: how often the data uses it
    :param examples: things of the class, or a statement with the property
    :param alignments: how it lies beside the terms of others
    :param deprecated: whether it is not to be used any more
    """

    anchor: str
    name: str
    label: str
    translated: Named
    definition: str
    facts: tuple[tuple[str, tuple[Named, ...]], ...]
    properties: tuple[Named, ...]
    values: tuple[Named, ...]
    demanded: tuple[Demanded, ...]
    uses: int
    examples: tuple[tuple[Named, ...], ...]
    alignments: tuple[tuple[str, tuple[Named, ...]], ...]
    deprecated: bool


@dataclass(frozen=True, slots=True)
class Section:
    """Terms of one kind.

    :param id: the kind
    :param entries: the terms, by name
    """

    id: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class OntologyPage:
    """The ontology.

    :param title: its title
    :param description: what it describes
    :param version: its version
    :param namespace: what its names begin with
    :param sections: its terms
    """

    title: str
    description: str
    version: str
    namespace: str
    sections: tuple[Section, ...]


@router.api_route("/ontology-reference", methods=["GET", "HEAD"], include_in_schema=False)
def show_ontology(request: Request, holdings: Annotated[Holdings, Depends(holdings_of)]) -> Response:
    """Show every term of the ontology."""
    lang = choose_lang(request)
    page = holdings.keep(("ontology", lang), lambda: _Teller(holdings, lang).page())
    return send_page(request, "ontology.html.jinja", page)


def alignments() -> Graph:
    """Return how our terms lie beside those of others."""
    return read_graph(files.root() / "ontology" / "alignments.ttl")


class _Teller:
    """Tells of terms in one language."""

    def __init__(self, holdings: Holdings, lang: Lang) -> None:
        self._holdings, self._lang = holdings, lang
        self._graph, self._aligned = holdings.reference, alignments()
        self._demands, self._rules = demands_of(holdings), rule_set(holdings)
        counts = holdings.copy.counts
        self._uses: Mapping[str, int] = {**counts.uses, **counts.classes}

    def page(self) -> OntologyPage:
        graph, node = self._graph, URIRef(ONTOLOGY)
        return OntologyPage(
            title=text_of(graph, node, DCTERMS.title).get(self._lang),
            description=text_of(graph, node, DCTERMS.description).get(self._lang),
            version=str(graph.value(node, OWL.versionInfo) or ""),
            namespace=PG,
            sections=tuple(
                Section(name, tuple(self._entry(term, name) for term in self._terms(kind)))
                for name, kind in _KINDS
            ),
        )

    def _terms(self, kind: Node) -> list[URIRef]:
        found = {
            t for t in self._graph.subjects(RDF.type, kind) if isinstance(t, URIRef) and t.startswith(PG)
        }
        return sorted(found, key=lambda term: (str(term).casefold(), str(term)))

    def _entry(self, term: URIRef, kind: str) -> Entry:
        graph, iri = self._graph, str(term)
        label, other = label_of(graph, term), "en" if self._lang == "da" else "da"
        facts = [
            (word(key, self._lang), self._names(o for p in predicates for o in graph.objects(term, p)))
            for predicates, key in _FACTS
        ]
        if kind == "value":
            classes = [c for c in graph.objects(term, RDF.type) if str(c).startswith(PG)]
            facts.append((word("reference_value_of", self._lang), self._names(classes)))
        is_class = kind == "class"
        return Entry(
            anchor=iri.removeprefix(PG),
            name=shorten(iri),
            label=label.get(self._lang),
            translated=Named(label.get(other), lang=other),
            definition=text_of(graph, term, SKOS.definition).get(self._lang),
            facts=tuple((what, names) for what, names in facts if names),
            properties=self._names(
                s for p in (RDFS.domain, _PG.domainIncludes) for s in graph.subjects(p, term)
            )
            if is_class
            else (),
            values=self._names(
                s for s in graph.subjects(RDF.type, term) if (s, RDF.type, OWL.NamedIndividual) in graph
            )
            if is_class
            else (),
            demanded=tuple(self._demanded(iri)),
            uses=self._uses.get(iri, 0) if kind != "value" else 0,
            examples=tuple(self._examples(iri, kind)),
            alignments=self._beside(term),
            deprecated=(term, OWL.deprecated, Literal(True)) in graph,
        )

    def _names(self, nodes: Iterable[Node]) -> tuple[Named, ...]:
        found = {self._name(str(node)) for node in nodes if isinstance(node, URIRef)}
        return tuple(sorted(found, key=lambda one: alphabetical(one.text)))

    def _name(self, iri: str) -> Named:
        """Name a term by its own name; what it is called stands at its place."""
        path = path_of(iri)
        return Named(shorten(iri), path, iri if not path and is_link(iri) else "")

    def _demanded(self, iri: str) -> Iterator[Demanded]:
        for demand in self._demands.get(iri, ()):
            rule = Named(demand.rule.name.get(self._lang), f"/rules/{demand.rule.id}")
            yield Demanded(rule, write_constraints(self._rules, demand, self._lang))

    def _examples(self, iri: str, kind: str) -> Iterator[tuple[Named, ...]]:
        if kind == "class":
            yield from self._things(iri)
        elif kind != "value":
            yield from self._said(iri, kind)

    def _things(self, iri: str) -> Iterator[tuple[Named, ...]]:
        store = self._holdings.copy.store
        some = tuple(islice((subject for subject, _ in store.links(str(RDF.type), iri)), _EXAMPLES))
        labels = store.labels(some)
        for one in sorted(some):
            yield (named(one, labels, self._lang),)

    def _said(self, iri: str, kind: str) -> Iterator[tuple[Named, ...]]:
        """Return the first statement with a property that a plan makes, or anybody."""
        store = self._holdings.copy.store
        # Properties with texts are not looked through for links: a country has a million such statements.
        if kind != "data" and (link := _first(store.links(iri))) is not None:
            labels = store.labels(link)
            yield named(link[0], labels, self._lang), named(link[1], labels, self._lang)
        elif kind != "object" and (said := _first(store.texts(iri))) is not None:
            subject, text, lang = said
            foreign = lang if lang not in ("", self._lang) else ""
            short = text if len(text) <= 160 else text[:160].rpartition(" ")[0] + " …"
            yield named(subject, store.labels([subject]), self._lang), Named(short, lang=foreign)

    def _beside(self, term: URIRef) -> tuple[tuple[str, tuple[Named, ...]], ...]:
        found = []
        for predicate, key in (
            (SKOS.closeMatch, "reference_close"),
            (SKOS.broadMatch, "reference_broad"),
            (SKOS.relatedMatch, "reference_related"),
        ):
            if names := self._names(self._aligned.objects(term, predicate)):
                found.append((word(key, self._lang), names))
        return tuple(found)


def _first(statements: Iterable[Statement]) -> Statement | None:
    """Return the first of some statements that a plan makes, else the first of all."""
    some = islice(statements, _LOOKED_AT)
    first = next(some, None)
    if first is None or plan_of(first[0]):
        return first
    return next((one for one in some if plan_of(one[0])), first)
