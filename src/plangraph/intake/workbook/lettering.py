"""How texts, numbers and dates are written in cells and read out of them, as people type and paste them."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Final

from plangraph.intake.workbook.mistakes import Mistake
from plangraph.model import Text

#: What a cell gives: openpyxl reads numbers, dates and texts.
Raw = str | int | float | bool | datetime | date | None

#: Code units (UTF-16) that a cell holds at most.
MOST: Final = 32_767
#: Seen by nobody at the ends of a pasted text.
_UNSEEN: Final = " \t\r\n\f\v\u00a0\u200b\u200c\u200d\u2060\ufeff"
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
#: How a workbook writes a control character; a text that has it of its own is not safe in a cell.
_CODED: Final = re.compile(r"_x[0-9A-Fa-f]{4}_|x005F_")
_CODE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)|x(?=005F_)")
_CARRIAGE: Final = re.compile(r"_x000[Dd]_")
_NUMBER: Final = re.compile(r"[+-]?\d+(?:\.\d+)?")
_GROUPED: Final = {
    "da": re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?"),
    "en": re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?"),
}
_MONTHS: Final = (
    ("januar", "january"), ("februar", "february"), ("marts", "march"), ("april", "april"), ("maj", "may"),
    ("juni", "june"), ("juli", "july"), ("august", "august"), ("september", "september"),
    ("oktober", "october"), ("november", "november"), ("december", "december"),
)  # fmt: skip
_DAY: Final = re.compile(r"(\d{1,2})[-./ ]+(\d{1,2})[-./ ]+(\d{4})")
_NAMED_DAY: Final = re.compile(r"(?:den )?(\d{1,2})\.? ([a-z]+)\.? (\d{4})", re.IGNORECASE)
#: Characters of a part of a long text; none has more than two code units.
_PART: Final = 15_000
_ESCAPE: Final = re.compile(r"\\(?:\\|u\{([0-9a-f]{1,6})\})")


def fits(text: str) -> bool:
    """Say whether a text comes back from a cell as it went in."""
    return bool(
        text
        and len(text) <= MOST
        and _CONTROL.search(text) is None
        and _CODED.search(text) is None
        and len(text.encode("utf-16-le")) <= MOST * 2
        and clean(text) == text
    )


def clean(text: str) -> str:
    """Return a cell's text without what pasting leaves at its ends, with plain line breaks."""
    return _CARRIAGE.sub("", text).replace("\r\n", "\n").replace("\r", "\n").strip(_UNSEEN)


def is_blank(raw: Raw) -> bool:
    """Say whether nothing stands in a cell."""
    return raw is None or (isinstance(raw, str) and not clean(raw))


def escape(text: str) -> str:
    """Write any text so that a cell gives it back: what is not safe becomes ``\\u{…}``."""
    safe = _CONTROL.sub(_coded, text.replace("\\", "\\\\"))
    return _kept(_CODE.sub(_coded, safe))


def unescape(text: str) -> str:
    """Read what :func:`escape` wrote."""
    return _ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else "\\", text)


def parts(text: str) -> list[str]:
    """Cut an escaped text into parts that a cell holds; an escape stays whole.

    :param text: as :func:`escape` gives it
    """
    pieces, start = [], 0
    while start < len(text):
        end = min(start + _PART, len(text))
        cut = next((m for m in _ESCAPE.finditer(text, start) if m.end() > end), None)
        if cut is not None and cut.start() < end:
            end = cut.end()
        pieces.append(_kept(text[start:end]))
        start = end
    return pieces or [""]


def _kept(text: str) -> str:
    """Keep white space at the ends from being taken for pasted."""
    if text and text[0] in _UNSEEN:
        text = _coded(text[0]) + text[1:]
    if text and text[-1] in _UNSEEN:
        text = text[:-1] + _coded(text[-1])
    return text


