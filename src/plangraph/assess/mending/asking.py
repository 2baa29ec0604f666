"""Turns a way of mending a finding into questions: what it leaves blank, and what may be chosen otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDFS
from rdflib.term import Node

from plangraph.assess.drafting import is_blank
from plangraph.assess.mending.fields import CHOSEN, ORDER, Fields, local_name
from plangraph.assess.mending.forms import Ask, Draft, Field, Part, Triple, in_order
from plangraph.assess.mending.limits import Limits, Shapes
from plangraph.assess.mending.places import Passages
from plangraph.assess.mending.ways import Way
from plangraph.check.subjects import Subjects
from plangraph.model import Finding, Text
from plangraph.names import PG, PREFIXES, parse

_PG: Final = Namespace(PG)
_OA: Final = Namespace(PREFIXES["oa"])
#: What a draft proposes and a person may choose otherwise, although it is no blank.
_PROPOSED: Final = frozenset(
    {_PG.inFocusArea, _PG.supports, _PG.targetGroup, _PG.usesInstrument, _PG.figureKind, _PG.basis}
)
#: What has to be said where it is asked, beside what the shapes ask of a class.
_SAID: Final = frozenset({RDFS.label, _PG.rationale, _PG.localPriority, _PG.addresses, _PG.period, _PG.basis})
#: What makes a figure of a goal one; the rules about its details look only at those with a value.
_FIGURE: Final = (_PG.value, _PG.direction, _PG.dueYear)
_DETAILS: Final = frozenset({_PG.comparator, _PG.valueKind})
#: What a figure has to say for a finding to go away, where that is more than any of it.
_NEEDED: Final = {
    "goal-only-direction": _PG.value,
    "goal-figure-dropped": _PG.value,
    "goal-thread-indicator": _PG.indicator,
}
#: What may be left empty, and so taken away, when it is corrected.
_LOOSE: Final = frozenset({_PG.dueYear, _PG.direction, _PG.relativeTo, _PG.lists, _PG.indicator})
_HELD: Final = (_PG.baseline, _PG.nationalValue)
_AS_HELD: Final[dict[Node, Text]] = {
    _PG.baseline: Text("Udgangspunkt", "Baseline"),
    _PG.nationalValue: Text("Landstal", "National value"),
}
_CLASSES: Final = {
    "focus-area": _PG.FocusArea,
    "objective": _PG.Objective,
    "goal": _PG.Goal,
    "measure": _PG.Measure,
}
_RANK: Final = (
    "plan", "focus-area", "objective", "goal", "measure", "statement", "target-value", "observation",
    "linkage", "continuation",
)  # fmt: skip
#: What a figure is called after.
_WORDED: Final = frozenset({_PG.unit, _PG.indicator})
_NOTHING: Final = Text("", "")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for one way.

    :param parts: the questions
    :param draft: what the answers fill
    :param made: what kinds of thing are new, as classes or as the properties that hold them
    :param changed: what is said of things that are there, as properties
    """

    parts: tuple[Part, ...]
    draft: Draft
    made: tuple[Node, ...]
    changed: tuple[Node, ...]


class Questioner:
    """Asks what the ways of mending the findings of one plan leave open.

    :param plan_graph: the triples of the plan
    :param reference: the ontology, vocabularies and national targets
    :param shapes: what is allowed as the value of a property
    :param fields: makes the fields
    :param passages: asks where something stands
    :param subjects: what things are called
    """

    def __init__(
        self,
        plan_graph: Graph,
        reference: Graph,
        shapes: Shapes,
        fields: Fields,
        passages: Passages,
        subjects: Subjects,
    ) -> None:
        self.graph, self.reference = plan_graph, reference
        self.shapes, self.fields, self.passages, self.subjects = shapes, fields, passages, subjects

    def ask(self, finding: Finding, way: Way, prefix: str) -> Asked | None:
        """Return what is asked for one way, or None where it needs a choice and there is nothing to choose.

        :param finding: the finding
        :param way: the way of mending it
        :param prefix: what the names of its parts begin with
        """
        try:
            return _Questions(self, finding, way, prefix).asked()
        except ValueError:  # a thing with an IRI that is not ours is no part of the plan
            return None


