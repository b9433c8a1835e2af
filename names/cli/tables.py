"""The command that works on tables: `reconcile`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

import click

from names.cli.options import (
    COUNTRY,
    ENCODING,
    FILE,
    FORCE,
    GAZETTEER,
    KIND,
    NO_HEADER,
    RULES_FILE,
    WORKERS,
    example,
    gazetteer_source,
    threshold_option,
    tuned_rules,
)
from names.formats.escaping import visible
from names.formats.streams import note, on_terminal
from names.resolution.rules import RULES

if TYPE_CHECKING:
    from names.tables.base import Table
    from names.tables.reconciling import Reconciling, Summary

__all__ = ["reconcile"]

MOST, DEFAULT = 10, 5  # candidates of a row, at most and if nothing is said
LISTED = 30  # columns that a message lists; chosen
STATUSES = ("match", "ambiguous", "none", "without a name")
CONTEXT = {
    "given": "given name",
    "family": "family name",
    "country": "country, as a code or name",
    "kind": "kind: person, place, org",
    "born": "date or year of birth",
}


def _context_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options that name the columns that say more of whom a row means."""
    for what, meaning in reversed(CONTEXT.items()):
        short = () if what in {"country", "kind"} else (f"--{what}",)
        names = (f"--{what}-column", *short, f"{what}_column")
        command = click.option(*names, metavar="COLUMN", help=f"Column with the {meaning}.")(command)
    return command


@click.command(epilog=example("names reconcile examples/guests.csv --column guest --country-column from"))
@click.argument("table", type=FILE, metavar="TABLE|-")
@click.option("--column", metavar="COLUMN", help="Column with the names, by its name or number.")
@_context_options
@GAZETTEER
@KIND
@COUNTRY
@click.option("--against", type=FILE, metavar="TABLE", help="Look in a table of your own instead of a gazetteer.")
@click.option("--key", metavar="COLUMN", help="Column with the names, in the table of --against.")
@click.option("--against-id", metavar="COLUMN", help="Column with the ids there; by default id, else the line.")
@click.option("-o", "--output", type=FILE, metavar="FILE", help="File to write, whole or not at all.")
@click.option("--resume", is_flag=True, help="Go on with the FILE of -o after the command was interrupted.")
@click.option("--candidates", type=click.IntRange(1, MOST), help="Entities to list for each row.", metavar="N")
@click.option("--candidates-to", type=FILE, metavar="FILE", help="Table to list them in: .csv, .tsv or .jsonl.")
@click.option("--prefix", default="entity_", show_default=True, help="What the names of new columns begin with.")
@click.option("--raw", is_flag=True, help="Write new cells unchanged, even formulas that a spreadsheet would run.")
@threshold_option(RULES.threshold, "Least probability that counts as a match.")
@RULES_FILE
@NO_HEADER
@click.option("--delimiter", metavar="CHAR", help="What parts cells; told by the first rows by default.")
@ENCODING
@WORKERS
@FORCE
@click.pass_context
def reconcile(
    context: click.Context,
    /,
    table: str,
    column: str | None,
    gazetteer: tuple[str, ...] | None,
    kinds: Sequence[str],
    countries: Sequence[str],
    **options: Any,
) -> None:
    """Say whom each row of a table means, in new columns.

    TABLE is CSV, TSV or JSON Lines, perhaps compressed, and with the extra "tables" Parquet, Feather, Arrow or a
    spreadsheet. It is written as it is, byte for byte, with columns for id, label, kind, score, status and reason of
    the entity, and for the likeliest other one. Columns beside the names confirm or contradict.
    """
    _check_usage(context, options)

    from names.tables.reading import open_table
    from names.tables.reconciling import OwnList, Reconciling

    encoding, has_header, against = options["encoding"], not options["no_header"], options["against"]
    opened = open_table(table, encoding=encoding, has_header=has_header, delimiter=options["delimiter"])
    own_list = (
        OwnList(open_table(against, encoding=encoding), options["key"], options["against_id"]) if against else None
    )
    _check_limits(opened, kinds, countries)
    tuned = tuned_rules(options["rules"], options["threshold"])
    how = Reconciling(
        _columns(opened, column, options),
        gazetteer_source(None if against else gazetteer, kinds, countries),
        own_list,
        tuned.names,
        tuned.facts,
        prefix=options["prefix"],
        raw=options["raw"],
        candidates=(options["candidates"] or DEFAULT) if options["candidates_to"] else 0,
        candidates_to=options["candidates_to"],
        output=options["output"],
        resume=options["resume"],
        workers=options["workers"],
    )
    _tell(how, _run(opened, how))


def _check_usage(context: click.Context, options: Mapping[str, Any]) -> None:
    """Raise UsageError if an option lacks another."""
    from click.core import ParameterSource

    if bool(options["against"]) != bool(options["key"]):
        raise click.UsageError("--against TABLE and --key COLUMN go together")
    if options["against_id"] and not options["against"]:
        raise click.UsageError("--against-id is for --against")
    if options["against"] and context.get_parameter_source("gazetteer") is ParameterSource.COMMANDLINE:
        raise click.UsageError("give --gazetteer or --against, not both")
    if options["resume"] and not options["output"]:
        raise click.UsageError("--resume needs -o FILE")
    if options["candidates"] and not options["candidates_to"]:
        raise click.UsageError("--candidates needs --candidates-to FILE")
    if options["delimiter"] is not None and len(options["delimiter"]) != 1:
        raise click.UsageError("--delimiter is one character")


def _check_limits(table: Table, kinds: Sequence[str], countries: Sequence[str]) -> None:
    """Raise UsageError if a limit is the name of a column."""
    for what, values in (("kind", kinds), ("country", countries)):
        if value := next((value for value in values if value in table.columns), None):
            message = f"--{what} {value} is a limit for all rows; the column is named by --{what}-column {value}"
            raise click.UsageError(message)


def _columns(table: Table, column: str | None, options: Mapping[str, Any]) -> dict[str, str | None]:
    """The columns by what they hold; the only column holds the names."""
    held = {what: options[f"{what}_column"] for what in CONTEXT}
    if column is None and not (held["given"] or held["family"]):
        if len(table.columns) > 1:
            listed = visible(", ".join(table.columns[:LISTED]))
            raise click.UsageError(f"name the column with the names: --column NAME. Columns: {listed}")
        column = "1"
    return {"name": column, **held}


def _run(table: Table, how: Reconciling) -> Summary:
    """Do the work, with a progress bar on a terminal."""
    from names.formats.terminal import row_progress
    from names.tables.reconciling import reconcile_table
    from names.tables.saving import can_resume

    is_shown = how.output is not None or not on_terminal()
    try:
        with row_progress(table.size, table.path) if is_shown else nullcontext(lambda _, __: None) as advance:
            return reconcile_table(table, how, advance)
    finally:
        if how.output is not None and can_resume(how.output):
            note(f"{how.output}: not complete; --resume goes on with it")


def _tell(how: Reconciling, summary: Summary) -> None:
    """Tell what was done, and what would not be expected."""
    if summary.longer:
        note(f"rows with more cells than the header: {summary.longer:,}; their new cells follow these")
    if summary.codec:
        note(f"characters that {summary.codec.upper()} does not have are written as in \\u0436; UTF-8 has all of them")
    if how.output is not None:
        counts = {status or "without a name": count for status, count in summary.counts.items()}
        listed = ", ".join(f"{counts[status]:,} {status}" for status in STATUSES if status in counts)
        before = f", {summary.resumed_at:,} of them before" if summary.resumed_at else ""
        note(f"{how.output}: {sum(counts.values()):,} rows{before}: {listed}")
