"""Files of users that are broken, or lose something: every loss is said, with file and line."""

from __future__ import annotations

import ast
import csv
import io
import json
import os
import threading
import tracemalloc
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rows import rows

from gazetteer import Entity, SourceError, SourceWarning
from gazetteer.sources import READERS, read, text
from names.cli.commands import main
from names.resolution.resolver import open_gazetteer

CASES = rows("sources.tsv")
property_test = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def outcome(path: Path) -> tuple[list[Entity], list[SourceWarning], SourceError | None]:
    """The entities of the file as far as it is read, what is warned of, and why it is refused."""
    found: list[Entity] = []
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        try:
            found.extend(read(path))
        except SourceError as error:
            return found, [], error
    assert all(isinstance(one.message, SourceWarning) for one in told)
    return found, [one.message for one in told if isinstance(one.message, SourceWarning)], None


def write(path: Path, content: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(content.encode(encoding))
    return path


@pytest.mark.parametrize("row", CASES, ids=[f"{row['line']}-{row['says'][:40]}" for row in CASES])
def test_each_loss_is_told_with_its_line(tmp_path: Path, row: dict[str, str]) -> None:
    path = tmp_path / row["file"]
    path.write_bytes(ast.literal_eval(f"b'''{row['content']}'''"))
    _, told, error = outcome(path)
    if row["outcome"] == "error":
        assert error is not None
        assert "; " in error.reason, "the repair follows what is wrong"
        said: list[SourceError] | list[SourceWarning] = [error]
    else:
        assert error is None
        said = told
    assert [(one.path, one.line) for one in said] == [(path, int(row["line"]))]
    assert row["says"].replace(r"\\", "\\") in str(said[0])
    assert str(said[0]).startswith(f"{path}:{row['line']}: ")
    assert len(str(said[0]).splitlines()) == 1


def test_there_are_enough_cases_and_none_twice() -> None:
    assert len({(row["file"], row["content"]) for row in CASES}) == len(CASES) >= 60


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
@pytest.mark.parametrize(("encoding", "bad"), [("utf-8", b"\xcf"), ("utf-16-le", b"\x00\xd8")])
def test_a_bad_byte_is_told_with_the_line_it_stands_on(tmp_path: Path, encoding: str, bad: bytes, end: str) -> None:
    lines = ["\ufeffid,name", *(f"{i},Name\u2028{i}" for i in range(2, 6000))]
    before, after = (end.join(part).encode(encoding) for part in (lines[:3002], lines[3002:]))
    path = tmp_path / "t.csv"
    path.write_bytes(before + bad + end.encode(encoding) + after)
    found, _, error = outcome(path)
    assert len(found) in (2999, 3000)  # the last entity before is held until its next row is seen
    assert error is not None
    assert error.line == 3002


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("t.csv", 'id,name\n1,Ann\n2,"' + "x" * 200_000 + '"\n', ":3: field larger than field limit"),
        ("t.csv", 'id,name\n1,Ann\n2,"Bo\n' + "3,Cy\n" * 50_000, ":3: field larger than field limit"),
        ("t.tsv", "id\tname\n1\t" + "x" * 200_000 + "\n", ":2: .*; shorten the cell"),
        ("t.jsonl", "[" * 200_000 + "\n", ":1: lists and objects within each other too deeply"),
        ("t.jsonl", '{"a":' * 200_000 + "\n", ":1: lists and objects within each other too deeply"),
        ("t.jsonl", '{"id": "1", "label": "A", "prior": 1' + "0" * 400 + "}\n", ":1: prior is too large"),
        ("t.jsonl", '{"id": 1' + "0" * 400 + ', "label": "A"}\n', ':1: id is 1000*…?; write it as a string, as in "1'),
        ("t.jsonl", '{"id": "1", "label": "A", "x": 1' + "0" * 9000 + "}\n", ":1: a number with thousands"),
        ("t.jsonl", '{"id": "' + "x" * 5000 + '\\u0000", "label": "A"}\n', r":1: id 'x{60}'… has a line end or a"),
    ],
)
def test_what_is_too_large_is_told_in_one_short_line(tmp_path: Path, name: str, content: str, says: str) -> None:
    path = write(tmp_path / name, content)
    with pytest.raises(SourceError, match=says) as caught:
        list(read(path))
    assert len(str(caught.value)) < len(str(path)) + 300


def test_what_has_no_line_ends_is_not_kept_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "LONGEST", 1000)
    path = write(tmp_path / "t.csv", "id,name\n1,Ann\n" + "x" * 5000)
    with pytest.raises(SourceError, match=r"t\.csv:3: a line of 1,000 characters or more"):
        list(read(path))


