"""Tables and progress: as wide as they are asked to be, warnings once the work is done."""

from __future__ import annotations

import warnings

import pytest
from command_line import run

from gazetteer import Entity, SourceWarning
from names.formats.terminal import WIDTH, _shared_folder, count_progress, warnings_as_notes


def test_a_table_is_as_wide_as_columns_say(people: str, monkeypatch: pytest.MonkeyPatch) -> None:
    look_up = ("lookup", "Soronbay Jinbekov", "-g", people)
    assert max(map(len, run(*look_up).stdout.splitlines())) <= WIDTH
    monkeypatch.setenv("COLUMNS", "60")
    assert max(map(len, run(*look_up).stdout.splitlines())) <= 60


@pytest.mark.parametrize(
    ("documents", "folder"),
    [
        ([], ""),
        (["a.txt", "b.txt"], ""),
        (["x/a.txt", "x/ab/c.txt"], "x/"),
        (["/x/ab/a.txt", "/x/ac/a.txt"], "/x/"),
        (["x/a.txt"], "x/"),
        (["x/a.txt", "/x/a.txt"], ""),
    ],
)
def test_the_folder_of_all_documents(documents: list[str], folder: str) -> None:
    assert _shared_folder(documents) == folder


def test_what_is_counted_passes_through(capsys: pytest.CaptureFixture[str]) -> None:
    entities = [Entity(str(number), "person", ["Kanu"]) for number in range(3)]
    with count_progress() as counted:
        assert list(counted(counted(iter(entities), "reading"), "building")) == entities
    assert capsys.readouterr() == ("", "")


def test_warnings_are_told_at_the_end_also_of_work_that_fails(capsys: pytest.CaptureFixture[str]) -> None:
    def work() -> None:
        with warnings_as_notes():
            warnings.warn(SourceWarning("people.csv", 2, "no name"), stacklevel=1)
            assert capsys.readouterr().err == ""
            raise KeyError

    with pytest.raises(KeyError):
        work()
    assert capsys.readouterr().err == "Warning: people.csv:2: no name\n"
