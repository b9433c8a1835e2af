"""Inflected names in sentences of many languages: each is found whole, and means its entity (cases/inflection)."""

from __future__ import annotations

import pytest
from rows import CASES, marked, rows

import names
from gazetteer import Gazetteer

LANGUAGES = sorted(path.stem for path in (CASES / "inflection").glob("*.tsv"))
ROWS = {language: rows(f"inflection/{language}.tsv") for language in LANGUAGES}


@pytest.mark.parametrize(
    "row",
    [
        marked(row, f"{language}-{number}-{row['mention']}")
        for language in LANGUAGES
        for number, row in enumerate(ROWS[language], 1)
    ],
)
def test_an_inflected_name_means_its_entity(row: dict[str, str], gaz: Gazetteer) -> None:
    start = row["sentence"].index(row["mention"])
    end = start + len(row["mention"])
    found = [r for r in names.annotate(row["sentence"], gaz) if r.mention.start < end and start < r.mention.end]
    assert [(r.mention.text, r.entity and r.entity.label) for r in found] == [(row["mention"], row["label"])]


@pytest.mark.parametrize("language", LANGUAGES)
def test_rows_are_whole(language: str) -> None:
    for row in ROWS[language]:
        assert row["sentence"].count(row["mention"]) == 1, row
        assert row["phenomenon"], row
        assert bool(row["why"]) is (row["expect"] == "xfail"), row
