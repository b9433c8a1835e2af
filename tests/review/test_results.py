"""The spellings in doubt are read from each kind of results, each once, with where they stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from command_line import run

import names
from gazetteer import Entity
from names.errors import InputError
from names.review.questions import review_questions
from names.review.results import DoubtfulSpelling, doubtful_spellings

ENTITIES = [
    Entity("lindau", "place", ["Lindau"], prior=5.9),
    Entity("lindau-2", "place", ["Lindau"], prior=5.9),
    Entity("ann", "person", ["Ann Lindqvist"]),
    Entity("anna", "person", ["Anna Lindqvist"]),
]


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory) -> str:
    path = tmp_path_factory.mktemp("results") / "p.gaz"
    names.build_gazetteer(ENTITIES, path).close()
    return str(path)


def written(tmp_path: Path, name: str, *arguments: str) -> str:
    """A file with what a command writes."""
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    (tmp_path / name).write_text(result.stdout, encoding="utf-8")
    return str(tmp_path / name)


@pytest.fixture
def table(tmp_path) -> str:
    rows = "no,guest,town\n1,Lindau,X\n2,Ann Lindqvist,Y\n3,lindau ,\n4,,\n5,A. Lindqvist,Z\n"
    (tmp_path / "t.csv").write_text(rows, encoding="utf-8")
    return str(tmp_path / "t.csv")


def spellings(path: str, **options: object) -> list[tuple[str, int]]:
    return [(one.spelling, one.times) for one in doubtful_spellings(path, **options)]


def test_a_reconciled_table(tmp_path, table, gazetteer):
    path = written(tmp_path, "r.csv", "reconcile", table, "--column", "guest", "-g", gazetteer)
    assert doubtful_spellings(path, column="guest")[0] == DoubtfulSpelling("Lindau", "line 2; no 1; town X", 2)
    assert spellings(path, column="2", weak=True)[0] == ("Lindau", 2)
    with pytest.raises(InputError, match="name the column with the names: --column NAME; columns: no, guest, town"):
        doubtful_spellings(path)
    with pytest.raises(InputError, match="no column 'gest'; did you mean 'guest'"):
        doubtful_spellings(path, column="gest")


def test_a_reconciled_list_and_its_candidates(tmp_path, gazetteer):
    (tmp_path / "l.csv").write_text("name\nLindau\nAnn Lindqvist\n", encoding="utf-8")
    candidates = str(tmp_path / "c.jsonl")
    arguments = ("-g", gazetteer, "--candidates-to", candidates, "--prefix", "is_")
    path = written(tmp_path, "r.jsonl", "reconcile", str(tmp_path / "l.csv"), "--column", "name", *arguments)
    Path(path).rename(tmp_path / "r.csv")
    assert spellings(str(tmp_path / "r.csv")) == [("Lindau", 1)]
    assert spellings(candidates) == [("Lindau", 1), ("Ann Lindqvist", 1)]
    with names.open_gazetteer(gazetteer) as opened:
        asked = list(review_questions(doubtful_spellings(candidates), opened))
    assert [one.spelling for one in asked] == ["Lindau"]
    assert {one.entity.id for one in asked[0].candidates} >= {"lindau", "lindau-2"}


@pytest.mark.parametrize("form", ["jsonl", "csv", "tsv"])
def test_mentions_of_texts(tmp_path, gazetteer, form):
    (tmp_path / "t.txt").write_text("They met in Lindau. Ann Lindqvist left Lindau.", encoding="utf-8")
    path = written(tmp_path, f"m.{form}", "resolve", str(tmp_path / "t.txt"), "--format", form, "-g", gazetteer)
    [one] = doubtful_spellings(path)
    assert (one.spelling, one.times) == ("Lindau", 2)
    assert one.where.endswith("t.txt, characters 12–18")


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_pairs_of_a_list(tmp_path, form):
    (tmp_path / "l.txt").write_text("Gaddafi\nQadhafi\nSmith\n", encoding="utf-8")
    arguments = (str(tmp_path / "l.txt"), "--review", "--threshold", "0.8", *form)
    found = doubtful_spellings(written(tmp_path, "k.jsonl" if form else "k.txt", "cluster", *arguments))
    assert [one.spelling for one in found] == ["Gaddafi", "Qadhafi"]
    assert re.fullmatch(r"perhaps the same as “Qadhafi”: 0\.\d+, Gaddafi ~ Qadhafi.*", found[0].where)


def test_what_is_no_result(tmp_path):
    (tmp_path / "t.csv").write_text("name,age\nAda,7\n", encoding="utf-8")
    with pytest.raises(InputError, match="holds no results of names reconcile"):
        doubtful_spellings(str(tmp_path / "t.csv"))
    (tmp_path / "k.txt").write_text("0.50  apart      A | B: x\n0.50  apart      A | B | C: x\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"k\.txt:2: the two spellings cannot be told apart here"):
        doubtful_spellings(str(tmp_path / "k.txt"))
    (tmp_path / "m.csv").write_text("document,start,end,text,status,score\nd,1,2,A,ambiguous,high\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"m\.csv:2: the score 'high' is no number"):
        doubtful_spellings(str(tmp_path / "m.csv"))
    with pytest.raises(InputError, match="no such file"):
        doubtful_spellings(str(tmp_path / "none.csv"))
