"""What somebody wrote in a workbook that cannot be understood, and how all of it is told at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from plangraph.model import Text

#: More than these are counted, not listed.
_LISTED: Final = 200


class Mistake(Exception):  # noqa: N818 - a planner's mistake, gathered and told with the others
    """A cell that cannot be understood.

    :param text: what is wrong with it, and what to do
    """

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.en)


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake and its place.

    :param sheet: name of the sheet as it stands in the workbook
    :param row: 1-based row, or None for the whole sheet
    :param column: heading of the column, or empty for the whole row
    :param text: what is wrong, and what to do
    """

    sheet: str
    row: int | None
    column: str
    text: Text

    def get(self, lang: str) -> str:
        """Return place and text: "Mål, række 5, Enhed: …"."""
        row = "" if self.row is None else f", {'række' if lang == 'da' else 'row'} {self.row}"
        column = f", {self.column}" if self.column else ""
        return f"{self.sheet}{row}{column}: {self.text.get(lang)}"


def told(problems: Sequence[Problem], notes: Sequence[Text], lang: str) -> str:
    """Return all problems as one text, one a line, with what else there is to say about the workbook."""
    danish, count = lang == "da", len(problems)
    if count == 1 and not notes:
        return problems[0].get(lang)
    if danish:
        head = f"{count} fejl i regnearket; intet er læst ind. Ret dem, og prøv igen:"
    else:
        head = f"{count} mistakes in the workbook; nothing was imported. Correct them and try again:"
    lines = [f"- {problem.get(lang)}" for problem in problems[:_LISTED]]
    if count > _LISTED:
        lines.append(f"- … {'og' if danish else 'and'} {count - _LISTED} {'til' if danish else 'more'}")
    if notes:
        lines.append("Desuden:" if danish else "Besides:")
        lines += [f"- {note.get(lang)}" for note in notes]
    return "\n".join([head, *lines])
