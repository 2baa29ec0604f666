"""The page of a plan: what it says, what it lacks and where, and what it was read from."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Annotated, Final

from fastapi import APIRouter, Depends
from rdflib import URIRef
from rdflib.namespace import DCTERMS
from starlette.requests import Request
from starlette.responses import Response

from plangraph.errors import CheckError, LoadError
from plangraph.model import Assessment, Lang, Step
from plangraph.report.content import next_tier, severities, target_row, verdict
from plangraph.report.parts import TargetRow
from plangraph.web.holdings import Holdings, Plan, holdings_of
from plangraph.web.negotiation import choose_lang
from plangraph.web.pages import render
from plangraph.web.problems import ProblemError
from plangraph.web.sending import send
from plangraph.web.site.listing import Choice, choose
from plangraph.web.site.overview import Level, level_of
from plangraph.web.site.plan import thread as threads
from plangraph.web.site.plan.files import Download, downloads
from plangraph.web.site.plan.gaps import Gap, Gaps, Numbers, Tally, place
from plangraph.web.site.plan.index import Index
from plangraph.web.site.plan.parts import Element, Figure, Measured, Row, Thread
from plangraph.web.site.plan.reader import Reader
from plangraph.web.site.plan.sieve import anchors_of, sift
from plangraph.web.things import Value
from plangraph.web.words import word
from plangraph.web.workshop import WorkLimitError

router = APIRouter()
log = logging.getLogger(__name__)

#: What can be shown alone: what has findings of any kind, or those that should be mended.
SERIOUS: Final = "serious"
ANY: Final = "any"
#: Everything, and nothing of it folded.
UNFOLDED: Final = "unfolded"


@dataclass(frozen=True, slots=True)
class Fix:
    """A change on the way to the next level.

    :param text: what to do
    :param findings: numbers of the findings that it clears
    """

    text: str
    findings: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sibling:
    """An earlier or later plan of the same municipality.

    :param plan: it
    :param name: its name in short
    :param title: its title
    :param when: ``earlier``, ``later``, or ``same`` for the plan of the page
    """

    slug: str
    name: str
    title: str
    when: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How complete a plan is.

    :param level: its level
    :param passed: checks passed
    :param examined: checks made
    :param counts: severity, sign, word and number of findings
    :param verdict: the same in sentences
    :param next_level: the lowest level that it has not reached; nothing where there is none
    :param fixes: the fewest changes that reach it
    :param ruleset: version of the rules
    """

    level: Level
    passed: int
    examined: int
    counts: tuple[tuple[str, str, str, int], ...]
    verdict: tuple[str, ...]
    next_level: str
    fixes: tuple[Fix, ...]
    ruleset: str


@dataclass(frozen=True, slots=True)
class PlanPage:
    """The page of a plan.

    :param slug: its slug
    :param name: municipalities and year
    :param title: its title, where that says more than its name
    :param places: municipalities and regions
    :param year: first year it covers; 0 where it says none
    :param adopted: whether it is adopted
    :param description: a paraphrase of it
    :param standing: how complete it is; None where it cannot be checked
    :param unchecked: why not
    :param thread: all that it says
    :param reach: how far each national target reaches into it, by IRI
    :param gaps: its findings in their places
    :param series: plans of the municipality, this among them
    :param downloads: what can be had as a file
    :param has_text: whether the server has its document
    :param only: what is shown alone; nothing for everything
    :param unfolded: whether details are unfolded
    :param choices: how it can be shown
    :param left_out: anchors of what is not shown
    """

    slug: str
    name: str
    title: str
    places: tuple[tuple[str, str], ...]
    year: int
    adopted: bool
    description: tuple[Value, ...]
    standing: Standing | None
    unchecked: str
    thread: Thread
    reach: dict[str, TargetRow]
    gaps: Gaps
    series: tuple[Sibling, ...]
    downloads: tuple[Download, ...]
    has_text: bool
    only: str = ""
    unfolded: bool = False
    choices: tuple[Choice, ...] = ()
    left_out: frozenset[str] = frozenset()

    def gaps_at(self, anchor: str) -> tuple[Gap, ...]:
        """Return the findings at an anchor."""
        return self.gaps.of(anchor)

    def tally(self, anchor: str) -> Tally:
        """Count the findings at an anchor and within it."""
        return self.gaps.tally(anchor)

    @property
    def loose_figures(self) -> tuple[Row, ...]:
        """The figures that no target value is held against, as rows of a table."""
        return tuple(("", one, None) for one in self.thread.measured)

    def inside(self, found: Iterable[Element | Measured]) -> Tally:
        """Count the findings at and within several things."""
        return sum((self.tally(one.anchor) for one in found), Tally())

    def inside_of(self, figure: Figure) -> Tally:
        """Count the findings at what is shown along with a figure."""
        return self.inside(reading.figure for reading in figure.readings if reading.figure is not None)


