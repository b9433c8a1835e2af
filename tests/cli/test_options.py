"""Options that commands share: what is taken, and what is refused as wrong usage."""

from __future__ import annotations

import pytest
from command_line import records, run

import names.processes


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["resolve", ""], "a file name cannot be empty"),
        (["info", "-g", ""], "a file name cannot be empty"),
        (["cluster", "--threshold", "nan"], "'nan' is not a number"),
        (["cluster", "--threshold", "-0.1"], "not in the range"),
        (["cluster", "--threshold", "half"], "not a valid float"),
        (["lookup", "Minsk", "--workers", "0"], "not in the range"),
        (["lookup", "Minsk", "--limit", "0"], "not in the range"),
    ],
)
def test_values_that_mean_nothing_are_wrong_usage(arguments: list[str], said: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_as_many_workers_as_cores_are_started(people: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(names.processes, "cores", lambda: 1)
    result = run("lookup", "--json", "Minsk", "-g", people, "--workers", "3")
    assert result.exit_code == 0
    assert "1 cores" in result.stderr
    forced = run("lookup", "--json", "Minsk", "-g", people, "--workers", "3", "--force")
    assert [record["query"] for record in records(forced)] == ["Minsk"]
    assert forced.stderr == ""
