"""Columns of goal tables: what stands in each, by its heading and by the row's cell."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from plangraph.intake.figures.quantities import PEOPLE, unit_of_noun
from plangraph.intake.structure.columns import Column as Kind


class Column(StrEnum):
    """What a column holds."""

    TARGET = "target"
    BASELINE = "baseline"
    UNIT = "unit"
    DUE = "due"
    TEXT = "text"
    ASIDE = "aside"  # words that state no goal: who, how, which area
    OTHER = "other"  # numbers, the country's figures


_BASELINE: Final = re.compile(
    r"\b(?:baseline|status|udgangspunkt\w*|resultat(?!mål|krav)\w*|nuværende\w*|nulpunkt\w*|0-punkt"
    r"|realiseret\w*"
    r"|faktisk\w*|startniveau|i dag|aktuel\w*|opnået)\b",
    re.IGNORECASE,
)
_TARGET: Final = re.compile(
    r"\b(?:mål|målet|måltal|målsat|målsætning\w*|resultatmål|delmål|resultatkrav|krav|ambition\w*|target"
    r"|succeskriteri\w*|forventet\w*|ønsket\w*|slutmål|effektmål)\b",
    re.IGNORECASE,
)
_COUNTRY: Final = re.compile(r"\b(?:land\w*|national\w*|klynge\w*|region\w*|rar\w*|danmark)\b", re.IGNORECASE)
_ASIDE: Final = re.compile(
    r"\b(?:handling\w*|indsats\w*|aktivitet\w*|ansvar\w*|hvordan|kilde\w*|opfølgning\w*|metode\w*"
    r"|bemærk\w*|note\w*"
    r"|ministermål|national\w*|fokusområde\w*|tema\w*|område\w*|udfordring\w*|baggrund)\b",
    re.IGNORECASE,
)
_UNIT: Final = re.compile(r"^\W*(?:måle)?enhed\w*\W*$", re.IGNORECASE)
_DUE: Final = re.compile(
    r"\b(?:frist|deadline|tidspunkt|tidshorisont|hvornår|tidsplan|opfyldt|senest|dato)\b", re.IGNORECASE
)
YEAR: Final = re.compile(r"\b20\d\d\b")
_BARE_YEAR: Final = re.compile(r"^\W*(?:år )?20\d\d\W*$", re.IGNORECASE)
_NUMERIC: Final = re.compile(
    r"^\W*(?:(?:mindst|minimum|min\.|højst|max\.?|maks\.?|maksimalt|over|under|ca\.)\s+)?[-–+]?\d"
    r"|.{0,40}niveau|.*gennemsnit",
    re.IGNORECASE,
)
_HAS_FIGURE: Final = re.compile(
    r"\d|niveau|gennemsnit|\b(?:halvdel|tredjedel|fjerdedel|hver (?:anden|tredje|fjerde|femte))",
    re.IGNORECASE,
)
_TEXTS: Final = frozenset({Kind.GOAL, Kind.INDICATOR, Kind.OBJECTIVE})
_BESIDE: Final = frozenset(
    {Kind.AREA, Kind.GROUP, Kind.MEASURE, Kind.NATIONAL, Kind.CHALLENGE, Kind.ASIDE, Kind.NUMBER}
)
#: A cell of more words is a sentence.
_FEW: Final = 4
_NUMBER: Final = re.compile(r"\W*\d{1,2}[a-z]?\W*", re.IGNORECASE)
_SHORT: Final = re.compile(r"\W*\w{0,3}\.?\W*")
_UNIT_SAID: Final = re.compile(r"[(,] ?(?:i )?(?P<unit>%|pct\.?|procent\w*|antal\w*|[\wæøå]+)\)?\s*$")
_NUMBER_OF: Final = re.compile(r"\b(?:antal(?:let)?(?: af)?|flere|færre) (?P<noun>(?:[\wæøå-]+ ?){1,4})")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row.

    :param column: what its column holds
    :param header: heading of the column
    :param text: the cell's text, as it stands
    :param start: where it begins in the joined row
    """

    column: Column
    header: str
    text: str
    start: int


