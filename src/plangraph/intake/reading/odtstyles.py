"""What the styles of an OpenDocument text say: heading, list, size, bold, hidden, framed, new page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from plangraph.intake.reading.numbering import BULLET, Listed, printed_bullet, printed_number
from plangraph.intake.reading.packages import Node, whole

_ODF: Final = "urn:oasis:names:tc:opendocument:xmlns"
OFFICE: Final = f"{{{_ODF}:office:1.0}}"
TEXT: Final = f"{{{_ODF}:text:1.0}}"
TABLE: Final = f"{{{_ODF}:table:1.0}}"
DRAW: Final = f"{{{_ODF}:drawing:1.0}}"
STYLE: Final = f"{{{_ODF}:style:1.0}}"
FO: Final = f"{{{_ODF}:xsl-fo-compatible:1.0}}"

_TITLE: Final = re.compile(r"(?:title|titel)$", re.IGNORECASE)
_SIZE: Final = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,4})?)(pt|%)$")
#: How ODF writes the forms of numbers, and how Word does.
_FORMS: Final = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_DEEPEST: Final = 10


@dataclass(slots=True)
class OdtStyles:
    """The styles of a document.

    :param roots: of ``content.xml`` and ``styles.xml``, as far as they are there
    """

    roots: Sequence[Node]
    _by_name: dict[tuple[str, str], Node] = field(default_factory=dict)
    _defaults: dict[str, Node] = field(default_factory=dict)
    _lists: dict[str, dict[int, Node]] = field(default_factory=dict)
    _outline: dict[int, Node] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for root in self.roots:
            for style in root.iter(f"{STYLE}style"):
                key = (style.get(f"{STYLE}family", ""), style.get(f"{STYLE}name", ""))
                self._by_name.setdefault(key, style)
            for style in root.iter(f"{STYLE}default-style"):
                self._defaults.setdefault(style.get(f"{STYLE}family", ""), style)
            for style in root.iter(f"{TEXT}list-style"):
                self._lists.setdefault(style.get(f"{STYLE}name", ""), _levels(style))
            for style in root.iter(f"{TEXT}outline-style"):
                self._outline = self._outline or _levels(style)

    def label(self, name: str) -> str:
        """Return the name of a paragraph style as a user sees it; automatic styles have their parent's."""
        for style in self._chain("paragraph", name):
            shown = style.get(f"{STYLE}display-name") or style.get(f"{STYLE}name", "")
            if style.getparent().tag != f"{OFFICE}automatic-styles":
                return str(shown)
        return name

    def is_title(self, name: str) -> bool:
        """Return whether a paragraph style is that of the document's title."""
        return any(_TITLE.match(style.get(f"{STYLE}name", "")) for style in self._chain("paragraph", name))

    def text_property(self, spans: Sequence[str], paragraph: str, name: str) -> str | None:
        """Return a property of text: of the innermost span that says it, else of the paragraph.

        :param spans: styles of the spans it stands in, innermost first
        :param paragraph: style of its paragraph
        """
        for family, style in (*(("text", span) for span in spans), ("paragraph", paragraph)):
            if (told := self._property(family, style, "text-properties", name)) is not None:
                return told
        default = self._defaults.get("paragraph")
        properties = None if default is None else default.find(f"{STYLE}text-properties")
        return None if properties is None else properties.get(name)

    def size(self, spans: Sequence[str], paragraph: str) -> float | None:
        """Return the font size of text in points, or None where it isn't said plainly."""
        factor = 1.0
        chain = [s for span in spans for s in self._chain("text", span)]
        chain += self._chain("paragraph", paragraph)
        if "paragraph" in self._defaults:
            chain.append(self._defaults["paragraph"])
        for style in chain:
            properties = style.find(f"{STYLE}text-properties")
            told = "" if properties is None else properties.get(f"{FO}font-size", "")
            if (match := _SIZE.match(told)) is None:
                continue
            if match[2] == "pt":
                return round(float(match[1]) * factor, 1)
            factor *= float(match[1]) / 100
        return None

    def is_hidden(self, spans: Sequence[str], paragraph: str) -> bool:
        """Return whether text is not shown."""
        return self.text_property(spans, paragraph, f"{TEXT}display") == "none"

    def is_bold(self, spans: Sequence[str], paragraph: str) -> bool:
        """Return whether text is bold."""
        told = self.text_property(spans, paragraph, f"{FO}font-weight") or "normal"
        return told == "bold" or (whole(told) or 0) >= 600

    def breaks_page(self, paragraph: str) -> tuple[bool, bool]:
        """Return whether a page ends before a paragraph of this style, and after it."""
        style = self._by_name.get(("paragraph", paragraph))
        master = style is not None and bool(style.get(f"{STYLE}master-page-name"))
        before = self._property("paragraph", paragraph, "paragraph-properties", f"{FO}break-before")
        after = self._property("paragraph", paragraph, "paragraph-properties", f"{FO}break-after")
        return master or before == "page", after == "page"

    def frame(self, paragraph: str) -> str:
        """Return a word for the field (background, border) a paragraph stands in; empty for none."""
        colour = self._colour("paragraph", paragraph, "paragraph-properties")
        sides = [
            self._property("paragraph", paragraph, "paragraph-properties", f"{FO}border{side}")
            for side in ("", "-top", "-left", "-bottom", "-right")
        ]
        drawn = [told not in (None, "none") for told in sides]
        bordered = drawn[0] or sum(drawn[1:]) >= 3
        return " ".join(filter(None, (colour, "border" if bordered else "")))

    def is_shaded(self, cell: str) -> bool:
        """Return whether a table cell of this style has a background."""
        return bool(self._colour("table-cell", cell, "table-cell-properties"))

    def list_of(self, paragraph: str) -> str | None:
        """Return the list style that a paragraph style puts its paragraphs into, or None."""
        for style in self._chain("paragraph", paragraph):
            if told := style.get(f"{STYLE}list-style-name"):
                return str(told)
        return None

    def rules(self, list_style: str, level: int) -> Node | None:
        """Return the element that says how items of a level (from 0) are marked, or None."""
        return self._lists.get(list_style, {}).get(level)

    def outline_rules(self, level: int) -> Node | None:
        """Return the element that says how headings of a level (from 0) are numbered, or None."""
        return self._outline.get(level)

    def _colour(self, family: str, name: str, group: str) -> str:
        told = self._property(family, name, group, f"{FO}background-color") or ""
        return "" if told.lower() in ("", "transparent", "#ffffff") else told

    def _property(self, family: str, name: str, group: str, wanted: str) -> str | None:
        for style in self._chain(family, name):
            properties = style.find(STYLE + group)
            if properties is not None and (told := properties.get(wanted)) is not None:
                return str(told)
        return None

    def _chain(self, family: str, name: str) -> Iterator[Node]:
        seen: set[str] = set()
        while name and name not in seen and (style := self._by_name.get((family, name))) is not None:
            seen.add(name)
            yield style
            name = style.get(f"{STYLE}parent-style-name", "")


