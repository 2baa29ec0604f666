"""The default engine: pySHACL; nothing else here knows it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.metadata import version
from typing import Final

from rdflib import RDF, XSD, Graph, Literal, URIRef
from rdflib.namespace import SH
from rdflib.term import BNode, Node

from plangraph.check.engine import Data, Hit, examined
from plangraph.check.rules import TARGETS, RuleSet
from plangraph.model import Rule

_NUMBER: Final = re.compile(r"-?\d+\.\d+")
#: What decides the answers beside the rules and the data.
_LIBRARIES: Final = ("pyshacl", "rdflib", "pyoxigraph")


class PyShacl:
    """Runs rules together in pySHACL, on a graph that answers their SPARQL through the store's engine."""

    @property
    def version(self) -> str:
        """The libraries, each with its version."""
        return " ".join(f"{name} {version(name)}" for name in _LIBRARIES)

    def examined(self, rule: Rule, rules: RuleSet, data: Data) -> tuple[str, ...]:
        """Return the IRIs of what a rule looks at, sorted."""
        return examined(rule, rules, data)

    def run(
        self, rules: Sequence[Rule], ruleset: RuleSet, data: Data
    ) -> Iterator[tuple[Rule, list[Hit] | Exception]]:
        """Run rules together; where pySHACL gives up, one by one to find out which cannot be run."""
        if not rules:
            return
        try:
            results = _validate(_shapes(ruleset, tuple(rules)), data)
        except Exception as error:  # pySHACL and rdflib raise many kinds
            if len(rules) == 1:
                yield rules[0], error
                return
            for rule in rules:
                yield from self.run([rule], ruleset, data)
            return
        yield from ((rule, _hits(rule, ruleset, results)) for rule in rules)


@lru_cache(maxsize=4)
def _shapes(ruleset: RuleSet, rules: tuple[Rule, ...]) -> Graph:
    """Return the shapes of rules for pySHACL, which adds to them only what it would add each time."""
    return _hoisted(ruleset.shapes_of(rules))


def _hoisted(part: Graph) -> Graph:
    """Return shapes in rdflib's default store, which pySHACL wants, their targets at their property shapes.

    That changes no result: pySHACL runs a property shape below another shape once for each focus node, and
    one that has targets of its own once for all of them.
    """
    shapes = Graph(bind_namespaces="none")
    shapes += part
    for shape, inner in part.subject_objects(SH.property):
        alone = len(list(part.subjects(SH.property, inner))) == 1
        if not alone or any((s, SH.deactivated, None) in part for s in (shape, inner)):
            continue
        targets = [(p, o) for p in TARGETS for o in part.objects(shape, p)]
        if targets and not any((inner, p, None) in part for p in TARGETS):
            shapes.remove((shape, SH.property, inner))
            for predicate, target in targets:
                shapes.add((inner, predicate, target))
    return shapes


def _validate(shapes: Graph, data: Graph) -> Graph:
    """Run pySHACL and return its report graph."""
    import pyshacl

    _, report, text = pyshacl.validate(data, shacl_graph=shapes, inplace=True, inference="none")
    if not isinstance(report, Graph):  # a ValidationFailure comes back as a value
        raise RuntimeError(str(text))
    return report


def _hits(rule: Rule, rules: RuleSet, report: Graph) -> list[Hit]:
    """Gather the results that a rule gave, one for each node, property and value at fault."""
    shape = URIRef(rule.iri)
    templates = {str(t) for t in rules.graph.objects(shape, SH.message)}
    names = rules.blanks_of(rule)
    hits: dict[tuple[object, ...], Hit] = {}
    for source in (shape, *rules.graph.objects(shape, SH.property)):
        for result in report.subjects(SH.sourceShape, source):
            path = _predicate(report, report.value(result, SH.resultPath))
            value, focus = report.value(result, SH.value), report.value(result, SH.focusNode)
            queried = report.value(result, SH.sourceConstraint) is not None
            if queried:
                focus, value = value, None
            if focus is None:
                raise RuntimeError(f"a result of {rule.id} names nothing at fault")
            told = {str(m) for m in report.objects(result, SH.resultMessage)} if queried else set[str]()
            told = {m for m in told - templates if "{?" not in m}  # what is left was not bound
            blanks = {n: _term(text) for n, _, text in sorted(m.partition("=") for m in told) if n in names}
            key = (focus, path, value, *blanks.items())
            hit = hits.setdefault(key, Hit(focus, path, value, blanks=blanks))
            hit.details.update(_term(m) for m in told if m.partition("=")[0] not in names)
    # A missing value says nothing beside a wrong one of the same property.
    wrong = {(h.focus, h.path) for h in hits.values() if h.value is not None}
    return [
        h
        for h in hits.values()
        if h.value is not None or h.details or h.blanks or (h.focus, h.path) not in wrong
    ]


def _term(text: str) -> Node:
    """Return the node that a message was filled with; only its text is left of it."""
    if text.startswith(("http://", "https://", "urn:")):
        return URIRef(text)
    return Literal(text, datatype=XSD.decimal if _NUMBER.fullmatch(text) else None)


def _predicate(report: Graph, path: Node | None) -> str | None:
    """Return the property that a result path begins with."""
    while isinstance(path, BNode):
        path = report.value(path, SH.inversePath) or report.value(path, RDF.first)
    return None if path is None else str(path)
