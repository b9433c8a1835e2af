"""How spoilt texts are read: the rows of ``tests/cases/repairs.tsv``, and what holds of any text."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rows import rows

from names.data.tables import rows as table
from names.repairs.readings import as_it_looks, certain_repair, possible_repairs
from names.repairs.repair import Repair
from names.repairs.scans import alike_in_print

ANY = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize("row", rows("repairs.tsv"), ids=lambda row: row["written"])
def test_a_spoilt_text_is_read(row: dict[str, str]) -> None:
    written, read = (ast.literal_eval(f'"""{row[side]}"""') for side in ("written", "read"))
    certain = certain_repair(written)
    if row["when"] == "-":
        assert certain is None
        assert not any(repair.sure for repair in possible_repairs(written))
    elif row["when"] == "certain":
        assert certain is not None
        assert (certain.text, certain.written) == (read, written)
        assert row["how"] in certain.how
    else:
        assert certain is None
        hows = {repair.text: repair.how for repair in possible_repairs(written)}
        assert row["how"] in hows[read]


def told(repairs: list[Repair]) -> list[str]:
    return [repair.text for repair in repairs]


@given(ANY)
def test_any_text_can_be_read(text: str) -> None:
    certain = certain_repair(text)
    for repair in [*possible_repairs(text), *([certain] if certain else [])]:
        assert repair.written == text
        assert repair.text != text
        assert repair.how
        assert 0.0 <= repair.cost < 1.0
    assert len(as_it_looks(text)) == len(text)
    assert alike_in_print(text) == alike_in_print(text)


@given(st.text(st.characters(categories=("L",)), min_size=2), st.sampled_from(sorted(table("repairs/encodings.tsv"))))
def test_utf_8_that_was_read_otherwise_is_read_back(text: str, mistake: tuple[str, str, str]) -> None:
    written, read_as, _ = mistake
    if written == "utf-8":
        spoilt = "".join(
            bytes([byte]).decode(read_as, "ignore") or chr(byte) for byte in text.encode("utf-8", "surrogatepass")
        )
        repair = certain_repair(spoilt)
        assert repair is None or repair.written == spoilt


@pytest.mark.parametrize(
    "name", ["Putin", "Владимир Путин", "Angela Merkel", "Νίκος Δένδιας", "محمد حسني مبارك", "习近平"]
)
def test_a_plain_name_stays(name: str) -> None:
    assert certain_repair(name) is None
    assert not any(repair.sure for repair in possible_repairs(name))
