"""A file made a checked plan: read, with what was decided and filled in before carried over, and checked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

from plangraph.web.drafts import crafts
from plangraph.web.drafts.bench import Bench
from plangraph.web.drafts.findings import Carried, Examined, Taking
from plangraph.web.drafts.state import Filled, Stage, Upload
from plangraph.web.pool import BusyError
from plangraph.web.words import both
from plangraph.web.workshop import WorkLimitError

T = TypeVar("T")

#: How often a file asks for a process before it is put off; each time it waits for one for a while.
_TRIES: Final = 10


@dataclass(frozen=True, slots=True)
class Before:
    """The version before a file.

    :param graph: the plan as Turtle
    :param filled: the forms that it rests on
    """

    graph: bytes
    filled: Sequence[Filled]


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was read and checked.

    :param taking: what was read
    :param carried: that, with what was carried over from the version before
    :param examined: what was found
    """

    taking: Taking
    carried: Carried
    examined: Examined


class Reading:
    """The work on one file.

    :param bench: what it is worked on with
    :param tell: told how far it is: stage, so much of so much
    :param is_over: says whether nobody waits for it any more
    """

    def __init__(
        self, bench: Bench, tell: Callable[[Stage, int, int], None], is_over: Callable[[], bool]
    ) -> None:
        self._bench, self._tell, self._is_over = bench, tell, is_over

    def read(self, path: Path, upload: Upload, before: Before | None) -> Read:
        """Read a file and check what was read.

        :param path: where the file is
        :param upload: what is known of it
        :param before: the version before it, where there is one
        :raises PlangraphError: when it becomes no plan
        """
        self._tell("reading", 0, 0)
        taking = self._patiently(
            self._bench.do,
            crafts.take_in,
            path,
            upload.name,
            upload.municipalities,
            upload.year,
            None if before is None else before.graph,
            tell=lambda done, total: self._tell("reading", done, total),
        )
        self._tell("checking", 0, 0)
        carried = self._carried(taking, before)
        examined = self._patiently(self._bench.hold, crafts.examine, carried.graph, taking.text)
        return Read(taking, carried, examined)

    def _carried(self, taking: Taking, before: Before | None) -> Carried:
        """Fill in again what was filled in for the version before; a graph says itself what is in it."""
        if before is None or not before.filled or taking.is_graph:
            return Carried(taking.graph)
        known = before.graph, before.filled, taking.document, taking.text
        try:
            carried: Carried = self._patiently(self._bench.hold, crafts.repeat, taking.graph, *known)
        except WorkLimitError:  # the file itself is read, and is not given up for that
            return Carried(taking.graph, notes=(both("drafts_forms_lost"),))
        return carried

    def _patiently(self, do: Callable[..., T], *materials: Any, **more: Any) -> T:
        """Do a piece of work as soon as a process is free: nobody waits in front of this but by choice."""
        for _ in range(_TRIES - 1):
            try:
                return do(*materials, **more)
            except BusyError:
                if self._is_over():
                    raise
        return do(*materials, **more)
