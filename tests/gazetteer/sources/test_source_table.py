"""CSV and TSV tables."""

from __future__ import annotations

from pathlib import Path

import pytest
from written import write

from gazetteer import SourceError, SourceWarning
from gazetteer.sources import read


def test_synonyms_and_several_values(tmp_path: Path) -> None:
    header = "ID,Name,alias,LANG,type,country,weight"
    path = write(tmp_path / "t.csv", f'{header}\n1,"Doe, Jane",J. Doe; Doe|x,en,Person,gb,4.5\n')
    (entity,) = read(path)
    assert (entity.id, entity.kind, entity.countries, entity.prior) == ("1", "person", ("GB",), 4.5)
    assert [(a.text, a.kind) for a in entity.aliases] == [
        ("Doe, Jane", "label"),
        ("J. Doe; Doe", "alias"),
        ("x", "alias"),
    ]


def test_opensanctions_quotes_values_inside_a_cell(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", '"id","schema","name","aliases"\n"Q1","Person","A","""B; C"";D"\n')
    (entity,) = read(path)
    assert [alias.text for alias in entity.aliases] == ["A", "B; C", "D"]


def test_rows_of_one_id_are_one_entity(tmp_path: Path) -> None:
    path = write(tmp_path / "t.tsv", 'id\tname\tlang\n1\tMinsk\ten\n1\tМінск\tbe\n2\tKyiv "the city"\ten\n')
    assert [[a.text for a in e.aliases] for e in read(path)] == [["Minsk", "Мінск"], ['Kyiv "the city"']]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_encodings_and_line_ends(tmp_path: Path, encoding: str, end: str) -> None:
    path = write(tmp_path / "t.csv", end.join(["id,name", "1,Мінск", ""]), encoding)
    assert [(e.id, e.label) for e in read(path)] == [("1", "Мінск")]


def test_names_alone_will_do(tmp_path: Path) -> None:
    path = write(tmp_path / "people.csv", "name\nA\n\nB\n")
    with pytest.warns(SourceWarning, match=r"people\.csv:1: no column for the id.*'people/2'"):
        assert [e.id for e in read(path)] == ["people/2", "people/4"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id;title\n1;A\n", r"t\.csv:1: no column for the name.*found: 'id', 'title'"),
        ("id,name\n1,A\n2,\n", r"t\.csv:3: no name"),
        ("id,name,weight\n1,A,big\n", r"t\.csv:2: weight 'big' is no number"),
        ("", r"t\.csv:1: no column for the name.*nothing"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        list(read(write(tmp_path / "t.csv", text)))


def test_another_encoding_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"t\.csv:\d: not UTF-8 \(byte 0xcc\); save the file as UTF-8"):
        list(read(write(tmp_path / "t.csv", "id,name\n1,Минск\n", "cp1251")))
