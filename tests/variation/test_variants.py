"""Spellings to search for: other habits of writing the same name, and never another name."""

from __future__ import annotations

import pytest
from rows import marked, rows

import names


@pytest.mark.parametrize("row", [marked(row, f"{row['name']}-{row['variant']}") for row in rows("variants.tsv")])
def test_a_known_spelling_is_among_the_variants(row: dict[str, str]) -> None:
    spellings = names.variants(row["name"])
    assert row["variant"] in spellings, spellings
    assert not row["never"] or row["never"] not in spellings


@pytest.mark.parametrize("name", ["Müller", "Жээнбеков", "محمود عباس", "van Dijk", "김정은", "Kim Jong-un", "2024", ""])
def test_variants_are_distinct_and_leave_out_the_name_itself(name: str) -> None:
    spellings = names.variants(name)
    assert len(set(spellings)) == len(spellings) <= 20
    assert name not in spellings
    assert names.variants(name, limit=3) == spellings[:3]
    assert names.variants(name, limit=-1) == []
