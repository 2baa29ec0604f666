"""Where the graph leads: to a plan's page, to what is said of a thing, to another picture."""

from __future__ import annotations

from typing import Any, Final

from plangraph.model import Lang, Text
from plangraph.names import BASE, shorten
from plangraph.network import Shared
from plangraph.picture import Link, Search, name_shortly
from plangraph.web.pages import Frame
from plangraph.web.site.graph.choice import Asked, Group
from plangraph.web.words import word

#: What all plans share: where it leads are all of them.
_SHARED: Final = ("national-target", "theme", "target-group", "instrument")


class Leads:
    """Makes links of a picture.

    :param prefix: what stands before every path
    :param lang: the language that links keep, or nothing
    :param asked: which plans are chosen; links to other pictures keep that
    """

    def __init__(self, prefix: str, lang: Lang | str, asked: Asked) -> None:
        self._frame = Frame("da", prefix, "/graph", lang, "", "")
        self.search = Search(f"{prefix}/search", {"lang": lang} if lang else {})
        self.query: dict[str, Any] = {
            "plan": list(asked.plans),
            "year": asked.year if asked.year else "" if asked.year is None else "all",
            "region": asked.region,
            "municipality": asked.municipality,
        }

    def to(self, path: str, **query: object) -> str:
        """Return the address of a page."""
        return self._frame.to(path, **{name: value for name, value in query.items() if value != []})

    def to_places(self, shared: Shared) -> str:
        """Return the address of the picture round a thing, of the plans that are chosen."""
        return self.to("/graph", focus=shorten(shared.iri), **self.query)

    def of_plan(self, slug: str) -> tuple[Link, ...]:
        """Return where a plan is told."""
        return (
            _link("graph_lead_plan_page", self.to(f"/plans/{slug}")),
            _link("graph_lead_plan_graph", self.to("/graph", plan=slug)),
        )

    def of_element(self, iri: str, kind: str, slug: str) -> tuple[Link, ...]:
        """Return where an element is told; of what plans share, where all of them are."""
        if kind in _SHARED:
            return (_link("graph_lead_all_plans", self.to("/graph", focus=shorten(iri))), *self._data(iri))
        page = self.to(f"/plans/{slug}#{name_shortly(iri)}")
        return (_link("graph_lead_plan", page), *self._data(iri))

    def of_shared(self, shared: Shared) -> tuple[Link, ...]:
        """Return where a thing is told that plans share."""
        return (_link("graph_lead_places", self.to_places(shared)), *self._data(shared.iri))

    def of_group(self, group: Group) -> tuple[Link, ...]:
        """Return where the plans of a box are told."""
        if len(group.plans) == 1:
            return self.of_plan(group.plans[0].slug)
        if not group.key:
            return ()
        chosen = self.query | {
            group.kind: group.key.partition("-")[0] if group.kind == "municipality" else group.key
        }
        return (_link("graph_lead_group", self.to("/graph", **chosen)),)

    def _data(self, iri: str) -> tuple[Link, ...]:
        if not iri.startswith(BASE):
            return ()
        return (_link("graph_lead_data", self.to(f"/doc/{iri.removeprefix(BASE)}")),)


def _link(key: str, href: str) -> Link:
    return Link(Text(word(key, "da"), word(key, "en")), href)
