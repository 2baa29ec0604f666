"""What forms have written into a plan: by whom, when, and which words the document still lacks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from rdflib import RDF, RDFS, Graph, Namespace
from rdflib.namespace import PROV
from rdflib.term import Node

from plangraph.assess.mending.marking import MENDING
from plangraph.check.subjects import Subjects
from plangraph.model import Text
from plangraph.names import PG, PREFIXES, parse

_PG: Final = Namespace(PG)
_OA: Final = Namespace(PREFIXES["oa"])


@dataclass(frozen=True, slots=True)
class Addition:
    """Something that a form has written into a plan.

    :param thing: IRI of the thing that is new, or that something is said of
    :param label: what it is called
    :param property: IRI of what is said of a thing that was there before; empty for a new thing
    :param value: what is said, or was said before and is no longer; empty for a new thing
    :param gone: whether it is no longer said
    :param by: who wrote it
    :param on: the day (ISO 8601)
    :param words: words that have yet to be written into the document, or empty
    """

    thing: str
    label: Text
    property: str
    value: Text
    gone: bool
    by: str
    on: str
    words: str


def additions(plan_graph: Graph, reference: Graph) -> tuple[Addition, ...]:
    """Return what forms have written into a plan, the earliest day first.

    :param plan_graph: the triples of the plan
    :param reference: the ontology and vocabularies, for the words
    """
    subjects, found = Subjects(plan_graph, reference), list[Addition]()
    for activity in plan_graph.subjects(RDF.type, PROV.Activity):
        if not str(activity).endswith(f"-{MENDING}"):
            continue
        person = plan_graph.value(activity, PROV.wasAssociatedWith, any=True)
        by = str(plan_graph.value(person, RDFS.label, any=True) or "") if person is not None else ""
        on = parse(str(activity)).keys[-1][:10]
        for predicate in (PROV.wasGeneratedBy, PROV.wasInvalidatedBy):
            gone = predicate == PROV.wasInvalidatedBy
            for node in plan_graph.subjects(predicate, activity):
                found += _told(node, plan_graph, subjects, gone, by, on)
    return tuple(sorted(found, key=lambda a: (a.on, a.by, a.thing, a.property, a.gone, a.value.da)))


def _told(node: Node, graph: Graph, subjects: Subjects, gone: bool, by: str, on: str) -> list[Addition]:
    if (node, RDF.type, RDF.Statement) not in graph:
        if any((node, RDF.type, kind) in graph for kind in (_PG.Evidence, PROV.Entity)):
            return []
        words = _lacking(node, graph)
        return [Addition(str(node), subjects.label(node), "", Text("", ""), gone, by, on, words)]
    subject, predicate, value = (graph.value(node, p) for p in (RDF.subject, RDF.predicate, RDF.object))
    if subject is None or predicate is None or value is None:
        return []
    said = subjects.label(value)
    return [Addition(str(subject), subjects.label(subject), str(predicate), said, gone, by, on, "")]


def _lacking(node: Node, graph: Graph) -> str:
    """Return the words of a thing's passage that are in no document yet."""
    for evidence in sorted(graph.objects(node, _PG.evidence), key=str):
        source = graph.value(evidence, _OA.hasSource, any=True)
        if source is not None and (source, RDF.type, _PG.SourceDocument) not in graph:
            for selector in graph.objects(evidence, _OA.hasSelector):
                return str(graph.value(selector, _OA.exact, any=True) or "")
    return ""
