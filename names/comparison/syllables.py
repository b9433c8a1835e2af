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

from names.caching import cached, cached_texts
from names.data.tables import rows
from names.orthography.folding import fold_latin

LONGEST = 7  # letters of a syllable
MOST = 4  # syllables of a word
CHINESE = "zh"
SURNAMES = "und"  # stands for any language
UNMARKED = ("zh", "ko")  # languages whose syllables contradict each other also without marks
_NONE: frozenset[str] = frozenset()
_ENDINGS = frozenset("aeioughnr\u00fc")  # of Chinese words in any system
_BEGINNINGS = {  # letters that stand for one initial in different systems
    "b": "p", "c": "t", "d": "t", "g": "k", "j": "t", "q": "t", "r": "t", "s": "h", "x": "h", "z": "t",
}  # fmt: skip
_PINYIN_ONLY = re.compile("[bdgqrxz]|c(?!h)|.*(?:ian|ie|ong)$")  # initials and finals that Wade-Giles does not write
_TONES = {"vi": "\u0300\u0301\u0303\u0309\u0323", "zh": "\u0300\u0301\u0304\u030c"}
_MARKS = {"vi": "\u0302\u0306\u031b\u0335", "zh": "\u0308"}  # of vowels; the stroke of đ stands for itself


def opposed(left: str, right: str, *, given: bool = False) -> bool:
    """Whether two Latin words are different syllables of one language, or one syllable with different marks.

    A surname may be read in several languages (Chan, Chen, Tan); not so a `given` name.

    >>> opposed("min", "man"), opposed("hsi", "xi"), opposed("li", "lee"), opposed("jong", "yong"), opposed("ann", "an")
    (True, False, False, True, False)
    >>> opposed("chen", "chan"), opposed("chen", "chan", given=True)
    (False, True)
    >>> opposed("hùng", "hưng"), opposed("hoà", "hòa"), opposed("lan", "lân"), opposed("wěi", "wéi")
    (True, False, False, True)
    """
    if not (left.isascii() or right.isascii()):
        known = [language for language in _TONES if _marked(left, language) and _marked(right, language)]
        return any(signature(left, language) != signature(right, language) for language in known)
    return _unrelated(fold_latin(left), fold_latin(right), given)


@cached_texts(1 << 14)
def _unrelated(left: str, right: str, given: bool) -> bool:
    """Whether two spellings stand for syllables of one language, and for none that is the same in any language."""
    ours, others = _meanings().get(left, {}), _meanings().get(right, {})
    if not any(language in ours and language in others for language in UNMARKED):
        return False
    asked = UNMARKED if given else (*UNMARKED, SURNAMES)
    return not any(ours.get(language, _NONE) & others.get(language, _NONE) for language in asked)


@cache
def _meanings() -> dict[str, dict[str, frozenset[str]]]:
    """By spelling and language the syllables that it may stand for."""
    found: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for spelling, language, syllables in rows("syllables.tsv"):
        found[spelling][language] = frozenset(syllables.split(" "))
    return dict(found)


def made_of_syllables(word: str) -> bool:
    """Whether a Latin word is one to four syllables of Chinese or Korean, as all words of such a name are.

    >>> made_of_syllables("zhongshan"), made_of_syllables("jong"), made_of_syllables("smith"), made_of_syllables("Lǐ")
    (True, True, False, True)
    """
    return _pattern().fullmatch(fold_latin(word)) is not None


@cache
def _pattern() -> re.Pattern[str]:
    known = [spelling for spelling, languages in _meanings().items() if not languages.keys().isdisjoint(UNMARKED)]
    return re.compile("(?:" + "|".join(sorted(known, key=len, reverse=True)) + "){1,4}")


@cached_texts(1 << 14)
def signature(word: str, language: str) -> tuple[str, str]:
    """The tone of a marked syllable, and its letters with the marks of vowels, y as i; where the tone stands is custom.

    >>> signature("thúy", "vi") == signature("thuý", "vi"), signature("đức", "vi")
    (True, ('\u0301', 'đưc'))
    """
    parts = unicodedata.normalize("NFD", word.casefold())
    tone = "".join(c for c in parts if c in _TONES[language])
    letters = "".join(c for c in parts if c not in _TONES[language])
    letters = letters[:-1] + "i" if letters.endswith("y") and language == "vi" else letters
    return tone, unicodedata.normalize("NFC", letters)


