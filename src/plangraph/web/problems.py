"""Errors as the web tells them: problem+json for programs, a page for people.

Source: RFC 9457 (problem details); the types are described at ``/problems/<name>``.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from starlette.responses import Response

from plangraph.errors import (
    FormatError,
    LoadError,
    PlangraphError,
    QueryError,
    ReviewError,
    StoreError,
)
from plangraph.model import Text
from plangraph.store import (
    MisplacedPlanError,
    NotAcceptableError,
    NotAnIriError,
    ProtectedGraphError,
    TooLargeError,
)
from plangraph.web.negotiation import choose_lang, wants_page
from plangraph.web.pool import BusyError, QueryLimitError
from plangraph.web.workshop import WorkLimitError

if TYPE_CHECKING:
    from fastapi import FastAPI
    from starlette.exceptions import HTTPException
    from starlette.requests import Request

    from plangraph.web.settings import Settings

MEDIA: Final = "application/problem+json"
#: Under it a problem is never a page, whoever asks.
_FOR_PROGRAMS: Final = "/api/v1"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem.

    :param status: of the answer
    :param title: what it is, in a few words
    """

    status: int
    title: Text


#: By name; the name is the end of the problem's type and never changes.
KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        "malformed-query": Kind(400, Text("Forespørgslen er ikke SPARQL", "The query is not SPARQL")),
        "malformed-request": Kind(400, Text("Anmodningen er ikke rigtig", "The request is not right")),
        "malformed-graph": Kind(400, Text("Grafen kan ikke læses", "The graph cannot be read")),
        "token-needed": Kind(401, Text("Der skal bruges et token", "A token is needed")),
        "foreign-form": Kind(403, Text("Formularen er ikke herfra", "The form is not from here")),
        "read-only": Kind(403, Text("Tjenesten kan kun læses", "The service is read-only")),
        "protected-graph": Kind(403, Text("Grafen er beskyttet", "The graph is protected")),
        "not-found": Kind(404, Text("Findes ikke", "Not found")),
        "method-not-allowed": Kind(405, Text("Metoden bruges ikke her", "The method is not used here")),
        "not-acceptable": Kind(406, Text("Findes ikke i den form", "Not to be had in that form")),
        "slow-request": Kind(408, Text("Anmodningen kom for langsomt", "The request came too slowly")),
        "not-done": Kind(409, Text("Ikke færdigt endnu", "Not done yet")),
        "changed-meanwhile": Kind(412, Text("Ændret i mellemtiden", "Changed meanwhile")),
        "too-large": Kind(413, Text("Anmodningen er for stor", "The request is too large")),
        "unsupported-media-type": Kind(415, Text("Formen læses ikke", "The form is not read")),
        "misplaced-plan": Kind(422, Text("Planen hører ikke til her", "The plan does not belong here")),
        "unreadable-draft": Kind(422, Text("Udkastet kan ikke læses", "The draft cannot be read")),
        "query-limit": Kind(422, Text("Forespørgslen er for tung", "The query is too heavy")),
        "work-limit": Kind(422, Text("Arbejdet er for tungt", "The work is too heavy")),
        "unknown-format": Kind(404, Text("Findes ikke i det format", "Not to be had in that format")),
        "answer-too-large": Kind(422, Text("Svaret er for stort", "The answer is too large")),
        "too-many-requests": Kind(429, Text("For mange anmodninger", "Too many requests")),
        "internal-error": Kind(500, Text("Fejl i serveren", "An error in the server")),
        "busy": Kind(503, Text("Serveren er optaget", "The server is busy")),
        "store-unavailable": Kind(503, Text("Lageret kan ikke nås", "The store cannot be reached")),
    }
)
_BY_STATUS: Final = MappingProxyType(
    {
        400: "malformed-request", 404: "not-found", 405: "method-not-allowed", 413: "too-large",
        415: "unsupported-media-type", 422: "malformed-request",
    }
)  # fmt: skip


class ProblemError(PlangraphError):
    """Something that a client is told about its request.

    :param kind: a key of :data:`KINDS`
    :param detail: what is wrong and what to do, in a sentence: in English, or in both languages where people
        are told
    :param headers: of the answer
    :param facts: more members of the problem (``line``, ``column`` …)
    """

    def __init__(
        self, kind: str, detail: str | Text, *, headers: Mapping[str, str] | None = None, **facts: object
    ) -> None:
        self.said = detail if isinstance(detail, Text) else Text("", detail)
        super().__init__(self.said.en)
        self.kind, self.detail, self.facts = kind, self.said.en, facts
        self.headers = dict(headers or {})


