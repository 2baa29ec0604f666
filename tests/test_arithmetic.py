"""The arithmetic of the shipped plans is found out, and a query can fill placeholders of its own."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef

from plangraph.check.plans import check, load_rules
from plangraph.check.rules import RuleSet
from plangraph.check.subjects import Subjects
from plangraph.errors import ShapeError
from plangraph.files import ontology_files, plan_files
from plangraph.model import Finding, Report
from plangraph.names import ID, PREFIXES

DIMENSIONS = ("arithmetic", "measurability")


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
def report(slug: str) -> Report:
    (path,) = (p for p in plan_files() if p.stem == slug)
    return check(Graph().parse(path), reference(), rules())


def findings(slug: str, rule: str) -> list[Finding]:
    return [f for f in report(slug).findings if f.rule == rule]


def keys(slug: str, rule: str) -> list[str]:
    return [f.focus.rpartition("/")[2] for f in findings(slug, rule)]


def test_baseline_change_and_level_of_the_2017_plan() -> None:
    """Goals 2 and 8 agree when rounded; the level of goal 3 is not what its percentage gives."""
    (finding,) = findings("vallensbaek-ishoej-2017", "figures-agree")
    assert finding.focus == f"{ID}plan/vallensbaek-ishoej-2017/target-value/3-2"
    assert finding.message.da == (
        "»Mindst 176 personer til job og uddannelse« passer ikke med ændringen: "
        "150 plus 15 procent er 172,5, men planen siger 176."
    )
    assert finding.message.en.endswith("150 plus 15 per cent is 172.5, but the plan says 176.")
    assert finding.fix.da.startswith("Ret niveauet til 173 eller ændringen til 17,3 procent")
    (outcome,) = (o for o in report("vallensbaek-ishoej-2017").outcomes if o.rule.id == "figures-agree")
    assert [iri.rpartition("/")[2] for iri in outcome.looked_at] == ["2-2", "3-2", "8-2"]


def test_goals_that_are_already_reached() -> None:
    assert keys("frederikssund-2023", "target-already-met") == ["4b", "4c", "5a"]
    assert keys("frederikssund-2023", "target-already-at-reference") == ["1a", "1b", "4a", "5b", "6d"]
    # Measured on something else, so nobody can say.
    assert keys("frederikssund-2023", "baseline-same-indicator") == ["3b", "4d"]
    (first, *_) = findings("frederikssund-2023", "target-already-met")
    assert first.message.da.endswith("målet er mindst 90 procent, og udgangspunktet (2022-08) er 97,1.")


@pytest.mark.parametrize(
    ("slug", "nothing", "direction", "no_baseline"),
    [
        ("frederikssund-2023", [], [], []),
        (
            "hvidovre-2020",
            ["1", "5", "6", "7", "8", "11", "12", "13", "15", "16"],
            ["2", "3", "4", "14"],
            ["9", "9-2", "10", "10-2"],
        ),
        ("hvidovre-2022", ["2", "5", "6", "7", "8", "10", "11"], ["1", "3", "4", "9"], []),
        ("hvidovre-2023", ["2", "3", "6"], ["1", "4", "5"], []),
        ("vallensbaek-ishoej-2017", [], [], ["1", "4", "4-2", "6", "6-2"]),
    ],
)
def test_what_the_goals_of_the_shipped_plans_lack(
    slug: str, nothing: list[str], direction: list[str], no_baseline: list[str]
) -> None:
    assert keys(slug, "goal-has-figure") == nothing
    assert keys(slug, "goal-only-direction") == direction
    assert keys(slug, "figure-has-baseline") == no_baseline
    goals = [f.focus for f in report(slug).findings if rules().get(f.rule).dimension in DIMENSIONS]
    bare = {f"{ID}plan/{slug}/goal/{number}" for number in (*nothing, *direction)}
    assert all(goals.count(goal) == 1 for goal in bare), "one finding, not ten"


def test_no_figures_of_the_shipped_plans_are_said_to_contradict_each_other() -> None:
    """Their broad indicators cover several things each, and the figures say so in their names."""
    for path in plan_files():
        for rule in ("figures-conflict", "targets-contradict", "directions-contradict", "units-comparable"):
            assert keys(path.stem, rule) == [], (path.stem, rule)


@pytest.mark.parametrize(
    ("number", "da", "en"),
    [
        ("172.50", "172,5", "172.5"),
        ("176.0", "176", "176"),
        ("-0.2", "-0,2", "-0.2"),
        ("9999.0", "9999", "9999"),
        ("45940650.0", "45.940.650", "45,940,650"),
        ("100", "100", "100"),
    ],
)
def test_numbers_are_written_as_each_language_does(number: str, da: str, en: str) -> None:
    subjects = Subjects(Graph(), Graph())
    node = Literal(number, datatype=URIRef(PREFIXES["xsd"] + "decimal"))
    assert (subjects.enumerate([node], "da"), subjects.enumerate([node], "en")) == (da, en)


def test_units_stand_in_a_sentence_in_lower_case() -> None:
    subjects = Subjects(Graph(), reference())
    units = [URIRef(PREFIXES["unit"] + name) for name in ("full-time-person", "dkk")]
    assert [subjects.enumerate([unit], "da") for unit in units] == ["fuldtidspersoner", "kroner"]
    assert [subjects.enumerate([unit], "en") for unit in units] == ["full-time persons", "Danish kroner"]


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
    sh:message "{label} {twice} {unit}"@da, "{twice} {label} {unit}"@en ;
    pg:fix "ret {twice}"@da, "mend {twice}"@en ;
    sh:severity sh:Warning ;
    sh:targetClass pg:Plan ;
    pg:population "SELECT ?value WHERE { ?value a pg:TargetValue }" ;
    sh:sparql rule:invented-query .
rule:invented-query sh:prefixes rule:prefixes ;
    sh:message "twice={?double}", "unit={?unit}" ;
    sh:select '''SELECT $this ?path ?value ?double ?unit WHERE {
      ?value a pg:TargetValue ; pg:value ?v . OPTIONAL { ?value pg:unit ?unit }
      BIND(?v * 2.5 AS ?double) BIND(pg:value AS ?path) }''' .
"""
PLAN = """
@prefix pg: <https://w3id.org/plangraph/ontology#> .
@prefix unit: <https://w3id.org/plangraph/vocab/unit/> .
@base <https://w3id.org/plangraph/id/> .
<plan/x-2023> a pg:Plan ; pg:year 2023 .
<plan/x-2023/target-value/1> a pg:TargetValue ; pg:value 5.0 ; pg:unit unit:percent .
<plan/x-2023/target-value/2> a pg:TargetValue ; pg:value 7.0, 9.0 .
"""


