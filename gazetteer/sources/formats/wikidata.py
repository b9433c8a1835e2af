"""Read entities from Wikidata: its JSON dump, one item a line, and what the API and Special:EntityData give.

    [
    {"type":"item","id":"Q42","labels":{"en":{"language":"en","value":"Douglas Adams"}},"aliases":{},"claims":{…},…},
    {"type":"item","id":"Q1899",…}
    ]

An item stands whole on a line, with or without the brackets and commas of an array; or the file is one JSON document,
``{"entities": {"Q42": {…}}}``, a list of items or a single item, which is read into memory.

Layout: https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html. Publisher: Wikidata, CC0 1.0,
https://www.wikidata.org/wiki/Wikidata:Database_download; no attribution is asked for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from gazetteer.errors import InvalidEntity, SourceError
from gazetteer.sources.compression import HEAD
from gazetteer.sources.ids import Ids
from gazetteer.sources.remarks import shown
from gazetteer.sources.rows import Row
from gazetteer.sources.source_file import Head, SourceFile
from gazetteer.sources.wikidata.classes import ClassFilter
from gazetteer.sources.wikidata.items import READ, ItemReader

TITLE = "Wikidata items (JSON)"
PUBLISHER = "Wikidata: CC0 1.0, https://www.wikidata.org"
DOCUMENT = 1 << 28  # bytes of a document that is read into memory, at most; chosen: the API gives 500 items at once
_BEGINNING = re.compile(rb'\s*(\[\s*)?\{\s*"')
_ITEM = re.compile(rb'"type"\s*:\s*"(item|property|lexeme)"')
_FIELDS = re.compile(rb'"(labels|claims|sitelinks|lastrevid)"\s*:')
_ENTITIES = re.compile(rb'\s*\{\s*(?:"success"\s*:\s*1\s*,\s*)?"entities"\s*:\s*[\[{]')
REPAIR = "write one item a line"


def recognises(head: Head) -> bool:
    """Whether the file begins with an object that has the type and the fields of an item."""
    content = head.content
    if _ENTITIES.match(content):
        return True
    return bool(_BEGINNING.match(content) and _ITEM.search(content) and _FIELDS.search(content))


def read(file: SourceFile) -> Iterator[Row]:
    """The rows of the file, one for each item that is wanted; `choices.classes` has ids of classes (Q5), or kinds."""
    file.publisher = PUBLISHER
    file.tell(READ)
    classes = ClassFilter(file.choices.classes)
    reader, ids = ItemReader(file, classes), Ids()
    for line, item in _document(file) if _is_document(file.head.content) else _lines(file, classes):
        with file.row(line):
            entity = _entity(reader, line, item)
            if entity:
                ids.add(entity.id, line)
                yield Row(file.path, line, entity)
    ids.refuse_repeated(file, "take one of the two items out")
    if not ids and not file.rejected:
        file.remarks.add(1, "no items that are wanted")


def _entity(reader: ItemReader, line: int, item: object) -> Any:
    if not isinstance(item, dict):
        raise InvalidEntity(f"no item but {shown(item)}; {REPAIR}")
    try:
        return reader.entity(line, item)
    except InvalidEntity as error:
        id = item.get("id")
        raise InvalidEntity(f"{id}: {error}" if isinstance(id, str) and len(id) < 24 else str(error)) from None


def _is_document(content: bytes) -> bool:
    """Whether the content is one document over several lines, or an object that holds the items."""
    if _ENTITIES.match(content):
        return True
    lines = content.strip().removeprefix(b"[").lstrip().splitlines()
    is_cut = len(content) == HEAD and len(lines) == 1
    return not is_cut and not lines[0].rstrip(b" ,]").endswith(b"}") if lines else False


def _document(file: SourceFile) -> Iterator[tuple[int, object]]:
    """The items of a document, all on line 1."""
    content = file.stream.read(DOCUMENT + 1)
    if len(content) > DOCUMENT:
        raise SourceError(file.path, 1, f"one JSON document of more than {DOCUMENT >> 20} MB; {REPAIR}")
    try:
        held = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise SourceError(file.path, 1, f"no JSON ({error}); get it anew, or {REPAIR}") from None
    if isinstance(held, dict) and "entities" in held:
        held = held["entities"]
        if isinstance(held, dict):  # what is asked for in parts has no id of its own
            held = [{"id": id, **item} if isinstance(item, dict) else item for id, item in held.items()]
    yield from ((1, item) for item in (held if isinstance(held, list) else [held]))


def _lines(file: SourceFile, classes: ClassFilter) -> Iterator[tuple[int, object]]:
    """The items of a file with one on each line."""
    for number, line in file.lines():
        if not classes.may_want(line):
            continue
        text = line.strip().removesuffix(",")
        if text in {"", "[", "]", "[]"}:
            continue
        with file.row(number):
            item = _parsed(text)
            yield from ((number, each) for each in (item if isinstance(item, list) else [item]))


def _parsed(text: str) -> Mapping[str, Any] | list[Any]:
    if text.startswith("[") and not text.endswith("]"):
        text = text[1:]
    elif text.endswith("]") and not text.startswith("["):
        text = text[:-1]
    try:
        parsed: Mapping[str, Any] | list[Any] = json.loads(text)
    except json.JSONDecodeError as error:
        raise InvalidEntity(f"no JSON at column {error.colno} ({error.msg}); {REPAIR}") from None
    except (ValueError, RecursionError):
        raise InvalidEntity(f"no JSON that can be read; {REPAIR}") from None
    return parsed
