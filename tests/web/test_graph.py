"""The graph as a page: picture and tables tell the same, with a keyboard and without a script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import country
import pytest
from running import Running, running

from browsing import axe, overflow, quiet

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HTML = {"Accept": "text/html"}
EVIL = "</script><img src=x onerror=window.pwned=1><script>window.pwned=1</script>"
ODD = (
    "ond-2023",
    f'<plan/ond-2023> a pg:Plan ; rdfs:label "{EVIL}"@da ; pg:year 2023 ; '
    "pg:municipality <municipality/0101> .\n"
    f'<plan/ond-2023/goal/1> a pg:Goal ; rdfs:label "{EVIL}"@da ; pg:number "{EVIL}" ; '
    "pg:inPlan <plan/ond-2023> ; pg:targetGroup <javascript:alert(1)> ; pg:usesInstrument ins:igu ; "
    "pg:addresses <national-target/2023/1> .",
)
NOWHERE = ("intetsteds-0", '<plan/intetsteds-0> a pg:Plan ; rdfs:label "Intetsteds"@da .')


@pytest.fixture(scope="module")
def land(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server of 98 municipalities, some in two years, a hostile plan, and one that says nearly nothing."""
    folder = tmp_path_factory.mktemp("land") / "store"
    assert country.build(folder, {2022: 20, 2023: 98}, (ODD, NOWHERE)) == 120
    with running(store=folder) as started:
        yield started


def open_graph(
    browser: Browser, base: str, path: str, width: int = 1280, **more: Any
) -> tuple[Page, list[str]]:
    page = browser.new_page(viewport={"width": width, "height": 900}, **more)
    wrong = quiet(page)
    page.goto(base + path)
    page.wait_for_selector("body[data-ready]")
    return page, wrong


def boxes(page: Page) -> dict[str, dict[str, Any]]:
    return {box["text"]: box for box in page.evaluate("plangraph.boxes()")}


def told(page: Page) -> set[str]:
    """Ids of what the tables name, in rows and in heads of columns that are shown."""
    return set(
        page.evaluate(
            "[...document.querySelectorAll('.picture-tables [data-choose]')]"
            ".filter((b) => b.checkVisibility()).map((b) => b.dataset.choose)"
        )
    )


# ---- what is sent ----------------------------------------------------------------------------------


def test_the_page_has_no_inline_script_or_style(server: Running) -> None:
    for path in ("/graph", "/graph?plan=hvidovre-2023", "/graph?focus=ins:igu"):
        html = server.get(path, headers=HTML).text
        assert re.findall(r"<script(?![^>]* src=)(?! type=\"application/json\")", html) == []
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=", html)


def test_scripts_and_style_are_kept_for_ever_and_change_their_address(server: Running) -> None:
    html = server.get("/graph", headers=HTML).text
    files = re.findall(r'(?:src|href)="(/graph/files/[^"]+)"', html)
    assert len(files) == 9 and any(name.endswith("/vis-network.min.js") for name in files)
    for name in files:
        answer = server.get(name)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]
        assert answer.headers["Content-Type"].startswith(("text/javascript", "text/css"))
    assert server.get("/graph/files/0123456789abcdef/picture-page.js").status_code == 404
    assert server.get(files[0].rsplit("/", 1)[0] + "/..%2fview.py").status_code == 404


def test_a_browser_that_has_the_page_is_told_so(server: Running) -> None:
    first = server.get("/graph", headers=HTML)
    again = server.get("/graph", headers=HTML | {"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code) == (200, 304)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("plan=ukendt-2023", 404), ("plan=", 200), ("plan=%00", 404), ("focus=nothing", 404),
        ("focus=ins:ukendt", 404), ("focus=javascript:alert(1)", 404),
        ("focus=id:plan/hvidovre-2023/goal/99", 404),
        ("focus=id:plan/ukendt/goal/1", 404), ("year=abc", 200), ("year=1900", 200), ("region=x", 200),
        ("municipality=9999", 200), ("by=x", 200), ("page=0", 400), ("page=99", 200), ("most=0", 400),
        ("most=x", 400), ("focus=" + "x" * 3000, 404),
    ],
)  # fmt: skip
def test_odd_questions_are_answered(server: Running, query: str, status: int) -> None:
    answer = server.get(f"/graph?{query}", headers=HTML)
    assert answer.status_code == status
    assert "Traceback" not in answer.text


