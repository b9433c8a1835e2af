"""The command line: each command reads its arguments, makes one call and prints.

Only click is imported with this module; what a command needs is imported when it runs, so that `names --help`
is quick.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from gazetteer import Gazetteer
    from names.output import Annotated

_EXAMPLE = "\b\nExample:\n  "


class Commands(click.Group):
    """The commands; what goes wrong on purpose becomes one line and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        from gazetteer.errors import GazetteerError
        from names.errors import NamesError

        try:
            return super().invoke(ctx)
        except (NamesError, GazetteerError) as error:
            raise click.ClickException(str(error)) from error


_gazetteer = click.option(
    "-g",
    "--gazetteer",
    metavar="FILE",
    envvar="NAMES_GAZETTEER",
    help="Gazetteer to look in; the embedded one by default. Also taken from NAMES_GAZETTEER.",
)
_encoding = click.option(
    "--encoding", metavar="NAME", help="Encoding of files without a byte-order mark; UTF-8 by default."
)
_json = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
_names = click.argument("names", nargs=-1, required=True, metavar="NAME...")


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="names-gazetteer", prog_name="names")
def main() -> None:
    """Any spelling, any script, one entity, and the reason why.

    Finds which known person, place or organisation a spelling means. Reads standard input and writes standard
    output by default; what is said about the work goes to standard error.
    """


@main.command(epilog=_EXAMPLE + "names resolve examples/article.txt")
@click.argument("files", nargs=-1, metavar="[FILE...|-]")
@_gazetteer
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "jsonl", "csv", "tsv", "text", "html"]),
    default="table",
    show_default=True,
    help="A table of entities; one mention a line; the text with the usual names; or a page to look at.",
)
@_encoding
def resolve(files: Sequence[str], gazetteer: str | None, form: str, encoding: str | None) -> None:
    """Find the entities that texts name.

    Texts of any length are worked through in portions, and what is found is written as it is found; only a table stands
    at the end, and takes memory for every entity and every spelling in it.
    """
    from names.output import FORMATS

    annotated = _annotate(files or ("-",), gazetteer, encoding)
    if form == "table":
        from names.terminal import entity_table, show

        show(entity_table(annotated))
    elif form == "html":
        from names.pages import page

        for piece in page(files or ("-",), annotated):
            click.echo(piece, nl=False)
    else:
        head, write = FORMATS[form]
        click.echo(head, nl=False)
        for one in annotated:
            click.echo(write(one), nl=False)


def _annotate(files: Iterable[str], gazetteer: str | None, encoding: str | None) -> Iterable[Annotated]:
    from names.annotation import annotate_portions
    from names.files import Document, read_pieces
    from names.output import Annotated

    known = _open(gazetteer)
    for path in files:
        empty = True
        for (text, start), resolutions in annotate_portions(read_pieces(path, encoding), known):
            empty = empty and not text.strip()
            yield Annotated(Document(path, text, start), resolutions)
        if empty:
            click.echo(f"{path}: empty, no names in it", err=True)


def _open(path: str | None) -> Gazetteer:
    from names.resolution import open_gazetteer

    return open_gazetteer(path)


