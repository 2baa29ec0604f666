"""The words that plans use for what a national target is about, by its theme."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from plangraph.intake.knowledge import Knowledge, NationalTarget
from plangraph.names import TG, THEME


@dataclass(frozen=True, slots=True)
class Topic:
    """What a theme sounds like.

    :param words: say it wherever they stand
    :param titles: say it as the title of an area, where they stand for the whole chapter
    :param groups: target groups that are the theme's own (local names)
    """

    words: re.Pattern[str]
    titles: re.Pattern[str]
    groups: tuple[str, ...] = ()


def _topic(words: str, titles: str, *groups: str) -> Topic:
    return Topic(re.compile(words, re.IGNORECASE), re.compile(titles, re.IGNORECASE), groups)


_EMPLOYERS: Final = (
    r"(?:\bvirksomhed(?!srette|sprakti)|\berhvervsliv|\barbejdsgiver|\barbejdsmarkedet?s? behov)"
)
_WORKFORCE: Final = r"(?:\barbejdskraft|\brekrutter|\bkvalificerede? medarbejder|\bjobordre|\bjobåbning)"
_NEED: Final = (
    r"(?:behov|\bmang[le]|efterspørg|nødvendig|kvalificered|skaffe|\bfinde\b|\bsikre|rekrutter|jobordre|jobåbning"
    r"|\bmatche)"
)

#: Local name of a theme → its words. "Virksomhedsrettet indsats" is an instrument for any group, and no word
#: of the target about the workforce; "uddannelse" of young people is none of the target about upskilling.
_TOPICS: Final = {
    "flygtninge": _topic(
        r"\bflygtning|\bfamiliesammenfør|\bukrain|\bintegrations(?:indsats|program|borger|opgave|kontrakt|plan)"
        r"|\bkvoteflygtning",
        r"\bintegration|\bikke-?\s?vestlig|\budlænding|\b(?!arbejdskraft)\w{0,30}indvandrer|\bnytilkomne|\bnydansk"
        r"|\bselvforsørgelses- og hjemrejse",
        "flygtninge",
        "familiesammenfoerte",
        "ukrainere",
        "integrationsborgere",
    ),
    "handicap": _topic(
        r"\bhandi[ck]ap|\bfunktionsnedsæt|\bkompenserende ordning",
        r"\bfunktionsevne|\bfysiske og psykiske barrierer",
        "handicap",
    ),
    "virksomheder": _topic(
        rf"(?=.*{_EMPLOYERS})(?=.*{_WORKFORCE})(?=.*{_NEED})"
        r"|\bmang\w+ på (?:\w+ )?arbejdskraft|\bkvalificere[dt]e? arbejdskraft",
        rf"{_EMPLOYERS}|{_WORKFORCE}|\bvirksomhedsrettet|\bvækst\b",
    ),
    "opkvalificering": _topic(
        r"\bopkvalific|\bopkval\b|\bkompetenceløft|\buddannelsesløft",
        r"\bkompetence|\befteruddann|\bvoksenuddann|\bjobrettede? uddann"
        r"|\buddannelse (?:til|af|for) (?:\w+ )?ledige",
    ),
    "vaerdig-sagsbehandling": _topic(
        r"\bværdig|\bgod sagsbehandling|\bretssikkerhed",
        r"\bsagsbehandling|\bmødet med borger|\bborgeren i centrum|\bborgerinddrag|\bordentlig",
    ),
    "unge-uddannelse": _topic(
        r"\bunge\b.{0,80}\buddannels|\buddannels.{0,80}\bunge\b|\bungdomsuddannels",
        r"\bung(?:e|es|eindsats|dom)",
    ),
    "udkanten": _topic(
        r"\b(?:ud)?kanten af arbejdsmarkedet|\blangtidsledige? \w{0,20}kontanthjælp"
        r"|\bkontanthjælp\w*.{0,40}\blangtidsledig",
        r"\blangtidsledig|\blangtidsforsørg|\baktivitetsparat|\bkontanthjælp"
        r"|\budsatte (?:ledige|borger|voksne)|\bmarginalis|\blangt fra arbejdsmarked",
        "udkanten-af-arbejdsmarkedet",
    ),
    "udsatte-ledige": _topic(
        r"\budsatte (?:ledige|borger|voksne)|\b(?:ud)?kanten af arbejdsmarkedet",
        r"\baktivitetsparat|\blangtidsforsørg|\bmarginalis|\blangt fra arbejdsmarked",
        "udkanten-af-arbejdsmarkedet",
    ),
    "kontanthjaelpsmodtagere": _topic(
        r"\bkontanthjælp|\baktivitetsparat(?! unge)\w*",
        r"\bjobparat",
        "kontanthjaelpsmodtagere",
        "jobparate-kontanthjaelpsmodtagere",
        "aktivitetsparate-kontanthjaelpsmodtagere",
    ),
    "offentlig-forsoergelse": _topic(
        r"\b(?:på|fra|væk fra|af|fri af) offentlig(?:e|t)? (?:forsørg|ydels)",
        r"\boffentlig\w* (?:forsørg|ydels)|\blangtidsforsørg|\bselvforsørg",
    ),
    "socialt-bedrageri": _topic(
        r"\bsocialt? (?:bedrageri|snyd)|\bfejludbetal|\bkontrolgruppe|\bkontrolsag",
        r"\bkontrol\b|\bbedrageri",
    ),
}
_SILENT: Final = _topic(r"(?!)", r"(?!)")
#: Each with how plans name those who receive it.
_BENEFITS: Final = {
    "kontanthjælp": re.compile(r"\bkontant-?\s?hjælp|\bkontant- ", re.IGNORECASE),
    "a-dagpenge": re.compile(r"(?<!syge)\bdagpenge|\ba-?dagpenge|\bforsikrede ledige", re.IGNORECASE),
    "sygedagpenge": re.compile(r"\bsygedagpenge|\bsygemeld", re.IGNORECASE),
    "ledighedsydelse": re.compile(r"\bledighedsydelse", re.IGNORECASE),
}


def of(target: NationalTarget) -> Topic:
    """Return the words of a target's theme; a theme that is not known has none."""
    return _TOPICS.get((target.theme or "").removeprefix(THEME), _SILENT)


def speaks(words: str, target: NationalTarget, knowledge: Knowledge) -> re.Match[str] | str | None:
    """Return what in a passage speaks of a target's theme: its own words or a target group, or None.

    :param words: a normalised passage
    """
    topic = of(target)
    if match := topic.words.search(words):
        return match
    if topic.groups:
        own = {TG + group for group in topic.groups}
        for mention in knowledge.lexicon.find(words):
            if mention.concept in own:
                return mention.label
    return None


def excludes(words: str, target: NationalTarget) -> str | None:
    """Return the benefit that a passage is about instead of the one in a target's name, or None.

    A target about recipients of cash benefit is not served by a goal that names recipients of another
    benefit only.
    """
    name = " ".join(target.names)
    bound = [benefit for benefit, pattern in _BENEFITS.items() if pattern.search(name)]
    if not bound or any(_BENEFITS[benefit].search(words) for benefit in bound):
        return None
    return next((benefit for benefit, pattern in _BENEFITS.items() if pattern.search(words)), None)
