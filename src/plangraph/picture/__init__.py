"""Draws plans as an interactive picture, with a table that says the same.

::

    draw(network, target, title=…)                 # one HTML file that needs nothing but itself
    render(network, title=…) -> str                # the same as text
    compose(scene, rows, lang=…) -> Piece          # the same as parts of somebody else's page
    picture_plan(network, slug, leads) -> Scene    # what a picture shows: one plan,
    picture_plans(…) / picture_uses(…) -> Scene    # many plans, or what is tied to one thing
    read_assets() / digest()                       # the scripts and the style sheet that it needs
"""

from __future__ import annotations

import importlib.resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from plangraph.files import save
from plangraph.model import LANGS, Lang, Text
from plangraph.picture.assets import SCRIPTS, STYLE, Asset, digest, read_assets
from plangraph.picture.composition import Piece, Search, compose, environment, show_words
from plangraph.picture.plans import Thing, Unit, merge, picture_plans
from plangraph.picture.scene import Link, Scene, write_data
from plangraph.picture.uses import UseRow, UsersTables, UsesTable, picture_uses, tell_use
from plangraph.picture.view import (
    CONCEPTS,
    Leads,
    describe_edges,
    describe_node,
    describe_overview,
    describe_plans,
    list_rows,
    name_nodes,
    name_shortly,
    picture_plan,
)

if TYPE_CHECKING:
    from plangraph.network import Network

__all__ = [
    "SCRIPTS",
    "STYLE",
    "Asset",
    "Leads",
    "Link",
    "Piece",
    "Scene",
    "Search",
    "Thing",
    "Unit",
    "UseRow",
    "UsersTables",
    "UsesTable",
    "compose",
    "digest",
    "draw",
    "list_rows",
    "merge",
    "name_nodes",
    "name_shortly",
    "picture_plan",
    "picture_plans",
    "picture_uses",
    "read_assets",
    "render",
    "tell_use",
]

#: From here on a page shows the merged plans only: what each one says would be tens of megabytes.
_TOO_MANY: Final = 25


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
    plans = describe_plans(network)
    compact = len(plans) >= _TOO_MANY
    scene = _stage(network, plans, compact=compact)
    assets = read_assets()
    # A script may hold what would end its element.
    scripts = [assets[name].text.replace("</script", r"<\/script") for name in SCRIPTS]
    page_style = (importlib.resources.files("plangraph") / "templates" / "picture-file.css").read_text(
        "utf-8"
    )
    return (
        environment()
        .get_template("picture.html.jinja")
        .render(
            **show_words(scene, lang, bilingual=True),
            title=title,
            search=None,
            rows=list_rows(network, compact=compact),
            data=write_data(scene, lang, bilingual=True),
            scripts=scripts,
            styles=(page_style, assets[STYLE].text),
        )
    )


def _stage(network: Network, plans: list[dict[str, Any]], *, compact: bool) -> Scene:
    """Return what the file shows: each plan, unless they are too many, and all of them merged."""
    ids = name_nodes(network)
    merged, merged_edges = describe_overview(network, ids) if len(plans) > 1 else ([], [])
    shared = ("national-target", *CONCEPTS)
    shown = [node for node in ids if not compact or network.nodes[node]["kind"] in shared]
    single = [] if compact else describe_edges(network, ids)
    return Scene(
        nodes=[{"id": ids[node]} | describe_node(network, node, ids) for node in shown] + merged,
        edges=[{"merged": False} | e for e in single] + [{"merged": True} | e for e in merged_edges],
        plans=plans,
        compact=compact,
    )
