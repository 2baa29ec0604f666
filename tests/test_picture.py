"""The picture: one page that needs nothing but itself, harmless, and right in a real browser."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from rdflib import Graph

from browsing import quiet
from plangraph.errors import OutputError
from plangraph.files import ontology_files, plan_files
from plangraph.model import Text
from plangraph.network import Network, project
from plangraph.picture import draw, render

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

DATA = Path(__file__).parent / "data" / "picture"
TITLE = Text("Planen som billede", "The plan as a picture")
EVIL = '</script><img src=x onerror="window.pwned=1"><script>window.pwned=1</script>'


def read(*names: str, change: tuple[str, str] = ("", "")) -> Network:
    graphs = [
        Graph().parse(
            data=(DATA / f"{name}.ttl").read_text("utf-8").replace(*change) if change[0] else
            (DATA / f"{name}.ttl").read_text("utf-8"),
            format="turtle",
        )
        for name in names
    ]  # fmt: skip
    return project(graphs, Graph().parse(DATA / "reference.ttl"))


class Parsed(HTMLParser):
    """What a page loads, says and lists."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append(tag)
        self.attributes.append((tag, found))
        self.loads += [str(found[name]) for name in ("src", "href", "srcset", "action") if name in found]


def data_of(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="picture-data">(.*?)</script>', html, re.DOTALL)
    assert found
    return json.loads(found[1])


@pytest.fixture(scope="module")
def html() -> str:
    return render(read("testby-2023"), title=TITLE)


# ---- the file --------------------------------------------------------------------------------------


def test_the_page_loads_nothing(html: str) -> None:
    page = Parsed(html)
    assert page.loads == ["#tables"]
    assert "link" not in page.tags
    assert "iframe" not in page.tags
    styles = "".join(re.findall(r"<style>(.*?)</style>", html, re.DOTALL))
    assert not re.search(r"@import|url\((?!\"data:)", styles)


def test_the_page_forbids_itself_to_load_anything(html: str) -> None:
    metas = [a for tag, a in Parsed(html).attributes if tag == "meta" and "http-equiv" in a]
    (policy,) = metas
    assert policy["http-equiv"] == "Content-Security-Policy"
    assert str(policy["content"]).startswith("default-src 'none'; ")
    assert "http" not in str(policy["content"]).replace("http-equiv", "")


def test_hostile_labels_stay_text() -> None:
    evil = EVIL.replace('"', '\\"')
    network = read("testby-2023", change=('"Flere fleksjob"@da', f'"{evil}"@da'))
    html = render(network, title=Text(EVIL, EVIL))
    page = Parsed(html)
    assert [a.get("id") for tag, a in page.attributes if tag == "img"] == ["print-image"]
    assert page.tags.count("script") == Parsed(render(read("testby-2023"), title=TITLE)).tags.count("script")
    assert not any(name.startswith("onerror") for _, found in page.attributes for name in found)
    assert EVIL in {node["text"]["da"] for node in data_of(html)["nodes"]}


def test_data_holds_every_node_and_edge(html: str) -> None:
    network, data = read("testby-2023"), data_of(html)
    names = {node["id"]: node["text"]["da"] for node in data["nodes"]}
    assert sorted(names.values()) == sorted(d["label"].da for _, d in network.nodes(data=True))
    found = {(names[e["from"]], e["kind"], names[e["to"]]) for e in data["edges"]}
    labels = {n: d["label"].da for n, d in network.nodes(data=True)}
    assert found == {(labels[s], e["kind"], labels[t]) for s, t, e in network.edges(data=True)}


def test_the_tables_say_what_the_network_says(html: str) -> None:
    tables = html[html.index('id="tables"') : html.index('id="picture-data"')]
    network = read("testby-2023")
    for _, data in network.nodes(data=True):
        for text in (data["label"], data["description"], *data["figures"]):
            if text:
                assert text.da in tables
                assert text.en in tables
        for passage in data["evidence"]:
            assert f"{passage.start}–{passage.end}" in tables
    for _, _, edge in network.edges(data=True):
        if edge["rationale"]:
            assert edge["rationale"].da in tables
    assert tables.count("⚠") == 1  # one target is not addressed
    assert tables.count("◐") == 1  # one only by an area


def test_tables_have_captions_scopes_and_both_languages(html: str) -> None:
    page = Parsed(html)
    assert page.tags.count("caption") == page.tags.count("table") == 7
    assert all(found.get("scope") in ("col", "row") for tag, found in page.attributes if tag == "th")
    assert dict(page.attributes[0][1]) == {"lang": "da"}
    assert Parsed(render(read("testby-2023"), title=TITLE, lang="en")).attributes[0][1] == {"lang": "en"}


def test_an_empty_network_makes_a_page() -> None:
    assert "picture-data" in render(project([], Graph()), title=TITLE)


def test_drawing_writes_one_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    draw(read("testby-2023"), tmp_path / "graf.html", title=TITLE)
    assert os.listdir(tmp_path) == ["graf.html"]  # noqa: PTH208 - hidden files as well


def test_an_unwritable_target_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="does not exist"):
        draw(read("testby-2023"), tmp_path / "missing" / "graf.html", title=TITLE)
    (tmp_path / "folder").mkdir()
    with pytest.raises(OutputError, match="is a folder"):
        draw(read("testby-2023"), tmp_path / "folder", title=TITLE)


