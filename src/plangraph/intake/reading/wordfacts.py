"""What a Word document says of itself, and what its paragraphs and controls are, looked at from outside."""

from __future__ import annotations

from typing import Final

from plangraph.intake.reading.packages import Node, Package, whole
from plangraph.intake.reading.wordruns import through, unwrapped
from plangraph.intake.reading.wordstyles import VAL, W
from plangraph.model import Text

_TITLE: Final = "{http://purl.org/dc/elements/1.1/}title"
_PAGES: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}Pages"
_CHANGES: Final = tuple(W + name for name in ("ins", "del", "moveFrom", "moveTo"))

#: Said of OpenDocument texts too.
TRACKED: Final = Text(
    "Filen har registrerede ændringer: den er læst, som om alle var godtaget, så det slettede tæller ikke.",
    "The file holds tracked changes: it is read as if all were accepted, so deleted text doesn't count.",
)
_MACROS: Final = Text(
    "Filen har makroer; dem er der ikke set på, og ingen er kørt.",
    "The file holds macros; they are not looked at, and none was run.",
)
_EMBEDDED: Final = Text(
    "Filen indlejrer et andet dokument (altChunk), som ikke er læst; sæt teksten ind i stedet.",
    "The file embeds another document (altChunk), which is not read; paste its text instead.",
)
_COUNTED: Final = Text(
    "Sider er talt efter de sideskift, der er sat; de virkelige sider kan være flere.",
    "Pages are counted by the page breaks that were set; the real ones may be more.",
)


def title(package: Package) -> str:
    """Return the title in the properties of a document, or nothing."""
    properties = _properties(package, "core-properties")
    return "" if properties is None else properties.findtext(_TITLE) or ""


def remarks(package: Package, root: Node, pages: int | None) -> tuple[Text, ...]:
    """Return what whoever reads the result should know.

    :param root: of the document
    :param pages: how many pages there are by the breaks that were set, where nothing better is known
    """
    told = []
    if next(root.iter(*_CHANGES), None) is not None:
        told.append(TRACKED)
    if any(member.lower().endswith("vbaproject.bin") for member in package.archive.NameToInfo):
        told.append(_MACROS)
    if next(root.iter(f"{W}altChunk"), None) is not None:
        told.append(_EMBEDDED)
    if pages is not None and pages != _told_pages(package):
        told.append(_COUNTED)
    return tuple(told)


def _told_pages(package: Package) -> int | None:
    properties = _properties(package, "extended-properties")
    return None if properties is None else whole(properties.findtext(_PAGES))


def _properties(package: Package, kind: str) -> Node | None:
    return package.part(package.related(), kind)


def stretches(container: Node) -> list[tuple[list[Node], bool]]:
    """Return the children of a node in order, apart by whether they are a table of contents."""
    found: list[tuple[list[Node], bool]] = [([], False)]
    for child in container:
        if child.tag == f"{W}sdt" and _is_contents(child):
            content = child.find(f"{W}sdtContent")
            found += [([] if content is None else list(through(content)), True), ([], False)]
        else:
            found[-1][0].extend(unwrapped(child))
    return found


def _is_contents(control: Node) -> bool:
    gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(VAL) == "Table of Contents"


def is_drop_cap(properties: Node | None) -> bool:
    """Return whether a paragraph is only the large first letter of the next."""
    placed = None if properties is None else properties.find(f"{W}framePr")
    return placed is not None and placed.get(f"{W}dropCap", "none") != "none"


def has_text(node: Node) -> bool:
    """Return whether there is anything to read in it."""
    return any((text.text or "").strip() for text in node.iter(f"{W}t"))


def count_paragraphs(node: Node) -> int:
    """Return how many paragraphs with text there are in it."""
    return sum(has_text(paragraph) for paragraph in node.iter(f"{W}p"))


def sets_breaks(root: Node) -> bool:
    """Return whether somebody set a page break."""
    if any(one.get(f"{W}type") == "page" for one in root.iter(f"{W}br")):
        return True
    return any(one.get(VAL, "1") not in ("0", "false") for one in root.iter(f"{W}pageBreakBefore"))
