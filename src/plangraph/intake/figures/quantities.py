"""Quantities in Danish text: numbers and number words with their units, and the numbers that are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

_ONES: Final = {
    "nul": 0, "en": 1, "et": 1, "én": 1, "ét": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "syv": 7,
    "otte": 8, "ni": 9, "ti": 10, "elleve": 11, "tolv": 12, "tretten": 13, "fjorten": 14, "femten": 15,
    "seksten": 16, "sytten": 17, "atten": 18, "nitten": 19,
}  # fmt: skip
_TENS: Final = {
    "tyve": 20, "tredive": 30, "fyrre": 40, "halvtreds": 50, "tres": 60, "halvfjerds": 70, "firs": 80,
    "halvfems": 90, "hundrede": 100,
}  # fmt: skip
NUMBER_WORDS: Final = {
    **_ONES,
    **_TENS,
    **{f"{o}og{t}": v + w for o, v in _ONES.items() if 1 <= v <= 9 for t, w in _TENS.items() if w < 100},
}
_PARTS: Final = {
    "halvdel": 2, "anden": 2, "tredje": 3, "tredjedel": 3, "fjerde": 4, "fjerdedel": 4, "kvart": 4,
    "femte": 5, "femtedel": 5, "sjette": 6, "sjettedel": 6, "syvende": 7, "ottende": 8, "ottendedel": 8,
    "niende": 9, "tiende": 10, "tiendedel": 10,
}  # fmt: skip

_WORDS: Final = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_DIGITS: Final = (
    r"\d{1,3}(?:[. ]\d{3})+(?!\d)(?:,\d+)?|\d+(?:[,.]\d{1,2}(?![\d.]))?(?:,\d+)?(?: ?(?:1/2|½))?|½"
)
_NUMBER: Final = re.compile(rf"(?<![\w§/,.])(?<!\w-)(?:(?P<digits>{_DIGITS})|(?P<word>{_WORDS})(?!\w))")
_RANGE: Final = re.compile(
    rf"(?:\bmellem (?P<a>{_DIGITS})(?: ?(?:%|pct\.?|procent))? og |(?<![\w§/,.-])(?P<b>{_DIGITS}) ?[-–] ?)"
    rf"(?P<c>{_DIGITS})(?=\s?(?:%|pct|procent|[a-zæøå]))"
)

_POINT: Final = r"(?:procent|pct\.?|%)[ -]?points?\b|pp\b"
_PERCENT: Final = r"%|pct\.|pct\b|procents?\b"
_MONEY: Final = r"(?:(?P<scale>mio|mia|t|tusinde|millioner|milliarder)\.? ?)?(?:kr\b\.?|kroner\b|dkk\b)"
_SIGN_UNIT: Final = re.compile(rf"\s?(?:(?P<point>{_POINT})|(?P<percent>{_PERCENT})|(?P<money>{_MONEY}))")
_SCALES: Final = {
    "mio": 6, "millioner": 6, "mia": 9, "milliarder": 9, "t": 3, "tusinde": 3,
}  # fmt: skip

_PEOPLE: Final = (
    r"person(?:er)?|borgere?|ledige|unge|modtagere?|flygtninge?|kvinder?|mænd|mand|indvandrere?|efterkommere?"
    r"|seniorer?|deltagere?|kursister?|elever?|studerende|sygemeldte?|medarbejdere?|ansatte|mennesker?"
    r"|ukrainere?"
    r"|forældre|ansøgere?|visiterede|parate|handicappede|ufaglærte|faglærte|dimittender?|lærlinge?"
    r"|praktikanter?"
    r"|mentorer?|forsørgede|tilmeldte|beskæftigede|familiesammenførte|årige|mødre|fædre|børn|jobsøgende"
    r"|kandidater?|fleksjobbere?|selvforsørgende|indbyggere?|sårbare|udsatte"
)
#: Heads of nouns → unit; the first that fits wins.
_NOUNS: Final = tuple(
    (re.compile(rf"(?:{pattern})(?:ne|s)?"), unit)
    for pattern, unit in (
        (r"fuldtids\w*|årsværk", "full-time-person"),
        (r"helårs\w*", "full-year-person"),
        (r"\w*samtaler?", "conversation"),
        (r"\w*kampagner?", "campaign"),
        (r"\w*(?:virksomhed(?:er)?|arbejdsgivere?)", "company"),
        (r"\w*(?:stilling(?:er)?|job|jobs|småjobs?|jobåbning(?:er)?)", "job"),
        (rf"\w*(?:{_PEOPLE})", "person"),
        (r"uger?", "week"),
        (r"måned(?:er)?", "month"),
        (r"(?:hver|arbejds|kalender|syge|fraværs)?dage?", "day"),
        (r"timer?", "hour"),
    )
)
DURATIONS: Final = frozenset({"week", "month", "day", "hour"})
PEOPLE: Final = frozenset({"person", "full-time-person", "full-year-person"})
_MORE: Final = r"flere|færre|mere|mindre"
#: Words that end the search for the noun that is counted.
_STOP: Final = frozenset(
    """
    ad af at blandt blive bliver de deltager den der det dog efter eller en end er et falder for fra få
    får gang gange gennem går har heraf hos hvis hvor hvoraf højst i ift ikke inden jf kan kommer ligger
    løbende med mellem men mens mindst minimum mod må ned når og også om op over pct pr primo procent på
    reduceres samlet samt senest skal som stiger svarende så til ud udgør ultimo under ved vil være år
    årige årligt øges
    """.split()  # noqa: SIM905 - a hundred words read better so
)
_ADJECTIVE: Final = re.compile(
    r"nye?|årlig\w*|lokale|private|offentlige|store|små|korte|lange|ekstra|forskellige|fælles|ordinære"
    r"|yderligere"
    r"|bedste|samlede|konkrete|[\w-]+(?:ske|ige|iske|ede|ende|ale|ive|ære|elle|bare|rettede|vestlige|parate)"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit.

    :param start: first code point, in the normalised words
    :param end: code point after the number, its unit and its noun
    :param number_end: code point after the number
    :param value: as printed
    :param unit: local name of the unit, or None for a bare number
    :param more: ``flere``, ``færre`` … where it says so between number and noun
    :param bound: ``AtLeast`` or ``AtMost`` for an end of a range, else None
    :param spelled: whether the number is written in words
    :param part: whether it is a part of a whole said in words ("halvdelen", "9 ud af 10")
    """

    start: int
    end: int
    number_end: int
    value: Decimal
    unit: str | None
    more: str = ""
    bound: str | None = None
    spelled: bool = False
    part: bool = False


