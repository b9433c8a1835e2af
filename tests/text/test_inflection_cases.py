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


@pytest.mark.parametrize(
    ("sentence", "mention", "alias"),
    [
        ("Вчора у Варшаві зустрілися міністри, а потім вони поїхали далі.", "Варшаві", "Варшава"),
        ("В Варшаве и в Москве прошли встречи, но о них никто не знал.", "Варшаве", "Варшава"),
        ("Wczoraj w Warszawie i w Paryżu, a potem we Włoszech był deszcz.", "Paryżu", "Paryż"),
    ],
)
def test_the_reason_names_the_usual_alias(sentence: str, mention: str, alias: str, gaz: Gazetteer) -> None:
    found = next(r for r in names.annotate(sentence, gaz) if r.mention is not None and r.mention.text == mention)
    assert found.because == f"inflected form of “{alias}”"
