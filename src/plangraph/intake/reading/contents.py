"""What a file really is, by its first bytes, and what to do with one that isn't read."""

from __future__ import annotations

import re
from typing import Final

from plangraph.errors import LoadError

#: First bytes → what that is.
_SIGNATURES: Final = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"PK\x07\x08", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "bitmap"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"7z\xbc\xaf\x27\x1c", "packed"),
    (b"Rar!\x1a\x07", "packed"),
    (b"\x1f\x8b\x08", "packed"),
    (b"BZh", "packed"),
    (b"\xfd7zXZ\x00", "packed"),
    (b"SQLite format 3\x00", "binary"),
    (b"MZ\x90\x00", "binary"),
    (b"\x7fELF", "binary"),
)
_BYTE_ORDER_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_HTML: Final = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_XML: Final = re.compile(rb"\s*<\?xml\b")
#: Controls that no text has; a byte of nothing above all.
_CONTROLS: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
#: How much of a file is looked at.
_LOOKED_AT: Final = 65_536

#: What a file is, in words.
NAMES: Final = {
    "pdf": "a PDF",
    "zip": "a zip file, such as Word and OpenDocument files are",
    "ole": "an old Office file (from before 2007)",
    "rtf": "an RTF file",
    "image": "a picture",
    "bitmap": "a picture",
    "packed": "a packed archive",
    "binary": "no document of a known kind",
    "html": "a web page (HTML)",
    "xml": "an XML file",
    "text": "plain text",
}

_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_OLD_WORD: Final = "WordDocument".encode("utf-16-le")
_SAVE_AS: Final = "open it in Word or LibreOffice and save it as .docx"

#: Endings that are known and not read, and what to do instead.
_ADVICE: Final = {
    ".doc": f"is an old Word file; {_SAVE_AS}",
    ".dot": f"is an old Word template; {_SAVE_AS}",
    ".rtf": f"is an RTF file; {_SAVE_AS}",
    ".wpd": f"is a WordPerfect file; {_SAVE_AS}",
    ".fodt": "is a flat OpenDocument file; open it in LibreOffice and save it as .odt",
    ".pages": "is an Apple Pages file; export it from Pages as Word (.docx)",
    ".gdoc": "is only a link to Google Docs; download the document itself as Word (.docx)",
    ".url": "is only a link; save the page or document that it leads to",
    ".msg": "is an e-mail; save the document that is attached to it",
    ".eml": "is an e-mail; save the document that is attached to it",
    ".zip": "is a zip file; unpack it and give the document in it",
    ".xls": "is an old spreadsheet; open it in Excel or LibreOffice and save it as .xlsx",
    ".ods": "is an OpenDocument spreadsheet; open it in Excel or LibreOffice and save it as .xlsx",
    ".ppt": "is a presentation; save its text as a Word document (.docx) or a PDF",
    ".pptx": "is a presentation; save its text as a Word document (.docx) or a PDF",
    ".odp": "is a presentation; save its text as a text document (.odt) or a PDF",
} | dict.fromkeys(
    (".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp", ".webp", ".heic"),
    "is a picture, and no text can be read in it; give the document that it shows",
)


def sniff(data: bytes) -> str:
    """Return what a file is by its content: a key of :data:`NAMES`."""
    start = data[:_LOOKED_AT]
    for signature, kind in _SIGNATURES:
        if start.startswith(signature) and (kind != "bitmap" or _CONTROLS.search(start)):
            return kind
    marked = start.startswith(_BYTE_ORDER_MARKS)
    if not marked:
        # Some programs write a line of their own before the PDF begins.
        if _CONTROLS.search(start):
            return "pdf" if b"%PDF-" in start[:1024] else "binary"
        if start.lstrip()[:5] == b"%PDF-":
            return "pdf"
    text = start.removeprefix(b"\xef\xbb\xbf")
    if _HTML.match(text):
        return "html"
    return "xml" if _XML.match(text) else "text"


def refuse_ending(name: str, ending: str, data: bytes, known: tuple[str, ...]) -> LoadError:
    """Return what to say of a file whose ending is not among those that are read.

    :param ending: lower case, with its dot; empty when there is none
    :param known: endings that are read
    """
    if _protected(data):
        return LoadError(name, _LOCKED)
    kind = sniff(data)
    if ending in _ADVICE:
        if kind == "zip" and ending == ".doc":
            return LoadError(name, "is a newer Word file under an old ending; rename it to .docx")
        return LoadError(name, _ADVICE[ending])
    told = f"its ending {ending} is not known" if ending else "its name has no ending"
    return LoadError(name, f"{told}, and it is {NAMES[kind]}; known endings are {', '.join(known)}")


def refuse_content(name: str, ending: str, wanted: str, data: bytes) -> LoadError:
    """Return what to say of a file that is not what its ending says.

    :param ending: lower case, with its dot
    :param wanted: what it should be: a key of :data:`NAMES`
    """
    if _protected(data):
        return LoadError(name, _LOCKED)
    kind = sniff(data)
    told = NAMES[kind]
    if kind == "ole" and _OLD_WORD in data:
        return LoadError(name, f"is an old Word file (.doc) under the ending {ending}; {_SAVE_AS}")
    if kind == "rtf":
        return LoadError(name, f"is an RTF file under the ending {ending}; {_SAVE_AS}")
    if wanted == "zip" and kind in ("binary", "text"):
        return LoadError(
            name, f"is no {ending} file: it is damaged, or {told}; save it anew where it was made"
        )
    if kind == "binary":
        return LoadError(name, f"is no {ending} file: its content is {told}; check that it is the right file")
    return LoadError(name, f"is {told} under the ending {ending}; give it the ending that belongs to it")


_LOCKED: Final = (
    "is protected with a password; open it in Word, remove the password (File, Info, Protect Document), "
    "save it, and try again"
)


def _protected(data: bytes) -> bool:
    """Return whether it is an Office file locked with a password: those are no zip any more."""
    return sniff(data) == "ole" and _ENCRYPTED in data
