"""Reads plain text as people have it: typed, exported, or taken out of a PDF with all its noise."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from plangraph.errors import LoadError
from plangraph.intake.document import Document
from plangraph.intake.reading import layout, limits, lines
from plangraph.model import Text

_UTF16: Final = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_BEYOND_ASCII: Final = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
_MISREAD: Final = re.compile("Ã[¦¸¥˜†…]|Ã\x86|Ã\x98|Ã\x85")


def read(data: bytes, name: str) -> Document:
    """Read a plain text file.

    The text of a UTF-8 file is the file's own, unchanged, so that offsets are those of
    :func:`plangraph.evidence.read_text`. Windows-1252 and UTF-16 are recognised, and the notes say so.

    :param data: the file
    :param name: its name, for messages
    :raises LoadError: when it is empty, too long or no text
    """
    text, notes = decode(data, name)
    if not text.strip("\ufeff \t\r\n\x0c"):
        raise LoadError(name, "holds no text; give the file that holds the plan")
    if len(text) > limits.CHARACTERS:
        raise limits.too_long(name)
    found = lines.split(text)
    offset, count = _pages(text, found)
    blocks = layout.arrange(text, found, offset)
    if len(blocks) > limits.BLOCKS:
        raise limits.too_long(name)
    return Document(
        name, "text/plain", hashlib.sha256(data).hexdigest(), text, blocks, pages=count, notes=notes
    )


def decode(data: bytes, name: str) -> tuple[str, tuple[Text, ...]]:
    """Decode a text file of unknown encoding.

    :returns: the text, and a sentence on each thing about its encoding that a reader should know
    :raises LoadError: when it is not text
    """
    if data[:2] in _UTF16:
        try:
            return data.decode("utf-16"), (Text("Filen er læst som UTF-16.", "The file was read as UTF-16."),)
        except UnicodeDecodeError as error:
            raise LoadError(name, "is damaged UTF-16 text; save it again as UTF-8") from error
    if b"\x00" in data:
        raise LoadError(name, "is not text but a binary file; give a document or a text file")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_otherwise(data)
    if len(_MISREAD.findall(text)) >= 3:
        return text, (
            Text(
                "Filen ser ud til at være gemt med forkert tegnsæt (»Ã¦« for »æ«); gem den igen som UTF-8.",
                "The file seems to be saved in a wrong encoding (“Ã¦” for “æ”); save it again as UTF-8.",
            ),
        )
    return text, ()


def _decode_otherwise(data: bytes) -> tuple[str, tuple[Text, ...]]:
    beyond = sum(byte >= 0x80 for byte in data)
    if sum(map(len, _BEYOND_ASCII.findall(data))) * 2 > beyond:
        text = data.decode("utf-8", errors="replace")
        lost = text.count("\ufffd")
        return text, (
            Text(
                f"Filen er UTF-8 med {lost} beskadigede tegn; de er sat som »\ufffd«.",
                f"The file is UTF-8 with {lost} damaged characters; they stand as “\ufffd”.",
            ),
        )
    try:
        return data.decode("cp1252"), (_otherwise("Windows-1252"),)
    except UnicodeDecodeError:
        return data.decode("latin-1"), (_otherwise("Latin-1"),)


def _otherwise(encoding: str) -> Text:
    return Text(
        f"Filen er ikke UTF-8 og er læst som {encoding}.",
        f"The file is not UTF-8 and was read as {encoding}.",
    )


def _pages(text: str, found: Sequence[lines.Line]) -> tuple[int | None, int | None]:
    """Return what to add to a page's place to get its number, and how many pages there are.

    Without form feeds only printed numbers tell which page is which.
    """
    shifts = Counter(number - sheet for sheet, number in lines.numbered_pages(found) if number > sheet)
    if "\x0c" in text:
        return 1, text.rstrip("\x0c \r\n").count("\x0c") + 1
    if shifts:
        shift, often = shifts.most_common(1)[0]
        if often * 2 > sum(shifts.values()):
            return shift, None
    return None, None
