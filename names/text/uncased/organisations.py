"""Names of organisations in scripts without capitals: what a generic word makes one of the words beside it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from names.data.tables import rows
from names.text.uncased.korean_words import particles

__all__ = ["LinkedSpan", "uncased_organisations"]

Span = tuple[int, int]

# These numbers are chosen.
SHORTEST_JAPANESE, LONGEST_JAPANESE = 2, 14  # characters before the generic word
LONGEST_CHINESE = 9
SHORTEST_KOREAN, LONGEST_KOREAN = 2, 10  # syllables

DIVISIONS = "省市县区州"  # what a province, city, county or district ends with
DASHES = frozenset({"—", "－", "-", "–"})
_JAPANESE = "\u3400-\u4dbf\u4e00-\u9fff々ァ-ヺー・A-Za-zＡ-Ｚａ-ｚ"
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_KOREAN = re.compile("[가-힣A-Z][가-힣A-Za-z0-9]+")


class LinkedSpan(NamedTuple):
    """What is linked at the characters [start, end): a place, or something else that is no organisation, or one."""

    start: int
    end: int
    kind: str


def uncased_organisations(text: str, language: str, known: Sequence[LinkedSpan]) -> Iterator[Span]:
    """The character spans of unknown organisations in a text in Japanese, Chinese or Korean; `known` is in order.

    >>> text = "彼は北川医療大学を卒業した。"
    >>> [text[start:end] for start, end in uncased_organisations(text, "ja", [])]
    ['北川医療大学']
    """
    found = _chinese(text, known) if language == "zh" else _korean(text) if language == "ko" else _japanese(text)
    firsts = [each.start for each in known]
    for start, end in found:
        place = bisect_right(firsts, end - 1)
        inside = [each for each in known[max(0, place - LONGEST_JAPANESE) : place] if each.end > start]
        if all(each.kind != "org" and start <= each.start and each.end <= end for each in inside):
            yield start, end


def _japanese(text: str) -> Iterator[Span]:
    """Runs of Chinese characters and katakana that end with a generic word."""
    for match in _japanese_pattern().finditer(text):
        yield match.span(1)


@cache
def _japanese_pattern() -> re.Pattern[str]:
    last, beside = _alternatives("ja", "last"), _alternatives("ja", "beside")
    no_name = "|".join(map(re.escape, sorted(_words("ja", "not"), key=len, reverse=True)))
    before = f"(?<![{_JAPANESE}])(?!(?:{no_name})(?![{_JAPANESE}]))"
    length = f"{{{SHORTEST_JAPANESE},{LONGEST_JAPANESE}}}"
    return re.compile(f"{before}((?=[^・ー])[{_JAPANESE}]{length}?(?:{last}))(?=(?:{beside})?(?![{_JAPANESE}]))")


def _chinese(text: str, known: Sequence[LinkedSpan]) -> Iterator[Span]:
    """A known place, or two with a dash between, then a few characters and a generic word."""
    pattern, committee = _chinese_patterns()
    end, before = 0, None
    for each in known:
        if each.kind != "place" or each.start < end:
            continue
        match = pattern.match(text, each.end)
        if match is None and text[each.end - 1] in DIVISIONS:
            match = committee.match(text, each.end)
        if match:
            is_second = before is not None and text[before.end : each.start] in DASHES
            end = match.end(1)
            yield before.start if before is not None and is_second else each.start, end
        before = each


@cache
def _chinese_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What follows a place in the name of an organisation, and in that of the party's committee of a division."""
    last, beside = _alternatives("zh", "last"), _alternatives("zh", "beside")
    never = "".join(_words("zh", "never"))
    direct, no_name = _alternatives("zh", "direct"), _alternatives("zh", "not")
    inside = f"(?:(?!{no_name})(?![{never}])[{_HAN}]){{1,{LONGEST_CHINESE}}}?"
    name = f"((?:{direct})|{inside}(?:{last}))(?=(?:{beside})|[^{_HAN}]|$)"
    return re.compile(name), re.compile("(委)(?=书记|副书记|常委|宣传部|组织部|统战部)")


def _korean(text: str) -> Iterator[Span]:
    """Words that end with a generic word and perhaps particles."""
    last, no_name = _words("ko", "last"), _words("ko", "not")
    for match in _KOREAN.finditer(text):
        word = match[0]
        for length in range(len(word), SHORTEST_KOREAN, -1):
            stem = word[:length]
            if length < len(word) and word[length:] not in particles():
                continue
            generic = next((one for one in last if stem.endswith(one)), "")
            if generic and stem not in no_name and SHORTEST_KOREAN <= length - len(generic) <= LONGEST_KOREAN:
                yield match.start(), match.start() + length
                break


def _alternatives(language: str, place: str) -> str:
    """A pattern of the words, longer ones first."""
    return "|".join(map(re.escape, sorted(_words(language, place), key=len, reverse=True)))


@cache
def _words(language: str, place: str) -> frozenset[str]:
    """The words of a language that stand there."""
    return frozenset(
        word
        for its_language, its_place, words in rows("uncased/organisations.tsv")
        if its_language == language and its_place == place
        for word in words.split(" ")
    )


def first_words(language: str) -> frozenset[str]:
    """The words that names of organisations begin with in a language, in scripts with spaces."""
    return _words(language, "first")
