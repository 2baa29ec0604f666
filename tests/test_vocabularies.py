"""The vocabularies are whole, their labels name one concept each, and the lexicon finds them in text."""

import csv
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest
from rdflib import RDF, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS

from plangraph import turtle
from plangraph.names import PG, VOCAB, expand, parse, shorten
from plangraph.wording import Entry, Lexicon, Mention

pg = Namespace(PG)
FOLDER = Path(__file__).resolve().parent.parent / "ontology" / "vocabularies"
SCHEMES = {
    "target-group": ("target-groups.ttl", pg.TargetGroup),
    "instrument": ("instruments.ttl", pg.Instrument),
    "benefit": ("benefits.ttl", pg.Benefit),
    "theme": ("themes.ttl", pg.Theme),
    "unit": ("units.ttl", pg.Unit),
    "indicator": ("indicators.ttl", pg.Indicator),
}
#: What the plans, rules, queries and pictures rely on.
REQUIRED = {
    "tg": """
        ledige jobparate aktivitetsparate nyledige langtidsledige langtidsforsoergede forsikrede-ledige
        kontanthjaelpsmodtagere jobparate-kontanthjaelpsmodtagere aktivitetsparate-kontanthjaelpsmodtagere
        kontanthjaelpsansoegere uddannelseshjaelpsmodtagere hjemrejseydelsesmodtagere
        unge udsatte-unge uddannelsesparate-unge aktivitetsparate-unge unge-15-17 unge-uden-uddannelse
        nyuddannede erhvervsskoleelever
        flygtninge familiesammenfoerte ukrainere indvandrere ikke-vestlige-indvandrere
        ikke-vestlige-kvinder arbejdskraftindvandrere nytilkomne-udlaendinge integrationsborgere
        handicap psykisk-saarbare hjerneskade nedsat-arbejdsevne
        sygemeldte sygedagpengemodtagere borgere-i-jobafklaring borgere-i-ressourceforloeb
        fleksjobvisiterede ledighedsydelsesmodtagere revalidender
        udkanten-af-arbejdsmarkedet ufaglaerte kortuddannede seniorer beskaeftigede virksomheder
    """,
    "ins": """
        igu smaajob ips virksomhedsrettet-indsats virksomhedspraktik snusepraktik hybridpraktik loentilskud
        nytteindsats jobrotation voksenlaerling mesterlaere revalidering virksomhedsrevalidering fleksjob
        skaanejob ressourceforloeb jobafklaringsforloeb delvis-raskmelding mentor virksomhedsmentor
        personlig-jobformidler ungeguide brancheambassadoer uddannelsesambassadoer
        handicapkompenserende-ordninger personlig-assistance hjaelpemidler fortrinsadgang isbryderordning
        opkvalificering stu fgu fvu obu amu veu svu brobygning uddannelsesloeft jobrettet-uddannelse
        realkompetencevurdering danskuddannelse erhvervsuddannelse laereplads tvaerfaglig-indsats
        samtaleforloeb cv screening straksaktivering jobklub jobmesse partnerskabsaftale virksomhedskampagne
        rekrutteringsservice jobformidling virksomhedskontakt key-account-manager repatrieringsvejledning
        faglig-test social-stoette informationskampagne vejledning
    """,
    "ben": """
        a-dagpenge kontanthjaelp uddannelseshjaelp selvforsoergelses-og-hjemrejseydelse overgangsydelse
        integrationsydelse sygedagpenge jobafklaringsydelse ressourceforloebsydelse ledighedsydelse fleksjob
        revalideringsydelse forrevalidering foertidspension seniorpension tidlig-pension arbejdsmarkedsydelse
        kontantydelse saerlig-uddannelsesydelse loentilskud-forsikrede loentilskud-kontanthjaelp
        fleksjob-gammel-ordning fleksjob-ny-ordning
    """,
    "theme": """
        virksomheder flygtninge handicap vaerdig-sagsbehandling opkvalificering unge-uddannelse udkanten
        offentlig-forsoergelse kontanthjaelpsmodtagere socialt-bedrageri udsatte-ledige
    """,
    "unit": """
        percent percentage-point person full-time-person full-year-person dkk count company job campaign
        day hour month week week-count ratio conversation year
    """,
}
TOP = """
    tg:ledige tg:unge tg:handicap tg:virksomheder ins:igu ins:smaajob ins:ips ins:virksomhedsrettet-indsats
    ins:handicapkompenserende-ordninger ins:opkvalificering unit:count
"""
BROADER = {
    "tg:jobparate-kontanthjaelpsmodtagere": "tg:jobparate tg:kontanthjaelpsmodtagere tg:ledige",
    "tg:aktivitetsparate-unge": "tg:unge tg:aktivitetsparate",
    "tg:nyuddannede": "tg:unge",
    "tg:ukrainere": "tg:flygtninge",
    "tg:ikke-vestlige-kvinder": "tg:ikke-vestlige-indvandrere tg:indvandrere",
    "tg:ledighedsydelsesmodtagere": "tg:fleksjobvisiterede",
    "ins:hybridpraktik": "ins:virksomhedspraktik ins:virksomhedsrettet-indsats",
    "ins:isbryderordning": "ins:handicapkompenserende-ordninger ins:loentilskud",
    "ins:virksomhedsmentor": "ins:mentor",
    "ins:voksenlaerling": "ins:virksomhedsrettet-indsats ins:opkvalificering",
    "ben:fleksjob-ny-ordning": "ben:fleksjob",
    "unit:full-year-person": "unit:person unit:count",
}


