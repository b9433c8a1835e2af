"""Write annotated texts as records, one for each mention, or as the text with the usual names put in.

`Annotations` is the input of every format of `names.formats.catalogue`. It is read once, portion by portion, so that
results are written while texts are still being read.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from names.formats.escaping import json_line, one_line, spreadsheet_cell
from names.formats.offsets import SourceOffsets
from names.resolution.reasons import why
from names.resolution.results import Mention, Resolution

__all__ = [
    "FIELDS",
    "AnnotatedPortion",
    "Annotations",
    "MentionRecord",
    "csv_rows",
    "id_of",
    "jsonl",
    "label_of",
    "mention_records",
    "raw_csv_rows",
    "raw_tsv_rows",
    "text",
    "tsv_rows",
]


class AnnotatedPortion(NamedTuple):
    """A portion of a document, which may be all of it, with the resolutions of its mentions in order.

    The text of an HTML page is what a reader sees of it; `offsets` then tell where a mention is in the source.
    """

    document: str  # name of the file or record, "-" for standard input
    text: str
    start: int  # offset of the portion in the text of the document, in characters
    resolutions: Sequence[Resolution]
    offsets: SourceOffsets | None = None  # None if the document is the text itself

    def source_span(self, mention: Mention) -> tuple[int, int]:
        """The place of a mention in the decoded document, in characters, half-open."""
        return (mention.start, mention.end) if self.offsets is None else self.offsets.span(mention.start, mention.end)


class Annotations(NamedTuple):
    """The names of the documents, and their portions in order, which are made while they are read.

    In place of the records of JSON Lines the files may be named, unless the format lists its documents.
    """

    documents: Sequence[str]
    portions: Iterable[AnnotatedPortion]


class MentionRecord(NamedTuple):
    """One mention; the fields are the keys of jsonl and the columns of csv and tsv."""

    document: str  # name of the file or record, "-" for standard input
    start: int  # offset of the first character in the decoded document
    end: int  # offset after the last character
    text: str
    status: str  # "match", "ambiguous" or "none"
    entity: str | None  # id of the entity, or of the group of an unknown person; None if ambiguous
    label: str | None
    kind: str
    alias_kind: str | None
    score: float  # 0..1
    why: str


FIELDS = MentionRecord._fields


def id_of(resolution: Resolution) -> str | None:
    """The id of the entity, or of the group of an unknown person; None if ambiguous."""
    return resolution.entity.id if resolution.entity is not None else resolution.group or None


def label_of(resolution: Resolution) -> str | None:
    """The label of the entity, or of the group of an unknown name; None if ambiguous."""
    return resolution.entity.label if resolution.entity is not None else resolution.group_label or None


def _alias_kind(resolution: Resolution) -> str | None:
    """The kind of the alias that matched; None for an unknown person."""
    return None if resolution.group or not resolution.candidates else resolution.candidates[0].alias.kind


def mention_records(portion: AnnotatedPortion) -> Iterator[MentionRecord]:
    """One record for each mention of the portion, in order."""
    for resolution in portion.resolutions:
        mention = resolution.mention
        assert mention is not None  # resolutions of a text have one
        start, end = portion.source_span(mention)
        yield MentionRecord(
            document=portion.document,
            start=start,
            end=end,
            text=mention.text,
            status=resolution.status,
            entity=id_of(resolution),
            label=label_of(resolution),
            kind=resolution.kind,
            alias_kind=_alias_kind(resolution),
            score=round(resolution.score, 3),
            why=why(resolution),
        )


def jsonl(annotations: Annotations) -> Iterator[str]:
    """A line with a JSON object for each mention.

    >>> list(jsonl(Annotations(["a.txt"], [AnnotatedPortion("a.txt", "No names here.", 0, [])])))
    ['']
    """
    for portion in annotations.portions:
        yield "".join(f"{json_line(record._asdict())}\n" for record in mention_records(portion))


def csv_rows(annotations: Annotations) -> Iterator[str]:
    r"""A header and one row for each mention, separated by commas; cells are made safe for spreadsheets.

    >>> list(csv_rows(Annotations(["a.txt"], [])))
    ['document,start,end,text,status,entity,label,kind,alias_kind,score,why\n']
    """
    return _rows(annotations, ",", raw=False)


def tsv_rows(annotations: Annotations) -> Iterator[str]:
    """The rows of `csv_rows`, separated by tabs."""
    return _rows(annotations, "\t", raw=False)


def raw_csv_rows(annotations: Annotations) -> Iterator[str]:
    """The rows of `csv_rows` with unchanged cells in quotes, which may have line breaks."""
    return _rows(annotations, ",", raw=True)


def raw_tsv_rows(annotations: Annotations) -> Iterator[str]:
    """The rows of `raw_csv_rows`, separated by tabs."""
    return _rows(annotations, "\t", raw=True)


class _Cells(csv.excel):
    """Quotes only if they are needed, and a line feed at the end of a row."""

    lineterminator = "\n"


class _RawCells(_Cells):
    """Quotes around every string, because an unquoted carriage return in a cell would end the row."""

    quoting = csv.QUOTE_NONNUMERIC


def _rows(annotations: Annotations, delimiter: str, *, raw: bool) -> Iterator[str]:
    yield f"{delimiter.join(FIELDS)}\n"
    dialect = _RawCells if raw else _Cells
    for portion in annotations.portions:
        lines = io.StringIO()
        table = csv.writer(lines, dialect, delimiter=delimiter)
        for record in mention_records(portion):
            table.writerow(record if raw else map(spreadsheet_cell, record))
        yield lines.getvalue()


def text(annotations: Annotations) -> Iterator[str]:
    """The text with each mention of an entity replaced by its label.

    Unknown and ambiguous mentions are kept, and so are demonyms: "Kyrgyz" means Kyrgyzstan, but is not its name. A
    document begins on a line of its own.
    """
    ends_line = True
    for portion in annotations.portions:
        if not portion.start and not ends_line:
            yield "\n"
        ends_line = portion.text.endswith("\n") or not (portion.text or portion.start)
        pieces, copied = [], 0  # `copied`: characters of the portion that were copied or replaced so far
        for resolution in portion.resolutions:
            entity, mention = resolution.entity, resolution.mention
            if entity is None or mention is None or _alias_kind(resolution) == "demonym":
                continue
            pieces += [portion.text[copied : mention.start - portion.start], one_line(entity.label)]
            copied = mention.end - portion.start
        yield "".join([*pieces, portion.text[copied:]])
