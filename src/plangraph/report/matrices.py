"""A matrix of coverage in words and as tables: every cell a row, or as it stands on the page."""

from __future__ import annotations

from typing import Final

from plangraph.assess.axes import Head
from plangraph.assess.coverage import Cell, Kind, Matrix, Reason, State
from plangraph.model import Text
from plangraph.tables import Cell as TableCell
from plangraph.tables import Column, Table

#: A sign for each state, so that colour is never the only one.
SIGNS: Final = {
    State.GOAL: "✔",
    State.PART: "▲",
    State.MISSING: "✖",
    State.UNKNOWN: "?",
    State.NOT_RELEVANT: "–",
}
STATES: Final = {
    State.GOAL: Text("dækket af mål", "covered by goals"),
    State.PART: Text("delvist dækket", "partly covered"),
    State.MISSING: Text("mangler", "missing"),
    State.UNKNOWN: Text("uvist", "unknown"),
    State.NOT_RELEVANT: Text("ikke relevant", "not relevant"),
}
REASONS: Final = {
    Reason.SERVED: Text(
        "et mål dækker det, selv eller gennem en indsats", "a goal covers it, itself or through a measure"
    ),
    Reason.PARTLY: Text(
        "kun et fokusområde, en målsætning eller en indsats dækker det, eller et mål gennem det, "
        "det står under",
        "only a focus area, an objective or a measure covers it, or a goal through what it belongs to",
    ),
    Reason.UNADDRESSED: Text(
        "det nationale mål gælder, og intet i planen er knyttet til det",
        "the national target is in force, and nothing in the plan is linked to it",
    ),
    Reason.ASKED: Text(
        "det nationale mål gælder denne gruppe, men det, der er knyttet til det, er ikke for den",
        "the national target is about this group, but what is linked to it is not for the group",
    ),
    Reason.UNSERVED: Text(
        "et fokusområde nævner det, men intet i planen er for gruppen eller bruger redskabet",
        "a focus area names it, but nothing in the plan is for the group or uses the instrument",
    ),
    Reason.NO_YEAR: Text("planen siger intet år", "the plan says no year"),
    Reason.UNRECORDED_YEAR: Text(
        "de nationale mål for det år er ikke registreret",
        "the national targets of that year are not recorded",
    ),
    Reason.DISPUTED: Text(
        "kilderne er uenige om, hvorvidt det var et nationalt mål det år",
        "the sources disagree whether it was a national target that year",
    ),
    Reason.NO_ELEMENTS: Text(
        "intet af planens indhold er registreret", "nothing of the plan's content is recorded"
    ),
    Reason.UNREVIEWED: Text(
        "forslag fra indlæsningen er endnu ikke set igennem",
        "suggestions of the intake have not been reviewed yet",
    ),
    Reason.NO_PLANS: Text("ingen plan er valgt", "no plan is chosen"),
    Reason.APART: Text(
        "planen nævner begge, men intet kræver, at de hører sammen",
        "the plan names both, but nothing asks that they go together",
    ),
    Reason.NOT_ASKED: Text(
        "det nationale mål gælder ikke denne gruppe, og planen nævner den ikke",
        "the national target is not about this group, and the plan does not name it",
    ),
    Reason.NOT_NAMED: Text("planen nævner ikke begge", "the plan does not name both"),
    Reason.OTHER_YEAR: Text("ikke et nationalt mål det år", "no national target that year"),
    Reason.ABOLISHED: Text(
        "der er ingen nationale mål fra det år", "there are no national targets from that year on"
    ),
}
TITLES: Final = {
    Kind.TARGETS: Text("Nationale mål i planerne", "National targets in the plans"),
    Kind.OFFERS: Text("Målgrupper og redskaber", "Target groups and instruments"),
    Kind.AIMS: Text("Nationale mål og målgrupper", "National targets and target groups"),
}
#: What a matrix has in its rows and its columns.
ENDS: Final = {
    Kind.TARGETS: (Text("Nationalt mål", "National target"), Text("Plan", "Plan")),
    Kind.OFFERS: (Text("Målgruppe", "Target group"), Text("Redskab", "Instrument")),
    Kind.AIMS: (Text("Nationalt mål", "National target"), Text("Målgruppe", "Target group")),
}
_COUNTS: Final = (
    Column("goals", Text("Mål", "Goals")),
    Column("objectives", Text("Målsætninger", "Objectives")),
    Column("measures", Text("Indsatser", "Measures")),
    Column("focusAreas", Text("Fokusområder", "Focus areas")),
    Column("plans", Text("Planer", "Plans")),
    Column("confirmed", Text("Bekræftet", "Confirmed")),
)
_LONG: Final = Text("Alle felter", "All cells")


def as_table(matrix: Matrix) -> Table:
    """Return a matrix with every cell as a row: its state, why, and how much stands behind it."""
    row_end, column_end = ENDS[matrix.kind]
    columns = (
        Column("row", row_end),
        Column("column", column_end),
        Column("state", Text("Status", "State")),
        Column("reason", Text("Hvorfor", "Why")),
        *_COUNTS,
    )
    rows = [
        (row.iri, column.iri, *_counted(matrix.cell(row.key, column.key)))
        for row in matrix.rows
        for column in matrix.columns
    ]
    words = {str(code.value): text for known in (STATES, REASONS) for code, text in known.items()}
    return Table(_LONG, columns, tuple(rows), words | _labels(matrix))


def as_grid(matrix: Matrix) -> Table:
    """Return a matrix as it stands on the page: a sign and the number of goals, or of what else there is."""
    row_end, _ = ENDS[matrix.kind]
    columns = [Column("row", row_end), *(Column(head.key, head.label) for head in matrix.columns)]
    rows = [
        (row.iri, *(brief(matrix.cell(row.key, head.key)) for head in matrix.columns)) for row in matrix.rows
    ]
    return Table(TITLES[matrix.kind], tuple(columns), tuple(rows), _labels(matrix))


def brief(cell: Cell) -> str:
    """Return a cell in as few signs as there can be: ``✔ 3``, ``▲ 1``, ``✖``."""
    many = cell.goals if cell.state is State.GOAL else behind(cell)
    return f"{SIGNS[cell.state]} {many}" if many else SIGNS[cell.state]


def behind(cell: Cell) -> int:
    """Return how many elements stand behind a cell."""
    return cell.goals + cell.objectives + cell.measures + cell.areas


def _counted(cell: Cell) -> tuple[TableCell, ...]:
    counts = (cell.goals, cell.objectives, cell.measures, cell.areas, cell.plans)
    return cell.state.value, cell.reason.value, *counts, cell.confirmed if cell.plans else None


def _labels(matrix: Matrix) -> dict[str, Text]:
    heads: tuple[Head, ...] = (*matrix.rows, *matrix.columns)
    return {head.iri: head.label for head in heads}
