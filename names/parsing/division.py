"""Parts as a reader sees them: full names without a space are divided, given names of two words are one part.

Comparisons and look-ups use the words as they are written (`names.parsing.parts.read_name`), since another source may
divide them otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from names.orthography.script_facts import script_facts
from names.parsing.lexicon import fold_phrase
from names.parsing.parts import Name, Part, letters, read_name
from names.parsing.roles import IMPERSONAL, OWN_WORDS, Role
from names.parsing.vocabulary import compounds, syllables, trailing_titles, unspaced_surnames
from names.romanization.words import read_word

SURNAME_LENGTHS = (3, 2, 1)  # letters, in the order tried: 諸葛 is a surname, not 諸 and a given name
AFTER_LONG_SURNAME = 3  # letters of a given name at most after a Japanese surname of two letters or more
BETWEEN = " -\u2010\u2011'’"  # what may stand between the words of one name


def parse(text: str) -> Name:
    """Divide a name into parts with roles, as a reader would; every string is a name, one without words has no parts.

    The result is that of `names.parsing.parts.read_name`, but full names that are written without spaces are divided,
    and Arabic given names of two words are one part.

    >>> [(part.text, part.role) for part in parse("Dr. Maria van der Berg").parts]
    [('Dr', 'title'), ('Maria', 'given'), ('van der', 'particle'), ('Berg', 'family')]
    >>> [(part.text, part.role, part.start) for part in parse("홍길동").parts]
    [('홍', 'family', 0), ('길동', 'given', 1)]
    >>> [(part.text, part.role) for part in parse("Abdul Karim Hasan").parts]
    [('Abdul Karim', 'given'), ('Hasan', 'family')]
    """
    name = read_name(text)
    parts = _with_compounds(name.text, _divided(name.parts))
    return name if parts == name.parts else replace(name, parts=parts, undivided=name)


def _divided(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts; the only own word of a person is divided if it is a full name written without a space."""
    own = [part for part in parts if part.role in OWN_WORDS]
    if len(own) != 1 or any(part.role in IMPERSONAL or part.role == "number" for part in parts):
        return parts
    (whole,) = own
    place = parts.index(whole)
    return (*parts[:place], *_divided_word(whole), *parts[place + 1 :])


def _divided_word(whole: Part) -> tuple[Part, ...]:
    """The family name, given name and title of an unspaced full name; of any other word the word itself."""
    script = whole.word.script
    if not script_facts(script).longest_given or whole.text in unspaced_surnames():
        return (whole,)
    title = next((title for title in _unspaced_titles() if whole.text.endswith(title)), "")
    title_start = len(whole.text) - len(title)
    name = whole.text[:title_start]
    surname_end = _surname_length(name, script)
    if not surname_end and not (title and name in unspaced_surnames()):
        return (whole,)
    parts = [_slice(whole, 0, surname_end or title_start, "family")]
    if surname_end:
        parts.append(_slice(whole, surname_end, title_start, "given"))
    if title:
        parts.append(_slice(whole, title_start, len(whole.text), "title"))
    return tuple(parts)


@cache
def _unspaced_titles() -> tuple[str, ...]:
    """Titles in scripts without spaces that stand after the name, longest first."""
    return tuple(sorted((title for title in trailing_titles() if not title.isascii()), key=len, reverse=True))


def _surname_length(text: str, script: str) -> int:
    """How many letters of an unspaced full name are the family name; 0 where it is no full name."""
    facts = script_facts(script)
    for length in SURNAME_LENGTHS:
        given = text[length:]
        longest = AFTER_LONG_SURNAME if length > 1 and script == "Hani" else facts.longest_given
        shortest = facts.shortest_given if length == 1 else 1
        if text[:length] in unspaced_surnames() and shortest <= len(given) <= longest and _may_be_given(given, script):
            return length
    return 0


def _may_be_given(given: str, script: str) -> bool:
    """Whether all letters occur in given names; a lone Chinese one must not be frequent in names of places (东)."""
    pattern = syllables()["lone" if script == "Hani" and len(given) == 1 else script.lower()]
    return all(map(pattern.fullmatch, given))


def _slice(whole: Part, start: int, end: int, role: Role) -> Part:
    text = whole.text[start:end]
    return Part(text, whole.start + start, whole.start + end, role, read_word(letters(text)))


def _with_compounds(text: str, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The parts, with Arabic given names of two words as one part: Abdul Karim, Abd al-Rahman, Salah al-Din."""
    joined: list[Part] = []
    i = 0
    while i < len(parts):
        count = _compound_length(text, parts[i:])
        joined.append(_joined(text, parts[i : i + count]) if count > 1 else parts[i])
        i += count
    return tuple(joined)


def _compound_length(text: str, parts: Sequence[Part]) -> int:
    """How many of the parts, from the first on, make one name: three (with an article between), two or one."""
    for count in (3, 2):
        if len(parts) >= count and _is_compound(text, parts[:count]):
            return count
    return 1


def _is_compound(text: str, parts: Sequence[Part]) -> bool:
    """Whether parts make one name: the first or the last is known to need the other; only an article is between."""
    first, *middle, last = parts
    if first.role not in OWN_WORDS or last.role != first.role:
        return False
    if any(part.role != "particle" or part.concept != "al" for part in middle):
        return False
    known = compounds().get(fold_phrase(first.text)) == "first" or compounds().get(fold_phrase(last.text)) == "last"
    return known and all(set(text[a.end : b.start]) <= set(BETWEEN) for a, b in pairwise(parts))


def _joined(text: str, parts: Sequence[Part]) -> Part:
    start, end = parts[0].start, parts[-1].end
    return Part(text[start:end], start, end, parts[0].role, read_word(letters(text[start:end])))
