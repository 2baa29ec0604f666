"""What was filled in for one draft is filled in again for the next where the same is lacking, there alone."""

from __future__ import annotations

import datetime
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from plangraph import catalogue
from plangraph.assess.mending import WAY, Form, additions, fill, form_for
from plangraph.assess.together import Library, assess_all
from plangraph.check.rules import load_rules
from plangraph.intake import take_in
from plangraph.intake.document import Document
from plangraph.model import Finding, Report
from plangraph.names import PG, PREFIXES, UNIT, mint
from plangraph.web.drafts.repeating import Repeated, repeat
from plangraph.web.drafts.state import Filled

P, OA = Namespace(PG), Namespace(PREFIXES["oa"])
REFERENCE = catalogue.reference()
DAY = datetime.date(2024, 5, 1)
FIRST = "Mindst 75 pct. af de unge er i uddannelse eller job ved udgangen af 2022"
SECOND = "Alle unge får en mentor"
TEXT = f"""Odder Kommunes beskæftigelsesplan 2022

Fokusområde 1: Unge

Mål: {FIRST}.

Mål: {SECOND}.

Kommunen samler de unge på ungeskolen hver mandag.

Fokusområde 2: Flygtninge

Mål: 50 pct. af de nyankomne flygtninge er i virksomhedspraktik ved udgangen af 2022.
"""
WORDS = "Mentorerne begynder den første i måneden."
CHANGED = "It is lacking no more, or the words that it was about or pointed at have changed."


@cache
def library() -> Library:
    return Library(None, REFERENCE)


def examine(graph: Graph) -> Report:
    found = assess_all({"odder-2022": graph}, REFERENCE, None, patches=False, library=library())
    return found[0].report


class Plan:
    """A draft that was read, and what was filled in for it.

    :param folder: where it may be written
    """

    def __init__(self, folder: Path, text: str = TEXT) -> None:
        path = folder / "plan.txt"
        path.write_text(text, "utf-8")
        taken = take_in(path)
        assert taken.document is not None
        self.document: Document = taken.document
        self.graph = taken.graph
        self.filled: list[Filled] = []

    def form(self, rule: str, label: str) -> tuple[Finding, Form]:
        report = examine(self.graph)
        finding = next(f for f in report.findings if f.rule == rule and label in f.label.da)
        form = form_for(finding, report, load_rules(), self.graph, REFERENCE)
        assert form is not None
        return finding, form

    def mend(self, rule: str, label: str, **values: str) -> None:
        """Mend a finding; ``__`` in a field's name stands for a dot, and a passage is one to be written."""
        finding, form = self.form(rule, label)
        given = {name.replace("__", "."): (value,) for name, value in values.items()}
        passage = next((f.name for f in form.fields(values.get(WAY, "")) if f.name.endswith(".where")), "")
        if passage and passage not in given:
            given |= {passage: ("added",), passage.replace(".where", ".words"): (WORDS,)}
        self.graph = fill(form, given, self.graph, by="Anna Jensen", on=DAY, document=self.document)
        self.filled.append(
            Filled(finding.key, finding.message, tuple(given.items()), "Anna Jensen", DAY.isoformat())
        )

    def mend_figure(self, **values: str) -> None:
        self.mend("goal-has-figure", SECOND, **{"target-value__direction": PG + "Increase"}, **values)

    def link(self, goal: str) -> None:
        """Say of a goal that it serves the first national target that nothing serves."""
        link, passage = "existing__linkage__", "existing__passage__"
        said = {f"{link}basis": PG + "Interpreted", f"{link}rationale": "Det er det samme."}
        where = {f"{passage}where": "added", f"{passage}words": "De unge er ledige."}
        which = {"existing__goal__which": self.goal(goal)}
        self.mend("national-target-unaddressed", "", way="existing", **said, **where, **which)

    def repeated_in(self, after: Plan) -> Repeated:
        return repeat(self.filled, self.graph, after.graph, examine, load_rules(), REFERENCE, after.document)

    def goal(self, label: str) -> str:
        return str(_node(self, label))


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return Plan(tmp_path)


def test_the_same_draft_becomes_the_same_again(plan: Plan, tmp_path: Path) -> None:
    plan.mend_figure()
    # Something that a form made, corrected by another.
    level = {"comparator": PG + "AtLeast", "value": "80", "unit": UNIT + "percent", "valueKind": PG + "Level"}
    plan.mend("goal-only-direction", SECOND, **{f"target-value__{name}": v for name, v in level.items()})
    plan.mend("responsible-named", "", **{"plan__responsible-own": "Jobcenter Odder"})
    plan.link(FIRST)
    after = Plan(tmp_path)
    before = set(after.graph)
    told = plan.repeated_in(after)
    assert told.left == ()
    assert told.done == tuple(plan.filled)
    assert set(told.graph) == set(plan.graph)
    assert set(after.graph) == before, "what was given is not touched"


