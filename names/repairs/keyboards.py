"""Names that were typed with another keyboard layout than was thought: Genby for Путин, Вщтфдв for Donald."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from names.data.tables import rows
from names.orthography.script import script
from names.orthography.script_facts import script_facts
from names.repairs.plausibility import cost, gain
from names.repairs.repair import COSTS, Repair

__all__ = ["retyped"]

LEAST_GAIN = 0.0  # nats a letter by which the retyped text must be more usual; chosen
SURE = 1.2  # nats a letter by which several words must be more usual to be looked up without being known; chosen
SHORTEST = 3  # least letters of a text that may be typed with another layout; chosen
ODD = 2.7  # nats a letter below which a text is so usual that it was hardly typed with another layout; chosen
SIGNS = 1.0  # nats a letter that signs inside words, which are letters in another layout, count for; chosen
# Signs that no name has between its letters.
_SIGNS = re.compile(r"(?<=[^\W\d_])[;:,\[\]{}<>\\|](?=[^\W\d_])")
_ACUTE = "\u0301"  # the dead key of an accent, which comes before its vowel


class _Layout(NamedTuple):
    """What a key of a US keyboard writes in another layout, and back."""

    title: str
    script: str
    letters: dict[str, str]
    keys: dict[str, str]


def retyped(text: str) -> Iterator[Repair]:
    """The text as other keyboard layouts would have written it, as far as it is more usual then, the most usual first.

    >>> [repair.phrase for repair in retyped("Genby")][:1]
    ['read as Путин: typed with the Latin keyboard layout instead of the Russian']
    """
    signs = SIGNS if _SIGNS.search(text) else 0.0
    if len(text) < SHORTEST or cost(text) + signs < ODD:
        return
    code = script(text)
    readings: dict[str, str] = {}
    for layout in _layouts():
        if code == "Latn" and text.isascii():
            readings.setdefault(_from_latin(text, layout), f"the Latin keyboard layout instead of the {layout.title}")
        elif code == layout.script:
            readings.setdefault(_to_latin(text, layout), f"the {layout.title} keyboard layout instead of the Latin")
    better = {read: gain(text, read) + signs for read in readings if read and _is_name_like(read, text)}
    for read in sorted(better, key=lambda read: -better[read]):
        if better[read] > LEAST_GAIN:
            sure = better[read] >= SURE and " " in read and not any(map(str.isupper, text.split()))
            yield Repair(text, read, f"typed with {readings[read]}", COSTS.keyboard, sure)


def _is_name_like(read: str, text: str) -> bool:
    """Whether all that is read are letters, or signs that the text has too."""
    return all(char.isalpha() or char in " -'" or char in text for char in read)


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
