"""Profiles: a small TOML file that makes rules count more, less or not at all where it is used.

.. code-block:: toml

    name = "Testby"                       # optional; else the name of the file
    extends = "region.toml"               # optional; a path beside this file

    [dimensions]
    evidence = "info"                     # every rule of the dimension

    [rules]
    goal-has-figure = "violation"         # one rule; beats its dimension
    label-in-english = "off"

What a file says beats what the one it extends says; a rule beats its dimension, whichever file names it. A
rule that is off is *not applicable*, never passed.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from plangraph.assess.waivers import near
from plangraph.errors import ProfileError
from plangraph.model import Outcome, Report, Rule, Severity, State, Text

#: A level that is no severity: the rule is not used.
OFF: Final = "off"
LEVELS: Final = (OFF, *(severity.value for severity in reversed(Severity)))
_TABLES: Final = ("dimensions", "rules")


@dataclass(frozen=True, slots=True)
class Profile:
    """What a profile says, those it extends included.

    :param name: what it is called
    :param dimensions: level by dimension
    :param rules: level by rule id
    """

    name: str
    dimensions: Mapping[str, str]
    rules: Mapping[str, str]

    def level(self, rule: Rule) -> str:
        """Return ``off`` or the severity that a rule has under this profile."""
        return self.rules.get(rule.id) or self.dimensions.get(rule.dimension) or rule.severity.value


@dataclass(frozen=True, slots=True)
class Change:
    """A rule that a profile gives another level.

    :param rule: the rule as it ships
    :param level: its level under the profile: ``off`` or a severity
    """

    rule: Rule
    level: str


def load_profile(path: Path, rules: Sequence[Rule]) -> Profile:
    """Read a profile.

    :param path: the TOML file
    :param rules: all there are
    :raises ProfileError: when a file cannot be read or is not TOML, names a rule, dimension, level or key
        that does not exist, or extends itself
    """
    return _load(path, rules, ())


def _load(path: Path, rules: Sequence[Rule], above: tuple[Path, ...]) -> Profile:
    if path.resolve() in above:
        raise ProfileError(f"{path}: extends itself, by way of {', '.join(p.name for p in above)}")
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ProfileError(f"{path}: cannot be read ({error.strerror})") from error
    except ValueError as error:  # neither TOML nor UTF-8
        raise ProfileError(f"{path}: is not TOML: {error}") from error
    for key in data:
        if key not in ("name", "extends", *_TABLES):
            known = "name, extends, [dimensions] and [rules]"
            raise ProfileError(f"{path}: {key!r} means nothing in a profile; it may hold {known}")
    own_dimensions = _levels(data, "dimensions", {r.dimension for r in rules}, path)
    own_rules = _levels(data, "rules", {r.id for r in rules}, path)
    name = data.get("name", path.stem)
    if not isinstance(name, str) or not isinstance(data.get("extends", ""), str):
        raise ProfileError(f"{path}: 'name' and 'extends' have to be text in quotes")
    if "extends" not in data:
        return Profile(name, own_dimensions, own_rules)
    base = _load(path.parent / data["extends"], rules, (*above, path.resolve()))
    return Profile(name, {**base.dimensions, **own_dimensions}, {**base.rules, **own_rules})


def _levels(data: Mapping[str, Any], table: str, known: Iterable[str], path: Path) -> dict[str, str]:
    levels, known = data.get(table, {}), sorted(known)
    if not isinstance(levels, dict):
        raise ProfileError(f"{path}: [{table}] has to be a table")
    for name, level in levels.items():
        if name not in known:
            what = table.removesuffix("s")
            raise ProfileError(f"{path}: there is no {what} {name!r}{near(name, known)}")
        if level not in LEVELS:
            raise ProfileError(f"{path}: {name} is {level!r}; it has to be one of {', '.join(LEVELS)}")
    return levels


def changes_of(profile: Profile, rules: Iterable[Rule]) -> tuple[Change, ...]:
    """Return the rules to which a profile gives another level than they ship with."""
    return tuple(
        Change(rule, profile.level(rule)) for rule in rules if profile.level(rule) != rule.severity.value
    )


def apply_profile(report: Report, profile: Profile) -> Report:
    """Return a report with the levels of a profile: findings by new severity, none of rules that are off.

    :param report: as the rules give it; it can be kept and used under another profile
    :param profile: what counts how
    """
    levels = {o.rule.id: profile.level(o.rule) for o in report.outcomes}
    findings = [
        replace(f, severity=Severity(levels[f.rule])) for f in report.findings if levels[f.rule] != OFF
    ]
    return replace(
        report,
        outcomes=tuple(_outcome(o, levels[o.rule.id], profile) for o in report.outcomes),
        # The order among findings of one rule stays as it was.
        findings=tuple(sorted(findings, key=lambda f: (-f.severity.rank, f.rule))),
        profile=profile.name,
    )


def _outcome(outcome: Outcome, level: str, profile: Profile) -> Outcome:
    if level != OFF:
        return replace(outcome, rule=replace(outcome.rule, severity=Severity(level)))
    note = Text(
        f"Reglen er slået fra i profilen »{profile.name}«.",
        f"The rule is switched off in the profile “{profile.name}”.",
    )
    return Outcome(outcome.rule, State.NOT_APPLICABLE, note=note, off=True)
