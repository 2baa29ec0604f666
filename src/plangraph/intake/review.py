"""What becomes of a draft graph when a person accepts, changes or rejects a suggestion."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final, Literal

from rdflib import RDF, XSD, Graph, Namespace, URIRef
from rdflib import Literal as Value
from rdflib.namespace import PROV, RDFS
from rdflib.term import Node

from plangraph.errors import ReviewError
from plangraph.intake.suggestions import Matter, pending, the_thing
from plangraph.names import ID, PG, PREFIXES, UNIT, expand, mint, parse, plan_of, shorten, slug

Decision = Literal["accepted", "changed", "rejected"]

_PG: Final = Namespace(PG)
_OA: Final = Namespace(PREFIXES["oa"])
_ELEMENTS: Final = {
    "focus-area": _PG.FocusArea,
    "objective": _PG.Objective,
    "goal": _PG.Goal,
    "measure": _PG.Measure,
    "challenge": _PG.Challenge,
}
_DECISIONS: Final = {"accepted": _PG.Accepted, "changed": _PG.Changed, "rejected": _PG.Rejected}
#: What of a figure may be changed, and what its value is.
FIGURE_FIELDS: Final[Mapping[str, str]] = {
    "comparator": "name",
    "value": "number",
    "unit": "unit",
    "valueKind": "name",
    "direction": "name",
    "offset": "number",
    "dueYear": "year",
}


#: What of each matter may be changed.
CHANGEABLE: Final[Mapping[Matter, tuple[str, ...]]] = {
    "element": ("element", "label"),
    "candidate": ("element", "label"),
    "concept": ("value",),
    "link": ("value",),
    "figure": tuple(FIGURE_FIELDS),
    "requirement": ("value",),
    "listed": ("value",),
}


def judge(
    draft: Graph,
    iri: str,
    decision: Decision,
    *,
    by: str,
    on: datetime.date,
    change: Mapping[str, str] | None = None,
    stated: bool = False,
) -> None:
    """Write into a draft what a person said of one suggestion.

    :param draft: one plan's graph; it is changed
    :param iri: the suggestion or linkage
    :param decision: what was said
    :param by: who said it
    :param on: when
    :param change: what it is changed to: ``label`` or ``element`` (``goal``, ``measure`` …) of an element, a
        field of :data:`FIGURE_FIELDS` of a figure, else ``value`` (a concept, target or requirement)
    :param stated: of a link: whether the plan itself ties the two; a reader's reading otherwise
    :raises ReviewError: when no such suggestion waits, or the change makes no sense; nothing is changed then
    """
    node = URIRef(iri)
    linkage = (node, _PG.basis, _PG.Suggested) in draft and (node, RDF.type, _PG.Linkage) in draft
    if not linkage and ((node, RDF.type, _PG.Suggestion) not in draft or (node, _PG.decision, None) in draft):
        raise ReviewError(f"{shorten(iri)} is no suggestion that waits for a decision")
    if decision == "changed" and not change:
        raise ReviewError(f"say what {shorten(iri)} is changed to")
    review = _review(node, by, on)
    if linkage:
        _judge_link(draft, node, decision, review.iri, change or {}, stated)
        review.tell(draft)
        return
    subject, predicate, value = (the_thing(draft, node, p) for p in (RDF.subject, RDF.predicate, RDF.object))
    if decision == "changed":
        _change(draft, node, subject, predicate, value, change or {})
    elif decision == "rejected":
        _retract(draft, node, subject, predicate, value)
    elif predicate == RDF.type and (subject, RDF.type, value) not in draft:
        _admit(draft, node, subject, value)
    draft.add((node, _PG.decision, _DECISIONS[decision]))
    draft.add((node, _PG.reviewedIn, review.iri))
    review.tell(draft)
    _sweep(draft)


def judge_all(draft: Graph, reference: Graph, least: float, *, by: str, on: datetime.date) -> int:
    """Accept every suggestion that is at least so sure, candidates excepted; returns how many."""
    chosen = [p for p in pending(draft, reference) if p.confidence >= least and p.matter != "candidate"]
    for suggestion in chosen:
        judge(draft, suggestion.iri, "accepted", by=by, on=on)
    return len(chosen)


@dataclass(frozen=True, slots=True)
class _Review:
    """One person's decisions of one day."""

    iri: URIRef
    plan: URIRef
    person: URIRef
    name: str
    day: str

    def tell(self, draft: Graph) -> None:
        draft.add((self.iri, RDF.type, _PG.Review))
        draft.add((self.iri, RDFS.label, Value(f"Gennemsyn ved {self.name}, {self.day}", lang="da")))
        draft.add((self.iri, RDFS.label, Value(f"Review by {self.name}, {self.day}", lang="en")))
        draft.add((self.iri, _PG.inPlan, self.plan))
        draft.add((self.iri, PROV.endedAtTime, Value(f"{self.day}T00:00:00Z", datatype=XSD.dateTime)))
        draft.add((self.iri, PROV.wasAssociatedWith, self.person))
        draft.add((self.person, RDF.type, PROV.Agent))
        draft.add((self.person, RDFS.label, Value(self.name, lang="da")))


