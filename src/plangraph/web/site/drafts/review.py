"""The review of a draft: each suggestion beside its passage, to be accepted, changed or rejected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Final, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from plangraph.errors import ReviewError
from plangraph.intake.review import Decision
from plangraph.intake.suggestions import Matter
from plangraph.model import Lang, Text
from plangraph.report.drafts import matter
from plangraph.web.drafts import Draft
from plangraph.web.drafts.findings import Suggestion, Suggestions
from plangraph.web.drafts.forms import Sent, small_form
from plangraph.web.holdings import Holdings, holdings_of
from plangraph.web.negotiation import choose_lang
from plangraph.web.pages import show
from plangraph.web.problems import ProblemError
from plangraph.web.site.drafts.cards import Card, Line, card_of, digest_of, line_of, said_of
from plangraph.web.site.drafts.choices import change_of
from plangraph.web.site.drafts.common import check_name, draft_of, lead_to, path_to, tidy_name, told
from plangraph.web.site.listing import Choice, Part, choose, paginate
from plangraph.web.words import both, word

router = APIRouter()

#: So many suggestions stand on one page of the list.
_PAGE: Final = 40
_LEAST: Final = ("0.9", "0.8", "0.7", "0.6", "0.5")
_MATTERS: Final = ("element", "candidate", "link", "concept", "figure", "requirement", "listed")
#: What the buttons send, and what that decides.
_DECISIONS: Final[Mapping[str, Decision]] = MappingProxyType(
    {"accepted": "accepted", "stated": "accepted", "rejected": "rejected", "changed": "changed"}
)


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """The review of a draft.

    :param token: of the draft
    :param version: the newest, which all of it is about
    :param title: of the plan
    :param reviewer: who judges; empty while nobody has said
    :param faults: what is wrong with what was sent, by field
    :param waiting: how many suggestions nobody has judged
    :param judged: how many somebody has
    :param chosen: how many of the waiting ones are shown
    :param matters: to choose from
    :param least: how sure they may have to be, to choose from
    :param areas: to choose from
    :param query: the choice, for links
    :param card: the suggestion that is shown whole, or None where there is none
    :param lines: the suggestions of this part of the list
    :param part: which part it is
    :param bulk: how many may be accepted at once by how sure they are: least, number
    """

    token: str
    version: int
    title: str
    reviewer: str
    faults: dict[str, str]
    waiting: int
    judged: int
    chosen: int
    matters: tuple[Choice, ...]
    least: tuple[Choice, ...]
    areas: tuple[Choice, ...]
    query: dict[str, str]
    card: Card | None
    lines: tuple[Line, ...]
    part: Part
    bulk: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which suggestions somebody wants to see.

    :param matter: what they are about; empty for all
    :param least: how sure they are at least; empty for all
    :param area: number of their focus area, from 1, ``0`` for none; empty for all
    :param at: the one that is shown whole; empty for the first
    :param page: part of the list
    """

    matter: str = ""
    least: str = ""
    area: str = ""
    at: str = ""
    page: int = 1

    @property
    def query(self) -> dict[str, str]:
        """The choice without the one that is shown whole."""
        given = {"matter": self.matter, "least": self.least, "area": self.area}
        return {name: value for name, value in given.items() if value}

    def path(self, token: str, at: str = "", anchor: str = "suggestion") -> str:
        """Return the address of the review with this choice."""
        query = urlencode({**self.query, **({"at": at} if at else {})})
        return path_to(token, "/review") + (f"?{query}" if query else "") + f"#{anchor}"


Found = Annotated[Draft, Depends(draft_of)]
Small = Annotated[Sent, Depends(small_form)]
Held = Annotated[Holdings, Depends(holdings_of)]


