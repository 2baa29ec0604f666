"""Every rule fires on a damaged plan, with exactly the findings expected, and is silent on a complete one."""

from __future__ import annotations

import dataclasses
import os
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import SH

from plangraph.check.plans import check, load_rules
from plangraph.check.rules import RuleSet
from plangraph.errors import LoadError, ShapeError
from plangraph.files import ontology_files, plan_files, shape_files
from plangraph.model import Report, Rule, Severity, State
from plangraph.names import ID, PG, PREFIXES, RULE, expand

DATA = Path(__file__).parent / "data" / "check"
PLAN = ID + "plan/testby-2023"
MUTATIONS: list[dict[str, Any]] = [
    mutation
    for path in sorted((DATA / "mutations").glob("*.toml"))
    for mutation in tomllib.loads(path.read_text("utf-8"))["mutation"]
]
TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)


@cache
def reference() -> Graph:
    graph = Graph()
    for path in ontology_files():
        graph.parse(path)
    return graph


@cache
def rules() -> RuleSet:
    return load_rules()


@cache
def _complete() -> Graph:
    return Graph().parse(DATA / "testby-2023.ttl")


def complete() -> Graph:
    """Return a plan without faults, to be damaged at will."""
    return Graph() + _complete()


@cache
def earlier() -> Graph:
    return Graph().parse(DATA / "testby-2022.ttl")


def mutate(graph: Graph, update: str) -> Graph:
    graph.update(f"BASE <{ID}>\n{update}", initNs=dict(PREFIXES))
    return graph


def iri(focus: str) -> str:
    return PLAN if focus == "plan" else expand(focus) if ":" in focus else f"{PLAN}/{focus}"


def states(report: Report, state: State) -> set[str]:
    return {o.rule.id for o in report.outcomes if o.state is state}


def test_a_complete_plan_passes_every_rule() -> None:
    report = check(complete(), reference(), rules(), earlier())
    assert report.findings == ()
    # Every requirement of the law that applies in 2023 is known to have begun by then.
    idle = {"requirement-unmet-uncertain"}
    assert states(report, State.PASSED) == {rule.id for rule in rules().rules} - idle
    assert states(report, State.NOT_APPLICABLE) == idle
    assert (report.plan, report.slug, report.year) == (PLAN, "testby-2023", 2023)
    assert report.label.da == "Testby Kommunes beskæftigelsesplan 2023"
    assert report.ruleset == rules().version
    passed, examined = report.checks()
    assert passed == examined > len(rules().rules)


@pytest.mark.parametrize("mutation", MUTATIONS, ids=[m["name"] for m in MUTATIONS])
def test_one_damage_gives_exactly_its_findings(mutation: dict[str, Any]) -> None:
    plan = mutate(complete(), mutation["update"])
    assert set(plan) != set(_complete()), "the update changes nothing"
    report = check(plan, reference(), rules(), earlier())
    found = sorted((f.rule, f.focus, f.severity.value) for f in report.findings)
    assert found == sorted((rule, iri(focus), severity) for rule, focus, severity in mutation["expect"])
    assert states(report, State.FAILED) == {rule for rule, _, _ in mutation["expect"]}
    assert not states(report, State.ERRORED)
    for outcome in report.outcomes:
        assert 0 <= outcome.failed <= outcome.examined, outcome.rule.id
    for finding in report.findings:
        for text in (*finding.message.as_dict().values(), *finding.fix.as_dict().values()):
            assert text and not re.search(r"[{}]|https?:|\(mangler\)|\(missing\)", text), text
        assert finding.message.da != finding.message.en
        assert finding.path is not None, finding.rule


def test_the_shipped_rules_bear_inspection() -> None:
    inspected = load_rules(shape_files())
    assert (inspected.rules, inspected.version) == (rules().rules, rules().version)


def test_every_rule_is_shown_to_fire() -> None:
    fired = {rule for mutation in MUTATIONS for rule, _, _ in mutation["expect"]}
    assert fired == {rule.id for rule in rules().rules}


