"""Opens the zip files that Word and OpenDocument files are, and parses the XML in them, safely."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any, Final, TypeAlias
from xml.parsers import expat

from plangraph.errors import LoadError
from plangraph.intake.reading import limits

#: An element of lxml, which has no types.
Node: TypeAlias = Any

DAMAGED: Final = "is damaged or cut off; open it in the program that made it, save it anew, and try again"
_DOCTYPE: Final = (
    "declares a document type or entities in its XML, which no office program does; it is not read. Open it "
    "in an office program, save it anew, and try again"
)
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)

#: What a zip is, by a file that only this kind holds.
_KINDS: Final = (
    ("word/", "a Word document"),
    ("xl/", "an Excel workbook"),
    ("ppt/", "a PowerPoint presentation"),
    ("visio/", "a Visio drawing"),
    ("Index/", "an Apple iWork file (Pages, Numbers or Keynote)"),
    ("index.xml", "an Apple iWork file (Pages, Numbers or Keynote)"),
    ("META-INF/container.xml", "an e-book (EPUB)"),
)
_MIMETYPES: Final = {
    "application/vnd.oasis.opendocument.text": "an OpenDocument text",
    "application/vnd.oasis.opendocument.text-template": "an OpenDocument text",
    "application/vnd.oasis.opendocument.spreadsheet": "an OpenDocument spreadsheet",
    "application/vnd.oasis.opendocument.presentation": "an OpenDocument presentation",
    "application/epub+zip": "an e-book (EPUB)",
}

_RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
#: Strict Open XML says the same under other addresses.
_STRICT: Final = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


@dataclass(frozen=True, slots=True)
class Package:
    """A zip that passed the limits.

    :param name: of the file, for errors
    :param archive: the zip
    """

    name: str
    archive: zipfile.ZipFile

    def holds(self, member: str) -> bool:
        """Return whether there is such a file in it."""
        return member in self.archive.NameToInfo

    def content(self, member: str) -> bytes:
        """Return a file of it.

        :raises LoadError: when it is not there or damaged
        """
        try:
            return self.archive.read(member)
        except KeyError as error:
            raise LoadError(self.name, DAMAGED) from error
        except _BROKEN as error:
            raise LoadError(self.name, DAMAGED) from error

    def xml(self, member: str) -> Node:
        """Return the root of an XML file of it.

        :raises LoadError: when it is not there, damaged, not XML, or declares a document type
        """
        content = self.content(member)
        for strict, usual in _STRICT:
            content = content.replace(strict, usual)
        return parse_xml(content, self.name)

    def kind(self) -> str:
        """Return what the file is, in words, as far as its content tells."""
        if self.holds("mimetype"):
            told = self.content("mimetype")[:100].decode("ascii", "replace").strip()
            if told in _MIMETYPES:
                return _MIMETYPES[told]
        for start, kind in _KINDS:
            if any(member.startswith(start) for member in self.archive.NameToInfo):
                return kind
        return "a zip file"

    def related(self, member: str = "") -> dict[str, dict[str, str]]:
        """Return the files that a file of an Open XML package refers to, by kind and id of the relation.

        External ones are left out: nothing outside the package is ever opened.

        :param member: the file; the package itself when empty
        """
        folder, base = posixpath.split(member)
        relations = posixpath.join(folder, "_rels", f"{base}.rels")
        found: dict[str, dict[str, str]] = {}
        if not self.holds(relations):
            return found
        for relation in self.xml(relations).iter(f"{{{_RELATIONSHIPS}}}Relationship"):
            if relation.get("TargetMode") == "External":
                continue
            target = relation.get("Target", "")
            path = target[1:] if target.startswith("/") else posixpath.join(folder, target)
            kind = relation.get("Type", "").rsplit("/", 1)[-1]
            found.setdefault(kind, {}).setdefault(relation.get("Id", ""), posixpath.normpath(path))
        return found

    def part(self, related: dict[str, dict[str, str]], kind: str, key: str | None = None) -> Node | None:
        """Return the root of an XML file that :meth:`related` tells of; a reference to nowhere is none.

        :param kind: of relation
        :param key: id of the relation; the first of its kind when None
        """
        targets = related.get(kind, {})
        member = next(iter(targets.values()), None) if key is None else targets.get(key)
        return self.xml(member) if member and self.holds(member) else None


def open_package(data: bytes, name: str) -> Package:
    """Open a zip that a document is.

    :raises LoadError: when it is no zip, damaged, encrypted or over a limit
    """
    try:
        package = Package(name, zipfile.ZipFile(io.BytesIO(data)))
    except _BROKEN as error:
        raise LoadError(name, DAMAGED) from error
    limits.check_archive(package.archive, name)
    for member in package.archive.infolist():
        if member.filename.lower().endswith((".xml", ".rels")):
            _refuse_doctype(package, member.filename)
    return package


def parse_xml(content: bytes, name: str) -> Node:
    """Parse XML without entities, network or trees of endless depth.

    :param name: of the file, for the error
    :raises LoadError: when it is not well-formed
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        # LibreOffice gives one id to two lists, which with ids counted is no XML any more.
        collect_ids=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        raise LoadError(name, DAMAGED) from error


def whole(text: str | None, most: int = 9_999) -> int | None:
    """Return a number that XML gives, at most so much; None when it is none.

    A hostile file writes digits of other scripts, or thousands of them, which Python reads late or never.
    """
    if not text or not text.isascii() or not text.isdigit():
        return None
    return most if len(text) > 12 else min(int(text), most)


class _RootSeenError(Exception):
    """The root element begins: no document type can follow."""


def _refuse_doctype(package: Package, member: str) -> None:
    """Look at what stands before the root element, where alone a document type can stand."""

    def on_root(*_: object) -> None:
        raise _RootSeenError

    def on_doctype(_name: str, _system: str | None, _public: str | None, internal: int) -> None:
        # Old OpenOffice names a document type in its manifest; without declarations it says nothing.
        if internal or not member.endswith("META-INF/manifest.xml"):
            raise LoadError(package.name, _DOCTYPE)

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = on_doctype
    parser.StartElementHandler = on_root
    try:
        with package.archive.open(member) as stream:
            while part := stream.read(4096):
                parser.Parse(part)
    except _RootSeenError:
        return
    except expat.ExpatError:
        # Whoever parses it says that it is broken; expat knows fewer encodings than that parser may.
        if b"<!DOCTYPE" in package.content(member):
            raise LoadError(package.name, _DOCTYPE) from None
    except _BROKEN as error:
        raise LoadError(package.name, DAMAGED) from error
