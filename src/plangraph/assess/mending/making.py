"""Makes the form for a finding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from rdflib import Graph, URIRef
from rdflib.term import Node

from plangraph.assess.mending.asking import Asked, Questioner, titled
from plangraph.assess.mending.choices import Choices
from plangraph.assess.mending.designing import Designer
from plangraph.assess.mending.fields import Fields
from plangraph.assess.mending.forms import Form, Option
from plangraph.assess.mending.limits import Shapes
from plangraph.assess.mending.places import Passages
from plangraph.assess.mending.ways import Way
from plangraph.assess.topics import Topics
from plangraph.check.rules import RuleSet
from plangraph.check.subjects import Subjects
from plangraph.model import Finding, Report, Text


def form_for(
    finding: Finding, report: Report, rules: RuleSet, plan_graph: Graph, reference: Graph
) -> Form | None:
    """Return the form that mends a finding, or None where no form can; :func:`why_no_form` says why.

    :param finding: a finding of the plan as it is now
    :param report: of the plan
    :param rules: the rules that it was checked by
    :param plan_graph: the triples of the plan
    :param reference: the ontology, vocabularies and national targets
    """
    subjects, topics = Subjects(plan_graph, reference), Topics(plan_graph, reference)
    shapes = Shapes(rules, reference)
    choices = Choices(plan_graph, reference, URIRef(report.plan), report.year, subjects)
    questioner = Questioner(
        plan_graph,
        reference,
        shapes,
        Fields(shapes, choices, report.year),
        Passages(plan_graph, topics, subjects),
        subjects,
    )
    ways = Designer(report, rules, plan_graph, reference).ways(finding)
    found = [
        (way, asked)
        for way in ways
        if (asked := questioner.ask(finding, way, f"{way.name}." if len(ways) > 1 else "")) is not None
    ]
    if not found:
        return None
    several = len(found) > 1
    return Form(
        finding=finding,
        title=titled(_MEND, finding.label),
        why=rules.get(finding.rule).why,
        effect=_effect(found, shapes),
        parts=tuple(part if several else replace(part, way="") for _, asked in found for part in asked.parts),
        ways=tuple(Option(way.name, way.label) for way, _ in found) if several else (),
        drafts=tuple(asked.draft for _, asked in found),
    )


def _effect(found: Sequence[tuple[Way, Asked]], shapes: Shapes) -> Text:
    """Say what a form will do, for each of its ways."""
    sentences = [_sentence(way, asked, shapes) for way, asked in found]
    return Text(
        " ".join([*(s.da for s in sentences), _MARKED.da]), " ".join([*(s.en for s in sentences), _MARKED.en])
    )


def _sentence(way: Way, asked: Asked, shapes: Shapes) -> Text:
    said = list[Text]()
    if asked.made:
        names = _names(asked.made, shapes)
        said.append(Text(f"opretter {names.da}", f"creates {names.en}"))
    if asked.changed:
        names = _names(asked.changed, shapes)
        verb = Text("retter", "corrects") if way.anew else Text("udfylder", "fills in")
        said.append(Text(f"{verb.da} {names.da}", f"{verb.en} {names.en}"))
    if asked.draft.relocated or (asked.draft.cited and not asked.made):
        said.append(Text("angiver, hvor det står", "says where it stands"))
    if not said:
        removed = Text("fjerner det fra planens graf", "removes it from the plan's graph")
        said.append(_SETTLED if way.graph else removed)
    what = Text(_joined([s.da for s in said], "og"), _joined([s.en for s in said], "and"))
    if not way.name:
        return Text(f"Formularen {what.da}.", f"The form {what.en}.")
    return Text(f"»{way.label.da}«: {what.da}.", f"“{way.label.en}”: {what.en}.")


def _names(terms: Sequence[Node], shapes: Shapes) -> Text:
    words = [shapes.words(term)[0] for term in terms]
    return Text(_joined([w.da.lower() for w in words], "og"), _joined([w.en.lower() for w in words], "and"))


def _joined(names: Sequence[str], conjunction: str) -> str:
    return f"{', '.join(names[:-1])} {conjunction} {names[-1]}" if len(names) > 1 else names[0]


_MEND: Final = Text("Ret", "Mend")
_MARKED: Final = Text(
    "Det mærkes med dit navn og dagen, og planen tjekkes igen. Dokumentet selv ændres ikke.",
    "It is marked with your name and the day, and the plan is checked again. The document itself is not "
    "changed.",
)
_SETTLED: Final = Text("skriver det i planens graf", "writes it into the plan's graph")