def test_an_unknown_language_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="da and en, not 'de'"):
        draw(read("testby-2023"), tmp_path / "graf.html", title=TITLE, lang="de")


def test_the_same_network_makes_the_same_page() -> None:
    pages = {render(read("testby-2023", "landsby-2022"), title=TITLE) for _ in range(2)}
    assert len(pages) == 1


def test_a_whole_country_is_shown_merged() -> None:
    text = (DATA / "testby-2023.ttl").read_text(encoding="utf-8")
    towns = [text.replace("testby-2023", f"by{i}-2023").replace("0999", f"{i:04}") for i in range(25)]
    reference = Graph().parse(DATA / "reference.ttl")
    html = render(project([Graph().parse(data=t, format="turtle") for t in towns], reference), title=TITLE)
    data = data_of(html)
    kinds = [node["kind"] for node in data["nodes"]]
    assert data["compact"] is True
    assert kinds.count("plan") == 25
    assert not {"goal", "focus-area", "objective", "measure"} & set(kinds)
    assert all(edge["merged"] for edge in data["edges"])
    assert 'data-kind="national-target"' in html
    assert 'section data-kind="goal"' not in html


# ---- a real browser --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("picture") / "graf.html"
    draw(read("testby-2023", "landsby-2022"), target, title=TITLE)
    return target


def open_page(browser: Browser, file: Path, **more: Any) -> tuple[Page, list[str]]:
    """Open a file with every request but that for the file itself refused; return also what goes wrong."""
    page = browser.new_page(viewport={"width": 1400, "height": 900}, **more)
    wrong = quiet(page)

    def guard(route: Route) -> None:
        if route.request.url == file.as_uri():
            route.continue_()
        else:
            wrong.append(f"request to {route.request.url}")
            route.abort()

    page.route("**/*", guard)
    page.goto(file.as_uri())
    if more.get("java_script_enabled", True):
        page.wait_for_selector("body[data-ready]")
    return page, wrong


@pytest.fixture
def page(browser: Browser, file: Path) -> Iterator[Page]:
    found, wrong = open_page(browser, file)
    yield found
    found.close()
    assert wrong == []


def boxes(page: Page) -> dict[str, dict[str, Any]]:
    return {box["text"]: box for box in page.evaluate("plangraph.boxes()")}


def overlaps(page: Page) -> list[tuple[str, str]]:
    found = page.evaluate("plangraph.boxes()")
    return [
        (a["text"], b["text"])
        for i, a in enumerate(found)
        for b in found[i + 1 :]
        if abs(a["x"] - b["x"]) < (a["width"] + b["width"]) / 2
        and abs(a["y"] - b["y"]) < (a["height"] + b["height"]) / 2
    ]


def test_the_first_plan_is_shown_in_columns(page: Page) -> None:
    found = boxes(page)
    assert set(found) == {
        "1. Flere unge skal i uddannelse", "2. Flere personer med handicap skal i job",
        "3. Flere ledige skal opkvalificeres", "1 · Unge i gang", "2 · Plads til alle",
        "1 · Flere unge starter på en uddannelse", "2 · Flere fleksjob", "Unge", "Udsatte unge",
        "Personer med handicap", "Mentor",
    }  # fmt: skip
    order = ["3. Flere ledige skal opkvalificeres", "1 · Unge i gang", "2 · Flere fleksjob", "Unge"]
    assert sorted(order, key=lambda text: found[text]["x"]) == order


