"""The table of output formats: each can be written, and the command offers it."""

from __future__ import annotations

import re

import pytest
from command_line import ROOT, loaded_by, run

from names.formats.catalogue import FORMATS

OUTPUT = ROOT / "docs" / "output.md"


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_file_is_no_error(form: str, people: str) -> None:
    result = run("resolve", "-g", people, "--format", form, stdin="")
    assert result.exit_code == 0
    assert "empty" in result.stderr


@pytest.mark.parametrize("name", FORMATS)
def test_the_help_says_what_each_format_writes(name: str) -> None:
    help_ = " ".join(run("resolve", "--help").output.split())
    assert f"{name}: {FORMATS[name].help}" in help_


@pytest.mark.parametrize("name", FORMATS)
def test_the_page_of_output_says_how_data_is_made_harmless(name: str) -> None:
    rows = [line for line in OUTPUT.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    assert any(re.search(rf"`(--format )?{name}`|{name}s", row.split("|")[1]) for row in rows)


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_writes_what_is_annotated(name: str, people: str) -> None:
    result = run("resolve", "-g", people, "--format", name, stdin="Sooronbay Jeenbekov spoke.")
    assert result.exit_code == 0
    assert "Sooronbay" in result.stdout


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_is_written_of_what_is_no_text(name: str, people: str) -> None:
    result = run("resolve", "-g", people, "--format", name, stdin=b"\x7fELF\0\0")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "is not a text" in result.stderr


@pytest.mark.parametrize("name", FORMATS)
def test_raw_cells_are_for_formats_with_cells(name: str, people: str) -> None:
    result = run("resolve", "-g", people, "--format", name, "--raw", stdin="")
    assert result.exit_code == (0 if FORMATS[name].raw else 2)
    assert "--raw is for --format csv and tsv" in result.stderr or FORMATS[name].raw


def test_the_table_of_formats_loads_nothing_slow() -> None:
    assert {"numpy", "rich", "click"}.isdisjoint(loaded_by("import names.formats.catalogue"))
