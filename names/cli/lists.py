"""The commands that compare the names of lists with each other: `cluster` one list, `link` two."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from names.cli.options import (
    ENCODING,
    FILE,
    FORCE,
    JSON,
    NO_HEADER,
    RULES_FILE,
    WORKERS,
    example,
    is_given,
    threshold_option,
    tuned_rules,
)
from names.formats.escaping import json_line, one_line, spreadsheet_cell, tabbed
from names.formats.streams import note, write, write_line
from names.lists.rules import CLUSTER_RULES
from names.resolution.rules import RULES

if TYPE_CHECKING:
    from names.lists.clustering import Cluster, Clustering, SpellingPair
    from names.lists.grouping import Progress
    from names.lists.linking import LinkedRow

__all__ = ["cluster", "link"]


@click.command(epilog=example("names cluster examples/names.txt"))
@click.argument("file", default="-", type=FILE, metavar="[FILE|-]")
@click.option("--column", metavar="COLUMN", help="Column with the names, by its name or number: FILE is a table.")
@NO_HEADER
@threshold_option(CLUSTER_RULES.threshold, "Least mean score of all pairs of names in a group.")
@RULES_FILE
@click.option("--explain", is_flag=True, help="Write the pairs that hold each group together, with reasons.")
@click.option("--review", is_flag=True, help="Write the pairs that are in doubt, the most telling first, with reasons.")
@click.option("-o", "--output", type=FILE, metavar="FILE", help="File to write the table to, whole or not at all.")
@click.option("--raw", is_flag=True, help="Write new cells unchanged, even formulas that a spreadsheet would run.")
@ENCODING
@WORKERS
@FORCE
@JSON
def cluster(  # noqa: PLR0913, PLR0917  a parameter for each option
    file: str,
    column: str | None,
    no_header: bool,
    threshold: float,
    rules: str | None,
    explain: bool,
    review: bool,
    output: str | None,
    raw: bool,
    encoding: str | None,
    workers: int,
    as_json: bool,
) -> None:
    """Group names that are spellings of one name.

    The file has a name on each line. Groups are separated by an empty line. With --column it is a table, as for
    reconcile; it is written with the columns cluster, cluster_label (the name that represents the group) and
    cluster_score (the mean score of its pairs).
    """
    _check_usage(column, output, explain=explain, review=review, raw=raw, as_json=as_json)

    if rules is not None and not is_given("threshold"):
        threshold = tuned_rules(rules).cluster

    from names.lists.clustering import make_clustering
    from names.tables.clustering import cluster_table
    from names.tables.listing import read_names
    from names.tables.reading import open_table

    def make(names: list[str]) -> Clustering:
        with _cluster_progress(len(names), file) as progress:
            return make_clustering(names, threshold, workers, progress)

    if column is not None and not (explain or review):
        table = open_table(file, encoding=encoding, has_header=not no_header)
        count = cluster_table(table, column, make, output=output, raw=raw)
        if output is not None:
            note(f"{output}: {count:,} groups")
        return
    clustering = make(read_names(file, encoding, column=column, has_header=not no_header))
    if review:
        _write_doubtful(clustering.doubtful(), as_json=as_json)
    elif explain:
        _write_explained(clustering.clusters(), as_json=as_json)
    else:
        _write_groups(clustering.groups, as_json=as_json)


def _check_usage(
    column: str | None, output: str | None, *, explain: bool, review: bool, raw: bool, as_json: bool
) -> None:
    """Raise UsageError if options do not go together."""
    if explain and review:
        raise click.UsageError("give --explain or --review, not both")
    writes_table = column is not None and not (explain or review)
    if (output is not None or raw) and not writes_table:
        raise click.UsageError("--output and --raw are for tables; add --column, without --explain and --review")
    if as_json and writes_table:
        raise click.UsageError("a table is written as it is; --json goes with --explain, --review or a list")


@contextmanager
def _cluster_progress(names: int, task: str) -> Iterator[Progress]:
    """A progress bar on a terminal: names are read, then compared."""
    from names.formats.terminal import row_progress

    reached: dict[str, int] = {}
    with row_progress(2 * names, task) as advance:

        def progress(what: str, done: int, _: int) -> None:
            if done > reached.get(what, 0):
                units = done - reached.get(what, 0)
                advance(units, 0 if len(reached) > 1 else units)
                reached[what] = done

        yield progress


def _write_groups(groups: list[list[str]], *, as_json: bool) -> None:
    if as_json:
        for group in groups:
            write_line(json_line(group))
    else:
        write("\n".join("".join(f"{one_line(name)}\n" for name in group) for group in groups))


def _write_explained(clusters: Iterator[Cluster], *, as_json: bool) -> None:
    from names.lists.clustering import explained

    for place, found in enumerate(clusters):
        pairs = explained(found.pairs)
        if as_json:
            record = {"label": found.label, "score": round(found.score, 3), "names": found.names}
            write_line(json_line({**record, "pairs": [_record(pair) for pair in pairs]}))
            continue
        heading = f"{one_line(found.label)} ({len(found.names)}, {found.score:.2f})"
        lines = [f"  {pair.score:.2f}  {_spelled(pair)}: {one_line(pair.why)}" for pair in pairs]
        write("\n".join([*([""] if place else []), heading, *map(str, lines), ""]))


def _write_doubtful(pairs: Iterator[SpellingPair], *, as_json: bool) -> None:
    for pair in pairs:
        if as_json:
            write_line(json_line({**_record(pair), "together": pair.together}))
        else:
            where = "one group" if pair.together else "apart"
            write_line(f"{pair.score:.2f}  {where:9}  {_spelled(pair)}: {one_line(pair.why)}")


def _spelled(pair: SpellingPair) -> str:
    return f"{one_line(pair.left)} | {one_line(pair.right)}"


def _record(pair: SpellingPair) -> dict[str, Any]:
    return {"left": pair.left, "right": pair.right, "score": round(pair.score, 3), "why": pair.why}


@click.command(
    epilog=example("names link examples/guests.csv examples/hosts.csv --left-column guest --right-column name")
)
@click.argument("left", type=FILE)
@click.argument("right", type=FILE)
@click.option("--left-column", metavar="COLUMN", help="Column with the names of LEFT, which is a table.")
@click.option("--right-column", metavar="COLUMN", help="Column with the names of RIGHT, which is a table.")
@click.option("--left-country", metavar="COLUMN", help="Column of LEFT with the country, as a code or name.")
@click.option("--right-country", metavar="COLUMN", help="Column of RIGHT with the country.")
@click.option("--left-born", metavar="COLUMN", help="Column of LEFT with the date or year of birth.")
@click.option("--right-born", metavar="COLUMN", help="Column of RIGHT with the date or year of birth.")
@click.option("--many", is_flag=True, help="Let several rows of LEFT have one partner in RIGHT.")
@threshold_option(RULES.threshold, "Least probability of partners.")
@RULES_FILE
@NO_HEADER
@ENCODING
@WORKERS
@FORCE
@JSON
def link(  # noqa: PLR0913, PLR0917  a parameter for each option
    left: str,
    right: str,
    left_column: str | None,
    right_column: str | None,
    left_country: str | None,
    right_country: str | None,
    left_born: str | None,
    right_born: str | None,
    many: bool,
    threshold: float,
    rules: str | None,
    no_header: bool,
    encoding: str | None,
    workers: int,
    as_json: bool,
) -> None:
    """Link the names of two lists, one to one.

    Each file has a name on each line, or is a table, as for reconcile, with a column of names. Writes a line for each
    row of LEFT: its number and name, those of its partner in RIGHT, the score, the status and the reason; then the rows
    of RIGHT without a partner. Rows are counted from 1, without the header. Columns of both that name countries or
    dates of birth confirm or contradict.
    """
    lacks_left = left_column is None and (left_country or left_born)
    if lacks_left or (right_column is None and (right_country or right_born)):
        raise click.UsageError("columns of countries and births need the column with the names, too")

    from names.formats.terminal import row_progress
    from names.lists.linking import link as link_rows
    from names.tables.linking import read_queries

    has_header = not no_header
    ours = read_queries(left, encoding, column=left_column, country=left_country, born=left_born, has_header=has_header)
    others = read_queries(
        right, encoding, column=right_column, country=right_country, born=right_born, has_header=has_header
    )
    tuned = tuned_rules(rules, threshold).names
    with row_progress(len(ours), left) as advance:
        rows = link_rows(ours, others, many=many, rules=tuned, workers=workers, progress=_by_steps(advance))
    _write_links(rows, as_json=as_json)


def _by_steps(advance: Callable[[int, int], None]) -> Callable[[int], None]:
    """A function that is told how much is done of all, and moves the bar on by what is new."""
    before = 0

    def progress(done: int) -> None:
        nonlocal before
        advance(done - before, done - before)
        before = done

    return progress


def _write_links(rows: list[LinkedRow], *, as_json: bool) -> None:
    if as_json:
        for row in rows:
            write_line(json_line({**row._asdict(), "score": round(row.score, 3)}))
        return
    if rows:
        write_line(tabbed(*rows[0]._fields))
    for row in rows:
        cells = ["" if cell is None else spreadsheet_cell(cell) for cell in row._replace(score=round(row.score, 3))]
        write_line(tabbed(*cells))
