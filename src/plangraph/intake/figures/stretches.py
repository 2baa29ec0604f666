"""A sentence with what was found in it, and the places in it that matter for what a quantity is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from plangraph.intake.figures import cues, phrases
from plangraph.intake.figures.passage import Passage, Sentence
from plangraph.intake.figures.quantities import Quantity
from plangraph.intake.figures.times import Time

#: So far back the words before a quantity are looked at.
_REACH: Final = 240
_PARENTHESIS: Final = re.compile(r"\([^()]*\)?")


@dataclass
class Stretch:
    """A sentence.

    :param passage: the passage it stands in
    :param sentence: where
    :param year: the plan's year, or None
    :param bare: whether a number without anything around it is a target (a cell of a table)
    :param quantities: its quantities outside conditions
    :param times: its points in time
    :param ways: its words of direction outside conditions
    :param relations: what it says relative to others
    """

    passage: Passage
    sentence: Sentence
    year: int | None
    bare: bool
    quantities: list[Quantity] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    ways: list[phrases.Direction] = field(default_factory=list)
    relations: list[phrases.Relation] = field(default_factory=list)
    conditions: list[tuple[int, int]] = field(default_factory=list)
    parentheses: list[tuple[int, int]] = field(default_factory=list)

    @classmethod
    def of(
        cls,
        passage: Passage,
        sentence: Sentence,
        quantities: tuple[Quantity, ...],
        times: tuple[Time, ...],
        year: int | None,
        bare: bool,
    ) -> Stretch:
        """Gather what stands in a sentence.

        :param quantities: those of the whole passage
        :param times: those of the whole passage
        """
        start, end, low = sentence.start, sentence.end, passage.low
        new = cls(passage, sentence, year, bare)
        new.conditions = [m.span() for m in cues.IF.finditer(low, start, end)]
        new.parentheses = [m.span() for m in _PARENTHESIS.finditer(low, start, end)]
        new.times = [t for t in times if start <= t.start < end]
        new.quantities = [q for q in quantities if start <= q.start < end and not new.conditional(q.start)]
        new.ways = [d for d in phrases.directions(low, start, end) if not new.conditional(d.start)]
        new.relations = [r for r in phrases.relations(low, start, end) if not new.conditional(r.start)]
        return new

    @property
    def start(self) -> int:
        """First code point of the sentence, in the passage's words."""
        return self.sentence.start

    @property
    def end(self) -> int:
        """Code point after its last."""
        return self.sentence.end

    @property
    def low(self) -> str:
        """The passage's words in lower case."""
        return self.passage.low

    def conditional(self, at: int) -> bool:
        """Whether a place is inside "hvis …"."""
        return any(start <= at < end for start, end in self.conditions)

    def parenthesis(self, at: int) -> tuple[int, int] | None:
        """Return the parenthesis around a place, or None."""
        return next((p for p in self.parentheses if p[0] <= at < p[1]), None)

    def left(self, index: int) -> str:
        """Return the words before a quantity, back to the one before it."""
        quantity = self.quantities[index]
        start = self.start
        if index and self.quantities[index - 1].start != quantity.start:
            start = self.quantities[index - 1].end
        return self.low[max(start, self.start, quantity.start - _REACH) : quantity.start]

    def following(self, index: int) -> int:
        """Return where the next quantity begins, or the sentence ends."""
        return self.quantities[index + 1].start if index + 1 < len(self.quantities) else self.end

    def cut(self, at: int, boundary: re.Pattern[str] = cues.CLAUSE) -> int:
        """Return where the clause around a place begins."""
        cuts = [
            m.end() for m in boundary.finditer(self.low, self.start, at) if not self.parenthesis(m.start())
        ]
        return cuts[-1] if cuts else self.start

    def clause(self, at: int) -> str:
        """Return the clause around a place, up to it."""
        return self.low[self.cut(at) : at]

    def about_share(self) -> bool:
        """Whether a percentage is what the sentence is about, so that counts beside it are conditions."""
        return any(
            q.unit in ("percent", "percentage-point") and not self.parenthesis(q.start)
            for q in self.quantities
        ) or any(r.reference == "NationalAverage" for r in self.relations)

    def moves(self) -> bool:
        """Whether a verb or a noun in it says that something rises, falls or stays."""
        return any(not d.noun for d in self.ways)
