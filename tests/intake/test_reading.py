"""Reading: which reader takes a file, the text they all come to, and the process that they run in."""

from __future__ import annotations

import io
import socket
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plangraph.errors import LoadError
from plangraph.intake import reading
from plangraph.intake.document import Kind
from plangraph.intake.reading import composing, limits, sandbox
from plangraph.intake.reading.composing import Composer, clean
from plangraph.intake.reading.limits import Allowance
from plangraph.passages import normalise

QUICK = Allowance(memory=500_000_000, cpu=10, wall=20)
WORDS = "Flere unge skal i uddannelse eller job. "


def small_docx(pages: int = 1) -> bytes:
    import docx

    made = docx.Document()
    for number in range(pages):
        made.add_heading(f"Fokusområde {number + 1}", 1)
        for _ in range(6):
            made.add_paragraph(WORDS * 12)
        for _ in range(5):
            made.add_paragraph(WORDS, style="List Bullet")
        table = made.add_table(rows=4, cols=3)
        for row in table.rows:
            for cell in row.cells:
                cell.text = "20 pct."
        made.add_page_break()
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


# --- the registry


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.docx", None),
        ("PLAN.DOCX", None),
        ("plan.html", f"<h1>Unge</h1><p>{WORDS}</p>".encode()),
        ("plan.htm", f"<p>{WORDS}</p>".encode()),
        ("plan.md", f"# Unge\n\n{WORDS}".encode()),
        ("plan.txt", f"Unge\n\n{WORDS}\n".encode()),
    ],
)
def test_a_file_is_read_by_its_ending(tmp_path: Path, name: str, content: bytes | None) -> None:
    path = tmp_path / name
    path.write_bytes(small_docx() if content is None else content)
    document = reading.read(path)
    assert document.name == name
    assert WORDS.strip() in document.text
    assert all(0 <= b.start < b.end <= len(document.text) for b in document.blocks)


def test_every_format_has_its_reader() -> None:
    import importlib

    for form in reading.FORMATS.values():
        assert callable(importlib.import_module(form.reader).read)


def test_asking_for_the_formats_loads_no_parser() -> None:
    import subprocess

    heavy = "'lxml', 'docx', 'pdfplumber', 'odfdo', 'rdflib'"
    code = f"import sys, plangraph.intake.reading; print({{{heavy}}} & {{*sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "set()"


# --- the text


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("opkva\u00adlificering", "opkvalificering"),
        ("25\u00a0%\u2009mere", "25 % mere"),
        ("job\u2011rettet", "job-rettet"),
        ("a\u030a", "å"),
        ("  et \r\n\r\n to\u2028tre\x0b ", "et\nto\ntre"),
        ("\ufeffet\u200b", "et"),
        ("et\ttab  to", "et tab to"),
        ("\ud800", "?"),
        (" \u200b\u00ad ", ""),
    ],
)
def test_cleaning(given: str, wanted: str) -> None:
    assert clean(given) == wanted


@given(st.lists(st.tuples(st.text(), st.sampled_from(["", "•", "1.", " a) ", "\u00ad"])), max_size=8))
def test_blocks_stand_in_the_text_where_they_say(parts: list[tuple[str, str]]) -> None:
    composer = Composer("x")
    for text, marker in parts:
        composer.add(Kind.ITEM, text, marker=marker)
    document = composer.document(b"", "text/plain")
    document.text.encode()  # no lone surrogate
    assert [document.text[b.start : b.end] for b in document.blocks] == [
        clean(t) for t, _ in parts if clean(t)
    ]
    before = 0
    for block in document.blocks:
        assert block.start >= before + (2 if before else 0)
        assert document.text[before : block.start].strip() == block.marker
        before = block.end
    assert clean(document.text) == clean(clean(document.text))


@given(st.text())
def test_cleaning_changes_no_words(text: str) -> None:
    """A passage has the same fingerprint before and after, but for signs that nobody sees."""
    once = clean(text)
    assert clean(once) == once
    if text.isascii() and text.isprintable():
        assert normalise(once) == normalise(text)


def test_too_much_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "BLOCKS", 3)
    composer = Composer("stor.docx")
    for _ in range(3):
        composer.add(Kind.PARAGRAPH, "x")
    with pytest.raises(LoadError, match=r"^stor\.docx: is too long"):
        composer.add(Kind.PARAGRAPH, "x")
    monkeypatch.setattr(limits, "CHARACTERS", 10)
    with pytest.raises(LoadError, match=r"^y: is too long"):
        Composer("y").add(Kind.PARAGRAPH, "x" * 11)


