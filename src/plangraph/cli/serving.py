"""The command that opens the other door: serve."""

from __future__ import annotations

import os
from pathlib import Path

import click

from plangraph.cli.shared import examples, store_option


@click.command()
@click.option(
    "--host",
    default="127.0.0.1",
    envvar="PLANGRAPH_HOST",
    show_default=True,
    show_envvar=True,
    help="Address to listen on; 0.0.0.0 for all of this machine's.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    envvar="PLANGRAPH_PORT",
    show_default=True,
    show_envvar=True,
    help="Port to listen on; 0 takes a free one.",
)
@store_option
@click.option(
    "--token-file",
    type=click.Path(path_type=Path),
    envvar="PLANGRAPH_TOKEN_FILE",
    show_envvar=True,
    help="Who knows a token of this file, one a line, may write graphs into the store.",
)
@click.option(
    "--base",
    envvar="PLANGRAPH_BASE",
    show_envvar=True,
    metavar="ADDRESS",
    help="Public address where it is not the server's own (behind a proxy): https://plans.example.dk",
)
@click.option(
    "--origin",
    "origins",
    multiple=True,
    envvar="PLANGRAPH_ORIGINS",
    show_envvar=True,
    metavar="ORIGIN",
    help="A web origin whose scripts may read answers (CORS); repeat for more.",
)
@click.option(
    "--texts",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    envvar="PLANGRAPH_TEXTS",
    show_envvar=True,
    help="Folder with the plans' documents or texts (known by SHA-256, a .txt also by slug): pages "
    "then show the passages. Whoever may open a page may read them.",
)
@click.option(
    "--drafts",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="PLANGRAPH_DRAFTS",
    show_envvar=True,
    help="Folder to keep drafts in that are handed in; without it they go when the server stops.",
)
@click.option(
    "--proxies",
    default="127.0.0.1",
    envvar="PLANGRAPH_PROXIES",
    show_default=True,
    show_envvar=True,
    metavar="ADDRESSES",
    help="Proxies whose word on who asks is taken; commas between them.",
)
@examples("serve", "serve --port 8080 --store my-plans", "serve --store my-plans --token-file tokens.txt")
def serve(
    host: str,
    port: int,
    folder: Path | None,
    token_file: Path | None,
    base: str | None,
    origins: tuple[str, ...],
    texts: Path | None,
    drafts: Path | None,
    proxies: str,
) -> None:
    """Open the graph in a browser: plans, coverage, questions, drafts checked; SPARQL and more for programs.

    It reads the files or the store again when they change. SIGTERM or Ctrl+C finishes what runs.
    Limits are set in the environment: PLANGRAPH_QUERY_SECONDS and others (docs/how-to/serve.md).
    """
    from plangraph.web.server import address_of, listen
    from plangraph.web.server import serve as run
    from plangraph.web.settings import Settings, limits_from, read_tokens

    tokens = read_tokens(token_file) if token_file is not None else ()
    limits = limits_from(os.environ)
    with listen(host, port) as taken:
        address = (base or address_of(taken)).rstrip("/")
        settings = Settings(folder, tokens, address, origins, limits, texts, drafts)
        run(
            settings,
            taken,
            proxies=proxies,
            tell=lambda where: click.echo(f"plangraph: {where}/ (Ctrl+C stops)", err=True),
        )
