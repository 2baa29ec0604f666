"""Findings, each put to the element that it concerns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from rdflib import URIRef
from rdflib.term import Node

from plangraph.model import Example, Finding, Lang, Report, Rule, Severity
from plangraph.names import ID, plan_of
from plangraph.numbers import natural
from plangraph.report.words import SEVERITY, SIGN
from plangraph.web.site.places import path_of
from plangraph.web.site.plan.index import Index
from plangraph.web.site.plan.parts import Thread
from plangraph.web.things import Value

#: Where those stand that concern the whole plan, and those on what an earlier plan had.
WHOLE: Final = "whole"
EARLIER: Final = "years"
#: How far the element may be from what a finding is about: a passage of a baseline of a figure of a goal.
_FAR: Final = 5


@dataclass(frozen=True, slots=True)
class Accepted:
    """Who accepts a gap.

    :param by: their name
    :param reason: why
    :param until: last day
    """

    by: str
    reason: str
    until: str


@dataclass(frozen=True, slots=True)
class Way:
    """How another plan solved the same.

    :param plan: what that plan is called
    :param element: what solves it, and where that is
    """

    plan: str
    element: Value


@dataclass(frozen=True, slots=True)
class Gap:
    """A finding in its place.

    :param number: its number in the report, the same in all formats
    :param severity: a name of :class:`Severity`
    :param sign: of the severity
    :param severity_name: the severity as a word
    :param sentence: what is missing
    :param fix: what to do
    :param rule: id of the rule
    :param rule_name: what the rule demands
    :param accepted: who accepts it, or None
    :param lapsed: who accepted it until a day that has passed, or None
    :param ways: how others solved it
    """

    number: int
    severity: str
    sign: str
    severity_name: str
    sentence: str
    fix: str
    rule: str
    rule_name: str
    accepted: Accepted | None
    lapsed: Accepted | None
    ways: tuple[Way, ...]

    @property
    def serious(self) -> bool:
        """Whether something should be done about it: no mere information, and nobody accepts it."""
        return self.severity != Severity.INFO.value and self.accepted is None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings there are at an element and in it; accepted ones are not counted.

    :param violation: violations
    :param warning: warnings
    :param info: for information
    """

    violation: int = 0
    warning: int = 0
    info: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.violation + other.violation, self.warning + other.warning, self.info + other.info)

    @property
    def total(self) -> int:
        """All of them."""
        return self.violation + self.warning + self.info

    @property
    def serious(self) -> int:
        """Violations and warnings."""
        return self.violation + self.warning

    @property
    def parts(self) -> tuple[tuple[str, str, int], ...]:
        """Severity, sign and number of those there are, the worst first."""
        counts = (self.violation, self.warning, self.info)
        return tuple((s.value, SIGN[s], n) for s, n in zip(Severity, counts, strict=True) if n)


@dataclass(frozen=True, slots=True)
class Gaps:
    """The findings of a plan in their places.

    :param at: those of each anchor, the worst first
    :param tallies: of each anchor, with what stands within it
    """

    at: Mapping[str, tuple[Gap, ...]]
    tallies: Mapping[str, Tally]

    def of(self, anchor: str) -> tuple[Gap, ...]:
        """Return the findings at an anchor."""
        return self.at.get(anchor, ())

    def tally(self, anchor: str) -> Tally:
        """Count the findings at an anchor and within it."""
        return self.tallies.get(anchor, _NOTHING)


_NOTHING: Final = Tally()


def place(report: Report, rules: Mapping[str, Rule], thread: Thread, said: Index, lang: Lang) -> Gaps:
    """Put every finding where it belongs.

    :param rules: by id
    :param thread: the plan
    :param said: its triples
    """
    at: defaultdict[str, list[Gap]] = defaultdict(list)
    own: defaultdict[str, Tally] = defaultdict(Tally)
    for number, finding in enumerate(report.findings, 1):
        anchor = home(finding, report.slug, thread.homes, said)
        gap = _gap(finding, number, rules.get(finding.rule), lang)
        at[anchor].append(gap)
        if gap.accepted is None:
            own[anchor] += Tally(**{gap.severity: 1})
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    for anchor, tally in own.items():
        within: str = anchor
        while within:
            tallies[within] += tally
            within = thread.parents.get(within, "")
    return Gaps(MappingProxyType({k: tuple(v) for k, v in at.items()}), MappingProxyType(dict(tallies)))


def home(finding: Finding, slug: str, homes: Mapping[str, str], said: Index) -> str:
    """Return the anchor that a finding belongs to.

    That of the thing itself, else of what points at it (the goal of a figure), else the whole plan.
    """
    if finding.focus in homes:
        return homes[finding.focus]
    if finding.focus != finding.plan:
        of = plan_of(finding.focus)
        if of is not None and of != slug and finding.focus.startswith(ID):
            return EARLIER
        around: set[Node] = {URIRef(finding.focus)}
        seen: set[Node] = set(around)
        for _ in range(_FAR):
            around = {s for node in around for s in said.pointing(node)} - seen
            seen |= around
            found = sorted((n for n in around if str(n) in homes), key=natural)
            if found:
                return homes[str(found[0])]
    return WHOLE


class Numbers:
    """The numbers that findings have in their report.

    :param report: the report
    """

    def __init__(self, report: Report) -> None:
        self._known = {_identity(finding): number for number, finding in enumerate(report.findings, 1)}

    def of(self, findings: Sequence[Finding]) -> tuple[int, ...]:
        """Return the numbers of some of its findings."""
        found = (self._known.get(_identity(finding)) for finding in findings)
        return tuple(sorted(number for number in found if number is not None))


def _identity(finding: Finding) -> tuple[str, str, str | None, str | None, str]:
    return finding.rule, finding.focus, finding.path, finding.value, finding.message.da


def _gap(finding: Finding, number: int, rule: Rule | None, lang: Lang) -> Gap:
    waiver, lapsed = finding.waiver, finding.lapsed
    return Gap(
        number=number,
        severity=finding.severity.value,
        sign=SIGN[finding.severity],
        severity_name=SEVERITY[finding.severity].get(lang),
        sentence=finding.message.get(lang),
        fix=finding.fix.get(lang),
        rule=finding.rule,
        rule_name=finding.rule if rule is None else rule.name.get(lang),
        accepted=None if waiver is None else Accepted(waiver.by, waiver.reason, waiver.until),
        lapsed=None if lapsed is None else Accepted(lapsed.by, lapsed.reason, lapsed.until),
        ways=tuple(_way(example, lang) for example in finding.examples),
    )


def _way(example: Example, lang: Lang) -> Way:
    return Way(example.plan.get(lang), Value(example.label.get(lang), path_of(example.element)))
