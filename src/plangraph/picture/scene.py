"""What a picture shows: nodes, edges and how it opens, as the script takes them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from plangraph.model import Lang, Text
from plangraph.picture.words import BASIS, KIND, KINDS, STATUS, WORDS

#: What a picture of one plan can show, and what it opens with.
PLAN_KINDS: Final = (
    "national-target", "focus-area", "objective", "goal", "measure", "target-group", "instrument",
)  # fmt: skip
OPEN_KINDS: Final = ("national-target", "focus-area", "goal", "target-group", "instrument")
#: Fill and border; text on each fill has a contrast above 7:1, and shape tells the kinds apart as well.
COLOURS: Final = {
    "national-target": ("#dcebf7", "#0b5c94"),
    "theme": ("#dcebf7", "#0b5c94"),
    "plan": ("#e8eaf6", "#283593"),
    "municipality": ("#e8eaf6", "#283593"),
    "region": ("#e8eaf6", "#283593"),
    "year": ("#e8eaf6", "#283593"),
    "focus-area": ("#fff1cc", "#8a6100"),
    "objective": ("#f3e6f5", "#7a3e8c"),
    "goal": ("#ffffff", "#1f2933"),
    "measure": ("#ececec", "#555555"),
    "target-group": ("#ddf3ea", "#00664a"),
    "instrument": ("#fbe3d6", "#a23b00"),
}
#: What the script knows of all nodes and edges; pyvis says it of each.
_SAME: Final = frozenset({"label", "shape", "color", "hidden", "arrows"})
#: Texts that a page in one language carries in that one only; names are searched in both.
_LONG: Final = ("description", "priority", "rationale", "note")
_OPTIONS: Final[dict[str, Any]] = {
    "autoResize": False,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    # Scrolling must scroll the page; the buttons zoom.
    "interaction": {"hover": True, "zoomView": False, "dragNodes": False, "keyboard": False},
}


@dataclass(frozen=True, slots=True)
class Link:
    """Where more is told.

    :param text: what the link says
    :param href: where it leads, safe to follow
    """

    text: Text
    href: str


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture before it is drawn.

    :param nodes: with ``id``, ``kind``, ``text`` and what the details show
    :param edges: with ``from``, ``to``, ``kind``, and ``merged`` where they are of a plan as a whole
    :param plans: with ``slug``, ``label`` and ``year``
    :param view: ``file`` (one plan or all of them, as a reader chooses), ``plan``, ``plans`` or ``uses``
    :param kinds: kinds of node that can be shown and hidden
    :param start: what it opens with, over what the script would choose: ``plan``, ``kinds`` …
    :param compact: whether plans can only be shown merged
    :param crowd: whether the plans are so many that only what half of them lack is told in red
    :param index: things that are not drawn and can be found, with ``href`` for where they are told
    """

    nodes: Sequence[Mapping[str, Any]]
    edges: Sequence[Mapping[str, Any]]
    plans: Sequence[Mapping[str, Any]]
    view: str = "file"
    kinds: tuple[str, ...] = PLAN_KINDS
    start: Mapping[str, Any] | None = None
    compact: bool = False
    crowd: bool = False
    index: Sequence[Mapping[str, Any]] = ()

    def focused(self, node: str) -> Scene:
        """Return the same with a node in focus.

        :param node: its id
        """
        return replace(self, start={**(self.start or {}), "focus": node})


def describe_links(links: Iterable[Link]) -> list[dict[str, Any]]:
    """Describe links for the script."""
    return [{"text": link.text.as_dict(), "href": link.href} for link in links]


def write_data(scene: Scene, lang: Lang, *, bilingual: bool) -> str:
    """Write what the script reads, as JSON that may stand inside a script element.

    :param lang: the language that the picture opens in
    :param bilingual: whether a reader can switch to the other
    """
    nodes, edges, options = _ask_pyvis(scene)
    data: dict[str, Any] = {
        "lang": lang,
        "view": scene.view,
        "compact": scene.compact,
        "nodes": nodes,
        "edges": [edge | {"id": f"e{index}"} for index, edge in enumerate(edges)],
        "options": options,
        "colours": {kind: {"background": b, "border": e} for kind, (b, e) in COLOURS.items()},
        "plans": list(scene.plans),
        "kinds": list(scene.kinds),
        "start": dict(scene.start or {}),
        "index": list(scene.index),
        "words": {
            name: {key: text.as_dict() for key, text in texts.items()}
            for name, texts in (
                ("ui", WORDS), ("kind", KIND), ("kinds", KINDS), ("basis", BASIS), ("status", STATUS),
            )
        },
    }  # fmt: skip
    if not bilingual:
        for name in ("nodes", "edges"):
            data[name] = [_in_one(thing, lang) for thing in data[name]]
        data["words"] = {
            name: {key: {lang: text[lang]} for key, text in texts.items()}
            for name, texts in data["words"].items()
        }
    text = json.dumps(data, ensure_ascii=bilingual, separators=(",", ":"))
    # No label can end the element.
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _ask_pyvis(scene: Scene) -> tuple[list[dict[str, Any]], list[dict[str, Any]], dict[str, Any]]:
    """Let pyvis hold nodes, edges and options; it refuses an edge to a node that there is not."""
    # pyvis takes half a second to import.
    from pyvis.network import Network as VisNetwork

    vis = VisNetwork(directed=True)
    vis.set_options(json.dumps(_OPTIONS))
    for node in scene.nodes:
        rest = {"n_id" if key == "id" else key: value for key, value in node.items()}
        vis.add_node(shape="custom", label=str(node["id"]), **rest)
    for edge in scene.edges:
        # The page draws the lines itself, from border to border; vis only knows what is tied.
        rest = {key: value for key, value in edge.items() if key not in ("from", "to")}
        vis.add_edge(edge["from"], edge["to"], hidden=True, **rest)
    nodes, edges, _, _, _, options = vis.get_network_data()
    return [_lean(node) for node in nodes], [_lean(edge) for edge in edges], json.loads(options)


def _lean(thing: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in thing.items() if key not in _SAME}


def _in_one(thing: Mapping[str, Any], lang: Lang) -> dict[str, Any]:
    """Return a node or an edge with its longer texts in one language."""
    one = dict(thing)
    for key in _LONG:
        if isinstance(one.get(key), dict):
            one[key] = {lang: one[key][lang]}
    if "figures" in one:
        one["figures"] = [{lang: text[lang]} for text in one["figures"]]
    if "go" in one:
        one["go"] = [link | {"text": {lang: link["text"][lang]}} for link in one["go"]]
    return one
