"""Word files as people make them: every block once, in order, with what Word shows of it."""

# ruff: noqa: E501  (XML reads worse when it is broken into lines)

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from officefiles import OFFICE, docx, listed, p, packed, styled

from plangraph.errors import LoadError
from plangraph.intake.document import Block, Document, Kind
from plangraph.intake.reading import odt, word

FORMS = {0: ("decimal", "%1."), 1: ("lowerLetter", "%1.%2)"), 2: ("lowerRoman", "(%3)")}


def numbering(*, bullet: str = "\uf0b7") -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in FORMS.items()
    )
    return (
        f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
        f'<w:lvlText w:val="{bullet}"/></w:lvl></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="9"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="Resultatmål %1:"/></w:lvl></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="10"><w:lvl w:ilvl="0"><w:numFmt w:val="none"/>'
        '<w:lvlText w:val=""/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="9"/></w:num>'
        '<w:num w:numId="4"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        "</w:lvlOverride></w:num>"
        '<w:num w:numId="5"><w:abstractNumId w:val="10"/></w:num>'
        '<w:num w:numId="6"><w:abstractNumId w:val="7"/></w:num>'
    )


def read(body: str, **parts: Any) -> Document:
    return word.read(docx(body, **parts), "udkast.docx")


def texts(document: Document, kind: Kind | None = None) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if kind in (None, b.kind)]


def block(document: Document, text: str) -> Block:
    found = [b for b in document.blocks if document.text[b.start : b.end] == text]
    assert len(found) == 1, (text, texts(document))
    return found[0]


