"""Where the triples live: read files, keep one named graph per plan, ask in SPARQL.

The rooms above use these names and nothing of the engine::

    read_graph(path) -> rdflib.Graph               # LoadError: missing, a PDF, broken, too big …
    read_graphs(paths) -> rdflib.Graph             # several files in one graph
    view_graph(path) -> rdflib.Graph               # a Turtle file to look into, much faster
    parse_graph(data, source, ending=".ttl")       # the same from bytes
    plan_in(graph, source) -> str                  # IRI of the one pg:Plan; LoadError otherwise

    store = EmbeddedStore()                        # in memory
    store = EmbeddedStore(folder)                  # on disk, made when missing; StoreError when locked …
    store = EmbeddedStore(folder, read_only=True)  # an existing store, never changed
    with EmbeddedStore(folder) as store: …         # close() gives the folder free

    reference() -> rdflib.Graph                    # ontology and vocabularies, read once a process
    shipped() -> EmbeddedStore                     # ontology, vocabularies and the shipped plans, in memory
    load_reference(store)                          # ontology and vocabularies (needed for labels, hierarchy)
    load_shipped(store)                            # those and the shipped plans
    load(store, path) -> Loaded                    # one plan file into id:graph/<slug>, whole or not at all

    store.graphs() / .graph(iri) / .view(iri) / .replace(iri, graph, source=Source(name, sha256)) / .drop(iri)
    canonical(graph) -> bytes                      # the same for the same triples
    Snapshot(graph).select(sparql, {"this": URIRef(…)}) -> Solutions  # one rdflib.Graph, asked fast
    selected(sparql) -> {name, …}                  # what a SELECT gives; QueryError when it is not SPARQL

    store.query(sparql, {"plan": URIRef(…)}) -> Solutions | bool | rdflib.Graph      # QueryError
    store.labels(iris) -> {iri: Text} / .instances(class_iri) -> (iri, …) / .loads() -> (LoadRecord, …)

For a server, which answers from a copy that nobody writes to::

    copy_shipped(folder) / copy_store(folder, target) -> stamp / stamp(folder)
    ServedStore(folder).answer(Question(sparql, …), Bounds(rows, size)) -> Reply     # QueryError
    ServedStore(folder).statements(iri) / .mentions(iri) / .write(name, "ttl") / .digest(name) / .counts()
    with GraphStore(folder) as store: store.put(name, graph, …) / .add(…) / .remove(name)
    write_graph(graph, "ttl") -> bytes             # GRAPH_FORMS, RESULT_FORMS, DATASET_FORMS

A function that takes a store takes a :class:`Store`, the protocol; only the door opens an
:class:`EmbeddedStore`.
"""

from plangraph.store.asking import Snapshot, selected
from plangraph.store.canonical import canonical
from plangraph.store.copies import copy_shipped, copy_store, stamp
from plangraph.store.embedded import EmbeddedStore
from plangraph.store.forms import (
    DATASET_FORMS,
    GRAPH_FORMS,
    RESULT_FORMS,
    Form,
    NotAcceptableError,
    write_graph,
)
from plangraph.store.graphs import GraphStore, MisplacedPlanError, ProtectedGraphError
from plangraph.store.loading import Loaded, load, load_reference, load_shipped, reference, shipped
from plangraph.store.protocol import PROVENANCE, Answer, LoadRecord, Solutions, Source, Store
from plangraph.store.reading import (
    ENDINGS,
    MAX_BYTES,
    parse_graph,
    plan_in,
    read_bytes,
    read_graph,
    read_graphs,
)
from plangraph.store.served import (
    Bounds,
    Counts,
    NotAnIriError,
    Question,
    Reply,
    ServedStore,
    TooLargeError,
)
from plangraph.store.terms import PLAIN_STORE
from plangraph.store.viewing import view_graph

__all__ = [
    "DATASET_FORMS",
    "ENDINGS",
    "GRAPH_FORMS",
    "MAX_BYTES",
    "PLAIN_STORE",
    "PROVENANCE",
    "RESULT_FORMS",
    "Answer",
    "Bounds",
    "Counts",
    "EmbeddedStore",
    "Form",
    "GraphStore",
    "LoadRecord",
    "Loaded",
    "MisplacedPlanError",
    "NotAcceptableError",
    "NotAnIriError",
    "ProtectedGraphError",
    "Question",
    "Reply",
    "ServedStore",
    "Snapshot",
    "Solutions",
    "Source",
    "Store",
    "TooLargeError",
    "canonical",
    "copy_shipped",
    "copy_store",
    "load",
    "load_reference",
    "load_shipped",
    "parse_graph",
    "plan_in",
    "read_bytes",
    "read_graph",
    "read_graphs",
    "reference",
    "selected",
    "shipped",
    "stamp",
    "view_graph",
    "write_graph",
]
