"""What a word is worth as part of a name, in scripts with spaces but without capitals: the letter of its class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from math import log

from names.data.tables import rows
from names.errors import DataError
from names.orthography.folding import fold_word
from names.parsing.vocabulary import countries, given_names
from names.text.uncased.tables import context_words

__all__ = ["SpacedWords", "spaced_words"]

# The classes of words, by their letters:
#   G given name; g given name that is an ordinary word, too; N other part of names; M one with the letters of names;
#   F ends like a family name; f may end like one; L ends like nothing but a family name; X has the letters of names;
#   E second half of a family name that is written apart (zadeh); P particle inside a name (bin, van);
#   K "father of", which makes a name with the next word (Abu); B "servant of" (Abd), A "house of" (Al), likewise;
#   T title; S verb of saying; O generic word before the name of a place or organisation (street, university);
#   I preposition of places (in, to); D country or its people; d people that may be a family name (al-Masri);
#   C ordinary word; U unknown word.

LEAST_LIKENESS = 0.6  # mean logarithm of how much likelier pairs of letters are in names than in words; chosen
LEAST_OF_PARTS = 0.3  # the same of a known part of names; chosen
LEAST_OF_INFLECTED = 0.3  # the same of a word with an ending or beginning of ordinary words; chosen
LEAST_LETTERS = 4  # of a word that is told by its letters; chosen
SHORTEST_PART = 2  # letters of a known part of names; chosen
SHORTEST_FOREIGN = 4  # letters of a foreign given name; shorter ones are spelled like words; chosen
LEAST_WITHOUT_ARTICLE = 4  # letters of a word from which an article is taken; chosen
LEAST_GIVEN = 3  # letters of a given name after a clitic; chosen
REMEMBERED = 1 << 15  # words whose class is remembered; chosen

# Classes by the kind of the word in names/data/uncased/context.tsv.
_ROLES = (
    ("before", "title", "T"),
    ("inside", "particle", "P"),
    ("inside", "kunya", "K"),
    ("inside", "servant", "B"),
    ("inside", "house", "A"),
    ("inside", "suffix", "E"),
    ("before", "place", "O"),
    ("before", "locative", "I"),
    ("before", "demonym", "d"),
    ("before", "saying", "S"),
    ("after", "saying", "S"),
)

_AFTER_CLITIC = frozenset("GTCDdKBSO")  # classes that are told where a clitic is before the word

Class = tuple[str, int]  # the letter, and how many characters at the start of the word are a clitic


class SpacedWords:
    """The words of a language that tell names from other words."""

    def __init__(self, language: str, script: str) -> None:
        self._script = script
        forms = dict(_forms(script))
        self._parts = frozenset(forms)
        given = given_names()
        self._function_words = self._folded(_function_words(language))
        self._own_given = self._folded(_own_given(language)) - self._function_words
        self._given = self._own_given | {
            form
            for form, latin in forms.items()
            if len(form) >= SHORTEST_FOREIGN and any(name in given for name in latin)
        }
        self._ordinary = self._folded(_ordinary(language, script))
        self._ordinary |= _without_article(self._ordinary, context_words(language, "before", "article"))
        self._ordinary |= self._function_words
        self._roles = dict.fromkeys(self._folded(countries()) - self._function_words, "D")
        self._roles |= {
            fold_word(word, script): letter
            for place, kind, letter in _ROLES
            for word in context_words(language, place, kind)
        }
        self._clitics = tuple(
            sorted(context_words(language, "before", "clitic"), key=lambda clitic: (len(clitic), clitic))
        )
        self._word_endings = tuple(fold_word(end, script) for end in context_words(language, "inside", "ending"))
        self._word_beginnings = tuple(context_words(language, "inside", "beginning"))
        self._conjunctions = tuple(context_words(language, "before", "conjunction"))
        self._endings = tuple(_endings(language, script))
        self._likeness = _likeness(self._parts - self._ordinary, self._ordinary)
        self._known: dict[str, Class] = {}

    def class_of(self, word: str) -> Class:
        """The class of a word as it is written."""
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            known = self._known[word] = self._classify(word)
        return known

    def _classify(self, word: str) -> Class:
        letters = fold_word(word, self._script)
        letter = self._listed(letters)
        if letter:
            return letter, 0
        for clitic in self._clitics:
            rest = letters.removeprefix(clitic)
            if rest != letters and len(rest) >= LEAST_GIVEN:
                letter = self._listed(rest)
                if letter in _AFTER_CLITIC:
                    return letter, len(clitic)
                if letter in ("N", "M") and clitic not in self._conjunctions:
                    return "C", 0
        for conjunction in self._conjunctions:
            rest = letters.removeprefix(conjunction)
            if rest != letters and len(rest) >= LEAST_LETTERS:
                return self._listed(rest) or self._told_by_letters(rest), len(conjunction)
        return self._told_by_letters(letters), 0

    def _listed(self, word: str) -> str:
        """The class of a word of the tables; empty for others."""
        if word in self._roles:
            return self._roles[word]
        if word in self._ordinary:
            return "g" if word in self._own_given else "C"
        if word in self._given:
            return "G"
        if word not in self._parts or len(word) < SHORTEST_PART:
            return ""
        return "M" if len(word) >= LEAST_LETTERS and self._likeness_of(word) >= LEAST_OF_PARTS else "N"

    def _told_by_letters(self, word: str) -> str:
        for letter, least, ending in self._endings:
            if word.endswith(ending) and len(word) - len(ending) >= least:
                # Before "in Königsberg" a preposition may be joined to the name of a place.
                return "F" if letter == "L" and word.startswith(self._clitics) else letter
        likeness = self._likeness_of(word)
        if len(word) >= LEAST_LETTERS and likeness >= LEAST_LIKENESS:
            return "X"
        is_inflected = word.endswith(self._word_endings) or word.startswith(self._word_beginnings)
        return "C" if is_inflected and likeness < LEAST_OF_INFLECTED else "U"

    def _likeness_of(self, word: str) -> float:
        """The mean logarithm of how much likelier its pairs of letters are in names than in words."""
        pairs = _pairs(word)
        return sum(self._likeness.get(pair, 0.0) for pair in pairs) / len(pairs)

    def _folded(self, words: Iterable[str]) -> frozenset[str]:
        return frozenset(fold_word(word, self._script) for word in words)


@cache
def spaced_words(language: str, script: str) -> SpacedWords:
    """The words of a language (BCP 47) in a script (ISO 15924)."""
    return SpacedWords(language, script)


def _forms(script: str) -> Iterator[tuple[str, list[str]]]:
    """The parts of names in a script, folded, with the Latin forms that they stand for."""
    for folder in ("customary", "transcriptions"):
        try:
            for form, *_, latin in rows(f"{folder}/{script}.tsv"):
                yield form, latin.split(" ")
        except (FileNotFoundError, DataError):
            continue


def _own_given(language: str) -> Iterator[str]:
    """Given names of the language in its own script."""
    for row_language, names in rows("uncased/given.tsv"):
        if language in row_language.split(" "):
            yield from names.split(" ")


def _ordinary(language: str, script: str) -> Iterator[str]:
    """Ordinary words of the language, and of others that write the script where it is read with this language alone."""
    languages = {language}
    for row_script, main, others, _ in rows("uncased/scripts.tsv"):
        if row_script == script and main == language:
            languages.update(others.split(" "))
    for row_language, _, words in rows("lexicon/common.tsv"):
        if row_language in languages:
            yield from words.split(" ")
    for row_language, words in rows("uncased/words.tsv"):
        if row_language == language:
            yield from words.split(" ")


def _function_words(language: str) -> Iterator[str]:
    for row_language, words in rows("lexicon/function-word.tsv"):
        if row_language == language:
            yield from words.split(" ")


def _endings(language: str, script: str) -> Iterator[tuple[str, int, str]]:
    """The class that each ending of family names makes, the least letters before it, and the ending, folded."""
    for row_language, letter, least, endings in rows("uncased/family-endings.tsv"):
        if row_language == language:
            for ending in endings.split(" "):
                yield letter, int(least), fold_word(ending, script)


def _without_article(words: Iterable[str], articles: Iterable[str]) -> frozenset[str]:
    """The words that begin with an article, without it."""
    return frozenset(
        rest
        for word in words
        for article in articles
        if (rest := word.removeprefix(article)) != word and len(rest) >= LEAST_WITHOUT_ARTICLE
    )


def _likeness(names: Iterable[str], words: Iterable[str]) -> Mapping[str, float]:
    """The logarithm of how much likelier each pair of letters is in names than in words."""
    in_names, in_words = _shares(names), _shares(words)
    least = 2e-5
    return {
        pair: log((in_names.get(pair, 0.0) + least) / (in_words.get(pair, 0.0) + least))
        for pair in {*in_names, *in_words}
    }


def _shares(words: Iterable[str]) -> dict[str, float]:
    counts = Counter(pair for word in words for pair in _pairs(word))
    total = counts.total() or 1
    return {pair: count / total for pair, count in counts.items()}


def _pairs(word: str) -> list[str]:
    edged = f" {word} "
    return [edged[place : place + 2] for place in range(len(edged) - 1)]
