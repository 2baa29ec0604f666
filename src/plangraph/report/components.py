"""Which constraint of a rule a finding comes from, where its shape leaves only one answer."""

from __future__ import annotations

from functools import cache
from typing import Final

from rdflib import RDF, Graph, URIRef
from rdflib.namespace import SH
from rdflib.term import BNode, Node

from plangraph.check.rules import load_rules
from plangraph.model import Finding

#: Parameters of SHACL core (section 4) that stand for a constraint of their own → its component.
_COMPONENTS: Final = {
    SH[name]: SH[name[0].upper() + name[1:] + "ConstraintComponent"]
    for name in (
        "class", "datatype", "nodeKind", "minCount", "maxCount", "minExclusive", "minInclusive",
        "maxExclusive", "maxInclusive", "minLength", "maxLength", "pattern", "languageIn", "uniqueLang",
        "equals", "disjoint", "lessThan", "lessThanOrEquals", "not", "and", "or", "xone", "node",
        "qualifiedMinCount", "qualifiedMaxCount", "closed", "hasValue", "in",
    )
}  # fmt: skip
#: Those that count values: their results have no value of their own (section 3.6.2.3).
_COUNTS: Final = frozenset(
    SH[name + "ConstraintComponent"]
    for name in ("MinCount", "MaxCount", "QualifiedMinCount", "QualifiedMaxCount", "HasValue", "UniqueLang")
)


def component_of(rule: str, finding: Finding) -> URIRef | None:
    """Return the ``sh:ConstraintComponent`` behind a finding, or None where its rule leaves several open.

    :param rule: IRI of the rule's shape
    :param finding: what the rule found
    """
    graph, shape = _shapes(), URIRef(rule)
    if (shape, SH.sparql, None) in graph:
        return SH.SPARQLConstraintComponent
    found = _stated(graph, shape)
    for part in graph.objects(shape, SH.property):
        if _first(graph, graph.value(part, SH.path)) == finding.path:
            found |= _stated(graph, part)
    if finding.value is not None:
        found -= _COUNTS
    elif found & _COUNTS:
        found &= _COUNTS
    return found.pop() if len(found) == 1 else None


@cache
def _shapes() -> Graph:
    return load_rules().graph


def _stated(graph: Graph, shape: Node) -> set[URIRef]:
    return {component for term, component in _COMPONENTS.items() if (shape, term, None) in graph}


def _first(graph: Graph, path: Node | None) -> str | None:
    """Return the property that a path begins with, as a finding names it."""
    while isinstance(path, BNode):
        path = graph.value(path, SH.inversePath) or graph.value(path, RDF.first)
    return None if path is None else str(path)
