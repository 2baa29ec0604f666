"""The JSON-LD context of plangraph: made from the ontology, kept in a file, published under its version.

Source: W3C JSON-LD 1.1, sections 4.1 (the context), 4.2.3 (type coercion) and 4.2.4 (languages).
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any, Final

from rdflib import Graph
from rdflib.namespace import OWL, RDF, RDFS, XSD

from plangraph.files import root
from plangraph.names import PG, PREFIXES

#: A term that changes its meaning gets a new version under a new address; the old one stays.
VERSION: Final = "v1"
CONTEXT_PATH: Final = f"/context/{VERSION}.jsonld"

#: Terms of others that nearly everything here has.
_OTHERS: Final = {
    "label": "rdfs:label",
    "prefLabel": "skos:prefLabel",
    "altLabel": "skos:altLabel",
    "definition": "skos:definition",
    "description": "dcterms:description",
    "title": "dcterms:title",
}


def build_context(ontology: Graph) -> dict[str, Any]:
    """Return the context that follows from the ontology: prefixes, and a term for each property.

    A name of a thing stands as ``{"@id": …}`` nowhere: properties between things are typed ``@id``. Texts of
    other vocabularies keep their language beside each.

    :param ontology: ``ontology/plangraph.ttl``
    """
    terms: dict[str, Any] = {"@version": 1.1, "id": "@id", "type": "@type"}
    # A prefix that is a term of JSON-LD's own would hide it.
    terms |= {name: space for name, space in PREFIXES.items() if name != "id"}
    terms |= {name: {"@id": iri} for name, iri in _OTHERS.items()}
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for found in ontology.subjects(RDF.type, kind):
            if not str(found).startswith(PG):
                continue
            term: dict[str, str] = {"@id": f"pg:{str(found).removeprefix(PG)}"}
            if kind == OWL.ObjectProperty:
                term["@type"] = "@id"
            else:
                ranges = {str(r) for r in ontology.objects(found, RDFS.range)}
                only = ranges.pop() if len(ranges) == 1 else ""
                # A plain string needs no coercion, and one with a language must not have it.
                if only.startswith(str(XSD)) and only != str(XSD.string):
                    term["@type"] = f"xsd:{only.removeprefix(str(XSD))}"
            terms[str(found).removeprefix(PG)] = term
    for found in ontology.subjects(RDF.type, OWL.Class):
        if str(found).startswith(PG):
            terms[str(found).removeprefix(PG)] = {"@id": f"pg:{str(found).removeprefix(PG)}"}
    head = {name: terms.pop(name) for name in ("@version", "id", "type")}
    return {"@context": head | dict(sorted(terms.items()))}


@cache
def read_context() -> dict[str, Any]:
    """Return the context as it is published."""
    path = root() / "ontology" / "context" / f"{VERSION}.jsonld"
    context: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return context


def compact(graph: Graph, address: str) -> bytes:
    """Write a graph as JSON-LD that refers to the context, the same bytes for the same triples.

    :param address: where the context is published
    """
    text = graph.serialize(format="json-ld", context=read_context()["@context"], auto_compact=False)
    document = json.loads(text)
    if isinstance(document, list):
        document = {"@graph": document}
    document.pop("@context", None)
    ordered = {"@context": address, **_sorted(document)}
    return json.dumps(ordered, ensure_ascii=False, indent=1).encode()


def _sorted(value: Any, *, in_order: bool = False) -> Any:
    """Put what JSON-LD leaves without an order (all but ``@list``) into one that does not change."""
    if isinstance(value, dict):
        return {key: _sorted(value[key], in_order=key == "@list") for key in sorted(value)}
    if isinstance(value, list):
        parts = [_sorted(part) for part in value]
        return parts if in_order else sorted(parts, key=lambda part: json.dumps(part, sort_keys=True))
    return value
