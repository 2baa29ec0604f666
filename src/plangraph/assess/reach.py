"""How far down into a plan each national target of its year reaches, by the question of the library."""

from __future__ import annotations

from functools import cache
from typing import Final

from rdflib import RDF, RDFS, Graph, Namespace
from rdflib.namespace import SKOS

from plangraph.files import query_files
from plangraph.model import Reach
from plangraph.names import PG, mint
from plangraph.store import EmbeddedStore, Solutions, Source

#: The library's question that is asked; the same that ``plangraph query`` asks.
QUESTION: Final = "national-targets-by-level"
_PG: Final = Namespace(PG)
#: All that the question looks at; the rest of a plan would only have to be carried into the store.
_ASKED: Final = frozenset(
    {RDF.type, RDFS.label, SKOS.prefLabel, _PG.year, _PG.number, _PG.inTargetSet, _PG.inPlan}
    | {_PG.addresses, _PG.qualifiedLink, _PG.linkTarget, _PG.basis}
)


def measure_reach(plan_graph: Graph, reference: Graph) -> tuple[Reach, ...]:
    """Ask how far each national target of the plan's year reaches into one plan.

    :param plan_graph: the triples of one plan
    :param reference: the ontology, vocabularies and national targets
    :returns: one for each target, by number; nothing for a year without targets
    """
    data = Graph(bind_namespaces="none")
    for triple in plan_graph:
        if triple[1] in _ASKED:
            data.add(triple)
    for targets in reference.subjects(RDF.type, _PG.NationalTargetSet):
        for node in (targets, *reference.subjects(_PG.inTargetSet, targets)):
            for triple in reference.triples((node, None, None)):
                if triple[1] in _ASKED:
                    data.add(triple)
    # rdflib gives other sums than Oxigraph where a link has no basis.
    with EmbeddedStore() as store:
        store.replace(mint("graph", "reach"), data, source=Source("reach", ""))
        answer = store.query(_question())
        assert isinstance(answer, Solutions)  # noqa: S101 - the question is a SELECT
        rows = [dict(zip(answer.variables, map(str, row), strict=True)) for row in answer.rows]
        labels = store.labels(row["target"] for row in rows)
    found = [
        Reach(
            target=row["target"],
            number=row["number"],
            label=labels[row["target"]],
            reached=row["reached"],
            areas=int(row["focusAreas"]),
            objectives=int(row["objectives"]),
            goals=int(row["goals"]),
            measures=int(row["measures"]),
            stated=int(row["stated"]),
            interpreted=int(row["interpreted"]),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda r: (len(r.number), r.number, r.target)))


@cache
def _question() -> str:
    (path,) = (p for p in query_files() if p.stem == QUESTION)
    return path.read_text("utf-8")
