"""Points in time in Danish text: by when a figure is to be reached, and from when a baseline is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            ("januar", "jan"), ("februar", "feb"), ("marts", "mar"), ("april", "apr"), ("maj",),
            ("juni", "jun"), ("juli", "jul"), ("august", "aug"), ("september", "sept", "sep"),
            ("oktober", "okt"), ("november", "nov"), ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
_YEAR: Final = r"(?:19|20)\d{2}(?![\d%])(?!,\d)(?!\.\d{3})"
_TIME: Final = re.compile(
    rf"(?<![\d.,§-])(?:"
    rf"(?P<quarter>[1-4])\. ?(?:kvartal|kvt\.?) (?P<quarter_year>{_YEAR})"
    rf"|(?P<half>[12])\. ?halvår (?P<half_year>{_YEAR})"
    rf"|(?P<day>\d{{1,2}})[./-](?P<day_month>\d{{1,2}})[./-](?P<day_year>{_YEAR})"
    rf"|(?:(?P<date>\d{{1,2}})\. ?)?(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
    rf" (?P<month_year>{_YEAR})"
    rf"|(?P<first>{_YEAR}) ?(?:[-–/]|til og med|til) ?(?P<last>{_YEAR})"
    rf"|(?P<year>{_YEAR})"
    rf")"
)
_YEAR_GROUPS: Final = ("quarter_year", "half_year", "day_year", "month_year", "year")
_THIS_YEAR: Final = re.compile(
    r"\b(?:i (?:løbet af )?(?:planåret|planens år|indeværende år)|(?:inden |ved )?årets udgang"
    r"|inden udgangen af (?:året|planåret)|i (?:løbet af )?planperioden(?! ?\d)"
    r"|ved (?:udgangen af )?planperiodens udløb)\b"
)
#: What stands before a year that a figure is compared with, or that it starts from.
_COMPARED: Final = re.compile(
    r"(?:\b(?:i forhold til|ift\.?|sammenlignet med|end|som|siden|fra|(?<!frem )mod|imod|målt|baseret på)"
    r"(?: (?:i|ved|for|på|året|niveauet|resultatet|tallet|andelen|antallet|udgangen|af|ultimo|den|d\."
    r"|det|de|1\.|fra)){0,4}|\bniveau(?:et)?(?: fra)?(?: \w+)?|\blov\b.{0,30}|\baf \d{1,2}\.? ?"
    r"|\bnr\. \d+ (?:af|fra))\s?$"
)
_DEADLINE: Final = re.compile(
    r"\b(?:inden|senest|udgangen af|ultimo|frem mod|frem til|til og med|i løbet af|indtil|mål|måltal"
    r"|ambition|inden for|i|for|til"
    r"|perioden|planperioden|årene|årets|primo|med virkning fra)(?: den| d\.| udgangen af"
    r"| slutningen af| sommer\w*| forår\w*| efterår\w*| årsskiftet| året| årene)*[ (]*$"
)


@dataclass(frozen=True, slots=True)
class Time:
    """A year, month, quarter or stretch of years.

    :param start: first code point, in the normalised words
    :param end: code point after the last
    :param year: the year, or the last of a stretch
    :param period: as an observation's period writes it (``2022-08``, ``2022-Q1``, ``2015``)
    :param compared: whether the words before it say that something is compared with it
    :param deadline: whether the words before it say that something happens in or by it
    """

    start: int
    end: int
    year: int
    period: str
    compared: bool
    deadline: bool


def scan(low: str, year: int | None = None) -> tuple[Time, ...]:
    """Find the points in time of a text.

    :param low: normalised text in lower case
    :param year: the plan's year, for "i planåret" and its like
    """
    found = []
    for match in _TIME.finditer(low):
        of, period = _period(match)
        if period is None:
            continue
        before = low[max(0, match.start() - 45) : match.start()]
        label = bool(re.match(r"[- ]?niveau|[- ]?tal\b|-", low[match.end() :]))
        stretch = bool(match["first"]) and before.endswith("fra ")
        compared = label or (bool(_COMPARED.search(before)) and not stretch)
        found.append(
            Time(
                match.start(),
                match.end(),
                of,
                period,
                compared,
                stretch or (bool(_DEADLINE.search(before)) and not compared),
            )
        )
    if year is not None:
        for match in _THIS_YEAR.finditer(low):
            if not any(t.start < match.end() + 8 and match.start() < t.end for t in found):
                found.append(Time(match.start(), match.end(), year, str(year), False, True))
    return tuple(sorted(found, key=lambda t: t.start))


def _period(match: re.Match[str]) -> tuple[int, str | None]:
    """Return the year and the period; None for what looks like a stretch of years and is none."""
    if match["first"]:
        rising = int(match["first"]) < int(match["last"])
        return int(match["last"]), f"{match['first']}/{match['last']}" if rising else None
    of = next(y for y in map(match.group, _YEAR_GROUPS) if y)
    month = _MONTHS[match["month"]] if match["month"] else int(match["day_month"] or 0)
    day = int(match["date"] or match["day"] or 0)
    period = of
    if match["quarter"]:
        period = f"{of}-Q{match['quarter']}"
    elif match["half"]:
        period = f"{of}-H{match['half']}"
    elif 1 <= month <= 12:
        period = f"{of}-{month:02}" + (f"-{day:02}" if 1 <= day <= 31 else "")
    return int(of), period
