"""Annotated texts as records, one for each mention, and as the text itself with the usual names put in.

`Annotations` is what every format of `names.formats.catalogue` is made from. It is read once and portion by portion, so
that results are written while the texts are still read.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from names.formats.escaping import json_line, one_line, spreadsheet_cell
from names.resolution.reasons import why
from names.resolution.results import Resolution

__all__ = [
    "FIELDS",
    "AnnotatedPortion",
    "Annotations",
    "MentionRecord",
    "csv_rows",
    "id_of",
    "jsonl",
    "kind_of",
    "label_of",
    "mention_records",
    "raw_csv_rows",
    "raw_tsv_rows",
    "text",
    "tsv_rows",
]


class AnnotatedPortion(NamedTuple):
    """A portion of a document, perhaps all of it, with the resolutions of its mentions, in order."""

    document: str  # name of the file, "-" for standard input
    text: str
    start: int  # offset of the portion in the document, in characters
    resolutions: Sequence[Resolution]


class Annotations(NamedTuple):
    """The documents that were asked for, by name, and their portions in order, which are made as they are read."""

    documents: Sequence[str]
    portions: Iterable[AnnotatedPortion]


class MentionRecord(NamedTuple):
    """What is written about one mention; the fields are the keys of JSON Lines and the columns of csv and tsv."""

    document: str  # name of the file, "-" for standard input
    start: int  # offsets in characters of the document as decoded, half-open
    end: int
    text: str
    status: str  # "match", "ambiguous" or "none"
    entity: str | None  # id of the entity; of an unknown person the id of its group; None only where ambiguous
    label: str | None
    kind: str
    alias_kind: str | None
    score: float  # 0..1
    why: str


FIELDS = MentionRecord._fields


def id_of(resolution: Resolution) -> str | None:
    """The id of the entity that is meant, of an unknown person that of its group; None where ambiguous."""
    return resolution.entity.id if resolution.entity is not None else resolution.group or None


def label_of(resolution: Resolution) -> str | None:
    """The usual name of what is meant, of an unknown person its longest spelling so far; None where ambiguous."""
    return resolution.entity.label if resolution.entity is not None else resolution.group_label or None


def kind_of(resolution: Resolution) -> str:
    """The kind of the entity or of the likeliest candidate; an unknown that has a group is a person."""
    if resolution.group or not resolution.candidates:
        return "person"
    return resolution.candidates[0].entity.kind


def _alias_kind(resolution: Resolution) -> str | None:
    """The kind of the alias that was met; None where nobody known is meant."""
    return None if resolution.group or not resolution.candidates else resolution.candidates[0].alias.kind


def mention_records(portion: AnnotatedPortion) -> Iterator[MentionRecord]:
    """One record for each mention of the portion, in order."""
    for resolution in portion.resolutions:
        mention = resolution.mention
        assert mention is not None  # resolutions of a text have one
        yield MentionRecord(
            document=portion.document,
            start=mention.start,
            end=mention.end,
            text=mention.text,
            status=resolution.status,
            entity=id_of(resolution),
            label=label_of(resolution),
            kind=kind_of(resolution),
            alias_kind=_alias_kind(resolution),
            score=round(resolution.score, 3),
            why=why(resolution),
        )


def jsonl(annotations: Annotations) -> Iterator[str]:
    """One JSON object a line for each mention.

    >>> list(jsonl(Annotations(["a.txt"], [AnnotatedPortion("a.txt", "No names here.", 0, [])])))
    ['']
    """
    for portion in annotations.portions:
        yield "".join(f"{json_line(record._asdict())}\n" for record in mention_records(portion))


def csv_rows(annotations: Annotations) -> Iterator[str]:
    r"""A head and one row for each mention, with commas, each cell one line that no spreadsheet runs.

    >>> list(csv_rows(Annotations(["a.txt"], [])))
    ['document,start,end,text,status,entity,label,kind,alias_kind,score,why\n']
    """
    return _rows(annotations, ",", raw=False)


def tsv_rows(annotations: Annotations) -> Iterator[str]:
    """The rows of `csv_rows` with tabs between the cells."""
    return _rows(annotations, "\t", raw=False)


def raw_csv_rows(annotations: Annotations) -> Iterator[str]:
    """The rows of `csv_rows` with the cells as they are, line breaks and all, within quotes."""
    return _rows(annotations, ",", raw=True)


def raw_tsv_rows(annotations: Annotations) -> Iterator[str]:
    """The rows of `raw_csv_rows` with tabs between the cells."""
    return _rows(annotations, "\t", raw=True)


class _Cells(csv.excel):
    """Quotes only where they are needed, and a line feed at the end of a row."""

    lineterminator = "\n"


class _RawCells(_Cells):
    """Quotes around every string: without them a carriage return in a cell would end the row."""

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
    """The text with the usual name in place of each mention of an entity.

    Mentions that are unknown or ambiguous stay, and so do demonyms: "Kyrgyz" means Kyrgyzstan, but is not its name.
    """
    for portion in annotations.portions:
        pieces, copied = [], 0  # characters of the portion that the pieces hold or replace
        for resolution in portion.resolutions:
            entity, mention = resolution.entity, resolution.mention
            if entity is None or mention is None or _alias_kind(resolution) == "demonym":
                continue
            pieces += [portion.text[copied : mention.start - portion.start], one_line(entity.label)]
            copied = mention.end - portion.start
        yield "".join([*pieces, portion.text[copied:]])
