"""Nothing that somebody sends runs in a browser, costs more than it may, or is written down."""

from __future__ import annotations

import asyncio
import http.client
import re
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from running import Running, running, running_of

from plangraph.web.protection import Rates

SCRIPT = "<script>alert(1)</script>"
PLAN = f"""
@prefix pg: <https://w3id.org/plangraph/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@base <https://w3id.org/plangraph/id/> .
<plan/evil-2023> a pg:Plan ; rdfs:label "{SCRIPT}"@da, "\\" onmouseover=\\"alert(1)"@en ;
    rdfs:seeAlso <javascript:alert(1)>, <data:text/html,{SCRIPT.replace("<", "%3C").replace(">", "%3E")}>,
        <https://evil.example/?a=%22%3E&b='>, <plan/evil-2023/goal/1> ;
    rdfs:comment "{{{{ 7 * 7 }}}} {SCRIPT} &lt;"@da ;
    <javascript:alert(2)> "{SCRIPT}" .
<plan/evil-2023/goal/1> a <javascript:alert(3)> ; pg:inPlan <plan/evil-2023> ;
    rdfs:label "</title>{SCRIPT}"@da .
"""


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server of a plan that means harm."""
    with running_of(PLAN, "evil-2023", tmp_path_factory.mktemp("evil") / "store") as started:
        yield started


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("path", ["/", "/doc/id/plan/evil-2023.html", "/doc/id/plan/evil-2023/goal/1.html"])
def test_what_the_data_says_stays_text(evil: Running, path: str, lang: str) -> None:
    text = re.sub(r"\?v=\w+", "", evil.get(path, params={"lang": lang}).text)
    assert "evil-2023" in text
    assert "<script" not in text.lower()
    assert 'href="javascript:' not in text.lower()
    assert 'href="data:' not in text.lower()
    assert 'onmouseover="' not in text
    assert "49" not in text
    assert "alert(1)" in text or path == "/"  # which names plans by place and year


@pytest.mark.parametrize("ending", ["ttl", "nt", "jsonld", "rdf"])
def test_data_is_never_taken_for_a_page(evil: Running, ending: str) -> None:
    answer = evil.get(f"/doc/id/plan/evil-2023.{ending}")
    # RDF/XML has no way of writing some names of properties.
    assert answer.status_code == (406 if ending == "rdf" else 200)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "html" not in answer.headers["content-type"]


@pytest.mark.parametrize(
    "path",
    [
        f"/{SCRIPT}",
        f"/doc/{SCRIPT}",
        f"/id/plan/{SCRIPT}?lang={SCRIPT}",
        f"/problems/{SCRIPT}",
        f"/sparql?query={SCRIPT}",
        f"/?{SCRIPT}={SCRIPT}",
    ],
)
def test_what_an_address_says_stays_text(server: Running, path: str) -> None:
    answer = server.get(path, headers={"Accept": "text/html"}, follow_redirects=True)
    assert "<script>" not in answer.text  # those of the pages have attributes
    assert "html" in answer.headers["content-type"]


@pytest.mark.parametrize("target", ["?x", "*", "x", "http://x/", "//"])
@pytest.mark.parametrize("host", ["x", "[", "x/../y", ""])
def test_an_address_that_is_none_is_not_found(server: Running, target: str, host: str) -> None:
    connection = http.client.HTTPConnection(server.base.removeprefix("http://"), timeout=60)
    connection.putrequest("GET", target, skip_host=True)
    connection.putheader("Host", host)
    connection.putheader("Accept", "text/html")
    connection.endheaders()
    answer = connection.getresponse()
    assert answer.status == 404
    assert b"<h1" in answer.read()
    connection.close()


@pytest.mark.parametrize(
    "path",
    ["/", "/healthz", "/nothing", "/doc/id/plan/hvidovre-2023", "/sparql", "/static/page.css", "/metrics"],
)
def test_every_answer_has_the_headers(server: Running, path: str) -> None:
    headers = server.get(path).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert {
        value for name, value in policy.items() if name not in ("default-src", "base-uri", "frame-ancestors")
    } == {"'self'"}
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-frame-options"] == "DENY"
    assert "server" not in headers
    assert "access-control-allow-origin" not in headers
    assert "set-cookie" not in headers


def test_scripts_of_other_origins_read_only_where_it_is_set(server: Running) -> None:
    origin = {"Origin": "https://other.example"}
    assert "access-control-allow-origin" not in server.get("/", headers=origin).headers
    with running("--origin", "https://other.example") as shared:
        assert (
            shared.get("/", headers=origin).headers["access-control-allow-origin"] == "https://other.example"
        )
        assert (
            "access-control-allow-origin"
            not in shared.get("/", headers={"Origin": "https://evil.example"}).headers
        )
        asked = {**origin, "Access-Control-Request-Method": "PUT"}
        assert shared.client.options("/rdf-graph-store?default", headers=asked).status_code == 400


def test_a_client_that_asks_too_much_is_turned_away() -> None:
    with running(requests_per_second="1", burst="5") as strict:
        statuses = [strict.get("/").status_code for _ in range(8)]
        assert statuses[:5] == [200] * 5
        assert 429 in statuses
        answer = strict.get("/doc/ontology", headers={"Accept": "application/json"})
        assert answer.status_code == 429
        assert answer.json()["type"].endswith("/problems/too-many-requests")
        assert int(answer.headers["retry-after"]) >= 1
        assert "content-security-policy" in answer.headers
        assert strict.get("/healthz").status_code == strict.get("/metrics").status_code == 200


def test_the_rate_is_that_of_a_client_and_fills_up_again() -> None:
    now = [0.0]
    rates = Rates(2.0, 3, clock=lambda: now[0])
    assert [rates.take("a") for _ in range(4)] == [0, 0, 0, 1]
    assert rates.take("b") == 0
    now[0] = 0.5
    assert [rates.take("a") for _ in range(2)] == [0, 1]
    now[0] = 1000.0
    assert [rates.take("a") for _ in range(4)] == [0, 0, 0, 1]


def test_a_fault_of_ours_is_told_and_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    from plangraph.web import Settings, create_app
    from plangraph.web.site import overview

    app = create_app(Settings())

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the secret")

    async def get() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
            return await client.get("/")

    monkeypatch.setattr(overview, "send_page", fail)
    answer = asyncio.run(get())
    app.state.close()
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"].endswith("/problems/internal-error")
    assert "secret" not in answer.text
    assert "content-security-policy" in answer.headers
    assert answer.headers["x-request-id"] in answer.json()["detail"]


def test_the_log_says_nothing_personal(tmp_path: Path) -> None:
    with running(store=None) as server:
        server.query("SELECT ?secret { ?secret ?b ?c } LIMIT 1")
        server.get("/secret?name=secret", headers={"User-Agent": "secret", "Authorization": "Bearer secret"})
        server.get("/doc/id/plan/secret")
        # A line is written when its answer has gone out already.
        end = time.monotonic() + 30
        while not any(line.get("route") == "/doc/{path:path}" for line in server.log()):
            assert time.monotonic() < end
            time.sleep(0.05)
        lines, text = server.log(), server.errors.read_text("utf-8")
    assert "secret" not in text
    assert "127.0.0.1:" not in text.replace(server.base, "")
    requests = [line for line in lines if line["event"] == "request"]
    assert [line["route"] for line in requests[-3:]] == ["/sparql", "other", "/doc/{path:path}"]
    assert set(requests[0]) == {
        "time",
        "level",
        "event",
        "logger",
        "request",
        "method",
        "route",
        "status",
        "milliseconds",
    }


def test_a_client_is_an_address_or_a_household() -> None:
    from starlette.requests import Request

    from plangraph.web.incoming import client_of

    def who(host: str) -> str:
        return client_of(Request({"type": "http", "headers": [], "client": (host, 1)}))

    assert who("192.0.2.1") == who("::ffff:192.0.2.1") == "192.0.2.1"
    assert who("2001:db8:1:2:3::4") == who("2001:db8:1:2:ffff::1") != who("2001:db8:1:3::1")
    assert who("testclient") == "testclient"
