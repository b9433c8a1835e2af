"""Sentences in many languages: what is found in them with the default gazetteer (cases/mentions.tsv)."""

from __future__ import annotations

import pytest
from rows import marked, rows

import names
from gazetteer import Gazetteer

ROWS = rows("mentions.tsv")


@pytest.mark.parametrize("row", [marked(row, f"{row['language']}-{row['sentence'][:40]}") for row in ROWS])
def test_mentions_of_a_sentence(row: dict[str, str], gaz: Gazetteer) -> None:
    expected = [mention.rsplit(": ", 1) for mention in row["mentions"].split(" | ") if mention]
    resolutions = names.annotate(row["sentence"], gaz)
    assert [r.mention.text for r in resolutions] == [surface for surface, _ in expected]
    for resolution, (_, meaning) in zip(resolutions, expected, strict=True):
        assert meaning in meanings(resolution)


def meanings(resolution: names.Resolution) -> set[str]:
    """The ways in which a row may tell what is meant."""
    if resolution.entity is not None:
        return {f"match {resolution.entity.label}", f"match {resolution.entity.id}"}
    return {"unknown" if resolution.group else resolution.status}


def test_many_languages_are_there() -> None:
    assert len({row["language"] for row in ROWS}) >= 20
