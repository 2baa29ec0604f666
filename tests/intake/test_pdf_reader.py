"""Reading PDF: order, boxes, headings, running lines, hyphens, notes, tables, and what cannot be read."""

from __future__ import annotations

import io
import re
import tomllib
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plangraph.errors import LoadError
from plangraph.intake.document import Block, Document, Kind
from plangraph.intake.reading import limits, pdf, word

PROSE = (
    "Kommunen vil give borgerne en hurtig og håndholdt hjælp, og virksomhederne skal opleve, at jobcentret "
    "svarer samme dag. Medarbejderne følger op efter to uger, og borgeren bestemmer selv, hvem der deltager. "
    "Erfaringerne samles i et notat, som udvalget drøfter på sit møde i efteråret. "
)
SETUP = '#set text(lang: "da", size: 10pt, hyphenate: true)\n#set par(justify: true)\n'


def typeset(source: str) -> bytes:
    import typst

    made = typst.compile((SETUP + source).encode(), ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made


def written(*streams: bytes, page: str = "", fonts: str = "") -> bytes:
    """A PDF made by hand: one page a content stream, fonts F (Helvetica), B (bold), S (Symbol)."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    named = "".join(
        f"/{key}<</Type/Font/Subtype/Type1/BaseFont/{name}{encoding}>>"
        for key, name, encoding in (
            ("F", "Helvetica", "/Encoding/WinAnsiEncoding"),
            ("B", "Helvetica-Bold", "/Encoding/WinAnsiEncoding"),
            ("S", "Symbol", ""),
        )
    )
    kids = []
    for stream in streams:
        kids.append(len(objects) + 1)
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]{page}/Contents {len(objects) + 2} 0 R"
            f"/Resources<</Font<<{named}{fonts}>>>>>>".encode("latin-1")
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(f'{k} 0 R' for k in kids)}]>>".encode()
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + head + table + end


def line(x: float, y: float, text: str, font: str = "F", size: float = 11, before: str = "") -> bytes:
    return f"BT {before} /{font} {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n".encode("cp1252")


def prose(top: float = 700, rows: int = 12) -> bytes:
    return b"".join(
        line(70, top - 14 * i, f"Linje {i} om det arbejde, som udvalget har sat i gang i kommunen,")
        for i in range(rows)
    )


#: A picture over the whole page.
PICTURE = b"q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q\n"


def read(data: bytes) -> Document:
    document = pdf.read(data, "plan.pdf")
    end = 0
    for block in document.blocks:
        assert end <= block.start < block.end <= len(document.text)
        assert block.page and block.places and block.places[0].page == block.page
        end = block.end
    return document


def shown(document: Document, *kinds: Kind) -> list[str]:
    return [document.words(b) for b in document.blocks if not kinds or b.kind in kinds]


def find(document: Document, words: str) -> Block:
    return next(b for b in document.blocks if words in document.words(b))


def order(document: Document, *words: str) -> None:
    places = [find(document, one).start for one in words]
    assert places == sorted(places), dict(zip(words, places, strict=True))


# --- order -----------------------------------------------------------------------------------------------


def test_two_columns_are_read_one_after_the_other() -> None:
    document = read(
        typeset(
            "#set page(columns: 2, height: 16cm)\n= Flere i uddannelse\n"
            f"Først. {PROSE * 2}\n\nSiden. {PROSE * 3}\n\n== Sidste afsnit\nTil slut. {PROSE}"
        )
    )
    order(document, "Flere i uddannelse", "Først.", "Siden.", "Sidste afsnit", "Til slut.")
    # A paragraph that goes on in the next column is one block.
    assert shown(document, Kind.PARAGRAPH) == [
        f"{first} {PROSE * n}".strip() for first, n in (("Først.", 2), ("Siden.", 3), ("Til slut.", 1))
    ]


def test_three_columns_below_a_title() -> None:
    document = read(
        typeset(
            "#set page(columns: 3, height: 15cm)\n#set text(size: 9pt)\n"
            '#place(top, float: true, scope: "parent", text(18pt, weight: "bold")[Ungestrategi for alle])\n'
            + "".join(f"== Afsnit {n}\nHer er {n}. {PROSE * 2}\n\n" for n in range(1, 5))
        )
    )
    order(document, "Ungestrategi", *(w for n in range(1, 5) for w in (f"Afsnit {n}", f"Her er {n}.")))
    assert [find(document, w).level for w in ("Ungestrategi", "Afsnit 1", "Afsnit 4")] in (
        [1, 1, 1],
        [1, 2, 2],
    )


@pytest.mark.parametrize("side", ["left", "right"])
def test_box_in_the_margin_stays_together_and_in_its_section(side: str) -> None:
    margins = {"right": ("2cm", "7cm", "100% + 0.6cm"), "left": ("7cm", "2cm", "-5.6cm")}[side]
    box = (
        f"#let boks(dy, body) = place(top + left, dx: {margins[2]}, dy: dy, "
        'rect(width: 5cm, fill: rgb("#fde9d0"), inset: 8pt, body))\n'
    )
    document = read(
        typeset(
            f"#set page(margin: (left: {margins[0]}, right: {margins[1]}, y: 2cm))\n{box}"
            "#boks(0cm)[*MÅL*\n- Mindst 40 procent af de unge er på kursus.\n- Færre end 120 er ledige.]\n"
            "#boks(12cm)[*MÅL*\n- Antallet af fleksjob øges fra 310 til 340.]\n"
            f"= Unge på vej\nUnge. {PROSE * 4}\n= Fleksjob til flere\nFleks. {PROSE * 6}"
        )
    )
    order(
        document,
        "Unge på vej",
        "Unge.",
        "Mindst 40",
        "Færre end",
        "Fleksjob til flere",
        "Antallet af fleksjob",
    )
    boxes = [(b.box, b.kind, document.words(b)) for b in document.blocks if b.box is not None]
    assert boxes == [
        (0, Kind.HEADING, "MÅL"),
        (0, Kind.ITEM, "Mindst 40 procent af de unge er på kursus."),
        (0, Kind.ITEM, "Færre end 120 er ledige."),
        (1, Kind.HEADING, "MÅL"),
        (1, Kind.ITEM, "Antallet af fleksjob øges fra 310 til 340."),
    ]
    assert f"Unge. {PROSE * 4}".strip() in shown(document)


@pytest.mark.parametrize(("left", "right", "dx"), [("6cm", "2cm", "-4.3cm"), ("2cm", "6cm", "100% + 0.5cm")])
def test_heading_at_the_side_comes_before_its_text(left: str, right: str, dx: str) -> None:
    # The heading stands after the text in the file.
    document = read(
        typeset(
            f"#set page(margin: (left: {left}, right: {right}, y: 2cm))\n#block[{PROSE}]\n"
            f'#place(top + left, dx: {dx}, box(width: 3.6cm, text(16pt, weight: "bold", hyphenate: false)'
            "[Plads til borgere med handicap]))"
        )
    )
    assert [(b.kind, document.words(b)) for b in document.blocks] == [
        (Kind.HEADING, "Plads til borgere med handicap"),
        (Kind.PARAGRAPH, PROSE.strip()),
    ]


def test_order_of_the_file_says_nothing() -> None:
    lines = [line(70, 700 - 14 * i, f"Sætning {i} i planen er skrevet af udvalget.") for i in range(8)]
    title = line(70, 740, "Beskæftigelsesplan", "B", 20)
    document = read(written(b"".join([*reversed(lines), title])))
    assert document.blocks[0].kind is Kind.HEADING
    order(document, "Beskæftigelsesplan", "Sætning 0")
    assert document.words(document.blocks[1]).startswith(
        "Sætning 0 i planen er skrevet af udvalget. Sætning 1"
    )


def test_box_with_a_title_bar_is_one_box() -> None:
    document = read(
        typeset(
            f"{PROSE}\n#stack(block(fill: navy, width: 100%, inset: 6pt, text(white)[*Målsætninger*]), "
            "block(stroke: navy, width: 100%, inset: 6pt)[- Flere skal i job.\n- Færre skal være syge.])\n"
            f"{PROSE}"
        )
    )
    assert [(b.box, document.words(b)) for b in document.blocks][1:4] == [
        (0, "Målsætninger"), (0, "Flere skal i job."), (0, "Færre skal være syge.")
    ]  # fmt: skip


def test_shaded_heading_is_no_box() -> None:
    document = read(
        typeset(
            f'#block(fill: navy, width: 100%, inset: 6pt, text(15pt, white, weight: "bold")[Unge])\n{PROSE}'
        )
    )
    assert [(b.kind, b.box) for b in document.blocks] == [(Kind.HEADING, None), (Kind.PARAGRAPH, None)]


# --- headings, running lines, contents -------------------------------------------------------------------

PLAN = (
    '#set document(title: "Beskæftigelsesplan 2024")\n'
    '#page(header: none, footer: none)[#v(6cm) #text(30pt, weight: "bold")[Beskæftigelsesplan 2024]'
    "\n\n#text(15pt)[Strandby Kommune]]\n"
    "#set page(header: [_Beskæftigelsesplan_ #h(1fr) Strandby Kommune], "
    "footer: context align(center)[Side #counter(page).display() af #counter(page).final().first()])\n"
    "#heading(outlined: false)[Indhold]\n#outline(title: none)\n"
    + "".join(
        f"#pagebreak()\n= {name}\n{PROSE}\n== Udfordringer\n{PROSE}\n== Mål\n{PROSE}\n"
        for name in ("Unge", "Flygtninge og familiesammenførte", "Borgere med handicap")
    )
)


@pytest.fixture(scope="module")
def plan() -> Document:
    return read(typeset(PLAN))


def test_levels_hold_over_the_whole_document(plan: Document) -> None:
    levels = [(plan.words(b), b.level) for b in plan.blocks if b.kind is Kind.HEADING]
    assert levels[:3] == [("Beskæftigelsesplan 2024", 1), ("Strandby Kommune", 1), ("Indhold", 1)]
    assert levels[3:] == [
        pair
        for name in ("Unge", "Flygtninge og familiesammenførte", "Borgere med handicap")
        for pair in ((name, 1), ("Udfordringer", 2), ("Mål", 2))
    ]


def test_running_lines_stand_once_and_page_numbers_not_at_all(plan: Document) -> None:
    assert shown(plan, Kind.RUNNING) == ["Beskæftigelsesplan Strandby Kommune"]
    assert "Side 3" not in plan.text
    # The same heading at the top of several pages is none of them.
    assert [plan.words(b) for b in plan.blocks].count("Udfordringer") == 3


def test_contents_lose_their_dots(plan: Document) -> None:
    contents = shown(plan, Kind.CONTENTS)
    assert contents[0] == "Unge 3"
    assert "Flygtninge og familiesammenførte 4" in contents
    assert len(contents) == 9


def test_title_pages_and_progress(plan: Document) -> None:
    assert (plan.title, plan.pages, plan.notes) == ("Beskæftigelsesplan 2024", 5, ())
    assert plan.media_type == "application/pdf"
    told: list[tuple[int, int]] = []
    pdf.read(typeset(PLAN), "plan.pdf", lambda done, all_: told.append((done, all_)))
    assert told == [(n, 5) for n in range(1, 6)]


@pytest.mark.parametrize("title", ["Microsoft Word - Dokument1", "plan endelig.docx", "Untitled", ""])
def test_title_that_a_program_made_up_is_left_out(title: str) -> None:
    assert read(typeset(f'#set document(title: "{title}")\n{PROSE}')).title == ""


def test_heading_at_the_top_of_pages_is_no_running_line() -> None:
    page = "== Status\n" + f"{PROSE}\n\n" * 3
    other = f"{PROSE}\n\n" * 3
    document = read(typeset("#pagebreak()\n".join([page, other, page, other, page, other])))
    assert shown(document, Kind.HEADING) == ["Status"] * 3


# --- letters ---------------------------------------------------------------------------------------------


def test_hyphens_at_line_ends_stay_with_their_line_break() -> None:
    narrow = "Uddannelseshjælpsmodtagerne i virksomhedspraktikordningerne kan ungdomsuddannelsesvejledningen."
    document = read(typeset(f"#block(width: 4cm)[{narrow}]"))
    block = document.blocks[0]
    assert "-\n" in document.text[block.start : block.end]
    assert document.words(block) == narrow


def test_hyphen_of_an_abbreviation_is_kept() -> None:
    parts = (
        "Der oprettes nye IGU-",
        "forløb og job- og uddannelses-",
        "ordninger, og job-",
        "og praktikpladser.",
    )
    document = read(written(b"".join(line(70, 700 - 14 * i, part) for i, part in enumerate(parts))))
    assert shown(document) == [
        "Der oprettes nye IGU-forløb og job- og uddannelsesordninger, og job- og praktikpladser."
    ]


def test_word_in_capitals_is_joined() -> None:
    parts = (line(70, 740, "BESKÆFTIGELSES-", "B", 20), line(70, 716, "PLANEN 2024", "B", 20))
    assert shown(read(written(b"".join(parts) + prose(660))))[0] == "BESKÆFTIGELSESPLANEN 2024"


def test_ligatures_and_accents_of_their_own() -> None:
    document = read(
        typeset(
            '#set text(font: "Libertinus Serif", ligatures: true)\nOffentlig flid og finansiering af kaffe.'
        )
    )
    assert shown(document) == ["Offentlig flid og finansiering af kaffe."]


def test_accents_with_a_glyph_of_their_own() -> None:
    # An a and a ring over it, as TeX sets an å; WinAnsi has the degree sign for the ring, \xb4 for the acute.
    word = line(70, 700, "P") + line(77.4, 700, "a") + line(78, 700, "\xb0") + line(83.5, 700, "en ide")
    accent = line(111.2, 700, "\xb4")
    assert shown(read(written(word + accent + prose(660))))[0].startswith("Påen idé")


def test_letters_set_apart_are_words() -> None:
    document = read(typeset(f'#text(14pt, weight: "bold", tracking: 4pt)[MÅL FOR UNGE]\n\n{PROSE}'))
    assert shown(document) == ["MÅL FOR UNGE", PROSE.strip()]


def test_superscripts_are_not_glued_to_words() -> None:
    document = read(
        typeset(
            "Ledigheden er 2,9 procent#footnote[Kilde: kommunens egen opgørelse.] i år, og jobklubben har "
            "40 m#super[2] at være på i 2023#super[9]. " + PROSE
        )
    )
    assert shown(document)[0].startswith(
        "Ledigheden er 2,9 procent i år, og jobklubben har 40 m² at være på i 2023 ⁹."
    )
    assert [(b.marker, document.words(b)) for b in document.blocks if b.kind is Kind.NOTE] == [
        ("1", "Kilde: kommunens egen opgørelse.")
    ]


def test_footnote_does_not_part_a_paragraph_over_two_pages() -> None:
    document = read(
        typeset(f"#set page(height: 9cm)\nBegynder her#footnote[En note om tallene.]. {PROSE * 6}")
    )
    assert document.pages == 2
    assert [b.kind for b in document.blocks] == [Kind.PARAGRAPH, Kind.NOTE]
    assert shown(document)[0] == f"Begynder her. {PROSE * 6}".strip()
    assert {place.page for place in document.blocks[0].places} == {1, 2}


# --- items -----------------------------------------------------------------------------------------------


def test_items_of_several_levels() -> None:
    document = read(
        typeset(
            f"{PROSE}\n1. Flere skal i uddannelse.\n2. Færre skal være ledige:\n  - unge\n  - seniorer\n"
            f"3. Hurtigere svar.\n\n1\\. januar 2024 begynder arbejdet. {PROSE}"
        )
    )
    items = [(b.marker, b.level, document.words(b)) for b in document.blocks if b.kind is Kind.ITEM]
    assert items == [
        ("1.", 0, "Flere skal i uddannelse."),
        ("2.", 0, "Færre skal være ledige:"),
        ("•", 1, "unge"),
        ("•", 1, "seniorer"),
        ("3.", 0, "Hurtigere svar."),
    ]
    assert find(document, "1. januar 2024").kind is Kind.PARAGRAPH


@pytest.mark.parametrize(("font", "glyph"), [("S", "\\267"), ("F", "\\225"), ("F", "-"), ("F", "\\273")])
def test_bullets_of_any_font(font: str, glyph: str) -> None:
    rows = b"".join(
        line(80, y, glyph, font) + line(96, y, f"Flere borgere skal i arbejde inden {year}.")
        for y, year in ((500, 2024), (486, 2025), (472, 2026))
    )
    document = read(written(prose() + rows))
    items = [b for b in document.blocks if b.kind is Kind.ITEM]
    assert [document.words(b) for b in items] == [
        f"Flere borgere skal i arbejde inden {year}." for year in (2024, 2025, 2026)
    ]
    assert {len(b.marker) for b in items} == {1}


# --- tables ----------------------------------------------------------------------------------------------

ROWS = (
    ("Nr.", "Mål", "Udgangspunkt"),
    (
        "1a",
        "Andelen af unge på uddannelseshjælp skal falde til 3,5 procent, og flere skal på FGU.",
        "4,1 procent",
    ),
    ("1b", "Flere unge skal have et fritidsjob.", "85 unge"),
    ("2a", "Mindst 60 procent af flygtningene skal være i job.", "52 procent (2022)"),
)
FORMS = {
    "ruled": "#table(columns: (1.5cm, 1fr, 4cm), {})",
    "lines across": "#table(columns: (1.5cm, 1fr, 4cm), stroke: (x: none, y: 0.5pt), {})",
    "no lines": "#table(columns: (1.5cm, 1fr, 4cm), stroke: none, inset: 8pt, {})",
    "stripes": "#table(columns: (1.5cm, 1fr, 4cm), stroke: none, "
    "fill: (_, y) => if calc.even(y) {{ luma(220) }}, {})",
    "filled head": "#table(columns: (1.5cm, 1fr, 4cm), stroke: none, inset: 8pt, "
    "fill: (_, y) => if y == 0 {{ luma(200) }}, {})",
}


@pytest.mark.parametrize("form", FORMS)
def test_tables(form: str) -> None:
    cells = ", ".join(f"[*{c}*]" if not i else f"[{c}]" for i, row in enumerate(ROWS) for c in row)
    document = read(typeset(f"= Oversigt\n{PROSE}\n\n{FORMS[form].format(cells)}\n\n{PROSE}"))
    found = {
        (b.cell.row, b.cell.column): (document.words(b), b.cell.header) for b in document.blocks if b.cell
    }
    assert found == {(r, c): (text, r == 0) for r, row in enumerate(ROWS) for c, text in enumerate(row)}
    assert shown(document, Kind.PARAGRAPH) == [PROSE.strip()] * 2


def test_merged_cells_stand_where_they_begin() -> None:
    document = read(
        typeset(
            "#table(columns: 3, table.cell(rowspan: 2)[Unge], [Flere i job], [10], [Flere i skole], [20], "
            "table.cell(colspan: 2)[I alt], [30])"
        )
    )
    assert [(document.words(b), b.cell and (b.cell.row, b.cell.column)) for b in document.blocks] == [
        ("Unge", (0, 0)), ("Flere i job", (0, 1)), ("10", (0, 2)), ("Flere i skole", (1, 1)), ("20", (1, 2)),
        ("I alt", (2, 0)), ("30", (2, 2)),
    ]  # fmt: skip


def test_table_goes_on_on_the_next_page() -> None:
    rows = ", ".join(f"[{n}], [Mål nummer {n} om flere borgere i job og uddannelse]" for n in range(1, 15))
    document = read(
        typeset(f"#set page(height: 9cm)\n#table(columns: 2, table.header([*Nr.*], [*Mål*]), {rows})")
    )
    assert document.pages and document.pages > 1
    cells = [b.cell for b in document.blocks if b.cell]
    assert {cell.table for cell in cells} == {0}
    assert [cell.row for cell in cells if cell.column == 0] == list(range(15))
    assert sum(cell.header for cell in cells) == 2


def test_columns_of_text_are_no_table() -> None:
    document = read(typeset(f"#grid(columns: (1fr, 1fr), gutter: 1cm, [{PROSE * 2}], [{PROSE * 3}])"))
    assert not [b for b in document.blocks if b.cell]
    assert [document.words(b) for b in document.blocks] == [(PROSE * 2).strip(), (PROSE * 3).strip()]


# --- pages that are not as usual -------------------------------------------------------------------------


def test_rotated_text_is_left_out() -> None:
    aside = b"BT /F 9 Tf 0 1 -1 0 30 300 Tm (Foto: kommunen) Tj ET\n"
    document = read(written(prose() + aside))
    assert "Foto" not in document.text


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_page_that_is_turned_for_showing(turn: int) -> None:
    matrix = {90: "0 1 -1 0 595 0", 180: "-1 0 0 -1 595 842", 270: "0 -1 1 0 0 842"}[turn]
    document = read(written(f"q {matrix} cm ".encode() + prose(500) + b" Q", page=f"/Rotate {turn}"))
    assert document.words(document.blocks[0]).startswith("Linje 0 om det arbejde")
    place = document.blocks[0].places[0]
    assert place.left == pytest.approx(70, abs=1)
    height = 842 if turn == 180 else 595
    assert place.bottom == pytest.approx(height - 500 + 0.22 * 11, abs=1)


def test_wide_page_set_sideways_on_an_upright_one() -> None:
    document = read(written(b"q 0 1 -1 0 595 0 cm " + prose(500) + b" Q"))
    assert document.words(document.blocks[0]).startswith("Linje 0 om det arbejde")
    place = document.blocks[0].places[0]  # upright: as the page is shown
    assert place.bottom - place.top > 100 > place.right - place.left


def test_places_count_from_the_crop_box() -> None:
    document = read(written(prose(), page="/CropBox[50 100 550 800]"))
    first = document.blocks[0].places[0]
    assert (first.page, first.left) == (1, pytest.approx(20, abs=1))
    assert first.top == pytest.approx(800 - 700 - 0.8 * 11, abs=1)


def test_invisible_text_is_left_out_beside_text() -> None:
    document = read(written(prose() + line(70, 300, "Skjult besked", before="3 Tr")))
    assert "Skjult" not in document.text
    assert [note.en for note in document.notes] == ["Page 1 has invisible text, which is left out."]


def test_deleted_text_that_is_still_shown_is_left_out() -> None:
    document = read(typeset(f"Planen gælder for #strike[2022 og ]2023. {PROSE}"))
    assert shown(document) == [f"Planen gælder for 2023. {PROSE}".strip()]
    assert [note.en for note in document.notes] == ["Page 1 has struck-out text, which is left out."]
    # Underlined text is not.
    assert shown(read(typeset(f"Planen gælder for #underline[2023]. {PROSE}"))) == shown(document)


def test_word_broken_in_a_narrow_cell_is_whole() -> None:
    # As word processors break a word that is wider than its cell, without a hyphen.
    cells = b"".join(
        line(104, y, text)
        for y, text in ((500, "Virksomhe"), (486, "der i byen"), (472, "og omegn"), (440, "Flere i job"))
    )
    edges = b"".join(b"%d 420 m %d 520 l S\n" % (x, x) for x in (100, 162, 300)) + b"".join(
        b"100 %d m 300 %d l S\n" % (y, y) for y in (420, 456, 520)
    )
    right = line(170, 500, "Første mål") + line(170, 440, "Andet mål")
    document = read(written(prose() + edges + cells + right))
    assert [document.words(b) for b in document.blocks if b.cell] == [
        "Virksomheder i byen og omegn", "Første mål", "Flere i job", "Andet mål"
    ]  # fmt: skip


def test_table_of_contents_with_glued_dots() -> None:
    rows = b"".join(
        line(70, 700 - 16 * i, f"{name}{'.' * 90}{i + 3}")
        for i, name in enumerate(("Indledning", "Unge", "Flygtninge", "Repatriering"))
    )
    document = read(written(line(70, 740, "Indhold", "B", 18) + rows, prose()))
    assert shown(document, Kind.CONTENTS) == ["Indledning 3", "Unge 4", "Flygtninge 5", "Repatriering 6"]


def test_goals_in_large_type_are_no_headings() -> None:
    goals = "\n\n".join(f"Mindst {n} procent af de ledige er i job inden årets udgang." for n in (20, 30))
    document = read(typeset(f"#text(13pt)[{goals}]\n\n{PROSE * 3}"))
    assert {b.kind for b in document.blocks} == {Kind.PARAGRAPH}


def test_labels_of_a_chart_are_no_boxes() -> None:
    bars = "".join(f"#rect(fill: blue, width: {n}cm, height: 0.8cm)[{n},5 %]\n" for n in (4, 6, 8))
    assert all(b.box is None for b in read(typeset(f"{PROSE}\n{bars}\n{PROSE}")).blocks)


def test_text_recognition_under_a_picture_is_read() -> None:
    document = read(written(PICTURE + b"3 Tr " + prose()))
    assert "Linje 0 om det arbejde" in document.text
    assert [note.en for note in document.notes] == [
        "Page 1 is scanned; the text is that of a text recognition and may hold errors."
    ]


def test_some_pages_are_scanned() -> None:
    document = read(written(prose(), PICTURE, prose(), PICTURE, PICTURE))
    assert document.notes[0].en.startswith(
        "Pages 2 and 4-5 are scanned without text and could not be read; run"
    )


def test_empty_page_says_nothing() -> None:
    document = read(written(prose(), b"", prose()))
    assert (document.pages, document.notes) == (3, ())


def _locked(data: bytes, user: str) -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt(user_password=user, owner_password="ejer", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_locked_without_a_password_is_read() -> None:
    assert "Linje 0" in read(_locked(written(prose()), "")).text


@pytest.mark.parametrize(
    ("data", "told"),
    [
        pytest.param(lambda: written(PICTURE, PICTURE), "is scanned", id="scanned"),
        pytest.param(lambda: written(PICTURE + line(500, 20, "1"), PICTURE), "is scanned", id="numbered"),
        pytest.param(lambda: written(b""), "has no text", id="empty"),
        pytest.param(lambda: _locked(written(prose()), "hemmelig"), "is locked with a password", id="locked"),
        pytest.param(lambda: written(prose())[:-400], "", id="truncated"),
        pytest.param(lambda: typeset(PLAN)[:20_000], "", id="cut in half"),
        pytest.param(lambda: b"%PDF-1.7\n" + b"\x00\xff" * 300, "is damaged", id="rubbish"),
        pytest.param(lambda: b"PK\x03\x04 no PDF", "is no PDF", id="other"),
        pytest.param(lambda: b"", "is no PDF", id="nothing"),
    ],
)
def test_what_cannot_be_read(data: Callable[[], bytes], told: str) -> None:
    with pytest.raises(LoadError) as caught:
        pdf.read(data(), "plan.pdf")
    assert str(caught.value).startswith(f"plan.pdf: {told}")
    assert str(caught.value).count("plan.pdf") == 1


def test_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PAGES", 2)
    with pytest.raises(LoadError, match="has 3 pages, more than the 2 allowed"):
        pdf.read(written(b"", b"", b""), "plan.pdf")


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(
            st.integers(0, 560), st.integers(0, 840), st.integers(4, 40),
            st.text("abcæøåABC 123.,-%•", min_size=1, max_size=30),
        ),
        max_size=25,
    )
)  # fmt: skip
def test_text_anywhere_on_a_page_loses_nothing_of_the_rest(words: list[tuple[int, int, int, str]]) -> None:
    # What is printed over a line cannot be told from it.
    beside = [(x, y, size, text) for x, y, size, text in words if y >= 430 or y + size <= 300]
    stream = b"".join(line(x, y, text, size=size) for x, y, size, text in beside)
    document = read(written(stream + prose(400, 6)))
    assert "Linje 0" in document.text


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3000), st.binary(min_size=1, max_size=6)), min_size=1, max_size=6))
def test_damage_gives_a_document_or_an_error(damage: list[tuple[int, bytes]]) -> None:
    data = bytearray(written(prose(), prose()))
    for place, found in damage:
        data[place : place + len(found)] = found
    try:
        read(bytes(data))
    except LoadError as error:
        assert "plan.pdf" in str(error)


# --- what other programs write ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def office(libreoffice: Callable[[Path, str], Path], tmp_path_factory: pytest.TempPathFactory) -> Document:
    import docx
    from docx.oxml.ns import qn

    file = tmp_path_factory.mktemp("office") / "plan.docx"
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "Handicapplan – Bredby Kommune"
    made.add_heading("Handicapplan 2024", 0)
    made.add_heading("Mål", 1)
    for words in (
        "Mindst 60 procent er i job.",
        f"Flere får hjælp. {PROSE}",
        "Ingen venter mere end tre uger.",
    ):
        made.add_paragraph(words, style="List Bullet")
    table = made.add_table(rows=0, cols=3, style="Table Grid")
    for row in ROWS:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    made.add_paragraph()
    section = made.add_section(0)
    columns = section._sectPr.xpath("./w:cols")[0]
    columns.set(qn("w:num"), "2")
    made.add_heading("Virksomhedernes rolle", 1)
    for n in range(6):
        made.add_paragraph(f"Nummer {n}. {PROSE}").alignment = 3  # both edges straight
    made.save(str(file))
    return read(libreoffice(file, "pdf").read_bytes())


def test_pdf_of_a_word_processor(office: Document) -> None:
    assert shown(office, Kind.RUNNING) == ["Handicapplan – Bredby Kommune"]
    assert shown(office, Kind.HEADING) == ["Handicapplan 2024", "Mål", "Virksomhedernes rolle"]
    assert [b.marker for b in office.blocks if b.kind is Kind.ITEM] == ["•"] * 3
    assert [office.words(b) for b in office.blocks if b.cell] == [text for row in ROWS for text in row]
    assert shown(office, Kind.PARAGRAPH) == [f"Nummer {n}. {PROSE}".strip() for n in range(6)]


# --- the same draft as PDF and as Word -------------------------------------------------------------------

DRAFTS = Path(__file__).parents[1] / "data" / "intake" / "drafts"


def _headers(name: str) -> set[str]:
    """The running lines of a draft; in one of two pages they stand too seldom to be told from its text."""
    source = DRAFTS / f"{name}.draft"
    if not source.exists():
        return set()
    head = tomllib.loads(source.read_text(encoding="utf-8").split("+++")[1])
    return {str(head["pdf"].get("header", "")).casefold()}


def _spoken(document: Document, running: set[str]) -> list[tuple[Kind, bool, str]]:
    left_out = (Kind.RUNNING, Kind.CONTENTS, Kind.NOTE)
    result = []
    for block in document.blocks:
        numbered = f"{block.marker} " if block.marker[:1].isalnum() else ""
        words = (numbered + document.words(block)).casefold()
        # Typesetting turns quotation marks and apostrophes; the heading of the contents is set by some only.
        words = re.sub("[“”»«]", '"', words).replace("’", "'")
        if block.kind not in left_out and words not in {"indhold", "indholdsfortegnelse"} | running:
            result.append((block.kind, block.box is not None, words))
    return result


@pytest.mark.parametrize(
    "name", sorted(p.stem for p in DRAFTS.glob("*.pdf") if p.with_suffix(".docx").exists())
)
def test_draft_reads_as_its_word_file_does(name: str) -> None:
    running = _headers(name)
    ours = _spoken(read((DRAFTS / f"{name}.pdf").read_bytes()), running)
    theirs = _spoken(word.read((DRAFTS / f"{name}.docx").read_bytes(), f"{name}.docx"), running)
    words = [" ".join(words for _, _, words in blocks).split() for blocks in (ours, theirs)]
    assert SequenceMatcher(None, *words, autojunk=False).ratio() >= 0.995
    blocks = [[words for _, _, words in found] for found in (ours, theirs)]
    assert SequenceMatcher(None, *blocks, autojunk=False).ratio() >= 0.98
