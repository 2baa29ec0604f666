"""Whose plan a document is, for when, and how far it has come."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import marked
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, Graph, Namespace

from plangraph import files
from plangraph.intake import particulars
from plangraph.intake.knowledge import shipped
from plangraph.intake.reading import text as text_reader
from plangraph.names import PG

ROOT = Path(__file__).resolve().parents[2]
TEXTS = Path(os.environ.get("PLANGRAPH_PLAN_TEXTS") or ROOT.parent / "shared" / "plans")
CASES = tomllib.loads((ROOT / "tests" / "data" / "intake" / "particulars.toml").read_text(encoding="utf-8"))
_PG = Namespace(PG)


@pytest.fixture(scope="module")
def knowledge():
    return shipped()


@pytest.mark.parametrize("case", CASES["plan"], ids=lambda c: c["text"].strip()[:60])
def test_the_beginning_of_a_plan_tells_whose_it_is(case, knowledge):
    document = marked.document(case["text"], case.get("name", ""), case.get("title", ""))
    found = particulars.recognise(document, knowledge)
    year = case.get("year")
    assert found.municipalities == tuple(case["municipalities"])
    assert (found.year, found.last_year) == (year, case.get("last_year", year))
    assert (found.adopted, found.adopted_on) == (case.get("adopted", False), case.get("adopted_on"))
    assert found.committee == case.get("committee", "")
    assert found.jobcentre == case.get("jobcentre", "")
    assert all(0 <= s.start < s.end <= len(document.text) for s in found.spans)


def test_what_is_unknown_is_said_and_not_guessed(knowledge):
    found = particulars.recognise(marked.document("# Plan\nVi hjælper ledige."), knowledge)
    assert (found.municipalities, found.year, found.adopted) == ((), None, False)
    assert found.ground.confidence == 0
    assert "hvilken kommune" in found.ground.why.da
    assert "which year" in found.ground.why.en


@pytest.mark.parametrize("name", [None, "udkast.txt"])
@pytest.mark.parametrize("plan", files.plan_files(), ids=lambda p: p.stem)
def test_the_curated_plans_are_recognised_with_and_without_their_names(plan, name, knowledge):
    path = TEXTS / f"{plan.stem}.txt"
    if not path.is_file():
        pytest.skip("the plan texts are not here; set PLANGRAPH_PLAN_TEXTS to the folder that holds them")
    graph = Graph().parse(plan)
    node = next(graph.subjects(RDF.type, _PG.Plan))
    found = particulars.recognise(text_reader.read(path.read_bytes(), name or path.name), knowledge)
    assert set(found.municipalities) == {m.rsplit("/", 1)[1] for m in graph.objects(node, _PG.municipality)}
    assert found.year == int(graph.value(node, _PG.year))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.text(max_size=40))
def test_no_text_and_no_name_breaks_it(text, name):
    document = marked.document(f"Beskæftigelsesplan {text}", name)
    found = particulars.recognise(document, shipped())
    assert all(0 <= s.start < s.end <= len(document.text) for s in found.spans)