def test_no_plan_that_fits_is_said_so(server: Running) -> None:
    assert "Ingen plan passer" in server.get("/graph?year=1900&lang=da", headers=HTML).text


@pytest.mark.parametrize(
    ("focus", "heading"),
    [
        ("ins:igu", "Integrationsgrunduddannelse (IGU) i planerne"),
        ("vocab/instrument/igu", "Integrationsgrunduddannelse (IGU) i planerne"),
        ("https://w3id.org/plangraph/vocab/instrument/igu", "Integrationsgrunduddannelse (IGU) i planerne"),
        ("theme:flygtninge", "Selvforsørgelse for flygtninge og familiesammenførte i planerne"),
        ("id:national-target/2023/4", "Flere personer med handicap skal i beskæftigelse i planerne"),
        ("id:plan/hvidovre-2023", "Graf: Beskæftigelsesplan 2023, Hvidovre"),
        ("id:plan/hvidovre-2023/goal/3", "Graf: Beskæftigelsesplan 2023, Hvidovre"),
    ],
)
def test_a_thing_is_named_in_several_ways(server: Running, focus: str, heading: str) -> None:
    html = server.get("/graph", params={"focus": focus, "lang": "da"}, headers=HTML).text
    assert f"<h1>{heading}</h1>" in html


def test_what_the_plan_does_not_say_is_said_so(server: Running) -> None:
    html = server.get("/graph?plan=hvidovre-2020&focus=ins:igu&lang=da", headers=HTML).text
    assert "Planen siger intet om “Integrationsgrunduddannelse (IGU)”." in html


# ---- every page ------------------------------------------------------------------------------------

PATHS = [
    "/graph",
    "/graph?plan=hvidovre-2023",
    "/graph?plan=hvidovre-2022&plan=hvidovre-2023",
    "/graph?focus=ins:igu",
    "/graph?focus=theme:flygtninge",
    "/graph?plan=frederikssund-2023&focus=goal-3c",
]


@pytest.mark.parametrize(
    ("path", "lang", "width"),
    [
        *((path, "da", 1280) for path in PATHS[:4]),
        *((path, "en", 320) for path in PATHS[1:4]),
        (PATHS[0], "en", 1280),
        (PATHS[4], "da", 320),
        (PATHS[5], "en", 1280),
    ],
)
def test_every_page_is_accessible_and_quiet(
    server: Running, browser: Browser, path: str, lang: str, width: int
) -> None:
    page, wrong = open_graph(browser, server.base, f"{path}{'&' if '?' in path else '?'}lang={lang}", width)
    page.click("details.choose summary")
    assert page.locator("html").get_attribute("lang") == lang
    assert axe(page) == []
    assert overflow(page) == 0
    assert wrong == []
    page.close()


@pytest.mark.parametrize("path", PATHS)
def test_the_tables_name_what_the_picture_shows(server: Running, browser: Browser, path: str) -> None:
    page, wrong = open_graph(browser, server.base, path)
    shown = {box["id"] for box in boxes(page).values()}
    # Of the thing that a whole page is about, the heading tells.
    about = {b["id"] for b in boxes(page).values() if "focus=ins" in path or "focus=theme" in path
             if b["kind"] in ("instrument", "national-target", "plan")}  # fmt: skip
    assert len(shown) > 3
    assert shown - about <= told(page)
    assert wrong == []
    page.close()


def test_every_line_of_many_plans_is_a_cell_of_a_table(server: Running, browser: Browser) -> None:
    page, _ = open_graph(browser, server.base, "/graph?lang=da")
    names = {box["id"]: text for text, box in boxes(page).items()}
    table = page.evaluate(
        """() => { const t = document.querySelector('.picture-tables table');
        const heads = [...t.tHead.rows[0].cells].map((c) => c.querySelector('[data-choose]')?.dataset.choose);
        return [...t.tBodies[0].rows].flatMap(
            (r) => [...r.cells].map((c, i) => [r.dataset.node, heads[i], c.innerText])); }"""
    )
    cells = {(row, head): text for row, head, text in table if head}
    lines = page.evaluate("plangraph.lines()")
    for line in lines:
        if line["kind"] == "addresses":
            assert re.match(r"✓ \d+ mål|◐ ", cells[line["from"], line["to"]]), (line, cells)
        if line["kind"] == "gap":
            assert "⚠ ikke adresseret" in cells[line["from"], line["to"]]
    assert {cells[k] for k in cells} - {""} == set(cells.values())
    drawn = {(e["from"], e["to"]) for e in lines}
    unsaid = [key for key, text in cells.items() if key not in drawn and "ikke i planens år" not in text]
    assert unsaid == []
    assert any(names[line["from"]] == "Hvidovre 2023" for line in lines if line["kind"] == "gap")
    rows = page.locator(".picture-tables section").nth(1).locator("tbody tr")
    uses = {line["to"]: 0 for line in lines if line["kind"] in ("uses", "targets")}
    for line in lines:
        if line["to"] in uses:
            uses[line["to"]] += 1
    counted = {
        row.get_attribute("data-node"): int(row.locator("td").nth(1).inner_text()) for row in rows.all()[:40]
    }
    assert {node: counted[node] for node in uses} == uses
    page.close()


