"""Read entities from results of SPARQL queries, as the query service of Wikidata gives them: JSON, CSV or TSV.

    item,itemLabel,itemAltLabel,itemDescription,country
    http://www.wikidata.org/entity/Q42,Douglas Adams,"Douglas Noël Adams, DNA",English author,http://www.wikidata.org/…

The column ``item``, or the first one that has an item, is the entity; itemLabel is its name, itemAltLabel are names
between commas, itemDescription is the note. Columns called country, born, died, positionLabel and the like are facts
(``gazetteer/data/sparql-columns.tsv``), and `choices.columns` says what others are. JSON is that of the W3C, or the
list of objects that the page of the query service saves, and is read into memory. CSV and TSV are read row by row;
there the rows of an entity must follow each other: ORDER BY ?item.

Layouts: https://www.w3.org/TR/sparql11-results-json/, https://www.w3.org/TR/sparql11-results-csv-tsv/. Publisher:
Wikidata, CC0 1.0; no attribution is asked for.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from operator import attrgetter

from gazetteer.errors import InvalidEntity, SourceError
from gazetteer.sources.ids import Ids
from gazetteer.sources.remarks import shown
from gazetteer.sources.rows import Row
from gazetteer.sources.source_file import Head, SourceFile
from gazetteer.sources.wikidata.columns import FIELDS, fields_of
from gazetteer.sources.wikidata.results import Binding, ResultReader, ResultRow, Term

TITLE = "results of a SPARQL query"
PUBLISHER = "Wikidata: CC0 1.0, https://www.wikidata.org"
DOCUMENT = 1 << 28  # bytes of a JSON document, which is read into memory, at most; chosen
_W3C = re.compile(rb'\s*\{\s*"head"\s*:\s*\{[^{}]*"vars"\s*:')
_FLAT = re.compile(rb'\s*\[\s*\{[^{}]{0,4000}"https?://www\.wikidata\.org/entity/Q')
_HEADER = re.compile(r"\??[A-Za-z_]\w*")
_TERM = re.compile(r'"((?:[^"\\]|\\.)*)"(?:@([A-Za-z0-9-]+)|\^\^<[^<>]*>)?', re.DOTALL)
_ESCAPES = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f", '"': '"', "'": "'", "\\": "\\"}
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|(.))", re.DOTALL)


def recognises(head: Head) -> bool:
    """Whether the file begins like results in JSON, or with a header of variables and a row that has an item."""
    if _W3C.match(head.content) or _FLAT.match(head.content):
        return True
    header, row = [*head.lines[:2], "", ""][:2]
    names = [name.strip('"') for name in re.split("[,\t]", header)]
    return all(_HEADER.fullmatch(name) for name in names) and "wikidata.org/entity/Q" in row


def read(file: SourceFile) -> Iterator[Row]:
    """The rows of the file, one for each item; `choices.classes` has ids or kinds for a variable ``class``."""
    is_document = file.head.content.lstrip().startswith((b"{", b"["))
    bindings = _document(file) if is_document else _table(file)
    first = next(bindings, None)
    if first is None:
        file.remarks.add(1, "no rows")
        return
    variables, line, binding = first
    texts = {variable: term.text for variable, term in binding.items()}
    fields = _fields(file, variables, texts)
    if any("wikidata.org/" in text for text in texts.values()):
        file.publisher = PUBLISHER
    reader, ids = ResultReader(file, fields), Ids()
    rows = _rows(file, reader, chain([(line, binding)], ((line, each) for _, line, each in bindings)))
    for same in _of_one_id(rows, anywhere=is_document):
        with file.row(same[0].line):
            entity = reader.entity(same)
            if entity:
                ids.add(entity.id, same[0].line)
                yield Row(file.path, same[0].line, entity)
    ids.refuse_repeated(file, "write ORDER BY and the variable of the item at the end of the query")


def _of_one_id(rows: Iterator[ResultRow], *, anywhere: bool) -> Iterator[list[ResultRow]]:
    """The rows of each id, that follow each other or stand anywhere in the results."""
    if not anywhere:
        yield from (list(group) for _, group in groupby(rows, key=attrgetter("id")))
        return
    by_id: dict[str, list[ResultRow]] = {}
    for row in rows:
        by_id.setdefault(row.id, []).append(row)
    yield from by_id.values()


def _rows(file: SourceFile, reader: ResultReader, bindings: Iterator[tuple[int, Binding]]) -> Iterator[ResultRow]:
    for line, binding in bindings:
        with file.row(line):
            yield reader.row(line, binding)


def _fields(file: SourceFile, variables: Sequence[str], first: dict[str, str]) -> dict[str, str]:
    """{variable: field}; tells it."""
    wrong = next((field for field in file.choices.columns.values() if field not in FIELDS), "")
    if wrong:
        raise SourceError(file.path, 1, f"no field {wrong!r}; a column of results is one of {', '.join(FIELDS)}")
    fields = fields_of(variables, first, file.choices.columns)
    listed = ", ".join(map(shown, variables[:20]))
    if not fields:
        raise SourceError(file.path, 1, f"no variable has items; call one of them 'item' (found: {listed})")
    if not {"label", "aliases"} & set(fields.values()):
        raise SourceError(file.path, 1, f"no variable has names; add the label service to the query (found: {listed})")
    file.tell("; ".join(f"{variable} is taken for {field}" for variable, field in fields.items()))
    others = [variable for variable in variables if variable not in fields]
    if others:
        file.tell(f"left aside: {', '.join(others[:20])}; --map COLUMN=FIELD takes one for a field")
    if file.choices.classes and "kind" not in fields.values():
        file.tell("no variable has classes, so entities of all classes are read; call one of them 'class'")
    return fields


def _document(file: SourceFile) -> Iterator[tuple[Sequence[str], int, Binding]]:
    """The variables, the number, and the values of each row of a JSON document."""
    content = file.stream.read(DOCUMENT + 1)
    if len(content) > DOCUMENT:
        raise SourceError(file.path, 1, f"a document of more than {DOCUMENT >> 20} MB; save the results as CSV")
    try:
        held = json.loads(content)
        rows = held["results"]["bindings"] if isinstance(held, dict) else held
        variables = list(held["head"]["vars"]) if isinstance(held, dict) else list(dict.fromkeys(chain(*rows)))
    except (ValueError, RecursionError) as error:
        raise SourceError(file.path, 1, f"no JSON ({error}); save the results anew") from None
    except (KeyError, TypeError):
        raise SourceError(file.path, 1, "no results of a SELECT query; save them anew") from None
    if not isinstance(rows, list) or not all(isinstance(variable, str) for variable in variables):
        raise SourceError(file.path, 1, "no results of a SELECT query; save them anew")
    for number, row in enumerate(rows, start=1):
        with file.row(number):
            yield variables, number, _json_binding(row)


def _json_binding(row: object) -> Binding:
    if not isinstance(row, dict):
        raise InvalidEntity(f"no row of results but {shown(row)}; save the results anew")
    return {variable: term for variable, held in row.items() if (term := _json_term(held))}


def _json_term(held: object) -> Term | None:
    """A value, as text or as an object of the W3C's format; None for a blank node, which stands for nothing known."""
    if isinstance(held, str):
        return Term(held)
    if not isinstance(held, dict):
        return Term(str(held)) if isinstance(held, int | float) else None
    text, code = held.get("value"), held.get("xml:lang", held.get("lang", ""))
    if held.get("type") == "bnode" or not isinstance(text, str):
        return None
    return Term(text, code if isinstance(code, str) else "")


