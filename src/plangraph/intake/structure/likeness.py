"""How alike two headings are that may name the same thing."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

_WORD: Final = re.compile(r"[^\W\d_]{2,}")
#: Words that are in the names of areas without telling them apart.
_EMPTY: Final = re.compile(
    r"og|i|for|til|med|af|på|om|den|det|de|en|et|som|der|er|skal|flere|alle|mod|"
    r"borgere|mennesker|personer|indsats|indsatsen|indsatser|mål|samt|eller|fra|ud|at|"
    r"have|hun|han|kommune|kommunens|jobcenter|jobcentret|jobcenteret|fokus|område|styrket|"
    r"bedre|særlig|særlige|modtagere|over|under|år"
)


@lru_cache(maxsize=8192)
def key_words(name: str) -> tuple[str, ...]:
    """Return the words of a name that tell what it is about."""
    words = _WORD.findall(name.casefold())
    return tuple(w for w in words if not _EMPTY.fullmatch(w)) or tuple(words)


@lru_cache(maxsize=65536)
def likeness(one: str, other: str) -> float:
    """Return how alike two names are, from 0 to 100; above 70 they are likely to mean the same.

    Case, numbering, order of words and broken words count little; a shared stem counts much
    ("Virksomhedsservice", "VIRKSOMHEDSINDSATS"; "Integration", "BORGERE MED INTEGRATIONSBEHOV").
    """
    a, b = key_words(one), key_words(other)
    if not a or not b:
        return 0.0
    if a == b:
        return 100.0
    whole = fuzz.ratio("".join(a), "".join(b))
    few, many = (a, b) if len(a) <= len(b) else (b, a)
    shared = sum(max(_stems(word, w) for w in many) * len(word) for word in few) / sum(map(len, few))
    # The longer name says more than the shorter: a little less alike for each word that is left over.
    spare = 1 - 0.03 * min(len(many) - len(few), 5)
    return max(whole if whole >= 85 else 0.0, 100 * shared * spare)


@lru_cache(maxsize=65536)
def _stems(one: str, other: str) -> float:
    if one == other:
        return 1.0
    short, long = sorted((one, other), key=len)
    if len(short) >= 3 and long.startswith(short):
        return 0.97
    if len(short) >= 5 and short in long:
        return 0.6  # "sygedagpenge" are no "dagpenge"
    prefix = next((i for i, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    if prefix >= 6 or (prefix >= 4 and prefix >= len(short) - 2):
        return 0.8
    return 0.9 if fuzz.ratio(one, other) >= 85 else 0.0
