"""Checks one plan against the rules of completeness, with pySHACL; nothing else here knows that engine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from rdflib import RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.namespace import SH, SKOS
from rdflib.term import BNode, Node

from plangraph.errors import LoadError
from plangraph.model import LANGS, Finding, Outcome, Report, Rule, State, Text
from plangraph.names import PG, plan_of
from plangraph.rules import RuleSet, load_rules, prepare, with_prefixes
from plangraph.subjects import Subjects

if TYPE_CHECKING:
    from rdflib.query import Result

__all__ = ["RuleSet", "check", "load_rules"]

_PG: Final = Namespace(PG)
#: What the rules need to know of a concept, municipality or national target that a plan points at.
_KEPT: Final = frozenset(
    {RDF.type, SKOS.notation, _PG.number, _PG.year, _PG.inTargetSet, _PG.inRegion, _PG.disputed}
    | {_PG.validFrom, _PG.validUntil}
)
#: Reference data that the rules look at although no plan points at it.
_ALWAYS: Final = (_PG.NationalTargetSet, _PG.NationalTarget, _PG.StatutoryRequirement)
_NOTHING: Final = Text(
    "Planen har intet, som reglen kan se på.", "The plan has nothing that the rule could look at."
)


@dataclass(slots=True)
class _Hit:
    """One node at fault: the rows that a query gives for it, put together."""

    focus: Node
    path: str | None
    value: Node | None
    details: set[Node] = field(default_factory=set)


class _Data(Graph):
    """The graph under test; pySHACL hands over the text of its queries anew each time, we parse it once."""

    def query(self, query_object: Any, *args: Any, **kwargs: Any) -> Result:
        """Evaluate a query, taking the parsed form of a text seen before."""
        parsed = prepare(query_object) if isinstance(query_object, str) else query_object
        return super().query(parsed, *args, **kwargs)


def check(plan_graph: Graph, reference: Graph, rules: RuleSet) -> Report:
    """Check one plan.

    A rule that is out of force in the plan's year, or finds nothing to look at, is *not applicable*. A rule
    that the engine cannot run is *errored*, and the others are run all the same.

    :param plan_graph: the triples of one plan
    :param reference: the ontology, vocabularies and national targets
    :param rules: as :func:`load_rules` gives them
    :raises LoadError: when the graph does not hold exactly one plan
    """
    plan = _the_plan(plan_graph)
    year = _year(plan_graph, plan)
    data = _data(plan_graph, reference)
    outcomes: dict[str, Outcome] = {}
    populations: dict[str, tuple[str, ...]] = {}
    for rule in rules.rules:
        try:
            looked_at = () if _out_of_force(rule, year) else _looked_at(rule, rules, data)
        except Exception as error:  # whatever a rule does must not end the check of the others
            outcomes[rule.id] = Outcome(rule, State.ERRORED, note=_went_wrong(error))
            continue
        if looked_at:
            populations[rule.id] = looked_at
        else:
            outcomes[rule.id] = Outcome(
                rule, State.NOT_APPLICABLE, note=_out_of_force(rule, year) or _NOTHING
            )
    subjects = Subjects(plan_graph, reference)
    findings: list[Finding] = []
    for rule, result in _run([r for r in rules.rules if r.id in populations], rules, data):
        looked_at = populations[rule.id]
        if isinstance(result, Exception):
            outcomes[rule.id] = Outcome(rule, State.ERRORED, looked_at, note=_went_wrong(result))
            continue
        findings += (_finding(rule, hit, plan, year, subjects) for hit in result)
        at_fault = tuple(sorted({str(hit.focus) for hit in result}))
        state = State.FAILED if at_fault else State.PASSED
        outcomes[rule.id] = Outcome(rule, state, looked_at, at_fault)
    return Report(
        plan=str(plan),
        slug=plan_of(str(plan)) or str(plan).rstrip("/#").rpartition("/")[2],
        label=subjects.label(plan),
        year=year or 0,
        ruleset=rules.version,
        outcomes=tuple(outcomes[rule.id] for rule in rules.rules),
        findings=tuple(sorted(findings, key=lambda f: _order(f, subjects))),
    )


def _the_plan(graph: Graph) -> Node:
    plans = sorted(set(graph.subjects(RDF.type, _PG.Plan)), key=str)
    if len(plans) == 1:
        return plans[0]
    if plans:
        names = ", ".join(map(str, plans))
        raise LoadError(names, f"{len(plans)} plans in one graph; a file holds one plan")
    raise LoadError("the graph", "there is no plan in it (nothing of the class pg:Plan)")


def _year(graph: Graph, plan: Node) -> int | None:
    years = [v.value for v in graph.objects(plan, _PG.year) if isinstance(v, Literal)]
    return years[0] if len(years) == 1 and isinstance(years[0], int) else None


def _data(plan_graph: Graph, reference: Graph) -> _Data:
    """Put together what the rules look at: the plan, and of the reference data only what concerns it."""
    data = _Data(bind_namespaces="none")
    data += plan_graph
    for triple in reference.triples((None, RDFS.subClassOf, None)):
        data.add(triple)  # an instance of a subclass counts as one of the class
    named: set[Node] = {o for o in plan_graph.objects() if isinstance(o, URIRef)}
    named.update(s for kind in _ALWAYS for s in reference.subjects(RDF.type, kind))
    for node in named:
        for predicate, value in reference.predicate_objects(node):
            if predicate in _KEPT:
                data.add((node, predicate, value))
    return data


def _out_of_force(rule: Rule, year: int | None) -> Text | None:
    """Say why a rule does not apply to plans of a year, or None where it does."""
    if rule.valid_from is None and rule.valid_until is None:
        return None
    if year is None:
        return Text("Planen har intet planår.", "The plan has no plan year.")
    if rule.applies_to(year):
        return None
    first, last = rule.valid_from, rule.valid_until
    if first is not None and last is not None:
        return Text(
            f"Reglen gælder planår {first}-{last}.", f"The rule applies to plan years {first} to {last}."
        )
    if first is not None:
        return Text(f"Reglen gælder fra planår {first}.", f"The rule applies from plan year {first}.")
    return Text(f"Reglen gælder til og med planår {last}.", f"The rule applies up to plan year {last}.")


def _went_wrong(error: Exception) -> Text:
    what = f"{type(error).__name__}: {error}".splitlines()[0]
    return Text(f"Reglen kunne ikke køres ({what}).", f"The rule could not be run ({what}).")


def _looked_at(rule: Rule, rules: RuleSet, data: Graph) -> tuple[str, ...]:
    """Return what a rule looks at: its population, or the targets of its shape."""
    population = rules.population_of(rule)
    if population is not None:
        rows = data.query(with_prefixes(population))
        return tuple(sorted({str(row["value"]) for row in rows}))  # type: ignore[index,call-overload]
    shape, found = URIRef(rule.iri), set[Node]()
    found.update(rules.graph.objects(shape, SH.targetNode))
    for target in rules.graph.objects(shape, SH.targetClass):
        for kind in data.transitive_subjects(RDFS.subClassOf, target):
            found.update(data.subjects(RDF.type, kind))
    for target in rules.graph.objects(shape, SH.targetSubjectsOf):
        found.update(data.subjects(target, None))
    for target in rules.graph.objects(shape, SH.targetObjectsOf):
        found.update(data.objects(None, target))
    return tuple(sorted(str(node) for node in found))


def _run(
    rules: Sequence[Rule], ruleset: RuleSet, data: Graph
) -> Iterator[tuple[Rule, list[_Hit] | Exception]]:
    """Run rules together; where the engine gives up, run them one by one to find out which cannot be run."""
    if not rules:
        return
    try:
        results = _validate(ruleset.shapes_of(rules), data)
    except Exception as error:  # pySHACL and rdflib raise many kinds
        if len(rules) == 1:
            yield rules[0], error
            return
        for rule in rules:
            yield from _run([rule], ruleset, data)
        return
    yield from ((rule, _hits(rule, ruleset, results)) for rule in rules)


def _validate(shapes: Graph, data: Graph) -> Graph:
    """Run pySHACL and return its report graph."""
    import pyshacl

    _, report, text = pyshacl.validate(data, shacl_graph=shapes, inplace=True, inference="none")
    if not isinstance(report, Graph):  # a ValidationFailure comes back as a value
        raise RuntimeError(str(text))
    return report


def _hits(rule: Rule, rules: RuleSet, report: Graph) -> list[_Hit]:
    """Gather the results that a rule gave, one for each node, property and value at fault."""
    shape = URIRef(rule.iri)
    templates = {str(t) for t in rules.graph.objects(shape, SH.message)}
    hits: dict[tuple[Node, str | None, Node | None], _Hit] = {}
    for source in (shape, *rules.graph.objects(shape, SH.property)):
        for result in report.subjects(SH.sourceShape, source):
            path = _predicate(report, report.value(result, SH.resultPath))
            value, focus = report.value(result, SH.value), report.value(result, SH.focusNode)
            queried = report.value(result, SH.sourceConstraint) is not None
            if queried:
                focus, value = value, None
            if focus is None:
                raise RuntimeError(f"a result of {rule.id} names nothing at fault")
            hit = hits.setdefault((focus, path, value), _Hit(focus, path, value))
            if queried:
                told = {str(m) for m in report.objects(result, SH.resultMessage)} - templates
                hit.details.update(_term(m) for m in told if not m.startswith("{"))
    # A missing value says nothing beside a wrong one of the same property.
    wrong = {(h.focus, h.path) for h in hits.values() if h.value is not None}
    return [h for h in hits.values() if h.value is not None or h.details or (h.focus, h.path) not in wrong]


def _term(text: str) -> Node:
    return URIRef(text) if text.startswith(("http://", "https://", "urn:")) else Literal(text)


def _predicate(report: Graph, path: Node | None) -> str | None:
    """Return the property that a result path begins with."""
    while isinstance(path, BNode):
        path = report.value(path, SH.inversePath) or report.value(path, RDF.first)
    return None if path is None else str(path)


def _finding(rule: Rule, hit: _Hit, plan: Node, year: int | None, subjects: Subjects) -> Finding:
    values = [hit.value] if hit.value is not None else sorted(hit.details, key=subjects.order)
    shown = values or subjects.values(hit.focus, hit.path)  # of too many values none is the wrong one
    blanks: dict[str, dict[str, str]] = defaultdict(dict)
    for lang in LANGS:
        blanks[lang] = {
            "label": subjects.label(hit.focus).get(lang),
            "number": subjects.number(hit.focus).get(lang),
            "plan": subjects.label(plan).get(lang),
            "year": str(year) if year is not None else Text("planåret", "the plan year").get(lang),
            "value": subjects.enumerate(shown, lang),
        }
    return Finding(
        rule=rule.id,
        severity=rule.severity,
        plan=str(plan),
        focus=str(hit.focus),
        label=subjects.label(hit.focus),
        path=hit.path,
        value=" ".join(str(v) for v in values) or None,
        message=Text(rule.message.da.format(**blanks["da"]), rule.message.en.format(**blanks["en"])),
        fix=Text(rule.fix.da.format(**blanks["da"]), rule.fix.en.format(**blanks["en"])),
        evidence=subjects.passages(hit.focus) or subjects.passages(*hit.details),
    )


def _order(finding: Finding, subjects: Subjects) -> tuple[Any, ...]:
    focus = subjects.order(URIRef(finding.focus))
    return (-finding.severity.rank, finding.rule, focus, finding.path or "", finding.value or "")
