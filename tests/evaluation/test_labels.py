"""The header of a table tells what is labelled in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from names.data.tables import rows
from names.errors import InputError
from names.evaluation.labels import read_labels

TABLES = [
    ("left,right,same\nA,B,1\nA,C,0\n", "pairs", 2),
    ("Name_1;Name_2;Is Match\nA;B;yes\nA;C;No\n", "pairs", 2),
    ("a\tb\tlabel\nA\tB\tTRUE\n", "pairs", 1),
    ("score,right,left,verdict\n.5,B,A,same\n", "pairs", 1),
    ("name,id\nA,p1\nB,\n", "names", 2),
    ("Query,QID\nA,p1\n", "names", 1),
    ("First Name,Surname,entity id\nAda,Berg,p1\n", "names", 1),
    ("item,cluster\nA,1\nB,1\n", "groupings", 2),
    ("item,gold cluster,found cluster\nA,1,x\nB,1,y\n", "groupings", 2),
    ("name,cluster,id\nA,1,7\n", "groupings", 1),
]


def written(folder: Path, text: str, name: str = "labels.csv") -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


@pytest.mark.parametrize(("text", "shape", "count"), TABLES)
def test_shapes(tmp_path: Path, text: str, shape: str, count: int) -> None:
    labels = read_labels(written(tmp_path, text))
    assert (labels.shape, len(labels), labels.unlabelled) == (shape, count, 0)
    assert " is " in labels.said


def test_jsonl(tmp_path: Path) -> None:
    labels = read_labels(written(tmp_path, '{"left": "A", "right": "B", "same": "1"}\n', "labels.jsonl"))
    assert labels.pairs[0][1:] == ("A", "B", True)


def test_what_stands_beside_a_name_is_a_fact(tmp_path: Path) -> None:
    text = "name,id,country,born,given,family,shoes\nAda Berg,p1,Austria,02.01.1950,Ada,Berg,38\n"
    (name,) = read_labels(written(tmp_path, text)).names
    facts = name.query.facts
    assert (facts.countries, facts.born, facts.given, facts.family) == (("Austria",), "1950", "Ada", "Berg")


def test_rows_without_a_label_are_counted(tmp_path: Path) -> None:
    labels = read_labels(written(tmp_path, "left,right,same,chosen\nA,B,,near\nA,C,1,near\nB,C\nB,D,0,random\n"))
    assert (len(labels), labels.unlabelled, labels.near) == (2, 2, 2)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("left,right,same\nA,B,perhaps\n", ":2: 'perhaps' is neither yes nor no"),
        ("shoe,size\n1,2\n", "(shoe, size); give left,right,same"),
        ("left,same\nA,1\n", "does not tell what is labelled"),
        ("left,right,same\n", "has no labels"),
        ("name,id\n,p1\n", "has no labels"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(InputError) as caught:
        read_labels(written(tmp_path, text))
    assert told in str(caught.value)


def test_tables_of_words_are_sorted_and_folded() -> None:
    columns = list(rows("label-columns.tsv"))
    values = [value for value, _ in rows("label-values.tsv")]
    assert columns == sorted(set(columns))
    assert values == sorted(set(values))
    assert all(head == head.casefold().strip() for _, head in columns)