def test_a_place_that_is_no_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    for name in ("folder.csv", "none.tsv", "a\0b.jsonl", "x" * 500 + ".csv"):
        with pytest.raises(SourceError, match="; check the path"):
            list(read(tmp_path / name))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "pipe.csv"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_text, args=("\ufeffid,name\n1,Ann\n2,Бо\n", "utf-8"))
    writer.start()
    assert [entity.label for entity in read(path)] == ["Ann", "Бо"]
    writer.join()


@pytest.mark.parametrize("suffix", [".csv", ".jsonl"])
def test_a_large_source_is_not_kept_in_memory(tmp_path: Path, suffix: str) -> None:
    note = "x" * 300
    peaks = []
    for count in (5_000, 25_000):
        path = tmp_path / f"{count}{suffix}"
        with path.open("w", encoding="utf-8") as file:
            print("id,name,note", file=file) if suffix == ".csv" else None
            for i in range(count):
                record = {"id": f"Q{i}", "label": f"Name {i}", "note": note}
                print(",".join(record.values()) if suffix == ".csv" else json.dumps(record), file=file)
        tracemalloc.start()
        assert sum(1 for _ in read(path)) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert (peaks[1] - peaks[0]) / 20_000 < 100, "bytes a row, of which an id has 24 and a row over 300"


def test_warnings_can_be_errors(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", "id,name,alias\n1,Ann,Ann\n")
    with pytest.raises(SourceWarning) as caught:  # as pyproject.toml has it for all warnings
        list(read(path))
    assert (caught.value.path, caught.value.line, caught.value.count) == (path, 2, 1)


def test_build_tells_each_kind_of_loss_on_one_line(tmp_path: Path) -> None:
    people = "".join(f"{i}, Name {i},Name {i}|Nom {i}|,x\n" for i in range(500))
    source = write(tmp_path / "t.csv", f"id,name,alias,title\n{people}")
    target = tmp_path / "t.gaz"
    result = CliRunner().invoke(main, ["build", str(source), "-o", str(target)])
    assert (result.exit_code, result.stdout) == (0, "")
    told = result.stderr.splitlines()
    assert told[:-1] == [
        f"Warning: {source}:1: columns passed over: 'title'",
        f"Warning: {source}:2: white space around a text removed: ' Name 0'; 500 in all",
        f"Warning: {source}:2: a name that its entity has already left out: 'Name 0'; 500 in all",
        f"Warning: {source}:2: an empty name left out; 500 in all",
    ]
    assert told[-1] == f"{target}: 500 entities, 1000 names"


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
    tmp_path: Path, records: list[dict[str, Any]], ascii: bool
) -> None:
    lines = "".join(json.dumps(record, ensure_ascii=ascii) + "\n" for record in records)
    found, told, error = outcome(write(tmp_path / "t.jsonl", lines))
    if error is not None:
        assert 1 <= error.line <= len(records)
        return
    assert len(found) == len(records)
    for entity, record in zip(found, records, strict=True):
        names = [name for name in (record["label"], *(record.get("aliases") or ())) if name is not None]
        assert [alias.text for alias in entity.aliases] == list(dict.fromkeys(filter(None, map(str.strip, names))))
        assert entity.id == record["id"].strip()
        assert entity.kind == (record.get("kind") or "entity").strip()
        assert entity.note == (record.get("note") or "").strip()
        assert entity.prior == float(record.get("prior") or 0)
        assert bool(told) >= (len(names) > len(entity.aliases) or "more" in record)


@property_test
@given(st.sampled_from(sorted(READERS)), st.sampled_from([b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"]), st.binary())
def test_any_bytes_are_read_or_refused(tmp_path: Path, suffix: str, mark: bytes, content: bytes) -> None:
    for start in (b"", b'id,name\n1,"', b"id\tname\n1\t", b'{"id":"1","label":"'):
        path = tmp_path / f"t{suffix}"
        path.write_bytes(mark + start + content)
        _, _, error = outcome(path)
        assert error is None or error.path == path


def test_the_same_gazetteer_is_built_of_a_clean_source(tmp_path: Path) -> None:
    source = write(tmp_path / "t.csv", 'id,name,alias,kind\n1,Ann,"Anna;""A; B""",person\n')
    result = CliRunner().invoke(main, ["build", str(source), "-o", str(tmp_path / "t.gaz")])
    assert len(result.stderr.splitlines()) == 1
    with open_gazetteer(tmp_path / "t.gaz") as opened:
        assert [alias.text for entity in opened for alias in entity.aliases] == ["Ann", "Anna", "A; B"]
