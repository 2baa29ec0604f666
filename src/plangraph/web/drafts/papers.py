"""A document as it was read, as JSON: what is kept of it beside its file, and travels between processes."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from plangraph.intake.document import Block, Cell, Document, Kind, Rectangle
from plangraph.model import Text


def write(document: Document) -> bytes:
    """Return a document as JSON."""
    # A lone surrogate, which a damaged file may hold, is no UTF-8; escaped it is JSON all the same.
    return json.dumps(asdict(document)).encode("ascii")


def read(data: bytes) -> Document:
    """Return the document that :func:`write` wrote."""
    told = json.loads(data)
    return Document(
        **{
            **told,
            "blocks": tuple(_block(block) for block in told["blocks"]),
            "notes": tuple(Text(**note) for note in told["notes"]),
        }
    )


def _block(told: dict[str, Any]) -> Block:
    cell = told["cell"]
    return Block(
        **{
            **told,
            "kind": Kind(told["kind"]),
            "cell": None if cell is None else Cell(**cell),
            "places": tuple(Rectangle(**place) for place in told["places"]),
        }
    )
