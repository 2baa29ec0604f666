"""Drafts are kept so many, so large and so long, in folders that tell nothing, and then they are gone."""

from __future__ import annotations

import stat
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from plangraph.errors import LoadError, ReviewError, StoreError
from plangraph.model import Text
from plangraph.turtle import write
from plangraph.web.data import Data
from plangraph.web.drafts import Failure, Keeper, State, Upload, Version, Work, crafts, state
from plangraph.web.drafts.draft import MOST_VERSIONS
from plangraph.web.drafts.folder import Folder
from plangraph.web.drafts.naming import clean_name
from plangraph.web.drafts.state import Filled, Way
from plangraph.web.pool import BusyError
from plangraph.web.problems import ProblemError
from plangraph.web.settings import Limits
from plangraph.web.workshop import WorkLimitError, Workshop

DRAFTS = Path(__file__).parents[1] / "data" / "intake" / "drafts"
WORD = DRAFTS / "odder-2022.docx"
HOUR = 3600.0


class Here(Workshop):
    """A workshop that does its work at once and in this process."""

    def __init__(self) -> None:
        super().__init__(0, 0.0, 0)

    def do(
        self,
        craft: Callable[..., Any],
        *materials: Any,
        tell: Any = None,
        patient: bool = False,
        **more: Any,
    ) -> Any:
        assert patient
        if tell is not None:
            tell(1, 2)
        return craft(*materials, **more)


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def data() -> Iterator[Data]:
    served = Data(None)
    yield served
    served.close()


@contextmanager
def keeping(
    data: Data, folder: Path | None, clock: Clock, workshop: Any = None, **limits: Any
) -> Iterator[Keeper]:
    keeper = Keeper(folder, Limits(**limits), workshop or Here(), lambda: data.current, clock)
    try:
        yield keeper
    finally:
        keeper.close()


def problem(kind: str) -> Any:
    return pytest.raises(ProblemError, check=lambda error: error.kind == kind)


def open_plan(keeper: Keeper, client: str = "a") -> Any:
    """A draft without a file: the quickest there is."""
    return keeper.open_plan(
        b"<https://w3id.org/plangraph/id/plan/x-2022> a <https://a.example/b> .", client=client
    )


# ---- Folders


def test_nothing_from_outside_is_on_the_disk_by_name(data: Data, tmp_path: Path) -> None:
    with keeping(data, tmp_path / "drafts", Clock()) as keeper:
        token, draft = keeper.open(
            WORD.read_bytes(), "../../Vores hemmelige plan.docx", client="secret-client"
        )
        assert draft.wait(60)
        assert draft.state.failure is None
        assert draft.state.uploads[0].name == "Vores hemmelige plan.docx"
        files = list((tmp_path / "drafts").rglob("*"))
        names = " ".join(str(path) for path in files)
        assert token not in names
        assert "hemmelige" not in names
        for path in files:
            assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
            if path.is_file():
                assert token.encode() not in path.read_bytes()
                assert b"secret-client" not in path.read_bytes()
        assert stat.S_IMODE((tmp_path / "drafts").stat().st_mode) == 0o700


def test_a_deleted_draft_leaves_nothing(data: Data, tmp_path: Path) -> None:
    folder = tmp_path / "drafts"
    with keeping(data, folder, Clock()) as keeper:
        token, draft = keeper.open(WORD.read_bytes(), "plan.docx", client="a")
        assert draft.wait(60)
        keeper.delete(token)
        assert [path.name for path in folder.iterdir()] == [".lock"]
        with problem("not-found"):
            keeper.find(token)
        # Also for who holds it still, as in another request.
        for look in (
            lambda: draft.undo(1),
            draft.graph,
            draft.examined,
            lambda: draft.write_plan("ttl", "da"),
            lambda: draft.write_marked("da"),
        ):
            with problem("not-found"):
                look()
        assert keeper.count == 0


