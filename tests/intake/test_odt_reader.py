"""OpenDocument texts: made by odfdo and by hand, with what LibreOffice shows of them."""

# ruff: noqa: E501  (XML reads worse when it is broken into lines)

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from officefiles import odt as made_of

from plangraph.errors import LoadError
from plangraph.intake.document import Document, Kind
from plangraph.intake.reading import odt, word

AUTOMATIC = """
<style:style style:name="Fed" style:family="text"><style:text-properties fo:font-weight="bold" fo:font-size="150%"/></style:style>
<style:style style:name="Skjult" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Brod"><style:paragraph-properties fo:break-before="page"/></style:style>
<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Brod"><style:paragraph-properties fo:background-color="#ddeeff"/></style:style>
<style:style style:name="P3" style:family="paragraph" style:parent-style-name="Brod"><style:paragraph-properties fo:border="0.5pt solid #000000"/></style:style>
<style:style style:name="P4" style:family="paragraph" style:parent-style-name="Brod"><style:paragraph-properties fo:border-bottom="0.5pt solid #000000"/></style:style>
<style:style style:name="Felt" style:family="table-cell"><style:table-cell-properties fo:background-color="#eeeeee"/></style:style>
<text:list-style style:name="L1">
  <text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
  <text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")" text:display-levels="2"/>
  <text:list-level-style-bullet text:level="3" text:bullet-char=""/>
</text:list-style>
"""
STYLES = """
<style:default-style style:family="paragraph"><style:text-properties fo:font-size="12pt"/></style:default-style>
<style:style style:name="Brod" style:display-name="Brødtekst" style:family="paragraph"><style:text-properties fo:font-size="10pt"/></style:style>
<style:style style:name="Title" style:family="paragraph"/>
"""


def read(body: str, **parts: Any) -> Document:
    made = made_of(body, automatic=AUTOMATIC, styles=parts.pop("styles", STYLES), **parts)
    return odt.read(made, "udkast.odt")


def texts(document: Document, kind: Kind | None = None) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if kind in (None, b.kind)]


def test_a_document_of_odfdo() -> None:
    import odfdo

    made = odfdo.Document("text")
    made.meta.title = "Plan for Prøveby"
    made.body.clear()
    made.body.append(odfdo.Header(1, "Unge"))
    made.body.append(odfdo.Paragraph("Byen har mange unge."))
    made.body.append(odfdo.List(["Flere i praktik", "Færre i kø"]))
    table = odfdo.Table("Tal", width=2, height=2)
    table.set_values([["Mål", "Tal"], ["Flere i job", 20]])
    made.body.append(table)
    target = io.BytesIO()
    made.save(target)
    document = odt.read(target.getvalue(), "udkast.odt")
    assert document.title == "Plan for Prøveby"
    assert [(b.kind, b.level, b.marker, document.text[b.start : b.end]) for b in document.blocks] == [
        (Kind.HEADING, 1, "1.", "Unge"),  # its template numbers headings
        (Kind.PARAGRAPH, 0, "", "Byen har mange unge."),
        (Kind.ITEM, 0, "•", "Flere i praktik"),
        (Kind.ITEM, 0, "•", "Færre i kø"),
        (Kind.CELL, 0, "", "Mål"),
        (Kind.CELL, 0, "", "Tal"),
        (Kind.CELL, 0, "", "Flere i job"),
        (Kind.CELL, 0, "", "20"),
    ]


def test_text_with_its_look() -> None:
    document = read(
        '<text:p text:style-name="Title">Plan</text:p><text:h text:outline-level="2">Unge</text:h>'
        '<text:p text:style-name="Brod">Byen<text:s text:c="3"/>har<text:tab/>mange<text:line-break/>unge'
        '<text:span text:style-name="Skjult"> skjult</text:span><office:annotation><text:p>Bemærkning</text:p></office:annotation>.</text:p>'
        '<text:p text:style-name="Brod"><text:span text:style-name="Fed">Mål</text:span></text:p>'
        "<text:p>- <text:a>Flere i job</text:a></text:p>"
    )
    assert [
        (b.kind, b.level, b.marker, b.style, b.size, b.bold, document.text[b.start : b.end])
        for b in document.blocks
    ] == [
        (Kind.HEADING, 1, "", "Title", 12.0, False, "Plan"),
        (Kind.HEADING, 2, "", "", 12.0, False, "Unge"),
        (Kind.PARAGRAPH, 0, "", "Brødtekst", 10.0, False, "Byen har mange\nunge."),
        (Kind.PARAGRAPH, 0, "", "Brødtekst", 15.0, True, "Mål"),
        (Kind.ITEM, 0, "-", "", 12.0, False, "Flere i job"),
    ]