def _review(node: URIRef, by: str, on: datetime.date) -> _Review:
    plan, name, day = plan_of(str(node)), " ".join(by.split()), on.isoformat()
    if plan is None:
        raise ReviewError(f"{shorten(str(node))} belongs to no plan")
    try:
        key = slug(name)
    except ValueError as error:
        raise ReviewError("a review has a name: say who judges") from error
    return _Review(
        URIRef(mint("review", plan, f"{day}-{key}")),
        URIRef(mint("plan", plan)),
        URIRef(mint("organisation", key)),
        name,
        day,
    )


def _judge_link(
    draft: Graph, node: URIRef, decision: Decision, review: URIRef, change: Mapping[str, str], stated: bool
) -> None:
    subject = next(draft.subjects(_PG.qualifiedLink, node))
    target = the_thing(draft, node, _PG.linkTarget)
    if decision == "changed":
        wanted = _thing(change.get("value", ""), "national-target")
        for link, old in ((subject, _PG.addresses), (node, _PG.linkTarget)):
            draft.remove((link, old, target))
            draft.add((link, old, wanted))
    if decision == "rejected":
        kept = URIRef(mint("suggestion", *parse(str(node)).keys))
        for predicate, value in (
            (RDF.type, _PG.Suggestion),
            (RDF.subject, subject),
            (RDF.predicate, _PG.addresses),
            (RDF.object, target),
            (_PG.decision, _PG.Rejected),
            (_PG.reviewedIn, review),
        ):
            draft.add((kept, predicate, value))
        for predicate in (_PG.inPlan, _PG.confidence, _PG.rationale, _PG.evidence):
            for value in draft.objects(node, predicate):
                draft.add((kept, predicate, value))
        draft.remove((subject, _PG.addresses, target))
        _forget(draft, node)
        _sweep(draft)
        return
    draft.remove((node, _PG.basis, None))
    draft.remove((node, _PG.confidence, None))
    draft.add((node, _PG.basis, _PG.Stated if stated else _PG.Interpreted))
    draft.add((node, _PG.reviewedIn, review))


def _admit(draft: Graph, node: URIRef, subject: URIRef, kind: URIRef) -> None:
    """Make a candidate an element."""
    draft.add((subject, RDF.type, kind))
    for predicate in (RDFS.label, _PG.statementText, _PG.inFocusArea, _PG.inPlan, _PG.evidence):
        for value in draft.objects(node, predicate):
            draft.add((subject, predicate, value))


def _change(
    draft: Graph, node: URIRef, subject: URIRef, predicate: URIRef, value: URIRef, change: Mapping[str, str]
) -> None:
    """Change what was suggested; everything is read before anything is written."""
    figure = predicate == _PG.targetValue
    allowed = (
        ("element", "label") if predicate == RDF.type else tuple(FIGURE_FIELDS) if figure else ("value",)
    )
    if unknown := sorted(set(change) - set(allowed)):
        raise ReviewError(f"{', '.join(unknown)}: can't be changed here; what can is {', '.join(allowed)}")
    if predicate == RDF.type:
        element, label = change.get("element"), change.get("label", "").strip()
        if element is not None and element not in _ELEMENTS:
            raise ReviewError(f"{element!r} is no kind of element; known are {', '.join(_ELEMENTS)}")
        if (subject, RDF.type, value) not in draft:
            _admit(draft, node, subject, value)
        if element is not None:
            subject = _turn_into(draft, subject, value, element)
        if label:
            draft.remove((subject, RDFS.label, None))
            draft.add((subject, RDFS.label, Value(label, lang="da")))
    elif figure:
        fields = {_PG[name]: _field(name, text) for name, text in change.items()}
        for name, wanted in fields.items():
            draft.remove((value, name, None))
            if wanted is not None:
                draft.add((value, name, wanted))
    else:
        thing = _thing(change["value"])
        draft.remove((subject, predicate, value))
        draft.remove((subject, _PG.inherits, value))
        draft.add((subject, predicate, thing))


