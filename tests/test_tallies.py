"""Counting plans straight from a store: the same as what the network of all of them says."""

from __future__ import annotations

import pytest
from rdflib import Graph

from plangraph import catalogue
from plangraph.model import Text
from plangraph.network import (
    Shared,
    Tally,
    Tie,
    aggregate,
    find_uses,
    list_unknown,
    project,
    read_shared,
    tally_plans,
)
from plangraph.picture import Thing, Unit, merge, picture_plans
from plangraph.picture.plans import Cell
from plangraph.store import EmbeddedStore, Source

ID = "https://w3id.org/plangraph/id/"
IGU = "https://w3id.org/plangraph/vocab/instrument/igu"
TARGET = f"{ID}national-target/2023/3"


def test_the_tallies_are_what_the_network_says(shipped_store: EmbeddedStore) -> None:
    network = project(catalogue.plan_graphs((), None).values(), catalogue.reference())
    merged = aggregate(network)
    expected = {
        (source, target, edge["kind"], edge["count"], edge["goals"], edge["basis"])
        for source, target, edge in merged.edges(data=True)
    }
    tallies = tally_plans(shipped_store)
    found = {
        (f"{ID}plan/{slug}", tie.thing, tie.relation, sum(tie.counts.values()), tie.goals, tie.basis)
        for slug, tally in tallies.items()
        for tie in tally.ties
    }
    assert found == expected
    for slug, plan in network.graph["plans"].items():
        assert dict(tallies[slug].parts) == dict(merged.nodes[plan["iri"]]["counts"])
        listed = {
            n for n, d in network.nodes(data=True) if d["kind"] == "national-target" and slug in d["plans"]
        }
        assert tallies[slug].listed <= listed


def test_uses_are_the_edges_of_the_network(shipped_store: EmbeddedStore) -> None:
    network = project(catalogue.plan_graphs((), None).values(), catalogue.reference())
    for thing in (IGU, TARGET):
        expected = {
            (source, e["kind"], e["plan"], e["basis"], e["inherited"], network.nodes[source]["number"])
            for source, _, e in network.in_edges(thing, data=True)
            if not e["via"]
        }
        uses = find_uses(shipped_store, [thing])
        found = {(u.element, u.relation, u.plan, u.basis, u.inherited, u.number) for u in uses}
        assert found == expected
        assert {u.kind for u in uses} <= {"focus-area", "objective", "goal", "measure"}


def test_a_thing_of_nobody_has_no_uses(shipped_store: EmbeddedStore) -> None:
    assert find_uses(shipped_store, ["https://example.org/nothing"]) == ()
    assert find_uses(shipped_store, []) == ()


def test_only_graphs_of_plans_are_counted() -> None:
    with EmbeddedStore() as store:
        graph = Graph().parse(
            data=f"""@prefix pg: <https://w3id.org/plangraph/ontology#> .
            <{ID}plan/x/goal/1> a pg:Goal, pg:Thing ; pg:usesInstrument <{IGU}>, <urn:other> .
            <{ID}plan/x/challenge/1> a pg:Challenge ; pg:targetGroup <urn:group> .""",
            format="turtle",
        )
        store.replace(f"{ID}graph/x", graph, source=Source("x.ttl", "0" * 64))
        assert tally_plans(store) == {
            "x": Tally({"goal": 1}, (Tie(IGU, "uses", {"goal": 1}), Tie("urn:other", "uses", {"goal": 1})))
        }


def test_the_reference_is_known_by_kind_and_theme() -> None:
    known = read_shared(catalogue.reference())
    assert known[IGU].kind == "instrument"
    assert "IGU" in known[IGU].label.da + " ".join(known[IGU].alt)
    target = known[TARGET]
    assert (target.kind, target.number, target.year) == ("national-target", "3", 2023)
    assert known[str(target.theme)].kind == "theme"


