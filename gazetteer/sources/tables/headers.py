"""What the header of a column says that it holds: words for fields in many languages, with the language of its names.

The words stand in `headers.tsv` beside this module.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from gazetteer.sources.languages import code_of_language, is_code
from gazetteer.sources.words import fold, read_words

__all__ = ["FIELDS", "NAMES", "WORDS_TOO", "Meaning", "field_of", "language_tag"]

TABLE = Path(__file__).with_name("headers.tsv")
NAMES = frozenset({"name", "aliases", "given", "family", "patronymic"})  # fields whose columns may have a language
# Fields of names come without what they may say more ("aliases/former"), and each once.
FIELDS = (
    *("id", "name", "aliases", "given", "family", "patronymic", "language", "kind", "alias_kind", "source", "since"),
    *("until", "countries", "prior", "note", "office", "office_from", "office_to", "office_checked", "born", "died"),
    "identifiers",
)
# Codes of languages that are words of headers, too ("name_id"): they count only where a sign sets them off ("name@id").
WORDS_TOO = frozenset(["id", "no", "is", "to", "or", "as", "am", "my", "in", "of", "at", "so", "an", "do"])

_NUMBERED = re.compile(r"(.*\D)\d+")
_NAMESPACE = re.compile(r"\s*[a-z]+:(?=\w)", re.ASCII)
_SET_OFF = re.compile(r"(.+?)\s*(?:\(([^()]+)\)|\[([^\[\]]+)\]|[@:]\s*([^@:]+))\s*")  # name (ru), name [ru], name@ru
_WORD_ENDS = re.compile(r"[\s_\-./]+|(?<=[a-z])(?=[A-Z])")
_TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z]{4})?([-_]([A-Za-z]{2}|\d{3}))?", re.ASCII)


class Meaning(NamedTuple):
    """A field, what it says more of its values (the scheme of identifiers, the kind of aliases), and languages."""

    field: str
    detail: str = ""
    language: str = ""  # of the names in the column, if the header says it
    words: str = ""  # the language of the header itself
    rank: int = 0  # of several columns for one field, that with the least is meant

    def __str__(self) -> str:
        detail, language = f"/{self.detail}" * bool(self.detail), f"@{self.language}" * bool(self.language)
        return f"{self.field}{detail}{language}"


@cache
def _by_word() -> dict[str, Meaning]:
    """What each folded word means."""
    found: dict[str, Meaning] = {}
    for field, language, words in read_words(TABLE):
        name, _, detail = field.partition("/")
        for word in words.split(";"):
            found.setdefault(fold(word), Meaning(name, detail, "", language, len(found)))
    return found | {fold(field): Meaning(field) for field in FIELDS if fold(field) not in found}


@lru_cache(1 << 14)
def language_tag(text: str) -> str:
    """The BCP 47 tag that a word or code for a language means; empty if it means none.

    >>> language_tag("en_GB"), language_tag("Russisch"), language_tag("deu"), language_tag("xx")
    ('en-GB', 'ru', 'de', '')
    """
    if code := _language(text):
        return code
    tag = _TAG.fullmatch(text)
    code = _language(re.split("[-_]", text)[0]) if tag else ""
    if not code or not tag:
        return ""
    script, region = (tag[1] or "")[1:].title(), (tag[2] or "")[1:].upper()
    return "-".join(filter(None, [code, script, region]))


def _language(text: str) -> str:
    """The code of a language by itself, or by a word."""
    return text.lower() if is_code(text.lower()) else code_of_language(text)


def field_of(header: str) -> Meaning | None:
    """What the column with this header holds, or None if that is not known.

    >>> [str(field_of(header)) for header in ("Full name", "A.K.A.", "alias_2", "Прізвище", "shoe size")]
    ['name', 'aliases', 'aliases', 'family', 'None']
    >>> [str(field_of(header)) for header in ("name_ru", "label@zh-Hant", "alias:uk", "Name (Russian)", "name_id")]
    ['name@ru', 'name@zh-Hant', 'aliases@uk', 'name@ru', 'id']
    >>> str(field_of("former_names")), str(field_of("QID")), str(field_of("skos:altLabel@be"))
    ('aliases/former', 'identifiers/wikidata', 'aliases@be')
    """
    if plain := _plain(header):
        return plain
    bare = _NAMESPACE.sub("", header, count=1)
    if plain := _plain(bare):
        return plain
    for form in (header, bare):
        for base, language in _with_language(form):
            meaning = _plain(base)
            if meaning and meaning.field in NAMES:
                return meaning._replace(language=language)
    return None


def _plain(header: str) -> Meaning | None:
    """What a header without a language means; a number at its end counts nothing."""
    folded, words = fold(header), _by_word()
    numbered = _NUMBERED.fullmatch(folded)
    return words.get(folded) or (words.get(numbered[1]) if numbered else None)


def _with_language(header: str) -> Iterator[tuple[str, str]]:
    """The ways to read a header as one for names in a language."""
    if set_off := _SET_OFF.fullmatch(header):
        said = (set_off[2] or set_off[3] or set_off[4]).strip()
        if tag := language_tag(said):
            yield set_off[1], tag
    words = [word for word in _WORD_ENDS.split(header.strip()) if word]
    for count in (2, 1):
        for said, rest in ((words[-count:], words[:-count]), (words[:count], words[count:])):
            text = "-".join(said) if len(said) > 1 else "".join(said)
            if rest and text.lower() not in WORDS_TOO and (tag := language_tag(text)):
                yield " ".join(rest), tag
