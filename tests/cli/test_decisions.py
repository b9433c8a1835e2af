"""Decisions by commands: they are told, listed, hold for every command, and are undone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import records, run

TABLE = (
    "id\tkind\tname\taliases\tprior\n"
    "ann\tperson\tAnn Lindqvist\tA. Lindqvist|Annie Lindqvist\t3\n"
    "anna\tperson\tAnna Lindqvist\t\t2\n"
    "bo\tperson\tBo Tarvalen\t\t3\n"
    "lindau\tplace\tLindau\t\t7\n"
)


@pytest.fixture
def gazetteer(tmp_path) -> str:
    (tmp_path / "p.tsv").write_text(TABLE, encoding="utf-8")
    assert run("build", str(tmp_path / "p.tsv"), "-o", str(tmp_path / "p.gaz")).exit_code == 0
    return str(tmp_path / "p.gaz")


def done(*arguments: str) -> str:
    """What a command writes that succeeds."""
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_what_is_decided_is_told_and_listed(gazetteer):
    to = ("-g", gazetteer, "--who", "eva")
    assert done("accept", "The Lady", "ann", *to, "--why", "p. 4") == "1: “The Lady” is Ann Lindqvist (ann)\n"
    assert done("reject", "Bo", "bo", *to) == "2: “Bo” is not Bo Tarvalen (bo)\n"
    assert done("split", "ann", "A. Lindqvist", *to) == "3: “A. Lindqvist” of Ann Lindqvist (ann) is ann-2\n"
    assert done("merge", "ann", "anna", *to) == "4: Anna Lindqvist (anna) is Ann Lindqvist (ann)\n"
    assert done("undo", *to) == "5: 4 does not hold\n"
    assert done("undo", "the lady", "2", *to) == "6: 1, 2 do not hold\n"
    assert done("accept", "The Lady", "bo", *to) == "7: “The Lady” is Bo Tarvalen (bo)\n"
    assert " already\n" in done("accept", "the lady", "bo", *to)
    assert done("accept", "The Lady", "ann", *to) == "8: “The Lady” is Ann Lindqvist (ann)\n"
    table = done("decisions", "-g", gazetteer)
    assert "eva  “The Lady” is Ann Lindqvist (ann)" in table
    assert "undone by 6" in table
    listed = records(run("decisions", "-g", gazetteer, "--json"))
    assert [record["state"] for record in listed] == [
        "undone by 6", "undone by 6", "", "undone by 5", "", "", "replaced by a later one", "",
    ]  # fmt: skip
    lines = Path(f"{gazetteer}.decisions.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [
        {name: value for name, value in record.items() if name not in {"number", "state"}} for record in listed
    ]


def test_nothing_decided(gazetteer):
    result = run("decisions", "-g", gazetteer)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"nothing is decided about {gazetteer}\n"
    assert not Path(f"{gazetteer}.decisions.jsonl").exists()


def test_decisions_hold_for_every_command(gazetteer, tmp_path):
    to = ("-g", gazetteer)
    done("accept", "The Lady", "ann", *to)
    done("reject", "Ann Lindqvist", "ann", *to)
    (tmp_path / "t.csv").write_text("name\nThe Lady\nAnn Lindqvist\n", encoding="utf-8")
    for workers in ("1", "2"):
        force = ("--workers", workers, "--force")
        found = [
            json.loads(line) for line in done("lookup", "The Lady", "Ann Lindqvist", "--json", *to, *force).splitlines()
        ]
        assert [one["candidates"][0]["entity"] for one in found] == ["ann", "anna"]
        assert found[0]["candidates"][0]["decision"]["spelling"] == "The Lady"
        rows = done("reconcile", str(tmp_path / "t.csv"), "--column", "name", *to, *force).splitlines()
        assert rows[1].startswith("The Lady,ann,Ann Lindqvist,person,1.0,match,accepted by ")
        assert not rows[2].startswith("Ann Lindqvist,ann,")
    said = "Then The Lady met Bo Tarvalen."
    (tmp_path / "t.txt").write_text(said, encoding="utf-8")
    mentions = [
        json.loads(line) for line in done("resolve", str(tmp_path / "t.txt"), "--format", "jsonl", *to).splitlines()
    ]
    assert [(one["text"], one["entity"]) for one in mentions] == [("The Lady", "ann"), ("Bo Tarvalen", "bo")]
    assert mentions[0]["why"].startswith("accepted by ")


def test_work_is_not_gone_on_with_by_other_decisions(gazetteer, tmp_path):
    from names.resolution.resolver import GazetteerSource
    from names.tables.reconciling import Reconciling, _fingerprint

    how = Reconciling({"name": "name"}, GazetteerSource(gazetteer))
    before = _fingerprint(how)
    done("accept", "The Lady", "ann", "-g", gazetteer)
    assert _fingerprint(how) != before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("accept", "X", "an"), "no entity has the id 'an'; did you mean 'ann' or 'anna'?"),
        (("reject", "X", "zzz"), "no entity has the id 'zzz'; `names lookup NAME` tells ids"),
        (("split", "ann", "Annie Lindquist"), "'ann' has no name 'Annie Lindquist'; did you mean 'Annie Lindqvist'"),
        (("merge", "ann", "ann"), "'ann' cannot be merged with itself"),
        (("undo",), "there is nothing to undo"),
        (("undo", "7"), "there is no decision 7"),
    ],
)
def test_mistakes_are_told(gazetteer, arguments, message):
    result = run(*arguments, "-g", gazetteer)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Error: ")
    assert message in result.stderr
    assert not Path(f"{gazetteer}.decisions.jsonl").exists()


def test_a_damaged_file_is_told_with_its_line(gazetteer):
    done("accept", "The Lady", "ann", "-g", gazetteer)
    path = Path(f"{gazetteer}.decisions.jsonl")
    path.write_text(path.read_text() + "damaged\n" + path.read_text())
    result = run("lookup", "Ann", "-g", gazetteer)
    assert result.exit_code == 1
    assert result.stderr == f"Error: {path}:2: is no JSON object; mend the line, or delete it\n"
    assert run("check", gazetteer).exit_code == 0


def test_any_spelling_may_be_decided_about(gazetteer):
    for number, spelling in enumerate(
        ["\udcff\ud800", "a\nb\tc", "=1+1", "\x1b[31m", "\u202e", " ", "--", "7"], start=1
    ):
        result = run("accept", "-g", gazetteer, "--", spelling, "ann")
        assert result.exit_code == 0, result.output
        assert result.stdout.startswith(f"{number}: “")
        assert result.stdout.count("\n") == 1
        found = json.loads(done("lookup", "-g", gazetteer, "--json", "--", spelling))
        assert found["candidates"][0]["decision"]["spelling"] == spelling


def test_decisions_about_the_default_gazetteer_are_the_users(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert done("accept", "Gadafy", "person/muammar-gaddafi").startswith("1: “Gadafy” is ")
    [path] = tmp_path.rglob("*.jsonl")
    assert path.name == "default.gaz.decisions.jsonl"
    assert json.loads(done("lookup", "gadafy", "--json"))["candidates"][0]["score"] == 1.0
    monkeypatch.setenv("NAMES_DECISIONS", str(tmp_path / "other.jsonl"))
    assert "decision" not in json.loads(done("lookup", "gadafy", "--json"))["candidates"][0]


def test_decisions_go_along_with_the_text_of_a_gazetteer(gazetteer, tmp_path):
    done("accept", "The Lady", "ann", "-g", gazetteer)
    text, again = str(tmp_path / "p.txt"), str(tmp_path / "again.gaz")
    assert run("export", "-g", gazetteer, "-o", text).stderr == f"{text}.decisions.jsonl: 1 decisions\n"
    told = run("build", text, "-o", again).stderr
    assert told.endswith(f"{again}.decisions.jsonl: 1 decisions\n")
    assert records(run("lookup", "The Lady", "-g", again, "--json"))[0]["status"] == "match"
    assert "1 decisions" not in run("build", text, "-o", again).stderr  # it has them already