@pytest.mark.parametrize(
    ("line", "bullet", "rest"),
    [
        ("• Flere", "•", "Flere"),
        ("- Flere", "-", "Flere"),
        ("–\tFlere", "–", "Flere"),
        ("\uf0b7 Flere", "•", "Flere"),
        ("-20 pct.", "", "-20 pct."),
        ("Flere - og færre", "", "Flere - og færre"),
        ("-", "", "-"),
    ],
)
def test_typed_bullets(line: str, bullet: str, rest: str) -> None:
    assert composing.split_bullet(line) == (bullet, rest)


# --- the process


def run(function: str, data: bytes = b"", allowance: Allowance = QUICK) -> Any:
    return sandbox.run(f"hostile_readers:{function}", data, "fil.docx", allowance)


def test_a_reader_answers_and_tells_how_far_it_is() -> None:
    told: list[tuple[int, int]] = []
    document = sandbox.run("hostile_readers:answer", "æ".encode(), "fil", QUICK, lambda *at: told.append(at))
    assert (document.text, document.blocks[0].kind) == ("æ", Kind.ITEM)
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_progress_that_breaks_off_ends_the_child() -> None:
    def stop(done: int, of: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        sandbox.run("hostile_readers:answer", b"x", "fil", QUICK, stop)


def test_the_child_gets_no_secrets_and_loads_little(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANGRAPH_TOKEN", "secret")
    monkeypatch.chdir("/")
    environment, here, modules = run("surroundings")
    assert "PLANGRAPH_TOKEN" not in environment
    assert here == []
    assert not {"lxml", "docx", "rdflib", "click", "pydantic", "socket"} & set(modules)


def test_a_refusal_comes_through_whole() -> None:
    with pytest.raises(LoadError) as told:
        run("refuse")
    assert (told.value.source, told.value.line, told.value.column) == ("fil.docx", 3, 4)
    assert str(told.value) == "fil.docx:3:4: is refused; give another"
    assert told.value.danish == "er afvist"


@pytest.mark.parametrize(
    ("function", "said"),
    [
        ("crash", r"KeyError.*damaged"),
        ("recurse", r"RecursionError"),
        ("die", r"could not be read"),
        ("smuggle", r"could not be read"),
        ("smuggle_by_name", r"could not be read"),
        ("start_program", r"PermissionError"),
    ],
)
def test_whatever_a_reader_does_is_one_sentence(
    function: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(LoadError, match=said) as told:
        run(function)
    assert str(told.value).startswith("fil.docx: ")
    assert "\n" not in str(told.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", [b"L", b"B", b"P", b"R", b"X"])
def test_a_wrong_answer_is_one_sentence_too(kind: bytes) -> None:
    with pytest.raises(LoadError, match=r"^fil\.docx: could not be read \(its reader gave a wrong answer\)"):
        run("babble", kind + (3).to_bytes(8, "big") + b"[1]")


def test_a_reader_that_sleeps_is_killed() -> None:
    began = time.perf_counter()
    with pytest.raises(LoadError, match=r"longer than 1 seconds"):
        run("sleep", allowance=Allowance(QUICK.memory, 10, 1.0))
    assert time.perf_counter() - began < 10


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on processor time here")
def test_a_reader_that_spins_is_killed() -> None:
    with pytest.raises(LoadError, match=r"longer than 1 seconds"):
        run("spin", allowance=Allowance(QUICK.memory, 1, 60))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux limits address space")
def test_a_reader_that_swells_is_stopped() -> None:
    with pytest.raises(LoadError, match=r"more than 400 MB of memory"):
        run("swell", allowance=Allowance(400_000_000, 10, 60))


def test_a_reader_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="PermissionError"):
        run("write", str(tmp_path / "x").encode())
    assert list(tmp_path.iterdir()) == []


def test_a_reader_connects_to_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        with pytest.raises(LoadError, match="PermissionError"):
            run("connect", str(server.getsockname()[1]).encode())
        with pytest.raises(TimeoutError):
            server.accept()


def test_readers_run_beside_each_other_in_threads() -> None:
    data = small_docx()
    idle = threading.Event()
    threads = [threading.Thread(target=idle.wait, daemon=True) for _ in range(5)]
    for thread in threads:
        thread.start()
    with ThreadPoolExecutor(4) as pool:
        found = list(
            pool.map(
                lambda number: sandbox.run("plangraph.intake.reading.word:read", data, f"{number}", QUICK),
                range(6),
            )
        )
    idle.set()
    assert [document.name for document in found] == [str(number) for number in range(6)]
