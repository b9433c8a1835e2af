"""Folders before and after a command that writes a gazetteer."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from gazetteer import Entity
from names.cli.commands import main

SOURCE = "id\tname\nk\tKyiv\n"
KYIV = [Entity("k", "place", ["Kyiv"])]
MANY = [Entity(str(i), "place", [f"place {i}", f"town {i}"]) for i in range(3000)]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], prog_name="names")


def contents(folder: Path) -> dict[str, bytes | str]:
    """Everything in a folder, links as what they point to."""
    return {
        file.relative_to(folder).as_posix(): str(file.readlink()) if file.is_symlink() else file.read_bytes()
        for file in folder.rglob("*")
        if file.is_symlink() or file.is_file()
    }


def refused(result: Result, path: Path) -> None:
    """One line that names the file, and exit code 1."""
    assert result.exit_code == 1
    assert result.stdout == ""
    (line,) = result.stderr.strip().splitlines()
    assert line.startswith(f"Error: {path}: ")
    assert "; " in line
