"""The minister's targets: where a plan recites them, and which of them its statements address."""

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
from plangraph.intake import recital, structure, targets
from plangraph.intake.document import Block, Cell, Document, Kind, Span
from plangraph.intake.draft import Element, Ground, Statement
from plangraph.intake.knowledge import shipped
from plangraph.intake.reading import text as text_reader
from plangraph.model import Text
from plangraph.names import PG, PREFIXES

ROOT = Path(__file__).resolve().parents[2]
TEXTS = Path(os.environ.get("PLANGRAPH_PLAN_TEXTS") or ROOT.parent / "shared" / "plans")
CASES = tomllib.loads((ROOT / "tests" / "data" / "intake" / "targets.toml").read_text(encoding="utf-8"))
GIVEN = Ground(1.0, Text("givet", "given"))
_PG, _OA = Namespace(PG), Namespace(PREFIXES["oa"])


@pytest.fixture(scope="module")
def knowledge():
    return shipped()


def numbers(links):
    return sorted(link.target.rsplit("/", 1)[1] for link in links)


@pytest.mark.parametrize("case", CASES["listed"], ids=lambda c: f"{c['year']}: {c['text'].strip()[:40]}")
def test_recited_targets_are_found_however_they_are_written(case, knowledge):
    document = marked.document(case["text"])
    found = targets.listed(document, None, knowledge, case["year"])
    assert numbers(found) == sorted(case["numbers"])
    for link in found:
        assert 0 < link.ground.confidence <= 1
        assert all(0 <= s.start < s.end <= len(document.text) for s in link.spans)


def draft(area, goals, *, element=Element.GOAL, text=None):
    """Return a document and its statements: an area, and goals below it."""
    words = [area, *goals]
    text = text or "\n\n".join(words)
    at = [text.index(w) for w in words]
    statements = [Statement(Element.FOCUS_AREA, "1", "1", area, (Span(at[0], at[0] + len(area)),), GIVEN)]
    for number, (goal, start) in enumerate(zip(goals, at[1:], strict=True), 1):
        span = Span(start, start + len(goal))
        statements.append(Statement(element, str(number), str(number), goal, (span,), GIVEN, area="1"))
    return marked.document(text), tuple(statements)


@pytest.mark.parametrize("case", CASES["link"], ids=lambda c: f"{c['year']}: {c['area']}")
def test_links_follow_titles_and_words_and_are_never_forced(case, knowledge):
    document, statements = draft(case["area"], case["goals"])
    linked = targets.link(document, None, statements, knowledge, case["year"])
    assert [numbers(s.links) for s in linked] == [sorted(of) for of in case["of"]]


def test_a_box_of_the_ministers_ties_a_target_to_the_area_it_stands_in(knowledge):
    text = """
# Hurtig vej til rette ydelse

Beskæftigelsesministerens målsætning:
- Alle ledige skal have en værdig sagsbehandling

Jobcentret afklarer sager inden 26 uger.
"""
    document, statements = draft(
        "Hurtig vej til rette ydelse", ["Jobcentret afklarer sager inden 26 uger."], text=text.strip() + "\n"
    )
    area, goal = targets.link(document, None, statements, knowledge, 2023)
    assert numbers(area.links) == numbers(goal.links) == ["1"]
    assert area.links[0].ground.confidence >= 0.9
    assert "Planen binder selv de to sammen" in area.links[0].ground.why.da
    assert goal.links[0].ground.confidence < area.links[0].ground.confidence


def test_a_list_of_all_targets_ties_none_of_them_to_the_area_above_it(knowledge):
    text = """
# Seniorer

Mindst 20 seniorer kommer i job.

Ministerens mål for 2020 er:
- Virksomhederne skal sikres den nødvendige og kvalificerede arbejdskraft
- Flere flygtninge og familiesammenførte skal være selvforsørgende
- Flere personer med handicap skal i beskæftigelse
"""
    document, statements = draft("Seniorer", ["Mindst 20 seniorer kommer i job."], text=text.strip() + "\n")
    assert [s.links for s in targets.link(document, None, statements, knowledge, 2020)] == [(), ()]


def test_a_table_may_tie_targets_to_areas_by_their_numbers(knowledge):
    text = "Flere i gang\n\nFlere ledige skal opkvalificeres\n\nFokusområde 1 og 3\n"
    cells = [text.index("Flere ledige"), text.index("Fokusområde")]
    document = Document(
        "", "text/plain", "", text, (
            Block(Kind.HEADING, 0, 12),
            Block(Kind.CELL, cells[0], text.index("\n", cells[0]), cell=Cell(0, 1, 0)),
            Block(Kind.CELL, cells[1], text.index("\n", cells[1]), cell=Cell(0, 1, 1)),
        ),
    )  # fmt: skip
    area = Statement(Element.FOCUS_AREA, "1", "1", "Flere i gang", (Span(0, 12),), GIVEN)
    linked = targets.link(document, None, (area,), knowledge, 2023)
    assert numbers(linked[0].links) == ["2"]
    assert linked[0].links[0].ground.confidence >= 0.85


