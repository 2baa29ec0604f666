"""What plans state, in many styles: the invented ones here, and the five that the project starts from."""

import os
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, Graph, Namespace

from plangraph import evidence, files
from plangraph.errors import LoadError
from plangraph.intake import statements
from plangraph.intake.document import Block, Cell, Document, Kind
from plangraph.intake.draft import Element, Statement
from plangraph.intake.knowledge import Knowledge, shipped
from plangraph.intake.reading import text
from plangraph.intake.statements.labels import LONGEST, label, number
from plangraph.intake.structure import outline
from plangraph.names import PG, PREFIXES

ROOT = Path(__file__).resolve().parent.parent.parent
TEXTS = Path(os.environ.get("PLANGRAPH_PLAN_TEXTS") or ROOT.parent / "shared" / "plans")
STYLES = tomllib.loads((ROOT / "tests" / "data" / "intake" / "styles.toml").read_text("utf-8"))["draft"]
_PG, _OA = Namespace(PG), Namespace(PREFIXES["oa"])


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return shipped()


def found(document: Document, known: Knowledge) -> tuple[Statement, ...]:
    return statements.find(document, outline(document), known)


def asserted(of: Iterable[Statement], element: Element) -> list[Statement]:
    return [s for s in of if s.element is element and not s.candidate]


@pytest.mark.parametrize("draft", STYLES, ids=[d["name"] for d in STYLES])
def test_styles(draft: dict, known: Knowledge):
    document = text.read(draft["text"].encode(), "draft.txt")
    stated = found(document, known)
    areas = asserted(stated, Element.FOCUS_AREA)
    assert [[a.key, a.label] for a in areas] == draft.get("areas", [])
    for kind, element in (
        ("objectives", Element.OBJECTIVE),
        ("goals", Element.GOAL),
        ("challenges", Element.CHALLENGE),
        ("measures", Element.MEASURE),
    ):
        told = asserted(stated, element)
        expected = draft.get(kind, [])
        assert [s.area or "" for s in told] == [area for area, _ in expected], (kind, [s.label for s in told])
        for statement, (_, words) in zip(told, expected, strict=True):
            passages = [document.words(span) for span in statement.spans]
            assert any(p.startswith(words) for p in passages), (words, passages)
    keys = [(s.element, s.key) for s in stated]
    assert len(keys) == len(set(keys))


def table(*rows: tuple[str, ...], before: str = "") -> Document:
    words, blocks, at = [], [], 0
    if before:
        blocks.append(Block(Kind.HEADING, 0, len(before), level=1))
        words.append(before)
        at = len(before) + 2
    for r, row in enumerate(rows):
        for c, said in enumerate(row):
            if said:
                blocks.append(Block(Kind.CELL, at, at + len(said), cell=Cell(0, r, c, header=r == 0)))
                words.append(said)
                at += len(said) + 2
    return Document("x", "application/msword", "0", "\n\n".join(words) + "\n", tuple(blocks))


def test_a_table_with_areas_baselines_and_figures(known: Knowledge):
    stated = found(
        table(
            ("Fokusområde", "Mål", "Baseline 2022", "Mål 2023", "Ansvarlig"),
            ("Unge (ministermål 1)", "Flere unge er i gang", "64 pct.", "68 pct.", "Lederen"),
            ("", "Færre klager", "18 pct.", "højst 15 pct.", "Lederen"),
            ("Flygtninge", "Flere er i job", "52 pct.", "≥ 55 pct.", "Lederen"),
        ),
        known,
    )
    assert [a.label for a in asserted(stated, Element.FOCUS_AREA)] == ["Unge", "Flygtninge"]
    goals = asserted(stated, Element.GOAL)
    assert [(g.label, g.area) for g in goals] == [
        ("Flere unge er i gang", "1"),
        ("Færre klager", "1"),
        ("Flere er i job", "2"),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        (("Målsætning", "Resultatmål 2024", "Udgangspunkt 2022"), ("Flere unge i job", "60 pct.", "52 pct.")),
        (("Indikator", "2022", "2024"), ("Flere unge i job", "52 %", "60 %")),
        (("Baggrund", "Der er behov."), ("Mål", "Flere unge i job"), ("Indsats", "Vi holder en jobmesse.")),
        (("Nr.", "Mål", "Indsatser", "Frist"), ("1", "Flere unge i job", "Vi holder en jobmesse.", "1. maj")),
    ],
)
def test_tables_of_many_forms_hold_one_goal(rows: tuple[tuple[str, ...], ...], known: Knowledge):
    document = table(*rows, before="Mål for unge")
    stated = found(document, known)
    assert [g.label for g in asserted(stated, Element.GOAL)] == ["Flere unge i job"]
    assert [m.label for m in asserted(stated, Element.MEASURE)] in ([], ["Vi holder en jobmesse"])


def test_a_table_of_measured_figures_holds_none(known: Knowledge):
    document = table(("Ydelse", "2021", "2022"), ("Kontanthjælp", "271", "260"), before="Status")
    assert found(document, known) == ()


def test_the_national_targets_are_nobody_s_goals(known: Knowledge):
    words = (
        "Mål\n\n- Alle ledige skal have en værdig sagsbehandling\n- Flere ledige skal opkvalifiseres\n"
        "- Flere personer med handicap skal i beskæftigelse\n"
    )
    assert not asserted(found(text.read(words.encode(), "x.txt"), known), Element.GOAL)


