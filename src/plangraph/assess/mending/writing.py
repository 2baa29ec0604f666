"""Writes a filled-in form into a copy of the plan, or says field by field why it cannot."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDFS, SKOS
from rdflib.term import Node

from plangraph.assess.mending.answers import read
from plangraph.assess.mending.citing import Citing, Place, read_place
from plangraph.assess.mending.forms import WAY, Ask, Draft, Fault, Field, Form, MendingError, Part, Triple
from plangraph.assess.mending.marking import Mark, mark_of, marked
from plangraph.assess.mending.naming import figure_labels, named_anew
from plangraph.intake.document import Document
from plangraph.model import Text
from plangraph.names import PG, PREFIXES, mint, parse, plan_of, slug

_PG: Final = Namespace(PG)
_OA: Final = Namespace(PREFIXES["oa"])
_HELD: Final = (_PG.baseline, _PG.nationalValue)
_LOCATION: Final = (
    _OA.hasSource, _OA.hasSelector, _PG.fingerprint, _PG.page, _PG.sectionHeading, _PG.matches,
)  # fmt: skip
_NAMED_IN: Final = (_PG.targetGroup, _PG.usesInstrument)


def fill(
    form: Form,
    values: Mapping[str, Sequence[str]],
    plan_graph: Graph,
    *,
    by: str,
    on: datetime.date,
    document: Document | None = None,
) -> Graph:
    """Write a filled-in form into a plan.

    :param form: as :func:`~plangraph.assess.mending.form_for` gives it for the plan as it is now
    :param values: what was filled in, by name of the field; only of :meth:`Form.names`
    :param plan_graph: the triples of the plan; they are not changed
    :param by: who filled it in
    :param on: when
    :param document: the document that the plan was read from, to find copied words in
    :returns: the triples of the mended plan
    :raises MendingError: when it cannot be written as it was filled in
    """
    slug_ = plan_of(form.finding.plan) or ""
    mark = mark_of(slug_, by, on)
    if strange := sorted(set(values) - form.names()):
        told = ", ".join(strange[:5])
        raise MendingError([Fault("", Text(f"Formularen har ikke: {told}.", f"The form has no {told}."))])
    draft = _chosen(form, values)
    answers = _Answers(form, draft, values, document)
    if answers.faults:
        raise MendingError(answers.faults)
    return _Writer(draft, answers, plan_graph, slug_, mark).written()


def _chosen(form: Form, values: Mapping[str, Sequence[str]]) -> Draft:
    """Return the draft of the way that was chosen."""
    if not form.ways:
        return form.drafts[0]
    told = [v for v in values.get(WAY, ()) if v]
    for draft in form.drafts:
        if told == [draft.way]:
            return draft
    raise MendingError([Fault(WAY, _NO_WAY)])


class _Answers:
    """What was filled into a form for one way, and what is wrong with it."""

    def __init__(
        self, form: Form, draft: Draft, values: Mapping[str, Sequence[str]], document: Document | None
    ) -> None:
        self.form, self.faults = form, list[Fault]()
        self.nodes: dict[str, list[Node]] = {}
        self.left_out: set[str] = set()
        self.place: Place | None = None
        parts = form.parts_of(draft.way)
        for part in parts:
            given = {f.name: [v for v in values.get(f.name, ()) if v.strip()] for f in part.fields}
            own = [f for f in part.fields if given[f.name] and set(given[f.name]) != set(f.current)]
            if part.optional and not own:
                self.left_out.add(part.name)
                continue
            for field in part.fields:
                self.nodes[field.name], faults = read(field, given[field.name])
                self.faults += faults
        wrong = frozenset(fault.field for fault in self.faults)
        for part in parts:
            if part.name not in self.left_out:
                self.faults += [f for f in self._missing(part, wrong) if f.field not in wrong]
                if part.about == "passage":
                    self.place, faults = read_place(part, self.nodes, document)
                    self.faults += [f for f in faults if f.field not in wrong]
        self.faults += self._alone(draft)

    def _missing(self, part: Part, wrong: Collection[str]) -> Iterator[Fault]:
        """Say what has to be filled in and is not; what was filled in wrongly is told already."""
        for field in part.fields:
            own = self._instead(part, field)
            if field.instead_of and self.nodes[field.name] and self.nodes[field.instead_of]:
                yield Fault(field.name, _EITHER)
            if self.nodes[field.name] or own:
                continue
            if field.required:
                yield Fault(field.name, _REQUIRED)
            elif field.needed_with and self.nodes.get(field.needed_with):
                other = self.form.field(field.needed_with).label
                yield Fault(
                    field.name,
                    Text(
                        f"Skal udfyldes, når »{other.da}« er det.",
                        f"Has to be filled in when “{other.en}” is.",
                    ),
                )
        if part.any_of and not any(self.nodes[name] or name in wrong for name in part.any_of):
            names = [self.form.field(name).label for name in part.any_of]
            da, en = ", ".join(n.da for n in names), ", ".join(n.en for n in names)
            yield Fault(
                part.any_of[0], Text(f"Udfyld mindst ét af felterne {da}.", f"Fill in at least one of {en}.")
            )

    def _instead(self, part: Part, field: Field) -> bool:
        return any(f.instead_of == field.name and self.nodes[f.name] for f in part.fields)

    def _alone(self, draft: Draft) -> Iterator[Fault]:
        """Say where a baseline was filled in without the figure that it is the baseline of, or its unit."""
        names = {thing: name for name, thing in draft.things}
        for figure, held, observation in draft.triples:
            part = names.get(URIRef(str(observation)))
            if held not in _HELD or part is None or part in self.left_out or figure not in names:
                continue
            value = f"{part}.value"
            if names[URIRef(str(figure))] in self.left_out:
                yield Fault(value, _NO_FIGURE)
                continue
            unit = f"{names[URIRef(str(figure))]}.unit"
            if value in self.nodes and self.nodes[value] and self.nodes.get(unit) == []:
                yield Fault(unit, _NO_UNIT)


class _Writer:
    """Writes the answers to one draft into a copy of the plan."""

    def __init__(self, draft: Draft, answers: _Answers, plan_graph: Graph, slug_: str, mark: Mark) -> None:
        self.draft, self.answers, self.before = draft, answers, plan_graph
        self.slug, self.mark = slug_, mark
        self.left = {thing for name, thing in draft.things if name in answers.left_out}
        self.removed = set(draft.removed)
        self.triples: set[Triple] = set(draft.triples)
        self.citing = Citing(plan_graph, slug_, mark)

    def written(self) -> Graph:
        stands = self._answer()
        self.triples = {t for t in self.triples if t[0] not in self.left and t[2] not in self.left}
        self._link()
        self._copy()
        renamed = named_anew(self.triples, stands, self.before)
        self.triples = {(renamed.get(s, s), renamed.get(p, p), renamed.get(o, o)) for s, p, o in self.triples}
        self._inherit()
        self._cite(renamed)
        self.triples |= figure_labels(self.triples, self._words())
        gone = {t for t in self.removed if t in self.before} - self.triples
        new = {t for t in self.triples if t not in self.before or t in gone}
        if not gone and not new:
            raise MendingError([Fault("", _NOTHING_NEW)])
        after = Graph(bind_namespaces="none") + self.before
        for triple in gone:
            after.remove(triple)
        for triple in (*new, *marked(self.before, new, gone, self.mark)):
            after.add(triple)
        return after

    def _answer(self) -> dict[Node, Node]:
        """Say what was answered; returns what was chosen for each thing that the draft leaves open."""
        stands: dict[Node, Node] = {}
        for ask in self.draft.asks:
            nodes = self.answers.nodes.get(ask.field, [])
            if ask.subject in self.left:
                continue
            if ask.predicate is None:
                if nodes:
                    stands[ask.subject] = nodes[0]
                else:
                    self.left.add(ask.subject)
                continue
            for node in nodes:
                value = self._own(ask, node) if ask.own else self._as_it_was(ask, node)
                self.triples.add((ask.subject, ask.predicate, value))
        return stands

    def _as_it_was(self, ask: Ask, node: Node) -> Node:
        """Return the figure that was there where it is the same one, written another way."""
        for value in self.before.objects(ask.subject, ask.predicate):
            known, given = (v.value if isinstance(v, Literal) else None for v in (value, node))
            if isinstance(known, Decimal) and known == given:
                return value
        return node

    def _own(self, ask: Ask, name: Node) -> URIRef:
        """Write a thing of the plan's own that a person named in words."""
        indicator = _PG.Indicator in ask.own
        key = slug(str(name))[:60].strip("-")
        node = URIRef(mint("indicator", f"{self.slug}-{key}") if indicator else mint("organisation", key))
        if (node, None, None) not in self.before:
            self.triples |= {(node, RDF.type, kind) for kind in ask.own}
            self.triples.add((node, SKOS.prefLabel if indicator else RDFS.label, name))
        return node

    def _words(self) -> dict[str, Text]:
        """Return what the terms are called that are written."""
        fields = self.answers.form.fields(self.draft.way)
        return {o.value: o.label for f in fields for o in f.options} | dict(self.draft.words)

    def _objects(self, subject: Node, predicate: Node) -> set[Node]:
        """Return the values of a property as they will be."""
        there = set(self.before.objects(subject, predicate)) - {
            o for s, p, o in self.removed if (s, p) == (subject, predicate)
        }
        return there | {o for s, p, o in self.triples if (s, p) == (subject, predicate)}

    def _link(self) -> None:
        """Say of each link that has no target yet which it is: the one that its subject now addresses."""
        for subject, predicate, target in tuple(self.triples):
            if predicate == _PG.addresses:
                for link in self._objects(subject, _PG.qualifiedLink):
                    if not self._objects(link, _PG.linkTarget):
                        self.triples.add((link, _PG.linkTarget, target))

    def _copy(self) -> None:
        """Count a figure's baseline by its indicator and in its unit, unless the draft says otherwise."""
        for figure, held, observation in tuple(self.triples):
            if held in _HELD:
                for predicate in (_PG.unit, _PG.indicator):
                    if not self._objects(observation, predicate):
                        self.triples |= {
                            (observation, predicate, o) for o in self._objects(figure, predicate)
                        }

    def _inherit(self) -> None:
        """What a thing is now said to name itself it no longer has from its focus area."""
        for subject, predicate, value in self.triples:
            if predicate in _NAMED_IN and (subject, _PG.inherits, value) in self.before:
                self.removed.add((subject, _PG.inherits, value))

    def _cite(self, renamed: Mapping[Node, Node]) -> None:
        """Say where all of it stands."""
        place = self.answers.place
        if place is None:
            return
        for passage in self.draft.relocated:
            for predicate in _LOCATION:
                for value in self.before.objects(passage, predicate):
                    self.removed.add((passage, predicate, value))
                    if predicate == _OA.hasSelector:
                        self.removed |= set(self.before.triples((value, None, None)))
            self.triples |= set(
                self.citing.location(passage, place, f"evidence-{parse(str(passage)).keys[-1]}")
            )
        cited = [renamed.get(thing, thing) for thing in self.draft.cited if thing not in self.left]
        if not cited:
            return
        chosen = next(
            (renamed[a.subject] for a in self.draft.asks if a.subject in renamed and a.predicate is None),
            None,
        )
        passages = self.citing.known(place, chosen)
        if not passages:
            key = parse(str(cited[0]))
            node, told = self.citing.passage(place, f"{key.kind}-{key.keys[-1]}")
            passages = [node]
            self.triples |= set(told)
        self.triples |= {(thing, _PG.evidence, passage) for thing in cited for passage in passages}


_NO_WAY: Final = Text("Vælg en af måderne at rette det på.", "Choose one of the ways of mending it.")
_REQUIRED: Final = Text("Skal udfyldes.", "Has to be filled in.")
_EITHER: Final = Text(
    "Vælg på listen, eller skriv det selv; ikke begge dele.",
    "Choose on the list or write it yourself; not both.",
)
_NO_FIGURE: Final = Text(
    "Udfyld også måltallet, som det er udgangspunkt for.",
    "Fill in the target figure as well that this is the baseline of.",
)
_NO_UNIT: Final = Text(
    "Enheden skal udfyldes, når udgangspunktet er det.", "The unit has to be filled in when the baseline is."
)
_NOTHING_NEW: Final = Text(
    "Intet er ændret. Ret det, der er forkert, før du gemmer.",
    "Nothing was changed. Correct what is wrong before you save.",
)
