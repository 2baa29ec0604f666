"""Holds what the intake found against what is known to be there, and counts.

Gold comes from two places: for the curated plans from ``data/ttl`` (an element is found when its passage is),
for the invented drafts from the ``.gold.json`` beside them (an element is found when its words are).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from intake_elements import ELEMENTS, Item, Plan, found_in, gold_of_draft, gold_of_graph
from rapidfuzz import fuzz

__all__ = ["CLASSES", "Count", "Item", "Plan", "Score", "found_in", "gold_of_draft", "gold_of_graph", "score"]

#: What is counted, in the order of the tables.
CLASSES: Final = (
    *("areas", "objectives", "goals", "goal areas", "links", "links stated", "groups", "groups stated"),
    *("instruments", "instruments stated", "figures exact", "figures loose", "directions", "statutory"),
    *("listed", "challenges", "measures", "particulars", "goals offered"),
)
#: Two texts are the same element from this likeness on, or when one holds the other and is not much longer.
_ALIKE: Final = 90.0
_HELD: Final = 0.4


@dataclass
class Count:
    """What was right, what was too much, what was missed, and which."""

    hits: int = 0
    extra: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def found(self) -> int:
        return self.hits + len(self.extra)

    @property
    def there(self) -> int:
        return self.hits + len(self.missed)

    @property
    def precision(self) -> float:
        return self.hits / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.hits / self.there if self.there else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.hits / (self.found + self.there) if self.found + self.there else 1.0

    def add(self, other: Count) -> None:
        self.hits += other.hits
        self.extra += other.extra
        self.missed += other.missed


Score = dict[str, Count]


def score(gold: Plan, found: Plan, *, by_passage: bool) -> Score:
    """Count, class by class.

    :param gold: what is there
    :param found: what the intake found
    :param by_passage: whether elements are the same by their passages (curated plans) or by their words
    """
    counts: Score = {name: Count() for name in CLASSES}
    alike = _overlap if by_passage else _likeness
    pairs = {name: _pair(gold.items[name], found.items[name], alike, name) for name in ELEMENTS}
    areas = {f.key: g.key for g, f in pairs["areas"] if g and f}
    for name in ELEMENTS:
        pairs[name] = [(g, f) for g, f in pairs[name] if not (g and g.maybe)]
        matched = [(g, f) for g, f in pairs[name] if g and f]
        counts[name] = Count(
            len(matched),
            [_short(f) for g, f in pairs[name] if f and not g],
            [_short(g) for g, f in pairs[name] if g and not f],
        )
    offered = _pair(gold.items["goals"], [*found.items["goals"], *found.candidates], alike, "goals")
    counts["goals offered"] = Count(
        sum(1 for g, f in offered if g and f), [], [_short(g) for g, f in offered if g and not f]
    )
    for g, f in pairs["goals"]:
        _judge_goal(counts, g, f, areas, gold.only_year)
    for name in ("areas", "objectives", "goals"):
        for g, f in pairs[name]:
            _judge_links(counts, g, f)
    _sets(
        counts["statutory"],
        gold.statutory,
        {s for s in found.statutory if s in gold.statutory or s[0] not in gold.statutory_optional},
    )
    if gold.listed is not None:
        _sets(counts["listed"], gold.listed, found.listed or set())
    for key, value in gold.particulars.items():
        _sets(counts["particulars"], {(key, str(value))}, {(key, str(found.particulars.get(key)))})
    return counts


def _judge_goal(
    counts: Score, g: Item | None, f: Item | None, areas: dict[str, str], year: int | None
) -> None:
    where = _short(g or f)
    _sets(
        counts["goal areas"],
        {g.area} if g and g.area else set(),
        {areas.get(f.area, f"not an area: {f.area}")} if f and f.area else set(),
        where,
    )
    for name in ("groups", "instruments"):
        there: set[str] = getattr(g, name) if g else set()
        seen: set[str] = getattr(f, name) if f else set()
        optional = g.optional if g else set()
        _sets(counts[name], there - optional, seen - optional, where)
        aside = optional | (g.inherited if g else set())
        _sets(counts[f"{name} stated"], there - aside, seen - (f.inherited if f else set()) - aside, where)
    figures = [[_due(x, year) for x in of.figures] if of else [] for of in (g, f)]
    _judge_figures(counts, figures[0], figures[1], where)


def _judge_links(counts: Score, g: Item | None, f: Item | None) -> None:
    where = _short(g or f)
    optional = g.optional if g else set()
    there, seen = (g.targets if g else set()) - optional, (f.targets if f else set()) - optional
    _sets(counts["links"], there, seen, where)
    aside = g.interpreted if g else set()
    _sets(counts["links stated"], there - aside, seen - aside, where)


def _judge_figures(
    counts: Score, gold: list[dict[str, Any]], found: list[dict[str, Any]], where: str
) -> None:
    maybe = [_loose(f) for f in gold if f.get("optional")]
    gold = [f for f in gold if not f.get("optional")]
    found = list(found)
    for loose in maybe:
        if loose not in map(_loose, gold) and loose in map(_loose, found):
            found.pop([_loose(f) for f in found].index(loose))
    says = [f for f in gold if _is_figure(f)], [f for f in found if _is_figure(f)]
    _bags(counts["figures exact"], map(_exact, says[0]), map(_exact, says[1]), where)
    _bags(counts["figures loose"], map(_loose, says[0]), map(_loose, says[1]), where)
    leads = [[f["direction"] for f in fs if not _is_figure(f) and f["direction"]] for fs in (gold, found)]
    _bags(counts["directions"], leads[0], leads[1], where)


def _due(figure: dict[str, Any], year: int | None) -> dict[str, Any]:
    return figure | {"due_year": figure["due_year"] or year}


def _is_figure(figure: dict[str, Any]) -> bool:
    return figure["value"] is not None or figure["relative_to"] is not None


def _unit(figure: dict[str, Any]) -> str | None:
    """Return the unit, None where no number is printed that it could be the unit of."""
    unit: str | None = figure["unit"]
    return unit if figure["value"] is not None or figure["offset"] else None


def _loose(figure: dict[str, Any]) -> tuple[Any, ...]:
    offset = (figure["offset"] or 0.0) if figure["relative_to"] else None
    return figure["value"], _unit(figure), figure["relative_to"], offset


def _exact(figure: dict[str, Any]) -> tuple[Any, ...]:
    baseline = figure["baseline"]
    start = (baseline["value"], baseline["unit"], baseline["period"]) if baseline else None
    return (*_loose(figure), figure["comparator"], figure["kind"], start, figure["due_year"])


def _sets(count: Count, gold: Iterable[Any], found: Iterable[Any], where: str = "") -> None:
    _bags(count, set(gold), set(found), where)


def _bags(count: Count, gold: Iterable[Any], found: Iterable[Any], where: str = "") -> None:
    there, seen = Counter(gold), Counter(found)
    count.hits += sum((there & seen).values())
    count.extra += [f"{x} @ {where}" for x in (seen - there).elements()]
    count.missed += [f"{x} @ {where}" for x in (there - seen).elements()]


def _pair(
    gold: Sequence[Item], found: Sequence[Item], alike: Callable[[Item, Item], float], name: str
) -> list[tuple[Item | None, Item | None]]:
    """Pair elements one to one, the likest first; what has no partner is paired with None."""
    likeness = []
    for x, g in enumerate(gold):
        for y, f in enumerate(found):
            degree = alike(g, f)
            if name == "areas" and degree == 0 and _words(g.label) and _words(g.label) == _words(f.label):
                degree = 1.0
            if degree > 0:
                likeness.append((degree, -x, -y))
    pairs: list[tuple[Item | None, Item | None]] = []
    left, right = set(range(len(gold))), set(range(len(found)))
    for _, x, y in sorted(likeness, reverse=True):
        if -x in left and -y in right:
            left.remove(-x)
            right.remove(-y)
            pairs.append((gold[-x], found[-y]))
    return pairs + [(gold[x], None) for x in sorted(left)] + [(None, found[y]) for y in sorted(right)]


def _overlap(g: Item, f: Item) -> float:
    """Return how much two elements' passages share; 0 unless one covers half of the other."""
    best = 0.0
    for a, b in g.spans:
        for c, d in f.spans:
            shared = min(b, d) - max(a, c)
            if shared > 0 and 2 * shared >= min(b - a, d - c):
                best = max(best, shared / max(b - a, d - c))
    return best


def _likeness(g: Item, f: Item) -> float:
    best = 0.0
    for there in map(_words, g.texts):
        for seen in map(_words, [f.label, *f.texts]):
            if not there or not seen:
                continue
            degree = fuzz.ratio(there, seen)
            shorter, longer = sorted((there, seen), key=len)
            held = f" {shorter} " in f" {longer} " and len(shorter) >= _HELD * len(longer)
            if degree >= _ALIKE or held:
                best = max(best, degree)
    return best


def _words(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()


def _short(item: Item | None) -> str:
    if item is None:
        return ""
    words = item.texts[0] if item.texts else item.label
    return f"{item.key}: {words[:80]}"
