"""A store as a server reads it: what it counts, and what it says of texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, Graph

from plangraph.names import ID, PG
from plangraph.store import EmbeddedStore, ServedStore, Source

PLAN = f"<{ID}plan/x> a <{PG}Plan> ; <{RDFS.label}> 'X'@da, 'X'@en, 'plain' ; <{PG}inPlan> [ a <{PG}Goal> ] ."
AGAIN = f"<{ID}plan/x> a <{PG}Plan> ; <{RDFS.label}> 'X'@da, <urn:no-text> . [] <{RDFS.label}> 'nobody' ."


@pytest.fixture
def served(tmp_path: Path) -> Iterator[ServedStore]:
    """A store of two graphs that say one thing both, and one that says nothing."""
    with EmbeddedStore(tmp_path / "store") as store:
        for slug, turtle in (("x", PLAN), ("y", AGAIN), ("z", "")):
            graph = Graph().parse(data=turtle, format="turtle")
            store.replace(f"{ID}graph/{slug}", graph, source=Source(f"{slug}.ttl", "0" * 64))
    with ServedStore(tmp_path / "store") as opened:
        yield opened


def test_counts_are_those_of_the_graphs_together(served: ServedStore) -> None:
    counts = served.counts()
    graphs = {name: served.graph(name) for name in served.graphs()}
    together = [statement for graph in graphs.values() for statement in graph]
    assert counts.graphs == {name: len(graph) for name, graph in graphs.items()}
    assert counts.graphs[f"{ID}graph/z"] == 0
    assert counts.triples == len(together) == len(served)
    assert counts.subjects == len({s for s, _, _ in together})
    assert counts.properties == len({p for _, p, _ in together})
    assert counts.objects == len({o for _, _, o in together})
    assert counts.uses == Counter(str(p) for _, p, _ in together)
    assert counts.classes == Counter(str(o) for _, o in {(s, o) for s, p, o in together if p == RDF.type})
    assert counts.classes[PG + "Plan"] == 1


def test_texts_are_those_of_things_with_a_name(served: ServedStore) -> None:
    told = {text for text in served.texts(str(RDFS.label)) if text[0].startswith(ID + "plan/")}
    assert told == {(f"{ID}plan/x", "X", "da"), (f"{ID}plan/x", "X", "en"), (f"{ID}plan/x", "plain", "")}
    assert "nobody" not in {text for _, text, _ in served.texts(str(RDFS.label))}
    assert list(served.texts("urn:unused")) == []