def test_what_is_deleted_while_it_is_read_does_not_come_back(data: Data, tmp_path: Path) -> None:
    begun, go_on = threading.Event(), threading.Event()

    class Slow(Here):
        def do(self, craft: Callable[..., Any], *materials: Any, tell: Any = None, **more: Any) -> Any:
            begun.set()
            assert go_on.wait(60)
            return super().do(craft, *materials, tell=tell, **more)

    folder = tmp_path / "drafts"
    with keeping(data, folder, Clock(), Slow()) as keeper:
        token, draft = keeper.open((DRAFTS / "noerreaa.txt").read_bytes(), "plan.txt", client="a", year=2022)
        assert begun.wait(60)
        assert draft.state.work == Work(1, "reading")
        keeper.delete(token)
        assert draft.wait(60)
        go_on.set()
    assert [path.name for path in folder.iterdir()] == [".lock"]
    assert draft.state.versions == ()


def test_without_a_folder_all_goes_with_the_server(data: Data) -> None:
    with keeping(data, None, Clock()) as keeper:
        open_plan(keeper)
        folder = keeper._folder
        assert any(folder.iterdir())
    assert not folder.exists()


def test_two_servers_do_not_share_a_folder(data: Data, tmp_path: Path) -> None:
    with keeping(data, tmp_path, Clock()) as first:
        assert first.count == 0
        with pytest.raises(StoreError, match="another server keeps its drafts there"):
            Keeper(tmp_path, Limits(), Here(), lambda: data.current)
    with keeping(data, tmp_path, Clock()):
        pass
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match="cannot be kept"):
        Keeper(tmp_path / "file", Limits(), Here(), lambda: data.current)


def test_drafts_survive_a_restart(data: Data, tmp_path: Path) -> None:
    with keeping(data, tmp_path, Clock()) as keeper:
        token, draft = keeper.open(WORD.read_bytes(), "plan.docx", client="a")
        assert draft.wait(60)
        draft.name_reviewer("Anna Jensen")
        before, graph = draft.state, draft.graph()
    damaged = tmp_path / ("0" * 64)
    damaged.mkdir()
    (damaged / "state.json").write_text("{")
    (tmp_path / ".gone-1").mkdir()
    (tmp_path / "other").mkdir()
    with keeping(data, tmp_path, Clock()) as keeper:
        draft = keeper.find(token)
        assert draft.state == before
        assert draft.graph() == graph
        assert draft.examined().slug == "odder-2022"
        assert draft.suggestions().waiting
        assert not damaged.exists()
        assert not (tmp_path / ".gone-1").exists()
        assert (tmp_path / "other").exists()  # not ours


def test_work_that_a_stop_broke_off_goes_on(data: Data, tmp_path: Path) -> None:
    begun, go_on = threading.Event(), threading.Event()

    class Stuck(Here):
        def do(self, *materials: Any, **more: Any) -> Any:
            begun.set()
            assert go_on.wait(60)
            raise OSError("the process was killed")

    keeper = Keeper(tmp_path, Limits(), Stuck(), lambda: data.current)
    token, _ = keeper.open(WORD.read_bytes(), "plan.docx", client="a")
    assert begun.wait(60)
    keeper.close()
    go_on.set()
    with keeping(data, tmp_path, Clock()) as again:
        again.watch()
        draft = again.find(token)
        assert draft.wait(60)
        assert draft.state.version == 1
        assert draft.state.failure is None


# ---- How long


def test_a_draft_goes_when_nobody_looks(data: Data, tmp_path: Path) -> None:
    clock = Clock()
    with keeping(data, tmp_path, clock, draft_hours=2.0) as keeper:
        token, draft = open_plan(keeper)
        other, _ = open_plan(keeper)
        clock.now += 1.5 * HOUR
        keeper.find(token)
        assert keeper.expires(draft) == clock.now + 2 * HOUR
        clock.now += HOUR
        assert keeper.sweep() == 1  # the other one
        keeper.find(token)
        clock.now += 2 * HOUR
        with problem("not-found"):  # also where nobody has swept yet
            keeper.find(token)
        with problem("not-found"):
            keeper.find(other)
        assert [path.name for path in tmp_path.iterdir()] == [".lock"]


