"""Names from the machine-readable zones of passports (ICAO Doc 9303): TIKHANOVSKAYA<<SVIATLANA<<<<."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from names.data.tables import rows
from names.repairs.repair import COSTS, Repair

__all__ = ["from_zone", "spelled_out"]

FILLER = "<"
_NAMES = re.compile(r"([A-Z]+(?:<[A-Z]+)*)<<(?:([A-Z]+(?:<[A-Z]+)*)<*)?|([A-Z]+(?:<[A-Z]+)*)<{2,}")
# Kind of document and issuing state, which stand before the names in the line of a passport or a visa (44 characters)
# or of an older card (36).
_ISSUER = re.compile(r"[PVIAC][A-Z<][A-Z]{3}|[PVIAC][A-Z<]D<<")
LINES = (36, 44)  # characters of a line that begins with kind and state


def from_zone(text: str) -> Repair | None:
    """The family name and the given names of a machine-readable zone; None if the text is not of one.

    >>> from_zone("TIKHANOVSKAYA<<SVIATLANA<<<<").phrase
    'read as Tikhanovskaya, Sviatlana: from a machine-readable zone'
    >>> from_zone("P<BLRTIKHANOVSKAYA<<SVIATLANA<<<<<<<<<<<<<<<").text
    'Tikhanovskaya, Sviatlana'
    """
    line = text.strip()
    if FILLER * 2 not in line:
        return None
    if len(line) in LINES and _ISSUER.match(line):
        line = line[5:]
    found = _NAMES.fullmatch(line)
    if found is None:
        return None
    family, given, lone = found.groups()
    parts = [part.replace(FILLER, " ").title() for part in (family or lone, given) if part]
    return Repair(text, ", ".join(parts), "from a machine-readable zone", COSTS.unseen, sure=True)


def spelled_out(text: str) -> Iterator[Repair]:
    """The names of a machine-readable zone with the letters that it writes with X: MXHMD is محمد.

    >>> [repair.text for repair in spelled_out("MXHMD")], [repair.text for repair in spelled_out("MUNXXOZ")]
    (['محمد'], ['Muñoz'])
    """
    if "X" not in text or not text.isupper() or not text.isascii():
        return
    for code in _letters():
        words = [_spelled(word, code) for word in re.split(r"([^A-Z]+)", text)]
        read = "".join(word if word is not None else "?" for word in words)
        if None not in words and read.casefold() != text.casefold():
            yield Repair(text, read, "letters that a machine-readable zone writes with X", COSTS.zone, sure=" " in read)


def _spelled(word: str, code: str) -> str | None:
    """The word with the longest known groups of letters replaced from the left; None if a letter has no place."""
    table, letters, place = _letters()[code], [], 0
    if not word.isalpha():
        return word
    while place < len(word):
        group = next((word[place : place + size] for size in (3, 2, 1) if word[place : place + size] in table), None)
        if group is None and code != "Latn":
            return None
        letters.append(table[group] if group else word[place])
        place += len(group) if group else 1
    read = "".join(letters)
    return read.title() if code == "Latn" else read


@cache
def _letters() -> dict[str, dict[str, str]]:
    tables: dict[str, dict[str, str]] = {}
    for code, zone, letter in rows("repairs/zone-letters.tsv"):
        tables.setdefault(code, {})[zone] = letter
    return tables
