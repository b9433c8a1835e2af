"""The dictionary forms of inflected words, by the endings of their language (see `data/inflection`).

A rule says which letters a form ends with, and which letters the dictionary form has in their place: Polish "Warszawie"
is Warszawa by `wie` for `wa`. One rule is applied to a word, and all rules that fit are tried: which of the forms that
they give is a name, the gazetteer says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from names.caching import cached
from names.data.tables import rows, tables_in
from names.parsing.lexicon import fold_phrase

__all__ = ["dictionary_forms", "inflected_languages"]

FOLDER = "inflection"
NOTHING = "-"  # cell of a base without letters
SHORTEST_STEM = 1  # letters of a word before its ending; chosen

Rules = Mapping[str, Sequence[str]]  # what stands in the dictionary form for each ending, folded


@cached(1 << 16)
def dictionary_forms(word: str, languages: frozenset[str]) -> tuple[str, ...]:
    """The words, folded, of which a folded word may be an inflected form in one of these languages; without itself.

    >>> "warszawa" in dictionary_forms("warszawie", frozenset({"pl"}))
    True
    >>> dictionary_forms("warszawie", frozenset({"de"}))
    ()
    """
    forms: dict[str, None] = {}
    for language in sorted(languages & inflected_languages()):
        for rules, longest in _rules(language):
            for letters in range(min(longest, len(word) - SHORTEST_STEM), 0, -1):
                for base in rules.get(word[-letters:], ()):
                    forms[word[:-letters] + base] = None
    forms.pop(word, None)
    return tuple(forms)


@cache
def inflected_languages() -> frozenset[str]:
    """The languages (BCP 47) that have a table of endings."""
    return frozenset(_tables())


@cache
def _tables() -> Mapping[str, Sequence[str]]:
    """The tables of each language: one for each script that it is written in."""
    tables: dict[str, list[str]] = {}
    for table in tables_in(FOLDER):
        language = table.removeprefix(f"{FOLDER}/").removesuffix(".tsv").split("-")[0]
        tables.setdefault(language, []).append(table)
    return tables


@cache
def _rules(language: str) -> Sequence[tuple[Rules, int]]:
    """The rules of each table of a language, and the number of letters of the longest ending."""
    return [_read(table) for table in _tables()[language]]


def _read(table: str) -> tuple[Rules, int]:
    rules: dict[str, list[str]] = {}
    for ending, base, _ in rows(table):
        rules.setdefault(fold_phrase(ending), []).append("" if base == NOTHING else fold_phrase(base))
    return rules, max(map(len, rules), default=0)
