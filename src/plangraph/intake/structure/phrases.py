"""How Danish plans word the headings of their parts, and the sentences that announce lists.

Each pattern is something that many municipalities write; none is there for one of them.
"""

from __future__ import annotations

import re
from typing import Final

#: Words for the areas that a plan is divided into.
AREA_WORDS: Final = (
    r"(?:fokus|indsats|tema|hoved|mål|prioritets|politik)områd(?:e|er|et|erne)|pejlemærke(?:r|t|rne)?"
    r"|tema(?:er|et|erne)?|(?:strategi|indsats|fokus|hoved)spor(?:et|ene)?|spor|fokuspunkt(?:er)?"
    r"|prioritet(?:er)?|prioritering(?:er)?|hovedindsats(?:er)?|målgruppe(?:r|rne)?"
)
#: "3. …", "2.1 …", "IV. …" in front of a heading.
NUMBER: Final = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})*)[.):]?\s+(?=\D)|(?P<roman>[IVX]{1,4})[.)]\s+")
#: "Fokusområde 3: …", "Tema – …".
AREA: Final = re.compile(
    r"(?:fokusområde|indsatsområde|temaområde|målområde|hovedområde|prioritetsområde|pejlemærke|tema"
    r"|strategispor|indsatsspor|fokusspor|spor|prioritet|målgruppe|kapitel)"
    r"(?:\s*(?:nr\.?\s*)?(?P<number>\d{1,2}|[A-H])\b\s*[.:)–-]?|\s*[:–-])\s*(?P<name>\S.*)",
    re.IGNORECASE,
)
#: "Ministermål 2: Flere ledige skal opkvalificeres": a chapter of its own, named after a national target.
TARGET: Final = re.compile(
    r"(?:ministermål|nationalt mål|(?:beskæftigelses)?politisk mål|ministerens mål)\s*(?:nr\.?\s*)?"
    r"(?P<number>\d)\s*[.:–-]\s*(?P<name>\S.+)",
    re.IGNORECASE,
)
#: A name that nobody has filled in: "[Skriv fokusområdets navn]".
BLANK: Final = re.compile(r"\s*\[[^\[\]]*\]\s*")
ANNEX: Final = re.compile(
    r"(?:bilag|appendi(?:ks|x))\b\s*(?P<number>\d{1,2}|[A-Z]\b)?\s*[.:–-]*\s*", re.IGNORECASE
)
#: "… for 2024", "… 2023-2026" at the end of a heading.
YEARS: Final = re.compile(
    r"\s*(?:\b(?:for|i|frem mod|til)\s+(?:planperioden\s+)?)?"
    r"\(?\b20\d\d(?:\s*(?:[-–/]|og|til)\s*(?:20)?\d\d)?\)?$"
)
PARENTHESIS: Final = re.compile(r"\s*\([^()]*\)$")
#: "Resultatmål 3c: …", "Mål 1 – …", "Delmål 2.1 …", "Målet: …", "Lokalt mål: …", "KPI 2: …", "M1: …".
LABELLED: Final = re.compile(
    r"(?:(?:lokalt?|vores|kommunens|konkrete?|politiske?|kvantitativt?|årets|eget|planens) ){0,2}"
    r"(?P<word>(?:resultat|effekt|del|succes|proces|hoved|output|indsats|handle|udviklings"
    r"|kvalitets)?mål(?:et|tal)?"
    r"|målsætning|indsats|udfordring|aktivitet|tiltag|succeskriteri(?:um|et|e|er)|resultatkrav|kpi|pejlemærke"
    r"|(?:effekt)?indikator|målepunkt|effekt(?!ivt?\b)|(?:det |sådan |her |dette )?(?:vi måler|måler vi"
    r"|måles)(?: på)?"
    r"|[rdek]?m(?=\s?\d))"
    r"(?:\s*(?:nr\.?\s*)?(?P<number>\d{1,2}(?:[.-]\d{1,2})*\s?[a-hA-H]?|[A-H][.-]?\d{0,2})\b)?"
    r"\s*(?:[:–-]|\.(?=\s))\s*(?=\S)",
    re.IGNORECASE,
)
#: What those words label that is no goal.
NO_GOAL: Final = re.compile(r"målsætning|indsats$|udfordring|aktivitet|tiltag", re.IGNORECASE)
#: "Målet er, at …", "Det er kommunens mål, at …".
AIM: Final = re.compile(
    r"(?:målet|målene|(?:vores|kommunens|jobcent\w+s|udvalgets|byrådets|planens|\w+ kommunes) (?:\w+ )?mål"
    r"|ambitionen|mål) er\b(?! ikke\b| (?:blevet |allerede )?(?:nået|opfyldt|indfriet))"
    r"|det er (?:\w+ ){0,1}?(?:målet|ambitionen)\b"
    r"|det er (?:vores|kommunens|jobcent\w+s|udvalgets|byrådets|planens|\w+ kommunes) (?:\w+ )?mål\b",
    re.IGNORECASE,
)
#: A number that was typed in front of a paragraph.
TYPED: Final = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[a-zA-Z]\))[ \t\u00a0]+(?=\S)")
#: "UNGE Mål 2024": what heads the rows of a table of goals.
ROWS: Final = re.compile(r"(?P<topic>.+?)\s+(?:–|-|:)?\s*(?:resultat|effekt|del)?mål(?:tal)?")
#: Names of groups, and of the companies, that plans give a chapter each.
GROUPS: Final = re.compile(
    r"\b(?:unge|flygtninge|familiesammenført|indvandrer|udlændinge|integration|ukrain|handic?kap|handikap"
    r"|sygemeldt|sygedagpenge|ledig|langtids|kontanthjælp|uddannelseshjælp|dagpenge|fleksjob|ressourceforløb"
    r"|jobafklaring|aktivitetsparat|jobparat|uddannelsesparat|udsatte|sårbare|seniorer|ufaglært|nyuddanne"
    r"|virksomhed|kvinder|revalidend)",
    re.IGNORECASE,
)
#: What a sentence about the minister's or the state's targets names.
MINISTERIAL: Final = re.compile(
    r"minister|\bnational(?:e|t)\b|regeringen|(?<!lokale )(?<!egne )(?<!vores )beskæftigelsespolitiske mål\b",
    re.IGNORECASE,
)

