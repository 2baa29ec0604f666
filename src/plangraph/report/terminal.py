"""Reports and tables in the terminal; colours only where there is one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from textwrap import TextWrapper, shorten
from typing import TYPE_CHECKING, Final

from plangraph.model import Finding, Passage, Report, Severity, State
from plangraph.report.words import SEVERITIES, SIGN, THEME, word

if TYPE_CHECKING:
    from rich.console import Console
    from rich.segment import Segment

    from plangraph.queries import Query
    from plangraph.tables import Table

#: How many characters of a passage a line can bear.
_QUOTED: Final = 160
_STYLE = {Severity.VIOLATION: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


class Page:
    """Lines that are wrapped here and printed at once.

    A report has a thousand of them; rich alone takes as long to lay out each as to print a hundred.

    :param console: what they are printed on, as wide as they may be
    """

    def __init__(self, console: Console) -> None:
        self._console = console
        self._segments: list[Segment] = []

    def add(self, text: str, style: str = "", indent: int = 0) -> None:
        """Add lines, each indented by some characters."""
        from rich.control import strip_control_codes
        from rich.segment import Segment
        from rich.style import Style

        wrapper = TextWrapper(
            max(self._console.width - indent, 1), replace_whitespace=False, break_on_hyphens=False
        )
        for line in strip_control_codes(text).split("\n"):
            for part in wrapper.wrap(line) or [""]:
                self._segments.append(Segment(" " * indent + part, Style.parse(style)))
                self._segments.append(Segment.line())

    def show(self) -> None:
        """Print all that was added."""
        from rich.segment import Segments

        self._console.print(Segments(self._segments), end="", crop=False)


def show_table(console: Console, table: Table, lang: str) -> None:
    """Print a table with labels for IRIs, its title above and the number of rows below."""
    from rich import box
    from rich.table import Table as Grid
    from rich.text import Text as Words

    grid = Grid(
        box=box.SIMPLE_HEAD, title=Words(table.title.get(lang)), title_justify="left", title_style="bold"
    )
    for i, column in enumerate(table.columns):
        number = all(isinstance(row[i], int | float) or row[i] is None for row in table.rows)
        grid.add_column(Words(column.label.get(lang)), justify="right" if number and table.rows else "left")
    for row in table.rows:
        grid.add_row(*(Words(table.show(cell, lang)) for cell in row))
    console.print(grid)
    console.print(f"{len(table.rows)} {word('row' if len(table.rows) == 1 else 'rows', lang)}", style="dim")


def show_summary(console: Console, reports: Sequence[Report], lang: str) -> None:
    """Print one line a plan: checks passed of all, findings by severity, the most important gap."""
    from rich import box
    from rich.table import Table as Grid
    from rich.text import Text as Words

    grid = Grid(box=box.SIMPLE_HEAD)
    for key in ("plan", "checks"):
        grid.add_column(word(key, lang), no_wrap=True)
    for severity in Severity:
        grid.add_column(Words(f"{SIGN[severity]} {SEVERITIES[severity].get(lang)}"), justify="right")
    grid.add_column(word("important_gap", lang), ratio=1)
    for report in reports:
        passed, examined = report.checks()
        counts = report.severities()
        grid.add_row(
            Words(report.label.get(lang)),
            f"{passed} {word('of', lang)} {examined}",
            *(Words(str(counts[s]), style=_STYLE[s] if counts[s] else "dim") for s in Severity),
            Words(most_important(report, lang)),
        )
    console.print(grid)


#: Dimensions by how much a gap in them weighs with whoever reads one line about a plan.
_WEIGHT: Final = ("linkage", "statutory", "arithmetic", "measurability", "structure", "evidence")


def most_important(report: Report, lang: str) -> str:
    """Return the message of the finding that weighs most and is not mere information, or nothing."""
    dimensions = {o.rule.id: o.rule.dimension for o in report.outcomes}

    def weight(finding: Finding) -> tuple[int, int]:
        name = dimensions.get(finding.rule, "")
        return -finding.severity.rank, _WEIGHT.index(name) if name in _WEIGHT else len(_WEIGHT)

    serious = [f for f in report.findings if f.severity is not Severity.INFO and f.waiver is None]
    return min(serious, key=weight).message.get(lang) if serious else ""


def add_findings(page: Page, report: Report, lang: str, detail: Callable[[Finding, str], str]) -> None:
    """Add findings by severity and rule, and the rules that could not be run.

    :param detail: what to say below a finding
    """
    names = {o.rule.id: o.rule.name for o in report.outcomes}
    for severity in Severity:
        chosen = [f for f in report.findings if f.severity is severity]
        if chosen:
            heading = f"\n{SIGN[severity]} {SEVERITIES[severity].get(lang)} ({len(chosen)})"
            page.add(heading, _STYLE[severity])
        for rule in dict.fromkeys(f.rule for f in chosen):
            page.add(f"{names[rule].get(lang)} [{rule}]", "bold", 2)
            for finding in (f for f in chosen if f.rule == rule):
                page.add(f"– {finding.message.get(lang)}", indent=4)
                page.add(detail(finding, lang), "dim", 6)
    for outcome in report.outcomes:
        if outcome.state is State.ERRORED and outcome.note:
            page.add(f"{outcome.rule.id}: {outcome.note.get(lang)}", "bold red")


def show_library(console: Console, library: Sequence[Query], lang: str) -> None:
    """Print the library of questions by theme: name, what it asks, what it takes."""
    from rich.padding import Padding
    from rich.text import Text as Words

    theme = None
    for query in library:
        if query.theme != theme:
            theme = query.theme
            console.print(Words(f"\n{THEME[theme].get(lang) if theme in THEME else theme}", style="bold"))
        console.print(Padding(Words(f"{query.name}: {query.title.get(lang)}"), (0, 0, 0, 2), expand=False))
        console.print(Padding(Words(query.summary.get(lang), style="dim"), (0, 0, 0, 4), expand=False))
        for param in query.params:
            extra = f" ({word('optional', lang)})" if param.optional else ""
            line = f"{word('takes', lang)}: {param.name}: {param.label.get(lang)}{extra}"
            console.print(Padding(Words(line, style="dim"), (0, 0, 0, 4), expand=False))


def details(finding: Finding, lang: str) -> str:
    """Say what to do about a finding, and where it stands."""
    lines = [f"{word('fix', lang)}: {finding.fix.get(lang)}"]
    places = [where(p, lang) for p in finding.evidence[:2]]
    if places:
        lines.append(f"{word('where', lang)}: {'; '.join(places)}")
    return "\n".join(lines)


def where(passage: Passage, lang: str) -> str:
    """Say where a passage stands: section, page, characters, and its first words where they are known."""
    parts = [f"»{passage.section}«"] if passage.section else []
    if passage.page is not None:
        parts.append(f"{word('page', lang)} {passage.page}")
    parts.append(f"{word('characters', lang)} {passage.start}–{passage.end}")
    quoted = "" if passage.words is None else f": »{shorten(passage.words, _QUOTED, placeholder=' …')}«"
    return ", ".join(parts) + quoted
