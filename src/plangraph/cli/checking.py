"""The commands about completeness: check, compare, waive, rules."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from plangraph import catalogue
from plangraph.cli.shared import EXIT_FINDINGS, console, examples, lang_option, show, store_option
from plangraph.errors import LoadError

if TYPE_CHECKING:
    from rdflib import Graph

    from plangraph.model import Assessment, Lang, Waiver

profile_option = click.option(
    "--profile",
    "profile_file",
    type=click.Path(path_type=Path),
    envvar="PLANGRAPH_PROFILE",
    show_envvar=True,
    help="A TOML file that gives rules or dimensions another severity, or switches them off.",
)
waivers_option = click.option(
    "--waivers",
    "waiver_files",
    type=click.Path(path_type=Path),
    multiple=True,
    help="A file of waivers (see waive); draft.waivers.ttl beside draft.ttl is found without.",
)
fail_on_option = click.option(
    "--fail-on",
    type=click.Choice(["violation", "warning", "info", "never"]),
    default="violation",
    show_default=True,
    help="Exit with 1 when there is a finding this serious or worse; waived ones don't count.",
)


@click.command()
@click.argument("plans", nargs=-1, required=True, metavar="PLAN...")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "-o",
    "--output",
    "targets",
    type=click.Path(path_type=Path),
    multiple=True,
    help="File to write the report to, in the format of its extension: .html .pdf .md .json .sarif "
    ".junit.xml .xml .xlsx .ttl; .docx is a Word draft itself with a comment for each finding. May be given "
    "several times.",
)
@click.option(
    "--annotate",
    type=click.Path(path_type=Path),
    help="File to write the draft itself to, with each finding beside its words: .docx for a Word draft, "
    ".pdf for a PDF.",
)
@click.option(
    "--summary",
    type=click.Path(path_type=Path),
    help="File to write the one-page summary for a committee to: .html or .pdf.",
)
@click.option(
    "--texts",
    type=click.Path(path_type=Path),
    help="Folder with the plans' texts or documents (known by SHA-256, a .txt also by the plan's slug): hold "
    "the passages against them, and quote them.",
)
@click.option(
    "--cache/--no-cache",
    "cached",
    default=True,
    show_default=True,
    help="Keep reports, and do not check again what has not changed.",
)
@click.option(
    "--patches", is_flag=True, help="Print the Turtle that mends each finding, its blanks to be filled."
)
@fail_on_option
@profile_option
@waivers_option
@store_option
@lang_option
@examples(
    "check hvidovre-2023",
    "check draft.docx -o draft-checked.docx",
    "check draft.pdf -o report.html --annotate draft-checked.pdf",
    "check draft.ttl --fail-on warning --profile testby.toml",
    "check draft.ttl -o report.html -o report.sarif --summary summary.pdf",
    "check hvidovre-2020 hvidovre-2022 --format json > report.json",
)
def check(
    plans: tuple[str, ...],
    form: str,
    targets: tuple[Path, ...],
    annotate: Path | None,
    summary: Path | None,
    texts: Path | None,
    cached: bool,
    patches: bool,
    fail_on: str,
    profile_file: Path | None,
    waiver_files: tuple[Path, ...],
    folder: Path | None,
    lang: Lang,
) -> None:
    """Check plans for completeness.

    Says what is missing, where, why, how to fix it and how others did.

    A plan may be a draft in Word, PDF, text, HTML, OpenDocument or a spreadsheet: what is checked is then
    what could be read out of it.

    What stands in the way of each level of completeness comes first, with the fewest changes to the next one.
    With -o or --summary the report goes to the files, and only one line a plan to the terminal.
    """
    from plangraph import report
    from plangraph.files import save
    from plangraph.model import Severity

    # A Word file is no report but the draft itself; a PDF may be either, and --annotate says which.
    marked = {t: report.MARKED if t.suffix.lower() == ".docx" else report.FORMATS for t in targets}
    wanted = [(target, report.format_of(target, formats)) for target, formats in marked.items()]
    if summary is not None:
        wanted.append((summary, report.format_of(summary, report.SUMMARIES)))
    if annotate is not None:
        wanted.append((annotate, report.format_of(annotate, report.MARKED)))
    graphs = catalogue.plan_graphs(plans, folder)
    assessments = assess_all(
        graphs,
        catalogue.reference(),
        folder,
        profile_file,
        waivers_of(plans, waiver_files),
        cached=cached,
        texts=texts,
        patches=patches or form == "json" or bool(wanted),
    )
    context: dict[str, Any] = {"fail_on": None if fail_on == "never" else Severity(fail_on)}
    if any(written.extension == ".sarif" for _, written in wanted):
        context["sources"] = _sources(plans, folder)
    if any(written in report.MARKED.values() or written.extension == ".sarif" for _, written in wanted):
        context["drafts"] = _drafts(plans)
    for target, written in wanted:
        save(target, written.write(assessments, lang, **context))
        console(error=True).print(report.word("written", lang, path=target.resolve()))
    if form == "json":
        click.echo(report.as_json(assessments), nl=False)
    elif wanted:
        report.show_summary(console(), [a.report for a in assessments], lang)
    else:
        terminal = console()
        for i, one in enumerate(assessments):
            if i:
                terminal.rule()
            report.show_assessment(terminal, one, lang, patches=patches)
    if fail_on != "never":
        threshold = Severity(fail_on).rank
        counted = (f for a in assessments for f in a.report.findings if f.waiver is None)
        if any(finding.severity.rank >= threshold for finding in counted):
            sys.exit(EXIT_FINDINGS)


@click.command()
@click.argument("first")
@click.argument("second")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@fail_on_option
@profile_option
@store_option
@lang_option
@examples(
    "compare draft-1.ttl draft-2.ttl",
    "compare draft-1.ttl draft-2.ttl --fail-on warning --lang en",
    "compare hvidovre-2022 hvidovre-2023 --format json",
)
def compare(
    first: str,
    second: str,
    form: str,
    fail_on: str,
    profile_file: Path | None,
    folder: Path | None,
    lang: Lang,
) -> None:
    """Compare two drafts of a plan.

    Says what is fixed, new, worse, waived or unchanged, whatever was renumbered.

    Exits with 1 when something is new or worse at or over --fail-on.
    """
    from plangraph import report
    from plangraph.assess import comparing
    from plangraph.model import Severity

    reference = catalogue.reference()
    drafts = [
        assess_all(
            catalogue.plan_graphs([name], folder), reference, folder, profile_file, waivers_of([name])
        )[0]
        for name in (first, second)
    ]
    comparison = comparing.compare(*drafts)
    if form == "json":
        click.echo(report.as_comparison_json(comparison), nl=False)
    else:
        report.show_comparison(console(), comparison, lang)
    if fail_on != "never" and comparison.worse(Severity(fail_on)):
        sys.exit(EXIT_FINDINGS)


@click.command()
@click.argument("plan")
@click.argument("rule")
@click.argument("element", required=False)
@click.option("--reason", required=True, help="Why the gap is accepted.")
@click.option("--by", required=True, help="Who accepts it.")
@click.option(
    "--until", required=True, metavar="DATE", help="Last day on which it holds, such as 2026-12-31."
)
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path),
    help="File of waivers to write or extend; without, draft.waivers.ttl beside draft.ttl, and for a plan "
    "named by its slug <slug>.waivers.ttl here.",
)
@store_option
@lang_option
@examples(
    "waive draft.ttl goal-has-figure goal/3 --reason 'Tallet kommer' --by 'A. Jensen' --until 2026-03-31",
    "waive hvidovre-2023 national-target-unaddressed id:national-target/2023/3 --reason 'Ingen flygtninge' "
    "--by 'A. Jensen' --until 2023-12-31",
)
def waive(
    plan: str,
    rule: str,
    element: str | None,
    reason: str,
    by: str,
    until: str,
    target: Path | None,
    folder: Path | None,
    lang: Lang,
) -> None:
    """Accept a gap until a date.

    RULE is waived for one ELEMENT of PLAN (goal/3), or for the whole plan without.

    The waiver is kept as RDF beside the plan. The finding is still shown, as waived; it counts again when the
    waiver has expired, or when what it stands on is written anew.
    """
    from rdflib import Graph

    from plangraph import report, store, turtle
    from plangraph.assess import waivers
    from plangraph.check.rules import load_rules
    from plangraph.files import save

    reference = catalogue.reference()
    slug, graph = next(iter(catalogue.plan_graphs([plan], folder).items()))
    findings = assess_all({slug: graph}, reference, folder)[0].report
    waiver = waivers.draft_waiver(
        rule,
        element,
        by=by,
        reason=reason,
        until=until,
        plan=findings.plan,
        plan_graph=graph,
        reference=reference,
        rules=load_rules().rules,
        findings=findings.findings,
    )
    if target is None:
        beside = catalogue.is_file(plan)
        target = waivers.companion(Path(plan)) if beside else Path(f"{slug}{waivers.ENDING}")
    kept = store.read_graph(target) if target.exists() else Graph(bind_namespaces="none")
    waivers.add_waiver(kept, waiver, findings.plan)
    save(target, turtle.write(kept))
    terminal = console(error=True)
    if not any(f.rule == rule and waiver.focus in (f.focus, f.plan) for f in findings.findings):
        terminal.print(report.word("waives_nothing", lang, rule=rule))
    terminal.print(report.word("written", lang, path=target.resolve()))


@click.command("rules")
@click.option("--diff", is_flag=True, help="Only the rules that the profile changes, before and after.")
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json", "md"]), default="table", show_default=True
)
@profile_option
@lang_option
@examples("rules", "rules --format md --lang en", "rules --profile testby.toml --diff")
def list_rules(diff: bool, form: str, profile_file: Path | None, lang: Lang) -> None:
    """List the rules of completeness.

    Says id, what each demands, dimension, severity, and the plan years it applies to.

    A profile is a small TOML file: [rules] and [dimensions] with off, info, warning or violation by name, and
    "extends" with the path of another profile.
    """
    from plangraph import report
    from plangraph.assess import profiles
    from plangraph.check.rules import load_rules

    rules = load_rules().rules
    if profile_file is None:
        if diff:
            raise click.UsageError("--diff says what a profile changes; name one with --profile FILE")
        show(report.rules_table(rules, lang), form, lang)
        return
    profile = profiles.load_profile(profile_file, rules)
    if diff:
        show(report.changes_table(profiles.changes_of(profile, rules), profile.name, lang), form, lang)
    else:
        show(report.rules_table(rules, lang, {r.id: profile.level(r) for r in rules}), form, lang)


def assess_all(
    graphs: dict[str, Graph],
    reference: Graph,
    folder: Path | None,
    profile_file: Path | None = None,
    waivers: Sequence[Waiver] = (),
    *,
    cached: bool = False,
    texts: Path | None = None,
    patches: bool = True,
) -> list[Assessment]:
    """Assess plans and show how far it is; see :func:`plangraph.assess.together.assess_all`."""
    from plangraph.assess import together
    from plangraph.check.cache import ReportCache, default_folder

    with _ticking(len(graphs), "check") as tick:
        return together.assess_all(
            graphs,
            reference,
            folder,
            profile_file=profile_file,
            waivers=waivers,
            cache=ReportCache(default_folder()) if cached else None,
            texts=texts,
            patches=patches,
            progress=tick,
        )


def _drafts(plans: Sequence[str]) -> dict[str, Any]:
    """Return the document behind each plan that was handed in as one, by the plan's IRI."""
    from plangraph import intake
    from plangraph.report.remarks import Source

    paths = [Path(name) for name in plans if catalogue.is_file(name) and intake.is_document(Path(name))]
    found = {path: catalogue.taken(path) for path in paths}
    return {
        catalogue.plan_iri(taken.slug): Source(path.read_bytes(), taken.document)
        for path, taken in found.items()
        if taken.document is not None
    }


