"""What is said when a file cannot be taken in: what is wrong, in both languages, and what to do about it.

The readers give their reasons in English, a sentence each; where Danish has numbers or places to say as well,
they say it too. Else it is told by the kind of reason.
"""

from __future__ import annotations

import re
from typing import Final

from plangraph.errors import LoadError, PlangraphError, ReviewError
from plangraph.model import Text
from plangraph.web.drafts.state import Failure
from plangraph.web.pool import BusyError
from plangraph.web.words import both
from plangraph.web.workshop import WorkLimitError

#: What a reason holds, and the kind that it is of (``drafts_failure_…``); the first that fits.
_KINDS: Final = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"does not say which year", "year"),
        (r"there is no municipality", "municipality"),
        (r"password|encrypted|is locked", "locked"),
        (r"is scanned", "scanned"),
        (r"is a picture", "picture"),
        (r"letters without meaning", "letters"),
        (r"is empty|holds? no text|has no text|has no body|holds no statement", "empty"),
        (r"old spreadsheet|OpenDocument spreadsheet", "sheet"),
        (r"old Word|newer Word|an RTF|WordPerfect|flat OpenDocument|Apple Pages", "old"),
        (r"only a link|an e-mail|a zip file|a presentation", "other"),
        (r"took longer|needed more than", "limit"),
        (
            r"too large|too long|is over|unpacks to|holds \d+ files|of XML|deep inside|pages, more than",
            "large",
        ),
        (r"no employment plan|plans are described|plan has no IRI|holds \d+ graphs", "graph"),
        (r"context on the network", "remote"),
        (r"not (?:Turtle|N-|TriG|N3|RDF|JSON)|relative IRI|rules or formulas", "syntax"),
        (r"damaged|ends early|no pages|could not be read|cannot be read|UTF-|binary", "broken"),
        (r"ending|is no Word document", "ending"),
        (r"document type|XML entities", "broken"),
        (r"is no \.\w+ file|check that it is the right file", "ending"),
    )
)
#: A filled-in template tells its mistakes in its own language, and in Danish.
_MISTAKES: Final = re.compile(
    r"\d+ (?:fejl i regnearket|mistakes in the workbook)|[^:\n]+, (?:række|row) \d+"
)
#: A reason that begins so goes on from the file's name.
_VERBS: Final = re.compile(r"(?:is|has|holds|does|took|needed|could|cannot|unpacks|ends|declares) ")


def explain(error: Exception, upload: int) -> Failure:
    """Say why a file did not become a plan.

    :param error: what reading or checking it raised
    :param upload: the file's number
    """
    if isinstance(error, LoadError):
        return _of_file(error, upload)
    if isinstance(error, BusyError):
        return Failure("busy", both("drafts_failure_busy"), upload)
    if isinstance(error, WorkLimitError):
        kind = error.limit if error.limit in ("time", "memory") else "fault"
        return Failure("fault" if kind == "fault" else "limit", both(f"drafts_failure_{kind}"), upload)
    if isinstance(error, ReviewError):
        return Failure("suggestion", both("drafts_failure_suggestion"), upload)
    if isinstance(error, PlangraphError):
        return Failure("unknown", Text(both("drafts_failure_unknown").da, str(error)), upload)
    return Failure("fault", both("drafts_failure_fault"), upload)


def _of_file(error: LoadError, upload: int) -> Failure:
    reason = error.reason.rstrip(".")
    if _MISTAKES.match(reason):
        return Failure("mistakes", Text(error.danish, reason), upload)
    goes_on = _VERBS.match(reason) is not None
    english = _sentence("The file", reason, goes_on=goes_on)
    kind = next((kind for pattern, kind in _KINDS if pattern.search(reason)), "unknown")
    danish = both(f"drafts_failure_{kind}").da
    if error.danish:
        danish = _sentence("Filen", error.danish, goes_on=goes_on)
    if kind in ("year", "municipality"):
        english = both(f"drafts_failure_{kind}").en
    if error.line is not None:
        danish, english = f"{danish} Linje {error.line}.", f"{english} Line {error.line}."
    return Failure(kind, Text(danish, english), upload)


def _sentence(file: str, reason: str, *, goes_on: bool) -> str:
    return f"{file} {reason}." if goes_on else f"{reason[:1].upper()}{reason[1:]}."
