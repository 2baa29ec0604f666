"""What can be had of a plan as a file, and its report as a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Final

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from plangraph.model import Lang
from plangraph.report import FORMATS, SUMMARIES
from plangraph.report.content import build
from plangraph.report.document import SCRIPTS, STYLES
from plangraph.report.html import asset, environment, security
from plangraph.web import crafts
from plangraph.web.holdings import Holdings, holdings_of
from plangraph.web.negotiation import choose_lang
from plangraph.web.pages import send_page
from plangraph.web.problems import ProblemError
from plangraph.web.sending import send
from plangraph.web.workshop import Workshop

if TYPE_CHECKING:
    from markupsafe import Markup

router = APIRouter()

_READ: Final = ["GET", "HEAD"]
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Files of a plan by what they are for: name of the word, and endings as people call them.
_REPORTS: Final = (
    ("html", "HTML"), ("pdf", "PDF"), ("md", "Markdown"), ("xlsx", "Excel"), ("json", "JSON"),
    ("sarif", "SARIF"), ("junit.xml", "JUnit"), ("ttl", "Turtle (SHACL)"),
)  # fmt: skip
_GRAPHS: Final = (("ttl", "Turtle"), ("jsonld", "JSON-LD"), ("nt", "N-Triples"), ("rdf", "RDF/XML"))


@dataclass(frozen=True, slots=True)
class Download:
    """A file of a plan.

    :param group: ``summary``, ``report``, ``workbook`` or ``data``
    :param name: its format, as people call it
    :param path: where it is
    """

    group: str
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The report of a plan as a page.

    :param slug: the plan's slug
    :param name: its municipalities and year
    :param title: of the page
    :param report: the report; it is the same in the HTML file
    :param downloads: the report as a file
    """

    slug: str
    name: str
    title: str
    report: Markup
    downloads: tuple[Download, ...]


def downloads(slug: str, *, checked: bool) -> tuple[Download, ...]:
    """Return what can be had of a plan as a file.

    :param checked: whether there is a report on it
    """
    found = []
    if checked:
        found += [Download("summary", e[1:].upper(), f"/plans/{slug}/summary{e}") for e in SUMMARIES]
        found += [Download("report", name, f"/plans/{slug}/report.{e}") for e, name in _REPORTS]
    found.append(Download("workbook", "Excel", f"/plans/{slug}/plan.xlsx"))
    found += [Download("data", name, f"/doc/id/graph/{slug}.{e}") for e, name in _GRAPHS]
    return tuple(found)


@router.api_route("/plans/{slug}/report", methods=_READ, include_in_schema=False)
def show_report(request: Request, slug: str, holdings: Annotated[Holdings, Depends(holdings_of)]) -> Response:
    """Show the report of a plan, rule by rule; its page shows the same findings in their places."""
    lang, plan = choose_lang(request), holdings.plan(slug)
    assessment = holdings.assessment(plan.slug)
    shown = holdings.keep_of(
        plan.slug, ("report", lang), lambda: _fragment(lang, build([assessment], lang).plans[0])
    )
    page = ReportPage(
        slug=plan.slug,
        name=plan.name.get(lang),
        title=plan.label.get(lang),
        report=shown,
        downloads=tuple(d for d in downloads(plan.slug, checked=True) if d.group in ("summary", "report")),
    )
    return send_page(request, "plan-report.html.jinja", page)


def _fragment(lang: Lang, plan: object) -> Markup:
    from markupsafe import Markup

    # The macro of the HTML report, with its own words and escaping.
    said = '{% from "report-plan.html.jinja" import report with context %}{{ report(plan, "") }}'
    return Markup(environment(lang).from_string(said).render(plan=plan))  # noqa: S704 - escaped in there


@router.api_route("/static/report.css", methods=_READ, include_in_schema=False)
def send_style(request: Request) -> Response:
    """Send what the report looks like; its HTML file carries the same."""
    return _send_asset(request, asset("report.css"), "text/css; charset=utf-8")


@router.api_route("/static/report.js", methods=_READ, include_in_schema=False)
def send_script(request: Request) -> Response:
    """Send what lets readers choose among findings; the HTML file carries the same."""
    return _send_asset(request, asset("report.js"), "text/javascript; charset=utf-8")


def _send_asset(request: Request, text: str, media: str) -> Response:
    return send(request, text.encode(), media, {})


@router.api_route("/plans/{slug}/report.{ending}", methods=_READ, include_in_schema=False)
def send_report(
    request: Request, slug: str, ending: str, holdings: Annotated[Holdings, Depends(holdings_of)]
) -> Response:
    """Send the report of a plan as a file."""
    return _send_written(request, holdings, slug, "report", ending)


@router.api_route("/plans/{slug}/summary.{ending}", methods=_READ, include_in_schema=False)
def send_summary(
    request: Request, slug: str, ending: str, holdings: Annotated[Holdings, Depends(holdings_of)]
) -> Response:
    """Send the one-page summary for a committee as a file."""
    return _send_written(request, holdings, slug, "summary", ending)


def _send_written(request: Request, holdings: Holdings, slug: str, what: str, ending: str) -> Response:
    plan, lang, summary = holdings.plan(slug), choose_lang(request), what == "summary"
    formats = SUMMARIES if summary else FORMATS
    if f".{ending}" not in formats:
        known = ", ".join(f"{what}{known}" for known in formats)
        raise ProblemError("unknown-format", f"there is no {what}.{ending[:20]} of a plan; there are {known}")
    name = f"{what}.{ending}"
    assessment = holdings.assessment(plan.slug)
    workshop: Workshop = request.app.state.workshop

    def write() -> tuple[bytes, str]:
        return workshop.do(crafts.write_report, [assessment], name, lang, summary=summary)

    body, media = holdings.written((plan.slug, name, lang), write)
    shown = ending == "html"
    headers = _as_file(f"{plan.slug}-{name}", lang, shown=shown)
    if shown:
        # It carries its style and script in itself, and its policy knows them by hash.
        policy = security(asset("summary.css")) if summary else security(asset(*STYLES), asset(*SCRIPTS))
        headers["Content-Security-Policy"] = f"{policy}; frame-ancestors 'none'"
    return send(request, body, media, headers)


@router.api_route("/plans/{slug}/plan.xlsx", methods=_READ, include_in_schema=False)
def send_workbook(
    request: Request, slug: str, holdings: Annotated[Holdings, Depends(holdings_of)]
) -> Response:
    """Send a plan as the workbook that can be changed and handed in again."""
    plan, lang = holdings.plan(slug), choose_lang(request)
    workshop: Workshop = request.app.state.workshop

    def write() -> tuple[bytes, str]:
        return workshop.do(crafts.export_plan, plan.slug, holdings.copy.folder, lang), _XLSX

    body, media = holdings.written((plan.slug, "plan.xlsx", lang), write)
    return send(request, body, media, _as_file(f"{plan.slug}.xlsx", lang))


def _as_file(name: str, lang: Lang, *, shown: bool = False) -> dict[str, str]:
    """Return the headers of a file; a plan's slug has no character that a file name or header may not."""
    return {
        "Content-Disposition": f'{"inline" if shown else "attachment"}; filename="{name}"',
        "Content-Language": lang,
        "Vary": "Accept-Language",
    }
