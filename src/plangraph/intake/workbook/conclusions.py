"""What the import makes of a row beyond its cells: links, baselines, fingerprints, names, evidence."""

from __future__ import annotations

import hashlib
from typing import Final

from rdflib import RDF, RDFS, XSD, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, PROV, SKOS
from rdflib.term import Node

from plangraph.intake.workbook import lettering
from plangraph.intake.workbook.content import SAYS
from plangraph.intake.workbook.filled import Entry
from plangraph.intake.workbook.foreign import composed
from plangraph.intake.workbook.making import Making, refuse, slugged, text
from plangraph.intake.workbook.mistakes import Mistake
from plangraph.intake.workbook.opening import MEDIA_TYPE, Book
from plangraph.intake.workbook.references import Target
from plangraph.intake.workbook.sheets import LINKED
from plangraph.model import Text
from plangraph.names import PG, PREFIXES, UNIT, mint
from plangraph.passages import fingerprint, normalise

_PG: Final = Namespace(PG)
_OA: Final = Namespace(PREFIXES["oa"])
_LABELS: Final = (RDFS.label, SKOS.prefLabel)
#: Kinds of row that rest on a passage.
_RESTING: Final = (
    "focus-area", "objective", "goal", "target-value", "observation", "measure", "challenge", "statement",
    "linkage", "continuation",
)  # fmt: skip
_OWN_LINK: Final = Text(
    "Kommunen har selv angivet det nationale mål i sit regneark.",
    "The municipality itself named the national target in its workbook.",
)


def conclude(making: Making, entry: Entry, target: Target) -> None:
    """Make what a row implies; only of a new row what it leaves open.

    :param making: the graph, in which every row is stated
    :param entry: the row
    :param target: its name
    """
    new = any(known is target for _, known in making.new)
    if target.kind in LINKED:
        _link(making, entry, target)
    elif target.kind == "evidence":
        _take_wording(making, entry, target)
    elif target.kind == "target-value":
        _take_baseline(making, entry, target)
        if new and (target.node, RDFS.label, None) not in making.graph:
            due = making.graph.value(target.node, _PG.dueYear)
            _label(making, target.node, _goal_of(making, target.node) or "Måltal", str(due or ""))
    elif new and target.kind == "observation":
        _complete(making, entry, target.node)
    if new and target.kind in SAYS and (target.node, _PG.basis, None) not in making.graph:
        making.say(target.node, (_PG.basis, _PG.Stated))


def _link(making: Making, entry: Entry, target: Target) -> None:
    """Make a link for each national target named at an element that the sheet of links does not have."""
    column, graph = entry.sheet.column("targets"), making.graph
    with making.at(entry, column):
        for national in making.read(entry, column):
            linkages = graph.objects(target.node, _PG.qualifiedLink)
            if any((linkage, _PG.linkTarget, national) in graph for linkage in linkages):
                continue
            year, number = str(national).rsplit("/", 2)[-2:]
            if year != str(making.year):
                number = f"{year}-{number}"
            key = f"{target.kind}-{target.key}-nt-{number}"
            node = making.free("linkage", key)
            making.say(target.node, (_PG.addresses, national), (_PG.qualifiedLink, node))
            making.say(
                node,
                (RDF.type, _PG.Linkage),
                (_PG.inPlan, making.plan),
                (_PG.linkTarget, national),
                (_PG.basis, _PG.Stated),
                (_PG.rationale, Literal(_OWN_LINK.da, lang="da")),
                (_PG.rationale, Literal(_OWN_LINK.en, lang="en")),
            )
            passages = list(graph.objects(target.node, _PG.evidence))
            making.say(node, *((_PG.evidence, passage) for passage in passages))
            making.new.append((entry, Target("linkage", node, key)))


def _take_wording(making: Making, entry: Entry, target: Target) -> None:
    """Compute the fingerprint of a passage whose words were written in, and find its document."""
    words = text(entry, "words")
    if not words:
        return
    print_ = Literal(fingerprint(words))
    known = making.graph.value(target.node, _PG.fingerprint)
    if known is not None and known != print_:
        wrong = Text(
            "passer ikke til fingeraftrykket; slet det ene",
            "is not what the fingerprint was made of; delete one of them",
        )
        making.blame(entry, entry.sheet.column("words"), wrong)
    making.say(target.node, (_PG.fingerprint, print_))
    documents = list(making.graph.subjects(RDF.type, _PG.SourceDocument))
    if len(documents) == 1 and (target.node, _OA.hasSource, None) not in making.graph:
        making.say(target.node, (_OA.hasSource, documents[0]))