# ---- one plan --------------------------------------------------------------------------------------


def test_kinds_groups_and_targets_filter_picture_and_tables(server: Running, browser: Browser) -> None:
    page, wrong = open_graph(browser, server.base, "/graph?plan=frederikssund-2023&lang=da")
    page.uncheck("input[data-kind=instrument]")
    assert "instrument" not in {box["kind"] for box in boxes(page).values()}
    assert not page.locator("section[data-kind=instrument]").is_visible()
    page.select_option("#target", label="3. Flere flygtninge og familiesammenførte skal være selvforsørgende")
    goals = {text[:2] for text, box in boxes(page).items() if box["kind"] == "goal"}
    assert goals == {"3a", "3b", "3c"}
    assert page.locator("section[data-kind=goal] tbody tr:visible").count() == 3
    assert [t[0] for t, b in boxes(page).items() if b["kind"] == "national-target"] == ["3"]
    page.select_option("#group", label="Ukrainere med ophold efter særloven")
    assert {text[:2] for text, box in boxes(page).items() if box["kind"] == "goal"} == {"3c"}
    assert {box["id"] for box in boxes(page).values()} <= told(page)
    page.click("#reset")
    assert len([box for box in boxes(page).values() if box["kind"] == "goal"]) == 20
    assert wrong == []
    page.close()


def test_a_goal_is_reached_by_keyboard_and_its_link_leads_to_the_plan(
    server: Running, browser: Browser
) -> None:
    page, wrong = open_graph(browser, server.base, "/graph?plan=hvidovre-2023&lang=da")
    page.focus("#canvas-scroll")
    page.keyboard.press("ArrowDown")
    first = page.inner_text("#details-title")
    assert first.startswith("2. Flere ledige")  # what nothing addresses stands first
    for _ in range(6):
        page.keyboard.press("ArrowDown")
    assert page.inner_text("#details-title").startswith("5. ")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    title = page.inner_text("#details-title")
    assert re.match(r"\d · ", title)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "details-title"
    number = title.split(" ")[0]
    asked = parse_qs(urlsplit(page.url).query)
    assert asked["focus"] == [f"goal-{number}"]
    other = parse_qs(urlsplit(str(page.get_attribute(".language a", "href"))).query)
    assert other["focus"] == asked["focus"] and other["lang"] == ["en"]
    link = page.locator("#details a", has_text="I planen")
    assert link.get_attribute("href") == f"/plans/hvidovre-2023?lang=da#goal-{number}"
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/plans/hvidovre-2023**")
    assert page.locator(f"#goal-{number}").is_visible()
    assert wrong == []
    page.close()


def test_a_page_opens_with_a_goal_in_focus(server: Running, browser: Browser) -> None:
    page, wrong = open_graph(browser, server.base, "/graph?plan=frederikssund-2023&focus=goal-3c&lang=da")
    assert page.inner_text("#details-title").startswith("3c · ")
    box = next(box for text, box in boxes(page).items() if text.startswith("3c · "))
    assert 0 < box["y"] < 900
    page.click("text=gå til linjen i tabellen")
    row = page.locator("tr:target")
    assert row.get_attribute("data-node") == box["id"]
    page.keyboard.press("Escape")
    assert wrong == []
    page.close()


