"""Which known indicator a figure measures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from rdflib import Graph, Namespace, URIRef

from plangraph.intake.draft import Figure
from plangraph.intake.figures.likeness import content, shared
from plangraph.intake.knowledge import Indicator, Knowledge
from plangraph.names import PG

_PG: Final = Namespace(PG)
#: All of an indicator's words must be the figure's, and so much of the figure's words the indicator's.
_ENOUGH: Final = 0.6
_CLEARLY: Final = 0.1
_COUNTS: Final = frozenset({"person", "full-time-person", "full-year-person", "count"})


def indicators(figures: Sequence[Figure], passage: str, knowledge: Knowledge) -> tuple[Figure, ...]:
    """Name the known indicator of each figure where its name and the goal's words agree well.

    Conservative: every word of the indicator's name must be among the words of what is measured, they must be
    most of these words, and the unit must fit.

    :param figures: of one goal
    :param passage: the goal's words
    :param knowledge: the known indicators
    """
    known = _known(knowledge.indicators, knowledge.graph) if figures else ()
    return tuple(replace(f, indicator=f.indicator or _best(f, passage, known)) for f in figures)


@lru_cache(maxsize=4)
def _known(
    known: tuple[Indicator, ...], graph: Graph
) -> tuple[tuple[str, list[frozenset[str]], str | None], ...]:
    return tuple((i.iri, [content(name) for name in i.names], _unit(graph, i.iri)) for i in known)


def _unit(graph: Graph, iri: str) -> str | None:
    unit = graph.value(URIRef(iri), _PG.unit)
    return str(unit).rsplit("/", 1)[-1] if unit is not None else None


def _best(
    figure: Figure, passage: str, known: Sequence[tuple[str, list[frozenset[str]], str | None]]
) -> str | None:
    ours = content(figure.measured or passage)
    if not ours:
        return None
    ranked = sorted(
        (
            (len(shared(ours, name)) / len(ours), iri)
            for iri, names, unit in known
            if _fits(figure, unit)
            for name in names
            if name and len(shared(name, ours)) == len(name)
        ),
        reverse=True,
    )
    if not ranked or ranked[0][0] < _ENOUGH:
        return None
    second = next((score for score, iri in ranked[1:] if iri != ranked[0][1]), 0.0)
    return ranked[0][1] if ranked[0][0] - second >= _CLEARLY else None


def _fits(figure: Figure, unit: str | None) -> bool:
    if unit is None or figure.unit is None or figure.kind == "Change":
        return True
    if figure.unit in ("percent", "percentage-point"):
        return unit in ("percent", "percentage-point")
    return unit == figure.unit or {unit, figure.unit} <= _COUNTS
