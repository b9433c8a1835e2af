"""Options and arguments that several commands of the command line share, and those that need a check of their own."""

from __future__ import annotations

import click

GAZETTEER = click.option(
    "-g",
    "--gazetteer",
    metavar="FILE",
    envvar="NAMES_GAZETTEER",
    help="Gazetteer to look in; the embedded one by default. Also taken from NAMES_GAZETTEER.",
)
ENCODING = click.option(
    "--encoding", metavar="NAME", help="Encoding of files without a byte-order mark; UTF-8 by default."
)
JSON = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
NAMES = click.argument("names", nargs=-1, required=True, metavar="NAME...")


def _forced(context: click.Context, _: click.Parameter, value: bool) -> None:
    context.meta["forced"] = value


def _bounded(context: click.Context, _: click.Parameter, workers: int) -> int:
    """As many workers as there are cores, unless more are forced: each takes the memory of a process."""
    from names.streams import note
    from names.workers import cores

    if workers <= cores() or context.meta.get("forced"):
        return workers
    note(f"--workers {workers}: this machine has {cores()} cores, so many are used; see --force")
    return cores()


WORKERS = click.option(
    "--workers",
    default=1,
    show_default=True,
    type=click.IntRange(1),
    callback=_bounded,
    help="Processes that share the work, one a core at most.",
)
FORCE = click.option(
    "--force",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_forced,
    help="Start more processes than there are cores.",
)
