"""A goal's figures in its document: those of its words or of its row, due when its list says so."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from plangraph.intake.document import Block, Document, Kind, Span
from plangraph.intake.draft import Figure, Statement
from plangraph.intake.figures.finding import find_in_words
from plangraph.intake.figures.rows import in_lines, in_row, replaced
from plangraph.wording import Lexicon

if TYPE_CHECKING:
    from plangraph.intake.structure import Outline
    from plangraph.intake.structure.grids import Grid, Row

_YEARS: Final = r"20\d\d(?: ?[-–/] ?20\d\d)?"
_GOALS: Final = (
    r"(?:mål|målene|måltal\w*|resultatmål\w*|delmål\w*|effektmål\w*"
    r"|succeskriteri\w*|resultatkrav\w*|målsætninger\w*)"
)
#: "Mål for 2024", "Oversigt over resultatmål i planen for 2024", "UNGE Mål 2024".
_HEADING: Final = re.compile(rf"\b{_GOALS}\b(?:(?!\b20\d\d\b)[^.:;!?]){{0,45}}\b{_YEARS}\b", re.IGNORECASE)
#: The same in a sentence, where it speaks of all goals.
_SENTENCE: Final = re.compile(
    rf"\b(?:alle|samtlige|planens|jobcentrets|vores)\b(?: \w+){{0,3}} {_GOALS}(?: \w+){{0,6}}? (?:for|i"
    rf"|inden|udgangen af) "
    rf"{_YEARS}\b"
    rf"|\b(?:målene|resultatmålene) (?:gælder|skal \w+ (?:nået|opfyldt|indfriet|realiseret|nås"
    rf"|indfries))(?: \w+){{0,5}} {_YEARS}\b",
    re.IGNORECASE,
)
_NOT_OWN: Final = re.compile(
    r"\b(?:minister\w*|national\w*|beskæftigelsespolitisk\w*|regering\w*|lands\w*|resultatrevision\w*)",
    re.IGNORECASE,
)


def announced(
    document: Document, outline: Outline, statement: Statement, *, year: int | None = None
) -> tuple[int, Span] | None:
    """Say by which year a goal's list, table or chapter says that its goals are to be reached, and where.

    :param document: the document
    :param outline: its sections
    :param statement: the goal
    :param year: the plan's year; a year before it is none
    :returns: the year and the words that say it, or None
    """
    for span in statement.spans:
        for section in outline.around(outline.at(span.start)):
            if section.span is not None and (told := _told(document, section.span, _HEADING, year)):
                return told
        for block in _headers(document, span.start):
            if told := _told(document, Span(block.start, block.end), _HEADING, year):
                return told
    for block in document.blocks:
        if block.kind in (Kind.PARAGRAPH, Kind.ITEM) and (
            told := _told(document, Span(block.start, block.end), _SENTENCE, year)
        ):
            return told
    return None


def _told(
    document: Document, span: Span, pattern: re.Pattern[str], year: int | None
) -> tuple[int, Span] | None:
    words = document.words(span)
    match = pattern.search(words)
    if match is None or _NOT_OWN.search(words[max(0, match.start() - 60) : match.end() + 30]):
        return None
    last = max(re.findall(r"20\d\d", match[0]), default=None)
    if last is None or (year is not None and int(last) < year):
        return None
    return int(last), span


def _headers(document: Document, at: int) -> list[Block]:
    """Return the heading cells of the table that a place stands in."""
    block = _block(document, at)
    if block is None or block.cell is None:
        return []
    table = block.cell.table
    return [
        b
        for b in document.blocks
        if b.cell is not None and b.cell.table == table and (b.cell.header or b.cell.row == 0)
    ]


def _block(document: Document, at: int) -> Block | None:
    return next((b for b in document.blocks if b.start <= at < max(b.end, b.start + 1)), None)


def gather(
    document: Document,
    outline: Outline,
    statement: Statement,
    *,
    year: int | None = None,
    lexicon: Lexicon | None = None,
) -> tuple[Figure, ...]:
    """Find the figures of a goal in its document: in its words, or in its row of a table.

    :param document: the document
    :param outline: its sections
    :param statement: the goal; each of its passages is tried until one has a figure
    :param year: the plan's year
    :param lexicon: finds the target group of each of several figures
    :returns: figures with offsets into the document's text
    """
    told = announced(document, outline, statement, year=year)
    due = told[0] if told else None
    best: tuple[Figure, ...] = ()
    for span in statement.spans:
        found = _row(document, outline, span, year, due) or _passage(document, span, year, due, lexicon)
        if any(f.comparator for f in found):
            return found
        best = best or found
    return best


def _passage(
    document: Document, span: Span, year: int | None, due: int | None, lexicon: Lexicon | None
) -> tuple[Figure, ...]:
    passage = document.text[span.start : span.end]
    found = in_lines(passage, year=year, due=due)
    if found is None:
        found = find_in_words(passage, year=year, due=due, groups=lexicon.find if lexicon else None)
    return tuple(moved(figure, span.start) for figure in found)


def moved(figure: Figure, by: int) -> Figure:
    """Give a figure of a passage its place in the document.

    :param figure: with spans relative to the passage
    :param by: where the passage begins
    """
    baseline = figure.baseline
    if baseline is not None:
        baseline = replace(baseline, span=Span(baseline.span.start + by, baseline.span.end + by))
    return replace(figure, span=Span(figure.span.start + by, figure.span.end + by), baseline=baseline)


def _row(
    document: Document, outline: Outline, span: Span, year: int | None, due: int | None
) -> tuple[Figure, ...]:
    block = _block(document, span.start)
    if block is None or block.cell is None:
        return ()
    told = outline.record_at(span.start)
    if told is not None and told[0].columns:
        return _record(document, *told, block, year, due)
    grid: dict[int, dict[int, list[Block]]] = {}
    for other in document.blocks:
        if other.cell is not None and other.cell.table == block.cell.table:
            grid.setdefault(other.cell.row, {}).setdefault(other.cell.column, []).append(other)
    own, rows = block.cell.row, sorted(grid)
    if (
        len(grid[own].get(block.cell.column, ())) > 1
        and sum(bool(b.marker) for b in grid[own][block.cell.column]) > 1
    ):
        return ()  # one goal of several in the cell
    headed = [
        r for r in rows if r < own and any(b.cell and b.cell.header for of in grid[r].values() for b in of)
    ]
    header = headed[-1] if headed else rows[0] if rows[0] < own else None
    columns = sorted({c for r in (own, *([header] if header is not None else [])) for c in grid[r]})
    places, cells, names = [], [], []
    for column in columns:
        of = grid[own].get(column, [])
        places.append(of[0].start if of else block.start)
        cells.append(document.text[of[0].start : of[-1].end] if of else "")
        head = grid[header].get(column, []) if header is not None else []
        names.append(document.words(Span(head[0].start, head[-1].end)) if head else "")
    return tuple(replaced(f, cells, places) for f in in_row(names, cells, year=year, due=due))


def _record(
    document: Document, grid: Grid, record: Row, block: Block, year: int | None, due: int | None
) -> tuple[Figure, ...]:
    """Read a row, or a sheet of one goal, by what its columns were found to hold."""
    if any(block in of and sum(bool(b.marker) for b in of) > 1 for of in record.values()):
        return ()  # one goal of several in the cell
    columns = [c for c in sorted(grid.columns) if c in record]
    cells = [document.text[record[c][0].start : record[c][-1].end] for c in columns]
    places = [record[c][0].start for c in columns]
    heads = [grid.heads.get(c, "") for c in columns]
    kinds = [grid.columns[c] for c in columns]
    return tuple(replaced(f, cells, places) for f in in_row(heads, cells, kinds, year=year, due=due))