def test_a_document_of_python_docx() -> None:
    import docx as library

    made = library.Document()
    made.core_properties.title = "Plan for Prøveby"
    made.add_heading("Beskæftigelsesplan 2024", 0)
    made.add_heading("Unge", 1)
    made.add_paragraph("Byen har mange unge.")
    made.add_paragraph("Flere i praktik", style="List Bullet")
    made.add_paragraph("Færre i kø", style="List Number")
    made.add_paragraph("Kortere forløb", style="List Number")
    table = made.add_table(rows=2, cols=2)
    table.style = "Light Grid Accent 1"
    for at, words in enumerate(("Mål", "Tal", "Flere i job", "20 pct.")):
        table.cell(at // 2, at % 2).text = words
    made.sections[0].header.paragraphs[0].text = "Sidehoved"
    made.sections[0].footer.paragraphs[0].text = "Sidefod"
    target = io.BytesIO()
    made.save(target)
    document = word.read(target.getvalue(), "udkast.docx")
    assert document.title == "Plan for Prøveby"
    assert document.pages is None
    assert [(b.kind, b.level, b.marker, document.text[b.start : b.end]) for b in document.blocks] == [
        (Kind.HEADING, 1, "", "Beskæftigelsesplan 2024"),
        (Kind.HEADING, 1, "", "Unge"),
        (Kind.PARAGRAPH, 0, "", "Byen har mange unge."),
        (Kind.ITEM, 0, "•", "Flere i praktik"),
        (Kind.ITEM, 0, "1.", "Færre i kø"),
        (Kind.ITEM, 0, "2.", "Kortere forløb"),
        (Kind.CELL, 0, "", "Mål"),
        (Kind.CELL, 0, "", "Tal"),
        (Kind.CELL, 0, "", "Flere i job"),
        (Kind.CELL, 0, "", "20 pct."),
    ]
    assert [b.cell.header for b in document.blocks if b.cell] == [True, True, False, False]
    assert "Side" not in document.text
    assert "2. Kortere forløb" in document.text


@pytest.mark.parametrize(
    ("style", "level"),
    [
        ("Overskrift1", 1),  # Danish Word: the id is Danish, the name English
        ("Overskrift2", 2),  # another program: the name is Danish too, and there is no outline level
        ("Kapitel", 1),  # a style of one's own, based on it
        ("Heading3", 3),  # named, and nowhere defined
        ("Ikke", None),  # based on it, and body text all the same
        ("Normal", None),
    ],
)
def test_headings_by_style(style: str, level: int | None) -> None:
    found = read(styled("Unge", style)).blocks[0]
    assert (found.kind, found.level) == ((Kind.HEADING, level) if level else (Kind.PARAGRAPH, 0))


def test_a_heading_by_its_own_outline_level() -> None:
    found = read(p("Unge", '<w:outlineLvl w:val="2"/>')).blocks[0]
    assert (found.kind, found.level) == (Kind.HEADING, 3)


def test_size_and_bold_come_from_run_and_style() -> None:
    document = read(
        styled("Unge", "Overskrift1")
        + p("Handicap", run='<w:b/><w:sz w:val="28"/>')
        + p("Brødtekst")
        + "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Mål: </w:t></w:r><w:r><w:t>flere i job</w:t></w:r></w:p>"
        + '<w:p><w:pPr><w:pStyle w:val="Overskrift1"/></w:pPr><w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>Let</w:t></w:r></w:p>',
        styles=docx_defaults(),
    )
    assert [(b.size, b.bold) for b in document.blocks] == [
        (16.0, True),
        (14.0, True),
        (11.0, False),
        (11.0, False),
        (16.0, False),
    ]


def docx_defaults() -> str:
    from officefiles import STYLES

    return f'<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>{STYLES}'


def test_markers_are_those_that_word_prints() -> None:
    document = read(
        listed("a", 1)
        + listed("b", 1, 1)
        + listed("c", 1, 1)
        + listed("d", 1, 2)
        + listed("e", 1)
        + listed("f", 1, 1)
        + p("imellem")
        + listed("g", 6)  # another list of the same kind counts on
        + listed("h", 4)  # this one begins anew
        + listed("i", 4)
        + listed("j", 2)
        + listed("k", 3)
        + listed("l", 3)
        + listed("m", 5)  # in a list that prints nothing
        + listed("n", 0)  # taken out of the list
        + listed("o", 99),  # a list that does not exist
        numbering=numbering(),
    )
    assert [(b.marker, b.level) for b in document.blocks] == [
        ("1.", 0),
        ("1.a)", 1),
        ("1.b)", 1),
        ("(i)", 2),
        ("2.", 0),
        ("2.a)", 1),
        ("", 0),
        ("3.", 0),
        ("1.", 0),
        ("2.", 0),
        ("•", 0),
        ("Resultatmål 3:", 0),
        ("Resultatmål 4:", 0),
        ("", 0),
        ("", 0),
        ("", 0),
    ]
    assert [b.kind for b in document.blocks][-3:] == [Kind.PARAGRAPH] * 3


@pytest.mark.parametrize(
    ("bullet", "marker"), [("\uf0a7", "•"), ("o", "◦"), ("–", "–"), ("\uf0fc", "✓"), ("", "•")]
)
def test_bullets(bullet: str, marker: str) -> None:
    assert read(listed("a", 2), numbering=numbering(bullet=bullet)).blocks[0].marker == marker


def test_a_numbered_heading_keeps_its_number_apart() -> None:
    document = read(
        '<w:p><w:pPr><w:pStyle w:val="Overskrift1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        "<w:r><w:t>Unge</w:t></w:r></w:p>",
        numbering=numbering(),
    )
    assert (document.blocks[0].kind, document.blocks[0].marker) == (Kind.HEADING, "1.")
    assert document.text == "1. Unge\n"
    assert document.blocks[0].start == 3


def test_a_list_by_its_style() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Punkt"><w:name w:val="Punktopstilling"/>'
        '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Under"><w:name w:val="Under"/><w:basedOn w:val="Punkt"/></w:style>'
    )
    document = read(styled("a", "Under"), styles=styles, numbering=numbering())
    assert (document.blocks[0].kind, document.blocks[0].marker) == (Kind.ITEM, "•")


def test_typed_bullets_are_items_too() -> None:
    document = read(
        p("- Flere i job")
        + "<w:p><w:r><w:t>Vi vil:</w:t><w:br/><w:t>• samle</w:t><w:br/><w:t>op</w:t><w:br/><w:t>• følge</w:t></w:r></w:p>"
        + p("-20 pct. i alt")
    )
    assert [(b.kind, b.marker, document.text[b.start : b.end], b.element) for b in document.blocks] == [
        (Kind.ITEM, "-", "Flere i job", 0),
        (Kind.PARAGRAPH, "", "Vi vil:", 1),
        (Kind.ITEM, "•", "samle\nop", 1),
        (Kind.ITEM, "•", "følge", 1),
        (Kind.PARAGRAPH, "", "-20 pct. i alt", 2),
    ]


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


