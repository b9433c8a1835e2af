"""A text cut into stretches that are read on their own: words with their script and language, and what stands between.

Width and presentation forms are one spelling here (ﾊﾞ is バ), and Latin letters typed inside a Cyrillic or Greek word
are the letters they look like (`data/lookalikes.tsv`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from names.data.tables import rows
from names.orthography import script as scripts
from names.orthography.script import ScriptRun
from names.orthography.script_facts import script_facts
from names.parsing.lexicon import fold_phrase, lexicon
from names.romanization.romanizer import best_scheme, without_stress
from names.variation.characters import LANGUAGES, likely_language

__all__ = ["Stretch", "stretches"]

_COMPATIBLE = re.compile(  # presentation forms, half and full width, enclosed letters, radicals
    "[\ufb00-\ufb06\ufb13-\ufb17\ufb1d-\ufdfb\ufe70-\ufefc\uff01-\uffef\u3000\u3260-\u33ff\u2e80-\u2fdf]+"
)
_SIGNS = str.maketrans({"、": ", ", "。": ". ", "・": " ", "·": " ", "‧": " ", "•": " ", "　": " ", "=": "-"})
_JAPANESE = frozenset({"Hani", "Kana"})  # scripts that are written within one word
_DOT = re.compile("[・·‧•=]")  # between the words of foreign names
_KATAKANA = re.compile("[ァ-ヺーㇰ-ㇿ]+|[^ァ-ヺーㇰ-ㇿ]+")
_KANA_ALONE = re.compile("[ぁ-ゟァ-ヺー]+")
_TWICE = re.compile("(.)([ゝゞヽヾ])")


class Stretch(NamedTuple):
    """A piece of text, its script and language; both empty where the text stays as it is.

    `whole` says that a word without spaces may be a full name: no dots part it from others.
    """

    text: str
    script: str
    language: str
    whole: bool = True


def stretches(text: str, language: str | None = None) -> list[Stretch]:
    """The stretches of a text in order, spaces between letters of two scripts put in.

    The language that is told (BCP 47) holds for the scripts it is written in.

    >>> [stretch[:3] for stretch in stretches("Xi 习近平!")]
    [('Xi ', '', ''), ('习近平', 'Hani', 'zh'), ('!', '', '')]
    """
    text = _plain(text)
    if text.isascii():
        return [Stretch(text, "", "")]
    told = language.partition("-")[0].lower() if language else None
    found: list[Stretch] = []
    runs = list(_merged(scripts.runs(text)))
    letters: dict[str, str] = {}
    for script, start, end in runs:
        letters[script] = letters.get(script, "") + text[start:end]
    languages = {script: _language(script, some, told) for script, some in letters.items()}
    for script, start, end in runs:
        for stretch in _words(text[start:end], script, languages[script]):
            if found and _is_glued(found[-1], stretch):
                found.append(Stretch(" ", "", ""))
            found.append(stretch)
    return found


def _plain(text: str) -> str:
    """The text in one width, each word in one script."""
    text = without_stress(text)
    if text.isascii():
        return text
    text = without_stress(_COMPATIBLE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text))
    text = _TWICE.sub(lambda found: _doubled(found[1], found[2]), text)
    return " ".join(map(_one_script, text.split(" ")))


def _doubled(kana: str, mark: str) -> str:
    """The kana twice, as the mark of iteration says: みゝ is みみ, みすゞ みすず."""
    return kana + unicodedata.normalize("NFC", kana + "\u3099" * (mark in "ゞヾ"))


def _one_script(word: str) -> str:
    """The word with Latin letters among those of another script as the letters that they look like."""
    latin = {char for char in word if scripts.script(char) == "Latn"}
    if not latin or word.isascii():
        return word
    for script, alike in _lookalikes().items():
        if any(scripts.script(char) == script for char in word) and latin <= alike.keys():
            return "".join(alike.get(char, char) for char in word)
    return word


@cache
def _lookalikes() -> dict[str, dict[str, str]]:
    """What Latin letters look like, by script."""
    tables: dict[str, dict[str, str]] = {}
    for script, latin, letter in rows("lookalikes.tsv"):
        tables.setdefault(script, {})[latin] = letter
    return tables


def _merged(runs: list[ScriptRun]) -> Iterator[ScriptRun]:
    """The runs, Chinese characters with the kana beside them as one."""
    last: ScriptRun | None = None
    for run in runs:
        if last and {last.script, run.script} <= _JAPANESE:
            last = ScriptRun("Hani", last.start, run.end)
        else:
            if last:
                yield last
            last = run
    if last:
        yield last


def _language(script: str, letters: str, told: str | None) -> str:
    """The language told, if it is one of the script's, else the one that the letters give away, else "und"."""
    if script == "Hani":
        return told if told in LANGUAGES else ""  # each word tells
    wanted = told or scripts.language(letters)
    scheme = best_scheme(letters, script, wanted)
    return scheme.language if scheme else wanted


def _words(run: str, script: str, language: str) -> Iterator[Stretch]:
    if script in ("Latn", "Zyyy"):
        yield Stretch(run, "", "")
        return
    facts = script_facts(script)
    scheme = best_scheme(run, script, language)
    spaced = scheme is not None and scheme.use == "always" and facts.spaced
    parted = list(_parted(run, script, spaced=spaced))
    words = [text for is_word, text in parted if is_word]
    alone = not _DOT.search(run) if facts.dotted_foreign else len(words) == 1
    for is_word, text in parted:
        whole = alone or (script == "Hang" and text == words[0] and _is_title(words[1]))
        if not is_word:
            yield Stretch(text.translate(_SIGNS) if facts.dotted_foreign else text, "", "")
        elif script != "Hani":
            yield Stretch(text, script, language, whole)
        else:
            yield from _eastern(text, language, whole)


def _is_title(word: str) -> bool:
    return any(entry.role == "title" for entry in lexicon().get(fold_phrase(word), ()))


def _eastern(text: str, language: str, whole: bool) -> Iterator[Stretch]:
    """Chinese characters with hiragana, which are Japanese, and katakana, which are words of their own."""
    known = language or likely_language(text)
    for part in _KATAKANA.findall(text):
        script, told = ("Kana", "ja") if _KANA_ALONE.fullmatch(part) else ("Hani", known)
        yield Stretch(part, script, told, whole)


def _parted(run: str, script: str, *, spaced: bool) -> Iterator[tuple[bool, str]]:
    """The words of a run and what is between them, in turn; a `spaced` script's words end at spaces alone."""
    inside = script_facts(script).inner_signs
    start = 0
    kinds = [not char.isspace() if spaced else unicodedata.category(char)[0] in "LM" or char in inside for char in run]
    for at in range(1, len(run) + 1):
        if at == len(run) or kinds[at] != kinds[start]:
            yield kinds[start], run[start:at]
            start = at


def _is_glued(left: Stretch, right: Stretch) -> bool:
    """Whether letters of two scripts meet without a space."""
    return left.text[-1:].isalpha() and right.text[:1].isalpha()
