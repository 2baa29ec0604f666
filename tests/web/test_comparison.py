"""Plans side by side: what was carried over, how high they aim, whom they are for, how complete they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from matrix_pages import page, serving, small_plan, text
from picking import asking
from picking import page as taken_apart
from running import Running

import cells
from page_plans import assessed, plans, reference
from plangraph.assess.together import assess_all
from plangraph.model import Assessment, Severity, Waiver
from plangraph.web.holdings import Holdings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HOSTILE = "</a><script>document.title='x'</script><img src=x onerror=alert(1)>{{7*7}}"
PAIR = ["hvidovre-2022", "hvidovre-2023"]
APART = ["hvidovre-2023", "frederikssund-2023", "vallensbaek-ishoej-2017"]


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server of many small plans, two that share figures, and one whose every text is an attack."""
    figure = """
<target-value/1> a pg:TargetValue ; rdfs:label "Tal"@da ; pg:value {value} ; pg:dueYear {year} ;
    pg:unit <https://w3id.org/plangraph/vocab/unit/{unit}> ; pg:valueKind pg:Level ;
    pg:comparator pg:AtLeast ; pg:indicator <indicator/borgertilfredshed-forloeb> .
<goal/1> pg:targetValue <target-value/1> ."""
    made = {}
    for slug, year, value, unit in (("a-2022", 2022, "40.5", "percent"), ("a-2023", 2023, "60", "percent")):
        body = cells.goal(f"{year}/1") + figure.format(value=value, year=year, unit=unit)
        if year == 2023:
            body += "<goal/1> pg:continues <plan/a-2022/goal/1> ; pg:targetGroup tg:ledige ; "
            body += "pg:qualifiedContinuation <continuation/1> . <continuation/1> a pg:Continuation ; "
            body += "pg:continuedFrom <plan/a-2022/goal/1> ; pg:basis pg:Interpreted ; "
            body += 'pg:rationale "Det samme"@da . <plan/a-2023> pg:discontinues <plan/a-2022/goal/2> .'
        else:
            body += (
                '<goal/2> a pg:Goal ; rdfs:label "Opgivet"@da . <goal/3> a pg:Goal ; rdfs:label "Glemt"@da .'
            )
        made[slug] = cells.write_plan(slug, year, body, "0173")
    body = cells.goal("2023/1") + figure.format(value="3", year=2023, unit="person")
    body = body.replace("Et mål", HOSTILE).replace("Fordi", HOSTILE)
    made["angreb-2023"] = cells.write_plan("angreb-2023", 2023, body, "0147", HOSTILE)
    for code in codes():
        for year in (2020, 2023):
            made[f"p{code}-{year}"] = small_plan(f"p{code}-{year}", year, code)
    with serving(tmp_path_factory.mktemp("invented") / "store", made) as started:
        yield started


def codes() -> list[str]:
    asked = "SELECT ?code WHERE { ?m a pg:Municipality ; skos:notation ?code } ORDER BY ?code LIMIT 45"
    return [row["code"].value for row in cells.store().query(asked, prefixes=dict(cells.PREFIXES))]


@cache
def beside() -> dict[str, Assessment]:
    """The two plans assessed as the server does it: beside the plans before them."""
    found = assess_all({slug: plans()[slug] for slug in PAIR}, reference(), None, patches=False)
    return {assessment.report.slug: assessment for assessment in found}


def compare(server: Running, *slugs: str, lang: str = "da") -> Any:
    return page(server, "/compare", plan=list(slugs), lang=lang)


def table(tree: Any, heading: str) -> list[list[str]]:
    rows = tree.xpath(f"//div[@aria-labelledby='{heading}']//tbody/tr")
    return [[text(cell) for cell in row.xpath("./th|./td")] for row in rows]


def fates(tree: Any, heading: str) -> list[list[str]]:
    """For each thread and plan what became of it: a class of the style sheet, or nothing."""
    rows = tree.xpath(f"//div[@aria-labelledby='{heading}']//tbody/tr")
    found = []
    for row in rows:
        marks = [cell.xpath(".//*[starts-with(@class, 'fate ')]/@class") for cell in row.xpath("./td")]
        found.append([mark[0].removeprefix("fate ") if mark else "" for mark in marks])
    return found


