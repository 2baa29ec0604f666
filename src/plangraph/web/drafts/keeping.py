"""Keeps drafts: each in a folder named by a digest of its token, so many and for so long.

The token is on no disk and in no log: whoever reads the folder cannot open a draft's page by it. No file is
named by anything that came from outside.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
import secrets
import shutil
import tempfile
import threading
import time
import weakref
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from plangraph.errors import StoreError
from plangraph.web.data import Copy
from plangraph.web.drafts.bench import Bench
from plangraph.web.drafts.draft import Draft
from plangraph.web.drafts.folder import Folder, leftovers
from plangraph.web.drafts.naming import clean_name, ending_of
from plangraph.web.drafts.state import State
from plangraph.web.problems import ProblemError
from plangraph.web.words import both
from plangraph.web.workshop import Workshop

if TYPE_CHECKING:
    from plangraph.web.settings import Limits

log = logging.getLogger(__name__)

#: Bytes of randomness in a token.
_TOKEN: Final = 32
_NAME: Final = re.compile(r"[0-9a-f]{64}\Z")
_HOUR: Final = 3600.0
#: All drafts together may have so many times the bytes of the largest one.
_MOST_FULL: Final = 60
#: One client may have the share of one in so many of the places for drafts.
_SHARE: Final = 10
#: How often to look for what has expired, in seconds; it is looked for whenever a draft is asked for as well.
_ROUND: Final = 300.0


class Keeper:
    """The drafts of one server.

    :param folder: where they are kept from one start to the next; None for a folder that goes with the server
    :param limits: how many, how large, how long
    :param workshop: the processes that read and check them
    :param current: gives the data with the other plans
    :param clock: seconds since 1970
    :raises StoreError: when the folder cannot be used, or another server uses it
    """

    def __init__(
        self,
        folder: Path | None,
        limits: Limits,
        workshop: Workshop,
        current: Callable[[], Copy],
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._limits, self._clock = limits, clock
        self._bench = Bench(workshop, current, limits.workers)
        self._temporary = folder is None
        self._folder = Path(tempfile.mkdtemp(prefix="plangraph-drafts-")) if folder is None else folder
        if folder is None:  # also where nobody closes it
            weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        self._lock = threading.Lock()
        self._drafts: dict[str, Draft] = {}
        self._clients: dict[str, str] = {}
        self._stop = threading.Event()
        self._owner = None if folder is None else _occupy(folder)
        self._find_kept()
        self._sweeper = threading.Thread(target=self._go_round, name="drafts", daemon=True)

    def watch(self) -> None:
        """Take up the work that the end of the last server broke off, and look for what expires."""
        for draft in list(self._drafts.values()):
            draft.resume()
        self._sweeper.start()

    def open(
        self,
        data: bytes,
        name: str,
        *,
        client: str,
        municipalities: Sequence[str] = (),
        year: int | None = None,
    ) -> tuple[str, Draft]:
        """Take a file as a new draft; the work on it begins.

        :param data: the file
        :param name: what it is called; its ending says what it is
        :param client: who hands it in, for limits alone
        :param municipalities: names or codes, where the file does not say
        :param year: plan year, where the file does not say
        :returns: the token that it is found by from now on, and the draft
        :raises LoadError: when files with its ending are not read
        :raises ProblemError: when it is too large, or there are too many drafts
        """
        name = clean_name(name)
        ending = ending_of(name, data)
        self._check_size(data)
        return self._make(client, lambda draft: draft.hand_in(data, name, ending, municipalities, year))

    def open_plan(self, graph: bytes, *, client: str) -> tuple[str, Draft]:
        """Make a draft of the graph of a plan that there is already.

        :param graph: as Turtle
        :raises ProblemError: when there are too many drafts
        """
        return self._make(client, lambda draft: draft.start_from(graph))

    def replace(self, draft: Draft, data: bytes, name: str) -> None:
        """Give a draft a new version of its file; the work on it begins.

        :raises LoadError: when files with its ending are not read
        :raises ProblemError: when it is too large, or the draft is being worked on
        """
        name = clean_name(name)
        ending = ending_of(name, data)
        self._check_size(data)
        self._check_room()
        last = draft.state.uploads[-1] if draft.state.uploads else None
        said = ((), None) if last is None else (last.municipalities, last.year)
        draft.hand_in(data, name, ending, *said)

    def find(self, token: str) -> Draft:
        """Return the draft of a token; it is kept for a while longer.

        :raises ProblemError: when there is none, or it has expired: which of the two is not told
        """
        name = hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
        with self._lock:
            draft = self._drafts.get(name)
        if draft is not None and self._is_over(draft):
            self._drop(draft)
            draft = None
        if draft is None:
            raise ProblemError("not-found", both("drafts_problem_gone"))
        draft.glance()
        return draft

    def delete(self, token: str) -> None:
        """Remove the draft of a token, now and for good.

        :raises ProblemError: when there is none
        """
        self._drop(self.find(token))

    def expires(self, draft: Draft) -> float:
        """Return when a draft goes unless somebody looks at it before, in seconds since 1970."""
        return draft.state.seen + self._limits.draft_hours * _HOUR

    def sweep(self) -> int:
        """Remove what nobody has looked at for too long; return how many drafts that were."""
        over = [draft for draft in list(self._drafts.values()) if self._is_over(draft)]
        for draft in over:
            self._drop(draft)
        if over:
            log.info("drafts expired", extra={"drafts": len(over)})
        return len(over)

    @property
    def count(self) -> int:
        """How many drafts there are."""
        return len(self._drafts)

    def close(self) -> None:
        """Stop; what is kept only as long as the server runs goes."""
        self._stop.set()
        self._bench.close()
        if self._sweeper.is_alive():
            self._sweeper.join()
        if self._temporary:
            shutil.rmtree(self._folder, ignore_errors=True)
        if self._owner is not None:
            os.close(self._owner)
            self._owner = None

    def _make(self, client: str, begin: Callable[[Draft], None]) -> tuple[str, Draft]:
        """Make a draft and begin with it; where that cannot be written down nothing is left of it."""
        self._check_room()
        token = secrets.token_urlsafe(_TOKEN)
        name = hashlib.sha256(token.encode()).hexdigest()
        folder, now = Folder(self._folder / name), self._clock()
        draft = Draft(name, folder, State(now, now), self._bench, self._clock)
        with self._lock:
            if len(self._drafts) >= self._limits.most_drafts:
                raise ProblemError("busy", both("drafts_problem_too_many"), headers={"Retry-After": "600"})
            if list(self._clients.values()).count(client) >= max(1, self._limits.most_drafts // _SHARE):
                raise ProblemError(
                    "too-many-requests", both("drafts_problem_too_many_yours"), headers={"Retry-After": "600"}
                )
            self._drafts[name], self._clients[name] = draft, client
        try:
            folder.make()
            folder.write_state(draft.state)
            begin(draft)
        except OSError:
            self._drop(draft)
            log.exception("a draft cannot be kept")
            raise ProblemError("store-unavailable", both("drafts_problem_not_kept")) from None
        except ProblemError:
            self._drop(draft)  # nobody has its address
            raise
        return token, draft

    def _check_size(self, data: bytes) -> None:
        most = self._limits.draft_bytes
        if len(data) > most:
            raise ProblemError("too-large", both("drafts_problem_too_large", most=f"{most / 1_000_000:g}"))

    def _check_room(self) -> None:
        self.sweep()
        if sum(draft.size for draft in list(self._drafts.values())) > _MOST_FULL * self._limits.draft_bytes:
            raise ProblemError("busy", both("drafts_problem_too_many"), headers={"Retry-After": "600"})

    def _is_over(self, draft: Draft) -> bool:
        return self._clock() >= self.expires(draft)

    def _drop(self, draft: Draft) -> None:
        with self._lock:
            self._drafts.pop(draft.name, None)
            self._clients.pop(draft.name, None)
        draft.delete()

    def _find_kept(self) -> None:
        """Find the drafts that were kept from one start to the next; what is damaged goes."""
        for gone in leftovers(self._folder):
            shutil.rmtree(gone, ignore_errors=True)
        for path in self._folder.iterdir():
            if not path.is_dir() or not _NAME.match(path.name):
                continue
            folder = Folder(path)
            try:
                state = folder.read_state()
            except (OSError, ValueError):
                log.warning("a damaged draft was removed")
                folder.remove()
                continue
            self._drafts[path.name] = Draft(path.name, folder, state, self._bench, self._clock)

    def _go_round(self) -> None:
        every = min(_ROUND, self._limits.draft_hours * _HOUR / 2)
        while not self._stop.wait(every):
            self.sweep()


def _occupy(folder: Path) -> int | None:
    """Take a folder for this server alone; return what holds it, or None where the system knows no such lock.

    :raises StoreError: when it cannot be used, or another server has it
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        held = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise StoreError(f"{folder}: drafts cannot be kept there ({error.strerror})") from None
    try:
        import fcntl
    except ImportError:  # Windows
        return held
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(held)
        raise StoreError(
            f"{folder}: another server keeps its drafts there; give each a folder of its own"
        ) from None
    return held
