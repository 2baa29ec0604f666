"""What the tests of the web share: a server of the shipped data, and one with a store that may be written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from running import TOKEN, Running, running

from plangraph.store import EmbeddedStore, load_shipped


@pytest.fixture(scope="session")
def server() -> Iterator[Running]:
    """A server of what ships with plangraph."""
    with running(check_ahead="1") as started:
        yield started


@pytest.fixture(scope="session")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the shipped plans; copy it before you write to it."""
    folder = tmp_path_factory.mktemp("stored") / "store"
    with EmbeddedStore(folder) as store:
        load_shipped(store)
    return folder


@pytest.fixture(scope="module")
def writable(stored: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server of a store that whoever has the token may write to."""
    import shutil

    folder = tmp_path_factory.mktemp("writable") / "store"
    shutil.copytree(stored, folder)
    with running(store=folder, writable=True) as started:
        started.client.headers["Authorization"] = f"Bearer {TOKEN}"
        yield started
