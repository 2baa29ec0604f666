"""Where a draft is handed in, and where a template or an existing plan is taken instead."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from plangraph.errors import LoadError
from plangraph.model import Lang, Text
from plangraph.web.drafts import crafts
from plangraph.web.drafts.forms import Sent, file_form, small_form
from plangraph.web.drafts.naming import known_endings
from plangraph.web.drafts.refusals import explain
from plangraph.web.holdings import Holdings, holdings_of
from plangraph.web.incoming import client_of, settings_of
from plangraph.web.negotiation import choose_lang
from plangraph.web.pages import show
from plangraph.web.problems import ProblemError
from plangraph.web.site.drafts.common import keeper_of, lead_to, path_to
from plangraph.web.site.listing import Choice
from plangraph.web.words import both
from plangraph.web.workshop import Workshop

router = APIRouter()

#: Plan years that can be given; the first is that of the first plans of the kind.
FIRST_YEAR: Final = 2011
LAST_YEAR: Final = 2100
#: Names of municipalities are not longer, all together.
_LONGEST: Final = 300
_YEAR: Final = re.compile(r"[0-9]{4}\Z")
#: How long a request waits for a file that is read quickly, in seconds, and how many requests wait at a time.
_QUICK: Final = 4.0
_waiting: Final = threading.Semaphore(8)
_MEDIA: Final = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@dataclass(frozen=True, slots=True)
class StartPage:
    """Where a draft is handed in.

    :param endings: of the files that are read
    :param places: names of the municipalities, to choose from
    :param plans: plans to start from
    :param megabytes: most of a file
    :param most: the same in bytes
    :param hours: how long a draft is kept
    :param faults: what is wrong with what was sent, by field
    :param municipality: as it was sent
    :param year: as it was sent
    """

    endings: tuple[str, ...]
    places: tuple[str, ...]
    plans: tuple[Choice, ...]
    megabytes: str
    most: int
    hours: str
    faults: dict[str, str]
    municipality: str
    year: str


@router.api_route("/drafts", methods=["GET", "HEAD"], include_in_schema=False)
def show_start(request: Request, holdings: Annotated[Holdings, Depends(holdings_of)]) -> Response:
    """Show where a draft is handed in."""
    return show(request, "draft-start.html.jinja", _page(request, holdings))


@router.post("/drafts", include_in_schema=False)
def take_file(
    request: Request,
    sent: Annotated[Sent, Depends(file_form)],
    holdings: Annotated[Holdings, Depends(holdings_of)],
) -> Response:
    """Take a file as a new draft, and lead to its page."""
    lang, faults = choose_lang(request), dict[str, str]()
    municipalities, year = read_particulars(sent, lang, faults)
    if sent.file is None:
        faults["file"] = both("drafts_problem_no_file").get(lang)
    if sent.file is not None and not faults:
        try:
            token, draft = keeper_of(request).open(
                sent.file.data,
                sent.file.name,
                client=client_of(request),
                municipalities=municipalities,
                year=year,
            )
        except LoadError as error:
            faults["file"] = explain(error, 0).said.get(lang)
        else:
            wait_a_little(draft.wait)
            return lead_to(request, path_to(token))
    page = _page(request, holdings, faults, sent)
    return show(request, "draft-start.html.jinja", page, status=422)


@router.post("/drafts/from-plan", include_in_schema=False)
def start_from_plan(
    request: Request,
    sent: Annotated[Sent, Depends(small_form)],
    holdings: Annotated[Holdings, Depends(holdings_of)],
) -> Response:
    """Make a draft of a plan that is served."""
    from plangraph.turtle import write

    graph = write(holdings.graph(sent.get("plan"))).encode()
    token, _ = keeper_of(request).open_plan(graph, client=client_of(request))
    return lead_to(request, path_to(token))


@router.api_route("/drafts/template{ending}", methods=["GET", "HEAD"], include_in_schema=False)
def send_template(
    request: Request,
    ending: Literal[".xlsx", ".docx"],
    municipality: Annotated[str, Query(max_length=_LONGEST)] = "",
    year: str = "",
) -> Response:
    """Send an empty plan to fill in."""
    from plangraph.intake.knowledge import shipped
    from plangraph.names import slug

    lang, faults = choose_lang(request), dict[str, str]()
    sent = Sent({"municipality": (municipality,), "year": (year,)})
    names, number = read_particulars(sent, lang, faults)
    if not names:
        faults.setdefault("municipality", both("drafts_template_municipality").get(lang))
    if number is None:
        faults.setdefault("year", both("drafts_template_year").get(lang))
    if faults or number is None:
        # The form on the page has the browser ask for both, so this is seldom seen.
        said = " ".join(faults.values())
        raise ProblemError("malformed-request", Text(said, said))
    codes = [shipped().place(name).code for name in names]
    workshop: Workshop = request.app.state.workshop
    data = workshop.do(crafts.write_template, codes, number, ending, lang)
    name = f"{slug('-'.join(names))}-{number}{ending}"
    return Response(
        data,
        headers={"Content-Type": _MEDIA[ending], "Content-Disposition": f'attachment; filename="{name}"'},
    )


def read_particulars(sent: Sent, lang: Lang, faults: dict[str, str]) -> tuple[tuple[str, ...], int | None]:
    """Read the municipalities and the year that somebody gave.

    :param faults: what is wrong with them is put there, by field
    :returns: names of municipalities as they are spelt, and the year; nothing of what was not given
    """
    from plangraph.intake.knowledge import shipped

    names = []
    for name in sent.get("municipality")[:_LONGEST].replace(" og ", ",").replace(";", ",").split(","):
        if name.strip():
            try:
                names.append(shipped().place(name).name)
            except LookupError:
                said = both("drafts_no_municipality", name=name.strip()[:60])
                faults["municipality"] = said.get(lang)
    year = sent.get("year")
    names = list(dict.fromkeys(names))
    if not year:
        return tuple(names), None
    if not _YEAR.match(year) or not FIRST_YEAR <= int(year) <= LAST_YEAR:
        faults["year"] = both("drafts_no_year", first=FIRST_YEAR, last=LAST_YEAR).get(lang)
        return tuple(names), None
    return tuple(names), int(year)


def wait_a_little(wait: Callable[[float], bool]) -> None:
    """Wait for work that may be done soon; when many wait already, whoever comes is led on at once."""
    if _waiting.acquire(blocking=False):
        try:
            wait(_QUICK)
        finally:
            _waiting.release()


def place_names() -> tuple[str, ...]:
    """Return the names of the municipalities, as in a Danish dictionary."""
    from plangraph.intake.knowledge import shipped

    order = str.maketrans({"æ": "{", "ø": "|", "å": "}"})
    names = (place.name for place in shipped().places.values())
    return tuple(sorted(names, key=lambda name: name.casefold().replace("aa", "å").translate(order)))


def _page(
    request: Request, holdings: Holdings, faults: dict[str, str] | None = None, sent: Sent | None = None
) -> StartPage:
    lang, limits = choose_lang(request), settings_of(request).limits
    return StartPage(
        endings=known_endings(),
        places=place_names(),
        plans=tuple(Choice(plan.slug, plan.name.get(lang)) for plan in holdings.plans),
        megabytes=f"{limits.draft_bytes / 1_000_000:g}",
        most=limits.draft_bytes,
        hours=f"{limits.draft_hours:g}",
        faults=faults or {},
        municipality="" if sent is None else sent.get("municipality")[:200],
        year="" if sent is None else sent.get("year")[:10],
    )
