"""Assessments as a workbook: an overview, the next steps, and a sheet a dimension to sort and filter."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Any, Final

from plangraph.model import Assessment, Finding, Lang, Outcome, Report, Score, Severity, State, Text
from plangraph.report.sheets import Column, Row, Sheet, write_sheets
from plangraph.report.terminal import where
from plangraph.report.words import DIMENSION, SEVERITIES, SEVERITY, STATE, dimension, word

_OVERVIEW: Final = Text("Overblik", "Overview")
_SCORES: Final = Text("Opfyldte tjek", "Checks passed")
_STEPS: Final = Text("Næste skridt", "Next steps")
_FACE: Final = {
    Severity.VIOLATION: "#F8D7DA",
    Severity.WARNING: "#FFF0C7",
    Severity.INFO: "#DCEBF9",
}

_PLAN: Final[Column] = (Text("Plan", "Plan"), 24, "text")
_ROWS: Final[tuple[Column, ...]] = (
    _PLAN,
    (Text("Resultat", "Result"), 12, "text"),
    (Text("Alvor", "Severity"), 13, "severity"),
    (Text("Regel", "Rule"), 26, "text"),
    (Text("Element", "Element"), 26, "text"),
    (Text("Fund", "Finding"), 48, "text"),
    (Text("Gør sådan", "What to do"), 48, "text"),
    (Text("Hvor", "Where"), 28, "text"),
    (Text("Accepteret", "Waived"), 20, "text"),
    (Text("Med fejl", "At fault"), 9, "number"),
    (Text("Undersøgt", "Examined"), 10, "number"),
    (Text("Regel-id", "Rule id"), 22, "text"),
)
_OVERVIEW_COLUMNS: Final[tuple[Column, ...]] = (
    _PLAN,
    (Text("Planår", "Plan year"), 8, "year"),
    (Text("Trin nået", "Tier reached"), 15, "text"),
    (Text("Næste trin", "Next tier"), 15, "text"),
    (Text("Fund i vejen for det", "Findings in its way"), 11, "number"),
    (Text("Opfyldte tjek", "Checks passed"), 10, "number"),
    (Text("Tjek i alt", "Checks in all"), 9, "number"),
    (Text("Andel", "Share"), 8, "share"),
    *((SEVERITIES[s], 12, "number") for s in Severity),
    (Text("Accepteret", "Waived"), 11, "number"),
    (Text("Regler, der ikke kunne afgøres", "Rules that could not be decided"), 14, "number"),
    (Text("Regelsæt", "Rule set"), 15, "text"),
)
_SCORE_COLUMNS: Final[tuple[Column, ...]] = (
    _PLAN,
    (Text("For", "For"), 14, "text"),
    (Text("Navn", "Name"), 70, "text"),
    (Text("Opfyldte tjek", "Checks passed"), 10, "number"),
    (Text("Tjek i alt", "Checks in all"), 10, "number"),
    (Text("Andel", "Share"), 9, "share"),
)
_STEP_COLUMNS: Final[tuple[Column, ...]] = (
    _PLAN,
    (Text("Trin", "Tier"), 18, "text"),
    (Text("Nr.", "No."), 6, "number"),
    (Text("Gør sådan", "What to do"), 70, "text"),
    (Text("Element", "Element"), 34, "text"),
    (Text("Fund, det rydder", "Findings it clears"), 12, "number"),
)


def as_xlsx(assessments: Sequence[Assessment], lang: Lang) -> bytes:
    """Write assessments as an Excel workbook.

    Sheets: an overview (a plan a row), the scores, the steps to the next tier, and one a dimension. A sheet
    of a dimension has a row a finding and a row for every rule without one (passed, not applicable, or could
    not be decided), so that filtering shows what passed too. Text is never a formula, numbers are numbers.

    :param assessments: one a plan
    :param lang: language of the sheets
    """
    faces = {SEVERITY[s].get(lang): face for s, face in _FACE.items()}
    sheets = [
        Sheet(_OVERVIEW.get(lang), _OVERVIEW_COLUMNS, _overview(assessments, lang)),
        Sheet(_SCORES.get(lang), _SCORE_COLUMNS, _scores(assessments, lang)),
        Sheet(_STEPS.get(lang), _STEP_COLUMNS, _steps(assessments, lang)),
        *(Sheet(dimension(n, lang), _ROWS, _rows(assessments, n, lang)) for n in _dimensions(assessments)),
    ]
    return write_sheets(word("title", lang), sheets, lang, faces={"severity": faces})


def _dimensions(assessments: Sequence[Assessment]) -> list[str]:
    """Return the dimensions that any plan was checked in, those we have names for first."""
    there = dict.fromkeys(o.rule.dimension for a in assessments for o in a.report.outcomes)
    return [d for d in dict.fromkeys([*DIMENSION, *there]) if d in there]


def _overview(assessments: Sequence[Assessment], lang: Lang) -> list[Row]:
    """Return the rows of the first sheet: a plan a row."""
    rows: list[Row] = []
    for assessment in assessments:
        report, overall, tiers = assessment.report, assessment.overall, assessment.tiers
        live = [f for f in report.findings if f.waiver is None]
        reached = [t.name.get(lang) for t in takewhile(lambda t: t.reached, tiers)]
        following = next((t for t in tiers if not t.reached), None)
        rows.append(
            (
                report.label.get(lang),
                report.year,
                reached[-1] if reached else word("none", lang),
                following.name.get(lang) if following else None,
                len(following.blocking) if following else None,
                overall.passed,
                overall.examined,
                _share(overall),
                *(sum(f.severity is s for f in live) for s in Severity),
                len(report.findings) - len(live),
                sum(o.state is State.ERRORED for o in report.outcomes),
                report.ruleset,
            )
        )
    return rows


def _scores(assessments: Sequence[Assessment], lang: Lang) -> list[Row]:
    """Return the rows of the sheet of scores: the plan, its dimensions, its focus areas, its goals."""
    rows: list[Row] = []
    for assessment in assessments:
        plan = assessment.report.label.get(lang)
        for of, scores in (
            (_PLAN[0], (assessment.overall,)),
            (Text("Dimension", "Dimension"), assessment.dimensions),
            (Text("Fokusområde", "Focus area"), assessment.areas),
            (Text("Mål", "Goal"), assessment.goals),
        ):
            rows += ((plan, of.get(lang), s.label.get(lang), s.passed, s.examined, _share(s)) for s in scores)
    return rows


def _share(score: Score) -> float | None:
    return score.passed / score.examined if score.examined else None


def _steps(assessments: Sequence[Assessment], lang: Lang) -> list[Row]:
    rows: list[Row] = []
    for assessment in assessments:
        following = next((t.name.get(lang) for t in assessment.tiers if not t.reached), None)
        rows += (
            (
                assessment.report.label.get(lang),
                following,
                number,
                step.text.get(lang),
                step.label.get(lang),
                len(step.clears),
            )
            for number, step in enumerate(assessment.steps, 1)
        )
    return rows


def _rows(assessments: Sequence[Assessment], name: str, lang: Lang) -> list[Row]:
    """Return the rows of a dimension: plan by plan its findings, worst first, then the rules without one."""
    rows: list[Row] = []
    for report in (a.report for a in assessments):
        outcomes = {o.rule.id: o for o in report.outcomes if o.rule.dimension == name}
        findings = [f for f in report.findings if f.rule in outcomes]
        rows += (_finding(f, outcomes[f.rule], report, lang) for f in findings)
        silent = [o for o in outcomes.values() if all(f.rule != o.rule.id for f in findings)]
        order = (State.ERRORED, State.FAILED, State.PASSED, State.NOT_APPLICABLE)
        rows += (_silent(o, report, lang) for o in sorted(silent, key=lambda o: order.index(o.state)))
    return rows


def _finding(finding: Finding, outcome: Outcome, report: Report, lang: Lang) -> Row:
    waiver, waived = finding.waiver or finding.lapsed, None
    if waiver is not None:
        key = "waived_by" if finding.waiver else "lapsed"
        waived = f"{word(key, lang, by=waiver.by, until=waiver.until)}: {waiver.reason}"
    return (
        report.label.get(lang),
        STATE[outcome.state].get(lang),
        SEVERITY[finding.severity].get(lang),
        outcome.rule.name.get(lang),
        finding.label.get(lang),
        finding.message.get(lang),
        finding.fix.get(lang),
        "\n".join(where(p, lang) for p in finding.evidence) or None,
        waived,
        outcome.failed,
        outcome.examined,
        outcome.rule.id,
    )


def _silent(outcome: Outcome, report: Report, lang: Lang) -> Row:
    decided = outcome.state in (State.PASSED, State.FAILED)
    numbers: tuple[Any, Any] = (outcome.failed, outcome.examined) if decided else (None, None)
    note = outcome.note.get(lang) if outcome.note else None
    plan, state, rule = report.label.get(lang), STATE[outcome.state].get(lang), outcome.rule
    return plan, state, None, rule.name.get(lang), None, note, None, None, None, *numbers, rule.id