# ---- many plans ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lang", "uses", "link"),
    [
        ("da", "arvet fra fokusområdet", "I planen"),
        ("en", "inherited from the focus area", "In the plan"),
    ],
)
def test_a_committee_member_finds_who_offers_igu(
    server: Running, browser: Browser, lang: str, uses: str, link: str
) -> None:
    """With the keyboard alone: search, see who has it, and read it in the plan."""
    page, wrong = open_graph(browser, server.base, f"/graph?lang={lang}")
    page.focus("#search")
    page.keyboard.type("igu")
    assert "(IGU)" in page.locator("#results li").first.inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url("**focus=ins%3Aigu**")
    page.wait_for_selector("body[data-ready]")
    assert {text for text, box in boxes(page).items() if box["kind"] == "plan"} == {
        "Frederikssund 2023", "Hvidovre 2022", "Ishøj-Vallensbæk 2017",
    }  # fmt: skip
    rows = page.locator(".picture-tables tbody tr")
    assert rows.count() == 8
    goal = rows.filter(has_text="3a · ")
    assert uses in goal.inner_text()
    page.focus("#search")
    page.keyboard.type("3a")
    page.keyboard.press("Enter")
    assert page.inner_text("#details-title").startswith("3a · ")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == link
    page.keyboard.press("Enter")
    page.wait_for_url("**/plans/frederikssund-2023**")
    assert urlsplit(page.url).fragment == "goal-3a"
    assert page.locator("#goal-3a").is_visible()
    assert wrong == []
    page.close()


def test_the_table_of_a_thing_is_what_the_plans_say(server: Running) -> None:
    html = server.get("/graph?focus=ins:igu&lang=en", headers=HTML).text
    answer = server.ask(
        "SELECT DISTINCT ?e WHERE { VALUES ?p { pg:usesInstrument pg:mentions } "
        "?e ?p ins:igu ; pg:inPlan ?plan }"
    )
    elements = {row["e"]["value"].split("/id/plan/")[1] for row in answer["results"]["bindings"]}
    pages = {tuple(pair) for pair in re.findall(r'href="/plans/([^"?]+)\?lang=en#([^"]+)"', html)}
    assert pages == {(e.split("/")[0], "-".join(e.split("/")[1:])) for e in elements}


def test_a_search_finds_in_either_language_and_what_is_not_there(server: Running, browser: Browser) -> None:
    page, _ = open_graph(browser, server.base, "/graph?lang=da")
    page.fill("#search", "young people")
    assert "Unge" in page.inner_text("#results")
    page.fill("#search", "findes ikke")
    assert page.inner_text("#search-status") == "Intet fundet"
    rest = urlsplit(str(page.get_attribute("#results .rest a", "href")))
    assert (rest.path, parse_qs(rest.query)) == ("/search", {"q": ["findes ikke"], "lang": ["da"]})
    page.fill("#search", "unge")
    page.keyboard.press("Enter")
    assert page.inner_text("#details-title") == "Unge"
    assert "Frederikssund 2023" in page.inner_text("#details")
    page.click("#details >> text=Hvem og hvor?")
    page.wait_for_url("**focus=tg%3Aunge**")
    page.close()


def test_plans_are_chosen_by_form(server: Running, browser: Browser) -> None:
    page, _ = open_graph(browser, server.base, "/graph?lang=da")
    page.click("details.choose summary")
    for name in ("Hvidovre 2022", "Hvidovre 2023"):
        page.check(f"text={name} >> xpath=preceding-sibling::input")
    page.click("text=Vis de valgte")
    page.wait_for_selector("body[data-ready]")
    assert parse_qs(urlsplit(page.url).query)["plan"] == ["hvidovre-2022", "hvidovre-2023"]
    assert {t for t, b in boxes(page).items() if b["kind"] == "plan"} == {"Hvidovre 2022", "Hvidovre 2023"}
    page.click("details.choose summary")
    page.select_option("#f-year", "2023")
    page.select_option("#f-municipality", label="Hvidovre")
    page.click("form.filters button")
    page.wait_for_selector("body[data-ready]")
    assert page.inner_text("h1") == "Graf: Beskæftigelsesplan 2023, Hvidovre"
    page.close()


