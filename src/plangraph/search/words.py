"""Words as they are compared: without capitals, accents and inflection, in Danish and English.

Source: the Danish stemmer of the Snowball project (https://snowballstem.org/algorithms/danish/stemmer.html),
whose first step is done twice, so that *indsats* and *indsatsen*, *virksomhed* and *virksomhederne* meet; for
English the "S stemmer" of D. Harman, How effective is suffixing?, JASIS 42 (1991).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

#: What a word is made of; "a-kasse" and "17-årige" are two.
WORD: Final = re.compile(r"[^\W_]+")
_LETTERS: Final = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ß": "ss"})
#: Words that say nothing of what is looked for.
_SAYING_NOTHING: Final = """
    af alle at de den der det du efter eller en er et for fra gives han har hun hvad hvem hvilke hvilken
    hvilket hvor hvordan hvorfor i ikke jeg med mod og om over paa som skal så til ud under ved vi vil
    a about all an and are as at by do does for from has have how in is it not of on or that the their they
    this to what where which who whom why with"""
STOP: Final = frozenset(_SAYING_NOTHING.split())

_VOWELS: Final = frozenset("aeiouyæåø")
_S_ENDING: Final = frozenset("abcdfghjklmnoprtvyzå")
_ENDINGS: Final = """
    hed ethed ered e erede ende erende ene erne ere en heden eren er heder erer heds es endes erendes enes
    ernes eres ens hedens erens ers ets erets et eret"""
_FIRST: Final = tuple(sorted(_ENDINGS.split(), key=len, reverse=True))
_THIRD: Final = ("elig", "løst", "lig", "els", "ig")
_SHORTEST_REGION: Final = 3
#: Cut further, short words become the same that are not (ledig, ledelse).
_SHORTEST_STEM: Final = 4

#: Beginnings shorter than this make no compound; ends and middles have to be longer still.
_HEAD: Final = 3
_TAIL: Final = 4
_MIDDLE: Final = 6
#: An abbreviation is written in capitals and has at most so many.
_ABBREVIATION: Final = 5


@dataclass(frozen=True, slots=True)
class Form:
    """A word in the forms that it is compared in.

    :param word: folded
    :param head: without the endings of its inflection, folded: how a compound begins with it
    :param danish: its Danish stem, folded
    :param english: its English stem
    :param short: whether it is written as an abbreviation, which begins no other word
    """

    word: str
    head: str
    danish: str
    english: str
    short: bool = False

    def fits(self, other: Form) -> int | None:
        """Say how well a word of a text fits this word of a question: 0 is best, None is not at all.

        0 the same word, 1 inflected, 2 the beginning of a compound, 3 its end or middle.
        """
        if other.word == self.word:
            return 0
        if other.danish == self.danish or other.english == self.english:
            return 1
        head = self.head
        if self.short or len(head) < _HEAD:
            return None
        if other.word.startswith(head):
            return 2
        if (len(head) >= _TAIL and other.head.endswith(head)) or (
            len(head) >= _MIDDLE and head in other.word
        ):
            return 3
        return None


@lru_cache(maxsize=1 << 12)
def form(word: str) -> Form:
    """Return the forms of a word as it is written."""
    lower = unicodedata.normalize("NFC", word).lower()
    short = len(word) <= _ABBREVIATION and word.isupper()
    return Form(fold(lower), fold(_head(lower)), fold(stem(lower)), _singular(fold(lower)), short)


def fold(text: str) -> str:
    """Return a text in small letters without accents: ``målgruppe`` and ``maalgruppe`` are the same."""
    lower = unicodedata.normalize("NFKC", text).casefold()
    if lower.isascii():
        return lower
    plain = unicodedata.normalize("NFKD", lower.translate(_LETTERS))
    # With its accent gone, ǽ is an æ.
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).translate(_LETTERS)


def folded_words(text: str) -> str:
    """Return the words of a text, folded, with one space between them."""
    return " ".join(map(fold, words(text)))


def words(text: str) -> list[str]:
    """Return the words of a text as they are written."""
    return WORD.findall(unicodedata.normalize("NFC", text))


def stem(word: str) -> str:
    """Return a Danish word without its endings (``flygtningenes`` → ``flygtning``).

    :param word: in small letters
    """
    region = _region(word)
    word = _cut_third(_cut_second(_cut_first(word, region), region), region)
    return _cut_first(_cut_double(word, region), region)


def _head(word: str) -> str:
    """Return a word without the endings of its inflection alone (``ledige`` → ``ledig``)."""
    region = _region(word)
    return _cut_first(_cut_double(_cut_first(word, region), region), region)


def _cut_double(word: str, region: int) -> str:
    twice = len(word) - 2 >= region and word[-1] == word[-2] and word[-1] not in _VOWELS
    return word[:-1] if twice else word


def _region(word: str) -> int:
    """Return where endings may begin: after the first consonant behind a vowel, and three letters on."""
    for at in range(1, len(word)):
        if word[at - 1] in _VOWELS and word[at] not in _VOWELS:
            return max(at + 1, _SHORTEST_REGION)
    return len(word)


def _cut_first(word: str, region: int) -> str:
    for ending in _FIRST:
        if word.endswith(ending) and len(word) - len(ending) >= region:
            return word[: -len(ending)]
    if word.endswith("s") and len(word) - 1 >= region and word[-2:-1] in _S_ENDING:
        return word[:-1]
    return word


def _cut_second(word: str, region: int) -> str:
    return word[:-1] if word[-2:] in ("gd", "dt", "gt", "kt") and len(word) - 2 >= region else word


def _cut_third(word: str, region: int) -> str:
    word = word[:-2] if word.endswith("igst") else word
    for ending in _THIRD:
        if word.endswith(ending) and len(word) - len(ending) >= max(region, _SHORTEST_STEM):
            return word[:-1] if ending == "løst" else _cut_second(word[: -len(ending)], region)
    return word


def _singular(word: str) -> str:
    if word.endswith("ies") and word[-4:-3] not in ("e", "a"):
        return word[:-3] + "y"
    if word.endswith("es") and word[-3:-2] not in ("a", "e", "o"):
        return word[:-1]
    if word.endswith("s") and word[-2:-1] not in ("u", "s"):
        return word[:-1]
    return word
