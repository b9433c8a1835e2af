"""Parts as a reader sees them: full names without a space divided, given names of two words as one part.

Comparing and looking up take the words as they are written (`names.parsing.parts.read_name`), since another source may
write them otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from names.orthography.script_facts import script_facts
from names.parsing.lexicon import fold_phrase
from names.parsing.parts import Name, Part, letters, read_name
from names.parsing.roles import OWN_WORDS, Role
from names.parsing.vocabulary import compounds, syllables, trailing_titles, unspaced_surnames
from names.romanization.words import read_word

JAPANESE = 3  # letters of a given name after a Japanese surname of two letters or more
BETWEEN = " -\u2010\u2011'’"


def parse(text: str) -> Name:
    """Divide a name into parts with roles, as a reader would; every string is a name, one without words has no parts.

    What `names.parsing.parts.read_name` gives, with full names that are written without spaces divided, and with Arabic
    given names of two words as one part.

    >>> [(part.text, part.role) for part in parse("Dr. Maria van der Berg").parts]
    [('Dr', 'title'), ('Maria', 'given'), ('van der', 'particle'), ('Berg', 'family')]
    >>> [(part.text, part.role, part.start) for part in parse("홍길동").parts]
    [('홍', 'family', 0), ('길동', 'given', 1)]
    >>> [(part.text, part.role) for part in parse("Abdul Karim Hasan").parts]
    [('Abdul Karim', 'given'), ('Hasan', 'family')]
    """
    name = read_name(text)
    parts = _compounded(name.text, _divided(name.parts))
    return name if parts == name.parts else replace(name, parts=parts, undivided=name)


def _divided(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """A lone name of Chinese, Japanese or Korean letters as a family name and a given name, if it begins as such."""
    own = [part for part in parts if part.role in OWN_WORDS]
    if len(own) != 1 or any(part.role in ("term", "legal", "number") for part in parts):
        return parts
    (whole,) = own
    return tuple(part for old in parts for part in (_parted(whole) if old is whole else (old,)))


def _parted(whole: Part) -> tuple[Part, ...]:
    """Family name, given name and title of an unspaced name, or the whole."""
    script = whole.word.script
    if not script_facts(script).longest_given or whole.text in unspaced_surnames():
        return (whole,)
    title = next((title for title in _unspaced_titles() if whole.text.endswith(title)), "")
    end = len(whole.text) - len(title)
    at = _surname_length(whole.text[:end], script)
    if not at and title and whole.text[:end] in unspaced_surnames():
        at = end
    if not at:
        return (whole,)
    cuts = sorted({0, at, end, len(whole.text)})
    roles: tuple[Role, ...] = ("family", "given", "title") if at < end else ("family", "title")
    return tuple(_piece(whole, a, b, role) for (a, b), role in zip(pairwise(cuts), roles, strict=False))


@cache
def _unspaced_titles() -> tuple[str, ...]:
    """Titles in scripts without spaces that stand after the name, longest first."""
    return tuple(sorted((title for title in trailing_titles() if not title.isascii()), key=len, reverse=True))


def _surname_length(text: str, script: str) -> int:
    """How many letters of an unspaced full name are the family name; 0 where it is no full name."""
    facts = script_facts(script)
    for at in (3, 2, 1):
        given = text[at:]
        longest = JAPANESE if at > 1 and script == "Hani" else facts.longest_given
        shortest = facts.shortest_given if at == 1 else 1
        if text[:at] in unspaced_surnames() and shortest <= len(given) <= longest and _may_be_given(given, script):
            return at
    return 0


def _may_be_given(given: str, script: str) -> bool:
    letter = syllables()["lone" if script == "Hani" and len(given) == 1 else script.lower()]
    return all(letter.fullmatch(one) for one in given)


def _piece(whole: Part, start: int, end: int, role: Role) -> Part:
    text = whole.text[start:end]
    return Part(text, whole.start + start, whole.start + end, role, read_word(letters(text)))


def _compounded(text: str, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts with Arabic given names of two words in one: Abdul Karim, Abd al-Rahman, Salah al-Din."""
    joined: list[Part] = []
    at = 0
    while at < len(parts):
        count = _compound_length(text, parts[at:])
        joined.append(_whole(text, parts[at : at + count]) if count > 1 else parts[at])
        at += count
    return tuple(joined)


def _compound_length(text: str, parts: Sequence[Part]) -> int:
    for count in (3, 2):
        some = parts[:count]
        if len(some) < count or some[0].role not in OWN_WORDS or some[-1].role != some[0].role:
            continue
        if count == 3 and (some[1].role != "particle" or some[1].concept != "al"):
            continue
        between = (text[a.end : b.start] for a, b in pairwise(some))
        first, last = (compounds().get(fold_phrase(part.text)) for part in (some[0], some[-1]))
        if (first == "first" or last == "last") and all(set(gap) <= set(BETWEEN) for gap in between):
            return count
    return 1


def _whole(text: str, parts: Sequence[Part]) -> Part:
    start, end = parts[0].start, parts[-1].end
    return Part(text[start:end], start, end, parts[0].role, read_word(letters(text[start:end])))
