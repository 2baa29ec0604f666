"""The texts of a SmartArt diagram, in the order in which it is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from plangraph.intake.reading import limits
from plangraph.intake.reading.packages import Node, whole

_DIAGRAM: Final = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

#: What in a drawing leads to the data of a diagram.
REFERENCE: Final = f"{_DIAGRAM}relIds"
#: The attribute of it with the relation's id.
DATA: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}dm"


def texts(model: Node) -> Iterator[str]:
    """Yield the text of each node of a diagram, parents before their children.

    :param model: root of its data: a ``dgm:dataModel``
    """
    points = {point.get("modelId", ""): point for point in model.iter(f"{_DIAGRAM}pt")}
    below: dict[str, list[tuple[int, str]]] = {}
    for link in model.iter(f"{_DIAGRAM}cxn"):
        if link.get("type", "parOf") == "parOf":
            place = (whole(link.get("srcOrd")) or 0, link.get("destId", ""))
            below.setdefault(link.get("srcId", ""), []).append(place)
    waiting = [(name, 0) for name, point in points.items() if point.get("type") == "doc"]
    seen: set[str] = set()
    while waiting:
        name, depth = waiting.pop(0)
        if name in seen or depth > limits.NESTING:
            continue
        seen.add(name)
        if name in points and (said := _said(points[name])):
            yield said
        waiting[:0] = [(child, depth + 1) for _, child in sorted(below.get(name, ()))]


def _said(point: Node) -> str:
    """Return what a node says; nothing when it still waits to be filled in."""
    properties = point.find(f"{_DIAGRAM}prSet")
    if properties is not None and properties.get("phldr") in ("1", "true"):
        return ""
    lines = (
        "".join(text.text or "" for text in paragraph.iter(f"{_DRAWING}t"))
        for paragraph in point.iterfind(f"{_DIAGRAM}t/{_DRAWING}p")
    )
    return "\n".join(lines)
