"""The question library as pages: forms, answers with names, pictures, files, and the SPARQL behind them."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import httpx
import openpyxl
import pytest
from picking import BROWSER, asking, get, page, pick, said
from running import Running, running

from plangraph import files, queries
from plangraph.names import shorten
from plangraph.queries import Chart, Query
from plangraph.store import EmbeddedStore, Solutions, load
from plangraph.web.site.questions import page as pages
from plangraph.web.site.questions import replies
from plangraph.web.site.questions.tables import ROWS

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LIBRARY = queries.questions()
NAMES = [query.name for query in LIBRARY]
LANGS = ("da", "en")
#: A value of each kind of parameter that some plan has something to say about.
SAMPLES = {
    "plan": "hvidovre-2022",
    "national-target": "2022/1",
    "target-group": "unge",
    "instrument": "mentor",
    "municipality": "0167",
    "year": "2022",
}
PARAMS = [(query.name, param.name, param.kind) for query in LIBRARY for param in query.params]
#: The golden answers of this question are those for three instruments, one after the other.
GOLDEN_PARAMS = {"who-offers-what": [{"instrument": slug} for slug in ("igu", "smaajob", "ips")]}


def ask(server: Running, name: str, **params: str) -> Any:
    return get(server, f"/questions/{name}", **params)


def rows(tree: Any) -> list[list[str]]:
    return [[said(cell) for cell in pick(row, "td")] for row in pick(tree, "table.answer tbody tr")]


def count(tree: Any) -> int:
    return int(said(pick(tree, ".result-head strong")[0]).split()[0].replace(".", "").replace(",", ""))


def read_csv(answer: httpx.Response) -> list[dict[str, str]]:
    assert answer.status_code == 200, answer.text
    assert answer.content.startswith(b"\xef\xbb\xbf"), "Excel would take it for another encoding"
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def golden(data: Path, query: Query) -> list[dict[str, str]]:
    with (data / "queries" / f"{query.name}.csv").open(encoding="utf-8", newline="") as stream:
        return [
            {key: {"True": "true", "False": "false"}.get(cell, cell) for key, cell in row.items()}
            for row in csv.DictReader(stream)
        ]


def test_every_question_is_on_the_page_once_under_its_theme(server: Running) -> None:
    for lang in LANGS:
        tree = page(server.get("/questions", params={"lang": lang}))
        sections = {section.get("aria-labelledby"): section for section in pick(tree, "section")}
        assert set(sections) == {query.theme for query in LIBRARY}
        for query in LIBRARY:
            links = pick(tree, f'h3 a[href="/questions/{query.name}?lang={lang}"]')
            assert [said(link) for link in links] == [" ".join(query.title.get(lang).split())]
            card = next(links[0].iterancestors("li"))
            assert query.summary.get(lang) in said(card)
            assert next(card.iterancestors("section")) is sections[query.theme]
            assert bool(pick(card, ".badge")) is (query.gap is not None)


@pytest.mark.parametrize("name", NAMES)
def test_the_files_hold_the_golden_answer(server: Running, data: Path, name: str) -> None:
    query = queries.get(name)
    expected = golden(data, query)
    keys = [column.key for column in query.columns]
    found: dict[str, list[dict[str, str]]] = {"csv": [], "json": []}
    height = 0
    for params in GOLDEN_PARAMS.get(name, [{}]):
        table = read_csv(server.get(f"/questions/{name}", params={"format": "csv", **params}))
        found["csv"] += [{key: shorten(row[key]) for key in keys} for row in table]
        answer = server.get(f"/questions/{name}", params={"format": "json", **params})
        found["json"] += [
            {key: shorten(_plain(row[key])) for key in keys} for row in json.loads(answer.text)["rows"]
        ]
        book = server.get(f"/questions/{name}", params={"format": "xlsx", "lang": "da", **params})
        sheet = openpyxl.load_workbook(io.BytesIO(book.content)).active
        assert sheet is not None
        height += sheet.max_row - 1 if table else 0
        heads = [cell.value for cell in sheet[1]]
        assert [head for head in heads if not str(head).endswith("(IRI)")] == [
            column.label.da for column in query.columns
        ]
    assert found["csv"] == expected
    assert found["json"] == expected
    assert height == len(expected)


def _plain(cell: object) -> str:
    if isinstance(cell, bool):
        return str(cell).lower()
    return "" if cell is None else str(cell)


@pytest.mark.parametrize("name", NAMES)
def test_every_question_shows_its_answer_with_names(server: Running, name: str) -> None:
    query = queries.get(name)
    table = read_csv(server.get(f"/questions/{name}", params={"format": "csv"}))
    for lang in LANGS:
        tree = ask(server, name, lang=lang)
        assert said(pick(tree, "h1")[0]) == " ".join(query.title.get(lang).split())
        assert count(tree) == len(table)
        assert len(rows(tree)) == min(len(table), ROWS)
        if not table:
            assert pick(tree, ".note.good, .note")
            continue
        heads = [said(head).rstrip("↕▲▼") for head in pick(tree, "table.answer thead th")]
        assert heads == [column.label.get(lang) for column in query.columns]
        text = said(pick(tree, "table.answer")[0])
        assert "w3id.org" not in text
        assert "id:plan" not in text
        for link in pick(tree, "table.answer tbody a"):
            assert link.get("href").startswith(("/plans/", "/vocabulary/", "/doc/", "/ontology-reference?"))


@pytest.mark.parametrize(("name", "param", "kind"), PARAMS)
def test_a_parameter_narrows_the_answer(server: Running, name: str, param: str, kind: str) -> None:
    value = SAMPLES[kind]
    tree = ask(server, name, **{param: value, "lang": "en"})
    chosen = pick(tree, f'select[name="{param}"] option[selected]')
    assert [option.get("value") for option in chosen] == [value]
    table = read_csv(server.get(f"/questions/{name}", params={"format": "csv", param: value}))
    whole = read_csv(server.get(f"/questions/{name}", params={"format": "csv"}))
    assert count(tree) == len(table)
    assert table == [row for row in whole if row[param] in ({value} | {r[param] for r in table})]
    assert len({row[param] for row in table}) <= 1


@pytest.mark.parametrize(("name", "param", "kind"), PARAMS)
def test_the_sparql_shown_gives_the_same_answer(server: Running, name: str, param: str, kind: str) -> None:
    tree = ask(server, name, **{param: SAMPLES[kind], "lang": "da"})
    sparql = pick(tree, "pre code")[0].text_content()
    table = read_csv(server.get(f"/questions/{name}", params={"format": "csv", param: SAMPLES[kind]}))
    found = server.ask(sparql)["results"]["bindings"]
    keys = [column.key for column in queries.get(name).columns]
    shown = [{key: row.get(key, {}).get("value", "") for key in keys} for row in found]
    assert [_numbers(row) for row in shown] == [_numbers({key: row[key] for key in keys}) for row in table]
    link = pick(tree, 'a.button.main[href^="/query?"]')[0]
    assert parse_qs(urlsplit(link.get("href")).query)["query"] == [sparql]
    assert sparql.splitlines()[0] == f"# {queries.get(name).title.da}"


def _numbers(row: dict[str, str]) -> dict[str, str]:
    """Write 40.0 and 40 the same: a spreadsheet has numbers, SPARQL their spelling."""

    def same(cell: str) -> str:
        try:
            return f"{float(cell):.12g}"
        except ValueError:
            return cell

    return {key: same(cell) for key, cell in row.items()}


class TestForms:
    def test_plans_are_offered_by_place_and_year(self, server: Running) -> None:
        tree = ask(server, "goals-without-figure", lang="da")
        options = {o.get("value"): said(o) for o in pick(tree, 'select[name="plan"] option')}
        assert options[""] == "Alle"
        assert options["vallensbaek-ishoej-2017"] == "Ishøj-Vallensbæk 2017"
        assert set(options) == {"", *(path.stem for path in files.plan_files())}

    def test_national_targets_stand_under_their_year(self, server: Running) -> None:
        tree = ask(server, "national-target-by-target-group", lang="en")
        groups = pick(tree, 'select[name="target"] optgroup')
        labels = [group.get("label") for group in groups]
        assert labels == sorted(labels, reverse=True)
        year = next(group for group in groups if group.get("label").endswith("2023"))
        assert [option.get("value") for option in year] == [f"2023/{number}" for number in range(1, 6)]
        assert said(year[2]).startswith("3. More refugees")

    @pytest.mark.parametrize(("param", "kind"), [("group", "target-group"), ("instrument", "instrument")])
    def test_concepts_stand_below_their_broader_one(self, server: Running, param: str, kind: str) -> None:
        tree = ask(server, "target-group-by-instrument", lang="da")
        options = pick(tree, f'select[name="{param}"] option')
        values = [option.get("value") for option in options]
        assert len(values) == len(set(values)), "each is offered once"
        store_side = server.ask(
            f"SELECT ?c {{ ?c a pg:{'TargetGroup' if kind == 'target-group' else 'Instrument'} }}"
        )
        known = {row["c"]["value"].rpartition("/")[2] for row in store_side["results"]["bindings"]}
        assert set(values) == {"", *known}
        if kind == "target-group":
            depth = {o.get("value"): len(o.text) - len(o.text.lstrip("\xa0")) for o in options}
            assert depth["ledige"] == 0 < depth["jobparate"] < depth["jobparate-kontanthjaelpsmodtagere"]
            group = next(o for o in options if o.get("value") == "jobparate").getparent()
            assert group.get("label") == "Ledige"

    def test_municipalities_with_a_plan_come_first(self, server: Running) -> None:
        tree = ask(server, "focus-areas-over-time", lang="da")
        first, others = pick(tree, 'select[name="municipality"] optgroup')
        assert [said(option) for option in first] == ["Frederikssund", "Hvidovre", "Ishøj", "Vallensbæk"]
        assert len(first) + len(others) == 98
        names = [said(option) for option in others]
        assert names.index("Aarhus") < names.index("Ærø"), "æ, ø and å are the last letters"
        assert names[-1].startswith(("Ø", "Å")) or names[-1] == "Ærø"

    def test_years_are_those_of_the_plans(self, server: Running) -> None:
        tree = ask(server, "plans-at-a-glance")
        values = [o.get("value") for o in pick(tree, 'select[name="year"] option')]
        assert values == ["", "2023", "2022", "2020", "2017"]

    def test_a_label_is_taken_too_and_the_list_shows_it(self, server: Running) -> None:
        tree = ask(server, "who-offers-what", instrument="Mentor")
        chosen = pick(tree, 'select[name="instrument"] option[selected]')
        assert [option.get("value") for option in chosen] == ["mentor"]

    @pytest.mark.parametrize("value", ["nope", "<script>alert(1)</script>", "x" * 5000, "urn:x:\x00y"])
    def test_a_wrong_value_is_told_beside_its_field(self, server: Running, value: str) -> None:
        answer = server.get("/questions/goals-without-figure", params={"plan": value}, headers=BROWSER)
        tree = page(answer, 400)
        (error,) = pick(tree, ".field.wrong .error")
        assert pick(tree, f'select[aria-describedby="{error.get("id")}"][aria-invalid="true"]')
        assert not pick(tree, "table.answer")
        assert "<script>alert" not in answer.text
        told = server.get("/questions/goals-without-figure", params={"plan": value, "format": "csv"})
        assert told.status_code == 400
        assert told.headers["content-type"] == "application/problem+json"
        assert len(told.json()["detail"]) < 1000

    def test_an_unknown_question_is_told_of_with_those_like_it(self, server: Running) -> None:
        answer = server.get("/questions/goals-without-figures", headers=BROWSER)
        assert "did you mean goals-without-figure" in said(page(answer, 404))
        assert server.get("/questions/..%2f..%2fetc").status_code == 404

    def test_a_file_is_refused_that_would_hold_more_than_was_asked(self, server: Running) -> None:
        path = "/questions/goals-without-figure"
        answer = server.get(path, params={"format": "csv", "plna": "hvidovre-2023"})
        assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (400, "malformed-request")
        assert "'plna'" in answer.json()["detail"]
        assert server.get(path, params={"plna": "hvidovre-2023"}).status_code == 200
        assert server.get(path, params={"format": "pdf"}).status_code == 404

    def test_no_parameter_is_called_as_something_else(self) -> None:
        assert not pages.RESERVED & {param.name for query in LIBRARY for param in query.params}


class TestTables:
    def test_a_heading_sorts_and_sorts_back(self, server: Running) -> None:
        tree = ask(server, "ambition", lang="da")
        (link,) = [a for a in pick(tree, "table.answer thead a") if said(a).startswith("Tal")]
        assert parse_qs(urlsplit(link.get("href")).query)["sort"] == ["value"]
        up = page(server.get(link.get("href")))
        (head,) = pick(up, "th[aria-sort]")
        assert (head.get("aria-sort"), said(head)) == ("ascending", "Tal▲")
        down = page(server.get(pick(head, "a")[0].get("href")))
        assert pick(down, "th[aria-sort]")[0].get("aria-sort") == "descending"
        at = [said(h) for h in pick(up, "table.answer thead th")].index("Tal▲")
        rising, falling = ([float(r[at].replace(",", ".")) for r in rows(t) if r[at]] for t in (up, down))
        assert rising == sorted(rising)
        assert falling == sorted(rising, reverse=True)
        assert rows(up)[-1][at] == rows(down)[-1][at] == "", "what has no figure stands last"

    def test_names_are_sorted_as_danish_words(self, server: Running) -> None:
        tree = ask(server, "mentioned-not-served", sort="concept", lang="da")
        at = [said(h) for h in pick(tree, "table.answer thead th")].index("Målgruppe eller redskab▲")
        first = [row[at][0].casefold() for row in rows(tree) if row[at][0].isalpha()]
        assert first == sorted(first, key="abcdefghijklmnopqrstuvwxyzæøå".index)
        assert len(set(first)) > 10

    def test_a_file_is_sorted_as_the_page(self, server: Running) -> None:
        tree = ask(server, "goals-without-figure", sort="-goal", lang="da")
        link = next(a for a in pick(tree, ".result-head a") if said(a) == "CSV")
        table = read_csv(server.get(link.get("href")))
        assert [row["goal_label"] for row in table] == [row[3] for row in rows(tree)]

    def test_an_unknown_column_sorts_nothing(self, server: Running) -> None:
        assert rows(ask(server, "ambition", sort="nope")) == rows(ask(server, "ambition"))

    def test_a_long_answer_comes_in_parts_and_the_file_has_all(self, server: Running) -> None:
        whole = read_csv(server.get("/questions/who-offers-what", params={"format": "csv"}))
        first = ask(server, "who-offers-what")
        last = ask(server, "who-offers-what", page="99")
        assert count(first) == len(whole) > 2 * ROWS
        assert len(rows(first)) == ROWS
        assert len(rows(last)) == len(whole) % ROWS
        assert pick(first, 'a[rel="next"]')
        assert not pick(first, 'a[rel="prev"]')
        assert not pick(last, 'a[rel="next"]')

    def test_a_column_that_was_chosen_is_left_out_and_the_page_says_so(self, server: Running) -> None:
        tree = ask(server, "goals-without-figure", plan="hvidovre-2023", lang="en")
        assert "Plan" not in [said(h).rstrip("↕") for h in pick(tree, "table.answer thead th")]
        assert "not shown" in said(tree.get_element_by_id("rows"))

    def test_a_plan_is_called_by_its_place_and_leads_to_its_page(self, server: Running) -> None:
        tree = ask(server, "goals-without-figure", lang="da")
        links = {said(a): a.get("href") for a in pick(tree, "table.answer tbody a")}
        assert links["Hvidovre 2023"] == "/plans/hvidovre-2023?lang=da"
        goal = read_csv(server.get("/questions/goals-without-figure", params={"format": "csv"}))[0]
        slug, _, key = goal["goal"].partition("/id/plan/")[2].partition("/goal/")
        assert links[goal["goal_label"]] == f"/plans/{slug}?lang=da#goal-{key}"

    def test_an_answer_that_a_browser_has_is_not_sent_again(self, server: Running) -> None:
        answer = server.get("/questions/ambition?lang=da")
        again = server.get("/questions/ambition?lang=da", headers={"If-None-Match": answer.headers["etag"]})
        assert again.status_code == 304
        head = server.client.head("/questions/ambition?lang=da")
        assert (head.status_code, head.content) == (200, b"")


class TestCharts:
    @pytest.mark.parametrize("query", [q for q in LIBRARY if q.chart], ids=lambda q: q.name)
    def test_a_picture_counts_what_the_table_says(self, server: Running, query: Query) -> None:
        chart = query.chart
        assert chart is not None
        tree = ask(server, query.name, lang="en")
        whole = read_csv(server.get(f"/questions/{query.name}?format=csv&lang=en"))
        plans = {o.get("value"): said(o) for o in pick(tree, 'select[name="plan"] option')}
        things: dict[tuple[str, ...], Counter[str]] = {}
        for at, row in enumerate(whole):
            key = tuple(_called(row, name, plans) for name in chart.by)
            counted = things.setdefault(key, Counter())
            if chart.distinct:
                counted[row[chart.distinct]] = 1
            for name in chart.of or ((str(at),) if not chart.distinct else ()):
                counted[name] += int(row[name]) if chart.of else 1
        (drawn,) = pick(tree, ".chart")
        assert said(pick(drawn, "caption")[0]).startswith(chart.what.en)
        assert not drawn.xpath(".//*[@style]")
        shown: dict[tuple[str, ...], list[int]] = {}
        columns = [said(th) for th in pick(drawn, "table.heat thead th")][1:]
        for line in pick(drawn, "tbody tr"):
            name = said(pick(line, "th")[0])
            if columns:
                for column, cell in zip(columns, pick(line, "td"), strict=True):
                    shown[name, column] = [int(said(cell).strip("·"))]
            else:
                shown[tuple(name.split(" · "))] = [
                    int(said(one).rpartition(" ")[2]) for one in pick(line, ".line")
                ]
        assert shown
        for key, numbers in shown.items():
            counted = things.get(key, Counter())
            several = not columns and len(chart.of) > 1
            assert numbers == ([counted[name] for name in chart.of] if several else [counted.total()]), key
        if "The picture shows the largest" not in said(tree):
            assert {key for key, counted in things.items() if counted.total()} <= shown.keys()

    def test_bars_are_as_long_as_what_they_stand_for(self, server: Running) -> None:
        tree = ask(server, "plans-at-a-glance", lang="en")
        table = read_csv(server.get("/questions/plans-at-a-glance", params={"format": "csv"}))
        most = max(int(row["goals"]) for row in table)
        lines = pick(tree, "table.bars tbody tr")
        assert len(lines) == len(table)
        for line, row in zip(lines, table, strict=True):
            assert said(pick(line, "th")[0]) == f"{row['municipality_label']} · {row['year']}"
            widths = [float(rect.get("width")) for rect in pick(line, "rect")]
            values = [int(row["goals"]), int(row["goalsWithFigure"])]
            assert widths == [pytest.approx(100 * value / most, abs=0.01) for value in values]
            assert [said(one).rpartition(" ")[2] for one in pick(line, ".line")] == list(map(str, values))
        assert {svg.get("aria-hidden") for svg in pick(tree, "table.bars svg")} == {"true"}

    def test_one_row_of_a_heat_table_is_drawn_as_bars(self, server: Running) -> None:
        tree = ask(server, "who-offers-what", instrument="igu", lang="en")
        names = [said(th) for th in pick(tree, "table.bars tbody th")]
        assert sorted(names) == ["Frederikssund 2023", "Hvidovre 2022", "Ishøj-Vallensbæk 2017"]

    def test_the_darkest_square_has_most(self, server: Running) -> None:
        tree = ask(server, "links-by-basis", lang="en")
        squares = pick(tree, "table.heat td")
        most = max(int(said(square)) for square in squares if said(square).isdecimal())
        assert {said(s) for s in squares if s.get("class") == "shade-5"} >= {str(most)}
        assert {s.get("class") for s in squares if not said(s).isdecimal()} <= {"shade-0"}


def _called(row: dict[str, str], key: str, plans: dict[str, str]) -> str:
    if key == "plan":
        return plans[row["plan"].rpartition("/")[2]]
    year = f" ({row[key].split('/')[-2]})" if "/national-target/" in row[key] else ""
    return " ".join((row.get(f"{key}_label") or row[key] or "(none)").split()) + year


# ---- a question that needs something, and much data


REQUIRED = """#+ title@da: Mål i en plan
#+ title@en: Goals of a plan
#+ summary@da: Planens mål.
#+ summary@en: The goals of the plan.
#+ param: plan plan required "Plan" "Plan"
#+ column: goal "Mål" "Goal"
PREFIX pg: <https://w3id.org/plangraph/ontology#>
SELECT ?plan ?goal WHERE { ?goal a pg:Goal ; pg:inPlan ?plan } ORDER BY ?goal
"""


def test_what_has_to_be_chosen_is_asked_for_with_a_good_choice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "coverage"
    folder.mkdir()
    (folder / "needs-plan.rq").write_text(REQUIRED, "utf-8")
    monkeypatch.setattr(queries, "query_files", lambda: (folder / "needs-plan.rq",))
    with asking() as fetch:
        tree = page(fetch("/questions/needs-plan?lang=en"))
        assert "First choose plan" in said(pick(tree, ".note")[0])
        (select,) = pick(tree, 'select[name="plan"][required]')
        (chosen,) = pick(select, "option[selected]")
        assert chosen.get("value") == "frederikssund-2023"
        assert not pick(select, 'option[value=""]')
        assert not pick(tree, "table.answer, pre")
        assert fetch("/questions/needs-plan?format=csv").status_code == 400
        assert count(page(fetch("/questions/needs-plan", plan=chosen.get("value"), lang="en"))) == 20


def test_a_country_is_asked_when_somebody_wants_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replies, "_FEW_STATEMENTS", 10)
    with asking() as fetch:
        tree = page(fetch("/questions/goals-without-figure?lang=en"))
        assert not pick(tree, "table.answer")
        (link,) = [a for a in pick(tree, ".note a") if "all=1" in a.get("href")]
        whole = page(fetch(link.get("href")))
        assert count(whole) == 32  # in another process
        head = pick(whole, "table.answer thead a")[0].get("href")
        assert count(page(fetch(head))) == 32
        assert count(page(fetch("/questions/goals-without-figure?plan=hvidovre-2023"))) == 6


def test_an_answer_beyond_the_bounds_is_not_given_in_part() -> None:
    with running(query_rows="30") as small:
        tree = ask(small, "goals-without-figure", lang="en")
        assert "more than 30 rows" in said(pick(tree, ".note")[0])
        assert not pick(tree, "table.answer")
        assert count(ask(small, "goals-without-figure", plan="hvidovre-2023")) == 6
        answer = small.get("/questions/goals-without-figure?format=csv")
        assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (422, "answer-too-large")


def test_an_answer_takes_at_least_its_share_of_what_is_kept() -> None:
    nothing = queries.run(EmbeddedStore(), queries.get("elements-without-evidence"))
    assert not nothing.rows
    assert replies._size(nothing) * replies._MOST_KEPT == replies._MOST_CELLS


# ---- plans that mean harm

HOSTILE = """@base <https://w3id.org/plangraph/id/> .
@prefix pg: <https://w3id.org/plangraph/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix ins: <https://w3id.org/plangraph/vocab/instrument/> .
<plan/ond-2023> a pg:Plan ; pg:year 2023 ; pg:municipality <municipality/0101> ;
  rdfs:label "=cmd|' /C calc'!A0"@da .