@router.api_route("/drafts/{token}/review", methods=["GET", "HEAD"], include_in_schema=False)
def show_review(
    request: Request,
    token: str,
    draft: Found,
    holdings: Held,
    matter: Matter | Literal[""] = "",
    least: Literal["", "0.9", "0.8", "0.7", "0.6", "0.5"] = "",
    area: Annotated[str, Query(max_length=6)] = "",
    at: Annotated[str, Query(max_length=40)] = "",
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> Response:
    """Show the suggestions that wait."""
    if not draft.state.versions:
        return lead_to(request, path_to(token))
    shown = _page(request, token, draft, holdings, Chosen(matter, least, area, at, page))
    return show(request, "draft-review.html.jinja", shown)


@router.post("/drafts/{token}/reviewer", include_in_schema=False)
def name_reviewer(request: Request, token: str, draft: Found, holdings: Held, sent: Small) -> Response:
    """Note who judges."""
    name, chosen = tidy_name(sent.get("name")), _chosen(sent)
    if (wrong := check_name(name)) is not None:
        faults = {"name": wrong.get(choose_lang(request))}
        return _again(request, token, draft, holdings, chosen, faults)
    draft.name_reviewer(name)
    return lead_to(request, chosen.path(token, chosen.at))


@router.post("/drafts/{token}/review", include_in_schema=False)
def judge(request: Request, token: str, draft: Found, holdings: Held, sent: Small) -> Response:
    """Judge one suggestion, and lead to the next."""
    lang, chosen, decision = choose_lang(request), _chosen(sent), sent.get("decision")
    if not draft.state.reviewer:
        return _again(request, token, draft, holdings, chosen, {"name": both("drafts_name_needed").get(lang)})
    version = sent.number("version")
    if version != draft.state.version:
        raise ProblemError("changed-meanwhile", both("drafts_problem_stale"))
    wanted = _filtered(draft.suggestions(), chosen)
    place = next((i for i, one in enumerate(wanted) if digest_of(one) == chosen.at), None)
    if place is None:
        raise ProblemError("not-found", both("drafts_problem_no_suggestion"))
    suggestion = wanted[place]
    change = None
    if decision == "changed":
        change = change_of(suggestion, {name: sent.get(name) for name in sent.values})
        if not change:
            faults = {"change": both("drafts_nothing_changed").get(lang)}
            return _again(request, token, draft, holdings, chosen, faults)
    if decision not in _DECISIONS:
        raise ProblemError("malformed-request", both("drafts_no_decision"))
    try:
        draft.judge(
            version,
            suggestion.pending.iri,
            _DECISIONS[decision],
            about=_about(suggestion, decision),
            change=change,
            stated=decision == "stated" or (decision == "changed" and bool(sent.get("stated"))),
        )
    except ReviewError as error:
        return _again(request, token, draft, holdings, chosen, {"change": told(error).get(lang)})
    after = wanted[place + 1 :] or wanted[:place]
    return lead_to(request, chosen.path(token, digest_of(after[0]) if after else ""))


@router.post("/drafts/{token}/review/all", include_in_schema=False)
def accept_all(request: Request, token: str, draft: Found, holdings: Held, sent: Small) -> Response:
    """Accept all suggestions that are at least so sure."""
    lang, chosen, least = choose_lang(request), _chosen(sent), sent.get("from")
    if not draft.state.reviewer:
        return _again(request, token, draft, holdings, chosen, {"name": both("drafts_name_needed").get(lang)})
    if least not in _LEAST:
        raise ProblemError("malformed-request", both("drafts_no_decision"))
    draft.accept_all(sent.number("version"), float(least))
    return lead_to(request, chosen.path(token, anchor="content"))


def _again(
    request: Request,
    token: str,
    draft: Draft,
    holdings: Holdings,
    chosen: Chosen,
    faults: dict[str, str],
) -> Response:
    page = _page(request, token, draft, holdings, chosen, faults)
    return show(request, "draft-review.html.jinja", page, status=422)


def _chosen(sent: Sent) -> Chosen:
    """Return the choice that a form carries along."""
    matter, least, area = sent.get("matter"), sent.get("least"), sent.get("area")
    return Chosen(
        matter if matter in _MATTERS else "",
        least if least in _LEAST else "",
        area if area.isdecimal() and len(area) < 6 else "",
        sent.get("at")[:40],
    )


def _page(
    request: Request,
    token: str,
    draft: Draft,
    holdings: Holdings,
    chosen: Chosen,
    faults: dict[str, str] | None = None,
) -> ReviewPage:
    lang, found, faults = choose_lang(request), draft.suggestions(), faults or {}
    wanted = _filtered(found, chosen)
    place = next((i for i, one in enumerate(wanted) if digest_of(one) == chosen.at), 0)
    page = chosen.page if chosen.page > 1 else place // _PAGE + 1
    part = paginate(len(wanted), page, _PAGE)
    card = None
    if wanted:
        card = card_of(draft, found, wanted, place, holdings, lang, is_open="change" in faults)
    areas = [("0", word("drafts_no_area", lang))]
    areas += [(str(number), area.label.get(lang)) for number, area in enumerate(found.areas, 1)]
    about = {one.pending.matter: matter(one.pending, lang) for one in found.waiting}
    return ReviewPage(
        token=token,
        version=draft.state.version,
        title=found.title.get(lang),
        reviewer=draft.state.reviewer,
        faults=faults,
        waiting=len(found.waiting),
        judged=found.judged,
        chosen=len(wanted),
        matters=choose(((m, about[m]) for m in _MATTERS if m in about), chosen.matter),
        least=choose(((least, _percent(least, lang)) for least in _LEAST), chosen.least),
        areas=choose(areas, chosen.area),
        query=chosen.query,
        card=card,
        lines=tuple(
            line_of(one, lang, now=i == place) for i, one in enumerate(wanted) if part.start <= i < part.end
        ),
        part=part,
        bulk=_bulk(found),
    )


def _filtered(found: Suggestions, chosen: Chosen) -> list[Suggestion]:
    areas = {area.iri: str(number) for number, area in enumerate(found.areas, 1)}
    return [
        one
        for one in found.waiting
        if chosen.matter in ("", one.pending.matter)
        and (not chosen.least or one.pending.confidence >= float(chosen.least))
        and chosen.area in ("", areas.get(one.area, "0"))
    ]


def _bulk(found: Suggestions) -> tuple[tuple[str, int, int], ...]:
    """Count what may be accepted at once: least, percent, number; candidates never are."""
    sure = [one.pending.confidence for one in found.waiting if one.pending.matter != "candidate"]
    counted = ((least, sum(c >= float(least) for c in sure)) for least in _LEAST)
    return tuple((least, round(100 * float(least)), number) for least, number in counted if number)


def _percent(least: str, lang: Lang) -> str:
    return word("drafts_at_least", lang, percent=round(100 * float(least)))


def _about(one: Suggestion, decision: str) -> Text:
    verb = both(f"drafts_decision_{decision}")
    return Text(f"{verb.da}: {said_of(one, 'da')}", f"{verb.en}: {said_of(one, 'en')}")
