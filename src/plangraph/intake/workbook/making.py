"""What the parts of an import share: the graph in the making, the names of its rows, the mistakes so far."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from plangraph.intake.workbook import lettering
from plangraph.intake.workbook.cells import Cells
from plangraph.intake.workbook.filled import Entry, Sorted
from plangraph.intake.workbook.layout import Column
from plangraph.intake.workbook.mistakes import Mistake, Problem
from plangraph.intake.workbook.opening import Value
from plangraph.intake.workbook.references import Target
from plangraph.model import Text
from plangraph.names import mint, slug

#: Characters that the key of a new row has at most.
_LONGEST_KEY = 60
#: Kinds that are not of one plan.
_SHARED = ("organisation", "indicator")


@dataclass(slots=True)
class Making:
    """A graph in the making.

    :param rows: the workbook's rows; mistakes are added to its problems
    :param cells: reads cells
    :param slug: slug of the plan
    :param year: plan year, or None
    :param graph: what is stated so far
    :param taken: IRIs that are given away
    :param new: rows without a key, and what was made of rows, which still lack evidence
    """

    rows: Sorted
    cells: Cells
    slug: str = ""
    year: int | None = None
    graph: Graph = field(default_factory=lambda: Graph(bind_namespaces="none"))
    taken: set[str] = field(default_factory=set)
    new: list[tuple[Entry, Target]] = field(default_factory=list)

    @property
    def plan(self) -> URIRef:
        """The plan's IRI."""
        return URIRef(mint("plan", self.slug))

    # ---- cells and mistakes

    @contextmanager
    def at(self, entry: Entry, column: Column) -> Iterator[None]:
        """Gather a mistake made in a cell."""
        try:
            yield
        except Mistake as mistake:
            self.blame(entry, column, mistake.text)

    def blame(self, entry: Entry, column: Column, text: Text) -> None:
        """Note a problem of a cell."""
        row = entry.number or self.rows.places.get(column.name)
        head = entry.heads.get(column.name, column.head.get(self.rows.lang))
        self.rows.problems.append(Problem(entry.tab, row, head, text))

    def read(self, entry: Entry, column: Column) -> tuple[Node, ...]:
        """Return the values that a cell states.

        :raises Mistake: when it cannot be understood
        """
        value = entry.values.get(column.name)
        if value is None:
            return ()
        refuse(value)
        return self.cells.read(column, value.raw, value.number_format)

    # ---- names

    def node(self, kind: str, key: str) -> URIRef | None:
        """Return the IRI of a row by its key, or None when the key can be no part of one."""
        try:
            return URIRef(mint(kind, key) if kind in _SHARED else mint(kind, self.slug, key))
        except ValueError:
            return None

    def free(self, kind: str, stem: str) -> URIRef:
        """Take an IRI that is not taken, by a key made of a stem.

        :param stem: a slug
        """
        if kind == "indicator":
            stem = f"{self.slug}-{stem}"
        number = 1
        while True:
            key = stem if number == 1 else f"{stem}-{number}"
            node = URIRef(mint(kind, key) if kind in _SHARED else mint(kind, self.slug, key))
            if str(node) not in self.taken:
                self.taken.add(str(node))
                return node
            number += 1

    # ---- statements

    def say(self, node: Node, *facts: tuple[Node, Node]) -> None:
        """State facts about a thing."""
        for predicate, value in facts:
            self.graph.add((node, predicate, value))

    def label_of(self, node: Node | None, predicates: Sequence[Node]) -> str:
        """Return the Danish name of a thing, or nothing."""
        labels = [] if node is None else [o for p in predicates for o in self.graph.objects(node, p)]
        return next((str(o) for o in labels if isinstance(o, Literal) and o.language == "da"), "")


def text(entry: Entry, name: str) -> str:
    """Return what a cell of a row says as text."""
    value = entry.values.get(name)
    return "" if value is None else lettering.read_text(value.raw)


def slugged(words: str) -> str:
    """Return the key that words make, or nothing."""
    try:
        return slug(words)[:_LONGEST_KEY].strip("-")
    except ValueError:
        return ""


def refuse(value: Value) -> None:
    """Refuse a cell that shows an error, or a formula without its result.

    :raises Mistake: when it does
    """
    if value.error:
        raise Mistake(Text(f"cellen viser fejlen {value.error}", f"the cell shows the error {value.error}"))
    if value.formula:
        raise Mistake(
            Text(
                "formlen er ikke beregnet: åbn regnearket, og gem det igen",
                "the formula has no result: open the workbook and save it again",
            )
        )
