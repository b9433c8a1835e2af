"""Foreign persons' names in katakana: parts with a dot between them, or one part beside a title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from names.data.tables import mapping, rows
from names.parsing.vocabulary import given_names, languages_of_words
from names.text.uncased.tables import context_words

__all__ = ["katakana_persons"]

Span = tuple[int, int]

_PART = "[ァ-ヺー]+"
_NAME = re.compile(rf"(?<![ァ-ヺー・])(?:[A-Z][・.]){{0,2}}{_PART}(?:[・=＝‐-](?:[A-Z](?![a-z])|{_PART}))*")
_TITLE_LENGTHS = range(7, 0, -1)
_SEPARATOR = re.compile("[・=＝‐.-]")
_KATAKANA = re.compile(_PART)
_HAN = re.compile("[\u4e00-\u9fff]")
_COURTESIES = ("氏", "さ", "容", "被")  # how 氏, さん, 容疑者 and 被告 begin
_PARTICLES = "はがをにとのもや、。（「」）()"


def katakana_persons(text: str) -> Iterator[Span]:
    """The character spans of foreign persons' names in katakana, in order.

    >>> text = "ジョン・ホランダーとベルク氏がパンを食べた。"
    >>> [text[start:end] for start, end in katakana_persons(text)]
    ['ジョン・ホランダー', 'ベルク']
    """
    for match in _NAME.finditer(text):
        if _is_person(text, match[0], match.end()):
            yield match.span()


def _is_person(text: str, name: str, end: int) -> bool:
    """Whether words in katakana are a person's name: the first is a given name, or a title is beside them."""
    parts = _SEPARATOR.split(name)
    if any(part in _words() for part in (parts[0], parts[-1])) or len(name) < 2:
        return False
    titled = _has_title(text, end)
    if len(parts) > 1:
        return titled or parts[0] in _given_parts() or (parts[0] in _known_parts() and parts[-1] in _known_parts())
    if titled:
        return name in _known_parts() or text[end : end + 1] in _COURTESIES
    return len(name) > 2 and name in _given_parts() and text[end : end + 1] in _PARTICLES


def _has_title(text: str, end: int) -> bool:
    """Whether a title stands at `end`, and nothing that makes another word of it."""
    titles = context_words("ja", "after", "title")
    for length in _TITLE_LENGTHS:
        if text[end : end + length] in titles:
            return not _HAN.match(text, end + length)
    return False


@cache
def _words() -> frozenset[str]:
    """Ordinary words in katakana."""
    listed = frozenset(word for (words,) in rows("uncased/japanese-words.tsv") for word in words.split(" "))
    return listed | frozenset(word for word in languages_of_words() if _KATAKANA.fullmatch(word))


@cache
def _parts() -> dict[str, str]:
    """Parts of names in katakana with the Latin forms they are transcriptions of."""
    customary = {form: latin for form, _, latin in rows("customary/Kana.tsv")}
    return customary | mapping("transcriptions/Kana.tsv")


@cache
def _known_parts() -> frozenset[str]:
    return frozenset(part for part in _parts() if len(part) > 1)


@cache
def _given_parts() -> frozenset[str]:
    """Parts that are given names."""
    given = given_names()
    return frozenset(
        part for part, latin in _parts().items() if len(part) > 1 and any(form in given for form in latin.split(" "))
    )
