"""What the first visitor would wait for is made before anybody asks, beside the requests."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

from plangraph.assess.coverage import Kind
from plangraph.web import matrices
from plangraph.web.data import Copy
from plangraph.web.holdings import Holdings
from plangraph.web.site.search.hits import index_of

log = logging.getLogger(__name__)


class Warmer:
    """Gets copies of the data ready, one at a time.

    :param current: gives the newest copy; work on an older one is given up
    :param prepare: gets one copy ready, a piece with each step
    """

    def __init__(self, current: Callable[[], Copy], prepare: Callable[[Copy], Iterator[None]]) -> None:
        self._current, self._prepare = current, prepare
        self._queue = ThreadPoolExecutor(max_workers=1, thread_name_prefix="warm")
        self._closed = False

    def begin(self, copy: Copy) -> None:
        """Get a copy ready as soon as the work on the one before has been given up."""
        if not self._closed:
            self._queue.submit(self._warm, copy)

    def close(self) -> None:
        """Begin nothing more; what runs ends after its step."""
        self._closed = True
        self._queue.shutdown(wait=False, cancel_futures=True)

    def _warm(self, copy: Copy) -> None:
        steps = self._prepare(copy)
        while not self._closed and copy is self._current():
            try:
                next(steps)
            except StopIteration:
                return
            except Exception:  # who asks for the same is told; nobody waits here
                if not self._closed:  # then the data goes while it is read
                    log.exception("the data cannot be got ready", extra={"copy": copy.number})
                return


def pages(holdings: Holdings) -> Iterator[None]:
    """Make what the pages about all plans stand on, a piece with each step."""
    chosen = matrices.chosen(holdings, matrices.selection(holdings))
    slugs = [plan.slug for plan in matrices.bounded(chosen)]
    yield
    for slug in slugs:
        matrices.serving_of(holdings, slug)
        yield
    for kind in Kind:
        matrices.matrix_of(holdings, kind, slugs)
        yield
    index_of(holdings)
    yield
    _ = holdings.copy.counts
