"""The served pages in a real browser: accessible, quiet, and nothing from elsewhere."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from running import Running

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PATHS = [
    "/",
    "/doc/id/plan/hvidovre-2023.html",
    "/doc/id/plan/hvidovre-2023/goal/1.html",
    "/doc/vocab/target-group.html",
    "/doc/rule/goal-has-label.html",
    "/doc/ontology.html",
    "/nothing-here",
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no chromium on PATH: the pages are not tried in a browser")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as engine:
        found = engine.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_accessible_and_quiet(
    server: Running, browser: Browser, path: str, lang: str, width: int
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    # The policy forbids foreign scripts, and the one that looks for faults is such a script.
    context = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{server.base}{path}?lang={lang}")
    assert page.locator("html").get_attribute("lang") == lang
    assert asked and all(url.startswith(server.base) for url in asked)
    violations = Axe().run(page).response["violations"]
    assert [(found["id"], found["nodes"][0]["html"][:200]) for found in violations] == []
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0
    for caption in page.locator("caption").all()[:5]:
        box = caption.bounding_box()
        assert box is not None and box["width"] > width / 2  # not squeezed beside the table
    context.close()


@pytest.mark.parametrize("path", [path for path in PATHS if "nothing" not in path])
def test_the_policy_breaks_nothing(server: Running, browser: Browser, path: str) -> None:
    page = browser.new_page()
    wrong: list[str] = []
    page.on("console", lambda m: wrong.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(server.base + path)
    assert page.evaluate("getComputedStyle(document.querySelector('main')).maxWidth") != "none"
    page.close()
    assert wrong == []
