"""Sets a draft in type: one layout each, by Typst."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from making.source import Part, Source, pieces

_SPECIAL = re.compile(r"([\\#$*_`<>@\[\]~/=+\-])")
_FONTS = {"serif": "Libertinus Serif", "sans": "DejaVu Sans Mono", "roman": "New Computer Modern"}


def typeset(source: Source) -> bytes:
    """Make the PDF of a draft."""
    import typst

    with TemporaryDirectory() as folder:
        path = Path(folder) / "draft.typ"
        path.write_text(_document(source), encoding="utf-8")
        made = typst.compile(
            str(path),
            format="pdf",
            ignore_system_fonts=True,
            timestamp=int(datetime(2023, 1, 2, tzinfo=UTC).timestamp()),
            pdf_tags=source.head.get("pdf", {}).get("tagged", True),
        )
    assert isinstance(made, bytes)
    return made


def _document(source: Source) -> str:
    look = source.head.get("pdf", {})
    accent = look.get("accent", "1f4e79")
    size = look.get("size", 10.5)
    header, footer = look.get("header", ""), look.get("footer", "Side")
    lines = [
        f'#set document(title: "{source.head["title"]}", date: none)',
        f'#set page(paper: "{look.get("paper", "a4")}", margin: {look.get("margin", "2.4cm")},'
        f" flipped: {str(look.get('flipped', False)).lower()},"
        f" header: [{_escape(header)}], footer: context align({look.get('number', 'center')})"
        f'[{_escape(footer)} #counter(page).display("1")])',
        f'#set text(font: "{_FONTS[look.get("font", "serif")]}", size: {size}pt, lang: "da")',
        "#set text(hyphenate: true)",
        f"#set par(justify: {str(look.get('justify', True)).lower()}, leading: 0.62em)",
        f'#show heading: set text(fill: rgb("{accent}"))',
        "#show heading.where(level: 1): it => block(above: 1.6em, below: 0.9em, text(size: 1.35em, it.body))",
        '#set footnote(numbering: "1")',
    ]
    if look.get("upper"):
        lines.append("#show heading.where(level: 1): it => upper(it)")
    notes = {part.name: part.text for part in source.parts if part.kind == "note"}
    body: list[str] = []
    closers: list[str] = []
    columns = False
    parts = source.parts
    index = 0
    while index < len(parts):
        part = parts[index]
        if part.kind == "row":
            rows = [part]
            while index + 1 < len(parts) and parts[index + 1].kind == "row" and parts[index + 1].joins:
                index += 1
                rows.append(parts[index])
            body.append(_table(rows, accent, notes, look))
        elif part.kind == "layout":
            if part.name == "contents":
                body.append("#outline(title: [Indhold], depth: 2)")
            elif part.name == "two-columns" and not columns:
                body.append("#columns(2, gutter: 1.8em)[")
                columns = True
            elif part.name == "column" and columns:
                body.append("#colbreak()")
            elif part.name == "one-column" and columns:
                body.append("]")
                columns = False
        elif part.kind == "open":
            if part.name == "box":
                fill = look.get("box", "e3edf7")
                body.append(
                    f'#block(fill: rgb("{fill}"), inset: 9pt, width: 100%, breakable: true, radius: 3pt)['
                )
                if part.text:
                    body.append(f"*{_escape(part.text)}*\n")
                closers.append("]")
            else:
                body.append(
                    "#grid(columns: (27%, 1fr), gutter: 14pt, "
                    "[#set par(justify: false)\n#set text(hyphenate: false)\n"
                    f'#text(size: 13pt, fill: rgb("{accent}"), weight: "bold")'
                    f"[{_escape(part.text)}]], ["
                )
                closers.append("])")
        elif part.kind == "close":
            body.append(closers.pop())
        elif part.kind == "page":
            body.append("#pagebreak(weak: true)")
        elif part.kind != "note":
            body.append(_block(part, notes, look))
        index += 1
    if columns:
        body.append("]")
    return "\n".join(lines) + "\n\n" + "\n\n".join(body) + "\n"


def _block(part: Part, notes: dict[str, str], look: dict[str, object]) -> str:
    text = _inline(part.text, notes)
    if part.kind == "heading":
        return "=" * part.level + " " + text
    if part.kind == "fake":
        return f'#block(above: 1.2em, below: 0.6em, text(weight: "bold", size: 1.08em)[{text}])'
    if part.kind == "item":
        marker = str(look.get("bullet", "•")) if part.marker in "-•" else part.marker
        indent = 0.6 + 1.2 * part.level
        return (
            f"#pad(left: {indent}em, grid(columns: ({_width(marker)}em, 1fr), [{_escape(marker)}], [{text}]))"
        )
    return text


def _width(marker: str) -> float:
    return 1.2 if len(marker) < 2 else 0.6 + 0.65 * len(marker)


def _table(rows: list[Part], accent: str, notes: dict[str, str], look: dict[str, object]) -> str:
    count = max(len(row.cells) for row in rows)
    widths = look.get("widths", {})
    assert isinstance(widths, dict)
    columns = widths.get(str(count), ", ".join(["1fr"] * count))
    cells = []
    for row in rows:
        filled = [*row.cells, *[""] * (count - len(row.cells))]
        for cell in filled:
            text = " \\\n".join(_inline(line, notes) for line in cell.split("\n"))
            cells.append(
                f'table.cell(fill: rgb("{accent}").lighten(80%))[*{text}*]'
                if row.header and text
                else f"[{text}]"
            )
    return (
        f"#text(size: {look.get('table', 9)}pt)[#set par(justify: false)\n"
        f"#table(columns: ({columns},), inset: 5pt, stroke: 0.5pt + gray,"
        f" {', '.join(cells)})]"
    )


def _inline(text: str, notes: dict[str, str]) -> str:
    out = []
    for kind, value in pieces(text):
        if kind == "bold":
            out.append(f"*{_escape(value)}*")
        elif kind == "note":
            out.append(f"#footnote[{_escape(notes[value])}]")
        elif kind != "gone":
            out.append(_escape(value))
    return "".join(out)


def _escape(text: str) -> str:
    escaped = _SPECIAL.sub(r"\\\1", text)
    return re.sub(r"^(\d+)\.", r"\1\\.", escaped)
