"""Unknown persons, organisations and places in sentences of many languages (cases/unknown.tsv)."""

from __future__ import annotations

from collections import Counter

import pytest
from rows import marked, rows

import names
from gazetteer import Gazetteer

ROWS = rows("unknown.tsv")


@pytest.mark.parametrize("row", [marked(row, f"{row['language']}-{row['sentence'][:40]}") for row in ROWS])
def test_unknown_names_of_a_sentence(row: dict[str, str], gaz: Gazetteer) -> None:
    unknown = [found for found in names.annotate(row["sentence"], gaz) if found.group and found.mention]
    expected = [mention for mention in row["unknown"].split(" | ") if mention]
    assert [f"{found.mention.text}: {found.kind}" for found in unknown if found.mention] == expected


@pytest.mark.parametrize("row", [row for row in ROWS if row["why"] == "repeats"], ids=lambda row: row["sentence"][:40])
def test_repeats_have_the_group_of_the_name_that_they_repeat(row: dict[str, str], gaz: Gazetteer) -> None:
    """Every mention of a person belongs to one of the persons who are named with two words."""
    found = [found for found in names.annotate(row["sentence"], gaz) if found.group]
    full = {one.group for one in found if " " in one.query}
    assert {one.group for one in found} == full


def test_phenomena_and_languages_are_many() -> None:
    assert len({row["language"] for row in ROWS}) >= 20
    counts = Counter(row["why"] for row in ROWS if row["expect"] == "pass")
    assert min(counts.values()) >= 9
