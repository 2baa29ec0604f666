"""How far down into a plan each national target of its year reaches, by the question of the library."""

from __future__ import annotations

from functools import cache
from typing import Final

from rdflib import RDF, Graph, Namespace, URIRef

from plangraph.check.subjects import Subjects
from plangraph.files import query_files
from plangraph.model import Reach
from plangraph.names import PG
from plangraph.store import PLAIN_STORE, Snapshot

#: The library's question that is asked; the same that ``plangraph query`` asks.
QUESTION: Final = "national-targets-by-level"
_PG: Final = Namespace(PG)
#: All that the question looks at in a plan; the rest would only have to be carried into the engine.
_ASKED: Final = (
    *((RDF.type, kind) for kind in (_PG.Plan, _PG.Goal, _PG.Objective, _PG.Measure, _PG.FocusArea)),
    *((p, None) for p in (_PG.year, _PG.inPlan, _PG.addresses, _PG.qualifiedLink, _PG.linkTarget, _PG.basis)),
)


def measure_reach(plan_graph: Graph, reference: Graph) -> tuple[Reach, ...]:
    """Ask how far each national target of the plan's year reaches into one plan.

    :param plan_graph: the triples of one plan
    :param reference: the ontology, vocabularies and national targets
    :returns: one for each target, by number; nothing for a year without targets
    """
    data = Graph(store=PLAIN_STORE, bind_namespaces="none")
    for asked in _ASKED:
        for triple in plan_graph.triples((None, *asked)):
            data.add(triple)
    for targets in reference.subjects(RDF.type, _PG.NationalTargetSet):
        for node in (targets, *reference.subjects(_PG.inTargetSet, targets)):
            for triple in reference.triples((node, None, None)):
                data.add(triple)
    # rdflib gives other sums than Oxigraph where a link has no basis.
    answer = Snapshot(data).select(_question())
    rows = [dict(zip(answer.variables, map(str, row), strict=True)) for row in answer.rows]
    subjects = Subjects(plan_graph, reference)
    found = [
        Reach(
            target=row["target"],
            number=row["number"],
            label=subjects.label(URIRef(row["target"])),
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