def test_prose_is_only_offered(known: Knowledge):
    words = (
        "Fokusområde 1: Unge\n\nDer er mange unge. Jobcentret vil holde en jobmesse. Andelen af unge uden "
        "job skal falde til 5 pct.\n\nFokusområde 2: Syge\n\nDe mangler støtte.\n"
    )
    offered = [
        s for s in found(text.read(words.encode(), "x.txt"), known) if s.element is not Element.FOCUS_AREA
    ]
    assert [(s.element, s.candidate, s.area) for s in offered] == [
        (Element.MEASURE, True, "1"),
        (Element.GOAL, True, "1"),
    ]
    assert all(s.ground.confidence < 0.5 and s.ground.why.da and s.ground.why.en for s in offered)


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        (
            "Resultatmål 4b: Andelen af fiskere med egen båd skal stige\ntil mindst 12 %.",
            "Andelen af fiskere med egen båd skal stige til mindst 12 %",
        ),
        (
            "Jobcentret vil tilbyde alle unge en mentor, med henblik på at de bliver i deres uddannelse.",
            "Jobcentret vil tilbyde alle unge en mentor",
        ),
        ("Jobcentret skal understøtte virksom-\nhederne.", "Jobcentret skal understøtte virksomhederne"),
        ("Mindst 85 pct. af de unge er tilfredse. Det måles.", "Mindst 85 pct. af de unge er tilfredse"),
        ("1. flere i job", "Flere i job"),
    ],
)
def test_labels_are_first_clauses(passage: str, expected: str):
    assert label(passage) == expected


def test_numbers_are_those_that_are_printed():
    assert [
        number(p) for p in ("Resultatmål 3c: x", "Mål 1 – x", "Delmål 2.1: x", "Effektmål: x", "Målet er")
    ] == [
        "3c",
        "1",
        "2.1",
        "",
        "",
    ]


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=400))
def test_labels_are_short_and_on_one_line(passage: str):
    short = label(passage)
    assert len(short) <= LONGEST + 1
    assert "\n" not in short


LINES = (
    "MÅL,Mål 2024,Indsatser,• Flere i job,1. Flere i job,a) Noget,Mål 1: Flere i job,UNGE,Udfordringer,,\f,7,"
    "Bilag 1,Fokusområde 1: Unge,Vi vil sikre at flere kommer i job,Mål\tStatus\t2024,Flere i job\t20\t30,"
    "Udvalget har tre mål:"
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(LINES.split(",")), max_size=20))
def test_any_text_gives_statements_whose_passages_lie_in_it(lines: list[str]):
    try:
        document = text.read("\n".join(lines).encode(), "x.txt")
    except LoadError:
        return
    stated = found(document, shipped())
    assert len({(s.element, s.key) for s in stated}) == len(stated)
    areas = {s.key for s in stated if s.element is Element.FOCUS_AREA}
    for statement in stated:
        assert statement.spans and statement.label and statement.ground.why.da
        assert statement.area is None or statement.area in areas
        assert all(0 <= s.start < s.end <= len(document.text) for s in statement.spans)


def test_every_goal_of_a_long_text_is_found(known: Knowledge):
    goals = "".join(f"• Mål nummer {i} for gruppen skal nås.\n" for i in range(9))
    prose = "Der er meget at sige om gruppen. " * 150
    chapter = f"Fokusområde {{n}}. Gruppe {{n}} skal i job\n\n{prose}\n\nMål\n\n{goals}"
    words = "\n\n".join(chapter.replace("{n}", str(n)) for n in range(1, 21))
    stated = found(text.read(words.encode(), "x.txt"), known)
    assert len(asserted(stated, Element.GOAL)) == 180


def _passages(plan: Graph, node: object) -> list[tuple[int, int]]:
    selectors = [plan.value(e, _OA.hasSelector) for e in plan.objects(node, _PG.evidence)]
    return [(int(str(plan.value(s, _OA.start))), int(str(plan.value(s, _OA.end)))) for s in selectors]


def _covers(one: tuple[int, int], other: tuple[int, int]) -> bool:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared > 0 and shared * 2 >= min(one[1] - one[0], other[1] - other[0])


def _matched(curated: list[list[tuple[int, int]]], told: list[list[tuple[int, int]]]) -> int:
    """Count the pairs of a largest matching, one to one."""
    near = [[j for j, t in enumerate(told) if any(_covers(a, b) for a in c for b in t)] for c in curated]
    owner: dict[int, int] = {}

    def place(i: int, seen: set[int]) -> bool:
        for j in near[i]:
            if j not in seen:
                seen.add(j)
                if j not in owner or place(owner[j], seen):
                    owner[j] = i
                    return True
        return False

    return sum(place(i, set()) for i in range(len(curated)))


@pytest.mark.parametrize(
    "path",
    files.plan_files(),
    ids=lambda p: p.stem,
)
def test_the_curated_plans(path: Path, known: Knowledge):
    """Focus areas, objectives and goals as a person found them, each in its area."""
    if not (TEXTS / f"{path.stem}.txt").exists():
        pytest.skip("the plan texts are not at hand")
    plan = Graph().parse(path)
    document = text.read((TEXTS / f"{path.stem}.txt").read_bytes(), path.name)
    assert document.text == evidence.read_text(TEXTS / f"{path.stem}.txt")
    stated = found(document, known)
    for kind, element, least in (
        ("FocusArea", Element.FOCUS_AREA, 0.95),
        ("Objective", Element.OBJECTIVE, 0.97),
        ("Goal", Element.GOAL, 0.97),
    ):
        nodes = list(plan.subjects(RDF.type, _PG[kind]))
        told = asserted(stated, element)
        same = _matched(
            [_passages(plan, n) for n in nodes], [[(s.start, s.end) for s in t.spans] for t in told]
        )
        assert 2 * same >= least * (len(nodes) + len(told)), (kind, same, len(nodes), len(told))
