"""The editor of queries: SPARQL that a person writes, and its answer with labels instead of IRIs.

It is a form that works without a script. Short queries stand in the address, so that an answer can be shared;
long ones are sent by POST. Whatever is asked, a process of :mod:`plangraph.web.pool` answers it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby
from typing import Annotated, Final, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from plangraph import queries
from plangraph.errors import OutputError, PlangraphError, QueryError
from plangraph.model import Lang
from plangraph.names import PREFIXES
from plangraph.report import tabular
from plangraph.store import GRAPH_FORMS, RESULT_FORMS, Question, Reply
from plangraph.web import answers
from plangraph.web.holdings import Holdings, holdings_of
from plangraph.web.incoming import settings_of
from plangraph.web.negotiation import choose_lang
from plangraph.web.pages import send_page, show
from plangraph.web.problems import KINDS, ProblemError, as_problem
from plangraph.web.sending import send
from plangraph.web.site.editor.answering import Answer, Reader
from plangraph.web.site.editor.terms import complete, library, write_example
from plangraph.web.sparql import check_length, parse_form, pose, query_body
from plangraph.web.words import word
from plangraph.web.words.editor import say
from plangraph.web.workshop import Workshop

router = APIRouter()

#: Longer queries, as they stand in an address, go by POST: servers and proxies take no more for sure.
LONGEST_LINK: Final = 6000
#: So many lines around a fault are shown, and so much of each.
_AROUND: Final = 2
_LINE: Final = 160

_FIRST: Final = """PREFIX pg: <https://w3id.org/plangraph/ontology#>

