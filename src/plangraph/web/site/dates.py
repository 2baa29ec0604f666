"""Dates as people write them."""

from __future__ import annotations

from datetime import date
from typing import Final

from plangraph.model import Lang

_MONTHS: Final[dict[Lang, str]] = {
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "en": "January February March April May June July August September October November December",
}


def write_date(iso: str, lang: Lang) -> str:
    """Return a date as ``1. januar 2020`` or ``1 January 2020``; what is no date stays as it is."""
    try:
        day = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    return f"{day.day}{'.' if lang == 'da' else ''} {_MONTHS[lang].split()[day.month - 1]} {day.year}"
