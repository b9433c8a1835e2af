"""Read the statements of OpenSanctions: `statements.csv`, one value of one property in each row.

The columns are ``canonical_id,entity_id,prop,prop_type,schema,value,dataset,lang,original_value,…``; their order
varies. The rows of one entity (`canonical_id`) stand together. This is the only form in which names have their
languages, and in which each value says from which list it is: the ids of its entries there (`entity_id`) become
identifiers.

Specification: opensanctions.org/docs/statements. OpenSanctions publishes its data under CC BY-NC 4.0 (other use needs
a licence); attribution: opensanctions.org.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from gazetteer.sources.cells import Record, header, records, rows
from gazetteer.sources.drafts import EntityDraft, is_wanted
from gazetteer.sources.opensanctions import FACTS, KINDS, NAMES, PUBLISHER, add_facts, identifiers_of
from gazetteer.sources.rows import Row
from gazetteer.sources.source_file import Head, SourceFile

TITLE = "statements (OpenSanctions)"

REQUIRED = frozenset({"canonical_id", "entity_id", "prop", "schema", "value"})
GENERAL = ("LegalEntity",)  # schemata that say less than the others of one entity


def recognises(head: Head) -> bool:
    """Whether the first line has the columns of statements."""
    return set(header(next(iter(head.lines), ""))) >= REQUIRED


def read(file: SourceFile) -> Iterator[Row]:
    """A row for each entity."""
    file.publisher = PUBLISHER
    table = rows(file)
    _, cells = next(table, (1, []))
    columns = [cell.strip() for cell in cells]
    aside: Counter[str] = Counter()
    for _, group in groupby(records(file, columns, table), key=lambda row: row[1].get("canonical_id", "")):
        statements = list(group)
        schema = _schema(statements)
        if schema not in KINDS or not is_wanted(file.choices, schema):
            aside[schema] += 1
            continue
        with file.row(statements[0][0]):
            if entity := _draft(file, statements, schema).entity():
                yield Row(file.path, statements[0][0], entity)
    if aside:
        file.tell("left aside: " + ", ".join(f"{count} {schema}" for schema, count in aside.most_common()))


def _schema(statements: Sequence[tuple[int, Record]]) -> str:
    """The schema of an entity: of several that lists give, the one that says most."""
    schemata = Counter(record.get("schema", "") for _, record in statements)
    return min(schemata, key=lambda schema: (schema not in KINDS, schema in GENERAL, -schemata[schema]))


def _draft(file: SourceFile, statements: Sequence[tuple[int, Record]], schema: str) -> EntityDraft:
    line, first = statements[0]
    draft = EntityDraft(file, line, first.get("canonical_id", ""), KINDS[schema])
    ids = dict.fromkeys([draft.id, *(record.get("entity_id", "") for _, record in statements)])
    for identifier in (each for id in ids for each in identifiers_of(id)):
        draft.add_identifier(identifier)
    for kind in NAMES:  # main names first, weak ones last
        for each, record in statements:
            if record.get("prop") == kind:
                draft.add_name(record.get("value", ""), NAMES[kind], record.get("lang", ""), line=each)
    add_facts(
        draft,
        {name: [record.get("value", "") for _, record in statements if record.get("prop") == name] for name in FACTS},
    )
    return draft
