"""Tables in texts: their columns, names, facts and rows, whatever their delimiter, language and encoding."""

from __future__ import annotations

import random
import warnings
from contextlib import suppress
from pathlib import Path

import pytest
from command_line import run
from mutations import mutated
from rows import rows
from written import write

from gazetteer import Entity, SourceError, SourceWarning
from gazetteer.sources import Choices, read, read_all, read_rows
from gazetteer.sources.exporting import exported
from gazetteer.sources.recognition import FORMATS, reader_of
from gazetteer.sources.source_file import source_file
from gazetteer.sources.tables import headers, records
from gazetteer.sources.words import fold, read_words

SAMPLES = Path(__file__).parents[2] / "cases" / "sources" / "table"
TABLES = [path for path in sorted(SAMPLES.iterdir()) if not path.name.endswith(".expected.tsv")]
HEADERS = rows("headers.tsv")


def gathered(path: Path, choices: Choices | None = None) -> tuple[list[Entity], list[SourceError], list[str]]:
    """The entities of a file, the rows that cannot be read, and what is told."""
    rejected: list[SourceError] = []
    told: list[str] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SourceWarning)
        found = list(read_all([path], "", choices, rejected.append, told.append))
    return found, rejected, told


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_a_table_gives_these_entities(path: Path) -> None:
    found, rejected, _ = gathered(path)
    assert "".join(list(exported(found))[1:]) == path.with_suffix(".expected.tsv").read_text(encoding="utf-8")
    assert [error.line for error in rejected] == ([2, 7, 8] if path.stem == "quoted" else [])


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_a_table_is_recognised_as_such_and_as_nothing_else(path: Path) -> None:
    with source_file(path) as file:
        assert reader_of(file).TITLE == "table of entities"
        recognised = [name for name in FORMATS if reader_of(file, name).recognises(file.head)]
    assert recognised == ["table"]


@pytest.mark.parametrize("row", HEADERS, ids=[row["header"] for row in HEADERS])
def test_a_header_says_what_its_column_holds(row: dict[str, str]) -> None:
    assert str(headers.field_of(row["header"]) or "") == row["meaning"]


def test_words_of_headers_have_one_meaning_in_each_language() -> None:
    fields: dict[tuple[str, str], str] = {}
    for field, language, words in read_words(headers.TABLE):
        assert field.partition("/")[0] in headers.FIELDS
        for word in words.split(";"):
            assert fields.setdefault((language, fold(word)), field) == field or language == "zh", word


def test_what_is_taken_for_what_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", "Nr,Nom,Prénom,aka,Dr?\n1,Roe,Jo,J,x\n")
    (entity,), _, told = gathered(path, Choices({"nr": "id", "Dr?": "note", "aka": "-"}))
    assert (entity.id, entity.label, entity.note, len(entity.aliases)) == ("1", "Jo Roe", "x", 1)
    assert told == [
        f"{path}: table of entities",
        f"{path}: columns: 'Nr' = id, 'Nom' = family, 'Prénom' = given, 'Dr?' = note; left aside: 'aka'",
    ]


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        ({"Naem": "name"}, r":1: no column 'Naem' \(did you mean 'Name'\?\); its columns are 'id', 'Name'"),
        ({"Name": "nam"}, r":1: no field 'nam' \(did you mean 'name'\?\); fields are id, name, aliases, "),
        ({"Name": "-"}, r":1: no column for the name; call one of them 'name', or add --map COLUMN=name"),
    ],
)
def test_a_wrong_column_or_field_is_told_with_those_there_are(
    tmp_path: Path, columns: dict[str, str], says: str
) -> None:
    with pytest.raises(SourceError, match=says):
        list(read(write(tmp_path / "t.csv", "id,Name\n1,Ann\n"), choices=Choices(columns)))


