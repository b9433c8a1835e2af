"""`names build`, `check` and `info`, and what is said of a gazetteer that is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import run

import gazetteer


def test_no_or_another_gazetteer_is_told_with_the_repair(tmp_path: Path) -> None:
    other = tmp_path / "other.gaz"
    other.write_text("no gazetteer", encoding="ascii")
    for path in (tmp_path / "none.gaz", other):
        result = run("lookup", "Kyiv", "-g", str(path))
        assert result.exit_code == 1
        assert f"names build SOURCE -o {path}" in result.stderr


def test_a_row_that_cannot_be_read_is_told_with_its_line_and_left_out(tmp_path: Path) -> None:
    source, rejects = tmp_path / "people.tsv", tmp_path / "rejects.txt"
    source.write_text("id\tname\n1\tKyiv\n2\t\n", encoding="utf-8")
    result = run("build", str(source), "-o", str(tmp_path / "people.gaz"), "--rejects", str(rejects))
    assert result.exit_code == 3
    assert f"{source}:3: no name; " in result.stderr
    assert rejects.read_text(encoding="utf-8").startswith(f"{source}:3: no name; ")
    assert run("info", "-g", str(tmp_path / "people.gaz")).stdout.startswith("entities\t1\n")


def test_a_source_of_which_nothing_can_be_read_is_an_error(tmp_path: Path) -> None:
    source = tmp_path / "people.tsv"
    source.write_text("id\tname\n1\t\n2\t\n", encoding="utf-8")
    result = run("build", str(source), "-o", str(tmp_path / "people.gaz"))
    assert result.exit_code == 1
    assert "none of 2 rows can be read; is this another format?" in result.stderr
    assert not (tmp_path / "people.gaz").exists()


def test_a_gazetteer_is_built_checked_and_described(tmp_path: Path) -> None:
    source, built = tmp_path / "people.tsv", tmp_path / "people.gaz"
    source.write_text("id\tname\tshoe size\n1\tKanu Obi\t1960\n2\tUda Eze\t1970\n", encoding="utf-8")
    result = run("build", str(source), "-o", str(built))
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.splitlines()[-1] == f"{built}: 2 entities, 2 names"
    assert "left aside: 'shoe size'" in result.stderr
    assert run("check", str(built)).stdout == f"{built}: ok, 2 entities, 2 names\n"
    assert run("info", "-g", str(built)).stdout.startswith("entities\t2\n")


def test_each_damage_is_a_line_and_the_exit_code_tells(people: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gazetteer, "damages", lambda opened: ["its texts\nare damaged", f"{len(opened)} entities"])
    result = run("check", people)
    assert (result.exit_code, result.stdout, result.stderr) == (1, "its texts are damaged\n3 entities\n", "")