_OWN: Final = (
    r"(?:(?:de|den|det|vores|kommunens|jobcent(?:er|re|ret|eret)s?|byrådets|kommunalbestyrelsens|lokale?"
    r"|konkrete|operationelle|kvantitative|kvalitative|målbare|årets|årlige|specifikke|centrale|vigtigste"
    r"|egne"
    r"|fælles|udvalgte|særlige|beskæftigelsespolitiske|beskæftigelsesrettede|prioriterede|planlagte|nye"
    r"|aktuelle|tværgående|hvilke|primære|forventede|ønskede)\s+)*"
)
_GOAL: Final = (
    r"(?:(?:resultat|effekt|del|succes|proces|output|års|indsats|kvalitets|handle|hoved|under)?"
    r"mål(?:ene|et|tal|e?punkter)?|succeskriteri(?:er|et|um)|resultatkrav|indikatorer|resultater og effekter)"
)
_MEASURE: Final = (
    r"(?:strategi(?:er|en)?|indsats(?:er|en|erne)?|aktivitet(?:er|erne)?|tiltag(?:ene)?|initiativ(?:er|erne)?"
    r"|handling(?:er|erne)?|handle?plan(?:er)?|handlingsplan(?:er)?|redskab(?:er|erne)?|virkemid(?:ler|lerne)"
    r"|metode(?:r|rne)?|tilbud|indsatsbeskrivelse|løsning(?:er)?|leverancer|milepæl(?:e|ene)?)"
)
_CHALLENGE: Final = (
    r"(?:\w*udfordring(?:er|en|erne)?|barriere(?:r|rne)?|problemstilling(?:er|en|erne)?"
    r"|udfordringsbillede(?:t)?)"
)
_OF: Final = r"(?:\s+(?:for|i|på|vedr\.?|vedrørende|inden for|til)\s+(?P<topic>.+))?"
_US: Final = r"(?:vi|jobcent\w+|kommunen)"


