"""Tables as users have them: delimiters, quotation marks, encodings, ragged rows, files of other kinds."""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from names.errors import InputError
from names.tables.dialect import Dialect
from names.tables.headers import looks_like_header
from names.tables.listing import read_names
from names.tables.reading import Table, open_table
from names.tables.records import lines, records, tell_dialect
from names.tables.texts import TextTable


def opened(folder: Path, content: str | bytes, name: str = "table.csv", **how: object) -> Table:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return open_table(str(path), **how)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sample", "delimiter"),
    [
        ("id,name\n1,Ada\n", ","),
        ("id;name\n1;Ada\n", ";"),
        ("id\tname\n1\tAda\n", "\t"),
        ("id|name\n1|Ada\n", "|"),
        ("id;name, first\n1;Berg, Ada\n2;Li, Bo\n", ";"),
        ("id,names\n1,Ada;A.\n2,Bo\n", ","),
        ('name,price\n"Berg; Ada",1\n"Li; Bo",2\n', ","),
        ("a;1,5;2,5\nb;3,5;4,5\n", ";"),
        ("name\nAda\n", ","),
        ("name\nBerg, Ada\n", ";"),
        ('name\n"Berg, Ada"\n', ","),
        ("name\na,b;c|d\te\n", "\t"),
        ('id,"a\nb",c\n1,2,3\n', ","),
        ('id,text\n1,"not closed in the sample\n', ","),
    ],
)
def test_the_delimiter_is_told_by_the_first_rows(sample: str, delimiter: str) -> None:
    assert tell_dialect(sample).delimiter == delimiter


@pytest.mark.parametrize(
    ("sample", "text", "cells"),
    [
        ('a\tb\n"x"\ty\n', '"x\ty"\tz', ["x\ty", "z"]),
        ('a\tb\n"x\ty\n', '"x\ty', ['"x', "y"]),
        ("a\tb\nx\ty\n", '"x"\ty', ['"x"', "y"]),
        ('a, "b, c"\n', '1, "2, 3"', ["1", "2, 3"]),
        ("a,b\n", '1, "2, 3"', ["1", ' "2', ' 3"']),
        ("a,b\n", '"a""b"c"d,', ['a"bc"d', ""]),
    ],
)
def test_quotation_marks_are_told_by_the_first_rows(sample: str, text: str, cells: list[str]) -> None:
    assert tell_dialect(sample).cells(text) == cells


@given(st.text(st.sampled_from('ab ,"\n\r'), max_size=30))
def test_records_and_cells_are_those_of_the_csv_module(text: str) -> None:
    comma = Dialect(",")
    expected = list(csv.reader(io.StringIO(text, newline="")))
    try:
        found = list(records(lines([text[:7], text[7:]], ""), comma, ""))
    except InputError:
        assert text.count('"') > 0
        return
    assert "".join(record.text + record.end for record in found) == text
    assert [comma.cells(record.text) if record.text else [] for record in found] == expected


def test_rows_have_the_cells_and_lines_of_the_file(tmp_path: Path) -> None:
    table = opened(tmp_path, '\ufeff\r\nid;name;name\r\n1;"a\r\nb ""x"" ;";\n\n  \n2;b;c;d;e\r3')
    assert table.columns == ("id", "name", "name")
    assert [(row.line, list(row.cells)) for row in table.rows()] == [
        (3, ["1", 'a\r\nb "x" ;', ""]),
        (7, ["2", "b", "c", "d", "e"]),
        (8, ["3"]),
    ]
    assert isinstance(table, TextTable)
    assert "".join(row.text + row.end for row in table.records()).encode() == (tmp_path / "table.csv").read_bytes()[3:]
    assert list(table.cells("3")) == ["", "c", ""]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "cp1251", "koi8-r", "utf-16-le"])
def test_a_table_is_read_in_its_encoding(tmp_path: Path, encoding: str) -> None:
    named = encoding if encoding not in {"utf-16", "utf-32"} else None
    table = opened(tmp_path, "имя;год\r\nИван;7\r\n".encode(encoding), encoding=named)
    assert table.columns == ("имя", "год")
    assert [list(row.cells) for row in table.rows()] == [["Иван", "7"]]


@pytest.mark.parametrize("name", ["t.csv.gz", "t.jsonl.gz", "t.TSV"])
def test_the_suffix_tells_what_a_table_is(tmp_path: Path, name: str) -> None:
    content = {"t.csv.gz": "a,name\n1,x\n", "t.jsonl.gz": '{"a": 1, "name": "x"}\n', "t.TSV": "a\tname\n1\tx\n"}[name]
    table = opened(tmp_path, gzip.compress(content.encode()) if name.endswith(".gz") else content, name)
    assert (table.columns, [list(row.cells) for row in table.rows()]) == (("a", "name"), [["1", "x"]])


