"""The served pages in a real browser: accessible, quiet, and nothing from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fastapi.routing import APIRoute
from running import Running

from browsing import VIEWS, axe, faults, quiet

if TYPE_CHECKING:
    from playwright.sync_api import Browser

#: Addresses of every page, by its route; a page that is not here is told.
PAGES = {
    "/": ["/"],
    "/about": ["/about"],
    "/api": ["/api"],
    "/api/v1/docs": ["/api/v1/docs"],
    "/compare": [
        "/compare",
        "/compare?plan=hvidovre-2022&plan=hvidovre-2023",
        "/compare?plan=hvidovre-2023&plan=frederikssund-2023&plan=vallensbaek-ishoej-2017",
        "/compare?plan=hvidovre-2029",
    ],
    "/coverage": ["/coverage", "/coverage?matrix=offers&open=opkvalificering", "/coverage?matrix=aims"],
    "/coverage/cell": [
        "/coverage/cell?matrix=targets&row=vaerdig-sagsbehandling&column=hvidovre-2022",
        "/coverage/cell?matrix=targets&row=flygtninge&column=hvidovre-2023",
        "/coverage/cell?matrix=aims&row=flygtninge&column=flygtninge",
    ],
    "/doc/{path:path}": [
        "/doc/id/plan/hvidovre-2023.html",
        "/doc/id/plan/hvidovre-2023/goal/1.html",
        "/doc/vocab/target-group.html",
        "/doc/rule/goal-has-label.html",
        "/doc/ontology.html",
    ],
    "/graph": ["/graph", "/graph?plan=hvidovre-2023"],
    "/ontology-reference": ["/ontology-reference"],
    "/plans/{slug}": [
        "/plans/hvidovre-2023",
        "/plans/frederikssund-2023",
        "/plans/vallensbaek-ishoej-2017",
        "/plans/vallensbaek-ishoej-2017?gaps=serious",
    ],
    "/plans/{slug}/report": ["/plans/hvidovre-2022/report", "/plans/hvidovre-2023/report"],
    "/problems/{name}": ["/problems/query-limit"],
    "/query": ["/query", "/query?query=SELECT+%3Fplan+%7B+%3Fplan+a+pg%3APlan+%7D"],
    "/questions": ["/questions"],
    "/questions/{name}": [
        "/questions/who-offers-what?instrument=igu",
        "/questions/plans-at-a-glance",
        "/questions/target-group-by-instrument?plan=hvidovre-2023",
        "/questions/elements-without-evidence",
    ],
    "/rules": ["/rules"],
    "/rules/{name}": ["/rules/goal-has-figure", "/rules/plan-has-year"],
    "/search": [
        "/search",
        "/search?q=IGU",
        "/search?q=flygtnnige",
        "/search?q=unge&kind=measure",
        "/search?q=xqzw",
    ],
    "/vocabulary": ["/vocabulary"],
    "/vocabulary/national-target": ["/vocabulary/national-target"],
    "/vocabulary/national-target/{name}": ["/vocabulary/national-target/2019-5"],
    "/vocabulary/{name}": ["/vocabulary/instrument", "/vocabulary/requirement", "/vocabulary/target-group"],
    "/vocabulary/{name}/{slug}": ["/vocabulary/instrument/igu", "/vocabulary/theme/flygtninge"],
    "nothing": ["/nothing-here"],
}
PATHS = [path for paths in PAGES.values() for path in paths]
#: What is no page for people, is one after a form was sent, or leads on to a page.
NO_PAGES = (
    "/api/v1", "/healthz", "/readyz", "/metrics", "/robots.txt", "/sparql", "/rdf-graph-store",
    "/.well-known", "/dump", "/context", "/static", "/id/", "/vocab/", "/rule/", "/ontology/", "/ontology",
    "/drafts", "/graph/files", "/query/", "/coverage{", "/plans/{slug}/report.", "/plans/{slug}/summary.",
    "/plans/{slug}/plan.",
)  # fmt: skip


def test_every_page_is_looked_at() -> None:
    from plangraph.web.application import ROUTERS

    routes = [route for router in ROUTERS for route in router.routes if isinstance(route, APIRoute)]
    known = {r.path for r in routes if "GET" in (r.methods or ())}
    left = {path for path in known if path not in PAGES and not path.startswith(NO_PAGES)}
    assert left == set()
    assert set(PAGES) - known == {"nothing"}


@pytest.fixture(scope="module")
def checked(server: Running) -> Running:
    """The server when all plans are checked, as pages say otherwise that they are being checked."""
    assert server.get("/api/v1/gaps?per_page=1").status_code == 200
    return server


@pytest.mark.parametrize(("lang", "width"), VIEWS)
@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_accessible_and_quiet(
    checked: Running, browser: Browser, path: str, lang: str, width: int
) -> None:
    found = faults(browser, checked.base + path, lang, width)
    assert [fault for fault in found if "404" not in fault or "nothing" not in path] == []


def test_the_instruments_notice(server: Running, browser: Browser) -> None:
    page = browser.new_page()
    wrong = quiet(page)
    page.goto(server.base + "/about/nothing")
    page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    assert [found.partition(":")[0] for found in axe(page)] == ["image-alt"]
    page.evaluate("document.querySelector('img').setAttribute('style', 'width: 4000px')")
    with pytest.raises(Exception, match="net::ERR"):
        page.goto("http://plangraph.invalid/")
    page.close()
    assert any("404" in found for found in wrong)
    assert any("style" in found and "Policy" in found for found in wrong)
    assert "a request elsewhere: http://plangraph.invalid/" in wrong