SHADE = '<w:shd w:val="clear" w:color="auto" w:fill="C6D9F1"/>'


def test_merged_cells_stand_once_in_their_first_place() -> None:
    document = read(
        "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>"
        + cell("Alt", '<w:gridSpan w:val="2"/>')
        + cell("C")
        + "</w:tr><w:tr>"
        + cell("Ned", '<w:vMerge w:val="restart"/>')
        + cell("b1")
        + cell("c1")
        + "</w:tr><w:tr>"
        + cell("Ned igen", "<w:vMerge/>")
        + cell("b2")
        + cell("c2")
        + "</w:tr></w:tbl>"
    )
    placed = {
        document.text[b.start : b.end]: (b.cell.row, b.cell.column, b.cell.header)
        for b in document.blocks
        if b.cell
    }
    assert placed == {
        "Alt": (0, 0, True),
        "C": (0, 2, True),
        "Ned": (1, 0, False),
        "b1": (1, 1, False),
        "c1": (1, 2, False),
        "b2": (2, 1, False),
        "c2": (2, 2, False),
    }


@pytest.mark.parametrize("look", ["bold", "shade", "none"])
def test_a_first_row_set_apart_is_a_heading_of_columns(look: str) -> None:
    def head(text: str) -> str:
        return f"<w:tc><w:tcPr>{SHADE if look == 'shade' else ''}</w:tcPr>{p(text, run='<w:b/>' if look == 'bold' else '')}</w:tc>"

    document = read(
        f"<w:tbl><w:tr>{head('Mål')}{head('Tal')}</w:tr><w:tr>{cell('Flere')}{cell('20')}</w:tr></w:tbl>"
    )
    heads = {text: found.header for text in ("Mål", "20") if (found := block(document, text).cell)}
    assert heads == {"Mål": look != "none", "20": False}


def test_a_table_in_a_table_is_a_table_of_its_own() -> None:
    inner = f"<w:tbl><w:tr>{cell('i1')}{cell('i2')}</w:tr></w:tbl>"
    document = read(f"<w:tbl><w:tr><w:tc>{p('før')}{inner}{p('efter')}</w:tc>{cell('ved')}</w:tr></w:tbl>")
    assert texts(document) == ["før", "i1", "i2", "efter", "ved"]
    assert [b.cell.table for b in document.blocks if b.cell] == [0, 1, 1, 0, 0]


def test_boxes() -> None:
    document = read(
        p("før")
        + f"<w:tbl><w:tr>{cell('Alene')}</w:tr></w:tbl>"
        + styled("Skygge 1", "Faktaboks")
        + styled("Skygge 2", "Faktaboks")
        + p("imellem")
        + styled("Skygge 3", "Faktaboks")
        + p(
            "Kant",
            "<w:pBdr>"
            + "".join(f'<w:{s} w:val="single"/>' for s in ("top", "left", "bottom", "right"))
            + "</w:pBdr>",
        )
        + p("Streg", '<w:pBdr><w:bottom w:val="single"/></w:pBdr>')
        + p("Ramme", '<w:framePr w:w="3000" w:wrap="around"/>')
        + f'<w:p><w:pPr><w:pStyle w:val="Overskrift1"/>{SHADE}</w:pPr><w:r><w:t>Farvet</w:t></w:r></w:p>'
        + f"<w:tbl><w:tr>{cell('MÅL')}</w:tr><w:tr>{cell('Flere i job')}</w:tr></w:tbl>"
    )
    boxes = {document.text[b.start : b.end]: b.box for b in document.blocks}
    assert [word for word, box in boxes.items() if box is None] == ["før", "imellem", "Streg", "Farvet"]
    assert boxes["Skygge 1"] == boxes["Skygge 2"] != boxes["Skygge 3"]
    assert boxes["MÅL"] == boxes["Flere i job"]
    assert len({box for box in boxes.values() if box is not None}) == 6
    assert block(document, "Alene").cell is None
    assert block(document, "MÅL").cell is not None


