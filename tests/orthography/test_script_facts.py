"""The table of scripts: every record is valid, every script of the other tables has one, defaults hold elsewhere."""

from __future__ import annotations

from dataclasses import asdict, fields
from importlib.resources import files

import pytest

from names.data import tables
from names.errors import DataError
from names.orthography import script_facts as module
from names.orthography.script import script
from names.orthography.script_facts import ANY, ScriptFacts, known_scripts, script_facts

DATA = files("names") / "data"
BY_SCRIPT = ("schemes", "transducers", "transcriptions", "variants", "customary")  # folders of files named by script
LENGTHS = {field.name for field in fields(ScriptFacts) if field.type == "int"}


@pytest.mark.parametrize("code", known_scripts())
def test_every_record_is_valid(code: str) -> None:
    facts = script_facts(code)
    assert len(code) == 4
    assert code.istitle()
    assert facts.name
    assert all(0 <= value <= ANY for name, value in asdict(facts).items() if name in LENGTHS)
    assert 0 < facts.joined_similarity < 1
    assert facts.scheme_readings < facts.readings
    assert facts.query_readings <= facts.readings
    assert facts.heard_readings <= facts.readings
    assert facts.shortest_given <= facts.longest_given or not facts.longest_given
    assert bool(facts.longest_given) == (facts.full_name_from < ANY)
    assert facts.transcription_from <= facts.only_transcription_from
    assert facts.spaced_text or not facts.spaced  # names are spaced where texts are
    assert not (facts.spaced and facts.longest_given)  # only an unspaced name is divided


def test_every_column_is_a_field_and_the_other_way_round() -> None:
    columns = list(next(tables.records(module.TABLE)))
    assert columns == ["script", "name", "read_as", *[field.name for field in fields(ScriptFacts)][2:]]
    head = (DATA / module.TABLE).read_text(encoding="utf-8").partition("\nscript\t")[0]
    explained = {line[2:].split()[0] for line in head.splitlines() if line[2:].strip()}
    assert set(columns) <= explained


def test_the_scripts_of_all_tables_have_a_record() -> None:
    by_file = {entry.name.split(".")[0].split("-")[0] for folder in BY_SCRIPT for entry in (DATA / folder).iterdir()}
    by_row = {row["script"] for row in tables.records("languages.tsv")}
    by_range = [row["script"] for row in tables.records("script-ranges.tsv")]
    assert by_file | by_row <= set(by_range)
    assert by_range == [code for code in known_scripts() if script_facts(code).script == code]


def test_a_script_without_a_record_has_the_defaults() -> None:
    unknown, default = script_facts("Zyyy"), script_facts(module.DEFAULTS)
    assert unknown.script == "Zyyy"
    assert {**asdict(unknown), "script": "*"} == asdict(default)
    assert (default.spaced, default.cased, default.readings, default.longest_surname) == (True, False, 6, ANY)


def test_codes_that_mean_another_script_have_its_record() -> None:
    assert script_facts("Hira") == script_facts("Kana")
    assert script_facts("Jpan") == script_facts("Hani")


@pytest.mark.parametrize(
    ("text", "cased", "spaced", "surname_first"),
    [
        ("Paul", True, True, False),
        ("Δημήτρης", True, True, False),
        ("ნინო", False, True, False),
        ("محمد", False, True, False),
        ("김철수", False, False, True),
        ("王小明", False, False, True),
        ("さくら", False, False, False),
        ("สมชาย", False, False, False),
        ("សុខា", False, False, True),
    ],
)
def test_facts_of_well_known_scripts(text: str, *, cased: bool, spaced: bool, surname_first: bool) -> None:
    facts = script_facts(script(text))
    assert (facts.cased, facts.spaced, facts.surname_first) == (cased, spaced, surname_first)


@pytest.mark.parametrize(
    ("column", "cell", "message"),
    [
        ("cased", "maybe", "'maybe' is neither 'yes' nor 'no'"),
        ("readings", "many", "readings of Latn is no int"),
        ("joined_similarity", "high", "joined_similarity of Latn is no float"),
    ],
)
def test_a_wrong_cell_is_named(column: str, cell: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    known = {**module._records(), "Latn": {**module._records()["Latn"], column: cell}}
    monkeypatch.setattr(module, "_records", lambda: known)
    script_facts.cache_clear()  # type: ignore[attr-defined]
    with pytest.raises(DataError, match=message):
        script_facts("Latn")
