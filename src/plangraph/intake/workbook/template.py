"""Writes the workbook, empty or filled: sheets as tables, drop-down lists, help at every column."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from rdflib import Graph

from plangraph.intake.knowledge import Knowledge
from plangraph.intake.workbook.choices import Choices
from plangraph.intake.workbook.content import Content, lay_out
from plangraph.intake.workbook.help import help_rows
from plangraph.intake.workbook.layout import EXAMPLE, HELP, NATIONAL, OTHER, Column, Form, Sheet
from plangraph.intake.workbook.lettering import Raw
from plangraph.intake.workbook.lists import listings
from plangraph.intake.workbook.rest import rest_rows
from plangraph.intake.workbook.sheets import PLAN, SHEETS
from plangraph.model import Lang, Text
from plangraph.names import mint, slug

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

#: No clock: the same plan is the same bytes.
_CREATED: Final = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
#: Rows to fill in below the last one, and rows that the drop-down lists reach at least.
_EMPTY: Final = 25
_REACH: Final = 1_000
#: Characters that are still legible side by side on a sheet of paper.
_PAGE: Final = 220
_LINE: Final = 13.5
_TALLEST: Final = 150.0
#: With these a text would be taken for a formula when somebody edits it or saves it as CSV.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
#: What Excel takes in the title and the text of an input message.
_TITLE: Final = 32
_MESSAGE: Final = 255
_REMARK: Final = Text("Flere: adskil dem med semikolon.", "Several: separate them with semicolons.")
_FORM: Final = (
    (Text("Felt", "Field"), 34),
    (Text("Svar", "Answer"), 70),
    (Text("Hjælp", "Help"), 70),
)
_NATIONAL_COLUMNS: Final = (
    (Text("Nr.", "No."), 6),
    (Text("Nationalt mål", "National target"), 80),
    (Text("Planår", "Plan year"), 10),
)
_OTHER_COLUMNS: Final = (
    (Text("Emne", "Subject"), 44),
    (Text("Egenskab", "Property"), 30),
    (Text("Værdi", "Value"), 70),
    (Text("Type", "Type"), 16),
    (Text("Del", "Part"), 6),
)


def template(knowledge: Knowledge, *, municipalities: Sequence[str], year: int, lang: Lang = "da") -> bytes:
    """Write an empty workbook for a plan.

    :param knowledge: vocabularies, national targets, municipalities
    :param municipalities: four-digit codes, more than one for a joint plan
    :param year: plan year
    :param lang: language of headings, lists and help
    :raises ValueError: for a code that is no municipality's
    """
    unknown = [code for code in municipalities if code not in knowledge.places]
    if unknown or not municipalities:
        raise ValueError(f"no municipality has the code {', '.join(unknown) or '(none given)'}")
    names = [knowledge.places[code].name for code in municipalities]
    joined = ", ".join(names)
    key = f"{slug('-'.join(names))}-{year}"
    mint("plan", key)
    lists = listings(knowledge, year, lang)
    status = next(iter(lists["status"].shown.values()))
    plan: dict[str, Raw] = {
        "label": f"Beskæftigelsesplan {year}, {joined}",
        "label-en": f"Employment plan {year}, {joined}",
        "municipality": "; ".join(names),
        "year": year,
        "period": str(year),
        "status": status,
        "key": key,
    }
    return _written(Content(plan, year, lists), lang, example=True)


def write(graph: Graph, knowledge: Knowledge, lang: Lang = "da") -> bytes:
    """Write a plan as a workbook that reads back as the same graph.

    :param graph: the graph of one plan
    :param knowledge: vocabularies, national targets, municipalities
    :param lang: language of headings, lists and help
    :raises LoadError: when the graph does not hold one plan named as plangraph names plans
    """
    return _written(lay_out(graph, knowledge, lang), lang, example=False)


def _written(content: Content, lang: Lang, *, example: bool) -> bytes:
    from xlsxwriter import Workbook

    stream = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(stream, options) as book:
        title = str(content.plan.get("label") or PLAN.name.get(lang))
        book.set_properties({"title": title, "author": "plangraph", "created": _CREATED})
        _Writer(book, content, lang, example).write()
    return stream.getvalue()


class _Writer:
    def __init__(self, book: Workbook, content: Content, lang: Lang, example: bool) -> None:
        self.book, self.content, self.lang, self.example = book, content, lang, example
        self._formats: dict[tuple[str, bool], Format] = {}
        self.columns = {sheet.kind: self._shown(sheet) for sheet in SHEETS}
        self.choices = Choices(book, content, self.columns, lang, example)

    def write(self) -> None:
        shown = [sheet for sheet in SHEETS if not sheet.optional or self.content.rows.get(sheet.kind)]
        tabs = [PLAN.name, NATIONAL, *(s.name for s in shown), *([OTHER] if self.content.rest else []), HELP]
        sheets = {name.da: self.book.add_worksheet(name.get(self.lang)) for name in tabs}
        self._plan(sheets[PLAN.name.da])
        self._national(sheets[NATIONAL.da])
        for number, sheet in enumerate(shown):
            self._sheet(sheets[sheet.name.da], sheet, number)
        if self.content.rest:
            rows = rest_rows(self.content.rest, mint("plan", str(self.content.plan["key"])), self.lang)
            self._plain(sheets[OTHER.da], _OTHER_COLUMNS, rows, "Oevrige")
        heads = ((Text("Ark", "Sheet"), 20), (Text("Kolonne", "Column"), 32), (Text("Hjælp", "Help"), 100))
        self._plain(sheets[HELP.da], heads, help_rows(self.lang), "Hjaelp")
        self.choices.write()

    def _shown(self, sheet: Sheet) -> list[Column]:
        rows = self.content.rows.get(sheet.kind, [])
        return [
            column
            for column in sheet.columns
            if not column.optional or any(row.cells.get(column.name) is not None for row in rows)
        ]

    # ---- sheets

    def _plan(self, sheet: Worksheet) -> None:
        columns = [c for c in PLAN.columns if not c.optional or self.content.plan.get(c.name) is not None]
        self._table(sheet, "Plan", len(columns), _FORM)
        for row, column in enumerate(columns, 1):
            help_text = column.help.get(self.lang)
            name = column.head.get(self.lang) + (" *" if column.required else "")
            sheet.write_string(row, 0, name, self._format("label"))
            self._cell(sheet, row, 1, column, self.content.plan.get(column.name))
            sheet.write_string(row, 2, help_text, self._format("help"))
            self._validate(sheet, column, row, row, 1)
            text = str(self.content.plan.get(column.name) or "")
            sheet.set_row(row, max(_height([(text, 70)]), _height([(help_text, 70)])))

    def _national(self, sheet: Worksheet) -> None:
        rows: list[tuple[Raw, ...]] = []
        year = self.content.year
        for name in self.content.lists["national-target"].offered:
            number, _, label = name.partition(". ")
            rows.append((number, label, year))
        if not rows:
            none = Text(
                "Ingen nationale mål er kendt for året.", "No national targets are known for the year."
            )
            rows.append((None, none.get(self.lang), year))
        self._plain(sheet, _NATIONAL_COLUMNS, rows, "NationaleMaal", look="help")

    def _sheet(self, sheet: Worksheet, of: Sheet, number: int) -> None:
        columns, rows = self.columns[of.kind], self.content.rows.get(of.kind, [])
        first = 2 if self.example else 1
        heads = [
            (Text(*(h + (" *" if c.required else "") for h in (c.head.da, c.head.en))), c.width)
            for c in columns
        ]
        self._table(sheet, f"T{number}_{_bare(of.kind)}", max(len(rows), 1) + first - 1 + _EMPTY, heads)
        if self.example:
            self._example(sheet, columns)
        for at, row in enumerate(rows, first):
            sheet.set_row(at, _height([(str(row.cells.get(c.name) or ""), c.width) for c in columns]))
            for place, column in enumerate(columns):
                self._cell(sheet, at, place, column, row.cells.get(column.name))
        last = max(_REACH, len(rows) + 200)
        for place, column in enumerate(columns):
            self._validate(sheet, column, 1, last, place)
        for place, column in enumerate(columns):
            for at in range(len(rows) + first, len(rows) + first + _EMPTY):
                self._cell(sheet, at, place, column, None)
            if _is_text(column):
                sheet.set_column(place, place, column.width, self._format("text-column"))
        # The empty rows are for the screen; a page of them says nothing.
        sheet.print_area(0, 0, max(len(rows) + first - 1, 1), len(columns) - 1)
        sheet.ignore_errors({"number_stored_as_text": f"A1:{_letters(len(columns) - 1)}{last + 1}"})
        sheet.freeze_panes(1, 2 if columns[0].width < 20 else 1)

    def _example(self, sheet: Worksheet, columns: list[Column]) -> None:
        look = self._format("example")
        sheet.write_string(1, 0, EXAMPLE.get(self.lang), look)
        for place, column in enumerate(columns[1:], 1):
            text = column.example.get(self.lang) if column.example else ""
            if (text and column.form in (Form.INTEGER, Form.DECIMAL)) or (
                text.isdecimal() and column.form is Form.ENTRY
            ):
                sheet.write_number(1, place, float(text), look)
            elif text:
                sheet.write_string(1, place, text, look)
            else:
                sheet.write_blank(1, place, None, look)

    def _plain(
        self,
        sheet: Worksheet,
        heads: Sequence[tuple[Text, int]],
        rows: Sequence[Sequence[Raw]],
        name: str,
        look: str = "text",
    ) -> None:
        """Write a table that nobody fills in."""
        self._table(sheet, name, max(len(rows), 1), heads)
        for at, row in enumerate(rows, 1):
            sheet.set_row(
                at, _height([(str(c or ""), width) for c, (_, width) in zip(row, heads, strict=True)])
            )
            for place, cell in enumerate(row):
                self._value(sheet, at, place, cell, look)

    def _table(self, sheet: Worksheet, name: str, rows: int, heads: Sequence[tuple[Text, int]]) -> None:
        for place, (_, width) in enumerate(heads):
            sheet.set_column(place, place, width, self._format("column"))
        titles = [head.get(self.lang) for head, _ in heads]
        sheet.add_table(
            0, 0, rows, len(heads) - 1,
            {
                "name": name,
                "style": "Table Style Light 1",
                "banded_rows": False,
                "columns": [{"header": title, "header_format": self._format("head")} for title in titles],
            },
        )  # fmt: skip
        # Room for the button of the filter beside the words.
        sheet.set_row(
            0, max(_height([(t + "    ", width) for t, (_, width) in zip(titles, heads, strict=True)]), 20)
        )
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(8)  # A3, which A4 is half of
        if sum(width for _, width in heads) <= _PAGE:
            sheet.fit_to_pages(1, 0)
        else:
            sheet.repeat_columns(0, 1)
            sheet.set_print_scale(50)
        sheet.set_footer("&L&A&R&P / &N")

    # ---- cells

    def _cell(self, sheet: Worksheet, row: int, place: int, column: Column, raw: Raw) -> None:
        self._value(sheet, row, place, raw, "text" if _is_text(column) else "cell")

    def _value(self, sheet: Worksheet, row: int, place: int, raw: Raw, look: str) -> None:
        if raw is None:
            sheet.write_blank(row, place, None, self._format(look))
        elif isinstance(raw, str):
            sheet.write_string(row, place, raw, self._format(look, quoted=raw.startswith(_FORMULA)))
        elif isinstance(raw, date):
            sheet.write_datetime(row, place, raw, self._format("date"))
        else:
            sheet.write_number(row, place, raw, self._format(look))

    def _validate(self, sheet: Worksheet, column: Column, first: int, last: int, place: int) -> None:
        """Offer the column's list, and say at its cells what to write."""
        message = column.help.get(self.lang)
        if column.many and column.form is not Form.ELSEWHERE and "semikolon" not in message:
            message += " " + _REMARK.get(self.lang)
        options: dict[str, Any] = {
            "validate": "any",
            "input_title": column.head.get(self.lang)[:_TITLE],
            "input_message": message[:_MESSAGE],
        }
        source = self.choices.name_of(column)
        if source:
            # Several values in a cell are none of the list, and names may be written in other ways.
            options |= {"validate": "list", "source": f"={source}", "show_error": False}
        elif column.name in ("year", "due"):
            wrong = Text("Skriv et årstal, fx 2024.", "Write a year, e.g. 2024.")
            options |= {
                "validate": "integer", "criteria": "between", "minimum": 1990, "maximum": 2100,
                "error_type": "warning", "error_title": column.head.get(self.lang)[:_TITLE],
                "error_message": wrong.get(self.lang),
            }  # fmt: skip
        sheet.data_validation(first, place, last, place, options)

    def _format(self, look: str, *, quoted: bool = False) -> Format:
        known = self._formats.get((look, quoted))
        if known is not None:
            return known
        made = self.book.add_format({"valign": "top", "text_wrap": True, "font_size": 10})
        if "column" not in look:
            made.set_border(1)
            made.set_border_color("#C8CDD3")
        if look == "head":
            made.set_bold()
            made.set_bg_color("#1F3A5F")
            made.set_font_color("#FFFFFF")
            made.set_valign("vcenter")
        elif look == "label":
            made.set_bold()
        elif look in ("help", "example"):
            made.set_font_color("#595959")
            made.set_italic(look == "example")
            made.set_bg_color("#F2F2F2")
        elif look in ("text", "text-column"):
            made.set_num_format("@")
        elif look == "date":
            made.set_num_format("dd-mm-yyyy")
            made.set_align("left")
        if look in ("cell", "column"):
            made.set_align("left")
        if quoted:
            made.set_quote_prefix()
        self._formats[look, quoted] = made
        return made


def _is_text(column: Column) -> bool:
    """Say whether a program must not make dates and numbers of what is typed into a column."""
    return column.form in (Form.TEXT, Form.KEY, Form.PERIOD) or column.name == "baseline-period"


def _bare(kind: str) -> str:
    return kind.replace("-", "_")


def _letters(place: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(place))


def _height(cells: Sequence[tuple[str, int]]) -> float:
    """Return the height that a row needs, in points; not every program finds it out by itself."""
    lines = 1
    for text, width in cells:
        lines = max(lines, sum(-(-max(len(part), 1) // max(width - 1, 1)) for part in text.split("\n")))
    return min(lines * _LINE + 3, _TALLEST)