def test_severities_come_from_the_shapes() -> None:
    for mutation in MUTATIONS:
        for rule, _, severity in mutation["expect"]:
            assert rules().get(rule).severity.value == severity


def test_a_plan_of_2025_is_not_held_against_national_targets() -> None:
    plan = mutate(
        complete(),
        """DELETE { ?s pg:addresses ?t ; pg:qualifiedLink ?l ; pg:lists ?t . ?l ?p ?o . ?plan pg:year ?y }
        INSERT { ?plan pg:year 2025 }
        WHERE { ?plan a pg:Plan ; pg:year ?y
          { ?s pg:addresses ?t . ?s pg:qualifiedLink ?l . ?l ?p ?o } UNION { ?s pg:lists ?t } } ;
        DELETE { ?v pg:dueYear ?due } INSERT { ?v pg:dueYear 2025 } WHERE { ?v pg:dueYear ?due }""",
    )
    report = check(plan, reference(), rules(), earlier())
    assert report.findings == ()
    assert states(report, State.NOT_APPLICABLE) == {
        "focus-area-local-priority",
        "focus-area-without-national-target",
        "foreign-year-target",
        "goal-linked-through-area",
        "goal-without-national-target-or-priority",
        "link-has-basis",
        "link-has-rationale",
        "link-interpreted",
        "link-once",
        "link-suggested",
        "linkage-basis-known",
        "linkage-orphan",
        "listed-target-unknown",
        "national-target-only-interpreted",
        "national-target-unaddressed",
        "national-target-without-goal",
        "requirement-unmet-uncertain",
    }
    notes = {o.rule.id: o.note.en for o in report.outcomes if o.state is State.NOT_APPLICABLE and o.note}
    assert notes["national-target-unaddressed"] == "The rule applies up to plan year 2024."
    assert notes["link-once"] == "The plan has nothing that the rule could look at."


def test_a_disputed_national_target_need_not_be_addressed() -> None:
    plan = mutate(
        complete(), f"DELETE {{ <{PLAN}> pg:year 2023 }} INSERT {{ <{PLAN}> pg:year 2019 }} WHERE {{}}"
    )
    unaddressed = {
        f.focus for f in check(plan, reference(), rules()).findings if f.rule == "national-target-unaddressed"
    }
    disputed = set(reference().subjects(URIRef(PG + "disputed"), Literal(True)))
    in_2019 = set(
        map(str, reference().subjects(URIRef(PG + "inTargetSet"), URIRef(ID + "national-target-set/2019")))
    )
    assert unaddressed == in_2019 - set(map(str, disputed))
    assert unaddressed < in_2019


def test_a_rule_out_of_force_or_without_a_year_to_judge_by_is_not_applicable() -> None:
    plan = mutate(complete(), f"DELETE WHERE {{ <{PLAN}> pg:year ?y }}")
    report = check(plan, reference(), rules())
    outcome = next(o for o in report.outcomes if o.rule.id == "national-target-unaddressed")
    assert (outcome.state, outcome.note and outcome.note.en) == (
        State.NOT_APPLICABLE,
        "The plan has no plan year.",
    )
    assert report.year == 0


def test_messages_name_things_and_numbers() -> None:
    plan = mutate(
        complete(),
        next(m["update"] for m in MUTATIONS if m["name"] == "only a focus area addresses a national target"),
    )
    warning, info = check(plan, reference(), rules()).findings
    assert warning.message.da == (
        "Intet mål adresserer nationalt mål 4 for 2023, »Flere personer med handicap skal i beskæftigelse«; "
        "det gør kun »Plads til alle«."
    )
    assert warning.value == f"{PLAN}/focus-area/2"
    assert warning.path == PG + "addresses"
    assert [p.section for p in warning.evidence] == ["Fokusområde 2"]  # of the area that does address it
    assert info.label.en == "More disabled people in work"
    assert info.message.en == (
        "Goal 5 “More disabled people in work” is not itself linked to a national target; "
        "only what it belongs to is: “Room for everybody”."
    )


