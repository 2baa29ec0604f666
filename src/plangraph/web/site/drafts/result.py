"""The page of a draft: what was found, and what to do about it; before that how far the work on it is."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Literal

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from plangraph.errors import PlangraphError
from plangraph.model import Lang, Severity, Text
from plangraph.names import shorten
from plangraph.report import content
from plangraph.report.words import SEVERITIES
from plangraph.web.drafts import Draft, State
from plangraph.web.drafts.findings import Examined
from plangraph.web.drafts.forms import Sent, small_form
from plangraph.web.drafts.naming import known_endings
from plangraph.web.drafts.refusals import explain
from plangraph.web.holdings import label_of
from plangraph.web.incoming import settings_of
from plangraph.web.negotiation import choose_lang
from plangraph.web.pages import show
from plangraph.web.pool import BusyError
from plangraph.web.problems import ProblemError
from plangraph.web.site.drafts.common import draft_of, keeper_of, lead_to, moment, path_to
from plangraph.web.site.drafts.showing import Changes, Group, Move, changes_of, groups_of, moves_of
from plangraph.web.site.drafts.working import FailedPage, failed_page, work_page
from plangraph.web.site.listing import Choice, choose
from plangraph.web.site.overview import Level, level_of
from plangraph.web.words import word

if TYPE_CHECKING:
    from plangraph.assess.mending import Addition

router = APIRouter()

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Past:
    """A version of a draft, in its history.

    :param number: its number
    :param said: what made it
    :param about: what was judged or mended
    :param when: when that was
    :param now: whether it is the newest
    """

    number: int
    said: str
    about: str
    when: str
    now: bool


@dataclass(frozen=True, slots=True)
class Added:
    """Something that a form wrote into the plan.

    :param label: what it is about
    :param said: the property and its value; empty for a new thing
    :param gone: whether it is no longer said
    :param by: who wrote it
    :param words: words that have yet to be written into the document
    """

    label: str
    said: str
    gone: bool
    by: str
    words: str


@dataclass(frozen=True, slots=True)
class ResultPage:
    """What was found about a draft.

    :param token: of the draft
    :param version: the newest, which everything here is about
    :param title: of the plan
    :param facts: file, municipality, year
    :param until: when the draft goes unless somebody looks
    :param hours: how long that is
    :param level: how complete it is
    :param passed: checks passed
    :param examined: checks made
    :param verdict: how complete it is, in sentences
    :param counts: findings by severity: name, sign, word, number
    :param next_level: what is ahead; empty where nothing is
    :param moves: the shortest way there
    :param groups: the findings
    :param only: the severity that is shown alone, or empty
    :param severities: to choose from
    :param hidden: how many findings are not shown for that
    :param waiting: suggestions that nobody has judged
    :param judged: suggestions that somebody has
    :param read: how much there is of each kind
    :param notes: what could not be read, a sentence each
    :param carried: of a file just handed in what was carried over to it and what was not, a sentence each
    :param additions: what forms have written into it
    :param changes: what became of the findings since another version, or None
    :param since: that version
    :param history: the versions, the newest first
    :param bases: versions to compare with
    :param failure: why a newer file did not become a version; empty where none failed
    :param again: what the form on that asks for
    :param marked: ending of the file with the findings beside its words; empty where there is none
    :param endings: of the files that are read
    :param megabytes: most of a file
    :param most: the same in bytes
    :param writable: whether whoever has a token may publish it here
    :param slug: the plan's slug; empty where it cannot be published
    """

    token: str
    version: int
    title: str
    facts: tuple[str, ...]
    until: str
    hours: str
    level: Level
    passed: int
    examined: int
    verdict: tuple[str, ...]
    counts: tuple[tuple[str, str, str, int], ...]
    next_level: str
    moves: tuple[Move, ...]
    groups: tuple[Group, ...]
    only: str
    severities: tuple[Choice, ...]
    hidden: int
    waiting: int
    judged: int
    read: tuple[tuple[str, int], ...]
    notes: tuple[str, ...]
    carried: tuple[str, ...]
    additions: tuple[Added, ...]
    changes: Changes | None
    since: int
    history: tuple[Past, ...]
    bases: tuple[Choice, ...]
    failure: FailedPage | None
    marked: str
    endings: tuple[str, ...]
    megabytes: str
    most: int
    writable: bool
    slug: str


Found = Annotated[Draft, Depends(draft_of)]
Small = Annotated[Sent, Depends(small_form)]


@router.api_route("/drafts/{token}", methods=["GET", "HEAD"], include_in_schema=False)
def show_draft(
    request: Request,
    token: str,
    draft: Found,
    since: Annotated[int, Query(ge=0)] = 0,
    only: Literal["violation", "warning", "info", ""] = "",
) -> Response:
    """Show how far the work on a draft is, or what came of it."""
    state, lang = draft.state, choose_lang(request)
    if state.work is not None:
        return show(request, "draft-work.html.jinja", work_page(token, state, state.work, lang))
    if not state.versions:
        return show(request, "draft-failed.html.jinja", failed_page(request, token, state))
    try:
        page = _result_page(request, token, draft, since, only)
    except (BusyError, ProblemError):
        raise
    except PlangraphError as error:  # a change may have made it so: there has to be a way back
        log.warning("a draft cannot be checked", extra={"kind": type(error).__name__})
        unchecked = replace(state, failure=explain(error, state.versions[-1].upload))
        broken = failed_page(request, token, unchecked)
        return show(request, "draft-failed.html.jinja", broken, status=422)
    return show(request, "draft-result.html.jinja", page)


@router.post("/drafts/{token}/undo", include_in_schema=False)
def undo(request: Request, token: str, draft: Found, sent: Small) -> Response:
    """Go back by one version."""
    draft.undo(sent.number("version"))
    return lead_to(request, path_to(token))


@router.post("/drafts/{token}/delete", include_in_schema=False, dependencies=[Depends(small_form)])
def delete(request: Request, token: str) -> Response:
    """Remove a draft at once."""
    keeper_of(request).delete(token)
    return show(request, "draft-deleted.html.jinja", None)


def _result_page(request: Request, token: str, draft: Draft, since: int, only: str) -> ResultPage:
    lang, settings, state = choose_lang(request), settings_of(request), draft.state
    examined = draft.examined()
    assessment = examined.assessment
    base = since or state.base
    if base and (state.find(base) is None or base == state.version):
        base = 0
    above = content.next_tier(assessment)
    groups, hidden = _only(groups_of(examined, draft.text(), lang), only)
    source = draft.source()
    return ResultPage(
        token=token,
        version=state.version,
        title=assessment.report.label.get(lang) or examined.slug,
        facts=_facts(examined, "" if source is None else source.name, lang),
        until=moment(keeper_of(request).expires(draft), lang),
        hours=f"{settings.limits.draft_hours:g}",
        level=level_of(assessment, lang),
        passed=assessment.overall.passed,
        examined=assessment.overall.examined,
        verdict=content.verdict(assessment, lang),
        counts=content.severities(assessment.report.findings, lang),
        next_level="" if above is None else above.name.get(lang),
        moves=moves_of(assessment, lang),
        groups=groups,
        only=only,
        severities=choose(((s.value, SEVERITIES[s].get(lang)) for s in Severity), only),
        hidden=hidden,
        waiting=examined.waiting,
        judged=examined.judged,
        read=tuple((word(f"drafts_count_{name}", lang), count) for name, count in examined.counts),
        notes=tuple(note.get(lang) for note in _notes(state)),
        carried=tuple(note.get(lang) for note in state.versions[-1].carried),
        additions=tuple(_added(one, lang) for one in examined.additions),
        changes=changes_of(draft.compare(base), lang) if base else None,
        since=base,
        history=_history(state, lang),
        bases=_bases(state, base, lang),
        failure=None if state.failure is None else failed_page(request, token, state),
        marked=source.ending if source is not None and source.ending in (".docx", ".pdf") else "",
        endings=known_endings(),
        megabytes=f"{settings.limits.draft_bytes / 1_000_000:g}",
        most=settings.limits.draft_bytes,
        writable=settings.writable and bool(examined.slug),
        slug=examined.slug,
    )


def _only(groups: tuple[Group, ...], only: str) -> tuple[tuple[Group, ...], int]:
    """Leave the findings of one severity; say how many are left out."""
    if not only:
        return groups, 0
    kept, hidden = [], 0
    for group in groups:
        mine = tuple(shown for shown in (*group.serious, *group.minor) if shown.severity == only)
        hidden += len(group.serious) + len(group.minor) - len(mine)
        if mine:
            kept.append(Group(group.anchor, group.area, group.title, mine, ()))
    return tuple(kept), hidden


def _facts(examined: Examined, name: str, lang: Lang) -> tuple[str, ...]:
    places = " · ".join(place.get(lang) for place in examined.places) or word("drafts_no_place", lang)
    year = str(examined.year) if examined.year else ""
    return tuple(fact for fact in (name, places, year) if fact)


def _notes(state: State) -> tuple[Text, ...]:
    """Return the notes on the file that the newest version rests on."""
    upload = state.versions[-1].upload
    first = next(
        (one for one in reversed(state.versions) if one.upload == upload and one.way == "uploaded"), None
    )
    return () if first is None else first.notes


def _added(one: Addition, lang: Lang) -> Added:
    from plangraph import catalogue

    said = ""
    if one.property:
        name = label_of(catalogue.reference(), one.property).get(lang)
        said = f"{name or shorten(one.property)}: {one.value.get(lang)}"
    return Added(one.label.get(lang), said, one.gone, one.by, one.words)


def _history(state: State, lang: Lang) -> tuple[Past, ...]:
    told = []
    for version in reversed(state.versions):
        upload = state.upload(version.upload)
        name = "" if upload is None else upload.name
        said = word(f"drafts_way_{version.way}", lang)
        about = (
            name if version.way == "uploaded" else "" if version.about is None else version.about.get(lang)
        )
        now = version.number == state.version
        told.append(Past(version.number, said, about, moment(version.made, lang), now))
    return tuple(told)


def _bases(state: State, base: int, lang: Lang) -> tuple[Choice, ...]:
    return choose(
        (
            (
                str(version.number),
                f"{version.number}: {word(f'drafts_way_{version.way}', lang)}, {moment(version.made, lang)}",
            )
            for version in reversed(state.versions[:-1])
        ),
        str(base),
    )
