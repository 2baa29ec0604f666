"""What a network shows once it is counted: centrality, what is left out, how far targets reach."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any, Final

import networkx as nx

from plangraph.model import Text
from plangraph.network.projection import Coverage, Network, make_node
from plangraph.tables import Cell, Column, Table

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


def list_unserved(network: Network) -> Table:
    """List target groups and instruments that a plan names and no goal of that plan serves or uses.

    :param network: what :func:`project` made
    """
    rows: list[tuple[Cell, ...]] = []
    for node, data in network.nodes(data=True):
        if data["kind"] not in _CONCEPTS:
            continue
        served = {network.nodes[goal]["plans"][0] for goal in _serving(network, node)}
        naming: Counter[str] = Counter()
        for source in network.predecessors(node):
            naming[network.nodes[source]["plans"][0]] += 1
        rows += [(slug, node, data["kind"], naming[slug]) for slug in data["plans"] if slug not in served]
    rows.sort(key=lambda r: (str(r[0]), str(r[2]), str(r[1])))
    return Table(
        Text("Nævnt, men uden mål", "Named, but without a goal"),
        (
            Column("plan", Text("Plan", "Plan")),
            Column("concept", Text("Begreb", "Concept")),
            Column("kind", Text("Slags", "Kind")),
            Column("named", Text("Elementer, der nævner det", "Elements that name it")),
        ),
        tuple(rows),
        _labels(network),
    )


def measure_reach(network: Network) -> Table:
    """Measure how far each national target reaches into each plan of its year.

    :param network: what :func:`project` made
    :returns: per target and plan: how it is addressed, by how many areas, objectives and goals, and how
        many target groups and instruments those goals reach
    """
    rows: list[tuple[Cell, ...]] = []
    for target, data in network.nodes(data=True):
        if data["kind"] != "national-target":
            continue
        for slug, status in sorted(data["status"].items()):
            by_kind: defaultdict[str, set[str]] = defaultdict(set)
            for source, _, edge in network.in_edges(target, data=True):
                if edge["plan"] == slug and not edge["via"]:
                    by_kind[network.nodes[source]["kind"]].add(source)
            reached: defaultdict[str, set[str]] = defaultdict(set)
            for goal in by_kind["goal"]:
                for concept in network.successors(goal):
                    reached[network.nodes[concept]["kind"]].add(concept)
            rows.append(
                (
                    data["year"],
                    data["number"],
                    target,
                    slug,
                    status.value,
                    *(len(by_kind[kind]) for kind in ("focus-area", "objective", "goal")),
                    *(len(reached[kind]) for kind in _CONCEPTS),
                )
            )
    rows.sort(key=lambda r: tuple(str(cell) for cell in r[:4]))
    return Table(
        Text("Hvor langt de nationale mål når", "How far the national targets reach"),
        (
            Column("year", Text("År", "Year")),
            Column("number", Text("Nr.", "No.")),
            Column("target", Text("Nationalt mål", "National target")),
            Column("plan", Text("Plan", "Plan")),
            Column("status", Text("Adresseret af", "Addressed by")),
            Column("areas", Text("Fokusområder", "Focus areas")),
            Column("objectives", Text("Målsætninger", "Objectives")),
            Column("goals", Text("Mål", "Goals")),
            Column("groups", Text("Målgrupper", "Target groups")),
            Column("instruments", Text("Redskaber", "Instruments")),
        ),
        tuple(rows),
        _labels(network),
    )


def _labels(network: Network) -> dict[str, Text]:
    labels = {node: data["label"] for node, data in network.nodes(data=True)}
    labels |= {slug: plan["label"] for slug, plan in network.graph["plans"].items()}
    labels |= {
        "target-group": Text("målgruppe", "target group"),
        "instrument": Text("redskab", "instrument"),
        Coverage.GOAL.value: Text("mål", "goal"),
        Coverage.AREA.value: Text("kun fokusområde eller målsætning", "focus area or objective only"),
        Coverage.NONE.value: Text("ikke adresseret", "not addressed"),
    }
    return labels


def _serving(network: Network, concept: str) -> set[str]:
    return {s for s in network.predecessors(concept) if network.nodes[s]["kind"] == "goal"}
