"""Schemathesis asks what the OpenAPI allows, and much that it forbids: no 500, and answers as it says.

It is run as a command of its own, in its deterministic mode: the same schema gives the same requests. Its
plugin for pytest is switched off (``pyproject.toml``), as every start of pytest would pay for it.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from running import Running, running

pytest.importorskip("schemathesis")

COMMAND = Path(sys.executable).with_name("schemathesis")
CHECKS = "/(check|jobs)"


@pytest.fixture(scope="module")
def alone() -> Iterator[Running]:
    """A server of its own: what is asked here is more than others should wait for."""
    with running() as started:
        started.get("/api/v1/gaps?per_page=1")  # until the plans are checked
        yield started


def ask(server: Running, tmp_path: Path, *options: str) -> None:
    """Let Schemathesis ask a server; what it finds is what the test says.

    :param tmp_path: where it may leave files
    """
    done = subprocess.run(
        [
            COMMAND, "run", f"{server.base}/api/v1/openapi.json", "--seed", "1", "--generation-deterministic",
            "--checks", "all", "--continue-on-failure", "--workers", "2", "--request-timeout", "120",
            "--no-color", *options,
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    assert " passed" in done.stdout
    assert [line for line in server.log() if "trace" in line] == []


def test_what_is_public_answers_as_it_says(alone: Running, tmp_path: Path) -> None:
    phases = ["--phases", "examples,coverage,fuzzing", "--max-examples", "3"]
    ask(alone, tmp_path, *phases, "--exclude-path-regex", CHECKS)


def test_a_check_answers_as_it_says(alone: Running, tmp_path: Path) -> None:
    # What is in a file cannot be said by a schema: a body that it allows is mostly no plan.
    without = ["--exclude-checks", "positive_data_acceptance"]
    phases = ["--phases", "examples,coverage,fuzzing,stateful", "--max-examples", "4"]
    ask(alone, tmp_path, *phases, *without, "--include-path-regex", CHECKS)
