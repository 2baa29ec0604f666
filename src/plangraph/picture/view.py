"""What the picture and its tables show: the network as rows and JSON."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from plangraph.model import Passage, Text
from plangraph.names import ID, plan_of, shorten
from plangraph.numbers import natural
from plangraph.picture.scene import Link, Scene, describe_links
from plangraph.picture.words import BASIS

if TYPE_CHECKING:
    from plangraph.network import Network

#: Where more is told of a thing: its IRI, its kind, and for an element the slug of its plan.
Leads = Callable[[str, str, str], tuple[Link, ...]]

#: Elements of a plan, each with a table of its own.
ELEMENTS: Final = ("goal", "focus-area", "objective", "measure")
CONCEPTS: Final = ("target-group", "instrument")
#: What has no number comes last.
_LAST: Final = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Tie:
    """One thing that a row is tied to.

    :param label: its name
    :param number: its number, or None
    :param note: how: the basis of a link, inherited, through a measure
    :param rationale: why a link holds
    :param via: whether an objective or a measure stands between
    """

    label: Text
    number: str | None = None
    note: Text | None = None
    rationale: Text | None = None
    via: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: a thing and what it is tied to.

    :param node: id of its node in the picture
    :param kind: kind of node
    :param label: its name
    :param plan: slug of the plan that the row is about
    :param plan_label: its name
    :param number: its number in the plan, or None
    :param year: of a national target
    :param description: a paraphrase
    :param priority: why the municipality set it by itself
    :param status: how a national target is addressed: key of :data:`plangraph.picture.words.STATUS`
    :param areas: what it belongs to
    :param targets: national targets that it addresses
    :param groups: target groups
    :param instruments: instruments
    :param mentions: groups and instruments that it only names
    :param goals: goals that address, use or serve it
    :param others: areas, objectives and measures that do
    :param figures: what a goal is to reach
    :param evidence: where it stands
    :param links: where more is told of it
    """

    node: str
    kind: str
    label: Text
    plan: str
    plan_label: Text
    number: str | None = None
    year: int | None = None
    description: Text | None = None
    priority: Text | None = None
    status: str | None = None
    areas: tuple[Tie, ...] = ()
    targets: tuple[Tie, ...] = ()
    groups: tuple[Tie, ...] = ()
    instruments: tuple[Tie, ...] = ()
    mentions: tuple[Tie, ...] = ()
    goals: tuple[Tie, ...] = ()
    others: tuple[Tie, ...] = ()
    figures: tuple[Text, ...] = ()
    evidence: tuple[Passage, ...] = ()
    links: tuple[Link, ...] = ()


def nowhere(_iri: str, _kind: str, _plan: str) -> tuple[Link, ...]:
    """Lead nowhere: a picture in a file has no pages beside it."""
    return ()


def picture_plan(network: Network, slug: str, leads: Leads) -> Scene:
    """Return the picture of one plan.

    :param network: what :func:`plangraph.network.project` made of it
    """
    ids = name_nodes(network)
    return Scene(
        nodes=[
            {"id": ids[node], "name": name_shortly(node)} | describe_node(network, node, ids, leads)
            for node in ids
        ],
        # There is one plan, and nothing is merged: no edge needs to say so.
        edges=[{k: v for k, v in edge.items() if k != "plan"} for edge in describe_edges(network, ids)],
        plans=describe_plans(network),
        view="plan",
        start={"plan": slug},
    )


def name_shortly(iri: str) -> str:
    """Return a name that an address can hold: ``goal-3c`` of an element, ``ins:igu`` of a concept."""
    slug = plan_of(iri)
    inside = iri.removeprefix(f"{ID}plan/{slug}/")
    return inside.replace("/", "-") if slug and inside != iri else shorten(iri)


def describe_plans(network: Network) -> list[dict[str, Any]]:
    """Describe the plans for the script."""
    return [
        {"slug": slug, "label": plan["label"].as_dict(), "year": plan["year"], "iri": plan["iri"]}
        for slug, plan in network.graph["plans"].items()
    ]


