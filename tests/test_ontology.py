"""The ontology validates itself: terms, labels, hierarchies, prefixes, and how the repo uses them.

The checks are in ontology_checks.py; here they find no fault in the repo, and a few facts of the domain hold.
That each check finds what it is for is shown in test_ontology_checks.py.
"""

from __future__ import annotations

import re

import pytest
from rdflib import BNode, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SH, SKOS, VANN

import ontology_checks as checks
from ontology_checks import ROOT, everything, files, ontology, parsed, terms, u, uses
from plangraph.names import ID, PG, PREFIXES, REQ, THEME, expand, shorten
from plangraph.turtle import write

# --- the repo has no fault ----------------------------------------------------------------------------


def test_shapes_find_nothing_in_the_ontology() -> None:
    assert len(ontology()) > 2000
    assert checks.shape_faults(ontology()) == set()


def test_every_term_used_is_declared() -> None:
    used = uses()
    ours = [iri for iri in used if iri.startswith(PG)]
    assert len(ours) > 100
    missing = checks.undeclared_terms(used, everything())
    assert {shorten(iri): sorted(used[iri])[:3] for iri in missing} == {}


def test_every_file_of_turtle_says_something() -> None:
    sizes = {p.name: len(parsed(p)) for p in files("ontology/**/*.ttl", "shapes/**/*.ttl", "data/**/*.ttl")}
    assert len(sizes) > 7
    assert [name for name, size in sizes.items() if not size] == []


def test_terms_live_where_they_belong() -> None:
    """A pg: term is declared in plangraph.ttl, a concept in vocabularies/, a rule in shapes/."""
    paths = files("ontology/**/*.ttl", "shapes/**/*.ttl", "data/**/*.ttl")
    assert [s for path in paths for s in checks.strays(parsed(path), path.relative_to(ROOT).as_posix())] == []


def test_names_in_code_and_prose_are_declared() -> None:
    """Prefixed names in Python and Markdown (SPARQL inside them too) name terms that exist."""
    known = {str(s) for s in everything().subjects(RDF.type)}
    # The rules' pages quote graphs that are wrong on purpose; test_docs.py runs those.
    paths = [p for p in files("src/**/*.py", "*.md", "docs/**/*.md") if p.parent.name != "rules"]
    found = {
        (path, name) for path in paths for name in checks.names_of_text(path.read_text(encoding="utf-8"))
    }
    assert found
    assert [(path.name, name) for path, name in sorted(found) if expand(name) not in known] == []


def test_every_term_is_documented_in_both_languages() -> None:
    assert len(set(terms().subjects(RDFS.isDefinedBy))) > 100
    assert checks.undocumented(ontology()) == set()


def test_standard_terms_are_spelt_as_in_the_standard() -> None:
    used = uses()
    assert any(iri.startswith(str(SH)) for iri in used)
    faults = checks.unknown_standard_terms(used)
    assert {shorten(iri): sorted(used[iri])[:3] for iri in faults} == {}


def test_prefix_map_agrees_with_rdflib() -> None:
    from rdflib import namespace

    shared = [p for p in PREFIXES if p.upper() in namespace.__all__]
    assert len(shared) == 12
    assert {p: PREFIXES[p] for p in shared} == {p: str(getattr(namespace, p.upper())) for p in shared}


def test_every_prefix_in_the_repo_agrees() -> None:
    faults, seen = {}, 0
    for path in files("ontology/**/*.ttl", "shapes/**/*.ttl", "data/**/*.ttl", "queries/**/*.rq", "*.md",
                      "docs/**/*.md", "src/**/*.py", "tests/**/*.py", "benchmarks/**/*.py"):  # fmt: skip
        if path.name == "test_ontology_checks.py":  # holds broken ones on purpose
            continue
        text = path.read_text(encoding="utf-8")
        seen += len(re.findall(r"(?i)\bprefix\s+[\w-]*:\s*<", text))
        # A test may invent a prefix; it may not redefine one of ours.
        if found := checks.prefix_faults(text, known_only=path.suffix == ".py"):
            faults[str(path.relative_to(ROOT))] = found
    assert seen > 20
    assert faults == {}


def test_prefixes_that_shapes_declare_agree() -> None:
    assert checks.declared_prefix_faults(everything()) == set()


def test_queries_declare_every_prefix_they_use() -> None:
    faults = {
        p.name: checks.undeclared_prefixes(p.read_text(encoding="utf-8")) for p in files("queries/**/*.rq")
    }
    assert {name: found for name, found in faults.items() if found} == {}


def test_hierarchies_have_no_cycle() -> None:
    assert (None, SKOS.broader, None) in ontology()
    assert checks.cycles(ontology(), SKOS.broader) == set()
    assert checks.cycles(ontology(), RDFS.subClassOf) == set()
    assert checks.cycles(everything(), u("pg:continues")) == set()
    assert checks.cycles(everything(), u("pg:supports")) == set()


def test_broader_stays_in_its_scheme() -> None:
    assert checks.hierarchy_faults(ontology()) == set()


def test_no_name_means_two_concepts() -> None:
    assert len(set(ontology().subjects(SKOS.inScheme))) > 5
    assert checks.label_clashes(ontology()) == set()
    assert checks.names_twice(ontology()) == set()


def test_terms_are_used_as_declared() -> None:
    used = {p for p in everything().predicates() if str(p).startswith(PG)}
    assert len(used) > 10
    assert checks.usage_faults(everything(), terms()) == set()


def test_deprecated_terms_are_not_used() -> None:
    assert checks.deprecated_uses(uses(), ontology()) == set()


