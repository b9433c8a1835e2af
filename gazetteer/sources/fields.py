"""Validate the fields of an entity, for all file formats.

Each function returns the value to keep, and raises `InvalidEntity` with the repair if it is invalid; readers add file
and line.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from gazetteer.entity import DEMONYM, Alias, Office
from gazetteer.errors import InvalidEntity
from gazetteer.sources.remarks import Remarks, shown

__all__ = [
    "DEFAULT_KIND",
    "country",
    "difference",
    "kept_names",
    "language",
    "number",
    "office",
    "real",
    "string",
    "word",
]

DEFAULT_KIND = "entity"  # the kind of an entity whose source does not give one

_TWO_IDS = "make them agree, or give two ids"
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")  # control characters, line ends, byte-order marks
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_END = re.compile("[\r\n]")
_LANGUAGE = re.compile(r"([a-z]{2,3}|[ix](?=-))(-[a-z0-9]{1,8})*", re.ASCII | re.IGNORECASE)
_COUNTRY = re.compile(r"[A-Z]{2,4}(-[A-Z0-9]{1,3})?", re.ASCII)  # ISO 3166-1, -2 and -3
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)


def string(what: str, value: object) -> str:
    """The value of the field `what`, which must be a string without lone surrogates.

    >>> string("label", 7)
    Traceback (most recent call last):
    gazetteer.errors.InvalidEntity: label is 7; write it as a string, as in "7"
    """
    if not isinstance(value, str):
        example = f', as in "{shown(value)}"' if type(value) in (int, float) else ""
        raise InvalidEntity(f"{what} is {shown(value)}; write it as a string{example}")
    if not value.isascii() and _SURROGATE.search(value):
        raise InvalidEntity(f"{what} {shown(value)} has half a character (a lone surrogate); mend it")
    return value


def word(what: str, text: str) -> str:
    """An id or a kind: not empty, on one line, without control characters.

    >>> word("id", "Q42")
    'Q42'
    """
    if not text.strip():
        raise InvalidEntity(f"no {what}; write it, or take the whole entry out")
    if _UNFIT.search(text):
        raise InvalidEntity(f"{what} {shown(text)} has a line end or a control character in it; take it out")
    return text


def language(code: str) -> str:
    """A language code, which must have the form of a BCP 47 tag.

    >>> language("zh-Hant-TW"), language("und-Cyrl")
    ('zh-Hant-TW', 'und-Cyrl')
    """
    if not _LANGUAGE.fullmatch(code):
        raise InvalidEntity(f"language {shown(code)} is no code; write one such as en, ru or zh-Hant")
    return code


def country(code: str) -> str:
    """A country code in capitals, which must have the form of an ISO 3166 code (part 1, 2 or 3).

    >>> country("gb"), country("ge-ab"), country("SUHH")
    ('GB', 'GE-AB', 'SUHH')
    """
    if not _COUNTRY.fullmatch(code.upper()):
        raise InvalidEntity(f"country {shown(code)} is no code; write one of ISO 3166, such as DE or GB")
    return code.upper()


def number(text: str) -> float:
    """The finite number in a cell; 0 if the cell is empty.

    >>> number("4.5"), number("")
    (4.5, 0.0)
    """
    if not text:
        return 0.0
    value = float(text) if _NUMBER.fullmatch(text) else math.nan
    if not math.isfinite(value):
        raise InvalidEntity(f"weight {shown(text)} is no number; write one such as 4.5")
    return value


def real(what: str, value: object) -> float:
    """The value of a JSON field, which must be a finite number.

    >>> real("prior", 4)
    4.0
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise InvalidEntity(f"{what} is {shown(value)}; write a number without quotation marks, such as 4.5")
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise InvalidEntity(f"{what} is too large a number; write one such as 4.5")
    return number


def office(title: str, start: str, end: str, checked: str) -> Office | None:
    """The office with these dates, each of which may be empty; None if there is neither a title nor a date.

    >>> str(office("mayor of Lviv", "2006", "", "2026-01"))
    'mayor of Lviv from 2006 (as of 2026-01)'
    """
    if not title and (start or end or checked):
        raise InvalidEntity(f"a date of an office ({start or end or checked}), but no office; write both, or neither")
    return Office(title, start, end, checked) if title else None


def difference(field: str, value: object, other: object, line: int) -> str:
    """The message that a row has another value of a field than the row with the same id on a line.

    >>> difference("countries", ("FR", "BE"), ("GB",), 2)
    "countries 'FR, BE', but 'GB' on line 2 with the same id; make them agree, or give two ids"
    """
    one, two = (
        shown(", ".join(said) if isinstance(said, tuple) else said if isinstance(said, float) else str(said))
        for said in (value, other)
    )
    return f"{field} {one}, but {two} on line {line} with the same id; {_TWO_IDS}"


def kept_names(names: Iterable[tuple[int, Alias]], remarks: Remarks) -> list[Alias]:
    """The names of one entity, without empty and repeated ones; each name is given with its line.

    Dropped and suspicious names are added to `remarks`.
    """
    kept: dict[tuple[str, bool], Alias] = {}
    for line, alias in names:
        key = (alias.text, alias.kind == DEMONYM)  # a demonym may be written like a name, see `Entity`
        if not alias.text.strip():
            remarks.add(line, "an empty name left out")
        elif key in kept:
            remarks.add(line, "a repeated name of one entity left out", shown(alias.text))
        else:
            kept[key] = alias
            if not alias.text.isascii() and "\ufffd" in alias.text:
                remarks.add(line, "a name with U+FFFD, which stands for letters lost before", shown(alias.text))
            if _LINE_END.search(alias.text):
                remarks.add(line, "a name with a line end in it; is a quotation mark not closed?", shown(alias.text))
    return list(kept.values())
