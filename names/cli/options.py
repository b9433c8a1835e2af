"""Options and arguments that several commands of the command line share, and those that need a check of their own."""

from __future__ import annotations

from math import isnan
from typing import Any

import click


class FileName(click.types.StringParamType):
    """The name of a file, which to Python would be the folder one is in if it were empty."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name as it is."""
        return str(super().convert(value, param, ctx)) or self.fail("a file has a name; '' is none", param, ctx)


class Share(click.FloatRange):
    """A number from 0 to 1."""

    def __init__(self) -> None:
        super().__init__(0, 1)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number; what is not a number lies in no range either."""
        number: float = super().convert(value, param, ctx)
        return self.fail(f"{value!r} is not a number", param, ctx) if isnan(number) else number


FILE = FileName()
GAZETTEER = click.option(
    "-g",
    "--gazetteer",
    metavar="FILE",
    type=FILE,
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
    from names.formats.streams import note
    from names.lists.workers import cores

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
