"""Designs the ways in which a finding can be mended: what each writes, leaves open and takes away.

Most findings have one way, the patch that :class:`~plangraph.assess.remedies.Drafter` drafts. A few can be
mended in one of two ways; some say something that is wrong, and what is there is asked for anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.namespace import RDFS
from rdflib.term import Node

from plangraph.assess.drafting import BLANK, is_blank
from plangraph.assess.mending.fields import ORDER
from plangraph.assess.mending.linking import NEW_MEASURE, Linking
from plangraph.assess.mending.reasons import REASONS
from plangraph.assess.mending.ways import Way, values_of
from plangraph.model import Finding, Text
from plangraph.names import PG, PREFIXES

_PG: Final = Namespace(PG)
_OA: Final = Namespace(PREFIXES["oa"])
#: What a figure says of itself, as far as a reader of the plan can correct it.
_FIGURE_SAYS: Final = (
    RDFS.label, _PG.comparator, _PG.value, _PG.offset, _PG.unit, _PG.valueKind, _PG.direction, _PG.relativeTo,
    _PG.indicator, _PG.dueYear, _PG.period,
)  # fmt: skip
_FIGURES_BESIDE: Final = (_PG.baseline, _PG.nationalValue)


class Designer(Linking):
    """Designs the ways of mending the findings of one plan."""

    def ways(self, finding: Finding) -> tuple[Way, ...]:
        """Return the ways of mending a finding; none where only the document or another door can."""
        if finding.rule in REASONS or finding.path is None or not self._slug:
            return ()
        focus, path = URIRef(finding.focus), URIRef(finding.path)
        try:
            found = tuple(self._designed(finding, focus, path))
        except (ValueError, KeyError):  # things with IRIs that are not ours cannot be named after
            return ()
        drafted = None if found else self._drafter.draft(finding)
        if drafted is not None:
            return (Way(graph=drafted),)
        return found or tuple(self._corrected(focus, path))

    def _designed(self, finding: Finding, focus: URIRef, path: URIRef) -> Iterator[Way]:
        """Give the ways that are more than a patch."""
        if self._topics.types(focus) & {_PG.Evidence, _OA.TextPositionSelector} and path != _PG.inPlan:
            yield from self._relocated(focus)
        elif self._rules.get(finding.rule).dimension == "arithmetic":
            yield from self._figures(finding, focus)
        elif path in _MAKERS:
            yield from _MAKERS[path](self, finding, focus)

    # --- what is wrong as it stands ------------------------------------------------------------------

    def _corrected(self, focus: URIRef, path: URIRef) -> Iterator[Way]:
        """Ask anew for the values of the property at fault."""
        if path in ORDER and self._own(focus) and (focus, path, None) in self._graph:
            said = frozenset(self._graph.triples((focus, path, None)))
            yield Way(removed=said, anew=((focus, path),))

    def _figures(self, finding: Finding, focus: URIRef) -> Iterator[Way]:
        """Ask anew for the figures that do not agree: that at fault, those beside it and those it names."""
        figures = [focus]
        for goal in self._graph.subjects(_PG.targetValue, focus):
            same = (f for f in self._graph.objects(goal, _PG.targetValue))
            figures += [URIRef(str(f)) for f in same if (f, _PG.valueKind, _PG.Change) in self._graph]
        figures += [v for v in values_of(finding) if self._is_figure(v)]
        for figure in tuple(figures):
            for beside in _FIGURES_BESIDE:
                figures += [URIRef(str(o)) for o in self._graph.objects(figure, beside)]
        figures = [f for f in dict.fromkeys(figures) if self._own(f)]
        anew = [
            (figure, predicate)
            for figure in figures
            for predicate in _FIGURE_SAYS
            if (figure, predicate, None) in self._graph
            or (predicate == _PG.direction and (figure, RDF.type, _PG.TargetValue) in self._graph)
        ]
        said = frozenset(t for f, p in anew for t in self._graph.triples((f, p, None)))
        if figures:
            yield Way(removed=said, anew=tuple(anew))

    def _relocated(self, focus: URIRef) -> Iterator[Way]:
        holders = [URIRef(str(h)) for h in self._graph.subjects(_OA.hasSelector, focus)] or [focus]
        if self._own(holders[0]):
            yield Way(relocated=(holders[0],))

    def _blanks(self, finding: Finding, _: URIRef) -> Iterator[Way]:
        """Fill the blanks that a patch has left in the plan."""
        blanks = [t for t in self._graph if is_blank(t[2]) and str(t[0]).startswith(f"{self._plan}/")]
        if finding.rule != "blank-left" or not blanks:
            return
        graph, passages = Graph(bind_namespaces="none"), set[URIRef]()
        for triple in blanks:
            if (triple[0], RDF.type, _OA.TextPositionSelector) in self._graph:
                passages |= {URIRef(str(e)) for e in self._graph.subjects(_OA.hasSelector, triple[0])}
            elif (triple[0], RDF.type, _PG.Evidence) in self._graph:
                passages.add(URIRef(str(triple[0])))
            else:
                graph.add(triple)
        yield Way(graph=graph, removed=frozenset(graph), relocated=tuple(sorted(passages)))

    def _mentions(self, finding: Finding, area: URIRef) -> Iterator[Way]:
        """Groups or instruments that a focus area names, and nothing is for or uses."""
        drafted = self._drafter.draft(finding)
        if drafted is None:
            return
        values = values_of(finding)
        groups = str(values[0]).startswith(PREFIXES["tg"])
        sketch, goal = self._sketch(), self._some("goal")
        sketch.add(goal, _PG.targetGroup if groups else _PG.usesInstrument, *values)
        near = frozenset(self._graph.subjects(_PG.inFocusArea, area))
        if (None, RDF.type, _PG.Goal) in self._graph:
            yield Way("existing", _EXISTING_FOR, sketch.graph, suggested=near | {*values})
        yield Way("new", NEW_MEASURE, drafted, suggested=near | {*values}, loose=_open_ends(drafted))

    def _named(self, finding: Finding, goal: URIRef) -> Iterator[Way]:
        """Groups or instruments of a goal: one that nobody knows, or none that it names itself."""
        path = URIRef(finding.path or "")
        values = values_of(finding)
        kind = _PG.TargetGroup if path == _PG.targetGroup else _PG.Instrument
        said = set(self._graph.triples((goal, path, None)))
        wrong = frozenset(t for t in said if t[2] in values and kind not in self._topics.types(t[2]))
        if not self._own(goal):
            return
        sketch = self._sketch()
        sketch.add(goal, path, sketch.value(path))
        inherited = {t[2] for t in said if (goal, _PG.inherits, t[2]) in self._graph}
        loose = frozenset({(goal, path)}) if wrong else frozenset[tuple[Node, Node]]()
        yield Way(graph=sketch.graph, removed=wrong, suggested=frozenset({*values, *inherited}), loose=loose)

    def _mentioned(self, finding: Finding, area: URIRef) -> Iterator[Way]:
        """A concept that a focus area names and nobody knows, else one that nothing serves."""
        wrong = [
            v for v in values_of(finding) if not self._topics.types(v) & {_PG.TargetGroup, _PG.Instrument}
        ]
        if not wrong:
            yield from self._mentions(finding, area)
            return
        sketch = self._sketch()
        sketch.add(area, _PG.mentions, URIRef(PREFIXES["tg"] + BLANK))
        said = frozenset((area, _PG.mentions, v) for v in wrong)
        yield Way(graph=sketch.graph, removed=said, loose=frozenset({(area, _PG.mentions)}))

    # --- parts of the plan ------------------------------------------------------------------------------

    def _in_area(self, finding: Finding, focus: URIRef) -> Iterator[Way]:
        """An objective that is new in a focus area is followed up by one of its goals, if any does."""
        if finding.rule != "focus-area-has-objectives":
            return
        sketch, goal = self._sketch(), self._some("goal")
        sketch.objective(focus)
        (objective,) = sketch.graph.subjects(RDF.type, _PG.Objective)
        sketch.graph.remove((None, _PG.supports, None))
        if (None, RDF.type, _PG.Goal) in self._graph:
            sketch.add(goal, _PG.supports, objective)
        near = frozenset(self._graph.subjects(_PG.inFocusArea, focus))
        yield Way(graph=sketch.graph, suggested=near, loose=frozenset({(goal, _PG.supports)}))

    def _in_plan(self, _: Finding, focus: URIRef) -> Iterator[Way]:
        said = frozenset(self._graph.triples((focus, _PG.inPlan, None)))
        if said and self._own(focus):
            sketch = self._sketch()
            sketch.add(focus, _PG.inPlan, self._plan)
            yield Way(graph=sketch.graph, removed=said)

    def _evidence(self, _: Finding, focus: URIRef) -> Iterator[Way]:
        """A passage for a thing that has none, or one that is not there."""
        if self._own(focus):
            sketch = self._sketch()
            sketch.evidence(focus)
            said = self._graph.triples((focus, _PG.evidence, None))
            gone = (t for t in said if (t[2], RDF.type, _PG.Evidence) not in self._graph)
            yield Way(graph=sketch.graph, removed=frozenset(gone))

    def _is_figure(self, node: Node) -> bool:
        return bool({_PG.TargetValue, _PG.Observation} & set(self._graph.objects(node, RDF.type)))


def _open_ends(graph: Graph) -> frozenset[tuple[Node, Node]]:
    return frozenset((s, p) for s, p, o in graph if is_blank(o) and p in (_PG.supports, _PG.usesInstrument))


_EXISTING_FOR: Final = Text(
    "Det gælder et mål, der allerede står i planen", "It is about a goal that is in the plan"
)
_Maker = Callable[[Designer, Finding, URIRef], Iterator[Way]]
_MAKERS: Final[Mapping[Node, _Maker]] = {
    RDFS.label: Designer._blanks,
    _PG.addresses: Designer._addresses,
    _PG.lists: Designer._listed,
    _PG.linkTarget: Designer._orphan,
    _PG.continues: Designer._earlier,
    _PG.qualifiedContinuation: Designer._continuation,
    _PG.supports: Designer._supports,
    _PG.mentions: Designer._mentioned,
    _PG.targetGroup: Designer._named,
    _PG.usesInstrument: Designer._named,
    _PG.inFocusArea: Designer._in_area,
    _PG.inPlan: Designer._in_plan,
    _PG.evidence: Designer._evidence,
}