def _joined(part: str) -> str:
    """Return a pattern for a part and others like it: "Mål og måltal", "Strategi, indsatser og metoder"."""
    return rf"{_OWN}{part}(?:\s*(?:,|og|samt|&|/)\s*{_OWN}{part})*"


#: Role → what headings with it say, in small letters, without number, years and colon; the first wins.
HEADINGS: Final = (
    ("contents", r"indhold(?:sfortegnelse)?"),
    ("foreword", r"forord(?: .*)?|velkommen(?: .*)?"),
    ("repatriation", r".*\brepatriering\w*.*"),
    (
        "minister",
        r".*minister\w*\b.*(?:mål|fokus|udmelding)\w*.*|.*\bministermål\w*.*"
        r"|(?:de )?(?:\w+ )?(?:nationale|landspolitiske|statslige|landsdækkende)\b.*\bmål\w*.*"
        r"|(?:de )?(?:\w+ )?beskæftigelsespolitiske mål|mål fra (?:staten|regeringen|ministeren)",
    ),
    (
        "overview",
        r"(?:\w+ )*(?:oversigt|overblik|opsamling|sammenfatning|skema|samling)\b.*\b\w*mål\w*.*"
        r"|\w*mål(?:ene)? (?:samlet|i oversigt|i overblik|på én side).*|\w*måloversigt|alle mål(?:ene)?"
        r"|samlede (?:\w+ )?\w*mål\b.*",
    ),
    (
        "objectives",
        r"(?:\S+\s+){0,6}?\w*målsætning(?:er|en|erne)?"
        + _OF
        + r"|\w*udvalget?s (?:mål|ambitioner)|\w*udvalget vil|(?:vores )?(?:politiske? )?ambition(?:er|en)?"
        r"|(?:de |vores )?(?:\S+ )?(?:politiske?|overordne(?:de|t)|strategiske?|langsigtede)"
        r" (?:mål|ambition(?:er)?)(?: .*)?",
    ),
    (
        "goals",
        _joined(_GOAL)
        + _OF
        + rf"|{_OWN}(?:mål|målet|målene) er(?: at)?|vi vil(?: opnå| gerne)?"
        + rf"|(?:det|dette|hvad|dét|her) (?:vil|skal|ønsker) {_US}(?: at)?(?: opnå| nå| hen| lykkes med)?"
        + r"|(?:det )?(?:vil|skal) vi opnå|hvor (?:vil|skal) vi hen|(?:det|her) går vi efter"
        r"|vi (?:arbejder|sigter) mod|(?:det|hvad|sådan) måler vi(?: på)?"
        r"|(?:ønskede|forventede) (?:effekter|resultater)",
    ),
    (
        "challenges",
        rf"{_OWN}{_CHALLENGE}(?: (?:og|for|i|på|på området)\b.*)?|status og udfordring(?:er|en)"
        r"|hvad er (?:udfordring(?:en|erne)|problemet|svært)|det er svært"
        r"|(?:de |vores )?problemer(?:ne)?(?:,? (?:vi|der|som)\b.*)?",
    ),
    (
        "measures",
        _joined(_MEASURE)
        + r"(?: (?:i|på området|der skal|som skal)\b.*)?"
        + rf"|sådan (?:gør|arbejder|når|vil|skal|løser|griber|kommer) {_US}\b.*"
        + rf"|(?:det|dette|hvad|her) (?:gør|arbejder) {_US}(?: med)?|hvad gør {_US}\b.*"
        + rf"|(?:det|dette|hvad|her) (?:vil|skal)(?: {_US})? (?:gøre|at gøre|arbejde|igangsætte)\b.*"
        + r"|hvordan (?:gør|når|vil|skal|arbejder|opnår|kommer)\b.*|veje?n? (?:til|mod) mål\w*|veje?n dertil"
        + rf"|{_US} (?:gør|igangsætter|iværksætter|sætter ind)\b(?: \w+)?",
    ),
    (
        "status",
        r"(?:status|baggrund|situationen|udviklingen|nøgletal|fakta|resultater|resultatrevision|analyse"
        r"|opfølgning|økonomi|evaluering|organisering|kort om|tal og fakta|udgangspunkt(?:et)?|data)\b.*"
        r"|(?:hvor|her) (?:er|står) vi\b.*|hvad (?:viser|siger)\b.*|tallene\b.*|.*\bi tal|målgruppen?"
        r"|sådan (?:ser|står) det\b.*|(?:arbejdsmarked\w*|lednings?)?situation\w*|hvorfor er det vigtigt",
    ),
    (
        "introduction",
        r"(?:indledning|introduktion|om (?:planen|beskæftigelsesplanen)|læsevejledning|formål|resum[eé]"
        r"|sammenfatning|rammer|rammen|planens)\b.*",
    ),
)

