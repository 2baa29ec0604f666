"""The rules as a table: all of them, or those that a profile changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from plangraph.assess.profiles import OFF, Change
from plangraph.model import Rule, Severity, Text
from plangraph.report.words import DIMENSION, SEVERITY
from plangraph.tables import Column, Table

_RULE = (
    Column("id", Text("Regel", "Rule")),
    Column("name", Text("Hvad den kræver", "What it demands")),
    Column("dimension", Text("Dimension", "Dimension")),
)
_OFF = Text("slået fra", "off")


def rules_table(rules: Sequence[Rule], lang: str, levels: Mapping[str, str] | None = None) -> Table:
    """List rules: id, what each demands, dimension, severity, the plan years it applies to.

    :param levels: severity or ``off`` by rule id, where a profile sets it
    """
    columns = (
        *_RULE,
        Column("severity", Text("Alvor", "Severity")),
        Column("from", Text("Fra planår", "From plan year")),
        Column("until", Text("Til planår", "Until plan year")),
    )
    rows = tuple(
        (
            *_row(r, lang),
            _level((levels or {}).get(r.id, r.severity.value), lang),
            r.valid_from,
            r.valid_until,
        )
        for r in rules
    )
    return Table(Text("Regler", "Rules"), columns, rows)


def changes_table(changes: Sequence[Change], name: str, lang: str) -> Table:
    """List the rules that a profile changes, with their severity before and after."""
    columns = (
        *_RULE,
        Column("severity", Text("Alvor som leveret", "Severity as shipped")),
        Column("level", Text("Alvor i profilen", "Severity in the profile")),
    )
    rows = tuple(
        (*_row(c.rule, lang), _level(c.rule.severity.value, lang), _level(c.level, lang)) for c in changes
    )
    title = Text(f"Det ændrer profilen »{name}«", f"What the profile “{name}” changes")
    return Table(title, columns, rows)


def _row(rule: Rule, lang: str) -> tuple[str, str, str]:
    dimension = DIMENSION.get(rule.dimension)
    return rule.id, rule.name.get(lang), dimension.get(lang) if dimension else rule.dimension


def _level(level: str, lang: str) -> str:
    return (_OFF if level == OFF else SEVERITY[Severity(level)]).get(lang)
