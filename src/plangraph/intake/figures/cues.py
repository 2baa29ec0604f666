"""Words around a quantity that tell what it is there for."""

from __future__ import annotations

import re
from typing import Final

#: Where a new clause begins that has its own verb.
CLAUSE: Final = re.compile(
    r",? (?:og|men) (?=(?:skal|vil|må|bør|kan|er|har|bliver|i \d{4} skal)\b)"
    r"|, (?:og|men|mens|hvor|hvilket|hvoraf|heraf|så) |; | \| "
)
#: Where what was said before no longer holds.
HARD: Final = re.compile(r", (?:og|men|mens) |; | \| ")
#: A figure after these was measured.
PAST: Final = re.compile(
    r"\b(?:var|lå|udgjorde|havde|blev|steg|faldt|viste|opnåede"
    r"|(?:er|har) (?:\w+ )?(?:steget|faldet|været|ligget|udgjort)"
    r"|i dag|aktuelt|p\.t\.|pt\.|på nuværende tidspunkt|for nuværende|nu(?= på| \d))(?!\w)"
)
MODAL: Final = re.compile(r"\b(?:skal|vil|bør|mål\w*|ambition\w*|måltal\w*|ønsker)\b")
IF: Final = re.compile(r"\b(?:hvis|såfremt)\b[^,.;)]*")

