"""A draft checked over REST: at once or as a job, private either way; and what is refused."""

from __future__ import annotations

import csv
import io
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import jsonschema
import pytest
from running import Running, problem, running, running_of

from plangraph.web.api.handing import EXAMPLE

API = "/api/v1"
CHECK = f"{API}/check"
DRAFTS = Path(__file__).resolve().parents[1] / "data" / "intake" / "drafts"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MARKDOWN = {"Content-Type": "text/markdown"}
ANY = {"Content-Type": "application/octet-stream"}
SCRIPT = "<script>alert(1)</script>"


def send(server: Running, text: str = EXAMPLE, path: str = CHECK, **headers: str) -> httpx.Response:
    return post(server, path, content=text.encode(), headers={**MARKDOWN, **headers})


def post(
    server: Running, path: str = CHECK, headers: dict[str, str] | None = None, **sent: Any
) -> httpx.Response:
    """Hand something in; on a busy machine it may take longer than a request waits by itself."""
    return server.client.post(path, headers={"Prefer": "wait=60", **(headers or {})}, timeout=120, **sent)


# ---- At once


def test_a_draft_is_checked_at_once_and_nothing_is_kept(server: Running) -> None:
    answer = send(server)
    assert answer.status_code == 200, answer.text
    (report,) = answer.json()
    jsonschema.Draft202012Validator(server.get(f"{API}/schemas/report").json()).validate(answer.json())
    assert report["slug"] == "hvidovre-2026"
    assert report["findings"]
    assert answer.headers["cache-control"] == "no-store"
    assert "etag" not in answer.headers
    assert send(server, **{"If-None-Match": "*"}).status_code == 200
    assert server.get(f"{API}/plans/hvidovre-2026").status_code == 404
    assert "hvidovre-2026" not in server.get(f"{API}/plans").text


def test_a_file_of_a_form_is_checked_with_what_is_said_beside_it(server: Running) -> None:
    data = (DRAFTS / "noerreaa.txt").read_bytes()
    told = problem(post(server, files={"file": ("noerreaa.txt", data)}), "unreadable-draft")
    assert told["reason"] == "year"
    assert "year=" in told["detail"]
    beside = {"year": "2024", "municipality": "Viborg"}
    in_form = post(server, files={"file": ("noerreaa.txt", data)}, data=beside)
    in_address = post(server, files={"file": ("noerreaa.txt", data)}, params=beside)
    for answer in (in_form, in_address):
        assert answer.status_code == 200, answer.text
        assert answer.json()[0]["year"] == 2024
    assert in_form.json() == in_address.json()


@pytest.mark.parametrize(
    ("form", "media", "start"),
    [
        ("html", "text/html", b"<!doctype html>"),
        ("pdf", "application/pdf", b"%PDF"),
        ("md", "text/markdown", b"# Completeness"),
        ("sarif", "application/sarif+json", b"{"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK"),
    ],
)
def test_the_report_on_a_draft_comes_in_every_format(
    server: Running, form: str, media: str, start: bytes
) -> None:
    answer = send(server, path=f"{CHECK}?format={form}&lang=en")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].partition(";")[0] == media
    assert answer.headers["content-disposition"].startswith('attachment; filename="report.')
    assert answer.content.lower().startswith(start.lower())


def test_a_word_draft_comes_back_with_remarks(server: Running) -> None:
    data = (DRAFTS / "egedal-2023.docx").read_bytes()
    answer = post(server, f"{CHECK}?format=marked", content=data, headers={"Content-Type": WORD})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == WORD
    assert answer.headers["content-disposition"] == 'attachment; filename="checked.docx"'
    problem(send(server, path=f"{CHECK}?format=marked"), "unknown-format")  # text has no margin


# ---- As a job


@pytest.fixture
def job(server: Running) -> Iterator[str]:
    """The address of a job that somebody began."""
    answer = send(server, Prefer="respond-async")
    assert answer.status_code == 202, answer.text
    assert answer.headers["preference-applied"] == "respond-async"
    assert answer.headers["cache-control"] == "no-store"
    where = answer.headers["location"]
    assert answer.json()["links"][0]["href"] == where
    yield where
    server.client.delete(where)


def until_done(server: Running, job: str) -> dict[str, Any]:
    end = time.monotonic() + 60
    while (told := server.get(job).json())["status"] not in ("done", "failed"):
        assert time.monotonic() < end, told
    return dict(told)


