"""What an engine that runs rules has to do, and the data it runs them on."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, Protocol

from rdflib import RDF, RDFS, XSD, Graph, Literal, Namespace, URIRef, Variable
from rdflib.namespace import SH, SKOS
from rdflib.paths import Path
from rdflib.query import Result
from rdflib.term import Identifier, Node

from plangraph.check.earlier import as_earlier
from plangraph.check.rules import RuleSet, with_prefixes
from plangraph.model import Rule
from plangraph.names import PG
from plangraph.store import Snapshot

_PG: Final = Namespace(PG)
#: What the rules need to know of a concept, municipality or national target that a plan points at.
_KEPT: Final = frozenset(
    {RDF.type, SKOS.notation, _PG.number, _PG.year, _PG.inTargetSet, _PG.inRegion, _PG.disputed}
    | {_PG.validFrom, _PG.validUntil, _PG.knownFrom, _PG.legalBasis, _PG.confirmation, _PG.expectedInPlan}
    | {SKOS.broader, SKOS.prefLabel}
)
#: Reference data that the rules look at although no plan points at it.
_ALWAYS: Final = (_PG.NationalTargetSet, _PG.NationalTarget, _PG.StatutoryRequirement)


@dataclass(slots=True)
class Hit:
    """One node at fault: the rows that a query gives for it; rows that fill blanks differently stay apart.

    :param focus: the node
    :param path: the property at fault (IRI), or None
    :param value: the value at fault, or None
    :param details: further nodes that the message enumerates
    :param blanks: what the rule's own placeholders are filled with
    """

    focus: Node
    path: str | None
    value: Node | None
    details: set[Node] = field(default_factory=set)
    blanks: dict[str, Node] = field(default_factory=dict)


class Engine(Protocol):
    """Runs rules on the data of one plan; what it answers must not depend on which engine it is."""

    @property
    def version(self) -> str:
        """Name and version, with those of the libraries that decide what it answers."""
        ...

    def examined(self, rule: Rule, rules: RuleSet, data: Data) -> tuple[str, ...]:
        """Return the IRIs of what a rule looks at, sorted.

        :raises Exception: whatever goes wrong with that rule
        """
        ...

    def run(
        self, rules: Sequence[Rule], ruleset: RuleSet, data: Data
    ) -> Iterator[tuple[Rule, list[Hit] | Exception]]:
        """Run rules; for each, in any order, give what it found or why it could not be run."""
        ...


class Data(Graph):
    """The graph under test: a plan, which is not copied, and what was added to it here.

    Its questions go to the store's engine, which is far quicker than rdflib's.

    :param plan: the triples of the plan; they are looked up where they are
    """

    def __init__(self, plan: Graph | None = None) -> None:
        super().__init__(bind_namespaces="none")
        self._plan = plan
        self._plan_size = 0 if plan is None else len(plan)  # pySHACL asks again and again, and rdflib counts

    def triples(self, triple: Any) -> Generator[Any, None, None]:
        """Yield the triples of both that match; a path of properties is followed through both at once."""
        yield from super().triples(triple)
        if self._plan is not None and not isinstance(triple[1], Path):
            yield from self._plan.triples(triple)

    def __len__(self) -> int:
        return super().__len__() + self._plan_size

    @cached_property
    def _snapshot(self) -> Snapshot | None:
        try:
            return Snapshot(self)
        except ValueError:  # what is no RDF only rdflib takes
            return None

    def query(  # rdflib's signature: pySHACL gives all of it by position
        self,
        query_object: Any,
        processor: Any = "sparql",
        result: Any = "sparql",
        initNs: Any = None,  # noqa: N803 - rdflib's name
        initBindings: Any = None,  # noqa: N803 - rdflib's name
        use_store_provided: bool = True,
        **kwargs: Any,
    ) -> Result:
        """Evaluate a SELECT as pySHACL and this room ask it: a text that declares its prefixes."""
        snapshot = self._snapshot
        if snapshot is None or not isinstance(query_object, str):
            given = (processor, result, initNs, initBindings, use_store_provided)
            return super().query(query_object, *given, **kwargs)
        bound = {str(name): node for name, node in (initBindings or {}).items()}
        solutions = snapshot.select(query_object, bound)
        answer = Result("SELECT")
        names = answer.vars = [Variable(name) for name in solutions.variables]
        answer.bindings = [
            {n: _spelt(node) for n, node in zip(names, row, strict=True) if isinstance(node, Identifier)}
            for row in dict.fromkeys(solutions.rows)
        ]
        return answer


def _spelt(node: Identifier) -> Identifier:
    """Write a decimal as a decimal: the store's engine answers 12000 for 12000.0."""
    if isinstance(node, Literal) and node.datatype == XSD.decimal and "." not in node:
        return Literal(f"{node}.0", datatype=XSD.decimal)
    return node


def gather(plan_graph: Graph, reference: Graph, earlier: Graph | None = None) -> Data:
    """Put together what the rules look at: the plan, and of the reference data only what concerns it.

    :param plan_graph: the triples of one plan
    :param reference: the ontology, vocabularies and national targets
    :param earlier: the triples of the municipality's plan before
    """
    data = Data(plan_graph)
    # An instance of a subclass counts as one of the class.
    wanted = [*reference.triples((None, RDFS.subClassOf, None))]
    named: set[Node] = {o for o in plan_graph.objects() if isinstance(o, URIRef)}
    named.update(s for kind in _ALWAYS for s in reference.subjects(RDF.type, kind))
    named.update(b for n in list(named) for b in reference.transitive_objects(n, SKOS.broader) if b)
    wanted += [t for node in named for t in reference.triples((node, None, None)) if t[1] in _KEPT]
    if earlier is not None:
        wanted += as_earlier(earlier, reference)
    for triple in wanted:
        if triple not in plan_graph:
            data.add(triple)
    return data


def examined(rule: Rule, rules: RuleSet, data: Graph) -> tuple[str, ...]:
    """Return what a rule looks at: its population, or the targets of its shape."""
    population = rules.population_of(rule)
    if population is not None:
        rows = data.query(with_prefixes(population)).bindings
        return tuple(sorted({str(row[Variable("value")]) for row in rows}))
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
