"""What a network shows once it is counted: many plans merged, and what is central to them."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any, Final

import networkx as nx

from plangraph.model import Text
from plangraph.network.projection import Coverage, Network, make_node
from plangraph.tables import Column, Table

_CONCEPTS: Final = ("target-group", "instrument")


def aggregate(network: Network) -> Network:
    """Merge areas, objectives, goals and measures into one node a plan, so that many plans stay readable.

    Plans of the same municipalities and year become one node of kind ``plan``. An edge carries
    ``kind`` (``addresses``, ``targets``, ``uses``, ``mentions``), ``count`` (how many different
    elements stand behind it), ``goals`` (how many of them are goals), ``basis`` (the strongest) and,
    for ``addresses``, ``status``.

    :param network: what :func:`project` made
    """
    plans: dict[str, dict[str, Any]] = network.graph["plans"]
    merged: Network = nx.MultiDiGraph(plans=plans)
    node_of: dict[tuple[Any, ...], str] = {}
    home: dict[str, str] = {}
    for slug, plan in plans.items():
        home[slug] = node_of.setdefault((plan["municipalities"], plan["year"]), plan["iri"])
        if plan["iri"] == home[slug]:
            merged.add_node(plan["iri"], **make_node("plan", plan["label"], year=plan["year"]))
        data = merged.nodes[home[slug]]
        data["plans"] = (*data["plans"], slug)
    for node, data in network.nodes(data=True):
        if data["kind"] in (*_CONCEPTS, "national-target"):
            merged.add_node(node, **data)
        else:
            counts = merged.nodes[home[data["plans"][0]]].setdefault("counts", Counter())
            counts[data["kind"]] += 1
    sources: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    bases: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    for source, target, edge in network.edges(data=True):
        if target in merged and not edge["via"]:
            key = (home[edge["plan"]], target, edge["kind"])
            sources[key].add(source)
            if edge["basis"]:
                bases[key].add(edge["basis"])
    for (source, target, kind), elements in sources.items():
        goals = sum(network.nodes[e]["kind"] == "goal" for e in elements)
        found = bases[source, target, kind]
        basis = next((b for b in ("Stated", "Interpreted", "Suggested") if b in found), None)
        status = (Coverage.GOAL if goals else Coverage.AREA) if kind == "addresses" else None
        merged.add_edge(
            source, target, key=kind, kind=kind, count=len(elements), goals=goals, basis=basis, status=status
        )
    return merged


def rank_concepts(network: Network) -> Table:
    """Rank target groups and instruments by how central they are to the plans.

    :param network: what :func:`project` made
    :returns: goals that serve or use each, plans they stand in, and degree centrality (0-1, the share
        of all other nodes that it is tied to)
    """
    # Parallel edges say the same tie twice.
    centrality: dict[str, float] = nx.degree_centrality(nx.Graph(network))
    rows = [
        (node, data["kind"], len(_serving(network, node)), len(data["plans"]), round(centrality[node], 4))
        for node, data in network.nodes(data=True)
        if data["kind"] in _CONCEPTS
    ]
    rows.sort(key=lambda r: (-r[4], -r[2], r[0]))
    return Table(
        Text("Målgrupper og redskaber efter centralitet", "Target groups and instruments by centrality"),
        (
            Column("concept", Text("Begreb", "Concept")),
            Column("kind", Text("Slags", "Kind")),
            Column("goals", Text("Mål", "Goals")),
            Column("plans", Text("Planer", "Plans")),
            Column("centrality", Text("Gradcentralitet", "Degree centrality")),
        ),
        tuple(rows),
        _labels(network),
    )


def _labels(network: Network) -> dict[str, Text]:
    labels = {node: data["label"] for node, data in network.nodes(data=True)}
    kinds = {
        "target-group": Text("målgruppe", "target group"),
        "instrument": Text("redskab", "instrument"),
    }
    return labels | kinds


def _serving(network: Network, concept: str) -> set[str]:
    return {s for s in network.predecessors(concept) if network.nodes[s]["kind"] == "goal"}