def test_a_job_is_begun_looked_at_and_deleted(server: Running, job: str) -> None:
    told = until_done(server, job)
    assert told["status"] == "done"
    assert told["refusal"] is None
    assert told["outcome"]["label"]["da"] == "Beskæftigelsesplan 2026, Hvidovre Kommune"
    links = {link["rel"]: link["href"] for link in told["links"]}
    result = server.get(links["result"])
    (report,) = result.json()
    assert report["severities"] == told["outcome"]["severities"]
    assert server.get(f"{links['result']}?format=pdf").content.startswith(b"%PDF")
    assert server.get(links["result"], headers={"If-None-Match": result.headers["etag"]}).status_code == 304
    assert server.client.head(job).status_code == 200
    page = server.get(links["alternate"])
    assert page.status_code == 200
    for answer in (server.get(job), result, page):
        assert answer.headers["cache-control"] == "no-store"
        assert "noindex" in answer.headers["x-robots-tag"]
    assert "hvidovre-2026" not in server.get(f"{API}/plans").text
    assert server.client.delete(job).status_code == 204
    for path in (job, links["result"], links["alternate"]):
        assert server.get(path).status_code == 404
    problem(server.client.delete(job), "not-found")


def test_nobody_guesses_a_job(server: Running, job: str) -> None:
    token = job.rpartition("/")[2]
    assert len(token) >= 43
    other = send(server, Prefer="respond-async").headers["location"]
    assert other.rpartition("/")[2] != token
    server.client.delete(other)
    for wrong in (token[:-1], token.lower(), token.upper() + "A", "x" * 43, "%00", "..%2f..%2fetc"):
        assert server.get(f"{API}/jobs/{wrong}").status_code == 404
    assert token not in server.errors.read_text("utf-8")


def test_a_job_that_came_to_nothing_says_why(server: Running) -> None:
    where = send(server, "# En tekst uden plan", Prefer="respond-async").headers["location"]
    told = until_done(server, where)
    assert (told["status"], told["outcome"]) == ("failed", None)
    assert told["refusal"]["reason"] == "year"
    assert set(told["refusal"]["detail"]) == {"da", "en"}
    assert problem(server.get(f"{where}/result"), "unreadable-draft")["reason"] == "year"
    assert server.client.delete(where).status_code == 204


def test_a_request_says_how_long_it_waits(server: Running) -> None:
    assert send(server, Prefer="respond-async, wait=60").status_code == 200
    answer = send(server, Prefer="wait=0")
    assert answer.status_code == 202
    problem(server.get(f"{answer.headers['location']}/result"), "not-done")
    assert "preference-applied" not in answer.headers
    server.client.delete(answer.headers["location"])
    for nonsense in (b"wait=-1", b"wait=999999999", b"wait=x", b";;,,", b"\xe6\xff"):
        headers = {b"Content-Type": b"text/markdown", b"Prefer": nonsense}
        answer = server.client.post(CHECK, content=EXAMPLE.encode(), headers=headers)
        assert answer.status_code in (200, 202), answer.text
        assert "preference-applied" not in answer.headers
        server.client.delete(answer.headers.get("location", f"{API}/jobs/none"))


# ---- What is refused


@pytest.mark.parametrize(
    ("sent", "kind"),
    [
        ({"content": b"x"}, "unsupported-media-type"),
        ({"content": b"x", "headers": {"Content-Type": "image/png"}}, "unsupported-media-type"),
        ({"content": b"x", "headers": ANY}, "unsupported-media-type"),
        ({"files": {"file": ("plan.exe", b"MZ")}}, "unsupported-media-type"),
        ({"files": {"file": ("plan.doc", b"\xd0\xcf\x11\xe0")}}, "unsupported-media-type"),
        ({"data": {"file": "no file"}}, "unsupported-media-type"),
        ({"content": b"", "headers": MARKDOWN}, "malformed-request"),
        ({"files": {"file": ("plan.txt", b"")}}, "malformed-request"),
        ({"files": {"file": ("a.txt", b"x")}, "data": {"slug": "x"}}, "malformed-request"),
        ({"files": {"file": ("a.txt", b"x")}, "data": {"year": "20260"}}, "malformed-request"),
        ({"files": [("file", ("a.txt", b"x")), ("file", ("b.txt", b"y"))]}, "malformed-request"),
        ({"content": b"--x", "headers": {"Content-Type": "multipart/form-data"}}, "malformed-request"),
        ({"content": b"x", "headers": MARKDOWN, "params": {"name": "x"}}, "malformed-request"),
        ({"content": b"x", "headers": MARKDOWN, "params": {"format": "docx"}}, "malformed-request"),
        ({"content": b"x", "headers": {**MARKDOWN, "Accept": "image/png"}}, "not-acceptable"),
        ({"content": b"%PDF-1.7 broken", "headers": {"Content-Type": "application/pdf"}}, "unreadable-draft"),
        ({"content": b"PK\x03\x04broken", "headers": {"Content-Type": WORD}}, "unreadable-draft"),
        ({"content": b"@prefix x", "headers": {"Content-Type": "text/turtle"}}, "unreadable-draft"),
        ({"content": b"\x00\xff\xfe", "headers": {"Content-Type": "text/plain"}}, "unreadable-draft"),
        ({"content": b"x", "headers": MARKDOWN, "params": {"municipality": "Atlantis"}}, "unreadable-draft"),
    ],
)  # fmt: skip
def test_what_is_no_draft_is_refused(server: Running, sent: dict[str, Any], kind: str) -> None:
    answer = post(server, **sent)
    problem(answer, kind)
    assert "Traceback" not in answer.text
    assert "/tmp" not in answer.text
    assert answer.json()["detail"] != "Bad Request."
    if kind == "unsupported-media-type" and "files" not in sent:
        assert WORD in answer.headers["accept-post"]


