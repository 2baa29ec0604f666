"""Takes what is handed in: a file as the body of a request, or in a form; it is counted while it arrives."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Annotated, Any, Final

from fastapi import Query
from starlette.requests import Request

from plangraph.web.drafts.forms import gate, read_form
from plangraph.web.drafts.naming import clean_name, known_endings
from plangraph.web.incoming import client_of, read_body, settings_of
from plangraph.web.problems import ProblemError

#: The ending of a file of each media type, where its name says none.
ENDINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
        "application/vnd.ms-word.document.macroenabled.12": ".docm",
        "application/vnd.oasis.opendocument.text": ".odt",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
        "application/vnd.ms-excel.sheet.macroenabled.12": ".xlsm",
        "application/pdf": ".pdf",
        "text/html": ".html",
        "application/xhtml+xml": ".xhtml",
        "text/markdown": ".md",
        "text/plain": ".txt",
        "text/turtle": ".ttl",
        "application/ld+json": ".jsonld",
        "application/n-triples": ".nt",
        "application/rdf+xml": ".rdf",
    }
)
_FORM: Final = "multipart/form-data"
#: What says nothing of what is in it; then the file's name has to.
_ANY: Final = "application/octet-stream"
#: How long a file may take to arrive, in seconds.
_SECONDS: Final = 150.0
#: Bytes of a form beside its file.
_FORM_BYTES: Final = 300_000
_YEAR: Final = re.compile(r"(?:19|20|21)\d\d")
_ABOUT_PLACES: Final = "Names or codes of its municipalities, where the file doesn't say them."
_ABOUT_YEAR: Final = "The plan's year, where the file doesn't say it."

#: A draft as short as it can be.
EXAMPLE: Final = """\
# Beskæftigelsesplan 2026, Hvidovre Kommune

## Fokusområde 1: Flere unge i uddannelse

Udvalgets målsætninger

- Alle unge skal have en vej til uddannelse eller job

Mål

- Mindst 60 procent af de uddannelsesparate unge er i uddannelse senest i 2026
"""
_FILE: Final = {"type": "string", "format": "binary", "minLength": 1}
#: What the OpenAPI says of the body.
BODY: Final[dict[str, Any]] = {
    "required": True,
    "description": "The draft: the file itself, or a form with it.",
    "content": {
        _FORM: {
            "schema": {
                "type": "object",
                "properties": {
                    "file": {"type": "string", "format": "binary", "description": "The draft."},
                    "municipality": {
                        "type": "array",
                        "items": {"type": "string", "maxLength": 100},
                        "description": _ABOUT_PLACES,
                    },
                    "year": {
                        "type": "integer",
                        "minimum": 1900,
                        "maximum": 2199,
                        "description": _ABOUT_YEAR,
                    },
                },
                "required": ["file"],
                "additionalProperties": False,
            }
        },
        **{media: {"schema": _FILE} for media in ENDINGS},
        _ANY: {"schema": _FILE},
        "text/markdown": {
            "schema": _FILE,
            "examples": {"draft": {"summary": "A draft as short as it can be", "value": EXAMPLE}},
        },
    },
}


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A file that is handed in.

    :param data: its bytes
    :param name: what it is called; the ending says what it is
    :param municipalities: names or codes, where the file does not say whose plan it is
    :param year: plan year, where the file does not say
    """

    data: bytes
    name: str
    municipalities: tuple[str, ...]
    year: int | None


async def hand_in(
    request: Request,
    filename: Annotated[
        str | None, Query(max_length=200, description="What the file is called, where it is the body itself.")
    ] = None,
    municipality: Annotated[
        list[Annotated[str, Query(max_length=100)]] | None, Query(max_length=20, description=_ABOUT_PLACES)
    ] = None,
    year: Annotated[int | None, Query(ge=1900, le=2199, description=_ABOUT_YEAR)] = None,
) -> HandedIn:
    """Read what is handed in; for ``Depends``.

    :raises ProblemError: for what is no file of a kind that is read, too large or too slow
    """
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media not in (_FORM, _ANY, *ENDINGS):
        raise not_read(f"a body of the type {media[:100]!r} is not read")
    most = settings_of(request).limits.draft_bytes
    async with gate(client_of(request)):
        if media == _FORM:
            return await _from_form(request, most, municipality or (), year)
        data = await read_body(request, most, _SECONDS)
    return _checked(data, filename or "", media, municipality or (), year)


async def _from_form(request: Request, most: int, places: Sequence[str], year: int | None) -> HandedIn:
    sent = await read_form(request, most + _FORM_BYTES, files=1, seconds=_SECONDS)
    for name in sent.values:
        if name not in ("municipality", "year"):
            raise _wrong(name, f"the form has a field {name[:60]!r}; it takes file, municipality and year")
    if sent.file is None:
        raise _wrong("file", "the form has no file; send it as the field file")
    if said := sent.get("year"):
        if not _YEAR.fullmatch(said):
            raise _wrong("year", "the year of the form is no year; it is four digits, e.g. 2026")
        year = int(said)
    named = [name.strip() for name in sent.values.get("municipality", ()) if name.strip()]
    if len(named) > 20 or any(len(name) > 100 for name in named):
        raise _wrong("municipality", "the form names too many municipalities, or too long ones")
    return _checked(sent.file.data, sent.file.name, _ANY, (*places, *named), year)


def _wrong(field: str, detail: str) -> ProblemError:
    errors = [{"where": f"body.{field[:60]}", "detail": detail}]
    return ProblemError("malformed-request", detail, errors=errors)


def _checked(data: bytes, name: str, media: str, places: Sequence[str], year: int | None) -> HandedIn:
    if not data:
        raise ProblemError("malformed-request", "there is no file: it is empty")
    name = clean_name(name)
    if PurePosixPath(name).suffix.lower() not in known_endings():
        if media == _ANY:
            raise not_read("the name of the file has no ending that says what it is")
        name += ENDINGS[media]
    return HandedIn(data, name, tuple(places), year)


def not_read(why: str) -> ProblemError:
    """Return the problem that a file is of no kind that is read.

    :param why: the beginning of the sentence that says so
    """
    kinds = ", ".join((_FORM, *ENDINGS))
    return ProblemError(
        "unsupported-media-type",
        f"{why}; send one of {kinds}, or {_ANY} with filename=plan.docx",
        headers={"Accept-Post": kinds},
    )
