"""The dataclasses that travel between rooms: texts, passages, rules, findings, reports."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal

Lang = Literal["da", "en"]
LANGS: Final[tuple[Lang, ...]] = ("da", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """A text in Danish and English; where one is missing the other stands in.

    :param da: Danish
    :param en: English
    """

    da: str
    en: str

    def get(self, lang: str) -> str:
        """Return the text in ``da`` or ``en``."""
        return (self.da or self.en) if lang == "da" else (self.en or self.da)

    def as_dict(self) -> dict[str, str]:
        """Return ``{"da": …, "en": …}``."""
        return {"da": self.get("da"), "en": self.get("en")}


class Severity(StrEnum):
    """How serious a finding is."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """2 for a violation, 1 for a warning, 0 for information."""
        return {"violation": 2, "warning": 1, "info": 0}[self.value]


class State(StrEnum):
    """What became of a rule on one plan."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_APPLICABLE = "not_applicable"
    ERRORED = "errored"


@dataclass(frozen=True, slots=True)
class Passage:
    """Where in a document a statement stands.

    :param iri: the evidence node
    :param document: title of the document
    :param section: heading of the section, or None
    :param page: 1-based page, or None where the text has no pages
    :param start: first code point of the passage
    :param end: code point after the last
    :param words: the document's own words, where it is at hand; never kept in the project
    """

    iri: str
    document: str
    section: str | None
    page: int | None
    start: int
    end: int
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of completeness, as its shape describes it.

    :param id: stable id, the last part of its IRI (``national-target-unaddressed``)
    :param iri: its IRI
    :param dimension: the file it lives in (``structure``, ``linkage`` …)
    :param name: what it demands, in a few words
    :param why: why it is demanded
    :param message: what to say when it fires; may hold {label}, {number}, {plan}, {year}, {value}, and
        what its query fills
    :param fix: what to do about it; the same placeholders
    :param severity: of its findings
    :param valid_from: first plan year it applies to, or None
    :param valid_until: last plan year it applies to, or None
    :param see_also: addresses of the law or guidance behind it
    """

    id: str
    iri: str
    dimension: str
    name: Text
    why: Text
    message: Text
    fix: Text
    severity: Severity
    valid_from: int | None = None
    valid_until: int | None = None
    see_also: tuple[str, ...] = ()

    def applies_to(self, year: int) -> bool:
        """Say whether the rule is in force for plans of a year."""
        return (self.valid_from or year) <= year <= (self.valid_until or year)


@dataclass(frozen=True, slots=True)
class Waiver:
    """A gap that somebody accepts until a date.

    :param iri: the ``pg:Waiver``
    :param rule: id of the rule that is waived
    :param focus: IRI of the thing it is waived for; the plan's IRI waives the rule for the whole plan
    :param by: who accepts it
    :param reason: why
    :param until: last day on which it holds (ISO 8601)
    :param keys: keys of the findings that it accepts; where there are any it follows them through a new
        numbering, and a finding with another key is not accepted
    """

    iri: str
    rule: str
    focus: str
    by: str
    reason: str
    until: str
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """How another plan solved what a finding asks for.

    :param plan: label of the other plan
    :param element: IRI of the element that solves it
    :param label: its label
    :param passage: where it stands, or None
    """

    plan: Text
    element: str
    label: Text
    passage: Passage | None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that one rule found in one plan.

    :param rule: id of the rule
    :param severity: how serious
    :param plan: IRI of the plan
    :param focus: IRI of the thing at fault
    :param label: its label
    :param path: the property at fault (IRI), or None
    :param value: the value at fault, or None
    :param message: one sentence with names and numbers
    :param fix: what to do
    :param evidence: where the thing stands in the document
    :param key: what stays the same when the plan is renumbered: rule, kind and fingerprint of the thing
    :param patch: Turtle that mends it once its blanks are filled, or None where no triple can
    :param examples: how other plans solved the same
    :param waiver: the waiver in force for it, or None
    :param lapsed: where no waiver is in force, the one that has expired, or None
    :param area: IRI of the focus area that the thing belongs to; empty for what concerns the whole plan
    """

    rule: str
    severity: Severity
    plan: str
    focus: str
    label: Text
    path: str | None
    value: str | None
    message: Text
    fix: Text
    evidence: tuple[Passage, ...] = ()
    key: str = ""
    patch: str | None = None
    examples: tuple[Example, ...] = ()
    waiver: Waiver | None = None
    lapsed: Waiver | None = None
    area: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one rule did on one plan.

    :param rule: the rule
    :param state: passed, failed, not applicable (nothing to look at, or another year) or errored
    :param looked_at: IRIs of the things it looked at, sorted
    :param at_fault: those of them that it found fault with, sorted
    :param note: why it was not applicable or what went wrong
    :param off: whether a profile has switched the rule off
    """

    rule: Rule
    state: State
    looked_at: tuple[str, ...] = ()
    at_fault: tuple[str, ...] = ()
    note: Text | None = None
    off: bool = False

    @property
    def examined(self) -> int:
        """How many things the rule looked at."""
        return len(self.looked_at)

    @property
    def failed(self) -> int:
        """How many of them it found fault with."""
        return len(self.at_fault)


@dataclass(frozen=True, slots=True)
class Report:
    """The completeness of one plan.

    :param plan: IRI of the plan
    :param slug: its slug
    :param label: its label
    :param year: plan year
    :param ruleset: version of the rules (a digest of the rule files)
    :param outcomes: one per rule, sorted by dimension and id
    :param findings: sorted by severity (worst first), rule and focus
    :param profile: name of the profile that changed severities, or None
    """

    plan: str
    slug: str
    label: Text
    year: int
    ruleset: str
    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...]
    profile: str | None = None

    def states(self) -> Counter[State]:
        """Count the rules by what became of them."""
        return Counter(o.state for o in self.outcomes)

    def severities(self) -> Counter[Severity]:
        """Count the findings by severity."""
        return Counter(f.severity for f in self.findings)

    def checks(self) -> tuple[int, int]:
        """Return (passed, examined) summed over the things that the rules looked at.

        What an errored rule looked at is left out: it neither passed nor failed.
        """
        decided = [o for o in self.outcomes if o.state is not State.ERRORED]
        examined = sum(o.examined for o in decided)
        return examined - sum(o.failed for o in decided), examined


@dataclass(frozen=True, slots=True)
class Score:
    """So many of so many checks.

    :param subject: a dimension's name, the IRI of a focus area or goal, or nothing for the whole plan
    :param label: what it is called
    :param passed: checks passed
    :param examined: checks made
    """

    subject: str
    label: Text
    passed: int
    examined: int


@dataclass(frozen=True, slots=True)
class Tier:
    """A level of completeness: statutory, linked, measurable, traceable; each contains the one before.

    :param id: its name in the data
    :param name: what it is called
    :param meaning: what a plan on it can be trusted for
    :param reached: whether nothing stands between the plan and it
    :param blocking: the findings that do
    :param undecided: ids of its rules that could not be run; while there are any it is not reached
    :param left_out: ids of its rules that a profile has switched off
    """

    id: str
    name: Text
    meaning: Text
    reached: bool
    blocking: tuple[Finding, ...]
    undecided: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One change to the plan, and what it clears.

    :param text: what to do
    :param focus: IRI of the thing to change
    :param label: its label
    :param clears: the findings that it clears
    """

    text: Text
    focus: str
    label: Text
    clears: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """How far one national target of the plan's year reaches into the plan.

    :param target: IRI of the national target
    :param number: its number that year
    :param label: its official short name
    :param reached: the best that serves it: ``goal``, ``objective``, ``measure``, ``focus-area`` or ``none``
    :param areas: focus areas linked to it
    :param objectives: objectives linked to it
    :param goals: goals linked to it
    :param measures: measures linked to it
    :param stated: links that the plan itself states
    :param interpreted: links that a reader interpreted
    """

    target: str
    number: str
    label: Text
    reached: str
    areas: int
    objectives: int
    goals: int
    measures: int
    stated: int
    interpreted: int


@dataclass(frozen=True, slots=True)
class Assessment:
    """A report, and what it means: scores, tiers, and the fewest changes to the next tier.

    :param report: findings and outcomes; waived findings are among them, with their waiver
    :param overall: checks passed of all
    :param dimensions: a score a dimension
    :param areas: a score a focus area (its own checks and those of what is in it)
    :param goals: a score a goal
    :param tiers: lowest first
    :param steps: to the next tier that is not reached, ranked by how many findings each clears
    :param targets: the national targets of the plan's year, by number
    """

    report: Report
    overall: Score
    dimensions: tuple[Score, ...]
    areas: tuple[Score, ...]
    goals: tuple[Score, ...]
    tiers: tuple[Tier, ...]
    steps: tuple[Step, ...]
    targets: tuple[Reach, ...] = ()