def _sources(plans: Sequence[str], folder: Path | None) -> dict[str, Path]:
    """Return the Turtle file of each plan that has one, by the plan's IRI."""
    from plangraph import intake
    from plangraph.files import plan_files
    from plangraph.names import mint

    shipped = {} if folder else {mint("plan", path.stem): path for path in plan_files()}
    given = [name for name in plans if catalogue.is_file(name) and not intake.is_document(Path(name))]
    return shipped | {catalogue.plan_iri(name): Path(name) for name in given}


@contextmanager
def _ticking(steps: int, what: str) -> Iterator[Callable[[str], None]]:
    """Show progress like :func:`progress`, for what tells when each step is done."""
    if steps < 2 or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.progress import Progress

    with Progress(console=console(error=True), transient=True) as bar:
        task = bar.add_task(what, total=steps)
        yield lambda _: bar.advance(task)


def waivers_of(plans: Sequence[str], files: Sequence[Path] = ()) -> list[Waiver]:
    """Read the waivers in files, and those beside plans that are files."""
    from plangraph import store
    from plangraph.assess import waivers

    beside = [waivers.companion(Path(name)) for name in plans if catalogue.is_file(name)]
    chosen = [*files, *(path for path in beside if path.exists() and path not in files)]
    found: list[Waiver] = []
    for path in chosen:
        held = waivers.waivers_in(store.read_graph(path), str(path))
        if not held:
            raise LoadError(path, "there is no waiver in it (nothing of the class pg:Waiver)")
        found += held
    return found
