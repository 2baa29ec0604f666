"""What a plan does of what the law asks, and what it only recites."""

from __future__ import annotations

import os
import tomllib
from datetime import date
from pathlib import Path

import marked
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, Graph, Namespace

from plangraph import files
from plangraph.intake import adoption, sentences, statutory
from plangraph.intake.document import Block, Document, Kind
from plangraph.intake.knowledge import shipped
from plangraph.intake.reading import text as text_reader
from plangraph.names import PG

ROOT = Path(__file__).resolve().parents[2]
TEXTS = Path(os.environ.get("PLANGRAPH_PLAN_TEXTS") or ROOT.parent / "shared" / "plans")
CASES = tomllib.loads((ROOT / "tests" / "data" / "intake" / "statutory.toml").read_text(encoding="utf-8"))
_PG = Namespace(PG)


@pytest.fixture(scope="module")
def knowledge():
    return shipped()


def told(found):
    return {(s.requirement.rsplit("/", 1)[1], s.meets) for s in found}


@pytest.mark.parametrize("case", CASES["passage"], ids=lambda c: c["text"].strip()[:60])
def test_what_is_done_and_what_is_recited_are_told_apart(case, knowledge):
    document = marked.document(case["text"])
    found = statutory.find(document, None, knowledge, case.get("year", 2024))
    wanted = {(r, True) for r in case.get("meets", ())} | {(r, False) for r in case.get("cites", ())}
    assert told(found) == wanted
    assert len({s.key for s in found}) == len(found)
    for statement in found:
        assert 0 < statement.ground.confidence <= 1
        assert all(0 <= s.start < s.end <= len(document.text) for s in statement.spans)


def test_sentences_about_one_requirement_are_one_statement(knowledge):
    text = (
        "Vi orienterer om repatriering i hver samtale.\n\nPjecer om repatriering er materiale på fem sprog."
    )
    (found,) = statutory.find(marked.document(text), None, knowledge, 2024)
    assert len(found.spans) == 2


def test_reasons_name_the_requirement_by_its_label(knowledge):
    text = "Handicaprådet har haft planen i høring."
    (found,) = statutory.find(marked.document(text), None, knowledge, 2024)
    assert found.ground.why.en.endswith("is done: the disability council is heard.")
    assert "disability-council" not in found.ground.why.en


def test_targets_that_are_only_recited_are_told_as_recited(knowledge):
    text = """
# Nationale mål
- Flere ledige skal opkvalificeres
- Flere personer med handicap skal i beskæftigelse
"""
    (found,) = statutory.find(marked.document(text), None, knowledge, 2024)
    assert told((found,)) == {("national-targets", False)}
    assert found.ground.confidence <= 0.5


def test_a_results_review_that_comes_later_is_no_basis(knowledge):
    text = "Resultatrevisionen for 2024 viser, om målene er nået."
    assert statutory.find(marked.document(text), None, knowledge, 2024) == ()


@pytest.mark.parametrize("plan", files.plan_files(), ids=lambda p: p.stem)
def test_the_curated_plans_say_what_their_curators_read(plan, knowledge):
    path = TEXTS / f"{plan.stem}.txt"
    if not path.is_file():
        pytest.skip("the plan texts are not here; set PLANGRAPH_PLAN_TEXTS to the folder that holds them")
    graph = Graph().parse(plan)
    wanted = {
        (requirement.rsplit("/", 1)[1], name == "meets")
        for statement in graph.subjects(RDF.type, _PG.StatutoryStatement)
        for name in ("meets", "cites")
        for requirement in graph.objects(statement, _PG[name])
    }
    document = text_reader.read(path.read_bytes(), path.name)
    found = told(statutory.find(document, None, knowledge, int(plan.stem[-4:])))
    assert 2 * len(found & wanted) / (len(found) + len(wanted)) >= 0.85


@pytest.mark.parametrize(
    ("words", "day", "exact"),
    [
        ("den 20. december 2023", date(2023, 12, 20), True),
        ("d. 14.12.2023", date(2023, 12, 14), True),
        ("19/12-2023", date(2023, 12, 19), True),
        ("20. dec. 2023", date(2023, 12, 20), True),
        ("2023-12-20", date(2023, 12, 20), True),
        ("i december 2023", date(2023, 12, 31), False),
        ("i februar 2024", date(2024, 2, 29), False),
        ("den 31. november 2023", date(2023, 11, 30), False),  # no such day
        ("i 2023", None, None),
    ],
)
def test_dates_are_read_as_danes_write_them(words, day, exact):
    assert adoption.day_in(f"Planen er vedtaget {words}.") == (None if day is None else (day, exact))


def paragraphs(*words, kind=Kind.PARAGRAPH):
    text, blocks = "", []
    for one in words:
        blocks.append(Block(kind, len(text), len(text) + len(one)))
        text += one + "\n\n"
    return Document("", "text/plain", "", text, tuple(blocks))


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["Vi når det. Det er godt."], ["Vi når det.", "Det er godt."]),
        (["Fx 12 pct., jf. bilag 3. Andre ikke."], ["Fx 12 pct., jf. bilag 3.", "Andre ikke."]),
        (["1. Unge i job. Flere skal i gang."], ["1. Unge i job.", "Flere skal i gang."]),
        (["Den 31. december og § 4, stk. 2. gælder."], ["Den 31. december og § 4, stk. 2. gælder."]),
        (["Målene er:\nFlere i job"], ["Målene er:", "Flere i job"]),
        (["Målet er: flere i job."], ["Målet er: flere i job."]),
        (["Sætningen går", "videre her."], ["Sætningen går videre her."]),
        (["Den er slut.", "videre her."], ["Den er slut.", "videre her."]),
    ],
)  # fmt: skip
def test_sentences_end_where_they_end(words, wanted):
    assert [s.words for s in sentences.find(paragraphs(*words))] == wanted


def test_an_item_knows_its_heading_and_the_line_that_introduces_it():
    text = sentences.find(marked.document("# Mål\nVi vil:\n- nå det\n- også dette\n\nSlut."))
    heading, lead = sentences.context(text, text[3])
    assert (heading, lead) == ("Mål", "Vi vil:")
    assert sentences.context(text, text[4]) == ("Mål", "")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400), st.sampled_from([None, 2017, 2024]))
def test_no_text_breaks_it_and_every_place_is_inside(text, year):
    document = marked.document(f"Planen er vedtaget af byrådet {text}")
    for statement in statutory.find(document, None, shipped(), year):
        assert all(0 <= s.start < s.end <= len(document.text) for s in statement.spans)
