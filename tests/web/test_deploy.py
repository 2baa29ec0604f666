"""What is written about running the server is true, as far as it can be told without an engine."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from running import Running

from plangraph.cli import cli
from plangraph.web.problems import KINDS
from plangraph.web.settings import LIMIT_VARIABLES, Limits

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "how-to" / "serve.md").read_text("utf-8")
CONTAINER = (ROOT / "deploy" / "Containerfile").read_text("utf-8")
UNIT = (ROOT / "deploy" / "plangraph.service").read_text("utf-8")


def options() -> set[str]:
    return {option for param in cli.commands["serve"].params for option in param.opts}


def test_the_limits_are_described_as_they_are() -> None:
    rows = dict(re.findall(r"^\| `(PLANGRAPH_\w+)` \|.*\| ([\d.]+) \|$", PAGE, re.MULTILINE))
    assert set(rows) == set(LIMIT_VARIABLES)
    for variable, said in rows.items():
        assert float(said) == getattr(Limits(), LIMIT_VARIABLES[variable]), variable


def test_the_problems_are_described_as_they_are(server: Running) -> None:
    rows = dict(re.findall(r"^\| `([a-z][\w-]+)`.* \| (\d{3}) \|$", PAGE, re.MULTILINE))
    assert {name: kind.status for name, kind in KINDS.items()} == {
        name: int(code) for name, code in rows.items()
    }
    for name in KINDS:
        assert server.get(f"/problems/{name}").status_code == 200


def test_the_commands_of_the_page_are_right(server: Running, tmp_path: Path) -> None:
    blocks = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    lines = [line for block in blocks for line in block.replace("\\\n", " ").splitlines() if line.strip()]
    for line in lines:
        words = shlex.split(line, comments=True)
        if words[0] == "plangraph":
            assert {word for word in words if word.startswith("--")} <= options(), line
    if shutil.which("curl") is None:
        pytest.skip("there is no curl")
    asked = [
        shlex.split(line.replace("http://127.0.0.1:8000", server.base))
        for line in lines
        if line.startswith("curl")
    ]
    for words in [words for words in asked if "-X" not in words]:
        done = subprocess.run(
            [*words, "--fail", "--silent", "--noproxy", "*"], capture_output=True, text=True, check=True
        )
        assert "hvidovre-2023" in done.stdout, words


def test_the_container_copies_what_is_there_and_runs_what_is_there() -> None:
    instructions = [
        line.split() for line in CONTAINER.replace("\\\n", " ").splitlines() if line[:1].isupper()
    ]
    for words in instructions:
        if words[0] == "COPY" and not words[1].startswith("--from"):
            for name in words[1:-1]:
                assert (ROOT / name).exists(), name
    named = {words[0] for words in instructions}
    assert {"FROM", "USER", "HEALTHCHECK", "STOPSIGNAL", "ENTRYPOINT", "CMD"} <= named
    known = {param.envvar for param in cli.commands["serve"].params} | set(LIMIT_VARIABLES)
    known |= set(re.findall(r"PLANGRAPH_\w+", (ROOT / "hatch_build.py").read_text("utf-8")))
    assert set(re.findall(r"PLANGRAPH_\w+", CONTAINER)) <= known
    # All that the build needs is copied: what the wheel carries, and what its description names.
    copied = {name for words in instructions if words[0] == "COPY" for name in words[1:-1]}
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    carried = set(re.findall(r'^"(\w+)" = "plangraph/_resources', project, re.MULTILINE))
    described = {"pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "LICENSE-DATA"}
    assert carried | described | {"src"} <= copied


def test_the_unit_runs_the_command_and_stops_it_alone() -> None:
    start = re.search(r"^ExecStart=(.+)$", UNIT, re.MULTILINE)
    assert start is not None
    words = shlex.split(start[1])
    assert words[0].endswith("/plangraph")
    assert words[1] == "serve"
    assert {word for word in words if word.startswith("--")} <= options()
    assert "KillMode=mixed" in UNIT
    if analyse := shutil.which("systemd-analyze"):
        done = subprocess.run(
            [analyse, "verify", str(ROOT / "deploy" / "plangraph.service")],
            capture_output=True,
            text=True,
            check=False,
        )
        complaints = [
            line
            for line in done.stderr.splitlines()
            if "not executable" not in line and "plangraph.service" in line
        ]
        assert complaints == []