def load(name: str) -> Graph:
    return Graph().parse(FOLDER / SCHEMES[name][0], format="turtle")


@pytest.fixture(scope="module")
def graph() -> Graph:
    whole = Graph()
    for name in SCHEMES:
        whole += load(name)
    return whole


@pytest.fixture(scope="module")
def lexicon(graph: Graph) -> Lexicon:
    return Lexicon.from_graph(graph)


def concepts(graph: Graph) -> list[URIRef]:
    return sorted(s for s in graph.subjects(RDF.type, SKOS.Concept) if isinstance(s, URIRef))


@pytest.mark.parametrize("prefix", REQUIRED)
def test_every_required_concept_exists(graph: Graph, prefix: str) -> None:
    here = {shorten(str(c)) for c in concepts(graph)}
    assert {f"{prefix}:{slug}" for slug in REQUIRED[prefix].split()} - here == set()


@pytest.mark.parametrize("name", SCHEMES)
def test_a_scheme_is_described_and_holds_what_is_in_its_file(name: str) -> None:
    kind = SCHEMES[name][1]
    graph, scheme = load(name), URIRef(VOCAB + name)
    assert (scheme, RDF.type, SKOS.ConceptScheme) in graph
    assert graph.value(scheme, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
    for predicate in (SKOS.prefLabel, SKOS.definition, DCTERMS.title):
        assert languages(graph, scheme, predicate) == ["da", "en"]
    for concept in concepts(graph):
        assert (concept, RDF.type, kind) in graph, concept
        assert list(graph.objects(concept, SKOS.inScheme)) == [scheme], concept
    assert set(graph.objects(scheme, SKOS.hasTopConcept)) == set(graph.subjects(SKOS.topConceptOf, scheme))


def languages(graph: Graph, subject: URIRef, predicate: URIRef) -> list[str]:
    return sorted(str(o.language) for o in graph.objects(subject, predicate) if isinstance(o, Literal))


def test_every_concept_has_one_label_and_definition_in_each_language(graph: Graph) -> None:
    wrong = {
        shorten(str(c)): predicate
        for c in concepts(graph)
        for predicate in (SKOS.prefLabel, SKOS.definition)
        if languages(graph, c, predicate) != ["da", "en"]
    }
    assert wrong == {}


@pytest.mark.parametrize("name", SCHEMES)
def test_a_vocabulary_is_as_the_writer_writes_it(name: str) -> None:
    text = (FOLDER / SCHEMES[name][0]).read_text(encoding="utf-8")
    assert turtle.write(load(name)) == text


def test_the_hierarchy_has_two_directions_no_cycle_and_ends_at_top_concepts(graph: Graph) -> None:
    for below, above in graph.subject_objects(SKOS.broader):
        assert (above, SKOS.narrower, below) in graph
        assert graph.value(below, SKOS.inScheme) == graph.value(above, SKOS.inScheme)
    assert len(set(graph.subject_objects(SKOS.narrower))) == len(set(graph.subject_objects(SKOS.broader)))
    for concept in concepts(graph):
        direct = set(graph.objects(concept, SKOS.broader))
        assert bool(direct) != bool(set(graph.objects(concept, SKOS.topConceptOf))), concept
        for above in direct:
            assert concept not in set(graph.transitive_objects(above, SKOS.broader)), concept


def test_related_concepts_are_not_above_each_other(graph: Graph) -> None:
    for one, other in graph.subject_objects(SKOS.related):
        assert (other, SKOS.related, one) in graph
        assert other not in set(graph.transitive_objects(one, SKOS.broader)), (one, other)


@pytest.mark.parametrize("name", TOP.split())
def test_top_concepts(graph: Graph, name: str) -> None:
    assert graph.value(URIRef(expand(name)), SKOS.topConceptOf) is not None


@pytest.mark.parametrize("name", BROADER)
def test_broader_concepts(graph: Graph, name: str) -> None:
    above = {shorten(str(o)) for o in graph.transitive_objects(URIRef(expand(name)), SKOS.broader)}
    assert set(BROADER[name].split()) <= above


def test_a_danish_label_belongs_to_one_concept_of_its_scheme(graph: Graph) -> None:
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for predicate in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, pg.misleadingForm):
        for concept, label in graph.subject_objects(predicate):
            if isinstance(label, Literal) and label.language == "da":
                kind = "not a name" if predicate == pg.misleadingForm else shorten(str(concept))
                owners[str(graph.value(concept, SKOS.inScheme)), str(label).casefold()].add(kind)
    assert {key: names for key, names in owners.items() if len(names) > 1} == {}


