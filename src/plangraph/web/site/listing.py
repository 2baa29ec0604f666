"""Long lists: parts of them, and what can be chosen from."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

#: æ, ø and å are the last letters; the signs behind z keep that order.
_LAST_LETTERS: Final = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"})


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a form.

    :param value: what is sent
    :param label: what it says
    :param chosen: whether it is the one
    :param group: heading that it stands under, or nothing
    """

    value: str
    label: str
    chosen: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a long list.

    :param number: which part, from 1
    :param parts: how many there are
    :param start: first item, from 0
    :param end: item after the last
    :param total: how many items there are
    """

    number: int
    parts: int
    start: int
    end: int
    total: int


def paginate(total: int, number: int, size: int) -> Part:
    """Return a part of a list of ``total`` items; one beyond the end is the last."""
    parts = max(1, -(-total // size))
    number = min(max(number, 1), parts)
    start = (number - 1) * size
    return Part(number, parts, start, min(start + size, total), total)


def choose(options: Iterable[tuple[str, str]], *chosen: str) -> tuple[Choice, ...]:
    """Return options of a form from values and labels, those marked that are chosen."""
    return tuple(Choice(value, label, value in chosen) for value, label in options)


def alphabetical(text: str) -> str:
    """Return what a text is sorted by, as Danish words are."""
    return unicodedata.normalize("NFC", text).casefold().translate(_LAST_LETTERS)