def test_a_look_is_remembered_over_a_restart(data: Data, tmp_path: Path) -> None:
    clock = Clock()
    with keeping(data, tmp_path, clock, draft_hours=2.0) as keeper:
        token, _ = open_plan(keeper)
        clock.now += 1.5 * HOUR
        keeper.find(token)
    clock.now += HOUR
    with keeping(data, tmp_path, clock, draft_hours=2.0) as keeper:
        assert keeper.find(token).state.seen == clock.now
        clock.now += 3 * HOUR
        assert keeper.sweep() == 1


# ---- How many, how large


def test_there_are_so_many_and_no_more(data: Data, tmp_path: Path) -> None:
    clock = Clock()
    with keeping(data, tmp_path, clock, most_drafts=3, draft_hours=1.0) as keeper:
        for client in "abc":
            open_plan(keeper, client)
        with problem("busy"):
            open_plan(keeper, "d")
        clock.now += 2 * HOUR  # those that have expired make room
        open_plan(keeper, "d")
        assert keeper.count == 1


def test_one_client_does_not_take_all_places(data: Data, tmp_path: Path) -> None:
    with keeping(data, tmp_path, Clock(), most_drafts=30) as keeper:
        tokens = [open_plan(keeper, "a")[0] for _ in range(3)]
        with problem("too-many-requests"):
            open_plan(keeper, "a")
        open_plan(keeper, "b")
        keeper.delete(tokens[0])
        open_plan(keeper, "a")


def test_a_file_is_not_too_large_nor_are_all_together(data: Data, tmp_path: Path) -> None:
    with keeping(data, tmp_path, Clock(), draft_bytes=1000) as keeper:
        with problem("too-large"):
            keeper.open(b"x" * 1001, "plan.txt", client="a")
        assert keeper.count == 0
        _, draft = open_plan(keeper)
        draft.size = 60_001
        with problem("busy"):
            keeper.open(b"x", "plan.txt", client="a")


def test_a_full_disk_is_told(data: Data, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    def full(*_: Any, **__: Any) -> int:
        raise OSError(28, "No space left on device")

    with keeping(data, tmp_path, Clock()) as keeper:
        token, draft = open_plan(keeper)
        monkeypatch.setattr(os, "open", full)
        with problem("store-unavailable"):
            open_plan(keeper)
        with problem("store-unavailable"):
            draft.name_reviewer("Anna")
        monkeypatch.undo()
        assert keeper.count == 1
        assert keeper.find(token).state.reviewer == ""


def test_a_draft_that_cannot_be_begun_leaves_nothing(
    data: Data, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    with keeping(data, tmp_path, Clock()) as keeper:
        for what in ("write_upload", "write_graph"):
            monkeypatch.setattr(Folder, what, full)
        with problem("store-unavailable"):
            keeper.open(b"x", "plan.txt", client="a")
        with problem("store-unavailable"):
            open_plan(keeper)
        assert keeper.count == 0
        assert [path.name for path in tmp_path.iterdir()] == [".lock"]


def test_a_file_that_cannot_be_kept_keeps_nobody_waiting(taken: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Folder, "write_state", full)
    with problem("store-unavailable"):
        taken.keeper.replace(taken.draft, b"x", "plan.txt")
    assert taken.draft.wait(0)
    assert taken.draft.state.work is None


@pytest.mark.parametrize("name", ["plan.doc", "plan", "plan.exe", ".docx", "plan.docx.zip", ""])
def test_other_files_make_no_draft(data: Data, tmp_path: Path, name: str) -> None:
    with keeping(data, tmp_path, Clock()) as keeper:
        with pytest.raises(LoadError):
            keeper.open(b"hello", name, client="a")
        assert keeper.count == 0


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("plan.docx", "plan.docx"),
        ("C:\\Users\\anna\\Vores plan (2).DOCX", "Vores plan (2).DOCX"),
        ("../../../etc/passwd.txt", "passwd.txt"),
        ("a\x00b\x1b[31m\u202ecod.txt", "a b [31m cod.txt"),
        ("Æblerød/ø.pdf", "ø.pdf"),
        ("計画.docx", "udkast.docx"),
        ("", "udkast"),
        ("<script>.md", "script .md"),
    ],
)
def test_names_are_told_without_what_hides(given: str, kept: str) -> None:
    assert clean_name(given) == kept


