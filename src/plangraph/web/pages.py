"""How pages are made: one dataclass for one template, everything escaped, nothing undefined let through."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlencode

from starlette.responses import HTMLResponse

from plangraph import __version__
from plangraph.model import Lang
from plangraph.web.negotiation import choose_lang
from plangraph.web.sending import send
from plangraph.web.words import word

if TYPE_CHECKING:
    from jinja2 import Environment
    from starlette.requests import Request
    from starlette.responses import Response

    from plangraph.web.settings import Settings

#: Only these lead out of the server as links; what else an IRI begins with is shown as text.
_SCHEMES: Final = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class ProblemPage:
    """A problem, for a person.

    :param status: HTTP status
    :param title: what it is
    :param detail: what is wrong and what to do
    :param lang: language of that where it may be another than the page's
    :param back: where to go on from
    """

    status: int
    title: str
    detail: str
    lang: str = ""
    back: str = "/"


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the way to a page.

    :param text: what it says
    :param path: where it leads, without prefix and language
    """

    text: str
    path: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every page.

    :param lang: its language
    :param prefix: what stands before every path in a link
    :param path: of the page, without the prefix
    :param asked: the language that the address asks for; links keep it
    :param other: the same page in the other language
    :param version: of plangraph
    """

    lang: Lang
    prefix: str
    path: str
    asked: str
    other: str
    version: str

    def to(self, path: str, **query: object) -> str:
        """Return a link to a page of this server, in the language of this one.

        :param path: its path (``/plans/hvidovre-2023``, also with ``#anchor``), written safely already
        :param query: what it is asked; what is None or empty is left out, of a list each
        """
        path, hash_, anchor = path.partition("#")
        pairs = [(name, value) for name, value in query.items() if value not in (None, "")]
        if self.asked:
            pairs.append(("lang", self.asked))
        said = urlencode(pairs, doseq=True)
        return f"{self.prefix}{quote(path, safe='/%:@,+')}" + (f"?{said}" if said else "") + hash_ + anchor

    def asset(self, name: str) -> str:
        """Return the address of a static file; it changes when the file does."""
        return f"{self.prefix}/static/{name}?v={_digest(name)}"

    def current(self, path: str) -> bool:
        """Say whether this page is one of those under a path."""
        return self.path == path or (path != "/" and self.path.startswith(path + "/"))


@lru_cache(maxsize=64)
def _digest(name: str) -> str:
    try:
        data = (files("plangraph.web") / "static" / name).read_bytes()
    except OSError:
        return __version__
    return hashlib.sha256(data).hexdigest()[:12]


@lru_cache(maxsize=2)
def _environment(lang: str) -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    templates = Environment(
        loader=PackageLoader("plangraph.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.globals["w"] = lambda key, **values: word(key, lang, **values)
    templates.filters["number"] = lambda value: number(value, lang)
    return templates


def show(
    request: Request,
    template: str,
    page: object,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> HTMLResponse:
    """Return a page in the language of the request.

    :param template: its name in ``templates/``
    :param page: the dataclass that the template shows
    """
    lang = choose_lang(request)
    html = render(request, template, page, lang)
    return HTMLResponse(html, status, {"Content-Language": lang, **(headers or {})})


def render(request: Request, template: str, page: object, lang: Lang) -> str:
    """Return the HTML of a page."""
    settings: Settings = request.app.state.settings
    kept = [pair for pair in request.query_params.multi_items() if pair[0] != "lang"]
    other = urlencode([*kept, ("lang", "en" if lang == "da" else "da")])
    asked = lang if "lang" in request.query_params else ""
    frame = Frame(lang, settings.prefix, request.url.path, asked, f"?{other}", __version__)
    return _environment(lang).get_template(template).render(page=page, frame=frame)


def number(value: float, lang: str) -> str:
    """Return a number as it is written in a language: ``1.234,5`` or ``1,234.5``."""
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.12g}"
    return text.translate(str.maketrans(",.", ".,")) if lang == "da" else text


def send_page(
    request: Request, template: str, page: object, *, headers: Mapping[str, str] | None = None
) -> Response:
    """Send a page of the public data, with its ETag: a browser that has it is told so.

    :param template: its name in ``templates/``
    :param page: the dataclass that the template shows
    """
    lang = choose_lang(request)
    body = render(request, template, page, lang).encode()
    told = {"Vary": "Accept-Language", "Content-Language": lang, **(headers or {})}
    return send(request, body, "text/html; charset=utf-8", told)


def is_link(iri: str) -> bool:
    """Say whether an IRI from outside may be followed: ``javascript:`` and the like never are."""
    return iri.startswith(_SCHEMES)