def test_what_is_not_addressed_says_so(page: Page) -> None:
    found = boxes(page)
    assert found["3. Flere ledige skal opkvalificeres"]["note"] == "⚠ ikke adresseret"
    assert found["2. Flere personer med handicap skal i job"]["note"] == "◐ kun i fokusområde"
    assert found["1. Flere unge skal i uddannelse"]["gap"] is None
    assert found["2 · Flere fleksjob"]["note"] == "★ lokal prioritet · uden måltal"


@pytest.mark.parametrize("width", [1600, 900])
def test_no_box_lies_on_another(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 1000})
    for box in page.locator("fieldset input").all():
        if box.is_enabled():
            box.check()
    assert len(boxes(page)) == 15
    assert overlaps(page) == []


def test_lines_tell_stated_from_interpreted(page: Page) -> None:
    names = {box["id"]: text for text, box in boxes(page).items()}
    lines = page.evaluate("plangraph.lines()")
    links = {(names[e["from"]], names[e["to"]][0], e["basis"]) for e in lines if e["kind"] == "addresses"}
    # The goal's own link is told by its area's; it is drawn when the goal is chosen.
    assert links == {("1 · Unge i gang", "1", "Stated"), ("2 · Plads til alle", "2", "Interpreted")}


def test_a_plan_is_chosen_and_all_plans_are_merged(page: Page) -> None:
    page.select_option("#plan", "landsby-2022")
    assert "1. Flere unge skal i uddannelse (2022)" in boxes(page)
    assert page.locator("tr[data-plan=testby-2023]:visible").count() == 0
    page.select_option("#plan", "*")
    found = boxes(page)
    assert {text for text, box in found.items() if box["kind"] == "plan"} == {"Testby 2023", "Landsby 2022"}
    assert not any(box["kind"] == "goal" for box in found.values())
    assert any(line["kind"] == "gap" for line in page.evaluate("plangraph.lines()"))


def test_a_merged_plan_opens_the_plan(page: Page) -> None:
    page.select_option("#plan", "*")
    box = boxes(page)["Landsby 2022"]
    page.mouse.click(box["x"], box["y"])
    page.click("text=Vis denne plan: Landsby 2022")
    assert page.input_value("#plan") == "landsby-2022"
    assert "2 · Flere fleksjob" in boxes(page)


def test_the_shipped_plans_show_their_gaps_and_no_box_hides_another(browser: Browser, tmp_path: Path) -> None:
    reference = Graph()
    for path in ontology_files():
        reference.parse(path)
    network = project([Graph().parse(path) for path in plan_files()], reference)
    target = tmp_path / "graf.html"
    draw(network, target, title=TITLE)
    page, wrong = open_page(browser, target)
    gaps: dict[str, set[tuple[str, str]]] = {}
    for option in (*network.graph["plans"], "*"):
        page.select_option("#plan", option)
        assert overlaps(page) == [], option
        gaps[option] = {(b["text"][0], b["note"]) for b in page.evaluate("plangraph.boxes()") if b["gap"]}
    page.close()
    assert wrong == []
    assert gaps["hvidovre-2020"] == set()
    assert gaps["hvidovre-2022"] == {("1", "⚠ ikke adresseret"), ("2", "◐ kun i målsætning")}
    assert gaps["hvidovre-2023"] == {("2", "⚠ ikke adresseret"), ("3", "⚠ ikke adresseret")}


def test_a_click_shows_details_and_where_it_stands(page: Page) -> None:
    box = boxes(page)["1 · Flere unge starter på en uddannelse"]
    page.mouse.click(box["x"], box["y"])
    page.wait_for_selector("#details.filled")
    details = page.inner_text("#details")
    for words in (
        "Flere unge starter på en uddannelse", "Andelen af unge i uddannelse skal op.", "mindst 60 pct.",
        "1. Flere unge skal i uddannelse (tolket)", "Begrundelse: Målet tjener det nationale mål.",
        "Udsatte unge (arvet)", "Mentor", "afsnit “Unge”, s. 3, tegn 200–260",
        "afsnit “Bilag”, s. 9, tegn 900–960",
    ):  # fmt: skip
        assert words in details
    assert any(line["kind"] == "addresses" for line in page.evaluate("plangraph.lines()"))
    page.keyboard.press("Escape")


