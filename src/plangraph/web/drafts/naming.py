"""What a file that is handed in is called, and by its ending is."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import PurePosixPath
from typing import Final

from plangraph.names import slug
from plangraph.web.drafts.crafts import NAMELESS

_LONGEST: Final = 120
#: Characters that no name of a file has, or that turn its display around.
_UNSEEN: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffd\ud800-\udfff\"<>|:*?]"
)


@cache
def known_endings() -> tuple[str, ...]:
    """Return the endings of what can be handed in: documents, spreadsheets, RDF."""
    from plangraph.intake.reading import FORMATS
    from plangraph.store import ENDINGS

    return tuple(dict.fromkeys((*FORMATS, *ENDINGS)))


def clean_name(name: str) -> str:
    """Return what a file was called, to be shown and told: its last part, nothing that hides, not too long.

    A draft without a municipality gets its slug from it, so there is at least one letter in it.
    """
    last = re.split(r"[/\\]", name)[-1]
    plain = " ".join(_UNSEEN.sub(" ", unicodedata.normalize("NFC", last)).split()).strip(". ")
    path = PurePosixPath(plain or NAMELESS)
    stem, ending = (path.stem, path.suffix) if plain else (NAMELESS, PurePosixPath(last).suffix)
    try:
        slug(stem)
    except ValueError:
        stem = NAMELESS
    return stem[: _LONGEST - len(ending[:10])] + ending[:10]


def ending_of(name: str, data: bytes) -> str:
    """Return the ending of a file that is read.

    :param name: as :func:`clean_name` gives it
    :raises LoadError: for one that is not, with what to do about it
    """
    from plangraph.intake.reading import contents

    ending = PurePosixPath(name).suffix.lower()
    if ending not in known_endings():
        raise contents.refuse_ending(name, ending, data, known_endings())
    return ending
