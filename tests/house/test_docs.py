"""What the README shows is what happens: every command in it is run, and its output compared.

The README and the pages of docs/, which `test_site` runs, together show every command.

`python tests/house/test_docs.py` writes the present outputs into the README; review the difference.
"""

from __future__ import annotations

import re
import shlex
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from names.cli.commands import main

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
CONSOLE = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
SHELL = re.compile(r"^```sh\n(.*?)\n```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^):#]+)\)")  # to a file
DIGEST = re.compile(r"^(keys\t\d+-)[0-9a-f]{12}$")  # of the data that keys depend on: another with each new title
UNSHOWN = {"mcp", "review", "serve"}  # commands that need a client, or a terminal, or run until they are stopped
SHOWN = 18  # lines of a long output that the README shows


def sessions(readme: str) -> list[tuple[str, str]]:
    """The commands of all console blocks with the outputs shown."""
    pieces = [piece for block in CONSOLE.findall(readme) for piece in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]]
    return [(command, output) for command, _, output in (piece.partition("\n") for piece in pieces)]


def output_of(command: str) -> str:
    program, *arguments = shlex.split(command)
    assert program == "names"
    # Run as a script, this has the variables of the terminal, which change the width and add colours.
    runner = CliRunner(env=dict.fromkeys(("COLUMNS", "FORCE_COLOR", "TTY_COMPATIBLE")))
    result = runner.invoke(main, arguments, prog_name="names")
    assert result.exit_code == 0, result.output
    today = datetime.now(UTC).date().isoformat()  # of decisions that were just made
    lines = [DIGEST.sub(r"\1…", line.rstrip()).replace(today, "2026-11-29") for line in result.stdout.splitlines()]
    shown = [*lines[:SHOWN], "…"] if len(lines) > SHOWN else lines
    return "".join(f"{line}\n" for line in shown)


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A directory with the examples, where commands may write."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)


def test_every_command_in_the_readme_gives_what_is_shown(elsewhere: None) -> None:
    for command, output in sessions(README.read_text(encoding="utf-8")):
        assert output_of(command) == output, command


def test_every_command_is_shown() -> None:
    pages = [README, *(ROOT / "docs").rglob("*.md")]
    shown = [command for page in pages for command, _ in sessions(page.read_text(encoding="utf-8"))]
    assert {command.split()[1] for command in shown} == set(main.commands) - UNSHOWN


def test_links_of_the_readme_are_there() -> None:
    for target in LINK.findall(README.read_text(encoding="utf-8")):
        assert (ROOT / target).exists(), target


def test_the_two_shell_commands_are_those_that_are_checked(elsewhere: None) -> None:
    first, second = SHELL.findall(README.read_text(encoding="utf-8"))
    assert second in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    *_, last = first.split(" && ")
    assert output_of(last.removeprefix(".venv/bin/"))


def rewrite(block: re.Match[str]) -> str:
    commands = re.findall(r"^\$ (.*)$", block[0], re.MULTILINE)
    return "".join(f"$ {command}\n{output_of(command)}" for command in commands)


if __name__ == "__main__":
    import contextlib
    import tempfile

    readme = README.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as directory, contextlib.chdir(directory):
        Path("examples").symlink_to(ROOT / "examples")
        README.write_text(CONSOLE.sub(rewrite, readme), encoding="utf-8")
