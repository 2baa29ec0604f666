"""A table as CSV, JSON or Markdown, for programs, spreadsheets and documents."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from plangraph.tables import Cell, Table

#: A cell that begins like this is run as a formula by spreadsheets.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def _labelled(table: Table) -> list[int]:
    """Return the columns in which some cell is an IRI with a label."""
    return [i for i in range(len(table.columns)) if any(row[i] in table.labels for row in table.rows)]


def _flat(table: Table, lang: str) -> tuple[list[str], list[list[Cell]]]:
    """Spread each column of labelled IRIs over two: the IRI, and what people call it."""
    labelled = set(_labelled(table))
    head, rows = [], [[] for _ in table.rows]  # type: tuple[list[str], list[list[Cell]]]
    for i, column in enumerate(table.columns):
        head.append(column.key)
        for out, row in zip(rows, table.rows, strict=True):
            out.append(row[i])
        if i in labelled:
            head.append(f"{column.key}_label")
            for out, row in zip(rows, table.rows, strict=True):
                label = table.labels.get(str(row[i]))
                out.append(label.get(lang) if label else None)
    return head, rows


def as_csv(table: Table, lang: str) -> str:
    """Return CSV (RFC 4180, header row); what a spreadsheet would run as a formula gets a leading quote."""
    out = io.StringIO()
    writer = csv.writer(out)
    head, rows = _flat(table, lang)
    writer.writerow(head)
    for row in rows:
        writer.writerow([_tame(cell) for cell in row])
    return out.getvalue()


def _tame(cell: Cell) -> Cell:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS):
        return "'" + cell
    return cell


def as_json(table: Table, lang: str) -> str:
    """Return ``{"title", "columns", "rows"}``; a row is an object, ``x_label`` beside an IRI ``x``."""
    head, rows = _flat(table, lang)
    data: dict[str, Any] = {
        "title": table.title.get(lang),
        "columns": [{"key": c.key, "label": c.label.get(lang)} for c in table.columns],
        "rows": [dict(zip(head, row, strict=True)) for row in rows],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def as_markdown(table: Table, lang: str) -> str:
    """Return a Markdown table with labels in place of IRIs."""
    lines = ["| " + " | ".join(_plain(c.label.get(lang)) for c in table.columns) + " |"]
    lines.append("|" + " --- |" * len(table.columns))
    for row in table.rows:
        lines.append("| " + " | ".join(_plain(table.show(cell, lang)) for cell in row) + " |")
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    """Keep a text inside its Markdown cell and free of markup."""
    for sign in ("\\", "|", "<", "`", "*", "_", "[", "]"):
        text = text.replace(sign, "\\" + sign)
    return " ".join(text.split())


def as_rows(table: Table, form: str, lang: str) -> str:
    """Return a table as ``csv``, ``json`` or ``md``."""
    return {"csv": as_csv, "json": as_json, "md": as_markdown}[form](table, lang)
