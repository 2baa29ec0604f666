"""What a passage names, and as what: as its group or instrument, as an outcome, an actor, an exception."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from plangraph.intake.document import Span
from plangraph.intake.knowledge import Knowledge
from plangraph.intake.naming import compounds
from plangraph.intake.naming.spelling import Reading, read
from plangraph.names import VOCAB
from plangraph.wording import Mention

GROUP: Final = "TargetGroup"
INSTRUMENT: Final = "Instrument"
EMPLOYERS: Final = VOCAB + "target-group/virksomheder"
UNEMPLOYED: Final = VOCAB + "target-group/ledige"
ON_BENEFIT: Final = VOCAB + "target-group/ydelsesmodtagere"
_SICK: Final = VOCAB + "target-group/sygemeldte"
_EMPLOYED: Final = VOCAB + "target-group/beskaeftigede"
_ACTIVATION: Final = VOCAB + "instrument/aktivering"

#: Words that may stand between what turns a name around and the name.
_FILLERS: Final = (
    r"(?:\s(?:en|et|den|det|de|nogen|noget|nogle|særlig\w*|offentlig\w*|privat\w*|kommunal\w*|aktiv\w*|lang\w*"
    r"|ny\w*|at|være|være i|være på|på|i|brug|af|anvendelse|tilbud|om)){0,4}"
)
_WITHOUT: Final = re.compile(
    r"\b(?:uden(?! at)|uden at (?:bruge|anvende|benytte|gøre brug af|tilbyde|inddrage|være i|være på|få)"
    r"|bortset fra|undtagen|undtaget|med undtagelse af|på nær|modsat|i modsætning til|snarere end|frem ?for"
    r"|fritage[tns]?(?:\sfor)|undtage[tns]*(?:\sfra)|udelukke\w*(?:\sfra)|hverken(?:\s\w+\seller)?"
    r"|i stedet for)" + _FILLERS + r"\s$",
    re.IGNORECASE,
)
_NOT: Final = re.compile(
    r"\bikke(?!\s(?:kun|alene|blot|mindst|bare|udelukkende|længere))"
    r"(?:\s(?:er|har|haft|kan|får|fået|få|skal|omfatter?|omfattet|gælder|for|berettiget|visiteret|modtager?"
    r"|modtage|deltager?|ret|til|af|i|på|bruger?|brugt|anvender?|benytter?|tilbydes|tilbyde|tilbudt"
    r"|en|et|den|det|de|der)){0,6}\s$",
    re.IGNORECASE,
)
_AVOIDING: Final = re.compile(
    r"\b(?:undgå\w*|forhindre\w*|forebygge\w*|modvirke\w*)" + _FILLERS + r"\s$", re.IGNORECASE
)
#: Two names joined by these share what stands before the first.
_JOINED: Final = re.compile(r"\s?(?:,|/|og|eller|samt|,?\s?og/eller)\s?", re.IGNORECASE)
_BECOMING: Final = re.compile(
    r"\b(?:blive|bliver|blevet|blev|gøres?|gør|erklæres?|gå|går|gået|være|været|var|er)(?:\s[\wæøå]+){0,2}\s$",
    re.IGNORECASE,
)
#: Words for a state, not for people in it, when they follow *blive*.
_STATE: Final = re.compile(
    r"(?:job|uddannelses|aktivitets)parat\w*|langtids\w+|ledige?|arbejdsløse?|beskæftigede?|sygemeldte?",
    re.IGNORECASE,
)
_GOING: Final = re.compile(
    r"\b(?:tilgang\w*|overgang\w*|overgå\w*|visitation\w*)\s(?:til|på)" + _FILLERS + r"\s$"
    r"|\b(?:ende[r]?|havne[r]?|komme[r]?(?:\sind)?|ryge[r]?|undgå\w*|risiko\sfor|ansøg\w*\som|søge[r]?(?:\som)?"
    r"|på\svej\s(?:mod|til|på))(?:\s(?:på|at|komme|ende|havne|modtage)){0,3}\s$",
    re.IGNORECASE,
)
_PLACE: Final = re.compile(
    r"\b(?:i|på|hos|ved|ude i|ud i|ud på)(?:\s(?:en|et|de|den|lokale?|private?|offentlige?|relevante?"
    r"|kommunens|byens|rigtige?|ordinære?|større|mindre|og|eller)){0,4}\s$",
    re.IGNORECASE,
)
#: "i en virksomhed" is a place; "i de lokale virksomheder" says who takes part.
_ONE_EMPLOYER: Final = ("virksomhed", "virksomhedens")
#: A compound that ends like this names whoever works with the group, or a text about it.
_ACTOR: Final = re.compile(
    r"(?:konsulent|vejleder|rådgiver|sagsbehandler|medarbejder|koordinator|team|afdeling|cent(?:er|re|ret)|enhed"
    r"|udvalg|råd|styrelse|ministeri|kontor|forvaltning|hus|organisation|forening|chef|leder|lov|reform|politik"
    r"|guide|mentor|coach|ambassadør|kontaktperson|refusion|udgift|budget|statistik|undersøgelse|portal|konference)\w{0,5}$",
    re.IGNORECASE,
)
#: What the instrument's word is only a part of: something about it, not its use.
_THING: Final = re.compile(
    r"(?:orienter|behov|udfordring|situation|problem|reform|refusion|udgift|budget|statistik|lovgivning)\w{0,6}$",
    re.IGNORECASE,
)
_TAKING_UP: Final = re.compile(r"\b(?:den|det|de|denne|dette|disse)(?:\s\w+)?\s+$", re.IGNORECASE)
#: "Leder af Jobcenter Virksomhed", "Center for Handicap": an office by its name.
_OFFICE: Final = re.compile(
    r"\b(?:jobcent(?:er|ret|eret)|team|cent(?:er|ret)(?:\sfor)?|afdeling(?:en)?(?:\sfor)?|enhed(?:en)?(?:\sfor)?"
    r"|(?:forvaltning|udvalg|kontor|udvalgsformand)(?:en|et)?\sfor)\s$",
    re.IGNORECASE,
)
_ARTICLE: Final = re.compile(r"^(?:den|det|de)\s")
_PEOPLE_IN: Final = re.compile(
    r"\b(?:borgere?|personer|mennesker|unge|ledige|sygemeldte|kvinder|mænd|modtagere|deltagere|dem)(?:ne)?"
    r" (?P<link>i|på) (?:et |en )?$",
    re.IGNORECASE,
)
_SHARED: Final = re.compile(r"(?<=\s)[\w-]+(?:,| og| eller| samt|/)\s?$")
#: "flere end fem ansatte" tells the size of a company.
_COUNTED: Final = re.compile(
    r"(?:\d|\b(?:to|tre|fire|fem|seks|syv|otte|ni|ti|tyve|halvtreds|hundrede|antal(?:let af)?))\s$", re.I
)
_HEAD: Final = re.compile(r"\s(?P<link>på|med|uden|i|under|der|som)\s", re.IGNORECASE)
_COORDINATED: Final = re.compile(r"(?:,|\sog|\ssamt|\seller|/)\s?(?P<word>[^\W\d_]{8,})")
_CLAUSE: Final = re.compile(r"[.;:!?•–]\s")
_WINDOW: Final = 90


@dataclass(frozen=True, slots=True)
class Named:
    """A concept that a passage names.

    :param concept: IRI
    :param kind: local name of its class
    :param span: where the words stand in the document
    :param words: the words, normalised
    :param label: the label of the vocabulary that was recognised
    :param weak: whether they may stand for something else: a place, a state to reach or to avoid
    :param confidence: from 0 to 1
    """

    concept: str
    kind: str
    span: Span
    words: str
    label: str
    weak: bool
    confidence: float


def find(passage: str, offset: int, knowledge: Knowledge) -> tuple[Named, ...]:
    """Find what a passage is about: names that are negated, mere actors or things are left out.

    :param passage: raw words of the document
    :param offset: where they begin in it
    :param knowledge: vocabularies
    """
    reading, mentions = read(passage, offset, knowledge.lexicon)
    found = []
    denied: list[Mention] = []
    for mention in _about(reading.text, _with_more(reading.text, mentions, knowledge), knowledge):
        if _denied(reading.text, mention, denied, knowledge):
            denied.append(mention)
        else:
            found.append(_named(reading, mention, knowledge))
            found += [_named(reading, head, knowledge) for head in _heads(reading.text, mention, knowledge)]
    return _without_echoes(found, passage, offset, knowledge)


def every(passage: str, offset: int, knowledge: Knowledge) -> tuple[Named, ...]:
    """Find every name in a passage, whatever is said of it; only actors and things are left out."""
    reading, mentions = read(passage, offset, knowledge.lexicon)
    found = []
    for mention in _with_more(reading.text, mentions, knowledge):
        if not _is_part(reading.text, mention, knowledge):
            found.append(_named(reading, mention, knowledge))
            found += [_named(reading, head, knowledge) for head in _heads(reading.text, mention, knowledge)]
    return tuple(found)


def strong(found: tuple[Named, ...], kind: str) -> tuple[Named, ...]:
    """Keep the names of a kind; those that may stand for something else only where there is no other.

    Employers do not count as another: beside them the words for citizens stay.
    """
    mine = [n for n in found if n.kind == kind]
    if any(not n.weak and n.concept != EMPLOYERS for n in mine):
        mine = [n for n in mine if not n.weak]
    return tuple(mine)


def _named(reading: Reading, mention: Mention, knowledge: Knowledge) -> Named:
    words = reading.text[mention.start : mention.end]
    weak = _weak(reading.text, mention, knowledge)
    confidence = 0.9 if words.casefold() == mention.label.casefold() else 0.85
    if reading.misspelt(mention.start, mention.end):
        confidence = 0.6
    return Named(
        mention.concept,
        knowledge.kinds.get(mention.concept, ""),
        Span(*reading.span(mention.start, mention.end)),
        words,
        mention.label,
        weak,
        0.5 if weak else confidence,
    )


def _before(text: str, start: int) -> str:
    window = text[max(0, start - _WINDOW) : start]
    ends = [m.end() for m in _CLAUSE.finditer(window)]
    return window[ends[-1] :] if ends else window


def _kind(mention: Mention, knowledge: Knowledge) -> str:
    return knowledge.kinds.get(mention.concept, "")


def _about(text: str, mentions: list[Mention], knowledge: Knowledge) -> Iterator[Mention]:
    """Leave out actors, things, and words that only introduce or describe another name."""
    for mention in mentions:
        following = [m for m in mentions if 0 <= m.start - mention.end <= 1]
        if _is_part(text, mention, knowledge):
            continue
        if mention.concept == _EMPLOYED and any(_kind(m, knowledge) == GROUP for m in following):
            continue  # "andelen af beskæftigede indvandrere": what they are to be
        if mention.concept == _EMPLOYED and _COUNTED.search(_before(text, mention.start)):
            continue
        if mention.concept == UNEMPLOYED and any(
            UNEMPLOYED in knowledge.lexicon.above(m.concept) for m in following
        ):
            continue  # "ledige dimittender"
        if _kind(mention, knowledge) == INSTRUMENT and _names_people(text, mention, knowledge):
            continue
        if mention.concept == _ACTIVATION and _introduces(text, mention, mentions, knowledge):
            continue
        yield mention


def _names_people(text: str, mention: Mention, knowledge: Knowledge) -> bool:
    """*borgere i jobafklaringsforløb* are a group by that benefit; nobody is offered it here."""
    # "borgere i ressourceforløb og jobafklaringsforløb": the second too
    link = _PEOPLE_IN.search(_SHARED.sub("", _before(text, mention.start)))
    wanted = f"borgere {link['link']} {mention.label}".casefold() if link else ""
    found = knowledge.lexicon.find(wanted) if link else ()
    return any(_kind(m, knowledge) == GROUP and (m.start, m.end) == (0, len(wanted)) for m in found)


def _introduces(text: str, mention: Mention, mentions: list[Mention], knowledge: Knowledge) -> bool:
    """*aktiveret i et virksomhedsrettet tilbud*: the offer is the instrument."""
    return any(
        _kind(m, knowledge) == INSTRUMENT
        and m.concept != mention.concept
        and re.fullmatch(r"\s(?:(?:i|med|ved|gennem|via|en|et|den|det)\s)*", text[mention.end : m.start])
        for m in mentions
    )


def _is_part(text: str, mention: Mention, knowledge: Knowledge) -> bool:
    """Say whether the word goes on to an actor or a thing: *flygtningekonsulent*, *fleksjobrefusion*."""
    ending = {GROUP: _ACTOR, INSTRUMENT: _THING}.get(_kind(mention, knowledge))
    if ending is None:
        return False
    words = text[mention.start : mention.end]
    tail = words[len(mention.label) :] if len(words) > len(mention.label) else ""
    if (
        words[0].isupper()
        and not words.isupper()
        and _OFFICE.search(text[max(0, mention.start - 30) : mention.start])
    ):
        return True
    if joined := re.match(r"-(\w+)", text[mention.end :]):
        tail += joined[1]
    return bool(tail) and ending.search(tail) is not None


def _denied(text: str, mention: Mention, denied: list[Mention], knowledge: Knowledge) -> bool:
    before = _before(text, mention.start)
    if _WITHOUT.search(before) or _NOT.search(before):
        return True
    if _kind(mention, knowledge) == INSTRUMENT and _AVOIDING.search(before):
        return True
    return any(
        mention.start >= d.end and _JOINED.fullmatch(text[d.end : mention.start]) is not None for d in denied
    ) or any(d.start <= mention.start < d.end for d in denied)


def _weak(text: str, mention: Mention, knowledge: Knowledge) -> bool:
    if _kind(mention, knowledge) != GROUP:
        return False
    before, words = _before(text, mention.start), text[mention.start : mention.end]
    if mention.concept == EMPLOYERS:
        return _PLACE.search(before) is not None and words.casefold() in _ONE_EMPLOYER
    if _STATE.fullmatch(words):
        return _BECOMING.search(before) is not None
    if ON_BENEFIT in knowledge.lexicon.above(mention.concept):
        return _GOING.search(before) is not None
    return False


def _heads(text: str, mention: Mention, knowledge: Knowledge) -> Iterator[Mention]:
    """Yield the name that a longer one begins with and narrows: *unge* in *unge på uddannelseshjælp*.

    For groups only where the first is not itself a matter of benefit or readiness: *jobparate på
    kontanthjælp* are one group; but *aktivitetsparate på kontant- og uddannelseshjælp* are more than those
    on the first of the two.
    """
    words = text[mention.start : mention.end]
    link = _HEAD.search(words)
    if link is None:
        return
    kind = _kind(mention, knowledge)
    open_compound = words.rstrip().endswith("-")
    if kind == INSTRUMENT and link["link"].casefold() != "med":
        return
    for inner in knowledge.lexicon.find(words[: link.start()]):
        if _kind(inner, knowledge) != kind or inner.concept not in knowledge.lexicon.above(mention.concept):
            continue
        if kind == GROUP and not open_compound and by_benefit(inner.concept, knowledge):
            continue
        yield replace(inner, start=mention.start + inner.start, end=mention.start + inner.end)


def by_benefit(concept: str, knowledge: Knowledge) -> bool:
    """Say whether a group is one by benefit, sick leave, length of unemployment or readiness for work."""
    return not {UNEMPLOYED, ON_BENEFIT, _SICK}.isdisjoint({concept, *knowledge.lexicon.above(concept)})


def _lent(text: str, mentions: tuple[Mention, ...], knowledge: Knowledge) -> Iterator[Mention]:
    """*i ressourceforløb og jobafklaringsforløb*: the second name borrows the preposition of the first."""
    for mention in mentions:
        link = _HEAD.search(" " + text[mention.start : mention.end])
        if (
            _kind(mention, knowledge) != GROUP
            or link is None
            or link["link"].casefold() not in ("i", "på", "under")
        ):
            continue
        at = mention.end
        while following := _COORDINATED.match(text, at):
            virtual = f"{link['link']} {following['word']}"
            for found in knowledge.lexicon.find(virtual):
                if found.start == 0 and _kind(found, knowledge) == GROUP:
                    yield replace(found, start=following.start("word"), end=following.end("word"))
            at = following.end()


def _with_more(text: str, mentions: tuple[Mention, ...], knowledge: Knowledge) -> list[Mention]:
    more = [
        *_lent(text, mentions, knowledge),
        *compounds.find(text, mentions, knowledge.lexicon, knowledge.kinds),
    ]
    return sorted([*mentions, *more], key=lambda m: (m.start, m.end, m.concept))


def _without_echoes(found: list[Named], passage: str, offset: int, knowledge: Knowledge) -> tuple[Named, ...]:
    """Leave out a broader name that only takes up a narrower one again: *udsatte unge … de unge*."""
    kept: list[Named] = []
    for named in sorted(set(found), key=lambda n: (n.span, n.concept)):
        begin = named.span.start - offset
        before = passage[max(0, begin - _WINDOW) : begin]
        echoes = (
            named.concept in knowledge.lexicon.above(earlier.concept)
            and earlier.span.end <= named.span.start
            and _ARTICLE.sub("", named.label.casefold()) in earlier.words.casefold()
            for earlier in kept
        )
        definite = _TAKING_UP.search(before) or _ARTICLE.match(named.words.casefold())
        if not (definite and any(echoes)):
            kept.append(named)
    return tuple(kept)
