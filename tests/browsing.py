"""What the tests of pages share: a real browser, axe-core, and a note of whatever a page complains of.

axe-core comes from npm with the editor (``npm ci`` in ``frontend/``, which installing from source does).
Where it or Chromium is absent, the tests that need it are skipped and say so.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FRONTEND = Path(__file__).parents[1] / "frontend"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
# WCAG 2.2 adds the size of targets to what the issue asks, 2.1 AA.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@contextmanager
def launched() -> Iterator[Browser]:
    """Chromium without a window; skips the test where there is none."""
    if CHROMIUM is None:
        pytest.skip("no chromium on PATH: the pages are not tried in a browser")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as engine:
        found = engine.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


def quiet(page: Page) -> list[str]:
    """What goes wrong on a page from now on: ask before the first ``goto``, find the list empty at the end.

    It notes errors and warnings of the console (a breach of the content policy is one), exceptions that
    nobody caught, and requests that leave the origin of the first page that is opened.

    :param page: a page that has not been anywhere yet
    """
    wrong: list[str] = []
    home: list[tuple[str, str]] = []

    def asked(url: str) -> None:
        scheme, host = urlsplit(url)[:2]
        if scheme in ("data", "blob", "about"):
            return
        if not home:
            home.append((scheme, host))
        if (scheme, host) != home[0]:
            wrong.append(f"a request elsewhere: {url}")

    page.on("console", lambda m: wrong.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: asked(request.url))
    page.on("websocket", lambda socket: wrong.append(f"a socket: {socket.url}"))
    return wrong


#: Each language in one width for axe-core; whether a page fits is seen in the other width as well.
VIEWS = (("da", 1280), ("en", 320))


def faults(browser: Browser, address: str, lang: str, width: int) -> list[str]:
    """What is wrong with a page: language, headings, what axe-core or the console says, scrolling sideways.

    Its folded parts are opened before axe-core looks.

    :param address: of the page, without the language
    """
    page, wrong = _tab(browser, urlsplit(address).netloc)
    wrong.clear()
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{address}{'&' if '?' in address else '?'}lang={lang}")
    spoken, headings = page.locator("html").get_attribute("lang"), page.locator("h1").count()
    unstyled = page.evaluate("getComputedStyle(document.querySelector('main')).maxWidth") == "none"
    wide = {f"{overflow(page)} px wider than {width}"}
    page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true")
    wide.add(f"{overflow(page)} px wider than {width}")
    found = axe(page)
    squeezed = page.evaluate(_SQUEEZED)
    for _, other in VIEWS:
        page.set_viewport_size({"width": other, "height": 900})
        wide.add(f"{overflow(page)} px wider than {other}")
    said = {f"lang={spoken}": spoken != lang, f"{headings} h1": headings != 1, "no style": unstyled}
    return [
        *found,
        *(fault for fault, there in said.items() if there),
        *(f"a caption beside its table: {caption}" for caption in squeezed),
        *sorted(fault for fault in wide if not fault.startswith("0 ")),
        *wrong,
    ]


@cache
def _tab(browser: Browser, _: str) -> tuple[Page, list[str]]:
    """A tab for the pages of one server: in a new one a page costs twice as much."""
    page = browser.new_page()
    return page, quiet(page)


_SQUEEZED = """() => [...document.querySelectorAll("caption:not(.hidden)")].filter(
    caption => caption.offsetWidth && caption.offsetWidth < caption.parentElement.offsetWidth / 2
).map(caption => caption.textContent)"""


def axe(page: Page) -> list[str]:
    """What axe-core has to object to the page as it is now: the rule and the first element that breaks it.

    It runs in a world of its own, because the pages' policy lets no script in that is not theirs.

    :param page: a page that is open, in a context with scripts
    """
    session = page.context.new_cdp_session(page)
    frame = session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
    world = session.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": "axe"})
    told = "found => found.violations.map(v => v.id + ': ' + v.nodes[0].html.slice(0, 300))"
    answer = session.send(
        "Runtime.evaluate",
        {
            "expression": f"{_axe_core()}; axe.run(document, {{ runOnly: {RULES} }}).then({told})",
            "contextId": world["executionContextId"],
            "awaitPromise": True,
            "returnByValue": True,
        },
    )
    session.detach()
    assert "exceptionDetails" not in answer, answer
    return list(answer["result"]["value"])


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window; 0 where nobody must scroll sideways."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return max(0, int(wide))


@cache
def _axe_core() -> str:
    file = FRONTEND / "node_modules" / "axe-core" / "axe.min.js"
    if not file.is_file():
        pytest.skip("no axe-core in frontend/node_modules: run npm ci there")
    return file.read_text("utf-8")
