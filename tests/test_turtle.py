"""The writer: the same bytes for the same triples, and no triple changed on the way."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, XSD, BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from plangraph import files
from plangraph.names import PG, PREFIXES, mint
from plangraph.turtle import write

iris = st.sampled_from(
    [
        mint("plan", "testby-2023"),
        mint("goal", "testby-2023", "9"),
        mint("goal", "testby-2023", "10"),
        mint("municipality", "0101"),
        PG + "Goal",
        PREFIXES["tg"] + "unge-15-17",
        PREFIXES["tg"] + "unge.",
        "https://example.org/a/b(c)#d",
    ]
).map(URIRef)
texts = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"), max_size=30)
literals = st.one_of(
    st.builds(Literal, texts),
    st.builds(Literal, texts, lang=st.sampled_from(["da", "en"])),
    st.builds(Literal, st.integers(-(10**9), 10**9)),
    st.builds(Literal, st.booleans()),
    st.builds(
        Literal,
        st.sampled_from(["40", "0.2", "-0.20", "1.0"]),
        datatype=st.just(XSD.decimal),
        normalize=st.just(False),
    ),
    st.builds(Literal, st.dates().map(str), datatype=st.just(XSD.date)),
)
predicates = st.sampled_from(
    [RDF.type, URIRef(PG + "value"), URIRef(PG + "evidence"), URIRef("https://example.org/p")]
)


@settings(deadline=None)
@given(st.lists(st.tuples(iris, predicates, st.one_of(iris, literals)), max_size=12))
def test_what_is_written_reads_back_and_is_written_the_same(triples):
    graph = Graph()
    for triple in triples:
        graph.add(triple)
    text = write(graph)
    again = Graph().parse(data=text, format="turtle")
    assert isomorphic(graph, again)
    assert write(again) == text


def test_the_order_of_adding_does_not_matter_and_goal_10_follows_goal_9():
    triples = [
        (URIRef(mint("goal", "testby-2023", str(n))), RDF.type, URIRef(PG + "Goal")) for n in (10, 9, 1)
    ] + [(URIRef(mint("plan", "testby-2023")), RDF.type, URIRef(PG + "Plan"))]
    one, other = Graph(), Graph()
    for triple in triples:
        one.add(triple)
    for triple in reversed(triples):
        other.add(triple)
    assert write(one) == write(other)
    subjects = [line.split()[0] for line in write(one).splitlines() if " a pg:" in line]
    assert subjects == [f"<plan/testby-2023{rest}>" for rest in ("", "/goal/1", "/goal/9", "/goal/10")]


def test_a_blank_node_is_refused():
    graph = Graph()
    graph.add((BNode(), RDF.type, URIRef(PG + "Goal")))
    with pytest.raises(ValueError, match="blank node"):
        write(graph)


@pytest.mark.parametrize("path", files.plan_files(), ids=lambda p: p.stem)
def test_the_shipped_plans_are_as_the_writer_writes_them(path: Path):
    text = path.read_text(encoding="utf-8")
    assert write(Graph().parse(data=text, format="turtle")) == text


def test_there_are_plans_to_look_at():
    assert len(files.plan_files()) == 5
