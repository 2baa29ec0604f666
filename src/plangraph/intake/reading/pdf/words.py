"""Glyphs to words, words to lines."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from plangraph.intake.reading.pdf.glyphs import Face, Glyph

_LIGATURES: Final = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
#: Accents that stand beside a letter's glyph instead of in it, as TeX sets them.
_ACCENTS: Final = {
    "\u02da": "\u030a", "\u00b4": "\u0301", "\u00a8": "\u0308", "`": "\u0300",
    "\u02c6": "\u0302", "\u02dc": "\u0303", "\u00b8": "\u0327", "\u00b0": "\u030a",
}  # fmt: skip
#: What a picture font or a private-use code point at the start of a line stands for.
BULLET: Final = "•"
MARKS: Final = frozenset("•◦▪▫■□●○►▶▸‣⁃∙·–—-*❖✓✔➢➤❯§»›→⇒+")
_NUMBER: Final = re.compile(r"\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}[a-z]?|[a-zæøå]|[ivx]{1,4})[.)]")
_SPACE: Final = re.compile(r"\s")


@dataclass(slots=True)
class Word:
    """Letters without white space between them.

    :param raised: whether it stands above the line, as the mark of a footnote does
    :param glued: whether no white space separates it from the word before
    :param struck: whether it is struck through: it takes its place, but is not said
    """

    text: str
    left: float
    right: float
    baseline: float
    face: Face
    raised: bool = False
    glued: bool = False
    struck: bool = False

    @property
    def top(self) -> float:
        """Upper edge, from the page's upper edge."""
        return self.baseline - 0.8 * self.face.size

    @property
    def bottom(self) -> float:
        """Lower edge, from the page's upper edge."""
        return self.baseline + 0.22 * self.face.size


@dataclass(slots=True)
class Line:
    """Words that stand side by side.

    :param part: which part of the page (a column, a box …) it is a line of
    :param limit: right edge of that part
    :param start: left edge of that part
    :param broken: whether its last word goes on in the next line without a hyphen
    """

    words: list[Word]
    part: int = 0
    start: float = 0.0
    limit: float = 0.0
    broken: bool = False
    left: float = field(init=False)
    right: float = field(init=False)
    baseline: float = field(init=False)
    size: float = field(init=False)
    bold: bool = field(init=False)
    colour: int = field(init=False)

    def __post_init__(self) -> None:
        self.measure()

    def measure(self) -> None:
        """Take its measures from its words."""
        self.words.sort(key=lambda word: word.left)
        letters: Counter[float] = Counter()
        colours: Counter[int] = Counter()
        bold = 0
        for word in self.words:
            if not word.raised and not word.face.symbols:
                letters[word.face.size] += len(word.text)
                colours[word.face.colour] += len(word.text)
                bold += len(word.text) * word.face.bold
        main = self.words if not letters else [w for w in self.words if not w.raised]
        self.size = letters.most_common(1)[0][0] if letters else self.words[0].face.size
        self.colour = colours.most_common(1)[0][0] if colours else 0
        self.bold = bool(letters) and bold >= 0.95 * letters.total()
        self.left, self.right = self.words[0].left, max(word.right for word in self.words)
        self.baseline = Counter(round(w.baseline, 1) for w in main or self.words).most_common(1)[0][0]

    @property
    def top(self) -> float:
        """Upper edge, from the page's upper edge."""
        return self.baseline - 0.8 * self.size

    @property
    def bottom(self) -> float:
        """Lower edge, from the page's upper edge."""
        return self.baseline + 0.22 * self.size

    @property
    def text(self) -> str:
        """Its words; the marks of footnotes too."""
        return "".join(
            ("" if glued or not i else " ") + w.text for i, (w, glued) in enumerate(said(self.words))
        )


def said(words: Iterable[Word]) -> Iterator[tuple[Word, bool]]:
    """Yield the words that are not struck through, and whether each is glued to the one before."""
    skipped = True  # as far as nothing but glued words were left out
    for word in words:
        if word.struck:
            skipped = skipped and word.glued
        else:
            yield word, word.glued and skipped
            skipped = True


def find(glyphs: Sequence[Glyph]) -> list[Word]:
    """Put the glyphs of a page together into words."""
    words: list[Word] = []
    for row in _rows(_accented(glyphs)):
        row.sort(key=lambda glyph: glyph.left)
        words += _tracked(_words(row))
    return words


def _rows(glyphs: Iterable[Glyph]) -> Iterable[list[Glyph]]:
    row: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda g: g.baseline):
        if row and glyph.baseline - row[-1].baseline > 0.15 * min(glyph.face.size, row[-1].face.size):
            yield row
            row = []
        row.append(glyph)
    if row:
        yield row


