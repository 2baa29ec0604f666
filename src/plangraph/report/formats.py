"""The formats in which assessments are written, each known by the extension of its file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from plangraph.errors import FormatError
from plangraph.model import Assessment, Lang
from plangraph.report.remarks import WORD

Write = Callable[..., bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """One format of a report.

    :param extension: the end of the file name that asks for it, with its dot
    :param media_type: its media type (IANA)
    :param write: turns assessments and a language into the bytes of a file; takes by keyword what the format
        can use of ``sources`` (the Turtle file of each plan, by its IRI), ``drafts`` (the document it was
        taken in from, by its IRI) and ``fail_on`` (a severity or None)
    """

    extension: str
    media_type: str
    write: Write


#: What a format can use beside the assessments.
_USES: Final = {
    "sarif": ("sources", "drafts"),
    "junit": ("fail_on",),
    "margins": ("drafts",),
    "annotations": ("drafts",),
}


def _write(
    module: str, function: str, assessments: Sequence[Assessment], lang: Lang, **context: Any
) -> bytes:
    """Call the function of a format; its module is imported only now, some of them are heavy."""
    used = {key: context[key] for key in _USES.get(module, ()) if key in context}
    made: Any = getattr(import_module(f"plangraph.report.{module}"), function)(assessments, lang, **used)
    return made if isinstance(made, bytes) else str(made).encode()


def _formats(*rows: tuple[str, str, str]) -> Mapping[str, Format]:
    """Build a table of formats from rows of extension, media type and ``module:function``."""
    table = {}
    for extension, media_type, place in rows:
        module, _, function = place.partition(":")
        write = partial(_write, module, function)
        table[extension] = Format(extension, media_type, write)
    return MappingProxyType(table)


#: The whole report, by extension. A longer extension goes before a shorter one that it ends with.
FORMATS: Final = _formats(
    (".html", "text/html; charset=utf-8", "document:as_html"),
    (".pdf", "application/pdf", "document:as_pdf"),
    (".md", "text/markdown; charset=utf-8", "document:as_markdown"),
    (".json", "application/json", "forms:as_json"),
    (".sarif", "application/sarif+json", "sarif:as_sarif"),
    (".junit.xml", "application/xml", "junit:as_junit"),
    (".xml", "application/xml", "junit:as_junit"),
    (".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "workbook:as_xlsx"),
    (".ttl", "text/turtle; charset=utf-8", "shacl:as_turtle"),
)
#: The draft itself, with the findings beside its words.
MARKED: Final = _formats(
    (".docx", WORD, "margins:as_docx"), (".pdf", "application/pdf", "annotations:as_pdf")
)
#: The one-page summary for a committee.
SUMMARIES: Final = _formats(
    (".html", "text/html; charset=utf-8", "summary:as_html"),
    (".pdf", "application/pdf", "summary:as_pdf"),
)


def format_of(path: Path, formats: Mapping[str, Format] = FORMATS) -> Format:
    """Pick the format that a file name asks for by its extension.

    :param path: name of the file; upper and lower case are the same
    :param formats: those to choose from: :data:`FORMATS`, :data:`SUMMARIES` or :data:`MARKED`
    :raises FormatError: when no format has the extension
    """
    name = path.name.lower()
    found = max((e for e in formats if name.endswith(e)), key=len, default=None)
    if found is None:
        raise FormatError(str(path), tuple(formats))
    return formats[found]
