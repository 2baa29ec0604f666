"""Writes what was understood of a document as a plan's graph, every part of it marked as a suggestion."""

from __future__ import annotations

from typing import Final

from rdflib import RDF, XSD, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, PROV, RDFS, SKOS

from plangraph import __version__
from plangraph.intake.draft import (
    Draft,
    Element,
    Figure,
    Measured,
    Naming,
    Statement,
    TargetLink,
)
from plangraph.intake.knowledge import Knowledge
from plangraph.intake.pen import Pen, decimal
from plangraph.intake.structure import Outline
from plangraph.model import Text
from plangraph.names import PG, PREFIXES, UNIT, mint, slug
from plangraph.passages import normalise

_PG: Final = Namespace(PG)
_OA: Final = Namespace(PREFIXES["oa"])
_QB: Final = Namespace(PREFIXES["qb"])
_CLASSES: Final = {
    Element.FOCUS_AREA: _PG.FocusArea,
    Element.OBJECTIVE: _PG.Objective,
    Element.GOAL: _PG.Goal,
    Element.MEASURE: _PG.Measure,
    Element.CHALLENGE: _PG.Challenge,
}


def draft_slug(draft: Draft, knowledge: Knowledge) -> str:
    """Return the slug of a draft's plan: municipalities and year; the file's name where none is known.

    :raises ValueError: when neither gives one
    """
    places = [knowledge.places[code].name for code in draft.particulars.municipalities]
    stem = draft.document.name.rsplit(".", 1)[0]
    name = slug("-".join(places) or stem)
    year = draft.particulars.year
    return name if year is None or str(year) in name.split("-") else f"{name}-{year}"


def write(draft: Draft, outline: Outline, knowledge: Knowledge, name: str | None = None) -> Graph:
    """Write a draft as the graph of one plan.

    Every element, name, figure and link has a ``pg:Suggestion`` (a link its ``pg:Linkage``) with confidence
    and reason; a candidate is a suggestion only, and no element until somebody accepts it.

    :param draft: what was understood
    :param outline: the sections of its document
    :param knowledge: for the names of places and targets
    :param name: the plan's slug, or None for one made of municipality and year
    """
    return _Writer(draft, outline, knowledge, name or draft_slug(draft, knowledge)).written()


