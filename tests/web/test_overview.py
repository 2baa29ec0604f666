"""The overview says of each plan what checking it says, and says so when it is not known yet."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from picking import asking
from running import TOKEN, Running, running

from plangraph import catalogue
from plangraph.assess.together import assess_all
from plangraph.files import plan_files
from plangraph.model import Assessment, Severity, Waiver
from plangraph.report.terminal import most_important
from plangraph.store import EmbeddedStore, load, load_reference
from plangraph.web.holdings import Holdings
from plangraph.web.site.listing import paginate


@pytest.fixture(scope="module")
def assessments() -> dict[str, Assessment]:
    found = assess_all(catalogue.plan_graphs([], None), catalogue.reference(), None, patches=False)
    return {one.report.slug: one for one in found}


def overview(server: Running, **query: str) -> str:
    """Return the page when all its plans are checked."""
    end = time.monotonic() + 120
    while True:
        text = html.unescape(server.get("/", params=query).text)
        if 'role="status"' not in text:
            return text
        assert time.monotonic() < end, "the plans are not checked yet"


def rows(text: str) -> dict[str, str]:
    table = text.partition("<tbody>")[2].partition("</tbody>")[0]
    found = {}
    for row in table.split("</tr>"):
        if match := re.search(r'href="/plans/([\w-]+)', row):
            found[match[1]] = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", row))
    return found


@pytest.mark.parametrize("lang", ["da", "en"])
def test_each_plan_stands_as_checking_says(
    server: Running, assessments: dict[str, Assessment], lang: str
) -> None:
    shown = rows(overview(server, lang=lang))
    assert set(shown) == set(assessments)
    for slug, one in assessments.items():
        reached = [tier.name.get(lang) for tier in one.tiers if tier.reached]
        level = reached[-1] if reached else {"da": "intet niveau endnu", "en": "no level yet"}[lang]
        dot = {"da": ".", "en": ","}[lang]
        of = {"da": "af", "en": "of"}[lang]
        score = f"{one.overall.passed:,} {of} {one.overall.examined:,}".replace(",", dot)
        for said in (level, score, most_important(one.report, lang), str(one.report.year)):
            assert said in shown[slug], (slug, said)


def test_a_gap_that_is_a_warning_has_the_sign_of_one(
    assessments: dict[str, Assessment], monkeypatch: pytest.MonkeyPatch
) -> None:
    one = assessments["frederikssund-2023"]
    waiver = Waiver("x", "x", "x", "Anne Jensen", "Afventer byrådet", "2027-03-31")
    mild = tuple(
        replace(f, waiver=waiver) if f.severity is Severity.VIOLATION else f for f in one.report.findings
    )
    mended = replace(one, report=replace(one.report, findings=mild))
    told = {one.report.slug: one, "hvidovre-2023": mended}
    monkeypatch.setattr(Holdings, "assessed", lambda self, slug: told.get(slug))
    with asking() as ask:
        shown = rows(ask("/", year="2023", lang="da").text)
    assert "✖Fejl: " in shown["frederikssund-2023"]
    assert "▲Advarsel: " in shown["hvidovre-2023"] and "✖" not in shown["hvidovre-2023"]


def test_plans_of_one_year_or_region_are_chosen(server: Running) -> None:
    assert set(rows(server.get("/?year=2022").text)) == {"hvidovre-2022"}
    assert len(rows(server.get("/?region=Region+Hovedstaden").text)) == 5
    assert rows(server.get("/?region=Region+Nordjylland&lang=en").text) == {}
    assert "None matches." in server.get("/?region=Region+Nordjylland&lang=en").text


def test_a_choice_is_kept_from_part_to_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("plangraph.web.site.overview.PAGE", 1)
    with asking() as ask:
        first = ask("/", region="Region Hovedstaden", year="2023", lang="da")
        (href,) = re.findall(r'href="([^"]+)" rel="next"', html.unescape(first.text))
        second = ask(href)
    assert set(rows(first.text)) | set(rows(second.text)) == {"frederikssund-2023", "hvidovre-2023"}
    assert "Side 2 af 2" in second.text


@pytest.mark.parametrize("query", ["page=0", "page=x", "page=99999999999999999999"])
def test_a_page_that_cannot_be_is_refused(server: Running, query: str) -> None:
    answer = server.get(f"/?{query}", headers={"Accept": "text/html"})
    assert answer.status_code == 400
    assert "page:" in answer.text


def test_a_browser_that_has_the_page_is_told_so(server: Running) -> None:
    overview(server, lang="da")
    first = server.get("/?lang=da")
    again = server.get("/?lang=da", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304 and not again.content
    assert server.get("/?lang=en", headers={"If-None-Match": first.headers["etag"]}).status_code == 200


def test_what_is_not_checked_yet_says_so() -> None:
    with asking() as ask:  # nobody began to check
        text = ask("/", lang="en").text
    assert "5 plans are still being checked" in text
    assert text.count("being checked …") == 5
    assert "violations" not in text


@pytest.fixture
def growing(tmp_path: Path) -> Iterator[Running]:
    folder = tmp_path / "store"
    with EmbeddedStore(folder) as store:
        load_reference(store)
        load(store, next(path for path in plan_files() if path.stem == "hvidovre-2020"))
    with running(store=folder, writable=True, check_ahead="1") as started:
        yield started


def test_a_plan_that_comes_in_is_checked_too(growing: Running) -> None:
    plan = Path(__file__).resolve().parents[1] / "data" / "store" / "testby-2023.ttl"
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "text/turtle"}
    params = {"graph": "https://w3id.org/plangraph/id/graph/testby-2023"}
    answer = growing.client.put("/rdf-graph-store", params=params, content=plan.read_bytes(), headers=headers)
    assert answer.status_code == 201
    shown = rows(overview(growing, lang="en"))
    assert len(shown) == 2
    assert re.search(r"\d+ of \d+", shown["testby-2023"])


@pytest.mark.parametrize(
    ("total", "number", "expected"),
    [(0, 1, (1, 1, 0, 0)), (100, 1, (1, 1, 0, 100)), (101, 2, (2, 2, 100, 101)), (101, 9, (2, 2, 100, 101))],
)
def test_a_long_list_is_shown_in_parts(total: int, number: int, expected: tuple[int, ...]) -> None:
    part = paginate(total, number, 100)
    assert (part.number, part.parts, part.start, part.end) == expected
