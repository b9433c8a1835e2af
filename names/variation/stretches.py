"""A text cut into stretches that are read on their own: words with script and language, and what is between them.

On the way, width and presentation forms are unified (ﾊﾞ is バ), and letters of another script inside a word become those
that they look like (`names.repairs.mixed_scripts`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from names.orthography import script as scripts
from names.orthography.script import ScriptRun
from names.orthography.script_facts import script_facts
from names.parsing.lexicon import fold_phrase, lexicon
from names.repairs import mixed_scripts
from names.romanization.romanizer import best_scheme, without_stress
from names.variation.characters import LANGUAGES, likely_language

__all__ = ["Stretch", "split_stretches"]

_COMPATIBLE = re.compile(  # presentation forms, half and full width, enclosed letters, radicals
    "[\ufb00-\ufb06\ufb13-\ufb17\ufb1d-\ufdfb\ufe70-\ufefc\uff01-\uffef\u3000\u3260-\u33ff\u2e80-\u2fdf]+"
)
_SIGNS = str.maketrans({"、": ", ", "。": ". ", "・": " ", "·": " ", "‧": " ", "•": " ", "　": " ", "=": "-"})
_JAPANESE = frozenset({"Hani", "Kana"})  # scripts that occur in one word
_DOT = re.compile("[・·‧•=]")  # between the words of foreign names
_KATAKANA = re.compile("[ァ-ヺーㇰ-ㇿ]+|[^ァ-ヺーㇰ-ㇿ]+")
_KANA_ONLY = re.compile("[ぁ-ゟァ-ヺー]+")
_REPEATED = re.compile("(.)([ゝゞヽヾ])")


class Stretch(NamedTuple):
    """A piece of text, its script and language, both empty where the text stays as it is.

    `whole` says that a word may be a full name by itself, as no dots or spaces part it from others.
    """

    text: str
    script: str
    language: str
    whole: bool = True


def split_stretches(text: str, language: str | None = None) -> list[Stretch]:
    """The stretches of a text in order, with a space inserted where letters of two scripts meet.

    `language` (BCP 47) applies to the scripts that it is written in.

    >>> [stretch[:3] for stretch in split_stretches("Xi 习近平!")]
    [('Xi ', '', ''), ('习近平', 'Hani', 'zh'), ('!', '', '')]
    """
    text = _unified(text)
    if text.isascii():
        return [Stretch(text, "", "")]
    requested = language.partition("-")[0].lower() if language else None
    runs = _merged(scripts.runs(text))
    texts: dict[str, str] = {}  # what the text has of each script
    for script, start, end in runs:
        texts[script] = texts.get(script, "") + text[start:end]
    languages = {script: _language(script, letters, requested) for script, letters in texts.items()}
    stretches: list[Stretch] = []
    for script, start, end in runs:
        for stretch in _split_run(text[start:end], script, languages[script]):
            if stretches and _are_glued(stretches[-1], stretch):
                stretches.append(Stretch(" ", "", ""))
            stretches.append(stretch)
    return stretches


def _unified(text: str) -> str:
    """The text in one width, with each word in one script."""
    text = without_stress(text)
    if text.isascii():
        return text
    text = without_stress(_COMPATIBLE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text))
    text = _REPEATED.sub(lambda match: _doubled(match[1], match[2]), text)
    unmixed = mixed_scripts.unmixed(text)
    return unmixed.text if unmixed else text


def _doubled(kana: str, mark: str) -> str:
    """The kana twice, as an iteration mark means, which may add a voicing mark: みゝ is みみ, みすゞ is みすず."""
    voicing = "\u3099" if mark in "ゞヾ" else ""
    return kana + unicodedata.normalize("NFC", kana + voicing)


def _merged(runs: list[ScriptRun]) -> list[ScriptRun]:
    """The runs, with adjacent Chinese characters and kana merged into one."""
    merged: list[ScriptRun] = []
    for run in runs:
        if merged and {merged[-1].script, run.script} <= _JAPANESE:
            merged[-1] = ScriptRun("Hani", merged[-1].start, run.end)
        else:
            merged.append(run)
    return merged


def _language(script: str, letters: str, requested: str | None) -> str:
    """The language requested, if it is one of the script's, else the one that the letters give away, else "und"."""
    if script == "Hani":
        return requested if requested in LANGUAGES else ""  # to be decided for each word
    wanted = requested or scripts.language(letters)
    scheme = best_scheme(letters, script, wanted)
    return scheme.language if scheme else wanted


def _split_run(run: str, script: str, language: str) -> Iterator[Stretch]:
    """The stretches of a run of one script: its words and what is between them."""
    if script in ("Latn", "Zyyy"):
        yield Stretch(run, "", "")
        return
    facts = script_facts(script)
    scheme = best_scheme(run, script, language)
    spaced = scheme is not None and scheme.use == "always" and facts.spaced
    pieces = list(_split_words(run, script, spaced=spaced))
    words = [text for is_word, text in pieces if is_word]
    is_alone = not _DOT.search(run) if facts.dotted_foreign else len(words) == 1
    for is_word, text in pieces:
        whole = is_alone or (script == "Hang" and text == words[0] and _is_title(words[1]))
        if not is_word:
            yield Stretch(text.translate(_SIGNS) if facts.dotted_foreign else text, "", "")
        elif script != "Hani":
            yield Stretch(text, script, language, whole)
        else:
            yield from _split_kana(text, language, whole)


def _is_title(word: str) -> bool:
    return any(entry.role == "title" for entry in lexicon().get(fold_phrase(word), ()))


def _split_kana(text: str, language: str, whole: bool) -> Iterator[Stretch]:
    """The stretches of a Japanese or Chinese word: katakana are words of their own, hiragana belong to characters."""
    language = language or likely_language(text)
    for piece in _KATAKANA.findall(text):
        if _KANA_ONLY.fullmatch(piece):
            yield Stretch(piece, "Kana", "ja", whole)
        else:
            yield Stretch(piece, "Hani", language, whole)


def _split_words(run: str, script: str, *, spaced: bool) -> Iterator[tuple[bool, str]]:
    """The words of a run and what is between them, each with whether it is a word.

    If the run is `spaced`, words end at spaces only; if not, also at signs.
    """
    inner_signs = script_facts(script).inner_signs

    def is_inside(char: str) -> bool:
        if spaced:
            return not char.isspace()
        return unicodedata.category(char)[0] in "LM" or char in inner_signs

    for is_word, chars in groupby(run, is_inside):
        yield is_word, "".join(chars)


def _are_glued(left: Stretch, right: Stretch) -> bool:
    """Whether letters of two scripts meet without a space."""
    return left.text[-1:].isalpha() and right.text[:1].isalpha()
