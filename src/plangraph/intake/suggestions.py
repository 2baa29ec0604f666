"""The suggestions of a draft graph that wait for a person's word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from rdflib import RDF, Graph, Namespace, URIRef
from rdflib import Literal as Value
from rdflib.namespace import RDFS, SKOS
from rdflib.term import Node

from plangraph.errors import ReviewError
from plangraph.model import Text
from plangraph.names import PG, PREFIXES, shorten
from plangraph.numbers import whole

#: What a suggestion is about: a statement, one that is only offered, a group or instrument of one, its
#: link to a national target, its figure, a requirement that is met or cited, a target that the plan recites.
Matter = Literal["element", "candidate", "concept", "link", "figure", "requirement", "listed"]

_PG: Final = Namespace(PG)
_OA: Final = Namespace(PREFIXES["oa"])


@dataclass(frozen=True, slots=True)
class Pending:
    """A suggestion that nobody has judged yet.

    :param iri: the ``pg:Suggestion``, or the ``pg:Linkage`` of a suggested link
    :param matter: what it is about
    :param subject: IRI of the thing it says something of
    :param label: what that thing is called
    :param predicate: the property, or ``rdf:type`` for the thing itself
    :param value: IRI of what is suggested
    :param value_label: what that is called
    :param confidence: from 0 to 1
    :param why: why the intake suggests it
    :param words: the document's own words, where the graph holds them
    :param section: heading of the section the words stand in, or None
    :param page: page, or None
    :param start: first code point of the passage; suggestions are told in this order
    """

    iri: str
    matter: Matter
    subject: str
    label: str
    predicate: str
    value: str
    value_label: Text
    confidence: float
    why: Text
    words: str
    section: str | None
    page: int | None
    start: int


def pending(draft: Graph, reference: Graph) -> tuple[Pending, ...]:
    """Return the suggestions of a draft that nobody has judged, in the order of the document.

    :param draft: one plan's graph
    :param reference: vocabularies and national targets, for labels
    """
    found = []
    for node in draft.subjects(RDF.type, _PG.Suggestion):
        if (node, _PG.decision, None) not in draft:
            found.append(_pending(draft, reference, node))
    for node in draft.subjects(_PG.basis, _PG.Suggested):
        if (node, RDF.type, _PG.Linkage) in draft:
            found.append(_pending(draft, reference, node))
    return tuple(sorted(found, key=lambda p: (p.start, _RANK[p.matter], p.subject, p.iri)))


_RANK: Final[Mapping[str, int]] = {
    m: i for i, m in enumerate(("listed", "requirement", "element", "link", "concept", "figure", "candidate"))
}


def _pending(draft: Graph, reference: Graph, node: Node) -> Pending:
    if (node, RDF.type, _PG.Linkage) in draft:
        subject = draft.value(None, _PG.qualifiedLink, node)
        if subject is None:
            raise ReviewError(f"nothing has {shorten(str(node))} as its link; import the draft again")
        predicate, value = _PG.addresses, the_thing(draft, node, _PG.linkTarget)
        matter: Matter = "link"
    else:
        subject, predicate, value = (
            the_thing(draft, node, p) for p in (RDF.subject, RDF.predicate, RDF.object)
        )
        matter = _matter(draft, subject, predicate, value)
    label = draft.value(subject, RDFS.label) or draft.value(node, RDFS.label)
    passage, start = _where(draft, node)
    page = draft.value(passage, _PG.page) if passage else None
    words = next(
        (
            w
            for n in (node, value if matter == "figure" else subject)
            if (w := draft.value(n, _PG.statementText))
        ),
        "",
    )
    return Pending(
        str(node),
        matter,
        str(subject),
        str(label or shorten(str(subject))),
        str(predicate),
        str(value),
        _label(draft, reference, value),
        _confidence(draft.value(node, _PG.confidence)),
        _text(draft, node, _PG.rationale),
        str(words),
        str(draft.value(passage, _PG.sectionHeading) or "") or None if passage else None,
        None if page is None else whole(page),
        start,
    )


def _confidence(value: Node | None) -> float:
    """Return how sure a suggestion is, from 0 to 1; 0 where it does not say."""
    try:
        return min(1.0, max(0.0, float(str(value))))
    except ValueError:
        return 0.0


def _matter(draft: Graph, subject: Node, predicate: Node, value: Node) -> Matter:
    if predicate == RDF.type:
        return "element" if (subject, RDF.type, value) in draft else "candidate"
    if predicate == _PG.targetValue:
        return "figure"
    if predicate == _PG.lists:
        return "listed"
    return "requirement" if predicate in (_PG.meets, _PG.cites) else "concept"


def _where(draft: Graph, node: Node) -> tuple[Node | None, int]:
    """Return the first passage of a node and where it begins."""
    found = []
    for passage in draft.objects(node, _PG.evidence):
        selector = draft.value(passage, _OA.hasSelector)
        begins = draft.value(selector, _OA.start) if selector is not None else None
        found.append((whole(begins) or 0, str(passage)))
    if not found:
        return None, 0
    start, iri = min(found)
    return URIRef(iri), start


def _label(draft: Graph, reference: Graph, thing: Node) -> Text:
    for graph in (draft, reference):
        for predicate in (SKOS.prefLabel, RDFS.label):
            if graph.value(thing, predicate) is not None:
                return _text(graph, thing, predicate)
    return Text(shorten(str(thing)), shorten(str(thing)))


def _text(graph: Graph, thing: Node, predicate: URIRef) -> Text:
    texts = {v.language: str(v) for v in graph.objects(thing, predicate) if isinstance(v, Value)}
    return Text(texts.get("da", ""), texts.get("en", "") or texts.get(None, ""))


def the_thing(draft: Graph, node: Node, predicate: URIRef) -> URIRef:
    """Return the one thing that a suggestion points at by a property.

    :raises ReviewError: when it points at none
    """
    value = draft.value(node, predicate)
    if not isinstance(value, URIRef):
        raise ReviewError(f"{shorten(str(node))} has no {shorten(str(predicate))}; import the draft again")
    return value
