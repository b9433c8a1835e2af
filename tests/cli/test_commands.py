"""The command `names`: its help, its examples, what it imports."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import click
import pytest
from command_line import ROOT, loaded_by, run

import names.cli
from gazetteer import Gazetteer
from names.cli.commands import main


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_has_help_with_an_example(name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert "Example:" in result.output
    assert main.commands[name].help


@pytest.mark.parametrize("name", sorted(set(main.commands) - {"mcp", "review", "serve"}))  # they wait for others
def test_the_example_in_the_help_runs(
    name: str, gaz: Gazetteer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    example = re.search(r"^ *(names .*)$", (main.commands[name].epilog or ""), re.MULTILINE)
    assert example is not None
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    if name in {"split", "merge", "undo"}:  # of the list of the user, about which something is decided
        assert run("build", "examples/people.tsv", "-o", "people.gaz").exit_code == 0
        assert run("accept", "Madame S.", "people/1", "-g", "people.gaz").exit_code == 0
    elif name in {"accept", "reject"}:
        monkeypatch.setenv("NAMES_DECISIONS", "decisions.jsonl")
    result = run(*shlex.split(example[1])[1:])
    assert result.exit_code == 0, result.output


def test_every_command_is_one_of_the_program() -> None:
    modules = [import_module(f"names.cli.{module.name}") for module in iter_modules(names.cli.__path__)]
    for command in (value for module in modules for value in vars(module).values() if isinstance(value, click.Command)):
        if command is not main:
            assert main.commands.get(command.name or "") is command, "add it in names/cli/commands.py"
            assert command.name in import_module(command.callback.__module__).__all__


def test_the_module_runs_like_the_script() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "names", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "resolve" in done.stdout


def test_importing_the_library_loads_neither_numpy_nor_click_nor_data() -> None:
    loaded = loaded_by("import names, gazetteer")
    assert loaded.isdisjoint({"numpy", "click", "rich", "rapidfuzz", "unidecode", "sqlite3", "names.data.tables"})


def test_importing_the_command_line_loads_click_alone() -> None:
    loaded = loaded_by("import names.cli.commands")
    assert loaded.isdisjoint({"numpy", "rich", "rapidfuzz", "unidecode", "sqlite3", "names.data.tables"})
