"""A store as a server reads it: answers in the forms of the web, graphs as bytes, what is said of a thing.

It is never written to while it is served; :mod:`plangraph.store.graphs` writes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar

import pyoxigraph as ox
from rdflib import Graph
from rdflib.namespace import RDF

from plangraph.errors import QueryError, StoreError
from plangraph.names import PREFIXES
from plangraph.store import guard
from plangraph.store.embedded import EmbeddedStore
from plangraph.store.forms import (
    GRAPH_ENGINE,
    GRAPH_FORMS,
    RESULT_ENGINE,
    RESULT_FORMS,
    NotAcceptableError,
    as_xml,
    write_triples,
)
from plangraph.store.terms import triples_from_engine

T = TypeVar("T")
_TYPE: Final = ox.NamedNode(str(RDF.type))

_COUNTS: Final = """
SELECT (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?o) AS ?objects) WHERE { ?s ?p ?o }"""
_CLASSES: Final = "SELECT ?of (COUNT(DISTINCT ?s) AS ?many) WHERE { ?s a ?of } GROUP BY ?of"
_PROPERTIES: Final = "SELECT ?of (COUNT(*) AS ?many) WHERE { ?s ?of ?o } GROUP BY ?of"
_GRAPHS: Final = "SELECT ?of (COUNT(*) AS ?many) WHERE { GRAPH ?of { ?s ?p ?o } } GROUP BY ?of"
_TEXTS: Final = "SELECT ?thing ?text WHERE {{ ?thing {predicate} ?text }}"


@dataclass(frozen=True, slots=True)
class Question:
    """SPARQL that a user wrote, and how the answer is wanted.

    :param sparql: the query
    :param result_forms: keys of :data:`~plangraph.store.RESULT_FORMS`, the most welcome first
    :param graph_forms: keys of :data:`~plangraph.store.GRAPH_FORMS`, the most welcome first
    :param default_graphs: IRIs of the graphs that make the default graph; None where nobody chose
    :param named_graphs: IRIs of the graphs that GRAPH sees; None where nobody chose
    :param base: what relative IRIs of the query stand on
    """

    sparql: str
    result_forms: tuple[str, ...]
    graph_forms: tuple[str, ...]
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    base: str | None = None


@dataclass(frozen=True, slots=True)
class Bounds:
    """How big an answer may be.

    :param rows: most solutions or triples
    :param size: most bytes
    """

    rows: int
    size: int


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it goes out.

    :param media: its media type, as it is sent
    :param body: its bytes
    :param rows: how many solutions or triples; 1 for a truth value
    """

    media: str
    body: bytes
    rows: int


class TooLargeError(QueryError):
    """An answer over the bounds; nothing of it is given, as a part could be taken for the whole."""


class NotAnIriError(QueryError):
    """A name of a thing or a graph that is no IRI."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a store holds, as SPARQL counts it: what several graphs say is a statement of each.

    :param triples: statements
    :param subjects: things that something is said of
    :param properties: different properties
    :param objects: different values
    :param graphs: statements of each named graph
    :param classes: how many things are said to be of each class
    :param uses: how many statements use each property
    """

    triples: int
    subjects: int
    properties: int
    objects: int
    graphs: dict[str, int]
    classes: dict[str, int]
    uses: dict[str, int]


class NamedGraphs(EmbeddedStore):
    """A store whose graphs are looked at one by one, the default graph (None) among them."""

    def holds(self, name: str | None) -> bool:
        """Say whether there is a named graph; the default graph (None) is always there."""
        return name is None or self._store.contains_named_graph(_named(name))

    def write(self, name: str | None, form: str) -> bytes:
        """Return one graph as bytes, in the order of its statements.

        :param name: its IRI, or None for the default graph
        :param form: a key of :data:`~plangraph.store.GRAPH_FORMS`
        """
        return write_triples(self._triples(name), form)

    def digest(self, name: str | None) -> str:
        """Return what changes when one graph does, and only then: SHA-256 of its sorted N-Triples, hex."""
        lines = write_triples(self._triples(name), "nt").splitlines()
        return hashlib.sha256(b"\n".join(sorted(lines))).hexdigest()

    def _triples(self, name: str | None) -> list[ox.Triple]:
        graph = ox.DefaultGraph() if name is None else _named(name)
        return [quad.triple for quad in self._store.quads_for_pattern(None, None, None, graph)]