def test_a_target_of_another_year_is_named_with_its_year() -> None:
    plan = mutate(complete(), f"INSERT DATA {{ <{PLAN}> pg:lists <national-target/2022/1> }}")
    (finding,) = check(plan, reference(), rules()).findings
    assert (
        "lister nationalt mål 1 for 2022 (»Alle ledige skal have en værdig sagsbehandling«)"
        in finding.message.da
    )
    assert "national target 1 for 2022 (“" in finding.message.en


def test_many_names_are_cut_short_and_concepts_sorted() -> None:
    groups = ", ".join(
        f"tg:{g}" for g in ("unge", "seniorer", "sygemeldte", "flygtninge", "indvandrere", "ukrainere")
    )
    plan = mutate(
        complete(),
        f"""DELETE {{ <{PLAN}/goal/5> pg:targetGroup ?g }}
        INSERT {{ <{PLAN}/focus-area/2> pg:mentions {groups} }}
        WHERE {{ <{PLAN}/goal/5> pg:targetGroup ?g }}""",
    )
    (finding,) = (
        f for f in check(plan, reference(), rules()).findings if f.rule == "goal-target-group-from-area"
    )
    names = finding.message.da.partition(": ")[2]
    assert names.endswith(" og 2 andre.")
    assert names.startswith("Flygtninge, ")


def test_a_finding_says_where_the_thing_stands() -> None:
    plan = mutate(complete(), f"DELETE WHERE {{ <{PLAN}/goal/5> pg:targetGroup ?g }}")
    (finding,) = check(plan, reference(), rules()).findings
    (passage,) = finding.evidence
    assert passage.iri == f"{PLAN}/evidence/area-2"
    assert (passage.document, passage.section, passage.page) == ("Testbys plan", "Fokusområde 2", 3)
    assert (passage.start, passage.end) == (500, 900)


def test_wrong_values_are_named() -> None:
    plan = mutate(complete(), f"INSERT DATA {{ <{PLAN}/goal/2> pg:targetGroup tg:ledgie, tg:borte }}")
    findings = check(plan, reference(), rules()).findings
    assert [f.value for f in findings] == [expand("tg:borte"), expand("tg:ledgie")]
    assert "tg:ledgie" in findings[1].message.da


def test_findings_are_sorted_worst_first_and_goal_10_after_goal_9() -> None:
    plan = complete()
    for number in (9, 10):
        goal = URIRef(f"{PLAN}/goal/{number}")
        plan.add((goal, RDF.type, URIRef(PG + "Goal")))
    found = [(f.severity, f.rule, f.focus) for f in check(plan, reference(), rules()).findings]
    assert [s.rank for s, _, _ in found] == sorted((s.rank for s, _, _ in found), reverse=True)
    assert [f for _, r, f in found if r == "goal-has-label"] == [f"{PLAN}/goal/9", f"{PLAN}/goal/10"]


def test_the_graphs_are_left_as_they_were() -> None:
    plan, known = complete(), set(reference())
    check(plan, reference(), rules())
    assert set(plan) == set(complete())
    assert set(reference()) == known


def test_a_subclass_counts_as_its_class() -> None:
    plan = mutate(
        complete(),
        f"""DELETE {{ <{PLAN}/goal/2> a pg:Goal ; rdfs:label ?l }} INSERT {{ <{PLAN}/goal/2> a pg:SharpGoal }}
        WHERE {{ <{PLAN}/goal/2> rdfs:label ?l }}""",
    )
    wider = Graph() + reference()
    wider.parse(
        data=f"<{PG}SharpGoal> <http://www.w3.org/2000/01/rdf-schema#subClassOf> <{PG}Goal> .",
        format="turtle",
    )
    found = {(f.rule, f.focus) for f in check(plan, wider, rules()).findings}
    assert ("goal-has-label", f"{PLAN}/goal/2") in found


