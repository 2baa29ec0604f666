"""The page about the command line, out of what click knows of it."""

from __future__ import annotations

from collections.abc import Iterator

import click
from marks import MADE, block, plain, table

from plangraph.cli import cli


def command_page() -> str:
    """Return the page about the commands, each with what it takes."""
    context = click.Context(cli, info_name="plangraph")
    lines = ["# Command line\n", *_help(cli)]
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        if command is not None and not command.hidden:
            lines += _command(command, f"plangraph {name}")
    return MADE.format(source="src/plangraph/cli.py") + "\n".join(lines)


def _command(command: click.Command, path: str, depth: int = 2) -> Iterator[str]:
    arguments = [p for p in command.params if isinstance(p, click.Argument)]
    options = [p for p in command.params if isinstance(p, click.Option) and not p.hidden]
    yield f"{'#' * depth} {path}\n"
    usage = [path, "[OPTIONS]", *(_metavar(argument) for argument in arguments)]
    yield block("text", " ".join(usage))
    yield from _help(command)
    yield from table(
        ("Option", "", "Default"), ((_option(o), plain(o.help or ""), _default(o)) for o in options)
    )
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from _command(inner, f"{path} {name}", depth + 1)


def _help(command: click.Command) -> Iterator[str]:
    """Give a command's help; what click keeps as it is, after ``\\b``, becomes a block."""
    for paragraph in (command.help or "").split("\n\n"):
        lines = [line.strip() for line in paragraph.strip().splitlines()]
        if lines[:2] == ["\b", "Examples:"]:
            yield block("sh", "\n".join(lines[2:]))
        elif lines[:1] == ["\b"]:
            yield block("text", "\n".join(lines[1:]))
        elif lines:
            yield plain(" ".join(lines)) + "\n"


def _metavar(argument: click.Argument) -> str:
    name = argument.metavar or (argument.name or "").upper() + ("..." if argument.nargs == -1 else "")
    return name if argument.required or name.startswith("[") else f"[{name}]"


def _option(option: click.Option) -> str:
    names = ", ".join(f"`{name}`" for name in (*option.opts, *option.secondary_opts))
    if option.is_flag:
        return names
    if isinstance(option.type, click.Choice):
        return f"{names} {' / '.join(f'`{choice}`' for choice in option.type.choices)}"
    return f"{names} {option.metavar or option.type.name.upper()}"


def _default(option: click.Option) -> str:
    told = []
    if option.required:
        told.append("required")
    elif option.show_default and option.default is not None and not callable(option.default):
        told.append(f"`{option.default}`")
    if option.show_envvar and option.envvar:
        told.append(f"or `${option.envvar}`")
    return ", ".join(told)
