"""A table as CSV, JSON or Markdown, for programs, spreadsheets and documents."""

from __future__ import annotations

import json
from typing import Any

from plangraph.report import tabular
from plangraph.tables import Table


def as_csv(table: Table, lang: str) -> str:
    """Return CSV; see :func:`plangraph.report.tabular.as_csv`."""
    return tabular.as_csv(table, lang).decode()


def as_json(table: Table, lang: str) -> str:
    """Return ``{"title", "columns", "rows"}``; a row is an object, ``x_label`` beside an IRI ``x``."""
    head, rows = tabular.spread(table, lang)
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