def test_without_plans_the_last_two_of_a_municipality_are_an_example(server: Running) -> None:
    tree = page(server, "/compare", lang="da")
    assert text(tree.xpath("//h1")[0]) == "Sammenlign Hvidovre 2022 · Hvidovre 2023"
    assert "som eksempel" in text(tree.xpath("//*[@class='note']")[0])
    chosen = tree.xpath("//select[@name='plan']/option[@selected]/@value")
    assert chosen == [*PAIR, ""]
    quick = tree.xpath("//*[@class='quick']/a")
    assert [text(a) for a in quick] == ["Hvidovre 2020, 2022, 2023"]
    assert "plan=hvidovre-2020&plan=hvidovre-2022&plan=hvidovre-2023" in quick[0].get("href")


def test_one_plan_stands_beside_the_one_before(server: Running) -> None:
    assert "Hvidovre 2020 · Hvidovre 2022" in text(compare(server, "hvidovre-2022").xpath("//h1")[0])
    assert "Hvidovre 2020 · Hvidovre 2022" in text(compare(server, "hvidovre-2020").xpath("//h1")[0])
    alone = compare(server, "frederikssund-2023")
    assert "ingen anden plan fra kommunen" in text(alone)
    assert not alone.xpath("//*[@id='glance']")


def test_names_are_taken_and_unknown_ones_are_told(server: Running) -> None:
    tree = compare(server, "Hvidovre 2023", "hvidovre 2022", "", "hvidovre-2023")
    assert "Hvidovre 2022 · Hvidovre 2023" in text(tree.xpath("//h1")[0])
    wrong = compare(server, "Hvidovree 2023", "frederikssund-2023", lang="en")
    assert "There is no plan called “Hvidovree 2023”. Did you mean Hvidovre 2023?" in text(wrong)
    assert not wrong.xpath("//*[@id='glance']")
    assert "<script>document" not in server.get("/compare", params={"plan": HOSTILE}).text


def test_too_many_are_cut_and_it_is_said(invented: Running) -> None:
    slugs = [f"p{code}-2023" for code in codes()[:8]]
    tree = compare(invented, *slugs)
    assert "de første 6 vises" in text(tree)
    assert len(tree.xpath("//table[contains(@class, 'numbers')]/thead//th")) == 7
    many = invented.get("/compare", params={"plan": slugs * 5})
    assert many.status_code == 400


def test_counts_are_those_of_the_plans(server: Running) -> None:
    rows = {row[0]: row[1:] for row in table(compare(server, *APART), "glance")}
    assert rows["Mål"] == ["10", "20", "6"]
    assert rows["Fokusområder"] == ["8", "7", "4"]
    assert rows["Mål med tal"] == ["10", "20", "0"]
    stated = [sum(reach.stated for reach in assessed(slug).targets) for slug in sorted(APART, key=_order)]
    assert [int(n) for n in rows["Koblinger til nationale mål, som planen selv angiver"]] == stated


def _order(slug: str) -> tuple[str, str]:
    return slug[-4:], slug


def test_what_was_carried_over_changed_dropped_and_new(server: Running) -> None:
    tree = compare(server, *PAIR)
    tallies = [text(node) for node in tree.xpath("//*[contains(@class, 'tallies')]/li")]
    assert tallies == [
        "Fra Hvidovre 2022 til Hvidovre 2023: → 4 ført videre uændret ≠ 4 ført videre, ændret + 7 nye "
        "✖ 17 ikke ført videre"
    ]
    assert fates(tree, "line-1-focus-area") == [
        ["", "carried"], ["", "dropped"], ["", "dropped"], ["", "carried"], ["", "carried"], ["", "new"],
    ]  # fmt: skip
    young = table(tree, "line-1-focus-area")[4]
    assert young[0] == "5 · Unge"
    assert "Udfordrede unge i jobcenteret" in young[1] and "planen siger det selv" in young[1]
    split = next(row for row in table(tree, "line-1-goal") if row[0].startswith("7 · "))
    assert "5 · " in split[1] and "6 · " in split[1]
    assert "fortolket af en læser" in split[1]
    assert "nu også Ledige" in split[1]