TEXT_BOX = (
    "<w:p><w:r><w:t>Anker</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:wsp>"
    "<wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict>"
    "<v:shape><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r></w:p>"
)


def test_a_text_box_stands_once_and_counts_all_paragraphs_of_the_file() -> None:
    document = read(TEXT_BOX.format(p("MÅL") + p("Flere i job")) + p("Efter"))
    assert [(document.text[b.start : b.end], b.box, b.element) for b in document.blocks] == [
        ("Anker", None, 0),
        ("MÅL", 0, 1),
        ("Flere i job", 0, 2),
        ("Efter", None, 5),
    ]


def test_an_old_text_box_is_read() -> None:
    document = read(
        f"<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p('Gammel')}</w:txbxContent></v:textbox></v:shape>"
        "</w:pict></w:r></w:p>"
    )
    assert (texts(document), document.blocks[0].box) == (["Gammel"], 0)


def test_the_table_of_contents_is_told_apart() -> None:
    control = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{styled('Indhold', 'Overskrift1')}{p('Unge 3')}</w:sdtContent></w:sdt>"
    )
    field = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Ledige 4</w:t></w:r></w:p>'
        '<w:p><w:r><w:t>Bilag 9</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    document = read(control + field + styled("Kapitel et 5", "Indholdsfortegnelse1") + p("Brødtekst"))
    assert texts(document, Kind.CONTENTS) == ["Indhold", "Unge 3", "Ledige 4", "Bilag 9", "Kapitel et 5"]
    assert texts(document, Kind.PARAGRAPH) == ["Brødtekst"]


def test_fields_give_their_results() -> None:
    document = read(
        '<w:p><w:r><w:t xml:space="preserve">Se side </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        "<w:r><w:instrText> PAGEREF x </w:instrText></w:r><w:r><w:t>FALSK</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:fldSimple w:instr="DATE"><w:r><w:t>. maj</w:t></w:r></w:fldSimple>'
        "</w:p>"
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>åbent</w:t></w:r></w:p>'
        + p("Mere tekst")
    )
    assert texts(document) == ["Se side 7. maj", "Mere tekst"]


def test_tracked_changes_are_read_as_accepted() -> None:
    document = read(
        "<w:p><w:r><w:t>Målet er </w:t></w:r><w:del><w:r><w:delText>20</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>25</w:t></w:r></w:ins><w:r><w:t> pct.</w:t></w:r></w:p>"
        "<w:p><w:moveFrom><w:r><w:t>Flyttet væk</w:t></w:r></w:moveFrom></w:p>"
        "<w:p><w:moveTo><w:r><w:t>Flyttet hertil</w:t></w:r></w:moveTo></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t xml:space='preserve'>Delt </w:t></w:r></w:p>"
        + p("afsnit")
        + f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr>{cell('Slettet')}{cell('række')}</w:tr>"
        f"<w:tr>{cell('Tilbage')}{cell('her')}</w:tr></w:tbl>"
    )
    assert texts(document) == ["Målet er 25 pct.", "Flyttet hertil", "Delt afsnit", "Tilbage", "her"]
    assert any("tracked changes" in note.en for note in document.notes)
    assert read(p("Intet")).notes == ()


def test_hidden_text_and_what_only_asks_to_be_filled_in_are_left_out() -> None:
    document = read(
        "<w:p><w:r><w:t>Synlig</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t> skjult</w:t></w:r>"
        '<w:r><w:rPr><w:rStyle w:val="Skjult"/></w:rPr><w:t> også skjult</w:t></w:r></w:p>'
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        + p("Klik her")
        + "</w:sdtContent></w:sdt>"
        "<w:sdt><w:sdtPr/><w:sdtContent>" + p("Udfyldt") + "</w:sdtContent></w:sdt>"
    )
    assert texts(document) == ["Synlig", "Udfyldt"]


