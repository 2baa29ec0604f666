"""The checks by which the ontology validates itself: functions from graphs or texts to their faults."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Final

import pyshacl
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, ORG, OWL, PROV, QB, RDF, RDFS, SH, SKOS, VANN, XSD
from rdflib.term import Node

from plangraph.names import BEN, ID, INS, PG, PREFIXES, REQ, RULE, TG, THEME, UNIT, VOCAB, expand, shorten

ROOT: Final = Path(__file__).resolve().parent.parent
Fault = tuple[str, ...]

#: Terms of vocabularies for which rdflib has no closed namespace: those that this project may use.
_LISTED_TERMS: Final = {
    "oa": """
        Annotation Motivation ResourceSelection SpecificResource Selector TextPositionSelector
        TextQuoteSelector FragmentSelector RangeSelector TextualBody hasTarget hasBody hasSource
        hasSelector hasState motivatedBy start end exact prefix suffix refinedBy quoting identifying
        linking
    """,
    "eli": """
        LegalResource LegalResourceSubdivision LegalExpression based_on basis_for consolidates
        consolidated_by changes changed_by amends amended_by repeals repealed_by is_part_of has_part
        number id_local date_document date_publication first_date_entry_in_force
        date_no_longer_in_force in_force type_document title title_short jurisdiction passed_by
    """,
    "dqv": """
        QualityMeasurement Metric Dimension Category QualityMetadata computedOn isMeasurementOf value
        inDimension inCategory expectedDataType hasQualityMeasurement hasQualityMetadata
    """,
    "stratml": """
        PerformancePlanOrReport Goal Objective MeasurementInstance TargetResult ActualResult
        PerformanceIndicator Stakeholder
    """,
    "cids": """
        ImpactModel Theme Outcome StakeholderOutcome Target IndicatorReport Activity
        BeneficialStakeholder Indicator ContributingStakeholder
    """,
}
CLOSED: Final = {str(ns): ns for ns in (DCAT, DCTERMS, ORG, OWL, PROV, QB, RDF, RDFS, SH, SKOS, VANN, XSD)}
LISTED: Final = {PREFIXES[prefix]: frozenset(words.split()) for prefix, words in _LISTED_TERMS.items()}
OUR_NAMESPACES: Final = (PG, VOCAB, RULE, ID)
HEADER: Final = "".join(f"@prefix {p}: <{ns}> .\n" for p, ns in PREFIXES.items())


# --- what is in the repo ------------------------------------------------------------------------------


def files(*patterns: str) -> list[Path]:
    return sorted(p for pattern in patterns for p in ROOT.glob(pattern) if p.is_file())


@cache
def parsed(path: Path) -> Graph:
    return Graph().parse(path, format="turtle")


def union(paths: Iterable[Path]) -> Graph:
    graph = Graph()
    for path in paths:
        graph += parsed(path)
    return graph


@cache
def ontology() -> Graph:
    return union(p for p in files("ontology/**/*.ttl") if p.name != "alignments.ttl")


@cache
def terms() -> Graph:
    return parsed(ROOT / "ontology" / "plangraph.ttl")


@cache
def everything() -> Graph:
    return union(files("ontology/**/*.ttl", "shapes/**/*.ttl", "data/**/*.ttl"))


def turtle(body: str) -> Graph:
    return Graph().parse(data=HEADER + body, format="turtle")


def u(name: str) -> URIRef:
    return URIRef(expand(name))


# --- reading IRIs out of graphs and queries -----------------------------------------------------------

_TOKEN: Final = re.compile(
    r"<(?P<iri>[^<>\s\"]*)>"
    r"|\"\"\".*?\"\"\"|'''.*?'''|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'"
    r"|#[^\n]*"
    r"|(?P<declared>(?i:prefix)\s+[\w-]*:)"
    r"|(?<![\w?$:])(?P<prefix>[a-z][\w-]*):(?P<local>[A-Za-z0-9_](?:[\w.-]*[\w-])?)?",
    re.DOTALL,
)


def iris_of_query(text: str) -> set[str]:
    """Full IRIs and prefixed names of a SPARQL text, outside strings and comments."""
    found = set()
    for token in _TOKEN.finditer(text):
        if token["iri"] is not None and token["iri"].startswith(("http", "urn")):
            found.add(token["iri"])
        elif token["local"] and token["prefix"] in PREFIXES:
            found.add(PREFIXES[token["prefix"]] + token["local"])
    return found


def undeclared_prefixes(text: str) -> set[str]:
    """Prefixes that a SPARQL text uses and does not declare (rdflib forgives it, other engines do not)."""
    declared, used = set(), set()
    for token in _TOKEN.finditer(text):
        if token["declared"]:
            declared.add(token["declared"].split()[1].rstrip(":"))
        elif token["prefix"]:
            used.add(token["prefix"])
    return used - declared


def iris_of_graph(graph: Graph) -> set[str]:
    """IRIs of a graph, datatypes and the SPARQL inside shapes included."""
    found: set[str] = set()
    for triple in graph:
        for node in triple:
            if isinstance(node, URIRef):
                found.add(str(node))
            elif isinstance(node, Literal) and node.datatype is not None:
                found.add(str(node.datatype))
    for predicate in (SH.select, SH.ask, u("pg:population")):
        for query in graph.objects(None, predicate):
            found |= iris_of_query(str(query))
    return found


def names_of_text(text: str) -> set[str]:
    """Prefixed names of our vocabularies in Python or prose, written out or built as PG + "name"."""
    names = re.findall(r"(?<![\w/#-])((?:pg|tg|ins|ben|req):[A-Za-z](?:[\w-]*\w)?)(?![\w:*…-])", text)
    return {*names, *("pg:" + n for n in re.findall(r'\bPG \+ "(\w+)"', text))}


def uses() -> dict[str, set[str]]:
    """IRI -> the files that use it, over the Turtle and SPARQL of the repo."""
    where: dict[str, set[str]] = defaultdict(set)
    for path in files("ontology/**/*.ttl", "shapes/**/*.ttl", "data/**/*.ttl"):
        for iri in iris_of_graph(parsed(path)):
            where[iri].add(str(path.relative_to(ROOT)))
    for path in files("queries/**/*.rq"):
        for iri in iris_of_query(path.read_text(encoding="utf-8")):
            where[iri].add(str(path.relative_to(ROOT)))
    return where


# --- checks -------------------------------------------------------------------------------------------


def shape_faults(graph: Graph) -> set[Fault]:
    """(rule, focus node) for everything that shapes/ontology.ttl finds."""
    report: Graph
    _, report, _ = pyshacl.validate(
        graph, shacl_graph=parsed(ROOT / "shapes" / "ontology.ttl"), inference="none"
    )
    return {
        (str(report.value(r, SH.sourceShape)).removeprefix(RULE + "ontology-"), shorten(str(focus)))
        for r, focus in report.subject_objects(SH.focusNode)
    }


def undeclared_terms(used: Iterable[str], declarations: Graph) -> set[str]:
    """IRIs of our namespaces that nothing declares: a thing has a type, a part of a rule is described."""
    declared = {str(s) for s in declarations.subjects(RDF.type)}
    declared |= {str(s) for s in declarations.subjects() if str(s).startswith(RULE)}
    return {
        iri
        for iri in used
        if iri.startswith(OUR_NAMESPACES)
        and iri not in {*OUR_NAMESPACES, TG, INS, BEN, THEME, UNIT, REQ}
        and not iri.startswith((ID + "graph/", ID + "load/"))
        and iri not in declared
    }


def strays(graph: Graph, path: str) -> set[Fault]:
    """(term, file) of what is declared in another file than its kind belongs in."""
    homes = ((PG, "ontology/plangraph.ttl"), (VOCAB, "ontology/vocabularies/"), (RULE, "shapes/"))
    return {
        (shorten(str(s)), path)
        for s in graph.subjects(RDF.type)
        for namespace, home in homes
        if str(s).startswith(namespace) and not path.startswith(home)
    }


def deprecated_uses(used: Mapping[str, Iterable[str]], graph: Graph) -> set[Fault]:
    """(term, file) of every use, outside the ontology, of a term that has been deprecated."""
    return {
        (shorten(str(term)), where)
        for term in graph.subjects(OWL.deprecated, Literal(True))
        for where in used.get(str(term), ())
        if not where.startswith("ontology/")
    }


def unknown_standard_terms(used: Iterable[str]) -> set[str]:
    """IRIs in a standard namespace that the standard does not have (a misspelt sh: term is ignored)."""
    faults: set[str] = set()
    for iri in used:
        for namespace, closed in CLOSED.items():
            if iri.startswith(namespace) and iri != namespace and URIRef(iri) not in closed:
                faults.add(iri)
        for namespace, listed in LISTED.items():
            if iri.startswith(namespace) and iri.removeprefix(namespace) not in {"", *listed}:
                faults.add(iri)
    return faults


def undocumented(graph: Graph) -> set[Fault]:
    """(term, what is missing) for every term of pg: and every concept without names or definition."""
    faults: set[Fault] = set()
    concepts = set(graph.subjects(SKOS.inScheme)) | set(graph.subjects(RDF.type, SKOS.ConceptScheme))
    for term in {s for s in graph.subjects(RDF.type) if str(s).startswith(PG)} | concepts:
        name = SKOS.prefLabel if term in concepts else RDFS.label
        for predicate in (name, SKOS.definition):
            tags = sorted(o.language or "" for o in graph.objects(term, predicate) if isinstance(o, Literal))
            if tags != ["da", "en"]:
                faults.add((shorten(str(term)), shorten(str(predicate))))
    return faults


def prefix_faults(text: str, *, known_only: bool = False) -> set[Fault]:
    """(prefix, namespace) of every declaration in a text that disagrees with the prefix map."""
    return {
        (prefix, namespace)
        for prefix, namespace in re.findall(r"(?i)@?\bprefix\s+([\w-]*):\s*<([^<>{}\s]*)>", text)
        if PREFIXES.get(prefix) != namespace and not (known_only and prefix not in PREFIXES)
    } | {("@base", base) for base in re.findall(r"(?im)^\s*@?base\s+<([^<>]*)>", text) if base != ID}


def declared_prefix_faults(graph: Graph) -> set[Fault]:
    """(prefix, namespace) of every sh:declare that disagrees with the prefix map."""
    return {
        (str(graph.value(d, SH.prefix)), str(graph.value(d, SH.namespace)))
        for d in graph.objects(None, SH.declare)
        if PREFIXES.get(str(graph.value(d, SH.prefix))) != str(graph.value(d, SH.namespace))
    }


def cycles(graph: Graph, predicate: URIRef) -> set[str]:
    """Nodes from which a predicate leads back to themselves."""
    return {
        shorten(str(s))
        for s in graph.subjects(predicate)
        for o in graph.objects(s, predicate)
        if s in graph.transitive_objects(o, predicate)
    }


def hierarchy_faults(graph: Graph) -> set[Fault]:
    """(fault, concept, concept): broader out of the scheme, narrower one way only, related to an ancestor."""
    faults: set[Fault] = set()
    for narrow, broad in graph.subject_objects(SKOS.broader):
        if set(graph.objects(narrow, SKOS.inScheme)) != set(graph.objects(broad, SKOS.inScheme)):
            faults.add(("other scheme", shorten(str(narrow)), shorten(str(broad))))
    for broad, narrow in graph.subject_objects(SKOS.narrower):
        if (narrow, SKOS.broader, broad) not in graph:
            faults.add(("one way", shorten(str(broad)), shorten(str(narrow))))
    for one, other in graph.subject_objects(SKOS.related):
        if other in graph.transitive_objects(one, SKOS.broader):
            faults.add(("related to ancestor", shorten(str(one)), shorten(str(other))))
    return faults


def label_clashes(graph: Graph) -> set[Fault]:
    """(scheme, language, label, concepts…) where one name of a scheme means two concepts."""
    owners: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for predicate in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel):
        for concept, label in graph.subject_objects(predicate):
            for scheme in graph.objects(concept, SKOS.inScheme):
                assert isinstance(label, Literal)
                key = (str(scheme), label.language or "", " ".join(str(label).casefold().split()))
                owners[key].add(shorten(str(concept)))
    return {(*key, *sorted(names)) for key, names in owners.items() if len(names) > 1}


def names_twice(graph: Graph) -> set[Fault]:
    """(concept, label) where a concept's other label repeats its preferred one."""
    return {
        (shorten(str(c)), str(label))
        for c, label in graph.subject_objects(SKOS.altLabel)
        if (c, SKOS.prefLabel, label) in graph
    }


