"""How alike two Danish wordings are, by the words that carry meaning."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

_WORD: Final = re.compile(r"[a-zæøåéöü](?:-?[a-zæøåéöü])+")
#: Words that say nothing of what is measured.
_EMPTY: Final = frozenset(
    """
    af alle andel andele andelen antal antallet april at august bedre blandt blive bliver borger borgere
    borgerne borgernes både ca cirka dage de december den denne der deres det dette disse efter eller en
    end enten er et falde februar flere for fra få fået får færre gennem gennemsnit gennemsnittet haft
    har have hele her heraf hos hver hvert hvor højere højst i ikke inden indenfor januar jobcenter
    jobcenteret jobcentret jobcentrets juli juni kan kommune kommunen kommunes kvartal landet
    landsgennemsnittet landsplan lavere lige ligge ligger lå løbet maj maksimalt marts med mellem men
    mere mindst minimum mod modtager modtagere mv mål målet måned måneder nedbringes niveau niveauet
    november når og også oktober om over pct person personer primo procent procentpoint på reduceres
    resultatmål samme samt seneste september sin sine skal som stige stiger svarende svarer så til ud
    uden udgangen udgjorde udgør uge uger ultimo under var ved vil være ydelse ydelsen ydelser ydelserne
    år øge øges
    """.split()  # noqa: SIM905 - a hundred words read better so
)
_ENDINGS: Final = re.compile(r"(?:ernes|erne|enes|ene|ers|ens|ets|er|en|et|es|te|ede|e|s)$")
_SHORTEST: Final = 3
#: A word that begins another one is its kin from this length on ("a-dagpenge", "a-dagpengemodtagere").
_KIN: Final = 6
#: So alike (per cent) are two spellings of one word.
_ALIKE: Final = 86


def content(text: str) -> frozenset[str]:
    """Return the stems of the words of a text that carry meaning."""
    words = (word.removeprefix("a-") for word in _WORD.findall(text.lower()))
    return frozenset(_stem(word) for word in words if word not in _EMPTY and len(word) >= _SHORTEST)


def _stem(word: str) -> str:
    short = _ENDINGS.sub("", word)
    return short if len(short) >= _SHORTEST + 1 else word


@lru_cache(maxsize=1 << 17)
def kin(one: str, other: str) -> bool:
    """Whether two stems are of one word, or one begins or ends the other."""
    if one == other:
        return True
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if len(short) < _KIN:
        return False
    if long.startswith(short) or long.endswith(short):
        return True
    if len(short) > _KIN and long.startswith(short[: -(-len(short) * 5 // 6)]):
        return True
    # So unlike in length, no two words are alike enough.
    return len(short) >= 0.75 * len(long) and bool(fuzz.ratio(one, other) >= _ALIKE)


@lru_cache(maxsize=1 << 14)
def shared(ours: frozenset[str], theirs: frozenset[str]) -> frozenset[str]:
    """Return those of our stems that have kin among theirs."""
    same = ours & theirs
    # Two short words are kin only when they are the same.
    long = [b for b in theirs if len(b) >= _KIN]
    return same | {a for a in ours - same if len(a) >= _KIN and any(kin(a, b) for b in long)}
