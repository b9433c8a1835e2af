"""The command line: each command reads its arguments, makes one call and prints.

Of what is slow only click is imported with this module; what a command needs is imported when it runs, so that
`names --help` is quick.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from names.cli.group import Commands
from names.cli.options import ENCODING, FILE, FORCE, GAZETTEER, JSON, NAMES, WORKERS, Share
from names.formats.escaping import json_line, one_line, tabbed
from names.formats.streams import note, write, write_line

if TYPE_CHECKING:
    from gazetteer import Gazetteer
    from names.formats.records import Annotated

_EXAMPLE = "\b\nExample:\n  "


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="names-gazetteer", prog_name="names")
def main() -> None:
    """Any spelling, any script, one entity, and the reason why.

    Finds which known person, place or organisation a spelling means. Reads standard input and writes standard
    output by default; what is said about the work goes to standard error.
    """


@main.command(epilog=_EXAMPLE + "names resolve examples/article.txt")
@click.argument("files", nargs=-1, type=FILE, metavar="[FILE...|-]")
@GAZETTEER
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "jsonl", "csv", "tsv", "text", "html"]),
    default="table",
    show_default=True,
    help="A table of entities; one mention a line; the text with the usual names; or a page to look at.",
)
@click.option("--raw", is_flag=True, help="Cells of csv and tsv as they are, also those that a spreadsheet would run.")
@ENCODING
def resolve(files: Sequence[str], gazetteer: str | None, form: str, raw: bool, encoding: str | None) -> None:
    """Find the entities that texts name.

    Texts of any length are worked through in portions, and what is found is written as it is found; only a table stands
    at the end, and takes memory for every entity and every spelling in it.
    """
    from names.formats.records import FORMATS, RAW

    if raw and form not in RAW:
        raise click.UsageError("--raw is for --format csv and tsv")
    annotated = _annotate(files or ("-",), gazetteer, encoding)
    if form == "table":
        from names.formats.terminal import entity_table, show

        show(entity_table(annotated))
    elif form == "html":
        from names.formats.pages import page

        for piece in page(files or ("-",), annotated):
            write(piece, "xmlcharrefreplace")
    else:
        head, written = (RAW if raw else FORMATS)[form]
        write(head)
        for one in annotated:
            write(written(one))


def _annotate(files: Iterable[str], gazetteer: str | None, encoding: str | None) -> Iterable[Annotated]:
    from names.formats.documents import Document, read_pieces
    from names.formats.records import Annotated
    from names.text.annotation import annotate_portions

    known = _open(gazetteer)
    for path in files:
        empty = True
        for (text, start), resolutions in annotate_portions(read_pieces(path, encoding), known):
            empty = empty and not text.strip()
            yield Annotated(Document(path, text, start), resolutions)
        if empty:
            note(f"{path}: empty, no names in it")


def _open(path: str | None) -> Gazetteer:
    from names.resolution.resolver import open_gazetteer

    return open_gazetteer(path)


@main.command(epilog=_EXAMPLE + 'names lookup "Soronbay Jinbekov"')
@click.argument("names", nargs=-1, metavar="[NAME...]")
@click.option("--from", "source", type=FILE, metavar="FILE|-", help="Look up each line of a file.")
@ENCODING
@GAZETTEER
@click.option("--limit", default=5, show_default=True, type=click.IntRange(1, 100), help="Entities to show of a name.")
@WORKERS
@FORCE
@JSON
def lookup(
    names: Sequence[str],
    source: str | None,
    encoding: str | None,
    gazetteer: str | None,
    limit: int,
    workers: int,
    as_json: bool,
) -> None:
    """Find the entities that names may mean, with reasons; the results stand in the order of the names."""
    from functools import partial
    from itertools import chain

    from names.formats.documents import read_names
    from names.formats.records import lookup_record
    from names.lists.workers import resolve_in_parallel

    if not names and source is None:
        raise click.UsageError("give a NAME, or --from a file of names")
    asked = chain(names, read_names(source, encoding) if source else ())
    if as_json:
        tell = partial(lookup_record, limit=limit)
        for record in resolve_in_parallel(asked, gazetteer, workers, tell=tell, limit=limit):
            write_line(json_line(record))
    else:
        from names.formats.terminal import candidate_table, show

        for place, found in enumerate(resolve_in_parallel(asked, gazetteer, workers, limit=limit)):
            write("\n" if place else "")
            show(candidate_table(found, limit))


@main.command(epilog=_EXAMPLE + "names compare Жээнбеков Jinbekov")
@click.argument("left")
@click.argument("right")
@JSON
def compare(left: str, right: str, as_json: bool) -> None:
    """Say how likely two names are spellings of one name, and why."""
    from names.comparison.explanation import reasons
    from names.comparison.similarity import compare as compare_names
    from names.formats.records import comparison_record

    comparison = compare_names(left, right)
    if as_json:
        write_line(json_line(comparison_record(comparison)))
    else:
        write_line("\n  ".join((f"{comparison.score:.2f}", *map(one_line, reasons(comparison)))))


@main.command(epilog=_EXAMPLE + "names romanize Жээнбеков --scheme ky-bgn")
@click.argument("texts", nargs=-1, metavar="TEXT...")
@click.option("--scheme", metavar="NAME", help="Scheme to follow, one of --list.")
@click.option("--language", metavar="CODE", help="Language of the text (BCP 47), where its letters do not tell.")
@click.option("--list", "listing", is_flag=True, help="List the schemes with their sources.")
def romanize(texts: Sequence[str], scheme: str | None, language: str | None, listing: bool) -> None:
    """Write texts in Latin letters."""
    from names.romanization.schemes import schemes
    from names.variation.reading import romanize as romanize_text

    if scheme and language:
        raise click.UsageError("give --scheme or --language, not both")
    if not texts and not listing:
        raise click.UsageError("give a TEXT, or --list")
    for known in schemes() if listing else ():
        write_line(tabbed(known.name, known.language, known.title, known.source))
    for text in texts:
        write_line(one_line(romanize_text(text, scheme, language)))


@main.command(epilog=_EXAMPLE + "names variants Жээнбеков --limit 5")
@NAMES
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1), help="Spellings of each name.")
def variants(names: Sequence[str], limit: int) -> None:
    """List Latin spellings under which names may be found elsewhere, likeliest first."""
    from names.variation.respelling import variants as variants_of

    for name in names:
        for spelling in variants_of(name, limit):
            write_line(one_line(spelling))


@main.command(epilog=_EXAMPLE + 'names parse "Dr. Maria van der Berg"')
@NAMES
@JSON
def parse(names: Sequence[str], as_json: bool) -> None:
    """Cut names into parts with roles."""
    from names.formats.records import name_record
    from names.parsing.division import parse as parse_name

    for name in names:
        record = name_record(parse_name(name))
        if as_json:
            write_line(json_line(record))
        else:
            write_line("\n".join(tabbed(*part.values()) for part in record["parts"]))


@main.command(epilog=_EXAMPLE + "names cluster examples/names.txt")
@click.argument("file", default="-", type=FILE, metavar="[FILE|-]")
@click.option("--threshold", type=Share(), help="Least mean score of the names of one group.")
@ENCODING
@JSON
def cluster(file: str, threshold: float | None, encoding: str | None, as_json: bool) -> None:
    """Group the spellings of one name, from lines with a name each; groups are parted by empty lines."""
    from names.formats.documents import read_names
    from names.lists.clustering import CLUSTER_RULES
    from names.lists.clustering import cluster as cluster_names

    groups = cluster_names(read_names(file, encoding), CLUSTER_RULES.threshold if threshold is None else threshold)
    if as_json:
        for group in groups:
            write_line(json_line(group))
    else:
        write("\n".join("".join(f"{one_line(name)}\n" for name in group) for group in groups))


@main.command(epilog=_EXAMPLE + "names build examples/people.tsv -o people.gaz")
@click.argument("source", type=FILE)
@click.option(
    "-o", "--output", type=FILE, metavar="FILE", required=True, help="Gazetteer to write; another is replaced."
)
@click.option("--force", is_flag=True, help="Replace a file that is no gazetteer.")
def build(source: str, output: str, force: bool) -> None:
    """Make a gazetteer from a table (.tsv, .csv) or JSON lines (.jsonl) of entities."""
    from pathlib import Path

    from gazetteer.sources import read
    from gazetteer.storage.targets import refuse_source
    from names.cli.signals import ended_in_order
    from names.formats.terminal import counted, warnings_told
    from names.resolution.resolver import build_gazetteer

    refuse_source(Path(source), Path(output))
    with ended_in_order(), warnings_told():
        built = build_gazetteer(counted(read(source), f"building {output}"), output, force=force)
    note(f"{output}: {_counts(built)}")


@main.command(epilog=_EXAMPLE + "names check")
@click.argument("gazetteer", required=False, type=FILE, metavar="[FILE]", envvar="NAMES_GAZETTEER")
def check(gazetteer: str | None) -> None:
    """Read a whole gazetteer, the embedded one by default, and say what is damaged, one thing a line."""
    from gazetteer import damages

    opened = _open(gazetteer)
    found = damages(opened)
    for told in map(str, found) if found else [f"{opened.path}: ok, {_counts(opened)}"]:
        write_line(one_line(told))
    if found:
        raise click.exceptions.Exit(1)


def _counts(gazetteer: Gazetteer) -> str:
    return f"{len(gazetteer)} entities, {gazetteer.alias_count} names"


@main.command(epilog=_EXAMPLE + "names info")
@GAZETTEER
def info(gazetteer: str | None) -> None:
    """Say what a gazetteer holds, and the licences of its sources."""
    from names.formats.records import info_lines

    write_line("\n".join(info_lines(_open(gazetteer))))
