"""Computes the markers of Word's lists: the file holds rules for them, not the numbers themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from plangraph.intake.reading.packages import Node, whole
from plangraph.intake.reading.wordstyles import Styles, W, is_on, value

BULLET: Final = "•"
#: Bullets that have meaning only in their own font; the letter o is one too.
_OTHER_BULLETS: Final = {"o": "◦", "\u00b7": BULLET, "\u2023": BULLET, "\uf0fc": "✓", "\uf0d8": "➢"}
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
#: The deepest level that Word has.
_LEVELS: Final = 9
#: Letters come to pieces, and Roman numbers to endless rows, when a file starts a list at a billion.
_HIGHEST: Final = 9_999


@dataclass(frozen=True, slots=True)
class Listed:
    """What the numbering says of one paragraph.

    :param marker: as printed, or empty
    :param level: from 0
    :param bullet: whether the marker is a bullet, not a number
    """

    marker: str
    level: int
    bullet: bool


@dataclass(slots=True)
class Numbering:
    """The lists of a document while it is read from its first paragraph to its last.

    :param root: of ``numbering.xml``, or None where there is none
    :param styles: the styles, which may put a paragraph into a list
    """

    root: Node | None
    styles: Styles
    _nums: dict[str, Node] = field(default_factory=dict)
    _abstract: dict[str, Node] = field(default_factory=dict)
    #: Counters of each abstract list: lists that share it count on.
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _restarted: set[tuple[str, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        if self.root is None:
            return
        self._nums = {num.get(f"{W}numId", ""): num for num in self.root.findall(f"{W}num")}
        self._abstract = {
            one.get(f"{W}abstractNumId", ""): one for one in self.root.findall(f"{W}abstractNum")
        }

    def next(self, properties: Node | None, style: str) -> Listed | None:
        """Count a paragraph, and return its place in its list; None when it is in none.

        :param properties: its ``w:pPr``
        :param style: id of its style
        """
        place = self.styles.paragraph_property(properties, style, "numPr")
        number = value(place, "numId")
        if number is None or number == "0" or number not in self._nums:
            return None
        abstract = self._abstract_of(number)
        if abstract is None:
            return None
        level = self._level_of(place, abstract, style)
        rules = self._rules(number, abstract, level)
        if rules is None:
            return None
        key = abstract.get(f"{W}abstractNumId", "")
        self._count(number, key, level, abstract)
        form = value(rules, "numFmt") or "decimal"
        text = value(rules, "lvlText") or ""
        if form == "bullet" or rules.find(f"{W}lvlPicBulletId") is not None:
            return Listed(printed_bullet(text), level, True)
        return Listed(self._printed(text, number, abstract, level), level, False)

    def _abstract_of(self, number: str) -> Node | None:
        """Return the abstract list of a number; it may only point to a list style, which has its own."""
        for _ in range(_LEVELS):
            abstract = self._abstract.get(value(self._nums.get(number), "abstractNumId") or "")
            link = value(abstract, "numStyleLink")
            if link is None:
                return abstract
            number = self.styles.numbering_of(link) or ""
        return None

    def _level_of(self, place: Node, abstract: Node, style: str) -> int:
        if (index := whole(value(place, "ilvl"), _LEVELS - 1)) is not None:
            return index
        for level in abstract.findall(f"{W}lvl"):
            if value(level, "pStyle") == style:
                return _index(level)
        return 0

    def _rules(self, number: str, abstract: Node, level: int) -> Node | None:
        for override in self._nums[number].findall(f"{W}lvlOverride"):
            rules = override.find(f"{W}lvl")
            if _index(override) == level and rules is not None:
                return rules
        return next((lvl for lvl in abstract.findall(f"{W}lvl") if _index(lvl) == level), None)

    def _start(self, number: str, abstract: Node, level: int) -> int:
        for override in self._nums[number].findall(f"{W}lvlOverride"):
            if _index(override) == level and (told := value(override, "startOverride")) is not None:
                return _number(told)
        return _number(value(self._rules(number, abstract, level), "start") or "1")

    def _count(self, number: str, key: str, level: int, abstract: Node) -> None:
        counts = self._counts.setdefault(key, {})
        for override in self._nums[number].findall(f"{W}lvlOverride"):
            at = _index(override)
            if override.find(f"{W}startOverride") is not None and (number, at) not in self._restarted:
                self._restarted.add((number, at))
                counts.pop(at, None)
        for above in range(level):
            counts.setdefault(above, self._start(number, abstract, above))
        counts[level] = counts[level] + 1 if level in counts else self._start(number, abstract, level)
        for below in [at for at in counts if at > level]:
            restart = value(self._rules(number, abstract, below), "lvlRestart")
            if restart is None or (restart != "0" and level < _number(restart)):
                del counts[below]

    def _printed(self, text: str, number: str, abstract: Node, level: int) -> str:
        counts = self._counts[abstract.get(f"{W}abstractNumId", "")]
        legal = is_on(self._rules(number, abstract, level), "isLgl") is True

        def counted(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            rules = self._rules(number, abstract, at)
            form = value(rules, "numFmt") or "decimal"
            count = counts.get(at, self._start(number, abstract, at))
            return printed_number(count, "decimal" if legal else form)

        return re.sub(r"%([1-9])", counted, text).strip()


def _index(element: Node) -> int:
    return _number(element.get(f"{W}ilvl", "0"))


def _number(text: str) -> int:
    return whole(text, _HIGHEST) or 0


def printed_bullet(text: str) -> str:
    """Return a bullet as it is printed, as far as that can be said outside its own font."""
    text = text.strip()
    if text in _OTHER_BULLETS:
        return _OTHER_BULLETS[text]
    # A place in a symbol font's private area says nothing outside that font.
    return text if text and not any("\ue000" <= sign <= "\uf8ff" for sign in text) else BULLET


def printed_number(count: int, form: str) -> str:
    """Return a number in one of Word's forms (``lowerLetter`` …)."""
    match form:
        case "none":
            return ""
        case "lowerLetter" | "upperLetter":
            # Word goes on with aa, bb, cc after z.
            letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1) if count > 0 else ""
            return letters[:40].upper() if form == "upperLetter" else letters[:40]
        case "lowerRoman" | "upperRoman":
            return _roman(count).upper() if form == "upperRoman" else _roman(count)
        case "decimalZero":
            return f"{count:02d}"
        case "ordinal":
            return f"{count}."
        case _:
            return str(count)


def _roman(count: int) -> str:
    printed = ""
    for size, letters in _ROMAN:
        printed += letters * (count // size)
        count %= size
    return printed
