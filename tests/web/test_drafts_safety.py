"""A draft is its owner's: nobody else finds or changes it, and it does no harm to whoever looks at it."""

from __future__ import annotations

import asyncio
import re
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from drafting import DRAFTS, Visitor, findings
from running import Running, running
from starlette.requests import Request
from starlette.types import Message

from plangraph.names import PG
from plangraph.web.drafts import forms
from plangraph.web.incoming import require_own_form
from plangraph.web.problems import ProblemError
from plangraph.web.settings import Settings

SCRIPT = "<script>alert(1)</script>"
EVIL = f"""
@prefix pg: <https://w3id.org/plangraph/ontology#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@base <https://w3id.org/plangraph/id/> .
<plan/hvidovre-2023> a pg:Plan ; rdfs:label "{SCRIPT}"@da, "\\" onmouseover=\\"alert(1)"@en ; pg:year 2023 ;
    pg:municipality <municipality/0167>, <javascript:alert(2)> ; pg:status pg:Draft .
<plan/hvidovre-2023/focus-area/1> a pg:FocusArea ; pg:inPlan <plan/hvidovre-2023> ;
    rdfs:label "</h3>{SCRIPT}{{{{ 7 * 7 }}}}"@da .
<plan/hvidovre-2023/goal/1> a pg:Goal, <javascript:alert(3)> ; pg:inPlan <plan/hvidovre-2023> ;
    pg:inFocusArea <plan/hvidovre-2023/focus-area/1> ; rdfs:label "'><img src=x onerror=alert(1)>"@da ;
    pg:evidence <plan/hvidovre-2023/evidence/1> ; pg:statementText "{SCRIPT}"@da .
<plan/hvidovre-2023/evidence/1> a pg:Evidence ; pg:sectionHeading "{SCRIPT}"@da ; oa:hasSelector <x:y> .
<x:y> oa:start -5 ; oa:end 99999999999999999999 .
<plan/hvidovre-2023/suggestion/1> a pg:Suggestion ; rdf:subject <plan/hvidovre-2023/goal/1> ;
    rdf:predicate pg:targetGroup ; rdf:object <javascript:alert(4)> ; pg:confidence 0.9 ;
    pg:rationale "{SCRIPT}"@da ; pg:evidence <plan/hvidovre-2023/evidence/1> .
<javascript:alert(4)> rdfs:label "\\"><b onclick=alert(1)>"@da .
"""


@pytest.fixture(scope="module")
def draft(server: Running) -> str:
    """Path of a draft that tests may not change."""
    return Visitor(server.client).hand_in(DRAFTS / "odder-2022.docx").draft


# ---- Who finds it


def test_an_address_cannot_be_guessed(server: Running) -> None:
    token = Visitor(server.client).hand_in(b"not read", "plan.txt").draft.rpartition("/")[2]
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", token)


@pytest.mark.parametrize(
    "rest", ["", "/review", "/fix?finding=x", "/files/plan.ttl", "/publish", "/progress.json"]
)
def test_a_wrong_address_says_nothing(server: Running, draft: str, rest: str) -> None:
    wrong = draft[:-1] + ("A" if draft[-1] != "A" else "B")
    answers = {
        re.sub(
            r"[0-9a-f]{16}",
            "",
            server.get(path + rest, headers={"Accept": "text/html"}).text.replace(path, ""),
        )
        for path in (wrong, "/drafts/x", f"/drafts/{'A' * 43}")
    }
    assert len(answers) == 1
    assert server.get(wrong + rest).status_code == 404


def test_a_deleted_draft_is_as_if_it_had_never_been(server: Running) -> None:
    visitor = Visitor(server.client).hand_in(DRAFTS / "noerreaa.txt")
    address = visitor.draft
    visitor.send("/delete")
    assert "Udkastet er slettet" in visitor.text
    assert visitor.go(address).status == 404
    gone = visitor.text
    assert visitor.go(f"/drafts/{'A' * 43}").text.replace("A" * 43, "") == gone.replace(address[8:], "")


def test_an_expired_draft_is_gone_from_the_server(tmp_path: Path) -> None:
    folder = tmp_path / "drafts"
    with running("--drafts", str(folder), draft_hours="0.001") as server:
        visitor = Visitor(server.client).hand_in(DRAFTS / "noerreaa.txt")
        end = time.monotonic() + 60
        while any(path.is_dir() for path in folder.iterdir()):
            assert time.monotonic() < end
            time.sleep(0.1)
        assert visitor.go(visitor.draft).status == 404


