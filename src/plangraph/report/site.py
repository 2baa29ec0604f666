"""The folder that ``plangraph demo`` leaves: overview, a page per plan, coverage, the picture, JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from plangraph.files import save
from plangraph.model import LANGS, Assessment, Lang, Text
from plangraph.report.forms import as_json
from plangraph.report.words import word

if TYPE_CHECKING:
    from rdflib import Graph


def title(labels: Iterable[Text]) -> Text:
    """Name a picture: after its one plan, or after what plans are."""
    known = list(labels)
    return known[0] if len(known) == 1 else Text(word("title", "da"), word("title", "en"))


def write_site(
    out: Path, graphs: Mapping[str, Graph], reference: Graph, assessments: Sequence[Assessment], lang: Lang
) -> Path:
    """Write all pages in both languages, the picture and ``reports.json`` into a folder that exists.

    :param graphs: the plans by slug
    :param assessments: of them, in the order in which the pages name them
    :param lang: language in which the picture starts, and of the page returned
    :returns: the overview in that language
    :raises OutputError: when a file cannot be written
    """
    from plangraph import network, picture
    from plangraph.report.coverage import coverage_content
    from plangraph.report.html import environment
    from plangraph.report.pages import (
        file_name,
        frame,
        index_content,
        plan_content,
        short_names,
        summary_name,
    )
    from plangraph.report.summary import as_html as as_summary

    shown = tuple(assessments)
    reports = tuple(a.report for a in shown)
    projection = network.project(graphs.values(), reference)
    picture.draw(projection, out / "graph.html", title=title(r.label for r in reports), lang=lang)
    save(out / "reports.json", as_json(shown))
    for language in LANGS:
        templates = environment(language)
        plans = short_names(projection, reference, language)
        contents = {
            "index": ("index", index_content(shown, language)),
            "coverage": (
                "coverage",
                coverage_content(reports, projection, graphs, reference, plans, language),
            ),
        }
        contents |= {a.report.slug: ("plan", plan_content(a, projection, language)) for a in shown}
        for name, (template, content) in contents.items():
            page = frame(name, plans, language, content)
            html = templates.get_template(f"{template}.html.jinja").render(page=page)
            save(out / file_name(name, language), html)
        for a in shown:
            name = file_name(summary_name(a.report.slug), language)
            save(out / name, as_summary([a], language).decode())
    return out / file_name("index", lang)