def parse_number(text: str) -> Decimal | None:
    """Parse a number as Danish writes it (``1.940``, ``2,3``, ``12 1/2``, ``fire``), or return None."""
    text = text.strip()
    if text in NUMBER_WORDS:
        return Decimal(NUMBER_WORDS[text])
    half = Decimal(0)
    if match := re.search(r" ?(?:1/2|½)$", text):
        half, text = Decimal("0.5"), text[: match.start()] or "0"
    if re.fullmatch(r"\d{1,3}(?:[. ]\d{3})+(?:,\d+)?", text):
        text = re.sub("[. ]", "", text)
    text = text.replace(",", ".")
    if not (text.isascii() and re.fullmatch(r"\d{1,15}(?:\.\d{1,10})?", text)):
        return None
    try:
        return Decimal(text) + half
    except InvalidOperation:  # pragma: no cover - the pattern allows numbers only
        return None


_MONTH: Final = (
    r"(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|dec)\b"
)
_NUM: Final = rf"(?:{_DIGITS}|(?:{_WORDS})(?!\w))"
_LABELS: Final = (
    "bilag|afsnit|kapitel|kap|side|tabel|figur|fig|note|fase|trin|spor|resultatmål|delmål|mål|fokusområde"
    "|pejlemærke|målsætning|indsatsområde|nr|punkt|pkt|uge|kl|stk|niveau|boks|ministermål|version|indsats|tema"
)
#: Numbers that count nothing: laws, labels, dates, ages, ordinals, telephone numbers, genitives of time.
_NO_QUANTITY: Final = re.compile(
    "|".join(
        (
            r"§+ ?\d+(?: ?[a-z]\b)?(?:(?: ?[-–,] ?| og | eller )§* ?\d+(?: [a-z]\b)?)*(?:,? ?stk\.? ?\d+)?",
            r"\b(?:lov|lbk|lovbekendtgørelse|bekendtgørelse|vejledning)(?: nr\.?)? \d+(?: af [\d./]+)?",
            rf"\b(?:{_LABELS})\.? ?\d{{1,2}}(?:\.\d{{1,2}})*[a-z]?(?:(?: ?[-–,] ?| og | til "
            rf"| eller )\d{{1,2}}[a-z]?)*"
            r"\b(?! ?(?:%|pct|procent)|[.,]\d)",
            r"(?:\+45 ?)?\b\d{2}(?: \d{2}){3}\b|\b\d{8}\b",
            rf"\b\d{{1,2}}\. ?{_MONTH}(?: ?\d{{4}})?",
            r"\b\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})\b",
            r"\b\d{1,2}/\d{1,2}\b(?<!\b1/2)",
            r"\b\d\.? ?(?:kvartal|kvt|halvår)",
            rf"(?<![\w,.])(?:(?:de|over|under|mellem|på|fyldt) )?{_NUM}(?:(?: ?[-–] ?| og "
            rf"| til ){_NUM})?[ -]*år(?:s(?!værk)\w*|ig\w*|ene?)?(?!\w)",
            r"\b\d+\+",
            r"\bskala\w* (?:fra |på )?\d+ ?(?:til|-|–) ?\d+",
            r"\b\d+(?:-\d+)?-[a-zæøå]\w+",
            rf"\b{_NUM}(?: ?[-–] ?\d+)? (?:ugers|måneders|dages|timers|minutters|minutter)\b",
            rf"\b(?:første|seneste|sidste|næste|kommende|foregående) {_NUM} [a-zæøå]+",
            rf"\b{_NUM} eller (?:flere|færre)(?! pct|%)\b",
            rf"\b{_NUM} gange?\b",
            r"\b(?:19|20)\d{2}(?! ?(?:%|pct|procent|personer|borgere|fuldtids|helårs|virksomheder))",
        )
    )
)
_ORDINAL: Final = re.compile(r"\b\d{1,2}\.(?= ?[a-zæøå])|^\W{0,3}\d{1,2}(?:\.\d{1,2})*[a-z]?[.):](?=\s)")
_OUT_OF: Final = re.compile(
    rf"(?<!\w)(?P<n>{_NUM}) (?:ud )?af (?:hver |de )?(?P<of>\d{{1,3}}|{_WORDS})(?![\w%]| ?pct| procent)"
)
_FRACTION: Final = re.compile(
    r"\b(?:halvdelen|(?P<n>en|to|tre|fire|fem|seks|syv|otte|ni|\d) ?"
    r"(?P<part>tredjedele?|fjerdedele?|femtedele?|sjettedele?|ottendedele?|tiendedele?))(?!\w)"
    r"|\bhver (?P<every>anden|tredje|fjerde|femte|sjette|tiende)(?! (?:uge|måned|dag|gang|år)\b)(?!\w)"
)