def nearby(said: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return the end of a sentence on a name that is not known: which of those that are come near it.

    :param otherwise: the end of the sentence where none does
    """
    near = difflib.get_close_matches(said[:80], list(known), n=2)
    return f"; did you mean {' or '.join(near)}?" if near else otherwise


def as_problem(error: PlangraphError) -> ProblemError:
    """Return an error of the core as a problem of the request."""
    detail = str(error)
    if isinstance(error, ProblemError):
        return error
    if isinstance(error, BusyError):
        kind = "too-many-requests" if error.client else "busy"
        return ProblemError(kind, detail, headers={"Retry-After": "2"})
    if isinstance(error, QueryLimitError):
        return ProblemError("query-limit", detail, limit=error.limit)
    if isinstance(error, WorkLimitError):
        kind = "internal-error" if error.limit == "fault" else "work-limit"
        return ProblemError(kind, detail, limit=error.limit)
    kinds: tuple[tuple[type[PlangraphError], str], ...] = (
        (TooLargeError, "answer-too-large"),
        (NotAcceptableError, "not-acceptable"),
        (NotAnIriError, "malformed-request"),
        (QueryError, "malformed-query"),
        (FormatError, "unknown-format"),
        (ReviewError, "malformed-request"),
        (LoadError, "malformed-graph"),
        (ProtectedGraphError, "protected-graph"),
        (MisplacedPlanError, "misplaced-plan"),
        (StoreError, "store-unavailable"),
    )
    kind = next((name for known, name in kinds if isinstance(error, known)), "internal-error")
    if kind == "store-unavailable":
        # What a store says of itself names folders, which are nobody's business outside.
        return ProblemError(kind, "the store cannot be reached now; try again", headers={"Retry-After": "5"})
    problem = ProblemError(kind, detail)
    if isinstance(error, QueryError | LoadError) and error.line is not None:
        problem.facts.update(line=error.line, column=error.column)
    return problem


def answer(request: Request, problem: ProblemError) -> Response:
    """Return the answer that tells of a problem: a page when a person asks, else problem+json."""
    kind = KINDS[problem.kind]
    settings: Settings = request.app.state.settings
    headers = {"Vary": "Accept, Accept-Language", "Cache-Control": "no-store", **problem.headers}
    if wants_page(request) and not request.url.path.startswith(_FOR_PROGRAMS):
        from plangraph.web.pages import ProblemPage, show

        lang = choose_lang(request)
        told = problem.said.get(lang) if problem.said.da else problem.detail
        said_in = "" if problem.said.da else "en"
        page = ProblemPage(kind.status, kind.title.get(lang), told, said_in, _way_back(request))
        return show(request, "problem.html.jinja", page, status=kind.status, headers=headers)
    body = {
        "type": f"{settings.base}/problems/{problem.kind}",
        "title": kind.title.en,
        "status": kind.status,
        "detail": problem.detail,
        **problem.facts,
    }
    return Response(json.dumps(body, ensure_ascii=False), kind.status, headers, MEDIA)


def _way_back(request: Request) -> str:
    """Return the page from which somebody who met a problem goes on."""
    steps = request.url.path.split("/")
    if steps[1:2] != ["drafts"]:  # a request may be sent without any path
        return "/"
    return "/".join(steps[:3]) if len(steps) > 3 else "/drafts"


def of_status(status: int, headers: Mapping[str, str] | None = None) -> ProblemError:
    """Return the problem that an HTTP status means."""
    kind = _BY_STATUS.get(status, "internal-error" if status >= 500 else "malformed-request")
    return ProblemError(kind, f"{HTTPStatus(status).phrase}.", headers=headers)


def add_handlers(app: FastAPI) -> None:
    """Let an application tell every error in this way."""
    from fastapi.exceptions import RequestValidationError
    from starlette.exceptions import HTTPException

    def tell(request: Request, error: Exception) -> Response:
        if isinstance(error, HTTPException):
            return answer(request, _from_http(request, error))
        if isinstance(error, RequestValidationError):
            found = error.errors()
            faults = [{"where": ".".join(map(str, one["loc"])), "detail": one["msg"]} for one in found]
            first = faults[0]["where"].partition(".")[2]
            detail = f"{first}: {faults[0]['detail']}"
            return answer(request, ProblemError("malformed-request", detail, errors=faults))
        if isinstance(error, PlangraphError):
            return answer(request, as_problem(error))
        raise error

    for known in (HTTPException, RequestValidationError, PlangraphError):
        app.add_exception_handler(known, tell)


def _from_http(request: Request, error: HTTPException) -> ProblemError:
    problem = of_status(error.status_code, error.headers)
    if error.status_code == 404:
        problem.detail = f"there is nothing at {request.url.path[:200]}"
    elif error.status_code == 405:
        problem.detail = f"{request.method} is not used here; {problem.headers.get('allow', 'GET')} is"
    return problem