class _Questions:
    """The questions of one way of mending one finding."""

    def __init__(self, room: Questioner, finding: Finding, way: Way, prefix: str) -> None:
        self._room, self._way, self._prefix = room, way, prefix
        self._rule, self._focus, self._path = finding.rule, URIRef(finding.focus), URIRef(finding.path or "")
        places = {
            s for kind in (_PG.Evidence, _OA.TextPositionSelector) for s in way.graph.subjects(RDF.type, kind)
        }
        self._cited = sorted(
            {URIRef(str(s)) for s, o in way.graph.subject_objects(_PG.evidence) if o in places}
        )
        self._triples: set[Triple] = {t for t in way.graph if t[0] not in places and t[2] not in places}
        self._new = {s for s, p, _ in self._triples if p == RDF.type}
        self._counts = Counter[str]()

    def asked(self) -> Asked | None:
        parts, asks, things = list[Part](), list[Ask](), list[tuple[str, URIRef]]()
        subjects = {URIRef(str(s)) for s in (*(t[0] for t in self._triples), *(s for s, _ in self._open))}
        for subject in sorted(subjects, key=self._rank):
            part, part_asks = self._part(subject)
            asks += part_asks
            things.append((part.name, subject))
            if part.fields:
                parts.append(part)
        own = {f.instead_of for p in parts for f in p.fields}
        bare = (f for p in parts for f in p.fields if f.kind in CHOSEN and f.required and not f.options)
        if any(f.name not in own for f in bare):
            return None
        if self._cited or self._way.relocated:
            chosen = next((a.subject for a in asks if a.predicate is None), None)
            parts.append(
                self._room.passages.part(
                    self._prefix,
                    self._way.name,
                    near=() if self._way.relocated else (self._focus, *self._cited),
                    chosen=chosen is not None and not self._way.relocated,
                )
            )
        draft = Draft(
            way=self._way.name,
            triples=in_order(t for t in self._triples if self._stays(t)),
            asks=tuple(asks),
            removed=in_order(self._way.removed),
            things=tuple(things),
            cited=tuple(self._cited),
            relocated=self._way.relocated,
            words=tuple(
                (str(o), self._room.subjects.label(o)) for _, p, o in in_order(self._triples) if p in _WORDED
            ),
        )
        made = [self._held_as(s) for s in sorted(self._new, key=self._rank)]
        changed = [p for s, p in self._open if s not in self._new]
        return Asked(tuple(parts), draft, tuple(dict.fromkeys(made)), tuple(dict.fromkeys(changed)))

    def _stays(self, triple: Triple) -> bool:
        """Say whether a triple is written as it is drafted; blanks among things are named later."""
        subject, predicate, value = triple
        if (subject, predicate) in self._open:
            return False
        return not is_blank(value) or value in {s for s, _, _ in self._triples}

    @cached_property
    def _open(self) -> dict[tuple[Node, Node], tuple[Node, ...]]:
        """What is asked for: things and properties, each with the values proposed for it."""
        found: dict[tuple[Node, Node], tuple[Node, ...]] = {}
        for subject, predicate, value in in_order(self._triples):
            if predicate in ORDER and self._is_open(subject, predicate, value):
                bare = is_blank(value) or predicate == _PG.basis  # who made a link nobody says but the person
                found[subject, predicate] = (
                    *found.get((subject, predicate), ()),
                    *(() if bare else (value,)),
                )
        for subject, predicate in self._way.anew:
            found[subject, predicate] = tuple(sorted(self._room.graph.objects(subject, predicate), key=str))
        return found

    def _is_open(self, subject: Node, predicate: Node, value: Node) -> bool:
        if not is_blank(value):
            return predicate in _PROPOSED and value != self._focus and value not in self._new
        if predicate == _PG.linkTarget:  # follows from what the subject of the link is said to address
            return subject not in self._new and not any(self._way.graph.subjects(_PG.addresses, value))
        kinds = self._types(subject)
        if predicate == RDFS.label and subject in self._new:  # a figure is called what it says
            return not kinds & {_PG.TargetValue, _PG.Observation}
        if predicate in (_PG.unit, _PG.indicator) and _PG.Observation in kinds:  # as the figure it belongs to
            return not any((h, predicate, None) in self._way.graph for h in self._holders(subject))
        return True

    def _holders(self, observation: Node) -> Iterator[Node]:
        for held in _HELD:
            yield from self._way.graph.subjects(held, observation)

    def _types(self, subject: Node) -> set[Node]:
        if is_blank(subject):
            return {_CLASSES[parse(str(subject)).kind]}
        graphs = (self._way.graph, self._room.graph, self._room.reference)
        return next((found for g in graphs if (found := set(g.objects(subject, RDF.type)))), set())

    def _rank(self, subject: Node) -> tuple[bool, int, str]:
        kind = parse(str(subject)).kind
        return (not is_blank(subject), _RANK.index(kind) if kind in _RANK else len(_RANK), str(subject))

    # --- parts ----------------------------------------------------------------------------------------

    def _part(self, subject: URIRef) -> tuple[Part, list[Ask]]:
        """Make the part about one thing, and say what its answers are answers to."""
        kind = parse(str(subject)).kind
        self._counts[kind] += 1
        number = self._counts[kind]
        name = self._prefix + (kind if number == 1 else f"{kind}-{number}")
        pairs = [self._which(subject, name)] if is_blank(subject) else []
        predicates = {p for s, p in self._open if s == subject}
        for predicate in sorted(predicates, key=ORDER.index):
            pairs += self._property(subject, URIRef(str(predicate)), name, predicates)
        optional = self._optional(subject)
        fields, any_of = _either([field for field, _ in pairs])
        figure = self._path == _PG.targetValue and _PG.TargetValue in self._types(subject)
        if figure and not optional and not any_of and not any(f.required for f in fields):
            any_of = tuple(ask.field for _, ask in pairs if ask.predicate in _FIGURE)
        title, meaning = self._title(subject)
        part = Part(name, kind, title, meaning, fields, self._way.name, optional, any_of)
        return part, [ask for _, ask in pairs]

    def _title(self, subject: URIRef) -> tuple[Text, Text]:
        held = self._held_as(subject)
        name, meaning = self._room.shapes.words(held)
        if held in _AS_HELD:  # what holds it says more than what it is
            name = _AS_HELD[held]
        if subject in self._new or is_blank(subject):
            return name, meaning
        return titled(name, self._room.subjects.label(subject)), _NOTHING

    def _held_as(self, subject: Node) -> Node:
        """Return what a thing is: what holds it where that says more than its class."""
        held = [p for p in _HELD for g in (self._way.graph, self._room.graph) if any(g.subjects(p, subject))]
        ours = sorted((k for k in self._types(subject) if str(k).startswith(PG)), key=str)
        return next(iter((*held, *ours)), subject)

    def _optional(self, subject: Node) -> bool:
        """Say whether a thing may be left out: a new figure that the finding is not about."""
        figure = bool(self._types(subject) & {_PG.TargetValue, _PG.Observation})
        return subject in self._new and figure and not any(self._way.graph.subjects(self._path, subject))

    def _which(self, subject: URIRef, name: str) -> tuple[Field, Ask]:
        said = [p for p in self._way.graph.predicates(subject) if p in ORDER or p == _PG.continues]
        loose = any((subject, p) in self._way.loose for p in said)
        return self._room.fields.which(
            name,
            subject,
            _CLASSES[parse(str(subject)).kind],
            self._room.shapes.words(min(said, key=str))[1] if said else _NOTHING,
            required=not loose,
            suggested=self._way.suggested,
        )

    def _property(
        self, subject: URIRef, predicate: URIRef, part: str, others: Collection[Node]
    ) -> list[tuple[Field, Ask]]:
        kinds = self._types(subject)
        limits = self._room.shapes.limits(kinds, predicate)
        details = (_PG.value,) if predicate in _DETAILS and _PG.TargetValue in kinds else ()
        companions = [p for p in (*limits.needed_with, *details) if p in others]
        drafted = (v for v in self._way.graph.objects(subject, predicate) if isinstance(v, Literal))
        return self._room.fields.make(
            part,
            subject,
            predicate,
            kinds,
            limits,
            proposed=self._open[subject, predicate],
            required=self._required(subject, predicate, limits),
            needed_with=f"{part}.{local_name(min(companions))}" if companions else "",
            suggested=self._way.suggested,
            without=self._staying(subject, predicate),
            lang=next((v.language for v in drafted if v.language), "da"),
            also_in_english=predicate == RDFS.label and self._in_english(subject),
        )

    def _staying(self, subject: Node, predicate: Node) -> set[str]:
        """Return the targets that a thing is linked to, or lists, already: they are not chosen again."""
        if predicate not in (_PG.addresses, _PG.lists) or (subject, predicate) in self._way.anew:
            return set()
        gone = {o for s, p, o in self._way.removed if (s, p) == (subject, predicate)}
        return {str(o) for o in self._room.graph.objects(subject, predicate) if o not in gone}

    def _required(self, subject: Node, predicate: Node, limits: Limits) -> bool:
        if (subject, predicate) in self._way.loose:
            return False
        if (subject, predicate) in self._way.anew:
            return predicate not in _LOOSE
        if limits.required or predicate in _SAID or predicate == _NEEDED.get(self._rule):
            return True
        kinds = self._types(subject)
        if _PG.Observation in kinds and predicate in (_PG.value, _PG.unit):
            return True
        if predicate == _PG.targetGroup and _PG.Goal in kinds and subject in self._new:
            return True
        at_fault = predicate == self._path and subject == self._focus
        return at_fault or is_blank(subject)

    def _in_english(self, subject: Node) -> bool:
        """Say whether a title is asked for in English too; a draft that quotes its document is in Danish."""
        if subject in self._new:
            return (None, _PG.statementText, None) not in self._room.graph
        titles = self._room.graph.objects(subject, RDFS.label)
        there = any(isinstance(t, Literal) and t.language == "en" for t in titles)
        return there and (subject, RDFS.label) in self._way.anew


def _either(fields: Sequence[Field]) -> tuple[tuple[Field, ...], tuple[str, ...]]:
    """Ask for one of two where a field has to be filled in and another may be instead; tells their names."""
    instead = {f.instead_of: f.name for f in fields if f.instead_of}
    pair = next(((f.name, instead[f.name]) for f in fields if f.required and f.name in instead), ())
    return tuple(replace(f, required=False) if f.name in pair else f for f in fields), pair


def titled(kind: Text, label: Text) -> Text:
    """Name a thing by its kind and its title in quotes; what joins two titles is quoted already."""
    da, en = label.get("da"), label.get("en")
    return Text(
        f"{kind.da} {da if da.startswith('»') else f'»{da}«'}".strip(),
        f"{kind.en} {en if en.startswith('“') else f'“{en}”'}".strip(),
    )
