"""What operators see: numbers for Prometheus, and a line of JSON a request; nothing personal in either.

No address of a client, no query, no text that somebody sent and no path is written down: a request is known
by its route (``/doc/{path}``), its outcome and a number that the answer carries too (``X-Request-ID``).
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime
from secrets import token_hex
from typing import TYPE_CHECKING, Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from starlette.datastructures import MutableHeaders
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send

if TYPE_CHECKING:
    from starlette.requests import Request

log = logging.getLogger(__name__)

MEDIA: Final = CONTENT_TYPE_LATEST
#: What a record of Python's logging has anyway; the rest of it was given with ``extra``.
_USUAL: Final = frozenset(vars(logging.makeLogRecord({}))) | {
    "message",
    "asctime",
    "color_message",
    "taskName",
}
_SECONDS: Final = (0.005, 0.02, 0.1, 0.3, 1, 3, 10, 30)


class Metrics:
    """The numbers of one server.

    :param triples: how much data is served
    :param copies: how many copies of the data there were
    :param asking: how many queries run or wait
    """

    def __init__(
        self, triples: Callable[[], float], copies: Callable[[], float], asking: Callable[[], float]
    ) -> None:
        self._registry = CollectorRegistry()
        self.requests = Counter(
            "plangraph_http_requests",
            "Answered requests",
            ["method", "route", "status"],
            registry=self._registry,
        )
        self.seconds = Histogram(
            "plangraph_http_request_seconds",
            "How long requests took",
            ["method", "route"],
            buckets=_SECONDS,
            registry=self._registry,
        )
        self.queries = Counter(
            "plangraph_sparql_queries", "SPARQL queries by outcome", ["outcome"], registry=self._registry
        )
        for name, about, read in (
            ("plangraph_triples", "Statements in the data that is served", triples),
            ("plangraph_data_copies", "Copies of the data made since the start", copies),
            ("plangraph_sparql_running_or_waiting", "SPARQL queries that run or wait", asking),
        ):
            Gauge(name, about, registry=self._registry).set_function(read)

    def write(self) -> bytes:
        """Return the numbers in the form of Prometheus."""
        return generate_latest(self._registry)


def count_query(request: Request, outcome: str) -> None:
    """Count a query: ``answered``, ``refused``, or the limit that stopped it."""
    metrics: Metrics = request.app.state.metrics
    metrics.queries.labels(outcome).inc()


class Observer:
    """Numbers each request, and writes down how it went.

    :param app: what answers it
    :param metrics: where it is counted
    """

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app, self._metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        number, began, status = token_hex(8), time.perf_counter(), 500

        async def send_numbered(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-ID"] = number
            await send(message)

        scope.setdefault("state", {})["number"] = number
        try:
            await self._app(scope, receive, send_numbered)
        finally:
            took = time.perf_counter() - began
            method, route = _method(scope), _route(scope)
            self._metrics.requests.labels(method, route, status).inc()
            self._metrics.seconds.labels(method, route).observe(took)
            facts = {"request": number, "method": method, "route": route, "status": status}
            log.info("request", extra={**facts, "milliseconds": round(took * 1000, 1)})


def _method(scope: Scope) -> str:
    known = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH")
    return scope["method"] if scope["method"] in known else "other"


def _route(scope: Scope) -> str:
    route = scope.get("route")
    return getattr(route, "path", "other") if isinstance(route, BaseRoute) else "other"


class JsonFormatter(logging.Formatter):
    """One line of JSON for each record."""

    def format(self, record: logging.LogRecord) -> str:
        """Return a record as JSON."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            "logger": record.name,
        }
        line |= {name: value for name, value in vars(record).items() if name not in _USUAL}
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def write_json_logs(level: int = logging.INFO) -> None:
    """Let all of this process's logs be lines of JSON on standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    # uvicorn would write its own, with the addresses of clients.
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).handlers[:] = []
        logging.getLogger(name).propagate = name != "uvicorn.access"
