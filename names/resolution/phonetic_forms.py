"""Phonetic forms of whole names: one for each stored alias, several for a query (top readings × word rotations)."""

from __future__ import annotations

from collections.abc import Sequence

from names.orthography.script_facts import script_facts
from names.parsing.parts import Name
from names.romanization.words import Word, read_words

LONGEST = 4  # most letters of a full name in an unspaced script
UNIDENTIFYING = frozenset({"title", "legal", "qualifier"})  # roles of words that do not say who is meant


def identifying_words(name: Name) -> list[Word]:
    """The words of a name that say who is meant (no titles, no legal forms), or all if none does.

    >>> from names.parsing.parts import read_name
    >>> [word.text for word in identifying_words(read_name("Dr. Ada Berg"))]
    ['ada', 'berg']
    """
    identifying = [part.word for part in name.parts if part.role not in UNIDENTIFYING]
    return identifying or [part.word for part in name.parts]


def phonetic_form(name: Name) -> str:
    """The phonetic form that is stored for an alias: the likeliest reading of each identifying word, in order.

    >>> from names.parsing.parts import read_name
    >>> phonetic_form(read_name("Ada Schmidt")), phonetic_form(read_name("Ада Шмидт"))
    ('ada Smidt', 'ada Smidt')
    """
    return " ".join([word.phonetic_forms[0] for word in identifying_words(name)])


def query_forms(words: Sequence[Word]) -> list[str]:
    """The phonetic forms of a query to compare with stored ones, likeliest first, without repetitions.

    They are the top readings, each starting with the first word, with the second, and with the last. Words are rotated
    instead of sorted, because sorting would separate Japarov and Zhaparov, which differ in the first letter.
    """
    return list(dict.fromkeys([form for division in (words, *divided(words)) for form in _forms(division)]))


def _forms(words: Sequence[Word]) -> list[str]:
    by_word = [word.phonetic_forms for word in words]
    most = max((script_facts(word.script).query_readings for word in words), default=1)
    readings = min(most, max(map(len, by_word), default=1))
    starts = (0, 1, len(words) - 1)[: max(1, len(words))]
    forms = []
    for rank in range(readings):
        read = [each[rank] if rank < len(each) else each[-1] for each in by_word]
        forms += [" ".join(read[start:] + read[:start]) for start in starts]
    return forms


def divided(words: Sequence[Word]) -> list[list[Word]]:
    """The ways to divide a single word in an unspaced script into a family name of one or two letters and a given name.

    >>> from names.romanization.words import read_word
    >>> [[word.text for word in division] for division in divided([read_word("安倍晋三")])]
    [['安', '倍晋三'], ['安倍', '晋三']]
    """
    if len(words) != 1 or not script_facts(words[0].script).longest_given or not 2 <= len(words[0].text) <= LONGEST:
        return []
    text = words[0].text
    return [read_words([text[:size], text[size:]]) for size in (1, 2) if size < len(text)]