@router.api_route("/plans/{slug}", methods=["GET", "HEAD"], include_in_schema=False)
def show_plan(
    request: Request,
    slug: str,
    holdings: Annotated[Holdings, Depends(holdings_of)],
    gaps: str = "",
) -> Response:
    """Show a plan.

    :param gaps: of its elements those alone that have gaps, or gaps that should be mended, or all unfolded
    """
    lang, plan = choose_lang(request), holdings.plan(slug)
    if gaps not in ("", SERIOUS, ANY, UNFOLDED):
        known = f"{SERIOUS!r}, {ANY!r} or {UNFOLDED!r}"
        raise ProblemError("malformed-request", f"gaps: it is {known}, not {gaps[:40]!r}")
    page = _page(holdings, plan, lang)
    options = [(name, word(f"plan_only_{name}", lang)) for name in (UNFOLDED, SERIOUS, ANY)]
    only = "" if gaps == UNFOLDED else gaps
    shown = replace(page, only=only, unfolded=gaps == UNFOLDED, choices=choose(options, gaps))

    def write() -> tuple[bytes, str]:
        html = render(request, "plan.html.jinja", _only(shown) if only else shown, lang)
        return html.encode(), "text/html; charset=utf-8"

    # A long plan takes a while to write out; what else the address says stands in links of the page.
    ours = page.standing is not None and {*request.query_params} <= {"gaps", "lang"}
    key = ("page", plan.slug, lang, request.url.query)
    body, media = holdings.written(key, write) if ours else write()
    return send(request, body, media, {"Vary": "Accept-Language", "Content-Language": lang})


def _page(holdings: Holdings, plan: Plan, lang: Lang) -> PlanPage:
    try:
        assessment = holdings.assessment(plan.slug)
    except (CheckError, LoadError, WorkLimitError) as error:
        log.warning("a plan cannot be checked", extra={"plan": plan.slug})
        return _made(holdings, plan, None, lang, str(error))
    return holdings.keep_of(plan.slug, ("page", lang), lambda: _made(holdings, plan, assessment, lang))


def _made(
    holdings: Holdings, plan: Plan, assessment: Assessment | None, lang: Lang, unchecked: str = ""
) -> PlanPage:
    said = holdings.keep_of(plan.slug, "index", lambda: Index(holdings.graph(plan.slug)))
    text = holdings.text(plan.slug)
    reader = Reader(said, holdings.reference, plan, lang, text, holdings.copy.store.statements)
    thread = threads.read(reader, assessment)
    rules = {rule.id: rule for rule in holdings.rules}
    title = plan.label.get(lang)
    name = plan.name.get(lang) if plan.places else title
    return PlanPage(
        slug=plan.slug,
        name=name,
        title="" if title == name else title,
        places=tuple((place.name.get(lang), place.region.get(lang)) for place in plan.places),
        year=plan.year,
        adopted=plan.adopted,
        description=reader.texts(URIRef(plan.iri), DCTERMS.description),
        standing=None if assessment is None else _standing(assessment, lang),
        unchecked=unchecked,
        thread=thread,
        reach={} if assessment is None else {r.target: target_row(r, lang) for r in assessment.targets},
        gaps=Gaps({}, {}) if assessment is None else place(assessment.report, rules, thread, said, lang),
        series=_series(holdings, plan, lang),
        downloads=downloads(plan.slug, checked=assessment is not None),
        has_text=text is not None,
    )


def _standing(assessment: Assessment, lang: Lang) -> Standing:
    above, numbers = next_tier(assessment), Numbers(assessment.report)
    return Standing(
        level=level_of(assessment, lang),
        passed=assessment.overall.passed,
        examined=assessment.overall.examined,
        counts=severities(assessment.report.findings, lang),
        verdict=verdict(assessment, lang),
        next_level="" if above is None else above.name.get(lang),
        fixes=tuple(_fix(step, numbers, lang) for step in assessment.steps),
        ruleset=assessment.report.ruleset,
    )


def _fix(step: Step, numbers: Numbers, lang: Lang) -> Fix:
    return Fix(step.text.get(lang), numbers.of(step.clears))


def _series(holdings: Holdings, plan: Plan, lang: Lang) -> tuple[Sibling, ...]:
    def when(other: Plan) -> str:
        if other.slug == plan.slug:
            return "same"
        return "earlier" if (other.year, other.slug) < (plan.year, plan.slug) else "later"

    return tuple(
        Sibling(other.slug, other.name.get(lang), other.label.get(lang), when(other))
        for other in holdings.series(plan)
    )


def _only(page: PlanPage) -> PlanPage:
    """Leave out what has no gaps, or none that should be mended."""

    def has(anchor: str) -> bool:
        tally = page.tally(anchor)
        return bool(tally.serious if page.only == SERIOUS else tally.total)

    sifted = sift(page.thread, has)
    return replace(page, thread=sifted, left_out=frozenset(page.thread.parents) - anchors_of(sifted))