def test_three_years_are_one_table(server: Running) -> None:
    tree = compare(server, "hvidovre-2023", "hvidovre-2020", "hvidovre-2022")
    heads = [text(th) for th in tree.xpath("//div[@aria-labelledby='line-1-goal']//thead//th")]
    assert heads == ["Hvidovre 2020", "Hvidovre 2022", "Hvidovre 2023"]
    assert ["", "carried", "carried"] in fates(tree, "line-1-focus-area")
    assert ["", "dropped", ""] in fates(tree, "line-1-goal")
    links = [text(a) for a in tree.xpath("//a[contains(text(), 'Udelad')]")]
    assert len(links) == 3


def test_what_a_plan_itself_gives_up_is_told(invented: Running) -> None:
    tree = compare(invented, "a-2022", "a-2023")
    assert fates(tree, "line-1-goal") == [["", "changed"], ["", "discontinued"], ["", "dropped"]]
    (changed, given_up, forgotten) = table(tree, "line-1-goal")
    assert "nu også Ledige" in changed[1]
    assert "ikke længere mindst 40,5 procent" in changed[1] and "nu også mindst 60 procent" in changed[1]
    assert "Det samme" in changed[1]
    assert "planen siger det selv" in given_up[1] and "planen siger" not in forgotten[1]


def test_plans_of_different_municipalities_are_compared_by_theme(server: Running) -> None:
    tree = compare(server, *APART, lang="en")
    assert "different municipalities" in text(tree)
    assert not tree.xpath("//*[@id='line-1']")
    rows = {row[0]: row[1:] for row in table(tree, "ambitions")}
    refugees = next(cells_ for name, cells_ in rows.items() if "Self-support of refugees" in name)
    assert refugees == ["✔ 1 goal 1 with a figure", "✔ 3 goals 3 with a figure", "✖ missing"]
    assert all("differ:" in name for name in rows if "companies" in name or "refugees" in name)
    assert not any("differ:" in name for name in rows if "Education for young" in name)
    assert not tree.xpath("//th[contains(text(), 'Change')]")
    missing = tree.xpath("//div[@aria-labelledby='ambitions']//a[contains(@class, 'missing')]/@href")
    assert "/coverage/cell?matrix=targets&row=flygtninge&column=hvidovre-2023&lang=en" in missing


def test_figures_stand_side_by_side_in_their_parts(server: Running) -> None:
    tree = compare(server, *APART)
    rows = table(tree, "figures")
    assert ["Frederikssund 2023", "3c · Beskæftigede ukrainere efter særloven øges til mindst 40 %"] in [
        row[:2] for row in rows
    ]
    third = next(row for row in rows if row[1].startswith("3c"))
    assert third[3:] == ["mindst", "40", "Procent", "", "2023", "19"]
    lower = next(row for row in rows if row[1].startswith("6a"))
    assert lower[3:7] == ["højst", "-0,2", "Procentpoint", "landsgennemsnittet"]
    change = [row for row in rows if row[0] == "Ishøj-Vallensbæk 2017" and "stigning" in row[3]]
    assert ["mindst stigning", "15", "Procent", "", "2017", "150"] in [row[3:] for row in change]
    none = [row for row in rows if row[0] == "Hvidovre 2023"]
    assert any(row[3] == "intet tal" for row in none)


def test_the_same_indicator_is_set_apart(invented: Running) -> None:
    alike = compare(invented, "a-2022", "a-2023")
    assert [row[3:5] for row in table(alike, "alike")] == [["40,5", "Procent"], ["60", "Procent"]]
    assert "kan holdes op mod hinanden" in text(alike.xpath("//div[@aria-labelledby='alike']")[0])
    unlike = compare(invented, "a-2023", "angreb-2023")
    assert "kan ikke sammenlignes direkte" in text(unlike.xpath("//div[@aria-labelledby='alike']")[0])


def test_groups_and_instruments_in_one_and_not_the_other(server: Running) -> None:
    tree = compare(server, *PAIR)
    groups = {row[0]: row[1:] for row in table(tree, "concepts-groups")}
    assert groups["Sygemeldte"] == ["– ikke nævnt", "✔ i et mål"]
    assert groups["Seniorer"] == ["✔ i et mål", "– ikke nævnt"]
    assert groups["Borgere med særlige sociale problemer"] == ["– ikke nævnt", "○ kun nævnt"]
    tools = {row[0]: row[1:] for row in table(tree, "concepts-instruments")}
    assert tools["Integrationsgrunduddannelse (IGU)"] == ["✔ i et mål", "– ikke nævnt"]
    assert all(len(set(marks)) == 2 for marks in (*groups.values(), *tools.values()))
    same = text(tree.xpath("//details")[0])
    assert "Unge" in same and "Unge" not in groups


