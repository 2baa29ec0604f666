"""One draft: its versions, the work on its file, and every change that somebody makes to it.

A change names the version that it was decided on. It is refused when another is the newest by now, as from a
second window: nobody overwrites what somebody else did, nor what they did themselves and forgot.
"""

from __future__ import annotations

import datetime
import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeVar

from plangraph.errors import PlangraphError
from plangraph.model import Lang, Text
from plangraph.web.drafts import crafts
from plangraph.web.drafts.bench import Bench
from plangraph.web.drafts.findings import Examined, Suggestions
from plangraph.web.drafts.folder import Folder
from plangraph.web.drafts.reading import Before, Read, Reading
from plangraph.web.drafts.refusals import explain
from plangraph.web.drafts.state import Filled, Stage, State, Upload, Version, Way, Work
from plangraph.web.problems import ProblemError
from plangraph.web.words import both

if TYPE_CHECKING:
    from plangraph.assess.comparing import Comparison
    from plangraph.assess.mending import Form
    from plangraph.intake.review import Decision
    from plangraph.model import Finding

T = TypeVar("T")

log = logging.getLogger(__name__)

#: So many versions of a draft are kept: the first, and the newest.
MOST_VERSIONS: Final = 60
#: How long a change waits for another one to the same draft, in seconds.
_PATIENCE: Final = 10.0
#: A look at a draft is written down when the one before is so many seconds past.
_GLANCE: Final = 60.0


