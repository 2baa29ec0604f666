"""Passages: how the words behind a statement are normalised and fingerprinted."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Final

#: A hyphen at a line end that only breaks a word; "job- / og uddannelse" keeps its hyphen.
BROKEN_WORD: Final = re.compile(r"-[^\S\n]*\n\s*(?=(?!(?:og|eller|samt)\b)[a-zæøåéöüä])")


def normalise(passage: str) -> str:
    """Normalise a passage so that its fingerprint survives a new line break.

    NFC; soft hyphens dropped; a hyphen at a line break joined to the next line when the next word
    begins with a lower-case letter and is not *og*, *eller* or *samt*; white space collapsed; trimmed.
    """
    text = unicodedata.normalize("NFC", passage).replace("\u00ad", "")
    return re.sub(r"\s+", " ", BROKEN_WORD.sub("", text)).strip()


def fingerprint(passage: str) -> str:
    """Return the SHA-256 of the normalised passage (UTF-8), in hex."""
    return hashlib.sha256(normalise(passage).encode("utf-8")).hexdigest()
