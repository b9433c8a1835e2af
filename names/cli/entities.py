"""The commands that find which entities are meant: `resolve` in texts, `lookup` for names."""

from __future__ import annotations

from collections.abc import Sequence

import click

from names.cli.options import (
    COUNTRY,
    ENCODING,
    FILE,
    FORCE,
    GAZETTEER,
    JSON,
    KIND,
    NO_HEADER,
    RULES_FILE,
    WORKERS,
    example,
    gazetteer_source,
    is_given,
    threshold_option,
    tuned_rules,
)
from names.formats.catalogue import DEFAULT, FORMATS, write_annotations
from names.formats.escaping import json_line
from names.formats.streams import on_terminal, write, write_line, write_styled
from names.resolution.rules import RULES
from names.text.rules import TEXT_RULES, TextRules

__all__ = ["lookup", "resolve"]

LEAST_PROBABILITY = "Least probability that counts as a match."
HOLDS = ("text", "html", "jsonl")  # those of `names.formats.corpus`
RAW_FORMATS = " and ".join(name for name, known in FORMATS.items() if known.raw)


@click.command(epilog=example("names resolve examples/article.txt"))
@click.argument("files", nargs=-1, type=FILE, metavar="[FILE...|-]")
@GAZETTEER
@KIND
@COUNTRY
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default=DEFAULT,
    show_default=True,
    help="What to write. " + "; ".join(f"{name}: {known.help}" for name, known in FORMATS.items()) + ".",
)
@click.option(
    "--raw", is_flag=True, help=f"Write cells of {RAW_FORMATS} unchanged, even formulas that a spreadsheet would run."
)
@click.option(
    "--input",
    "holds",
    type=click.Choice(HOLDS),
    help="What the files hold; by their suffix by default (.html, .htm, .jsonl, .ndjson; all else is text).",
)
@click.option("--text-field", metavar="NAME", help='Field of JSON Lines that holds the text; "text" by default.')
@click.option("--id-field", metavar="NAME", help="Field of JSON Lines that names a document; FILE:LINE by default.")
@threshold_option(TEXT_RULES.threshold, LEAST_PROBABILITY)
@RULES_FILE
@ENCODING
@WORKERS
@FORCE
@click.pass_context
def resolve(  # noqa: PLR0913, PLR0917  a parameter for each option
    context: click.Context,
    files: Sequence[str],
    gazetteer: tuple[str, ...] | None,
    kinds: Sequence[str],
    countries: Sequence[str],
    form: str,
    raw: bool,
    holds: str | None,
    text_field: str | None,
    id_field: str | None,
    threshold: float,
    rules: str | None,
    encoding: str | None,
    workers: int,
) -> None:
    """Find the entities that texts name.

    A FILE is a text, an HTML page or JSON Lines, perhaps compressed (.gz, .zst), a directory of such files, or a
    pattern in quotes ("news/**/*.txt"). Unknown names are grouped across all of them.

    Texts may be of any length: they are read in portions, and results are written as they are found. Only a table,
    and the index of a page, are written at the end, and need memory for every entity and every spelling in them.

    A file that cannot be read is told, and the others are read; the exit code is then 1.
    """
    if raw and not FORMATS[form].raw:
        raise click.UsageError(f"--raw is for --format {RAW_FORMATS}")

    from names.cli.corpus import CorpusRun
    from names.formats.corpus import FileReading, list_documents, list_files
    from names.formats.mentions import Annotations

    reading = FileReading(encoding, holds, text_field, id_field)
    paths = list_files(files or ("-",))
    if (text_field or id_field) and "jsonl" not in map(reading.kind_of, paths):
        raise click.UsageError("--text-field and --id-field are for JSON Lines; add --input jsonl")
    documents = list_documents(paths, reading) if FORMATS[form].lists_documents else paths
    source = gazetteer_source(gazetteer, kinds, countries)
    run = CorpusRun(paths, reading, shows_progress=FORMATS[form].styled or not on_terminal())
    portions = run.portions(source, _text_rules(rules, threshold), workers)
    write_annotations(Annotations(documents, portions), form, raw=raw)
    if run.unread:
        context.exit(1)


def _text_rules(path: str | None, threshold: float) -> TextRules:
    """The rules for texts: those of a file, but for a --threshold that was given."""
    rules = tuned_rules(path)
    least = rules.text if path is not None and not is_given("threshold") else threshold
    return TextRules(threshold=least, recalibration=rules.names.recalibration)


@click.command(epilog=example('names lookup "Soronbay Jinbekov"'))
@click.argument("names", nargs=-1, metavar="[NAME...]")
@click.option("--from", "source", type=FILE, metavar="FILE|-", help="Look up each line of a file, or a column of it.")
@click.option("--column", metavar="COLUMN", help="Column of the table in FILE that holds the names.")
@NO_HEADER
@ENCODING
@GAZETTEER
@KIND
@COUNTRY
@click.option("--limit", default=5, show_default=True, type=click.IntRange(1, 100), help="Entities to show for a name.")
@threshold_option(RULES.threshold, LEAST_PROBABILITY)
@RULES_FILE
@WORKERS
@FORCE
@JSON
def lookup(  # noqa: PLR0913, PLR0917  a parameter for each option
    names: Sequence[str],
    source: str | None,
    column: str | None,
    no_header: bool,
    encoding: str | None,
    gazetteer: tuple[str, ...] | None,
    kinds: Sequence[str],
    countries: Sequence[str],
    limit: int,
    threshold: float,
    rules: str | None,
    workers: int,
    as_json: bool,
) -> None:
    """Find the entities that names may mean.

    Writes the candidates of each name with reasons, likeliest first, even if none is a match. The names keep their
    order.
    """
    from functools import partial
    from itertools import chain

    from names.formats.records import lookup_record
    from names.lists.workers import resolve_in_parallel
    from names.tables.listing import read_names

    if (column or no_header) and source is None:
        raise click.UsageError("--column and --no-header are for --from")
    if not names and source is None:
        raise click.UsageError("give a NAME, or --from a file of names")
    listed = read_names(source, encoding, column=column, has_header=not no_header) if source else ()
    queries = chain(names, listed)
    known = gazetteer_source(gazetteer, kinds, countries)
    resolutions = partial(
        resolve_in_parallel, queries, known, workers, tuned_rules(rules, threshold).names, limit=limit
    )
    if as_json:
        for record in resolutions(convert=partial(lookup_record, limit=limit)):
            write_line(json_line(record))
    else:
        from names.formats.terminal import candidate_table

        for number, resolution in enumerate(resolutions()):
            write("\n" if number else "")
            write_styled(candidate_table(resolution, limit))
