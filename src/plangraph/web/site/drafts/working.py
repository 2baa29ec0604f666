"""A file that is being read: how far that is, why it did not become a plan, and how to hand in another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from plangraph.errors import LoadError
from plangraph.model import Lang
from plangraph.web.drafts import Draft, State, Work
from plangraph.web.drafts.forms import Sent, file_form, small_form
from plangraph.web.drafts.naming import known_endings
from plangraph.web.drafts.refusals import explain
from plangraph.web.incoming import settings_of
from plangraph.web.negotiation import choose_lang
from plangraph.web.pages import show
from plangraph.web.problems import ProblemError
from plangraph.web.site.drafts.common import draft_of, keeper_of, lead_to, path_to
from plangraph.web.site.drafts.start import place_names, read_particulars, wait_a_little
from plangraph.web.words import both, word

router = APIRouter()

#: Stages of the work on a file; of each how much of a bar is filled when it begins, and when it ends.
_FILLED: Final = {"waiting": (0, 5), "reading": (5, 70), "checking": (70, 100)}


@dataclass(frozen=True, slots=True)
class WorkPage:
    """A file that is being read and checked.

    :param token: of the draft
    :param name: what the file is called
    :param said: how far it is, in words
    :param filled: how far it is, of a hundred
    """

    token: str
    name: str
    said: str
    filled: int


@dataclass(frozen=True, slots=True)
class FailedPage:
    """A file that did not become a plan.

    :param token: of the draft
    :param name: what the file is called
    :param kind: of the failure
    :param said: what is wrong and what to do; several lines for several mistakes
    :param again: whether the same file may be read another time
    :param endings: of the files that are read
    :param places: names of the municipalities, to choose from
    :param municipality: as it was given
    :param year: as it was given
    :param faults: what is wrong with what was sent, by field
    :param megabytes: most of a file
    :param most: the same in bytes
    :param version: the newest, where there is one to go back from; else 0
    """

    token: str
    name: str
    kind: str
    said: tuple[str, ...]
    again: bool
    endings: tuple[str, ...]
    places: tuple[str, ...]
    municipality: str
    year: str
    faults: dict[str, str]
    megabytes: str
    most: int
    version: int


Found = Annotated[Draft, Depends(draft_of)]


@router.get("/drafts/{token}/progress.json", include_in_schema=False)
def send_progress(request: Request, token: str, draft: Found) -> Response:
    """Send how far the work on a draft is, for the script of its page."""
    state, lang = draft.state, choose_lang(request)
    if state.work is None:
        return JSONResponse({"done": True})
    page = work_page(token, state, state.work, lang)
    return JSONResponse({"done": False, "said": page.said, "filled": page.filled})


@router.post("/drafts/{token}/file", include_in_schema=False)
def take_new_file(
    request: Request, token: str, draft: Found, sent: Annotated[Sent, Depends(file_form)]
) -> Response:
    """Take a new version of the file."""
    if sent.file is None:
        raise ProblemError("malformed-request", both("drafts_problem_no_file"))
    try:
        keeper_of(request).replace(draft, sent.file.data, sent.file.name)
    except LoadError as error:
        raise ProblemError("malformed-graph", explain(error, 0).said) from None
    wait_a_little(draft.wait)
    return lead_to(request, path_to(token))


@router.post("/drafts/{token}/again", include_in_schema=False)
def read_again(
    request: Request, token: str, draft: Found, sent: Annotated[Sent, Depends(small_form)]
) -> Response:
    """Read the newest file again, with what was missing."""
    faults: dict[str, str] = {}
    municipalities, year = read_particulars(sent, choose_lang(request), faults)
    if faults:
        page = failed_page(request, token, draft.state, faults, sent)
        return show(request, "draft-failed.html.jinja", page, status=422)
    draft.read_again(municipalities, year)
    wait_a_little(draft.wait)
    return lead_to(request, path_to(token))


def work_page(token: str, state: State, work: Work, lang: Lang) -> WorkPage:
    """Tell how far the work on a file is."""
    upload = state.upload(work.upload)
    begin, end = _FILLED[work.stage]
    share = work.done / work.total if work.total else 0
    known = work.stage == "reading" and work.total > 1
    said = (
        word("drafts_stage_pages", lang, done=work.done, total=work.total)
        if known
        else word(f"drafts_stage_{work.stage}", lang)
    )
    name = "" if upload is None else upload.name
    return WorkPage(token, name, said, round(begin + (end - begin) * share))


def failed_page(
    request: Request,
    token: str,
    state: State,
    faults: dict[str, str] | None = None,
    sent: Sent | None = None,
) -> FailedPage:
    """Tell why a file did not become a plan.

    :param faults: what is wrong with what was sent, by field
    :param sent: that, to be shown again
    """
    lang, most = choose_lang(request), settings_of(request).limits.draft_bytes
    failure = state.failure
    upload = None if failure is None else state.upload(failure.upload)
    given = ("", "") if upload is None else (", ".join(upload.municipalities), str(upload.year or ""))
    if sent is not None:
        given = (sent.get("municipality")[:200], sent.get("year")[:10])
    return FailedPage(
        token=token,
        name="" if upload is None else upload.name,
        kind="" if failure is None else failure.kind,
        said=() if failure is None else tuple(failure.said.get(lang).split("\n")),
        again=failure is not None and failure.again,
        endings=known_endings(),
        places=place_names(),
        municipality=given[0],
        year=given[1],
        faults=faults or {},
        megabytes=f"{most / 1_000_000:g}",
        most=most,
        version=state.version if len(state.versions) > 1 else 0,
    )
