"""Names every row of a workbook: by its key, or, for a new row, by a key made of its number or name."""

from __future__ import annotations

from typing import Final

from rdflib import URIRef

from plangraph.intake.workbook.filled import Entry
from plangraph.intake.workbook.making import Making, slugged, text
from plangraph.intake.workbook.references import DOT, Target
from plangraph.model import Text

#: What the key of a new row is made of, the first that says something.
_STEMS: Final = ("number", "goal", "element", "label", "indicator")


def name_rows(making: Making) -> dict[int, Target]:
    """Give every row its IRI, those that have a key first.

    :returns: the named rows, by their place among the entries
    """
    entries = making.rows.entries
    targets: dict[int, Target] = {}
    for place, entry in enumerate(entries):
        if (key := text(entry, "key")) and (node := _keyed(making, entry, key)) is not None:
            targets[place] = _target(entry, node, key)
    for place, entry in enumerate(entries):
        if text(entry, "key"):
            continue
        lacking = [c for c in entry.sheet.columns if c.required and c.name not in entry.values]
        for column in lacking:
            making.blame(entry, column, Text("mangler", "is missing"))
        node = making.free(entry.sheet.kind, _stem(entry))
        targets[place] = _target(entry, node, "")
        if not lacking:
            making.new.append((entry, targets[place]))
    return targets


def _keyed(making: Making, entry: Entry, key: str) -> URIRef | None:
    node = making.node(entry.sheet.kind, key) or making.node(entry.sheet.kind, slugged(key))
    column = entry.sheet.column("key")
    if node is None:
        words = Text(
            f"'{key}' kan ikke bruges: en nøgle har a-z, 0-9, - og punktum",
            f"'{key}' cannot be used: a key has a-z, 0-9, - and full stops",
        )
        making.blame(entry, column, words)
        return None
    if str(node) in making.taken:
        words = Text(
            f"'{key}' er der allerede; en nøgle er der kun én gang",
            f"'{key}' is there already; a key is there once only",
        )
        making.blame(entry, column, words)
        return None
    making.taken.add(str(node))
    return node


def _target(entry: Entry, node: URIRef, key: str) -> Target:
    bare = str(node).rsplit("/", 1)[-1]
    # A key that was written as words ("Side 7 om unge") is what other rows call the row.
    label = text(entry, "label") or (key if key != bare else "")
    return Target(entry.sheet.kind, node, bare, text(entry, "number"), label)


def _stem(entry: Entry) -> str:
    for name in _STEMS:
        words = text(entry, name)
        key = slugged(words.split(DOT)[0] if name in ("goal", "element") else words)
        if key:
            more = text(entry, "period") or text(entry, "target").split(".")[0].split(" ")[0]
            return f"{key}-{slugged(more)}" if slugged(more) else key
    return entry.sheet.kind
