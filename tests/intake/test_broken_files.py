"""Broken, locked, mislabelled and hostile files: one clear sentence each, nothing read, fetched or written."""

# ruff: noqa: E501  (XML reads worse when it is broken into lines)

from __future__ import annotations

import io
import os
import random
import socket
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from officefiles import NAMESPACES, OFFICE, docx, listed, odt, p, packed, styled

from plangraph.errors import LoadError
from plangraph.intake import reading
from plangraph.intake.document import Document
from plangraph.intake.reading import html, limits, markdown, packages, word
from plangraph.intake.reading import odt as odt_reader

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(200)
GOOD = docx(p("Flere unge i job"))


def wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def locked_zip() -> bytes:
    """A zip whose files are marked as encrypted, in both places that say so."""
    data = bytearray(GOOD)
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(signature, at + 4)
    return bytes(data)


CASES = {
    "tom.docx": (b"", "is empty"),
    "tom.txt": (b"", "is empty"),
    "uden-tekst.docx": (docx("<w:p/>"), "holds no text"),
    "uden-tekst.html": (b"<html><body><script>x()</script></body></html>", "holds no text"),
    "uden-krop.docx": (
        packed(
            {
                "_rels/.rels": f'<Relationships xmlns="{packages._RELATIONSHIPS}"/>',
                "word/document.xml": f"<w:document {NAMESPACES}/>",
            }
        ),
        "holds no text",
    ),
    "plan.docx": (PDF, "is a PDF under the ending .docx"),
    "plan.pdf": (GOOD, "is a zip file, .* under the ending .pdf"),
    "plan.odt": (GOOD, "is no OpenDocument text but a Word document"),
    "odt.docx": (odt("<text:p>x</text:p>"), "is no Word document but an OpenDocument text"),
    "regneark.docx": (packed({"xl/workbook.xml": "<x/>"}), "is no Word document but an Excel workbook"),
    "billeder.docx": (packed({"a.png": PNG}), "is no Word document but a zip file"),
    "bog.odt": (packed({"mimetype": "application/epub+zip"}), "is no OpenDocument text but an e-book"),
    "billede.docx": (PNG, "is a picture under the ending .docx"),
    "tekst.docx": (b"Flere unge i job\n" * 40, "is no .docx file"),
    "side.docx": (b"<!doctype html><p>x", "is a web page .* under the ending .docx"),
    "rtf.docx": (b"{\\rtf1 Flere unge}", "is an RTF file under the ending .docx; .* save it as .docx"),
    "gammel.docx": (OLE + wide("WordDocument"), "is an old Word file .* save it as .docx"),
    "gammel.doc": (OLE + wide("WordDocument"), "is an old Word file; .* save it as .docx"),
    "ny.doc": (GOOD, "rename it to .docx"),
    "laast.docx": (OLE + wide("EncryptedPackage"), "is protected with a password"),
    "laast.doc": (OLE + wide("EncryptedPackage"), "is protected with a password"),
    "laast-zip.docx": (locked_zip(), "is protected with a password"),
    "laast.odt": (
        odt("x", more={"META-INF/manifest.xml": "<m><encryption-data/></m>"}),
        "is protected with a password",
    ),
    "plan.rtf": (b"{\\rtf1 Flere unge}", "is an RTF file; .* save it as .docx"),
    "plan.pages": (packed({"Index/Document.iwa": b"x"}), "export it from Pages as Word"),
    "pages.docx": (packed({"Index/Document.iwa": b"x"}), "is no Word document but an Apple iWork file"),
    "plan.jpg": (b"\xff\xd8\xff\xe0" + bytes(40), "is a picture"),
    "plan.xlsx": (packed({"xl/workbook.xml": "<x/>"}), "is damaged or cut off"),
    "plan.zip": (GOOD, "is a zip file; unpack it"),
    "plan.pptx": (GOOD, "is a presentation"),
    "plan.abc": (b"Flere unge i job", "its ending .abc is not known, and it is plain text; .*docx"),
    "plan": (PDF, "its name has no ending, and it is a PDF"),
    "binær.txt": (bytes(range(256)) * 8, "is no .txt file"),
    "pdf.txt": (PDF, "is a PDF under the ending .txt"),
    "word.md": (GOOD, "is a zip file, .* under the ending .md"),
    "binær.html": (bytes(range(256)) * 8, "is no .html file"),
    "ikke-xml.docx": (docx("</w:body>"), "is damaged or cut off"),
    "halv.docx": (GOOD[: len(GOOD) // 2], "is damaged or cut off"),
    "halv.odt": (odt("<text:p>x</text:p>")[:300], "is damaged or cut off"),
    "uden-indhold.odt": (
        packed({"mimetype": "application/vnd.oasis.opendocument.text"}),
        "is damaged or cut off",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_one_clear_sentence(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content, said = CASES[name]
    (tmp_path / name).write_bytes(content)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(LoadError, match=said) as told:
        reading.read(tmp_path / name)
    sentence = str(told.value)
    assert sentence.startswith(f"{name}: ")
    assert "\n" not in sentence
    assert len(sentence) < 330
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_bytes() == content


def test_what_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match=r"gone\.docx: cannot be read \(No such file"):
        reading.read(tmp_path / "gone.docx")
    with pytest.raises(LoadError, match="is a folder"):
        reading.read(tmp_path)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.docx")
        with pytest.raises(LoadError, match="is no ordinary file"):
            reading.read(tmp_path / "pipe.docx")


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "stor.docx"
    with path.open("wb") as stream:
        stream.truncate(limits.BYTES + 1)
    with pytest.raises(LoadError, match=r"^stor\.docx: is too large: 50 MB") as told:
        reading.read(path)
    assert told.value.danish.startswith("er for stor: 50 MB, og der læses højst 50 MB; ")


# --- zip bombs


def test_a_picture_that_unpacks_to_a_thousand_times_its_size(tmp_path: Path) -> None:
    path = tmp_path / "bombe.docx"
    path.write_bytes(docx(p("x"), more={"word/media/a.png": bytes(5_000_000)}))
    with pytest.raises(LoadError, match=r"unpacks to over 200 times its size"):
        reading.read(path)


def test_too_much_xml() -> None:
    bomb = docx(p("x") + " " * (limits.XML_BYTES + 1))
    assert len(bomb) < 100_000
    with pytest.raises(LoadError, match=r"holds more than 60 MB of XML"):
        word.read(bomb, "bombe.docx")


def test_too_many_files() -> None:
    with pytest.raises(LoadError, match=r"holds 5\d\d\d files"):
        word.read(docx(p("x"), more={f"a/{n}": b"" for n in range(limits.MEMBERS)}), "bombe.docx")


def test_too_much_in_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "UNPACKED", 100_000)
    noise = random.Random(4).randbytes(60_000)
    with pytest.raises(LoadError, match=r"unpacks to more than"):
        word.read(docx(p("x"), more={"a": noise, "b": noise}), "bombe.docx")


def test_a_size_that_lies_is_not_believed() -> None:
    """What the zip says of a file's size bounds what is unpacked of it, and the rest shows by its checksum."""
    data = bytearray(docx(p("x") + "<w:p/>" * 100_000))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 24 : at + 28] = struct.pack("<I", 2_000)
        at = data.find(b"PK\x01\x02", at + 4)
    with pytest.raises(LoadError, match="damaged"):
        word.read(bytes(data), "bombe.docx")


def test_a_workbook_behind_a_chart_is_left_alone() -> None:
    inner = packed({"xl/workbook.xml": bytes(3_000_000)})
    document = word.read(docx(p("Diagram"), more={"word/embeddings/a.xlsx": inner}), "plan.docx")
    assert document.text == "Diagram\n"


@pytest.mark.parametrize("cells", [30])
def test_too_many_cells(cells: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CELLS", cells - 1)
    row = "<w:tr>" + "<w:tc><w:p/></w:tc>" * 3 + "</w:tr>"
    with pytest.raises(LoadError, match="too long"):
        word.read(docx(f"<w:tbl>{row * (cells // 3)}</w:tbl>"), "stor.docx")


# --- entities, network, files


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A server that nobody may call."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        yield server
        with pytest.raises(TimeoutError):
            server.accept()


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))


@pytest.mark.parametrize("form", ["docx", "odt"])
@pytest.mark.parametrize("kind", ["laughs", "file", "http", "parameter", "dtd", "utf-16"])
def test_entities_are_refused_and_fetch_nothing(
    form: str, kind: str, tmp_path: Path, listener: socket.socket
) -> None:
    secret = tmp_path / "hemmelig.txt"
    secret.write_text("HEMMELIGT", encoding="utf-8")
    address = f"http://127.0.0.1:{listener.getsockname()[1]}/x"
    prolog = {
        "laughs": f"<!DOCTYPE x [{LAUGHS}]>",
        "file": f'<!DOCTYPE x [<!ENTITY l9 SYSTEM "{secret.as_uri()}">]>',
        "utf-16": f'<!DOCTYPE x [<!ENTITY l9 SYSTEM "{secret.as_uri()}">]>',
        "http": f'<!DOCTYPE x [<!ENTITY l9 SYSTEM "{address}">]>',
        "parameter": f'<!DOCTYPE x [<!ENTITY % p SYSTEM "{address}"> %p;]>',
        "dtd": f'<!DOCTYPE x SYSTEM "{address}">',
    }[kind]
    used = "" if kind in ("parameter", "dtd") else "&l9;"
    if form == "docx":
        data = docx(p(f"Før {used}"), prolog=prolog)
        member = "word/document.xml"
    else:
        data = odt(f"<text:p>Før {used}</text:p>", prolog=prolog)
        member = "content.xml"
    if kind == "utf-16":
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = {name: archive.read(name) for name in archive.namelist()}
        members[member] = b"\xff\xfe" + members[member].decode().encode("utf-16-le")
        data = packed(dict(members))
    path = tmp_path / f"plan.{form}"
    path.write_bytes(data)
    with pytest.raises(LoadError, match="declares a document type or entities") as told:
        reading.read(path)
    assert "HEMMELIGT" not in str(told.value)


def test_the_parser_itself_would_not_expand_or_fetch_them(tmp_path: Path, listener: socket.socket) -> None:
    """Should a document type get past the look at the prolog."""
    from lxml import etree

    secret = tmp_path / "hemmelig.txt"
    secret.write_text("HEMMELIGT", encoding="utf-8")
    address = f"http://127.0.0.1:{listener.getsockname()[1]}/x"
    for entity in (f'SYSTEM "{secret.as_uri()}"', f'SYSTEM "{address}"'):
        root = packages.parse_xml(f"<!DOCTYPE x [<!ENTITY l9 {entity}>]><x>&l9;</x>".encode(), "x")
        assert b"HEMMELIGT" not in etree.tostring(root)
        assert "".join(text for text in root.itertext() if isinstance(text, str)) in ("", "&l9;")
    with pytest.raises(LoadError, match="damaged"):
        packages.parse_xml(f"<!DOCTYPE x [{LAUGHS}]><x>&l9;</x>".encode(), "x")


def test_an_id_that_stands_twice_does_no_harm() -> None:
    """LibreOffice writes such files when a list goes on after a table."""
    twice = '<text:list xml:id="list1"><text:list-item><text:p>x</text:p></text:list-item></text:list>' * 2
    assert odt_reader.read(odt(twice), "x.odt").text == "• x\n\n• x\n"


def test_an_old_manifest_may_name_its_document_type() -> None:
    """OpenOffice 2 wrote one, without declarations; with them it is refused."""
    manifest = (
        '<!DOCTYPE manifest:manifest PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "Manifest.dtd"{}><m/>'
    )
    old = odt("<text:p>x</text:p>", more={"META-INF/manifest.xml": manifest.format("")})
    assert odt_reader.read(old, "x.odt").text == "x\n"
    bad = odt("<text:p>x</text:p>", more={"META-INF/manifest.xml": manifest.format(' [<!ENTITY a "b">]')})
    with pytest.raises(LoadError, match="document type"):
        odt_reader.read(bad, "x.odt")


def test_external_relations_are_not_followed(tmp_path: Path, listener: socket.socket) -> None:
    address = f"http://127.0.0.1:{listener.getsockname()[1]}/x"
    relations = "".join(
        f'<Relationship Id="{kind}" Type="{OFFICE}/{kind}" Target="{address}" TargetMode="External"/>'
        for kind in (
            "attachedTemplate",
            "image",
            "aFChunk",
            "numbering",
            "footnotes",
            "oleObject",
            "hyperlink",
        )
    )
    path = tmp_path / "plan.docx"
    path.write_bytes(docx(p("Tekst") + '<w:altChunk r:id="aFChunk"/>', relations=relations))
    assert reading.read(path).text == "Tekst\n"
    path = tmp_path / "plan.html"
    path.write_text(
        f'<link rel=stylesheet href="{address}"><base href="{address}"><img src="{address}"><p>Tekst'
        f'<iframe src="{address}"></iframe><object data="{address}"></object>',
        encoding="utf-8",
    )
    assert reading.read(path).text == "Tekst\n"


def test_a_relation_out_of_the_package_leads_nowhere() -> None:
    relations = f'<Relationship Id="n" Type="{OFFICE}/footnotes" Target="../../../../etc/passwd"/>'
    assert word.read(docx(p("Tekst"), relations=relations), "x.docx").text == "Tekst\n"


# --- damage of every kind


RICH_DOCX = docx(
    styled("Unge", "Overskrift1")
    + p("Byen har unge.")
    + listed("Flere i job", 1)
    + "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc></w:tr>"
    "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    + '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>TOC</w:instrText><w:fldChar w:fldCharType="separate"/>'
    '<w:t>1</w:t><w:fldChar w:fldCharType="end"/><w:footnoteReference w:id="2"/></w:r></w:p>',
    numbering='<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
    footnotes='<w:footnote w:id="2"><w:p><w:r><w:t>Kilde</w:t></w:r></w:p></w:footnote>',
)
RICH_ODT = odt(
    '<text:h text:outline-level="1">Unge</text:h><text:list text:style-name="L"><text:list-item text:start-value="2">'
    '<text:p text:style-name="P">a<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>b</text:p>'
    "</text:note-body></text:note></text:p></text:list-item></text:list><table:table><table:table-row>"
    '<table:table-cell table:number-columns-repeated="2"><text:p>c</text:p></table:table-cell></table:table-row></table:table>',
    automatic='<style:style style:name="P" style:family="paragraph"><style:text-properties fo:font-size="12pt"/></style:style>'
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="i"/></text:list-style>',
)
HTML = b"<h1>Unge</h1><table><tr><td rowspan=2 colspan=3>a<td>b</table><ol start=3><li value=4>c</ol>\xc3\xa6"


def read_or_refused(module: Any, data: bytes) -> Document | None:
    try:
        document: Document = module.read(data, "fil")
    except LoadError as error:
        assert str(error).startswith("fil: ")
        assert "\n" not in str(error)
        return None
    assert all(0 <= b.start < b.end <= len(document.text) for b in document.blocks)
    return document


@pytest.mark.parametrize(("module", "data"), [(word, RICH_DOCX), (odt_reader, RICH_ODT)])
def test_cut_off_anywhere(module: object, data: bytes) -> None:
    assert read_or_refused(module, data) is not None
    for end in [*range(0, len(data), 37), *range(max(len(data) - 60, 0), len(data))]:
        assert read_or_refused(module, data[:end]) is None


@pytest.mark.parametrize("module", [html, markdown])
def test_text_cut_off_anywhere(module: object) -> None:
    for end in range(len(HTML)):
        read_or_refused(module, HTML[:end])


@pytest.mark.parametrize(("module", "data"), [(word, RICH_DOCX), (odt_reader, RICH_ODT)])
def test_bytes_changed_anywhere(module: object, data: bytes) -> None:
    dice = random.Random(20)
    for _ in range(300):
        changed = bytearray(data)
        for _ in range(dice.choice((1, 1, 4, 30))):
            changed[dice.randrange(len(changed))] = dice.randrange(256)
        read_or_refused(module, bytes(changed))


@pytest.mark.parametrize(("module", "data"), [(word, RICH_DOCX), (odt_reader, RICH_ODT)])
def test_xml_changed_anywhere(module: object, data: bytes) -> None:
    """Elements gone, doubled and moved, and values that no program writes: well-formed, and nonsense."""
    from lxml import etree

    archive = zipfile.ZipFile(io.BytesIO(data))
    members = {name: archive.read(name) for name in archive.namelist()}
    trees = [name for name in members if name.endswith((".xml", ".rels")) and "Content_Types" not in name]
    dice = random.Random(7)
    read = 0
    for _ in range(250):
        changed: dict[str, str | bytes] = dict(members)
        for name in dice.sample(trees, dice.choice((1, 1, 2))):
            root = etree.fromstring(members[name])
            for _ in range(dice.choice((1, 2, 5))):
                node = dice.choice(list(root.iter()))
                if node.attrib and dice.random() < 0.5:
                    key = dice.choice(list(node.attrib))
                    node.attrib[key] = dice.choice(
                        ["", "-1", "x", "9" * 40, "٣", "²", "%9", "true", "\U0001f600"]
                    )
                elif node.getparent() is not None:
                    match dice.randrange(3):
                        case 0:
                            node.getparent().remove(node)
                        case 1:
                            node.addnext(etree.fromstring(etree.tostring(node)))
                        case 2:
                            node.clear()
            changed[name] = etree.tostring(root)
        read += read_or_refused(module, packed(changed)) is not None
    assert read > 100  # else nothing was tried


def test_a_locked_pdf_and_a_cut_one(tmp_path: Path) -> None:
    import pypdf

    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("hemmelig", algorithm="RC4-128")
    target = io.BytesIO()
    writer.write(target)
    path = tmp_path / "plan.pdf"
    path.write_bytes(target.getvalue())
    with pytest.raises(LoadError, match=r"^plan\.pdf: .*password"):
        reading.read(path)
    path.write_bytes(target.getvalue()[:200])
    with pytest.raises(LoadError, match=r"^plan\.pdf: "):
        reading.read(path)
