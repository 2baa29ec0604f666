"""A report as JSON: what ``plangraph check --format json`` gives a program."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from plangraph.model import (
    Assessment,
    Example,
    Finding,
    Outcome,
    Passage,
    Report,
    Score,
    Severity,
    State,
    Tier,
    Waiver,
)

if TYPE_CHECKING:
    from plangraph.assess.comparing import Comparison


def as_dict(assessment: Assessment) -> dict[str, Any]:
    """Return one plan's assessment as plain data.

    Keys: ``plan``, ``slug``, ``label``, ``year``, ``ruleset``, ``profile``; ``rules`` (applied, passed,
    failed, not_applicable, errored: numbers of rules), ``checks`` (passed, examined: numbers of things looked
    at), ``severities`` (findings by severity), ``findings`` and ``outcomes`` (one a rule); ``scores``
    (overall, dimensions, areas, goals: each with ``passed`` and ``examined``), ``tiers`` (``blocking`` holds
    keys of findings), ``steps`` to the next tier (``clears`` holds keys of findings), and ``targets`` (how
    far each national target reaches into the plan).
    """
    return {
        **_report(assessment.report),
        "scores": {
            "overall": _score(assessment.overall),
            "dimensions": [_score(s) for s in assessment.dimensions],
            "areas": [_score(s) for s in assessment.areas],
            "goals": [_score(s) for s in assessment.goals],
        },
        "tiers": [_tier(t) for t in assessment.tiers],
        "steps": [
            {
                "text": step.text.as_dict(),
                "focus": step.focus,
                "label": step.label.as_dict(),
                "clears": [f.key for f in step.clears],
            }
            for step in assessment.steps
        ],
        "targets": [
            {
                "target": reach.target,
                "number": reach.number,
                "label": reach.label.as_dict(),
                "reached": reach.reached,
                "focus_areas": reach.areas,
                "objectives": reach.objectives,
                "goals": reach.goals,
                "measures": reach.measures,
                "stated": reach.stated,
                "interpreted": reach.interpreted,
            }
            for reach in assessment.targets
        ],
    }


def as_json(assessments: Iterable[Assessment], lang: str = "da") -> str:  # noqa: ARG001 - it holds both
    """Return assessments as a JSON array, one object a plan; texts are there in both languages."""
    data = [as_dict(a) for a in assessments]
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def as_comparison_json(comparison: Comparison) -> str:
    """Return two drafts compared: the findings of each fate, and ``counts``."""
    lists = {
        "fixed": [_finding(f) for f in comparison.fixed],
        "new": [_finding(f) for f in comparison.new],
        "regressed": [
            {**_finding(p.after), "severity_before": p.before.severity.value} for p in comparison.regressed
        ],
        "waived": [_finding(f) for f in comparison.waived],
        "unchanged": [
            {**_finding(p.after), "severity_before": p.before.severity.value} for p in comparison.unchanged
        ],
        "undecided": [_finding(f) for f in comparison.undecided],
    }
    data = {
        "first": comparison.first.as_dict(),
        "second": comparison.second.as_dict(),
        "counts": {name: len(found) for name, found in lists.items()},
        **lists,
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _report(report: Report) -> dict[str, Any]:
    """Return what the check itself found."""
    states, severities = report.states(), report.severities()
    passed, examined = report.checks()
    return {
        "plan": report.plan,
        "slug": report.slug,
        "label": report.label.as_dict(),
        "year": report.year,
        "ruleset": report.ruleset,
        "profile": report.profile,
        "rules": {
            "applied": states[State.PASSED] + states[State.FAILED],
            "passed": states[State.PASSED],
            "failed": states[State.FAILED],
            "not_applicable": states[State.NOT_APPLICABLE],
            "errored": states[State.ERRORED],
        },
        "checks": {"passed": passed, "examined": examined},
        "severities": {s.value: severities[s] for s in Severity},
        "findings": [_finding(f) for f in report.findings],
        "outcomes": [_outcome(o) for o in report.outcomes],
    }


def _score(score: Score) -> dict[str, Any]:
    return {
        "subject": score.subject or None,
        "label": score.label.as_dict(),
        "passed": score.passed,
        "examined": score.examined,
    }


def _tier(tier: Tier) -> dict[str, Any]:
    return {
        "id": tier.id,
        "name": tier.name.as_dict(),
        "meaning": tier.meaning.as_dict(),
        "reached": tier.reached,
        "blocking": [f.key for f in tier.blocking],
        "undecided": list(tier.undecided),
        "left_out": list(tier.left_out),
    }


def _waiver(waiver: Waiver | None) -> dict[str, Any] | None:
    if waiver is None:
        return None
    return {
        "waiver": waiver.iri,
        "focus": waiver.focus,
        "by": waiver.by,
        "reason": waiver.reason,
        "until": waiver.until,
    }


def _example(example: Example) -> dict[str, Any]:
    return {
        "plan": example.plan.as_dict(),
        "element": example.element,
        "label": example.label.as_dict(),
        "passage": None if example.passage is None else _passage(example.passage),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "key": finding.key,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "focus": finding.focus,
        "label": finding.label.as_dict(),
        "path": finding.path,
        "value": finding.value,
        "message": finding.message.as_dict(),
        "fix": finding.fix.as_dict(),
        "evidence": [_passage(p) for p in finding.evidence],
        "area": finding.area or None,
        "patch": finding.patch,
        "examples": [_example(e) for e in finding.examples],
        "waiver": _waiver(finding.waiver),
        "lapsed_waiver": _waiver(finding.lapsed),
    }


def _passage(passage: Passage) -> dict[str, Any]:
    return {
        "evidence": passage.iri,
        "document": passage.document,
        "section": passage.section,
        "page": passage.page,
        "start": passage.start,
        "end": passage.end,
        "words": passage.words,
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {
        "rule": outcome.rule.id,
        "dimension": outcome.rule.dimension,
        "state": outcome.state.value,
        "examined": outcome.examined,
        "failed": outcome.failed,
        "off": outcome.off,
        "note": outcome.note.as_dict() if outcome.note else None,
    }
