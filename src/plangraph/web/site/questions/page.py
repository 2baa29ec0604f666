"""The questions of the library: a page of them all, and each as a form with its answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from plangraph import queries
from plangraph.errors import QueryError
from plangraph.model import Lang
from plangraph.queries import Param
from plangraph.report.words import THEME
from plangraph.store import TooLargeError
from plangraph.tables import Table
from plangraph.web.holdings import Holdings, holdings_of
from plangraph.web.incoming import settings_of
from plangraph.web.negotiation import choose_lang
from plangraph.web.pages import number, send_page, show
from plangraph.web.problems import ProblemError
from plangraph.web.sending import send, write_workbook
from plangraph.web.site.questions import replies
from plangraph.web.site.questions.choosing import Option, Options, options_of
from plangraph.web.site.questions.tables import Answer, sort_table, tell_answer
from plangraph.web.words import word
from plangraph.web.workshop import WorkLimitError

router = APIRouter()

#: What an address may say beside the parameters of a question; no parameter may be called so.
RESERVED: Final = frozenset({"lang", "sort", "page", "format", "all"})
FORMATS: Final = ("csv", "xlsx", "json")
#: Longer values name nothing.
_LONGEST: Final = 300
_SAFE: Final = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Card:
    """A question among the others.

    :param name: its name
    :param title: the question
    :param summary: what it tells
    :param takes: what can be chosen
    :param gap: whether its rows are things that a plan lacks
    """

    name: str
    title: str
    summary: str
    takes: str
    gap: bool


@dataclass(frozen=True, slots=True)
class Theme:
    """Questions about one thing.

    :param id: its name in addresses
    :param name: what it is called
    :param cards: the questions
    """

    id: str
    name: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class QuestionsPage:
    """All questions.

    :param themes: by theme
    :param count: how many there are
    """

    themes: tuple[Theme, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter as a field of the form.

    :param name: of the parameter
    :param label: what it is called
    :param groups: what can be chosen
    :param chosen: the value that is, or nothing
    :param optional: whether it may be left out
    :param error: what is wrong with what was chosen, or nothing
    """

    name: str
    label: str
    groups: tuple[Options, ...]
    chosen: str
    optional: bool
    error: str = ""


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """A question with its form and its answer.

    :param name: of the question
    :param title: the question
    :param summary: what it tells
    :param theme: what it is about
    :param theme_id: the same in addresses
    :param fields: its parameters
    :param asked: the parameters that are given, for links
    :param sort: by which column it is sorted, as the address says it
    :param message: why there is no answer, or nothing
    :param offers_all: whether the answer for all plans waits for a click, as it takes long
    :param answer: the answer, or None
    :param sparql: the question in SPARQL with the parameters in it, or nothing
    :param gap: whether rows are things that a plan lacks
    """

    name: str
    title: str
    summary: str
    theme: str
    theme_id: str
    fields: tuple[Field, ...]
    asked: dict[str, str]
    sort: str
    message: str
    offers_all: bool
    answer: Answer | None
    sparql: str
    gap: bool


@router.api_route("/questions", methods=["GET", "HEAD"], include_in_schema=False)
def show_questions(request: Request) -> Response:
    """Show all questions by theme."""
    lang = choose_lang(request)
    themes: dict[str, list[Card]] = {}
    for query in queries.questions():
        takes = ", ".join(param.label.get(lang).lower() for param in query.params)
        card = Card(query.name, query.title.get(lang), query.summary.get(lang), takes, query.gap is not None)
        themes.setdefault(query.theme, []).append(card)
    order = [*(theme for theme in THEME if theme in themes), *(t for t in themes if t not in THEME)]
    page = QuestionsPage(
        tuple(Theme(theme, _theme(theme, lang), tuple(themes[theme])) for theme in order),
        sum(map(len, themes.values())),
    )
    return send_page(request, "questions.html.jinja", page)


@router.api_route("/questions/{name}", methods=["GET", "HEAD"], include_in_schema=False)
def show_question(
    request: Request,
    name: str,
    holdings: Annotated[Holdings, Depends(holdings_of)],
    sort: Annotated[str, Query(max_length=80)] = "",
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
    format: Annotated[str, Query(max_length=10)] = "",
    all: Annotated[str, Query(max_length=10)] = "",
) -> Response:
    """Show a question with its answer, or send the answer as a file."""
    query, lang = _known(name), choose_lang(request)
    given = _given(request, query)
    if format:
        return _send_file(request, holdings, query, given, format, sort, lang)
    message = _missing(query, given, lang)
    wrong = _wrong(holdings, query, given, lang)
    waits = bool(query.params) and not given and not all and replies.is_heavy(holdings)
    table: Table | None = None
    if not message and not wrong and not waits:
        table, message = _ask(request, holdings, query, given, lang)
    shown = QuestionPage(
        name=query.name,
        title=query.title.get(lang),
        summary=query.summary.get(lang),
        theme=_theme(query.theme, lang),
        theme_id=query.theme,
        fields=tuple(_field(holdings, param, given, wrong, lang) for param in query.params),
        asked=given | ({"all": "1"} if all and not given else {}),
        sort=sort,
        message=message or (word("questions_wrong", lang) if wrong else ""),
        offers_all=waits and not message,
        answer=None if table is None else tell_answer(holdings, table, query, given, sort, page, lang),
        sparql="" if message or wrong else queries.write_sparql(holdings.copy.store, query, given, lang),
        gap=query.gap is not None,
    )
    if shown.message:
        return show(request, "question.html.jinja", shown, status=400 if wrong else 200)
    return send_page(request, "question.html.jinja", shown)


