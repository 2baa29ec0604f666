"""A report as Markdown: readable as it is, and nothing that a plan says is taken for markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from plangraph.report.parts import Bar, Document, Gap, Item, Mention, PlanPart
from plangraph.report.words import count, word

_MARKUP: Final = re.compile(r"([\\`*_\[\]<>|~#&$])")
#: Would begin a list or a heading where it begins a line.
_OPENING: Final = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$)")
_BACKTICKS: Final = re.compile(r"`+")


def write(document: Document) -> str:
    """Write a document as Markdown (CommonMark with the tables of GitHub)."""
    blocks = [block for plan in document.plans for block in _plan(plan, document)]
    return "\n\n".join(blocks) + "\n"


def escape(text: str) -> str:
    """Return text on one line in which Markdown finds no markup."""
    text = _MARKUP.sub(r"\\\1", " ".join(text.split()))
    return _OPENING.sub(lambda m: f"{m[1]}{m[2][:-1]}\\{m[2][-1]}", text)


def _plan(plan: PlanPart, document: Document) -> Iterator[str]:
    lang = document.lang

    def w(key: str, **values: object) -> str:
        return word(key, lang, **values)

    yield f"# {w('report_of')}: {escape(plan.title)}"
    yield escape(" ".join(plan.verdict))
    yield " · ".join(f"{sign} {label}: {number}" for _, sign, label, number in plan.severities)
    if plan.rungs:
        yield f"## {w('tiers')}"
        yield w("tiers_note")
        yield "\n".join(_ladder(plan, lang))
    if plan.moves:
        yield f"## {escape(w('steps', tier=plan.next_tier))}"
        yield w("steps_note")
        yield "\n".join(
            f"{i}. {escape(m.text)}\n   {m.clears}: {_mentions(m.mentions)}"
            for i, m in enumerate(plan.moves, 1)
        )
    yield f"## {w('national_targets')} {plan.year}"
    if plan.targets:
        heads = ("number", "national_target", "status", "areas", "objectives", "measures", "goals", "links")
        yield _table(
            [w(head) for head in heads],
            [
                [t.number, t.label, f"{t.sign} {t.status}"]
                + [str(n) for n in (t.reach.areas, t.reach.objectives, t.reach.measures, t.reach.goals)]
                + [t.links]
                for t in plan.targets
            ],
        )
    else:
        yield w("no_targets")
    yield f"## {w('scores')}"
    yield w("scores_note")
    for key, first, bars in (
        ("per_dimension", "dimension", (*plan.dimensions, plan.overall)),
        ("per_area", "area", plan.areas),
        ("per_goal", "goal", plan.goals),
    ):
        if bars:
            yield f"### {w(key)}"
            yield _table([w(first), w("checks"), w("share")], [_score(b, lang) for b in bars])
    yield f"## {w('findings')} ({plan.found})"
    yield w("findings_note") if plan.found else w("no_findings")
    for chapter in plan.chapters:
        yield f"### {escape(chapter.bar.label)} ({count('gap', chapter.found, lang)})"
        for group in chapter.groups:
            yield f"#### {escape(group.label)}"
            for gap in group.gaps:
                yield from _gap(gap, lang)
    yield f"## {w('waived')}"
    yield w("waived_note")
    if not plan.waived:
        yield w("no_waived")
    for gap in plan.waived:
        yield from _gap(gap, lang)
    yield f"## {w('states_heading')}"
    for table in plan.rules:
        yield f"### {table.title}"
        yield _table(
            [w("rule"), w("dimension"), w("result"), w("checks")],
            [
                [
                    r.name,
                    r.dimension,
                    f"{r.sign} {r.state}" + (f". {r.note}" if r.note else ""),
                    f"{r.passed} {w('of')} {r.examined}" if r.examined else "–",
                ]
                for r in table.rows
            ],
        )
    yield "---"
    yield escape(w("report_footer", version=document.version, ruleset=plan.ruleset))


def _ladder(plan: PlanPart, lang: str) -> Iterator[str]:
    for i, rung in enumerate(plan.rungs, 1):
        state = word("reached" if rung.reached else "next_tier" if rung.current else "not_reached", lang)
        sign = "✔" if rung.reached else "○"
        yield f"{i}. {sign} **{escape(rung.name)}**: {state}" + (f", {rung.blocked}" if rung.count else "")
        yield f"   {escape(' '.join([rung.meaning, *rung.notes]))}"
        for block in rung.blocks:
            found = f": {_mentions(block.mentions)}" if rung.current else ""
            name = f"{block.severity_name}: {escape(block.rule)} ({len(block.mentions)})"
            yield f"   - {block.sign} {name}{found}"


def _mentions(mentions: Sequence[Mention]) -> str:
    return ", ".join(f"{escape(m.label)} ({m.number})" for m in mentions)


def _score(bar: Bar, lang: str) -> list[str]:
    share = f"{bar.percent} %" if bar.examined else "–"
    return [bar.label, f"{bar.passed} {word('of', lang)} {bar.examined}", share]


def _gap(gap: Gap, lang: str) -> Iterator[str]:
    yield f"##### {gap.sign} {gap.severity_name.capitalize()}: {escape(gap.rule)} ({len(gap.items)})"
    why = f"{word('why', lang)}: {escape(gap.why)}"
    for source in gap.sources:
        why += f" <{source.href}>" if _plain(source.href) else f" {escape(source.label)}"
    yield why
    if gap.fix:
        yield f"{word('fix', lang)}: {escape(gap.fix)}"
    yield "\n".join(line for item in gap.items for line in _item(item, lang))


def _plain(address: str) -> bool:
    return bool(address) and not re.search(r"[\s<>\"`\\]", address)


def _item(item: Item, lang: str) -> Iterator[str]:
    yield f"- **{item.number}** {escape(item.message)}"
    accepted = item.accepted
    if accepted:
        said = word("waived_by", lang, by=accepted.by, until=accepted.until)
        yield f"  - {escape(said)}. {word('reason', lang)}: {escape(accepted.reason)}"
    if item.fix:
        yield f"  - {word('fix', lang)}: {escape(item.fix)}"
    if item.places:
        yield f"  - {word('where', lang)}: {escape('; '.join(item.places))}"
    for example in item.examples:
        place = f" ({example.place})" if example.place else ""
        yield f"  - {word('examples', lang)}: {escape(f'{example.plan}: {example.label}{place}')}"
    if item.patch:
        longest = max((len(run) for run in _BACKTICKS.findall(item.patch)), default=0)
        fence = "`" * max(3, longest + 1)
        yield f"  - {word('patch', lang)}:\n"
        yield f"    {fence}turtle"
        yield from (f"    {line}".rstrip() for line in item.patch.strip("\n").split("\n"))
        yield f"    {fence}\n"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads)]
    head, rule = (f"| {' | '.join(escape(c) if c != '---' else c for c in line)} |" for line in lines)
    return "\n".join([head, rule, *(f"| {' | '.join(map(escape, row))} |" for row in rows)])
