"""Tables with a column of the minister's targets: what they say of the goals in their rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plangraph.intake import themes
from plangraph.intake.document import Span
from plangraph.intake.draft import Element, Statement
from plangraph.intake.knowledge import Knowledge, NationalTarget
from plangraph.intake.recital import Recital
from plangraph.intake.structure.columns import Column
from plangraph.passages import normalise

if TYPE_CHECKING:
    from plangraph.intake.structure import Outline

#: A cell that says there is none.
_NONE: Final = re.compile(r"(?:ingen\w*|intet|ikke relevant|[-–—./]*)\W*", re.IGNORECASE)
#: A cell that gives numbers: "2", "Mål 1 og 3".
_NUMBERS: Final = re.compile(r"\D{0,25}(\d(?:\s?(?:,|og|&|\+|/)\s?\d)*)\W*", re.IGNORECASE)


def given(statements: tuple[Statement, ...], outline: Outline | None) -> dict[tuple[Element, str], bool]:
    """Say of each statement in a table with a column of the minister's targets whether it gives one there.

    What the column says of a goal is all that the plan says of it.
    """
    return {
        (statement.element, statement.key): _NONE.fullmatch(words) is None
        for statement, _, words in _cells(statements, outline)
    }


def find(
    outline: Outline | None,
    statements: tuple[Statement, ...],
    targets: tuple[NationalTarget, ...],
    found: tuple[Recital, ...],
    knowledge: Knowledge,
) -> Iterator[tuple[Statement, Span, tuple[NationalTarget, ...]]]:
    """Find the targets in such cells: by name, by number, or by what they are about.

    :param outline: the sections and tables, or None
    :param targets: those of the plan's year
    :param found: where they are recited
    """
    for statement, span, words in _cells(statements, outline):
        here = {r.target for r in found if span.start <= r.span.start < span.end}
        if not here and (match := _NUMBERS.fullmatch(words)):
            here = {t for t in targets if t.number in match[1]}
        if not here and not _NONE.fullmatch(words):
            spoken = {t for t in targets if themes.speaks(words, t, knowledge)}
            here = spoken or {t for t in targets if themes.of(t).titles.search(words)}
        yield statement, span, tuple(t for t in targets if t in here)


def _cells(
    statements: tuple[Statement, ...], outline: Outline | None
) -> Iterator[tuple[Statement, Span, str]]:
    """Yield goals and objectives with the cell of their row or sheet that gives the minister's target."""
    if outline is None or not any(grid.of(Column.NATIONAL) for grid in outline.tables):
        return
    for statement in statements:
        if statement.element not in {Element.GOAL, Element.OBJECTIVE} or not statement.spans:
            continue
        told = outline.record_at(statement.spans[0].start)
        for column in told[0].of(Column.NATIONAL) if told else ():
            if told and (of := told[1].get(column)):
                span = Span(of[0].start, of[-1].end)
                yield statement, span, normalise(outline.document.text[span.start : span.end])