def read(
    headers: Sequence[str],
    cells: Sequence[str],
    joint: str,
    year: int | None,
    kinds: Sequence[Kind] = (),
) -> tuple[Cell, ...]:
    """Say what each cell of a row is.

    :param headers: headings of the columns
    :param cells: the row's cells
    :param joint: what stands between two cells
    :param year: the plan's year: a column headed by a year before it holds baselines
    :param kinds: what the columns hold, where that is known
    """
    padded = [*headers, *[""] * len(cells)]
    result, start = [], 0
    for at, (header, text) in enumerate(zip(padded, cells, strict=False)):
        kind = kinds[at] if at < len(kinds) else Kind.OTHER
        verdicts = itertools.chain(_known(kind, header, text, year), _verdicts(header, text, year))
        column = next((c for c in verdicts if c is not None), Column.TEXT)
        result.append(Cell(column, header, text, start))
        start += len(text) + len(joint)
    return tuple(result)


def _known(kind: Kind, header: str, text: str, year: int | None) -> Iterator[Column | None]:
    """Yield what a cell is in a column of a known kind, where the cell bears it out."""
    yield Column.UNIT if _UNIT.match(header) else None
    figure = _HAS_FIGURE.search(text) is not None
    if kind is Kind.FIGURE and figure:
        yield Column.OTHER if _COUNTRY.search(header) else None
        years = YEAR.findall(header)
        past = bool(years) and year is not None and int(years[-1]) < year
        yield Column.BASELINE if past else Column.TARGET
    elif kind is Kind.BASELINE and figure:
        yield Column.BASELINE
    elif kind is Kind.DUE:
        yield Column.DUE
    elif kind in _BESIDE:
        yield Column.ASIDE
    elif kind in _TEXTS:
        yield Column.TEXT


def is_number(text: str) -> bool:
    """Say whether a cell is a number with a word or two, not a sentence."""
    return _NUMERIC.match(text) is not None and len(text.split()) <= _FEW


def _verdicts(header: str, text: str, year: int | None) -> Iterator[Column | None]:
    numeric = _NUMERIC.match(text) is not None
    yield Column.UNIT if _UNIT.match(header) else None
    yield Column.DUE if _DUE.search(header) else None
    if numeric:
        yield Column.OTHER if _COUNTRY.search(header) else None
        yield Column.BASELINE if _BASELINE.search(header) else None
        yield Column.TARGET if _TARGET.search(header) else None
        if _BARE_YEAR.match(header):
            past = year is not None and int(YEAR.findall(header)[0]) < year
            yield Column.BASELINE if past else Column.TARGET
        yield Column.OTHER if _SHORT.fullmatch(header) else None
    yield Column.OTHER if _NUMBER.fullmatch(text) or not text.strip() else None
    yield Column.ASIDE if _ASIDE.search(header) else None


def unit(cells: Sequence[Cell], subject: str) -> str | None:
    """Return the unit that a row's bare numbers are in, by its unit column, its words or its headings.

    :param cells: the row
    :param subject: the words that say what is counted
    """
    for cell in cells:
        if cell.column is Column.UNIT:
            return _unit_of(cell.text, known=False)
    for text in (subject, *(cell.header for cell in cells)):
        said = _UNIT_SAID.search(text.strip().lower())
        if said and (found := _unit_of(said["unit"], known=True)):
            return found
    low = subject.lower()
    if re.search(r"\bandel\w*|\bprocent\w*", low):
        return "percent"
    counted = _NUMBER_OF.search(low)
    if counted is None:  # "Unge på uddannelseshjælp": the rows count whom they begin with
        head = unit_of_noun(low.split()[0].rstrip(",")) if low.split() else None
        return head if head in PEOPLE or head == "company" else None
    return next((u for u in map(unit_of_noun, counted["noun"].split()) if u), "count")


def _unit_of(text: str, *, known: bool) -> str | None:
    low = text.strip(" ().:").lower()
    for pattern, name in (
        (r"(?:procent|pct\.?|%)[ -]?point", "percentage-point"),
        (r"%|pct|procent", "percent"),
        (r"(?:mio\. ?)?kr\.?$|kroner$|dkk$", "dkk"),
    ):
        if re.match(pattern, low):
            return name
    noun = next((u for u in map(unit_of_noun, low.split()) if u), None)
    return noun or (None if known and low not in ("antal", "stk", "stk.") else "count")
