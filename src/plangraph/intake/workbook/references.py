"""Rows that other rows refer to: by key, number, name, or all of it ("Mål 3c · Flere i job")."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from rdflib import URIRef

from plangraph.intake.workbook.layout import KIND_NAMES
from plangraph.intake.workbook.lists import fold, resembling
from plangraph.intake.workbook.mistakes import Mistake
from plangraph.model import Lang, Text

#: Between a number and a name.
DOT: Final = " · "


@dataclass(frozen=True, slots=True)
class Target:
    """A row that can be referred to.

    :param kind: its kind
    :param node: its IRI
    :param key: last part of its IRI
    :param number: its number, or empty
    :param label: its name, or empty
    """

    kind: str
    node: URIRef
    key: str
    number: str = ""
    label: str = ""

    @property
    def name(self) -> str:
        """What a drop-down list shows for it."""
        return DOT.join(part for part in (self.number, self.label) if part) or self.key


class References:
    """The rows of a workbook, found by what cells call them.

    :param targets: the rows
    :param lang: language of the names of kinds
    """

    def __init__(self, targets: Iterable[Target], lang: Lang) -> None:
        self._lang = lang
        self._by_node: dict[URIRef, Target] = {}
        self._found: dict[str, tuple[dict[str, set[URIRef]], ...]] = {}
        for target in targets:
            self._by_node[target.node] = target
            tiers = self._found.setdefault(
                target.kind, (defaultdict(set), defaultdict(set), defaultdict(set), defaultdict(set))
            )
            tiers[0][fold(target.key)].add(target.node)
            tiers[1][fold(target.name)].add(target.node)
            tiers[1][fold(f"{target.key}{DOT}{target.label}")].add(target.node)
            if target.number:
                tiers[2][fold(target.number)].add(target.node)
            if target.label:
                tiers[3][fold(target.label)].add(target.node)

    def __contains__(self, node: object) -> bool:
        return node in self._by_node

    def get(self, node: URIRef) -> Target | None:
        """Return the row of an IRI, or None."""
        return self._by_node.get(node)

    def forms(self, node: URIRef, kinds: tuple[str, ...]) -> list[str]:
        """Return what a cell may call a row, the best first; nothing for a row that is not there."""
        target = self._by_node.get(node)
        if target is None or target.kind not in kinds:
            return []
        forms = [target.name, f"{target.key}{DOT}{target.label}", target.key]
        if sum(kind in KIND_NAMES for kind in kinds) > 1:
            return [f"{KIND_NAMES[target.kind].get(self._lang)} {form}" for form in forms]
        return forms

    def find(self, text: str, kinds: tuple[str, ...]) -> URIRef | None:
        """Return the row that a text names, or None.

        :raises Mistake: when it names several
        """
        wanted, among = fold(text), kinds
        for kind in kinds:
            for name in (KIND_NAMES[kind].da, KIND_NAMES[kind].en) if kind in KIND_NAMES else ():
                rest = wanted.removeprefix(name.casefold() + " ")
                if rest != wanted and (found := self._among(rest, (kind,), text)) is not None:
                    return found
        return self._among(wanted, among, text)

    def _among(self, wanted: str, kinds: tuple[str, ...], text: str) -> URIRef | None:
        for tier in range(4):
            nodes = {
                n for kind in kinds if kind in self._found for n in self._found[kind][tier].get(wanted, ())
            }
            if len(nodes) == 1:
                return next(iter(nodes))
            if nodes:
                names = ", ".join(sorted(f"»{self._by_node[n].key}«" for n in nodes))
                raise Mistake(
                    Text(
                        f"'{text}' kan være flere rækker; skriv en af nøglerne {names}",
                        f"'{text}' may be any of several rows; write one of the keys {names}",
                    )
                )
        return None

    def closest(self, text: str, kinds: tuple[str, ...]) -> str | None:
        """Return the name of the row that a text resembles most, or None."""
        names = {fold(t.name): t.name for t in self._by_node.values() if t.kind in kinds}
        best = resembling(text, names)
        return None if best is None else names[best]
