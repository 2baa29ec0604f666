"""The way in: a file becomes a document, a draft and a graph."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from plangraph.errors import LoadError
from plangraph.model import Text

if TYPE_CHECKING:
    from rdflib import Graph

    from plangraph.intake.document import Document
    from plangraph.intake.draft import Draft


@dataclass(frozen=True, slots=True)
class Taken:
    """A draft that was taken in.

    :param slug: the plan's slug
    :param graph: its graph
    :param document: the document it was read from; None for a filled-in template
    :param draft: what was understood of it; None for a filled-in template
    :param notes: what could not be read or understood, a sentence each
    """

    slug: str
    graph: Graph
    document: Document | None = None
    draft: Draft | None = None
    notes: tuple[Text, ...] = ()


#: Spreadsheets: a filled-in template, or goals in somebody's own table.
_SHEETS: Final = (".xlsx", ".xlsm")


def is_document(path: Path) -> bool:
    """Say whether a file is one that the intake reads, by its ending."""
    from plangraph.intake import reading

    return path.suffix.lower() in reading.FORMATS


def take_in(
    path: Path,
    *,
    municipalities: Sequence[str] = (),
    year: int | None = None,
    slug: str | None = None,
    name: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Taken:
    """Read a draft and turn it into the graph of one plan.

    :param path: a document, or a filled-in template
    :param municipalities: names or codes, where the document does not say or says it wrong
    :param year: plan year, where the document does not say or says it wrong
    :param slug: the plan's slug; made of municipality and year without
    :param name: what the file is called where it was kept under another name; its own without
    :param progress: is told (pages read, pages in all) while a long document is read
    :raises LoadError: when it cannot be read, or no year can be found
    """
    from plangraph.intake import graph, reading, structure, workbook
    from plangraph.intake.knowledge import shipped
    from plangraph.intake.understanding import understand
    from plangraph.names import plan_of
    from plangraph.store import plan_in

    knowledge, called = shipped(), name or str(path)
    if path.suffix.lower() in _SHEETS:
        opened = workbook.open_file(path, knowledge, name)
        if isinstance(opened, workbook.Filled):
            plan = plan_of(plan_in(opened.graph, called))
            return Taken(plan or Path(called).stem, opened.graph, notes=opened.notes)
        document = opened
    else:
        document = reading.read(path, progress, name)
    try:
        codes = tuple(knowledge.place(name).code for name in municipalities)
    except LookupError as error:
        raise LoadError(called, str(error.args[0])) from error
    outline = structure.outline(document)
    draft = understand(document, knowledge, municipalities=codes, year=year, outline=outline)
    if draft.particulars.year is None:
        raise LoadError(
            called, "does not say which year the plan is for; say it with --year, or write it in the title"
        )
    plan = slug or graph.draft_slug(draft, knowledge)
    written = graph.write(draft, outline, knowledge, plan)
    return Taken(plan, written, document, draft, (*document.notes, *draft.notes))
