"""Tables of correspondences: what is read of a file, and what an operation costs that the table lacks."""

from __future__ import annotations

import pytest

from names.kernel.correspondences import (
    CHOICES,
    NEVER,
    UNKNOWN,
    UNREAD_OMITTED,
    UNSEEN,
    UNSEEN_LETTER,
    insertion_cost,
    least_remaining,
    read_table,
    step_cost,
    table_penalty,
    unseen_cost,
)

TABLE = read_table("# a head\nж\tzh\t0.5\nж\tj\t1\nж\tq\t9\nжа\tja\t0.6\nа\ta\t0.25\n^\t\t0")
SYMMETRIC = read_table("^\t^\t0\n$\t$\t0\na\ta\t0.5\nb\tb\t1.5\na\tb\t3\nb\t\t4")


def test_columns_are_sorted_and_choices_few() -> None:
    assert list(zip(TABLE.natives, TABLE.latins, TABLE.costs, strict=True)) == sorted(
        zip(TABLE.natives, TABLE.latins, TABLE.costs, strict=True)
    )
    assert TABLE.choices["ж"] == ((0.5, "zh"), (1.0, "j"))  # q is beyond the range
    assert (TABLE.longest, TABLE.symmetric, SYMMETRIC.symmetric) == (2, False, True)
    many = read_table("\n".join(f"ж\t{letter}\t1.{at}" for at, letter in enumerate("abcdefghijk")))
    assert len(many.choices["ж"]) == CHOICES


@pytest.mark.parametrize(
    ("native", "latin", "cost"),
    [
        ("ж", "zh", 0.5),
        ("ж", "z", 0.5 + UNSEEN + UNSEEN_LETTER),
        ("ж", "", 0.5 + UNSEEN),
        ("щ", "s", UNKNOWN + UNSEEN + UNSEEN_LETTER),
        ("ж", "sh", NEVER),
        ("жа", "zha", NEVER),
        ("^", "", 0.0),
        ("^", "a", NEVER),
    ],
)
def test_step_cost(native: str, latin: str, cost: float) -> None:
    assert step_cost(TABLE, native, latin) == pytest.approx(cost)


def test_symmetric_tables_cost_the_same_both_ways() -> None:
    assert unseen_cost(SYMMETRIC, "a", "b") == unseen_cost(SYMMETRIC, "b", "a") == 1 + UNSEEN + UNSEEN_LETTER
    assert insertion_cost(SYMMETRIC, "b") == step_cost(SYMMETRIC, "b", "") == 4
    assert insertion_cost(SYMMETRIC, "a") == UNSEEN + 2 * UNSEEN_LETTER
    assert insertion_cost(TABLE, "a") == UNSEEN + UNSEEN_LETTER


def test_unread_letters_cost_more_and_most_where_they_are_not_written() -> None:
    table = read_table("木\tmu\t0.5", unread=7.0)
    assert step_cost(table, "木", "x") == pytest.approx(0.5 + UNSEEN + UNSEEN_LETTER + 7)
    assert step_cost(table, "木", "") == pytest.approx(0.5 + UNSEEN + 7 * UNREAD_OMITTED)


def test_what_remains_is_read_by_the_cheapest_chunks() -> None:
    assert least_remaining(TABLE, "^жа") == pytest.approx([0.6, 0.6, 0.25, 0.0])
    assert least_remaining(TABLE, "щ") == pytest.approx([UNKNOWN + UNSEEN, 0.0])
    assert least_remaining(TABLE, "") == [0.0]


def test_penalties_are_bounded() -> None:
    assert [table_penalty(cost, 2.0) for cost in (2.0, 4.0, 99.0)] == pytest.approx([0.0, 0.6, 3.0])
