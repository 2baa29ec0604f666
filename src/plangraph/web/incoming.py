"""What a request brings, taken with care: its body, its client, its token, and the data that it sees."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import ipaddress
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from starlette.requests import ClientDisconnect, Request

from plangraph.model import Text
from plangraph.web.data import Copy, Data
from plangraph.web.problems import ProblemError

if TYPE_CHECKING:
    from starlette.types import Message

    from plangraph.web.settings import Settings

#: How long a body may take to arrive, in seconds.
BODY_SECONDS: Final = 60.0


def settings_of(request: Request) -> Settings:
    """Return how the server is set."""
    settings: Settings = request.app.state.settings
    return settings


def data_of(request: Request) -> Data:
    """Return the data of the server."""
    data: Data = request.app.state.data
    return data


def current_copy(request: Request) -> Copy:
    """Return the data that a request sees, from its beginning to its end."""
    return data_of(request).current


async def read_body(request: Request, limit: int, seconds: float = BODY_SECONDS) -> bytes:
    """Read the body of a request.

    :param limit: most bytes
    :param seconds: how long it may take to arrive
    :raises ProblemError: when it is larger, or comes too slowly
    """
    said = request.headers.get("content-length", "")
    if said.isdecimal() and int(said) > limit:
        raise _too_large(limit)
    body = bytearray()
    try:
        async with asyncio.timeout(seconds):
            async for chunk in request.stream():
                body += chunk
                if len(body) > limit:
                    raise _too_large(limit)
    except TimeoutError:
        raise ProblemError("slow-request", "the body of the request did not arrive in time") from None
    except ClientDisconnect:
        raise ProblemError("malformed-request", "the request broke off") from None
    return bytes(body)


def read_already(request: Request, body: bytes) -> Request:
    """Return a request whose body was read: its form is taken apart from what was counted."""

    async def receive() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    # Where it knows the application, Starlette does not say what is wrong with a form.
    return Request({name: part for name, part in request.scope.items() if name != "app"}, receive)


def _too_large(limit: int) -> ProblemError:
    # The rest of the body is not read; the connection is of no use after that.
    return ProblemError(
        "too-large", f"the body is over {limit / 1_000_000:g} MB", headers={"Connection": "close"}
    )


def client_of(request: Request) -> str:
    """Return who asks, for limits alone: an address, of IPv6 the network that one household gets."""
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def knows_token(settings: Settings, given: str) -> bool:
    """Say whether what somebody gave is one of the tokens; how long that takes says nothing of them."""
    offered = hashlib.sha256(given.strip().encode("utf-8", "replace")).digest()
    known = False
    for token in settings.tokens:
        # All of them are compared, and digests of one length.
        known |= hmac.compare_digest(offered, hashlib.sha256(token.encode()).digest())
    return known


def require_token(request: Request) -> None:
    """Let only those through who know a token.

    Source: RFC 6750, sections 2.1 and 3.

    :raises ProblemError: when nobody may write here, or the token is missing or unknown
    """
    settings = settings_of(request)
    if not settings.writable:
        what = "no token is set" if settings.store is not None else "it serves what ships with plangraph"
        raise ProblemError("read-only", f"nothing can be written to this server: {what}")
    kind, _, given = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "bearer" or not knows_token(settings, given):
        error = ', error="invalid_token"' if given else ""
        raise ProblemError(
            "token-needed",
            "to write, send a known token: Authorization: Bearer …",
            headers={"WWW-Authenticate": f'Bearer realm="plangraph"{error}'},
        )


def require_own_form(request: Request) -> None:
    """Let only forms through that stand on pages of this server, as far as the browser says where they stand.

    A program that is no browser says nothing, and brings nothing along that somebody else could misuse.

    Source: W3C Fetch Metadata Request Headers, section 2.3; RFC 6454, section 7.

    :raises ProblemError: when another site sends it
    """
    site, origin = request.headers.get("sec-fetch-site", ""), request.headers.get("origin", "")
    # A page whose policy is to name no referrer sends "null"; then the browser's word on the site counts.
    own = origin == "" or (origin == "null" and site != "") or origin.lower() in _own_origins(request)
    if site not in ("", "same-origin", "none") or not own:
        raise ProblemError(
            "foreign-form",
            Text(
                "Formularen blev sendt fra en anden side end denne. Åbn siden her, og send den igen.",
                "The form was sent from another site than this one. Open the page here and send it again.",
            ),
        )


def _own_origins(request: Request) -> set[str]:
    """Return what a browser may call this server: its public address, or the one that it was asked at."""
    parts = urlsplit(settings_of(request).base)
    host = request.headers.get("host", "").lower()
    return {f"{parts.scheme}://{parts.netloc}".lower(), f"http://{host}", f"https://{host}"}
