"""For those who run the server or write programs: whether it lives and answers, its numbers, its problems."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from plangraph.errors import PlangraphError
from plangraph.store import Question
from plangraph.web import observation
from plangraph.web.data import Copy
from plangraph.web.incoming import current_copy
from plangraph.web.negotiation import choose_lang
from plangraph.web.pages import show
from plangraph.web.pool import BusyError, Pool
from plangraph.web.problems import KINDS, ProblemError

router = APIRouter()


@dataclass(frozen=True, slots=True)
class KindPage:
    """A kind of problem.

    :param title: what it is
    :param status: the HTTP status that goes with it
    """

    title: str
    status: int


_QUIET = {"Cache-Control": "no-store"}


@router.api_route("/healthz", methods=["GET", "HEAD"])
async def say_alive() -> Response:
    """Say that the server lives; it asks nothing of anything else."""
    return PlainTextResponse("ok\n", headers=_QUIET)


@router.api_route("/readyz", methods=["GET", "HEAD"])
def say_ready(request: Request, copy: Annotated[Copy, Depends(current_copy)]) -> Response:
    """Say whether there is data and a query is answered."""
    pool: Pool = request.app.state.pool
    if not copy.store.graphs():
        raise ProblemError("store-unavailable", "there is no data")
    try:
        pool.ask(Question("ASK {}", ("json",), ()), client="readyz")
    except BusyError:
        pass  # it answers others
    except PlangraphError:
        raise ProblemError("store-unavailable", "queries are not answered") from None
    return JSONResponse({"ready": True, "copy": copy.number}, headers=_QUIET)


@router.get("/metrics")
def send_metrics(request: Request) -> Response:
    """Send the numbers for Prometheus."""
    metrics: observation.Metrics = request.app.state.metrics
    return Response(metrics.write(), headers={**_QUIET, "Content-Type": observation.MEDIA})


@router.api_route("/robots.txt", methods=["GET", "HEAD"])
def send_robots() -> Response:
    """Ask crawlers to leave alone what costs much, and what is private."""
    closed = ("/sparql", "/query", "/rdf-graph-store", "/dump.", "/drafts", "/search", "/compare")
    lines = [f"Disallow: {path}" for path in closed]
    return PlainTextResponse("\n".join(["User-agent: *", *lines, ""]))


@router.api_route("/problems/{name}", methods=["GET", "HEAD"])
def show_problem(request: Request, name: str) -> Response:
    """Say what a kind of problem is; the ``type`` of each leads here."""
    if name not in KINDS:
        raise ProblemError("not-found", f"there is no problem {name[:100]!r}")
    kind = KINDS[name]
    page = KindPage(kind.title.get(choose_lang(request)), kind.status)
    return show(request, "kind.html.jinja", page, headers={"Vary": "Accept-Language"})
