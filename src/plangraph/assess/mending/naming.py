"""What new things are called: names for the nodes that hang on what was chosen, titles for figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDFS, SKOS
from rdflib.term import Node

from plangraph.assess.drafting import BLANK
from plangraph.assess.mending.forms import Triple
from plangraph.model import LANGS, Lang, Text
from plangraph.names import PG, UNIT, mint, parse

_PG: Final = Namespace(PG)
_STANDS: Final = BLANK.lower()


def named_anew(triples: Iterable[Triple], stands: Mapping[Node, Node], before: Graph) -> dict[Node, Node]:
    """Return other names for the nodes that were named after what was still to be chosen.

    :param triples: what is written
    :param stands: what was chosen for each thing that was left open
    :param before: the plan, whose names are taken
    """
    names, taken = dict(stands), set(before.subjects())
    triples = list(triples)
    targets = {s: parse(str(o)).keys[-1] for s, p, o in triples if p == _PG.linkTarget}
    for node in sorted({s for s, p, _ in triples if p == RDF.type}, key=str):
        key = parse(str(node)).keys[-1] if str(node).rpartition("/")[2].count(_STANDS) else ""
        if not key:
            continue
        for stand, chosen in stands.items():
            kind, wanted = parse(str(stand)).kind, parse(str(chosen)).keys[-1]
            key = key.replace(f"{kind}-{_STANDS}", f"{kind}-{wanted}")
        key = key.replace(f"nt-{_STANDS}", f"nt-{targets.get(node, _STANDS)}")
        kind, plan = parse(str(node)).kind, parse(str(node)).keys[0]
        number, name = 1, URIRef(mint(kind, plan, key))
        while name in taken:
            number += 1
            name = URIRef(mint(kind, plan, f"{key}-{number}"))
        taken.add(name)
        names[node] = name
    return names


def figure_labels(triples: Iterable[Triple], words: Mapping[str, Text]) -> set[Triple]:
    """Return titles for new figures that have none: what they say, in both languages.

    :param triples: what is written
    :param words: what terms are called, by IRI
    """
    written, told = Graph(bind_namespaces="none"), set[Triple]()
    for triple in triples:
        written.add(triple)
    for kind in (_PG.TargetValue, _PG.Observation):
        for node in sorted(written.subjects(RDF.type, kind), key=str):
            if (node, RDFS.label, None) not in written:
                for lang in LANGS:
                    said = _figure(node, written, words, lang)
                    told.add((node, RDFS.label, Literal(said[:1].upper() + said[1:], lang=lang)))
    return told


def _figure(node: Node, graph: Graph, words: Mapping[str, Text], lang: Lang) -> str:
    def word(predicate: Node) -> str:
        value = graph.value(node, predicate, any=True)
        own = "" if value is None else graph.value(value, SKOS.prefLabel, any=True) or ""
        named = words.get(str(value))
        said = str(own) if named is None else named.get(lang)
        return said if said.startswith("Danish") else said[:1].lower() + said[1:]

    number, when = (graph.value(node, p, any=True) for p in (_PG.value, _PG.period))
    unit = "" if (node, _PG.unit, URIRef(UNIT + "count")) in graph else word(_PG.unit)
    amount = " ".join(part for part in (word(_PG.comparator), _number(number, lang), unit) if part)
    if (node, RDF.type, _PG.Observation) in graph:
        country = any(graph.subjects(_PG.nationalValue, node))
        place = Text("hele landet", "the whole country").get(lang) if country else ""
        return ", ".join(part for part in (amount, place, str(when or "")) if part)
    if number is None:
        amount = word(_PG.direction) or word(_PG.indicator)
    elif (node, _PG.valueKind, _PG.Change) in graph:
        way = word(_PG.direction) or Text("ændring", "change").get(lang)
        amount = Text(f"{way} på {amount}", f"{way} of {amount}").get(lang)
    year = graph.value(node, _PG.dueYear, any=True)
    by = "" if year is None else Text(f"i {year}", f"in {year}").get(lang)
    return " ".join(part for part in (amount or Text("nået", "reached").get(lang), by) if part)


def _number(value: Node | None, lang: Lang) -> str:
    if not isinstance(value, Literal) or not isinstance(value.value, Decimal):
        return ""
    plain = format(value.value.normalize(), "f")
    return plain.replace(".", ",") if lang == "da" else plain