@pytest.mark.parametrize("rest", ["", "/review", "/files/report.md", "/progress.json", "/nothing"])
def test_nobody_on_the_way_keeps_it(server: Running, draft: str, rest: str) -> None:
    headers = server.get(draft + rest).headers
    assert headers["cache-control"] == "no-store"
    assert "noindex" in headers["x-robots-tag"]
    # The site that a form stands on is told, an address never is.
    assert headers["referrer-policy"] == "strict-origin"
    assert "set-cookie" not in headers
    assert "etag" not in headers


def test_the_log_knows_no_draft(tmp_path: Path) -> None:
    with running() as server:
        visitor = Visitor(server.client).hand_in(DRAFTS / "odder-2022.docx", "Hemmelig plan.docx")
        token = visitor.draft.rpartition("/")[2]
        visitor.click("Gennemse forslagene")
        visitor.send("/reviewer", name="Hemmelige Hansen")
        visitor.send("/review", decision="accepted")
        visitor.go(f"{visitor.draft}/fix", finding="hemmelig")
        visitor.take("report.pdf")
        visitor.hand_in(b"%PDF-1.7 hemmelig", "Hemmelig.pdf")
        other = visitor.draft.rpartition("/")[2]
        visitor.send("/delete")
        metrics = server.get("/metrics").text
        assert server.stop() == 0  # all that it has to say is written
        routes = {line["route"] for line in server.log() if line["event"] == "request"}
        text = server.errors.read_text("utf-8")
    assert {"/drafts", "/drafts/{token}", "/drafts/{token}/review", "/drafts/{token}/files/{name}"} <= routes
    for secret in (token, other, "emmelig", "Hansen", "odder"):
        assert secret not in text
        assert secret not in metrics


# ---- Who changes it


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
    ],
)
@pytest.mark.parametrize(
    "what", ["", "/delete", "/review", "/reviewer", "/review/all", "/fix", "/undo", "/file", "/again"]
)
def test_a_form_of_another_site_is_refused(
    server: Running, draft: str, what: str, headers: dict[str, str]
) -> None:
    path = draft + what if what else "/drafts"
    answer = server.client.post(
        path, data={"name": "x", "version": "1"}, headers={**headers, "Accept": "text/html"}
    )
    assert answer.status_code == 403, answer.text
    assert "anden side" in answer.text
    assert server.get(draft).status_code == 200


