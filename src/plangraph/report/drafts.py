"""What was taken in of a draft, and its suggestions, for the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from plangraph.model import Text
from plangraph.names import PG
from plangraph.tables import Column, Table

if TYPE_CHECKING:
    from rich.console import Console

    from plangraph.intake import Taken
    from plangraph.intake.suggestions import Pending
    from plangraph.model import Lang

_MATTER: Final = {
    "element": Text("udsagn", "statement"),
    "candidate": Text("muligt udsagn", "possible statement"),
    "concept": Text("målgruppe eller redskab", "target group or instrument"),
    "link": Text("nationalt mål", "national target"),
    "figure": Text("måltal", "target value"),
    "requirement": Text("lovkrav", "legal requirement"),
    "listed": Text("opregnet nationalt mål", "national target recited"),
}
_COUNTS: Final = (
    ("FocusArea", Text("fokusområder", "focus areas")),
    ("Objective", Text("målsætninger", "objectives")),
    ("Goal", Text("mål", "goals")),
    ("TargetValue", Text("måltal", "target values")),
    ("Measure", Text("indsatser", "measures")),
    ("Challenge", Text("udfordringer", "challenges")),
    ("StatutoryStatement", Text("udsagn om lovkrav", "statements on what the law asks")),
    ("Linkage", Text("koblinger til nationale mål", "links to national targets")),
)
_SURE: Final = Text("sikkerhed", "confidence")


def matter(suggestion: Pending, lang: Lang) -> str:
    """Return what a suggestion is about, in words."""
    return _MATTER[suggestion.matter].get(lang)


def show_taken(terminal: Console, taken: Taken, waiting: int, lang: Lang) -> None:
    """Print what was taken in of a draft: how much of each kind, what could not be done, what waits."""
    from rdflib import RDF, URIRef
    from rdflib.namespace import RDFS

    graph = taken.graph
    plan = next(graph.subjects(RDF.type, URIRef(PG + "Plan")))
    terminal.print(f"{graph.value(plan, RDFS.label)} ({taken.slug})", style="bold")
    for name, words in _COUNTS:
        count = len(set(graph.subjects(RDF.type, URIRef(PG + name))))
        terminal.print(f"  {count:>4} {words.get(lang)}", style=None if count else "yellow")
    for note in taken.notes:
        terminal.print(f"  ! {note.get(lang)}", style="yellow")
    if waiting:
        told = Text(
            f"{waiting} forslag venter på, at nogen ser på dem (plangraph review).",
            f"{waiting} suggestions wait for somebody to look at them (plangraph review).",
        )
        terminal.print(told.get(lang))


def show_suggestion(terminal: Console, suggestion: Pending, place: int, of: int, lang: Lang) -> None:
    """Print one suggestion with its passage and why it was made."""
    where = suggestion.section or ""
    if suggestion.page is not None:
        where += f" · {Text('s.', 'p.').get(lang)} {suggestion.page}"
    terminal.print()
    terminal.print(f"[{place}/{of}] {matter(suggestion, lang)}: {_said(suggestion, lang)}", style="bold")
    if where.strip(" ·"):
        terminal.print(f"  {where.strip(' ·')}", style="dim")
    if suggestion.words:
        terminal.print(f"  »{suggestion.words}«")
    terminal.print(
        f"  {suggestion.why.get(lang)} ({_SURE.get(lang)} {suggestion.confidence:.2f})", style="dim"
    )


def suggestions_table(suggestions: Sequence[Pending], lang: Lang) -> Table:
    """Return the suggestions as a table, in the order of the document."""
    columns = (
        Column("matter", Text("Hvad", "What")),
        Column("said", Text("Forslag", "Suggestion")),
        Column("confidence", Text("Sikkerhed", "Confidence")),
        Column("why", Text("Hvorfor", "Why")),
        Column("section", Text("Afsnit", "Section")),
        Column("page", Text("Side", "Page")),
        Column("words", Text("Planens ord", "The plan's words")),
    )
    return Table(
        Text("Forslag, som ingen har taget stilling til", "Suggestions that nobody has judged"),
        columns,
        tuple(
            (
                matter(s, lang),
                _said(s, lang),
                s.confidence,
                s.why.get(lang),
                s.section or "",
                s.page,
                s.words,
            )
            for s in suggestions
        ),
    )


def _said(suggestion: Pending, lang: Lang) -> str:
    if suggestion.matter in ("element", "candidate"):
        return f"{suggestion.value_label.get(lang)}: {suggestion.label}"
    return f"{suggestion.label} → {suggestion.value_label.get(lang)}"
