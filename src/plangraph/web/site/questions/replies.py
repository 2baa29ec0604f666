"""Answers to the questions of the library, kept while the copy of the data is served that they are of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from starlette.requests import Request

from plangraph import queries
from plangraph.queries import Query
from plangraph.tables import Table
from plangraph.web import crafts
from plangraph.web.holdings import Holdings
from plangraph.web.incoming import settings_of
from plangraph.web.keeping import Kept
from plangraph.web.workshop import Workshop

#: A handful of plans is asked here, in milliseconds; of a whole country some questions take half a minute,
#: which is done where it can be stopped.
_FEW_STATEMENTS: Final = 250_000
#: So many answers are kept at most, and so many of their cells.
_MOST_KEPT: Final = 64
_MOST_CELLS: Final = 1_000_000


def ask(request: Request, holdings: Holdings, query: Query, params: Mapping[str, str]) -> Table:
    """Return the answer to a question.

    :param params: values by parameter name, such as :func:`plangraph.queries.run` takes
    :raises QueryError: when a parameter is wrong, or the answer has too many rows
    :raises WorkLimitError: when it takes too long
    :raises BusyError: when too much else is being asked
    """
    kept: Kept[Table] = holdings.keep("answers", lambda: Kept(_MOST_CELLS, _size))
    bindings = queries.resolve(holdings.copy.store, query, params)
    terms = {name: str(node) for name, node in bindings.items()}
    key = (query.name, tuple(sorted(terms.items())))
    return kept.give(key, lambda: _compact(_ask(request, holdings, query, terms)))


def is_heavy(holdings: Holdings) -> bool:
    """Say whether there is so much data that a question about all of it takes long."""
    return len(holdings.copy.store) > _FEW_STATEMENTS


def _ask(request: Request, holdings: Holdings, query: Query, terms: Mapping[str, str]) -> Table:
    most = settings_of(request).limits.query_rows
    if not is_heavy(holdings):
        return queries.run(holdings.copy.store, query, terms, most=most)
    workshop: Workshop = request.app.state.workshop
    return workshop.do(crafts.ask_question, holdings.copy.folder, query.name, terms, most)


def _size(table: Table) -> int:
    return max(len(table.rows) * len(table.columns), _MOST_CELLS // _MOST_KEPT)


def _compact(table: Table) -> Table:
    """Return a table in which texts that are the same are one: most are IRIs that come again and again."""
    known: dict[str, str] = {}
    rows = tuple(
        tuple(known.setdefault(cell, cell) if isinstance(cell, str) else cell for cell in row)
        for row in table.rows
    )
    return replace(table, rows=rows)