<plan/ond-2023/goal/1> a pg:Goal ; pg:inPlan <plan/ond-2023> ; pg:number "-1+1" ; pg:usesInstrument ins:igu ;
  rdfs:label "</td><script>alert(1)</script>\\n} SELECT WHERE { ?x ?y ?z"@da .
<plan/ond-2023/focus-area/1> a pg:FocusArea ; pg:inPlan <plan/ond-2023> ;
  rdfs:label "@SUM(1+1)"@da ; pg:localPriority "javascript:alert(1)"@da .
<plan/ond-2023/goal/1> pg:inFocusArea <plan/ond-2023/focus-area/1> .
"""


@pytest.mark.parametrize("name", NAMES)
def test_a_plan_that_means_harm_does_none(hostile: Running, name: str) -> None:
    for lang in LANGS:
        answer = hostile.get(f"/questions/{name}", params={"lang": lang})
        tree = page(answer)
        assert not tree.xpath("//main//script")
        assert "javascript:" not in "".join(str(href) for href in tree.xpath("//@href"))
        assert "<script>alert" not in answer.text
    for row in read_csv(hostile.get(f"/questions/{name}", params={"format": "csv"})):
        for cell in row.values():
            assert not cell.startswith(("=", "@", "+")), cell
            assert not cell.startswith("-") or float(cell) < 0


def test_formulas_are_neutralised_and_names_stay_in_their_comment(hostile: Running) -> None:
    table = read_csv(hostile.get("/questions/who-offers-what?format=csv&plan=ond-2023"))
    mine = [row for row in table if row["used"].endswith("/igu")]
    assert mine
    assert all(row["plan_label"].startswith("'=cmd") for row in mine)
    assert all(row["focusArea_label"].startswith("'@SUM") for row in mine)
    book = hostile.get("/questions/who-offers-what?format=xlsx&plan=ond-2023")
    sheet = openpyxl.load_workbook(io.BytesIO(book.content)).active
    assert sheet is not None
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "b"}, "no formula"
    tree = ask(hostile, "who-offers-what", plan="ond-2023")
    sparql = pick(tree, "pre code")[0].text_content()
    assert len(hostile.ask(sparql)["results"]["bindings"]) == len(table)


def test_a_name_with_line_ends_stays_in_its_comment(tmp_path: Path) -> None:
    store = EmbeddedStore()
    path = tmp_path / "ond-2023.ttl"
    path.write_text(HOSTILE.replace("=cmd|' /C calc'!A0", "x\\n\\rSELECT ?a WHERE { ?a ?b ?c } #"), "utf-8")
    load(store, path)
    query = queries.get("goals-without-figure")
    sparql = queries.write_sparql(store, query, {"plan": "ond-2023"}, "da")
    assert sparql.splitlines()[1] == "# Plan (?plan): x SELECT ?a WHERE { ?a ?b ?c } #"
    here, everywhere = store.query(sparql), store.query(query.text)
    assert isinstance(here, Solutions)
    assert isinstance(everywhere, Solutions)
    assert [row[:1] for row in here.rows] == [row[:1] for row in everywhere.rows]


def test_the_header_of_a_chart_is_read(tmp_path: Path) -> None:
    path = tmp_path / "coverage" / "q.rq"
    path.parent.mkdir()

    def read(line: str) -> Chart | None:
        path.write_text(REQUIRED.replace("#+ column", f"#+ chart: {line}\n#+ column"), "utf-8")
        return queries.parse(path).chart

    assert read('bars plan "Mål" "Goals"') == Chart("bars", ("plan",), queries.Text("Mål", "Goals"))
    both = read('heat plan goal of a b "Steder" "Places"')
    assert both == Chart("heat", ("plan", "goal"), queries.Text("Steder", "Places"), ("a", "b"))
    one = read('heat plan goal distinct c "Steder" "Places"')
    assert one is not None
    assert (one.distinct, one.of) == ("c", ())
    for wrong in ("bars plan", 'pie plan "a" "b"', 'bars "a" "b"'):
        with pytest.raises(queries.QueryError, match="not a header line"):
            read(wrong)


# ---- in a browser


@pytest.mark.parametrize("lang", LANGS)
def test_an_analyst_asks_edits_and_takes_the_answer_home(
    server: Running, browser: Browser, data: Path, lang: str
) -> None:
    query = queries.get("who-offers-what")
    tab = browser.new_page()
    tab.goto(f"{server.base}/?lang={lang}")
    tab.get_by_role("navigation").get_by_role("link", name=("Spørgsmål", "Questions")[lang == "en"]).click()
    tab.get_by_role("link", name=query.title.get(lang)).click()
    tab.get_by_label(query.params[0].label.get(lang)).select_option("igu")
    tab.get_by_role("button", name=("Vis svaret", "Show the answer")[lang == "en"]).click()
    shown = tab.locator("table.answer tbody tr").count()
    expected = [row for row in golden(data, query) if row["instrument"] == "ins:igu"]
    assert shown == len(expected)
    with tab.expect_download() as taken:
        tab.get_by_role("link", name="CSV").click()
    assert taken.value.suggested_filename == "who-offers-what-igu.csv"
    text = Path(taken.value.path()).read_text("utf-8-sig")
    got = list(csv.DictReader(io.StringIO(text)))
    keys = [column.key for column in query.columns]
    assert [{key: shorten(row[key]) for key in keys} for row in got] == expected
    tab.get_by_role("link", name=("Åbn i editoren", "Open in the editor")[lang == "en"]).click()
    assert urlsplit(tab.url).path == "/query"
    assert "vocab/instrument/igu" in tab.locator("textarea[name=query]").input_value()
    tab.close()


def test_a_form_is_filled_in_by_keyboard_alone_without_a_script(server: Running, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{server.base}/questions/goals-without-figure?lang=da")
    tab.keyboard.press("Tab")
    assert tab.locator(":focus").inner_text() == "Gå til indholdet"
    plans = tab.locator("select[name=plan]")
    plans.focus()
    for _ in files.plan_files():  # typing the name is a matter of how quick one is
        if plans.input_value() != "hvidovre-2023":
            tab.keyboard.press("ArrowDown")
    assert plans.input_value() == "hvidovre-2023"
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**plan=hvidovre-2023**")
    assert tab.locator("table.answer tbody tr").count() == 6
    context.close()


def test_plans_of_a_country_are_offered_under_their_place(nation: Running) -> None:
    tree = ask(nation, "goals-without-figure", lang="da")
    groups = pick(tree, 'select[name="plan"] optgroup')
    names = [group.get("label") for group in groups]
    assert len(names) == len(set(names)) == 98
    assert names[-1] == "Aarhus" or names[-1][0] in "ÆØÅ"
    assert all([said(o).rpartition(" ")[2] for o in group] == ["2023", "2022"] for group in groups)
    one = ask(nation, "goals-without-figure", plan=groups[0][0].get("value"))
    assert count(one) == len(rows(one)) > 0
