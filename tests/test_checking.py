"""Many plans are checked as one is, in other processes as here, and no stale report is ever found."""

from __future__ import annotations

import dataclasses
import gc
import os
import pickle
from functools import cache as once
from pathlib import Path
from typing import Any

import pytest
from rdflib import RDF, XSD, BNode, Graph, Literal, URIRef, Variable

import test_check as one
from plangraph.check import cache as caching
from plangraph.check import engine
from plangraph.check import many as checking
from plangraph.check.cache import Keys, ReportCache, code_digest, default_folder
from plangraph.check.plans import check, load_rules
from plangraph.check.shacl import PyShacl
from plangraph.errors import CheckError, LoadError, OutputError, PlangraphError, ShapeError
from plangraph.files import plan_files, shape_files
from plangraph.model import Report, State
from plangraph.names import ID, PG
from plangraph.store import canonical, read_graph

GOAL = URIRef(f"{one.PLAN}/goal/2")


@once
def small() -> dict[str, Graph]:
    damaged = one.mutate(one.complete(), f"DELETE WHERE {{ <{GOAL}> pg:evidence ?e }}")
    return {"z": one.complete(), "a": damaged, "m": one.complete()}


def run(plans: dict[str, Graph], **kwargs: Any) -> dict[str, Report | PlangraphError]:
    return checking.check_all(plans, one.reference(), one.rules(), **kwargs)


class Counting(PyShacl):
    """Says how often it was used."""

    def __init__(self) -> None:
        self.runs = 0

    def run(self, *args: Any) -> Any:
        self.runs += 1
        return super().run(*args)


# ---- The quick way gives what the plain way gives


def plain(plan: Graph, earlier: Graph | None = None) -> Report:
    """Check as pySHACL comes: with rdflib's SPARQL, and property shapes below their shapes."""

    def refuse(graph: Graph) -> None:
        raise ValueError("only rdflib takes this")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "Snapshot", refuse)
        patch.setattr(
            "plangraph.check.shacl._shapes", lambda ruleset, rules: Graph() + ruleset.shapes_of(rules)
        )
        return check(Graph() + plan, one.reference(), one.rules(), earlier)


@pytest.mark.parametrize("slug", [path.stem for path in plan_files()])
def test_a_shipped_plan_is_judged_as_by_plain_pyshacl(slug: str) -> None:
    (path,) = (p for p in plan_files() if p.stem == slug)
    expected = plain(read_graph(path))
    assert not one.states(expected, State.ERRORED)
    assert check(read_graph(path), one.reference(), one.rules()) == expected


#: Every damage is done to one of so many plans.
HEAPS = 5


@pytest.mark.parametrize("heap", range(HEAPS))
def test_a_damaged_plan_is_judged_as_by_plain_pyshacl(heap: int) -> None:
    plan = one.complete()
    for mutation in one.MUTATIONS[heap::HEAPS]:
        one.mutate(plan, mutation["update"])
    expected = plain(plan, one.earlier())
    assert not one.states(expected, State.ERRORED)
    assert len(one.states(expected, State.FAILED)) > 15  # they do not undo one another
    assert check(plan, one.reference(), one.rules(), one.earlier()) == expected


def test_answers_are_spelt_as_the_plan_spells_them() -> None:
    data, blank = engine.Data(), BNode()
    figures = [Literal(text, datatype=XSD.decimal) for text in ("12000.0", "0.5")] + [Literal(2023)]
    for figure in figures:
        data.add((blank, URIRef(PG + "value"), figure))
    asked = f"SELECT ?this ?value WHERE {{ ?this <{PG}value> ?value }}"
    answer = data.query(asked, initBindings={Variable("this"): blank}).bindings
    assert {row[Variable("value")] for row in answer} == set(figures)
    assert {row[Variable("this")] for row in answer} == {blank}
    assert not list(data.query(asked, initBindings={Variable("this"): GOAL}))


def test_what_is_no_rdf_is_still_checked() -> None:
    plan = one.complete()
    plan.add((GOAL, URIRef(PG + "targetGroup"), URIRef("not an IRI")))
    (outcome,) = run({"x": plan}).values()
    assert isinstance(outcome, Report)
    assert "not an IRI" in {f.value for f in outcome.findings}


# ---- Many plans


def test_the_order_is_kept_and_progress_told() -> None:
    told: list[str] = []
    done = run(small(), progress=told.append)
    assert list(done) == told == ["z", "a", "m"]
    assert done["a"] == check(small()["a"], one.reference(), one.rules())
    assert run({}) == {}