SELECT ?plan ?year ?goal
WHERE {
  ?goal a pg:Goal ;
    pg:inPlan ?plan .
  ?plan pg:year ?year .
}
ORDER BY ?year ?plan ?goal
LIMIT 100
"""


@dataclass(frozen=True, slots=True)
class Example:
    """A question of the library.

    :param name: its name there
    :param title: what it asks
    """

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Theme:
    """Questions of the library that belong together.

    :param title: what they are about
    :param examples: the questions
    """

    title: str
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a query with a fault.

    :param number: which, from 1
    :param text: what it says; of the line at fault what stands before the fault
    :param fault: what stands from the fault on
    :param wrong: whether it is the line at fault
    """

    number: int
    text: str
    fault: str = ""
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a query has no answer.

    :param title: what is wrong in a few words
    :param message: what is wrong and what to do
    :param lang: the language of the message where it is not the page's, or nothing
    :param line: 1-based line of the query, or 0 where it is not known
    :param column: 1-based column, or 0
    :param lines: the lines around it
    """

    title: str
    message: str
    lang: str
    line: int
    column: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class EditorPage:
    """The editor.

    :param query: what stands in it
    :param asked: whether that was asked
    :param short: whether it fits into a link
    :param themes: the questions of the library
    :param prefixes: what need not be declared
    :param answer: what came of the query, or None
    :param fault: why nothing came of it, or None
    :param bundled: whether the script of the editor is there; a plain text field takes its place
    :param words: what the script says
    """

    query: str
    asked: bool
    short: bool
    themes: tuple[Theme, ...]
    prefixes: Mapping[str, str]
    answer: Answer | None
    fault: Fault | None
    bundled: bool
    words: Mapping[str, str]


_WORDS: Final = (
    "running", "failed", "suggestions", "kind_class", "kind_property", "kind_thing", "kind_example",
    "kind_variable", "kind_keyword", "kind_prefix", "syntax", "syntax_end", "syntax_prefix",
)  # fmt: skip


@router.api_route("/query", methods=["GET", "HEAD"], include_in_schema=False)
def show_editor(
    request: Request,
    holdings: Annotated[Holdings, Depends(holdings_of)],
    query: str | None = None,
    example: str = "",
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Response:
    """Show the editor, with the answer to the query that the address has."""
    if query is not None:
        return _show_answer(request, holdings, _tidy(query), page)
    return send_page(
        request, "editor.html.jinja", _page(request, holdings, _begin(example, choose_lang(request)))
    )


@router.post("/query", include_in_schema=False)
def ask_by_form(
    request: Request,
    holdings: Annotated[Holdings, Depends(holdings_of)],
    body: Annotated[bytes, Depends(query_body)],
) -> Response:
    """Answer the query of the form: at an address of its own where it fits into one, else at once."""
    query = _tidy(dict(parse_form(body)).get("query", ""))
    said = [*(pair for pair in request.query_params.multi_items() if pair[0] == "lang"), ("query", query)]
    if _is_short(query):
        return RedirectResponse(f"{settings_of(request).prefix}/query?{urlencode(said)}#answer", 303)
    return _show_answer(request, holdings, query, 1)


@router.post("/query/outcome", include_in_schema=False)
def send_outcome(
    request: Request,
    holdings: Annotated[Holdings, Depends(holdings_of)],
    body: Annotated[bytes, Depends(query_body)],
) -> Response:
    """Send what came of a query alone, for the script; a fault of the query is told in it."""
    query = _tidy(dict(parse_form(body)).get("query", ""))
    page, headers, _ = _outcome(request, holdings, query, 1)
    return show(request, "outcome.html.jinja", page, headers={**headers, "Cache-Control": "no-store"})


@router.api_route("/query/terms.json", methods=["GET", "HEAD"], include_in_schema=False)
def send_terms(request: Request, holdings: Annotated[Holdings, Depends(holdings_of)]) -> Response:
    """Send what the editor can complete."""
    return send(request, complete(holdings), "application/json", {})


@router.api_route("/query/answer.{form}", methods=["GET", "HEAD"], include_in_schema=False)
def send_answer(
    request: Request, holdings: Annotated[Holdings, Depends(holdings_of)], form: str, query: str = ""
) -> Response:
    """Send the whole answer to a query as a file."""
    return _send_file(request, holdings, _tidy(query), form)


@router.post("/query/answer.{form}", include_in_schema=False)
def send_answer_by_form(
    request: Request,
    holdings: Annotated[Holdings, Depends(holdings_of)],
    form: str,
    body: Annotated[bytes, Depends(query_body)],
) -> Response:
    """Send the whole answer to a query that is too long for an address as a file."""
    return _send_file(request, holdings, _tidy(dict(parse_form(body)).get("query", "")), form)


def _show_answer(request: Request, holdings: Holdings, query: str, part: int) -> Response:
    page, headers, status = _outcome(request, holdings, query, part)
    return show(request, "editor.html.jinja", page, status=status, headers=headers)


def _outcome(
    request: Request, holdings: Holdings, query: str, part: int
) -> tuple[EditorPage, dict[str, str], int]:
    """Return the page with what came of a query, the headers that go with it, and its HTTP status."""
    headers = {"Cache-Control": "no-cache", "Vary": "Accept-Language"}
    try:
        reply, took = _ask(request, query, ("tsv",), ("ttl",))
    except PlangraphError as error:
        problem = as_problem(error)
        page = _page(request, holdings, query, fault=_fault(query, error, problem, choose_lang(request)))
        return page, {**headers, **problem.headers, "Cache-Control": "no-store"}, KINDS[problem.kind].status
    answer = Reader(request, holdings).answer(reply, took, part, _is_short(query))
    return _page(request, holdings, query, answer), {**headers, "Server-Timing": f"query;dur={took:.1f}"}, 200


def _fault(query: str, error: PlangraphError, problem: ProblemError, lang: Lang) -> Fault:
    line = error.line or 0 if isinstance(error, QueryError) else 0
    column = error.column or 0 if isinstance(error, QueryError) else 0
    said, spoken = say(problem.detail.removeprefix(f"line {line}, column {column}: "), lang)
    return Fault(
        KINDS[problem.kind].title.get(lang),
        said[:1].upper() + said[1:] + ("" if said.endswith((".", "!", "?")) else "."),
        "" if spoken == lang else spoken,
        line,
        column,
        tuple(_lines_around(query, line, column)),
    )


def _send_file(request: Request, holdings: Holdings, query: str, form: str) -> Response:
    """Send an answer as a file.

    :raises ProblemError: when there is no such form, or the answer has another
    """
    tables, graphs = {**RESULT_FORMS, "xlsx": None}, GRAPH_FORMS
    if form not in tables and form not in graphs:
        known = ", ".join((*tables, *graphs))
        raise ProblemError("not-found", f"there is no form {form[:40]!r} of an answer; there are {known}")
    spread: Literal["csv", "xlsx"] | None = "csv" if form == "csv" else "xlsx" if form == "xlsx" else None
    wanted = ("tsv",) if spread else (form,)
    reply, _ = _ask(request, query, wanted if form in tables else (), wanted if form in graphs else ())
    body, media = reply.body, reply.media
    if spread and answers.is_truth(body):
        raise ProblemError("not-acceptable", "the answer is yes or no; it can be had as json and xml")
    if spread:
        workshop: Workshop = request.app.state.workshop
        lang, folder = choose_lang(request), holdings.copy.folder
        try:
            body = workshop.do(answers.write_answer, body, reply.rows, spread, folder, lang)
        except OutputError as error:
            raise ProblemError("answer-too-large", error.reason) from None
        media = tabular.MEDIA_TYPES[f".{spread}"]
    name = word("editor_answer", choose_lang(request)).lower()
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"', "Cache-Control": "no-cache"}
    return Response(body, 200, {**headers, "Content-Type": media})


def _ask(
    request: Request, query: str, results: tuple[str, ...], graphs: tuple[str, ...]
) -> tuple[Reply, float]:
    check_length(request, query)
    return pose(request, Question(query, results, graphs, base=settings_of(request).base + "/sparql"))


def _page(
    request: Request, holdings: Holdings, query: str, answer: Answer | None = None, fault: Fault | None = None
) -> EditorPage:
    lang = choose_lang(request)
    return EditorPage(
        query=query,
        asked=answer is not None or fault is not None,
        short=_is_short(query),
        themes=tuple(_themes(holdings, lang)),
        prefixes=PREFIXES,
        answer=answer,
        fault=fault,
        bundled=(files("plangraph.web") / "static" / "editor" / "editor.js").is_file(),
        words={name: word(f"editor_{name}", lang, line="{line}", text="{text}") for name in _WORDS},
    )


def _themes(holdings: Holdings, lang: Lang) -> Iterator[Theme]:
    for name, group in groupby(library(holdings), key=lambda query: query.theme):
        title = word(f"editor_theme_{name}", lang) if name in _THEMES else name
        yield Theme(title, tuple(Example(query.name, query.title.get(lang)) for query in group))


_THEMES: Final = frozenset({"comparison", "continuity", "coverage", "quality"})


def _begin(name: str, lang: Lang) -> str:
    """Return what stands in the editor before anybody asked: an example, or the first words.

    :raises ProblemError: when there is no such example
    """
    try:
        return write_example(queries.get(name[:100]), lang) if name else _FIRST
    except QueryError as error:
        raise ProblemError("not-found", str(error)) from None


def _tidy(query: str) -> str:
    """Return a query with plain line ends: a form sends CR LF, and places are counted in lines."""
    return query.replace("\r\n", "\n").replace("\r", "\n")


def _is_short(query: str) -> bool:
    return len(urlencode({"query": query})) <= LONGEST_LINK


def _lines_around(query: str, line: int, column: int) -> Iterator[Line]:
    lines = query.split("\n")
    if not 1 <= line <= len(lines):
        return
    for number_ in range(max(1, line - _AROUND), min(len(lines), line + _AROUND) + 1):
        text = lines[number_ - 1]
        if number_ != line:
            yield Line(number_, text[:_LINE])
            continue
        at = min(max(column - 1, 0), len(text))
        start = max(0, at - _LINE // 2)
        yield Line(number_, text[start:at], text[at : at + _LINE // 2], wrong=True)
