"""What the functions of SQL and of columns do: keys, scores and Latin forms of many texts, none of which need be there.

NULL in, NULL out; a text without words has no key, which is NULL too, so that a join finds no partner for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from names.comparison.repaired import compare_many
from names.integrations.cells import text_of
from names.lists.join_keys import keys
from names.variation.reading import romanize

__all__ = ["all_keys", "first_keys", "latin_forms", "scores"]


def first_keys(cells: Sequence[Any]) -> list[str | None]:
    """The key of each cell, as `names.keys` gives it.

    >>> first_keys(["Жээнбеков", None, "?"])
    ['1:npk', None, None]
    """
    return [key or None for key in keys(map(text_of, cells))]


def all_keys(cells: Sequence[Any]) -> list[list[str] | None]:
    """The keys of each cell, as `names.keys` gives several.

    >>> all_keys(["Merkel", None, "?"])
    [['1:mrkl', '1:mrk+'], None, None]
    """
    return [several or None for several in keys(map(text_of, cells), several=True)]


def latin_forms(cells: Sequence[Any]) -> list[str | None]:
    """Each cell in Latin letters, as `names.romanize` writes it.

    >>> latin_forms(["Щукин", None])
    ['Shchukin', None]
    """
    texts = [text_of(cell) for cell in cells]
    latin = {text: romanize(text) for text in dict.fromkeys(texts)}
    is_missing = [not text and cell != "" for cell, text in zip(cells, texts, strict=True)]
    return [None if missing else latin[text] for missing, text in zip(is_missing, texts, strict=True)]


def scores(left: Sequence[Any], right: Sequence[Any]) -> list[float | None]:
    """The score of each pair, as `names.compare` gives it.

    >>> scores(["Berg", None], ["BERG", "Berg"])
    [1.0, None]
    """
    pairs = list(zip(left, right, strict=True))
    known = [(text_of(one), text_of(other)) for one, other in pairs if one is not None and other is not None]
    compared = iter(compare_many(known))
    return [None if one is None or other is None else float(next(compared).score) for one, other in pairs]
