"""Reads the elements of a plan out of its graph."""

from __future__ import annotations

from typing import Final, get_args

from rdflib import RDF, Namespace, URIRef
from rdflib.namespace import DCTERMS, PROV

from plangraph.names import PG, PLAN_KINDS, Key, parse
from plangraph.web.api.answers import PREFIX
from plangraph.web.api.facts import Facts
from plangraph.web.api.models.common import Link, say, say_or_none
from plangraph.web.api.models.elements import (
    Basis,
    Comparator,
    ConceptUse,
    Continuation,
    Direction,
    Element,
    ElementRef,
    Figure,
    FigureKind,
    Kind,
    Observation,
    Reference,
    TargetLink,
    ValueKind,
)
from plangraph.web.holdings import Holdings, Plan
from plangraph.web.words import both

_PG: Final = Namespace(PG)
_CLASSES: Final[dict[Kind, URIRef]] = {
    "focus-area": _PG.FocusArea,
    "objective": _PG.Objective,
    "goal": _PG.Goal,
    "measure": _PG.Measure,
    "challenge": _PG.Challenge,
    "statement": _PG.StatutoryStatement,
}
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)


class Reader:
    """Reads the elements of one plan.

    :param holdings: the plans there are
    :param plan: the one to read
    :param prefix: what stands before every path of this server
    """

    def __init__(self, holdings: Holdings, plan: Plan, prefix: str) -> None:
        self._holdings, self._plan, self._prefix = holdings, plan, prefix
        self._graph = graph = holdings.graph(plan.slug)
        self._facts = Facts(graph, holdings.reference, holdings.text(plan.slug))
        #: What the intake suggested and nobody has judged: subject, predicate and object.
        self._open = {
            tuple(graph.value(node, part, any=True) for part in (RDF.subject, RDF.predicate, RDF.object))
            for node in graph.subjects(RDF.type, _PG.Suggestion)
            if (node, _PG.decision, None) not in graph
        }

    def elements(self) -> tuple[Element, ...]:
        """Return the elements, by kind and then as they are numbered."""
        found = []
        for kind in KINDS:
            nodes = {n for n in self._graph.subjects(RDF.type, _CLASSES[kind]) if isinstance(n, URIRef)}
            found += [self._element(node, kind) for node in sorted(nodes, key=self._facts.subjects.order)]
        return tuple(found)

    def _element(self, node: URIRef, kind: Kind) -> Element:
        facts, area = self._facts, self._facts.iri(node, _PG.inFocusArea)
        key = _key(node)
        if key is not None and (key.kind != kind or key.keys[0] != self._plan.slug):
            key = None  # called so by mistake: it has no address of its own
        return Element(
            iri=str(node),
            kind=kind,
            key=None if key is None else key.keys[1],
            number=facts.word(node, _PG.number),
            label=say(facts.label(node)),
            description=say_or_none(facts.text(node, DCTERMS.description)),
            local_priority=say_or_none(facts.text(node, _PG.localPriority)),
            suggested=(node, RDF.type, _CLASSES[kind]) in self._open,
            focus_area=None if area is None else self._ref(area),
            supports=tuple(map(self._ref, facts.iris(node, _PG.supports))),
            supported_by=tuple(map(self._ref, facts.holders(_PG.supports, node))),
            continues=self._continuations(node),
            national_targets=self._target_links(node),
            target_groups=self._uses(node, _PG.targetGroup),
            instruments=self._uses(node, _PG.usesInstrument),
            mentions=self._uses(node, _PG.mentions),
            figures=tuple(self._figure(node, value) for value in facts.iris(node, _PG.targetValue)),
            meets=self._uses(node, _PG.meets),
            cites=self._uses(node, _PG.cites),
            attributed_to=facts.things(node, PROV.wasAttributedTo),
            evidence=facts.passages(node),
            links=() if key is None else self._links(key),
        )

    def _links(self, key: Key) -> tuple[Link, ...]:
        (slug, name), kind = key.keys, key.kind
        places = (
            ("self", self._address(key), "api_element"),
            ("up", f"{self._prefix}{PREFIX}/plans/{slug}", "plan"),
            ("alternate", f"{self._prefix}/plans/{slug}#{kind}-{name}", "api_page"),
            ("describedby", f"{self._prefix}/doc/id/plan/{slug}/{kind}/{name}", "api_document"),
        )
        return tuple(Link(rel=rel, href=href, title=say(both(word))) for rel, href, word in places)

    def _address(self, key: Key) -> str:
        slug, name = key.keys
        return f"{self._prefix}{PREFIX}/plans/{slug}/elements/{key.kind}/{name}"

    def _ref(self, node: URIRef) -> ElementRef:
        """Point at an element of this plan, or of another that is here."""
        key, facts = _key(node), self._facts
        slug = None if key is None else key.keys[0]
        if slug not in (None, self._plan.slug) and any(slug == plan.slug for plan in self._holdings.plans):
            facts = Facts(self._holdings.graph(str(slug)), self._holdings.reference)
        is_here = key is not None and key.kind in KINDS and (node, RDF.type, None) in facts.graph
        return ElementRef(
            iri=str(node),
            label=say(facts.label(node)),
            number=facts.word(node, _PG.number),
            plan=slug,
            href=self._address(key) if key is not None and is_here else None,
        )

    def _continuations(self, node: URIRef) -> tuple[Continuation, ...]:
        facts, found = self._facts, []
        why = {facts.iri(q, _PG.continuedFrom): q for q in facts.iris(node, _PG.qualifiedContinuation)}
        for earlier in facts.iris(node, _PG.continues):
            told = why.get(earlier)
            found.append(
                Continuation(
                    element=self._ref(earlier),
                    basis=None if told is None else facts.term(told, _PG.basis, get_args(Basis)),
                    rationale=None if told is None else say_or_none(facts.text(told, _PG.rationale)),
                )
            )
        return tuple(found)

    def _target_links(self, node: URIRef) -> tuple[TargetLink, ...]:
        facts, found = self._facts, []
        why = {facts.iri(link, _PG.linkTarget): link for link in facts.iris(node, _PG.qualifiedLink)}
        for target in facts.iris(node, _PG.addresses):
            told = why.get(target)
            found.append(
                TargetLink(
                    target=facts.target(target),
                    basis=None if told is None else facts.term(told, _PG.basis, get_args(Basis)),
                    rationale=None if told is None else say_or_none(facts.text(told, _PG.rationale)),
                    confidence=None if told is None else facts.number(told, _PG.confidence),
                    evidence=() if told is None else facts.passages(told),
                )
            )
        return tuple(found)

    def _uses(self, node: URIRef, prop: URIRef) -> tuple[ConceptUse, ...]:
        return tuple(
            ConceptUse(
                **dict(self._facts.concept(concept)),
                inherited=(node, _PG.inherits, concept) in self._graph,
                suggested=(node, prop, concept) in self._open,
            )
            for concept in self._facts.iris(node, prop)
        )

    def _figure(self, goal: URIRef, node: URIRef) -> Figure:
        facts = self._facts
        return Figure(
            iri=str(node),
            label=say(facts.label(node)),
            suggested=(goal, _PG.targetValue, node) in self._open,
            indicator=next(iter(facts.concepts(node, _PG.indicator)), None),
            comparator=facts.term(node, _PG.comparator, get_args(Comparator)),
            value_kind=facts.term(node, _PG.valueKind, get_args(ValueKind)),
            direction=facts.term(node, _PG.direction, get_args(Direction)),
            value=facts.number(node, _PG.value),
            unit=next(iter(facts.concepts(node, _PG.unit)), None),
            relative_to=facts.term(node, _PG.relativeTo, get_args(Reference)),
            offset=facts.number(node, _PG.offset),
            due_year=facts.integer(node, _PG.dueYear),
            condition=say_or_none(facts.text(node, _PG.condition)),
            target_groups=facts.concepts(node, _PG.targetGroup),
            baselines=tuple(map(self._observation, facts.iris(node, _PG.baseline))),
            national_values=tuple(map(self._observation, facts.iris(node, _PG.nationalValue))),
            evidence=facts.passages(node),
        )

    def _observation(self, node: URIRef) -> Observation:
        facts = self._facts
        return Observation(
            iri=str(node),
            label=say(facts.label(node)),
            value=facts.number(node, _PG.value),
            unit=next(iter(facts.concepts(node, _PG.unit)), None),
            period=facts.word(node, _PG.period),
            areas=facts.things(node, _PG.area),
            kind=facts.term(node, _PG.figureKind, get_args(FigureKind)),
            indicator=next(iter(facts.concepts(node, _PG.indicator)), None),
            benefit=next(iter(facts.concepts(node, _PG.benefit)), None),
            target_groups=facts.concepts(node, _PG.targetGroup),
            source=say_or_none(facts.text(node, DCTERMS.source)),
            evidence=facts.passages(node),
        )


def _key(node: URIRef) -> Key | None:
    """Return the kind and key of a part of a plan, or None for an IRI that says neither."""
    try:
        key = parse(str(node))
    except ValueError:
        return None
    return key if key.kind in PLAN_KINDS else None
