"""Reports and summaries that people read: what stands in them, and that it is the same everywhere."""

from __future__ import annotations

import dataclasses
import io
import re
from collections.abc import Iterator
from typing import Any

import pypdf
import pytest

from page_plans import SLUGS, Parsed, assessed, complete, hostile, pdf_text
from plangraph import catalogue, queries
from plangraph.model import LANGS, Lang, Severity, State, Text, Waiver
from plangraph.report import document, summary
from plangraph.report.content import build
from plangraph.report.markdown import escape
from plangraph.report.words import count, word

# ---- What stands in a report


@pytest.mark.parametrize("slug", SLUGS)
def test_the_html_report_is_well_formed_and_loads_nothing(slug: str) -> None:
    page = Parsed(document.as_html([assessed(slug)], "da"))
    ids = [str(a["id"]) for _, a in page.tags if "id" in a]
    assert len(ids) == len(set(ids))
    for link in page.all("a"):
        href = str(link["href"])
        assert href.startswith("https://") or href[1:] in ids, href
    assert not {t for t, _ in page.tags} & {"link", "img", "iframe", "object", "embed", "base"}
    assert not any(name.startswith("on") or name in ("style", "src") for _, a in page.tags for name in a)
    for _, attributes in page.tags:
        for name in ("aria-labelledby", "aria-describedby"):
            assert set(str(attributes.get(name) or "").split()) <= set(ids)
    (policy,) = [m["content"] for m in page.all("meta") if m.get("http-equiv")]
    assert str(policy).startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in str(policy)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("slug", SLUGS)
def test_all_formats_give_the_same_numbers(slug: str, lang: Lang) -> None:
    one = assessed(slug)
    texts = {
        "html": Parsed(document.as_html([one], lang)).text,
        "pdf": pdf_text(document.as_pdf([one], lang)),
        "md": document.as_markdown([one], lang).decode("utf-8"),
    }
    of = word("of", lang)
    scores = [one.overall, *one.dimensions, *one.areas, *one.goals]
    said = {f"{s.passed} {of} {s.examined}" for s in scores if s.examined}
    said |= {f"{o.examined - o.failed} {of} {o.examined}" for o in one.report.outcomes if o.examined}
    for name, text in texts.items():
        assert not {s for s in said if s not in text}, name
        for state in (State.PASSED, State.FAILED, State.NOT_APPLICABLE):
            number = sum(o.state is state for o in one.report.outcomes)
            total = len(one.report.outcomes)
            assert word(f"{state.value}_heading", lang, count=number, total=total) in text, name
        assert f"{word('findings', lang)} ({len(one.report.findings)})" in text.replace("  ", " "), name
    for sheet in (Parsed(summary.as_html([one], lang)).text, pdf_text(summary.as_pdf([one], lang))):
        for score in (one.overall, *one.dimensions):
            assert f"{score.passed} {of} {score.examined}" in sheet


def test_every_finding_stands_in_every_format_with_its_number_reason_fix_and_place() -> None:
    one = assessed("hvidovre-2020")
    texts = [
        Parsed(document.as_html([one], "da")).text,
        pdf_text(document.as_pdf([one], "da")),
        " ".join(document.as_markdown([one], "da").decode("utf-8").replace("\\", "").split()),
    ]
    plain = [re.sub(r"\s|-", "", text) for text in texts]
    rules = {o.rule.id: o.rule for o in one.report.outcomes}
    for finding in one.report.findings:
        for said in (finding.message.da, finding.fix.da, rules[finding.rule].why.da):
            for text in plain:
                assert re.sub(r"\s|-", "", said) in text, said
    assert any(f.patch for f in one.report.findings)
    html, markdown = (write([one], "da").decode() for write in (document.as_html, document.as_markdown))
    first = next(f.patch for f in one.report.findings if f.patch).strip().splitlines()[0]
    assert first.replace("<", "&lt;").replace(">", "&gt;") in html
    assert first in markdown


def test_findings_are_grouped_by_dimension_and_focus_area_each_once() -> None:
    one = assessed("frederikssund-2023")
    (plan,) = build([one], "en").plans
    numbers = [i.number for c in plan.chapters for g in c.groups for gap in g.gaps for i in gap.items]
    assert sorted(numbers) == list(range(1, len(one.report.findings) + 1))
    for chapter in plan.chapters:
        assert chapter.found == sum(len(gap.items) for g in chapter.groups for gap in g.gaps)
        for group in chapter.groups:
            ranks = [gap.rank for gap in group.gaps]
            assert ranks == sorted(ranks, reverse=True)
    assert {s.label.en for s in one.areas} & {g.label for c in plan.chapters for g in c.groups}


