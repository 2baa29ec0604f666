"""Patches: Turtle that mends a finding once its blanks are filled.

A patch adds triples and takes none away. Where something has to be taken away, or where it is the words of
the document that have to change before any triple may say otherwise, there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from rdflib import RDF, RDFS, Graph, Namespace, URIRef
from rdflib.term import Node

from plangraph.assess.drafting import FIGURE, WITH_BLANK, Sketch, blank
from plangraph.assess.topics import Topics
from plangraph.model import Finding, Report
from plangraph.names import PG, PREFIXES, mint, plan_of
from plangraph.turtle import write

_PG: Final = Namespace(PG)
_OA: Final = Namespace(PREFIXES["oa"])
#: What is known about a national target that nothing but the document can change, or that is no gap to fill.
_TEXT_ONLY: Final = frozenset({"focus-area-local-priority", "goal-target-softened"})


class Drafter:
    """Drafts patches for the findings of one plan.

    :param report: of the plan
    :param plan_graph: the triples of the plan
    :param reference: the ontology, vocabularies and national targets
    :param topics: what the things of the plan are about
    """

    def __init__(self, report: Report, plan_graph: Graph, reference: Graph, topics: Topics) -> None:
        self._plan, self._year = report.plan, report.year
        self._slug = plan_of(report.plan)
        self._graph, self._reference = plan_graph, reference
        self._topics = topics

    def patch(self, finding: Finding) -> str | None:
        """Return Turtle that mends a finding once its blanks are filled, or None where no triple can."""
        drafted = self.draft(finding)
        return None if drafted is None else write(drafted)

    def draft(self, finding: Finding) -> Graph | None:
        """Return the triples of a patch, blanks and all, or None where no triple can mend the finding."""
        maker = _MAKERS.get(URIRef(finding.path)) if finding.path else None
        if self._slug is None or finding.path is None or finding.rule in _TEXT_ONLY:
            return None
        sketch = Sketch(self._graph, self._plan, self._slug, self._year)
        focus = URIRef(finding.focus)
        try:
            if maker is not None:
                maker(self, sketch, focus, finding)
            else:
                self._fill(sketch, focus, finding)
        except (ValueError, KeyError):  # things with IRIs that are not ours cannot be named after
            return None
        return sketch.graph if len(sketch.graph) else None

    # --- what to draft, by the property at fault ---------------------------------------------------

    def _fill(self, sketch: Sketch, focus: URIRef, finding: Finding) -> None:
        """Give a thing of the plan the property that it lacks."""
        path = URIRef(finding.path or "")
        if path not in WITH_BLANK or not self._own(focus) or (focus, path, None) in self._graph:
            return
        known: list[Node] = [v for v in _values(finding) if path in (_PG.targetGroup, _PG.usesInstrument)]
        sketch.add(focus, path, *(known or [sketch.value(path)]))

    def _label(self, sketch: Sketch, focus: URIRef, finding: Finding) -> None:
        lang = "en" if finding.rule == "label-in-english" else "da"
        if self._own(focus) and lang not in {
            getattr(v, "language", None) for v in self._graph.objects(focus, RDFS.label)
        }:
            sketch.add(focus, RDFS.label, blank("titel" if lang == "da" else "titlen på engelsk", lang))

    def _addresses(self, sketch: Sketch, focus: URIRef, finding: Finding) -> None:
        if self._is(focus, _PG.NationalTarget):
            serving = [self._topics.area(v) for v in _values(finding)]
            area = next((a for a in serving if a is not None), None) or self._area_for(focus)
            sketch.goal(area, target=focus)
        elif self._own(focus) and (focus, _PG.addresses, None) not in self._graph:
            target = self._target_for(focus)
            if target is None:
                sketch.add(focus, _PG.localPriority, blank("hvorfor kommunen selv har valgt det"))
            else:
                sketch.add(focus, _PG.addresses, target)
                sketch.link(focus, target)

    def _qualified_link(self, sketch: Sketch, focus: URIRef, _: Finding) -> None:
        explained = {
            t
            for link in self._graph.objects(focus, _PG.qualifiedLink)
            for t in self._graph.objects(link, _PG.linkTarget)
        }
        for target in sorted(set(self._graph.objects(focus, _PG.addresses)) - explained, key=str):
            sketch.link(focus, target)

    def _qualified_continuation(self, sketch: Sketch, focus: URIRef, _: Finding) -> None:
        explained = {
            e
            for node in self._graph.objects(focus, _PG.qualifiedContinuation)
            for e in self._graph.objects(node, _PG.continuedFrom)
        }
        for earlier in sorted(set(self._graph.objects(focus, _PG.continues)) - explained, key=str):
            sketch.continuation(focus, earlier)

    def _link_target(self, sketch: Sketch, focus: URIRef, _: Finding) -> None:
        if (focus, _PG.linkTarget, None) not in self._graph:
            holders = self._graph.subjects(_PG.qualifiedLink, focus)
            targets = {t for h in holders for t in self._graph.objects(h, _PG.addresses)}
            one = min(targets, key=str) if len(targets) == 1 else None
            sketch.add(
                focus, _PG.linkTarget, one or URIRef(mint("national-target", str(self._year), "udfyld"))
            )

    def _supports(self, sketch: Sketch, focus: URIRef, finding: Finding) -> None:
        area = self._topics.area(focus)
        if self._is(focus, _PG.Goal):
            instruments = [v for v in _values(finding) if str(v).startswith(PREFIXES["ins"])]
            sketch.measure(area, goal=focus, instruments=instruments, groups=self._groups(focus))
            return
        goal = self._topics.best(self._goals(area), focus)
        if self._is(focus, _PG.Measure):
            sketch.add(focus, _PG.supports, goal or URIRef(mint("goal", self._slug or "", "udfyld")))
        elif self._is(focus, _PG.Objective):
            if goal is not None:
                sketch.add(goal, _PG.supports, focus)
            else:
                sketch.goal(area, objective=focus, groups=self._groups(focus))

    def _target_value(self, sketch: Sketch, focus: URIRef, _: Finding) -> None:
        figures = sorted(set(self._graph.objects(focus, _PG.targetValue)), key=str)
        if not figures:
            sketch.figure(focus)
            return
        missing = [p for p in FIGURE if (figures[0], p, None) not in self._graph]
        if (figures[0], _PG.offset, None) in self._graph:
            missing = [p for p in missing if p != _PG.value]
        for predicate in missing:
            sketch.add(figures[0], predicate, sketch.value(predicate))

    def _baseline(self, sketch: Sketch, focus: URIRef, _: Finding) -> None:
        figures = self._graph.objects(focus, _PG.targetValue) if self._is(focus, _PG.Goal) else [focus]
        for figure in sorted(figures, key=str)[:1]:
            baselines = sorted(set(self._graph.objects(figure, _PG.baseline)), key=str)
            if not baselines:
                sketch.observation(figure)
            elif all((b, _PG.value, None) not in self._graph for b in baselines):
                sketch.add(baselines[0], _PG.value, sketch.value(_PG.value))

    def _national_value(self, sketch: Sketch, focus: URIRef, _: Finding) -> None:
        if (focus, _PG.nationalValue, None) not in self._graph:
            sketch.observation(focus, national=True)

    def _in_focus_area(self, sketch: Sketch, focus: URIRef, finding: Finding) -> None:
        if not self._is(focus, _PG.FocusArea):
            areas = sorted(set(self._graph.subjects(RDF.type, _PG.FocusArea)), key=str)
            home = self._topics.best(areas, focus) or (areas[0] if len(areas) == 1 else None)
            if (focus, _PG.inFocusArea, None) not in self._graph:
                area = home or URIRef(mint("focus-area", self._slug or "", "udfyld"))
                sketch.add(focus, _PG.inFocusArea, area)
        elif finding.rule == "focus-area-has-objectives":
            sketch.objective(focus)
        else:
            sketch.goal(focus)

    def _in_plan(self, sketch: Sketch, focus: URIRef, _: Finding) -> None:
        if str(focus) == self._plan:
            sketch.area()
        elif (focus, _PG.inPlan, None) not in self._graph:
            sketch.add(focus, _PG.inPlan, URIRef(self._plan))

    def _mentions(self, sketch: Sketch, focus: URIRef, finding: Finding) -> None:
        values = _values(finding)
        groups = [v for v in values if self._is(v, _PG.TargetGroup)]
        instruments = [v for v in values if self._is(v, _PG.Instrument)]
        if groups or instruments:
            sketch.measure(focus, groups=groups, instruments=instruments)

    def _meets(self, sketch: Sketch, focus: URIRef, _: Finding) -> None:
        sketch.statement(focus)

    def _evidence(self, sketch: Sketch, focus: URIRef, _: Finding) -> None:
        if self._own(focus) and (focus, _PG.evidence, None) not in self._graph:
            sketch.evidence(focus)

    def _source(self, sketch: Sketch, focus: URIRef, _: Finding) -> None:
        if (focus, _OA.hasSource, None) not in self._graph:
            sketch.add(focus, _OA.hasSource, sketch.document())

    def _selector(self, sketch: Sketch, focus: URIRef, _: Finding) -> None:
        if (focus, _OA.hasSelector, None) not in self._graph:
            sketch.selector(focus)

    # --- what the plan has ------------------------------------------------------------------------

    def _own(self, node: URIRef) -> bool:
        return plan_of(str(node)) == self._slug and (node, None, None) in self._graph

    def _is(self, node: Node, kind: Node) -> bool:
        return (node, RDF.type, kind) in self._graph or (node, RDF.type, kind) in self._reference

    def _groups(self, node: Node) -> list[Node]:
        return sorted(set(self._graph.objects(node, _PG.targetGroup)), key=str)

    def _goals(self, area: Node | None) -> list[Node]:
        if area is None:
            return []
        inside = self._graph.subjects(_PG.inFocusArea, area)
        return sorted((g for g in set(inside) if (g, RDF.type, _PG.Goal) in self._graph), key=str)

    def _area_for(self, target: Node) -> Node | None:
        """Return the focus area that shares most target groups with a national target, if any does."""
        return self._topics.best(sorted(set(self._graph.subjects(RDF.type, _PG.FocusArea)), key=str), target)

    def _target_for(self, thing: Node) -> Node | None:
        """Return the one national target that a goal or area belongs to: that above it, or what fits."""
        above = {*self._graph.objects(thing, _PG.inFocusArea), *self._graph.objects(thing, _PG.supports)}
        targets = {t for node in above for t in self._graph.objects(node, _PG.addresses)}
        if not targets:
            the_set = URIRef(mint("national-target-set", str(self._year)))
            this_year = self._reference.subjects(_PG.inTargetSet, the_set)
            targets = {t for t in this_year if self._topics.fit(t, thing)}
        return targets.pop() if len(targets) == 1 else None


def _values(finding: Finding) -> list[URIRef]:
    return [URIRef(v) for v in (finding.value or "").split(" ") if v.startswith(("http://", "https://"))]


_Maker = Callable[[Drafter, Sketch, URIRef, Finding], None]
_MAKERS: Final[Mapping[Node, _Maker]] = {
    RDFS.label: Drafter._label,
    _PG.addresses: Drafter._addresses,
    _PG.qualifiedLink: Drafter._qualified_link,
    _PG.qualifiedContinuation: Drafter._qualified_continuation,
    _PG.linkTarget: Drafter._link_target,
    _PG.supports: Drafter._supports,
    _PG.targetValue: Drafter._target_value,
    _PG.baseline: Drafter._baseline,
    _PG.nationalValue: Drafter._national_value,
    _PG.inFocusArea: Drafter._in_focus_area,
    _PG.inPlan: Drafter._in_plan,
    _PG.mentions: Drafter._mentions,
    _PG.meets: Drafter._meets,
    _PG.evidence: Drafter._evidence,
    _OA.hasSource: Drafter._source,
    _OA.hasSelector: Drafter._selector,
}
