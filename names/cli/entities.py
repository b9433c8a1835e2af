"""The commands that find which entities are meant: `resolve` in texts, `lookup` for names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from names.cli.options import ENCODING, FILE, FORCE, GAZETTEER, JSON, WORKERS, example, threshold_option
from names.formats.catalogue import DEFAULT, FORMATS, write_annotations
from names.formats.escaping import json_line
from names.formats.streams import note, write, write_line, write_styled
from names.resolution.rules import RULES, Rules
from names.text.rules import TEXT_RULES, TextRules

if TYPE_CHECKING:
    from names.formats.mentions import AnnotatedPortion

__all__ = ["lookup", "resolve"]

LEAST_PROBABILITY = "Least probability that counts as a match."
RAW_FORMATS = " and ".join(name for name, known in FORMATS.items() if known.raw)


@click.command(epilog=example("names resolve examples/article.txt"))
@click.argument("files", nargs=-1, type=FILE, metavar="[FILE...|-]")
@GAZETTEER
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
@threshold_option(TEXT_RULES.threshold, LEAST_PROBABILITY)
@ENCODING
def resolve(
    files: Sequence[str], gazetteer: str | None, form: str, raw: bool, threshold: float, encoding: str | None
) -> None:
    """Find the entities that texts name.

    Texts may be of any length: they are read in portions, and results are written as they are found. Only a table,
    and the index of a page, are written at the end, and need memory for every entity and every spelling in them.
    """
    if raw and not FORMATS[form].raw:
        raise click.UsageError(f"--raw is for --format {RAW_FORMATS}")

    from names.formats.mentions import Annotations

    documents = files or ("-",)
    portions = _annotated(documents, encoding, gazetteer, TextRules(threshold=threshold))
    write_annotations(Annotations(documents, portions), form, raw=raw)


def _annotated(
    paths: Iterable[str], encoding: str | None, gazetteer: str | None, rules: TextRules
) -> Iterator[AnnotatedPortion]:
    """The portions of the files with their resolutions; a note on standard error tells of a file without text."""
    from names.formats.documents import read_pieces
    from names.formats.mentions import AnnotatedPortion
    from names.resolution.resolver import open_gazetteer
    from names.text.annotation import annotate_portions

    opened = open_gazetteer(gazetteer)
    for path in paths:
        is_empty = True
        for portion, resolutions in annotate_portions(read_pieces(path, encoding), opened, rules):
            is_empty = is_empty and not portion.text.strip()
            yield AnnotatedPortion(path, portion.text, portion.start, resolutions)
        if is_empty:
            note(f"{path}: empty, no names in it")


@click.command(epilog=example('names lookup "Soronbay Jinbekov"'))
@click.argument("names", nargs=-1, metavar="[NAME...]")
@click.option("--from", "source", type=FILE, metavar="FILE|-", help="Look up each line of a file.")
@ENCODING
@GAZETTEER
@click.option("--limit", default=5, show_default=True, type=click.IntRange(1, 100), help="Entities to show for a name.")
@threshold_option(RULES.threshold, LEAST_PROBABILITY)
@WORKERS
@FORCE
@JSON
def lookup(  # noqa: PLR0913, PLR0917  a parameter for each option
    names: Sequence[str],
    source: str | None,
    encoding: str | None,
    gazetteer: str | None,
    limit: int,
    threshold: float,
    workers: int,
    as_json: bool,
) -> None:
    """Find the entities that names may mean.

    Writes the candidates of each name with reasons, likeliest first, even if none is a match. The names keep their
    order.
    """
    from functools import partial
    from itertools import chain

    from names.formats.documents import read_name_list
    from names.formats.records import lookup_record
    from names.lists.workers import resolve_in_parallel

    if not names and source is None:
        raise click.UsageError("give a NAME, or --from a file of names")
    queries = chain(names, read_name_list(source, encoding) if source else ())
    resolutions = partial(resolve_in_parallel, queries, gazetteer, workers, Rules(threshold=threshold), limit=limit)
    if as_json:
        for record in resolutions(convert=partial(lookup_record, limit=limit)):
            write_line(json_line(record))
    else:
        from names.formats.terminal import candidate_table

        for number, resolution in enumerate(resolutions()):
            write("\n" if number else "")
            write_styled(candidate_table(resolution, limit))
