"""What the tests share: the shipped data, read once, and the switch that rewrites golden files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from plangraph.store import EmbeddedStore, shipped


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens", action="store_true", help="rewrite the expected answers under tests/data/queries"
    )


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
