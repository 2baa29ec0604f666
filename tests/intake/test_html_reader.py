"""Web pages and Markdown: what a reader of them sees, in order."""

# ruff: noqa: E501  (pages read worse when they are broken into lines)

from __future__ import annotations

import pytest

from plangraph.errors import LoadError
from plangraph.intake.document import Document, Kind
from plangraph.intake.reading import html, markdown


def read(body: str, head: str = "") -> Document:
    page = f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"
    return html.read(page.encode(), "udkast.html")


def texts(document: Document, kind: Kind | None = None) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if kind in (None, b.kind)]


def test_headings_paragraphs_and_lists() -> None:
    document = read(
        "<h1>Unge</h1><p>Byen har\n  mange <b>unge</b>.<br>Og flere.</p><div>Løs tekst<p>Afsnit</p>hale</div>"
        "<ul><li>Flere i praktik<ul><li>Færre i kø</li></ul></li></ul>"
        '<ol start="3" type="a"><li>Tre</li><li value="9"><p>Ni</p><p>mere</p></li></ol><p><strong>Mål</strong></p><p>– Streg</p>',
        "<title>Plan</title>",
    )
    assert document.title == "Plan"
    assert [(b.kind, b.level, b.marker, b.bold, document.text[b.start : b.end]) for b in document.blocks] == [
        (Kind.HEADING, 1, "", True, "Unge"),
        (Kind.PARAGRAPH, 0, "", False, "Byen har mange unge.\nOg flere."),
        (Kind.PARAGRAPH, 0, "", False, "Løs tekst"),
        (Kind.PARAGRAPH, 0, "", False, "Afsnit"),
        (Kind.PARAGRAPH, 0, "", False, "hale"),
        (Kind.ITEM, 0, "•", False, "Flere i praktik"),
        (Kind.ITEM, 1, "•", False, "Færre i kø"),
        (Kind.ITEM, 0, "c.", False, "Tre"),
        (Kind.ITEM, 0, "i.", False, "Ni"),
        (Kind.PARAGRAPH, 0, "", False, "mere"),
        (Kind.PARAGRAPH, 0, "", True, "Mål"),
        (Kind.ITEM, 0, "–", False, "Streg"),
    ]


def test_tables() -> None:
    document = read(
        "<table><caption>Tal</caption><thead><tr><th colspan=2>Alt<th>C</tr></thead>"
        "<tr><td rowspan=2>Ned<td>b1<td>c1<tr><td>b2<td>c2</table>"
        "<table><tr><td><h2>MÅL</h2><ul><li>Flere i job</ul></table>"
        "<table><tr><td>ud<table><tr><td>i1<td>i2</table></table>"
    )
    assert [
        (document.text[b.start : b.end], (b.cell.table, b.cell.row, b.cell.column, b.cell.header))
        for b in document.blocks
        if b.cell
    ] == [
        ("Alt", (0, 0, 0, True)),
        ("C", (0, 0, 2, True)),
        ("Ned", (0, 1, 0, False)),
        ("b1", (0, 1, 1, False)),
        ("c1", (0, 1, 2, False)),
        ("b2", (0, 2, 1, False)),
        ("c2", (0, 2, 2, False)),
        ("i1", (1, 0, 0, False)),
        ("i2", (1, 0, 1, False)),
    ]
    boxed = {document.text[b.start : b.end]: b.box for b in document.blocks if b.box is not None}
    assert boxed["MÅL"] == boxed["Flere i job"] != boxed["ud"]


