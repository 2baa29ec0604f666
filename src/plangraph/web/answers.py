"""What a query answered, read back from the bytes that its process gave: a part of it, or all for a file.

The process gives a table as TSV, which has a row a line whatever stands in it: the part that a page shows
can be cut out without reading the rest.
Source: W3C SPARQL 1.1 Query Results CSV and TSV Formats, section 4 (TSV).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from plangraph.errors import OutputError
from plangraph.model import Lang, Text
from plangraph.tables import Cell, Column, Table

_XSD: Final = "http://www.w3.org/2001/XMLSchema#"
_WHOLE: Final = frozenset(
    _XSD + name
    for name in ("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger")
)
_NUMBERS: Final = _WHOLE | {_XSD + name for name in ("decimal", "double", "float")}
_NUMBER: Final = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?P<power>[eE][+-]?\d+)?\Z", re.ASCII)
_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_LETTERS: Final = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}
#: Longer numbers lose their last digits in a spreadsheet; they stay text.
_MOST_DIGITS: Final = 15
#: An Excel sheet takes no more columns; each may stand twice.
_MOST_COLUMNS: Final = 8000


@dataclass(frozen=True, slots=True)
class Term:
    """A value in an answer.

    :param kind: what it is
    :param value: its IRI, its label as a blank node, or what is written
    :param lang: language of a text, or nothing
    :param datatype: IRI of the datatype of a literal; nothing for text
    """

    kind: Literal["iri", "blank", "literal"]
    value: str
    lang: str = ""
    datatype: str = ""

    @property
    def is_number(self) -> bool:
        """Whether it is a number."""
        return self.datatype in _NUMBERS


#: A row of an answer; None where a variable is not bound.
Row = tuple[Term | None, ...]


def is_truth(body: bytes) -> bool:
    """Say whether TSV is the answer of ASK; a table begins with its variables or an empty line."""
    return body.strip() in (b"true", b"false")


def read_rows(
    body: bytes, start: int, end: int, columns: int | None = None, longest: int | None = None
) -> tuple[Row, ...]:
    """Return some of the rows of a table.

    :param body: the table as TSV
    :param start: first row, from 0
    :param end: row after the last
    :param columns: so many columns of each; None for all
    :param longest: so many characters of each text, as it is written in the bytes; None for all
    """
    lines = body.split(b"\n", end + 1)[1 + start : 1 + end]
    return tuple(
        tuple(_read(cell, longest) for cell in line.decode().split("\t", columns or -1)[:columns])
        if line
        else (None,) * (columns or 1)
        for line in lines
    )


def read_variables(body: bytes) -> tuple[str, ...]:
    """Return the names of the variables of a table, without ``?``."""
    head = body.partition(b"\n")[0].decode()
    return tuple(name.removeprefix("?") for name in head.split("\t")) if head else ()


def _read(cell: str, longest: int | None) -> Term | None:
    if not cell:
        return None
    if cell[0] == "<" and cell[-1] == ">":
        return Term("iri", _unescape(cell[1:-1]))
    if cell[0] == '"':
        # Inside, quotes are escaped; behind the last one stands a language or a datatype, which have none.
        end = cell.rfind('"')
        text, rest = cell[1:end][:longest], cell[end + 1 :]
        lang = rest[1:] if rest.startswith("@") else ""
        return Term("literal", _unescape(text), lang, rest[3:-1] if rest.startswith("^^<") else "")
    if found := _NUMBER.match(cell):
        kind = "double" if found["power"] else "decimal" if "." in cell else "integer"
        return Term("literal", cell, datatype=_XSD + kind)
    if cell.startswith("_:"):
        return Term("blank", cell)
    return Term("literal", cell, datatype=_XSD + "boolean" if cell in ("true", "false") else "")


def _unescape(text: str) -> str:
    def letter(found: re.Match[str]) -> str:
        code = found[1] or found[2]
        if code is None:
            return _LETTERS.get(found[3], found[3])
        number = int(code, 16)
        return chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else found[0]

    return _ESCAPE.sub(letter, text) if "\\" in text else text


def write_answer(body: bytes, rows: int, form: Literal["csv", "xlsx"], folder: Path, lang: Lang) -> bytes:
    """Write a table for a spreadsheet, with the labels of things beside their IRIs; done in another process.

    :param body: the table as TSV
    :param rows: how many rows it has
    :param folder: the copy of the data that knows the labels
    :param lang: language of the labels
    :raises OutputError: when it is more than a sheet takes
    """
    from plangraph.report import tabular
    from plangraph.store import EmbeddedStore

    names, read = read_variables(body), read_rows(body, 0, rows)
    if form == "xlsx" and len(names) > _MOST_COLUMNS:
        raise OutputError("xlsx", f"{len(names)} columns are more than an Excel sheet takes; ask for CSV")
    iris = {term.value for row in read for term in row if term is not None and term.kind == "iri"}
    with EmbeddedStore(folder, read_only=True) as store:
        labels = store.labels(sorted(iris))
    table = as_table(names, read, labels)
    return tabular.as_csv(table, lang, bom=True) if form == "csv" else tabular.as_xlsx(table, lang)


def as_table(names: Sequence[str], rows: Sequence[Row], labels: Mapping[str, Text]) -> Table:
    """Return rows of an answer as a table, its numbers as numbers."""
    columns = tuple(Column(name, Text(name, name)) for name in names)
    cells = tuple(tuple(_cell(term) for term in row[: len(columns)]) for row in rows)
    return Table(Text("Svar", "Answer"), columns, cells, dict(labels))


def _cell(term: Term | None) -> Cell:
    if term is None:
        return None
    if term.datatype == _XSD + "boolean" and term.value in ("true", "false"):
        return term.value == "true"
    if term.is_number and len(term.value) <= _MOST_DIGITS:
        try:
            if term.datatype in _WHOLE:
                return int(term.value)
            if math.isfinite(number := float(term.value)):
                return int(number) if number.is_integer() else number
        except ValueError:
            pass
    return term.value
