"""The tags of languages whose codes sources write with three letters."""

from __future__ import annotations

from functools import cache
from pathlib import Path

__all__ = ["shortest_code"]

TABLE = Path(__file__).with_name("language-codes.tsv")


def shortest_code(code: str) -> str:
    """The code with two letters, which BCP 47 takes where there is one, else the code as it is.

    >>> shortest_code("rus"), shortest_code("ger"), shortest_code("prs"), shortest_code("ru")
    ('ru', 'de', 'prs', 'ru')
    """
    return _codes().get(code, code)


@cache
def _codes() -> dict[str, str]:
    lines = TABLE.read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith(("#", "code\t")))
    return {long: code for code, codes in rows for long in codes.split()}
