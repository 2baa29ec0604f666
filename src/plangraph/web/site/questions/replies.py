"""Answers to the questions of the library, kept while the copy of the data is served that they are of."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from starlette.requests import Request

from plangraph import queries
from plangraph.queries import Query
from plangraph.tables import Table
from plangraph.web import crafts
from plangraph.web.holdings import Holdings
from plangraph.web.incoming import settings_of
from plangraph.web.workshop import Workshop

#: A handful of plans is asked here, in milliseconds; of a whole country some questions take half a minute,
#: which is done where it can be stopped.
_FEW_STATEMENTS: Final = 250_000
#: So many answers are kept, and so many of their cells.
_MOST_KEPT: Final = 64
_MOST_CELLS: Final = 1_000_000

Key = tuple[str, tuple[tuple[str, str], ...]]


def ask(request: Request, holdings: Holdings, query: Query, params: Mapping[str, str]) -> Table:
    """Return the answer to a question.

    :param params: values by parameter name, such as :func:`plangraph.queries.run` takes
    :raises QueryError: when a parameter is wrong, or the answer has too many rows
    :raises WorkLimitError: when it takes too long
    :raises BusyError: when too much else is being asked
    """
    kept = holdings.keep("answers", _Kept)
    bindings = queries.resolve(holdings.copy.store, query, params)
    terms = {name: str(node) for name, node in bindings.items()}
    return kept.get((query.name, tuple(sorted(terms.items()))), lambda: _ask(request, holdings, query, terms))


def is_heavy(holdings: Holdings) -> bool:
    """Say whether there is so much data that a question about all of it takes long."""
    return len(holdings.copy.store) > _FEW_STATEMENTS


def _ask(request: Request, holdings: Holdings, query: Query, terms: Mapping[str, str]) -> Table:
    most = settings_of(request).limits.query_rows
    if not is_heavy(holdings):
        return queries.run(holdings.copy.store, query, terms, most=most)
    workshop: Workshop = request.app.state.workshop
    return workshop.do(crafts.ask_question, holdings.copy.folder, query.name, terms, most)


class _Kept:
    """The answers that were asked for last."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tables: OrderedDict[Key, Table] = OrderedDict()
        self._making: dict[Key, threading.Lock] = {}

    def get(self, key: Key, make: Callable[[], Table]) -> Table:
        """Return an answer; who asks the same meanwhile waits for it."""
        with self._lock:
            turn = self._making.setdefault(key, threading.Lock())
        with turn:
            with self._lock:
                if key in self._tables:
                    self._tables.move_to_end(key)
                    return self._tables[key]
            try:
                table = _compact(make())
            finally:
                with self._lock:
                    self._making.pop(key, None)
            with self._lock:
                self._tables[key] = table
                self._drop()
            return table

    def _drop(self) -> None:
        while len(self._tables) > 1 and (
            len(self._tables) > _MOST_KEPT or sum(map(_cells, self._tables.values())) > _MOST_CELLS
        ):
            self._tables.popitem(last=False)


def _cells(table: Table) -> int:
    return len(table.rows) * len(table.columns)


def _compact(table: Table) -> Table:
    """Return a table in which texts that are the same are one: most are IRIs that come again and again."""
    known: dict[str, str] = {}
    rows = tuple(
        tuple(known.setdefault(cell, cell) if isinstance(cell, str) else cell for cell in row)
        for row in table.rows
    )
    return replace(table, rows=rows)
