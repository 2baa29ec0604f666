"""Forms as they are sent: read with care, one file at most, few fields, so many at a time.

The body is counted while it arrives and taken apart when it is whole; a field that is no file is short.
"""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Final

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import ClientDisconnect, Request

from plangraph.numbers import whole
from plangraph.web.incoming import client_of, read_already, read_body, require_own_form, settings_of
from plangraph.web.problems import ProblemError
from plangraph.web.words import both

_MULTIPART: Final = "multipart/form-data"
_PLAIN: Final = "application/x-www-form-urlencoded"
#: Bytes of a form beside its file: names, a year, what is filled in.
_SMALL: Final = 300_000
_MOST_FIELDS: Final = 1_000
#: How long a file may take to arrive, in seconds; at 2 Mbit/s that is enough for 30 MB.
_SECONDS: Final = 150.0
#: So many files may arrive at a time, and so many of one client.
_AT_A_TIME: Final = 12
_OF_ONE: Final = 4
#: A file that is somewhat too large is read and thrown away for so long: browsers show no answer before.
_DRAIN_SECONDS: Final = 20.0
_DRAIN_BYTES: Final = 200_000_000


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file that somebody chose.

    :param name: what it is called there
    :param data: its bytes
    """

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form sends.

    :param values: what is filled in, by name of the field
    :param file: the file, or None where none was chosen
    """

    values: Mapping[str, tuple[str, ...]]
    file: SentFile | None = None

    def get(self, name: str) -> str:
        """Return what is filled into a field, without blanks around it; empty where nothing is."""
        return next((value.strip() for value in self.values.get(name, ())), "")

    def number(self, name: str) -> int:
        """Return a whole number that the page put there itself; 0 where it is none."""
        return whole(self.get(name)) or 0


class _Gate:
    """Lets so many files in at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside: Counter[str] = Counter()

    @asynccontextmanager
    async def __call__(self, client: str) -> AsyncIterator[None]:
        with self._lock:
            if self._inside.total() >= _AT_A_TIME or self._inside[client] >= _OF_ONE:
                raise ProblemError("busy", both("drafts_problem_uploading"), headers={"Retry-After": "5"})
            self._inside[client] += 1
        try:
            yield
        finally:
            with self._lock:
                self._inside[client] -= 1
                self._inside += Counter()  # drops those at zero


#: What every file arrives through, over the pages or the API.
gate: Final = _Gate()


async def small_form(request: Request) -> Sent:
    """Read a form without a file; for ``Depends``.

    :raises ProblemError: when it is not ours, too large, too slow or no form
    """
    require_own_form(request)
    return await read_form(request, _SMALL, files=0)


async def file_form(request: Request) -> Sent:
    """Read a form with a file; for ``Depends``.

    :raises ProblemError: when it is not ours, too large, too slow or no form, or too many arrive just now
    """
    require_own_form(request)
    most = settings_of(request).limits.draft_bytes
    async with gate(client_of(request)):
        try:
            return await read_form(request, most + _SMALL, files=1, seconds=_SECONDS)
        except ProblemError as error:
            if error.kind != "too-large":
                raise
            await _drain(request)
            said = both("drafts_problem_too_large", most=f"{most / 1_000_000:g}")
            raise ProblemError("too-large", said, headers={"Connection": "close"}) from None


async def read_form(request: Request, limit: int, *, files: int, seconds: float = 60.0) -> Sent:
    """Read a form.

    :param limit: most bytes of all of it
    :param files: most files in it
    :param seconds: how long it may take to arrive
    :raises ProblemError: when it is too large, too slow or no form
    """
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if not media and request.headers.get("content-length", "0") == "0":
        return Sent({})  # a button with nothing to fill in, pressed by a program
    if media not in (_MULTIPART, _PLAIN):
        raise ProblemError(
            "unsupported-media-type",
            f"a form is sent as {_MULTIPART} or {_PLAIN}",
            headers={"Accept": _MULTIPART},
        )
    counted = read_already(request, await read_body(request, limit, seconds))
    values: dict[str, tuple[str, ...]] = {}
    chosen: SentFile | None = None
    try:
        async with counted.form(max_files=files, max_fields=_MOST_FIELDS, max_part_size=_SMALL) as form:
            for name, value in form.multi_items():
                if not isinstance(value, UploadFile):
                    values[name] = (*values.get(name, ()), value)
                elif value.filename:  # a field without a file is sent with an empty name
                    chosen = SentFile(value.filename, await value.read())
    except MultiPartException as error:
        raise ProblemError("malformed-request", f"the form cannot be read: {error.message}") from None
    return Sent(values, chosen)


async def _drain(request: Request) -> None:
    """Throw away what a browser still sends, for a while: it shows no answer before it has sent all."""
    left = whole(request.headers.get("content-length"))
    if request.headers.get("expect") or left is None or left > _DRAIN_BYTES:
        return
    with suppress(TimeoutError, ClientDisconnect, RuntimeError):
        async with asyncio.timeout(_DRAIN_SECONDS):
            async for chunk in request.stream():
                left -= len(chunk)
                if left <= 0:
                    return
