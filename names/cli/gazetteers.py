"""The commands that make and inspect gazetteers: `build`, `check`, `info`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from names.cli.options import FILE, GAZETTEER, example
from names.formats.escaping import one_line
from names.formats.streams import note, write_line

if TYPE_CHECKING:
    from gazetteer import Gazetteer

__all__ = ["build", "check", "info"]


@click.command(epilog=example("names build examples/people.tsv -o people.gaz"))
@click.argument("source", type=FILE)
@click.option(
    "-o", "--output", type=FILE, metavar="FILE", required=True, help="Gazetteer to write; an existing one is replaced."
)
@click.option("--force", is_flag=True, help="Replace a file that is not a gazetteer.")
def build(source: str, output: str, force: bool) -> None:
    """Make a gazetteer from a file of entities.

    The file is a table (.tsv, .csv) or has a JSON object on each line (.jsonl).
    """
    from pathlib import Path

    from gazetteer.sources import read
    from gazetteer.storage.targets import refuse_source
    from names.cli.signals import ended_in_order
    from names.formats.terminal import counted, warnings_as_notes
    from names.resolution.resolver import build_gazetteer

    refuse_source(Path(source), Path(output))
    with ended_in_order(), warnings_as_notes():
        built = build_gazetteer(counted(read(source), f"building {output}"), output, force=force)
    note(f"{output}: {_counts(built)}")


@click.command(epilog=example("names check"))
@click.argument("gazetteer", required=False, type=FILE, metavar="[FILE]", envvar="NAMES_GAZETTEER")
def check(gazetteer: str | None) -> None:
    """Check a gazetteer for damage.

    Reads the whole file, by default that of the embedded gazetteer, and writes a line for each damage. The exit code is
    1 if there is any.
    """
    from gazetteer import damages
    from names.resolution.resolver import open_gazetteer

    opened = open_gazetteer(gazetteer)
    found = damages(opened)
    for damage in map(str, found) if found else [f"{opened.path}: ok, {_counts(opened)}"]:
        write_line(one_line(damage))
    if found:
        raise click.exceptions.Exit(1)


def _counts(gazetteer: Gazetteer) -> str:
    return f"{len(gazetteer)} entities, {gazetteer.alias_count} names"


@click.command(epilog=example("names info"))
@GAZETTEER
def info(gazetteer: str | None) -> None:
    """Describe a gazetteer.

    Writes the numbers of entities and names, the version of the keys, and the licences of the sources.
    """
    from names.formats.records import info_lines
    from names.resolution.resolver import open_gazetteer

    write_line("\n".join(info_lines(open_gazetteer(gazetteer))))
