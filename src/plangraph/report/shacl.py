"""Assessments as RDF: the ``sh:ValidationReport`` of SHACL, and scores as measurements of the DQV."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from rdflib import RDF, RDFS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, OWL, SH, SKOS

from plangraph.model import (
    Assessment,
    Finding,
    Lang,
    Outcome,
    Report,
    Score,
    Severity,
    State,
    Text,
    Waiver,
)
from plangraph.names import PG, PREFIXES, RULE, mint, slug
from plangraph.report.components import component_of
from plangraph.report.words import DIMENSION
from plangraph.turtle import write

if TYPE_CHECKING:
    from rdflib.term import Node

_DQV: Final = Namespace(PREFIXES["dqv"])
_PG: Final = Namespace(PG)
_SEVERITY: Final = {
    Severity.VIOLATION: SH.Violation,
    Severity.WARNING: SH.Warning,
    Severity.INFO: SH.Info,
}
#: What is measured of a score: the type of its value, and what it says.
_OF_SCORE: Final = {
    "passed": (XSD.integer, Text("Tjek, der er opfyldt", "Checks passed")),
    "examined": (XSD.integer, Text("Tjek, der er gjort", "Checks made")),
    "share": (XSD.decimal, Text("Andel af tjekkene, der er opfyldt", "Share of the checks that passed")),
}
#: Dimensions beside those of the rule files.
_WHOLE: Final = "completeness"
_TIERS: Final = "tier"
_OWN: Final = {
    _WHOLE: Text("Fuldstændighed", "Completeness"),
    _TIERS: Text("Trin", "Tiers"),
}


def as_turtle(assessments: Sequence[Assessment], lang: Lang) -> bytes:  # noqa: ARG001 - RDF holds both languages
    """Write assessments as Turtle without blank nodes, the same bytes for the same assessments.

    Each plan gets a ``sh:ValidationReport`` (SHACL, section 3.6) with a ``sh:ValidationResult`` a finding,
    and ``dqv:QualityMeasurement`` nodes for its scores, its tiers and the state of each rule.
    ``sh:conforms`` is true only when there is no result, waived or not, and every rule could be run.
    A waived finding points at its waiver with ``dcterms:relation``.

    :param assessments: one a plan
    :param lang: not used, everything is there in both languages
    """
    graph = Graph(bind_namespaces="none")
    for assessment in assessments:
        _Writer(graph, assessment.report).write(assessment)
    return write(graph).encode()


class _Writer:
    """Adds what is known of one plan to a graph."""

    def __init__(self, graph: Graph, report: Report) -> None:
        self._graph, self._report = graph, report
        self._slug = slug(report.slug)
        self._plan = URIRef(report.plan)

    def write(self, assessment: Assessment) -> None:
        report = self._report
        node = self._mint("report", report.ruleset or "rules")
        errored = any(o.state is State.ERRORED for o in report.outcomes)
        self._add(node, RDF.type, SH.ValidationReport)
        self._say(node, RDFS.label, report.label)
        self._add(node, DCTERMS.subject, self._plan)
        self._add(node, OWL.versionInfo, Literal(report.ruleset))
        self._add(node, SH.conforms, Literal(not report.findings and not errored))
        rules = {o.rule.id: o.rule for o in report.outcomes}
        taken: set[str] = set()
        for finding in report.findings:
            result = self._mint("result", _digest(finding, taken))
            self._add(node, SH.result, result)
            self._result(result, finding, rules[finding.rule].iri)
        self._scores(assessment)
        for outcome in report.outcomes:
            self._outcome(outcome)

    def _result(self, node: URIRef, finding: Finding, rule: str) -> None:
        self._add(node, RDF.type, SH.ValidationResult)
        self._add(node, SH.focusNode, URIRef(finding.focus))
        self._add(node, SH.sourceShape, URIRef(rule))
        self._add(node, SH.resultSeverity, _SEVERITY[finding.severity])
        self._say(node, RDFS.label, finding.label)
        self._say(node, SH.resultMessage, finding.message)
        self._say(node, RDFS.comment, finding.fix)
        if finding.path is not None:
            self._add(node, SH.resultPath, URIRef(finding.path))
        value = _value(finding.value)
        if value is not None:
            self._add(node, SH.value, value)
        component = component_of(rule, finding)
        if component is not None:
            self._add(node, SH.sourceConstraintComponent, component)
        for passage in finding.evidence:
            self._add(node, DCTERMS.references, URIRef(passage.iri))
        if finding.waiver is not None:
            self._waiver(node, finding.waiver, rule)

    def _waiver(self, node: URIRef, waiver: Waiver, rule: str) -> None:
        iri = URIRef(waiver.iri)
        self._add(node, DCTERMS.relation, iri)
        self._add(iri, RDF.type, _PG.Waiver)
        self._add(iri, _PG.waives, URIRef(rule))
        self._add(iri, _PG.waivedFor, URIRef(waiver.focus))
        self._add(iri, _PG.waivedBy, Literal(waiver.by))
        self._add(iri, _PG.reason, Literal(waiver.reason, lang="da"))
        self._add(iri, _PG.validUntil, Literal(waiver.until, datatype=XSD.date))

    def _scores(self, assessment: Assessment) -> None:
        self._score(assessment.overall, _WHOLE, self._plan, "all")
        for score in assessment.dimensions:
            self._score(score, score.subject, self._plan, score.subject)
        for score in (*assessment.areas, *assessment.goals):
            of = score.subject.removeprefix(f"{self._plan}/")
            self._score(score, _WHOLE, URIRef(score.subject), of)
        for tier in assessment.tiers:
            definition = Text(f"Trinnet »{tier.name.da}« er nået", f"The tier “{tier.name.en}” is reached")
            metric = self._metric(f"{_TIERS}/{tier.id}", _TIERS, XSD.boolean, definition)
            self._measure(f"tier-{tier.id}", metric, self._plan, Literal(tier.reached))

    def _score(self, score: Score, dimension: str, of: URIRef, key: str) -> None:
        values: dict[str, int | Decimal] = {"passed": score.passed, "examined": score.examined}
        if score.examined:
            values["share"] = (Decimal(score.passed) / score.examined).quantize(Decimal("0.0001"))
        for name, value in values.items():
            kind, definition = _OF_SCORE[name]
            metric = self._metric(f"{dimension}/{name}", dimension, kind, definition)
            self._measure(f"{key}-{name}", metric, of, Literal(value))

    def _outcome(self, outcome: Outcome) -> None:
        """Say what became of a rule; a failure of the rule itself is a state of its own, never a result."""
        rule = outcome.rule
        definition = Text(f"Udfald af reglen »{rule.name.da}«", f"Outcome of the rule “{rule.name.en}”")
        metric = self._metric(f"{rule.id}/state", rule.dimension, XSD.string, definition)
        node = self._measure(f"rule-{rule.id}", metric, self._plan, Literal(outcome.state.value))
        if outcome.note is not None:
            self._say(node, RDFS.comment, outcome.note)

    def _metric(self, name: str, dimension: str, kind: URIRef, definition: Text) -> URIRef:
        metric, of = URIRef(RULE + name), URIRef(RULE + dimension)
        self._add(metric, RDF.type, _DQV.Metric)
        self._say(metric, SKOS.definition, definition)
        self._add(metric, _DQV.expectedDataType, kind)
        self._add(metric, _DQV.inDimension, of)
        self._add(of, RDF.type, _DQV.Dimension)
        self._say(of, SKOS.prefLabel, _OWN.get(dimension) or DIMENSION.get(dimension) or _same(dimension))
        return metric

    def _measure(self, key: str, metric: URIRef, of: URIRef, value: Literal) -> URIRef:
        node = self._mint("measurement", key)
        self._add(node, RDF.type, _DQV.QualityMeasurement)
        self._add(node, _DQV.isMeasurementOf, metric)
        self._add(node, _DQV.computedOn, of)
        self._add(node, _DQV.value, value)
        self._add(of, _DQV.hasQualityMeasurement, node)
        return node

    def _mint(self, kind: str, key: str) -> URIRef:
        return URIRef(mint(kind, self._slug, slug(key)))

    def _add(self, subject: Node, predicate: Node, value: Node) -> None:
        self._graph.add((subject, predicate, value))

    def _say(self, subject: Node, predicate: Node, text: Text) -> None:
        for lang, words in text.as_dict().items():
            self._add(subject, predicate, Literal(words, lang=lang))


def _same(name: str) -> Text:
    return Text(name, name)


def _value(value: str | None) -> Node | None:
    """Return the value at fault; a result takes only one, so of several none is given."""
    if value is None:
        return None
    if not value.startswith(("http://", "https://", "urn:")):
        return Literal(value)
    return None if " " in value else URIRef(value)


def _digest(finding: Finding, taken: set[str]) -> str:
    """Return a name for a finding that stays when the plan is renumbered, as its key does."""
    said = finding.key or "\0".join((finding.rule, finding.focus, finding.path or "", finding.value or ""))
    whole = hashlib.sha256(said.encode()).hexdigest()[:16]
    found, number = whole, 1
    while found in taken:
        number += 1
        found = f"{whole}-{number}"
    taken.add(found)
    return found