def test_names_are_not_too_long() -> None:
    assert len(clean_name("x" * 5000 + ".docx")) == 120
    assert clean_name("x" * 5000 + ".docx").endswith(".docx")
    assert len(clean_name("x." + "y" * 5000)) <= 120


# ---- Changes


@pytest.fixture
def taken(data: Data, tmp_path: Path) -> Iterator[Any]:
    """A draft that was read, with a person who judges."""
    with keeping(data, tmp_path, Clock()) as keeper:
        token, draft = keeper.open(WORD.read_bytes(), "plan.docx", client="a")
        assert draft.wait(60)
        draft.name_reviewer("Anna Jensen")
        yield SimpleNamespace(keeper=keeper, token=token, draft=draft)


def judge(draft: Any, version: int, decision: str = "accepted") -> None:
    iri = draft.suggestions().waiting[0].pending.iri
    draft.judge(version, iri, decision, about=Text("x", "x"))


def test_what_was_decided_on_an_older_version_is_refused(taken: Any) -> None:
    judge(taken.draft, 1)
    for change in (
        lambda: judge(taken.draft, 1),
        lambda: taken.draft.accept_all(1, 0.9),
        lambda: taken.draft.undo(1),
    ):
        with problem("changed-meanwhile"):
            change()
    taken.draft.undo(2)
    judge(taken.draft, 1)
    assert taken.draft.state.version == 3  # a number never comes back: a form of version 2 is still refused
    with problem("changed-meanwhile"):
        taken.draft.undo(2)


def test_a_decision_on_what_is_decided_changes_nothing(taken: Any) -> None:
    iri = taken.draft.suggestions().waiting[0].pending.iri
    taken.draft.judge(1, iri, "accepted", about=Text("x", "x"))
    before = taken.draft.state
    with pytest.raises(ReviewError):
        taken.draft.judge(2, iri, "accepted", about=Text("x", "x"))
    assert taken.draft.state == before


def test_undoing_gives_back_the_same_graph(taken: Any) -> None:
    graph = taken.draft.graph()
    assert taken.draft.accept_all(1, 0.9) > 5
    assert taken.draft.graph() != graph
    taken.draft.undo(2)
    assert taken.draft.graph() == graph
    with problem("malformed-request"):
        taken.draft.undo(1)
    assert taken.draft.accept_all(1, 1.0) == 0  # nothing to accept is no version
    assert taken.draft.state.version == 1


def test_old_versions_go_and_the_first_stays(taken: Any) -> None:
    folder = taken.draft._folder
    for number in range(2, MOST_VERSIONS + 4):
        with taken.draft._change(None) as now:
            taken.draft._add(now, "judged", 1, b"<https://a.example/a> <https://a.example/b> 1 .")
        assert taken.draft.state.version == number
    numbers = [version.number for version in taken.draft.state.versions]
    assert len(numbers) == MOST_VERSIONS
    assert numbers[:2] == [1, 5]
    assert len(list(folder.path.glob("plan-*"))) == MOST_VERSIONS
    assert taken.draft.graph(1)
    with problem("not-found"):
        taken.draft.graph(2)