_FOLLOWING: Final = (
    r"\b(?:følgende|nedenstående|disse|dette|to|tre|fire|fem|seks|syv|otte|ni|ti|\d{1,2})"
    r"(?:\s+(?!er\b|har\b|vil\b)[\w-]+){0,3}?\s+"
)
#: Role → how a sentence that ends with a colon announces a list with it; the first wins.
LEADS: Final = (
    (
        "objectives",
        _FOLLOWING + r"(?:\w*målsætninger|(?:overordnede|politiske|strategiske|langsigtede) mål)\b[^.]*:$",
    ),
    ("goals", _FOLLOWING + r"(?:resultat|effekt|del|succes)?mål(?:ene)?\b[^.]*:$"),
    (
        "goals",
        r"\b(?:resultat|effekt|del|succes)?mål(?:et|ene)?(?: for [^.:]{1,60})? (?:er|lyder)(?:,? at)?:$",
    ),
    (
        "goals",
        r"\b(?:vil|skal|ønsker|sigter|forventer|håber)\b[^.:]*(?<!for at )(?<!for at kunne )"
        r"\b(?:nå|nået|opnå|opnået|lykkes med|realiser\w+|indfri\w*)\b[^.:]{0,60}:$",
    ),
    ("challenges", _FOLLOWING + r"(?:\w+)?udfordringer\b[^.]*:$|\budfordringerne er:$"),
    ("measures", _FOLLOWING + r"(?:indsatser|initiativer|tiltag|aktiviteter|redskaber|handlinger)\b[^.]*:$"),
    (
        "measures",
        rf"^(?:(?:i|for at) [^.:]{{1,60}} )?{_US}? ?(?:vil|skal)(?: {_US})?"
        r"(?: (?:derfor|blandt andet|bl\.a\.|især|fx|også|at))*:$",
    ),
)


def labels_goal(words: str) -> re.Match[str] | None:
    """Match what calls words a goal in front of them: "Mål 2: …"; None where nothing does."""
    match = LABELLED.match(words)
    labels = match and (match["number"] or ":" in match[0]) and not NO_GOAL.search(match["word"])
    return match if labels else None


def states_goal(text: str, start: int, end: int) -> bool:
    """Say whether a block calls itself a goal ("Mål 2: …") or says that it is one ("Det er målet, at …")."""
    if typed := TYPED.match(text, start, end):
        start = typed.end()
    return labels_goal(text[start:end]) is not None or AIM.match(text, start, end) is not None
