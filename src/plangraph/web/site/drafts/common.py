"""What the pages of drafts share: the draft of an address, times as people say them, the way back."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from functools import cache
from typing import TYPE_CHECKING, Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from plangraph.errors import ReviewError
from plangraph.model import Lang, Text
from plangraph.web.drafts import Draft, Keeper
from plangraph.web.incoming import settings_of
from plangraph.web.negotiation import choose_lang
from plangraph.web.words import both, word

if TYPE_CHECKING:
    from plangraph.model import Finding

_MONTHS: Final = (
    "januar februar marts april maj juni juli august september oktober november december",
    "January February March April May June July August September October November December",
)
#: Names are not longer, whoever writes them.
LONGEST_NAME: Final = 100


def keeper_of(request: Request) -> Keeper:
    """Return what keeps the drafts."""
    keeper: Keeper = request.app.state.drafts
    return keeper


def draft_of(request: Request, token: str) -> Draft:
    """Return the draft of an address; for ``Depends``.

    :raises ProblemError: when there is none, or none any more
    """
    return keeper_of(request).find(token)


def path_to(token: str, rest: str = "") -> str:
    """Return the path of a draft's page."""
    return f"/drafts/{token}{rest}"


def lead_to(request: Request, path: str) -> Response:
    """Lead a browser to a page after it has sent a form, in the language that its address asks for."""
    path, hash_, anchor = path.partition("#")
    if "lang" in request.query_params:
        path += ("&" if "?" in path else "?") + f"lang={choose_lang(request)}"
    return RedirectResponse(f"{settings_of(request).prefix}{path}{hash_}{anchor}", 303)


def anchor_of(finding: Finding) -> str:
    """Return where on the page of the result a finding stands."""
    return f"f-{finding.key.replace('/', '-')}"


@cache
def _zone() -> tzinfo:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo("Europe/Copenhagen")
    except ZoneInfoNotFoundError:  # a system without time zones
        return UTC


def moment(seconds: float, lang: Lang) -> str:
    """Return a time as people say it: ``3. maj kl. 14.05``, Danish time."""
    when = datetime.fromtimestamp(seconds, _zone())
    month = _MONTHS[lang == "en"].split()[when.month - 1]
    zone = " UTC" if _zone() is UTC else ""
    if lang == "da":
        return f"{when.day}. {month} kl. {when.hour}.{when.minute:02}{zone}"
    return f"{when.day} {month} at {when.hour}:{when.minute:02}{zone}"


def tidy_name(name: str) -> str:
    """Return a person's name as it is kept: one line, not too long."""
    return " ".join(name.split())[:LONGEST_NAME].strip()


def check_name(name: str) -> Text | None:
    """Say what is wrong with a person's name; None where nothing is."""
    from plangraph.names import slug

    try:
        slug(name)
    except ValueError:
        return both("drafts_name_needed")
    return None


def told(error: ReviewError) -> Text:
    """Return why a decision could not be written down, for a person."""
    return Text(word("drafts_not_judged", "da"), str(error))
