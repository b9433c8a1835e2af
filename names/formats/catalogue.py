"""The output formats of `names resolve`.

To add a format, write a function that turns `Annotations` into pieces of output, and add a record to FORMATS; the
choices and the help of the command are made from it. docs/output.md must say how the format makes strings from data
harmless. The module of a format is imported only when the format is used, so that `names --help` loads neither numpy
nor rich.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from names.formats.streams import ESCAPES, REFERENCES, write, write_styled

if TYPE_CHECKING:
    from names.formats.mentions import Annotations

__all__ = ["DEFAULT", "FORMATS", "Format", "annotation_pieces", "write_annotations"]


class Format(NamedTuple):
    """An output format and its functions in `names.formats`, given as "module.function"."""

    help: str  # shown after the name of the format in the help of the command
    writer: str
    raw: str = ""  # the writer for --raw, which leaves cells unchanged; "" if the format has no cells
    unencodable: str = ESCAPES  # the codec error handler for characters that the encoding of the output cannot hold
    lists_documents: bool = False  # whether it names all documents before the first
    styled: bool = False  # whether the output has codes for the terminal; the writer then escapes the data itself
    media_type: str = "text/plain"  # what a service calls it (IANA), always in UTF-8


FORMATS = {
    "table": Format("a table with a row for each entity", "terminal.entity_table", styled=True),
    "jsonl": Format("a line of JSON for each mention", "mentions.jsonl", media_type="application/x-ndjson"),
    "csv": Format(
        "a row for each mention, with commas", "mentions.csv_rows", "mentions.raw_csv_rows", media_type="text/csv"
    ),
    "tsv": Format(
        "the same, with tabs", "mentions.tsv_rows", "mentions.raw_tsv_rows", media_type="text/tab-separated-values"
    ),
    "text": Format("the text with the usual names in place of the mentions", "mentions.text"),
    "html": Format(
        "a page that highlights the mentions",
        "pages.page",
        unencodable=REFERENCES,
        lists_documents=True,
        media_type="text/html",
    ),
    "brat": Format("stand-off annotations of one text for brat", "brat.standoff", lists_documents=True),
    "webannotation": Format(
        "W3C Web Annotations in JSON-LD", "webannotation.collection", media_type="application/ld+json"
    ),
    "tei": Format(
        "a TEI P5 document with the texts and their entities",
        "tei.document",
        unencodable=REFERENCES,
        lists_documents=True,
        media_type="application/tei+xml",
    ),
}
DEFAULT = "table"


def write_annotations(annotations: Annotations, name: str, *, raw: bool = False) -> None:
    """Write annotations on standard output in the format `name`, each piece as soon as it is made.

    `raw` leaves the cells of csv and tsv unchanged. Raises KeyError for an unknown format.
    """
    chosen = FORMATS[name]
    for piece in annotation_pieces(_begun(annotations), name, raw=raw):
        if chosen.styled:
            write_styled(piece, chosen.unencodable)
        else:
            write(piece, chosen.unencodable)


def annotation_pieces(annotations: Annotations, name: str, *, raw: bool = False) -> Iterator[str]:
    """The annotations in the format `name`, in pieces that are made while the texts are read.

    Raises KeyError for an unknown format.
    """
    chosen = FORMATS[name]
    module, _, function = (chosen.raw if raw and chosen.raw else chosen.writer).partition(".")
    pieces: Iterator[str] = getattr(import_module(f"names.formats.{module}"), function)(annotations)
    return pieces


def _begun(annotations: Annotations) -> Annotations:
    """The annotations with their first portion made, so that nothing is written of a text that cannot be read."""
    portions = iter(annotations.portions)
    first = list(islice(portions, 1))
    return annotations._replace(portions=chain(first, portions))
