"""A table: what a question answers, ready to be shown, saved or compared."""

from __future__ import annotations

from dataclasses import dataclass, field

from plangraph.model import Text

#: One cell: text, a number, a truth value, or nothing.
Cell = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    :param key: stable name, the SPARQL variable (``goal``)
    :param label: heading in Danish and English
    """

    key: str
    label: Text


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns.

    :param title: what the table shows
    :param columns: the columns, in order
    :param rows: one tuple a row, as long as ``columns``; IRIs are whole
    :param labels: label of each IRI that occurs in a cell, where one is known
    """

    title: Text
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    labels: dict[str, Text] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"a row has {len(row)} cells under {len(self.columns)} columns: {row!r}")

    def show(self, cell: Cell, lang: str) -> str:
        """Return a cell as a person reads it: the label of an IRI, yes/no, an empty string for nothing."""
        if cell is None:
            return ""
        if isinstance(cell, bool):
            return {("da", True): "ja", ("da", False): "nej"}.get((lang, cell), "yes" if cell else "no")
        if isinstance(cell, str):
            label = self.labels.get(cell)
            return label.get(lang) if label else cell
        if isinstance(cell, float):
            text = f"{cell:.12g}"
            return text.replace(".", ",") if lang == "da" else text
        return str(cell)
