"""Which format a file has: what its beginning tells."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Protocol

from gazetteer.errors import SourceError
from gazetteer.sources.rows import Row
from gazetteer.sources.source_file import Head, SourceFile

__all__ = ["FORMATS", "FormatReader", "reader_of"]

# The modules of the formats, in the order in which they are tried: those that are recognised for certain come first.
FORMATS = (
    *("sheet", "export"),
    *("wikidata", "sparql"),
    *("geonames", "geonames_names", "geonames_countries"),
    *("paranames", "jrcnames"),
    *("jsonl", "ftm", "lpf", "popolo"),
    *("ofac_xml", "un_xml", "eu_xml", "uk_xml", "mads_xml", "rdf"),
    *("opensanctions_table", "opensanctions_statements", "eu_csv", "uk_csv", "ofac_csv", "lp_table"),
    "table",
)

# A list of names alone, such as names.txt of OpenSanctions, does not say which of them are one entity.
_NAMES_ALONE = (
    "names without ids; take a file with ids, such as entities.ftm.json or targets.simple.csv of OpenSanctions, or "
    "make a table in which each line is an entity: (echo name; cat names.txt) > names.tsv"
)


class FormatReader(Protocol):
    """The module of a format."""

    TITLE: str  # what the format is called in messages

    def recognises(self, head: Head) -> bool:
        """Whether a file that begins like this has the format."""
        ...

    def read(self, file: SourceFile) -> Iterator[Row]:
        """The rows of the file."""
        ...


def reader_of(file: SourceFile, format: str = "") -> FormatReader:
    """The reader of this format, or of the format that the beginning of the file has.

    Raises SourceError if no format is recognised.
    """
    names = (format,) if format else FORMATS
    for name in names:
        reader: FormatReader = import_module(f"gazetteer.sources.formats.{name}")
        if format or reader.recognises(file.head):
            return reader
    if file.head.name.endswith(".txt"):
        raise SourceError(file.path, 1, _NAMES_ALONE)
    raise SourceError(file.path, 1, f"has no known format; name it, as one of {', '.join(FORMATS)}")