def _take_baseline(making: Making, entry: Entry, target: Target) -> None:
    """Make an observation of a baseline that is written beside its target value."""
    column = entry.sheet.column("baseline-value")
    raw, period = entry.values.get(column.name), text(entry, "baseline-period")
    if raw is None:
        if period:
            wrong = Text("mangler: perioden står der", "is missing: the period is there")
            making.blame(entry, column, wrong)
        return
    with making.at(entry, column):
        refuse(raw)
        number = lettering.read_number(raw.raw, raw.number_format, making.rows.lang)
        if (target.node, _PG.baseline, None) in making.graph:
            raise Mistake(
                Text(
                    "udgangspunktet er også en observation; slet det ene",
                    "the baseline is an observation too; delete one of them",
                )
            )
        if len(period) == 10 and period[:4].isdecimal():  # a month that the program took for a date
            period = period[:7]
        node = making.free("observation", f"{target.key}-{slugged(period) or 'udgangspunkt'}")
        making.say(target.node, (_PG.baseline, node))
        making.say(node, *_baseline(making, target.node, lettering.shown_decimal(number), period))
        _label(making, node, _goal_of(making, target.node) or "Udgangspunkt", period)
        making.new.append((entry, Target("observation", node, str(node).rsplit("/", 1)[-1])))


def _baseline(making: Making, target: URIRef, number: str, period: str) -> list[tuple[Node, Node]]:
    """Return what is known of the baseline of a target value."""
    graph = making.graph
    facts: list[tuple[Node, Node]] = [
        (RDF.type, _PG.Observation),
        (RDF.type, URIRef(PREFIXES["qb"] + "Observation")),
        (_PG.inPlan, making.plan),
        (_PG.value, Literal(number, datatype=XSD.decimal, normalize=False)),
        (_PG.figureKind, _PG.Measured),
    ]
    if period:
        facts.append((_PG.period, Literal(period)))
    for unit in graph.objects(target, _PG.unit):
        # A step of percentage points starts from a percentage.
        point = unit == URIRef(UNIT + "percentage-point")
        facts.append((_PG.unit, URIRef(UNIT + "percent") if point else unit))
    for predicate in (_PG.indicator, _PG.targetGroup):
        facts += ((predicate, value) for value in graph.objects(target, predicate))
    facts += ((_PG.area, place) for place in graph.objects(making.plan, _PG.municipality))
    return facts


def _complete(making: Making, entry: Entry, node: URIRef) -> None:
    """Say of a new observation what it leaves to the plan."""
    if (node, _PG.area, None) not in making.graph:
        places = list(making.graph.objects(making.plan, _PG.municipality))
        making.say(node, *((_PG.area, place) for place in places))
    if (node, _PG.figureKind, None) not in making.graph:
        making.say(node, (_PG.figureKind, _PG.Measured))
    if (node, RDFS.label, None) not in making.graph:
        _label(making, node, text(entry, "indicator") or "Observation", text(entry, "period"))


def _goal_of(making: Making, target_value: URIRef) -> str:
    goal = next(making.graph.subjects(_PG.targetValue, target_value), None)
    return making.label_of(goal, _LABELS)


def _label(making: Making, node: URIRef, words: str, when: str) -> None:
    making.say(node, (RDFS.label, Literal(normalise(words) + (f", {when}" if when else ""), lang="da")))


def rest_on_rows(making: Making, book: Book, data: bytes, name: str) -> None:
    """Give the new rows themselves as evidence: in this workbook the plan says so.

    :param making: the graph
    :param book: the workbook
    :param data: the file, for its digest
    :param name: its name
    """
    waiting = [
        (entry, target)
        for entry, target in making.new
        if target.kind in _RESTING and (target.node, _PG.evidence, None) not in making.graph
    ]
    if not waiting:
        return
    document, spans = composed(book, data, name)
    source = making.free("document", "regneark")
    title = Literal(document.title or name, lang="da")
    making.say(
        source,
        (RDF.type, _PG.SourceDocument),
        (RDF.type, PROV.Entity),
        (RDFS.label, title),
        (DCTERMS.title, title),
        (DCTERMS.identifier, Literal(name)),
        (DCTERMS["format"], Literal(MEDIA_TYPE)),
        (DCTERMS.language, Literal(making.rows.lang)),
        (_PG.inPlan, making.plan),
        (_PG.sha256, Literal(hashlib.sha256(data).hexdigest())),
    )
    making.say(making.plan, (DCTERMS.source, source))
    passages: dict[tuple[str, int], URIRef] = {}
    for entry, target in waiting:
        place = (entry.tab, entry.number)
        if place not in spans:
            continue
        if place not in passages:
            start, end = spans[place]
            words = document.text[start:end]
            passages[place] = _passage(making, f"{target.kind}-{target.key}", source, entry.tab, start, words)
        making.say(target.node, (_PG.evidence, passages[place]))


def _passage(making: Making, key: str, source: URIRef, tab: str, start: int, words: str) -> URIRef:
    node = making.free("evidence", key)
    selector = URIRef(mint("selector", making.slug, str(node).rsplit("/", 1)[-1]))
    making.say(
        node,
        (RDF.type, _PG.Evidence),
        (RDF.type, _OA.SpecificResource),
        (_PG.inPlan, making.plan),
        (_OA.hasSource, source),
        (_PG.sectionHeading, Literal(tab, lang="da")),
        (_PG.fingerprint, Literal(fingerprint(words))),
        (_OA.hasSelector, selector),
    )
    making.say(
        selector,
        (RDF.type, _OA.TextPositionSelector),
        (_OA.start, Literal(start)),
        (_OA.end, Literal(start + len(words))),
    )
    return node