def _field(name: str, text: str) -> Node | None:
    """Read a field of a figure as people write it; empty takes it away."""
    kind, text = FIGURE_FIELDS[name], text.strip()
    if not text:
        return None
    try:
        if kind == "number":
            number = Decimal(text.replace(".", "").replace(",", ".") if "," in text else text)
            if not number.is_finite():
                raise InvalidOperation
            written = format(number, "f")
            return Value(written if "." in written else f"{written}.0", datatype=XSD.decimal)
        if kind == "year":
            return Value(int(text))
    except (InvalidOperation, ValueError) as error:
        raise ReviewError(
            f"{text!r} is no {kind}; write it like {'12,5' if kind == 'number' else '2026'}"
        ) from error
    return URIRef(UNIT + text.removeprefix("unit:")) if kind == "unit" else _PG[text.removeprefix("pg:")]


def _thing(name: str, kind: str | None = None) -> URIRef:
    try:
        return URIRef(expand(name if ":" in name or kind is None else f"id:{kind}/{name}"))
    except ValueError as error:
        raise ReviewError(f"{name!r} names no thing; write it like tg:unge or {ID}…") from error


def _turn_into(draft: Graph, subject: URIRef, old: URIRef, element: str) -> URIRef:
    """Give an element another class, and with it another IRI."""
    plan, key = parse(str(subject)).keys
    wanted = URIRef(mint(element, plan, key))
    number = 2
    while wanted != subject and (wanted, None, None) in draft:
        wanted = URIRef(mint(element, plan, f"{key}-{number}"))
        number += 1
    draft.remove((subject, RDF.type, old))
    draft.add((subject, RDF.type, _ELEMENTS[element]))
    for s, p, o in list(draft.triples((subject, None, None))):
        draft.remove((s, p, o))
        draft.add((wanted, p, o))
    for s, p, o in list(draft.triples((None, None, subject))):
        draft.remove((s, p, o))
        draft.add((s, p, wanted))
    return wanted


def _retract(draft: Graph, node: URIRef, subject: URIRef, predicate: URIRef, value: URIRef) -> None:
    draft.remove((subject, predicate, value))
    draft.remove((subject, _PG.inherits, value))
    if predicate == _PG.targetValue:
        _forget_figure(draft, value)
    elif predicate in (_PG.meets, _PG.cites):
        _forget(draft, subject)
    elif predicate == RDF.type:
        # What the element said goes with it; the rejected suggestion of it stays, with its words.
        for figure in list(draft.objects(subject, _PG.targetValue)):
            _forget_figure(draft, figure)
        for linkage in list(draft.objects(subject, _PG.qualifiedLink)):
            _forget(draft, linkage)
        for other in list(draft.subjects(RDF.subject, subject)):
            if other != node:
                _forget(draft, other)
        for words in list(draft.objects(subject, _PG.statementText)):
            draft.add((node, _PG.statementText, words))
        _forget(draft, subject, keep=node)


def _forget_figure(draft: Graph, figure: Node) -> None:
    """Drop a figure, and the baseline and the draft's own indicator that only it has."""
    held = [v for p in (_PG.baseline, _PG.indicator) for v in draft.objects(figure, p)]
    held += [i for v in list(held) for i in draft.objects(v, _PG.indicator)]
    _forget(draft, figure)
    for thing in held:
        if not any(draft.subjects(None, thing)):
            draft.remove((thing, None, None))


def _forget(draft: Graph, thing: Node, keep: Node | None = None) -> None:
    draft.remove((thing, None, None))
    for s, p, o in list(draft.triples((None, None, thing))):
        if s != keep:
            draft.remove((s, p, o))


def _sweep(draft: Graph) -> None:
    """Drop passages that nothing points at any more."""
    for kind, pointer in ((_PG.Evidence, _PG.evidence), (_OA.TextPositionSelector, _OA.hasSelector)):
        for node in list(draft.subjects(RDF.type, kind)):
            if (None, pointer, node) not in draft:
                draft.remove((node, None, None))
