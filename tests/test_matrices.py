"""Coverage as matrices: against the data read anew, against the rules, and every state for its cause."""

from __future__ import annotations

from functools import cache

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import SKOS

import cells
from page_plans import SLUGS, assessed, plans, reference
from plangraph.assess.axes import concept_heads, key_of, visible
from plangraph.assess.coverage import Kind, Opened, Reason, State, build, open_cell
from plangraph.assess.entries import Entry
from plangraph.assess.facts import read_facts
from plangraph.assess.serving import Serving
from plangraph.assess.yardstick import Standing, Yardstick
from plangraph.names import ID, INS, PG, TG, mint
from plangraph.report.matrices import REASONS, SIGNS, STATES, as_grid, as_table, brief

KINDS = {
    "targets": Kind.TARGETS,
    "offers": Kind.OFFERS,
    "aims": Kind.AIMS,
}


@cache
def yardstick() -> Yardstick:
    return Yardstick(reference())


@cache
def shipped(slug: str) -> Serving:
    return Serving(read_facts(plans()[slug], mint("plan", slug)), yardstick())


@cache
def invented(slug: str) -> Serving:
    year, body = cells.STATES[slug]
    graph = Graph().parse(data=cells.write_plan(slug, year, body), format="turtle")
    return Serving(read_facts(graph, mint("plan", slug)), yardstick())


def opened(matrix: str, row: str, column: str, chosen: list[Serving]) -> Opened:
    return open_cell(KINDS[matrix], row, column, chosen, yardstick())


def behind(entries: tuple[Entry, ...]) -> set[tuple[str, str]]:
    return {(e.plan, e.element.iri.removeprefix(f"{ID}plan/{e.plan}/")) for e in entries}


@pytest.mark.parametrize("line", cells.expected(), ids=str)
def test_an_expected_cell(line: cells.Expected) -> None:
    """The file of expected cells holds what the data says, and so does the matrix."""
    chosen = [shipped(slug) for slug in line.plans or SLUGS]
    plans_of = (line.column,) if line.matrix == "targets" else line.plans
    assert line.behind == cells.of(line.matrix, line.row, line.column, plans_of)
    found = opened(line.matrix, line.row, line.column, chosen)
    assert (found.cell.state, found.cell.reason) == (line.state, line.reason)
    assert behind(found.entries) == line.behind
    counts = [sum(element.startswith(kind) for _, element in line.behind) for kind in ("goal/", "measure/")]
    assert [found.cell.goals, found.cell.measures] == counts
    assert found.cell.plans == len({plan for plan, _ in line.behind})


def test_the_file_shows_every_state_that_the_plans_have() -> None:
    assert {line.state for line in cells.expected()} == {"goal", "part", "missing", "not-relevant"}


@pytest.mark.parametrize("matrix", KINDS)
@pytest.mark.parametrize("slugs", [SLUGS, ("hvidovre-2023",), ("frederikssund-2023", "hvidovre-2020")])
def test_every_cell_holds_what_the_data_says(matrix: str, slugs: tuple[str, ...]) -> None:
    chosen = [shipped(slug) for slug in slugs]
    made = build(KINDS[matrix], chosen, yardstick(), whole=True)
    filled = 0
    for row in made.rows:
        for column in made.columns:
            there = cells.of(matrix, row.key, column.key, slugs)
            cell = made.cell(row.key, column.key)
            assert bool(there) == (cell.state in (State.GOAL, State.PART)), (row.key, column.key)
            assert cell.goals == sum(element.startswith("goal/") for _, element in there)
            assert cell.plans == len({plan for plan, _ in there})
            if there:
                filled += 1
                assert behind(opened(matrix, row.key, column.key, chosen).entries) == there
    assert filled > 2


def test_the_library_tells_the_same_of_national_targets() -> None:
    """``national-targets-by-level`` asks the same in SPARQL."""
    levels = {"goal": State.GOAL, "none": State.MISSING}
    made = build(Kind.TARGETS, [shipped(slug) for slug in SLUGS], yardstick())
    asked = 0
    for slug in SLUGS:
        for reach in assessed(slug).targets:
            cell = made.cell(key_of(yardstick().targets[reach.target].theme), slug)
            assert cell.state is levels.get(reach.reached, State.PART)
            counts = (cell.areas, cell.objectives, cell.goals, cell.measures)
            assert counts == (reach.areas, reach.objectives, reach.goals, reach.measures)
            asked += 1
    assert asked == 22


@pytest.mark.parametrize("slug", SLUGS)
def test_unserved_is_what_the_rules_find(slug: str) -> None:
    rules = ("target-group-not-served", "instrument-not-used")
    found = {
        iri
        for finding in assessed(slug).report.findings
        if finding.rule in rules
        for iri in (finding.value or "").split()
    }
    assert shipped(slug).unserved == found


