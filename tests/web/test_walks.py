"""What people come for, from the front page on, in a real browser: in Danish and English, by keyboard."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from running import Running

from browsing import quiet

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

LANGS = ["da", "en"]


def press(page: Page, target: Locator) -> None:
    """Follow a link or button as somebody without a mouse does: focus, which has to show, and Enter."""
    target.focus()
    assert target.evaluate("e => e.matches(':focus')")
    page.keyboard.press("Enter")


def tab_to(page: Page, target: Locator, most: int = 60) -> None:
    """Press Tab until something has the focus."""
    wanted = target.element_handle()
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("e => document.activeElement === e", wanted):
            return
    raise AssertionError(f"{target} is not reached by {most} times Tab")


@pytest.fixture
def front(server: Running, browser: Browser, lang: str) -> Iterator[Page]:
    """The front page, in a browser of somebody who speaks a language; nothing may go wrong from there on."""
    page = browser.new_page(locale={"da": "da-DK", "en": "en-GB"}[lang])
    wrong = quiet(page)
    page.goto(server.base)
    yield page
    page.close()
    assert wrong == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_committee_member_finds_a_gap_and_who_offers_igu(front: Page, lang: str) -> None:
    page = front
    tab_to(page, page.get_by_role("link", name={"da": "Dækning", "en": "Coverage"}[lang], exact=True).first)
    page.keyboard.press("Enter")
    page.wait_for_url("**/coverage*")
    missing = page.get_by_role("link", name={"da": "mangler", "en": "missing"}[lang])
    press(page, missing.first)
    page.wait_for_url("**/coverage/cell*")
    why = page.locator("main").inner_text()
    assert {"da": "Hvidovre 2022", "en": "Hvidovre 2022"}[lang] in why
    assert page.get_by_role("link", name="Hvidovre").count() >= 1

    press(page, page.get_by_role("link", name={"da": "Graf", "en": "Graph"}[lang], exact=True).first)
    page.wait_for_url("**/graph*")
    box = page.get_by_role("searchbox").first
    box.focus()
    page.keyboard.type("IGU")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('main').innerText.includes('IGU')")
    shown = page.locator("main").inner_text()
    assert "Hvidovre" in shown


@pytest.mark.parametrize("lang", LANGS)
def test_a_committee_member_finds_igu_by_searching(front: Page, lang: str) -> None:
    page = front
    tab_to(page, page.get_by_role("searchbox"))
    page.keyboard.type("IGU")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")
    hit = page.locator("main").get_by_role("link", name="IGU").first
    press(page, hit)
    page.wait_for_load_state()
    assert "Hvidovre" in page.locator("main").inner_text()


@pytest.mark.parametrize("lang", LANGS)
def test_an_analyst_runs_a_question_edits_it_and_downloads_it(front: Page, lang: str) -> None:
    page = front
    press(page, page.get_by_role("link", name={"da": "Spørgsmål", "en": "Questions"}[lang], exact=True).first)
    page.wait_for_url("**/questions*")
    title = {"da": "Planerne i overblik", "en": "The plans at a glance"}[lang]
    press(page, page.get_by_role("link", name=title).first)
    page.wait_for_url("**/questions/plans-at-a-glance*")
    with page.expect_download() as waiting:
        press(page, page.get_by_role("link", name="CSV").first)
    text = waiting.value.path().read_text("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";" if ";" in text.splitlines()[0] else ","))
    assert len(rows) == 7  # the joint plan stands at each of its municipalities

    press(
        page, page.get_by_role("link", name={"da": "Åbn i editoren", "en": "Open in the editor"}[lang]).first
    )
    page.wait_for_url("**/query?*")
    page.wait_for_selector("#answer tbody tr:nth-child(6)")
    page.wait_for_selector("html[data-editor=ready]")  # the editor has taken the place of the plain field
    field = page.get_by_role("textbox", name={"da": "Forespørgsel", "en": "Query"}[lang], exact=True)
    field.focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(" LIMIT 2")
    page.keyboard.press("Control+Enter")
    page.wait_for_function("() => document.querySelectorAll('#answer tbody tr').length === 2")
