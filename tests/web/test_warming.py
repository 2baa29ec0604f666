"""What is made before anybody asks: in steps, for the newest copy alone."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from plangraph.assess.coverage import Kind
from plangraph.search import Index
from plangraph.store import ServedStore, copy_shipped
from plangraph.web import matrices, warming
from plangraph.web.assessor import Assessor
from plangraph.web.data import Copy
from plangraph.web.holdings import Holdings
from plangraph.web.site.search.hits import index_of
from plangraph.web.warming import Warmer


class Stand:
    """Copies by number, and what was done for them."""

    def __init__(self, steps: int) -> None:
        self.copies = [cast(Copy, type("OfData", (), {"number": number})()) for number in range(3)]
        self.current, self.done, self.steps = self.copies[0], [], steps
        self.reached, self.go, self.ended = threading.Event(), threading.Event(), threading.Event()

    def prepare(self, copy: Copy) -> Iterator[None]:
        try:
            for step in range(self.steps):
                self.done.append((copy.number, step))
                if (copy.number, step) == (0, 1):
                    self.reached.set()
                    self.go.wait(10)
                if copy.number == 1:
                    raise OSError("damaged")
                yield
        finally:
            if copy.number:
                self.ended.set()


def test_an_older_copy_is_given_up_and_a_damaged_one_holds_nothing_up(
    caplog: pytest.LogCaptureFixture,
) -> None:
    stand = Stand(steps=4)
    warmer = Warmer(lambda: stand.current, stand.prepare)
    warmer.begin(stand.copies[0])
    assert stand.reached.wait(10)
    stand.current = stand.copies[1]
    warmer.begin(stand.copies[1])
    stand.go.set()
    assert stand.ended.wait(10)
    stand.ended.clear()
    stand.current = stand.copies[2]
    warmer.begin(stand.copies[2])
    assert stand.ended.wait(10)
    warmer.close()
    assert stand.done == [(0, 0), (0, 1), (1, 0), (2, 0), (2, 1), (2, 2), (2, 3)]
    assert [(r.message, r.copy) for r in caplog.records] == [("the data cannot be got ready", 1)]


def test_when_it_is_closed_it_ends_after_its_step() -> None:
    stand = Stand(steps=4)
    warmer = Warmer(lambda: stand.current, stand.prepare)
    warmer.begin(stand.copies[0])
    assert stand.reached.wait(10)
    warmer.close()
    warmer.begin(stand.copies[0])
    stand.go.set()
    warmer._queue.shutdown(wait=True)
    assert stand.done == [(0, 0), (0, 1)]


def test_pages_about_all_plans_find_everything_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy_shipped(tmp_path / "data")
    holdings = Holdings(Copy(tmp_path / "data", 1, ()), cast(Assessor, None), None)
    for _ in warming.pages(holdings):
        pass

    def again(*_: Any, **__: Any) -> None:
        raise AssertionError("it was made already")

    monkeypatch.setattr(Index, "read", again)
    monkeypatch.setattr(matrices, "build", again)
    monkeypatch.setattr(ServedStore, "counts", again)
    assert index_of(holdings)
    assert holdings.copy.counts.triples > 0
    shown = matrices.bounded(matrices.chosen(holdings, matrices.selection(holdings)))
    assert len(shown) == 5
    for kind in Kind:
        assert matrices.matrix_of(holdings, kind, [plan.slug for plan in shown]).rows
