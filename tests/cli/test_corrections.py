"""`names fix`: files keep their bytes but for the names, appear whole, and each change is told."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest
from command_line import run
from filing import contents

from names.formats import files
from names.formats.differences import unified
from names.formats.files import write_whole

TRANSCRIPTS = Path(__file__).parents[1] / "cases" / "transcripts"
LAYOUTS = ("srt", "vtt", "md")
WRONG = "It is said that Karlygash Otinshieva was with the others."
RIGHT = "It is said that Karlygash Otynshieva was with the others."


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    path = tmp_path / "talk.txt"
    path.write_text(WRONG, encoding="utf-8")
    return path


def records(path: Path) -> list[dict[str, object]]:
    import json

    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("suffix", LAYOUTS)
def test_a_transcript_keeps_all_bytes_but_the_names(suffix: str, people: str) -> None:
    source, expected = TRANSCRIPTS / f"talk.{suffix}", TRANSCRIPTS / f"talk.fixed.{suffix}"
    result = run("fix", str(source), "-g", people)
    assert (result.exit_code, result.stdout_bytes) == (0, expected.read_bytes())
    again = run("fix", str(expected), "-g", people)
    assert again.stdout_bytes == expected.read_bytes()
    assert "0 names changed" in again.stderr


@pytest.mark.parametrize("suffix", LAYOUTS)
def test_the_differences_can_be_applied(suffix: str, people: str, tmp_path: Path) -> None:
    if shutil.which("patch") is None:
        pytest.skip("there is no patch")
    copy = tmp_path / "talk"
    shutil.copy(TRANSCRIPTS / f"talk.{suffix}", copy)
    result = run("fix", str(copy), "-g", people, "--diff", "--layout", suffix)
    subprocess.run(["patch", "--binary", "-p0", str(copy)], input=result.stdout_bytes, check=True, capture_output=True)
    assert copy.read_bytes() == (TRANSCRIPTS / f"talk.fixed.{suffix}").read_bytes()


def test_each_change_is_told_with_its_line_and_reason(people: str) -> None:
    result = run("fix", str(TRANSCRIPTS / "talk.srt"), "-g", people)
    first, *_, last = result.stderr.splitlines()
    assert first.startswith(f"{TRANSCRIPTS / 'talk.srt'}:4: ")
    assert "Tsikhanouskaia → " in first
    assert "(people/1, " in first
    assert first.endswith("Tsikhanouskaia ~ Tsikhanouskaya; usual: Sviatlana Tsikhanouskaya")
    assert last == f"{TRANSCRIPTS / 'talk.srt'}: 4 names changed, 0 left in doubt"
    assert run("fix", str(TRANSCRIPTS / "talk.srt"), "-g", people, "--quiet").stderr == ""


def test_a_report_has_changes_and_doubts_in_order(people: str, tmp_path: Path) -> None:
    text = "Greta Dubrovan is said to be with the others. Dubrowan and Karlygash Otinshieva have left."
    report = tmp_path / "report.jsonl"
    result = run("fix", "-g", people, "--report", str(report), stdin=text)
    assert result.exit_code == 0
    doubt, change = records(report)
    assert (doubt["status"], doubt["before"], doubt["spellings"]) == (
        "left", "Greta Dubrovan", ["Greta Dubrovan", "Dubrowan"]
    )  # fmt: skip
    assert (change["status"], change["after"], change["entity"]) == ("changed", "Karlygash Otynshieva", "people/3")
    assert text[slice(change["start"], change["end"])] == change["before"]  # type: ignore[arg-type]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_a_file_keeps_its_encoding(encoding: str, people: str, talk: Path) -> None:
    talk.write_bytes(f"{WRONG}\r\nÉ".encode(encoding))
    named = ["--encoding", "cp1252"] if encoding == "cp1252" else []
    assert run("fix", str(talk), "-g", people, "--in-place", *named).exit_code == 0
    assert talk.read_bytes() == f"{RIGHT}\r\nÉ".encode(encoding)


def test_what_cannot_be_written_back_is_refused(people: str, talk: Path) -> None:
    text = "Там сказали, что Светлана Тихоновская не была на встрече."
    talk.write_bytes(b"+AEE-")  # a letter that UTF-7 has a shorter form for
    result = run("fix", str(talk), "-g", people, "--encoding", "utf-7")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "convert it to UTF-8" in result.stderr
    talk.write_bytes(text.encode("cp1251"))
    assert run("fix", str(talk), "-g", people, "--encoding", "cp1251", "--in-place").exit_code == 0
    assert "Тихановская" in talk.read_text(encoding="cp1251")


def test_a_name_that_the_encoding_does_not_have_is_refused(tmp_path: Path, talk: Path) -> None:
    source, gaz = tmp_path / "list.csv", tmp_path / "list.gaz"
    source.write_text("id,name\n1,Wanda Stępniewska\n", encoding="utf-8")
    assert run("build", str(source), "-o", str(gaz)).exit_code == 0
    talk.write_bytes("It is said that Vanda Stepniewzka was in the house with the others.".encode("cp1252"))
    before = contents(tmp_path)
    result = run("fix", str(talk), "-g", str(gaz), "--encoding", "cp1252", "--in-place")
    assert result.exit_code == 1
    assert f"{talk}:1: 'ę', as it is usual, is not in CP1252; convert the file to UTF-8" in result.stderr
    assert contents(tmp_path) == before


def test_a_file_is_replaced_with_its_permissions_and_through_links(people: str, talk: Path, tmp_path: Path) -> None:
    talk.chmod(0o640)
    link = tmp_path / "link.txt"
    link.symlink_to(talk)
    assert run("fix", str(link), "-g", people, "--in-place").exit_code == 0
    assert link.is_symlink()
    assert talk.read_text(encoding="utf-8") == RIGHT
    assert stat.S_IMODE(talk.stat().st_mode) == 0o640
    assert {path.name for path in tmp_path.iterdir()} == {"talk.txt", "link.txt"}


def test_a_file_without_changes_is_not_touched(people: str, talk: Path) -> None:
    talk.write_text(RIGHT, encoding="utf-8")
    os.utime(talk, (1, 1))
    assert run("fix", str(talk), "-g", people, "--in-place").exit_code == 0
    assert talk.stat().st_mtime == 1


def test_several_files_are_fixed_in_place(people: str, talk: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    shutil.copy(talk, other)
    assert run("fix", str(talk), str(other), "-g", people, "--in-place").exit_code == 0
    assert talk.read_text(encoding="utf-8") == other.read_text(encoding="utf-8") == RIGHT


def test_the_text_may_go_to_a_file(people: str, talk: Path, tmp_path: Path) -> None:
    target = tmp_path / "new.txt"
    result = run("fix", str(talk), "-g", people, "-o", str(target))
    assert (result.exit_code, result.stdout) == (0, "")
    assert (talk.read_text(encoding="utf-8"), target.read_text(encoding="utf-8")) == (WRONG, RIGHT)


def test_an_interrupted_file_is_as_before(talk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(number: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(files.os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(str(talk), RIGHT.encode())
    assert contents(talk.parent) == {"talk.txt": WRONG.encode()}


@pytest.mark.parametrize("target", ["", "missing/new.txt", "\0"])
def test_a_file_that_cannot_be_written_is_named(target: str, people: str, talk: Path) -> None:
    path = str(talk.parent / target) if target != "\0" else target
    result = run("fix", str(talk), "-g", people, "--quiet", "-o", path)
    assert (result.exit_code, result.stdout) == (1, "")
    (line,) = result.stderr.splitlines()
    assert line.startswith("Error: ")
    assert "; name " in line


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["a.txt", "b.txt"], "give one FILE"),
        (["--in-place"], "--in-place needs a FILE"),
        (["a.txt", "--in-place", "--diff"], "give one of --diff"),
        (["a.txt", "--layout", "docx"], "docx"),
        (["a.txt", "--threshold", "2"], "2"),
    ],
)
def test_wrong_usage_is_told(arguments: list[str], said: str) -> None:
    result = run("fix", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


@pytest.mark.parametrize(("content", "said"), [(b"\x7fELF\0\0", "NUL"), (b"caf\xe9", "0xe9 at offset 3")])
def test_what_is_no_text_is_left(content: bytes, said: str, people: str, talk: Path) -> None:
    talk.write_bytes(content)
    result = run("fix", str(talk), "-g", people, "--in-place")
    assert result.exit_code == 1
    assert said in result.stderr
    assert talk.read_bytes() == content


def test_an_empty_text_stays_empty(people: str, talk: Path) -> None:
    talk.write_bytes(b"")
    result = run("fix", str(talk), "-g", people)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"{talk}: empty, no names in it\n"


def test_a_difference_shows_lines_around_it() -> None:
    before = "".join(f"{number}\n" for number in range(30))
    after = before.replace("\n2\n", "\nzwei\n").replace("\n20\n", "\nzwanzig\n").replace("\n21\n", "\neinundzwanzig\n")
    assert [line for line in unified("a b", before, after) if line[0] in "-+@"] == [
        "--- a b\t\n+++ a b\t\n",
        "@@ -1,6 +1,6 @@\n", "-2\n", "+zwei\n",
        "@@ -18,8 +18,8 @@\n", "-20\n", "-21\n", "+zwanzig\n", "+einundzwanzig\n",
    ]  # fmt: skip
