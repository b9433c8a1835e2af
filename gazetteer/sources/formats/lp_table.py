"""Read places in the tabular form of the Linked Places format (LP-TSV), tab-separated or CSV.

Columns are ``id``, ``title``, ``title_source`` and, where there are, ``start``, ``end``, ``attestation_year``,
``ccodes``, ``variants``, ``types``, ``fclasses``, ``matches`` and others; semicolons separate several values. A
variant may have its language: ``Zanzíbar@es``. Title and variants were used from the start to the end of the row.

Specification: LP-TSV v0.5 (github.com/LinkedPasts/linked-places-format, tsv_0.5.md). What is published at
whgazetteer.org is mostly under CC BY 4.0; each data set names its licence.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gazetteer.sources.cells import Record, header, records, rows
from gazetteer.sources.drafts import EntityDraft, is_wanted
from gazetteer.sources.identifiers import identifier
from gazetteer.sources.rows import Row
from gazetteer.sources.source_file import Head, SourceFile

TITLE = "places in the Linked Places format (table)"

KIND = "place"
REQUIRED = frozenset({"id", "title", "title_source"})
READ = REQUIRED | {
    "start",
    "end",
    "ccodes",
    "variants",
    "types",
    "type",
    "fclasses",
    "matches",
    "aat_types",
    "aat_type",
}


def recognises(head: Head) -> bool:
    """Whether the first line has the columns that the format requires."""
    line = next(iter(head.lines), "")
    return set(header(line, _delimiter(line))) >= REQUIRED


def _delimiter(line: str) -> str:
    return max("\t,;", key=line.count)


def read(file: SourceFile) -> Iterator[Row]:
    """A row for each place."""
    delimiter = _delimiter(next(iter(file.head.lines), ""))
    table = rows(file, delimiter, quoted=delimiter != "\t")
    _, cells = next(table, (1, []))
    columns = [cell.strip().lower() for cell in cells]
    aside = [column for column in columns if column not in READ or column == "title_source"]
    file.tell("columns left aside: " + ", ".join(filter(None, aside)))
    for line, record in records(file, columns, table):
        classes = _values(record, "types", "type", "fclasses", "aat_types", "aat_type")
        if not is_wanted(file.choices, *classes):
            continue
        with file.row(line):
            if entity := _draft(file, line, record).entity():
                yield Row(file.path, line, entity)


def _draft(file: SourceFile, line: int, record: Record) -> EntityDraft:
    given = record.get("id", "")
    known = identifier(given) if ":" in given else ""
    draft = EntityDraft(file, line, known or f"{Path(file.name).stem}/{given or line}", KIND)
    if not given:
        file.remarks.add(line, "no id, so one is made of file and line", draft.id)
    draft.add_identifier(known)
    since, until = record.get("start", "").partition("/")[0], record.get("end", "").rpartition("/")[2]
    draft.add_name(record.get("title", ""), "label", "", since, until)
    for variant in _values(record, "variants"):
        text, _, language = variant.rpartition("@") if "@" in variant else (variant, "", "")
        draft.add_name(text, "former" if until else "alias", language, since, until)
    for code in _values(record, "ccodes"):
        draft.add_country(code)
    for match in _values(record, "matches"):
        draft.add_identifier(identifier(match))
    draft.note = next(iter(_values(record, "types", "type")), "")
    return draft


def _values(record: Record, *columns: str) -> list[str]:
    """The values of these columns."""
    texts = (text.strip() for column in columns for text in record.get(column, "").split(";"))
    return [text for text in texts if text]
