"""Reports that were made before, kept on disk so that a plan that did not change is not checked again.

An entry is named by a digest of everything that decides a report: the triples of the plan and of the plan
before it, the reference data, the rules, the engine with its libraries, and the code of plangraph itself.
What changed has another name, so nothing stale can be found. Entries are JSON; one that cannot be read whole
is as good as none.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
import os
import sys
import types
import typing
from collections.abc import Mapping
from enum import Enum
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final

from rdflib import Graph

from plangraph import __version__
from plangraph.check.engine import Engine
from plangraph.check.rules import RuleSet
from plangraph.errors import OutputError
from plangraph.files import save
from plangraph.model import Report, Rule
from plangraph.store import canonical

#: How large the folder may grow, in bytes; a report takes some ten thousand.
MAX_BYTES: Final = 64_000_000
_ENDING: Final = ".report.json"
#: How full the folder is left once it was too full, so that not every run has to clear it.
_KEPT_PART: Final = 0.75


class Keys:
    """Names reports by what decides them.

    :param reference: the ontology, vocabularies and national targets
    :param rules: as :func:`plangraph.check.rules.load_rules` gives them
    :param engine: what runs the rules
    """

    def __init__(self, reference: Graph, rules: RuleSet, engine: Engine) -> None:
        self._reference, self._rules, self._engine = reference, rules, engine

    def of(self, plan: bytes, earlier: bytes | None = None) -> str:
        """Return the name of a plan's report.

        :param plan: the plan's triples, as :func:`plangraph.store.canonical` writes them
        :param earlier: those of the plan before, where it was looked at
        """
        return _digest(*self._common, plan, b"-" if earlier is None else b"+" + earlier)

    @cached_property
    def _common(self) -> tuple[bytes, ...]:
        return (
            f"plangraph {__version__} python {sys.version} {self._engine.version}".encode(),
            code_digest(),
            canonical(self._reference),
            canonical(self._rules.graph),
            repr((self._rules.version, self._rules.rules)).encode(),
        )


@cache
def code_digest() -> bytes:
    """Return a digest of the code of plangraph: the version alone says nothing of a checkout."""
    package = Path(__file__).parent.parent
    files = sorted(package.rglob("*.py"))
    return _digest(
        *(part for f in files for part in (str(f.relative_to(package)).encode(), f.read_bytes()))
    ).encode()


class ReportCache:
    """A folder of reports.

    :param folder: where they are kept; made when the first is put in
    :param max_bytes: how large it may grow
    """

    def __init__(self, folder: Path, *, max_bytes: int = MAX_BYTES) -> None:
        self.folder, self._max_bytes = folder, max_bytes

    def get(self, key: str, rules: RuleSet) -> Report | None:
        """Return the report of a name, or None when there is none that can be read whole."""
        path = self._path(key)
        try:
            head, _, body = path.read_bytes().partition(b"\n")
            if head.decode() != _digest(key.encode(), body):
                return None
            report = _read(Report, json.loads(body), {rule.id: rule for rule in rules.rules})
            os.utime(path)  # the ones looked at last are cleared away last
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return None
        return report if isinstance(report, Report) else None

    def put(self, key: str, report: Report) -> None:
        """Keep a report; where that cannot be done it is made again the next time."""
        body = json.dumps(_write(report), ensure_ascii=False, separators=(",", ":"))
        with contextlib.suppress(OSError, OutputError):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)  # drafts are nobody else's business
            save(self._path(key), _digest(key.encode(), body.encode()) + "\n" + body)

    def prune(self) -> None:
        """Clear away the reports not looked at for longest, when the folder has grown too large."""
        found = []
        for path in self.folder.glob("*" + _ENDING) if self.folder.is_dir() else ():
            with contextlib.suppress(OSError):  # another process clears as well
                found.append((path.stat().st_mtime_ns, path.stat().st_size, path))
        total = sum(size for _, size, _ in found)
        if total <= self._max_bytes:
            return
        for _, size, path in sorted(found):
            with contextlib.suppress(OSError):
                path.unlink()
            total -= size
            if total <= self._max_bytes * _KEPT_PART:
                return

    def _path(self, key: str) -> Path:
        return self.folder / (key + _ENDING)


def default_folder(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """Return the folder in which programs of this user keep what they can make again."""
    if platform == "win32":
        base = environment.get("LOCALAPPDATA")
        return (Path(base) if base else Path.home() / "AppData" / "Local") / "plangraph" / "Cache"
    if platform == "darwin":
        return Path.home() / "Library" / "Caches" / "plangraph"
    base = environment.get("XDG_CACHE_HOME", "")
    return (Path(base) if Path(base).is_absolute() else Path.home() / ".cache") / "plangraph"


def _digest(*parts: bytes) -> str:
    """Return the SHA-256 of parts, each with its length before it, so that none runs into the next."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def _write(value: Any) -> Any:
    """Turn a report into what JSON can hold; a rule is only named, the rules are at hand."""
    if isinstance(value, Rule):
        return value.id
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: _write(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_write(item) for item in value]
    return value.value if isinstance(value, Enum) else value


def _read(kind: Any, value: Any, rules: Mapping[str, Rule]) -> Any:  # noqa: PLR0911 - one a kind of type
    """Read a value of a type back; what is not of that type is refused.

    :raises TypeError: for a value of another type
    :raises ValueError: for a member that an enumeration does not have
    :raises KeyError: for a rule that there is not, or a part that is missing
    """
    if kind is Rule:
        return rules[value]
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        parts = _parts(kind)
        if not isinstance(value, dict) or value.keys() != parts.keys():
            raise TypeError(f"{value!r} is no {kind}")
        return kind(**{name: _read(part, value[name], rules) for name, part in parts.items()})
    if isinstance(kind, types.UnionType):
        if value is None and types.NoneType in typing.get_args(kind):
            return None
        (kind,) = (k for k in typing.get_args(kind) if k is not types.NoneType)
        return _read(kind, value, rules)
    if typing.get_origin(kind) is tuple:
        if not isinstance(value, list):
            raise TypeError(f"{value!r} is no list")
        return tuple(_read(typing.get_args(kind)[0], item, rules) for item in value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    if type(value) is not kind:
        raise TypeError(f"{value!r} is no {kind}")
    return value


@cache
def _parts(kind: type) -> Mapping[str, Any]:
    return typing.get_type_hints(kind)
