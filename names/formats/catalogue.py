"""The output formats of `names resolve`.

To add a format, write a function that turns `Annotations` into pieces of output, and add a record to FORMATS; the
choices and the help of the command are made from it. docs/output.md must say how the format makes strings from data
harmless. The module of a format is imported only when the format is used, so that `names --help` loads neither numpy
nor rich.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from names.formats.streams import ESCAPES, write, write_styled

if TYPE_CHECKING:
    from names.formats.mentions import Annotations

__all__ = ["DEFAULT", "FORMATS", "Format", "write_annotations"]


class Format(NamedTuple):
    """An output format and its functions in `names.formats`, given as "module.function"."""

    help: str  # shown after the name of the format in the help of the command
    writer: str
    raw: str = ""  # the writer for --raw, which leaves cells unchanged; "" if the format has no cells
    unencodable: str = ESCAPES  # the codec error handler for characters that the encoding of the output cannot hold
    declared: str = ""  # the encoding that the output itself names, by Python's name; in another, it is ASCII
    styled: bool = False  # whether the output has codes for the terminal; the writer then escapes the data itself


FORMATS = {
    "table": Format("a table with a row for each entity", "terminal.entity_table", styled=True),
    "jsonl": Format("a line of JSON for each mention", "mentions.jsonl"),
    "csv": Format("a row for each mention, with commas", "mentions.csv_rows", "mentions.raw_csv_rows"),
    "tsv": Format("the same, with tabs", "mentions.tsv_rows", "mentions.raw_tsv_rows"),
    "text": Format("the text with the usual names in place of the mentions", "mentions.text"),
    "html": Format(
        "a page that highlights the mentions", "pages.page", unencodable="xmlcharrefreplace", declared="utf-8"
    ),
}
DEFAULT = "table"


def write_annotations(annotations: Annotations, name: str, *, raw: bool = False) -> None:
    """Write annotations on standard output in the format `name`, each piece as soon as it is made.

    `raw` leaves the cells of csv and tsv unchanged. Raises KeyError for an unknown format.
    """
    chosen = FORMATS[name]
    path = chosen.raw if raw and chosen.raw else chosen.writer
    module, _, function = path.partition(".")
    writer = getattr(import_module(f"names.formats.{module}"), function)
    for piece in writer(annotations):
        if chosen.styled:
            write_styled(piece, chosen.unencodable)
        else:
            write(piece, chosen.unencodable, chosen.declared)