def test_a_misleading_form_holds_a_label_of_its_concept(graph: Graph) -> None:
    idle = []
    for concept, form in graph.subject_objects(pg.misleadingForm):
        labels = Graph().add((concept, RDF.type, pg.Instrument))
        for predicate in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel):
            for label in graph.objects(concept, predicate):
                labels.add((concept, predicate, label))
        if not Lexicon.from_graph(labels).names(str(form), str(concept)):
            idle.append((shorten(str(concept)), str(form)))
    assert idle == []


def test_validity_and_legal_basis(graph: Graph) -> None:
    for concept in concepts(graph):
        begin, end = graph.value(concept, pg.validFrom), graph.value(concept, pg.validUntil)
        assert end is None or (begin is not None and str(begin) < str(end)), concept
        if graph.value(concept, pg.legalBasis) is not None:
            assert graph.value(concept, pg.confirmation) is not None, concept
            assert languages(graph, concept, pg.legalBasisNote) == ["da", "en"], concept
    igu = URIRef(expand("ins:igu"))
    assert str(graph.value(igu, pg.validFrom)) == "2016-07-01"
    assert graph.value(igu, pg.legalBasis) == URIRef("https://www.retsinformation.dk/eli/lta/2016/623")
    for name in ("ins:smaajob", "ins:ips", "ins:brobygning", "ins:snusepraktik", "ins:hybridpraktik"):
        assert graph.value(URIRef(expand(name)), pg.legalBasis) is None
        assert languages(graph, URIRef(expand(name)), pg.legalBasisNote) == ["da", "en"]


def test_every_indicator_says_in_what_unit_it_is_measured(graph: Graph) -> None:
    units = set(graph.subjects(RDF.type, pg.Unit))
    for indicator in graph.subjects(RDF.type, pg.Indicator):
        assert parse(str(indicator)).kind == "indicator"
        found = list(graph.objects(indicator, pg.unit))
        assert len(found) == 1, indicator
        assert found[0] in units, indicator


# --- the lexicon --------------------------------------------------------------------------------------

CASES = list(csv.DictReader((Path(__file__).parent / "data" / "wording.csv").open(encoding="utf-8")))


@pytest.mark.parametrize("case", CASES, ids=[c["text"] for c in CASES])
def test_what_a_phrase_names(lexicon: Lexicon, case: dict[str, str]) -> None:
    named = {name for name in case["names"].split() if lexicon.names(case["text"], expand(name))}
    assert named == set(case["names"].split())
    assert [name for name in case["silent"].split() if lexicon.names(case["text"], expand(name))] == []


def test_the_cases_name_existing_concepts(graph: Graph) -> None:
    here = {shorten(str(c)) for c in concepts(graph)}
    assert {name for case in CASES for name in (case["names"] + " " + case["silent"]).split()} <= here


def test_a_broader_name_does_not_name_the_narrower(lexicon: Lexicon) -> None:
    assert lexicon.names("vi møder ukrainere", expand("tg:flygtninge"))
    assert not lexicon.names("vi møder ukrainere", expand("tg:flygtninge"), narrower=False)
    assert not lexicon.names("vi møder flygtninge", expand("tg:ukrainere"))


def test_mentions_say_where_they_stand_in_the_normalised_text(lexicon: Lexicon) -> None:
    text = "Unge i små-\njobs,   og ledige"
    normalised = "Unge i småjobs, og ledige"
    found = lexicon.find(text)
    assert [(normalised[m.start : m.end], shorten(m.concept)) for m in found] == [
        ("Unge", "tg:unge"),
        ("småjobs", "ins:smaajob"),
        ("ledige", "tg:ledige"),
    ]
    assert found[0] == Mention(expand("tg:unge"), 0, 4, "Unge")


def test_mentions_of_one_scheme_never_overlap(lexicon: Lexicon, graph: Graph) -> None:
    text = ". ".join(case["text"] for case in CASES)
    by_scheme: dict[object, list[Mention]] = defaultdict(list)
    for mention in lexicon.find(text):
        by_scheme[graph.value(URIRef(mention.concept), SKOS.inScheme)].append(mention)
    assert len(by_scheme) == 3
    for mentions in by_scheme.values():
        assert all(a.end <= b.start for a, b in pairwise(mentions))


def test_the_longest_label_wins_and_schemes_do_not_disturb_each_other() -> None:
    entries = [Entry("ung", "s", "a"), Entry("ung mor", "s", "b"), Entry("ung", "t", "c")]
    assert Lexicon(entries, {}).find("en ung mor") == (
        Mention("c", 3, 6, "ung"),
        Mention("b", 3, 10, "ung mor"),
    )


def test_a_graph_without_labels_is_refused() -> None:
    with pytest.raises(ValueError, match="no target group, instrument or benefit"):
        Lexicon.from_graph(Graph())
