"""The page of a plan in a real browser: accessible, quiet, narrow, printed, without scripts, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from plan_pages import HOSTILE, read_plan, store_with
from running import Running, running

from browsing import axe, overflow, quiet

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def odd(stored: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("odd")
    with running(store=store_with(stored, folder, HOSTILE, read_plan())) as started:
        yield started


@pytest.mark.parametrize("slug", ["evil-2023", "opdigtet-2023"])
def test_an_odd_plan_is_accessible_quiet_and_fits(odd: Running, browser: Browser, slug: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 900})
    wrong = quiet(page)
    page.goto(f"{odd.base}/plans/{slug}?lang=en")
    assert overflow(page) == 0
    assert axe(page) == []
    assert page.title().endswith(" · plangraph")
    page.close()
    assert wrong == []


def test_a_link_to_a_closed_finding_opens_it(server: Running, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{server.base}/plans/hvidovre-2023?lang=da")
    closed = page.locator("details:not([open]) .gap").first
    anchor = closed.get_attribute("id")
    assert anchor is not None and not closed.is_visible()
    page.goto(f"{server.base}/plans/hvidovre-2023?lang=da#{anchor}")
    finding = page.locator(f"#{anchor}")
    assert finding.is_visible()
    assert finding.evaluate("e => e.matches(':target')")
    plain = page.locator(".gap").first.evaluate("e => getComputedStyle(e).backgroundColor")
    assert finding.evaluate("e => getComputedStyle(e).backgroundColor") != plain
    page.close()


def test_a_link_to_a_folded_measure_unfolds_it(server: Running, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{server.base}/plans/frederikssund-2023?lang=da")
    row = page.locator("details:not([open]) tr[id^='measure-']").first
    anchor = row.get_attribute("id")
    assert anchor is not None and not row.is_visible()
    page.goto(f"{server.base}/plans/frederikssund-2023?lang=da#{anchor}")
    assert page.locator(f"#{anchor}").is_visible()
    page.close()


def test_without_scripts_everything_is_there(server: Running, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server.base}/plans/frederikssund-2023?lang=da")
    page.locator("#goal-3c details.rest > summary").first.click()
    assert page.locator("#goal-3c details.rest .gap").first.is_visible()
    page.get_by_label("Vis af planen").select_option("serious")
    page.get_by_role("button", name="Vis", exact=True).click()
    assert page.url.endswith("/plans/frederikssund-2023?gaps=serious&lang=da")
    assert page.locator("#goal-4b").is_visible()
    assert page.locator("#goal-3c").count() == 0
    page.get_by_role("link", name="Vis alle").click()
    assert page.locator("#goal-3c").is_visible()
    context.close()


def test_by_keyboard_from_the_contents_to_a_goal(server: Running, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{server.base}/plans/hvidovre-2023?lang=da")
    page.locator("nav.contents .numbers a[href='#goal-4']").focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#goal-4")
    page.keyboard.press("Tab")  # on from there, into the goal
    assert page.evaluate("!!document.activeElement.closest('#goal-4')")
    page.close()


def test_on_paper_nothing_is_closed_and_the_contents_are_gone(server: Running, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{server.base}/plans/hvidovre-2023?lang=da")
    page.emulate_media(media="print")
    assert not page.locator("nav.contents").is_visible()
    assert not page.locator("form.filters").is_visible()
    hidden = (
        "[...document.querySelectorAll('details .gap')].filter(e => e.getBoundingClientRect().height < 10)"
    )
    assert page.evaluate(f"{hidden}.length") == 0
    rows = page.locator("details:not([open]) tr[id^='measure-']")
    assert min(box["height"] for row in rows.all() if (box := row.bounding_box())) > 10
    assert rows.count() > 10
    page.close()
