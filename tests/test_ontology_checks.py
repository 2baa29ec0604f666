"""Every check of the ontology fires: on something small and broken it finds exactly the fault put there."""

from __future__ import annotations

from functools import cache
from typing import Final

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, SH, SKOS

from ontology_checks import (
    ROOT,
    Fault,
    continuation_faults,
    cycles,
    declared_prefix_faults,
    deprecated_uses,
    hierarchy_faults,
    iris_of_graph,
    iris_of_query,
    kinds,
    label_clashes,
    names_of_text,
    names_twice,
    ontology,
    parsed,
    prefix_faults,
    shape_faults,
    strays,
    terms,
    turtle,
    u,
    undeclared_prefixes,
    undeclared_terms,
    undocumented,
    unknown_standard_terms,
    usage_faults,
)
from plangraph.names import ID, PG, RULE, expand, shorten

# --- every check fires --------------------------------------------------------------------------------

_BOTH: Final = '"tekst på dansk"@da, "text in English"@en'
#: rule -> (focus, predicates to take away, what to add); together they break every shape once.
BROKEN: Final[dict[str, tuple[str, str, str]]] = {
    "label": ("pg:Goal", "rdfs:label", 'rdfs:label "mål"@da'),
    "definition": (
        "pg:Goal",
        "skos:definition",
        'skos:definition "en lang nok tekst"@da, "endnu en tekst"@da',
    ),
    "pref-label": ("req:repatriation", "skos:prefLabel", 'skos:prefLabel "Repatriering"@da, "Rückkehr"@de'),
    "title": ("https://w3id.org/plangraph/ontology", "dcterms:title", ""),
    "description": ("https://w3id.org/plangraph/ontology", "dcterms:description", ""),
    "version-iri": ("https://w3id.org/plangraph/ontology", "owl:versionIRI", ""),
    "version-info": ("https://w3id.org/plangraph/ontology", "owl:versionInfo", 'owl:versionInfo "one"'),
    "license": ("https://w3id.org/plangraph/ontology", "dcterms:license", 'dcterms:license "CC BY"'),
    "creator": ("https://w3id.org/plangraph/ontology", "dcterms:creator", ""),
    "prefix": ("https://w3id.org/plangraph/ontology", "vann:preferredNamespacePrefix", ""),
    "namespace": ("https://w3id.org/plangraph/ontology", "vann:preferredNamespaceUri", ""),
    "defined-by": ("pg:addresses", "rdfs:isDefinedBy", ""),
    "domain": ("pg:municipality", "", "rdfs:domain pg:Goal"),
    "subject": ("pg:area", "rdfs:domain", ""),
    "range": ("pg:value", "rdfs:range", ""),
    "individual-class": ("pg:Draft", "rdf:type", "a owl:NamedIndividual"),
    "replaced-by": ("pg:Challenge", "", "owl:deprecated true"),
    "top-concept": ("https://w3id.org/plangraph/vocab/requirement", "skos:hasTopConcept", ""),
    "concept-kind": ("req:responsibility", "rdf:type", "a skos:Concept"),
    "alt-label": ("req:responsibility", "", 'skos:altLabel "uden sprog"'),
    "in-scheme": ("req:adopted-in-time", "skos:inScheme", "skos:inScheme pg:Goal"),
    "broader": ("req:adopted-in-time", "", "skos:broader pg:Goal"),
    "related": ("req:adopted-in-time", "", "skos:related pg:Goal"),
    "placed": ("req:results-review", "skos:topConceptOf", ""),
    "valid-from": ("req:results-review", "pg:validFrom", 'pg:validFrom "2015"'),
    "valid-until": ("req:national-targets", "pg:validUntil", "pg:validUntil 2024"),
    "legal-resource": ("req:sent-to-council", "pg:legalBasis", "pg:legalBasis pg:Goal"),
    "confirmation": ("req:sent-to-council", "pg:confirmation", "pg:confirmation pg:Draft"),
    "unconfirmed": ("req:results-review", "pg:legalBasisNote", ""),
    "has-legal-basis": ("req:repatriation", "pg:legalBasis", ""),
    "part-of": (ID + "law/lab-kap-11", "eli:is_part_of", "eli:is_part_of pg:Goal"),
    "year": (ID + "national-target-set/2017", "pg:year", 'pg:year "2017"'),
    "number": (ID + "national-target/2017/1", "pg:number", "pg:number 1"),
    "target-set-of": (ID + "national-target/2017/2", "pg:inTargetSet", ""),
    "same-year": (ID + "national-target/2018/1", "pg:year", "pg:year 2017"),
    "target-theme": (ID + "national-target/2018/2", "pg:theme", "pg:theme pg:Goal"),
    "source": (ID + "national-target/2018/3", "dcterms:source", ""),
    "earlier": (ID + "national-target/2018/3", "pg:continues", "pg:continues pg:Goal"),
    "has-valid-until": (ID + "national-target-set/2018", "pg:validUntil", ""),
    "disputed-set": (ID + "national-target-set/2020", "", "pg:disputed true"),
    "disputed-target": (ID + "national-target/2020/1", "", "pg:disputed true"),
    "municipality-code": (ID + "municipality/0101", "skos:notation", "skos:notation 101"),
    "region-of": (ID + "municipality/0101", "pg:inRegion", "pg:inRegion pg:Goal"),
    "area-of": (ID + "municipality/0101", "pg:inLabourMarketArea", ""),
    "region-code": (ID + "region/1085", "skos:notation", 'skos:notation "85"'),
    "country-code": (ID + "country/dk", "skos:notation", 'skos:notation "dk"'),
    "has-targets": (ID + "national-target-set/2030", "", "a pg:NationalTargetSet"),
}
#: Shapes that only serve inside sh:or and sh:not; the rule that uses them is in the table.
INNER: Final = {"confirmed", "legal-note", "disputed", "two-sources", "note"}


