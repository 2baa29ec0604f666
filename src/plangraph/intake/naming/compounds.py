"""Instruments at the end of a compound: *sprogpraktik* is a kind of *praktik*."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from plangraph.wording import Lexicon, Mention

#: A shorter label ends too many words by accident.
_SHORTEST: Final = 6
_SHORTEST_FIRST_PART: Final = 3
_WORD: Final = re.compile(rf"[^\W\d_]{{{_SHORTEST + _SHORTEST_FIRST_PART},}}")
_ENDINGS: Final = (
    "",
    "en",
    "er",
    "et",
    "e",
    "s",
    "ne",
    "erne",
    "ker",
    "kerne",
    "sforløb",
    "forløb",
    "stilling",
    "stillinger",
)
#: The compound says that the last part is something else: a subsidy for it, the lack of it.
_OTHER: Final = ("for", "mis", "ikke")


def find(
    text: str, mentions: Iterable[Mention], lexicon: Lexicon, kinds: Mapping[str, str]
) -> Iterator[Mention]:
    """Yield the instruments that end a compound in which no label begins.

    :param text: a normalised passage
    :param mentions: what has been found in it
    :param lexicon: the labels
    :param kinds: for each concept the local name of its class
    """
    taken = [(m.start, m.end) for m in mentions]
    last_parts = _last_parts(lexicon, frozenset(c for c, kind in kinds.items() if kind == "Instrument"))
    for match in _WORD.finditer(text):
        word = match[0].casefold()
        if word.startswith(_OTHER):
            continue
        for cut in range(_SHORTEST_FIRST_PART, len(word) - _SHORTEST + 1):
            known = last_parts.get(word[cut:])
            if known is not None and not any(match.start() < e and s < match.end() for s, e in taken):
                yield Mention(known[0], match.start() + cut, match.end(), known[1])
                break


@lru_cache(maxsize=4)
def _last_parts(lexicon: Lexicon, instruments: frozenset[str]) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for entry in lexicon.entries:
        label = entry.label.casefold()
        if (
            entry.concept in instruments
            and label.isalpha()
            and len(label) >= _SHORTEST
            and not entry.label.isupper()
        ):
            for ending in _ENDINGS:
                found.setdefault(label + ending, (entry.concept, entry.label))
    return found
