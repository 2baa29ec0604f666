"""The served pages in a real browser: accessible, quiet, and nothing from elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fastapi.routing import APIRoute
from running import Running

from browsing import axe, overflow, quiet

if TYPE_CHECKING:
    from playwright.sync_api import Browser

#: Addresses of every page, by its route; a page that is not here is told.
PAGES = {
    "/": ["/"],
    "/about": ["/about"],
    "/api": ["/api"],
    "/api/v1/docs": ["/api/v1/docs"],
    "/compare": ["/compare", "/compare?plan=hvidovre-2022&plan=hvidovre-2023"],
    "/coverage": ["/coverage", "/coverage?matrix=offers", "/coverage?matrix=aims"],
    "/coverage/cell": ["/coverage/cell?matrix=targets&row=vaerdig-sagsbehandling&column=hvidovre-2022"],
    "/doc/{path:path}": [
        "/doc/id/plan/hvidovre-2023.html",
        "/doc/id/plan/hvidovre-2023/goal/1.html",
        "/doc/vocab/target-group.html",
        "/doc/rule/goal-has-label.html",
        "/doc/ontology.html",
    ],
    "/graph": ["/graph", "/graph?plan=hvidovre-2023"],
    "/ontology-reference": ["/ontology-reference"],
    "/plans/{slug}": ["/plans/hvidovre-2023", "/plans/vallensbaek-ishoej-2017"],
    "/plans/{slug}/report": ["/plans/hvidovre-2023/report"],
    "/problems/{name}": ["/problems/query-limit"],
    "/query": ["/query", "/query?query=SELECT+%3Fplan+%7B+%3Fplan+a+pg%3APlan+%7D"],
    "/questions": ["/questions"],
    "/questions/{name}": ["/questions/who-offers-what?instrument=igu", "/questions/plans-at-a-glance"],
    "/rules": ["/rules"],
    "/rules/{name}": ["/rules/goal-has-figure"],
    "/search": ["/search", "/search?q=IGU"],
    "/vocabulary": ["/vocabulary"],
    "/vocabulary/national-target": ["/vocabulary/national-target"],
    "/vocabulary/{name}": ["/vocabulary/instrument"],
    "nothing": ["/nothing-here"],
}
PATHS = [path for paths in PAGES.values() for path in paths]
#: What is no page for people, is one after a form was sent, or leads on to a page.
NO_PAGES = (
    "/api/v1", "/healthz", "/readyz", "/metrics", "/robots.txt", "/sparql", "/rdf-graph-store",
    "/.well-known", "/dump", "/context", "/static", "/id/", "/vocab/", "/rule/", "/ontology/", "/ontology",
    "/drafts", "/graph/files", "/query/", "/coverage{", "/plans/{slug}/report.", "/plans/{slug}/summary.",
    "/plans/{slug}/plan.", "/vocabulary/national-target/", "/vocabulary/{name}/",
)  # fmt: skip


def test_every_page_is_looked_at() -> None:
    from plangraph.web.application import ROUTERS

    routes = [route for router in ROUTERS for route in router.routes if isinstance(route, APIRoute)]
    known = {r.path for r in routes if "GET" in (r.methods or ())}
    left = {path for path in known if path not in PAGES and not path.startswith(NO_PAGES)}
    assert left == set()
    assert set(PAGES) - known == {"nothing"}


@pytest.mark.parametrize(("lang", "width"), [("da", 1280), ("en", 320)])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_accessible_and_quiet(
    server: Running, browser: Browser, path: str, lang: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    wrong = quiet(page)
    page.goto(f"{server.base}{path}{'&' if '?' in path else '?'}lang={lang}")
    assert page.locator("html").get_attribute("lang") == lang
    assert page.evaluate("getComputedStyle(document.querySelector('main')).maxWidth") != "none"
    assert page.locator("h1").count() == 1
    assert axe(page) == []
    assert overflow(page) == 0
    squeezed = """() => [...document.querySelectorAll("caption:not(.hidden)")].filter(
        caption => caption.offsetWidth && caption.offsetWidth < caption.parentElement.offsetWidth / 2
    ).map(caption => caption.textContent)"""
    assert page.evaluate(squeezed) == []  # beside the table
    page.close()
    assert wrong == [] or "nothing" in path


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
