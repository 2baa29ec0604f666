"""Puts together what a document about a plan says, so that all written formats say the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from plangraph.model import (
    Assessment,
    Finding,
    Lang,
    Outcome,
    Passage,
    Reach,
    Rule,
    Score,
    Severity,
    State,
    Tier,
)
from plangraph.report.parts import (
    Accepted,
    Bar,
    Block,
    Chapter,
    Document,
    Gap,
    Group,
    Item,
    Mention,
    Move,
    PlanPart,
    RuleRow,
    RuleTable,
    Rung,
    Solution,
    Source,
    TargetRow,
)
from plangraph.report.terminal import where
from plangraph.report.words import SEVERITIES, SEVERITY, SIGN, STATE, count, dimension, listing, word

#: Number of each finding in the document, by what tells it apart.
_Identity = tuple[str, str, str | None, str | None, str]
_STATE_LOOK: Final = {
    State.PASSED: ("✔", "good"),
    State.FAILED: ("✖", "violation"),
    State.NOT_APPLICABLE: ("–", "soft"),
    State.ERRORED: ("!", "violation"),
}


def build(assessments: Sequence[Assessment], lang: Lang) -> Document:
    """Put together what a document says.

    :param assessments: one a plan, in the order in which the document treats them
    :param lang: its language
    """
    parts = tuple(_part(a, lang) for a in assessments)
    heading = word("report_of", lang)
    title = f"{heading}: {parts[0].title}" if len(parts) == 1 else f"{heading}: {word('title', lang)}"
    return Document(lang, title, parts)


def verdict(assessment: Assessment, lang: Lang) -> tuple[str, ...]:
    """Say in a few sentences how complete a plan is and what brings it further."""
    overall = assessment.overall
    said = [word("verdict_checks", lang, passed=overall.passed, examined=overall.examined)]
    above = next_tier(assessment)
    reached = [t for t in assessment.tiers if t.reached]
    if above is None and reached:
        said.append(word("verdict_top", lang, tier=reached[-1].name.get(lang)))
    elif above is not None:
        below = assessment.tiers[: assessment.tiers.index(above)]
        if below:
            said.append(word("verdict_tier", lang, tier=below[-1].name.get(lang)))
        else:
            said.append(word("verdict_no_tier", lang))
        found, steps = len(above.blocking), len(assessment.steps)
        if found:
            tier, gaps = above.name.get(lang), count("gap", found, lang)
            said.append(word("verdict_next", lang, tier=tier, gaps=gaps, are="is" if found == 1 else "are"))
        if above.undecided:
            names = {o.rule.id: o.rule.name.get(lang) for o in assessment.report.outcomes}
            rules = listing([names.get(rule, rule) for rule in above.undecided], lang)
            said.append(word("undecided", lang, rules=rules))
        elif steps:
            fixes = count("fix", steps, lang)
            said.append(word("verdict_steps", lang, steps=fixes, are="is" if steps == 1 else "are"))
    return tuple(said)


def next_tier(assessment: Assessment) -> Tier | None:
    """Return the lowest tier that the plan has not reached."""
    return next((t for t in assessment.tiers if not t.reached), None)


def bar(score: Score, lang: Lang, label: str = "") -> Bar:
    """Return a score as documents show it."""
    percent = 100 * score.passed // score.examined if score.examined else 0
    return Bar(label or score.label.get(lang), score.passed, score.examined, percent)


def severities(findings: Iterable[Finding], lang: Lang) -> tuple[tuple[str, str, str, int], ...]:
    """Count findings that nobody has accepted: name, sign, word, number; worst first."""
    found = [f.severity for f in findings if f.waiver is None]
    return tuple((s.value, SIGN[s], SEVERITIES[s].get(lang), found.count(s)) for s in Severity)


def target_row(reach: Reach, lang: Lang) -> TargetRow:
    """Return a national target as documents show it."""
    level = {"goal": "goal", "none": "none"}.get(reach.reached, "area")
    served = {"goal": "✔", "area": "▲", "none": "✖"}[level]
    links = word("links_counted", lang, stated=reach.stated, interpreted=reach.interpreted)
    return TargetRow(
        number=reach.number,
        label=reach.label.get(lang),
        level=level,
        sign=served,
        status=word(f"reach_{reach.reached}", lang),
        reach=reach,
        counts=_counts(reach, lang),
        links=links if reach.stated + reach.interpreted else "–",
    )


def _counts(reach: Reach, lang: Lang) -> str:
    """Say what is linked to a target: "2 goals and 1 focus area"."""
    things = (
        ("goal", reach.goals),
        ("measure", reach.measures),
        ("objective", reach.objectives),
        ("focus-area", reach.areas),
    )
    return listing([count(thing, number, lang) for thing, number in things if number], lang)


def _part(assessment: Assessment, lang: Lang) -> PlanPart:
    report = assessment.report
    rules = {o.rule.id: o.rule for o in report.outcomes}
    numbers = {_identity(f): i for i, f in enumerate(report.findings, 1)}
    areas = {s.subject: s.label.get(lang) for s in assessment.areas}
    areas[""] = word("whole_plan", lang)
    active = [f for f in report.findings if f.waiver is None]
    accepted = [f for f in report.findings if f.waiver is not None]
    scores = {s.subject: bar(s, lang) for s in assessment.dimensions}
    names = dict.fromkeys([*scores, *(o.rule.dimension for o in report.outcomes)])
    above = next_tier(assessment)

    def gaps(findings: Sequence[Finding]) -> tuple[Gap, ...]:
        return tuple(_gaps(findings, rules, numbers, areas, lang))

    chapters = []
    for name in names:
        mine = [f for f in active if rules[f.rule].dimension == name]
        if not mine:
            continue
        groups = [
            Group(label, key, gaps([f for f in mine if _area(f, areas) == key]))
            for key, label in areas.items()
            if any(_area(f, areas) == key for f in mine)
        ]
        groups.sort(key=lambda g: bool(g.key))  # what concerns the whole plan first
        score = scores.get(name) or Bar(dimension(name, lang), 0, 0, 0)
        chapters.append(Chapter(name, score, len(mine), tuple(groups)))
    return PlanPart(
        slug=report.slug,
        title=report.label.get(lang),
        year=report.year,
        ruleset=report.ruleset,
        verdict=verdict(assessment, lang),
        overall=bar(assessment.overall, lang, word("whole_plan", lang)),
        severities=severities(report.findings, lang),
        rungs=tuple(_rung(t, t is above, rules, numbers, lang) for t in assessment.tiers),
        next_tier=above.name.get(lang) if above else "",
        moves=tuple(
            Move(
                s.text.get(lang),
                s.label.get(lang),
                word("clears", lang, gaps=count("gap", len(s.clears), lang)),
                _mentions(s.clears, numbers, lang),
            )
            for s in assessment.steps
        ),
        targets=tuple(target_row(r, lang) for r in assessment.targets),
        dimensions=tuple(scores.values()),
        areas=tuple(bar(s, lang) for s in assessment.areas),
        goals=tuple(bar(s, lang) for s in assessment.goals),
        chapters=tuple(chapters),
        found=len(active),
        waived=gaps(accepted),
        rules=_rule_tables(report.outcomes, {n: b.label for n, b in scores.items()}, lang),
        area_names=tuple((k, v) for k, v in areas.items() if any(_area(f, areas) == k for f in active)),
    )


def _identity(finding: Finding) -> _Identity:
    """Tell findings apart without comparing all that they carry."""
    return finding.rule, finding.focus, finding.path, finding.value, finding.message.da


def _area(finding: Finding, areas: dict[str, str]) -> str:
    return finding.area if finding.area in areas else ""


def _mentions(findings: Iterable[Finding], numbers: dict[_Identity, int], lang: Lang) -> tuple[Mention, ...]:
    found = (Mention(numbers.get(_identity(f), 0), f.label.get(lang)) for f in findings)
    return tuple(sorted((m for m in found if m.number), key=lambda m: m.number))


def _gaps(
    findings: Sequence[Finding],
    rules: dict[str, Rule],
    numbers: dict[_Identity, int],
    areas: dict[str, str],
    lang: Lang,
) -> Iterable[Gap]:
    order = dict.fromkeys((-f.severity.rank, f.rule, f.severity) for f in findings)
    for rank, rule_id, severity in sorted(order, key=lambda o: o[:2]):
        mine = [f for f in findings if f.rule == rule_id and f.severity is severity]
        rule = rules[rule_id]
        fixes = {f.fix.get(lang) for f in mine}
        common = fixes.pop() if len(fixes) == 1 else ""
        keys = {_area(f, areas) for f in mine}
        key = keys.pop() if len(keys) == 1 else ""
        yield Gap(
            rule_id=rule_id,
            rule=rule.name.get(lang),
            why=rule.why.get(lang),
            sources=tuple(_source(address) for address in rule.see_also),
            fix=common,
            severity=severity.value,
            sign=SIGN[severity],
            severity_name=SEVERITY[severity].get(lang),
            rank=-rank,
            dimension=rule.dimension,
            area=areas[key],
            area_key=key,
            items=tuple(_item(f, numbers[_identity(f)], not common, lang) for f in mine),
        )


def _item(finding: Finding, number: int, own_fix: bool, lang: Lang) -> Item:
    waiver = finding.waiver
    return Item(
        number=number,
        label=finding.label.get(lang),
        message=finding.message.get(lang),
        fix=finding.fix.get(lang) if own_fix else "",
        places=_places(finding.evidence, lang),
        start=finding.evidence[0].start if finding.evidence else -1,
        patch=finding.patch or "",
        examples=tuple(
            Solution(e.plan.get(lang), e.label.get(lang), where(e.passage, lang) if e.passage else "")
            for e in finding.examples
        ),
        accepted=Accepted(waiver.by, waiver.reason, waiver.until) if waiver else None,
    )


def _places(passages: Sequence[Passage], lang: Lang) -> tuple[str, ...]:
    """Say where passages stand, those of one section and page together."""
    together: dict[tuple[str, str | None, int | None], list[Passage]] = {}
    for passage in passages:
        together.setdefault((passage.document, passage.section, passage.page), []).append(passage)
    return tuple(
        listing([where(some[0], lang), *(f"{p.start}–{p.end}" for p in some[1:])], lang)
        for some in together.values()
    )


def _source(address: str) -> Source:
    """Name a source by its address; only the web's addresses can be opened."""
    if not address.startswith(("https://", "http://")):
        return Source(address, "")
    label = address.partition("://")[2].rstrip("/")
    return Source(label.removeprefix("www."), address)


