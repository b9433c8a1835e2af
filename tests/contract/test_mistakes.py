"""Mistakes of users: each call that cannot be followed is answered in one line that names what is wrong."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner
from rows import rows

from gazetteer import Entity
from names import build_gazetteer
from names.cli.commands import main

CASES = rows("mistakes.tsv")
LONG = "Minsk" * 20_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("mistakes")
    build_gazetteer([Entity("minsk", "place", ["Minsk"])], path / "people.gaz").close()
    (path / "town.txt").write_text("Minsk", encoding="utf-8")
    (path / "town.tsv").write_text("id\tname\n1\tMinsk\n", encoding="utf-8")
    (path / "folder").mkdir()
    (path / "bytes").write_bytes(bytes(range(256)))
    (path / "empty").touch()
    (path / "latin.txt").write_bytes("Café".encode("latin-1"))
    (path / "loop").symlink_to("loop")
    return path


@pytest.mark.parametrize("row", CASES, ids=[row["call"] for row in CASES])
def test_a_mistake_is_told_in_one_line(row: dict[str, str], folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("NAMES_GAZETTEER", "people.gaz")
    call = [argument.replace("LONG", LONG).replace("NUL", "\0") for argument in shlex.split(row["call"])]
    before = sorted(folder.iterdir())
    result = CliRunner().invoke(main, call, prog_name="names")
    assert isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == int(row["exit"])
    assert result.stderr.startswith("Error: ")
    assert len(result.stderr.splitlines()) == 1
    assert len(result.stderr) < 2500
    assert row["said"].replace("NUL", r"\x00") in result.stderr
    assert sorted(folder.iterdir()) == before


def test_without_a_command_there_is_help() -> None:
    result = CliRunner().invoke(main, [], prog_name="names")
    assert "Commands:" in result.output
