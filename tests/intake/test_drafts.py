"""The intake understands whole plans as well as the floors say, and the drafts are what their sources say.

The floors are F1 per class, plan and format (``tests/data/intake/floors.toml``);
``benchmarks/intake/measure.py`` prints where it stands, and with ``--floors`` sets them anew.
"""

from __future__ import annotations

import json
import os
import sys
import tomllib
from pathlib import Path
from typing import Any

import intake_scoring as scoring
import pytest

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "data" / "intake"
DRAFTS = DATA / "drafts"
TEXTS = Path(os.environ.get("PLANGRAPH_PLAN_TEXTS") or ROOT.parent / "shared" / "plans")
FLOORS = tomllib.loads((DATA / "floors.toml").read_text(encoding="utf-8"))

sys.path.append(str(DATA))  # what makes the drafts


@pytest.mark.parametrize(("form", "plan"), [(form, plan) for form, plans in FLOORS.items() for plan in plans])
def test_is_understood(form: str, plan: str) -> None:
    from plangraph.intake import reading
    from plangraph.intake.understanding import understand

    if form == "text":
        path = TEXTS / f"{plan}.txt"
        if not path.exists():
            pytest.skip(f"the plan text {path.name} is not here; set PLANGRAPH_PLAN_TEXTS to its folder")
    else:
        path = DRAFTS / f"{plan}.{form}"
    draft = understand(reading.read(path), None)
    if form == "text":
        gold = scoring.gold_of_graph(ROOT / "data" / "ttl" / f"{plan}.ttl", draft.document.text)
    else:
        gold = scoring.gold_of_draft(DRAFTS / f"{plan}.gold.json")
    counts = scoring.score(gold, scoring.found_in(draft), by_passage=form == "text")
    below = {
        name: (round(counts[name].f1, 3), floor, counts[name].missed[:3], counts[name].extra[:3])
        for name, floor in FLOORS[form][plan].items()
        if counts[name].f1 < floor
    }
    assert not below


def test_every_draft_has_a_floor() -> None:
    drafts = {
        (path.suffix[1:], path.stem)
        for path in DRAFTS.iterdir()
        if path.suffix[1:] in ("docx", "pdf", "txt", "md", "html", "odt", "xlsx") and path.stem != "README"
    }
    assert drafts == {(form, plan) for form, plans in FLOORS.items() if form != "text" for plan in plans}


def test_gold_is_what_the_sources_say() -> None:
    from making.drafts import sources

    for source in sources():
        gold = json.loads((DRAFTS / f"{source.slug}.gold.json").read_text(encoding="utf-8"))
        assert gold == source.gold, f"{source.slug}: run tests/data/intake/build.py"


def test_gold_names_what_exists() -> None:
    from plangraph.intake.knowledge import shipped

    known = shipped()
    concepts = {concept.rsplit("/", 1)[-1] for concept in known.kinds}
    requirements = {requirement.rsplit("/", 1)[-1] for requirement in known.requirements}
    for path in DRAFTS.glob("*.gold.json"):
        gold = json.loads(path.read_text(encoding="utf-8"))
        targets = {target.number for target in known.targets.get(gold.get("targets_year", 0), ())}
        for element in (*gold["objectives"], *gold["goals"]):
            assert {*element["groups"], *element["instruments"], *element["inherited"]} <= concepts, path.name
            assert set(element["targets"]) <= targets, path.name
        assert {entry["target"] for entry in gold["listed"]} <= targets, path.name
        assert {entry["requirement"] for entry in gold["statutory"]} <= requirements, path.name


def _item(text: str, **said: Any) -> scoring.Item:
    return scoring.Item("1", [text], **said)


def _plan(**items: list[scoring.Item]) -> scoring.Plan:
    return scoring.Plan({**{n: [] for n in scoring.CLASSES}, **items}, set(), set(), None, {})


def test_counting_pairs_one_to_one() -> None:
    gold = _plan(goals=[_item("Flere unge i job"), _item("Færre klager over sagsbehandlingen")])
    found = _plan(goals=[_item("Flere unge i job."), _item("Flere unge i job"), _item("Noget andet")])
    count = scoring.score(gold, found, by_passage=False)["goals"]
    assert (count.hits, count.found, count.there) == (1, 3, 2)


def test_counting_by_passage_wants_half() -> None:
    gold = _plan(goals=[_item("", spans=[(100, 200)])])
    for span, hits in (((150, 260), 1), ((160, 400), 0), ((120, 130), 1), ((200, 300), 0)):
        found = _plan(goals=[_item("", spans=[span])])
        assert scoring.score(gold, found, by_passage=True)["goals"].hits == hits, span


def test_counting_figures_exactly_and_loosely() -> None:
    figure = {
        "comparator": "AtLeast",
        "value": 70.0,
        "unit": "percent",
        "kind": "Level",
        "direction": None,
        "relative_to": None,
        "offset": None,
        "due_year": 2023,
        "baseline": None,
    }
    gold = _plan(goals=[_item("Mindst 70 pct. i 2023", figures=[figure])])
    found = _plan(goals=[_item("Mindst 70 pct. i 2023", figures=[figure | {"comparator": "Equal"}])])
    counts = scoring.score(gold, found, by_passage=False)
    assert (counts["figures exact"].hits, counts["figures loose"].hits) == (0, 1)
    assert scoring.score(gold, gold, by_passage=False)["figures exact"].f1 == 1.0
