"""What the law asks of a plan is data: one requirement more needs no rule more."""

from __future__ import annotations

import pytest
from rdflib import Graph

from plangraph.check.plans import check
from plangraph.files import plan_files
from plangraph.model import Severity
from plangraph.names import REQ
from test_check import complete, reference, rules

UNMET = {"requirement-unmet", "requirement-unmet-unconfirmed", "requirement-unmet-uncertain"}
NEW = """
@prefix pg: <https://w3id.org/plangraph/ontology#> .
@prefix req: <https://w3id.org/plangraph/vocab/requirement/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
req:budget a pg:StatutoryRequirement ;
    skos:prefLabel "Har et budget"@da, "Has a budget"@en ;
    pg:legalBasis <https://w3id.org/plangraph/id/law/organisering-par-4> ;
    pg:confirmation pg:CONFIRMATION ;
    pg:validFrom "2021-01-01"^^xsd:date .
"""


@pytest.mark.parametrize(
    ("confirmation", "severity", "said"),
    [
        ("Confirmed", Severity.VIOLATION, "the legal basis is confirmed"),
        ("ContentConfirmed", Severity.WARNING, "the exact provision is not confirmed"),
        ("Unconfirmed", Severity.WARNING, "the exact provision is not confirmed"),
    ],
)
def test_a_new_requirement_is_only_data(confirmation: str, severity: Severity, said: str) -> None:
    wider = Graph() + reference()
    wider.parse(data=NEW.replace("CONFIRMATION", confirmation), format="turtle")
    (finding,) = check(complete(), wider, rules()).findings
    assert (finding.focus, finding.severity) == (REQ + "budget", severity)
    assert "says nothing about the statutory requirement “Has a budget”" in finding.message.en
    assert "section 4" in finding.message.en
    assert said in finding.message.en


@pytest.mark.parametrize(
    ("slug", "unmet", "cited"),
    [
        (
            "frederikssund-2023",
            {"disability-council": "violation", "adopted-in-time": "warning"},
            {"results-review"},
        ),
        ("hvidovre-2020", {"disability-council": "info"}, {"adopted-in-time", "results-review"}),
        ("hvidovre-2022", {"disability-council": "info", "adopted-in-time": "warning"}, set()),
        (
            "hvidovre-2023",
            {"adopted-in-time": "warning", "results-review": "warning"},
            {"disability-council"},
        ),
        (
            "vallensbaek-ishoej-2017",
            {
                "disability-council": "info",
                "repatriation": "info",
                "adopted-in-time": "warning",
                "results-review": "warning",
            },
            set(),
        ),
    ],
)
def test_the_shipped_plans(slug: str, unmet: dict[str, str], cited: set[str]) -> None:
    (path,) = (p for p in plan_files() if p.stem == slug)
    found = check(Graph().parse(path), reference(), rules()).findings
    assert {f.focus.removeprefix(REQ): f.severity.value for f in found if f.rule in UNMET} == unmet
    only_cited = [f for f in found if f.rule == "requirement-only-cited"]
    assert {f.focus.removeprefix(REQ) for f in only_cited} == cited
    assert all(f.evidence for f in only_cited)  # where the plan recites it
