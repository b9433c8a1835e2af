"""The commands that compare the names of lists: `cluster` and `link`."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from command_line import ROOT, records, run

LINES = "Gaddafi\nSmith\n\nQadhafi\n"
TABLE = '\ufeffid;who;note\r\n1;Muammar Gaddafi;"a\nb"\r\n2;Smith;=1+1\r\n3;;none\r\n4;Moammar Qadhafi\r\n'
GUESTS, HOSTS = str(ROOT / "examples" / "guests.csv"), str(ROOT / "examples" / "hosts.csv")


@pytest.fixture
def table(tmp_path: Path) -> str:
    path = tmp_path / "in.csv"
    path.write_bytes(TABLE.encode())
    return str(path)


def test_lines_are_grouped() -> None:
    assert run("cluster", stdin=LINES).stdout == "Gaddafi\nQadhafi\n\nSmith\n"
    assert records(run("cluster", "--json", stdin=LINES)) == [["Gaddafi", "Qadhafi"], ["Smith"]]
    apart = [["Gaddafi"], ["Smith"], ["Qadhafi"]]
    assert records(run("cluster", "--json", "--threshold", "1", stdin=LINES)) == apart


def test_rows_of_a_table_get_a_cluster_and_stay_as_they_are(table: str, tmp_path: Path) -> None:
    written = tmp_path / "out.csv"
    told = run("cluster", table, "--column", "who", "-o", str(written))
    assert told.exit_code == 0
    assert "2 groups" in told.stderr
    found = written.read_bytes().decode()
    assert found.startswith("\ufeffid;who;note;cluster;cluster_label;cluster_score\r\n1;Muammar Gaddafi;")
    rows = list(csv.reader(io.StringIO(found, newline=""), delimiter=";"))
    assert [row[-3] for row in rows[1:]] == ["1", "2", "", "1"]
    assert {row[-2] for row in rows[1:]} == {"Moammar Qadhafi", "Smith", ""}
    assert rows[2][2] == "=1+1"
    assert run("cluster", table, "--column", "who").stdout_bytes == written.read_bytes()
    assert run("cluster", "-", "--column", "2", stdin=TABLE.encode()).stdout_bytes == written.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("cluster", "TABLE"), "looks like the header of a table"),
        (("cluster", "TABLE", "--column", "whom"), "did you mean 'who'?"),
        (("cluster", "TABLE", "--explain", "--review"), "not both"),
        (("cluster", "TABLE", "-o", "x.csv"), "add --column"),
        (("cluster", "TABLE", "--column", "who", "--json"), "--json goes with"),
        (("cluster", "TABLE", "--column", "who", "-o", "x.parquet"), "is a table with delimiters"),
        (("link", "TABLE", "TABLE"), "looks like the header of a table"),
        (("link", "TABLE", "TABLE", "--left-column", "name"), "no column 'name'"),
        (("link", "TABLE", "TABLE", "--left-country", "note"), "need the column with the names"),
    ],
)
def test_mistakes_are_told(table: str, arguments: tuple[str, ...], told: str) -> None:
    result = run(*(table if argument == "TABLE" else argument for argument in arguments))
    assert result.exit_code in {1, 2}
    assert told in result.output


def test_tables_of_other_kinds_are_written_as_they_are(tmp_path: Path) -> None:
    lines = '{"who":"Ada Berg"}\n{"who":"ADA BERG","age":7}\n'
    found = records(run("cluster", "--column", "who", stdin=lines))
    assert found[1] == {"who": "ADA BERG", "age": 7, "cluster": 1, "cluster_label": "ADA BERG", "cluster_score": 1.0}
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    source, written = tmp_path / "in.parquet", tmp_path / "out.parquet"
    parquet.write_table(arrow.table({"who": ["Gaddafi", None, "Qadhafi"], "n": [1, 2, 3]}), source)
    assert run("cluster", str(source), "--column", "who", "-o", str(written)).exit_code == 0
    columns = parquet.read_table(written).to_pydict()
    assert columns["n"] == [1, 2, 3]
    assert columns["cluster"] == [1, None, 1]
    assert columns["cluster_score"][1] is None


def test_a_header_that_is_a_name_is_read_with_no_header(table: str) -> None:
    assert run("cluster", "--no-header", stdin="Name\nNames\n").stdout == "Name\nNames\n"


def test_explain_tells_what_holds_a_group_together(table: str) -> None:
    lines = run("cluster", "--explain", stdin=LINES).stdout.splitlines()
    assert lines[0].startswith("Gaddafi (2, 0.")
    assert "Gaddafi | Qadhafi: Gaddafi ~ Qadhafi" in lines[1]
    assert lines[2:] == ["", "Smith (1, 1.00)"]
    first, second, *_ = records(run("cluster", table, "--column", "who", "--explain", "--json"))
    assert first["names"] == ["Muammar Gaddafi", "Moammar Qadhafi"]
    assert first["score"] == first["pairs"][0]["score"]
    assert second["pairs"] == []


def test_review_lists_doubtful_pairs() -> None:
    assert run("cluster", "--review", stdin="Ada Berg\nADA BERG\nHans Muster\n").stdout == ""
    told = records(run("cluster", "--review", "--json", "--threshold", "0.8", stdin=LINES))
    assert [(pair["left"], pair["right"]) for pair in told] == [("Gaddafi", "Qadhafi")]
    assert "~" in told[0]["why"]
    above = "one group" if told[0]["together"] else "apart"
    assert above in run("cluster", "--review", "--threshold", "0.8", stdin=LINES).stdout


def test_two_tables_are_linked() -> None:
    columns = (
        "--left-column",
        "guest",
        "--right-column",
        "name",
        "--left-country",
        "from",
        "--right-country",
        "country",
    )
    rows = records(run("link", GUESTS, HOSTS, *columns, "--json"))
    linked = {row["left"]: row["right"] for row in rows if row["status"] == "match"}
    assert linked == {"Меркель, Ангела": "Ангела Меркель", "Karl Niemand": "Carl Niemandt"}
    assert "country DE" in rows[0]["why"]
    lines = run("link", GUESTS, HOSTS, *columns).stdout.splitlines()
    assert lines[0].split("\t") == ["left_row", "left", "right_row", "right", "score", "status", "why"]
    assert len(lines) == len(rows) + 1


def test_lists_are_linked_one_to_one_or_many_to_one(tmp_path: Path) -> None:
    left, right = tmp_path / "left.txt", tmp_path / "right.txt"
    left.write_text("Hans Muster\nHanz Muster\n", encoding="utf-8")
    right.write_text("Hans Muster\n", encoding="utf-8")
    assert [row["status"] for row in records(run("link", str(left), str(right), "--json"))] == ["match", "taken"]
    assert [row["right_row"] for row in records(run("link", str(left), str(right), "--many", "--json"))] == [1, 1]
