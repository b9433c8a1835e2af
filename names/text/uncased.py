"""Persons whom the gazetteer does not know, in scripts without capitals, where the text gives reason to see a name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from names.text.chinese_persons import chinese_persons
from names.text.japanese_persons import japanese_persons
from names.text.korean_persons import korean_persons
from names.text.spaced_persons import spaced_persons

__all__ = ["uncased_persons"]

Span = tuple[int, int]

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_KANA = re.compile("[\u3041-\u30fa]")
KANA_SHARE = 0.05  # of kana among the characters of a text, from which on it is Japanese; chosen


# Scripts whose words are parted by spaces, with the letters of a word and the languages that may be written in them.
_SPACED = {
    "Arab": (r"[\u0621-\u064a\u064b-\u0652\u066e-\u06d3\u200c]+", ("ar", "fa", "ur")),
    "Hebr": ("[א-ת]+(?:[\"'״׳][א-ת]+)*['׳]?", ("he",)),
    "Deva": (r"[\u0900-\u0963\u0970-\u097f]+\.?", ("hi",)),
    "Beng": (r"[\u0980-\u09e3]+", ("bn",)),
    "Taml": (r"[\u0b80-\u0be5]+", ("ta",)),
    "Telu": (r"[\u0c00-\u0c65]+", ("te",)),
}
_WORDS = {script: re.compile(letters) for script, (letters, _) in _SPACED.items()}


def uncased_persons(
    text: str, taken: Sequence[Span] = (), languages: Collection[str] = frozenset()
) -> Iterator[Span]:
    """The character spans of unknown persons' names that overlap none of the spans `taken`, in order."""
    if text.isascii():
        return
    spans: list[Span] = []
    if _HANGUL.search(text):
        spans += korean_persons(text)
    elif _KANA.search(text):
        spans += japanese_persons(text)
    elif _HAN.search(text):
        spans += chinese_persons(text)
    for script, words in _WORDS.items():
        if words.search(text):
            language = _language(text, _SPACED[script][1])
            spans += spaced_persons(text, language, script, words)
    yield from _free(sorted(spans), taken)


def _language(text: str, languages: Sequence[str]) -> str:
    if len(languages) == 1:
        return languages[0]
    if re.search("[ٹڈڑںے]", text):
        return "ur"
    return "fa" if len(re.findall("[پچژگیک]", text)) > 0.02 * len(text) else "ar"


def _free(spans: Sequence[Span], taken: Sequence[Span]) -> Iterator[Span]:
    """The spans that overlap none of those taken; both are in order and do not overlap among themselves."""
    others = iter(sorted(taken))
    other = next(others, None)
    for span in spans:
        while other is not None and other[1] <= span[0]:
            other = next(others, None)
        if other is None or span[1] <= other[0]:
            yield span
