"""`names resolve` and `names lookup`: which gazetteer, how many processes, from which score on a match is one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from command_line import records, run

from names.lists.rules import ClusterRules
from names.resolution.rules import Rules
from names.text.rules import TextRules


def test_a_gazetteer_may_come_from_the_environment(people: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAMES_GAZETTEER", people)
    (found,) = records(run("lookup", "--json", "Soronbay Jinbekov"))
    assert found["candidates"][0]["entity"] == "people/2"


@pytest.mark.parametrize("workers", [1, 2])
def test_the_lines_of_a_file_are_looked_up_in_their_order(people: str, tmp_path: Path, workers: int) -> None:
    asked = [f"Nobody {number}" for number in range(700)]
    asked[3] = asked[600] = "Soronbay Jinbekov"
    source = tmp_path / "names.txt"
    source.write_text("\n".join(asked), encoding="utf-8")
    found = records(run("lookup", "--json", "--from", str(source), "--workers", str(workers), "-g", people))
    assert [record["query"] for record in found] == asked
    assert [at for at, record in enumerate(found) if record["status"] == "match"] == [3, 600]


@pytest.mark.parametrize("workers", [1, 2])
def test_a_look_up_believes_what_the_threshold_says(people: str, workers: int) -> None:
    look_up = ("lookup", "--json", "Отыншиева", "-g", people, "--workers", str(workers))
    (found,) = records(run(*look_up))
    score = found["candidates"][0]["score"]
    assert (found["status"], score) == ("match", pytest.approx(0.8, abs=0.1))
    assert records(run(*look_up, "--threshold", str(score - 0.01))) == [found]
    (doubted,) = records(run(*look_up, "--threshold", str(score + 0.01)))
    assert (doubted["status"], doubted["candidates"]) == ("none", found["candidates"])


def test_a_text_is_read_by_the_threshold(people: str) -> None:
    text = "There spoke Soronbay Jinbekov."
    read = ("resolve", "-g", people, "--format", "jsonl")
    (row,) = records(run(*read, stdin=text))
    assert (row["status"], row["entity"]) == ("match", "people/2")
    assert "match" not in {row["status"] for row in records(run(*read, "--threshold", "1", stdin=text))}


@pytest.mark.parametrize(
    ("command", "default"),
    [("resolve", TextRules().threshold), ("lookup", Rules().threshold), ("cluster", ClusterRules().threshold)],
)
def test_the_default_of_the_threshold_is_that_of_the_rules(command: str, default: float) -> None:
    assert re.search(rf"--threshold [^-]*\[default:\s+{default};", run(command, "--help").output)
    assert run(command, "--threshold", "1.5").exit_code == run(command, "--threshold", "nan").exit_code == 2
