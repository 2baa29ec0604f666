"""Lays a plan's graph out in rows and cells; what no cell gives back stays as triples of its own."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

from rdflib import RDF, RDFS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS
from rdflib.term import Node

from plangraph.errors import LoadError
from plangraph.intake.knowledge import Knowledge
from plangraph.intake.workbook import lettering
from plangraph.intake.workbook.cells import Cells
from plangraph.intake.workbook.layout import EXAMPLE, Column, Form, Sheet
from plangraph.intake.workbook.lettering import Raw
from plangraph.intake.workbook.lists import BODIES, Listing, fold, listings
from plangraph.intake.workbook.references import References, Target
from plangraph.intake.workbook.sheets import LINKED, PLAN, SHEETS
from plangraph.model import Lang
from plangraph.names import ID, PG, PREFIXES, mint, parse
from plangraph.numbers import natural, whole

Triple = tuple[Node, Node, Node]

_PG: Final = Namespace(PG)
_OA: Final = Namespace(PREFIXES["oa"])
_NUMBER: Final = _PG.number
_LABELS: Final = (RDFS.label, URIRef(PREFIXES["skos"] + "prefLabel"))
#: What marks a row as an example.
EXAMPLES: Final = (fold(EXAMPLE.da), fold(EXAMPLE.en))
#: What a row of links and of continuations says about its element, beside pointing at the row.
SAYS: Final = {
    "linkage": (_PG.qualifiedLink, _PG.linkTarget, _PG.addresses),
    "continuation": (_PG.qualifiedContinuation, _PG.continuedFrom, _PG.continues),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A thing as it stands in a sheet.

    :param target: how other rows refer to it
    :param cells: what stands in its columns, by their codes
    """

    target: Target
    cells: dict[str, Raw]


@dataclass(slots=True)
class Content:
    """What a workbook holds.

    :param plan: the fields of the plan's form
    :param year: its plan year, or None
    :param lists: what its cells choose from
    :param rows: for each kind the rows of its sheet
    :param rest: triples that no sheet shows
    """

    plan: dict[str, Raw]
    year: int | None
    lists: dict[str, Listing]
    rows: dict[str, list[Row]] = field(default_factory=dict)
    rest: list[Triple] = field(default_factory=list)


def period_triples(period: URIRef) -> set[Triple]:
    """Return the description of a period, as the plans have it."""
    name = str(period).removeprefix(ID + "period/")
    first, _, last = name.partition("-")
    return {
        (period, RDF.type, DCTERMS.PeriodOfTime),
        (period, RDFS.label, Literal(name, lang="da")),
        (period, RDFS.label, Literal(name, lang="en")),
        (period, DCAT.startDate, Literal(f"{first}-01-01", datatype=XSD.date)),
        (period, DCAT.endDate, Literal(f"{last or first}-12-31", datatype=XSD.date)),
    }


def lay_out(graph: Graph, knowledge: Knowledge, lang: Lang) -> Content:
    """Lay a plan out in rows and cells.

    :param graph: the graph of one plan
    :param knowledge: the reference data
    :param lang: language of the names in the cells
    :raises LoadError: when the graph holds no plan, several, or one whose IRI plangraph did not make
    """
    plans = sorted(graph.subjects(RDF.type, _PG.Plan), key=str)
    try:
        key = parse(str(plans[0]))
        if len(plans) != 1 or key.kind != "plan":
            raise ValueError
    except (IndexError, ValueError):
        raise LoadError(
            "plan", f"a workbook holds one plan named {ID}plan/…, and the graph holds {len(plans)} plans"
        ) from None
    return _Layout(graph, URIRef(str(plans[0])), key.keys[0], knowledge, lang).content()