def test_lines_can_be_a_matrix_that_the_keyboard_walks(server: Running, browser: Browser) -> None:
    page, wrong = open_graph(browser, server.base, "/graph?lang=da")
    before = set(boxes(page))
    page.check("#matrix")
    found = boxes(page)
    assert set(found) == before
    plans = [box for box in found.values() if box["kind"] == "plan"]
    assert len({box["x"] for box in plans}) == 1 and len({box["y"] for box in plans}) == 5
    assert len({box["y"] for box in found.values() if box["kind"] != "plan"}) == 1
    kinds = {box["id"]: box["kind"] for box in page.evaluate("plangraph.boxes()")}
    page.focus("#canvas-scroll")
    walked = []
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight", "ArrowDown"):
        page.keyboard.press(key)
        walked.append(kinds[page.evaluate("plangraph.chosen()")])
    assert walked == ["plan", "plan", "theme", "theme", "plan"]
    page.uncheck("#matrix")
    assert len({round(box["x"]) for box in boxes(page).values()}) == 3
    assert wrong == []
    page.close()


# ---- a country -------------------------------------------------------------------------------------


def test_a_country_is_put_together_and_says_so(land: Running) -> None:
    answer = land.get("/graph?lang=da", headers=HTML)
    assert "Der er 120 planer i alt, og her vises kun dem fra 2023." in answer.text
    assert "lagt sammen: efter region" in answer.text
    assert len(answer.content) < 200_000
    everything = land.get("/graph?year=all&by=municipality&lang=da", headers=HTML)
    assert "120 planer fra 98 kommuner, 2022–2023." in everything.text
    assert "lagt sammen efter tema" in everything.text
    assert len(everything.content) < 500_000


@pytest.mark.parametrize(
    ("path", "width"),
    [
        ("/graph", 1280),
        ("/graph?by=municipality", 320),
        ("/graph?focus=ins:igu", 320),
        ("/graph?region=Region+Sjælland&year=all", 1280),
    ],
)
def test_the_country_is_accessible_and_quiet(land: Running, browser: Browser, path: str, width: int) -> None:
    page, wrong = open_graph(browser, land.base, path, width)
    assert axe(page) == []
    assert overflow(page) == 0
    assert wrong == []
    page.close()


def test_the_regions_count_what_the_plans_say(land: Running, browser: Browser) -> None:
    page, _ = open_graph(browser, land.base, "/graph?lang=da")
    found = boxes(page)
    regions = {text: box for text, box in found.items() if box["kind"] == "region"}
    assert len(regions) == 5
    assert (
        sum(int(str(box["note"]).split(" ")[0]) for box in regions.values()) == 99
    )  # the hostile one as well
    many = land.ask(
        "SELECT (COUNT(DISTINCT ?plan) AS ?n) WHERE { "
        "?goal pg:usesInstrument ins:igu ; pg:inPlan ?plan . ?plan pg:year 2023 }"
    )
    row = page.locator(".picture-tables tr", has_text="Integrationsgrunduddannelse (IGU)").last
    assert row.locator("td").nth(1).inner_text() == many["results"]["bindings"][0]["n"]["value"]
    note = next(str(box["note"]) for text, box in found.items() if text.startswith("2. "))
    missing = land.ask(
        "SELECT (COUNT(?plan) AS ?n) WHERE { ?plan a pg:Plan ; pg:year 2023 FILTER NOT EXISTS "
        "{ ?e pg:inPlan ?plan ; pg:addresses <https://w3id.org/plangraph/id/national-target/2023/2> } }"
    )
    assert note == f"⚠ ikke adresseret i {missing['results']['bindings'][0]['n']['value']} af 99 planer"
    page.close()


def test_a_national_target_is_asked_of_the_plans_of_its_year(land: Running) -> None:
    html = land.get("/graph?focus=id:national-target/2022/1&lang=da", headers=HTML).text
    assert "20 planer fra 20 kommuner, 2022." in html
    assert "af 20 planer bruger, adresserer" in html


def test_a_region_leads_to_its_plans_and_a_plan_to_its_picture(land: Running, browser: Browser) -> None:
    page, wrong = open_graph(browser, land.base, "/graph?lang=da")
    page.fill("#search", "sjælland")
    page.keyboard.press("Enter")
    assert page.inner_text("#details-title") == "Region Sjælland"
    page.click("#details >> text=Vis planerne")
    page.wait_for_url("**region=**")
    page.wait_for_selector("body[data-ready]")
    plans = [box for box in boxes(page).values() if box["kind"] == "plan"]
    assert len(plans) == 17
    assert page.is_checked("#matrix")  # so many lines would say nothing
    page.fill("#search", "køge")
    page.keyboard.press("Enter")
    page.click("#details >> text=Kun denne plan")
    page.wait_for_url("**plan=by-0259-2023**")
    page.wait_for_selector("body[data-ready]")
    assert page.inner_text("h1") == "Graf: Køge 2023"
    assert wrong == []
    page.close()


