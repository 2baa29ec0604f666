"""The forms in which graphs and answers travel: names, media types, and how they are written."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final
from xml.parsers import expat

import pyoxigraph as ox
from rdflib import Graph

from plangraph.errors import QueryError
from plangraph.names import PREFIXES
from plangraph.store.terms import triples_to_engine


@dataclass(frozen=True, slots=True)
class Form:
    """One way of writing a graph or an answer.

    :param name: what it is called in an address (``ttl``)
    :param media: its media type, without parameters
    :param sent: the media type as it is sent, with the character set where the type wants one
    """

    name: str
    media: str
    sent: str


def _forms(*listed: tuple[str, str, str]) -> Mapping[str, Form]:
    return MappingProxyType({name: Form(name, media, media + more) for name, media, more in listed})


_UTF8: Final = "; charset=utf-8"
#: Graphs: by W3C recommendation each, the one that is sent when nobody asks for another first.
GRAPH_FORMS: Final[Mapping[str, Form]] = _forms(
    ("ttl", "text/turtle", _UTF8),
    ("jsonld", "application/ld+json", ""),
    ("nt", "application/n-triples", ""),
    ("rdf", "application/rdf+xml", ""),
)
#: Answers of SELECT and ASK: W3C SPARQL 1.1 Query Results JSON, XML, CSV and TSV.
RESULT_FORMS: Final[Mapping[str, Form]] = _forms(
    ("json", "application/sparql-results+json", ""),
    ("xml", "application/sparql-results+xml", ""),
    ("csv", "text/csv", _UTF8),
    ("tsv", "text/tab-separated-values", _UTF8),
)
#: Whole stores, with the graph of each statement.
DATASET_FORMS: Final[Mapping[str, Form]] = _forms(
    ("trig", "application/trig", ""), ("nq", "application/n-quads", "")
)

GRAPH_ENGINE: Final = MappingProxyType(
    {
        "ttl": ox.RdfFormat.TURTLE,
        "jsonld": ox.RdfFormat.JSON_LD,
        "nt": ox.RdfFormat.N_TRIPLES,
        "rdf": ox.RdfFormat.RDF_XML,
        "trig": ox.RdfFormat.TRIG,
        "nq": ox.RdfFormat.N_QUADS,
    }
)
RESULT_ENGINE: Final = MappingProxyType(
    {
        "json": ox.QueryResultsFormat.JSON,
        "xml": ox.QueryResultsFormat.XML,
        "csv": ox.QueryResultsFormat.CSV,
        "tsv": ox.QueryResultsFormat.TSV,
    }
)


class NotAcceptableError(QueryError):
    """An answer that none of the wanted forms can hold (a table as Turtle, a graph as CSV)."""


def as_xml(body: bytes) -> bytes:
    """Return what the engine wrote as XML, where it is XML.

    Source: W3C RDF 1.1 XML Syntax, section 2.13 (limitations); W3C XML 1.0, section 2.2 (characters).

    :raises NotAcceptableError: for the name of a property that is no name in XML, and for a character that
        XML doesn't have; the engine writes both all the same
    """
    try:
        expat.ParserCreate(namespace_separator=" ").Parse(body, True)
    except expat.ExpatError:
        raise NotAcceptableError(
            "XML has no way of writing all that is said there; it can be had in another form"
        ) from None
    return body


def write_triples(triples: Collection[ox.Triple], form: str, more: Mapping[str, str] | None = None) -> bytes:
    """Write triples of the engine, in their order, with the prefixes that they need.

    :param form: a key of :data:`GRAPH_FORMS`
    :param more: prefixes besides those of :data:`plangraph.names.PREFIXES`
    :raises NotAcceptableError: for a triple that the form has no way of writing
    """
    if form != "ttl":
        # The engine gives prefixes in the order of a hash; these forms do as well without.
        body = ox.serialize(triples, format=GRAPH_ENGINE[form]) or b""
        return as_xml(body) if form == "rdf" else body
    prefixes = _used({**PREFIXES, **(more or {})}, triples)
    text = ox.serialize(triples, format=GRAPH_ENGINE[form], prefixes=prefixes) or b""
    lines = text.split(b"\n", len(prefixes))
    return b"\n".join([*sorted(lines[:-1]), lines[-1]])


def _used(prefixes: Mapping[str, str], triples: Iterable[ox.Triple]) -> dict[str, str]:
    iris: set[str] = set()
    for triple in triples:
        for term in (triple.subject, triple.predicate, triple.object):
            if isinstance(term, ox.NamedNode):
                iris.add(term.value)
            elif isinstance(term, ox.Literal):
                iris.add(term.datatype.value)
    # Cut behind the last separator, there are hundreds of them and no longer thousands.
    spaces = {iri[: max(iri.rfind("/"), iri.rfind("#"), iri.rfind(":")) + 1] for iri in iris}
    return {
        prefix: namespace
        for prefix, namespace in prefixes.items()
        if any(space.startswith(namespace) for space in spaces)
    }


def write_graph(graph: Graph, form: str, more: Mapping[str, str] | None = None) -> bytes:
    """Write a graph of rdflib, the same bytes for the same triples as long as it has no blank nodes.

    :param form: a key of :data:`GRAPH_FORMS`
    :param more: prefixes besides those of :data:`plangraph.names.PREFIXES`
    :raises ValueError: for what is no triple of RDF
    :raises NotAcceptableError: for a triple that the form has no way of writing
    """
    return write_triples(sorted(triples_to_engine(graph), key=_order), form, more)


def _order(triple: ox.Triple) -> tuple[str, bool, str, str]:
    # What a thing is comes first, as a person would say it.
    is_type = triple.predicate.value.endswith("#type")
    return str(triple.subject), not is_type, triple.predicate.value, str(triple.object)