class _Layout:
    def __init__(self, graph: Graph, plan: URIRef, slug: str, knowledge: Knowledge, lang: Lang) -> None:
        self.graph, self.plan, self.slug = graph, plan, slug
        self.year = whole(graph.value(plan, _PG.year))
        self.about: dict[Node, dict[Node, list[Node]]] = defaultdict(lambda: defaultdict(list))
        self.pointing: dict[tuple[Node, Node], list[Node]] = defaultdict(list)
        for subject, predicate, value in graph:
            self.about[subject][predicate].append(value)
            if isinstance(value, URIRef):
                self.pointing[value, predicate].append(subject)
        self.used: set[Triple] = set()
        targets = {sheet.kind: self._targets(sheet) for sheet in SHEETS}
        self.targets = targets
        self.cells = Cells(
            listings(knowledge, self.year, lang),
            References((t for of in targets.values() for t in of), lang),
            lang,
        )

    def content(self) -> Content:
        made = Content({}, self.year, self.cells.lists)
        for sheet in SHEETS:
            rows = [row for target in self.targets[sheet.kind] if (row := self._row(sheet, target))]
            made.rows[sheet.kind] = rows
        self._say_targets(made)
        made.plan = self._plan_form()
        made.rest = sorted(
            (t for t in self.graph if t not in self.used), key=lambda t: tuple((str(n), repr(n)) for n in t)
        )
        return made

    # ---- which things are rows

    def _targets(self, sheet: Sheet) -> list[Target]:
        found = []
        for node in self._candidates(sheet):
            try:
                key = parse(str(node))
            except ValueError:
                continue
            of_plan = len(key.keys) == 2
            if key.kind != sheet.kind or (of_plan and key.keys[0] != self.slug):
                continue
            facts = self.about[node]
            if sheet.in_plan and self.plan not in facts[_PG.inPlan]:
                continue
            number = self._text(facts[_NUMBER], None)
            label = next((t for p in _LABELS if (t := self._text(facts[p], "da"))), "")
            named = Target(sheet.kind, URIRef(str(node)), key.keys[-1], _shown(number), _shown(label))
            found.append(named)
        return sorted(found, key=lambda t: natural(t.number or t.key))

    def _candidates(self, sheet: Sheet) -> set[Node]:
        if not sheet.types:  # organisations: any of the types that their own column offers
            return {s for body in BODIES for s in self.graph.subjects(RDF.type, URIRef(body))}
        sets = [set(self.graph.subjects(RDF.type, URIRef(t))) for t in sheet.types]
        return set.intersection(*sets)

    @staticmethod
    def _text(values: list[Node], lang: str | None) -> str:
        texts = [str(v) for v in values if isinstance(v, Literal) and v.language == lang]
        return min(texts, default="")

    # ---- rows

    def _row(self, sheet: Sheet, target: Target) -> Row | None:
        node = target.node
        used: set[Triple] = {(node, RDF.type, URIRef(t)) for t in sheet.types}
        if sheet.in_plan:
            used.add((node, _PG.inPlan, self.plan))
        cells: dict[str, Raw] = {}
        for column in sheet.columns:
            if column.form is Form.KEY:
                cells[column.name] = target.key
            elif column.property and not column.inner:
                cells[column.name], stated = self._cell(column, node)
                used |= stated
        self._inner(sheet, target, cells, used)
        first = sheet.columns[0]
        if fold(str(cells.get(first.name) or "")) in EXAMPLES:
            used -= {t for t in used if t[1] == URIRef(first.property)}
            cells[first.name] = None
        implied = self._implied(sheet.kind, node, used)
        if (not sheet.types and not cells.get("type")) or any(t not in self.graph for t in implied):
            return None
        self.used |= used | implied
        return Row(target, cells)

    def _cell(self, column: Column, node: Node) -> tuple[Raw, set[Triple]]:
        predicate = URIRef(column.property)
        if column.inverse:
            raw, terms = self.cells.show(column, self.pointing.get((node, predicate), ()))
            return raw, {(term, predicate, node) for term in terms}
        raw, terms = self.cells.show(column, self.about[node].get(predicate, ()))
        return raw, {(node, predicate, term) for term in terms}

    def _inner(self, sheet: Sheet, target: Target, cells: dict[str, Raw], used: set[Triple]) -> None:
        """Show what the row's selector says, if it is the one that the row gets on import."""
        inner = [column for column in sheet.columns if column.inner]
        if not inner:
            return
        selector = URIRef(mint("selector", self.slug, target.key))
        frame = {
            (target.node, _OA.hasSelector, selector),
            (selector, RDF.type, _OA.TextPositionSelector),
        }
        if not all(triple in self.graph for triple in frame):
            return
        for column in inner:
            cells[column.name], stated = self._cell(column, selector)
            used |= stated | (frame if stated else set())

    def _implied(self, kind: str, node: Node, used: set[Triple]) -> set[Triple]:
        if kind not in SAYS:
            return set()
        pointer, named, says = SAYS[kind]
        elements = [s for s, p, _ in used if p == pointer]
        return {(e, says, o) for s, p, o in used if s == node and p == named for e in elements}

    def _say_targets(self, made: Content) -> None:
        """Show at each element the national targets that it is linked to, as the sheet of links has them."""
        linked: dict[Node, set[Node]] = defaultdict(set)
        for row in made.rows["linkage"]:
            node = row.target.node
            targets = {o for s, p, o in ((node, _PG.linkTarget, o) for o in self.about[node][_PG.linkTarget])
                       if (s, p, o) in self.used}  # fmt: skip
            for element in self.pointing.get((node, _PG.qualifiedLink), ()):
                linked[element] |= targets
        for sheet in SHEETS:
            if sheet.kind not in LINKED:
                continue
            column = sheet.column("targets")
            for row in made.rows[sheet.kind]:
                row.cells["targets"], _ = self.cells.show(column, linked[row.target.node])

    # ---- the plan's form

    def _plan_form(self) -> dict[str, Raw]:
        types: set[Triple] = {(self.plan, RDF.type, URIRef(t)) for t in PLAN.types}
        if all(triple in self.graph for triple in types):  # else the rest states those that it has
            self.used |= types
        form: dict[str, Raw] = {}
        for column in PLAN.columns:
            if column.form is Form.KEY:
                form[column.name] = self.slug
                continue
            form[column.name], stated = self._cell(column, self.plan)
            if column.form is Form.PERIOD:
                described = {t for _, _, period in stated for t in period_triples(URIRef(str(period)))}
                if any(t not in self.graph for t in described):
                    form[column.name], stated, described = None, set(), set()
                self.used |= described
            self.used |= stated
        return form


def _shown(name: str) -> str:
    """Return a number or name that a row shows and others can refer to, else nothing."""
    return name if lettering.fits(name) and fold(name) not in EXAMPLES else ""
