"""The answer to a query as the editor shows it: labels instead of IRIs, no more of it than can be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import quote

from starlette.requests import Request

from plangraph.model import Text
from plangraph.names import BASE, shorten
from plangraph.store import Reply
from plangraph.web import answers
from plangraph.web.answers import Term
from plangraph.web.holdings import Holdings
from plangraph.web.incoming import settings_of
from plangraph.web.negotiation import choose_lang
from plangraph.web.pages import is_link, number
from plangraph.web.site.listing import Part, paginate
from plangraph.web.words import TERMS, word

#: How much of an answer stands on the page: rows of a part, columns, characters of a cell and of a graph.
ROWS: Final = 100
COLUMNS: Final = 40
_CELL: Final = 1500
_GRAPH: Final = 100_000
_FORMS: Final = {
    "table": (("CSV", "csv"), ("Excel", "xlsx"), ("TSV", "tsv"), ("JSON", "json"), ("XML", "xml")),
    "truth": (("JSON", "json"), ("XML", "xml")),
    "graph": (("Turtle", "ttl"), ("JSON-LD", "jsonld"), ("N-Triples", "nt"), ("RDF/XML", "rdf")),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as a person reads it.

    :param text: its label, or what is written; nothing where nothing is bound
    :param href: where it leads, or nothing
    :param short: its IRI with a prefix, where the text is something else
    :param lang: the language of the text where it is known and not the page's, or nothing
    :param numeric: whether it is a number
    """

    text: str
    href: str = ""
    short: str = ""
    lang: str = ""
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a query.

    :param kind: a table (SELECT), a truth value (ASK) or a graph (CONSTRUCT, DESCRIBE)
    :param summary: how much it is, and how long it took
    :param truth: of ASK
    :param columns: names of the variables that are shown
    :param all_columns: how many there are
    :param numeric: for each of them, whether it holds numbers only
    :param rows: the rows of this part
    :param part: which part of the rows it is
    :param graph: the graph as Turtle, or its beginning
    :param cut: whether it is only the beginning
    :param forms: in which forms the whole answer can be had: name and extension
    """

    kind: Literal["table", "truth", "graph"]
    summary: str
    truth: bool = False
    columns: tuple[str, ...] = ()
    all_columns: int = 0
    numeric: tuple[bool, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    part: Part = Part(1, 1, 0, 0, 0)  # noqa: RUF009 - frozen
    graph: str = ""
    cut: bool = False
    forms: tuple[tuple[str, str], ...] = ()


class Reader:
    """Turns answers into what a person reads, in the language of the request."""

    def __init__(self, request: Request, holdings: Holdings) -> None:
        self._holdings, self._lang = holdings, choose_lang(request)
        self._prefix = settings_of(request).prefix
        self._query = f"?lang={self._lang}" if "lang" in request.query_params else ""

    def answer(self, reply: Reply, took: float, page: int, parted: bool) -> Answer:
        """Return an answer.

        :param took: milliseconds
        :param page: which part of its rows, from 1
        :param parted: whether other parts can be asked for
        """
        if reply.media.startswith("text/turtle"):
            text = reply.body[: 4 * _GRAPH].decode(errors="ignore")
            cut = len(text) > _GRAPH or len(reply.body) > 4 * _GRAPH
            shown = text[:_GRAPH].rpartition("\n")[0] if cut else text
            summary = self._summary("triples", reply.rows, took)
            return Answer("graph", summary, graph=shown, cut=cut, forms=_FORMS["graph"])
        if answers.is_truth(reply.body):
            summary = self._took(word("editor_truth", self._lang), took)
            return Answer("truth", summary, truth=reply.body.strip() == b"true", forms=_FORMS["truth"])
        part = paginate(reply.rows, page if parted else 1, ROWS)
        names = answers.read_variables(reply.body)
        rows = answers.read_rows(reply.body, part.start, part.end, COLUMNS, 4 * _CELL) if names else ()
        shown_names = names[:COLUMNS]
        return Answer(
            "table",
            self._summary("rows", reply.rows, took),
            columns=shown_names,
            all_columns=len(names),
            numeric=tuple(_are_numbers([row[at] for row in rows]) for at in range(len(shown_names))),
            rows=self._cells(rows),
            part=part if parted else Part(1, 1, part.start, part.end, part.total),
            forms=_FORMS["table"],
        )

    def _summary(self, what: str, count: int, took: float) -> str:
        key = f"editor_{what}_one" if count == 1 else f"editor_{what}"
        return self._took(word(key, self._lang, count=number(count, self._lang)), took)

    def _took(self, what: str, milliseconds: float) -> str:
        if milliseconds < 1000:
            time = f"{max(1, round(milliseconds))} ms"
        else:
            time = f"{number(round(milliseconds / 1000, 1), self._lang)} s"
        return word("editor_took", self._lang, what=what, time=time)

    def _cells(self, rows: tuple[answers.Row, ...]) -> tuple[tuple[Cell, ...], ...]:
        iris = {term.value for row in rows for term in row if term is not None and term.kind == "iri"}
        labels = self._holdings.copy.store.labels(sorted(iris))
        return tuple(tuple(self._cell(term, labels) for term in row) for row in rows)

    def _cell(self, term: Term | None, labels: Mapping[str, Text]) -> Cell:
        if term is None:
            return Cell("")
        if term.kind == "iri":
            short = shorten(term.value)
            label = labels.get(term.value) or TERMS.get(short)
            text = label.get(self._lang) if label else short
            return Cell(_cut(text), self._href(term.value), "" if text == short else _cut(short))
        lang = "" if term.lang == self._lang else term.lang
        return Cell(_cut(term.value), lang=lang, numeric=term.is_number)

    def _href(self, iri: str) -> str:
        if iri.startswith(BASE):
            path, hash_, anchor = iri.removeprefix(BASE).partition("#")
            return f"{self._prefix}/doc/{quote(path)}{self._query}" + (f"#{quote(anchor)}" if hash_ else "")
        return iri if is_link(iri) else ""


def _are_numbers(terms: Sequence[Term | None]) -> bool:
    bound = [term for term in terms if term is not None]
    return bool(bound) and all(term.is_number for term in bound)


def _cut(text: str) -> str:
    return text if len(text) <= _CELL else text[:_CELL] + "…"
