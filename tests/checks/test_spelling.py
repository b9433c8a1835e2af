"""What is wrong with the spelling of an alias: the rows of ``tests/cases/checks.tsv``."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rows import rows

from gazetteer import Alias
from names.checks.spelling import check_alias, check_aliases


@pytest.mark.parametrize("row", rows("checks.tsv"), ids=lambda row: f"{row['language']}-{row['text']}")
def test_a_fault_of_an_alias_is_told(row: dict[str, str]) -> None:
    text = ast.literal_eval(f'"""{row["text"]}"""')
    faults = list(check_alias(Alias(text, row["language"], row["alias_kind"]), row["kind"]))
    if row["level"] == "-":
        assert faults == []
    else:
        [fault] = faults
        assert (fault.level, row["says"] in fault.what) == (row["level"], True), fault
        assert fault.mend


def test_a_fault_of_several_aliases_is_told_once() -> None:
    twice = [Alias("Ann", "xx"), Alias("Anna", "xx"), Alias("Anna", "xx", "full")]
    assert [fault.what for fault in check_aliases(twice, "person")] == ["language 'xx' is in no register"]


@given(
    st.text(st.characters(exclude_categories=())), st.sampled_from(["ru", "und", "zh-Hant", "fa", "x-own", "ab-Latn"])
)
def test_any_text_can_be_checked(text: str, language: str) -> None:
    assert all(fault.mend for fault in check_alias(Alias(text, language), "person"))
