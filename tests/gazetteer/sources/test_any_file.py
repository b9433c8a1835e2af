"""Whatever is written comes back whole or is refused."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from written import outcome, write

from gazetteer import SourceError
from gazetteer.sources import read

SUFFIXES = [".csv", ".jsonl", ".ndjson", ".tsv"]
property_test = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
CELL = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
SPECIAL_CELL = st.sampled_from(["", "1", "2", " x ", '"', 'a "b" c', "a,b", "a\nb", "a\r", "|;", "\ufeff", "1"])
LIKELY_CELL = st.one_of(CELL, SPECIAL_CELL)
ID = st.integers(0, 99).map(str)
NAME = st.text(st.characters(categories=["L", "M", "P", "Z"]), min_size=1, max_size=12).filter(str.strip)
ODD_ROW = st.tuples(LIKELY_CELL, LIKELY_CELL, LIKELY_CELL)
TABLE = st.lists(st.one_of(st.tuples(ID, NAME, LIKELY_CELL), st.tuples(ID, NAME, st.just("")), ODD_ROW), max_size=5)


@property_test
@given(TABLE, st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]), st.sampled_from("\t;,"))
def test_any_written_table_comes_back_whole_or_is_refused(
    tmp_path: Path, table: list[tuple[str, str, str]], quoting: Any, delimiter: str
) -> None:
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter, quoting=quoting).writerows([("id", "name", "note"), *table])
    found, told, error = outcome(write(tmp_path / "t.csv", written.getvalue()))
    if error is None:
        there = [(e.id, alias.text, e.note) for e in found for alias in e.aliases]
        bare = [tuple(cell.strip() for cell in row) for row in table]
        assert_same(there, [row for row in bare if any(row)])
        assert bool(told) >= (bare != table)
    else:
        assert 1 <= error.line <= written.getvalue().count("\n") + written.getvalue().count("\r") + 1


def assert_same(there: list[tuple[str, str, str]], rows: Iterable[tuple[str, ...]]) -> None:
    """Every row of an entity says its note or nothing; names stand once in the order of their rows."""
    assert list(dict.fromkeys(there)) == there
    notes = {id: note for id, _, note in there}
    assert list(dict.fromkeys((id, name) for id, name, _ in rows)) == [(id, name) for id, name, _ in there]
    assert all(note in ("", notes[id]) for id, _, note in rows)


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), CELL),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(CELL, inner, max_size=3)),
    max_leaves=5,
)
FINITE = st.floats(allow_nan=False, allow_infinity=False)
FIELDS = {
    "kind": st.sampled_from(["person", "place", None]),
    "aliases": st.lists(NAME | CELL, max_size=3),
    "prior": FINITE | st.integers(),
    "note": NAME | CELL,
    "more": FINITE | CELL,
}
ODD_FIELDS = dict.fromkeys(FIELDS, CELL | JSON)
RECORD = st.fixed_dictionaries({"id": ID, "label": NAME}, optional=FIELDS)
ODD_RECORD = st.fixed_dictionaries({"id": ID | CELL | JSON, "label": NAME | CELL | JSON}, optional=ODD_FIELDS)
RECORDS = st.lists(st.one_of(RECORD, RECORD, RECORD, ODD_RECORD), max_size=3)


@property_test
@given(RECORDS, st.booleans())
def test_any_written_objects_come_back_whole_or_are_refused(
    tmp_path: Path, records: list[dict[str, Any]], ensure_ascii: bool
) -> None:
    lines = "".join(json.dumps(record, ensure_ascii=ensure_ascii) + "\n" for record in records)
    found, told, error = outcome(write(tmp_path / "t.jsonl", lines))
    if error is not None:
        assert 1 <= error.line <= len(records)
        return
    assert len(found) == len(records)
    for entity, record in zip(found, records, strict=True):
        names = [name for name in (record["label"], *(record.get("aliases") or ())) if name is not None]
        assert [alias.text for alias in entity.aliases] == list(dict.fromkeys(filter(str.strip, names)))
        assert entity.id == record["id"]
        assert entity.kind == (record.get("kind") or "entity")
        assert entity.note == (record.get("note") or "")
        assert entity.prior == float(record.get("prior") or 0)
        assert bool(told) >= (len(names) > len(entity.aliases) or "more" in record)


@property_test
@given(st.sampled_from(SUFFIXES), st.sampled_from([b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"]), st.binary())
def test_any_bytes_are_read_or_refused(tmp_path: Path, suffix: str, mark: bytes, content: bytes) -> None:
    for start in (b"", b'id,name\n1,"', b"id\tname\n1\t", b'{"id":"1","label":"'):
        path = tmp_path / f"t{suffix}"
        path.write_bytes(mark + start + content)
        _, _, error = outcome(path)
        assert error is None or error.path == path


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_any_bytes_give_entities_or_one_clear_error(tmp_path: Path, suffix: str) -> None:
    for seed in range(30):
        path = tmp_path / f"{seed}{suffix}"
        path.write_bytes(b'id,name\n{"id"\t' + random.Random(seed).randbytes(200))
        with pytest.raises(SourceError):
            list(read(path))