def test_levels_scores_and_rules_stand_side_by_side(server: Running) -> None:
    tree = compare(server, *PAIR)
    rows = {row[0]: row[1:] for row in table(tree, "standing")}
    for at, slug in enumerate(PAIR):
        overall = beside()[slug].overall
        assert rows["Opfyldte tjek"][at] == f"{_da(overall.passed)} af {_da(overall.examined)}"
        assert f"{_violations(slug)} fejl" in rows["Fund"][at]
    rules = {row[0]: row[1:] for row in table(tree, "rules")}
    assert rules["Hvert nationalt mål er dækket af noget"] == [
        "✖ 1 af 5 mangler", "✖ 2 af 5 mangler", "▼ dårligere",
    ]  # fmt: skip
    assert rules["Hvert nationalt mål er dækket af et mål"][-1] == "▲ bedre"
    said = text(tree.xpath("//main")[0])
    assert "Fra Hvidovre 2022 til Hvidovre 2023:" in said and "fund er væk" in said


def test_findings_that_somebody_accepts_are_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    one = beside()["hvidovre-2022"]
    waiver = Waiver("x", "x", "x", "Anne Jensen", "Afventer byrådet", "2027-03-31")
    at = next(n for n, f in enumerate(one.report.findings) if f.severity is Severity.VIOLATION)
    findings = list(one.report.findings)
    findings[at] = replace(findings[at], waiver=waiver)
    told = {**beside(), "hvidovre-2022": replace(one, report=replace(one.report, findings=tuple(findings)))}
    monkeypatch.setattr(Holdings, "assessment", lambda self, slug: told[slug])
    with asking() as ask:
        tree = taken_apart(ask("/compare?plan=hvidovre-2022&plan=hvidovre-2023&lang=da"))
    rows = {row[0]: row[1:] for row in table(tree, "standing")}
    assert rows["Fund"][0].startswith(f"✖ {_violations('hvidovre-2022') - 1} fejl")


def _da(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _violations(slug: str) -> int:
    return beside()[slug].report.severities()[Severity.VIOLATION]


def test_many_plans_are_chosen_by_name(invented: Running) -> None:
    tree = compare(invented, "a-2022", "a-2023")
    assert not tree.xpath("//select[@name='plan']")
    fields = tree.xpath("//input[@name='plan']")
    names = [field.get("value") for field in fields]
    # The municipality has another plan of 2023: its name would lead to either.
    assert names == ["Lyngby-Taarbæk 2022", "a-2023", ""]
    assert len(tree.xpath("//datalist/option")) == 93
    written = tree.xpath("//datalist/option/@value")
    assert len(set(written)) == len(written)
    again = compare(invented, *names)
    heads = "//table[contains(@class, 'numbers')]/thead//a/@href"
    assert again.xpath(heads) == tree.xpath(heads) == ["/plans/a-2022?lang=da", "/plans/a-2023?lang=da"]
    assert len(invented.get("/compare").content) < 1_000_000


def test_hostile_labels_stay_text(invented: Running) -> None:
    answer = invented.get("/compare", params={"plan": ["a-2023", "angreb-2023"]})
    assert answer.status_code == 200
    assert "<script>document" not in answer.text and "<img src=x" not in answer.text
    assert "&lt;script&gt;" in answer.text and "{{7*7}}" in answer.text


def test_pages_have_an_etag(server: Running) -> None:
    first = server.get("/compare", params={"plan": PAIR})
    again = server.get("/compare", params={"plan": PAIR}, headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304


def test_plans_are_chosen_in_a_form_without_scripts(server: Running, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{server.base}/compare?lang=en")
    tab.get_by_label("Plan 1").select_option("frederikssund-2023")
    tab.get_by_label("Plan 3").select_option("hvidovre-2020")
    tab.get_by_role("button", name="Compare").click()
    assert "Hvidovre 2020 · Frederikssund 2023 · Hvidovre 2023" in tab.inner_text("h1")
    assert tab.locator("html").get_attribute("lang") == "en"
    assert tab.locator("#line-1").inner_text() == "From year to year: Hvidovre"
    context.close()
