"""Letters of one script inside words of another, which look like its own: an а of Cyrillic in a Latin word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, partial

from names.data.tables import rows
from names.orthography.script import COMMON, script
from names.repairs.repair import COSTS, Repair

__all__ = ["in_another_script", "is_mixed", "one_script", "unmixed"]

_LATIN = "A-Za-zÀ-ÖØ-öø-ɏ"
_OTHER = "Ͱ-ͽͿ-ҁҊ-֏Ⴀ-ჿᎠ-Ᏽⲁ-Ⳳꓐ-ꓽᴀ-ᴢɐ-ʯ"
# Latin and another script side by side, or two of the others: what no word of a single script has.
_MIXED = re.compile(f"[{_LATIN}](?=[{_OTHER}])|[{_OTHER}](?=[{_LATIN}])|[Ͱ-Ͽ](?=[Ѐ-ӿ])|[Ѐ-ӿ](?=[Ͱ-Ͽ])")
_WORD = re.compile(r"[^\W\d_]+(?:[^\W\d_]|[\u0300-\u036f])*")
_NAMES = {"Latn": "Latin", "Cyrl": "Cyrillic", "Grek": "Greek", "Armn": "Armenian", "Geor": "Georgian"}
SHOWN = 5  # replaced letters that are named, at most; chosen
SHORTEST = 3  # least letters of a word that may be wholly of another script; chosen


def is_mixed(text: str) -> bool:
    """Whether letters of two scripts that have look-alikes stand side by side in the text.

    >>> is_mixed("Vlаdimir"), is_mixed("Владимир Putin")
    (True, False)
    """
    return not text.isascii() and _MIXED.search(text) is not None


def one_script(word: str, usual: str = COMMON) -> str:
    """The word in one script, if all its letters of others look like letters of that; else the word as it is.

    The script is that of most of its letters, of several the `usual` one.

    >>> one_script("Vlаdimir").isascii(), one_script("Пyтин") == "Путин", one_script("µTorrentж")
    (True, True, 'µTorrentж')
    """
    if not is_mixed(word):
        return word
    counts = Counter(map(script, word))
    counts.pop(COMMON, None)
    for code in sorted(counts, key=lambda code: (-counts[code], code != usual)):
        read = _in_script(word, code)
        if read is not None:
            return read
    return word


def unmixed(text: str) -> Repair | None:
    """The text with each word in one script, if that changes it.

    >>> unmixed("Сhristine Lagarde").phrase
    'read as Christine Lagarde: Cyrillic С in a Latin word'
    """
    if not is_mixed(text):
        return None
    usual = script(text)
    read = _WORD.sub(lambda match: one_script(match[0], usual), text)
    if read == text:
        return None
    return Repair(text, read, _told(text, read), COSTS.mixed, sure=True)


def _told(text: str, read: str) -> str:
    """Which letters of which script stand in words of which other."""
    changed = [(old, new) for old, new in zip(text, read, strict=True) if old != new]
    letters = "".join(dict.fromkeys(old for old, _ in changed))[:SHOWN]
    old, new = changed[0]
    return f"{script_name(old)} {letters} in a {script_name(new)} word"


def script_name(text: str) -> str:
    """The English name of the script of a text, or its code."""
    code = script(text)
    return _NAMES.get(code, code)


def in_another_script(text: str) -> Iterator[Repair]:
    """The text with all words that look like words of another script written in it: ОВАМА in Cyrillic is OBAMA.

    >>> [repair.phrase for repair in in_another_script("ВАRАСК ОВАМА")][:1]
    ['read as BARACK OBAMA: Cyrillic ВАСКО in a Latin word']
    """
    present = set(map(script, text)) - {COMMON}
    for code in ("Latn", *sorted(alike_letters())):
        if not present or present == {code}:
            continue
        read = _WORD.sub(partial(_whole, code), text)
        if read != text:
            yield Repair(text, read, _told(text, read), COSTS.script)


def _whole(code: str, match: re.Match[str]) -> str:
    """The word in another script if all its letters look like letters of that."""
    word = match[0]
    return word if len(word) < SHORTEST else _in_script(word, code) or word


def _in_script(word: str, code: str) -> str | None:
    """The word in a script, its letters of others as those that they look like; None if one looks like none."""
    alike = _latin_letters() if code == "Latn" else alike_letters().get(code, {})
    letters = []
    for char in word:
        new = char if script(char) in (code, COMMON) else alike.get(char) or alike.get(_latin_letters().get(char, ""))
        if new is None:
            return None
        letters.append(new)
    return "".join(letters)


@cache
def alike_letters() -> dict[str, dict[str, str]]:
    """For each script, its letters that Latin letters look like."""
    tables: dict[str, dict[str, str]] = {}
    for code, latin, letter in rows("lookalikes.tsv"):
        tables.setdefault(code, {}).setdefault(latin, letter)
    return tables


@cache
def _latin_letters() -> dict[str, str]:
    """Letters of other scripts that look like a Latin letter; those of `lookalikes.tsv` if no others are confused."""
    known = {letter: latin for _, letter, latin in rows("repairs/confusables.tsv")}
    capitals = {letter: latin for _, latin, letter in rows("lookalikes.tsv") if latin.isupper() or not latin.isascii()}
    return capitals | known