class Draft:
    """A draft that is kept.

    :param name: what its folder is called: the digest of its token
    :param folder: its files
    :param state: what is known of it
    :param bench: what it is worked on with
    :param clock: seconds since 1970
    """

    def __init__(
        self, name: str, folder: Folder, state: State, bench: Bench, clock: Callable[[], float]
    ) -> None:
        self.name = name
        self._folder, self._state, self._bench, self._clock = folder, state, bench, clock
        self._changing = threading.RLock()
        self._idle = threading.Event()
        self._gone = False
        self.size = folder.size()
        if state.work is None:
            self._idle.set()

    # ---- what there is

    @property
    def state(self) -> State:
        """What is known of it now."""
        return self._state

    @property
    def gone(self) -> bool:
        """Whether it was deleted."""
        return self._gone

    def wait(self, seconds: float) -> bool:
        """Wait for the work on its file; say whether it is done."""
        return self._idle.wait(seconds)

    def glance(self) -> None:
        """Note that somebody looks at it: it is kept for a while from now."""
        now = self._clock()
        # Where somebody changes it just now, their change can wait for nobody, and this look need not count.
        if now - self._state.seen < _GLANCE or not self._changing.acquire(blocking=False):
            return
        try:
            if not self._gone:
                with suppress(OSError):  # a full disk is told to who writes
                    self._save(replace(self._state, seen=now))
        finally:
            self._changing.release()

    def graph(self, version: int | None = None) -> bytes:
        """Return a version of the plan as Turtle, the newest without a number.

        :raises ProblemError: when there is none, or none any more
        """
        number = self._state.version if version is None else version
        if self._state.find(number) is not None:
            with suppress(FileNotFoundError):  # undone or deleted since
                return self._folder.graph(number)
        raise ProblemError("not-found", both(f"drafts_problem_{'gone' if self._gone else 'no_version'}"))

    def text(self, version: int | None = None) -> str | None:
        """Return the text of the document that a version rests on, or None where it rests on none."""
        found = self._state.find(self._state.version if version is None else version)
        return None if found is None else self._folder.text(found.upload)

    def document(self, version: int | None = None) -> bytes | None:
        """Return what was read of the document that a version rests on, or None where it rests on none."""
        found = self._state.find(self._state.version if version is None else version)
        return None if found is None else self._folder.document(found.upload)

    def source(self) -> Upload | None:
        """Return the file that the newest version rests on, or None where it rests on none."""
        return self._state.upload(self._state.versions[-1].upload) if self._state.versions else None

    def examined(self, version: int | None = None) -> Examined:
        """Return what checking a version found; the newest without a number.

        :raises PlangraphError: when it cannot be checked
        """
        number = self._state.version if version is None else version

        def make() -> Examined:
            return self._bench.hold(crafts.examine, self.graph(number), self.text(number))

        return self._remember(number, "examined", make)

    def suggestions(self) -> Suggestions:
        """Return what waits for a person's word.

        :raises PlangraphError: when that cannot be found out
        """
        number = self._state.version

        def make() -> Suggestions:
            return self._bench.do(crafts.find_suggestions, self.graph(number))

        return self._remember(number, "suggestions", make)

    def compare(self, base: int) -> Comparison:
        """Return what became of the findings since a version.

        :raises ProblemError: when there is no such version
        """
        from plangraph.assess.comparing import compare

        return compare(self.examined(base).assessment, self.examined().assessment)

    def form_for(self, finding: Finding) -> Form | None:
        """Return the form that mends a finding of the newest version, or None where no form can."""
        report = self.examined().assessment.report
        return self._bench.do(crafts.form_for, self.graph(), finding, report)

    def _remember(self, version: int, what: str, make: Callable[[], T]) -> T:
        known = self._bench.remember(self.name, version, what, make)
        if self._gone:  # deleted while it was found out
            self._bench.forget(self.name)
        return known

    # ---- what can be taken away

    def write_plan(self, form: str, lang: Lang) -> bytes:
        """Write the plan as RDF (a key of ``GRAPH_FORMS``) or as a workbook (``xlsx``)."""
        return self._bench.do(crafts.write_plan, self.graph(), form, lang)

    def write_report(self, name: str, lang: Lang, *, summary: bool = False) -> tuple[bytes, str]:
        """Write the report in the format that a file name asks for; give its media type as well."""
        return self._bench.hold(crafts.write_report, self.graph(), self.text(), name, lang, summary=summary)

    def write_marked(self, lang: Lang) -> tuple[bytes, str]:
        """Write the file that was handed in with each finding beside its words.

        :raises PlangraphError: when it is none that can be written into
        """
        source, document = self.source(), self.document()
        if source is None or document is None:
            raise ProblemError("not-found", both("drafts_problem_not_marked"))
        try:
            data = self._folder.upload(source).read_bytes()
        except FileNotFoundError:  # deleted since
            raise ProblemError("not-found", both("drafts_problem_gone")) from None
        ending = ".docx" if source.ending != ".pdf" else ".pdf"
        return self._bench.hold(crafts.write_marked, self.graph(), document, data, f"x{ending}", lang)

    # ---- its file

    def hand_in(
        self, data: bytes, name: str, ending: str, municipalities: Sequence[str] = (), year: int | None = None
    ) -> None:
        """Take a file; the work on it begins.

        :param name: what it was called
        :param ending: one of those that are read
        :raises ProblemError: while another is being worked on
        """
        with self._change(None) as state:
            number = max((one.number for one in state.uploads), default=0) + 1
            upload = Upload(number, name, ending, tuple(municipalities), year)
            self._folder.write_upload(upload, data)
            used = {one.upload for one in state.versions}
            kept = (*(one for one in state.uploads if one.number in used), upload)
            self._begin(replace(state, uploads=kept), upload)
            self._folder.keep_only(self._state)  # a file before it that became nothing goes

    def read_again(self, municipalities: Sequence[str], year: int | None) -> None:
        """Read the newest file another time, with what was missing.

        :raises ProblemError: while one is being worked on, or when there is none
        """
        with self._change(None) as state:
            if not state.uploads:
                raise ProblemError("not-found", both("drafts_problem_no_version"))
            upload = replace(state.uploads[-1], municipalities=tuple(municipalities), year=year)
            self._begin(replace(state, uploads=(*state.uploads[:-1], upload)), upload)

    def resume(self) -> None:
        """Go on with the work on its file that ended with the server."""
        work = self._state.work
        if work is not None and (upload := self._state.upload(work.upload)) is not None:
            with self._changing:
                self._begin(self._state, upload)

    def _begin(self, state: State, upload: Upload) -> None:
        self._idle.clear()
        try:
            self._save(replace(state, work=Work(upload.number), failure=None))
        except OSError:
            self._idle.set()
            raise
        self._bench.submit(lambda: self._work(upload))

    def _work(self, upload: Upload) -> None:
        """Read a file and check what was read; in a thread of the bench."""
        try:
            before = Before(self.graph(), self._state.filled) if self._state.versions else None
            reading = Reading(self._bench, self._progress, lambda: self._gone or self._bench.closed)
            self._finish(upload, reading.read(self._folder.upload(upload), upload, before))
        except Exception as error:  # whatever goes wrong, whoever waits is told
            if not isinstance(error, PlangraphError):
                log.exception("the work on a draft failed")
            self._fail(upload, error)

    def _progress(self, stage: Stage, done: int, total: int) -> None:
        with self._changing:
            work = self._state.work
            if work is not None:
                self._state = replace(self._state, work=Work(work.upload, stage, done, total))

    def _finish(self, upload: Upload, read: Read) -> None:
        taking, carried = read.taking, read.carried
        with self._changing:
            if self._gone:
                return
            if taking.document is not None and taking.text is not None:
                self._folder.write_document(upload.number, taking.document, taking.text)
            state = replace(self._state, work=None)
            version = Version(
                state.numbers + 1,
                "uploaded",
                upload.number,
                self._clock(),
                notes=taking.notes,
                carried=(*taking.carried, *carried.notes),
                filled=carried.filled,
            )
            self._keep(state, version, carried.graph)
            self._bench.note(self.name, self._state.version, "examined", read.examined)
            self._idle.set()

    def _fail(self, upload: Upload, error: Exception) -> None:
        with self._changing:
            # A server that stops kills the work; the next start takes it up again.
            if not self._gone and not self._bench.closed:
                failure = explain(error, upload.number)
                log.info("a draft was not taken in", extra={"kind": failure.kind})
                try:
                    self._save(replace(self._state, work=None, failure=failure))
                except OSError:
                    self._state = replace(self._state, work=None, failure=failure)
            self._idle.set()

    # ---- changes

    def start_from(self, graph: bytes) -> None:
        """Begin with the graph of a plan that there is already."""
        with self._change(None) as state:
            self._add(state, "copied", 0, graph)

    def name_reviewer(self, name: str) -> None:
        """Note who judges and mends."""
        with self._change(None) as state:
            self._save(replace(state, reviewer=name))

    def judge(
        self,
        version: int,
        iri: str,
        decision: Decision,
        *,
        about: Text,
        change: Mapping[str, str] | None = None,
        stated: bool = False,
    ) -> None:
        """Judge one suggestion.

        :param version: the one that it was decided on
        :param about: what was suggested, to tell it in the history
        :raises ProblemError: when another version is the newest
        :raises ReviewError: when it does not wait any more, or the change makes no sense
        """
        with self._change(version) as state:
            by, on = state.reviewer, self._today()
            graph = self._bench.do(
                crafts.judge, self.graph(), iri, decision, by=by, on=on, change=change, stated=stated
            )
            self._add(state, "judged", state.versions[-1].upload, graph, about=about)

    def accept_all(self, version: int, least: float) -> int:
        """Accept all suggestions that are at least so sure; return how many there were.

        :raises ProblemError: when another version is the newest
        """
        with self._change(version) as state:
            by, on = state.reviewer, self._today()
            graph, count = self._bench.do(crafts.accept_all, self.graph(), least, by=by, on=on)
            if count:
                about = both("drafts_accepted" if count > 1 else "drafts_accepted_one", count=count)
                self._add(state, "judged", state.versions[-1].upload, graph, about=about)
            return count

    def mend(self, version: int, finding: Finding, values: Mapping[str, Sequence[str]]) -> bool:
        """Write what was filled into a finding's form; say whether it has one.

        :raises ProblemError: when another version is the newest
        :raises MendingError: with what is wrong, field by field
        """
        with self._change(version) as state:
            by, on = state.reviewer, self._today()
            mended = self._bench.do(
                crafts.mend,
                self.graph(),
                finding,
                self.examined().assessment.report,
                values,
                by=by,
                on=on,
                document=self.document(),
            )
            if mended is None:
                return False
            graph, given = mended
            filled = Filled(finding.key, finding.message, tuple(given.items()), by, on.isoformat())
            upload = state.versions[-1].upload
            self._add(state, "mended", upload, graph, about=finding.message, filled=(filled,))
            return True

    def undo(self, version: int) -> None:
        """Go back by one version.

        :raises ProblemError: when another version is the newest, or it is the only one
        """
        with self._change(version) as state:
            if len(state.versions) < 2:
                raise ProblemError("malformed-request", both("drafts_problem_nothing_to_undo"))
            self._save(replace(state, versions=state.versions[:-1], failure=None))
            self._folder.keep_only(self._state)

    def delete(self) -> None:
        """Remove it, now and for good, whoever is changing it: what they write has no folder any more."""
        self._gone = True
        self._folder.remove()
        self._bench.forget(self.name)
        self._idle.set()

    @contextmanager
    def _change(self, version: int | None) -> Iterator[State]:
        """Let nobody else change it meanwhile.

        :param version: the one that the change was decided on; None for one that does not matter to
        :raises ProblemError: when another version is the newest, or its file is still being worked on
        """
        if not self._changing.acquire(timeout=_PATIENCE):
            raise ProblemError("busy", both("drafts_problem_changing"), headers={"Retry-After": "5"})
        try:
            if self._gone:
                raise ProblemError("not-found", both("drafts_problem_gone"))
            if self._state.work is not None:
                raise ProblemError("changed-meanwhile", both("drafts_problem_working"))
            if version is not None and version != self._state.version:
                raise ProblemError("changed-meanwhile", both("drafts_problem_stale"))
            yield self._state
        except OSError:
            if self._gone:
                raise ProblemError("not-found", both("drafts_problem_gone")) from None
            log.exception("a draft cannot be written")
            raise ProblemError("store-unavailable", both("drafts_problem_not_kept")) from None
        finally:
            self._changing.release()

    def _add(
        self,
        state: State,
        way: Way,
        upload: int,
        graph: bytes,
        *,
        about: Text | None = None,
        filled: tuple[Filled, ...] = (),
    ) -> None:
        version = Version(state.numbers + 1, way, upload, self._clock(), about, filled=filled)
        self._keep(state, version, graph)

    def _keep(self, state: State, version: Version, graph: bytes) -> None:
        self._folder.write_graph(version.number, graph)
        self._save(replace(state.with_version(version, MOST_VERSIONS), failure=None))
        self._folder.keep_only(self._state)
        self.size = self._folder.size()

    def _save(self, state: State) -> None:
        self._folder.write_state(state)
        self._state = state
        self.size = self._folder.size()

    def _today(self) -> datetime.date:
        return datetime.datetime.fromtimestamp(self._clock(), tz=datetime.UTC).date()
