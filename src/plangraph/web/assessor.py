"""Checks the plans that are served, beside the requests, and keeps what is known of each."""

from __future__ import annotations

import logging
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rdflib import Graph, Namespace

from plangraph.errors import PlangraphError
from plangraph.model import Assessment
from plangraph.names import PG
from plangraph.web import crafts
from plangraph.web.workshop import Workshop

if TYPE_CHECKING:
    from plangraph.web.holdings import Holdings

_PG: Final = Namespace(PG)

log = logging.getLogger(__name__)


class Assessor:
    """Checks plans in the background, and at once those that somebody waits for.

    :param folder: where reports are kept from one start to the next, or None
    :param quick: does what somebody waits for
    :param slow: does the rest
    """

    def __init__(self, folder: Path | None, quick: Workshop, slow: Workshop) -> None:
        self._folder, self._quick, self._slow = folder, quick, slow
        self._queue = ThreadPoolExecutor(max_workers=1, thread_name_prefix="assess")
        self._lock = threading.Lock()
        self._known: dict[tuple[int, str], Future[Assessment]] = {}
        self._documents: dict[str, Path] | None = None
        self._closed = False

    def begin(self, holdings: Holdings) -> None:
        """Check all plans of a copy one after the other, in the background."""
        number = holdings.copy.number
        with self._lock:
            # Those of older copies are of no more use; who waits for one holds it.
            for key in [key for key in self._known if key[0] < number - 1]:
                self._known.pop(key).cancel()
        for plan in holdings.plans:
            with self._lock:
                if self._closed:
                    return
                if (number, plan.slug) not in self._known:
                    self._known[number, plan.slug] = self._queue.submit(
                        self._assess, self._slow, holdings, plan.slug
                    )

    def look(self, holdings: Holdings, slug: str) -> Assessment | None:
        """Return a plan's assessment if it is there; a plan that cannot be checked has none."""
        with self._lock:
            found = self._known.get((holdings.copy.number, slug))
        if found is None or not found.done() or found.cancelled() or found.exception() is not None:
            return None
        return found.result()

    def wait(self, holdings: Holdings, slug: str) -> Assessment:
        """Return a plan's assessment; what is not begun yet is done now.

        :raises PlangraphError: when it cannot be checked
        """
        key = (holdings.copy.number, slug)
        with self._lock:
            found = self._known.get(key)
            mine = found is None or found.cancel() or found.cancelled()
            if mine:
                found = self._known[key] = Future()
        assert found is not None  # noqa: S101 - for the type checker
        if mine:
            found.set_running_or_notify_cancel()
            try:
                found.set_result(self._assess(self._quick, holdings, slug))
            except BaseException as error:
                with self._lock:  # whoever comes next tries again
                    self._known.pop(key, None)
                found.set_exception(error)
                raise
        return found.result()

    def text(self, folder: Path | None, slug: str, graph: Graph) -> str | None:
        """Return the text of a plan's document, from a folder in which it is known by its SHA-256 or name."""
        if folder is None:
            return None
        path = self._document(folder, slug, graph)
        if path is None:
            return None
        try:
            return self._quick.do(crafts.read_document, path)
        except PlangraphError:
            log.exception("a document cannot be read", extra={"plan": slug})
            return None

    def close(self) -> None:
        """Stop checking."""
        with self._lock:
            self._closed = True
        self._queue.shutdown(wait=False, cancel_futures=True)

    def _document(self, folder: Path, slug: str, graph: Graph) -> Path | None:
        from plangraph.evidence import digest

        with self._lock:
            if self._documents is None:
                files = [path for path in sorted(folder.iterdir()) if path.is_file()]
                self._documents = {digest(path): path for path in files}
            found = [self._documents.get(str(known)) for known in graph.objects(None, _PG.sha256)]
        by_name = folder / f"{slug}.txt"
        return next((path for path in found if path is not None), by_name if by_name.is_file() else None)

    def _assess(self, workshop: Workshop, holdings: Holdings, slug: str) -> Assessment:
        folder = holdings.copy.folder
        return workshop.do(crafts.assess_plan, slug, folder, self._folder, holdings.text(slug))
