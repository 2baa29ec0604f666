"""Where the drafts are."""

from __future__ import annotations

from pathlib import Path

from making import composed
from making.source import Source, parse, read

DRAFTS = Path(__file__).parents[1] / "drafts"


def sources(folder: Path = DRAFTS) -> list[Source]:
    """Return all sources of a folder; of the drafts' own the composed one too."""
    written = [read(path) for path in sorted(folder.glob("*.draft"))]
    return [*written, parse("guldborgsund-2023", composed.compose())] if folder == DRAFTS else written
