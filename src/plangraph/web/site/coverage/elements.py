"""The elements behind a cell, and how they have to do with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from rdflib import Namespace, URIRef

from plangraph.assess.entries import Entry, How
from plangraph.model import Lang, Text
from plangraph.names import ID, PG, mint
from plangraph.network.reading import Reader
from plangraph.report.words import listing
from plangraph.web.holdings import Holdings
from plangraph.web.matrices import serving_of, yardstick_of
from plangraph.web.site.coverage.cell_parts import Item, Way
from plangraph.web.site.coverage.saying import named, quoted
from plangraph.web.site.places import anchor_of
from plangraph.web.words import word

_PG: Final = Namespace(PG)
#: So many elements are named through which one has something.
VIA: Final = 3


class Elements:
    """Shows elements in a language.

    :param holdings: the plans
    :param lang: the language
    """

    def __init__(self, holdings: Holdings, lang: Lang) -> None:
        self._holdings, self._lang = holdings, lang
        self._yardstick = yardstick_of(holdings)
        self._readers: dict[str, Reader] = {}

    def item(self, entry: Entry) -> Item:
        """Return an element with how it has to do with a cell."""
        element, lang = entry.element, self._lang
        reader = self._reader(entry.plan)
        node = URIRef(element.iri)
        figures = reader.figures(node) if element.kind == "goal" else ()
        aim = "" if element.kind != "goal" or figures else "coverage_no_figure"
        if figures and reader.ambition(node) == "direction":
            aim = "coverage_direction_only"
        note = "" if entry.full else word("coverage_reached_through", lang) if element.kind == "goal" else ""
        if element.iri in element.waiting:
            note = f"{note} {word('coverage_itself_waiting', lang)}".strip()
        return Item(
            plan=self.plan_name(entry.plan),
            slug=entry.plan,
            anchor=anchor_of(element.iri),
            kind=word(f"coverage_kind_{element.kind}", lang),
            number=element.number,
            label=named(element.label, lang),
            ways=tuple(self._ways(entry)),
            note=note,
            figures=tuple(named(figure, lang) for figure in figures),
            figure=word(aim, lang) if aim else "",
        )

    def _ways(self, entry: Entry) -> Iterator[Way]:
        """Yield how an element has to do with a cell; what it has itself is not said again of others."""
        alike: dict[str, list[How]] = defaultdict(list)
        for way in entry.ways:
            alike[way.other].append(way)
        for ways in alike.values():
            own = [way for way in ways if not way.via]
            yield self._way(entry, own[:1] or ways)

    def _way(self, entry: Entry, ways: Sequence[How]) -> Way:
        """Say how an element has to do with one thing.

        :param ways: one where it has it itself, else each through another element
        """
        lang, slug, first = self._lang, entry.plan, ways[0]
        notes = [self._via(slug, [way.via for way in ways])] if first.via else []
        if all(way.inherited for way in ways):
            notes.append(word("coverage_inherited", lang))
        if self._is_target(first.other):
            basis = (first.basis or "unknown").lower()
            # Why the focus area is linked is told where the focus area is.
            told = first.node and not first.via
            rationale = self._reader(slug).text(URIRef(first.node), _PG.rationale) if told else None
            return Way(
                word("coverage_link", lang, what=self.target_name(first.other)),
                basis,
                word(f"coverage_basis_{basis}", lang),
                tuple(notes),
                None if rationale is None else named(rationale, lang),
            )
        if all(way.waiting for way in ways):
            notes.append(word("coverage_waiting", lang))
        group = self._yardstick.is_a(first.other, "TargetGroup")
        area = entry.element.kind == "focus-area"
        key = "coverage_names" if area else "coverage_for" if group else "coverage_uses"
        what = quoted(self._yardstick.label(first.other), lang)
        return Way(word(key, lang, what=what), "", "", tuple(notes), None)

    def _via(self, slug: str, iris: Sequence[str]) -> str:
        """Say through what an element has something: "through the measures »…«, »…« and 2 more"."""
        lang, elements = self._lang, serving_of(self._holdings, slug).facts.elements
        kinds = {elements[iri].kind for iri in iris if iri in elements}
        kind = kinds.pop() if len(kinds) == 1 else "measure"
        labels = [quoted(self.label(slug, iri), lang) for iri in dict.fromkeys(iris)]
        names = labels[:VIA]
        if len(labels) > VIA:
            names.append(word("coverage_more", lang, count=len(labels) - VIA))
        key = f"coverage_through_{kind}" + ("s" if len(labels) > 1 else "")
        return word(key, lang, what=listing(names, lang))

    def _is_target(self, iri: str) -> bool:
        return iri in self._yardstick.targets or iri.startswith(ID + "national-target/")

    def target_name(self, iri: str) -> str:
        """Return what a national target is called in a sentence."""
        known = self._yardstick.targets.get(iri)
        if known is None:
            return self._yardstick.label(iri).get(self._lang)
        return word("coverage_target_in", self._lang, number=known.number, year=known.year)

    def plan_name(self, slug: str) -> str:
        """Return what a plan is called."""
        return serving_of(self._holdings, slug).name.get(self._lang)

    def label(self, slug: str, iri: str) -> Text:
        """Return what an element of a plan is called."""
        element = serving_of(self._holdings, slug).facts.elements.get(iri)
        return self._yardstick.label(iri) if element is None else element.label

    def _reader(self, slug: str) -> Reader:
        if slug not in self._readers:
            view = self._holdings.copy.store.view(mint("graph", slug))
            self._readers[slug] = Reader(view, self._holdings.reference)
        return self._readers[slug]
