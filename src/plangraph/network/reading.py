"""Reads what the network needs out of one plan's graph."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, RDFS, SKOS
from rdflib.term import Node

from plangraph.model import Passage, Text
from plangraph.names import PG, PREFIXES, parse, plan_of, shorten
from plangraph.numbers import whole

_PG: Final = Namespace(PG)
_OA: Final = Namespace(PREFIXES["oa"])
_COMPARATORS: Final = {
    "AtLeast": Text("mindst", "at least"),
    "AtMost": Text("højst", "at most"),
    "Above": Text("over", "more than"),
    "Below": Text("under", "less than"),
}
_CHANGES: Final = {
    "Increase": Text("stigning på", "a rise of"),
    "Decrease": Text("fald på", "a fall of"),
}
_REFERENCES: Final = {
    "NationalAverage": Text("landsgennemsnittet", "the national average"),
    "Baseline": Text("udgangspunktet", "the baseline"),
}


class Reader:
    """Reads one plan's graph; what it does not say is looked up in the reference.

    :param graph: the plan
    :param reference: ontology, vocabularies, national targets and municipalities
    """

    def __init__(self, graph: Graph, reference: Graph) -> None:
        self.graph, self.reference = graph, reference

    def objects(self, node: Node, prop: URIRef) -> Iterator[Node]:
        """Yield the values of a property from the plan, else from the reference."""
        found = list(self.graph.objects(node, prop))
        yield from found or self.reference.objects(node, prop)

    def text(self, node: Node, *props: URIRef) -> Text | None:
        """Return a text in both languages; the first property that says anything decides."""
        for prop in props:
            found = {"da": "", "en": ""}
            for value in sorted(self.objects(node, prop), key=str):
                if isinstance(value, Literal):
                    for lang in (value.language,) if value.language in found else ("da", "en"):
                        found[lang] = found[lang] or str(value)
            if any(found.values()):
                return Text(found["da"] or found["en"], found["en"] or found["da"])
        return None

    def label(self, node: Node) -> Text:
        """Return the label of a thing, or its short name where it has none."""
        text = self.text(node, SKOS.prefLabel, RDFS.label)
        return text or Text(shorten(str(node)), shorten(str(node)))

    def word(self, node: Node, prop: URIRef) -> str | None:
        """Return one value as a word."""
        return min((str(v) for v in self.objects(node, prop)), default=None)

    def number(self, node: Node, prop: URIRef) -> int | None:
        """Return one value as a whole number; a page that is none is left to the rules to report."""
        return whole(self.word(node, prop))

    def year(self, plan: Node) -> int | None:
        """Return the year of a plan or target set."""
        return self.number(plan, _PG.year)

    def target_year(self, target: Node) -> int | None:
        """Return the year of a national target: that of its set, else the one in its IRI."""
        for group in self.objects(target, _PG.inTargetSet):
            if (year := self.year(group)) is not None:
                return year
        try:
            return whole(parse(str(target)).keys[0])
        except ValueError:
            return None

    def targets_of(self, year: int | None) -> Iterator[Node]:
        """Yield the national targets of a year."""
        for target in self.reference.subjects(RDF.type, _PG.NationalTarget):
            if year is not None and self.target_year(target) == year:
                yield target

    def plan_of(self, element: URIRef) -> URIRef | None:
        """Return the plan that an element says it is in, else the one in its IRI."""
        plan = self.graph.value(element, _PG.inPlan)
        if isinstance(plan, URIRef):
            return plan
        slug = plan_of(str(element))
        return None if slug is None else URIRef(PREFIXES["id"] + "plan/" + slug)

    def is_instrument(self, concept: Node, prop: URIRef) -> bool:
        """Say whether a concept is an instrument: by the property, its type, or its scheme."""
        if prop != _PG.mentions:
            return prop == _PG.usesInstrument
        types = set(self.objects(concept, RDF.type))
        if types & {_PG.Instrument, _PG.TargetGroup}:
            return _PG.Instrument in types
        return str(concept).startswith(PREFIXES["ins"])

    def ancestors(self, concept: Node) -> set[Node]:
        """Return every broader concept; a cycle ends where it began."""
        found: set[Node] = set()
        waiting = [concept]
        while waiting:
            for broader in self.reference.objects(waiting.pop(), SKOS.broader):
                if broader not in found:
                    found.add(broader)
                    waiting.append(broader)
        return found

    def passages(self, node: Node) -> tuple[Passage, ...]:
        """Return where a thing stands in its document, in the order of the text."""
        found = []
        for evidence in self.graph.objects(node, _PG.evidence):
            source = self.graph.value(evidence, _OA.hasSource)
            selector = self.graph.value(evidence, _OA.hasSelector)
            title = None if source is None else self.text(source, DCTERMS.title, RDFS.label)
            start, end = (
                0 if selector is None else self.number(selector, prop) or 0 for prop in (_OA.start, _OA.end)
            )
            section = self.word(evidence, _PG.sectionHeading)
            page = self.number(evidence, _PG.page)
            found.append(Passage(str(evidence), "" if title is None else title.da, section, page, start, end))
        return tuple(sorted(found, key=lambda p: (p.start, p.end, p.iri)))

    def ambition(self, goal: Node) -> str:
        """Return how far a goal says what it wants: ``figure``, ``direction`` or ``none``."""
        said = {
            prop
            for value in self.graph.objects(goal, _PG.targetValue)
            for prop in self.graph.predicates(value)
        }
        if said & {_PG.value, _PG.offset, _PG.relativeTo}:
            return "figure"
        return "direction" if _PG.direction in said else "none"

    def figures(self, goal: Node) -> tuple[Text, ...]:
        """Return what a goal is to reach, each target value with its baselines and year."""
        found = []
        for value in sorted(self.graph.objects(goal, _PG.targetValue), key=str):
            label, demand = self.label(value), self.demand(value)
            # Some labels hold the figure; it need not be said twice.
            number = (self.word(value, _PG.value) or self.word(value, _PG.offset) or "").removesuffix(".0")
            if demand and not (number.strip("-0.") and number.lstrip("-") in label.da.replace(",", ".")):
                label = Text(f"{label.da}: {demand.da}", f"{label.en}: {demand.en}")
            notes = []
            for baseline in sorted(self.graph.objects(value, _PG.baseline), key=str):
                told = self._quantity(baseline, _PG.value) or self.label(baseline)
                period = self.word(baseline, _PG.period)
                when = f", {period}" if period else ""
                notes.append(Text(f"udgangspunkt {told.da}{when}", f"baseline {told.en}{when}"))
            due = self.word(value, _PG.dueYear)
            if due and due not in label.da:
                notes.append(Text(f"senest {due}", f"by {due}"))
            if notes:
                da, en = "; ".join(n.da for n in notes), "; ".join(n.en for n in notes)
                label = Text(f"{label.da} ({da})", f"{label.en} ({en})")
            found.append(label)
        return tuple(found)

    def _quantity(self, node: Node, prop: URIRef) -> Text | None:
        """Return a figure with its unit, as it is read in each language; the sign is left out."""
        value = self.word(node, prop)
        if value is None:
            return None
        digits = value.lstrip("-")
        digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
        unit = self.graph.value(node, _PG.unit)
        name = Text("", "") if unit is None else self.label(unit)
        da, en = (part[:1].lower() + part[1:] for part in (name.da, name.en))
        return Text(f"{digits.replace('.', ',')} {da}".rstrip(), f"{digits} {en}".rstrip())

    def demand(self, value: Node) -> Text | None:
        """Say what a target value asks for: comparator, figure, and what it is measured against."""
        names = {
            prop: (self.word(value, _PG[prop]) or "").removeprefix(PG)
            for prop in ("comparator", "direction", "valueKind", "relativeTo")
        }
        words = [_COMPARATORS.get(names["comparator"])]
        amount = self._quantity(value, _PG.value)
        offset = self._quantity(value, _PG.offset)
        if amount:
            words.append(amount)
            if names["valueKind"] == "Change":
                words.insert(0, _CHANGES.get(names["direction"]))
        elif names["relativeTo"]:
            against = _REFERENCES.get(names["relativeTo"], Text("", ""))
            if offset and offset.en.split()[0] != "0":
                below = (self.word(value, _PG.offset) or "").startswith("-")
                words += [offset, Text("under", "below") if below else Text("over", "above"), against]
            else:
                words += [Text("på niveau med", "level with"), against]
        else:
            # A direction alone is what the label says.
            return None
        said = [word for word in words if word]
        return Text(" ".join(w.da for w in said), " ".join(w.en for w in said)) if said else None