def _rung(
    tier: Tier,
    current: bool,
    rules: dict[str, Rule],
    numbers: dict[_Identity, int],
    lang: Lang,
) -> Rung:
    blocks = []
    for rule_id in dict.fromkeys(f.rule for f in tier.blocking):
        mine = [f for f in tier.blocking if f.rule == rule_id]
        severity = mine[0].severity
        name = rules[rule_id].name.get(lang) if rule_id in rules else rule_id
        found = _mentions(mine, numbers, lang)
        blocks.append(Block(name, severity.value, SIGN[severity], SEVERITY[severity].get(lang), found))
    names = {
        key: listing([rules[r].name.get(lang) if r in rules else r for r in found], lang)
        for key, found in (("undecided", tier.undecided), ("left_out", tier.left_out))
        if found
    }
    return Rung(
        tier.name.get(lang),
        tier.meaning.get(lang),
        tier.reached,
        current,
        len(tier.blocking),
        word("in_the_way", lang, gaps=count("gap", len(tier.blocking), lang)) if tier.blocking else "",
        tuple(word(key, lang, rules=found) for key, found in names.items()),
        tuple(blocks),
    )


def _rule_tables(
    outcomes: Sequence[Outcome], dimensions: dict[str, str], lang: Lang
) -> tuple[RuleTable, ...]:
    tables = []
    for state in (State.ERRORED, State.FAILED, State.PASSED, State.NOT_APPLICABLE):
        mine = [o for o in outcomes if o.state is state]
        if mine:
            title = word(f"{state.value}_heading", lang, count=len(mine), total=len(outcomes))
            tables.append(RuleTable(state.value, title, tuple(_rule_row(o, dimensions, lang) for o in mine)))
    return tuple(tables)


def _rule_row(outcome: Outcome, dimensions: dict[str, str], lang: Lang) -> RuleRow:
    sign, css = _STATE_LOOK[outcome.state]
    state = STATE[outcome.state].get(lang)
    if outcome.state is State.FAILED and outcome.rule.severity is Severity.INFO:
        sign, css, state = SIGN[Severity.INFO], "info", word("remarked", lang)
    return RuleRow(
        name=outcome.rule.name.get(lang),
        rule_id=outcome.rule.id,
        dimension=dimensions.get(outcome.rule.dimension) or dimension(outcome.rule.dimension, lang),
        sign=sign,
        css=css,
        state=state,
        passed=outcome.examined - outcome.failed,
        examined=outcome.examined,
        note=outcome.note.get(lang) if outcome.note else "",
    )
