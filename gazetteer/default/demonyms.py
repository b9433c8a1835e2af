"""Demonyms: words that mean a country and its people (Polish, Pole), from ``gazetteer/data/curated/demonyms``.

There is a table for each language. An item is a word as it stands in text, or ``stem+paradigm``: a stem to which each
ending of that paradigm (``paradigms.tsv``) is joined.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from gazetteer.entity import Alias
from gazetteer.errors import SourceError
from gazetteer.sources.tsv import CURATED, read_tsv

FOLDER = "demonyms"
DEMONYMS = CURATED / FOLDER
COLUMNS = ("country", "demonyms")
PARADIGM_COLUMNS = ("language", "paradigm", "endings")
NO_ENDING = "∅"

Paradigms = Mapping[tuple[str, str], tuple[str, ...]]  # (language, name of the paradigm) → endings


class Demonyms(NamedTuple):
    """The demonyms of a country in one language, and where they stand."""

    path: Path
    line: int
    country: str
    aliases: list[Alias]


def read(folder: Path = DEMONYMS) -> Iterator[Demonyms]:
    """The demonyms of each country, language by language. Raises SourceError if a table is malformed.

    >>> polish = next(row for row in read() if (row.country, row.path.stem) == ("country/PL", "en"))
    >>> [alias.text for alias in polish.aliases]
    ['Polish', 'Pole', 'Poles']
    """
    paradigms = _paradigms(folder / "paradigms.tsv")
    for path in sorted(folder.glob("*.tsv")):
        if path.name == "paradigms.tsv":
            continue
        for line, (country, items) in read_tsv(path, COLUMNS):
            words = [word for item in items.split(" | ") for word in _words(path, line, item, paradigms)]
            aliases = [Alias(word, path.stem, "demonym", "curated") for word in dict.fromkeys(words)]
            yield Demonyms(path, line, country, aliases)


def _paradigms(path: Path) -> Paradigms:
    paradigms: dict[tuple[str, str], tuple[str, ...]] = {}
    for line, (language, paradigm, endings) in read_tsv(path, PARADIGM_COLUMNS):
        if (language, paradigm) in paradigms:
            raise SourceError(path, line, f"paradigm {paradigm} of {language} is on an earlier line too; join the two")
        paradigms[language, paradigm] = tuple(endings.replace(NO_ENDING, "").split(" "))
    return paradigms


def _words(path: Path, line: int, item: str, paradigms: Paradigms) -> list[str]:
    stem, plus, paradigm = item.partition("+")
    if not plus:
        return [item]
    endings = paradigms.get((path.stem, paradigm))
    if not stem or endings is None:
        raise SourceError(path, line, f"{item!r}: no paradigm {paradigm!r} of {path.stem}; add it to paradigms.tsv")
    return [stem + ending for ending in endings]
