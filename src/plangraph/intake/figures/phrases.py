"""What the words around a quantity say: how it compares, which way it goes, what it is measured against."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

_LEAST: Final = r"mindst|minimum|som minimum|min\.|i det mindste"
_MOST: Final = r"højst|højest|max\.?|maks\.?|maksimalt|maksimum|som maksimum|op til"
#: Words that may stand between a comparator and its number.
_BETWEEN: Final = (
    r"(?: (?:være|er|ligge|ligger|på|til|med|udgøre|udgør|blive|bliver|nå|når|op|ned|have|har|få|får|et"
    r"|en|niveau|af"
    r"|ca\.|cirka|omkring|skal|have|øges|stige|stiger|falde|falder|reduceres|nedbringes|gennemføre"
    r"|gennemføres|afholde"
    r"|afholdes|etablere|etableres|svare|opnå|opnås|komme|kommer|deltage|deltager|der|besøge|alle)){0,4}"
)
_NEAR: Final = r"(?: (?:på|til|med|ca\.|cirka|omkring|godt|knap|et niveau på|i alt))*"
#: Tried in order, against what stands before the number.
_COMPARATORS: Final = tuple(
    (re.compile(pattern + r"\s*$"), comparator)
    for pattern, comparator in (
        (rf"\bikke (?:\w+ ){{0,2}}(?:under|mindre end|færre end|lavere end){_NEAR}", "AtLeast"),
        (
            rf"\bikke (?:\w+ ){{0,3}}(?:over|overstige[rs]?|overskride[rs]?|mere end|flere end"
            rf"|højere end|længere end)"
            rf"{_NEAR}",
            "AtMost",
        ),
        (rf"(?:\b(?:{_LEAST})(?!\w)|≥|>=){_BETWEEN}", "AtLeast"),
        (rf"(?:(?<!\w)(?:{_MOST})(?!\w)|≤|<=){_BETWEEN}", "AtMost"),
        (rf"(?:\b(?:over|mere end|flere end|højere end|større end|overstige[rs]?)|>){_NEAR}", "Above"),
        (rf"(?:\b(?:under|mindre end|færre end|lavere end|kortere end)|<){_NEAR}", "Below"),
    )
)
_AFTER: Final = (
    (
        re.compile(
            r"\s*(?:\w+ )?eller (?:mere|flere|derover|højere|over|bedre)\b|\s*som minimum\b|\s*i minimum"
        ),
        "AtLeast",
    ),
    (
        re.compile(
            r"\s*(?:\w+ )?eller (?:mindre|færre|derunder|lavere|under)\b|\s*som maksimum\b|\s*maksimalt\b"
        ),
        "AtMost",
    ),
)

_UP: Final = (
    r"(?:for)?øge[srt]?|forøgelse\w*|øgning\w*|øgede|stige[rs]?|stigning\w*|stigende|hæve[srt]?"
    r"|vokse[rs]?|vækst|løfte[srt]?"
    r"|fordoble[srt]?|tredoble[srt]?|udvide[srt]?|opskalere[srt]?|forhøje[srt]?|opjustere[srt]?"
    r"|op(?= (?:på|til|fra|med|over))"
)
_DOWN: Final = (
    r"redu(?:ceres?|ceret|cerer|ktion\w*)|nedbringe[srt]?|nedbragt|nedbringelse\w*|sænke[srt]?"
    r"|mindske[srt]?|falde[rs]?|fald|faldet"
    r"|faldende|begrænse[srt]?|halvere[srt]?|minimere[srt]?|formindske[srt]?|nedsætte[srt]?"
    r"|forkorte[srt]?|nedgang\w*"
    r"|ned(?= (?:på|til|fra|med|under))|afkorte[srt]?"
)
_KEEP: Final = (
    r"fastholde[srt]?|opretholde[srt]?|bevare[srt]?|uændret|holde[srt]?(?= (?:sig )?(?:under|på|over|nede))"
)
_COMPARATIVE_UP: Final = (
    r"flere|større(?= (?:andel|antal|del\b))"
    r"|højere(?= (?:andel|beskæftigelse|\w+(?:grad|frekvens|procent)\b))"
)
_COMPARATIVE_DOWN: Final = (
    r"færre|(?:mindre|lavere)(?= (?:andel|antal|del\b|ledighed|\w+(?:grad|frekvens|procent)\b))"
)
_DIRECTION: Final = re.compile(
    rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN})|(?P<keep>{_KEEP})"
    rf"|(?P<more>{_COMPARATIVE_UP})|(?P<less>{_COMPARATIVE_DOWN}))(?!\w)"
)
#: Before "flere": it then means "several", or belongs to "to eller flere".
_SEVERAL_BEFORE: Final = re.compile(
    r"\b(?:på|med|af|fra|ved|gennem|igennem|over|i|mellem|blandt|hos|efter|under|om|eller|de|disse|for"
    r"|til|tværs)\s$"
)
_SEVERAL_AFTER: Final = re.compile(
    r" (?:forskellige|gange|år|måneder|steder|måder|niveauer|omgange|årsager|tilfælde|aspekter|fronter"
    r"|end|af|udfordringer"
    r"|problemer|sager)\b"
)
#: "i flere tilfælde end de 22": more than so many, not several.
_THAN: Final = re.compile(r" [a-zæøå]+(?: [a-zæøå]+)? end\b")
#: What an organisation pays or does, and nobody counts: "øget fokus" goes no way that a figure could.
_UNCOUNTED: Final = re.compile(
    r" (?:\w+ ){0,2}?(?:fokus\w*|opmærksomhed\w*|\w*samarbejde\w*|\w*indsats(?:en)?|dialog\w*"
    r"|koordin\w+|synlighed\w*"
    r"|kvalitet\w*|fleksibilitet\w*)(?!\w)"
)
_COUNTED: Final = re.compile(
    r" (?:\w+ )?(?:\w*kreds\w*|\w*antal\w*|\w*grupp\w+|\w*andel\w*|\w*brug\w*|\w*anvendelse\w*"
    r"|\w*adgang\w*|\w*udbud\w*)"
)


#: What falls is then a number, whatever it falls from.
_SUBJECT: Final = re.compile(r"\b(?:andel|antal|ledighed|procent|grad)\w*\b")


@dataclass(frozen=True, slots=True)
class Direction:
    """A word that says which way something goes.

    :param start: first code point, in the normalised words
    :param end: code point after the last
    :param way: ``Increase``, ``Decrease`` or ``Maintain``
    :param noun: whether it is a comparative of something counted ("flere ledige")
    """

    start: int
    end: int
    way: str
    noun: bool


def comparator(before: str, after: str = "") -> str | None:
    """Return the comparator that the words around a number give it, or None.

    :param before: what stands before the number, in lower case
    :param after: what stands after its unit
    """
    for pattern, name in _COMPARATORS:
        if pattern.search(before):
            return name
    for pattern, name in _AFTER:
        if pattern.match(after):
            return name
    return None


def directions(low: str, start: int, end: int) -> Iterator[Direction]:
    """Yield the words of a stretch that say which way something goes."""
    for match in _DIRECTION.finditer(low, start, end):
        before, after = low[max(start, match.start() - 20) : match.start()], low[match.end() : end]
        if denied := re.search(r"(?P<must>\b(?:må|skal|bør) )?\bikke (?:\w+ )?$", before):
            if denied["must"] and (match["up"] or match["down"]):  # "må ikke stige"
                yield Direction(match.start() - len(denied[0]), match.end(), "Maintain", False)
            continue
        if match["keep"] and re.search(r"\b(?:der|som)\s$", before):
            continue  # people who are kept somewhere
        comparative = bool(match["more"] or match["less"])
        than = _THAN.match(after) is not None
        if (
            match[0] in ("flere", "færre")
            and not than
            and (_SEVERAL_BEFORE.search(before) or (_SEVERAL_AFTER.match(after)))
        ):
            continue
        if match[0].startswith("udvid") and not _COUNTED.match(after):
            continue
        if not comparative and not match["keep"] and _UNCOUNTED.match(after.split(" af ")[0][:60]):
            continue
        leaves = re.match(
            r" (?:\w+ ){0,2}(?:fra|ud|til|hen)\b(?! (?:\d|under|over|mindst|højst|max|et niveau|de nuv))",
            after,
        )
        subject = _SUBJECT.search(low[start : match.start()])
        if match[0].startswith("fald") and leaves and not subject:
            continue  # "falder fra" drops out, "falder til" settles in
        way = "Increase" if match["up"] or match["more"] else "Maintain" if match["keep"] else "Decrease"
        yield Direction(match.start(), match.end(), way, comparative)


_COUNTRY: Final = (
    r"(?:landsgennemsnit\w*|lands-?gennemsnit\w*|landsplan|landsniveau\w*|landstal\w*|(?:det "
    r"|de )?national[et]\w*"
    r" (?:gennemsnit\w*|niveau\w*|tal\w*)|(?:hele )?landet(?: som helhed)?|landets (?:gennemsnit\w*"
    r"|niveau\w*))"
)
_COUNTRY_AVERAGE: Final = (
    rf"(?:(?:(?:det |den )?(?:gennemsnit\w*|gennemsnitlige \w+|niveau\w*|andel\w*|tal\w*|resultat\w*))"
    rf" (?:for|i|på|af) )?{_COUNTRY}"
)
_LEVEL: Final = r"(?:samme |et )?(?:gennemsnitlige )?niveau"
_RELATION: Final = re.compile(
    rf"(?:på (?P<bound>mindst |højst |minimum )?{_LEVEL} (?:som|med|på|i forhold til)"
    r"(?P<or> eller (?P<better>bedre end|højere end|over)| eller (?P<worse>lavere end|under))?"
    r"|(?P<not>ikke (?:\w+ ){0,3}?)?(?P<side>lavere|mindre|højere|bedre|større|kortere"
    r"|længere) end(?: på| i| for)?"
    r"|(?P<not2>ikke (?:\w+ ){0,3}?)?(?P<side2>under|over)(?! for)"
    r"|(?P<same>svare[r]? (?:mindst )?til|følge[r]?|lig(?: med)?|som (?:minimum )?svarer til))"
    rf"(?: (?:det|den|de|i))? (?P<of>{_COUNTRY_AVERAGE}|(?:niveauet |resultatet |andelen )?(?:i |fra "
    rf"|for )?(?P<then>(?:19|20)\d\d)"
    r"(?:-niveau\w*)?)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Relation:
    """A figure that is given relative to another: the country's, or one's own of an earlier year.

    :param start: first code point, in the normalised words
    :param end: code point after the last
    :param comparator: how it compares
    :param sign: -1 below, 1 above, 0 the same
    :param reference: ``NationalAverage`` or ``Baseline``
    """

    start: int
    end: int
    comparator: str
    sign: int
    reference: str


def relations(low: str, start: int, end: int) -> Iterator[Relation]:
    """Yield what a stretch says relative to the country or to an earlier year."""
    for match in _RELATION.finditer(low, start, end):
        before = low[max(start, match.start() - 45) : match.start()]
        side = match["side"] or match["side2"]
        least = bool(re.search(rf"\b(?:{_LEAST})(?!\w)(?: \w+){{0,5}}\s*$", before))
        most = bool(re.search(rf"\b(?:{_MOST})(?!\w)(?: \w+){{0,5}}\s*$", before))
        if side:
            up = side in ("højere", "bedre", "større", "over", "længere")
            name = "Above" if up else "Below"
            if match["not"] or match["not2"]:
                name = "AtMost" if up else "AtLeast"
            yield Relation(match.start(), match.end(), name, 1 if up else -1, _reference(match))
            continue
        bound = (match["bound"] or "").strip()
        if (
            least
            or bound in ("mindst", "minimum")
            or match["better"]
            or re.search(r"mindst|minimum", match["same"] or "")
        ):
            name = "AtLeast"
        elif most or bound == "højst" or match["worse"]:
            name = "AtMost"
        else:
            name = "Equal"
        yield Relation(match.start(), match.end(), name, 0, _reference(match))


def _reference(match: re.Match[str]) -> str:
    return "Baseline" if match["then"] else "NationalAverage"


def offset(relation: Relation, value: Decimal) -> tuple[str, Decimal]:
    """Return comparator and offset of "2 procentpoint højere end" and its like.

    "X lower" is a bound from above even without *mindst*: the words say which side is the better.
    """
    return ("AtLeast", value) if relation.sign > 0 else ("AtMost", -value)
