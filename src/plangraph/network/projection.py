"""Projects plans into one network of typed edges."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import networkx as nx
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.namespace import DCTERMS, SKOS
from rdflib.term import Node

from plangraph.model import Text
from plangraph.names import PG, plan_of
from plangraph.network.reading import Reader

if TYPE_CHECKING:
    #: Nodes are IRIs; see :func:`plangraph.network.project` for what nodes and edges carry.
    Network: TypeAlias = nx.MultiDiGraph[str]
else:
    Network = nx.MultiDiGraph

_PG: Final = Namespace(PG)
#: Plan elements that become nodes.
_ELEMENTS: Final = {
    _PG.FocusArea: "focus-area",
    _PG.Objective: "objective",
    _PG.Goal: "goal",
    _PG.Measure: "measure",
}
#: Edges from an element, by property.
_EDGES: Final = {
    _PG.inFocusArea: "in-area",
    _PG.supports: "supports",
    _PG.targetGroup: "targets",
    _PG.usesInstrument: "uses",
    _PG.mentions: "mentions",
}
#: What an objective or a measure passes on to what it supports, or to its area.
_MEDIATED: Final = {"objective": ("addresses",), "measure": ("addresses", "targets", "uses")}


class Coverage(StrEnum):
    """How far a plan addresses a national target."""

    GOAL = "goal"
    AREA = "area"
    NONE = "none"


def project(graphs: Iterable[Graph], reference: Graph) -> Network:
    """Project plans into one network of typed edges.

    A node carries ``kind`` (``national-target``, ``focus-area``, ``objective``, ``goal``, ``measure``,
    ``target-group``, ``instrument``), ``label``, ``number``, ``description``, ``plans`` (slugs),
    ``evidence``, ``figures``, ``ambition``, ``priority``, ``alt`` and ``broader``; a national
    target also ``year`` and ``status`` (slug → :class:`Coverage`). An edge carries ``kind``
    (``addresses``, ``in-area``, ``supports``, ``targets``, ``uses``, ``mentions``), ``plan``,
    ``basis``, ``rationale``, ``inherited`` and ``via``: the objective or measure that
    stands between, where the edge sums up a path. ``network.graph["plans"]`` describes the plans by slug.

    :param graphs: the plans; a graph may hold several
    :param reference: ontology, vocabularies, national targets and municipalities
    """
    network: Network = nx.MultiDiGraph(plans={})
    for graph in graphs:
        reader = Reader(graph, reference)
        for plan in sorted(graph.subjects(RDF.type, _PG.Plan), key=str):
            if isinstance(plan, URIRef):
                _add_plan(network, reader, plan)
    for target, data in network.nodes(data=True):
        if data["kind"] == "national-target":
            data["status"] = {slug: _coverage(network, target, slug) for slug in data["plans"]}
    return network


def _coverage(network: Network, target: str, slug: str) -> Coverage:
    kinds = {
        network.nodes[source]["kind"]
        for source, _, edge in network.in_edges(target, data=True)
        if edge["plan"] == slug and not edge["via"]
    }
    if "goal" in kinds:
        return Coverage.GOAL
    return Coverage.AREA if kinds else Coverage.NONE


def make_node(kind: str, label: Text, **more: Any) -> dict[str, Any]:
    """Return what a node carries, with everything that it does not say empty."""
    empty: dict[str, Any] = {
        "number": None, "description": None, "priority": None, "year": None,
        "plans": (), "evidence": (), "figures": (), "ambition": "none", "alt": (), "broader": (),
    }  # fmt: skip
    return {"kind": kind, "label": label} | empty | more


def _add_plan(network: Network, reader: Reader, plan: URIRef) -> None:
    """Add one plan's elements, the national targets of its year, and its edges."""
    slug = plan_of(str(plan)) or str(plan)
    year = reader.year(plan)
    places = sorted(reader.graph.objects(plan, _PG.municipality), key=str)
    network.graph["plans"][slug] = {
        "iri": str(plan),
        "label": reader.label(plan),
        "year": year,
        "municipalities": tuple(str(p) for p in places),
    }
    targets = set(reader.targets_of(year)) | set(reader.graph.objects(plan, _PG.lists))
    elements: dict[URIRef, str] = {}
    for cls, kind in _ELEMENTS.items():
        for element in reader.graph.subjects(RDF.type, cls):
            if isinstance(element, URIRef) and reader.plan_of(element) == plan:
                elements[element] = kind
                targets |= set(reader.graph.objects(element, _PG.addresses))
    for target in sorted(targets, key=str):
        _touch(network, reader, target, "national-target", slug)
    for element in sorted(elements, key=str):
        network.add_node(
            str(element),
            **make_node(
                elements[element],
                reader.label(element),
                number=reader.word(element, _PG.number),
                description=reader.text(element, DCTERMS.description),
                priority=reader.text(element, _PG.localPriority),
                plans=(slug,),
                evidence=reader.passages(element),
                figures=reader.figures(element),
                ambition=reader.ambition(element),
            ),
        )
    for element in sorted(elements, key=str):
        _add_edges(network, reader, element, elements, slug)
    for element in sorted(elements, key=str):
        _add_mediated(network, str(element), elements[element])