def test_signs_are_those_that_are_printed() -> None:
    document = read(
        "<w:p><w:r><w:t>job</w:t><w:noBreakHyphen/><w:t>rettet opkva</w:t><w:softHyphen/><w:t>lifi\u00adcering</w:t>"
        '<w:tab/><w:t>25\u00a0%</w:t><w:sym w:font="Symbol" w:char="F0B3"/></w:r>'
        '<w:hyperlink r:id="x"><w:r><w:t xml:space="preserve"> jobnet.dk</w:t></w:r></w:hyperlink>'
        "<m:oMath><m:r><m:t>=5</m:t></m:r></m:oMath></w:p>" + p("a\u030aret")
    )
    assert texts(document) == ["job-rettet opkvalificering 25 %≥ jobnet.dk=5", "året"]


def test_a_drop_cap_belongs_to_its_paragraph() -> None:
    document = read(p("D", '<w:framePr w:dropCap="drop" w:lines="3"/>') + p("er er mange unge."))
    assert texts(document) == ["Der er mange unge."]


def test_notes_stand_after_what_refers_to_them() -> None:
    document = read(
        '<w:p><w:r><w:t>Ledighed</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t> falder.</w:t></w:r></w:p>'
        + p("Efter"),
        footnotes='<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
        '<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/><w:t>Kilde: egne tal.</w:t></w:r></w:p></w:footnote>',
    )
    assert [(b.kind, b.marker, document.text[b.start : b.end], b.element) for b in document.blocks] == [
        (Kind.PARAGRAPH, "", "Ledighed falder.", 0),
        (Kind.NOTE, "1", "Kilde: egne tal.", 0),
        (Kind.PARAGRAPH, "", "Efter", 1),
    ]


def test_pages_are_those_that_word_noted() -> None:
    broken = "<w:p><w:r><w:t>fire </w:t><w:lastRenderedPageBreak/><w:t>linjer</w:t></w:r></w:p>"
    both = '<w:p><w:r><w:br w:type="page"/></w:r></w:p><w:p><w:r><w:lastRenderedPageBreak/><w:t>ny</w:t></w:r></w:p>'
    row = f"<w:tr><w:tc>{broken}</w:tc><w:tc>{broken}</w:tc></w:tr>"
    document = read(p("et") + broken + p("to") + both + f"<w:tbl>{row}</w:tbl>" + p("sidst"))
    assert list(zip(texts(document), [b.page for b in document.blocks], strict=True)) == [
        ("et", 1),
        ("fire linjer", 1),
        ("to", 2),
        ("ny", 3),
        ("fire linjer", 3),
        ("fire linjer", 3),
        ("sidst", 4),
    ]
    assert document.pages == 4
    assert document.notes == ()


def test_pages_are_counted_by_breaks_that_were_set() -> None:
    document = read(
        p("et")
        + '<w:p><w:r><w:br w:type="page"/><w:t>to</w:t></w:r></w:p>'
        + p("tre", "<w:pageBreakBefore/>")
    )
    assert [b.page for b in document.blocks] == [1, 2, 3]
    assert document.pages == 3
    assert any("page breaks" in note.en for note in document.notes)
    assert read(p("et")).pages is None


def test_what_is_not_read_is_told() -> None:
    document = read('<w:altChunk r:id="x"/>' + p("et"), more={"word/vbaProject.bin": b"\x00"})
    assert len(document.notes) == 2
    assert any("macros" in note.en for note in document.notes)


def test_a_reference_to_nowhere_does_not_matter() -> None:
    lost = f'<Relationship Id="z" Type="{OFFICE}/image" Target="NULL"/>'
    far = f'<Relationship Id="y" Type="{OFFICE}/footnotes" Target="http://example.org/x.xml" TargetMode="External"/>'
    assert texts(read(p("et"), relations=lost + far)) == ["et"]


def test_strict_open_xml_is_read() -> None:
    import zipfile

    archive = zipfile.ZipFile(io.BytesIO(docx(styled("Unge", "Overskrift1"))))
    strict = {
        name: archive.read(name)
        .replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        .replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name in archive.namelist()
    }
    document = word.read(packed(dict(strict)), "udkast.docx")
    assert (texts(document), document.blocks[0].kind) == (["Unge"], Kind.HEADING)