def _ask(
    request: Request, holdings: Holdings, query: queries.Query, given: Mapping[str, str], lang: Lang
) -> tuple[Table | None, str]:
    """Return the answer, or None and why there is none."""
    try:
        return replies.ask(request, holdings, query, given), ""
    except TooLargeError:
        limit = number(settings_of(request).limits.query_rows, lang)
        return None, word("questions_too_large", lang, limit=limit)
    except WorkLimitError:
        return None, word("questions_too_slow", lang)


def _known(name: str) -> queries.Query:
    try:
        return queries.get(name)
    except QueryError as error:
        raise ProblemError("not-found", str(error).partition("; the command")[0]) from None


def _given(request: Request, query: queries.Query) -> dict[str, str]:
    """Return the parameters that are given; an empty one is left out, as a form sends it."""
    asked = request.query_params
    return {p.name: asked[p.name].strip() for p in query.params if asked.get(p.name, "").strip()}


def _missing(query: queries.Query, given: Mapping[str, str], lang: Lang) -> str:
    lacking = [p.label.get(lang).lower() for p in query.params if not p.optional and p.name not in given]
    return word("questions_missing", lang, what=", ".join(lacking)) if lacking else ""


def _wrong(holdings: Holdings, query: queries.Query, given: Mapping[str, str], lang: Lang) -> dict[str, str]:
    """Return what is wrong with the values that are given, by parameter."""
    found = {}
    for param in query.params:
        value = given.get(param.name)
        if value is None:
            continue
        try:
            if len(value) > _LONGEST:
                raise QueryError("too long")
            queries.resolve_one(holdings.copy.store, param, value)
        except QueryError:
            found[param.name] = word(
                "questions_unknown", lang, value=value[:60], what=param.label.get(lang).lower()
            )
    return found


def _field(
    holdings: Holdings, param: Param, given: Mapping[str, str], wrong: Mapping[str, str], lang: Lang
) -> Field:
    groups = options_of(holdings, param.kind, lang)
    chosen = given.get(param.name, "")
    if chosen and param.name not in wrong:
        iri = str(queries.resolve_one(holdings.copy.store, param, chosen))
        values = {option.iri or option.value: option.value for group in groups for option in group.options}
        if iri not in values:  # known to the data, but not among what is offered
            label = holdings.copy.store.labels([iri]).get(iri)
            extra = Option(chosen, label.get(lang) if label else chosen, iri)
            groups = (*groups, Options(word("questions_others", lang), (extra,)))
        chosen = values.get(iri, chosen)
    elif not param.optional and groups:
        chosen = groups[0].options[0].value  # the newest, or the first
    return Field(
        param.name,
        param.label.get(lang),
        groups,
        chosen,
        param.optional,
        wrong.get(param.name, ""),
    )


def _send_file(
    request: Request,
    holdings: Holdings,
    query: queries.Query,
    given: Mapping[str, str],
    form: str,
    sort: str,
    lang: Lang,
) -> Response:
    if form not in FORMATS:
        raise ProblemError("unknown-format", f"an answer can be had as {', '.join(FORMATS)}")
    known = RESERVED | {param.name for param in query.params}
    unknown = [name for name in request.query_params if name not in known]
    if unknown:  # whoever asks for a file may not see that all rows came
        takes = ", ".join(param.name for param in query.params)
        raise ProblemError(
            "malformed-request", f"the question has no parameter {unknown[0][:60]!r}; it takes {takes}"
        )
    if any(len(value) > _LONGEST for value in given.values()):
        raise ProblemError("malformed-request", f"a parameter is longer than {_LONGEST} characters")
    table = sort_table(replies.ask(request, holdings, query, given), sort, lang)
    body, media = _written(request, table, form, lang)
    parts = [query.name, *given.values()]
    name = "-".join(_SAFE.sub("-", part.lower()).strip("-") for part in parts)[:120].strip("-")
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"', "Vary": "Accept-Language"}
    return send(request, body, media, headers)


def _written(request: Request, table: Table, form: str, lang: Lang) -> tuple[bytes, str]:
    from plangraph.report import as_rows
    from plangraph.report.tabular import MEDIA_TYPES, as_csv

    if form == "json":
        return as_rows(table, "json", lang).encode(), "application/json"
    if form == "csv":
        return as_csv(table, lang, bom=True), MEDIA_TYPES[".csv"]
    return write_workbook(request, table, lang), MEDIA_TYPES[".xlsx"]


def _theme(theme: str, lang: Lang) -> str:
    return THEME[theme].get(lang) if theme in THEME else theme
