"""The commands about drafts: import, review, template."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import click

from plangraph import catalogue
from plangraph.cli.shared import console, examples, lang_option, show
from plangraph.errors import FormatError, ReviewError

Answer = Literal["accepted", "changed", "rejected", "skip", "stated", "quit"]
ANSWERS: Final[tuple[Answer, ...]] = ("accepted", "changed", "rejected", "skip", "stated", "quit")

if TYPE_CHECKING:
    from rdflib import Graph

    from plangraph.intake.suggestions import Pending
    from plangraph.model import Lang


@click.command("import")
@click.argument("draft", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path),
    help="Turtle file to write; standard output without.",
)
@click.option(
    "--municipality",
    "municipalities",
    multiple=True,
    metavar="NAME",
    help="Municipality, by name or code, where the draft does not say; twice or more for a joint plan.",
)
@click.option("--year", type=click.IntRange(2011, 2100), help="Plan year, where the draft does not say.")
@click.option("--slug", help="The plan's slug; municipality and year without (hvidovre-2024).")
@lang_option
@examples(
    "import draft.docx -o draft.ttl",
    "import draft.pdf -o draft.ttl --municipality Hvidovre --year 2024",
    "import goals.xlsx -o draft.ttl",
)
def import_draft(
    draft: Path,
    target: Path | None,
    municipalities: tuple[str, ...],
    year: int | None,
    slug: str | None,
    lang: Lang,
) -> None:
    """Read a draft and write it as a graph.

    Reads Word, PDF, text, Markdown, HTML, OpenDocument and spreadsheets.

    Every statement, name, figure and link is a suggestion with its passage, how sure it is, and why; nothing
    is more than that until somebody has said so (see review).
    """
    from plangraph import report, turtle
    from plangraph.files import save
    from plangraph.intake import take_in
    from plangraph.intake.suggestions import pending

    if slug is not None:
        catalogue.plan_iri(slug)
    with _pages(draft) as tick:
        taken = take_in(draft, municipalities=municipalities, year=year, slug=slug, progress=tick)
    text = turtle.write(taken.graph)
    if target is None:
        click.echo(text, nl=False)
    else:
        save(target, text)
    terminal = console(error=True)
    waiting = len(pending(taken.graph, catalogue.reference()))
    report.show_taken(terminal, taken, waiting, lang)
    if target is not None:
        terminal.print(report.word("written", lang, path=target.resolve()))


@click.command()
@click.option(
    "--municipality",
    "municipalities",
    multiple=True,
    required=True,
    metavar="NAME",
    help="Municipality, by name or code; twice or more for a joint plan.",
)
@click.option("--year", type=click.IntRange(2011, 2100), required=True, help="Plan year.")
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path),
    required=True,
    help="File to write: .xlsx for a workbook, .docx for a Word file.",
)
@lang_option
@examples(
    "template --municipality Hvidovre --year 2024 -o plan.xlsx",
    "template --municipality Ishøj --municipality Vallensbæk --year 2024 -o plan.docx",
)
def template(municipalities: tuple[str, ...], year: int, target: Path, lang: Lang) -> None:
    """Write an empty plan to fill in.

    A workbook has the year's national targets, drop-down lists and help on every column, and what is filled
    in becomes the graph as it stands (import). A Word file has the headings that the intake understands.
    """
    from plangraph import report
    from plangraph.files import save
    from plangraph.intake import word_template, workbook
    from plangraph.intake.knowledge import shipped

    knowledge = shipped()
    try:
        codes = [knowledge.place(name).code for name in municipalities]
    except LookupError as error:
        raise click.BadParameter(str(error.args[0]), param_hint="--municipality") from error
    writers = {".xlsx": workbook.template, ".docx": word_template.write}
    writer = writers.get(target.suffix.lower())
    if writer is None:
        raise FormatError(str(target), tuple(writers))
    save(target, writer(knowledge, municipalities=codes, year=year, lang=lang))
    console(error=True).print(report.word("written", lang, path=target.resolve()))


@click.command()
@click.argument("draft", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path),
    help="File to write the reviewed graph to; the draft itself without.",
)
@click.option("--by", help="Who judges; asked for without.")
@click.option("--list", "only_list", is_flag=True, help="Only list what waits, and judge nothing.")
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json", "md"]), default="table", show_default=True
)
@click.option(
    "--accept-from",
    "least",
    type=click.FloatRange(0, 1),
    metavar="CONFIDENCE",
    help="Accept what is at least so sure (0 to 1) without asking; what is only offered is still asked for.",
)
@lang_option
@examples(
    "review draft.ttl --by 'A. Jensen'",
    "review draft.ttl --list --format md",
    "review draft.ttl --accept-from 0.9 --by 'A. Jensen' -o reviewed.ttl",
)
def review(
    draft: Path,
    target: Path | None,
    by: str | None,
    only_list: bool,
    form: str,
    least: float | None,
    lang: Lang,
) -> None:
    """Judge the suggestions of a draft.

    Shows each with its passage, to be accepted, changed or rejected.

    What is accepted stays, what is rejected goes, and the graph says who judged it and when. Stop whenever
    you like: what was judged is kept, and the rest waits for the next time.
    """
    from plangraph import report, store, turtle
    from plangraph.files import save
    from plangraph.intake.suggestions import pending

    graph, reference = store.read_graph(draft), catalogue.reference()
    waiting = pending(graph, reference)
    if only_list:
        show(report.suggestions_table(waiting, lang), form, lang)
        return
    terminal = console(error=True)
    if not waiting:
        terminal.print(report.word("nothing_waits", lang))
        return
    name = by or click.prompt(report.word("who_judges", lang), err=True)
    judged = 0
    try:
        judged = _judge(graph, reference, name, least, lang)
    except (KeyboardInterrupt, click.Abort, EOFError):
        judged = len(waiting) - len(pending(graph, reference))
    finally:
        save(target or draft, turtle.write(graph))
    left = len(pending(graph, reference))
    terminal.print()
    terminal.print(report.word("judged", lang, count=judged, left=left))
    terminal.print(report.word("written", lang, path=(target or draft).resolve()))


def _judge(graph: Graph, reference: Graph, name: str, least: float | None, lang: Lang) -> int:
    """Ask about each suggestion in turn; returns how many were judged."""
    import datetime

    from plangraph import report
    from plangraph.intake import review as reviews
    from plangraph.intake.suggestions import pending

    today = datetime.datetime.now(tz=datetime.UTC).date()
    terminal = console(error=True)
    judged = 0 if least is None else reviews.judge_all(graph, reference, least, by=name, on=today)
    if least is not None and not sys.stdin.isatty():
        return judged
    passed_over: set[str] = set()
    while waiting := [p for p in pending(graph, reference) if p.iri not in passed_over]:
        suggestion, place = waiting[0], judged + len(passed_over)
        report.show_suggestion(terminal, suggestion, place + 1, place + len(waiting), lang)
        answer = _ask(suggestion, lang)
        if answer == "quit":
            break
        if answer == "skip":
            passed_over.add(suggestion.iri)
            continue
        try:
            reviews.judge(
                graph,
                suggestion.iri,
                "accepted" if answer == "stated" else answer,
                by=name,
                on=today,
                change=_ask_change(suggestion, lang) if answer == "changed" else None,
                stated=answer == "stated",
            )
            judged += 1
        except ReviewError as error:
            terminal.print(str(error), style="red")
    return judged


def _ask(suggestion: Pending, lang: Lang) -> Answer:
    """Ask what becomes of a suggestion; one letter each, those of the language."""
    from plangraph import report

    letters = dict(zip("grasuq" if lang == "da" else "acrstq", ANSWERS, strict=True))
    if suggestion.matter != "link":
        letters = {letter: answer for letter, answer in letters.items() if answer != "stated"}
    key = "judge_link" if suggestion.matter == "link" else "judge"
    choice = click.Choice(list(letters))
    return letters[click.prompt(report.word(key, lang), type=choice, show_choices=False, err=True)]


def _ask_change(suggestion: Pending, lang: Lang) -> dict[str, str]:
    """Ask what a suggestion is to be instead; an empty answer leaves a field as it is."""
    from plangraph import report
    from plangraph.intake.review import CHANGEABLE

    changed = {}
    for field in CHANGEABLE[suggestion.matter]:
        key = "change_figure" if suggestion.matter == "figure" and field == "value" else f"change_{field}"
        answer = click.prompt(report.word(key, lang), default="", show_default=False, err=True)
        if answer.strip():
            changed[field] = answer.strip()
    return changed


@contextmanager
def _pages(draft: Path) -> Iterator[Callable[[int, int], None] | None]:
    """Show how many pages of a document have been read, on a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.progress import Progress

    with Progress(console=console(error=True), transient=True) as bar:
        task = bar.add_task(draft.name, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
