"""A plan that is written as a workbook and read again is the same plan, whatever its texts hold."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from rdflib import RDF, RDFS, XSD, BNode, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, SKOS

from plangraph import store
from plangraph.errors import LoadError
from plangraph.files import plan_files
from plangraph.intake import workbook
from plangraph.intake.knowledge import shipped
from plangraph.intake.workbook import lettering
from plangraph.intake.workbook.content import lay_out
from plangraph.names import INS, PG, TG, UNIT, mint

_PG = Namespace(PG)
_SLUG = "testby-2023"
_PLAN = URIRef(mint("plan", _SLUG))


def plan_graph(*triples: tuple[object, object, object]) -> Graph:
    """A plan with nothing but its type and year, and what is given."""
    graph = Graph()
    graph.add((_PLAN, RDF.type, _PG.Plan))
    graph.add((_PLAN, _PG.year, Literal(2023)))
    for triple in triples:
        graph.add(triple)
    return graph


def again(graph: Graph, lang: str = "da") -> Graph:
    return workbook.read(workbook.write(graph, shipped(), lang), "plan.xlsx")


@pytest.mark.parametrize("path", plan_files(), ids=lambda p: p.stem)
def test_a_shipped_plan_comes_back_equal(path: Path) -> None:
    graph = store.read_graph(path)
    assert set(again(graph)) == set(graph)


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_test_plan_comes_back_equal(data: Path, lang: str) -> None:
    graph = store.read_graph(data / "check" / "testby-2023.ttl")
    assert set(again(graph, lang)) == set(graph)


@pytest.mark.parametrize("path", plan_files(), ids=lambda p: p.stem)
def test_columns_show_nearly_all_of_a_shipped_plan(path: Path) -> None:
    graph = store.read_graph(path)
    rest = lay_out(graph, shipped(), "da").rest
    # Several notes on one thing: a cell shows one of them.
    assert {p for _, p, _ in rest} <= {SKOS.note}
    assert len(rest) <= 4


def test_the_same_plan_is_the_same_bytes() -> None:
    graph = store.read_graph(plan_files()[-1])
    assert workbook.write(graph, shipped()) == workbook.write(graph, shipped())


# ---- texts that spreadsheets do something to

_NASTY = (
    "=1+1", "+45 12 34 56 78", "-5 pct.", "@navn", "'citat'", '"citat"', "linje 1\nlinje 2", "a\r\nb",
    "\ttab", " for",
    "efter ", "\u00a0hårdt", "nul\u200bbredde\u200b", "🚀 raket 👩‍👩‍👧", "e\u0301", "_x000D_", "x005F_",
    "_x0041_", "\x00", "\x0b",
    "", "  ", "Eksempel", "eksempel.", "Example", "a; b", "a, b", "1 · Navn", "01", "1.0", "1e5", "#REF!",
    "TRUE", "2023-01-01",
    "\\", "\\u{41}", "\ufeffbom", "ﬁ", "ı", "ẞ", "x" * 32_767, "x" * 32_768, "🚀" * 20_000, " y" * 25_000,
    "\\" * 20_000,
)  # fmt: skip


def test_any_text_comes_back() -> None:
    graph = plan_graph()
    for number, text in enumerate(_NASTY):
        goal = URIRef(mint("goal", _SLUG, str(number)))
        observation = URIRef(mint("observation", _SLUG, str(number)))
        for triple in (
            (_PLAN, RDFS.label, Literal(text, lang="da")),
            (goal, RDF.type, _PG.Goal),
            (goal, _PG.inPlan, _PLAN),
            (goal, _PG.number, Literal(text)),
            (goal, RDFS.label, Literal(text, lang="da")),
            (goal, RDFS.label, Literal(text, lang="en")),
            (goal, DCTERMS.description, Literal(text, lang="da")),
            (goal, SKOS.note, Literal(text, datatype=XSD.token, normalize=False)),
            (observation, RDF.type, _PG.Observation),
            (observation, RDF.type, URIRef("http://purl.org/linked-data/cube#Observation")),
            (observation, _PG.inPlan, _PLAN),
            (observation, RDFS.label, Literal(text, lang="da")),
            (observation, _PG.period, Literal(text)),
        ):
            graph.add(triple)
    assert set(again(graph)) == set(graph)


_FIGURES = [
    ("12.5", XSD.decimal), ("40.0", XSD.decimal), ("40", XSD.decimal), ("12.50", XSD.decimal), ("-0.2",
    XSD.decimal),
    ("0.1000000000000000055", XSD.decimal), ("123456789012345678", XSD.decimal), ("1", XSD.integer),
    ("mange", XSD.decimal),
    ("NaN", XSD.double), ("0.30000000000000004", XSD.decimal), ("+5.0", XSD.decimal), ("1e3", XSD.double),
]  # fmt: skip


def test_any_figure_comes_back_as_it_is_written() -> None:
    graph = plan_graph()
    for number, (text, datatype) in enumerate(_FIGURES):
        value = URIRef(mint("target-value", _SLUG, str(number)))
        for triple in (
            (value, RDF.type, _PG.TargetValue),
            (value, _PG.inPlan, _PLAN),
            (value, _PG.value, Literal(text, datatype=datatype, normalize=False)),
            (value, _PG.dueYear, Literal(text, datatype=XSD.integer, normalize=False)),
        ):
            graph.add(triple)
    assert set(again(graph)) == set(graph)


def test_what_no_column_shows_comes_back() -> None:
    goal, linkage = URIRef(mint("goal", _SLUG, "1")), URIRef(mint("linkage", _SLUG, "x"))
    target = URIRef(mint("national-target", "2023", "1"))
    odd = BNode()
    graph = plan_graph(
        (_PLAN, DCTERMS.temporal, URIRef(mint("period", "2023"))),  # a period that nobody describes
        (_PLAN, _PG.municipality, URIRef("https://example.org/sted;x")),
        (goal, RDF.type, _PG.Goal),
        (goal, RDFS.label, Literal("Mål", lang="da")),
        (goal, RDFS.label, Literal("Et til", lang="da")),
        (goal, RDFS.label, Literal("Mål")),
        (goal, RDFS.label, Literal("Ziel", lang="de")),
        (goal, _PG.addresses, target),  # a link that nothing explains
        (linkage, RDF.type, _PG.Linkage),
        (linkage, _PG.inPlan, _PLAN),
        (linkage, _PG.linkTarget, target),
        (_PLAN, _PG.qualifiedLink, linkage),  # a plan is no element that a row of links is about
        (odd, RDFS.seeAlso, URIRef("mailto:nogen@example.org")),
        (odd, RDFS.comment, Literal("true", datatype=XSD.boolean)),
        (URIRef("https://example.org/ting"), RDF.type, _PG.Goal),
    )
    assert isomorphic(again(graph), graph)


def test_a_workbook_becomes_next_years_plan() -> None:
    goal = URIRef(mint("goal", _SLUG, "1"))
    graph = plan_graph(
        (goal, RDF.type, _PG.Goal),
        (goal, _PG.inPlan, _PLAN),
        (goal, RDFS.label, Literal("Flere i job", lang="da")),
        (goal, RDFS.label, Literal("Mehr Arbeit", lang="de")),
    )
    book = load_workbook(io.BytesIO(workbook.write(graph, shipped())))
    for row in book["Plan"].iter_rows(min_row=2):
        new = {"Planår *": 2024, "Planens nøgle": "testby-2024"}
        row[1].value = new.get(row[0].value, row[1].value)
    stream = io.BytesIO()
    book.save(stream)
    again_ = workbook.read(stream.getvalue(), "plan.xlsx")
    assert not [node for triple in again_ for node in triple if _SLUG in node]
    labels = set(again_.objects(URIRef(mint("goal", "testby-2024", "1")), RDFS.label))
    assert labels == set(graph.objects(goal, RDFS.label))


def test_suggestions_have_a_sheet_where_there_are_any() -> None:
    goal, node = URIRef(mint("goal", _SLUG, "1")), URIRef(mint("suggestion", _SLUG, "goal-1-unge"))
    graph = plan_graph(
        (goal, RDF.type, _PG.Goal),
        (goal, _PG.inPlan, _PLAN),
        (goal, RDFS.label, Literal("Flere i job", lang="da")),
        (node, RDF.type, _PG.Suggestion),
        (node, _PG.inPlan, _PLAN),
        (node, RDF.subject, goal),
        (node, RDF.predicate, _PG.targetGroup),
        (node, RDF.object, URIRef(TG + "unge")),
        (node, _PG.confidence, Literal("0.8", datatype=XSD.decimal)),
        (node, _PG.rationale, Literal("Ordet står der.", lang="da")),
    )
    content = lay_out(graph, shipped(), "da")
    assert content.rest == [(_PLAN, RDF.type, _PG.Plan)]
    (row,) = content.rows["suggestion"]
    said = {name: raw for name, raw in row.cells.items() if raw is not None}
    assert said["subject"] == "Mål Flere i job"
    assert (said["predicate"], said["object"], said["confidence"]) == ("målgruppe", "Unge", 0.8)
    assert set(again(graph)) == set(graph)


def test_rows_of_the_same_name_stay_apart() -> None:
    first, second, goal = (URIRef(mint(*key)) for key in (
        ("focus-area", _SLUG, "1"), ("focus-area", _SLUG, "2"), ("goal", _SLUG, "1")))  # fmt: skip
    graph = plan_graph((goal, RDF.type, _PG.Goal), (goal, _PG.inPlan, _PLAN), (goal, _PG.inFocusArea, second))
    for area, number in ((first, "2"), (second, "1")):
        graph.add((area, RDF.type, _PG.FocusArea))
        graph.add((area, _PG.inPlan, _PLAN))
        graph.add((area, _PG.number, Literal(number)))
        graph.add((area, RDFS.label, Literal("Unge", lang="da")))
    assert set(again(graph)) == set(graph)


@pytest.mark.parametrize("count", [0, 2])
def test_a_graph_without_one_plan_is_refused(count: int) -> None:
    graph = Graph()
    for number in range(count):
        graph.add((URIRef(mint("plan", f"testby-{2020 + number}")), RDF.type, _PG.Plan))
    with pytest.raises(LoadError, match="one plan"):
        workbook.write(graph, shipped())


# ---- any small plan

_TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.sampled_from([t for t in _NASTY if len(t) < 50]),
    st.builds(lambda a, b: a + b, st.sampled_from(["=", "+", "-", "@", "'", '"', "\n"]),
    st.text("abcæøå ;,", max_size=8)),
)  # fmt: skip
_LANGUAGES = st.sampled_from(["da", "en", "de", None])
_CONCEPTS = st.sampled_from(
    [TG + "unge", TG + "flygtninge", INS + "ips", TG + "findes-ikke", UNIT + "percent"]
)


@st.composite
def plans(draw: st.DrawFn) -> Graph:
    graph = plan_graph()
    nodes = [_PLAN]
    for kind, name in (
        ("focus-area", "FocusArea"), ("objective", "Objective"), ("goal", "Goal"), ("target-value",
        "TargetValue"),
        ("measure", "Measure"), ("evidence", "Evidence"), ("linkage", "Linkage"), ("continuation",
        "Continuation"),
    ):  # fmt: skip
        for key in draw(st.lists(st.sampled_from(["1", "2", "3c", "ips", "1.a"]), max_size=2, unique=True)):
            node = URIRef(mint(kind, _SLUG, key))
            nodes.append(node)
            graph.add((node, RDF.type, _PG[name]))
            if draw(st.booleans()):
                graph.add((node, _PG.inPlan, _PLAN))
    subjects = st.sampled_from(nodes)
    for predicate in draw(st.lists(st.sampled_from(
            [RDFS.label, DCTERMS.description, _PG.number, _PG.statementText, SKOS.note, _PG.rationale]),
            max_size=8)):  # fmt: skip
        graph.add((draw(subjects), predicate, Literal(draw(_TEXTS), lang=draw(_LANGUAGES))))
    for predicate in draw(st.lists(st.sampled_from(
            ["inFocusArea", "supports", "targetValue", "evidence", "qualifiedLink",
            "qualifiedContinuation", "addresses",
             "continuedFrom", "continues", "inPlan", "baseline"]), max_size=10)):  # fmt: skip
        graph.add((draw(subjects), _PG[predicate], draw(subjects)))
    for predicate in draw(st.lists(st.sampled_from(["targetGroup", "usesInstrument", "mentions",
    "inherits", "unit"]), max_size=6)):  # fmt: skip
        graph.add((draw(subjects), _PG[predicate], URIRef(draw(_CONCEPTS))))
    for number in draw(st.lists(st.sampled_from(["1", "5"]), max_size=3)):
        target = URIRef(mint("national-target", draw(st.sampled_from(["2023", "2020"])), number))
        graph.add((draw(subjects), draw(st.sampled_from([_PG.linkTarget, _PG.addresses, _PG.lists])), target))
    for value in draw(
        st.lists(st.decimals(-1000, 10**9, allow_nan=False, places=draw(st.integers(0, 4))), max_size=3)
    ):
        graph.add((draw(subjects), _PG.value, Literal(str(value), datatype=XSD.decimal, normalize=False)))
    return graph


# Shrinking a plan takes minutes, and the difference says what is wrong as it is.
@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(plans())
def test_any_plan_comes_back_equal(graph: Graph) -> None:
    assert set(again(graph)) == set(graph)


@given(st.text(max_size=60))
@example("\\u{5c}")
@example("_x005F_x0041_")
def test_escaped_text_comes_back(text: str) -> None:
    written = lettering.escape(text)
    assert "".join(lettering.unescape(part) for part in lettering.parts(written)) == text
    assert all(lettering.fits(part) for part in lettering.parts(written) if part)


@given(st.text("a \\u{}\n_x🚀", min_size=1, max_size=40))
@settings(max_examples=20, deadline=None)
def test_long_text_is_cut_where_it_can_be_put_together(text: str) -> None:
    whole = text * (40_000 // len(text))
    pieces = lettering.parts(lettering.escape(whole))
    assert "".join(lettering.unescape(piece) for piece in pieces) == whole
    assert len(pieces) > 1
    assert all(lettering.fits(piece) for piece in pieces)
