"""The one writer of Turtle: byte-stable, ordered as a person reads a plan, no blank nodes."""

from __future__ import annotations

import io
import re
from typing import Any, Final

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDF, RDFS, SKOS, XSD
from rdflib.plugins.serializers.turtle import TurtleSerializer
from rdflib.term import Node

from plangraph.names import ID, PG, PREFIXES, parse
from plangraph.numbers import natural

#: Order of the kinds of thing in a plan's file: the plan, who decides, what is said, where it stands.
_KINDS: Final = (
    "plan", "document", "period", "organisation", "focus-area", "objective", "goal", "target-value",
    "measure", "challenge", "statement", "linkage", "continuation", "observation", "waiver",
    "intake", "review", "suggestion", "evidence", "selector",
)  # fmt: skip
_FIRST: Final = (
    RDF.type, RDFS.label, SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, SKOS.notation,
    URIRef(PG + "number"), URIRef(PG + "inPlan"), URIRef(PG + "inFocusArea"),
)  # fmt: skip
_LAST: Final = (URIRef(PG + "qualifiedLink"), URIRef(PG + "evidence"))


def _subject_key(node: Node) -> tuple[Any, ...]:
    text = str(node)
    try:
        kind = parse(text).kind
    except ValueError:
        return (len(_KINDS), natural(text))
    return (_KINDS.index(kind) if kind in _KINDS else len(_KINDS), natural(text))


def _object_key(node: Any) -> tuple[Any, ...]:
    if isinstance(node, Literal):
        return (2, node.language or "", natural(str(node)), str(node.datatype))
    # Our own class first, then those of the standards.
    return (0 if node.startswith(PG) else 1, "", natural(str(node)), "")


class _PlanSerializer(TurtleSerializer):
    """rdflib's Turtle with subjects, predicates and objects in an order that does not change."""

    def __init__(self, graph: Graph) -> None:
        super().__init__(graph)
        self._names: dict[tuple[Node, bool], str | None] = {}

    def get_pname(self, uri: Node, gen_prefix: bool = True) -> str | None:
        # The same few terms come again and again, and rdflib looks each up anew.
        key = (uri, gen_prefix)
        if key not in self._names:
            self._names[key] = super().get_pname(uri, gen_prefix)
        return self._names[key]

    def relativize(self, uri: Any) -> Any:
        # rdflib relativizes one step only; our instance IRIs have several.
        return URIRef(uri[len(ID) :]) if uri.startswith(ID) else uri

    def label(self, node: Any, position: int) -> str:
        # rdflib writes "40"^^xsd:decimal as 40.0, which is another term.
        if isinstance(node, Literal) and node.datatype == XSD.decimal and "." not in str(node):
            return f'"{node}"^^xsd:decimal'
        return str(super().label(node, position))

    def orderSubjects(self) -> list[Node]:  # noqa: N802 - rdflib's name
        return sorted(self._subjects, key=_subject_key)

    def sortProperties(self, properties: Any) -> list[Any]:  # noqa: N802 - rdflib's name
        for objects in properties.values():
            objects.sort(key=_object_key)
        middle = sorted((p for p in properties if p not in _FIRST and p not in _LAST), key=str)
        return [p for p in _FIRST if p in properties] + middle + [p for p in _LAST if p in properties]


def write(graph: Graph) -> str:
    """Write a graph as Turtle, the same text for the same triples always.

    :param graph: triples without blank nodes
    :returns: Turtle with ``@base`` the ``id:`` namespace and only the prefixes that it uses
    :raises ValueError: for a blank node (it has no name that could stay the same)
    """
    ordered = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        if namespace != ID:
            ordered.bind(prefix, namespace)
    for triple in graph:
        if any(isinstance(node, BNode) for node in triple):
            raise ValueError(f"a blank node has no stable name; give it an IRI: {triple!r}")
        ordered.add(triple)
    stream = io.BytesIO()
    _PlanSerializer(ordered).serialize(stream, base=ID, encoding="utf-8")
    return re.sub(r"\n{3,}", "\n\n", stream.getvalue().decode("utf-8")).strip() + "\n"
