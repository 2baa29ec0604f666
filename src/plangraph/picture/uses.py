"""The picture round one thing: the elements of many plans that are tied to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from plangraph.model import Text
from plangraph.network import Use
from plangraph.picture.plans import PlansTables, Thing, describe_thing
from plangraph.picture.scene import Link, Scene, describe_links
from plangraph.picture.words import BASIS, WORDS


@dataclass(frozen=True, slots=True)
class UseRow:
    """An element that is tied to the thing, as picture and table tell it.

    :param use: the element and how it is tied
    :param label: its name
    :param plan_label: name of its plan
    :param note: how it is tied: the basis of a link, inherited, only named
    :param links: where more is told of it
    :param plan_links: where more is told of its plan
    """

    use: Use
    label: Text
    plan_label: Text
    note: Text
    links: tuple[Link, ...] = ()
    plan_links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class UsesTable:
    """What the table says of what is tied to a thing.

    :param rows: the elements
    :param nodes: ids of their boxes; what is not drawn has none
    """

    rows: tuple[UseRow, ...]
    nodes: dict[str, str]


@dataclass(frozen=True, slots=True)
class UsersTables:
    """What the tables say where the elements are too many to be drawn.

    :param plans: which plans are tied to the thing, and how much
    :param uses: the elements
    """

    plans: PlansTables
    uses: UsesTable


def tell_use(use: Use) -> Text:
    """Say how an element is tied to a thing."""
    if use.relation == "mentions":
        return WORDS["only_named"]
    if use.relation == "addresses":
        return BASIS.get(use.basis or "", WORDS["no_basis"])
    return WORDS["inherited_from"] if use.inherited else WORDS["own_words"]


def picture_uses(things: Sequence[Thing], rows: Sequence[UseRow]) -> tuple[Scene, UsesTable]:
    """Return the picture of elements that are tied to a thing, and its table.

    :param things: the thing, or of a theme the national targets
    :param rows: the elements, all of which are drawn
    """
    ids: dict[str, str] = {thing.about.iri: f"c{i}" for i, thing in enumerate(things)}
    nodes: list[dict[str, Any]] = [describe_thing(thing, ids) for thing in things]
    edges: list[dict[str, Any]] = []
    for row in rows:
        use = row.use
        if use.plan not in ids:
            ids[use.plan] = f"p{len(ids)}"
            told = {"kind": "plan", "text": row.plan_label.as_dict(), "go": describe_links(row.plan_links)}
            nodes.append({"id": ids[use.plan]} | told)
        if use.element not in ids:
            ids[use.element] = f"e{len(ids)}"
            nodes.append(_describe_element(row, ids))
            edges.append(_edge(ids[use.element], ids[use.plan], "in-plan"))
        basis = {"basis": use.basis} if use.basis else {}
        inherited = {"inherited": True} if use.inherited else {}
        edges.append(_edge(ids[use.element], ids[use.thing], use.relation) | basis | inherited)
    kinds = tuple(dict.fromkeys(node["kind"] for node in nodes if node["kind"] != "plan"))
    scene = Scene(
        nodes=nodes,
        edges=edges,
        plans=(),
        view="uses",
        kinds=kinds,
        start={"plan": "+", "mediated": True, "mentioned": True, "kinds": (*kinds, "plan")},
    )
    return scene, UsesTable(tuple(rows), ids)


def _edge(source: str, target: str, kind: str) -> dict[str, Any]:
    return {"from": source, "to": target, "kind": kind}


def _describe_element(row: UseRow, ids: dict[str, str]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "kind": row.use.kind,
        "text": row.label.as_dict(),
        "number": row.use.number,
        "note": row.note.as_dict(),
        "go": describe_links(row.links),
    }
    return {"id": ids[row.use.element]} | {key: value for key, value in told.items() if value}
