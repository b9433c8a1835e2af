"""Files as users have them: encodings, byte-order marks, what is no text."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from command_line import records, run

from names.errors import InputError
from names.formats.documents import read_name_list, read_pieces

TEXT = "Sviatlana Tsikhanouskaya met Sooronbay Jeenbekov.\r\nTsikhanouskaya left."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_encodings_that_say_what_they_are_give_the_same(encoding: str, people: str) -> None:
    plain = records(run("resolve", "-g", people, "--format", "jsonl", stdin=TEXT.encode()))
    assert records(run("resolve", "-g", people, "--format", "jsonl", stdin=TEXT.encode(encoding))) == plain


def test_other_encodings_can_be_named(people: str) -> None:
    text = "Светлана Тихановская".encode("cp1251")
    result = run("resolve", "-g", people, "--format", "jsonl", stdin=text)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "byte 0xd1 at offset 0" in result.stderr
    assert "iconv" in result.stderr
    assert "--encoding" in result.stderr
    named = records(run("resolve", "-g", people, "--format", "jsonl", "--encoding", "cp1251", stdin=text))
    assert [row["entity"] for row in named] == ["people/1"]


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"\x7fELF\0\0\0", "NUL"), (b"\x89PNG\r\n\0", "NUL"), (b"caf\xe9 \n", "0xe9 at offset 3")],
)
def test_what_is_no_text_is_told_in_one_line(content: bytes, said: str, people: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    result = run("resolve", str(path), "-g", people)
    assert result.exit_code == 1
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert str(path) in result.stderr


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("none.txt", "no such file"),
        (".", "is a directory"),
        ("a\0b", "cannot be read (embedded null byte)"),
        ("x" * 300, "cannot be read (File name too long)"),
    ],
)
def test_what_cannot_be_opened_is_told(path: str, said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError) as raised:
        read_name_list(path)
    assert str(raised.value).startswith(f"{path}: ")
    assert said in str(raised.value)


def test_a_standard_input_that_is_closed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(InputError, match="-: standard input is closed; name a file"):
        list(read_pieces("-"))


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_a_line_ends_as_on_any_system(ends: str, tmp_path: Path) -> None:
    path = tmp_path / "names.txt"
    path.write_text(f"  Kanu Obi {ends}{ends}Uda\x85Eze{ends}", encoding="utf-8", newline="")
    assert read_name_list(str(path)) == ["Kanu Obi", "Uda\x85Eze"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_without_a_mark_wide_encodings_are_little_endian(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "names.txt"
    path.write_bytes("Київ".encode(f"{encoding}-le"))
    assert read_name_list(str(path), encoding) == ["Київ"]


@pytest.mark.parametrize("encoding", ["rot13", "punycode", "undefined", "nope", "a\0"])
def test_what_is_no_encoding_of_texts_is_refused(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "names.txt"
    path.write_text("Kanu", encoding="ascii")
    with pytest.raises(InputError, match="is not a text encoding"):
        read_name_list(str(path), encoding)
