"""The reference is up to date, each rule's two graphs do what its page says, and the links lead somewhere."""

from __future__ import annotations

import importlib.util
import re
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from rdflib import Graph

from plangraph.check.rules import RuleSet, load_rules
from plangraph.model import Severity, State
from plangraph.turtle import write

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
#: What a person takes in at a glance.
MOST_TRIPLES = 30


sys.path.append(str(DOCS))  # the scripts there import one another


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"docs_{name}", DOCS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


build = script("build")


@cache
def rules() -> RuleSet:
    return load_rules()


@cache
def shown(rule_id: str) -> Any:
    return build.show(rules(), rules().get(rule_id))


RULES = [rule.id for rule in rules().rules]


# ---- Rules


@pytest.mark.parametrize("rule_id", RULES)
def test_a_rule_fires_in_the_one_graph_and_is_silent_in_the_other(rule_id: str) -> None:
    one = shown(rule_id)
    (fired,), (silent,) = one.fires.outcomes, one.silent.outcomes
    assert fired.state is State.FAILED
    assert {f.rule for f in one.fires.findings} == {rule_id}
    assert silent.state is State.PASSED
    assert silent.looked_at
    for finding in one.fires.findings:
        for text in (*finding.message.as_dict().values(), *finding.fix.as_dict().values()):
            assert not re.search(r"[{}]|\(mangler\)|\(missing\)", text), text


def examples() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {"fires": set(), "silent": set(), "earlier": set()}
    for path in build.EXAMPLES.iterdir():
        rule_id, _, part = path.stem.rpartition("-")
        found[part].add(rule_id)
    return found


def test_every_rule_has_a_page_and_two_graphs_and_none_is_left_over() -> None:
    pages = {path.stem for path in (build.REFERENCE / "rules").glob("*.md")}
    assert pages == {*RULES, "README"}
    found = examples()
    assert found["fires"] == found["silent"] == set(RULES)
    assert found["earlier"] < set(RULES)


def test_the_graphs_are_small_and_in_the_one_form() -> None:
    for path in build.EXAMPLES.iterdir():
        text = path.read_text("utf-8")
        graph = Graph().parse(data=text, format="turtle")
        assert write(graph) == text, f"{path.name}: run 'plangraph format' on it"
        assert len(graph) <= MOST_TRIPLES, path.name


def test_the_plan_before_is_there_only_where_the_rule_needs_it() -> None:
    minimise = script("minimise")
    for rule_id in examples()["earlier"]:
        rule = rules().get(rule_id)
        fires = frozenset(Graph().parse(build.example(rule, "fires")))
        without = minimise.look(rules(), rule, fires, None)
        assert without.findings != shown(rule_id).fires.findings, rule_id


def test_the_graphs_of_a_rule_can_be_made() -> None:
    minimise = script("minimise")
    rule = rules().get("goal-has-label")
    made = minimise.make(rules(), rule)
    assert minimise.look(rules(), rule, made.fires, None).outcomes[0].state is State.FAILED
    assert minimise.look(rules(), rule, made.silent, None).outcomes[0].state is State.PASSED
    assert made.earlier is None
    assert len(made.fires) < len(made.silent) <= MOST_TRIPLES


# ---- Pages


@cache
def pages() -> dict[Path, str]:
    texts: dict[Path, str] = build.pages([shown(rule_id) for rule_id in RULES], rules())
    return texts


def test_the_reference_is_up_to_date() -> None:
    names = [str(path.relative_to(ROOT)) for path in build.stale(pages())]
    assert names == [], "run 'make docs'"


def test_a_page_says_what_its_shape_says() -> None:
    texts = {path.stem: text for path, text in pages().items() if path.parent.name == "rules"}
    for rule in rules().rules:
        text = texts[rule.id].replace("&lt;", "<")
        wanted = [rule.iri, *(t for part in (rule.name, rule.why) for t in part.as_dict().values())]
        wanted += [t for part in (rule.message, rule.fix) for t in part.as_dict().values()]
        wanted += list(rule.see_also)
        wanted += [
            finding.message.get(lang) for finding in shown(rule.id).fires.findings for lang in ["da", "en"]
        ]
        assert [part for part in wanted if part not in text and part.replace("|", r"\|") not in text] == []
        assert ("| Severity | violation | fejl |" in text) == (rule.severity is Severity.VIOLATION)
        assert f"({rule.id}.md)" in texts["README"]


def test_what_is_stale_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "REFERENCE", tmp_path)
    for name in ("same", "old", "extra"):
        (tmp_path / f"{name}.md").write_text(name, "utf-8")
    texts = {tmp_path / f"{name}.md": text for name, text in (("same", "same"), ("old", "o"), ("new", "n"))}
    assert [path.stem for path in build.stale(texts)] == ["extra", "new", "old"]


def test_every_command_and_question_is_described() -> None:
    from plangraph import queries
    from plangraph.cli import cli

    commands = (build.REFERENCE / "cli.md").read_text("utf-8")
    assert [
        n for n, c in cli.commands.items() if not c.hidden and f"\n## plangraph {n}\n" not in commands
    ] == []
    questions = (build.REFERENCE / "questions.md").read_text("utf-8")
    assert [query.name for query in queries.questions() if f"\n### {query.name}\n" not in questions] == []


# ---- Links


def prose(path: Path) -> str:
    return re.sub(r"^```.*?^```$", "", path.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)


@cache
def anchors(path: Path) -> frozenset[str]:
    headings = re.findall(r"^#+ (.+)$", prose(path), re.MULTILINE)
    return frozenset(re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings)


def test_the_links_lead_somewhere() -> None:
    broken = []
    for page in [*ROOT.glob("*.md"), *DOCS.rglob("*.md")]:
        for link in re.findall(r"\]\(([^)\s]+)\)", prose(page)):
            if re.match(r"[a-z]+:", link):
                continue
            name, _, anchor = link.partition("#")
            target = (page.parent / name).resolve() if name else page
            if not target.exists() or (anchor and anchor not in anchors(target)):
                broken.append(f"{page.relative_to(ROOT)}: {link}")
    assert broken == []