def scan(words: str, low: str) -> tuple[Quantity, ...]:
    """Find the quantities of a text.

    :param words: the normalised text
    :param low: the same in lower case, code point for code point
    """
    taken = bytearray(len(low) + 1)
    for match in (*_NO_QUANTITY.finditer(low), *_ORDINAL.finditer(words)):
        taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    found: list[Quantity] = []
    for quantity in (*_parts(low), *_ranges(low), *_plain(low)):
        other_end = bool(quantity.bound and found and found[-1].bound and found[-1].start == quantity.start)
        if other_end or not any(taken[quantity.start : quantity.number_end]):
            found.append(quantity)
            taken[quantity.start : quantity.number_end] = b"\1" * (quantity.number_end - quantity.start)
    return tuple(sorted(found, key=lambda q: (q.start, q.bound == "AtMost")))


def _parts(low: str) -> Iterator[Quantity]:
    for match in _OUT_OF.finditer(low):
        n, of = parse_number(match["n"]), parse_number(match["of"])
        if n is not None and of and 0 < n < of and of in (3, 4, 5, 6, 8, 10, 20, 100):
            yield _part(match, n * 100 / of)
    for match in _FRACTION.finditer(low):
        if match["every"]:
            yield _part(match, Decimal(100) / _PARTS[match["every"]])
        elif match["part"]:
            n = parse_number(match["n"]) or Decimal(1)
            yield _part(match, n * 100 / _PARTS[match["part"].removesuffix("e")])
        else:
            yield _part(match, Decimal(50))


