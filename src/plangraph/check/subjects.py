"""What the things that a report speaks of are called, and where in the document they stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache
from typing import Final

from rdflib import RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, SKOS
from rdflib.term import Node

from plangraph.model import Passage, Text
from plangraph.names import PG, PLAN_KINDS, PREFIXES, Key, parse, shorten
from plangraph.numbers import natural
from plangraph.passages import fingerprint

_PG: Final = Namespace(PG)
_OA: Final = Namespace(PREFIXES["oa"])
_LABELS: Final = (SKOS.prefLabel, RDFS.label)
#: How many names of concepts, or titles of goals, a sentence can bear.
_MOST_NAMES: Final = 6
_MOST_TITLES: Final = 4
#: From here on a number is written in groups of three digits.
_FIRST_GROUPED: Final = 10000
_KINDS: Final = {
    "plan": Text("plan", "plan"),
    "focus-area": Text("fokusområde", "focus area"),
    "objective": Text("målsætning", "objective"),
    "goal": Text("mål", "goal"),
    "measure": Text("indsats", "measure"),
    "challenge": Text("udfordring", "challenge"),
    "target-value": Text("måltal", "target figure"),
    "observation": Text("tal", "figure"),
    "statement": Text("udsagn", "statement"),
    "linkage": Text("kobling", "link"),
    "continuation": Text("videreførelse", "continuation"),
    "evidence": Text("passage", "passage"),
    "selector": Text("passage", "passage"),
    "document": Text("dokument", "document"),
    "national-target": Text("nationalt mål", "national target"),
    "municipality": Text("kommune", "municipality"),
}


class Subjects:
    """Names and passages of the things in one plan, with the reference data to fall back on.

    :param plan: the triples of one plan
    :param reference: the ontology, vocabularies and national targets
    :param earlier: the triples of an earlier plan, whose goals a sentence may name
    """

    def __init__(self, plan: Graph, reference: Graph, earlier: Graph | None = None) -> None:
        self._plans = (plan,) if earlier is None else (plan, earlier)
        self._graphs = (*self._plans, reference)
        self._plan = plan
        self.label = cache(self._label)

    def _label(self, node: Node) -> Text:
        """Return what a thing is called: its label, else what it joins, else its kind and key."""
        for graph in self._graphs:
            found: dict[str, str] = {}
            for predicate in _LABELS:
                for label in sorted(graph.objects(node, predicate), key=str):
                    lang = getattr(label, "language", None) or "da"
                    found[lang.partition("-")[0]] = str(label)
            if "da" in found or "en" in found:
                return Text(found.get("da", ""), found.get("en", ""))
        if not isinstance(node, URIRef):
            return _figure(node) or Text(str(node), str(node))
        return self._joined(node) or _key(node)

    def _joined(self, node: Node) -> Text | None:
        """Name a linkage or continuation by the two things that it joins."""
        for join, end in (
            (_PG.qualifiedLink, _PG.linkTarget),
            (_PG.qualifiedContinuation, _PG.continuedFrom),
        ):
            subject, target = self._plan.value(None, join, node), self._plan.value(node, end)
            if subject is not None and target is not None:
                one, other = self._label(subject), self._label(target)
                return Text(
                    f"»{one.get('da')}« → »{other.get('da')}«", f"“{one.get('en')}” → “{other.get('en')}”"
                )
        return None

    def number(self, node: Node) -> Text:
        """Return the number of an element or national target, as printed."""
        for graph in self._graphs:
            number = graph.value(node, _PG.number, any=True)
            if number is not None:
                return Text(str(number), str(number))
        return Text("uden nummer", "without a number")

    def values(self, node: Node, predicate: str | None) -> list[Node]:
        """Return the values of a property in the plan."""
        found = set() if predicate is None else set(self._plan.objects(node, URIRef(predicate)))
        return sorted(found, key=self.order)

    def enumerate(self, nodes: Sequence[Node], lang: str) -> str:
        """Name several things in one phrase: "a, b and c"; titles in quotes, concepts by name."""
        names = [self._mention(node).get(lang) for node in nodes]
        concepts = all(_parsed(node) is None for node in nodes)
        if concepts:
            names.sort(key=str.casefold)  # they have no order of their own
        most = _MOST_NAMES if concepts else _MOST_TITLES
        if not names:
            return Text("(mangler)", "(missing)").get(lang)
        if len(names) > most:
            rest = len(names) - most + 1
            names[most - 1 :] = [Text(f"{rest} andre", f"{rest} others").get(lang)]
        conjunction = Text(" og ", " and ").get(lang)
        return conjunction.join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)

    def _mention(self, node: Node) -> Text:
        """Name a thing inside a sentence: a title in quotes, a national target with its number and year."""
        label, key = self.label(node), _parsed(node)
        if str(node).startswith(PREFIXES["unit"]):
            return Text(_uncapitalised(label.da), _uncapitalised(label.en))
        if key is None or not any((node, p, None) in g for g in self._graphs for p in _LABELS):
            return label
        quoted = Text(f"»{label.get('da')}«", f"“{label.get('en')}”")
        if key.kind == "national-target":
            name = _key(URIRef(str(node)))
            return Text(f"{name.da} ({quoted.da})", f"{name.en} ({quoted.en})")
        return quoted if key.kind in PLAN_KINDS else label

    def passages(self, *nodes: Node) -> tuple[Passage, ...]:
        """Return where things stand in the document, in reading order; no passage that is not fully given."""
        found = (
            _passage(graph, evidence, self.label, words)
            for graph in self._plans
            for evidence, words in _behind(graph, nodes).items()
            if isinstance(evidence, URIRef)
        )
        return tuple(sorted((p for p in found if p), key=lambda p: (p.start, p.end, p.iri)))

    def order(self, node: Node) -> tuple[tuple[int, int, str], ...]:
        """Return a sort key in which goal 10 comes after goal 9."""
        return natural(node)


def _behind(graph: Graph, nodes: Sequence[Node]) -> dict[Node, str | None]:
    """Return the evidence of things, and those of them that are evidence themselves; with the plan's words.

    A user's own draft holds its words (``pg:statementText``), the published data never do; of several
    passages they are those with the same fingerprint.
    """
    behind: dict[Node, str | None] = {n: None for n in nodes if (n, RDF.type, _PG.Evidence) in graph}
    for node in nodes:
        words = graph.value(node, _PG.statementText, any=True)
        mark = None if words is None else fingerprint(str(words))
        for evidence in graph.objects(node, _PG.evidence):
            said = mark is not None and str(graph.value(evidence, _PG.fingerprint, any=True)) == mark
            behind[evidence] = behind.get(evidence) or (str(words) if said else None)
    return behind


def _passage(graph: Graph, node: URIRef, label: Callable[[Node], Text], words: str | None) -> Passage | None:
    document, selector = (graph.value(node, p, any=True) for p in (_OA.hasSource, _OA.hasSelector))
    if document is None or selector is None:
        return None
    start, end = _integer(graph, selector, _OA.start), _integer(graph, selector, _OA.end)
    if start is None or end is None:
        return None
    title = graph.value(document, DCTERMS.title, any=True)
    section = graph.value(node, _PG.sectionHeading, any=True)
    return Passage(
        iri=str(node),
        document=label(document).get("da") if title is None else str(title),
        section=None if section is None else str(section),
        page=_integer(graph, node, _PG.page),
        start=start,
        end=end,
        words=words,
    )


def _integer(graph: Graph, node: Node, predicate: URIRef) -> int | None:
    value = graph.value(node, predicate, any=True)
    return value.value if isinstance(value, Literal) and isinstance(value.value, int) else None


def _uncapitalised(name: str) -> str:
    return name if name.startswith("Danish") else name[:1].lower() + name[1:]


def _figure(node: Node) -> Text | None:
    """Write a decimal number as each language does, without the zeros that only make it a decimal."""
    if not isinstance(node, Literal) or not isinstance(node.value, Decimal):
        return None
    en = f"{node.value:,f}" if abs(node.value) >= _FIRST_GROUPED else f"{node.value:f}"
    en = en.rstrip("0").rstrip(".") if "." in en else en
    return Text(en.translate(str.maketrans(",.", ".,")), en)


def _parsed(node: Node) -> Key | None:
    try:
        return parse(str(node))
    except ValueError:
        return None


def _key(node: URIRef) -> Text:
    key = _parsed(node)
    if key is None:
        return Text(shorten(str(node)), shorten(str(node)))
    kind = _KINDS.get(key.kind, Text(key.kind, key.kind))
    keys = key.keys if key.kind in ("national-target", "plan") else key.keys[-1:]
    if key.kind == "national-target":
        return Text(f"{kind.da} {keys[1]} for {keys[0]}", f"{kind.en} {keys[1]} for {keys[0]}")
    return Text(f"{kind.da} {' '.join(keys)}", f"{kind.en} {' '.join(keys)}")
