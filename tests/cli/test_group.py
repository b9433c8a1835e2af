"""How commands end: the exit code, and one line on standard error."""

from __future__ import annotations

from pathlib import Path

import click
import pytest
from command_line import run

from gazetteer.errors import NotAGazetteer
from names.cli.commands import main
from names.errors import InputError, OutputClosed, OutputError


@pytest.mark.parametrize(
    "arguments",
    [
        ["bogus"],
        ["resolve", "--format", "xml"],
        ["compare", "one"],
        ["romanize"],
        ["lookup"],
        ["romanize", "Щукин", "--scheme", "ru-bgn", "--language", "ru"],
    ],
)
def test_wrong_usage_exits_with_2(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""


def test_missing_files_and_directories_are_told(people: str, tmp_path: Path) -> None:
    for path, said in ((tmp_path / "none.txt", "no such file"), (tmp_path, "directory")):
        result = run("resolve", str(path), "-g", people)
        assert (result.exit_code, result.stdout) == (1, "")
        assert said in result.stderr


def test_without_arguments_the_help_is_shown() -> None:
    result = run()
    assert result.exit_code == 2
    assert "Usage: names" in result.output
    assert "resolve" in result.output


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (KeyboardInterrupt(), 130, "Error: interrupted"),
        (click.Abort(), 130, "Error: interrupted"),
        (MemoryError(), 1, "Error: not enough memory; give less at once"),
        (OSError(5, "Input/output error"), 1, "Error: Input/output error"),
        (OSError(5, "Input/output error", "a.gaz"), 1, "Error: a.gaz: Input/output error"),
        (OSError(), 1, "Error: OSError"),
        (OutputClosed(), 141, ""),
        (OutputError("No space left on device"), 1, "No space left on device"),
        (InputError("is empty", "a.txt"), 1, "Error: a.txt: is empty"),
        (NotAGazetteer("a.gaz", "no gazetteer"), 1, "a.gaz"),
        (click.exceptions.Exit(1), 1, ""),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else None,
)
def test_what_ends_a_command_early_is_told_in_one_line(
    error: BaseException, code: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> None:
        raise error

    monkeypatch.setattr(main.commands["info"], "callback", fail)
    result = run("info")
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == bool(said)


def test_a_caller_gets_errors_as_exceptions() -> None:
    with pytest.raises(click.ClickException, match="no such file"):
        main.main(["resolve", "/none"], standalone_mode=False)


def test_help_that_cannot_be_written_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(click.Context, "get_help", refuse)
    result = run("--help")
    assert (result.exit_code, result.stderr) == (1, "Error: No space left on device\n")
