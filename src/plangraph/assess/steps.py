"""The fewest changes that bring a plan to the next level of completeness.

Findings that one change clears are one step. A change is one place to write at: a figure written out in full,
a passage located, a link explained, a new goal. Which findings a change clears follows from what they are
about, never from wording; a new goal serves one focus area and one national target, and only a target that is
about somebody whom the area is about. What cannot be joined honestly stays apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.term import Node

from plangraph.assess.topics import Topics
from plangraph.check.subjects import Subjects
from plangraph.model import Finding, Step, Text
from plangraph.names import PG, PREFIXES

_PG: Final = Namespace(PG)
_OA: Final = Namespace(PREFIXES["oa"])
_MOST_FIXES: Final = 4


@dataclass(frozen=True, slots=True)
class _Change:
    """One change: what kind, where, what it says, and which of the findings it clears."""

    kind: str
    focus: Node
    text: Text | None
    clears: frozenset[int]


def steps_of(
    findings: Sequence[Finding], plan_graph: Graph, topics: Topics, subjects: Subjects
) -> tuple[Step, ...]:
    """Return the fewest changes that clear all of some findings, those that clear most first.

    :param findings: what stands between a plan and a level, worst first
    :param plan_graph: the triples of the plan
    :param topics: what its things are about
    :param subjects: what its things are called
    """
    changes = [
        *_single_places(findings, plan_graph),
        *_justified_areas(findings, plan_graph, subjects),
        *_new_goals(findings, topics, plan_graph, subjects),
    ]
    chosen = _cover(changes, len(findings))
    steps = [_step(change, findings, subjects) for change in chosen]
    first = {id(step): min(change.clears) for step, change in zip(steps, chosen, strict=True)}
    return tuple(sorted(steps, key=lambda s: (-len(s.clears), -s.clears[0].severity.rank, first[id(s)])))


def _cover(changes: Sequence[_Change], count: int) -> list[_Change]:
    """Choose changes until all findings are cleared: always the one that clears most of what is left.

    What a later choice has made needless is dropped again. (A smallest set is NP-hard to find; this one is at
    most a logarithm away from it, and exact where no two changes overlap, as most do not.)
    """
    left, chosen = set(range(count)), list[_Change]()
    while left:
        best = max(changes, key=lambda c: len(c.clears & left))  # of equals the first, which is the plainest
        chosen.append(best)
        left -= best.clears
    for change in list(chosen):
        others = {i for other in chosen if other is not change for i in other.clears}
        if change.clears <= others:
            chosen.remove(change)
    return chosen


def _single_places(findings: Sequence[Finding], graph: Graph) -> Iterator[_Change]:
    """Group the findings that are mended where the same thing is written."""
    places: dict[tuple[str, Node], set[int]] = defaultdict(set)
    for i, finding in enumerate(findings):
        places[_place(finding, graph)].add(i)
    for (kind, node), clears in places.items():
        yield _Change(kind, node, None, frozenset(clears))


def _place(finding: Finding, graph: Graph) -> tuple[str, Node]:
    """Return the kind of change that clears a finding, and the thing that is changed."""
    node: Node = URIRef(finding.focus)
    types = set(graph.objects(node, RDF.type))
    if _PG.TargetValue in types or _PG.Observation in types:
        for held_by in (_PG.baseline, _PG.nationalValue, _PG.targetValue):
            node = graph.value(None, held_by, node, any=True) or node
        return "figure", node
    if _PG.Goal in types and finding.path in (str(_PG.targetValue), str(_PG.baseline)):
        return "figure", node
    if _OA.TextPositionSelector in types:
        return "passage", graph.value(None, _OA.hasSelector, node, any=True) or node
    if _PG.Evidence in types:
        return "passage", node
    if _PG.Linkage in types or _PG.Continuation in types:
        return "link", node
    return f"{finding.path}", node


def _justified_areas(findings: Sequence[Finding], graph: Graph, subjects: Subjects) -> Iterator[_Change]:
    """Return the focus areas whose place in the plan justifies that of the goals in them as well."""
    unjustified: dict[Node, set[int]] = defaultdict(set)
    for i, finding in enumerate(findings):
        node = URIRef(finding.focus)
        if finding.rule == "focus-area-without-national-target":
            unjustified[node].add(i)
        elif finding.rule == "goal-without-national-target-or-priority":
            for area in graph.objects(node, _PG.inFocusArea):
                unjustified[area].add(i)
    for area, clears in unjustified.items():
        if len(clears) > 1:
            name = subjects.label(area)
            text = Text(
                f"Skriv ved fokusområdet »{name.get('da')}«, hvilket nationalt mål det tjener, eller hvorfor "
                "kommunen selv har valgt det; så er målene under det også begrundet.",
                f"Say at the focus area “{name.get('en')}” which national target it serves, or why the "
                "municipality chose it itself; then the goals under it are justified as well.",
            )
            yield _Change("justification", area, text, frozenset(clears))


def _new_goals(
    findings: Sequence[Finding], topics: Topics, graph: Graph, subjects: Subjects
) -> Iterator[_Change]:
    """Return the goals that could be set so that each clears several findings.

    A goal serves one area, and there at most one national target and one objective.
    """
    wants: dict[str, dict[Node, int]] = defaultdict(dict)
    for i, finding in enumerate(findings):
        node, path = URIRef(finding.focus), finding.path
        types = set(graph.objects(node, RDF.type))
        if finding.rule in ("national-target-unaddressed", "national-target-without-goal"):
            wants["target"][node] = i
        elif _PG.Objective in types and path == str(_PG.supports):
            wants["objective"][node] = i
        elif _PG.FocusArea in types and path in (str(_PG.inFocusArea), str(_PG.addresses)):
            wants["goals" if path == str(_PG.inFocusArea) else "link"][node] = i
    areas = sorted(set(graph.subjects(RDF.type, _PG.FocusArea)), key=subjects.order)
    for area in areas:
        objectives = [o for o in wants["objective"] if topics.area(o) == area]
        targets = [t for t in wants["target"] if topics.fit(t, area)]
        for target in [*targets, None]:
            for objective in [*objectives, None]:
                if target is not None and objective is not None and not _agree(target, objective, topics):
                    continue
                clears = {wants["goals"].get(area)}
                if target is not None:
                    clears |= {wants["target"][target], wants["link"].get(area)}
                if objective is not None:
                    clears.add(wants["objective"][objective])
                if len(found := frozenset(i for i in clears if i is not None)) > 1:
                    text = _goal_text(area, target, objective, subjects)
                    yield _Change("goal", area, text, found)


def _agree(target: Node, objective: Node, topics: Topics) -> bool:
    """Say whether one goal may serve both: they are not about different people."""
    return not topics.groups(objective) or topics.fit(target, objective) > 0


def _goal_text(area: Node, target: Node | None, objective: Node | None, subjects: Subjects) -> Text:
    name, parts_da, parts_en = subjects.label(area), [], []
    if target is not None:
        label, number = subjects.label(target), subjects.number(target)
        parts_da.append(f"bidrager til nationalt mål {number.da}, »{label.get('da')}«")
        parts_en.append(f"contributes to national target {number.en}, “{label.get('en')}”")
    if objective is not None:
        label = subjects.label(objective)
        parts_da.append(f"viser, om målsætningen »{label.get('da')}« lykkes")
        parts_en.append(f"shows whether the objective “{label.get('en')}” succeeds")
    return Text(
        f"Ét mål kan klare flere: sæt et under »{name.get('da')}«, som {' og '.join(parts_da)}, "
        "med tal og år.",
        f"One goal can do for several: set one under “{name.get('en')}” that {' and '.join(parts_en)}, "
        "with a figure and a year.",
    )


def _step(change: _Change, findings: Sequence[Finding], subjects: Subjects) -> Step:
    clears = tuple(findings[i] for i in sorted(change.clears))
    label = subjects.label(change.focus)
    return Step(change.text or _fixes(change, clears, label), str(change.focus), label, clears)


def _fixes(change: _Change, clears: Sequence[Finding], label: Text) -> Text:
    """Put the fixes of findings at one place together, each once."""
    fixes = list(dict.fromkeys(finding.fix for finding in clears))
    if len(fixes) == 1:
        return fixes[0]
    shown = fixes[:_MOST_FIXES]
    rest = len(fixes) - len(shown)
    da, en = " ".join(f.get("da") for f in shown), " ".join(f.get("en") for f in shown)
    if rest:
        da, en = f"{da} Og {rest} ting mere samme sted.", f"{en} And {rest} more at the same place."
    if change.kind == "figure":
        return Text(
            f"Skriv tallet for »{label.get('da')}« helt ud. {da}",
            f"Write the figure of “{label.get('en')}” out in full. {en}",
        )
    return Text(f"Ret »{label.get('da')}« ét sted. {da}", f"Mend “{label.get('en')}” at one place. {en}")
