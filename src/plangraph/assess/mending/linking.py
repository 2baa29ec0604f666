"""Ways of mending what serves what: national targets, earlier plans, goals and the measures under them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rdflib import RDF, Namespace, URIRef

from plangraph.assess.drafting import blank
from plangraph.assess.mending.ways import Ground, Way, values_of
from plangraph.model import Finding, Text
from plangraph.names import PG

_PG: Final = Namespace(PG)


class Linking(Ground):
    """Designs ways of linking the parts of a plan to what they serve."""

    # --- links to national targets --------------------------------------------------------------------

    def _addresses(self, finding: Finding, focus: URIRef) -> Iterator[Way]:
        if _PG.NationalTarget in self._topics.types(focus):
            yield from self._served(finding, focus)
            return
        if not self._own(focus):
            return
        foreign = [v for v in values_of(finding) if (focus, _PG.addresses, v) in self._graph]
        if foreign:
            yield from self._foreign(focus, foreign[0])
            return
        sketch, target = self._sketch(), self._some_target()
        sketch.add(focus, _PG.addresses, target)
        sketch.link(focus, target)
        yield Way("target", _TARGET, sketch.graph, suggested=self._fitting(focus))
        sketch = self._sketch()
        sketch.add(focus, _PG.localPriority, blank("hvorfor kommunen selv har valgt det"))
        yield Way("priority", _PRIORITY, sketch.graph)

    def _served(self, finding: Finding, target: URIRef) -> Iterator[Way]:
        """A national target that nothing serves: a goal that is there does, or a new one is to."""
        if (None, RDF.type, _PG.Goal) in self._graph:
            sketch, goal = self._sketch(), self._some("goal")
            sketch.add(goal, _PG.addresses, target)
            sketch.link(goal, target)
            goals = self._graph.subjects(RDF.type, _PG.Goal)
            fitting = frozenset(g for g in goals if self._topics.fit(target, g))
            yield Way("existing", _EXISTING_GOAL, sketch.graph, suggested=fitting)
        drafted = self._drafter.draft(finding)
        if drafted is not None:
            groups = frozenset(self._topics.groups(target))
            yield Way("new", _NEW_GOAL, drafted, suggested=groups)

    def _foreign(self, focus: URIRef, foreign: URIRef) -> Iterator[Way]:
        links = [
            link
            for link in self._graph.objects(focus, _PG.qualifiedLink)
            if (link, _PG.linkTarget, foreign) in self._graph
        ]
        said = frozenset({(focus, _PG.addresses, foreign), *((n, _PG.linkTarget, foreign) for n in links)})
        sketch, target = self._sketch(), self._some_target()
        sketch.add(focus, _PG.addresses, target)
        for link in links:
            sketch.add(link, _PG.linkTarget, target)
        yield Way("target", _OTHER_TARGET, sketch.graph, said, suggested=self._fitting(focus))
        gone = {
            t for n in links for pattern in ((n, None, None), (None, None, n)) for t in self._all(pattern)
        }
        yield Way("remove", _UNLINKED, removed=frozenset({*said, *gone}))

    def _listed(self, _: Finding, target: URIRef) -> Iterator[Way]:
        """A target of another year that the plan is said to list: others may be listed in its place."""
        sketch = self._sketch()
        sketch.add(self._plan, _PG.lists, self._some_target())
        said = frozenset(self._graph.triples((self._plan, _PG.lists, target)))
        yield Way(graph=sketch.graph, removed=said, loose=frozenset({(self._plan, _PG.lists)}))

    def _orphan(self, _: Finding, focus: URIRef) -> Iterator[Way]:
        """A justification of a link that is not there: it goes."""
        if (focus, _PG.linkTarget, None) in self._graph and self._own(focus):
            gone = frozenset({*self._all((focus, None, None)), *self._all((None, None, focus))})
            yield Way("remove", _ORPHAN, removed=gone)

    def _continuation(self, finding: Finding, focus: URIRef) -> Iterator[Way]:
        """A continuation that is there, but does not say on which ground."""
        for node in self._graph.objects(focus, _PG.qualifiedContinuation):
            if set(values_of(finding)) & set(self._graph.objects(node, _PG.continuedFrom)):
                said = {t for p in (_PG.basis, _PG.rationale) for t in self._all((node, p, None))}
                both = tuple((URIRef(str(node)), p) for p in (_PG.basis, _PG.rationale))
                yield Way(removed=frozenset(said), anew=both)
                return

    def _earlier(self, finding: Finding, focus: URIRef) -> Iterator[Way]:
        """Something of the plan before that this one says nothing of."""
        kind = "focus-area" if finding.rule == "earlier-focus-area-dropped" else "goal"
        sketch, element = self._sketch(), self._some(kind)
        sketch.add(element, _PG.continues, focus)
        sketch.continuation(element, focus)
        yield Way("continued", _CONTINUED, sketch.graph)
        sketch = self._sketch()
        sketch.add(self._plan, _PG.discontinues, focus)
        sketch.evidence(self._plan)
        yield Way("dropped", _DROPPED, sketch.graph)

    # --- who serves what --------------------------------------------------------------------------------

    def _supports(self, finding: Finding, focus: URIRef) -> Iterator[Way]:
        if not self._own(focus):
            return
        if (focus, RDF.type, _PG.Goal) in self._graph:
            yield from self._by_measure(finding, focus)
        elif (focus, RDF.type, _PG.Objective) in self._graph:
            yield from self._by_goal(focus)

    def _by_measure(self, finding: Finding, goal: URIRef) -> Iterator[Way]:
        if (None, RDF.type, _PG.Measure) in self._graph:
            sketch = self._sketch()
            sketch.add(self._some("measure"), _PG.supports, goal)
            near = self._graph.subjects(_PG.inFocusArea, self._topics.area(goal))
            yield Way("existing", _EXISTING_MEASURE, sketch.graph, suggested=frozenset(near))
        drafted = self._drafter.draft(finding)
        if drafted is not None:
            yield Way("new", NEW_MEASURE, drafted)

    def _by_goal(self, objective: URIRef) -> Iterator[Way]:
        area = self._topics.area(objective)
        if (None, RDF.type, _PG.Goal) in self._graph:
            sketch = self._sketch()
            sketch.add(self._some("goal"), _PG.supports, objective)
            near = () if area is None else self._graph.subjects(_PG.inFocusArea, area)
            yield Way("existing", _GOAL_FOLLOWS, sketch.graph, suggested=frozenset(near))
        sketch, groups = self._sketch(), frozenset(self._graph.objects(objective, _PG.targetGroup))
        sketch.goal(area, objective=objective, groups=sorted(groups, key=str))
        yield Way("new", _NEW_GOAL, sketch.graph, suggested=groups)


_TARGET: Final = Text("Det tjener et nationalt mål", "It serves a national target")
_PRIORITY: Final = Text("Kommunen har selv valgt det", "The municipality chose it itself")
_EXISTING_GOAL: Final = Text(
    "Et mål, der allerede står i planen, bidrager", "A goal that is in the plan contributes"
)
_NEW_GOAL: Final = Text("Et nyt mål", "A new goal")
_OTHER_TARGET: Final = Text("Det tjener et andet nationalt mål", "It serves another national target")
_UNLINKED: Final = Text("Koblingen fjernes", "The link is removed")
_ORPHAN: Final = Text("Begrundelsen fjernes", "The justification is removed")
_CONTINUED: Final = Text("Det er ført videre", "It is carried on")
_DROPPED: Final = Text(
    "Det er ikke ført videre, og planen siger det", "It is not carried on, and the plan says so"
)
_EXISTING_MEASURE: Final = Text(
    "En indsats, der allerede står i planen, understøtter det", "A measure that is in the plan supports it"
)
#: What a new measure is called as a way.
NEW_MEASURE: Final = Text("En ny indsats", "A new measure")
_GOAL_FOLLOWS: Final = Text(
    "Et mål, der allerede står i planen, følger den op", "A goal that is in the plan follows it up"
)
