"""A draft of one's own, checked: the report at once, or a job to look at later. Nothing becomes public.

Source: RFC 7240 (``Prefer: respond-async``, ``wait``); RFC 9110, section 15.3.3 (202).
"""

from __future__ import annotations

import re
import threading
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Header
from starlette.requests import Request
from starlette.responses import Response

from plangraph.errors import LoadError
from plangraph.web.api import answers
from plangraph.web.api.answers import address, declared
from plangraph.web.api.handing import BODY, HandedIn, hand_in, not_read
from plangraph.web.api.jobs import PROBLEMS, SHAPES, CheckFormParameter, choose, job_of, keeper_of, result_of
from plangraph.web.api.models.jobs import Job
from plangraph.web.api.models.reports import Reports
from plangraph.web.api.reports import LangParameter
from plangraph.web.drafts import Draft
from plangraph.web.incoming import client_of

router: APIRouter = answers.make_router("check")

#: Larger files become a job at once, unless the request says that it waits.
_SMALL: Final = 3_000_000
#: How long a request waits for its report, in seconds, and how long it may say that it wants to.
_PATIENCE: Final = 25.0
_MOST_PATIENCE: Final = 60.0
#: So many requests wait for their reports; the next one gets a job.
_WAITING: Final = threading.BoundedSemaphore(8)
_WAIT: Final = re.compile(r'wait\s*=\s*"?(\d{1,6})"?')
_ID: Final = {"job": "$response.body#/id"}
_ACCEPTED: Final = {
    "model": Job,
    "description": "The check has begun; `Location` says where to look.",
    "headers": {
        "Location": {"description": "The job.", "schema": {"type": "string"}},
        "Retry-After": {
            "description": "After how many seconds to look.",
            "schema": {"type": "integer", "minimum": 1},
        },
        "Preference-Applied": {
            "description": "`respond-async`, where that was asked.",
            "schema": {"type": "string"},
        },
    },
    "links": {
        "job": {"operationId": "show_job", "parameters": _ID},
        "result": {"operationId": "show_result", "parameters": _ID},
        "deletion": {"operationId": "delete_job", "parameters": _ID},
    },
}


@router.post(
    "/check",
    response_model=Reports,
    response_description="The report; as JSON a list of one.",
    responses={
        200: {"content": {media: {"schema": schema} for media, schema in SHAPES.items()}},
        202: _ACCEPTED,
        **declared(
            "not-found", "not-acceptable", "slow-request", "too-large", "unsupported-media-type", *PROBLEMS
        ),
    },
    openapi_extra={"requestBody": BODY},
)
def check_draft(
    request: Request,
    handed: Annotated[HandedIn, Depends(hand_in)],
    form: CheckFormParameter = None,
    lang: LangParameter = None,  # noqa: ARG001 - read with Accept-Language
    prefer: Annotated[
        str | None,
        Header(
            alias="Prefer",
            max_length=200,
            description="`respond-async` for a job instead of the report, `wait=10` to wait so many seconds.",
            examples=["respond-async"],
        ),
    ] = None,
) -> Response:
    """Check a draft and write how complete it is.

    The draft is a Word, PDF, OpenDocument, HTML, Markdown or text file, a spreadsheet, or RDF. The
    report comes at once, and nothing is kept of what was handed in. A file over 3 MB, one that takes
    long, and a request that wants it so (`Prefer: respond-async`) become a job (202). A job is private
    to whoever knows its address, goes when it is deleted, and expires when nobody looks at it.
    """
    chosen = choose(request, form)
    asynchronous, patience = _wishes(prefer or "", len(handed.data))
    keeper = keeper_of(request)
    try:
        token, draft = keeper.open(
            handed.data,
            handed.name,
            client=client_of(request),
            municipalities=handed.municipalities,
            year=handed.year,
        )
    except LoadError as error:
        raise not_read(error.reason) from None
    if asynchronous or not _wait(draft, patience):
        return _accept(request, token, draft, asked=asynchronous)
    try:
        return result_of(request, draft, chosen)
    finally:
        keeper.delete(token)


def _wishes(prefer: str, size: int) -> tuple[bool, float]:
    """Return whether a request wants a job, and for how many seconds it waits for its report.

    :param prefer: its ``Prefer``
    :param size: bytes of the file
    """
    told = {part.strip().lower() for part in re.split("[,;]", prefer)}
    waits = [float(found[1]) for one in told if (found := _WAIT.fullmatch(one))]
    patience = min(waits[0], _MOST_PATIENCE) if waits else _PATIENCE if size <= _SMALL else 0.0
    return "respond-async" in told and not waits, patience


def _wait(draft: Draft, seconds: float) -> bool:
    """Wait for the work on a draft, where a place to wait is free; say whether it is done."""
    if seconds <= 0 or not _WAITING.acquire(blocking=False):
        return draft.wait(0)
    try:
        return draft.wait(seconds)
    finally:
        _WAITING.release()


def _accept(request: Request, token: str, draft: Draft, *, asked: bool) -> Response:
    headers = {"Location": address(request, "jobs", token), "Retry-After": "1"}
    if asked:
        headers["Preference-Applied"] = "respond-async"
    body = job_of(request, token, draft).model_dump_json().encode()
    return Response(body, 202, headers, answers.JSON)
