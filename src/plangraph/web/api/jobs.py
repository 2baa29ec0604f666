"""Checks that were begun: how far each is, and what came of it. A job's id is a secret; it expires.

What a job holds is a draft as the pages know it (:mod:`plangraph.web.drafts`): the same token leads a person
to it at ``/drafts/<token>``.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Path, Query
from starlette.requests import Request
from starlette.responses import Response

from plangraph.errors import OutputError
from plangraph.model import Text
from plangraph.report import MARKED
from plangraph.web.api import answers
from plangraph.web.api.answers import address, declared, link, page_address, read
from plangraph.web.api.models.common import say
from plangraph.web.api.models.jobs import Job, JobOutcome, Refusal
from plangraph.web.api.models.reports import Reports
from plangraph.web.api.plans import NO_LEVEL, counted, level_of
from plangraph.web.api.reports import MEDIA, NAMES, Form, LangParameter, schemas, send_report
from plangraph.web.drafts import Draft, Failure, Keeper
from plangraph.web.negotiation import choose_lang
from plangraph.web.problems import ProblemError
from plangraph.web.sending import send
from plangraph.web.words import both

router: APIRouter = answers.make_router("check")

CheckForm = Literal[Form, "marked"]
CheckFormParameter = Annotated[
    CheckForm | None,
    Query(
        alias="format",
        description="The format of the report; it goes before `Accept`. `marked` is the Word or PDF file "
        "itself, with each finding beside its words.",
    ),
]
#: What a report, or the file itself with remarks in it, may be.
SHAPES: Final = {**schemas(), MARKED[".docx"].media_type: {}}
#: What may be wrong with a file.
PROBLEMS: Final = ("unknown-format", "unreadable-draft", "work-limit")
_OTHER_METHODS: Final = ["POST", "PUT", "PATCH", "OPTIONS", "TRACE"]
JobId = Annotated[str, Path(max_length=100, description="The job's id, as `Location` said it.")]


@read(router, "/jobs/{job}", Job, "not-found")
def show_job(request: Request, job: JobId) -> Response:
    """Show how far a check is.

    Ask again until `status` is `done` or `failed`; `Retry-After` says when. A job is kept for a while
    after somebody looked at it last, and then goes.
    """
    draft = keeper_of(request).find(job)
    answers.choose_form(request, {"json": answers.JSON})
    told = job_of(request, job, draft)
    headers = {"Retry-After": "1"} if draft.state.work is not None else {}
    return send(request, told.model_dump_json().encode(), answers.JSON, {"Vary": "Accept", **headers})


@read(
    router,
    "/jobs/{job}/result",
    Reports,
    "not-found",
    "not-done",
    *PROBLEMS,
    media=SHAPES,
    described="The report; as JSON a list of one.",
)
def show_result(
    request: Request,
    job: JobId,
    form: CheckFormParameter = None,
    lang: LangParameter = None,  # noqa: ARG001 - read with Accept-Language
) -> Response:
    """Write what came of a check.

    The report in the format that is asked for. While the check is not done that is a problem (409).
    """
    chosen = choose(request, form)
    return result_of(request, keeper_of(request).find(job), chosen)


@router.delete(
    "/jobs/{job}",
    status_code=204,
    response_description="It is gone, with all that was handed in.",
    responses=declared("not-found"),
)
def delete_job(request: Request, job: JobId) -> Response:
    """Delete a check.

    All that was handed in goes, and all that was made of it.
    """
    keeper_of(request).delete(job)
    return Response(None, 204)


@router.api_route("/jobs/{job}", methods=_OTHER_METHODS, include_in_schema=False)
def refuse_method(request: Request, job: str) -> Response:  # noqa: ARG001 - the path has it
    """Say what can be done with a job."""
    detail = f"{request.method} is not used here; GET, HEAD and DELETE are"
    raise ProblemError("method-not-allowed", detail, headers={"Allow": "GET, HEAD, DELETE"})


def keeper_of(request: Request) -> Keeper:
    """Return what keeps drafts."""
    keeper: Keeper = request.app.state.drafts
    return keeper


def choose(request: Request, form: CheckForm | None) -> str:
    """Return the format in which a report is wanted.

    :raises ProblemError: when the client takes none that there is
    """
    return answers.choose_form(request, MEDIA, form)


def result_of(request: Request, draft: Draft, form: str) -> Response:
    """Return the report on a draft.

    :param form: its format
    :raises ProblemError: when there is none (yet)
    """
    state, lang = draft.state, choose_lang(request)
    if not state.version:
        if state.failure is not None:
            raise _refused(state.failure)
        raise ProblemError("not-done", "the check is not done yet", headers={"Retry-After": "1"})
    if form == "marked":
        try:
            body, media = draft.write_marked(lang)
        except OutputError as error:
            raise ProblemError("unknown-format", error.reason) from None
        ending = ".pdf" if media == MEDIA["pdf"] else ".docx"
        return answers.send_file(request, body, media, f"checked{ending}", lang=lang)
    body, media = draft.write_report(NAMES[form], lang)
    return send_report(request, body, media, form, lang)


def _refused(failure: Failure) -> ProblemError:
    """Return the problem that a file became no plan."""
    if failure.kind == "busy":
        return ProblemError("busy", failure.said, headers={"Retry-After": "10"})
    kinds = {"fault": "internal-error", "limit": "work-limit"}
    return ProblemError(kinds.get(failure.kind, "unreadable-draft"), _said(failure), reason=failure.kind)


def _said(failure: Failure) -> Text:
    """Return what is wrong with a file; what a page has a field for is a parameter here."""
    return both(f"api_no_{failure.kind}") if failure.kind in ("year", "municipality") else failure.said


def job_of(request: Request, token: str, draft: Draft) -> Job:
    """Return a draft as a job.

    :param token: what it is found by
    """
    state = draft.state
    work, newest = state.work, state.versions[-1] if state.versions else None
    refusal, outcome = None, None
    if work is None and newest is not None:
        outcome = _outcome(draft)
    elif work is None and state.failure is not None:
        refusal = Refusal(reason=state.failure.kind, detail=say(_said(state.failure)))
    here = address(request, "jobs", token)
    links = [link("self", here, "api_job")]
    links.append(link("alternate", page_address(request, f"/drafts/{token}"), "api_page"))
    if newest is not None:
        links.append(link("result", f"{here}/result", "api_report"))
    return Job(
        id=token,
        status=work.stage if work is not None else "failed" if newest is None else "done",
        done=0 if work is None else work.done,
        total=None if work is None else work.total or None,
        made=_time(state.made),
        expires=_time(keeper_of(request).expires(draft)),
        notes=() if newest is None else tuple(map(say, newest.notes)),
        outcome=outcome,
        refusal=refusal,
        links=tuple(links),
    )


def _outcome(draft: Draft) -> JobOutcome:
    examined = draft.examined()
    checks, severities = counted(examined.assessment)
    return JobOutcome(
        label=say(examined.assessment.report.label),
        level=level_of(examined.assessment) or NO_LEVEL,
        checks=checks,
        severities=severities,
        waiting=examined.waiting,
    )


def _time(seconds: float) -> str:
    return datetime.fromtimestamp(int(seconds), UTC).isoformat().replace("+00:00", "Z")