def test_files_that_no_version_needs_go(taken: Any) -> None:
    for name in ("b.txt", "c.txt"):
        taken.keeper.replace(taken.draft, (DRAFTS / "noerreaa.txt").read_bytes(), name)
        assert taken.draft.wait(60)
        assert taken.draft.state.failure.kind == "year"
    assert [upload.name for upload in taken.draft.state.uploads] == ["plan.docx", "c.txt"]
    kept = sorted(path.name for path in taken.draft._folder.path.glob("file-*"))
    assert kept == ["file-1.docx", "file-3.txt"]
    taken.draft.read_again((), 2022)
    assert taken.draft.wait(60)
    assert taken.draft.state.failure is None
    assert taken.draft.state.version == 2
    assert taken.draft.source().name == "c.txt"


def test_nothing_is_changed_while_a_file_is_read(data: Data, tmp_path: Path) -> None:
    begun, go_on = threading.Event(), threading.Event()

    class Slow(Here):
        def do(self, craft: Callable[..., Any], *materials: Any, tell: Any = None, **more: Any) -> Any:
            if craft is crafts.take_in:
                begun.set()
                assert go_on.wait(60)
            return super().do(craft, *materials, tell=tell, **more)

    with keeping(data, tmp_path, Clock(), Slow()) as keeper:
        _, draft = keeper.open(WORD.read_bytes(), "plan.docx", client="a")
        assert begun.wait(60)
        for change in (
            lambda: draft.name_reviewer("Anna"),
            lambda: draft.read_again((), 2022),
            lambda: keeper.replace(draft, b"x", "plan.txt"),
        ):
            with problem("changed-meanwhile"):
                change()
        go_on.set()
        assert draft.wait(60)
        draft.name_reviewer("Anna")


def test_a_file_is_taken_in_also_where_its_forms_take_too_much(data: Data, tmp_path: Path) -> None:
    class Hasty(Here):
        def do(self, craft: Callable[..., Any], *materials: Any, tell: Any = None, **more: Any) -> Any:
            if craft is crafts.repeat:
                raise WorkLimitError("time", "too long")
            return super().do(craft, *materials, tell=tell, **more)

    with keeping(data, tmp_path, Clock(), Hasty()) as keeper:
        _, draft = keeper.open(WORD.read_bytes(), "plan.docx", client="a")
        assert draft.wait(60)
        draft.name_reviewer("Anna Jensen")
        finding = next(
            f for f in draft.examined().assessment.report.findings if f.rule == "responsible-named"
        )
        assert draft.mend(1, finding, {"plan.responsible-own": ["Jobcenter"], "not.ours": ["x"]})
        assert [one.values for one in draft.state.filled] == [(("plan.responsible-own", ("Jobcenter",)),)]
        keeper.replace(draft, WORD.read_bytes(), "plan.docx")
        assert draft.wait(60)
        assert draft.state.failure is None
        assert draft.state.versions[-1].carried[0].en.startswith("The corrections made in forms could not be")
        assert draft.state.filled == ()
        draft.undo(3)
        assert len(draft.state.filled) == 1
        # A graph says itself what is in it.
        keeper.replace(draft, draft.graph(), "plan.ttl")
        assert draft.wait(60)
        assert draft.state.versions[-1].carried == ()
        assert draft.state.filled == ()
        assert draft.examined().additions


def test_what_takes_too_much_is_stopped_and_told(data: Data, tmp_path: Path) -> None:
    workshop = Workshop(1, 0.001, 1_500_000_000)
    try:
        with keeping(data, tmp_path, Clock(), workshop) as keeper:
            _, draft = keeper.open(WORD.read_bytes(), "plan.docx", client="a")
            assert draft.wait(60)
            assert draft.state.failure is not None
            assert draft.state.failure.kind == "limit"
            assert draft.state.failure.again
            assert "for lang tid" in draft.state.failure.said.da
    finally:
        workshop.close()