@pytest.fixture(scope="module")
def found_in_broken() -> set[Fault]:
    graph = Graph()
    graph += ontology()
    for focus, gone, added in BROKEN.values():
        if gone:
            graph.remove((u(focus), u(gone), None))
            if gone == "skos:topConceptOf":
                graph.remove((None, SKOS.hasTopConcept, u(focus)))
        if added:
            graph += turtle(f"<{u(focus)}> {added} .")
    return shape_faults(graph)


@pytest.mark.parametrize("rule", sorted(BROKEN))
def test_each_shape_fires_on_what_is_broken(rule: str, found_in_broken: set[Fault]) -> None:
    fault = (rule, shorten(expand(BROKEN[rule][0])))
    assert fault not in shape_faults_of_repo()
    assert fault in found_in_broken


@cache
def shape_faults_of_repo() -> frozenset[Fault]:
    return frozenset(shape_faults(ontology()))


def test_no_shape_of_the_ontology_is_untested() -> None:
    shapes = parsed(ROOT / "shapes" / "ontology.ttl")
    own = {str(s).removeprefix(RULE + "ontology-") for s in shapes.subjects(RDF.type, SH.PropertyShape)}
    own |= {
        str(s).removeprefix(RULE + "ontology-")
        for s in shapes.subjects(SH["or"])
        if (s, SH.severity, None) in shapes
    }
    assert own - INNER == set(BROKEN)


def test_shapes_of_the_ontology_are_named_in_both_languages() -> None:
    shapes = parsed(ROOT / "shapes" / "ontology.ttl")
    for shape in set(shapes.subjects(RDF.type, SH.PropertyShape)) | set(
        shapes.subjects(RDF.type, SH.NodeShape)
    ):
        assert isinstance(shape, URIRef)
        assert {o.language for o in shapes.objects(shape, SH.name) if isinstance(o, Literal)} == {"da", "en"}
        messages = {o.language for o in shapes.objects(shape, SH.message) if isinstance(o, Literal)}
        assert messages in ({"da", "en"}, set())
        if (shape, SH.path, None) in shapes:
            assert messages
            assert shapes.value(shape, SH.severity) == SH.Violation


def test_every_shape_of_the_ontology_matches_something() -> None:
    shapes, graph = parsed(ROOT / "shapes" / "ontology.ttl"), ontology()
    found = {k for s in graph.subjects(RDF.type) for k in kinds(graph, graph, s)}
    assert {c for c in shapes.objects(None, SH.targetClass) if c not in found} == set()
    idle = {p for p in shapes.objects(None, SH.targetSubjectsOf) if (None, p, None) not in graph}
    assert idle <= {OWL.deprecated}  # nothing has been deprecated yet


def test_undeclared_terms_are_found() -> None:
    broken = turtle("<urn:x> a pg:Gaol ; pg:addresses tg:unge . tg:unge a skos:Concept .")
    assert undeclared_terms(
        iris_of_graph(broken), turtle("pg:addresses a owl:ObjectProperty . tg:unge a skos:Concept .")
    ) == {PG + "Gaol"}


