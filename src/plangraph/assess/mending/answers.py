"""What a person wrote into a field, read as the shapes want it: numbers, years, periods, texts, choices."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from rdflib import Literal, URIRef
from rdflib.term import Node

from plangraph.assess.drafting import BLANK
from plangraph.assess.mending.forms import Fault, Field
from plangraph.intake.figures.times import scan
from plangraph.intake.pen import decimal
from plangraph.model import Text
from plangraph.names import slug

#: Digits as they are written: in groups of three or not at all.
_DIGITS: Final = r"(?:\d{1,3}(?: \d{3})+|\d+)"
_SIGNS: Final = str.maketrans({"−": "-", "\u00a0": " ", "\u202f": " "})
_DANISH: Final = re.compile(rf"(?P<whole>\d{{1,3}}(?:\.\d{{3}})+|{_DIGITS}),(?P<rest>\d+)\Z")
_ENGLISH: Final = re.compile(rf"(?P<whole>\d{{1,3}}(?:,\d{{3}})+|{_DIGITS})\.(?P<rest>\d+)\Z")
_WHOLE: Final = re.compile(
    rf"(?P<whole>\d{{1,3}}(?:\.\d{{3}}){{2,}}|\d{{1,3}}(?:,\d{{3}}){{2,}}|{_DIGITS})\Z"
)
#: One group of three after a sign: a thousand to one reader, a fraction to another.
_DOUBTFUL: Final = re.compile(r"[1-9]\d{0,2}[.,]\d{3}\Z")
_MOST_DIGITS: Final = 15
_MOST_DECIMALS: Final = 6
_YEAR: Final = re.compile(r"\d{4}\Z")
_SPACE: Final = re.compile(r"\s+")


def read_number(text: str) -> Decimal:
    """Read a number as people write it: ``72,5``, ``72.5``, ``1.234,5``, ``12 000``, ``-0,2``.

    :raises ValueError: for what is no number, or might be two (``1.234``); the text is a key of the messages
    """
    bare = text.strip().translate(_SIGNS)
    sign = "-" if bare.startswith("-") else ""
    bare = bare.removeprefix("-").strip()
    if _DOUBTFUL.match(bare):
        raise ValueError("doubtful")
    match = next((m for pattern in (_DANISH, _ENGLISH, _WHOLE) if (m := pattern.match(bare))), None)
    if match is None or not bare.isascii():
        raise ValueError("number")
    whole = re.sub(r"\D", "", match["whole"])
    rest = match.groupdict().get("rest") or ""
    if len(whole.lstrip("0")) + len(rest) > _MOST_DIGITS or len(rest) > _MOST_DECIMALS:
        raise ValueError("digits")
    return Decimal(f"{sign}{whole}.{rest or '0'}")


def read_period(text: str, pattern: str) -> str:
    """Read a period as the shapes write it or as people do: ``2022-08``, ``2. kvartal 2022``.

    :raises ValueError: for what is no period
    """
    bare = read_line(text)
    if pattern and re.match(pattern, bare):
        return bare
    low = bare.lower()
    found = [time for time in scan(low) if (time.start, time.end) == (0, len(low))]
    if len(found) != 1 or (pattern and not re.match(pattern, found[0].period)):
        raise ValueError("period")
    return found[0].period


def read_line(text: str) -> str:
    """Return a text in one line: composed, without characters that show nothing, white space collapsed.

    :raises ValueError: for a text that cannot be written at all
    """
    if any(not sign.isspace() and _unwritable(sign) for sign in text):
        raise ValueError("signs")
    shown = "".join(sign for sign in unicodedata.normalize("NFC", text) if unicodedata.category(sign) != "Cf")
    return _SPACE.sub(" ", shown).strip()


def _unwritable(sign: str) -> bool:
    """Say whether a character is none that XML may hold: a control, half of a pair, no character at all."""
    point = ord(sign)
    return unicodedata.category(sign) in ("Cc", "Cs") or point & 0xFFFE == 0xFFFE or 0xFDD0 <= point <= 0xFDEF


def read(field: Field, texts: Sequence[str]) -> tuple[list[Node], list[Fault]]:
    """Read what was filled into a field; what is empty is nothing.

    :param field: the field
    :param texts: what was filled in
    """
    given = [text for text in texts if text.strip()]
    if len(given) > 1 and field.kind != "choices":
        return [], [Fault(field.name, _ONE)]
    nodes, faults = list[Node](), list[Fault]()
    for text in dict.fromkeys(given):
        try:
            nodes.append(_node(field, text))
        except ValueError as error:
            faults.append(Fault(field.name, _message(str(error), field)))
    return nodes, faults


def _node(field: Field, text: str) -> Node:
    if field.kind in ("choice", "choices"):
        if text not in {option.value for option in field.options}:
            raise ValueError("option")
        return URIRef(text) if text.startswith(("http://", "https://", "urn:")) else Literal(text)
    if field.kind == "number":
        number = read_number(text)
        if field.whole and number != number.to_integral_value():
            raise ValueError("whole")
        _bound(field, number)
        return Literal(int(number)) if field.whole else decimal(number)
    if field.kind == "year":
        if not _YEAR.match(text.strip()) or not text.strip().isascii():
            raise ValueError("year")
        _bound(field, Decimal(text.strip()))
        return Literal(int(text))
    if field.kind == "period":
        return Literal(read_period(text, field.pattern))
    line = read_line(text)
    if field.longest is not None and len(line) > field.longest:
        raise ValueError("long")
    if not any(sign.isalnum() for sign in line) or line.upper().startswith(BLANK):
        raise ValueError("empty")
    if field.instead_of:  # a thing is named after it
        _nameable(line)
    if field.pattern and not re.search(field.pattern, line):
        raise ValueError("pattern")
    return Literal(line, lang=field.lang or None)


def _nameable(line: str) -> None:
    try:
        slug(line)
    except ValueError as error:
        raise ValueError("empty") from error


def _bound(field: Field, number: Decimal) -> None:
    if (field.low is not None and number < field.low) or (field.high is not None and number > field.high):
        raise ValueError("bounds")


def _message(key: str, field: Field) -> Text:
    """Say what is wrong with a field and what to do."""
    text = _MESSAGES[key]
    low, high = (("" if n is None else format(n, "f")) for n in (field.low, field.high))
    if key == "bounds" and not high:
        return Text(f"Tallet skal være mindst {low}.", f"The number has to be at least {low}.")
    values = {"low": low, "high": high, "longest": field.longest}
    return Text(text.da.format(**values), text.en.format(**values))


_ONE: Final = Text("Vælg kun én.", "Choose only one.")
_MESSAGES: Final = {
    "option": Text("Vælg noget på listen.", "Choose something on the list."),
    "number": Text(
        "Skriv kun tallet, uden enhed, fx 72,5.", "Write the number alone, without a unit, such as 72.5."
    ),
    "doubtful": Text(
        "Det kan læses på to måder. Skriv 1234 for tusinder og 1,23 eller 1,2340 for decimaler.",
        "It can be read in two ways. Write 1234 for thousands and 1.23 or 1.2340 for decimals.",
    ),
    "digits": Text(
        "Tallet er for langt: højst 15 cifre, heraf 6 efter kommaet.",
        "The number is too long: 15 digits at most, 6 of them after the point.",
    ),
    "whole": Text("Skriv et helt tal.", "Write a whole number."),
    "year": Text(
        "Skriv årstallet med fire cifre, fx 2024.", "Write the year with four digits, such as 2024."
    ),
    "period": Text(
        "Skriv perioden som år (2022), kvartal (2022-Q2), måned (2022-08) eller fx »august 2022«.",
        "Write the period as a year (2022), quarter (2022-Q2), month (2022-08) or, say, “august 2022”.",
    ),
    "bounds": Text("Tallet skal ligge mellem {low} og {high}.", "The number has to be from {low} to {high}."),
    "long": Text("Teksten må højst have {longest} tegn.", "The text may have {longest} characters at most."),
    "empty": Text("Skriv det med ord.", "Write it in words."),
    "pattern": Text("Det er ikke skrevet, som det skal være.", "It is not written as it has to be."),
    "signs": Text(
        "Teksten har tegn, der ikke kan skrives. Skriv den igen uden dem.",
        "The text has characters that cannot be written. Write it again without them.",
    ),
}
