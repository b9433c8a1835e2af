"""Which files a corpus has, and the documents in them."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from names.errors import InputError
from names.formats import corpus
from names.formats.corpus import CorpusDocument, FileReading, list_files, read_documents, size_of


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("b.txt", "a.md", "d.TXT.gz", "x.xml", ".hidden.txt", "sub/c.html", "sub/e.jsonl.zst", ".git/f.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Anna", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("names", "files"),
    [
        (["b.txt", "a.md"], ["b.txt", "a.md"]),
        (["b.txt", "./b.txt", "b.txt"], ["b.txt"]),
        (["-", "-"], ["-"]),
        (["."], ["a.md", "b.txt", "d.TXT.gz", "sub/c.html", "sub/e.jsonl.zst"]),
        (["sub", "."], ["sub/c.html", "sub/e.jsonl.zst", "a.md", "b.txt", "d.TXT.gz"]),
        (["*.txt", "b.*"], ["b.txt"]),
        (["x.x?l"], ["x.xml"]),
        (["**/*.html"], ["sub/c.html"]),
        (["s*"], ["sub/c.html", "sub/e.jsonl.zst"]),
        (["nowhere.txt"], ["nowhere.txt"]),
        (["a\0b"], ["a\0b"]),
    ],
)
def test_files_are_listed_once_and_in_order(names: list[str], files: list[str], folder: Path) -> None:
    assert [Path(file).as_posix() for file in list_files(names)] == files


def test_a_file_whose_name_is_like_a_pattern_is_that_file(folder: Path) -> None:
    (folder / "b[1].txt").write_text("", encoding="utf-8")
    assert list_files(["b[1].txt"]) == ["b[1].txt"]


@pytest.mark.parametrize(("name", "said"), [("*.doc", "matches no file"), ("empty", "is a directory without texts")])
def test_what_has_no_file_is_told(name: str, said: str, folder: Path) -> None:
    (folder / "empty").mkdir()
    with pytest.raises(InputError, match=said):
        list_files([name])


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="everything can be read")
def test_a_directory_that_cannot_be_read_is_told(folder: Path) -> None:
    (folder / "sub").chmod(0)
    with pytest.raises(InputError, match=r"sub: cannot be read \(Permission denied\)"):
        list_files(["."])
    (folder / "sub").chmod(0o700)


def test_the_size_of_files_is_that_on_disk(folder: Path) -> None:
    assert size_of(["a.md", "b.txt", "-", "nowhere", "a\0b"]) == 8


def documents(path: Path, content: str | bytes, reading: FileReading = FileReading()) -> list[CorpusDocument]:  # noqa: B008  frozen
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_documents([str(path)], reading))


def texts(read: list[CorpusDocument]) -> list[str]:
    return ["".join(document.pieces()) for document in read]


def test_a_line_of_json_lines_is_a_document(tmp_path: Path) -> None:
    content = '{"text": "Anna\\nBerg"}\n\n{"text": null}\r\n{"text": "a\u2028b"}'
    read = documents(tmp_path / "a.jsonl", content)
    assert texts(read) == ["Anna\nBerg", "", "a\u2028b"]
    assert [document.name for document in read] == [f"{tmp_path / 'a.jsonl'}:{line}" for line in (1, 3, 4)]


def test_fields_of_json_lines_can_be_named(tmp_path: Path) -> None:
    reading = FileReading(kind="jsonl", text_field="body", id_field="id")
    read = documents(tmp_path / "a.txt", '{"id": 7, "body": "Anna"}\n{"id": "seven", "body": "Olga"}', reading)
    assert [(document.name, *texts([document])) for document in read] == [("7", "Anna"), ("seven", "Olga")]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{bad", "is not JSON"),
        ("[" * 100_000, "is not JSON"),
        ("[1]", "is not a JSON object"),
        ('{"body": "x"}', "has no field 'text', but 'body'; name one of them by --text-field"),
        ("{}", "has no field 'text', but none"),
        ('{"text": 3}', "the field 'text' is no text"),
    ],
)
def test_a_bad_line_is_told_and_the_next_are_read(line: str, said: str, tmp_path: Path) -> None:
    read = documents(tmp_path / "a.jsonl", f'{{"text": "Anna"}}\n{line}\n{{"text": "Olga"}}')
    assert texts(read) == ["Anna", "", "Olga"]
    assert [document.error is None for document in read] == [True, False, True]
    assert str(read[1].error).startswith(f"{tmp_path / 'a.jsonl'}:2: ")
    assert said in str(read[1].error)


def test_a_line_without_end_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus, "LONGEST_LINE", 50)
    good, bad = documents(tmp_path / "a.jsonl", '{"text": "Anna"}\n' + "x" * 100)
    assert texts([good]) == ["Anna"]
    assert "a.jsonl:2: the line has more than 50 characters" in str(bad.error)


def test_a_file_that_ends_badly_is_read_so_far(tmp_path: Path) -> None:
    (document,) = documents(tmp_path / "a.txt", b"Anna " * 100_000 + b"\xff\xff ")
    assert "".join(document.pieces()).startswith("Anna ")
    assert "0xff at offset 500000" in str(document.error)
    records = documents(tmp_path / "a.jsonl", b'{"text": "Anna"}\n' * 20_000 + b"\xff\n")
    assert "0xff" in str(records[-1].error)
    assert len(records) > 10_000


def test_a_page_is_read_in_the_encoding_that_it_names(tmp_path: Path) -> None:
    page = "<meta charset=windows-1251><p>Анна"
    (document,) = documents(tmp_path / "a.html", page.encode("cp1251"))
    assert texts([document]) == ["Анна"]
    (document,) = documents(tmp_path / "b.html", page, FileReading(encoding="utf-8"))
    assert texts([document]) == ["Анна"]


def test_records_are_read_as_they_are_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"text": str(number)}) + "\n" for number in range(50_000)), encoding="utf-8")
    told: list[int] = []
    first = next(read_documents([str(path)], FileReading(advance=told.append)))
    assert texts([first]) == ["0"]
    assert sum(told) < path.stat().st_size
