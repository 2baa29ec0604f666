"""Writes a draft as text, Markdown, HTML, OpenDocument and as a spreadsheet of its tables."""

from __future__ import annotations

import html as markup
import io
import textwrap
import zipfile
from collections.abc import Iterator
from datetime import datetime

from making.source import Part, Source, pieces, plain

_DATE = datetime(2022, 10, 3, 8, 0, 0)


def _notes(source: Source) -> dict[str, str]:
    return {part.name: part.text for part in source.parts if part.kind == "note"}


def _tables(parts: list[Part]) -> Iterator[Part | list[Part]]:
    rows: list[Part] = []
    for part in parts:
        if rows and not (part.kind == "row" and part.joins):
            yield rows
            rows = []
        if part.kind == "row":
            rows.append(part)
        else:
            yield part
    if rows:
        yield rows


def text(source: Source) -> bytes:
    """Make plain text, as somebody would save it from an office program."""
    lines: list[str] = []
    for part in _tables(source.parts):
        if isinstance(part, list):
            lines += ["\t".join(plain(c).replace("\n", " ") for c in row.cells) for row in part] + [""]
            continue
        words = plain(part.text)
        if part.kind == "item":
            marker = "•" if part.marker in "-•" else part.marker
            indent = "  " * part.level
            lines += textwrap.wrap(
                words, 88, initial_indent=f"{indent}{marker} ", subsequent_indent=indent + "  "
            )
        elif part.kind == "heading" or part.name == "side":
            lines += ["", "", words.upper() if part.level == 1 else words, ""]
        elif part.kind in ("fake", "open"):
            lines += ["", words, ""] if words else [""]
        elif part.kind == "contents" or part.name == "contents":
            entries = [p for p in source.parts if p.kind == "heading"][1:]
            lines += (
                ["Indhold"]
                + [f"{plain(e.text)} {'.' * 20} {3 + n // 2}" for n, e in enumerate(entries)]
                + [""]
            )
        elif part.kind in ("paragraph", "note"):
            lines += [*textwrap.wrap(words, 92), ""]
    return ("\n".join(lines).strip() + "\n").encode()


def markdown(source: Source) -> bytes:
    """Make Markdown."""
    lines: list[str] = []
    for part in _tables(source.parts):
        if isinstance(part, list):
            width = max(len(row.cells) for row in part)
            for number, row in enumerate(part):
                cells = [plain(c).replace("\n", " ") for c in row.cells] + [""] * (width - len(row.cells))
                lines.append("| " + " | ".join(cells) + " |")
                if number == 0:
                    lines.append("|" + " --- |" * width)
            lines.append("")
            continue
        words = _marked(part.text, "**")
        if part.kind == "heading":
            lines += ["", "#" * part.level + " " + words, ""]
        elif part.kind in ("fake", "open"):
            lines += ["", f"**{words}**", ""] if words else [""]
        elif part.kind == "item":
            lines.append(
                "   " * part.level + (part.marker if part.marker[0].isdigit() else "-") + " " + words
            )
        elif part.kind == "note":
            lines += [f"[^{part.name}]: {words}", ""]
        elif part.kind == "paragraph":
            lines += ["", words, ""]
    out = "\n".join(lines).strip() + "\n"
    while "\n\n\n" in out:
        out = out.replace("\n\n\n", "\n\n")
    return out.encode()


def _marked(words: str, bold: str) -> str:
    made = ""
    for kind, value in pieces(words):
        if kind == "note":
            made += f"[^{value}]"
        elif kind != "gone":
            made += f"{bold}{value}{bold}" if kind == "bold" else value
    return made


