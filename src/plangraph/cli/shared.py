"""What the commands share: options, exit codes, how an error, a table or progress is shown."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from inspect import cleandoc
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rich.console import Console

    from plangraph.model import Lang
    from plangraph.tables import Table

EXIT_FINDINGS = 1
EXIT_ERROR = 2


class Failure(click.ClickException):
    """An error of ours as click shows it: one sentence on standard error, exit code 2."""

    exit_code = EXIT_ERROR


def examples(*lines: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Put examples under a command's help, their line breaks kept."""
    text = "\n\n\b\nExamples:\n" + "\n".join(f"  plangraph {line}" for line in lines)

    def add(function: Callable[..., Any]) -> Callable[..., Any]:
        function.__doc__ = cleandoc(function.__doc__ or "") + text
        return function

    return add


lang_option = click.option(
    "--lang",
    type=click.Choice(["da", "en"]),
    default="da",
    envvar="PLANGRAPH_LANG",
    show_default=True,
    show_envvar=True,
    help="Language of the answer.",
)
store_option = click.option(
    "--store",
    "folder",
    type=click.Path(path_type=Path),
    envvar="PLANGRAPH_STORE",
    show_envvar=True,
    help="Use the plans of this store (see load) instead of those that ship with plangraph.",
)


def console(*, error: bool = False) -> Console:
    """Return standard output, or standard error, as something that prints text with styles."""
    from rich.console import Console

    stream = sys.stderr if error else sys.stdout
    # A pipe gets whole lines: cutting them to 80 columns would lose text.
    width = None if stream.isatty() else 160
    return Console(file=stream, width=width, highlight=False, markup=False, emoji=False)


def progress(steps: Sequence[Any], what: str) -> Iterable[Any]:
    """Show progress on standard error, on a terminal, when there is more than one step."""
    if len(steps) < 2 or not sys.stderr.isatty():
        return steps
    from rich.progress import track

    return track(steps, description=what, console=console(error=True), transient=True)


def show(table: Table, form: str, lang: Lang) -> None:
    """Print a table as ``table``, ``csv``, ``json`` or ``md``."""
    from plangraph import report

    if form == "table":
        report.show_table(console(), table, lang)
    else:
        click.echo(report.as_rows(table, form, lang), nl=False)
