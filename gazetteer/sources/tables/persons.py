"""Names of persons that a table gives in parts, joined in the order of their language."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["full_name"]

# Languages whose names begin with the family name; of these, in the first three without a space in their own scripts.
FAMILY_FIRST = frozenset({"zh", "ja", "ko", "yue", "hu", "vi"})
_EAST_ASIAN = re.compile("[\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff]+")


def full_name(given: str, middle: str, family: str, languages: Sequence[str]) -> str:
    """The name of these parts, each of which may be empty; the first language that is known gives the order.

    In Chinese, Japanese and Korean script the family name comes first, without a space, whatever the language. If the
    given name has the family name in it, it is the whole name already.

    >>> full_name("Виктор", "Олегович", "Пелевин", ["ru"]), full_name("Viktor", "", "Orbán", ["hu"])
    ('Виктор Олегович Пелевин', 'Orbán Viktor')
    >>> full_name("近平", "", "习", []), full_name("Jane Doe", "", "Doe", [])
    ('习近平', 'Jane Doe')
    """
    if family and f" {family} " in f" {given} ":
        return given
    parts = [part for part in (given, middle, family) if part]
    if parts and all(map(_EAST_ASIAN.fullmatch, parts)):
        return family + middle + given
    language = next((code for code in languages if code not in {"", "und", "mul"}), "")
    if language.split("-")[0] in FAMILY_FIRST:
        return " ".join(part for part in (family, middle, given) if part)
    return " ".join(parts)
