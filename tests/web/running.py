"""A real server for the tests: the command, on a free port, asked over HTTP."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from plangraph.store import EmbeddedStore, load_reference
from plangraph.web.problems import KINDS, MEDIA

TOKEN = "only-the-tests-know-this-one"


@dataclass
class Running:
    """A server that runs.

    :param base: its address
    :param process: the command
    :param errors: the file that its log goes to
    """

    base: str
    process: subprocess.Popen[bytes]
    errors: Path
    client: httpx.Client

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self.client.get(path, **more)

    def query(
        self, sparql: str, accept: str = "application/sparql-results+json", **more: Any
    ) -> httpx.Response:
        headers = {"Accept": accept, "Content-Type": "application/sparql-query"}
        return self.client.post("/sparql", content=sparql.encode(), headers=headers, **more)

    def ask(self, sparql: str) -> Any:
        answer = self.query(sparql)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def log(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.errors.read_text("utf-8").splitlines() if line[:1] == "{"]

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)


@contextmanager
def running(
    *options: str, store: Path | None = None, writable: bool = False, **environment: str
) -> Iterator[Running]:
    """Run ``plangraph serve``; keywords are limits, ``query_seconds="1"`` for ``PLANGRAPH_QUERY_SECONDS``."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        command = [sys.executable, "-m", "plangraph", "serve", "--port", "0", *options]
        if store is not None:
            command += ["--store", str(store)]
        if writable:
            (folder / "tokens").write_text(f"# who may write\n{TOKEN}\n", "utf-8")
            command += ["--token-file", str(folder / "tokens")]
        clean = {key: value for key, value in os.environ.items() if not key.startswith("PLANGRAPH_")}
        limits = {"requests_per_second": "0", "check_ahead": "0", "most_drafts": "5000", **environment}
        clean |= {f"PLANGRAPH_{key.upper()}": value for key, value in limits.items()}
        errors = folder / "errors"
        with errors.open("wb") as stream:
            process = subprocess.Popen(command, stdout=stream, stderr=stream, env=clean)
        try:
            base = _address(process, errors)
            with httpx.Client(base_url=base, timeout=60, trust_env=False) as client:
                yield Running(base, process, errors, client)
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait(60)


@contextmanager
def running_of(turtle: str, slug: str, folder: Path) -> Iterator[Running]:
    """Run ``plangraph serve`` of one plan, which nobody has looked over: it is put there with a token.

    :param folder: where the store is made
    """
    with EmbeddedStore(folder) as store:
        load_reference(store)
    with running(store=folder, writable=True) as started:
        headers = {"Content-Type": "text/turtle", "Authorization": f"Bearer {TOKEN}"}
        params = {"graph": f"https://w3id.org/plangraph/id/graph/{slug}"}
        answer = started.client.put("/rdf-graph-store", params=params, content=turtle, headers=headers)
        assert answer.status_code == 201, answer.text
        yield started


def problem(answer: httpx.Response, kind: str) -> dict[str, Any]:
    """Return the problem that an answer tells, which is of a kind."""
    told: dict[str, Any] = answer.json()
    assert answer.headers["content-type"] == MEDIA, answer.text
    assert told["type"].endswith(f"/problems/{kind}"), told
    assert (answer.status_code, told["status"]) == (KINDS[kind].status,) * 2
    return told


def _address(process: subprocess.Popen[bytes], errors: Path) -> str:
    end = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < end:
        if found := re.search(r"plangraph: (http://\S+)/ ", errors.read_text("utf-8")):
            return found[1]
        try:
            process.wait(0.02)
        except subprocess.TimeoutExpired:
            continue
    raise AssertionError(f"the server did not start: {errors.read_text('utf-8')}")
