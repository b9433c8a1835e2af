"""Persons whom the gazetteer does not know, in scripts without capitals, where the text gives reason to see a name.

Reasons are a given name of the language, a family name with characters or syllables of given names, a title or verb of
saying beside a name, the dot between the parts of a foreign name. What gives no reason is not offered.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from names.data.tables import rows
from names.text.uncased.chinese import chinese_persons
from names.text.uncased.japanese import japanese_persons
from names.text.uncased.korean import korean_persons
from names.text.uncased.spaced import spaced_persons
from names.text.uncased.thai import thai_persons

__all__ = ["uncased_persons"]

Span = tuple[int, int]

SURELY_CHINESE = 10  # Chinese characters of a line without kana, from which on it is not Japanese; chosen

_UNCASED = re.compile("[\u0590-\u10ff\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_EAST_ASIAN = re.compile("[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_KANA = re.compile("[\u3041-\u30fa]")
_THAI = re.compile("[\u0e01-\u0e2e]")


_EAST_ASIAN_PERSONS = {"zh": chinese_persons, "ja": japanese_persons, "ko": korean_persons}


class _SpacedScript(NamedTuple):
    script: str
    languages: Sequence[str]
    word: re.Pattern[str]


def uncased_persons(text: str, taken: Sequence[Span] = (), languages: Collection[str] = frozenset()) -> Iterator[Span]:
    """The character spans [start, end) of unknown persons' names, in order; they overlap none of the spans `taken`.

    `languages` (BCP 47) are those that the text may be in, empty if unknown: its letters tell them then.

    >>> text = "الوزير سمير حداد وصل أمس"
    >>> [text[start:end] for start, end in uncased_persons(text)]
    ['سمير حداد']
    """
    if text.isascii() or not _UNCASED.search(text):
        return
    spans = [*_of_east_asia(text, languages), *_of_spaced_scripts(text, languages)]
    if _THAI.search(text):
        spans += thai_persons(text)
    yield from _free(sorted(spans), sorted(taken))


def _of_east_asia(text: str, languages: Collection[str]) -> Iterator[Span]:
    """Names in Chinese characters, kana and Hangul; each line is read in the language that its characters tell."""
    if not _EAST_ASIAN.search(text):
        return
    for language, lines in language_lines(text, languages):
        yield from _EAST_ASIAN_PERSONS[language](lines)


def language_lines(text: str, languages: Collection[str]) -> Iterator[tuple[str, str]]:
    """The East Asian languages of a text, each with the text in which the lines of other languages are blank."""
    if not _EAST_ASIAN.search(text):
        return
    lines = text.splitlines(keepends=True)
    told = [_told(line) for line in lines]
    usual = "ja" if "ja" in told or ("ja" in languages and "zh" not in languages) else "zh"
    of_lines = [usual if language == "short" else language for language in told]
    for language in _EAST_ASIAN_PERSONS:
        if language in of_lines:
            own = (line if of == language else " " * len(line) for line, of in zip(lines, of_lines, strict=True))
            yield language, "".join(own)


def _told(line: str) -> str:
    """The language of a line with East Asian characters; empty if it has none, "short" if it may be of several."""
    if _HANGUL.search(line):
        return "ko"
    if _KANA.search(line):
        return "ja"
    if not _HAN.search(line):
        return ""
    return "zh" if len(_HAN.findall(line)) >= SURELY_CHINESE else "short"


def _of_spaced_scripts(text: str, languages: Collection[str]) -> Iterator[Span]:
    """Names in scripts with spaces."""
    for script in _spaced_scripts():
        if script.word.search(text):
            known = [language for language in script.languages if language in languages]
            language = known[0] if len(known) == 1 else _language(text, script)
            yield from spaced_persons(text, language, script.script, script.word)


def _language(text: str, script: _SpacedScript) -> str:
    """The language of a script that the letters of a text tell."""
    if len(script.languages) > 1:
        letters = sum(map(len, script.word.findall(text)))
        for language, share, pattern in _language_letters(script.script):
            if len(pattern.findall(text)) >= share * letters:
                return language
    return script.languages[0]


def _free(spans: Sequence[Span], taken: Sequence[Span]) -> Iterator[Span]:
    """The spans that overlap none of those taken and no earlier one; both are sorted."""
    others = iter(taken)
    other = next(others, None)
    last = 0
    for start, end in spans:
        while other is not None and other[1] <= start:
            other = next(others, None)
        if start >= last and (other is None or end <= other[0]):
            yield start, end
            last = end


@cache
def _spaced_scripts() -> tuple[_SpacedScript, ...]:
    return tuple(
        _SpacedScript(script, languages.split(" "), re.compile(word))
        for script, languages, _, word in rows("uncased/scripts.tsv")
    )


@cache
def _language_letters(script: str) -> tuple[tuple[str, float, re.Pattern[str]], ...]:
    """The languages of a script with the share of their letters, which the patterns find, that a text must have."""
    return tuple(
        (language, float(share), re.compile(f"[{letters}]" if letters else "(?!)"))
        for row_script, language, share, letters in rows("uncased/language-letters.tsv")
        if row_script == script
    )
