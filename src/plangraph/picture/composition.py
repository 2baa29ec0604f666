"""Puts a picture together: as parts of somebody else's page, or as a file of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from plangraph.model import Lang
from plangraph.picture.scene import COLOURS, OPEN_KINDS, Scene, write_data
from plangraph.picture.words import BASIS, KIND, KINDS, STATUS, WORDS

if TYPE_CHECKING:
    from jinja2 import Environment


@dataclass(frozen=True, slots=True)
class Piece:
    """A picture as parts of a page; each is HTML that is safe as it stands.

    :param controls: search, filters and buttons
    :param legend: what shapes and lines mean, and what can be hidden
    :param stage: where it is drawn, and the details
    :param tables: the same in words
    :param data: what the script reads
    """

    controls: str
    legend: str
    stage: str
    tables: str
    data: str


@dataclass(frozen=True, slots=True)
class Search:
    """Where a search is sent that the picture cannot answer.

    :param address: of the page that answers it
    :param also: what is sent beside the words
    """

    address: str
    also: Mapping[str, str]


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return what renders the templates of pictures."""
    import jinja2

    return jinja2.Environment(
        loader=jinja2.PackageLoader("plangraph", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def show_words(scene: Scene, lang: Lang, *, bilingual: bool) -> dict[str, Any]:
    """Return what every template of pictures is given."""
    return {
        "lang": lang,
        "bilingual": bilingual,
        "scene": scene,
        "has": _list_signs(scene),
        "filters": _list_filters(scene),
        "open_kinds": (scene.start or {}).get("kinds", OPEN_KINDS),
        "words": WORDS,
        "basis": BASIS,
        "kind": KIND,
        "kinds": KINDS,
        "status": STATUS,
        "colours": COLOURS,
    }


def compose(scene: Scene, told: object, *, lang: Lang, search: Search, tables: str = "") -> Piece:
    """Return a picture as parts of a page in one language; the page brings style and scripts.

    :param scene: what the picture shows
    :param told: what its tables say: :func:`~plangraph.picture.list_rows`, or what came with the scene
    :param lang: language of the page
    :param search: where a search is sent where no script runs
    :param tables: which tables tell it where the view does not say: ``users``
    """
    from markupsafe import Markup

    given = show_words(scene, lang, bilingual=False)
    body: Any = environment().get_template("picture-body.html.jinja").make_module({**given, "search": search})
    # write_data() lets nothing through that could end the element.
    data = Markup('<script type="application/json" id="picture-data">{}</script>').format(
        Markup(write_data(scene, lang, bilingual=False))  # noqa: S704 - see above
    )
    return Piece(
        controls=body.controls(),
        legend=body.legend(),
        stage=body.stage(),
        tables=getattr(body, f"tables_of_{tables or scene.view}")(told),
        data=data,
    )


def _list_signs(scene: Scene) -> frozenset[str]:
    """Return what the legend has to explain: kinds of edge, bases of links, plans that share a box."""
    if scene.view == "file":
        return frozenset({"addresses", "targets", "uses", "mentions", "inherited", "gap", *BASIS})
    found = {str(edge[name]) for edge in scene.edges for name in ("kind", "basis") if edge.get(name)}
    found |= {"inherited" for edge in scene.edges if edge.get("inherited")}
    return frozenset(found | {"plans" for edge in scene.edges if edge.get("of")})


def _list_filters(scene: Scene) -> frozenset[str]:
    """Return what the picture can be narrowed to: a filter with one choice is none."""
    if scene.view == "file":
        return frozenset({"group", "target"})
    if scene.view == "uses":
        return frozenset()
    kinds = [node["kind"] for node in scene.nodes]
    counts = {
        "group": kinds.count("target-group"),
        "target": kinds.count("national-target") + kinds.count("theme"),
    }
    return frozenset(name for name, many in counts.items() if many > 1)
