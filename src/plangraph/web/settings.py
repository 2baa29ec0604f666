"""How the server is set: where its data is, what it answers to, and how much of it anybody gets."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final
from urllib.parse import urlsplit

from plangraph.errors import PlangraphError

#: Shorter ones can be guessed.
SHORTEST_TOKEN: Final = 16


class SettingsError(PlangraphError):
    """A setting that cannot be meant so."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of the server one request, one query and one client gets.

    :param query_seconds: how long a query may run before its process is killed
    :param query_memory: how much memory a query may take, in bytes
    :param query_rows: most solutions or triples in an answer
    :param answer_bytes: most bytes in an answer
    :param query_bytes: most bytes in a query
    :param graph_bytes: most bytes in a graph that is sent in
    :param workers: processes that answer queries
    :param waiting: queries that may wait for one of them; more are turned away
    :param waiting_per_client: queries of one client that may run or wait at a time
    :param check_seconds: how long reading or checking a draft may take before its process is killed
    :param check_memory: how much memory that may take, in bytes
    :param check_ahead: whether plans are checked before somebody asks (1), or only then (0)
    :param draft_bytes: most bytes in a draft that is handed in
    :param draft_hours: how long a draft is kept after it was last looked at
    :param most_drafts: drafts at a time; more are turned away
    :param requests_per_second: of one client, over some time; 0 for no limit
    :param burst: requests of one client at once
    """

    query_seconds: float = 15.0
    query_memory: int = 500_000_000
    query_rows: int = 50_000
    answer_bytes: int = 30_000_000
    query_bytes: int = 200_000
    graph_bytes: int = 20_000_000
    workers: int = 2
    waiting: int = 12
    waiting_per_client: int = 6
    check_seconds: float = 120.0
    check_memory: int = 1_500_000_000
    check_ahead: int = 1
    draft_bytes: int = 30_000_000
    draft_hours: float = 24.0
    most_drafts: int = 500
    requests_per_second: float = 30.0
    burst: int = 120

    def __post_init__(self) -> None:
        for name in self.__dataclass_fields__:
            least = 0 if name in ("requests_per_second", "waiting", "check_ahead") else 1e-3
            value = getattr(self, name)
            if not math.isfinite(value):
                raise SettingsError(f"{name.replace('_', ' ')}: {value} is no number of anything")
            if value < least:
                raise SettingsError(f"{name.replace('_', ' ')}: {value} is too small")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a server is made of.

    :param store: folder of the store, or None for the plans that ship with plangraph
    :param tokens: who knows one of them may write; without any nobody may
    :param base: public address, without a slash at its end (``https://plans.example.dk``); it may have a path
    :param origins: web origins whose scripts may read answers (CORS); none where empty
    :param limits: how much anybody gets
    :param texts: folder of the plans' documents, where the server has them: it then shows the passages
    :param drafts: folder that drafts are kept in from one start to the next; without, they go with the server
    :param reload_seconds: how often to look whether the data changed; 0 for never
    """

    store: Path | None = None
    tokens: tuple[str, ...] = field(default=(), repr=False)
    base: str = "http://127.0.0.1:8000"
    origins: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    texts: Path | None = None
    drafts: Path | None = None
    reload_seconds: float = 2.0

    def __post_init__(self) -> None:
        for address in (self.base, *self.origins):
            _check_address(address)
        if self.base.endswith("/"):
            raise SettingsError(f"the public address {self.base!r} ends with a slash; leave it out")
        if self.tokens and self.store is None:
            raise SettingsError("a token lets somebody write, and there is no store to write to; name one")

    @property
    def prefix(self) -> str:
        """The path of the public address: what stands before every path in a link; mostly nothing."""
        return urlsplit(self.base).path

    @property
    def writable(self) -> bool:
        """Whether anybody may write."""
        return self.store is not None and bool(self.tokens)


def _check_address(address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        raise SettingsError(f"{address!r} is no address of a server, e.g. https://plans.example.dk")


def read_tokens(path: Path) -> tuple[str, ...]:
    """Read tokens from a file: one a line, lines with ``#`` are comments.

    :raises SettingsError: when it cannot be read, holds none, or one that is too short
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: the tokens cannot be read: {error}") from None
    tokens = tuple(token for line in lines if (token := line.strip()) and not token.startswith("#"))
    if not tokens:
        raise SettingsError(f"{path}: holds no token; write one on a line of its own")
    for token in tokens:
        # RFC 6750, section 2.1: what may stand behind "Bearer".
        if len(token) < SHORTEST_TOKEN or not re.fullmatch(r"[A-Za-z0-9._~+/-]+=*", token):
            raise SettingsError(
                f"{path}: a token has at least {SHORTEST_TOKEN} characters of A-Z a-z 0-9 . _ ~ + / -"
            )
    return tokens


#: Variables of the environment and the limits that they set.
LIMIT_VARIABLES: Final[Mapping[str, str]] = MappingProxyType(
    {f"PLANGRAPH_{name.upper()}": name for name in Limits.__dataclass_fields__}
)


def limits_from(environment: Mapping[str, str]) -> Limits:
    """Read limits from the environment: ``PLANGRAPH_QUERY_SECONDS`` and so on.

    :raises SettingsError: for a value that is no number or too small
    """
    given: dict[str, float | int] = {}
    for variable, name in LIMIT_VARIABLES.items():
        if (said := environment.get(variable)) is not None:
            kind = float if Limits.__dataclass_fields__[name].type == "float" else int
            try:
                given[name] = kind(said)
            except ValueError:
                raise SettingsError(f"{variable}={said!r} is no number") from None
    return Limits(**given)  # type: ignore[arg-type]  # int and float by the field's own type
