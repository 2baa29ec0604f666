"""Parts of a plan with blanks to fill: goals, figures, links, measures, statements, passages.

A blank is a literal that begins with ``UDFYLD`` or an IRI that ends with it, in either case; the rule
``blank-left`` and the rules about what stands in such a place find those that are left.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from rdflib import RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS
from rdflib.term import Node

from plangraph.names import ID, INS, PG, PREFIXES, TG, UNIT, mint, parse

_PG: Final = Namespace(PG)
_OA: Final = Namespace(PREFIXES["oa"])
_QB: Final = Namespace(PREFIXES["qb"])
#: What marks a blank.
BLANK: Final = "UDFYLD"


def blank(what: str, lang: str | None = "da") -> Literal:
    """Return a text to be filled in, saying what it wants."""
    return Literal(f"{BLANK}: {what}", lang=lang)


def is_blank(term: Node) -> bool:
    """Say whether a text or term is one that waits to be filled in."""
    text = str(term)
    if isinstance(term, Literal):
        return text.upper().startswith(BLANK)
    return text.upper().endswith((f"/{BLANK}", f"#{BLANK}"))


def blank_term(namespace: str) -> URIRef:
    """Return a term to be chosen: of our ontology and vocabularies ``unit:UDFYLD``, else ``…/udfyld``."""
    return URIRef(namespace + (BLANK.lower() if namespace.startswith(ID) else BLANK))


class Sketch:
    """Triples that are drafted for one plan.

    :param plan_graph: the triples of the plan
    :param plan: IRI of the plan
    :param slug: its slug
    :param year: its plan year
    """

    def __init__(self, plan_graph: Graph, plan: str, slug: str, year: int) -> None:
        self.graph = Graph(bind_namespaces="none")
        self._plan_graph, self._plan, self._slug, self._year = plan_graph, URIRef(plan), slug, year
        self._passage: URIRef | None = None

    def add(self, subject: Node, predicate: Node, *values: Node) -> None:
        """Add triples."""
        for value in values:
            self.graph.add((subject, predicate, value))

    def _new(self, kind: str, key: str, *types: Node) -> URIRef:
        """Name and type a thing of the plan by a key that is not taken."""
        number, node = 1, URIRef(mint(kind, self._slug, key))
        while (node, None, None) in self._plan_graph or (node, None, None) in self.graph:
            number += 1
            node = URIRef(mint(kind, self._slug, f"{key}-{number}"))
        self.add(node, RDF.type, *types)
        if kind != "selector":
            self.add(node, _PG.inPlan, self._plan)
        return node

    def evidence(self, thing: Node) -> None:
        """Draft the passage behind a thing; all that one patch drafts stands in one passage."""
        if self._passage is None:
            node = self._passage = self._new("evidence", _key(thing), _PG.Evidence, _OA.SpecificResource)
            self.add(node, _OA.hasSource, self.document())
            self.add(node, _PG.sectionHeading, blank("overskriften over passagen"))
            self.add(node, _PG.fingerprint, self.value(_PG.fingerprint))
            self.selector(node)
        self.add(thing, _PG.evidence, self._passage)

    def document(self) -> URIRef:
        """Return the document that the plan was read from, or a blank where there is not one."""
        documents = sorted(set(self._plan_graph.subjects(RDF.type, _PG.SourceDocument)), key=str)
        if len(documents) == 1:
            return URIRef(str(documents[0]))
        return URIRef(mint("document", self._slug, BLANK.lower()))

    def selector(self, evidence: Node) -> None:
        """Draft where a passage stands in its document."""
        node = self._new("selector", _key(evidence), _OA.TextPositionSelector)
        self.add(evidence, _OA.hasSelector, node)
        for predicate in (_OA.start, _OA.end):
            self.add(node, predicate, self.value(predicate))

    def area(self) -> URIRef:
        """Draft a focus area with one goal."""
        node = self._new("focus-area", "nyt", _PG.FocusArea)
        self.add(node, RDFS.label, blank("fokusområdets titel"))
        self.evidence(node)
        self.goal(node)
        return node

    def objective(self, area: Node) -> None:
        """Draft an objective of the committee, and the goal that shows whether it succeeds."""
        node = self._new("objective", f"ny-{_key(area)}", _PG.Objective)
        self.add(node, RDFS.label, blank("hvad udvalget vil opnå"))
        self.add(node, _PG.inFocusArea, area)
        self.evidence(node)
        goals = sorted(set(self._plan_graph.subjects(_PG.inFocusArea, area)), key=str)
        for goal in (g for g in goals if (g, RDF.type, _PG.Goal) in self._plan_graph):
            self.add(goal, _PG.supports, node)
            break

    def goal(
        self,
        area: Node | None,
        *,
        target: Node | None = None,
        objective: Node | None = None,
        groups: Iterable[Node] = (),
    ) -> None:
        """Draft a goal with its figure.

        :param area: the focus area it lies in; None leaves a blank
        :param target: the national target it serves
        :param objective: the objective it supports
        :param groups: whom it is for
        """
        key = "nyt" if target is None else f"nyt-{parse(str(target)).keys[-1]}"
        node = self._new("goal", key, _PG.Goal)
        self.add(node, RDFS.label, blank("målets titel"))
        self.add(node, _PG.inFocusArea, area or URIRef(mint("focus-area", self._slug, BLANK.lower())))
        self.add(node, _PG.targetGroup, *(list(groups) or [blank_term(TG)]))
        self.add(node, _PG.usesInstrument, blank_term(INS))
        if objective is not None:
            self.add(node, _PG.supports, objective)
        self.figure(node)
        self.evidence(node)
        if target is not None:
            self.add(node, _PG.addresses, target)
            self.link(node, target)

    def figure(self, goal: Node) -> None:
        """Draft the figure that a goal is to reach."""
        node = self._new("target-value", _key(goal, short=True), _PG.TargetValue)
        self.add(goal, _PG.targetValue, node)
        self.add(node, RDFS.label, blank("tallet i ord, fx mindst 75 pct. i job"))
        self.add(node, _PG.direction, blank_term(PG))
        for predicate in FIGURE:
            self.add(node, predicate, self.value(predicate))
        self.observation(node)
        self.evidence(node)

    def observation(self, figure: Node, *, national: bool = False) -> None:
        """Draft the figure of today that a target starts from, or that of the country."""
        key = _key(figure, short=True) + ("-landet" if national else "-udgangspunkt")
        node = self._new("observation", key, _PG.Observation, _QB.Observation)
        self.add(figure, _PG.nationalValue if national else _PG.baseline, node)
        places = sorted(set(self._plan_graph.objects(self._plan, _PG.municipality)), key=str)
        self.add(node, RDFS.label, blank("tallet i ord, fx 70 pct. i august 2022"))
        self.add(node, _PG.area, *([URIRef(mint("country", "dk"))] if national else places))
        self.add(node, _PG.figureKind, _PG.Measured)
        indicator = self._plan_graph.value(figure, _PG.indicator, any=True)
        unit = self._plan_graph.value(figure, _PG.unit, any=True)
        self.add(node, _PG.indicator, indicator or self.value(_PG.indicator))
        self.add(node, _PG.unit, unit or self.value(_PG.unit))
        for predicate in (_PG.value, _PG.period, DCTERMS.source):
            self.add(node, predicate, self.value(predicate))
        self.evidence(node)

    def link(self, subject: Node, target: Node) -> None:
        """Draft why a link to a national target holds: the plan itself says so."""
        node = self._new("linkage", f"{_key(subject)}-nt-{parse(str(target)).keys[-1]}", _PG.Linkage)
        self.add(subject, _PG.qualifiedLink, node)
        self.add(node, _PG.linkTarget, target)
        self.add(node, _PG.basis, _PG.Stated)
        self.add(node, _PG.rationale, blank("hvordan planen selv siger det"))
        self.evidence(node)

    def continuation(self, subject: Node, earlier: Node) -> None:
        """Draft why something is carried over from an earlier plan."""
        node = self._new("continuation", _key(subject), _PG.Continuation)
        self.add(subject, _PG.qualifiedContinuation, node)
        self.add(node, _PG.continuedFrom, earlier)
        self.add(node, _PG.basis, _PG.Stated)
        self.add(node, _PG.rationale, blank("hvordan planen selv siger det"))
        self.evidence(node)

    def measure(
        self,
        area: Node | None,
        *,
        goal: Node | None = None,
        instruments: Iterable[Node] = (),
        groups: Iterable[Node] = (),
    ) -> None:
        """Draft a measure.

        :param area: the focus area it lies in, or None
        :param goal: the goal it serves; None leaves a blank
        :param instruments: what it uses
        :param groups: whom it is for
        """
        node = self._new("measure", "ny", _PG.Measure)
        self.add(node, RDFS.label, blank("hvad der skal gøres"))
        if area is not None:
            self.add(node, _PG.inFocusArea, area)
        self.add(node, _PG.supports, goal or URIRef(mint("goal", self._slug, BLANK.lower())))
        self.add(node, _PG.targetGroup, *(list(groups) or [blank_term(TG)]))
        self.add(node, _PG.usesInstrument, *(list(instruments) or [blank_term(INS)]))
        self.evidence(node)

    def statement(self, requirement: Node) -> None:
        """Draft what the plan says about a statutory requirement."""
        node = self._new("statement", str(requirement).rpartition("/")[2], _PG.StatutoryStatement)
        self.add(node, RDFS.label, blank("hvordan kravet er opfyldt, kort"))
        self.add(node, _PG.meets, requirement)
        self.evidence(node)

    def value(self, predicate: Node) -> Node:
        """Return the blank of a property.

        :raises KeyError: for a property that has none
        """
        found = _BLANKS[predicate]
        return found if isinstance(found, Node) else Literal(found.format(year=self._year))


#: What a figure has to say, beside where it starts.
FIGURE: Final = (_PG.comparator, _PG.value, _PG.valueKind, _PG.unit, _PG.dueYear, _PG.indicator)
_BLANKS: Final[dict[Node, Node | str]] = {
    RDFS.label: blank("titel"),
    DCTERMS.source: blank("hvor tallet kommer fra, fx Jobindsats"),
    _PG.rationale: blank("hvorfor koblingen holder"),
    _PG.year: f"{BLANK}: årstal, fx 2023",
    _PG.municipality: blank_term(ID + "municipality/"),
    _PG.responsible: blank_term(ID + "organisation/"),
    _PG.status: blank_term(PG),
    _PG.comparator: blank_term(PG),
    _PG.valueKind: blank_term(PG),
    _PG.relativeTo: blank_term(PG),
    _PG.basis: blank_term(PG),
    _PG.unit: blank_term(UNIT),
    _PG.indicator: blank_term(ID + "indicator/"),
    _PG.targetGroup: blank_term(TG),
    _PG.usesInstrument: blank_term(INS),
    _PG.value: f"{BLANK}: tal, fx 75.0",
    _PG.dueYear: BLANK + ": årstal, fx {year}",
    _PG.period: f"{BLANK}: måned, kvartal eller år, fx 2022-08, 2022-Q1 eller 2022",
    _PG.fingerprint: f"{BLANK}: fingeraftryk fra »plangraph passage«",
    _OA.start: f"{BLANK}: første tegn, fra »plangraph passage«",
    _OA.end: f"{BLANK}: tegnet efter det sidste, fra »plangraph passage«",
}
#: The properties that have a blank of their own.
WITH_BLANK: Final = frozenset(_BLANKS)


def _key(node: Node, *, short: bool = False) -> str:
    """Return the key of a thing for the name of one that hangs on it: ``goal-3c``, or short ``3c``."""
    key = parse(str(node))
    return key.keys[-1] if short else f"{key.kind}-{key.keys[-1]}"