def test_what_stands_before_the_next_tier_is_named_exactly() -> None:
    for slug in SLUGS:
        one = assessed(slug)
        (plan,) = build([one], "da").plans
        (current,) = [r for r in plan.rungs if r.current]
        ahead = next(t for t in one.tiers if not t.reached)
        assert current.name == ahead.name.da
        found = {one.report.findings[m.number - 1].key for b in current.blocks for m in b.mentions}
        assert found == {f.key for f in ahead.blocking}
        assert len(plan.moves) == len(one.steps)
        assert count("gap", len(ahead.blocking), "da") in " ".join(plan.verdict)


def test_a_complete_plan_is_told_so() -> None:
    one = complete()
    for lang in LANGS:
        text = Parsed(document.as_html([one], lang)).text
        assert word("no_findings", lang) in text
        assert word("verdict_top", lang, tier=one.tiers[-1].name.get(lang)) in text
        assert word("nothing_to_do", lang) in Parsed(summary.as_html([one], lang)).text
    assert pypdf.PdfReader(io.BytesIO(document.as_pdf([one], "en"))).pages


def test_waived_findings_stand_apart_and_are_not_counted() -> None:
    base = assessed("hvidovre-2023")
    first = base.report.findings[0]
    waiver = Waiver("x", first.rule, first.focus, "Anne Jensen", "Afventer byrådet", "2027-03-31")
    findings = (dataclasses.replace(first, waiver=waiver), *base.report.findings[1:])
    one = dataclasses.replace(base, report=dataclasses.replace(base.report, findings=findings))
    (plan,) = build([one], "da").plans
    assert plan.found == len(findings) - 1
    assert [i.number for g in plan.waived for i in g.items] == [1]
    counts = {name: number for name, _, _, number in plan.severities}
    assert counts[first.severity.value] == base.report.severities()[Severity(first.severity)] - 1
    said = "Accepteret af Anne Jensen til og med 2027-03-31"
    assert said in Parsed(document.as_html([one], "da")).text
    assert said in pdf_text(document.as_pdf([one], "da"))
    assert said in document.as_markdown([one], "da").decode()


def test_rules_that_could_not_be_run_are_said_first() -> None:
    base = assessed("hvidovre-2023")
    note = Text("Reglen kunne ikke køres (X).", "The rule could not be run (X).")
    first = dataclasses.replace(base.report.outcomes[0], state=State.ERRORED, note=note)
    report = dataclasses.replace(base.report, outcomes=(first, *base.report.outcomes[1:]))
    lowest = dataclasses.replace(base.tiers[0], reached=False, blocking=(), undecided=(first.rule.id,))
    one = dataclasses.replace(base, report=report, tiers=(lowest, *base.tiers[1:]), steps=())
    (plan,) = build([one], "en").plans
    said = word("undecided", "en", rules=first.rule.name.en)
    assert plan.verdict[-1] == said
    assert plan.rungs[0].notes == (said,)
    for text in (Parsed(document.as_html([one], "en")).text, pdf_text(document.as_pdf([one], "en"))):
        assert said in text
        assert "0 findings" not in text
    assert plan.rules[0].key == "errored"
    assert plan.rules[0].rows[0].note == note.en


# ---- Attacks


def test_hostile_texts_are_shown_and_never_run() -> None:
    for html in (document.as_html([hostile()], "da"), summary.as_html([hostile()], "en")):
        page = Parsed(html)
        assert "</script><script>" in page.text.replace(" ", "").replace("\n", "")
        assert len(page.all("script")) == (1 if page.all("form") else 0)
        assert not page.all("img")
        assert not [a for a in page.all("a") if str(a["href"]).startswith("javascript")]
    assert "javascript:alert(1)" in Parsed(document.as_html([hostile()], "da")).text


def test_hostile_texts_are_text_in_a_pdf() -> None:
    for data in (document.as_pdf([hostile()], "da"), summary.as_pdf([hostile()], "da")):
        reader = pypdf.PdfReader(io.BytesIO(data))
        assert "#panic()" in pdf_text(data)
        for page in reader.pages:
            for annotation in page.get("/Annots", []):
                action: Any = annotation.get_object().get("/A", {})
                assert str(action.get("/URI", "https://")).startswith("https://")


