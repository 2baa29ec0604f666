"""Plans as RDF in the standard forms, all but Turtle by rdflib's own serializers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from plangraph.names import ID, PREFIXES, mint
from plangraph.turtle import write

if TYPE_CHECKING:
    from rdflib import Graph

#: Name of a form → rdflib's format, and whether it keeps one named graph a plan.
RDF_FORMS: Final[Mapping[str, tuple[str, bool]]] = {
    "turtle": ("turtle", False),
    "trig": ("trig", True),
    "nquads": ("nquads", True),
    "ntriples": ("nt11", False),
    "jsonld": ("json-ld", False),
    "rdfxml": ("xml", False),
}


def as_rdf(graphs: Mapping[str, Graph], form: str) -> str:
    """Write plans in one of :data:`RDF_FORMS`; ``trig`` and ``nquads`` keep ``id:graph/<slug>`` for each.

    :param graphs: the plans by slug
    :param form: a key of :data:`RDF_FORMS`
    """
    from rdflib import Dataset, Graph, URIRef

    engine, named = RDF_FORMS[form]
    merged = Graph(bind_namespaces="none")
    dataset = Dataset()
    for slug, graph in graphs.items():
        into = dataset.graph(URIRef(mint("graph", slug))) if named else merged
        for triple in graph:
            into.add(triple)
    if form == "turtle":
        return write(merged)
    whole = dataset if named else merged
    for prefix, namespace in PREFIXES.items():
        if namespace != ID:
            whole.bind(prefix, namespace)
    text: str = whole.serialize(format=engine)
    # Line formats come in the order of a hash; sorted, two exports of the same plans are the same bytes.
    if form in ("ntriples", "nquads"):
        return "".join(sorted(line + "\n" for line in text.splitlines() if line))
    return text if text.endswith("\n") else text + "\n"
