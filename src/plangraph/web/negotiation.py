"""Which of several forms and languages a client wants most.

Source: RFC 9110, sections 12.4.2 (weights), 12.5.1 (Accept) and 12.5.4 (Accept-Language).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from plangraph.model import LANGS, Lang

if TYPE_CHECKING:
    from starlette.requests import Request

    from plangraph.store import Form

#: Other names for media types, by which clients ask for the same.
_SAME: Final[Mapping[str, str]] = {
    "application/json": "application/sparql-results+json",
    "application/xml": "application/sparql-results+xml",
    "text/xml": "application/sparql-results+xml",
    "application/x-turtle": "text/turtle",
    "text/plain": "application/n-triples",
}
#: Longer ones are not looked at to the end.
_LONGEST: Final = 4000
_QUALITY: Final = re.compile(r"\A(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\Z")


@dataclass(frozen=True, slots=True)
class _Range:
    kind: str
    weight: float


def _ranges(header: str) -> list[_Range]:
    found = []
    for part in header[:_LONGEST].lower().split(","):
        kind, *parameters = (piece.strip() for piece in part.split(";"))
        weight = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip() == "q":
                weight = float(value) if _QUALITY.match(value.strip()) else 0.0
        if kind:
            found.append(_Range(kind, weight))
    return found


def _weight(media: str, ranges: Iterable[_Range]) -> float:
    """Return the weight of a media type: that of the most specific range it falls under."""
    group = media.partition("/")[0] + "/*"
    best, exact = 0.0, -1
    for one in ranges:
        how_exact = (
            2 if media in (one.kind, _SAME.get(one.kind)) else {group: 1, "*/*": 0, "*": 0}.get(one.kind, -1)
        )
        if how_exact > exact or (how_exact == exact >= 0 and one.weight > best):
            best, exact = one.weight, how_exact
    return best


def rank(header: str | None, offered: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of what is offered that a client takes, the most welcome first.

    :param header: its ``Accept``; without one it takes everything
    :param offered: media types by name, our own preference first
    """
    if not header or not header.strip():
        return tuple(offered)
    ranges = _ranges(header)
    weights = {name: _weight(media, ranges) for name, media in offered.items()}
    return tuple(sorted((n for n in offered if weights[n] > 0), key=lambda name: -weights[name]))


def rank_forms(request: Request, forms: Mapping[str, Form], *, html: bool = False) -> tuple[str, ...]:
    """Return the names of the forms that a request takes, the most welcome first.

    :param html: whether there is a page too, called ``html``
    """
    offered = {name: form.media for name, form in forms.items()}
    accept = ", ".join(request.headers.getlist("accept"))
    return rank(accept, {**({"html": "text/html"} if html else {}), **offered})


def wants_page(request: Request) -> bool:
    """Say whether a person looks at the answer: the request prefers HTML and says so."""
    accept = ", ".join(request.headers.getlist("accept"))
    if "text/html" not in accept:
        return False
    return rank(accept, {"json": "application/problem+json", "html": "text/html"})[:1] == ("html",)


def choose_lang(request: Request) -> Lang:
    """Return the language of a page: ``?lang=``, else the one that the browser prefers, else Danish."""
    asked = request.query_params.get("lang")
    for lang in LANGS:
        if asked == lang:
            return lang
    weights = dict.fromkeys(LANGS, 0.0)
    for one in _ranges(", ".join(request.headers.getlist("accept-language"))):
        for lang in LANGS:
            if one.kind.partition("-")[0] == lang:
                weights[lang] = max(weights[lang], one.weight)
    return "en" if weights["en"] > weights["da"] else "da"
