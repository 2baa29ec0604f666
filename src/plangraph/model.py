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
    """

    iri: str
    document: str
    section: str | None
    page: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of completeness, as its shape describes it.

    :param id: stable id, the last part of its IRI (``national-target-unaddressed``)
    :param iri: its IRI
    :param dimension: the file it lives in (``structure``, ``linkage`` …)
    :param name: what it demands, in a few words
    :param why: why it is demanded
    :param message: what to say when it fires; may hold {label}, {number}, {plan}, {year}, {value}
    :param fix: what to do about it; the same placeholders
    :param severity: of its findings
    :param valid_from: first plan year it applies to, or None
    :param valid_until: last plan year it applies to, or None
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

    def applies_to(self, year: int) -> bool:
        """Say whether the rule is in force for plans of a year."""
        return (self.valid_from or year) <= year <= (self.valid_until or year)


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


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one rule did on one plan.

    :param rule: the rule
    :param state: passed, failed, not applicable (nothing to look at, or another year) or errored
    :param looked_at: IRIs of the things it looked at, sorted
    :param at_fault: those of them that it found fault with, sorted
    :param note: why it was not applicable or what went wrong
    """

    rule: Rule
    state: State
    looked_at: tuple[str, ...] = ()
    at_fault: tuple[str, ...] = ()
    note: Text | None = None

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
    """

    plan: str
    slug: str
    label: Text
    year: int
    ruleset: str
    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...]

    def states(self) -> Counter[State]:
        """Count the rules by what became of them."""
        return Counter(o.state for o in self.outcomes)

    def severities(self) -> Counter[Severity]:
        """Count the findings by severity."""
        return Counter(f.severity for f in self.findings)

    def checks(self) -> tuple[int, int]:
        """Return (passed, examined) summed over the things that the rules looked at."""
        examined = sum(o.examined for o in self.outcomes)
        return examined - sum(o.failed for o in self.outcomes), examined
