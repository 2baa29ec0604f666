"""What a plan says beside its golden thread: on statutory requirements, loose figures, the plan itself."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from rdflib import Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, PROV, SKOS
from rdflib.term import Node

from plangraph.names import PG
from plangraph.numbers import natural
from plangraph.web.site.plan.elements import Elements
from plangraph.web.site.plan.parts import Fact, Measured, Requirement, Statement
from plangraph.web.site.plan.reader import Reader
from plangraph.web.things import Value

_PG: Final = Namespace(PG)
#: How a statement is related to a requirement, the best first.
RELATIONS: Final = ("meets", "cites", "bearsOn")


class Matters:
    """Reads what stands beside the thread.

    :param reader: of the plan's graph
    :param elements: where things get their places
    """

    def __init__(self, reader: Reader, elements: Elements) -> None:
        self.reader, self.elements = reader, elements

    def statutory(self, expected: Collection[str]) -> tuple[tuple[Requirement, ...], tuple[Statement, ...]]:
        """Return the statutory requirements, and statements on none of them.

        :param expected: IRIs of the requirements that were in force for the plan
        """
        found: dict[Node, list[tuple[int, Node]]] = {URIRef(iri): [] for iri in expected}
        rest: list[Node] = []
        for node in self.reader.of_class("StatutoryStatement"):
            said = [(i, r) for i, name in enumerate(RELATIONS) for r in self.reader.nodes(node, _PG[name])]
            for rank, requirement in said:
                known = found.setdefault(requirement, [])
                if node not in [one for _, one in known]:  # the best relation alone
                    known.append((rank, node))
            if not said:
                rest.append(node)
        # What meets or recites the most is told at the first requirement that it speaks of.
        rows = sorted(found.items(), key=lambda item: self.reader.label(item[0]).text.casefold())
        requirements = tuple(self._requirement(node, sorted(said, key=_by_rank)) for node, said in rows)
        return requirements, tuple(self._statement(node, "", "statutory") for node in rest)

    def measured(self) -> tuple[Measured, ...]:
        """Return the figures that no target value is held against, in the order of the text."""
        loose = [n for n in self.reader.of_class("Observation") if not self.elements.is_placed(n)]
        found = [self.elements.measured(node, "figures") for node in loose]
        return tuple(sorted(found, key=lambda f: (f.spots[0].start if f.spots else 0, natural(f.anchor))))

    def about(self) -> tuple[Fact, ...]:
        """Return what is said of the plan as a whole."""
        reader, plan = self.reader, URIRef(self.reader.plan.iri)
        documents = reader.of_class("SourceDocument")
        pages = {str(v) for d in documents for v in reader.said.values(d, _PG.pages)}
        facts = (
            Fact("municipality", reader.labels(plan, _PG.municipality)),
            Fact("plan_period", reader.labels(plan, DCTERMS.temporal)),
            Fact("plan_status", reader.labels(plan, _PG.status)),
            Fact("plan_adopted_by", reader.labels(plan, _PG.adoptedBy)),
            Fact("plan_adopted_on", self._words(plan, _PG.adoptedOn)),
            Fact("plan_responsible", reader.labels(plan, _PG.responsible)),
            Fact("plan_contributors", reader.labels(plan, DCTERMS.contributor)),
            Fact("plan_document", tuple(self._document(d) for d in documents)),
            Fact("plan_pages", tuple(Value(one) for one in sorted(pages, key=natural))),
            Fact("plan_revision_of", reader.labels(plan, PROV.wasRevisionOf)),
            Fact(
                "plan_discontinues",
                tuple(reader.elsewhere(node) for node in reader.nodes(plan, _PG.discontinues)),
            ),
            Fact("plan_notes", reader.texts(plan, SKOS.note)),
        )
        return tuple(fact for fact in facts if fact.values)

    def _words(self, node: Node, prop: URIRef) -> tuple[Value, ...]:
        return tuple(self.reader.text(v) for v in self.reader.nodes(node, prop) if isinstance(v, Literal))

    def _document(self, node: Node) -> Value:
        titled = self.reader.texts(node, DCTERMS.title)
        return titled[0] if titled else self.reader.label(node)

    def _requirement(self, node: Node, said: Sequence[tuple[int, Node]]) -> Requirement:
        reader = self.reader
        anchor = reader.anchor(node, "requirement")
        self.elements.homes.setdefault(str(node), anchor)
        self.elements.parents[anchor] = "statutory"
        sure = set(reader.objects(node, _PG.confirmation))
        unsure = sorted(sure - {_PG.Confirmed}, key=natural)
        laws = sorted(set(reader.objects(node, _PG.legalBasis)), key=natural)
        return Requirement(
            iri=str(node),
            anchor=anchor,
            label=reader.label(node, reader.href(node)),
            laws=tuple(_law(reader, law) for law in laws),
            confirmation=reader.label(unsure[0]) if unsure else None,
            relation=RELATIONS[said[0][0]] if said else "",
            statements=tuple(self._statement(one, RELATIONS[rank], anchor) for rank, one in said),
        )

    def _statement(self, node: Node, relation: str, parent: str) -> Statement:
        reader, elements = self.reader, self.elements
        elsewhere = str(node) in elements.homes
        anchor = reader.anchor(node)
        if not elsewhere:
            elements.homes[str(node)], elements.parents[anchor] = anchor, parent
        return Statement(
            anchor=anchor,
            relation=relation,
            label=reader.label(node, f"#{anchor}" if elsewhere else ""),
            descriptions=reader.texts(node, DCTERMS.description),
            notes=reader.texts(node, SKOS.note),
            spots=reader.spots(node),
            unconfirmed=any(s == node for s, _, _ in reader.unjudged),
            elsewhere=elsewhere,
        )


def _by_rank(item: tuple[int, Node]) -> tuple[object, ...]:
    return item[0], natural(item[1])


def _law(reader: Reader, law: Node) -> Value:
    """Name a law; the address of one that has no name here is its name."""
    named = reader.label(law, reader.href(law))
    if named.text.startswith(("http://", "https://")):
        short = named.text.partition("://")[2].removeprefix("www.").rstrip("/")
        return Value(short, named.href)
    return named
