"""The command `names` with its subcommands.

The only slow import of these modules is click. What a command needs is imported when it runs, so that `names --help`
is quick.
"""

from __future__ import annotations

from pathlib import Path

import click

from names.cli.agents import mcp
from names.cli.configuration import configured_defaults
from names.cli.corrections import fix
from names.cli.decisions import accept, decisions, merge, reject, split, undo
from names.cli.entities import lookup, resolve
from names.cli.evaluation import eval, label, tune  # noqa: A004 - the name of the command
from names.cli.gazetteers import build, check, export, info
from names.cli.group import Commands
from names.cli.lists import cluster, link
from names.cli.review import review
from names.cli.service import serve
from names.cli.spellings import compare, parse, romanize, variants
from names.cli.tables import reconcile

__all__ = ["main"]


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="names-gazetteer", prog_name="names")
@click.pass_context
def main(context: click.Context) -> None:
    """Any spelling, any script, one entity, and the reason why.

    Finds which known person, place or organisation a spelling means. Reads standard input and writes standard output by
    default; messages go to standard error. A file names.toml, or [tool.names] in a pyproject.toml, may give defaults of
    options.
    """
    context.default_map = configured_defaults(main.commands, Path.cwd())


for command in (
    accept, build, check, cluster, compare, decisions, eval, export, fix, info, label, link, lookup, mcp, merge, parse,
    reconcile, reject, resolve, review, romanize, serve, split, tune, undo, variants,
):  # fmt: skip
    main.add_command(command)