def test_characters_that_no_font_has_do_not_stop_a_pdf() -> None:
    base = assessed("hvidovre-2023")
    label = Text("Plan 🦄 \U0001f9ff", "Plan 🦄")
    one = dataclasses.replace(base, report=dataclasses.replace(base.report, label=label))
    assert pypdf.PdfReader(io.BytesIO(document.as_pdf([one], "da"))).pages


def test_markdown_takes_no_plan_text_for_markup() -> None:
    assert escape("a*b_c [x](y) <b> `c` #d | e\n- f") == (r"a\*b\_c \[x\](y) \<b\> \`c\` \#d \| e - f")
    assert escape("- item") == r"\- item"
    assert escape("12. item") == r"12\. item"
    text = document.as_markdown([hostile()], "da").decode()
    outside = re.sub(r"^( *)(`{3,})turtle$.*?^\1\2$", "", text, flags=re.M | re.S)
    assert not re.search(r"(?<!\\)<(?!https://)", outside)
    assert "````turtle" in text, "a fence is longer than any run of backticks inside it"


# ---- PDF


def test_many_plans_make_one_document_and_a_sheet_each() -> None:
    some = [assessed("hvidovre-2022"), assessed("hvidovre-2023")]
    assert len(pypdf.PdfReader(io.BytesIO(summary.as_pdf(some, "da"))).pages) == 2
    assert len(Parsed(summary.as_html(some, "da")).all("article")) == 2
    text = document.as_markdown(some, "en").decode()
    assert [line for line in text.splitlines() if line.startswith("# ")] == [
        f"# Completeness: {one.report.label.en}" for one in some
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_the_pdf_is_tagged_titled_bookmarked_and_says_its_language(lang: Lang) -> None:
    one = assessed("vallensbaek-ishoej-2017")
    data = document.as_pdf([one], lang)
    reader = pypdf.PdfReader(io.BytesIO(data))
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == lang
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in data
    assert reader.metadata is not None
    assert reader.metadata.title == build([one], lang).title
    assert 5 < len(reader.pages) < 40

    def titles(items: Any) -> Iterator[str]:
        for item in items:
            if isinstance(item, list):
                yield from titles(item)
            else:
                yield str(item.title)

    found = list(titles(reader.outline))
    assert any(one.report.label.get(lang) in t for t in found)
    assert {word("tiers", lang), word("scores", lang), word("waived", lang)} <= set(found)
    text = pdf_text(data)
    assert one.report.label.get(lang) in text
    assert lang == "en" or all(letter in text for letter in "æøå")


def test_a_pdf_is_the_same_bytes_each_time() -> None:
    one = assessed("hvidovre-2023")
    assert document.as_pdf([one], "da") == document.as_pdf([one], "da")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("slug", SLUGS)
def test_the_summary_is_one_pdf_page_that_says_what_its_picture_shows(slug: str, lang: Lang) -> None:
    one = assessed(slug)
    data = summary.as_pdf([one], lang)
    (page,) = pypdf.PdfReader(io.BytesIO(data)).pages
    assert [round(float(x)) for x in page.mediabox[2:]] == [595, 842]
    assert b"pdfuaid" in data
    (sheet,) = summary.summarise([one], lang).sheets
    drawn = " ".join(re.findall(r">([^<]+)</text>", sheet.picture))
    said = " ".join((*sheet.said, sheet.verdict))
    for tier in one.tiers:
        assert tier.name.get(lang) in drawn
        assert tier.name.get(lang) in said
    for target in one.targets:
        assert f"{target.number}. " in drawn
        assert target.label.get(lang) in said
    assert set(re.findall(r'font-size="(\d+)"', sheet.picture)) == {"12"}


def test_the_summary_takes_its_targets_from_the_question_of_the_library() -> None:
    store = catalogue.open_store(None)
    table = queries.run(store, queries.get("national-targets-by-level"), {})
    asked: dict[str, list[tuple[object, ...]]] = {}
    for row in table.rows:
        asked.setdefault(str(row[0]), []).append(tuple(row[1:]))
    for slug in SLUGS:
        one = assessed(slug)
        shown = [
            (
                t.number,
                t.target,
                t.reached,
                t.areas,
                t.objectives,
                t.goals,
                t.measures,
                t.stated,
                t.interpreted,
            )
            for t in one.targets
        ]
        assert [tuple(map(str, row)) for row in asked[one.report.plan]] == [
            tuple(map(str, row)) for row in shown
        ]
