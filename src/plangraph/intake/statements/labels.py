"""Short names for statements, made of their own words."""

from __future__ import annotations

import re
from typing import Final

from plangraph.intake.structure.phrases import LABELLED
from plangraph.passages import normalise

#: Longest label, in characters.
LONGEST: Final = 80
_SHORTEST: Final = 18
#: Where a first clause may end.
_CLAUSE: Final = re.compile(
    r"(?<!pct)(?<!bl)(?<!mio)(?<!ca)(?<!evt)(?<!nr)(?<!\d)[.;:?!](?=\s|$)|,\s(?!at\b|som\b|der\b|hvor\b|hvis\b|når\b|fordi\b)"
    r"|\s(?=med henblik på\b|så(?:ledes)?\s(?:at\b|de[tn]?\b|flere\b)|der skal\b|hvilket\b|idet\b"
    r"|samtidig med\b)"
)
_HALF: Final = re.compile(r"(?<=\w)(?:-\s(?=(?!og\b|eller\b|samt\b|såvel\b)[a-zæøå])|\u00ad\s?)")
_SUBJECT: Final = re.compile(
    r"(?:jobcent(?:er|ret|eret)|vi|kommunen|\w+ kommune|udvalget)\s(?:vil|skal)\s(?:i \d{4}\s)?(?=\w)",
    re.IGNORECASE,
)


def label(passage: str) -> str:
    """Make a short name of a passage: its first clause, at most 80 characters, on one line.

    :param passage: the passage as it stands in the text
    """
    words = _HALF.sub("", normalise(passage)).strip(" •-–*#\t")
    if match := LABELLED.match(words):
        words = words[match.end() :]
    words = re.sub(r"^(?:\d{1,2}[.:)]|[a-z]\))\s+", "", words)
    clause = words
    for match in _CLAUSE.finditer(words):
        least = _SHORTEST * 2 if match[0].isspace() or match[0][0] == "," else _SHORTEST
        if least <= match.start() <= LONGEST and words[: match.start()].count("(") == words[
            : match.start()
        ].count(")"):
            clause = words[: match.start()]
            if match[0].strip() != ",":
                break
        if match.start() > LONGEST:
            break
    clause = clause.rstrip(" ,;:.–-")
    if len(clause) > LONGEST:
        cut = clause[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:.–-(")
        clause = (
            re.sub(
                r"\s(?:og|i|af|til|for|med|som|at|der|på|om|en|et|den|det|de|samt|eller|fra|ved)$", "", cut
            )
            + "…"
        )
    return clause[:1].upper() + clause[1:] if clause else words[:LONGEST]


def number(passage: str) -> str:
    """Return the number that a passage gives itself ("Resultatmål 3c: …"), or an empty string."""
    match = LABELLED.match(passage.lstrip())
    return re.sub(r"\s", "", match["number"] or "") if match else ""
