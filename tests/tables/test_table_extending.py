"""A table comes back byte for byte but for its new cells."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from names.errors import InputError
from names.tables.extending import check_new_columns, extension_of
from names.tables.reading import open_table
from names.tables.texts import TextTable

FIELDS = ["new_id", "new_score"]
ENCODINGS = [("utf-8", b""), ("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("cp1251", b"")]
ENDS = st.sampled_from(["\n", "\r\n"])  # a CR would be one line end with an LF after it
CELLS = st.text(st.sampled_from("ab, ;|\"'=\r\n\tЖ"), max_size=6)


def extended(
    content: bytes, name: str = "t.csv", cells: tuple[object, ...] = ("x1", 0.5), *, raw: bool = False, **how: object
) -> bytes:
    """The table in a file with this content, with the same new cells in each row."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        table = open_table(str(path), **how)  # type: ignore[arg-type]
        assert isinstance(table, TextTable)
        extension = extension_of(table, FIELDS, raw=raw)
        rows = [extension.extended(row, cells if row.cells else None) for row in table.records()]
        return table.source.mark + b"".join(rows)


@st.composite
def tables(draw: st.DrawFn, delimiter: str) -> list[tuple[str, int, str]]:
    """Records as they stand in a file: the text, the number of its cells, the line end."""
    width = draw(st.integers(2, 5))
    made = [(delimiter.join(f"c{number}" for number in range(width)), width, draw(ENDS))]
    for cells in draw(st.lists(st.lists(CELLS, min_size=1, max_size=7), max_size=6)):
        written = [
            '"' + cell.replace('"', '""') + '"' if set(cell) & set(f'"\r\n{delimiter}') or draw(st.booleans()) else cell
            for cell in cells
        ]
        made.append((delimiter.join(written), len(cells), draw(ENDS)))
    return made


@pytest.mark.parametrize("delimiter", [",", ";", "|"])
@given(data=st.data())
def test_all_but_the_new_cells_comes_back_byte_for_byte(delimiter: str, data: st.DataObject) -> None:
    made = data.draw(tables(delimiter))
    codec, mark = data.draw(st.sampled_from(ENCODINGS))
    width = made[0][1]
    new, expected = f"x1{delimiter}0.5", ""
    for number, (text, cells, end) in enumerate(made):
        if not text.strip():
            expected += text + end
        elif not number:
            expected += text + delimiter + delimiter.join(FIELDS) + end
        else:
            expected += text + delimiter * max(0, width - cells) + delimiter + new + end
    content = mark + "".join(text + end for text, _, end in made).encode(codec)
    encoding = codec if codec == "cp1251" else None
    assert extended(content, delimiter=delimiter, encoding=encoding) == mark + expected.encode(codec)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("a,b\n1,2", "a,b,new_id,new_score\n1,2,x1,0.5"),
        ("a,b\r1,2\r\n", "a,b,new_id,new_score\r1,2,x1,0.5\r\n"),
        ("\n a,b\n\n1\n", "\n a,b,new_id,new_score\n\n1,,x1,0.5\n"),
        ("a,b\n1,2,3\n", "a,b,new_id,new_score\n1,2,3,x1,0.5\n"),
        ('"a","b"\n"1",2\n', '"a","b","new_id","new_score"\n"1",2,"x1","0.5"\n'),
        ('"a",b\n"1",2\n', '"a",b,new_id,new_score\n"1",2,x1,0.5\n'),
        ("a\n\n1\n", "a,new_id,new_score\n\n1,x1,0.5\n"),
        ("a\nBerg, Ada\n", "a;new_id;new_score\nBerg, Ada;x1;0.5\n"),
        ("a;a\n=1+1;\n", "a;a;new_id;new_score\n=1+1;;x1;0.5\n"),
        ("a\tb\n\t\n \t2\n", "a\tb\tnew_id\tnew_score\n\t\tx1\t0.5\n \t2\tx1\t0.5\n"),
        ('a\tb\n"1\t2\n', 'a\tb\tnew_id\tnew_score\n"1\t2\tx1\t0.5\n'),
    ],
)
def test_new_cells_stand_in_their_columns(content: str, expected: str) -> None:
    assert extended(content.encode()).decode() == expected


def test_without_a_header_all_lines_are_rows() -> None:
    assert extended(b"1,2\n3\n", has_header=False) == b"1,2,x1,0.5\n3,,x1,0.5\n"


@pytest.mark.parametrize(
    ("content", "cells", "raw", "row"),
    [
        ("a,b\n1,2\n", ("=1+1", None), False, "1,2,'=1+1,"),
        ("a,b\n1,2\n", ("=1+1", None), True, "1,2,=1+1,"),
        ("a,b\n1,2\n", ('x, "y"', "a\r\nb"), False, '1,2,"x, ""y""",a b'),
        ("a,b\n1,2\n", ('x, "y"', "a\r\nb"), True, '1,2,"x, ""y""",a b'),
        ("a\tb\n1\t2\n", ("x\ty", '"'), False, '1\t2\tx y\t"'),
        ("a\tb\n1\t2\n", ("x\ty", '"'), True, '1\t2\tx y\t"'),
        ("a;b\n1;2\n", ("x;y", "z,"), False, '1;2;"x;y";z,'),
    ],
)
def test_new_cells_are_written_safely(content: str, cells: tuple[str, str], raw: bool, row: str) -> None:
    assert extended(content.encode(), cells=cells, raw=raw).decode().splitlines()[1] == row


def test_what_the_encoding_does_not_have_is_escaped() -> None:
    written = extended("имя;b\nЖ;2\n".encode("cp1251"), cells=("Ж → é", ""), encoding="cp1251")
    assert written.decode("cp1251").splitlines()[1] == r"Ж;2;Ж \u2192 \u00e9;"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('{"a": 1}', '{"a": 1, "new_id": "x1", "new_score": 0.5}'),
        ('{"a":1}', '{"a":1,"new_id":"x1","new_score":0.5}'),
        (' {"a": {"b": "}"} }\t', ' {"a": {"b": "}"} , "new_id": "x1", "new_score": 0.5}\t'),
        ('{"a": "\\u0436"}', '{"a": "\\u0436", "new_id": "x1", "new_score": 0.5}'),
        ("{ }", '{ "new_id": "x1", "new_score": 0.5}'),
        ("", ""),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_new_fields_stand_before_the_last_brace(line: str, expected: str, end: str) -> None:
    first = '{"a": 0}\n'
    written = extended((first + line + end).encode(), "t.jsonl").decode()
    assert written == extended(first.encode(), "t.jsonl").decode() + expected + end
    if expected:
        assert json.loads(expected)["new_id"] == "x1"


def test_fields_of_other_encodings_are_escaped() -> None:
    written = extended('{"a": "Ж"}'.encode("cp1251"), "t.jsonl", ("→", None), encoding="cp1251").decode("cp1251")
    assert written == '{"a": "Ж", "new_id": "\\u2192", "new_score": null}'


@pytest.mark.parametrize(
    ("name", "content"),
    [("t.csv", "a,new_id\n1,2\n"), ("t.jsonl", '{"new_id": 1}\n'), ("t.jsonl", '{"a": 1}\n{"b": 2, "new_id": 1}\n')],
)
def test_a_column_that_is_there_already_is_told(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")

    def refused() -> None:
        check_new_columns(open_table(str(path)), FIELDS)
        extended(content.encode(), name)

    with pytest.raises(InputError, match=r"'new_id' already.*--prefix"):
        refused()