def test_what_is_too_large_or_too_much_is_refused() -> None:
    with running(draft_bytes="2000", requests_per_second="1", burst="8") as small:
        told = problem(send(small, "x" * 400_000), "too-large")
        assert "0.002 MB" in told["detail"]
        problem(small.client.post(CHECK, files={"file": ("a.txt", b"x" * 3_000)}), "too-large")
        problem(small.client.post(CHECK, files={"file": ("a.txt", b"x" * 400_000)}), "too-large")
        answers = [small.get(f"{API}/plans?x=1", headers={"Accept": "text/html"}) for _ in range(8)]
        assert answers[0].status_code == 400
        problem(answers[-1], "too-many-requests")
        assert int(answers[-1].headers["retry-after"]) >= 1


def test_who_sends_slowly_keeps_nobody_else_from_sending(server: Running) -> None:
    head = f"POST {CHECK} HTTP/1.1\r\nHost: x\r\nContent-Type: text/markdown\r\nContent-Length: 99\r\n\r\n#"
    address, end = (server.client.base_url.host, server.client.base_url.port), time.monotonic() + 60

    def send_nothing(client: str) -> httpx.Response:
        return server.client.post(CHECK, content=b"", headers={**MARKDOWN, "X-Forwarded-For": client})

    with ExitStack() as slow:
        for _ in range(4):
            slow.enter_context(socket.create_connection(address)).sendall(head.encode())
        # They count as soon as the server has read so far.
        while (answer := send_nothing("127.0.0.1")).status_code != 503:
            assert time.monotonic() < end
        problem(answer, "busy")
        assert answer.headers["retry-after"]
        problem(send_nothing("192.0.2.1"), "malformed-request")
    while send_nothing("127.0.0.1").status_code == 503:
        assert time.monotonic() < end


@pytest.mark.parametrize(
    "path",
    [
        "/plans/%00",
        "/plans/%F0%9F%98%80",
        "/plans/..%2f..%2fetc%2fpasswd",
        "/plans/" + "a" * 5000,
        "/plans/hvidovre-2023/elements/goal/%E2%80%AE",
        "/plans?page=" + "9" * 400,
        "/plans?page=-1&per_page=0",
        "/plans?page=1e3",
        "/plans?per_page=%D9%A1",
        "/plans?year=" + "9" * 30,
        "/plans?municipality=%EF%BC%90%EF%BC%91%EF%BC%96%EF%BC%97",
        "/gaps?rule=%00",
        "/gaps?severity=VIOLATION",
        "/gaps?waived=maybe",
        "/matrices/offers/cells/%F0%9F%98%80/%00",
        "/questions/who-offers-what?instrument=%00",
        "/questions/who-offers-what?instrument=ins:%F0%9F%98%80",
        "/questions/who-offers-what?instrument=javascript:alert(1)",
        "/questions/who-offers-what?instrument=" + "x" * 301,
        "/questions/ambition?year=0",
        "/concepts/%3Cscript%3E",
        "/compare?first=%00&second=%ff",
        f"/{SCRIPT}",
        f"/plans?{SCRIPT}={SCRIPT}",
    ],
)
def test_nonsense_is_told_to_be_nonsense(server: Running, path: str) -> None:
    answer = server.client.get(API + path, headers={"Accept": "text/html, */*;q=0.5"})
    assert answer.status_code in (400, 404), answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.json()["detail"]
    assert len(answer.content) < 3000


# ---- A plan that means harm

