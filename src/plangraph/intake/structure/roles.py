"""What the heading of a section says about what stands under it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from plangraph.intake.structure import phrases


class Role(StrEnum):
    """What a section is in a plan."""

    FRONT = "front"  # title page, whatever comes before the first heading
    CONTENTS = "contents"
    FOREWORD = "foreword"
    INTRODUCTION = "introduction"
    AREA = "area"  # fokusområde, pejlemærke, indsatsområde, tema, or a chapter of its own on a target group
    GOALS = "goals"
    OBJECTIVES = "objectives"
    MINISTER = "minister"  # national targets
    CHALLENGES = "challenges"
    MEASURES = "measures"
    STATUS = "status"  # where things stand, background
    OVERVIEW = "overview"  # repeats the goals
    ANNEX = "annex"
    REPATRIATION = "repatriation"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Title:
    """A heading, understood.

    :param role: what stands under it, or None when the heading does not tell
    :param number: number in front of it ("3", "2.1") or after its area word ("Fokusområde 3")
    :param name: the heading without number, area word and years
    :param topic: what its goals or measures are about, where it says both ("Mål for unge")
    :param area: whether a word says that it is an area ("Fokusområde 3: …")
    :param annex: whether it heads an annex; its role may be another then ("Bilag 1. Status")
    :param blank: whether its name is still to be written ("Fokusområde 2. [Skriv fokusområdets navn]")
    """

    role: Role | None
    number: str
    name: str
    topic: str = ""
    area: bool = False
    annex: bool = False
    blank: bool = False


#: Roles of the parts inside a section.
INNER: Final = frozenset(
    {Role.GOALS, Role.OBJECTIVES, Role.MINISTER, Role.CHALLENGES, Role.MEASURES, Role.STATUS}
)
_HEADINGS: Final = tuple((Role(role), re.compile(pattern)) for role, pattern in phrases.HEADINGS)
_LEADS: Final = tuple((Role(role), re.compile(pattern, re.IGNORECASE)) for role, pattern in phrases.LEADS)
#: No heading is longer, in characters.
_LONGEST: Final = 300


@lru_cache(maxsize=4096)
def understand(heading: str) -> Title:
    """Understand a heading.

    :param heading: its normalised words
    """
    words = heading.strip(" :.?!–-*#\t")
    if len(words) > _LONGEST:
        return Title(None, "", words)
    number = ""
    if match := phrases.ANNEX.match(words):
        name = _without_years(words[match.end() :])
        return Title(_role(name.casefold())[0] or Role.ANNEX, match["number"] or "", name, annex=True)
    if match := phrases.NUMBER.match(words):
        number, words = match["number"] or match["roman"], words[match.end() :]
    if match := phrases.AREA.fullmatch(words):
        name = _without_years(match["name"])
        blank = phrases.BLANK.fullmatch(name) is not None
        of = Role.GOALS if _role(name.casefold())[0] is Role.GOALS else Role.AREA
        return Title(None if blank else of, match["number"] or number, name, area=not blank, blank=blank)
    if match := phrases.TARGET.fullmatch(words):
        return Title(None, match["number"], _without_years(match["name"]))
    name = _without_years(words) or words
    role, topic = _role(name.casefold())
    if role is None and len(name) < 90 and (match := phrases.ROWS.fullmatch(name.casefold())):
        about = name[: match.end("topic")].strip(" –-:")
        if about.isupper() or re.match(r"\s*[–:-]", name[len(about) :]):
            role, topic = Role.GOALS, about
    return Title(role, number, name, topic, blank=phrases.BLANK.fullmatch(name) is not None)


def announced_role(sentence: str) -> Role | None:
    """Return what a sentence that ends with a colon announces, or None.

    A list that a sentence about the minister announces is the minister's.
    """
    if phrases.MINISTERIAL.search(sentence):
        return Role.MINISTER if re.search(r"mål|fokus", sentence, re.IGNORECASE) else None
    last = re.split(r"(?<=[.!?])\s+(?=[A-ZÆØÅ])", sentence)[-1]
    return next((role for role, pattern in _LEADS if pattern.search(last)), None)


def _without_years(words: str) -> str:
    bare = phrases.YEARS.sub("", words)
    if bare == words:
        bare = phrases.PARENTHESIS.sub("", words)
    return bare.strip(" :.–-")


def _role(name: str) -> tuple[Role | None, str]:
    # An extraction may have lost the hyphen inside a compound: "arbejdsmarkeds udvalgets".
    name = re.sub(r"(?<=\w)[-\u00ad] (?=(?!og|eller|samt)\w)", "", name)
    for role, pattern in _HEADINGS:
        if match := pattern.fullmatch(name):
            return role, (match.groupdict().get("topic") or "").strip()
    return None, ""
