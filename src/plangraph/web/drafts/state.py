"""What is known of a draft beside its files, and how that is written down for the server's next start."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import Any, Final, Literal

from plangraph.model import Text

#: What made a version: a file that was read, a plan that was copied, suggestions judged, a form filled in.
Way = Literal["uploaded", "copied", "judged", "mended"]
#: What begins anew: no version before it says anything of such a one.
_BEGINNINGS: Final = ("uploaded", "copied")
#: How far the work on a file is.
Stage = Literal["waiting", "reading", "checking"]
#: Changes with each change of what is written down.
_FORM: Final = 2


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was handed in.

    :param number: counts the files of a draft, from 1
    :param name: what it was called, to show it; no file is named by it
    :param ending: its ending, one of those that are read
    :param municipalities: names that were given beside it
    :param year: plan year that was given beside it, or None
    """

    number: int
    name: str
    ending: str
    municipalities: tuple[str, ...] = ()
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """A form that somebody filled in to mend a finding, to be filled in again for a new version of the file.

    :param key: of the finding; it stays the same where the words are
    :param about: what was lacking
    :param values: what was filled in, by name of the field
    :param by: who did
    :param on: the day (ISO 8601)
    """

    key: str
    about: Text
    values: tuple[tuple[str, tuple[str, ...]], ...]
    by: str
    on: str


@dataclass(frozen=True, slots=True)
class Version:
    """The plan's graph as it was at a time.

    :param number: counts the versions of a draft; a number is never used again
    :param way: what made it
    :param upload: the file that it rests on; 0 for none
    :param made: when, in seconds since 1970
    :param about: what was judged or mended
    :param notes: what could not be read of the file, a sentence each
    :param carried: what was carried over from the version before and what was not, a sentence each
    :param filled: the forms that were filled in for it, or carried over to it
    """

    number: int
    way: Way
    upload: int
    made: float
    about: Text | None = None
    notes: tuple[Text, ...] = ()
    carried: tuple[Text, ...] = ()
    filled: tuple[Filled, ...] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """What is being done with a file.

    :param upload: which
    :param stage: how far it is
    :param done: pages that are read
    :param total: pages there are; 0 where that is not known
    """

    upload: int
    stage: Stage = "waiting"
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a file did not become a version.

    :param kind: ``year``, ``municipality`` (either can be told and the file read again), ``busy`` (so it can
        as it is), or what is wrong with it
    :param said: what is wrong and what to do
    :param upload: the file
    """

    kind: str
    said: Text
    upload: int

    @property
    def again(self) -> bool:
        """Whether the same file may be read another time."""
        return self.kind in ("year", "municipality", "busy", "limit", "fault")


@dataclass(frozen=True, slots=True)
class State:
    """A draft.

    :param made: when it was handed in, in seconds since 1970
    :param seen: when somebody looked at it last
    :param uploads: its files, those that a version rests on and the newest
    :param versions: oldest first
    :param numbers: how many versions there have been
    :param reviewer: who judges, as that person wrote
    :param work: what is being done, or None
    :param failure: what came of the newest file, where it became nothing
    """

    made: float
    seen: float
    uploads: tuple[Upload, ...] = ()
    versions: tuple[Version, ...] = ()
    numbers: int = 0
    reviewer: str = ""
    work: Work | None = None
    failure: Failure | None = None

    @property
    def version(self) -> int:
        """Number of the version that counts; 0 where there is none yet."""
        return self.versions[-1].number if self.versions else 0

    @property
    def base(self) -> int:
        """Number of the version to compare with: the one before, or before some judgements; 0 for none."""
        rest = list(self.versions)
        last = rest.pop() if rest else None
        while last is not None and last.way == "judged" and rest and rest[-1].way == "judged":
            last = rest.pop()
        return rest[-1].number if rest else 0

    @property
    def filled(self) -> tuple[Filled, ...]:
        """The forms that the newest version rests on, the earliest first."""
        found: tuple[Filled, ...] = ()
        for version in reversed(self.versions):
            found = version.filled + found
            if version.way in _BEGINNINGS:
                break
        return found

    def upload(self, number: int) -> Upload | None:
        """Return a file by its number, or None."""
        return next((one for one in self.uploads if one.number == number), None)

    def find(self, number: int) -> Version | None:
        """Return a version by its number, or None."""
        return next((one for one in self.versions if one.number == number), None)

    def with_version(self, version: Version, most: int) -> State:
        """Return the state with one more version; when there are too many the second oldest goes."""
        versions = (*self.versions, version)
        if len(versions) > most:
            first, goes, after, *rest = versions
            # What was filled in for the one that goes is in the next as well.
            if after.way not in _BEGINNINGS:
                after = replace(after, filled=goes.filled + after.filled)
            versions = (first, after, *rest)
        return replace(self, versions=versions, numbers=version.number)


def write(state: State) -> bytes:
    """Return a state as JSON."""
    return json.dumps({"form": _FORM, **asdict(state)}, ensure_ascii=False).encode()


def read(data: bytes) -> State:
    """Read a state that :func:`write` wrote.

    :raises ValueError: when it is damaged, or of another form
    """
    try:
        told = json.loads(data)
        if told.pop("form") != _FORM:
            raise ValueError("written by another version of plangraph")
        return State(
            **{
                **told,
                "uploads": tuple(
                    Upload(**{**one, "municipalities": tuple(one["municipalities"])})
                    for one in told["uploads"]
                ),
                "versions": tuple(_version(one) for one in told["versions"]),
                "work": Work(**told["work"]) if told["work"] else None,
                "failure": (
                    Failure(**{**told["failure"], "said": Text(**told["failure"]["said"])})
                    if told["failure"]
                    else None
                ),
            }
        )
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError("no state of a draft") from error


def _version(told: dict[str, Any]) -> Version:
    about = Text(**told["about"]) if told["about"] else None
    notes, carried = (tuple(Text(**note) for note in told[name]) for name in ("notes", "carried"))
    filled = tuple(_filled(one) for one in told["filled"])
    return Version(**{**told, "about": about, "notes": notes, "carried": carried, "filled": filled})


def _filled(told: dict[str, Any]) -> Filled:
    values = tuple((name, tuple(values)) for name, values in told["values"])
    return Filled(**{**told, "about": Text(**told["about"]), "values": values})