def _levels(style: Node) -> dict[int, Node]:
    return {_number(rules.get(f"{TEXT}level")) - 1: rules for rules in style}


def _form(rules: Node | None) -> str:
    return "" if rules is None else str(rules.get(f"{STYLE}num-format", ""))


def _number(text: str | None, otherwise: int = 1) -> int:
    found = whole(text)
    return otherwise if found is None else found


@dataclass(slots=True)
class Counters:
    """Numbers of the items of one list, or of the headings, while the document is read.

    :param counts: the last number of each level, from 0
    """

    counts: dict[int, int] = field(default_factory=dict)

    def next(self, rules_of: Callable[[int], Node | None], level: int, start: str | None = None) -> Listed:
        """Count an item, and return how it is marked.

        :param rules_of: gives the element that says how a level is marked; None means with a bullet
        :param level: how deep it is, from 0
        :param start: number that the item itself claims
        """
        rules = rules_of(level)
        if rules is None:
            return Listed(BULLET, level, True)
        if not rules.tag.endswith(("-number", "outline-level-style")):
            return Listed(printed_bullet(rules.get(f"{TEXT}bullet-char", BULLET)), level, True)
        first = _number(rules.get(f"{TEXT}start-value"))
        before = self.counts.get(level)
        self.counts[level] = _number(start, first if before is None else before + 1)
        for below in [at for at in self.counts if at > level]:
            del self.counts[below]
        if not _form(rules):
            return Listed("", level, False)
        shown = min(_number(rules.get(f"{TEXT}display-levels")), level + 1, _DEEPEST)
        figures = [
            printed_number(self.counts.get(at, 1), _FORMS.get(_form(rules_of(at)), "decimal"))
            for at in range(level - shown + 1, level + 1)
        ]
        prefix, suffix = rules.get(f"{STYLE}num-prefix", ""), rules.get(f"{STYLE}num-suffix", "")
        return Listed(f"{prefix}{'.'.join(figures)}{suffix}".strip(), level, False)
