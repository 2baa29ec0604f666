"""What the pages of the reference are made of: tables and blocks in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

#: The first line of each page.
MADE: Final = "<!-- Written by docs/build.py from {source}. Change that, then run: make docs -->\n\n"


def plain(text: str) -> str:
    """Keep Markdown from taking the brackets of ``<slug>`` for HTML."""
    return text.replace("<", "&lt;")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return the lines of a table; none where it has no rows."""
    cells = [head, ["---"] * len(head), *rows]
    if len(cells) == 2:
        return []
    return [*("| " + " | ".join(c.replace("|", "\\|") for c in row) + " |" for row in cells), ""]


def block(language: str, text: str) -> str:
    """Return text as it stands, in a language."""
    return f"```{language}\n{text.strip()}\n```\n"
