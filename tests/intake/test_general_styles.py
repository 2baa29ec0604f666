"""Plans in styles of tables, labels, lists and headings that the recognisers know by principle only."""

import tomllib
from pathlib import Path

import pytest

from plangraph.intake.document import Document
from plangraph.intake.draft import Draft, Element, Figure, Statement
from plangraph.intake.knowledge import Knowledge, shipped
from plangraph.intake.reading import markdown, text
from plangraph.intake.understanding import understand

DATA = Path(__file__).resolve().parent.parent / "data" / "intake" / "general.toml"
DRAFTS = tomllib.loads(DATA.read_text("utf-8"))["draft"]


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return shipped()


def told(figure: Figure) -> str:
    """A figure as the data file writes it; a mere direction is its name."""
    if figure.comparator is None:
        return str(figure.direction)
    if figure.value is None:
        words = f"{figure.comparator} {figure.relative_to} {figure.offset}"
    else:
        words = f"{figure.comparator} {figure.value.normalize():f} {figure.unit or '-'}"
    if figure.baseline is not None:
        words += f" <{figure.baseline.value.normalize():f}"
    return words + (f" @{figure.due_year}" if figure.due_year else "")


def asserted(draft: Draft, element: Element) -> list[Statement]:
    return [s for s in draft.statements if s.element is element and not s.candidate]


def same_figures(found: tuple[Figure, ...], wanted: list[str]) -> bool:
    """Whether they are the same, but for a due year or a direction that the data file leaves out."""
    words = [told(figure) for figure in found]
    if not wanted:
        return all(" " not in w for w in words)
    return [w if w in wanted else w.split(" @")[0] for w in words] == wanted


@pytest.mark.parametrize("case", DRAFTS, ids=[d["name"] for d in DRAFTS])
def test_a_style(case: dict, known: Knowledge):
    document: Document = markdown.read(case["text"].encode(), "draft.md")
    draft = understand(document, known, year=case.get("targets"))
    assert [a.label for a in asserted(draft, Element.FOCUS_AREA)] == case["areas"]
    goals = asserted(draft, Element.GOAL)
    words = [document.words(goal.spans[0]) for goal in goals]
    assert len(words) == len(case["goals"]), words
    for goal, said, (area, begins, figures) in zip(goals, words, case["goals"], strict=True):
        assert said.startswith(begins)
        assert goal.area == (area or None)
        assert same_figures(goal.figures, figures), [told(f) for f in goal.figures]
    for goal, numbers in zip(goals, case.get("links", []), strict=False):
        assert [link.target.rsplit("/", 1)[-1] for link in goal.links] == numbers
    if "measures" in case:
        measures = [document.words(m.spans[0]) for m in asserted(draft, Element.MEASURE)]
        assert len(measures) == len(case["measures"]), measures
        assert all(m.startswith(w) for m, w in zip(measures, case["measures"], strict=True))


def test_headings_of_a_text_file_that_have_chapter_numbers(known: Knowledge):
    plan = """BESKÆFTIGELSESPLAN 2024

1. Indledning

Planen gælder for 2024.

2. Unge

2.1 Baggrund

Mange unge er i gang, men ikke alle.

2.2 Politiske mål

- Alle unge skal have en voksen at støtte sig til.
- Ingen unge må være alene om deres problemer.

2.3 Resultatmål

- Mindst 70 pct. af de unge er i uddannelse.

3. Sygemeldte

3.1 Politiske mål

Sygemeldte skal bevare kontakten til deres arbejdsplads.
"""
    draft = understand(text.read(plan.encode(), "plan.txt"), known)
    assert [a.label for a in asserted(draft, Element.FOCUS_AREA)] == ["Unge", "Sygemeldte"]
    assert [o.area for o in asserted(draft, Element.OBJECTIVE)] == ["2", "2", "3"]
    assert len(asserted(draft, Element.GOAL)) == 1