def test_the_same_report_whatever_the_hash_seed() -> None:
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); import test_check as t;"
        "g = t.mutate(t.complete(), t.MUTATIONS[int(sys.argv[2])]['update']);"
        "print(t.check(g, t.reference(), t.rules()))"
    )
    worst = max(range(len(MUTATIONS)), key=lambda i: len(MUTATIONS[i]["expect"]))
    printed = {
        subprocess.run(
            [sys.executable, "-c", script, str(Path(__file__).parent), str(worst)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1


@pytest.mark.parametrize("classes", [[], ["a", "b"]])
def test_a_graph_without_one_plan_is_refused(classes: list[str]) -> None:
    graph = Graph()
    for name in classes:
        graph.add((URIRef(ID + "plan/" + name), RDF.type, URIRef(PG + "Plan")))
    with pytest.raises(LoadError, match="plan"):
        check(graph, reference(), rules())


# ---- The shipped plans


@pytest.mark.parametrize(
    ("slug", "unaddressed", "without_goal"),
    [
        ("frederikssund-2023", [], []),
        ("hvidovre-2020", [], []),
        ("hvidovre-2022", ["2022/1"], ["2022/2"]),
        ("hvidovre-2023", ["2023/2", "2023/3"], []),
        ("vallensbaek-ishoej-2017", [], []),
    ],
)
def test_the_gaps_of_the_shipped_plans(slug: str, unaddressed: list[str], without_goal: list[str]) -> None:
    (path,) = (p for p in plan_files() if p.stem == slug)
    report = check(Graph().parse(path), reference(), rules())
    gaps = {
        rule: [f.focus.removeprefix(ID + "national-target/") for f in report.findings if f.rule == rule]
        for rule in ("national-target-unaddressed", "national-target-without-goal")
    }
    assert gaps == {"national-target-unaddressed": unaddressed, "national-target-without-goal": without_goal}
    known = {*gaps, "requirement-unmet"}
    assert {f.rule for f in report.findings if f.severity is Severity.VIOLATION} <= known
    assert not states(report, State.ERRORED)


# ---- A rule that cannot be run


def broken(rule_id: str, predicate: URIRef, text: str) -> RuleSet:
    graph = Graph() + rules().graph
    shape = URIRef(RULE + rule_id)
    node = graph.value(shape, SH.sparql) if predicate == SH.select else shape
    assert node is not None
    graph.set((node, predicate, Literal(text)))
    return dataclasses.replace(rules(), graph=graph)


@pytest.mark.parametrize(
    ("predicate", "text"),
    [
        (SH.select, "SELECT $this ?value WHERE { this is not SPARQL"),
        (SH.select, "SELECT $this ?value WHERE { ?value a pg:Goal MINUS { ?value pg:targetGroup ?g } }"),
        (URIRef(PG + "population"), "SELECT ?value WHERE { this is not SPARQL"),
    ],
)
def test_a_rule_that_cannot_be_run_is_errored_and_the_others_run(predicate: URIRef, text: str) -> None:
    plan = mutate(complete(), f"DELETE WHERE {{ <{PLAN}/goal/2> pg:evidence ?e }}")
    report = check(plan, reference(), broken("goal-has-target-group", predicate, text))
    assert states(report, State.ERRORED) == {"goal-has-target-group"}
    assert states(report, State.FAILED) == {"element-has-evidence"}
    idle = states(check(complete(), reference(), rules()), State.NOT_APPLICABLE)
    assert len(states(report, State.PASSED)) == len(rules().rules) - len(idle) - 2
    (outcome,) = (o for o in report.outcomes if o.state is State.ERRORED)
    assert outcome.note is not None
    assert "could not be run" in outcome.note.en


# ---- The rule files


def test_the_shipped_rules() -> None:
    assert {r.dimension for r in rules().rules} >= {"structure", "linkage", "evidence", "measurability"}
    assert re.fullmatch("[0-9a-f]{12}", rules().version)
    assert rules().get("goal-has-label").severity is Severity.VIOLATION
    with pytest.raises(ShapeError, match="no rule"):
        rules().get("goal-has-lable")


def test_the_version_follows_the_files(tmp_path: Path) -> None:
    one = write_rule(tmp_path)
    before = load_rules([one]).version
    assert load_rules([one]).version == before
    one.write_text(one.read_text("utf-8").replace("because", "since"), "utf-8")
    assert load_rules([one]).version != before


def test_a_new_file_is_a_new_dimension(tmp_path: Path) -> None:
    report = check(complete(), reference(), load_rules([*shape_files(), write_rule(tmp_path)]))
    outcome = next(o for o in report.outcomes if o.rule.id == "invented")
    assert (outcome.rule.dimension, outcome.state, outcome.examined) == ("invention", State.PASSED, 5)


def unmatched(graph: Graph, data: Graph) -> set[str]:
    """Targets of shapes that match nothing in some data."""
    return {
        str(value)
        for target in TARGETS
        for value in graph.objects(None, target)
        if not any(
            pattern in data
            for pattern in ([(None, RDF.type, value)] if target == SH.targetClass else [(None, value, None)])
        )
    }


def test_every_target_matches_something_in_the_test_data() -> None:
    assert unmatched(rules().graph, complete() + reference()) == set()
    wrong = Graph()
    wrong.add((URIRef(RULE + "x"), SH.targetClass, URIRef("https://example.org/wrong#Goal")))
    assert unmatched(wrong, complete()) == {"https://example.org/wrong#Goal"}


def test_every_term_in_the_rules_is_declared() -> None:
    used = {str(n) for triple in rules().graph for n in triple if str(n).startswith(PG)}
    texts = [
        *rules().graph.objects(None, SH.select),
        *rules().graph.objects(None, URIRef(PG + "population")),
    ]
    used |= {PG + name for text in texts for name in re.findall(r"\bpg:(\w+)", str(text))}
    declared = {str(s) for s in reference().subjects()}
    assert used - declared - {PG} == set()


def test_the_rules_are_valid_shacl() -> None:
    import pyshacl

    # a copy, as pySHACL adds its own triples to the shapes that it is given
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=Graph() + rules().graph, meta_shacl=True)
    assert conforms, text


RULE_FILE = """
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix pg: <https://w3id.org/plangraph/ontology#> .
@prefix rule: <https://w3id.org/plangraph/rule/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
rule:prefixes a owl:Ontology ; sh:declare rule:prefix-pg .
rule:prefix-pg sh:prefix "pg" ; sh:namespace "https://w3id.org/plangraph/ontology#"^^xsd:anyURI .
rule:invented a sh:NodeShape ;
    dcterms:identifier "invented" ;
    sh:name "Navn"@da, "Name"@en ;
    pg:why "fordi"@da, "because"@en ;
    sh:message "{label} mangler"@da, "{label} is missing"@en ;
    pg:fix "ret"@da, "mend"@en ;
    sh:severity sh:Warning ;
    sh:targetClass pg:Plan ;
    sh:property rule:invented-value ;
    pg:population "SELECT ?value WHERE { ?value a pg:Goal }" ;
    sh:sparql rule:invented-query .
rule:invented-value sh:path pg:year ; sh:severity sh:Warning ; sh:minCount 1 .
rule:invented-query sh:prefixes rule:prefixes ;
    sh:select "SELECT $this ?value WHERE { ?value a pg:Goal . FILTER NOT EXISTS { ?value pg:number ?n } }" .
"""


def write_rule(folder: Path, old: str = "", new: str = "") -> Path:
    assert old in RULE_FILE
    path = folder / "invention.ttl"
    path.write_text(RULE_FILE.replace(old, new) if old else RULE_FILE, "utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("sh:minCount 1", "sh:minCont 1", "no term sh:minCont"),
        ("sh:targetClass pg:Plan", "sh:targetKlass pg:Plan", "no term sh:targetKlass"),
        ('dcterms:identifier "invented" ;', "", "dcterms:identifier"),
        ('dcterms:identifier "invented" ;', 'dcterms:identifier "other" ;', "dcterms:identifier"),
        (
            "rule:invented a sh:NodeShape",
            "<http://example.org/x> a sh:NodeShape",
            "has an IRI that begins with",
        ),
        (', "Name"@en', "", "name has to be there once in Danish"),
        ('sh:message "{label} mangler"@da, "{label} is missing"@en ;', "", "message has to be"),
        ('pg:fix "ret"@da, "mend"@en ;', "", "fix has to be"),
        ("{label} is missing", "{labl} is missing", "{labl}"),
        ("sh:severity sh:Warning ;\n    sh:targetClass", "sh:targetClass", "one sh:severity"),
        (
            "sh:severity sh:Warning ;\n    sh:targetClass",
            "sh:severity sh:Trace ; sh:targetClass",
            "sh:Trace|severity",
        ),
        ("sh:severity sh:Warning ; sh:minCount", "sh:minCount", "severity of its rule"),
        ("sh:targetClass pg:Plan ;", "", "no target"),
        (
            "sh:property rule:invented-value ;",
            "sh:property [ sh:path pg:year ; sh:minCount 1 ] ;",
            "has to be the IRI",
        ),
        ("sh:property rule:invented-value ;", "sh:property rule:invented-valeu ;", "described here"),
        ('pg:population "SELECT ?value WHERE { ?value a pg:Goal }" ;', "", "pg:population"),
        (
            "SELECT ?value WHERE { ?value a pg:Goal }",
            "SELECT ?goal WHERE { ?goal a pg:Goal }",
            "SELECT \\?value",
        ),
        ("?value a pg:Goal . FILTER", "?value a pg:Goal ; FILTER (", "is not SPARQL"),
        ("FILTER NOT EXISTS", "MINUS", "uses MINUS"),
        ("SELECT $this ?value WHERE", "SELECT $this WHERE", "has to SELECT"),
        ("a pg:Goal . FILTER", "a skos:Concept . FILTER", "prefix skos"),
        ('ontology#"^^', 'ontologi#"^^', "does not stand for"),
        ("sh:targetClass pg:Plan ;", 'pg:validUntil "soon" ; sh:targetClass pg:Plan ;', "validity"),
        (
            "rule:invented-value sh:path",
            "rule:stray sh:targetClass pg:Goal . rule:invented-value sh:path",
            "is no sh:Node",
        ),
        ("rule:prefixes a", "rule:prefixes a a", "is not Turtle"),
    ],
)
def test_a_malformed_rule_is_refused(tmp_path: Path, old: str, new: str, reason: str) -> None:
    with pytest.raises(ShapeError, match=reason):
        load_rules([write_rule(tmp_path, old, new)])


def test_two_rules_with_one_id_are_refused(tmp_path: Path) -> None:
    one = write_rule(tmp_path)
    other = tmp_path / "other.ttl"
    other.write_text(one.read_text("utf-8"), "utf-8")
    with pytest.raises(ShapeError, match=r"invented is also in invention\.ttl"):
        load_rules([one, other])


def test_a_missing_rule_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ShapeError, match="cannot be read"):
        load_rules([tmp_path / "gone.ttl"])


def test_a_rule_with_validity(tmp_path: Path) -> None:
    validity = 'pg:validFrom "2025-01-01"^^xsd:date ; pg:validUntil "2026-12-31"^^xsd:date ; sh:targetClass'
    late = load_rules([write_rule(tmp_path, "sh:targetClass", validity)])
    rule: Rule = late.get("invented")
    assert (rule.valid_from, rule.valid_until) == (2025, 2026)
    (outcome,) = check(complete(), reference(), late).outcomes
    assert outcome.state is State.NOT_APPLICABLE
    assert outcome.note is not None
    assert outcome.note.en == "The rule applies to plan years 2025 to 2026."