def test_missing_is_what_the_rules_find() -> None:
    made = build(Kind.TARGETS, [shipped(slug) for slug in SLUGS], yardstick())
    missing = {pair for pair, cell in made.cells.items() if cell.state is State.MISSING}
    found = {
        (key_of(yardstick().targets[finding.focus].theme), slug)
        for slug in SLUGS
        for finding in assessed(slug).report.findings
        if finding.rule == "national-target-unaddressed"
    }
    assert missing == found
    assert missing == {
        ("vaerdig-sagsbehandling", "hvidovre-2022"),
        ("opkvalificering", "hvidovre-2023"),
        ("flygtninge", "hvidovre-2023"),
    }


@pytest.mark.parametrize(("matrix", "row", "column", "slug", "state", "reason"), cells.OCCUR)
def test_a_state_has_its_cause(
    matrix: str, row: str, column: str, slug: str, state: str, reason: str
) -> None:
    found = opened(matrix, row, column, [invented(slug)])
    assert (found.cell.state, found.cell.reason) == (state, reason)
    assert [(v.plan, v.state, v.reason) for v in found.verdicts] == [(slug, state, reason)]
    made = build(KINDS[matrix], [invented(slug)], yardstick(), whole=True)
    assert made.cell(row, column) == found.cell


def test_every_state_and_reason_occurs_and_has_words() -> None:
    assert {state for *_, state, _ in cells.OCCUR} == set(State)
    assert {reason for *_, reason in cells.OCCUR} == set(Reason) - {Reason.NO_PLANS}
    assert set(SIGNS) == set(STATES) == set(State)
    assert set(REASONS) == set(Reason)
    assert len(set(SIGNS.values())) == len(State)
    assert build(Kind.AIMS, [], yardstick(), whole=True).count()[State.UNKNOWN] > 0


def test_several_plans_are_what_the_best_of_them_is() -> None:
    slugs = ["afskaffet-2026", "tom-2023", "kun-omraade-2023", "med-maal-2023"]
    states = []
    for count in range(1, len(slugs) + 1):
        found = opened("aims", "vaerdig-sagsbehandling", "unge", [invented(s) for s in slugs[:count]])
        states.append(found.cell.state)
    assert states == ["not-relevant", "unknown", "unknown", "goal"]
    mixed = opened("offers", "seniorer", "mentor", [invented("tom-2023"), invented("kun-omraade-2023")])
    assert mixed.cell.state is State.MISSING  # that something is missing somewhere is known


def test_what_only_the_intake_says_is_not_confirmed() -> None:
    draft = opened("targets", "vaerdig-sagsbehandling", "udkast-2023", [invented("udkast-2023")])
    assert (draft.cell.state, draft.cell.confirmed) == (State.GOAL, False)
    assert not draft.entries[0].confirmed
    plan = opened("targets", "vaerdig-sagsbehandling", "med-maal-2023", [invented("med-maal-2023")])
    assert plan.cell.confirmed and plan.entries[0].confirmed
    grid = as_table(build(Kind.TARGETS, [invented("udkast-2023")], yardstick()))
    assert False in {row[-1] for row in grid.rows}


@pytest.mark.parametrize(
    ("suggested", "confirmed"), [("tg:unge", False), ("<goal/1>", False), ("tg:ledige", True)]
)
def test_an_unreviewed_group_or_element_is_not_confirmed(suggested: str, confirmed: bool) -> None:
    what = "rdf:type" if "goal" in suggested else "pg:targetGroup"
    waiting = f"<suggestion/1> a pg:Suggestion ; rdf:subject <goal/1> ; rdf:predicate {what} ;"
    body = cells.goal("2023/1") + f"{waiting} rdf:object {suggested} ."
    reviewed = body.replace("a pg:Suggestion", "a pg:Suggestion ; pg:decision pg:Accepted")
    for text, said in ((body, confirmed), (reviewed, True)):
        graph = Graph().parse(data=cells.write_plan("et-udkast", 2023, text), format="turtle")
        plan = Serving(read_facts(graph, mint("plan", "et-udkast")), yardstick())
        cell = opened("offers", "unge", "smaajob", [plan]).cell
        assert (cell.state, cell.confirmed) == (State.GOAL, said)


def test_a_link_to_another_year_is_told_and_does_not_count() -> None:
    found = opened("targets", "vaerdig-sagsbehandling", "forkert-aar-2023", [invented("forkert-aar-2023")])
    assert found.entries == ()
    assert [entry.element.key for entry in found.astray] == ["1"]


def test_a_plan_for_two_years_may_serve_the_targets_of_either() -> None:
    period = (
        """<plan/to-aar> dcterms:temporal <period/x> . <period/x> dcat:endDate "2024-12-31"^^xsd:date ."""
    )
    text = cells.write_plan("to-aar", 2023, cells.goal("2024/1") + period)
    graph = Graph().parse(data=text, format="turtle")
    plan = Serving(read_facts(graph, mint("plan", "to-aar")), yardstick())
    assert (plan.facts.year, plan.facts.last) == (2023, 2024)
    assert opened("targets", "vaerdig-sagsbehandling", "to-aar", [plan]).cell.state is State.GOAL


