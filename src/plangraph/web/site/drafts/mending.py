"""A finding mended in place: the form that the rules make of it, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from plangraph.model import Finding, Lang
from plangraph.web.drafts import Draft
from plangraph.web.drafts.findings import Examined
from plangraph.web.drafts.forms import Sent, small_form
from plangraph.web.negotiation import choose_lang
from plangraph.web.pages import show
from plangraph.web.problems import ProblemError
from plangraph.web.site.drafts.common import check_name, draft_of, lead_to, path_to, tidy_name
from plangraph.web.site.drafts.showing import Shown, groups_of
from plangraph.web.words import both

if TYPE_CHECKING:
    from plangraph.assess.mending import Field, Form, MendingError, Option, Part

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Choosable:
    """Something that may be chosen.

    :param value: what is sent for it
    :param label: what it is called
    :param depth: how far below the head of its group it stands
    :param note: what it means
    :param chosen: whether it is chosen
    :param suggested: whether the finding itself points at it
    """

    value: str
    label: str
    depth: int
    note: str
    chosen: bool
    suggested: bool


@dataclass(frozen=True, slots=True)
class Heading:
    """Options under one heading.

    :param label: the heading; empty for none
    :param options: below it
    """

    label: str
    options: tuple[Choosable, ...]

    @property
    def open(self) -> bool:
        """Whether something of it is chosen or suggested."""
        return any(option.chosen or option.suggested for option in self.options)

    @property
    def count(self) -> int:
        """How many are chosen."""
        return sum(option.chosen for option in self.options)


@dataclass(frozen=True, slots=True)
class Blank:
    """A field to fill in.

    :param name: what is sent for it
    :param id: of its element
    :param label: what it is called
    :param help: what is meant by it
    :param kind: how it is filled in
    :param required: whether it has to be, always
    :param wanted: whether it has to be as soon as its part is filled in
    :param with_other: label of the field with which it has to be filled in, or empty
    :param instead: label of the field that it may be filled in instead of, or empty
    :param lang: language that it has to be in, or empty
    :param longest: the most characters, or None
    :param example: how it may be filled in, or empty
    :param value: what is filled in
    :param headings: what may be chosen
    :param fault: what is wrong with it, or empty
    """

    name: str
    id: str
    label: str
    help: str
    kind: str
    required: bool
    wanted: bool
    with_other: str
    instead: str
    lang: str
    longest: int | None
    example: str
    value: str
    headings: tuple[Heading, ...]
    fault: str


@dataclass(frozen=True, slots=True)
class Section:
    """Fields about one thing.

    :param title: what the thing is
    :param help: what is meant by it
    :param optional: whether all of it may be left empty
    :param any_of: labels of fields of which at least one has to be filled in
    :param blanks: its fields
    """

    title: str
    help: str
    optional: bool
    any_of: tuple[str, ...]
    blanks: tuple[Blank, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """One of several ways of mending a finding.

    :param value: what is sent for it; empty for what belongs to all
    :param label: what it is called
    :param note: what it means
    :param chosen: whether it is chosen
    :param sections: what is to be filled in for it
    """

    value: str
    label: str
    note: str
    chosen: bool
    sections: tuple[Section, ...]


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
    finding = _finding(draft.examined(), key)
    if not draft.state.reviewer:
        draft.name_reviewer(name)
    values = {field: given for field, given in sent.values.items() if "." in field or field == WAY}
    try:
        mended = draft.mend(sent.number("version"), finding, values)
    except MendingError as error:
        page = _page(request, token, draft, key, sent, error=error)
        return show(request, "draft-fix.html.jinja", page, status=422)
    return lead_to(request, path_to(token, "#changes" if mended else ""))


def _finding(examined: Examined, key: str) -> Finding:
    for finding in examined.assessment.report.findings:
        if finding.key == key:
            return finding
    raise ProblemError("not-found", both("drafts_problem_no_finding"))


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

    lang, version, examined = choose_lang(request), draft.state.version, draft.examined()
    finding = _finding(examined, key)
    shown = next(
        one
        for group in groups_of(examined, draft.text(), lang)
        for one in (*group.serious, *group.minor)
        if one.key == key
    )
    form = draft.form_for(finding) if shown.action == "form" else None
    faults = () if error is None or form is None else tuple(_faults(error, form, lang))
    said = {fault.id: fault.said for fault in faults}
    writer = None if form is None else _Writer(form, None if sent is None else sent.values, said, lang)
    return MendingPage(
        token=token,
        version=version,
        title=examined.assessment.report.label.get(lang),
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
    labels = {field.name: field.label.get(lang) for field in form.fields()}
    return [Fault(_id(f.field), labels.get(f.field, ""), f.message.get(lang)) for f in error.faults]


def _id(name: str) -> str:
    """Return the id of the element of a field; a dot would have to be escaped in a style sheet."""
    return f"m-{name.replace('.', '-')}" if name else ""


class _Writer:
    """Writes a form in one language, with what was filled in.

    :param values: what was filled in; None where nothing was yet
    :param faults: what is wrong, by id of the field's element
    """

    def __init__(
        self, form: Form, values: Mapping[str, tuple[str, ...]] | None, faults: Mapping[str, str], lang: Lang
    ) -> None:
        self._form, self._values, self._faults, self._lang = form, values, faults, lang
        self._labels = {field.name: field.label.get(lang) for field in form.fields()}

    def ways(self) -> tuple[Way, ...]:
        from plangraph.assess.mending import WAY

        given = None if self._values is None else next(iter(self._values.get(WAY, ())), "")
        return tuple(
            Way(
                way.value,
                way.label.get(self._lang),
                "" if way.note is None else way.note.get(self._lang),
                way.value == given if given is not None else way.suggested,
                self.sections(way.value),
            )
            for way in self._form.ways
        )

    def sections(self, way: str) -> tuple[Section, ...]:
        """Write the parts that belong to one way alone, or (empty) to each."""
        return tuple(
            Section(
                part.title.get(self._lang),
                part.help.get(self._lang),
                part.optional,
                tuple(self._labels[name] for name in part.any_of if name in self._labels),
                tuple(self._blank(field, part) for field in part.fields),
            )
            for part in self._form.parts
            if part.way == way
        )

    def _blank(self, field: Field, part: Part) -> Blank:
        given = field.preset(self._lang) if self._values is None else self._values.get(field.name, ())
        free = bool(field.needed_with or field.instead_of)
        return Blank(
            name=field.name,
            id=_id(field.name),
            label=field.label.get(self._lang),
            help=field.help.get(self._lang),
            kind=field.kind,
            required=field.required and not part.optional and not part.way and not free,
            wanted=field.required and (part.optional or bool(part.way)),
            with_other=self._labels.get(field.needed_with, ""),
            instead=self._labels.get(field.instead_of, ""),
            lang=field.lang,
            longest=field.longest,
            example="" if field.example is None else field.example.get(self._lang),
            value=next(iter(given), ""),
            headings=self._headings(field, given),
            fault=self._faults.get(_id(field.name), ""),
        )

    def _headings(self, field: Field, given: tuple[str, ...]) -> tuple[Heading, ...]:
        groups: dict[str, list[Choosable]] = {}
        for option in field.options:
            label = "" if option.group is None else option.group.get(self._lang)
            groups.setdefault(label, []).append(self._option(option, given))
        return tuple(Heading(label, tuple(options)) for label, options in groups.items())

    def _option(self, option: Option, given: tuple[str, ...]) -> Choosable:
        return Choosable(
            option.value,
            option.label.get(self._lang),
            option.depth,
            "" if option.note is None else option.note.get(self._lang),
            option.value in given,
            option.suggested,
        )
