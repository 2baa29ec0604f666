"""Profiles: what counts how, and what is wrong with a profile."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from plangraph.assess.assessment import assess
from plangraph.assess.profiles import apply_profile, changes_of, load_profile
from plangraph.check.plans import check
from plangraph.cli import cli
from plangraph.errors import ProfileError
from plangraph.model import Severity, State
from plangraph.turtle import write
from test_check import reference, rules
from test_waivers import gap

PROFILES = Path(__file__).parent / "data" / "assess"


def written(folder: Path, text: str, name: str = "local.toml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words))


def test_a_rule_beats_its_dimension_and_a_file_the_one_it_extends() -> None:
    profile = load_profile(PROFILES / "testby.toml", rules().rules)
    assert profile.name == "Testby"
    levels = {r.id: profile.level(r) for r in rules().rules}
    assert levels["goal-has-figure"] == "violation"  # testby over region
    assert levels["label-in-english"] == "off"  # from region
    assert levels["link-interpreted"] == "off"  # its dimension, in testby
    assert levels["evidence-located"] == "violation"  # a rule of region beats a dimension of testby
    assert levels["goal-has-label"] == "violation"  # as shipped
    changed = {c.rule.id: c.level for c in changes_of(profile, rules().rules)}
    assert changed["goal-has-figure"] == "violation" and "goal-has-label" not in changed
    assert "evidence-located" not in changed


def test_a_rule_that_is_off_is_not_applicable_and_never_passed(tmp_path: Path) -> None:
    plan = gap()
    report = check(plan, reference(), rules())
    profile = load_profile(written(tmp_path, '[rules]\ngoal-has-figure = "off"\n'), rules().rules)
    used = apply_profile(report, profile)
    assert "goal-has-figure" in {f.rule for f in report.findings}
    assert "goal-has-figure" not in {f.rule for f in used.findings}
    (outcome,) = [o for o in used.outcomes if o.rule.id == "goal-has-figure"]
    assert (outcome.state, outcome.examined, outcome.off) == (State.NOT_APPLICABLE, 0, True)
    assert outcome.note is not None and "profilen »local«" in outcome.note.da
    assert used.checks()[1] < report.checks()[1]
    tiers = {t.id: t for t in assess(used, plan, reference()).tiers}
    assert tiers["linked"].left_out == ()
    assert tiers["measurable"].left_out == tiers["traceable"].left_out == ("goal-has-figure",)


def test_findings_are_sorted_by_their_new_severity(tmp_path: Path) -> None:
    text = '[rules]\ngoal-has-figure = "violation"\n[dimensions]\nlinkage = "info"\n'
    profile = load_profile(written(tmp_path, text), rules().rules)
    used = apply_profile(check(gap(), reference(), rules()), profile)
    ranks = [f.severity.rank for f in used.findings]
    assert ranks == sorted(ranks, reverse=True)
    assert used.findings[0].rule == "goal-has-figure"
    assert used.findings[0].severity is Severity.VIOLATION
    assert used.profile == "local"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[rules]\ngoal-has-figur = "off"', "there is no rule 'goal-has-figur' .*goal-has-figure"),
        ('[dimensions]\nlinkages = "off"', "there is no dimension 'linkages' .*linkage"),
        ('[rules]\ngoal-has-figure = "error"', "has to be one of off, info, warning, violation"),
        ("[rules]\ngoal-has-figure = true", "has to be one of"),
        ('[rule]\ngoal-has-figure = "off"', "'rule' means nothing in a profile"),
        ('rules = "off"', "has to be a table"),
        ("name = 3", "have to be text"),
        ("name = ", "is not TOML"),
        ('extends = "nowhere.toml"', "nowhere.toml: cannot be read"),
        ('extends = "local.toml"', "extends itself"),
    ],
)
def test_what_is_wrong_with_a_profile_is_said(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ProfileError, match=message):
        load_profile(written(tmp_path, text), rules().rules)


def test_check_uses_a_profile(tmp_path: Path) -> None:
    draft = tmp_path / "draft.ttl"
    draft.write_text(write(gap()), "utf-8")
    assert run("check", str(draft)).exit_code == 0  # a warning only
    local = written(tmp_path, '[rules]\ngoal-has-figure = "violation"\n')
    result = run("check", str(draft), "--profile", str(local))
    assert result.exit_code == 1
    assert "profil local" in result.stdout
    result = run("check", str(draft), "--profile", str(written(tmp_path, '[rules]\nx = "off"')))
    assert (result.exit_code, result.stdout) == (2, "") and "there is no rule 'x'" in result.stderr


def test_rules_are_listed() -> None:
    listed = list(csv.DictReader(io.StringIO(run("rules", "--format", "csv", "--lang", "en").stdout)))
    assert [r["id"] for r in listed] == [r.id for r in rules().rules]
    row = next(r for r in listed if r["id"] == "national-target-unaddressed")
    assert row == {
        "id": "national-target-unaddressed",
        "name": "Every national target is addressed by something",
        "dimension": "Links to the national targets",
        "severity": "violation",
        "from": "",
        "until": "2024",
    }
    assert "| goal-has-figure |" in run("rules", "--format", "md").stdout
    assert "goal-has-figure" in run("rules").stdout


def test_rules_say_what_a_profile_changes() -> None:
    profile = str(PROFILES / "testby.toml")
    data = json.loads(run("rules", "--profile", profile, "--diff", "--format", "json").stdout)
    rows = {row["id"]: (row["severity"], row["level"]) for row in data["rows"]}
    assert rows["goal-has-figure"] == ("advarsel", "fejl")
    assert rows["label-in-english"] == ("til orientering", "slået fra")
    assert "goal-has-label" not in rows
    whole = json.loads(run("rules", "--profile", profile, "--format", "json", "--lang", "en").stdout)
    assert {row["id"]: row["severity"] for row in whole["rows"]}["label-in-english"] == "off"
    assert run("rules", "--diff").exit_code == 2
