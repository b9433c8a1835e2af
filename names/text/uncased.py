"""Persons whom the gazetteer does not know, in scripts without capitals, where the text gives reason to see a name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from names.text.chinese_persons import chinese_persons
from names.text.japanese_persons import japanese_persons
from names.text.korean_persons import korean_persons

__all__ = ["uncased_persons"]

Span = tuple[int, int]

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_KANA = re.compile("[\u3041-\u30fa]")
KANA_SHARE = 0.05  # of kana among the characters of a text, from which on it is Japanese; chosen


def uncased_persons(
    text: str, taken: Sequence[Span] = (), languages: Collection[str] = frozenset()
) -> Iterator[Span]:
    """The character spans of unknown persons' names that overlap none of the spans `taken`, in order."""
    if _HANGUL.search(text):
        yield from _free(korean_persons(text), taken)
    elif _KANA.search(text):
        yield from _free(japanese_persons(text), taken)
    elif _HAN.search(text):
        yield from _free(chinese_persons(text), taken)


def _free(spans: Sequence[Span], taken: Sequence[Span]) -> Iterator[Span]:
    """The spans that overlap none of those taken; both are in order and do not overlap among themselves."""
    others = iter(sorted(taken))
    other = next(others, None)
    for span in spans:
        while other is not None and other[1] <= span[0]:
            other = next(others, None)
        if other is None or span[1] <= other[0]:
            yield span
