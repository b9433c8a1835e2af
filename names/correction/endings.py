"""Case endings: tell an inflected name from a misspelled one, and put a misspelled inflected name right.

What is known of a language stands in `data/case-ending.tsv`, beside the rules by which mentions are found. A name in
the text is compared with a dictionary form, letter by letter from the front; no lexicon of names is needed, so that it
holds for any name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from typing import NamedTuple
from unicodedata import combining, normalize

from rapidfuzz.distance import OSA

from names.data.tables import rows
from names.parsing.lexicon import fold_phrase
from names.text.inflection import dictionary_forms, inflected_languages

__all__ = ["NO_ENDINGS", "Endings", "endings_of", "is_inflected", "set_right"]

# These numbers are chosen.
SHORTEST_STEM = 3  # letters of a stem that is set right
COMMON_LETTERS = 2  # least letters that an inflected form and its dictionary form begin with
CHANGED_LETTERS = 3  # most last letters of a dictionary form that another case changes (Рига, Риги; Київ, Києва)
CHANGED_STEM = 2  # most last letters of the stem that change before an ending (Praha, Praze; Helsinki, Helsingissä)
LOST_LETTERS = 2  # most letters that the genitive of a plural lacks (Альп, Katowic)
DERIVED_LETTERS = 2  # letters behind a whole dictionary form that are no slip, in any language (Putinism, Merkelsche)
LETTERS_A_SLIP = 4  # letters of a stem for each that may be wrong


class Endings(NamedTuple):
    """The case endings of languages, casefolded; see the head of `data/case-ending.tsv`."""

    joined: frozenset[str]
    inflected: frozenset[str]
    bases: frozenset[str]
    languages: frozenset[str] = frozenset()  # those whose rules of inflection hold, too (`names.text.inflection`)

    def longest_first(self) -> Iterator[str]:
        """All endings of inflected forms, the longest first."""
        return iter(sorted(self.joined | self.inflected, key=lambda ending: (-len(ending), ending)))


NO_ENDINGS = Endings(frozenset(), frozenset(), frozenset())


def endings_of(languages: Collection[str]) -> Endings:
    """The endings of the languages together; of all languages if none is given or nothing is known of one.

    >>> sorted(endings_of(["de"]).joined), endings_of(["en"]).inflected
    (['ens', 'es', 's'], frozenset())
    """
    return _together(frozenset(languages))


@cache
def _together(languages: frozenset[str]) -> Endings:
    known, every = _known(), inflected_languages()
    chosen = languages if languages and languages <= known.keys() else known.keys()
    read = [known[language] for language in sorted(chosen)]
    return Endings(
        frozenset().union(*(endings.joined for endings in read)),
        frozenset().union(*(endings.inflected for endings in read)),
        frozenset().union(*(endings.bases for endings in read)),
        languages or every,
    )


@cache
def _known() -> dict[str, Endings]:
    """The endings of each language, without subtags."""
    known: dict[str, Endings] = {}
    for tag, *cells in rows("case-ending.tsv"):
        language = tag.split("-")[0]
        read = Endings(*(frozenset(cell.casefold().split(" ")) - {"-"} for cell in cells))
        before = known.get(language, NO_ENDINGS)
        known[language] = Endings(*(old | new for old, new in zip(before[:3], read[:3], strict=True)))
    return known


def is_inflected(word: str, base: str, endings: Endings) -> bool:
    """Whether a casefolded word may be a case of a casefolded dictionary form, or derived from it.

    >>> polish, english = endings_of(["pl"]), endings_of(["en"])
    >>> is_inflected("warszawie", "warszawa", polish), is_inflected("makrona", "macron", polish)
    (True, False)
    >>> is_inflected("merkle", "merkel", english)
    False
    """
    if word == base:
        return False
    if fold_phrase(base) in dictionary_forms(fold_phrase(word), endings.languages):
        return True
    if word.startswith(base) and (len(word) >= len(base) + DERIVED_LETTERS or word[len(base) :] in endings.joined):
        return True
    if endings.inflected and base.startswith(word) and len(word) >= len(base) - LOST_LETTERS:
        return True
    common = _common_letters(word, base)
    if common < max(COMMON_LETTERS, len(base) - CHANGED_LETTERS):
        return False
    return any(
        word.endswith(ending) and not base.endswith(ending) and len(word) - len(ending) <= common + CHANGED_STEM
        for ending in endings.inflected
    )


def set_right(word: str, base: str, endings: Endings) -> str | None:
    """A misspelled, perhaps inflected word with the letters of the dictionary form and its own ending; all casefolded.

    It is the dictionary form if the word has no ending that this has not, and None if it is not clear where an ending
    begins.

    >>> set_right("makronem", "macron", endings_of(["pl"])), set_right("merkles", "merkel", endings_of(["de"]))
    ('macronem', 'merkels')
    >>> set_right("вишневьского", "вишневский", endings_of(["ru"])), set_right("меркиль", "меркель", endings_of(["ru"]))
    ('вишневского', 'меркель')
    """
    possible: list[tuple[tuple[int, int, int], str]] = []  # words set right, the likeliest least
    has_ending = False  # that the dictionary form has not
    for ending in endings.longest_first():
        if not word.endswith(ending) or base.endswith(ending):
            continue
        has_ending = has_ending or ending in endings.inflected or len(word) > len(base)
        written = word.removesuffix(ending)
        for stem in _stems(base, ending, endings):
            if _is_misspelled(written, stem) and _agree_at_end(written, stem, ending, base, endings):
                likeness = (OSA.distance(written, stem), abs(len(written) - len(stem)), -len(ending))
                possible.append((likeness, stem + ending))
    least = OSA.distance(word, base)
    if possible and min(possible)[0][0] < least:
        return min(possible)[1]
    return None if has_ending else base


def _stems(base: str, ending: str, endings: Endings) -> Iterator[str]:
    """What of the dictionary form may stand before the ending."""
    if ending in endings.inflected:
        yield from (base.removesuffix(last) for last in sorted(endings.bases, key=len)[::-1] if base.endswith(last))
    yield base


def _is_misspelled(written: str, stem: str) -> bool:
    """Whether a stem is written with a slip or two."""
    if min(len(written), len(stem)) < SHORTEST_STEM or written[0] != stem[0] or written == stem:
        return False
    return OSA.distance(written, stem) <= max(1, len(stem) // LETTERS_A_SLIP)


def _agree_at_end(written: str, stem: str, ending: str, base: str, endings: Endings) -> bool:
    """Whether an ending that suits the one stem suits the other: any stem, or one with the same last letters."""
    if ending in endings.joined:
        return True
    same = 1 if stem == base else 2
    return _without_marks(written[-same:]) == _without_marks(stem[-same:])


def _without_marks(letters: str) -> str:
    """The letters without accents, which may move where a name is inflected."""
    return "".join(char for char in normalize("NFD", letters) if not combining(char))


def _common_letters(one: str, other: str) -> int:
    """The number of letters that both begin with."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
