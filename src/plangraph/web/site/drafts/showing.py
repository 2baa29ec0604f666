"""Findings as the page of a draft shows them: by focus area, in the order of the document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import TYPE_CHECKING, Final

from plangraph.model import Assessment, Finding, Lang, Passage, Rule, Severity
from plangraph.passages import normalise
from plangraph.report.words import SEVERITY, SIGN, word
from plangraph.web.drafts.findings import Area, Examined
from plangraph.web.site.drafts.common import anchor_of

if TYPE_CHECKING:
    from plangraph.assess.comparing import Comparison

#: So many characters of a passage are quoted; the rest is in the document.
_QUOTED: Final = 420
#: A passage shorter than this is shown in its sentence, of which so much stands on either side.
_SHORT: Final = 60
_AROUND: Final = 160
#: What rules say in brackets to those who write RDF.
_FOR_WRITERS: Final = re.compile(r"\s\([^()]*(?:\bplangraph\s|\b(?:pg|tg|ins|unit|ben|req|id):\w)[^()]*\)")
#: So many passages of one finding are shown.
_MOST_PASSAGES: Final = 3


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage of the draft.

    :param words: its words, perhaps shortened; empty where they are not at hand
    :param place: where it stands: page and section
    :param before: what stands before a short one in its sentence
    :param after: what stands after it
    """

    words: str
    place: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Solution:
    """How another plan solved the same.

    :param plan: what that plan is called
    :param label: the element that solves it
    """

    plan: str
    label: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding.

    :param number: its number, the same in all formats of the report
    :param key: what tells it apart
    :param anchor: where on the page it stands
    :param severity: a name of :class:`Severity`
    :param sign: of the severity
    :param severity_name: the severity as a word
    :param message: what is missing
    :param rule: id of the rule
    :param rule_name: what the rule demands
    :param why: why
    :param fix: what to do
    :param quotes: passages that it is about
    :param solutions: how others solved it
    :param action: ``form`` where a form mends it, ``review`` where the review settles it, else ``none``
    :param reason: why no form mends it, where none does
    :param accepted: who accepts it until when, and why; empty where nobody does
    """

    number: int
    key: str
    anchor: str
    severity: str
    sign: str
    severity_name: str
    message: str
    rule: str
    rule_name: str
    why: str
    fix: str
    quotes: tuple[Quote, ...]
    solutions: tuple[Solution, ...]
    action: str
    reason: str
    accepted: str


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one focus area, or of the plan as a whole.

    :param anchor: where on the page they stand
    :param area: IRI of the area; empty for the whole plan
    :param title: of the area; empty for the whole plan
    :param serious: violations and warnings that nobody accepts, in the order of the document
    :param minor: the rest
    """

    anchor: str
    area: str
    title: str
    serious: tuple[Shown, ...]
    minor: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """A step on the way to the next level.

    :param text: what to do
    :param clears: the findings that are gone then: number and anchor
    """

    text: str
    clears: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A finding that came, went or changed between two versions.

    :param sign: of its severity
    :param severity: a name of :class:`Severity`
    :param severity_name: the severity as a word
    :param message: what was or is missing
    :param anchor: where on the page it stands; empty where it is gone
    """

    sign: str
    severity: str
    severity_name: str
    message: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What became of the findings between two versions.

    :param fixed: those that are gone
    :param new: those that were not there
    :param worse: those that are more serious now
    :param left: how many are still there
    """

    fixed: tuple[Change, ...]
    new: tuple[Change, ...]
    worse: tuple[Change, ...]
    left: int


def groups_of(examined: Examined, text: str | None, lang: Lang) -> tuple[Group, ...]:
    """Return the findings of a draft: what concerns the whole plan first, then by focus area.

    :param text: of its document, where it has one
    """
    report = examined.assessment.report
    rules = {outcome.rule.id: outcome.rule for outcome in report.outcomes}
    numbered = [(number, finding) for number, finding in enumerate(report.findings, 1)]
    known = {area.iri for area in examined.areas}
    groups = [_group("whole", None, [n for n in numbered if n[1].area not in known], rules, text, lang)]
    for place, area in enumerate(examined.areas, 1):
        mine = [n for n in numbered if n[1].area == area.iri]
        groups.append(_group(f"area-{place}", area, mine, rules, text, lang))
    return tuple(group for group in groups if group.serious or group.minor)


def find(examined: Examined, key: str, text: str | None, lang: Lang) -> tuple[Finding, Shown] | None:
    """Return a finding by what tells it apart, with how it is shown, or None where there is none.

    :param text: of the document, where there is one
    """
    report = examined.assessment.report
    for number, finding in enumerate(report.findings, 1):
        if finding.key == key:
            rule = next(outcome.rule for outcome in report.outcomes if outcome.rule.id == finding.rule)
            return finding, _shown(number, finding, rule, text, lang)
    return None


