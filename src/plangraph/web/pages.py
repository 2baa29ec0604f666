"""How pages are made: one dataclass for one template, everything escaped, nothing undefined let through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from starlette.responses import HTMLResponse

from plangraph import __version__
from plangraph.model import Lang
from plangraph.web.negotiation import choose_lang
from plangraph.web.words import word

if TYPE_CHECKING:
    from jinja2 import Environment
    from starlette.requests import Request

    from plangraph.web.settings import Settings

#: Only these lead out of the server as links; what else an IRI begins with is shown as text.
_SCHEMES: Final = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class ProblemPage:
    """A problem, for a person.

    :param status: HTTP status
    :param title: what it is
    :param detail: what is wrong and what to do
    """

    status: int
    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every page.

    :param lang: its language
    :param prefix: what stands before every path in a link
    :param other: the same page in the other language
    :param version: of plangraph
    """

    lang: Lang
    prefix: str
    other: str
    version: str


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
    asked = [pair for pair in request.query_params.multi_items() if pair[0] != "lang"]
    other = urlencode([*asked, ("lang", "en" if lang == "da" else "da")])
    frame = Frame(lang, settings.prefix, f"?{other}", __version__)
    return _environment(lang).get_template(template).render(page=page, frame=frame)


def is_link(iri: str) -> bool:
    """Say whether an IRI from outside may be followed: ``javascript:`` and the like never are."""
    return iri.startswith(_SCHEMES)
