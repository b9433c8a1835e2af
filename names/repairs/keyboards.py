"""Names that were typed with another keyboard layout than was thought: Genby for Путин, Зущзду for People."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from names.data.tables import rows
from names.orthography.script import script
from names.orthography.script_facts import script_facts
from names.repairs.plausibility import gain
from names.repairs.repair import COSTS, Repair

__all__ = ["retyped"]

LEAST_GAIN = 0.0  # nats a letter by which the retyped text must be more usual; chosen
SURE = 1.2  # nats a letter by which it must be more usual to be looked up without being known; measured
SHORTEST = 3  # least letters of a text that may be typed with another layout; chosen
_ACUTE = "\u0301"  # the dead key of an accent, which comes before its vowel


class _Layout(NamedTuple):
    """What a key of a US keyboard writes in another layout, and back."""

    title: str
    script: str
    letters: dict[str, str]
    keys: dict[str, str]


def retyped(text: str) -> Iterator[Repair]:
    """The text as other keyboard layouts would have written it, as far as it is more usual then.

    >>> [repair.phrase for repair in retyped("Genby")][:1]
    ['read as Путин: typed with the Latin keyboard layout instead of the Russian']
    >>> [repair.text for repair in retyped("Зющзду")][:1]
    []
    """
    if sum(map(str.isalpha, text)) < SHORTEST:
        return
    code = script(text)
    readings: dict[str, str] = {}
    for layout in _layouts():
        if code == "Latn" and text.isascii():
            readings.setdefault(_from_latin(text, layout), f"the Latin keyboard layout instead of the {layout.title}")
        elif code == layout.script:
            readings.setdefault(_to_latin(text, layout), f"the {layout.title} keyboard layout instead of the Latin")
    for read, how in readings.items():
        if read and (better := gain(text, read)) > LEAST_GAIN:
            yield Repair(text, read, f"typed with {how}", COSTS.keyboard, sure=better >= SURE)


def _from_latin(text: str, layout: _Layout) -> str:
    """What the same keys write in the layout; empty if a letter would stay Latin."""
    if not script_facts(layout.script).cased:  # capitals are often made by the program
        text = "".join(char if char in layout.letters else char.lower() for char in text)
    read = "".join([layout.letters.get(char, char) for char in text])
    if _ACUTE in read:
        pieces = read.split(_ACUTE)
        read = pieces[0] + "".join(piece[:1] + _ACUTE + piece[1:] for piece in pieces[1:])
    read = unicodedata.normalize("NFC", read)
    return "" if any("a" <= char.lower() <= "z" for char in read) else read


def _to_latin(text: str, layout: _Layout) -> str:
    """What the same keys write in Latin; empty if a letter has no key there."""
    if layout.script == "Grek":
        parts = unicodedata.normalize("NFD", text)
        text = "".join(
            _ACUTE + char if parts[place + 1 : place + 2] == _ACUTE else char
            for place, char in enumerate(parts)
            if char != _ACUTE
        )
    read = "".join([layout.keys.get(char, char) for char in text.replace("لا", "ﻻ")])
    if not read.isascii():
        return ""
    return read if script_facts(layout.script).cased else read.title()


@cache
def _layouts() -> tuple[_Layout, ...]:
    found = []
    for _, code, title, keys, letters in rows("repairs/keyboards.tsv"):
        there = dict(zip(keys.split(" "), letters.split(" "), strict=True))
        back = {letter: key for key, letter in reversed(there.items())}
        if "لا" in back:
            back["ﻻ"] = back.pop("لا")
        found.append(_Layout(title, code, there, back))
    return tuple(found)