def _group(
    anchor: str,
    area: Area | None,
    findings: Sequence[tuple[int, Finding]],
    rules: dict[str, Rule],
    text: str | None,
    lang: Lang,
) -> Group:
    ordered = sorted(findings, key=lambda one: (_start(one[1]), -one[1].severity.rank, one[0]))
    serious = [one for one in ordered if one[1].severity is not Severity.INFO and one[1].waiver is None]
    minor = [one for one in ordered if one not in serious]
    return Group(
        anchor,
        "" if area is None else area.iri,
        "" if area is None else area.label.get(lang),
        tuple(_shown(number, finding, rules[finding.rule], text, lang) for number, finding in serious),
        tuple(_shown(number, finding, rules[finding.rule], text, lang) for number, finding in minor),
    )


def _start(finding: Finding) -> int:
    """Return where in the document a finding stands; what stands nowhere comes first."""
    return min((passage.start for passage in finding.evidence), default=-1)


def _shown(number: int, finding: Finding, rule: Rule, text: str | None, lang: Lang) -> Shown:
    from plangraph.assess.mending import REASONS, Reason, why_no_form

    waiver, reason = finding.waiver, REASONS.get(finding.rule)
    action = "form" if reason is None else "review" if reason is Reason.REVIEW else "none"
    return Shown(
        number=number,
        key=finding.key,
        anchor=anchor_of(finding),
        severity=finding.severity.value,
        sign=SIGN[finding.severity],
        severity_name=SEVERITY[finding.severity].get(lang),
        message=plainly(finding.message.get(lang)),
        rule=finding.rule,
        rule_name=rule.name.get(lang),
        why=rule.why.get(lang),
        fix=plainly(finding.fix.get(lang)),
        quotes=() if finding.focus == finding.plan else quotes_of(finding.evidence, text, lang),
        solutions=tuple(Solution(e.plan.get(lang), e.label.get(lang)) for e in finding.examples[:2]),
        action=action,
        reason=why_no_form(finding).get(lang) if action == "none" else "",
        accepted=""
        if waiver is None
        else f"{word('waived_by', lang, by=waiver.by, until=waiver.until)}. {waiver.reason}",
    )


def plainly(sentence: str) -> str:
    """Leave out of a sentence of a rule what it says in brackets to those who write RDF."""
    return _FOR_WRITERS.sub("", sentence)


def quotes_of(passages: Iterable[Passage], text: str | None, lang: Lang) -> tuple[Quote, ...]:
    """Return passages as a page quotes them; of one place once.

    :param text: of the document, where there is one
    """
    found = dict.fromkeys(_quote(passage, text, lang) for passage in passages)
    return tuple(quote for quote in found if quote.words or quote.place)[:_MOST_PASSAGES]


def _quote(passage: Passage, text: str | None, lang: Lang) -> Quote:
    words, place = passage.words or "", place_of(passage, lang)
    if text is None or not words or len(words) >= _SHORT:
        return Quote(shorten(words, _QUOTED, placeholder=" …"), place)
    before = text[max(0, passage.start - _AROUND) : passage.start].rpartition("\n")[2]
    after = text[passage.end : passage.end + _AROUND].partition("\n")[0]
    before = re.split(r"(?<=[.!?])\s", before)[-1]
    after = re.split(r"(?<=[.!?])\s", after)[0]
    return Quote(words, place, normalise(before), normalise(after))


def place_of(passage: Passage, lang: Lang) -> str:
    """Say where a passage stands, as a reader finds it: page and section."""
    parts = [] if passage.page is None else [f"{word('page', lang)} {passage.page}"]
    if passage.section:
        parts.append(f"»{shorten(passage.section, 80, placeholder=' …')}«")
    return ", ".join(parts)


def moves_of(assessment: Assessment, lang: Lang) -> tuple[Move, ...]:
    """Return the steps to the next level."""
    numbers = {finding.key: number for number, finding in enumerate(assessment.report.findings, 1)}
    return tuple(
        Move(
            plainly(step.text.get(lang)),
            tuple(sorted((numbers[f.key], anchor_of(f)) for f in step.clears if f.key in numbers)),
        )
        for step in assessment.steps
    )


def changes_of(comparison: Comparison, lang: Lang) -> Changes:
    """Return what became of the findings between two versions."""
    return Changes(
        tuple(_change(finding, lang, gone=True) for finding in comparison.fixed),
        tuple(_change(finding, lang) for finding in comparison.new),
        tuple(_change(pair.after, lang) for pair in comparison.regressed),
        len(comparison.unchanged),
    )


def _change(finding: Finding, lang: Lang, *, gone: bool = False) -> Change:
    return Change(
        SIGN[finding.severity],
        finding.severity.value,
        SEVERITY[finding.severity].get(lang),
        plainly(finding.message.get(lang)),
        "" if gone else anchor_of(finding),
    )
