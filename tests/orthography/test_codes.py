"""Codes of letters and digits."""

from __future__ import annotations

import pytest

from names.orthography.codes import code, disguised, is_code


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("MH17", "mh017", True),
        ("С300", "C300", True),
        ("K2", "К٢", True),
        ("F16", "F-16", False),
        ("B2", "B3", False),
        ("A0", "a00", True),
    ],
)
def test_codes(left: str, right: str, *, same: bool) -> None:
    assert (code(left) == code(right)) == same


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("s0r0s", "soros", True),
        ("soros", "s0r0s", True),
        ("m1nsk", "minsk", True),
        ("m7nsk", "minsk", False),
        ("k2", "k22", False),
        ("k2", "k3", False),
        ("anna", "anne", False),
    ],
)
def test_disguised(left: str, right: str, *, expected: bool) -> None:
    assert disguised(left, right) == expected


def test_only_letters_with_digits_are_codes() -> None:
    assert [is_code(word) for word in ("mh17", "17", "mh", "", "а٣", "x-y", "x-1")] == [
        True, False, False, False, True, False, True,
    ]  # fmt: skip
