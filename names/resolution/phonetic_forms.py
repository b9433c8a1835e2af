"""How a name is said: the ways to say a query, and the one form of an alias that they are held against."""

from __future__ import annotations

from collections.abc import Sequence

from names.orthography.script_facts import script_facts
from names.parsing.parts import Name
from names.romanization.words import Word, read_words

LONGEST = 4  # letters of a full name that is written as one word, at most
SILENT = frozenset({"title", "legal", "qualifier"})  # roles whose words say nothing about who is meant


def identifying_words(name: Name) -> list[Word]:
    """The words of a name that say who is meant, or all if none does."""
    return [part.word for part in name.parts if part.role not in SILENT] or [part.word for part in name.parts]


def phonetic_form(name: Name) -> str:
    """The name as it sounds, words in order: what candidates are first ranked by."""
    return " ".join([word.phonetic_forms[0] for word in identifying_words(name)])


def query_forms(words: Sequence[Word]) -> list[str]:
    """The ways to say a name, to be held against sound forms: by its likeliest readings, from any word on.

    Words are turned, not sorted: one letter would sort Japarov and Zhaparov apart.
    """
    return list(dict.fromkeys([said for way in (words, *divided(words)) for said in _said(way)]))


def _said(words: Sequence[Word]) -> list[str]:
    sounds = [word.phonetic_forms for word in words]
    likely = max((script_facts(word.script).query_readings for word in words), default=1)
    ranks = min(likely, max(map(len, sounds), default=1))
    said = [[each[rank] if rank < len(each) else each[-1] for each in sounds] for rank in range(ranks)]
    turns = (0, 1, len(words) - 1)[: max(1, len(words))]
    return [" ".join(form[turn:] + form[:turn]) for form in said for turn in turns]


def divided(words: Sequence[Word]) -> list[list[Word]]:
    """A lone word of a script without spaces, as a family name of one or two letters and a given name.

    >>> from names.romanization.words import read_word
    >>> [[word.text for word in way] for way in divided([read_word("安倍晋三")])]
    [['安', '倍晋三'], ['安倍', '晋三']]
    """
    if len(words) != 1 or not script_facts(words[0].script).longest_given or not 2 <= len(words[0].text) <= LONGEST:
        return []
    text = words[0].text
    return [read_words([text[:at], text[at:]]) for at in (1, 2) if at < len(text)]
