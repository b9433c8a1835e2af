"""Names that were read from print, by programs that take letters for others: Obarna for Obama, BiII for Bill."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from names.data.tables import rows
from names.orthography.script import script
from names.repairs.repair import COSTS, Repair

__all__ = ["alike_in_print", "rescanned"]

MOST = 40  # readings of a text that are tried, at most; chosen
LONGEST = 60  # characters of a text that is read otherwise; chosen


def rescanned(text: str) -> Iterator[Repair]:
    """The text with letters replaced that readers of scans take for others: first all of a kind, then each for itself.

    >>> [repair.phrase for repair in rescanned("Barack Obarna")][:1]
    ['read as Barack Obama: rn for m, as read from a scan']
    """
    if len(text) > LONGEST:
        return
    yield from islice(_distinct(text), MOST)


def alike_in_print(text: str) -> str:
    """The letters of a text, with those that look alike in print as one: equal for texts that a scan may confuse.

    >>> alike_in_print("Barack Obarna") == alike_in_print("BARACK OBAMA")
    True
    >>> alike_in_print("Obana") == alike_in_print("Obama")
    False
    """
    groups, single = _classes()
    for seen, meant in groups:
        text = text.replace(seen, meant)
    return text.casefold().translate(single)


def _distinct(text: str) -> Iterator[Repair]:
    told = {text}
    for read, how in _readings(text):
        if read not in told:
            told.add(read)
            yield Repair(text, read, f"{how}, as read from a scan", COSTS.scan, scanned=True)


def _readings(text: str) -> Iterator[tuple[str, str]]:
    fitting = [(seen, meant) for seen, meant in _confusions() if seen in text and _fits(text, meant)]
    digits = text
    for seen, meant in fitting:  # digits and strokes stand for letters all over a word
        if not seen.isalpha():
            digits = digits.replace(seen, meant)
    yield digits, "digits for letters"
    for seen, meant in fitting:
        yield text.replace(seen, meant), f"{seen} for {meant}"
    for seen, meant in fitting:
        for match in re.finditer(re.escape(seen), text):
            yield text[: match.start()] + meant + text[match.end() :], f"{seen} for {meant}"


def _fits(text: str, meant: str) -> bool:
    """Whether a letter is of the script of the text."""
    return script(meant) in (script(text), "Zyyy")


@cache
def _classes() -> tuple[list[tuple[str, str]], dict[int, str]]:
    """Groups of letters that look like one, with that; and the letter that stands for all that a letter looks like."""
    groups: dict[str, str] = {}
    stands_for: dict[str, str] = {}
    for seen, meant in _confusions():
        if len(seen) > len(meant):
            groups.setdefault(seen, meant)
        elif len(seen) == len(meant):
            one, other = (stands_for.get(char, char) for char in (seen.casefold(), meant.casefold()))
            stands_for = {char: other if now == one else now for char, now in stands_for.items()}
            stands_for |= {one: other, seen.casefold(): other}
    return list(groups.items()), str.maketrans(stands_for)


@cache
def _confusions() -> tuple[tuple[str, str], ...]:
    return tuple((seen, meant) for seen, meant in rows("repairs/scans.tsv"))
