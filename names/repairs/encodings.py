r"""Texts whose bytes were read in another encoding: Ð\x9fÑ\x83Ñ\x82Ð¸Ð½ and рХФЙО for Путин.

Each reading is exact both ways: the text in the one encoding, read in the other, and nothing is guessed or left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from names.data.tables import rows
from names.orthography.script import COMMON, runs
from names.repairs.plausibility import cost, gain, has_odd_capitals, is_implausible
from names.repairs.repair import COSTS, Repair

__all__ = ["decoded", "reencoded", "without_accents_all_over"]

UNICODE = "utf-8"  # the encoding whose bytes are told from others by themselves
SURE = 1.5  # nats a letter by which a reading must be more usual to be looked up without being known; chosen
ACCENTED = 0.8  # share of letters with accents from which a text is of another encoding; chosen
ACCENTED_LETTERS = 4  # least letters of such a text; chosen
CLEARLY = 0.3  # nats a letter by which one encoding must make a more usual text than the next; chosen
NAME_LIKE = 3.3  # nats a letter up to which a text is like names; chosen
TIMES = 3  # how often a text may have been read wrongly, at most; chosen
_WORD = re.compile(r"[^\W\d_]+")
_ACCENTED = re.compile("[À-ÿ¢-¿ŒœŠšŽžŸƒ]")
# A space that was a no-break space, the second byte of à and Р.
_LOST_BLANK = re.compile(rb"(?<=[\xc3\xd0])\x20")
# Letters of phonetics and loose marks, which UTF-8 read in another encoding gives by chance: É’ is ɒ.
_CHANCE = re.compile("[\u0180-\u019f\u01a2-\u01ae\u01b1-\u0217\u021c-\u036f\u1d00-\u1dff]")


def decoded(text: str) -> Repair | None:
    r"""The text whose UTF-8 was read in another encoding, once or several times; None if it was not.

    >>> decoded("Ð\u009fÑ\u0083Ñ\u0082Ð¸Ð½").phrase
    'read as Путин: UTF-8 read as Windows-1252'
    >>> decoded("GonÃ§alves").text, decoded("Gonçalves")
    ('Gonçalves', None)
    """
    found = None
    read = text
    for _ in range(TIMES):
        once = None if read.isascii() else next(_decodings(read), None)
        if once is None:
            break
        read, title = once
        if _is_text(read):
            found = Repair(text, read, found.how if found else title, COSTS.decoded, sure=True)
    return found


def _decodings(text: str) -> Iterator[tuple[str, str]]:
    """What the text may be if it is UTF-8 that was read in another encoding, and the title of the mistake."""
    for written, read_as, title in _mistakes():
        data = _bytes(text, read_as) if written == UNICODE else None
        for each in () if data is None else (data, _LOST_BLANK.sub(b"\xa0", data)):
            try:
                yield each.decode(UNICODE), title
            except UnicodeDecodeError:
                continue


def reencoded(text: str) -> Iterator[Repair]:
    """The text read in other pairs of encodings, as far as it is more usual then, the most usual first.

    >>> [repair.phrase for repair in reencoded("рХФЙО")][:1]
    ['read as Путин: KOI8-R read as Windows-1251']
    """
    if text.isascii() or text.isupper():  # acronyms are unusual beside each other, too
        return
    is_accented = _is_accented_all_over(text)
    if is_accented or is_implausible(text):
        for read, title in _rereadings(text):
            if is_accented or (better := gain(text, read)) > 0.0:
                sure = not is_accented and better >= SURE and (" " in read or has_odd_capitals(text))
                yield Repair(text, read, title, COSTS.encoding, sure)


def without_accents_all_over(text: str) -> Repair | None:
    """The text in the encoding that it was written in, if nearly all its letters are accented ones: Ïóòèí is Путин.

    No name is written so. None if two encodings make nearly as usual a text of it.

    >>> without_accents_all_over("Ïóòèí Âëàäèìèð").text, without_accents_all_over("Érié")
    ('Путин Владимир', None)
    """
    if not _is_accented_all_over(text):
        return None
    (best, title), (second, _), *_ = [*_rereadings(text), ("", ""), ("", "")]
    if not best or cost(best) > NAME_LIKE or (second and cost(second) - cost(best) < CLEARLY):
        return None
    return Repair(text, best, title, COSTS.encoding, sure=True)


def _is_accented_all_over(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    return letters >= ACCENTED_LETTERS and len(_ACCENTED.findall(text)) >= ACCENTED * letters


def _rereadings(text: str) -> list[tuple[str, str]]:
    """What the text is in other pairs of encodings of one byte a letter, with their titles, the most usual first."""
    found: dict[str, str] = {}
    for written, read_as, title in _mistakes():
        data = _bytes(text, read_as) if written != UNICODE else None
        read = text if data is None else _text(data, written)
        if read != text and _is_text(read) and _is_plainly_written(read):
            found.setdefault(read, title)
    return sorted(found.items(), key=lambda pair: cost(pair[0]))


def _is_plainly_written(text: str) -> bool:
    """Whether a text has no loose marks and few accents, and capitals only where words begin or all over them."""
    if any(unicodedata.category(char)[0] == "M" for char in text) or _is_accented_all_over(text):
        return False
    words = _WORD.findall(text)
    return all(word.islower() or word.isupper() or word[1:].islower() or word.upper() == word.lower() for word in words)


def _is_text(text: str) -> bool:
    """Whether a text has letters, no controls and symbols, and no word of several scripts or of letters by chance."""
    if not any(map(str.isalpha, text)) or any(unicodedata.category(char)[0] in "CS" for char in text):
        return False
    for word in text.split():
        if _CHANCE.search(word) or len({run.script for run in runs(word)} - {COMMON}) > 1:
            return False
    return True


@cache
def _mistakes() -> tuple[tuple[str, str, str], ...]:
    """The pairs of encodings that are mistaken for each other: written, read as, and the title of the mistake."""
    return tuple((written, read_as, title) for written, read_as, title in rows("repairs/encodings.tsv"))


def _bytes(text: str, encoding: str) -> bytes | None:
    """The bytes that are read so in an encoding; None if none are."""
    codes = _codes(encoding)
    data = [codes.get(char, -1) for char in text]
    return None if -1 in data else bytes(data)


def _text(data: bytes, encoding: str) -> str:
    chars = _chars(encoding)
    return "".join([chars[byte] for byte in data])


@cache
def _chars(encoding: str) -> tuple[str, ...]:
    """The characters of the 256 bytes; undefined ones are those of Latin-1."""
    return tuple(_char(byte, encoding) for byte in range(256))


def _char(byte: int, encoding: str) -> str:
    try:
        return bytes([byte]).decode(encoding)
    except UnicodeDecodeError:
        return chr(byte)


@cache
def _codes(encoding: str) -> dict[str, int]:
    """The byte of each character, and of the Latin-1 control characters that stand for bytes in some programs."""
    return {chr(byte): byte for byte in range(0x80, 0xA0)} | {char: byte for byte, char in enumerate(_chars(encoding))}
