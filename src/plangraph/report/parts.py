"""The parts of a document about a plan, in one language, as every written format shows them."""

from __future__ import annotations

from dataclasses import dataclass

from plangraph import __version__
from plangraph.model import Lang, Reach


@dataclass(frozen=True, slots=True)
class Bar:
    """So many of so many checks; ``percent`` is 100 only when all are passed."""

    label: str
    passed: int
    examined: int
    percent: int


@dataclass(frozen=True, slots=True)
class Source:
    """A law or guidance: what to call it, and its address where that is one that can be opened."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Solution:
    """How another plan solved the same."""

    plan: str
    label: str
    place: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """Who accepts a gap, why, until when."""

    by: str
    reason: str
    until: str


@dataclass(frozen=True, slots=True)
class Item:
    """One finding. ``fix`` is empty where its gap says it for all."""

    number: int
    label: str
    message: str
    fix: str
    places: tuple[str, ...]
    start: int
    patch: str
    examples: tuple[Solution, ...]
    accepted: Accepted | None


@dataclass(frozen=True, slots=True)
class Gap:
    """What one rule found in one focus area; what is said once for all of it."""

    rule_id: str
    rule: str
    why: str
    sources: tuple[Source, ...]
    fix: str
    severity: str
    sign: str
    severity_name: str
    rank: int
    dimension: str
    area: str
    area_key: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The gaps of one focus area, or of the whole plan."""

    label: str
    key: str
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """The findings of one dimension, and its score."""

    key: str
    bar: Bar
    found: int
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A finding named elsewhere, by its number."""

    number: int
    label: str


@dataclass(frozen=True, slots=True)
class Block:
    """A rule that keeps a plan from a tier, and where."""

    rule: str
    severity: str
    sign: str
    severity_name: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Rung:
    """A tier of the ladder. ``current`` is the next one to reach."""

    name: str
    meaning: str
    reached: bool
    current: bool
    count: int
    blocked: str
    notes: tuple[str, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """One fix on the way to the next tier."""

    text: str
    label: str
    clears: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule and what became of it."""

    name: str
    rule_id: str
    dimension: str
    sign: str
    css: str
    state: str
    passed: int
    examined: int
    note: str


@dataclass(frozen=True, slots=True)
class RuleTable:
    """The rules with one outcome."""

    key: str
    title: str
    rows: tuple[RuleRow, ...]


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A national target, and what in the plan serves it; ``level`` is a CSS class of coverage."""

    number: str
    label: str
    level: str
    sign: str
    status: str
    reach: Reach
    counts: str
    links: str


@dataclass(frozen=True, slots=True)
class PlanPart:
    """All that a document says about one plan."""

    slug: str
    title: str
    year: int
    ruleset: str
    verdict: tuple[str, ...]
    overall: Bar
    severities: tuple[tuple[str, str, str, int], ...]
    rungs: tuple[Rung, ...]
    next_tier: str
    moves: tuple[Move, ...]
    targets: tuple[TargetRow, ...]
    dimensions: tuple[Bar, ...]
    areas: tuple[Bar, ...]
    goals: tuple[Bar, ...]
    chapters: tuple[Chapter, ...]
    found: int
    waived: tuple[Gap, ...]
    rules: tuple[RuleTable, ...]
    area_names: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A document about one plan or several, in one language."""

    lang: Lang
    title: str
    plans: tuple[PlanPart, ...]
    version: str = __version__