def _accented(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Give accents with a glyph of their own to the letter that they stand on."""
    marks = [g for g in glyphs if g.text in _ACCENTS or (g.text and unicodedata.combining(g.text[0]))]
    if not marks or len(marks) > 2000:
        return list(glyphs)
    whole, taken = {id(g): g for g in glyphs}, {id(g) for g in marks}
    letters = [g for g in glyphs if g.text.isalpha() and id(g) not in taken]
    for mark in marks:
        centre = (mark.left + mark.right) / 2
        bases = [
            g
            for g in letters
            if g.left - 0.5 <= centre <= g.right + 0.5 and abs(g.baseline - mark.baseline) < 0.6 * g.face.size
        ]
        if not bases:
            continue
        base = min(bases, key=lambda g: abs((g.left + g.right) / 2 - centre))
        text = unicodedata.normalize("NFC", whole[id(base)].text + _ACCENTS.get(mark.text, mark.text))
        if len(text) > 1 and mark.text in _ACCENTS:
            continue  # a letter that has no such accent
        whole[id(base)] = Glyph(text, base.left, base.right, base.baseline, base.face, base.raised)
        del whole[id(mark)]
    return list(whole.values())


def _words(row: list[Glyph]) -> list[Word]:
    spaced = any(_SPACE.match(glyph.text) for glyph in row)
    words: list[Word] = []
    last: Glyph | None = None
    apart = True
    for glyph in row:
        if _SPACE.match(glyph.text):
            apart = True
            continue
        text = _LIGATURES.get(glyph.text, glyph.text)
        face = glyph.face
        if last is not None:
            gap = glyph.left - last.right
            size = min(face.size, last.face.size)
            # A space whose width is taken back says nothing; a gap without a space does.
            parted = (apart and gap > 0.04 * size) or gap > (0.35 if spaced else 0.18) * size
            other = (
                glyph.raised != last.raised
                or glyph.struck != last.struck
                or face.symbols != last.face.symbols
                or max(face.size, last.face.size) > 1.25 * size
            )
        else:
            parted, other = True, False
        if parted or other or not words:
            words.append(
                Word(
                    text,
                    glyph.left,
                    glyph.right,
                    glyph.baseline,
                    face,
                    glyph.raised,
                    not parted,
                    glyph.struck,
                )
            )
        else:
            word = words[-1]
            word.text, word.right = word.text + text, max(word.right, glyph.right)
            if face.bold != word.face.bold and len(word.text) < 3:
                word.face = face
        last, apart = glyph, False
    return words


def _tracked(words: list[Word]) -> list[Word]:
    """Join l e t t e r s that are set apart for show."""
    result: list[Word] = []
    i = 0
    while i < len(words):
        j = i
        while (
            j + 1 < len(words)
            and len(words[j].text) == len(words[j + 1].text) == 1
            and words[j].text.isalpha()
            and words[j + 1].text.isalpha()
            and words[j + 1].left - words[j].right < 0.8 * words[j].face.size
        ):
            j += 1
        run = words[i : j + 1]
        gaps = [b.left - a.right for a, b in pairwise(run)]
        if len(run) >= 3 and max(gaps) - min(gaps) < 0.1 * run[0].face.size:
            first = run[0]
            text = "".join(word.text for word in run)
            result.append(
                Word(text, first.left, run[-1].right, first.baseline, first.face, False, first.glued)
            )
        else:
            result += run
        i = j + 1
    return result


def lines(words: Iterable[Word]) -> list[Line]:
    """Put words together into lines, from the top."""
    rows: list[tuple[float, list[Word]]] = []
    for word in sorted(words, key=lambda w: (-round(w.face.size), w.baseline, w.left)):
        for baseline, row in rows:
            if abs(word.baseline - baseline) <= 0.2 * word.face.size:
                row.append(word)
                break
        else:
            rows.append((word.baseline, [word]))
    # Small words that stand alone, beside a larger one and above its line, are marks on that line.
    for baseline, row in rows:
        for word in [w for w in row if len(w.text) <= 4 and _alone(w, row)]:
            for other, larger in rows:
                if other != baseline and _above(word, other, larger):
                    size = larger[0].face.size
                    word.raised = True
                    word.glued = any(-0.1 * size <= word.left - w.right < 0.15 * size for w in larger)
                    row.remove(word)
                    larger.append(word)
                    break
    return sorted((Line(row) for _, row in rows if row), key=lambda line: (line.baseline, line.left))


def _alone(word: Word, row: list[Word]) -> bool:
    size = word.face.size
    return all(w is word or w.left - word.right > size or word.left - w.right > size for w in row)


def _above(word: Word, baseline: float, row: list[Word]) -> bool:
    """Whether a word is small and stands above a line, close to a word of it."""
    size = word.face.size
    return any(
        size <= 0.8 * w.face.size
        and 0.1 * w.face.size < baseline - word.baseline < 0.7 * w.face.size + 0.2 * size
        and min(abs(word.left - w.right), abs(w.left - word.right)) < 0.6 * w.face.size
        for w in row
    )


def marker(word: Word, following: Word | None) -> str:
    """Return the bullet or number that a word at the start of a line is, or nothing."""
    text = word.text
    if (
        word.face.symbols
        or (len(text) == 1 and unicodedata.category(text) in ("Co", "Cn"))
        or text == "\ufffd"
    ):
        return BULLET if len(text) == 1 and following is not None else ""
    if text in MARKS and following is not None:
        return text
    if text == "o" and following is not None and word.face.font != following.face.font:
        return "o"  # Word's second bullet, from Courier New
    return text if _NUMBER.fullmatch(text) else ""
