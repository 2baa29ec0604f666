"""Work in processes of its own: it comes back, tells how far it is, and is ended when it takes too much."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from plangraph.errors import LoadError
from plangraph.web.pool import BusyError
from plangraph.web.workshop import PATIENCE, WorkLimitError, Workshop

HUGE = 4_000_000_000


def double(number: int) -> int:
    return 2 * number


def whoami() -> int:
    return os.getpid()


def refuse(name: str) -> None:
    raise LoadError(name, "is no plan", line=3)


def stumble() -> None:
    raise RuntimeError("the secret")


def never_end() -> None:
    while True:
        pass


def swallow(size: int) -> int:
    return len(bytearray(size))


def count(total: int, tell: Callable[[int, int], None]) -> int:
    for done in range(total):
        tell(done + 1, total)
    return total


def wait_for(path: Path) -> str:
    with path.open() as pipe:  # a fifo: opened when somebody writes
        return pipe.read()


@pytest.fixture
def workshop() -> Iterator[Workshop]:
    opened = Workshop(1, 30, HUGE)
    yield opened
    opened.close()


def test_work_comes_back_from_one_process_that_stays(workshop: Workshop) -> None:
    assert workshop.do(double, 21) == 42
    first = workshop.do(whoami)
    assert first != os.getpid()
    assert workshop.do(whoami) == first


def test_it_tells_how_far_it_is(workshop: Workshop) -> None:
    told: list[tuple[int, int]] = []
    assert workshop.do(count, 3, tell=lambda *so_far: told.append(so_far)) == 3
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_what_is_wrong_is_told_whole(workshop: Workshop) -> None:
    with pytest.raises(LoadError, match="is no plan") as caught:
        workshop.do(refuse, "draft.docx")
    assert (caught.value.source, caught.value.line) == ("draft.docx", 3)
    assert workshop.do(double, 1) == 2


def test_a_fault_of_ours_is_told_without_its_words(workshop: Workshop) -> None:
    with pytest.raises(WorkLimitError) as caught:
        workshop.do(stumble)
    assert caught.value.limit == "fault"
    assert "secret" not in str(caught.value)


def test_what_never_ends_is_ended_and_the_next_is_served() -> None:
    workshop = Workshop(1, 0.2, HUGE)
    with pytest.raises(WorkLimitError) as caught:
        workshop.do(never_end)
    assert caught.value.limit == "time"
    workshop.close()
    patient = Workshop(1, 60, HUGE)
    assert patient.do(double, 2) == 4
    patient.close()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds the memory of a process in this way")
def test_memory_is_bounded() -> None:
    workshop = Workshop(1, 60, 500_000_000)
    with pytest.raises(WorkLimitError) as caught:
        workshop.do(swallow, 700_000_000)
    assert caught.value.limit == "memory"
    assert workshop.do(swallow, 1000) == 1000
    workshop.close()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no named pipes")
def test_who_would_wait_behind_too_many_is_turned_away_at_once(
    tmp_path: Path, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plangraph.web.workshop._WAITING", 0)
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    with ThreadPoolExecutor(2) as people:
        running = people.submit(workshop.do, wait_for, fifo)
        with fifo.open("w") as pipe:  # opens when the work has begun to wait
            with pytest.raises(BusyError):
                workshop.do(double, 1)
            patient = people.submit(workshop.do, double, 2, patient=True)
            pipe.write("done")
        assert (running.result(), patient.result()) == ("done", 4)
    assert workshop.do(double, 3) == 6


@pytest.mark.skipif(sys.platform == "win32", reason="there are no named pipes")
def test_closing_ends_what_runs_and_turns_the_next_away(tmp_path: Path, workshop: Workshop) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    caught: list[BaseException] = []

    def work() -> None:
        try:
            workshop.do(wait_for, fifo)
        except WorkLimitError as error:
            caught.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    with fifo.open("w"):  # opens when the work has begun to wait
        workshop.close()
        thread.join()
    assert [type(error) for error in caught] == [WorkLimitError]
    with pytest.raises(BusyError):
        workshop.do(double, 1)


def test_nobody_waits_for_what_is_closed(workshop: Workshop) -> None:
    workshop.close()
    with ThreadPoolExecutor(3) as people:
        refused = [people.submit(workshop.do, double, 1, patient=True) for _ in range(3)]
        for one in refused:
            # Sooner than who waits for a process gives up.
            assert isinstance(one.exception(PATIENCE / 2), BusyError)
