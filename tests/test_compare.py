"""Two drafts compared, whatever their numbers."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result
from rdflib import RDFS, Graph, Literal, Namespace, URIRef

from plangraph.assess.assessment import assess
from plangraph.assess.comparing import Comparison, compare
from plangraph.check.plans import check
from plangraph.cli import cli
from plangraph.model import Assessment, Outcome, Severity, State, Text
from plangraph.names import PG
from plangraph.turtle import write
from test_assess import renumbered
from test_check import PLAN, complete, reference, rules
from test_waivers import drafted, gap

P = Namespace(PG)


def assessed(plan: Graph, **options: Any) -> Assessment:
    options.setdefault("today", date(2026, 1, 1))
    return assess(check(plan, reference(), rules()), plan, reference(), **options)


def counts(found: Comparison) -> dict[str, int]:
    names = ("fixed", "new", "regressed", "waived", "unchanged", "undecided")
    return {name: len(getattr(found, name)) for name in names if getattr(found, name)}


def test_a_renumbered_draft_is_unchanged() -> None:
    plan = gap()
    plan.remove((None, P.indicator, None))
    plan.remove((None, P.unit, None))
    first, second = assessed(plan), assessed(renumbered(plan))
    found = compare(first, second)
    assert counts(found) == {"unchanged": len(first.report.findings)}
    assert any(pair.before.focus != pair.after.focus for pair in found.unchanged)
    assert not found.worse(Severity.INFO)


def test_a_passage_written_anew_is_paired_by_title() -> None:
    plan, again = gap(), gap()
    for _, _, evidence in gap().triples((URIRef(PLAN + "/goal/4"), P.evidence, None)):
        again.set((evidence, P.fingerprint, Literal("e" * 64)))
    first, second = assessed(plan), assessed(again)
    assert {f.key for f in first.report.findings} != {f.key for f in second.report.findings}
    assert counts(compare(first, second)) == {"unchanged": len(first.report.findings)}


def test_a_thing_with_another_title_and_number_is_another_thing() -> None:
    plan = gap()
    plan.set((URIRef(PLAN + "/goal/4"), RDFS.label, Literal("Noget helt andet", lang="da")))
    found = compare(assessed(gap()), assessed(plan))
    assert "goal-has-figure" in {f.rule for f in found.new} & {f.rule for f in found.fixed}


def test_fixed_and_new() -> None:
    found = compare(assessed(gap()), assessed(complete()))
    assert "goal-has-figure" in {f.rule for f in found.fixed}
    assert not found.new and not found.worse(Severity.INFO)
    found = compare(assessed(complete()), assessed(gap()))
    assert "goal-has-figure" in {f.rule for f in found.new}
    assert found.worse(Severity.WARNING) and not found.worse(Severity.VIOLATION)


def test_more_serious_is_worse_and_less_serious_is_not() -> None:
    mild = assessed(gap())
    findings = tuple(replace(f, severity=Severity.VIOLATION) for f in mild.report.findings)
    grave = replace(mild, report=replace(mild.report, findings=findings))
    assert counts(compare(mild, grave)) == {"regressed": len(findings)}
    assert compare(mild, grave).worse(Severity.VIOLATION)
    assert counts(compare(grave, mild)) == {"unchanged": len(findings)}


def test_waived_and_expired() -> None:
    plan = gap()
    waiver = drafted(plan)
    bare, waived = assessed(plan), assessed(plan, waivers=(waiver,))
    expired = assessed(plan, waivers=(waiver,), today=date(2027, 1, 1))
    assert [f.rule for f in compare(bare, waived).waived] == ["goal-has-figure"]
    assert not compare(bare, waived).worse(Severity.INFO)
    assert not compare(assessed(complete()), waived).worse(Severity.WARNING)  # new, but waived at once
    assert [p.after.rule for p in compare(waived, expired).regressed] == ["goal-has-figure"]


def test_what_can_no_longer_be_decided_is_not_fixed() -> None:
    first, second = assessed(gap()), assessed(complete())
    outcomes = tuple(
        Outcome(o.rule, State.ERRORED, note=Text("gik galt", "went wrong"))
        if o.rule.id == "goal-has-figure"
        else o
        for o in second.report.outcomes
    )
    second = replace(second, report=replace(second.report, outcomes=outcomes))
    found = compare(first, second)
    assert [f.rule for f in found.undecided] == ["goal-has-figure"]
    assert "goal-has-figure" not in {f.rule for f in found.fixed}


# --- the command ----------------------------------------------------------------------------------


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words))


def drafts(folder: Path) -> tuple[str, str]:
    for name, plan in (("one.ttl", complete()), ("two.ttl", renumbered(gap()))):
        (folder / name).write_text(write(plan), "utf-8")
    return str(folder / "one.ttl"), str(folder / "two.ttl")


def test_compare_on_the_command_line(tmp_path: Path) -> None:
    one, two = drafts(tmp_path)
    result = run("compare", one, two)
    assert result.exit_code == 0, result.output  # nothing as serious as a violation
    assert "Nyt (" in result.stdout and "[goal-has-figure]" in result.stdout
    assert run("compare", one, two, "--fail-on", "warning").exit_code == 1
    assert run("compare", two, one, "--fail-on", "info").exit_code == 0
    assert "Fixed (" in run("compare", two, one, "--lang", "en").stdout
    assert "Ingen forskelle." in run("compare", one, one).stdout
    data = json.loads(run("compare", one, two, "--format", "json", "--fail-on", "never").stdout)
    assert data["counts"]["new"] == len(data["new"]) > 0 == data["counts"]["fixed"]
    assert {f["rule"] for f in data["new"]} >= {"goal-has-figure"}


def test_two_plans_of_one_municipality_are_compared_by_slug() -> None:
    result = run("compare", "hvidovre-2022", "hvidovre-2023", "--format", "json", "--fail-on", "never")
    data = json.loads(result.stdout)
    assert data["first"]["da"] == "Beskæftigelsesplan 2022, Hvidovre"
    assert data["counts"]["fixed"] and data["counts"]["new"]


def test_an_unknown_plan_is_one_sentence(tmp_path: Path) -> None:
    result = run("compare", "hvidovre-2022", "hvidovre-2032")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "did you mean" in result.stderr
