"""Waivers: written, shown, not counted, expired, and never passed on to another thing."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from rdflib import RDFS, XSD, Graph, Literal, Namespace, URIRef

from plangraph.assess.assessment import assess
from plangraph.assess.waivers import add_waiver, companion, draft_waiver, waivers_in
from plangraph.check.plans import check
from plangraph.cli import cli
from plangraph.errors import LoadError, WaiverError
from plangraph.model import Assessment, Waiver
from plangraph.names import ID, PG, RULE
from plangraph.turtle import write
from test_assess import renumbered
from test_check import PLAN, complete, reference, rules

P = Namespace(PG)
GOAL = PLAN + "/goal/4"
WORDS = ("--reason", "Tallet kommer i marts", "--by", "A. Jensen", "--until")


def gap() -> Graph:
    """A plan in which one goal has no figure."""
    plan = complete()
    plan.remove((URIRef(GOAL), P.targetValue, None))
    return plan


def assessed(plan: Graph, today: date, *waivers: Waiver) -> Assessment:
    return assess(check(plan, reference(), rules()), plan, reference(), waivers=waivers, today=today)


def drafted(plan: Graph, rule: str = "goal-has-figure", element: str | None = "goal/4") -> Waiver:
    return draft_waiver(
        rule,
        element,
        by="A. Jensen",
        reason="Tallet kommer i marts",
        until="2026-03-31",
        plan=PLAN,
        plan_graph=plan,
        reference=reference(),
        rules=rules().rules,
        findings=assessed(plan, date(2026, 1, 1)).report.findings,
    )


def of_rule(found: Assessment, rule: str = "goal-has-figure") -> Any:
    (finding,) = [f for f in found.report.findings if f.rule == rule]
    return finding


def test_a_waiver_holds_through_its_last_day_and_then_fires_again() -> None:
    plan = gap()
    waiver = drafted(plan)
    assert (waiver.rule, waiver.focus) == ("goal-has-figure", GOAL)
    assert waiver.iri == PLAN + "/waiver/goal-has-figure-goal-4"
    measurable = {
        day: next(
            any(f.rule == "goal-has-figure" for f in t.blocking)
            for t in assessed(plan, day, waiver).tiers
            if t.id == "measurable"
        )
        for day in (date(2026, 3, 31), date(2026, 4, 1))
    }
    assert list(measurable.values()) == [False, True]
    held, expired = (of_rule(assessed(plan, day, waiver)) for day in measurable)
    assert (held.waiver, held.lapsed) == (waiver, None)
    assert (expired.waiver, expired.lapsed) == (None, waiver)


def test_a_waived_check_is_still_one_that_did_not_pass() -> None:
    plan = gap()
    assert assessed(plan, date(2026, 1, 1), drafted(plan)).overall == assessed(plan, date(2026, 1, 1)).overall


def test_a_waiver_follows_its_finding_to_a_new_number_and_no_other() -> None:
    plan = gap()
    waiver = drafted(plan)
    moved = renumbered(plan)
    (finding,) = [f for f in assessed(moved, date(2026, 1, 1), waiver).report.findings if f.waiver]
    assert (finding.rule, finding.focus) == ("goal-has-figure", PLAN + "/goal/2")

    other = complete()
    other.remove((URIRef(GOAL), P.targetValue, None))
    other.set((URIRef(GOAL), RDFS.label, Literal("Et helt andet mål", lang="da")))
    found = assessed(other, date(2026, 1, 1), waiver).report.findings
    assert "goal-has-figure" in {f.rule for f in found}
    assert all(f.waiver is None for f in found)


def test_a_waiver_for_the_plan_is_for_all_that_the_rule_finds() -> None:
    plan = gap()
    plan.remove((URIRef(PLAN + "/goal/5"), P.targetValue, None))
    found = assessed(plan, date(2026, 1, 1), drafted(plan, element=None)).report.findings
    waived = [f for f in found if f.waiver]
    assert {f.rule for f in waived} == {"goal-has-figure"}
    assert len(waived) == 2


def test_a_later_waiver_goes_before_an_expired_one() -> None:
    from dataclasses import replace

    plan = gap()
    first = drafted(plan)
    second = replace(first, iri=first.iri + "-2", until="2027-01-01")
    assert of_rule(assessed(plan, date(2026, 6, 1), first, second)).waiver == second


def test_waivers_are_rdf_that_reads_back() -> None:
    plan, kept = gap(), Graph(bind_namespaces="none")
    waiver = drafted(plan)
    add_waiver(kept, waiver, PLAN)
    add_waiver(kept, waiver, PLAN)
    again = Graph().parse(data=write(kept), format="turtle")
    assert waivers_in(again) == (waiver,)
    assert of_rule(assessed(plan + again, date(2026, 1, 1))).waiver == waiver  # in the plan's own graph


@pytest.mark.parametrize("missing", ["waives", "waivedFor", "waivedBy", "reason", "validUntil"])
def test_a_waiver_that_is_not_whole_is_refused(missing: str) -> None:
    kept = Graph()
    add_waiver(kept, drafted(gap()), PLAN)
    kept.remove((None, P[missing], None))
    with pytest.raises(LoadError, match=r"w\.ttl: the waiver .*goal-has-figure-goal-4 needs"):
        waivers_in(kept, "w.ttl")


def test_a_waiver_with_a_date_that_is_none_is_refused() -> None:
    kept = Graph()
    add_waiver(kept, drafted(gap()), PLAN)
    kept.set(
        (URIRef(PLAN + "/waiver/goal-has-figure-goal-4"), P.validUntil, Literal("snart", datatype=XSD.date))
    )
    with pytest.raises(LoadError, match="pg:validUntil"):
        waivers_in(kept, "w.ttl")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"rule": "goal-has-figures"}, "there is no rule 'goal-has-figures' .*goal-has-figure"),
        ({"element": "goal/44"}, "there is no element 'goal/44' in .*goal/4"),
        ({"element": "nope:goal"}, "no known prefix"),
        ({"until": "31.3.2026"}, "is no date; write it as 2026-12-31"),
        ({"by": " "}, "--by"),
        ({"reason": ""}, "--reason"),
    ],
)
def test_what_a_person_mistypes_is_said(change: dict[str, str], message: str) -> None:
    typed = {"rule": "goal-has-figure", "element": "goal/4", "by": "A", "reason": "B", "until": "2026-03-31"}
    typed |= change
    with pytest.raises(WaiverError, match=message):
        draft_waiver(
            typed["rule"],
            typed["element"],
            by=typed["by"],
            reason=typed["reason"],
            until=typed["until"],
            plan=PLAN,
            plan_graph=complete(),
            reference=reference(),
            rules=rules().rules,
        )


@pytest.mark.parametrize(
    "name", ["national-target/2023/3", "id:national-target/2023/3", ID + "national-target/2023/3"]
)
def test_an_element_may_be_named_in_three_ways(name: str) -> None:
    assert drafted(complete(), "national-target-unaddressed", name).focus == ID + "national-target/2023/3"


def test_where_the_waivers_of_a_file_are_kept() -> None:
    assert companion(Path("a/draft.ttl")) == Path("a/draft.waivers.ttl")


# --- the command ----------------------------------------------------------------------------------


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words))


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "draft.ttl"
    path.write_text(write(gap()), "utf-8")
    return path


def test_waived_then_expired_on_the_command_line(draft: Path) -> None:
    def counts() -> tuple[int, Any]:
        result = run("check", str(draft), "--format", "json", "--fail-on", "warning")
        (plan,) = json.loads(result.stdout)
        (finding,) = [f for f in plan["findings"] if f["rule"] == "goal-has-figure"]
        return result.exit_code, finding

    before = counts()
    assert before[0] == 1 and before[1]["waiver"] is None
    others = {
        f["rule"]
        for f in json.loads(run("check", str(draft), "--format", "json").stdout)[0]["findings"]
        if f["severity"] != "info" and f["rule"] != "goal-has-figure"
    }
    assert not others
    made = run("waive", str(draft), "goal-has-figure", "goal/4", *WORDS, "2999-12-31")
    assert made.exit_code == 0, made.output
    assert (draft.parent / "draft.waivers.ttl").exists()
    code, finding = counts()
    assert code == 0
    assert finding["waiver"]["by"] == "A. Jensen"
    text = run("check", str(draft)).stdout
    assert "Accepteret af A. Jensen til og med 2999-12-31: Tallet kommer i marts" in text

    made = run("waive", str(draft), "goal-has-figure", "goal/4", *WORDS, "2020-12-31")
    assert made.exit_code == 0, made.output
    code, finding = counts()
    assert code == 1
    assert finding["waiver"] is None and finding["lapsed_waiver"]["until"] == "2020-12-31"
    assert "det udløb 2020-12-31" in run("check", str(draft)).stdout
    assert "expired on 2020-12-31" in run("check", str(draft), "--lang", "en").stdout


def test_a_waiver_may_be_kept_elsewhere(draft: Path, tmp_path: Path) -> None:
    kept = tmp_path / "accepted.ttl"
    for element in ("goal/4", "goal/5"):
        made = run("waive", str(draft), "goal-has-figure", element, *WORDS, "2999-12-31", "-o", str(kept))
        assert made.exit_code == 0, made.output
    graph = Graph().parse(kept)
    assert {str(r) for r in graph.objects(None, P.waives)} == {RULE + "goal-has-figure"}
    assert len(waivers_in(graph)) == 2
    assert "finder i dag intet galt" in made.stderr  # goal/5 has its figure
    assert kept.read_text("utf-8") == write(graph)
    failing = ("check", str(draft), "--fail-on", "warning")
    assert run(*failing).exit_code == 1
    assert run(*failing, "--waivers", str(kept)).exit_code == 0


def test_what_is_wrong_with_a_waiver_is_one_sentence(draft: Path, tmp_path: Path) -> None:
    result = run("waive", str(draft), "goal-has-figur", "goal/4", *WORDS, "2999-12-31")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "did you mean goal-has-figure" in result.stderr
    assert not (tmp_path / "draft.waivers.ttl").exists()
    empty = tmp_path / "empty.ttl"
    empty.write_text("<urn:a> <urn:b> <urn:c> .", "utf-8")
    result = run("check", str(draft), "--waivers", str(empty))
    assert result.exit_code == 2 and "there is no waiver in it" in result.stderr
