"""Rules of completeness, read from the shape files and refused when they are not well-formed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rdflib import RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, SH
from rdflib.term import Node

from plangraph.errors import LoadError, QueryError, ShapeError
from plangraph.files import shape_files
from plangraph.model import LANGS, Rule, Severity, Text
from plangraph.names import PG, PREFIXES, RULE
from plangraph.store import PLAIN_STORE, parse_graph, read_bytes, selected

_PG: Final = Namespace(PG)
_SEVERITIES: Final = {
    SH.Violation: Severity.VIOLATION,
    SH.Warning: Severity.WARNING,
    SH.Info: Severity.INFO,
}
#: How a shape says what it looks at.
TARGETS: Final = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
#: Properties whose values are shapes or constraints; those must have an IRI, so that a finding can name them.
_PARTS: Final = (SH.property, SH.sparql, SH.node, SH.qualifiedValueShape, SH["not"], SH.prefixes)
_PART_LISTS: Final = (SH["or"], SH["and"], SH.xone)
#: What a message or fix may leave open.
PLACEHOLDERS: Final = frozenset({"label", "number", "plan", "year", "value"})
_PLACEHOLDER: Final = re.compile(r"\{(\w*)\}")
#: A message of a query that gives the rule a placeholder of its own: ``"computed={?sum}"`` fills {computed}.
_BLANK: Final = re.compile(r"(\w+)=\{\?(\w+)\}")
# Forbidden inside sh:sparql (SHACL, section 5.2.1) and refused by pySHACL when the rule runs.
_FORBIDDEN: Final = re.compile(r"\b(MINUS|VALUES|SERVICE)\b", re.IGNORECASE)
# A check has to say the same of the same plan today and tomorrow; reports are kept on that condition.
_FICKLE: Final = re.compile(r"\b(NOW|RAND|UUID|STRUUID)\s*\(", re.IGNORECASE)
_NOT_SPARQL: Final = re.compile(r"<[^<>\s]*>|\"[^\"]*\"|'[^']*'|#[^\n]*")
_NAMED: Final = re.compile(r"(?<![\w?$:])([A-Za-z][\w-]*):")
#: Prefixes that pySHACL puts before every query by itself.
_GIVEN: Final = ("owl", "rdf", "rdfs")
_OWN_PREFIX: Final = re.compile(r"PREFIX\s+([\w-]+):", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class RuleSet:
    """The rules of completeness and the shapes that carry them.

    :param rules: sorted by dimension and id
    :param graph: the shapes of all rules, as they stand in the files
    :param version: first 12 hex digits of the SHA-256 over the rule files
    """

    rules: tuple[Rule, ...]
    graph: Graph
    version: str

    def get(self, rule_id: str) -> Rule:
        """Return the rule with an id.

        :raises ShapeError: when there is none
        """
        for rule in self.rules:
            if rule.id == rule_id:
                return rule
        raise ShapeError(f"there is no rule {rule_id!r}; known are {', '.join(r.id for r in self.rules)}")

    def shapes_of(self, rules: Sequence[Rule]) -> Graph:
        """Return the part of the shapes graph that the given rules need, and nothing of the others."""
        part, seen = Graph(store=PLAIN_STORE, bind_namespaces="none"), set[Node]()
        todo: list[Node] = [URIRef(r.iri) for r in rules]
        while todo:
            node = todo.pop()
            if node in seen:
                continue
            seen.add(node)
            for triple in self.graph.triples((node, None, None)):
                part.add(triple)
                todo.append(triple[2])  # literals and foreign IRIs are the subject of nothing here
        return part

    def population_of(self, rule: Rule) -> str | None:
        """Return the SELECT that says what a rule examines, or None where its targets do."""
        text = self.graph.value(URIRef(rule.iri), _PG.population)
        return None if text is None else str(text)

    def blanks_of(self, rule: Rule) -> frozenset[str]:
        """Return the placeholders that the queries of a rule fill beside the common ones."""
        return frozenset(_blanks(self.graph, URIRef(rule.iri)))


def load_rules(files: Sequence[Path] | None = None) -> RuleSet:
    """Read rule files; each file is one dimension, named after it.

    :param files: Turtle files; None for the shipped ones, whose constraints and queries are known to be sound
    :raises ShapeError: for a file that is not Turtle, a rule that lacks its id, name, reason, message, fix or
        severity, two rules with one id, a misspelt SHACL term, a shape without an IRI, a query that is not
        SPARQL or uses what SHACL forbids
    """
    paths = sorted(shape_files() if files is None else files, key=lambda p: p.name)
    graph, digest = Graph(store=PLAIN_STORE, bind_namespaces="none"), hashlib.sha256()
    rules: dict[str, Rule] = {}
    for path in paths:
        try:
            data = read_bytes(path)
        except LoadError as error:
            raise ShapeError(f"{path}: cannot be read ({error.reason})") from error
        try:
            part = parse_graph(data, path, ending=".ttl")
        except LoadError as error:
            raise ShapeError(f"{error} (is not Turtle)") from error
        digest.update(path.name.encode() + b"\0" + data + b"\0")
        for rule in _rules(part, path):
            if rule.id in rules:
                raise ShapeError(f"{path}: rule {rule.id} is also in {rules[rule.id].dimension}.ttl")
            rules[rule.id] = rule
        for triple in part:
            graph.add(triple)
    ordered = tuple(sorted(rules.values(), key=lambda r: (r.dimension, r.id)))
    result = RuleSet(ordered, graph, digest.hexdigest()[:12])
    if files is not None:  # the tests inspect the shipped ones, so that no check has to wait for it
        for rule in ordered:
            _inspect(rule, result)
    return result


def _rules(part: Graph, path: Path) -> Iterator[Rule]:
    for term in {n for triple in part for n in triple if isinstance(n, URIRef)}:
        if term.startswith(str(SH)) and term.removeprefix(str(SH)) not in SH:
            raise ShapeError(f"{path}: SHACL has no term sh:{term.removeprefix(str(SH))}")
    shapes = set(part.subjects(RDF.type, SH.NodeShape))
    for target in TARGETS:
        for stray in set(part.subjects(target, None)) - shapes:
            raise ShapeError(f"{path}: {stray} has a target but is no sh:NodeShape")
    for shape in sorted(shapes, key=str):
        yield _rule(part, shape, path)


def _rule(part: Graph, shape: Node, path: Path) -> Rule:
    place = f"{path}: {shape}"
    if not isinstance(shape, URIRef) or not shape.startswith(RULE):
        raise ShapeError(f"{place}: a rule has an IRI that begins with {RULE}")
    identifier = shape.removeprefix(RULE)
    if [str(v) for v in part.objects(shape, DCTERMS.identifier)] != [identifier]:
        raise ShapeError(f"{place}: its dcterms:identifier has to be {identifier!r}, once")
    severities = [_SEVERITIES.get(URIRef(str(s))) for s in part.objects(shape, SH.severity)]
    if len(severities) != 1 or severities[0] is None:
        raise ShapeError(f"{place}: it needs one sh:severity (sh:Violation, sh:Warning or sh:Info)")
    texts = {
        name: _text(part, shape, predicate, f"{place}: {name}")
        for name, predicate in (
            ("name", SH.name),
            ("why", _PG.why),
            ("message", SH.message),
            ("fix", _PG.fix),
        )
    }
    placeholders = PLACEHOLDERS | _blanks(part, shape).keys()
    for name in ("message", "fix"):
        for lang in LANGS:
            for placeholder in _PLACEHOLDER.findall(texts[name].get(lang)):
                if placeholder not in placeholders:
                    known = ", ".join(sorted(placeholders))
                    raise ShapeError(f"{place}: {{{placeholder}}} in its {name} is not one of {known}")
    return Rule(
        id=identifier,
        iri=str(shape),
        dimension=path.stem,
        severity=severities[0],
        valid_from=_year(part, shape, _PG.validFrom, place),
        valid_until=_year(part, shape, _PG.validUntil, place),
        see_also=tuple(sorted(str(address) for address in part.objects(shape, RDFS.seeAlso))),
        **texts,
    )


def _blanks(graph: Graph, shape: Node) -> dict[str, str]:
    """Return the placeholders that the queries of a shape fill, each with its variable."""
    told = (str(m) for query in graph.objects(shape, SH.sparql) for m in graph.objects(query, SH.message))
    return {found[1]: found[2] for found in map(_BLANK.fullmatch, told) if found}


def _text(part: Graph, shape: Node, predicate: URIRef, place: str) -> Text:
    found = [v for v in part.objects(shape, predicate) if isinstance(v, Literal)]
    by_lang = {lang: [str(v) for v in found if v.language == lang] for lang in LANGS}
    if len(found) != len(LANGS) or any(len(texts) != 1 or not texts[0] for texts in by_lang.values()):
        raise ShapeError(f"{place} has to be there once in Danish (@da) and once in English (@en)")
    return Text(by_lang["da"][0], by_lang["en"][0])


def _year(part: Graph, shape: Node, predicate: URIRef, place: str) -> int | None:
    found = list(part.objects(shape, predicate))
    if not found:
        return None
    year = re.match(r"\d{4}", str(found[0]))
    if len(found) > 1 or year is None:
        raise ShapeError(f"{place}: its validity has to be one date, such as 2024-12-31")
    return int(year[0])


def _inspect(rule: Rule, rules: RuleSet) -> None:
    """Refuse what pySHACL would ignore or only stumble over when it runs the rule."""
    place, shape = f"{rule.dimension}.ttl: {rule.iri}", URIRef(rule.iri)
    graph = rules.shapes_of([rule])
    severity = graph.value(shape, SH.severity)
    if not any(graph.objects(shape, target) for target in TARGETS if (shape, target, None) in graph):
        raise ShapeError(f"{place}: it has no target, so it would never look at anything")
    if not any((shape, p, None) in graph for p in (SH.property, SH.sparql, SH["or"], SH["not"], SH["and"])):
        raise ShapeError(f"{place}: it has no constraint, so it would always pass")
    parts = [(s, p, o) for p in _PARTS for s, o in graph.subject_objects(p)]
    parts += [
        (s, p, o) for p in _PART_LISTS for s, head in graph.subject_objects(p) for o in graph.items(head)
    ]
    for _, predicate, part in parts:
        if not isinstance(part, URIRef) or (part, None, None) not in graph:
            raise ShapeError(
                f"{place}: the value of {predicate} has to be the IRI of something described here"
            )
    for part in graph.objects(shape, SH.property):
        if graph.value(part, SH.severity, default=SH.Violation) != severity:
            raise ShapeError(f"{place}: {part} needs the severity of its rule")
    queries = list(graph.objects(shape, SH.sparql))
    population = rules.population_of(rule)
    if queries and population is None:
        raise ShapeError(f"{place}: a rule in SPARQL needs a pg:population, or nobody knows what it examined")
    if population is not None:
        _inspect_query(population, PREFIXES, {"value"}, f"{place}: its pg:population")
    for query in queries:
        select = graph.value(query, SH.select)
        if select is None:
            raise ShapeError(f"{place}: {query} has no sh:select")
        wanted = {"this", "value", *_blanks(graph, shape).values()}
        _inspect_query(str(select), _declared(graph, query), wanted, f"{place}: {query}")


def _declared(graph: Graph, query: Node) -> dict[str, str]:
    declarations = [d for o in graph.objects(query, SH.prefixes) for d in graph.objects(o, SH.declare)]
    declared = {str(graph.value(d, SH.prefix)): str(graph.value(d, SH.namespace)) for d in declarations}
    for prefix, namespace in declared.items():
        if PREFIXES.get(prefix) != namespace:
            raise ShapeError(f"{query}: the prefix {prefix} does not stand for {namespace} in plangraph")
    return declared | {p: PREFIXES[p] for p in _GIVEN}


def _inspect_query(text: str, known: Mapping[str, str], wanted: set[str], place: str) -> None:
    bare = _NOT_SPARQL.sub(" ", text)
    forbidden = _FORBIDDEN.search(bare)
    if forbidden:
        raise ShapeError(
            f"{place} uses {forbidden[0]}, which SHACL forbids; FILTER NOT EXISTS and IN do the same"
        )
    if fickle := _FICKLE.search(bare):
        raise ShapeError(f"{place} uses {fickle[1]}, which gives another answer each time")
    for prefix in sorted(set(_NAMED.findall(bare)) - set(known) - set(_OWN_PREFIX.findall(bare))):
        raise ShapeError(f"{place} uses the prefix {prefix}, which nothing declares")
    try:
        found = selected(with_prefixes(text, known))
    except QueryError as error:
        raise ShapeError(f"{place} is not SPARQL: {error}") from error
    if not wanted <= found:
        raise ShapeError(f"{place} has to SELECT {' and '.join('?' + w for w in sorted(wanted))}")


def with_prefixes(text: str, prefixes: Mapping[str, str] = PREFIXES) -> str:
    """Put PREFIX lines before a query."""
    return "\n".join([*(f"PREFIX {p}: <{ns}>" for p, ns in sorted(prefixes.items())), text])
