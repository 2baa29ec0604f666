"""Coverage as matrices: what each plan's goals work towards, whom they concern, what they use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plangraph.model import Lang, Report
from plangraph.report.pages import LEVEL_SIGN, Cell, Link, file_name, natural, sources
from plangraph.report.words import word

if TYPE_CHECKING:
    from rdflib import Graph

    from plangraph.network import Network


def coverage_content(
    reports: tuple[Report, ...], network: Network, reference: Graph, plans: dict[str, str], lang: Lang
) -> dict[str, Any]:
    """Return what the coverage page shows: national themes, target groups and instruments against plans."""
    heads = [plans[r.slug] for r in reports]
    return {
        "legend": [
            {"level": level, "sign": sign, "label": word(f"level_{level}", lang)}
            for level, sign in LEVEL_SIGN.items()
        ],
        "matrices": [
            _matrix("themes", "theme", heads, _themes(reports, network, reference, lang), lang),
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


def _themes(reports: tuple[Report, ...], network: Network, reference: Graph, lang: Lang) -> list[Any]:
    from rdflib import URIRef
    from rdflib.namespace import SKOS

    from plangraph.names import PG

    theme_of: dict[str, str] = {}
    labels: dict[str, str] = {}
    for node, data in network.nodes(data=True):
        if data["kind"] == "national-target":
            theme_of[node] = str(reference.value(URIRef(node), URIRef(PG + "theme")) or node)
            labels[theme_of[node]] = data["label"].get(lang)
    for theme in labels:
        for label in reference.objects(URIRef(theme), SKOS.prefLabel):
            if getattr(label, "language", None) == lang:
                labels[theme] = str(label)
    rows = []
    for theme in sorted(labels, key=lambda t: labels[t]):
        cells = []
        for report in reports:
            targets = [
                n
                for n, t in theme_of.items()
                if t == theme
                and report.slug in network.nodes[n]["plans"]
                and network.nodes[n]["year"] == report.year
            ]
            if not targets:
                cells.append(Cell("off", LEVEL_SIGN["off"], word("level_off", lang)))
                continue
            level = str(network.nodes[targets[0]]["status"][report.slug].value)
            goals = sources(network, targets[0], report.slug, "addresses")
            text = "" if goals else word(f"level_{level}", lang)
            cells.append(Cell(level, LEVEL_SIGN[level], text, _links(goals, network, report.slug, lang)))
        rows.append({"label": labels[theme], "cells": cells})
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
