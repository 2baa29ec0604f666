"""Writes a draft as a Word document, with what Word documents really hold."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from typing import Any

from making.source import Part, Source, pieces, plain

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DAY = "2022-10-03T08:00:00Z"
_BOX = """<w:p xmlns:w="{w}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
 xmlns:v="urn:schemas-microsoft-com:vml"><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>
<wp:inline><wp:extent cx="5400000" cy="{height}"/><wp:docPr id="{id}" name="Tekstfelt {id}"/><a:graphic>
<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>
<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="5400000" cy="{height}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="DDEBF7"/></a:solidFill></wps:spPr>
<wps:txbx><w:txbxContent/></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>
</mc:Choice><mc:Fallback><w:pict><v:shape style="width:425pt;height:{points}pt"><v:textbox><w:txbxContent/>
</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"""


_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)


class _Writer:
    def __init__(self, source: Source) -> None:
        import docx

        self.source = source
        self.look: dict[str, Any] = source.head.get("docx", {})
        self.document = docx.Document()
        self.notes = {part.name: part.text for part in source.parts if part.kind == "note"}
        self.printed: list[str] = []
        self.boxes = 0
        self.number: int | None = None

    def write(self) -> bytes:
        properties = self.document.core_properties
        properties.title = self.source.head["title"] if self.look.get("titled", True) else ""
        properties.author = "Jobcentret"
        properties.created = properties.modified = datetime(2022, 10, 3)
        section = self.document.sections[0]
        if header := self.look.get("header"):
            section.header.paragraphs[0].text = header
        if footer := self.look.get("footer"):
            _field(section.footer.paragraphs[0], footer, "PAGE", "1")
        self._parts(self.source.parts, self.document)
        if self.printed:
            self._footnotes()
        return _packed(self.document, danish=bool(self.look.get("danish")))

    def _parts(self, parts: list[Part], room: Any) -> None:
        index = 0
        while index < len(parts):
            part = parts[index]
            if part.kind == "row":
                end = index + 1
                while end < len(parts) and parts[end].kind == "row" and parts[end].joins:
                    end += 1
                self._table(parts[index:end], room)
                index = end
                continue
            if part.kind == "open":
                end, depth = index, 1
                while depth:
                    end += 1
                    depth += (parts[end].kind == "open") - (parts[end].kind == "close")
                self._box(part, parts[index + 1 : end])
                index = end + 1
                continue
            self._part(part, room)
            index += 1

    def _part(self, part: Part, room: Any) -> None:
        if part.kind != "item":
            self.number = None
        if part.kind == "layout":
            if part.name == "contents":
                self._contents()
        elif part.kind == "page":
            self.document.add_page_break()
        elif part.kind == "heading" and not self.look.get("fake"):
            style = (
                "Title" if part.level == 1 and self.look.get("title_style") and not self._begun() else None
            )
            self._runs(room.add_paragraph(style=style or f"Heading {part.level}"), part.text)
        elif part.kind in ("heading", "fake"):
            from docx.shared import Pt

            paragraph = room.add_paragraph()
            self._runs(paragraph, part.text)
            for run in paragraph.runs:
                run.bold = True
                run.font.size = Pt(18 - 2 * part.level if part.kind == "heading" else 11)
        elif part.kind == "item":
            self._item(part, room)
        elif part.kind == "paragraph":
            self._runs(room.add_paragraph(), part.text)

    def _begun(self) -> bool:
        return any(p.style.name == "Title" for p in self.document.paragraphs)

    def _item(self, part: Part, room: Any) -> None:
        if part.marker in "-•":
            style = "List Bullet" if part.level == 0 else "List Bullet 2"
            self._runs(room.add_paragraph(style=style), part.text)
            return
        if self.look.get("numbering") and re.fullmatch(r"\d+[.)]", part.marker):
            paragraph = room.add_paragraph(style="List Number")
            self._runs(paragraph, part.text)
            if self.number is None:
                self.number = _restarted(self.document, int(part.marker[:-1]))
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = 0
            properties.get_or_add_numId().val = self.number
            return
        self._runs(room.add_paragraph(), f"{part.marker}\t{part.text}")

    def _table(self, rows: list[Part], room: Any) -> None:
        from docx.oxml import OxmlElement

        self.number = None
        count = max(len(row.cells) for row in rows)
        table = self.document.add_table(rows=0, cols=count)
        table.style = "Table Grid"
        for row in rows:
            made = table.add_row()
            if row.header:
                made._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
            cells = made.cells
            for cell, text in zip(cells, row.cells, strict=False):
                for number, line in enumerate(text.split("\n")):
                    paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
                    self._runs(paragraph, line, bold=row.header)
            if len(row.cells) == 1 and count > 1:
                cells[0].merge(cells[-1])
        self.document.add_paragraph()

    def _box(self, part: Part, inner: list[Part]) -> None:
        """Write a text box (twice, as Word does) or a table of one cell: as the head says."""
        from copy import deepcopy

        from docx.oxml import parse_xml

        self.number = None
        form = self.look.get("boxes", "textbox")
        if part.name == "side":
            self._runs(self.document.add_paragraph(style="Heading 1"), part.text)
            self._parts(inner, self.document)
            return
        if form == "table":
            table = self.document.add_table(rows=1, cols=1)
            table.style = "Table Grid"
            room = table.rows[0].cells[0]
            if part.text:
                self._runs(room.paragraphs[0], part.text, bold=True)
            self._parts(inner, room)
            self.document.add_paragraph()
            return
        before = len(self.document.element.body)
        if part.text:
            self._runs(self.document.add_paragraph(), part.text, bold=True)
        self._parts(inner, self.document)
        body = self.document.element.body
        made = list(body)[before - 1 : -1]
        self.boxes += 1
        height = 400000 + 420000 * len(inner)
        box = parse_xml(_BOX.format(w=_W, id=self.boxes, height=height, points=height // 12700))
        for holder in box.iter(f"{{{_W}}}txbxContent"):
            holder.extend(deepcopy(element) for element in made)
        for element in made:
            body.remove(element)
        body.insert(len(body) - 1, box)

    def _contents(self) -> None:
        from docx.oxml import parse_xml

        entries = [p for p in self.source.parts if p.kind == "heading" and p.level <= 2][1:]
        rows = []
        for number, entry in enumerate(entries):
            text = re.sub(r"[&<>]", "", plain(entry.text))
            start = _FIELD if number == 0 else ""
            stop = '<w:r><w:fldChar w:fldCharType="end"/></w:r>' if number == len(entries) - 1 else ""
            rows.append(
                f'<w:p><w:pPr><w:pStyle w:val="TOC{entry.level}"/></w:pPr>{start}<w:r><w:t>{text}</w:t></w:r>'
                f"<w:r><w:tab/></w:r><w:r><w:t>{2 + number // 3}</w:t></w:r>{stop}</w:p>"
            )
        _contents_styles(self.document)
        self.document.element.body.insert(
            len(self.document.element.body) - 1,
            parse_xml(
                f'<w:sdt xmlns:w="{_W}"><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
                f"</w:docPartObj></w:sdtPr><w:sdtContent>{''.join(rows)}</w:sdtContent></w:sdt>"
            ),
        )

    def _runs(self, paragraph: Any, text: str, *, bold: bool = False) -> None:
        from docx.oxml import parse_xml

        for kind, value in pieces(text):
            if kind == "note":
                self.printed.append(self.notes[value])
                paragraph._p.append(
                    parse_xml(
                        f'<w:r xmlns:w="{_W}"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
                        f'<w:footnoteReference w:id="{len(self.printed)}"/></w:r>'
                    )
                )
                continue
            run = paragraph.add_run(value)
            if bold or kind == "bold":
                run.bold = True
            if kind in ("gone", "come"):
                _tracked(run, kind)

    def _footnotes(self) -> None:
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part as Piece

        notes = "".join(
            f'<w:footnote w:id="{n}"><w:p><w:r><w:footnoteRef/></w:r>'
            f'<w:r><w:t xml:space="preserve"> {t.replace("&", "&amp;")}</w:t></w:r></w:p></w:footnote>'
            for n, t in enumerate(self.printed, 1)
        )
        rule = (
            '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
            '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r>'
            "</w:p></w:footnote>"
        )
        piece = Piece(
            PackURI("/word/footnotes.xml"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
            f'<w:footnotes xmlns:w="{_W}">{rule}{notes}</w:footnotes>'.encode(),
            self.document.part.package,
        )
        self.document.part.relate_to(piece, RELATIONSHIP_TYPE.FOOTNOTES)


def write(source: Source) -> bytes:
    """Make the Word document of a draft."""
    return _Writer(source).write()


def _tracked(run: Any, kind: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    change = OxmlElement("w:del" if kind == "gone" else "w:ins")
    change.set(qn("w:id"), str(abs(hash_of(run.text)) % 9000 + 1))
    change.set(qn("w:author"), "Konsulent")
    change.set(qn("w:date"), _DAY)
    run._r.addprevious(change)
    change.append(run._r)
    if kind == "gone":
        for text in run._r.findall(qn("w:t")):
            text.tag = qn("w:delText")


def hash_of(text: str) -> int:
    """Return a number for a text that is the same each time."""
    return sum(ord(c) * (i + 1) for i, c in enumerate(text))


def _restarted(document: Any, start: int) -> int:
    from docx.oxml import parse_xml

    numbering = document.part.numbering_part.numbering_definitions._numbering
    style = document.styles["List Number"].element.pPr.numPr.numId.val
    abstract = next(n for n in numbering.num_lst if n.numId == style).abstractNumId.val
    number = max(n.numId for n in numbering.num_lst) + 1
    numbering.append(
        parse_xml(
            f'<w:num xmlns:w="{_W}" w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>'
            f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
        )
    )
    return number


def _contents_styles(document: Any) -> None:
    from docx.oxml import parse_xml

    for level in (1, 2):
        document.styles.element.append(
            parse_xml(
                f'<w:style xmlns:w="{_W}" w:type="paragraph" w:styleId="TOC{level}">'
                f'<w:name w:val="toc {level}"/>'
                '<w:basedOn w:val="Normal"/><w:pPr><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9016"/>'
                "</w:tabs></w:pPr></w:style>"
            )
        )


def _field(paragraph: Any, before: str, instruction: str, shown: str) -> None:
    from docx.oxml import parse_xml

    paragraph.add_run(before + " ")
    for xml in (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {instruction} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        f"<w:t>{shown}</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    ):
        paragraph._p.append(parse_xml(f'<w:r xmlns:w="{_W}">{xml}</w:r>'))


#: The ids that a Danish Word gives to styles; their names stay English.
_DANISH = {
    "Title": "Titel",
    "ListBullet": "Opstilling-punkttegn",
    "ListNumber": "Opstilling-talellerbogst",
    **{f"Heading{n}": f"Overskrift{n}" for n in range(1, 10)},
    **{f"TOC{n}": f"Indholdsfortegnelse{n}" for n in range(1, 10)},
}


def _packed(document: Any, *, danish: bool) -> bytes:
    """Save with the same bytes each time, and with the style ids of a Danish Word where that is wanted."""
    buffer = io.BytesIO()
    document.save(buffer)
    out = io.BytesIO()
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if danish and name.endswith(".xml"):
                text = data.decode("utf-8")
                for english, own in _DANISH.items():
                    text = re.sub(
                        rf'(w:styleId|w:pStyle w:val|w:basedOn w:val|w:next w:val|w:link w:val)="{english}"',
                        rf'\1="{own}"',
                        text,
                    )
                data = text.encode("utf-8")
            info = zipfile.ZipInfo(name, (2022, 10, 3, 8, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, data)
    return out.getvalue()
