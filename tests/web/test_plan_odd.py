"""Plans that were read from a document, that mean harm, that say next to nothing, that are very long."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from plan_pages import ADDED, BARE, DOCUMENT, HOSTILE, Page, many, read_plan, spans, store_with, words
from running import Running, running

from plangraph.names import ID
from plangraph.passages import normalise
from plangraph.web.site.places import anchor_of
from plangraph.web.site.plan.gaps import Gaps, Tally
from plangraph.web.site.plan.parts import Requirement, Statement, Thread
from plangraph.web.site.plan.sieve import anchors_of, sift
from plangraph.web.things import Value

SLUG = "opdigtet-2023"
DOTTED = BARE.replace("plan/bar", "plan/bar.2")


@pytest.fixture(scope="module")
def plans(stored: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return store_with(
        stored, tmp_path_factory.mktemp("odd"), read_plan(), HOSTILE, BARE, DOTTED, ADDED, many(200, 20)
    )


@pytest.fixture(scope="module")
def odd(plans: Path) -> Iterator[Running]:
    """A server of odd plans that has no documents."""
    with running(store=plans) as started:
        yield started


def page(server: Running, slug: str, lang: str = "da", more: str = "") -> Page:
    answer = server.get(f"/plans/{slug}?lang={lang}{more}", timeout=300)
    assert answer.status_code == 200, answer.text
    return Page(answer.text)


# ---- documents


def test_without_the_document_its_words_are_nowhere(odd: Running) -> None:
    shown = page(odd, SLUG)
    assert shown.root.xpath("//blockquote") == []
    assert "Vi vil hjælpe" not in shown.text
    assert "Dokumentet er ændret" not in shown.text


def test_with_the_document_every_passage_stands_in_the_margin(plans: Path, tmp_path: Path) -> None:
    (tmp_path / "whatever it is called.txt").write_bytes(DOCUMENT.encode())
    with running("--texts", str(tmp_path), store=plans) as server:
        shown, english = page(server, SLUG), page(server, SLUG, "en")
        other = page(server, "hvidovre-2023")
    for key, (start, end) in spans().items():
        element = shown.at(key)
        quotes = element.xpath("(./div/div[@class='margin']|./div[@class='margin']|./td)//blockquote")
        assert normalise(DOCUMENT[start:end]) in [words(q) for q in quotes], key
        assert quotes[0].get("lang") is None
        assert english.at(key).xpath(".//blockquote")[0].get("lang") == "da"
    # A long one is closed until it is wanted; a word broken at the end of a line is whole.
    assert shown.at("measure-ring").xpath(".//td//details/blockquote")
    assert "ledige borgere i job" in words(shown.at("objective-1"))
    assert "Serveren har dokumentet" in shown.text
    assert shown.root.xpath("//*[@class='moved']") == []
    assert other.root.xpath("//blockquote") == []


def test_a_document_that_has_changed_is_not_quoted(plans: Path, tmp_path: Path) -> None:
    changed = DOCUMENT.replace("Mindst 12", "Mindst 15")
    assert len(changed) == len(DOCUMENT)
    (tmp_path / f"{SLUG}.txt").write_bytes(changed.encode())
    with running("--texts", str(tmp_path), store=plans) as server:
        shown = page(server, SLUG)
    goal = shown.at("goal-1").xpath("./div[@class='margin']")[0]
    assert goal.xpath(".//blockquote") == []
    assert "Dokumentet er ændret" in words(goal)
    assert "Mindst 15" not in shown.text
    assert shown.at("objective-1").xpath(".//blockquote")  # which stands as it did
    assert "1 af de passager, der vises her, er ændret" in words(shown.section("verdict"))


@pytest.mark.parametrize(
    ("lang", "added"),
    [
        ("da", "Tilføjet af Anna (står ikke i dokumentet endnu)"),
        ("en", "Added by Anna (not in the document yet)"),
    ],
)
def test_words_that_the_document_does_not_have_are_marked(odd: Running, lang: str, added: str) -> None:
    goal = page(odd, "tilfoejet-2023", lang).at("goal-1")
    assert added in words(goal)
    assert [words(quote) for quote in goal.xpath(".//blockquote")] == ["Flere skal i job."]
    assert "0–0" not in words(goal)
    drawn = words(Page(odd.get(f"/graph?plan=tilfoejet-2023&lang={lang}").text).root)
    assert "Tilføjet af Anna" in drawn and "0–0" not in drawn


def test_what_nobody_has_confirmed_is_marked(odd: Running) -> None:
    shown = page(odd, SLUG)
    assert words(shown.at("linkage-focus-area-1-nt-5").xpath("./span")[0]) == (
        "○ foreslået af indlæsningen, ikke bekræftet (62 %)"
    )
    assert "Ledige ○ foreslået, ikke bekræftet" in words(shown.at("goal-1"))
    assert "1 forslag fra indlæsningen er ikke bekræftet" in words(shown.section("verdict"))


def test_danish_words_say_so_on_an_english_page(odd: Running) -> None:
    shown = page(odd, SLUG, "en")
    for text in ("Alle med", "Flere i job", "Tolv ud af hundrede", "Opkald", "Ordene ligner"):
        said = [e for e in shown.root.iter() if not len(e) and words_of(e) == text]
        assert said and all(e.xpath("ancestor-or-self::*[@lang][1]")[0].get("lang") == "da" for e in said)


# ---- harm


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("more", ["", "&gaps=any", "&gaps=serious"])
def test_what_a_plan_says_stays_text(odd: Running, lang: str, more: str) -> None:
    shown = page(odd, "evil-2023", lang, more)
    assert (
        shown.root.xpath("//script | //img[not(starts-with(@src, '/static/'))] | //iframe | //object") == []
    )
    for element in shown.root.iter():
        for name, value in element.attrib.items():
            assert not name.startswith("on") and name != "style"
            if name in ("href", "src", "action"):
                assert re.match(r"(/|#|\?|https?://)", value), value
            if name == "lang":
                assert re.fullmatch(r"[a-z]{2,3}(-[a-z]+)?", value)
            if name == "id":
                assert re.fullmatch(r"[A-Za-z][A-Za-z0-9._-]*", value), value
    assert [i for i, found in shown.ids.items() if len(found) > 1] == []
    assert "1337" not in shown.text


def test_no_element_takes_the_place_of_a_finding() -> None:
    assert anchor_of(f"{ID}plan/x-2023/finding/3") == "x-finding-3"
    assert anchor_of(f"{ID}plan/x-2023/goal/3c") == "goal-3c"
    assert anchor_of(f"{ID}plan/x-2023") == ""
    assert anchor_of("javascript:alert(1)") == "x-javascript-alert-1"


def test_a_statement_told_at_a_requirement_that_is_left_out_is_a_link_to_all_of_the_page() -> None:
    told = Statement("statement-1", "meets", Value("Udsagn"), (), (), ())
    named = replace(told, label=Value("Udsagn", "#statement-1"), elsewhere=True)
    rest = Requirement("", "requirement-2", Value("To"), (), None, "meets", (named,))
    first = replace(rest, anchor="requirement-1", statements=(told,))
    empty: tuple[()] = ()
    parents = {"statement-1": "requirement-1"}
    thread = Thread(
        empty, None, empty, empty, (first, rest), empty, empty, empty, empty, empty, {}, parents, 0, 0
    )
    gap = Gaps({}, {"requirement-2": Tally(violation=1)})
    shown = sift(thread, lambda anchor: bool(gap.tally(anchor).serious))
    assert [one.anchor for one in shown.requirements] == ["requirement-2"]
    assert "statement-1" not in anchors_of(shown)
    assert "statement-1" in anchors_of(thread)


def test_everything_of_a_plan_that_means_harm_has_a_place(odd: Running) -> None:
    shown = page(odd, "evil-2023")
    assert shown.root.xpath("//h1")[0].text_content()
    for text in (
        "</title><script>alert(1)</script>",
        "'><img src=x onerror=alert(1)>",
        "takes the id of a section",
        "=<script>alert(1)</script>",
        "one",
        "two",
    ):
        assert any(words(e) == text for e in shown.root.iter() if isinstance(e.tag, str)), text
    assert {e.get("lang") for e in shown.root.iter() if words_of(e) in ("one", "two")} >= {"de", "de-at"}
    # An element may not take the id of a section of the page.
    assert words(shown.at("thread")) == "Den røde tråd"
    assert {"x-javascript-alert-1", "thread-2", "a-b-c", "a-b-c-2"} <= set(shown.ids)
    assert "−3" in shown.text or "-3" in shown.text


def words_of(element: object) -> str:
    return words(element) if isinstance(getattr(element, "tag", None), str) else ""


@pytest.mark.parametrize("slug", ["evil-2023", "bar", "bar.2"])
@pytest.mark.parametrize(
    "name", ["report", "report.html", "report.md", "report.json", "report.xlsx", "report.pdf", "summary.html"]
)
def test_files_of_an_odd_plan_are_made_or_refused_in_a_sentence(odd: Running, slug: str, name: str) -> None:
    answer = odd.get(f"/plans/{slug}/{name}", headers={"Accept": "text/html"})
    assert answer.status_code == 200, answer.text[:2000]
    if name.endswith(".xlsx"):
        (path := Path(str(odd.errors)).parent / "odd.xlsx").write_bytes(answer.content)
        book = openpyxl.load_workbook(path)
        assert not [c for s in book for row in s.iter_rows() for c in row if c.data_type == "f"]
    elif name == "report":
        assert Page(answer.text).root.xpath("//main//script") == []


def test_a_plan_of_which_next_to_nothing_is_known(odd: Running) -> None:
    shown = page(odd, "bar")
    head = words(shown.root.xpath("//header[@class='plan-head']")[0])
    assert "intet planår" in head and "ingen kommune nævnt" in head
    assert "udkast, eller ikke angivet som vedtaget" in head
    assert shown.at("outside") in shown.at("goal-1").xpath("ancestor::section/h2")
    assert "Planen har ingen fokusområder." in shown.text
    assert "Der er ingen nationale mål for planens år" in words(shown.section("thread"))
    assert "hverken nationalt mål eller lokal prioritet" in words(shown.at("loose").getparent())
    assert page(odd, "bar.2").at("goal-1") is not None


def test_a_plan_that_cannot_be_checked_is_shown_all_the_same() -> None:
    with running(check_seconds="0.005") as server:
        shown = page(server, "hvidovre-2023")
        assert "Planen kan ikke tjekkes" in words(shown.section("verdict"))
        assert "the work was stopped" in words(shown.section("verdict"))
        assert shown.at("goal-1") is not None and shown.at("national-target-2023-5") is not None
        assert shown.root.xpath("//*[contains(@class, 'gap ')] | //form[@class='filters']") == []
        assert "report.pdf" not in shown.text and "plan.xlsx" in shown.text
        answer = server.get("/plans/hvidovre-2023/report.pdf")
        assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (422, "work-limit")


# ---- length


def test_a_long_plan_is_whole(odd: Running) -> None:
    shown = page(odd, "stor-2023")
    for number in range(1, 201):
        goal = shown.at(f"goal-{number}")
        assert f"focus-area-{number % 20 + 1}" in shown.within(goal)
        assert f"mindst {number},5 procent" in words(shown.at(f"target-value-{number}"))
        assert f"goal-{number}" in shown.within(shown.at(f"measure-{number}"))
    # The contents of the page list the areas and no longer every goal.
    assert len(shown.root.xpath("//nav[@class='contents']//a")) < 40
    fixes = shown.root.xpath("//ol[@class='fixes']")
    assert len(fixes[0].xpath("./li")) <= 12
