"""The server as those see it who run it: how it starts, stops, reloads, and what it says of itself."""

from __future__ import annotations

import contextlib
import math
import multiprocessing
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner
from running import Running, running

from plangraph.cli import cli
from plangraph.store import Question
from plangraph.web.data import Data
from plangraph.web.pool import BusyError, Pool, longest_wait
from plangraph.web.settings import Limits, Settings, SettingsError, limits_from, read_tokens

SLOW = "SELECT (COUNT(*) AS ?n) { ?a (!<x:a>|^!<x:b>)* ?b . ?b (!<x:c>|^!<x:d>)+ ?c }"


def test_it_lives_and_is_ready(server: Running) -> None:
    assert server.get("/healthz").text == "ok\n"
    assert server.get("/readyz").json()["ready"] is True
    assert server.client.head("/healthz").status_code == 200


def test_it_counts(server: Running) -> None:
    server.query("ASK {}")
    server.query("nonsense")
    answer = server.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=")
    numbers = dict(re.findall(r"^(\S+) (\S+)$", answer.text, re.MULTILINE))
    assert float(numbers['plangraph_sparql_queries_total{outcome="answered"}']) >= 1
    assert float(numbers['plangraph_sparql_queries_total{outcome="refused"}']) >= 1
    assert float(numbers["plangraph_triples"]) > 20_000
    assert 'route="/sparql",status="200"' in answer.text


def test_told_to_stop_it_finishes_what_runs() -> None:
    with running(query_seconds="2", workers="1") as server:
        answers: list[int] = []
        asking = threading.Thread(target=lambda: answers.append(server.query(SLOW).status_code))
        server.query("ASK {}")
        asking.start()
        while "waiting 1.0" not in server.get("/metrics").text:
            pass
        assert server.stop() == 0
        asking.join()
        assert answers == [422]  # by its own limit, not by the end of the server
        assert [line["event"] for line in server.log()][-1] == "stopped"


def test_told_to_stop_before_it_began_it_does_not_begin() -> None:
    with running() as server:
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(60) == 0


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import psutil

    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with running() as server:
        server.query("ASK {}")
        children = psutil.Process(server.process.pid).children(recursive=True)
        assert children
        assert list(tmp_path.glob("plangraph-*"))
        server.stop()
        _, alive = psutil.wait_procs(children, timeout=10)
        assert alive == []
    assert not list(tmp_path.glob("plangraph-*"))


def test_a_server_that_is_killed_takes_its_processes_with_it() -> None:
    import psutil

    with running(query_seconds="1") as server:
        server.query("ASK {}")
        children = psutil.Process(server.process.pid).children(recursive=True)
        asking = threading.Thread(target=lambda: suppressed(server))
        asking.start()
        server.process.kill()
        asking.join()
        # A query that runs is ended by the kernel, a little later than the server would have done it.
        _, alive = psutil.wait_procs(children, timeout=120)
        assert alive == []


def suppressed(server: Running) -> None:
    import httpx

    with contextlib.suppress(httpx.HTTPError):
        server.query(SLOW)


def test_all_processes_are_there_before_somebody_asks_and_none_afterwards() -> None:
    data = Data(None)
    pool, before = Pool(Limits(workers=3), lambda: data.current), set(multiprocessing.active_children())
    pool.warm()
    started = set(multiprocessing.active_children()) - before
    pool.close()
    data.close()
    assert len(started) == 3
    assert not any(one.is_alive() for one in started)
    with ThreadPoolExecutor(3) as people:
        late = [people.submit(pool.ask, Question("ASK {}", ("json",), ()), client=str(n)) for n in range(3)]
        for one in late:
            # Sooner than who waits for a process gives up.
            assert isinstance(one.exception(longest_wait(Limits()) / 2), BusyError)


def test_a_taken_port_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = CliRunner().invoke(cli, ["serve", "--port", str(port)])
    assert result.exit_code == 2
    assert (
        f"port {port} of 127.0.0.1 cannot be listened on: another program listens there already"
        in result.output
    )


def test_a_host_that_is_not_here_is_said() -> None:
    result = CliRunner().invoke(cli, ["serve", "--host", "192.0.2.1", "--port", "0"])
    assert result.exit_code == 2
    assert "cannot be listened on" in result.output


def test_a_store_that_is_not_there_is_said(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["serve", "--port", "0", "--store", str(tmp_path / "none")])
    assert result.exit_code == 2
    assert "does not exist; load a plan into it first" in result.output


def test_tokens_are_read_with_care(tmp_path: Path) -> None:
    file = tmp_path / "tokens"
    file.write_text("# comment\n\nabcdefghijklmnop\n  another-token-of-length  \n", "utf-8")
    assert read_tokens(file) == ("abcdefghijklmnop", "another-token-of-length")
    for text in ("", "# only\n", "short\n", "has a space in it so long\n"):
        file.write_text(text, "utf-8")
        with pytest.raises(SettingsError):
            read_tokens(file)
    with pytest.raises(SettingsError):
        read_tokens(tmp_path / "none")
    assert "abcdefghijklmnop" not in repr(Settings(tmp_path, ("abcdefghijklmnop",)))


def test_settings_that_cannot_be_meant_are_refused() -> None:
    for make in (
        lambda: Settings(base="plans.example.dk"),
        lambda: Settings(base="https://plans.example.dk/"),
        lambda: Settings(origins=("*",)),
        lambda: Settings(tokens=("abcdefghijklmnop",)),
        lambda: Limits(query_seconds=0),
        lambda: Limits(draft_hours=math.nan),
        lambda: limits_from({"PLANGRAPH_QUERY_SECONDS": "nan"}),
        lambda: limits_from({"PLANGRAPH_CHECK_SECONDS": "inf"}),
        lambda: limits_from({"PLANGRAPH_WORKERS": "two"}),
    ):
        with pytest.raises(SettingsError):
            make()
    assert limits_from({"PLANGRAPH_QUERY_SECONDS": "2.5", "PLANGRAPH_WORKERS": "3"}) == Limits(
        query_seconds=2.5, workers=3
    )


def test_changed_data_is_served_without_dropping_a_request(stored: Path, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    shutil.copytree(stored, folder)
    plan = Path(__file__).resolve().parents[1] / "data" / "store" / "testby-2023.ttl"
    with running(store=folder) as server:
        stop, statuses = threading.Event(), []

        def look() -> None:
            import httpx

            with httpx.Client(base_url=server.base, timeout=30, trust_env=False) as other:
                while not stop.is_set():
                    statuses.append(other.get("/doc/id/plan/hvidovre-2023.ttl").status_code)
                    statuses.append(other.get("/sparql", params={"query": "ASK {}"}).status_code)

        watcher = threading.Thread(target=look)
        watcher.start()
        try:
            command = [sys.executable, "-m", "plangraph", "load", str(plan), "--store", str(folder)]
            subprocess.run(command, check=True, capture_output=True)
            end = time.monotonic() + 30
            while server.get("/doc/id/plan/testby-2023.ttl").status_code != 200:
                assert time.monotonic() < end
        finally:
            stop.set()
            watcher.join()
        assert set(statuses) == {200}
        assert "data reloaded" in [line["event"] for line in server.log()]
