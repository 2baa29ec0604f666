"""The question library: what can be asked, and the answers as tables."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from plangraph import queries
from plangraph.errors import OutputError, QueryError
from plangraph.report.tabular import MEDIA_TYPES, as_csv
from plangraph.store import TooLargeError
from plangraph.tables import Table
from plangraph.web.api import answers
from plangraph.web.api.answers import JSON, address, link, page_address, read
from plangraph.web.api.models.common import say
from plangraph.web.api.models.knowledge import Answer, Column, Parameter, Question, QuestionList
from plangraph.web.api.paging import Paging, paging
from plangraph.web.api.reports import LangParameter
from plangraph.web.holdings import Holdings, holdings_of
from plangraph.web.negotiation import choose_lang
from plangraph.web.problems import ProblemError, nearby
from plangraph.web.sending import write_workbook
from plangraph.web.site.questions import replies

router: APIRouter = answers.make_router("questions")

TableForm = Literal["json", "csv", "xlsx"]
TABLES: Final = {"json": JSON, "csv": MEDIA_TYPES[".csv"], "xlsx": MEDIA_TYPES[".xlsx"]}
TABLE_SCHEMAS: Final = {
    MEDIA_TYPES[".csv"].partition(";")[0]: {"type": "string"},
    MEDIA_TYPES[".xlsx"]: {},
}
TableFormParameter = Annotated[
    TableForm | None,
    Query(
        alias="format",
        description="The format of the table; it goes before `Accept`. CSV and Excel hold all rows.",
    ),
]
#: What the OpenAPI says of every answer.
_HOW: Final = (
    "As JSON the answer comes in parts, as CSV or Excel it is whole. An IRI stands in a cell whole, and what "
    "it is called in `labels`."
)
#: How the kinds of things are named that questions are asked about, with an example.
_NAMED: Final = MappingProxyType(
    {
        "plan": ("a plan's slug, IRI or title", "hvidovre-2023"),
        "national-target": ("year and number, IRI or short name", "2023/3"),
        "target-group": ("short name, IRI or label", "tg:unge"),
        "instrument": ("short name, IRI or label", "ins:igu"),
        "municipality": ("code, IRI or name", "0167"),
    }
)


@read(router, "/questions", QuestionList)
def list_questions(
    request: Request,
    paging: Annotated[Paging, Depends(paging)],
    theme: Annotated[
        str | None, Query(max_length=40, description="Only questions of this theme.", examples=["coverage"])
    ] = None,
) -> Response:
    """List the questions of the library, and what each takes and shows.

    Each question is SPARQL with parameters; its answer is a table.
    """
    found = [question for question in queries.questions() if theme in (None, question.theme)]
    items = tuple(_question(request, question) for question in paging.part(found))
    listing = QuestionList(items=items, **paging.told(len(found)))
    return answers.answer(request, listing, paging.links(request, len(found)))


def _question(request: Request, question: queries.Query) -> Question:
    return Question(
        name=question.name,
        theme=question.theme,
        title=say(question.title),
        summary=say(question.summary),
        parameters=tuple(Parameter.model_validate(param) for param in question.params),
        columns=tuple(Column.model_validate(column) for column in question.columns),
        links=(
            link("self", address(request, "questions", question.name), "api_answer"),
            link("alternate", page_address(request, f"/questions/{question.name}"), "api_page"),
        ),
    )


def _taken(param: queries.Param) -> Any:
    """Return the type of a parameter of a question, as FastAPI reads it from a signature."""
    kind: type = str
    if param.kind == "year":
        kind, told = int, Query(ge=1000, le=2999, description=f"{param.label.en}: four digits.")
    else:
        about, example = _NAMED[param.kind]
        described = f"{param.label.en}: {about}."
        told = Query(
            min_length=1, max_length=300, description=described, openapi_examples={"one": {"value": example}}
        )
    return Annotated[kind | None if param.optional else kind, told]


def _asked(question: queries.Query) -> Callable[..., dict[str, Any]]:
    """Return what gives the parameters that a question is asked with; for ``Depends``."""

    def asked(**given: Any) -> dict[str, Any]:
        return {name: value for name, value in given.items() if value is not None}

    # FastAPI reads from the signature what a dependency takes; that a function has one mypy doesn't know.
    asked.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [
            inspect.Parameter(
                param.name,
                inspect.Parameter.KEYWORD_ONLY,
                default=None if param.optional else inspect.Parameter.empty,
                annotation=_taken(param),
            )
            for param in question.params
        ]
    )
    return asked


def _add(question: queries.Query) -> None:
    """Let the API answer a question; each has a route of its own, with what it takes."""
    taken = Depends(_asked(question))

    def ask(
        request: Request,
        holdings: Annotated[Holdings, Depends(holdings_of)],
        paging: Annotated[Paging, Depends(paging)],
        asked: dict[str, Any] = taken,
        form: TableFormParameter = None,
        lang: LangParameter = None,  # noqa: ARG001 - read with Accept-Language
    ) -> Response:
        return _answer(request, holdings, question, asked, paging, form)

    ask.__name__ = f"ask_{question.name.replace('-', '_')}"
    ask.__doc__ = f"{question.title.en}.\n\n{question.summary.en} {_HOW}"
    make = read(
        router,
        f"/questions/{question.name}",
        Answer,
        "not-found",
        "answer-too-large",
        "work-limit",
        media=TABLE_SCHEMAS,
        described="The answer as a table.",
    )
    make(ask)


for _question_of_library in queries.questions():
    _add(_question_of_library)


@router.api_route("/questions/{name}", methods=["GET", "HEAD"], include_in_schema=False)
def refuse_question(name: str) -> Response:
    """Say that there is no such question, and which are called almost so."""
    known = [question.name for question in queries.questions()]
    raise ProblemError("not-found", f"there is no question {name[:80]!r}{nearby(name, known)}")


def _answer(
    request: Request,
    holdings: Holdings,
    question: queries.Query,
    asked: dict[str, Any],
    paging: Paging,
    form: str | None,
) -> Response:
    chosen = answers.choose_form(request, TABLES, form)
    try:
        table = replies.ask(request, holdings, question, {name: str(value) for name, value in asked.items()})
    except TooLargeError:
        raise
    except QueryError as error:  # a value names nothing that is here
        raise ProblemError("not-found", str(error)) from None
    if chosen != "json":
        return send_table(request, table, chosen, question.name)
    rows = paging.part(table.rows)
    told = Answer(
        question=question.name,
        parameters={name: str(value) for name, value in asked.items()},
        sparql=question.text,
        title=say(table.title),
        columns=tuple(Column.model_validate(column) for column in table.columns),
        items=tuple(rows),
        labels={
            cell: say(table.labels[cell])
            for row in rows
            for cell in row
            if isinstance(cell, str) and cell in table.labels
        },
        **paging.told(len(table.rows)),
    )
    return answers.answer(request, told, paging.links(request, len(table.rows)))


def send_table(request: Request, table: Table, form: str, name: str) -> Response:
    """Send a whole table for a spreadsheet.

    :param form: ``csv`` or ``xlsx``
    :param name: of the file, without its ending
    """
    lang = choose_lang(request)
    try:
        body = as_csv(table, lang) if form == "csv" else write_workbook(request, table, lang)
    except OutputError as error:
        raise ProblemError("answer-too-large", str(error)) from None
    return answers.send_file(request, body, TABLES[form], f"{name}.{form}", lang=lang)
