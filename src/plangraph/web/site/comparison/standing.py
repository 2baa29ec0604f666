"""How complete plans are beside each other, and what got better or worse."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from plangraph.assess import comparing
from plangraph.errors import PlangraphError
from plangraph.model import Assessment, Lang, Outcome, Severity, State
from plangraph.report.content import severities
from plangraph.report.words import dimension
from plangraph.web.holdings import Holdings, Plan
from plangraph.web.site.overview import Level, level_of
from plangraph.web.words import word

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Standing:
    """How complete a plan is.

    :param plan: what it is called
    :param slug: its slug
    :param level: how high it stands; None where it could not be checked
    :param passed: checks passed
    :param examined: checks made
    :param findings: severity, its sign, what it is called, how many
    """

    plan: str
    slug: str
    level: Level | None
    passed: int
    examined: int
    findings: tuple[tuple[str, str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Dimension:
    """A dimension of completeness in all plans.

    :param name: what it is called
    :param scores: checks passed and made, one pair a plan; None where it could not be checked
    """

    name: str
    scores: tuple[tuple[int, int] | None, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a rule on a plan.

    :param state: ``passed``, ``failed``, ``none`` …
    :param said: in words
    """

    state: str
    said: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that the plans do not meet alike.

    :param id: its id
    :param name: what it demands
    :param severity: class of the style sheet
    :param verdicts: one a plan
    :param turn: ``better`` or ``worse`` from the first to the last; nothing where that cannot be said
    """

    id: str
    name: str
    severity: str
    verdicts: tuple[Verdict, ...]
    turn: str


@dataclass(frozen=True, slots=True)
class Shift:
    """What became of the findings from a plan to the next of the municipality.

    :param before: what the earlier plan is called
    :param after: what the later one is called
    :param fixed: findings that are gone
    :param new: findings that were not there
    :param worse: findings that are more serious now
    :param same: findings that are still there
    """

    before: str
    after: str
    fixed: int
    new: int
    worse: int
    same: int


@dataclass(frozen=True, slots=True)
class Completeness:
    """How complete plans are.

    :param standings: one a plan
    :param dimensions: the dimensions of completeness
    :param rules: the rules that they do not meet alike
    :param remarks: those of them whose findings only tell something
    :param shifts: from plan to plan of a municipality
    :param together: whether all are plans of one municipality, so that one can speak of better and worse
    :param better: how many of the rules are met better by the last plan than by the first
    :param worse: how many worse
    """

    standings: tuple[Standing, ...]
    dimensions: tuple[Dimension, ...]
    rules: tuple[Rule, ...]
    remarks: tuple[Rule, ...]
    shifts: tuple[Shift, ...]
    together: bool
    better: int
    worse: int


def compare_completeness(holdings: Holdings, plans: Sequence[Plan], lang: Lang) -> Completeness:
    """Return how complete plans are; waits for those that are not checked yet."""
    known = [_assessment(holdings, plan) for plan in plans]
    found = _rules(known, lang)
    rules = tuple(rule for rule in found if rule.severity != Severity.INFO)
    shifts = tuple(_shifts(plans, known, lang))
    return Completeness(
        standings=tuple(_standing(p, a, lang) for p, a in zip(plans, known, strict=True)),
        dimensions=_dimensions(known, lang),
        rules=rules,
        remarks=tuple(rule for rule in found if rule not in rules),
        shifts=shifts,
        together=len(shifts) == len(plans) - 1,
        better=sum(rule.turn == "better" for rule in rules),
        worse=sum(rule.turn == "worse" for rule in rules),
    )


def _assessment(holdings: Holdings, plan: Plan) -> Assessment | None:
    try:
        return holdings.assessment(plan.slug)
    except PlangraphError:
        log.exception("a plan cannot be checked", extra={"plan": plan.slug})
        return None


def _standing(plan: Plan, assessment: Assessment | None, lang: Lang) -> Standing:
    if assessment is None:
        return Standing(plan.name.get(lang), plan.slug, None, 0, 0, ())
    return Standing(
        plan.name.get(lang),
        plan.slug,
        level_of(assessment, lang),
        assessment.overall.passed,
        assessment.overall.examined,
        severities(assessment.report.findings, lang),
    )


def _dimensions(known: Sequence[Assessment | None], lang: Lang) -> tuple[Dimension, ...]:
    scores = [{s.subject: s for s in a.dimensions} if a else {} for a in known]
    names = dict.fromkeys(name for one in scores for name in one)
    return tuple(
        Dimension(
            dimension(name, lang),
            tuple((one[name].passed, one[name].examined) if name in one else None for one in scores),
        )
        for name in names
    )


def _rules(known: Sequence[Assessment | None], lang: Lang) -> tuple[Rule, ...]:
    """Return the rules that the plans do not meet alike, the worse ones first."""
    outcomes = [{o.rule.id: o for o in a.report.outcomes} if a else {} for a in known]
    found: list[Rule] = []
    for rule_id, first in {i: o for one in reversed(outcomes) for i, o in one.items()}.items():
        row = [one.get(rule_id) for one in outcomes]
        shares = [_share(outcome) for outcome in row]
        if len({share for share in shares if share is not None}) > 1:
            turn = _turn(shares)
            verdicts = tuple(_verdict(outcome, lang) for outcome in row)
            severity = first.rule.severity.value
            found.append(Rule(rule_id, first.rule.name.get(lang), severity, verdicts, turn))
    order = {"worse": 0, "better": 1, "": 2}
    ranks = {severity.value: -severity.rank for severity in Severity}
    return tuple(sorted(found, key=lambda r: (order[r.turn], ranks[r.severity], r.name.casefold())))


def _share(outcome: Outcome | None) -> float | None:
    """Return which share of what a rule looked at it found fault with; None where it decided nothing."""
    if outcome is None or outcome.off or outcome.state not in (State.PASSED, State.FAILED):
        return None
    return outcome.failed / outcome.examined if outcome.examined else 0.0


def _turn(shares: Sequence[float | None]) -> str:
    first, last = shares[0], shares[-1]
    if first is None or last is None or first == last:
        return ""
    return "better" if last < first else "worse"


def _verdict(outcome: Outcome | None, lang: Lang) -> Verdict:
    if _share(outcome) is None or outcome is None:
        return Verdict("none", word("comparison_rule_none", lang))
    key = "comparison_rule_failed" if outcome.failed else "comparison_rule_passed"
    said = word(key, lang, failed=outcome.failed, examined=outcome.examined)
    return Verdict(outcome.state.value, said)


def _shifts(plans: Sequence[Plan], known: Sequence[Assessment | None], lang: Lang) -> list[Shift]:
    """Return what became of the findings from each plan to the next of the same municipality."""
    found = []
    for at, (plan, assessment) in enumerate(zip(plans, known, strict=True)):
        homes = {place.iri for place in plan.places}
        earlier = [
            (other, theirs)
            for other, theirs in zip(plans[:at], known[:at], strict=True)
            if homes & {place.iri for place in other.places}
        ]
        if earlier and assessment is not None and earlier[-1][1] is not None:
            before, first = earlier[-1][0], earlier[-1][1]
            shift = comparing.compare(first, assessment)
            names = before.name.get(lang), plan.name.get(lang)
            counts = len(shift.fixed), len(shift.new), len(shift.regressed), len(shift.unchanged)
            found.append(Shift(*names, *counts))
    return found