def test_a_new_order_does_not_matter(plan: Plan, tmp_path: Path) -> None:
    plan.link(FIRST)
    plan.mend_figure()
    head, first, second = TEXT.split("Fokusområde")
    after = Plan(tmp_path, f"{head}Fokusområde{second}\nFokusområde{first}")
    assert plan.goal(FIRST) != after.goal(FIRST)
    told = plan.repeated_in(after)
    assert told.left == ()
    linked = {str(goal) for goal in told.graph.subjects(P.addresses, None)}
    assert after.goal(FIRST) in linked - {str(goal) for goal in after.graph.subjects(P.addresses, None)}
    (figure,) = set(told.graph.objects(_node(after, SECOND), P.targetValue))
    assert (figure, P.direction, P.Increase) in told.graph
    assert {one.by for one in additions(told.graph, REFERENCE)} == {"Anna Jensen"}
    assert {one.on for one in additions(told.graph, REFERENCE)} == {DAY.isoformat()}
    # And once more, from there: what was filled in is known by the names that things have now.
    plan.graph, plan.filled = told.graph, list(told.done)
    again = plan.repeated_in(Plan(tmp_path))
    assert again.left == ()
    assert len(again.done) == 2


def _node(plan: Plan, label: str) -> Node:
    return next(plan.graph.subjects(RDFS.label, Literal(label, lang="da")))


def test_other_words_are_looked_at_again(plan: Plan, tmp_path: Path) -> None:
    plan.mend_figure()
    after = Plan(tmp_path, TEXT.replace(SECOND, "Alle unge får to mentorer"))
    told = plan.repeated_in(after)
    assert told.done == ()
    assert [(one, why.en) for one, why in told.left] == [(plan.filled[0], CHANGED)]
    assert told.graph is after.graph


def test_what_is_lacking_no_more_is_not_written_twice(plan: Plan, tmp_path: Path) -> None:
    plan.mend_figure()
    after = Plan(tmp_path)
    after.mend_figure()
    told = plan.repeated_in(after)
    assert [why.en for _, why in told.left] == [CHANGED]


def test_words_that_are_in_the_document_now_are_read_from_there(plan: Plan, tmp_path: Path) -> None:
    plan.mend_figure()
    told = plan.repeated_in(Plan(tmp_path, TEXT.replace("Kommunen samler", f"{WORDS}\n\nKommunen samler")))
    assert told.done == ()
    assert [why.en for _, why in told.left] == [
        "The words that had yet to be written are in the document now; what they say is read from there."
    ]


def test_quoted_words_are_found_where_they_stand_now(plan: Plan, tmp_path: Path) -> None:
    quote = "samler de unge på ungeskolen"
    plan.mend_figure(passage__where="document", passage__words=quote)
    after = Plan(tmp_path, TEXT.replace("Fokusområde 1", "Planen gælder alle.\n\nFokusområde 1"))
    told = plan.repeated_in(after)
    assert told.left == ()
    (figure,) = set(told.graph.objects(_node(after, SECOND), P.targetValue))
    (passage,) = set(told.graph.objects(figure, P.evidence))
    (place,) = set(told.graph.objects(passage, OA.hasSelector))
    start, end = (int(str(told.graph.value(place, p))) for p in (OA.start, OA.end))
    assert after.document.text[start:end] == quote
    gone = plan.repeated_in(Plan(tmp_path, TEXT.replace(quote, "samler alle")))
    assert gone.done == ()
    assert [why.en.partition(".")[0] for _, why in gone.left] == ["The words are not in the document"]


def test_a_passage_that_was_pointed_at_is_found_again(plan: Plan, tmp_path: Path) -> None:
    (was,) = plan.graph.objects(_node(plan, SECOND), P.evidence)
    plan.mend_figure(passage__where=str(was))
    head, first, second = TEXT.split("Fokusområde")
    after = Plan(tmp_path, f"{head}Fokusområde{second}\nFokusområde{first}")
    (now,) = after.graph.objects(_node(after, SECOND), P.evidence)
    told = plan.repeated_in(after)
    (figure,) = told.graph.objects(_node(after, SECOND), P.targetValue)
    assert list(told.graph.objects(figure, P.evidence)) == [now] != [was]


def test_what_was_chosen_has_to_be_there(plan: Plan, tmp_path: Path) -> None:
    plan.link(SECOND)
    told = plan.repeated_in(Plan(tmp_path, TEXT.replace(f"Mål: {SECOND}.\n", "")))
    assert told.done == ()
    assert [why.en for _, why in told.left] == [CHANGED]


def test_of_two_that_are_alike_neither_is_taken(plan: Plan, tmp_path: Path) -> None:
    after = Plan(tmp_path)
    plan.link(SECOND)
    twin = URIRef(mint("goal", "odder-2022", "99"))
    for predicate, value in list(after.graph.predicate_objects(_node(after, SECOND))):
        after.graph.add((twin, predicate, value))
    assert (twin, RDF.type, P.Goal) in after.graph
    assert [why.en for _, why in plan.repeated_in(after).left] == [CHANGED]


def test_a_form_that_has_other_fields_now_is_not_filled_in_by_half(plan: Plan, tmp_path: Path) -> None:
    plan.mend_figure()
    plan.filled[0] = replace(plan.filled[0], values=(*plan.filled[0].values, ("goal.colour", ("red",))))
    told = plan.repeated_in(Plan(tmp_path))
    assert told.done == ()
    assert [why.en for _, why in told.left] == [CHANGED]
