"""SPARQL over HTTP: the query operation by GET and both forms of POST, and what the service says of itself.

Source: W3C SPARQL 1.1 Protocol, section 2.1, and W3C SPARQL 1.1 Service Description.
"""

from __future__ import annotations

import time
from typing import Annotated, Final
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from plangraph.errors import PlangraphError
from plangraph.store import GRAPH_FORMS, RESULT_FORMS, Question, Reply
from plangraph.web import observation
from plangraph.web.data import Copy
from plangraph.web.description import describe_service
from plangraph.web.incoming import client_of, current_copy, read_body, settings_of
from plangraph.web.negotiation import rank, rank_forms, wants_page
from plangraph.web.pool import Pool, QueryLimitError
from plangraph.web.problems import ProblemError
from plangraph.web.sending import send_graph

router = APIRouter()

_FORM: Final = "application/x-www-form-urlencoded"
_QUERY: Final = "application/sparql-query"
_UPDATE: Final = "application/sparql-update"
#: Of a form: more fields are no query.
_MOST_FIELDS: Final = 200

Pairs = list[tuple[str, str]]


async def query_body(request: Request) -> bytes:
    """Return the body of a request that may be a query; for ``Depends``."""
    return await read_body(request, 3 * settings_of(request).limits.query_bytes)  # %XX takes three


@router.api_route("/sparql", methods=["GET", "HEAD"], name="sparql")
def ask(request: Request, copy: Annotated[Copy, Depends(current_copy)]) -> Response:
    """Answer a query, or describe the service when there is none; a person is shown the editor."""
    pairs = request.query_params.multi_items()
    if _is_for_a_person(request, pairs):
        said = f"?{urlencode(pairs)}" if pairs else ""
        return RedirectResponse(f"{settings_of(request).prefix}/query{said}", 303, {"Vary": "Accept"})
    if not pairs:
        return send_graph(request, describe_service(copy, settings_of(request)))
    return _answer(request, pairs)


@router.post("/sparql", name="sparql")
def ask_by_post(request: Request, body: Annotated[bytes, Depends(query_body)]) -> Response:
    """Answer a query that is the body, or a field of the form in it."""
    kind, _, parameters = request.headers.get("content-type", "").partition(";")
    kind, pairs = kind.strip().lower(), request.query_params.multi_items()
    charset = parameters.lower().partition("charset=")[2].strip().strip('"')
    if kind == _UPDATE:
        raise _refused_update()
    if kind not in (_FORM, _QUERY) or charset not in ("", "utf-8", "utf8"):
        raise ProblemError(
            "unsupported-media-type",
            f"a query is sent as {_QUERY} or {_FORM}, in UTF-8",
            headers={"Accept-Post": f"{_QUERY}, {_FORM}"},
        )
    if kind == _FORM:
        pairs += parse_form(body)
    else:
        try:
            pairs.append(("query", body.decode("utf-8")))
        except UnicodeDecodeError:
            raise ProblemError("malformed-request", "the query is not UTF-8") from None
    return _answer(request, pairs)


def parse_form(body: bytes) -> Pairs:
    """Return the fields of a form that was sent, in order.

    :raises ProblemError: when it is not UTF-8 or has too many
    """
    try:
        text = body.decode("utf-8")
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except UnicodeDecodeError:
        raise ProblemError("malformed-request", "the query is not UTF-8") from None
    except ValueError:
        raise ProblemError("malformed-request", f"the form has over {_MOST_FIELDS} fields") from None


def pose(request: Request, question: Question) -> tuple[Reply, float]:
    """Put a question to the processes that answer; return the answer, and after how many milliseconds.

    :raises PlangraphError: when it is not SPARQL, is refused, or takes too much
    """
    pool: Pool = request.app.state.pool
    began = time.perf_counter()
    try:
        reply = pool.ask(question, client=client_of(request))
    except PlangraphError as error:
        observation.count_query(request, error.limit if isinstance(error, QueryLimitError) else "refused")
        raise
    observation.count_query(request, "answered")
    return reply, (time.perf_counter() - began) * 1000


def _is_for_a_person(request: Request, pairs: Pairs) -> bool:
    """Say whether a browser opens the address of the endpoint, with a query or without."""
    if sorted(name for name, _ in pairs if name != "lang") not in ([], ["query"]) or not wants_page(request):
        return False
    # HTML has to be wanted more than any form that the endpoint has.
    offered = {name: form.media for name, form in (*GRAPH_FORMS.items(), *RESULT_FORMS.items())}
    accept = ", ".join(request.headers.getlist("accept"))
    return rank(accept, {**offered, "html": "text/html"})[0] == "html"


def _refused_update() -> ProblemError:
    return ProblemError(
        "read-only",
        "SPARQL Update is refused, whatever it says: this endpoint only reads. "
        "Whole graphs are written by the Graph Store Protocol",
    )


def _answer(request: Request, pairs: Pairs) -> Response:
    reply, took = pose(request, _question(request, pairs))
    headers = {"Vary": "Accept", "Cache-Control": "no-cache", "Server-Timing": f"query;dur={took:.1f}"}
    return Response(reply.body, 200, {**headers, "Content-Type": reply.media})


def _question(request: Request, pairs: Pairs) -> Question:
    if any(name == "update" for name, _ in pairs):
        raise _refused_update()
    queries = [value for name, value in pairs if name == "query"]
    if len(queries) != 1:
        how_many = "more than one" if queries else "none"
        raise ProblemError("malformed-request", f"one query is wanted, and there is {how_many}")
    check_length(request, queries[0])
    results, graphs = rank_forms(request, RESULT_FORMS), rank_forms(request, GRAPH_FORMS)
    if not results and not graphs:
        known = ", ".join(form.media for form in (*RESULT_FORMS.values(), *GRAPH_FORMS.values()))
        raise ProblemError("not-acceptable", f"an answer can be had as {known}")
    return Question(
        queries[0],
        results,
        graphs,
        _graphs(pairs, "default-graph-uri"),
        _graphs(pairs, "named-graph-uri"),
        settings_of(request).base + "/sparql",
    )


def check_length(request: Request, query: str) -> None:
    """Refuse a query that is longer than any may be.

    :raises ProblemError: when it is
    """
    limits = settings_of(request).limits
    if len(query.encode(errors="replace")) > limits.query_bytes:
        raise ProblemError("too-large", f"the query is over {limits.query_bytes // 1000} kB")


def _graphs(pairs: Pairs, name: str) -> tuple[str, ...] | None:
    return tuple(value for key, value in pairs if key == name) or None
