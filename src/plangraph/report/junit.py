"""Outcomes as JUnit XML: a suite a plan and dimension, a test a rule, for the pages of a pipeline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from plangraph.model import Assessment, Finding, Lang, Outcome, Report, Severity, State
from plangraph.report.terminal import where
from plangraph.report.words import SEVERITY, dimension, word

#: What XML 1.0 has no way to write, not even escaped (section 2.2).
_NO_XML: Final = re.compile(r"[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
_COUNTS: Final = ("tests", "failures", "errors", "skipped")


def as_junit(
    assessments: Sequence[Assessment], lang: Lang, fail_on: Severity | None = Severity.WARNING
) -> bytes:
    """Write assessments as JUnit XML.

    A rule with a finding at or over ``fail_on`` is a failure; findings below it, and waived ones beside
    others, are its output. A rule that was not applicable, or whose findings are all waived, is skipped; one
    that could not be run is an error. No time is given: the rules of a plan are run together.

    :param assessments: one a plan
    :param lang: language of the messages
    :param fail_on: the least severity that fails a test; None fails none
    """
    root = Element("testsuites", name="plangraph")
    for assessment in assessments:
        report = assessment.report
        for name in dict.fromkeys(o.rule.dimension for o in report.outcomes):
            _suite(root, report, name, lang, fail_on)
    for count in _COUNTS:
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    root.set("time", "0")
    indent(root)
    text: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _suite(root: Element, report: Report, name: str, lang: Lang, fail_on: Severity | None) -> None:
    title = _clean(f"{report.label.get(lang)}: {dimension(name, lang)}")
    suite = SubElement(root, "testsuite", name=title)
    properties = SubElement(suite, "properties")
    facts = {"plan": report.plan, "year": str(report.year), "dimension": name, "ruleset": report.ruleset}
    for key, value in facts.items():
        SubElement(properties, "property", name=key, value=_clean(value))
    outcomes = [o for o in report.outcomes if o.rule.dimension == name]
    for outcome in outcomes:
        findings = [f for f in report.findings if f.rule == outcome.rule.id]
        _case(suite, outcome, findings, f"{report.slug}.{name}", lang, fail_on)
    counted = {"tests": "testcase", "failures": "failure", "errors": "error", "skipped": "skipped"}
    for count, tag in counted.items():
        suite.set(count, str(len(list(suite.iter(tag)))))
    suite.set("time", "0")


def _case(
    suite: Element,
    outcome: Outcome,
    findings: Sequence[Finding],
    classname: str,
    lang: Lang,
    fail_on: Severity | None,
) -> None:
    name = f"{outcome.rule.id}: {outcome.rule.name.get(lang)}"
    case = SubElement(suite, "testcase", name=_clean(name), classname=_clean(classname), time="0")
    live = [f for f in findings if f.waiver is None]
    failing = [f for f in live if fail_on is not None and f.severity.rank >= fail_on.rank]
    note = outcome.note.get(lang) if outcome.note else ""
    if outcome.state is State.ERRORED:
        _say(SubElement(case, "error", message=_clean(note), type=State.ERRORED.value), note)
    elif outcome.state is State.NOT_APPLICABLE:
        SubElement(case, "skipped", message=_clean(note))
    elif failing:
        worst = max(failing, key=lambda f: f.severity.rank).severity
        counted = f"{outcome.failed} {word('of', lang)} {outcome.examined}"
        said = f"{SEVERITY[worst].get(lang)}, {counted}: {failing[0].message.get(lang)}"
        failure = SubElement(case, "failure", message=_clean(said), type=worst.value)
        _say(failure, "\n\n".join(_told(f, lang) for f in failing))
    elif findings and not live:
        reasons = "; ".join(dict.fromkeys(_waived(f, lang) for f in findings))
        SubElement(case, "skipped", message=_clean(reasons))
    rest = [_told(f, lang) for f in findings if f not in failing]
    if rest:
        _say(SubElement(case, "system-out"), "\n\n".join(rest))


def _told(finding: Finding, lang: Lang) -> str:
    """Write a finding as a few lines: what, why it is let pass, what to do, where."""
    lines = [f"[{SEVERITY[finding.severity].get(lang)}] {finding.message.get(lang)}"]
    if finding.waiver or finding.lapsed:
        lines.append(_waived(finding, lang))
    lines.append(f"{word('fix', lang)}: {finding.fix.get(lang)}")
    places = "; ".join(where(p, lang) for p in finding.evidence)
    if places:
        lines.append(f"{word('where', lang)}: {places}")
    return "\n".join(lines)


def _waived(finding: Finding, lang: Lang) -> str:
    waiver = finding.waiver or finding.lapsed
    if waiver is None:
        return ""
    key = "waived_by" if finding.waiver else "lapsed"
    return f"{word(key, lang, by=waiver.by, until=waiver.until)}: {waiver.reason}"


def _say(element: Element, text: str) -> None:
    element.text = _clean(text)


def _clean(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)
