"""Numbers as plans write them: read where they are whole, and put in order where they stand in names."""

from __future__ import annotations

import re
from typing import Final

#: A longer one is no year, page or place in a text; Python refuses to read one of 4301 digits.
_LONGEST: Final = 9


def whole(text: object) -> int | None:
    """Return a number without sign or fraction, or None for anything else; that is for the rules to report.

    :param text: a number as it is written
    """
    said = str(text)
    return int(said) if said.isascii() and said.isdecimal() and len(said) <= _LONGEST else None


def natural(text: object) -> tuple[tuple[int, int, str], ...]:
    """Return a sort key in which goal 10 comes after goal 9, and 3c after 3b.

    :param text: what is to be sorted, as it is written
    """
    parts = (part for part in re.split(r"(\d+)", str(text)) if part)
    return tuple(_digits(part.lstrip("0")) if part.isdecimal() else (1, 0, part) for part in parts)


def _digits(digits: str) -> tuple[int, int, str]:
    # Of two numbers the longer is the greater, and those as long stand as their digits do.
    return 0, len(digits), digits
