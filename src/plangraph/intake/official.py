"""How much of a national target's official name some words say."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz

from plangraph.intake.knowledge import NationalTarget

#: Words of many sentences, which tell nothing.
_EMPTY: Final = frozenset(
    re.findall(
        r"\w+",
        "skal i en et være og at den det de have flere alle af til for eller på som herunder ind der er "
        "bliver kommer stedet om med",
    )
)
#: Words of a target's name that plans use everywhere: they count, but little.
_COMMON: Final = re.compile(
    r"beskæftig|arbejdsmarked|ledige?$|person|borger|sikre|nødvendig|tætter|styrke|indsats|uddannelse$"
)
#: Words that plans put for one another in these names.
_FOR_ANOTHER: Final = (
    re.compile(r"(?:person|menneske|borger)\w*"),
    re.compile(r"(?:beskæftigelse|job|jobs|arbejde)"),
)


def likeness(words: str, target: NationalTarget) -> float:
    """Return how much of a target's name a title or passage says, from 0 to 1."""
    folded = [w.casefold() for w in re.findall(r"[^\W\d_]+", words)]
    return max(kept(folded, name)[0] for name in forms(target))


def forms(target: NationalTarget) -> tuple[tuple[str, ...], ...]:
    """Return the words of a target's names, and of each without what it includes ("herunder …")."""
    names = dict.fromkeys(target.names)
    names |= dict.fromkeys(re.sub(r",? herunder .*?,?(?= skal)", "", name) for name in target.names)
    return tuple(tuple(w.casefold() for w in re.findall(r"[^\W\d_]+", name)) for name in names)


@lru_cache(maxsize=1 << 16)
def weight(word: str) -> float:
    """Return how much a word tells of which target is meant: 0, a half or 1."""
    return 0.0 if word in _EMPTY else 0.5 if _COMMON.match(word) else 1.0


@lru_cache(maxsize=1 << 16)
def same(one: str, other: str) -> bool:
    """Say whether two words are forms of one, or one of them misspelt."""
    if one == other:
        return True
    if any(kin.fullmatch(one) and kin.fullmatch(other) for kin in _FOR_ANOTHER):
        return True
    if min(len(one), len(other)) < 4:
        return False
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    if shared >= max(4, round(0.6 * min(len(one), len(other)))) and shared >= 0.45 * max(
        len(one), len(other)
    ):
        return True
    return min(len(one), len(other)) >= 6 and fuzz.ratio(one, other) >= 80


def kept(words: list[str], name: tuple[str, ...]) -> tuple[float, list[int]]:
    """Return how much of a name's weight is among words, and which of them carry it."""
    weighed = sorted(((w, weight(w)) for w in name if weight(w)), key=lambda pair: -pair[1])
    got, places = 0.0, list[int]()
    for wanted, weighs in weighed:
        if weighs < 1.0 and not places:
            break  # the common words alone are no name
        if at := [i for i, word in enumerate(words) if same(word, wanted)]:
            got += weighs
            # "Opkvalificering af ledige": the "ledige" beside it, not that of the target before.
            places.append(min(at, key=lambda i: (abs(i - places[0]), -i)) if places else at[0])
    return (got / sum(weighs for _, weighs in weighed) if places else 0.0), places
