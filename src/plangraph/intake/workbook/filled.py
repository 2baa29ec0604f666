"""Reads a filled-in workbook: every cell, with all that is wrong told at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from rdflib import Graph

from plangraph.errors import LoadError
from plangraph.intake.document import Document
from plangraph.intake.knowledge import Knowledge
from plangraph.intake.workbook import lettering
from plangraph.intake.workbook.content import EXAMPLES
from plangraph.intake.workbook.foreign import composed
from plangraph.intake.workbook.layout import HELP, LISTS, NATIONAL, OTHER, Column, Sheet
from plangraph.intake.workbook.lists import fold
from plangraph.intake.workbook.mistakes import Problem, told
from plangraph.intake.workbook.opening import Book, Tab, Value, open_book, sheet_names
from plangraph.intake.workbook.sheets import PLAN, SHEETS
from plangraph.model import Lang, Text

#: How far down a heading row may stand, and how many known headings make one.
_HEAD_ROWS: Final = 8
_HEADINGS: Final = 2
#: So many of our sheets make a template, when the hidden one was lost.
_ENOUGH: Final = 6
_OPENER: Final = "plangraph.intake.workbook.opening:open_book"


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a sheet as somebody filled it in.

    :param sheet: the sheet
    :param tab: its name in the workbook
    :param number: 1-based row
    :param values: what stands in its columns, by their codes
    :param heads: heading of each column as it stands there
    """

    sheet: Sheet
    tab: str
    number: int
    values: dict[str, Value]
    heads: dict[str, str]


