"""Chunks in words, found by arrays, against plain loops."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from names.kernel.chunks import Chunks

WORDS = st.lists(st.text("abc?", max_size=6), min_size=1, max_size=9)


@given(WORDS)
def test_chunks_are_found_wherever_they_stand(texts: list[str]) -> None:
    chunks = ["a", "ab", "abca", "b", "bb", "cab"]
    found = Chunks(chunks).find(texts)
    expected = [
        (word, chunks.index(text[start:end]) + 1, start, end)
        for word, text in enumerate(texts)
        for start in range(len(text))
        for end in range(start + 1, len(text) + 1)
        if text[start:end] in chunks
    ]
    assert list(zip(*(column.tolist() for column in found[2:]), strict=True)) == expected
    assert found.lengths.tolist() == list(map(len, texts))
    assert [(column > 0).sum() for column in found.letters.T] == list(map(len, texts))


def test_chunks_of_no_letters_are_found_nowhere() -> None:
    found = Chunks([""]).find(["ab", ""])
    assert found.ids.tolist() == []
    assert found.letters.tolist() == [[1, 0], [1, 0]]
