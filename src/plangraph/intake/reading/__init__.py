"""One reader a format: bytes -> Document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from plangraph.errors import LoadError
from plangraph.intake.reading import contents, limits, sandbox

if TYPE_CHECKING:
    from plangraph.intake.document import Document


@dataclass(frozen=True, slots=True)
class Format:
    """How files with an ending are read.

    :param reader: module that has ``read(data, name)``, or ``read(data, name, progress)``
    :param content: what the file's first bytes must say it is (:data:`contents.NAMES`)
    :param allowance: what the process that reads it may use
    :param tells: whether it is read in parts, and the reader tells of each
    """

    reader: str
    content: tuple[str, ...]
    allowance: limits.Allowance = limits.DOCUMENT
    tells: bool = False


_WORD: Final = Format("plangraph.intake.reading.word", ("zip",))
_ODT: Final = Format("plangraph.intake.reading.odt", ("zip",))
# A page saved from the web may begin with anything.
_HTML: Final = Format("plangraph.intake.reading.html", ("html", "xml", "text"))
_PDF: Final = Format("plangraph.intake.reading.pdf", ("pdf",), limits.PAGED, tells=True)
_MARKDOWN: Final = Format("plangraph.intake.reading.markdown", ("text", "html", "xml"))
_TEXT: Final = Format("plangraph.intake.reading.text", ("text",))
#: Anybody's table; our own workbook is a plan already, and is told apart before it comes here.
_SHEETS: Final = Format("plangraph.intake.workbook.foreign", ("zip",), tells=True)

#: Ending → how it is read.
FORMATS: Final = {
    ".docx": _WORD,
    ".docm": _WORD,
    ".dotx": _WORD,
    ".dotm": _WORD,
    ".odt": _ODT,
    ".ott": _ODT,
    ".pdf": _PDF,
    ".html": _HTML,
    ".htm": _HTML,
    ".xhtml": _HTML,
    ".md": _MARKDOWN,
    ".markdown": _MARKDOWN,
    ".xlsx": _SHEETS,
    ".xlsm": _SHEETS,
    ".txt": _TEXT,
    ".text": _TEXT,
}


def read(path: Path, progress: Callable[[int, int], None] | None = None, name: str | None = None) -> Document:
    """Read a draft as people have it.

    :param path: the file
    :param progress: told how many pages or sheets are done and how many there are, where the format has them
    :param name: what the file is called where it was kept under another name; its own without
    :raises LoadError: when it cannot be read: one sentence that names the file, what is wrong, what to do
    """
    data, name = load(path, name), name or path.name
    ending = path.suffix.lower()
    form = FORMATS.get(ending)
    if form is None:
        raise contents.refuse_ending(name, ending, data, tuple(FORMATS))
    if contents.sniff(data) not in form.content:
        raise contents.refuse_content(name, ending, form.content[0], data)
    told = progress if form.tells else None
    document: Document = sandbox.run(f"{form.reader}:read", data, name, form.allowance, told)
    if not document.text.strip():
        raise LoadError(name, "holds no text; if it is made of pictures, find or make one with text")
    return document


def load(path: Path, name: str | None = None) -> bytes:
    """Return the bytes of a file that is not too large.

    :param name: what to call it in messages; its own name without
    :raises LoadError: when there is no such file, it cannot be read, is empty or too large
    """
    try:
        if path.is_dir():
            raise LoadError(path, "is a folder; name the file")
        if path.exists() and not path.is_file():
            raise LoadError(path, "is no ordinary file; copy its content into one")
        limits.check_size(path.stat().st_size, name or path.name)
        with path.open("rb") as stream:
            data = stream.read(limits.BYTES + 1)
    except OSError as error:
        raise LoadError(
            path, f"cannot be read ({error.strerror}); check its name and whether you may"
        ) from error
    limits.check_size(len(data), name or path.name)
    return data
