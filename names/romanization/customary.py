"""How names are usually written in Latin letters, whatever their letters say: כהן is Cohen, and 長谷川 Hasegawa.

The tables are `names/data/customary/*.tsv`, one a script, made by `python -m names.training`, and `customary.tsv`,
written by hand. `Hani-ja.tsv` and its like hold a language's readings of Chinese characters, `surnames.tsv` the
surnames that stand first. Languages are BCP 47, scripts ISO 15924.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from names.data.tables import mapping, rows
from names.orthography.folding import fold_word

__all__ = [
    "capitalize_mc",
    "character_syllables",
    "customary_form",
    "customary_forms",
    "japanese_readings",
    "particles",
    "surnames",
]

_MC = re.compile(r"\bmc([a-z])(?=[a-z]{2})")


def customary_form(word: str, script: str, language: str = "") -> str | None:
    """The customary Latin form of a word, in the language if that has its own, or None; capitals may be missing.

    >>> customary_form("כהן", "Hebr"), customary_form("xyz", "Arab")
    ('cohen', None)
    >>> customary_form("محمد", "Arab"), customary_form("محمد", "Arab", "ur")
    ('mohamed', 'muhammad')
    """
    forms, key = customary_forms(script), fold_word(word, script)
    latin = forms.get((key, language), forms.get((key, "")))
    return latin and capitalize_mc(latin)


def capitalize_mc(latin: str) -> str:
    """A Latin form with the second capital of names that begin with Mc; the first is left to the caller.

    >>> capitalize_mc("mcdonald"), capitalize_mc("cohen")
    ('mcDonald', 'cohen')
    """
    return _MC.sub(lambda match: f"mc{match[1].upper()}", latin)


@cache
def customary_forms(script: str) -> Mapping[tuple[str, str], str]:
    """The customary form of every word of a script that has one, by folded word and language ("" for all)."""
    made: dict[tuple[str, str], str] = {}
    if (files("names") / "data" / "customary" / f"{script}.tsv").is_file():
        made = {(native, language): latin for native, language, latin in rows(f"customary/{script}.tsv")}
    return made | _by_hand().get(script, {})


@cache
def _by_hand() -> dict[str, dict[tuple[str, str], str]]:
    """The rows of `customary.tsv` by script; they replace those of the other tables."""
    by_script: dict[str, dict[tuple[str, str], str]] = {}
    for script, native, language, latin in rows("customary.tsv"):
        by_script.setdefault(script, {})[native, language] = latin
    return by_script


@cache
def particles() -> frozenset[str]:
    """The Latin forms that begin with a small letter inside a name.

    >>> "bin" in particles(), "cohen" in particles(), "al-Aziz" in particles()
    (True, False, True)
    """
    return frozenset(latin for forms in _by_hand().values() for latin in forms.values() if latin[0].islower())


@cache
def japanese_readings(kind: str) -> Mapping[str, str]:
    """The readings of Japanese names of a kind ("family", "given") or of single characters in words ("sound").

    >>> japanese_readings("family")["長谷川"], japanese_readings("given")["由美子"]
    ('hasegawa', 'yumiko')
    """
    return {
        native: latin
        for row_kind, latin, natives in rows("customary/Hani-ja.tsv")
        if row_kind == kind
        for native in natives.split(" ")
    }


@cache
def character_syllables(language: str) -> Mapping[str, str]:
    """The usual syllable of each Chinese character in a language ("zh", "yue", "nan", "ko"), without tones.

    >>> character_syllables("zh")["岚"], character_syllables("yue")["強"], character_syllables("ko")["志"]
    ('lan', 'keung', 'ji')
    """
    table = mapping(f"customary/Hani-{language}.tsv")
    return {char: latin for latin, chars in table.items() for char in chars}


@cache
def surnames(language: str) -> Mapping[str, str]:
    """The customary forms of the surnames that come first in a language, with capitals.

    >>> surnames("zh")["万俟"], surnames("ko")["이"], surnames("yue")["陳"]
    ('Moqi', 'Lee', 'Chan')
    """
    return {native: latin for native, latin, row_language in rows("surnames.tsv") if row_language == language}
