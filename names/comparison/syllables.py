"""Short names that are syllables of Chinese, Korean or Vietnamese: other letters or marks mean another name.

Zhang Min is not Zhang Man, and Hùng not Hưng; but Hsi and Xi write one syllable, Park and Pak another one, and Lee and
Li one surname. Which syllables a spelling may stand for is data: `data/syllables.tsv`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import product
from typing import NamedTuple

from names.caching import cached, cached_texts
from names.data.tables import rows
from names.orthography.folding import fold_latin

LONGEST = 7  # letters of the longest syllable in `syllables.tsv`
MOST = 4  # syllables of a word, at most; chosen
CHINESE = "zh"
SURNAMES = "und"  # in the table: the language of spellings of surnames, whatever they are read in
UNMARKED = ("zh", "ko")  # languages whose syllables contradict each other even without marks
_NONE: frozenset[str] = frozenset()
_ENDINGS = frozenset("aeioughnr\u00fc")  # the last letters of Chinese words in any system
_BEGINNINGS = {  # first letters, mapped to one letter for those that write one sound in different systems
    "b": "p", "c": "t", "d": "t", "g": "k", "j": "t", "q": "t", "r": "t", "s": "h", "x": "h", "z": "t",
}  # fmt: skip
_PINYIN_ONLY = re.compile("[bdgqrxz]|c(?!h)|.*(?:ian|ie|ong)$")  # initials and finals that Wade-Giles does not write
_TONES = {"vi": "\u0300\u0301\u0303\u0309\u0323", "zh": "\u0300\u0301\u0304\u030c"}
_MARKS = {"vi": "\u0302\u0306\u031b\u0335", "zh": "\u0308"}  # of vowels; the stroke of đ stands for itself


def are_different_syllables(left: str, right: str, *, given: bool = False) -> bool:
    """Whether two Latin words are different syllables of one language, or one syllable with different marks.

    A surname may be read in several languages (Chan, Chen, Tan); not so a `given` name.

    >>> pairs = [("min", "man"), ("hsi", "xi"), ("li", "lee"), ("jong", "yong"), ("ann", "an")]
    >>> [are_different_syllables(left, right) for left, right in pairs]
    [True, False, False, True, False]
    >>> are_different_syllables("chen", "chan"), are_different_syllables("chen", "chan", given=True)
    (False, True)
    >>> pairs = [("hùng", "hưng"), ("hoà", "hòa"), ("lan", "lân"), ("wěi", "wéi")]
    >>> [are_different_syllables(left, right) for left, right in pairs]
    [True, False, False, True]
    """
    if left.isascii() or right.isascii():
        return _share_no_syllable(fold_latin(left), fold_latin(right), given)
    languages = [language for language in _TONES if _is_marked(left, language) and _is_marked(right, language)]
    return any(signature(left, language) != signature(right, language) for language in languages)


@cached_texts(1 << 14)
def _share_no_syllable(left: str, right: str, given: bool) -> bool:
    """Whether two spellings stand for syllables of one language, and for none that is the same in any language."""
    ours, others = _syllables_of().get(left, {}), _syllables_of().get(right, {})
    if not any(language in ours and language in others for language in UNMARKED):
        return False
    languages = UNMARKED if given else (*UNMARKED, SURNAMES)
    return not any(ours.get(language, _NONE) & others.get(language, _NONE) for language in languages)


@cache
def _syllables_of() -> dict[str, dict[str, frozenset[str]]]:
    """For each spelling and language, the syllables that it may stand for."""
    by_spelling: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for spelling, language, syllables in rows("syllables.tsv"):
        by_spelling[spelling][language] = frozenset(syllables.split(" "))
    return dict(by_spelling)


def made_of_syllables(word: str) -> bool:
    """Whether a Latin word consists of one to four syllables of Chinese or Korean.

    >>> made_of_syllables("zhongshan"), made_of_syllables("jong"), made_of_syllables("smith"), made_of_syllables("Lǐ")
    (True, True, False, True)
    """
    return _pattern().fullmatch(fold_latin(word)) is not None


@cache
def _pattern() -> re.Pattern[str]:
    spellings = [
        spelling for spelling, languages in _syllables_of().items() if not languages.keys().isdisjoint(UNMARKED)
    ]
    longest_first = sorted(spellings, key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(longest_first)}){{1,{MOST}}}")


@cached_texts(1 << 14)
def signature(word: str, language: str) -> tuple[str, str]:
    """The tone and the letters of a marked syllable; letters keep the marks of vowels, a final y in Vietnamese is i.

    >>> signature("thúy", "vi") == signature("thuý", "vi"), signature("đức", "vi")
    (True, ('\u0301', 'đưc'))
    """
    parts = unicodedata.normalize("NFD", word.casefold())
    tone = "".join(c for c in parts if c in _TONES[language])
    letters = "".join(c for c in parts if c not in _TONES[language])
    letters = letters[:-1] + "i" if letters.endswith("y") and language == "vi" else letters
    return tone, unicodedata.normalize("NFC", letters)


@cached_texts(1 << 14)
def _is_marked(word: str, language: str) -> bool:
    """Whether a word is a syllable of the language with its marks and no others."""
    if len(word) > LONGEST or word.isascii() or language not in _syllables_of().get(fold_latin(word), {}):
        return False
    marks = set(unicodedata.normalize("NFD", word)) - set("abcdefghijklmnopqrstuvwxyz")
    return marks <= {*_TONES[language], *_MARKS[language], "đ"}


def toned(words: Sequence[str]) -> list[bool]:
    """For each word of a name whether it has all its marks, so that a missing mark makes another word.

    It has if all words of the name are Vietnamese syllables and all others have marks.

    >>> toned(["lê", "lan"]), toned(["nguyen", "lân"]), toned(["lan"]), toned(["anna", "lê"])
    ([False, True], [True, False], [False], [False, False])
    """
    unmarked = [word.isascii() for word in words]
    if len(words) < 2 or all(unmarked) or not all(map(_is_vietnamese, words)):
        return [False] * len(words)
    unmarked_others = [sum(unmarked) - is_unmarked for is_unmarked in unmarked]
    return [count == 0 for count in unmarked_others]


def _is_vietnamese(word: str) -> bool:
    return _is_marked(word, "vi") or "vi" in _syllables_of().get(word, {})


def is_syllable(word: str) -> bool:
    """Whether a Latin word, with marks or without, is a syllable that other syllables contradict.

    >>> is_syllable("zhang"), is_syllable("hưng"), is_syllable("smith"), is_syllable("hung")
    (True, True, False, True)
    """
    return len(word) <= LONGEST and _is_syllable(word)


@cached(1 << 16)
def _is_syllable(word: str) -> bool:
    if word.isascii():
        return not _syllables_of().get(word, {}).keys().isdisjoint(UNMARKED)
    return any(_is_marked(word, language) for language in _TONES)


def one_chinese(left: str, right: str) -> bool:
    """Whether one word is pinyin and the other the same in Wade-Giles or another system.

    >>> one_chinese("xueqin", "hsüehchin"), one_chinese("tsetung", "zedong"), one_chinese("xiaoping", "xiaobing")
    (True, True, False)
    """
    if _BEGINNINGS.get(left[:1], left[:1]) != _BEGINNINGS.get(right[:1], right[:1]):  # most words
        return False
    if left[-1:] not in _ENDINGS or right[-1:] not in _ENDINGS or len(left) + len(right) > LONGEST * MOST:
        return False
    ours = _chinese(left)
    if not (ours.as_pinyin or ours.as_other):
        return False
    others = _chinese(right)
    return not (ours.as_pinyin.isdisjoint(others.as_other) and ours.as_other.isdisjoint(others.as_pinyin))


class _Chinese(NamedTuple):
    """What a word may stand for, in syllables of pinyin."""

    as_pinyin: frozenset[tuple[str, ...]]  # if it is written in pinyin
    as_other: frozenset[tuple[str, ...]]  # if it is written in another system


@cached_texts(1 << 14)
def _chinese(word: str) -> _Chinese:
    as_pinyin: set[tuple[str, ...]] = set()
    as_other: set[tuple[str, ...]] = set()
    whole = fold_latin(word)
    for spellings in [[whole]] if whole in _chinese_spellings() else _divisions(whole, MOST):
        syllables = [_syllables_of()[spelling][CHINESE] for spelling in spellings]
        if all(spelling in possible for spelling, possible in zip(spellings, syllables, strict=True)):
            as_pinyin.add(tuple(spellings))
        if not any(map(_PINYIN_ONLY.match, spellings)):
            as_other.update(product(*syllables))
    return _Chinese(frozenset(as_pinyin), frozenset(as_other))


def _divisions(word: str, most: int) -> list[list[str]]:
    """The ways to divide a word into two to `most` spellings of Chinese syllables."""
    spellings = _chinese_spellings()
    ends = [end for end in range(1, min(LONGEST, len(word) - 1) + 1) if word[:end] in spellings]
    divisions = [[word[:end], word[end:]] for end in ends if word[end:] in spellings]
    if most > 2:
        for end in ends:
            divisions += [[word[:end], *others] for others in _divisions(word[end:], most - 1)]
    return divisions


@cache
def _chinese_spellings() -> frozenset[str]:
    return frozenset(spelling for spelling, languages in _syllables_of().items() if CHINESE in languages)