@pytest.mark.parametrize(
    "words", ["(ministermål 4)", "Nationalt mål nr. 4", "understøtter nationale mål 1 og 4"]
)
def test_a_target_may_be_given_by_its_number(words, knowledge):
    goal = f"Ti nye job i kommunen, {words}."
    document, statements = draft("Kommunen som arbejdsplads", [goal])
    area, goal = targets.link(document, None, statements, knowledge, 2023)
    assert area.links == ()
    assert "4" in numbers(goal.links)


def test_a_number_is_that_of_the_plans_own_list(knowledge):
    text = """
# Nationale mål
1. Flere personer med handicap skal i beskæftigelse
2. Virksomhederne skal sikres den nødvendige og kvalificerede arbejdskraft

# Kommunen som arbejdsplads

Ti nye job i kommunen (nationalt mål 1).
"""
    document, statements = draft(
        "Kommunen som arbejdsplads", ["Ti nye job i kommunen (nationalt mål 1)."], text=text.strip() + "\n"
    )
    assert numbers(targets.link(document, None, statements, knowledge, 2020)[1].links) == ["3"]


def test_a_measure_has_no_link_of_its_areas_and_a_challenge_none_at_all(knowledge):
    for element in (Element.MEASURE, Element.CHALLENGE):
        document, statements = draft(
            "Flygtninge og familiesammenførte", ["Mentor til nye borgere."], element=element
        )
        assert numbers(targets.link(document, None, statements, knowledge, 2023)[0].links) == ["3"]
        assert targets.link(document, None, statements, knowledge, 2023)[1].links == ()


@pytest.mark.parametrize("year", [None, 2016, 2025])
def test_without_targets_of_the_year_nothing_is_found_or_linked(year, knowledge):
    document, statements = draft("Flere personer med handicap skal i beskæftigelse", ["Ti fleksjob."])
    assert targets.listed(document, None, knowledge, year) == ()
    assert targets.link(document, None, statements, knowledge, year) == statements


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        (
            "Ministerens mål:\n\n4. Flere perosoner med handicap skal i beskæftigelse",
            "Flere",
            "beskæftigelse",
        ),
        ("Nationale mål:\n\n- Flere ledige skal op-\nkvalificeres.", "Flere", "kvalificeres"),
    ],
)
def test_a_recital_begins_and_ends_with_the_words_of_the_target(text, first, last, knowledge):
    found = targets.listed(marked.document(text), None, knowledge, 2023)
    assert len(found) == 1
    words = (text + "\n")[found[0].spans[0].start : found[0].spans[0].end]
    assert words.startswith(first)
    assert words.endswith(last)


def curated(plan):
    """Return a curated plan's areas, objectives and goals as statements, and their links."""
    graph, statements, links = Graph().parse(plan), [], set()
    kinds = {Element.FOCUS_AREA: "FocusArea", Element.OBJECTIVE: "Objective", Element.GOAL: "Goal"}
    text = (TEXTS / f"{plan.stem}.txt").read_bytes().decode()
    for element, kind in kinds.items():
        for node in graph.subjects(RDF.type, _PG[kind]):
            spans = []
            for evidence in graph.objects(node, _PG.evidence):
                selector = graph.value(evidence, _OA.hasSelector)
                start, end = (int(graph.value(selector, _OA[name])) for name in ("start", "end"))
                if element is not Element.FOCUS_AREA or end - start < 130:  # its titles
                    spans.append(Span(start, end))
            area, key = graph.value(node, _PG.inFocusArea), node.rsplit("/", 1)[1]
            spans.sort()
            statements.append(
                Statement(
                    element, key, "", " ".join(text[slice(spans[0].start, spans[0].end)].split()),
                    tuple(spans), GIVEN,
                    area=area and area.rsplit("/", 1)[1],
                )
            )  # fmt: skip
            links |= {(element, key, t.rsplit("/", 1)[1]) for t in graph.objects(node, _PG.addresses)}
    statements.sort(key=lambda s: (s.element is not Element.FOCUS_AREA, s.spans[0]))
    return tuple(statements), links


@pytest.mark.parametrize("with_outline", [False, True])
@pytest.mark.parametrize("plan", files.plan_files(), ids=lambda p: p.stem)
def test_the_curated_plans_are_linked_as_their_curators_did(plan, with_outline, knowledge):
    path = TEXTS / f"{plan.stem}.txt"
    if not path.is_file():
        pytest.skip("the plan texts are not here; set PLANGRAPH_PLAN_TEXTS to the folder that holds them")
    document = text_reader.read(path.read_bytes(), path.name)
    outline = structure.outline(document) if with_outline else None
    statements, links = curated(plan)
    year = int(plan.stem[-4:])
    found = {
        (s.element, s.key, link.target.rsplit("/", 1)[1])
        for s in targets.link(document, outline, statements, knowledge, year)
        for link in s.links
    }
    assert 2 * len(found & links) / (len(found) + len(links)) >= 0.95
    assert len(targets.listed(document, outline, knowledge, year)) == len(knowledge.targets[year])


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("flere ledigskalopkvhntbærø.:-\n1•"), max_size=300))
def test_no_text_breaks_it_and_every_place_is_inside(text):
    document = marked.document("Ministerens mål:\n\n- " + text)
    for found in recital.find(document, shipped().targets[2023], 2023):
        assert 0 <= found.span.start < found.span.end <= len(document.text)
