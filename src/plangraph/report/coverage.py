"""Coverage as matrices: what each plan's goals work towards, whom they concern, what they use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from plangraph.assess.coverage import State
from plangraph.model import Lang, Report
from plangraph.numbers import natural
from plangraph.report.matrices import REASONS, SIGNS
from plangraph.report.pages import LEVEL_SIGN, Cell, Link, file_name, sources
from plangraph.report.words import word

if TYPE_CHECKING:
    from rdflib import Graph

    from plangraph.network import Network


#: How the page calls the states of :mod:`plangraph.assess.coverage`.
_LEVELS: Final = {
    State.GOAL: "goal",
    State.PART: "area",
    State.MISSING: "none",
    State.UNKNOWN: "off",
    State.NOT_RELEVANT: "off",
}


def coverage_content(
    reports: tuple[Report, ...],
    network: Network,
    graphs: Mapping[str, Graph],
    reference: Graph,
    plans: dict[str, str],
    lang: Lang,
) -> dict[str, Any]:
    """Return what the coverage page shows: national themes, target groups and instruments against plans."""
    heads = [plans[r.slug] for r in reports]
    return {
        "legend": [
            {"level": level, "sign": sign, "label": word(f"level_{level}", lang)}
            for level, sign in LEVEL_SIGN.items()
        ],
        "matrices": [
            _matrix("themes", "theme", heads, _themes(reports, network, graphs, reference, lang), lang),
            _matrix(
                "groups", "groups", heads, _concepts(reports, network, "target-group", "targets", lang), lang
            ),
            _matrix(
                "instruments",
                "instruments",
                heads,
                _concepts(reports, network, "instrument", "uses", lang),
                lang,
            ),
        ],
    }


def _matrix(name: str, corner: str, heads: list[str], rows: list[Any], lang: Lang) -> dict[str, Any]:
    return {
        "id": name,
        "title": word(f"matrix_{name}", lang),
        "caption": word(f"matrix_{name}_caption", lang),
        "corner": word(corner, lang),
        "heads": heads,
        "rows": rows,
    }


def _links(goals: list[str], network: Network, slug: str, lang: Lang) -> tuple[Link, ...]:
    return tuple(
        Link(
            f"{file_name(slug, lang)}#goal-{goal.rsplit('/', 1)[-1]}",
            str(network.nodes[goal]["number"] or goal.rsplit("/", 1)[-1]),
        )
        for goal in goals
    )


def _themes(
    reports: tuple[Report, ...], network: Network, graphs: Mapping[str, Graph], reference: Graph, lang: Lang
) -> list[Any]:
    from plangraph.assess.coverage import Kind, build, read_plans
    from plangraph.assess.yardstick import Yardstick

    yardstick = Yardstick(reference)
    plans = read_plans({report.plan: graphs[report.slug] for report in reports}, yardstick)
    matrix = build(Kind.TARGETS, plans, yardstick)
    rows = []
    for head in matrix.rows:
        cells = []
        for plan in plans:
            slug, cell = plan.facts.slug, matrix.cell(head.key, plan.facts.slug)
            goals = [e.element.iri for e in plan.linked.get(head.iri, ()) if e.element.kind == "goal"]
            level = _LEVELS[cell.state]
            said = REASONS[cell.reason].get(lang) if level == "off" else word(f"level_{level}", lang)
            cells.append(
                Cell(level, SIGNS[cell.state], "" if goals else said, _links(goals, network, slug, lang))
            )
        rows.append({"label": head.label.get(lang), "cells": cells})
    return rows


def _concepts(reports: tuple[Report, ...], network: Network, kind: str, edge: str, lang: Lang) -> list[Any]:
    rows = []
    for node, data in network.nodes(data=True):
        if data["kind"] != kind:
            continue
        cells = [_concept_cell(network, node, report.slug, edge, lang) for report in reports]
        rows.append({"label": data["label"].get(lang), "cells": cells})
    return sorted(rows, key=lambda row: natural(str(row["label"]).lower()))


def _concept_cell(network: Network, node: str, slug: str, edge: str, lang: Lang) -> Cell:
    goals = sources(network, node, slug, edge, via=True)
    if goals:
        return Cell("goal", LEVEL_SIGN["goal"], "", _links(goals, network, slug, lang))
    if slug not in network.nodes[node]["plans"]:
        return Cell("", "", f"– {word('not_there', lang)}")
    measured = any(
        e["plan"] == slug and network.nodes[s]["kind"] == "measure" and e["kind"] == edge
        for s, _, e in network.in_edges(node, data=True)
    )
    return Cell("area", LEVEL_SIGN["area"], word("only_measure" if measured else "only_mentioned", lang))