def html(source: Source) -> bytes:
    """Make a web page with a menu and a footer, as a municipality's site has."""
    body: list[str] = []
    sides: list[bool] = []
    listing = ""

    def close() -> None:
        nonlocal listing
        if listing:
            body.append(f"</{listing}>")
            listing = ""

    for part in _tables(source.parts):
        if isinstance(part, list):
            close()
            rows = ""
            for row in part:
                cell = "th" if row.header else "td"
                filled = [markup.escape(plain(c)).replace("\n", "<br>") for c in row.cells]
                rows += "<tr>" + "".join(f"<{cell}>{c}</{cell}>" for c in filled) + "</tr>\n"
            body.append(f"<table>\n{rows}</table>")
            continue
        words = markup.escape(plain(part.text))
        if part.kind == "item":
            wanted = "ul" if part.marker in "-•" else "ol"
            if listing != wanted:
                close()
                start = part.marker.rstrip(".)") if wanted == "ol" else ""
                body.append(f'<ol start="{start}">' if start.isdigit() else f"<{wanted}>")
                listing = wanted
            body.append(f"<li>{words}</li>")
            continue
        close()
        if part.kind == "heading" or part.name == "side":
            sides += [True] if part.kind == "open" else []
            body.append(f"<h{part.level or 2}>{words}</h{part.level or 2}>")
        elif part.kind == "fake":
            body.append(f"<p><strong>{words}</strong></p>")
        elif part.kind == "open":
            sides.append(False)
            body.append('<div class="boks">' + (f"<p><strong>{words}</strong></p>" if words else ""))
        elif part.kind == "close" and not sides.pop():
            body.append("</div>")
        elif part.kind == "note":
            body.append(f'<p class="fodnote"><small>{words}</small></p>')
        elif part.kind == "paragraph":
            body.append(f"<p>{words}</p>")
    close()
    title = markup.escape(source.head["title"])
    page = f"""<!DOCTYPE html>
<html lang="da"><head><meta charset="utf-8"><title>{title}</title>
<style>.boks {{ background: #eef }}</style><script>var menu = "Mål: mindst 99 pct.";</script></head>
<body><nav><ul><li><a href="/">Forside</a></li><li><a href="/job">Job og ledighed</a></li></ul></nav>
<main>
{chr(10).join(body)}
</main>
<footer><p>Rådhuset, åbent mandag til fredag 10-14</p></footer></body></html>
"""
    return page.encode()


def odt(source: Source) -> bytes:
    """Make an OpenDocument text."""
    from odfdo import Document, Header, List, ListItem, Paragraph, Table

    document = Document("text")
    body = document.body
    body.clear()
    listing = None
    for part in _tables(source.parts):
        if not isinstance(part, list) and part.kind == "item":
            if listing is None:
                listing = List()
                body.append(listing)
            numbered = part.marker[0].isdigit()
            listing.append(ListItem((part.marker + " " if numbered else "") + plain(part.text)))
            continue
        listing = None
        if isinstance(part, list):
            table = Table(
                f"Tabel{len(body.children)}", width=max(len(r.cells) for r in part), height=len(part)
            )
            for y, row in enumerate(part):
                for x, cell in enumerate(row.cells):
                    table.set_value((x, y), plain(cell))
            body.append(table)
        elif part.kind == "heading":
            body.append(Header(part.level, plain(part.text)))
        elif part.kind in ("paragraph", "fake", "open", "note") and part.text:
            body.append(Paragraph(plain(part.text)))
    document.meta.title = source.head["title"]
    document.meta.creation_date = _DATE
    document.meta.date = _DATE
    buffer = io.BytesIO()
    document.save(buffer)
    return _same(buffer)


def workbook(source: Source) -> bytes:
    """Make a spreadsheet of the tables, one sheet each, as a planner would keep them."""
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    book.set_properties({"title": source.head["title"], "created": _DATE})
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for number, rows in enumerate([p for p in _tables(source.parts) if isinstance(p, list)], 1):
        sheet = book.add_worksheet(f"Mål {number}")
        sheet.write(0, 0, source.head["title"], bold)
        for y, row in enumerate(rows, 2):
            for x, cell in enumerate(row.cells):
                sheet.write_string(y, x, plain(cell), bold if row.header else wrap)
        sheet.set_column(0, 5, 24)
    book.close()
    return _same(buffer)


def _same(buffer: io.BytesIO) -> bytes:
    """Return the same bytes each time: entries without the time of writing."""
    out = io.BytesIO()
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.infolist():
            info = zipfile.ZipInfo(item.filename, (2022, 10, 3, 8, 0, 0))
            info.compress_type = item.compress_type
            new.writestr(info, old.read(item.filename))
    return out.getvalue()
