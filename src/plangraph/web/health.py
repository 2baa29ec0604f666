"""For those who run the server: whether it lives, whether it can answer, and its numbers."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from plangraph.errors import PlangraphError
from plangraph.store import Question
from plangraph.web import observation
from plangraph.web.data import Copy
from plangraph.web.incoming import current_copy
from plangraph.web.pool import BusyError, Pool
from plangraph.web.problems import ProblemError

router = APIRouter()

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
