"""Plans to look something up in: the triples stay with the engine, and a term is made when it is asked for.

Turning a file into terms of rdflib takes three times as long as reading it, and whoever looks for an example
in other plans looks at few of their triples.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from rdflib import BNode, Graph
from rdflib.store import Store as RdflibStore

from plangraph.store.reading import read_bytes, read_graph
from plangraph.store.terms import EngineTerm, Triple, from_engine, to_engine


def view_graph(path: Path) -> Graph:
    """Read a file of Turtle to look something up in it.

    :raises LoadError: as :func:`plangraph.store.read_graph`
    """
    engine = ox.Store()
    with suppress(SyntaxError, ValueError):
        engine.load(input=read_bytes(path), format=ox.RdfFormat.TURTLE)
    return view(engine) if len(engine) else read_graph(path)  # it says what is wrong


def view(engine: ox.Store, name: ox.NamedNode | None = None) -> Graph:
    """Return a graph of the engine as one of rdflib that cannot be changed.

    A number may be spelt otherwise than in the file (``40`` for ``40.0``).

    :param name: of the graph; the default graph where none is given
    """
    return Graph(store=_Looking(engine, name), bind_namespaces="none")


class _Looking(RdflibStore):
    """One graph of the engine as a store of rdflib that nobody can write to."""

    def __init__(self, engine: ox.Store, name: ox.NamedNode | None) -> None:
        super().__init__()
        self._engine, self._name = engine, name or ox.DefaultGraph()

    def triples(
        self,
        triple_pattern: Any,
        context: Any = None,  # noqa: ARG002 - rdflib's signature
    ) -> Generator[tuple[Triple, Iterator[Any]], None, None]:
        try:
            subject, predicate, value = (_term(node) for node in triple_pattern)
            # Whether a term may stand in its place the engine says itself, when it runs.
            quads = self._engine.quads_for_pattern(subject, predicate, value, self._name)  # type: ignore[arg-type]
        except (TypeError, ValueError):  # what is no RDF, such as a literal as subject, stands nowhere
            return
        for quad in quads:
            yield (from_engine(quad.subject), from_engine(quad.predicate), from_engine(quad.object)), iter(())

    def __len__(self, context: Any = None) -> int:
        return sum(1 for _ in self._engine.quads_for_pattern(None, None, None, self._name))

    def add(self, *_: Any, **__: Any) -> None:
        raise TypeError("this graph is only looked into; copy it to change it")

    remove = add


def _term(node: Any) -> EngineTerm | None:
    if isinstance(node, BNode):
        return ox.BlankNode(str(node))
    return None if node is None else to_engine(node)
