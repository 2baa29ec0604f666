"""The embedded store: Oxigraph in memory or in a folder, behind the protocol."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import pyoxigraph as ox
from rdflib import Graph
from rdflib.namespace import PROV, RDF, RDFS, SKOS, XSD
from rdflib.term import Node

from plangraph.errors import QueryError, StoreError
from plangraph.model import Text
from plangraph.names import PG, PREFIXES, mint, parse, shorten
from plangraph.store import guard
from plangraph.store.protocol import PROVENANCE, Answer, LoadRecord, Solutions, Source
from plangraph.store.terms import from_engine, to_engine, triples_from_engine, triples_to_engine
from plangraph.store.viewing import view

_PROVENANCE: Final = ox.NamedNode(PROVENANCE)
_TYPE: Final = ox.NamedNode(str(RDF.type))
_LABEL: Final = ox.NamedNode(str(RDFS.label))
_PREF_LABEL: Final = ox.NamedNode(str(SKOS.prefLabel))
_USED: Final = ox.NamedNode(str(PROV.used))
_GENERATED: Final = ox.NamedNode(str(PROV.generated))
_ENDED: Final = ox.NamedNode(str(PROV.endedAtTime))
_SHA256: Final = ox.NamedNode(PG + "sha256")


class EmbeddedStore:
    """A store inside this process; it implements :class:`plangraph.store.Store`.

    Only one process at a time can open a folder for writing. A folder that another process is
    writing to must not be opened read-only either: what is read then is not defined.

    :param folder: where the store is kept (made when missing), or None to keep it in memory
    :param read_only: open an existing folder and never change it
    :raises StoreError: when the folder is a file, holds something else, is locked by another
        process, cannot be read or written, or (read-only) is not there
    """

    def __init__(self, folder: Path | None = None, *, read_only: bool = False) -> None:
        self._folder = folder
        self._engine: ox.Store | None = ox.Store() if folder is None else _open(folder, read_only=read_only)

    def close(self) -> None:
        """Give the folder free; the store cannot be used afterwards."""
        self._engine = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def _store(self) -> ox.Store:
        if self._engine is None:
            raise StoreError("the store is closed")
        return self._engine

    def graphs(self) -> tuple[str, ...]:
        """Return the IRIs of the named graphs, sorted."""
        return tuple(
            sorted(name.value for name in self._store.named_graphs() if isinstance(name, ox.NamedNode))
        )

    def graph(self, iri: str) -> Graph:
        """Return a copy of one named graph.

        A store may keep values and not how they were written: ``40.0`` can come back as ``40``.

        :raises StoreError: when there is no such graph
        """
        return triples_from_engine(self._store.quads_for_pattern(None, None, None, self._known(iri)))

    def view(self, iri: str) -> Graph:
        """Return one named graph to look something up in: not a copy, and not to be changed.

        :raises StoreError: when there is no such graph
        """
        return view(self._store, self._known(iri))

    def replace(self, graph_iri: str, graph: Graph, *, source: Source) -> None:
        """Put a graph in the place of what stood under its IRI, in one transaction.

        :param graph_iri: ``id:graph/<slug>``
        :param graph: the new triples
        :param source: what they were read from; kept as the provenance of the load
        :raises StoreError: when it cannot be stored; what stood there then stands there still
        """
        slug = _graph_slug(graph_iri)
        number = 1 + sum(1 for load in self.loads() if load.graph == graph_iri)
        try:
            data = _n_triples(triples_to_engine(graph))
            made = _n_triples(record(graph_iri, f"{slug}.{number}", source))
        except (ValueError, UnicodeEncodeError) as error:
            raise StoreError(f"{shorten(graph_iri)} cannot be stored: {error}") from None
        # Oxigraph's extend() is atomic, but clearing and filling are one transaction only as an update.
        self._update(
            f"DROP SILENT GRAPH {ox.NamedNode(graph_iri)} ;\n"
            f"CREATE GRAPH {ox.NamedNode(graph_iri)} ;\n"
            f"INSERT DATA {{ GRAPH {ox.NamedNode(graph_iri)} {{\n{data}}}\n"
            f"GRAPH {_PROVENANCE} {{\n{made}}} }}",
            doing=f"storing {shorten(graph_iri)}",
        )

    def drop(self, iri: str) -> None:
        """Remove one named graph; the record of its loads stays.

        :raises StoreError: when there is no such graph
        """
        _graph_slug(iri)
        self._update(f"DROP GRAPH {self._known(iri)}", doing=f"removing {shorten(iri)}")

    def query(self, sparql: str, bindings: Mapping[str, Node] | None = None) -> Answer:
        """Ask a SPARQL query over the union of all graphs.

        :param sparql: SELECT, ASK, CONSTRUCT or DESCRIBE; no SERVICE, no FROM, no update
        :param bindings: terms for variables (names without ``?``), which a SELECT must project
        :raises QueryError: when it is not SPARQL, is refused, or a bound variable is not projected
        """
        guard.check(sparql)
        try:
            substitutions = {ox.Variable(name): to_engine(term) for name, term in (bindings or {}).items()}
        except (ValueError, UnicodeEncodeError) as error:
            raise QueryError(f"a value cannot be used in a query: {error}") from None
        try:
            result = self._store.query(
                guard.pad(sparql),
                prefixes=dict(PREFIXES),
                use_default_graph_as_union=True,
                substitutions=substitutions or None,
            )
            return _answer(result)
        except SyntaxError as error:
            raise guard.explain(sparql, str(error.msg)) from None
        except UnicodeEncodeError as error:
            raise QueryError(f"the query is not text: {error.reason}") from None
        except (RuntimeError, ValueError) as error:
            raise QueryError(f"the query cannot be run: {error}") from None
        except OSError as error:
            raise StoreError(f"{self._name} cannot be read: {error}") from None

    def labels(self, iris: Iterable[str]) -> dict[str, Text]:
        """Return ``rdfs:label`` or ``skos:prefLabel`` of things, in Danish and English, where known."""
        found: dict[str, Text] = {}
        for iri in iris:
            try:
                node = ox.NamedNode(iri)
            except ValueError:
                continue
            texts: defaultdict[str, list[str]] = defaultdict(list)
            for predicate in (_PREF_LABEL, _LABEL):
                for quad in self._store.quads_for_pattern(node, predicate, None, None):
                    if isinstance(quad.object, ox.Literal):
                        language = (quad.object.language or "").partition("-")[0]
                        texts[language].append(quad.object.value)
            if texts:
                plain = min(texts[""], default=min(min(group) for group in texts.values() if group))
                da, en = min(texts["da"], default=""), min(texts["en"], default="")
                found[iri] = Text(da or en or plain, en or da or plain)
        return found

    def instances(self, class_iri: str) -> tuple[str, ...]:
        """Return the IRIs of what is said to be of a class (not of its subclasses), sorted."""
        quads = self._store.quads_for_pattern(None, _TYPE, ox.NamedNode(class_iri), None)
        return tuple(sorted({q.subject.value for q in quads if isinstance(q.subject, ox.NamedNode)}))

    def loads(self) -> tuple[LoadRecord, ...]:
        """Return the record of all loads, oldest first."""
        records = []
        for quad in self._store.quads_for_pattern(None, _GENERATED, None, _PROVENANCE):
            source = self._provenance(quad.subject, _USED)
            records.append(
                LoadRecord(
                    iri=_text(quad.subject),
                    graph=_text(quad.object),
                    source=Source(
                        _text(self._provenance(source, _LABEL)), _text(self._provenance(source, _SHA256))
                    ),
                    ended=_text(self._provenance(quad.subject, _ENDED)),
                )
            )
        return tuple(sorted(records, key=lambda record: (record.ended, record.iri)))

    def _provenance(
        self, subject: ox.NamedNode | ox.BlankNode | ox.Triple, predicate: ox.NamedNode
    ) -> ox.NamedNode:
        quads = list(self._store.quads_for_pattern(subject, predicate, None, _PROVENANCE))
        if len(quads) != 1:
            raise StoreError(f"{self._name}: the record of the load {subject} is damaged")
        return quads[0].object  # type: ignore[return-value]  # written by record() alone

    @property
    def _name(self) -> str:
        return f"the store {self._folder}" if self._folder else "the store"

    def _known(self, iri: str) -> ox.NamedNode:
        if iri not in self.graphs():
            known = ", ".join(shorten(graph) for graph in self.graphs() if graph != PROVENANCE) or "none"
            raise StoreError(f"{self._name} has no graph {shorten(iri)}; it has: {known}")
        return ox.NamedNode(iri)

    def _update(self, update: str, *, doing: str) -> None:
        try:
            self._store.update(update)
            if self._folder is not None:
                self._store.flush()
        except (OSError, RuntimeError, SyntaxError) as error:
            raise StoreError(f"{self._name}: {doing} failed, nothing was changed: {error}") from None


def _open(folder: Path, *, read_only: bool) -> ox.Store:
    try:
        if folder.exists() and not folder.is_dir():
            raise StoreError(f"{folder} is a file; a store is a folder")
        is_store = (folder / "CURRENT").is_file()
        if read_only and not is_store:
            what = "is no store" if folder.exists() else "does not exist"
            raise StoreError(
                f"{folder} {what}; load a plan into it first: plangraph load FILE --store {folder}"
            )
        if not is_store:
            folder.mkdir(parents=True, exist_ok=True)
            # Oxigraph would put its own files among what lies there.
            if any(folder.iterdir()):
                raise StoreError(f"{folder} holds other files and is no store; name an empty or a new folder")
        return ox.Store.read_only(str(folder)) if read_only else ox.Store(folder)
    except (OSError, RuntimeError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        if "LOCK" in reason:
            reason = "another process has it open; close that first"
        elif isinstance(error, PermissionError) or "ermission denied" in reason:
            reason = "no permission to read or write there"
        raise StoreError(f"{folder} cannot be opened as a store: {reason}") from None


def _graph_slug(iri: str) -> str:
    try:
        key = parse(iri)
    except ValueError:
        key = None
    if key is None or key.kind != "graph":
        raise StoreError(f"{iri!r} names no graph; a graph is called {mint('graph', 'x')[:-1]}<slug>")
    if iri == PROVENANCE:
        raise StoreError(f"{shorten(iri)} is kept by the store itself")
    return key.keys[0]


def record(graph: str, key: str, source: Source) -> tuple[ox.Triple, ...]:
    """Return the provenance of a load: who made the graph of what, and when.

    :param graph: IRI of the named graph
    :param key: what the load is called, ``<slug>.<number>``
    :param source: what it was read from
    """
    load, used = ox.NamedNode(mint("load", key)), ox.NamedNode(mint("source", key))
    now = datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    return (
        ox.Triple(load, _TYPE, ox.NamedNode(str(PROV.Activity))),
        ox.Triple(load, _USED, used),
        ox.Triple(load, _GENERATED, ox.NamedNode(graph)),
        ox.Triple(load, _ENDED, ox.Literal(now, datatype=ox.NamedNode(str(XSD.dateTime)))),
        ox.Triple(used, _TYPE, ox.NamedNode(str(PROV.Entity))),
        ox.Triple(used, _LABEL, ox.Literal(source.name)),
        ox.Triple(used, _SHA256, ox.Literal(source.sha256)),
    )


def _n_triples(triples: Iterable[ox.Triple]) -> str:
    return (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()


def _text(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal | ox.BlankNode) else str(term)


def _answer(result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> Answer:
    if isinstance(result, ox.QuerySolutions):
        return Solutions(
            tuple(variable.value for variable in result.variables),
            tuple(tuple(None if term is None else from_engine(term) for term in row) for row in result),
        )
    if isinstance(result, ox.QueryTriples):
        return triples_from_engine(result)
    return bool(result)