def test_reference_data_has_no_blank_nodes() -> None:
    for path in files("ontology/**/*.ttl", "data/**/*.ttl"):
        assert not [n for triple in parsed(path) for n in triple if isinstance(n, BNode)], path.name


@pytest.mark.parametrize(
    "name",
    ["municipalities.ttl", "national-targets.ttl", "legal-resources.ttl", "vocabularies/requirements.ttl"],
)
def test_reference_data_is_byte_stable(name: str) -> None:
    path = ROOT / "ontology" / name
    assert write(parsed(path)) == path.read_text(encoding="utf-8")


# --- facts --------------------------------------------------------------------------------------------


def test_ontology_says_its_version_and_licence() -> None:
    header = u("https://w3id.org/plangraph/ontology")
    version = str(terms().value(header, OWL.versionInfo))
    assert terms().value(header, OWL.versionIRI) == URIRef(f"{header}/{version}")
    assert terms().value(header, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert str(terms().value(header, VANN.preferredNamespaceUri)) == PG


def test_98_municipalities_in_five_regions() -> None:
    graph = parsed(ROOT / "ontology" / "municipalities.ttl")
    found = set(graph.subjects(RDF.type, u("pg:Municipality")))
    assert len(found) == len({str(graph.value(m, SKOS.notation)) for m in found}) == 98
    assert all(str(m) == f"{ID}municipality/{graph.value(m, SKOS.notation)}" for m in found)
    assert len(set(graph.subjects(RDF.type, u("pg:Region")))) == 5
    areas = set(graph.subjects(RDF.type, u("pg:LabourMarketArea")))
    assert len(areas) == 8
    assert {graph.value(a, u("pg:confirmation")) for a in areas} == {u("pg:Unconfirmed")}
    hvidovre = URIRef(ID + "municipality/0167")
    assert graph.value(hvidovre, u("pg:inRegion")) == URIRef(ID + "region/1084")
    assert Literal("Capital Region of Denmark", lang="en") in set(
        graph.objects(URIRef(ID + "region/1084"), RDFS.label)
    )


def test_national_targets_from_2017_to_2024() -> None:
    graph = parsed(ROOT / "ontology" / "national-targets.ttl")
    count = {
        int(str(graph.value(s, u("pg:year")))): len(set(graph.subjects(u("pg:inTargetSet"), s)))
        for s in graph.subjects(RDF.type, u("pg:NationalTargetSet"))
    }
    assert count == {2017: 4, 2018: 5, 2019: 7, 2020: 3, 2021: 5, 2022: 5, 2023: 5, 2024: 5}


def test_2019_is_disputed_with_both_sources() -> None:
    graph = parsed(ROOT / "ontology" / "national-targets.ttl")
    disputed = {str(s).removeprefix(ID) for s in graph.subjects(u("pg:disputed"), Literal(True))}
    assert disputed == {"national-target-set/2019", "national-target/2019/5", "national-target/2019/7"}
    says = {
        str(source).removeprefix(ID): {str(graph.value(t, u("pg:theme"))).removeprefix(THEME)
              for t in graph.subjects(DCTERMS.source, source) if "/national-target/" in str(t)}
        for source in graph.objects(URIRef(ID + "national-target-set/2019"), DCTERMS.source)
    }  # fmt: skip
    both = {
        "offentlig-forsoergelse",
        "virksomheder",
        "flygtninge",
        "kontanthjaelpsmodtagere",
        "udsatte-ledige",
    }
    assert says == {
        "source/announcement-2018-05": both | {"socialt-bedrageri"},
        "source/jobindsats-2019-03": both | {"handicap"},
    }


def test_a_target_continues_the_latest_earlier_one_of_its_theme() -> None:
    graph = parsed(ROOT / "ontology" / "national-targets.ttl")
    assert checks.continuation_faults(graph) == set()
    chain = [str(t).removeprefix(ID + "national-target/") for t in
             graph.transitive_objects(URIRef(ID + "national-target/2023/3"), u("pg:continues"))]  # fmt: skip
    assert chain == ["2023/3", "2022/3", "2021/3", "2020/2", "2019/3", "2018/3", "2017/4"]


def test_requirements_say_until_when_and_what_is_confirmed() -> None:
    graph = parsed(ROOT / "ontology" / "vocabularies" / "requirements.ttl")
    found = {str(r).removeprefix(REQ) for r in graph.subjects(RDF.type, u("pg:StatutoryRequirement"))}
    assert found == {"adopted-in-time", "national-targets", "results-review", "sent-to-council",
                     "repatriation", "disability-council", "responsibility"}  # fmt: skip
    ended = {str(s): str(o) for s, o in graph.subject_objects(u("pg:validUntil"))}
    assert ended == {REQ + "national-targets": "2024-12-31"}
    confirmed = set(graph.subjects(u("pg:confirmation"), u("pg:Confirmed")))
    assert confirmed == {u("req:disability-council"), u("req:responsibility")}


def test_nothing_depends_on_the_alignments() -> None:
    from plangraph import files as finder

    alignments = parsed(ROOT / "ontology" / "alignments.ttl")
    mapped = {
        s for p in (SKOS.closeMatch, SKOS.broadMatch, SKOS.relatedMatch) for s in alignments.subjects(p)
    }
    assert len(mapped) > 20
    assert mapped <= set(terms().subjects(RDF.type))
    assert "alignments.ttl" not in {p.name for p in finder.ontology_files()}
    reached = {shorten(str(o)).split(":")[0] for o in alignments.objects() if isinstance(o, URIRef)}
    assert {"prov", "org", "skos", "oa", "eli", "qb", "stratml", "cids"} <= reached
