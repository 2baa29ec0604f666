"""Plain text as people have it: encodings, and blocks made of lines that a PDF left behind."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plangraph.errors import LoadError
from plangraph.intake.document import Document, Kind
from plangraph.intake.reading import text

DATA = Path(__file__).resolve().parent.parent / "data" / "intake"
CASES = tomllib.loads((DATA / "lines.toml").read_text("utf-8"))["case"]


def read(words: str) -> Document:
    return text.read(words.encode(), "plan.txt")


def shown(document: Document) -> list[tuple[str, str, str]]:
    return [(b.kind.value, b.marker, document.words(b)) for b in document.blocks]


def test_the_text_is_the_files_own():
    words = "\ufeffMÅL\r\n\r\n• Flere i job\r\n\x0cSide to\r\n"
    document = read(words)
    assert document.text == words
    assert [words for _, _, words in shown(document)] == ["MÅL", "Flere i job", "Side to"]
    assert [block.page for block in document.blocks] == [1, 1, 2]
    assert document.pages == 2


@pytest.mark.parametrize(
    ("data", "words", "note"),
    [
        ("Målgruppe: unge på øen".encode("cp1252"), "Målgruppe: unge på øen", "Windows-1252"),
        ("Mål – “unge”".encode("cp1252"), "Mål – “unge”", "Windows-1252"),
        ("Mål for unge".encode("utf-16"), "Mål for unge", "UTF-16"),
        ("Målgruppen er på øen ".encode() * 9 + b"\xe6", None, "beskadigede"),
        ("MÃ¥l og indsats, nÃ¥r unge er pÃ¥ Ã¸en".encode(), None, "forkert tegnsæt"),
    ],
)
def test_other_encodings_are_recognised_and_said(data: bytes, words: str | None, note: str):
    document = text.read(data, "plan.txt")
    assert words is None or document.text == words
    assert any(note in n.da for n in document.notes)


@pytest.mark.parametrize("data", [b"", b" \n\n \x0c", b"\xff\xfe\x00", b"PK\x03\x04\x00\x00"])
def test_what_is_no_text_is_refused(data: bytes):
    with pytest.raises(LoadError, match=r"plan\.txt"):
        text.read(data, "plan.txt")


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_lines_become_blocks(case: dict):
    assert [list(block) for block in shown(read(case["text"]))] == case["blocks"]


def test_cells_between_tabs_and_bars():
    document = read("Nr.\tMål\t2024\n1\tFlere i job\t20\n\n| Mål | 2024 |\n| Flere | 30 |\n")
    cells = [
        (b.cell.table, b.cell.row, b.cell.column, b.cell.header, document.words(b))
        for b in document.blocks
        if b.cell
    ]
    assert cells[:4] == [
        (0, 0, 0, True, "Nr."),
        (0, 0, 1, True, "Mål"),
        (0, 0, 2, True, "2024"),
        (0, 1, 0, False, "1"),
    ]
    assert cells[-1] == (1, 1, 1, False, "30")


def test_what_stands_on_top_of_most_pages_is_a_running_head():
    said = ("Ledigheden faldt.", "De unge er færre.", "Mange er syge.", "Planen følges op.")
    pages = [f"Plan 2024 – Bakkeby\n\nMål\n\n{s}\n\n{n}\n" for n, s in enumerate(said, 1)]
    document = read("\x0c".join(pages))
    assert [k for k, _, _ in shown(document)] == ["running", "heading", "paragraph", "running"] * 4
    assert [b.page for b in document.blocks if b.kind is Kind.PARAGRAPH] == [1, 2, 3, 4]


def test_without_form_feeds_printed_numbers_tell_the_page():
    document = read("INDLEDNING\nPlanen er kort.\n\n\n\n7\n\nDer er mere at sige her.\n\n\n\n8\n\nOg her.\n")
    assert [b.page for b in document.blocks if b.kind is Kind.PARAGRAPH] == [6, 7, 8]
    assert all(b.page is None for b in read("INDLEDNING\n\nPlanen er kort.\n").blocks)


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet=st.sampled_from("aÅ1 .:-•\t\n\r\x0c|#*()MÅL�o"), max_size=300) | st.text(max_size=200)
)
def test_any_text_gives_blocks_that_lie_in_it_in_order(words: str):
    try:
        document = text.read(words.encode("utf-8", "ignore"), "plan.txt")
    except LoadError:
        return
    end = 0
    for block in document.blocks:
        assert end <= block.start < block.end <= len(document.text)
        end = block.end