class _Writer(Pen):
    def __init__(self, draft: Draft, outline: Outline, knowledge: Knowledge, name: str) -> None:
        super().__init__(draft.document, outline, name)
        self.draft, self.knowledge = draft, knowledge
        self.indicators: dict[str, URIRef] = {}

    def written(self) -> Graph:
        self._describe_plan()
        for statement in self.draft.statements:
            self._add_statement(statement)
        for found in self.draft.statutory:
            node = self.iri("statement", found.key)
            self.graph.add((node, RDF.type, _PG.StatutoryStatement))
            self.label(node, found.label)
            self.graph.add((node, _PG.inPlan, self.plan))
            self.words(node, found.spans)
            predicate = _PG.meets if found.meets else _PG.cites
            self.suggest(node, predicate, URIRef(found.requirement), found.spans, found.ground)
        return self.graph

    # ---- the plan and its document

    def _describe_plan(self) -> None:
        add, facts = self.graph.add, self.draft.particulars
        for kind in (_PG.Plan, PROV.Plan, PROV.Entity):
            add((self.plan, RDF.type, kind))
        self.label(self.plan, self._title())
        add((self.plan, DCTERMS.source, self.source))
        add((self.plan, _PG.status, _PG.Adopted if facts.adopted else _PG.Draft))
        for code in facts.municipalities:
            add((self.plan, _PG.municipality, URIRef(self.knowledge.places[code].iri)))
        if facts.year is not None:
            add((self.plan, _PG.year, Literal(facts.year)))
            self._period(facts.year, facts.last_year or facts.year)
        if facts.adopted_on:
            add((self.plan, _PG.adoptedOn, Literal(facts.adopted_on, datatype=XSD.date)))
        for kind, name, predicate in (
            (_PG.Jobcentre, facts.jobcentre, _PG.responsible),
            (_PG.Committee, facts.committee, DCTERMS.contributor),
        ):
            if name:
                body = URIRef(mint("organisation", slug(name)))
                add((body, RDF.type, kind))
                self.label(body, name)
                add((self.plan, predicate, body))
        self.point(self.plan, facts.spans)
        for listed in self.draft.listed:
            node = self.suggest(self.plan, _PG.lists, URIRef(listed.target), listed.spans, listed.ground)
            if listed.spans:
                self.graph.add((node, _PG.statementText, self.quoted(listed.spans)))
            self.point(self.plan, listed.spans)
        self._describe_document()

    def _title(self) -> str:
        """Return the plan's title, with its municipalities where it leaves them out."""
        facts, document = self.draft.particulars, self.draft.document
        title = normalise(facts.title or document.title or document.name)
        names = [self.knowledge.places[code].name for code in facts.municipalities]
        missing = [name for name in names if name.casefold() not in title.casefold()]
        return ", ".join([title, " og ".join(missing)]) if missing else title

    def _describe_document(self) -> None:
        add, document = self.graph.add, self.draft.document
        for kind in (_PG.SourceDocument, PROV.Entity):
            add((self.source, RDF.type, kind))
        self.label(self.source, document.title or document.name)
        add((self.source, DCTERMS.title, Literal(document.title or document.name, lang="da")))
        add((self.source, DCTERMS.identifier, Literal(document.name)))
        add((self.source, DCTERMS["format"], Literal(document.media_type)))
        add((self.source, DCTERMS.language, Literal("da")))
        add((self.source, _PG.inPlan, self.plan))
        add((self.source, _PG.sha256, Literal(document.sha256)))
        if document.pages:
            add((self.source, _PG.pages, Literal(document.pages)))
        for note in document.notes:
            self.texts(self.source, SKOS.note, note)
        for told in self.draft.notes:
            self.texts(self.plan, SKOS.note, told)
        run = self.iri("intake", "1")
        add((run, RDF.type, PROV.Activity))
        self.texts(
            run, RDFS.label, Text(f"Læst ind af plangraph {__version__}", f"Read by plangraph {__version__}")
        )
        add((run, PROV.used, self.source))
        add((self.plan, PROV.wasGeneratedBy, run))

    def _period(self, first: int, last: int) -> None:
        name = str(first) if first == last else f"{first}-{last}"
        period = URIRef(mint("period", name))
        self.graph.add((period, RDF.type, DCTERMS.PeriodOfTime))
        self.texts(period, RDFS.label, Text(name, name))
        self.graph.add((period, DCAT.startDate, Literal(f"{first}-01-01", datatype=XSD.date)))
        self.graph.add((period, DCAT.endDate, Literal(f"{last}-12-31", datatype=XSD.date)))
        self.graph.add((self.plan, DCTERMS.temporal, period))

    # ---- statements

    def _add_statement(self, statement: Statement) -> None:
        node = self.iri(statement.element, statement.key)
        area = None if statement.area is None else self.iri("focus-area", statement.area)
        if statement.candidate:
            offered = self.suggestion(
                node, RDF.type, _CLASSES[statement.element], statement.spans, statement.ground
            )
            self.label(offered, statement.label)
            self.graph.add((offered, _PG.statementText, self.quoted(statement.spans)))
            if area is not None:
                self.graph.add((offered, _PG.inFocusArea, area))
            return
        self.label(node, statement.label)
        self.graph.add((node, _PG.inPlan, self.plan))
        if statement.number:
            self.graph.add((node, _PG.number, Literal(statement.number)))
        if area is not None and statement.element is not Element.FOCUS_AREA:
            self.graph.add((node, _PG.inFocusArea, area))
        self.words(node, statement.spans)
        self.suggest(node, RDF.type, _CLASSES[statement.element], statement.spans, statement.ground)
        mentions = statement.element is Element.FOCUS_AREA
        for naming in statement.groups:
            self._name(node, _PG.mentions if mentions else _PG.targetGroup, naming)
        for naming in statement.instruments:
            self._name(node, _PG.mentions if mentions else _PG.usesInstrument, naming)
        for link in statement.links:
            self._link(node, statement, link)
        served = "objective" if statement.element is Element.GOAL else "goal"
        for key in statement.supports:
            self.graph.add((node, _PG.supports, self.iri(served, key)))
        self._add_figures(node, statement)

    def _name(self, node: URIRef, predicate: URIRef, naming: Naming) -> None:
        concept = URIRef(naming.concept)
        if predicate == _PG.mentions:  # what a text names is a fact of the text, not a reading of it
            self.graph.add((node, predicate, concept))
            return
        self.suggest(node, predicate, concept, naming.spans, naming.ground)
        if naming.inherited:
            self.graph.add((node, _PG.inherits, concept))

    def _link(self, node: URIRef, statement: Statement, link: TargetLink) -> None:
        target = URIRef(link.target)
        key = f"{statement.element}-{statement.key}-nt-{link.target.rsplit('/', 1)[-1]}"
        linkage = self.iri("linkage", key)
        self.graph.add((node, _PG.addresses, target))
        self.graph.add((node, _PG.qualifiedLink, linkage))
        self.graph.add((linkage, RDF.type, _PG.Linkage))
        self.graph.add((linkage, _PG.inPlan, self.plan))
        self.graph.add((linkage, _PG.linkTarget, target))
        self.graph.add((linkage, _PG.basis, _PG.Suggested))
        self.grounds(linkage, link.ground)
        self.point(linkage, link.spans or statement.spans)

    # ---- figures

    def _add_figures(self, goal: URIRef, statement: Statement) -> None:
        for place, figure in enumerate(statement.figures, 1):
            key = statement.key if place == 1 else f"{statement.key}-{place}"
            node = self.iri("target-value", key)
            self.graph.add((node, RDF.type, _PG.TargetValue))
            words = _short(self.draft.document.words(figure.span))
            self.label(node, f"{words} ({statement.label})" if words else statement.label)
            self.graph.add((node, _PG.inPlan, self.plan))
            self._say(node, figure)
            if figure.baseline is not None:
                self.graph.add((node, _PG.baseline, self._observe(statement, figure, figure.baseline)))
            self.words(node, (figure.span,))
            self.suggest(goal, _PG.targetValue, node, (figure.span,), figure.ground)

    def _say(self, node: URIRef, figure: Figure) -> None:
        for predicate, name in (
            (_PG.comparator, figure.comparator),
            (_PG.valueKind, figure.kind),
            (_PG.direction, figure.direction),
            (_PG.relativeTo, figure.relative_to),
        ):
            if name:
                self.graph.add((node, predicate, _PG[name]))
        for predicate, number in ((_PG.value, figure.value), (_PG.offset, figure.offset)):
            if number is not None:
                self.graph.add((node, predicate, decimal(number)))
        if figure.unit:
            self.graph.add((node, _PG.unit, URIRef(UNIT + figure.unit)))
        if figure.due_year is not None:
            self.graph.add((node, _PG.dueYear, Literal(figure.due_year)))
        if figure.condition:
            self.graph.add((node, _PG.condition, Literal(figure.condition, lang="da")))
        if figure.group:
            self.graph.add((node, _PG.targetGroup, URIRef(figure.group)))
        if (indicator := self._indicator(figure)) is not None:
            self.graph.add((node, _PG.indicator, indicator))

    def _observe(self, statement: Statement, figure: Figure, measured: Measured) -> URIRef:
        period = measured.period
        key = statement.key + (f"-{slug(period)}" if period else "-baseline")
        node = self.iri("observation", key)
        value = decimal(measured.value)
        known = self.graph.value(node, _PG.value)
        if known is not None and known != value:
            node = self.iri("observation", self.numbered("observation", key))
        for kind in (_PG.Observation, _QB.Observation):
            self.graph.add((node, RDF.type, kind))
        self.label(node, statement.label + (f", {period}" if period else ""))
        self.graph.add((node, _PG.inPlan, self.plan))
        self.graph.add((node, _PG.value, value))
        self.graph.add((node, _PG.figureKind, _PG.Measured))
        if measured.unit:
            self.graph.add((node, _PG.unit, URIRef(UNIT + measured.unit)))
        if period:
            self.graph.add((node, _PG.period, Literal(period)))
        for code in self.draft.particulars.municipalities:
            self.graph.add((node, _PG.area, URIRef(self.knowledge.places[code].iri)))
        if figure.group:
            self.graph.add((node, _PG.targetGroup, URIRef(figure.group)))
        if (indicator := self._indicator(figure)) is not None:
            self.graph.add((node, _PG.indicator, indicator))
        self.words(node, (measured.span,))
        return node

    def _indicator(self, figure: Figure) -> URIRef | None:
        """Return the known indicator, or one of the draft's own named by what the figure measures."""
        if figure.indicator:
            return URIRef(figure.indicator)
        words = normalise(figure.measured)
        if not words:
            return None
        try:
            node = URIRef(mint("indicator", f"{self.name}-{slug(words)[:60].strip('-')}"))
        except ValueError:
            return None
        if words not in self.indicators:
            self.indicators[words] = node
            for kind in (_PG.Indicator, SKOS.Concept):
                self.graph.add((node, RDF.type, kind))
            self.graph.add((node, SKOS.prefLabel, Literal(words, lang="da")))
        return self.indicators[words]


def _short(words: str) -> str:
    return words if len(words) <= 80 else words[:79].rsplit(" ", 1)[0] + "…"
