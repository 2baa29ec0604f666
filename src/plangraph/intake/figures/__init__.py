"""Figures of Danish goals: what is to be reached, by when, from where."""

from __future__ import annotations

from plangraph.intake.draft import Figure
from plangraph.intake.figures.finding import Groups, find_in_words
from plangraph.intake.figures.gathering import announced, gather, moved
from plangraph.intake.figures.indicators import indicators
from plangraph.intake.figures.rows import JOINT, in_lines, in_row
from plangraph.intake.figures.status import baselines

__all__ = [
    "JOINT",
    "announced",
    "baselines",
    "find",
    "gather",
    "in_row",
    "indicators",
    "moved",
]


def find(
    passage: str, *, year: int | None = None, due: int | None = None, groups: Groups | None = None
) -> tuple[Figure, ...]:
    """Find what a goal is to reach.

    A goal that names no figure may give a direction alone ("flere borgere i job"). A passage of lines with
    cells between ``|`` is read as rows under their heading.

    :param passage: the goal's words as they stand in the text; spans are relative to it
    :param year: the plan's year: a year before it is no deadline, and "i planåret" means it
    :param due: the year that the goal's list or table says it is for, where the passage says none
    :param groups: target groups named in it (``Lexicon.find``, or what that returns for the passage), so
        that each of several figures gets the group next to it
    """
    table = in_lines(passage, year=year, due=due)
    return find_in_words(passage, year=year, due=due, groups=groups) if table is None else table
