"""A finding mended in place: the form that the rules make of it, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from plangraph.model import Finding, Lang
from plangraph.web.drafts import Draft
from plangraph.web.drafts.forms import Sent, small_form
from plangraph.web.negotiation import choose_lang
from plangraph.web.pages import show
from plangraph.web.problems import ProblemError
from plangraph.web.site.drafts.blanks import Section, Way, Writer, id_of
from plangraph.web.site.drafts.common import check_name, draft_of, lead_to, path_to, tidy_name
from plangraph.web.site.drafts.showing import Shown, find
from plangraph.web.words import both, word

if TYPE_CHECKING:
    from plangraph.assess.mending import Form, MendingError

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with what was filled in.

    :param id: of the element, or empty for the whole
    :param label: of the field
    :param said: what is wrong and what to do
    """

    id: str
    label: str
    said: str


@dataclass(frozen=True, slots=True)
class MendingPage:
    """A finding and its form.

    :param token: of the draft
    :param version: the newest, which the form is about
    :param title: of the plan
    :param finding: the finding
    :param heading: what is mended; empty where there is no form
    :param why: why the rule demands it
    :param effect: what the form will do
    :param reason: why there is no form, where there is none
    :param shared: what is to be filled in whatever way is chosen
    :param ways: the ways, where there are several
    :param faults: what is wrong with what was filled in
    :param reviewer: who fills it in; empty while nobody has said
    :param name: as it was filled in
    :param name_fault: what is wrong with that
    :param stale: whether the draft has changed since the form was opened
    """

    token: str
    version: int
    title: str
    finding: Shown
    heading: str
    why: str
    effect: str
    reason: str
    shared: tuple[Section, ...]
    ways: tuple[Way, ...]
    faults: tuple[Fault, ...]
    reviewer: str
    name: str
    name_fault: str
    stale: bool


Found = Annotated[Draft, Depends(draft_of)]


@router.api_route("/drafts/{token}/fix", methods=["GET", "HEAD"], include_in_schema=False)
def show_form(
    request: Request, token: str, draft: Found, finding: Annotated[str, Query(max_length=300)] = ""
) -> Response:
    """Show the form that mends a finding."""
    page = _page(request, token, draft, finding)
    return show(request, "draft-fix.html.jinja", page)


@router.post("/drafts/{token}/fix", include_in_schema=False)
def mend(request: Request, token: str, draft: Found, sent: Annotated[Sent, Depends(small_form)]) -> Response:
    """Write what was filled in into the plan, and lead to what became of the findings."""
    from plangraph.assess.mending import WAY, MendingError

    lang, key = choose_lang(request), sent.get("finding")
    name = draft.state.reviewer or tidy_name(sent.get("name"))
    wrong = check_name(name)
    if wrong is not None:
        page = _page(request, token, draft, key, sent, name_fault=wrong.get(lang))
        return show(request, "draft-fix.html.jinja", page, status=422)
    if sent.number("version") != draft.state.version:
        page = _page(request, token, draft, key, sent, stale=True)
        return show(request, "draft-fix.html.jinja", page, status=412)
    finding, _ = _finding(draft, key, lang)
    if not draft.state.reviewer:
        draft.name_reviewer(name)
    values = {field: given for field, given in sent.values.items() if "." in field or field == WAY}
    try:
        mended = draft.mend(sent.number("version"), finding, values)
    except MendingError as error:
        page = _page(request, token, draft, key, sent, error=error)
        return show(request, "draft-fix.html.jinja", page, status=422)
    return lead_to(request, path_to(token, "#changes" if mended else ""))


def _finding(draft: Draft, key: str, lang: Lang) -> tuple[Finding, Shown]:
    found = find(draft.examined(), key, draft.text(), lang)
    if found is None:
        raise ProblemError("not-found", both("drafts_problem_no_finding"))
    return found


def _page(
    request: Request,
    token: str,
    draft: Draft,
    key: str,
    sent: Sent | None = None,
    *,
    error: MendingError | None = None,
    name_fault: str = "",
    stale: bool = False,
) -> MendingPage:
    from plangraph.assess.mending import why_no_form

    lang, version = choose_lang(request), draft.state.version
    finding, shown = _finding(draft, key, lang)
    form = draft.form_for(finding) if shown.action == "form" else None
    faults = () if error is None or form is None else tuple(_faults(error, form, lang))
    said = {fault.id: fault.said for fault in faults}
    writer = None if form is None else Writer(form, None if sent is None else sent.values, said, lang)
    return MendingPage(
        token=token,
        version=version,
        title=draft.examined().assessment.report.label.get(lang),
        finding=shown,
        heading="" if form is None else form.title.get(lang),
        why=shown.why if form is None else form.why.get(lang),
        effect="" if form is None else form.effect.get(lang),
        reason=why_no_form(finding).get(lang) if form is None else "",
        shared=() if writer is None else writer.sections(""),
        ways=() if writer is None else writer.ways(),
        faults=faults,
        reviewer=draft.state.reviewer,
        name="" if sent is None else sent.get("name"),
        name_fault=name_fault,
        stale=stale,
    )


def _faults(error: MendingError, form: Form, lang: Lang) -> list[Fault]:
    from plangraph.assess.mending import WAY

    labels = {field.name: field.label.get(lang) for field in form.fields()}
    labels[WAY] = word("drafts_ways", lang)
    return [Fault(id_of(f.field), labels.get(f.field, ""), f.message.get(lang)) for f in error.faults]