def test_what_comes_near_is_told() -> None:
    missing = opened("targets", "flygtninge", "hvidovre-2020", [shipped(slug) for slug in SLUGS])
    assert missing.near == ()  # it is covered
    named = opened("offers", "seniorer", "mentor", [invented("kun-omraade-2023")])
    assert [entry.element.key for entry in named.near] == ["1"]
    assert {way.other for entry in named.near for way in entry.ways} == {TG + "seniorer", INS + "mentor"}
    others = opened("aims", "vaerdig-sagsbehandling", "ledige", [invented("med-maal-2023")])
    assert [entry.element.kind for entry in others.near] == ["goal"]
    text = cells.write_plan("naer-2023", 2023, cells.goal("2023/1").replace("tg:unge", "tg:flygtninge"))
    graph = Graph().parse(data=text, format="turtle")
    plan = Serving(read_facts(graph, mint("plan", "naer-2023")), yardstick())
    near = opened("targets", "flygtninge", "naer-2023", [plan]).near
    assert [entry.element.key for entry in near] == ["1"]


def test_others_show_how_it_can_be_done() -> None:
    chosen, rest = [shipped("hvidovre-2023")], [shipped(s) for s in SLUGS if s != "hvidovre-2023"]
    found = open_cell(Kind.AIMS, "flygtninge", "flygtninge", chosen, yardstick(), rest)
    assert behind(found.others) == {
        one for one in cells.of("aims", "flygtninge", "flygtninge", ()) if one[0] != "hvidovre-2023"
    }
    column = open_cell(Kind.TARGETS, "flygtninge", "hvidovre-2023", [*chosen, *rest], yardstick())
    assert {plan for plan, _ in behind(column.others)} == set(SLUGS) - {"hvidovre-2023"}


@pytest.mark.parametrize(("row", "column"), [("nothing", "igu"), ("unge", "nothing"), ("", "")])
def test_a_cell_that_is_not_there(row: str, column: str) -> None:
    with pytest.raises(KeyError):
        opened("offers", row, column, [shipped("hvidovre-2023")])


def test_the_hierarchy_stands_once_and_in_order() -> None:
    heads = concept_heads((), "TargetGroup", yardstick(), whole=True)
    keys = [head.key for head in heads]
    assert sorted(keys) == sorted(key_of(c) for c in yardstick().concepts("TargetGroup"))
    place = {head.key: number for number, head in enumerate(heads)}
    for number, head in enumerate(heads):
        if head.parent:
            parent = heads[place[head.parent]]
            assert parent.depth == head.depth - 1
            assert place[head.parent] < number <= place[head.parent] + parent.below
    both = next(head for head in heads if head.key == "aktivitetsparate-unge")
    assert len(both.also) == 1 and both.parent
    folded = visible(heads, ())
    assert {head.depth for head in folded} == {0}
    opened_ = visible(heads, ["unge"])
    assert {head.key for head in opened_} - {head.key for head in folded} == {
        head.key for head in heads if head.parent == "unge"
    }


def test_a_circle_of_broader_concepts_ends() -> None:
    pg, loop = Namespace(PG), Graph()
    for one, other in (("a", "b"), ("b", "a")):
        loop.add((URIRef(TG + one), SKOS.broader, URIRef(TG + other)))
        loop.add(
            (URIRef(TG + one), URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"), pg.TargetGroup)
        )
        loop.add((URIRef(TG + one), SKOS.prefLabel, Literal(one, "da")))
    found = Yardstick(loop)
    assert found.upward(TG + "a") == {TG + "a", TG + "b"}
    assert {head.key for head in concept_heads((), "TargetGroup", found, whole=True)} == {"a", "b"}


def test_the_standing_of_a_year() -> None:
    told = {year: yardstick().standing(year) for year in (2014, 2017, 2019, 2024, 2025)}
    assert list(told.values()) == [
        Standing.UNRECORDED,
        Standing.ANNOUNCED,
        Standing.ANNOUNCED,
        Standing.ANNOUNCED,
        Standing.ABOLISHED,
    ]


@pytest.mark.parametrize("matrix", KINDS)
def test_tables_say_what_the_matrix_says(matrix: str) -> None:
    made = build(KINDS[matrix], [shipped(slug) for slug in SLUGS], yardstick())
    table, grid = as_table(made), as_grid(made)
    assert len(table.rows) == len(made.rows) * len(made.columns) == len(made.cells)
    iris = {head.iri: head.key for head in (*made.rows, *made.columns)}
    for row, column, state, reason, goals, *_ in table.rows:
        cell = made.cell(iris[str(row)], iris[str(column)])
        assert (state, reason, goals) == (cell.state, cell.reason, cell.goals)
        assert table.show(state, "da") == STATES[cell.state].da
    for row_head, line in zip(made.rows, grid.rows, strict=True):
        assert list(line[1:]) == [brief(made.cell(row_head.key, head.key)) for head in made.columns]