def _coded(character: re.Match[str] | str) -> str:
    letter = character if isinstance(character, str) else character[0]
    return f"\\u{{{ord(letter):x}}}"


def read_text(raw: Raw) -> str:
    """Return what a cell says as text; a whole number without decimals."""
    if isinstance(raw, str):
        return clean(raw)
    if isinstance(raw, bool):
        return str(raw).lower()
    if isinstance(raw, int | float):
        number = decimal_of(raw)
        return format(number.normalize(), "f") if number.is_finite() else str(number)
    if isinstance(raw, datetime | date):
        return raw.strftime("%Y-%m-%d")
    return ""


def decimal_of(number: float) -> Decimal:
    """Return a cell's number as it is shown: 15 digits, as spreadsheets keep them."""
    return Decimal(f"{number:.15G}")


def read_number(raw: Raw, number_format: str, lang: str) -> Decimal:
    """Read a number, also as Danish text: ``12,5``, ``1.234,5``.

    :param number_format: of the cell; a percentage is read as it is shown (25 for 25 %)
    :param lang: language of the workbook, for texts that could be read both ways
    :raises Mistake: when it is none
    """
    if isinstance(raw, bool | datetime | date):
        raise Mistake(
            Text(
                f"'{read_text(raw)}' er ikke et tal (måske har regnearket gjort det til en dato)",
                f"'{read_text(raw)}' is no number (the program may have made it a date)",
            )
        )
    if isinstance(raw, int | float):
        number = decimal_of(raw)
        if number.is_finite():
            return number * 100 if "%" in number_format else number
    text = read_text(raw).replace("\u2212", "-").replace("\u00a0", " ")
    plain = re.sub(r"(?<=\d) (?=\d{3}(?:\D|$))", "", text)
    if _GROUPED[lang].fullmatch(plain):
        plain = plain.replace("." if lang == "da" else ",", "")
    try:
        plain = plain.replace(",", ".")
        if _NUMBER.fullmatch(plain):
            return Decimal(plain)
    except InvalidOperation:  # pragma: no cover - the pattern allows numbers only
        pass
    raise Mistake(
        Text(
            f"'{text}' er ikke et tal: skriv tallet alene, fx 12,5, og enheden i sin egen kolonne",
            f"'{text}' is no number: write the number alone, e.g. 12.5, and the unit in its own column",
        )
    )


def read_integer(raw: Raw, number_format: str, lang: str) -> int:
    """Read a whole number.

    :raises Mistake: when it is none
    """
    wrong = Mistake(Text(f"'{read_text(raw)}' er ikke et helt tal", f"'{read_text(raw)}' is no whole number"))
    try:
        number = read_number(raw, number_format, lang)
    except Mistake:
        raise wrong from None
    if number != number.to_integral_value():
        raise wrong
    return int(number)


def read_date(raw: Raw) -> date:
    """Read a date: a date of the spreadsheet, ``2023-12-18``, ``18-12-2023``, ``18. december 2023``.

    :raises Mistake: when it is none
    """
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    text = read_text(raw)
    try:
        if match := _DAY.fullmatch(text):
            return date(int(match[3]), int(match[2]), int(match[1]))
        if match := _NAMED_DAY.fullmatch(text):
            word = match[2].lower()
            month = next(
                (
                    n
                    for n, names in enumerate(_MONTHS, 1)
                    if len(word) > 2 and any(m.startswith(word) for m in names)
                ),
                0,
            )
            return date(int(match[3]), month, int(match[1]))
        return date.fromisoformat(text)
    except ValueError:
        raise Mistake(
            Text(
                f"'{text}' er ikke en dato; skriv fx 18-12-2023",
                f"'{text}' is no date; write e.g. 2023-12-18",
            )
        ) from None


def shown_decimal(number: Decimal) -> str:
    """Return a number as the plans write it: ``40.0``, ``12.5``."""
    text = format(number.normalize(), "f")
    return text if "." in text else text + ".0"
