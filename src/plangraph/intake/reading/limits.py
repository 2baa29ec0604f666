"""What a draft may be at most; more than that is refused with a sentence, never read in part.

A plan of 100 pages has some 300 000 characters; the limits leave room for ten times that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from plangraph.errors import LoadError

if TYPE_CHECKING:
    from zipfile import ZipFile

#: Size of a file, in bytes.
BYTES: Final = 50_000_000
#: Characters of text in a document.
CHARACTERS: Final = 5_000_000
#: Blocks (paragraphs, items, cells …) in a document.
BLOCKS: Final = 200_000
#: Pages of a PDF.
PAGES: Final = 1_000
#: Cells of tables or sheets in a file.
CELLS: Final = 200_000
#: How deep tables, lists and text boxes may stand in each other.
NESTING: Final = 20

#: Files in a zip (a .docx has some twenty, and one for each picture).
MEMBERS: Final = 5_000
#: Bytes that all files in a zip come to, unpacked.
UNPACKED: Final = 300_000_000
#: Bytes of one XML file in a zip, unpacked.
XML_BYTES: Final = 60_000_000
#: How much smaller than its content a file in a zip may be, once it is over :data:`RATIO_FROM` bytes.
RATIO: Final = 200
#: Bytes, unpacked, from which the ratio counts: small files of blanks pack well in honest documents.
RATIO_FROM: Final = 2_000_000


@dataclass(frozen=True, slots=True)
class Allowance:
    """What the process that reads one file may use.

    :param memory: bytes of address space; not enforced on Windows and macOS
    :param cpu: seconds of processor time; not enforced on Windows
    :param wall: seconds until it is killed, on every system
    """

    memory: int
    cpu: int
    wall: float


#: For documents that are read in one go.
DOCUMENT: Final = Allowance(memory=1_000_000_000, cpu=30, wall=60)
#: For a PDF, whose pages take their time and tell of it.
PAGED: Final = Allowance(memory=2_000_000_000, cpu=600, wall=900)


def check_size(size: int, name: str) -> None:
    """Refuse a file that is empty or too large.

    :param size: in bytes
    :raises LoadError: when it is
    """
    if size == 0:
        raise LoadError(name, "is empty (0 bytes); it was perhaps not copied or saved to its end")
    if size > BYTES:
        megabytes, most = f"{size / 1e6:.0f} MB", f"{BYTES // 1_000_000} MB"
        raise LoadError(
            name,
            f"is too large: {megabytes}, and at most {most} are read; save it with smaller pictures, "
            "or without its annexes",
            danish=f"er for stor: {megabytes}, og der læses højst {most}; gem den med mindre billeder eller "
            "uden bilag",
        )


def check_archive(archive: ZipFile, name: str) -> None:
    """Refuse a zip that would unpack to more than a document ever does, or is locked.

    A zip inside the zip (the workbook behind a chart) is never opened, so it only counts with its size.

    :raises LoadError: when it is too much, or encrypted
    """
    members = archive.infolist()
    if len(members) > MEMBERS:
        many = len(members)
        raise LoadError(
            name,
            f"holds {many} files, and a document has at most {MEMBERS}",
            danish=f"indeholder {many} filer, og et dokument har højst {MEMBERS}",
        )
    if any(member.flag_bits & 0x1 for member in members):
        raise LoadError(name, "is protected with a password; remove the password and save it anew")
    if sum(member.file_size for member in members) > UNPACKED:
        most = f"{UNPACKED // 1_000_000} MB"
        raise _suspect(name, f"unpacks to more than {most}", f"fylder mere end {most}, når den pakkes ud")
    for member in members:
        xml = member.filename.lower().endswith((".xml", ".rels"))
        if xml and member.file_size > XML_BYTES:
            most = f"{XML_BYTES // 1_000_000} MB"
            raise _suspect(name, f"holds more than {most} of XML", f"indeholder mere end {most} XML")
        if member.file_size > RATIO_FROM and member.file_size > RATIO * max(member.compress_size, 1):
            raise _suspect(
                name,
                f"holds a file that unpacks to over {RATIO} times its size",
                f"indeholder en fil, der fylder mere end {RATIO} gange så meget, når den pakkes ud",
            )


def _suspect(name: str, english: str, danish: str) -> LoadError:
    return LoadError(
        name,
        f"{english}; if you know where it comes from, save it anew in the program that made it",
        danish=f"{danish}; hvis du ved, hvor den kommer fra, så gem den igen i det program, den er lavet i",
    )


def too_long(name: str) -> LoadError:
    """Return what to say of a document with more text than is read."""
    millions = CHARACTERS // 1_000_000
    return LoadError(
        name,
        f"is too long: more than {millions} million characters or {BLOCKS} paragraphs and cells; cut it "
        "down to the plan itself",
        danish=f"er for lang: mere end {millions} millioner tegn eller {BLOCKS} afsnit og felter; skær den "
        "ned til selve planen",
    )


def too_deep(name: str) -> LoadError:
    """Return what to say of a document that is nested more deeply than is read."""
    return LoadError(
        name,
        f"has tables, lists or boxes more than {NESTING} deep inside each other; simplify it",
        danish=f"har tabeller, lister eller bokse i mere end {NESTING} lag inde i hinanden; gør den enklere",
    )
