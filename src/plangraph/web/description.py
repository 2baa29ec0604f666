"""What the server says of itself and of its data, with counts that are true.

Source: W3C SPARQL 1.1 Service Description; W3C note "Describing Linked Datasets with the VoID Vocabulary";
W3C DCAT 3 and SEMIC DCAT-AP 3.0.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Final

from fastapi import APIRouter, Depends
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, RDFS, VOID, XSD
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from plangraph.names import BASE, ONTOLOGY, PREFIXES
from plangraph.store import DATASET_FORMS, GRAPH_FORMS, RESULT_FORMS
from plangraph.web.data import Copy
from plangraph.web.incoming import current_copy, settings_of
from plangraph.web.problems import ProblemError
from plangraph.web.sending import send_graph

if TYPE_CHECKING:
    from plangraph.web.settings import Settings

router = APIRouter()

SD: Final = Namespace("http://www.w3.org/ns/sparql-service-description#")
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_FORMAT_NAMES: Final = {
    "ttl": "Turtle", "jsonld": "JSON-LD", "nt": "N-Triples", "rdf": "RDF_XML",
    "json": "SPARQL_Results_JSON", "xml": "SPARQL_Results_XML", "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
}  # fmt: skip
_EU: Final = "http://publications.europa.eu/resource/authority/"
_FILE_TYPES: Final = {"trig": "RDF_TRIG", "nq": "RDF_N_QUADS"}
_LICENCE: Final = URIRef("https://creativecommons.org/licenses/by/4.0/")
_TITLE: Final = ("Kommunale beskæftigelsesplaner som graf", "Municipal employment plans as a graph")
_ABOUT: Final = (
    "Danske kommuners beskæftigelsesplaner: fokusområder, mål, indsatser, målgrupper og redskaber, og "
    "hvordan de hænger sammen med ministerens beskæftigelsespolitiske mål.",
    "The employment plans of Danish municipalities: focus areas, goals, measures, target groups and "
    "instruments, and how they relate to the minister's national targets.",
)
_VOID_PATH: Final = "/.well-known/void"


def describe_service(copy: Copy, settings: Settings) -> Graph:
    """Return the description of the SPARQL endpoint."""
    graph = Graph(bind_namespaces="none")
    endpoint = URIRef(f"{settings.base}/sparql")
    service, dataset = URIRef(f"{endpoint}#service"), URIRef(f"{endpoint}#dataset")
    default = URIRef(f"{endpoint}#default-graph")
    _say(graph, service, RDF.type, SD.Service)
    _say(graph, service, SD.endpoint, endpoint)
    _say(graph, service, SD.supportedLanguage, SD.SPARQL11Query)
    _say(graph, service, SD.feature, SD.UnionDefaultGraph)
    for name in (*RESULT_FORMS, *GRAPH_FORMS):
        _say(graph, service, SD.resultFormat, URIRef(_FORMATS + _FORMAT_NAMES[name]))
    _say(graph, service, SD.defaultDataset, dataset)
    _say(graph, dataset, RDF.type, SD.Dataset)
    _say(graph, dataset, SD.defaultGraph, default)
    _say(graph, default, RDF.type, SD.Graph)
    _say(graph, default, VOID.triples, Literal(copy.counts.triples))
    for number, (name, triples) in enumerate(copy.counts.graphs.items(), start=1):
        named, described = URIRef(f"{endpoint}#named-graph-{number}"), URIRef(f"{endpoint}#graph-{number}")
        _say(graph, dataset, SD.namedGraph, named)
        _say(graph, named, RDF.type, SD.NamedGraph)
        _say(graph, named, SD.name, URIRef(name))
        _say(graph, named, SD.graph, described)
        _say(graph, described, RDF.type, SD.Graph)
        _say(graph, described, VOID.triples, Literal(triples))
    return graph


def describe_data(copy: Copy, settings: Settings) -> Graph:
    """Return the description of the data: VoID for what is in it, DCAT-AP for catalogues."""
    graph = Graph(bind_namespaces="none")
    here = settings.base + _VOID_PATH
    data, catalogue = URIRef(f"{here}#dataset"), URIRef(f"{here}#catalogue")
    publisher, service = URIRef(f"{here}#publisher"), URIRef(f"{here}#sparql")
    made = Literal(datetime.fromtimestamp(int(copy.made_at), UTC).isoformat(), datatype=XSD.dateTime)

    _say(graph, URIRef(here), RDF.type, VOID.DatasetDescription)
    _say(graph, URIRef(here), FOAF.primaryTopic, data)
    _say(graph, publisher, RDF.type, FOAF.Agent)
    _say(graph, publisher, FOAF.name, Literal("plangraph"))

    _say(graph, catalogue, RDF.type, DCAT.Catalog)
    _say(graph, catalogue, DCTERMS.publisher, publisher)
    _say(graph, catalogue, DCAT.dataset, data)
    _say(graph, catalogue, DCAT.service, service)
    _say(graph, data, RDF.type, VOID.Dataset)
    _say(graph, data, RDF.type, DCAT.Dataset)
    for one in (catalogue, data):
        _say_twice(graph, one, DCTERMS.title, _TITLE)
        _say_twice(graph, one, DCTERMS.description, _ABOUT)
    _say(graph, data, DCTERMS.publisher, publisher)
    _say(graph, data, DCTERMS.modified, made)
    _say(graph, data, DCAT.theme, URIRef(_EU + "data-theme/SOCI"))
    _say(graph, data, DCTERMS.spatial, URIRef(_EU + "country/DNK"))
    _say(graph, data, DCTERMS.accessRights, URIRef(_EU + "access-right/PUBLIC"))
    for language in ("DAN", "ENG"):
        _say(graph, data, DCTERMS.language, URIRef(f"{_EU}language/{language}"))
    _say(graph, data, DCAT.landingPage, URIRef(settings.base + "/"))
    _describe_content(graph, data, copy, settings)

    _say(graph, service, RDF.type, DCAT.DataService)
    _say_twice(graph, service, DCTERMS.title, ("SPARQL", "SPARQL"))
    _say(graph, service, DCAT.endpointURL, URIRef(settings.base + "/sparql"))
    _say(graph, service, DCAT.endpointDescription, URIRef(settings.base + "/sparql"))
    _say(graph, service, DCAT.servesDataset, data)
    for form, known in DATASET_FORMS.items():
        dump, address = URIRef(f"{here}#dump-{form}"), URIRef(f"{settings.base}/dump.{form}")
        _say(graph, data, DCAT.distribution, dump)
        _say(graph, data, VOID.dataDump, address)
        _say(graph, dump, RDF.type, DCAT.Distribution)
        _say(graph, dump, DCAT.accessURL, address)
        _say(graph, dump, DCAT.downloadURL, address)
        _say(
            graph, dump, DCAT.mediaType, URIRef(f"https://www.iana.org/assignments/media-types/{known.media}")
        )
        _say(graph, dump, DCTERMS["format"], URIRef(f"{_EU}file-type/{_FILE_TYPES[form]}"))
    if settings.store is None:
        # Of what somebody else put into a store we don't know the licence.
        for one in (data, *(URIRef(f"{here}#dump-{form}") for form in DATASET_FORMS)):
            _say(graph, one, DCTERMS.license, _LICENCE)
    return graph


def _describe_content(graph: Graph, data: URIRef, copy: Copy, settings: Settings) -> None:
    counts, here = copy.counts, settings.base + _VOID_PATH
    numbers = {
        VOID.triples: counts.triples,
        VOID.distinctSubjects: counts.subjects,
        VOID.distinctObjects: counts.objects,
        VOID.properties: counts.properties,
        VOID.classes: len(counts.classes),
    }
    for predicate, number in numbers.items():
        _say(graph, data, predicate, Literal(number))
    _say(graph, data, VOID.uriSpace, Literal(BASE))
    _say(graph, data, VOID.rootResource, URIRef(ONTOLOGY))
    _say(graph, data, VOID.sparqlEndpoint, URIRef(settings.base + "/sparql"))
    for prefix, namespace in PREFIXES.items():
        if any(iri.startswith(namespace) for iri in (*counts.uses, *counts.classes)):
            _say(graph, data, VOID.vocabulary, URIRef(namespace))
            _say(graph, URIRef(namespace), RDFS.label, Literal(prefix))
    parts = (
        ("class", VOID.classPartition, VOID["class"], VOID.entities, counts.classes),
        ("property", VOID.propertyPartition, VOID.property, VOID.triples, counts.uses),
    )
    for what, partition, of, number_of, listed in parts:
        for number, (iri, many) in enumerate(sorted(listed.items()), start=1):
            part = URIRef(f"{here}#{what}-{number}")
            _say(graph, data, partition, part)
            _say(graph, part, of, URIRef(iri))
            _say(graph, part, number_of, Literal(many))
    for name, triples in counts.graphs.items():
        subset = URIRef(name)
        _say(graph, data, VOID.subset, subset)
        _say(graph, subset, RDF.type, VOID.Dataset)
        _say(graph, subset, VOID.triples, Literal(triples))


def _say(graph: Graph, subject: URIRef, predicate: URIRef, value: URIRef | Literal) -> None:
    graph.add((subject, predicate, value))


def _say_twice(graph: Graph, subject: URIRef, predicate: URIRef, texts: tuple[str, str]) -> None:
    for text, lang in zip(texts, ("da", "en"), strict=True):
        graph.add((subject, predicate, Literal(text, lang=lang)))


@router.api_route(_VOID_PATH, methods=["GET", "HEAD"])
def send_description(request: Request, copy: Annotated[Copy, Depends(current_copy)]) -> Response:
    """Describe the data.

    Source: IANA, well-known URIs: "void".
    """
    settings = settings_of(request)
    return send_graph(request, copy.keep("description", lambda: describe_data(copy, settings)))


def _let_go(copy: Copy) -> None:
    """Hold a copy until here."""


@router.api_route("/dump.{form}", methods=["GET", "HEAD"])
def send_dump(form: str, copy: Annotated[Copy, Depends(current_copy)]) -> Response:
    """Send all of the data, each statement with its graph."""
    if form not in DATASET_FORMS:
        raise ProblemError(
            "not-found", f"the data can be had as {', '.join(f'/dump.{f}' for f in DATASET_FORMS)}"
        )
    target = copy.folder / f"dump.{form}"

    def write() -> bool:
        copy.store.dump(form, target)
        return True

    copy.keep(("dump", form), write)
    # The copy is held until the file is sent.
    return FileResponse(
        target,
        media_type=DATASET_FORMS[form].sent,
        filename=f"plangraph.{form}",
        background=BackgroundTask(_let_go, copy),
        headers={"Cache-Control": "no-cache"},
    )
