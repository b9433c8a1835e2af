"""The commands that need no gazetteer: `compare`, `romanize`, `variants`, `parse`."""

from __future__ import annotations

from collections.abc import Sequence

import click

from names.cli.options import JSON, NAMES, example
from names.formats.escaping import json_line, one_line, tabbed
from names.formats.streams import write_line

__all__ = ["compare", "parse", "romanize", "variants"]


@click.command(epilog=example("names compare Жээнбеков Jinbekov"))
@click.argument("left")
@click.argument("right")
@JSON
def compare(left: str, right: str, as_json: bool) -> None:
    """Compare two names, and say why.

    The score is the probability that they are spellings of one name.
    """
    from names.comparison.repaired import compare as compare_names
    from names.formats.records import comparison_record

    comparison = compare_names(left, right)
    if as_json:
        write_line(json_line(comparison_record(comparison)))
    else:
        write_line("\n  ".join((f"{comparison.score:.2f}", *map(one_line, comparison.reasons()))))


@click.command(epilog=example("names romanize Жээнбеков --scheme ky-bgn"))
@click.argument("texts", nargs=-1, metavar="TEXT...")
@click.option("--scheme", metavar="NAME", help="Scheme to follow; --list shows all.")
@click.option("--language", metavar="CODE", help="Language of the text (BCP 47), if its letters do not show it.")
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


@click.command(epilog=example("names variants Жээнбеков --limit 5"))
@NAMES
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1), help="Spellings of each name.")
def variants(names: Sequence[str], limit: int) -> None:
    """List other Latin spellings of names.

    These are the spellings under which a name may be found elsewhere, likeliest first.
    """
    from names.variation.respelling import variants as variants_of

    for name in names:
        for spelling in variants_of(name, limit):
            write_line(one_line(spelling))


@click.command(epilog=example('names parse "Dr. Maria van der Berg"'))
@NAMES
@JSON
def parse(names: Sequence[str], as_json: bool) -> None:
    """Divide names into parts with roles.

    Writes a line for each part: its text, its role, where it starts and ends, and its likeliest Latin reading.
    """
    from names.formats.records import name_record
    from names.parsing.division import parse as parse_name

    for name in names:
        record = name_record(parse_name(name))
        if as_json:
            write_line(json_line(record))
        else:
            write_line("\n".join(tabbed(*part.values()) for part in record["parts"]))