@main.command(epilog=_EXAMPLE + 'names lookup "Soronbay Jinbekov"')
@click.argument("names", nargs=-1, metavar="[NAME...]")
@click.option("--from", "source", metavar="FILE|-", help="Look up each line of a file.")
@_encoding
@_gazetteer
@click.option("--limit", default=5, show_default=True, type=click.IntRange(1, 100), help="Entities to show of a name.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1), help="Processes that share the work.")
@_json
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

    from names.files import read_names
    from names.output import lookup_record
    from names.workers import resolve_in_parallel

    if not names and source is None:
        raise click.UsageError("give a NAME, or --from a file of names")
    asked = [*names, *(read_names(source, encoding) if source else ())]
    if as_json:
        tell = partial(lookup_record, limit=limit)
        for record in resolve_in_parallel(asked, gazetteer, workers, tell=tell, limit=limit):
            _echo_json(record)
    else:
        from names.terminal import candidate_table, show

        show(*(candidate_table(found, limit) for found in resolve_in_parallel(asked, gazetteer, workers, limit=limit)))


@main.command(epilog=_EXAMPLE + "names compare Жээнбеков Jinbekov")
@click.argument("left")
@click.argument("right")
@_json
def compare(left: str, right: str, as_json: bool) -> None:
    """Say how likely two names are spellings of one name, and why."""
    from names.explanation import reasons
    from names.output import comparison_record
    from names.similarity import compare as compare_names

    comparison = compare_names(left, right)
    if as_json:
        _echo_json(comparison_record(comparison))
    else:
        click.echo("\n  ".join((f"{comparison.score:.2f}", *reasons(comparison.evidence))))


@main.command(epilog=_EXAMPLE + "names romanize Жээнбеков --scheme ky-bgn")
@click.argument("texts", nargs=-1, metavar="TEXT...")
@click.option("--scheme", metavar="NAME", help="Scheme to follow, one of --list.")
@click.option(
    "--language", metavar="CODE", help="Language of the text (BCP 47), where its letters do not tell."
)
@click.option("--list", "listing", is_flag=True, help="List the schemes with their sources.")
def romanize(texts: Sequence[str], scheme: str | None, language: str | None, listing: bool) -> None:
    """Write texts in Latin letters."""
    from names.reading import romanize as romanize_text
    from names.schemes import schemes

    if scheme and language:
        raise click.UsageError("give --scheme or --language, not both")
    if not texts and not listing:
        raise click.UsageError("give a TEXT, or --list")
    for known in schemes() if listing else ():
        click.echo(f"{known.name}\t{known.language}\t{known.title}\t{known.source}")
    for text in texts:
        click.echo(romanize_text(text, scheme, language))


@main.command(epilog=_EXAMPLE + "names variants Жээнбеков --limit 5")
@_names
@click.option(
    "--limit", default=20, show_default=True, type=click.IntRange(1), help="Spellings of each name."
)
def variants(names: Sequence[str], limit: int) -> None:
    """List Latin spellings under which names may be found elsewhere, likeliest first."""
    from names.variation import variants as variants_of

    for name in names:
        for spelling in variants_of(name, limit):
            click.echo(spelling)


@main.command(epilog=_EXAMPLE + 'names parse "Dr. Maria van der Berg"')
@_names
@_json
def parse(names: Sequence[str], as_json: bool) -> None:
    """Cut names into parts with roles."""
    from names.division import parse as parse_name
    from names.output import name_record

    for name in names:
        record = name_record(parse_name(name))
        if as_json:
            _echo_json(record)
        else:
            click.echo("\n".join("\t".join(map(str, part.values())) for part in record["parts"]))


@main.command(epilog=_EXAMPLE + "names cluster examples/names.txt")
@click.argument("file", default="-", metavar="[FILE|-]")
@click.option("--threshold", type=click.FloatRange(0, 1), help="Least mean score of the names of one group.")
@_encoding
@_json
def cluster(file: str, threshold: float | None, encoding: str | None, as_json: bool) -> None:
    """Group the spellings of one name, from lines with a name each; groups are parted by empty lines."""
    from names.clustering import THRESHOLD
    from names.clustering import cluster as cluster_names
    from names.files import read_names

    groups = cluster_names(read_names(file, encoding), THRESHOLD if threshold is None else threshold)
    if as_json:
        for group in groups:
            _echo_json(group)
    else:
        click.echo("\n\n".join("\n".join(group) for group in groups))


@main.command(epilog=_EXAMPLE + "names build examples/people.tsv -o people.gaz")
@click.argument("source")
@click.option("-o", "--output", metavar="FILE", required=True, help="Gazetteer to write.")
def build(source: str, output: str) -> None:
    """Make a gazetteer from a table (.tsv, .csv) or JSON lines (.jsonl) of entities."""
    from gazetteer.sources import read
    from names.resolution import build_gazetteer
    from names.terminal import counted

    built = build_gazetteer(counted(read(source), f"building {output}"), output)
    click.echo(f"{output}: {len(built)} entities, {built.alias_count} names", err=True)


@main.command(epilog=_EXAMPLE + "names info")
@_gazetteer
def info(gazetteer: str | None) -> None:
    """Say what a gazetteer holds, and the licences of its sources."""
    from names.output import info_lines

    click.echo("\n".join(info_lines(_open(gazetteer))))


def _echo_json(record: object) -> None:
    import json

    click.echo(json.dumps(record, ensure_ascii=False))
