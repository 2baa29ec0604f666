"""Draws a network as one self-contained, interactive page with a table that says the same."""

from __future__ import annotations

import importlib.resources
import json
from pathlib import Path
from typing import Any, Final

from plangraph.files import save
from plangraph.model import LANGS, Lang, Text
from plangraph.network import Network
from plangraph.picture.view import (
    CONCEPTS,
    describe_edges,
    describe_node,
    describe_overview,
    list_rows,
    name_nodes,
)
from plangraph.picture.words import BASIS, KIND, KINDS, STATUS, WORDS

#: Column of each kind, left to right; groups and instruments share the last.
_LEVELS: Final = {
    "national-target": 0, "plan": 1, "focus-area": 1, "objective": 2, "goal": 3, "measure": 4,
    "target-group": 5, "instrument": 5,
}  # fmt: skip
#: Fill and border; text on each fill has a contrast above 7:1, and shape tells the kinds apart as well.
_COLOURS: Final = {
    "national-target": ("#dcebf7", "#0b5c94"),
    "plan": ("#e8eaf6", "#283593"),
    "focus-area": ("#fff1cc", "#8a6100"),
    "objective": ("#f3e6f5", "#7a3e8c"),
    "goal": ("#ffffff", "#1f2933"),
    "measure": ("#ececec", "#555555"),
    "target-group": ("#ddf3ea", "#00664a"),
    "instrument": ("#fbe3d6", "#a23b00"),
}
_OPTIONS: Final[dict[str, Any]] = {
    "autoResize": False,
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    # Scrolling must scroll the page; the buttons zoom.
    "interaction": {"hover": True, "zoomView": False, "dragNodes": False, "keyboard": False},
}
#: From here on a page shows the merged plans only: what each one says would be tens of megabytes.
_TOO_MANY: Final = 25
_ASSETS: Final = "lib/vis-9.1.2"


def draw(network: Network, target: Path, *, title: Text, lang: Lang = "da") -> None:
    """Write a picture of plans as one HTML page that needs nothing but itself.

    One plan is shown at a time, or all of them merged; a page with 25 plans or more shows them
    merged only.

    :param network: what :func:`plangraph.network.project` made
    :param target: the file to write; replaced whole, or left as it was
    :param title: heading of the page
    :param lang: language that the page opens in; a reader can switch
    :raises OutputError: when the file cannot be written
    :raises ValueError: for a language that the page does not speak
    """
    if lang not in LANGS:
        raise ValueError(f"the picture speaks {' and '.join(LANGS)}, not {lang!r}")
    save(target, render(network, title=title, lang=lang))


def render(network: Network, *, title: Text, lang: Lang = "da") -> str:
    """Return the page that :func:`draw` writes."""
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("plangraph", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    script, style = _read_vis()
    templates = importlib.resources.files("plangraph") / "templates"
    own = [
        (templates / f"picture-{part}.js").read_text("utf-8")
        for part in ("shapes", "layout", "model", "details", "page")
    ]
    plans = network.graph["plans"]
    compact = len(plans) >= _TOO_MANY
    return environment.get_template("picture.html.jinja").render(
        title=title,
        lang=lang,
        plans=[(slug, plan["label"]) for slug, plan in plans.items()],
        rows=list_rows(network, compact=compact),
        compact=compact,
        words=WORDS,
        kind=KIND,
        kinds=KINDS,
        status=STATUS,
        colours=_COLOURS,
        data=_as_json(_view(network, lang, compact)),
        scripts=(script, *own),
        styles=(style, (templates / "picture.css").read_text("utf-8")),
    )


def _view(network: Network, lang: Lang, compact: bool) -> dict[str, Any]:
    """Let pyvis hold nodes, edges and options, and add what the script says."""
    # pyvis takes half a second to import.
    from pyvis.network import Network as VisNetwork

    vis = VisNetwork(directed=True)
    vis.set_options(json.dumps(_OPTIONS))
    ids = name_nodes(network)
    overview, merged_edges = describe_overview(network, ids) if len(network.graph["plans"]) > 1 else ([], [])
    shared = ("national-target", *CONCEPTS)
    shown = [node for node in ids if not compact or network.nodes[node]["kind"] in shared]
    nodes = [{"id": ids[node]} | describe_node(network, node, ids) for node in shown] + overview
    single = [] if compact else describe_edges(network, ids)
    for node in nodes:
        fill, border = _COLOURS[node["kind"]]
        vis.add_node(
            label=node["text"][lang],
            shape="custom",
            color={"background": fill, "border": border},
            level=_LEVELS[node["kind"]],
            **{"n_id" if key == "id" else key: value for key, value in node.items()},
        )
    for merged, edges in ((False, single), (True, merged_edges)):
        for edge in edges:
            # The page draws the lines itself, from border to border; vis only knows what is tied.
            rest = {key: value for key, value in edge.items() if key not in ("from", "to")}
            vis.add_edge(edge["from"], edge["to"], hidden=True, merged=merged, **rest)
    found_nodes, found_edges, _, _, _, options = vis.get_network_data()
    return {
        "lang": lang,
        "compact": compact,
        "nodes": found_nodes,
        "edges": [edge | {"id": f"e{index}"} for index, edge in enumerate(found_edges)],
        "options": json.loads(options),
        "plans": [
            {"slug": slug, "label": plan["label"].as_dict(), "year": plan["year"], "iri": plan["iri"]}
            for slug, plan in network.graph["plans"].items()
        ],
        "words": {
            name: {key: text.as_dict() for key, text in texts.items()}
            for name, texts in (
                ("ui", WORDS), ("kind", KIND), ("kinds", KINDS), ("basis", BASIS), ("status", STATUS),
            )
        },
    }  # fmt: skip


def _read_vis() -> tuple[str, str]:
    """Return the script and the style sheet that pyvis carries."""
    folder = importlib.resources.files("pyvis") / _ASSETS
    script = (folder / "vis-network.min.js").read_text("utf-8")
    return script.replace("</script", r"<\/script"), (folder / "vis-network.css").read_text("utf-8")


def _as_json(view: dict[str, Any]) -> str:
    """Write JSON that may stand inside a script element: no label can end it."""
    text = json.dumps(view, ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