def test_concepts_of_a_plan_alone_are_listed_by_what_is_done_with_them() -> None:
    tallies = [
        Tally(
            {},
            (
                Tie("urn:a", "uses", {"goal": 1}),
                Tie("urn:b", "mentions", {"focus-area": 1}),
                Tie(IGU, "uses", {}),
            ),
        )
    ]
    found = list_unknown(
        tallies, {IGU: Shared(IGU, "instrument", Text("IGU", "IGU"))}, {"urn:a": Text("A", "A")}
    )
    assert {s.iri: (s.kind, s.label.da) for s in found.values()} == {
        "urn:a": ("instrument", "A"), "urn:b": ("target-group", "urn:b"),
    }  # fmt: skip


# ---- counted together ------------------------------------------------------------------------------

GOAL, AREA = {"goal": 2}, {"focus-area": 1, "objective": 1}
TALLIES = {
    "a": Tally({"goal": 5}, (Tie("t1", "addresses", GOAL, "Interpreted"), Tie("i", "uses", {"measure": 3}))),
    "b": Tally(
        {"goal": 1}, (Tie("t1", "addresses", AREA, "Stated"), Tie("i", "mentions", {"focus-area": 1}))
    ),
    "c": Tally({}, ()),
}
ASKED = {"a": frozenset({"t1"}), "b": frozenset({"t1", "t2"}), "c": frozenset({"t2"})}


def thing(iri: str, kind: str, *members: str) -> Thing:
    return Thing(Shared(iri, kind, Text(iri, iri)), members or (iri,))


def unit(*plans: str) -> Unit:
    return Unit("plan" if len(plans) == 1 else "region", Text(plans[0], plans[0]), plans)


def test_a_plan_by_itself_keeps_its_status() -> None:
    merged = merge(
        [unit("a"), unit("b"), unit("c")],
        [thing("t1", "national-target"), thing("t2", "national-target")],
        [thing("i", "instrument")],
        TALLIES,
        ASKED,
    )
    assert {key: cell.status for key, cell in merged.cells.items() if key[1] != "i"} == {
        (0, "t1"): "goal", (1, "t1"): "both", (1, "t2"): "none", (2, "t2"): "none",
    }  # fmt: skip
    assert merged.cells[0, "i"] == Cell(partly=1, elements=3, status="measure")
    assert merged.cells[1, "i"].named == 1
    assert not merged.several


def test_plans_of_a_region_are_counted() -> None:
    merged = merge(
        [unit("a", "b", "c")],
        [thing("theme", "theme", "t1", "t2")],
        [thing("i", "instrument")],
        TALLIES,
        ASKED,
    )
    cell = merged.cells[0, "theme"]
    assert (cell.of, cell.by_goal, cell.partly, cell.missing) == (3, 1, 1, 1)
    assert (cell.goals, cell.elements, cell.basis, cell.status) == (2, 4, "Stated", "")
    assert merged.parts == ({"goal": 6},)


@pytest.mark.parametrize(("most", "drawn"), [(1, {"i1"}), (2, {"i1", "i2"}), (9, {"i1", "i2"})])
def test_the_most_used_are_drawn_and_the_others_can_be_found(most: int, drawn: set[str]) -> None:
    tallies = {
        "a": Tally({}, (Tie("i1", "uses", {"goal": 1}), Tie("i2", "uses", {"measure": 1}))),
        "b": Tally({}, (Tie("i1", "uses", {"goal": 1}), Tie("i3", "mentions", {"focus-area": 1}))),
    }
    concepts = [thing(f"i{n}", "instrument") for n in range(5)]
    merged = merge([unit("a"), unit("b")], [], concepts, tallies, {})
    assert [t.about.iri for t in merged.concepts] == ["i1", "i2", "i3"]  # nobody says anything of the others
    scene, tables = picture_plans(merged, most_units=1, most_concepts=most)
    assert {n["text"]["da"] for n in scene.nodes if n["kind"] == "instrument"} == drawn
    assert [n["text"]["da"] for n in scene.nodes if n["kind"] == "plan"] == ["a"]
    assert set(tables.nodes) == drawn | {"unit 0"}