def _part(match: re.Match[str], value: Decimal) -> Quantity:
    value = value.quantize(Decimal("0.1")).normalize()
    plain = value if value != value.to_integral() else value.quantize(Decimal(1))
    return Quantity(match.start(), match.end(), match.end(), plain, "percent", spelled=True, part=True)


def _ranges(low: str) -> Iterator[Quantity]:
    for match in _RANGE.finditer(low):
        first, second = parse_number(match["a"] or match["b"]), parse_number(match["c"])
        if first is None or second is None or first >= second:
            continue
        unit, end, more, scale = _unit(low, match.end())
        if unit is None:
            continue
        for value, bound in ((first, "AtLeast"), (second, "AtMost")):
            yield Quantity(match.start(), end, match.end(), value.scaleb(scale), unit, more, bound)


def _plain(low: str) -> Iterator[Quantity]:
    for match in _NUMBER.finditer(low):
        value = parse_number(match[0])
        if value is None:
            continue
        unit, end, more, scale = _unit(low, match.end())
        spelled = match["word"] is not None
        if spelled and unit is None:
            continue
        if spelled and value <= 1 and unit not in ("percent", "percentage-point"):
            before = re.search(r"(?:mindst|minimum|højst|maksimalt|max)\s*$", low[: match.start()])
            if not before:  # "en borger" is an article
                continue
        value = value.scaleb(scale) if scale else value
        if scale:
            value = value.quantize(Decimal(1)) if value == value.to_integral() else value
        yield Quantity(match.start(), end, match.end(), value, unit, more, spelled=spelled)


def _unit(low: str, at: int) -> tuple[str | None, int, str, int]:
    """Return unit, its end, "flere" and its like, and the power of ten of "mio."."""
    if sign := _SIGN_UNIT.match(low, at):
        unit = "percentage-point" if sign["point"] else "percent" if sign["percent"] else "dkk"
        more = re.match(rf"\s({_MORE})\b(?! end)", low[sign.end() : sign.end() + 12])
        return unit, sign.end(), more[1] if more else "", _SCALES.get(sign["scale"] or "", 0)
    more_word = ""
    position = at
    for _ in range(4):
        word = re.match(r"\s(?P<word>[a-zæøåéöüä][\wæøå-]*)", low[position : position + 60])
        if word is None:
            return None, at, more_word, 0
        term = word["word"]
        position += word.end()
        if term in ("flere", "færre", "mere", "mindre"):
            more_word = term
            continue
        if term in _STOP:
            return None, at, more_word, 0
        unit_of = unit_of_noun(term)
        if unit_of:
            return unit_of, position, more_word, 0
        if not _ADJECTIVE.fullmatch(term):
            return *_later_noun(low, position), more_word, 0
    return None, at, more_word, 0


def _later_noun(low: str, at: int) -> tuple[str, int]:
    """Look one and two words on: no noun follows a noun in Danish, so what stood there was no noun."""
    following = re.match(r"(?: [a-zæøåéöüä][\wæøå-]*){1,2}", low[at : at + 80])
    position = at
    for term in following[0].split() if following else ():
        position += len(term) + 1
        if term in _STOP:
            break
        if unit := unit_of_noun(term):
            return unit, position
    return "count", at


def unit_of_noun(term: str) -> str | None:
    """Return the unit that a noun counts in, or None for one that is counted as such."""
    for pattern, unit in _NOUNS:
        if pattern.fullmatch(term):
            return unit
    return None
