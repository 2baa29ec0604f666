"""Elements from year to year: carried over, changed, dropped, new; and the figures of goals."""

from __future__ import annotations

import csv
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from rdflib import Graph

from cells import goal, write_plan
from page_plans import plans, reference
from plangraph.assess.development import KINDS, Fate, Figure, Stage, count_fates, read_figures, trace
from plangraph.assess.facts import Facts, read_facts
from plangraph.model import Text
from plangraph.names import ID, expand, mint

GOLDEN = Path(__file__).parent / "data" / "queries" / "carried-dropped-added.csv"


@cache
def shipped(slug: str) -> Facts:
    return read_facts(plans()[slug], mint("plan", slug))


def invented(slug: str, year: int, body: str) -> Facts:
    graph = Graph().parse(data=write_plan(slug, year, body), format="turtle")
    return read_facts(graph, mint("plan", slug))


def a_goal(key: str, more: str = "") -> str:
    return f'<goal/{key}> a pg:Goal ; rdfs:label "Mål {key}"@da {more} .\n'


def carries(plan: str, key: str) -> str:
    return f"; pg:continues <plan/{plan}/goal/{key}>"


def told(stage: Stage) -> tuple[list[str], str]:
    return [element.key for element in stage.elements], stage.fate.value


@pytest.mark.parametrize(
    ("earlier", "later"), [("hvidovre-2020", "hvidovre-2022"), ("hvidovre-2022", "hvidovre-2023")]
)
def test_the_library_tells_the_same(earlier: str, later: str) -> None:
    """``carried-dropped-added`` asks the same in SPARQL; its answer is kept with the questions' tests."""
    with GOLDEN.open(encoding="utf-8", newline="") as stream:
        lines = [line for line in csv.DictReader(stream) if line["plan"] == f"id:plan/{later}"]
    threads = trace([shipped(earlier), shipped(later)])
    found = {
        "carried": {
            (element.iri, before.iri)
            for thread in threads
            for element in thread.stages[1].elements
            for before in thread.stages[0].elements
            if any(tie.other == before.iri for tie in element.continues)
        },
        "dropped": {
            element.iri
            for thread in threads
            if thread.stages[1].fate in (Fate.DROPPED, Fate.DISCONTINUED)
            for element in thread.stages[0].elements
        },
        "added": {e.iri for t in threads if t.stages[1].fate is Fate.NEW for e in t.stages[1].elements},
    }
    asked = [(line["change"], line["element"], line["before"]) for line in lines]
    wanted = {
        "carried": {(expand(e), expand(b)) for change, e, b in asked if change == "carried"},
        "dropped": {expand(b) for change, _, b in asked if change == "dropped"},
        "added": {expand(e) for change, e, _ in asked if change == "added"},
    }
    assert found == wanted
    assert all(wanted.values())


def test_a_plan_between_passes_on_what_it_carries() -> None:
    names = ["hvidovre-2020", "hvidovre-2023"]
    apart = trace([shipped(name) for name in names])
    through = trace([shipped(name) for name in names], [shipped("hvidovre-2022")])
    assert count_fates(apart, 1)[Fate.CARRIED] == 0
    areas = [tuple(map(told, t.stages)) for t in through if t.kind == "focus-area"]
    assert ((["3"], "none"), (["1"], "carried")) in areas  # the young, through area 5 of 2022
    ties = next(t for t in through if told(t.stages[1])[0] == ["1"]).stages[1].ties
    assert [tie.other.rpartition("/")[2] for tie in ties] == ["5", "3"]
    assert {tie.basis for tie in ties} <= {"Stated", "Interpreted"}


def test_every_element_stands_in_one_thread() -> None:
    three = [shipped(f"hvidovre-{year}") for year in (2020, 2022, 2023)]
    threads = trace(three)
    for number, plan in enumerate(three):
        there = [element.iri for thread in threads for element in thread.stages[number].elements]
        assert sorted(there) == sorted(element.iri for element in plan.of_kind(*KINDS))
    assert [thread.kind for thread in threads] == sorted((t.kind for t in threads), key=KINDS.index)


def test_fates() -> None:
    first = invented("a-2021", 2021, "".join(a_goal(key) for key in "123456"))
    second = invented(
        "a-2022",
        2022,
        a_goal("1", carries("a-2021", "1"))
        + a_goal("2", carries("a-2021", "2") + " ; pg:targetGroup tg:unge")
        + a_goal("34", carries("a-2021", "3") + " , <plan/a-2021/goal/4>")
        + a_goal("9")
        + "<plan/a-2022> pg:discontinues <plan/a-2021/goal/5> .",
    )
    third = invented(
        "a-2023", 2023, a_goal("6", carries("a-2021", "6")) + a_goal("1", carries("a-2022", "1"))
    )
    compared = {"groups": lambda element: element.groups}
    found = {
        next(keys for keys, _ in map(told, thread.stages) if keys)[0]: list(map(told, thread.stages))
        for thread in trace([first, second, third], compared=compared)
    }
    assert found == {
        "1": [(["1"], "none"), (["1"], "carried"), (["1"], "carried")],
        "2": [(["2"], "none"), (["2"], "changed"), ([], "dropped")],
        "3": [(["3", "4"], "none"), (["34"], "carried"), ([], "dropped")],
        "5": [(["5"], "none"), ([], "discontinued"), ([], "none")],
        "6": [(["6"], "none"), ([], "dropped"), (["6"], "resumed")],
        "9": [([], "none"), (["9"], "new"), ([], "dropped")],
    }
    changed = next(t for t in trace([first, second], compared=compared) if t.stages[1].fate is Fate.CHANGED)
    (change,) = changed.stages[1].changes
    assert (change.what, change.gone) == ("groups", ())
    assert [str(value).rpartition("/")[2] for value in change.come] == ["unge"]


