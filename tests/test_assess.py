"""Keys, scores, levels, steps, patches and examples: what a report means and what to do about it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from rdflib import RDF, RDFS, Graph, Literal, Namespace, URIRef

from plangraph import catalogue
from plangraph.assess import examples
from plangraph.assess.assessment import assess
from plangraph.assess.examples import MOST
from plangraph.assess.scores import load_levels
from plangraph.assess.topics import Topics
from plangraph.check.earlier import latest_earlier
from plangraph.check.plans import check
from plangraph.model import Assessment, Finding, Outcome, Report, State, Text
from plangraph.names import ID, PG, PREFIXES
from test_check import DATA, MUTATIONS, PLAN, complete, mutate, reference, rules

TODAY = date(2026, 1, 1)
P = Namespace(PG)
OA = Namespace(PREFIXES["oa"])


def one_a_rule() -> list[dict[str, Any]]:
    """The first mutation that makes each rule fire."""
    chosen: dict[str, dict[str, Any]] = {}
    for mutation in MUTATIONS:
        for rule, _, _ in mutation["expect"]:
            chosen.setdefault(rule, mutation)
    return [m for m in MUTATIONS if any(m is c for c in chosen.values())]


DAMAGING = one_a_rule()


@cache
def before() -> Graph:
    return Graph().parse(DATA / "testby-2022.ttl")


def checked(graph: Graph) -> Report:
    return check(graph, reference(), rules(), before())


def assessed(graph: Graph, **options: Any) -> Assessment:
    return assess(checked(graph), graph, reference(), today=TODAY, **options)


@cache
def damaged(name: str) -> Assessment:
    (mutation,) = [m for m in MUTATIONS if m["name"] == name]
    return assessed(mutate(complete(), mutation["update"]))


@cache
def shipped() -> dict[str, Graph]:
    return catalogue.plan_graphs((), None)


@cache
def of_shipped(slug: str) -> Assessment:
    graph = shipped()[slug]
    report = check(graph, reference(), rules(), latest_earlier(graph, shipped().values()))
    return assess(report, graph, reference(), others=shipped(), today=TODAY)


SLUGS = ("frederikssund-2023", "hvidovre-2020", "hvidovre-2022", "hvidovre-2023", "vallensbaek-ishoej-2017")


# --- keys -----------------------------------------------------------------------------------------


def renumbered(graph: Graph) -> Graph:
    """Give every goal, and all that is named after it, another number."""
    ends = {"1": "8", "2": "9", "3": "1", "4": "2", "5": "3"}

    def rename(node: Any) -> Any:
        if not isinstance(node, URIRef):
            return node
        pattern = (
            rf"^({re.escape(PLAN)}/(?:goal|target-value|linkage/goal-|observation)/?)([1-5])(?![0-9a-z])"
        )
        return URIRef(re.sub(pattern, lambda m: m[1] + ends[m[2]], str(node)))

    moved = Graph()
    for s, p, o in graph:
        new = Literal(ends[str(o)]) if p == P.number and "/goal/" in s else rename(o)
        moved.add((rename(s), p, new))
    return moved


def test_keys_do_not_depend_on_numbers() -> None:
    plan = complete()
    plan.remove((None, P.indicator, None))
    plan.remove((None, P.unit, None))
    first, second = assessed(plan), assessed(renumbered(plan))
    keys = [f.key for f in first.report.findings]
    assert len(keys) > 10
    assert {f.focus for f in first.report.findings} != {f.focus for f in second.report.findings}
    assert sorted(keys) == sorted(f.key for f in second.report.findings)


@pytest.mark.parametrize("slug", SLUGS)
def test_no_two_findings_share_a_key(slug: str) -> None:
    findings = of_shipped(slug).report.findings
    assert findings
    assert len({f.key for f in findings}) == len(findings)
    assert all(re.fullmatch(r"[a-z0-9-]+/[a-z-]+/[0-9a-f]{16}(-\d+)?", f.key) for f in findings)
    assert all(f.key.startswith(f.rule + "/") for f in findings)


def test_a_key_survives_a_new_title_where_the_passage_is_its_own() -> None:
    def draft(title: str) -> str:
        plan = complete()
        goal = URIRef(PLAN + "/goal/3")
        own = URIRef(PLAN + "/evidence/own")
        for _, predicate, value in plan.triples((URIRef(PLAN + "/evidence/area-1"), None, None)):
            plan.add((own, predicate, value))
        plan.set((own, P.fingerprint, Literal("f" * 64)))
        plan.set((goal, P.evidence, own))
        plan.set((goal, RDFS.label, Literal(title, lang="da")))
        plan.remove((goal, P.targetValue, None))
        (found,) = [f for f in assessed(plan).report.findings if f.rule == "goal-has-figure"]
        return found.key

    assert draft("Flygtninge i job") == draft("Flere flygtninge i arbejde")


# --- scores ---------------------------------------------------------------------------------------


def test_a_complete_plan_passes_all_its_checks_and_reaches_the_top() -> None:
    found = assessed(complete())
    assert found.report.findings == ()
    assert found.overall.passed == found.overall.examined == sum(d.examined for d in found.dimensions)
    for score in (*found.areas, *found.goals):
        assert 0 < score.passed == score.examined
    assert len(found.areas) == 2
    assert [g.label.da for g in found.goals][:2] == ["Tilfredse ledige", "Flere ledige i uddannelse"]
    assert [(t.id, t.reached) for t in found.tiers] == [
        ("statutory", True),
        ("linked", True),
        ("measurable", True),
        ("traceable", True),
    ]
    assert found.steps == ()


def test_what_is_damaged_in_a_goal_counts_for_it_and_its_area_alone() -> None:
    whole, plan = assessed(complete()), complete()
    plan.remove((URIRef(PLAN + "/target-value/5"), P.indicator, None))
    found = assessed(plan)
    faults = sum(o.failed for o in found.report.outcomes)
    assert faults >= 1
    failed = {s.subject: s.examined - s.passed for s in (*found.areas, *found.goals)}
    assert failed.pop(PLAN + "/goal/5") >= 1
    assert failed.pop(PLAN + "/focus-area/2") >= 1
    assert set(failed.values()) == {0}
    assert {s.subject: s.examined for s in found.goals}.keys() == {s.subject for s in whole.goals}


@pytest.mark.parametrize("slug", SLUGS)
def test_the_parts_never_say_more_than_the_whole(slug: str) -> None:
    found = of_shipped(slug)
    assert found.overall.passed == sum(d.passed for d in found.dimensions)
    assert found.overall.examined == sum(d.examined for d in found.dimensions)
    for score in (*found.areas, *found.goals):
        assert 0 <= score.passed <= score.examined <= found.overall.examined
    assert found.targets or found.report.year >= 2025


def test_an_errored_rule_is_neither_passed_nor_failed_and_leaves_its_level_open() -> None:
    graph = complete()
    report = checked(graph)
    outcomes = tuple(
        Outcome(o.rule, State.ERRORED, o.looked_at, note=Text("gik galt", "went wrong"))
        if o.rule.id == "figure-has-unit"
        else o
        for o in report.outcomes
    )
    broken = assess(replace(report, outcomes=outcomes), graph, reference(), today=TODAY)
    assert broken.overall.examined < assess(report, graph, reference(), today=TODAY).overall.examined
    assert broken.overall.passed == broken.overall.examined
    tiers = {t.id: t for t in broken.tiers}
    assert tiers["linked"].reached
    assert not tiers["measurable"].reached
    assert tiers["measurable"].undecided == ("figure-has-unit",)
    assert not tiers["traceable"].reached


# --- levels ---------------------------------------------------------------------------------------


def test_every_dimension_has_its_place_among_the_levels() -> None:
    import tomllib

    from plangraph.files import root

    outside = tomllib.loads((root() / "shapes" / "tiers.toml").read_text("utf-8"))["outside"]
    blocking = {dimension for level in load_levels() for dimension in level.blocks}
    assert blocking | set(outside) == {rule.dimension for rule in rules().rules}
    assert not blocking & set(outside)
    for level in load_levels():
        assert level.name.da != level.name.en and level.meaning.da != level.meaning.en


@pytest.mark.parametrize("mutation", DAMAGING, ids=[m["name"] for m in DAMAGING])
def test_a_finding_blocks_its_level_and_those_above(mutation: dict[str, Any]) -> None:
    found = damaged(mutation["name"])
    dimension = {r.id: r.dimension for r in rules().rules}
    reached = True
    for tier, level in zip(found.tiers, load_levels(), strict=True):
        own = [
            f for f in found.report.findings if f.severity in level.blocks.get(dimension[f.rule], frozenset())
        ]
        reached = reached and not own
        assert tier.reached is reached
        assert set(own) <= set(tier.blocking)


# --- steps ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", SLUGS)
def test_the_steps_clear_all_that_stands_before_the_next_level(slug: str) -> None:
    found = of_shipped(slug)
    ahead = next(t for t in found.tiers if not t.reached)
    cleared = {f.key for step in found.steps for f in step.clears}
    assert cleared == {f.key for f in ahead.blocking}
    assert len(found.steps) <= len(ahead.blocking)
    sizes = [len(step.clears) for step in found.steps]
    assert sizes == sorted(sizes, reverse=True)
    for step in found.steps:
        assert step.text.da and step.text.en and step.text.da != step.text.en
        assert not re.search(r"https?:|[{}]", step.text.da + step.text.en)


def test_one_sentence_about_an_area_justifies_its_goals_too() -> None:
    first = of_shipped("vallensbaek-ishoej-2017").steps[0]
    assert first.focus.endswith("/focus-area/8") or "focus-area" in first.focus
    assert {f.rule for f in first.clears} == {
        "focus-area-without-national-target",
        "goal-without-national-target-or-priority",
    }


def test_what_is_missing_of_one_figure_is_one_step() -> None:
    plan = complete()
    for predicate in (P.unit, P.dueYear, P.comparator, P.indicator):
        plan.remove((URIRef(PLAN + "/target-value/5"), predicate, None))
    found = assessed(plan)
    assert next(t.id for t in found.tiers if not t.reached) == "measurable"
    (step,) = found.steps
    assert step.focus == PLAN + "/goal/5"
    assert len(step.clears) >= 3
    assert step.text.da.startswith("Skriv tallet for »Flere med handicap i job« helt ud.")


def test_one_new_goal_does_for_an_area_and_the_target_that_is_about_the_same_people() -> None:
    plan = complete()
    for node in (URIRef(PLAN + "/goal/5"), URIRef(PLAN + "/linkage/goal-5-nt-4")):
        plan.remove((node, None, None))
        plan.remove((None, None, node))
    area = URIRef(PLAN + "/focus-area/2")
    plan.remove((area, P.addresses, None))
    plan.remove((area, P.qualifiedLink, None))
    plan.remove((URIRef(PLAN + "/linkage/focus-area-2-nt-4"), None, None))
    report = checked(plan)
    wanted = {"national-target-unaddressed", "focus-area-has-goals", "objective-without-goal"}
    assert wanted <= {f.rule for f in report.findings}
    lowest = assess(report, plan, reference(), today=TODAY)
    assert [len(s.clears) for s in lowest.steps][:1] == [
        1
    ]  # the first level wants goals in the area, no more
    from plangraph.assess.steps import steps_of
    from plangraph.check.subjects import Subjects

    gaps = [f for f in report.findings if f.rule in wanted | {"focus-area-without-national-target"}]
    steps = steps_of(gaps, plan, Topics(plan, reference()), Subjects(plan, reference()))
    assert wanted <= {f.rule for f in steps[0].clears}
    assert "»Plads til alle«" in steps[0].text.da and "nationalt mål 4" in steps[0].text.da


def test_a_target_is_not_joined_with_an_area_about_other_people() -> None:
    plan = complete()
    for node in (URIRef(PLAN + "/goal/3"), URIRef(PLAN + "/linkage/goal-3-nt-3")):
        plan.remove((node, None, None))
        plan.remove((None, None, node))
    plan.remove((URIRef(PLAN + "/goal/5"), P.supports, None))
    found = assessed(plan)
    joined = [step for step in found.steps if len({f.rule for f in step.clears}) > 1]
    rules_joined = {frozenset(f.rule for f in step.clears) for step in joined}
    assert frozenset({"national-target-unaddressed", "objective-without-goal"}) not in rules_joined


# --- patches --------------------------------------------------------------------------------------

FILL: dict[URIRef, Any] = {
    P.value: Literal(Decimal("99.0")),
    P.dueYear: Literal(2023),
    P.year: Literal(2023),
    P.unit: URIRef(PREFIXES["unit"] + "percent"),
    P.comparator: P.AtLeast,
    P.valueKind: P.Level,
    P.direction: P.Increase,
    P.status: P.Draft,
    P.basis: P.Stated,
    P.relativeTo: P.NationalAverage,
    P.indicator: URIRef(ID + "indicator/borgertilfredshed-forloeb"),
    P.period: Literal("2022-08"),
    P.targetGroup: URIRef(PREFIXES["tg"] + "ledige"),
    P.usesInstrument: URIRef(PREFIXES["ins"] + "mentor"),
    P.municipality: URIRef(ID + "municipality/0101"),
    P.responsible: URIRef(ID + "organisation/jobcenter-testby"),
    P.inFocusArea: URIRef(PLAN + "/focus-area/1"),
    P.supports: URIRef(PLAN + "/goal/1"),
    P.fingerprint: Literal("0" * 64),
    OA.start: Literal(7),
    OA.end: Literal(9),
    OA.hasSource: URIRef(PLAN + "/document/text"),
    P.linkTarget: URIRef(ID + "national-target/2023/1"),
}


def filled(patch: str) -> Graph:
    """Fill the blanks of a patch, as a person would."""
    done = Graph()
    for s, p, o in Graph().parse(data=patch, format="turtle"):
        if isinstance(o, Literal) and o.language and str(o).startswith("UDFYLD"):
            done.add((s, p, Literal("Udfyldt i prøven", lang=o.language)))
        elif str(o).startswith("UDFYLD") or str(o).lower().endswith("/udfyld") or str(o).endswith("UDFYLD"):
            done.add((s, p, FILL[URIRef(p)]))
        else:
            done.add((s, p, o))
    return done


@cache
def mended() -> dict[str, set[bool]]:
    """For each rule with a patch: whether its finding went away, on every mutation that makes it fire."""
    answer: dict[str, set[bool]] = {}
    for mutation in DAMAGING:
        plan = mutate(complete(), mutation["update"])
        for finding in damaged(mutation["name"]).report.findings:
            if finding.patch is not None:
                again = checked(plan + filled(finding.patch))
                left = {(f.rule, f.focus) for f in again.findings}
                answer.setdefault(finding.rule, set()).add((finding.rule, finding.focus) not in left)
    return answer


def test_a_filled_patch_makes_its_finding_go_away() -> None:
    assert {rule for rule, gone in mended().items() if gone != {True}} == set()
    assert len(mended()) >= 40


def patches() -> list[tuple[str, Finding, Graph]]:
    found = []
    for mutation in DAMAGING:
        plan = mutate(complete(), mutation["update"])
        found += [(f.patch, f, plan) for f in damaged(mutation["name"]).report.findings if f.patch]
    return found


def test_a_patch_is_turtle_about_the_plan_with_blanks_that_the_checker_finds() -> None:
    for patch, finding, plan in patches():
        assert patch.startswith(f"@base <{ID}> .")
        graph = Graph().parse(data=patch, format="turtle")
        assert len(graph)
        known = set(plan.subjects()) | set(graph.subjects())
        for s, p, o in graph:
            assert str(s).startswith(PLAN), (finding.rule, s)
            if isinstance(o, URIRef) and str(o).startswith(PLAN) and not str(o).endswith("udfyld"):
                assert o in known, (finding.rule, p, o)
        assert not (graph - plan) - graph
        assert all((s, RDF.type, None) in plan or (s, RDF.type, None) in graph for s in graph.subjects())


def test_an_unfilled_goal_is_flagged() -> None:
    name = "nothing addresses a national target"
    (mutation,) = [m for m in MUTATIONS if m["name"] == name]
    (finding,) = [f for f in damaged(name).report.findings if f.rule == "national-target-unaddressed"]
    plan = mutate(complete(), mutation["update"])
    assert finding.patch is not None
    again = checked(plan + Graph().parse(data=finding.patch, format="turtle"))
    assert "blank-left" in {f.rule for f in again.findings}
    done = checked(plan + filled(finding.patch))
    assert "blank-left" not in {f.rule for f in done.findings}


def test_where_the_document_has_to_change_there_is_no_patch() -> None:
    name = "only an interpretation addresses a national target"
    for finding in damaged(name).report.findings:
        assert finding.patch is None, finding.rule


@pytest.mark.parametrize("slug", SLUGS)
def test_patches_of_the_shipped_plans_parse(slug: str) -> None:
    for finding in of_shipped(slug).report.findings:
        if finding.patch is not None:
            assert len(Graph().parse(data=finding.patch, format="turtle"))


def test_patches_are_left_out_for_who_does_not_show_them() -> None:
    graph, whole = shipped()["hvidovre-2023"], of_shipped("hvidovre-2023")
    report = check(graph, reference(), rules(), latest_earlier(graph, shipped().values()))
    without = assess(report, graph, reference(), others=shipped(), today=TODAY, patches=False)
    assert any(f.patch for f in whole.report.findings)
    findings = tuple(replace(f, patch=None) for f in whole.report.findings)
    assert without.report == replace(whole.report, findings=findings)


# --- examples -------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", SLUGS)
def test_plans_that_are_only_looked_into_give_the_same_examples(slug: str) -> None:
    graph, whole = shipped()[slug], of_shipped(slug)
    report = check(graph, reference(), rules(), latest_earlier(graph, shipped().values()))
    looked = {**catalogue.other_plans(None, leave=[slug]), slug: graph}
    assert assess(report, graph, reference(), others=looked, today=TODAY) == whole
    # What went before is found in them, and then read whole.
    earlier = latest_earlier(graph, looked.values())
    names = [name for name, other in looked.items() if other is earlier]
    assert names == [n for n, g in shipped().items() if g is latest_earlier(graph, shipped().values())]


@pytest.mark.parametrize("slug", SLUGS)
def test_examples_come_from_other_plans_and_say_where(slug: str) -> None:
    found = of_shipped(slug)
    assert any(f.examples for f in found.report.findings)
    for finding in found.report.findings:
        assert len(finding.examples) <= MOST
        assert len({e.plan for e in finding.examples}) == len(finding.examples)
        for example in finding.examples:
            assert not example.element.startswith(found.report.plan + "/")
            assert example.passage is not None and example.label.da


def test_a_target_that_nothing_addresses_is_shown_goals_of_the_same_theme() -> None:
    (finding,) = [
        f
        for f in of_shipped("hvidovre-2023").report.findings
        if f.rule == "national-target-unaddressed" and "Flygtninge" in f.label.da.title()
    ]
    elements = [e.element for e in finding.examples]
    assert elements[0].startswith(ID + "plan/frederikssund-2023/goal/")  # the same year goes first
    assert len(elements) == MOST
    for element in elements:
        graph = next(g for g in shipped().values() if (URIRef(element), None, None) in g)
        themes = {
            t
            for target in graph.objects(URIRef(element), P.addresses)
            for t in reference().objects(target, P.theme)
        }
        area = graph.value(URIRef(element), P.inFocusArea)
        themes |= {t for a in graph.objects(area, P.addresses) for t in reference().objects(a, P.theme)}
        assert URIRef(PREFIXES["theme"] + "flygtninge") in themes


def test_a_goal_without_a_figure_is_shown_goals_with_one() -> None:
    found = of_shipped("hvidovre-2023").report.findings
    for finding in (f for f in found if f.rule == "goal-has-figure"):
        assert finding.examples
        for example in finding.examples:
            graph = next(g for g in shipped().values() if (URIRef(example.element), None, None) in g)
            figures = list(graph.objects(URIRef(example.element), P.targetValue))
            assert any((f, p, None) in graph for f in figures for p in (P.value, P.offset, P.relativeTo))


def test_a_server_does_not_remember_every_draft_that_it_was_ever_asked_about(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(examples, "_REMEMBERED", 4)
    monkeypatch.setattr(examples, "_AT_HAND", 4)
    graph = shipped()["hvidovre-2023"]
    peers, topics = examples.Peers(shipped(), reference()), Topics(graph, reference())
    finding = next(f for f in of_shipped("hvidovre-2023").report.findings if f.examples)
    for number in range(10):
        draft = replace(finding, plan=f"{ID}plan/draft-{number}")
        assert peers.examples(draft, topics, 2023)
    assert peers._nearest.cache_info().currsize <= 4
    assert peers._near.cache_info().currsize <= 4


def test_without_other_plans_there_are_no_examples() -> None:
    graph = shipped()["hvidovre-2023"]
    report = check(graph, reference(), rules())
    assert all(f.examples == () for f in assess(report, graph, reference(), today=TODAY).report.findings)
    alone = {"hvidovre-2023": graph}
    found = assess(report, graph, reference(), others=alone, today=TODAY)
    assert all(f.examples == () for f in found.report.findings)