@cached_texts(1 << 14)
def _marked(word: str, language: str) -> bool:
    """Whether a word is a syllable of the language with its marks and no others."""
    if len(word) > LONGEST or word.isascii() or language not in _meanings().get(fold_latin(word), {}):
        return False
    marks = set(unicodedata.normalize("NFD", word)) - set("abcdefghijklmnopqrstuvwxyz")
    return marks <= {*_TONES[language], *_MARKS[language], "đ"}


def toned(words: Sequence[str]) -> list[bool]:
    """Of each word of a name whether its marks are all there, so that no mark says as much as a mark.

    That is so where all its words are Vietnamese syllables and all others have marks.

    >>> toned(["lê", "lan"]), toned(["nguyen", "lân"]), toned(["lan"]), toned(["anna", "lê"])
    ([False, True], [True, False], [False], [False, False])
    """
    plain = [word.isascii() for word in words]
    if len(words) < 2 or all(plain) or not all(map(_is_vietnamese, words)):
        return [False] * len(words)
    bare = sum(plain)
    return [bare - alone == 0 for alone in plain]


def _is_vietnamese(word: str) -> bool:
    return _marked(word, "vi") or "vi" in _meanings().get(word, {})


def is_syllable(word: str) -> bool:
    """Whether a Latin word, with marks or without, is a syllable that other syllables contradict.

    >>> is_syllable("zhang"), is_syllable("hưng"), is_syllable("smith"), is_syllable("hung")
    (True, True, False, True)
    """
    return len(word) <= LONGEST and _is_syllable(word)


@cached(1 << 16)
def _is_syllable(word: str) -> bool:
    if word.isascii():
        return not _meanings().get(word, {}).keys().isdisjoint(UNMARKED)
    return any(_marked(word, language) for language in _TONES)


def one_chinese(left: str, right: str) -> bool:
    """Whether one word is pinyin, and the other the same in Wade-Giles or another system.

    >>> one_chinese("xueqin", "hsüehchin"), one_chinese("tsetung", "zedong"), one_chinese("xiaoping", "xiaobing")
    (True, True, False)
    """
    if _BEGINNINGS.get(left[:1], left[:1]) != _BEGINNINGS.get(right[:1], right[:1]):  # most words: no need to part them
        return False
    if left[-1:] not in _ENDINGS or right[-1:] not in _ENDINGS or len(left) + len(right) > LONGEST * MOST:
        return False
    own, foreign = _chinese(left)
    if not (own or foreign):
        return False
    others, strange = _chinese(right)
    return not (own.isdisjoint(strange) and foreign.isdisjoint(others))


@cached_texts(1 << 14)
def _chinese(word: str) -> tuple[frozenset[tuple[str, ...]], frozenset[tuple[str, ...]]]:
    """The pinyin of what the word stands for if it is pinyin itself, and if it is of another system throughout."""
    own: set[tuple[str, ...]] = set()
    foreign: set[tuple[str, ...]] = set()
    whole = fold_latin(word)
    for parts in [[whole]] if whole in _chinese_spellings() else _parted(whole, MOST):
        meanings = [_meanings()[part][CHINESE] for part in parts]
        if all(part in known for part, known in zip(parts, meanings, strict=True)):
            own.add(tuple(parts))
        if not any(map(_PINYIN_ONLY.match, parts)):
            foreign.update(product(*meanings))
    return frozenset(own), frozenset(foreign)


def _parted(word: str, most: int) -> list[list[str]]:
    """The ways to part a word into two to `most` syllables of Chinese."""
    known = _chinese_spellings()
    ends = [end for end in range(1, min(LONGEST, len(word) - 1) + 1) if word[:end] in known]
    found = [[word[:end], word[end:]] for end in ends if word[end:] in known]
    if most > 2:
        found += [[word[:end], *rest] for end in ends for rest in _parted(word[end:], most - 1)]
    return found


@cache
def _chinese_spellings() -> frozenset[str]:
    return frozenset(spelling for spelling, languages in _meanings().items() if CHINESE in languages)