def test_undeclared_terms_are_found_in_queries_and_in_sparql_of_shapes() -> None:
    query = """PREFIX pg: <https://w3id.org/plangraph/ontology#>
        SELECT ?g { ?g pg:adresses ?t ; a ?k . # pg:comment
                    FILTER(?n = "pg:string") }"""
    assert undeclared_terms(iris_of_query(query), Graph()) == {PG + "adresses"}
    shape = turtle(
        'rule:x a sh:NodeShape ; sh:sparql rule:y . rule:y sh:select """SELECT $this { $this a pg:Gaol }""" .'
    )
    assert PG + "Gaol" in undeclared_terms(iris_of_graph(shape), Graph())
    dangling = turtle(f"<{ID}plan/a-2023> pg:municipality <{ID}municipality/9999> .")
    assert ID + "municipality/9999" in undeclared_terms(iris_of_graph(dangling), terms())


def test_names_in_code_and_prose_are_found() -> None:
    text = 'Ask for `pg:Goal`, not <https://w3id.org/x/pg:Gaol>; URIRef(PG + "inPlan"), "tg:unge-15-17".'
    assert names_of_text(text) == {"pg:Goal", "pg:inPlan", "tg:unge-15-17"}


def test_strays_are_found() -> None:
    body = turtle("pg:X a owl:Class . tg:y a skos:Concept . rule:z a sh:NodeShape . pg:y rdfs:label 'y'@da .")
    assert strays(body, "data/ttl/a-2023.ttl") == {
        (name, "data/ttl/a-2023.ttl") for name in ("pg:X", "tg:y", "rule:z")
    }
    assert strays(body, "shapes/linkage.ttl") == {(n, "shapes/linkage.ttl") for n in ("pg:X", "tg:y")}


def test_deprecated_uses_are_found() -> None:
    old = turtle("pg:Old owl:deprecated true ; dcterms:isReplacedBy pg:New . pg:New owl:deprecated false .")
    used = {PG + "Old": {"ontology/plangraph.ttl", "queries/a.rq"}, PG + "New": {"queries/a.rq"}}
    assert deprecated_uses(used, old) == {("pg:Old", "queries/a.rq")}


def test_missing_documentation_is_found() -> None:
    broken = turtle(
        f'pg:X a owl:Class ; rdfs:label {_BOTH} ; skos:definition "kun dansk"@da .'
        'tg:y a skos:Concept ; skos:inScheme tg:s ; skos:prefLabel "y"@da, "y2"@da ; '
        f"skos:definition {_BOTH} ."
    )
    assert undocumented(broken) == {("pg:X", "skos:definition"), ("tg:y", "skos:prefLabel")}


@pytest.mark.parametrize(
    "name",
    ["sh:minCont", "skos:prefLable", "owl:Klass", "rdfs:lable", "rdf:typ", "prov:wasRevisedOf",
     "org:Organisation", "dcterms:licence", "qb:Observatoin", "xsd:gyear", "dcat:start", "vann:prefix",
     "oa:hasSelecter", "eli:consolidate", "stratml:Gaol", "cids:Themes"],
)  # fmt: skip
def test_misspelt_standard_terms_are_found(name: str) -> None:
    broken = turtle(f"<urn:x> {name} {name} ; skos:prefLabel 'x'@da ; a sh:NodeShape .")
    assert unknown_standard_terms(iris_of_graph(broken)) == {expand(name)}


def test_misspelt_datatype_is_found() -> None:
    assert unknown_standard_terms(iris_of_graph(turtle('<urn:x> pg:year "2020"^^xsd:int3 .'))) == {
        expand("xsd:int3")
    }


def test_disagreeing_prefixes_are_found() -> None:
    text = (
        "@prefix pg: <https://w3id.org/plangraph/ontology/> .\nPREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
        "prefix ex: <http://example.org/>\n@base <https://w3id.org/plangraph/> .\n"
    )
    wrong = {("pg", "https://w3id.org/plangraph/ontology/"), ("@base", "https://w3id.org/plangraph/")}
    assert prefix_faults(text) == wrong | {("ex", "http://example.org/")}
    assert prefix_faults(text, known_only=True) == wrong
    declared = turtle('rule:p sh:declare rule:d . rule:d sh:prefix "pg" ; sh:namespace "urn:x"^^xsd:anyURI .')
    assert declared_prefix_faults(declared) == {("pg", "urn:x")}


def test_prefix_that_a_query_forgot_is_found() -> None:
    query = "PREFIX pg: <https://w3id.org/plangraph/ontology#> SELECT ?x { ?x a pg:Goal ; rdfs:label ?l }"
    assert undeclared_prefixes(query) == {"rdfs"}


