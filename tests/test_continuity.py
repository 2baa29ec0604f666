"""A plan beside the one before it: what was dropped, softened or left as it was."""

from __future__ import annotations

from functools import cache

import pytest
from rdflib import Graph, URIRef

from plangraph.check.earlier import as_earlier, latest_earlier
from plangraph.check.plans import check
from plangraph.files import plan_files
from plangraph.model import Report, State
from plangraph.names import ID, PG
from test_check import complete, earlier, mutate, reference, rules

CONTINUITY = {r.id for r in rules().rules if r.dimension == "continuity"}


@cache
def shipped() -> dict[str, Graph]:
    return {path.stem: Graph().parse(path) for path in plan_files()}


@cache
def report(slug: str) -> Report:
    plan = shipped()[slug]
    return check(plan, reference(), rules(), latest_earlier(plan, shipped().values()))


def found(slug: str, rule: str) -> list[str]:
    return [f.focus.rpartition("/")[2] for f in report(slug).findings if f.rule == rule]


def test_the_latest_earlier_plan_of_the_municipality() -> None:
    plans = shipped()
    chosen = {slug: latest_earlier(plan, plans.values()) for slug, plan in plans.items()}
    names = {id(graph): slug for slug, graph in plans.items()}
    assert {slug: names.get(id(graph)) for slug, graph in chosen.items()} == {
        "frederikssund-2023": None,
        "hvidovre-2020": None,
        "hvidovre-2022": "hvidovre-2020",
        "hvidovre-2023": "hvidovre-2022",
        "vallensbaek-ishoej-2017": None,
    }


def test_without_an_earlier_plan_nothing_of_this_applies() -> None:
    outcomes = check(complete(), reference(), rules()).outcomes
    assert {o.state for o in outcomes if o.rule.id in CONTINUITY} == {State.NOT_APPLICABLE}


@pytest.mark.parametrize("slug", ["hvidovre-2022", "hvidovre-2023"])
def test_an_earlier_plan_disturbs_no_other_rule(slug: str) -> None:
    alone = check(shipped()[slug], reference(), rules())
    beside = report(slug)
    for one, other in zip(alone.outcomes, beside.outcomes, strict=True):
        if one.rule.id not in CONTINUITY:
            assert one == other
    # Their texts may differ: what was carried on has its name when the plan that it is from is there.
    assert [(f.rule, f.focus, f.severity) for f in beside.findings if f.rule not in CONTINUITY] == [
        (f.rule, f.focus, f.severity) for f in alone.findings
    ]


def test_nothing_of_an_earlier_plan_looks_like_this_one() -> None:
    facts = as_earlier(earlier(), reference())
    assert (URIRef(ID + "plan/testby-2022"), None, URIRef(PG + "EarlierPlan")) in facts
    names = {str(n).removeprefix(PG) for p, o in facts.predicate_objects() for n in (p, o) if PG in str(n)}
    told = {"AtLeast", "Increase", "Level"}
    assert {n for n in names if not n.lower().startswith("earlier")} == told


def test_what_hvidovre_dropped() -> None:
    assert found("hvidovre-2022", "earlier-focus-area-dropped") == []
    assert found("hvidovre-2022", "earlier-goal-dropped") == list(
        map(str, (3, 4, 5, 6, 8, 9, 10, 12, 14, 15))
    )
    assert found("hvidovre-2023", "earlier-focus-area-dropped") == ["2", "3"]
    assert found("hvidovre-2023", "earlier-goal-dropped") == list(map(str, (1, 2, 8, 9, 10)))
    finding = next(f for f in report("hvidovre-2023").findings if f.rule == "earlier-goal-dropped")
    assert finding.focus == ID + "plan/hvidovre-2022/goal/1"
    assert finding.evidence  # in the document of the earlier plan
    assert "2022" in finding.message.en
    assert "2023" in finding.message.en


def test_what_hvidovre_carried_on_as_it_was() -> None:
    assert found("hvidovre-2022", "goal-carried-unchanged") == ["6", "10"]
    assert found("hvidovre-2023", "goal-carried-unchanged") == []
    for slug in ("hvidovre-2022", "hvidovre-2023"):  # none of the goals carried on had a figure
        assert found(slug, "goal-target-softened") == found(slug, "goal-figure-dropped") == []


def test_a_softened_figure_is_told_with_both_figures() -> None:
    target = f"<{ID}plan/testby-2023/target-value/1>"
    plan = mutate(
        complete(),
        f"DELETE DATA {{ {target} pg:value 75.0 }} ; INSERT DATA {{ {target} pg:value 70.5 }}",
    )
    (finding,) = (f for f in check(plan, reference(), rules(), earlier()).findings if f.rule in CONTINUITY)
    assert finding.rule == "goal-target-softened"
    assert "fra 72 til 70,5 procent" in finding.message.da
    assert "from 72 to 70.5 per cent" in finding.message.en