class ServedStore(NamedGraphs):
    """A folder that nobody writes to, opened for reading.

    :param folder: where the store is kept
    :raises StoreError: when it cannot be opened
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, read_only=True)

    def __len__(self) -> int:
        """Return how many statements there are, once for each graph that says them."""
        return len(self._store)

    def answer(self, question: Question, bounds: Bounds) -> Reply:
        """Answer SPARQL that a user wrote; the union of all graphs is the default graph unless they chose.

        Source: W3C SPARQL 1.1 Protocol, section 2.1.4: graphs chosen beside the query hold.

        :raises QueryError: when it is not SPARQL, is refused, or cannot be run
        :raises TooLargeError: when the answer is over the bounds
        :raises NotAcceptableError: when none of the wanted forms fits the answer
        """
        guard.check(question.sparql, dataset=True)
        try:
            return self._reply(self._evaluate(question), question, bounds)
        except SyntaxError as error:
            raise guard.explain(question.sparql, str(error.msg)) from None
        except UnicodeEncodeError as error:
            raise QueryError(f"the query is not text: {error.reason}") from None
        except (RuntimeError, ValueError) as error:
            raise QueryError(f"the query cannot be run: {error}") from None
        except OSError as error:
            raise StoreError(f"{self._name} cannot be read: {error}") from None

    def _evaluate(self, question: Question) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        chosen = question.default_graphs is not None or question.named_graphs is not None
        if not chosen:
            union = not guard.names_dataset(question.sparql)
            return self._store.query(
                guard.pad(question.sparql),
                base_iri=question.base,
                prefixes=dict(PREFIXES),
                use_default_graph_as_union=union,
            )
        return self._store.query(
            guard.pad(question.sparql),
            base_iri=question.base,
            prefixes=dict(PREFIXES),
            default_graph=[_named(iri) for iri in question.default_graphs or ()],
            named_graphs=[_named(iri) for iri in question.named_graphs or ()],
        )

    def _reply(
        self,
        result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples,
        question: Question,
        bounds: Bounds,
    ) -> Reply:
        if isinstance(result, ox.QueryTriples):
            form = _first(question.graph_forms, "a graph", GRAPH_FORMS)
            triples = _bounded(result, bounds)
            return _sized(Reply(GRAPH_FORMS[form].sent, write_triples(triples, form), len(triples)), bounds)
        form = _first(question.result_forms, "a table", RESULT_FORMS)
        media, engine = RESULT_FORMS[form].sent, RESULT_ENGINE[form]
        if isinstance(result, ox.QueryBoolean):
            return Reply(media, result.serialize(format=engine) or b"", 1)
        # The engine writes solutions only as it finds them, and they have to be counted before.
        names = [variable.value for variable in result.variables]
        rows = _bounded(result, bounds)
        if not names:
            return Reply(media, _nameless(len(rows), form), len(rows))
        table = "\t".join(f"?{name}" for name in names) + "\n"
        table += "".join("\t".join("" if t is None else str(t) for t in row) + "\n" for row in rows)
        again = ox.parse_query_results(table.encode(), format=ox.QueryResultsFormat.TSV)
        if not isinstance(again, ox.QuerySolutions):
            raise QueryError("the answer cannot be written")
        body = again.serialize(format=engine) or b""
        return _sized(Reply(media, as_xml(body) if form == "xml" else body, len(rows)), bounds)

    def dump(self, form: str, target: Path) -> None:
        """Write the whole store into a file.

        :param form: ``trig`` or ``nq``
        """
        self._store.dump(str(target), format=GRAPH_ENGINE[form], prefixes=dict(PREFIXES))

    def statements(self, iri: str) -> Graph:
        """Return what is said of a thing, with all that is said of its blank nodes.

        Source: W3C member submission "CBD - Concise Bounded Description".
        """
        found: dict[ox.Triple, None] = {}
        waiting: list[ox.NamedNode | ox.BlankNode] = [_named(iri)]
        seen = set(waiting)
        while waiting:
            for quad in self._store.quads_for_pattern(waiting.pop(), None, None, None):
                found[quad.triple] = None
                if isinstance(quad.object, ox.BlankNode) and quad.object not in seen:
                    seen.add(quad.object)
                    waiting.append(quad.object)
        return triples_from_engine(found)

    def kinds(self, iri: str) -> tuple[str, ...]:
        """Return the IRIs of the classes that a thing is said to be of, sorted."""
        quads = self._store.quads_for_pattern(_named(iri), _TYPE, None, None)
        return tuple(sorted({q.object.value for q in quads if isinstance(q.object, ox.NamedNode)}))

    def mentions(self, iri: str) -> Graph:
        """Return the statements whose object a thing is."""
        quads = self._store.quads_for_pattern(None, None, _named(iri), None)
        return triples_from_engine(dict.fromkeys(quad.triple for quad in quads))

    def texts(self, predicate: str) -> Iterator[tuple[str, str, str]]:
        """Yield what has a text under a property, with the text and its language (nothing for none).

        What several graphs say comes several times.
        """
        # A query takes only these two terms out of the store, which is most of the work.
        for thing, text in self._rows(_TEXTS.format(predicate=_named(predicate))):
            if isinstance(thing, ox.NamedNode) and isinstance(text, ox.Literal):
                yield thing.value, text.value, text.language or ""

    def links(self, predicate: str, iri: str | None = None) -> Iterator[tuple[str, str]]:
        """Yield what points at something under a property, and at what.

        :param iri: only what points at this; None for all
        """
        wanted = None if iri is None else _named(iri)
        for quad in self._store.quads_for_pattern(None, _named(predicate), wanted, None):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
                yield quad.subject.value, quad.object.value

    def counts(self) -> Counts:
        """Count what there is."""
        row = next(self._rows(_COUNTS))
        # The engine counts twenty times as fast as who takes its statements out to count them.
        held, uses = self._many(_GRAPHS), self._many(_PROPERTIES)
        return Counts(
            triples=sum(uses.values()),
            subjects=int(row["subjects"].value),
            properties=len(uses),
            objects=int(row["objects"].value),
            graphs={name: held.get(name, 0) for name in self.graphs()},
            classes=self._many(_CLASSES),
            uses=uses,
        )

    def _many(self, sparql: str) -> dict[str, int]:
        return {row["of"].value: int(row["many"].value) for row in self._rows(sparql)}

    def _rows(self, sparql: str) -> Iterator[ox.QuerySolution]:
        result = self._store.query(sparql, use_default_graph_as_union=True)
        if isinstance(result, ox.QuerySolutions):
            yield from result


def _named(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError:
        raise NotAnIriError(f"{iri[:200]!r} is no IRI") from None


def _first(wanted: tuple[str, ...], what: str, known: Iterable[str]) -> str:
    if not wanted:
        raise NotAcceptableError(f"the answer is {what}; it can be had as {', '.join(known)}")
    return wanted[0]


def _bounded(found: Iterable[T], bounds: Bounds) -> list[T]:
    rows = list(islice(found, bounds.rows + 1))
    if len(rows) > bounds.rows:
        raise TooLargeError(
            f"the answer has more than {bounds.rows} rows; ask for a part of it with LIMIT and OFFSET"
        )
    return rows


def _sized(reply: Reply, bounds: Bounds) -> Reply:
    if len(reply.body) > bounds.size:
        raise TooLargeError(
            f"the answer is over {bounds.size / 1_000_000:g} MB; ask for a part of it with LIMIT and OFFSET"
        )
    return reply


def _nameless(rows: int, form: str) -> bytes:
    """Write solutions without any variable, which the engine cannot read back."""
    if form == "json":
        return b'{"head":{"vars":[]},"results":{"bindings":[' + b",".join([b"{}"] * rows) + b"]}}"
    if form == "xml":
        head = b'<?xml version="1.0"?><sparql xmlns="http://www.w3.org/2005/sparql-results#"><head></head>'
        return head + b"<results>" + b"<result></result>" * rows + b"</results></sparql>"
    return b"\n" * (rows + 1)