def _touch(network: Network, reader: Reader, node: Node, kind: str, slug: str) -> None:
    """Add a thing that plans share, or add this plan to it."""
    name = str(node)
    if name not in network:
        more: dict[str, Any] = {"number": reader.word(node, _PG.number)}
        if kind == "national-target":
            more["year"] = reader.target_year(node)
            more["description"] = reader.text(node, DCTERMS.description)
        else:
            more["description"] = reader.text(node, SKOS.definition)
            more["alt"] = tuple(sorted({str(o) for o in reader.objects(node, SKOS.altLabel)}))
            more["broader"] = tuple(sorted(str(o) for o in reader.ancestors(node)))
        network.add_node(name, **make_node(kind, reader.label(node), **more))
    data = network.nodes[name]
    if slug not in data["plans"]:
        data["plans"] = (*data["plans"], slug)


def _add_edges(
    network: Network, reader: Reader, element: URIRef, elements: dict[URIRef, str], slug: str
) -> None:
    graph, name = reader.graph, str(element)
    linkages = {graph.value(link, _PG.linkTarget): link for link in graph.objects(element, _PG.qualifiedLink)}
    for target in sorted(graph.objects(element, _PG.addresses), key=str):
        link = linkages.get(target)
        basis = None if link is None else graph.value(link, _PG.basis)
        edge = _edge("addresses", slug, basis=None if basis is None else str(basis).removeprefix(PG))
        if link is not None:
            edge["rationale"] = reader.text(link, _PG.rationale)
            edge["evidence"] = reader.passages(link)
        network.add_edge(name, str(target), key="addresses", **edge)
    inherited = set(graph.objects(element, _PG.inherits))
    for prop, kind in _EDGES.items():
        for value in sorted(graph.objects(element, prop), key=str):
            if kind in ("in-area", "supports"):
                if value not in elements:
                    continue
            else:
                concept = "instrument" if reader.is_instrument(value, prop) else "target-group"
                _touch(network, reader, value, concept, slug)
            network.add_edge(
                name,
                str(value),
                key=kind,
                **_edge(kind, slug, inherited=kind != "mentions" and value in inherited),
            )


def _edge(kind: str, slug: str, **more: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {
        "basis": None, "rationale": None, "evidence": (), "inherited": False, "via": None,
    }  # fmt: skip
    return {"kind": kind, "plan": slug} | empty | more


def _add_mediated(network: Network, name: str, kind: str) -> None:
    """Sum up what stands behind an objective or measure, for pictures that leave it out."""
    out = list(network.out_edges(name, data=True))
    areas = [t for _, t, e in out if e["kind"] == "in-area"]
    goals = [t for _, t, e in out if e["kind"] == "supports" and network.nodes[t]["kind"] == "goal"]
    for _, target, edge in out:
        if edge["kind"] in _MEDIATED.get(kind, ()) and not edge["via"]:
            # A goal does not come to address a target because a measure under it does.
            for anchor in areas if edge["kind"] == "addresses" else goals or areas:
                network.add_edge(anchor, target, key=f"{edge['kind']} via {name}", **(edge | {"via": name}))
