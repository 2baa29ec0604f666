"""What stands before every answer: headers that browsers heed, and a rate for each client.

Source: W3C Content Security Policy Level 3; RFC 6797 (HSTS is left to the proxy that speaks TLS); RFC 6585,
section 4 (429).
"""

from __future__ import annotations

import logging
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from plangraph.web.incoming import client_of
from plangraph.web.problems import ProblemError, answer

log = logging.getLogger(__name__)

#: Nothing but what this server sends itself, and nothing inline.
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
#: Below these addresses everything is private to whoever knows them: kept by nobody, found by nobody. Forms
#: there say which site they stand on, and no more: an address that is a secret is in no referrer.
_PRIVATE: Final = ("/drafts", "/api/v1/check", "/api/v1/jobs")
_PRIVATE_HEADERS: Final = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "strict-origin",
}
#: Never refused: whoever watches the server has to see it when it is busy.
_ALWAYS: Final = frozenset({"/healthz", "/readyz", "/metrics"})
#: So many clients are remembered; the one that was quiet longest is forgotten first.
_MOST_CLIENTS: Final = 20_000


class Headers:
    """Adds the headers of :data:`POLICY` and the like to every answer.

    :param app: what answers
    :param shared: whether scripts of configured origins may read answers (CORS)
    """

    def __init__(self, app: ASGIApp, *, shared: bool) -> None:
        self._app = app
        self._headers = {**_HEADERS, **({} if shared else {"Cross-Origin-Resource-Policy": "same-origin"})}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if _is_private(scope["path"]):
                    headers.update(_PRIVATE_HEADERS)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_guarded if scope["type"] == "http" else send)


def _is_private(path: str) -> bool:
    return any(path == known or path.startswith(known + "/") for known in _PRIVATE)


class Net:
    """Catches what nobody foresaw, and tells it as every other problem; the log says what it was.

    :param app: what answers
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        begun = False

        async def send_on(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, send_on)
        except Exception:  # nobody outside is shown what went wrong inside
            number = scope.get("state", {}).get("number", "")
            log.exception("request failed", extra={"request": number})
            if begun or scope["type"] != "http":
                raise
            problem = ProblemError(
                "internal-error", f"the fault is the server's; its log knows it as {number}"
            )
            await answer(Request(scope, receive), problem)(scope, receive, send)


class Rates:
    """Counts what each client asks: a bucket that fills at a rate and holds a burst.

    :param per_second: requests of a client that fill up again every second
    :param burst: most requests at once
    :param clock: seconds that only grow
    """

    def __init__(self, per_second: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._burst, self._clock = per_second, burst, clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, client: str) -> int:
        """Take one request of a client; return 0, or after how many seconds it may come again."""
        now = self._clock()
        with self._lock:
            left, since = self._buckets.pop(client, (float(self._burst), now))
            left = min(self._burst, left + (now - since) * self._rate)
            fine = left >= 1
            self._buckets[client] = (left - 1 if fine else left, now)
            if len(self._buckets) > _MOST_CLIENTS:
                self._buckets.popitem(last=False)
        return 0 if fine else math.ceil((1 - left) / self._rate)


class RateLimit:
    """Turns a client away that asks too much too fast.

    :param app: what answers the others
    :param rates: what counts
    """

    def __init__(self, app: ASGIApp, rates: Rates) -> None:
        self._app, self._rates = app, rates

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "http" and scope["path"] not in _ALWAYS:
            request = Request(scope, receive)
            if wait := self._rates.take(client_of(request)):
                problem = ProblemError(
                    "too-many-requests",
                    f"that was too much at once; ask again in {wait} s",
                    headers={"Retry-After": str(wait)},
                )
                await answer(request, problem)(scope, receive, send)
                return
        await self._app(scope, receive, send)
