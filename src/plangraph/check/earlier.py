"""What a check sees of the plan before: its goals and figures, under names of their own.

The rules look for goals, figures and years wherever they stand, so the parts of another plan must not look
like parts of this one. They keep their IRIs and get classes and properties that only the
rules of continuity know.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from rdflib import RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from plangraph.names import PG
from plangraph.store import PLAIN_STORE

_PG: Final = Namespace(PG)
_CLASSES: Final = MappingProxyType(
    {
        _PG.Plan: _PG.EarlierPlan,
        _PG.FocusArea: _PG.EarlierFocusArea,
        _PG.Goal: _PG.EarlierGoal,
        _PG.TargetValue: _PG.EarlierTargetValue,
    }
)
_PROPERTIES: Final[Mapping[Node, URIRef]] = MappingProxyType(
    {
        RDFS.label: RDFS.label,
        _PG.inFocusArea: _PG.earlierFocusArea,
        _PG.targetValue: _PG.earlierTargetValue,
        _PG.targetGroup: _PG.earlierTargetGroup,
        _PG.indicator: _PG.earlierIndicator,
        _PG.comparator: _PG.earlierComparator,
        _PG.valueKind: _PG.earlierValueKind,
        _PG.direction: _PG.earlierDirection,
        _PG.unit: _PG.earlierUnit,
        _PG.relativeTo: _PG.earlierReference,
        _PG.value: _PG.earlierValue,
        _PG.offset: _PG.earlierOffset,
    }
)


def as_earlier(plan: Graph, reference: Graph) -> Graph:
    """Return the goals, focus areas and target figures of a plan as parts of an earlier plan.

    :param plan: the triples of the earlier plan
    :param reference: the ontology, for the subclasses
    """
    found = Graph(store=PLAIN_STORE, bind_namespaces="none")
    for kind, earlier_kind in _CLASSES.items():
        for subclass in set(reference.transitive_subjects(RDFS.subClassOf, kind)) | {kind}:
            for node in plan.subjects(RDF.type, subclass):
                found.add((node, RDF.type, earlier_kind))
                for predicate, value in plan.predicate_objects(node):
                    renamed = _PROPERTIES.get(predicate)
                    if renamed is not None:
                        found.add((node, renamed, value))
    return found


def latest_earlier(plan: Graph, others: Iterable[Graph]) -> Graph | None:
    """Pick the latest plan of an earlier year that is for one of the same municipalities, or None.

    :param plan: the triples of one plan
    :param others: those of other plans; the plan itself may be among them
    """
    (year, places), best, best_year = _when_and_where(plan), None, 0
    for other in others:
        other_year, other_places = _when_and_where(other)
        if places & other_places and best_year < other_year < year:
            best, best_year = other, other_year
    return best


def _when_and_where(graph: Graph) -> tuple[int, set[Node]]:
    """Return the plan year (0 where there is none) and the municipalities of a plan."""
    plan = graph.value(None, RDF.type, _PG.Plan, any=True)
    year = None if plan is None else graph.value(plan, _PG.year, any=True)
    if plan is None or not isinstance(year, Literal) or not isinstance(year.value, int):
        return 0, set()
    return year.value, set(graph.objects(plan, _PG.municipality))
