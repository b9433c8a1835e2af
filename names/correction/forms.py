"""The names of an entity that are usual in a text: in its script and its language."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache

from gazetteer import Alias, Entity
from names.data.tables import mapping, rows
from names.orthography.script import script

__all__ = ["Wording", "base_language", "is_in_language", "usual_forms"]

# Kinds of aliases that are never put into a text: they say something else, or are no longer said.
_NOT_PUT = frozenset({"acronym", "code", "demonym", "former", "nickname"})
# What would act in a text: line ends and other controls, marks of direction, halves of characters, markup.
_ACTIVE = re.compile("[\0-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff<>`]")
_ENGLISH = "en"  # the language of labels whose entity is written in another script at home
_UNKNOWN = frozenset({"und", "mul", ""})  # languages of aliases that hold for every text in their script


class Wording:
    """How a text is written, as far as it decides which names are usual in it.

    `languages` are BCP 47 codes without subtags; none: the language is not known.
    """

    def __init__(self, script: str, languages: Collection[str]) -> None:
        self.script = script
        self.languages = frozenset(languages)

    @property
    def respells(self) -> bool:
        """Whether names of foreigners are not written as at home."""
        return bool(self.languages & _respelling())


def base_language(tag: str) -> str:
    """A language without its subtags.

    >>> base_language("zh-Hant")
    'zh'
    """
    return tag.split("-", maxsplit=1)[0]


def is_in_language(alias: Alias, wording: Wording) -> bool:
    """Whether an alias is of the language of the text, or of every language."""
    return alias.language in _UNKNOWN or base_language(alias.language) in wording.languages


def usual_forms(entity: Entity, wording: Wording) -> list[Alias]:
    """The aliases that may be put into the text; none if the entity has no name in its script and language.

    They are those of its language. Without any, a person's name as it is written at home holds, where that is in the
    same script; and names of no known language, such as those of a list of one's own, of which the label is usual, or
    any in another script. If the language of the text is not known, each known one may be meant.

    >>> entity = Entity("p", "person", [Alias("Zelensky", "en"), Alias("Selenskyj", "de")], countries=["UA"])
    >>> [[alias.text for alias in usual_forms(entity, Wording("Latn", languages))] for languages in (["de"], ["fr"])]
    [['Selenskyj'], []]
    """
    written = [alias for alias in entity.aliases if _may_be_put(alias) and script(alias.text) == wording.script]
    of_language = [alias for alias in written if base_language(alias.language) in wording.languages]
    if of_language:
        return of_language
    label = entity.aliases[0]
    if label in written and label.language not in _UNKNOWN and _is_written_so(entity, label, wording):
        return [alias for alias in written if alias.language == label.language]
    if not wording.languages:
        known = [alias for alias in written if base_language(alias.language) != "und"]
        if known:
            return known
    return _of_list(label, [alias for alias in written if alias.language in _UNKNOWN])


def _may_be_put(alias: Alias) -> bool:
    return alias.kind not in _NOT_PUT and not _ACTIVE.search(alias.text)


def _of_list(label: Alias, names: Sequence[Alias]) -> list[Alias]:
    """The label and the names that are shorter or longer than it on purpose; all names if it is in another script."""
    if label not in names:
        return list(names)
    return [alias for alias in names if alias == label or alias.kind in ("family", "full", "short")]


def _is_written_so(entity: Entity, label: Alias, wording: Wording) -> bool:
    """Whether the label is the name of a person as it is written at home, which the language of the text keeps."""
    if entity.kind != "person" or wording.script != "Latn" or wording.respells or not wording.languages:
        return False
    if base_language(label.language) != _ENGLISH:
        return True
    return bool(entity.countries) and all(_scripts().get(country) == "Latn" for country in entity.countries)


@cache
def _scripts() -> dict[str, str]:
    return mapping("country-scripts.tsv")


@cache
def _respelling() -> frozenset[str]:
    return frozenset(base_language(language) for (language,) in rows("respelling-languages.tsv"))
