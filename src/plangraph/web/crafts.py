"""The pieces of work that :mod:`plangraph.web.workshop` does in other processes: plain functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from plangraph.assess.together import Library
    from plangraph.model import Assessment, Lang
    from plangraph.tables import Table


def assess_plan(
    slug: str, folder: Path, cache: Path | None, text: str | None = None, *, plan: bytes | None = None
) -> Assessment:
    """Check one plan and say what its findings amount to.

    :param slug: the plan's slug
    :param folder: the copy of the data in which it and the other plans are
    :param cache: folder of reports that are kept, or None
    :param text: the text of its document, where it is at hand
    :param plan: its triples as Turtle where it is not among the others (a draft)
    :raises PlangraphError: when it cannot be checked
    """
    from plangraph import catalogue
    from plangraph.assess.together import assess_all
    from plangraph.check.cache import ReportCache
    from plangraph.names import mint
    from plangraph.store import parse_graph

    if plan is None:
        graphs = catalogue.plan_graphs([mint("plan", slug)], folder)
    else:
        graphs = {slug: parse_graph(plan, f"{slug}.ttl", ending=".ttl")}
    return assess_all(
        graphs,
        catalogue.reference(),
        folder,
        cache=None if cache is None else ReportCache(cache),
        documents={} if text is None else {slug: text},
        library=_library(folder),
    )[0]


@lru_cache(maxsize=1)
def _library(folder: Path) -> Library:
    """Return the plans of a copy of the data, which stays as it is."""
    from plangraph import catalogue
    from plangraph.assess.together import Library

    return Library(folder, catalogue.reference())


def write_report(
    assessments: Sequence[Assessment],
    name: str,
    lang: Lang,
    *,
    summary: bool = False,
    context: Mapping[str, Any] | None = None,
) -> tuple[bytes, str]:
    """Write a report in the format that a file name asks for.

    :param name: ``report.pdf``, ``report.junit.xml`` …
    :param summary: the one-page summary for a committee in its stead
    :param context: what the format can use beside; see :class:`plangraph.report.Format`
    :returns: the file's bytes, and its media type
    :raises FormatError: when there is no such format
    """
    from plangraph import report

    form = report.format_of(Path(name), report.SUMMARIES if summary else report.FORMATS)
    return form.write(assessments, lang, **(context or {})), form.media_type


def export_plan(slug: str, folder: Path, lang: Lang) -> bytes:
    """Write a plan as the workbook that can be changed and handed in again.

    :param slug: the plan's slug
    :param folder: the copy of the data in which it is
    :raises PlangraphError: when it is not there
    """
    from plangraph import catalogue
    from plangraph.intake import workbook
    from plangraph.intake.knowledge import shipped
    from plangraph.names import mint

    return workbook.write(catalogue.plan_graphs([mint("plan", slug)], folder)[slug], shipped(), lang)


def read_document(path: Path) -> str:
    """Return the text of a plan's document.

    :raises LoadError: when it cannot be read
    """
    from plangraph.evidence import read_source

    return read_source(path)


def ask_question(folder: Path, name: str, params: Mapping[str, str], most: int) -> Table:
    """Answer a question of the library.

    :param folder: the copy of the data
    :param name: of the question
    :param params: values by parameter name
    :param most: how many rows the answer may have
    :raises QueryError: when a parameter is wrong
    :raises TooLargeError: when the answer has more rows
    """
    from plangraph import catalogue, queries

    return queries.run(catalogue.open_store(folder), queries.get(name), params, most=most)


def write_workbook(table: Table, lang: Lang) -> bytes:
    """Write a table as an Excel workbook.

    :raises OutputError: when it has more rows than a sheet takes
    """
    from plangraph.report.tabular import as_xlsx

    return as_xlsx(table, lang)
