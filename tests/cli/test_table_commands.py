"""`names reconcile`, and lists of names that are tables: what users give, and what they are told."""

from __future__ import annotations

import csv
import gzip
import io
from pathlib import Path

import pytest
from click.testing import Result
from command_line import ROOT, records, run

GUESTS = str(ROOT / "examples" / "guests.csv")
TABLE = "name;country;kind;given\nSoronbay Jinbekov;KG;person;Soronbay\nОтыншиева;Россия;person;\nNobody;;;\n"


@pytest.fixture
def table(tmp_path: Path) -> str:
    path = tmp_path / "in.csv"
    path.write_text(TABLE, encoding="utf-8")
    return str(path)


def rows(result: Result, delimiter: str = ";") -> list[dict[str, str]]:
    assert result.exit_code == 0, result.output
    return list(csv.DictReader(io.StringIO(result.stdout), delimiter=delimiter))


def test_rows_are_written_on_standard_output(table: str, people: str) -> None:
    found = rows(run("reconcile", table, "--column", "name", "-g", people))
    assert [row["entity_id"] for row in found] == ["people/2", "people/3", ""]
    assert [row["entity_status"] for row in found] == ["match", "match", "none"]
    assert found[2]["entity_why"]


def test_standard_input_is_a_table(people: str) -> None:
    found = rows(run("reconcile", "-", "--column", "1", "-g", people, stdin=TABLE))
    assert found[0]["entity_label"] == "Sooronbay Jeenbekov"
    given = '{"name": "Soronbay Jinbekov"}\n'
    assert records(run("reconcile", "-", "-g", people, stdin=given))[0]["entity_id"] == "people/2"


def test_columns_beside_the_name_confirm_or_contradict(table: str, people: str) -> None:
    column = ("reconcile", table, "--column", "name", "-g", people)
    alone, with_country = (rows(run(*column, *more)) for more in ((), ("--country-column", "country")))
    assert "country KG" in with_country[0]["entity_why"]
    assert "country KZ, not RU" in with_country[1]["entity_why"]
    assert float(with_country[1]["entity_score"]) < float(alone[1]["entity_score"])


@pytest.mark.parametrize(
    ("limit", "ids"),
    [(("--kind", "person"), ["people/2", "people/3", ""]), (("--country", "Kazakhstan"), ["", "people/3", ""])],
)
def test_limits_hold_for_all_rows(table: str, people: str, limit: tuple[str, ...], ids: list[str]) -> None:
    found = rows(run("reconcile", table, "--column", "name", "-g", people, *limit))
    assert [row["entity_id"] for row in found] == ids


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--country", "country"), "--country-column country"),
        (("--kind", "kind"), "--kind-column kind"),
        ((), "Columns: name, country, kind, given"),
        (("--column", "nmae"), "did you mean 'name'"),
        (("--column", "name", "--against", "x.csv"), "go together"),
        (("--column", "name", "--key", "x"), "go together"),
        (("--column", "name", "--against-id", "x"), "is for --against"),
        (("--column", "name", "--against", "x.csv", "--key", "x", "-g", "y.gaz"), "not both"),
        (("--column", "name", "--resume"), "needs -o"),
        (("--column", "name", "--candidates", "3"), "needs --candidates-to"),
        (("--column", "name", "--delimiter", "; "), "one character"),
        (("--column", "name", "--prefix", "na", "--given", "x"), "no column 'x'"),
        (("--column", "name", "-o", "out.xlsx"), "only read"),
    ],
)
def test_wrong_usage_is_told(table: str, arguments: tuple[str, ...], said: str) -> None:
    result = run("reconcile", table, *arguments)
    assert result.exit_code in {1, 2}
    assert said in result.stderr


def test_a_column_that_is_there_already_needs_another_prefix(table: str, people: str) -> None:
    once = run("reconcile", table, "--column", "name", "-g", people)
    again = run("reconcile", "-", "--column", "name", "-g", people, stdin=once.stdout)
    assert again.exit_code == 1
    assert "--prefix" in again.stderr
    twice = run("reconcile", "-", "--column", "name", "-g", people, "--prefix", "second_", stdin=once.stdout)
    assert rows(twice)[0]["second_id"] == rows(twice)[0]["entity_id"]


def test_what_was_done_is_told(table: str, people: str, tmp_path: Path) -> None:
    output, candidates = tmp_path / "out.csv", tmp_path / "candidates.tsv"
    more = ("--candidates", "1", "--candidates-to", str(candidates))
    result = run("reconcile", table, "--column", "name", "-g", people, "-o", str(output), *more)
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [f"{output}: 3 rows: 2 match, 1 none"]
    listed = list(csv.DictReader(io.StringIO(candidates.read_text(encoding="utf-8")), delimiter="\t"))
    assert [(row["row"], row["query"], row["rank"], row["id"]) for row in listed[:2]] == [
        ("1", "Soronbay Jinbekov", "1", "people/2"), ("2", "Отыншиева", "1", "people/3"),
    ]  # fmt: skip


def test_long_rows_and_lost_characters_are_told(people: str, tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes("name;x\nSoronbay Jinbekov;1;2\nКарлыгаш Отыншиева;2\n".encode("cp1251"))
    result = run("reconcile", str(path), "--column", "name", "-g", people, "--encoding", "cp1251")
    assert "rows with more cells than the header: 1;" in result.stderr
    assert "CP1251 does not have" in result.stderr
    assert r"\u" in result.stdout_bytes.decode("cp1251")


def test_a_compressed_table_without_a_header_is_read(people: str, tmp_path: Path) -> None:
    path = tmp_path / "in.csv.gz"
    path.write_bytes(gzip.compress(b"1|Soronbay Jinbekov\n"))
    result = run("reconcile", str(path), "--no-header", "--column", "2", "-g", people)
    assert result.stdout.startswith("1|Soronbay Jinbekov|people/2|Sooronbay Jeenbekov|person|")


def test_a_list_is_reconciled_with_a_list(table: str, tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("qid,who\nQ1,Сооронбай Жээнбеков\nQ2,Somebody Else\n", encoding="utf-8")
    found = rows(run("reconcile", table, "--column", "name", "--against", str(own), "--key", "who"))
    assert found[0]["entity_id"] == "Q1"
    by_id = run("reconcile", table, "--column", "name", "--against", str(own), "--key", "who", "--against-id", "who")
    assert rows(by_id)[0]["entity_id"] == "Сооронбай Жээнбеков"


def test_a_table_is_not_looked_up_by_lines_without_a_word(table: str, people: str) -> None:
    refused = run("lookup", "--from", table, "-g", people)
    assert refused.exit_code == 1
    assert "--column NAME" in refused.stderr
    by_column = records(run("lookup", "--json", "--from", table, "--column", "name", "-g", people))
    assert [record["query"] for record in by_column] == ["Soronbay Jinbekov", "Отыншиева", "Nobody"]
    by_line = records(run("lookup", "--json", "--from", table, "--no-header", "-g", people))
    assert by_line[0]["query"] == "name;country;kind;given"
    assert run("lookup", "Ada", "--column", "name").exit_code == 2