def name_nodes(network: Network) -> dict[str, str]:
    """Give every node a short id, in the order in which the tables list them."""
    ranks = ("national-target", "focus-area", "objective", "goal", "measure", *CONCEPTS)

    def rank(node: str) -> tuple[Any, ...]:
        data = network.nodes[node]
        return ranks.index(data["kind"]), data["plans"][:1], natural(data["number"] or _LAST), node

    return {node: f"n{index}" for index, node in enumerate(sorted(network, key=rank))}


def tell_status(network: Network, target: str, slug: str) -> str:
    """Say how a plan addresses a national target, naming what stops short of a goal.

    :returns: key of :data:`plangraph.picture.words.STATUS`
    """
    from plangraph.network import Coverage

    coverage = network.nodes[target]["status"][slug]
    if coverage is not Coverage.AREA:
        return str(coverage.value)
    kinds = {
        network.nodes[source]["kind"]
        for source, _, edge in network.in_edges(target, data=True)
        if edge["plan"] == slug and not edge["via"]
    }
    if {"focus-area", "objective"} <= kinds:
        return "both"
    return next((key for key in ("objective", "measure") if kinds == {key}), "area")


def list_rows(
    network: Network, *, compact: bool = False, leads: Leads = nowhere
) -> dict[str, tuple[Row, ...]]:
    """List what the tables say, by kind of node.

    :param network: what :func:`plangraph.network.project` made
    :param compact: list what the merged picture shows: national targets, and concepts that goals serve
    :param leads: where more is told
    """
    ids = name_nodes(network)
    rows: dict[str, list[Row]] = {kind: [] for kind in ("national-target", *ELEMENTS, *CONCEPTS)}
    for node in ids:
        data = network.nodes[node]
        if compact and data["kind"] in ELEMENTS:
            continue
        for slug in data["plans"]:
            row = _row(network, ids[node], node, slug, leads)
            if not compact or row.goals or data["kind"] == "national-target":
                rows[data["kind"]].append(row)
    order = {slug: index for index, slug in enumerate(network.graph["plans"])}
    for found in rows.values():
        # The rows of a plan stand together; inside it they keep the order of the nodes.
        found.sort(key=lambda row: order[row.plan])
    return {kind: tuple(found) for kind, found in rows.items()}


def _row(network: Network, name: str, node: str, slug: str, leads: Leads) -> Row:
    data = network.nodes[node]
    outward: dict[str, list[Tie]] = {}
    direct: set[tuple[str, str]] = set()
    # What the thing says itself comes first; a path is told where nothing else is, and once.
    for _, target, edge in sorted(network.out_edges(node, data=True), key=lambda e: bool(e[2]["via"])):
        if edge["plan"] == slug and not (edge["via"] and (edge["kind"], target) in direct):
            direct.add((edge["kind"], target))
            outward.setdefault(edge["kind"], []).append(_tie(network, target, edge))
    inward: dict[str, list[Tie]] = {}
    for source, _, edge in network.in_edges(node, data=True):
        # The objective or measure that a path runs through is listed itself.
        if edge["plan"] == slug and not edge["via"]:
            place = "goal" if network.nodes[source]["kind"] == "goal" else "other"
            inward.setdefault(place, []).append(_tie(network, source, edge))
    served = {tie.label for tie in outward.get("targets", []) + outward.get("uses", [])}
    return Row(
        node=name,
        kind=data["kind"],
        label=data["label"],
        plan=slug,
        plan_label=network.graph["plans"][slug]["label"],
        number=data["number"],
        year=data["year"],
        description=data["description"],
        priority=data["priority"],
        status=tell_status(network, node, slug) if data["kind"] == "national-target" else None,
        areas=_sorted(outward.get("in-area", []) + outward.get("supports", [])),
        targets=_sorted(outward.get("addresses", [])),
        groups=_sorted(outward.get("targets", [])),
        instruments=_sorted(outward.get("uses", [])),
        mentions=_sorted([tie for tie in outward.get("mentions", []) if tie.label not in served]),
        goals=_sorted(inward.get("goal", [])),
        others=_sorted(inward.get("other", [])),
        figures=data["figures"],
        evidence=data["evidence"],
        links=leads(node, data["kind"], slug),
    )