def test_a_form_of_ours_is_taken(server: Running, draft: str) -> None:
    port = urlsplit(server.base).port
    for headers in (
        {"Origin": server.base},
        {"Origin": server.base, "Sec-Fetch-Site": "same-origin"},
        {"Origin": f"http://localhost:{port}", "Host": f"localhost:{port}"},
        {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {},
    ):
        answer = server.client.post(draft + "/reviewer", data={"name": "!"}, headers=headers)
        assert answer.status_code == 422, (headers, answer.text)


def test_the_public_address_behind_a_proxy_is_ours() -> None:
    def come(**headers: str) -> None:
        app = type(
            "App",
            (),
            {"state": type("State", (), {"settings": Settings(base="https://plans.example.dk/pg")})},
        )
        raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        require_own_form(Request({"type": "http", "headers": raw, "app": app}))

    come(origin="https://plans.example.dk", host="127.0.0.1:8000")
    come(origin="https://PLANS.example.dk", host="plans.example.dk", sec_fetch_site="same-origin")
    for origin in (
        "https://plans.example.dk.evil.example",
        "http://plans.example.dk:81",
        "https://example.dk",
    ):
        with pytest.raises(ProblemError, match="another site"):
            come(origin=origin, host="127.0.0.1:8000")


@pytest.mark.parametrize("path", ["/review", "/review/all", "/undo", "/publish"])
def test_a_form_of_an_older_version_is_refused(server: Running, path: str) -> None:
    visitor = Visitor(server.client).hand_in(DRAFTS / "odder-2022.docx")
    visitor.click("Gennemse forslagene").send("/reviewer", name="Anna")
    visitor.send("/review", decision="accepted")
    data = {"version": "1", "decision": "accepted", "from": "0.9", "at": "x", "token": "x"}
    answer = visitor.client.post(visitor.draft + path, data=data)
    if path == "/publish":
        assert answer.status_code == 403  # nobody may publish here
    else:
        assert answer.status_code == 412
        assert "måske i et andet vindue" in answer.text
        assert visitor.draft in answer.text  # a way on
    assert "1 er afgjort" in visitor.go(visitor.draft + "/review").text


def test_a_stale_form_keeps_what_was_written(server: Running) -> None:
    visitor = Visitor(server.client).hand_in(DRAFTS / "odder-2022.docx")
    other = Visitor(server.client)
    link = next(
        link for link in visitor.page.xpath("//div[@class='deeds']/a/@href") if "goal-has-figure" in link
    )
    visitor.go(link)
    other.go(visitor.draft + "/review").send("/reviewer", name="Anna").send("/review", decision="accepted")
    field = next(f for f in visitor.page.xpath("//fieldset//input[@type='text']/@name"))
    visitor.send("/fix", name="Anna", **{field: "mit svar"})
    assert visitor.status == 412
    assert "Det, du skrev, står her stadig" in visitor.text
    assert visitor.form("/fix").fields[field] == "mit svar"
    assert visitor.form("/fix").fields["version"] == "2"


# ---- What it brings along


@pytest.fixture(scope="module")
def evil(server: Running) -> str:
    """Path of a draft that means harm, and says that it is another municipality's plan."""
    return Visitor(server.client).hand_in(EVIL.encode(), "<b>evil.ttl").draft


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("rest", ["", "/review", "/files/report.html", "/files/summary.html"])
def test_what_a_draft_says_stays_text(server: Running, evil: str, rest: str, lang: str) -> None:
    answer = server.get(evil + rest, params={"lang": lang}, headers={"Accept": "text/html"})
    assert answer.status_code == 200, answer.text
    lower = answer.text.lower()
    assert SCRIPT not in lower
    assert "<img src=x" not in lower
    assert "<b onclick" not in lower
    assert 'href="javascript:' not in lower
    assert 'onmouseover="' not in lower
    assert "alert(1)" in answer.text
    if not rest:  # where the focus area is named
        assert "{{ 7 * 7 }}" in answer.text
    if rest.startswith("/files"):
        assert answer.headers["content-disposition"].startswith("attachment")


def test_every_form_of_what_means_harm_is_answered(server: Running, evil: str) -> None:
    visitor = Visitor(server.client)
    visitor.go(evil)
    for link in visitor.page.xpath("//main//a/@href"):
        if link.startswith(("#", "http")):
            continue
        answer = visitor.client.get(link)
        assert answer.status_code < 500, (link, answer.text)
        assert SCRIPT not in answer.text.lower() or "html" not in answer.headers["content-type"]


def test_a_draft_may_call_itself_what_it_likes(server: Running, evil: str) -> None:
    assert "alert" not in server.get("/plans/hvidovre-2023").text
    assert "alert" not in server.get("/doc/id/plan/hvidovre-2023.ttl").text


def test_odd_plans_are_checked_all_the_same(server: Running) -> None:
    visitor = Visitor(server.client)
    for plan in ("<https://a.example/plan>", "<javascript:alert(1)>", "<urn:x:y>"):
        graph = f"{plan} a <{PG}Plan> ; <https://a.example/b> [ <https://a.example/c> 1 ] ."
        visitor.hand_in(graph.encode(), "plan.ttl")
        assert visitor.status == 200, visitor.answer.text
        assert findings(visitor), visitor.text
        for name in ("plan.ttl", "plan.nt", "plan.jsonld", "plan.rdf", "plan.xlsx", "report.html"):
            assert visitor.take(name).status_code in (200, 400, 406), name


# ---- How it comes


@pytest.fixture(scope="module")
def narrow() -> Iterator[Running]:
    """A server that takes small files only."""
    with running(draft_bytes="20000", most_drafts="40") as started:
        yield started


def test_a_file_that_is_too_large_is_refused_in_words(narrow: Running) -> None:
    visitor = Visitor(narrow.client)
    visitor.go("/drafts").send("/drafts", file=("plan.txt", b"x" * 20_001))
    assert visitor.status == 413
    assert "højst være 0.02 MB" in visitor.text
    visitor.go("/drafts").send("/drafts", file=("plan.txt", b"x" * 2_000_000))
    assert visitor.status == 413
    assert "højst være 0.02 MB" in visitor.text


def test_a_file_that_is_much_too_large_is_refused_before_it_comes(narrow: Running) -> None:
    address = urlsplit(narrow.base)
    with socket.create_connection((address.hostname, address.port), timeout=30) as line:
        line.sendall(
            b"POST /drafts HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=x\r\n"
            b"Content-Length: 9000000000\r\n\r\n--x"
        )
        assert line.recv(100).startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize(
    ("media", "body"),
    [
        ("multipart/form-data", b"--x\r\n\r\n"),
        ("multipart/form-data; boundary=x", b"no form"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\n\r\n1\r\n--x--\r\n"),
        ("application/json", b"{}"),
        ("text/plain", b"a=b"),
        ("application/x-www-form-urlencoded", b"file=plan.docx"),
        ("application/x-www-form-urlencoded", b"&".join(b"a=b" for _ in range(1500))),
        (
            "multipart/form-data; boundary=x",
            b"".join(
                b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n1\r\n'
                for _ in range(2)
            )
            + b"--x--\r\n",
        ),
    ],
)
def test_what_is_no_form_of_ours_is_refused(narrow: Running, media: str, body: bytes) -> None:
    answer = narrow.client.post("/drafts", content=body, headers={"Content-Type": media})
    assert answer.status_code in (400, 415, 422), answer.text


def test_a_client_that_hands_in_too_much_is_told(narrow: Running) -> None:
    visitor = Visitor(narrow.client)
    statuses = []
    for _ in range(6):
        visitor.go("/drafts").send("/drafts", file=("plan.txt", b"Plan"))
        statuses.append(visitor.status)
    assert statuses[0] == 200
    assert statuses[-1] == 429
    assert "Slet dem, der ikke skal bruges mere" in visitor.text


def test_so_many_files_arrive_at_a_time() -> None:
    gate = forms._Gate()

    async def come() -> list[str]:
        inside: list[str] = []
        go_on = asyncio.Event()

        async def enter(client: str) -> None:
            try:
                async with gate(client):
                    inside.append(client)
                    await go_on.wait()
            except ProblemError as error:
                inside.append(error.kind)

        tasks = [asyncio.create_task(enter(client)) for client in "aaaaabbbbbccccccd"]
        while len(inside) < len(tasks):
            await asyncio.sleep(0)
        go_on.set()
        await asyncio.gather(*tasks)
        async with gate("a"):
            return inside

    inside = asyncio.run(come())
    assert inside[:5] == ["a", "a", "a", "a", "busy"]
    assert inside.count("busy") == 5
    assert inside[-1] == "busy"  # all places are taken


def test_a_file_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    async def receive() -> Message:
        await asyncio.sleep(3600)
        raise AssertionError

    headers = [(b"content-type", b"multipart/form-data; boundary=x")]
    request = Request({"type": "http", "headers": headers, "method": "POST"}, receive)

    async def read() -> Any:
        return await forms.read_form(request, 1000, files=1, seconds=0.01)

    with pytest.raises(ProblemError) as told:
        asyncio.run(read())
    assert told.value.kind == "slow-request"


def test_methods_that_are_not_used_are_refused(server: Running, draft: str) -> None:
    for method, path in (
        ("GET", "/delete"),
        ("GET", "/undo"),
        ("PUT", ""),
        ("DELETE", ""),
        ("POST", "/files/plan.ttl"),
    ):
        answer = server.client.request(method, draft + path)
        assert answer.status_code == 405, (method, path)
    assert server.client.head(draft).status_code == 200
    assert server.client.head(f"{draft}/files/plan.ttl").status_code == 200


def test_crawlers_are_asked_to_stay_away(server: Running) -> None:
    assert "Disallow: /drafts" in httpx.get(server.base + "/robots.txt", trust_env=False).text


def test_a_plan_that_cannot_be_checked_in_time_leaves_a_way_on() -> None:
    with running(check_seconds="0.001", check_ahead="0") as hasty:
        visitor = Visitor(hasty.client)
        visitor.go("/drafts").send("/drafts/from-plan", plan="hvidovre-2023")
        assert visitor.status == 422
        assert "for lang tid" in visitor.text
        visitor.send("/delete")
        assert "Udkastet er slettet" in visitor.text
