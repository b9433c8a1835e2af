"""The commands about labels: `eval`, `tune` and the option --rules of others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import ROOT, records, run

PAIRS = str(ROOT / "examples" / "labelled-pairs.csv")


def test_eval_writes_tables_json_and_a_page(tmp_path: Path) -> None:
    page, before = tmp_path / "page.html", tmp_path / "before.json"
    result = run("eval", PAIRS, "--report", str(page), "--precision", "0.99", "--cost", "3:1")
    assert result.exit_code == 0, result.output
    assert "precision 0.99" in result.stdout
    assert "“same” is same" in result.stderr
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    told = run("eval", PAIRS, "--json")
    (record,) = records(told)
    before.write_text(told.stdout, encoding="utf-8")
    assert record["cases"] == 44
    (later,) = records(run("eval", PAIRS, "--json", "--threshold", "0.99", "--baseline", str(before)))
    assert later["change"]["lost"]
    assert later["change"]["measures"]["recall"] < 0
    assert "cases lost" in run("eval", PAIRS, "--threshold", "0.99", "--baseline", str(before)).stdout


def test_eval_looks_names_up(tmp_path: Path, people: str) -> None:
    (tmp_path / "names.tsv").write_text("name\tid\nSoronbay Jinbekov\tpeople/2\nBo Zorblat\t\n", encoding="utf-8")
    (record,) = records(run("eval", str(tmp_path / "names.tsv"), "-g", people, "--json"))
    assert (record["measures"]["f1"], record["measures"]["nobody"]) == (1.0, 1.0)


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["eval", "missing.csv"], 1, "missing.csv"),
        (["eval", PAIRS, "--cost", "3"], 2, "'3' is not two numbers above 0, such as 2:1"),
        (["eval", PAIRS, "--cost", "0:1"], 2, "'0:1' is not two numbers"),
        (["eval", PAIRS, "--baseline", PAIRS], 1, "is no run of `names eval`"),
        (["eval", PAIRS, "--rules", PAIRS], 1, "is not TOML"),
        (["tune", PAIRS], 2, "Missing option '-o'"),
    ],
)
def test_mistakes(arguments: list[str], code: int, told: str) -> None:
    result = run(*arguments)
    assert result.exit_code == code
    assert told in result.stderr


def test_tune_writes_rules_that_other_commands_take(tmp_path: Path, people: str) -> None:
    rules = tmp_path / "rules.toml"
    result = run("tune", PAIRS, "-o", str(rules))
    assert result.exit_code == 0, result.output
    assert "held-out labels" in result.stdout
    assert run("eval", PAIRS, "--rules", str(rules)).exit_code == 0
    asked = ["lookup", "Soronbay Jinbekov", "-g", people, "--json"]
    (default,) = records(run(*asked))
    rules.write_text(
        "threshold = 0.9\n[recalibration]\nb = -9.0\n[cluster]\nthreshold = 1.0\n[text]\nthreshold = 1.0\n"
    )
    (strict,) = records(run(*asked, "--rules", str(rules)))
    assert (default["status"], strict["status"]) == ("match", "none")
    assert strict["candidates"][0]["score"] < default["candidates"][0]["score"]
    (told,) = records(run(*asked, "--rules", str(rules), "--threshold", "0"))
    assert told["status"] == "match"
    lines = "Gaddafi\nQadhafi\n"
    assert records(run("cluster", "--json", "--rules", str(rules), stdin=lines)) == [["Gaddafi"], ["Qadhafi"]]
    assert len(records(run("cluster", "--json", "--rules", str(rules), "--threshold", "0.2", stdin=lines))) == 1
    text = "Soronbay Jinbekov met her."
    found = run("resolve", "-g", people, "--format", "jsonl", stdin=text)
    stricter = run("resolve", "-g", people, "--format", "jsonl", "--rules", str(rules), stdin=text)
    assert [json.loads(line)["status"] for line in found.stdout.splitlines()] == ["match"]
    assert "match" not in [json.loads(line)["status"] for line in stricter.stdout.splitlines()]


def test_reconcile_and_link_take_rules(tmp_path: Path, people: str) -> None:
    table, rules = tmp_path / "table.csv", tmp_path / "rules.toml"
    table.write_text("name,country\nSoronbay Jinbekov,KG\n", encoding="utf-8")
    rules.write_text("[recalibration]\nb = -9.0\n", encoding="utf-8")
    asked = ["reconcile", str(table), "--column", "name", "-g", people]
    assert ",match," in run(*asked).stdout
    assert ",none," in run(*asked, "--rules", str(rules)).stdout
    rules.write_text("[recalibration]\nb = -9.0\n[facts]\nsame_country = 1e9\n", encoding="utf-8")
    assert ",match," in run(*asked, "--country-column", "country", "--rules", str(rules)).stdout
    (tmp_path / "list.txt").write_text("Jan Berg\n", encoding="utf-8")
    (tmp_path / "other.txt").write_text("Jan Bergh\n", encoding="utf-8")
    rules.write_text("threshold = 1.0\n", encoding="utf-8")
    lists = ["link", str(tmp_path / "list.txt"), str(tmp_path / "other.txt"), "--json"]
    default, strict = (records(run(*lists, *more))[0] for more in ((), ("--rules", str(rules))))
    assert (default["status"], strict["status"]) == ("match", "none")
