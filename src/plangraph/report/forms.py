"""A report as JSON: what ``plangraph check --format json`` gives a program."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from plangraph.model import Finding, Outcome, Passage, Report, Severity, State


def as_dict(report: Report) -> dict[str, Any]:
    """Return one plan's report as plain data.

    Keys: ``plan``, ``slug``, ``label``, ``year``, ``ruleset``; ``rules`` (applied, passed, failed,
    not_applicable, errored: numbers of rules), ``checks`` (passed, examined: numbers of things looked
    at), ``severities`` (findings by severity), ``findings`` and ``outcomes`` (one a rule).
    """
    states, severities = report.states(), report.severities()
    passed, examined = report.checks()
    return {
        "plan": report.plan,
        "slug": report.slug,
        "label": report.label.as_dict(),
        "year": report.year,
        "ruleset": report.ruleset,
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


def as_json(reports: Iterable[Report]) -> str:
    """Return the reports as a JSON array, one object a plan."""
    return json.dumps([as_dict(r) for r in reports], ensure_ascii=False, indent=2) + "\n"


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "focus": finding.focus,
        "label": finding.label.as_dict(),
        "path": finding.path,
        "value": finding.value,
        "message": finding.message.as_dict(),
        "fix": finding.fix.as_dict(),
        "evidence": [_passage(p) for p in finding.evidence],
    }


def _passage(passage: Passage) -> dict[str, Any]:
    return {
        "evidence": passage.iri,
        "document": passage.document,
        "section": passage.section,
        "page": passage.page,
        "start": passage.start,
        "end": passage.end,
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {
        "rule": outcome.rule.id,
        "dimension": outcome.rule.dimension,
        "state": outcome.state.value,
        "examined": outcome.examined,
        "failed": outcome.failed,
        "note": outcome.note.as_dict() if outcome.note else None,
    }
