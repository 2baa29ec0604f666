"""Reports, summaries and the pages of the demo in a real browser: they work, print, and are accessible."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pypdf
import pytest

from browsing import axe, quiet
from page_plans import SLUGS, assessed, complete, hostile, pdf_text, plans, reference
from plangraph.model import LANGS, Lang, Severity
from plangraph.report import document, summary, write_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


# ---- In a browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails the test when it logs an error or asks for anything but its own file."""
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    wrong = quiet(opened)
    yield opened
    opened.close()
    assert wrong == []


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("pages")
    (out / "report.html").write_bytes(document.as_html([assessed("hvidovre-2023")], "da"))
    (out / "two.html").write_bytes(document.as_html([assessed("hvidovre-2022"), complete()], "en"))
    (out / "hostile.html").write_bytes(document.as_html([hostile()], "da"))
    for slug in SLUGS:
        for lang in LANGS:
            (out / f"{slug}-summary.{lang}.html").write_bytes(summary.as_html([assessed(slug)], lang))
    return out


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site")
    write_site(out, plans(), reference(), [assessed(slug) for slug in SLUGS], "da")
    return out


def test_the_language_switch_works_with_and_without_scripts(
    browser: Browser, page: Page, folder: Path
) -> None:
    page.goto((folder / "report.html").as_uri())
    assert page.locator("h1:visible").inner_text().startswith("Fuldstændighed")
    page.locator("#da-hvidovre-2023-rules").scroll_into_view_if_needed()
    page.locator("#da .switch").click()
    assert page.locator("h1:visible").inner_text().startswith("Completeness")
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.title().startswith("Completeness")
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto((folder / "report.html").as_uri())
    items = len(assessed("hvidovre-2023").report.findings)
    assert plain.locator("#da .item:visible").count() == items
    assert plain.locator("form:visible").count() == 0
    plain.locator("#da .switch").click()
    assert plain.locator("h1:visible").inner_text().startswith("Completeness")
    plain.locator("#en .toc a").last.click()
    assert plain.locator("#en .item:visible").count() == items
    assert plain.locator("#da .item:visible").count() == 0
    context.close()


def test_findings_can_be_filtered_and_sorted_and_all_come_back(page: Page, folder: Path) -> None:
    one = assessed("hvidovre-2023")
    total = len(one.report.findings)
    page.goto((folder / "report.html").as_uri())
    form, items = page.locator("#da .filter"), page.locator("#da .findings .item:visible")
    before = items.evaluate_all("all => all.map(i => i.id)")
    assert len(before) == total
    form.locator("[value=info]").uncheck()
    serious = sum(f.severity is not Severity.INFO for f in one.report.findings)
    assert items.count() == serious
    assert form.locator(".shown").inner_text() == f"Viser {serious} af {total} fund"
    form.locator("[value=info]").check()
    form.locator("[name=dimension]").select_option("linkage")
    linked = {o.rule.id for o in one.report.outcomes if o.rule.dimension == "linkage"}
    assert items.count() == sum(f.rule in linked for f in one.report.findings)
    form.locator("[name=dimension]").select_option("*")
    area = one.areas[0].subject
    form.locator("[name=area]").select_option(area)
    assert items.count() == sum(f.area == area for f in one.report.findings) > 0
    form.locator("[name=area]").select_option("*")
    form.locator("[name=sort]").select_option("severity")
    ranks = page.locator("#da .flat .gap").evaluate_all("all => all.map(g => Number(g.dataset.rank))")
    assert ranks == sorted(ranks, reverse=True)
    assert items.count() == total
    form.locator("[name=sort]").select_option("grouped")
    assert items.evaluate_all("all => all.map(i => i.id)") == before


def test_the_keyboard_alone_reaches_the_content_the_filter_and_a_finding(page: Page, folder: Path) -> None:
    page.goto((folder / "report.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "da-content"
    box = page.locator("#da .filter [value=info]")
    box.focus()
    page.keyboard.press("Space")
    assert not box.is_checked()
    # A link to a finding that the filter hides shows it.
    hidden = page.locator("#da .item:not(:visible)").first.get_attribute("id")
    page.evaluate("id => { location.hash = id; }", hidden)
    page.wait_for_function("id => document.getElementById(id).getClientRects().length > 0", arg=hidden)
    patch = page.locator("#da .patch summary").first
    patch.focus()
    page.keyboard.press("Enter")
    assert page.locator("#da .patch[open] pre").first.is_visible()


def test_hostile_texts_do_nothing_in_a_browser(page: Page, folder: Path) -> None:
    page.on("dialog", lambda d: pytest.fail(d.message))
    page.goto((folder / "hostile.html").as_uri())
    assert page.title().startswith("Fuldstændighed")


@pytest.mark.parametrize("width", [1280, 360])
def test_reports_and_summaries_are_accessible(page: Page, folder: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for name in ("report.html", "report.html#en", "two.html", "hvidovre-2023-summary.da.html"):
        path, _, target = name.partition("#")
        page.goto("about:blank")
        page.goto((folder / path).as_uri() + (f"#{target}" if target else ""))
        assert axe(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    page.goto("about:blank")
    page.goto((folder / "report.html").as_uri())
    page.locator("#da .filter [name=sort]").select_option("severity")
    page.locator("#da .patch summary").first.click()
    assert axe(page) == [], "sorted"


def test_the_pages_of_the_demo_are_accessible_and_show_the_same_report(page: Page, site: Path) -> None:
    for name in (
        "index.html",
        "index.en.html",
        "coverage.html",
        "hvidovre-2023.html",
        "hvidovre-2023.en.html",
    ):
        page.goto((site / name).as_uri())
        assert axe(page) == [], name
        for href in page.locator("a[href]").evaluate_all("all => all.map(a => a.getAttribute('href'))"):
            file, _, anchor = href.partition("#")
            target = site / (file or name)
            assert href.startswith("https://") or target.is_file(), href
            assert not anchor or f'id="{anchor}"' in target.read_text("utf-8"), href
    one = assessed("hvidovre-2023")
    page.goto((site / "hvidovre-2023.html").as_uri())
    assert page.locator(".item:visible").count() == len(one.report.findings)
    assert page.locator(".ladder > li").count() == len(one.tiers)
    page.locator(".filter [value=info]").uncheck()
    assert page.locator(".item:visible").count() < len(one.report.findings)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("slug", SLUGS)
def test_the_summary_prints_on_one_page_in_type_of_nine_points_or_more(
    page: Page, folder: Path, slug: str, lang: Lang
) -> None:
    page.goto((folder / f"{slug}-summary.{lang}.html").as_uri())
    page.emulate_media(media="print")
    assert len(pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages) == 1
    sizes = page.locator("main *").evaluate_all(
        "all => all.filter(e => e.textContent.trim()).map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(sizes) >= 12, "in CSS pixels: 12 px are 9 pt"


def test_a_report_prints_one_language_with_everything_open(page: Page, folder: Path) -> None:
    page.goto((folder / "report.html").as_uri())
    text = pdf_text(page.pdf(prefer_css_page_size=True))
    assert "Fuldstændighed" in text
    assert "Completeness" not in text
    one = assessed("hvidovre-2023")
    example = next(f.examples[0] for f in one.report.findings if f.examples)
    assert example.label.da in text
