"""A planner with a keyboard: hands a draft in, sees a gap, mends it, sees it gone, takes the file away."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from drafting import DRAFTS
from running import TOKEN, Running, running

from browsing import VIEWS, axe, overflow, quiet

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

#: What the walk reads and presses, in either language.
WORDS = {
    "da": {
        "begin": "Tjek et udkast",
        "check": "Tjek udkastet",
        "standing": "Hvor langt er planen?",
        "fix": "Ret det her",
        "save": "Gem, og tjek igen",
        "faults": "Noget skal rettes, før det kan gemmes",
        "group": "Virksomhedsrettet indsats",
        "choice": "Virksomhedspraktik",
        "changed": "Hvad der er ændret siden udgave 1",
        "fixed": "Rettet: 1",
        "word": "Word-filen med bemærkninger",
        "gap": "nævner et redskab",
    },
    "en": {
        "begin": "Check a draft",
        "check": "Check the draft",
        "standing": "How far has the plan come?",
        "fix": "Fix it here",
        "save": "Save and check again",
        "faults": "Something has to be corrected before it can be saved",
        "group": "Company-based activation",
        "choice": "Work placement",
        "changed": "What has changed since version 1",
        "fixed": "Fixed: 1",
        "word": "The Word file with remarks",
        "gap": "names an instrument",
    },
}


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until an element has the focus, and see that it shows."""
    for _ in range(400):
        if wanted.evaluate("e => e === document.activeElement"):
            assert wanted.evaluate("e => getComputedStyle(e).outlineStyle") != "none"
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no Tab leads to {wanted}")


@pytest.mark.parametrize("lang", ["da", "en"])
def test_a_planner_mends_a_draft_with_the_keyboard_alone(
    server: Running, browser: Browser, lang: str
) -> None:
    words = WORDS[lang]
    context = browser.new_context(
        locale="da-DK" if lang == "da" else "en-GB", viewport={"width": 1280, "height": 900}
    )
    page = context.new_page()
    wrong = quiet(page)
    page.goto(server.base)
    tab_to(page, page.get_by_role("link", name=words["begin"], exact=True).first)
    page.keyboard.press("Enter")
    page.wait_for_url("**/drafts")
    field = page.locator("#file")
    tab_to(page, field)
    field.set_input_files(DRAFTS / "odder-2022.docx")  # the dialog that Space opens is the system's own
    tab_to(page, page.get_by_role("button", name=words["check"]))
    page.keyboard.press("Enter")
    page.get_by_role("heading", name=words["standing"]).wait_for()
    # The gap: a goal that names no instrument.
    gap = page.locator("li.gap", has_text=words["gap"]).first
    sentence = gap.locator(".sentence").inner_text()
    tab_to(page, gap.get_by_role("link", name=re.compile(words["fix"])))
    page.keyboard.press("Enter")
    page.wait_for_url("**/fix?*")
    # Sent too early: what is wrong is said, and the keyboard is led to it.
    tab_to(page, page.locator("#name"))
    page.keyboard.type("Anna Jensen")
    wrong_before = len(wrong)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name=words["faults"]).wait_for()
    assert page.evaluate("document.activeElement.id") == "faults"
    assert all("422" in line for line in wrong[wrong_before:])  # the browser itself notes the status
    del wrong[wrong_before:]
    assert axe(page) == []
    tab_to(page, page.locator("summary", has_text=words["group"]))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_label(words["choice"], exact=True))
    page.keyboard.press("Space")
    tab_to(page, page.get_by_role("button", name=words["save"]))
    page.keyboard.press("Enter")
    page.get_by_role("heading", name=words["changed"]).wait_for()
    assert words["fixed"] in page.locator("#changes").inner_text()
    assert sentence in page.locator("#changes").inner_text()
    assert sentence not in page.locator("li.gap .sentence").all_inner_texts()
    word = page.get_by_role("link", name=words["word"])
    tab_to(page, word)
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.startswith("odder-2022-")
    comments = docx.Document(io.BytesIO(Path(download.value.path()).read_bytes())).comments
    told = [comment.text for comment in comments]
    assert told
    assert not any(sentence in text for text in told)
    context.close()
    assert wrong == []


@pytest.fixture(scope="module")
def handed_in(writable: Running, browser: Browser) -> Iterator[str]:
    """Address of a draft on a server that plans can be published on, without the language."""
    page = browser.new_page()
    page.goto(f"{writable.base}/drafts?lang=da")
    page.set_input_files("#file", DRAFTS / "odder-2022.docx")
    page.get_by_role("button", name="Tjek udkastet").click()
    page.locator("#standing").wait_for()
    page.get_by_role("link", name="Gennemse forslagene").click()
    page.fill("#name", "Anna Jensen")
    page.get_by_role("button", name="Begynd").click()
    page.get_by_role("button", name="Godtag", exact=True).click()
    yield page.url.partition("/review")[0]
    page.close()


def look(page: Page, where: str) -> None:
    """See that a page is accessible, and not wider than its window, be that wide or narrow."""
    assert axe(page) == [], where
    size = page.viewport_size
    for _, width in VIEWS:
        page.set_viewport_size({"width": width, "height": 900})
        assert overflow(page) == 0, where
    if size is not None:
        page.set_viewport_size(size)