def test_tables_too_deep_in_each_other_are_refused() -> None:
    body = p("bund")
    for _ in range(30):
        body = f"<w:tbl><w:tr><w:tc>{body}<w:p/></w:tc></w:tr></w:tbl>"
    with pytest.raises(LoadError, match=r"^udkast\.docx: .*deep"):
        read(body)


def test_endless_numbers_and_circles_end() -> None:
    circle = (
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="a"/><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="b"/><w:basedOn w:val="A"/></w:style>'
    )
    rules = numbering().replace('<w:start w:val="3"/>', f'<w:start w:val="{"9" * 30}"/>')
    document = read(
        styled("a", "A")
        + listed("b", 3)
        + f"<w:tbl><w:tr>{cell('c', f'<w:gridSpan w:val={chr(34)}{10**12}{chr(34)}/>')}{cell('d')}</w:tr></w:tbl>",
        styles=circle,
        numbering=rules,
    )
    assert texts(document) == ["a", "b", "c", "d"]


def test_a_file_saved_by_libreoffice_says_the_same(
    libreoffice: Callable[[Path, str], Path], tmp_path: Path
) -> None:
    """What the readers compute for lists is what an office program prints."""
    places = ((1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (6, 0), (4, 0), (4, 0), (3, 0))
    body = "".join(listed(f"punkt {at}", number, level) for at, (number, level) in enumerate(places))
    body = body.replace(listed("punkt 6", 6), p("imellem") + listed("punkt 6", 6))
    made = tmp_path / "lister.docx"
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/><Override PartName="/word/numbering.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/><Override PartName="/word/styles.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>'
    )
    made.write_bytes(docx(body, numbering=numbering(), more={"[Content_Types].xml": types}))

    def said(source: Path) -> list[str]:
        lines = libreoffice(source, "txt:Text (encoded):UTF8").read_text("utf-8-sig").split("\n")
        return [line.strip() for line in lines if line.strip()]

    def found(document: Document) -> list[str]:
        return [f"{b.marker} {document.text[b.start : b.end]}".strip() for b in document.blocks]

    printed, saved, other = said(made), libreoffice(made, "docx"), libreoffice(made, "odt")
    assert found(word.read(made.read_bytes(), made.name)) == printed
    assert found(word.read(saved.read_bytes(), saved.name)) == printed
    assert found(odt.read(other.read_bytes(), other.name)) == said(other)


def test_smart_art_is_read_in_the_order_it_is_drawn() -> None:
    def point(name: str, text: str, more: str = "") -> str:
        return (
            f'<dgm:pt modelId="{name}">{more}<dgm:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></dgm:t></dgm:pt>'
        )

    diagram = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
    model = (
        f'<dgm:dataModel xmlns:dgm="{diagram}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        '<dgm:ptLst><dgm:pt modelId="0" type="doc"/>'
        + point("2", "Ledige")
        + point("1", "Unge")
        + point("3", "Praktik")
        + point("4", "[Tekst]", '<dgm:prSet phldr="1"/>')
        + '</dgm:ptLst><dgm:cxnLst><dgm:cxn srcId="0" destId="2" srcOrd="1"/><dgm:cxn srcId="0" destId="1" srcOrd="0"/>'
        '<dgm:cxn srcId="1" destId="3" srcOrd="0"/><dgm:cxn srcId="3" destId="1" srcOrd="0"/>'
        '<dgm:cxn type="presOf" srcId="2" destId="9"/><dgm:cxn srcId="0" destId="4" srcOrd="2"/></dgm:cxnLst></dgm:dataModel>'
    )
    document = read(
        p("Før")
        + f'<w:p><w:r><w:t>Anker</w:t><w:drawing><x xmlns:dgm="{diagram}"><dgm:relIds r:dm="d1"/></x></w:drawing></w:r></w:p>',
        relations=f'<Relationship Id="d1" Type="{OFFICE}/diagramData" Target="diagrams/data1.xml"/>',
        more={"word/diagrams/data1.xml": model},
    )
    assert [(document.text[b.start : b.end], b.box, b.element) for b in document.blocks] == [
        ("Før", None, 0),
        ("Anker", None, 1),
        ("Unge", 0, 1),
        ("Praktik", 0, 1),
        ("Ledige", 0, 1),
    ]