@dataclass(slots=True)
class Sorted:
    """A workbook's rows, sorted by what they are.

    :param lang: language that its headings are in
    :param plan: the plan's form: its answers as one row
    :param entries: the other rows
    :param other: the rows of what no column shows: subject, property, value, type, part
    :param places: the rows of the form, by the codes of the fields
    :param problems: what is wrong so far
    :param notes: what was left aside
    """

    lang: Lang = "da"
    plan: Entry | None = None
    entries: list[Entry] = field(default_factory=list)
    other: list[tuple[int, list[str]]] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled-in workbook.

    :param graph: the plan
    :param notes: what in the workbook was left aside, a sentence each
    """

    graph: Graph
    notes: tuple[Text, ...]


def is_template(data: bytes) -> bool:
    """Say whether a file is our workbook, filled in or not, and no other spreadsheet."""
    return _ours(sheet_names(data))


def read(data: bytes, name: str, knowledge: Knowledge | None = None) -> Graph:
    """Read a filled-in workbook as the graph of its plan.

    :param data: the file
    :param name: its name, for messages and as the plan's source
    :param knowledge: vocabularies and reference data; None for those that ship
    :raises LoadError: when it cannot be read, or with everything that is wrong in it, a line each
    """
    return take_in(data, name, knowledge).graph


def take_in(data: bytes, name: str, knowledge: Knowledge | None = None) -> Filled:
    """Read a filled-in workbook, and say what in it was left aside.

    :raises LoadError: as :func:`read`
    """
    return _understood(open_book(data, name), data, name, knowledge)


def open_file(path: Path, knowledge: Knowledge | None = None, name: str | None = None) -> Filled | Document:
    """Read a workbook as people send it, in a process of its own: ours as a plan, any other as a document.

    :param path: the file
    :param knowledge: vocabularies and reference data; None for those that ship
    :param name: what the file is called where it was kept under another name; its own without
    :raises LoadError: when it cannot be read, or with everything that is wrong in it, a line each
    """
    from plangraph.intake.reading import limits, load, sandbox

    data, name = load(path, name), name or path.name
    book: Book = sandbox.run(_OPENER, data, name, limits.DOCUMENT)
    if _ours(tab.name for tab in book.tabs):
        return _understood(book, data, name, knowledge)
    return composed(book, data, name)[0]


def _ours(names: Iterable[str]) -> bool:
    given = {fold(name) for name in names}
    ours = sum(bool({fold(s.name.da), fold(s.name.en)} & given) for s in (PLAN, *SHEETS))
    return LISTS in given or ours >= _ENOUGH


def _understood(book: Book, data: bytes, name: str, knowledge: Knowledge | None) -> Filled:
    from plangraph.intake.knowledge import shipped
    from plangraph.intake.workbook.statements import state

    rows = sort(book)
    graph = state(rows, book, data, name, knowledge or shipped())
    if rows.problems:
        order = {tab.name: place for place, tab in enumerate(book.tabs)}
        problems = sorted(dict.fromkeys(rows.problems), key=lambda p: (order.get(p.sheet, -1), p.row or 0))
        reason, danish = (told(problems, rows.notes, lang) for lang in (rows.lang, "da"))
        raise LoadError(name, reason, danish=danish)
    return Filled(graph, tuple(rows.notes))


def sort(book: Book) -> Sorted:
    """Find out what each sheet and column of a workbook is; order does not matter, nor does the language."""
    made = Sorted()
    known = {fold(form): sheet for sheet in (PLAN, *SHEETS) for form in (sheet.name.da, sheet.name.en)}
    seen: set[str] = set()
    english = [tab.name for tab in book.tabs if fold(tab.name) in {fold(s.name.en) for s in SHEETS}]
    danish = [tab.name for tab in book.tabs if fold(tab.name) in {fold(s.name.da) for s in SHEETS}]
    made.lang = "en" if len(english) > len(danish) else "da"
    for tab in book.tabs:
        name = fold(tab.name)
        if tab.hidden or name in (fold(HELP.da), fold(HELP.en), fold(NATIONAL.da), fold(NATIONAL.en)):
            if tab.hidden and tab.name != LISTS:
                made.notes.append(Text(f"Det skjulte ark »{tab.name}« er ikke læst.",
                                       f"The hidden sheet “{tab.name}” was not read."))  # fmt: skip
            continue
        if name in (fold(OTHER.da), fold(OTHER.en)):
            made.other += _other(tab)
        elif name not in known:
            if tab.lines:
                made.notes.append(
                    Text(
                        f"Arket »{tab.name}« hører ikke til skabelonen og er ikke læst.",
                        f"The sheet “{tab.name}” is none of the template and was not read.",
                    )
                )
        elif known[name].kind in seen:
            _add(made, tab.name, None, "", Text("arket er der to gange", "the sheet is there twice"))
        elif known[name] is PLAN:
            seen.add(PLAN.kind)
            _read_form(made, tab)
        else:
            seen.add(known[name].kind)
            made.entries += _rows(made, tab, known[name])
    if made.plan is None:
        _add(made, PLAN.name.get(made.lang), None, "", Text("arket mangler", "the sheet is missing"))
    return made


def _add(made: Sorted, sheet: str, row: int | None, column: str, text: Text) -> None:
    made.problems.append(Problem(sheet, row, column, text))


def _text(value: Value | None) -> str:
    return "" if value is None else lettering.read_text(value.raw)


def _matched(text: str, columns: Iterable[Column]) -> Column | None:
    wanted = fold(text.strip().rstrip("*"))
    return next((c for c in columns if wanted in (fold(c.head.da), fold(c.head.en))), None)


def _rows(made: Sorted, tab: Tab, sheet: Sheet) -> Iterator[Entry]:
    head = None
    for line in tab.lines[:_HEAD_ROWS]:
        found = {place: c for place, v in line.cells.items() if (c := _matched(_text(v), sheet.columns))}
        if len(found) >= _HEADINGS:
            head = line
            break
    if head is None:
        if tab.lines:
            names = ", ".join(c.head.get(made.lang) for c in sheet.columns[:3])
            _add(made, tab.name, None, "", Text(f"overskrifterne mangler ({names} …)",
                                                f"the headings are missing ({names} …)"))  # fmt: skip
        return
    columns: dict[int, Column] = {}
    for place, column in found.items():
        if column.name in {c.name for c in columns.values()}:
            text = Text("kolonnen er der to gange", "the column is there twice")
            _add(made, tab.name, head.number, column.head.get(made.lang), text)
        columns[place] = column
    heads = {c.name: _text(head.cells[p]).rstrip("* ") for p, c in columns.items()}
    strange: dict[int, int] = defaultdict(int)
    for line in tab.lines:
        if line.number <= head.number:
            continue
        for place in line.cells:
            strange[place] += place not in columns
        values = {c.name: line.cells[p] for p, c in columns.items() if p in line.cells}
        if values and not _is_example(made, tab, line.number, sheet, values):
            yield Entry(sheet, tab.name, line.number, values, heads)
    for place, count in sorted(strange.items()):
        if count:
            title = _text(head.cells.get(place)) or _letter(place)
            made.notes.append(Text(
                f"{tab.name}: kolonnen »{title}« hører ikke til skabelonen og er ikke læst ({count} celler).",
                f"{tab.name}: the column “{title}” is none of the template and was not read ({count} cells).",
            ))  # fmt: skip


def _is_example(made: Sorted, tab: Tab, row: int, sheet: Sheet, values: dict[str, Value]) -> bool:
    """Say whether a row is the template's example; one that was filled in over it is told, not lost."""
    first, *others = sheet.columns
    if fold(_text(values.get(first.name))) not in EXAMPLES:
        return False
    for column in others:
        text = _text(values.get(column.name))
        shown = ("", column.example.da, column.example.en) if column.example else ("",)
        if fold(text) not in {fold(form) for form in shown}:
            _add(made, tab.name, row, column.head.get(made.lang), Text(
                "rækken er mærket som eksempel, men er rettet: skriv noget andet i dens første celle, "
                "eller slet den",
                "the row is marked as an example, but was changed: write something else in its first "
                "cell, or "
                "delete it",
            ))  # fmt: skip
    return True


def _read_form(made: Sorted, tab: Tab) -> None:
    values: dict[str, Value] = {}
    heads: dict[str, str] = {}
    for line in tab.lines:
        column = _matched(_text(line.cells.get(0)), PLAN.columns)
        if column is None:
            if line.number > 1 and 1 in line.cells:
                made.notes.append(Text(
                    f"{tab.name}, række {line.number}: feltet »{_text(line.cells.get(0))}« kendes ikke "
                    f"og er ikke læst.",
                    f"{tab.name}, row {line.number}: the field “{_text(line.cells.get(0))}” is not "
                    f"known and was not "
                    "read.",
                ))  # fmt: skip
            continue
        if column.name in made.places:
            text = Text("feltet er der to gange", "the field is there twice")
            _add(made, tab.name, line.number, column.head.get(made.lang), text)
        made.places[column.name] = line.number
        heads[column.name] = _text(line.cells[0]).rstrip("* ")
        if 1 in line.cells:
            values[column.name] = line.cells[1]
    made.plan = Entry(PLAN, tab.name, 0, values, heads)


def _other(tab: Tab) -> list[tuple[int, list[str]]]:
    return [
        (line.number, [_text(line.cells.get(place)) for place in range(5)])
        for line in tab.lines[1:]
    ]  # fmt: skip


def _letter(place: int) -> str:
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
