"""The codes of countries that published lists name in English."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from gazetteer.sources.scripts import fold_punctuation

__all__ = ["code_of"]

TABLE = Path(__file__).with_name("country-names.tsv")


def code_of(name: str) -> str:
    """The ISO 3166 code of a country by one of its English names; empty if the name is not known.

    >>> code_of("Iran (Islamic Republic of)"), code_of("KOREA, NORTH"), code_of("Utopia")
    ('IR', 'KP', '')
    """
    folded = fold_punctuation(name)
    return _codes().get(folded) or _codes().get(folded.removeprefix("the "), "")


@cache
def _codes() -> dict[str, str]:
    lines = TABLE.read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith(("#", "code\t")))
    return {fold_punctuation(name): code for code, names in rows for name in names.split(" | ")}