def test_the_fields_of_json_lines_are_columns(tmp_path: Path) -> None:
    table = opened(tmp_path, '{"name": "Ж", "n": 1}\n\n{"n": null, "tags": ["a"], "name": "b"}', "t.jsonl")
    assert table.columns == ("name", "n", "tags")
    assert [(row.line, list(row.cells)) for row in table.rows()] == [(1, ["Ж", "1", ""]), (3, ["b", "", '["a"]'])]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("t.csv", b"", "is empty"),
        ("t.csv", b"\r\n \n", "is empty"),
        ("t.csv", b"\x89PNG\r\n\x1a\n\0\0", "NUL"),
        ("t.csv", b"a,b\n\0,c\n", "NUL"),
        ("t.csv", "имя\n".encode("cp1251"), "--encoding cp1251"),
        ("t.csv", b'a,b\n1,2\n3,"4\n5,6\n', "t.csv:3: a quotation mark is not closed"),
        ("t.csv", b"a,b\n+AGE-,2\n", "cannot be written back"),
        ("t.jsonl", b'{"a": 1}\n[1]\n', "t.jsonl:2: is no JSON object"),
        ("t.jsonl", b'{"a": 1}\n{a}\n', "t.jsonl:2: is no JSON"),
        ("t.parquet", b"PAR1", "cannot be read"),
        ("t.arrow", b"ARROW1", "cannot be read"),
        ("t.arrows", b"x", "cannot be read"),
        ("t.xlsx", b"PK", "cannot be read"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    encoding = "utf-7" if b"+AGE-" in content else None
    with pytest.raises(InputError) as error:
        list(opened(tmp_path, content, name, encoding=encoding).rows())
    assert said in str(error.value)


@pytest.mark.parametrize("name", ["t.csv", "t.parquet", "t.arrow", "t.xlsx"])
def test_a_table_that_is_not_there_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="no such file"):
        open_table(str(tmp_path / name))


@pytest.mark.parametrize(
    ("column", "place"),
    [("id", 0), ("full name", 1), (" id ", 0), ("2", 1), ("2020", 2), ("3", 2), ("4", 3)],
)
def test_a_column_is_found_by_name_or_number(tmp_path: Path, column: str, place: int) -> None:
    assert opened(tmp_path, "id, full name ,2020,x,x\n").place(column) == place


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("nmae", "no column 'nmae'; did you mean 'Name'? columns: id, Name, x, x"),
        ("zzz", "no column 'zzz'; columns: id, Name, x, x"),
        ("5", "no column '5'; columns: id, Name, x, x"),
        ("x", "2 columns are called 'x'; give the number of one instead: 3 or 4"),
        ("\x1b", r"no column '\x1b'; columns: id, Name, x, x"),
    ],
)
def test_a_wrong_column_is_answered_with_the_right_ones(tmp_path: Path, column: str, said: str) -> None:
    with pytest.raises(InputError) as error:
        opened(tmp_path, "id,Name,x,x\n").place(column)
    assert str(error.value).endswith(said)


def test_a_message_lists_some_of_many_columns(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"c29 and 170 more$"):
        opened(tmp_path, ",".join(f"c{number}" for number in range(200)) + "\n").place("name")


def test_without_a_header_columns_are_numbers(tmp_path: Path) -> None:
    table = opened(tmp_path, "Ada,7\nBo,8\n", has_header=False)
    assert (table.columns, [row.line for row in table.rows()]) == (("1", "2"), [1, 2])


def test_a_file_can_be_read_again_but_a_pipe_cannot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = opened(tmp_path, "name\nAda\n")
    assert list(table.cells("name")) == list(table.cells("name")) == ["Ada"]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b'{"name": "Ada"}')))
    table = open_table("-")
    assert list(table.cells("name")) == ["Ada"]
    with pytest.raises(InputError, match="only once"):
        list(table.rows())


@pytest.mark.parametrize(
    ("line", "is_header"),
    [
        ("name", True), ("\ufeffFull Name", True), ("id,name", True), ("last_name", True), ('"name","x"', True),
        ("Merkel;Angela", True), ("Merkel\tAngela", True), ("фамилия", True), ("x,y,country", True),
        ('{"name": "Ada"}', True),
        ("Merkel, Angela", False), ("King, Martin Luther, Jr.", False), ("Angela Merkel", False), ("", False),
        ("Жээнбеков", False), ("Place, Enid", False), ("2020", False),
    ],
)  # fmt: skip
def test_a_header_is_told_from_a_name(line: str, is_header: bool) -> None:
    assert looks_like_header(line) == is_header


def test_a_table_is_not_read_as_a_list_without_a_word(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("name,city\nAda,Rome\n\n ,Bonn\nBo\n", encoding="utf-8")
    with pytest.raises(InputError, match=r":1: .*--column NAME.*--no-header"):
        read_names(str(path))
    assert read_names(str(path), column="name") == ["Ada", "Bo"]
    assert read_names(str(path), column="2", has_header=False) == ["city", "Rome", "Bonn"]
    assert read_names(str(path), has_header=False)[0] == "name,city"
