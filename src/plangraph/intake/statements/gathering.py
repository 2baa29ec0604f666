"""Makes statements of what was found: printed twice is one, each has its area, key and short name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from rapidfuzz import fuzz

from plangraph.intake.document import Span
from plangraph.intake.draft import Element, Ground, Statement
from plangraph.intake.knowledge import Knowledge
from plangraph.intake.statements.labels import label
from plangraph.intake.statements.places import Stated
from plangraph.intake.structure import Area, Outline, Role
from plangraph.intake.structure.likeness import likeness
from plangraph.intake.structure.phrases import LABELLED
from plangraph.model import Text
from plangraph.names import slug

#: Two passages this alike say the same; with the same number they may differ more.
_TWIN: Final = 94.0
_TWIN_WITH_NUMBER: Final = 70.0
_BY_NUMBER: Final = re.compile(r"(\d{1,2}(?=[a-h]|[.-]\d)|[A-H](?=[.-]?\d))[.-]?\w{1,2}$", re.IGNORECASE)
_DIGITS: Final = re.compile(r"\d+")
_RANK: Final = {"labelled": 0, "table": 1, "box": 2, "list": 2, "section": 3, "subheading": 4, "prose": 5}


@dataclass(slots=True)
class _Gathered:
    """A statement with all its places."""

    first: Stated
    spans: list[Span] = field(default_factory=list)
    places: list[Stated] = field(default_factory=list)


def gather(
    outline: Outline, stated: Iterable[Stated], knowledge: Knowledge, *, candidates: bool = False
) -> list[Statement]:
    """Make statements of what stands in the places for it.

    :param stated: as :func:`plangraph.intake.statements.places.find` gave it
    :param candidates: whether they are only offered
    """
    gathered = _merged(_apart(stated))
    numbers = _numbers([g.first for g in gathered])
    keys: dict[Element, set[str]] = defaultdict(set)
    for (element, number), key in numbers.items():
        if number:
            keys[element].add(key)
    areas = _Areas(outline, knowledge)
    counts: Counter[str] = Counter()
    result = []
    for g in sorted(gathered, key=lambda g: min(g.spans)):
        first = g.first
        name = label(first.words)
        key = numbers.get((first.element, first.number), "")
        number = first.number if key else ""
        if not key:
            key = _key(first, name, keys[first.element], counts)
            keys[first.element].add(key)
        area = next((a for a in map(areas.of, g.places) if a is not None), None)
        result.append(
            Statement(
                first.element,
                key,
                number,
                name,
                tuple(sorted(set(g.spans))),
                Ground(first.confidence, _why(first)),
                area.key if area is not None else None,
                candidates,
            )
        )
    return result


def _apart(stated: Iterable[Stated]) -> list[Stated]:
    """Leave out what another finds too, in a surer way: one passage is one statement."""
    kept: list[Stated] = []
    ends: list[int] = []
    for one in sorted(stated, key=lambda s: (s.span.start, _RANK[s.how], -s.span.end)):
        twin = next(
            (
                at
                for at in range(len(kept) - 1, max(len(kept) - 6, -1), -1)
                if _overlap(kept[at].span, one.span)
            ),
            None,
        )
        if twin is None:
            kept.append(one)
            ends.append(one.span.end)
        elif _RANK[one.how] < _RANK[kept[twin].how]:
            kept[twin] = one
    return kept


def _overlap(one: Span, other: Span) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared * 2 > min(one.end - one.start, other.end - other.start)


def _merged(stated: Sequence[Stated]) -> list[_Gathered]:
    """Bring the places of each statement together."""
    found: list[_Gathered] = []
    by_number: dict[tuple[Element, str], list[_Gathered]] = defaultdict(list)
    by_words: dict[tuple[Element, str], _Gathered] = {}
    by_digits: dict[tuple[str, ...], list[_Gathered]] = defaultdict(list)
    # What stands in an annex or overview repeats what the chapters say, and comes after it.
    for one in sorted(stated, key=lambda s: (s.section.annex or s.section.role is Role.OVERVIEW, s.span)):
        words = _bare(one.words)
        same = by_words.get((one.element, words))
        if same is not None and not _may_repeat(same.first, one):
            same = None
        if same is None and one.number:
            same = next(
                (
                    g
                    for g in by_number[one.element, one.number.casefold()]
                    if _alike(g, words) >= _TWIN_WITH_NUMBER
                ),
                None,
            )
        repeats = one.section.annex or one.section.role is Role.OVERVIEW
        signature = (one.element, *_DIGITS.findall(words))  # other figures make another statement
        if same is None and repeats and one.element is not Element.MEASURE:
            same = next((g for g in by_digits[signature] if _alike(g, words) >= _TWIN), None)
        if same is None:
            same = _Gathered(one)
            found.append(same)
            by_words[one.element, words] = same
            by_digits[signature].append(same)
            if one.number:
                by_number[one.element, one.number.casefold()].append(same)
        same.spans += (one.span, *one.more)
        same.places.append(one)
    return found


def _may_repeat(first: Stated, other: Stated) -> bool:
    """The same words in two areas are two statements; in an annex or a part without area they are one."""
    apart = first.section.area != other.section.area
    return not apart or any(s.section.annex or s.section.role is Role.OVERVIEW for s in (first, other))


def _alike(gathered: _Gathered, words: str) -> float:
    return fuzz.ratio(_bare(gathered.first.words), words)


def _bare(words: str) -> str:
    match = LABELLED.match(words)
    return re.sub(r"\W+", "", words[match.end() if match else 0 :].casefold())


def _numbers(stated: Sequence[Stated]) -> dict[tuple[Element, str], str]:
    """Return the printed numbers that tell statements of a kind apart, with the keys they make.

    Numbers that begin anew in each chapter do not, none of them.
    """
    often = Counter((s.element, s.number.casefold()) for s in stated if s.number)
    anew = {element for (element, number), times in often.items() if times > 1 and number.isdigit()}
    result: dict[tuple[Element, str], str] = {}
    for one in stated:
        if one.number and often[one.element, one.number.casefold()] == 1:
            key = re.sub(r"[^a-z0-9]+", "-", one.number.casefold()).strip("-")
            if key and not (one.number.isdigit() and one.element in anew) and key not in result.values():
                result[one.element, one.number] = key
    return result


def _key(first: Stated, name: str, taken: set[str], counts: Counter[str]) -> str:
    """Make a key that is not taken: the next number, or the words of the label.

    :param counts: how often each of them was asked for; it is changed
    """
    if first.element in {Element.GOAL, Element.OBJECTIVE}:
        base, form = str(first.element), "{}"
    else:
        try:
            base = "-".join(slug(name).split("-")[:6])
        except ValueError:
            base = str(first.element)
        form = base + "-{}"
        if base not in taken:
            counts[base] = 1
            return base
    while True:
        counts[base] += 1
        key = form.format(counts[base])
        if key not in taken:
            return key


class _Areas:
    """Finds the area of a statement."""

    def __init__(self, outline: Outline, knowledge: Knowledge) -> None:
        self.outline, self.knowledge = outline, knowledge
        self.by_key = {a.key: a for a in outline.areas}
        self.by_number = {a.number.upper(): a for a in outline.areas if a.number}
        self.concepts = {a.key: self._concepts(a.label) for a in outline.areas}
        self.known: dict[str, Area | None] = {}

    def of(self, stated: Stated) -> Area | None:
        """Return the area that a statement stands in or is about, or None."""
        if stated.how != "table" or not stated.topic:
            inner = self.outline.area_at(stated.span.start)
            if inner is not None:
                return inner
        if stated.topic:
            if stated.topic not in self.known:
                self.known[stated.topic] = self._about(stated.topic)
            if (area := self.known[stated.topic]) is not None:
                return area
        if (match := _BY_NUMBER.match(stated.number)) and match[1].upper() in self.by_number:
            return self.by_number[match[1].upper()]
        return self.outline.area_at(stated.span.start)

    def _about(self, topic: str) -> Area | None:
        """Return the area that a name is about: by its words, or by the groups and instruments it names."""
        if not self.outline.areas:
            return None
        best = max(self.outline.areas, key=lambda a: likeness(a.label, topic))
        if likeness(best.label, topic) >= 75:
            return best
        named = self._concepts(topic)
        shared = {
            a.key: len(named & self.concepts[a.key]) / max(len(self.concepts[a.key]), 1)
            for a in self.outline.areas
        }
        best = max(self.outline.areas, key=lambda a: shared[a.key])
        if shared[best.key] > 0 and sum(v == shared[best.key] for v in shared.values()) == 1:
            return best
        return (
            max(self.outline.areas, key=lambda a: likeness(a.label, topic))
            if likeness(best.label, topic) >= 60
            else None
        )

    def _concepts(self, words: str) -> frozenset[str]:
        return frozenset(
            m.concept for m in self.knowledge.lexicon.find(words.lower() if words.isupper() else words)
        )


def _why(stated: Stated) -> Text:
    heading = stated.section.heading or stated.section.name or "…"
    if stated.how == "labelled":
        return Text(
            f"Passagen kalder sig selv »{stated.words.split(':')[0][:40]}«.",
            f"The passage calls itself '{stated.words.split(':')[0][:40]}'.",
        )
    if stated.how == "table":
        return Text(
            f"Det er en række i en tabel under »{heading}«, hvis kolonner er mål og tal.",
            f"It is a row of a table under '{heading}' whose columns are goals and figures.",
        )
    if stated.how == "subheading":
        return Text(
            f"Afsnittet »{heading}« beskriver den indsats, som dets overskrift nævner.",
            f"The section '{heading}' describes the measure that its heading names.",
        )
    kind = {"list": ("et punkt", "an item"), "box": ("i boksen", "in the box")}.get(
        stated.how, ("et afsnit", "a paragraph")
    )
    return Text(
        f"Det er {kind[0]} under overskriften »{heading}«.", f"It is {kind[1]} under the heading '{heading}'."
    )
