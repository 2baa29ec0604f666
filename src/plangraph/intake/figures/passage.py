"""A passage as it is read for figures: its normalised words, their places in the raw text, its sentences."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from plangraph.passages import normalise

_SOFT_HYPHEN: Final = "\u00ad"
#: As :func:`plangraph.passages.normalise` joins words.
_BROKEN_WORD: Final = re.compile(r"-[^\S\n]*\n\s*(?=(?!(?:og|eller|samt)\b)[a-zæøåéöüä])")
_BULLET: Final = r"[•·▪●○■□➢►▶✓✔*\ufffd]|[-–](?=\s)|o(?=\s)"
#: A blank line ends a paragraph only where a new sentence can begin: PDF text has them inside sentences too.
_PARAGRAPH: Final = re.compile(rf"\n[^\S\n]*\n\s*(?=[A-ZÆØÅ0-9\"»”“(]|{_BULLET})|\n\s*(?={_BULLET})")
_SENTENCE_END: Final = re.compile(
    r"[.!?][)»”\"]?\s+(?=[A-ZÆØÅ0-9\"»”“•])|(?<!pct)(?<!kr)[.!?]\s+(?=\([A-ZÆØÅ][a-zæøå])|\s\|\s|;\s"
)
#: Full stops that end no sentence.
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:ca|jf|nr|bl\.a|f\.eks|fx|hhv|henh|stk|inkl|ekskl|ift|evt|max|maks|min|kl|pr|vedr|tlf|m\.m"
    r"|d|mia|mio|t"
    r"|jan|feb|mar|apr|jun|jul|aug|sep|sept|okt|nov|dec|kap|pkt|s|afs|gns|kvt)"
    r"|^\W{0,3}\d{1,2}(?:\.\d{1,2})*)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, a headline or a cell of a passage.

    :param start: first code point, in the normalised words
    :param end: code point after the last
    :param headline: whether it stands alone above what follows, without a full stop
    """

    start: int
    end: int
    headline: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage, normalised, with the way back.

    :param words: as :func:`plangraph.passages.normalise` gives them
    :param low: the same in lower case, code point for code point
    :param places: for each code point of the words its first and last-plus-one place in the raw text
    :param sentences: in order, not overlapping
    """

    words: str
    low: str
    places: tuple[tuple[int, int], ...]
    sentences: tuple[Sentence, ...]

    @classmethod
    def read(cls, raw: str) -> Passage:
        """Read a raw passage, with its line breaks, hyphens at line ends and soft hyphens."""
        words, places = _mapped(raw)
        low = "".join(c if len(c.lower()) != 1 else c.lower() for c in words)
        breaks = _breaks(raw, places)
        return cls(words, low, places, _sentences(words, breaks))

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the raw text a stretch of the words stands; empty stretches stay empty."""
        if not self.places:
            return 0, 0
        last = len(self.places) - 1
        first = self.places[min(max(start, 0), last)][0]
        return first, max(first, self.places[min(max(end - 1, 0), last)][1]) if end > start else first


def _mapped(raw: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Normalise and keep the way back."""
    pieces: list[tuple[str, int, int]] = []
    at = 0
    if raw.isascii() or (
        unicodedata.is_normalized("NFC", raw) and not any(map(unicodedata.combining, raw))
    ):  # each character is one by itself: so nearly always
        if raw == normalise(raw):
            return raw, tuple(zip(range(len(raw)), range(1, len(raw) + 1), strict=True))
        pieces = [(c, i, i + 1) for i, c in enumerate(raw) if c != _SOFT_HYPHEN]
        at = len(raw)
    while at < len(raw):
        end = at + 1
        while end < len(raw) and unicodedata.combining(raw[end]):
            end += 1
        pieces += [(c, at, end) for c in unicodedata.normalize("NFC", raw[at:end]) if c != _SOFT_HYPHEN]
        at = end
    text = "".join(c for c, _, _ in pieces)
    dropped = {i for m in _BROKEN_WORD.finditer(text) for i in range(m.start(), m.end())}
    words: list[str] = []
    places: list[tuple[int, int]] = []
    for index, (char, start, end) in enumerate(pieces):
        if index in dropped:
            continue
        if char.isspace():
            if words and words[-1] != " ":
                words.append(" ")
                places.append((start, end))
            continue
        words.append(char)
        places.append((start, end))
    if words and words[-1] == " ":
        words.pop()
        places.pop()
    joined, wanted = "".join(words), normalise(raw)
    if joined != wanted:  # scripts that compose across letters: places are then only near
        last = max(len(raw) - 1, 0)
        places = [places[min(i, len(places) - 1)] if places else (0, last) for i in range(len(wanted))]
        joined = wanted
    return joined, tuple(places)


def _breaks(raw: str, places: tuple[tuple[int, int], ...]) -> set[int]:
    """Return where in the words a paragraph ends."""
    starts = [m.end() for m in _PARAGRAPH.finditer(raw)]
    found: set[int] = set()
    index = 0
    for start in starts:
        while index < len(places) and places[index][0] < start:
            index += 1
        if 0 < index < len(places):
            found.add(index)
    return found


def _sentences(words: str, breaks: set[int]) -> tuple[Sentence, ...]:
    cuts = set(breaks)
    for match in _SENTENCE_END.finditer(words):
        if match[0][0] == "." and _ABBREVIATION.search(words[: match.start()]):
            continue
        if match[0][0] == "." and any(
            words[b : match.start()].strip(" •-–").isdigit() and match.start() - b < 6 for b in breaks
        ):
            continue  # "4. Flere …" at the head of a paragraph
        cuts.add(match.end())
    result = []
    at = 0
    for cut in [*sorted(cuts), len(words)]:
        piece = words[at:cut]
        if piece.strip(" |"):
            closed = piece.rstrip().endswith((".", "!", "?", ";"))
            result.append(Sentence(at, cut, headline=cut in breaks and not closed))
        at = cut
    return tuple(result)