def kinds(graph: Graph, vocabulary: Graph, node: Node) -> set[Node]:
    """The classes of a node, and those above them."""
    return {
        kind
        for t in graph.objects(node, RDF.type)
        for kind in vocabulary.transitive_objects(t, RDFS.subClassOf)
        if kind is not None
    }


def _allowed(vocabulary: Graph, predicate: Node, *by: URIRef) -> set[Node]:
    return {kind for p in by for kind in vocabulary.objects(predicate, p)}


def usage_faults(graph: Graph, vocabulary: Graph) -> set[Fault]:
    """(fault, subject or term, predicate, value) where a graph uses pg: other than it is declared."""
    classes = set(vocabulary.subjects(RDF.type, OWL.Class))
    objects = set(vocabulary.subjects(RDF.type, OWL.ObjectProperty))
    data = set(vocabulary.subjects(RDF.type, OWL.DatatypeProperty))
    notes = set(vocabulary.subjects(RDF.type, OWL.AnnotationProperty))
    faults: set[Fault] = set()

    def fault(what: str, s: Node, p: Node, o: Node) -> None:
        faults.add((what, shorten(str(s)), shorten(str(p)), shorten(str(o))))

    for s, p, o in graph:
        if p in (RDF.type, SH.targetClass, SH["class"]) and str(o).startswith(PG) and o not in classes:
            fault("no class", s, p, o)
        paths = p in (SH.path, SH.targetSubjectsOf, SH.targetObjectsOf) and str(o).startswith(PG)
        if paths and o not in objects | data | notes:
            fault("no property", s, p, o)
        if not str(p).startswith(PG):
            continue
        if p not in objects | data | notes:
            fault("no property", s, p, o)
        elif p in objects and isinstance(o, Literal):
            fault("literal where a thing is meant", s, p, o)
        elif p in data and not isinstance(o, Literal):
            fault("thing where a literal is meant", s, p, o)
        elif p in data and isinstance(o, Literal):
            want = vocabulary.value(p, RDFS.range)
            have = RDF.langString if o.language else (o.datatype or XSD.string)
            if want != have:
                fault("wrong datatype", s, p, o)
        domain = _allowed(vocabulary, p, RDFS.domain, u("pg:domainIncludes"))
        if domain and p not in notes and not domain & kinds(graph, vocabulary, s):
            fault("not used on this", s, p, o)
        reach = _allowed(vocabulary, p, RDFS.range, u("pg:rangeIncludes"))
        if reach and p in objects and isinstance(o, URIRef) and not reach & kinds(graph, vocabulary, o):
            fault("does not point to this", s, p, o)
    return faults


def continuation_faults(graph: Graph) -> set[Fault]:
    """(target, why) where a national target does not continue the latest earlier one of its theme."""
    years: dict[Node, list[tuple[int, Node]]] = defaultdict(list)
    for target in graph.subjects(RDF.type, u("pg:NationalTarget")):
        for theme in graph.objects(target, u("pg:theme")):
            years[theme].append((int(str(graph.value(target, u("pg:year")))), target))
    faults: set[Fault] = set()
    for listed in years.values():
        listed.sort()
        for before, (_, target) in zip([None, *(t for _, t in listed)], listed, strict=False):
            if graph.value(target, u("pg:continues")) != before:
                faults.add((shorten(str(target)), "" if before is None else shorten(str(before))))
    return faults
