"""Makes a document of a few marked lines, so that a test needs no reader of a format."""

from __future__ import annotations

import re

from plangraph.intake.document import Block, Document, Kind

_ITEM = re.compile(r"(?P<marker>[-•]|\d{1,2}[.)]|[a-z]\))\s+")


def document(marked: str, name: str = "", title: str = "") -> Document:
    """Read ``# heading``, ``- item``, ``| cell | cell |`` and paragraphs, each up to a blank line."""
    text = marked.strip("\n") + "\n"
    blocks: list[Block] = []
    at = 0
    for line in text.splitlines(keepends=True):
        body, start = line.rstrip("\n"), at
        at += len(line)
        if not body.strip():
            blocks.append(Block(Kind.RUNNING, start, start))
        elif body.startswith("# "):
            blocks.append(Block(Kind.HEADING, start + 2, start + len(body), level=1))
        elif body.startswith("|"):
            for cell in re.finditer(r"[^|]+", body):
                if cell[0].strip():
                    blocks.append(Block(Kind.CELL, start + cell.start() + 1, start + cell.end() - 1))
        elif item := _ITEM.match(body):
            blocks.append(Block(Kind.ITEM, start + item.end(), start + len(body), marker=item["marker"]))
        elif blocks and blocks[-1].kind in (Kind.PARAGRAPH, Kind.ITEM):
            last = blocks[-1]
            blocks[-1] = Block(last.kind, last.start, start + len(body), marker=last.marker)
        else:
            blocks.append(Block(Kind.PARAGRAPH, start, start + len(body)))
    kept = tuple(b for b in blocks if b.kind is not Kind.RUNNING)
    return Document(name, "text/plain", "0" * 64, text, kept, None, title)