@pytest.mark.parametrize(("lang", "width"), VIEWS)
def test_every_page_of_a_draft_is_accessible_and_quiet(
    writable: Running, browser: Browser, handed_in: str, lang: str, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    wrong = quiet(page)
    for address in (
        f"{writable.base}/drafts",
        handed_in,
        f"{handed_in}?only=warning&since=1",
        f"{handed_in}/review",
        f"{handed_in}/review?matter=figure",
        f"{handed_in}/review?matter=link",
        f"{handed_in}/publish",
    ):
        page.goto(f"{address}{'&' if '?' in address else '?'}lang={lang}")
        assert page.locator("html").get_attribute("lang") == lang
        page.evaluate("document.querySelectorAll('main details').forEach(found => { found.open = true })")
        look(page, address)
    page.goto(f"{handed_in}?lang={lang}")
    rules: dict[str, str] = {}
    for link in page.locator(".deeds a[href*='/fix']").all():
        address = link.get_attribute("href") or ""
        rules.setdefault(address.partition("finding=")[2].partition("%2F")[0], address)
    assert len(rules) > 5
    for address in rules.values():
        page.goto(writable.base + address)
        ways = page.locator(".way input[type=radio]").all()
        for way in ways:
            way.check()
            look(page, address)
        if not ways:
            look(page, address)
    page.close()
    assert wrong == []


def test_a_file_that_failed_and_one_that_is_asked_for_are_accessible(
    server: Running, browser: Browser
) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 900})
    wrong = quiet(page)
    for name, content, heading in (
        ("plan.pdf", b"%PDF-1.7 nothing", "Filen kunne ikke tages ind"),
        ("plan.txt", (DRAFTS / "noerreaa.txt").read_bytes(), "Der mangler en oplysning"),
    ):
        page.goto(f"{server.base}/drafts?lang=da")
        page.set_input_files(
            "#file", {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        )
        page.get_by_role("button", name="Tjek udkastet").click()
        page.get_by_role("heading", name=heading).wait_for()
        look(page, name)
    page.get_by_role("button", name="Slet udkastet nu").click()
    page.get_by_role("heading", name="Udkastet er slettet").wait_for()
    look(page, "deleted")
    page.close()
    assert wrong == []


def test_a_file_that_is_too_large_is_told_before_it_is_sent(server: Running, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{server.base}/drafts?lang=da")
    page.evaluate("document.querySelector('#file').dataset.most = '10'")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    page.set_input_files("#file", {"name": "plan.txt", "mimeType": "text/plain", "buffer": b"x" * 11})
    assert page.get_by_role("alert").inner_text().startswith("Filen er for stor")
    page.get_by_role("button", name="Tjek udkastet").click()
    assert page.evaluate("document.activeElement.id") == "file"
    page.set_input_files("#file", {"name": "plan.txt", "mimeType": "text/plain", "buffer": b"x"})
    assert page.locator("#file-large").is_hidden()
    assert "POST" not in sent
    page.close()


def test_progress_is_told_and_leads_on(browser: Browser) -> None:
    long = "Odder Kommunes beskæftigelsesplan 2022\n" + "".join(
        f"\nFokusområde {n}: Unge nummer {n}\n\nMål: Mindst {n} pct. af de unge er i job i 2022.\n\n"
        f"{'Kommunen vil samarbejde med virksomhederne om de unge. ' * 8}\n"
        for n in range(1, 300)
    )
    told = ['{"done": false, "said": "Side 3 af 9 er læst.", "filled": 30}', '{"done": true}']
    page = browser.new_page(locale="da-DK", viewport={"width": 360, "height": 900})
    wrong = quiet(page)
    with running() as busy:
        page.goto(f"{busy.base}/drafts")
        page.set_input_files("#file", {"name": "plan.txt", "mimeType": "text/plain", "buffer": long.encode()})
        page.get_by_role("button", name="Tjek udkastet").click()
        page.get_by_role("heading", name="Udkastet tjekkes").wait_for()
        look(page, "work")
        address = page.url
        assert page.locator("#said").inner_text() in ("Filen læses.", "Planen tjekkes.")
        state = busy.get(f"{address}/progress.json").json()
        assert state["done"] is False
        assert 0 < state["filled"] < 100
        # What its script makes of progress, and of the end of the work.
        page.route(
            "**/progress.json*",
            lambda route: route.fulfill(body=told.pop(0)) if told else route.continue_(),
        )
        page.locator("#said", has_text="Side 3 af 9 er læst.").wait_for()
        assert page.locator("#filled").evaluate("e => e.value") == 30
        with page.expect_navigation(url=address):
            pass
        page.get_by_role("button", name="Slet udkastet nu").click()
        page.get_by_role("heading", name="Udkastet er slettet").wait_for()
        page.close()
    assert wrong == []


def test_a_draft_is_published_in_the_browser(writable: Running, browser: Browser, handed_in: str) -> None:
    page = browser.new_page()
    wrong = quiet(page)
    page.goto(f"{handed_in}?lang=da")
    page.get_by_role("link", name="Udgiv planen her").click()
    page.get_by_label("Serverens token").fill(TOKEN)
    page.get_by_role("button", name="Udgiv", exact=True).click()
    page.get_by_role("heading", name="Planen er udgivet").wait_for()
    look(page, "published")
    page.get_by_role("link", name="Se planen").click()
    page.wait_for_url("**/plans/odder-2022*")
    page.close()
    assert wrong == []
