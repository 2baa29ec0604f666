"""Coverage: every cell opens what stands behind it, and an empty one says why it is empty."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import openpyxl
import pytest
from matrix_pages import (
    page,
    read_cells,
    read_csv,
    read_elements,
    serving,
    small_plan,
    state,
    text,
)
from running import Running

import cells
from browsing import axe, overflow, quiet
from plangraph.web.matrices import LIMIT

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HOSTILE = "</a><script>document.title='x'</script><img src=x onerror=alert(1)>{{7*7}}"
MATRICES = ("targets", "offers", "aims")


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server of plans in which every state occurs, and of one whose every text is an attack."""
    plans = {slug: cells.write_plan(slug, year, body) for slug, (year, body) in cells.STATES.items()}
    attack = HOSTILE.replace('"', "")
    body = cells.goal("2023/1").replace("Et mål", attack).replace("Fordi", attack)
    body += cells.AREA.replace("Et område", "=HYPERLINK(1)")
    plans["angreb-2023"] = cells.write_plan("angreb-2023", 2023, body, "0147", attack)
    with serving(tmp_path_factory.mktemp("invented") / "store", plans) as started:
        yield started


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server of more plans than a matrix holds: 65 municipalities in two years."""
    codes = [str(code).zfill(4) for code in _codes()][:65]
    plans = {
        f"p{code}-{year}": small_plan(f"p{code}-{year}", year, code)
        for code in codes
        for year in (2022, 2023)
    }
    assert len(plans) > LIMIT
    with serving(tmp_path_factory.mktemp("many") / "store", plans) as started:
        yield started


def _codes() -> list[str]:
    asked = "SELECT ?code WHERE { ?m a pg:Municipality ; skos:notation ?code } ORDER BY ?code"
    return [row["code"].value for row in cells.store().query(asked, prefixes=dict(cells.PREFIXES))]


# ---- what the cells say


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("matrix", MATRICES)
def test_the_cells_are_the_expected_ones(server: Running, matrix: str, lang: str) -> None:
    tree = page(server, "/coverage", matrix=matrix, lang=lang, empty="show", open="all")
    shown = read_cells(tree)
    lines = [line for line in cells.expected() if line.matrix == matrix and not line.plans]
    assert lines
    for line in lines:
        link = shown[line.row, line.column]
        assert state(link) == line.state, str(line)
        goals = sum(element.startswith("goal/") for _, element in line.behind)
        if line.state == "goal":
            assert str(goals) in text(link).split()
    assert (
        tree.xpath("//main//*[@aria-current='page']")[0].get("href").endswith(f"matrix={matrix}&lang={lang}")
    )


def test_a_cell_says_its_state_in_words_and_sign(server: Running) -> None:
    shown = read_cells(page(server, "/coverage", lang="da"))
    assert text(shown["flygtninge", "hvidovre-2023"]) == "✖ mangler"
    assert text(shown["flygtninge", "frederikssund-2023"]) == "✔ 3 mål"
    assert text(shown["opkvalificering", "hvidovre-2022"]) == "▲ kun målsætning"
    assert text(shown["udkanten", "hvidovre-2023"]) == "– ikke et nationalt mål det år"
    pairs = read_cells(page(server, "/coverage", matrix="offers", lang="en"))
    assert text(pairs["flygtninge", "igu"]) == "✔ 2 goals"
    assert text(pairs["handicap", "ips"]) == "– not relevant"
    assert text(pairs["seniorer", "aktivering"]) == "✖ missing"
    assert text(pairs["handicap", "handicapkompenserende-ordninger"]) == "✔ 4 goals"


@pytest.mark.parametrize("line", cells.expected(), ids=str)
def test_a_cell_opens_exactly_what_stands_behind_it(server: Running, line: cells.Expected) -> None:
    query = {"matrix": line.matrix, "row": line.row, "column": line.column, "lang": "da"}
    tree = page(server, "/coverage/cell", **query, plan=list(line.plans))
    assert state(tree.xpath("//*[contains(@class, 'mark large')]")[0]) == line.state
    found = read_elements(tree, "behind")
    assert found == {(plan, element.replace("/", "-")) for plan, element in line.behind}
    assert bool(tree.xpath("//*[@id='why']")) == (line.state != "goal")
    for link in tree.xpath("//main//a[starts-with(@href, '/plans/')]"):
        assert link.get("href").endswith("lang=da") or "lang=da#" in link.get("href")


@pytest.mark.parametrize(("matrix", "row", "column", "slug", "state_", "reason"), cells.OCCUR)
@pytest.mark.parametrize("lang", ["da", "en"])
def test_every_state_has_a_page_that_says_why(
    invented: Running, matrix: str, row: str, column: str, slug: str, state_: str, reason: str, lang: str
) -> None:
    query = {"matrix": matrix, "row": row, "column": column, "plan": slug, "lang": lang}
    tree = page(invented, "/coverage/cell", **query)
    assert state(tree.xpath("//*[contains(@class, 'mark large')]")[0]) == state_
    why = [text(node) for node in tree.xpath("//*[@id='why']/following-sibling::p[contains(@class, 'text')]")]
    assert bool(why) == (state_ != "goal")
    assert all(len(sentence) > 20 and "{" not in sentence for sentence in why)
    shown = page(invented, "/coverage", matrix=matrix, plan=slug, lang=lang, empty="show", open="all")
    assert state(read_cells(shown)[row, column]) == state_


def test_why_says_what_is_asked_and_by_whom(server: Running) -> None:
    query = {"matrix": "targets", "row": "flygtninge", "column": "hvidovre-2023"}
    tree = page(server, "/coverage/cell", **query, lang="en")
    said = text(tree.xpath("//main")[0])
    assert "“More refugees and family-reunified persons must be self-supporting”" in said
    assert "national target for 2023" in said
    assert "had to start from the minister's targets" in said
    (rule,) = tree.xpath("//*[contains(@class, 'gap ')]//*[@class='sentence']/a")
    assert rule.get("href") == "/rules/national-target-unaddressed?lang=en"
    assert (
        tree.xpath("//*[contains(@class, 'gap ')]//a[@rel='external']")[0]
        .get("href")
        .startswith("https://www.retsinformation.dk/")
    )
    others = read_elements(tree, "others")
    assert ("frederikssund-2023", "goal-3a") in others
    assert {plan for plan, _ in others} == set(cells_with("flygtninge"))
    assert "at least 40 per cent" in said
    links = {link.get("href") for link in tree.xpath("//main//a")}
    assert {"/graph?plan=hvidovre-2023&lang=en", "/plans/hvidovre-2023?lang=en"} <= links


def cells_with(theme: str) -> set[str]:
    return {column for (row, column), there in cells.behind("targets").items() if row == theme and there}


def test_how_an_element_is_linked_is_told(server: Running) -> None:
    query = {"matrix": "targets", "row": "vaerdig-sagsbehandling", "column": "hvidovre-2023", "lang": "da"}
    said = text(page(server, "/coverage/cell", **query))
    assert "planen siger det selv" in said and "fortolket af en læser" in said
    assert "Begrundelse: Ministerens målsætning står i en boks" in said
    pair = {"matrix": "offers", "row": "flygtninge", "column": "igu", "lang": "da"}
    said = text(page(server, "/coverage/cell", **pair))
    assert "taget fra fokusområdet" in said or "gennem indsatsen" in said
    assert "Måltal 3a" in said


def test_what_nobody_has_reviewed_is_marked(invented: Running) -> None:
    shown = read_cells(page(invented, "/coverage", lang="da"))
    assert text(shown["vaerdig-sagsbehandling", "udkast-2023"]) == "✔ 1 mål ubekræftet"
    query = {"matrix": "targets", "row": "vaerdig-sagsbehandling", "column": "udkast-2023", "lang": "da"}
    said = text(page(invented, "/coverage/cell", **query))
    assert "foreslået af indlæsningen, ikke bekræftet" in said
    assert "ingen har set det igennem" in said
    waiting = {**query, "row": "handicap"}
    assert "2 forslag fra indlæsningen venter" in text(page(invented, "/coverage/cell", **waiting))


def test_links_to_another_year_are_shown(invented: Running) -> None:
    query = {"matrix": "targets", "row": "vaerdig-sagsbehandling", "column": "forkert-aar-2023"}
    tree = page(invented, "/coverage/cell", **query)
    assert read_elements(tree, "astray") == {("forkert-aar-2023", "goal-1")}
    assert read_elements(tree, "behind") == set()


def test_several_plans_are_told_one_by_one(server: Running) -> None:
    query = {"matrix": "aims", "row": "flygtninge", "column": "flygtninge", "lang": "da"}
    groups = page(server, "/coverage/cell", **query).xpath("//*[@class='verdicts']/li")
    said = {
        state(group.xpath(".//*[contains(@class, 'mark ')]")[0]): [text(a) for a in group.xpath(".//a")]
        for group in groups
    }
    assert said == {
        "goal": ["Frederikssund 2023", "Ishøj-Vallensbæk 2017"],
        "part": ["Hvidovre 2020", "Hvidovre 2022"],
        "missing": ["Hvidovre 2023"],
    }


def test_a_row_of_targets_keeps_its_theme_through_the_years(server: Running) -> None:
    tree = page(server, "/coverage", lang="da")
    heads = {
        text(th.xpath(".//a")[0]): text(th)
        for th in tree.xpath("//table[contains(@class, 'matrix')]/tbody//th")
    }
    refugees = heads["Selvforsørgelse for flygtninge og familiesammenførte"]
    assert "nr. 3 i 2022, 2023 · nr. 2 i 2020 · nr. 4 i 2017" in refugees
    sums = {
        text(row.xpath(".//th//a")[0]): text(row.xpath(".//td[@class='sum']")[0])
        for row in tree.xpath("//tbody/tr")
    }
    assert sums["Selvforsørgelse for flygtninge og familiesammenførte"] == "4 af 5"


def test_a_national_target_that_nothing_serves_keeps_its_row(server: Running) -> None:
    tree = page(server, "/coverage", matrix="aims", plan="hvidovre-2023", lang="da")
    heads = [text(th) for th in tree.xpath("//table[contains(@class, 'matrix')]/tbody//th")]
    (upskilling,) = [head for head in heads if head.startswith("Opkvalificering af ledige")]
    assert upskilling.endswith("✖ intet knyttet til det i 1 af 1 planer")
    assert len(heads) == 5


def test_without_plans_nothing_is_said(server: Running) -> None:
    query = {"matrix": "offers", "row": "unge", "column": "igu", "region": "Månen", "lang": "da"}
    tree = page(server, "/coverage/cell", **query)
    assert state(tree.xpath("//*[contains(@class, 'mark large')]")[0]) == "unknown"
    assert "Ingen plan er valgt." in text(tree)


# ---- what is chosen


def test_filters_and_folding(server: Running) -> None:
    one = page(server, "/coverage", municipality="0167", year="2023")
    assert {column for _, column in read_cells(one)} == {"hvidovre-2023"}
    newest = page(server, "/coverage", year="newest")
    assert {c for _, c in read_cells(newest)} == {
        "hvidovre-2023", "frederikssund-2023", "vallensbaek-ishoej-2017",
    }  # fmt: skip
    folded = read_cells(page(server, "/coverage", matrix="offers"))
    opened = read_cells(page(server, "/coverage", matrix="offers", open="opkvalificering"))
    assert ("unge", "fgu") not in folded and ("unge", "fgu") in opened
    everything = read_cells(page(server, "/coverage", matrix="offers", open="all", empty="show"))
    assert set(folded) < set(opened) < set(everything)
    nothing = page(server, "/coverage", region="Månen")
    assert "Ingen plan passer" in text(page(server, "/coverage", region="Månen", lang="da"))
    assert not read_cells(nothing)


def test_links_keep_the_choice(server: Running) -> None:
    tree = page(server, "/coverage", matrix="offers", plan="hvidovre-2023", lang="en")
    link = read_cells(tree)["handicap", "job-paa-saerlige-vilkaar"].get("href")
    assert link.endswith("plan=hvidovre-2023&lang=en")
    tabs = [a.get("href") for a in tree.xpath("//*[@class='tabs']//a")]
    assert all("plan=hvidovre-2023" in href for href in tabs)
    behind = read_elements(page(server, link), "behind")
    assert {plan for plan, _ in behind} == {"hvidovre-2023"}


def test_several_chosen_plans_stay_chosen_in_the_form(server: Running) -> None:
    pair = ["hvidovre-2022", "hvidovre-2023"]
    for plans in (pair, pair[:1]):
        (field,) = page(server, "/coverage", plan=plans).xpath("//select[@name='plan']")
        assert field.xpath("./option[@selected]/@value") == plans
        assert (field.get("multiple") is not None) == (len(plans) > 1)


def test_targets_and_heads_lead_to_their_pages(server: Running) -> None:
    query = {"matrix": "targets", "row": "flygtninge", "column": "hvidovre-2023", "lang": "da"}
    links = page(server, "/coverage/cell", **query).xpath("//main//a/@href")
    assert "/vocabulary/national-target/2023-3?lang=da" in links
    assert not [href for href in links if href.startswith("/doc/")]
    heads = set()
    for matrix in MATRICES:
        tree = page(server, "/coverage", matrix=matrix, lang="da")
        heads |= set(tree.xpath("//table//th//a[not(@class)]/@href"))
    assert {"/vocabulary/theme/flygtninge?lang=da", "/vocabulary/instrument/igu?lang=da"} <= heads
    assert {"/vocabulary/target-group/unge?lang=da", "/plans/hvidovre-2023?lang=da"} <= heads
    for href in heads:
        assert server.client.head(href).status_code == 200, href


def test_what_is_not_there_is_not_found(server: Running) -> None:
    for path, status in {
        "/coverage?matrix=nothing": 404,
        "/coverage?plan=hvidovre-2032": 404,
        "/coverage/cell": 404,
        "/coverage/cell?matrix=targets&row=flygtninge&column=nothing": 404,
        "/coverage/cell?matrix=offers&row=unge&column=nothing": 404,
        "/coverage/cell?matrix=offers&row=%00&column=%F0": 404,
        "/coverage?page=0": 400,
        "/coverage.pdf": 404,
        "/coverage?" + "&".join(["plan=hvidovre-2023"] * 13): 400,
    }.items():
        answer = server.get(path)
        assert answer.status_code == status, path
        assert answer.headers["content-type"] == "application/problem+json"
    assert server.get("/coverage?page=999").status_code == 200
    answer = server.get("/coverage?plan=hvidovre-2032", headers={"Accept": "text/html"})
    assert "hvidovre-2023" in answer.text


def test_pages_have_an_etag_and_answer_head(server: Running) -> None:
    for path in ("/coverage", "/coverage/cell?matrix=targets&row=handicap&column=hvidovre-2023"):
        first = server.get(path)
        again = server.get(path, headers={"If-None-Match": first.headers["etag"]})
        assert again.status_code == 304
        assert server.client.head(path).status_code == 200


# ---- files


@pytest.mark.parametrize("matrix", MATRICES)
def test_the_csv_is_the_matrix(server: Running, matrix: str) -> None:
    answer = server.get("/coverage.csv", params={"matrix": matrix, "empty": "show", "lang": "da"})
    assert answer.headers["content-type"].startswith("text/csv")
    assert f'filename="coverage-{matrix}.csv"' in answer.headers["content-disposition"]
    rows = {
        (row["row"].rpartition("/")[2], row["column"].rpartition("/")[2]): row
        for row in read_csv(answer.content)
    }
    for line in cells.expected():
        if line.matrix == matrix and not line.plans:
            row = rows[line.row, line.column]
            assert (row["state"], row["reason"]) == (line.state, line.reason)
            assert int(row["goals"]) == sum(e.startswith("goal/") for _, e in line.behind)
            assert row["state_label"] and row["row_label"]


def test_the_workbook_has_the_table_and_every_cell(server: Running) -> None:
    answer = server.get("/coverage.xlsx", params={"lang": "da"})
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    grid, cells_ = book.worksheets
    heads = [cell.value for cell in grid[1]]
    assert heads[0] == "Nationalt mål" and "Hvidovre 2023" in heads
    at = heads.index("Hvidovre 2023")
    column = {row[0].value: row[at].value for row in grid.iter_rows(min_row=2)}
    assert column["Selvforsørgelse for flygtninge og familiesammenførte"] == "✖"
    assert column["Personer med handicap i beskæftigelse"] == "✔ 1"
    assert cells_.max_row == 1 + 7 * 5


def test_files_run_nothing(invented: Running) -> None:
    for extension in (".csv", ".xlsx"):
        answer = invented.get(f"/coverage{extension}", params={"matrix": "targets"})
        assert answer.status_code == 200
        if extension == ".csv":
            cells_ = [cell for row in read_csv(answer.content) for cell in row.values()]
            assert all(not cell.startswith(("=", "+", "@")) for cell in cells_)
        else:
            for sheet in openpyxl.load_workbook(io.BytesIO(answer.content)):
                assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


# ---- safe and of a size


def test_hostile_labels_stay_text(invented: Running) -> None:
    query = {"matrix": "targets", "row": "vaerdig-sagsbehandling", "column": "angreb-2023"}
    for path in ("/coverage", "/coverage/cell"):
        answer = invented.get(path, params=query)
        assert answer.status_code == 200
        assert "<script>document" not in answer.text and "<img" not in answer.text.partition("<main")[2]
    assert "{{7*7}}" in invented.get("/coverage/cell", params=query).text
    assert "&lt;script&gt;" in invented.get("/coverage/cell", params=query).text


def test_a_hostile_row_is_no_page(server: Running) -> None:
    answer = server.get(
        "/coverage/cell",
        params={"matrix": "offers", "row": HOSTILE, "column": "igu"},
        headers={"Accept": "text/html"},
    )
    assert answer.status_code == 404
    assert "<script>document" not in answer.text


def test_no_page_is_over_a_megabyte(server: Running) -> None:
    for matrix in MATRICES:
        for more in ({}, {"open": "all", "empty": "show", "lang": "da"}):
            answer = server.get("/coverage", params={"matrix": matrix, **more})
            assert len(answer.content) < 1_000_000


def test_many_plans_are_shown_in_parts_and_it_is_said(many: Running) -> None:
    usual = page(many, "/coverage", lang="da")
    assert {c for _, c in read_cells(usual)} <= {f"p{code.zfill(4)}-2023" for code in _codes()}
    assert "Planerne 1–20 af 65" in text(usual)
    assert [text(a) for a in usual.xpath("//nav//a[@rel='next']")] == ["Næste"]
    last = page(many, "/coverage", page=4, lang="da")
    assert "Planerne 61–65 af 65" in text(last)
    sums = {text(cell) for cell in last.xpath(".//td[@class='sum']")}
    assert sums == {"65 af 65", "0 af 65"}
    everything = page(many, "/coverage", year="all", lang="da")
    assert f"130 planer er valgt, og en tabel rummer {LIMIT}" in text(everything)
    pairs = page(many, "/coverage", matrix="offers", year="2022", lang="da")
    assert text(read_cells(pairs)["unge", "smaajob"]) == "✔ 65 mål"
    cell = page(many, "/coverage/cell", matrix="offers", row="unge", column="smaajob", year="2022")
    assert len(read_elements(cell, "behind")) == 65


def test_a_long_list_of_elements_comes_in_parts(many: Running) -> None:
    query = {"matrix": "offers", "row": "unge", "column": "smaajob", "year": "all"}
    found = set()
    for number in (1, 2):
        part = read_elements(page(many, "/coverage/cell", **query, page=number), "behind")
        assert 0 < len(part) <= 100
        assert not part & found
        found |= part
    assert len(found) == LIMIT


def test_too_many_columns_are_folded_and_it_is_said(server: Running) -> None:
    plans = ["hvidovre-2023", "hvidovre-2022", "hvidovre-2020", "frederikssund-2023"]
    query = {"matrix": "offers", "open": "all", "empty": "show", "plan": plans, "lang": "da"}
    tree = page(server, "/coverage", **query)
    assert "Fold enkelte kolonner ud i stedet" in text(tree)
    assert ("unge", "fgu") not in read_cells(tree)


# ---- in a browser


@pytest.mark.parametrize(
    "path", ["/coverage?", "/coverage/cell?matrix=targets&row=handicap&column=udkast-2023&"]
)
def test_pages_of_odd_plans_are_accessible(invented: Running, browser: Browser, path: str) -> None:
    tab = browser.new_page(viewport={"width": 360, "height": 900})
    wrong = quiet(tab)
    tab.goto(f"{invented.base}{path}lang=en")
    assert axe(tab) == [] and overflow(tab) == 0 and wrong == []
    assert tab.title() != "x"
    tab.close()


@pytest.mark.parametrize(
    ("lang", "tab_name", "cell", "why", "others"),
    [
        ("da", "Dækning", "✖ mangler", "Hvorfor er feltet tomt?", "Sådan gør andre planer"),
        ("en", "Coverage", "✖ missing", "Why is the cell empty?", "How other plans do it"),
    ],
)
def test_a_committee_member_reads_why_a_cell_is_empty(
    server: Running, browser: Browser, lang: str, tab_name: str, cell: str, why: str, others: str
) -> None:
    """With the keyboard alone: the menu, the table, an empty cell, why it is empty, who does it otherwise."""
    tab = browser.new_page(viewport={"width": 1280, "height": 900}, locale=lang)
    wrong = quiet(tab)
    tab.goto(f"{server.base}/?lang={lang}")

    def focused() -> str:
        return str(tab.evaluate("document.activeElement.innerText")).replace("\n", " ").strip()

    def press_until(key: str, wanted: str, most: int) -> None:
        for _ in range(most):
            tab.keyboard.press(key)
            if focused() == wanted:
                return
        raise AssertionError(f"{wanted} is not reached with {key}; the focus is on {focused()!r}")

    press_until("Tab", tab_name, 12)
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/coverage?*")
    # Into the table with Tab, then with the arrows to the column of Hvidovre 2023 and down to an empty cell.
    for _ in range(60):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.matches('table.matrix td > a')"):
            break
    for _ in range(3):
        tab.keyboard.press("ArrowRight")
    column = "decodeURIComponent(document.activeElement.href)"
    assert "column=hvidovre-2023" in tab.evaluate(column)
    press_until("ArrowDown", cell, 6)
    tab.keyboard.press("ArrowDown")
    assert focused() == cell and "row=flygtninge" in tab.evaluate(column)
    ring = tab.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert ring == "solid"
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/coverage/cell?*")
    assert "Hvidovre 2023" in tab.inner_text("h1")
    assert tab.inner_text("#why") == why
    assert "2023" in tab.inner_text("#why + p")
    assert tab.inner_text("#others") == others
    assert tab.locator("html").get_attribute("lang") == lang
    press_until("Tab", "Frederikssund 2023", 20)
    tab.keyboard.press("Tab")
    assert "/plans/frederikssund-2023" in tab.evaluate("document.activeElement.href")
    tab.close()
    assert wrong == []


def test_without_scripts_every_cell_is_a_link(server: Running, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{server.base}/coverage?lang=da")
    assert not tab.locator("#keys").is_visible()
    tab.locator("#f-year").select_option("2022")
    tab.locator("form.filters button").click()
    assert tab.locator("table.matrix thead th").count() == 2
    tab.locator("td > a.missing").first.click()
    assert "Hvidovre 2022" in tab.inner_text("h1")
    assert re.search(r"nationalt mål for 2022", tab.inner_text("main"))
    context.close()
