"""Sentences in many languages: what is changed in them with the default gazetteer (cases/fix.tsv)."""

from __future__ import annotations

import pytest
from rows import marked, rows

import names
from gazetteer import Gazetteer

ROWS = rows("fix.tsv")


def unescaped(cell: str) -> str:
    return cell.replace("\\\\", "\0").replace("\\n", "\n").replace("\0", "\\")


@pytest.mark.parametrize("row", [marked(row, f"{row['language']}: {row['text'][:40]}") for row in ROWS])
def test_names_are_put_into_their_usual_form(row: dict[str, str], gaz: Gazetteer) -> None:
    text = unescaped(row["text"])
    expected = text if row["fixed"] == "=" else unescaped(row["fixed"])
    fixed = names.fix(text, gaz, row["layout"])
    assert fixed.text == expected
    again = names.fix(fixed.text, gaz, row["layout"])
    assert (again.text, again.changes) == (expected, ())


@pytest.mark.parametrize("row", [row for row in ROWS if row["language"] != "mul"], ids=lambda row: row["text"][:40])
def test_the_language_is_told_rightly(row: dict[str, str], gaz: Gazetteer) -> None:
    text = unescaped(row["text"])
    told = names.fix(text, gaz, row["layout"])
    assert names.fix(text, gaz, row["layout"], language=row["language"]).text == told.text


def test_there_are_enough_languages_and_scripts() -> None:
    assert len(ROWS) >= 40
    assert len({row["language"] for row in ROWS}) >= 8
