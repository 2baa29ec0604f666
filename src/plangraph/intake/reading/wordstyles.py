"""What the styles of a Word document say of a paragraph: heading level, list, size, bold, hidden, framed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from plangraph.intake.reading.packages import Node, whole

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL: Final = f"{W}val"

#: Names of built-in heading styles: English in the file whatever the language of Word, but not in every
#: program's files.
_HEADING: Final = re.compile(r"(?:heading|overskrift|rubrik|überschrift|titre)\s*([1-9])\b", re.IGNORECASE)
_TITLE: Final = re.compile(r"(?:title|titel)$", re.IGNORECASE)
_CONTENTS: Final = re.compile(
    r"(?:toc|contents|indhold(?:sfortegnelse)?)\s*(?:[1-9]|heading|overskrift)"
    r"|table of figures|illustration index",
    re.IGNORECASE,
)
_FALSE: Final = frozenset({"0", "false", "off", "none"})
_SIDES: Final = ("top", "left", "bottom", "right")
_WHITE: Final = frozenset({"", "auto", "ffffff"})
#: Body text, as an outline level.
BODY_LEVEL: Final = 9


def is_on(properties: Node | None, name: str) -> bool | None:
    """Return what a switch like ``w:b`` says, or None when it isn't there."""
    found = None if properties is None else properties.find(W + name)
    return None if found is None else found.get(VAL, "1") not in _FALSE


def value(properties: Node | None, name: str) -> str | None:
    """Return the ``w:val`` of a property, or None."""
    found = None if properties is None else properties.find(W + name)
    return None if found is None else found.get(VAL)


def shade(properties: Node | None) -> str | None:
    """Return the background of a paragraph, cell or style: empty for none, None when it doesn't say."""
    found = None if properties is None else properties.find(f"{W}shd")
    if found is None:
        return None
    theme = found.get(f"{W}themeFill")
    if found.get(VAL) != "solid" and theme is not None and theme != "background1":
        return str(theme)
    colour = found.get(f"{W}color" if found.get(VAL) == "solid" else f"{W}fill", "")
    return "" if colour.lower() in _WHITE else str(colour)


def border(properties: Node | None) -> str | None:
    """Return a word for a line round a paragraph: empty for none, None when it doesn't say.

    Lines on fewer than three sides only part it from its neighbours.
    """
    borders = None if properties is None else properties.find(f"{W}pBdr")
    if borders is None:
        return None
    drawn = sum(value(borders, side) not in (None, "nil", "none") for side in _SIDES)
    return "border" if drawn >= 3 else ""


@dataclass(slots=True)
class Styles:
    """The styles of a document, with what they inherit.

    :param root: of ``styles.xml``, or None where there is none
    """

    root: Node | None
    _by_id: dict[str, Node] = field(default_factory=dict)
    _default: str = ""
    _run_default: Node | None = None
    _paragraph_default: Node | None = None
    _chains: dict[str, tuple[Node, ...]] = field(default_factory=dict)
    _levels: dict[str, int | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.root is None:
            return
        for style in self.root.iter(f"{W}style"):
            name = style.get(f"{W}styleId")
            if name is None:
                continue
            self._by_id.setdefault(name, style)
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on"):
                self._default = name
        self._run_default = self.root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._paragraph_default = self.root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr")

    def of(self, properties: Node | None, kind: str = "pStyle") -> str:
        """Return the id of the style that properties name, or of the default paragraph style."""
        return value(properties, kind) or (self._default if kind == "pStyle" else "")

    def name(self, style: str) -> str:
        """Return the name of a style as a user sees it."""
        found = self._by_id.get(style)
        return (value(found, "name") or style) if found is not None else style

    def level(self, style: str) -> int | None:
        """Return the heading level (from 1) that a style gives, or None for body text."""
        if style not in self._levels:
            self._levels[style] = self._level(style)
        return self._levels[style]

    def _level(self, style: str) -> int | None:
        if style not in self._by_id:
            named = _HEADING.match(style)
            return int(named[1]) if named else None
        for one in self._chain(style):
            if (told := whole(value(one.find(f"{W}pPr"), "outlineLvl"))) is not None:
                return told + 1 if told < BODY_LEVEL else None
            for name in (value(one, "name") or "", one.get(f"{W}styleId", "")):
                if named := _HEADING.match(name):
                    return int(named[1])
                if _TITLE.match(name):
                    return 1
        return None

    def is_contents(self, style: str) -> bool:
        """Return whether a style is one of a table of contents."""
        return bool(_CONTENTS.match(self.name(style)) or _CONTENTS.match(style))

    def run_value(self, run: Node | None, paragraph_style: str, name: str) -> str | None:
        """Return a property of a run: its own, its style's, its paragraph's, or the document's."""
        for properties in self._run_properties(run, paragraph_style):
            if (told := value(properties, name)) is not None:
                return told
        return None

    def run_switch(self, run: Node | None, paragraph_style: str, name: str) -> bool:
        """Return a switch of a run, looked up like :meth:`run_value`."""
        for properties in self._run_properties(run, paragraph_style):
            if (told := is_on(properties, name)) is not None:
                return told
        return False

    def paragraph_property(self, properties: Node | None, style: str, name: str) -> Node | None:
        """Return the element of a paragraph property: its own, else its style's."""
        for one in (properties, *(s.find(f"{W}pPr") for s in self._chain(style)), self._paragraph_default):
            found = None if one is None else one.find(W + name)
            if found is not None:
                return found
        return None

    def frame(self, properties: Node | None, style: str) -> str:
        """Return a word for the field (background, border, frame) a paragraph stands in; empty for none.

        Neighbours with the same word stand in the same field.
        """
        layers = [properties, *(s.find(f"{W}pPr") for s in self._chain(style))]
        shaded = next((told for one in layers if (told := shade(one)) is not None), "")
        bordered = next((told for one in layers if (told := border(one)) is not None), "")
        placed = self.paragraph_property(properties, style, "framePr")
        framed = "frame" if placed is not None and placed.get(f"{W}dropCap", "none") == "none" else ""
        return " ".join(filter(None, (shaded, bordered, framed)))

    def heads_columns(self, style: str) -> bool:
        """Return whether a table style sets its first row apart."""
        return any(
            part.get(f"{W}type") == "firstRow" and len(part) > 0
            for one in self._chain(style)
            for part in one.findall(f"{W}tblStylePr")
        )

    def numbering_of(self, list_style: str) -> str | None:
        """Return the ``w:numId`` that a list style stands for, or None."""
        for one in self._chain(list_style):
            if (number := one.find(f"{W}pPr/{W}numPr")) is not None:
                return value(number, "numId")
        return None

    def _run_properties(self, run: Node | None, paragraph_style: str) -> Iterator[Node | None]:
        yield run
        for style in self._chain(value(run, "rStyle") or ""):
            yield style.find(f"{W}rPr")
        for style in self._chain(paragraph_style):
            yield style.find(f"{W}rPr")
        yield self._run_default

    def _chain(self, style: str) -> tuple[Node, ...]:
        """Return a style and what it is based on, nearest first; a circle ends where it closes."""
        if style in self._chains:
            return self._chains[style]
        chain: list[Node] = []
        seen: set[str] = set()
        current: str | None = style
        while current and current not in seen and current in self._by_id:
            seen.add(current)
            chain.append(self._by_id[current])
            current = value(chain[-1], "basedOn")
        self._chains[style] = tuple(chain)
        return self._chains[style]
