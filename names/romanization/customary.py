"""How names are usually written in Latin letters, whatever their letters say: כהן is Cohen, and 長谷川 Hasegawa.

The tables are `names/data/customary/*.tsv`, one a script, made by `python -m names.training`, and `customary.tsv`,
written by hand; those that begin with
`Hani` and a language hold its readings of Chinese characters. Surnames that come first are in `surnames.tsv`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from names.data.tables import mapping, rows
from names.orthography.folding import fold_word

__all__ = ["cased", "custom", "customs", "japanese", "particles", "surnames", "syllables"]

_MC = re.compile(r"\bmc([a-z])(?=[a-z]{2})")


def custom(word: str, script: str, language: str = "") -> str | None:
    """The customary Latin form of a word, that of the language (BCP 47) if it has its own; capitals may be missing.

    >>> custom("כהן", "Hebr"), custom("محمد", "Arab"), custom("محمد", "Arab", "ur"), custom("xyz", "Arab")
    ('cohen', 'mohamed', 'muhammad', None)
    """
    known, key = customs(script), fold_word(word, script)
    latin = known.get((key, language), known.get((key, "")))
    return latin and cased(latin)


def cased(latin: str) -> str:
    """A Latin form with the second capital of names that begin with Mc.

    >>> cased("mcdonald"), cased("cohen")
    ('mcDonald', 'cohen')
    """
    return _MC.sub(lambda found: f"mc{found[1].upper()}", latin)


@cache
def customs(script: str) -> Mapping[tuple[str, str], str]:
    """The customary form of every word of a script that has one, by word and language ("" for all)."""
    known: dict[tuple[str, str], str] = {}
    if (files("names") / "data" / "customary" / f"{script}.tsv").is_file():
        known = {(native, language): latin for native, language, latin in rows(f"customary/{script}.tsv")}
    return known | _by_hand().get(script, {})


@cache
def _by_hand() -> dict[str, dict[tuple[str, str], str]]:
    """The rows of `customary.tsv` by script: they outweigh the made ones."""
    found: dict[str, dict[tuple[str, str], str]] = {}
    for script, native, language, latin in rows("customary.tsv"):
        found.setdefault(script, {})[native, language] = latin
    return found


@cache
def particles() -> frozenset[str]:
    """The Latin forms that begin small inside a name.

    >>> "bin" in particles(), "cohen" in particles(), "al-Aziz" in particles()
    (True, False, True)
    """
    return frozenset(latin for table in _by_hand().values() for latin in table.values() if latin[0].islower())


@cache
def japanese(kind: str) -> Mapping[str, str]:
    """The readings of Japanese names of a kind ("family", "given") or of single characters in words ("sound").

    >>> japanese("family")["長谷川"], japanese("given")["由美子"]
    ('hasegawa', 'yumiko')
    """
    return {
        native: latin
        for row, latin, natives in rows("customary/Hani-ja.tsv")
        if row == kind
        for native in natives.split(" ")
    }


@cache
def syllables(language: str) -> Mapping[str, str]:
    """The usual syllable of each Chinese character in a language ("zh", "yue", "nan", "ko"), without tones.

    >>> syllables("zh")["岚"], syllables("yue")["強"], syllables("ko")["志"]
    ('lan', 'keung', 'ji')
    """
    table = mapping(f"customary/Hani-{language}.tsv")
    return {char: latin for latin, several in table.items() for char in several}


@cache
def surnames(language: str) -> Mapping[str, str]:
    """The customary forms of the surnames that come first in a language, with capitals.

    >>> surnames("zh")["万俟"], surnames("ko")["이"], surnames("yue")["陳"]
    ('Moqi', 'Lee', 'Chan')
    """
    return {native: latin for native, latin, known in rows("surnames.tsv") if known == language}