EVIL = f"""
@prefix pg: <https://w3id.org/plangraph/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix tg: <https://w3id.org/plangraph/vocab/target-group/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://w3id.org/plangraph/id/> .
<plan/evil-2023> a pg:Plan ; rdfs:label "{SCRIPT}"@da, "=cmd|' /C calc'!A0"@en, "nothing" ;
    pg:year "never" ; pg:status <javascript:alert(1)> ;
    pg:municipality <javascript:alert(2)>, <municipality/9999> ;
    pg:adoptedOn "yesterday" ; dcterms:temporal <urn:x:period> ;
    dcterms:source <javascript:alert(3)>, "text" ;
    pg:responsible [ rdfs:label "nobody" ] .
<plan/evil-2023/focus-area/1> a pg:FocusArea ; pg:inFocusArea <plan/evil-2023/focus-area/1> ;
    pg:supports <plan/evil-2023/focus-area/1> ; pg:mentions <javascript:alert(4)>, "text", [] .
<plan/evil-2023/goal/1> a pg:Goal, pg:Objective ; pg:inPlan <plan/evil-2023> ;
    rdfs:label "=1+1"@da, "@SUM(1)"@en ;
    pg:number "1", "one", "\\u202E" ; pg:supports <plan/hvidovre-2023/goal/1>, <plan/evil-2023/goal/1> ;
    pg:inFocusArea <plan/evil-2023/focus-area/1>, "text" ; pg:targetGroup tg:unge, <javascript:alert(5)> ;
    pg:addresses <national-target/2023/1>, <national-target/x/y>, <javascript:alert(6)> ;
    pg:qualifiedLink <plan/evil-2023/linkage/1>, "text" ; pg:continues <plan/evil-2023/goal/1> ;
    pg:targetValue <plan/evil-2023/target-value/1>, <plan/evil-2023/target-value/2> ;
    pg:evidence <urn:x:e>, "text" .
<plan/evil-2023/linkage/1> pg:linkTarget <national-target/2023/1> ; pg:basis <javascript:alert(7)> ;
    pg:confidence "very", "1e999"^^xsd:double .
<plan/evil-2023/target-value/1> pg:value "1e999"^^xsd:double, "NaN"^^xsd:double ;
    pg:dueYear "99999999999999" ; pg:baseline <plan/evil-2023/target-value/1> ; pg:unit "kroner" ;
    pg:comparator "more" .
<plan/evil-2023/target-value/2> pg:value 123456789012345678901234567890.5 ; pg:offset "-0" ; pg:dueYear -5 .
<plan/hvidovre-2023/goal/2> a pg:Goal ; rdfs:label "stolen"@da .
<javascript:alert(8)> a pg:Goal ; rdfs:label "{SCRIPT}"@da .
[] a pg:Goal ; rdfs:label "nameless"@da .
"""


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server of a plan that means harm."""
    with running_of(EVIL, "evil-2023", tmp_path_factory.mktemp("evil") / "store") as started:
        yield started


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/plans",
        "/plans/evil-2023",
        "/plans/evil-2023/elements?per_page=200",
        "/plans/evil-2023/elements/goal/1",
        "/plans/evil-2023/gaps?per_page=200",
        "/plans/evil-2023/report",
        "/gaps",
        "/matrices/targets",
        "/matrices/offers?state=goal",
        "/matrices/aims?state=part",
        "/questions/plans-at-a-glance",
        "/questions/goals-without-indicator",
        "/targets",
        "/concepts/target-group",
        "/municipalities?has_plan=true",
        "/compare?first=evil-2023&second=evil-2023",
    ],
)
def test_harm_stays_data(evil: Running, path: str) -> None:
    answer = evil.get(API + path)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    answer.json()


def test_what_is_no_number_is_none_and_what_is_stolen_has_no_address(evil: Running) -> None:
    elements = evil.get(f"{API}/plans/evil-2023/elements?kind=goal").json()["items"]
    by_iri = {element["iri"].rpartition("/id/")[2]: element for element in elements}
    assert by_iri["plan/hvidovre-2023/goal/2"]["key"] is None
    assert by_iri["plan/hvidovre-2023/goal/2"]["links"] == []
    goal = by_iri["plan/evil-2023/goal/1"]
    first, second = goal["figures"]
    assert (first["value"], first["due_year"], first["comparator"], first["unit"]) == (None, None, None, None)
    assert second["value"] > 1e29
    assert goal["national_targets"][0]["basis"] is None
    hrefs = [link["href"] for element in elements for link in element["links"]]
    assert hrefs
    assert all(href.startswith("/") for href in hrefs)


@pytest.mark.parametrize("lang", ["da", "en"])
def test_a_spreadsheet_does_not_run_what_a_plan_says(evil: Running, lang: str) -> None:
    for path in ("/matrices/targets", "/questions/plans-at-a-glance", "/questions/goals-without-indicator"):
        table = evil.get(f"{API}{path}?format=csv&lang={lang}")
        assert table.headers["content-type"].startswith("text/csv")
        for row in csv.reader(io.StringIO(table.text)):
            assert not [cell for cell in row if cell.startswith(("=", "+", "@"))]
    report = evil.get(f"{API}/plans/evil-2023/report?format=html&lang={lang}")
    assert SCRIPT not in report.text
    assert report.headers["content-disposition"].startswith("attachment")
