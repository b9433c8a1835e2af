"""Files as users have them: encodings, byte-order marks, what is no text."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import records, run

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
