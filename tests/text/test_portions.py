"""A text is cut into portions where it does not matter."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from names.text.portions import portions

SLOWLY = settings(deadline=None, max_examples=60)


@SLOWLY
@given(st.lists(st.text(alphabet="ab .\n!?\r。", max_size=30)), st.integers(8, 40))
def test_portions_make_the_text_whatever_the_pieces_are(pieces: list[str], size: int) -> None:
    cut = list(portions(pieces, size))
    assert "".join(portion.text for portion in cut) == "".join(pieces)
    assert [portion.start for portion in cut] == [0, *(a.start + len(a.text) for a, _ in pairwise(cut))]
    assert all(0 < len(portion.text) <= size for portion in cut) or not any(pieces)
    assert list(portions(["".join(pieces)], size)) == cut


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("One two three.\n\nFour. Five six seven", "One two three.\n"),
        ("Then one said. Two three four five six", "Then one said. "),
        ("He met Dr. Who and J. R. Smith again and", "He met Dr. Who and J. R. "),
        ("one two three\nfour five six seven eight", "one two three\n"),
        ("一二三四五六七八九十一二三。四五六七八九十一二三四五六", "一二三四五六七八九十一二三。"),
        ("abcdefghijklmnopqrstuvwxyzabcdefghij", "abcdefghijklmnopqrstuvwxy"),
    ],
)
def test_portions_end_where_the_text_does_best(text: str, first: str) -> None:
    assert next(portions([text], 25)).text == first