def test_boxes_contents_notes_and_what_is_around_the_page() -> None:
    document = read(
        "<nav><a href=/>Forside</a></nav><script>alert('x')</script><style>p{}</style><noscript>Slå til</noscript>"
        "<div id=toc><p>Unge 3</p></div><aside><p>MÅL</p><p>Flere i job</p></aside>"
        '<div style="border: 1px solid">Kant</div><p style="display:none">Skjult</p><p hidden>Også</p>'
        '<p>Ledighed<a href="#_ftn1">[1]</a> falder, <del>20</del> <ins>25</ins> pct.</p><!-- skjult -->'
        '<div class="footnotes"><p><a href="#_ftnref1">[1]</a> Kilde</p></div><p class=MsoToc1>Bilag 9</p>'
        "<footer>Prøveby Kommune</footer><p class=MsoTitle>Titel</p>"
        # as LibreOffice saves them
        "<div title=header><p>Sidehoved</p></div><div id='Table of Contents1'><p>Ledige 4</p></div>"
        "<div id=sdfootnote1><p><a class=sdfootnotesym href='#sdfootnote1anc'>1</a> Egne tal</p></div>"
    )
    assert [(document.text[b.start : b.end], b.kind, b.box) for b in document.blocks] == [
        ("Unge 3", Kind.CONTENTS, None),
        ("MÅL", Kind.PARAGRAPH, 0),
        ("Flere i job", Kind.PARAGRAPH, 0),
        ("Kant", Kind.PARAGRAPH, 1),
        ("Ledighed falder, 25 pct.", Kind.PARAGRAPH, None),
        ("Kilde", Kind.NOTE, None),
        ("Bilag 9", Kind.CONTENTS, None),
        ("Prøveby Kommune", Kind.RUNNING, None),
        ("Titel", Kind.HEADING, None),
        ("Sidehoved", Kind.RUNNING, None),
        ("Ledige 4", Kind.CONTENTS, None),
        ("Egne tal", Kind.NOTE, None),
    ]


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="iso-8859-1">', "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">', "cp1252"),
        ('<meta charset="utf-8">', "utf-8"),
        ("", "utf-8"),
        ("", "cp1252"),
        ('<meta charset="utf-16">', "utf-8"),  # browsers don't believe that either
        ('<meta charset="rot13">', "utf-8"),
        ('<meta charset="utf-8">', "utf-16"),  # with a byte order mark
    ],
)
def test_the_encoding_is_the_one_that_is_said(head: str, encoding: str) -> None:
    page = f"<html><head>{head}</head><body><p>Blåbærgrød – 20 pct.</p></body></html>"
    assert texts(html.read(page.encode(encoding), "udkast.html")) == ["Blåbærgrød – 20 pct."]


def test_entities_are_signs_and_nothing_is_fetched() -> None:
    document = html.read(
        b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><p>&aring;ret &amp; &x;</p>'
        b'<iframe src="file:///etc/hostname"></iframe><img src="http://127.0.0.1:9/x.png">',
        "udkast.html",
    )
    assert texts(document)[-1] == "året & &x;"


def test_a_page_that_is_too_deep_is_refused_not_cut() -> None:
    with pytest.raises(LoadError, match=r"^udkast\.html: .*deep"):
        read("<div>" * 3000 + "bund" + "</div>" * 3000 + "<p>efter</p>")
    with pytest.raises(LoadError, match=r"^udkast\.html: .*deep"):
        read("<blockquote><ul><li>" * 30 + "bund")


def test_markdown() -> None:
    document = markdown.read(
        (
            "---\ntitle: Plan\n---\n# Unge\n\nByen *har* mange\n**unge**.\n\n- Flere i praktik\n  - Færre i kø\n\n"
            "3) Tre\n4) Fire\n\n   mere\n\n> MÅL\n>\n> Flere i job\n\n| Mål | Tal |\n|---|---|\n| Flere | `20` |\n\n"
            "**Fed**\n\n    kode\n\n<div>html<script>x</script></div>\n\nEn <b>to</b> &aring;\n"
        ).encode(),
        "udkast.md",
    )
    assert document.title == "Plan"
    assert [
        (b.kind, b.level, b.marker, b.box, b.bold, document.text[b.start : b.end]) for b in document.blocks
    ] == [
        (Kind.HEADING, 1, "", None, True, "Unge"),
        (Kind.PARAGRAPH, 0, "", None, False, "Byen har mange\nunge."),
        (Kind.ITEM, 0, "•", None, False, "Flere i praktik"),
        (Kind.ITEM, 1, "•", None, False, "Færre i kø"),
        (Kind.ITEM, 0, "3)", None, False, "Tre"),
        (Kind.ITEM, 0, "4)", None, False, "Fire"),
        (Kind.PARAGRAPH, 0, "", None, False, "mere"),
        (Kind.PARAGRAPH, 0, "", 0, False, "MÅL"),
        (Kind.PARAGRAPH, 0, "", 0, False, "Flere i job"),
        (Kind.CELL, 0, "", None, False, "Mål"),
        (Kind.CELL, 0, "", None, False, "Tal"),
        (Kind.CELL, 0, "", None, False, "Flere"),
        (Kind.CELL, 0, "", None, False, "20"),
        (Kind.PARAGRAPH, 0, "", None, True, "Fed"),
        (Kind.PARAGRAPH, 0, "", None, False, "kode"),
        (Kind.PARAGRAPH, 0, "", None, False, "html"),
        (Kind.PARAGRAPH, 0, "", None, False, "En to å"),
    ]
    assert [(b.cell.row, b.cell.column, b.cell.header) for b in document.blocks if b.cell] == [
        (0, 0, True),
        (0, 1, True),
        (1, 0, False),
        (1, 1, False),
    ]


def test_markdown_that_is_not_utf_8_is_refused() -> None:
    with pytest.raises(LoadError, match=r"^udkast\.md: is not UTF-8 text \(byte 2\)"):
        markdown.read("# Ærø".encode("cp1252"), "udkast.md")