def test_search_finds_danish_english_and_other_names(page: Page) -> None:
    for query, expected in (("opkvalif", 1), ("flex job", 1), ("på kanten", 1), ("findes ikke", 0)):
        page.fill("#search", query)
        assert len(page.evaluate("plangraph.hits()")) == expected, query
    assert page.inner_text("#search-status") == "Intet fundet"
    page.fill("#search", "mentor")
    page.press("#search", "Enter")
    assert page.inner_text("#details-title") == "Mentor"
    assert page.evaluate("document.activeElement.id") == "details-title"


def test_kinds_and_groups_filter_picture_and_tables(page: Page) -> None:
    page.uncheck("input[data-kind=instrument]")
    assert not any(box["kind"] == "instrument" for box in boxes(page).values())
    assert not page.locator("section[data-kind=instrument]").is_visible()
    page.check("input[data-kind=measure]")
    assert "IPS i hele byen" in boxes(page)
    page.select_option("#group", label="Unge")
    assert not any("fleksjob" in text for text in boxes(page))
    rows = page.locator("section[data-kind=goal] tr[data-node]:visible")
    assert rows.count() == 1
    page.click("#reset")
    assert "Mentor" in boxes(page)
    assert "2 · Flere fleksjob" in boxes(page)


def test_the_language_is_switched_without_a_reload(page: Page) -> None:
    page.select_option("#language", "en")
    assert page.evaluate("document.documentElement.lang") == "en"
    found = boxes(page)
    assert found["3. More unemployed people to be upskilled"]["note"] == "⚠ not addressed"
    assert page.inner_text("h1") == TITLE.en
    assert "National targets and plans" in page.inner_text("#tables")
    assert "Nationale mål og planer" not in page.inner_text("#tables")


def test_the_keyboard_reaches_every_box(page: Page) -> None:
    page.focus("#canvas-scroll")
    page.keyboard.press("ArrowDown")
    seen = [page.inner_text("#details-title")]
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowRight", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
        seen.append(page.inner_text("#details-title"))
    assert [text[0] for text in seen[:4]] == ["3", "1", "2", "1"]
    assert seen[4] in ("1 · Unge i gang", "1 · Flere unge starter på en uddannelse")
    page.keyboard.press("Escape")
    assert page.evaluate("plangraph.chosen()") is None


def test_a_row_of_the_table_chooses_its_box_with_the_keyboard(page: Page) -> None:
    button = page.locator("section[data-kind=goal] tr:visible button").first
    button.focus()
    page.keyboard.press("Enter")
    assert page.inner_text("#details-title") == "1 · Flere unge starter på en uddannelse"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent").startswith("Flere unge starter")


def test_the_buttons_zoom(page: Page) -> None:
    before = boxes(page)
    page.click("#zoom-in")
    after = boxes(page)
    one, other = "1 · Unge i gang", "2 · Flere fleksjob"
    ratio = (after[other]["x"] - after[one]["x"]) / (before[other]["x"] - before[one]["x"])
    assert ratio == pytest.approx(1.25)
    page.click("#zoom-fit")
    assert boxes(page)[one] == before[one]


def test_printing_fits_the_picture_to_the_paper(page: Page) -> None:
    pdf = page.pdf()
    assert pdf.startswith(b"%PDF")
    assert str(page.get_attribute("#print-image", "src")).startswith("data:image/png;base64,")


def test_a_hostile_page_does_nothing_in_a_browser(browser: Browser, tmp_path: Path) -> None:
    evil = EVIL.replace('"', '\\"')
    target = tmp_path / "evil.html"
    draw(read("testby-2023", change=('"Flere fleksjob"@da', f'"{evil}"@da')), target, title=Text(EVIL, EVIL))
    page, wrong = open_page(browser, target)
    box = next(b for b in boxes(page).values() if "onerror" in b["text"])
    page.mouse.click(box["x"], box["y"])
    page.wait_for_selector("#details.filled")
    assert "onerror" in page.inner_text("#details-title")
    assert page.evaluate("window.pwned") is None
    page.close()
    assert wrong == []


def test_without_javascript_the_tables_can_be_read(browser: Browser, file: Path) -> None:
    page, wrong = open_page(browser, file, java_script_enabled=False)
    assert page.locator("tr[data-node]:visible").count() == page.locator("tr[data-node]").count()
    assert "Billedet kræver JavaScript" in page.inner_text("body")
    assert not page.locator(".stage").is_visible()
    page.close()
    assert wrong == []
