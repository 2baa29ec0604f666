"""Where a plan lists the areas it is divided into."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from plangraph.intake.document import Block, Document, Kind, Span
from plangraph.intake.structure import phrases
from plangraph.intake.structure.headings import Heading
from plangraph.intake.structure.roles import Role

_AREAS: Final = re.compile(rf"\b(?:\w+s)?(?:{phrases.AREA_WORDS})\b", re.IGNORECASE)
_LIST: Final = re.compile(
    r"\bfølgende\b|:\s*$|\b(?:valgt|udpegede?t?|prioriterede?t?|peget på|besluttet|vedtaget)\b",
    re.IGNORECASE,
)
_NOT_OURS: Final = re.compile(
    r"minister|national|regeringen|folketing|\bRAR\b|arbejdsmarkedsråd", re.IGNORECASE
)
_HEADING: Final = re.compile(
    rf"(?:(?:de|vores|kommunens|planens|politiske|lokale|prioriterede|udvalgte|fælles|\w+) )*"
    rf"(?:{phrases.AREA_WORDS})(?: (?:for|i|og)\b.*)?",
    re.IGNORECASE,
)
_COUNTS: Final = ("to", "tre", "fire", "fem", "seks", "syv", "otte", "ni")
_INLINE: Final = re.compile(
    rf"\b(?P<count>{'|'.join(_COUNTS)}|[2-9])\s+(?:\w+\s+){{0,2}}?(?:{phrases.AREA_WORDS})\b[^.:]{{0,60}}"
    r":\s*(?P<names>[^:;]{5,400}?)(?=(?<!\b[A-H1-9])\.(?:\s|$)|$)",
    re.IGNORECASE,
)
#: A name in a list in a sentence: up to a comma or the last "og".
_NAME: Final = re.compile(
    r"(?:(?P<letter>[A-H1-9])[.)]\s)?(?P<name>[^,\s](?:(?!\s+og\s)[^,])*)(?:,\s*(?:og\s+)?|\s+og\s+|$)"
)
_TAIL: Final = re.compile(r"\s*(?:[–—:]| - ).*$|\s*\((?:\d{4}|videreført|nyt|ny)[^)]*\)\s*$", re.DOTALL)
#: No plan has more areas.
_MOST: Final = 40
_LONGEST: Final = 170


@dataclass(frozen=True, slots=True)
class Announced:
    """An area in a list of areas.

    :param number: its number in the list, or empty
    :param name: its name
    :param span: where it stands
    """

    number: str
    name: str
    span: Span


def announced(document: Document, headings: tuple[Heading, ...]) -> tuple[Announced, ...]:
    """Find the list of areas: the first list of short items that a sentence or heading announces as such."""
    heads = {h.first: h for h in headings}
    blocks = document.blocks
    for at, block in enumerate(blocks[:-1]):
        if block.kind not in {Kind.PARAGRAPH, Kind.HEADING} or block.end - block.start > 700:
            continue
        words = document.words(block)
        if not _announces(words, heads.get(at)):
            continue
        items = _items(document, at + 1)
        if 2 <= len(items) <= _MOST:
            return items
    return next(filter(None, (_in_sentence(document, block) for block in blocks)), ())


def _in_sentence(document: Document, block: Block) -> tuple[Announced, ...]:
    """Find "… tre temaer: unge, handicap og virksomheder": as many names as the sentence says there are."""
    if block.kind is not Kind.PARAGRAPH:
        return ()
    match = _INLINE.search(document.text, block.start, block.end)
    if match is None or _NOT_OURS.search(document.text, block.start, match.end()):
        return ()
    names = list(_NAME.finditer(document.text, match.start("names"), match.end("names")))
    count = match["count"].casefold()
    if len(names) != (int(count) if count.isdigit() else _COUNTS.index(count) + 2):
        return ()
    found = []
    for name in names:
        words = document.words(Span(name.start("name"), name.end("name")))
        found.append(
            Announced(
                name["letter"] or "",
                words[:1].upper() + words[1:],
                Span(name.start("name"), name.end("name")),
            )
        )
    return tuple(found) if max(len(a.name) for a in found) <= 80 else ()


def _announces(words: str, heading: Heading | None) -> bool:
    if heading is not None:
        return bool(_HEADING.fullmatch(heading.title.name)) and not _NOT_OURS.search(words)
    last = re.split(r"(?<=[.!?])\s+(?=[A-ZÆØÅ])", words)[-1]
    return bool(_AREAS.search(last) and _LIST.search(last) and not _NOT_OURS.search(last))


def _items(document: Document, at: int) -> tuple[Announced, ...]:
    found: list[Announced] = []
    for block in document.blocks[at:]:
        if block.kind in {Kind.RUNNING, Kind.NOTE}:
            continue
        if block.kind is not Kind.ITEM or (block.level > 0 and not found):
            break
        if block.level > document.blocks[at].level:
            continue  # what an item says about itself
        if block.end - block.start > _LONGEST * 3 or len(found) > _MOST:
            return ()
        words = document.words(block)
        name = _TAIL.sub("", words).rstrip(" .,;") or words
        if len(name) > _LONGEST:
            return ()
        number = re.sub(r"[^0-9A-H]", "", block.marker)
        found.append(Announced(number, name, Span(block.start, block.end)))
    return tuple(found)


def is_area_heading(heading: Heading) -> bool:
    """Say whether a heading may be that of an area: it says so, or says nothing else."""
    return heading.title.role in {None, Role.AREA} and not heading.title.blank