def test_a_new_title_alone_changes_nothing() -> None:
    first = invented("a-2021", 2021, a_goal("1"))
    second = invented("a-2022", 2022, a_goal("7", carries("a-2021", "1")))
    (thread,) = trace([first, second])
    assert thread.stages[1].fate is Fate.CARRIED
    assert [(c.what, c.gone, c.come) for c in thread.stages[1].changes] == [
        ("title", (Text("Mål 1", ""),), (Text("Mål 7", ""),))
    ]


def test_what_nothing_carries_on_is_left() -> None:
    first = invented("a-2021", 2021, a_goal("1"))
    second = invented(
        "a-2022", 2022, a_goal("1", carries("a-2021", "1")) + a_goal("2", carries("a-2021", "1"))
    )
    third = invented("a-2023", 2023, a_goal("1", carries("a-2022", "1")))
    (thread,) = trace([first, second, third])
    assert [e.key for e in thread.stages[2].left] == ["2"]
    assert thread.stages[1].left == ()


def test_a_circle_ends() -> None:
    first = invented("a-2021", 2021, a_goal("1", carries("a-2022", "1")))
    second = invented("a-2022", 2022, a_goal("1", carries("a-2021", "1")))
    (thread,) = trace([first, second])
    assert [told(stage) for stage in thread.stages] == [(["1"], "none"), (["1"], "carried")]


def test_an_element_that_becomes_another_kind_is_carried_over() -> None:
    first = invented("a-2021", 2021, a_goal("1"))
    objective = '<objective/1> a pg:Objective ; rdfs:label "Retning"@da ; pg:continues <plan/a-2021/goal/1> .'
    (thread,) = trace([first, invented("a-2022", 2022, objective)])
    assert (thread.kind, thread.stages[1].fate) == ("objective", Fate.CARRIED)


def test_figures_are_read_in_their_parts() -> None:
    graph = plans()["frederikssund-2023"]
    (figure,) = read_figures(graph, reference(), f"{ID}plan/frederikssund-2023/goal/3c")
    assert (figure.comparator, figure.value, figure.due) == ("AtLeast", Decimal(40), 2023)
    assert figure.unit is not None and figure.unit.endswith("/percent")
    assert (figure.relative, figure.baselines) == (None, (Decimal(19),))
    assert figure.demand == Text("mindst 40 procent", "at least 40 per cent")
    (lower,) = read_figures(graph, reference(), f"{ID}plan/frederikssund-2023/goal/6a")
    assert (lower.comparator, lower.offset, lower.relative) == ("AtMost", Decimal("-0.2"), "NationalAverage")
    assert read_figures(graph, reference(), "https://example.org/nothing") == ()


def test_figures_are_alike_only_in_unit_kind_and_reference() -> None:
    def figure(indicator: str | None, unit: str, kind: str, relative: str | None) -> Figure:
        return Figure(
            "x", Text("x", "x"), indicator, None, None, kind, None, None, relative, unit, None, (), None
        )

    one = figure("i", "percent", "Level", None)
    assert one.is_like(figure("i", "percent", "Level", None))
    assert not one.is_like(figure("j", "percent", "Level", None))
    assert not one.is_like(figure("i", "person", "Level", None))
    assert not one.is_like(figure("i", "percent", "Change", None))
    assert not one.is_like(figure("i", "percent", "Level", "Baseline"))
    assert not figure(None, "percent", "Level", None).is_like(figure(None, "percent", "Level", None))


def test_odd_facts_are_read_as_they_are() -> None:
    odd = """<plan/a-2021> pg:year "to tusind" .
<goal/1> a pg:Goal ; pg:supports <goal/1> , <plan/other/goal/9> ; pg:inFocusArea <focus-area/none> .
<plan/other/goal/9> a pg:Goal ; rdfs:label "En andens"@da ."""
    facts = invented("a-2021", 0, odd)
    assert facts.year is None
    assert list(facts.elements) == [f"{ID}plan/a-2021/goal/1"]
    (element,) = facts.elements.values()
    assert (element.areas, element.supports) == ((), (element.iri,))
    assert element.label.get("da").endswith("goal/1")
    assert invented("a-2021", 2021, goal("2021/1")).waiting == 0
