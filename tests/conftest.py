"""What the tests share: the shipped data, read once, a browser, and the switch that rewrites golden files."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from browsing import launched
from plangraph.store import EmbeddedStore, shipped

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens", action="store_true", help="rewrite the expected answers under tests/data/queries"
    )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests tell with ``record_property("told", …)``; what they print is lost among processes."""
    reports = [report for kind in ("passed", "failed") for report in terminalreporter.stats.get(kind, [])]
    told = sorted({str(text) for one in reports for name, text in one.user_properties if name == "told"})
    for line in told:
        terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def update_goldens(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-goldens"))


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder with the test data."""
    return Path(__file__).parent / "data"


@pytest.fixture(scope="session")
def shipped_store() -> Iterator[EmbeddedStore]:
    """The ontology and the shipped plans; never write to it."""
    with shipped() as store:
        yield store


@pytest.fixture(scope="session")
def libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, str], Path]:
    """Converts a file to a form ("odt", "csv:…") as LibreOffice does, and returns the file that it made."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    profile = tmp_path_factory.mktemp("libreoffice").as_uri()  # the first start of one takes seconds

    def convert(source: Path, form: str) -> Path:
        folder = tmp_path_factory.mktemp("converted")
        order = [program, f"-env:UserInstallation={profile}", "--headless", "--convert-to", form]
        done = subprocess.run(
            [*order, "--outdir", str(folder), str(source)], check=True, capture_output=True, timeout=180
        )
        assert b"rror" not in done.stderr, done.stderr
        (made,) = folder.iterdir()
        return made

    return convert


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for the tests of a module: while one is open, no other event loop can run."""
    with launched() as found:
        yield found
