"""Who adopts a plan and when, as a sentence says it; and whether a sentence recites a duty."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import Final

COUNCIL: Final = re.compile(
    r"\b(?:byråd\w*|kommunalbestyrelse\w*|borgerrepræsentation\w*|kommunalråd\w*)", re.IGNORECASE
)
#: The plan itself, by any name it goes by; spelling mistakes in *beskæftigelsesplan* are common.
PLAN: Final = re.compile(
    r"\b(?:(?:bes?k\w{5,18}|arbejdsmarkeds|job|integrations|unge\w{0,20})-?(?:p{1,2}lan|politik|strategi)\w*"
    r"|(?:den|denne|vores|én|en)?\s?(?:fælles\s)?plan(?:en|ens|s|er|erne|udkast\w*)?|udkast(?:et|ets)?"
    r"|strategien|politikken|høringsudgave\w*|høringsversion\w*|høringsudkast\w*)\b",
    re.IGNORECASE,
)
#: Another paper of the municipality, which boards are heard about and councils adopt too.
OTHER_PAPER: Final = re.compile(
    r"\b(?!besk|arbejdsmarkeds|job|integrations|unge)\w{1,30}(?:politik|strategi|budget|plan)(?:ken|en|ens|tet)?\b"
    r"|\bbudget\w*|\b(?:lokal|klima|kommune|helheds)plan\w*",
    re.IGNORECASE,
)
#: In a sentence of its own after one about the plan.
_IT: Final = re.compile(r"(?:Den|Denne)\s+(?:er|blev|bliver|vedtages|godkendes)\b")
_LAW: Final = (
    r"(?:\w{0,30}lov(?:en|ens|givning|givningen|givningens|grundlaget)?\b|lovens\b|lbk\b|bekendtgørelse\w*|§)"
)
_ACCORDING: Final = re.compile(
    r"\b(?:ifølge|i henhold til|i medfør af|i følge|det følger af|det fremgår af)\s+"
    rf"(?:[\w.,-]+\s){{0,4}}?{_LAW}"
    # "ophold efter særloven", "ledige efter LAB-loven" only say who is meant.
    r"|\befter\s+(?:loven|lovgivningen|lov om|§|(?:repatrierings|retssikkerheds)loven|\w+lovens\s+§)"
    r"|\blov(?:en|givningen)?\b[^,;]{0,60}?\s(?:stiller|kræver|foreskriver|fastsætter|fastslår|siger|pålægger|bestemmer)\b"
    r"|\blovkrav\w*|\bfølgende krav\b|\bdet er et krav\b|\blovens krav\b|\bkrav til (?:planen|indholdet)\b",
    re.IGNORECASE,
)
#: "Som loven foreskriver, er planen …": the plan does it.
_AS_THE_LAW: Final = re.compile(r"\bsom (?:loven|lovgivningen) \w+", re.IGNORECASE)
_REFERRING: Final = re.compile(
    rf"\b(?:jf\.?|jævnfør|jvf\.?|som følge af)\s+(?:\w+\s){{0,2}}?{_LAW}", re.IGNORECASE
)
_BOUND: Final = (
    r"(?:kommunalbestyrelse[nr]\w*|byråd\w*|kommunerne|alle kommuner|den enkelte kommune|planen"
    r"|\w{0,20}besk\w{0,20}planen|handicapråd\w*)"
)
_BINDING: Final = re.compile(
    rf"\b{_BOUND}\s+skal\b|\bskal\s+(?:der\s+)?(?:{_BOUND}|indgå)\b|\bskal\s+der\s+indgå\b"
    r"|\b(?:pålægger|forpligter|kræver af)\s+(?:alle\s+)?(?:kommunerne|kommunen|kommunalbestyrelsen)\b"
    r"|\b(?:er|bliver)\s+(?:\w+\s)?forpligtet\b|\bforpligtelse til\b|\bhar pligt\b|\bpligt til\b|\bpålagt\b",
    re.IGNORECASE,
)
_DECIDED: Final = r"(?:vedtaget|godkendt|tiltrådt|besluttet)"
_DONE: Final = re.compile(
    rf"\b(?:er|blev|har|blevet)\b[^;]{{0,110}}?\b{_DECIDED}\b|\b(?:vedtog|godkendte|tiltrådte)\b"
    rf"|^\W*(?:\w{0, 30}plan\w*\W+(?:20\d\d\W+)?)?(?:endeligt?\s)?{_DECIDED}\s+(?:af|i|på|den|d\.)"
    r"|\b(?:fremlagt|forelagt)\b[^;]{0,40}\bgodkendelse\b",
    re.IGNORECASE,
)
_OF_COUNCIL: Final = re.compile(
    r"\b(?:byrådets|kommunalbestyrelsens|borgerrepræsentationens) (?:vedtagelse|godkendelse)\b", re.IGNORECASE
)
_HABIT: Final = re.compile(
    r"\b(?:vedtager|godkender|beslutter|vedtages|godkendes|besluttes|fastlægges|fastlægger)\b", re.IGNORECASE
)
_AHEAD: Final = re.compile(
    r"\b(?:skal|vil|ventes|forventes|bør|kan|planlægges|indstilles?)\b[^;]{0,80}?\b"
    rf"(?:vedtages?|godkendes?|vedtagelse|godkendelse|{_DECIDED})\b"
    r"|\b(?:forelægges|fremlægges|indstilles)\b",
    re.IGNORECASE,
)
#: "Når byrådet har vedtaget planen, …" says nothing about whether it has.
_ONCE: Final = re.compile(
    r"\b(?:når|hvis|såfremt|efter at|indtil|før|inden|så snart)\b[^,;]*$", re.IGNORECASE
)
_DENIED: Final = re.compile(
    r"\b(?:ikke|mangler at|før|indtil|inden den er|når den er|når planen er)\b", re.IGNORECASE
)
_DEADLINE: Final = re.compile(
    r"\b(?:senest|inden|før)\s+(?:den\s+|d\.\s*)?31\.?(?:\s*dec\w*|[./-]\s*12)"
    r"|\binden (?:årets udgang|udgangen af)|\binden årsskiftet\b|\bsenest ved årets udgang\b",
    re.IGNORECASE,
)
_YEARLY: Final = re.compile(r"\b(?:hvert år|årligt|årlig|en gang om året|det kommende års?)\b", re.IGNORECASE)
_MONTHS: Final = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_MONTH: Final = r"(?P<month>jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]*\.?"
_DATES: Final = (
    re.compile(rf"\b(?P<day>\d{{1,2}})\.?\s*{_MONTH}\s+(?P<year>20\d\d)\b", re.IGNORECASE),
    re.compile(r"\b(?P<day>\d{1,2})\s?[./-]\s?(?P<month>\d{1,2})\s?[./-]\s?(?P<year>20\d\d|\d\d)\b"),
    re.compile(r"\b(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b"),
    re.compile(rf"\b{_MONTH}\s+(?:måned\s+)?(?P<year>20\d\d)\b", re.IGNORECASE),
)


class State(Enum):
    """What a sentence says about the adoption."""

    DONE = auto()  # it was adopted
    HABIT = auto()  # it is adopted, every year or as a rule
    AHEAD = auto()  # it is to be adopted
    DUTY = auto()  # the law wants it adopted


@dataclass(frozen=True, slots=True)
class Adoption:
    """What a sentence says about who adopts the plan and when.

    :param state: whether it has happened
    :param day: the last day it can have been, or None without a date
    :param exact: whether the day itself is given, not only the month
    :param deadline: whether it names the end of the year as deadline
    :param yearly: whether it says that it happens each year
    """

    state: State
    day: date | None
    exact: bool
    deadline: bool
    yearly: bool

    def in_time(self, year: int | None) -> bool:
        """Say whether it was adopted before the plan year began; False when day or year is unknown."""
        return self.day is not None and year is not None and self.day < date(year, 1, 1)


def read(words: str, *, duty: bool = False) -> Adoption | None:
    """Read from a sentence whether the municipal council adopts the plan, or return None.

    :param words: a normalised sentence
    :param duty: whether it recites the law
    """
    council = COUNCIL.search(words)
    if council is None:
        return None
    done, habit, ahead = _DONE.search(words), _HABIT.search(words), _AHEAD.search(words)
    if day_in(words) is not None and "skal" not in words:
        done = done or _OF_COUNCIL.search(words)
    verb = done or habit or ahead or (re.search(r"\bvedtage\b", words) if duty or binds(words) else None)
    plan = PLAN.search(words)
    short = done is not None and done.start() == 0 and len(words.split()) <= 15
    if verb is None or not (plan or short or _IT.match(words)):
        return None
    if plan is not None and _about_other(words, plan):
        return None
    start, end = min(council.start(), verb.start()), max(council.end(), verb.end())
    if _DENIED.search(words, start, end) and not _DEADLINE.search(words):
        return None
    if (duty or binds(words)) and done is None:
        state = State.DUTY
    elif done is not None:
        later = _ONCE.search(words, 0, done.end()) or (ahead is not None and ahead.start() <= done.start())
        state = State.AHEAD if later else State.DONE
    else:  # "vedtages den 18. december 2023" is no habit
        state = State.HABIT if habit and not ahead and day_in(words) is None else State.AHEAD
    found = day_in(words)
    return Adoption(
        state,
        found[0] if found else None,
        bool(found and found[1]),
        _DEADLINE.search(words) is not None,
        _YEARLY.search(words) is not None,
    )


def _about_other(words: str, plan: re.Match[str]) -> bool:
    """Say whether another paper than the plan is what the sentence is about: the first one named."""
    other = OTHER_PAPER.search(words)
    return other is not None and other.start() < plan.start()


def day_in(words: str) -> tuple[date, bool] | None:
    """Return the first date in a sentence: the day, and whether it is given or only the last of its month."""
    for pattern in _DATES:
        for match in pattern.finditer(words):
            named = match["month"].casefold()
            month = int(named) if named.isdigit() else _MONTHS.index(named[:3]) + 1
            year = int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)
            given = "day" in pattern.groupindex
            try:
                day = int(match["day"]) if given else calendar.monthrange(year, month)[1]
                return date(year, month, day), given
            except (ValueError, calendar.IllegalMonthError):
                continue
    return None


def recites_law(words: str) -> bool:
    """Say whether a sentence speaks of what a law demands."""
    return _ACCORDING.search(_AS_THE_LAW.sub("", words)) is not None


def refers_to_law(words: str) -> bool:
    """Say whether a sentence names a law only as the reason for what it says (*jf. loven*)."""
    return _REFERRING.search(words) is not None and _ACCORDING.search(words) is None


def binds(words: str) -> bool:
    """Say whether a sentence says what council, municipalities or plan must do."""
    return _BINDING.search(words) is not None