def test_fields_of_columns_may_be_named_with_languages_and_schemes(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", "a,b,c,d\nx,Ann,Аня,12\n")
    fields = {"a": "id", "b": "name@en", "c": "aliases@uk", "d": "VIAF"}
    (entity,), _, _ = gathered(path, Choices(fields))
    assert [(alias.text, alias.language) for alias in entity.aliases] == [("Ann", "en"), ("Аня", "uk")]
    assert entity.identifiers == ("viaf:12",)


def test_names_are_parted_by_what_the_cell_or_the_user_says(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", 'id,name,alias\n1,Ann,"a,b"\n2,Bo,"a; b"\n3,Cy,"""a; b"";c"\n4,Di,"a; b|c"\n')
    texts = [[alias.text for alias in entity.aliases[1:]] for entity in gathered(path)[0]]
    assert texts == [["a,b"], ["a", "b"], ["a; b", "c"], ["a; b", "c"]]
    parted = gathered(path, Choices(separator=","))[0]
    assert [alias.text for alias in parted[0].aliases[1:]] == ["a", "b"]
    assert [alias.text for alias in parted[1].aliases[1:]] == ["a; b"]


def test_only_names_and_entities_that_are_wanted_are_read(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", "id,name,name_ru,type\n1,Ann,Аня,Persona\n2,Bo,,Person\n3,Zed,Зед,town\n")
    found = gathered(path, Choices(languages=["ru"], classes=["person"]))[0]
    assert [(entity.id, entity.label) for entity in found] == [("1", "Аня")]
    assert [entity.id for entity in gathered(path, Choices(classes=["town"]))[0]] == ["3"]


def test_rows_of_an_id_need_not_follow_each_other_but_must_agree(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", "id,name,born\n1,Ann,1950\n2,Bo,\n1,Anna,\n1,Anne,1951\n")
    found, rejected, _ = gathered(path)
    assert [[alias.text for alias in entity.aliases] for entity in found] == [["Ann", "Anna"], ["Bo"]]
    says = "t.csv:5: born '1951', but '1950' on line 2 with the same id; make them agree, or give two ids"
    assert [str(error).endswith(says) for error in rejected] == [True]


def test_an_id_elsewhere_is_the_id_where_there_is_no_other(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", "name,viaf\nAnn,https://viaf.org/viaf/12/\nBo,\n")
    assert [(entity.id, entity.identifiers) for entity in gathered(path)[0]] == [("viaf:12", ("viaf:12",)), ("t/3", ())]


@pytest.mark.parametrize("count", [3, 4000])
def test_a_mark_that_is_not_closed_costs_one_row(tmp_path: Path, count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "LONGEST_RECORD", 20_000)
    lines = [f"{number},Name {number},n" for number in range(count)]
    path = write(tmp_path / "t.csv", "\n".join(["id,name,note", *lines, '"x,Ann,n', *lines[:0], "y,Bo,n", *lines[:0]]))
    found, rejected, _ = gathered(path)
    assert [error.line for error in rejected] == [count + 2]
    assert [entity.id for entity in found] == [*map(str, range(count)), "y"]
    path = write(tmp_path / "t.csv", "\n".join(["id,name,note", '"x,Ann,n', *lines]))
    found, rejected, _ = gathered(path)
    assert ([error.line for error in rejected], len(found)) == ([2], count)


def test_a_row_that_cannot_be_read_never_ends_the_run(tmp_path: Path) -> None:
    bad = [b"1,A\0n,", b"2,B\xff,", b"3,,", b",Di,", b'5,"Ed" Li,', b"6,Flo,,,x", b"7,Gus,big"]
    path = tmp_path / "t.csv"
    path.write_bytes(b"id,name,weight\n" + b"\n".join([*bad, "8,Žofie,2".encode()]))
    found, rejected, _ = gathered(path)
    assert [entity.id for entity in found] == ["8"]
    assert [error.line for error in rejected] == list(range(2, 9))
    assert all("; " in error.reason for error in rejected)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8-r", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(tmp_path: Path, encoding: str, end: str) -> None:
    path = write(tmp_path / "t.csv", end.join(["id;имя", "1;Минск", ""]), encoding)
    named = "" if encoding in {"utf-8", "utf-8-sig", "utf-16"} else encoding
    assert [(entity.id, entity.label) for entity in read(path, choices=Choices(encoding=named))] == [("1", "Минск")]


def test_a_wrong_encoding_is_one_clear_error(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", "id,name\n" + "1,Минск\n" * 50, "cp1251")
    rejected: list[SourceError] = []
    with pytest.raises(SourceError, match=r"t\.csv:11: not UTF-8 \(byte 0xcc\); .*name its encoding by --encoding"):
        list(read(path, on_reject=rejected.append))
    assert len(rejected) == 9
    for encoding in ("cp-none", "rot13", "a\0b"):
        with pytest.raises(SourceError, match="there is no encoding"):
            list(read(path, choices=Choices(encoding=encoding)))
    assert run("build", str(path), "-o", str(tmp_path / "t.gaz"), "--encoding", "cp1251").exit_code == 0


def test_names_alone_will_do(tmp_path: Path) -> None:
    path = write(tmp_path / "people.csv", "name\nA\n\nB\n")
    with pytest.warns(SourceWarning, match=r"people\.csv:1: no column for the id.*'people/2'"):
        assert [e.id for e in read(path)] == ["people/2", "people/4"]


def test_a_header_may_have_line_ends(tmp_path: Path) -> None:
    (entity,), _, _ = gathered(write(tmp_path / "t.csv", '"id","full\nname","date of\r\nbirth"\n1,Ann,1950/2/1\n'))
    assert (entity.label, entity.born) == ("Ann", "1950-02-01")


def test_columns_that_languages_alone_name_are_names(tmp_path: Path) -> None:
    (entity,), _, _ = gathered(write(tmp_path / "t.csv", "id,en,Ukrainian,x\n1,Ann,Аня,y\n"))
    assert [(alias.text, alias.language) for alias in entity.aliases] == [("Ann", "en"), ("Аня", "uk")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id;title\n1;A\n", r"t\.csv:1: no column for the name.*found: 'id', 'title'"),
        ("id,name\n1,A\n2,\n", r"t\.csv:3: no name"),
        ("id,name,weight\n1,A,big\n", r"t\.csv:2: weight 'big' is no number"),
        ("id,name,from\n1,A,2001\n2,B,\n1,C,\n", r"t\.csv:4: the id of line 2 again"),
        ("", r"t\.csv:1: no column for the name.*nothing"),
    ],
)
@pytest.mark.filterwarnings("ignore::gazetteer.SourceWarning")
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        list(read(write(tmp_path / "t.csv", text)))


@pytest.mark.filterwarnings("ignore::gazetteer.SourceWarning")
def test_changed_tables_raise_nothing_but_errors_of_sources(tmp_path: Path) -> None:
    rng = random.Random(14)
    for number in range(300):
        sample = TABLES[number % len(TABLES)]
        path = tmp_path / sample.name
        path.write_bytes(mutated(sample.read_bytes(), rng))
        rejected: list[SourceError] = []
        with suppress(SourceError):
            list(read_rows(path, on_reject=rejected.append))
        assert all(error.path == path for error in rejected)
