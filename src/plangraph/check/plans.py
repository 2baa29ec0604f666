"""Checks one plan against the rules of completeness, with whatever engine runs them."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Final

from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from plangraph.check.engine import Engine, Hit, gather
from plangraph.check.rules import RuleSet, load_rules
from plangraph.check.shacl import PyShacl
from plangraph.check.subjects import Subjects
from plangraph.errors import LoadError
from plangraph.model import LANGS, Finding, Outcome, Report, Rule, State, Text
from plangraph.names import PG, plan_of

__all__ = ["RuleSet", "check", "load_rules"]

_PG: Final = Namespace(PG)
_NOTHING: Final = Text(
    "Planen har intet, som reglen kan se på.", "The plan has nothing that the rule could look at."
)


def check(
    plan_graph: Graph,
    reference: Graph,
    rules: RuleSet,
    earlier: Graph | None = None,
    *,
    engine: Engine | None = None,
) -> Report:
    """Check one plan.

    A rule that is out of force in the plan's year, or finds nothing to look at, is *not applicable*. A rule
    that the engine cannot run is *errored*, and the others are run all the same.

    :param plan_graph: the triples of one plan
    :param reference: the ontology, vocabularies and national targets
    :param rules: as :func:`load_rules` gives them
    :param earlier: the triples of the municipality's plan before, for the rules of continuity
    :param engine: what runs the rules; pySHACL where none is given
    :raises LoadError: when the graph does not hold exactly one plan
    """
    plan = _the_plan(plan_graph)
    year = _year(plan_graph, plan)
    data = gather(plan_graph, reference, earlier)
    engine = engine or PyShacl()
    outcomes: dict[str, Outcome] = {}
    populations: dict[str, tuple[str, ...]] = {}
    for rule in rules.rules:
        try:
            looked_at = () if _out_of_force(rule, year) else engine.examined(rule, rules, data)
        except Exception as error:  # whatever a rule does must not end the check of the others
            outcomes[rule.id] = Outcome(rule, State.ERRORED, note=_went_wrong(error))
            continue
        if looked_at:
            populations[rule.id] = looked_at
        else:
            outcomes[rule.id] = Outcome(
                rule, State.NOT_APPLICABLE, note=_out_of_force(rule, year) or _NOTHING
            )
    subjects = Subjects(plan_graph, reference, earlier)
    findings: list[Finding] = []
    for rule, result in engine.run([r for r in rules.rules if r.id in populations], rules, data):
        looked_at = populations[rule.id]
        if isinstance(result, Exception):
            outcomes[rule.id] = Outcome(rule, State.ERRORED, looked_at, note=_went_wrong(result))
            continue
        findings += (_finding(rule, rules.blanks_of(rule), hit, plan, year, subjects) for hit in result)
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


def _finding(
    rule: Rule, names: frozenset[str], hit: Hit, plan: Node, year: int | None, subjects: Subjects
) -> Finding:
    values = [hit.value] if hit.value is not None else sorted(hit.details, key=subjects.order)
    shown = values or subjects.values(hit.focus, hit.path)  # of too many values none is the wrong one
    values = values or [node for node in hit.blanks.values() if isinstance(node, URIRef)]
    own = {name: [node] if (node := hit.blanks.get(name)) else [] for name in names}
    blanks: dict[str, dict[str, str]] = defaultdict(dict)
    for lang in LANGS:
        blanks[lang] = {
            "label": subjects.label(hit.focus).get(lang),
            "number": subjects.number(hit.focus).get(lang),
            "plan": subjects.label(plan).get(lang),
            "year": str(year) if year is not None else Text("planåret", "the plan year").get(lang),
            "value": subjects.enumerate(shown, lang),
            **{name: subjects.enumerate(nodes, lang) for name, nodes in own.items()},
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
    rest = (finding.path or "", finding.value or "", finding.message.da)
    return (-finding.severity.rank, finding.rule, focus, *rest)
