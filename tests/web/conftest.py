"""What the tests of the web share: a server of the shipped data, and one with a store that may be written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from country import build
from plan_pages import store_with
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


@pytest.fixture(scope="session")
def nation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server of invented plans of every municipality, of 2022 and 2023."""
    folder = tmp_path_factory.mktemp("nation") / "store"
    build(folder, {2022: 98, 2023: 98})
    with running(store=folder) as started:
        yield started


@pytest.fixture(scope="module")
def writable(stored: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server of a store that whoever has the token may write to."""
    import shutil

    folder = tmp_path_factory.mktemp("writable") / "store"
    shutil.copytree(stored, folder)
    with running(store=folder, writable=True) as started:
        started.client.headers["Authorization"] = f"Bearer {TOKEN}"
        yield started


@pytest.fixture(scope="module")
def hostile(
    request: pytest.FixtureRequest, stored: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    """A server of the shipped plans and one that means harm: ``HOSTILE`` of the module that asks."""
    with running(store=store_with(stored, tmp_path_factory.mktemp("hostile"), request.module.HOSTILE)) as one:
        yield one