def test_too_many_places_are_told_by_region_and_listed_in_parts(land: Running, browser: Browser) -> None:
    page, _ = open_graph(browser, land.base, "/graph?focus=ins:igu&year=all&lang=da")
    assert "for mange steder" in page.inner_text("main")
    said = re.search(r"([\d.]+) steder i ([\d.]+) af 120 planer", page.inner_text("main"))
    assert said
    places = int(said[1].replace(".", ""))
    assert {box["kind"] for box in boxes(page).values()} == {"region", "instrument"}
    listed = page.locator(".picture-tables section").last.locator("tbody tr").count()
    assert listed == min(200, places)
    if places > 200:
        page.click("a[rel=next]")
        page.wait_for_selector("body[data-ready]")
        assert page.locator(".picture-tables section").last.locator("tbody tr").count() == min(
            200, places - 200
        )
    page.close()


def test_a_pointed_at_cell_chooses_its_row(land: Running, browser: Browser) -> None:
    page, wrong = open_graph(browser, land.base, "/graph?by=municipality&lang=da")
    found = boxes(page)
    row, column = found["Roskilde"], next(box for text, box in found.items() if "IGU" in text)
    page.evaluate("document.querySelector('#canvas-scroll').scrollIntoView({block: 'end'})")
    shift = boxes(page)["Roskilde"]["y"] - row["y"]
    page.mouse.move(column["x"], row["y"] + shift)
    page.mouse.click(column["x"], row["y"] + shift)
    page.wait_for_selector("#details.filled")
    assert page.inner_text("#details-title") == "Roskilde"
    assert wrong == []
    page.close()


# ---- odd plans, and no script ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/graph?plan=ond-2023", "onerror"),
        ("/graph?plan=ond-2023&plan=by-0101-2023", "javascript:alert(1)"),
        ("/graph?focus=ins:igu&municipality=0101&year=2023", "onerror"),
        ("/graph?focus=javascript:alert(1)", "onerror"),
    ],
)
def test_hostile_labels_stay_text(land: Running, browser: Browser, path: str, said: str) -> None:
    page, wrong = open_graph(browser, land.base, path)
    assert page.evaluate("window.pwned") is None
    assert page.locator("main img").count() == 1  # the one that is printed
    assert said in " ".join(boxes(page))
    assert said in page.inner_text(".picture-tables")
    for link in page.locator("main a").all():
        assert str(link.get_attribute("href")).startswith(("/", "#"))
    page.fill("#search", "<img" if said == "onerror" else said)
    page.keyboard.press("Enter")
    page.wait_for_selector("#details.filled")
    assert said in page.inner_text("#details-title")
    assert page.evaluate("window.pwned") is None
    assert wrong == []
    page.close()


def test_a_plan_that_says_nothing_has_a_page(land: Running, browser: Browser) -> None:
    page, wrong = open_graph(browser, land.base, "/graph?plan=intetsteds-0")
    assert boxes(page) == {}
    assert wrong == []
    page.goto(land.base + "/graph?plan=intetsteds-0&plan=by-0101-2023&by=region")
    page.wait_for_selector("body[data-ready]")
    assert len([box for box in boxes(page).values() if box["kind"] in ("plan", "region")]) == 2
    page.close()


@pytest.mark.parametrize("path", ["/graph", "/graph?plan=hvidovre-2023", "/graph?focus=ins:igu"])
def test_without_a_script_the_tables_can_be_read_and_followed(
    server: Running, browser: Browser, path: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server.base}{path}{'&' if '?' in path else '?'}lang=da")
    assert "Billedet kræver JavaScript" in page.inner_text("main")
    assert page.locator(".picture-tables tbody tr:visible").count() > 4
    assert not page.locator("#canvas-scroll, .picture-legend").first.is_visible()
    assert page.locator(".picture-tables button").count() == 0
    hrefs = [str(a.get_attribute("href")) for a in page.locator(".picture-tables a").all()]
    assert any(href.startswith(("/plans/", "/graph?")) for href in hrefs)
    page.fill("#search", "igu")
    page.press("#search", "Enter")
    page.wait_for_url("**/search?lang=da&q=igu")
    context.close()
