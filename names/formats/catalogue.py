"""The output formats of `names resolve`, one record a format.

To add a format, write a function that turns `Annotations` into pieces of output, and add its record here: the choices
and the help of the command come from this table. What docs/output.md must say of it is how strings from data are made
harmless. A function's module is imported when its format is asked for, so that `names --help` loads neither numpy nor
rich.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from names.formats.streams import ESCAPES, write, write_styled

if TYPE_CHECKING:
    from names.formats.mentions import Annotations

__all__ = ["DEFAULT", "FORMATS", "Format", "write_annotations"]


class Format(NamedTuple):
    """An output format: what it writes, and by which functions of `names.formats`, as "module.function"."""

    help: str  # said in the help of the command after the format's name
    writer: str
    raw: str = ""  # the writer for --raw, which leaves the cells as they are; "" if the format has no cells
    unencodable: str = ESCAPES  # the codec error handler for characters that the encoding of the output cannot hold
    styled: bool = False  # whether the writer itself makes data visible and writes codes for the terminal


FORMATS = {
    "table": Format("a table with a row for each entity", "terminal.entity_table", styled=True),
    "jsonl": Format("a line of JSON for each mention", "mentions.jsonl"),
    "csv": Format("a row for each mention, with commas", "mentions.csv_rows", "mentions.raw_csv_rows"),
    "tsv": Format("the same with tabs", "mentions.tsv_rows", "mentions.raw_tsv_rows"),
    "text": Format("the text with the usual names in place of the mentions", "mentions.text"),
    "html": Format("a page that highlights the mentions", "pages.page", unencodable="xmlcharrefreplace"),
}
DEFAULT = "table"


def write_annotations(annotations: Annotations, name: str, *, raw: bool = False) -> None:
    """Write annotations on standard output in the format of that name, each piece as soon as it is made.

    With `raw` the cells of a format that has some are written as they are. Raises KeyError for an unknown format.
    """
    chosen = FORMATS[name]
    module, _, function = ((raw and chosen.raw) or chosen.writer).partition(".")
    writer = getattr(import_module(f"names.formats.{module}"), function)
    for piece in writer(annotations):
        if chosen.styled:
            write_styled(piece, chosen.unencodable)
        else:
            write(piece, chosen.unencodable)
