"""An assessment, or two drafts compared, in the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from plangraph.model import Assessment, Example, Finding, Severity, State, Text, Tier
from plangraph.report.terminal import Page, add_findings, details, where
from plangraph.report.words import SEVERITY, SIGN, STATE, word

if TYPE_CHECKING:
    from rich.console import Console

    from plangraph.assess.comparing import Comparison

#: How many steps and scores a terminal shows; the files have all.
_MOST_STEPS: Final = 10
_WORDS: Final = {
    "profile": Text("profil", "profile"),
    "tiers": Text("Niveauer", "Levels"),
    "steps": Text(
        "Mindst muligt til »{tier}« ({steps} rettelser)", "The least to reach “{tier}” ({steps} changes)"
    ),
    "step": Text("Mindst muligt til »{tier}« (1 rettelse)", "The least to reach “{tier}” (1 change)"),
    "clears": Text("klarer {count}", "clears {count}"),
    "more_steps": Text("… og {count} til", "… and {count} more"),
    "in_the_way": Text("{count} fund i vejen", "{count} findings in the way"),
    "one_in_the_way": Text("1 fund i vejen", "1 finding in the way"),
    "undecided": Text("{count} regler kunne ikke afgøres", "{count} rules could not be decided"),
    "left_out": Text(
        "uden {rules}, som profilen har slået fra", "without {rules}, which the profile switched off"
    ),
    "waived": Text(
        "Accepteret af {by} til og med {until}: {reason}", "Accepted by {by} until {until}: {reason}"
    ),
    "lapsed": Text(
        "Var accepteret af {by}, men det udløb {until}", "Was accepted by {by}, but that expired on {until}"
    ),
    "example": Text("Andre", "Others"),
    "waived_count": Text("{count} accepteret", "{count} waived"),
    "scores": Text("Opfyldte tjek", "Checks passed"),
    "fixed": Text("Rettet", "Fixed"),
    "new": Text("Nyt", "New"),
    "regressed": Text("Værre", "Regressed"),
    "accepted": Text("Accepteret", "Waived"),
    "unchanged": Text("Uændret", "Unchanged"),
    "undecided_findings": Text("Kan ikke afgøres mere", "No longer decided"),
    "before": Text("før: {severity}", "before: {severity}"),
    "expired_since": Text("dispensationen er udløbet", "the waiver has expired"),
    "nothing": Text("Ingen forskelle.", "No differences."),
}


def _say(key: str, lang: str, **values: object) -> str:
    return _WORDS[key].get(lang).format(**values)


def show_assessment(console: Console, assessment: Assessment, lang: str, *, patches: bool = False) -> None:
    """Print what a plan amounts to: levels, the least to reach the next one, findings, scores.

    :param patches: whether to print the Turtle that mends each finding
    """
    report, page = assessment.report, Page(console)
    page.add(f"{report.label.get(lang)} ({report.slug})", "bold")
    page.add(_facts(assessment, lang), "dim")
    page.add(f"\n{_say('tiers', lang)}", "bold")
    for tier in assessment.tiers:
        page.add(f"  {_tier(tier, lang)}", "green" if tier.reached else "")
    _add_steps(page, assessment, lang)
    if not report.findings:
        page.add(word("no_findings", lang))
    add_findings(page, report, lang, lambda f, to: _detail(f, to, patches=patches))
    page.add(f"\n{_say('scores', lang)}", "bold")
    for score in (*assessment.dimensions, *assessment.areas):
        page.add(f"  {score.label.get(lang)}: {score.passed} {word('of', lang)} {score.examined}", "dim")
    page.show()


def _facts(assessment: Assessment, lang: str) -> str:
    report, score = assessment.report, assessment.overall
    states = report.states()
    counted = ", ".join(f"{states[state]} {STATE[state].get(lang)}" for state in State)
    parts = [
        f"{word('checks', lang)}: {score.passed} {word('of', lang)} {score.examined}",
        f"{word('rules', lang)}: {counted}",
        f"{word('ruleset', lang)} {report.ruleset}",
    ]
    waived = sum(finding.waiver is not None for finding in report.findings)
    if waived:
        parts.append(_say("waived_count", lang, count=waived))
    if report.profile is not None:
        parts.append(f"{_say('profile', lang)} {report.profile}")
    return " · ".join(parts)


def _tier(tier: Tier, lang: str) -> str:
    mark = "✔" if tier.reached else "–"
    parts = [f"{mark} {tier.name.get(lang)}: {tier.meaning.get(lang)}"]
    if tier.blocking:
        key = "one_in_the_way" if len(tier.blocking) == 1 else "in_the_way"
        parts.append(_say(key, lang, count=len(tier.blocking)))
    if tier.undecided:
        parts.append(_say("undecided", lang, count=len(tier.undecided)))
    if tier.left_out:
        parts.append(_say("left_out", lang, rules=", ".join(tier.left_out)))
    return f"{parts[0]} ({'; '.join(parts[1:])})" if parts[1:] else parts[0]


def _add_steps(page: Page, assessment: Assessment, lang: str) -> None:
    ahead = next((tier for tier in assessment.tiers if not tier.reached), None)
    if ahead is None or not assessment.steps:
        return
    steps = assessment.steps
    key = "step" if len(steps) == 1 else "steps"
    page.add(f"\n{_say(key, lang, tier=ahead.name.get(lang), steps=len(steps))}", "bold")
    for number, step in enumerate(steps[:_MOST_STEPS], start=1):
        page.add(
            f"{number}. {step.text.get(lang)} ({_say('clears', lang, count=len(step.clears))})", indent=2
        )
    if len(steps) > _MOST_STEPS:
        page.add(f"  {_say('more_steps', lang, count=len(steps) - _MOST_STEPS)}", "dim")


def _detail(finding: Finding, lang: str, *, patches: bool) -> str:
    lines = []
    for key, waiver in (("waived", finding.waiver), ("lapsed", finding.lapsed)):
        if waiver is not None:
            lines.append(_say(key, lang, by=waiver.by, until=waiver.until, reason=waiver.reason))
    lines.append(details(finding, lang))
    if finding.examples and finding.waiver is None:
        lines.append(f"{_say('example', lang)}: {'; '.join(_example(e, lang) for e in finding.examples)}")
    if patches and finding.patch:
        lines.append(finding.patch.rstrip())
    return "\n".join(lines)


def _example(example: Example, lang: str) -> str:
    place = f" ({where(example.passage, lang)})" if example.passage else ""
    return f"{example.plan.get(lang)}: {example.label.get(lang)}{place}"


def show_comparison(console: Console, comparison: Comparison, lang: str) -> None:
    """Print what became of each finding between two drafts; what is unchanged is only counted."""
    from rich.text import Text as Words

    title = f"{comparison.first.get(lang)} → {comparison.second.get(lang)}"
    console.print(Words(title, style="bold"))
    regressed = []
    for pair in comparison.regressed:
        severity = SEVERITY[pair.before.severity].get(lang)
        waived = pair.before.waiver is not None and pair.before.severity is pair.after.severity
        regressed.append(_say("expired_since", lang) if waived else _say("before", lang, severity=severity))
    _show_group(console, "regressed", [p.after for p in comparison.regressed], lang, "bold red", regressed)
    _show_group(console, "new", comparison.new, lang, "red")
    _show_group(console, "fixed", comparison.fixed, lang, "green")
    _show_group(console, "accepted", comparison.waived, lang, "")
    _show_group(console, "undecided_findings", comparison.undecided, lang, "yellow")
    counts = [
        len(comparison.regressed),
        len(comparison.new),
        len(comparison.fixed),
        len(comparison.undecided),
    ]
    if not any(counts):
        console.print(_say("nothing", lang))
    console.print(Words(f"{_say('unchanged', lang)}: {len(comparison.unchanged)}", style="dim"))


def _show_group(
    console: Console, key: str, findings: Sequence[Finding], lang: str, style: str, notes: Sequence[str] = ()
) -> None:
    from rich.padding import Padding
    from rich.text import Text as Words

    if not findings:
        return
    console.print(Words(f"\n{_say(key, lang)} ({len(findings)})", style=style or "bold"))
    order = sorted(range(len(findings)), key=lambda i: -findings[i].severity.rank)
    for i in order:
        finding, note = findings[i], f" ({notes[i]})" if notes else ""
        line = f"{SIGN[finding.severity]} {finding.message.get(lang)} [{finding.rule}]{note}"
        style = "yellow" if finding.severity is Severity.WARNING else ""
        console.print(Padding(Words(line, style=style), (0, 0, 0, 2), expand=False))
