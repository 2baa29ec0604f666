"""What may be chosen in a form: concepts as trees, the plan's own parts, the year's national targets."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Final

from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, ORG, SKOS
from rdflib.term import Node

from plangraph.assess.mending.forms import Option
from plangraph.assess.mending.limits import Limits
from plangraph.check.subjects import Subjects
from plangraph.model import Text
from plangraph.names import PG, mint
from plangraph.numbers import whole

_PG: Final = Namespace(PG)
#: What a concept with nothing above or below it is listed under.
_REST: Final = Text("Øvrige", "Others")
_OWN: Final = Text("Brugt i denne plan", "Used in this plan")
#: What a person may say of where a link comes from; only the intake suggests.
_BASES: Final = (_PG.Stated, _PG.Interpreted)
_PARTS: Final = (_PG.FocusArea, _PG.Objective, _PG.Goal, _PG.Measure, _PG.Challenge)
_BODIES: Final = (_PG.Jobcentre, _PG.Committee, _PG.Council, ORG.OrganizationalUnit)


class Choices:
    """What there is to choose from for one plan.

    :param plan_graph: the triples of the plan
    :param reference: the ontology, vocabularies and national targets
    :param plan: IRI of the plan
    :param year: its plan year
    :param subjects: what things are called
    """

    def __init__(
        self, plan_graph: Graph, reference: Graph, plan: URIRef, year: int, subjects: Subjects
    ) -> None:
        self._graph, self._reference, self._subjects = plan_graph, reference, subjects
        self._plan, self._year = plan, year

    def of(
        self, predicate: Node, limits: Limits, own: Collection[Node], suggested: Collection[Node] = ()
    ) -> tuple[Option, ...]:
        """Return what may be the value of a property.

        :param predicate: the property
        :param limits: what the shapes and the ontology say of it
        :param own: classes of the thing that it is said of; nothing is said to serve a thing of its kind
        :param suggested: what the finding itself points at; it is marked
        """
        if predicate == _PG.basis:
            options = [self._plain([basis])[0] for basis in _BASES]
        elif predicate == _PG.responsible:
            bodies = {body for kind in _BODIES for body in self._graph.subjects(RDF.type, kind)}
            options = self._plain({*bodies, *self._graph.objects(self._plan, _PG.municipality)})
        elif limits.allowed:
            options = self._plain(limits.allowed)
        else:
            kinds = [kind for kind in limits.classes if kind not in own]
            several = len([kind for kind in kinds if kind in _PARTS]) > 1
            options = [o for kind in kinds for o in self.of_class(kind, told=several)]
        told = {str(node) for node in suggested}
        return tuple(replace(o, suggested=o.value in told) for o in options)

    def of_class(self, kind: Node, *, told: bool = False) -> list[Option]:
        """Return the things of a class that a plan of its year may point at.

        :param kind: the class
        :param told: whether the groups of parts of the plan say of which class they are
        """
        if kind == _PG.NationalTarget:
            return list(self._targets())
        if kind == _PG.Indicator:
            return list(self._indicators())
        if kind in _PARTS:
            label = self._subjects.label(kind)
            name = Text(label.da.capitalize(), label.en.capitalize()) if told else None
            return list(self._parts(set(self._graph.subjects(RDF.type, kind)), name))
        known = {n for n in self._reference.subjects(RDF.type, kind) if self._holds(n)}
        if any((n, SKOS.broader, None) in self._reference for n in known):
            return list(self._tree(known))
        return self._plain(known)

    def _plain(self, nodes: Iterable[Node]) -> list[Option]:
        options = [Option(str(n), self._subjects.label(n), note=self._meaning(n)) for n in set(nodes)]
        return sorted(options, key=lambda o: (o.label.get("da").casefold(), o.value))

    def _parts(self, nodes: Iterable[Node], kind: Text | None) -> Iterator[Option]:
        """Give parts of the plan, each with its number, under the focus area that they stand in."""
        placed = {n: self._graph.value(n, _PG.inFocusArea, any=True) for n in nodes}
        for area in (None, *sorted({a for a in placed.values() if a is not None}, key=self._subjects.order)):
            names = [kind, None if area is None else self._subjects.label(area)]
            told = [name for name in names if name is not None]
            group = Text(": ".join(t.get("da") for t in told), ": ".join(t.get("en") for t in told))
            for node in sorted((n for n, home in placed.items() if home == area), key=self._subjects.order):
                yield Option(str(node), self._titled(node), group if told else None)

    def _titled(self, node: Node) -> Text:
        label = self._subjects.label(node)
        if not any((node, _PG.number, None) in g for g in (self._graph, self._reference)):
            return label
        number = self._subjects.number(node).da
        return Text(f"{number}. {label.get('da')}", f"{number}. {label.get('en')}")

    def _targets(self) -> Iterator[Option]:
        years = self.years()
        for year in years:
            target_set = URIRef(mint("national-target-set", str(year)))
            group = None if len(years) == 1 else self._subjects.label(target_set)
            targets = self._reference.subjects(_PG.inTargetSet, target_set)
            for target in sorted(targets, key=self._subjects.order):
                yield Option(str(target), self._titled(target), group)

    def years(self) -> range:
        """Return the years that the plan covers."""
        ends = [
            whole(str(end)[:4])
            for period in self._graph.objects(self._plan, DCTERMS.temporal)
            for end in self._graph.objects(period, DCAT.endDate)
        ]
        return range(self._year, max(self._year, *(end for end in ends if end is not None), 0) + 1)

    def _indicators(self) -> Iterator[Option]:
        """Give the indicators that the plan uses first, then the others by what they count in."""
        known = {n for n in self._reference.subjects(RDF.type, _PG.Indicator) if self._holds(n)}
        first = {*self._graph.subjects(RDF.type, _PG.Indicator)}
        first |= {n for n in self._graph.objects(None, _PG.indicator) if n in known}
        groups: dict[Text, list[Node]] = {}
        for node in known - first:
            unit = self._reference.value(node, _PG.unit, any=True)
            groups.setdefault(_REST if unit is None else self._subjects.label(unit), []).append(node)
        ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0].da))
        for group, nodes in ((_OWN, list(first)), *ordered):
            for option in self._plain(nodes):
                yield replace(option, group=group)

    def _tree(self, known: set[Node]) -> Iterator[Option]:
        """Give concepts as a tree; one that stands below two is given once."""
        seen = set[Node]()

        def below(node: Node) -> list[Node]:
            narrower = {n for n in self._reference.subjects(SKOS.broader, node) if n in known}
            return sorted(narrower, key=self._name)

        def walk(node: Node, group: Text, depth: int) -> Iterator[Option]:
            if node not in seen:
                seen.add(node)
                yield Option(str(node), self._subjects.label(node), group, depth, self._meaning(node))
                for narrower in below(node):
                    yield from walk(narrower, group, depth + 1)

        tops = {n for n in known if known.isdisjoint(self._reference.objects(n, SKOS.broader))}
        alone = {top for top in tops if not below(top)}
        for top in sorted(tops - alone, key=self._name):
            yield from walk(top, self._subjects.label(top), 0)
        for top in sorted(alone, key=self._name):
            yield from walk(top, _REST, 0)

    def _name(self, node: Node) -> tuple[str, str]:
        return self._subjects.label(node).get("da").casefold(), str(node)

    def _holds(self, node: Node) -> bool:
        """Say whether something is valid in one of the years of the plan."""
        first, last = (self._reference.value(node, p, any=True) for p in (_PG.validFrom, _PG.validUntil))
        years = self.years()
        begun = first is None or str(first)[:4] <= str(years[-1])
        return begun and (last is None or str(last)[:4] >= str(years[0]))

    def _meaning(self, node: Node) -> Text | None:
        for graph in (self._graph, self._reference):
            texts = [v for v in graph.objects(node, SKOS.definition) if isinstance(v, Literal)]
            if texts:
                found = {v.language: str(v) for v in texts}
                return Text(found.get("da", ""), found.get("en", ""))
        return None