def write_rule(folder: Path, old: str = "", new: str = "") -> Path:
    path = folder / "invention.ttl"
    assert old in RULE_FILE
    path.write_text(RULE_FILE.replace(old, new) if old else RULE_FILE, "utf-8")
    return path


def test_a_query_fills_placeholders_of_its_own(tmp_path: Path) -> None:
    found = check(Graph().parse(data=PLAN, format="turtle"), reference(), load_rules([write_rule(tmp_path)]))
    assert [f.message.da for f in found.findings] == [
        "måltal 1 12,5 procent",
        "måltal 2 17,5 (mangler)",  # the rows of one thing stay apart
        "måltal 2 22,5 (mangler)",
    ]
    assert found.findings[0].message.en == "12.5 target figure 1 per cent"
    assert found.findings[0].fix.da == "ret 12,5"
    assert [o.failed for o in found.outcomes] == [2]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('"twice={?double}", ', "", "{twice}"),
        ("?value ?double ?unit WHERE", "?value ?unit WHERE", "has to SELECT"),
        ("{?double}", "?double", "{twice}"),
    ],
)
def test_a_placeholder_that_nothing_fills_is_refused(tmp_path: Path, old: str, new: str, reason: str) -> None:
    with pytest.raises(ShapeError, match=reason):
        load_rules([write_rule(tmp_path, old, new)])
