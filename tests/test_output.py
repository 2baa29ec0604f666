"""``check -o``: the format of a file follows from its extension."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from plangraph.cli import cli
from plangraph.errors import FormatError
from plangraph.report import FORMATS, SUMMARIES, format_of

#: How a file of each format begins.
BEGINS = {
    ".html": b"<!doctype html>",
    ".pdf": b"%PDF-",
    ".md": b"#",
    ".json": b"[",
    ".sarif": b"{",
    ".junit.xml": b"<?xml",
    ".xml": b"<?xml",
    ".xlsx": b"PK",
    ".ttl": b"@",
}


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words))


def test_the_longest_extension_decides() -> None:
    assert format_of(Path("a/b.JUnit.XML")).extension == ".junit.xml"
    assert format_of(Path("b.xml")).extension == ".xml"
    assert format_of(Path("b.pdf"), SUMMARIES).write is not format_of(Path("b.pdf")).write


@pytest.mark.parametrize("name", ["report.docx", "report", "json"])
def test_an_unknown_extension_is_refused(name: str) -> None:
    with pytest.raises(FormatError, match=r"known are \.html, \.pdf, \.md, \.json"):
        format_of(Path(name))
    with pytest.raises(FormatError, match=r"known are \.html, \.pdf$"):
        format_of(Path("report.json"), SUMMARIES)


def test_check_writes_every_format(tmp_path: Path) -> None:
    assert set(BEGINS) == set(FORMATS)
    targets = [tmp_path / f"report{extension}" for extension in FORMATS]
    options = [word for target in targets for word in ("-o", str(target))]
    summary = tmp_path / "summary.html"
    result = run("check", "hvidovre-2023", *options, "--summary", str(summary), "--fail-on", "never")
    assert result.exit_code == 0, result.output
    for target, (extension, begin) in zip(targets, ((e, BEGINS[e]) for e in FORMATS), strict=True):
        assert target.read_bytes().lower().lstrip().startswith(begin.lower()), extension
    assert b"<html" in summary.read_bytes()
    (plan,) = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert plan["tiers"][0]["reached"] and plan["steps"] and plan["scores"]["goals"]
    assert any(f["examples"] for f in plan["findings"])


def test_an_unknown_extension_is_said_before_anything_is_checked(tmp_path: Path) -> None:
    result = run("check", "hvidovre-2023", "-o", str(tmp_path / "report.doc"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "report.doc" in result.stderr and ".sarif" in result.stderr
    assert not list(tmp_path.iterdir())


def test_the_terminal_shows_levels_steps_examples_and_patches() -> None:
    text = run("check", "hvidovre-2023").stdout
    for word in (
        "Niveauer",
        "✔ Lovmedholdelig",
        "Mindst muligt til »Sammenhængende«",
        "Andre: Frederikssund",
    ):
        assert word in text
    assert "@base" not in text
    assert "UDFYLD" in run("check", "hvidovre-2023", "--patches").stdout
    english = run("check", "hvidovre-2023", "--lang", "en").stdout
    assert "Levels" in english and "The least to reach “Linked”" in english