def test_a_pool_gives_what_one_process_gives() -> None:
    plans = {**small(), "none": Graph(), "blank": one.complete()}
    plans["blank"].add((GOAL, URIRef(PG + "targetGroup"), BNode("x")))
    told: list[str] = []
    pooled = run(plans, workers=2, progress=told.append)
    serial = run(plans, workers=1)
    assert list(pooled) == list(plans)
    assert sorted(told) == sorted(plans)
    assert {s: r for s, r in pooled.items() if s != "none"} == {
        s: r for s, r in serial.items() if s != "none"
    }
    assert isinstance(pooled["none"], LoadError)
    assert str(pooled["none"]) == str(serial["none"])


def test_the_earlier_plan_is_looked_at() -> None:
    year = f"<{one.PLAN}> pg:year"
    earlier = one.mutate(one.complete(), f"DELETE {{ {year} 2023 }} INSERT {{ {year} 2022 }} WHERE {{}}")
    done = run({"z": one.complete()}, earlier={"z": earlier})
    assert done["z"] == check(one.complete(), one.reference(), one.rules(), earlier)


def test_a_fault_in_one_plan_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(graph: Graph, *args: Any, **kwargs: Any) -> Report:
        if graph is small()["a"]:
            raise RecursionError("too deep")
        return check(graph, *args, **kwargs)

    monkeypatch.setattr(checking, "check", broken)
    done = run(small())
    assert isinstance(done["a"], CheckError)
    assert "too deep" in str(done["a"])
    assert isinstance(done["z"], Report)
    assert isinstance(done["m"], Report)


def test_few_plans_are_checked_here_and_many_in_a_pool() -> None:
    assert checking._workers(checking.WORTH_A_POOL - 1) == 1
    assert 1 <= checking._workers(1000) <= 8


def test_garbage_is_collected_as_before_afterwards() -> None:
    before = gc.get_threshold()
    with pytest.raises(RuntimeError), checking.relaxed_gc():
        assert gc.get_threshold() != before
        raise RuntimeError
    assert gc.get_threshold() == before


@pytest.mark.parametrize(
    "error",
    [
        LoadError("a.ttl", "is odd", danish="er sær", line=3),
        OutputError("a", "is full"),
        ShapeError("no rule"),
    ],
)
def test_an_error_survives_the_way_between_processes(error: PlangraphError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert (str(again), vars(again)) == (str(error), vars(error))


# ---- Reports kept


def test_an_unchanged_plan_is_not_checked_again(tmp_path: Path) -> None:
    cache, counting = ReportCache(tmp_path / "reports"), Counting()
    first = run(small(), cache=cache, engine=counting)
    assert counting.runs == 3
    told: list[str] = []
    again = run(small(), cache=cache, engine=counting, progress=told.append)
    assert counting.runs == 3
    assert again == first == run(small())
    assert told == list(small())


def keys(**changes: Any) -> Keys:
    given = {"reference": one.reference(), "rules": one.rules(), "engine": PyShacl(), **changes}
    return Keys(**given)


def test_the_same_has_the_same_name_however_it_was_read(tmp_path: Path) -> None:
    plan = canonical(one.complete())
    copy = tmp_path / "copy.nt"
    copy.write_bytes(one.complete().serialize(format="nt", encoding="utf-8"))
    assert canonical(read_graph(copy)) == plan
    assert keys().of(plan) == keys(rules=load_rules(), reference=Graph() + one.reference()).of(plan)


def test_whatever_decides_a_report_is_in_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = canonical(one.complete())
    names = {"unchanged": keys().of(plan)}
    other = one.complete()
    other.add((GOAL, URIRef(PG + "number"), Literal("2x")))
    names["one triple more"] = keys().of(canonical(other))
    names["an earlier plan"] = keys().of(plan, plan)
    names["an empty earlier plan"] = keys().of(plan, b"")
    wider = Graph() + one.reference()
    wider.add((URIRef(ID + "x"), RDF.type, URIRef(PG + "Goal")))
    names["reference data"] = keys(reference=wider).of(plan)
    rules = [tmp_path / path.name for path in shape_files()]
    for source, target in zip(shape_files(), rules, strict=True):
        target.write_bytes(source.read_bytes())
    assert keys(rules=load_rules(rules)).of(plan) == names["unchanged"]
    rules[0].write_text(rules[0].read_text("utf-8") + "\n# a remark\n", "utf-8")
    names["a rule file"] = keys(rules=load_rules(rules)).of(plan)
    lax = tuple(dataclasses.replace(rule, valid_from=2030) for rule in one.rules().rules)
    names["a rule"] = keys(rules=dataclasses.replace(one.rules(), rules=lax)).of(plan)
    names["a shape"] = keys(rules=dataclasses.replace(one.rules(), graph=wider)).of(plan)
    monkeypatch.setattr(PyShacl, "version", "another")
    names["the engine"] = keys().of(plan)
    monkeypatch.setattr(caching, "code_digest", lambda: b"another")
    names["the code"] = keys().of(plan)
    monkeypatch.setattr(caching, "__version__", "9.9.9")
    names["the version"] = keys().of(plan)
    assert len(set(names.values())) == len(names), names


def test_the_code_is_all_of_it() -> None:
    assert code_digest() == code_digest()
    assert len(code_digest()) == 64


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-30],
        lambda data: data.replace(b"Testby", b"Testbx"),
        lambda data: b"\xff\xfe" + data,
        lambda data: data.partition(b"\n")[2],
        lambda data: b"[" * 100_000,
    ],
)
def test_a_damaged_entry_is_passed_over_and_made_anew(tmp_path: Path, damage: Any) -> None:
    cache, plans = ReportCache(tmp_path), {"z": small()["z"]}
    expected = run(plans, cache=cache)
    (entry,) = tmp_path.iterdir()
    whole = entry.read_bytes()
    entry.write_bytes(damage(whole))
    counting = Counting()
    assert run(plans, cache=cache, engine=counting) == expected
    assert counting.runs == 1
    assert entry.read_bytes() == whole


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"year":2023', '"year":"2023"'),
        ('"state":"passed"', '"state":"fine"'),
        ('"slug":', '"snail":'),
        ('"outcomes":[', '"outcomes":[17,'),
        ('"rule":"', '"rule":"no-such-'),
    ],
)
def test_an_entry_of_another_form_is_refused(tmp_path: Path, old: str, new: str) -> None:
    cache, key = ReportCache(tmp_path), "0" * 64
    cache.put(key, check(one.complete(), one.reference(), one.rules()))
    (entry,) = tmp_path.iterdir()
    body = entry.read_text("utf-8").partition("\n")[2]
    assert cache.get(key, one.rules()) is not None
    assert old in body
    body = body.replace(old, new)
    entry.write_text(caching._digest(key.encode(), body.encode()) + "\n" + body, "utf-8")
    assert cache.get(key, one.rules()) is None