def _tie(network: Network, node: str, edge: dict[str, Any]) -> Tie:
    data = network.nodes[node]
    notes = []
    if edge["basis"]:
        notes.append(BASIS.get(edge["basis"], Text(edge["basis"], edge["basis"])))
    if edge["inherited"]:
        notes.append(Text("arvet", "inherited"))
    if edge["kind"] == "mentions":
        notes.append(Text("nævnt", "named"))
    if edge["via"]:
        label = network.nodes[edge["via"]]["label"]
        notes.append(Text(f"gennem {label.da}", f"through {label.en}"))
    note = Text("; ".join(n.da for n in notes), "; ".join(n.en for n in notes)) if notes else None
    return Tie(data["label"], data["number"], note, edge["rationale"], via=bool(edge["via"]))


def _sorted(ties: list[Tie]) -> tuple[Tie, ...]:
    return tuple(
        sorted(set(ties), key=lambda t: (natural(t.number or _LAST), t.label.da, t.note.da if t.note else ""))
    )


def describe_node(network: Network, node: str, ids: dict[str, str], leads: Leads = nowhere) -> dict[str, Any]:
    """Describe a node for the script: everything that the details show, in both languages."""
    data = network.nodes[node]
    told = {
        "kind": data["kind"],
        "text": data["label"].as_dict(),
        "number": data["number"],
        "year": data["year"],
        "plans": list(data["plans"]),
        "description": _both(data["description"]),
        "priority": _both(data["priority"]),
        "figures": [text.as_dict() for text in data["figures"]],
        "ambition": data["ambition"] if data["kind"] == "goal" else None,
        "alt": list(data["alt"]),
        "broader": [ids[b] for b in data["broader"] if b in ids],
        "where": [
            {"document": p.document, "section": p.section, "page": p.page, "start": p.start, "end": p.end}
            for p in data["evidence"]
        ],
        "status": (
            {slug: tell_status(network, node, slug) for slug in data["plans"]}
            if data["kind"] == "national-target"
            else {}
        ),
        "counts": dict(data.get("counts", {})),
        "go": describe_links(leads(node, data["kind"], next(iter(data["plans"]), ""))),
    }
    return {key: value for key, value in told.items() if value}


def describe_edges(network: Network, ids: dict[str, str]) -> list[dict[str, Any]]:
    """Describe the edges for the script."""
    told = (
        {
            "from": ids[source],
            "to": ids[target],
            "kind": edge["kind"],
            "plan": edge["plan"],
            "basis": edge["basis"],
            "rationale": _both(edge["rationale"]),
            "inherited": edge["inherited"],
            "via": ids[edge["via"]] if edge["via"] else None,
        }
        for source, target, edge in network.edges(data=True)
    )
    return [{key: value for key, value in edge.items() if value} for edge in told]


def describe_overview(
    network: Network, ids: dict[str, str]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Describe the picture of many plans: its plan nodes (with ``id``), and its edges."""
    from plangraph.network import Coverage, aggregate

    merged = aggregate(network)
    names = dict(ids)
    nodes: list[dict[str, Any]] = []
    for node, data in merged.nodes(data=True):
        if data["kind"] == "plan":
            names[node] = f"p{len(nodes)}"
            nodes.append({"id": names[node]} | describe_node(merged, node, names))
    edges = [
        {
            "from": names[source],
            "to": names[target],
            "kind": edge["kind"],
            "basis": edge["basis"],
            "count": edge["count"],
            "goals": edge["goals"],
            "status": None if edge["status"] is None else edge["status"].value,
        }
        for source, target, edge in merged.edges(data=True)
    ]
    for node, data in merged.nodes(data=True):
        if data["kind"] == "plan":
            edges += [
                {"from": names[node], "to": names[target], "kind": "gap", "status": "none"}
                for target, other in merged.nodes(data=True)
                if other["kind"] == "national-target"
                and any(other["status"].get(slug) is Coverage.NONE for slug in data["plans"])
                and not merged.has_edge(node, target)
            ]
    return nodes, edges


def _both(text: Text | None) -> dict[str, str] | None:
    return None if text is None else text.as_dict()
