"""The server itself: takes the port, answers until it is told to stop, and finishes what runs."""

from __future__ import annotations

import logging
import signal
import socket
import sys
from collections.abc import Callable
from typing import Final

from plangraph.errors import PlangraphError
from plangraph.web.settings import Settings

log = logging.getLogger(__name__)

#: How long a request may take after the signal to stop, besides waiting and running, in seconds.
_GRACE: Final = 10
_BACKLOG: Final = 512


class ServeError(PlangraphError):
    """An address that cannot be listened on."""


def listen(host: str, port: int) -> socket.socket:
    """Take a port.

    :param host: address or name of this machine
    :param port: 0 takes one that is free
    :raises ServeError: when it is taken, not allowed or not of this machine
    """
    where = f"port {port} of {host}"
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        taken = socket.socket(family, kind, protocol)
    except OSError as error:
        raise ServeError(f"{where} cannot be listened on: {error.strerror or error}") from None
    try:
        if sys.platform != "win32":
            # A port whose last connections are still closing is free all the same.
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(address)
        taken.listen(_BACKLOG)
    except OSError as error:
        taken.close()
        if isinstance(error, PermissionError):
            why = "not allowed; ports below 1024 belong to the system, choose a higher one with --port"
        elif error.errno is not None and "in use" in str(error.strerror).lower():
            why = "another program listens there already; stop it, or choose another port with --port"
        else:
            why = str(error.strerror or error)
        raise ServeError(f"{where} cannot be listened on: {why}") from None
    return taken


def address_of(taken: socket.socket) -> str:
    """Return the address by which a browser on this machine reaches a port."""
    host, port = taken.getsockname()[:2]
    if host in ("0.0.0.0", "::"):  # noqa: S104 - compared, not bound
        host = "localhost"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def serve(
    settings: Settings,
    taken: socket.socket,
    *,
    proxies: str = "127.0.0.1",
    tell: Callable[[str], object] = lambda _: None,
) -> None:
    """Answer requests until SIGTERM or SIGINT comes, then finish those that run.

    :param taken: what :func:`listen` gave
    :param proxies: addresses of proxies whose ``X-Forwarded-For`` is believed, with commas between them
    :param tell: called with the server's own address when requests are answered
    :raises StoreError: when the data cannot be read
    :raises LoadError: when a shipped file is damaged
    """
    import uvicorn

    from plangraph.web.application import create
    from plangraph.web.observation import write_json_logs
    from plangraph.web.pool import longest_wait

    write_json_logs()
    app = create(settings)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=True,
        forwarded_allow_ips=proxies,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=int(settings.limits.query_seconds + longest_wait(settings.limits)) + _GRACE,
        lifespan="on",
    )
    server = uvicorn.Server(config)

    def heed(*_: object) -> None:
        server.should_exit = True

    # A signal may come before uvicorn listens for it. When it is done it sends itself the signal again;
    # having been told to stop is no failure.
    before = {number: signal.signal(number, heed) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        tell(address_of(taken))
        log.info("serving", extra={"base": settings.base, "writable": settings.writable})
        server.run(sockets=[taken])
        log.info("stopped")
    finally:
        app.state.close()  # uvicorn leaves that out when it is told to stop while it starts
        for number, handler in before.items():
            signal.signal(number, handler)