def test_an_entry_under_another_name_is_refused(tmp_path: Path) -> None:
    cache = ReportCache(tmp_path)
    cache.put("0" * 64, check(one.complete(), one.reference(), one.rules()))
    (entry,) = tmp_path.iterdir()
    entry.rename(tmp_path / entry.name.replace("0", "1"))
    assert cache.get("1" * 64, one.rules()) is None


def test_a_report_with_everything_in_it_comes_back_whole(tmp_path: Path) -> None:
    cache, key = ReportCache(tmp_path), "0" * 64
    damage = max(one.MUTATIONS, key=lambda mutation: len(mutation["expect"]))["update"]
    report = check(one.mutate(one.complete(), damage), one.reference(), one.rules())
    assert report.findings
    cache.put(key, report)
    assert cache.get(key, one.rules()) == report


def test_a_report_with_an_error_or_a_nameless_node_is_not_kept(tmp_path: Path) -> None:
    cache = ReportCache(tmp_path)
    blank = one.complete()
    blank.add((BNode(), RDF.type, URIRef(PG + "Goal")))
    run({"blank": blank, "none": Graph()}, cache=cache)
    broken = one.broken("goal-has-target-group", URIRef(PG + "population"), "SELECT nonsense")
    checking.check_all({"z": one.complete()}, one.reference(), broken, cache=cache)
    assert list(tmp_path.iterdir()) == []


def test_the_folder_does_not_grow_for_ever(tmp_path: Path) -> None:
    cache = ReportCache(tmp_path, max_bytes=1000)
    for age in range(10):
        path = tmp_path / f"{age}.report.json"
        path.write_bytes(b"x" * 200)
        os.utime(path, (1000 - age, 1000 - age))
    (tmp_path / "note.txt").write_text("not ours", "utf-8")
    cache.prune()
    assert {path.name for path in tmp_path.iterdir()} == {f"{n}.report.json" for n in range(3)} | {"note.txt"}


def test_a_folder_that_cannot_be_used_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        assert isinstance(run({"z": small()["z"]}, cache=ReportCache(folder))["z"], Report)


def test_where_reports_are_kept() -> None:
    home = Path.home()
    assert default_folder({}, "linux") == home / ".cache" / "plangraph"
    assert default_folder({"XDG_CACHE_HOME": "relative"}, "linux") == home / ".cache" / "plangraph"
    assert default_folder({}, "darwin") == home / "Library" / "Caches" / "plangraph"
    assert default_folder({}, "win32") == home / "AppData" / "Local" / "plangraph" / "Cache"
    if os.sep == "/":
        assert default_folder({"XDG_CACHE_HOME": "/elsewhere"}, "linux") == Path("/elsewhere/plangraph")


def test_a_rule_that_says_something_else_tomorrow_is_refused(tmp_path: Path) -> None:
    for call in ("NOW()", "RAND ()", "struuid()"):
        path = one.write_rule(tmp_path, "FILTER NOT EXISTS", f"FILTER(STR({call}) != '') FILTER NOT EXISTS")
        with pytest.raises(ShapeError, match="another answer each time"):
            load_rules([path])
