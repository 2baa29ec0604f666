"""What a person says of suggestions becomes part of the graph; nothing dangles, errors change nothing."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.namespace import PROV, RDFS

from plangraph import store, turtle
from plangraph.cli import cli
from plangraph.errors import ReviewError
from plangraph.intake import take_in
from plangraph.intake.review import Decision, judge, judge_all
from plangraph.intake.suggestions import Pending, pending
from plangraph.names import PG

PGN = Namespace(PG)
DRAFT = Path(__file__).parents[1] / "data" / "intake" / "youth.txt"
PLAN = "https://w3id.org/plangraph/id/plan/samsoe-2023/"
TODAY = datetime.date(2026, 3, 1)


@pytest.fixture(scope="module")
def taken() -> Graph:
    """The invented draft, as it was taken in; never changed."""
    return take_in(DRAFT).graph


@pytest.fixture
def draft(taken) -> Graph:
    return Graph() + taken


def find(draft: Graph, matter: str, **facts: str) -> Pending:
    """The one suggestion of a matter whose fields end as told."""
    found = [
        p
        for p in pending(draft, store.reference())
        if p.matter == matter and all(str(getattr(p, k)).endswith(v) for k, v in facts.items())
    ]
    assert len(found) == 1, [(p.matter, p.subject, p.value) for p in pending(draft, store.reference())]
    return found[0]


def say(draft: Graph, suggestion: Pending, decision: Decision, **more: Any) -> None:
    judge(draft, suggestion.iri, decision, by="A. Jensen", on=TODAY, **more)


def dangling(draft: Graph) -> list[str]:
    """Things of the plan that are spoken of and not there; a suggestion may speak of what was rejected."""
    kept = set(draft.subjects(RDF.type, PGN.Suggestion))
    said = {o for s, _, o in draft if s not in kept and str(o).startswith(PLAN)}
    said |= {o for s, p, o in draft if s in kept and p in (PGN.evidence, PGN.reviewedIn, PGN.inPlan)}
    return sorted(str(o) for o in said if isinstance(o, URIRef) and (o, None, None) not in draft)


def test_a_draft_is_all_suggestions(taken):
    waiting = pending(taken, store.reference())
    assert {p.matter for p in waiting} >= {"element", "concept", "link", "figure", "requirement", "listed"}
    assert dangling(taken) == []
    assert [p.start for p in waiting] == sorted(p.start for p in waiting)
    for suggestion in waiting:
        assert 0 < suggestion.confidence <= 1
        assert suggestion.why.da and suggestion.why.en
    # Every element of the plan has one.
    for kind in ("FocusArea", "Goal", "Objective", "Measure", "Challenge"):
        for element in taken.subjects(RDF.type, PGN[kind]):
            assert any(p.subject == str(element) and p.matter == "element" for p in waiting), element


def test_accepting_a_group_keeps_it_and_says_who(draft):
    suggestion = find(draft, "concept", subject="goal/1", value=["tg", "unge"][1])
    say(draft, suggestion, "accepted")
    node, goal = URIRef(suggestion.iri), URIRef(suggestion.subject)
    assert (goal, PGN.targetGroup, URIRef(suggestion.value)) in draft
    assert (node, PGN.decision, PGN.Accepted) in draft
    review = draft.value(node, PGN.reviewedIn)
    assert str(draft.value(draft.value(review, PROV.wasAssociatedWith), RDFS.label)) == "A. Jensen"
    assert str(draft.value(review, PROV.endedAtTime)).startswith("2026-03-01")
    assert suggestion.iri not in {p.iri for p in pending(draft, store.reference())}


def test_rejecting_a_group_takes_it_out(draft):
    suggestion = find(draft, "concept", subject="goal/1", value="/unge")
    say(draft, suggestion, "rejected")
    assert (URIRef(suggestion.subject), PGN.targetGroup, URIRef(suggestion.value)) not in draft
    assert (URIRef(suggestion.iri), PGN.decision, PGN.Rejected) in draft


def test_changing_a_group_puts_another_in_its_place(draft):
    suggestion = find(draft, "concept", subject="goal/1", value="/unge")
    say(draft, suggestion, "changed", change={"value": "tg:udsatte-unge"})
    groups = {str(g).rsplit("/", 1)[1] for g in draft.objects(URIRef(suggestion.subject), PGN.targetGroup)}
    assert "udsatte-unge" in groups and "unge" not in groups


@pytest.mark.parametrize(("stated", "basis"), [(True, "Stated"), (False, "Interpreted")])
def test_an_accepted_link_says_whose_reading_it_is(draft, stated, basis):
    suggestion = find(draft, "link", subject="focus-area/2")
    say(draft, suggestion, "accepted", stated=stated)
    node = URIRef(suggestion.iri)
    assert list(draft.objects(node, PGN.basis)) == [PGN[basis]]
    assert draft.value(node, PGN.confidence) is None
    assert draft.value(node, PGN.rationale) is not None


def test_a_rejected_link_is_gone_and_remembered(draft):
    suggestion = find(draft, "link", subject="focus-area/2")
    say(draft, suggestion, "rejected")
    area, target = URIRef(suggestion.subject), URIRef(suggestion.value)
    assert (area, PGN.addresses, target) not in draft
    assert draft.value(area, PGN.qualifiedLink) is None
    kept = next(s for s in draft.subjects(RDF.object, target) if (s, PGN.decision, PGN.Rejected) in draft)
    assert (kept, RDF.subject, area) in draft
    assert dangling(draft) == []


def test_a_rejected_goal_takes_its_figures_with_it(draft):
    suggestion = find(draft, "element", subject="goal/1")
    figures = list(draft.objects(URIRef(suggestion.subject), PGN.targetValue))
    baselines = [b for f in figures for b in draft.objects(f, PGN.baseline)]
    assert figures and baselines
    say(draft, suggestion, "rejected")
    for gone in (URIRef(suggestion.subject), *figures, *baselines):
        assert not list(draft.predicate_objects(gone)), gone
    assert dangling(draft) == []
    assert draft.value(URIRef(suggestion.iri), PGN.statementText) is not None


def test_a_goal_can_become_a_measure_under_another_name(draft):
    suggestion = find(draft, "element", subject="goal/2")
    say(draft, suggestion, "changed", change={"element": "measure", "label": "Flere småjobs"})
    made = next(s for s in draft.subjects(RDFS.label) if str(draft.value(s, RDFS.label)) == "Flere småjobs")
    assert (made, RDF.type, PGN.Measure) in draft
    assert "/measure/" in str(made)
    assert not list(draft.predicate_objects(URIRef(suggestion.subject)))
    assert dangling(draft) == []


def test_a_figure_is_changed_as_people_write_it(draft):
    suggestion = find(draft, "figure", subject="goal/1")
    say(draft, suggestion, "changed", change={"value": "42,5", "comparator": "Above", "dueYear": ""})
    figure = URIRef(suggestion.value)
    assert str(draft.value(figure, PGN.value)) == "42.5"
    assert draft.value(figure, PGN.comparator) == PGN.Above
    assert draft.value(figure, PGN.dueYear) is None


def test_a_candidate_is_no_element_until_it_is_accepted(draft):
    suggestion = next(p for p in pending(draft, store.reference()) if p.matter == "candidate")
    subject = URIRef(suggestion.subject)
    assert draft.value(subject, RDF.type) is None
    say(draft, suggestion, "accepted")
    assert (subject, RDF.type, URIRef(suggestion.value)) in draft
    assert draft.value(subject, RDFS.label) is not None
    assert draft.value(subject, PGN.evidence) is not None


BAD = [
    ("concept", {"subject": "goal/1", "value": "/unge"}, {"label": "x"}, "label"),
    ("concept", {"subject": "goal/1", "value": "/unge"}, {"value": "no such thing"}, "no such thing"),
    ("element", {"subject": "goal/1"}, {"element": "dream"}, "dream"),
    ("figure", {"subject": "goal/1"}, {"value": "many"}, "many"),
    ("figure", {"subject": "goal/1"}, {"dueYear": "soon"}, "soon"),
]


@pytest.mark.parametrize(("matter", "which", "change", "told"), BAD)
def test_a_change_that_makes_no_sense_changes_nothing(draft, matter, which, change, told):
    before = set(draft)
    with pytest.raises(ReviewError, match=told):
        say(draft, find(draft, matter, **which), "changed", change=change)
    assert set(draft) == before


def test_what_was_judged_cannot_be_judged_again(draft):
    suggestion = find(draft, "concept", subject="goal/1", value="/unge")
    say(draft, suggestion, "accepted")
    with pytest.raises(ReviewError, match="no suggestion that waits"):
        say(draft, suggestion, "rejected")
    with pytest.raises(ReviewError, match="say who"):
        judge(draft, find(draft, "element", subject="goal/1").iri, "accepted", by="  ", on=TODAY)


def test_all_that_is_sure_enough_is_accepted_at_once(draft):
    before = pending(draft, store.reference())
    sure = [p for p in before if p.confidence >= 0.9 and p.matter != "candidate"]
    assert 0 < len(sure) < len(before)
    assert judge_all(draft, store.reference(), 0.9, by="A. Jensen", on=TODAY) == len(sure)
    assert len(pending(draft, store.reference())) == len(before) - len(sure)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.integers(0, 10_000), st.sampled_from(["accepted", "rejected"])), max_size=12))
def test_whatever_is_decided_the_graph_stays_whole(taken, decisions):
    draft = Graph() + taken
    for number, decision in decisions:
        waiting = pending(draft, store.reference())
        if not waiting:
            break
        say(draft, waiting[number % len(waiting)], decision)
    assert dangling(draft) == []
    assert turtle.write(draft) == turtle.write(Graph().parse(data=turtle.write(draft)))


def test_on_the_command_line_suggestions_are_judged_one_by_one(tmp_path):
    path = tmp_path / "draft.ttl"
    result = CliRunner().invoke(cli, ["import", str(DRAFT), "-o", str(path)])
    assert result.exit_code == 0, result.output
    waiting = len(pending(store.read_graph(path), store.reference()))
    answers = "g\na\ns\nq\n"
    result = CliRunner().invoke(cli, ["review", str(path), "--by", "A. Jensen"], input=answers)
    assert result.exit_code == 0, result.output
    left = pending(store.read_graph(path), store.reference())
    assert len(left) < waiting
    assert "A. Jensen" in path.read_text(encoding="utf-8")
    listed = CliRunner().invoke(cli, ["review", str(path), "--list", "--format", "csv", "--lang", "en"])
    assert len(listed.output.splitlines()) > len(left) / 2
    result = CliRunner().invoke(cli, ["review", str(path), "--by", "B", "--accept-from", "0"])
    assert result.exit_code == 0, result.output
    rest = pending(store.read_graph(path), store.reference())
    assert {p.matter for p in rest} <= {"candidate"}