_COMPARED: Final = (
    r"(?: ?(?:mindst|minimum|som minimum|min\.|højst|højest|max\.?|maks\.?|maksimalt|over|under"
    r"|mere end|ca\.|cirka"
    r"|omkring|yderligere|i alt|op til|≥|≤|<|>))*"
)
COMPARED_END: Final = re.compile(_COMPARED + " ?$")
FROM: Final = re.compile(
    r"\bfra (?:(?:et |det |de |den )?(?:nuværende |aktuelle )?(?:niveau\w* |udgangspunkt\w* |andel\w* )?"
    r"(?:på |i )?)?(?:i \w+ )?(?:ca\. |omkring |godt |knap )?$"
)
AGAINST: Final = re.compile(
    r"(?:\b(?:mod|imod|sammenlignet med|i forhold til|ift\.?|i stedet for)|\bend)"
    r"(?: (?:de|det|en|et|andelen|i dag|nu|niveauet|nuværende|ca\.|på|i \d{4}|\w+ \d{4}))*\s$"
)
STATUS: Final = re.compile(
    r"\b(?:status\w*|baseline|udgangspunkt\w*|resultat(?!mål|krav)\w*|nuværende\w*|nulpunkt\w*|0-punkt"
    r"|realiseret|faktisk\w*|startniveau)(?:[^|.;:]{0,45})?:?[ (]*$"
)
GOAL_LABEL: Final = re.compile(
    r"\b(?:mål|måltal|resultatmål|resultatkrav|succeskriterie\w*|krav|ambition\w*)\b[^|.;]{0,25}:[ (]*$"
)
YEAR_LABEL: Final = re.compile(r"\b(?P<year>20\d\d):\s*$")
RESTATED: Final = re.compile(
    r"\b(?P<part>heraf|hvoraf)\b[^,;]*$|\b(?:svarende til|hvilket svarer til|det svarer til)\b[^,;]*$"
)
MOVED_BY: Final = re.compile(rf"\bmed{_COMPARED} ?$")
CHANGE_NOUN: Final = re.compile(
    r"\b(?:(?P<up>stigning|vækst|forøgelse|øgning|fremgang)|(?P<down>fald|reduktion|nedgang|reducering)"
    rf"|forbedring)(?: \w+){{0,6}}? på{_COMPARED} ?$"
)
BY_VERB: Final = re.compile(
    r"\b(?:øges?|stiger|stige|reduceres?|reducere|nedbringes?|sænkes?|falder|falde|mindskes?|vokser"
    r"|vokse|hæves?)"
    rf"{_COMPARED} ?$"
)
TO: Final = re.compile(rf"\b(?:til|ned på|op på){_COMPARED}(?: et niveau på)? ?$")
ON: Final = re.compile(rf"\b(?:på|er|være|udgør|udgøre|bliver|blive|nå|når|udgøres af){_COMPARED} ?$")
_DEFINITE: Final = r"de|disse|vores|vore|den|det|alle|begge|kommunens|jobcentrets|hver|første|ens"
#: Before a number word or an unknown noun: the words then say where or how, not how many.
NO_COUNT: Final = re.compile(
    rf"\b(?:{_DEFINITE}|på|i|af|med|for|mellem|blandt|fra|ved|hos|efter|til|over|under|inden for"
    rf"|indenfor|gennem"
    r"|om|ad)\s$"
)
#: The same before digits and a known noun ("aftaler med 25 virksomheder" does say how many).
DETERMINED: Final = re.compile(rf"\b(?:{_DEFINITE}|i|inden for|indenfor|over|under|mellem|fra|efter)\s$")
#: Before a duration that is itself the figure; "fleksjob på 10 timer" only says which jobs.
LASTING: Final = re.compile(
    r"\b(?:være|er|udgør|udgøre|vare|varer|ligge|ligger|(?:være|er|ligge|ligger|ned|op|under|fastholdes) på)"
    rf"{_COMPARED} ?$"
)
WITHIN: Final = re.compile(
    rf"\b(?:inden for|indenfor|efter|i løbet af|i|senest|gennem|for|ud over|hver)(?: de)?{_COMPARED} ?$"
)
NATIONAL: Final = re.compile(
    r"\b(?:lands\w+|hele landet|national\w*|klynge\w*|region\w*|rar|sammenlign\w*)\b"
)
ELSEWHERE: Final = re.compile(
    r"\b(?:lands\w+|hele landet|national\w*|klynge\w*|region\w*)(?: \w+){0,2}? (?:på|er"
    r"|ligger på)(?: ca\.)? $"
)
_AND: Final = re.compile(r"(?:,|\bog|\bsamt|\bhenholdsvis|\bhhv\.|\beller|/)(?: (?:på|til|for|med|i))?\s*$")
NOW: Final = re.compile(r"\b(?:nu|mod|fra)\b")
COUNTED: Final = re.compile(r"\b(?:\w*antal\w*|\w*andel\w*|\w*tal(?:let)?|\w*ledighed\w*)\b")
NUMBERED: Final = re.compile(r"\b\w*(?:antal|tal)\w*\b|\bmål\w*\b")
FULL_TIME: Final = re.compile(r"\(?\bfuldtids?\b\)?|\bfuldtidspersoner\b")
NUMBER_OF: Final = re.compile(r"\bantal(?:let)?(?: af)? (?P<noun>(?:[\wæøå-]+ ){0,4}?[\wæøå-]+)")
SHARE: Final = re.compile(r"\bandel\w*|\b\w+procent\w*")
PART: Final = re.compile(r"\b(?:heraf|hvoraf)\b")
#: What stands between a quantity and the time it was measured.
MEASURED_IN: Final = re.compile(r"[\s(]*(?:i|ultimo|pr\.|ved udgangen af)?[\s(]*")
STOOD_IN: Final = re.compile(
    r"[\s(]*(?:\w+ ){0,2}?(?:i|pr\.|ultimo|primo|ved udgangen af|med udgangen af|opgjort|for|fra)?[\s(]*"
    r"(?:år |den |d\. )?"
)
#: A year in front of its figure ("2022: 395").
LABELS: Final = re.compile(r" ?[:=] ?\d")
#: "4,2 på en skala fra 1 til 5": a number of points, which are no unit.
ON_SCALE: Final = re.compile(r"[ (]*(?:på|i)? ?(?:(?:en|vores|den) )?\w{0,30}skala(?:en)?\b")
#: A change said after the number ("10 pct. lavere").
CHANGE_AFTER: Final = re.compile(
    r" (?:(?P<up>stigning|vækst|forøgelse|fremgang|øgning)|fald|reduktion|nedgang)\b"
    r"| (?:points? )?(?:(?P<higher>højere|større)|lavere)(?! end)\b"
)
#: A change said without a number.
FACTOR: Final = re.compile(r"\b(?:(?P<half>halver)|(?P<double>fordobl)|tredobl)(?:e[srt]?|ing\w*)\b")
#: What is neither a share nor near one.
NO_SHARE: Final = re.compile(r"\b(?:antal\w*|varighed\w*|\w*tid(?:en)?)\b")
CONDITION: Final = re.compile(
    r"\b(?:(?:inden ?for|i løbet af|i|under|efter) (?:de |den |det )?(?:første|seneste"
    r"|sidste) [^,.;|()]{3,60}"
    r"|(?:inden ?for|efter|senest) (?:ca\. )?(?:\d+|en|et|to|tre|fire|fem|seks|otte|ti|tolv)"
    r" (?:uge|måned|dag|år|halvt år)[^,.;|()]{0,40}"
    r"|(?:hvis|såfremt) [^.;|()]{3,120}"
    r"|i forhold til (?:\w+ )?(?:19|20)\d\d)"
)


def joined(left: str) -> bool:
    """Whether what stands before a quantity ties it to the one before ("16 pct. … og 20 pct. …")."""
    return _AND.search(COMPARED_END.sub(" ", left)) is not None
