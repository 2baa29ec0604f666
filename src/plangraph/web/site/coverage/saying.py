"""What the pages of coverage say of cells, heads and elements in few words."""

from __future__ import annotations

from collections.abc import Sequence

from plangraph.assess.axes import Head
from plangraph.assess.coverage import Cell, State
from plangraph.model import Lang, Text
from plangraph.report.words import listing
from plangraph.web.things import Value
from plangraph.web.words import word


def short(cell: Cell, lang: Lang) -> str:
    """Say in two or three words what a cell is."""
    if cell.state is State.GOAL:
        return word("coverage_goal_one" if cell.goals == 1 else "coverage_goal_many", lang)
    if cell.state is State.PART:
        there = {"area": cell.areas, "objective": cell.objectives, "measure": cell.measures}
        only = [name for name, many in there.items() if many]
        return word(f"coverage_only_{only[0] if len(only) == 1 and not cell.goals else 'part'}", lang)
    return word(f"coverage_short_{cell.reason.value}", lang)


def named(label: Text, lang: Lang, href: str = "") -> Value:
    """Return a label, with its language where that is not the page's."""
    own, other = (label.da, "en") if lang == "da" else (label.en, "da")
    return Value(label.get(lang), href, "" if own else other)


def target_notes(head: Head, lang: Lang) -> list[str]:
    """Return what stands under the name of a row: the numbers of the targets, or other broader concepts."""
    years: dict[str, list[str]] = {}
    for target in head.targets:
        years.setdefault(target.number, []).append(str(target.year))
    notes = [
        word(
            "coverage_number_in" if number else "coverage_no_number", lang, number=number, years=", ".join(y)
        )
        for number, y in reversed(years.items())
    ]
    also = [word("coverage_also_under", lang, what=label.get(lang)) for label in head.also]
    return [" · ".join(notes), *also] if notes else also


def quoted(label: Text, lang: Lang) -> str:
    """Return a label in the quotation marks of a language."""
    return f"»{label.get('da')}«" if lang == "da" else f"“{label.get('en')}”"


def row_of(labels: Sequence[Text], lang: Lang) -> str:
    """Write labels in a row."""
    return listing([quoted(label, lang) for label in labels], lang)


def spans(years: Sequence[str]) -> str:
    """Write years in a row: ``2017, 2020–2023``."""
    spans: list[list[int]] = []
    for year in sorted({int(y) for y in years}):
        if spans and spans[-1][-1] == year - 1:
            spans[-1].append(year)
        else:
            spans.append([year])
    return ", ".join(str(s[0]) if len(s) == 1 else f"{s[0]}–{s[-1]}" for s in spans)
