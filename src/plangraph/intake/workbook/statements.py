"""Makes a plan's graph of the rows of a filled-in workbook."""

from __future__ import annotations

from typing import Final

from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.term import Node

from plangraph.intake.knowledge import Knowledge
from plangraph.intake.workbook import conclusions, lettering
from plangraph.intake.workbook.cells import Cells
from plangraph.intake.workbook.content import SAYS, period_triples
from plangraph.intake.workbook.filled import Entry, Sorted
from plangraph.intake.workbook.keys import name_rows
from plangraph.intake.workbook.layout import OTHER, Form
from plangraph.intake.workbook.lists import listings
from plangraph.intake.workbook.making import Making, slugged, text
from plangraph.intake.workbook.mistakes import Mistake, Problem
from plangraph.intake.workbook.opening import Book
from plangraph.intake.workbook.references import References, Target
from plangraph.intake.workbook.rest import read_triple
from plangraph.intake.workbook.sheets import PLAN
from plangraph.model import Text
from plangraph.names import PG, PREFIXES, mint, slug

_PG: Final = Namespace(PG)
_OA: Final = Namespace(PREFIXES["oa"])


def state(rows: Sorted, book: Book, data: bytes, name: str, knowledge: Knowledge) -> Graph:
    """State what the rows of a workbook say.

    A row with a key is taken as it stands. A row without one is new: it gets a key, what can be concluded
    (a name for its figure, the plan's municipality for its observation), and itself as its evidence.

    :param rows: the rows; what is wrong with them is added to their problems
    :param book: the workbook
    :param data: the file, whose rows may be evidence
    :param name: its name
    :param knowledge: the reference data
    """
    making = Making(rows, Cells({}, References((), rows.lang), rows.lang))
    if rows.plan is None or not _find_plan(making, rows.plan, knowledge):
        return making.graph
    targets = name_rows(making)
    making.cells = Cells(making.cells.lists, References(targets.values(), rows.lang), rows.lang)
    _state_other(making)
    _state_plan(making, rows.plan)
    for place, target in sorted(targets.items()):
        _state_row(making, rows.entries[place], target)
    for place, target in sorted(targets.items()):
        conclusions.conclude(making, rows.entries[place], target)
    if not rows.problems:
        conclusions.rest_on_rows(making, book, data, name)
    return making.graph


def _find_plan(making: Making, entry: Entry, knowledge: Knowledge) -> bool:
    """Find year and slug of the plan; without them no row has a name."""
    column = PLAN.column("year")
    with making.at(entry, column):
        found = making.read(entry, column)
        making.year = int(str(found[0])) if found else None
    lists = listings(knowledge, making.year, making.rows.lang)
    making.cells = Cells(lists, References((), making.rows.lang), making.rows.lang)
    key = text(entry, "key")
    if key:
        making.slug = _plan_slug(key)
        return True
    if making.year is None and "year" not in entry.values:
        making.blame(entry, column, Text("mangler: skriv planåret", "is missing: write the plan year"))
    names: list[str] = []
    column = PLAN.column("municipality")
    with making.at(entry, column):
        codes = [str(term).rsplit("/", 1)[-1] for term in making.read(entry, column)]
        names = [knowledge.places[code].name for code in codes if code in knowledge.places]
        if not names:
            raise Mistake(Text("mangler: vælg kommunen", "is missing: choose the municipality"))
    if names and making.year is not None:
        making.slug = f"{slug('-'.join(names))}-{making.year}"
    return bool(making.slug)


def _plan_slug(key: str) -> str:
    try:
        mint("plan", key)
    except ValueError:
        return slugged(key) or "plan"
    return key


def _state_plan(making: Making, entry: Entry) -> None:
    plan = making.plan
    if (plan, RDF.type, None) not in making.graph:
        making.say(plan, *((RDF.type, URIRef(kind)) for kind in PLAN.types))
    for column in PLAN.columns:
        if not column.property:
            continue
        with making.at(entry, column):
            for term in making.read(entry, column):
                making.say(plan, (URIRef(column.property), term))
                if column.form is Form.PERIOD:
                    for triple in period_triples(URIRef(str(term))):
                        making.graph.add(triple)


def _state_row(making: Making, entry: Entry, target: Target) -> None:
    node = target.node
    making.say(node, *((RDF.type, URIRef(kind)) for kind in entry.sheet.types))
    if entry.sheet.in_plan:
        making.say(node, (_PG.inPlan, making.plan))
    said: dict[str, tuple[Node, ...]] = {}
    for column in entry.sheet.columns:
        if not column.property:
            continue
        predicate = URIRef(column.property)
        with making.at(entry, column):
            said[column.property] = making.read(entry, column)
            for term in said[column.property]:
                if column.inner:
                    selector = URIRef(mint("selector", making.slug, target.key))
                    making.say(node, (_OA.hasSelector, selector))
                    making.say(selector, (RDF.type, _OA.TextPositionSelector), (predicate, term))
                elif column.inverse:
                    making.say(term, (predicate, node))
                else:
                    making.say(node, (predicate, term))
    if target.kind in SAYS:
        pointer, named, says = SAYS[target.kind]
        # Of what this row says only: the sheet of other information speaks for itself.
        for element in said.get(str(pointer), ()):
            making.say(element, *((says, value) for value in said.get(str(named), ())))


def _state_other(making: Making) -> None:
    """State what the sheet of other information holds, where a long text is several rows."""
    said: list[tuple[int, list[str], list[str]]] = []
    for number, (subject, predicate, value, kind, part) in making.rows.other:
        if part in ("", "1") or not said:
            said.append((number, [subject, predicate, kind], [value]))
        else:
            said[-1][2].append(value)
    for number, (subject, predicate, kind), pieces in said:
        try:
            value = "".join(lettering.unescape(piece) for piece in pieces)
            making.graph.add(read_triple(subject, predicate, value, kind, str(making.plan)))
        except ValueError as error:
            words = Text(f"rækken kan ikke læses: {error}", f"the row cannot be read: {error}")
            making.rows.problems.append(Problem(OTHER.get(making.rows.lang), number, "", words))
