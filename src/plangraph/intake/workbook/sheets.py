"""The sheets that hold a row a thing, in their order."""

from __future__ import annotations

from typing import Final

from plangraph.intake.workbook.figure_sheets import (
    DOCUMENTS,
    INDICATORS,
    OBSERVATIONS,
    ORGANISATIONS,
    SOURCES,
    TARGET_VALUES,
)
from plangraph.intake.workbook.layout import Sheet
from plangraph.intake.workbook.statement_sheets import (
    CHALLENGES,
    CONTINUATIONS,
    FOCUS_AREAS,
    GOALS,
    LINKAGES,
    MEASURES,
    OBJECTIVES,
    PLAN,
    STATEMENTS,
    SUGGESTIONS,
)

__all__ = ["LINKED", "PLAN", "SHEETS", "sheet"]

#: The sheets that hold a row a thing, in the order that they stand in.
SHEETS: Final = (
    FOCUS_AREAS, OBJECTIVES, GOALS, TARGET_VALUES, OBSERVATIONS, MEASURES, CHALLENGES, STATEMENTS, LINKAGES,
    CONTINUATIONS, ORGANISATIONS, INDICATORS, SOURCES, DOCUMENTS, SUGGESTIONS,
)  # fmt: skip
#: Kinds of thing that a national target is linked from.
LINKED: Final = ("focus-area", "objective", "goal", "measure")


def sheet(kind: str) -> Sheet:
    """Return the sheet of a kind of thing."""
    return PLAN if kind == PLAN.kind else next(s for s in SHEETS if s.kind == kind)
