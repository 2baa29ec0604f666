"""The order in which a person reads what stands on a page: columns, boxes beside them, tables."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Final, TypeAlias

from plangraph.intake.reading.pdf import aligned
from plangraph.intake.reading.pdf.regions import Box, Grid
from plangraph.intake.reading.pdf.words import Line, Word, lines, marker

_EPS: Final = 1.0
#: Words closer than this many times their size stand in one column, whatever else.
_CLOSE: Final = 0.55
_WIDEST: Final = 0.72
#: Number of an item as plans print it before a tab: 3, 3c, 1.2, 4:
_LABEL: Final = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,2}[a-z]?[.:)]?")


@dataclass(slots=True)
class Run:
    """Words of a line with no wide gap between them, or one box or table.

    :param rows: how many lines it stands for
    """

    words: list[Word]
    held: Box | Grid | None = None
    left: float = field(init=False)
    top: float = field(init=False)
    right: float = field(init=False)
    bottom: float = field(init=False)
    baseline: float = field(init=False)
    size: float = field(init=False)
    middle: float = field(init=False)

    def __post_init__(self) -> None:
        things: Sequence[Word | Box | Grid] = self.words if self.held is None else [self.held]
        self.left, self.right = min(t.left for t in things), max(t.right for t in things)
        self.top, self.bottom = min(t.top for t in things), max(t.bottom for t in things)
        self.size = self.words[0].face.size if self.words else 0.0
        self.baseline = self.words[0].baseline if self.words else self.bottom
        self.middle = (self.top + self.bottom) / 2


Flow: TypeAlias = "list[Line | Box | Grid]"


@dataclass(slots=True)
class _Cut:
    """An empty strip that parts two columns, and from where to where it does."""

    score: float
    left: float
    right: float
    top: float
    bottom: float


class Reader:
    """Puts the parts of one page in order.

    :param body: size of the running text, in points
    :param parts: numbers for the parts of the document (columns, boxes)
    """

    def __init__(self, body: float, parts: Iterator[int]) -> None:
        self.body = body
        self._parts = parts

    def order(self, words: Sequence[Word], held: Sequence[Box | Grid], wholes: Sequence[Line] = ()) -> Flow:
        """Return lines, boxes and tables in the order of reading.

        :param wholes: lines that must not be parted (of a table of contents)
        """
        runs = [*_runs(words), *(Run([], one) for one in held), *(Run(line.words) for line in wholes)]
        return self._order(runs)

    def _order(self, runs: list[Run]) -> Flow:
        if not runs:
            return []
        cuts = self._cuts(runs)
        table = self._table(runs, cuts)
        if table is not None:
            cells = {id(word) for word in table.words}
            others = [r for r in runs if not (r.words and id(r.words[0]) in cells)]
            return self._order([*others, Run([], table)])
        if not cuts:
            return self._leaf(runs)
        cut = max(cuts, key=lambda c: c.score)
        above = [r for r in runs if r.middle <= cut.top]
        below = [r for r in runs if r.middle >= cut.bottom]
        beside = [r for r in runs if cut.top < r.middle < cut.bottom]
        left = [r for r in beside if r.right <= cut.left + _EPS]
        right = [r for r in beside if r.right > cut.left + _EPS]
        if self._only_heading(right) and not self._only_heading(left):
            middle = self._order(right) + self._order(left)
        elif all(r.held for r in right) or all(r.held for r in left):
            main, boxes = (left, right) if all(r.held for r in right) else (right, left)
            middle = self._weave(self._order(main), boxes)
        else:
            middle = self._order(left) + self._order(right)
        return [*self._order(above), *middle, *self._order(below)]

    def _table(self, runs: list[Run], cuts: list[_Cut]) -> Grid | None:
        """Return the largest table without lines that stands between two lines across, if any does."""
        best: Grid | None = None
        for top, bottom in {(cut.top, cut.bottom) for cut in cuts}:
            table = aligned.find([r for r in runs if top < r.middle < bottom], self.body)
            if table is not None and (best is None or len(table.places) > len(best.places)):
                best = table
        return best

    def _only_heading(self, runs: list[Run]) -> bool:
        return bool(runs) and all(not r.held and r.size >= 1.15 * self.body for r in runs)

    def heading(self, line: Line) -> bool:
        """Whether a line looks like one of a heading."""
        return line.size >= 1.12 * self.body or (
            line.bold and len(line.text) < 80 and line.size >= 0.95 * self.body
        )

    def _weave(self, main: Flow, boxes: list[Run]) -> Flow:
        """Put boxes of the margin at the end of the section beside which they begin."""
        result = list(main)
        for run in sorted(boxes, key=lambda r: -r.top):
            if run.held is None:
                continue
            begin = max(
                (i for i, m in enumerate(result) if m.top <= run.top + 2.5 * self.body),
                default=len(result) - 1,
            )
            end = begin + 1
            while end < len(result):
                one = result[end]
                if isinstance(one, Line) and self.heading(one) and not self._continues(result[end - 1], one):
                    break
                end += 1
            result.insert(end, run.held)
        return result

    def _continues(self, before: Line | Box | Grid, line: Line) -> bool:
        return isinstance(before, Line) and before.size == line.size and before.bold == line.bold

    def _leaf(self, runs: list[Run]) -> Flow:
        """One column: lines from the top, boxes where they stand."""
        if not runs:
            return []
        part = next(self._parts)
        made = lines(word for run in runs for word in run.words)
        start = min(run.left for run in runs)
        limit = max(run.right for run in runs)
        for line in made:
            line.part, line.start, line.limit = part, start, limit
        result: Flow = list(made)
        for run in sorted((r for r in runs if r.held), key=lambda r: r.top):
            if run.held is not None:
                place = next(
                    (
                        i
                        for i, one in enumerate(result)
                        if (one.top + one.bottom) / 2 > (run.top + 0.5 * run.bottom - 0.5 * run.top)
                    ),
                    len(result),
                )
                result.insert(place, run.held)
        return result

    def _cuts(self, runs: list[Run]) -> list[_Cut]:
        """Find the empty strips that part columns, or a box from the text."""
        if len(runs) < 2:
            return []
        return [cut for at in _candidates(runs) for cut in self._strips(runs, at)]

    def _strips(self, runs: list[Run], at: tuple[float, float]) -> Iterator[_Cut]:
        low, high = at
        crossing: list[Run] = []
        others: list[Run] = []
        for run in runs:
            across = run.left < high - _EPS and run.right > low + _EPS
            (crossing if across else others).append(run)
        more = self._headings_across(others, crossing, low)
        across_too = {id(r) for r in more}
        edges = [-1e9, *sorted(r.middle for r in (*crossing, *more)), 1e9]
        sides: dict[int, tuple[list[Run], list[Run]]] = {}
        beside = 0.3 * self.body  # what stands on a line across belongs to that line
        for run in others:
            place = bisect_left(edges, run.middle)
            if id(run) not in across_too and edges[place - 1] + beside < run.middle < edges[place] - beside:
                sides.setdefault(place, ([], []))[run.left > low].append(run)
        for place, (left, right) in sides.items():
            if left and right:
                cut = self._judge(left, right, edges[place - 1] + beside, edges[place] - beside)
                if cut is not None:
                    yield cut

    def _headings_across(self, runs: list[Run], crossing: list[Run], low: float) -> list[Run]:
        """Return headings over all columns that are too short to reach across the strip."""
        result = []
        for run in runs:
            if run.held or run.size < 1.12 * self.body or run.right > low + _EPS:
                continue
            near = (run.top - 0.6 * run.size, run.bottom + 0.6 * run.size)
            aside = [r for r in runs if r.left > low - _EPS]
            if any(r.bottom > near[0] and r.top < near[1] for r in aside):
                continue
            end = min((r.top for r in crossing if r.top > run.bottom - _EPS), default=1e9)
            begin = max((r.bottom for r in crossing if r.bottom < run.top + _EPS), default=-1e9)
            below = [r for r in runs if run.bottom <= r.middle < end]
            above = any(begin < r.middle < run.top for r in aside)
            if any(r in aside for r in below) or (not below and end < 1e9 and above):
                result.append(run)
        return result

    def _judge(self, left: list[Run], right: list[Run], top: float, bottom: float) -> _Cut | None:
        gap = min(r.left for r in right) - max(r.right for r in left)
        rows = sorted((_rows(left, self.body), _rows(right, self.body)))
        alone = any(all(r.held for r in side) for side in (left, right))
        titled = self._only_heading(left) != self._only_heading(right)
        if gap < (0.3 if alone else 0.75) * self.body or all(_marks(r) for r in left):
            return None
        begin = max(min(r.top for r in left), min(r.top for r in right))
        end = min(max(r.bottom for r in left), max(r.bottom for r in right))
        if end <= begin:
            return None
        if not alone and not (titled and rows[1] >= 2):
            lefts = Counter(round(r.left / 2) for r in right)
            common = max((lefts[k] + lefts.get(k + 1, 0) for k in lefts), default=0)
            straight = common >= 0.5 * len(right)
            wide = gap >= 2 * self.body and rows[0] >= 1 and rows[1] >= 3
            if not (wide or (rows[0] >= 3 and (straight or gap >= 1.5 * self.body))):
                return None
        return _Cut(
            end - begin + 0.01 * gap,
            max(r.right for r in left),
            min(r.left for r in right),
            top,
            bottom,
        )


def _rows(runs: list[Run], body: float) -> int:
    tall = sum(max(1, int((r.bottom - r.top) / (1.2 * body))) for r in runs if r.held)
    return tall + len({round(r.baseline) for r in runs if not r.held})


def _marks(run: Run) -> bool:
    """Whether a run is a bullet or number that stands before its item."""
    if len(run.words) != 1:
        return False
    return bool(marker(run.words[0], run.words[0]) or _LABEL.fullmatch(run.words[0].text))


def _candidates(runs: list[Run]) -> Iterator[tuple[float, float]]:
    """Yield thin strips at edges that several runs share, or that a box has."""
    lefts = Counter(round(r.left) for r in runs)
    rights = Counter(round(r.right) for r in runs)
    held_left = {round(r.left) for r in runs if r.held}
    held_right = {round(r.right) for r in runs if r.held}
    for x, n in lefts.items():
        if n + lefts.get(x + 1, 0) >= 2 or x in held_left:
            yield x - 3.0, x - 0.5
    for x, n in rights.items():
        if n + rights.get(x + 1, 0) >= 2 or x in held_right:
            yield x + 0.5, x + 3.0


def _runs(words: Sequence[Word]) -> list[Run]:
    runs: list[Run] = []
    rows: dict[float, list[Word]] = {}
    for word in sorted(words, key=lambda w: w.baseline):
        key = next(
            (k for k in (round(word.baseline * 2) / 2, round(word.baseline * 2) / 2 - 0.5) if k in rows), None
        )
        rows.setdefault(round(word.baseline * 2) / 2 if key is None else key, []).append(word)
    for row in rows.values():
        row.sort(key=lambda w: w.left)
        gaps = [b.left - a.right for a, b in pairwise(row)]
        # In a line that is spaced out to fill its column all gaps are wide.
        usual = min(1.6 * median(gaps), _WIDEST * row[0].face.size) if len(gaps) > 3 else 0.0
        current = [row[0]]
        for before, word in pairwise(row):
            gap = word.left - before.right
            size = max(before.face.size, word.face.size)
            mark = len(current) == 1 and marker(before, word) and gap < 4 * size
            if gap > max(_CLOSE * size, usual) and not mark:
                runs.append(Run(current))
                current = []
            current.append(word)
        runs.append(Run(current))
    return runs
