"""Latin names of GeoNames that programs made of its names in other scripts: Khoubart (Hobart), Wuerzboerj (Würzburg).

Nobody writes them. They are known by what they were made of, which stands beside them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from gazetteer.default.city_countries import countries_of
from gazetteer.sources.merging import LETTERS_PER_SLIP
from gazetteer.sources.scripts import fold_punctuation, language_tag
from gazetteer.sources.tsv import DATA, read_tsv

LETTERS, KEPT = DATA / "romanized-letters.tsv", DATA / "city-names-kept.tsv"
COLUMNS = ("script", "countries", "letter", "spellings")
LARGE = 500_000  # inhabitants from which on similar spellings of a city's name are kept too; chosen

# Sequences of letters that few languages but such romanizations have, and others that some languages have too (Sajgon
# is Polish); chosen by reading names.
_TELLTALE = re.compile(r"kh|zh|eh|dz|yj|jj|^nt|^mp|mpr|[bcdfghklmnprstvz]j|[bdlnrst]'[aeijy-]|[^aeiou]'$")
_HINT = re.compile(r"ij|[aeiou]j(?![aeiou])|ou|'")
_AKIN = 0.5  # least similarity of the consonants of two spellings of one name, from 0 to 1; chosen by reading 400 names
_CONSONANTS = {letter: group[0] for group in ("kcqgxh", "szj", "vwbf", "td") for letter in group}
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae", "ə": "ae", "ß": "ss"})


class City(NamedTuple):
    """What is asked of a city before a name of it is left out."""

    label: str
    country: str
    population: int


def made_by_programs(names: Iterable[str], city: City) -> set[str]:
    """Those of a city's `names` that were made of others of them letter by letter.

    A romanized name without marks is left out if it has sequences of letters that only romanizations have, or spells
    the label anew. Other names (Namibe, from Намибе) are kept; so is, in a large city, what may be its name in Turkish
    or Polish, and what may be a romanization by people where another script than the Latin is native.

    >>> names = ["Хоубарт", "Khoubart", "Würzbörj", "Wuerzboerj", "Мосамедиш", "Mosamedisch", "Намибе", "Namibe"]
    >>> sorted(made_by_programs(names, City("Hobart", "AU", 170_000)))
    ['Khoubart', 'Wuerzboerj']
    """
    names = list(names)
    latin = [name for name in names if language_tag(name) == "und-Latn"]
    spelled_out = {_spelled_out(name) for name in latin if _spelled_out(name) != fold_punctuation(name)}
    written = {fold_punctuation(name) for name in latin if not name.isascii()}
    sources = list(_sources(names, city.country))
    found = _without_marks(names)
    for name in latin:
        folded = fold_punctuation(name)
        respelled = folded not in written and any(
            _is_respelling(name, city, script) and _is_made_of(letters, folded) for script, letters in sources
        )
        if respelled or (folded in spelled_out and name.isascii()):
            found.add(name)
    return found


def _without_marks(names: Iterable[str]) -> set[str]:
    """Those of the names that are others without the sign that tells Hebrew letters apart, or without Burmese vowels.

    >>> _without_marks(["ג'ודפור", "גודפור"])
    {'גודפור'}
    """
    cut = {name.replace("'", "") for name in names if "'" in name and language_tag(name) == "und-Hebr"}
    for name in names:
        if language_tag(name) == "und-Mymr":
            cut.add("".join(letter for letter in name if unicodedata.category(letter) != "Mn"))
    return {name for name in names if name in cut and not any(unicodedata.category(c) == "Mn" for c in name)}


def _sources(names: Iterable[str], country: str) -> Iterator[tuple[str, list[tuple[str, ...]]]]:
    """For each name in a foreign script, the script and the spellings of each of its letters."""
    for name in names:
        script = language_tag(name).removeprefix("und-")
        countries, spellings = _letters().get(script, (frozenset(), {}))
        if spellings and country not in countries:
            folded = fold_punctuation(_unmarked(name, spellings))
            yield script, [spellings.get(letter, ("",)) for letter in folded]


def _is_made_of(letters: Iterable[tuple[str, ...]], text: str) -> bool:
    """Whether `text` has, one after the other, one of the spellings of each letter, and nothing else.

    >>> _is_made_of([("kh", "h"), ("o",)], "kho"), _is_made_of([("kh", "h"), ("o",)], "oho")
    (True, False)
    """
    reached = {0}
    for spellings in letters:
        reached = {start + len(one) for start in reached for one in spellings if text.startswith(one, start)}
    return len(text) in reached


def _unmarked(name: str, spellings: dict[str, tuple[str, ...]]) -> str:
    """The name with plain letters for those with marks that the table does not have."""
    letters = unicodedata.normalize("NFC", name.casefold())
    return "".join(letter if letter in spellings else unicodedata.normalize("NFD", letter)[0] for letter in letters)


@cache
def _letters() -> dict[str, tuple[frozenset[str], dict[str, tuple[str, ...]]]]:
    """{script: (countries that write it, {letter: its romanizations})}."""
    scripts: dict[str, tuple[frozenset[str], dict[str, tuple[str, ...]]]] = {}
    for _, (script, countries, letter, spellings) in read_tsv(LETTERS, COLUMNS):
        _, letters = scripts.setdefault(script, (frozenset(countries.split()), {" ": (" ",)}))
        letters[letter] = tuple("" if spelling == "-" else spelling for spelling in spellings.split())
    return scripts


def _spelled_out(name: str) -> str:
    return fold_punctuation(unicodedata.normalize("NFC", name.casefold()).translate(_UMLAUTS))


@cache
def _kept() -> dict[str, frozenset[str]]:
    """{country: folded names that look as if a program had made them}."""
    rows = read_tsv(KEPT, ("country", "names"))
    return {country: frozenset(map(fold_punctuation, names.split(" | "))) for _, (country, names) in rows}


def _is_respelling(name: str, city: City, script: str) -> bool:
    """Whether a name that was made of one in `script` is only another spelling of the label."""
    from rapidfuzz.distance import OSA

    text, known = fold_punctuation(name), fold_punctuation(city.label)
    if text in _kept().get(city.country, ()) or set(text.split()) <= set(known.split()):
        return False
    if OSA.distance(text, known) <= len(text) // LETTERS_PER_SLIP:
        return False  # so near that it does no harm: Genua
    if _has(_TELLTALE, name, city.label):
        return True
    if script == "Cyrl" and (city.population >= LARGE or city.country in countries_of("other-scripts")):
        return False
    return consonants_agree(text, known) or _has(_HINT, name, city.label)


def consonants_agree(left: str, right: str, least: float = _AKIN) -> bool:
    """Whether two folded texts may be spellings of one name: the similarity of their consonants is at least `least`.

    >>> consonants_agree("kembridzh", "cambridge"), consonants_agree("namibe", "mossamedes")
    (True, False)
    """
    from rapidfuzz.distance import OSA

    return OSA.normalized_similarity(_skeleton(left), _skeleton(right)) >= least


def _has(telltale: re.Pattern[str], name: str, label: str) -> bool:
    return any(match.group() not in label.casefold() for match in telltale.finditer(name.casefold()))


def _skeleton(text: str) -> str:
    """The consonants of a folded text, those that languages exchange written alike."""
    return "".join(_CONSONANTS.get(letter, letter) for letter in text if letter not in "aeiouy h")