def test_markers() -> None:
    document = read(
        '<text:list text:style-name="L1"><text:list-header><text:p>hoved</text:p></text:list-header>'
        "<text:list-item><text:p>a</text:p><text:p>mere om a</text:p><text:list><text:list-item><text:p>b</text:p>"
        "<text:list><text:list-item><text:p>c</text:p></text:list-item></text:list></text:list-item></text:list></text:list-item>"
        '<text:list-item text:start-value="5"><text:p>d</text:p></text:list-item></text:list><text:p>imellem</text:p>'
        '<text:list text:style-name="L1" text:continue-numbering="true"><text:list-item><text:p>e</text:p></text:list-item></text:list>'
        '<text:list text:style-name="L1"><text:list-item><text:p>f</text:p></text:list-item></text:list>'
        "<text:list><text:list-item><text:p>g</text:p></text:list-item></text:list>"
    )
    assert [(document.text[b.start : b.end], b.kind, b.marker, b.level) for b in document.blocks] == [
        ("hoved", Kind.PARAGRAPH, "", 0),
        ("a", Kind.ITEM, "1.", 0),
        ("mere om a", Kind.PARAGRAPH, "", 0),
        ("b", Kind.ITEM, "1.a)", 1),
        ("c", Kind.ITEM, "•", 2),
        ("d", Kind.ITEM, "5.", 0),
        ("imellem", Kind.PARAGRAPH, "", 0),
        ("e", Kind.ITEM, "6.", 0),
        ("f", Kind.ITEM, "1.", 0),
        ("g", Kind.ITEM, "•", 0),
    ]


def test_headings_are_numbered_by_the_outline() -> None:
    outline = (
        '<text:outline-style style:name="O"><text:outline-level-style text:level="1" style:num-format="1"/>'
        '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style>'
    )
    document = read(
        '<text:h text:outline-level="1">Unge</text:h><text:h text:outline-level="2">Mål</text:h>'
        '<text:h text:outline-level="1">Ledige</text:h><text:h text:outline-level="2">Mål</text:h>',
        styles=outline,
    )
    assert [b.marker for b in document.blocks] == ["1", "1.1", "2", "2.1"]


def test_tables_boxes_and_notes() -> None:
    document = read(
        "<table:table><table:table-header-rows><table:table-row>"
        '<table:table-cell table:number-columns-spanned="2"><text:p>Alt</text:p></table:table-cell><table:covered-table-cell/>'
        "<table:table-cell><text:p>C</text:p></table:table-cell></table:table-row></table:table-header-rows>"
        '<table:table-row><table:table-cell table:number-columns-repeated="2"><text:p/></table:table-cell>'
        "<table:table-cell><text:p>c1</text:p></table:table-cell></table:table-row></table:table>"
        "<table:table><table:table-row><table:table-cell><text:p>Alene</text:p></table:table-cell></table:table-row></table:table>"
        '<text:p text:style-name="P2">Skygge 1</text:p><text:p text:style-name="P2">Skygge 2</text:p>'
        '<text:p text:style-name="P3">Kant</text:p><text:p text:style-name="P4">Streg</text:p>'
        "<text:p>Anker<draw:frame><draw:text-box><text:p>MÅL</text:p><text:p>Flere i job</text:p></draw:text-box></draw:frame>"
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Kilde</text:p></text:note-body></text:note></text:p>'
        "<draw:custom-shape><text:p>Figur</text:p></draw:custom-shape>"
    )
    assert [(document.text[b.start : b.end], b.kind, b.box) for b in document.blocks] == [
        ("Alt", Kind.CELL, None),
        ("C", Kind.CELL, None),
        ("c1", Kind.CELL, None),
        ("Alene", Kind.PARAGRAPH, 2),
        ("Skygge 1", Kind.PARAGRAPH, 0),
        ("Skygge 2", Kind.PARAGRAPH, 0),
        ("Kant", Kind.PARAGRAPH, 1),
        ("Streg", Kind.PARAGRAPH, None),
        ("Anker", Kind.PARAGRAPH, None),
        ("Kilde", Kind.NOTE, None),
        ("MÅL", Kind.PARAGRAPH, 3),
        ("Flere i job", Kind.PARAGRAPH, 3),
        ("Figur", Kind.PARAGRAPH, 4),
    ]
    assert [(b.cell.row, b.cell.column, b.cell.header) for b in document.blocks if b.cell] == [
        (0, 0, True),
        (0, 2, True),
        (1, 2, False),
    ]


