"""What a request brings, taken with care: its body, its client, its token, and the data that it sees."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import ipaddress
from typing import TYPE_CHECKING, Final

from starlette.requests import ClientDisconnect, Request

from plangraph.web.data import Copy, Data
from plangraph.web.problems import ProblemError

if TYPE_CHECKING:
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


async def read_body(request: Request, limit: int) -> bytes:
    """Read the body of a request.

    :param limit: most bytes
    :raises ProblemError: when it is larger, or comes too slowly
    """
    said = request.headers.get("content-length", "")
    if said.isdecimal() and int(said) > limit:
        raise _too_large(limit)
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for chunk in request.stream():
                body += chunk
                if len(body) > limit:
                    raise _too_large(limit)
    except TimeoutError:
        raise ProblemError("slow-request", "the body of the request did not arrive in time") from None
    except ClientDisconnect:
        raise ProblemError("malformed-request", "the request broke off") from None
    return bytes(body)


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
    offered = hashlib.sha256(given.strip().encode()).digest()
    known = False
    for token in settings.tokens:
        # All of them are compared, and digests of one length: the time says nothing.
        known |= hmac.compare_digest(offered, hashlib.sha256(token.encode()).digest())
    if kind.lower() != "bearer" or not known:
        error = ', error="invalid_token"' if given else ""
        raise ProblemError(
            "token-needed",
            "to write, send a known token: Authorization: Bearer …",
            headers={"WWW-Authenticate": f'Bearer realm="plangraph"{error}'},
        )
