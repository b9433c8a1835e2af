"""Options and arguments that several commands share, and parameter types that click does not have."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from math import isnan
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from names.lists.rules_file import TunedRules
    from names.resolution.resolver import GazetteerSource

Command = TypeVar("Command", bound=Callable[..., Any])


class FileName(click.types.StringParamType):
    """The name of a file. The empty string is refused, because `Path` takes it for the current folder."""

    envvar_list_splitter = os.pathsep  # between several names in a variable of the environment

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name, unchanged. Raises click.BadParameter if it is empty."""
        return str(super().convert(value, param, ctx)) or self.fail("a file name cannot be empty", param, ctx)


class Probability(click.FloatRange):
    """A number from 0 to 1."""

    def __init__(self) -> None:
        super().__init__(0, 1)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number. Raises click.BadParameter if it is outside 0..1 or NaN, which click's range check lets pass."""
        number: float = super().convert(value, param, ctx)
        return self.fail(f"{value!r} is not a number", param, ctx) if isnan(number) else number


def example(command: str) -> str:
    """An example for the end of a command's help, on a line of its own."""
    return f"\b\nExample:\n  {command}"


def threshold_option(default: float, meaning: str) -> Callable[[Command], Command]:
    """The option --threshold of a command, a number from 0 to 1; `meaning` is its help."""
    return click.option("--threshold", type=Probability(), default=default, show_default=True, help=meaning)


def _paths(_context: click.Context, _: click.Parameter, paths: tuple[str, ...]) -> tuple[str, ...] | None:
    """The paths; None if there is none."""
    return paths or None


FILE = FileName()
GAZETTEER = click.option(
    "-g",
    "--gazetteer",
    metavar="FILE",
    type=FILE,
    multiple=True,
    envvar="NAMES_GAZETTEER",
    callback=_paths,
    help='Gazetteer to look in; "default" is the embedded one. Of several, the later win. Also from NAMES_GAZETTEER.',
)
KIND = click.option(
    "--kind",
    "kinds",
    multiple=True,
    metavar="KIND",
    help="Find only entities of this kind: person, place, org. May be given several times.",
)
COUNTRY = click.option(
    "--country",
    "countries",
    multiple=True,
    metavar="COUNTRY",
    help="Find only entities of this country, by its code or name. May be given several times.",
)
ENCODING = click.option(
    "--encoding", metavar="NAME", help="Encoding of files without a byte-order mark; UTF-8 by default."
)
RULES_FILE = click.option(
    "--rules", type=FILE, metavar="FILE", help="Rules to match by, such as `names tune` writes (TOML)."
)
NO_HEADER = click.option("--no-header", is_flag=True, help="The first line is not the header of a table.")
JSON = click.option("--json", "as_json", is_flag=True, help="Write one JSON object per line.")
NAMES = click.argument("names", nargs=-1, required=True, metavar="NAME...")


def gazetteer_source(path: tuple[str, ...] | None, kinds: Sequence[str], countries: Sequence[str]) -> GazetteerSource:
    """Which gazetteer a command looks in, and among which of its entities."""
    from names.lists.country_codes import country_code
    from names.resolution.resolver import GazetteerSource

    return GazetteerSource(path, tuple(kinds), tuple(map(country_code, countries)))


def tuned_rules(path: str | None, threshold: float | None = None) -> TunedRules:
    """The rules of the file of --rules, or the default ones; a --threshold that was given replaces that of names."""
    from dataclasses import replace

    from names.lists.rules_file import read_tuned_rules

    rules = read_tuned_rules(path)
    if threshold is None or (path is not None and not is_given("threshold")):
        return rules
    return replace(rules, names=replace(rules.names, threshold=threshold))


def is_given(option: str) -> bool:
    """Whether the command was given this option, and has not its default."""
    return click.get_current_context().get_parameter_source(option) is not click.core.ParameterSource.DEFAULT


def _remember_force(context: click.Context, _: click.Parameter, value: bool) -> None:
    context.meta["forced"] = value


def _at_most_cores(context: click.Context, _: click.Parameter, workers: int) -> int:
    """The number of workers, reduced to the number of cores unless --force is given.

    More workers than cores are not faster, and each takes the memory of a process.
    """
    from names.formats.streams import note
    from names.processes import cores

    if workers <= cores() or context.meta.get("forced"):
        return workers
    note(f"--workers {workers}: this machine has {cores()} cores, so {cores()} are used; see --force")
    return cores()


WORKERS = click.option(
    "--workers",
    default=1,
    show_default=True,
    type=click.IntRange(1),
    callback=_at_most_cores,
    help="Processes that share the work, at most one for each core.",
)
FORCE = click.option(
    "--force",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_remember_force,
    help="Start more processes than there are cores.",
)