def test_cycles_are_found() -> None:
    broken = turtle(
        "tg:a skos:broader tg:b . tg:b skos:broader tg:c . tg:c skos:broader tg:a . tg:d skos:broader tg:a ."
    )
    assert cycles(broken, SKOS.broader) == {"tg:a", "tg:b", "tg:c"}
    assert cycles(turtle("tg:a skos:broader tg:a ."), SKOS.broader) == {"tg:a"}


def test_hierarchy_faults_are_found() -> None:
    broken = turtle(
        "tg:a skos:inScheme tg:s ; skos:broader ins:b, tg:c ; skos:related tg:d . ins:b skos:inScheme ins:s ."
        "tg:c skos:inScheme tg:s ; skos:broader tg:d . tg:d skos:inScheme tg:s ; skos:narrower tg:c, tg:a ."
    )
    assert hierarchy_faults(broken) == {
        ("one way", "tg:d", "tg:a"),
        ("other scheme", "tg:a", "ins:b"),
        ("related to ancestor", "tg:a", "tg:d"),
    }


def test_label_clashes_are_found() -> None:
    broken = turtle(
        'tg:a skos:inScheme <urn:s> ; skos:prefLabel "Unge"@da ; skos:altLabel "unge  mennesker"@da .'
        'tg:b skos:inScheme <urn:s> ; skos:altLabel "Unge mennesker"@da ; skos:prefLabel "Unge"@en .'
        'ins:c skos:inScheme <urn:t> ; skos:prefLabel "Unge"@da ; skos:altLabel "Unge"@da .'
    )
    assert label_clashes(broken) == {("urn:s", "da", "unge mennesker", "tg:a", "tg:b")}
    assert names_twice(broken) == {("ins:c", "Unge")}


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<urn:g> a pg:Gaol .", ("no class", "urn:g", "rdf:type", "pg:Gaol")),
        ("<urn:g> a pg:goal .", ("no class", "urn:g", "rdf:type", "pg:goal")),
        ("rule:x sh:targetClass pg:Gaol .", ("no class", "rule:x", "sh:targetClass", "pg:Gaol")),
        ("rule:x sh:path pg:adresses .", ("no property", "rule:x", "sh:path", "pg:adresses")),
        ("<urn:g> a pg:Goal ; pg:adresses <urn:t> .", ("no property", "urn:g", "pg:adresses", "urn:t")),
        ("<urn:g> a pg:Goal ; pg:addresses 'x' .",
         ("literal where a thing is meant", "urn:g", "pg:addresses", "x")),
        ("<urn:g> a pg:Goal ; pg:number <urn:n> .",
         ("thing where a literal is meant", "urn:g", "pg:number", "urn:n")),
        ("<urn:g> a pg:Goal ; pg:number 3 .", ("wrong datatype", "urn:g", "pg:number", "3")),
        ("<urn:g> a pg:Goal ; pg:comparator pg:AtLeast .",
         ("not used on this", "urn:g", "pg:comparator", "pg:AtLeast")),
        ("<urn:g> a pg:Goal ; pg:targetGroup ins:igu . ins:igu a pg:Instrument .",
         ("does not point to this", "urn:g", "pg:targetGroup", "ins:igu")),
    ],
)  # fmt: skip
def test_misuse_is_found(body: str, fault: Fault) -> None:
    graph = turtle(body)
    graph += turtle("pg:AtLeast a pg:Comparator .")
    assert usage_faults(graph, terms()) == {fault}


def test_use_as_declared_passes() -> None:
    good = turtle(
        "<urn:g> a pg:Goal ; pg:number '3' ; pg:addresses <urn:t> ; pg:targetValue <urn:v> ."
        "<urn:t> a pg:NationalTarget ."
        "<urn:v> a pg:TargetValue ; pg:value 1.5 ; pg:dueYear 2023 ; pg:condition 'hvis'@da ."
    )
    assert usage_faults(good, terms()) == set()


def test_broken_continuation_is_found() -> None:
    broken = turtle(
        "tg:a a pg:NationalTarget ; pg:year 2018 ; pg:theme theme:x ."
        "tg:b a pg:NationalTarget ; pg:year 2019 ; pg:theme theme:x ."
        "tg:c a pg:NationalTarget ; pg:year 2020 ; pg:theme theme:x ; pg:continues tg:a ."
    )
    assert continuation_faults(broken) == {("tg:b", "tg:a"), ("tg:c", "tg:b")}
