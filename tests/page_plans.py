"""Assessed plans for the tests of what people read: the shipped ones, a complete one, a hostile one."""

from __future__ import annotations

import dataclasses
import io
import re
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pypdf
from rdflib import Graph

from plangraph import catalogue
from plangraph.assess.assessment import assess
from plangraph.assess.examples import Peers
from plangraph.check.plans import check, load_rules
from plangraph.model import Assessment, Example, Passage, Text, Waiver

SLUGS = ("frederikssund-2023", "hvidovre-2020", "hvidovre-2022", "hvidovre-2023", "vallensbaek-ishoej-2017")
TODAY = date(2026, 1, 1)
#: What nobody may be able to smuggle into a page through the name of a goal.
HOSTILE = (
    "</script><script>document.title='x'</script><img src=x onerror=alert(1)> "
    "#panic() `*_[x](javascript:1) $e$"
)
DATA = Path(__file__).parent / "data"


@cache
def reference() -> Graph:
    return catalogue.reference()


@cache
def plans() -> dict[str, Graph]:
    return catalogue.plan_graphs((), None)


@cache
def assessed(slug: str) -> Assessment:
    graph = plans()[slug]
    report = check(graph, reference(), load_rules())
    return assess(report, graph, reference(), others=Peers(plans(), reference()), today=TODAY)


@cache
def complete() -> Assessment:
    graph = Graph().parse(DATA / "check" / "testby-2023.ttl")
    return assess(check(graph, reference(), load_rules()), graph, reference(), today=TODAY)


@cache
def hostile() -> Assessment:
    """A plan whose every text is an attack, with a waiver, an example, a patch and a bad address."""
    base, bad = assessed("hvidovre-2023"), Text(HOSTILE, HOSTILE)
    place = Passage("x", HOSTILE, HOSTILE, 1, 0, 9)
    rules = {
        o.rule.id: dataclasses.replace(
            o.rule, name=bad, see_also=("javascript:alert(1)", "https://example.org/?a=<b>")
        )
        for o in base.report.outcomes
    }
    findings = [
        dataclasses.replace(
            f, label=bad, message=bad, fix=bad, evidence=(place,), patch=f"# ```\n{HOSTILE}\n",
            examples=(Example(bad, "x", bad, place),),
        )
        for f in base.report.findings[:12]
    ]  # fmt: skip
    waiver = Waiver("x", findings[0].rule, "x", HOSTILE, HOSTILE, "2027-01-01")
    findings[0] = dataclasses.replace(findings[0], waiver=waiver)
    report = dataclasses.replace(
        base.report,
        label=bad,
        findings=tuple(findings),
        outcomes=tuple(dataclasses.replace(o, rule=rules[o.rule.id]) for o in base.report.outcomes),
    )
    return dataclasses.replace(
        base,
        report=report,
        areas=tuple(dataclasses.replace(s, label=bad) for s in base.areas),
        tiers=tuple(dataclasses.replace(t, name=bad, blocking=tuple(findings[1:])) for t in base.tiers),
        targets=tuple(dataclasses.replace(t, label=bad) for t in base.targets),
    )


class Parsed(HTMLParser):
    """The tags of a page, that they nest, and the text of all but styles and scripts."""

    VOID = frozenset({"meta", "link", "br", "input", "img", "hr"})

    def __init__(self, html: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[str] = []
        self.feed(html.decode("utf-8"))
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID and tag not in ("rect", "path", "circle"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("rect", "path", "circle"):
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"script", "style"} & set(self.open):
            self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def pdf_text(data: bytes) -> str:
    """Return the text of a PDF in one line, without the footers that break its sentences."""
    pages = (page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    text = re.sub(
        r"(Dannet af|Made by) plangraph \S+ (regelsæt|rule set) \w+\.\s+\S+ \d+ (af|of) \d+",
        "",
        "\n".join(pages),
    )
    return " ".join(re.sub(r"-\n(?=[a-zæøå])", "", text).split())
