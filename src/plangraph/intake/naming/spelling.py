"""A passage as the lexicon reads it, with the way back to the document, and its long words spelt right."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from plangraph.passages import normalise
from plangraph.wording import Lexicon, Mention

#: Shorter words have too many neighbours one letter away that are words of their own.
_SHORTEST: Final = 10
_WORD: Final = re.compile(r"\S+")
_LONG_WORD: Final = re.compile(rf"[^\W\d_]{{{_SHORTEST},}}")
_ENDINGS: Final = ("", "e", "en", "er", "et", "s", "ene", "ens", "ers", "ets", "erne")
_ENDINGS_AFTER_E: Final = ("", "r", "n", "s", "rs", "ns", "rne", "nde")
#: "virksomheder" takes no "-et"; made up so, it would be one letter from words of another meaning.
_ENDINGS_OF_PLURALS: Final = ("", "s", "ne", "nes")


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of a passage, normalised, and where each character stands.

    :param text: what the lexicon reads
    :param places: for each character of the text, and for the end, its offset in the document
    :param corrected: spans of the text that were misspelt, as they stand in the text now
    """

    text: str
    places: tuple[int, ...]
    corrected: tuple[tuple[int, int], ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the document of a part of the text."""
        if start >= end:
            return self.places[start], self.places[start]
        return self.places[start], self.places[end - 1] + 1

    def misspelt(self, start: int, end: int) -> bool:
        """Say whether a part of the text was spelt otherwise in the document."""
        return any(start < e and s < end for s, e in self.corrected)


def read(passage: str, offset: int, lexicon: Lexicon) -> tuple[Reading, tuple[Mention, ...]]:
    """Normalise a passage, put right its long words, and find the mentions in it.

    :param passage: raw words of the document
    :param offset: where they begin in the document
    :param lexicon: the labels
    """
    reading = align(passage, offset)
    mentions = lexicon.find(reading.text)
    better = _corrected(reading, mentions, lexicon)
    return (better, lexicon.find(better.text)) if better is not reading else (reading, mentions)


def align(passage: str, offset: int = 0) -> Reading:
    """Normalise a passage and say where each character of the result stands.

    :param passage: raw words
    :param offset: added to every place
    """
    text = normalise(passage)
    words = list(_WORD.finditer(passage))
    if text == " ".join(w[0] for w in words) and words:  # only white space was touched: so nearly always
        ends = words[-1].end()
        kept = (range(w.start(), w.end() + 1) for w in words)  # a word, and the first space after it
        return Reading(text, tuple(offset + at for of in kept for at in of if at <= ends))
    raw = _composed(passage)
    places: list[int] = []
    at = 0
    for character in text:
        wanted = at
        while wanted < len(raw) and not _same(raw[wanted][0], character):
            wanted += 1
        at = wanted if wanted < len(raw) else at
        places.append(offset + (raw[at][1] if at < len(raw) else len(passage)))
        at += 1
    places.append(offset + (raw[at - 1][1] + 1 if 0 < at <= len(raw) else 0))
    return Reading(text, tuple(places))


def _same(raw: str, kept: str) -> bool:
    return raw == kept or (kept == " " and raw.isspace())


def _composed(passage: str) -> list[tuple[str, int]]:
    if unicodedata.is_normalized("NFC", passage):
        return list(zip(passage, range(len(passage)), strict=True))
    starts = [i for i, c in enumerate(passage) if i == 0 or not unicodedata.combining(c)]
    return [
        (character, start)
        for start, end in pairwise([*starts, len(passage)])
        for character in unicodedata.normalize("NFC", passage[start:end])
    ]


def _corrected(reading: Reading, mentions: Iterable[Mention], lexicon: Lexicon) -> Reading:
    taken = [(m.start, m.end) for m in mentions]
    text: list[str] = []
    places: list[int] = []
    corrected: list[tuple[int, int]] = []
    done = 0
    for match in _LONG_WORD.finditer(reading.text):
        if any(match.start() < end and start < match.end() for start, end in taken):
            continue
        right = _neighbour(match[0].casefold(), lexicon)
        if right is None:
            continue
        text.append(reading.text[done : match.start()])
        places += reading.places[done : match.start()]
        begin = len(places)
        text.append(right)
        last = match.end() - match.start() - 1
        places += [reading.places[match.start() + min(i, last)] for i in range(len(right) - 1)]
        places.append(reading.places[match.end() - 1])
        corrected.append((begin, len(places)))
        done = match.end()
    if not corrected:
        return reading
    text.append(reading.text[done:])
    places += reading.places[done:]
    return Reading("".join(text), tuple(places), tuple(corrected))


@lru_cache(maxsize=4)
def _known_words(lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    words: dict[str, set[str]] = defaultdict(set)
    for entry in lexicon.entries:
        word = entry.label.casefold()
        if entry.concept is not None and _LONG_WORD.fullmatch(word):
            words[word[0]].update(word + ending for ending in _endings(word))
    return {initial: tuple(sorted(of)) for initial, of in words.items()}


def _endings(word: str) -> tuple[str, ...]:
    if word.endswith(("er", "ne")):
        return _ENDINGS_OF_PLURALS
    return _ENDINGS_AFTER_E if word.endswith("e") else _ENDINGS


@lru_cache(maxsize=8192)
def _neighbour(word: str, lexicon: Lexicon) -> str | None:
    """Return the known word that is one letter away, or None; also for a word that is known itself."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extractOne(
        word, _known_words(lexicon).get(word[0], ()), scorer=OSA.distance, score_cutoff=1
    )
    if found is None or found[1] != 1 or found[0][: len(word) - 1] == word[: len(found[0]) - 1]:
        return None  # known, or another only in its ending
    return str(found[0])
