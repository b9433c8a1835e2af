"""Files that are broken, or lose something: every loss is told, with file and line."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from click.testing import CliRunner
from rows import rows
from written import outcome, write

from gazetteer import SourceError, SourceWarning
from gazetteer.sources import read
from names.cli.commands import main
from names.resolution.resolver import open_gazetteer

CASES = rows("sources.tsv")


@pytest.mark.parametrize("row", CASES, ids=[f"{row['line']}-{row['says'][:40]}" for row in CASES])
def test_each_loss_is_told_with_its_line(tmp_path: Path, row: dict[str, str]) -> None:
    path = tmp_path / row["file"]
    path.write_bytes(ast.literal_eval(f"b'''{row['content']}'''"))
    _, told, error = outcome(path)
    if row["outcome"] == "error":
        assert error is not None
        assert "; " in error.reason, "the repair follows what is wrong"
        said: list[SourceError] | list[SourceWarning] = [error]
    else:
        assert error is None
        said = told
    assert [(one.path, one.line) for one in said] == [(path, int(row["line"]))]
    assert row["says"].replace(r"\\", "\\") in str(said[0])
    assert str(said[0]).startswith(f"{path}:{row['line']}: ")
    assert len(str(said[0]).splitlines()) == 1


def test_there_are_enough_cases_and_none_twice() -> None:
    assert len({(row["file"], row["content"]) for row in CASES}) == len(CASES) >= 60


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("t.csv", 'id,name\n1,Ann\n2,"' + "x" * 200_000 + '"\n', ":3: a cell of 200,000 characters; shorten it"),
        ("t.csv", 'id,name\n1,Ann\n2,"Bo\n' + "3,Cy\n" * 50_000, ":3: a quotation mark is not closed"),
        ("t.tsv", "id\tname\n1\t" + "x" * 200_000 + "\n", ":2: a cell of 200,000 characters; shorten it"),
        ("t.jsonl", "[" * 200_000 + "\n", ":1: lists and objects within each other too deeply"),
        ("t.jsonl", '{"a":' * 200_000 + "\n", ":1: lists and objects within each other too deeply"),
        ("t.jsonl", '{"id": "1", "label": "A", "prior": 1' + "0" * 400 + "}\n", ":1: prior is too large"),
        ("t.jsonl", '{"id": 1' + "0" * 400 + ', "label": "A"}\n', ':1: id is 1000*…?; write it as a string, as in "1'),
        ("t.jsonl", '{"id": "1", "label": "A", "x": 1' + "0" * 9000 + "}\n", ":1: a number with thousands"),
        ("t.jsonl", '{"id": "' + "x" * 5000 + '\\u0000", "label": "A"}\n', r":1: id 'x{60}'… has a line end or a"),
    ],
)
def test_what_is_too_large_is_told_in_one_short_line(tmp_path: Path, name: str, content: str, says: str) -> None:
    path = write(tmp_path / name, content)
    with pytest.raises(SourceError, match=says) as caught:
        list(read(path))
    assert len(str(caught.value)) < len(str(path)) + 300


def test_warnings_can_be_errors(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", "id,name,alias\n1,Ann,Ann\n")
    with pytest.raises(SourceWarning) as caught:  # as pyproject.toml has it for all warnings
        list(read(path))
    assert (caught.value.path, caught.value.line, caught.value.count) == (path, 2, 1)


def test_build_tells_each_kind_of_loss_on_one_line(tmp_path: Path) -> None:
    people = "".join(f"{i}, Name {i},Name {i}|Nom {i}|,x\n" for i in range(500))
    source = write(tmp_path / "t.csv", f"id,name,alias,title\n{people}")
    target = tmp_path / "t.gaz"
    result = CliRunner().invoke(main, ["build", str(source), "-o", str(target)])
    assert (result.exit_code, result.stdout) == (0, "")
    told = result.stderr.splitlines()
    assert told[:-1] == [
        f"{source}: table of entities",
        f"{source}: columns: 'id' = id, 'name' = name, 'alias' = aliases; left aside: 'title'",
        f"Warning: {source}:2: white space around a text removed: ' Name 0'; 500 in all",
        f"Warning: {source}:2: a repeated name of one entity left out: 'Name 0'; 500 in all",
        f"Warning: {source}:2: an empty name left out; 500 in all",
    ]
    assert told[-1] == f"{target}: 500 entities, 1000 names"


def test_the_same_gazetteer_is_built_of_a_clean_source(tmp_path: Path) -> None:
    source = write(tmp_path / "t.csv", 'id,name,alias,kind\n1,Ann,"Anna;""A; B""",person\n')
    result = CliRunner().invoke(main, ["build", str(source), "-o", str(tmp_path / "t.gaz")])
    assert "Warning" not in result.stderr
    with open_gazetteer(tmp_path / "t.gaz") as opened:
        assert [alias.text for entity in opened for alias in entity.aliases] == ["Ann", "Anna", "A; B"]


def test_an_unknown_format_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="has no known format; name it, as one of"):
        list(read(write(tmp_path / "names.lst", "Ann\nBo\n")))
