"""The command line: parses, makes one call to the core, shows the answer."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from plangraph import __version__, catalogue
from plangraph.cli.checking import assess_all, check, compare, list_rules, waive
from plangraph.cli.drafts import import_draft, review, template
from plangraph.cli.serving import serve
from plangraph.cli.shared import (
    EXIT_ERROR,
    EXIT_FINDINGS,
    Failure,
    console,
    examples,
    lang_option,
    progress,
    show,
    store_option,
)
from plangraph.errors import PlangraphError

if TYPE_CHECKING:
    from plangraph.model import Lang


class _Group(click.Group):
    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except PlangraphError as error:
            raise Failure(str(error)) from error

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(self.commands)  # in the order in which a newcomer needs them


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="plangraph")
def cli() -> None:
    """Danish municipal employment plans as a graph that people can question.

    A plan is named by its slug (hvidovre-2023), its IRI, or a file. Start with "plangraph demo".

    Exit codes: 0 fine · 1 findings at or over --fail-on · 2 an error, said in one sentence.
    """


@cli.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("plangraph-demo"),
    show_default=True,
    help="Folder for the pages; made if it is not there.",
)
@lang_option
@examples("demo", "demo --out /tmp/plans --lang en")
def demo(out: Path, lang: Lang) -> None:
    """Check and draw the five plans that ship with plangraph."""
    from plangraph import report
    from plangraph.files import make_folder

    make_folder(out)
    terminal = console()
    graphs = catalogue.plan_graphs((), None)
    reference = catalogue.reference()
    assessments = assess_all(graphs, reference, None)
    with console(error=True).status("…"):
        index = report.write_site(out, graphs, reference, assessments, lang)
    report.show_summary(terminal, [a.report for a in assessments], lang)
    terminal.print(report.word("pages_at", lang, path=index.resolve()))


@cli.command()
@store_option
@lang_option
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json", "md"]), default="table", show_default=True
)
@examples("plans", "plans --format csv", "plans --store my-plans")
def plans(folder: Path | None, lang: Lang, form: str) -> None:
    """List the plans and how much each says."""
    from plangraph import queries

    store = catalogue.open_store(folder)
    show(queries.run(store, queries.get("plans-at-a-glance"), {}), form, lang)


for command in (import_draft, check, review, template, compare, waive, list_rules):
    cli.add_command(command)


@cli.command()
@click.argument("plans", nargs=-1, metavar="[PLAN...]")
@store_option
@lang_option
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json", "md"]), default="table", show_default=True
)
@examples("gaps", "gaps hvidovre-2023", "gaps hvidovre-2022 hvidovre-2023 --lang en")
def gaps(plans: tuple[str, ...], folder: Path | None, lang: Lang, form: str) -> None:
    """Ask every gap question about some plans, or all."""
    from plangraph import queries

    store = catalogue.open_store(folder, [name for name in plans if catalogue.is_file(name)])
    chosen = [{"plan": catalogue.plan_iri(name)} for name in plans] or [{}]
    for query in queries.gaps():
        for params in chosen:
            show(queries.run(store, query, params), form, lang)


@cli.command("queries")
@lang_option
@examples("queries", "queries --lang en")
def list_queries(lang: Lang) -> None:
    """List the questions of the library."""
    from plangraph import queries, report

    report.show_library(console(), queries.questions(), lang)


@cli.command()
@click.argument("name", required=False)
@click.option(
    "--param", "-p", "params", multiple=True, metavar="KEY=VALUE", help="A parameter of a library question."
)
@click.option("-f", "file", type=click.Path(path_type=Path), help="Ask the SPARQL of this file.")
@click.option("-e", "text", metavar="SPARQL", help="Ask this SPARQL.")
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json", "md"]), default="table", show_default=True
)
@store_option
@lang_option
@examples(
    "query national-targets-unaddressed",
    "query who-offers-what --param instrument=ins:igu",
    "query goals-without-figure -p plan=hvidovre-2023 --format csv",
    "query -e 'SELECT ?g WHERE { ?g a pg:Goal } ORDER BY ?g'",
)
def query(
    name: str | None,
    params: tuple[str, ...],
    file: Path | None,
    text: str | None,
    form: str,
    folder: Path | None,
    lang: Lang,
) -> None:
    """Ask a library question, or your own SPARQL.

    Queries are read-only, and the prefixes of plangraph are known.
    """
    from plangraph import queries
    from plangraph.tables import Table

    if sum(given is not None for given in (name, file, text)) != 1:
        raise click.UsageError("give one of NAME, -f FILE or -e SPARQL; 'plangraph queries' lists the names")
    if name is not None:
        question = queries.get(name)
        show(queries.run(catalogue.open_store(folder), question, _pairs(params)), form, lang)
        return
    if params:
        raise click.UsageError("--param belongs to a question of the library, not to your own SPARQL")
    sparql = text if text is not None else _read(file)
    answer = queries.run_text(catalogue.open_store(folder), sparql)
    if isinstance(answer, Table):
        show(answer, form, lang)
    elif form != "table":
        raise click.UsageError("CONSTRUCT and DESCRIBE give Turtle; leave --format out")
    else:
        click.echo(answer.serialize(format="turtle"), nl=False)


@cli.command()
@click.argument("plans", nargs=-1, metavar="[PLAN...]")
@click.option(
    "-o", "--output", "target", type=click.Path(path_type=Path), required=True, help="The HTML file to write."
)
@store_option
@lang_option
@examples("draw -o graph.html", "draw hvidovre-2023 -o hvidovre.html --lang en")
def draw(plans: tuple[str, ...], target: Path, folder: Path | None, lang: Lang) -> None:
    """Draw plans as an interactive picture.

    The picture is one HTML file that opens offline, with a table that says the same.
    """
    from plangraph import network, picture, report

    projection = network.project(catalogue.plan_graphs(plans, folder).values(), catalogue.reference())
    title = report.title(plan["label"] for plan in projection.graph["plans"].values())
    picture.draw(projection, target, title=title, lang=lang)
    console(error=True).print(report.word("written", lang, path=target.resolve()))


@cli.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option(
    "--store",
    "folder",
    type=click.Path(path_type=Path),
    required=True,
    help="Folder of the store; made if it is not there.",
)
@lang_option
@examples("load draft.ttl --store my-plans", "load data/ttl/*.ttl --store my-plans")
def load(files: tuple[Path, ...], folder: Path, lang: Lang) -> None:
    """Load plans into a store on disk.

    A plan that is there already is replaced whole; a bad file changes nothing.
    """
    from plangraph import report, store

    terminal = console(error=True)
    with store.EmbeddedStore(folder) as opened:
        store.load_reference(opened)
        for path in progress(files, "load"):
            loaded = store.load(opened, path)
            key = "reloaded" if loaded.replaced else "loaded"
            terminal.print(report.word(key, lang, plan=loaded.slug, count=loaded.triples, path=path))


@cli.command()
@click.argument("plans", nargs=-1, metavar="[PLAN...]")
@click.option(
    "--format",
    "form",
    type=click.Choice(["turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml", "xlsx"]),
    default="turtle",
    show_default=True,
)
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path),
    help="File to write; standard output without.",
)
@store_option
@lang_option
@examples(
    "export hvidovre-2023",
    "export --format trig -o all.trig",
    "export hvidovre-2023 --format jsonld",
    "export hvidovre-2023 --format xlsx -o hvidovre-2023.xlsx",
)
def export(plans: tuple[str, ...], form: str, target: Path | None, folder: Path | None, lang: Lang) -> None:
    """Write plans as RDF, or one plan as a workbook.

    trig and nquads keep one named graph a plan. The workbook (xlsx) is the filled-in template: what it holds
    can be changed there and read again (import).
    """
    from plangraph import report
    from plangraph.files import save

    graphs = catalogue.plan_graphs(plans, folder)
    if form == "xlsx":
        from plangraph.intake import workbook
        from plangraph.intake.knowledge import shipped

        if target is None or len(graphs) != 1:
            raise click.UsageError("a workbook holds one plan and needs a file: name one PLAN, and -o FILE")
        save(target, workbook.write(next(iter(graphs.values())), shipped(), lang))
    elif target is None:
        click.echo(report.as_rdf(graphs, form), nl=False)
        return
    else:
        save(target, report.as_rdf(graphs, form))
    console(error=True).print(report.word("written", lang, path=target.resolve()))


@cli.command()
@click.argument("plans", nargs=-1, metavar="[PLAN...]")
@click.option(
    "--texts",
    type=click.Path(path_type=Path),
    envvar="PLANGRAPH_PLAN_TEXTS",
    show_envvar=True,
    required=True,
    help="Folder with the plans' texts or documents; they are recognised by their SHA-256.",
)
@store_option
@lang_option
@examples("verify --texts plans", "verify hvidovre-2023 --texts plans")
def verify(plans: tuple[str, ...], texts: Path, folder: Path | None, lang: Lang) -> None:
    """Hold plans against the texts they were read from.

    Checks every passage, box, figure and name.
    """
    from plangraph import evidence, report
    from plangraph.wording import Lexicon

    if not texts.is_dir():
        raise Failure(f"{texts}: is not a folder; name the folder that holds the plan texts")
    terminal = console()
    lexicon = Lexicon.from_graph(catalogue.reference())
    worst = 0
    for slug, graph in catalogue.plan_graphs(plans, folder).items():
        path = evidence.find_source(graph, texts)
        if path is None:
            terminal.print(report.word("no_text", lang, plan=slug, path=texts))
            worst = max(worst, EXIT_ERROR)
            continue
        source = evidence.read_source(path)
        found = evidence.verify(graph, source, lexicon, sha256=evidence.digest(path))
        terminal.print(report.word("verified", lang, plan=slug, path=path.name, count=len(found)))
        for mismatch in found:
            terminal.print(f"  {mismatch.check}: {mismatch.subject}: {mismatch.detail}")
        worst = max(worst, EXIT_FINDINGS if found else 0)
    sys.exit(worst)


@cli.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("first")
@click.argument("last", required=False)
@examples("passage plan.txt 'Jobcentret vil sikre' 'tværfaglig indsats.'")
def passage(file: Path, first: str, last: str | None) -> None:
    """Find a passage in a text, for its evidence.

    The passage begins with the words FIRST and ends with LAST.
    """
    from plangraph.evidence import locate, read_text
    from plangraph.passages import fingerprint, normalise

    text = read_text(file)
    try:
        start, end = locate(text, first, last)
    except LookupError as error:
        raise Failure(f"{file}: {error.args[0]}") from error
    click.echo(f"oa:start       {start}\noa:end         {end}\npg:fingerprint {fingerprint(text[start:end])}")
    click.echo(normalise(text[start:end]), err=True)


cli.add_command(serve)


@cli.command("format")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option(
    "--check", "only_check", is_flag=True, help="Write nothing; exit with 1 when a file would change."
)
@examples("format data/ttl/hvidovre-2023.ttl", "format --check data/ttl/*.ttl")
def format_files(files: tuple[Path, ...], only_check: bool) -> None:
    """Rewrite Turtle files in their one form."""
    from plangraph import store, turtle
    from plangraph.files import save

    changed = False
    for path in files:
        try:
            text = turtle.write(store.read_graph(path))
        except ValueError as error:
            raise Failure(f"{path}: {error}") from error
        if text != _read(path):
            changed = True
            click.echo(f"{path}: {'would change' if only_check else 'rewritten'}", err=True)
            if not only_check:
                save(path, text)
    if changed and only_check:
        sys.exit(EXIT_FINDINGS)


# --- what the commands share ---------------------------------------------------------------------


def _pairs(params: Sequence[str]) -> dict[str, str]:
    pairs = {}
    for param in params:
        key, equals, value = param.partition("=")
        if not equals or not key:
            raise click.UsageError(f"--param {param!r} is not KEY=VALUE, e.g. --param plan=hvidovre-2023")
        pairs[key] = value
    return pairs


def _read(path: Path | None) -> str:
    from plangraph.evidence import read_text

    if path is None:
        raise click.UsageError("no file was named")
    return read_text(path)


def main() -> None:
    """Run the command line."""
    # Graphs are hundreds of thousands of objects that live until the end of the process; looking for garbage
    # among them after every 700 takes a third of the time.
    gc.set_threshold(100_000, 20, 50)
    try:
        cli(prog_name="plangraph")
    finally:
        # The process ends here; Python would look through all of them once more, for a fifth of a second.
        gc.freeze()
