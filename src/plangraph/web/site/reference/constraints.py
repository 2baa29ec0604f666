"""What rules demand of classes and properties, read from their shapes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rdflib import URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from plangraph.check.rules import TARGETS, load_rules
from plangraph.model import Lang, Rule
from plangraph.names import PG, shorten
from plangraph.web.holdings import Holdings
from plangraph.web.words import word

if TYPE_CHECKING:
    from plangraph.check.rules import RuleSet

#: The thing that a query finds: ``?value a pg:Goal``.
_KIND: Final = re.compile(r"\?value\s+a\s+pg:(\w+)")
#: The property at fault, as a query says it.
_PATH: Final = re.compile(r"BIND\(\s*pg:(\w+)\s+AS\s+\?path\s*\)")
_NUMBERS: Final = (
    (SH.minCount, "reference_at_least"),
    (SH.maxCount, "reference_at_most"),
    (SH.qualifiedMinCount, "reference_at_least"),
    (SH.minInclusive, "reference_from"),
    (SH.maxInclusive, "reference_to"),
)
_TERMS: Final = (
    (SH.datatype, "reference_datatype"),
    (SH["class"], "reference_class"),
    (SH.pattern, "reference_pattern"),
)


@dataclass(frozen=True, slots=True)
class Demand:
    """What a rule demands of a term.

    :param rule: the rule
    :param node: the shape that says it in SHACL's own terms, or None where a query does
    """

    rule: Rule
    node: Node | None


def rule_set(holdings: Holdings) -> RuleSet:
    """Return the rules with their shapes."""
    return holdings.keep("rule set", load_rules)


def demands_of(holdings: Holdings) -> Mapping[str, tuple[Demand, ...]]:
    """Return what is demanded of each class and property, by IRI."""
    return holdings.keep("demands", lambda: _demands(rule_set(holdings)))


def looks_at(rules: RuleSet, rule: Rule) -> tuple[str, ...]:
    """Return the IRIs of the classes, or of the properties that mark the things, which a rule looks at."""
    population = rules.population_of(rule)
    if population is not None:
        found = [PG + kind for kind in dict.fromkeys(_KIND.findall(population))]
        if found:
            return tuple(found)
    shape = URIRef(rule.iri)
    return tuple(sorted(str(node) for t in TARGETS for node in rules.graph.objects(shape, t)))


def write_constraints(rules: RuleSet, demand: Demand, lang: Lang) -> tuple[str, ...]:
    """Return what a shape demands, each in a few words; nothing where a query does it."""
    if demand.node is None:
        return ()
    graph, said = rules.graph, []
    for predicate, key in _NUMBERS:
        said += [word(key, lang, value=str(v)) for v in graph.objects(demand.node, predicate)]
    for predicate, key in _TERMS:
        said += [word(key, lang, value=shorten(str(v))) for v in graph.objects(demand.node, predicate)]
    for head in graph.objects(demand.node, SH["in"]):
        values = ", ".join(shorten(str(v)) for v in graph.items(head))
        said.append(word("reference_in", lang, value=values))
    return tuple(said)


def _demands(rules: RuleSet) -> dict[str, tuple[Demand, ...]]:
    found: defaultdict[str, dict[Demand, None]] = defaultdict(dict)
    for rule in rules.rules:
        for iri in looks_at(rules, rule):
            found[iri][Demand(rule, None)] = None
        for iri, node in _paths(rules, rule):
            found[iri].pop(Demand(rule, None), None)
            found[iri][Demand(rule, node)] = None
    return {iri: tuple(demands) for iri, demands in found.items()}


def _paths(rules: RuleSet, rule: Rule) -> Iterator[tuple[str, Node | None]]:
    part = rules.shapes_of([rule])
    for node, path in part.subject_objects(SH.path):
        if isinstance(path, URIRef):
            yield str(path), node
    for select in part.objects(None, SH.select):
        for name in _PATH.findall(str(select)):
            yield PG + name, None
