"""How the places of a text are worded: in which script and language."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from names.correction.forms import Wording, base_language
from names.orthography.script import alphabet, script
from names.text.languages import text_languages
from names.text.tokens import TextToken, read_tokens

__all__ = ["Wordings"]

PARAGRAPH = 6  # least words of a paragraph that may be in another language than the text; chosen

_PARAGRAPH_END = re.compile(r"\n[^\S\n]*\n")


class Wordings:
    r"""The wording of each name of a text: its own script, and the language of what is written in it around the name.

    The language is told from the paragraph, or else from the whole text. A language that the user names holds for the
    script that most of the text is in.

    >>> text = "It was said that Anna is in the house.\n\nAnna ist in dem Haus und nicht auf der Straße.\n\nAnna"
    >>> wordings = Wordings(text, "")
    >>> [sorted(wordings.of("Anna", place).languages) for place in (17, 40)]
    [['en'], ['de']]
    """

    def __init__(self, text: str, language: str) -> None:
        tokens = read_tokens(text)
        self.chief = Counter(token.script for token in tokens).most_common(1)[0][0] if tokens else ""
        self._named = frozenset({base_language(language)}) if language else frozenset()
        self._whole = _told(tokens)
        self._starts = [0, *(match.end() for match in _PARAGRAPH_END.finditer(text))]
        by_paragraph: defaultdict[int, list[TextToken]] = defaultdict(list)
        for token in tokens:
            by_paragraph[bisect_right(self._starts, token.start)].append(token)
        self._paragraphs = {number: _told(words, least=PARAGRAPH) for number, words in by_paragraph.items()}

    def of(self, mention: str, start: int) -> Wording:
        """The wording of a mention at an offset of the text."""
        code = script(mention)
        if self._named and code == self.chief:
            return Wording(code, self._named)
        paragraph = self._paragraphs.get(bisect_right(self._starts, start), {})
        return Wording(code, paragraph.get(code) or self._whole.get(code, ()))


def _told(tokens: Iterable[TextToken], least: int = 1) -> dict[str, Collection[str]]:
    """The languages of the words of each script that has at least so many, as far as they can be told."""
    by_script: defaultdict[str, list[TextToken]] = defaultdict(list)
    for token in tokens:
        by_script[token.script].append(token)
    told = {code: _languages(words, code) for code, words in by_script.items() if len(words) >= least}
    return {code: languages for code, languages in told.items() if languages}


def _languages(words: Sequence[TextToken], code: str) -> Collection[str]:
    """The languages that function words tell; of several, those whose alphabets have the letters of most words."""
    told = text_languages(" ".join(word.token.text for word in words), [word.stem for word in words])
    if len(told) < 2:
        return told
    foreign = {language: _foreign_words(words, alphabet(language, code)) for language in told}
    least = min(foreign.values())
    return frozenset(language for language, count in foreign.items() if count == least)


def _foreign_words(words: Sequence[TextToken], letters: Collection[str]) -> int:
    """The number of words with a letter that is not among the given ones; 0 if none are given."""
    if not letters:
        return 0
    return sum(any(char.isalpha() and char not in letters for char in word.token.text.lower()) for word in words)
