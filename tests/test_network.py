"""The projection of plans into a network, and what is counted in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import Graph

from plangraph.model import Text
from plangraph.names import ID, INS, TG, shorten
from plangraph.network import (
    Coverage,
    Network,
    aggregate,
    project,
    rank_concepts,
)

DATA = Path(__file__).parent / "data" / "picture"
PLAN = ID + "plan/testby-2023/"
TARGET = ID + "national-target/2023/"


def read(*names: str) -> Network:
    reference = Graph().parse(DATA / "reference.ttl")
    return project([Graph().parse(DATA / f"{name}.ttl") for name in names], reference)


@pytest.fixture(scope="module")
def network() -> Network:
    return read("testby-2023")


NODES = {
    TARGET + "1": ("national-target", "1", "Flere unge skal i uddannelse"),
    TARGET + "2": ("national-target", "2", "Flere personer med handicap skal i job"),
    TARGET + "3": ("national-target", "3", "Flere ledige skal opkvalificeres"),
    PLAN + "focus-area/1": ("focus-area", "1", "Unge i gang"),
    PLAN + "focus-area/2": ("focus-area", "2", "Plads til alle"),
    PLAN + "objective/1": ("objective", "1", "Unge skal videre"),
    PLAN + "goal/1": ("goal", "1", "Flere unge starter på en uddannelse"),
    PLAN + "goal/2": ("goal", "2", "Flere fleksjob"),
    PLAN + "measure/ips": ("measure", None, "IPS i hele byen"),
    TG + "unge": ("target-group", None, "Unge"),
    TG + "udsatte-unge": ("target-group", None, "Udsatte unge"),
    TG + "handicap": ("target-group", None, "Personer med handicap"),
    TG + "seniorer": ("target-group", None, "Seniorer"),
    INS + "mentor": ("instrument", None, "Mentor"),
    INS + "ips": ("instrument", None, "IPS"),
}

#: source, kind, target, basis, inherited, via
EDGES = {
    ("focus-area/1", "addresses", TARGET + "1", "Stated", False, None),
    ("focus-area/1", "mentions", TG + "unge", None, False, None),
    ("focus-area/1", "mentions", TG + "udsatte-unge", None, False, None),
    ("focus-area/1", "mentions", TG + "seniorer", None, False, None),
    ("focus-area/1", "mentions", INS + "mentor", None, False, None),
    ("focus-area/2", "addresses", TARGET + "2", "Interpreted", False, None),
    ("objective/1", "in-area", PLAN + "focus-area/1", None, False, None),
    ("objective/1", "targets", TG + "unge", None, False, None),
    ("goal/1", "in-area", PLAN + "focus-area/1", None, False, None),
    ("goal/1", "supports", PLAN + "objective/1", None, False, None),
    ("goal/1", "addresses", TARGET + "1", "Interpreted", False, None),
    ("goal/1", "targets", TG + "unge", None, False, None),
    ("goal/1", "targets", TG + "udsatte-unge", None, True, None),
    ("goal/1", "uses", INS + "mentor", None, False, None),
    ("goal/2", "in-area", PLAN + "focus-area/2", None, False, None),
    ("goal/2", "targets", TG + "handicap", None, False, None),
    ("goal/2", "uses", INS + "ips", None, False, PLAN + "measure/ips"),
    ("measure/ips", "in-area", PLAN + "focus-area/2", None, False, None),
    ("measure/ips", "supports", PLAN + "goal/2", None, False, None),
    ("measure/ips", "uses", INS + "ips", None, False, None),
}


def test_every_element_target_and_concept_of_the_plan_is_a_node(network: Network) -> None:
    found = {n: (d["kind"], d["number"], d["label"].da) for n, d in network.nodes(data=True)}
    assert found == NODES


def test_edges_are_typed_and_say_basis_inheritance_and_the_way(network: Network) -> None:
    found = {
        (source.removeprefix(PLAN), edge["kind"], target, edge["basis"], edge["inherited"], edge["via"])
        for source, target, edge in network.edges(data=True)
    }
    assert found == EDGES
    assert network.number_of_edges() == len(EDGES)


def test_a_target_of_another_year_stays_out(network: Network) -> None:
    assert ID + "national-target/2022/1" not in network


def test_the_status_of_a_target_tells_goal_area_and_nothing_apart(network: Network) -> None:
    status = {n: network.nodes[TARGET + n]["status"]["testby-2023"] for n in "123"}
    assert status == {"1": Coverage.GOAL, "2": Coverage.AREA, "3": Coverage.NONE}


def test_a_goal_carries_what_the_picture_tells_of_it(network: Network) -> None:
    goal = network.nodes[PLAN + "goal/1"]
    assert goal["plans"] == ("testby-2023",)
    assert goal["ambition"] == "none"  # its target value holds no figure of its own in this plan
    assert goal["figures"] == (
        Text(
            "mindst 60 pct. (udgangspunkt 55 pct. i 2022; senest 2023)",
            "at least 60 per cent (baseline 55 per cent in 2022; by 2023)",
        ),
    )
    assert [(p.section, p.page, p.start, p.end) for p in goal["evidence"]] == [
        ("Unge", 3, 200, 260),
        ("Bilag", 9, 900, 960),
    ]
    assert network.nodes[PLAN + "goal/2"]["priority"] == Text(
        "Byrådet har valgt det.", "Byrådet har valgt det."
    )
    assert network.nodes[TG + "udsatte-unge"]["broader"] == (TG + "unge",)


@pytest.mark.parametrize(
    ("triples", "da"),
    [
        ("pg:comparator pg:AtLeast ; pg:value 40.0 ; pg:unit unit:percent", "V: mindst 40 procent"),
        (
            "pg:comparator pg:AtLeast ; pg:valueKind pg:Change ; pg:direction pg:Increase ; pg:value 15.5 ; "
            "pg:unit unit:percent",
            "V: stigning på mindst 15,5 procent",
        ),
        (
            "pg:comparator pg:AtMost ; pg:relativeTo pg:NationalAverage ; pg:offset -0.2 ; pg:unit unit:pp",
            "V: højst 0,2 procentpoint under landsgennemsnittet",
        ),
        (
            "pg:comparator pg:AtLeast ; pg:relativeTo pg:NationalAverage ; pg:offset 0.0 ; pg:unit unit:pp",
            "V: mindst på niveau med landsgennemsnittet",
        ),
        ("pg:direction pg:Decrease", "V"),
        ("pg:dueYear 2023", "V (senest 2023)"),
    ],
)
def test_figures_are_told_as_people_say_them(triples: str, da: str) -> None:
    prefixes = "\n".join(
        f"@prefix {prefix}: <{iri}> ."
        for prefix, iri in {
            "pg": "https://w3id.org/plangraph/ontology#",
            "unit": "https://w3id.org/plangraph/vocab/unit/",
            "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
            "skos": "http://www.w3.org/2004/02/skos/core#",
        }.items()
    )
    plan = Graph().parse(
        format="turtle",
        data=f"""{prefixes}
        <{ID}plan/a-2023> a pg:Plan ; pg:year 2023 .
        <{ID}plan/a-2023/goal/1> a pg:Goal ; pg:targetValue <{ID}plan/a-2023/target-value/1> .
        <{ID}plan/a-2023/target-value/1> rdfs:label "V"@da ; {triples} .
        unit:percent skos:prefLabel "Procent"@da . unit:pp skos:prefLabel "Procentpoint"@da .""",
    )
    goal = project([plan], Graph()).nodes[f"{ID}plan/a-2023/goal/1"]
    assert [text.da for text in goal["figures"]] == [da]
    figure = "value" in triples or "offset" in triples
    assert goal["ambition"] == ("figure" if figure else "direction" if "direction" in triples else "none")


def test_a_measure_does_not_make_its_goal_address_a_target() -> None:
    graph = Graph().parse(DATA / "testby-2023.ttl")
    graph.update(
        f"PREFIX pg: <https://w3id.org/plangraph/ontology#> "
        f"INSERT DATA {{ <{PLAN}measure/ips> pg:addresses <{TARGET}2> }}"
    )
    network = project([graph], Graph().parse(DATA / "reference.ttl"))
    sources = {s for s, _, e in network.in_edges(TARGET + "2", data=True) if e["via"]}
    assert sources == {PLAN + "focus-area/2"}
    assert network.nodes[TARGET + "2"]["status"] == {"testby-2023": Coverage.AREA}


def test_plans_share_concepts_and_keep_their_own_elements() -> None:
    network = read("testby-2023", "landsby-2022")
    assert network.nodes[TG + "unge"]["plans"] == ("testby-2023", "landsby-2022")
    assert network.nodes[ID + "national-target/2022/1"]["status"] == {"landsby-2022": Coverage.GOAL}
    assert set(network.graph["plans"]) == {"testby-2023", "landsby-2022"}


def test_a_graph_with_several_plans_is_the_same_as_several_graphs() -> None:
    merged = Graph().parse(DATA / "testby-2023.ttl").parse(DATA / "landsby-2022.ttl")
    together = project([merged], Graph().parse(DATA / "reference.ttl"))
    apart = read("testby-2023", "landsby-2022")
    assert set(together) == set(apart)
    assert set(together.edges(keys=True)) == set(apart.edges(keys=True))


def test_nothing_makes_an_empty_network() -> None:
    network = project([], Graph())
    assert len(network) == 0
    assert rank_concepts(network).rows == ()
    assert len(aggregate(network)) == 0


def test_many_plans_are_merged_to_municipality_and_year() -> None:
    merged = aggregate(read("testby-2023", "landsby-2022"))
    kinds = {shorten(n): d["kind"] for n, d in merged.nodes(data=True)}
    assert {n for n, kind in kinds.items() if kind == "plan"} == {
        "id:plan/testby-2023",
        "id:plan/landsby-2022",
    }
    assert "goal" not in kinds.values()
    edge = merged[ID + "plan/testby-2023"][TARGET + "1"]["addresses"]
    assert (edge["count"], edge["goals"], edge["basis"], edge["status"]) == (2, 1, "Stated", Coverage.GOAL)
    edge = merged[ID + "plan/testby-2023"][TG + "unge"]["targets"]
    assert (edge["count"], edge["goals"]) == (2, 1)
    assert merged.nodes[ID + "plan/testby-2023"]["counts"] == {
        "focus-area": 2, "objective": 1, "goal": 2, "measure": 1,
    }  # fmt: skip


def test_draft_and_adopted_plan_of_one_municipality_and_year_become_one_node() -> None:
    text = (DATA / "testby-2023.ttl").read_text(encoding="utf-8")
    draft = Graph().parse(data=text.replace("testby-2023", "testby-2023-draft"), format="turtle")
    reference = Graph().parse(DATA / "reference.ttl")
    merged = aggregate(project([Graph().parse(DATA / "testby-2023.ttl"), draft], reference))
    plans = [d for _, d in merged.nodes(data=True) if d["kind"] == "plan"]
    assert [d["plans"] for d in plans] == [("testby-2023", "testby-2023-draft")]


def test_concepts_are_ranked_by_what_they_are_tied_to(network: Network) -> None:
    table = rank_concepts(network)
    assert [c.key for c in table.columns] == ["concept", "kind", "goals", "plans", "centrality"]
    # 15 nodes: "Unge" is tied to an area, an objective and a goal, 3 of the 14 others.
    assert table.rows[0] == (TG + "unge", "target-group", 1, 1, round(3 / 14, 4))
    assert table.rows[-1][0] == TG + "seniorer"
    assert table.show(table.rows[0][0], "en") == "Young people"