def test_what_is_not_text_of_the_document() -> None:
    document = read(
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Slettet</text:p></text:deletion></text:changed-region></text:tracked-changes>"
        "<text:table-of-content><text:table-of-content-source/><text:index-body><text:index-title><text:p>Indhold</text:p></text:index-title>"
        "<text:p>Unge 3</text:p></text:index-body></text:table-of-content>"
        '<text:section><text:p>I afsnit</text:p></text:section><text:section text:display="none"><text:p>Skjult</text:p></text:section>'
    )
    assert texts(document, Kind.CONTENTS) == ["Indhold", "Unge 3"]
    assert texts(document, Kind.PARAGRAPH) == ["I afsnit"]
    assert any("tracked changes" in note.en for note in document.notes)


def test_pages() -> None:
    document = read('<text:p>et</text:p><text:p text:style-name="P1">to</text:p>')
    assert ([b.page for b in document.blocks], document.pages) == ([1, 2], 2)
    document = read(
        '<text:p>et</text:p><text:soft-page-break/><text:p>to <text:soft-page-break/>tre</text:p><text:p text:style-name="P1">fire</text:p>'
    )
    assert ([b.page for b in document.blocks], document.pages) == ([1, 2, 3], 3)
    assert read("<text:p>et</text:p>").pages is None


@pytest.mark.parametrize(
    "locked", [{"encrypted-package": b"x"}, {"META-INF/manifest.xml": "<m><encryption-data/></m>"}]
)
def test_a_locked_document_is_refused(locked: dict[str, str | bytes]) -> None:
    with pytest.raises(LoadError, match=r"^udkast\.odt: .*password"):
        odt.read(made_of("<text:p>x</text:p>", more=locked), "udkast.odt")


@pytest.mark.parametrize("deep", ["list", "table", "box"])
def test_what_is_too_deep_is_refused(deep: str) -> None:
    around = {
        "list": "<text:list><text:list-item>{}</text:list-item></text:list>",
        "table": "<table:table><table:table-row><table:table-cell>{}</table:table-cell></table:table-row></table:table>",
        "box": "<draw:frame><draw:text-box>{}</draw:text-box></draw:frame>",
    }[deep]
    body = "<text:p>bund</text:p>"
    for _ in range(30):
        body = around.replace("{}", body)
    with pytest.raises(LoadError, match=r"^udkast\.odt: .*deep"):
        read(body)


def test_the_same_document_as_word_and_as_open_document(
    libreoffice: Callable[[Path, str], Path], tmp_path: Path
) -> None:
    import docx as library

    made = library.Document()
    made.add_heading("Unge", 1)
    made.add_paragraph("Byen har mange unge.")
    for words in ("Flere i praktik", "Færre i kø"):
        made.add_paragraph(words, style="List Bullet")
    made.add_paragraph("Først", style="List Number")
    table = made.add_table(rows=2, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Mål"
    table.cell(0, 2).text = "Tal"
    for at, words in enumerate(("Flere i job", "fra 10", "til 20")):
        table.cell(1, at).text = words
    made.add_paragraph("Efter")
    made.save(str(tmp_path / "plan.docx"))
    one = word.read((tmp_path / "plan.docx").read_bytes(), "plan")
    other = odt.read(libreoffice(tmp_path / "plan.docx", "odt").read_bytes(), "plan")
    assert one.text == other.text
    for mine, theirs in zip(one.blocks, other.blocks, strict=True):
        for fact in ("kind", "level", "marker", "cell", "box", "size", "bold"):
            assert getattr(mine, fact) == getattr(theirs, fact), (fact, mine, theirs)
