"""The elements of a plan, as gold or as the intake found them.

Gold comes from two places: for the curated plans from ``data/ttl``, for the invented drafts from the
``.gold.json`` beside them.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from rdflib import RDF, Graph, Namespace
from rdflib.namespace import RDFS
from rdflib.term import Node

from plangraph.intake.draft import Draft, Element, Figure, Statement
from plangraph.names import PG as PG_IRI
from plangraph.passages import normalise

PG: Final = Namespace(PG_IRI)
OA: Final = Namespace("http://www.w3.org/ns/oa#")
#: The kinds of element, in the order of the tables.
ELEMENTS: Final = ("areas", "objectives", "goals", "challenges", "measures")


@dataclass
class Item:
    """An element, as gold or as found.

    Links, groups and instruments that are ``optional`` may be found or not: neither is right or wrong.
    """

    key: str
    texts: list[str]
    spans: list[tuple[int, int]] = field(default_factory=list)
    label: str = ""
    area: str | None = None
    targets: set[str] = field(default_factory=set)
    interpreted: set[str] = field(default_factory=set)
    groups: set[str] = field(default_factory=set)
    instruments: set[str] = field(default_factory=set)
    inherited: set[str] = field(default_factory=set)
    optional: set[str] = field(default_factory=set)
    figures: list[dict[str, Any]] = field(default_factory=list)
    maybe: bool = False


@dataclass
class Plan:
    """All elements of a plan, as gold or as found."""

    items: dict[str, list[Item]]
    statutory: set[tuple[str, bool]]
    statutory_optional: set[str]
    listed: set[str] | None
    particulars: dict[str, Any]
    #: What is offered as a goal or objective without being asserted.
    candidates: list[Item] = field(default_factory=list)
    #: Of an invented draft for one year: its year. A goal there that gives no year may be due in it, or not.
    only_year: int | None = None


def gold_of_graph(path: Path, text: str) -> Plan:
    """Return what a curated plan holds.

    :param path: its graph
    :param text: the text that its passages count in
    """
    graph = Graph().parse(path)
    items: dict[str, list[Item]] = {}
    kinds = zip(ELEMENTS, ("FocusArea", "Objective", "Goal", "Challenge", "Measure"), strict=True)
    for name, kind in kinds:
        items[name] = [
            _curated(graph, node, text) for node in sorted(graph.subjects(RDF.type, PG[kind]), key=str)
        ]
    statutory = {
        (last_part(requirement), meets)
        for statement in graph.subjects(RDF.type, PG.StatutoryStatement)
        for predicate, meets in ((PG.meets, True), (PG.cites, False))
        for requirement in graph.objects(statement, predicate)
    }
    plan = next(graph.subjects(RDF.type, PG.Plan))
    year = int(str(graph.value(plan, PG.year)))
    particulars = {
        "municipalities": sorted(last_part(m) for m in graph.objects(plan, PG.municipality)),
        "year": year,
        "last_year": year,
    }
    return Plan(items, statutory, set(), None, particulars)


def _curated(graph: Graph, node: Node, text: str) -> Item:
    spans = []
    for evidence in graph.objects(node, PG.evidence):
        selector = graph.value(evidence, OA.hasSelector)
        start, end = graph.value(selector, OA.start), graph.value(selector, OA.end)
        spans.append((int(str(start)), int(str(end))))
    links = {
        last_part(graph.value(link, PG.linkTarget)): graph.value(link, PG.basis)
        for link in graph.objects(node, PG.qualifiedLink)
    }
    area = graph.value(node, PG.inFocusArea)
    return Item(
        last_part(node),
        [normalise(text[a:b]) for a, b in sorted(spans)],
        sorted(spans),
        str(next((t for t in graph.objects(node, RDFS.label) if getattr(t, "language", "") == "da"), "")),
        last_part(area) if area else None,
        {last_part(t) for t in graph.objects(node, PG.addresses)},
        {target for target, basis in links.items() if basis != PG.Stated},
        {last_part(g) for g in graph.objects(node, PG.targetGroup)},
        {last_part(i) for i in graph.objects(node, PG.usesInstrument)},
        {last_part(i) for i in graph.objects(node, PG.inherits)},
        set(),
        [_curated_figure(graph, value) for value in sorted(graph.objects(node, PG.targetValue), key=str)],
    )


def _curated_figure(graph: Graph, node: Node) -> dict[str, Any]:
    def name(predicate: Node, of: Node = node) -> str | None:
        value = graph.value(of, predicate)
        return None if value is None else last_part(value)

    def number(predicate: Node, of: Node = node) -> float | None:
        value = graph.value(of, predicate)
        return None if value is None else float(str(value))

    baseline = graph.value(node, PG.baseline)
    due = graph.value(node, PG.dueYear)
    return {
        "comparator": name(PG.comparator),
        "value": number(PG.value),
        "unit": name(PG.unit),
        "kind": name(PG.valueKind),
        "direction": name(PG.direction),
        "relative_to": name(PG.relativeTo),
        "offset": number(PG.offset),
        "due_year": None if due is None else int(str(due)),
        "baseline": None
        if baseline is None
        else {
            "value": number(PG.value, baseline),
            "unit": name(PG.unit, baseline),
            "period": str(graph.value(baseline, PG.period) or "") or None,
        },
    }


def gold_of_draft(path: Path) -> Plan:
    """Return what an invented draft holds.

    :param path: its ``.gold.json``
    """
    gold = json.loads(path.read_text(encoding="utf-8"))
    items: dict[str, list[Item]] = {
        "areas": [
            Item(
                a["key"],
                [a["title"]],
                targets=set(a["targets"]),
                optional=set(a["optional"]),
                maybe=a.get("maybe", False),
            )
            for a in gold["areas"]
        ]
    }
    year = gold.get("year") if gold.get("last_year", gold.get("year")) == gold.get("year") else None
    for name in ELEMENTS[1:]:
        items[name] = [
            Item(
                str(number),
                [normalise(t) for t in made["texts"]],
                area=made["area"],
                targets=set(made.get("targets", ())),
                groups=set(made.get("groups", ())),
                instruments=set(made.get("instruments", ())),
                inherited=set(made.get("inherited", ())),
                optional=set(made.get("optional", ())),
                figures=made.get("figures", []),
                maybe=made.get("maybe", False),
            )
            for number, made in enumerate(gold[name], 1)
        ]
    return Plan(
        items,
        {(s["requirement"], s["meets"]) for s in gold["statutory"]},
        set(gold.get("statutory_optional", ())),
        {entry["target"] for entry in gold["listed"]},
        {
            "municipalities": sorted(gold.get("municipalities", ())),
            "year": gold.get("year"),
            "last_year": gold.get("last_year", gold.get("year")),
            "adopted": gold.get("adopted", False),
        },
        only_year=year,
    )


def found_in(draft: Draft) -> Plan:
    """Return what the intake found; candidates don't count."""
    kinds = dict(
        zip(
            ELEMENTS,
            (Element.FOCUS_AREA, Element.OBJECTIVE, Element.GOAL, Element.CHALLENGE, Element.MEASURE),
            strict=True,
        )
    )
    items = {
        name: [_found(draft, s) for s in draft.statements if s.element is kind and not s.candidate]
        for name, kind in kinds.items()
    }
    said = draft.particulars
    return Plan(
        items,
        {(last_part(s.requirement), s.meets) for s in draft.statutory},
        set(),
        {last_part(link.target) for link in draft.listed},
        {
            "municipalities": sorted(said.municipalities),
            "year": said.year,
            "last_year": said.last_year,
            "adopted": said.adopted,
        },
        [
            _found(draft, s)
            for s in draft.statements
            if s.candidate and s.element in (Element.GOAL, Element.OBJECTIVE)
        ],
    )


