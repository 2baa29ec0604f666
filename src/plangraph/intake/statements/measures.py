"""Measures that are told in prose: where one ends and the next begins, and what is no measure at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from plangraph.intake.document import Document, Span
from plangraph.intake.statements.passages import Passage

#: A paragraph up to this long, in characters, tells one measure, however many sentences it has.
_ONE: Final = 350
_ACTOR: Final = (
    r"(?:vi|der|jobcent\w+|kommunen|\w+ kommune|\w*udvalget|\w*konsulent\w*|\w*team\w*|\w+kontakten)"
)
#: Somebody does, or will do, something.
_DOING: Final = re.compile(
    rf"\b{_ACTOR} (?:\w+ )?(?:vil|skal|arbejde[rs]|tilby\w+|samarbejder|anvende[rs]|bruge[rs]|holder|yder"
    r"|vejlede[rs]|har (?:\w+ )?fokus|er fokus|indgå[rs]|afholde[rs]|prioriterer|sætte[rs]|støtte[rs]"
    r"|gennemføre[rs]|følge[rs]|etablere[rs]|udbyg\w+|styrke[rs]|kontakte[rs])\b"
    rf"|\b(?:vil|skal|arbejder|tilbyder|samarbejder|anvender|bruger|sætter|indgår) {_ACTOR}\b"
    r"|\b(?:tilbydes|anvendes|vejledes|støttes|udføres|bruges|arbejdes|prioriteres|iværksættes|igangsættes"
    r"|etableres|udbygges|styrkes|udvikles|screenes|inddrages|indgås|tilrettelægges|målrettes|opfordres"
    r"|undersøges|gennemføres|tilpasses|udarbejdes|samles|fastholdes)\b"
    r"|\bskal \w+es\b|\bskal (?:have|være|kunne|ske|sikre|understøtte|bruges|udvikle|motivere)\b",
    re.IGNORECASE,
)
#: What headings of measures name.
_NAMED: Final = re.compile(
    r"tilbud|ordning|indsats|støtte|vejled|opkvalificering|samarbejd|partnerskab|mentor|praktik|uddannelse\b"
    r"|formidl|koordinat|guide|ambassadør|rådgivning|service|småjob|samtale|screening|rekruttering",
    re.IGNORECASE,
)
#: A sentence that begins another measure.
_BEGINS: Final = re.compile(
    rf"(?:derfor |derudover |desuden |endelig |ligeledes |samtidig |i \d{{4}} )?(?:(?:vil|skal) )?{_ACTOR} "
    r"(?:\w+ ){0,2}?(?:vil|skal|arbejder|tilbyder|samarbejder|indgår|har fokus|har gennem|holder|afholder)\b"
    r"|(?:endelig|desuden|derudover|ligeledes) (?:vil|skal)\b"
    r"|[^.,]{3,80}? skal (?:\w+ )?(?:\w+es\b|have\b)",
    re.IGNORECASE,
)
_SENTENCE: Final = re.compile(
    r"\S.*?(?:(?<!bl)(?<!ca)(?<!pct)(?<!eks)(?<!evt)(?<!mio)(?<!\d)[.!?](?=\s+[A-ZÆØÅ\"”]|\s*$)|\Z)",
    re.DOTALL,
)


def does(words: str) -> bool:
    """Say whether a passage tells that something is or will be done."""
    return bool(_DOING.search(words))


def names(heading: str) -> bool:
    """Say whether a heading names a measure."""
    return bool(_NAMED.search(heading))


def pieces(document: Document, passage: Passage) -> Iterator[Span]:
    """Yield the measures that a paragraph tells: a long one tells as many as it has commitments."""
    if len(passage.words) <= _ONE:
        yield passage.span
        return
    start, end, doing = passage.span.start, passage.span.start, False
    for match in _SENTENCE.finditer(document.text, passage.span.start, passage.span.end):
        if doing and _BEGINS.match(document.words(Span(match.start(), match.end()))):
            yield Span(start, end)
            start, doing = match.start(), False
        end = match.end()
        doing = doing or does(document.words(Span(match.start(), end)))
    yield Span(start, end)
