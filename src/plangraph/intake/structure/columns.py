"""What a column of a plan's table holds, by the word stems of its heading."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import Final


class Column(Enum):
    """What a column of a table holds, or a row of a sheet that is about one goal."""

    NUMBER = auto()
    AREA = auto()
    GROUP = auto()  # whom it is for
    GOAL = auto()
    OBJECTIVE = auto()
    INDICATOR = auto()
    BASELINE = auto()
    FIGURE = auto()  # what is to be reached
    DUE = auto()  # by when
    NATIONAL = auto()  # the minister's target
    MEASURE = auto()
    CHALLENGE = auto()
    ASIDE = auto()  # who answers for it, where it is from, what it costs
    REVIEW = auto()  # whether it was reached: the table looks back
    OTHER = auto()


_WE: Final = r"(?:vi|jobcent\w+|kommunen)"
#: The first that is in a heading wins; each is a stem that headings of its kind share, whatever is around it.
_STEMS: Final = tuple(
    (column, re.compile(pattern))
    for column, pattern in (
        (Column.NUMBER, r"^(?:nr\.?|nummer|#|mål\s?nr\.?|id)$"),
        (
            Column.REVIEW,
            r"målopfyldelse|^(?:er )?(?:målet |mål )?(?:blev )?(?:opfyldt|nået|indfriet)\b(?! (?:senest|i"
            r"|ved)\b)",
        ),
        (
            Column.ASIDE,
            r"ansvar|tovholder|\bejer|forankr|kontakt|udfører|\bleder\b|\bkilde|bemærk|\bnoter?\b|budget"
            r"|økonomi"
            r"|\bpris|udgift|følge[rs]? (?:vi )?op\b|opfølgning|udvikling(?:en)?\b(?! vi)|tendens|ændring"
            r"|forskel",
        ),
        (Column.NATIONAL, r"minister|\bnational|regering|\bstatslig"),
        (
            Column.DUE,
            r"frist|deadline|hvornår|\bsenest\b|tids(?:punkt|horisont|plan|ramme)|\bdato\b|^(?:mål)?år$|^tid$"
            r"|^skal (?:være )?nåe?[st]",
        ),
        (
            Column.BASELINE,
            r"baseline|udgangspunkt|nulpunkt|0-punkt|\bstatus|nuværende|\bnu\b|\bi dag\b|\bstart"
            r"|\bseneste\b|faktisk"
            rf"|\baktuel|realiseret|\bopnået|\b(?:er|står|ligger) {_WE}(?! på vej)|^fra\b|\bfør\b"
            r"|resultat(?:et|er)?\s*(?:i |fra |for |ultimo )?20\d\d",
        ),
        (
            Column.FIGURE,
            r"måltal|målniveau|målværdi|resultatkrav|\bkrav|\bniveau|\bsigte|\bværdi|target|forvent|^til\b"
            r"|ønske\w* (?:tal|andel|antal)|(?:resultat|effekt|del)?mål(?:sætning)?\s*(?:for |i "
            r"|ultimo )?20\d\d"
            r"|^(?:(?:ultimo|primo|i|inden|år)\s)?20\d\d\b"
            rf"|(?:vil|skal) {_WE} (?:være|stå|hen|ligge|nå til)|{_WE} (?:vil|skal) (?:være|stå|hen|ligge"
            rf"|nå til)",
        ),
        (
            Column.OBJECTIVE,
            r"målsætning|(?:overordne|politisk|strategisk|langsigte)\w* (?:mål|ambition)|\bformål|\bvision",
        ),
        (
            Column.INDICATOR,
            rf"indikator|måle(?:punkt|metode|måling|parameter|s\b|r\b)|\bkpi|nøgletal|\bser {_WE} (?:på|det)"
            rf"|(?:ved|måler) {_WE}\b|kendetegn|^opgørelse",
        ),
        (
            Column.MEASURE,
            r"indsats(?!mål|område|spor)|aktivitet|handling|tiltag|initiativ|redskab|strategi(?!sk)"
            r"|\bmetode|midde?l"
            rf"|\bsådan\b|\bhvordan\b|\bgør {_WE}|{_WE} gør|\bvejen\b|\bveje? til|leveranc|milepæl"
            rf"|(?:vil|skal) {_WE} gøre|{_WE} (?:vil|skal) gøre",
        ),
        (Column.CHALLENGE, r"udfordring|barriere|problem"),
        (
            Column.GROUP,
            r"målgruppe|\bgruppe|\bhvem\b|\bborgere(?:n)?$|\bydelse|\bhandler det om|\bfor hvem|\bgælder for",
        ),
        (Column.AREA, r"område|\btema|pejlemærke|spor(?:et)?$|\bemne|\bkapitel|^fokus(?:punkt)?$"),
        (
            Column.GOAL,
            r"(?<!for)mål(?:et|ene)?\b|effekt|resultat|succes|forandring|ambition|lykkes|opnå|\bønske"
            rf"|\bhvad (?:vil|skal|ønsker)\b|\bvil {_WE}\b|\b{_WE} vil\b|\bskal {_WE}\b|\b{_WE} skal\b",
        ),
    )
)
#: No heading of a column has more words or characters.
_MOST_WORDS, _LONGEST = 9, 70
#: What a cell says, not a heading.
_SAYS: Final = re.compile(
    r"^(?:flere|færre|mindst|højst|alle|andelen|antallet|at|der)\b"
    r"|\bskal\b(?! (?:vi|jobcent|kommunen|det|nås|måles|gøres|ske|være nået))(?<!hvad skal)(?<!vi skal)"
    r"|\b\d+(?:,\d+)? ?(?:%|pct|procent|personer)"
)
#: "Mål A1", "Delmål 2.1": a heading with a number of its own.
_NUMBERED: Final = re.compile(
    r"\s*(?:nr\.?\s*)?(?P<number>[a-h]\.?\d{1,2}|\d{1,2}(?:[.-]\d{1,2})*[a-h]?)$", re.I
)


def name(heading: str) -> Column:
    """Name a column by the words of its heading."""
    bare = re.sub(r"^\d{1,2}[.)]\s+|\s*\([^)]*\)$", "", heading.strip(" :*?.").casefold())
    if not bare or len(bare) > _LONGEST or len(bare.split()) > _MOST_WORDS or _SAYS.search(bare):
        return Column.OTHER
    if not re.search(r"20\d\d$", bare):
        bare = _NUMBERED.sub("", bare)
    return next((column for column, pattern in _STEMS if pattern.search(bare)), Column.OTHER)


def number(heading: str) -> str:
    """Return the number that a heading has of its own ("Mål A1"), or an empty string."""
    bare = heading.strip(" :*?.")
    match = _NUMBERED.search(bare)
    return match["number"] if match and match.start() > 0 and not re.search(r"20\d\d$", bare) else ""