def _found(draft: Draft, statement: Statement) -> Item:
    texts = [draft.document.words(span) for span in statement.spans]
    if len(texts) > 1:
        texts.append(" ".join(texts))
    return Item(
        statement.key,
        texts,
        [(span.start, span.end) for span in statement.spans],
        statement.label,
        statement.area,
        {last_part(link.target) for link in statement.links},
        set(),
        {last_part(n.concept) for n in statement.groups},
        {last_part(n.concept) for n in statement.instruments},
        {last_part(n.concept) for n in (*statement.groups, *statement.instruments) if n.inherited},
        set(),
        [_found_figure(figure) for figure in statement.figures],
    )


def _found_figure(figure: Figure) -> dict[str, Any]:
    baseline = figure.baseline
    return {
        "comparator": figure.comparator,
        "value": None if figure.value is None else float(figure.value),
        "unit": figure.unit,
        "kind": figure.kind,
        "direction": figure.direction,
        "relative_to": figure.relative_to,
        "offset": None if figure.offset is None else float(figure.offset),
        "due_year": figure.due_year,
        "baseline": None
        if baseline is None
        else {"value": float(baseline.value), "unit": baseline.unit, "period": baseline.period},
    }


def last_part(node: Any) -> str:
    return re.split(r"[/#]", str(node))[-1]
