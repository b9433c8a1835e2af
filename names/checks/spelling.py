"""Check how one alias is written: its language, script and letters, what spoilt them, lists and remarks in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

from gazetteer import Alias
from names.checks.findings import Fault, Level
from names.data.tables import mapping
from names.orthography.script import COMMON, alphabet, runs, script
from names.repairs.encodings import decoded, reencoded, without_accents_all_over
from names.repairs.keyboards import retyped
from names.repairs.mixed_scripts import one_script
from names.repairs.unseen import plain_letters
from names.repairs.zones import from_zone

__all__ = ["check_alias"]

ANY_LANGUAGE = frozenset({"und", "mul", "zxx", "mis"})  # codes of texts of unknown, several, no or uncoded languages
LATIN_KINDS = frozenset({"code", "short"})  # kinds of aliases that are written in Latin letters in all languages
JOINERS = frozenset("\u200c\u200d")  # shape the letters beside them in Arabic and Indic scripts
JOINED = frozenset({"Arab", "Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu", "Knda", "Mlym", "Sinh", "Mong"})

_WORD = re.compile(r"[^\W\d_]+(?:[^\W\d_]|[\u0300-\u036f])*")
_DIGIT = re.compile("(?<=[a-zа-яα-ω])[01](?=[a-zа-яα-ω])")
_SUBTAG = re.compile("[A-Z][a-z]{3}")


def check_alias(alias: Alias, kind: str) -> Iterator[Fault]:
    """The faults of an alias of an entity of this kind.

    >>> [fault.what for fault in check_alias(Alias("Пyтин", "ru"), "person")]
    ["Latin 'y' in the Cyrl word 'Пyтин'"]
    >>> [fault.level for fault in check_alias(Alias("Путін", "ua"), "person")]
    ['error']
    """
    yield from _characters(alias.text)
    if alias.kind != "label":  # a label may tell the entity from a namesake: Galicia (Eastern Europe)
        yield from _remarks(alias.text)
    spoilt = [*_spoilt(alias.text), *_mixed_words(alias.text)]
    yield from spoilt
    if not _is_known(alias.language):
        yield Fault("error", f"language {alias.language!r} is in no register", "write a BCP 47 code: uk, not ua")
    elif not spoilt:
        yield from _script_of_language(alias, kind)


def _characters(text: str) -> Iterator[Fault]:
    """Characters that nobody sees or that are not in normal form."""
    if not unicodedata.is_normalized("NFC", text):
        yield Fault("error", f"{text!r} is not in Unicode NFC", "normalize it")
    if text != " ".join(text.split(" ")).strip() or "  " in text:
        yield Fault("error", f"blanks doubled or around {text!r}", "leave one blank between two words")
    joined = script(text) in JOINED
    for char in sorted(set(text)):
        category = unicodedata.category(char)
        if (category[0] in "CZ" and char != " ") and not (joined and char in JOINERS):
            name = unicodedata.name(char, "no character")
            yield Fault("error", f"U+{ord(char):04X} ({name}) in {text!r}", "take it out, or write a plain blank")
    if not any(map(str.isalnum, text)):
        yield Fault("warning", f"{text!r} has no letter and no digit", "write a name")


def _spoilt(text: str) -> Iterator[Fault]:
    """Letters that were read in another encoding, from a passport or a scan, or typed with another keyboard layout."""
    for find in (decoded, without_accents_all_over, plain_letters, from_zone):
        if (repair := find(text)) is not None:
            yield Fault("error", f"{repair.how}: {text!r}", f"write {repair.text!r}")
            return
    for repair in chain(reencoded(text), retyped(text)):
        if repair.sure:
            yield Fault("warning", f"perhaps {repair.how}: {text!r}", f"write {repair.text!r}, if it is")
            return
    if _DIGIT.search(text):
        yield Fault("warning", f"a digit inside a word: {text!r}", "write the letter that it stands for")


def _remarks(text: str) -> Iterator[Fault]:
    """Lists and remarks, which are no part of a name."""
    if "|" in text or ";" in text:
        yield Fault("error", f"a separator in {text!r}", "write each name for itself")
    elif text.count(",") + text.count("،") + text.count("、") > 1:
        yield Fault("warning", f"several commas in {text!r}", "write each name for itself")
    if re.search(r"[(（\[{].*[)）\]}]", text):
        yield Fault("warning", f"brackets in {text!r}", "leave out what is no part of the name")


def _mixed_words(text: str) -> Iterator[Fault]:
    """Words of Latin letters and of another script: one of the two was typed on the wrong keyboard."""
    for match in _WORD.finditer(text):
        word = match[0]
        codes = {run.script for run in runs(word)} - {COMMON}
        if len(codes) == 2 and "Latn" in codes and codes & {"Cyrl", "Grek", "Armn", "Geor", "Hebr", "Arab"}:
            latin = [run for run in runs(word) if run.script == "Latn"]
            others = [run for run in runs(word) if run.script != "Latn"]
            few, many = sorted((latin, others), key=lambda some: sum(run.end - run.start for run in some))
            letters = "".join(word[run.start : run.end] for run in few)
            name = "Latin" if few is latin else few[0].script
            read = one_script(word)
            mend = f"write {read!r}" if read != word else "write it in one script"
            yield Fault("error", f"{name} {letters!r} in the {many[0].script} word {word!r}", mend)


def _script_of_language(alias: Alias, kind: str) -> Iterator[Fault]:
    expected = _scripts(alias.language)
    actual = {run.script for run in runs(alias.text)} - {COMMON}
    if not expected or not actual:
        return
    foreign = actual - set(expected)
    is_plainly_latin = foreign == {"Latn"} and (kind != "person" or alias.kind in LATIN_KINDS)
    if foreign and not is_plainly_latin and not (len(actual) > 1 and foreign == {"Latn"}):
        names = " and ".join(sorted(foreign))
        usual = " or ".join(expected)
        yield Fault("error", f"{alias.text!r} is in {names}, but {alias.language} is written in {usual}", "mend either")
    yield from _letters_of_language(alias)


def _letters_of_language(alias: Alias) -> Iterator[Fault]:
    """Letters that the language does not have. Latin is passed over: names keep the letters of their own language."""
    language = alias.language.split("-")[0]
    code = script(alias.text)
    letters = alphabet(language, code)
    if code == "Latn" or not letters:
        return
    own = [
        char for char in alias.text.casefold() if script(char) == code and unicodedata.category(char) in ("Ll", "Lo")
    ]
    if strange := sorted(set(own) - letters):
        # The Arabic alphabets of the table leave out letters of foreign names.
        level: Level = "error" if code == "Cyrl" else "warning"
        what = f"{', '.join(map(repr, strange))} in {alias.text!r}, which {language} does not have"
        yield Fault(level, what, "mend the spelling or the language")


def _is_known(language: str) -> bool:
    return (
        language.split("-", maxsplit=1)[0].lower() in _languages() or language in ANY_LANGUAGE or language[:4] == "und-"
    )


def _scripts(language: str) -> tuple[str, ...]:
    """The scripts of a language tag: the one that it names, else those of the language, none if it is unknown."""
    subtags = [subtag for subtag in language.split("-")[1:] if _SUBTAG.fullmatch(subtag)]
    if subtags and subtags[0] not in ("Hans", "Hant"):
        return (subtags[0],)
    return _languages().get(language.split("-", maxsplit=1)[0].lower(), ())


@cache
def _languages() -> dict[str, tuple[str, ...]]:
    return {language: tuple(scripts.split()) for language, scripts in mapping("language-scripts.tsv").items()}


def check_aliases(aliases: Iterable[Alias], kind: str) -> list[Fault]:
    """The distinct faults of several aliases of one entity, in order."""
    return list(dict.fromkeys(chain.from_iterable(check_alias(alias, kind) for alias in aliases)))