def test_a_file_waits_for_a_process(data: Data, tmp_path: Path) -> None:
    class Busy(Here):
        left = 3

        def do(self, craft: Callable[..., Any], *materials: Any, tell: Any = None, **more: Any) -> Any:
            self.left -= 1
            if self.left >= 0:
                raise BusyError(client=False)
            return super().do(craft, *materials, tell=tell, **more)

    with keeping(data, tmp_path, Clock(), Busy()) as keeper:
        _, draft = keeper.open(WORD.read_bytes(), "plan.docx", client="a")
        assert draft.wait(60)
        assert draft.state.failure is None
    always = Busy()
    always.left = 1000
    with keeping(data, tmp_path / "always", Clock(), always) as keeper:
        _, draft = keeper.open(WORD.read_bytes(), "plan.docx", client="a")
        assert draft.wait(60)
        assert draft.state.failure is not None
        assert draft.state.failure.kind == "busy"
        assert draft.state.failure.again


def test_a_fault_of_ours_is_not_put_on_the_file(data: Data, tmp_path: Path) -> None:
    class Broken(Here):
        def do(self, *materials: Any, **more: Any) -> Any:
            raise RuntimeError("the secret")

    with keeping(data, tmp_path, Clock(), Broken()) as keeper:
        _, draft = keeper.open(WORD.read_bytes(), "plan.docx", client="a")
        assert draft.wait(60)
        failure = draft.state.failure
        assert failure is not None
        assert failure.kind == "fault"
        assert "secret" not in failure.said.da + failure.said.en


# ---- What is written down


def test_a_state_is_read_as_it_was_written() -> None:
    text = Text("æ", "e")
    full = State(
        1.0,
        2.0,
        (Upload(1, "ø.docx", ".docx", ("Odder", "Ishøj"), 2024),),
        (Version(3, "mended", 1, 4.0, text, (text, text), (text,), (filled("a"), filled("b"))),),
        7,
        "Anna",
        Work(1, "reading", 2, 9),
        Failure("year", text, 1),
    )
    for one in (full, State(1.0, 2.0), replace(full, work=None, failure=None)):
        assert state.read(state.write(one)) == one
    for damaged in (b"", b"[]", b"{}", b'{"form": 0}', state.write(full).replace(b'"made"', b'"mode"')):
        with pytest.raises(ValueError):
            state.read(damaged)


def filled(key: str) -> Filled:
    return Filled(key, Text("æ", "e"), (("goal.label", ("x", "y")), ("way", ("new",))), "Anna", "2024-05-01")


def test_the_forms_of_a_version_are_those_since_its_file() -> None:
    def version(number: int, way: Way, *keys: str) -> Version:
        return Version(number, way, 1, 1.0, filled=tuple(filled(key) for key in keys))

    now = State(1.0, 1.0, versions=(version(1, "uploaded"), version(2, "mended", "lost")))
    for after in (
        version(3, "uploaded", "carried"),
        version(4, "mended", "a"),
        version(5, "judged"),
        version(6, "mended", "b"),
    ):
        now = now.with_version(after, 10)
    assert [one.key for one in now.filled] == ["carried", "a", "b"]
    # Old versions go; what was filled in for them is still known, and nothing of another file is.
    for most in (5, 4, 3, 2):
        now = replace(now, versions=now.versions[:-1]).with_version(now.versions[-1], most)
        while len(now.versions) > most:
            now = replace(now, versions=now.versions[:-1]).with_version(now.versions[-1], most)
        assert [one.key for one in now.filled] == ["carried", "a", "b"]


def test_a_document_is_read_as_it_was_written() -> None:
    from plangraph.intake import take_in
    from plangraph.web.drafts import papers

    for name in ("odder-2022.docx", "assens-2024.pdf"):
        document = take_in(DRAFTS / name).document
        assert document is not None
        assert papers.read(papers.write(document)) == document


def test_a_graph_that_cannot_be_written_as_a_plan_is_written_all_the_same() -> None:
    from rdflib import Graph

    from plangraph.store import parse_graph

    odd = Graph().parse(
        data="<https://w3id.org/plangraph/id/../x> <https://a.example/b> [ <https://a.example/c> 1 ] .",
        format="turtle",
    )
    with pytest.raises(ValueError):
        write(odd)
    again = parse_graph(crafts._written(odd), "x", ending=".ttl")
    assert len(again) == 2
