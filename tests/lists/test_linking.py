"""Two lists are linked, one to one with the greatest sum of scores."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

import pytest

from names import Rules, link
from names.lists import linking
from names.lists.assignment import assigned
from names.lists.facts import Facts
from names.lists.reconciling import Query


def greatest_sum_slowly(scores: Sequence[Mapping[int, float]], used: frozenset[int] = frozenset()) -> float:
    if not scores:
        return 0.0
    first, *others = scores
    without = greatest_sum_slowly(others, used)
    return max(
        [without, *(score + greatest_sum_slowly(others, used | {it}) for it, score in first.items() if it not in used)]
    )


def test_the_sum_of_all_scores_is_the_greatest() -> None:
    rng = random.Random(13)
    for _ in range(300):
        columns = rng.randint(0, 5)
        scores = [
            {column: rng.choice((0.2, 0.5, rng.random())) for column in range(columns) if rng.random() < 0.6}
            for _ in range(rng.randint(0, 5))
        ]
        partners = assigned(scores)
        made = [partner for partner in partners if partner is not None]
        assert len(made) == len(set(made))
        total = sum(scores[row][partner] for row, partner in enumerate(partners) if partner is not None)
        assert total == pytest.approx(greatest_sum_slowly(scores))


@pytest.mark.parametrize(
    ("left", "right", "expected", "shows"),
    [
        ("", "", [], "no rows"),
        ("Ada Berg", "", [("1", "-", "none")], "nothing on the right"),
        ("", "Ada Berg", [("-", "1", "none")], "nothing on the left"),
        ("Ada Berg", "Hans Muster|Аda Berg", [("1", "2", "match"), ("-", "1", "none")], "order and scripts"),
        ("Ada Berg|Hans Muster", "Ada Berg", [("1", "1", "match"), ("2", "-", "none")], "one has no partner"),
        ("Ada Berk|Ada Berg", "Ada Berg", [("1", "-", "taken"), ("2", "1", "match")], "the better one has it"),
        ("\ud800 Berg", "\ud800 Berg", [("1", "1", "match")], "half a character"),
        ("| Ada Berg", "|Ada Berg", [("1", "-", "none"), ("2", "2", "match"), ("-", "1", "none")], "rows without name"),
    ],
)
def test_rows_are_linked(left: str, right: str, expected: list[tuple[str, str, str]], shows: str) -> None:
    rows = link(left.split("|") if left else [], right.split("|") if right else [])
    assert [(str(row.left_row or "-"), str(row.right_row or "-"), row.status) for row in rows] == expected, shows


def test_what_is_nearest_is_told() -> None:
    ours, theirs = link(["Ada Berg"], ["Hans Berg"])
    assert "nearest Hans Berg (row 1, 0.0" in ours.why
    assert "nearest Ada Berg (row 1, 0.0" in theirs.why
    taken, _ = link(["Ada Berk", "Ada Berg"], ["Ada Berg"])
    assert taken.why.endswith("which row 2 has: Ada Berg")


def test_facts_of_both_sides_confirm_or_contradict() -> None:
    left = [Query("Ivan Petrov", Facts(countries=("Bulgaria",), born="1950"))]
    right = [
        Query("Ivan Petrov", Facts(countries=(code,), born=born)) for code, born in (("BG", "1951"), ("RU", "1990"))
    ]
    linked, other = link(left, right)
    assert (linked.right_row, linked.status, other.right_row) == (1, "match", 2)
    assert "country BG; born 1951" in linked.why
    assert link(["Ivan Petrov"], right)[0].status == "ambiguous"


def test_a_kind_on_the_left_counts_only_if_the_right_has_kinds() -> None:
    [row] = link([Query("Ada Berg", Facts(kind="person"))], ["Ada Berg"])
    assert row.status == "match"


def test_the_threshold_and_many_decide() -> None:
    assert link(["Hanz Muster"], ["Hans Muster"], rules=Rules(threshold=1.0))[0].status == "none"
    many = link(["Hans Muster", "Hanz Muster"], ["Hans Muster"], many=True)
    assert [row.right_row for row in many] == [1, 1]


def test_several_processes_link_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    left = [f"{given} {family}" for given in ("Ada", "Hans", "Ivan") for family in ("Berg", "Muster", "Petrov")]
    right = [name.upper() for name in reversed(left)]
    done: list[int] = []
    expected = link(left, right, progress=done.append)
    assert done == [len(left)]
    monkeypatch.setattr(linking, "ALONE", 0)
    assert link(left, right, workers=2) == expected