def _table(file: SourceFile) -> Iterator[tuple[Sequence[str], int, Binding]]:
    """The variables, the line, and the values of each row of CSV or TSV."""
    lines = file.lines()
    _, header = next(lines, (1, ""))
    is_tsv = "\t" in header or file.name.lower().endswith(".tsv")
    typed = header.lstrip('"').startswith("?")
    cells = _tab_separated(lines) if is_tsv else _comma_separated(file, lines)
    names = header.rstrip("\r\n").split("\t") if is_tsv else next(csv.reader([header]), [])
    variables = [name.strip().strip('"').removeprefix("?") for name in names]
    for line, row in cells:
        with file.row(line):
            if len(row) != len(variables):
                raise InvalidEntity(f"{len(row)} cells, but {len(variables)} variables; save the results anew")
            terms = [_typed(cell) if typed else Term(cell) for cell in row]
            yield variables, line, {name: term for name, term in zip(variables, terms, strict=True) if term.text}


def _tab_separated(lines: Iterator[tuple[int, str]]) -> Iterator[tuple[int, list[str]]]:
    return ((line, text.rstrip("\r\n").split("\t")) for line, text in lines if text.strip("\r\n"))


def _comma_separated(file: SourceFile, lines: Iterator[tuple[int, str]]) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader((text for _, text in lines), strict=True)
    line = 2
    try:
        for row in reader:
            if row:
                yield line, row
            line = reader.line_num + 2
    except csv.Error as error:
        raise SourceError(file.path, line, f"{error}; save the results anew") from None


def _typed(cell: str) -> Term:
    """A value as the TSV of the W3C writes it: ``<uri>``, ``"text"@language``, ``"text"^^<type>``, a number."""
    match = _TERM.fullmatch(cell)
    if not match:
        return Term("" if cell.startswith("_:") else cell)
    return Term(_ESCAPE.sub(_unescaped, match[1]), match[2] or "")


def _unescaped(match: re.Match[str]) -> str:
    return chr(int(match[1], 16)) if match[1] else _ESCAPES.get(match[2], match[2])
