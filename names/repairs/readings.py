"""All ways in which a text may be read otherwise than it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from names.caching import cached_texts
from names.repairs.encodings import decoded, reencoded, without_accents_all_over
from names.repairs.keyboards import retyped
from names.repairs.mixed_scripts import in_another_script, one_script, unmixed
from names.repairs.repair import Repair
from names.repairs.scans import rescanned
from names.repairs.unseen import plain_letters, without_invisible
from names.repairs.zones import FILLER, from_zone, spelled_out

__all__ = ["as_it_looks", "certain_repair", "possible_repairs"]

_CERTAIN: Sequence[Callable[[str], Repair | None]] = (
    decoded,
    without_accents_all_over,
    without_invisible,
    plain_letters,
    unmixed,
)
_POSSIBLE: Sequence[Callable[[str], Iterator[Repair]]] = (
    spelled_out,
    reencoded,
    retyped,
    in_another_script,
    rescanned,
)


def certain_repair(text: str) -> Repair | None:
    r"""What a text is by all signs, if it is not what is written; None for nearly all texts.

    Repairs follow each other: what was invisible may have parted letters of two scripts.

    >>> certain_repair("P\u200bаul").phrase
    'read as Paul: invisible characters inside a word; Cyrillic а in a Latin word'
    >>> certain_repair("Putin")
    """
    if text.isascii():
        return from_zone(text) if FILLER in text else None
    return _certain(text)


@cached_texts(1 << 12)
def _certain(text: str) -> Repair | None:
    done: Repair | None = None
    for find in _CERTAIN:
        if (found := find(done.text if done else text)) is not None:
            done = _after(done, found) if done else found
    return done


def as_it_looks(word: str) -> str:
    """A word of a text in plain letters of one script, if it has others that look like these; its length is the same.

    >>> as_it_looks("Vlаdimir") == as_it_looks("𝐕𝐥𝐚𝐝𝐢𝐦𝐢𝐫") == "Vladimir"
    True
    """
    if word.isascii():
        return word
    plain = plain_letters(word)
    read = one_script(plain.text if plain else word)
    return read if len(read) == len(word) else word


def possible_repairs(text: str) -> list[Repair]:
    """What a text may have been, in no order; many readings are nonsense, as nobody has looked them up.

    They are of the text that is certain (`certain_repair`), if it is another one than is written.

    >>> [repair.text for repair in possible_repairs("Genby")][:1]
    ['Путин']
    """
    certain = certain_repair(text)
    found: dict[str, Repair] = {}
    for find in _POSSIBLE:
        for repair in find(certain.text if certain else text):
            found.setdefault(repair.text, repair)
    return [_after(certain, repair) for repair in found.values()] if certain else list(found.values())


def _after(first: Repair, then: Repair) -> Repair:
    """Two repairs, of which the second goes on from the first, as one."""
    return Repair(first.written, then.text, f"{first.how}; {then.how}", first.cost + then.cost, then.sure, then.scanned)
