"""A draft given back: each finding beside its words, and nothing else changed."""

import io
import json
import zipfile
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from docx.oxml.ns import qn
from lxml import etree
from pypdf import PdfReader

from plangraph.cli import cli

DRAFTS = Path(__file__).parents[1] / "data" / "intake" / "drafts"
WORD = sorted(DRAFTS.glob("*.docx"))
PDF = sorted(DRAFTS.glob("*.pdf"))
MARKS = {qn("w:commentRangeStart"), qn("w:commentRangeEnd")}
#: Parts that a comment needs and the draft may not have had.
ADDED = {"word/comments.xml"}


def check(*words: object) -> str:
    result = CliRunner().invoke(cli, ["check", *map(str, words), "--fail-on", "never", "--lang", "en"])
    assert result.exit_code == 0, result.output
    return result.output


def findings(draft: Path) -> list[dict]:
    return json.loads(check(draft, "--format", "json"))[0]["findings"]


def canonical(xml: bytes) -> bytes:
    """XML without comment marks, in one form."""
    root = etree.fromstring(xml)
    for mark in [*root.iter(*MARKS), *root.iter(qn("w:commentReference"))]:
        gone = mark.getparent() if mark.tag == qn("w:commentReference") else mark
        gone.getparent().remove(gone)
    return etree.tostring(root, method="c14n")


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist() if not name.endswith("/")}


@pytest.fixture(scope="module", params=[WORD[0], WORD[-1]], ids=lambda p: p.stem)
def marked(request, tmp_path_factory) -> tuple[Path, Path]:
    target = tmp_path_factory.mktemp("marked") / "draft-checked.docx"
    check(request.param, "-o", target, "--no-cache")
    return request.param, target


def test_every_finding_is_a_comment(marked):
    draft, target = marked
    comments = list(docx.Document(str(target)).comments)
    assert len(comments) == len(findings(draft)) > 5
    assert {c.author for c in comments} == {"plangraph"}
    assert all(c.text.strip() and "What to do: " in c.text for c in comments)
    anchored = docx.Document(str(target)).element.body
    ids = {c.comment_id for c in comments}
    for tag in ("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference"):
        assert {int(e.get(qn("w:id"))) for e in anchored.iter(qn(tag))} == ids


def test_a_comment_stands_at_the_words_it_is_about(marked):
    draft, target = marked
    made = docx.Document(str(target))
    comments = {c.comment_id: c.text for c in made.comments}
    places = {}
    for paragraph in made.element.body.iter(qn("w:p")):
        words = "".join(t.text or "" for t in paragraph.iter(qn("w:t")))
        for start in paragraph.iter(qn("w:commentRangeStart")):
            places[comments[int(start.get(qn("w:id")))]] = words
    looked = 0
    for finding in findings(draft):
        first = min(finding["evidence"], key=lambda e: e["start"], default=None)
        if first is None or not first["words"]:
            continue
        text, words = next((t, w) for t, w in places.items() if finding["message"]["en"] in t)
        looked += 1
        assert any(word in words for word in first["words"].split()[:4]), (words, text)
    assert looked > 5


def test_nothing_else_of_the_draft_is_changed(marked):
    draft, target = marked
    before, after = parts(draft), parts(target)
    assert set(after) - set(before) <= ADDED
    assert set(before) <= set(after)
    registers = {"[Content_Types].xml", "word/_rels/document.xml.rels", "word/comments.xml"}
    for name in set(before) - registers:
        if name.endswith((".xml", ".rels")):
            assert canonical(after[name]) == canonical(before[name]), name
        else:
            assert after[name] == before[name], name


def test_libreoffice_opens_it_and_shows_the_comments(marked, libreoffice):
    _, target = marked
    content = parts(libreoffice(target, "odt"))["content.xml"].decode()
    assert content.count("<office:annotation ") == len(list(docx.Document(str(target)).comments))


@pytest.fixture(scope="module", params=[PDF[0], PDF[-1]], ids=lambda p: p.stem)
def annotated(request, tmp_path_factory) -> tuple[Path, Path]:
    target = tmp_path_factory.mktemp("annotated") / "draft-checked.pdf"
    check(request.param, "--annotate", target, "--no-cache")
    return request.param, target


def notes(page) -> list:
    return [a for ref in page.get("/Annots") or () if (a := ref.get_object()).get("/T") == "plangraph"]


def test_every_finding_is_an_annotation_inside_its_page(annotated):
    draft, target = annotated
    found = 0
    for page in PdfReader(target).pages:
        box = page.mediabox
        for note in notes(page):
            found += 1
            assert note["/Contents"].strip()
            left, bottom, right, top = (float(v) for v in note["/Rect"])
            assert box.left <= left < right <= box.right, note
            assert box.bottom <= bottom < top <= box.top, note
    assert found >= len(findings(draft)) > 5


def test_the_pages_of_the_pdf_are_untouched(annotated):
    draft, target = annotated
    for before, after in zip(PdfReader(draft).pages, PdfReader(target).pages, strict=True):
        assert after.extract_text() == before.extract_text()
        assert after.get_contents().get_data() == before.get_contents().get_data()


def test_a_highlight_covers_the_words_it_is_about(annotated):
    import pypdfium2

    _, target = annotated
    looked = 0
    with pypdfium2.PdfDocument(target) as pdf:
        for page, shown in zip(PdfReader(target).pages, pdf, strict=True):
            text = shown.get_textpage()
            for note in notes(page):
                if note["/Subtype"] == "/Highlight":
                    looked += 1
                    assert text.get_text_bounded(*(float(v) for v in note["/Rect"])).strip(), note[
                        "/Contents"
                    ]
    assert looked > 5


REFUSED = [
    (["hvidovre-2023", "-o", "{dir}/x.docx"], "was not handed in as a .docx"),
    (["{pdf}", "-o", "{dir}/x.docx"], "was not handed in as a .docx"),
    (["{docx}", "--annotate", "{dir}/x.pdf"], "was not handed in as a .pdf"),
    (["{docx}", "{pdf}", "--annotate", "{dir}/x.docx"], "one at a time"),
    (["{docx}", "--annotate", "{dir}/x.html"], "x.html"),
]


@pytest.mark.parametrize(("words", "told"), REFUSED)
def test_what_cannot_be_given_back_is_refused_in_one_sentence(tmp_path, words, told):
    names = {"dir": tmp_path, "pdf": PDF[0], "docx": WORD[1]}
    result = CliRunner().invoke(cli, ["check", *(w.format(**names) for w in words)])
    assert result.exit_code == 2
    assert told in result.output
    assert not list(tmp_path.iterdir())


def test_a_draft_without_a_paragraph_still_gets_its_comments(tmp_path):
    from plangraph.model import Severity
    from plangraph.report.margins import comment
    from plangraph.report.remarks import Remark

    empty = io.BytesIO()
    docx.Document().save(empty)
    remark = Remark(None, Severity.WARNING, "▲ Advarsel", ("Intet\x00 at se\ud800",))
    made = docx.Document(io.BytesIO(comment(empty.getvalue(), [remark])))
    assert [c.text for c in made.comments] == ["▲ Advarsel\nIntet at se"]
